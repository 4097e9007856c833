/* certify.c - the checker of schedules and conflicts: plain loops over the constraints as written.
 *
 * Nothing here is fast or clever, on purpose. A schedule is put into every constraint. A cycle is
 * added up. A conflict with functions is found again by raising bounds round after round, with its
 * constraints only. */
#include "compiler/prove/certify.h"

#include <stdlib.h>

#include "lang/base/check.h"

static int64_t amount_after(const struct stn_constraint *constraint, struct stn_change change)
{
    bool gives_way = constraint->relax != STN_FIXED && constraint->number != 0 &&
                     constraint->number == change.number;
    int64_t by = constraint->form == STN_NOT_BEFORE ? -change.by : change.by, amount;
    if (!ckd_add_i64(&amount, constraint->amount, gives_way ? by : 0))
        BUG("an amount of a time network is out of range");
    return amount;
}

static bool is_kept(const struct stn_constraint *constraint, int64_t tick_x, int64_t tick_y,
                    struct stn_change change)
{
    int64_t amount = amount_after(constraint, change), difference;
    switch (constraint->form) {
    case STN_DIFFERENCE: return ckd_sub_i64(&difference, tick_x, tick_y) && difference <= amount;
    case STN_NOT_AFTER: return tick_x <= constraint->fn(constraint->fn_ctx, amount, tick_y);
    case STN_NOT_BEFORE: return tick_x >= constraint->fn(constraint->fn_ctx, amount, tick_y);
    }
    UNREACHABLE();
}

bool stn_certify_schedule(const struct stn *net, const int64_t *ticks, struct stn_change change,
                          uint32_t *broken)
{
    bool has_functions = false;
    uint32_t first_broken = STN_NONE;
    for (uint32_t index = stn_constraint_count(net); index-- > 0;) {
        const struct stn_constraint *constraint = stn_constraint_at(net, index);
        if (!stn_is_active(net, index))
            continue;
        has_functions = has_functions || constraint->form != STN_DIFFERENCE;
        if (!is_kept(constraint, ticks[constraint->x], ticks[constraint->y], change))
            first_broken = index;
    }
    if (broken)
        *broken = first_broken;
    bool is_inside = true;
    for (uint32_t point = 0; point < stn_point_count(net) && has_functions; point++)
        is_inside = is_inside && stn_earliest_tick(net) <= ticks[point] &&
                    ticks[point] <= stn_latest_tick(net);
    return first_broken == STN_NONE && is_inside && ticks[STN_ORIGIN] == 0;
}

/* A cycle of differences: each step is "to lies at least -amount after from". */
static bool cycle_adds_up(const struct stn *net, const struct stn_conflict *conflict)
{
    int64_t sum = 0;
    for (uint32_t index = 0; index < conflict->step_count; index++) {
        const struct stn_step *step = &conflict->steps[index];
        const struct stn_step *next = &conflict->steps[(index + 1) % conflict->step_count];
        if (step->constraint >= stn_constraint_count(net))
            return false;
        const struct stn_constraint *constraint = stn_constraint_at(net, step->constraint);
        if (constraint->form != STN_DIFFERENCE || step->gain != -constraint->amount ||
            step->from != constraint->x || step->to != constraint->y || next->from != step->to)
            return false;
        if (!ckd_sub_i64(&sum, sum, constraint->amount) || sum != step->tick)
            return false;
    }
    return conflict->step_count > 0 && conflict->start_tick == 0 && sum == conflict->shortfall &&
           sum > 0;
}

/* The least tick in [from, to] at which fn reaches `wanted`, to + 1 if none. */
static int64_t reach(const struct stn_constraint *constraint, int64_t from, int64_t to,
                     int64_t wanted)
{
    while (from <= to) {
        int64_t middle = from + (to - from) / 2;
        if (constraint->fn(constraint->fn_ctx, constraint->amount, middle) < wanted)
            from = middle + 1;
        else
            to = middle - 1;
    }
    return from;
}

/* Raises one bound by one constraint. False if the raise is beyond all ticks. */
static bool raise_bound(const struct stn *net, uint32_t index, int64_t *lower, bool *has_moved)
{
    const struct stn_constraint *constraint = stn_constraint_at(net, index);
    uint32_t raised = constraint->y;
    int64_t tick = 0, latest = stn_latest_tick(net);
    switch (constraint->form) {
    case STN_DIFFERENCE:
        if (!ckd_sub_i64(&tick, lower[constraint->x], constraint->amount))
            return false;
        break;
    case STN_NOT_AFTER:
        tick = reach(constraint, stn_earliest_tick(net), latest, lower[constraint->x]);
        break;
    case STN_NOT_BEFORE:
        raised = constraint->x;
        tick = constraint->fn(constraint->fn_ctx, constraint->amount, lower[constraint->y]);
        break;
    }
    if (tick <= lower[raised])
        return true;
    lower[raised] = tick;
    *has_moved = true;
    return tick <= latest && raised != STN_ORIGIN;
}

static bool bounds_run_out(const struct stn *net, const struct stn_conflict *conflict)
{
    int64_t *lower = calloc(stn_point_count(net), sizeof *lower);
    if (!lower)
        BUG("out of memory");
    for (uint32_t point = 0; point < stn_point_count(net); point++)
        lower[point] = point == STN_ORIGIN ? 0 : stn_earliest_tick(net);
    bool has_moved = true, has_run_out = false;
    while (has_moved && !has_run_out) {
        has_moved = false;
        for (uint32_t index = 0; index < conflict->core_count && !has_run_out; index++)
            has_run_out = !raise_bound(net, conflict->core[index], lower, &has_moved);
    }
    free(lower);
    return has_run_out;
}

static bool tells_clause(const struct stn_conflict *conflict, uint32_t clause)
{
    for (uint32_t index = 0; index < conflict->clause_count; index++)
        if (conflict->clauses[index] == clause)
            return true;
    return clause == STN_NO_CLAUSE;
}

static bool has_in_core(const struct stn_conflict *conflict, uint32_t constraint)
{
    for (uint32_t index = 0; index < conflict->core_count; index++)
        if (conflict->core[index] == constraint)
            return true;
    return false;
}

bool stn_certify_conflict(const struct stn *net, const struct stn_conflict *conflict)
{
    for (uint32_t index = 0; index < conflict->core_count; index++) {
        uint32_t constraint = conflict->core[index];
        if (constraint >= stn_constraint_count(net) || !stn_is_active(net, constraint) ||
            !tells_clause(conflict, stn_constraint_at(net, constraint)->clause))
            return false;
    }
    for (uint32_t told = 0; told < conflict->clause_count; told++) {
        bool is_meant = false;
        for (uint32_t index = 0; index < conflict->core_count; index++)
            is_meant = is_meant || stn_constraint_at(net, conflict->core[index])->clause ==
                                       conflict->clauses[told];
        if (!is_meant)
            return false;
    }
    for (uint32_t index = 0; index < conflict->step_count; index++)
        if (!has_in_core(conflict, conflict->steps[index].constraint))
            return false;
    return conflict->has_functions ? bounds_run_out(net, conflict) : cycle_adds_up(net, conflict);
}
