/* caps.c - `the penalties under clauses 3.1 and 4.2 together are at most 10 percent of the price`: what is owed
 * under several clauses is cut, in the order in which it arises. Spec 13.10. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

/* What a cap is about, as its sentence says. */
struct cap {
    const struct rule *rule;
    const struct ast_np *what, *limit;
    const struct ast_nps *clauses; /* NULL: the whole contract */
    uint64_t debtors;              /* whose; 0: anybody's */
    bool is_of_breach;             /* penalties, damages, liability; else all payments */
    bool is_together;
    norm_list norms;
};

static bool bad_cap(struct sema *sema, struct span span, const char *what)
{
    struct diag *diag = diag_add(sema->diags, E_CAP, sema->source, span, "%s", what);
    diag_help(diag, "write `The penalties under clauses 3.1 and 4.2 together are at most 10 percent of the "
                    "price`, or `The liability of Seller under the contract is at most 50_000 yuan`");
    return false;
}

static bool nothing_capped(struct sema *sema, struct span span)
{
    struct diag *diag = diag_add(sema->diags, E_CAP, sema->source, span,
                                 "no sum in the contract follows a breach, so there is nothing to cap");
    diag_help(diag, "what follows a breach is written `…, otherwise Seller pays …` or `When clause 1.1 is breached, …`; what "
                    "an act calls forth is capped under its clause: `Seller's liability under clause 4.2 is at most …`");
    return false;
}

static bool is_word(const char *word, const char *const *words)
{
    for (; *words; words++) {
        if (strcmp(word, *words) == 0)
            return true;
    }
    return false;
}

/* The penalties, Seller's liability, the payments of Buyer. */
static bool read_what(struct sema *sema, struct cap *cap)
{
    static const char *const breaches[] = {"penalties", "damages", "interest", "liability", NULL};
    static const char *const payments[] = {"payments", "fees", NULL};
    const struct scope nothing = {.key_kind = NM_NONE};
    const struct ast_nps *subject = cap->rule->act->subject;
    const struct ast_np *np = subject && subject->count == 1 ? subject->items[0] : NULL;
    const struct ast_name *noun = np && np->kind == NP_OWNED ? &np->owned.noun
                                  : np && np->kind == NP_NAME ? &np->name.noun : NULL;
    if (!noun || !noun->text || np->tails.count > 1 ||
        (np->tails.count == 1 && np->tails.items[0].kind != TAIL_OF))
        return bad_cap(sema, subject ? subject->span : cap->rule->act->span, "it is not said what is capped");
    cap->what = np;
    cap->is_of_breach = is_word(noun->text->text, breaches);
    if (!cap->is_of_breach && !is_word(noun->text->text, payments))
        return bad_cap(sema, noun->span, "this is not owed");
    const struct ast_np *owner = np->kind == NP_OWNED ? np->owned.owner
                                 : np->tails.count ? np->tails.items[0].np : NULL;
    cap->debtors = owner ? sema_parties(sema, owner, &nothing) : 0;
    return !owner || cap->debtors;
}

/* `under clauses 3.1 and 4.2`, `under the contract`, `together`; the limit. */
static bool read_bounds(struct sema *sema, struct cap *cap)
{
    const struct ast_act *act = cap->rule->act;
    bool is_placed = false;
    cap->limit = act->more->compared;
    if (act->fronts.count)
        return bad_cap(sema, act->fronts.items[0]->span, "this says nothing about a cap");
    if (act->more->at_most || act->more->parts.count || act->more->answer.text)
        return bad_cap(sema, act->span, "a cap is one sum");
    for (uint32_t i = 0; i < act->mids.count + act->args.count; i++) {
        bool is_mid = i < act->mids.count;
        const struct ast_arg *arg = is_mid ? NULL : &act->args.items[i - act->mids.count];
        const struct ast_adverb *adverb = is_mid ? act->mids.items[i] : arg->adverb;
        if (adverb && adverb->kind == ADV_TOGETHER) {
            cap->is_together = true;
            continue;
        }
        if (adverb && adverb->kind == ADV_EACH && cap->rule->duty->of_period)
            continue;
        bool is_under = adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_UNDER && !is_placed;
        if (!is_under)
            return bad_cap(sema, adverb ? adverb->span : act->span, "this says nothing about a cap");
        is_placed = true;
        if (adverb->nps->count > 1 && adverb->nps->is_or)
            return bad_cap(sema, adverb->span, "a cap is over all the clauses that it names");
        bool is_whole = adverb->nps->count == 1 && sema_is_noun(adverb->nps->items[0], "contract", "合同");
        cap->clauses = is_whole ? NULL : adverb->nps;
        for (uint32_t k = 0; !is_whole && k < adverb->nps->count; k++) {
            if (adverb->nps->items[k]->kind != NP_CLAUSE)
                return bad_cap(sema, adverb->nps->items[k]->span, "a cap is over clauses, or the contract");
        }
    }
    if (!is_placed)
        return bad_cap(sema, act->span, "it is not said under which clauses");
    bool is_of_many = (cap->debtors & (cap->debtors - 1)) != 0;
    return !is_of_many || cap->is_together ||
           bad_cap(sema, cap->what->span, "one cap for each of them, or one for all together?");
}

/* ---- what is under it ------------------------------------------------------------------------------ */

static bool follows_breach(const struct meant_norm *norm)
{
    for (size_t i = 0; i < norm->triggers.count; i++) {
        if (norm->triggers.items[i].kind == NM_ON_BREACH)
            return true;
    }
    return false;
}

static bool is_capped(const struct sema *sema, const struct cap *cap, const struct meant_norm *norm)
{
    return norm->kind == NM_AMOUNT && norm->unit != NM_NONE && !norm->parent && !norm->is_part &&
           sema->meaning->units.items[norm->unit]->dimension == NM_MONEY &&
           (!cap->debtors || !(norm->bearers & ~cap->debtors));
}

/* Of one clause: what follows from a breach, or, where nothing does, all that it owes. */
static bool add_norms(struct sema *sema, struct cap *cap, const norm_list *norms, bool only_breach)
{
    bool has_breach = only_breach, is_any = false;
    for (size_t i = 0; i < norms->count; i++)
        has_breach |= cap->is_of_breach && is_capped(sema, cap, norms->items[i]) &&
                      follows_breach(norms->items[i]);
    for (size_t i = 0; i < norms->count; i++) {
        struct meant_norm *norm = norms->items[i];
        if (!is_capped(sema, cap, norm) || (has_breach && !follows_breach(norm)))
            continue;
        is_any = true;
        bool is_known = false;
        for (size_t k = 0; k < cap->norms.count; k++)
            is_known |= cap->norms.items[k] == norm;
        if (!is_known)
            list_push(sema->arena, &cap->norms, norm);
    }
    return is_any;
}

static bool find_norms(struct sema *sema, struct cap *cap)
{
    norm_list all = {0};
    bool is_fine = true;
    for (size_t i = 0; !cap->clauses && i < sema->meaning->norms.count; i++)
        list_push(sema->arena, &all, sema->meaning->norms.items[i]);
    if (!cap->clauses && !add_norms(sema, cap, &all, cap->is_of_breach))
        is_fine = sema_has_hole(sema, NM_NONE) ||
                  (cap->is_of_breach ? nothing_capped(sema, cap->what->span)
                                     : bad_cap(sema, cap->what->span,
                                               "nothing in the contract is owed so: there is nothing to cap"));
    for (uint32_t i = 0; cap->clauses && i < cap->clauses->count && is_fine; i++) {
        const struct ast_label *label = &cap->clauses->items[i]->clause;
        norm_list own;
        sema_clause_norms(sema, label, &own); /* says what is wrong with the number */
        bool exists = own.count > 0;
        list_clear(&all);
        sema_norms_below(sema, label->text, &all);
        is_fine = exists && (add_norms(sema, cap, &all, false) || sema_has_hole(sema, NM_NONE) ||
                             bad_cap(sema, label->span, "no money is owed under this clause"));
    }
    for (size_t i = 1; is_fine && i < cap->norms.count; i++) {
        if (cap->norms.items[i]->unit == cap->norms.items[0]->unit)
            continue;
        struct diag *diag = diag_add(sema->diags, E_CAP, sema->source, cap->rule->act->span,
                                     "what is owed in two currencies cannot be summed up");
        diag_label(diag, cap->norms.items[i]->source, cap->norms.items[i]->span, "in another currency");
        diag_help(diag, "write a cap for each currency");
        return false;
    }
    return is_fine && cap->norms.count > 0;
}

/* ---- the norm -------------------------------------------------------------------------------------- */

static const struct pending *pending_of(const struct sema *sema, const struct meant_norm *norm)
{
    for (size_t i = 0; i < sema->pending.count; i++) {
        if (sema->pending.items[i].norm == norm)
            return &sema->pending.items[i];
    }
    return NULL;
}

/* "the contract (clauses 1.1, 3.2)": where no clause is named, those under which something is cut. */
static const char *cut_clauses(struct sema *sema, const struct cap *cap, bool zh)
{
    enum { SHOWN = 12 };
    const char *text = zh ? "合同" : "the contract";
    int32_t last = NM_NONE;
    size_t count = 0;
    for (size_t i = 0; i < cap->norms.count; i++) {
        int32_t clause = cap->norms.items[i]->clause;
        if (clause == last)
            continue;
        last = clause;
        const char *number = sema->meaning->clauses.items[clause]->number;
        if (++count > SHOWN)
            break;
        text = zh ? arena_printf(sema->arena, "%s%s第%s条", text, count > 1 ? "、" : "（", number)
                  : arena_printf(sema->arena, "%s%s%s", text, count > 1 ? ", " : " (clause ", number);
    }
    return arena_printf(sema->arena, "%s%s", text, zh ? (count > SHOWN ? "等）" : "）")
                                                      : (count > SHOWN ? ", …)" : ")"));
}

/* "owes at most 10 percent of the price under clauses 3.1, 4.2 together" */
static void say_cap(struct sema *sema, const struct cap *cap, struct meant_norm *norm)
{
    struct arena *arena = sema->arena;
    const char *limit = source_words(sema->source, arena, cap->limit->span), *limit_zh = limit;
    if (norm->need->op == NM_OP_CONST) {
        limit = sema_counted(sema, norm, norm->need->imm);
        limit_zh = sema_counted_zh(sema, norm, norm->need->imm);
    }
    const char *en = "", *zh = "";
    for (uint32_t i = 0; cap->clauses && i < cap->clauses->count; i++) {
        const char *number = cap->clauses->items[i]->clause.text->text;
        en = arena_printf(arena, "%s%s%s", en, i ? ", " : cap->clauses->count > 1 ? "clauses " : "clause ", number);
        zh = arena_printf(arena, "%s%s第%s条", zh, i ? "、" : "", number);
    }
    bool is_many = (norm->bearers & (norm->bearers - 1)) != 0;
    norm->action_en = arena_printf(arena, "owe%s at most %s under %s%s", is_many ? "" : "s", limit,
                                   cap->clauses ? en : cut_clauses(sema, cap, false),
                                   cap->norms.count > 1 ? " together" : "");
    norm->action_zh = arena_printf(arena, "在%s项下合计至多承担%s", cap->clauses ? zh : cut_clauses(sema, cap, true), limit_zh);
    norm->rule_en = norm->rule_zh = "";
}

void sema_apply_cap(struct sema *sema, struct rule *rule)
{
    struct cap cap = {.rule = rule};
    int32_t unit = NM_NONE;
    struct meant_expr *limit = NULL;
    if (read_what(sema, &cap) && read_bounds(sema, &cap) && find_norms(sema, &cap))
        limit = sema_cap_sum(sema, pending_of(sema, cap.norms.items[0]), cap.limit, &unit);
    if (limit && unit != cap.norms.items[0]->unit) {
        bad_cap(sema, cap.limit->span, "the cap is in another currency than what it cuts");
        limit = NULL;
    }
    if (limit) {
        struct meant_norm *norm = rule->duty;
        norm->unit = norm->unit_as = unit;
        norm->need = limit;
        for (size_t i = 0; i < cap.norms.count; i++) {
            list_push(sema->arena, &norm->excepts, cap.norms.items[i]);
            norm->bearers |= cap.norms.items[i]->bearers;
            norm->creditors |= cap.norms.items[i]->creditors;
        }
        say_cap(sema, &cap, norm);
        rule->is_used = true;
    }
}
