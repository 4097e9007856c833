/* generate_called.c - rights to end what an act calls forth that arise by that act, too: `cancel the order`. */
#include "compiler/ir/builder.h"
#include "tests/differential/generate_internal.h"

/* By an act that performs nothing: money that has accrued, and a right that can be used. */
static void make_mere(struct making *making, struct nm_norm *norm, struct nm_norm *called)
{
    struct nm_builder *builder = making->builder;
    struct nm_trigger *trigger = &builder->trigger.items[called->first_trigger];
    struct nm_pattern pattern = nmb_blank_pattern();
    pattern.act = BEGIN;
    pattern.actors = ALL;
    trigger->pattern = nmb_add_pattern(builder, pattern);
    trigger->guard = trigger->told = trigger->clause = trigger->by = NM_NONE;
    trigger->measured = trigger->whole = 0;
    called->fate = NM_ACCRUED;
    norm->from = norm->due = norm->until = NM_NONE;
    builder->power.items[norm->power].ground = NM_NONE;
}

bool make_given_beside(struct making *making, struct nm_norm *norm)
{
    struct nm_builder *builder = making->builder;
    const struct nm_power *power = &builder->power.items[norm->power];
    for (int32_t i = 0; i < power->scope_count && power->effect == NM_TERMINATE; i++) {
        struct nm_norm *called = &builder->norm.items[builder->scope.items[power->first_scope + i].norm];
        if (called->trigger_count != 1 || builder->trigger.items[called->first_trigger].kind != NM_ON_EVENT)
            continue;
        if (dice_is(making->dice, 60))
            make_mere(making, norm, called);
        norm->key_kind = called->key_kind;
        norm->first_trigger = nmb_add_trigger(builder, builder->trigger.items[called->first_trigger]);
        norm->trigger_count = 1;
        return true;
    }
    return false;
}
