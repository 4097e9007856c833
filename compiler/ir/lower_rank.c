/* lower_rank.c - what an act does decides its place within a tick (calculus B3): what enables or resumes comes
 * first, but behind what gives the right to it; then causes before effects and answers after what they answer, acts of
 * one circle sharing a rank; then what relieves, what suspends, what ends. */
#include <stdlib.h>
#include <string.h>

#include "compiler/ir/lower_internal.h"
#include "runtime/machine_io.h"
#include "runtime/state.h"

struct graph {
    size_t count;
    unsigned char *edge; /* edge[x * count + y]: x comes before y */
    bool *follows;       /* of each act: some fact comes before it */
};

static void before(struct graph *graph, int32_t first, int32_t second)
{
    if (first != NM_NONE && second != NM_NONE && first != second)
        graph->edge[(size_t)first * graph->count + (size_t)second] = 1;
}

/* What is measured comes before what is triggered by way of a condition on it. */
static void before_measured(const struct nm_builder *builder, struct graph *graph, int32_t row,
                            int32_t act)
{
    const struct nm_expr *expr = &builder->expr.items[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    if (expr->op == NM_OP_VALUE || expr->op == NM_OP_KNOWN || expr->op == NM_OP_MEASURED)
        before(graph, builder->indicator.items[expr->imm].act, act);
    if (arity > 0)
        before_measured(builder, graph, expr->a, act);
    if (arity > 1)
        before_measured(builder, graph, expr->b, act);
}

/* The act by which a power to resume is exercised; NM_NONE: it is none. */
static int32_t resuming_act(const struct nm_builder *builder, const struct nm_norm *norm)
{
    const struct nm_power *power = norm->power == NM_NONE ? NULL : &builder->power.items[norm->power];
    return power && power->effect == NM_RESUME_NORMS ? power->act : NM_NONE;
}

/* By which act the norm is performed, or what was suspended resumed; NM_NONE: by none. */
static int32_t act_of(const struct nm_builder *builder, const struct nm_norm *norm)
{
    int32_t resuming = resuming_act(builder, norm);
    if (resuming != NM_NONE)
        return resuming;
    return norm->pattern == NM_NONE ? NM_NONE : builder->pattern.items[norm->pattern].act;
}

/* What performs a norm comes before an act that needs its status. */
static void before_status(const struct nm_builder *builder, struct graph *graph, int32_t row, int32_t act)
{
    const struct nm_expr *expr = &builder->expr.items[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    if (nm_op_operand((enum nm_op)expr->op) == NM_OPERAND_NORM) {
        const struct nm_norm *asked = &builder->norm.items[expr->imm];
        before(graph, act_of(builder, asked), act);
        if (asked->answer != NM_NONE)
            before(graph, builder->answer.items[asked->answer].accept, act);
    }
    if (arity > 0)
        before_status(builder, graph, expr->a, act);
    if (arity > 1)
        before_status(builder, graph, expr->b, act);
}

static void add_edges(const struct nm_builder *builder, struct graph *graph)
{
    for (size_t i = 0; i < builder->norm.count; i++) {
        const struct nm_norm *norm = &builder->norm.items[i];
        int32_t act = act_of(builder, norm), resuming = resuming_act(builder, norm);
        int32_t ground = resuming == NM_NONE ? NM_NONE : builder->power.items[norm->power].ground;
        if (ground != NM_NONE) {
            before_measured(builder, graph, ground, resuming);
            before_status(builder, graph, ground, resuming);
        }
        if (norm->answer != NM_NONE) {
            before(graph, act, builder->answer.items[norm->answer].accept);
            before(graph, act, builder->answer.items[norm->answer].reject);
        }
        if (norm->loss != NM_NONE) {
            int32_t loss = builder->pattern.items[norm->loss].act;
            before(graph, act, loss);
            if (norm->answer != NM_NONE)
                before(graph, builder->answer.items[norm->answer].accept, loss);
        }
        for (int32_t k = 0; k < norm->trigger_count; k++) {
            const struct nm_trigger *trigger = &builder->trigger.items[norm->first_trigger + k];
            if (trigger->kind == NM_ON_EVENT && trigger->guard != NM_NONE)
                before_measured(builder, graph, trigger->guard,
                                builder->pattern.items[trigger->pattern].act);
            if (trigger->kind == NM_ON_EVENT)
                before(graph, builder->pattern.items[trigger->pattern].act, act);
            else if (trigger->norm != NM_NONE && trigger->kind != NM_ON_LOSS) {
                const struct nm_norm *watched = &builder->norm.items[trigger->norm];
                before(graph, act_of(builder, watched), act);
                if (watched->answer != NM_NONE)
                    before(graph, builder->answer.items[watched->answer].accept, act);
            }
        }
        if (norm->capacity != NM_NONE)
            before(graph, builder->capacity.items[norm->capacity].start_act, act);
    }
}

/* The acts by which it fires: the event, or what fulfils the norm that it watches. */
static void acts_of(const struct nm_builder *builder, const struct nm_trigger *trigger, int32_t acts[2])
{
    bool is_done = (trigger->kind == NM_ON_STATUS && (trigger->statuses & 1u << ST_FULFILLED)) ||
                   trigger->kind == NM_ON_TENDER;
    acts[0] = trigger->kind == NM_ON_EVENT ? builder->pattern.items[trigger->pattern].act : NM_NONE;
    acts[1] = NM_NONE;
    if (!is_done)
        return;
    const struct nm_norm *watched = &builder->norm.items[trigger->norm];
    acts[0] = act_of(builder, watched);
    acts[1] = watched->answer == NM_NONE ? NM_NONE : builder->answer.items[watched->answer].accept;
}

static void before_asked(const struct nm_builder *builder, struct graph *guards, const struct nm_norm *norm,
                         const struct nm_trigger *trigger)
{
    int32_t acts[2];
    acts_of(builder, trigger, acts);
    for (int i = 0; i < 2; i++) {
        if (trigger->guard != NM_NONE)
            before_status(builder, guards, trigger->guard, acts[i]);
        if (norm->need != NM_NONE) {
            before_status(builder, guards, norm->need, acts[i]);
            before_measured(builder, guards, norm->need, acts[i]);
        }
    }
}

/* What performs a norm comes before an act that triggers only if the norm is so, or that calls forth a sum reckoned
 * from it; unless the act itself comes before it: causes before effects is the stronger. The graph is closed. */
static void add_guards(const struct nm_builder *builder, struct graph *graph)
{
    struct graph guards = {.count = graph->count, .edge = calloc(graph->count * graph->count + 1, 1)};
    if (!guards.edge)
        BUG("out of memory");
    for (size_t i = 0; i < builder->norm.count; i++) {
        const struct nm_norm *norm = &builder->norm.items[i];
        for (int32_t k = 0; k < norm->trigger_count; k++)
            before_asked(builder, &guards, norm, &builder->trigger.items[norm->first_trigger + k]);
    }
    for (size_t x = 0; x < graph->count; x++)
        for (size_t y = 0; y < graph->count; y++)
            guards.edge[x * graph->count + y] &= !graph->edge[y * graph->count + x];
    for (size_t i = 0; i < graph->count * graph->count; i++)
        graph->edge[i] |= guards.edge[i];
    free(guards.edge);
}

/* The transitive closure, row by row; only acts with edges cost anything. */
static void close_over(struct graph *graph)
{
    size_t n = graph->count;
    for (size_t k = 0; k < n; k++) {
        const unsigned char *through = graph->edge + k * n;
        if (!memchr(through, 1, n))
            continue;
        for (size_t i = 0; i < n; i++) {
            if (!graph->edge[i * n + k])
                continue;
            for (size_t j = 0; j < n; j++)
                graph->edge[i * n + j] |= through[j];
        }
    }
}

/* Does it stand among the facts of its day? */
static bool is_ordinary(const struct graph *graph, const struct nm_act *acts, size_t act)
{
    enum nm_act_class class = (enum nm_act_class)acts[act].class;
    return class == NM_PERFORM || class == NM_ACCEPT || class == NM_REJECT || class == NM_FACT ||
           (class == NM_RESUME && graph->follows[act]);
}

/* The rank of an ordinary act: one more than the highest of the acts strictly before it. */
static int32_t rank_of(const struct nm_builder *builder, const struct graph *graph, size_t act,
                       int32_t *memo)
{
    if (memo[act])
        return memo[act];
    int32_t rank = 1;
    for (size_t x = 0; x < graph->count; x++) {
        bool is_before = graph->edge[x * graph->count + act];
        bool is_circle = graph->edge[act * graph->count + x];
        if (is_before && !is_circle && is_ordinary(graph, builder->act.items, x)) {
            int32_t behind = rank_of(builder, graph, x, memo) + 1;
            rank = rank > behind ? rank : behind;
        }
    }
    memo[act] = rank;
    return rank;
}

static void find_followers(const struct nm_builder *builder, struct graph *graph)
{
    for (size_t x = 0; x < graph->count; x++) {
        if (!is_ordinary(graph, builder->act.items, x))
            continue;
        for (size_t y = 0; y < graph->count; y++)
            graph->follows[y] |= graph->edge[x * graph->count + y] && x != y;
    }
}

void lower_ranks(struct nm_builder *builder)
{
    struct graph graph = {.count = builder->act.count};
    graph.edge = calloc(graph.count * graph.count + 1, 1);
    int32_t *memo = calloc(graph.count + 1, sizeof *memo);
    graph.follows = calloc(graph.count + 1, sizeof *graph.follows);
    if (!graph.edge || !memo || !graph.follows)
        BUG("out of memory");
    add_edges(builder, &graph);
    close_over(&graph);
    add_guards(builder, &graph);
    close_over(&graph);
    find_followers(builder, &graph);
    int32_t last = 1;
    for (size_t i = 0; i < graph.count; i++) {
        if (is_ordinary(&graph, builder->act.items, i)) {
            int32_t rank = rank_of(builder, &graph, i, memo);
            last = last > rank ? last : rank;
        }
    }
    for (size_t i = 0; i < graph.count; i++) {
        struct nm_act *act = &builder->act.items[i];
        switch ((enum nm_act_class)act->class) {
        case NM_ENABLE: act->rank = 0; break;
        case NM_RESUME: act->rank = graph.follows[i] ? memo[i] : 0; break;
        case NM_PERFORM:
        case NM_ACCEPT:
        case NM_REJECT:
        case NM_FACT: act->rank = memo[i]; break;
        case NM_RELIEVE: act->rank = last + 1; break;
        case NM_SUSPEND: act->rank = last + 2; break;
        case NM_END: act->rank = last + 3; break;
        }
    }
    free(graph.edge);
    free(graph.follows);
    free(memo);
}
