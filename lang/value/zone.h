/* Time zones: when the clocks of a place are changed, from the system's time-zone data (TZif, RFC 8536),
 * and arithmetic on such a clock. Ticks count on the clock on the wall; that does not say how much time
 * has passed, so hours are added here.
 *
 * Where a clock skips, the moments between do not occur: one that is written there is the first after
 * the gap. Where it repeats, a reading stands for its second passing; a moment of the first passing that
 * is computed is the beginning of the second. So later stays later. */
#ifndef VALUE_ZONE_H
#define VALUE_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"

struct buf;
struct suggest;

/* From this reading on (seconds since 1970-01-01 00:00 on the clock), the clock is `shift` seconds ahead
 * of the base: the clock as it stood first. */
struct zone_shift {
    int64_t from, shift;
};

/* The clock of a contract. Rows ascend. */
struct zone_clock {
    bool is_known;  /* false: no zone was named; then no row */
    int64_t offset; /* seconds by which the base is ahead of UTC */
    const struct zone_shift *shifts;
    size_t count;
};

/* What the clock reads at a second of UTC, and the second of UTC that a reading stands for. */
int64_t zone_from_utc(struct zone_clock clock, int64_t utc);
int64_t zone_to_utc(struct zone_clock clock, int64_t reading);

/* True if the clock skips the reading; *first is then the first one after the gap. */
bool zone_skips(struct zone_clock clock, int64_t reading, int64_t *first);

/* The ticks of time that pass from one tick to a later one; both are of days that a date can name. */
int64_t zone_ticks_between(struct zone_clock clock, int64_t tick_seconds, int64_t from, int64_t to);

/* The tick that n ticks of time after another begins; false out of range. Ticks of a day are days,
 * however long they are. */
MUST_USE bool zone_add_ticks(struct zone_clock clock, int64_t tick_seconds, int64_t tick, int64_t n,
                             int64_t *result);

enum zone_status {
    ZONE_OK,
    ZONE_NO_DATA,  /* this system has no time-zone data */
    ZONE_UNKNOWN,  /* it has, but none of that name */
    ZONE_MALFORMED /* the file is none, or says what is not understood */
};

/* One change: at this second of UTC the clock is set to so many seconds ahead of UTC. */
struct zone_change {
    int64_t at;
    int32_t offset;
};

enum { ZONE_CHANGES_MAX = 512 };

struct zone {
    int32_t offset; /* seconds ahead of UTC before the first change */
    size_t count;
    struct zone_change changes[ZONE_CHANGES_MAX];
};

/* The clock of a place ("Europe/Berlin") from one second of UTC to another; `folder` is where the data
 * lie, NULL: /usr/share/zoneinfo. Changes that do not fit are left out from the last on. */
MUST_USE enum zone_status zone_read(const char *folder, const char *name, int64_t first, int64_t last,
                                    struct zone *zone);

/* Offers the names of the zones that are in the list for people; what is suggested lies in `names`. */
void zone_suggest(const char *folder, struct suggest *suggest, struct buf *names);

/* The clock of the zone; its rows, as many as the zone has changes, go to `shifts`. */
struct zone_clock zone_clock_of(const struct zone *zone, struct zone_shift *shifts);

#endif
