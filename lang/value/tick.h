/* Ticks: the integer time of a contract. At day granularity a tick is a day number; at finer ones
 * it counts hours, minutes or seconds since 1970-01-01 00:00 on the contract's own civil clock.
 * A day has 24 hours here; how much time passes on a clock that is changed, zone.h knows. */
#ifndef VALUE_TICK_H
#define VALUE_TICK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"
#include "lang/value/zone.h"

struct buf;

enum granularity { GRANULARITY_DAY, GRANULARITY_HOUR, GRANULARITY_MINUTE, GRANULARITY_SECOND };

enum tick_status {
    TICK_OK,
    TICK_MALFORMED,    /* not YYYY-MM-DD or YYYY-MM-DD HH:MM[:SS]; T may stand for the blank */
    TICK_NO_SUCH_TIME, /* the form is right; the day or the time of day does not exist */
    TICK_HAS_ZONE,     /* ends in Z or an offset; the contract's clock has no zone */
    TICK_SKIPPED,      /* the clock of the zone is put forward over it */
};

/* "day", "hour", "minute", "second". */
const char *granularity_name(enum granularity granularity);

/* 1, 24, 1440 or 86400. */
int64_t tick_per_day(enum granularity granularity);

/* The seconds of a tick. */
int64_t tick_seconds(enum granularity granularity);

/* The first and the last tick of a day. The day is in range (date_in_range). */
int64_t tick_of_day_start(enum granularity granularity, int64_t day);
int64_t tick_of_day_end(enum granularity granularity, int64_t day);

/* The day of a tick. */
int64_t tick_day(enum granularity granularity, int64_t tick);

/* True if the tick lies in years 1 to 9999. */
bool tick_in_range(enum granularity granularity, int64_t tick);

/* Reads a date or a date with a time of day, and gives the ticks it covers: a date covers its whole
 * day, 17:00 covers that minute. At a coarser granularity the tick that contains it. Starts take
 * *first, deadlines and reports take *last (a batch report counts at the end of its span). On
 * failure both are untouched. */
MUST_USE enum tick_status tick_parse(enum granularity granularity, const char *text, size_t len,
                                     int64_t *first, int64_t *last);

/* The same; and if the zone of the contract's clock is known, a time with an offset (17:00+02:00, 15:00Z) is
 * what that clock reads then; one that the clock skips is none. */
MUST_USE enum tick_status tick_parse_on(struct zone_clock clock, enum granularity granularity,
                                        const char *text, size_t len, int64_t *first, int64_t *last);

/* Adds the tick as text: 2026-03-31 17:00 (hour and minute), 2026-03-31 17:00:00; the last tick of a
 * day is the date alone, as deadlines are. What is printed parses back to a span that ends with the
 * tick. */
void tick_print(struct buf *buf, enum granularity granularity, int64_t tick);

/* The tick n days later (earlier, if negative) at the same time of day. False on leaving years
 * 1 to 9999; *result is then untouched. */
MUST_USE bool tick_add_days(int64_t *result, enum granularity granularity, int64_t tick, int64_t n);

/* The tick n months later at the same time of day; last day of the month if the day is absent. */
MUST_USE bool tick_add_months(int64_t *result, enum granularity granularity, int64_t tick,
                              int64_t n);

/* The same by the end-of-month rule (date_add_month_ends). */
MUST_USE bool tick_add_month_ends(int64_t *result, enum granularity granularity, int64_t tick,
                                  int64_t n);

#endif
