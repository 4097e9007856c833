/* lower_rank.c - what an act does decides its place within a tick (calculus B3): what enables or resumes comes
 * first, but behind what gives the right to it; then causes before effects and answers after what they answer, acts of
 * one circle sharing a rank; then what relieves, what suspends, what ends. */

#include "compiler/ir/lower_internal.h"
#include "runtime/machine_io.h"
#include "runtime/order.h"
#include "runtime/state.h"

struct graph {
    const struct nm_builder *builder;
    struct places places;
    size_t count, words; /* of nodes; of 64 bits in a row of `edge` */
    uint64_t *edge;      /* bit y of row x: acts of node x come before those of y */
    int32_t *act;        /* of each node: its verb */
    bool *follows;       /* of each node: some fact comes before it */
    int32_t *rank;       /* of each node that is ordinary: its rank; 0 = not yet known */
};

static uint64_t *edges_of(const struct graph *graph, size_t node)
{
    return graph->edge + node * graph->words;
}

static bool is_before(const struct graph *graph, size_t first, size_t second)
{
    return edges_of(graph, first)[second / 64] >> (second % 64) & 1;
}

/* Says that acts of one node come before those of another, both of which may be NM_NONE. */
typedef void put_edge(const struct graph *graph, int32_t first, int32_t second);

static void put(const struct graph *graph, int32_t first, int32_t second)
{
    if (first != NM_NONE && second != NM_NONE && first != second)
        edges_of(graph, (size_t)first)[(size_t)second / 64] |= UINT64_C(1) << (second % 64);
}

/* What is measured comes before what is triggered by way of a condition on it. */
static void before_measured(const struct graph *graph, put_edge *say, int32_t row, int32_t act)
{
    const struct nm_expr *expr = &graph->builder->expr.items[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    if (expr->op == NM_OP_VALUE || expr->op == NM_OP_KNOWN || expr->op == NM_OP_MEASURED)
        say(graph, place_of_measure(&graph->places, (int32_t)expr->imm), act);
    if (arity > 0)
        before_measured(graph, say, expr->a, act);
    if (arity > 1)
        before_measured(graph, say, expr->b, act);
}

/* The act by which a power to resume is exercised; NM_NONE: it is none. */
static int32_t resuming_act(const struct graph *graph, const struct nm_norm *norm)
{
    const struct nm_power *power = norm->power == NM_NONE ? NULL : &graph->builder->power.items[norm->power];
    return power && power->effect == NM_RESUME_NORMS ? place_of_act(&graph->places, power->act) : NM_NONE;
}

/* By which act the norm is performed, or what was suspended resumed; NM_NONE: by none. */
static int32_t act_of(const struct graph *graph, const struct nm_norm *norm)
{
    int32_t resuming = resuming_act(graph, norm);
    return resuming != NM_NONE ? resuming : place_of_norm(&graph->places, norm);
}

/* What performs a norm comes before an act that needs its status. */
static void before_status(const struct graph *graph, put_edge *say, int32_t row, int32_t act)
{
    const struct nm_expr *expr = &graph->builder->expr.items[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    if (nm_op_operand((enum nm_op)expr->op) == NM_OPERAND_NORM) {
        const struct nm_norm *asked = &graph->builder->norm.items[expr->imm];
        say(graph, act_of(graph, asked), act);
        say(graph, place_of_answer(&graph->places, asked, true), act);
    }
    if (arity > 0)
        before_status(graph, say, expr->a, act);
    if (arity > 1)
        before_status(graph, say, expr->b, act);
}

/* The acts by which a trigger fires: the event, or what changes the status that it watches; NM_NONE: none. */
static void acts_of(const struct graph *graph, const struct nm_trigger *trigger, int32_t acts[2])
{
    acts[0] = acts[1] = NM_NONE;
    if (trigger->kind == NM_ON_EVENT) {
        acts[0] = place_of_pattern(&graph->places, trigger->pattern);
    } else if (trigger->norm != NM_NONE && trigger->kind != NM_ON_LOSS &&
               !order_waits_for_closing(trigger, &graph->builder->norm.items[trigger->norm])) {
        const struct nm_norm *watched = &graph->builder->norm.items[trigger->norm];
        acts[0] = act_of(graph, watched);
        acts[1] = place_of_answer(&graph->places, watched, true);
    }
}

static void add_edges(const struct graph *graph)
{
    const struct nm_builder *builder = graph->builder;
    const struct places *places = &graph->places;
    for (size_t i = 0; i < builder->norm.count; i++) {
        const struct nm_norm *norm = &builder->norm.items[i];
        int32_t act = act_of(graph, norm), resuming = resuming_act(graph, norm);
        int32_t ground = resuming == NM_NONE ? NM_NONE : builder->power.items[norm->power].ground;
        if (ground != NM_NONE) {
            before_measured(graph, put, ground, resuming);
            before_status(graph, put, ground, resuming);
        }
        put(graph, act, place_of_answer(places, norm, true));
        put(graph, act, place_of_answer(places, norm, false));
        if (norm->loss != NM_NONE) {
            int32_t loss = place_of_pattern(places, norm->loss);
            put(graph, act, loss);
            put(graph, place_of_answer(places, norm, true), loss);
        }
        for (int32_t k = 0; k < norm->trigger_count; k++) {
            const struct nm_trigger *trigger = &builder->trigger.items[norm->first_trigger + k];
            int32_t acts[2];
            acts_of(graph, trigger, acts);
            if (trigger->kind == NM_ON_EVENT && trigger->guard != NM_NONE)
                before_measured(graph, put, trigger->guard, acts[0]);
            put(graph, acts[0], act);
            put(graph, acts[1], act);
        }
        if (norm->capacity != NM_NONE)
            put(graph, place_of_act(places, builder->capacity.items[norm->capacity].start_act), act);
    }
}

/* The transitive closure, row by row; only nodes with edges cost anything. */
static void close_over(const struct graph *graph)
{
    for (size_t k = 0; k < graph->count; k++) {
        const uint64_t *through = edges_of(graph, k);
        uint64_t any = 0;
        for (size_t i = 0; i < graph->words; i++)
            any |= through[i];
        for (size_t x = 0; x < graph->count && any; x++) {
            if (!is_before(graph, x, k))
                continue;
            for (size_t i = 0; i < graph->words; i++)
                edges_of(graph, x)[i] |= through[i];
        }
    }
}

/* The graph is closed, and stays so. */
static void put_guard(const struct graph *graph, int32_t first, int32_t second)
{
    if (first == NM_NONE || second == NM_NONE || first == second || is_before(graph, (size_t)second, (size_t)first) ||
        is_before(graph, (size_t)first, (size_t)second))
        return;
    put(graph, first, second);
    const uint64_t *behind = edges_of(graph, (size_t)second);
    for (size_t x = 0; x < graph->count; x++) {
        if (x != (size_t)first && !is_before(graph, x, (size_t)first))
            continue;
        put(graph, (int32_t)x, second);
        for (size_t i = 0; i < graph->words; i++)
            edges_of(graph, x)[i] |= behind[i];
    }
}

static void before_asked(const struct graph *graph, const struct nm_norm *norm,
                         const struct nm_trigger *trigger)
{
    bool is_done = trigger->kind == NM_ON_EVENT || trigger->kind == NM_ON_TENDER ||
                   (trigger->kind == NM_ON_STATUS && (trigger->statuses & 1u << ST_FULFILLED));
    int32_t acts[2];
    acts_of(graph, trigger, acts);
    for (int i = 0; i < 2 && is_done; i++) {
        if (trigger->guard != NM_NONE)
            before_status(graph, put_guard, trigger->guard, acts[i]);
        if (norm->need != NM_NONE) {
            before_status(graph, put_guard, norm->need, acts[i]);
            before_measured(graph, put_guard, norm->need, acts[i]);
        }
    }
}

/* What performs a norm comes before an act that triggers only if the norm is so, or that calls forth a sum reckoned
 * from it; unless the act itself comes before it: causes before effects is the stronger, and of two that cannot both
 * be the one that is written first. */
static void add_guards(const struct graph *graph)
{
    for (size_t i = 0; i < graph->builder->norm.count; i++) {
        const struct nm_norm *norm = &graph->builder->norm.items[i];
        for (int32_t k = 0; k < norm->trigger_count; k++)
            before_asked(graph, norm, &graph->builder->trigger.items[norm->first_trigger + k]);
    }
}

/* Does it stand among the facts of its day? */
static bool is_ordinary(const struct graph *graph, size_t node)
{
    enum nm_act_class class = (enum nm_act_class)graph->builder->act.items[graph->act[node]].class;
    return place_is_ordinary(class) || (class == NM_RESUME && graph->follows[node]);
}

/* The rank of an ordinary act: one more than the highest of the acts strictly before it. */
static int32_t rank_of(const struct graph *graph, size_t node)
{
    if (graph->rank[node])
        return graph->rank[node];
    int32_t rank = 1;
    for (size_t x = 0; x < graph->count; x++) {
        if (is_before(graph, x, node) && !is_before(graph, node, x) && is_ordinary(graph, x)) {
            int32_t behind = rank_of(graph, x) + 1;
            rank = rank > behind ? rank : behind;
        }
    }
    return graph->rank[node] = rank;
}

static void find_followers(const struct graph *graph)
{
    for (size_t x = 0; x < graph->count; x++) {
        for (size_t y = 0; y < graph->count && is_ordinary(graph, x); y++)
            graph->follows[y] |= is_before(graph, x, y) && x != y;
    }
}

/* Of an act that has several places the lowest stands in its row; all of them stand beside it. */
static void tell_places(struct graph *graph, struct nm_builder *builder, int32_t *lowest)
{
    bool *are_several = arena_array(&graph->places.arena, builder->act.count, sizeof *are_several);
    for (size_t i = 0; i < graph->places.use.count; i++) {
        const struct nm_place *use = &graph->places.use.items[i];
        int32_t rank = graph->rank[graph->places.node.items[i]];
        are_several[use->act] |= lowest[use->act] != 0 && lowest[use->act] != rank;
        lowest[use->act] = lowest[use->act] == 0 || rank < lowest[use->act] ? rank : lowest[use->act];
    }
    for (size_t act = 0; act < builder->act.count; act++) {
        struct nm_act *row = &builder->act.items[act];
        row->first_place = (int32_t)builder->place.count;
        row->place_count = 0;
        for (size_t i = 0; i < graph->places.use.count && are_several[act]; i++) {
            struct nm_place use = graph->places.use.items[i];
            if (use.act != (int32_t)act)
                continue;
            use.rank = graph->rank[graph->places.node.items[i]];
            nmb_add_place(builder, use);
            row->place_count++;
        }
        if (!row->place_count)
            row->first_place = 0;
    }
}

static void open_graph(struct graph *graph, const struct nm_builder *builder)
{
    struct arena *arena = &graph->places.arena;
    *graph = (struct graph){.builder = builder};
    places_find(&graph->places, builder);
    graph->count = (size_t)graph->places.count;
    graph->words = graph->count / 64 + 1;
    graph->edge = arena_array(arena, graph->count * graph->words, sizeof *graph->edge);
    graph->act = arena_array(arena, graph->count, sizeof *graph->act);
    graph->follows = arena_array(arena, graph->count, sizeof *graph->follows);
    graph->rank = arena_array(arena, graph->count, sizeof *graph->rank);
    for (size_t i = 0; i < graph->places.use.count; i++)
        graph->act[graph->places.node.items[i]] = graph->places.use.items[i].act;
}

void lower_ranks(struct nm_builder *builder)
{
    struct graph graph;
    open_graph(&graph, builder);
    add_edges(&graph);
    close_over(&graph);
    add_guards(&graph);
    find_followers(&graph);
    int32_t last = 1, *lowest = arena_array(&graph.places.arena, builder->act.count, sizeof *lowest);
    for (size_t i = 0; i < graph.count; i++) {
        int32_t rank = is_ordinary(&graph, i) ? rank_of(&graph, i) : 0;
        last = last > rank ? last : rank;
    }
    tell_places(&graph, builder, lowest);
    for (size_t i = 0; i < builder->act.count; i++) {
        struct nm_act *act = &builder->act.items[i];
        switch ((enum nm_act_class)act->class) {
        case NM_ENABLE: act->rank = 0; break;
        case NM_RESUME: act->rank = lowest[i]; break;
        case NM_PERFORM:
        case NM_ACCEPT:
        case NM_REJECT:
        case NM_FACT: act->rank = lowest[i] ? lowest[i] : 1; break;
        case NM_RELIEVE: act->rank = last + 1; break;
        case NM_SUSPEND: act->rank = last + 2; break;
        case NM_END: act->rank = last + 3; break;
        }
    }
    places_release(&graph.places);
}
