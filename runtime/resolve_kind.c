/* resolve_kind.c - acts that tell how much and not of what. Where the clauses about such acts speak of one kind of
 * thing, or of none, that is what is meant; where they speak of several, nobody can tell, and an act that fitted them
 * all would be paid for twice and forbidden twice. Spec 12.1. */
#include "runtime/resolve.h"

/* The act could be one that the pattern speaks of, as far as it says who did it to whom. */
static bool fits(const struct nm_pattern *pattern, const struct rt_event *event)
{
    return pattern->act == event->act && (pattern->actors == 0 || (event->actors & ~pattern->actors) == 0) &&
           (pattern->to == 0 || event->to == 0 || (event->to & ~pattern->to) == 0);
}

/* It is counted by the norm, or forbidden or allowed whatever it counts. */
static bool is_counted_by(const struct nm *nm, const struct nm_norm *norm, const struct rt_event *event)
{
    int32_t unit = norm->unit == NM_NONE ? NM_NONE : nm->unit[norm->unit].base;
    return unit == event->unit || (norm->unit == NM_NONE && (norm->need == NM_NONE || norm->by_act));
}

static bool is_in(int32_t unit, bool is_measured, const struct rt_event *event)
{
    return !is_measured || unit == event->unit;
}

struct kinds {
    int32_t one; /* of those added: the first kind that was named, or NM_NONE */
    bool are_several;
};

static void add(struct kinds *kinds, int32_t kind)
{
    kinds->are_several |= kind != NM_NONE && kinds->one != NM_NONE && kinds->one != kind;
    kinds->one = kind == NM_NONE ? kinds->one : kind;
}

/* The kinds that are named by what the act could be: by all of it, and by what arises for the thing that the act
 * names beside (`with order P-1`). */
static void find(const struct nm *nm, const struct rt_event *event, struct kinds *all, struct kinds *bound)
{
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        const struct nm_pattern *pattern = norm->pattern == NM_NONE ? NULL : &nm->pattern[norm->pattern];
        struct kinds own = {.one = NM_NONE};
        if (pattern != NULL && fits(pattern, event) && is_counted_by(nm, norm, event))
            add(&own, pattern->kind);
        for (int32_t k = 0; k < norm->trigger_count; k++) {
            const struct nm_trigger *trigger = &nm->trigger[norm->first_trigger + k];
            if (trigger->kind == NM_ON_EVENT && fits(&nm->pattern[trigger->pattern], event) &&
                is_in(trigger->unit, trigger->measured != 0, event))
                add(&own, nm->pattern[trigger->pattern].kind);
        }
        bool is_bound = event->bind_kind != EVENT_NONE && norm->key_kind == event->bind_kind;
        add(all, own.one);
        add(bound, is_bound ? own.one : NM_NONE);
        all->are_several |= own.are_several;
        bound->are_several |= is_bound && own.are_several;
    }
}

bool resolve_lacks_kind(const struct nm *nm, struct rt_event *event)
{
    if (event->act == EVENT_NONE || event->kind != EVENT_NONE || event->qty == 0 || event->indicator != EVENT_NONE ||
        (event->unit != EVENT_NONE && nm->unit[event->unit].dimension == NM_MONEY) ||
        nm->act[event->act].class == NM_ACCEPT || nm->act[event->act].class == NM_REJECT)
        return false;
    struct kinds all = {.one = NM_NONE}, bound = {.one = NM_NONE};
    find(nm, event, &all, &bound);
    if (!all.are_several)
        return false;
    int32_t meant = event->for_norm == EVENT_NONE ? NM_NONE : nm->norm[event->for_norm].pattern;
    if (meant != NM_NONE && fits(&nm->pattern[meant], event))
        event->kind = (int16_t)nm->pattern[meant].kind;
    else if (!bound.are_several)
        event->kind = (int16_t)bound.one;
    return event->kind == EVENT_NONE;
}
