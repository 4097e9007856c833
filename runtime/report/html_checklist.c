/* html_checklist.c - the checklists of the HTML report: for each party what it owes, what is owed
 * to it, and which of its rights lapse. The rows of each list come from choose.c.
 *
 * One line is one act with one date and one piece of evidence. Two ticks: the performer writes when
 * it was done, whoever accepts writes when it was confirmed; never one tick for both. */
#include "runtime/report/html_parts.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/vec.h"
#include "runtime/report/folded.h"
#include "runtime/report/owners.h"
#include "runtime/report/phrase.h"

struct checklist {
    struct html *html;
    const struct report_model *model;
    const struct report_options *options;
    size_t party;
    size_t row_count; /* rows printed so far */
};

static void put_group(struct html *html, const char *name)
{
    html_open(html, "tr", "group");
    html_open(html, "th", NULL);
    html_attr_int(html, "colspan", LIST_COLUMNS);
    html_attr(html, "scope", "rowgroup");
    html_text(html, name);
    html_end(html);
    html_end(html);
}

static void put_accepted_by(struct html *html, const struct report_row *row)
{
    html_open(html, "td", NULL);
    html_pair(html, row->acceptor);
    const struct report_text rules[] = {row->answer_limit, row->silence};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (text_is_empty(rules[i]))
            continue;
        html_open(html, "div", "rule");
        html_pair(html, rules[i]);
        html_end(html);
    }
    html_end(html);
}

static void put_tick_box(struct html *html)
{
    html_open(html, "span", "box");
    html_end(html);
}

/* Filled in where the record already says it, else a box to tick and a line to write on. */
static void put_done(struct html *html, const struct report_row *row)
{
    html_open(html, "td", "tick");
    if (moment_is_set(row->performed)) {
        html_moment(html, row->performed);
        if (row->evidence_ref != NULL)
            html_leaf(html, "div", "rule", row->evidence_ref);
    } else if (!row_is_owed(row)) {
        html_leaf(html, "span", "none", "–");
    } else {
        put_tick_box(html);
        bool has_some = row->required != REPORT_NO_QUANTITY && row->required > 1 &&
                        row->done != REPORT_NO_QUANTITY;
        if (has_some)
            html_progress(html, row);
    }
    html_end(html);
}

static void put_confirmed(struct html *html, const struct report_row *row)
{
    html_open(html, "td", "tick");
    if (!row->needs_acceptance || (!moment_is_set(row->known) && !row_is_owed(row))) {
        html_leaf(html, "span", "none", "–");
    } else if (moment_is_set(row->known)) {
        if (row->is_deemed) {
            html_word(html, WORD_DEEMED_ON);
            html_text(html, " ");
        }
        html_moment(html, row->known);
    } else {
        put_tick_box(html);
    }
    html_end(html);
}

static void put_row(struct checklist *list, const struct folded *line, enum list_kind kind)
{
    struct html *html = list->html;
    const struct report_row *row = &line->row;
    struct report_moment as_of = list->model->identity.as_of;
    struct buf number;
    buf_init(&number);
    buf_printf(&number, "%zu", list->row_count + 1);
    list->row_count += line->count;
    if (line->count > 1)
        buf_printf(&number, "–%zu", list->row_count);

    html_open(html, "tr", html_status_class(row, as_of));
    html_attr(html, "data-row", row->id);
    html_leaf(html, "td", "num", number.data);
    html_leaf(html, "td", "clause", phrase_clause(&list->model->clauses[row->clause], html->language));
    html_open(html, "td", "what");
    html_action(html, row);
    html_open(html, "div", "now");
    html_status(html, row, as_of);
    html_end(html);
    if (line->days && line->days[0])
        html_leaf(html, "div", "days", line->days);
    html_end(html);
    html_open(html, "td", NULL);
    html_parties(html, list->model, list_whom(kind, row));
    html_end(html);
    html_open(html, "td", NULL);
    html_moment(html, row->from);
    html_open(html, "div", "rule");
    html_pair(html, row->trigger);
    html_end(html);
    html_end(html);
    html_open(html, "td", "by");
    html_due(html, row);
    html_end(html);
    html_open(html, "td", "num");
    html_moment(html, row->last_start);
    html_end(html);
    html_cell(html, NULL, row->evidence);
    put_accepted_by(html, row);
    html_cell(html, NULL, row->remedy);
    put_done(html, row);
    put_confirmed(html, row);
    html_end(html);
    buf_release(&number);
}

/* The style sheet gives the columns c1 … c12 their widths. */
static void put_columns(struct html *html)
{
    struct buf class;
    buf_init(&class);
    html_start(html, "colgroup");
    for (int i = 1; i <= LIST_COLUMNS; i++) {
        buf_clear(&class);
        buf_printf(&class, "c%d", i);
        html_open(html, "col", class.data);
        html_end(html);
    }
    html_end(html);
    buf_release(&class);
}

/* What recurs behind the day up to which it is listed: how often, to when. */
static void put_rest(const struct checklist *list, const struct row_list *rest)
{
    struct html *html = list->html;
    struct report_moment last = REPORT_NEVER;
    if (rest->count == 0)
        return;
    html_open(html, "ul", "plain");
    for (size_t i = 0; i < rest->count; i++) {
        const struct report_row *row = &list->model->rows[rest->items[i]];
        size_t count = rest_like(rest, list->model, i, &last);
        if (count == 0)
            continue;
        html_start(html, "li");
        html_leaf(html, "b", "clause", phrase_clause(&list->model->clauses[row->clause], html->language));
        html_text(html, " ");
        html_pair(html, row->action);
        html_open(html, "div", "rule");
        html_more(html, count, last, row->mark);
        html_end(html);
        html_end(html);
    }
    html_end(html);
    if (list->options->view == REPORT_VIEW_CHECKLIST) /* a report has them all in its table of rows */
        html_word_leaf(html, "p", "note", WORD_UNTIL_NOTE);
}

static void put_list(struct checklist *list, enum list_kind kind, enum word heading)
{
    enum word head[LIST_COLUMNS];
    list_head(kind, head);
    struct html *html = list->html;
    struct row_list rows = {0}, rest = {0};
    choose_list(&rows, list->model, list->party, kind);
    if (list->options->view != REPORT_VIEW_SCHEDULE)
        choose_near(&rows, &rest, list->model, list->options);
    fold_rows(&rows, list->model);

    html_open(html, "div", "list");
    html_word_leaf(html, "h3", NULL, heading);
    if (rows.count == 0) {
        if (rest.count == 0)
            html_word_leaf(html, "p", "none", WORD_NONE_HERE);
    } else {
        struct buf group, last;
        struct folded line;
        buf_init(&group);
        buf_init(&last);
        folded_init(&line);
        html_open(html, "table", "check");
        put_columns(html);
        html_table_head(html, head, LIST_COLUMNS);
        html_start(html, "tbody");
        while (folded_next(&line, &rows, list->model)) {
            row_group(&group, list->model, &line.row, list->party, html->language);
            if (line.next == line.count || strcmp(group.data, last.data) != 0)
                put_group(html, group.data);
            buf_clear(&last);
            buf_puts(&last, group.data);
            put_row(list, &line, kind);
        }
        html_end(html);
        html_end(html);
        folded_release(&line);
        buf_release(&group);
        buf_release(&last);
    }
    put_rest(list, &rest);
    html_end(html);
    vec_release(&rows);
    vec_release(&rest);
}

static void open_tall_cell(struct html *html, const struct report_row *row, const char *class)
{
    html_open(html, "td", class);
    html_attr_int(html, "rowspan", row_blank_lines(row));
}

static void put_told(struct html *html, enum word word, struct report_text text)
{
    if (text_is_empty(text))
        return;
    struct phrases words;
    phrases_init(&words);
    buf_printf(&words.en, "%s: %s", word_text(word).en, text_pick(text, REPORT_EN));
    buf_printf(&words.zh, "%s：%s", word_text(word).zh, text_pick(text, REPORT_ZH));
    html_open(html, "div", "rule");
    html_pair(html, phrases_text(&words));
    html_end(html);
    phrases_release(&words);
}

static void put_when_text(const struct checklist *list, const struct report_row *row)
{
    struct html *html = list->html;
    open_tall_cell(html, row, "clause");
    html_text(html, phrase_clause(&list->model->clauses[row->clause], html->language));
    html_end(html);
    open_tall_cell(html, row, NULL);
    html_pair(html, row->trigger);
    html_end(html);
    open_tall_cell(html, row, NULL);
    html_parties(html, list->model, row->bearers);
    html_end(html);
    open_tall_cell(html, row, NULL);
    html_action(html, row);
    html_end(html);
    open_tall_cell(html, row, "by");
    html_due(html, row);
    html_end(html);
    open_tall_cell(html, row, NULL);
    html_pair(html, row->evidence);
    put_told(html, WORD_ACCEPTED_BY, row->kind == REPORT_KIND_ANSWER ? (struct report_text){0} : row->acceptor);
    put_told(html, WORD_IF_MISSED, row_if_missed(row));
    html_end(html);
}

/* Duties that wait for a trigger: the text once, and empty lines for its occurrences. */
static void put_when(struct checklist *list, enum list_kind kind)
{
    static const enum word head[] = {WORD_CLAUSE,   WORD_TRIGGER,  WORD_DEBTOR,   WORD_DUTY,
                                     WORD_DUE_RULE, WORD_EVIDENCE, WORD_INSTANCE, WORD_OCCURRED_ON,
                                     WORD_DUE,      WORD_DONE_ON,  WORD_INITIALS};
    struct html *html = list->html;
    struct row_list rows = {0};
    choose_list(&rows, list->model, list->party, kind);
    if (rows.count == 0)
        return;
    html_open(html, "div", "list");
    html_open(html, "h4", NULL);
    html_word(html, WORD_WHEN_HEAD);
    html_end(html);
    html_word_leaf(html, "p", "note", WORD_WHEN_NOTE);
    html_open(html, "table", "when");
    html_table_head(html, head, sizeof head / sizeof *head);
    for (size_t i = 0; i < rows.count; i++) {
        const struct report_row *row = &list->model->rows[rows.items[i]];
        html_start(html, "tbody");
        for (int blank = 0; blank < row_blank_lines(row); blank++) {
            html_start(html, "tr");
            if (blank == 0) {
                html_attr(html, "data-row", row->id);
                list->row_count++;
                put_when_text(list, row);
            }
            for (int cell = 0; cell < 5; cell++) {
                html_open(html, "td", "blank");
                html_end(html);
            }
            html_end(html);
        }
        html_end(html);
    }
    html_end(html);
    html_end(html);
    vec_release(&rows);
}

static void put_short_list(struct checklist *list, enum list_kind kind, enum word heading)
{
    struct html *html = list->html;
    struct row_list rows = {0};
    choose_list(&rows, list->model, list->party, kind);
    html_open(html, "div", "half");
    html_word_leaf(html, "h3", NULL, heading);
    if (rows.count == 0)
        html_word_leaf(html, "p", "none", WORD_NONE_HERE);
    html_open(html, "ul", "plain");
    for (size_t i = 0; i < rows.count; i++) {
        const struct report_row *row = &list->model->rows[rows.items[i]];
        list->row_count++;
        html_start(html, "li");
        html_attr(html, "data-row", row->id);
        html_leaf(html, "b", "clause", phrase_clause(&list->model->clauses[row->clause], html->language));
        html_text(html, " ");
        if (row_owner(row, list->party)) {
            html_leaf(html, "span", "owner", row_owner(row, list->party));
            html_text(html, " · ");
        }
        html_open(html, "span", "sentence-of");
        html_sentence(html, list->model, row);
        html_end(html);
        if (!text_is_empty(row->trigger)) {
            html_open(html, "div", "rule");
            html_pair(html, row->trigger);
            html_end(html);
        }
        html_open(html, "div", "when-by");
        html_due(html, row);
        html_end(html);
        put_told(html, WORD_IF_MISSED, row->remedy);
        bool is_power = row->kind == REPORT_KIND_POWER && row->form == REPORT_ROW_INSTANCE;
        if (is_power || (row->form == REPORT_ROW_INSTANCE && !row_is_live(row))) {
            html_text(html, " ");
            html_status(html, row, list->model->identity.as_of);
        }
        html_end(html);
    }
    html_end(html);
    html_end(html);
    vec_release(&rows);
}

static void put_text_only(struct html *html, const struct report_model *model)
{
    html_open(html, "div", "half");
    html_word_leaf(html, "h3", NULL, WORD_TEXT_ONLY_HEAD);
    html_open(html, "ul", "plain");
    bool has_any = false;
    for (size_t i = 0; i < model->clause_count; i++) {
        const struct report_clause *clause = &model->clauses[i];
        if (clause->class != REPORT_CLAUSE_TEXT_ONLY)
            continue;
        has_any = true;
        html_start(html, "li");
        html_leaf(html, "b", "clause", phrase_clause(clause, html->language));
        html_text(html, " ");
        html_pair(html, clause->title);
        html_text(html, " ");
        if (!text_is_empty(clause->authentic))
            html_pair(html, clause->authentic);
        else if (clause->sentence)
            html_text(html, clause->sentence);
        html_end(html);
    }
    html_end(html);
    if (!has_any)
        html_word_leaf(html, "p", "none", WORD_NONE_HERE);
    html_end(html);
}

/* The words of the paper, where a dispute about a row goes back to them. */
static void put_authentic(struct html *html, const struct report_model *model)
{
    bool has_any = false;
    for (size_t i = 0; i < model->clause_count; i++) {
        const struct report_clause *clause = &model->clauses[i];
        if (!clause_quotes(clause))
            continue;
        if (!has_any) {
            html_open(html, "div", "half");
            html_word_leaf(html, "h3", NULL, WORD_AUTHENTIC);
            html_open(html, "ul", "plain");
        }
        has_any = true;
        html_start(html, "li");
        html_leaf(html, "b", "clause", clause->number);
        html_text(html, " ");
        html_pair(html, clause->authentic);
        html_end(html);
    }
    if (has_any) {
        html_end(html);
        html_end(html);
    }
}

static void put_signatures(struct html *html, const struct checklist *list)
{
    static const enum word words[] = {WORD_SECTION_CHIEF, WORD_DATE_LABEL, WORD_REPRESENTATIVE,
                                      WORD_DATE_LABEL};
    const struct report_identity *identity = &list->model->identity;
    struct buf text;
    buf_init(&text);
    html_open(html, "div", "signoff");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        html_open(html, "span", "line");
        html_word(html, words[i]);
        html_end(html);
    }
    html_end(html);
    html_open(html, "p", "counts");
    const struct {
        size_t count;
        enum word word;
    } numbers[] = {{list->row_count, list->row_count == 1 ? WORD_ROW : WORD_ROWS},
                   {identity->clauses_tracked, WORD_COUNT_TRACKED},
                   {identity->clauses_soft, WORD_COUNT_SOFT},
                   {identity->clauses_text_only, WORD_COUNT_TEXT_ONLY}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        buf_clear(&text);
        buf_printf(&text, "%s%zu ", i == 0 ? "" : " · ", numbers[i].count);
        html_text(html, text.data);
        html_word(html, numbers[i].word);
    }
    html_end(html);
    buf_release(&text);
}

static void put_checklist(struct html *html, const struct report_model *model,
                          const struct report_options *options, size_t party)
{
    struct checklist list = {.html = html, .model = model, .options = options, .party = party};
    html_open(html, "section", "checklist");
    html_attr(html, "data-party", model->parties[party].name);
    html_open(html, "h2", NULL);
    html_word(html, WORD_CHECKLIST);
    html_open(html, "span", "for");
    html_parties(html, model, (uint64_t)1 << party);
    html_end(html);
    html_end(html);
    put_list(&list, LIST_MY_DUTIES, WORD_MY_DUTIES);
    put_when(&list, LIST_MY_WHEN);
    put_list(&list, LIST_THEIR_DUTIES, WORD_THEIR_DUTIES);
    put_when(&list, LIST_THEIR_WHEN);
    put_list(&list, LIST_RIGHTS, WORD_RIGHTS);
    html_open(html, "div", "halves");
    put_short_list(&list, LIST_THEIR_RIGHTS, WORD_THEIR_RIGHTS);
    put_short_list(&list, LIST_MAY, WORD_MAY_HEAD);
    put_short_list(&list, LIST_MUST_NOT, WORD_MUST_NOT_HEAD);
    put_short_list(&list, LIST_SOFT, WORD_SOFT_HEAD);
    put_text_only(html, model);
    put_authentic(html, model);
    html_end(html);
    html_definitions(html, model);
    put_signatures(html, &list);
    html_end(html);
}

void html_checklists(struct html *html, const struct report_model *model,
                     const struct report_options *options)
{
    for (size_t party = 0; party < model->party_count; party++) {
        if (party_has_checklist(model, options, party))
            put_checklist(html, model, options, party);
    }
}
