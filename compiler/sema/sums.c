/* sums.c - sums that must not be paid: `must not pay Seller the price until …` speaks of the debt that another
 * clause makes of that sum. What pays other debts is not forbidden. Spec 9.4. */
#include "compiler/sema/sema_internal.h"

void sema_refuse_forbidden(struct sema *sema, const struct meant_norm *norm, const struct ast_np *np)
{
    const char *words = source_words(sema->source, sema->arena, np->span);
    struct diag *diag = diag_add(sema->diags, E_BOUNDS, sema->source, np->span,
                                 "it is not said what amount is forbidden");
    const char *verb = norm->pattern.act.verb ? norm->pattern.act.verb->base : "deliver";
    if (np->kind == NP_AMOUNT && (np->amount->quant != QUANT_NONE || np->amount->has_range))
        diag_help(diag, "write `must not %s … more than 30 …`: up to there it is allowed", verb);
    else
        diag_help(diag, "write `must not %s … more than %s`: up to there it is allowed", verb, words);
    if (norm->forbidden)
        diag_note(diag,
                  "no clause owes this very sum; of a debt that a clause makes (`%s pays … %s …`) this would forbid "
                  "to pay it in that time, and nothing else",
                  sema_labels(sema, norm->bearers, false), words);
}

/* The names by which two sums are called are the same. */
static bool is_one_name(const struct ast_np *np, const struct ast_np *other)
{
    return np && other && np->kind == NP_NAME && other->kind == NP_NAME && np->name.noun.text &&
           np->name.noun.text == other->name.noun.text;
}

static bool is_that_debt(const struct meant_norm *norm, const struct meant_norm *debt)
{
    bool is_sum =
        (norm->need_parts && norm->need_parts == debt->need_parts) || is_one_name(norm->forbidden, debt->formula);
    return debt->kind == NM_AMOUNT && !debt->parent && is_sum && debt->unit == norm->unit &&
           debt->pattern.act.verb == norm->pattern.act.verb && (debt->bearers & ~norm->bearers) == 0 &&
           (!norm->pattern.to || (debt->pattern.to & norm->pattern.to));
}

void sema_apply_forbidden(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    for (size_t i = 0; i < meaning->norms.count; i++) {
        struct meant_norm *norm = meaning->norms.items[i];
        for (size_t k = 0; norm->forbidden && k < meaning->norms.count; k++) {
            if (is_that_debt(norm, meaning->norms.items[k]))
                list_push(sema->arena, &norm->excepts, meaning->norms.items[k]);
        }
        if (!norm->forbidden || norm->excepts.count || sema_has_hole(sema, NM_NONE))
            continue;
        sema->source = norm->source;
        sema_refuse_forbidden(sema, norm, norm->forbidden);
    }
}
