/* Closure: what follows at once from what has just happened. Rounds, until one does nothing: a round
 * sees the changes of status and the acceptances recorded before it began, norm by norm; what it
 * causes waits for the next round. */
#include <string.h>

#include "runtime/kernel_internal.h"

/* The key under which the norm's instance is made by what happened to `watched`. */
static int32_t inherited_key(const struct run *run, int32_t norm, const struct st_inst *watched)
{
    int32_t kind = run->nm->norm[norm].key_kind;
    return kind != NM_NONE && kind == run->nm->norm[watched->norm].key_kind ? watched->key : -1;
}

/* The tick of the performance by which it is fulfilled. */
static int64_t done_at(const struct st_inst *inst)
{
    if (inst->status != ST_FULFILLED || inst->performed == NM_NEVER)
        return inst->settled;
    return inst->performed;
}

static void wake_on_status(struct run *run, const struct watch *watch, size_t count)
{
    const struct nm_trigger *trigger = &run->nm->trigger[watch->trigger];
    for (size_t i = 0; i < count; i++) {
        struct change change = run->index->changes.items[i];
        if (change.norm != trigger->norm || !(trigger->statuses >> change.status & 1))
            continue;
        const struct st_inst *watched = &run->st->inst[change.inst];
        bool is_choice = kernel_is_choice(run->nm, watched->norm);
        int64_t counted = is_choice ? watched->trigger_qty : watched->got;
        if (run->nm->norm[watched->norm].minimum)
            index_add_total(run, &counted, watched->surplus);
        struct origin origin = {.at = trigger->performed ? done_at(watched) : run->st->head.now,
                                .qty = counted,
                                .key = inherited_key(run, watch->norm, watched),
                                .event = -1,
                                .breach = -1};
        inst_make(run, watch, &origin);
    }
}

static void wake_on_tender(struct run *run, const struct watch *watch, size_t count)
{
    const struct nm_trigger *trigger = &run->nm->trigger[watch->trigger];
    int32_t kind = run->nm->norm[watch->norm].key_kind;
    for (size_t i = 0; i < count; i++) {
        struct acceptance acceptance = run->index->acceptances.items[i];
        if (acceptance.norm != trigger->norm || (trigger->closing && !acceptance.is_deemed))
            continue;
        const struct st_tender *tender = &run->st->tender[acceptance.tender];
        const struct nm_norm *norm = &run->nm->norm[trigger->norm];
        struct origin origin = {.at = run->st->head.now,
                                .qty = acceptance.qty,
                                .key = inherited_key(run, watch->norm, &run->st->inst[tender->inst]),
                                .event = tender->event,
                                .breach = -1};
        if (tender->item >= 0 && kind != NM_NONE && kind != norm->key_kind &&
            norm->pattern != NM_NONE && run->nm->pattern[norm->pattern].kind == kind)
            origin.key = run->st->item[tender->item].name;
        inst_make(run, watch, &origin);
    }
}

static bool test_until(struct run *run, int32_t row)
{
    const struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (norm->until == NM_NONE || !is_live(inst))
        return false;
    struct rt_scope scope = scope_of(run, inst, run->st->head.now);
    if (!run_eval(run, norm->until, &scope))
        return false;
    if (norm_goes_on(norm))
        inst_end_forbid(run, row);
    else
        inst_set_status(run, row, norm->releases ? ST_RELEASED : ST_LAPSED);
    return true;
}

static bool is_followed(const struct run *run, int link)
{
    return link == LINK_OTHER || (link == LINK_END && run->st->head.phase == ST_RUNNING);
}

/* The opening to come of a window moves with what it hangs on. */
static bool follow_opening(struct run *run, int32_t row)
{
    struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (inst->status != ST_DORMANT || inst->flags & ST_QUEUED || !is_followed(run, run->kernel->is_opened[inst->norm]))
        return false;
    struct rt_scope scope = scope_of(run, inst, inst_asked_at(run, inst));
    int64_t from = run_eval(run, norm->from, &scope);
    if (from == inst->from)
        return false;
    inst->from = from;
    bool was_unknown = inst->base_due == NM_UNKNOWN;
    if (from == NM_UNKNOWN || (was_unknown && norm->due == NM_NONE))
        inst->base_due = from == NM_UNKNOWN ? NM_UNKNOWN : NM_NEVER;
    else if (was_unknown)
        inst->base_due = run_eval(run, norm->due, &scope);
    if (from == NM_UNKNOWN)
        inst->due = NM_UNKNOWN;
    else if (was_unknown && inst->suspensions == 0)
        inst_set_due(run, inst);
    inst->flags = (uint8_t)(inst->due < from ? inst->flags | ST_IMPOSSIBLE : inst->flags & ~ST_IMPOSSIBLE);
    if (from <= run->st->head.now)
        inst_set_status(run, row, ST_IN_FORCE);
    index_inst_timer(run, row);
    return true;
}

static bool follow_link(struct run *run, int32_t row)
{
    struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (!is_followed(run, run->kernel->is_link[inst->norm]) ||
        (inst->flags & (ST_EXTENDED | ST_QUEUED)) ||
        (inst->status != ST_DORMANT && inst->status != ST_IN_FORCE))
        return false;
    struct rt_scope scope = scope_of(run, inst, inst_asked_at(run, inst));
    int64_t due = run_eval(run, norm->due, &scope);
    if (due == inst->base_due)
        return false;
    inst->base_due = due;
    if (inst->suspensions == 0)
        inst_set_due(run, inst);
    index_inst_timer(run, row);
    return true;
}

/* A dormant accrual whose delay has ended becomes a claim of a fixed amount. */
static bool settle_accrual(struct run *run, int32_t row)
{
    struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (!norm->accrual || inst->status != ST_DORMANT)
        return false;
    if (inst->trigger_breach >= 0) {
        const struct st_breach *breach = &run->st->breach[inst->trigger_breach];
        if (is_owed(&run->st->inst[breach->inst]))
            return false;
    }
    int64_t now = run->st->head.now;
    struct rt_scope scope = scope_of(run, inst, now);
    inst->need = kernel_capped(run, inst, norm->need == NM_NONE ? 1 : run_eval(run, norm->need, &scope));
    if (inst->need <= 0) {
        inst_set_status(run, row, ST_LAPSED);
        breach_resolve(run, row, ST_REMEDIED); /* nothing was lost by the delay */
        return true;
    }
    inst->trigger_at = inst->from = now;
    scope = scope_of(run, inst, now);
    if (norm->due != NM_NONE)
        inst->due = inst->base_due = run_eval(run, norm->due, &scope);
    inst_set_status(run, row, ST_IN_FORCE);
    index_inst_timer(run, row);
    return true;
}

static bool one_round(struct run *run)
{
    const struct kernel *kernel = run->kernel;
    struct index *index = run->index;
    size_t changes = index->changes.count, acceptances = index->acceptances.count;
    bool did = changes + acceptances > 0;
    if (!did && kernel->closes_quietly)
        return false;
    for (size_t i = 0; i < kernel->closing.count; i++) {
        int32_t norm = kernel->closing.items[i];
        for (int32_t j = kernel->wakes.start[norm]; did && j < kernel->wakes.start[norm + 1]; j++) {
            const struct watch *watch = &kernel->watches.items[kernel->wakes.items[j]];
            if (run->nm->trigger[watch->trigger].kind == NM_ON_STATUS)
                wake_on_status(run, watch, changes);
            else
                wake_on_tender(run, watch, acceptances);
        }
        const struct nm_norm *row = &run->nm->norm[norm];
        if (row->until == NM_NONE && !kernel->is_link[norm] && !kernel->is_opened[norm] && !row->accrual &&
            !kernel->is_queue[norm] && !kernel->is_capped[norm] && !kernel_may_lift(run->nm, norm))
            continue;
        index_prune(run, norm);
        for (int32_t inst = index->active[norm].first; inst >= 0;
             inst = index->active_next.items[inst]) {
            did |= test_until(run, inst);
            did |= inst_take_turn(run, inst);
            did |= follow_opening(run, inst);
            did |= follow_link(run, inst);
            did |= settle_accrual(run, inst);
            did |= kernel_drop_cut(run, inst);
        }
        if (kernel_may_lift(run->nm, norm))
            did |= kernel_lift(run, norm);
    }
    index->changes.count -= changes;
    index->acceptances.count -= acceptances;
    if (changes > 0 && index->changes.count > 0)
        memmove(index->changes.items, index->changes.items + changes,
                index->changes.count * sizeof *index->changes.items);
    if (acceptances > 0 && index->acceptances.count > 0)
        memmove(index->acceptances.items, index->acceptances.items + acceptances,
                index->acceptances.count * sizeof *index->acceptances.items);
    return did;
}

void kernel_closure(struct run *run)
{
    do {
        while (!run->is_full && one_round(run))
            continue;
    } while (!run->is_full && kernel_apply_credits(run));
}
