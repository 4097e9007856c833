/* window_long.c - how long what goes on is forbidden, or must be kept: `for 6 months`,
 * `until the contract ends`; and `during the term`, which is so without being said. Spec 9.4, 9.7. */
#include "compiler/sema/window.h"

static bool is_term(const struct ast_np *np)
{
    if (sema_is_contract(np))
        return true;
    bool is_of_contract = !np->tails.count || (np->tails.count == 1 && np->tails.items[0].kind == TAIL_OF &&
                                               sema_is_contract(np->tails.items[0].np));
    return np->kind == NP_NAME && np->name.noun.text && is_of_contract &&
           (sema_is(np->name.noun.text->text, "term") || sema_is(np->name.noun.text->text, "期限"));
}

bool sema_is_over_term(const struct ast_adverb *adverb)
{
    return adverb->kind == ADV_NPS && adverb->prep == PREP_DURING && adverb->nps->count == 1 &&
           is_term(adverb->nps->items[0]);
}

static bool is_end_of_contract(const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.noun.text && sema_is(np->name.noun.text->text, "end") &&
           np->tails.count == 1 && np->tails.items[0].kind == TAIL_OF &&
           (sema_is_contract(np->tails.items[0].np) || sema_is_noun(np->tails.items[0].np, "term", "期限"));
}

bool window_how_long(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const struct ast_np *np = adverb->kind == ADV_NPS && adverb->nps->count == 1 ? adverb->nps->items[0] : NULL;
    enum nm_norm_kind kind = window->pending->norm->kind;
    bool is_length = np && np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_TIME &&
                     np->amount->quant == QUANT_NONE && !np->tails.count;
    if (sema_is_over_term(adverb)) {
        if (kind == NM_PERMIT || kind == NM_POWER || kind == NM_VAGUE || kind == NM_EFFORT)
            say(window, "during the term", "合同期内"); /* the others say so where they have no other end */
        return true;
    }
    if (kind != NM_FORBID && kind != NM_AT_MOST)
        return false;
    if (adverb->prep == PREP_UNTIL &&
        (adverb->kind == ADV_ACT ? sema_is_contract_end(adverb->act) : np && is_end_of_contract(np))) {
        bound(window, NULL, expr_new(sema, NM_OP_TERM_END, 0));
        say(window, "until the contract ends", "直至合同终止");
        return true;
    }
    if (!is_length || adverb->prep != PREP_FOR)
        return false;
    struct ast_duration length = {.span = np->span, .low = np->amount->low, .high = np->amount->high,
                                  .has_range = np->amount->has_range, .unit = np->amount->time_unit};
    struct ast_adverb within_it = *adverb;
    within_it.kind = ADV_WITHIN;
    within_it.duration = &length;
    window_within(window, &within_it);
    return true;
}
