/* excuse.c - `Clause 1.1 is excused by a breach of clause 2.1`: a link from a duty to those of the
 * other side whose earlier breach excuses its own. Spec 13.5. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

/* The clause in `a breach of clause 2.1`; NULL if the phrase is none. */
static const struct ast_label *breached_clause(const struct ast_np *np)
{
    const struct ast_np *of = NULL;
    sym noun = NULL;
    if (np->kind == NP_NAME && np->tails.count == 1 && np->tails.items[0].kind == TAIL_OF) {
        noun = np->name.noun.text;
        of = np->tails.items[0].np;
    } else if (np->kind == NP_OWNED && np->tails.count == 0) {
        noun = np->owned.noun.text;
        of = np->owned.owner;
    }
    bool is_breach = noun && strcmp(noun->text, "breach") == 0;
    return is_breach && of->kind == NP_CLAUSE ? &of->clause : NULL;
}

/* What goes beyond a bound is no delay. */
static bool is_bound(const struct meant_norm *norm)
{
    return norm->is_part && norm->kind == NM_AT_MOST;
}

/* The days of the period of which it is; false if it does not recur. */
static bool period_of(const struct meant_norm *norm, struct period *period)
{
    bool is_kept = norm->kind == NM_TARGET && norm->has_period;
    if (norm->of_period)
        *period = (struct period){norm->of_period->first, norm->of_period->last};
    else if (is_kept)
        *period = norm->period;
    return norm->of_period || is_kept;
}

static bool is_of_one_period(const struct meant_norm *one, const struct meant_norm *other)
{
    struct period left, right;
    return period_of(one, &left) && period_of(other, &right) && left.first == right.first && left.last == right.last;
}

/* Where values are kept or measured: both sides have duties of one period. */
static bool recur_alike(const norm_list *excused, const norm_list *excuses)
{
    for (size_t i = 0; i < excused->count; i++)
        for (size_t k = 0; k < excuses->count; k++)
            if (is_of_one_period(excused->items[i], excuses->items[k]))
                return true;
    return false;
}

/* Each norm is excused by those of the other side, within a series by those of its period: nobody is excused by its
 * own breach. */
static bool link(struct sema *sema, norm_list *excused, const norm_list *excuses)
{
    bool is_linked = false, is_alike = recur_alike(excused, excuses);
    struct period any;
    for (size_t i = 0; i < excused->count; i++) {
        struct meant_norm *norm = excused->items[i];
        if (is_bound(norm))
            continue;
        norm_list own = {0};
        for (size_t k = 0; k < excuses->count; k++)
            list_push(sema->arena, &own, excuses->items[k]);
        sema_fit_period(&own, norm->of_period);
        for (size_t k = 0; k < own.count; k++) {
            bool is_of_another = is_alike && period_of(norm, &any) && period_of(own.items[k], &any) &&
                                 !is_of_one_period(norm, own.items[k]);
            if (own.items[k]->bearers & norm->bearers || is_of_another)
                continue;
            list_push(sema->arena, &norm->excuses, own.items[k]);
            is_linked = true;
        }
    }
    return is_linked;
}

static void excuse_by(struct sema *sema, norm_list *excused, const struct ast_np *np, int32_t clause)
{
    const struct ast_label *label = breached_clause(np);
    if (!label) {
        struct diag *diag = diag_add(sema->diags, E_EXCUSE, sema->source, np->span,
                                     "this excuses nothing");
        diag_help(diag, "name what excuses: `by a breach of clause 2.1`");
        return;
    }
    norm_list excuses;
    sema_clause_norms(sema, label, &excuses);
    sema_add_parts(sema, &excuses);
    for (size_t i = 0; i < excused->count; i++)
        if (!is_bound(excused->items[i]))
            sema_add_term(sema, excused->items[i],
                      sema_words(sema, "excused by an earlier breach of clause ", label->text->text),
                      sema_words(sema, "第", label->text->text, "条违约在先者免责"), clause);
    if (excused->count && excuses.count && !link(sema, excused, &excuses)) {
        struct diag *diag = diag_add(sema->diags, E_EXCUSE, sema->source, np->span,
                                     "nobody is excused by its own breach");
        diag_label(diag, excused->items[0]->source, excused->items[0]->span, "this is owed");
        diag_label(diag, excuses.items[0]->source, excuses.items[0]->span, "and this, by the same");
        diag_help(diag, "name a duty of the other side");
    }
}

/* The clause that is excused, and by what; false if it is not said. */
static bool said_by(const struct rule *rule, const struct ast_np **excused, const struct ast_adverb **by)
{
    const struct ast_nps *subject = rule->act->subject;
    *by = NULL;
    for (uint32_t i = 0; i < rule->act->args.count; i++) {
        const struct ast_adverb *adverb = rule->act->args.items[i].adverb;
        if (adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_BY)
            *by = adverb;
    }
    *excused = subject && subject->count == 1 ? subject->items[0] : NULL;
    return *by && *excused && (*excused)->kind == NP_CLAUSE;
}

void sema_apply_excuse(struct sema *sema, struct rule *rule)
{
    const struct ast_np *clause;
    const struct ast_adverb *by;
    if (!said_by(rule, &clause, &by)) {
        struct diag *diag = diag_add(sema->diags, E_EXCUSE, sema->source, rule->act->span,
                                     "it is not said what excuses which clause");
        diag_help(diag, "write `Clause 1.1 is excused by a breach of clause 2.1`");
        return;
    }
    norm_list excused;
    sema_clause_norms(sema, &clause->clause, &excused);
    sema_add_parts(sema, &excused);
    for (uint32_t i = 0; i < by->nps->count; i++)
        excuse_by(sema, &excused, by->nps->items[i], rule->clause);
}

/* The day on which a breach of it is certain, the last or the first that it can be; false if that is not known. */
static bool certain_on(struct sema *sema, const struct meant_norm *norm, bool is_last, int64_t *day)
{
    if (norm->kind == NM_TARGET)
        return sema_constant(sema, is_last || norm->is_measuring ? norm->wait : norm->due, day);
    return (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT) && !norm->grace && !norm->answer &&
           sema_constant(sema, norm->due, day);
}

/* An earlier breach excuses: of duties whose days are known it may never be the earlier one. */
void sema_check_excuse(struct sema *sema, struct rule *rule)
{
    const struct ast_np *clause;
    const struct ast_adverb *by;
    norm_list excused, excuses = {0}, named;
    const struct meant_norm *late = NULL, *early = NULL;
    if (!said_by(rule, &clause, &by) || !sema_known_norms(sema, &clause->clause, &excused))
        return;
    sema_add_parts(sema, &excused);
    for (uint32_t i = 0; i < by->nps->count; i++) {
        const struct ast_label *label = breached_clause(by->nps->items[i]);
        for (size_t k = 0; label && sema_known_norms(sema, label, &named) && k < named.count; k++)
            list_push(sema->arena, &excuses, named.items[k]);
    }
    sema_add_parts(sema, &excuses);
    for (size_t i = 0; i < excused.count; i++) {
        for (size_t k = 0; k < excused.items[i]->excuses.count; k++) {
            int64_t last, first;
            const struct meant_norm *excuse = excused.items[i]->excuses.items[k];
            if (!sema_is_listed(&excuses, excuse))
                continue;
            if (!certain_on(sema, excused.items[i], true, &last) || !certain_on(sema, excuse, false, &first) ||
                first < last)
                return;
            early = excused.items[i];
            late = excuse;
        }
    }
    if (!late)
        return;
    const char *number = sema->meaning->clauses.items[late->clause]->number;
    struct diag *diag = diag_add(sema->diags, W_EXCUSE_LATE, sema->source, rule->act->span,
                                 "this never excuses: a breach of clause %s is not the earlier one", number);
    diag_label(diag, early->source, early->span, "due before that");
    diag_label(diag, late->source, late->span, "a breach of this is certain later, or on the same day");
    if (early->of_period || early->has_period)
        diag_note(diag, "of what recurs alike, a breach excuses that of its own period");
    diag_help(diag, "let the one be due after the other; or let what is owed wait for the act: `When Buyer measures "
                    "the demand, Seller delivers … within 10 days`");
}
