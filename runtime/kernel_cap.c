/* Caps: what is owed under several norms is cut, in the order in which it arises, so that together it
 * is no more than the cap allows. */
#include "runtime/kernel_internal.h"

/* What is owed of an instance, or, where nobody owes it any more, what was done. */
int64_t kernel_owed_of(const struct nm *nm, const struct st_inst *inst)
{
    if (is_live(inst) || is_owed(inst))
        return inst->need;
    bool is_claim = inst->status == ST_LAPSED && nm->norm[inst->norm].accrual;
    return is_claim ? inst->need : inst->got;
}

static void take_away(struct run *run, int64_t *room, int64_t qty)
{
    if (ckd_sub_i64(room, *room, qty))
        return;
    *room = qty < 0 ? INT64_MAX : INT64_MIN;
    run->index->overflow |= OVERFLOW_REFUSES;
}

/* Whether it was called forth by the breach of something that is not judged by what was measured. */
static bool is_of_default(const struct run *run, const struct st_inst *inst)
{
    if (inst->trigger_breach < 0)
        return false;
    int32_t broken = run->st->breach[inst->trigger_breach].inst;
    return run->nm->norm[run->st->inst[broken].norm].kind != NM_TARGET;
}

/* Whether the instance is of the period of the cap, if that has one: by the period that it is for itself, and if
 * there is none, or a breach called it forth, by the opening of its window. An accrual that waits has none yet: it
 * would open now. */
static bool is_in_period(const struct run *run, const struct nm_norm *cap, const struct st_inst *inst)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    int64_t opens = norm->series >= 0 && !is_of_default(run, inst) ? norm->period_first
                    : inst->from != NM_NEVER                      ? inst->from
                                                                  : run->st->head.now;
    return cap->series < 0 || (cap->period_first <= opens && opens <= cap->period_last);
}

/* What the cap leaves for `inst`, beside all others under it. */
static int64_t room_under(struct run *run, const struct nm_norm *cap, struct st_inst *ceiling,
                          const struct st_inst *inst)
{
    struct rt_scope scope = scope_of(run, ceiling, run->st->head.now);
    ceiling->need = cap->need == NM_NONE ? 0 : run_eval(run, cap->need, &scope);
    int64_t room = ceiling->need;
    /* in the order of the instances, for what is cut at the end of the range hangs on it */
    for (uint32_t i = 0; i < run->st->inst_count; i++) {
        const struct st_inst *other = &run->st->inst[i];
        if (other != inst && run->kernel->is_capped[other->norm] &&
            kernel_caps(run->nm, cap, other->norm) && is_in_period(run, cap, other))
            take_away(run, &room, kernel_owed_of(run->nm, other));
    }
    return room > 0 ? room : 0;
}

bool kernel_caps(const struct nm *nm, const struct nm_norm *cap, int32_t norm)
{
    for (int32_t i = 0; i < cap->except_count; i++) {
        if (nm->scope[cap->first_except + i].norm == norm)
            return true;
    }
    return false;
}

int64_t kernel_capped(struct run *run, struct st_inst *inst, int64_t need)
{
    inst->cut = 0;
    for (size_t i = 0; run->kernel->is_capped[inst->norm] && i < run->kernel->caps.count; i++) {
        int32_t norm = run->kernel->caps.items[i], row = run->index->all[norm].last;
        const struct nm_norm *cap = &run->nm->norm[norm];
        if (row < 0 || !kernel_caps(run->nm, cap, inst->norm) || !is_in_period(run, cap, inst))
            continue;
        struct st_inst *ceiling = &run->st->inst[row];
        if (ceiling->status == ST_WAIVED || ceiling->status == ST_RELEASED)
            continue;
        int64_t room = room_under(run, cap, ceiling, inst);
        if (need <= room)
            continue;
        index_add_total(run, &inst->cut, need - room);
        need = room;
    }
    return need;
}

bool kernel_drop_cut(struct run *run, int32_t row)
{
    const struct st_inst *inst = &run->st->inst[row];
    bool is_begun = inst->status == ST_DORMANT || inst->status == ST_IN_FORCE;
    if (inst->cut == 0 || inst->need > 0 || !is_begun || (inst->flags & ST_QUEUED) ||
        run->nm->norm[inst->norm].accrual)
        return false;
    inst_set_status(run, row, ST_LAPSED);
    breach_resolve(run, row, ST_REMEDIED);
    return true;
}
