/* warranty.c - `Seller warrants that "the lathes are new", as judged by Inspector, until 2026-12-31`. A
 * statement is not performed; it is broken when its judge finds it false, by an act that names its
 * clause: so it is a prohibition of being disproved. Spec 9.12. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

static uint64_t parties_of(struct sema *sema, const struct ast_nps *nps, const struct scope *scope)
{
    uint64_t parties = 0;
    for (uint32_t i = 0; i < nps->count; i++)
        parties |= sema_parties(sema, nps->items[i], scope);
    return parties;
}

/* To whom it is stated; 0 if that is not written. */
static uint64_t addressees(struct sema *sema, const struct ast_act *act, const struct scope *scope)
{
    for (uint32_t i = 1; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_TO)
            return parties_of(sema, adverb->nps, scope);
    }
    return 0;
}

void sema_warranty(struct sema *sema, const struct scope *scope, const struct ast_act *act,
                   struct meant_norm *norm)
{
    const struct ast_nps *judges = act->args.items[0].nps;
    uint64_t to = addressees(sema, act, scope);
    norm->kind = NM_FORBID;
    norm->warranted = act->more->quoted;
    norm->creditors = to ? to : sema_everyone_else(sema, norm->bearers);
    norm->pattern.actors = parties_of(sema, judges, scope);
    for (size_t i = 0; i < sema->meaning->verbs.count; i++) {
        const struct meant_verb *verb = sema->meaning->verbs.items[i];
        if (verb->class == NM_FACT && strcmp(verb->base, "disprove") == 0)
            norm->pattern.act.verb = verb; /* the contract's own stands behind the standard one */
    }
    struct diag *diag = NULL;
    if (!act->more->quoted->len)
        diag = diag_add(sema->diags, E_WARRANTY, sema->source, act->span, "nothing is stated");
    else if (norm->pattern.actors && !(norm->pattern.actors & ~norm->bearers))
        diag = diag_add(sema->diags, E_WARRANTY, sema->source, judges->span,
                        "whoever states it would judge it");
    if (diag)
        diag_help(diag, "write `Seller warrants that \"the lathes are new\", as judged by Buyer, until "
                        "2026-12-31`");
    if (act->pred == PRED_WARRANTS_ALWAYS)
        return;
    /* of what is true when it is stated one finding is the last */
    struct meant_expr *is_false = expr_new(sema, NM_OP_BREACHED, 0);
    is_false->norm = norm;
    norm->until = is_false;
}

/* Any one of them judges. */
static const char *or_labels(struct sema *sema, uint64_t parties, bool is_zh)
{
    const char *labels = "";
    for (uint64_t left = parties; left; left &= left - 1)
        labels = sema_join(sema, labels, *labels ? is_zh ? "或" : " or " : "", sema_labels(sema, left & -left, is_zh));
    return labels;
}

void sema_warranty_words(struct sema *sema, struct meant_norm *norm, const struct ast_act *act)
{
    const char *text = source_words(sema->source, sema->arena, act->more->quoted->span);
    bool is_always = act->pred == PRED_WARRANTS_ALWAYS;
    norm->action_en = arena_printf(sema->arena, "warrants%s that %s, as judged by %s",
                                   is_always ? " at all times" : "", text,
                                   or_labels(sema, norm->pattern.actors, false));
    norm->action_zh = arena_printf(sema->arena, "%s保证下述属实：%s，由%s认定", is_always ? "始终" : "", text,
                                   or_labels(sema, norm->pattern.actors, true));
    if (*norm->rule_en == '\0') {
        norm->rule_en = "during the term";
        norm->rule_zh = "合同期内";
    }
}
