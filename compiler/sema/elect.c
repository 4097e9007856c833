/* elect.c - `Buyer chooses clause 3.1 or clause 3.2 within 5 days, otherwise Seller chooses within 5 days,
 * otherwise clause 3.1 is chosen`. To choose is a power that changes nothing: what is chosen arises by
 * the act that chooses it, and for the rest nothing arises. Who has not chosen in time passes the
 * choice on, or what is written holds. Spec 13.7. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "runtime/state.h"

static bool is_choosing(const struct meant_verb *verb)
{
    return verb && verb->class == NM_FACT && sema_is(verb->base, "choose");
}

static const struct ast_nps *alternatives_of(const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        if (nps && nps->items[0]->kind == NP_CLAUSE)
            return nps;
    }
    return NULL;
}

/* The first one was asked for; `clause 3.1 or Seller` names something else as well. */
static bool are_clauses(const struct ast_nps *alternatives)
{
    for (uint32_t i = 0; i < alternatives->count; i++)
        if (alternatives->items[i]->kind != NP_CLAUSE)
            return false;
    return true;
}

bool sema_is_election(struct sema *sema, const struct ast_act *act)
{
    bool is_plain = act->modal == MODAL_NONE || act->modal == MODAL_MUST || act->modal == MODAL_MAY;
    return act->pred == PRED_VERB && is_plain && is_choosing(sema_verb(sema, act->verb.text)) &&
           alternatives_of(act);
}

/* `…, otherwise Seller chooses`: between what, has been said. */
static bool is_passed_on(struct sema *sema, const struct ast_act *act)
{
    return act->pred == PRED_VERB && act->subject && is_choosing(sema_verb(sema, act->verb.text)) &&
           !alternatives_of(act);
}

/* `…, otherwise clause 3.1 is chosen` */
static const struct ast_np *held_otherwise(struct sema *sema, const struct ast_act *act)
{
    bool is_chosen = act->pred == PRED_IS && !act->is_negated && act->verb.text &&
                     is_choosing(sema_verb(sema, act->verb.text));
    return is_chosen && act->subject && act->subject->count == 1 &&
                   act->subject->items[0]->kind == NP_CLAUSE
               ? act->subject->items[0] : NULL;
}

static void unclear(struct sema *sema, struct span span, const char *what)
{
    struct diag *diag = diag_add(sema->diags, E_CHOICE, sema->source, span, "%s", what);
    diag_help(diag, "write `Buyer chooses clause 3.1 or clause 3.2 within 5 days, otherwise Seller chooses "
                    "within 5 days, otherwise clause 3.1 is chosen`");
}

/* ---- while the sentences are read ------------------------------------------------------------- */

static const char *alternatives_in_words(struct sema *sema, const struct ast_nps *nps, bool is_zh)
{
    const char *text = "";
    for (uint32_t i = 0; i < nps->count; i++)
        text = arena_printf(sema->arena, is_zh ? "%s%s第%s条" : "%s%sclause %s", text,
                            i == 0 ? "" : is_zh ? "或" : i + 1 == nps->count ? " or " : ", ",
                            nps->items[i]->clause.text->text);
    return text;
}

/* The right of one who may choose; NULL after a message. */
static struct meant_norm *add_chooser(struct sema *sema, const struct reading *reading,
                                      const struct ast_act *act, const struct ast_nps *alternatives,
                                      const char *suffix)
{
    struct reading own = *reading;
    const struct ast_nps *subject = act->subject;
    uint64_t who = subject && subject->count == 1
                       ? sema_parties(sema, subject->items[0], &reading->scope) : 0;
    if (subject && (subject->count > 1 || (who & (who - 1)))) {
        sema_not_yet(sema, subject->span, "a choice by several", "let one party choose");
        return NULL;
    }
    if (!who)
        return NULL;
    own.scope.subject = who;
    struct meant_norm *norm = sema_new_norm(sema, &own, act, suffix);
    norm->kind = NM_POWER;
    norm->pattern.act.verb = sema_verb(sema, act->verb.text);
    norm->power = arena_alloc(sema->arena, sizeof *norm->power);
    norm->power->effect = NM_CHOOSE;
    norm->action_en = sema_join(sema, "may choose ", alternatives_in_words(sema, alternatives, false));
    norm->action_zh = sema_join(sema, "可以选择", alternatives_in_words(sema, alternatives, true));
    sema_wait_for_times(sema, norm, act, &own);
    sema_cover(sema, norm->clause, NM_TRACKED);
    return norm;
}

static void say_passed(struct sema *sema, struct meant_norm *norm, const struct meant_norm *before)
{
    norm->trigger_en = sema_join(sema, "when ", sema_labels(sema, before->bearers, false),
                                 " has not chosen in time");
    norm->trigger_zh = sema_join(sema, sema_labels(sema, before->bearers, true), "逾期未选择时");
}

void sema_read_election(struct sema *sema, const struct reading *reading, const struct ast_chain *chain,
                        uint32_t start, struct meant_norm *broken)
{
    const struct ast_act *act = chain->norms[start];
    struct election election = {.alternatives = alternatives_of(act), .source = sema->source,
                                .span = act->span};
    if (election.alternatives->count < 2 || !election.alternatives->is_or ||
        !are_clauses(election.alternatives)) {
        unclear(sema, election.alternatives->span, "a choice is between two clauses or more, joined by `or`");
        return;
    }
    if (reading->scope.period || (reading->trigger && reading->trigger->kind == TRIGGER_WHILE)) {
        sema_not_yet(sema, act->span, "such a choice", "let it arise from an act, or from a breach");
        return;
    }
    election.choosers = arena_array(sema->arena, chain->count, sizeof *election.choosers);
    struct reading own = *reading;
    for (uint32_t i = start; i < chain->count; i++) {
        const struct ast_act *link = chain->norms[i];
        bool is_first = i == start;
        election.otherwise = is_first ? NULL : held_otherwise(sema, link);
        if (election.otherwise && i + 1 == chain->count)
            break;
        if (!is_first && !is_passed_on(sema, link)) {
            unclear(sema, link->span, "it is not said who chooses then, or which clause holds");
            return;
        }
        struct meant_norm *chooser =
            add_chooser(sema, &own, link, election.alternatives, is_first ? "" : "otherwise");
        if (!chooser)
            return;
        if (is_first && broken) {
            chooser->remedies = broken;
            broken->remedy = chooser;
        }
        if (!is_first)
            say_passed(sema, chooser, election.choosers[election.count - 1]);
        election.choosers[election.count++] = chooser;
        own.trigger = NULL; /* the next one may choose when this one has not */
        own.guards = NULL;
    }
    list_push(sema->arena, &sema->elections, election);
}

/* ---- once all norms are known ------------------------------------------------------------------ */

static const struct pending *pending_of(const struct sema *sema, const struct meant_norm *norm)
{
    for (size_t i = 0; i < sema->pending.count; i++) {
        if (sema->pending.items[i].norm == norm)
            return &sema->pending.items[i];
    }
    return NULL;
}

/* The one before has let its time pass: it has not been used, and nothing else has ended it. */
static struct meant_trigger when_passed(struct sema *sema, const struct meant_norm *before)
{
    struct meant_expr *due = expr_new(sema, NM_OP_DUE_OF, 0);
    due->norm = before;
    return (struct meant_trigger){
        .kind = NM_ON_STATUS, .norm = before, .statuses = 1u << ST_LAPSED,
        .repeat = NM_REPEAT_EACH,
        .guard = expr_of(sema, NM_OP_LE, due, expr_new(sema, NM_OP_AT, 0))};
}

static bool is_among(const norm_list *norms, const struct meant_norm *norm)
{
    for (size_t i = 0; i < norms->count; i++) {
        if (norms->items[i] == norm)
            return true;
    }
    return false;
}

/* It follows from what stands in the same alternative, and so from the choice. */
static bool follows_from(const norm_list *norms, const struct meant_norm *norm)
{
    for (size_t i = 0; i < norm->triggers.count; i++) {
        if (!norm->triggers.items[i].norm || !is_among(norms, norm->triggers.items[i].norm))
            return false;
    }
    return norm->triggers.count > 0;
}

static void arises_alone(struct sema *sema, const struct election *election, const struct meant_norm *norm)
{
    struct diag *diag = diag_add(sema->diags, E_CHOICE_APART, norm->source, norm->span,
                                 "this arises from something else than the choice");
    diag_label(diag, election->source, election->span, "the choice");
    diag_help(diag, "put the clauses and the choice under one `When …: (a) …; (b) …; (c) Buyer chooses …`, "
                    "or none of them under any");
}

/* Where it arose with the choice, it arises by it. */
static void arise_by(struct sema *sema, const struct election *election, const struct ast_np *alternative,
                     const norm_list *norms, struct meant_norm *norm, uint64_t choosers)
{
    struct meant_norm *first = election->choosers[0];
    const struct pending *own = pending_of(sema, norm), *choice = pending_of(sema, first);
    if (norm->remedies || follows_from(norms, norm))
        return;
    if (own && own->trigger == choice->trigger && own->scope.it != choice->scope.it)
        return; /* of another member of the group */
    if (norm->of_period) {
        sema_not_yet(sema, norm->span, "a choice of what recurs", "let it arise once");
        return;
    }
    if (!own || own->trigger != choice->trigger || own->guards != choice->guards || norm->chosen_by) {
        arises_alone(sema, election, norm);
        return;
    }
    const char *number = alternative->clause.text->text;
    bool is_held = election->otherwise && election->otherwise->clause.text == alternative->clause.text;
    norm->chosen_by = first;
    norm->key_kind = first->key_kind;
    norm->pattern.key_bound = norm->key_kind != NM_NONE;
    norm->triggers = (struct meant_triggers){0};
    sema_add_trigger(sema, norm, (struct meant_trigger){
        .kind = NM_ON_EVENT, .repeat = NM_REPEAT_EACH,
        .clause = 1 + sema_find_clause(sema, number),
        .pattern = {.act = first->pattern.act, .actors = choosers, .kind = NM_NONE}});
    if (is_held)
        sema_add_trigger(sema, norm, when_passed(sema, election->choosers[election->count - 1]));
    norm->trigger_en = arena_printf(sema->arena, "when clause %s is chosen%s", number,
                                    is_held ? ", or nothing in time" : "");
    norm->trigger_zh = arena_printf(sema->arena, "当选择第%s条时%s", number, is_held ? "，或逾期未选择时" : "");
}

static void apply_election(struct sema *sema, const struct election *election)
{
    uint64_t choosers = 0;
    for (uint32_t i = 0; i < election->count; i++) {
        struct meant_norm *chooser = election->choosers[i];
        choosers |= chooser->bearers;
        chooser->key_kind = election->choosers[0]->key_kind;
        chooser->pattern.key_bound = chooser->key_kind != NM_NONE;
        if (i)
            sema_add_trigger(sema, chooser, when_passed(sema, election->choosers[i - 1]));
    }
    bool is_held = !election->otherwise;
    for (uint32_t i = 0; i < election->alternatives->count; i++) {
        const struct ast_np *alternative = election->alternatives->items[i];
        norm_list norms;
        sema_clause_norms(sema, &alternative->clause, &norms);
        sema_add_parts(sema, &norms);
        for (size_t k = 0; k < norms.count; k++) {
            arise_by(sema, election, alternative, &norms, norms.items[k], choosers);
            for (uint32_t c = 0; c < election->count; c++)
                list_push(sema->arena, &election->choosers[c]->power->scope, norms.items[k]);
        }
        is_held |= election->otherwise && election->otherwise->clause.text == alternative->clause.text;
    }
    if (!is_held)
        unclear(sema, election->otherwise->span, "what holds otherwise is none of what can be chosen");
}

void sema_apply_elections(struct sema *sema)
{
    for (size_t i = 0; i < sema->elections.count; i++) {
        sema->source = sema->elections.items[i].source;
        apply_election(sema, &sema->elections.items[i]);
    }
}

/* ---- once their times are known ------------------------------------------------------------------ */

/* Whoever owes what is to be chosen could wait for ever. */
static bool is_left_to_debtor(const struct election *election)
{
    const struct meant_norm *last = election->choosers[election->count - 1];
    bool is_bound = false;
    for (size_t i = 0; i < last->power->scope.count; i++)
        is_bound |= !(last->power->scope.items[i]->creditors & last->bearers);
    return is_bound;
}

void sema_check_elections(struct sema *sema)
{
    for (size_t i = 0; i < sema->elections.count; i++) {
        const struct election *election = &sema->elections.items[i];
        for (uint32_t k = 0; k < election->count; k++) {
            const struct meant_norm *chooser = election->choosers[k];
            bool is_last = k + 1 == election->count;
            bool has_next = !is_last || election->otherwise;
            bool is_open = chooser->due ? !has_next : has_next || is_left_to_debtor(election);
            if (!is_open)
                continue;
            const char *who = sema_labels(sema, chooser->bearers, false);
            struct diag *diag = diag_add(sema->diags, E_CHOICE_OPEN, chooser->source, chooser->span,
                                         chooser->due ? "it is not said what holds if %s does not choose"
                                                      : "it is not said until when %s may choose", who);
            diag_help(diag, chooser->due ? "add `, otherwise clause %s is chosen`, or who chooses then"
                                         : "add `within 5 days`, and what holds otherwise: `, otherwise "
                                           "clause %s is chosen`",
                      election->alternatives->items[0]->clause.text->text);
        }
    }
}

/* ---- on paper ------------------------------------------------------------------------------------ */

/* What holds if one who may choose does not: who chooses then, or `clause 3.1 is chosen`. */
void sema_say_elections(struct sema *sema)
{
    for (size_t i = 0; i < sema->elections.count; i++) {
        const struct election *election = &sema->elections.items[i];
        for (uint32_t k = 0; k < election->count; k++) {
            struct meant_norm *chooser = election->choosers[k];
            const struct meant_norm *next = k + 1 < election->count ? election->choosers[k + 1] : NULL;
            if (next) {
                chooser->remedy_en = sema_join(sema, sema_labels(sema, next->bearers, false), " ", next->action_en,
                                               *next->rule_en ? ", " : "", next->rule_en);
                chooser->remedy_zh = sema_join(sema, sema_labels(sema, next->bearers, true), next->action_zh,
                                               *next->rule_zh ? "，" : "", next->rule_zh);
            } else if (election->otherwise) {
                const char *number = election->otherwise->clause.text->text;
                chooser->remedy_en = sema_join(sema, "clause ", number, " is chosen");
                chooser->remedy_zh = sema_join(sema, "视为选择第", number, "条");
            }
        }
    }
}
