/* whole_table.c - a template used once for each row of a table. Each row becomes the words of a `use`, on the
 * line on which it stands in the file, and is read like any other: so a message about it names the file
 * and the line. */
#include <string.h>

#include "compiler/sema/whole_internal.h"
#include "lang/base/buf.h"
#include "lang/base/csv.h"

/* The binding `"deliveries.csv" as rows`, or NULL. */
static const struct ast_binding *rows_of(const struct ast_sentence *use)
{
    for (uint32_t i = 0; i < use->use.bindings.count; i++) {
        const struct ast_binding *binding = &use->use.bindings.items[i];
        const char *name = binding->param.text ? binding->param.text->text : "";
        if (!binding->np && (strcmp(name, "rows") == 0 || strcmp(name, "各行") == 0))
            return binding;
    }
    return NULL;
}

bool whole_is_table(const struct ast_sentence *use)
{
    return rows_of(use) != NULL;
}

/* ---- the table as uses ------------------------------------------------------------------------- */

struct table {
    struct whole *whole;
    const struct ast_sentence *use;
    const struct ast_binding *rows;
    const struct source *file;
    struct csv_rows csv;
    struct csv_cell names[CSV_CELLS_MAX]; /* the header */
    uint32_t count;
    uint32_t row_count;
    uint32_t at; /* of the file: up to here its lines are in the words */
    struct buf words;
};

static void fault(struct table *table, struct csv_cell cell, const char *what, const char *mend)
{
    struct diag *diag = diag_add(table->whole->diags, E_TABLE, table->file,
                                 (struct span){cell.start, cell.end}, "%s", what);
    diag_label(diag, table->use->source, table->rows->string.span, "used here");
    diag_help(diag, "%s", mend);
}

/* A cell in quotes is a text, as in a sentence. */
static bool is_quoted(const struct table *table, struct csv_cell cell)
{
    return cell.start > 0 && table->file->text[cell.start - 1] == '"';
}

static void put_cell(struct table *table, struct csv_cell cell)
{
    buf_add(&table->words, table->file->text + cell.start, cell.end - cell.start);
}

/* What the sentence gives to every row, as it is written there. */
static void put_common(struct table *table, const char **between)
{
    for (uint32_t i = 0; i < table->use->use.bindings.count; i++) {
        const struct ast_binding *binding = &table->use->use.bindings.items[i];
        if (binding == table->rows)
            continue;
        struct span span = binding->np ? binding->np->span : binding->string.span;
        buf_printf(&table->words, "%s%s as %s", *between,
                   source_words(table->use->source, table->whole->arena, span),
                   binding->param.text->text);
        *between = ", ";
    }
}

/* The row as a `use`, on its own line. False after a message. */
static bool put_row(struct table *table)
{
    const struct csv_cell *cells = table->csv.cells;
    if (table->csv.count != table->count) {
        fault(table, cells[0], table->csv.count < table->count ? "the row has too few cells"
                                                                : "the row has too many cells",
              "give one cell for each column that the first line names");
        return false;
    }
    for (; table->at < cells[0].start; table->at++) {
        if (table->file->text[table->at] == '\n')
            buf_putc(&table->words, '\n');
    }
    const char *between = " with ";
    buf_printf(&table->words, "use %s", table->use->use.template_.text->text);
    put_common(table, &between);
    for (uint32_t i = 0; i < table->count; i++) {
        bool is_broken = memchr(table->file->text + cells[i].start, '\n', cells[i].end - cells[i].start);
        if (cells[i].start == cells[i].end || is_broken) {
            fault(table, cells[i], is_broken ? "a cell of several lines" : "an empty cell",
                  "give the value as it would stand in a `use`");
            return false;
        }
        buf_puts(&table->words, between);
        buf_puts(&table->words, is_quoted(table, cells[i]) ? "\"" : "");
        put_cell(table, cells[i]);
        buf_puts(&table->words, is_quoted(table, cells[i]) ? "\" as " : " as ");
        put_cell(table, table->names[i]);
        between = ", ";
    }
    buf_puts(&table->words, ".");
    table->row_count++;
    return true;
}

/* The first line names the parameters. */
static bool read_header(struct table *table)
{
    if (csv_row(&table->csv) != CSV_ROW || table->csv.count > CSV_CELLS_MAX) {
        fault(table, (struct csv_cell){0, 0}, "the table does not begin with the names of its columns",
              "begin it with the parameters of the template, separated by commas");
        return false;
    }
    table->count = table->csv.count;
    memcpy(table->names, table->csv.cells, table->count * sizeof *table->names);
    return true;
}

static bool put_rows(struct table *table)
{
    bool is_fine = read_header(table);
    while (is_fine) {
        enum csv_result result = csv_row(&table->csv);
        if (result == CSV_END)
            return true;
        is_fine = result == CSV_ROW && put_row(table);
        if (result != CSV_ROW)
            fault(table, table->csv.cells[table->csv.count],
                  result == CSV_OPEN_QUOTE ? "a quotation is never closed"
                                           : "something stands behind a closing quote",
                  "write each cell as it is, or between two quotes");
    }
    return false;
}

/* ---- numbers --------------------------------------------------------------------------------------- */

/* The number of the clause in which the sentence stands. */
static const char *clause_here(const struct whole *whole)
{
    for (size_t i = whole->sentences.count; i-- > 0;) {
        if (whole->sentences.items[i]->kind == SENT_CLAUSE)
            return whole->sentences.items[i]->clause.no.text->text;
    }
    return NULL;
}

/* What the row's sentences promise stands under the clause's number with that of the row: 3.2, 3.2(a). */
static void number_row(struct whole *whole, size_t first, const char *clause, uint32_t row)
{
    for (size_t i = first; i < whole->sentences.count; i++) {
        struct ast_sentence *sentence = whole->sentences.items[i];
        if (sentence->kind != SENT_STATEMENT || sentence->has_error)
            continue;
        for (uint32_t k = 0; k < sentence->statement.items.count; k++) {
            struct ast_item *item = sentence->statement.items.items[k];
            const char *own = item->label.text ? item->label.text->text : "";
            if (own[0] != '(' && own[0] != '\0')
                continue;
            const char *number = arena_printf(whole->arena, "%s.%u%s", clause, row, own);
            item->label.text = intern_text(whole->intern, number);
            item->label.span = own[0] ? item->label.span : item->span;
            item->label.level = own[0] ? item->label.level : 2;
        }
    }
}

/* Whether every row has become one use, and of a template alone: a cell could say more. */
static bool is_sound(struct table *table, const struct ast_file *uses)
{
    for (uint32_t i = 0; i < uses->sentence_count; i++) {
        const struct ast_sentence *sentence = uses->sentences[i];
        if (sentence->kind == SENT_USE_TEMPLATE && !rows_of(sentence) && uses->sentence_count == table->row_count)
            continue;
        fault(table, table->names[0], "a row says more than the values of its columns",
              "write in each cell one value, and name no further table");
        return false;
    }
    return true;
}

void whole_expand_rows(struct whole *whole, const struct ast_sentence *use)
{
    struct table table = {.whole = whole, .use = use, .rows = rows_of(use)};
    const struct source *file = whole->read(whole->context, use->source, table.rows->string);
    if (!file)
        return;
    table.file = file;
    table.csv = (struct csv_rows){.text = file->text, .len = file->len};
    buf_init(&table.words);
    const struct ast_file *uses = NULL;
    if (put_rows(&table)) {
        uses = whole->parse(whole->context, file->name, &table.words);
        ast_say(&whole->said, &uses->said);
        if (uses->has_errors || !is_sound(&table, uses))
            uses = NULL;
    }
    buf_release(&table.words);
    const char *clause = clause_here(whole);
    for (uint32_t i = 0; uses && i < uses->sentence_count; i++) {
        size_t first = whole->sentences.count;
        whole_expand(whole, uses->sentences[i]);
        if (clause)
            number_row(whole, first, clause, i + 1);
    }
}
