/* filter_number.c - the number-like part of the token filter: item and clause numbers, quantities,
 * dates in words (30 June 2026, 1956年12月31日), years, and the errors of number-like tokens, which
 * are reported here and then read as what was probably meant. */
#include "lang/syntax/filter_internal.h"

#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/hash.h"
#include "lang/syntax/literal.h"
#include "lang/value/numeral.h"

static const char *raw_text(const struct filter *filter, size_t at, size_t *len)
{
    struct span span = filter->tokens[at].span;
    *len = span.end - span.start;
    return filter->text + span.start;
}

/* A number of at most `digits` digits without point or `_`, else -1. */
static int plain_number(const struct filter *filter, size_t at, size_t least, size_t most)
{
    size_t len;
    const char *text = raw_text(filter, at, &len);
    if (filter->tokens[at].kind != RAW_NUMBER || len < least || len > most)
        return -1;
    int value = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static inline void set_token(struct filter_token *out, int kind, struct span span)
{
    out->kind = kind;
    out->pause = PAUSE_NEVER;
    out->span = span;
}

/* A time in the arena, to be filled in: it is one even if its text is refused. */
static struct ast_time *time_token(struct filter *filter, int kind, struct span span,
                                   struct filter_token *out)
{
    set_token(out, kind, span);
    struct ast_time *time = out->value.time = arena_alloc(filter->parse->arena, sizeof *time);
    time->span = span;
    return time;
}

static struct ast_time *date_token(struct filter *filter, struct span span, struct filter_token *out)
{
    struct ast_time *time = time_token(filter, TOK_DATE, span, out);
    time->kind = AST_TIME_DATE;
    time->seconds = -1;
    return time;
}

static struct ast_time *any_period(struct filter *filter, struct span span, struct filter_token *out)
{
    struct ast_time *time = time_token(filter, TOK_PERIOD, span, out);
    time->kind = AST_TIME_PERIOD;
    time->seconds = -1;
    time->period = PERIOD_YEAR;
    time->year = 1970;
    time->index = 1;
    return time;
}

static void report_date(struct filter *filter, struct span span, enum literal_status status)
{
    int len = (int)(span.end - span.start);
    const char *text = filter->text + span.start;
    if (status == LITERAL_MALFORMED) {
        struct diag *diag = parse_error(filter->parse, E_NO_SUCH_DATE, span,
                                        "`%.*s` is not a date", len, text);
        diag_help(diag, "write four, two and two digits: year-month-day, such as 1956-10-09");
        return;
    }
    struct diag *diag = parse_error(filter->parse, E_NO_SUCH_DATE, span,
                                    "the date `%.*s` does not exist", len, text);
    int year, month, day;
    char bytes[16] = {0};
    memcpy(bytes, text, len < 15 ? (size_t)len : 15);
    /* Propose the last day of the month if only the day is wrong. */
    year = (bytes[0] - '0') * 1000 + (bytes[1] - '0') * 100 + (bytes[2] - '0') * 10 + bytes[3] - '0';
    month = (bytes[5] - '0') * 10 + bytes[6] - '0';
    day = (bytes[8] - '0') * 10 + bytes[9] - '0';
    if (len == 10 && bytes[4] == '-' && month >= 1 && month <= 12 && year >= 1 && day > 28) {
        diag_help(diag, "that month ends on %04d-%02d-%02d", year, month,
                  date_days_in_month(year, month));
        diag_replace(diag, span, "%04d-%02d-%02d", year, month, date_days_in_month(year, month));
    } else {
        diag_help(diag, "dates are written year-month-day");
    }
}

static void resolve_date(struct filter *filter, struct filter_token *out)
{
    size_t len;
    const char *text = raw_text(filter, filter->pos, &len);
    struct span span = filter->tokens[filter->pos++].span;
    enum literal_status status = literal_date(text, len, date_token(filter, span, out));
    if (status != LITERAL_OK)
        report_date(filter, span, status);
}

/* A date as it may be meant, or "". */
static const char *meant_date(struct filter *filter, const int *parts, int year, int month, int day)
{
    struct ast_time time = {.kind = AST_TIME_DATE, .seconds = -1};
    if (literal_day(parts[year], parts[month], parts[day], &time) != LITERAL_OK)
        return "";
    return arena_printf(filter->parse->arena, "%04d-%02d-%02d", parts[year], parts[month], parts[day]);
}

/* 10/12/1956, 31.12.1956, 1956/12/31: refused, with the days that it may be. */
static void resolve_slashed(struct filter *filter, struct filter_token *out)
{
    size_t len;
    const char *text = raw_text(filter, filter->pos, &len);
    struct span span = filter->tokens[filter->pos++].span;
    int parts[3] = {0};
    size_t digits[3] = {0};
    for (size_t i = 0, part = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9') {
            part++;
            continue;
        }
        parts[part] = parts[part] * 10 + (text[i] - '0');
        digits[part]++;
    }
    const char *first = "", *second = "";
    if (digits[0] == 4) {
        first = meant_date(filter, parts, 0, 1, 2);
    } else if (digits[2] == 4) {
        first = meant_date(filter, parts, 2, 1, 0);
        second = meant_date(filter, parts, 2, 0, 1);
    }
    bool is_one = strcmp(first, second) == 0 || !*first || !*second;
    const char *one = *first ? first : second;
    struct diag *diag = parse_error(filter->parse, E_AMBIGUOUS_DATE, span,
                                    is_one && *one ? "the date `%.*s` is not read the same way everywhere"
                                                   : "the date `%.*s` can be read in two ways",
                                    (int)len, text);
    if (is_one && *one) {
        diag_help(diag, "write `%s`", one);
        diag_replace(diag, span, "%s", one);
    } else if (!is_one) {
        diag_help(diag, "write `%s` or `%s`", first, second);
    } else {
        diag_help(diag, "write it as year-month-day, such as 1956-12-10");
    }
    date_token(filter, span, out);
}

static void report_time(struct filter *filter, struct span span, const char *help)
{
    struct diag *diag = parse_error(filter->parse, E_NO_SUCH_TIME, span, "`%.*s` does not exist",
                                    (int)(span.end - span.start), filter->text + span.start);
    diag_help(diag, "%s", help);
    filter->parse->is_error_open = true; /* what else is amiss came of it */
}

static void resolve_period(struct filter *filter, struct filter_token *out)
{
    size_t len;
    const char *text = raw_text(filter, filter->pos, &len);
    struct span span = filter->tokens[filter->pos++].span;
    if (literal_period(text, len, any_period(filter, span, out)) != LITERAL_OK)
        report_time(filter, span,
                    "periods are written Q4, Q4 1956, 1956-Q4, H1, 1956-10 or 2026-W23; a range "
                    "of numbers is written `3 to 6`");
}

static void resolve_clock(struct filter *filter, struct filter_token *out)
{
    size_t len;
    const char *text = raw_text(filter, filter->pos, &len);
    struct span span = filter->tokens[filter->pos++].span;
    struct ast_time *time = time_token(filter, TOK_CLOCK, span, out);
    time->kind = AST_TIME_CLOCK;
    if (literal_clock(text, len, time) != LITERAL_OK)
        report_time(filter, span, "times of day run from 00:00 to 23:59");
}

/* ---- dates in words ---------------------------------------------------------------------------- */

static void day_token(struct filter *filter, struct span span, int year, int month, int day,
                      struct filter_token *out)
{
    if (literal_day(year, month, day, date_token(filter, span, out)) != LITERAL_OK)
        report_date(filter, span, LITERAL_NO_SUCH_DAY);
}

static void period_token(struct filter *filter, struct span span, enum period_kind kind, int year,
                         int index, struct filter_token *out)
{
    if (literal_period_of(kind, year, index, any_period(filter, span, out)) != LITERAL_OK)
        report_time(filter, span, "months run from 1 to 12, years from 1 to 9999");
}

static bool is_unit_run(const struct filter *filter, size_t at, enum time_unit unit)
{
    const struct keyword *keyword = filter->tokens[at].kind == RAW_RUN
                                        ? filter_keyword_at(filter, at, TOK_TIME_UNIT)
                                        : NULL;
    return keyword && keyword->value == (int)unit;
}

/* 1956年, 1956年12月, 1956年12月31日, 1956年第四季度; the number at filter->pos is the year. */
static bool chinese_date(struct filter *filter, int year, struct filter_token *out)
{
    size_t at = filter->pos;
    if (year < 0 || !is_unit_run(filter, at + 1, TIME_YEAR))
        return false;
    struct span span = span_join(filter->tokens[at].span, filter->tokens[at + 1].span);
    int month = plain_number(filter, at + 2, 1, 2);
    if (month >= 0 && is_unit_run(filter, at + 3, TIME_MONTH)) {
        int day = plain_number(filter, at + 4, 1, 2);
        if (day >= 0 && is_unit_run(filter, at + 5, TIME_DAY)) {
            filter->pos = at + 6;
            day_token(filter, span_join(span, filter->tokens[at + 5].span), year, month, day, out);
            return true;
        }
        filter->pos = at + 4;
        period_token(filter, span_join(span, filter->tokens[at + 3].span), PERIOD_MONTH, year, month,
                     out);
        return true;
    }
    const struct keyword *quarter = filter_keyword_at(filter, at + 2, TOK_ZH_QUARTER);
    const struct keyword *half = filter_keyword_at(filter, at + 2, TOK_ZH_HALF);
    if (quarter || half) {
        filter->pos = at + 3;
        period_token(filter, span_join(span, filter->tokens[at + 2].span),
                     quarter ? PERIOD_QUARTER : PERIOD_HALF, year,
                     quarter ? quarter->value : half->value, out);
        return true;
    }
    filter->pos = at + 2;
    period_token(filter, span, PERIOD_YEAR, year, 1, out);
    return true;
}

/* 30 June 2026; the number at filter->pos is the day. */
static bool english_date(struct filter *filter, struct filter_token *out)
{
    size_t at = filter->pos;
    int day = plain_number(filter, at, 1, 2);
    if (day < 0)
        return false;
    const struct keyword *month = filter_keyword_at(filter, at + 1, TOK_MONTH);
    int year = month ? plain_number(filter, at + 2, 4, 4) : -1;
    if (year < 0)
        return false;
    filter->pos = at + 3;
    day_token(filter, span_join(filter->tokens[at].span, filter->tokens[at + 2].span), year,
              month->value, day, out);
    return true;
}

/* 31st; -1 if it is no day of a month. */
static int ordinal_at(const struct filter *filter, size_t at)
{
    size_t len;
    const char *text = raw_text(filter, at, &len);
    int value = 0;
    for (size_t i = 0; i + 2 < len && value < 100; i++)
        value = value * 10 + (text[i] - '0');
    return value >= 1 && value <= 31 ? value : -1;
}

/* `31st March 2026` from token `at`, `the 31st of March 2026`; `first` is where it begins. */
static bool ordinal_date(struct filter *filter, size_t first, size_t at, struct filter_token *out)
{
    size_t month_at = at + (filter_keyword_at(filter, at + 1, TOK_OF) ? 2 : 1);
    const struct keyword *month = filter_keyword_at(filter, month_at, TOK_MONTH);
    int year = month ? plain_number(filter, month_at + 1, 4, 4) : -1;
    int day = year >= 0 ? ordinal_at(filter, at) : -1;
    if (day < 0)
        return false;
    filter->pos = month_at + 2;
    struct span span = span_join(filter->tokens[first].span, filter->tokens[month_at + 1].span);
    day_token(filter, span, year, month->value, day, out);
    return true;
}

bool filter_ordinal_date(struct filter *filter, struct filter_token *out)
{
    const struct keyword *the = filter_keyword_at(filter, filter->pos, TOK_DET);
    return the && the->value == DET_THE && ordinal_date(filter, filter->pos, filter->pos + 1, out);
}

/* January 2027, June 30 2026, January, 第四季度, 上半年; the word was just taken. */
void filter_period_word(struct filter *filter, const struct keyword *keyword, struct span span,
                        struct filter_token *out)
{
    if (keyword->token != TOK_MONTH) {
        period_token(filter, span, keyword->token == TOK_ZH_HALF ? PERIOD_HALF : PERIOD_QUARTER, 0,
                     keyword->value, out);
        return;
    }
    size_t at = filter->pos;
    int day = plain_number(filter, at, 1, 2);
    if (day < 0 && filter->tokens[at].kind == RAW_ORDINAL)
        day = ordinal_at(filter, at);
    size_t year_at = at;
    if (day >= 0)
        year_at += filter->tokens[at + 1].kind == RAW_COMMA ? 2 : 1;
    int year = plain_number(filter, year_at, 4, 4);
    if (year >= 0) {
        filter->pos = year_at + 1;
        span.end = filter->tokens[year_at].span.end;
        if (day >= 0)
            day_token(filter, span, year, keyword->value, day, out);
        else
            period_token(filter, span, PERIOD_MONTH, year, keyword->value, out);
        return;
    }
    period_token(filter, span, PERIOD_MONTH, 0, keyword->value, out);
}

/* ---- numbers ----------------------------------------------------------------------------------- */

/* The text of a number or letter, with plain parentheses: （a） is (a). */
static sym label_text(struct filter *filter, struct span span)
{
    struct intern *intern = lexicon_intern(filter->parse->lexicon);
    size_t len = span.end - span.start;
    /* Only parentheses have several bytes, and one of them stands at the end. */
    const char *plain = filter->text + span.start;
    if ((unsigned char)plain[len - 1] < 0x80)
        return intern_hashed(intern, plain, len, hash_text(plain, len, true));
    struct buf text;
    buf_init(&text);
    for (uint32_t at = span.start; at < span.end; at++) {
        bool is_full_width = (unsigned char)filter->text[at] == 0xEF; /* three bytes, ends in 88, 89 */
        if (is_full_width)
            at += 2;
        if (is_full_width)
            buf_putc(&text, (unsigned char)filter->text[at] == 0x88 ? '(' : ')');
        else
            buf_putc(&text, filter->text[at]);
    }
    sym symbol = intern_add(intern, text.data, text.len);
    buf_release(&text);
    return symbol;
}

static void label_token(struct filter *filter, int kind, struct span span, struct filter_token *out)
{
    set_token(out, kind, span);
    struct ast_label *label = &out->value.label;
    label->span = span;
    label->text = label_text(filter, span);
    label->level = literal_label_level(label->text->text, label->text->len);
}

/* The number behind `clause`, with a letter that touches it: 4(b). */
static void reference(struct filter *filter, struct filter_token *out)
{
    struct span span = filter->tokens[filter->pos++].span;
    const struct raw_token *label = &filter->tokens[filter->pos];
    if (label->kind == RAW_LABEL && !(label->marks & MARK_DETACHED)) {
        span.end = label->span.end;
        filter->pos++;
    }
    label_token(filter, TOK_REF_NO, span, out);
    if (filter_keyword_at(filter, filter->pos, TOK_CLAUSE_END)) /* 第6.1条: the place has the whole of it */
        out->span.end = filter->tokens[filter->pos].span.end;
}

static void item_number(struct filter *filter, struct filter_token *out)
{
    struct span span = filter->tokens[filter->pos++].span;
    /* `1.1. Seller delivers`: the full stop belongs to the number. */
    const struct raw_token *stop = &filter->tokens[filter->pos];
    if (stop->kind == RAW_STOP && !(stop->marks & MARK_DETACHED))
        filter->pos++;
    label_token(filter, TOK_ITEM_NO, span, out);
}

/* One, until its value is known. */
static void set_number(struct filter_token *out, struct span span)
{
    set_token(out, TOK_NUMBER, span);
    out->value.number = (struct ast_number){.span = span, .value = decimal_of(1)};
}

static void number_token(struct filter *filter, const char *text, size_t len, struct span span,
                         struct filter_token *out)
{
    set_number(out, span);
    enum literal_status status = literal_number(text, len, &out->value.number.value);
    if (status != LITERAL_OK) {
        bool is_long = status == LITERAL_OUT_OF_RANGE;
        int shown = len > 40 ? 40 : (int)len;
        struct diag *diag =
            parse_error(filter->parse, E_BAD_NUMBER, span, "the number `%.*s%s` %s", shown, text,
                        shown < (int)len ? "…" : "", is_long ? "is out of range" : "cannot be read");
        diag_help(diag, is_long ? "at most 18 digits fit; use a larger unit"
                                : "write digits with single `_` between groups: 1_200_000");
    }
}

/* 48 万 is 480000: what stands behind the number just taken. */
static void multiply(struct filter *filter, struct filter_token *out)
{
    const struct keyword *many = filter_keyword_at(filter, filter->pos, TOK_MANY);
    if (!many || out->kind != TOK_NUMBER)
        return;
    struct decimal *value = &out->value.number.value;
    struct span span = span_join(out->span, filter->tokens[filter->pos++].span);
    if (decimal_mul(*value, decimal_of(many->value), value) != DECIMAL_OK) {
        struct diag *diag = parse_error(filter->parse, E_BAD_NUMBER, span, "the number is out of range");
        diag_help(diag, "at most 18 digits fit; use a larger unit");
    }
    *value = decimal_trim(*value);
    out->span = out->value.number.span = span;
}

/* 1,200 is read as 1200. */
static void grouped(struct filter *filter, struct filter_token *out)
{
    size_t len;
    const char *text = raw_text(filter, filter->pos, &len);
    struct span span = filter->tokens[filter->pos++].span;
    struct buf plain, mended;
    buf_init(&plain);
    buf_init(&mended);
    for (size_t i = 0; i < len; i++) {
        if (text[i] != ',')
            buf_putc(&plain, text[i]);
        buf_putc(&mended, text[i] == ',' ? '_' : text[i]);
    }
    number_token(filter, plain.data, plain.len, span, out);
    if (!filter->parse->is_error_open) {
        struct diag *diag = parse_error(filter->parse, E_THOUSANDS, span,
                                        "the comma in `%.*s` can be read in two ways", (int)len, text);
        diag_help(diag, "write `%s`", mended.data);
        diag_replace(diag, span, "%s", mended.data);
    }
    buf_release(&plain);
    buf_release(&mended);
}

bool filter_weekday(struct filter *filter, struct filter_token *out)
{
    const struct keyword *day = filter_keyword_at(filter, filter->pos, TOK_EACH_WEEKDAY);
    if (!day)
        return false;
    out->kind = TOK_EACH_WEEKDAY;
    out->pause = day->pause;
    out->span.end = filter->tokens[filter->pos].span.end;
    out->value.code = day->value;
    filter->pos++;
    return true;
}

/* `end with the contract`: a keyword of several words, of which the first may be none by itself. */
static bool is_keyword_phrase(const struct filter *filter, size_t at)
{
    for (const struct phrase *phrase = filter->tokens[at].word->phrases; phrase; phrase = phrase->next) {
        if (phrase->keyword && filter_matches_phrase(filter, at, phrase))
            return true;
    }
    return false;
}

bool filter_is_one_more_clause(const struct filter *filter, size_t at)
{
    enum raw_kind kind = filter->tokens[at].kind;
    if (kind == RAW_DOTTED)
        return true;
    if (kind != RAW_NUMBER)
        return false;
    const struct raw_token *behind = &filter->tokens[at + 1];
    return behind->kind != RAW_PERCENT &&
           !(filter_is_word(behind) && (behind->marks & MARK_NAME || !behind->word->rows) &&
             !is_keyword_phrase(filter, at + 1)) &&
           !filter_keyword_at(filter, at + 1, TOK_TIME_UNIT) && !filter_keyword_at(filter, at + 1, TOK_PERCENT);
}

bool filter_is_enumeration(const struct filter *filter, size_t at)
{
    const struct raw_token *token = &filter->tokens[at];
    return token->kind == RAW_COMMA && (unsigned char)filter->text[token->span.start] == ENUMERATES;
}

bool filter_is_limit_ahead(const struct filter *filter)
{
    const struct keyword *unit = filter_keyword_at(filter, filter->pos + 1, TOK_TIME_UNIT);
    bool is_year = unit && unit->value == TIME_YEAR && plain_number(filter, filter->pos, 4, 4) >= 0;
    return filter->tokens[filter->pos].kind == RAW_NUMBER && unit && !is_year &&
           filter_keyword_at(filter, filter->pos + 2, TOK_NEI);
}

bool filter_are_days_ahead(const struct filter *filter)
{
    return filter_keyword_at(filter, filter->pos, TOK_DET) && filter->tokens[filter->pos + 1].kind == RAW_ORDINAL &&
           filter_keyword_at(filter, filter->pos + 2, TOK_TO);
}

bool filter_is_rhythm_ahead(const struct filter *filter)
{
    const struct keyword *unit = filter_keyword_at(filter, filter->pos, TOK_TIME_UNIT);
    return unit && (unit->value == TIME_WEEK || unit->value == TIME_MONTH || unit->value == TIME_QUARTER ||
                    unit->value == TIME_HALF || unit->value == TIME_YEAR);
}

/* `30 日 内` without `限` is a time limit too. */
static bool is_short_limit(const struct filter *filter)
{
    return filter_keyword_at(filter, filter->pos + 1, TOK_TIME_UNIT) &&
           filter_keyword_at(filter, filter->pos + 2, TOK_NEI) && filter->prev != TOK_WITHIN &&
           filter->prev != TOK_HOU && filter->prev != TOK_QI && filter->prev != TOK_TO &&
           filter->prev != TOK_QUANT && filter->prev != TOK_AT_MOST && filter->prev != TOK_IN_ANY &&
           filter->prev != TOK_IN_ANY_FIRST;
}

/* during | 2026 */
static bool is_during_year(const struct filter *filter)
{
    const char *word = filter->text + filter->prev_span.start;
    size_t len = filter->prev_span.end - filter->prev_span.start;
    bool is_during = (len == strlen("during") && memcmp(word + 1, "uring", 5) == 0) ||
                     (len == strlen("期间") && memcmp(word, "期间", len) == 0);
    return filter->prev == TOK_PREP && is_during && filter_is_one_more_clause(filter, filter->pos);
}

/* Behind `for` the year for which something is owed or expected, `paid Seller 5 yuan for 2027`: no number of
 * anything stands behind it. */
static bool is_year_key(const struct filter *filter)
{
    bool is_key = filter->prev == TOK_FOR || (filter->prev == TOK_AND && filter->opener == TOK_EXPECT);
    return is_key && filter_is_one_more_clause(filter, filter->pos) &&
           !filter_keyword_at(filter, filter->pos + 1, TOK_PER);
}

/* `the index of 2025`, and no number of anything. */
static bool is_year_of(const struct filter *filter)
{
    return filter->prev == TOK_OF && filter_is_one_more_clause(filter, filter->pos) &&
           !filter_keyword_at(filter, filter->pos + 1, TOK_PER);
}

static void resolve_plain(struct filter *filter, struct filter_token *out)
{
    size_t len;
    const char *text = raw_text(filter, filter->pos, &len);
    struct span span = filter->tokens[filter->pos].span;
    if (filter->prev == TOK_CLAUSE || filter->prev == TOK_CLAUSE_JOIN ||
        filter->prev == TOK_NEW_CLAUSE) {
        reference(filter, out);
        return;
    }
    if (filter->open & AT_ITEM && memchr(text, '.', len)) {
        item_number(filter, out);
        return;
    }
    const struct raw_token *next = &filter->tokens[filter->pos + 1];
    bool may_go_on = filter_is_word(next) && (next->word->rows || next->word->phrases);
    int year = len == 4 ? plain_number(filter, filter->pos, 4, 4) : -1;
    if (may_go_on && (chinese_date(filter, year, out) || english_date(filter, out)))
        return;
    if (may_go_on && is_short_limit(filter)) {
        set_token(out, TOK_WITHIN, (struct span){span.start, span.start});
        out->pause = PAUSE_ADVERB;
        return;
    }
    bool is_period = filter->prev == TOK_IN || is_during_year(filter) || is_year_key(filter) ||
                     is_year_of(filter);
    filter->pos++;
    if (is_period && year >= 1 && text[0] != '0')
        period_token(filter, span, PERIOD_YEAR, year, 1, out);
    else
        number_token(filter, text, len, span, out);
    if (may_go_on)
        multiply(filter, out);
}

static void resolve_dotted(struct filter *filter, struct filter_token *out)
{
    if (filter->prev == TOK_CLAUSE || filter->prev == TOK_CLAUSE_JOIN ||
        filter->prev == TOK_NEW_CLAUSE) {
        reference(filter, out);
        return;
    }
    if (filter->open & AT_ITEM) {
        item_number(filter, out);
        return;
    }
    struct span span = filter->tokens[filter->pos++].span;
    struct diag *diag = parse_error(filter->parse, E_BAD_NUMBER, span,
                                    "`%.*s` is not a number", (int)(span.end - span.start),
                                    filter->text + span.start);
    diag_help(diag, "a clause is named `clause %.*s`", (int)(span.end - span.start),
              filter->text + span.start);
    set_number(out, span);
}

static void resolve_ordinal(struct filter *filter, struct filter_token *out)
{
    size_t len;
    const char *text = raw_text(filter, filter->pos, &len);
    if (ordinal_date(filter, filter->pos, filter->pos, out))
        return;
    set_token(out, TOK_ORDINAL, filter->tokens[filter->pos++].span);
    int day = 0;
    for (size_t i = 0; i + 2 < len && day < 100000; i++)
        day = day * 10 + (text[i] - '0');
    out->value.code = day >= 1 && day <= 100000 ? day : 1;
    if (out->value.code != day) {
        struct diag *diag = parse_error(filter->parse, E_BAD_NUMBER, out->span, "there is no `%.*s`",
                                        len > 40 ? 40 : (int)len, text);
        diag_help(diag, "days and periods are counted from the 1st: `by the 5th of each month`");
    }
}

/* ---- what people write before or beside a number -------------------------------------------------- */

/* The number in parentheses behind words, and where it ends: (30), (500). */
static bool number_in_parentheses(const struct filter *filter, size_t at, size_t *behind, int64_t *value)
{
    const struct raw_token *tokens = filter->tokens;
    bool is_label = tokens[at].kind == RAW_LABEL;
    if (!is_label && (tokens[at].kind != RAW_OPEN || tokens[at + 1].kind != RAW_NUMBER ||
                      tokens[at + 2].kind != RAW_CLOSE))
        return false;
    struct span span = is_label ? tokens[at].span : tokens[at + 1].span;
    *behind = at + (is_label ? 1 : 3);
    *value = 0;
    int digits = 0;
    for (uint32_t i = span.start; i < span.end; i++) {
        char c = filter->text[i];
        if (c >= 'a' && c <= 'z')
            return false; /* (i), an item */
        if (c == '.')
            return false;
        if (c < '0' || c > '9')
            continue; /* the parentheses, also full-width, and _ */
        *value = *value * 10 + (c - '0');
        if (++digits > 15)
            return false;
    }
    return digits > 0;
}

bool filter_figure(struct filter *filter, struct filter_token *out)
{
    const struct raw_token *tokens = filter->tokens;
    struct span span = tokens[filter->pos].span;
    size_t end = span.start, behind;
    int64_t in_words, in_digits;
    if (!numeral_in_words(filter->text, filter->parse->source->len, &end, &in_words))
        return false;
    size_t at = filter->pos;
    while (tokens[at].kind == RAW_WORD && tokens[at].span.end <= end)
        at++;
    if (tokens[at - 1].span.end != end || !number_in_parentheses(filter, at, &behind, &in_digits))
        return false;
    struct span words = {span.start, (uint32_t)end};
    struct span digits = span_join(tokens[at].span, tokens[behind - 1].span);
    filter->pos = behind;
    set_number(out, span_join(words, digits));
    out->value.number.value = decimal_of(in_digits);
    if (in_words == in_digits)
        return true;
    struct diag *diag = parse_error(filter->parse, E_WORDS_AND_DIGITS, digits,
                                    "the words say %lld, and the digits %lld", (long long)in_words,
                                    (long long)in_digits);
    diag_label(diag, filter->parse->source, words, "the words");
    diag_help(diag, "correct one of the two");
    return true;
}

/* CNY, USD: three capital letters. */
static bool is_currency_code(const struct filter *filter, size_t at)
{
    size_t len;
    const char *text = raw_text(filter, at, &len);
    bool is_code = filter->tokens[at].kind == RAW_WORD && len == 3;
    for (size_t i = 0; i < len && is_code; i++)
        is_code = text[i] >= 'A' && text[i] <= 'Z';
    return is_code;
}

bool filter_currency(struct filter *filter, struct filter_token *out)
{
    size_t at = filter->pos;
    const struct raw_token *behind = &filter->tokens[at + 2];
    bool has_unit = filter_is_word(behind) && (behind->marks & MARK_NAME || !behind->word->rows);
    if (filter->open & AT_ITEM || has_unit || !is_currency_code(filter, at))
        return false;
    filter->pos = at + 1;
    size_t len;
    const char *text = raw_text(filter, filter->pos, &len);
    struct span span = span_join(filter->tokens[at].span, filter->tokens[at + 1].span);
    if (filter->tokens[filter->pos].kind == RAW_GROUPED) {
        grouped(filter, out);
    } else {
        number_token(filter, text, len, filter->tokens[filter->pos].span, out);
        filter->pos++;
    }
    out->span = out->value.number.span = span;
    filter->held_unit = (uint32_t)at;
    filter->open |= OPEN_UNIT;
    return true;
}

void filter_held_unit(struct filter *filter, struct filter_token *out)
{
    size_t at = filter->held_unit;
    filter->open &= ~(unsigned)OPEN_UNIT;
    set_token(out, TOK_NAME, span_join(filter->tokens[at].span, filter->tokens[at + 1].span));
    out->value.name = (struct ast_name){.span = out->span, .text = filter->tokens[at].word->text};
}

void filter_number(struct filter *filter, struct filter_token *out)
{
    const struct raw_token *token = &filter->tokens[filter->pos];
    switch ((int)token->kind) {
    case RAW_NUMBER: resolve_plain(filter, out); return;
    case RAW_DOTTED: resolve_dotted(filter, out); return;
    case RAW_GROUPED: grouped(filter, out); return;
    case RAW_LABEL:
        if (filter->open & AT_ITEM) {
            item_number(filter, out);
            return;
        }
        filter->pos++;
        label_token(filter, TOK_MARK_LABEL, token->span, out);
        return;
    case RAW_ORDINAL: resolve_ordinal(filter, out); return;
    case RAW_DATE: resolve_date(filter, out); return;
    case RAW_SLASHED: resolve_slashed(filter, out); return;
    case RAW_CLOCK: resolve_clock(filter, out); return;
    case RAW_PERIOD: resolve_period(filter, out); return;
    }
    UNREACHABLE();
}
