/* rules.c - sentences about the duties of their clause: who accepts, how long it takes, what may be
 * reworked, what survives, whether the clock stops. They are kept while the norms are made and
 * applied here. Also what triggers a norm, once all norms are known. */
#include <string.h>

#include "compiler/sema/about.h"
#include "compiler/sema/awaited.h"
#include "compiler/sema/manner.h"
#include "compiler/sema/renewal.h"
#include "compiler/sema/sema_internal.h"
#include "compiler/sema/told.h"

static bool is_duty(const struct meant_norm *norm)
{
    return (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT) && !norm->is_answer;
}

/* Rows among which are all norms under the rule's heading. */
static size_t first_norm(const struct sema *sema, const struct rule *rule)
{
    return sema->meaning->clauses.items[sema_heading_of(sema, rule->clause)]->first_norm;
}

static size_t end_norm(const struct sema *sema, const struct rule *rule)
{
    return sema->meaning->clauses.items[sema_heading_of(sema, rule->clause)]->end_norm;
}

static bool same_heading(const struct sema *sema, const struct meant_norm *norm,
                         const struct rule *rule)
{
    return sema_heading_of(sema, norm->clause) == sema_heading_of(sema, rule->clause);
}

void sema_without_duty(struct sema *sema, const struct rule *rule, const char *what)
{
    bool is_clock = rule->kind == RULE_CLOCK; /* it may be about any clause */
    if (sema_has_hole(sema, is_clock ? NM_NONE : rule->clause))
        return;
    struct diag *diag = diag_add(sema->diags, E_RULE_WITHOUT_DUTY, sema->source, rule->act->span,
                                 "%s, but the clause has no duty that it fits", what);
    diag_help(diag, "put the sentence into the clause of the duty it belongs to");
}

/* The kind of the first thing that an act is about, or NM_NONE. */
static int32_t kind_of_object(struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            if (nps->items[k]->kind == NP_NAME && nps->items[k]->name.noun.text)
                return sema_kind(sema, nps->items[k]->name.noun.text);
        }
    }
    return NM_NONE;
}

static struct meant_answer *answer_of(struct sema *sema, struct meant_norm *norm)
{
    if (!norm->answer) {
        norm->answer = arena_alloc(sema->arena, sizeof *norm->answer);
        norm->answer->rounds = 1;
    }
    return norm->answer;
}

static const struct meant_verb *need_verb(struct sema *sema, const struct ast_name *word,
                                          enum nm_act_class class)
{
    const struct meant_verb *verb = sema_verb(sema, word->text);
    if (verb && (verb->class == class))
        return verb;
    struct diag *diag = diag_add(sema->diags, E_ANSWER_VERB, sema->source, word->span,
                                 "`%s` is not declared as %s", word->text->text,
                                 class == NM_ACCEPT ? "an acceptance" : "a rejection");
    diag_help(diag, "use `accepts or rejects`, `confirms or refuses`, or declare the verb with "
                    "`, an acceptance` or `, a rejection`");
    return NULL;
}

/* False after a message, or if the word was reported before. */
static bool is_declared(struct sema *sema, const struct ast_np *np)
{
    if (np->kind != NP_NAME || !np->name.noun.text || sema_find(sema, np->name.noun.text))
        return true;
    if (!sema_is_news(sema, np->name.noun.text->text))
        return false;
    struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, np->span,
                                 "`%s` is not declared", np->name.noun.text->text);
    const char *near = sema_suggest(sema, np->name.noun.text, NAMED_KIND);
    if (hint_give(diag, sema->source, np->span))
        return false;
    if (near)
        diag_help(diag, "did you mean `%s`?", near);
    else
        diag_help(diag, "declare it: `%s`", sema_item_declaration(sema, &np->name.noun));
    return false;
}

/* False after a message: the act is about another thing than the sentence it stands in. */
static bool is_same_thing(struct sema *sema, const struct ast_np *np, int32_t kind)
{
    if (np->kind != NP_NAME || !np->name.noun.text || sema_kind(sema, np->name.noun.text) == kind ||
        sema_is_party(sema, np))
        return true;
    if (!is_declared(sema, np))
        return false;
    struct diag *diag = diag_add(sema->diags, E_RULE_WITHOUT_DUTY, sema->source, np->span,
                                 "`%s` is another thing than the sentence is about",
                                 np->name.noun.text->text);
    diag_help(diag, "name the same kind of item in both places");
    return false;
}

static bool is_about(struct sema *sema, const struct ast_act *act, int32_t kind)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            if (!is_same_thing(sema, nps->items[k], kind))
                return false;
        }
    }
    return true;
}

/* `An experience counts once Benxi confirms the mastery.` */
static void apply_counts(struct sema *sema, struct rule *rule)
{
    const struct ast_act *event = rule->act->more->once;
    struct scope nothing = {.key_kind = NM_NONE};
    if (event->pred != PRED_VERB || !event->subject) {
        struct diag *diag = diag_add(sema->diags, E_ANSWER_VERB, sema->source, event->span,
                                     "what it counts by must be an act of acceptance");
        diag_help(diag, "write `counts once Benxi confirms it`");
        return;
    }
    const struct meant_verb *accept = need_verb(sema, &event->verb, NM_ACCEPT);
    uint64_t acceptors = sema_parties(sema, event->subject->items[0], &nothing);
    const struct ast_np *subject = rule->act->subject->items[0];
    int32_t kind = subject->kind == NP_NAME && subject->name.noun.text
                       ? sema_kind(sema, subject->name.noun.text) : NM_NONE;
    if ((kind == NM_NONE && !is_declared(sema, subject)) || !is_about(sema, event, kind))
        return;
    for (size_t i = first_norm(sema, rule); accept && i < end_norm(sema, rule); i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        if (!is_duty(norm) || norm->parent || !same_heading(sema, norm, rule) ||
            meant_thing(norm) != kind)
            continue; /* a part is answered with its whole */
        struct meant_answer *answer = answer_of(sema, norm);
        answer->acceptors = acceptors;
        answer->accept = accept;
        answer->clause = rule->clause;
        answer->span = rule->act->span;
        rule->is_used = true;
    }
    if (accept && !rule->is_used)
        sema_without_duty(sema, rule, "this says when something counts");
}

/* `A turner no longer counts once Union fails the turner.` */
static void apply_loss(struct sema *sema, struct rule *rule)
{
    const struct ast_act *event = rule->act->more->once;
    const struct ast_np *subject = rule->act->subject->items[0];
    int32_t kind = subject->kind == NP_NAME && subject->name.noun.text
                       ? sema_kind(sema, subject->name.noun.text) : NM_NONE;
    if ((kind == NM_NONE && !is_declared(sema, subject)) || !is_about(sema, event, kind))
        return;
    for (size_t i = first_norm(sema, rule); kind != NM_NONE && i < end_norm(sema, rule); i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        if (is_duty(norm) && norm->distinct && !norm->parent && norm->item == kind &&
            same_heading(sema, norm, rule))
            sema_set_loss(sema, rule, kind, norm);
    }
    if (!rule->is_used)
        sema_without_duty(sema, rule, "this says when something no longer counts");
}

/* What silence means: `otherwise the mastery is confirmed`. */
static bool silence_of(struct sema *sema, const struct rule *rule, const struct meant_verb *accept,
                       const struct meant_verb *reject, enum nm_silence *silence)
{
    if (rule->duty) {
        *silence = NM_SILENCE_BREACHES;
        return true;
    }
    if (rule->silence && rule->silence->pred == PRED_IS && !rule->silence->is_negated) {
        const struct meant_verb *verb = sema_verb(sema, rule->silence->verb.text);
        if (verb == accept || (verb && verb->class == NM_ACCEPT)) {
            *silence = NM_SILENCE_ACCEPTS;
            return true;
        }
        if (verb == reject || (verb && verb->class == NM_REJECT)) {
            *silence = NM_SILENCE_REJECTS;
            return true;
        }
    }
    struct diag *diag = diag_add(sema->diags, E_NO_SILENCE, sema->source,
                                 rule->silence ? rule->silence->span : rule->act->span,
                                 "it is not said what silence means");
    diag_help(diag, "add `, otherwise it is %s` or `, otherwise it is %s`",
              accept ? accept->participle : "accepted", reject ? reject->participle : "rejected");
    return false;
}

/* `Benxi confirms or refuses the mastery within 5 days, otherwise the mastery is confirmed.` */
static void apply_answer(struct sema *sema, struct rule *rule)
{
    struct scope nothing = {.key_kind = NM_NONE};
    const struct ast_act *act = rule->act;
    const struct meant_verb *accept = need_verb(sema, &act->verb, NM_ACCEPT);
    const struct meant_verb *reject = need_verb(sema, &act->more->verb_2, NM_REJECT);
    uint64_t acceptors = sema_parties(sema, act->subject->items[0], &nothing);
    int32_t kind = kind_of_object(sema, act);
    const struct ast_adverb *limit = sema_limit_in(act);
    if (limit && limit->anchor) {
        struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, limit->anchor->span,
                                     "the time for an answer runs from each performance");
        diag_help(diag, "leave this out");
        return;
    }
    if (act->subject->count > 1) {
        struct diag *diag = diag_add(sema->diags, E_NOT_YET, sema->source, act->subject->span,
                                     "an answer of several parties: understood, but does not run yet");
        diag_help(diag, "let one party answer");
        return;
    }
    enum nm_silence silence;
    if (!accept || !reject || !acceptors || !silence_of(sema, rule, accept, reject, &silence))
        return;
    if (kind == NM_NONE && !is_about(sema, act, kind))
        return;
    if (!rule->duty && rule->silence->subject && rule->silence->subject->count == 1 &&
        !is_same_thing(sema, rule->silence->subject->items[0], kind))
        return;
    if (!limit) {
        struct diag *diag = diag_add(sema->diags, E_NO_ANSWER_LIMIT, sema->source, act->span,
                                     "it is not said within what time the answer is given");
        diag_help(diag, "add `within 5 days`");
        return;
    }
    for (size_t i = first_norm(sema, rule); i < end_norm(sema, rule); i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        if (!is_duty(norm) || norm->parent || !same_heading(sema, norm, rule) ||
            meant_thing(norm) != kind || (norm->bearers & acceptors))
            continue;
        struct meant_answer *answer = answer_of(sema, norm);
        if (answer->acceptors && answer->acceptors != acceptors) {
            struct diag *diag = diag_add(sema->diags, E_TWO_ACCEPTORS, sema->source,
                                         act->subject->span,
                                         "another sentence of the clause names another acceptor");
            diag_label(diag, sema->source, answer->span, "that sentence");
            diag_help(diag, "let one and the same party answer in both");
            rule->is_used = true;
            answer->has_silence = true; /* one message is enough */
            continue;
        }
        answer->acceptors = acceptors;
        answer->accept = answer->accept ? answer->accept : accept;
        answer->reject = reject;
        answer->silence = silence;
        answer->has_silence = true;
        answer->clause = rule->clause;
        answer->span = act->span;
        answer->limit = sema_answer_limit(sema, limit->duration);
        sema_duration_words(sema, &limit->duration->high, limit->duration->unit, &answer->limit_en,
                            &answer->limit_zh);
        if (rule->duty)
            sema_link_answer_duty(sema, rule->duty, norm);
        rule->is_used = true;
    }
    if (!rule->is_used)
        sema_without_duty(sema, rule, "this says who answers");
}

bool sema_is_rework(const struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; sema->said.has_adjective && i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        if (!nps || nps->count != 1 || nps->items[0]->kind != NP_NAME ||
            !nps->items[0]->name.adjective.text)
            continue;
        const struct meant_verb *verb = sema_verb(sema, nps->items[0]->name.adjective.text);
        if (verb && verb->class == NM_REJECT)
            return true;
    }
    return false;
}

static void apply_rework(struct sema *sema, struct rule *rule)
{
    int32_t kind = kind_of_object(sema, rule->act);
    struct scope nothing = {.key_kind = NM_NONE};
    uint64_t bearers = rule->act->subject
                           ? sema_parties(sema, rule->act->subject->items[0], &nothing) : 0;
    int32_t rounds = sema_times(sema, rule->act, 1);
    if (!bearers || !rounds || !is_about(sema, rule->act, kind))
        return;
    const struct ast_adverb *limit = sema_limit_in(rule->act);
    if (!limit || limit->anchor) {
        struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source,
                                     limit ? limit->anchor->span : rule->act->span,
                                     limit ? "the time for rework runs from each rejection"
                                           : "how long the rework may take is not said");
        diag_help(diag, limit ? "leave this out" : "`Seller reworks the rejected lathes within 15 days.`");
        return;
    }
    for (size_t k = first_norm(sema, rule); k < end_norm(sema, rule); k++) {
        struct meant_norm *norm = sema->meaning->norms.items[k];
        if (!norm->answer || !same_heading(sema, norm, rule) || meant_thing(norm) != kind || norm->bearers != bearers)
            continue;
        norm->answer->rework = sema_answer_limit(sema, limit->duration);
        norm->answer->rounds = rounds;
        sema_duration_words(sema, &limit->duration->high, limit->duration->unit, &norm->answer->rework_en,
                            &norm->answer->rework_zh);
        rule->is_used = true;
    }
    if (!rule->is_used)
        sema_without_duty(sema, rule, "this gives time to rework what was rejected");
}

/* The duty whose performance can be rejected, and would be reworked. */
static const struct meant_norm *rejectable(const struct sema *sema, const struct meant_norm *rework)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->answer && norm->answer->reject && norm->bearers == rework->bearers &&
            meant_thing(norm) == meant_thing(rework) && norm->pattern.act.verb != rework->pattern.act.verb)
            return norm;
    }
    return NULL;
}

/* `Seller reworks the report within 20 days`, where a report can be rejected: its days would be counted from the
 * beginning of the contract, and what was rejected would get none. */
static void check_stray_rework(struct sema *sema, const struct pending *pending)
{
    const struct meant_norm *norm = pending->norm;
    const struct meant_verb *verb = norm->pattern.act.verb;
    bool is_rework = verb && strcmp(verb->base, "rework") == 0 && meant_thing(norm) != NM_NONE && !pending->trigger &&
                     !norm->remedies && !norm->of_period && !pending->act->fronts.count;
    const struct ast_adverb *limit = is_rework ? sema_limit_in(pending->act) : NULL;
    const struct meant_norm *duty = limit && !limit->anchor ? rejectable(sema, norm) : NULL;
    if (!duty)
        return;
    const char *thing = sema->meaning->kinds.items[meant_thing(norm)]->names.items[0];
    const char *rejected = duty->answer->reject->participle;
    struct diag *diag = diag_add(sema->diags, E_RULE_WITHOUT_DUTY, norm->source, limit->span,
                                 "this would run from the beginning of the contract, and not from when the %s is %s",
                                 thing, rejected);
    diag_label(diag, duty->source, duty->span, "what can be reworked");
    diag_help(diag, "in the clause of that duty, name what is reworked: `reworks the %s %s within …`; a duty of its "
                    "own says from when: `within … after clause 1.1 is fulfilled`", rejected, thing);
}

/* `Each teaching takes 3 to 6 working days and 2 technicians of Fushun.` */
static void apply_takes(struct sema *sema, struct rule *rule)
{
    const struct ast_act *act = rule->act;
    const struct ast_np *subject = act->subject->items[0];
    const struct meant_verb *verb = subject->kind == NP_NAME && subject->name.noun.text
                                        ? sema_verb(sema, subject->name.noun.text) : NULL;
    struct nm_capacity capacity = {.clause = rule->clause, .calendar = NM_NONE, .start_act = NM_NONE};
    int64_t places = 0;
    struct scope nothing = {.key_kind = NM_NONE};
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            const struct ast_np *np = nps->items[k];
            if (np->kind != NP_AMOUNT)
                continue;
            if (np->amount->kind == AMOUNT_TIME) {
                bool whole = decimal_to_parts(np->amount->low.value, 0, &capacity.shortest) == DECIMAL_OK &&
                             decimal_to_parts(np->amount->high.value, 0, &capacity.longest) == DECIMAL_OK;
                bool is_working = np->amount->time_unit == TIME_WORKING_DAY;
                if (!whole || capacity.shortest < 1 || capacity.longest < capacity.shortest ||
                    (!is_working && np->amount->time_unit != TIME_DAY)) {
                    struct diag *diag =
                        diag_add(sema->diags, E_DURATION, sema->source, np->span,
                                 "how long an act takes is a whole number of days, at least 1");
                    diag_help(diag, "write `takes 3 to 6 working days`");
                    return;
                }
                capacity.calendar = is_working ? sema->meaning->calendar : NM_NONE;
                continue;
            }
            struct amount uses;
            if (!sema_amount(sema, np->amount, &uses))
                return;
            uint64_t of = 0;
            for (uint32_t t = 0; t < np->tails.count; t++) {
                if (np->tails.items[t].kind != TAIL_OF)
                    continue;
                of = sema_parties(sema, np->tails.items[t].np, &nothing);
                if (!of)
                    return;
            }
            if (!of && sema_has_hole(sema, NM_NONE))
                return;
            if (!of) {
                struct diag *diag = diag_add(sema->diags, E_RESOURCE, sema->source, np->span,
                                             "it is not said whose they are");
                diag_help(diag, "add `of` and the party");
                return;
            }
            int64_t held = 0;
            for (size_t h = 0; h < sema->holdings.count; h++) {
                if (sema->holdings.items[h].party == of && sema->holdings.items[h].kind == uses.kind)
                    held += sema->holdings.items[h].count;
            }
            if (held / uses.parts < 1 && sema_has_hole(sema, NM_NONE))
                return;
            if (held / uses.parts < 1) {
                struct diag *diag = diag_add(sema->diags, E_RESOURCE, sema->source, np->span,
                                             "one act needs %lld of them, but %s has %lld",
                                             (long long)uses.parts, sema_labels(sema, of, false),
                                             (long long)held);
                diag_help(diag, "say how many there are: `%s has 12 %s`", sema_labels(sema, of, false),
                          np->amount->unit.text->text);
                return;
            }
            places = places && places < held / uses.parts ? places : held / uses.parts;
        }
    }
    for (size_t i = first_norm(sema, rule); verb && i < end_norm(sema, rule); i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        if (!is_duty(norm) || !same_heading(sema, norm, rule) || norm->pattern.act.verb != verb)
            continue;
        norm->capacity = arena_alloc(sema->arena, sizeof *norm->capacity);
        *norm->capacity = capacity;
        norm->capacity->places = places ? places : norm->need_parts ? norm->need_parts : 1;
        norm->capacity_start = (struct meant_act){verb, true};
        rule->is_used = true;
    }
    if (!rule->is_used)
        sema_without_duty(sema, rule, "this says how long an act takes");
}

/* `While clause 1.1 is suspended, the clock of clause 1.1 stops.` */
static void apply_clock(struct sema *sema, struct rule *rule)
{
    const struct ast_label *label = sema_subject_clause(rule);
    if (!label) {
        sema_without_duty(sema, rule, "this says whether a clock stops");
        return;
    }
    norm_list norms;
    sema_clause_norms(sema, label, &norms);
    sema_add_parts(sema, &norms);
    size_t own = norms.count; /* what is part of them elsewhere may have a clock of its own */
    sema_add_parts_elsewhere(sema, &norms);
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_power *power = sema->meaning->norms.items[i]->power;
        for (size_t k = 0; power && k < power->scope.count; k++) {
            for (size_t n = 0; n < norms.count; n++) {
                if (power->scope.items[k] != norms.items[n])
                    continue;
                rule->is_used = true;
                if (n >= own && norms.items[n]->clock_said)
                    continue;
                norms.items[n]->clock_said = true;
                norms.items[n]->clock_runs = rule->act->pred == PRED_CLOCK_RUNS;
            }
        }
    }
    if (norms.count && !rule->is_used)
        sema_without_duty(sema, rule, "this says whether a clock stops");
}

/* The norms that the sentence names (`for clause 1.1`), else those of its clause. */
static void named_norms(struct sema *sema, const struct rule *rule, norm_list *norms)
{
    const struct ast_adverb *adverb = rule->act->args.count ? rule->act->args.items[0].adverb : NULL;
    *norms = (norm_list){0};
    for (uint32_t i = 0; adverb && i < adverb->nps->count; i++) {
        const struct ast_np *np = adverb->nps->items[i];
        norm_list one = {0};
        if (np->kind == NP_CLAUSE)
            sema_clause_norms(sema, &np->clause, &one);
        else
            diag_help(diag_add(sema->diags, E_UNREAD, sema->source, np->span, "this is no clause"),
                      "name clauses by their numbers: `for clauses 1.1 and 1.2`");
        for (size_t k = 0; k < one.count; k++)
            list_push(sema->arena, norms, one.items[k]);
    }
    if (adverb) {
        sema_add_parts(sema, norms);
        return;
    }
    for (size_t i = first_norm(sema, rule); i < end_norm(sema, rule); i++) {
        if (same_heading(sema, sema->meaning->norms.items[i], rule))
            list_push(sema->arena, norms, sema->meaning->norms.items[i]);
    }
}

static void apply_essential(struct sema *sema, struct rule *rule)
{
    norm_list norms;
    named_norms(sema, rule, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        norms.items[i]->late = NM_LATE_ESSENTIAL;
        sema_add_term(sema, norms.items[i], "time is essential: nothing counts after the breach", "期限为根本条件，违约后的履行不计",
                      rule->clause);
    }
}

/* `Each day counts under clause 7.1`, or in its clause. */
static void apply_day_counts(struct sema *sema, struct rule *rule)
{
    norm_list norms;
    named_norms(sema, rule, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        if (norms.items[i]->kind != NM_MAINTAIN)
            continue;
        norms.items[i]->each_day = true;
        rule->is_used = true;
    }
    if (!rule->is_used)
        sema_without_duty(sema, rule, "this makes every bad day a breach");
}

static void apply_all(struct sema *sema, enum rule_kind kind, void (*apply)(struct sema *, struct rule *))
{
    for (size_t i = 0; (sema->rule_kinds >> kind & 1) && i < sema->rules.count; i++) {
        if (sema->rules.items[i].kind != kind)
            continue;
        uint32_t faults = sema_faults(sema);
        sema->source = sema->rules.items[i].source;
        apply(sema, &sema->rules.items[i]);
        if (sema_faults(sema) > faults)
            sema_add_hole(sema, sema->rules.items[i].clause);
    }
}

void sema_apply_rules(struct sema *sema)
{
    sema_relate(sema);
    apply_all(sema, RULE_FROM_SIGNATURE, sema_apply_from_signature);
    sema_apply_effect(sema);
    apply_all(sema, RULE_COUNTS, apply_counts);
    apply_all(sema, RULE_LOSS, apply_loss);
    apply_all(sema, RULE_ANSWER, apply_answer);
    apply_all(sema, RULE_REWORK, apply_rework);
    for (size_t i = 0; i < sema->pending.count; i++)
        check_stray_rework(sema, &sema->pending.items[i]);
    apply_all(sema, RULE_TAKES, apply_takes);
    apply_all(sema, RULE_ESSENTIAL, apply_essential);
    apply_all(sema, RULE_DAY_COUNTS, apply_day_counts);
    sema_apply_indicators(sema);
    apply_all(sema, RULE_EXCUSE, sema_apply_excuse); /* by a breach of measuring, too */
    sema_index_remedies(sema);
    for (size_t i = 0; i < sema->pending.count; i++)
        sema_apply_answered(sema, sema->pending.items[i].norm);
    for (size_t i = 0; i < sema->pending.count; i++) {
        struct pending *pending = &sema->pending.items[i];
        sema->source = pending->norm->source;
        if (pending->norm->kind == NM_PERMIT)
            sema_permit(sema, pending);
        if (pending->norm->kind != NM_POWER || sema_power(sema, pending))
            sema_set_trigger(sema, pending);
        sema_apply_guards(sema, pending);
        if (pending->norm->is_cure)
            sema_set_cure(sema, pending);
    }
    sema_apply_elections(sema);
    sema_apply_consents(sema);
    sema_apply_quantities(sema);
    sema_share_values(sema);
    for (size_t i = 0; i < sema->pending.count; i++) {
        sema->source = sema->pending.items[i].norm->source;
        sema_reckon(sema, &sema->pending.items[i]);
    }
    sema_mark_minimums(sema);
    sema_apply_forbidden(sema);
    sema_check_units_awaited(sema);
    sema_check_asked(sema);
    sema_apply_last_values(sema);
    for (size_t i = 0; i < sema->pending.count; i++) {
        sema->source = sema->pending.items[i].norm->source;
        sema_window(sema, &sema->pending.items[i]);
        if (!sema->pending.items[i].scope.period)
            sema_end_with_breach(sema, &sema->pending.items[i]);
    }
    sema_bound_rights(sema);
    sema_check_grounds(sema);
    sema_await_told_dates(sema);
    apply_all(sema, RULE_GRACE, sema_apply_grace);
    apply_all(sema, RULE_EXCUSE, sema_check_excuse);
    apply_all(sema, RULE_CAP, sema_apply_cap);
    sema_apply_caps_asked(sema);
    apply_all(sema, RULE_PREVAILS, sema_apply_prevails);
    sema_order_powers(sema);
    apply_all(sema, RULE_SURVIVES, sema_apply_survives);
    apply_all(sema, RULE_CLOCK, apply_clock);
    sema_follow_end(sema);
    sema_check_outlasting(sema);
    sema_keep_awaited(sema);
    sema_check_elections(sema);
    sema_check_effect(sema);
    sema_check_renewal(sema);
}
