/* lower_effect.c - a contract `in force once …`: what is there from the start arises when the last
 * condition is met, and what acts and days make asks whether all of them are. Spec 6.1. */
#include "compiler/ir/lower_internal.h"
#include "compiler/sema/meaning.h"
#include "runtime/state.h"

static int32_t both(struct nm_builder *builder, int32_t left, int32_t right)
{
    return left == NM_NONE ? right : nmb_expr(builder, NM_OP_AND, left, right, 0);
}

/* Kept, in time or late, or waived. */
static int32_t is_met(struct nm_builder *builder, int32_t norm)
{
    int32_t done = nmb_expr(builder, NM_OP_DONE_OF, NM_NONE, NM_NONE, norm);
    int32_t never = nmb_expr(builder, NM_OP_CONST, NM_NONE, NM_NONE, NM_NEVER);
    int32_t is_kept = nmb_expr(builder, NM_OP_LT, done, never, 0);
    int32_t is_waived = nmb_expr(builder, NM_OP_STATUS, 1 << ST_WAIVED, NM_NONE, norm);
    return nmb_expr(builder, NM_OP_OR, is_kept, is_waived, 0);
}

/* All conditions but `apart` (NM_NONE: all) are met, and the guard holds. */
static int32_t all_met(struct lowering *lowering, int32_t guard, int32_t apart)
{
    const struct meaning *meaning = lowering->meaning;
    for (size_t i = 0; i < meaning->conditions.count; i++) {
        int32_t norm = meaning->conditions.items[i]->index;
        if (norm != apart)
            guard = both(lowering->builder, guard, is_met(lowering->builder, norm));
    }
    return guard;
}

int32_t lower_in_force(struct lowering *lowering, int32_t guard)
{
    return all_met(lowering, guard, NM_NONE);
}

/* Read from the machine's rows: whether the tick hangs on no event and no state. */
static bool is_fixed(const struct nm_builder *builder, int32_t row)
{
    const struct nm_expr *expr = &builder->expr.items[row];
    int32_t op = expr->op;
    if (op == NM_OP_MIN || op == NM_OP_MAX)
        return is_fixed(builder, expr->a) && is_fixed(builder, expr->b);
    if (op == NM_OP_ADD_DAYS || op == NM_OP_ADD_WORK || op == NM_OP_ADD_MONTHS ||
        op == NM_OP_ADD_MONTH_ENDS || op == NM_OP_ROLL || op == NM_OP_DAY_START ||
        op == NM_OP_DAY_END || op == NM_OP_ADD_TICKS)
        return is_fixed(builder, expr->a);
    return op == NM_OP_CONST;
}

void lower_effect(struct lowering *lowering, bool may_be_past, int32_t due)
{
    const struct meaning *meaning = lowering->meaning;
    struct nm_builder *builder = lowering->builder;
    int32_t is_ahead = NM_NONE;
    if (may_be_past && due != NM_NONE && is_fixed(builder, due)) {
        int32_t at = nmb_expr(builder, NM_OP_AT, NM_NONE, NM_NONE, 0);
        is_ahead = nmb_expr(builder, NM_OP_LE, at, due, 0);
    }
    for (size_t i = 0; i < meaning->conditions.count; i++) {
        struct nm_trigger row = nmb_blank_trigger();
        row.kind = NM_ON_STATUS;
        row.norm = meaning->conditions.items[i]->index;
        row.statuses = 1u << ST_FULFILLED | 1u << ST_WAIVED;
        row.guard = all_met(lowering, is_ahead, row.norm);
        nmb_add_trigger(builder, row);
    }
}
