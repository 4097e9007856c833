/* prevail.c - which of two powers is taken first where both are used on one day: `clause 4 prevails over
 * clause 5`, `Despite clause 5, …`, `Subject to clause 4, …`. Spec 14.6. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

/* Powers of one band: of two bands the order within the day is fixed. */
static bool is_same_band(const struct meant_norm *one, const struct meant_norm *other)
{
    return one->kind == NM_POWER && other->kind == NM_POWER && one != other &&
           one->pattern.act.verb->class == other->pattern.act.verb->class;
}

void sema_prevail(struct sema *sema, const norm_list *strong, const norm_list *weak, struct span span)
{
    bool is_any = false;
    for (size_t i = 0; i < strong->count; i++) {
        for (size_t k = 0; k < weak->count; k++) {
            if (!is_same_band(strong->items[i], weak->items[k]))
                continue;
            list_push(sema->arena, &sema->prevalences, (struct prevalence){strong->items[i], weak->items[k], span,
                                                             sema->source});
            is_any = true;
        }
    }
    if (is_any)
        return;
    struct diag *diag = diag_add(sema->diags, E_PREVAILS_NOTHING, sema->source, span,
                                 "between these clauses there is nothing to order");
    diag_label(diag, strong->items[0]->source, strong->items[0]->span, "this would prevail");
    diag_label(diag, weak->items[0]->source, weak->items[0]->span, "over this");
    diag_help(diag, "leave it out: only powers of one kind (two to terminate, two to extend or waive, "
                    "two to suspend) can meet undecided on one day");
}

void sema_apply_prevails(struct sema *sema, struct rule *rule)
{
    const struct ast_nps *subject = rule->act->subject, *object = NULL;
    for (uint32_t i = 0; i < rule->act->args.count; i++)
        object = object ? object : rule->act->args.items[i].nps;
    bool is_good = subject && subject->count == 1 && subject->items[0]->kind == NP_CLAUSE && object &&
                   !(object->is_or && object->count > 1);
    for (uint32_t i = 0; is_good && i < object->count; i++)
        is_good = object->items[i]->kind == NP_CLAUSE;
    if (!is_good) {
        struct diag *diag = diag_add(sema->diags, E_PREVAILS_NOTHING, sema->source, rule->act->span,
                                     "it is not said which clause prevails over which");
        diag_help(diag, "write `Clause 4.1 prevails over clause 5.1`");
        return;
    }
    norm_list strong, weak;
    sema_clause_norms(sema, &subject->items[0]->clause, &strong);
    for (uint32_t i = 0; i < object->count; i++) {
        sema_clause_norms(sema, &object->items[i]->clause, &weak);
        if (strong.count && weak.count)
            sema_prevail(sema, &strong, &weak, rule->act->span);
    }
}

/* Each power stands behind all that prevail over it. In a circle the numbers would grow for ever. */
void sema_order_powers(struct sema *sema)
{
    const struct prevalence *circular = NULL;
    size_t count = sema->prevalences.count;
    bool is_changed = count > 0;
    for (size_t round = 0; round <= count && is_changed; round++) {
        is_changed = false;
        for (size_t i = 0; i < count; i++) {
            const struct prevalence *one = &sema->prevalences.items[i];
            if (one->weak->power->precedence > one->strong->power->precedence)
                continue;
            one->weak->power->precedence = one->strong->power->precedence + 1;
            is_changed = true;
            circular = one;
        }
    }
    if (!is_changed)
        return;
    struct diag *diag = diag_add(sema->diags, E_PREVAILS_CIRCLE, circular->source, circular->span,
                                 "the clauses prevail over each other in a circle");
    diag_label(diag, circular->strong->source, circular->strong->span, "one of them");
    diag_label(diag, circular->weak->source, circular->weak->span, "another");
    diag_help(diag, "leave one of the sentences out");
}
