/* time_net.c - which norms arise, when, and what bounds their acts: the network of a machine.
 *
 * Instances come first, then their bounds, for a bound may speak of any instance. A cause is looked
 * up by the act that sets it off, so building is linear in what arises. */
#include "compiler/prove/time_net.h"

#include <assert.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/limits.h"
#include "runtime/change.h"
#include "runtime/state.h"

/* Trigger rows in chains: by the act they wait for, and by the norm whose fate they wait for. */
struct time_causes {
    int32_t *owner; /* per trigger: the norm that it makes */
    int32_t *first_of_act, *first_of_norm;
    int32_t *next; /* per trigger */
};

/* Performed or not, it is either in time or a breach: the kinds with a clock. */
static bool is_timed(const struct nm_norm *norm)
{
    switch ((enum nm_norm_kind)norm->kind) {
    case NM_ACHIEVE:
    case NM_AMOUNT:
    case NM_ASSUME: return norm->until == NM_NONE;
    case NM_FORBID:
    case NM_AT_MOST:
    case NM_MAINTAIN:
    case NM_POWER:
    case NM_PERMIT:
    case NM_VAGUE:
    case NM_EFFORT:
    case NM_MEMORY:
    case NM_CAP:
    case NM_TARGET: return false;
    }
    UNREACHABLE();
}

static void index_causes(struct time_net *net)
{
    const struct nm *nm = net->nm;
    struct time_causes *causes = arena_alloc(net->arena, sizeof *causes);
    causes->owner = arena_array(net->arena, nm->trigger_count, sizeof *causes->owner);
    causes->next = arena_array(net->arena, nm->trigger_count, sizeof *causes->next);
    causes->first_of_act = arena_array(net->arena, nm->act_count, sizeof *causes->first_of_act);
    causes->first_of_norm = arena_array(net->arena, nm->norm_count, sizeof *causes->first_of_norm);
    for (uint32_t act = 0; act < nm->act_count; act++)
        causes->first_of_act[act] = NM_NONE;
    for (uint32_t norm = 0; norm < nm->norm_count; norm++)
        causes->first_of_norm[norm] = NM_NONE;
    for (uint32_t norm = nm->norm_count; norm-- > 0;)
        for (int32_t row = nm->norm[norm].trigger_count; row-- > 0;) {
            int32_t index = nm->norm[norm].first_trigger + row, *first = NULL;
            const struct nm_trigger *trigger = &nm->trigger[index];
            causes->owner[index] = (int32_t)norm;
            if (trigger->kind == NM_ON_EVENT && nm->pattern[trigger->pattern].act != NM_NONE)
                first = &causes->first_of_act[nm->pattern[trigger->pattern].act];
            else if (trigger->kind == NM_ON_STATUS || trigger->kind == NM_ON_TENDER)
                first = &causes->first_of_norm[trigger->norm];
            if (first) {
                causes->next[index] = *first;
                *first = index;
            }
        }
    net->causes = causes;
}

static uint32_t named_point(struct time_net *net, const char *what, int32_t norm)
{
    const struct nm *nm = net->nm;
    struct buf name;
    buf_init(&name);
    buf_printf(&name, "the %s clause ", what);
    change_norm_name(&name, nm_str(nm, nm->norm[norm].name), false);
    const char *text = arena_text(net->arena, name.data, name.len);
    buf_release(&name);
    return stn_point(net->stn, text, time_net_clause_id(nm->norm[norm].clause));
}

/* An amount may be performed bit by bit. */
static bool has_several_acts(const struct nm *nm, const struct nm_norm *norm)
{
    int64_t need;
    return norm->kind == NM_AMOUNT &&
           (norm->need == NM_NONE || !time_net_constant(nm, norm->need, &need) || need != 1);
}

/* A new instance with its points. Past the limit of the network it is left out, which is noted. */
static uint32_t add_instance(struct time_net *net, int32_t norm, uint32_t trigger, uint32_t parent,
                             uint32_t root)
{
    const struct nm_norm *row = &net->nm->norm[norm];
    struct time_instance one = {.norm = norm,
                                .parent = parent,
                                .root = root,
                                .trigger = trigger,
                                .next_of_norm = net->first_of_norm[norm]};
    if (stn_point_count(net->stn) + 5 > LIMIT_PROVE_NODES) {
        if (net->left_out == NM_NONE)
            net->left_out = norm;
        return STN_NONE;
    }
    bool has_start = row->capacity != NM_NONE && net->nm->capacity[row->capacity].shortest > 0;
    bool has_answer = row->answer != NM_NONE, is_many = has_several_acts(net->nm, row);
    if (has_start)
        one.start = named_point(net, "start of", norm);
    one.performed = named_point(net, is_many ? "first act of" : "performance of", norm);
    one.completed = is_many ? named_point(net, "completion of", norm) : one.performed;
    one.accepted = one.performed;
    if (has_answer)
        one.accepted =
            named_point(net, is_many ? "first acceptance under" : "acceptance under", norm);
    one.settled = !is_many ? one.accepted : one.completed;
    if (has_answer && is_many)
        one.settled = named_point(net, "last acceptance under", norm);
    if (!has_start)
        one.start = one.performed;
    vec_push(&net->instances, one);
    net->first_of_norm[norm] = (uint32_t)net->instances.count - 1;
    return net->first_of_norm[norm];
}

/* The instance's norm is already among those that led to it: a circle of triggers, once around. */
static bool is_repeated(const struct time_net *net, int32_t norm, uint32_t parent)
{
    for (; parent != STN_NONE; parent = net->instances.items[parent].parent)
        if (net->instances.items[parent].norm == norm)
            return true;
    return false;
}

static bool is_within(uint64_t actors, uint64_t allowed)
{
    return allowed == 0 || (actors != 0 && (actors & ~allowed) == 0);
}

/* Any act by which the norm is performed matches the pattern for sure. */
static bool is_sure_match(const struct nm *nm, const struct nm_norm *norm,
                          const struct nm_pattern *wanted, bool is_start)
{
    const struct nm_pattern *done = &nm->pattern[norm->pattern];
    uint64_t actors = done->actors ? done->actors : norm->bearers;
    bool has_tests =
        wanted->test_count > 0 && (is_start || wanted->first_test != done->first_test ||
                                   wanted->test_count != done->test_count);
    if (!is_within(actors, wanted->actors) || (wanted->all_hands && actors != wanted->actors))
        return false;
    if (wanted->to != 0 && done->to != 0 && (done->to & ~wanted->to) != 0)
        return false;
    return !has_tests && (wanted->kind == NM_NONE || wanted->kind == done->kind);
}

/* The point at which an instance sets off a trigger for sure; STN_NONE if it may not. */
static uint32_t point_of_cause(const struct time_net *net, const struct time_instance *one,
                               const struct nm_trigger *trigger)
{
    const struct nm *nm = net->nm;
    const struct nm_norm *norm = &nm->norm[one->norm];
    if (trigger->guard != NM_NONE)
        return STN_NONE;
    if (trigger->kind == NM_ON_TENDER)
        return norm->answer != NM_NONE ? one->accepted : STN_NONE;
    if (trigger->kind == NM_ON_STATUS) {
        if (trigger->statuses == 1u << ST_FULFILLED)
            return one->settled;
        return trigger->statuses == 1u << ST_IN_FORCE && norm->from == NM_NONE ? one->trigger
                                                                               : STN_NONE;
    }
    const struct nm_pattern *wanted = &nm->pattern[trigger->pattern];
    if (norm->pattern != NM_NONE && nm->pattern[norm->pattern].act == wanted->act)
        return is_sure_match(nm, norm, wanted, false) ? one->performed : STN_NONE;
    if (norm->capacity != NM_NONE && nm->capacity[norm->capacity].start_act == wanted->act)
        return norm->pattern != NM_NONE && is_sure_match(nm, norm, wanted, true) ? one->start
                                                                                 : STN_NONE;
    const struct nm_answer *answer = norm->answer == NM_NONE ? NULL : &nm->answer[norm->answer];
    if (answer && answer->accept == wanted->act && answer->silence != NM_SILENCE_ACCEPTS &&
        is_within(answer->acceptors, wanted->actors) && wanted->test_count == 0)
        return one->accepted;
    return STN_NONE;
}

/* Walks a chain of triggers that the instance may set off. */
static void set_off(struct time_net *net, uint32_t instance, int32_t first)
{
    for (int32_t index = first; index != NM_NONE; index = net->causes->next[index]) {
        int32_t owner = net->causes->owner[index];
        struct time_instance one = net->instances.items[instance];
        if (!is_timed(&net->nm->norm[owner]) || is_repeated(net, owner, instance))
            continue;
        uint32_t point = point_of_cause(net, &one, &net->nm->trigger[index]);
        if (point != STN_NONE)
            add_instance(net, owner, point, instance, one.root);
    }
}

/* Adds what the instances from `first` on are sure to trigger. */
static void expand(struct time_net *net, uint32_t first)
{
    const struct nm *nm = net->nm;
    for (uint32_t index = first; index < net->instances.count; index++) {
        const struct nm_norm *norm = &nm->norm[net->instances.items[index].norm];
        int32_t acts[3] = {NM_NONE, NM_NONE, NM_NONE};
        if (norm->pattern != NM_NONE)
            acts[0] = nm->pattern[norm->pattern].act;
        if (norm->capacity != NM_NONE)
            acts[1] = nm->capacity[norm->capacity].start_act;
        if (norm->answer != NM_NONE)
            acts[2] = nm->answer[norm->answer].accept;
        int32_t source = net->instances.items[index].norm;
        for (uint32_t act = 0; act < 3; act++)
            if (acts[act] != NM_NONE)
                set_off(net, index, net->causes->first_of_act[acts[act]]);
        set_off(net, index, net->causes->first_of_norm[source]);
    }
}

/* An answer comes after its act and within its limit. */
static void bound_answer(struct time_net *net, uint32_t index, uint32_t act, uint32_t answer)
{
    const struct nm_norm *norm = &net->nm->norm[net->instances.items[index].norm];
    time_net_add_order(net, act, answer, STN_NO_CLAUSE, "an answer comes after what it answers");
    time_net_add_bound(net, &(struct time_bound){.instance = index,
                                                 .point = answer,
                                                 .at = act,
                                                 .expr = net->nm->answer[norm->answer].limit,
                                                 .is_upper = true,
                                                 .role = TIME_ANSWER});
}

/* The bounds of one instance's points. */
static void bound_instance(struct time_net *net, uint32_t index)
{
    const struct nm *nm = net->nm;
    const struct time_instance one = net->instances.items[index];
    const struct nm_norm *norm = &nm->norm[one.norm];
    uint32_t clause = time_net_clause_id(norm->clause);
    uint32_t counted = norm->by_answer ? one.settled : one.completed;

    time_net_add_order(net, STN_ORIGIN, one.start, STN_NO_CLAUSE, "not before the term starts");
    if (one.trigger != STN_ORIGIN)
        time_net_add_order(
            net, one.trigger, one.performed, clause,
            arena_printf(net->arena, "not before %s", stn_point_name(net->stn, one.trigger)));
    else if (one.performed != one.start)
        time_net_add_order(net, STN_ORIGIN, one.performed, STN_NO_CLAUSE,
                           "not before the term starts");
    if (one.start != one.performed) {
        const struct nm_capacity *capacity = &nm->capacity[norm->capacity];
        time_net_add_duration(net, index, capacity->shortest, capacity->calendar);
    }
    if (one.completed != one.performed)
        time_net_add_order(net, one.performed, one.completed, STN_NO_CLAUSE,
                           "the last act is not before the first");
    time_net_add_bound(net, &(struct time_bound){.instance = index,
                                                 .point = one.performed,
                                                 .at = one.performed,
                                                 .expr = norm->from,
                                                 .role = TIME_FROM});
    time_net_add_bound(
        net, &(struct time_bound){.instance = index,
                                  .point = counted,
                                  .at = counted,
                                  .expr = norm->grace != NM_NONE ? norm->grace : norm->due,
                                  .is_upper = true,
                                  .role = TIME_DUE});
    if (norm->answer == NM_NONE)
        return;
    bound_answer(net, index, one.performed, one.accepted);
    if (one.completed != one.performed)
        bound_answer(net, index, one.completed, one.settled);
}

/* In force from the first day, without a condition. */
static bool is_from_start(const struct nm *nm, const struct nm_norm *norm)
{
    for (int32_t row = 0; row < norm->trigger_count; row++) {
        const struct nm_trigger *trigger = &nm->trigger[norm->first_trigger + row];
        if (trigger->kind == NM_AT_START && trigger->guard == NM_NONE)
            return true;
    }
    return false;
}

void time_net_init(struct time_net *net, const struct nm *nm, struct arena *arena)
{
    *net = (struct time_net){.nm = nm, .arena = arena, .left_out = NM_NONE};
    net->table = time_table_new(nm, arena);
    net->stn = stn_new(time_table_earliest(net->table), time_table_latest(net->table));
    net->first_number = arena_array(arena, nm->clause_count, sizeof *net->first_number);
    net->first_of_norm = arena_array(arena, nm->norm_count, sizeof *net->first_of_norm);
    for (uint32_t clause = 0; clause < nm->clause_count; clause++)
        net->first_number[clause] = STN_NONE;
    for (uint32_t norm = 0; norm < nm->norm_count; norm++)
        net->first_of_norm[norm] = STN_NONE;
    index_causes(net);
    for (uint32_t norm = 0; norm < nm->norm_count; norm++)
        if (is_timed(&nm->norm[norm]) && is_from_start(nm, &nm->norm[norm]))
            add_instance(net, (int32_t)norm, STN_ORIGIN, STN_NONE, STN_NONE);
    expand(net, 0);
    for (uint32_t index = 0; index < net->instances.count; index++)
        bound_instance(net, index);
}

void time_net_release(struct time_net *net)
{
    stn_free(net->stn);
    vec_release(&net->instances);
    vec_release(&net->numbers);
}

/* A remedy needs a breach first, which no run without breach has. */
static bool may_arise(const struct nm *nm, const struct nm_norm *norm)
{
    for (int32_t row = 0; row < norm->trigger_count; row++)
        if (nm->trigger[norm->first_trigger + row].kind != NM_ON_BREACH)
            return true;
    return false;
}

bool time_net_add_branch(struct time_net *net, int32_t norm)
{
    const struct nm_norm *row = &net->nm->norm[norm];
    if (!is_timed(row) || !may_arise(net->nm, row) || net->first_of_norm[norm] != STN_NONE)
        return false;
    uint32_t root = (uint32_t)net->instances.count;
    net->branch_instance = root;
    net->branch_point = stn_point_count(net->stn);
    net->branch_constraint = stn_constraint_count(net->stn);
    uint32_t trigger = named_point(net, "event of", norm);
    if (add_instance(net, norm, trigger, STN_NONE, root) == STN_NONE) {
        time_net_drop_branch(net);
        return false;
    }
    time_net_add_order(net, STN_ORIGIN, trigger, STN_NO_CLAUSE, "not before the term starts");
    if (net->nm->head.end != NM_NEVER &&
        stn_add(net->stn,
                &(struct stn_constraint){.form = STN_DIFFERENCE,
                                         .x = trigger,
                                         .y = STN_ORIGIN,
                                         .amount = net->nm->head.end - net->nm->head.start,
                                         .text = "nothing new arises after the term"}) == STN_NONE)
        net->omitted++;
    expand(net, root);
    for (uint32_t index = root; index < net->instances.count; index++)
        bound_instance(net, index);
    return true;
}

void time_net_drop_branch(struct time_net *net)
{
    stn_rewind(net->stn, net->branch_point, net->branch_constraint);
    while (net->instances.count > net->branch_instance) {
        const struct time_instance *one = &vec_last(&net->instances);
        net->first_of_norm[one->norm] = one->next_of_norm;
        net->instances.count--;
    }
}
