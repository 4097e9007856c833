/* caps.c - `the penalties under clauses 3.1 and 4.2 together are at most 10 percent of the price`: what is owed
 * under several clauses is cut, in the order in which it arises. Spec 13.10. */
#include <string.h>
#include <strings.h>

#include "compiler/sema/said.h"
#include "compiler/sema/sema_internal.h"
#include "runtime/state.h"

/* What a cap is about, as its sentence says. */
struct cap {
    const struct rule *rule;
    const struct ast_np *what, *limit;
    const struct ast_nps *clauses; /* NULL: the whole contract */
    uint64_t debtors;              /* whose; 0: anybody's */
    bool is_of_breach;             /* penalties, damages, liability; else all payments */
    bool is_together;
    norm_list norms;
    norm_list left; /* owed in the clause that was read last, and not cut */
    bool leaves_some;
};

/* What is wrong with the sentence of a cap, and what to write. */
enum cap_fault {
    FAULT_WHAT,
    FAULT_NO_DEBT,
    FAULT_STRAY,
    FAULT_TWO_SUMS,
    FAULT_OR,
    FAULT_NO_CLAUSE,
    FAULT_NOT_UNDER,
    FAULT_OF_EACH,
    FAULT_NOTHING,
    FAULT_NO_MONEY,
    FAULT_CURRENCY,
};

static bool bad_cap(struct sema *sema, struct span span, enum cap_fault fault)
{
    static const struct refusal faults[] = {
        [FAULT_WHAT] = {"it is not said what is capped",
                        "write `The penalties under clause 1.1 are at most 500 yuan`, or `The liability of Seller "
                        "under the contract is at most 50_000 yuan`",
                        "写“违约金 根据 第1.1条 总额不超过 500 元”，或“卖方 的 赔偿责任 根据 合同 总额不超过 50_000 元”"},
        [FAULT_NO_DEBT] = {"this is not owed",
                           "a cap is over penalties, damages, interest, liability, payments or fees: `The penalties "
                           "under clause 1.1 are at most 500 yuan`",
                           "上限所及为“违约金”、“损害赔偿”、“赔偿责任”或“应付款额”：“违约金 根据 第1.1条 总额不超过 500 元”"},
        [FAULT_STRAY] = {"this says nothing about a cap",
                         "leave it out; a cap of a year is `… are at most 500 yuan each contract year`",
                         "此处删去；每年的上限写“… 总额不超过 500 元 每 合同年”"},
        [FAULT_TWO_SUMS] = {"a cap is one sum",
                            "write one sum; of two the smaller one is a formula: `ceiling means 10 percent of the "
                            "price, but at most 50_000 yuan.`, `… are at most the ceiling`",
                            "只写一个数额；两者取小，写公式：“最高额 指 10 % 之 该 价款，但至多 50_000 元。”，“… 总额不超过 该 最高额”"},
        [FAULT_OR] = {"a cap is over all the clauses that it names",
                      "join them by `and`: `under clauses 1.1 and 1.2`; or write a cap for each",
                      "以“和”相连：“根据 第1.1条 和 第1.2条”；或每条各写一句"},
        [FAULT_NO_CLAUSE] = {"a cap is over clauses, or the contract", "write `under clause 1.1`, or `under the "
                                                                       "contract`",
                             "写“根据 第1.1条”，或“根据 合同”"},
        [FAULT_NOT_UNDER] = {"it is not said under which clauses",
                             "write it behind what is capped: `The penalties under clause 1.1 are at most …`, `The "
                             "penalties under the contract are at most …`",
                             "写在所限之后：“违约金 根据 第1.1条 总额不超过 …”，“违约金 根据 合同 总额不超过 …”"},
        [FAULT_OF_EACH] = {"one cap for each of them, or one for all together?",
                           "write a sentence for each: `Seller's liability under the contract is at most 500 yuan`; "
                           "or leave out whose it is: `The liability under the contract is at most 500 yuan`",
                           "各写一句：“卖方 的 赔偿责任 根据 合同 总额不超过 500 元”；或不写是谁的：“赔偿责任 根据 合同 总额不超过 500 元”"},
        [FAULT_NOTHING] = {"nothing in the contract is owed so: there is nothing to cap",
                           "leave the sentence out, or keep it as text: `text only: \"…\"`", "删去本句，或写“仅存原文：“…””"},
        [FAULT_NO_MONEY] = {"no money is owed under this clause",
                            "leave it out, or say there what is owed: `…, otherwise Seller pays Buyer 500 yuan "
                            "within 10 days`",
                            "删去此条，或在该条写明应付之款：“…，否则 卖方 支付 买方 500 元 限 10 日 内”"},
        [FAULT_CURRENCY] = {"the cap is in another currency than what it cuts", "write it in the currency of what "
                                                                                "is owed",
                            "以所限之款的货币写"},
    };
    return sema_refuse(sema, E_CAP, span, &faults[fault]);
}

static bool nothing_capped(struct sema *sema, struct span span)
{
    struct diag *diag = diag_add(sema->diags, E_CAP, sema->source, span,
                                 "no sum in the contract follows a breach, so there is nothing to cap");
    if (sema_is_in_chinese(sema, span))
        diag_help(diag, "违约的后果写作 `…，否则 … 支付 …` 或 `当 第1.1条 被 违约 时，…`；行为所引起的，在其条款之下设上限：`… 的 赔偿责任 根据 "
                        "第4.2条 总额不超过 …`；没有这样的款项时，删去本句，或写入 `仅存原文`");
    else
        diag_help(
            diag,
            "what follows a breach is written `…, otherwise Seller pays …` or `When clause 1.1 is breached, …`; what "
            "an act calls forth is capped under its clause: `Seller's liability under clause 4.2 is at most …`");
    return false;
}

static bool is_word(const char *word, const char *const *words)
{
    for (; *words; words++) {
        if (strcasecmp(word, *words) == 0) /* `Penalties under clause 1.1` */
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
        return bad_cap(sema, subject ? subject->span : cap->rule->act->span, FAULT_WHAT);
    cap->what = np;
    cap->is_of_breach = is_word(noun->text->text, breaches);
    if (!cap->is_of_breach && !is_word(noun->text->text, payments))
        return bad_cap(sema, noun->span, FAULT_NO_DEBT);
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
        return bad_cap(sema, act->fronts.items[0]->span, FAULT_STRAY);
    if (act->more->at_most || act->more->parts.count || act->more->answer.text)
        return bad_cap(sema, act->span, FAULT_TWO_SUMS);
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (adverb && adverb->kind == ADV_TOGETHER) {
            cap->is_together = true;
            continue;
        }
        if (adverb && adverb->kind == ADV_EACH && cap->rule->duty->of_period)
            continue;
        bool is_under = adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_UNDER && !is_placed;
        if (!is_under)
            return bad_cap(sema, adverb ? adverb->span : act->span, FAULT_STRAY);
        is_placed = true;
        if (adverb->nps->count > 1 && adverb->nps->is_or)
            return bad_cap(sema, adverb->span, FAULT_OR);
        bool is_whole = adverb->nps->count == 1 && sema_is_noun(adverb->nps->items[0], "contract", "合同");
        cap->clauses = is_whole ? NULL : adverb->nps;
        for (uint32_t k = 0; !is_whole && k < adverb->nps->count; k++) {
            if (adverb->nps->items[k]->kind != NP_CLAUSE)
                return bad_cap(sema, adverb->nps->items[k]->span, FAULT_NO_CLAUSE);
        }
    }
    if (!is_placed)
        return bad_cap(sema, act->span, FAULT_NOT_UNDER);
    bool is_of_many = (cap->debtors & (cap->debtors - 1)) != 0;
    return !is_of_many || cap->is_together ||
           bad_cap(sema, cap->what->span, FAULT_OF_EACH);
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

/* Does it ask a measured value? */
static bool asks_value(const struct meant_expr *expr)
{
    return expr && (expr->op == NM_OP_VALUE || asks_value(expr->a) || asks_value(expr->b));
}

/* Of which it is said what is better, and which is asked about. */
static enum nm_direction better_of(const struct sema *sema, const struct meant_expr *expr)
{
    if (!expr)
        return NM_NO_DIRECTION;
    if (expr->op == NM_OP_VALUE)
        return sema->meaning->indicators.items[expr->imm]->direction;
    enum nm_direction better = better_of(sema, expr->a);
    return better != NM_NO_DIRECTION ? better : better_of(sema, expr->b);
}

/* Does it count breaches? */
static bool asks_records(const struct meant_expr *expr)
{
    return expr && (expr->op == NM_OP_RECORDS || asks_records(expr->a) || asks_records(expr->b));
}

/* Does the condition speak of what went wrong: of a breach, or of a measured value on its worse side? */
static bool is_for_worse(const struct sema *sema, const struct meant_expr *expr, bool holds)
{
    const uint32_t late = UINT32_C(1) << ST_BREACHED | UINT32_C(1) << ST_DONE_LATE;
    if (!expr)
        return false;
    if (expr->op == NM_OP_AND || expr->op == NM_OP_OR)
        return is_for_worse(sema, expr->a, holds) || is_for_worse(sema, expr->b, holds);
    if (expr->op == NM_OP_NOT)
        return is_for_worse(sema, expr->a, !holds);
    if (expr->op == NM_OP_BREACHED || expr->op == NM_OP_IN_BREACH)
        return holds;
    if (expr->op == NM_OP_STATUS)
        return holds && expr->statuses && !(expr->statuses & ~late);
    if (expr->op != NM_OP_LT && expr->op != NM_OP_LE)
        return false;
    if (asks_records(expr->a) || asks_records(expr->b))
        return asks_records(expr->b) == holds;
    bool is_low = (asks_value(expr->a) && !asks_value(expr->b)) == holds;
    return better_of(sema, expr) == (is_low ? NM_HIGHER_IS_BETTER : NM_LOWER_IS_BETTER);
}

/* What is credited, or owed if something is broken, or because a measured value is bad. */
static bool makes_good(const struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_verb *verb = norm->pattern.act.verb;
    bool is_credit = verb && strcmp(verb->base, "credit") == 0;
    for (size_t i = 0; i < norm->triggers.count && !is_credit; i++)
        is_credit = is_for_worse(sema, norm->triggers.items[i].guard, true);
    return is_credit;
}

static bool is_liability(const struct sema *sema, const struct meant_norm *norm)
{
    return follows_breach(norm) || makes_good(sema, norm);
}

/* Owed only if something happens, or on a measured value. */
static bool is_in_some_case(const struct meant_norm *norm)
{
    for (size_t i = 0; i < norm->triggers.count; i++) {
        if (norm->triggers.items[i].kind == NM_ON_EVENT || asks_value(norm->triggers.items[i].guard))
            return true;
    }
    return false;
}

/* A remedy that stands in the clause of what is broken: what that clause itself makes owed is another matter. */
static bool follows_own_breach(const struct meant_norm *norm)
{
    for (size_t i = 0; i < norm->triggers.count; i++) {
        const struct meant_trigger *trigger = &norm->triggers.items[i];
        if (trigger->kind == NM_ON_BREACH && trigger->norm->clause == norm->clause)
            return true;
    }
    return false;
}

static bool is_capped(const struct sema *sema, const struct cap *cap, const struct meant_norm *norm)
{
    return norm->kind == NM_AMOUNT && !norm->parent && !norm->is_part && sema_is_money(sema, norm->unit) &&
           (!cap->debtors || !(norm->bearers & ~cap->debtors));
}

/* Of one clause: what one is liable for, or, where there is nothing of that, all that it owes. */
static bool add_norms(struct sema *sema, struct cap *cap, const norm_list *norms, bool only_liability)
{
    bool has_liability = only_liability, is_any = false;
    for (size_t i = 0; i < norms->count; i++)
        has_liability |= cap->is_of_breach && is_capped(sema, cap, norms->items[i]) &&
                         is_liability(sema, norms->items[i]);
    for (size_t i = 0; i < norms->count; i++) {
        struct meant_norm *norm = norms->items[i];
        if (!is_capped(sema, cap, norm))
            continue;
        if (has_liability && !is_liability(sema, norm)) {
            list_push(sema->arena, &cap->left, norm);
            cap->leaves_some = true;
            continue;
        }
        is_any = true;
        bool is_known = false;
        for (size_t k = 0; k < cap->norms.count; k++)
            is_known |= cap->norms.items[k] == norm;
        if (!is_known)
            list_push(sema->arena, &cap->norms, norm);
    }
    return is_any;
}

/* Under a heading that is named there may be what no breach calls forth and yet is meant: a claim. */
static void warn_of_left(struct sema *sema, const struct cap *cap, const struct ast_label *label)
{
    for (size_t i = 0; i < cap->left.count; i++) {
        const struct meant_norm *norm = cap->left.items[i];
        const char *number = sema->meaning->clauses.items[norm->clause]->number;
        if (!is_in_some_case(norm) || strcmp(number, label->text->text) == 0)
            continue;
        struct diag *diag = diag_add(sema->diags, W_NOT_CAPPED, sema->source, label->span,
                                     "what clause %s calls forth is not under this cap", number);
        diag_label(diag, norm->source, norm->span, "it follows from no breach, and is no credit");
        diag_help(diag,
                  sema_is_in_chinese(sema, label->span)
                      ? "逐条写明所指条款：`根据 第2.1条 和 第%s条`；若不含此条，只写其余各条"
                      : "name each clause that is meant, as `under clauses 2.1 and %s together`; if this one is not, "
                        "name the others", number);
        return;
    }
}

/* What one of the clauses owes could not be read, which has been told. */
static bool has_unread(const norm_list *norms)
{
    bool has = false;
    for (size_t i = 0; i < norms->count; i++)
        has |= norms->items[i]->is_unread;
    return has;
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
                                     : bad_cap(sema, cap->what->span, FAULT_NOTHING));
    for (uint32_t i = 0; cap->clauses && i < cap->clauses->count && is_fine; i++) {
        const struct ast_label *label = &cap->clauses->items[i]->clause;
        norm_list own;
        sema_clause_norms(sema, label, &own); /* says what is wrong with the number */
        bool exists = own.count > 0;
        list_clear(&all);
        list_clear(&cap->left);
        sema_norms_below(sema, label->text, &all);
        is_fine = exists && (add_norms(sema, cap, &all, false) || has_unread(&all) ||
                             sema_has_hole(sema, sema_clause_of(sema, label->text)) ||
                             bad_cap(sema, label->span, FAULT_NO_MONEY));
        if (is_fine)
            warn_of_left(sema, cap, label);
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

/* ---- that it is reached ------------------------------------------------------------------------------ */

static const struct ast_np *asked_clause(const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    bool is_it = act->pred == PRED_IS && np && sema_is_noun(np, "cap", "上限") && np->tails.count == 1 &&
                 np->tails.items[0].kind == TAIL_OF && np->tails.items[0].np->kind == NP_CLAUSE && act->verb.text &&
                 sema_is(act->verb.text->text, "reached");
    return is_it ? np->tails.items[0].np : NULL;
}

bool sema_is_cap_reached(const struct ast_act *act)
{
    return asked_clause(act) != NULL;
}

/* What is owed under the clause is known once all caps are read. */
struct meant_expr *sema_cap_reached(struct sema *sema, const struct ast_act *act)
{
    struct meant_expr *reached =
        expr_of(sema, NM_OP_AND, expr_new(sema, NM_OP_CONST, 0), expr_new(sema, NM_OP_CONST, 0));
    list_push(sema->arena, &sema->caps_asked,
              (struct cap_asked){reached, &asked_clause(act)->clause, act->span, sema->source});
    return act->is_negated ? expr_of(sema, NM_OP_NOT, reached, NULL) : reached;
}

static void set_reached(struct sema *sema, struct meant_expr *reached, const struct meant_norm *cap)
{
    struct meant_expr *total = NULL;
    for (size_t i = 0; i < cap->excepts.count; i++) {
        struct meant_expr *owed = expr_new(sema, NM_OP_OWED, 0);
        owed->norm = cap->excepts.items[i];
        total = total ? expr_of(sema, NM_OP_ADD, total, owed) : owed;
    }
    struct meant_expr *is_over = sema_status_is(sema, cap, 1u << ST_WAIVED | 1u << ST_RELEASED);
    reached->a = expr_of(sema, NM_OP_NOT, is_over, NULL);
    reached->b = expr_of(sema, NM_OP_LE, cap->need, total);
}

void sema_apply_caps_asked(struct sema *sema)
{
    for (size_t i = 0; i < sema->caps_asked.count; i++) {
        const struct cap_asked *asked = &sema->caps_asked.items[i];
        const struct meant_norm *cap = NULL;
        size_t count = 0;
        norm_list norms;
        sema->source = asked->source;
        sema_clause_norms(sema, asked->clause, &norms);
        for (size_t k = 0; k < norms.count; k++) {
            bool is_cap = norms.items[k]->kind == NM_CAP && norms.items[k]->excepts.count;
            cap = is_cap ? norms.items[k] : cap;
            count += is_cap;
        }
        if (count == 1)
            set_reached(sema, asked->reached, cap);
        else if (count > 1)
            sema_not_yet(sema, asked->span, "whether one of several caps is reached",
                         "ask it of a cap for the whole term");
        else if (norms.count && !sema_has_hole(sema, NM_NONE)) {
            struct diag *diag = diag_add(sema->diags, E_CAP, sema->source, asked->span, "clause %s is no cap",
                                         asked->clause->text->text);
            diag_help(diag, "write one: `The penalties under clause 1.1 are at most 10 percent of the price.`");
        }
    }
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

/* The clauses of some of what is cut: of what follows a breach of its own clause, or of the rest. */
static const char *cut_clauses(struct sema *sema, const struct cap *cap, bool of_own_breach, bool zh)
{
    enum { SHOWN = 12 };
    const char *text = "";
    size_t count = 0, clauses = sema->meaning->clauses.count;
    bool *is_cut = arena_alloc(sema->arena, clauses * sizeof *is_cut);
    for (size_t i = 0; i < cap->norms.count; i++)
        is_cut[cap->norms.items[i]->clause] |= follows_own_breach(cap->norms.items[i]) == of_own_breach;
    for (size_t i = 0; i < clauses && count <= SHOWN; i++) {
        if (!is_cut[i])
            continue;
        const char *number = sema->meaning->clauses.items[i]->number;
        if (++count > SHOWN)
            text = arena_printf(sema->arena, zh ? "%s等" : "%s, …", text);
        else
            text = zh ? arena_printf(sema->arena, "%s%s第%s条", text, count > 1 ? "、" : "", number)
                      : arena_printf(sema->arena, "%s%s%s", text, count > 1 ? ", " : "", number);
    }
    if (zh || !*text)
        return text;
    return arena_printf(sema->arena, "%s %s", count > 1 ? "clauses" : "clause", text);
}

/* " (for a breach of clauses 1.1, 3.2; clause 2.2)": what exactly is cut, where the sentence does not say it:
 * "" if all that is owed under the clauses that it names is cut. */
static const char *say_cut(struct sema *sema, const struct cap *cap, bool zh)
{
    if (cap->clauses && !cap->leaves_some)
        return "";
    const char *broken = cut_clauses(sema, cap, true, zh), *rest = cut_clauses(sema, cap, false, zh);
    bool is_both = *broken && *rest;
    if (zh)
        return arena_printf(sema->arena, "（%s%s%s%s）", *broken ? "因违反" : "", broken,
                            is_both   ? "所付；"
                            : *broken ? "所付"
                                      : "",
                            rest);
    return arena_printf(sema->arena, " (%s%s%s%s)", *broken ? "for a breach of " : "", broken, is_both ? "; " : "",
                        rest);
}

/* "owes at most 10 percent of the price under clauses 3.1, 4.2 together" */
static void say_cap(struct sema *sema, const struct cap *cap, struct meant_norm *norm)
{
    struct arena *arena = sema->arena;
    const char *limit = sema_said_np(sema, cap->limit), *limit_zh = sema_said_np_zh(sema, cap->limit);
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
    norm->action_en = arena_printf(arena, "owe%s at most %s under %s%s%s", is_many ? "" : "s", limit,
                                   cap->clauses ? en : "the contract", cap->norms.count > 1 ? " together" : "",
                                   say_cut(sema, cap, false));
    norm->action_zh = arena_printf(arena, "在%s%s项下合计至多承担%s", cap->clauses ? zh : "合同",
                                   say_cut(sema, cap, true), limit_zh);
    norm->rule_en = norm->rule_zh = "";
    for (uint32_t i = 0; norm->of_period && i < cap->rule->act->args.count; i++) {
        const struct ast_adverb *each = cap->rule->act->args.items[i].adverb;
        if (each && each->kind == ADV_EACH)
            sema_rhythm_words(sema, each->count, each->unit, &norm->rule_en, &norm->rule_zh);
    }
}

/* Beside the time of what is cut: which clauses cap it. One for each period says it once. */
static void say_capped(struct sema *sema, const struct meant_norm *cap, struct meant_norm *norm)
{
    static const char one[] = "capped by clause ", many[] = "capped by clauses ", zh_end[] = "上限限制";
    const char *number = sema->meaning->clauses.items[cap->clause]->number;
    const char *first = strstr(norm->rule_en, one), *more = strstr(norm->rule_en, many);
    const char *list = first ? first + strlen(one) : more ? more + strlen(many) : NULL;
    if (!list) {
        norm->rule_en = sema_join(sema, norm->rule_en, *norm->rule_en ? ", " : "", one, number);
        norm->rule_zh = sema_join(sema, norm->rule_zh, *norm->rule_zh ? "，" : "", "受第", number, "条", zh_end);
        return;
    }
    const char *last = strrchr(list, ' ');
    if (strcmp(last ? last + 1 : list, number) == 0)
        return;
    int before = (int)((first ? first : more) - norm->rule_en);
    int before_zh = (int)(strlen(norm->rule_zh) - strlen(zh_end));
    norm->rule_en = arena_printf(sema->arena, "%.*s%s%s, %s", before, norm->rule_en, many, list, number);
    norm->rule_zh = arena_printf(sema->arena, "%.*s、第%s条%s", before_zh, norm->rule_zh, number, zh_end);
}

void sema_apply_cap(struct sema *sema, struct rule *rule)
{
    struct cap cap = {.rule = rule};
    int32_t unit = NM_NONE;
    struct meant_expr *limit = NULL;
    if (read_what(sema, &cap) && read_bounds(sema, &cap) && find_norms(sema, &cap))
        limit = sema_cap_sum(sema, pending_of(sema, cap.norms.items[0]), cap.limit, &unit);
    if (limit && unit != cap.norms.items[0]->unit) {
        bad_cap(sema, cap.limit->span, FAULT_CURRENCY);
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
            if (sema->in_words)
                say_capped(sema, norm, cap.norms.items[i]);
        }
        say_cap(sema, &cap, norm);
        rule->is_used = true;
    }
}
