/* owners.c - reads lines, holds them against the clauses, and asks of each row which line fits best. */
#include "runtime/report/owners.h"

#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/csv.h"
#include "lang/base/file.h"
#include "lang/base/limits.h"
#include "lang/base/utf8.h"
#include "lang/base/vec.h"
#include "runtime/report/phrase.h"

enum { NOBODYS = -1 };

struct line {
    const char *clause;
    const char *owner;
    int party; /* NOBODYS: the bearer's */
    unsigned number;
};

struct owners {
    const char *path;
    struct arena *arena;
    struct rt_error *err;
    const struct report_model *model;
    struct csv_rows csv;
    uint32_t clause, owner, party; /* columns; CSV_CELLS_MAX: not there */
    VEC(struct line) lines;
};

/* ---- bytes ---------------------------------------------------------------------------------------- */

static enum rt_status read_file(struct owners *owners, struct buf *text)
{
    struct buf why;
    buf_init(&why);
    if (!file_read(owners->path, LIMIT_SOURCE_BYTES, text, &why))
        rt_fail(owners->err, RT_INPUT, "%s", why.data);
    buf_release(&why);
    if (owners->err->status != RT_OK)
        return owners->err->status;
    size_t bad;
    if (utf8_check(text->data, text->len, &bad) != UTF8_FINE)
        return rt_fail(owners->err, RT_INPUT, "'%s' is not a text in UTF-8", owners->path);
    owners->csv = (struct csv_rows){.text = text->data, .len = (uint32_t)text->len};
    return RT_OK;
}

static unsigned line_at(const struct owners *owners, uint32_t place)
{
    unsigned number = 1;
    for (uint32_t i = 0; i < place && i < owners->csv.len; i++)
        number += owners->csv.text[i] == '\n';
    return number;
}

/* The text of a cell, doubled quotes made one. */
static const char *text_of(struct owners *owners, uint32_t column)
{
    if (column >= owners->csv.count)
        return "";
    struct csv_cell cell = owners->csv.cells[column];
    char *text = arena_text(owners->arena, owners->csv.text + cell.start, cell.end - cell.start);
    char *to = text;
    for (const char *from = text; *from; from++) {
        *to++ = *from;
        if (from[0] == '"' && from[1] == '"')
            from++;
    }
    *to = '\0';
    return text;
}

/* ---- lines ---------------------------------------------------------------------------------------- */

static enum rt_status next_row(struct owners *owners, bool *is_there)
{
    enum csv_result result = csv_row(&owners->csv);
    *is_there = result == CSV_ROW;
    if (result == CSV_ROW || result == CSV_END)
        return RT_OK;
    return rt_fail(owners->err, RT_INPUT, "%s:%u: %s", owners->path,
                   line_at(owners, owners->csv.cells[owners->csv.count].start),
                   result == CSV_OPEN_QUOTE ? "a quotation is never closed; end it with \""
                                            : "something stands behind a closing quote; put a comma "
                                              "between two cells");
}

static enum rt_status read_header(struct owners *owners)
{
    bool is_there;
    owners->clause = owners->owner = owners->party = CSV_CELLS_MAX;
    if (next_row(owners, &is_there) != RT_OK)
        return owners->err->status;
    for (uint32_t i = 0; is_there && i < owners->csv.count; i++) {
        struct csv_cell cell = owners->csv.cells[i];
        owners->clause = csv_holds(&owners->csv, cell, "clause|条款") ? i : owners->clause;
        owners->owner = csv_holds(&owners->csv, cell, "owner|负责人") ? i : owners->owner;
        owners->party = csv_holds(&owners->csv, cell, "party|方") ? i : owners->party;
    }
    if (owners->clause < CSV_CELLS_MAX && owners->owner < CSV_CELLS_MAX)
        return RT_OK;
    return rt_fail(owners->err, RT_INPUT,
                   "%s:1: the first line does not name the columns `clause` and `owner`; begin the file "
                   "with `clause,owner,party`", owners->path);
}

/* A clause covers itself, its sub-clauses and its instances: what follows its number begins with one of
 * these. */
static bool covers(const char *clause, const char *of)
{
    size_t len = strlen(clause);
    return strncmp(clause, of, len) == 0 && (of[len] == '\0' || strchr("./[", of[len]) != NULL);
}

/* The id of a row that may still come begins with the number of a clause. */
static bool is_known(const struct report_model *model, const char *clause)
{
    for (size_t i = 0; i < model->clause_count; i++) {
        if (covers(clause, model->clauses[i].number))
            return true;
        size_t len = strlen(model->clauses[i].number);
        if (strncmp(clause, model->clauses[i].number, len) == 0 &&
            (clause[len] == '[' || clause[len] == '/'))
            return true;
    }
    return false;
}

static bool is_spelt(const char *name, const char *as)
{
    return as && strcmp(name, as) == 0;
}

static bool find_party(const struct report_model *model, const char *name, int *party)
{
    *party = NOBODYS;
    if (name[0] == '\0')
        return true;
    for (size_t i = 0; i < model->party_count; i++) {
        const struct report_party *named = &model->parties[i];
        if (is_spelt(name, named->name) || is_spelt(name, named->label.en) ||
            is_spelt(name, named->label.zh))
            *party = (int)i;
    }
    return *party != NOBODYS;
}

static enum rt_status take_line(struct owners *owners)
{
    struct line line = {
        .clause = text_of(owners, owners->clause),
        .owner = text_of(owners, owners->owner),
        .number = line_at(owners, owners->csv.cells[0].start),
    };
    const char *party = text_of(owners, owners->party);
    if (line.clause[0] == '\0' || line.owner[0] == '\0')
        return rt_fail(owners->err, RT_INPUT, "%s:%u: a clause and its owner are needed; give both, or "
                       "leave the line out", owners->path, line.number);
    if (!is_known(owners->model, line.clause))
        return rt_fail(owners->err, RT_INPUT, "%s:%u: the contract has no clause '%s'; write its number, "
                       "or the id of a row", owners->path, line.number, line.clause);
    if (!find_party(owners->model, party, &line.party))
        return rt_fail(owners->err, RT_INPUT, "%s:%u: '%s' is no party of the contract; leave it empty "
                       "for the bearer", owners->path, line.number, party);
    for (size_t i = 0; i < owners->lines.count; i++) {
        const struct line *earlier = &owners->lines.items[i];
        if (earlier->party == line.party && strcmp(earlier->clause, line.clause) == 0)
            return rt_fail(owners->err, RT_INPUT, "%s:%u: the owner of %s is told in line %u; keep one of "
                           "the two", owners->path, line.number, line.clause, earlier->number);
    }
    vec_push(&owners->lines, line);
    return RT_OK;
}

static enum rt_status read_lines(struct owners *owners)
{
    enum rt_status status = read_header(owners);
    bool is_there = status == RT_OK;
    while (is_there) {
        status = next_row(owners, &is_there);
        if (status == RT_OK && is_there)
            status = take_line(owners);
        if (status != RT_OK)
            return status;
    }
    return status;
}

/* ---- rows ----------------------------------------------------------------------------------------- */

static const char *owner_of(const struct owners *owners, const struct report_row *row, size_t party)
{
    const char *number = owners->model->clauses[row->clause].number;
    const struct line *best = NULL;
    for (size_t i = 0; i < owners->lines.count; i++) {
        const struct line *line = &owners->lines.items[i];
        bool is_ours = line->party == (int)party ||
                       (line->party == NOBODYS && (row->bearers >> party & 1) != 0);
        if (!is_ours || (!covers(line->clause, number) && !covers(line->clause, row->id)))
            continue;
        size_t len = strlen(line->clause), best_len = best ? strlen(best->clause) : 0;
        if (!best || len > best_len || (len == best_len && best->party == NOBODYS))
            best = line;
    }
    return best ? best->owner : NULL;
}

static void assign(const struct owners *owners, struct report_model *model)
{
    struct report_row *rows =
        arena_copy(owners->arena, model->rows, model->row_count * sizeof *model->rows);
    for (size_t i = 0; i < model->row_count; i++) {
        const char **names = arena_array(owners->arena, model->party_count, sizeof *names);
        for (size_t party = 0; party < model->party_count; party++)
            names[party] = owner_of(owners, &rows[i], party);
        rows[i].owners = names;
    }
    model->rows = rows;
}

/* Whether the paper has a row for the line, on the side of the party that it names. */
static bool is_used(const struct line *line, const struct report_model *model)
{
    for (size_t i = 0; i < model->row_count; i++) {
        const struct report_row *row = &model->rows[i];
        uint64_t sides = row->bearers | row->counterparties;
        bool is_theirs = line->party == NOBODYS ? row->bearers != 0 : (sides >> line->party & 1) != 0;
        if (is_theirs && (covers(line->clause, model->clauses[row->clause].number) || covers(line->clause, row->id)))
            return true;
    }
    return false;
}

/* Who reads the paper must know whose duty is not minded, though the file seems to say so. */
static void tell_unused(const struct owners *owners, struct report_model *model)
{
    struct phrases words;
    phrases_init(&words);
    for (size_t i = 0; i < owners->lines.count; i++) {
        const struct line *line = &owners->lines.items[i];
        if (is_used(line, model))
            continue;
        const struct report_party *party = line->party == NOBODYS ? NULL : &model->parties[line->party];
        const char *name = party ? party->name : "";
        buf_printf(&words.en, "%sline %u (%s%s%s)", words.en.len ? ", " : "", line->number, line->clause,
                   party ? ", " : "", name);
        const char *label = party && party->label.zh && party->label.zh[0] ? party->label.zh : name;
        buf_printf(&words.zh, "%s第%u行（%s%s%s）", words.zh.len ? "、" : "", line->number, line->clause,
                   party ? "，" : "", label);
    }
    if (words.en.len > 0) {
        struct report_identity *identity = &model->identity;
        struct report_text *notices = arena_array(owners->arena, identity->notice_count + 1, sizeof *notices);
        for (size_t i = 0; i < identity->notice_count; i++)
            notices[i] = identity->notices[i];
        notices[identity->notice_count++] = (struct report_text){
            arena_printf(owners->arena, "the list of owners fits no row here in %s", words.en.data),
            arena_printf(owners->arena, "负责人名单中无对应事项：%s", words.zh.data)};
        identity->notices = notices;
    }
    phrases_release(&words);
}

enum rt_status owners_assign(const char *path, struct report_model *model, struct arena *arena,
                             struct rt_error *err)
{
    struct owners owners = {.path = path, .arena = arena, .err = err, .model = model};
    struct buf text;
    buf_init(&text);
    enum rt_status status = read_file(&owners, &text);
    if (status == RT_OK)
        status = read_lines(&owners);
    if (status == RT_OK) {
        assign(&owners, model);
        tell_unused(&owners, model);
    }
    vec_release(&owners.lines);
    buf_release(&text);
    return status;
}

const char *row_owner(const struct report_row *row, size_t party)
{
    return row->owners ? row->owners[party] : NULL;
}
