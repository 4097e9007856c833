/* answers.c - what an answering sentence may add: silence that is a breach of the one who is to
 * answer, an answer that must itself be in time, rounds of rework. Spec 11.2 to 11.4. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"

bool sema_is_silence_breach(const struct ast_act *act)
{
    return act->pred == PRED_IS && !act->is_negated && strcmp(act->verb.text->text, "in breach") == 0;
}

/* The duty to answer is made when it is broken: an answer that comes in time leaves no trace of it.
 * No late answer keeps it, since what was not answered counts as accepted. */
void sema_answer_duty(struct sema *sema, struct meant_norm *duty, const struct ast_act *act)
{
    struct scope nothing = {.key_kind = NM_NONE};
    uint64_t broken = act->subject && act->subject->count == 1
                          ? sema_parties(sema, act->subject->items[0], &nothing) : 0;
    if (broken && broken != duty->bearers) {
        struct diag *diag = diag_add(sema->diags, E_SILENCE_OF_ANOTHER, sema->source,
                                     act->subject->span, "it is not this party's silence");
        diag_help(diag, "write `otherwise %s is in breach`", sema_labels(sema, duty->bearers, false));
    }
    duty->kind = NM_ACHIEVE;
    duty->is_answer = true;
    duty->late = NM_LATE_ESSENTIAL;
    duty->pool = sema->meaning->pools++;
    duty->action_en = duty->action_zh = duty->rule_en = duty->rule_zh = "";
}

void sema_link_answer_duty(struct sema *sema, struct meant_norm *duty, const struct meant_norm *norm)
{
    const struct meant_answer *answer = norm->answer;
    bool is_first = duty->triggers.count == 0;
    const char *number = sema->meaning->clauses.items[norm->clause]->number;
    sema_add_trigger(sema, duty, (struct meant_trigger){.kind = NM_ON_SILENCE, .norm = norm});
    duty->pattern.act.verb = answer->accept;
    duty->creditors = is_first ? norm->bearers : duty->creditors | norm->bearers;
    duty->key_kind = is_first || duty->key_kind == norm->key_kind ? norm->key_kind : NM_NONE;
    const struct meant_kind *kind =
        meant_thing(norm) == NM_NONE ? NULL : sema->meaning->kinds.items[meant_thing(norm)];
    const char *thing_zh = kind ? kind->label_zh : "", *thing = "it";
    if (kind)
        thing = arena_printf(sema->arena, "the %s",
                             kind->names.items[kind->names.count > 1 ? 1 : 0]);
    duty->action_en = arena_printf(sema->arena, "%s or %s %s", answer->accept->third,
                                   answer->reject->third, thing);
    duty->action_zh = arena_printf(sema->arena, "%s或%s%s", answer->accept->label_zh,
                                   answer->reject->label_zh, thing_zh);
    duty->trigger_en = arena_printf(sema->arena, "for each performance of clause %s", number);
    duty->trigger_zh = arena_printf(sema->arena, "就第%s条的每次履行", number);
    duty->rule_en = arena_printf(sema->arena, "within %s", answer->limit_en);
    duty->rule_zh = arena_printf(sema->arena, "%s内", answer->limit_zh);
}

const struct meant_answer *sema_answer_to(const struct meant_norm *norm)
{
    while (norm->parent)
        norm = norm->parent;
    return norm->answer;
}

void sema_apply_answered(struct sema *sema, struct meant_norm *norm)
{
    const struct ast_name *word = norm->answered;
    if (!word || sema_has_hole(sema, norm->clause))
        return;
    const struct meant_verb *verb = sema_verb(sema, word->text);
    const struct meant_answer *answer = sema_answer_to(norm);
    norm->by_answer = answer && answer->accept && answer->accept == verb;
    if (norm->by_answer || norm->is_part) /* it has been said of the whole */
        return;
    struct diag *diag = diag_add(sema->diags, E_ANSWERED_BY, norm->source, word->span,
                                 "nobody is said to answer so");
    diag_help(diag, "add a sentence to the clause that says who: `Buyer accepts or rejects it within "
                    "10 days, otherwise it is accepted`");
}

int32_t sema_times(struct sema *sema, const struct ast_act *act, int32_t otherwise)
{
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (!adverb || adverb->kind != ADV_TIMES)
            continue;
        int64_t times = 0;
        enum quant quant = adverb->duration->quant;
        bool is_bound = !adverb->duration->has_range && (quant == QUANT_NONE || quant == QUANT_AT_MOST);
        if (is_bound && decimal_to_parts(adverb->duration->low.value, 0, &times) == DECIMAL_OK &&
            times >= 1 && times <= LIMIT_TIMES)
            return (int32_t)times;
        struct diag *diag = diag_add(sema->diags, E_TIMES, sema->source, adverb->span,
                                     "how often is a whole number from 1 to %d", LIMIT_TIMES);
        diag_help(diag, "write `once`, `twice`, or `at most 3 times`");
        return 0;
    }
    return otherwise;
}
