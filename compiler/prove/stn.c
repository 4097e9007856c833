/* stn.c - a time network: its points, its constraints, and the way to the engines.
 *
 * What is added waits in `pending` until the next check, which gives it to the network's own engine
 * (stn_engine.c) in one go. The engine keeps what is consistent, so a network may be built,
 * checked, built further and checked again at the price of what is new. */
#include <assert.h>
#include <stdlib.h>

#include "compiler/prove/stn_engine.h"
#include "lang/base/check.h"

struct stn *stn_new(int64_t earliest, int64_t latest)
{
    assert(-STN_TICK_MAX <= earliest && earliest <= 0 && 0 <= latest && latest <= STN_TICK_MAX);
    struct stn *net = calloc(1, sizeof *net);
    if (!net)
        BUG("out of memory");
    net->earliest = earliest;
    net->latest = latest;
    vec_push(&net->points, (struct stn_point_info){.name = "the origin"});
    stn_engine_init(&net->engine, net, 0, 0);
    return net;
}

void stn_free(struct stn *net)
{
    if (!net)
        return;
    stn_engine_release(&net->engine);
    vec_release(&net->points);
    vec_release(&net->constraints);
    vec_release(&net->is_active);
    vec_release(&net->pending);
    free(net);
}

uint32_t stn_point(struct stn *net, const char *name, uint32_t ref)
{
    if (net->points.count >= STN_POINTS_MAX)
        BUG("a time network has more than %d points", STN_POINTS_MAX);
    vec_push(&net->points, (struct stn_point_info){.name = name, .ref = ref});
    return (uint32_t)(net->points.count - 1);
}

uint32_t stn_add(struct stn *net, const struct stn_constraint *constraint)
{
    assert(constraint->x < net->points.count && constraint->y < net->points.count);
    assert((constraint->form == STN_DIFFERENCE) == (constraint->fn == NULL));
    if (constraint->amount > STN_TICK_MAX || constraint->amount < -STN_TICK_MAX ||
        constraint->relax_max < 0 || net->constraints.count >= STN_CONSTRAINTS_MAX)
        return STN_NONE;
    uint32_t index = (uint32_t)net->constraints.count;
    vec_push(&net->constraints, *constraint);
    vec_push(&net->is_active, 1);
    vec_push(&net->pending, index);
    return index;
}

void stn_set_active(struct stn *net, uint32_t constraint, bool is_active)
{
    assert(constraint < net->constraints.count);
    if (net->is_active.items[constraint] == is_active)
        return;
    net->is_active.items[constraint] = is_active;
    if (is_active) {
        vec_push(&net->pending, constraint);
        return;
    }
    for (size_t entry = 0; entry < net->pending.count; entry++)
        if (net->pending.items[entry] == constraint) {
            net->pending.items[entry] = net->pending.items[--net->pending.count];
            return;
        }
    stn_engine_disable(&net->engine, constraint);
}

void stn_rewind(struct stn *net, uint32_t points, uint32_t constraints)
{
    assert(0 < points && points <= net->points.count && constraints <= net->constraints.count);
    size_t kept = 0;
    for (size_t entry = 0; entry < net->pending.count; entry++)
        if (net->pending.items[entry] < constraints)
            net->pending.items[kept++] = net->pending.items[entry];
    net->pending.count = kept;
    stn_engine_shrink(&net->engine, points, constraints);
    net->points.count = points;
    net->constraints.count = constraints;
    net->is_active.count = constraints;
}

enum stn_verdict stn_check(struct stn *net)
{
    stn_engine_grow(&net->engine);
    net->verdict =
        stn_engine_try(&net->engine, net->pending.items, (uint32_t)net->pending.count, NULL);
    if (net->verdict != STN_CONFLICT)
        vec_clear(&net->pending);
    return net->verdict;
}

void stn_schedule(struct stn *net, int64_t *earliest, int64_t *latest)
{
    assert(net->verdict == STN_CONSISTENT && net->pending.count == 0);
    struct stn_engine *engine = &net->engine;
    int64_t from = net->earliest, to = net->latest;
    int64_t *scratch = NULL;

    /* Differences alone may reach beyond the horizon. The labels, moved so that the origin is at 0,
     * are a schedule, so within their span there is a least and a greatest one. */
    for (uint32_t point = 0; point < engine->point_count && !engine->function_count; point++) {
        int64_t tick = engine->label[point] - engine->label[STN_ORIGIN];
        from = tick < from ? tick : from;
        to = tick > to ? tick : to;
    }
    if (!earliest) {
        scratch = calloc(engine->point_count, sizeof *scratch);
        if (!scratch)
            BUG("out of memory");
        earliest = scratch;
    }
    if (stn_lower_bounds(engine, from, to, earliest, NULL) != STN_CONSISTENT)
        BUG("a consistent time network has no earliest schedule");
    if (latest)
        stn_upper_bounds(engine, from, to, latest);
    free(scratch);
}

void stn_bounded_above(const struct stn *net, bool *is_bounded)
{
    stn_mark_bounded(&net->engine, is_bounded);
}

struct stn_conflict *stn_explain(struct stn *net)
{
    assert(net->verdict == STN_CONFLICT);
    struct stn_conflict *conflict = calloc(1, sizeof *conflict);
    if (!conflict)
        BUG("out of memory");
    stn_find_core(net, conflict);
    stn_find_repairs(net, conflict);
    return conflict;
}

void stn_conflict_free(struct stn_conflict *conflict)
{
    if (!conflict)
        return;
    free(conflict->steps);
    free(conflict->clauses);
    free(conflict->core);
    free(conflict->repairs);
    free(conflict);
}

uint32_t stn_point_count(const struct stn *net)
{
    return (uint32_t)net->points.count;
}

uint32_t stn_constraint_count(const struct stn *net)
{
    return (uint32_t)net->constraints.count;
}

const char *stn_point_name(const struct stn *net, uint32_t point)
{
    assert(point < net->points.count);
    return net->points.items[point].name;
}

uint32_t stn_point_ref(const struct stn *net, uint32_t point)
{
    assert(point < net->points.count);
    return net->points.items[point].ref;
}

const struct stn_constraint *stn_constraint_at(const struct stn *net, uint32_t constraint)
{
    assert(constraint < net->constraints.count);
    return &net->constraints.items[constraint];
}

bool stn_is_active(const struct stn *net, uint32_t constraint)
{
    assert(constraint < net->constraints.count);
    return net->is_active.items[constraint] != 0;
}

int64_t stn_earliest_tick(const struct stn *net)
{
    return net->earliest;
}

int64_t stn_latest_tick(const struct stn *net)
{
    return net->latest;
}
