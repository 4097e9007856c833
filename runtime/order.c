/* order.c - the order of events within a tick and over ticks (calculus B3).
 * The one idea: an event refers to at most one other, so following references from any node either
 * ends, or comes back to a node of the same walk: then that part of the walk is a cycle. Each node
 * is walked over once. */
#include "runtime/order.h"

#include <stdlib.h>

#include "lang/base/check.h"
#include "runtime/state.h"

static int compare_i64(int64_t left, int64_t right)
{
    return left < right ? -1 : left > right;
}

static int compare_places(const struct order_key *left, const struct order_key *right)
{
    int order = compare_i64(left->at, right->at);
    if (order == 0) {
        order = compare_i64(left->rank, right->rank);
    }
    if (order == 0) {
        order = compare_i64(left->depth, right->depth);
    }
    if (order == 0) {
        order = compare_i64(left->precedence, right->precedence);
    }
    return order == 0 ? compare_i64(left->ord, right->ord) : order;
}

int order_compare(const struct order_key *left, const struct order_key *right)
{
    int order = compare_places(left, right);
    if (order == 0) {
        order = text_compare(left->source, right->source);
    }
    return order == 0 ? text_compare(left->id, right->id) : order;
}

bool order_by_id_alone(const struct order_key *left, const struct order_key *right)
{
    return compare_places(left, right) == 0;
}

bool order_may_meet(const struct nm_place *one, const struct nm_place *other)
{
    bool are_kinds_alike = one->kind == NM_NONE || other->kind == NM_NONE || one->kind == other->kind;
    return one->act == other->act && one->indicator == other->indicator && are_kinds_alike &&
           (one->actors == 0 || other->actors == 0 || one->actors & other->actors) &&
           (one->to == 0 || other->to == 0 || one->to & other->to);
}

int32_t order_rank(const struct nm *nm, const struct nm_place *act)
{
    const struct nm_act *row = &nm->act[act->act];
    int32_t lowest = INT32_MAX;
    for (int32_t i = 0; i < row->place_count; i++) {
        const struct nm_place *place = &nm->place[row->first_place + i];
        if (place->rank < lowest && order_may_meet(place, act)) {
            lowest = place->rank;
        }
    }
    return lowest == INT32_MAX ? row->rank : lowest;
}

bool order_waits_for_closing(const struct nm_trigger *trigger, const struct nm_norm *watched)
{
    const uint32_t kept = 1u << ST_FULFILLED | 1u << ST_DONE_IN_TIME;
    return trigger->kind == NM_ON_STATUS && (trigger->statuses & ~kept) == 0 &&
           (watched->kind == NM_MAINTAIN || watched->kind == NM_FORBID);
}

void order_refer(struct order_key *key, const struct order_key *target)
{
    if (key->at != target->at || target->rank < key->rank) {
        return;
    }
    key->rank = target->rank;
    key->depth = target->depth + 1;
}

enum walk { WALK_NEW, WALK_ON_PATH, WALK_SETTLED };

/* Marks the cycle that holds `first`; all of it is on the present path. */
static void mark_cycle(struct order_node *nodes, size_t first)
{
    size_t node = first;
    do {
        nodes[node].is_in_cycle = true;
        node = nodes[node].refers_to;
    } while (node != first);
}

void order_references(struct order_node *nodes, size_t count)
{
    unsigned char *walked = calloc(count + 1, 1);
    size_t *path = malloc((count + 1) * sizeof *path);
    if (walked == NULL || path == NULL) {
        BUG("out of memory for the order of %zu events", count);
    }
    for (size_t start = 0; start < count; start++) {
        size_t path_count = 0;
        size_t node = start;
        while (node != ORDER_NOWHERE && walked[node] == WALK_NEW) {
            walked[node] = WALK_ON_PATH;
            nodes[node].is_in_cycle = false;
            path[path_count++] = node;
            node = nodes[node].refers_to;
        }
        if (node != ORDER_NOWHERE && walked[node] == WALK_ON_PATH) {
            mark_cycle(nodes, node);
        }
        while (path_count > 0) {
            struct order_node *last = &nodes[path[--path_count]];
            walked[path[path_count]] = WALK_SETTLED;
            if (!last->is_in_cycle && last->refers_to != ORDER_NOWHERE) {
                order_refer(last->key, nodes[last->refers_to].key);
            }
        }
    }
    free(path);
    free(walked);
}
