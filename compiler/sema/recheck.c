/* recheck.c - looked at again: what was counted may be found lost, and a duty that has been kept then
 * has a successor. Spec 11.7. */
#include "compiler/sema/sema_internal.h"

void sema_set_loss(struct sema *sema, struct rule *rule, int32_t kind, struct meant_norm *norm)
{
    const struct ast_act *event = rule->act->more->once;
    struct scope nothing = {.key_kind = NM_NONE};
    const struct meant_verb *verb = event->pred == PRED_VERB ? sema_verb(sema, event->verb.text) : NULL;
    rule->is_used = true;
    if (!verb || verb->class != NM_FACT) {
        struct diag *diag = diag_add(sema->diags, E_LOSS, sema->source, event->span,
                                     "this is not an act by which a thing is found lost");
        diag_help(diag, "use a verb that is declared as a fact: `no longer counts once %s fails it`",
                  norm->creditors ? sema_labels(sema, norm->creditors, false) : "Buyer");
        return;
    }
    uint64_t finders = sema_parties(sema, event->subject->items[0], &nothing);
    if (norm->first_part || norm->is_whole) {
        struct diag *diag = diag_add(sema->diags, E_LOSS, sema->source, rule->act->span,
                                     "what is counted in parts cannot be taken off the count again");
        diag_label(diag, norm->source, norm->span, "this has parts");
        diag_help(diag, "promise each part in a clause of its own");
        return;
    }
    norm->loss = arena_alloc(sema->arena, sizeof *norm->loss);
    *norm->loss = (struct meant_pattern){
        .act = {verb, false}, .actors = finders, .kind = kind, .key_bound = false};
}

/* The duty that this one does again, whose things the trigger's act finds lost; or NULL. */
static struct meant_norm *succeeded(struct sema *sema, const struct pending *pending,
                                    const struct meant_verb *verb)
{
    const struct meant_norm *norm = pending->norm;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        struct meant_norm *other = sema->meaning->norms.items[i];
        if (other != norm && other->loss && other->loss->act.verb == verb &&
            !(pending->scope.it & ~other->loss->actors) && other->bearers == norm->bearers &&
            other->pattern.act.verb == norm->pattern.act.verb && other->item == norm->item &&
            other->distinct && !other->is_again)
            return other;
    }
    return NULL;
}

bool sema_succeeds(struct sema *sema, struct pending *pending)
{
    struct meant_norm *norm = pending->norm;
    const struct ast_act *event = pending->trigger->event->items[0];
    const struct meant_verb *verb = event->pred == PRED_VERB ? sema_verb(sema, event->verb.text) : NULL;
    struct meant_norm *before = verb ? succeeded(sema, pending, verb) : NULL;
    if (!before)
        return false;
    /* one thing, counted like the first time, and once more after each loss */
    norm->kind = NM_AMOUNT;
    norm->need = expr_new(sema, NM_OP_CONST, 1);
    norm->need_parts = 1;
    norm->distinct = true;
    norm->pool = before->pool;
    norm->answer = before->answer;
    norm->loss = before->loss;
    sema_add_trigger(sema, norm, (struct meant_trigger){.kind = NM_ON_LOSS, .norm = before,
                                                     .repeat = NM_REPEAT_EACH});
    sema_add_trigger(sema, norm, (struct meant_trigger){.kind = NM_ON_LOSS, .norm = norm,
                                                     .repeat = NM_REPEAT_EACH});
    norm->trigger_en = arena_printf(sema->arena, "when it is lost after clause %s was fulfilled",
                                    sema->meaning->clauses.items[before->clause]->number);
    norm->trigger_zh = arena_printf(sema->arena, "第%s条履行后丧失时",
                                    sema->meaning->clauses.items[before->clause]->number);
    return true;
}
