/* measuring.c - `Works measures the scrap-rate within 10 days after each month, otherwise …`: within what
 * time the periods of an indicator are measured, and what holds of one that is not. Spec 17.1. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

/* `Works measures the scrap-rate within 10 days, …`: its indicator, or NM_NONE. */
int32_t sema_measured(const struct sema *sema, const struct ast_act *act)
{
    int32_t indicator = NM_NONE;
    if (sema->meaning->indicators.count == 0 || act->pred != PRED_VERB ||
        (act->modal != MODAL_NONE && act->modal != MODAL_MUST) || act->more->verb_2.text)
        return NM_NONE;
    for (uint32_t i = 0; i < act->args.count && indicator == NM_NONE; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        if (nps && nps->count == 1)
            indicator = sema_indicator_of(sema, nps->items[0]);
    }
    return indicator != NM_NONE &&
                   sema_verb(sema, act->verb.text) == sema->meaning->indicators.items[indicator]->verb
               ? indicator : NM_NONE;
}

bool sema_is_measuring_rule(const struct sema *sema, const struct ast_act *act)
{
    int32_t indicator = sema_measured(sema, act);
    return indicator != NM_NONE && !sema->meaning->indicators.items[indicator]->is_date;
}

static bool has_word(const struct ast_act *act, const char *word)
{
    return act->verb.text && strcmp(act->verb.text->text, word) == 0;
}

bool sema_is_last_value(const struct ast_act *act)
{
    return act->pred == PRED_VERB && has_word(act, "counts") && act->subject &&
           act->subject->items[0]->kind == NP_NAME && act->subject->items[0]->name.ordinal == -1;
}

/* What holds if nothing has been measured. */
static void read_unmeasured(struct sema *sema, const struct ast_act *rule, const struct ast_act *act,
                            struct meant_indicator *indicator)
{
    if (act && act->pred == PRED_IS && has_word(act, "met")) {
        indicator->unmeasured = act->is_negated ? UNMEASURED_NOT_MET : UNMEASURED_MET;
        return;
    }
    if (act && sema_is_last_value(act)) {
        indicator->unmeasured = UNMEASURED_LAST;
        return;
    }
    if (act && sema_is_silence_breach(act)) {
        struct scope nothing = {.key_kind = NM_NONE};
        indicator->unmeasured = UNMEASURED_BREACHES;
        if (act->subject && act->subject->count == 1 &&
            sema_parties(sema, act->subject->items[0], &nothing) == indicator->measurers)
            return;
    }
    struct diag *diag = diag_add(sema->diags, E_UNMEASURED, sema->source,
                                 act ? act->span : rule->span,
                                 "it is not said what holds if nothing is measured");
    const char *who = sema_labels(sema, indicator->measurers, false);
    diag_help(diag, "add `, otherwise the target is not met` (or `is met`), `, otherwise the last value "
                    "counts`, or `, otherwise %s is in breach`", who);
}

/* A value that is measured once: what can be owed of it is the paper that tells it. */
static const char *once_help(struct sema *sema, const struct meant_indicator *indicator, struct span span)
{
    const char *who = sema_labels(sema, indicator->measurers, false);
    return sema_is_in_chinese(sema, span)
               ? arena_printf(sema->arena,
                              "只测一次的值，应付者是载明它的文件：`项目 评估表。`，`%s 至迟 2026-03-31 提交 评估表 给 …`；由该值引起的写`当 %s 测量 "
                              "%s 时，…`；反复测量的，声明中写`测量者 %s 每月`",
                              who, who, indicator->name, who)
               : arena_printf(sema->arena,
                              "of what is measured once a paper is owed: `item assessment.`, `%s submits an "
                              "assessment to … by "
                              "2026-03-31`; what follows from the value is `When %s measures the %s, …`; what is "
                              "measured again "
                              "and again says so in its declaration: `measured by %s each month`",
                              who, who, indicator->name, who);
}

/* `within 7 days after each month`, `each month within 7 days`: no more can be said of when. */
static bool read_limit(struct sema *sema, const struct ast_act *act, struct meant_indicator *indicator)
{
    const struct ast_adverb *limit = NULL, *other = NULL;
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (!adverb)
            continue;
        bool is_limit = adverb->kind == ADV_WITHIN && !limit;
        const struct ast_adverb *period = is_limit ? adverb->anchor : adverb;
        bool is_read = is_limit && !period;
        if (period && sema_is_whole_period(period) && (period->prep == PREP_AFTER) == is_limit) {
            if (indicator->rhythm != NM_RHYTHM_NONE && !sema_is_its_rhythm(sema, indicator, period))
                return false;
            is_read = true;
        }
        limit = is_limit ? adverb : limit;
        other = is_read || other ? other : adverb;
    }
    if (indicator->rhythm == NM_RHYTHM_NONE || !limit || other) {
        const char *what = indicator->rhythm == NM_RHYTHM_NONE
                               ? "what is measured without periods is told, and owed by nobody"
                           : !limit ? "within what time it is measured is not said"
                                    : "this does not tell within what time it is measured";
        const char *help = indicator->rhythm == NM_RHYTHM_NONE ? once_help(sema, indicator, act->span)
                           : !limit ? "add `within 10 days`; that runs from the end of each period"
                                    : "write `within 10 days` alone: that runs from the end of each period";
        struct span span = limit && other && indicator->rhythm != NM_RHYTHM_NONE ? other->span : act->span;
        struct diag *diag = diag_add(sema->diags, E_MEASURE_LIMIT, sema->source, span, "%s", what);
        diag_help(diag, "%s", help);
        return false;
    }
    indicator->limit = limit;
    return true;
}

/* `…, otherwise Works is in breach, otherwise Works pays …`: the duties to measure are made later. */
static void read_consequence(struct sema *sema, const struct reading *reading, const struct ast_chain *chain,
                             struct meant_indicator *indicator)
{
    if (indicator->unmeasured != UNMEASURED_BREACHES) {
        sema_not_yet(sema, chain->norms[2]->span, "what follows where silence is no breach",
                     arena_printf(sema->arena, "write `otherwise %s is in breach` before it, or leave it out",
                                  sema_labels(sema, indicator->measurers, false)));
        return;
    }
    sema_add_silence(sema, reading, chain, indicator);
}

void sema_measuring(struct sema *sema, const struct reading *reading, const struct ast_chain *chain)
{
    const struct ast_act *act = chain->norms[0];
    struct meant_indicator *indicator = sema->meaning->indicators.items[sema_measured(sema, act)];
    struct scope nothing = {.key_kind = NM_NONE};
    uint64_t who = act->subject && act->subject->count == 1
                       ? sema_parties(sema, act->subject->items[0], &nothing) : 0;
    if (indicator->rule && indicator->rule != act) {
        struct diag *diag = diag_add(sema->diags, E_NAME_TAKEN, sema->source, act->span,
                                     "when `%s` is measured is said twice", indicator->name);
        diag_label(diag, sema->source, indicator->rule->span, "the first time");
        diag_help(diag, "leave one of the two out");
        return;
    }
    bool is_again = indicator->rule != NULL; /* the sentence stands under what recurs */
    indicator->rule = act;
    indicator->rule_clause = reading->clause;
    if (is_again)
        return;
    if (reading->trigger || reading->guards || act->more->only_if || act->more->unless || act->more->when) {
        sema_not_yet(sema, act->span, "measuring under a condition",
                     "each period is measured: write `measures … within 10 days after each month`, without "
                     "the condition");
        return;
    }
    if (who && who != indicator->measurers) {
        struct diag *diag = diag_add(sema->diags, E_INDICATOR, sema->source, act->subject->span,
                                     "another party measures `%s`", indicator->name);
        diag_label(diag, indicator->source, indicator->span, "declared here");
        diag_help(diag, "let %s measure it here, or name who does in the declaration: `measured by %s`",
                  sema_labels(sema, indicator->measurers, false), sema_labels(sema, who, false));
        return;
    }
    if (!read_limit(sema, act, indicator))
        return;
    read_unmeasured(sema, act, chain->count > 1 ? chain->norms[1] : NULL, indicator);
    if (chain->count > 2)
        read_consequence(sema, reading, chain, indicator);
}
