/* late.c - what becomes of a debt after its due day: a grace period in which performance still counts,
 * a remedy that takes the place of the duty. Spec 13.1, 13.2. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"

static bool is_duty(const struct meant_norm *norm)
{
    return norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
}

/* `under clause 1.1`, or NULL. */
static const struct ast_label *under(const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->mids.count; i++) {
        const struct ast_adverb *adverb = act->mids.items[i];
        if (adverb->kind == ADV_NPS && adverb->prep == PREP_UNDER && adverb->nps->count == 1 &&
            adverb->nps->items[0]->kind == NP_CLAUSE)
            return &adverb->nps->items[0]->clause;
    }
    return NULL;
}

/* The last day that counts: a date, or so many days after the due day. NULL after a message. */
static struct meant_expr *last_day(struct sema *sema, const struct ast_adverb *until,
                                   const struct meant_norm *norm, const char **en, const char **zh)
{
    int64_t first, last;
    *en = *zh = "";
    if (until->kind == ADV_TIME) {
        if (!sema_moments(sema, &until->time, &first, &last))
            return NULL;
        *en = *zh = sema_moment_text(sema, &until->time, last);
        return sema_moment(sema, &until->time, last);
    }
    const struct ast_np *np = until->kind == ADV_NPS && until->nps->count == 1 ? until->nps->items[0] : NULL;
    const struct ast_adverb *anchor = until->anchor;
    bool is_due = anchor && anchor->prep == PREP_AFTER && anchor->kind == ADV_ACT &&
                  anchor->act->pred == PRED_IS && anchor->act->verb.text &&
                  strcmp(anchor->act->verb.text->text, "due") == 0;
    if (np && np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_TIME && is_due) {
        struct meant_expr *due = expr_new(sema, NM_OP_DUE_OF, 0);
        due->norm = norm;
        sema_duration_words(sema, &np->amount->high, np->amount->time_unit, en, zh);
        *en = sema_words(sema, *en, " after the due day");
        *zh = sema_words(sema, "期限届满后", *zh);
        return sema_add_duration(sema, due, &np->amount->high, np->amount->time_unit, np->span, 1);
    }
    struct diag *diag = diag_add(sema->diags, E_GRACE, sema->source, until->span,
                                 "until when it still counts cannot be read");
    diag_help(diag, "write `counts until 2026-04-30`, or `counts until 10 days after it is due`");
    return NULL;
}

void sema_apply_grace(struct sema *sema, struct rule *rule)
{
    const struct ast_act *act = rule->act;
    const struct ast_np *subject = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    const struct meant_verb *verb = subject && subject->kind == NP_NAME && subject->name.noun.text
                                        ? sema_verb(sema, subject->name.noun.text) : NULL;
    const struct ast_label *label = under(act);
    norm_list norms = {0};
    if (label)
        sema_clause_norms(sema, label, &norms);
    for (size_t i = 0; !label && i < sema->meaning->norms.count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        if (sema_heading_of(sema, norm->clause) == sema_heading_of(sema, rule->clause) &&
            !norm->remedies && !norm->is_part)
            list_push(sema->arena, &norms, norm);
    }
    sema_add_parts(sema, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        struct meant_norm *norm = norms.items[i];
        if (!is_duty(norm) || norm->pattern.act.verb != verb)
            continue;
        const char *en, *zh;
        norm->grace = last_day(sema, act->more->until, norm, &en, &zh);
        sema_add_term(sema, norm, sema_words(sema, "what is late counts until ", en, ", and is no breach"),
                      sema_words(sema, "迟延至", zh, "仍计，不为违约"), rule->clause);
        rule->is_used = true;
    }
    if (rule->is_used || sema_has_hole(sema, NM_NONE))
        return;
    struct diag *diag = diag_add(sema->diags, E_GRACE, sema->source, act->span,
                                 "there is no duty whose late performance this could be");
    diag_help(diag, "write `Late delivery under clause 1.1 counts until 2026-04-30`");
}

/* `otherwise Seller pays Buyer 500 yuan instead of the lathes`. */
void sema_instead(struct sema *sema, struct meant_norm *remedy, const struct ast_act *act)
{
    const struct meant_norm *broken = remedy->remedies;
    if (!sema_says_prep(sema, PREP_INSTEAD_OF))
        return;
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (!adverb || adverb->kind != ADV_NPS || adverb->prep != PREP_INSTEAD_OF)
            continue;
        const struct ast_np *np = adverb->nps->count == 1 ? adverb->nps->items[0] : NULL;
        sym noun = np && np->kind == NP_NAME ? np->name.noun.text : NULL;
        bool is_it = noun && broken &&
                     (sema_verb(sema, noun) == broken->pattern.act.verb ||
                      (meant_thing(broken) != NM_NONE && sema_kind(sema, noun) == meant_thing(broken)));
        if (np && np->kind == NP_CLAUSE && broken)
            is_it = strcmp(np->clause.text->text,
                           sema->meaning->clauses.items[broken->clause]->number) == 0;
        if (is_it) {
            remedy->instead = true;
            continue;
        }
        struct diag *diag = diag_add(sema->diags, E_INSTEAD, sema->source, adverb->span, "%s",
                                     broken ? "this is not what the duty before `otherwise` is about"
                                            : "only what follows `otherwise` takes the place of a duty");
        if (broken)
            diag_label(diag, broken->source, broken->span, "the duty");
        diag_help(diag, "write `…, otherwise Seller pays Buyer 500 yuan within 10 days instead of the "
                        "lathes`");
    }
}
