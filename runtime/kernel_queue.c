/* Who is dealt the next unit, without looking at everybody. Many norms of one act may share a pool: the
 * instalments of a loan, the rents of a year. Where they ask for the same act, count plainly and bind no
 * key, the order of dealing (12.3: what is overdue, then what is due first, then by index) is that of
 * two heaps beside the state, one of what is owed and one of what is in force.
 *
 * A heap holds every instance that may be its own, and may hold others: whoever looks at an entry asks
 * the instance. An instance enters when its timer is set, which is whenever its due date moves. */
#include <stdlib.h>

#include "lang/base/check.h"
#include "runtime/kernel_internal.h"

/* ---- which norms ----------------------------------------------------------------------------- */

/* Whether nothing but its status, window and room decides if an instance takes a unit. */
static bool counts_plainly(const struct kernel *kernel, int32_t norm)
{
    const struct nm_norm *row = &kernel->nm->norm[norm];
    return row->kind != NM_AT_MOST && row->answer == NM_NONE && !row->accrual && !row->distinct &&
           row->joint != NM_TOGETHER && kernel->nm->pattern[row->pattern].key != NM_KEY_BOUND &&
           kernel->children.start[norm] == kernel->children.start[norm + 1];
}

/* Without a unit it takes what is told in one (kernel_match_unit). */
static bool takes_any_unit(const struct nm_norm *norm)
{
    return norm->unit == NM_NONE && (norm->need == NM_NONE || norm->by_act);
}

static bool asks_the_same(const struct nm *nm, int32_t left, int32_t right)
{
    const struct nm_pattern *a = &nm->pattern[nm->norm[left].pattern];
    const struct nm_pattern *b = &nm->pattern[nm->norm[right].pattern];
    bool are_tests_alike = a->test_count == b->test_count &&
                           (a->test_count == 0 || a->first_test == b->first_test);
    return nm->norm[left].unit == nm->norm[right].unit &&
           takes_any_unit(&nm->norm[left]) == takes_any_unit(&nm->norm[right]) &&
           a->actors == b->actors && a->to == b->to && a->all_hands == b->all_hands &&
           a->kind == b->kind && a->indicator == b->indicator && are_tests_alike;
}

void queue_tables_make(struct kernel *kernel)
{
    const struct nm *nm = kernel->nm;
    const struct lists *counting = &kernel->counting;
    kernel->first_share = calloc((size_t)nm->act_count + 1, sizeof *kernel->first_share);
    kernel->queue_of = calloc((size_t)nm->norm_count + 1, sizeof *kernel->queue_of);
    if (!kernel->first_share || !kernel->queue_of)
        BUG("out of memory");
    for (uint32_t i = 0; i < nm->norm_count; i++)
        kernel->queue_of[i] = -1;
    for (uint32_t act = 0; act < nm->act_count; act++) {
        kernel->first_share[act] = (int32_t)kernel->shares.count;
        for (int32_t i = counting->start[act]; i < counting->start[act + 1];) {
            int32_t first = counting->items[i];
            struct share share = {.start = i, .queue = -1};
            bool is_plain = true;
            for (; i < counting->start[act + 1] &&
                   nm->norm[counting->items[i]].pool == nm->norm[first].pool; i++)
                is_plain = is_plain && counts_plainly(kernel, counting->items[i]) &&
                           asks_the_same(nm, first, counting->items[i]);
            share.end = i;
            if (is_plain && share.end - share.start > 1) {
                share.queue = kernel->queue_count++;
                for (int32_t k = share.start; k < share.end; k++)
                    kernel->queue_of[counting->items[k]] = share.queue;
            }
            vec_push(&kernel->shares, share);
        }
    }
    kernel->first_share[nm->act_count] = (int32_t)kernel->shares.count;
}

void queue_tables_free(struct kernel *kernel)
{
    vec_release(&kernel->shares);
    free(kernel->first_share);
    free(kernel->queue_of);
}

/* ---- the heaps ------------------------------------------------------------------------------- */

static bool comes_before(struct claim left, struct claim right)
{
    return left.due != right.due ? left.due < right.due : left.row < right.row;
}

static void claims_push(struct claims *claims, struct claim claim)
{
    vec_push(claims, claim);
    size_t place = claims->count - 1;
    for (; place > 0 && comes_before(claim, claims->items[(place - 1) / 2]); place = (place - 1) / 2)
        claims->items[place] = claims->items[(place - 1) / 2];
    claims->items[place] = claim;
}

static struct claim claims_pop(struct claims *claims)
{
    struct claim first = claims->items[0], moved = claims->items[--claims->count];
    size_t place = 0;
    for (;;) {
        size_t child = place * 2 + 1;
        if (child >= claims->count)
            break;
        if (child + 1 < claims->count && comes_before(claims->items[child + 1], claims->items[child]))
            child++;
        if (!comes_before(claims->items[child], moved))
            break;
        claims->items[place] = claims->items[child];
        place = child;
    }
    if (claims->count > 0)
        claims->items[place] = moved;
    return first;
}

/* ---- beside a state -------------------------------------------------------------------------- */

void queue_index_make(struct index *index, const struct kernel *kernel)
{
    index->queue_count = kernel->queue_count;
    index->queues = calloc((size_t)kernel->queue_count + 1, sizeof *index->queues);
    if (!index->queues)
        BUG("out of memory");
}

void queue_index_free(struct index *index)
{
    for (int32_t i = 0; i < index->queue_count; i++) {
        vec_release(&index->queues[i].owed);
        vec_release(&index->queues[i].open);
    }
    free(index->queues);
}

void queue_note(struct run *run, int32_t row)
{
    const struct st_inst *inst = &run->st->inst[row];
    int32_t queue = run->kernel->queue_of[inst->norm];
    if (queue < 0)
        return;
    struct claim claim = {inst->due, row};
    if (inst->status == ST_IN_FORCE)
        claims_push(&run->index->queues[queue].open, claim);
    else if (is_owed(inst))
        claims_push(&run->index->queues[queue].owed, claim);
}

void queue_forget_open(struct index *index)
{
    for (int32_t i = 0; i < index->queue_count; i++)
        vec_clear(&index->queues[i].open);
}

static bool may_claim(const struct st_inst *inst, bool is_owed_queue)
{
    return is_owed_queue ? is_owed(inst) : inst->status == ST_IN_FORCE;
}

/* The next instance of one heap that takes part, popped and put aside; so is what only waits: a window
 * that is over, and not closed yet. -1 if there is none. */
static int32_t next_of(struct queue_walk *walk, struct claims *claims)
{
    while (claims->count > 0) {
        struct claim claim = claims_pop(claims);
        const struct st_inst *inst = &walk->run->st->inst[claim.row];
        while (claims->count > 0 && claims->items[0].row == claim.row &&
               claims->items[0].due == claim.due)
            claims_pop(claims);
        if (!may_claim(inst, walk->is_owed))
            continue;
        if (inst->due != claim.due) {
            claims_push(claims, (struct claim){inst->due, claim.row});
            continue;
        }
        vec_push(&walk->aside, claim);
        if (walk->is_owed || inst_in_window(walk->run, inst))
            return claim.row;
    }
    return -1;
}

static void put_back(struct queue_walk *walk, struct claims *claims)
{
    for (size_t i = 0; i < walk->aside.count; i++) {
        if (may_claim(&walk->run->st->inst[walk->aside.items[i].row], walk->is_owed))
            claims_push(claims, walk->aside.items[i]);
    }
    vec_clear(&walk->aside);
}

struct queue_walk queue_begin(struct run *run, int32_t queue)
{
    return (struct queue_walk){.run = run, .queue = queue, .is_owed = true};
}

int32_t queue_next(struct queue_walk *walk)
{
    struct queue *queue = &walk->run->index->queues[walk->queue];
    if (walk->is_owed) {
        int32_t row = next_of(walk, &queue->owed);
        if (row >= 0)
            return row;
        put_back(walk, &queue->owed);
        walk->is_owed = false;
    }
    return next_of(walk, &queue->open);
}

void queue_end(struct queue_walk *walk)
{
    struct queue *queue = &walk->run->index->queues[walk->queue];
    put_back(walk, walk->is_owed ? &queue->owed : &queue->open);
    vec_release(&walk->aside);
}
