/* permits.c - permissions: exceptions to named prohibitions, rights up to an amount, rights with a window.
 * Spec 9.5. */
#include "compiler/sema/sema_internal.h"

bool sema_read_limit(struct sema *sema, struct meant_norm *norm, const struct ast_amount *written,
                     struct amount *amount)
{
    bool is_limit = written->quant == QUANT_NONE || written->quant == QUANT_AT_MOST ||
                    written->quant == QUANT_LESS_THAN;
    if (!is_limit || written->has_range || written->kind == AMOUNT_PERCENT) {
        struct diag *diag = diag_add(sema->diags, E_BOUNDS, sema->source, written->span,
                                     "a right goes up to an amount");
        diag_help(diag, "write `may order up to 270 parts`");
        return false;
    }
    if (!sema_bounds(sema, written, amount))
        return false;
    norm->has_most = true;
    norm->most = amount->has_most ? amount->most : amount->parts;
    amount->has_most = true;
    amount->most = amount->parts = norm->most;
    return true;
}

/* `at most twice`: so many acts. */
static void set_times(struct sema *sema, struct meant_norm *norm, const struct ast_act *act)
{
    int32_t times = sema_times(sema, act, 0);
    if (!times)
        return;
    if (!norm->need) {
        norm->need = expr_new(sema, NM_OP_CONST, times);
        norm->need_parts = norm->most = times;
        norm->by_act = true;
        return;
    }
    struct diag *diag = diag_add(sema->diags, E_BOUNDS, sema->source, act->span,
                                 "how far the right goes is said twice");
    diag_help(diag, "write an amount (`up to 3 engines`) or a number of times (`at most twice`)");
}

static bool is_prohibition(const struct meant_norm *norm)
{
    return norm->kind == NM_FORBID || norm->kind == NM_AT_MOST;
}

/* The prohibitions of the clause: those that the permission is an exception to. */
static void except_clause(struct sema *sema, struct meant_norm *norm, const struct ast_np *np)
{
    norm_list norms;
    size_t before = norm->excepts.count;
    sema_clause_norms(sema, &np->clause, &norms);
    sema_add_parts(sema, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        if (is_prohibition(norms.items[i]))
            list_push(sema->arena, &norm->excepts, norms.items[i]);
    }
    if (norms.count && norm->excepts.count == before) {
        struct diag *diag = diag_add(sema->diags, E_PERMITS_NOTHING, sema->source, np->span,
                                     "clause %s forbids nothing", np->clause.text->text);
        diag_label(diag, norms.items[0]->source, norms.items[0]->span, "this is no prohibition");
        diag_help(diag, "name the clause that forbids the act, or leave `Despite …` out");
    }
}

static void read_adverb(struct sema *sema, struct meant_norm *norm, const struct ast_adverb *adverb)
{
    if (adverb->kind != ADV_NPS || adverb->prep != PREP_DESPITE)
        return;
    norm->is_exception = true;
    for (uint32_t i = 0; i < adverb->nps->count; i++) {
        if (adverb->nps->items[i]->kind == NP_CLAUSE) {
            except_clause(sema, norm, adverb->nps->items[i]);
            continue;
        }
        struct diag *diag = diag_add(sema->diags, E_PERMITS_NOTHING, sema->source, adverb->span,
                                     "it is not said which prohibition gives way");
        diag_help(diag, "write `Despite clause 3.1, …`");
    }
}

void sema_permit(struct sema *sema, struct pending *pending)
{
    const struct ast_act *act = pending->act;
    set_times(sema, pending->norm, act);
    for (uint32_t i = 0; i < act->fronts.count; i++)
        read_adverb(sema, pending->norm, act->fronts.items[i]);
    for (uint32_t i = 0; i < act->mids.count; i++)
        read_adverb(sema, pending->norm, act->mids.items[i]);
    for (uint32_t i = 0; i < act->args.count; i++) {
        if (act->args.items[i].adverb)
            read_adverb(sema, pending->norm, act->args.items[i].adverb);
    }
}

/* A permission that meets a prohibition says so: which of the two gives way is never guessed. */
void sema_check_permit(struct sema *sema, const struct meant_norm *norm)
{
    if (norm->kind != NM_PERMIT || norm->is_exception || norm->is_freedom)
        return;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *other = sema->meaning->norms.items[i];
        if (!is_prohibition(other) || other->pattern.act.verb != norm->pattern.act.verb ||
            !(other->pattern.actors & norm->pattern.actors) ||
            sema_excludes(&other->pattern, &norm->pattern))
            continue;
        const char *number = sema->meaning->clauses.items[other->clause]->number;
        struct diag *diag = diag_add(sema->diags, E_PERMIT_UNCLEAR, norm->source, norm->span,
                                     "clause %s forbids this, and it is not said which gives way", number);
        diag_label(diag, other->source, other->span, "the prohibition");
        diag_help(diag, "begin with `Despite clause %s, …`", number);
        return;
    }
}

/* ---- rights with a window ----------------------------------------------------------------------------- */

/* `may audit the books`: no number, no exception, no freedom. */
static bool is_plain_right(const struct meant_norm *norm)
{
    return norm->kind == NM_PERMIT && !norm->is_exception && !norm->is_freedom && !norm->need && !norm->quantity;
}

/* An act may fit both. */
static bool is_same_act(const struct meant_norm *one, const struct meant_norm *other)
{
    const struct meant_pattern *left = &one->pattern, *right = &other->pattern;
    return left->act.verb == right->act.verb && left->act.is_start == right->act.is_start &&
           (left->actors & right->actors) && (!left->to || !right->to || (left->to & right->to)) &&
           !sema_excludes(left, right);
}

/* `Buyer may reject the press within 15 days` of what Buyer accepts or rejects: the answer has its own time. */
static bool answers(const struct meant_norm *right, const struct meant_norm *duty)
{
    const struct meant_answer *answer = duty->answer;
    const struct meant_verb *verb = right->pattern.act.verb;
    return (verb == answer->accept || verb == answer->reject) && (answer->acceptors & right->pattern.actors) &&
           (right->pattern.kind == duty->pattern.kind || right->pattern.kind == NM_NONE ||
            duty->pattern.kind == NM_NONE);
}

/* What is owed may be done, whatever rights there are to do it. */
static bool is_owed_too(const struct sema *sema, const struct meant_norm *right)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *other = sema->meaning->norms.items[i];
        if ((other->kind == NM_ACHIEVE || other->kind == NM_AMOUNT || other->kind == NM_VAGUE ||
             other->kind == NM_EFFORT) && is_same_act(right, other))
            return true;
        if (other->answer && answers(right, other))
            return true;
    }
    return false;
}

void sema_bound_rights(struct sema *sema)
{
    struct meaning *meaning = sema->meaning;
    for (size_t i = 0; i < meaning->norms.count; i++) {
        struct meant_norm *norm = meaning->norms.items[i];
        bool is_bounded = norm->from || norm->due || norm->until || norm->triggers.count;
        if (!is_plain_right(norm) || !is_bounded || is_owed_too(sema, norm))
            continue;
        for (size_t k = 0; k < meaning->norms.count; k++) { /* another right to it allows it, too */
            struct meant_norm *other = meaning->norms.items[k];
            if (is_plain_right(other) && is_same_act(norm, other))
                other->by_act = true;
        }
    }
}
