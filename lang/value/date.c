/* Civil dates. The conversions count in years that start on 1 March, so that the leap day is the
 * last day of its year, and in eras of 400 years, which all have 146097 days. */
#include "lang/value/date.h"

#include <assert.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"

enum { ERA_DAYS = 146097, ERA_SHIFT = 719468 }; /* 0000-03-01 is day -719468 */

static int64_t floor_div(int64_t value, int64_t divisor)
{
    return value / divisor - (value % divisor < 0);
}

static int64_t floor_mod(int64_t value, int64_t divisor)
{
    return value - floor_div(value, divisor) * divisor;
}

bool date_is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    assert(month >= 1 && month <= 12);
    return days[month - 1] + (month == 2 && date_is_leap(year));
}

bool date_is_valid(struct civil civil)
{
    return civil.year >= LIMIT_YEAR_FIRST && civil.year <= LIMIT_YEAR_LAST && civil.month >= 1 &&
           civil.month <= 12 && civil.day >= 1 &&
           civil.day <= date_days_in_month(civil.year, civil.month);
}

bool date_in_range(int64_t day)
{
    return day >= DATE_DAY_FIRST && day <= DATE_DAY_LAST;
}

int64_t date_to_day(struct civil civil)
{
    assert(date_is_valid(civil));
    int64_t year = civil.year - (civil.month <= 2);
    int64_t era = year / 400;
    int64_t year_of_era = year % 400;
    int64_t month = (civil.month + 9) % 12; /* 0 is March */
    int64_t day_of_year = (153 * month + 2) / 5 + civil.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * ERA_DAYS + day_of_era - ERA_SHIFT;
}

struct civil date_from_day(int64_t day)
{
    assert(date_in_range(day));
    int64_t shifted = day + ERA_SHIFT;
    int64_t era = shifted / ERA_DAYS;
    int64_t day_of_era = shifted % ERA_DAYS;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153; /* 0 is March */
    bool is_next_year = month >= 10;             /* January and February */
    return (struct civil){
        .year = (int)(era * 400 + year_of_era + is_next_year),
        .month = (int)(is_next_year ? month - 9 : month + 3),
        .day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
    };
}

enum weekday date_weekday(int64_t day)
{
    return (enum weekday)floor_mod(day + THURSDAY, 7); /* 1970-01-01 was a Thursday */
}

static int64_t day_of(int year, int month, int day)
{
    return date_to_day((struct civil){year, month, day});
}

/* The Monday of week 1: the week that contains 4 January. */
static int64_t first_week_start(int year)
{
    int64_t fourth = day_of(year, 1, 4);
    return fourth - (int64_t)date_weekday(fourth);
}

int date_iso_weeks_in_year(int year)
{
    /* A year has week 53 if it starts on a Thursday, or on a Wednesday and is leap. */
    enum weekday start = date_weekday(day_of(year, 1, 1));
    return start == THURSDAY || (start == WEDNESDAY && date_is_leap(year)) ? 53 : 52;
}

void date_iso_week(int64_t day, int *week_year, int *week)
{
    int64_t thursday = day - (int64_t)date_weekday(day) + THURSDAY;
    *week_year = date_from_day(thursday).year;
    *week = (int)((thursday - first_week_start(*week_year)) / 7) + 1;
}

/* The number written in `count` digits at `text`, or -1. */
static int read_digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

enum date_status date_parse(const char *text, size_t len, int64_t *day)
{
    if (len != 10 || text[4] != '-' || text[7] != '-')
        return DATE_MALFORMED;
    struct civil civil = {read_digits(text, 4), read_digits(text + 5, 2), read_digits(text + 8, 2)};
    if (civil.year < 0 || civil.month < 0 || civil.day < 0)
        return DATE_MALFORMED;
    if (!date_is_valid(civil))
        return DATE_NO_SUCH_DAY;
    *day = date_to_day(civil);
    return DATE_OK;
}

static void write_digits(char *dst, int value, int count)
{
    while (count-- > 0) {
        dst[count] = (char)('0' + value % 10);
        value /= 10;
    }
}

void date_write(char text[DATE_TEXT_LEN + 1], int64_t day)
{
    struct civil civil = date_from_day(day);
    memcpy(text, "0000-00-00", DATE_TEXT_LEN + 1);
    write_digits(text, civil.year, 4);
    write_digits(text + 5, civil.month, 2);
    write_digits(text + 8, civil.day, 2);
}

void date_print(struct buf *buf, int64_t day)
{
    char text[DATE_TEXT_LEN + 1];
    date_write(text, day);
    buf_add(buf, text, DATE_TEXT_LEN);
}

bool date_add_months(int64_t *result, int64_t anchor, int64_t months)
{
    enum { MONTHS = LIMIT_YEAR_LAST * 12 };
    if (months < -MONTHS || months > MONTHS)
        return false;
    struct civil civil = date_from_day(anchor);
    int64_t month = (int64_t)civil.year * 12 + civil.month - 1 + months;
    int64_t year = floor_div(month, 12);
    if (year < LIMIT_YEAR_FIRST || year > LIMIT_YEAR_LAST)
        return false;
    civil.year = (int)year;
    civil.month = (int)floor_mod(month, 12) + 1;
    int last = date_days_in_month(civil.year, civil.month);
    if (civil.day > last)
        civil.day = last;
    *result = date_to_day(civil);
    return true;
}

bool date_add_month_ends(int64_t *result, int64_t anchor, int64_t months)
{
    struct civil from = date_from_day(anchor);
    int64_t moved;
    if (!date_add_months(&moved, anchor, months))
        return false;
    if (from.day == date_days_in_month(from.year, from.month)) {
        struct civil to = date_from_day(moved);
        to.day = date_days_in_month(to.year, to.month);
        moved = date_to_day(to);
    }
    *result = moved;
    return true;
}

bool date_add_years(int64_t *result, int64_t anchor, int64_t years)
{
    return years >= -LIMIT_YEAR_LAST && years <= LIMIT_YEAR_LAST &&
           date_add_months(result, anchor, years * 12);
}

int64_t date_whole_months(int64_t anchor, int64_t day)
{
    struct civil from = date_from_day(anchor), to = date_from_day(day);
    int64_t months = (int64_t)(to.year - from.year) * 12 + (to.month - from.month);
    int64_t reached;
    if (!date_add_months(&reached, anchor, months))
        BUG("the month of a date in range is in range");
    return reached > day ? months - 1 : months;
}
