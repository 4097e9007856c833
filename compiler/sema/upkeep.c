/* upkeep.c - `Owner holds 100_000 yuan until 2026-12-31`: what goes on is no act that is done once. Such a
 * duty is kept as long as nobody it is owed to finds that it is not, by an act that names its clause: so
 * it is, like what is warranted at all times, a prohibition of being disproved. Spec 9.7. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

/* Verbs whose act goes on. */
static bool goes_on(const struct meant_verb *verb)
{
    static const char *const bases[] = {"hold", "keep", "maintain", "store", "insure", "retain", "preserve",
                                        "safeguard", "持有", "保持", "保存", "保留", "保管", "维护", "维持", "留存"};
    for (size_t i = 0; i < sizeof bases / sizeof *bases; i++) {
        if (strcmp(verb->base, bases[i]) == 0)
            return true;
    }
    return false;
}

/* `until D`, `from D to D`, `during Q2`: from when to when, not by when. */
static const struct ast_adverb *span_said(const struct ast_act *act)
{
    const struct ast_adverbs *before[] = {&act->fronts, &act->mids};
    for (size_t k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < before[k]->count; i++) {
            const struct ast_adverb *adverb = before[k]->items[i];
            if (adverb->prep == PREP_UNTIL && (adverb->kind == ADV_TIME || adverb->kind == ADV_ACT))
                return adverb;
        }
    }
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        bool is_time = adverb && adverb->kind == ADV_TIME && !adverb->each;
        if (adverb && (is_time || adverb->kind == ADV_ACT) && adverb->prep == PREP_UNTIL)
            return adverb;
        if (is_time && (adverb->prep == PREP_DURING || (adverb->prep == PREP_FROM && adverb->until)))
            return adverb;
    }
    return NULL;
}

bool sema_is_upkeep(struct sema *sema, const struct reading *reading, const struct ast_act *act,
                    const struct meant_verb *verb)
{
    const struct ast_adverb *span = reading->scope.is_rhythmic ? NULL : span_said(act);
    if (!span)
        return false;
    if (goes_on(verb))
        return true;
    if (span->prep != PREP_UNTIL)
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
