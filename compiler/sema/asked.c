/* asked.c - what conditions and formulas ask, where a reader may take it for something else: a count that
 * adds up what arises for each of several, or since the beginning; a value of another period than the
 * one that ends; a status of whichever period; breaches of different duties. Each is warned of once, however
 * many norms one sentence makes. Spec 10.3, 10.4, 13.3. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

/* ---- counts ----------------------------------------------------------------------------------------- */

void sema_note_count(struct sema *sema, const struct ast_np *np, const struct meant_period *period)
{
    for (size_t i = 0; i < sema->counts_asked.count; i++) {
        if (sema->counts_asked.items[i].np == np)
            return; /* a definition that several use */
    }
    list_push(sema->arena, &sema->counts_asked, (struct count_asked){np, sema->source, period});
}

/* What the clause's duties arise for, each time anew: `drawing`, `party`; NULL if for nothing. */
static const char *arises_for(const struct sema *sema, const norm_list *norms)
{
    for (size_t i = 0; i < norms->count; i++) {
        const struct meant_norm *norm = norms->items[i];
        if (norm->key_kind != NM_NONE)
            return sema->meaning->kinds.items[norm->key_kind]->names.items[0];
        bool is_same_sentence = i > 0 && norm->source == norms->items[0]->source &&
                                norm->span.start == norms->items[0]->span.start;
        if (is_same_sentence && norm->bearers != norms->items[0]->bearers)
            return "party";
    }
    return NULL;
}

/* No duty of the clause recurs as the period does: what it counts is counted since the beginning. */
static bool is_since_beginning(const norm_list *norms, const struct meant_period *period)
{
    bool counts = false;
    for (size_t i = 0; period && i < norms->count; i++) {
        const struct meant_norm *norm = norms->items[i];
        if (norm->of_period && norm->of_period->unit == period->unit)
            return false;
        counts |= sema_counts(norm);
    }
    return counts;
}

static void check_count(struct sema *sema, const struct count_asked *asked)
{
    const struct ast_label *clause = &asked->np->tails.items[0].np->clause;
    norm_list norms;
    sema->source = asked->source;
    sema_clause_norms(sema, clause, &norms);
    const char *what = arises_for(sema, &norms);
    bool is_old = is_since_beginning(&norms, asked->period);
    if (what) {
        struct diag *diag = diag_add(sema->diags, W_COUNT_OF_ALL, sema->source, asked->np->span,
                                     "this adds up what is counted for each %s%s", what,
                                     is_old ? ", since the beginning" : "");
        diag_label(diag, norms.items[0]->source, norms.items[0]->span, "arises for each %s", what);
        diag_help(diag, "write `the total of clause %s` where the sum of all%s is meant; of each alone "
                        "nothing can be asked",
                  clause->text->text, is_old ? ", since the beginning and not of one period," : "");
    } else if (is_old) {
        const char *unit = time_unit_word(asked->period->unit);
        struct diag *diag = diag_add(sema->diags, W_COUNT_OF_ALL, sema->source, asked->np->span,
                                     "this counts since the beginning, and not in the %s alone", unit);
        diag_label(diag, norms.items[0]->source, norms.items[0]->span, "does not recur with the %s", unit);
        diag_help(diag, "write `the total of clause %s` where all since the beginning is meant; what is of one "
                        "%s is asked of a clause that recurs: `… each %s`",
                  clause->text->text, unit, unit);
    }
}

/* ---- values ----------------------------------------------------------------------------------------- */

/* What is measured makes it arise, for periods; else NULL. */
static const struct meant_indicator *measured_by(const struct meant_norm *norm)
{
    const struct meant_indicator *by =
        norm->triggers.count ? norm->triggers.items[0].pattern.indicator : NULL;
    return by && by->rhythm != NM_RHYTHM_NONE ? by : NULL;
}

void sema_note_value(struct sema *sema, const struct meant_norm *norm,
                     const struct meant_indicator *indicator, const struct meant_period *period,
                     struct span span)
{
    const struct meant_indicator *by = period ? NULL : measured_by(norm);
    bool is_other = (period || by) && indicator->rhythm != NM_RHYTHM_NONE;
    for (size_t i = 0; is_other && i < sema->values_asked.count; i++) {
        const struct value_asked *asked = &sema->values_asked.items[i];
        is_other = asked->source != sema->source || asked->span.start != span.start;
    }
    if (is_other)
        list_push(sema->arena, &sema->values_asked, (struct value_asked){indicator, by, period, span, sema->source});
}

static const char *rhythm_word(enum nm_rhythm rhythm)
{
    switch (rhythm) {
    case NM_RHYTHM_WEEK: return "week";
    case NM_RHYTHM_MONTH: return "month";
    case NM_RHYTHM_QUARTER: return "quarter";
    case NM_RHYTHM_HALF: return "half-year";
    case NM_RHYTHM_YEAR: return "year";
    case NM_RHYTHM_NONE:
    case NM_RHYTHM_DAYS:
    case NM_RHYTHM_MONTHS: return NULL;
    }
    UNREACHABLE();
}

static void check_value(struct sema *sema, const struct value_asked *asked)
{
    const struct meant_indicator *indicator = asked->indicator;
    const char *own = rhythm_word(indicator->rhythm);
    if (asked->by) {
        struct diag *diag = diag_add(sema->diags, W_OTHER_PERIOD, asked->source, asked->span,
                                     "the %s is measured for other periods than the %s", indicator->name,
                                     asked->by->name);
        diag_note(diag, "asked is its latest value, of whatever period");
        diag_help(diag, "declare both `measured by …` for the same periods");
        return;
    }
    const char *unit = time_unit_word(asked->period->unit);
    struct diag *diag = diag_add(sema->diags, W_OTHER_PERIOD, asked->source, asked->span,
                                 "the %s has no value of the %s: it is measured for periods of its own",
                                 indicator->name, unit);
    diag_note(diag, "asked is the latest value that is known by then: one %s, as a rule not even the last one of "
                    "the %s", own ? own : "period", unit);
    if (own)
        diag_help(diag, "write `When a %s ends, if the %s …`, or declare it `measured by … each %s`", own,
                  indicator->name, unit);
    else
        diag_help(diag, "declare it `measured by … each %s`", unit);
}

/* ---- statuses ---------------------------------------------------------------------------------------- */

/* What a duty has come to for good: that one of its periods ever did tells little of the others. */
static bool is_of_the_past(const char *word)
{
    static const char *const words[] = {"fulfilled", "accepted", "fulfilled late", "fulfilled on time", "lapsed",
                                        "waived", "released"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i]) == 0)
            return true;
    }
    return false;
}

/* The first two of them that differ in their period alone; NULL if there are none. */
static const struct meant_norm *recurring(const norm_list *norms)
{
    for (size_t i = 1; i < norms->count; i++) {
        const struct meant_norm *norm = norms->items[i];
        if (norm->series && norm->series == norms->items[i - 1]->series)
            return norm;
    }
    return NULL;
}

void sema_note_status(struct sema *sema, const struct ast_act *act, const norm_list *norms, const struct scope *scope)
{
    const char *word = act->verb.text ? act->verb.text->text : "";
    const struct meant_norm *norm = is_of_the_past(word) ? recurring(norms) : NULL;
    for (size_t i = 0; norm && i < sema->statuses_asked.count; i++) {
        if (sema->statuses_asked.items[i] == act)
            return;
    }
    if (!norm)
        return;
    list_push(sema->arena, &sema->statuses_asked, act);
    struct diag *diag = diag_add(sema->diags, W_STATUS_OF_ANY, sema->source, act->span,
                                 "this asks whether any one of the duties that recur is %s, since the beginning", word);
    diag_label(diag, norm->source, norm->span, "recurs in periods of its own");
    const char *number = sema->meaning->clauses.items[norm->clause]->number;
    if (scope->is_period_end)
        diag_help(diag, "to ask for all that was due in the %s, write `unless less than 100 percent of clause %s is "
                        "fulfilled`",
                  time_unit_word(scope->period->unit), number);
    else
        diag_help(diag, "to ask whether any of them is owed and overdue, write `clause %s is breached`, and `is not "
                        "breached` for none",
                  number);
}

/* ---- grounds ------------------------------------------------------------------------------------------ */

/* The duty that is owed from the beginning and, until it is done, is `not fulfilled`; NULL if the event is another. */
static const struct meant_norm *not_done_yet(struct sema *sema, const struct ast_act *act)
{
    const struct ast_label *label = act->is_negated ? sema_watched_clause(act) : NULL;
    const char *word = act->verb.text ? act->verb.text->text : "";
    bool is_done = sema_is(word, "fulfilled") || sema_is(word, "已履行");
    norm_list norms = {0};
    if (label && is_done && !act->args.count)
        sema_clause_norms(sema, label, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        const struct meant_norm *norm = norms.items[i];
        if (!norm->triggers.count && !norm->remedies && (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT))
            return norm;
    }
    return NULL;
}

/* 当 第1.1条 未被 履行 时，买方 可以 解除 合同: meant as a breach, it is so from the first day. */
static void check_ground(struct sema *sema, const struct pending *pending)
{
    const struct meant_norm *norm = pending->norm, *duty = NULL;
    const struct ast_event *event = pending->trigger ? pending->trigger->event : NULL;
    bool is_against = norm->power && (norm->power->effect == NM_TERMINATE || norm->power->effect == NM_SUSPEND_NORMS ||
                                      norm->power->effect == NM_ACCELERATE);
    const struct guard *guard = pending->guards;
    if (!is_against || norm->triggers.count || norm->remedies || norm->from || norm->until)
        return;
    if (event && !guard) {
        for (uint32_t i = 0; i < event->count && (i == 0 || event->is_and == (duty != NULL)); i++)
            duty = not_done_yet(sema, event->items[i]);
    } else if (!event && guard && !guard->outer && !guard->is_unless && guard->cond->kind == COND_ACT) {
        duty = not_done_yet(sema, guard->cond->act);
    }
    if (!duty)
        return;
    struct span span = event ? pending->trigger->span : guard->cond->span;
    const char *number = sema->meaning->clauses.items[duty->clause]->number;
    struct diag *diag = diag_add(sema->diags, W_FROM_THE_START, norm->source, span,
                                 "this right is there from the first day: clause %s is not fulfilled until it "
                                 "is", number);
    diag_label(diag, duty->source, duty->span, "not done yet");
    diag_help(diag, sema_is_in_chinese(sema, span)
                        ? "逾期未履行是违约：`当 第%s条 被 违约 时，…`；履行前一直可以行使的，写`… 直至 第%s条 被 履行`"
                        : "what is late is breached: `While clause %s is breached, …`; a right that its "
                          "fulfilment ends has "
                          "`until`: `… until clause %s is fulfilled`",
              number, number);
}

static bool asks_breach_of(const struct meant_expr *expr, const struct meant_norm *norm)
{
    bool is_breach = expr && (expr->op == NM_OP_UNCURED || expr->op == NM_OP_IN_BREACH);
    return (is_breach && expr->norm == norm) ||
           (expr && (asks_breach_of(expr->a, norm) || asks_breach_of(expr->b, norm)));
}

/* Its breach calls the other one forth, or is what that cures. */
static bool is_followed_by(const struct meant_norm *norm, const struct meant_norm *other)
{
    bool is = other->is_cure && asks_breach_of(other->holds, norm);
    for (size_t i = 0; !is && i < other->triggers.count; i++)
        is = other->triggers.items[i].kind == NM_ON_BREACH && other->triggers.items[i].norm == norm;
    return is;
}

/* The duty whose breach it asks for, where the clause holds no other. */
static void add_breach_asked(struct sema *sema, const struct ast_act *act, norm_list *asked)
{
    const struct ast_label *label = act->is_negated || act->args.count ? NULL : sema_watched_clause(act);
    const char *word = act->verb.text ? act->verb.text->text : "";
    norm_list norms = {0};
    if (label && (sema_is(word, "breached") || sema_is(word, "违约")))
        sema_clause_norms(sema, label, &norms);
    if (norms.count == 1)
        list_push(sema->arena, asked, norms.items[0]);
}

static void add_breaches_of(struct sema *sema, const struct ast_cond *cond, norm_list *asked)
{
    if (cond->kind == COND_ACT)
        add_breach_asked(sema, cond->act, asked);
    for (uint32_t i = 0; cond->kind == COND_AND && i < cond->count; i++)
        add_breaches_of(sema, cond->items[i], asked);
}

/* Of all that must be so together: a duty that an act calls forth, and *behind, which follows from its breach; or
 * NULL. */
static const struct meant_norm *broken_before(const norm_list *asked, const struct meant_norm **behind)
{
    for (size_t i = 0; i < asked->count; i++) {
        const struct meant_norm *first = asked->items[i];
        bool is_called = first->triggers.count && first->triggers.items[0].kind == NM_ON_EVENT;
        for (size_t k = 0; is_called && k < asked->count; k++) {
            if (is_followed_by(first, asked->items[k])) {
                *behind = asked->items[k];
                return first;
            }
        }
    }
    return NULL;
}

/* `While clause 2.1 is breached and clause 2.2 is breached`, or the other one behind `if`, where 2.2 follows from a
 * breach of 2.1, and that arises for each invoice: the one that was not cured may have been paid since, while another
 * is late. */
static void check_joined(struct sema *sema, const struct pending *pending)
{
    const struct ast_event *event = pending->trigger ? pending->trigger->event : NULL;
    norm_list asked = {0};
    for (uint32_t i = 0; event && (event->is_and || event->count == 1) && i < event->count; i++)
        add_breach_asked(sema, event->items[i], &asked);
    for (const struct guard *guard = pending->guards; guard; guard = guard->outer) {
        if (!guard->is_unless)
            add_breaches_of(sema, guard->cond, &asked);
    }
    const struct meant_norm *behind = NULL, *first = broken_before(&asked, &behind);
    if (!first)
        return;
    const char *number = sema->meaning->clauses.items[first->clause]->number;
    const char *next = sema->meaning->clauses.items[behind->clause]->number;
    struct diag *diag = diag_add(sema->diags, W_BREACHES_JOINED, sema->source,
                                 pending->trigger ? pending->trigger->span : pending->norm->span,
                                 "the breach of clause %s may be another than the one of which clause %s speaks",
                                 number, next);
    diag_label(diag, first->source, first->span, "arises by each such act");
    diag_help(diag, "what follows where one of them is not cured stands behind clause %s: `…, otherwise Seller may …`",
              next);
}

void sema_check_grounds(struct sema *sema)
{
    for (size_t i = 0; i < sema->pending.count; i++) {
        sema->source = sema->pending.items[i].norm->source;
        check_ground(sema, &sema->pending.items[i]);
        check_joined(sema, &sema->pending.items[i]);
    }
}

void sema_check_asked(struct sema *sema)
{
    for (size_t i = 0; i < sema->counts_asked.count; i++)
        check_count(sema, &sema->counts_asked.items[i]);
    for (size_t i = 0; i < sema->values_asked.count; i++)
        check_value(sema, &sema->values_asked.items[i]);
}
