/* stn_bounds.c - narrowing: the least and the greatest ticks that keep differences and functions.
 *
 * Working days and month ends do not add, so labels that sum along a path are no proof for them.
 * But every constraint is of one shape: the bound of dst is at least g(bound of src) with g
 * monotone (spec: exactness of calendar functions). Such systems have a least solution, found by
 * raising the bounds from the start of the horizon until nothing moves; there is no solution at all
 * exactly if some bound leaves the horizon or the origin leaves 0. The greatest solution is the
 * mirror image. */
#include "compiler/prove/stn_engine.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/check.h"

/* Raises of one narrowing, when functions are there: a slow climb is given up, and said. */
#define RAISES_MAX (UINT32_C(1) << 22)

/* The least tick t in [from, to] with fn(t) >= wanted; to + 1 if there is none. */
static int64_t least_reaching(const struct stn_constraint *constraint, int64_t amount, int64_t from,
                              int64_t to, int64_t wanted)
{
    int64_t low = from, high = to + 1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (constraint->fn(constraint->fn_ctx, amount, middle) >= wanted)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* The greatest tick t in [from, to] with fn(t) <= wanted; from - 1 if there is none. */
static int64_t greatest_within(const struct stn_constraint *constraint, int64_t amount,
                               int64_t from, int64_t to, int64_t wanted)
{
    int64_t low = from - 1, high = to;
    while (low < high) {
        int64_t middle = high - (high - low) / 2;
        if (constraint->fn(constraint->fn_ctx, amount, middle) <= wanted)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

int64_t stn_lift(const struct stn_engine *engine, uint32_t constraint, int64_t from, int64_t to,
                 int64_t tick)
{
    const struct stn_constraint *written = &engine->net->constraints.items[constraint];
    int64_t amount = stn_amount(written, engine->relaxed_number, engine->relaxed_by);
    switch (written->form) {
    case STN_DIFFERENCE: return stn_add_ticks(tick, -amount);
    case STN_NOT_AFTER: return least_reaching(written, amount, from, to, tick);
    case STN_NOT_BEFORE: return written->fn(written->fn_ctx, amount, tick);
    }
    UNREACHABLE();
}

/* The mirror image: the greatest tick of src when dst lies at `tick` at most. */
static int64_t drop(const struct stn_engine *engine, uint32_t constraint, int64_t from, int64_t to,
                    int64_t tick)
{
    const struct stn_constraint *written = &engine->net->constraints.items[constraint];
    int64_t amount = stn_amount(written, engine->relaxed_number, engine->relaxed_by);
    switch (written->form) {
    case STN_DIFFERENCE: return stn_add_ticks(tick, amount);
    case STN_NOT_AFTER: return written->fn(written->fn_ctx, amount, tick);
    case STN_NOT_BEFORE: return greatest_within(written, amount, from, to, tick);
    }
    UNREACHABLE();
}

/* Points whose bound has moved and whose constraints must be looked at again. */
struct agenda {
    uint32_t *ring;
    uint8_t *is_listed;
    uint32_t *last_raise; /* per point: the entry of raises that put it where it is */
    uint32_t first, count, size;
};

static void agenda_init(struct agenda *agenda, uint32_t points)
{
    agenda->size = points;
    agenda->ring = calloc(points, sizeof *agenda->ring);
    agenda->is_listed = calloc(points, sizeof *agenda->is_listed);
    agenda->last_raise = calloc(points, sizeof *agenda->last_raise);
    if (!agenda->ring || !agenda->is_listed || !agenda->last_raise)
        BUG("out of memory");
    for (uint32_t point = 0; point < points; point++) {
        agenda->ring[point] = point;
        agenda->is_listed[point] = 1;
        agenda->last_raise[point] = STN_NONE;
    }
    agenda->first = 0;
    agenda->count = points;
}

static void agenda_release(struct agenda *agenda)
{
    free(agenda->ring);
    free(agenda->is_listed);
    free(agenda->last_raise);
}

static void agenda_push(struct agenda *agenda, uint32_t point)
{
    if (agenda->is_listed[point])
        return;
    uint32_t at = agenda->first + agenda->count++;
    agenda->ring[at >= agenda->size ? at - agenda->size : at] = point;
    agenda->is_listed[point] = 1;
}

static uint32_t agenda_pop(struct agenda *agenda)
{
    uint32_t point = agenda->ring[agenda->first++];
    if (agenda->first == agenda->size)
        agenda->first = 0;
    agenda->count--;
    agenda->is_listed[point] = 0;
    return point;
}

/* Raises dst as the constraint demands. False if no tick of the horizon will do. */
static bool raise_one(struct stn_engine *engine, struct agenda *agenda, uint32_t constraint,
                      const int64_t horizon[2], int64_t *lower, struct stn_raise_list *raises)
{
    uint32_t src = engine->arcs[constraint].src, dst = engine->arcs[constraint].dst;
    int64_t tick = stn_lift(engine, constraint, horizon[0], horizon[1], lower[src]);
    engine->work++;
    if (tick <= lower[dst])
        return true;
    lower[dst] = tick;
    if (raises) {
        vec_push(raises, (struct stn_raise){.tick = tick,
                                            .constraint = constraint,
                                            .because = agenda->last_raise[src]});
        agenda->last_raise[dst] = (uint32_t)(raises->count - 1);
    }
    if (tick > horizon[1] || dst == STN_ORIGIN)
        return false;
    agenda_push(agenda, dst);
    return true;
}

enum stn_verdict stn_lower_bounds(struct stn_engine *engine, int64_t from, int64_t to,
                                  int64_t *lower, struct stn_raise_list *raises)
{
    const int64_t horizon[2] = {from, to};
    struct agenda agenda;
    enum stn_verdict verdict = STN_CONSISTENT;
    uint64_t work_max =
        engine->is_bounded || engine->function_count ? engine->work + RAISES_MAX : UINT64_MAX;

    agenda_init(&agenda, engine->point_count);
    for (uint32_t point = 0; point < engine->point_count; point++)
        lower[point] = point == STN_ORIGIN ? 0 : from;
    if (raises)
        vec_clear(raises);
    while (agenda.count && verdict == STN_CONSISTENT) {
        uint32_t point = agenda_pop(&agenda);
        for (uint32_t arc = engine->first_out[point]; arc != STN_NONE;
             arc = engine->arcs[arc].next_out)
            if (!raise_one(engine, &agenda, arc, horizon, lower, raises)) {
                verdict = STN_CONFLICT;
                break;
            }
        for (uint32_t index = engine->first_function[point];
             index != STN_NONE && verdict == STN_CONSISTENT; index = engine->next_function[index])
            if (!raise_one(engine, &agenda, index, horizon, lower, raises))
                verdict = STN_CONFLICT;
        if (engine->work > work_max && verdict == STN_CONSISTENT)
            verdict = STN_UNDECIDED;
    }
    agenda_release(&agenda);
    return verdict;
}

/* Enabled constraints by the point they lead to: those of `point` are [first[point],
 * first[point+1]). */
static uint32_t *constraints_by_dst(const struct stn_engine *engine, uint32_t *first)
{
    memset(first, 0, ((size_t)engine->point_count + 1) * sizeof *first);
    uint32_t total = 0;
    for (uint32_t index = 0; index < engine->constraint_count; index++)
        if (engine->is_enabled[index]) {
            first[engine->arcs[index].dst]++;
            total++;
        }
    for (uint32_t point = 0, sum = 0; point <= engine->point_count; point++) {
        sum += first[point];
        first[point] = sum;
    }
    uint32_t *list = calloc((size_t)total + 1, sizeof *list);
    if (!list)
        BUG("out of memory");
    for (uint32_t index = engine->constraint_count; index-- > 0;)
        if (engine->is_enabled[index])
            list[--first[engine->arcs[index].dst]] = index;
    return list;
}

void stn_upper_bounds(struct stn_engine *engine, int64_t from, int64_t to, int64_t *upper)
{
    struct agenda agenda;
    uint32_t *first = calloc((size_t)engine->point_count + 1, sizeof *first);
    if (!first)
        BUG("out of memory");
    uint32_t *list = constraints_by_dst(engine, first);

    agenda_init(&agenda, engine->point_count);
    for (uint32_t point = 0; point < engine->point_count; point++)
        upper[point] = point == STN_ORIGIN ? 0 : to;
    while (agenda.count) {
        uint32_t point = agenda_pop(&agenda);
        for (uint32_t entry = first[point]; entry < first[point + 1]; entry++) {
            uint32_t src = engine->arcs[list[entry]].src;
            int64_t tick = drop(engine, list[entry], from, to, upper[point]);
            engine->work++;
            if (tick >= upper[src])
                continue;
            if (tick < from || src == STN_ORIGIN)
                BUG("a consistent time network has no latest schedule");
            upper[src] = tick;
            agenda_push(&agenda, src);
        }
    }
    agenda_release(&agenda);
    free(list);
    free(first);
}

void stn_mark_bounded(const struct stn_engine *engine, bool *is_bounded)
{
    uint32_t *first = calloc((size_t)engine->point_count + 1, sizeof *first);
    uint32_t *stack = calloc(engine->point_count, sizeof *stack), depth = 0;
    if (!first || !stack)
        BUG("out of memory");
    uint32_t *list = constraints_by_dst(engine, first);
    for (uint32_t point = 0; point < engine->point_count; point++)
        is_bounded[point] = point == STN_ORIGIN;
    stack[depth++] = STN_ORIGIN;
    while (depth) {
        uint32_t point = stack[--depth];
        for (uint32_t entry = first[point]; entry < first[point + 1]; entry++) {
            uint32_t src = engine->arcs[list[entry]].src;
            if (is_bounded[src])
                continue;
            is_bounded[src] = true;
            stack[depth++] = src;
        }
    }
    free(list);
    free(stack);
    free(first);
}
