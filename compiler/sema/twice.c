/* twice.c - the same thing called for twice by the same event: `When Buyer reports a defect, Seller repairs the
 * defect` in two clauses. Which thing is meant the act tells, so one act does both, and a clause that was meant
 * to ask for more asks for nothing. Warned of. Spec 12.2. */
#include <stdlib.h>
#include <string.h>

#include "compiler/sema/twice.h"

enum { COMPARED = 64 }; /* with so many of one verb at most: what is said twice stands close together */

/* A duty about the very thing that one act calls for it with, whatever else holds. */
static bool is_called(const struct meant_norm *norm)
{
    return (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT) && norm->key_kind != NM_NONE &&
           norm->key_kind == norm->item && !norm->parent && !norm->is_part && !norm->remedies &&
           !norm->is_answer && !norm->is_again && !norm->chosen_by && norm->triggers.count == 1 &&
           norm->triggers.items[0].kind == NM_ON_EVENT && !norm->triggers.items[0].guard &&
           norm->triggers.items[0].pattern.act.verb != norm->pattern.act.verb; /* each calls for the next */
}

static bool is_same_call(const struct meant_trigger *one, const struct meant_trigger *other)
{
    return one->pattern.act.verb == other->pattern.act.verb &&
           one->pattern.act.is_start == other->pattern.act.is_start &&
           (one->pattern.actors & other->pattern.actors) && one->pattern.kind == other->pattern.kind &&
           one->clause == other->clause && one->until == other->until &&
           !sema_excludes(&one->pattern, &other->pattern);
}

static bool is_same_duty(const struct meant_norm *one, const struct meant_norm *other)
{
    return one->pattern.act.verb == other->pattern.act.verb && one->item == other->item &&
           one->clause != other->clause && one->pool != other->pool && (one->bearers & other->bearers) &&
           (one->creditors & other->creditors) && !sema_excludes(&one->pattern, &other->pattern) &&
           is_same_call(&one->triggers.items[0], &other->triggers.items[0]);
}

/* Of one verb side by side, in the order of the text. */
static int by_verb(const void *left, const void *right)
{
    const struct meant_norm *one = *(const struct meant_norm *const *)left;
    const struct meant_norm *other = *(const struct meant_norm *const *)right;
    int verb = strcmp(one->pattern.act.verb->base, other->pattern.act.verb->base);
    if (verb)
        return verb;
    return one->span.start < other->span.start ? -1 : one->span.start > other->span.start;
}

void sema_check_twice(struct sema *sema)
{
    LIST(const struct meant_norm *) called = {0};
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if (is_called(norm))
            list_push(sema->arena, &called, norm);
    }
    if (called.count > 1)
        qsort(called.items, called.count, sizeof *called.items, by_verb);
    for (size_t i = 1; i < called.count; i++) {
        const struct meant_norm *norm = called.items[i];
        for (size_t k = i; k-- > 0 && k + COMPARED > i;) {
            const struct meant_norm *other = called.items[k];
            if (!is_same_duty(norm, other))
                continue;
            struct diag *diag = diag_add(sema->diags, W_CALLED_TWICE, norm->source, norm->span,
                                         "one act does this and clause %s, which the same event calls for",
                                         sema->meaning->clauses.items[other->clause]->number);
            diag_label(diag, other->source, other->span, "the same thing, for the same event");
            diag_help(diag, "leave one of them out; if it is to be done twice, the second has a verb of its own");
            break;
        }
    }
}
