/* table.c - the views as plain text for the terminal. What to print is chosen here, how wide it
 * becomes in grid.c. In both languages the Chinese stands on the line below the English. */
#include "runtime/report/report.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/vec.h"
#include "runtime/report/folded.h"
#include "runtime/report/grid.h"
#include "runtime/report/phrase.h"

enum { DEFAULT_WIDTH = 120 };

struct table {
    struct grid grid;
    const struct report_model *model;
    enum report_language language;
    struct buf text; /* scratch */
};

static void put_two(struct buf *out, struct report_text text, enum report_language language)
{
    bool has_two = language == REPORT_BOTH && text.en != NULL && text.zh != NULL &&
                   text.en[0] != '\0' && text.zh[0] != '\0';
    if (!has_two) {
        buf_puts(out, text_pick(text, language));
        return;
    }
    buf_puts(out, text.en);
    buf_putc(out, '\n');
    buf_puts(out, text.zh);
}

static void column(struct table *table, enum word word, enum grid_align align, size_t least)
{
    buf_clear(&table->text);
    put_two(&table->text, word_text(word), table->language);
    grid_column(&table->grid, table->text.data, align, least);
}

static void cell_text(struct table *table, struct report_text text)
{
    buf_clear(&table->text);
    put_two(&table->text, text, table->language);
    grid_cell(&table->grid, table->text.data);
}

static void cell_moment(struct table *table, struct report_moment moment)
{
    buf_clear(&table->text);
    phrase_moment(&table->text, moment);
    grid_cell(&table->grid, table->text.data);
}

static void cell_parties(struct table *table, uint64_t mask)
{
    struct phrases names;
    phrases_init(&names);
    phrase_parties(&names.en, table->model, mask, REPORT_EN);
    phrase_parties(&names.zh, table->model, mask, REPORT_ZH);
    cell_text(table, phrases_text(&names));
    phrases_release(&names);
}

static void cell_action(struct table *table, const struct report_row *row)
{
    buf_clear(&table->text);
    phrase_action(&table->text, row, table->language == REPORT_ZH ? REPORT_ZH : REPORT_EN);
    if (table->language == REPORT_BOTH) {
        buf_putc(&table->text, '\n');
        phrase_action(&table->text, row, REPORT_ZH);
    }
    grid_cell(&table->grid, table->text.data);
}

/* "10/26", and what awaits its answer: "10+2/26". */
static void cell_progress(struct table *table, const struct report_row *row)
{
    struct buf *text = &table->text;
    buf_clear(text);
    if (row->required != REPORT_NO_QUANTITY) {
        phrase_quantity(text, row->done, row->unit);
        if (row->pending != REPORT_NO_QUANTITY && row->pending > 0) {
            buf_putc(text, '+');
            phrase_quantity(text, row->pending, row->unit);
        }
        if (text->len > 0)
            buf_putc(text, '/');
        phrase_quantity(text, row->required, row->unit);
    }
    grid_cell(&table->grid, text->data);
}

static void cell_slack(struct table *table, const struct report_row *row)
{
    buf_clear(&table->text);
    if (row->slack_days != REPORT_NO_SLACK)
        buf_put_i64(&table->text, row->slack_days);
    grid_cell(&table->grid, table->text.data);
}

static void cell_due(struct table *table, const struct report_row *row)
{
    buf_clear(&table->text);
    if (!moment_is_set(row->due) && moment_is_set(row->reminder))
        buf_putc(&table->text, '~');
    phrase_moment(&table->text, row_date(row));
    grid_cell(&table->grid, table->text.data);
}

static void cell_forecast(struct table *table, const struct report_row *row)
{
    struct phrases forecast;
    phrases_init(&forecast);
    phrase_forecast(&forecast.en, table->model, row, REPORT_EN);
    phrase_forecast(&forecast.zh, table->model, row, REPORT_ZH);
    cell_text(table, phrases_text(&forecast));
    phrases_release(&forecast);
}

static void cell_status(struct table *table, const struct report_row *row)
{
    struct phrases status;
    phrases_init(&status);
    phrase_status(&status.en, row, REPORT_EN);
    phrase_status(&status.zh, row, REPORT_ZH);
    cell_text(table, phrases_text(&status));
    phrases_release(&status);
}

static void status_columns(struct table *table)
{
    column(table, WORD_CLAUSE, GRID_LEFT, 0);
    column(table, WORD_WHO, GRID_LEFT, 10);
    column(table, WORD_WHAT, GRID_LEFT, 18);
    column(table, WORD_DUE, GRID_LEFT, 0);
    column(table, WORD_DONE, GRID_RIGHT, 0);
    column(table, WORD_SLACK, GRID_RIGHT, 0);
    column(table, WORD_STATUS, GRID_LEFT, 9);
    column(table, WORD_FORECAST, GRID_LEFT, 12);
    column(table, WORD_SINCE, GRID_LEFT, 0);
}

/* What a cap has left of a sum is no answer to what the sentence says: it says so beside it. */
static void cell_debt(struct table *table, const struct report_row *row)
{
    if (!row->is_cut) {
        cell_action(table, row);
        return;
    }
    struct phrases debt;
    phrases_init(&debt);
    phrase_action(&debt.en, row, REPORT_EN);
    phrase_action(&debt.zh, row, REPORT_ZH);
    buf_printf(&debt.en, " (%s)", text_pick(row->mark, REPORT_EN));
    buf_printf(&debt.zh, "（%s）", text_pick(row->mark, REPORT_ZH));
    cell_text(table, phrases_text(&debt));
    phrases_release(&debt);
}

static void status_row(struct table *table, const struct report_row *row)
{
    grid_cell(&table->grid, phrase_clause(&table->model->clauses[row->clause], table->language));
    cell_parties(table, row->bearers);
    cell_debt(table, row);
    cell_due(table, row);
    cell_progress(table, row);
    cell_slack(table, row);
    cell_status(table, row);
    cell_forecast(table, row);
    cell_moment(table, row->since);
}

static void schedule_columns(struct table *table)
{
    column(table, WORD_DUE, GRID_LEFT, 0);
    column(table, WORD_FROM, GRID_LEFT, 0);
    column(table, WORD_LAST_START, GRID_LEFT, 0);
    column(table, WORD_CLAUSE, GRID_LEFT, 0);
    column(table, WORD_WHO, GRID_LEFT, 10);
    column(table, WORD_WHAT, GRID_LEFT, 18);
    column(table, WORD_DUE_RULE, GRID_LEFT, 14);
    column(table, WORD_STATUS, GRID_LEFT, 9);
}

/* Whether the rule names the event of the trigger: `within 7 days after the contract ends`, or
 * `… after the delivery under clause 1.1` of `when clause 1.1 is fulfilled`. */
static bool says_event(const char *rule, const char *trigger)
{
    const size_t when = strlen("when "), under = strlen("under ");
    if (strncmp(trigger, "when ", when) != 0)
        return false;
    const char *event = trigger + when, *state = strstr(event, " is fulfilled");
    if (strstr(rule, event))
        return true;
    size_t len = state ? (size_t)(state - event) : 0;
    for (const char *at = rule; state && (at = strstr(at, "under ")); at += under) {
        if (strncmp(at + under, event, len) == 0 && !strchr(".(0123456789", at[under + len]))
            return true;
    }
    return false;
}

/* The rule behind the window; for a power its ground, for a row without an instance what it waits
 * for, too, unless the rule says it: `within 7 days after the contract ends`. */
static void cell_rule(struct table *table, const struct report_row *row)
{
    struct phrases rule;
    phrases_init(&rule);
    buf_puts(&rule.en, text_pick(row->due_rule, REPORT_EN));
    buf_puts(&rule.zh, text_pick(row->due_rule, REPORT_ZH));
    bool is_said = says_event(rule.en.data, text_pick(row->trigger, REPORT_EN));
    bool is_wanted = row->form == REPORT_ROW_WHEN || row->kind == REPORT_KIND_POWER;
    if (is_wanted && !is_said && !text_is_empty(row->trigger)) {
        buf_printf(&rule.en, "%s%s", rule.en.len ? ", " : "", text_pick(row->trigger, REPORT_EN));
        buf_printf(&rule.zh, "%s%s", rule.zh.len ? "，" : "", text_pick(row->trigger, REPORT_ZH));
    }
    if (!text_is_empty(row->mark)) {
        buf_printf(&rule.en, rule.en.len ? " (%s)" : "%s", text_pick(row->mark, REPORT_EN));
        buf_printf(&rule.zh, rule.zh.len ? "（%s）" : "%s", text_pick(row->mark, REPORT_ZH));
    }
    for (size_t i = 0; i < row->remark_count; i++) {
        buf_printf(&rule.en, "%s%s", rule.en.len ? "; " : "", text_pick(row->remarks[i], REPORT_EN));
        buf_printf(&rule.zh, "%s%s", rule.zh.len ? "；" : "", text_pick(row->remarks[i], REPORT_ZH));
    }
    cell_text(table, phrases_text(&rule));
    phrases_release(&rule);
}

/* A row without an instance has its trigger where the others have a window. */
static void schedule_row(struct table *table, const struct report_row *row)
{
    cell_due(table, row);
    cell_moment(table, row->from);
    cell_moment(table, row->last_start);
    grid_cell(&table->grid, phrase_clause(&table->model->clauses[row->clause], table->language));
    cell_parties(table, row->bearers);
    cell_action(table, row);
    cell_rule(table, row);
    if (row->form == REPORT_ROW_WHEN)
        cell_text(table, word_text(WORD_WHEN_HEAD));
    else
        cell_status(table, row);
}

static void checklist_columns(struct table *table)
{
    column(table, WORD_DUE, GRID_LEFT, 0);
    column(table, WORD_LAST_START, GRID_LEFT, 0);
    column(table, WORD_CLAUSE, GRID_LEFT, 0);
    column(table, WORD_WHO, GRID_LEFT, 10);
    column(table, WORD_WHAT, GRID_LEFT, 18);
    column(table, WORD_EVIDENCE, GRID_LEFT, 12);
    column(table, WORD_ACCEPTED_BY, GRID_LEFT, 12);
    column(table, WORD_IF_MISSED, GRID_LEFT, 12);
    column(table, WORD_STATUS, GRID_LEFT, 9);
}

static void checklist_row(struct table *table, const struct report_row *row)
{
    cell_due(table, row);
    cell_moment(table, row->last_start);
    grid_cell(&table->grid, phrase_clause(&table->model->clauses[row->clause], table->language));
    cell_parties(table, row->bearers);
    cell_action(table, row);
    cell_text(table, row->evidence);
    cell_text(table, row->acceptor);
    cell_text(table, row->remedy);
    cell_status(table, row);
}

static void add_columns(struct table *table, enum report_view view)
{
    switch (view) {
    case REPORT_VIEW_STATUS: status_columns(table); return;
    case REPORT_VIEW_SCHEDULE: schedule_columns(table); return;
    case REPORT_VIEW_CHECKLIST: checklist_columns(table); return;
    }
    UNREACHABLE();
}

static void add_row(struct table *table, enum report_view view, const struct report_row *row)
{
    switch (view) {
    case REPORT_VIEW_STATUS: status_row(table, row); return;
    case REPORT_VIEW_SCHEDULE: schedule_row(table, row); return;
    case REPORT_VIEW_CHECKLIST: checklist_row(table, row); return;
    }
    UNREACHABLE();
}

/* True if a brief status has nothing to say of the row: it is settled, or a best effort. */
static bool is_quiet(const struct report_row *row)
{
    if (row->is_disputed)
        return false;
    return row->is_soft || row->status == REPORT_FULFILLED || row->status == REPORT_LAPSED ||
           row->status == REPORT_WAIVED || row->status == REPORT_RELEASED;
}

/* Prints the rows of the view; returns how many a brief status left out. */
static size_t print_rows(struct buf *out, const struct report_model *model,
                         const struct report_options *options, struct row_list *rows)
{
    size_t left_out = 0;
    struct folded line;
    folded_init(&line);
    fold_rows(rows, model);
    struct table table = {.model = model, .language = options->language};
    grid_init(&table.grid);
    buf_init(&table.text);
    add_columns(&table, options->view);
    while (folded_next(&line, rows, model)) {
        const struct report_row *row = &line.row;
        bool is_to_come = row->form != REPORT_ROW_INSTANCE ||
                          (row->kind == REPORT_KIND_ANSWER && row->status == REPORT_DORMANT);
        if (is_to_come && options->view == REPORT_VIEW_STATUS)
            continue;
        if (options->is_brief && options->view == REPORT_VIEW_STATUS && is_quiet(row))
            left_out += line.count;
        else
            add_row(&table, options->view, row);
    }
    grid_print(&table.grid, out, options->width > 0 ? (size_t)options->width : DEFAULT_WIDTH);
    folded_release(&line);
    grid_release(&table.grid);
    buf_release(&table.text);
    return left_out;
}

/* How many acts changed nothing: the table has no place for each. */
static void print_idle(struct buf *out, const struct report_model *model, enum report_language language)
{
    size_t count = 0;
    for (size_t i = 0; i < model->fact_count; i++)
        count += model->facts[i].judgement == REPORT_INERT || model->facts[i].judgement == REPORT_NOTED;
    if (count == 0)
        return;
    struct phrases words;
    phrases_init(&words);
    buf_printf(&words.en, "%zu %s had no effect: `--format html` tells which and why", count,
               count == 1 ? "act" : "acts");
    buf_printf(&words.zh, "有%zu项行为未生效：`--format html` 列明何者及缘由", count);
    buf_putc(out, '\n');
    phrase_text(out, phrases_text(&words), language);
    phrases_release(&words);
}

static void print_heading(struct buf *out, const struct report_model *model,
                          const struct report_options *options)
{
    const struct report_identity *identity = &model->identity;
    buf_puts(out, identity->name);
    buf_puts(out, ": ");
    phrase_text(out, identity->title, options->language);
    buf_puts(out, "\n");
    phrase_word(out, WORD_AS_OF, options->language);
    buf_putc(out, ' ');
    phrase_as_of(out, identity, options->language);
    buf_puts(out, " · ");
    phrase_word(out, word_of_phase(identity->phase), options->language);
    buf_printf(out, " · %u ", identity->clauses_tracked);
    phrase_word(out, WORD_COUNT_TRACKED, options->language);
    buf_printf(out, ", %u ", identity->clauses_soft);
    phrase_word(out, WORD_COUNT_SOFT, options->language);
    buf_printf(out, ", %u ", identity->clauses_text_only);
    phrase_word(out, WORD_COUNT_TEXT_ONLY, options->language);
    if (identity->called && options->language != REPORT_ZH)
        buf_printf(out, "\n%s", identity->called);
    if (!text_is_empty(identity->amended)) {
        buf_putc(out, '\n');
        phrase_text(out, identity->amended, options->language);
    }
    if (!text_is_empty(identity->renewal)) {
        buf_putc(out, '\n');
        phrase_text(out, identity->renewal, options->language);
    }
    for (size_t i = 0; i < identity->notice_count; i++) {
        buf_putc(out, '\n');
        phrase_text(out, identity->notices[i], options->language);
    }
    if (options->view == REPORT_VIEW_STATUS)
        print_idle(out, model, options->language);
    buf_puts(out, "\n\n");
}

/* What has happened to the row, below its sentence. */
static void print_news_of_row(struct buf *out, const struct report_row *row, enum report_language language)
{
    for (size_t i = 0; i < row->remark_now; i++) {
        buf_puts(out, "    ");
        phrase_text(out, row->remarks[i], language);
        buf_putc(out, '\n');
    }
}

/* What nobody need fear for and yet is not as it was: suspended, rejected. */
static void print_moved(struct buf *out, const struct report_model *model, const struct report_options *options)
{
    enum report_language language = options->language;
    for (size_t i = 0; i < model->row_count; i++) {
        const struct report_row *row = &model->rows[i];
        if (row->remark_now == 0 || !row_concerns(row, options->party) ||
            row_attention(row, model->identity.as_of) >= ATTENTION_AT_RISK)
            continue;
        buf_printf(out, "%s ", phrase_clause(&model->clauses[row->clause], options->language));
        phrase_sentence(out, model, row, language);
        buf_puts(out, language == REPORT_ZH ? "：" : ": ");
        struct phrases status;
        phrases_init(&status);
        phrase_status(&status.en, row, REPORT_EN);
        phrase_status(&status.zh, row, REPORT_ZH);
        phrase_text(out, phrases_text(&status), language);
        phrases_release(&status);
        buf_putc(out, '\n');
        print_news_of_row(out, row, language);
        buf_putc(out, '\n');
    }
}

/* Above the table: what is breached, doomed or at risk, and why. */
static void print_reasons(struct buf *out, const struct report_model *model,
                          const struct report_options *options)
{
    static const enum attention grave[] = {ATTENTION_BREACHED, ATTENTION_DOOMED, ATTENTION_AT_RISK};
    static const enum word words[] = {WORD_STATUS_BREACHED, WORD_DOOMED, WORD_AT_RISK};
    enum report_language language = options->language;
    struct row_list rows = {0};
    for (size_t i = 0; i < sizeof grave / sizeof *grave; i++) {
        vec_clear(&rows);
        choose_attention(&rows, model, options->party, grave[i]);
        for (size_t k = 0; k < rows.count; k++) {
            const struct report_row *row = &model->rows[rows.items[k]];
            buf_printf(out, "%s ", phrase_clause(&model->clauses[row->clause], options->language));
            phrase_sentence(out, model, row, language);
            buf_puts(out, language == REPORT_ZH ? "：" : ": ");
            phrase_word(out, words[i], language);
            if (row->is_late || row->is_unowed) {
                buf_puts(out, language == REPORT_ZH ? "，" : ", ");
                phrase_word(out, row->is_late ? WORD_DONE_LATE : WORD_UNOWED, language);
            }
            buf_putc(out, '\n');
            for (size_t b = 0; b < row->breach_count; b++) {
                buf_puts(out, "    ");
                phrase_cause(out, row, &row->breaches[b], language);
                buf_puts(out, "\n    ");
                phrase_breach(out, model, &row->breaches[b], language);
                buf_putc(out, '\n');
            }
            if (row->breach_count == 0 && !text_is_empty(row->forecast_why)) {
                buf_puts(out, "    ");
                phrase_forecast_why(out, row, language);
                buf_putc(out, '\n');
            }
            print_news_of_row(out, row, language);
            buf_putc(out, '\n');
        }
    }
    vec_release(&rows);
    print_moved(out, model, options);
}

/* Below a table: what the sums come to that its rows call by a name. */
static void print_definitions(struct buf *out, const struct report_model *model,
                              const struct report_options *options)
{
    if (model->definition_count == 0)
        return;
    buf_putc(out, '\n');
    phrase_word(out, WORD_DEFINITIONS_HEAD, options->language);
    buf_puts(out, "\n\n");
    for (size_t i = 0; i < model->definition_count; i++) {
        buf_puts(out, "  ");
        phrase_text(out, model->definitions[i], options->language);
        buf_putc(out, '\n');
    }
}

static void print_checklist(struct buf *out, const struct report_model *model,
                            const struct report_options *options, size_t party)
{
    static const struct {
        enum list_kind list;
        enum word heading;
    } lists[] = {{LIST_MY_DUTIES, WORD_MY_DUTIES},
                 {LIST_MY_WHEN, WORD_WHEN_HEAD},
                 {LIST_THEIR_DUTIES, WORD_THEIR_DUTIES},
                 {LIST_THEIR_WHEN, WORD_WHEN_HEAD},
                 {LIST_RIGHTS, WORD_RIGHTS},
                 {LIST_THEIR_RIGHTS, WORD_THEIR_RIGHTS},
                 {LIST_MAY, WORD_MAY_HEAD},
                 {LIST_MUST_NOT, WORD_MUST_NOT_HEAD},
                 {LIST_SOFT, WORD_SOFT_HEAD}};
    phrase_word(out, WORD_CHECKLIST, options->language);
    buf_puts(out, " · ");
    phrase_parties(out, model, (uint64_t)1 << party, options->language);
    buf_puts(out, "\n\n");
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct row_list rows = {0};
        choose_list(&rows, model, party, lists[i].list);
        if (rows.count > 0) {
            phrase_word(out, lists[i].heading, options->language);
            buf_puts(out, "\n\n");
            (void)print_rows(out, model, options, &rows);
            buf_putc(out, '\n');
        }
        vec_release(&rows);
    }
}

void report_table(struct buf *out, const struct report_model *model,
                  const struct report_options *options)
{
    print_heading(out, model, options);
    if (options->view == REPORT_VIEW_CHECKLIST) {
        for (size_t party = 0; party < model->party_count; party++) {
            if (party_has_checklist(model, options, party))
                print_checklist(out, model, options, party);
        }
        print_definitions(out, model, options);
        return;
    }
    if (options->view == REPORT_VIEW_STATUS)
        print_reasons(out, model, options);
    struct row_list rows = {0};
    choose_view(&rows, model, options);
    size_t left_out = print_rows(out, model, options, &rows);
    vec_release(&rows);
    if (left_out) {
        buf_printf(out, "\n%zu ", left_out);
        phrase_word(out, left_out == 1 ? WORD_LEFT_OUT_ONE : WORD_LEFT_OUT, options->language);
        buf_putc(out, '\n');
    }
    if (options->view == REPORT_VIEW_SCHEDULE)
        print_definitions(out, model, options);
}
