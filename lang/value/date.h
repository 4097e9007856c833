/* Civil dates of the proleptic Gregorian calendar, years 1 to 9999, and their day numbers: days
 * since 1970-01-01, which is day 0. Everything else counts in day numbers. */
#ifndef VALUE_DATE_H
#define VALUE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"

struct buf;

struct civil {
    int year;  /* 1 to 9999 */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

enum { DATE_DAY_FIRST = -719162, DATE_DAY_LAST = 2932896 }; /* 0001-01-01 and 9999-12-31 */

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

enum date_status {
    DATE_OK,
    DATE_MALFORMED,   /* not of the form YYYY-MM-DD */
    DATE_NO_SUCH_DAY, /* the form is right, the day does not exist: 2026-02-29 */
};

bool date_is_leap(int year);

/* 28 to 31. */
int date_days_in_month(int year, int month);

/* True if the date exists and lies in years 1 to 9999. */
bool date_is_valid(struct civil civil);

/* True if the day number lies in years 1 to 9999. */
bool date_in_range(int64_t day);

/* The day number of a valid date. */
int64_t date_to_day(struct civil civil);

/* The date of a day number in range. */
struct civil date_from_day(int64_t day);

enum weekday date_weekday(int64_t day);

/* The ISO 8601 week of a day. Around New Year the week's year may differ from the date's;
 * the last days of year 9999 never do, the first of year 1 neither (0001-01-01 is a Monday). */
void date_iso_week(int64_t day, int *week_year, int *week);

/* 52 or 53. */
int date_iso_weeks_in_year(int year);

/* Reads exactly `len` bytes of the form YYYY-MM-DD. On failure *day is untouched. */
MUST_USE enum date_status date_parse(const char *text, size_t len, int64_t *day);

/* Writes YYYY-MM-DD and a NUL. */
enum { DATE_TEXT_LEN = 10 };
void date_write(char text[DATE_TEXT_LEN + 1], int64_t day);

/* Adds YYYY-MM-DD. */
void date_print(struct buf *buf, int64_t day);

/* The date `months` months after (before, if negative) the anchor: the same day number, or the last
 * day of the month if there is none. For a sequence always count from the anchor: 31 Jan gives 28
 * Feb and 31 Mar. False if the result leaves years 1 to 9999; *result is then untouched. */
MUST_USE bool date_add_months(int64_t *result, int64_t anchor, int64_t months);

/* The same by the end-of-month rule: the last day of a month gives the last day of a month, so
 * 28 Feb gives 31 Mar. */
MUST_USE bool date_add_month_ends(int64_t *result, int64_t anchor, int64_t months);

/* The same for years; 29 Feb gives 28 Feb in a common year. */
MUST_USE bool date_add_years(int64_t *result, int64_t anchor, int64_t years);

/* The largest k with date_add_months(anchor, k) <= day: whole months gone by; negative before. */
int64_t date_whole_months(int64_t anchor, int64_t day);

/* A closed span of days. */
struct period {
    int64_t first, last;
};

enum period_kind { PERIOD_YEAR, PERIOD_HALF, PERIOD_QUARTER, PERIOD_MONTH, PERIOD_WEEK };

/* How many periods of the kind the year has: 1, 2, 4, 12, 52 or 53. */
int period_count(enum period_kind kind, int year);

/* The index-th (from 1) period of a year; weeks are ISO weeks. False if there is none. */
MUST_USE bool period_of_year(struct period *period, enum period_kind kind, int year, int index);

/* The period of the kind that contains a day; week 52 of year 9999 ends with that year. */
struct period period_containing(enum period_kind kind, int64_t day);

/* Reads such a name, of exactly `len` bytes; `day` becomes its first day. */
MUST_USE bool period_parse(const char *text, size_t len, enum period_kind *kind, int64_t *day);

/* Adds the period's name: 1956, 1956-H2, 1956-Q4, 1956-10, 1956-W40. */
void period_print(struct buf *buf, enum period_kind kind, int64_t day);

#endif
