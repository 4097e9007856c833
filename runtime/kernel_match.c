/* Whether an event looks like a pattern. The constants of a pattern are in the compiled function;
 * what depends on the instance is here. */
#include "runtime/kernel_internal.h"

bool kernel_match_pattern(const struct run *run, int32_t pattern, const struct rt_event *event)
{
    return run->kernel->module->match(pattern, event) != 0;
}

bool kernel_match_key(const struct run *run, const struct st_inst *inst, const struct rt_event *event)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (inst->key < 0 || norm->pattern == NM_NONE ||
        run->nm->pattern[norm->pattern].key != NM_KEY_BOUND)
        return true;
    if (event->bind >= 0 && event->bind_kind == norm->key_kind)
        return event->bind == inst->key;
    if (event->key >= 0 && (event->kind == EVENT_NONE || event->kind == norm->key_kind))
        return event->key == inst->key;
    return true;
}

bool kernel_match_unit(const struct run *run, const struct nm_norm *norm, const struct rt_event *event)
{
    return norm->unit == NM_NONE || event->unit == EVENT_NONE || norm->unit == event->unit ||
           run->nm->unit[norm->unit].base == run->nm->unit[event->unit].base;
}
