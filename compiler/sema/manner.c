/* manner.c - how something is done: by which means, where, for whom, in which form. Of a duty and a right it is
 * printed, and nothing reads it; of a prohibition and an exception it would have to be read, so there it is
 * refused, and so is what looks like manner and is an amount, or a number of times. Spec 4.4, 11.6. */
#include "compiler/sema/manner.h"

/* Its phrases may tell how; whether they do is for who reads times and receivers first. */
static bool is_manner(struct sema *sema, const struct ast_adverb *adverb)
{
    if (adverb->kind != ADV_NPS || adverb->anchor || adverb->nps->items[0]->kind == NP_AMOUNT)
        return false;
    switch (adverb->prep) {
    case PREP_AT:
    case PREP_FOR:
    case PREP_AMONG:
    case PREP_AGAINST:
    case PREP_UNDER:
    case PREP_WITHOUT: return true;
    case PREP_BY:
    case PREP_IN:
    case PREP_ON:
        return adverb->nps->items[0]->kind == NP_NAME && !sema_period_phrase(adverb) &&
               !sema_is_deadline_act(sema, adverb) && !sema_named_date(sema, adverb->nps->items[0]);
    case PREP_NONE:
    case PREP_FROM:
    case PREP_TO:
    case PREP_DURING:
    case PREP_DESPITE:
    case PREP_SUBJECT_TO:
    case PREP_ON_EVIDENCE_OF:
    case PREP_IN_ADDITION_TO:
    case PREP_AS_PART_OF:
    case PREP_INSTEAD_OF:
    case PREP_AFTER:
    case PREP_BEFORE:
    case PREP_UNTIL:
    case PREP_SINCE:
    case PREP_WHILE:
    case PREP_NO_LATER_THAN:
    case PREP_NO_EARLIER_THAN:
    case PREP_BUT_NO_LATER: return false;
    }
    UNREACHABLE();
}

const char *sema_manner(struct sema *sema, const struct meant_norm *norm, const struct ast_act *act)
{
    const char *said = "";
    uint32_t mids = act->fronts.count, args = mids + act->mids.count;
    for (uint32_t i = 0; i < args + act->args.count; i++) {
        const struct ast_adverb *adverb = i < mids   ? act->fronts.items[i]
                                          : i < args ? act->mids.items[i - mids]
                                                     : act->args.items[i - args].adverb;
        if (adverb && is_manner(sema, adverb) && !(norm->consent_of && sema_consenting(adverb)))
            said = arena_printf(sema->arena, "%s %s", said, source_words(sema->source, sema->arena, adverb->span));
    }
    return said;
}

/* ---- what cannot only be printed ------------------------------------------------------------------- */

/* `in the amount of 10 percent`, `for each storm`: it says how much, or how often. */
static bool counts(const struct ast_np *np)
{
    if (np->kind == NP_AMOUNT || np->kind == NP_EACH)
        return true;
    if (np->kind == NP_NAME && (np->name.det == DET_EACH || np->name.det == DET_ANY))
        return true;
    for (uint32_t i = 0; i < np->tails.count; i++)
        if (np->tails.items[i].kind != TAIL_OF || counts(np->tails.items[i].np))
            return true;
    return false;
}

static void refuse(struct sema *sema, const struct ast_adverb *adverb, const char *help)
{
    struct diag *diag = diag_add(sema->diags, E_UNREAD, sema->source, adverb->span, "`%s` is read by nobody here",
                                 source_words(sema->source, sema->arena, adverb->span));
    diag_help(diag, "%s", help);
}

void sema_check_manner(struct sema *sema, const struct meant_norm *norm, const struct ast_adverb *adverb)
{
    if (!is_manner(sema, adverb))
        return;
    for (uint32_t i = 0; i < adverb->nps->count; i++) {
        norm_list norms = {0};
        const struct ast_np *one = adverb->nps->items[i];
        if (one->kind == NP_CLAUSE && !sema_norms_below(sema, one->clause.text, &norms))
            sema_clause_norms(sema, &one->clause, &norms); /* says that it is not there */
        if (counts(one)) {
            refuse(sema, adverb,
                   "how much and how often stand with what is owed: `pays Seller 100 yuan per lathe`, `30 percent of "
                   "the price`, `once`; what arises each time is said by `Each time Buyer orders a lathe, …`");
            return;
        }
    }
    bool is_forbidden = norm->kind == NM_FORBID || norm->kind == NM_AT_MOST;
    bool is_narrow = norm->kind == NM_PERMIT && (norm->is_exception || norm->has_most || norm->need);
    if ((!is_forbidden && !is_narrow) || norm->warranted || norm->is_part || sema_consenting(adverb))
        return;
    if (adverb->prep == PREP_WITHOUT)
        refuse(sema, adverb, "what is forbidden without a consent is `without the consent of Owner`; anything else that "
                             "makes it lawful is an exception: `When Buyer inspects, despite clause 3.1 Seller may …`");
    else if (is_forbidden)
        refuse(sema, adverb, "a prohibition forbids the act, in whatever way it is done: leave it out, or name the act "
                             "that is forbidden by a verb of its own");
    else
        refuse(sema, adverb, "what is allowed is the act, in whatever way it is done: leave it out");
}
