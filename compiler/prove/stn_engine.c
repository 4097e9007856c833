/* stn_engine.c - labels for difference constraints, and the cycle where there are none.
 *
 * Queue Bellman-Ford in its "lower bound" form: an arc says that dst lies at least gain ticks after
 * src, and labels only rise. The one idea: whenever the label of a point rises, the tree of points
 * that owe their labels to it is out of date, so it is taken apart at once (Tarjan's subtree
 * disassembly). If the point that caused the rise is found in that very tree, the arcs from the one
 * to the other and back close a cycle of positive gain, which is the contradiction; it is thus seen
 * as soon as it exists. Points taken out need not be scanned: their turn comes with a better label.
 *
 * Labels are kept between calls, so that enabling more costs what it changes; a failed call puts
 * back what it changed. */
#include "compiler/prove/stn_engine.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/check.h"

/* Labels above this are recomputed from zero when constraints have been taken out meanwhile. */
#define LABEL_DRIFT_MAX (INT64_C(1) << 61)

/* A place in the tree, kept as its preorder in a ring with depths: the subtree of a point is the
 * run of deeper points that follows it. The root of the ring is node point_count. */
struct stn_tree_node {
    uint32_t before, after;
    uint32_t depth;
    uint32_t parent_arc;
    uint32_t epoch; /* in which the label was put on the trail */
    bool is_in_tree, is_queued, is_stale;
};

int64_t stn_add_ticks(int64_t left, int64_t right)
{
    int64_t sum;
    if (!ckd_add_i64(&sum, left, right))
        BUG("a time network left the range of its ticks");
    return sum;
}

uint32_t stn_src(const struct stn_constraint *constraint)
{
    switch (constraint->form) {
    case STN_DIFFERENCE: /* x - y <= c: y lies at least -c after x */
    case STN_NOT_AFTER:  /* x <= f(y): y lies not before the least t with f(t) >= x */
        return constraint->x;
    case STN_NOT_BEFORE: return constraint->y;
    }
    UNREACHABLE();
}

uint32_t stn_dst(const struct stn_constraint *constraint)
{
    return stn_src(constraint) == constraint->x ? constraint->y : constraint->x;
}

int64_t stn_amount(const struct stn_constraint *constraint, uint32_t relaxed_number,
                   int64_t relaxed_by)
{
    if (constraint->relax == STN_FIXED || constraint->number == 0 ||
        constraint->number != relaxed_number)
        return constraint->amount;
    if (constraint->form == STN_NOT_BEFORE)
        return constraint->amount - relaxed_by;
    return constraint->amount + relaxed_by;
}

static void *grown(void *items, size_t count, size_t item_len)
{
    void *result = realloc(items, (count ? count : 1) * item_len);
    if (!result)
        BUG("out of memory");
    return result;
}

static void clear_tree(struct stn_engine *engine)
{
    struct stn_tree_node *root = &engine->nodes[engine->point_count];
    *root = (struct stn_tree_node){.before = engine->point_count, .after = engine->point_count};
}

void stn_engine_grow(struct stn_engine *engine)
{
    uint32_t old_points = engine->point_count, old_constraints = engine->constraint_count;
    uint32_t points = (uint32_t)engine->net->points.count;
    uint32_t constraints = (uint32_t)engine->net->constraints.count;

    if (points > old_points || !engine->nodes) {
        engine->point_count = points;
        engine->label = grown(engine->label, points, sizeof *engine->label);
        engine->first_out = grown(engine->first_out, points, sizeof *engine->first_out);
        engine->first_function =
            grown(engine->first_function, points, sizeof *engine->first_function);
        engine->nodes = grown(engine->nodes, (size_t)points + 1, sizeof *engine->nodes);
        engine->queue = grown(engine->queue, (size_t)points + 1, sizeof *engine->queue);
        engine->trail_points = grown(engine->trail_points, points, sizeof *engine->trail_points);
        engine->trail_labels = grown(engine->trail_labels, points, sizeof *engine->trail_labels);
        for (uint32_t point = old_points; point < points; point++) {
            engine->label[point] = 0;
            engine->first_out[point] = STN_NONE;
            engine->first_function[point] = STN_NONE;
        }
        memset(engine->nodes, 0, ((size_t)points + 1) * sizeof *engine->nodes);
        engine->epoch = 0;
        clear_tree(engine);
    }
    if (constraints > old_constraints || !engine->arcs) {
        engine->constraint_count = constraints;
        engine->arcs = grown(engine->arcs, constraints, sizeof *engine->arcs);
        engine->is_enabled = grown(engine->is_enabled, constraints, sizeof *engine->is_enabled);
        engine->next_function =
            grown(engine->next_function, constraints, sizeof *engine->next_function);
        for (uint32_t index = old_constraints; index < constraints; index++) {
            const struct stn_constraint *constraint = &engine->net->constraints.items[index];
            engine->is_enabled[index] = 0;
            engine->next_function[index] = STN_NONE;
            engine->arcs[index] = (struct stn_arc){
                .gain = -stn_amount(constraint, engine->relaxed_number, engine->relaxed_by),
                .src = stn_src(constraint),
                .dst = stn_dst(constraint),
                .next_out = STN_NONE,
            };
        }
    }
}

void stn_engine_init(struct stn_engine *engine, const struct stn *net, uint32_t relaxed_number,
                     int64_t relaxed_by)
{
    *engine =
        (struct stn_engine){.net = net, .relaxed_number = relaxed_number, .relaxed_by = relaxed_by};
    for (size_t index = 0; index < net->constraints.count; index++)
        engine->is_bounded =
            engine->is_bounded ||
            (net->is_active.items[index] && net->constraints.items[index].form != STN_DIFFERENCE);
    stn_engine_grow(engine);
}

void stn_engine_release(struct stn_engine *engine)
{
    free(engine->label);
    free(engine->arcs);
    free(engine->is_enabled);
    free(engine->first_out);
    free(engine->next_function);
    free(engine->first_function);
    free(engine->nodes);
    free(engine->queue);
    free(engine->trail_points);
    free(engine->trail_labels);
    vec_release(&engine->cycle);
    *engine = (struct stn_engine){0};
}

void stn_engine_reset(struct stn_engine *engine)
{
    for (uint32_t point = 0; point < engine->point_count; point++) {
        engine->label[point] = 0;
        engine->first_out[point] = STN_NONE;
        engine->first_function[point] = STN_NONE;
    }
    memset(engine->is_enabled, 0, engine->constraint_count);
    engine->function_count = 0;
    engine->may_drift = false;
    engine->work += engine->point_count;
}

/* The queue: a ring, each point in it at most once. */
struct queue {
    uint32_t first, count;
};

static void push(struct stn_engine *engine, struct queue *queue, uint32_t point)
{
    if (engine->nodes[point].is_queued)
        return;
    uint32_t size = engine->point_count + 1, at = queue->first + queue->count++;
    engine->queue[at >= size ? at - size : at] = point;
    engine->nodes[point].is_queued = true;
}

static uint32_t pop(struct stn_engine *engine, struct queue *queue)
{
    uint32_t point = engine->queue[queue->first++];
    if (queue->first > engine->point_count)
        queue->first = 0;
    queue->count--;
    engine->nodes[point].is_queued = false;
    return point;
}

static void insert_after(struct stn_engine *engine, uint32_t parent, uint32_t point)
{
    struct stn_tree_node *nodes = engine->nodes, *node = &nodes[point];
    node->before = parent;
    node->after = nodes[parent].after;
    nodes[node->after].before = point;
    nodes[parent].after = point;
    node->depth = nodes[parent].depth + 1;
    node->is_in_tree = true;
}

/* Takes the subtree of `point` apart. False, with everything as it was, if `culprit` is in it. */
static bool disassemble(struct stn_engine *engine, uint32_t point, uint32_t culprit)
{
    struct stn_tree_node *nodes = engine->nodes;
    uint32_t depth = nodes[point].depth, end = nodes[point].after;
    for (; nodes[end].depth > depth; end = nodes[end].after)
        if (end == culprit)
            return false;
    for (uint32_t below = nodes[point].after; below != end; below = nodes[below].after) {
        nodes[below].is_in_tree = false;
        nodes[below].is_stale = true;
    }
    uint32_t before = nodes[point].before;
    nodes[before].after = end;
    nodes[end].before = before;
    nodes[point].is_in_tree = false;
    return true;
}

/* Writes the cycle that `closing` makes with the tree: its dst, down the tree to its src, back. */
static void keep_cycle(struct stn_engine *engine, uint32_t closing)
{
    vec_clear(&engine->cycle);
    vec_push(&engine->cycle, closing);
    uint32_t top = engine->arcs[closing].dst;
    for (uint32_t point = engine->arcs[closing].src; point != top;) {
        uint32_t arc = engine->nodes[point].parent_arc;
        vec_push(&engine->cycle, arc);
        point = engine->arcs[arc].src;
    }
    for (size_t low = 0, high = engine->cycle.count - 1; low < high; low++, high--) {
        uint32_t arc = engine->cycle.items[low];
        engine->cycle.items[low] = engine->cycle.items[high];
        engine->cycle.items[high] = arc;
    }
}

static void set_label(struct stn_engine *engine, uint32_t point, int64_t label)
{
    if (engine->nodes[point].epoch != engine->epoch) {
        engine->nodes[point].epoch = engine->epoch;
        engine->trail_points[engine->trail_count] = point;
        engine->trail_labels[engine->trail_count++] = engine->label[point];
    }
    engine->label[point] = label;
}

/* Raises what the arcs out of `point` demand. False if that closes a cycle. */
static bool scan(struct stn_engine *engine, struct queue *queue, uint32_t point)
{
    struct stn_tree_node *nodes = engine->nodes;
    int64_t from = engine->label[point];
    if (!nodes[point].is_in_tree)
        insert_after(engine, engine->point_count, point);
    for (uint32_t arc = engine->first_out[point]; arc != STN_NONE;
         arc = engine->arcs[arc].next_out) {
        uint32_t dst = engine->arcs[arc].dst;
        int64_t label = stn_add_ticks(from, engine->arcs[arc].gain);
        engine->work++;
        if (label <= engine->label[dst])
            continue;
        if (dst == point || (nodes[dst].is_in_tree && !disassemble(engine, dst, point))) {
            keep_cycle(engine, arc);
            return false;
        }
        set_label(engine, dst, label);
        nodes[dst].parent_arc = arc;
        nodes[dst].is_stale = false;
        insert_after(engine, point, dst);
        push(engine, queue, dst);
    }
    return true;
}

/* Runs the queue dry, and leaves tree and queue empty for the next time. */
static bool settle(struct stn_engine *engine, struct queue *queue)
{
    bool is_consistent = true;
    while (queue->count && is_consistent) {
        uint32_t point = pop(engine, queue);
        if (!engine->nodes[point].is_stale)
            is_consistent = scan(engine, queue, point);
    }
    if (is_consistent) {
        for (uint32_t node = engine->nodes[engine->point_count].after; node != engine->point_count;
             node = engine->nodes[node].after)
            engine->nodes[node].is_in_tree = false;
    } else {
        for (uint32_t point = 0; point < engine->point_count; point++) {
            struct stn_tree_node *node = &engine->nodes[point];
            node->is_in_tree = node->is_queued = node->is_stale = false;
        }
    }
    clear_tree(engine);
    return is_consistent;
}

static void link_constraint(struct stn_engine *engine, uint32_t index)
{
    struct stn_arc *arc = &engine->arcs[index];
    if (engine->net->constraints.items[index].form == STN_DIFFERENCE) {
        arc->next_out = engine->first_out[arc->src];
        engine->first_out[arc->src] = index;
    } else {
        engine->next_function[index] = engine->first_function[arc->src];
        engine->first_function[arc->src] = index;
        engine->function_count++;
    }
    engine->is_enabled[index] = 1;
}

static void unlink_constraint(struct stn_engine *engine, uint32_t index)
{
    struct stn_arc *arc = &engine->arcs[index];
    if (engine->net->constraints.items[index].form == STN_DIFFERENCE) {
        uint32_t *link = &engine->first_out[arc->src];
        while (*link != index)
            link = &engine->arcs[*link].next_out;
        *link = arc->next_out;
    } else {
        uint32_t *link = &engine->first_function[arc->src];
        while (*link != index)
            link = &engine->next_function[*link];
        *link = engine->next_function[index];
        engine->function_count--;
    }
    engine->is_enabled[index] = 0;
}

void stn_engine_shrink(struct stn_engine *engine, uint32_t points, uint32_t constraints)
{
    for (uint32_t index = engine->constraint_count; index-- > constraints;)
        if (engine->is_enabled[index])
            unlink_constraint(engine, index);
    if (constraints < engine->constraint_count)
        engine->constraint_count = constraints;
    engine->may_drift = true;
    if (points >= engine->point_count)
        return;
    engine->point_count = points;
    memset(engine->nodes, 0, ((size_t)points + 1) * sizeof *engine->nodes);
    engine->epoch = 0;
    clear_tree(engine);
}

void stn_engine_disable(struct stn_engine *engine, uint32_t constraint)
{
    unlink_constraint(engine, constraint);
    engine->may_drift = true;
}

/* Labels from zero, for all that is enabled (which is consistent). */
static void relabel(struct stn_engine *engine)
{
    struct queue queue = {0};
    memset(engine->label, 0, engine->point_count * sizeof *engine->label);
    for (uint32_t point = 0; point < engine->point_count; point++)
        push(engine, &queue, point);
    engine->epoch++;
    engine->trail_count = 0;
    if (!settle(engine, &queue))
        BUG("a consistent time network became inconsistent");
    engine->may_drift = false;
}

bool stn_engine_enable(struct stn_engine *engine, const uint32_t *constraints, uint32_t count)
{
    struct queue queue = {0};
    engine->epoch++;
    engine->trail_count = 0;
    for (uint32_t index = 0; index < count; index++) {
        const struct stn_arc *arc = &engine->arcs[constraints[index]];
        assert(!engine->is_enabled[constraints[index]]);
        link_constraint(engine, constraints[index]);
        if (engine->net->constraints.items[constraints[index]].form == STN_DIFFERENCE &&
            stn_add_ticks(engine->label[arc->src], arc->gain) > engine->label[arc->dst])
            push(engine, &queue, arc->src);
    }
    bool is_consistent = settle(engine, &queue);
    bool is_high = false;
    for (uint32_t entry = 0; entry < engine->trail_count; entry++) {
        uint32_t point = engine->trail_points[entry];
        if (!is_consistent)
            engine->label[point] = engine->trail_labels[entry];
        is_high = is_high || engine->label[point] > LABEL_DRIFT_MAX;
    }
    for (uint32_t index = count; index-- > 0 && !is_consistent;)
        unlink_constraint(engine, constraints[index]);
    if (is_high && engine->may_drift)
        relabel(engine);
    return is_consistent;
}

enum stn_verdict stn_engine_try(struct stn_engine *engine, const uint32_t *constraints,
                                uint32_t count, struct stn_raise_list *raises)
{
    if (!stn_engine_enable(engine, constraints, count))
        return STN_CONFLICT;
    vec_clear(&engine->cycle);
    if (engine->function_count == 0 && !engine->is_bounded)
        return STN_CONSISTENT;
    const struct stn *net = engine->net;
    int64_t *lower = grown(NULL, engine->point_count, sizeof *lower);
    enum stn_verdict verdict = stn_lower_bounds(engine, net->earliest, net->latest, lower, raises);
    free(lower);
    for (uint32_t index = count; index-- > 0 && verdict == STN_CONFLICT;)
        stn_engine_disable(engine, constraints[index]);
    return verdict;
}
