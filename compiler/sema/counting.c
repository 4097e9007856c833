/* counting.c - what counts for what between sentences: `as part of clause 1.1` (a unit counts in both),
 * `in addition to clause 1.1` (it counts in one of them). Spec 12.2. */
#include "compiler/sema/sema_internal.h"

/* True if what counts for the one could count for the other. */
static bool counts_alike(const struct meant_norm *norm, const struct meant_norm *other)
{
    return other != norm && (other->kind == NM_AMOUNT || other->kind == NM_ACHIEVE) &&
           other->pattern.act.verb == norm->pattern.act.verb && other->item == norm->item &&
           other->unit == norm->unit && !meant_kinds_differ(&other->pattern, &norm->pattern) &&
           (other->bearers & norm->bearers) && (other->creditors & norm->creditors);
}

/* What stands behind `otherwise` in one of these clauses and counts the same things; it has one pool, whatever it
 * makes good. NULL if there is none. */
static struct meant_norm *remedy_alike(const struct sema *sema, const struct meant_norm *norm, const norm_list *norms)
{
    for (size_t i = 0; norms->count && i < sema->meaning->norms.count; i++) {
        struct meant_norm *other = sema->meaning->norms.items[i];
        if (other->remedies && other->clause == norms->items[0]->clause && counts_alike(norm, other))
            return other;
    }
    return NULL;
}

/* The one duty of the clause that counts the same things; NULL after a message. */
static struct meant_norm *related(struct sema *sema, const struct meant_norm *norm,
                                  const struct ast_adverb *adverb, const struct ast_np *np)
{
    struct meant_norm *found = NULL;
    norm_list norms = {0};
    size_t fitting = 0;
    if (np->kind == NP_CLAUSE)
        sema_clause_norms(sema, &np->clause, &norms);
    bool is_unknown = np->kind == NP_CLAUSE && !norms.count;
    for (size_t i = 0; i < norms.count; i++) {
        if (!counts_alike(norm, norms.items[i]))
            continue;
        found = norms.items[i];
        fitting++;
    }
    if (!fitting && adverb->prep == PREP_IN_ADDITION_TO) {
        found = remedy_alike(sema, norm, &norms);
        fitting = found != NULL;
    }
    bool is_duty = norm->kind == NM_AMOUNT || norm->kind == NM_ACHIEVE || norm->kind == NM_AT_MOST;
    bool is_share = adverb->prep == PREP_AS_PART_OF && norm->parent == found && norm->amount &&
                    norm->amount->kind == AMOUNT_PERCENT; /* a part already */
    if (fitting == 1 && is_duty && (!norm->parent || is_share))
        return found;
    if (!is_unknown) { /* else that the clause is not there has been said */
        struct diag *diag = diag_add(sema->diags, E_COUNTS_WITHIN, sema->source, adverb->span, "%s",
                                     norm->parent ? "it is said twice what this counts with"
                                     : fitting > 1 ? "several duties of that clause count the same things"
                                                   : "that clause counts nothing that this could count");
        if (norms.count)
            diag_label(diag, norms.items[0]->source, norms.items[0]->span, "that clause");
        diag_help(diag, "name one duty of the same party, by the same act and in the same things");
    }
    return NULL;
}

/* Norms of the one pool are of the other from now on. */
static void join_pools(struct sema *sema, int32_t from, int32_t into)
{
    for (size_t i = 0; from != into && i < sema->meaning->norms.count; i++) {
        if (sema->meaning->norms.items[i]->pool == from)
            sema->meaning->norms.items[i]->pool = into;
    }
}

/* `10 drawings` are things, each counted once; `drawings` are what an act is about. */
static void one_tells_how_many(struct sema *sema, const struct meant_norm *other,
                               const struct ast_adverb *adverb)
{
    struct diag *diag = diag_add(sema->diags, E_COUNTS_WITHIN, sema->source, adverb->span,
                                 "only one of the two says of how many things it speaks");
    diag_label(diag, other->source, other->span, other->distinct ? "so many of them" : "as a whole");
    diag_help(diag, "say it in both: `supplies 3 drawings to Buyer`");
}

static bool is_above(const struct meant_norm *norm, const struct meant_norm *other)
{
    while (other && other != norm)
        other = other->parent;
    return other == norm;
}

static void relate(struct sema *sema, struct meant_norm *norm, const struct ast_adverb *adverb)
{
    bool is_part = adverb->kind == ADV_NPS && adverb->prep == PREP_AS_PART_OF;
    bool is_more = adverb->kind == ADV_NPS && adverb->prep == PREP_IN_ADDITION_TO;
    if (is_part && adverb->nps->count > 1) {
        struct diag *diag = diag_add(sema->diags, E_COUNTS_WITHIN, sema->source, adverb->span,
                                     "an amount is part of one other");
        diag_help(diag, "name one clause; or say that it is owed beside them: `in addition to clauses 1.1 "
                        "and 1.2`");
        return;
    }
    struct meant_norm *other = NULL;
    for (uint32_t i = 0; (is_part || is_more) && i < adverb->nps->count; i++) {
        other = related(sema, norm, adverb, adverb->nps->items[i]);
        norm->is_misrelated |= !other;
        if (other && is_more && other->distinct != norm->distinct) {
            one_tells_how_many(sema, other, adverb);
            return;
        }
        if (other && is_more) {
            join_pools(sema, norm->pool, other->pool);
            list_push(sema->arena, &norm->beside, other);
        }
    }
    if (!other || is_more)
        return;
    if (is_above(norm, other)) {
        struct diag *diag = diag_add(sema->diags, E_COUNTS_WITHIN, sema->source, adverb->span,
                                     "a clause cannot be part of itself");
        diag_label(diag, other->source, other->span, "this is counted within it");
        diag_help(diag, "let the larger amount stand alone");
        return;
    }
    norm->parent = other;
    other->is_whole = true;
    norm->distinct = other->distinct;
    norm->pool = other->pool;
}

/* An upper bound counts all that the topmost whole is given, not what its own duty is dealt of it. */
static void raise_bounds(struct meant_norm *norm)
{
    for (struct meant_norm *part = norm->first_part; part; part = part->next_part) {
        while (part->kind == NM_AT_MOST && part->parent->parent)
            part->parent = part->parent->parent;
        part->pool = norm->pool;
    }
}

/* What stands behind `otherwise` comes in addition to the duty: a thing counts in one of the two. */
static void join_remedy(struct sema *sema, const struct meant_norm *norm)
{
    for (const struct meant_norm *other = norm->remedies; other && norm->kind == NM_AMOUNT; other = other->remedies) {
        if (other->kind == NM_AMOUNT && other->clause == norm->clause && other->distinct == norm->distinct &&
            counts_alike(norm, other)) {
            join_pools(sema, norm->pool, other->pool);
            return;
        }
    }
}

void sema_relate(struct sema *sema)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++)
        join_remedy(sema, sema->meaning->norms.items[i]);
    bool is_said = sema_says_prep(sema, PREP_AS_PART_OF) || sema_says_prep(sema, PREP_IN_ADDITION_TO);
    for (size_t i = 0; is_said && i < sema->pending.count; i++) {
        struct pending *pending = &sema->pending.items[i];
        const struct ast_act *act = pending->act;
        if (pending->norm->is_part)
            continue;
        sema->source = pending->norm->source;
        for (uint32_t k = 0; k < act->fronts.count; k++)
            relate(sema, pending->norm, act->fronts.items[k]);
        for (uint32_t k = 0; k < act->mids.count; k++)
            relate(sema, pending->norm, act->mids.items[k]);
        for (uint32_t k = 0; k < act->args.count; k++) {
            if (act->args.items[k].adverb)
                relate(sema, pending->norm, act->args.items[k].adverb);
        }
    }
    for (size_t i = 0; i < sema->pending.count; i++) {
        if (sema->pending.items[i].norm->parent)
            raise_bounds(sema->pending.items[i].norm);
    }
}

/* What arises for things of one value, and of another: an act that tells neither the thing nor the value fits both. */
static bool asks_other_value(const struct meant_norm *norm, const struct meant_norm *other)
{
    for (uint32_t i = 0; i < norm->pattern.test_count; i++) {
        const struct meant_test *test = &norm->pattern.tests[i];
        for (uint32_t k = 0; k < other->pattern.test_count; k++) {
            const struct meant_test *rival = &other->pattern.tests[k];
            if (test->attr == rival->attr && test->is_known && rival->is_known && !(test->values & rival->values))
                return true;
        }
    }
    return false;
}

static bool knows_value(const struct meant_norm *norm)
{
    bool knows = false;
    for (uint32_t i = 0; i < norm->pattern.test_count; i++)
        knows |= norm->pattern.tests[i].is_known;
    return knows && !norm->parent && (norm->kind == NM_AMOUNT || norm->kind == NM_ACHIEVE);
}

void sema_share_values(struct sema *sema)
{
    norm_list known = {0};
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        if (!knows_value(norm))
            continue;
        for (size_t k = 0; k < known.count; k++) {
            const struct meant_norm *other = known.items[k];
            if (norm->pool != other->pool && norm->distinct == other->distinct && counts_alike(norm, other) &&
                asks_other_value(norm, other)) {
                join_pools(sema, norm->pool, other->pool);
                break;
            }
        }
        list_push(sema->arena, &known, norm);
    }
}
