/* stn_core.c - the smallest conflict: fewest clauses, then fewest steps.
 *
 * Which clauses: a set of clauses is in conflict exactly if it meets every set of clauses whose
 * removal leaves a consistent rest. So we keep a list of such removals, take a smallest set that
 * meets them all, and test it. In conflict: it is a smallest one. Consistent: let it grow as far as
 * it stays so; what was left out is a new removal for the list (implicit hitting sets). The work is
 * bounded; where the bound is met, the answer is the best set that dropping clauses one by one
 * gave.
 *
 * Which constraints of them: for differences a cycle with the fewest arcs, by the longest walks of
 * 1, 2, 3 … arcs; with functions what is left after dropping constraints one by one. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/prove/stn_engine.h"
#include "lang/base/check.h"

#define CORE_WORK_MAX (UINT64_C(1) << 24) /* arcs looked at in the search for the fewest clauses   \
                                           */
#define SHRINK_WORK_MAX   (UINT64_C(1) << 24) /* … and in dropping clauses one by one */
#define CORE_CLAUSES_MAX  32                  /* above, the fewest clauses are not searched for */
#define HITTING_NODES_MAX (UINT32_C(1) << 18)
#define WALK_CELLS_MAX    (UINT64_C(1) << 22) /* table of the search for the fewest steps */
#define WALK_WORK_MAX     (UINT64_C(1) << 26)

/* A set of clauses: one byte for each group, and how many. */
struct group_set {
    uint8_t *has;
    uint32_t count;
};

struct search {
    const struct stn *net;
    struct stn_engine engine;
    uint32_t group_count;
    uint32_t *clause_of;    /* per group */
    uint32_t *group_of;     /* per constraint; STN_NONE: background, no clause */
    uint32_t *first, *list; /* constraints by group; group group_count is the background */
    uint32_t *scratch;      /* room for all constraints */
    struct stn_raise_list raises;
    VEC(uint8_t *) removals; /* sets of groups that any conflict must meet */
    uint32_t nodes;          /* of the hitting set search */
    bool is_exact;           /* no bound was met so far */
};

static void *zeroed(size_t count, size_t item_len)
{
    void *items = calloc(count ? count : 1, item_len);
    if (!items)
        BUG("out of memory");
    return items;
}

static int compare_clauses(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* Where the constraint stands in the list by groups. */
static uint32_t group_row(const struct search *search, uint32_t constraint)
{
    uint32_t group = search->group_of[constraint];
    return group == STN_NONE ? search->group_count : group;
}

/* Groups in order of clause number, and the constraints of each. */
static void search_init(struct search *search, const struct stn *net)
{
    uint32_t count = (uint32_t)net->constraints.count;
    *search = (struct search){.net = net, .is_exact = true};
    stn_engine_init(&search->engine, net, 0, 0);
    search->clause_of = zeroed(count, sizeof *search->clause_of);
    search->group_of = zeroed(count, sizeof *search->group_of);
    search->list = zeroed(count, sizeof *search->list);
    search->scratch = zeroed(count, sizeof *search->scratch);

    uint32_t clauses = 0;
    for (uint32_t index = 0; index < count; index++)
        if (net->is_active.items[index] && net->constraints.items[index].clause != STN_NO_CLAUSE)
            search->clause_of[clauses++] = net->constraints.items[index].clause;
    qsort(search->clause_of, clauses, sizeof *search->clause_of, compare_clauses);
    for (uint32_t index = 0; index < clauses; index++)
        if (index == 0 || search->clause_of[index] != search->clause_of[index - 1])
            search->clause_of[search->group_count++] = search->clause_of[index];

    search->first = zeroed((size_t)search->group_count + 2, sizeof *search->first);
    for (uint32_t index = 0; index < count; index++) {
        uint32_t clause = net->constraints.items[index].clause;
        const uint32_t *found = bsearch(&clause, search->clause_of, search->group_count,
                                        sizeof *found, compare_clauses);
        search->group_of[index] = found ? (uint32_t)(found - search->clause_of) : STN_NONE;
        if (net->is_active.items[index])
            search->first[group_row(search, index) + 1]++;
    }
    for (uint32_t group = 0; group <= search->group_count; group++)
        search->first[group + 1] += search->first[group];
    uint32_t *next = zeroed((size_t)search->group_count + 1, sizeof *next);
    memcpy(next, search->first, ((size_t)search->group_count + 1) * sizeof *next);
    for (uint32_t index = 0; index < count; index++)
        if (net->is_active.items[index])
            search->list[next[group_row(search, index)]++] = index;
    free(next);
}

static void search_release(struct search *search)
{
    stn_engine_release(&search->engine);
    free(search->clause_of);
    free(search->group_of);
    free(search->first);
    free(search->list);
    free(search->scratch);
    vec_release(&search->raises);
    for (size_t index = 0; index < search->removals.count; index++)
        free(search->removals.items[index]);
    vec_release(&search->removals);
}

/* Tries the background and the groups of a set, from nothing. */
static bool is_conflict(struct search *search, const uint8_t *has)
{
    uint32_t count = 0;
    stn_engine_reset(&search->engine);
    for (uint32_t group = 0; group <= search->group_count; group++) {
        if (group < search->group_count && !has[group])
            continue;
        uint32_t length = search->first[group + 1] - search->first[group];
        memcpy(search->scratch + count, search->list + search->first[group],
               length * sizeof *search->scratch);
        count += length;
    }
    enum stn_verdict verdict =
        stn_engine_try(&search->engine, search->scratch, count, &search->raises);
    if (verdict == STN_UNDECIDED)
        search->is_exact = false;
    return verdict == STN_CONFLICT;
}

/* The constraints that the conflict just found used: an arc cycle or a chain of raises. */
static void used_constraints(const struct search *search, struct stn_index_list *used)
{
    vec_clear(used);
    for (size_t index = 0; index < search->engine.cycle.count; index++)
        vec_push(used, search->engine.cycle.items[index]);
    if (used->count)
        return;
    uint8_t *seen = zeroed(search->net->constraints.count, 1);
    for (uint32_t entry = (uint32_t)search->raises.count - 1; entry != STN_NONE;
         entry = search->raises.items[entry].because) {
        uint32_t constraint = search->raises.items[entry].constraint;
        if (!seen[constraint])
            vec_push(used, constraint);
        seen[constraint] = 1;
    }
    free(seen);
}

/* Narrows a set down to the groups of the conflict just found in it. */
static void keep_used_groups(struct search *search, struct group_set *set)
{
    struct stn_index_list used = {0};
    used_constraints(search, &used);
    memset(set->has, 0, search->group_count);
    set->count = 0;
    for (size_t index = 0; index < used.count; index++) {
        uint32_t group = search->group_of[used.items[index]];
        if (group == STN_NONE || set->has[group])
            continue;
        set->has[group] = 1;
        set->count++;
    }
    vec_release(&used);
}

/* Drops groups one by one until none can be left out. A conflict of thousands of clauses is left as
 * it was found where this would take too long: its constraints are all needed, its clauses perhaps
 * not, by another way round. */
static void shrink(struct search *search, struct group_set *set)
{
    uint64_t work_max = search->engine.work + SHRINK_WORK_MAX;
    for (uint32_t group = search->group_count; group-- > 0;) {
        if (!set->has[group])
            continue;
        if (search->engine.work > work_max) {
            search->is_exact = false;
            return;
        }
        set->has[group] = 0;
        if (is_conflict(search, set->has)) {
            keep_used_groups(search, set);
        } else {
            set->has[group] = 1;
        }
    }
}

/* After is_conflict() said no: adds what fits, and notes the rest as a removal. */
static void grow(struct search *search, const uint8_t *has)
{
    uint8_t *removal = zeroed(search->group_count, 1);
    for (uint32_t group = 0; group < search->group_count; group++) {
        if (has[group])
            continue;
        const uint32_t *constraints = search->list + search->first[group];
        uint32_t count = search->first[group + 1] - search->first[group];
        search->engine.work += count;
        if (stn_engine_try(&search->engine, constraints, count, NULL) == STN_CONFLICT)
            removal[group] = 1;
    }
    vec_push(&search->removals, removal);
}

/* The removals that `chosen` does not meet: the smallest of them to branch on, and a lower bound
 * for the groups still needed, by counting some that are disjoint. */
static uint8_t *next_removal(const struct search *search, const uint8_t *chosen, uint8_t *taken,
                             uint32_t *needed)
{
    uint8_t *smallest = NULL;
    uint32_t smallest_size = UINT32_MAX;
    *needed = 0;
    memset(taken, 0, search->group_count);
    for (size_t index = 0; index < search->removals.count; index++) {
        uint8_t *removal = search->removals.items[index];
        bool is_met = false, is_disjoint = true;
        uint32_t size = 0;
        for (uint32_t group = 0; group < search->group_count && !is_met; group++) {
            if (!removal[group])
                continue;
            is_met = chosen[group] != 0;
            is_disjoint = is_disjoint && !taken[group];
            size++;
        }
        if (is_met)
            continue;
        if (size < smallest_size) {
            smallest = removal;
            smallest_size = size;
        }
        if (is_disjoint) {
            (*needed)++;
            for (uint32_t group = 0; group < search->group_count; group++)
                taken[group] |= removal[group];
        }
    }
    return smallest;
}

/* A set of at most `room` further groups that meets every removal. */
static bool meet_all(struct search *search, uint8_t *chosen, uint8_t *taken, uint32_t room)
{
    uint32_t needed;
    const uint8_t *removal = next_removal(search, chosen, taken, &needed);
    search->nodes++;
    search->engine.work += search->removals.count * search->group_count;
    if (!removal)
        return true;
    if (needed > room || search->nodes > HITTING_NODES_MAX)
        return false;
    for (uint32_t group = 0; group < search->group_count; group++) {
        if (!removal[group])
            continue;
        chosen[group] = 1;
        if (meet_all(search, chosen, taken, room - 1))
            return true;
        chosen[group] = 0;
    }
    return false;
}

/* Replaces `best`, a conflict, by one with the fewest groups. */
static void find_fewest(struct search *search, struct group_set *best)
{
    uint8_t *chosen = zeroed(search->group_count, 1), *taken = zeroed(search->group_count, 1);
    uint64_t work_max = search->engine.work + CORE_WORK_MAX;
    if (best->count > CORE_CLAUSES_MAX)
        search->is_exact = false;
    for (uint32_t size = 0; size < best->count && search->is_exact;) {
        memset(chosen, 0, search->group_count);
        search->nodes = 0;
        if (search->engine.work > work_max) {
            search->is_exact = false;
        } else if (!meet_all(search, chosen, taken, size)) {
            search->is_exact = search->nodes <= HITTING_NODES_MAX;
            size++;
        } else if (is_conflict(search, chosen)) {
            keep_used_groups(search, best);
            break;
        } else {
            grow(search, chosen);
        }
    }
    free(chosen);
    free(taken);
}

/* The arcs of the background and the groups of the set. */
static void list_arcs(const struct search *search, const uint8_t *has, struct stn_index_list *arcs)
{
    for (uint32_t group = 0; group <= search->group_count; group++)
        for (uint32_t entry = search->first[group];
             entry < search->first[group + 1] && (group == search->group_count || has[group]);
             entry++)
            if (search->net->constraints.items[search->list[entry]].form == STN_DIFFERENCE)
                vec_push(arcs, search->list[entry]);
}

/* Longest walks from `start` of 1 .. length_max arcs; the first that comes home with a positive
 * gain replaces the cycle. Cell [steps][point] of the tables: gain, and the arc by which it was
 * reached. */
static void shorten_from(const struct search *search, const struct stn_index_list *arcs,
                         uint32_t start, int64_t *gains, uint32_t *by, struct stn_index_list *cycle)
{
    const struct stn_arc *all = search->engine.arcs;
    uint32_t points = search->engine.point_count;
    uint32_t steps_max = (uint32_t)cycle->count - 1;
    for (size_t cell = 0; cell < points; cell++)
        gains[cell] = cell == start ? 0 : INT64_MIN;
    for (uint32_t steps = 1; steps <= steps_max; steps++) {
        const int64_t *before = gains + (size_t)(steps - 1) * points;
        int64_t *after = gains + (size_t)steps * points;
        uint32_t *after_by = by + (size_t)steps * points;
        for (uint32_t point = 0; point < points; point++)
            after[point] = INT64_MIN;
        for (size_t index = 0; index < arcs->count; index++) {
            const struct stn_arc *arc = &all[arcs->items[index]];
            if (before[arc->src] == INT64_MIN)
                continue;
            int64_t gain = stn_add_ticks(before[arc->src], arc->gain);
            if (gain <= after[arc->dst])
                continue;
            after[arc->dst] = gain;
            after_by[arc->dst] = arcs->items[index];
        }
        if (after[start] <= 0)
            continue;
        cycle->count = steps;
        for (uint32_t point = start, step = steps; step > 0; step--) {
            cycle->items[step - 1] = by[(size_t)step * points + point];
            point = all[cycle->items[step - 1]].src;
        }
        return;
    }
}

/* Replaces the cycle by one with the fewest arcs over the same clauses. Every such cycle uses every
 * clause of the set, so it is enough to start where the arcs of the rarest clause start. */
static bool shorten_cycle(struct search *search, const struct group_set *set,
                          struct stn_index_list *cycle)
{
    struct stn_index_list arcs = {0};
    uint32_t points = search->engine.point_count, rarest = search->group_count;
    list_arcs(search, set->has, &arcs);
    for (uint32_t group = 0; group < search->group_count; group++)
        if (set->has[group] && (rarest == search->group_count ||
                                search->first[group + 1] - search->first[group] <
                                    search->first[rarest + 1] - search->first[rarest]))
            rarest = group;
    uint64_t starts = search->first[rarest + 1] - search->first[rarest];
    uint64_t cells = cycle->count * (uint64_t)points;
    bool is_small =
        cells <= WALK_CELLS_MAX && starts * cycle->count * (arcs.count + points) <= WALK_WORK_MAX;
    if (is_small) {
        int64_t *gains = zeroed(cells, sizeof *gains);
        uint32_t *by = zeroed(cells, sizeof *by);
        uint8_t *is_done = zeroed(points, 1);
        for (uint32_t entry = search->first[rarest]; entry < search->first[rarest + 1]; entry++) {
            uint32_t start = search->engine.arcs[search->list[entry]].src;
            if (!is_done[start] && cycle->count > 1)
                shorten_from(search, &arcs, start, gains, by, cycle);
            is_done[start] = 1;
        }
        free(gains);
        free(by);
        free(is_done);
    }
    vec_release(&arcs);
    return is_small;
}

/* The cycle as steps, from the origin if it passes there, else from its first point. */
static void tell_cycle(const struct search *search, const struct stn_index_list *cycle,
                       struct stn_conflict *conflict)
{
    const struct stn_arc *arcs = search->engine.arcs;
    size_t first = 0;
    for (size_t index = 1; index < cycle->count; index++)
        if (arcs[cycle->items[index]].src < arcs[cycle->items[first]].src)
            first = index;
    conflict->step_count = (uint32_t)cycle->count;
    conflict->steps = zeroed(cycle->count, sizeof *conflict->steps);
    int64_t tick = 0;
    for (size_t index = 0; index < cycle->count; index++) {
        uint32_t constraint = cycle->items[(first + index) % cycle->count];
        tick = stn_add_ticks(tick, arcs[constraint].gain);
        conflict->steps[index] = (struct stn_step){.constraint = constraint,
                                                   .from = arcs[constraint].src,
                                                   .to = arcs[constraint].dst,
                                                   .gain = arcs[constraint].gain,
                                                   .tick = tick};
    }
    conflict->shortfall = tick;
}

/* Drops constraints one by one until none can be left out. */
static void shrink_constraints(struct search *search, struct stn_index_list *core)
{
    for (size_t drop = core->count; drop-- > 0;) {
        uint32_t count = 0;
        for (size_t index = 0; index < core->count; index++)
            if (index != drop)
                search->scratch[count++] = core->items[index];
        stn_engine_reset(&search->engine);
        if (stn_engine_try(&search->engine, search->scratch, count, NULL) != STN_CONFLICT)
            continue;
        memmove(core->items + drop, core->items + drop + 1,
                (core->count - drop - 1) * sizeof *core->items);
        core->count--;
    }
    stn_engine_reset(&search->engine);
    if (stn_engine_try(&search->engine, core->items, (uint32_t)core->count, &search->raises) !=
        STN_CONFLICT)
        BUG("the core of a conflict is no conflict");
}

/* The chain of raises of the conflict just found as steps; of a climb only the first round. */
static void tell_chain(const struct search *search, struct stn_conflict *conflict)
{
    const struct stn_raise *raises = search->raises.items;
    struct stn_index_list chain = {0};
    for (uint32_t entry = (uint32_t)search->raises.count - 1; entry != STN_NONE;
         entry = raises[entry].because)
        vec_push(&chain, entry);
    uint8_t *seen = zeroed(search->net->constraints.count, 1);
    uint32_t start = search->engine.arcs[raises[vec_last(&chain)].constraint].src;
    conflict->has_functions = true;
    conflict->start_tick = start == STN_ORIGIN ? 0 : search->net->earliest;
    conflict->steps = zeroed(chain.count, sizeof *conflict->steps);
    int64_t before = conflict->start_tick;
    for (size_t index = chain.count; index-- > 0;) {
        const struct stn_raise *raise = &raises[chain.items[index]];
        if (seen[raise->constraint]) {
            conflict->climbs = true;
            break;
        }
        seen[raise->constraint] = 1;
        conflict->steps[conflict->step_count++] =
            (struct stn_step){.constraint = raise->constraint,
                              .from = search->engine.arcs[raise->constraint].src,
                              .to = search->engine.arcs[raise->constraint].dst,
                              .gain = raise->tick - before,
                              .tick = raise->tick};
        before = raise->tick;
    }
    const struct stn_raise *last = &raises[search->raises.count - 1];
    bool is_at_origin = search->engine.arcs[last->constraint].dst == STN_ORIGIN;
    conflict->shortfall = last->tick - (is_at_origin ? 0 : search->net->latest);
    free(seen);
    vec_release(&chain);
}

static void list_clauses(const struct stn *net, struct stn_conflict *conflict)
{
    uint32_t total = conflict->step_count + conflict->core_count;
    conflict->clauses = zeroed(total, sizeof *conflict->clauses);
    for (uint32_t index = 0; index < total; index++) {
        uint32_t constraint = index < conflict->step_count
                                  ? conflict->steps[index].constraint
                                  : conflict->core[index - conflict->step_count];
        uint32_t clause = net->constraints.items[constraint].clause, known = 0;
        while (known < conflict->clause_count && conflict->clauses[known] != clause)
            known++;
        if (clause != STN_NO_CLAUSE && known == conflict->clause_count)
            conflict->clauses[conflict->clause_count++] = clause;
    }
}

void stn_find_core(const struct stn *net, struct stn_conflict *conflict)
{
    struct search search;
    search_init(&search, net);
    struct group_set best = {.has = zeroed(search.group_count, 1)};
    memset(best.has, 1, search.group_count);
    if (!is_conflict(&search, best.has))
        BUG("a conflict of a time network is none");
    keep_used_groups(&search, &best);
    shrink(&search, &best);
    find_fewest(&search, &best);
    conflict->fewest_clauses = search.is_exact;

    if (!is_conflict(&search, best.has))
        BUG("the clauses of a conflict are no conflict");
    struct stn_index_list core = {0};
    used_constraints(&search, &core);
    if (search.engine.cycle.count) {
        conflict->fewest_steps = shorten_cycle(&search, &best, &core);
        tell_cycle(&search, &core, conflict);
    } else {
        shrink_constraints(&search, &core);
        tell_chain(&search, conflict);
    }
    qsort(core.items, core.count, sizeof *core.items, compare_clauses);
    conflict->core = core.items;
    conflict->core_count = (uint32_t)core.count;
    list_clauses(net, conflict);
    free(best.has);
    search_release(&search);
}
