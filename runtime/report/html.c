/* html.c - the HTML report: one self-contained page, read without scripts and without a network.
 *
 * This file is the order of the page: identity, tiles, what needs attention first, timeline, where
 * every duty stands, checklists, tallies, journal, text. The pieces are in html_parts.c,
 * html_checklist.c, html_record.c and svg.c; what it looks like is in html_style.c. */
#include "runtime/report/folded.h"
#include "runtime/report/html_parts.h"

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/vec.h"
#include "runtime/report/phrase.h"
#include "runtime/report/timeline.h"

static const char *page_language(enum report_language language)
{
    return language == REPORT_ZH ? "zh" : "en";
}

static const char *page_class(enum report_language language)
{
    switch (language) {
    case REPORT_EN: return "lang-en";
    case REPORT_ZH: return "lang-zh";
    case REPORT_BOTH: return "lang-both";
    }
    UNREACHABLE();
}

static enum word paper_word(enum report_view view)
{
    switch (view) {
    case REPORT_VIEW_STATUS: return WORD_REPORT;
    case REPORT_VIEW_SCHEDULE: return WORD_SCHEDULE;
    case REPORT_VIEW_CHECKLIST: return WORD_CHECKLIST;
    }
    UNREACHABLE();
}

/* Contract and date at the head of every printed page, digest and page number at its foot. */
static void put_page_style(struct html *html, const struct report_model *model,
                           const struct report_options *options)
{
    const struct report_identity *identity = &model->identity;
    struct buf css, text;
    buf_init(&css);
    buf_init(&text);
    buf_puts(&css, "@page{size:A4 landscape;margin:15mm 12mm 14mm;@top-left{content:\"");
    phrase_text(&text, identity->title, options->language);
    buf_puts(&text, " · ");
    buf_puts(&text, identity->name);
    if (options->party != REPORT_ALL_PARTIES) {
        buf_puts(&text, " · ");
        phrase_parties(&text, model, (uint64_t)1 << options->party, options->language);
    }
    css_quote(&css, text.data);
    buf_puts(&css, "\"}@top-right{content:\"");
    buf_clear(&text);
    phrase_word(&text, WORD_AS_OF, options->language);
    buf_putc(&text, ' ');
    phrase_moment(&text, identity->as_of);
    css_quote(&css, text.data);
    buf_puts(&css, "\"}@bottom-left{content:\"");
    buf_clear(&text);
    phrase_word(&text, WORD_DIGEST, options->language);
    buf_putc(&text, ' ');
    buf_puts(&text, identity->hash == NULL ? "" : identity->hash);
    css_quote(&css, text.data);
    buf_puts(&css, "\"}@bottom-right{content:counter(page) \" / \" counter(pages)}}\n"
                   "@page{@top-left{font-size:7.5pt;color:#444}@top-right{font-size:7.5pt;"
                   "color:#444}@bottom-left{font-size:6.5pt;color:#444}@bottom-right{"
                   "font-size:7.5pt;color:#444}}\n");
    html_style(html, css.data);
    buf_release(&css);
    buf_release(&text);
}

static void put_head(struct html *html, const struct report_model *model,
                     const struct report_options *options)
{
    struct buf title;
    buf_init(&title);
    phrase_word(&title, paper_word(options->view), options->language);
    buf_puts(&title, " · ");
    phrase_text(&title, model->identity.title, options->language);
    html_start(html, "head");
    html_start(html, "meta");
    html_attr(html, "charset", "utf-8");
    html_end(html);
    html_start(html, "meta");
    html_attr(html, "name", "viewport");
    html_attr(html, "content", "width=device-width,initial-scale=1");
    html_end(html);
    /* The page may not fetch or run anything, whatever a contract's text contains. */
    html_start(html, "meta");
    html_attr(html, "http-equiv", "Content-Security-Policy");
    html_attr(html, "content", "default-src 'none'; style-src 'unsafe-inline'");
    html_end(html);
    html_leaf(html, "title", NULL, title.data);
    html_style(html, report_css);
    put_page_style(html, model, options);
    html_end(html);
    buf_release(&title);
}

static void open_fact(struct html *html, const char *class, enum word word)
{
    html_open(html, "div", class);
    html_word_leaf(html, "dt", NULL, word);
    html_start(html, "dd");
}

static void close_fact(struct html *html)
{
    html_end(html);
    html_end(html);
}

static void put_span(struct html *html, struct report_moment from, struct report_moment to)
{
    html_moment(html, from);
    if (moment_is_set(to)) {
        html_text(html, " ");
        html_word(html, WORD_TO_DATE);
        html_text(html, " ");
        html_moment(html, to);
    }
}

static void put_known(struct html *html, const struct report_identity *identity)
{
    struct buf text;
    buf_init(&text);
    if (identity->known_seq == 0) {
        html_word(html, WORD_NO_RECORDS);
    } else {
        if (moment_is_set(identity->known_at))
            html_moment(html, identity->known_at);
        else
            html_word(html, WORD_KNOWN_ALL);
        html_text(html, ", ");
        html_word(html, WORD_RECORD_NUMBER);
        buf_printf(&text, " %llu", (unsigned long long)identity->known_seq);
        html_text(html, text.data);
    }
    buf_release(&text);
}

static void put_coverage(struct html *html, const struct report_identity *identity)
{
    const struct {
        unsigned count;
        enum word word;
    } parts[] = {{identity->clauses_tracked, WORD_COUNT_TRACKED},
                 {identity->clauses_soft, WORD_COUNT_SOFT},
                 {identity->clauses_text_only, WORD_COUNT_TEXT_ONLY}};
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        buf_clear(&text);
        buf_printf(&text, "%s%u ", i == 0 ? "" : " · ", parts[i].count);
        html_text(html, text.data);
        html_word(html, parts[i].word);
    }
    buf_release(&text);
}

static void put_facts(struct html *html, const struct report_identity *identity)
{
    html_open(html, "dl", "facts");
    open_fact(html, NULL, WORD_AS_OF);
    html_moment(html, identity->as_of);
    html_text(html, ", ");
    if (text_is_empty(identity->now))
        html_word(html, identity->as_of_closed ? WORD_CLOSED_DAY : WORD_OPEN_DAY);
    else
        html_pair(html, identity->now);
    close_fact(html);
    open_fact(html, NULL, WORD_KNOWN_AT);
    put_known(html, identity);
    close_fact(html);
    open_fact(html, NULL, WORD_PHASE);
    html_word(html, word_of_phase(identity->phase));
    if (!text_is_empty(identity->phase_reason)) {
        html_text(html, " · ");
        html_pair(html, identity->phase_reason);
    }
    close_fact(html);
    open_fact(html, NULL, WORD_COVERAGE);
    put_coverage(html, identity);
    close_fact(html);
    open_fact(html, NULL, WORD_SIGNED);
    html_moment(html, identity->signed_on);
    close_fact(html);
    open_fact(html, NULL, WORD_TERM);
    put_span(html, identity->in_force, identity->expires);
    close_fact(html);
    open_fact(html, NULL, WORD_HORIZON);
    put_span(html, identity->horizon_from, identity->horizon_to);
    close_fact(html);
    open_fact(html, NULL, WORD_CALENDAR);
    html_pair(html, identity->calendar);
    close_fact(html);
    if (identity->zone != NULL) {
        open_fact(html, NULL, WORD_ZONE);
        html_text(html, identity->zone);
        close_fact(html);
    }
    if (identity->called && html->language != REPORT_ZH) {
        open_fact(html, "wide", WORD_PARTIES);
        html_text(html, identity->called);
        close_fact(html);
    }
    if (!text_is_empty(identity->amended)) {
        open_fact(html, "wide", WORD_VERSION);
        html_pair(html, identity->amended);
        close_fact(html);
    }
    if (!text_is_empty(identity->renewal)) {
        open_fact(html, "wide", WORD_RENEWAL);
        html_pair(html, identity->renewal);
        close_fact(html);
    }
    for (size_t i = 0; i < identity->notice_count; i++) {
        open_fact(html, "wide", WORD_NOTICE);
        html_pair(html, identity->notices[i]);
        close_fact(html);
    }
    open_fact(html, "wide", WORD_DIGEST);
    html_leaf(html, "span", "mono", identity->hash);
    close_fact(html);
    open_fact(html, NULL, WORD_PROGRAM);
    html_text(html, identity->program);
    close_fact(html);
    html_end(html);
}

static void put_identity(struct html *html, const struct report_model *model,
                         const struct report_options *options)
{
    html_open(html, "header", NULL);
    html_open(html, "p", "kicker");
    html_word(html, paper_word(options->view));
    html_text(html, " · ");
    html_text(html, model->identity.name);
    html_end(html);
    html_open(html, "h1", NULL);
    html_pair(html, model->identity.title);
    html_end(html);
    html_open(html, "p", "parties");
    for (size_t i = 0; i < model->party_count; i++) {
        if (i > 0)
            html_leaf(html, "span", "sep", "·");
        html_parties(html, model, (uint64_t)1 << i);
        if (model->parties[i].is_third) {
            html_text(html, " ");
            html_word_leaf(html, "span", "flag", WORD_THIRD_PARTY);
        }
    }
    html_end(html);
    put_facts(html, &model->identity);
    html_end(html);
}

static void put_tile(struct html *html, const char *class, size_t count, enum word word)
{
    struct buf text;
    buf_init(&text);
    buf_printf(&text, "tile %s", count == 0 ? "zero" : class);
    html_open(html, "div", text.data);
    buf_clear(&text);
    buf_printf(&text, "%zu", count);
    html_leaf(html, "b", NULL, text.data);
    html_word_leaf(html, "span", "label", word);
    html_end(html);
    buf_release(&text);
}

static void put_tiles(struct html *html, const struct report_model *model, int party)
{
    struct report_counts counts = choose_counts(model, party);
    html_open(html, "div", "tiles");
    put_tile(html, "", counts.rows, WORD_TILE_ROWS);
    put_tile(html, "", counts.fulfilled, WORD_TILE_DONE);
    put_tile(html, "", counts.live, WORD_TILE_OPEN);
    put_tile(html, "", counts.pending, WORD_PENDING_QTY);
    put_tile(html, "grave", counts.breached, WORD_BREACHED_HEAD);
    put_tile(html, "grave", counts.doomed, WORD_DOOMED_HEAD);
    put_tile(html, "warn", counts.at_risk, WORD_RISK_HEAD);
    put_tile(html, "", counts.due_soon, WORD_DUE_SOON_HEAD);
    html_end(html);
}

/* Up to which day lateness is counted: the late performance, or else the day of the report. */
static struct report_moment counted_to(const struct report_row *row, struct report_moment as_of)
{
    bool is_over = row->breach_count > 0 && moment_is_set(row->breaches[row->breach_count - 1].ended);
    return is_over ? row->breaches[row->breach_count - 1].ended : as_of;
}

/* "12 days left", "3 days past due", "due today"; in Chinese "还剩 12 日", "逾期 3 日". */
static void put_days(struct html *html, struct report_moment due, struct report_moment as_of)
{
    if (!moment_is_set(due) || !moment_is_set(as_of))
        return;
    int64_t days = due.day - as_of.day;
    long long size = (long long)(days < 0 ? -days : days);
    enum word side = days < 0 ? WORD_DAYS_OVER : WORD_DAYS_LEFT;
    struct phrases phrases;
    phrases_init(&phrases);
    html_open(html, "div", days < 0 ? "small late" : "small");
    if (days == 0) {
        html_word(html, WORD_DUE_TODAY);
    } else {
        buf_printf(&phrases.en, "%lld %s %s", size, word_text(size == 1 ? WORD_DAY : WORD_DAYS).en,
                   word_text(side).en);
        buf_printf(&phrases.zh, "%s %lld %s", word_text(side).zh, size, word_text(WORD_DAYS).zh);
        html_pair(html, phrases_text(&phrases));
    }
    html_end(html);
    phrases_release(&phrases);
}

/* Why it stands here: the causes of its breaches or the arithmetic of the forecast, and then what
 * follows. Each is composed whole in each language. */
static void put_why(struct html *html, const struct report_model *model,
                    const struct report_row *row)
{
    struct phrases why;
    phrases_init(&why);
    for (size_t i = 0; i < row->breach_count; i++) {
        const struct report_breach *breach = &row->breaches[i];
        phrases_clear(&why);
        phrase_cause(&why.en, row, breach, REPORT_EN);
        phrase_cause(&why.zh, row, breach, REPORT_ZH);
        html_open(html, "div", NULL);
        html_pair(html, phrases_text(&why));
        html_end(html);
        phrases_clear(&why);
        phrase_breach(&why.en, model, breach, REPORT_EN);
        phrase_breach(&why.zh, model, breach, REPORT_ZH);
        html_open(html, "div", "rule");
        html_pair(html, phrases_text(&why));
        html_end(html);
    }
    if (row->breach_count == 0) {
        phrase_forecast_why(&why.en, row, REPORT_EN);
        phrase_forecast_why(&why.zh, row, REPORT_ZH);
        html_open(html, "div", NULL);
        html_pair(html, phrases_text(&why));
        html_end(html);
    }
    if (!text_is_empty(row->remedy)) {
        phrases_clear(&why);
        buf_printf(&why.en, "%s: ", word_text(WORD_IF_MISSED).en);
        phrase_text(&why.en, row->remedy, REPORT_EN);
        buf_printf(&why.zh, "%s：", word_text(WORD_IF_MISSED).zh);
        phrase_text(&why.zh, row->remedy, REPORT_ZH);
        html_open(html, "div", "rule");
        html_pair(html, phrases_text(&why));
        html_end(html);
    }
    phrases_release(&why);
}

static void put_attention_rows(struct html *html, const struct report_model *model,
                               const struct row_list *rows)
{
    struct report_moment as_of = model->identity.as_of;
    html_open(html, "table", "urgent");
    html_start(html, "tbody");
    for (size_t i = 0; i < rows->count; i++) {
        const struct report_row *row = &model->rows[rows->items[i]];
        html_open(html, "tr", html_status_class(row, as_of));
        html_attr(html, "data-row", row->id);
        html_start(html, "td");
        html_status(html, row, as_of);
        html_end(html);
        html_leaf(html, "td", "a-clause clause", phrase_clause(&model->clauses[row->clause], html->language));
        html_open(html, "td", "a-what");
        html_sentence(html, model, row);
        html_end(html);
        html_open(html, "td", "a-date");
        html_moment(html, row_date(row));
        if (!row->is_unowed)
            put_days(html, row_date(row), counted_to(row, as_of));
        html_end(html);
        html_open(html, "td", "a-done");
        html_progress(html, row);
        html_end(html);
        html_start(html, "td");
        put_why(html, model, row);
        html_end(html);
        html_end(html);
    }
    html_end(html);
    html_end(html);
}

static void put_attention(struct html *html, const struct report_model *model, int party)
{
    static const struct {
        enum attention attention;
        enum word heading;
    } groups[] = {{ATTENTION_BREACHED, WORD_BREACHED_HEAD},
                  {ATTENTION_DOOMED, WORD_DOOMED_HEAD},
                  {ATTENTION_AT_RISK, WORD_RISK_HEAD},
                  {ATTENTION_DUE_SOON, WORD_DUE_SOON_HEAD}};
    bool has_any = false;
    html_open(html, "section", "attention");
    html_word_leaf(html, "h2", NULL, WORD_ATTENTION);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        struct row_list rows = {0};
        choose_attention(&rows, model, party, groups[i].attention);
        if (rows.count > 0) {
            has_any = true;
            html_word_leaf(html, "h3", NULL, groups[i].heading);
            put_attention_rows(html, model, &rows);
        }
        vec_release(&rows);
    }
    if (!has_any)
        html_word_leaf(html, "p", "none", WORD_ATTENTION_NONE);
    html_end(html);
}

static void put_timeline(struct html *html, const struct report_model *model, const struct report_options *options)
{
    html_open(html, "section", "timeline");
    html_word_leaf(html, "h2", NULL, WORD_TIMELINE);
    timeline_draw(html, model, options);
    html_end(html);
}

static void put_forecast(struct html *html, const struct report_model *model,
                         const struct report_row *row)
{
    struct phrases forecast;
    phrases_init(&forecast);
    phrase_forecast(&forecast.en, model, row, REPORT_EN);
    phrase_forecast(&forecast.zh, model, row, REPORT_ZH);
    if (moment_is_set(row->performed)) {
        phrase_word(&forecast.en, WORD_PERFORMED, REPORT_EN);
        buf_putc(&forecast.en, ' ');
        phrase_moment(&forecast.en, row->performed);
        phrase_word(&forecast.zh, WORD_PERFORMED, REPORT_ZH);
        buf_putc(&forecast.zh, ' ');
        phrase_moment(&forecast.zh, row->performed);
    }
    html_pair(html, phrases_text(&forecast));
    phrases_release(&forecast);
}

static void put_status_row(struct html *html, const struct report_model *model,
                           const struct report_row *row)
{
    struct report_moment as_of = model->identity.as_of;
    html_open(html, "tr", html_status_class(row, as_of));
    html_attr(html, "data-row", row->id);
    html_start(html, "td");
    html_status(html, row, as_of);
    html_end(html);
    html_leaf(html, "td", "clause", phrase_clause(&model->clauses[row->clause], html->language));
    html_start(html, "td");
    html_parties(html, model, row->bearers);
    html_end(html);
    html_start(html, "td");
    html_action(html, row);
    if (row->is_cut) {
        html_open(html, "div", "note");
        html_pair(html, row->mark);
        html_end(html);
    }
    html_end(html);
    html_open(html, "td", "num");
    html_moment(html, row->from);
    html_end(html);
    html_open(html, "td", "by");
    html_due(html, row);
    html_end(html);
    html_start(html, "td");
    html_progress(html, row);
    html_end(html);
    html_open(html, "td", "num right");
    if (row->slack_days != REPORT_NO_SLACK) {
        struct buf text;
        buf_init(&text);
        buf_put_i64(&text, row->slack_days);
        html_text(html, text.data);
        buf_release(&text);
    }
    html_end(html);
    html_start(html, "td");
    put_forecast(html, model, row);
    html_end(html);
    html_open(html, "td", "num");
    html_moment(html, row->since);
    html_end(html);
    html_end(html);
}

/* The rows of the list; where `like` is set, those that recur with it. */
static void put_status_rows(struct html *html, const struct report_model *model, const struct row_list *rows,
                            const struct report_row *like)
{
    static const enum word head[] = {WORD_STATUS,   WORD_CLAUSE, WORD_WHO,  WORD_WHAT,
                                     WORD_FROM,     WORD_DUE,    WORD_DONE, WORD_SLACK_DAYS,
                                     WORD_FORECAST, WORD_SINCE};
    html_open(html, "table", "status");
    html_table_head(html, head, sizeof head / sizeof *head);
    html_start(html, "tbody");
    struct folded line;
    folded_init(&line);
    while (folded_next(&line, rows, model)) {
        if (line.row.form == REPORT_ROW_INSTANCE && (!like || row_goes_with(like, &line.row)))
            put_status_row(html, model, &line.row);
    }
    folded_release(&line);
    html_end(html);
    html_end(html);
}

/* What recurs and lies far ahead is folded, a line for each row of it. */
static void put_far_rows(struct html *html, const struct report_model *model, const struct row_list *rest)
{
    struct report_moment last = REPORT_NEVER;
    for (size_t i = 0; i < rest->count; i++) {
        const struct report_row *row = &model->rows[rest->items[i]];
        size_t count = rest_like(rest, model, i, &last);
        if (count == 0)
            continue;
        html_open(html, "details", "far");
        html_start(html, "summary");
        html_leaf(html, "b", "clause", phrase_clause(&model->clauses[row->clause], html->language));
        html_text(html, " ");
        html_parties(html, model, row->bearers);
        html_text(html, " ");
        html_pair(html, row->action);
        html_open(html, "span", "rule");
        html_more(html, count, last, row->mark);
        html_end(html);
        html_end(html);
        put_status_rows(html, model, rest, row);
        html_end(html);
    }
}

static void put_status_table(struct html *html, const struct report_model *model,
                             const struct report_options *options)
{
    struct row_list rows = {0}, rest = {0};
    choose_view(&rows, model, options);
    bool is_schedule = options->view == REPORT_VIEW_SCHEDULE;
    if (!is_schedule)
        choose_near(&rows, &rest, model, options);
    fold_rows(&rows, model);
    fold_rows(&rest, model);
    html_open(html, "section", "standing");
    html_word_leaf(html, "h2", NULL, is_schedule ? WORD_SCHEDULE : WORD_ALL_ROWS);
    put_status_rows(html, model, &rows, NULL);
    put_far_rows(html, model, &rest);
    html_end(html);
    vec_release(&rows);
    vec_release(&rest);
}

static void put_footer(struct html *html, const struct report_identity *identity)
{
    html_start(html, "footer");
    html_text(html, identity->name);
    html_text(html, " · ");
    html_text(html, identity->hash);
    html_text(html, " · ");
    html_word(html, WORD_AS_OF);
    html_text(html, " ");
    html_moment(html, identity->as_of);
    html_text(html, " · ");
    html_text(html, identity->program);
    html_end(html);
}

static void put_body(struct html *html, const struct report_model *model,
                     const struct report_options *options)
{
    put_identity(html, model, options);
    switch (options->view) {
    case REPORT_VIEW_STATUS:
        put_tiles(html, model, options->party);
        put_attention(html, model, options->party);
        put_timeline(html, model, options);
        put_status_table(html, model, options);
        html_checklists(html, model, options);
        html_tallies(html, model, options->party);
        html_journal(html, model);
        html_clauses(html, model);
        break;
    case REPORT_VIEW_SCHEDULE:
        put_timeline(html, model, options);
        put_status_table(html, model, options);
        html_definitions(html, model);
        break;
    case REPORT_VIEW_CHECKLIST:
        html_checklists(html, model, options);
        html_tallies(html, model, options->party);
        break;
    }
    put_footer(html, &model->identity);
}

void report_html(struct buf *out, const struct report_model *model,
                 const struct report_options *options)
{
    struct html html;
    buf_puts(out, "<!DOCTYPE html>\n");
    html_init(&html, out, options->language);
    html_start(&html, "html");
    html_attr(&html, "lang", page_language(options->language));
    put_head(&html, model, options);
    html_open(&html, "body", page_class(options->language));
    html_mark_symbols(&html);
    html_start(&html, "main");
    put_body(&html, model, options);
    html_end(&html);
    html_end(&html);
    html_end(&html);
    html_finish(&html);
}
