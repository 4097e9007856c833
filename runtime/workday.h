/* workday.h - working days of the machine's calendars, counted by prefix sums: how many lie in a
 * span of days, and which is the n-th. Beyond the days that a calendar covers nothing is known. */
#ifndef RUNTIME_WORKDAY_H
#define RUNTIME_WORKDAY_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/base/check.h"
#include "runtime/machine.h"

struct arena;

struct workdays { /* one calendar */
    int64_t first_day, last_day; /* civil days covered */
    int32_t week;                /* bit 0 = Monday: worked */
    int32_t per_week;
    const int64_t *days;         /* exceptions that differ from the week, ascending */
    const int64_t *sums;         /* sums[i]: what the exceptions before days[i] add or take away */
    uint32_t count;
};

/* The calendar of row `calendar`; with NM_NONE every day is worked. Lives in the arena. */
struct workdays workdays_new(const struct nm *nm, int32_t calendar, struct arena *arena);

/* True and *count, the working days in [first, last] (0 if first > last); false if the calendar
 * does not cover them. */
MUST_USE bool workdays_count(const struct workdays *workdays, int64_t first, int64_t last,
                             int64_t *count);

/* True and *day, the n-th working day of those that are >= first, n from 1; false if the calendar
 * does not reach so far. */
MUST_USE bool workdays_nth(const struct workdays *workdays, int64_t first, int64_t n, int64_t *day);

/* True and *day, where a deadline on the civil day `from` goes (roll: enum nm_roll); false if the
 * calendar does not reach so far. */
MUST_USE bool workdays_roll(const struct workdays *workdays, int32_t roll, int64_t from, int64_t *day);

#endif
