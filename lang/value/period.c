/* Named periods of the civil year. All kinds but the week are whole months, so one table of months
 * per period serves them. Declared in date.h. */
#include "lang/value/date.h"

#include <assert.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"

/* Months in a period; 0 for the week. */
static int months_of(enum period_kind kind)
{
    switch (kind) {
    case PERIOD_YEAR: return 12;
    case PERIOD_HALF: return 6;
    case PERIOD_QUARTER: return 3;
    case PERIOD_MONTH: return 1;
    case PERIOD_WEEK: return 0;
    }
    UNREACHABLE();
}

int period_count(enum period_kind kind, int year)
{
    int months = months_of(kind);
    return months ? 12 / months : date_iso_weeks_in_year(year);
}

static struct period month_span(int year, int first_month, int months)
{
    int last_month = first_month + months - 1;
    int last_day = date_days_in_month(year, last_month);
    return (struct period){
        .first = date_to_day((struct civil){year, first_month, 1}),
        .last = date_to_day((struct civil){year, last_month, last_day}),
    };
}

bool period_of_year(struct period *period, enum period_kind kind, int year, int index)
{
    if (year < LIMIT_YEAR_FIRST || year > LIMIT_YEAR_LAST || index < 1 ||
        index > period_count(kind, year))
        return false;
    int months = months_of(kind);
    if (months) {
        *period = month_span(year, (index - 1) * months + 1, months);
    } else {
        int64_t fourth = date_to_day((struct civil){year, 1, 4}); /* always in week 1 */
        int64_t monday = fourth - (int64_t)date_weekday(fourth) + 7 * (int64_t)(index - 1);
        *period = (struct period){monday, monday + 6};
    }
    if (period->last > DATE_DAY_LAST)
        period->last = DATE_DAY_LAST;
    return true;
}

struct period period_containing(enum period_kind kind, int64_t day)
{
    int year, index;
    int months = months_of(kind);
    if (months) {
        struct civil civil = date_from_day(day);
        year = civil.year;
        index = (civil.month - 1) / months + 1;
    } else {
        date_iso_week(day, &year, &index);
    }
    struct period period;
    bool exists = period_of_year(&period, kind, year, index);
    assert(exists);
    return period;
}

void period_print(struct buf *buf, enum period_kind kind, int64_t day)
{
    struct civil civil = date_from_day(day);
    int week_year, week;
    switch (kind) {
    case PERIOD_YEAR: buf_printf(buf, "%04d", civil.year); return;
    case PERIOD_HALF: buf_printf(buf, "%04d-H%d", civil.year, (civil.month - 1) / 6 + 1); return;
    case PERIOD_QUARTER: buf_printf(buf, "%04d-Q%d", civil.year, (civil.month - 1) / 3 + 1); return;
    case PERIOD_MONTH: buf_printf(buf, "%04d-%02d", civil.year, civil.month); return;
    case PERIOD_WEEK:
        date_iso_week(day, &week_year, &week);
        buf_printf(buf, "%04d-W%02d", week_year, week);
        return;
    }
    UNREACHABLE();
}

/* `count` digits; -1 if they are not. */
static int digits(const char *text, size_t count)
{
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool period_parse(const char *text, size_t len, enum period_kind *kind, int64_t *day)
{
    struct period period;
    int index = 1, year = len >= 4 ? digits(text, 4) : -1;
    if (len == 4) {
        *kind = PERIOD_YEAR;
    } else if (len == 7 && text[4] == '-' && (text[5] == 'H' || text[5] == 'Q')) {
        *kind = text[5] == 'H' ? PERIOD_HALF : PERIOD_QUARTER;
        index = digits(text + 6, 1);
    } else if (len == 7 && text[4] == '-') {
        *kind = PERIOD_MONTH;
        index = digits(text + 5, 2);
    } else if (len == 8 && text[4] == '-' && text[5] == 'W') {
        *kind = PERIOD_WEEK;
        index = digits(text + 6, 2);
    } else {
        return false;
    }
    if (year < 0 || index < 0 || !period_of_year(&period, *kind, year, index))
        return false;
    *day = period.first;
    return true;
}
