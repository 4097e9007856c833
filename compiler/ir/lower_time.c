/* lower_time.c - times become ticks. The meant tree speaks of civil days, and of hours where they are
 * written; the machine of its ticks. A day is its first tick where something begins, and its last where
 * something ends; a limit in hours is counted from tick to tick. Spec 6.2. */
#include "compiler/ir/lower_internal.h"

#include <assert.h>

#include "compiler/sema/meaning.h"
#include "lang/value/date.h"
#include "lang/value/tick.h"

static enum granularity granularity_of(const struct lowering *lowering)
{
    return (enum granularity)lowering->meaning->granularity;
}

int64_t lower_day(const struct lowering *lowering, int64_t day, enum day_edge edge)
{
    if (day >= NM_UNKNOWN || !date_in_range(day))
        return day;
    return edge == DAY_FIRST ? tick_of_day_start(granularity_of(lowering), day)
                             : tick_of_day_end(granularity_of(lowering), day);
}

int64_t lower_days(const struct lowering *lowering, int64_t days)
{
    return days * tick_per_day(granularity_of(lowering));
}

static bool is_calendar_step(const struct meant_expr *expr)
{
    return expr->op == NM_OP_ADD_DAYS || expr->op == NM_OP_ADD_WORK || expr->op == NM_OP_ADD_MONTHS ||
           expr->op == NM_OP_ADD_MONTH_ENDS || expr->op == NM_OP_ROLL;
}

/* Whether its time of day is written: 17:00 of a day. Steps of days keep it. */
static bool has_clock(const struct meant_expr *expr)
{
    return is_calendar_step(expr) ? has_clock(expr->a) : expr->clock > 0;
}

static bool is_by_clock(const struct meant_expr *expr)
{
    if (!expr || is_calendar_step(expr))
        return expr && has_clock(expr);
    return expr->op == NM_OP_ADD_TICKS || expr->clock > 0 || is_by_clock(expr->a) || is_by_clock(expr->b);
}

bool lower_is_by_day(const struct lowering *lowering, const struct meant_expr *expr)
{
    return expr && lowering->meaning->granularity != NM_DAY && !is_by_clock(expr);
}

/* 17:00 is the tick that holds it. */
static int64_t clock_tick(const struct lowering *lowering, const struct meant_expr *expr)
{
    return tick_of_day_start(granularity_of(lowering), expr->imm) +
           (expr->clock - 1) / tick_seconds(granularity_of(lowering));
}

static int32_t edge_of(struct lowering *lowering, int32_t tick, enum day_edge edge)
{
    if (lowering->meaning->granularity == NM_DAY)
        return tick;
    return nmb_expr(lowering->builder, edge == DAY_FIRST ? NM_OP_DAY_START : NM_OP_DAY_END, tick,
                    NM_NONE, 0);
}

/* Steps of days in a row, without regard to the time of day. */
static int32_t lower_steps(struct lowering *lowering, const struct meant_expr *expr, enum day_edge edge)
{
    if (!is_calendar_step(expr))
        return lower_time(lowering, expr, edge);
    return lower_row(lowering, expr, lower_steps(lowering, expr->a, edge), NM_NONE);
}

int32_t lower_time(struct lowering *lowering, const struct meant_expr *expr, enum day_edge edge)
{
    struct nm_builder *builder = lowering->builder;
    if (!expr)
        return NM_NONE;
    if (expr->op == NM_OP_CONST) {
        int64_t tick = expr->clock > 0 ? clock_tick(lowering, expr) : lower_day(lowering, expr->imm, edge);
        return nmb_expr(builder, NM_OP_CONST, NM_NONE, NM_NONE, tick);
    }
    if (is_calendar_step(expr)) {
        int32_t tick = lower_steps(lowering, expr, edge);
        return has_clock(expr) ? tick : edge_of(lowering, tick, edge);
    }
    if (expr->op == NM_OP_ADD_TICKS) /* hours after a day run from its end, hours before it from its beginning */
        edge = expr->is_from_end ? DAY_LAST : DAY_FIRST;
    if (expr->op == NM_OP_LT || expr->op == NM_OP_LE || expr->op == NM_OP_EQ)
        edge = DAY_LAST; /* of two ends */
    int32_t a = lower_time(lowering, expr->a, edge);
    int32_t b = lower_time(lowering, expr->b, edge);
    return lower_row(lowering, expr, a, b);
}
