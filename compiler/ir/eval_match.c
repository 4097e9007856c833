/* What concerns what: patterns against events, windows, suspensions. Calculus B6.1; spec 12.1. */
#include <stddef.h>

#include "compiler/ir/eval_internal.h"
#include "lang/base/check.h"

bool is_live(const struct st_inst *inst)
{
    return inst->status == ST_DORMANT || inst->status == ST_IN_FORCE || inst->status == ST_PENDING;
}

bool is_owed(const struct st_inst *inst)
{
    return inst->status == ST_BREACHED && inst->flags & ST_OWED;
}

bool is_performable(const struct nm_norm *norm)
{
    switch ((enum nm_norm_kind)norm->kind) {
    case NM_ACHIEVE:
    case NM_AMOUNT:
    case NM_VAGUE:
    case NM_ASSUME:
        return true;
    case NM_TARGET:
    case NM_AT_MOST:
    case NM_FORBID:
    case NM_MAINTAIN:
    case NM_POWER:
    case NM_PERMIT:
    case NM_EFFORT:
    case NM_MEMORY:
    case NM_CAP:
        return false;
    }
    UNREACHABLE();
}

bool is_counted(const struct nm_norm *norm)
{
    return is_performable(norm) || norm->kind == NM_AT_MOST;
}

bool goes_on_after_breach(const struct nm_norm *norm)
{
    return norm->kind == NM_FORBID || norm->kind == NM_AT_MOST || norm->kind == NM_MAINTAIN;
}

bool has_scope(const struct fold *fold, const struct nm_power *power, int32_t norm)
{
    for (int32_t i = 0; i < power->scope_count; i++)
        if (fold->nm->scope[power->first_scope + i].norm == norm)
            return true;
    return false;
}

bool is_designated(const struct fold *fold, int32_t norm, const struct rt_event *event)
{
    if (event->for_norm == norm)
        return true;
    for (int32_t c = fold->nm->norm[norm].clause; c != NM_NONE; c = fold->nm->clause[c].parent)
        if (c == event->for_clause - 1)
            return true;
    return false;
}

static bool tests_hold(const struct fold *fold, const struct nm_pattern *pattern,
                       const struct rt_event *event)
{
    for (int32_t i = 0; i < pattern->test_count; i++) {
        const struct nm_test *test = &fold->nm->test[pattern->first_test + i];
        int16_t value = test->attr == NM_NONE ? event->kind : event->attrs[test->attr];
        if (value == EVENT_NONE && test->known)
            continue;
        if (value == EVENT_NONE || value >= 64 || !(test->values >> value & 1))
            return false;
    }
    return true;
}

/* The event binds the instance's key, or names it, or says nothing about it. */
static bool key_fits(const struct nm_norm *norm, int32_t key, const struct rt_event *event)
{
    if (event->bind != EVENT_NONE && event->bind_kind == norm->key_kind)
        return event->bind == key;
    if (event->key != EVENT_NONE && (event->kind == EVENT_NONE || event->kind == norm->key_kind))
        return event->key == key;
    return true;
}

int64_t units_of(const struct rt_event *event)
{
    return event->qty == 0 || event->indicator != EVENT_NONE ? 1 : event->qty;
}

bool match_but_for_actors(const struct fold *fold, int32_t pattern, const struct nm_norm *norm,
                          int32_t key, const struct rt_event *event)
{
    const struct nm_pattern *row = &fold->nm->pattern[pattern];
    if (row->act != NM_NONE && row->act != event->act)
        return false;
    if (row->indicator != event->indicator)
        return false;
    if (event->to && row->to && event->to & ~row->to)
        return false;
    if (row->kind != NM_NONE && event->kind != EVENT_NONE && row->kind != event->kind)
        return false;
    if (row->key == NM_KEY_BOUND && key >= 0 && !key_fits(norm, key, event))
        return false;
    return tests_hold(fold, row, event);
}

bool match_event(const struct fold *fold, int32_t pattern, const struct nm_norm *norm, int32_t key,
                 const struct rt_event *event)
{
    const struct nm_pattern *row = &fold->nm->pattern[pattern];
    if (row->actors && (event->actors == 0 || event->actors & ~row->actors))
        return false;
    if (row->all_hands && event->actors != row->actors)
        return false;
    return match_but_for_actors(fold, pattern, norm, key, event);
}

bool match_norm(const struct fold *fold, int32_t norm, int32_t key, const struct rt_event *event)
{
    const struct nm_norm *row = &fold->nm->norm[norm];
    if (row->pattern == NM_NONE || !match_event(fold, row->pattern, row, key, event))
        return false;
    const struct nm_unit *unit = fold->nm->unit;
    if (event->unit == EVENT_NONE)
        return row->unit == NM_NONE;
    if (row->unit == NM_NONE) /* what counts pieces counts no tonnes */
        return row->need == NM_NONE || row->by_act;
    return unit[row->unit].base == unit[event->unit].base;
}

uint64_t bearers_of(const struct fold *fold, int32_t inst)
{
    uint64_t assigned = fold->st->inst[inst].bearers;
    return assigned ? assigned : norm_of(fold, inst)->bearers;
}

uint64_t claimants_of(const struct fold *fold, int32_t inst)
{
    uint64_t assigned = fold->st->inst[inst].claimants;
    return assigned ? assigned : norm_of(fold, inst)->creditors;
}

bool match_instance(const struct fold *fold, int32_t inst, const struct rt_event *event)
{
    const struct st_inst *record = &fold->st->inst[inst];
    const struct nm_norm *norm = norm_of(fold, inst);
    struct rt_event as = *event; /* as if the norm's own parties acted */
    if (record->bearers) {
        if (event->actors == 0 || event->actors & ~record->bearers)
            return false;
        uint64_t actors = norm->pattern == NM_NONE ? 0 : fold->nm->pattern[norm->pattern].actors;
        as.actors = actors ? actors : norm->bearers;
    }
    if (record->claimants && event->to) {
        if (event->to & ~record->claimants)
            return false;
        as.to = 0;
    }
    return match_norm(fold, record->norm, record->key, &as);
}

int64_t limit_of(struct fold *fold, const struct st_inst *inst)
{
    const struct nm_norm *norm = &fold->nm->norm[inst->norm];
    if (norm->grace == NM_NONE)
        return inst->due;
    int64_t grace = eval_expr(fold, norm->grace, inst, terms_at(fold, inst));
    return grace > inst->due ? grace : inst->due;
}

bool is_tolling(const struct fold *fold, const struct st_inst *inst)
{
    if (!is_live(inst) || inst->suspensions == 0)
        return false;
    for (uint32_t i = 0; i < fold->st->suspension_count; i++) {
        const struct st_suspension *suspension = &fold->st->suspension[i];
        const struct nm_power *power = &fold->nm->power[fold->nm->norm[suspension->power].power];
        if (suspension->live && !power->clock_runs && is_covered(fold, suspension, inst->norm))
            return true;
    }
    return false;
}
