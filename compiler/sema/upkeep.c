/* upkeep.c - `Owner holds 100_000 yuan until 2026-12-31`: what goes on is no act that is done once. Such a
 * duty is kept as long as nobody it is owed to finds that it is not, by an act that names its clause: so
 * it is, like what is warranted at all times, a prohibition of being disproved. Spec 9.7. */
#include <string.h>

#include "compiler/sema/window.h"

/* Verbs whose act goes on. */
static bool goes_on(const struct meant_verb *verb)
{
    static const char *const bases[] = {"hold", "keep", "maintain", "store", "insure", "retain", "preserve",
                                        "safeguard", "持有", "保持", "保存", "保留", "保管", "维护", "维持", "留存"};
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        if (sema_is(verb->base, bases[i]))
            return true;
    }
    return false;
}

/* `for 6 months` */
static bool is_length(const struct ast_adverb *adverb)
{
    return adverb->kind == ADV_NPS && adverb->prep == PREP_FOR && adverb->nps->count == 1 &&
           adverb->nps->items[0]->kind == NP_AMOUNT && adverb->nps->items[0]->amount->kind == AMOUNT_TIME;
}

/* `until D`, `until the acceptance`, `from D to D`, `to D`, `during Q2`, `in 2026`, `for 6 months`: from when to
 * when, not by when. */
static bool is_span(const struct ast_adverb *adverb)
{
    bool is_time = adverb->kind == ADV_TIME && !adverb->each;
    if (sema_is_over_term(adverb))
        return true;
    if (adverb->prep == PREP_UNTIL && (is_time || adverb->kind == ADV_ACT || adverb->kind == ADV_NPS))
        return true;
    if (is_time && adverb->prep == PREP_IN)
        return adverb->time.kind == AST_TIME_PERIOD;
    return (is_time && (adverb->prep == PREP_DURING || adverb->prep == PREP_TO ||
                        (adverb->prep == PREP_FROM && adverb->until))) ||
           is_length(adverb);
}

static const struct ast_adverb *span_said(const struct ast_act *act)
{
    const struct ast_adverbs *before[] = {&act->fronts, &act->mids};
    for (size_t k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < before[k]->count; i++) {
            if (is_span(before[k]->items[i]))
                return before[k]->items[i];
        }
    }
    for (uint32_t i = 0; i < act->args.count; i++) {
        if (act->args.items[i].adverb && is_span(act->args.items[i].adverb))
            return act->args.items[i].adverb;
    }
    return NULL;
}

/* `by 2026-09-30`, `within 10 days`: a last day for an act. */
static const struct ast_adverb *last_day_said(const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (adverb && (adverb->kind == ADV_WITHIN || (adverb->kind == ADV_TIME && adverb->prep == PREP_BY)))
            return adverb;
    }
    return NULL;
}

/* `holds 100_000 yuan by 2026-09-30 until 2026-12-31`: done by the one day, and kept to the other. */
static void refuse_two_days(struct sema *sema, const struct ast_adverb *span, const struct ast_adverb *last)
{
    if (!last)
        return;
    struct diag *diag = diag_add(sema->diags, E_BY_AND_UNTIL, sema->source, last->span,
                                 "this says by when, and it is said besides how long it goes on");
    diag_label(diag, sema->source, span->span, "how long");
    diag_help(diag,
              "of what goes on say from when to when: `from 2026-09-30 to 2026-12-31`; an act by which it begins is a "
              "sentence of its own: `Buyer pays Seller 60_000 yuan by 2026-09-30.`");
}

/* Without any time what goes on does so over the term; a meeting is held once. */
static bool goes_on_by_itself(struct sema *sema, const struct ast_act *act, const struct meant_verb *verb)
{
    if (act->modal == MODAL_CAN)
        return false;
    for (uint32_t i = 0; i < act->fronts.count + act->mids.count; i++) {
        const struct ast_adverb *adverb = i < act->fronts.count ? act->fronts.items[i]
                                                                : act->mids.items[i - act->fronts.count];
        if (adverb->kind != ADV_NPS || sema_is_deadline_act(sema, adverb))
            return false;
    }
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (adverb && (adverb->kind != ADV_NPS || adverb->anchor || sema_is_deadline_act(sema, adverb) ||
                       (adverb->prep != PREP_TO && adverb->prep != PREP_IN && adverb->prep != PREP_AT &&
                        adverb->prep != PREP_FOR && adverb->prep != PREP_AGAINST && adverb->prep != PREP_BY)))
            return false;
    }
    return goes_on(verb) && !sema_is(verb->base, "hold"); /* most acts have a time and are told apart by it */
}

bool sema_is_upkeep(struct sema *sema, const struct reading *reading, const struct ast_act *act,
                    const struct meant_verb *verb)
{
    const struct ast_adverb *span = reading->scope.is_rhythmic ? NULL : span_said(act);
    if (!span)
        return !reading->scope.is_rhythmic && goes_on_by_itself(sema, act, verb);
    if (goes_on(verb)) {
        refuse_two_days(sema, span, last_day_said(act));
        return true;
    }
    bool is_vague = span->kind == ADV_NPS && !sema_is_deadline_act(sema, span) && !window_is_extreme(span) &&
                    !window_is_end_of_period(span);
    if (span->prep != PREP_UNTIL || is_vague)
        return false;
    struct diag *diag = diag_add(sema->diags, E_UNTIL, sema->source, span->span,
                                 "`until` says how long something goes on, and this is done by one act");
    diag_help(diag, "of a last day write `by`; of what goes on say what would end it (`Seller must not … until "
                    "2026-12-31`), or what must be true (`Seller warrants at all times that \"…\", as judged by "
                    "Buyer, until 2026-12-31`)");
    return false;
}

void sema_set_upkeep(struct sema *sema, struct meant_norm *norm, const struct meant_verb *verb,
                     const struct ast_np *object, uint64_t receivers)
{
    struct meant_norm *shown = arena_copy(sema->arena, norm, sizeof *shown);
    shown->kind = NM_ACHIEVE;
    shown->pattern.act.verb = verb;
    shown->pattern.to = receivers;
    if (object)
        (void)sema_set_object(sema, shown, object);
    norm->shown = shown;
    norm->kind = NM_FORBID;
    norm->creditors = receivers ? receivers : sema_everyone_else(sema, norm->bearers);
    norm->pattern.actors = norm->creditors;
    norm->pattern.key_bound = false;
    for (size_t i = 0; i < sema->meaning->verbs.count; i++) {
        const struct meant_verb *finding = sema->meaning->verbs.items[i];
        if (finding->class == NM_FACT && strcmp(finding->base, "disprove") == 0)
            norm->pattern.act.verb = finding; /* the contract's own stands behind the standard one */
    }
}
