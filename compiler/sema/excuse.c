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

/* Each norm is excused by those of the other side, within a series by those of its period: nobody is excused by its
 * own breach. */
static bool link(struct sema *sema, norm_list *excused, const norm_list *excuses)
{
    bool is_linked = false;
    for (size_t i = 0; i < excused->count; i++) {
        struct meant_norm *norm = excused->items[i];
        if (is_bound(norm))
            continue;
        norm_list own = {0};
        for (size_t k = 0; k < excuses->count; k++)
            list_push(sema->arena, &own, excuses->items[k]);
        sema_fit_period(&own, norm->of_period);
        for (size_t k = 0; k < own.count; k++) {
            if (own.items[k]->bearers & norm->bearers)
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

void sema_apply_excuse(struct sema *sema, struct rule *rule)
{
    const struct ast_nps *subject = rule->act->subject;
    const struct ast_adverb *by = NULL;
    for (uint32_t i = 0; i < rule->act->args.count; i++) {
        const struct ast_adverb *adverb = rule->act->args.items[i].adverb;
        if (adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_BY)
            by = adverb;
    }
    if (!subject || subject->count != 1 || subject->items[0]->kind != NP_CLAUSE || !by) {
        struct diag *diag = diag_add(sema->diags, E_EXCUSE, sema->source, rule->act->span,
                                     "it is not said what excuses which clause");
        diag_help(diag, "write `Clause 1.1 is excused by a breach of clause 2.1`");
        return;
    }
    norm_list excused;
    sema_clause_norms(sema, &subject->items[0]->clause, &excused);
    sema_add_parts(sema, &excused);
    for (uint32_t i = 0; i < by->nps->count; i++)
        excuse_by(sema, &excused, by->nps->items[i], rule->clause);
}
