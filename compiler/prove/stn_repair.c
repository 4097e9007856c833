/* stn_repair.c - the mend: by how much must one number change for the dates to fit?
 *
 * Changing a number more never makes matters worse, so the least change is found by doubling and
 * halving. For a cycle of differences it is known beforehand (the shortfall, shared by the arcs of
 * that number). Each change is tried on the whole network, and the schedule that the solver then
 * has must pass the certifier; a number that mends this conflict but not the whole is told as such.
 */
#include <stdlib.h>

#include "compiler/prove/certify.h"
#include "compiler/prove/stn_engine.h"
#include "lang/base/check.h"

struct trial {
    const struct stn *net;
    const uint32_t *core; /* NULL: every active constraint */
    uint32_t core_count;
    uint32_t number;
};

/* Is there a schedule when the number gives way by so much? */
static bool fits(const struct trial *trial, int64_t by)
{
    const struct stn *net = trial->net;
    struct stn_engine engine;
    struct stn_index_list list = {0};
    stn_engine_init(&engine, net, trial->number, by);
    for (uint32_t index = 0; index < trial->core_count && trial->core; index++)
        vec_push(&list, trial->core[index]);
    for (uint32_t index = 0; index < net->constraints.count && !trial->core; index++)
        if (net->is_active.items[index])
            vec_push(&list, index);
    bool is_consistent =
        stn_engine_try(&engine, list.items, (uint32_t)list.count, NULL) == STN_CONSISTENT;
    vec_release(&list);
    stn_engine_release(&engine);
    return is_consistent;
}

/* The least change in (bad, most] that fits, or 0 if `most` does not. */
static int64_t least_change(const struct trial *trial, int64_t bad, int64_t most)
{
    int64_t good = bad + 1;
    if (fits(trial, good))
        return good;
    if (good == most || !fits(trial, most))
        return 0;
    bad = good;
    good = most - bad > 1 ? bad + 1 : most;
    for (int64_t stride = 2; good < most && !fits(trial, good); stride *= 2) {
        bad = good;
        good = most - good > stride ? good + stride : most;
    }
    while (good - bad > 1) {
        int64_t middle = bad + (good - bad) / 2;
        if (fits(trial, middle))
            good = middle;
        else
            bad = middle;
    }
    return good;
}

/* The whole network with the change has a schedule, and the certifier takes it. */
static bool is_certified(const struct stn *net, uint32_t number, int64_t by)
{
    struct stn *changed = stn_new(net->earliest, net->latest);
    for (size_t point = 1; point < net->points.count; point++)
        stn_point(changed, net->points.items[point].name, net->points.items[point].ref);
    bool is_whole = true;
    for (uint32_t index = 0; index < net->constraints.count; index++) {
        struct stn_constraint constraint = net->constraints.items[index];
        constraint.amount = stn_amount(&constraint, number, by);
        if (net->is_active.items[index])
            is_whole = stn_add(changed, &constraint) != STN_NONE && is_whole;
    }
    bool is_accepted = false;
    if (is_whole && stn_check(changed) == STN_CONSISTENT) {
        int64_t *ticks = calloc(net->points.count, sizeof *ticks);
        if (!ticks)
            BUG("out of memory");
        stn_schedule(changed, ticks, NULL);
        is_accepted =
            stn_certify_schedule(net, ticks, (struct stn_change){.number = number, .by = by}, NULL);
        free(ticks);
        if (!is_accepted)
            BUG("the certifier refuses a repaired schedule");
    }
    stn_free(changed);
    return is_accepted;
}

/* How far the number may give way in all: the least of what its constraints allow. */
static int64_t most_change(const struct stn *net, uint32_t number)
{
    int64_t most = STN_TICK_MAX;
    for (size_t index = 0; index < net->constraints.count; index++) {
        const struct stn_constraint *constraint = &net->constraints.items[index];
        if (!net->is_active.items[index] || constraint->number != number ||
            constraint->relax == STN_FIXED)
            continue;
        if (constraint->relax_max > 0 && constraint->relax_max < most)
            most = constraint->relax_max;
        if (constraint->form != STN_DIFFERENCE && net->latest - net->earliest + 1 < most)
            most = net->latest - net->earliest + 1;
    }
    return most;
}

/* What is known before any trial: with less change this conflict stays. */
static int64_t known_bad(const struct stn *net, const struct stn_conflict *conflict,
                         uint32_t number)
{
    int64_t times = 0;
    if (conflict->has_functions)
        return 0;
    for (uint32_t index = 0; index < conflict->step_count; index++) {
        const struct stn_constraint *constraint =
            &net->constraints.items[conflict->steps[index].constraint];
        times += constraint->relax != STN_FIXED && constraint->number == number ? 1 : 0;
    }
    return (conflict->shortfall + times - 1) / times - 1;
}

static bool is_known(const struct stn_conflict *conflict, uint32_t number)
{
    for (uint32_t index = 0; index < conflict->repair_count; index++)
        if (conflict->repairs[index].number == number)
            return true;
    return false;
}

static void try_number(const struct stn *net, struct stn_conflict *conflict,
                       const struct stn_constraint *constraint)
{
    uint32_t number = constraint->number;
    int64_t bad = known_bad(net, conflict, number), most = most_change(net, number);
    struct trial core = {
        .net = net, .core = conflict->core, .core_count = conflict->core_count, .number = number};
    struct trial whole = {.net = net, .number = number};
    if (bad >= most)
        return;
    int64_t change = least_change(&core, bad, most);
    if (change == 0)
        return;
    int64_t change_whole = least_change(&whole, change - 1, most);
    conflict->repairs[conflict->repair_count++] = (struct stn_repair){
        .number = number,
        .clause = constraint->clause,
        .word = constraint->relax,
        .change = change_whole ? change_whole : change,
        .mends_all = change_whole && is_certified(net, number, change_whole),
    };
}

void stn_find_repairs(const struct stn *net, struct stn_conflict *conflict)
{
    uint32_t total = conflict->step_count + conflict->core_count;
    conflict->repairs = calloc(total ? total : 1, sizeof *conflict->repairs);
    if (!conflict->repairs)
        BUG("out of memory");
    for (uint32_t index = 0; index < total; index++) {
        uint32_t at = index < conflict->step_count ? conflict->steps[index].constraint
                                                   : conflict->core[index - conflict->step_count];
        const struct stn_constraint *constraint = &net->constraints.items[at];
        if (constraint->relax != STN_FIXED && constraint->number != 0 &&
            !is_known(conflict, constraint->number))
            try_number(net, conflict, constraint);
    }
}
