/* consent.c - `Contractor must not sell the house without the consent of Owner`: a prohibition, and an exception
 * to it that arises when Owner consents. Consent comes first in its day, and holds for what is done from then
 * on. Spec 9.4, 9.5. */
#include <string.h>

#include "compiler/sema/manner.h"

static bool is_consent(sym noun)
{
    return noun && (sema_is(noun->text, "consent") || sema_is(noun->text, "同意") ||
                    sema_is(noun->text, "书面同意"));
}

const struct ast_np *sema_consenting(const struct ast_adverb *adverb)
{
    bool is_without = adverb->kind == ADV_NPS && adverb->prep == PREP_WITHOUT && adverb->nps->count == 1;
    const struct ast_np *np = is_without ? adverb->nps->items[0] : NULL;
    if (np && np->kind == NP_OWNED && is_consent(np->owned.noun.text) && !np->tails.count)
        return np->owned.owner;
    bool is_of = np && np->kind == NP_NAME && is_consent(np->name.noun.text) && np->tails.count == 1 &&
                 np->tails.items[0].kind == TAIL_OF;
    return is_of ? np->tails.items[0].np : NULL;
}

const struct ast_adverb *sema_consent_in(const struct ast_act *act)
{
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (adverb && sema_consenting(adverb))
            return adverb;
    }
    return NULL;
}

static void add_exception(struct sema *sema, const struct reading *reading, const struct ast_act *act,
                          const struct meant_norm *forbidden, uint64_t who)
{
    struct meant_norm *norm = sema_new_norm(sema, reading, act, "consent");
    norm->kind = NM_PERMIT;
    norm->is_exception = true;
    norm->consent_of = who;
    norm->creditors = who;
    norm->pattern = forbidden->pattern;
    norm->item = forbidden->item;
    norm->joint = forbidden->joint;
    list_push(sema->arena, &norm->excepts, forbidden);
    sema_set_pool(sema, norm);
    sema_wait_for_times(sema, norm, act, reading);
}

void sema_read_consents(struct sema *sema, const struct reading *reading, const struct ast_act *act,
                        size_t first_norm)
{
    const struct ast_adverb *adverb = sema_consent_in(act);
    if (!adverb)
        return;
    if (reading->trigger || reading->scope.period) {
        sema_not_yet(sema, adverb->span, "a consent to what is forbidden only when something happens",
                     "say the exception: `When Owner consents, despite clause 3.1 Seller may … once`");
        return;
    }
    uint64_t who = sema_parties(sema, sema_consenting(adverb), &reading->scope);
    for (size_t i = first_norm, end = sema->meaning->norms.count; who && i < end; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if ((norm->kind == NM_FORBID || norm->kind == NM_AT_MOST) && !norm->is_part)
            add_exception(sema, reading, act, norm, who);
    }
}

/* The contract's own verb stands behind the standard one. */
static const struct meant_verb *consenting_verb(const struct sema *sema)
{
    const struct meant_verb *found = NULL;
    for (size_t i = 0; i < sema->meaning->verbs.count; i++) {
        const struct meant_verb *verb = sema->meaning->verbs.items[i];
        if (verb->class == NM_ENABLE && strcmp(verb->base, "consent") == 0)
            found = verb;
    }
    return found;
}

/* An act of consent does not say to what. */
static bool is_unclear(struct sema *sema, const struct meant_norm *norm, const struct meant_norm *other)
{
    if (norm->clause == other->clause || !(norm->consent_of & other->consent_of))
        return false;
    struct diag *diag = diag_add(sema->diags, E_CONSENT, norm->source, norm->span,
                                 "two clauses wait for the consent of %s, and it would not say to what it consents",
                                 sema_labels(sema, norm->consent_of & other->consent_of, false));
    diag_label(diag, other->source, other->span, "the other one");
    diag_help(diag, "give the acts of consent verbs of their own: `verb agree-to-sale, agrees-to-sale \"同意出售\", an "
                    "enabling: a party agrees-to-sale.`, and `When Owner agrees-to-sale, despite clause 3.1 Seller may "
                    "…`");
    return true;
}

void sema_apply_consents(struct sema *sema)
{
    const struct meant_verb *verb = NULL;
    const struct meant_norm *first = NULL;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        if (!norm->consent_of)
            continue;
        if (first && is_unclear(sema, norm, first))
            return;
        if (!first) {
            first = norm;
            verb = consenting_verb(sema);
        }
        norm->triggers = (struct meant_triggers){0};
        sema_add_trigger(sema, norm, (struct meant_trigger){
            .kind = NM_ON_EVENT, .repeat = NM_REPEAT_ONE,
            .pattern = {.act = {verb, false}, .actors = norm->consent_of, .kind = NM_NONE}});
        norm->trigger_en = sema_join(sema, "when ", sema_labels(sema, norm->consent_of, false), " consents");
        norm->trigger_zh = sema_join(sema, "当", sema_labels(sema, norm->consent_of, true), "同意时");
    }
}
