/* html_record.c - the parts of the HTML report that show the record: the tally of counted duties,
 * the journal with its judgements, what later records changed, and the text of the clauses. */
#include "runtime/report/html_parts.h"

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/vec.h"
#include "runtime/report/folded.h"

enum {
    LOT_LINES = 12,
    RECENT_FACTS = 40, /* effective events shown, the latest */
    MAX_OTHER_FACTS = 200,
};

static void put_tick(struct html *html, bool is_ticked, struct report_moment moment)
{
    html_open(html, "span", is_ticked ? "box on" : "box");
    html_end(html);
    html_open(html, "span", "on-date");
    html_moment(html, moment);
    html_end(html);
}

static void put_item(struct html *html, size_t number, const struct report_item *item)
{
    struct buf text;
    buf_init(&text);
    buf_printf(&text, "%zu", number);
    html_open(html, "div", "item");
    html_leaf(html, "span", "no", text.data);
    html_open(html, "span", "name");
    html_pair(html, item->name);
    if (item->is_deemed) {
        html_text(html, " ");
        html_word_leaf(html, "span", "flag", WORD_DEEMED);
    }
    html_end(html);
    bool is_done = item->state != REPORT_ITEM_FREE;
    bool is_held = item->state == REPORT_ITEM_HELD;
    put_tick(html, is_done, is_done ? item->done : REPORT_NEVER);
    put_tick(html, is_held, is_held ? item->confirmed : REPORT_NEVER);
    html_end(html);
    buf_release(&text);
}

static void put_items(struct html *html, const struct report_row *row)
{
    html_open(html, "div", "items");
    for (size_t i = 0; i < row_tally_lines(row); i++) {
        struct report_item item = row_tally_item(row, i);
        put_item(html, i + 1, &item);
    }
    html_end(html);
}

/* The items of a period that the record names. */
static void put_known_items(struct html *html, const struct report_row *row)
{
    html_open(html, "div", "tally-key");
    html_pair(html, row->instance_label);
    html_end(html);
    html_open(html, "div", "items");
    for (size_t i = 0; i < row->item_count; i++)
        put_item(html, i + 1, &row->items[i]);
    html_end(html);
}

static void put_lots(struct html *html)
{
    static const enum word head[] = {WORD_NUMBER,       WORD_DONE_ON,  WORD_QUANTITY,
                                     WORD_CONFIRMED_ON, WORD_QUANTITY, WORD_INITIALS};
    struct buf text;
    buf_init(&text);
    html_open(html, "table", "lots");
    html_table_head(html, head, sizeof head / sizeof *head);
    html_start(html, "tbody");
    for (int line = 1; line <= LOT_LINES; line++) {
        html_start(html, "tr");
        buf_clear(&text);
        buf_printf(&text, "%d", line);
        html_leaf(html, "td", "num", text.data);
        for (size_t cell = 1; cell < sizeof head / sizeof *head; cell++) {
            html_open(html, "td", "blank");
            html_end(html);
        }
        html_end(html);
    }
    html_end(html);
    html_end(html);
    buf_release(&text);
}

static void open_tally(struct html *html, const struct report_model *model, const struct report_row *row)
{
    html_open(html, "div", "tally");
    html_open(html, "h3", NULL);
    html_leaf(html, "b", "clause", phrase_clause(&model->clauses[row->clause], html->language));
    html_text(html, " ");
    html_sentence(html, model, row);
}

static void put_period(struct html *html, const struct report_row *row)
{
    html_start(html, "tr");
    html_cell(html, NULL, row->instance_label);
    html_open(html, "td", NULL);
    html_progress(html, row);
    html_end(html);
    html_open(html, "td", "tick");
    put_tick(html, moment_is_set(row->performed), row->performed);
    html_end(html);
    html_open(html, "td", "tick");
    if (row->needs_acceptance)
        put_tick(html, moment_is_set(row->known), row->known);
    html_end(html);
    html_open(html, "td", "blank");
    html_end(html);
    html_end(html);
}

static bool is_tallied(const struct report_row *row, int party)
{
    return row_has_tally(row) && row_concerns(row, party);
}

/* Of what recurs: one register, a line for each period, and the items that are known; days have their boxes in the
 * lists. */
static void put_recurring_tally(struct html *html, const struct report_model *model, size_t first, int party)
{
    static const enum word head[] = {WORD_PERIOD, WORD_QUANTITY, WORD_DONE_ON, WORD_CONFIRMED_ON, WORD_INITIALS};
    const struct report_row *row = &model->rows[first];
    for (size_t i = 0; i < first; i++)
        if (is_tallied(&model->rows[i], party) && row_is_like(&model->rows[i], row))
            return;
    struct report_row alike = *row;
    alike.instance_label = (struct report_text){0};
    open_tally(html, model, &alike);
    html_end(html);
    html_open(html, "table", "lots");
    html_table_head(html, head, sizeof head / sizeof *head);
    html_start(html, "tbody");
    for (size_t i = first; i < model->row_count; i++)
        if (is_tallied(&model->rows[i], party) && row_is_like(&model->rows[i], row))
            put_period(html, &model->rows[i]);
    html_end(html);
    html_end(html);
    for (size_t i = first; i < model->row_count; i++)
        if (is_tallied(&model->rows[i], party) && row_is_like(&model->rows[i], row) && model->rows[i].item_count > 0)
            put_known_items(html, &model->rows[i]);
    html_end(html);
}

static void put_tally(struct html *html, const struct report_model *model,
                      const struct report_row *row)
{
    open_tally(html, model, row);
    html_open(html, "span", "sum");
    html_progress(html, row);
    html_end(html);
    html_end(html);
    if (row_tally_lines(row) > 0) {
        html_open(html, "div", "tally-key");
        html_word(html, WORD_NUMBER);
        html_text(html, " · ");
        html_word(html, WORD_ITEM);
        html_text(html, " · ");
        html_word(html, WORD_DONE_ON);
        html_text(html, " · ");
        html_word(html, WORD_CONFIRMED_ON);
        html_end(html);
        put_items(html, row);
    } else {
        put_lots(html);
    }
    html_end(html);
}

void html_tallies(struct html *html, const struct report_model *model, int party)
{
    bool has_any = false;
    for (size_t i = 0; i < model->row_count; i++) {
        const struct report_row *row = &model->rows[i];
        if (!is_tallied(row, party) || row_is_of_day(row))
            continue;
        if (!has_any) {
            html_open(html, "section", "tallies");
            html_word_leaf(html, "h2", NULL, WORD_TALLY);
            html_word_leaf(html, "p", "note", WORD_TALLY_NOTE);
        }
        has_any = true;
        if (row->recurs)
            put_recurring_tally(html, model, i, party);
        else
            put_tally(html, model, row);
    }
    if (has_any)
        html_end(html);
}

static bool is_plain(const struct report_fact *fact)
{
    return fact->judgement == REPORT_EFFECTIVE;
}

static void put_fact(struct html *html, const struct report_model *model,
                     const struct report_fact *fact)
{
    struct buf text;
    buf_init(&text);
    html_open(html, "tr", is_plain(fact) ? NULL : "is-inert");
    html_attr_int(html, "data-seq", (int64_t)fact->seq);
    buf_printf(&text, "%llu", (unsigned long long)fact->seq);
    html_leaf(html, "td", "num", text.data);
    html_open(html, "td", "mono");
    html_text(html, fact->id);
    if (fact->corrects != NULL) {
        html_open(html, "div", "rule");
        html_word(html, WORD_CORRECTS);
        html_text(html, " ");
        html_text(html, fact->corrects);
        html_end(html);
    }
    html_end(html);
    html_open(html, "td", "num");
    html_moment(html, fact->at);
    html_end(html);
    html_open(html, "td", "num");
    html_moment(html, fact->recorded);
    html_end(html);
    html_open(html, "td", NULL);
    html_parties(html, model, fact->actors);
    html_end(html);
    html_cell(html, NULL, fact->what);
    html_leaf(html, "td", NULL, fact->evidence);
    html_open(html, "td", "judged");
    html_word(html, word_of_judgement(fact->judgement));
    html_end(html);
    html_open(html, "td", NULL);
    html_pair(html, fact->why);
    if (fact->reason != NULL && !is_plain(fact))
        html_leaf(html, "div", "rule mono", fact->reason);
    html_end(html);
    html_end(html);
    buf_release(&text);
}

static void put_revisions(struct html *html, const struct report_model *model)
{
    static const enum word head[] = {WORD_SEQ, WORD_SUBJECT, WORD_BEFORE, WORD_AFTER};
    if (model->revision_count == 0)
        return;
    struct buf text;
    buf_init(&text);
    html_word_leaf(html, "h3", NULL, WORD_REVISIONS);
    html_open(html, "table", "revisions");
    html_table_head(html, head, sizeof head / sizeof *head);
    html_start(html, "tbody");
    for (size_t i = 0; i < model->revision_count; i++) {
        const struct report_revision *revision = &model->revisions[i];
        html_start(html, "tr");
        buf_clear(&text);
        buf_printf(&text, "%llu", (unsigned long long)revision->seq);
        html_leaf(html, "td", "num", text.data);
        html_leaf(html, "td", "mono", revision->subject);
        html_cell(html, NULL, revision->before);
        html_cell(html, NULL, revision->after);
        html_end(html);
    }
    html_end(html);
    html_end(html);
    buf_release(&text);
}

void html_journal(struct html *html, const struct report_model *model)
{
    static const enum word head[] = {WORD_SEQ,      WORD_EVENT_ID,  WORD_HAPPENED,
                                     WORD_RECORDED, WORD_ACTOR,     WORD_WHAT_HAPPENED,
                                     WORD_EVIDENCE, WORD_JUDGEMENT, WORD_REASON};
    html_open(html, "section", "journal");
    html_word_leaf(html, "h2", NULL, WORD_JOURNAL);
    if (model->fact_count == 0) {
        html_word_leaf(html, "p", "none", WORD_JOURNAL_NONE);
        html_end(html);
        return;
    }
    size_t plain = 0, other = 0, shown = 0;
    for (size_t i = 0; i < model->fact_count; i++)
        plain += is_plain(&model->facts[i]);
    size_t skip = plain > RECENT_FACTS ? plain - RECENT_FACTS : 0;

    html_open(html, "table", "facts-table");
    html_table_head(html, head, sizeof head / sizeof *head);
    html_start(html, "tbody");
    for (size_t i = 0; i < model->fact_count; i++) {
        const struct report_fact *fact = &model->facts[i];
        if (is_plain(fact) && skip > 0) {
            skip--;
            continue;
        }
        if (!is_plain(fact) && ++other > MAX_OTHER_FACTS)
            continue;
        put_fact(html, model, fact);
        shown++;
    }
    html_end(html);
    html_end(html);

    struct buf text;
    buf_init(&text);
    buf_printf(&text, "%zu / %zu ", shown, model->fact_count);
    html_open(html, "p", "counts");
    html_text(html, text.data);
    html_word(html, WORD_EVENTS);
    html_end(html);
    buf_release(&text);
    put_revisions(html, model);
    html_end(html);
}

static enum word class_word(enum report_clause_class class)
{
    switch (class) {
    case REPORT_CLAUSE_SOFT: return WORD_COUNT_SOFT;
    case REPORT_CLAUSE_TEXT_ONLY: return WORD_COUNT_TEXT_ONLY;
    case REPORT_CLAUSE_TRACKED:
    case REPORT_CLAUSE_HEADING: return WORD_COUNT_TRACKED;
    }
    UNREACHABLE();
}

void html_clauses(struct html *html, const struct report_model *model)
{
    static const enum word head[] = {WORD_CLAUSE, WORD_AUTHENTIC, WORD_SENTENCE, WORD_COVERAGE};
    html_open(html, "section", "clauses");
    html_word_leaf(html, "h2", NULL, WORD_CLAUSES_HEAD);
    html_open(html, "table", "text");
    html_table_head(html, head, sizeof head / sizeof *head);
    html_start(html, "tbody");
    for (size_t i = 0; i < model->clause_count; i++) {
        const struct report_clause *clause = &model->clauses[i];
        html_open(html, "tr", clause->depth == 0 ? "top" : NULL);
        html_open(html, "td", NULL);
        html_leaf(html, "b", "clause", phrase_clause(clause, html->language));
        html_text(html, " ");
        html_pair(html, clause->title);
        html_end(html);
        html_open(html, "td", "quote");
        html_pair(html, clause->authentic);
        html_end(html);
        html_leaf(html, "td", "sentence", clause->sentence);
        html_open(html, "td", NULL);
        if (clause->class != REPORT_CLAUSE_HEADING)
            html_word(html, class_word(clause->class));
        html_end(html);
        html_end(html);
    }
    html_end(html);
    html_end(html);
    html_end(html);
}
