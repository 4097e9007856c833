/* Items that are found lost again: off the count while their duty runs; where it has been kept, what
 * follows is called forth. */
#include "lang/base/check.h"
#include "runtime/kernel_internal.h"

static void call_forth(struct run *run, const struct st_inst *lost, int32_t name, int32_t event)
{
    int32_t norm = lost->norm, key = lost->key; /* the pool may move below */
    const struct nm *nm = run->nm;
    const struct lists *watches = &run->kernel->on_loss;
    for (int32_t i = watches->start[norm]; i < watches->start[norm + 1] && !run->is_full; i++) {
        const struct watch *watch = &run->kernel->watches.items[watches->items[i]];
        int32_t kind = nm->norm[watch->norm].key_kind;
        struct origin origin = {
            .at = run->st->head.now, .qty = 1, .key = -1, .event = event, .breach = -1};
        if (kind != NM_NONE && kind == nm->pattern[nm->norm[norm].pattern].kind)
            origin.key = name;
        else if (kind != NM_NONE && kind == nm->norm[norm].key_kind)
            origin.key = key;
        inst_make(run, watch, &origin);
    }
}

/* Whether the item was the norm's to lose. */
static bool lose(struct run *run, int32_t norm, const struct rt_event *event)
{
    struct st *st = run->st;
    int32_t at = event->key < 0 ? -1 : index_last_item(run->index, run->nm->norm[norm].pool, event->key);
    while (at >= 0 && (st->item[at].status != ST_HELD || st->inst[st->item[at].inst].norm != norm))
        at = run->index->item_before.items[at];
    if (at < 0)
        return false;
    struct st_item *item = &st->item[at];
    int32_t row = item->inst;
    struct st_inst *inst = &st->inst[row];
    bool was_kept = inst->status == ST_FULFILLED ||
                    (inst->status == ST_BREACHED && !is_owed(inst) && (inst->flags & ST_LATE));
    if (!was_kept && !is_live(inst) && !is_owed(inst))
        return false;
    item->status = ST_FREE;
    item->inst = -1;
    item->at = st->head.now;
    if (inst->surplus > 0) {
        inst->surplus--;
    } else if (was_kept) {
        call_forth(run, inst, event->key, event->serial);
        return true;
    } else {
        inst->got--;
        if (inst->got < inst->need)
            inst_note_late(run, inst, -1, st->head.now);
    }
    int64_t short_by = inst->status == ST_PENDING ? inst_short_by(run, inst, inst->pend, inst->cure) : 0;
    if (short_by > 0)
        breach_follow_up(run, inst_breach(run, row, event->serial, short_by));
    return true;
}

enum judgement kernel_lose(struct run *run, const struct rt_event *event)
{
    const struct lists *lost = &run->kernel->lost;
    enum judgement judgement = JUDGE_COUNT;
    for (int32_t i = lost->start[event->act]; i < lost->start[event->act + 1] && !run->is_full; i++) {
        int32_t norm = lost->items[i];
        if (!kernel_match_pattern(run, run->nm->norm[norm].loss, event))
            continue;
        if (lose(run, norm, event))
            judgement = JUDGE_EFFECTIVE;
        else if (judgement == JUDGE_COUNT)
            judgement = JUDGE_NOTHING_TO_ANSWER;
    }
    return judgement;
}
