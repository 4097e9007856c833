/* forecast_room.h - how many units can still be performed within a span, with so many places at
 * once and so long for each, or at so much a day. Arithmetic only; no statuses.
 *
 * Spans are counted in slots: ticks, or (working) days where `workdays` is given. */
#ifndef RUNTIME_FORECAST_ROOM_H
#define RUNTIME_FORECAST_ROOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/value/tick.h"
#include "runtime/machine.h"
#include "runtime/workday.h"

struct room_start { /* a unit under way */
    int64_t at;  /* tick on which it was begun */
    int32_t key; /* its name, or -1 */
};

struct room {
    const struct nm_capacity *capacity;
    const struct workdays *workdays; /* NULL: slots are ticks */
    enum granularity granularity;
    int64_t from; /* first tick on which a finished unit counts */
    const struct room_start *starts;
    size_t start_count;
    bool is_lost; /* out: a calendar does not reach so far, and the result means nothing */
};

enum room_luck {
    ROOM_BEST,  /* everything takes its shortest time */
    ROOM_WORST, /* everything takes its longest time */
};

/* Units that can be finished in [room->from, end] if all places not under way are free at the
 * opening of `now`; FORECAST_UNBOUNDED (forecast.h) if there is no bound. */
int64_t room_units(struct room *room, enum room_luck luck, int64_t now, int64_t end);

#endif
