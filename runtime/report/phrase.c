/* phrase.c - single values as words. No layout: where a value stands is the renderer's business. */
#include "runtime/report/phrase.h"

#include <assert.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/value/date.h"
#include "lang/value/decimal.h"

bool moment_is_set(struct report_moment moment)
{
    return moment.day != REPORT_NO_DAY;
}

int moment_compare(struct report_moment left, struct report_moment right)
{
    assert(moment_is_set(left) && moment_is_set(right));
    if (left.day != right.day)
        return left.day < right.day ? -1 : 1;
    int32_t left_second = left.second < 0 ? 24 * 60 * 60 : left.second;
    int32_t right_second = right.second < 0 ? 24 * 60 * 60 : right.second;
    return (left_second > right_second) - (left_second < right_second);
}

static bool is_blank(const char *text)
{
    return text == NULL || text[0] == '\0';
}

bool text_is_empty(struct report_text text)
{
    return is_blank(text.en) && is_blank(text.zh);
}

const char *text_pick(struct report_text text, enum report_language language)
{
    const char *first = language == REPORT_ZH ? text.zh : text.en;
    const char *second = language == REPORT_ZH ? text.en : text.zh;
    if (!is_blank(first))
        return first;
    return is_blank(second) ? "" : second;
}

void phrase_text(struct buf *out, struct report_text text, enum report_language language)
{
    bool has_two = language == REPORT_BOTH && !is_blank(text.en) && !is_blank(text.zh) &&
                   strcmp(text.en, text.zh) != 0;
    if (!has_two) {
        buf_puts(out, text_pick(text, language));
        return;
    }
    buf_puts(out, text.en);
    buf_puts(out, " / ");
    buf_puts(out, text.zh);
}

void phrase_word(struct buf *out, enum word word, enum report_language language)
{
    phrase_text(out, word_text(word), language);
}

void phrase_moment(struct buf *out, struct report_moment moment)
{
    if (!moment_is_set(moment))
        return;
    date_print(out, moment.day);
    if (moment.second < 0)
        return;
    buf_printf(out, " %02d:%02d", moment.second / 3600, moment.second / 60 % 60);
    if (moment.second % 60 != 0)
        buf_printf(out, ":%02d", moment.second % 60);
}

void phrase_as_of(struct buf *out, const struct report_identity *identity, enum report_language language)
{
    phrase_moment(out, identity->as_of);
    if (identity->zone != NULL)
        buf_printf(out, " %s", identity->zone);
    if (text_is_empty(identity->now))
        return;
    buf_puts(out, language == REPORT_ZH ? "（" : " (");
    phrase_text(out, identity->now, language);
    buf_puts(out, language == REPORT_ZH ? "）" : ")");
}

void phrase_digits(struct buf *out, int64_t value, struct report_unit unit)
{
    if (value == REPORT_NO_QUANTITY)
        return;
    struct decimal number = {.digits = value, .scale = unit.decimals};
    decimal_print(out, unit.is_trimmed ? decimal_trim(number) : number);
}

void phrase_quantity(struct buf *out, int64_t value, struct report_unit unit)
{
    struct buf digits;
    buf_init(&digits);
    phrase_digits(&digits, value, unit);
    if (digits.len > 0)
        decimal_group(out, digits.data, DECIMAL_UNGROUPED);
    buf_release(&digits);
}

void phrase_amount(struct buf *out, int64_t value, struct report_unit unit,
                   enum report_language language)
{
    if (value == REPORT_NO_QUANTITY)
        return;
    phrase_quantity(out, value, unit);
    bool is_one = value == decimal_power10(unit.decimals);
    struct report_text label = is_one || text_is_empty(unit.plural) ? unit.label : unit.plural;
    if (text_is_empty(label))
        return;
    buf_putc(out, ' ');
    phrase_text(out, label, language);
}

void phrase_parties(struct buf *out, const struct report_model *model, uint64_t mask,
                    enum report_language language)
{
    bool is_first = true;
    for (size_t i = 0; i < model->party_count; i++) {
        if (!(mask >> i & 1))
            continue;
        if (!is_first)
            buf_puts(out, language == REPORT_ZH ? "、" : ", ");
        struct report_text label = model->parties[i].label;
        if (text_is_empty(label))
            buf_puts(out, model->parties[i].name);
        else
            phrase_text(out, label, language);
        is_first = false;
    }
}

void phrase_action(struct buf *out, const struct report_row *row, enum report_language language)
{
    phrase_text(out, row->action, language);
    if (text_is_empty(row->instance_label))
        return;
    buf_puts(out, language == REPORT_ZH ? "：" : ": ");
    phrase_text(out, row->instance_label, language);
}

void phrase_sentence(struct buf *out, const struct report_model *model,
                     const struct report_row *row, enum report_language language)
{
    phrase_parties(out, model, row->bearers, language);
    if (row->bearers != 0 && language != REPORT_ZH)
        buf_putc(out, ' ');
    phrase_action(out, row, language);
}

void phrase_status(struct buf *out, const struct report_row *row, enum report_language language)
{
    const char *comma = language == REPORT_ZH ? "，" : ", ";
    if (row->is_suspended && row->status != REPORT_PENDING)
        phrase_word(out, WORD_SUSPENDED, language);
    else if (row->is_unfounded && row->status == REPORT_IN_FORCE)
        phrase_word(out, WORD_UNFOUNDED, language);
    else
        phrase_word(out, word_of_status(row->status), language);
    if (row->is_suspended && row->status == REPORT_PENDING) {
        buf_puts(out, comma);
        phrase_word(out, WORD_SUSPENDED, language);
    }
    if (row->is_late || row->is_unowed) {
        buf_puts(out, comma);
        phrase_word(out, row->is_late ? WORD_DONE_LATE : WORD_UNOWED, language);
    }
    if (row->is_disputed) {
        buf_puts(out, comma);
        phrase_word(out, WORD_DISPUTED, language);
    }
}

void phrases_init(struct phrases *phrases)
{
    buf_init(&phrases->en);
    buf_init(&phrases->zh);
}

void phrases_release(struct phrases *phrases)
{
    buf_release(&phrases->en);
    buf_release(&phrases->zh);
}

void phrases_clear(struct phrases *phrases)
{
    buf_clear(&phrases->en);
    buf_clear(&phrases->zh);
}

struct report_text phrases_text(const struct phrases *phrases)
{
    return (struct report_text){.en = phrases->en.data, .zh = phrases->zh.data};
}

static void phrase_shortfall(struct buf *out, int64_t shortfall, const struct report_row *row,
                             enum report_language language)
{
    if (shortfall == REPORT_NO_QUANTITY || shortfall <= 0 || text_is_empty(row->unit.label))
        return;
    phrase_word(out, WORD_SHORTFALL, language);
    buf_putc(out, ' ');
    phrase_amount(out, shortfall, row->unit, language);
    buf_puts(out, language == REPORT_ZH ? "。" : ". ");
}

void phrase_cause(struct buf *out, const struct report_row *row, const struct report_breach *breach,
                  enum report_language language)
{
    if (text_is_empty(breach->cause))
        phrase_shortfall(out, breach->shortfall, row, language);
    phrase_text(out, breach->cause, language);
}

void phrase_breach(struct buf *out, const struct report_model *model,
                   const struct report_breach *breach, enum report_language language)
{
    phrase_word(out, WORD_SINCE, language);
    buf_putc(out, ' ');
    phrase_moment(out, breach->certain);
    buf_puts(out, " · ");
    phrase_word(out, word_of_breach(breach->status), language);
    if (breach->blame == 0)
        return;
    buf_puts(out, " · ");
    phrase_word(out, WORD_BLAME, language);
    buf_puts(out, language == REPORT_ZH ? "：" : ": ");
    phrase_parties(out, model, breach->blame, language);
}

void phrase_forecast(struct buf *out, const struct report_model *model,
                     const struct report_row *row, enum report_language language)
{
    const char *comma = language == REPORT_ZH ? "，" : ", ";
    size_t start = out->len;
    if (row->forecast == REPORT_DOOMED && row->breach_count > 0) { /* what forbids goes on forbidding behind a breach */
        phrase_word(out, WORD_BREACHED_ON, language);
        buf_putc(out, ' ');
        phrase_moment(out, row->doom_day);
        return;
    }
    bool is_luck = row->forecast == REPORT_NEEDS && row->awaited == 0; /* "at risk" says it */
    if (!is_luck)
        phrase_word(out, word_of_forecast(row->forecast), language);
    if (row->forecast == REPORT_NEEDS && !is_luck) {
        buf_puts(out, language == REPORT_ZH ? "" : " ");
        phrase_parties(out, model, row->awaited, language);
        buf_puts(out, moment_is_set(row->needs_by) ? comma : "");
        phrase_moment(out, row->needs_by);
    }
    if (row->forecast == REPORT_DOOMED) {
        buf_puts(out, moment_is_set(row->doom_day) ? comma : "");
        phrase_moment(out, row->doom_day);
        return;
    }
    if (row->at_risk) {
        buf_puts(out, out->len > start ? comma : "");
        phrase_word(out, WORD_AT_RISK, language);
    }
}

void phrase_forecast_why(struct buf *out, const struct report_row *row,
                         enum report_language language)
{
    if (row->forecast == REPORT_DOOMED)
        phrase_shortfall(out, row->shortfall, row, language);
    phrase_text(out, row->forecast_why, language);
}

const char *name_of_phase(enum report_phase phase)
{
    static const char *const names[] = {"draft", "awaiting-conditions", "in-force", "winding-up", "closed"};
    return names[phase];
}

const char *name_of_kind(enum report_kind kind)
{
    static const char *const names[] = {"achievement", "amount",    "maintenance", "ratio",
                                        "answer",      "payment",   "prohibition", "permission",
                                        "power",       "assumption"};
    return names[kind];
}

const char *name_of_modality(enum report_modality modality)
{
    static const char *const names[] = {"shall", "may", "must-not"};
    return names[modality];
}

const char *name_of_status(enum report_status status)
{
    static const char *const names[] = {"dormant",  "in-force", "pending", "fulfilled",
                                        "breached", "lapsed",   "waived",  "released"};
    return names[status];
}

const char *name_of_forecast(enum report_forecast forecast)
{
    static const char *const names[] = {"none", "secured", "in-hand", "needs", "doomed", "unknown"};
    return names[forecast];
}

const char *name_of_breach(enum report_breach_status status)
{
    static const char *const names[] = {"open",       "remedying", "remedied",
                                        "unremedied", "waived",    "excused"};
    return names[status];
}

const char *name_of_judgement(enum report_judgement judgement)
{
    static const char *const names[] = {"effective", "noted", "inert", "refused", "corrected"};
    return names[judgement];
}

const char *name_of_item(enum report_item_state state)
{
    static const char *const names[] = {"free", "tendered", "held", "lost"};
    return names[state];
}

const char *name_of_class(enum report_clause_class class)
{
    static const char *const names[] = {"tracked", "soft", "text-only", "heading"};
    return names[class];
}

const char *phrase_clause(const struct report_clause *clause, enum report_language language)
{
    if (strcmp(clause->number, "0") != 0)
        return clause->number;
    switch (language) {
    case REPORT_EN: return "head";
    case REPORT_ZH: return "首部";
    case REPORT_BOTH: return "head 首部";
    }
    UNREACHABLE();
}

void phrase_more(struct phrases *phrases, size_t count, struct report_moment last, struct report_text mark)
{
    buf_printf(&phrases->en, "%s %zu %s ", word_text(WORD_MORE).en, count, word_text(WORD_MORE_TO).en);
    phrase_moment(&phrases->en, last);
    buf_printf(&phrases->zh, "%s%zu%s", word_text(WORD_MORE).zh, count, word_text(WORD_MORE_TO).zh);
    phrase_moment(&phrases->zh, last);
    if (!text_is_empty(mark)) {
        buf_printf(&phrases->en, "; %s", text_pick(mark, REPORT_EN));
        buf_printf(&phrases->zh, "；%s", text_pick(mark, REPORT_ZH));
    }
}
