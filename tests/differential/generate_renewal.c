/* generate_renewal.c - random terms that may be renewed: possible ends, and the powers to give notice on which it hangs
 * whether the contract expires there. */
#include "compiler/ir/builder.h"
#include "tests/differential/generate_internal.h"

/* An end of its own for each power above that renews, if there is room. */
static void make_ends(struct making *making)
{
    struct nm_builder *builder = making->builder;
    int64_t end = making->start;
    bool by_use = dice_is(making->dice, 50);
    for (size_t i = 0; i < builder->norm.count; i++) {
        int32_t power = builder->norm.items[i].power;
        if (power == NM_NONE || builder->power.items[power].effect != NM_RENEW)
            continue;
        end += dice_in(making->dice, 1, 25);
        if (end >= builder->head.end)
            return;
        nmb_add_renewal(builder, (struct nm_renewal){.end = end, .norm = (int32_t)i,
                                                     .by_use = by_use != dice_is(making->dice, 10)});
    }
}

/* Who may give notice before an end, in the days from the last day of notice before. */
static int32_t make_notice(struct making *making, int64_t first, int64_t last, int64_t end)
{
    struct nm_builder *builder = making->builder;
    struct nm_power power = nmb_blank_power();
    struct nm_trigger trigger = nmb_blank_trigger();
    struct nm_norm norm = nmb_blank_norm();
    power.effect = NM_RENEW;
    power.act = EXTEND;
    if (first > making->start) /* the contract has not ended before */
        power.ground = op(making, NM_OP_LE, constant(making, end), op(making, NM_OP_TERM_END, NM_NONE, NM_NONE, 0), 0);
    norm.name = nmb_str(builder, "notice");
    norm.kind = NM_POWER;
    norm.bearers = ALL;
    norm.joint = NM_EITHER;
    norm.clause = 0;
    norm.power = nmb_add_power(builder, power);
    norm.from = constant(making, first);
    norm.due = constant(making, last);
    norm.first_trigger = nmb_add_trigger(builder, trigger);
    norm.trigger_count = 1;
    return nmb_add_norm(builder, norm);
}

/* Several ends at one distance, with notice at each. */
static void make_term(struct making *making)
{
    struct dice *dice = making->dice;
    struct nm_builder *builder = making->builder;
    bool by_use = dice_is(dice, 50);
    int64_t length = dice_in(dice, 4, 20), notice = dice_in(dice, 0, 3), first = making->start;
    for (int64_t end = making->start + length; end < builder->head.end; end += length) {
        int32_t norm = make_notice(making, first, end - notice, end);
        nmb_add_renewal(builder, (struct nm_renewal){.end = end, .norm = norm, .by_use = by_use});
        first = end - notice + 1;
    }
}

void make_renewals(struct making *making)
{
    if (making->builder->head.end == NM_NEVER)
        return;
    if (dice_is(making->dice, 15))
        make_term(making);
    else
        make_ends(making);
}
