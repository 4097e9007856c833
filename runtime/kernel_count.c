/* Counting a performance. Norms are grouped in pools; each pool counts the event in full and deals
 * it out among its candidates: what is overdue first, then what is due first. Children of a norm are
 * dealt nothing; they count along with their parent. */
#include <stdlib.h>

#include "lang/base/check.h"
#include "runtime/kernel_internal.h"

struct candidate {
    int32_t row;
    int32_t rank; /* designated before others, of the day named first; then overdue or in cure before others */
    int64_t due;
};

struct deal { /* one event in one pool */
    const struct rt_event *event;
    int32_t pool;
    int32_t item;   /* its record, -1 none yet */
    bool is_item;   /* it is of a named item */
    bool was_taken; /* some of it counted */
    int32_t last;   /* the instance that was dealt some of it last, or -1 */
    int64_t rest;
};

static bool in_cure(const struct run *run, const struct st_inst *inst)
{
    return inst->cure > 0 && run->st->head.now <= inst->cure_due &&
           (inst->status == ST_IN_FORCE || inst->status == ST_PENDING || inst->status == ST_BREACHED);
}

static bool is_bound(const struct run *run, const struct st_inst *inst)
{
    return run->nm->norm[inst->norm].kind == NM_AT_MOST;
}

static bool is_candidate(const struct run *run, const struct st_inst *inst,
                         const struct rt_event *event)
{
    if (is_bound(run, inst) && inst->suspensions > 0)
        return false;
    return kernel_match_inst(run, inst, event) && (is_owed(inst) || in_cure(run, inst) ||
                                           (inst->status == ST_IN_FORCE && inst_in_window(run, inst)));
}

/* How much more it can take; a vague duty takes all there is. */
static int64_t room_of(const struct run *run, const struct st_inst *inst)
{
    if (run->nm->norm[inst->norm].kind == NM_VAGUE || is_bound(run, inst))
        return INT64_MAX;
    int128 room = (int128)inst->need - inst->got - inst->pend;
    return room > 0 ? (int64_t)room : 0;
}

/* ---- items ----------------------------------------------------------------------------------- */

int32_t index_last_item(const struct index *index, int32_t pool, int32_t name)
{
    const struct slot *slot = table_find(&index->items, table_key(pool, name));
    return slot ? slot->last : -1;
}

void index_item(struct index *index, const struct st *st, int32_t row)
{
    struct slot *slot = table_put(&index->items, table_key(st->item[row].pool, st->item[row].name));
    vec_push(&index->item_before, slot->last);
    slot->last = row;
}

bool kernel_item_barred(const struct run *run, int32_t pool, int32_t name, int32_t row)
{
    const struct nm_norm *norm = &run->nm->norm[run->st->inst[row].norm];
    for (int32_t at = index_last_item(run->index, pool, name); at >= 0; at = run->index->item_before.items[at]) {
        const struct st_item *item = &run->st->item[at];
        const struct nm_norm *by = item->status == ST_FREE ? NULL : &run->nm->norm[run->st->inst[item->inst].norm];
        if (by && (by == norm || by->series == NM_NONE || by->series != norm->series))
            return true;
    }
    return false;
}

static bool is_barred(const struct run *run, const struct deal *deal, int32_t row)
{
    return deal->is_item && kernel_item_barred(run, deal->pool, deal->event->key, row);
}

static void touch_item(struct run *run, struct deal *deal, enum st_item_status status, int32_t row)
{
    if (!deal->is_item)
        return;
    if (deal->item < 0) {
        deal->item = st_add_item(run->st);
        if (deal->item < 0) {
            run->is_full = true;
            return;
        }
        struct st_item *item = &run->st->item[deal->item];
        item->pool = deal->pool;
        item->name = deal->event->key;
        for (int i = 0; i < LIMIT_EVENT_ATTRS; i++)
            item->attrs[i] = deal->event->attrs[i];
        index_item(run->index, run->st, deal->item);
    }
    struct st_item *item = &run->st->item[deal->item];
    item->status = (int32_t)status;
    item->inst = row;
    item->at = run->st->head.now;
}

void kernel_hold_item(struct run *run, int32_t pool, const struct rt_event *event, int32_t row)
{
    struct deal deal = {.event = event, .pool = pool, .item = -1, .is_item = true};
    touch_item(run, &deal, ST_HELD, row);
}

/* EFFECTIVE if the item may be performed, else why not. Finds the record to be used for it. */
static enum judgement judge_item(const struct run *run, struct deal *deal)
{
    enum judgement judgement = JUDGE_EFFECTIVE;
    int32_t at = index_last_item(run->index, deal->pool, deal->event->key);
    for (; at >= 0; at = run->index->item_before.items[at]) {
        const struct st_item *item = &run->st->item[at];
        bool is_free = item->status == ST_FREE;
        if (!is_free && run->nm->norm[run->st->inst[item->inst].norm].series == NM_NONE)
            return JUDGE_ITEM_KNOWN;
        for (int i = 0; i < LIMIT_EVENT_ATTRS; i++) {
            int16_t given = deal->event->attrs[i];
            if (given != EVENT_NONE && item->attrs[i] != EVENT_NONE && given != item->attrs[i])
                judgement = JUDGE_ATTRIBUTE_CONFLICT;
        }
        if (is_free && deal->item < 0)
            deal->item = at;
    }
    return judgement;
}

/* Whether some instance counts it, in whatever period. */
static bool is_item_counted(const struct run *run, const struct deal *deal)
{
    int32_t at = index_last_item(run->index, deal->pool, deal->event->key);
    while (at >= 0 && run->st->item[at].status == ST_FREE)
        at = run->index->item_before.items[at];
    return at >= 0;
}

/* ---- dealing --------------------------------------------------------------------------------- */

/* Counts `qty` without an answer; whether that fulfils it. */
static void count_now(struct run *run, int32_t row, int64_t qty, bool is_in_time)
{
    struct st_inst *inst = &run->st->inst[row];
    int64_t now = run->st->head.now;
    index_add_total(run, &inst->got, qty);
    inst_note_late(run, inst, qty, now);
    if (is_in_time)
        inst->performed = now;
    if (is_bound(run, inst) || inst->got < inst_wanted(run, inst))
        return;
    if (is_live(inst)) {
        if (run->nm->norm[inst->norm].grace != NM_NONE && now > inst->due)
            inst->flags |= ST_LATE;
        inst_set_status(run, row, ST_FULFILLED);
    } else if (is_owed(inst)) {
        inst_perform_late(run, row, now);
    }
}

/* What goes beyond an upper bound is put on record when the event has been dealt out. */
static void test_bound(struct run *run, int32_t row, int64_t qty)
{
    const struct st_inst *inst = &run->st->inst[row];
    if (!is_bound(run, inst))
        return;
    int64_t counted = inst->got;
    index_add_total(run, &counted, inst->pend);
    if (counted <= inst->need)
        return;
    int128 over = (int128)counted - inst->need;
    struct excess excess = {row, over < qty ? (int64_t)over : qty};
    for (size_t i = 0; i < run->index->beyond.count; i++) {
        if (run->index->beyond.items[i].inst != row)
            continue;
        index_add_total(run, &run->index->beyond.items[i].qty, excess.qty);
        return;
    }
    vec_push(&run->index->beyond, excess);
}

static void record_excess(struct run *run, const struct rt_event *event)
{
    struct index *index = run->index;
    for (size_t i = 0; i < index->beyond.count && !run->is_full; i++) {
        const struct excess *excess = &index->beyond.items[i];
        if (kernel_permits(run, excess->inst, event))
            continue;
        int32_t record = breach_add(run, excess->inst, run->st->head.now, event->serial, excess->qty);
        if (record >= 0)
            breach_follow_up(run, record);
    }
    vec_clear(&index->beyond);
}

/* The instance of a child norm that counts along with a parent's: the first of its key that accepts;
 * -1 if none does, or the event is not the child's. */
static int32_t child_of(struct run *run, const struct deal *deal, int32_t parent, int32_t child)
{
    const struct nm_norm *norm = &run->nm->norm[child];
    if (norm->pattern == NM_NONE || !kernel_match_unit(run, norm, deal->event) ||
        !kernel_concerns(run, child, deal->event))
        return -1;
    bool is_keyed_alike = norm->key_kind == run->nm->norm[run->st->inst[parent].norm].key_kind;
    int32_t key = run->st->inst[parent].key;
    index_prune(run, child);
    int32_t found = run->index->active[child].first;
    while (found >= 0 && (!is_candidate(run, &run->st->inst[found], deal->event) ||
                          (is_keyed_alike && run->st->inst[found].key != key)))
        found = run->index->active_next.items[found];
    return found;
}

static void give(struct run *run, struct deal *deal, int32_t row, int64_t qty, int32_t answer,
                 int64_t limit);

/* What a parent's instance has been given counts for its children as well. */
static void give_children(struct run *run, struct deal *deal, int32_t row, int64_t qty,
                          int32_t answer, int64_t limit)
{
    const struct lists *children = &run->kernel->children;
    int32_t norm = run->st->inst[row].norm;
    for (int32_t i = children->start[norm]; i < children->start[norm + 1] && !run->is_full; i++) {
        int32_t found = child_of(run, deal, row, children->items[i]);
        if (found < 0)
            continue;
        int64_t room = room_of(run, &run->st->inst[found]);
        if (room > 0)
            give(run, deal, found, qty < room ? qty : room, answer, limit);
    }
}

/* Gives `qty` of the event to an instance and, along with it, to its children. `answer` is the row
 * of the outermost parent. */
static void give(struct run *run, struct deal *deal, int32_t row, int64_t qty, int32_t answer,
                 int64_t limit)
{
    struct st_inst *inst = &run->st->inst[row];
    bool was_in_cure = inst->cure > 0 && run->st->head.now <= inst->cure_due;
    bool is_in_time = was_in_cure || (inst->status == ST_IN_FORCE && inst_in_window(run, inst));
    if (was_in_cure)
        inst_set_cure(inst, inst->cure - (inst->cure < qty ? inst->cure : qty));
    if (answer == NM_NONE) {
        count_now(run, row, qty, is_in_time);
    } else {
        kernel_add_tender(run, row, deal->item, qty, deal->event, limit, was_in_cure);
    }
    test_bound(run, row, qty);
    if (!run->is_full)
        give_children(run, deal, row, qty, answer, limit);
}

static bool is_before(struct candidate left, struct candidate right)
{
    if (left.rank != right.rank)
        return left.rank < right.rank;
    return left.due != right.due ? left.due < right.due : left.row < right.row;
}

/* The last tick to answer what the instance is given now. */
static int64_t answer_limit(const struct run *run, const struct st_inst *inst)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (norm->answer == NM_NONE || run->nm->answer[norm->answer].limit == NM_NONE)
        return NM_NEVER;
    struct rt_scope scope = scope_of(run, inst, run->st->head.now);
    return run_eval(run, run->nm->answer[norm->answer].limit, &scope);
}

/* Kept where some debt must not be paid. */
static void note_dealt(struct run *run, int32_t row, int64_t qty)
{
    if (run->kernel->has_forbidden_debt && !is_bound(run, &run->st->inst[row]))
        vec_push(&run->index->dealt, (struct excess){row, qty});
}

/* Told in tonnes, it is one act for a norm that counts acts: then nothing of it is left for another. */
static bool is_one_act(const struct run *run, const struct deal *deal, int32_t row)
{
    const struct nm_norm *norm = &run->nm->norm[run->st->inst[row].norm];
    return norm->unit == NM_NONE && !norm->by_act && deal->event->unit != EVENT_NONE;
}

static int64_t offered_to(const struct run *run, const struct deal *deal, int32_t row)
{
    return is_one_act(run, deal, row) && deal->rest > 1 ? 1 : deal->rest;
}

static void note_taken(const struct run *run, struct deal *deal, int32_t row, int64_t qty)
{
    deal->rest = is_one_act(run, deal, row) ? 0 : deal->rest - qty;
    deal->was_taken = true;
}

static void take(struct run *run, struct deal *deal, int32_t row)
{
    const struct st_inst *inst = &run->st->inst[row];
    int64_t room = room_of(run, inst), offered = offered_to(run, deal, row);
    int64_t qty = offered < room ? offered : room;
    if (qty <= 0)
        return;
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    int64_t limit = answer_limit(run, inst);
    touch_item(run, deal, norm->answer == NM_NONE ? ST_HELD : ST_TENDERED, row);
    if (run->is_full)
        return;
    give(run, deal, row, qty, norm->answer, limit);
    note_dealt(run, row, qty);
    note_taken(run, deal, row, qty);
    deal->last = row;
}

/* Counts beyond the need of a whole. */
static void take_beyond(struct run *run, struct deal *deal, int32_t row, int64_t qty)
{
    struct st_inst *inst = &run->st->inst[row];
    int32_t answer = run->nm->norm[inst->norm].answer;
    int64_t limit = answer_limit(run, inst);
    touch_item(run, deal, answer == NM_NONE ? ST_HELD : ST_TENDERED, row);
    if (run->is_full)
        return;
    if (answer == NM_NONE)
        index_add_total(run, &inst->got, qty);
    else
        kernel_add_tender(run, row, deal->item, qty, deal->event, limit, false);
    if (!run->is_full)
        give_children(run, deal, row, qty, answer, limit);
    note_taken(run, deal, row, qty);
}

/* A whole that needs no more counts what a part of it still needs. */
static void take_for_children(struct run *run, struct deal *deal, int32_t row)
{
    const struct lists *children = &run->kernel->children;
    int32_t norm = run->st->inst[row].norm;
    int64_t qty = 0;
    for (int32_t i = children->start[norm]; i < children->start[norm + 1]; i++) {
        int32_t child = child_of(run, deal, row, children->items[i]);
        bool is_asking = child >= 0 && !is_bound(run, &run->st->inst[child]);
        int64_t room = is_asking ? room_of(run, &run->st->inst[child]) : 0;
        qty = room > qty ? room : qty;
    }
    int64_t offered = offered_to(run, deal, row);
    qty = offered < qty ? offered : qty;
    if (qty <= 0)
        return;
    take_beyond(run, deal, row, qty);
    if (!run->is_full)
        note_dealt(run, row, qty);
}

static bool may_count_for_children(const struct run *run, const struct st_inst *inst)
{
    return inst->from <= run->st->head.now &&
           (inst->status == ST_IN_FORCE || inst->status == ST_PENDING ||
            inst->status == ST_FULFILLED || inst->status == ST_BREACHED);
}

/* Offers what is left to the parts, by the index of their wholes. */
static void take_for_parts(struct run *run, struct deal *deal, const int32_t *norms, size_t count)
{
    VEC(int32_t) wholes = {0};
    for (size_t i = 0; i < count; i++) {
        const struct lists *children = &run->kernel->children;
        if (children->start[norms[i]] == children->start[norms[i] + 1])
            continue;
        for (int32_t row = run->index->all[norms[i]].first; row >= 0;
             row = run->index->all_next.items[row]) {
            size_t place = wholes.count;
            vec_push(&wholes, row);
            for (; place > 0 && row < wholes.items[place - 1]; place--)
                wholes.items[place] = wholes.items[place - 1];
            wholes.items[place] = row;
        }
    }
    for (size_t i = 0; i < wholes.count && deal->rest > 0 && !run->is_full; i++) {
        const struct st_inst *whole = &run->st->inst[wholes.items[i]];
        if (may_count_for_children(run, whole) && kernel_match_inst(run, whole, deal->event) &&
            !is_barred(run, deal, wholes.items[i]))
            take_for_children(run, deal, wholes.items[i]);
    }
    vec_release(&wholes);
}

/* True if the event binds the norm to one instance at most: *row, or -1 for none. */
static bool is_one(const struct run *run, int32_t norm, const struct rt_event *event, int32_t *row)
{
    int32_t key = kernel_bound_key(run, norm, event);
    if (key < 0 || table_find(&run->index->keys, table_key(norm, -1)))
        return false; /* one without a key fits every event */
    const struct slot *slot = table_find(&run->index->keys, table_key(norm, key));
    *row = slot ? slot->last : -1;
    return !slot || slot->count == 1;
}

static bool may_take_surplus(const struct run *run, int32_t row, const struct deal *deal)
{
    const struct st_inst *inst = &run->st->inst[row];
    bool may_take = inst->status == ST_IN_FORCE || inst->status == ST_PENDING ||
                    inst->status == ST_FULFILLED;
    return may_take && inst_in_window(run, inst) && kernel_match_inst(run, inst, deal->event) &&
           !is_barred(run, deal, row);
}

static bool is_money(const struct run *run, int32_t norm)
{
    int32_t unit = run->nm->norm[norm].unit;
    return unit != NM_NONE && run->nm->unit[unit].dimension == NM_MONEY;
}

/* Whether a payment can wait with a debt until that opens. */
static bool may_keep_credit(const struct run *run, const struct st_inst *inst)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    bool is_debt = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_ASSUME;
    return inst->status == ST_DORMANT && is_debt && !norm->accrual && !(inst->flags & ST_QUEUED) &&
           norm->answer == NM_NONE && norm->parent == NM_NONE && is_money(run, inst->norm) &&
           run->kernel->children.start[inst->norm] == run->kernel->children.start[inst->norm + 1];
}

/* Of the debts to come, the one that a payment too early is for: named in it, or else due first. */
static int32_t find_prepaid(const struct run *run, const struct deal *deal, const int32_t *norms, size_t count)
{
    int32_t found = -1;
    bool is_named = false;
    for (size_t i = 0; i < count; i++) {
        bool names_it = deal->event->for_norm != EVENT_NONE && kernel_is_named(run->nm, norms[i], deal->event);
        for (int32_t row = run->index->all[norms[i]].first; row >= 0; row = run->index->all_next.items[row]) {
            const struct st_inst *inst = &run->st->inst[row];
            if (!may_keep_credit(run, inst) || !kernel_match_inst(run, inst, deal->event))
                continue;
            bool is_first = found < 0 || inst->due < run->st->inst[found].due ||
                            (inst->due == run->st->inst[found].due && row < found);
            if (found < 0 || (names_it && !is_named) || (names_it == is_named && is_first)) {
                found = row;
                is_named = names_it;
            }
        }
    }
    return found;
}

/* The first that could have counted what nobody needs, of a minimum before others; or -1. */
static int32_t surplus_taker(const struct run *run, const struct deal *deal, const int32_t *norms, size_t count)
{
    int32_t taker = -1;
    bool is_minimum = false;
    for (size_t i = 0; i < count; i++) {
        bool is_wanted = run->nm->norm[norms[i]].minimum;
        int32_t row;
        if (is_one(run, norms[i], deal->event, &row)) {
            row = row >= 0 && may_take_surplus(run, row, deal) ? row : -1;
        } else {
            row = run->index->active[norms[i]].first;
            while (row >= 0 && !may_take_surplus(run, row, deal))
                row = run->index->active_next.items[row]; /* a chain ascends */
        }
        if (row < 0 || is_wanted < is_minimum || (is_wanted == is_minimum && taker >= 0 && row > taker))
            continue;
        taker = row;
        is_minimum = is_wanted;
    }
    return taker;
}

static void take_surplus(struct run *run, struct deal *deal, const int32_t *norms, size_t count)
{
    int32_t taker = surplus_taker(run, deal, norms, count);
    const struct nm_norm *open = taker < 0 ? NULL : &run->nm->norm[run->st->inst[taker].norm];
    if (open && open->minimum && open->answer != NM_NONE) {
        take_beyond(run, deal, taker, offered_to(run, deal, taker));
        return;
    }
    if (taker < 0 && is_money(run, norms[0]))
        taker = deal->last; /* what is left of a payment is credit */
    if (taker < 0)
        taker = find_prepaid(run, deal, norms, count);
    if (taker < 0)
        return;
    touch_item(run, deal, ST_HELD, taker);
    deal->rest = offered_to(run, deal, taker);
    index_add_total(run, &run->st->inst[taker].surplus, deal->rest);
    run->index->has_credit |= is_money(run, run->st->inst[taker].norm);
    deal->was_taken = true;
    const struct lists *children = &run->kernel->children;
    int32_t norm = run->st->inst[taker].norm;
    for (int32_t i = children->start[norm]; i < children->start[norm + 1]; i++) {
        int32_t child = child_of(run, deal, taker, children->items[i]);
        if (child < 0 || !is_bound(run, &run->st->inst[child]))
            continue;
        index_add_total(run, &run->st->inst[child].got, deal->rest);
        test_bound(run, child, deal->rest);
    }
}

struct candidates {
    struct candidate *items;
    size_t count, cap;
};

static void add_candidate(const struct run *run, struct candidates *candidates, int32_t row,
                          const struct deal *deal)
{
    const struct rt_event *event = deal->event;
    const struct st_inst *inst = &run->st->inst[row];
    if (!is_candidate(run, inst, event) || is_barred(run, deal, row))
        return;
    struct candidate candidate = {row, 0, inst->due};
    if (!kernel_is_paid_for(run->nm, inst->norm, event))
        candidate.rank += 4;
    else if (!kernel_is_of_day(run, inst, event))
        candidate.rank += 2;
    if (!is_owed(inst) && !in_cure(run, inst))
        candidate.rank += 1;
    vec_push(candidates, candidate);
    size_t place = candidates->count - 1;
    for (; place > 0 && is_before(candidate, candidates->items[place - 1]); place--)
        candidates->items[place] = candidates->items[place - 1];
    candidates->items[place] = candidate;
}

/* Deals the event out among the instances of these norms that accept, in order. */
static void deal_to_all(struct run *run, struct deal *deal, const int32_t *norms, size_t count)
{
    const struct rt_event *event = deal->event;
    struct candidates candidates = {0};
    for (size_t i = 0; i < count; i++) {
        int32_t sole;
        if (is_one(run, norms[i], event, &sole)) {
            if (sole >= 0)
                add_candidate(run, &candidates, sole, deal);
            continue;
        }
        index_prune(run, norms[i]);
        for (int32_t row = run->index->active[norms[i]].first; row >= 0;
             row = run->index->active_next.items[row])
            add_candidate(run, &candidates, row, deal);
    }
    for (size_t i = 0; i < candidates.count && deal->rest > 0 && !run->is_full; i++)
        take(run, deal, candidates.items[i].row);
    vec_release(&candidates);
}

/* The same where a queue knows the order. */
static void deal_in_turn(struct run *run, struct deal *deal, int32_t queue)
{
    struct queue_walk walk = queue_begin(run, queue);
    int32_t row = queue_next(&walk);
    for (; row >= 0 && !run->is_full; row = deal->rest > 0 ? queue_next(&walk) : -1)
        take(run, deal, row);
    queue_end(&walk);
}

/* Deals the event out in one pool, of which these norms fit it. */
static enum judgement deal_out(struct run *run, struct deal *deal, int32_t queue,
                               const int32_t *norms, size_t count)
{
    const struct rt_event *event = deal->event;
    bool is_new = true;
    if (deal->is_item) {
        enum judgement judgement = judge_item(run, deal);
        if (judgement != JUDGE_EFFECTIVE)
            return judgement;
        is_new = index_last_item(run->index, deal->pool, event->key) < 0;
    }
    if (queue >= 0 && is_new)
        deal_in_turn(run, deal, queue);
    else
        deal_to_all(run, deal, norms, count);
    if (deal->rest > 0 && !run->is_full)
        take_for_parts(run, deal, norms, count);
    if (deal->rest > 0 && !run->is_full)
        take_surplus(run, deal, norms, count);
    if (!deal->was_taken && deal->is_item && is_item_counted(run, deal))
        return JUDGE_ITEM_KNOWN;
    return deal->was_taken ? JUDGE_EFFECTIVE : JUDGE_COUNT;
}

static bool fits(const struct run *run, int32_t norm, const struct rt_event *event)
{
    const struct nm_norm *row = &run->nm->norm[norm];
    return kernel_match_unit(run, row, event) && kernel_concerns(run, norm, event);
}

enum judgement kernel_count(struct run *run, const struct rt_event *event)
{
    const struct kernel *kernel = run->kernel;
    enum judgement judged = JUDGE_COUNT;
    VEC(int32_t) norms = {0}; /* those of one pool that match */
    vec_clear(&run->index->dealt);
    for (int32_t i = kernel->first_share[event->act];
         i < kernel->first_share[event->act + 1] && !run->is_full; i++) {
        const struct share *share = &kernel->shares.items[i];
        bool is_plain = event->for_norm == EVENT_NONE && run->index->assigned == 0;
        int32_t queue = is_plain ? share->queue : -1;
        const int32_t *fitting = &kernel->counting.items[share->start];
        size_t count = (size_t)(share->end - share->start);
        if (queue >= 0) { /* all or none of them match */
            count = fits(run, *fitting, event) ? count : 0;
        } else {
            vec_clear(&norms);
            for (size_t k = 0; k < count; k++) {
                if (fits(run, fitting[k], event))
                    vec_push(&norms, fitting[k]);
            }
            fitting = norms.items;
            count = norms.count;
        }
        if (count == 0)
            continue;
        struct deal deal = {.event = event, .pool = run->nm->norm[fitting[0]].pool, .item = -1,
                            .last = -1};
        deal.is_item = event->key >= 0 && run->nm->norm[fitting[0]].distinct;
        deal.rest = deal.is_item ? 1 : event_units(event);
        enum judgement found = deal_out(run, &deal, queue, fitting, count);
        if (found == JUDGE_EFFECTIVE || judged == JUDGE_COUNT) /* else the first inert one stands */
            judged = found;
    }
    vec_release(&norms);
    record_excess(run, event);
    return judged;
}

/* ---- credit --------------------------------------------------------------------------------- */

static bool is_overpaid(const struct run *run, const struct st_inst *inst)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    return inst->surplus > 0 && norm->kind != NM_AT_MOST && norm->kind != NM_PERMIT &&
           is_money(run, inst->norm);
}

/* Lets a debt take what was overpaid in its pool, from the lowest row on. Returns how much. */
static int64_t draw(struct run *run, struct st_inst *debt)
{
    int32_t pool = run->nm->norm[debt->norm].pool;
    int64_t room = room_of(run, debt), before = room;
    for (uint32_t i = 0; i < run->st->inst_count && room > 0; i++) {
        struct st_inst *source = &run->st->inst[i];
        if (!is_overpaid(run, source) || source->status == ST_DORMANT || run->nm->norm[source->norm].pool != pool ||
            source->bearers != debt->bearers || source->claimants != debt->claimants)
            continue;
        int64_t part = source->surplus < room ? source->surplus : room;
        source->surplus -= part;
        room -= part;
    }
    return before - room;
}

static bool takes_credit(const struct run *run, const struct st_inst *inst)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    const struct lists *children = &run->kernel->children;
    bool is_debt = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_ASSUME;
    return is_debt && inst->status == ST_IN_FORCE && is_money(run, inst->norm) &&
           norm->parent == NM_NONE && norm->answer == NM_NONE &&
           children->start[inst->norm] == children->start[inst->norm + 1];
}

bool kernel_apply_credits(struct run *run)
{
    bool did = false, is_left = false;
    if (!run->index->has_credit)
        return false;
    for (uint32_t i = 0; i < run->st->inst_count && !run->is_full; i++) {
        struct st_inst *inst = &run->st->inst[i];
        int64_t drawn = takes_credit(run, inst) ? draw(run, inst) : 0;
        if (drawn == 0)
            continue;
        count_now(run, (int32_t)i, drawn, true);
        did = true;
    }
    for (uint32_t i = 0; i < run->st->inst_count && !is_left; i++)
        is_left = is_overpaid(run, &run->st->inst[i]);
    run->index->has_credit = is_left;
    return did;
}
