/* Performance: an act is dealt out, pool by pool, to the instances that it matches; each takes what
 * it still needs, by a tender where an answer is owed, else by counting. Calculus B6; spec 22.3. */
#include <stdlib.h>
#include <string.h>

#include "compiler/ir/eval_internal.h"
#include "lang/base/check.h"
#include "lang/value/tick.h"

static int64_t least(int64_t one, int64_t other)
{
    return one < other ? one : other;
}

const struct nm_answer *answer_of(const struct fold *fold, int32_t norm)
{
    while (fold->nm->norm[norm].parent != NM_NONE)
        norm = fold->nm->norm[norm].parent;
    int32_t answer = fold->nm->norm[norm].answer;
    return answer == NM_NONE ? NULL : &fold->nm->answer[answer];
}

/* ---- when enough is counted ------------------------------------------------------------------ */

static bool was_cured(const struct fold *fold, int32_t inst)
{
    for (uint32_t i = 0; i < fold->st->tender_count; i++) {
        const struct st_tender *tender = &fold->st->tender[i];
        if (tender->inst == inst && tender->accepted > 0 && tender->in_cure &&
            tender->at > fold->st->inst[inst].due)
            return true;
    }
    return false;
}

void conclude(struct fold *fold, int32_t inst, int64_t late_at)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    struct st_inst *record = &fold->st->inst[inst];
    if (norm->kind == NM_AT_MOST || record->got < (norm->kind == NM_VAGUE ? 1 : record->need))
        return;
    bool is_let_go = record->status == ST_RELEASED || record->status == ST_WAIVED || record->status == ST_LAPSED;
    bool is_debt = record->status == ST_BREACHED && debt_lives_on(fold, norm) && !(record->flags & ST_LATE);
    if (is_live(record) || is_let_go) { /* let go while an answer was awaited: what is accepted was performed before */
        if (was_cured(fold, inst))
            record->flags |= ST_CURED;
        if (norm->grace != NM_NONE && record->performed != NM_NEVER &&
            record->performed > record->due)
            record->flags |= ST_LATE;
        set_status(fold, inst, ST_FULFILLED);
    } else if (is_debt) { /* let go or not: the breach stays on record, the debt is over */
        record->flags = (uint8_t)((record->flags & ~ST_OWED) | ST_LATE);
        record->settled = late_at;
        note_change(fold, inst, ST_FULFILLED); /* "after the delivery": in time or late */
        remedy_kept(fold, inst);
    }
}

/* ---- candidates ------------------------------------------------------------------------------ */

/* A suspended duty accepts performance, however late (spec 12.1). */
static bool in_window(struct fold *fold, const struct st_inst *inst)
{
    int64_t now = fold->st->head.now;
    return inst->from <= now && (inst->suspensions > 0 || now <= limit_of(fold, inst));
}

static bool in_cure(const struct fold *fold, const struct st_inst *inst)
{
    return inst->cure > 0 && fold->st->head.now <= inst->cure_due;
}

/* May the instance take performance now (calculus B6.1)? */
static bool accepts(struct fold *fold, const struct st_inst *inst)
{
    if (fold->nm->norm[inst->norm].kind == NM_AT_MOST)
        return inst->status == ST_IN_FORCE && inst->suspensions == 0 && in_window(fold, inst);
    if (is_owed(inst) || (inst->status == ST_IN_FORCE && in_window(fold, inst)))
        return true;
    return in_cure(fold, inst) && (inst->status == ST_IN_FORCE || inst->status == ST_PENDING ||
                                   inst->status == ST_BREACHED);
}

/* What it can still take; of a duty without an amount there is no end, nor of what is bounded. */
static int64_t room_of(const struct fold *fold, int32_t inst)
{
    const struct st_inst *record = &fold->st->inst[inst];
    if (norm_of(fold, inst)->kind == NM_VAGUE || norm_of(fold, inst)->kind == NM_AT_MOST)
        return INT64_MAX;
    int128 room = (int128)record->need - record->got - record->pend;
    return room > 0 ? (int64_t)room : 0;
}

static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *one = left, *other = right;
    if (one->distance != other->distance)
        return one->distance - other->distance;
    if (one->is_timely != other->is_timely)
        return one->is_timely - other->is_timely;
    if (one->due != other->due)
        return one->due < other->due ? -1 : 1;
    return (one->inst > other->inst) - (one->inst < other->inst);
}

/* Is what is done meant for it? Who names a duty (that of one period) means what its breach has brought in its own
 * sentence, too (spec 12.3, 17.1). */
static bool is_dealt_to(const struct fold *fold, int32_t norm, const struct rt_event *event)
{
    const struct nm_norm *row = &fold->nm->norm[norm];
    bool is_it = is_designated(fold, norm, event);
    for (int32_t i = 0; i < row->trigger_count && !is_it; i++) {
        const struct nm_trigger *trigger = &fold->nm->trigger[row->first_trigger + i];
        is_it = trigger->kind == NM_ON_BREACH && fold->nm->norm[trigger->norm].clause == row->clause &&
                is_dealt_to(fold, trigger->norm, event);
    }
    return is_it;
}

/* The day that is named beside a clause is that on which the duty arose, of its remedies, too; a duty from the start
 * has none. Where nothing is of that day the clause alone tells (spec 12.3). */
static bool is_of_day_named(const struct fold *fold, int32_t index, const struct rt_event *event)
{
    const struct st_inst *inst = &fold->st->inst[index];
    if (event->for_day == 0)
        return true;
    if (inst->trigger_breach >= 0) {
        int32_t duty = fold->st->breach[inst->trigger_breach].inst;
        if (norm_of(fold, duty)->clause == norm_of(fold, index)->clause)
            return is_of_day_named(fold, duty, event);
    }
    const struct nm_norm *norm = norm_of(fold, index);
    return norm->trigger_count == 0 || fold->nm->trigger[norm->first_trigger].kind == NM_AT_START ||
           tick_day((enum granularity)fold->nm->head.granularity, inst->made) == event->for_day - 1;
}

/* How far the event is from being meant for the instance: 0 for it, 1 for another of its clause, 2 for neither. */
static int32_t distance_of(const struct fold *fold, int32_t inst, const struct rt_event *event)
{
    if (!is_dealt_to(fold, fold->st->inst[inst].norm, event))
        return 2;
    return is_of_day_named(fold, inst, event) ? 0 : 1;
}

/* Is the instance one of the pool's that this event could count for? Children follow parents. */
static bool is_in_pool(const struct fold *fold, int32_t inst, int32_t pool,
                       const struct rt_event *event)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    return norm->pool == pool && norm->parent == NM_NONE && is_counted(norm) &&
           match_instance(fold, inst, event);
}

/* ---- taking ---------------------------------------------------------------------------------- */

struct portion { /* what an instance is given of an event */
    const struct rt_event *event;
    int64_t qty;
    int32_t item; /* or -1 */
    int64_t limit; /* of the answer: the parent's for a child */
};

static void add_tender(struct fold *fold, int32_t inst, const struct portion *portion,
                       bool is_by_cure)
{
    int32_t index = st_add_tender(fold->st);
    if (index < 0)
        longjmp(fold->full, 1);
    struct st_tender *tender = &fold->st->tender[index];
    tender->event = portion->event->serial;
    tender->inst = inst;
    tender->item = portion->item;
    tender->status = ST_OPEN;
    tender->at = fold->st->head.now;
    tender->limit = portion->limit;
    tender->qty = tender->open = portion->qty;
    tender->name = portion->event->key;
    tender->in_cure = is_by_cure;
    tender->rework_at = NM_NEVER;
}

static void take(struct fold *fold, int32_t inst, const struct portion *portion);

/* An act that goes beyond an upper bound is forbidden. How far it goes is put on record when all of
 * it has been dealt out. */
static void test_bound(struct fold *fold, int32_t inst, int64_t qty)
{
    const struct st_inst *record = &fold->st->inst[inst];
    if (norm_of(fold, inst)->kind != NM_AT_MOST)
        return;
    int64_t counted = eval_add(fold, record->got, record->pend);
    if (counted <= record->need)
        return;
    int128 over = (int128)counted - record->need;
    int64_t beyond = over < qty ? (int64_t)over : qty;
    for (size_t i = 0; i < fold->beyond.count; i++) {
        if (fold->beyond.items[i].inst != inst)
            continue;
        fold->beyond.items[i].qty = eval_add(fold, fold->beyond.items[i].qty, beyond);
        return;
    }
    vec_push(&fold->beyond, (struct excess){inst, beyond});
}

static void record_excess(struct fold *fold, const struct rt_event *event)
{
    for (size_t i = 0; i < fold->beyond.count; i++) {
        struct excess excess = fold->beyond.items[i];
        if (!is_permitted(fold, excess.inst, event))
            settle_record(fold, add_record(fold, excess.inst, fold->st->head.now, excess.qty,
                                           event->serial));
    }
    vec_clear(&fold->beyond);
}

/* The instance of a child norm that counts along with the parent's instance: the first of its key
 * that the event matches and that accepts; or -1. */
static int32_t child_of(struct fold *fold, int32_t parent, int32_t norm, const struct rt_event *event)
{
    const struct nm_norm *row = &fold->nm->norm[norm];
    bool has_one_key = row->key_kind == norm_of(fold, parent)->key_kind;
    if (row->parent != fold->st->inst[parent].norm || !is_counted(row))
        return -1;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *child = &fold->st->inst[i];
        if (child->norm == norm && accepts(fold, child) &&
            (!has_one_key || child->key == fold->st->inst[parent].key) &&
            match_instance(fold, (int32_t)i, event))
            return (int32_t)i;
    }
    return -1;
}

/* What goes to a parent is seen by one instance of each of its children (calculus B6.2). */
static void take_for_children(struct fold *fold, int32_t parent, const struct portion *portion)
{
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        int32_t child = child_of(fold, parent, (int32_t)norm, portion->event);
        if (child < 0)
            continue;
        struct portion share = *portion;
        share.qty = least(portion->qty, room_of(fold, child));
        if (share.qty > 0)
            take(fold, child, &share);
    }
}

/* The most that one of its children still needs of what the event brings. */
static int64_t room_of_children(struct fold *fold, int32_t parent, const struct rt_event *event)
{
    int64_t most = 0;
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        int32_t child = child_of(fold, parent, (int32_t)norm, event);
        bool is_bound = fold->nm->norm[norm].kind == NM_AT_MOST; /* it asks for nothing */
        if (child >= 0 && !is_bound && room_of(fold, child) > most)
            most = room_of(fold, child);
    }
    return most;
}

static void take(struct fold *fold, int32_t inst, const struct portion *portion)
{
    struct st_inst *record = &fold->st->inst[inst];
    bool is_by_cure = in_cure(fold, record);
    if (is_by_cure) {
        record->cure -= least(record->cure, portion->qty);
        if (record->cure == 0)
            record->cure_due = NM_NEVER;
    }
    if (answer_of(fold, record->norm)) {
        record->pend = eval_add(fold, record->pend, portion->qty);
        add_tender(fold, inst, portion, is_by_cure);
    } else {
        record->got = eval_add(fold, record->got, portion->qty);
        eval_note_late(fold, record, portion->qty, fold->st->head.now);
        if (record->status != ST_BREACHED || is_by_cure)
            record->performed = fold->st->head.now;
        conclude(fold, inst, fold->st->head.now);
    }
    test_bound(fold, inst, portion->qty);
    take_for_children(fold, inst, portion);
}

/* ---- named items ----------------------------------------------------------------------------- */

static bool is_item(const struct fold *fold, uint32_t item, int32_t pool, int32_t name)
{
    return fold->st->item[item].pool == pool && fold->st->item[item].name == name;
}

bool is_item_barred(const struct fold *fold, int32_t pool, int32_t name, int32_t inst)
{
    int32_t norm = fold->st->inst[inst].norm;
    for (uint32_t i = 0; i < fold->st->item_count; i++) {
        const struct st_item *item = &fold->st->item[i];
        if (!is_item(fold, i, pool, name) || item->status == ST_FREE)
            continue;
        int32_t holder = fold->st->inst[item->inst].norm;
        int32_t series = fold->nm->norm[holder].series;
        if (holder == norm || series == NM_NONE || series != fold->nm->norm[norm].series)
            return true;
    }
    return false;
}

/* The record to be used when the item is taken: the last that is free, or -1, for a new one. */
static int32_t free_item(const struct fold *fold, int32_t pool, int32_t name)
{
    for (uint32_t i = fold->st->item_count; i-- > 0;)
        if (is_item(fold, i, pool, name) && fold->st->item[i].status == ST_FREE)
            return (int32_t)i;
    return -1;
}

static int32_t add_item(struct fold *fold, int32_t pool, const struct rt_event *event)
{
    int32_t index = st_add_item(fold->st);
    if (index < 0)
        longjmp(fold->full, 1);
    struct st_item *item = &fold->st->item[index];
    item->pool = pool;
    item->name = event->key;
    item->inst = -1;
    memcpy(item->attrs, event->attrs, sizeof item->attrs);
    return index;
}

static void set_item(struct fold *fold, int32_t item, enum st_item_status status, int32_t inst)
{
    if (item < 0)
        return;
    fold->st->item[item].status = (int32_t)status;
    fold->st->item[item].inst = inst;
    fold->st->item[item].at = fold->st->head.now;
}

void hold_item(struct fold *fold, int32_t pool, const struct rt_event *event, int32_t inst)
{
    set_item(fold, add_item(fold, pool, event), ST_HELD, inst);
}

/* An item is counted once (calculus B6.4), in each period of what recurs; and its attributes are those it had
 * first (A26). */
static int judge_item(const struct fold *fold, int32_t pool, const struct rt_event *event)
{
    bool is_known = false, is_other = false;
    for (uint32_t i = 0; i < fold->st->item_count; i++) {
        const struct st_item *record = &fold->st->item[i];
        if (!is_item(fold, i, pool, event->key))
            continue;
        is_known |= record->status != ST_FREE && norm_of(fold, record->inst)->series == NM_NONE;
        for (int k = 0; k < LIMIT_EVENT_ATTRS; k++)
            is_other |= event->attrs[k] != EVENT_NONE && record->attrs[k] != EVENT_NONE &&
                        event->attrs[k] != record->attrs[k];
    }
    return is_known ? JUDGE_ITEM_KNOWN : is_other ? JUDGE_ATTRIBUTE_CONFLICT : NO_JUDGEMENT;
}

static bool is_item_taken(const struct fold *fold, int32_t pool, int32_t name)
{
    for (uint32_t i = 0; i < fold->st->item_count; i++)
        if (is_item(fold, i, pool, name) && fold->st->item[i].status != ST_FREE)
            return true;
    return false;
}

/* ---- one pool -------------------------------------------------------------------------------- */

/* The first norm of the pool that the event matches, or matches for one of its instances; or NULL. */
static const struct nm_norm *matching_norm(const struct fold *fold, int32_t pool,
                                           const struct rt_event *event)
{
    for (uint32_t i = 0; i < fold->nm->norm_count; i++) {
        const struct nm_norm *norm = &fold->nm->norm[i];
        if (norm->pool == pool && norm->parent == NM_NONE && is_counted(norm) &&
            match_norm(fold, (int32_t)i, -1, event))
            return norm;
    }
    for (uint32_t i = 0; i < fold->st->inst_count; i++) /* to an assignee it may be due all the same */
        if (is_in_pool(fold, (int32_t)i, pool, event))
            return norm_of(fold, (int32_t)i);
    return NULL;
}

static bool is_money(const struct fold *fold, const struct nm_norm *norm)
{
    return norm->unit != NM_NONE && fold->nm->unit[norm->unit].dimension == NM_MONEY;
}

/* The instance that records what is more than needed: the first whose window is open, of a minimum before others;
 * or -1. */
static int32_t surplus_taker(struct fold *fold, int32_t pool, const struct rt_event *event, bool is_named)
{
    int32_t taker = -1;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if ((inst->status != ST_IN_FORCE && inst->status != ST_PENDING &&
             inst->status != ST_FULFILLED) ||
            !is_in_pool(fold, (int32_t)i, pool, event) || !in_window(fold, inst) ||
            (is_named && is_item_barred(fold, pool, event->key, (int32_t)i)))
            continue;
        if (norm_of(fold, (int32_t)i)->minimum)
            return (int32_t)i;
        taker = taker < 0 ? (int32_t)i : taker;
    }
    return taker;
}

static bool has_parts(const struct fold *fold, int32_t norm)
{
    bool has = false;
    for (uint32_t i = 0; i < fold->nm->norm_count; i++)
        has |= fold->nm->norm[i].parent == norm;
    return has;
}

/* A debt that is not open yet and that money may be paid on beforehand. */
static bool is_prepaid(const struct fold *fold, int32_t index)
{
    const struct st_inst *inst = &fold->st->inst[index];
    const struct nm_norm *norm = norm_of(fold, index);
    bool is_debt = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_ASSUME;
    return is_debt && inst->status == ST_DORMANT && !(inst->flags & ST_QUEUED) && !norm->accrual &&
           norm->parent == NM_NONE && norm->answer == NM_NONE && is_money(fold, norm) &&
           !has_parts(fold, inst->norm);
}

/* Money paid before its time is kept as credit, by the debt that it is meant for or that is due first. */
static int32_t prepayment_taker(struct fold *fold, int32_t pool, const struct rt_event *event)
{
    int32_t best = -1;
    bool is_best_meant = false;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (!is_prepaid(fold, (int32_t)i) || !is_in_pool(fold, (int32_t)i, pool, event))
            continue;
        bool is_meant = is_designated(fold, inst->norm, event);
        bool is_better = best < 0 || is_meant > is_best_meant ||
                         (is_meant == is_best_meant && inst->due < fold->st->inst[best].due);
        if (is_better) {
            best = (int32_t)i;
            is_best_meant = is_meant;
        }
    }
    return best;
}

static void give(struct fold *fold, int32_t inst, struct portion *portion)
{
    const struct nm_answer *answer = answer_of(fold, fold->st->inst[inst].norm);
    portion->limit = !answer ? NM_NEVER
                             : eval_or(fold, answer->limit, &fold->st->inst[inst],
                                       fold->st->head.now, NM_NEVER);
    set_item(fold, portion->item, answer ? ST_TENDERED : ST_HELD, inst);
    take(fold, inst, portion);
}

/* It needs no more, but a part of it does, or it is a minimum: it counts it beyond its need. */
static void give_beyond(struct fold *fold, int32_t inst, struct portion *portion)
{
    struct st_inst *record = &fold->st->inst[inst];
    const struct nm_answer *answer = answer_of(fold, record->norm);
    portion->limit = !answer ? NM_NEVER
                             : eval_or(fold, answer->limit, record, fold->st->head.now, NM_NEVER);
    set_item(fold, portion->item, answer ? ST_TENDERED : ST_HELD, inst);
    if (answer) {
        record->pend = eval_add(fold, record->pend, portion->qty);
        add_tender(fold, inst, portion, false);
    } else {
        record->got = eval_add(fold, record->got, portion->qty);
    }
    take_for_children(fold, inst, portion);
}

/* Told in tonnes, it is one act for a norm that counts acts (spec 8.4): then nothing of it is left for another. */
static bool is_one_act(const struct fold *fold, int32_t inst, const struct rt_event *event)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    return norm->unit == NM_NONE && !norm->by_act && event->unit != EVENT_NONE;
}

static int64_t offered_to(const struct fold *fold, int32_t inst, const struct rt_event *event, int64_t rest)
{
    return is_one_act(fold, inst, event) ? least(rest, 1) : rest;
}

static int64_t rest_behind(const struct fold *fold, int32_t inst, const struct portion *portion, int64_t rest)
{
    return is_one_act(fold, inst, portion->event) ? 0 : rest - portion->qty;
}

static void note_dealt(struct fold *fold, int32_t inst, int64_t qty)
{
    if (norm_of(fold, inst)->kind != NM_AT_MOST)
        vec_push(&fold->dealt, (struct excess){inst, qty});
}

static bool may_count_for_children(const struct fold *fold, const struct st_inst *inst)
{
    return inst->from <= fold->st->head.now &&
           (inst->status == ST_IN_FORCE || inst->status == ST_PENDING ||
            inst->status == ST_FULFILLED || inst->status == ST_BREACHED);
}

/* The upper bounds of a whole count its surplus, too. */
static void count_surplus(struct fold *fold, int32_t whole, const struct portion *portion)
{
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        int32_t child = child_of(fold, whole, (int32_t)norm, portion->event);
        if (child < 0 || fold->nm->norm[norm].kind != NM_AT_MOST)
            continue;
        fold->st->inst[child].got = eval_add(fold, fold->st->inst[child].got, portion->qty);
        test_bound(fold, child, portion->qty);
    }
}

/* What is beyond it has to be accepted like the rest. */
static bool is_answered_beyond(const struct fold *fold, int32_t inst)
{
    return norm_of(fold, inst)->minimum && answer_of(fold, fold->st->inst[inst].norm);
}

static int perform_in_pool(struct fold *fold, int32_t pool, const struct rt_event *event)
{
    const struct nm_norm *norm = matching_norm(fold, pool, event);
    if (!norm)
        return NO_JUDGEMENT;
    bool is_named = norm->distinct && event->key != EVENT_NONE;
    int32_t item = is_named ? free_item(fold, pool, event->key) : -1;
    int fault = is_named ? judge_item(fold, pool, event) : NO_JUDGEMENT;
    if (fault != NO_JUDGEMENT)
        return fault;

    fold->candidates.count = 0;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (!is_in_pool(fold, (int32_t)i, pool, event) || !accepts(fold, inst) ||
            (is_named && is_item_barred(fold, pool, event->key, (int32_t)i)))
            continue;
        bool is_overdue = inst->status == ST_BREACHED || in_cure(fold, inst);
        vec_push(&fold->candidates,
                 (struct candidate){(int32_t)i, distance_of(fold, (int32_t)i, event), !is_overdue, inst->due});
    }
    if (fold->candidates.count)
        qsort(fold->candidates.items, fold->candidates.count, sizeof *fold->candidates.items, compare_candidates);

    int64_t rest = is_named ? 1 : units_of(event);
    bool is_taken = false;
    int32_t last = -1;
    for (size_t i = 0; i < fold->candidates.count && rest > 0; i++) {
        int32_t inst = fold->candidates.items[i].inst;
        struct portion portion = {event, least(offered_to(fold, inst, event, rest), room_of(fold, inst)), item, 0};
        if (portion.qty == 0)
            continue;
        if (is_named && item < 0)
            portion.item = item = add_item(fold, pool, event);
        give(fold, inst, &portion);
        note_dealt(fold, inst, portion.qty);
        rest = rest_behind(fold, inst, &portion, rest);
        last = inst;
        is_taken = true;
    }
    for (uint32_t i = 0; i < fold->st->inst_count && rest > 0; i++) {
        if (!may_count_for_children(fold, &fold->st->inst[i]) ||
            !is_in_pool(fold, (int32_t)i, pool, event) ||
            (is_named && is_item_barred(fold, pool, event->key, (int32_t)i)))
            continue;
        int64_t offered = offered_to(fold, (int32_t)i, event, rest);
        struct portion portion = {event, least(offered, room_of_children(fold, (int32_t)i, event)), item, 0};
        if (portion.qty == 0)
            continue;
        if (is_named && item < 0)
            portion.item = item = add_item(fold, pool, event);
        give_beyond(fold, (int32_t)i, &portion);
        note_dealt(fold, (int32_t)i, portion.qty);
        rest = rest_behind(fold, (int32_t)i, &portion, rest);
        is_taken = true;
    }
    int32_t taker = rest > 0 ? surplus_taker(fold, pool, event, is_named) : -1;
    if (taker >= 0 && is_answered_beyond(fold, taker)) {
        struct portion portion = {event, offered_to(fold, taker, event, rest), item, 0};
        if (is_named && item < 0)
            portion.item = add_item(fold, pool, event);
        give_beyond(fold, taker, &portion);
        is_taken = true;
        rest = 0;
        taker = -1;
    }
    if (rest > 0 && taker < 0 && last >= 0 && is_money(fold, norm))
        taker = last; /* what is left of a payment is credit */
    if (rest > 0 && taker < 0)
        taker = prepayment_taker(fold, pool, event);
    if (taker >= 0) {
        if (is_named)
            set_item(fold, item < 0 ? add_item(fold, pool, event) : item, ST_HELD, taker);
        rest = offered_to(fold, taker, event, rest);
        fold->st->inst[taker].surplus = eval_add(fold, fold->st->inst[taker].surplus, rest);
        count_surplus(fold, taker, &(struct portion){event, rest, -1, NM_NEVER});
        is_taken = true;
    }
    if (!is_taken && is_named && is_item_taken(fold, pool, event->key))
        return JUDGE_ITEM_KNOWN; /* in each period that could count it */
    return is_taken ? JUDGE_EFFECTIVE : NO_JUDGEMENT;
}

/* ---- credit ---------------------------------------------------------------------------------- */

/* A debt of money that can be paid by what was overpaid before. What counts for parts, or has to be
 * accepted, needs an act. */
static bool takes_credit(const struct fold *fold, int32_t inst)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    bool is_debt = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_ASSUME;
    return is_debt && is_money(fold, norm) && norm->parent == NM_NONE && norm->answer == NM_NONE &&
           fold->st->inst[inst].status == ST_IN_FORCE && !has_parts(fold, fold->st->inst[inst].norm);
}

bool apply_credits(struct fold *fold)
{
    bool did = false, has_credit = false;
    for (uint32_t i = 0; i < fold->st->inst_count; i++)
        has_credit |= fold->st->inst[i].surplus > 0;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        struct st_inst *debt = &fold->st->inst[i];
        int64_t taken = 0;
        for (uint32_t k = 0; has_credit && k < fold->st->inst_count; k++) {
            struct st_inst *source = &fold->st->inst[k];
            if (source->surplus <= 0 || !takes_credit(fold, (int32_t)i))
                continue;
            int64_t part = least(source->surplus, room_of(fold, (int32_t)i));
            bool waits = source->status == ST_DORMANT; /* for its own debt */
            if (part <= 0 || waits || !is_performable(norm_of(fold, (int32_t)k)) ||
                source->bearers != debt->bearers || source->claimants != debt->claimants ||
                norm_of(fold, (int32_t)k)->pool != norm_of(fold, (int32_t)i)->pool)
                continue;
            source->surplus -= part;
            debt->got = eval_add(fold, debt->got, part);
            taken = eval_add(fold, taken, part);
        }
        if (taken == 0)
            continue;
        eval_note_late(fold, debt, taken, fold->st->head.now);
        debt->performed = fold->st->head.now;
        conclude(fold, (int32_t)i, fold->st->head.now);
        did = true;
    }
    return did;
}

int perform_event(struct fold *fold, const struct rt_event *event)
{
    int result = NO_JUDGEMENT;
    vec_clear(&fold->dealt);
    for (int32_t pool = 0; pool < fold->nm->head.pools; pool++) {
        int judgement = perform_in_pool(fold, pool, event);
        if (judgement == JUDGE_EFFECTIVE || result == NO_JUDGEMENT)
            result = judgement;
    }
    record_excess(fold, event);
    return result;
}

/* ---- offers ---------------------------------------------------------------------------------- */

/* Some of those who must act together act, or offer to: on a breach they are not to blame
 * (calculus B8.5; spec, appendix C). */
bool offer_event(struct fold *fold, const struct rt_event *event)
{
    if (event->actors == 0)
        return false;
    const struct nm_act *act = &fold->nm->act[event->act];
    bool is_offer = act->class == NM_FACT && strcmp(nm_str(fold->nm, act->name), "offer") == 0;
    bool is_effective = false;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        struct st_inst *inst = &fold->st->inst[i];
        const struct nm_norm *norm = norm_of(fold, (int32_t)i);
        if (norm->joint != NM_TOGETHER || inst->status != ST_IN_FORCE || !in_window(fold, inst) ||
            event->actors & ~norm->bearers)
            continue;
        bool is_meant = event->for_norm == EVENT_NONE || is_designated(fold, inst->norm, event);
        bool is_act = event->actors != norm->bearers && norm->pattern != NM_NONE &&
                      (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT) &&
                      match_but_for_actors(fold, norm->pattern, norm, inst->key, event);
        if ((is_offer && is_meant) || is_act) {
            inst->offered |= event->actors;
            is_effective = true;
        }
    }
    return is_effective;
}
