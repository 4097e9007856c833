/* Whether an event looks like a pattern. The constants of a pattern are in the compiled function;
 * what depends on the instance is here. */
#include "lang/value/tick.h"
#include "runtime/kernel_internal.h"

bool kernel_match_pattern(const struct run *run, int32_t pattern, const struct rt_event *event)
{
    return run->kernel->module->match(pattern, event) != 0;
}

int32_t kernel_bound_key(const struct run *run, int32_t norm, const struct rt_event *event)
{
    const struct nm_norm *row = &run->nm->norm[norm];
    if (row->pattern == NM_NONE || run->nm->pattern[row->pattern].key != NM_KEY_BOUND)
        return -1;
    if (event->bind >= 0 && event->bind_kind == row->key_kind)
        return event->bind;
    return event->kind == EVENT_NONE || event->kind == row->key_kind ? event->key : -1;
}

bool kernel_match_key(const struct run *run, const struct st_inst *inst, const struct rt_event *event)
{
    int32_t key = inst->key < 0 ? -1 : kernel_bound_key(run, inst->norm, event);
    return key < 0 || key == inst->key;
}

bool kernel_match_unit(const struct run *run, const struct nm_norm *norm, const struct rt_event *event)
{
    if (norm->unit == event->unit) /* of neither, or of both */
        return true;
    if (norm->unit == NM_NONE) /* a number of acts or things is no number of tonnes */
        return norm->need == NM_NONE || norm->by_act;
    return event->unit != EVENT_NONE &&
           run->nm->unit[norm->unit].base == run->nm->unit[event->unit].base;
}

static bool is_assigned(const struct st_inst *inst)
{
    return (inst->bearers | inst->claimants) != 0;
}

/* Those to whom it was assigned stand for the parties of the norm. */
static bool match_assigned(const struct run *run, const struct st_inst *inst,
                           const struct rt_event *event)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (norm->pattern == NM_NONE ||
        (inst->bearers != 0 && (event->actors == 0 || (event->actors & ~inst->bearers) != 0)) ||
        (inst->claimants != 0 && (event->to & ~inst->claimants) != 0))
        return false;
    const struct nm_pattern *pattern = &run->nm->pattern[norm->pattern];
    struct rt_event stand_in = *event;
    if (inst->bearers != 0)
        stand_in.actors = pattern->actors != 0 ? pattern->actors : norm->bearers;
    if (inst->claimants != 0)
        stand_in.to = 0;
    return kernel_match_pattern(run, norm->pattern, &stand_in);
}

bool kernel_match_inst(const struct run *run, const struct st_inst *inst,
                       const struct rt_event *event)
{
    if (!kernel_match_key(run, inst, event))
        return false;
    if (run->index->assigned == 0)
        return true; /* its norm has been looked at */
    return is_assigned(inst) ? match_assigned(run, inst, event)
                             : kernel_match_pattern(run, run->nm->norm[inst->norm].pattern, event);
}

bool kernel_concerns(const struct run *run, int32_t norm, const struct rt_event *event)
{
    if (kernel_match_pattern(run, run->nm->norm[norm].pattern, event))
        return true;
    if (run->index->assigned == 0)
        return false;
    for (int32_t row = run->index->all[norm].first; row >= 0; row = run->index->all_next.items[row]) {
        const struct st_inst *inst = &run->st->inst[row];
        if (is_assigned(inst) && kernel_match_key(run, inst, event) &&
            match_assigned(run, inst, event))
            return true;
    }
    return false;
}

static bool is_of_clause(const struct nm *nm, int32_t norm, int32_t clause)
{
    int32_t row = nm->norm[norm].clause;
    while (row != NM_NONE && row != clause)
        row = nm->clause[row].parent;
    return row != NM_NONE;
}

bool kernel_is_named(const struct nm *nm, int32_t norm, const struct rt_event *event)
{
    return event->for_norm == EVENT_NONE || event->for_norm == norm ||
           (event->for_clause > 0 && is_of_clause(nm, norm, event->for_clause - 1));
}

bool kernel_is_paid_for(const struct nm *nm, int32_t norm, const struct rt_event *event)
{
    if (kernel_is_named(nm, norm, event))
        return true;
    const struct nm_norm *row = &nm->norm[norm];
    for (int32_t i = 0; i < row->trigger_count; i++) {
        const struct nm_trigger *trigger = &nm->trigger[row->first_trigger + i];
        if (trigger->kind == NM_ON_BREACH && nm->norm[trigger->norm].clause == row->clause &&
            kernel_is_paid_for(nm, trigger->norm, event))
            return true; /* it ends: triggers lead to a lower stratum */
    }
    return false;
}

bool kernel_is_of_day(const struct run *run, const struct st_inst *inst, const struct rt_event *event)
{
    const struct st *st = run->st;
    const struct nm *nm = run->nm;
    if (event->for_norm == EVENT_NONE || event->for_day == 0)
        return true;
    while (inst->trigger_breach >= 0 &&
           nm->norm[st->inst[st->breach[inst->trigger_breach].inst].norm].clause == nm->norm[inst->norm].clause)
        inst = &st->inst[st->breach[inst->trigger_breach].inst];
    const struct nm_norm *norm = &nm->norm[inst->norm];
    return norm->trigger_count == 0 || nm->trigger[norm->first_trigger].kind == NM_AT_START ||
           tick_day((enum granularity)nm->head.granularity, inst->made) == event->for_day - 1;
}
