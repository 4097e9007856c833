/* roles_rest.c - what stands in a condition and would be read by nobody. A comparison, a share and a
 * status are asked as they are now: a time, a number of times or a party beside them would be dropped
 * without a word, and the sentence would mean something else. So all that its reader does not take is
 * refused here, whatever it is. Spec 10.4. */
#include "compiler/sema/roles_internal.h"

/* Behind the verb, before it, before the subject: the first phrase that is not `taken`. */
static const struct span *first_rest(const struct ast_act *act, const struct ast_adverb *taken)
{
    if (act->fronts.count)
        return &act->fronts.items[0]->span;
    if (act->mids.count)
        return &act->mids.items[0]->span;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_arg *arg = &act->args.items[i];
        if (arg->nps)
            return &arg->nps->span;
        if (arg->adverb != taken)
            return &arg->adverb->span;
    }
    return NULL;
}

static bool is_compared(const struct ast_act *act)
{
    return act->pred == PRED_IS_COMPARED || act->pred == PRED_COMPARED;
}

/* `the uptime of Seller`, `below 95 percent with severity critical`: an indicator is asked by its name
 * alone, and compared with an amount alone. */
static const struct span *rest_of_sides(struct sema *sema, const struct ast_act *act)
{
    const struct ast_np *left = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    const struct ast_np *right = act->more->compared;
    if (!is_compared(act))
        return NULL;
    if (left && left->tails.count && sema_indicator_of(sema, left) != NM_NONE)
        return &left->tails.items[0].span;
    return right && right->kind == NP_AMOUNT && right->tails.count ? &right->tails.items[0].span : NULL;
}

static const char *help_for(struct sema *sema, const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    bool is_value = is_compared(act) && np && sema_indicator_of(sema, np) != NM_NONE;
    if (sema_is_share(act))
        return "the share is of what was due in the period that ends, and what is done in time counts: put the "
               "time into the clause itself (`ships the pallets within 24 hours`), and the period into the "
               "trigger: `When a quarter ends, if less than 95 percent of clause 1.1 is fulfilled, …`";
    if (is_value && sema_times_said(act))
        return arena_printf(sema->arena,
                            "how often a value was so is not asked: promise it in a clause (`1.4 Seller keeps the "
                            "%s at least 95 percent`), and count its breaches: `When a month ends, if clause 1.4 is "
                            "breached 3 times in any 6 months, …`",
                            np->name.noun.text->text);
    if (is_value)
        return arena_printf(sema->arena,
                            "one value is asked, the latest, or that of the period that the sentence begins with: "
                            "`When a month ends, if the %s is below 95 percent, …`; of several months promise it in a "
                            "clause, and count: `if clause 1.4 is breached 3 times in any 6 months`",
                            np->name.noun.text->text);
    if (is_compared(act) && np && sema_is_noun(np, "quantity", "数量"))
        return "the quantity is that of the act that the sentence begins with, and of it alone: what several acts "
               "come to is `the count of clause 1.1`";
    if (is_compared(act))
        return "what is asked is how much it is by then: `the total of clause 1.1` of all that was counted, `the "
               "count of clause 1.1` of the period that the sentence begins with, if clause 1.1 recurs with it "
               "(`When a quarter ends, if the count of clause 1.1 is less than 100_000 yuan, …`)";
    return "a status is asked as it is then, without a time and without a party: `if clause 1.1 is breached`; when "
           "it is looked at stands in the trigger: `When a month ends, if …`";
}

bool roles_rest(struct sema *sema, const struct ast_act *act)
{
    bool is_clause = act->subject && act->subject->count == 1 &&
                     act->subject->items[0]->kind == NP_CLAUSE;
    bool is_status = act->pred == PRED_IS;
    if (!is_status && !is_compared(act))
        return true; /* of verbs the sample tells; the rest cannot be asked at all */
    if (is_status && !is_clause && !sema_is_share(act) && !sema_verb(sema, act->verb.text))
        return true; /* told by who reads it: `Seller is late by 30 days` */
    const struct ast_adverb *taken = is_status && is_clause ? sema_times_said(act) : NULL;
    const struct span *rest = first_rest(act, taken);
    if (!rest)
        rest = rest_of_sides(sema, act);
    if (!rest)
        return true;
    const char *instead = is_status && is_clause ? sema_instead_of(sema, act) : NULL;
    sema_not_yet(sema, *rest,
                 sema_is_share(act) ? "more than a share of a clause"
                 : is_status && is_clause ? "more than the status of a clause"
                 : is_status ? "more than a status in a condition" : "more than a comparison in a condition",
                 instead ? instead : help_for(sema, act));
    return false;
}

bool roles_rest_of_period(struct sema *sema, const struct ast_act *act)
{
    const struct span *rest = act->fronts.count ? &act->fronts.items[0]->span
                              : act->mids.count ? &act->mids.items[0]->span : NULL;
    for (uint32_t i = 0; !rest && i < act->args.count; i++) {
        const struct ast_arg *arg = &act->args.items[i];
        if (arg->nps)
            rest = &arg->nps->span;
        else if (arg->adverb->kind != ADV_TIME || arg->adverb->each) /* between which days it recurs */
            rest = &arg->adverb->span;
    }
    if (!rest)
        return true;
    sema_not_yet(sema, *rest, "more than the end or the beginning of a period",
                 "between which days it recurs can stand here: `When a month ends from 2026-04-01 to "
                 "2026-12-31, …`; the period itself is named before: `When a quarter ends, …`");
    return false;
}
