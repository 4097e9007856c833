/* roles_amount.c - an amount in a unit and the kind of thing beside it: `60 tonnes wheat`, `60 吨 大豆` is
 * `60 tonnes of wheat`. Which word is a unit and which a kind is known here first, so here the two become one
 * phrase of the written tree. Spec 8.4. */
#include <stdint.h>

#include "compiler/sema/roles_internal.h"

/* `60 tonnes`, no sum of money. */
static bool is_measure(const struct sema *sema, const struct ast_np *np)
{
    sym word = np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_NAME && !np->amount->has_per
                   ? np->amount->unit.text : NULL;
    int32_t unit = word && sema_kind(sema, word) == NM_NONE ? sema_unit(sema, word) : NM_NONE;
    return unit != NM_NONE && !sema_is_money(sema, unit);
}

/* `wheat`, `wheat with grade prime` */
static bool is_bare_kind(const struct sema *sema, const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.noun.text && np->name.det == DET_NONE && !np->name.ordinal &&
           !np->name.adjective.text && !np->name.named.text && sema_kind(sema, np->name.noun.text) != NM_NONE;
}

static struct ast_np *of_kind(struct sema *sema, const struct ast_np *amount, struct ast_np *kind)
{
    struct ast_np *joined = arena_copy(sema->arena, amount, sizeof *joined);
    joined->span = span_join(amount->span, kind->span);
    joined->tails.items = arena_alloc(sema->arena, sizeof *joined->tails.items);
    joined->tails.count = 1;
    joined->tails.items[0] = (struct ast_tail){.kind = TAIL_OF, .span = kind->span, .np = kind};
    return joined;
}

/* One list of the two, in which the last of the one and the first of the other are one phrase. */
static struct ast_nps *one_list(struct sema *sema, const struct ast_nps *left, const struct ast_nps *right)
{
    struct ast_nps *list = arena_copy(sema->arena, left->count > 1 ? left : right, sizeof *list);
    list->span = span_join(left->span, right->span);
    list->count = left->count + right->count - 1;
    list->items = arena_array(sema->arena, list->count, sizeof *list->items);
    memcpy(list->items, left->items, left->count * sizeof *list->items);
    memcpy(list->items + left->count, right->items + 1, (right->count - 1) * sizeof *list->items);
    list->items[left->count - 1] = of_kind(sema, left->items[left->count - 1], right->items[0]);
    return list;
}

static bool is_one_phrase(const struct sema *sema, const struct ast_nps *left, const struct ast_nps *right)
{
    if (!left || !right || (left->count > 1 && right->count > 1 && left->is_or != right->is_or))
        return false;
    const struct ast_np *amount = left->items[left->count - 1];
    return !amount->tails.count && is_measure(sema, amount) && is_bare_kind(sema, right->items[0]);
}

void roles_join_amounts(struct sema *sema, struct ast_args *args)
{
    for (uint32_t i = 0; i + 1 < args->count;) {
        if (!is_one_phrase(sema, args->items[i].nps, args->items[i + 1].nps)) {
            i++;
            continue;
        }
        args->items[i].nps = one_list(sema, args->items[i].nps, args->items[i + 1].nps);
        args->count--;
        memmove(&args->items[i + 1], &args->items[i + 2], (args->count - i - 1) * sizeof *args->items);
    }
}

/* `60 tonnes of wheat and rye`: of each, or of both together? */
bool roles_is_amount_of_one(struct sema *sema, const struct ast_nps *nps)
{
    for (uint32_t i = 0; !nps->is_or && i + 1 < nps->count; i++) {
        const struct ast_np *amount = nps->items[i], *next = nps->items[i + 1];
        bool is_of_kind = is_measure(sema, amount) && amount->tails.count && amount->tails.items[0].kind == TAIL_OF &&
                          is_bare_kind(sema, amount->tails.items[0].np);
        if (!is_of_kind || !is_bare_kind(sema, next))
            continue;
        struct diag *diag = diag_add(sema->diags, E_AMOUNT_OF_SEVERAL, sema->source, next->span,
                                     "is it so much of each, or of both together?");
        diag_label(diag, sema->source, amount->span, "the amount");
        const char *thing = source_words(sema->source, sema->arena, next->span);
        diag_help(diag, "say how much of each: `%s and 20 tonnes of %s`; what is counted together is a kind of its own",
                  source_words(sema->source, sema->arena, amount->span), thing);
        return false;
    }
    return true;
}
