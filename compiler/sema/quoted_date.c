/* quoted_date.c - dates and quarters as people write them. The year stands first in figures; a date
 * that could be read in two ways is not read. */
#include "compiler/sema/quoted_internal.h"

#include <string.h>

static bool take_blank(const struct reader *reader, uint32_t *at, const char *word)
{
    uint32_t end = *at;
    quoted_skip_blanks(reader, &end);
    if (!quoted_take(reader, &end, word))
        return false;
    *at = end;
    return true;
}

/* 1956年12月31日, 1956年第四季度, 1956年底, 12月31日, 31日 alone is a number of days. */
bool quoted_chinese_date(struct reader *reader)
{
    uint32_t at = reader->at, end;
    struct figure date = {.kind = FIGURE_DATE};
    int number;
    if (!quoted_small(reader, &at, 9999, &number))
        return false;
    if (take_blank(reader, &at, "年")) {
        /* 三年 is a duration; a year has four digits */
        if (number < 1000)
            return false;
        date.year = number;
        end = at;
        quoted_skip_blanks(reader, &at);
        quoted_take(reader, &at, "第");
        if (quoted_small(reader, &at, 4, &number) && take_blank(reader, &at, "季度")) {
            date.kind = FIGURE_QUARTER;
            date.quarter = number;
            quoted_add(reader, date, reader->at, at);
            return true;
        }
        at = end;
        quoted_skip_blanks(reader, &at);
        if (!quoted_small(reader, &at, 12, &number) || !take_blank(reader, &at, "月")) {
            quoted_add(reader, date, reader->at, end);
            return true;
        }
    } else if (number > 12 || !take_blank(reader, &at, "月")) {
        return false;
    }
    date.month = number;
    end = at;
    quoted_skip_blanks(reader, &at);
    if (quoted_small(reader, &at, 31, &number) &&
        (take_blank(reader, &at, "日") || take_blank(reader, &at, "号"))) {
        date.day = number;
        end = at;
    }
    quoted_add(reader, date, reader->at, end);
    return true;
}

/* The month of an English name, full or of three letters. */
static int take_month(const struct reader *reader, uint32_t *at)
{
    static const char *const months[] = {"january", "february", "march", "april", "may", "june", "july",
                                         "august", "september", "october", "november", "december"};
    for (int i = 0; i < 12; i++) {
        if (*at >= reader->len || quoted_lower(reader->text[*at]) != months[i][0])
            continue;
        char brief[4];
        memcpy(brief, months[i], 3);
        brief[3] = '\0';
        uint32_t start = *at;
        bool is_brief = i != 4 && quoted_take_word(reader, at, brief);
        if (is_brief)
            quoted_take(reader, at, ".");
        if (is_brief || quoted_take_word(reader, at, months[i])) {
            if (i == 4 && reader->text[start] != 'M')
                *at = start; /* may is not May */
            else
                return i + 1;
        }
    }
    return 0;
}

static bool read_year(const struct reader *reader, uint32_t *at, int *year)
{
    uint32_t end = *at;
    quoted_skip_blanks(reader, &end);
    quoted_take(reader, &end, ",");
    quoted_skip_blanks(reader, &end);
    uint32_t first = end;
    int number;
    if (!quoted_small(reader, &end, 9999, &number) || end - first != 4)
        return false;
    *year = number;
    *at = end;
    return true;
}

void quoted_take_ordinal(const struct reader *reader, uint32_t *at)
{
    if (*at >= reader->len || !quoted_is_letter(reader->text[*at]))
        return;
    if (quoted_take_word(reader, at, "st") || quoted_take_word(reader, at, "nd") || quoted_take_word(reader, at, "rd"))
        return;
    (void)quoted_take_word(reader, at, "th");
}

/* 31 March 2026, 31st of March */
bool quoted_day_first(struct reader *reader)
{
    uint32_t at = reader->at;
    struct figure date = {.kind = FIGURE_DATE};
    if (!quoted_small(reader, &at, 31, &date.day))
        return false;
    quoted_take_ordinal(reader, &at);
    quoted_skip_blanks(reader, &at);
    if (quoted_take_word(reader, &at, "of"))
        quoted_skip_blanks(reader, &at);
    date.month = take_month(reader, &at);
    if (!date.month)
        return false;
    (void)read_year(reader, &at, &date.year);
    quoted_add(reader, date, reader->at, at);
    return true;
}

/* March 31, 2026; March 2026; a month alone is not read */
bool quoted_month_first(struct reader *reader)
{
    uint32_t at = reader->at;
    struct figure date = {.kind = FIGURE_DATE};
    date.month = take_month(reader, &at);
    if (!date.month)
        return false;
    if (read_year(reader, &at, &date.year)) {
        quoted_add(reader, date, reader->at, at);
        return true;
    }
    quoted_skip_blanks(reader, &at);
    if (!quoted_small(reader, &at, 31, &date.day))
        return false;
    quoted_take_ordinal(reader, &at);
    (void)read_year(reader, &at, &date.year);
    quoted_add(reader, date, reader->at, at);
    return true;
}

/* 2026-03-31, 2026/3/31, 2026.3.31: the year stands first. */
bool quoted_numeric_date(struct reader *reader)
{
    uint32_t at = reader->at;
    struct figure date = {.kind = FIGURE_DATE};
    for (uint32_t i = 0; i < 4; i++, at++) {
        if (at >= reader->len || !quoted_is_digit(reader->text[at]))
            return false;
        date.year = date.year * 10 + (reader->text[at] - '0');
    }
    char mark = at < reader->len ? reader->text[at] : '\0';
    if (mark != '-' && mark != '/' && mark != '.')
        return false;
    int *const parts[] = {&date.month, &date.day};
    for (int part = 0; part < 2; part++) {
        if (at >= reader->len || reader->text[at] != mark)
            return false;
        uint32_t first = ++at;
        for (; at < reader->len && at < first + 2 && quoted_is_digit(reader->text[at]); at++)
            *parts[part] = *parts[part] * 10 + (reader->text[at] - '0');
        if (at == first)
            return false;
    }
    if ((at < reader->len && quoted_is_digit(reader->text[at])) || date.month > 12 || date.day > 31)
        return false;
    quoted_add(reader, date, reader->at, at);
    return true;
}

/* 第四季度, 四季度, Q4, the fourth quarter; after any other 第 the number is a name. */
bool quoted_quarter(struct reader *reader)
{
    static const char *const words[] = {"first", "second", "third", "fourth"};
    uint32_t at = reader->at;
    struct figure figure = {.kind = FIGURE_QUARTER};
    bool has_di = quoted_take(reader, &at, "第");
    if (quoted_small(reader, &at, 4, &figure.quarter) && quoted_take(reader, &at, "季度")) {
        quoted_add(reader, figure, reader->at, at);
        return true;
    }
    if (has_di) {
        uint32_t end = reader->at + 3;
        quoted_skip_blanks(reader, &end);
        struct decimal digits;
        struct chinese chinese;
        if (!quoted_digits(reader, &end, &digits))
            (void)quoted_chinese(reader, &end, &chinese);
        reader->at = end;
        return true;
    }
    at = reader->at;
    if (!quoted_is_inside(reader, at) && at + 1 < reader->len && quoted_lower(reader->text[at]) == 'q' &&
        reader->text[at + 1] >= '1' && reader->text[at + 1] <= '4' &&
        !(at + 2 < reader->len && (quoted_is_digit(reader->text[at + 2]) || quoted_is_letter(reader->text[at + 2])))) {
        figure.quarter = reader->text[at + 1] - '0';
        at += 2;
        (void)read_year(reader, &at, &figure.year);
        quoted_add(reader, figure, reader->at, at);
        return true;
    }
    for (int i = 0; i < 4 && !quoted_is_inside(reader, reader->at); i++) {
        at = reader->at;
        if (!quoted_take_word(reader, &at, words[i]))
            continue;
        quoted_skip_blanks(reader, &at);
        if (!quoted_take_word(reader, &at, "quarter"))
            return false;
        figure.quarter = i + 1;
        uint32_t of = at;
        quoted_skip_blanks(reader, &of);
        if (quoted_take_word(reader, &of, "of") && read_year(reader, &of, &figure.year))
            at = of;
        quoted_add(reader, figure, reader->at, at);
        return true;
    }
    return false;
}
