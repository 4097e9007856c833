/* checklist_md.c - the checklist as Markdown: the lists of choose.c as tables, one per month.
 *
 * Texts are escaped, so that a pipe, a star or a tag in a contract's words stays a character. In
 * both languages the two stand in one cell with <br> between them. */
#include "runtime/report/report.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/vec.h"
#include "runtime/report/folded.h"
#include "runtime/report/owners.h"
#include "runtime/report/phrase.h"

struct paper {
    struct buf *out;
    const struct report_model *model;
    const struct report_options *options;
    enum report_language language;
    size_t row_count;
};

static void put_escaped(struct buf *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        if (*text == '\n' || *text == '\r' || *text == '\t') {
            buf_putc(out, ' ');
        } else if (*text == '<') {
            buf_puts(out, "&lt;");
        } else if (*text == '&') {
            buf_puts(out, "&amp;");
        } else {
            if (strchr("\\`*_[]>|~#", *text) != NULL)
                buf_putc(out, '\\');
            buf_putc(out, *text);
        }
    }
}

static void put_pair(struct paper *paper, struct report_text text, const char *between)
{
    bool has_two = paper->language == REPORT_BOTH && text.en != NULL && text.zh != NULL &&
                   text.en[0] != '\0' && text.zh[0] != '\0';
    if (!has_two) {
        put_escaped(paper->out, text_pick(text, paper->language));
        return;
    }
    put_escaped(paper->out, text.en);
    buf_puts(paper->out, between);
    put_escaped(paper->out, text.zh);
}

static void put_word(struct paper *paper, enum word word)
{
    put_pair(paper, word_text(word), " ");
}

static void put_heading(struct paper *paper, const char *level, enum word word)
{
    buf_puts(paper->out, level);
    buf_putc(paper->out, ' ');
    put_word(paper, word);
    buf_puts(paper->out, "\n\n");
}

static void put_parties(struct paper *paper, uint64_t mask, const char *between)
{
    struct phrases names;
    phrases_init(&names);
    phrase_parties(&names.en, paper->model, mask, REPORT_EN);
    phrase_parties(&names.zh, paper->model, mask, REPORT_ZH);
    put_pair(paper, phrases_text(&names), between);
    phrases_release(&names);
}

static void put_action(struct paper *paper, const struct report_row *row, const char *between)
{
    struct phrases action;
    phrases_init(&action);
    phrase_action(&action.en, row, REPORT_EN);
    phrase_action(&action.zh, row, REPORT_ZH);
    put_pair(paper, phrases_text(&action), between);
    phrases_release(&action);
}

static void put_sentence(struct paper *paper, const struct report_row *row)
{
    struct phrases sentence;
    phrases_init(&sentence);
    phrase_sentence(&sentence.en, paper->model, row, REPORT_EN);
    phrase_sentence(&sentence.zh, paper->model, row, REPORT_ZH);
    put_pair(paper, phrases_text(&sentence), " / ");
    phrases_release(&sentence);
}

static void put_cell(struct paper *paper, struct report_text text)
{
    buf_puts(paper->out, " | ");
    put_pair(paper, text, "<br>");
}

/* The date and, behind it, the rule it came from. */
static void put_due(struct paper *paper, const struct report_row *row, bool is_column)
{
    if (moment_is_set(row_due(row))) {
        buf_puts(paper->out, "**");
        phrase_moment(paper->out, row_due(row));
        buf_puts(paper->out, "**");
    } else if (moment_is_set(row->reminder)) {
        buf_puts(paper->out, "*");
        put_word(paper, WORD_REMINDER);
        buf_putc(paper->out, ' ');
        phrase_moment(paper->out, row->reminder);
        buf_puts(paper->out, "*");
    }
    bool is_elsewhere = is_column && row->is_opening; /* beside the day from which it is */
    const struct report_text words[] = {is_elsewhere ? (struct report_text){0} : row->due_rule, row->mark};
    bool is_first = !moment_is_set(row_date(row));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_is_empty(words[i]))
            continue;
        if (!is_first)
            buf_puts(paper->out, "<br>");
        put_pair(paper, words[i], "<br>");
        is_first = false;
    }
    for (size_t i = 0; i < row->remark_count; i++) {
        if (!is_first)
            buf_puts(paper->out, "<br>");
        put_pair(paper, row->remarks[i], "<br>");
        is_first = false;
    }
}

static void put_status(struct paper *paper, const struct report_row *row)
{
    struct phrases status;
    phrases_init(&status);
    phrase_status(&status.en, row, REPORT_EN);
    phrase_status(&status.zh, row, REPORT_ZH);
    put_pair(paper, phrases_text(&status), " ");
    phrases_release(&status);
}

/* days: a box for each, of many rows in one line; else NULL. */
static void put_done(struct paper *paper, const struct report_row *row, const char *days)
{
    buf_puts(paper->out, " | ");
    if (days) {
        buf_puts(paper->out, days[0] ? days : "–");
    } else if (moment_is_set(row->performed)) {
        phrase_moment(paper->out, row->performed);
        if (row->evidence_ref != NULL) {
            buf_putc(paper->out, ' ');
            put_escaped(paper->out, row->evidence_ref);
        }
    } else if (!row_is_owed(row)) {
        buf_puts(paper->out, "–");
    } else {
        buf_puts(paper->out, "☐");
        bool has_some = row->required != REPORT_NO_QUANTITY && row->required > 1 &&
                        row->done != REPORT_NO_QUANTITY;
        if (has_some) {
            buf_putc(paper->out, ' ');
            phrase_quantity(paper->out, row->done, row->unit);
            buf_puts(paper->out, " / ");
            phrase_quantity(paper->out, row->required, row->unit);
        }
    }
    buf_puts(paper->out, " | ");
    if (row->needs_acceptance && days && days[0]) {
        buf_puts(paper->out, days);
    } else if (!row->needs_acceptance || (!moment_is_set(row->known) && !row_is_owed(row))) {
        buf_puts(paper->out, "–");
    } else if (moment_is_set(row->known)) {
        if (row->is_deemed) {
            put_word(paper, WORD_DEEMED_ON);
            buf_putc(paper->out, ' ');
        }
        phrase_moment(paper->out, row->known);
    } else {
        buf_puts(paper->out, "☐");
    }
}

static void put_row(struct paper *paper, const struct folded *line, enum list_kind list)
{
    struct buf *out = paper->out;
    const struct report_row *row = &line->row;
    buf_printf(out, "| %zu", paper->row_count + 1);
    paper->row_count += line->count;
    if (line->count > 1)
        buf_printf(out, "–%zu", paper->row_count);
    buf_puts(out, " | ");
    put_escaped(out, phrase_clause(&paper->model->clauses[row->clause], paper->language));
    buf_puts(out, " | ");
    put_action(paper, row, "<br>");
    buf_puts(out, " | ");
    put_parties(paper, list_whom(list, row), "<br>");
    buf_puts(out, " | ");
    phrase_moment(out, row->from);
    if (moment_is_set(row->from) && !text_is_empty(row->trigger))
        buf_puts(out, "<br>");
    put_pair(paper, row->trigger, "<br>");
    if (row->is_opening) {
        buf_puts(out, "<br>");
        put_pair(paper, row->due_rule, "<br>");
    }
    buf_puts(out, " | ");
    put_due(paper, row, true);
    buf_puts(out, " | ");
    phrase_moment(out, row->last_start);
    put_cell(paper, row->evidence);
    put_cell(paper, row->acceptor);
    put_cell(paper, row->remedy);
    put_done(paper, row, line->days);
    buf_puts(out, " | ");
    put_status(paper, row);
    buf_puts(out, " |\n");
}

static void put_table_head(struct paper *paper, enum list_kind list)
{
    enum word head[LIST_COLUMNS + 1];
    list_head(list, head);
    head[LIST_COLUMNS] = WORD_STATUS;
    size_t count = sizeof head / sizeof *head;
    for (size_t i = 0; i < count; i++) {
        buf_puts(paper->out, i == 0 ? "| " : " | ");
        put_word(paper, head[i]);
    }
    buf_puts(paper->out, " |\n|");
    for (size_t i = 0; i < count; i++)
        buf_puts(paper->out, i == 0 ? " ---: |" : " --- |");
    buf_putc(paper->out, '\n');
}

/* "- **7.1** Buyer pays the fee to Seller: and 35 more, to 2030-02-10" */
static void put_rest(struct paper *paper, const struct row_list *rest)
{
    struct report_moment last = REPORT_NEVER;
    for (size_t i = 0; i < rest->count; i++) {
        const struct report_row *row = &paper->model->rows[rest->items[i]];
        size_t count = rest_like(rest, paper->model, i, &last);
        if (count == 0)
            continue;
        struct report_row alike = *row;
        alike.instance_label = (struct report_text){0};
        buf_puts(paper->out, "- **");
        put_escaped(paper->out, phrase_clause(&paper->model->clauses[row->clause], paper->language));
        buf_puts(paper->out, "** ");
        put_sentence(paper, &alike);
        struct phrases words;
        phrases_init(&words);
        phrase_more(&words, count, last, row->mark);
        buf_puts(paper->out, paper->language == REPORT_ZH ? "：" : ": ");
        put_pair(paper, phrases_text(&words), " / ");
        buf_putc(paper->out, '\n');
        phrases_release(&words);
    }
    if (rest->count > 0) {
        buf_putc(paper->out, '\n');
        put_word(paper, WORD_UNTIL_NOTE);
        buf_puts(paper->out, "\n\n");
    }
}

static void put_list(struct paper *paper, size_t party, enum list_kind list, enum word heading)
{
    struct row_list rows = {0}, rest = {0};
    struct buf group, last;
    struct folded line;
    buf_init(&group);
    buf_init(&last);
    folded_init(&line);
    choose_list(&rows, paper->model, party, list);
    choose_near(&rows, &rest, paper->model, paper->options);
    fold_rows(&rows, paper->model);
    put_heading(paper, "##", heading);
    if (rows.count + rest.count == 0) {
        put_word(paper, WORD_NONE_HERE);
        buf_puts(paper->out, "\n\n");
    }
    while (folded_next(&line, &rows, paper->model)) {
        bool is_first = line.next == line.count;
        row_group(&group, paper->model, &line.row, party, paper->language);
        if (is_first || strcmp(group.data, last.data) != 0) {
            buf_puts(paper->out, is_first ? "### " : "\n### ");
            put_escaped(paper->out, group.data);
            buf_puts(paper->out, "\n\n");
            put_table_head(paper, list);
        }
        buf_clear(&last);
        buf_puts(&last, group.data);
        put_row(paper, &line, list);
    }
    if (rows.count > 0)
        buf_putc(paper->out, '\n');
    put_rest(paper, &rest);
    folded_release(&line);
    buf_release(&group);
    buf_release(&last);
    vec_release(&rows);
    vec_release(&rest);
}

/* " · If missed: Seller pays …" */
static void put_told(struct paper *paper, enum word word, struct report_text text)
{
    if (text_is_empty(text))
        return;
    buf_puts(paper->out, " · ");
    put_word(paper, word);
    buf_puts(paper->out, paper->language == REPORT_ZH ? "：" : ": ");
    put_pair(paper, text, " / ");
}

/* Rows that are not ticked by a date: triggered, permitted, forbidden, soft. */
static void put_short_list(struct paper *paper, size_t party, enum list_kind list,
                           enum word heading)
{
    struct row_list rows = {0};
    struct row_list rest = {0};
    struct folded line;
    folded_init(&line);
    choose_list(&rows, paper->model, party, list);
    choose_near(&rows, &rest, paper->model, paper->options);
    fold_rows(&rows, paper->model);
    if (rows.count + rest.count > 0)
        put_heading(paper, list == LIST_THEIR_RIGHTS ? "##" : "###", heading);
    while (folded_next(&line, &rows, paper->model)) {
        const struct report_row *row = &line.row;
        paper->row_count += line.count;
        buf_puts(paper->out, "- **");
        put_escaped(paper->out, phrase_clause(&paper->model->clauses[row->clause], paper->language));
        buf_puts(paper->out, "** ");
        if (row_owner(row, party)) {
            put_escaped(paper->out, row_owner(row, party));
            buf_puts(paper->out, " · ");
        }
        if (!text_is_empty(row->trigger)) {
            put_pair(paper, row->trigger, " / ");
            buf_puts(paper->out, " → ");
        }
        put_sentence(paper, row);
        bool has_due = moment_is_set(row_date(row)) || !text_is_empty(row->due_rule) ||
                       !text_is_empty(row->mark) || row->remark_count > 0;
        if (has_due) {
            buf_puts(paper->out, " · ");
            put_due(paper, row, false);
        }
        put_told(paper, WORD_ACCEPTED_BY, row->kind == REPORT_KIND_ANSWER ? (struct report_text){0} : row->acceptor);
        put_told(paper, WORD_IF_MISSED, row_if_missed(row));
        bool is_told = row->kind == REPORT_KIND_POWER || !row_is_live(row); /* released, breached */
        if (is_told && row->form == REPORT_ROW_INSTANCE) {
            buf_puts(paper->out, " · ");
            put_status(paper, row);
        }
        buf_putc(paper->out, '\n');
        bool is_when = list == LIST_MY_WHEN || list == LIST_THEIR_WHEN;
        for (int i = 0; is_when && i < row_blank_lines(row); i++)
            buf_puts(paper->out, "  - ☐ ____________\n");
    }
    if (rows.count > 0)
        buf_putc(paper->out, '\n');
    put_rest(paper, &rest);
    folded_release(&line);
    vec_release(&rest);
    vec_release(&rows);
}

static void put_tick(struct buf *out, bool is_ticked, struct report_moment moment)
{
    buf_puts(out, is_ticked ? "☑" : "☐");
    if (is_ticked && moment_is_set(moment)) {
        buf_putc(out, ' ');
        phrase_moment(out, moment);
    }
}

/* "### Tally · 1.1 Fushun teaches 26 items", and the columns. */
static void put_tally_head(struct paper *paper, const struct report_row *row, const enum word *head, size_t count)
{
    struct buf *out = paper->out;
    buf_puts(out, "### ");
    put_word(paper, WORD_TALLY);
    buf_puts(out, " · ");
    put_escaped(out, phrase_clause(&paper->model->clauses[row->clause], paper->language));
    buf_putc(out, ' ');
    put_sentence(paper, row);
    buf_puts(out, "\n\n");
    for (size_t i = 0; i < count; i++) {
        buf_puts(out, i == 0 ? "| " : " | ");
        put_word(paper, head[i]);
    }
    buf_puts(out, " |\n|");
    for (size_t i = 0; i < count; i++)
        buf_puts(out, i == 0 ? " ---: |" : " --- |");
    buf_putc(out, '\n');
}

/* A register per counted duty: two ticks an item, done and confirmed. */
static void put_tally(struct paper *paper, const struct report_row *row)
{
    static const enum word head[] = {WORD_NUMBER, WORD_ITEM, WORD_DONE_ON, WORD_CONFIRMED_ON,
                                     WORD_INITIALS};
    struct buf *out = paper->out;
    put_tally_head(paper, row, head, sizeof head / sizeof *head);
    for (size_t i = 0; i < row_tally_lines(row); i++) {
        struct report_item item = row_tally_item(row, i);
        buf_printf(out, "| %zu | ", i + 1);
        put_pair(paper, item.name, " ");
        buf_puts(out, " | ");
        put_tick(out, item.state != REPORT_ITEM_FREE, item.done);
        buf_puts(out, " | ");
        bool is_held = item.state == REPORT_ITEM_HELD;
        put_tick(out, is_held, item.confirmed);
        if (is_held && item.is_deemed) {
            buf_putc(out, ' ');
            put_word(paper, WORD_DEEMED);
        }
        buf_puts(out, " | |\n");
    }
    buf_putc(out, '\n');
}

/* Of what recurs: a line for each period, and one for each item that is known. */
static void put_period(struct paper *paper, const struct report_row *row, size_t number)
{
    struct buf *out = paper->out;
    buf_printf(out, "| %zu | ", number);
    put_pair(paper, row->instance_label, " ");
    buf_puts(out, " | ");
    phrase_quantity(out, row->done, row->unit);
    buf_puts(out, " / ");
    phrase_quantity(out, row->required, row->unit);
    buf_puts(out, " | ");
    put_tick(out, moment_is_set(row->performed), row->performed);
    buf_puts(out, " | ");
    if (row->needs_acceptance)
        put_tick(out, moment_is_set(row->known), row->known);
    else
        buf_puts(out, "–");
    buf_puts(out, " | |\n");
    for (size_t i = 0; i < row->item_count; i++) {
        const struct report_item *item = &row->items[i];
        buf_puts(out, "| | | ");
        put_pair(paper, item->name, " ");
        buf_puts(out, " | ");
        put_tick(out, item->state != REPORT_ITEM_FREE, item->done);
        buf_puts(out, " | ");
        put_tick(out, item->state == REPORT_ITEM_HELD, item->confirmed);
        buf_puts(out, " | |\n");
    }
}

static bool is_tallied(const struct paper *paper, const struct report_row *row, size_t party)
{
    return row_has_tally(row) && row_concerns(row, (int)party) && !row_is_far(row, paper->model, paper->options);
}

/* One register for all periods, where its first stands; days have their boxes in the lists. */
static void put_recurring_tally(struct paper *paper, size_t first, size_t party)
{
    static const enum word head[] = {WORD_NUMBER, WORD_PERIOD, WORD_QUANTITY, WORD_DONE_ON, WORD_CONFIRMED_ON,
                                     WORD_INITIALS};
    const struct report_model *model = paper->model;
    const struct report_row *row = &model->rows[first];
    for (size_t i = 0; i < first; i++)
        if (is_tallied(paper, &model->rows[i], party) && row_is_like(&model->rows[i], row))
            return;
    struct report_row alike = *row;
    alike.instance_label = (struct report_text){0};
    put_tally_head(paper, &alike, head, sizeof head / sizeof *head);
    size_t number = 0;
    for (size_t i = first; i < model->row_count; i++)
        if (is_tallied(paper, &model->rows[i], party) && row_is_like(&model->rows[i], row))
            put_period(paper, &model->rows[i], ++number);
    buf_putc(paper->out, '\n');
}

static void put_tallies(struct paper *paper, size_t party)
{
    for (size_t i = 0; i < paper->model->row_count; i++) {
        const struct report_row *row = &paper->model->rows[i];
        if (!is_tallied(paper, row, party) || row->unit.decimals > 0 || row_is_of_day(row))
            continue;
        if (row->recurs)
            put_recurring_tally(paper, i, party);
        else if (row_tally_lines(row) > 0)
            put_tally(paper, row);
    }
}

static void put_text_only(struct paper *paper)
{
    const struct report_model *model = paper->model;
    if (model->identity.clauses_text_only == 0)
        return;
    put_heading(paper, "###", WORD_TEXT_ONLY_HEAD);
    for (size_t i = 0; i < model->clause_count; i++) {
        if (model->clauses[i].class != REPORT_CLAUSE_TEXT_ONLY)
            continue;
        buf_puts(paper->out, "- **");
        put_escaped(paper->out, phrase_clause(&model->clauses[i], paper->language));
        buf_puts(paper->out, "** ");
        const struct report_clause *clause = &model->clauses[i];
        bool has_words = !text_is_empty(clause->authentic) || clause->sentence;
        put_pair(paper, clause->title, " / ");
        if (!text_is_empty(clause->title) && has_words)
            buf_puts(paper->out, paper->language == REPORT_ZH ? "：" : ": ");
        if (!text_is_empty(clause->authentic))
            put_pair(paper, clause->authentic, " / ");
        else if (clause->sentence)
            put_escaped(paper->out, clause->sentence);
        buf_putc(paper->out, '\n');
    }
    buf_putc(paper->out, '\n');
}

/* The words of the paper, where a dispute about a row goes back to them. */
static void put_authentic(struct paper *paper)
{
    const struct report_model *model = paper->model;
    bool has_any = false;
    for (size_t i = 0; i < model->clause_count; i++) {
        const struct report_clause *clause = &model->clauses[i];
        if (!clause_quotes(clause))
            continue;
        if (!has_any)
            put_heading(paper, "###", WORD_AUTHENTIC);
        has_any = true;
        buf_puts(paper->out, "- **");
        put_escaped(paper->out, clause->number);
        buf_puts(paper->out, "** ");
        put_pair(paper, clause->authentic, " / ");
        buf_putc(paper->out, '\n');
    }
    if (has_any)
        buf_putc(paper->out, '\n');
}

/* What the sums come to that the rows call by a name. */
static void put_definitions(struct paper *paper)
{
    const struct report_model *model = paper->model;
    if (model->definition_count == 0)
        return;
    put_heading(paper, "###", WORD_DEFINITIONS_HEAD);
    for (size_t i = 0; i < model->definition_count; i++) {
        buf_puts(paper->out, "- ");
        put_pair(paper, model->definitions[i], " / ");
        buf_putc(paper->out, '\n');
    }
    buf_putc(paper->out, '\n');
}

static void put_identity(struct paper *paper)
{
    const struct report_identity *identity = &paper->model->identity;
    put_word(paper, WORD_AS_OF);
    buf_putc(paper->out, ' ');
    phrase_as_of(paper->out, identity, paper->language);
    buf_puts(paper->out, " · ");
    put_escaped(paper->out, identity->name);
    buf_puts(paper->out, " · ");
    put_word(paper, WORD_DIGEST);
    buf_puts(paper->out, " `");
    buf_puts(paper->out, identity->hash == NULL ? "" : identity->hash);
    buf_puts(paper->out, "` · ");
    put_escaped(paper->out, identity->program);
    buf_puts(paper->out, "\n\n");
    if (identity->called && paper->language != REPORT_ZH) {
        put_escaped(paper->out, identity->called);
        buf_puts(paper->out, "\n\n");
    }
    const struct report_text facts[] = {identity->amended, identity->renewal};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (text_is_empty(facts[i]))
            continue;
        put_pair(paper, facts[i], " / ");
        buf_puts(paper->out, "\n\n");
    }
    for (size_t i = 0; i < identity->notice_count; i++) {
        put_pair(paper, identity->notices[i], " / ");
        buf_puts(paper->out, "\n\n");
    }
}

static void put_counts(struct paper *paper)
{
    const struct report_identity *identity = &paper->model->identity;
    buf_printf(paper->out, "%zu ", paper->row_count);
    put_word(paper, paper->row_count == 1 ? WORD_ROW : WORD_ROWS);
    buf_printf(paper->out, " · %u ", identity->clauses_tracked);
    put_word(paper, WORD_COUNT_TRACKED);
    buf_printf(paper->out, " · %u ", identity->clauses_soft);
    put_word(paper, WORD_COUNT_SOFT);
    buf_printf(paper->out, " · %u ", identity->clauses_text_only);
    put_word(paper, WORD_COUNT_TEXT_ONLY);
    buf_puts(paper->out, "\n\n");
    put_word(paper, WORD_SECTION_CHIEF);
    buf_puts(paper->out, " ____________ · ");
    put_word(paper, WORD_REPRESENTATIVE);
    buf_puts(paper->out, " ____________ · ");
    put_word(paper, WORD_DATE_LABEL);
    buf_puts(paper->out, " ____________\n");
}

static void put_checklist(struct paper *paper, size_t party)
{
    paper->row_count = 0;
    buf_puts(paper->out, "# ");
    put_word(paper, WORD_CHECKLIST);
    buf_puts(paper->out, " · ");
    put_parties(paper, (uint64_t)1 << party, " ");
    buf_puts(paper->out, "\n\n**");
    put_pair(paper, paper->model->identity.title, " / ");
    buf_puts(paper->out, "**\n\n");
    put_identity(paper);
    put_list(paper, party, LIST_MY_DUTIES, WORD_MY_DUTIES);
    put_short_list(paper, party, LIST_MY_WHEN, WORD_WHEN_HEAD);
    put_list(paper, party, LIST_THEIR_DUTIES, WORD_THEIR_DUTIES);
    put_short_list(paper, party, LIST_THEIR_WHEN, WORD_WHEN_HEAD);
    put_list(paper, party, LIST_RIGHTS, WORD_RIGHTS);
    put_short_list(paper, party, LIST_THEIR_RIGHTS, WORD_THEIR_RIGHTS);
    put_heading(paper, "##", WORD_MAY_MUST_NOT);
    put_short_list(paper, party, LIST_MAY, WORD_MAY_HEAD);
    put_short_list(paper, party, LIST_MUST_NOT, WORD_MUST_NOT_HEAD);
    put_short_list(paper, party, LIST_SOFT, WORD_SOFT_HEAD);
    put_text_only(paper);
    put_authentic(paper);
    put_definitions(paper);
    put_tallies(paper, party);
    put_counts(paper);
}

void report_checklist_md(struct buf *out, const struct report_model *model,
                         const struct report_options *options)
{
    struct paper paper = {
        .out = out, .model = model, .options = options, .language = options->language};
    bool is_first = true;
    for (size_t party = 0; party < model->party_count; party++) {
        if (!party_has_checklist(model, options, party))
            continue;
        if (!is_first)
            buf_puts(out, "\n---\n\n");
        is_first = false;
        put_checklist(&paper, party);
    }
}
