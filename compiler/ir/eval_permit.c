/* Permissions: exceptions to prohibitions, and rights up to an amount. A permission is judged at the
 * place of the act and never makes a past one lawful. Spec 9.5. */
#include "compiler/ir/eval_internal.h"
#include "lang/base/check.h"

bool is_right(const struct nm_norm *norm)
{
    return norm->kind == NM_PERMIT && (norm->need != NM_NONE || norm->by_act) && norm->except_count == 0;
}

static bool excepts(const struct fold *fold, const struct nm_norm *norm, int32_t forbidden)
{
    for (int32_t i = 0; i < norm->except_count; i++)
        if (fold->nm->scope[norm->first_except + i].norm == forbidden)
            return true;
    return false;
}

static bool is_open(const struct fold *fold, const struct st_inst *inst)
{
    int64_t now = fold->st->head.now;
    return inst->status == ST_IN_FORCE && inst->suspensions == 0 && inst->from <= now &&
           now <= inst->due;
}

/* What the event uses up of it. */
static int64_t use_of(const struct nm_norm *norm, const struct rt_event *event)
{
    bool is_one = norm->by_act || (norm->distinct && event->key != EVENT_NONE);
    return is_one ? 1 : units_of(event);
}

static bool has_room(const struct fold *fold, const struct st_inst *inst, int64_t qty)
{
    const struct nm_norm *norm = &fold->nm->norm[inst->norm];
    return norm->need == NM_NONE || (int128)inst->got + qty <= inst->need;
}

/* ---- exceptions ------------------------------------------------------------------------------ */

bool is_permitted(struct fold *fold, int32_t prohibition, const struct rt_event *event)
{
    int32_t forbidden = fold->st->inst[prohibition].norm;
    for (size_t i = 0; i < fold->permits.count; i++)
        if (excepts(fold, norm_of(fold, fold->permits.items[i]), forbidden))
            return true;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        struct st_inst *inst = &fold->st->inst[i];
        const struct nm_norm *norm = norm_of(fold, (int32_t)i);
        if (norm->kind != NM_PERMIT || !excepts(fold, norm, forbidden) || !is_open(fold, inst) ||
            !match_norm(fold, inst->norm, inst->key, event) ||
            !has_room(fold, inst, use_of(norm, event)))
            continue;
        inst->got = eval_add(fold, inst->got, use_of(norm, event));
        vec_push(&fold->permits, (int32_t)i);
        return true;
    }
    return false;
}

void end_permits(struct fold *fold)
{
    for (size_t i = 0; i < fold->permits.count; i++) {
        int32_t index = fold->permits.items[i];
        const struct st_inst *inst = &fold->st->inst[index];
        if (is_live(inst) && norm_of(fold, index)->need != NM_NONE && inst->got >= inst->need)
            set_status(fold, index, ST_LAPSED);
    }
    vec_clear(&fold->permits);
}

/* ---- rights ---------------------------------------------------------------------------------- */

int find_right(struct fold *fold, const struct rt_event *event, struct right *right)
{
    bool is_concerned = false;
    for (uint32_t i = 0; i < fold->nm->norm_count && !is_concerned; i++)
        is_concerned = is_right(&fold->nm->norm[i]) && match_norm(fold, (int32_t)i, -1, event);
    for (uint32_t i = 0; i < fold->st->inst_count && is_concerned; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        const struct nm_norm *norm = norm_of(fold, (int32_t)i);
        if (!is_right(norm) || !is_open(fold, inst) ||
            !match_norm(fold, inst->norm, inst->key, event))
            continue;
        bool is_known = norm->distinct && event->key != EVENT_NONE &&
                        is_item_barred(fold, norm->pool, event->key, (int32_t)i);
        *right = (struct right){(int32_t)i, is_known ? 0 : use_of(norm, event)};
        if (has_room(fold, inst, right->qty))
            return JUDGE_EFFECTIVE;
    }
    if (!is_concerned)
        return NO_JUDGEMENT;
    return fold->st->head.phase == ST_WINDING_UP ? JUDGE_CONTRACT_ENDED : JUDGE_RIGHT_EXCEEDED;
}

void use_right(struct fold *fold, const struct right *right, const struct rt_event *event)
{
    struct st_inst *inst = &fold->st->inst[right->inst];
    const struct nm_norm *norm = norm_of(fold, right->inst);
    inst->got = eval_add(fold, inst->got, right->qty);
    if (right->qty > 0 && norm->distinct && event->key != EVENT_NONE)
        hold_item(fold, norm->pool, event, right->inst);
}
