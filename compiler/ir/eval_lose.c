/* Looked at again: an item that was counted is found lost. While its duty still runs it is taken off
 * the count; a duty that was kept stays kept, and a linked successor opens (spec 11.7). */
#include "compiler/ir/eval_internal.h"

/* The duty is over and was done, in time or late. */
static bool is_done(const struct st_inst *inst)
{
    return inst->status == ST_FULFILLED ||
           (inst->status == ST_BREACHED && !is_owed(inst) && inst->flags & ST_LATE);
}

/* The item of that name that an instance of the norm holds; its index, or -1. */
static int32_t held_item(const struct fold *fold, int32_t norm, int32_t name)
{
    for (uint32_t i = 0; i < fold->st->item_count; i++) {
        const struct st_item *item = &fold->st->item[i];
        if (item->pool == fold->nm->norm[norm].pool && item->name == name &&
            item->status == ST_HELD && fold->st->inst[item->inst].norm == norm)
            return (int32_t)i;
    }
    return -1;
}

static void make_successors(struct fold *fold, int32_t inst, int32_t name, int32_t event)
{
    int32_t lost = fold->st->inst[inst].norm;
    const struct nm_norm *lost_norm = &fold->nm->norm[lost];
    int32_t kind = fold->nm->pattern[lost_norm->pattern].kind;
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        const struct nm_norm *row = &fold->nm->norm[norm];
        struct origin origin = {.key = -1, .qty = 1, .event = event, .breach = -1};
        if (row->key_kind != NM_NONE && row->key_kind == kind)
            origin.key = name;
        else if (row->key_kind != NM_NONE && row->key_kind == lost_norm->key_kind)
            origin.key = fold->st->inst[inst].key;
        for (int32_t i = 0; i < row->trigger_count; i++) {
            const struct nm_trigger *trigger = &fold->nm->trigger[row->first_trigger + i];
            if (trigger->kind == NM_ON_LOSS && trigger->norm == lost)
                make_instance(fold, (int32_t)norm, trigger, origin);
        }
    }
}

/* It is open again from now on. */
static void take_off(struct fold *fold, struct st_inst *inst)
{
    inst->got--;
    if (inst->got < inst->need)
        eval_note_late(fold, inst, -1, fold->st->head.now);
}

/* False if the instance is neither running nor done: then nothing is lost to it. */
static bool lose(struct fold *fold, int32_t index, const struct rt_event *event)
{
    struct st_item *item = &fold->st->item[index];
    int32_t holder = item->inst;
    struct st_inst *inst = &fold->st->inst[holder];
    bool was_done = is_done(inst), was_surplus = inst->surplus > 0;
    if (!was_done && !is_live(inst) && !is_owed(inst))
        return false;
    item->status = ST_FREE;
    item->inst = -1;
    item->at = fold->st->head.now;
    if (was_surplus)
        inst->surplus--; /* what nobody needed goes first */
    else if (was_done)
        make_successors(fold, holder, item->name, event->serial);
    else
        take_off(fold, inst);
    inst = &fold->st->inst[holder];
    int64_t hope = eval_add(fold, eval_add(fold, inst->got, inst->pend), inst->cure);
    if (inst->status == ST_PENDING && hope < inst->need)
        settle_record(fold, breach_instance(fold, holder, eval_sub(fold, inst->need, hope),
                                            event->serial));
    return true;
}

int lose_items(struct fold *fold, const struct rt_event *event)
{
    int judgement = NO_JUDGEMENT;
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        const struct nm_norm *row = &fold->nm->norm[norm];
        if (row->loss == NM_NONE || !match_event(fold, row->loss, row, -1, event))
            continue;
        int32_t item = event->key == EVENT_NONE ? -1 : held_item(fold, (int32_t)norm, event->key);
        if (item >= 0 && lose(fold, item, event))
            judgement = JUDGE_EFFECTIVE;
        else if (judgement == NO_JUDGEMENT)
            judgement = JUDGE_NOTHING_TO_ANSWER;
    }
    return judgement;
}
