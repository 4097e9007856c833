/* Working days. A calendar is a weekly pattern, and, if it names holidays and make-up days, the
 * years for which these are known. It is made once and never changes.
 *
 * Asking about a day outside the known years is CALENDAR_OUT_OF_RANGE, never a guess. A pure weekly
 * calendar (seven-day-week, six-day-week) is known for years 1 to 9999. Days are day numbers of
 * date.h. On any status but CALENDAR_OK the results are untouched. */
#ifndef VALUE_CALENDAR_H
#define VALUE_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"

enum {
    CALENDAR_FIVE_DAY_WEEK = 0x1f, /* bit 0 is Monday, bit 6 Sunday */
    CALENDAR_SIX_DAY_WEEK = 0x3f,
    CALENDAR_SEVEN_DAY_WEEK = 0x7f,
};

enum calendar_status {
    CALENDAR_OK,
    CALENDAR_OUT_OF_RANGE,   /* the answer depends on a day outside the known years */
    CALENDAR_NONE,           /* there is no such working day in the span */
    CALENDAR_BAD_YEARS,      /* new: no years, not in 1..9999, or more than LIMIT_CALENDAR_YEARS */
    CALENDAR_BAD_EXCEPTION,  /* new: a holiday or make-up day outside the years */
    CALENDAR_CONTRADICTION,  /* new: a day is both holiday and make-up day */
    CALENDAR_NO_WORKING_DAY, /* new: no day of the week works */
};

struct calendar_spec {
    uint8_t weekly; /* the days of the week that work */
    bool has_years; /* holidays are known, for these years: */
    int first_year, last_year;
    const int64_t *holidays; /* any order; repeated ones and non-working ones are allowed */
    size_t holiday_count;
    const int64_t *makeups; /* days that work although the week says otherwise */
    size_t makeup_count;
};

struct calendar;

/* Makes a calendar; the spec is copied. On a fault *fault_day (may be NULL) is the day it is about,
 * where it is about one. */
MUST_USE enum calendar_status calendar_new(const struct calendar_spec *spec,
                                           struct calendar **calendar, int64_t *fault_day);

/* NULL is allowed. */
void calendar_free(struct calendar *calendar);

/* What the calendar was made of: days sorted, each once. Lives as long as the calendar. */
const struct calendar_spec *calendar_spec(const struct calendar *calendar);

/* The first and last day about which the calendar knows. */
int64_t calendar_first(const struct calendar *calendar);
int64_t calendar_last(const struct calendar *calendar);

MUST_USE enum calendar_status calendar_is_working(const struct calendar *calendar, int64_t day,
                                                  bool *is_working);

/* How many working days lie in [first, last]; 0 if first > last. */
MUST_USE enum calendar_status calendar_count(const struct calendar *calendar, int64_t first,
                                             int64_t last, int64_t *count);

/* The n-th working day after `day`, or before it for negative n. `day` itself is not counted and
 * need not be a working day; n = 0 gives `day`. */
MUST_USE enum calendar_status calendar_add(const struct calendar *calendar, int64_t day, int64_t n,
                                           int64_t *result);

/* The n-th working day in [first, last], n from 1; from the end for negative n (-1 is the last).
 * CALENDAR_NONE if the span has fewer. n is not 0. */
MUST_USE enum calendar_status calendar_nth(const struct calendar *calendar, int64_t first,
                                           int64_t last, int64_t n, int64_t *result);

enum roll {
    ROLL_NONE,     /* the day stays */
    ROLL_FORWARD,  /* to the next working day */
    ROLL_BACKWARD, /* to the working day before */
    ROLL_MODIFIED, /* forward, but backward if that would leave the month */
};

/* Moves a day that does not work. */
MUST_USE enum calendar_status calendar_roll(const struct calendar *calendar, enum roll roll,
                                            int64_t day, int64_t *result);

/* A phrase for a status, for messages: "outside the years the calendar covers". */
const char *calendar_status_text(enum calendar_status status);

#endif
