/* cure.c - `Buyer cures clause 2.1 within 14 days`: a breach is over when what was owed has been done late,
 * or is owed no more. Spec 13.6. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

const struct ast_label *sema_cured_clause(const struct meant_verb *verb, const struct ast_act *act)
{
    if (!sema_is(verb->base, "cure"))
        return NULL;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        if (nps && nps->count == 1 && nps->items[0]->kind == NP_CLAUSE)
            return &nps->items[0]->clause;
    }
    return NULL;
}

static struct meant_expr *asked_of(struct sema *sema, enum nm_op op, const struct meant_norm *norm,
                                   struct meant_expr *before)
{
    struct meant_expr *one = expr_new(sema, op, 0);
    one->norm = norm;
    return before ? expr_of(sema, NM_OP_OR, before, one) : one;
}

/* Whether each breach that calls for the cure is one of what is to be cured. */
static bool is_of_own(const struct meant_norm *norm, const norm_list *cured)
{
    for (size_t i = 0; i < norm->triggers.count; i++) {
        bool is_own = norm->triggers.items[i].kind != NM_ON_BREACH;
        for (size_t k = 0; !is_own && k < cured->count; k++)
            is_own = cured->items[k] == norm->triggers.items[i].norm;
        if (!is_own)
            return false;
    }
    return true;
}

/* It is judged once: at the end of its time, or once what was performed within it has been answered. */
void sema_set_cure(struct sema *sema, const struct pending *pending)
{
    struct meant_norm *norm = pending->norm;
    struct meant_expr *is_breached = NULL, *is_uncurable = NULL;
    norm_list norms;
    sema_clause_norms(sema, sema_cured_clause(norm->pattern.act.verb, pending->act), &norms);
    bool is_own = is_of_own(norm, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        if (norms.items[i]->kind != NM_ACHIEVE && norms.items[i]->kind != NM_AMOUNT)
            continue;
        is_breached = asked_of(sema, is_own ? NM_OP_UNCURED : NM_OP_IN_BREACH, norms.items[i], is_breached);
        is_uncurable = asked_of(sema, NM_OP_UNCURABLE, norms.items[i], is_uncurable);
    }
    if (norms.count && !is_breached) {
        struct diag *diag = diag_add(sema->diags, E_CURE, sema->source, norm->span,
                                     "there is nothing in this clause that could be done late");
        diag_label(diag, norms.items[0]->source, norms.items[0]->span, "the clause");
        diag_help(diag, "name a duty: a prohibition that was broken stays broken");
    }
    norm->holds = expr_of(sema, NM_OP_NOT, is_breached ? is_breached : expr_new(sema, NM_OP_CONST, 0),
                          NULL);
    norm->known = is_breached && is_own ? expr_of(sema, NM_OP_OR, norm->holds, is_uncurable)
                                        : expr_new(sema, NM_OP_CONST, 1);
}
