/* last_value.c - `otherwise the last value counts`, of what waits for the value of a period: where the time for
 * measuring goes by without one, it arises by the value of the latest period that has one. Spec 17.1, 10.8. */
#include "compiler/sema/awaited.h"

#include "compiler/sema/indicators_internal.h"
#include "compiler/sema/sema_internal.h"
#include "runtime/state.h"

struct last_value { /* of this period of an indicator that is asked for */
    struct sema *sema;
    int32_t indicator, first, last;
};

static bool is_asked(const struct last_value *of, const struct meant_expr *expr)
{
    return (expr->op == NM_OP_VALUE || expr->op == NM_OP_KNOWN) && expr->imm == of->indicator &&
           expr->first == of->first && expr->last == of->last;
}

struct meant_expr *sema_value_or_last(struct sema *sema, int32_t indicator, int32_t first, int32_t last)
{
    struct meant_expr *known = sema_measured_value(sema, NM_OP_KNOWN, indicator, first, last);
    struct meant_expr *value = sema_measured_value(sema, NM_OP_VALUE, indicator, first, last);
    struct meant_expr *latest = sema_measured_value(sema, NM_OP_VALUE, indicator, NM_LATEST, 0);
    struct meant_expr *is_open = expr_of(sema, NM_OP_NOT, known, NULL);
    return expr_of(sema, NM_OP_ADD, expr_of(sema, NM_OP_MUL, known, value),
                   expr_of(sema, NM_OP_MUL, is_open, latest));
}

/* The expression with the latest value where that of the period is not there. */
static struct meant_expr *with_last(const struct last_value *of, struct meant_expr *expr)
{
    if (!expr)
        return NULL;
    if (expr->op == NM_OP_MEASURED) /* it is by silence that it is called forth */
        return expr_new(of->sema, NM_OP_CONST, 1);
    if (is_asked(of, expr))
        return expr->op == NM_OP_VALUE
                   ? sema_value_or_last(of->sema, of->indicator, of->first, of->last)
                   : sema_measured_value(of->sema, NM_OP_KNOWN, of->indicator, NM_LATEST, 0);
    struct meant_expr *a = with_last(of, expr->a), *b = with_last(of, expr->b);
    if (a == expr->a && b == expr->b)
        return expr;
    struct meant_expr *copy = arena_copy(of->sema->arena, expr, sizeof *expr);
    copy->a = a;
    copy->b = b;
    return copy;
}

/* Whether it waits for the values of two indicators. */
static bool waits_for_two(const struct meant_norm *norm)
{
    for (size_t i = 0; i < norm->triggers.count; i++) {
        const struct meant_indicator *other = norm->triggers.items[i].pattern.indicator;
        if (other && other != norm->awaits)
            return true;
    }
    return false;
}

static void apply_to(struct sema *sema, struct meant_norm *norm)
{
    const struct meant_indicator *indicator = norm->awaits;
    const struct meant_period *at_hand = norm->value_period;
    if (!indicator || !at_hand || !indicator->limit || indicator->unmeasured != UNMEASURED_LAST)
        return;
    if (waits_for_two(norm)) {
        if (norm->series && norm->series != norm)
            return;
        struct diag *diag =
            diag_add(sema->diags, E_NOT_YET, norm->source, norm->span,
                     "the last value, of what waits for the values of two: understood, but does not run yet");
        diag_label(diag, sema->source, indicator->rule->span, "the last value counts");
        diag_help(diag, "let who measures be in breach: `otherwise %s is in breach`",
                  sema_labels(sema, indicator->measurers, false));
        return;
    }
    struct period period = {at_hand->first, at_hand->last};
    struct last_value of = {sema, indicator->index, (int32_t)period.first, (int32_t)period.last};
    struct meant_expr *is_over = expr_of(sema, NM_OP_LE, sema_measured_until(sema, indicator, period),
                                         expr_new(sema, NM_OP_AT, 0));
    struct meant_trigger silent = {
        .kind = NM_ON_STATUS,
        .norm = sema_measuring_duty(sema, indicator, period),
        .statuses = 1u << ST_LAPSED,
        .guard = expr_of(sema, NM_OP_AND, is_over, with_last(&of, norm->triggers.items[0].guard))};
    silent.pattern.kind = NM_NONE;
    norm->need = with_last(&of, norm->need);
    sema_add_trigger(sema, norm, silent);
}

void sema_apply_last_values(struct sema *sema)
{
    /* What is added waits for nothing. */
    size_t count = sema->meaning->indicators.count ? sema->meaning->norms.count : 0;
    for (size_t i = 0; i < count; i++)
        apply_to(sema, sema->meaning->norms.items[i]);
}
