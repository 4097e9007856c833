/* What the kernel remembers beside a state: chains of instances per norm, hashes of keys and items,
 * two heaps of timers, counters. All of it follows from the state and can be rebuilt at any time;
 * while the kernel works it is kept up to date.
 *
 * A timer that moved leaves its old entry in the heap. Whoever pops an entry asks the record itself
 * what is due, so an old entry does nothing but cost a look. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/check.h"
#include "runtime/kernel_internal.h"

/* Below it no sum over all instances leaves its range. */
enum { LOG_INSTANCES = 16 };
static_assert(LIMIT_INSTANCES <= 1 << LOG_INSTANCES, "there may be more instances than that");
#define HEAVY (INT64_MAX >> (LOG_INSTANCES + 2))

static void weigh(struct index *index, const struct st_inst *inst)
{
    if (inst->need > HEAVY || inst->got > HEAVY || inst->pend > HEAVY || inst->cure > HEAVY ||
        inst->surplus > HEAVY)
        index->is_heavy = true;
}

static void *fresh(size_t count, size_t len)
{
    void *memory = calloc(count ? count : 1, len);
    if (!memory)
        BUG("out of memory");
    return memory;
}

/* ---- hashes --------------------------------------------------------------------------------- */

static uint32_t hash_of(uint64_t key, uint32_t cap)
{
    key *= UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(key >> 32) & (cap - 1);
}

struct slot *table_find(const struct table *table, uint64_t key)
{
    if (table->cap == 0)
        return NULL;
    for (uint32_t i = hash_of(key, table->cap);; i = (i + 1) & (table->cap - 1)) {
        struct slot *slot = &table->slots[i];
        if (!slot->used)
            return NULL;
        if (slot->key == key)
            return slot;
    }
}

static void table_grow(struct table *table)
{
    struct table bigger = {.cap = table->cap ? table->cap * 2 : 16, .used = table->used};
    bigger.slots = fresh(bigger.cap, sizeof *bigger.slots);
    for (uint32_t i = 0; i < table->cap; i++) {
        if (!table->slots[i].used)
            continue;
        uint32_t place = hash_of(table->slots[i].key, bigger.cap);
        while (bigger.slots[place].used)
            place = (place + 1) & (bigger.cap - 1);
        bigger.slots[place] = table->slots[i];
    }
    free(table->slots);
    *table = bigger;
}

struct slot *table_put(struct table *table, uint64_t key)
{
    struct slot *slot = table_find(table, key);
    if (slot)
        return slot;
    if (table->used * 2 >= table->cap)
        table_grow(table);
    uint32_t place = hash_of(key, table->cap);
    while (table->slots[place].used)
        place = (place + 1) & (table->cap - 1);
    table->used++;
    table->slots[place] = (struct slot){.key = key, .used = 1, .last = -1};
    return &table->slots[place];
}

/* ---- timers --------------------------------------------------------------------------------- */

void index_timer(struct index *index, struct heap *heap, int64_t tick, enum timer_kind kind,
                 int32_t row)
{
    if (tick >= NM_UNKNOWN)
        return;
    struct timer timer = {tick, (int32_t)kind, row};
    vec_push(&heap->timers, timer);
    size_t place = heap->timers.count - 1;
    struct timer *timers = heap->timers.items;
    for (; place > 0 && timers[(place - 1) / 2].tick > tick; place = (place - 1) / 2)
        timers[place] = timers[(place - 1) / 2];
    timers[place] = timer;
    if (tick < index->next)
        index->next = tick;
}

bool index_due(struct heap *heap, int64_t tick, struct timer *timer)
{
    struct timer *timers = heap->timers.items;
    if (heap->timers.count == 0 || timers[0].tick > tick)
        return false;
    *timer = timers[0];
    struct timer moved = timers[--heap->timers.count];
    size_t place = 0, count = heap->timers.count;
    for (;;) {
        size_t child = place * 2 + 1;
        if (child >= count)
            break;
        if (child + 1 < count && timers[child + 1].tick < timers[child].tick)
            child++;
        if (timers[child].tick >= moved.tick)
            break;
        timers[place] = timers[child];
        place = child;
    }
    if (count > 0)
        timers[place] = moved;
    return true;
}

void index_inst_timer(struct run *run, int32_t row)
{
    weigh(run->index, &run->st->inst[row]);
    const struct st_inst *inst = &run->st->inst[row];
    struct index *index = run->index;
    int32_t kind = run->nm->norm[inst->norm].kind;
    queue_note(run, row);
    if (inst->cure > 0)
        index_timer(index, &index->closings, inst->cure_due, TIMER_INST, row);
    if (inst->status == ST_DORMANT) {
        index_timer(index, &index->openings, inst->from, TIMER_OPENING, row);
        if (inst->flags & ST_IMPOSSIBLE)
            index_timer(index, &index->closings, inst->due, TIMER_INST, row);
    } else if (inst->status == ST_IN_FORCE && inst->suspensions == 0 && kind != NM_EFFORT) {
        index_timer(index, &index->closings, inst_limit(run, inst), TIMER_INST, row);
    } else if (inst->status == ST_PENDING && inst->suspensions == 0 && kind == NM_TARGET &&
               run->nm->norm[inst->norm].wait != NM_NONE) {
        struct rt_scope scope = scope_of(run, inst, inst->trigger_at);
        int64_t wait = run_eval(run, run->nm->norm[inst->norm].wait, &scope);
        int64_t now = run->st->head.now;
        index_timer(index, &index->closings, wait > now ? wait : now, TIMER_INST, row);
    }
}

int64_t index_term_end(const struct nm *nm, const struct st *st, const struct index *index)
{
    if (st->head.ended != NM_NEVER)
        return st->head.ended;
    for (uint32_t i = 0; i < nm->renewal_count; i++) {
        const struct nm_renewal *row = &nm->renewal[i];
        int32_t inst = row->end < st->head.now ? -1 : index->all[row->norm].first;
        while (inst >= 0 && st->inst[inst].status != ST_FULFILLED)
            inst = index->all_next.items[inst];
        if (row->end >= st->head.now && (inst >= 0) == (row->by_use == 1))
            return row->end;
    }
    return nm->head.end;
}

void index_time_graces(struct run *run)
{
    for (uint32_t i = 0; i < run->st->inst_count; i++) {
        const struct st_inst *inst = &run->st->inst[i];
        if (run->nm->norm[inst->norm].grace != NM_NONE && is_live(inst))
            index_inst_timer(run, (int32_t)i);
    }
}

void index_timers_rebuild(struct run *run)
{
    struct index *index = run->index;
    const struct st *st = run->st;
    vec_clear(&index->closings.timers);
    vec_clear(&index->openings.timers);
    queue_forget_open(index);
    index->next = NM_NEVER;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        if (is_live(&st->inst[i]) || st->inst[i].cure > 0)
            index_inst_timer(run, (int32_t)i);
    }
    for (uint32_t i = 0; i < st->tender_count; i++) {
        bool is_part = run->nm->norm[st->inst[st->tender[i].inst].norm].parent != NM_NONE;
        if (st->tender[i].open > 0 && !is_part) /* a part is answered along with its whole */
            index_timer(index, &index->closings, st->tender[i].limit, TIMER_TENDER, (int32_t)i);
    }
    for (uint32_t i = 0; i < st->effect_count; i++) {
        if (st->effect[i].live)
            index_timer(index, &index->closings, st->effect[i].at, TIMER_EFFECT, (int32_t)i);
    }
    for (uint32_t i = 0; i < st->suspension_count; i++) {
        if (st->suspension[i].live && st->suspension[i].until < NM_UNKNOWN)
            index_timer(index, &index->openings, st->suspension[i].until + 1, TIMER_OPENING, -1);
    }
}

/* ---- chains --------------------------------------------------------------------------------- */

/* Whether the instance may still count something, now or later: what was let go, too, if an answer may fulfil it. */
static bool is_active(const struct run *run, const struct st_inst *inst)
{
    if (is_live(inst) || is_owed(inst) || inst->cure > 0 || inst->pend > 0)
        return true;
    return inst->status == ST_FULFILLED &&
           (inst->from > run->st->head.now || inst_in_window(run, inst));
}

void index_prune(struct run *run, int32_t norm)
{
    struct index *index = run->index;
    struct chain *chain = &index->active[norm];
    int32_t before = -1;
    for (int32_t row = chain->first; row >= 0; row = index->active_next.items[row]) {
        if (is_active(run, &run->st->inst[row])) {
            before = row;
            continue;
        }
        int32_t after = index->active_next.items[row];
        if (before < 0)
            chain->first = after;
        else
            index->active_next.items[before] = after;
        if (after < 0)
            chain->last = before;
    }
}

static void chain_append(struct chain *chain, int32_t *next, int32_t row)
{
    if (chain->first < 0)
        chain->first = row;
    else
        next[chain->last] = row;
    chain->last = row;
}

void index_revive(struct run *run, int32_t norm)
{
    struct index *index = run->index;
    index->active[norm] = (struct chain){-1, -1};
    for (int32_t row = index->all[norm].first; row >= 0; row = index->all_next.items[row]) {
        index->active_next.items[row] = -1;
        chain_append(&index->active[norm], index->active_next.items, row);
    }
}

static void add_to_chains(struct index *index, const struct st_inst *inst, int32_t row)
{
    vec_push(&index->all_next, -1);
    vec_push(&index->active_next, -1);
    chain_append(&index->all[inst->norm], index->all_next.items, row);
    chain_append(&index->active[inst->norm], index->active_next.items, row);
    struct slot *slot = table_put(&index->keys, table_key(inst->norm, inst->key));
    slot->last = row;
    slot->count++;
}

void index_add_inst(struct run *run, int32_t row)
{
    add_to_chains(run->index, &run->st->inst[row], row);
    index_inst_timer(run, row);
}

void index_add_measure(struct run *run, int32_t row)
{
    const struct st_measure *measure = &run->st->measure[row];
    int32_t *latest = &run->index->latest[measure->indicator];
    table_put(&run->index->measures, table_key(measure->indicator, measure->first))->last = row;
    if (*latest < 0 || measure->first >= run->st->measure[*latest].first)
        *latest = row;
}

void index_add_total(struct run *run, int64_t *total, int64_t qty)
{
    if (!ckd_add_i64(total, *total, qty)) {
        *total = INT64_MAX;
        run->index->overflow |= OVERFLOW_REFUSES;
    }
    if (*total > HEAVY)
        run->index->is_heavy = true;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static void index_free(struct st_index *base)
{
    struct index *index = (struct index *)base;
    vec_release(&index->closings.timers);
    vec_release(&index->openings.timers);
    vec_release(&index->all_next);
    vec_release(&index->active_next);
    vec_release(&index->changes);
    vec_release(&index->acceptances);
    vec_release(&index->beyond);
    vec_release(&index->dealt);
    vec_release(&index->permits);
    free(index->all);
    free(index->active);
    free(index->keys.slots);
    free(index->items.slots);
    free(index->documents.slots);
    vec_release(&index->item_before);
    vec_release(&index->document_before);
    free(index->measures.slots);
    free(index->latest);
    queue_index_free(index);
    free(index);
}

static void index_build(struct run *run)
{
    const struct nm *nm = run->nm;
    const struct st *st = run->st;
    struct index *index = fresh(1, sizeof *index);
    run->index = index;
    index->base.release = index_free;
    index->norm_count = nm->norm_count;
    queue_index_make(index, run->kernel);
    index->all = fresh(nm->norm_count, sizeof *index->all);
    index->active = fresh(nm->norm_count, sizeof *index->active);
    for (uint32_t i = 0; i < nm->norm_count; i++)
        index->all[i] = index->active[i] = (struct chain){-1, -1};
    index->latest = fresh(nm->indicator_count, sizeof *index->latest);
    for (uint32_t i = 0; i < nm->indicator_count; i++)
        index->latest[i] = -1;
    for (uint32_t i = 0; i < st->measure_count; i++)
        index_add_measure(run, (int32_t)i);
    for (uint32_t i = 0; i < st->inst_count; i++) {
        const struct st_inst *inst = &st->inst[i];
        add_to_chains(index, inst, (int32_t)i);
        if (is_live(inst) && !(inst->status == ST_DORMANT && nm->norm[inst->norm].accrual)) {
            index->live++;
            index->live_duties += run->kernel->holds_open[inst->norm];
        }
        index->assigned += (inst->bearers | inst->claimants) != 0;
        if (is_owed(inst)) {
            index->owing++;
            queue_note(run, (int32_t)i);
        }
        int32_t unit = nm->norm[inst->norm].unit;
        index->has_credit |= inst->surplus > 0 && unit != NM_NONE &&
                             nm->unit[unit].dimension == NM_MONEY;
        weigh(index, inst);
    }
    for (uint32_t i = 0; i < st->item_count; i++)
        index_item(index, st, (int32_t)i);
    for (uint32_t i = 0; i < st->document_count; i++)
        index_document(index, st, (int32_t)i);
    for (uint32_t i = 0; i < st->suspension_count; i++)
        index->live_suspensions += st->suspension[i].live;
    run->st->index = &index->base;
    index_timers_rebuild(run);
}

bool kernel_is_looked_at(const struct run *run, int32_t row)
{
    const struct st_inst *inst = &run->st->inst[row];
    return inst->status == (run->nm->norm[inst->norm].kind == NM_TARGET ? ST_PENDING : ST_IN_FORCE);
}

/* What has to be looked at at closings: at that of an open tick, for something may have happened
 * on it; at the next one, if it was made at this; at every one, while each is a breach of its own. */
enum watchfulness { WATCH_NOTHING, WATCH_OPEN_TICKS, WATCH_EPISODES, WATCH_NEXT };

static enum watchfulness watchfulness_of(const struct run *run)
{
    enum watchfulness most = WATCH_NOTHING;
    for (size_t i = 0; i < run->kernel->maintained.count; i++) {
        int32_t norm = run->kernel->maintained.items[i];
        for (int32_t row = run->index->all[norm].first; row >= 0;
             row = run->index->all_next.items[row]) {
            const struct st_inst *inst = &run->st->inst[row];
            if (!kernel_is_looked_at(run, row))
                continue;
            bool is_bad = (inst->flags & ST_EPISODE) != 0;
            /* made on this tick, or its turn has come on it; or it may have been opened by what its opening hangs on */
            bool is_new = inst->made == run->st->head.now || inst->trigger_at == run->st->head.now ||
                          run->kernel->is_opened[norm] != LINK_NONE || inst->status == ST_PENDING;
            enum watchfulness own = is_new || (is_bad && run->nm->norm[norm].each_day) ? WATCH_NEXT
                                    : is_bad                                           ? WATCH_EPISODES
                                                                                       : WATCH_OPEN_TICKS;
            most = own > most ? own : most;
        }
    }
    return most;
}

/* The first tick on which something may happen, from the heaps and the head. */
static void find_next(struct run *run)
{
    struct index *index = run->index;
    const struct st_head *head = &run->st->head;
    enum watchfulness watch = WATCH_NOTHING;
    index->next = NM_NEVER;
    if (head->phase == ST_DRAFT) {
        index->next = run->nm->head.start;
    } else if (head->phase != ST_CLOSED) {
        bool may_end = index->owing == 0 &&
                       (head->phase == ST_WINDING_UP
                            ? index->live == 0
                            : !kernel_can_arise(run->kernel, head->now) && index->live_duties == 0 &&
                                  !kernel_is_waiting(run)) &&
                       !kernel_awaits_answers(run);
        if (index->closings.timers.count > 0)
            index->next = index->closings.timers.items[0].tick;
        if (index->openings.timers.count > 0 && index->openings.timers.items[0].tick < index->next)
            index->next = index->openings.timers.items[0].tick;
        int64_t end = index_term_end(run->nm, run->st, index);
        if (head->phase == ST_RUNNING && end < index->next)
            index->next = end;
        if (head->phase == ST_RUNNING && run->nm->head.effect_by < index->next && kernel_is_waiting(run))
            index->next = run->nm->head.effect_by;
        int64_t dated = kernel_next_dated(run->kernel, head->now, head->closed);
        if (dated < index->next)
            index->next = dated;
        int64_t version = kernel_next_version(run);
        if (version < index->next)
            index->next = version;
        watch = watchfulness_of(run);
        if (run->kernel->is_restless || may_end || watch == WATCH_NEXT ||
            (watch != WATCH_NOTHING && !head->closed))
            index->next = head->now;
    }
    run->st->quiet_until = index->live_suspensions > 0 || watch == WATCH_EPISODES ? INT64_MIN : index->next;
}

void run_begin(struct run *run, const struct kernel *kernel, struct st *st)
{
    *run = (struct run){.kernel = kernel, .nm = kernel->nm, .st = st, .measured_since = NM_NEVER};
    run->index = (struct index *)st->index;
    if (!run->index) {
        index_build(run);
        find_next(run);
    }
}

int run_end(struct run *run)
{
    vec_clear(&run->index->changes);
    vec_clear(&run->index->acceptances);
    if (run->is_full) {
        st_drop_index(run->st);
        return -1;
    }
    find_next(run);
    return 0;
}
