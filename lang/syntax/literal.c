/* literal.c - numbers, dates, times and periods from their text. */
#include "lang/syntax/literal.h"

#include <string.h>

#include "lang/base/limits.h"

enum { DIGITS_SURE = 18 }; /* so many digits fit */

/* Nearly every number is a few digits. */
static bool is_whole(const char *text, size_t len, struct decimal *value)
{
    int64_t digits = 0;
    size_t at = 0;
    while (at < len && at < DIGITS_SURE && text[at] >= '0' && text[at] <= '9')
        digits = digits * 10 + (text[at++] - '0');
    if (at < len || len == 0)
        return false;
    *value = decimal_of(digits);
    return true;
}

enum literal_status literal_number(const char *text, size_t len, struct decimal *value)
{
    if (len > LIMIT_NUMBER_BYTES)
        return LITERAL_OUT_OF_RANGE;
    if (is_whole(text, len, value))
        return LITERAL_OK;
    switch (decimal_parse(text, len, value)) {
    case DECIMAL_OK: return LITERAL_OK;
    case DECIMAL_OVERFLOW: return LITERAL_OUT_OF_RANGE;
    case DECIMAL_MALFORMED:
    case DECIMAL_INEXACT:
    case DECIMAL_BY_ZERO: return LITERAL_MALFORMED;
    }
    UNREACHABLE();
}

/* Reads all `len` bytes as digits; -1 if they are not, or more than nine. */
static int read_digits(const char *text, size_t len)
{
    int value = 0;
    if (len == 0 || len > 9)
        return -1;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

enum literal_status literal_day(int year, int month, int day, struct ast_time *time)
{
    struct civil civil = {.year = year, .month = month, .day = day};
    if (!date_is_valid(civil))
        return LITERAL_NO_SUCH_DAY;
    *time = (struct ast_time){.span = time->span,
                              .kind = AST_TIME_DATE,
                              .day = date_to_day(civil),
                              .seconds = -1};
    return LITERAL_OK;
}

enum literal_status literal_date(const char *text, size_t len, struct ast_time *time)
{
    if (len != 10 || text[4] != '-' || text[7] != '-')
        return LITERAL_MALFORMED;
    return literal_day(read_digits(text, 4), read_digits(text + 5, 2), read_digits(text + 8, 2),
                       time);
}

enum literal_status literal_clock(const char *text, size_t len, struct ast_time *time)
{
    size_t colon = 0;
    while (colon < len && text[colon] != ':')
        colon++;
    if (len < colon + 3)
        return LITERAL_MALFORMED;
    int hour = read_digits(text, colon);
    int minute = read_digits(text + colon + 1, 2);
    int second = len == colon + 6 ? read_digits(text + colon + 4, 2) : 0;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return LITERAL_NO_SUCH_TIME;
    *time = (struct ast_time){.span = time->span,
                              .kind = AST_TIME_CLOCK,
                              .seconds = (int32_t)((hour * 60 + minute) * 60 + second)};
    return LITERAL_OK;
}

enum literal_status literal_period_of(enum period_kind kind, int year, int index,
                                      struct ast_time *time)
{
    if (year < 0 || year > LIMIT_YEAR_LAST)
        return LITERAL_NO_SUCH_TIME;
    /* Any leap week may be meant while the year is unknown. */
    int count = year > 0 ? period_count(kind, year) : period_count(kind, 2026);
    if (index < 1 || index > count)
        return LITERAL_NO_SUCH_TIME;
    *time = (struct ast_time){.span = time->span,
                              .kind = AST_TIME_PERIOD,
                              .seconds = -1,
                              .period = kind,
                              .year = year,
                              .index = index};
    return LITERAL_OK;
}

static enum literal_status quarter_or_half(char letter, int index, int year, struct ast_time *time)
{
    return literal_period_of(letter == 'Q' ? PERIOD_QUARTER : PERIOD_HALF, year, index, time);
}

enum literal_status literal_period(const char *text, size_t len, struct ast_time *time)
{
    if (len < 2)
        return LITERAL_MALFORMED;
    if (text[0] == 'Q' || text[0] == 'H') {
        int year = len > 4 ? read_digits(text + len - 4, 4) : 0;
        return quarter_or_half(text[0], text[1] - '0', year, time);
    }
    int year = len > 5 ? read_digits(text, 4) : -1;
    if (year < 1 || text[4] != '-')
        return LITERAL_MALFORMED;
    if (text[5] == 'Q' || text[5] == 'H')
        return quarter_or_half(text[5], read_digits(text + 6, len - 6), year, time);
    if (text[5] == 'W')
        return literal_period_of(PERIOD_WEEK, year, read_digits(text + 6, len - 6), time);
    if (len != 7)
        return LITERAL_MALFORMED;
    return literal_period_of(PERIOD_MONTH, year, read_digits(text + 5, 2), time);
}

int literal_label_level(const char *text, size_t len)
{
    if (len > 0 && text[0] == '(') {
        bool is_roman = len > 3;
        for (size_t i = 1; i + 1 < len; i++)
            is_roman = is_roman && strchr("ivx", text[i]) != NULL;
        return is_roman ? 101 : 100;
    }
    int level = 1;
    for (size_t i = 0; i < len && text[i] != '('; i++)
        level += text[i] == '.';
    return level;
}
