/* effect.c - conditions precedent: `in force once Buyer has paid the advance, by 2026-02-01 at the latest`.
 * What somebody must have done becomes a norm of clause 0 that nobody owes; a clause that must be
 * fulfilled stays what it is. Both apply from the signature; all else waits for them. Spec 6.1. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

static void refuse(struct sema *sema, struct span span, const char *what)
{
    struct diag *diag = diag_add(sema->diags, E_EFFECT, sema->effect->source, span, "%s", what);
    diag_help(diag, "write `in force once Buyer has paid Seller 100 yuan, by 2026-02-01 at the latest, "
                    "to 2026-12-31`, or `in force once clause 1.1 is fulfilled, by …`");
}

/* The conditions, joined by `and`: one, or the items of one. */
static uint32_t condition_count(const struct ast_cond *cond)
{
    return cond->kind == COND_AND ? cond->count : 1;
}

static const struct ast_cond *condition_at(const struct ast_cond *cond, uint32_t index)
{
    return cond->kind == COND_AND ? cond->items[index] : cond;
}

/* `by D` behind the last condition; NULL if it is not there. */
static struct ast_adverb *last_day_of(const struct ast_cond *cond)
{
    const struct ast_cond *last = condition_at(cond, condition_count(cond) - 1);
    const struct ast_args *args = last->kind == COND_ACT ? &last->act->args : NULL;
    struct ast_adverb *adverb = args && args->count ? args->items[args->count - 1].adverb : NULL;
    bool is_day = adverb && adverb->kind == ADV_TIME && adverb->prep == PREP_BY &&
                  adverb->time.kind == AST_TIME_DATE;
    return is_day ? adverb : NULL;
}

void sema_begin_effect(struct sema *sema)
{
    struct meaning *meaning = sema->meaning;
    if (!sema->effect)
        return;
    const struct ast_cond *cond = sema->effect->in_force.once;
    const struct ast_adverb *day = last_day_of(cond);
    meaning->start = sema->has_signed ? meaning->signed_on : meaning->start;
    for (uint32_t i = 0; i < sema->effect->in_force.adverbs.count; i++) {
        const struct ast_adverb *adverb = sema->effect->in_force.adverbs.items[i];
        if (adverb->kind != ADV_TIME || adverb->prep != PREP_TO || adverb->until) {
            refuse(sema, adverb->span, "a contract that waits for conditions begins with its signature");
            sema->effect = NULL;
            return;
        }
    }
    if (!sema->has_signed) {
        refuse(sema, sema->effect->span, "the day of signature is not said: the conditions run from it");
        sema->effect = NULL;
        return;
    }
    sema_check_term(sema);
    if (cond->kind == COND_OR) {
        refuse(sema, cond->span, "conditions are joined by `and`: all of them must be met");
        sema->effect = NULL;
        return;
    }
    if (day && !sema_is_whole_day(sema, &day->time)) {
        sema->effect = NULL;
        return;
    }
    if (day && day->time.day >= meaning->start && day->time.day <= meaning->end) {
        meaning->effect_by = day->time.day;
        return;
    }
    refuse(sema, day ? day->span : cond->span,
           day ? "the last day for the conditions lies outside the term"
               : "it is not said until when the conditions may be met");
    sema->effect = NULL;
}

/* `clause 2 is fulfilled`: its label; NULL if it is another condition. */
static const struct ast_label *fulfilled_clause(const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    const char *word = act->pred == PRED_IS && act->verb.text ? act->verb.text->text : "";
    bool is_done = strcmp(word, "fulfilled") == 0 || strcmp(word, "已履行") == 0;
    return is_done && !act->is_negated && np && np->kind == NP_CLAUSE ? &np->clause : NULL;
}

/* `Buyer has paid Seller the advance`: an assumption, for which nobody answers. */
static void read_done(struct sema *sema, int32_t clause, const struct ast_act *act,
                      struct ast_adverb *by)
{
    const struct meant_verb *verb = sema_verb(sema, act->verb.text);
    struct scope scope = {.key_kind = NM_NONE};
    uint64_t actor = sema_parties(sema, act->subject->items[0], &scope);
    if (!verb || strcmp(act->verb.text->text, verb->participle) != 0) {
        struct diag *diag = diag_add(sema->diags, verb ? E_VERB_FORM : E_UNKNOWN_VERB, sema->source,
                                     act->verb.span, verb ? "behind `has` stands the participle"
                                                          : "`%s` is not a declared verb",
                                     act->verb.text->text);
        if (verb)
            diag_help(diag, "write `%s`", verb->participle);
        return;
    }
    if (!actor)
        return;
    struct ast_act *done = arena_copy(sema->arena, act, sizeof *done);
    bool has_day = act->args.count && act->args.items[act->args.count - 1].adverb == by;
    if (!has_day) { /* it stands behind another condition */
        done->args.items = arena_array(sema->arena, act->args.count + 1, sizeof *done->args.items);
        for (uint32_t i = 0; i < act->args.count; i++)
            done->args.items[i] = act->args.items[i];
        done->args.items[done->args.count++] = (struct ast_arg){.adverb = by};
    }
    struct meant_norm *norm = sema_read_done(sema, clause, actor, verb, done);
    if (norm->kind != NM_ACHIEVE && norm->kind != NM_AMOUNT) {
        refuse(sema, act->span, "this is no act that can be waited for");
        return;
    }
    norm->kind = NM_ASSUME;
    norm->is_before_effect = true;
    list_push(sema->arena, &sema->meaning->conditions, norm);
}

int32_t sema_read_effect(struct sema *sema)
{
    if (!sema->effect)
        return NM_NONE;
    sema->source = sema->effect->source;
    const struct ast_cond *cond = sema->effect->in_force.once;
    int32_t clause = sema_front_clause(sema, sema->effect->span);
    for (uint32_t i = 0; i < condition_count(cond); i++) {
        const struct ast_cond *one = condition_at(cond, i);
        const struct ast_act *act = one->kind == COND_ACT ? one->act : NULL;
        bool is_done = act && act->pred == PRED_PERFECT && !act->is_negated && act->subject &&
                       act->subject->count == 1;
        if (is_done)
            read_done(sema, clause, act, last_day_of(cond));
        else if (!act || !fulfilled_clause(act))
            refuse(sema, one->span, "this cannot be waited for");
    }
    return clause;
}

void sema_apply_from_signature(struct sema *sema, struct rule *rule)
{
    const struct ast_label *label = sema_subject_clause(rule);
    if (!label || !sema->effect) {
        struct diag *diag = diag_add(sema->diags, E_EFFECT, sema->source, rule->act->span,
                                     label ? "the contract waits for nothing, so this changes nothing"
                                           : "it is not said which clause");
        diag_help(diag, "write `Clause 5 applies from the signature` in a contract that is `in force once "
                        "…`");
        return;
    }
    norm_list norms;
    sema_clause_norms(sema, label, &norms);
    sema_add_parts(sema, &norms);
    for (size_t i = 0; i < norms.count; i++)
        norms.items[i]->is_before_effect = true;
}

static bool can_be_kept(const struct meant_norm *norm)
{
    return norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_VAGUE ||
           norm->kind == NM_TARGET;
}

static void take_clause(struct sema *sema, const struct ast_label *label, struct span span)
{
    bool is_found = false;
    norm_list norms;
    sema_clause_norms(sema, label, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        struct meant_norm *norm = norms.items[i];
        norm->is_before_effect = true;
        if (!can_be_kept(norm))
            continue;
        list_push(sema->arena, &sema->meaning->conditions, norm);
        is_found = true;
    }
    if (norms.count && !is_found)
        refuse(sema, span, "there is nothing in this clause that could be fulfilled");
    sema_add_parts(sema, &norms);
    for (size_t i = 0; i < norms.count; i++)
        norms.items[i]->is_before_effect = true;
}

/* A duty that waits must not be due before the last day on which it may arise. */
static void check_due(struct sema *sema, const struct meant_norm *norm)
{
    int64_t due;
    bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    if (norm->is_before_effect || !is_duty || norm->of_period || norm->triggers.count ||
        norm->remedies || !sema_constant(sema, norm->due, &due) || due >= sema->meaning->effect_by)
        return;
    struct diag *diag = diag_add(sema->diags, E_DUE_BEFORE_EFFECT, norm->source, norm->span,
                                 "this is due on %s, and may not be in force before %s",
                                 sema_day_text(sema, due),
                                 sema_day_text(sema, sema->meaning->effect_by));
    diag_label(diag, sema->term_source, sema->term_span, "the term");
    diag_help(diag, "count its time from the beginning (`within 10 days`), or say that it applies from "
                    "the signature");
}

void sema_apply_effect(struct sema *sema)
{
    if (!sema->effect)
        return;
    sema->source = sema->effect->source;
    const struct ast_cond *cond = sema->effect->in_force.once;
    for (uint32_t i = 0; i < condition_count(cond); i++) {
        const struct ast_cond *one = condition_at(cond, i);
        const struct ast_label *label = one->kind == COND_ACT ? fulfilled_clause(one->act) : NULL;
        if (label)
            take_clause(sema, label, one->span);
    }
}

void sema_check_effect(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    if (!sema->effect)
        return;
    for (size_t i = 0; i < meaning->conditions.count; i++) {
        const struct meant_norm *norm = meaning->conditions.items[i];
        if (norm->triggers.count || norm->key_kind != NM_NONE)
            refuse(sema, sema->effect->in_force.once->span,
                   arena_printf(sema->arena, "clause %s arises only when something happens: it cannot be "
                                             "waited for", meaning->clauses.items[norm->clause]->number));
    }
    for (size_t i = 0; i < meaning->norms.count; i++) {
        struct meant_norm *norm = meaning->norms.items[i];
        check_due(sema, norm);
        bool is_from_start = !norm->triggers.count && !norm->is_before_effect;
        if (is_from_start && *norm->trigger_en == '\0') {
            norm->trigger_en = "once the contract is in force";
            norm->trigger_zh = "合同生效后";
        }
    }
}
