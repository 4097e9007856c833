/* Working days by rank and select: rank(day) is the number of working days before a day, counted
 * from a fixed origin, and select(rank) the working day that has this rank. Both take constant
 * time: by arithmetic for a pure week, by two tables where holidays are known. Every question is a
 * sum on ranks. */
#include "lang/value/calendar.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/limits.h"
#include "lang/value/date.h"

struct calendar {
    struct calendar_spec spec; /* its arrays are ours */
    int64_t *holidays, *makeups;
    int64_t first, last; /* the days the calendar knows */

    /* A pure week; the origin is the Monday of the week of day 0. */
    int week_count;      /* working days of a week */
    int week_ranks[8];   /* working days before each weekday; [7] is week_count */
    int week_selects[7]; /* the weekday of each rank below week_count */

    /* Known years; the origin is `first`. NULL in a pure week. */
    uint32_t *ranks; /* of the days first .. last + 1 */
    int64_t *selects;
};

static int64_t floor_div(int64_t value, int64_t divisor)
{
    return value / divisor - (value % divisor < 0);
}

enum { ORIGIN_MONDAY = -3 }; /* 1969-12-29 */

static bool is_known(const struct calendar *calendar, int64_t day)
{
    return day >= calendar->first && day <= calendar->last;
}

/* Working days before `day`, which is known or the day after the last known one. */
static int64_t rank(const struct calendar *calendar, int64_t day)
{
    if (calendar->ranks)
        return calendar->ranks[day - calendar->first];
    int64_t week = floor_div(day - ORIGIN_MONDAY, 7);
    int64_t weekday = day - ORIGIN_MONDAY - week * 7;
    return week * calendar->week_count + calendar->week_ranks[weekday];
}

/* The working day of a rank; false if it lies outside the known days. */
static bool select_day(const struct calendar *calendar, int64_t wanted, int64_t *result)
{
    if (wanted < rank(calendar, calendar->first) || wanted >= rank(calendar, calendar->last + 1))
        return false;
    if (calendar->selects) {
        *result = calendar->selects[wanted];
        return true;
    }
    int64_t week = floor_div(wanted, calendar->week_count);
    int64_t rest = wanted - week * calendar->week_count;
    *result = ORIGIN_MONDAY + week * 7 + calendar->week_selects[rest];
    return true;
}

static void fill_week(struct calendar *calendar)
{
    for (int weekday = MONDAY; weekday <= SUNDAY; weekday++) {
        calendar->week_ranks[weekday] = calendar->week_count;
        if (calendar->spec.weekly >> weekday & 1)
            calendar->week_selects[calendar->week_count++] = weekday;
    }
    calendar->week_ranks[SUNDAY + 1] = calendar->week_count;
}

static int compare_days(const void *left, const void *right)
{
    int64_t left_day = *(const int64_t *)left, right_day = *(const int64_t *)right;
    return (left_day > right_day) - (left_day < right_day);
}

/* A sorted copy, each day once; *count becomes its length. */
static int64_t *sorted_days(const int64_t *days, size_t *count)
{
    int64_t *sorted = calloc(*count + 1, sizeof *sorted);
    if (!sorted)
        BUG("out of memory: %zu days", *count);
    if (*count) {
        memcpy(sorted, days, *count * sizeof *sorted);
        qsort(sorted, *count, sizeof *sorted, compare_days);
    }
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (kept == 0 || sorted[kept - 1] != sorted[i])
            sorted[kept++] = sorted[i];
    *count = kept;
    return sorted;
}

static bool contains(const int64_t *days, size_t count, int64_t day)
{
    return count && bsearch(&day, days, count, sizeof *days, compare_days);
}

static void fill_tables(struct calendar *calendar)
{
    const struct calendar_spec *spec = &calendar->spec;
    size_t day_count = (size_t)(calendar->last - calendar->first + 1);
    calendar->ranks = calloc(day_count + 1, sizeof *calendar->ranks);
    calendar->selects = calloc(day_count, sizeof *calendar->selects);
    if (!calendar->ranks || !calendar->selects)
        BUG("out of memory: %zu days", day_count);

    uint32_t working_count = 0;
    for (size_t i = 0; i < day_count; i++) {
        int64_t day = calendar->first + (int64_t)i;
        bool is_working = spec->weekly >> date_weekday(day) & 1;
        if (contains(spec->holidays, spec->holiday_count, day))
            is_working = false;
        if (contains(spec->makeups, spec->makeup_count, day))
            is_working = true;
        calendar->ranks[i] = working_count;
        if (is_working)
            calendar->selects[working_count++] = day;
    }
    calendar->ranks[day_count] = working_count;
}

static enum calendar_status check_years(const struct calendar_spec *spec)
{
    if (!spec->has_years)
        return CALENDAR_OK;
    bool are_years = spec->first_year >= LIMIT_YEAR_FIRST && spec->last_year <= LIMIT_YEAR_LAST &&
                     spec->first_year <= spec->last_year &&
                     spec->last_year - spec->first_year < LIMIT_CALENDAR_YEARS;
    return are_years ? CALENDAR_OK : CALENDAR_BAD_YEARS;
}

/* A day of `days` outside the known years, or in a pure week any of them. */
static bool find_stray(const struct calendar *calendar, const int64_t *days, size_t count,
                       int64_t *stray)
{
    for (size_t i = 0; i < count; i++) {
        if (!calendar->spec.has_years || !is_known(calendar, days[i])) {
            *stray = days[i];
            return true;
        }
    }
    return false;
}

static enum calendar_status check_exceptions(const struct calendar *calendar, int64_t *fault_day)
{
    const struct calendar_spec *spec = &calendar->spec;
    if (find_stray(calendar, spec->holidays, spec->holiday_count, fault_day) ||
        find_stray(calendar, spec->makeups, spec->makeup_count, fault_day))
        return CALENDAR_BAD_EXCEPTION;
    for (size_t i = 0; i < spec->makeup_count; i++) {
        if (contains(spec->holidays, spec->holiday_count, spec->makeups[i])) {
            *fault_day = spec->makeups[i];
            return CALENDAR_CONTRADICTION;
        }
    }
    return CALENDAR_OK;
}

enum calendar_status calendar_new(const struct calendar_spec *spec, struct calendar **result,
                                  int64_t *fault_day)
{
    int64_t ignored;
    assert(spec->weekly <= CALENDAR_SEVEN_DAY_WEEK);
    enum calendar_status status = check_years(spec);
    if (status != CALENDAR_OK)
        return status;
    if (spec->weekly == 0)
        return CALENDAR_NO_WORKING_DAY;

    struct calendar *calendar = calloc(1, sizeof *calendar);
    if (!calendar)
        BUG("out of memory");
    calendar->spec = *spec;
    calendar->holidays = sorted_days(spec->holidays, &calendar->spec.holiday_count);
    calendar->makeups = sorted_days(spec->makeups, &calendar->spec.makeup_count);
    calendar->spec.holidays = calendar->holidays;
    calendar->spec.makeups = calendar->makeups;
    calendar->first = DATE_DAY_FIRST;
    calendar->last = DATE_DAY_LAST;
    if (spec->has_years) {
        calendar->first = date_to_day((struct civil){spec->first_year, 1, 1});
        calendar->last = date_to_day((struct civil){spec->last_year, 12, 31});
    }
    status = check_exceptions(calendar, fault_day ? fault_day : &ignored);
    if (status != CALENDAR_OK) {
        calendar_free(calendar);
        return status;
    }
    fill_week(calendar);
    if (spec->has_years)
        fill_tables(calendar);
    *result = calendar;
    return CALENDAR_OK;
}

void calendar_free(struct calendar *calendar)
{
    if (!calendar)
        return;
    free(calendar->holidays);
    free(calendar->makeups);
    free(calendar->ranks);
    free(calendar->selects);
    free(calendar);
}

const struct calendar_spec *calendar_spec(const struct calendar *calendar)
{
    return &calendar->spec;
}

int64_t calendar_first(const struct calendar *calendar)
{
    return calendar->first;
}

int64_t calendar_last(const struct calendar *calendar)
{
    return calendar->last;
}

enum calendar_status calendar_is_working(const struct calendar *calendar, int64_t day,
                                         bool *is_working)
{
    if (!is_known(calendar, day))
        return CALENDAR_OUT_OF_RANGE;
    *is_working = rank(calendar, day + 1) > rank(calendar, day);
    return CALENDAR_OK;
}

enum calendar_status calendar_count(const struct calendar *calendar, int64_t first, int64_t last,
                                    int64_t *count)
{
    if (first > last) {
        *count = 0;
        return CALENDAR_OK;
    }
    if (!is_known(calendar, first) || !is_known(calendar, last))
        return CALENDAR_OUT_OF_RANGE;
    *count = rank(calendar, last + 1) - rank(calendar, first);
    return CALENDAR_OK;
}

enum calendar_status calendar_add(const struct calendar *calendar, int64_t day, int64_t n,
                                  int64_t *result)
{
    if (n == 0) {
        *result = day;
        return CALENDAR_OK;
    }
    if (!is_known(calendar, day))
        return CALENDAR_OUT_OF_RANGE;
    /* The working day after `day` has rank(day + 1), the one before it rank(day) - 1. */
    int64_t start = n > 0 ? rank(calendar, day + 1) - 1 : rank(calendar, day);
    int64_t wanted;
    bool is_there = ckd_add_i64(&wanted, start, n) && select_day(calendar, wanted, result);
    return is_there ? CALENDAR_OK : CALENDAR_OUT_OF_RANGE;
}

enum calendar_status calendar_nth(const struct calendar *calendar, int64_t first, int64_t last,
                                  int64_t n, int64_t *result)
{
    assert(n != 0);
    if (first > last)
        return CALENDAR_NONE;
    if (!is_known(calendar, first) || !is_known(calendar, last))
        return CALENDAR_OUT_OF_RANGE;
    int64_t low = rank(calendar, first), end = rank(calendar, last + 1);
    int64_t wanted;
    if (!ckd_add_i64(&wanted, n > 0 ? low - 1 : end, n) || wanted < low || wanted >= end)
        return CALENDAR_NONE;
    return select_day(calendar, wanted, result) ? CALENDAR_OK : CALENDAR_OUT_OF_RANGE;
}

/* Forward, unless that leaves the month. What is known ends with a month, so a next working day
 * that is not known lies in another month in any case. */
static enum calendar_status roll_modified(const struct calendar *calendar, int64_t day,
                                          int64_t *result)
{
    int64_t next;
    struct period month = period_containing(PERIOD_MONTH, day);
    if (calendar_add(calendar, day, 1, &next) == CALENDAR_OK && next <= month.last) {
        *result = next;
        return CALENDAR_OK;
    }
    return calendar_add(calendar, day, -1, result);
}

enum calendar_status calendar_roll(const struct calendar *calendar, enum roll roll, int64_t day,
                                   int64_t *result)
{
    bool is_working = true;
    if (roll != ROLL_NONE) {
        enum calendar_status status = calendar_is_working(calendar, day, &is_working);
        if (status != CALENDAR_OK)
            return status;
    }
    if (is_working) {
        *result = day;
        return CALENDAR_OK;
    }
    switch (roll) {
    case ROLL_NONE: break;
    case ROLL_FORWARD: return calendar_add(calendar, day, 1, result);
    case ROLL_BACKWARD: return calendar_add(calendar, day, -1, result);
    case ROLL_MODIFIED: return roll_modified(calendar, day, result);
    }
    UNREACHABLE();
}

const char *calendar_status_text(enum calendar_status status)
{
    switch (status) {
    case CALENDAR_OK: return "fine";
    case CALENDAR_OUT_OF_RANGE: return "outside the years the calendar covers";
    case CALENDAR_NONE: return "no such working day in the span";
    case CALENDAR_BAD_YEARS: return "not a span of years that a calendar can cover";
    case CALENDAR_BAD_EXCEPTION:
        return "a holiday or make-up day outside the years the calendar covers";
    case CALENDAR_CONTRADICTION: return "both a holiday and a make-up day";
    case CALENDAR_NO_WORKING_DAY: return "no day of the week is a working day";
    }
    UNREACHABLE();
}
