/* forecast_room.c - places in parallel. Units are alike, so a place that is free is best filled at
 * once, and the whole is the sum over the places of what each can finish, one after the other, in
 * the slots that are left to it. */
#include "runtime/forecast_room.h"

#include <stdlib.h>

#include "lang/base/check.h"
#include "lang/base/vec.h"
#include "runtime/forecast.h"

/* A tick on the axis of slots: itself, or its day. */
static int64_t place_of(const struct room *room, int64_t tick)
{
    return room->workdays ? tick_day(room->granularity, tick) : tick;
}

/* Slots in [first, last]. */
static int64_t slots_in(struct room *room, int64_t first, int64_t last)
{
    if (first > last)
        return 0;
    if (!room->workdays)
        return last - first + 1;
    int64_t count = 0;
    if (!workdays_count(room->workdays, first, last, &count))
        room->is_lost = true;
    return count;
}

/* The n-th slot from `first` on; past any end if there are not so many. */
static int64_t slot_at(const struct room *room, int64_t first, int64_t n)
{
    int64_t slot = INT64_MAX;
    if (!room->workdays)
        return ckd_add_i64(&slot, first, n - 1) ? slot : INT64_MAX;
    return workdays_nth(room->workdays, first, n, &slot) ? slot : INT64_MAX;
}

/* Units that one place finishes in [from, end] if it is free from `free` on. A unit may be begun
 * before `from`; at worst it is begun only when it cannot be finished before. */
static int64_t units_of_place(struct room *room, enum room_luck luck, int64_t free, int64_t from,
                              int64_t end)
{
    int64_t shortest = room->capacity->shortest, longest = room->capacity->longest;
    int64_t early = free < from ? slots_in(room, free, from - 1) : 0;
    if (luck == ROOM_WORST) {
        if (early >= shortest)
            free = slot_at(room, free, early - shortest + 2);
        return slots_in(room, free, end) / longest;
    }
    int64_t slots = slots_in(room, free, end);
    int64_t first_finish = early + 1 > shortest ? early + 1 : shortest;
    return slots < first_finish ? 0 : (slots - first_finish) / shortest + 1;
}

static int compare_slots(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static int64_t add_units(int64_t sum, int64_t units)
{
    return ckd_add_i64(&sum, sum, units) ? sum : FORECAST_UNBOUNDED;
}

/* Units on places: those under way, what their places do afterwards, and the free places. */
static int64_t units_on_places(struct room *room, enum room_luck luck, int64_t now, int64_t from,
                               int64_t end)
{
    int64_t longest = room->capacity->longest, shortest = room->capacity->shortest;
    VEC(int64_t) finishes = {0};
    for (size_t i = 0; i < room->start_count; i++) {
        int64_t begun = place_of(room, room->starts[i].at);
        int64_t finish = slot_at(room, begun, luck == ROOM_BEST ? shortest : longest);
        /* Being overdue says that it is about to finish; holding it back until the window opens
         * costs nothing that another beginning would not cost. */
        if (finish < now)
            finish = now;
        if (luck == ROOM_BEST && finish < from)
            finish = from;
        vec_push(&finishes, finish);
    }
    if (finishes.count > 0)
        qsort(finishes.items, finishes.count, sizeof *finishes.items, compare_slots);

    /* More under way than there are places: whoever finishes first leaves no place behind. */
    int64_t under_way = (int64_t)finishes.count;
    int64_t places = room->capacity->places;
    size_t surplus = places > 0 && under_way > places ? (size_t)(under_way - places) : 0;
    int64_t units = 0;
    for (size_t i = 0; i < finishes.count; i++) {
        int64_t finish = finishes.items[i];
        if (finish > end)
            continue;
        units = add_units(units, finish >= from ? 1 : 0);
        if (i >= surplus && places > 0)
            units = add_units(units, units_of_place(room, luck, finish + 1, from, end));
    }
    vec_release(&finishes);

    int64_t each = units_of_place(room, luck, now, from, end);
    if (places <= 0)
        return each > 0 ? FORECAST_UNBOUNDED : units;
    int64_t fresh = 0;
    if (under_way < places && !ckd_mul_i64(&fresh, places - under_way, each))
        return FORECAST_UNBOUNDED;
    return add_units(units, fresh);
}

int64_t room_units(struct room *room, enum room_luck luck, int64_t now, int64_t end)
{
    if (end == NM_NEVER)
        return FORECAST_UNBOUNDED;
    if (now > end)
        return 0;
    now = place_of(room, now);
    end = place_of(room, end);
    int64_t from = place_of(room, room->from);
    if (room->capacity->per_day > 0) {
        int64_t units = 0;
        int64_t days = slots_in(room, now > from ? now : from, end);
        return ckd_mul_i64(&units, room->capacity->per_day, days) ? units : FORECAST_UNBOUNDED;
    }
    return units_on_places(room, luck, now, from, end);
}
