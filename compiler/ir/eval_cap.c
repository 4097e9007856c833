/* eval_cap.c - caps: what is owed under several norms is cut, in the order in which it arises, so that
 * together it is no more than the cap allows. Spec 13.10. */
#include "compiler/ir/eval_internal.h"

static bool caps(const struct fold *fold, const struct nm_norm *cap, int32_t norm)
{
    for (int32_t i = 0; cap->kind == NM_CAP && i < cap->except_count; i++)
        if (fold->nm->scope[cap->first_except + i].norm == norm)
            return true;
    return false;
}

/* What follows from a target that was missed is of its period, as the target itself: it was judged when it was measured. */
static bool is_of_its_period(const struct fold *fold, const struct st_inst *inst)
{
    if (inst->trigger_breach < 0)
        return true;
    int32_t broken = fold->st->breach[inst->trigger_breach].inst;
    return fold->nm->norm[fold->st->inst[broken].norm].kind == NM_TARGET;
}

/* A cap for each period speaks of what recurs by the period that it is for; of the rest by the day from which it
 * may be performed; of a penalty that still grows, or of which the delay has just ended, now. */
static bool is_of_period(const struct fold *fold, const struct nm_norm *cap, const struct st_inst *inst)
{
    const struct nm_norm *norm = &fold->nm->norm[inst->norm];
    int64_t from = inst->from == NM_NEVER ? fold->st->head.now : inst->from;
    if (norm->series != NM_NONE && is_of_its_period(fold, inst))
        from = norm->period_first;
    return cap->series == NM_NONE || (from >= cap->period_first && from <= cap->period_last);
}

/* The cap's instance, as long as it has been neither waived nor released; or NULL. */
static struct st_inst *cap_in_force(const struct fold *fold, int32_t cap)
{
    for (uint32_t i = fold->st->inst_count; i-- > 0;) {
        struct st_inst *inst = &fold->st->inst[i];
        if (inst->norm == cap)
            return inst->status == ST_WAIVED || inst->status == ST_RELEASED ? NULL : inst;
    }
    return NULL;
}

/* What is owed, or was done, of one instance: of what nobody owes any more only what was done. */
int64_t eval_owed_of(const struct fold *fold, const struct st_inst *inst)
{
    bool is_claim = inst->status == ST_LAPSED && fold->nm->norm[inst->norm].accrual;
    return is_live(inst) || is_owed(inst) || is_claim ? inst->need : inst->got;
}

int64_t eval_capped(struct fold *fold, struct st_inst *inst, int64_t need)
{
    const struct nm *nm = fold->nm;
    inst->cut = 0;
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        struct st_inst *cap = caps(fold, &nm->norm[i], inst->norm) ? cap_in_force(fold, (int32_t)i) : NULL;
        if (!cap || !is_of_period(fold, &nm->norm[i], inst))
            continue;
        cap->need = eval_or(fold, nm->norm[i].need, cap, fold->st->head.now, 0);
        int64_t room = cap->need;
        for (uint32_t k = 0; k < fold->st->inst_count; k++) {
            const struct st_inst *other = &fold->st->inst[k];
            if (other != inst && caps(fold, &nm->norm[i], other->norm) &&
                is_of_period(fold, &nm->norm[i], other))
                room = eval_sub(fold, room, eval_owed_of(fold, other));
        }
        room = room > 0 ? room : 0;
        if (need > room) {
            inst->cut = eval_add(fold, inst->cut, need - room);
            need = room;
        }
    }
    return need;
}

bool drop_cut(struct fold *fold, int32_t index)
{
    const struct st_inst *inst = &fold->st->inst[index];
    if (inst->cut == 0 || inst->need > 0 || norm_of(fold, index)->accrual ||
        (inst->status != ST_DORMANT && inst->status != ST_IN_FORCE) || inst->flags & ST_QUEUED)
        return false;
    set_status(fold, index, ST_LAPSED);
    remedy_kept(fold, index);
    return true;
}
