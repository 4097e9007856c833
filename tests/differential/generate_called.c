/* generate_called.c - rights that arise by an act: to end what that act calls forth (`cancel the order`), and to choose
 * what is owed for it, in the number that it tells. */
#include "compiler/ir/builder.h"
#include "tests/differential/generate_internal.h"

/* By an act that performs nothing. */
static int32_t mere_act(struct nm_builder *builder)
{
    struct nm_pattern pattern = nmb_blank_pattern();
    pattern.act = BEGIN;
    pattern.actors = ALL;
    return nmb_add_pattern(builder, pattern);
}

/* So that it can be used. */
static void free_power(struct nm_builder *builder, struct nm_norm *norm)
{
    norm->from = norm->due = norm->until = NM_NONE;
    builder->power.items[norm->power].ground = NM_NONE;
}

/* Money that has accrued by such an act. */
static void make_mere(struct making *making, struct nm_norm *norm, struct nm_norm *called)
{
    struct nm_builder *builder = making->builder;
    struct nm_trigger *trigger = &builder->trigger.items[called->first_trigger];
    trigger->pattern = mere_act(builder);
    trigger->guard = trigger->told = trigger->clause = trigger->by = NM_NONE;
    trigger->measured = trigger->whole = 0;
    called->fate = NM_ACCRUED;
    free_power(builder, norm);
}

static void make_choice(struct making *making, struct nm_norm *norm)
{
    struct nm_trigger trigger = nmb_blank_trigger();
    trigger.kind = NM_ON_EVENT;
    trigger.repeat = NM_REPEAT_EACH;
    trigger.pattern = mere_act(making->builder);
    norm->first_trigger = nmb_add_trigger(making->builder, trigger);
    norm->trigger_count = 1;
    free_power(making->builder, norm);
    if (dice_is(making->dice, 40)) /* so that it can pass unused */
        norm->due = op(making, NM_OP_ADD_TICKS, op(making, NM_OP_TRIGGER, NM_NONE, NM_NONE, 0), NM_NONE,
                       dice_in(making->dice, 1, 9));
}

bool make_given_beside(struct making *making, struct nm_norm *norm)
{
    struct nm_builder *builder = making->builder;
    const struct nm_power *power = &builder->power.items[norm->power];
    if (power->effect == NM_CHOOSE && dice_is(making->dice, 60)) {
        make_choice(making, norm);
        return true;
    }
    for (int32_t i = 0; i < power->scope_count && power->effect == NM_TERMINATE; i++) {
        struct nm_norm *called = &builder->norm.items[builder->scope.items[power->first_scope + i].norm];
        if (called->trigger_count != 1 || builder->trigger.items[called->first_trigger].kind != NM_ON_EVENT)
            continue;
        if (dice_is(making->dice, 60))
            make_mere(making, norm, called);
        norm->key_kind = called->key_kind;
        struct nm_trigger given = builder->trigger.items[called->first_trigger];
        if (dice_is(making->dice, 25)) { /* by the breach of what the act calls forth */
            given = nmb_blank_trigger();
            given.kind = NM_ON_BREACH;
            given.norm = builder->scope.items[power->first_scope + i].norm;
            norm->trigger_stratum = called->trigger_stratum + 1;
        }
        norm->first_trigger = nmb_add_trigger(builder, given);
        norm->trigger_count = 1;
        return true;
    }
    return false;
}
