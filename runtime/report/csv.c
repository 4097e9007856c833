/* csv.c - the full export as RFC 4180: one line per row of the model, every column.
 *
 * Texts have one column in one language and two, (en) and (zh), in both, so that a spreadsheet can
 * be filtered. A text that a spreadsheet would run as a formula (it starts with = + - @ or a
 * control character) is led by an apostrophe; numbers and dates, which we print ourselves, are not
 * texts. */
#include "runtime/report/report.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/vec.h"
#include "runtime/report/choose.h"
#include "runtime/report/owners.h"
#include "runtime/report/phrase.h"

struct csv {
    struct buf *out;
    enum report_language language;
    bool is_line_started;
};

static void start_cell(struct csv *csv)
{
    if (csv->is_line_started)
        buf_putc(csv->out, ',');
    csv->is_line_started = true;
}

static void end_line(struct csv *csv)
{
    buf_puts(csv->out, "\r\n");
    csv->is_line_started = false;
}

/* Quoted where RFC 4180 asks for it, where a blank at the edge could get lost, and where a
 * spreadsheet with another separator would see two cells, the second of them unguarded. */
static void put_quoted(struct csv *csv, const char *text)
{
    size_t len = strlen(text);
    bool is_quoted = strpbrk(text, "\",;\t\r\n") != NULL ||
                     (len > 0 && (text[0] == ' ' || text[len - 1] == ' '));
    if (!is_quoted) {
        buf_puts(csv->out, text);
        return;
    }
    buf_putc(csv->out, '"');
    for (const char *byte = text; *byte != '\0'; byte++) {
        if (*byte == '"')
            buf_putc(csv->out, '"');
        buf_putc(csv->out, *byte);
    }
    buf_putc(csv->out, '"');
}

/* A text of the contract or of an event, guarded against being run as a formula. Spreadsheets
 * overlook blanks before the sign, and some take the full-width signs too. */
static void put_text(struct csv *csv, const char *text)
{
    static const char *const signs[] = {"=",  "+",  "-",  "@",  "\t", "\r",
                                        "\n", "＝", "＋", "－", "＠"};
    start_cell(csv);
    if (text == NULL)
        return;
    const char *first = text + strspn(text, " ");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(first, signs[i], strlen(signs[i])) != 0)
            continue;
        struct buf guarded;
        buf_init(&guarded);
        buf_putc(&guarded, '\'');
        buf_puts(&guarded, text);
        put_quoted(csv, guarded.data);
        buf_release(&guarded);
        return;
    }
    put_quoted(csv, text);
}

static void put_pair(struct csv *csv, struct report_text text)
{
    if (csv->language == REPORT_BOTH) {
        put_text(csv, text.en);
        put_text(csv, text.zh);
    } else {
        put_text(csv, text_pick(text, csv->language));
    }
}

static void put_word(struct csv *csv, enum word word)
{
    struct buf text;
    buf_init(&text);
    phrase_word(&text, word, csv->language);
    put_text(csv, text.data);
    buf_release(&text);
}

static void put_parties(struct csv *csv, const struct report_model *model, uint64_t mask)
{
    struct phrases names;
    phrases_init(&names);
    phrase_parties(&names.en, model, mask, REPORT_EN);
    phrase_parties(&names.zh, model, mask, REPORT_ZH);
    put_pair(csv, phrases_text(&names));
    phrases_release(&names);
}

static void put_date(struct csv *csv, struct report_moment moment)
{
    struct buf text;
    buf_init(&text);
    phrase_moment(&text, moment);
    start_cell(csv);
    buf_puts(csv->out, text.data);
    buf_release(&text);
}

static void put_number(struct csv *csv, int64_t value, struct report_unit unit)
{
    start_cell(csv);
    phrase_digits(csv->out, value, unit);
}

static void put_slack(struct csv *csv, int64_t slack)
{
    start_cell(csv);
    if (slack != REPORT_NO_SLACK)
        buf_put_i64(csv->out, slack);
}

/* ORDER columns: put_row below. is_pair: two columns when both languages are asked for. */
static const struct {
    enum word word;
    bool is_pair;
} columns[] = {
    {WORD_ROW_ID, false},      {WORD_CLAUSE, false},      {WORD_INSTANCE, false},
    {WORD_WHO, true},          {WORD_TO_WHOM, true},      {WORD_KIND, false},
    {WORD_MODALITY, false},    {WORD_WHAT, true},         {WORD_OBJECT, true},
    {WORD_REQUIRED, false},    {WORD_DONE, false},        {WORD_PENDING_QTY, false},
    {WORD_SHORTFALL, false},   {WORD_UNIT, true},         {WORD_TRIGGER, true},
    {WORD_FROM, false},        {WORD_DUE, false},         {WORD_DUE_RULE, true},
    {WORD_LAST_START, false},  {WORD_REMINDER, false},    {WORD_EVIDENCE, true},
    {WORD_ACCEPTED_BY, true},  {WORD_ANSWER_LIMIT, true}, {WORD_SILENCE, true},
    {WORD_IF_MISSED, true},    {WORD_STATUS, false},      {WORD_FORECAST, false},
    {WORD_AT_RISK, false},     {WORD_WHY, true},          {WORD_SLACK_DAYS, false},
    {WORD_SLACK_UNITS, false}, {WORD_SINCE, false},       {WORD_PERFORMED, false},
    {WORD_KNOWN, false},       {WORD_BLAME, true},        {WORD_DEPENDS_ON, true},
    {WORD_MARK, true},         {WORD_REMARKS, true},      {WORD_EVIDENCE, false},    {WORD_SENTENCE, false},
    {WORD_OWNER, false},       {WORD_NOTES, false},
};

static void put_header(struct csv *csv)
{
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        bool is_doubled = columns[i].is_pair && csv->language == REPORT_BOTH;
        for (int half = 0; half < (is_doubled ? 2 : 1); half++) {
            buf_clear(&text);
            phrase_word(&text, columns[i].word, csv->language);
            /* The second column of that name holds the reference of the paper handed in. */
            if (columns[i].word == WORD_EVIDENCE && !columns[i].is_pair)
                buf_puts(&text, " #");
            if (is_doubled)
                buf_puts(&text, half == 0 ? " (en)" : " (zh)");
            put_text(csv, text.data);
        }
    }
    end_line(csv);
    buf_release(&text);
}

/* "Fushun: Chief engineer; Benxi: Steelmaking section" */
static void put_owners(struct csv *csv, const struct report_model *model,
                       const struct report_row *row)
{
    struct buf text;
    buf_init(&text);
    for (size_t party = 0; party < model->party_count; party++) {
        if (row_owner(row, party))
            buf_printf(&text, "%s%s: %s", text.len ? "; " : "", model->parties[party].name,
                       row_owner(row, party));
    }
    put_text(csv, text.data);
    buf_release(&text);
}

static void put_remarks(struct csv *csv, const struct report_row *row)
{
    struct phrases remarks;
    phrases_init(&remarks);
    for (size_t i = 0; i < row->remark_count; i++) {
        buf_printf(&remarks.en, "%s%s", i ? "; " : "", text_pick(row->remarks[i], REPORT_EN));
        buf_printf(&remarks.zh, "%s%s", i ? "；" : "", text_pick(row->remarks[i], REPORT_ZH));
    }
    put_pair(csv, phrases_text(&remarks));
    phrases_release(&remarks);
}

static void put_row(struct csv *csv, const struct report_model *model, const struct report_row *row)
{
    const struct report_clause *clause = &model->clauses[row->clause];
    put_text(csv, row->id);
    put_text(csv, clause->number);
    put_text(csv, row->instance);
    put_parties(csv, model, row->bearers);
    put_parties(csv, model, row->counterparties);
    put_word(csv, word_of_kind(row->kind));
    put_word(csv, word_of_modality(row->modality));
    put_pair(csv, row->action);
    put_pair(csv, row->object);
    put_number(csv, row->required, row->unit);
    put_number(csv, row->done, row->unit);
    put_number(csv, row->pending, row->unit);
    put_number(csv, row->shortfall, row->unit);
    put_pair(csv, row->unit.label);
    put_pair(csv, row->trigger);
    put_date(csv, row->from);
    put_date(csv, row_due(row));
    put_pair(csv, row->due_rule);
    put_date(csv, row->last_start);
    put_date(csv, row->reminder);
    put_pair(csv, row->evidence);
    put_pair(csv, row->acceptor);
    put_pair(csv, row->answer_limit);
    put_pair(csv, row->silence);
    put_pair(csv, row->remedy);
    put_word(csv, row->is_suspended ? WORD_SUSPENDED : word_of_status(row->status));
    put_word(csv, word_of_forecast(row->forecast));
    put_text(csv, row->at_risk ? "1" : "");
    put_pair(csv, row->forecast_why);
    put_slack(csv, row->slack_days);
    put_number(csv, row->slack_units, row->unit);
    put_date(csv, row->since);
    put_date(csv, row->performed);
    put_date(csv, row->known);
    put_parties(csv, model, row->blame);
    put_pair(csv, row->depends_on);
    put_pair(csv, row->mark);
    put_remarks(csv, row);
    put_text(csv, row->evidence_ref);
    put_text(csv, clause->sentence);
    put_owners(csv, model, row);
    put_text(csv, NULL);
    end_line(csv);
}

void report_csv(struct buf *out, const struct report_model *model,
                const struct report_options *options)
{
    struct csv csv = {.out = out, .language = options->language};
    struct row_list rows = {0};
    if (options->has_bom)
        buf_puts(out, "\xEF\xBB\xBF");
    put_header(&csv);
    choose_view(&rows, model, options);
    for (size_t i = 0; i < rows.count; i++)
        put_row(&csv, model, &model->rows[rows.items[i]]);
    vec_release(&rows);
}
