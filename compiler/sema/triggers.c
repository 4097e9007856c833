/* triggers.c - what triggers a norm, once all norms are known: acts, statuses of clauses, several of
 * them joined. Of events joined by `and when` each asks, when it happens, whether the others have
 * happened; that an act has happened is remembered by an instance of its own. Spec 10.1 to 10.3. */
#include <string.h>

#include "compiler/sema/said.h"
#include "compiler/sema/sema_internal.h"
#include "runtime/state.h"

/* Most norms have none, and most others one. */
void sema_add_trigger(struct sema *sema, struct meant_norm *norm, struct meant_trigger trigger)
{
    struct meant_triggers *triggers = &norm->triggers;
    if (triggers->count == triggers->cap) {
        struct meant_trigger *old = triggers->items;
        triggers->cap = triggers->cap ? triggers->cap * 2 : 1;
        triggers->items = arena_array(sema->arena, triggers->cap, sizeof *triggers->items);
        if (old)
            memcpy(triggers->items, old, triggers->count * sizeof *old);
    }
    triggers->items[triggers->count++] = trigger;
}

static const char *join_words(struct sema *sema, const char *before, const char *words, const char *join)
{
    return *before ? sema_words(sema, before, join, words) : words;
}

/* The words stand behind those of the event before; `or` or `and` joins them. */
static void add_words(struct sema *sema, const struct pending *pending, const char *en, const char *zh)
{
    struct meant_norm *norm = pending->norm;
    bool is_and = pending->trigger->event->is_and;
    norm->trigger_en = join_words(sema, norm->trigger_en, en, is_and ? " and " : " or ");
    norm->trigger_zh = join_words(sema, norm->trigger_zh, zh, is_and ? "且" : "或");
}

/* `Each time …` arises again, `When …` once for each thing: the papers keep them apart. */
static const char *when_en(const struct pending *pending)
{
    return pending->trigger->kind == TRIGGER_EACH_TIME ? "each time " : "when ";
}

static const char *when_zh(const struct pending *pending)
{
    return pending->trigger->kind == TRIGGER_EACH_TIME ? "每当" : "当";
}

/* What it does when it fires again. */
static enum nm_repeat repeat_of(const struct ast_trigger *trigger)
{
    if (trigger->kind != TRIGGER_EACH_TIME)
        return NM_REPEAT_NOT;
    switch (trigger->repeat) {
    case REPEAT_NOT_SAID: return NM_REPEAT_EACH;
    case REPEAT_ONE: return NM_REPEAT_ONE;
    case REPEAT_RESTARTS: return NM_REPEAT_RESTARTS;
    case REPEAT_QUEUES: return NM_REPEAT_QUEUES;
    }
    UNREACHABLE();
}

/* ---- acts ------------------------------------------------------------------------------------------ */

bool sema_is_act_event(const struct ast_act *act)
{
    return act->pred == PRED_VERB || act->pred == PRED_STARTS;
}

/* Who acts: the one for whom the sentence is read, else whom the event names. */
static uint64_t actors_of(struct sema *sema, const struct ast_act *act, const struct pending *pending)
{
    return pending->scope.it ? pending->scope.it
                             : sema_parties(sema, act->subject->items[0], &pending->scope);
}

static bool act_pattern(struct sema *sema, const struct ast_act *act, const struct pending *pending,
                        struct meant_pattern *pattern)
{
    const struct meant_verb *verb = sema_verb(sema, act->verb.text);
    if (!verb)
        return false; /* it has been said */
    struct scope scope = pending->scope;
    uint64_t actors = actors_of(sema, act, pending);
    if (actors)
        scope.subject = actors; /* `the other` is that of who acts, not of who then owes */
    struct arguments arguments;
    sema_arguments(sema, act, &scope, &arguments);
    int32_t measured = sema_measured(sema, act);
    *pattern = (struct meant_pattern){
        .act = {verb, act->pred == PRED_STARTS}, .actors = actors,
        .to = arguments.receivers, .kind = sema_introduced_kind(sema, act),
        .indicator = measured == NM_NONE ? NULL : sema->meaning->indicators.items[measured]};
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        for (uint32_t k = 0; nps && k < nps->count; k++)
            if (!sema_names_key(nps->items[k]))
                (void)sema_is_narrowed(sema, nps->items[k], pattern);
    }
    return true;
}

static void guard_with(struct sema *sema, struct meant_trigger *trigger, struct meant_expr *guard)
{
    if (guard)
        trigger->guard = trigger->guard ? expr_of(sema, NM_OP_AND, trigger->guard, guard) : guard;
}

/* A norm that only remembers when the act was done, each time. */
static const struct meant_norm *remember(struct sema *sema, const struct meant_norm *norm,
                                         const struct ast_act *act, struct meant_trigger said)
{
    struct meant_norm *memory = sema_add_memory(sema, norm->clause, act, "event");
    memory->key_kind = norm->key_kind;
    memory->pattern = said.pattern;
    said.repeat = NM_REPEAT_EACH;
    sema_add_trigger(sema, memory, said);
    return memory;
}

/* `When Buyer reports a defect, Seller repairs the defect with severity critical`: it arises for such
 * defects alone, and what repairs them need not say again what they are. */
static void narrow_to(struct sema *sema, struct meant_norm *norm, struct meant_pattern *pattern)
{
    if (norm->key_kind == NM_NONE || norm->key_kind != pattern->kind || norm->pattern.kind != pattern->kind ||
        norm->unit != NM_NONE || norm->is_part)
        return;
    if (sema_excludes(pattern, &norm->pattern)) { /* `When Buyer rejects a small lathe`, a large one is delivered */
        norm->pattern.key_bound = false;
        return;
    }
    for (uint32_t i = 0; i < norm->pattern.test_count; i++)
        if (norm->pattern.tests[i].attr != NM_NONE)
            sema_add_test(sema, pattern, norm->pattern.tests[i]);
}

/* Of the things of the event: those values of the attribute that it asks for. */
static uint64_t values_asked(const struct meant_pattern *pattern, int32_t attr)
{
    uint64_t values = UINT64_MAX;
    for (uint32_t i = 0; i < pattern->test_count; i++)
        values &= pattern->tests[i].attr == attr ? pattern->tests[i].values : UINT64_MAX;
    return values;
}

/* What is done about the thing that called for it need not tell again what that is; what tells another value is
 * about another thing. */
void sema_take_tests(struct sema *sema, struct meant_norm *norm)
{
    struct meant_pattern said = norm->pattern;
    for (size_t i = 0; i < norm->triggers.count; i++) {
        const struct meant_pattern *pattern = &norm->triggers.items[i].pattern;
        if (norm->triggers.items[i].kind != NM_ON_EVENT || pattern->kind != norm->key_kind ||
            sema_excludes(pattern, &said))
            return;
    }
    bool is_choice = said.test_count && said.tests[0].attr == NM_NONE;
    if (!norm->triggers.count || is_choice || norm->key_kind == NM_NONE || said.kind != norm->key_kind || norm->is_part)
        return;
    norm->pattern.test_count = 0;
    const struct meant_pattern *first = &norm->triggers.items[0].pattern;
    for (uint32_t i = 0; i < first->test_count; i++) {
        int32_t attr = first->tests[i].attr;
        uint64_t values = 0;
        for (size_t k = 0; k < norm->triggers.count; k++)
            values |= values_asked(&norm->triggers.items[k].pattern, attr);
        if (attr == NM_NONE || values == UINT64_MAX || values_asked(&norm->pattern, attr) != UINT64_MAX)
            continue; /* an event does not ask for it, or it has been taken */
        sema_add_test(sema, &norm->pattern,
                      (struct meant_test){.attr = attr, .values = values, .is_known = true,
                                          .is_unspoken = values_asked(&said, attr) == UINT64_MAX});
    }
}

const char *sema_tests_zh(struct sema *sema, const struct meant_pattern *pattern)
{
    const char *text = "";
    for (uint32_t i = 0; i < pattern->test_count; i++) {
        if (pattern->tests[i].attr == NM_NONE || pattern->tests[i].is_unspoken)
            continue;
        const struct meant_attr *attr = sema->meaning->attrs.items[pattern->tests[i].attr];
        const char *values = "";
        for (size_t k = 0; k < attr->values.count; k++)
            if (pattern->tests[i].values >> k & 1)
                values = arena_printf(sema->arena, "%s%s%s", values, *values ? "、" : "",
                                      attr->values.items[k]);
        text = arena_printf(sema->arena, "%s（%s：%s）", text, attr->name, values);
    }
    return text;
}

const struct ast_adverb *sema_by_clause(struct sema *sema, const struct ast_act *act)
{
    const struct meant_verb *verb = act->pred == PRED_VERB && act->verb.text ? sema_verb(sema, act->verb.text) : NULL;
    if (!verb || !sema_is_power_verb(verb) || act->fronts.count)
        return NULL;
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_UNDER && adverb->nps->count == 1 &&
            adverb->nps->items[0]->kind == NP_CLAUSE)
            return adverb;
    }
    return NULL;
}

/* `When Buyer terminates the contract under clause 5.1`: by which power; it is done by one of several otherwise. */
static void set_by(struct sema *sema, const struct ast_act *act, struct meant_trigger *trigger)
{
    const struct ast_adverb *by = sema_by_clause(sema, act);
    if (!by)
        return;
    const struct ast_label *label = &by->nps->items[0]->clause;
    norm_list norms; /* a clause that is not there is told of */
    sema_clause_norms(sema, label, &norms);
    int32_t clause = sema_find_clause(sema, label->text->text);
    trigger->by = clause == NM_NONE && norms.count ? 1 + norms.items[0]->clause : 1 + clause;
    if (trigger->pattern.act.verb->class == NM_RESUME)
        sema_not_yet(sema, by->span, "by which clause something is resumed", "leave it out");
}

/* Acts by powers only: who may not do them has done nothing. */
static bool is_by_power(const struct meant_verb *verb)
{
    bool is_choice = verb->class == NM_FACT && sema_is(verb->base, "choose");
    return sema_is_power_verb(verb) || is_choice || (verb->class == NM_ENABLE && sema_is(verb->base, "assign"));
}

/* The clause that the act names is no thing of it: what is done of that clause has a status. */
static void refuse_named(struct sema *sema, const struct ast_act *act, const struct meant_verb *verb)
{
    bool is_cure = sema_is(verb->base, "cure");
    sema_not_yet(sema, act->span, is_cure ? "a cure as an act" : "such an act of a clause, as a condition",
                 is_cure ? "what is cured is seen by what is done: ask for the clause that says it, `When clause 2.2 "
                           "is fulfilled`"
                 : verb->class == NM_REJECT
                     ? "name the thing that is rejected"
                     : "name the thing, or ask for the status: `When clause 1.1 is fulfilled`, `is accepted`");
}

/* `When Seller suspends clause 1.1`, `disproves clause 2.1`, `terminates the contract`: what the act has to concern. */
static void concern(struct sema *sema, const struct ast_act *act, struct meant_trigger *trigger)
{
    const struct meant_verb *verb = trigger->pattern.act.verb;
    const struct ast_nps *objects = sema_power_objects(act);
    const struct ast_np *object = objects ? objects->items[0] : NULL;
    for (uint32_t i = 0; !object && i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (nps && nps->items[0]->kind == NP_CLAUSE)
            objects = nps, object = nps->items[0]; /* joined by `or` */
        if (adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_TO && adverb->nps->items[0]->kind == NP_CLAUSE)
            sema_not_yet(sema, adverb->span, "this phrase in a condition", "name a thing: `item change, changes.`, "
                                                                           "`When Buyer approves a change, …`");
    }
    bool is_contract = object && sema_is_contract(object);
    bool is_unread = is_contract && !is_by_power(verb) && verb->frame.object == MEANT_CLAUSE &&
                     verb->class != NM_ENABLE;
    if (is_unread)
        sema_not_yet(sema, act->span, "such an act of the whole contract, as a condition", "name the clause");
    if (!object || (object->kind != NP_CLAUSE && !(is_contract && is_by_power(verb))))
        return;
    if (objects->count > 1) {
        sema_not_yet(sema, act->span, "an act that concerns several clauses, as a condition",
                     objects->is_or ? "join two acts: `When Buyer waives clause 1.1 or when Buyer waives clause 1.2, …`"
                                    : "name one clause, or the one above them");
        return;
    }
    bool is_of_things = !is_by_power(verb) && verb->class != NM_FACT && verb->class != NM_ENABLE &&
                        verb->frame.object != MEANT_CLAUSE;
    if (is_of_things || sema_is(verb->base, "cure")) {
        refuse_named(sema, act, verb);
    } else if (object->kind == NP_CLAUSE) {
        norm_list norms; /* a clause that is not there is told of */
        sema_clause_norms(sema, &object->clause, &norms);
        int32_t clause = sema_find_clause(sema, object->clause.text->text);
        for (size_t i = 1; clause == NM_NONE && i < norms.count; i++)
            if (norms.items[i]->clause != norms.items[0]->clause) {
                sema_not_yet(sema, act->span, "an act that concerns several clauses, as a condition",
                             "give them a heading, `clause 1 \"Delivery\".`, or name one clause");
                return;
            }
        trigger->clause = clause == NM_NONE && norms.count ? 1 + norms.items[0]->clause : 1 + clause;
    } else
        trigger->is_whole = true;
}

/* False after a message. */
static bool act_trigger(struct sema *sema, const struct ast_act *act, const struct pending *pending,
                        struct meant_trigger *trigger)
{
    *trigger = (struct meant_trigger){.kind = NM_ON_EVENT, .repeat = repeat_of(pending->trigger)};
    if (!act_pattern(sema, act, pending, &trigger->pattern))
        return false;
    concern(sema, act, trigger);
    set_by(sema, act, trigger);
    return true;
}

/* `When Owner accepts the house`: silence accepts it, too. */
static void add_silence(struct sema *sema, struct meant_norm *norm, const struct meant_trigger *said)
{
    const struct meant_pattern *pattern = &said->pattern;
    const struct meant_verb *verb = pattern->act.verb;
    bool may_be = verb && verb->class == NM_ACCEPT && !pattern->test_count; /* most acts are no acceptance */
    for (size_t i = 0; may_be && i < sema->meaning->norms.count; i++) {
        const struct meant_norm *answered = sema->meaning->norms.items[i];
        const struct meant_answer *answer = answered->answer;
        bool is_it = answer && answer->accept == verb && !(answer->acceptors & ~pattern->actors) &&
                     answer->has_silence && answer->silence != NM_SILENCE_REJECTS;
        bool is_of_kind = pattern->kind == NM_NONE || answered->pattern.kind == NM_NONE ||
                          pattern->kind == answered->pattern.kind;
        if (is_it && is_of_kind)
            sema_add_trigger(sema, norm, (struct meant_trigger){.kind = NM_ON_TENDER, .norm = answered,
                                                               .repeat = said->repeat, .is_closing = true});
    }
}

/* 在任何30日内达2次 */
static const char *often_zh(struct sema *sema, const struct often *often)
{
    bool has_window = often->window_zh && *often->window_zh;
    return arena_printf(sema->arena, "%s%s%s达%lld次", has_window ? "在任何" : "", has_window ? often->window_zh : "",
                        has_window ? "内" : "", (long long)often->times);
}

/* What the act says behind its subject. */
static const char *said_rest(struct sema *sema, const struct ast_act *act, struct span rest)
{
    if (!sema->in_words)
        return "";
    return sema_said_behind(sema, act, rest, sema_said_nps(sema, act->subject));
}

/* `Each time Buyer accepts lathes, Buyer pays 100 yuan per lathe`: an answer need not say how much it is about,
 * but what was tendered, and is accepted by it or by silence, is known. */
void sema_trigger_by_tender(struct sema *sema, struct meant_norm *norm)
{
    struct meant_triggers old = norm->triggers;
    bool is_answer = false;
    for (size_t i = 0; i < old.count; i++) {
        const struct meant_verb *verb = old.items[i].pattern.act.verb;
        is_answer |=
            old.items[i].kind == NM_ON_EVENT && verb && verb->class == NM_ACCEPT && !old.items[i].pattern.test_count;
    }
    if (!is_answer)
        return;
    struct meant_triggers fresh = {0};
    norm->triggers = fresh;
    for (size_t i = 0; i < old.count; i++) {
        const struct meant_trigger *said = &old.items[i];
        const struct meant_pattern *pattern = &said->pattern;
        size_t before = norm->triggers.count;
        for (size_t k = 0; said->kind == NM_ON_EVENT && k < sema->meaning->norms.count; k++) {
            const struct meant_norm *answered = sema->meaning->norms.items[k];
            const struct meant_answer *answer = answered->answer;
            if (!answer || answer->accept != pattern->act.verb || (answer->acceptors & ~pattern->actors) ||
                meant_kinds_differ(pattern, &answered->pattern))
                continue;
            struct meant_trigger by_tender = {.kind = NM_ON_TENDER, .norm = answered, .guard = said->guard,
                                              .until = said->until, .repeat = said->repeat};
            if (by_tender.repeat == NM_REPEAT_NOT)
                by_tender.repeat = NM_REPEAT_EACH; /* what is accepted later is another part of it */
            sema_add_trigger(sema, norm, by_tender);
        }
        if (norm->triggers.count == before && said->kind != NM_ON_TENDER)
            sema_add_trigger(sema, norm, *said); /* nobody delivers it: that is told of */
    }
}

static void add_act(struct sema *sema, const struct ast_act *act, const struct pending *pending)
{
    struct meant_norm *norm = pending->norm;
    struct meant_trigger trigger;
    if (!act_trigger(sema, act, pending, &trigger))
        return;
    struct meant_pattern pattern = trigger.pattern;
    const struct meant_pattern said = pattern; /* `narrow_to` adds what the sentence says elsewhere */
    narrow_to(sema, norm, &pattern);
    trigger.pattern = pattern;
    sema_add_trigger(sema, norm, trigger);
    const struct ast_adverb *written = sema_times_said(act);
    struct often often = {0};
    if (written && sema_read_window(sema, written, &often)) {
        const struct meant_norm *memory = remember(sema, norm, act, trigger);
        guard_with(sema, &list_last(&norm->triggers), sema_done_often(sema, memory, &often));
    }
    if (!written && !pending->trigger->event->is_and)
        add_silence(sema, norm, &trigger);
    struct span rest = {act->subject->span.end, act->span.end};
    bool is_of_each = often.times && pattern.kind != NM_NONE && norm->key_kind == pattern.kind;
    const char *en = sema_words(sema, when_en(pending), sema_labels(sema, pattern.actors, false),
                               said_rest(sema, act, rest));
    if (is_of_each)
        en = sema_words(sema, en, ", the same one");
    struct scope scope = pending->scope;
    scope.subject = pattern.actors;
    const char *zh = sema_words(sema, when_zh(pending), sema_labels(sema, pattern.actors, true),
                               sema_event_zh(sema, act, &scope, &said, is_of_each),
                               often.times ? often_zh(sema, &often) : "", "时");
    add_words(sema, pending, en, zh);
}

/* ---- statuses of clauses --------------------------------------------------------------------------- */

struct status_event {
    norm_list norms;
    bool is_breach;
    bool is_lapse;
    uint32_t how; /* what STATUS asks of the clause that has come to it; 0: nothing more */
};

/* `fulfilled late`, `fulfilled on time` */
static uint32_t how_done(const char *word)
{
    bool is_late = strcmp(word, "fulfilled late") == 0;
    return is_late ? 1u << ST_DONE_LATE
           : strcmp(word, "fulfilled on time") == 0 ? 1u << ST_DONE_IN_TIME : 0;
}

/* False after a message. */
static bool read_status(struct sema *sema, const struct ast_act *act, const struct scope *scope,
                        struct status_event *event)
{
    const struct ast_np *np = act->subject ? act->subject->items[0] : NULL;
    const char *word = act->verb.text ? act->verb.text->text : "";
    const struct ast_adverb *often = sema_times_said(act);
    event->is_breach = strcmp(word, "breached") == 0;
    event->is_lapse = strcmp(word, "lapsed") == 0;
    event->how = how_done(word);
    bool is_done = event->how || strcmp(word, "fulfilled") == 0 || strcmp(word, "accepted") == 0;
    if (!np || np->kind != NP_CLAUSE || act->is_negated || !(event->is_breach || event->is_lapse || is_done) ||
        act->args.count > (often ? 1 : 0) || (often && !event->is_breach)) {
        struct diag *diag = diag_add(sema->diags, E_CONDITION, sema->source, act->span,
                                     "this cannot start a duty yet");
        const char *instead =
            sema_is_cap_reached(act) ? "a right without a time of its own can hang on this; a duty asks for it when a "
                                       "month ends: `When a month ends if the cap of clause 3.1 is reached, …`"
                                     : sema_instead_of(sema, act);
        diag_help(diag, "%s", instead ? instead
                                      : "what can: an act (`when Buyer orders a part`), `when clause 1.1 is "
                                        "fulfilled`, `when clause 1.1 is breached`, `when clause 1.1 is lapsed`");
        return false;
    }
    sema_clause_norms(sema, &np->clause, &event->norms);
    sema_fit_watched(&event->norms, scope, often != NULL);
    if (event->is_breach)
        sema_add_parts(sema, &event->norms);
    return true;
}

static bool has_part(const norm_list *norms)
{
    bool has = false;
    for (size_t i = 0; i < norms->count; i++)
        has |= norms->items[i]->is_part;
    return has;
}

/* What follows from a breach follows once for the whole, not for each of its parts. */
static void fire_once(struct sema *sema, struct meant_norm *norm)
{
    struct meant_expr *made = expr_of(sema, NM_OP_MADE, expr_new(sema, NM_OP_TERM_START, 0), NULL);
    made->norm = norm;
    struct meant_expr *first = expr_of(sema, NM_OP_EQ, made, expr_new(sema, NM_OP_CONST, 0));
    for (size_t i = 0; i < norm->triggers.count; i++)
        guard_with(sema, &norm->triggers.items[i], first);
}

struct meant_expr *sema_status_is(struct sema *sema, const struct meant_norm *norm, uint32_t asked)
{
    struct meant_expr *status = expr_new(sema, NM_OP_STATUS, 0);
    status->norm = norm;
    status->statuses = asked;
    return status;
}

static enum st_status come_to(const struct status_event *event)
{
    return event->is_breach ? ST_BREACHED : event->is_lapse ? ST_LAPSED : ST_FULFILLED;
}

struct status_words { /* behind `is`, and behind the number of the clause */
    const char *en, *zh;
};

static struct status_words words_of(const struct status_event *event)
{
    if (event->how == 1u << ST_DONE_LATE)
        return (struct status_words){"fulfilled late", "迟延履行"};
    if (event->how == 1u << ST_DONE_IN_TIME)
        return (struct status_words){"fulfilled on time", "如期履行"};
    return event->is_breach  ? (struct status_words){"breached", "违约"}
           : event->is_lapse ? (struct status_words){"lapsed", "失效"}
                             : (struct status_words){"fulfilled", "履行完毕"};
}

static void add_status(struct sema *sema, const struct ast_act *act, const struct pending *pending)
{
    struct meant_norm *norm = pending->norm;
    struct status_event event;
    if (!read_status(sema, act, &pending->scope, &event))
        return;
    bool is_joined = norm->triggers.count > 0;
    for (size_t i = 0; i < event.norms.count; i++) {
        const struct meant_norm *watched = event.norms.items[i];
        struct meant_trigger trigger = {
            .kind = event.is_breach ? NM_ON_BREACH : NM_ON_STATUS, .norm = watched,
            .repeat = repeat_of(pending->trigger),
            .statuses = 1u << come_to(&event)};
        if (event.how)
            trigger.guard = sema_status_is(sema, watched, event.how);
        sema_add_trigger(sema, norm, trigger);
        norm->key_kind = is_joined && norm->key_kind != watched->key_kind ? NM_NONE : watched->key_kind;
    }
    if (event.is_breach && norm->triggers.count > 1 && pending->trigger->event->count == 1 &&
        pending->trigger->kind == TRIGGER_WHEN && has_part(&event.norms))
        fire_once(sema, norm);
    const struct ast_adverb *written = sema_times_said(act);
    struct often often = {0};
    if (written && sema_read_window(sema, written, &often)) {
        struct meant_expr *is_often = sema_breached_often(sema, &event.norms, &often);
        for (size_t i = 0; i < event.norms.count; i++)
            guard_with(sema, &norm->triggers.items[norm->triggers.count - 1 - i], is_often);
    }
    norm->pattern.key_bound = norm->key_kind != NM_NONE;
    if (!sema->in_words)
        return;
    const char *number = act->subject->items[0]->clause.text->text;
    struct status_words words = words_of(&event);
    add_words(sema, pending,
              arena_printf(sema->arena, "%sclause %s is %s%s%s", when_en(pending), number,
                           words.en, written ? " " : "",
                           written ? sema_said_adverb(sema, written) : ""),
              often.since ? arena_printf(sema->arena, "%s第%s条%s%s%s违约%lld次时", when_zh(pending), number,
                                         often.window_zh ? "在任何" : "",
                                         often.window_zh ? often.window_zh : "",
                                         often.window_zh ? "内" : "", (long long)often.times)
                          : arena_printf(sema->arena, "%s第%s条%s时", when_zh(pending), number, words.zh));
}

/* ---- and when -------------------------------------------------------------------------------------- */

/* All of them recur, and none with the period at hand. */
static bool recurs_otherwise(const norm_list *norms, const struct meant_period *period)
{
    bool recurs = period != NULL && norms->count;
    for (size_t i = 0; i < norms->count; i++)
        recurs &= norms->items[i]->of_period && !sema_is_same_period(norms->items[i]->of_period, period);
    return recurs;
}

/* True once some of the watched norms has come to it. */
static struct meant_expr *has_status(struct sema *sema, const struct ast_act *act,
                                     const struct pending *pending)
{
    struct status_event event;
    struct meant_expr *any = NULL;
    if (!read_status(sema, act, &pending->scope, &event))
        return NULL;
    if (recurs_otherwise(&event.norms, pending->scope.period)) {
        const struct ast_event *all = pending->trigger->event;
        const struct ast_act *other = all->items[act == all->items[0]];
        sema_not_yet(sema, pending->trigger->span, "clauses that recur in different periods, joined by `and`",
                     sema_words(sema, "let one of them make it arise, and ask for the other: `When clause ",
                                sema_watched_clause(act)->text->text, " is breached if clause ",
                                sema_watched_clause(other)->text->text, " is breached, …`"));
        return NULL;
    }
    for (size_t i = 0; i < event.norms.count; i++) {
        struct meant_expr *one =
            sema_status_is(sema, event.norms.items[i], event.how        ? event.how
                                                       : event.is_lapse ? 1u << ST_LAPSED : (uint32_t)SEMA_DONE);
        if (event.is_breach)
            one->op = NM_OP_BREACHED;
        any = any ? expr_of(sema, NM_OP_OR, any, one) : one;
    }
    return any;
}

struct meant_expr *sema_is_made(struct sema *sema, const struct meant_norm *norm)
{
    return sema_status_is(sema, norm, (1u << ST_STATUS_COUNT) - 1);
}

/* True once the act has been done: a norm that only remembers it has an instance. */
static struct meant_expr *was_done(struct sema *sema, const struct ast_act *act,
                                   const struct pending *pending)
{
    struct meant_trigger trigger;
    if (!act_trigger(sema, act, pending, &trigger))
        return NULL;
    return sema_is_made(sema, remember(sema, pending->norm, act, trigger));
}

/* The periods that the events of a right have in common, which is not read for one of them. */
static void shared_periods(struct sema *sema, const struct pending *pending, struct period_list *shared)
{
    const struct ast_event *event = pending->trigger->event;
    struct period_list *each = arena_array(sema->arena, event->count, sizeof *each);
    for (uint32_t i = 0; !pending->scope.period && i < event->count; i++) {
        const struct ast_label *label = sema_watched_clause(event->items[i]);
        if (label)
            sema_periods_of_clause(sema, label, &each[i]);
    }
    sema_shared_periods(sema, each, event->count, shared);
}

/* Asks for the other event where this trigger fires; if it is of a period that they share, for its norm of that one. */
static void ask_for_other(struct sema *sema, const struct pending *pending, struct meant_trigger *trigger,
                          const struct ast_act *other, struct meant_expr *happened, const struct period_list *shared)
{
    struct pending of_period = *pending;
    for (size_t i = 0; trigger->norm && i < shared->count && !of_period.scope.period; i++) {
        if (sema_is_same_period(trigger->norm->of_period, shared->items[i]))
            of_period.scope.period = shared->items[i];
    }
    bool is_shared = of_period.scope.period != pending->scope.period;
    guard_with(sema, trigger, is_shared ? has_status(sema, other, &of_period) : happened);
}

/* Each event asks for the others. Without a key it makes one instance, at the first time; of what recurs a right
 * arises in each period anew. */
static void ask_for_others(struct sema *sema, const struct pending *pending, const size_t *ends)
{
    const struct ast_event *event = pending->trigger->event;
    struct meant_norm *norm = pending->norm;
    struct period_list shared = {0};
    shared_periods(sema, pending, &shared);
    for (uint32_t other = 0; other < event->count; other++) {
        const struct ast_act *act = event->items[other];
        struct meant_expr *happened =
            sema_is_act_event(act) ? was_done(sema, act, pending)
                                    : has_status(sema, act, pending);
        for (size_t i = 0; i < norm->triggers.count; i++) {
            bool is_own = i < ends[other] && (other == 0 || i >= ends[other - 1]);
            if (!is_own)
                ask_for_other(sema, pending, &norm->triggers.items[i], act, happened, &shared);
        }
    }
    if (norm->key_kind != NM_NONE || shared.count)
        return;
    struct meant_expr *is_first = expr_of(sema, NM_OP_NOT, sema_is_made(sema, norm), NULL);
    for (size_t i = 0; i < norm->triggers.count; i++)
        guard_with(sema, &norm->triggers.items[i], is_first);
}

/* ---- acts by powers ----------------------------------------------------------------------------------- */

static bool is_at_or_below(const struct sema *sema, int32_t clause, int32_t above)
{
    while (clause != NM_NONE && clause != above) {
        const struct meant_clause *here = sema->meaning->clauses.items[clause];
        clause = here->within == NM_NONE ? here->parent : here->within;
    }
    return clause != NM_NONE;
}

bool sema_is_done_by(const struct sema *sema, const struct meant_trigger *trigger, const struct meant_norm *power)
{
    const struct meant_verb *verb = trigger->pattern.act.verb;
    if (trigger->kind != NM_ON_EVENT || power->kind != NM_POWER || !power->power)
        return false;
    bool resumes = verb->class == NM_RESUME && power->power->effect == NM_SUSPEND_NORMS;
    bool revokes = strcmp(verb->base, "revoke") == 0 && power->power->notice;
    if (power->pattern.act.verb != verb && !resumes && !revokes)
        return false;
    if (trigger->pattern.actors && !(trigger->pattern.actors & power->bearers))
        return false;
    if (trigger->by && !is_at_or_below(sema, power->clause, trigger->by - 1))
        return false;
    if (trigger->is_whole)
        return power->power->whole_contract;
    bool is_found = trigger->clause == 0;
    for (size_t i = 0; !is_found && i < power->power->scope.count; i++)
        is_found = is_at_or_below(sema, power->power->scope.items[i]->clause, trigger->clause - 1);
    return is_found;
}

/* A finding that calls something forth is one of a statement of fact, by who judges it. */
static bool is_found_by(const struct sema *sema, const struct meant_trigger *trigger, const struct meant_norm *norm)
{
    bool judges = !trigger->pattern.actors || (trigger->pattern.actors & norm->pattern.actors);
    return norm->warranted && judges && is_at_or_below(sema, norm->clause, trigger->clause - 1);
}

void sema_check_calling(struct sema *sema, const struct meant_norm *norm)
{
    for (size_t t = 0; t < norm->triggers.count; t++) {
        const struct meant_trigger *trigger = &norm->triggers.items[t];
        const struct meant_verb *verb = trigger->pattern.act.verb;
        if (trigger->kind != NM_ON_EVENT || !verb)
            continue;
        bool is_finding = trigger->clause && verb->class == NM_FACT && sema_is(verb->base, "disprove");
        if (!is_finding && !is_by_power(verb))
            continue;
        bool is_found = false;
        for (size_t i = 0; !is_found && i < sema->meaning->norms.count; i++) {
            const struct meant_norm *other = sema->meaning->norms.items[i];
            is_found = is_finding ? is_found_by(sema, trigger, other) : sema_is_done_by(sema, trigger, other);
        }
        if (is_found || sema_has_hole(sema, NM_NONE))
            continue;
        struct diag *diag = diag_add(sema->diags, E_CALLED_BY_NOBODY, norm->source, norm->span,
                                     is_finding ? "this never arises: no statement of that clause is judged by %s"
                                                : "this never arises: no clause lets anybody %s that",
                                     is_finding ? sema_labels(sema, trigger->pattern.actors, false) : verb->base);
        diag_help(diag, "%s", is_finding ? "name what is stated and who judges it: `Seller warrants that \"the lathes "
                                           "are new\", as judged by Buyer`"
                              : sema_is(verb->base, "choose")
                                  ? "say who may: `Buyer chooses clause 3.1 or clause 3.2 within 5 days, otherwise "
                                    "clause 3.1 is chosen`"
                                  : "say who may: `Tribunal may release Agent from clause 3.1`; or take an act that "
                                    "changes no clause");
        return;
    }
}

/* ---- the norm -------------------------------------------------------------------------------------- */

/* It arises from the breach of the norm before it; of one that recurs, from each. */
static void remedies(struct sema *sema, struct meant_norm *norm)
{
    const struct sema_index *index = &sema->index;
    for (int32_t i = index->first_broken[norm->index]; i != NM_NONE; i = index->next_broken[i])
        sema_add_trigger(sema, norm, (struct meant_trigger){.kind = NM_ON_BREACH,
                                                         .norm = sema->meaning->norms.items[i]});
}

/* `When a month ends`, `On 2026-05-01`: false if the trigger is no day. */
static bool set_dated_trigger(struct sema *sema, struct pending *pending)
{
    const struct ast_trigger *trigger = pending->trigger;
    const struct meant_period *period = pending->scope.period;
    struct meant_norm *norm = pending->norm;
    bool is_end = false;
    struct meant_trigger out = {.kind = NM_AT_TICK};
    if (trigger->on) {
        const char *on = sema->in_words ? sema_said_adverb(sema, trigger->on) : "o";
        out.tick = trigger->on->time.day;
        norm->trigger_en = sema_words(sema, "o", on[0] == 'O' || on[0] == 'o' ? on + 1 : on);
        norm->trigger_zh = sema_words(sema, "于", sema_day_text(sema, out.tick));
    } else if (sema_is_contract_end(trigger->event->items[0])) {
        out.kind = NM_AT_END;
        norm->trigger_en = "when the contract ends";
        norm->trigger_zh = "合同终止时";
    } else if (period && sema_is_period_event(trigger->event->items[0], &is_end)) {
        out.tick = is_end ? period->last : period->first;
        out.is_closing = is_end;
        norm->trigger_en = sema_words(sema, "when ", period->name, " ", is_end ? "ends" : "begins");
        norm->trigger_zh = sema_words(sema, period->label_zh, is_end ? "终了" : "开始", "时");
    } else {
        return false;
    }
    sema_add_trigger(sema, norm, out);
    return true;
}

/* Behind the events: what happens when they come again. */
static void say_how(struct sema *sema, struct meant_norm *norm, const struct ast_trigger *trigger)
{
    static const char *const en[] = {"", ", one at a time", ", restarting the clock", ", in turn"};
    static const char *const zh[] = {"", "，逐一", "，重新计时", "，依次排队"};
    norm->trigger_en = sema_words(sema, norm->trigger_en, en[trigger->repeat],
                                  trigger->is_regardless ? ", whether or not accepted" : "");
    norm->trigger_zh = sema_words(sema, norm->trigger_zh, zh[trigger->repeat],
                                  trigger->is_regardless ? "，不论是否接受" : "");
}

void sema_set_trigger(struct sema *sema, struct pending *pending)
{
    struct meant_norm *norm = pending->norm;
    if (norm->remedies) {
        remedies(sema, norm);
        return;
    }
    if (pending->trigger && (pending->trigger->on || pending->trigger->event) &&
        set_dated_trigger(sema, pending))
        return;
    if (!pending->trigger || !pending->trigger->event)
        return;
    if (norm->is_again && pending->trigger->event->count == 1 && sema_succeeds(sema, pending))
        return;
    const struct ast_event *event = pending->trigger->event;
    size_t *ends = arena_array(sema->arena, event->count, sizeof *ends);
    for (uint32_t i = 0; i < event->count; i++) {
        if (sema_is_act_event(event->items[i]))
            add_act(sema, event->items[i], pending);
        else
            add_status(sema, event->items[i], pending);
        ends[i] = norm->triggers.count;
    }
    if (event->is_and)
        ask_for_others(sema, pending, ends);
    norm->regardless = pending->trigger->is_regardless;
    say_how(sema, norm, pending->trigger);
    if (norm->unit == NM_NONE)
        sema_take_tests(sema, norm);
}
