/* twice.c - what one act does for two clauses, or calls forth only once. The same thing called for twice by the same
 * event: `When Buyer reports a defect, Seller repairs the defect` in two clauses; which thing is meant the act tells,
 * so one act does both, and a clause that was meant to ask for more asks for nothing. So it is with what is owed once
 * anyway. And what is paid for an act about a thing is paid once for each thing. Warned of. Spec 10.1, 12.2. */
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

/* `Seller supplies a version to Buyer by 2026-02-28`: one act, of whatever thing. */
static bool is_single(const struct meant_norm *norm)
{
    return norm->kind == NM_ACHIEVE && norm->key_kind == NM_NONE && !norm->distinct && !norm->parent &&
           !norm->is_part && !norm->is_answer && !norm->chosen_by && !norm->shown &&
           !norm->period.first &&
           (norm->remedies || norm->triggers.count == 0 || norm->triggers.items[0].kind == NM_AT_START);
}

/* A duty about the very thing of an event, and one of the same act that any thing does. */
static void check_single(struct sema *sema, const struct meant_norm *norm)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *other = sema->meaning->norms.items[i];
        if (!is_single(other) || other->pattern.act.verb != norm->pattern.act.verb || other->item != norm->item ||
            other->clause == norm->clause || other->pool == norm->pool || !(norm->bearers & other->bearers) ||
            !(norm->creditors & other->creditors) || sema_excludes(&norm->pattern, &other->pattern))
            continue;
        const char *number = sema->meaning->clauses.items[other->clause]->number;
        struct diag *diag = diag_add(sema->diags, W_DOES_BOTH, norm->source, norm->span,
                                     "one act does this and clause %s", number);
        diag_label(diag, other->source, other->span, "one act of this kind, about whatever thing");
        diag_help(
            diag,
            "if each asks for an act of its own, say here `in addition to clause %s`, and there how many (`1 %s`)",
            number, sema->meaning->kinds.items[norm->item]->names.items[0]);
        return;
    }
}

/* `Seller sends Buyer a report by 2025-08-31`, and by 2026-08-31: the first act does both. */
static bool is_done_with(const struct meant_norm *one, const struct meant_norm *other)
{
    return one->pattern.act.verb == other->pattern.act.verb && one->item == other->item &&
           one->clause != other->clause && one->pool != other->pool && one->bearers == other->bearers &&
           one->creditors == other->creditors && one->source == other->source &&
           !sema_excludes(&one->pattern, &other->pattern);
}

/* Those that ask for one act each, about whatever thing; of each the nearest that the same act does. */
static void check_singles(struct sema *sema, const struct meant_norm **singles, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        for (size_t k = i; k-- > 0 && k + COMPARED > i;) {
            const struct meant_norm *norm = singles[i], *other = singles[k];
            if (!is_done_with(norm, other))
                continue;
            const char *number = sema->meaning->clauses.items[other->clause]->number;
            struct diag *diag = diag_add(sema->diags, W_DOES_BOTH, norm->source, norm->span,
                                         "one act does this and clause %s", number);
            diag_label(diag, other->source, other->span, "one act of this kind, about whatever thing");
            diag_help(diag, "if each asks for an act of its own, say here `in addition to clause %s`", number);
            break;
        }
    }
}

/* Is each thing that the act is about counted once, so that it cannot be told again? */
static bool is_counted_once(const struct sema *sema, const struct meant_pattern *act)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->pattern.act.verb == act->act.verb && (norm->distinct || norm->key_kind == act->kind) &&
            (norm->item == act->kind || norm->item == NM_NONE) && norm->kind != NM_FORBID)
            return true;
    }
    return false;
}

/* A thing is handed over or ordered once; it is repaired, replaced and cleaned again and again. */
static bool is_repeatable(const struct meant_verb *verb)
{
    return verb->class == NM_PERFORM && verb->frame.is_read && !verb->frame.has_receiver &&
           strcmp(verb->base, "order") != 0;
}

static bool asks_quantity(const struct meant_expr *expr)
{
    return expr && (expr->op == NM_OP_TRIGGER_QTY || asks_quantity(expr->a) || asks_quantity(expr->b));
}

/* `When Contractor replaces parts, Owner pays 150 yuan per part`: the second time that a part of the same name is
 * replaced nothing is paid. */
static void check_paid_once(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_trigger *trigger = norm->triggers.count == 1 ? &norm->triggers.items[0] : NULL;
    if (!trigger || norm->kind != NM_AMOUNT || norm->key_kind == NM_NONE ||
        !sema_is_money(sema, norm->unit) || trigger->kind != NM_ON_EVENT ||
        trigger->repeat != NM_REPEAT_NOT || trigger->pattern.kind != norm->key_kind || trigger->guard ||
        trigger->pattern.act.is_start || !trigger->pattern.act.verb || !asks_quantity(norm->need) ||
        !is_repeatable(trigger->pattern.act.verb) || is_counted_once(sema, &trigger->pattern))
        return;
    const char *kind = sema->meaning->kinds.items[norm->key_kind]->names.items[0];
    struct diag *diag =
        diag_add(sema->diags, W_PAID_ONCE, norm->source, norm->span,
                 "this is paid once for each %s that has a name, however often the act is done about it", kind);
    diag_help(
        diag,
        "if each act is paid for, begin with `Each time …`; a %s that is told without a name is always another one",
        kind);
}

void sema_check_twice(struct sema *sema)
{
    LIST(const struct meant_norm *) called = {0}, singles = {0};
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        check_paid_once(sema, norm);
        if (is_single(norm) && norm->item != NM_NONE && norm->due)
            list_push(sema->arena, &singles, norm);
        if (!is_called(norm))
            continue;
        list_push(sema->arena, &called, norm);
        check_single(sema, norm);
    }
    if (singles.count > 1)
        qsort(singles.items, singles.count, sizeof *singles.items, by_verb);
    if (sema_faults(sema) == 0)
        check_singles(sema, singles.items, singles.count);
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
