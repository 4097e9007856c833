/* lower_place.c - which acts are one act when the day is put in order: `Buyer pays Agent` and `Agent pays Seller`
 * are two. What the contract says of an act by a verb (who does it, to whom, with what kind of thing, which value
 * it measures) is a use of it; uses that one act could meet together share a place, all others have their own. */
#include "compiler/ir/lower_internal.h"
#include "runtime/machine_io.h"
#include "runtime/order.h"

bool place_is_ordinary(enum nm_act_class class)
{
    return class == NM_PERFORM || class == NM_ACCEPT || class == NM_REJECT || class == NM_FACT;
}

/* What powers do is put in order by the power alone. */
static struct nm_place use_of(const struct places *places, struct nm_place use)
{
    const struct nm_act *act = use.act == NM_NONE ? NULL : &places->builder->act.items[use.act];
    if (act && !place_is_ordinary((enum nm_act_class)act->class))
        use = (struct nm_place){.act = use.act, .kind = NM_NONE, .indicator = NM_NONE};
    return use;
}

static struct nm_place use_of_pattern(const struct places *places, int32_t row, bool is_free)
{
    struct nm_place use = {.act = NM_NONE, .kind = NM_NONE, .indicator = NM_NONE};
    if (row == NM_NONE)
        return use;
    use = nm_place_of(&places->builder->pattern.items[row]);
    if (is_free) /* whoever has taken over a debt or a claim acts, or is given */
        use.actors = use.to = 0;
    return use_of(places, use);
}

static struct nm_place use_of_answer(const struct places *places, const struct nm_norm *norm, int32_t act)
{
    const struct nm_answer *answer = &places->builder->answer.items[norm->answer];
    int32_t kind = norm->pattern == NM_NONE ? NM_NONE : places->builder->pattern.items[norm->pattern].kind;
    return use_of(places, (struct nm_place){.act = act, .kind = kind, .indicator = NM_NONE,
                                            .actors = answer->acceptors});
}

static struct nm_place use_of_measure(const struct places *places, int32_t indicator)
{
    const struct nm_indicator *row = &places->builder->indicator.items[indicator];
    return use_of(places, (struct nm_place){.act = row->act, .kind = NM_NONE, .indicator = indicator,
                                            .actors = row->measurers});
}

static struct nm_place use_of_act(const struct places *places, int32_t act)
{
    return use_of(places, (struct nm_place){.act = act, .kind = NM_NONE, .indicator = NM_NONE});
}

static bool is_free(const struct places *places, const struct nm_norm *norm)
{
    return places->is_assigned[norm - places->builder->norm.items];
}

/* The node of a use that was collected. */
static int32_t node_of(const struct places *places, struct nm_place use)
{
    uint32_t row = 0;
    if (use.act == NM_NONE)
        return NM_NONE;
    if (!map_get(&places->rows, &use, sizeof use, &row))
        BUG("a use of an act that was not collected");
    return places->node.items[row];
}

int32_t place_of_pattern(const struct places *places, int32_t row)
{
    return node_of(places, use_of_pattern(places, row, false));
}

int32_t place_of_norm(const struct places *places, const struct nm_norm *norm)
{
    return node_of(places, use_of_pattern(places, norm->pattern, is_free(places, norm)));
}

int32_t place_of_answer(const struct places *places, const struct nm_norm *norm, bool is_accepted)
{
    if (norm->answer == NM_NONE)
        return NM_NONE;
    const struct nm_answer *answer = &places->builder->answer.items[norm->answer];
    return node_of(places, use_of_answer(places, norm, is_accepted ? answer->accept : answer->reject));
}

int32_t place_of_measure(const struct places *places, int32_t indicator)
{
    return node_of(places, use_of_measure(places, indicator));
}

int32_t place_of_act(const struct places *places, int32_t act)
{
    return node_of(places, use_of_act(places, act));
}

/* ---- collecting them --------------------------------------------------------------------------- */

static void collect(struct places *places, struct nm_place use)
{
    bool is_new = false;
    if (use.act == NM_NONE)
        return;
    map_enter(&places->rows, &use, sizeof use, (uint32_t)places->use.count, &is_new);
    if (is_new)
        vec_push(&places->use, use);
}

static void find_assigned(struct places *places)
{
    const struct nm_builder *builder = places->builder;
    for (size_t i = 0; i < builder->power.count; i++) {
        const struct nm_power *power = &builder->power.items[i];
        for (int32_t k = 0; k < power->scope_count && power->effect == NM_ASSIGN; k++)
            places->is_assigned[builder->scope.items[power->first_scope + k].norm] = true;
    }
}

static void collect_all(struct places *places)
{
    const struct nm_builder *builder = places->builder;
    for (size_t i = 0; i < builder->pattern.count; i++)
        collect(places, use_of_pattern(places, (int32_t)i, false));
    for (size_t i = 0; i < builder->indicator.count; i++)
        collect(places, use_of_measure(places, (int32_t)i));
    for (size_t i = 0; i < builder->norm.count; i++) {
        const struct nm_norm *norm = &builder->norm.items[i];
        collect(places, use_of_pattern(places, norm->pattern, is_free(places, norm)));
        if (norm->answer != NM_NONE) {
            collect(places, use_of_answer(places, norm, builder->answer.items[norm->answer].accept));
            collect(places, use_of_answer(places, norm, builder->answer.items[norm->answer].reject));
        }
        if (norm->power != NM_NONE)
            collect(places, use_of_act(places, builder->power.items[norm->power].act));
        if (norm->capacity != NM_NONE)
            collect(places, use_of_act(places, builder->capacity.items[norm->capacity].start_act));
    }
}

/* ---- which of them share a place ----------------------------------------------------------------- */

static int32_t root_of(int32_t *parent, int32_t use)
{
    while (parent[use] != use)
        use = parent[use] = parent[parent[use]];
    return use;
}

/* Uses of one act that an act could meet together get one number, in the order in which they were collected. */
static void number(struct places *places)
{
    size_t count = places->use.count;
    int32_t *parent = arena_array(&places->arena, count, sizeof *parent);
    int32_t *last = arena_array(&places->arena, places->builder->act.count, sizeof *last); /* of each act */
    int32_t *before = arena_array(&places->arena, count, sizeof *before); /* of each, the one before it */
    for (size_t act = 0; act < places->builder->act.count; act++)
        last[act] = NM_NONE;
    for (int32_t i = 0; i < (int32_t)count; i++) {
        const struct nm_place *use = &places->use.items[i];
        parent[i] = i;
        before[i] = last[use->act];
        last[use->act] = i;
        for (int32_t other = before[i]; other != NM_NONE; other = before[other]) {
            if (order_may_meet(use, &places->use.items[other])) {
                int32_t one = root_of(parent, i), two = root_of(parent, other);
                parent[one > two ? one : two] = one > two ? two : one;
            }
        }
    }
    for (int32_t i = 0; i < (int32_t)count; i++) {
        int32_t root = root_of(parent, i); /* stands before it, or is it */
        vec_push(&places->node, root == i ? places->count++ : places->node.items[root]);
    }
}

void places_find(struct places *places, const struct nm_builder *builder)
{
    *places = (struct places){.builder = builder};
    arena_init(&places->arena);
    map_init(&places->rows, &places->arena);
    places->is_assigned = arena_array(&places->arena, builder->norm.count, sizeof *places->is_assigned);
    find_assigned(places);
    collect_all(places);
    number(places);
}

void places_release(struct places *places)
{
    map_release(&places->rows);
    arena_release(&places->arena);
    vec_release(&places->use);
    vec_release(&places->node);
}
