/* awaited_end.c - values that money waits for when the contract ends: the period that had begun can still be measured,
 * and what it comes to is owed; no later period makes anything. Spec 24.2. */
#include "compiler/sema/awaited.h"

#include "compiler/sema/indicators_internal.h"
#include "compiler/sema/sema_internal.h"
#include "runtime/state.h"

/* The period begins before the end, or while its clause survives. */
static struct meant_expr *begins_in_time(struct sema *sema, const struct meant_norm *norm)
{
    struct meant_expr *before = expr_new(sema, NM_OP_CONST, norm->value_period->first - 1);
    return norm->gone ? expr_of(sema, NM_OP_NOT, norm->gone, NULL)
                      : expr_of(sema, NM_OP_LT, before, expr_new(sema, NM_OP_TERM_END, 0));
}

/* A later one makes nothing. */
static void stop_at_end(struct sema *sema, struct meant_norm *norm)
{
    struct meant_expr *has_begun = begins_in_time(sema, norm);
    for (size_t i = 0; i < norm->triggers.count; i++) {
        struct meant_trigger *trigger = &norm->triggers.items[i];
        trigger->guard = trigger->guard ? expr_of(sema, NM_OP_AND, trigger->guard, has_begun) : has_begun;
    }
}

static bool is_kept_open(const struct sema *sema, size_t first, const struct meant_norm *waiting)
{
    for (size_t i = first; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->awaits == waiting->awaits && norm->value_period->first == waiting->value_period->first &&
            !norm->gone == !waiting->gone)
            return true;
    }
    return false;
}

/* As long as the value is not known, the contract winds up. Where the last value counts, to the last day for measuring.
 */
static void stay_open(struct sema *sema, const struct meant_norm *waiting)
{
    const struct meant_indicator *indicator = waiting->awaits;
    const struct meant_period *period = waiting->value_period;
    struct ast_act act = {.span = waiting->span};
    struct meant_norm *memory =
        sema_add_memory(sema, waiting->clause, &act, sema_join(sema, indicator->name, " of ", period->name));
    int32_t first = (int32_t)period->first, last = (int32_t)period->last;
    struct meant_expr *known = sema_measured_value(sema, NM_OP_KNOWN, indicator->index, first, last);
    memory->fate = NM_SURVIVES;
    memory->awaits = indicator;
    memory->value_period = period;
    memory->gone = waiting->gone;
    memory->until = known;
    if (indicator->limit && indicator->unmeasured == UNMEASURED_LAST)
        memory->due = sema_measured_until(sema, indicator, (struct period){period->first, period->last});
    sema_add_trigger(sema, memory, (struct meant_trigger){
        .kind = NM_AT_END, .guard = expr_of(sema, NM_OP_AND, expr_of(sema, NM_OP_NOT, known, NULL),
                                             begins_in_time(sema, waiting))});
}

/* What asks at the end for the latest value waits only where no period has been measured: with the first, if that has
 * begun alone. */
static void keep_first(struct sema *sema, const struct meant_indicator *indicator)
{
    struct meant_norm *first = NULL;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->is_measuring && norm->indicator == indicator && (!first || norm->period.first < first->period.first))
            first = norm;
    }
    if (first && first->fate == NM_RELEASED)
        first->fate = NM_EARNED;
}

void sema_keep_awaited(struct sema *sema)
{
    size_t count = sema->meaning->indicators.count ? sema->meaning->norms.count : 0;
    for (size_t i = 0; i < sema->meaning->indicators.count; i++) {
        if (sema->meaning->indicators.items[i]->is_asked_at_end)
            keep_first(sema, sema->meaning->indicators.items[i]);
    }
    for (size_t i = 0; i < count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        const struct meant_indicator *indicator = norm->awaits;
        const struct meant_period *period = norm->value_period;
        bool is_called = norm->fate == NM_RELEASED || norm->fate == NM_ACCRUED;
        bool survives = norm->fate == NM_SURVIVES && norm->gone;
        if (!indicator || !period || !(survives || (is_called && sema_is_money(sema, norm->unit))))
            continue;
        sema->source = norm->source;
        stop_at_end(sema, norm);
        struct meant_norm *duty = sema_find_measuring(sema, indicator, period->first);
        if (duty && duty->fate == NM_RELEASED)
            duty->fate = NM_EARNED; /* money hangs on it */
        if (!is_kept_open(sema, count, norm))
            stay_open(sema, norm);
    }
}
