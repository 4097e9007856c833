/* suspend.c - how long a suspension lasts: at most so long, until a day, until something is so. Spec 14.3. */
#include "compiler/sema/sema_internal.h"

static bool is_until(const struct meant_norm *norm, const struct ast_adverb *adverb)
{
    return norm->power && norm->power->effect == NM_SUSPEND_NORMS && adverb->prep == PREP_UNTIL;
}

/* The days up to which a suspension may go, as they are written: of `until 2026-06-01` that day. */
static struct meant_expr *last_day(struct sema *sema, const struct ast_adverb *adverb)
{
    int64_t first, last;
    bool is_day = adverb->kind == ADV_TIME && adverb->prep == PREP_UNTIL && !adverb->each &&
                  adverb->time.kind != AST_TIME_CLOCK;
    return is_day && sema_moments(sema, &adverb->time, &first, &last) ? sema_moment(sema, &adverb->time, last) : NULL;
}

static struct meant_expr *earlier(struct sema *sema, struct meant_expr *tick, const struct ast_adverb *adverb)
{
    struct meant_expr *day = adverb ? last_day(sema, adverb) : NULL;
    return day && tick ? expr_of(sema, NM_OP_MIN, tick, day) : day ? day : tick;
}

void sema_suspension(struct sema *sema, struct meant_power *power, const struct ast_act *act,
                     const struct ast_amount *longest)
{
    power->length = longest;
    power->until = longest ? sema_lasting(sema, longest) : NULL;
    for (uint32_t i = 0; i < act->fronts.count; i++)
        power->until = earlier(sema, power->until, act->fronts.items[i]);
    for (uint32_t i = 0; i < act->mids.count; i++)
        power->until = earlier(sema, power->until, act->mids.items[i]);
    for (uint32_t i = 0; i < act->args.count; i++)
        power->until = earlier(sema, power->until, act->args.items[i].adverb);
    if (power->until || longest)
        return;
    struct diag *diag = diag_add(sema->diags, E_SUSPENSION_OPEN, sema->source, act->span,
                                 "how long the suspension may last at most is not said");
    diag_help(diag, "add `for at most 60 days`");
}

struct meant_expr *sema_suspension_day(struct sema *sema, const struct pending *pending,
                                       const struct ast_adverb *adverb)
{
    int64_t first, last;
    struct meant_expr *day = is_until(pending->norm, adverb) ? last_day(sema, adverb) : NULL;
    for (uint32_t i = 0; i < pending->act->fronts.count; i++) {
        if (pending->act->fronts.items[i] == adverb) /* `Until 2026-03-20, Seller may suspend …` is of the right, too */
            return NULL;
    }
    if (day && sema_moments(sema, &adverb->time, &first, &last))
        pending->norm->power->until_zh = sema_words(sema, "，直至", sema_moment_text(sema, &adverb->time, last));
    return day;
}

/* Of what comes more than once, `fulfilled` is so from the first time on. */
static bool is_unclear(struct sema *sema, const struct meant_norm *norm, const struct ast_act *act)
{
    const struct ast_np *np =
        act->pred == PRED_IS && act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    const char *word = act->verb.text ? act->verb.text->text : "";
    norm_list norms = {0};
    if (!np || np->kind != NP_CLAUSE || act->is_negated || act->args.count || sema_is(word, "breached") ||
        sema_is(word, "违约"))
        return false;
    sema_clause_norms(sema, &np->clause, &norms);
    bool is_keyed = norms.count && norms.items[0]->key_kind != NM_NONE && norms.items[0]->key_kind != norm->key_kind;
    if (norms.count < 2 && !is_keyed)
        return false;
    const char *number = np->clause.text->text;
    struct diag *diag = diag_add(sema->diags, E_SUSPENSION_END, sema->source, act->span,
                                 "clause %s comes more than once, and this is so from the first time on", number);
    diag_help(diag, "write what must be over for all of it: `until clause %s is not breached`", number);
    return true;
}

bool sema_ends_suspension(struct sema *sema, const struct pending *pending, const struct ast_adverb *adverb)
{
    if (!is_until(pending->norm, adverb) || adverb->kind == ADV_TIME)
        return false;
    if (adverb->kind != ADV_ACT) {
        struct diag *diag = diag_add(sema->diags, E_SUSPENSION_END, sema->source, adverb->span,
                                     "a suspension does not end so");
        diag_help(diag,
                  "it ends on a date (`until 2026-06-30`), or when a clause is so: `until clause 1.1 is fulfilled`");
        return true;
    }
    if (is_unclear(sema, pending->norm, adverb->act))
        return true;
    pending->norm->power->ends = sema_condition(sema, adverb->act, &pending->scope);
    pending->norm->power->until_zh = sema_words(sema, "，直至", sema_condition_zh(sema, adverb->act));
    return true;
}
