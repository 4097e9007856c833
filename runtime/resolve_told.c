/* resolve_told.c - acts that must tell a date: without it they call nothing forth, so they count for nothing
 * either. Spec 10.6. */
#include "runtime/resolve.h"

bool resolve_lacks_date(const struct nm *nm, const struct rt_event *event)
{
    bool lacks = false;
    for (uint32_t i = 0; i < nm->trigger_count && event->act != EVENT_NONE; i++) {
        const struct nm_trigger *trigger = &nm->trigger[i];
        if (trigger->told == NM_NONE || trigger->told + 1 == event->told)
            continue;
        const struct nm_pattern *pattern = &nm->pattern[trigger->pattern];
        lacks |= pattern->act == event->act && !(event->actors & ~pattern->actors) &&
                 (pattern->kind == NM_NONE || event->kind == EVENT_NONE || pattern->kind == event->kind);
    }
    return lacks;
}
