/* guards.c - `if` and `unless` behind an event: read once, when the trigger fires. A condition over a
 * value that nobody has measured is neither true nor false, so each condition is meant twice, as
 * what makes it surely true and what makes it surely false. Spec 10.4. */
#include <string.h>

#include "compiler/sema/said.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "runtime/indicator.h"
#include "runtime/state.h"

struct truth {
    struct meant_expr *yes, *no; /* NULL: after a message */
};

static struct truth swap(struct truth truth)
{
    return (struct truth){truth.no, truth.yes};
}

static struct truth certain(struct sema *sema, struct meant_expr *expr)
{
    return (struct truth){expr, expr ? expr_of(sema, NM_OP_NOT, expr, NULL) : NULL};
}

bool sema_is_noun(const struct ast_np *np, const char *en, const char *zh)
{
    return np->kind == NP_NAME && np->name.noun.text &&
           (strcmp(np->name.noun.text->text, en) == 0 || strcmp(np->name.noun.text->text, zh) == 0);
}

static void not_judged(struct sema *sema, struct span span, const char *what, const char *help)
{
    struct diag *diag = diag_add(sema->diags, E_CONDITION, sema->source, span, "%s", what);
    diag_help(diag, "%s", help);
}

/* ---- what is compared ------------------------------------------------------------------------------- */

/* The parts of an amount that counts pieces or a unit. False after a message. */
static bool plain_parts(struct sema *sema, const struct ast_np *np, struct amount *amount)
{
    if (np->kind != NP_AMOUNT || np->amount->kind != AMOUNT_NAME || np->amount->has_range) {
        not_judged(sema, np->span, "a number of something is expected here",
                   "write `10 parts`, `60 tonnes`");
        return false;
    }
    return sema_amount(sema, np->amount, amount);
}

/* The right side: an amount, or a sum with a name. */
static bool compared_with(struct sema *sema, const struct ast_np *np, const struct guarded *guarded,
                          struct amount *amount, struct meant_expr **bound)
{
    const struct named *named =
        np->kind == NP_NAME && np->name.noun.text ? sema_find(sema, np->name.noun.text) : NULL;
    if (named && named->kind == NAMED_DEFINITION) {
        *amount = (struct amount){.unit = NM_NONE, .kind = NM_NONE, .as = NM_NONE};
        *bound = sema_asked_sum(sema, guarded->pending, np, &amount->unit);
        return *bound != NULL;
    }
    if (!plain_parts(sema, np, amount))
        return false;
    *bound = expr_new(sema, NM_OP_CONST, amount->parts);
    return true;
}

/* `the quantity is above 10 parts`: of the event that triggers. */
static struct meant_expr *quantity_of(struct sema *sema, const struct ast_np *right,
                                      struct guarded *guarded, struct meant_expr **bound)
{
    struct amount amount;
    if (!guarded->is_event) {
        not_judged(sema, right->span, "what triggers here has no quantity",
                   "ask about the quantity of an act: `When Buyer orders a part, if the quantity is "
                   "above 10 parts, …`");
        return NULL;
    }
    if (!plain_parts(sema, right, &amount))
        return NULL;
    if (guarded->has_unit && guarded->unit != amount.unit) {
        not_judged(sema, right->span, "the quantity is asked for in two units",
                   "write both conditions in units of one sort");
        return NULL;
    }
    guarded->has_unit = true;
    guarded->unit = amount.unit;
    *bound = expr_new(sema, NM_OP_CONST, amount.parts);
    return expr_new(sema, NM_OP_TRIGGER_QTY, 0);
}

/* `the count of clause 1.1 is above 5 lathes`: what its duties have counted. */
static struct meant_expr *count_of(struct sema *sema, const struct ast_np *np,
                                   const struct ast_np *right, const struct guarded *guarded,
                                   struct meant_expr **bound, struct reach *reach)
{
    norm_list norms;
    LIST(struct meant_expr *) counts = {0};
    struct amount amount;
    sema_clause_norms(sema, &np->tails.items[0].np->clause, &norms);
    bool has_none = false;
    if (!sema_is_noun(np, "total", "总计")) {
        has_none = sema_has_none_of(&norms, guarded->scope->period);
        sema_fit_period(&norms, guarded->scope->period);
        sema_note_count(sema, np, guarded->scope->period);
    }
    bool is_fine = norms.count > 0 && compared_with(sema, right, guarded, &amount, bound);
    for (size_t i = 0; is_fine && i < norms.count; i++) {
        struct meant_norm *norm = norms.items[i];
        if (sema_is_within(&norms, norm))
            continue;
        bool is_untold = norm->formula && norm->unit == NM_NONE && norm->item == NM_NONE;
        if (is_untold)
            list_push(sema->arena, &sema->units_awaited,
                     (struct unit_awaited){norm, amount.unit, right->span, sema->source});
        else if (!sema_counts(norm)) {
            not_judged(sema, np->span, "the clause counts nothing",
                       "say there of how many it speaks: `may inspect at most 3 lathes`");
            is_fine = false;
            continue;
        } else if (norm->item != amount.kind || norm->unit != amount.unit) {
            not_judged(sema, right->span, "the clause counts something else",
                       "name what the clause counts");
            is_fine = false;
            continue;
        }
        sema_add_reach(sema, norm, reach);
        list_push(sema->arena, &counts, sema_count_of(sema, norm));
    }
    struct meant_expr *sum = is_fine ? expr_sum(sema, counts.items, counts.count) : NULL;
    return sum && has_none ? expr_new(sema, NM_OP_CONST, 0) : sum;
}

void sema_check_units_awaited(struct sema *sema)
{
    for (size_t i = 0; i < sema->units_awaited.count; i++) {
        const struct unit_awaited *awaited = &sema->units_awaited.items[i];
        if (awaited->norm->unit == awaited->unit || awaited->norm->unit == NM_NONE)
            continue; /* or it has been told of */
        sema->source = awaited->source;
        not_judged(sema, awaited->span, "the clause counts something else", "name what the clause counts");
    }
}

static bool is_defined(const struct sema *sema, const struct ast_np *np)
{
    const struct named *named =
        np->kind == NP_NAME && np->name.noun.text && np->tails.count == 0
            ? sema_find(sema, np->name.noun.text) : NULL;
    return named && named->kind == NAMED_DEFINITION;
}

/* `the outstanding is above 5 yuan`, `above the advance`: a sum with a name. */
static struct meant_expr *sum_of(struct sema *sema, const struct ast_np *left,
                                 const struct ast_np *right, const struct guarded *guarded,
                                 struct meant_expr **bound)
{
    int32_t unit;
    struct amount amount;
    struct meant_expr *sum = sema_asked_sum(sema, guarded->pending, left, &unit);
    if (!sum || !compared_with(sema, right, guarded, &amount, bound))
        return NULL;
    if (amount.unit == unit && amount.kind == NM_NONE)
        return sum;
    not_judged(sema, right->span, "the sum is of something else", "compare it with what it is counted in");
    return NULL;
}

static bool is_count(const struct ast_np *np)
{
    return (sema_is_noun(np, "count", "计数") || sema_is_noun(np, "total", "总计")) &&
           np->tails.count == 1 &&
           np->tails.items[0].kind == TAIL_OF && np->tails.items[0].np->kind == NP_CLAUSE;
}

/* The value of an indicator that is asked for, and in *known that there is one: of the period at hand, of the
 * measurement that triggers, else the latest. */
static struct meant_expr *value_of(struct sema *sema, int32_t indicator, struct span span, struct guarded *guarded,
                                   struct meant_expr **known)
{
    int32_t first = guarded->indicator == indicator ? NM_TRIGGERING : NM_LATEST, last = 0;
    const struct meant_indicator *row = sema->meaning->indicators.items[indicator];
    const struct meant_period *own = sema_kept_period(sema, guarded->pending->norm, row);
    const struct meant_period *period = sema_follows_kept(guarded->pending->norm) ? NULL : guarded->scope->period;
    if (sema_is_measured_for(sema, row, period)) {
        first = (int32_t)period->first;
        last = (int32_t)period->last;
        list_push(sema->arena, &guarded->awaited, row);
        guarded->pending->norm->value_period = period;
    } else if (first == NM_LATEST && sema_is_measured_alike(guarded->pending->norm, row)) {
        first = NM_TRIGGERING;
        list_push(sema->arena, &guarded->awaited, row);
    } else if (first == NM_LATEST) {
        sema_note_value(sema, guarded->pending->norm, row, period, span);
    }
    *known = sema_measured_value(sema, NM_OP_KNOWN, indicator, first, last);
    return own ? sema_value_or_last(sema, indicator, (int32_t)own->first, (int32_t)own->last)
               : sema_measured_value(sema, NM_OP_VALUE, indicator, first, last);
}

/* `the uptime is below 99.9 percent`: known, and so. */
static struct truth measured(struct sema *sema, int32_t indicator, const struct ast_act *act,
                             const struct ast_np *right, struct guarded *guarded)
{
    struct meant_expr *known, *value = value_of(sema, indicator, act->subject->items[0]->span, guarded, &known);
    struct bound bound = {.cmp = act->cmp};
    int32_t other = sema_bound_other(sema, right);
    if (other != NM_NONE)
        bound.other = value_of(sema, other, right->span, guarded, &bound.known);
    struct meant_expr *limit = sema_bound(sema, indicator, right, false, &bound);
    if (!limit)
        return (struct truth){NULL, NULL};
    struct meant_expr *is = sema_compare(sema, act->cmp, value, limit);
    if (bound.known)
        known = expr_of(sema, NM_OP_AND, known, bound.known);
    return (struct truth){expr_of(sema, NM_OP_AND, known, is),
                          expr_of(sema, NM_OP_AND, known, expr_of(sema, NM_OP_NOT, is, NULL))};
}

/* The right side of `the uptime < 99.9 percent` as the phrase that it would be behind `is below`. */
static const struct ast_np *phrase_of(struct sema *sema, const struct ast_expr *expr)
{
    if (expr->kind == EXPR_NP)
        return expr->np;
    struct ast_np *np = arena_alloc(sema->arena, sizeof *np);
    np->kind = NP_AMOUNT;
    np->span = expr->span;
    np->amount = arena_alloc(sema->arena, sizeof *np->amount);
    *np->amount = (struct ast_amount){.span = expr->span, .low = expr->number, .high = expr->number};
    if (expr->kind == EXPR_PERCENT) {
        np->amount->kind = AMOUNT_PERCENT;
        np->amount->percent_of = expr->np;
        return np;
    }
    np->amount->kind = AMOUNT_NAME;
    np->amount->unit = expr->unit;
    if (expr->kind == EXPR_NUMBER && expr->unit.text)
        return np;
    not_judged(sema, expr->span, "a value cannot be compared with this yet",
               "compare it with an amount: `99.9 percent`, `10 parts`");
    return NULL;
}

/* `the count of clause 1.1 is above 10 lathes`, of which 10 are owed. */
static void check_reach(struct sema *sema, const struct ast_act *act, const struct ast_np *right,
                        const struct meant_expr *bound, const struct reach *reach)
{
    bool is_beyond = act->cmp == CMP_GT || act->cmp == CMP_LE;
    if (!reach->norm || bound->op != NM_OP_CONST || bound->imm < reach->most + !is_beyond)
        return;
    sema_warn_reach(sema, reach, right->span,
                    is_beyond ? "the count never goes beyond so much" : "the count never comes to so much");
}

static struct truth compared(struct sema *sema, const struct ast_act *act, struct guarded *guarded)
{
    const struct ast_np *left = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    const struct ast_np *right = act->pred == PRED_COMPARED ? phrase_of(sema, act->more->means) : act->more->compared;
    struct truth nothing = {NULL, NULL};
    if (!left || !right)
        return nothing;
    int32_t indicator = sema_indicator_of(sema, left);
    struct truth truth = nothing;
    struct meant_expr *bound = NULL, *value = NULL;
    struct reach reach = {0};
    if (indicator != NM_NONE) {
        truth = measured(sema, indicator, act, right, guarded);
    } else {
        if (is_count(left))
            value = count_of(sema, left, right, guarded, &bound, &reach);
        else if (is_defined(sema, left))
            value = sum_of(sema, left, right, guarded, &bound);
        else if (sema_is_noun(left, "quantity", "数量") &&
                 (left->tails.count == 0 || (left->tails.count == 1 &&
                                             left->tails.items[0].kind == TAIL_OF &&
                                             left->tails.items[0].np->kind == NP_NAME)))
            value = quantity_of(sema, right, guarded, &bound);
        else
            not_judged(sema, left->span, "this value cannot be asked for",
                       "what can: an indicator, `the quantity` of the act that triggers, `the count of "
                       "clause 1.1`, `the total of clause 1.1`, a sum with a name");
        if (value)
            check_reach(sema, act, right, bound, &reach);
        if (value)
            truth = certain(sema, sema_compare(sema, act->cmp, value, bound));
    }
    return act->is_negated ? swap(truth) : truth;
}

/* ---- conditions ------------------------------------------------------------------------------------- */

static struct meant_expr *join(struct sema *sema, enum nm_op op, struct meant_expr *left,
                               struct meant_expr *right)
{
    return left && right ? expr_of(sema, op, left, right) : NULL;
}

/* `less than 95 percent of clause 1.1 is fulfilled`: of nothing it is neither so nor not. */
static struct truth share(struct sema *sema, const struct ast_act *act, struct guarded *guarded)
{
    struct meant_expr *some, *is;
    const struct meant_period *period = guarded->is_period_end ? guarded->scope->period : NULL;
    if (!sema_share_kept(sema, act, period, &some, &is))
        return (struct truth){NULL, NULL};
    struct truth truth = {expr_of(sema, NM_OP_AND, some, is),
                          expr_of(sema, NM_OP_AND, some, expr_of(sema, NM_OP_NOT, is, NULL))};
    return act->is_negated ? swap(truth) : truth;
}

static struct truth joined(struct sema *sema, enum cond_kind kind, struct truth left, struct truth right)
{
    bool is_and = kind == COND_AND;
    return (struct truth){join(sema, is_and ? NM_OP_AND : NM_OP_OR, left.yes, right.yes),
                          join(sema, is_and ? NM_OP_OR : NM_OP_AND, left.no, right.no)};
}

/* The periods of the clauses whose statuses are asked. */
static void periods_asked(struct sema *sema, const struct ast_cond *cond, struct period_list *periods)
{
    const struct ast_label *label = cond->kind == COND_ACT && !sema_times_said(cond->act)
                                        ? sema_watched_clause(cond->act) : NULL;
    if (label)
        sema_periods_of_clause(sema, label, periods);
    for (uint32_t i = 0; i < cond->count; i++)
        periods_asked(sema, cond->items[i], periods);
}

/* Those in one of which all that `and` joins must be so (spec 10.3). */
static void shared_periods(struct sema *sema, const struct ast_cond *cond, const struct guarded *guarded,
                           struct period_list *shared)
{
    struct period_list *each = arena_array(sema->arena, cond->count, sizeof *each);
    for (uint32_t i = 0; !guarded->scope->period && !guarded->joined && i < cond->count; i++)
        periods_asked(sema, cond->items[i], &each[i]);
    sema_shared_periods(sema, each, cond->count, shared);
}

static struct truth status_asked(struct sema *sema, const struct ast_act *act, const struct guarded *guarded)
{
    struct scope scope = *guarded->scope;
    scope.is_period_end = guarded->is_period_end;
    if (guarded->joined)
        scope.period = guarded->joined;
    return certain(sema, sema_condition(sema, act, &scope));
}

static struct truth judge(struct sema *sema, const struct ast_cond *cond, struct guarded *guarded);

static struct truth judge_all(struct sema *sema, const struct ast_cond *cond, struct guarded *guarded)
{
    struct truth all = judge(sema, cond->items[0], guarded);
    for (uint32_t i = 1; i < cond->count; i++)
        all = joined(sema, cond->kind, all, judge(sema, cond->items[i], guarded));
    return all;
}

static struct truth judge(struct sema *sema, const struct ast_cond *cond, struct guarded *guarded)
{
    struct truth all = {NULL, NULL};
    struct period_list shared = {0};
    switch (cond->kind) {
    case COND_ACT:
        if (cond->act->pred == PRED_IS_COMPARED || cond->act->pred == PRED_COMPARED)
            return compared(sema, cond->act, guarded);
        if (sema_is_share(cond->act))
            return share(sema, cond->act, guarded);
        if (sema_is_cap_reached(cond->act))
            return certain(sema, sema_cap_reached(sema, cond->act));
        return status_asked(sema, cond->act, guarded);
    case COND_NOT: return swap(judge(sema, cond->items[0], guarded));
    case COND_AND:
        shared_periods(sema, cond, guarded, &shared);
        if (!shared.count)
            return judge_all(sema, cond, guarded);
        for (size_t i = 0; i < shared.count; i++) {
            guarded->joined = shared.items[i];
            struct truth one = judge_all(sema, cond, guarded);
            all = i ? joined(sema, COND_OR, all, one) : one;
        }
        guarded->joined = NULL;
        return all;
    case COND_OR: return judge_all(sema, cond, guarded);
    }
    UNREACHABLE();
}

/* ---- words ------------------------------------------------------------------------------------------ */

static void put_cond_zh(struct sema *sema, struct buf *buf, const struct ast_cond *cond)
{
    const struct ast_act *act = cond->act;
    switch (cond->kind) {
    case COND_ACT: {
        if (sema_is_share(act)) {
            const struct ast_amount *part = act->subject->items[0]->amount;
            static const char *const quants[] = {[QUANT_AT_LEAST] = "不少于", [QUANT_AT_MOST] = "不超过",
                                                 [QUANT_MORE_THAN] = "超过", [QUANT_LESS_THAN] = "不足"};
            const char *quant = part->quant == QUANT_NONE || part->quant == QUANT_EXACTLY
                                    ? "恰为" : quants[part->quant];
            buf_printf(buf, "第%s条按期履行的%s%s%s%%", part->percent_of->clause.text->text,
                       act->is_negated ? "不" : "", quant,
                       source_words(sema->source, sema->arena, part->low.span));
            return;
        }
        int32_t indicator = act->subject && act->subject->count == 1
                                ? sema_indicator_of(sema, act->subject->items[0]) : NM_NONE;
        if (act->pred != PRED_IS_COMPARED && act->pred != PRED_COMPARED) {
            buf_puts(buf, sema_condition_zh(sema, act));
            return;
        }
        static const char *const words[] = {[CMP_LT] = "低于", [CMP_LE] = "不超过", [CMP_EQ] = "等于",
                                            [CMP_GE] = "不低于", [CMP_GT] = "高于"};
        const struct ast_np *asked = act->subject->items[0];
        bool is_quantity = sema_is_noun(asked, "quantity", "数量");
        const char *name = indicator == NM_NONE && !is_quantity
                               ? sema_said_np_zh(sema, asked)
                           : indicator == NM_NONE ? "数量"
                                                : sema->meaning->indicators.items[indicator]->label_zh;
        const struct span right =
            act->pred == PRED_COMPARED ? act->more->means->span : act->more->compared->span;
        const struct ast_np *compared = act->pred == PRED_IS_COMPARED ? act->more->compared : NULL;
        buf_printf(buf, "%s%s%s%s", name, act->is_negated ? "不" : "", words[act->cmp],
                   compared && (compared->kind == NP_AMOUNT || sema_bound_other(sema, compared) != NM_NONE)
                       ? sema_bound_zh(sema, compared)
                       : source_words(sema->source, sema->arena, right));
        return;
    }
    case COND_NOT:
        buf_puts(buf, "并非（");
        put_cond_zh(sema, buf, cond->items[0]);
        buf_puts(buf, "）");
        return;
    case COND_AND:
    case COND_OR:
        for (uint32_t i = 0; i < cond->count; i++) {
            bool is_group = cond->items[i]->kind == COND_AND || cond->items[i]->kind == COND_OR;
            buf_puts(buf, i == 0 ? "" : cond->kind == COND_AND ? "且" : "或");
            buf_puts(buf, is_group ? "（" : "");
            put_cond_zh(sema, buf, cond->items[i]);
            buf_puts(buf, is_group ? "）" : "");
        }
        return;
    }
    UNREACHABLE();
}

static void add_words(struct sema *sema, struct meant_norm *norm, const struct guard *guard)
{
    struct buf buf;
    buf_init(&buf);
    put_cond_zh(sema, &buf, guard->cond);
    const char *en = sema_said_cond(sema, guard->cond);
    norm->trigger_en = sema_join(sema, norm->trigger_en, *norm->trigger_en ? ", " : "",
                                 guard->is_unless ? "unless " : "if ", en);
    norm->trigger_zh = sema_join(sema, norm->trigger_zh, *norm->trigger_zh ? "，" : "",
                                 guard->is_unless ? "除非" : "如", buf.data);
    buf_release(&buf);
}

/* ---- the norm --------------------------------------------------------------------------------------- */

static struct meant_expr *judge_guard(struct sema *sema, const struct guard *guard, struct guarded *guarded)
{
    struct truth truth = judge(sema, guard->cond, guarded);
    return guard->is_unless ? truth.no : truth.yes;
}

/* Behind a power that stands while clauses are so, the condition must hold of the same period as they. */
static struct meant_expr *judge_beside_ground(struct sema *sema, const struct guard *guard, struct guarded *guarded)
{
    const struct pending *pending = guarded->pending;
    const struct meant_norm *norm = pending->norm;
    const struct ast_event *event =
        norm->power && !norm->triggers.count && pending->trigger ? pending->trigger->event : NULL;
    struct period_list each[2] = {0}, shared = {0};
    for (uint32_t i = 0; event && i < event->count; i++) {
        const struct ast_label *label = sema_watched_clause(event->items[i]);
        if (label && !sema_times_said(event->items[i]))
            sema_periods_of_clause(sema, label, &each[0]);
    }
    if (each[0].count && !guarded->scope->period)
        periods_asked(sema, guard->cond, &each[1]);
    sema_shared_periods(sema, each, 2, &shared);
    struct meant_expr *any = shared.count ? NULL : judge_guard(sema, guard, guarded);
    for (size_t i = 0; i < shared.count; i++) {
        struct scope scope = *guarded->scope;
        scope.period = guarded->joined = shared.items[i];
        struct meant_expr *holds = join(sema, NM_OP_AND, sema_statuses_joined(sema, event, &scope),
                                        judge_guard(sema, guard, guarded));
        any = i ? join(sema, NM_OP_OR, any, holds) : holds;
    }
    guarded->joined = NULL;
    return any;
}

static const struct ast_act *status_in(const struct ast_cond *cond)
{
    const struct ast_act *found = cond->kind == COND_ACT && sema_watched_clause(cond->act) ? cond->act : NULL;
    for (uint32_t i = 0; !found && i < cond->count; i++)
        found = status_in(cond->items[i]);
    return found;
}

/* `When Seller reports a fault, Buyer may …, if clause 1.1 is suspended`: it reads as if it were asked when the
 * right is used. */
static void warn_of_reading(struct sema *sema, const struct pending *pending, const struct ast_cond *cond,
                            bool is_unless)
{
    const struct meant_norm *norm = pending->norm;
    const struct ast_act *status = cond && norm->triggers.count ? status_in(cond) : NULL;
    bool is_right = norm->kind == NM_POWER || norm->kind == NM_PERMIT;
    if (!status || !is_right || !pending->trigger)
        return;
    struct diag *diag = diag_add(sema->diags, W_READ_AT_ACT, sema->source, status->span,
                                 "this is asked when the right arises, and not when it is used");
    diag_label(diag, sema->source, pending->trigger->span, "it arises by this");
    diag_help(diag, "where that is meant, let it stand behind the event: `When … %s %s, …`; a right that is there "
                    "while it is so begins with `While %s` alone",
              is_unless ? "unless" : "if", sema_said_cond(sema, cond),
              is_unless ? "…" : sema_words(sema, source_words(sema->source, sema->arena, status->span), ", …"));
}

void sema_apply_guards(struct sema *sema, struct pending *pending)
{
    warn_of_reading(sema, pending, pending->act->more->only_if, false);
    warn_of_reading(sema, pending, pending->act->more->unless, true);
    struct meant_norm *norm = pending->norm;
    LIST(const struct meant_indicator *) awaited = {0};
    for (const struct guard *guard = pending->guards; guard; guard = guard->outer) {
        struct guarded guarded = {.pending = pending, .scope = &pending->scope, .indicator = NM_NONE,
                                  .is_event = norm->triggers.count > 0,
                                  .is_period_end = norm->triggers.count == 1 &&
                                                   norm->triggers.items[0].kind == NM_AT_TICK &&
                                                   norm->triggers.items[0].is_closing};
        for (size_t i = 0; i < norm->triggers.count; i++) { /* what all of them have */
            const struct meant_indicator *measured = norm->triggers.items[i].pattern.indicator;
            int32_t indicator = measured ? measured->index : NM_NONE;
            guarded.is_event &= norm->triggers.items[i].kind == NM_ON_EVENT ||
                                norm->triggers.items[i].kind == NM_ON_TENDER;
            guarded.indicator = i == 0 || indicator == guarded.indicator ? indicator : NM_NONE;
        }
        struct meant_expr *holds = judge_beside_ground(sema, guard, &guarded);
        for (size_t i = 0; i < guarded.awaited.count; i++)
            list_push(sema->arena, &awaited, guarded.awaited.items[i]);
        if (!holds)
            return;
        if (norm->power && !norm->triggers.count) /* looked at when the power is used */
            norm->power->ground = expr_both(sema, norm->power->ground, holds);
        for (size_t i = 0; i < norm->triggers.count; i++) {
            struct meant_trigger *trigger = &norm->triggers.items[i];
            trigger->guard = expr_both(sema, trigger->guard, holds);
            if (guarded.has_unit && trigger->kind == NM_ON_EVENT)
                sema_measure_trigger(sema, trigger, guarded.unit, guard->cond->span);
        }
        add_words(sema, norm, guard);
    }
    for (size_t i = 0; norm->triggers.count && i < awaited.count; i++)
        sema_await_measure(sema, norm, awaited.items[i]);
    if (!norm->formula && norm->triggers.count && norm->triggers.items[0].kind == NM_AT_END)
        (void)sema_await_latest(sema, norm, NULL, 0); /* the values that its condition asks for */
    if (!pending->guards || norm->triggers.count || norm->power || sema_has_hole(sema, NM_NONE))
        return;
    not_judged(sema, pending->guards->cond->span, "it is not said when this is looked at",
               "name the event: `When clause 1.1 is fulfilled, if …`; a condition is read once, when that "
               "happens");
}
