/* window_long.c - how long what goes on is forbidden, or must be kept: `for 6 months`, `for 6 months
 * after the delivery`, `until the contract ends`; and `during the term`, which is so without being said. Spec 9.4, 9.7.
 */
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

/* `for 6 months`: the noun phrase; NULL if it is another adverbial. */
static const struct ast_np *length_said(const struct ast_adverb *adverb)
{
    if (adverb->kind != ADV_NPS || adverb->prep != PREP_FOR || adverb->nps->count != 1)
        return NULL;
    const struct ast_np *np = adverb->nps->items[0];
    bool is_length = np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_TIME && np->amount->quant == QUANT_NONE &&
                     !np->tails.count;
    return is_length ? np : NULL;
}

bool window_is_length(const struct ast_adverb *adverb)
{
    return length_said(adverb);
}

static bool is_time_or_act(const struct ast_adverb *adverb)
{
    return adverb->kind == ADV_TIME || adverb->kind == ADV_NPS || adverb->kind == ADV_ACT;
}

/* What stands beside a length. */
struct beside_length {
    const struct ast_adverb *length; /* for 6 months */
    const struct ast_adverb *anchor; /* after the delivery: the first behind the length, else the last before it */
    const struct ast_adverb *other;  /* from 2026-05-04, in Q2: from what the length counts is not said */
};

static struct beside_length beside_length(const struct ast_act *act)
{
    struct beside_length beside = {NULL, NULL, NULL};
    bool is_behind = false;
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (!adverb)
            continue;
        bool is_date = adverb->kind == ADV_TIME &&
                       (adverb->prep == PREP_FROM || adverb->prep == PREP_ON || adverb->prep == PREP_IN ||
                        adverb->prep == PREP_DURING);
        if (!beside.length && length_said(adverb)) {
            beside.length = adverb;
        } else if (is_time_or_act(adverb) && adverb->prep == PREP_AFTER) {
            if (!is_behind)
                beside.anchor = adverb;
            is_behind = beside.length != NULL;
        } else if (is_date || (is_time_or_act(adverb) &&
                               (adverb->prep == PREP_BEFORE || adverb->prep == PREP_SINCE ||
                                adverb->prep == PREP_NO_EARLIER_THAN))) {
            beside.other = adverb;
        }
    }
    return beside;
}

static void refuse_two_times(struct window *window, const struct beside_length *beside)
{
    struct sema *sema = window->sema;
    struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, beside->length->span,
                                 "it is not said from what this length of time counts");
    diag_label(diag, sema->source, beside->other->span, "another time is said with it");
    diag_help(diag,
              "say from when to when: `from 2026-05-04 to 2026-06-03`; or from what the length counts: `for 30 days "
              "after 2026-05-03`, `for 30 days after the delivery`");
}

/* `for 6 months` counts like `within 6 months`, and so it does `after the delivery`. */
static void count_length(struct window *window, const struct beside_length *beside)
{
    struct sema *sema = window->sema;
    const struct ast_np *np = length_said(beside->length);
    struct ast_duration length = {.span = np->span, .low = np->amount->low, .high = np->amount->high,
                                  .has_range = np->amount->has_range, .unit = np->amount->time_unit};
    struct ast_adverb anchor, within_it = *beside->length;
    within_it.kind = ADV_WITHIN;
    within_it.duration = &length;
    if (beside->anchor) {
        anchor = *beside->anchor;
        within_it.anchor = &anchor;
    }
    window->is_length = true;
    window_within(window, &within_it);
    window->is_length = false;
    bool is_hours = length.unit == TIME_HOUR || length.unit == TIME_MINUTE || length.unit == TIME_SECOND;
    int64_t first, last;
    if (!beside->anchor || anchor.kind != ADV_TIME || is_hours || sema->counting.is_first_day_in ||
        !window->due || !sema_moments(sema, &anchor.time, &first, &last))
        return;
    bound(window, sema_beside(sema, sema_moment(sema, &anchor.time, last), 1), NULL); /* after that day */
}

bool window_how_long(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const struct ast_np *np = adverb->kind == ADV_NPS && adverb->nps->count == 1 ? adverb->nps->items[0] : NULL;
    enum nm_norm_kind kind = window->pending->norm->kind;
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
    struct beside_length beside = beside_length(window->pending->act);
    if (!beside.length)
        return false;
    if (adverb == beside.anchor)
        return true; /* read with the length */
    if (adverb != beside.length)
        return false;
    if (beside.other)
        refuse_two_times(window, &beside);
    else
        count_length(window, &beside);
    return true;
}
