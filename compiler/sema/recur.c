/* recur.c - reading what recurs: a statement once for each period of its own rhythm (periods.c), of
 * the event that it waits for, or of the clause that it arises from. Spec 9.8, 10.2, 10.8. */
#include "compiler/sema/sema_internal.h"
#include "lang/value/tick.h"

/* The reading for one period: its name tells the norm from those of the others. */
struct reading sema_for_period(struct sema *sema, const struct reading *reading,
                                 const struct meant_period *period, bool is_rhythmic)
{
    struct reading one = *reading;
    const char *member = reading->scope.member;
    one.scope.period = period;
    one.scope.is_rhythmic = is_rhythmic;
    one.scope.member = member ? arena_printf(sema->arena, "%s, %s", member, period->name)
                              : period->name;
    return one;
}

/* Finds the norm that says the same of an earlier period. What is done is dealt out among them. One that does not
 * recur, of a sentence that does, shares what is done with them alone. */
void sema_set_series(struct sema *sema, struct meant_norm *norm)
{
    for (size_t i = sema->meaning->norms.count; i-- > 0;) {
        const struct meant_norm *other = sema->meaning->norms.items[i];
        if (other != norm && other->of_period && other->source == norm->source &&
            other->span.start == norm->span.start && other->span.end == norm->span.end &&
            other->object == norm->object && other->kind == norm->kind && other->bearers == norm->bearers &&
            other->pattern.to == norm->pattern.to) {
            if (norm->of_period)
                norm->series = other->series;
            if (norm->kind != NM_AT_MOST && norm->kind != NM_PERMIT) /* each counts for itself */
                norm->pool = other->pool;
            return;
        }
    }
}

/* The periods of a clause that has been read, each once. */
void sema_periods_of_clause(struct sema *sema, const struct ast_label *label,
                              struct period_list *periods)
{
    norm_list norms;
    if (sema->rhythms.count == 0 && !sema->has_days)
        return; /* nothing recurs so far */
    (void)sema_known_norms(sema, label, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        const struct meant_period *period = norms.items[i]->of_period;
        bool is_new = period != NULL;
        for (size_t k = 0; is_new && k < periods->count; k++)
            is_new = !sema_is_same_period(periods->items[k], period);
        if (is_new)
            list_push(sema->arena, periods, (struct meant_period *)period);
    }
}

static bool has_period(const struct period_list *periods, const struct meant_period *period)
{
    bool has = false;
    for (size_t i = 0; !has && i < periods->count; i++)
        has = sema_is_same_period(periods->items[i], period);
    return has;
}

static void add_periods(struct sema *sema, struct period_list *periods, const struct period_list *more)
{
    for (size_t i = 0; i < more->count; i++) {
        if (!has_period(periods, more->items[i]))
            list_push(sema->arena, periods, more->items[i]);
    }
}

void sema_shared_periods(struct sema *sema, const struct period_list *each, size_t count, struct period_list *shared)
{
    struct period_list seen = {0};
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < each[i].count; k++) {
            bool is_shared = has_period(&seen, each[i].items[k]) && !has_period(shared, each[i].items[k]);
            if (is_shared)
                list_push(sema->arena, shared, each[i].items[k]);
        }
        add_periods(sema, &seen, &each[i]);
    }
}

/* The clause from which a deadline runs: within 5 days after *clause 2.1 is fulfilled*. */
const struct ast_label *sema_anchor_clause(const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        const struct ast_adverb *anchor = adverb;
        while (anchor && anchor->anchor) /* within 14 days after 2 months after … */
            anchor = anchor->anchor;
        if (anchor && anchor->kind == ADV_ACT && anchor->act->pred == PRED_IS &&
            anchor->act->subject && anchor->act->subject->count == 1 &&
            anchor->act->subject->items[0]->kind == NP_CLAUSE && anchor->prep != PREP_UNTIL)
            return &anchor->act->subject->items[0]->clause;
    }
    return NULL;
}

/* What is owed after each fulfilment of a clause that recurs, recurs with it. */
static bool read_followers(struct sema *sema, const struct reading *reading,
                           const struct ast_chain *chain)
{
    if (sema->rhythms.count == 0 && !sema->has_days)
        return false; /* nothing recurs so far */
    const struct ast_label *label = sema_anchor_clause(chain->norms[0]);
    struct period_list periods = {0};
    if (label && !reading->scope.period && !reading->trigger)
        sema_periods_of_clause(sema, label, &periods);
    uint32_t faults = sema_faults(sema);
    for (size_t i = 0; i < periods.count && sema_faults(sema) == faults; i++) {
        struct reading one = sema_for_period(sema, reading, periods.items[i], false);
        sema_read_links(sema, &one, chain);
    }
    bool is_read = periods.count != 0;
    return is_read;
}

static void recurs_twice(struct sema *sema, const struct ast_chain *chain)
{
    struct diag *diag = diag_add(sema->diags, E_RHYTHM, sema->source, chain->norms[0]->span,
                                 "a rhythm under a condition that recurs already");
    diag_help(diag, "say it in one of the two places");
}

/* `on 1 March and 1 September of each year`: once for each of the days. */
static bool read_yearless(struct sema *sema, const struct reading *reading, const struct ast_chain *chain)
{
    struct period_list days = {0};
    bool is_read = sema_yearless_days(sema, chain->norms[0], &days);
    uint32_t faults = sema_faults(sema);
    if (is_read && reading->scope.period)
        recurs_twice(sema, chain);
    sema->has_days |= days.count > 0;
    for (size_t i = 0; i < days.count && sema_faults(sema) == faults; i++) {
        struct reading one = sema_for_period(sema, reading, days.items[i], false);
        sema_read_links(sema, &one, chain);
    }
    return is_read;
}

void sema_read_chain_of_one(struct sema *sema, const struct reading *reading,
                            const struct ast_chain *chain)
{
    if (sema_is_target(sema, chain->norms[0])) { /* its periods are those in which it is measured */
        sema_read_links(sema, reading, chain);
        return;
    }
    const struct period_list *periods = sema_periods(sema, chain->norms[0], reading->clause);
    if (!periods && (read_yearless(sema, reading, chain) || read_followers(sema, reading, chain)))
        return;
    if (!periods) {
        sema_read_links(sema, reading, chain);
        return;
    }
    if (reading->scope.period) {
        recurs_twice(sema, chain);
        return;
    }
    uint32_t faults = sema_faults(sema);
    for (size_t i = 0; i < periods->count && sema_faults(sema) == faults; i++) {
        struct reading one = sema_for_period(sema, reading, periods->items[i], true);
        sema_read_links(sema, &one, chain);
    }
}

/* `When a month ends:` is read for each of the months. */
void sema_read_period_event(struct sema *sema, const struct reading *reading,
                            const struct ast_act *act, const struct ast_item *item)
{
    const struct period_list *periods = sema_event_periods(sema, act, reading->clause);
    uint32_t faults = sema_faults(sema);
    for (size_t i = 0; i < periods->count && sema_faults(sema) == faults; i++) {
        struct reading one = sema_for_period(sema, reading, periods->items[i], false);
        sema_read_items(sema, &one, &item->items);
    }
}

/* `On 2026-05-01: …` */
void sema_read_date_trigger(struct sema *sema, const struct reading *reading,
                            const struct ast_item *item)
{
    const struct ast_adverb *on = item->trigger->on;
    if (on->kind != ADV_TIME || on->prep != PREP_ON || on->time.kind != AST_TIME_DATE || on->each) {
        struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, item->trigger->span,
                                     "a day is expected before the colon");
        diag_help(diag, "write `On 2026-05-01: …`");
        return;
    }
    if (!sema_is_whole_day(sema, &on->time))
        return;
    if (sema->has_term && (on->time.day < sema->meaning->start || on->time.day > sema->meaning->end)) {
        struct diag *diag = diag_add(sema->diags, E_OUTSIDE_TERM, sema->source, on->span,
                                     "this day is not within the term of the contract");
        diag_label(diag, sema->term_source, sema->term_span, "the term");
        diag_help(diag, "correct the day, or the term");
        return;
    }
    sema_read_items(sema, reading, &item->items);
}

/* ---- what arises from a clause that recurs ---------------------------------------------------------- */

static void number_items(struct sema *sema, int32_t around, const struct ast_items *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        const struct ast_item *item = items->items[i];
        int32_t clause = sema_item_clause(sema, item, around);
        if (item->kind == ITEM_TRIGGER)
            number_items(sema, clause, &item->items);
    }
}

/* `When clause 2.1 is breached, …` waits until clause 2.1 has been read: if that recurs, so does
 * what arises from it. Its clauses are numbered where they stand. */
void sema_let_wait(struct sema *sema, const struct reading *reading, const struct ast_item *item)
{
    number_items(sema, reading->clause, &item->items);
    list_push(sema->arena, &sema->waiting, (struct waiting){*reading, item, sema->source, false});
}

const struct ast_label *sema_watched_clause(const struct ast_act *act)
{
    bool is = act->pred == PRED_IS && act->subject && act->subject->count == 1 &&
              act->subject->items[0]->kind == NP_CLAUSE;
    return is ? &act->subject->items[0]->clause : NULL;
}

/* All clauses that it watches have been read. */
static bool is_known(struct sema *sema, const struct waiting *waiting)
{
    const struct ast_event *event = waiting->item->trigger->event;
    bool is = true;
    for (uint32_t i = 0; i < event->count; i++) {
        const struct ast_label *label = sema_watched_clause(event->items[i]);
        norm_list norms = {0};
        if (label)
            (void)sema_known_norms(sema, label, &norms);
        is &= !label || norms.count != 0;
    }
    return is;
}

void sema_fit_watched(norm_list *norms, const struct scope *scope, bool is_often)
{
    size_t kept = 0;
    if (scope->watched == WATCH_ALL) {
        sema_fit_period(norms, scope->period);
        return;
    }
    for (size_t i = 0; i < norms->count; i++) {
        struct meant_norm *norm = norms->items[i];
        bool is_of_period = !is_often && sema_is_same_period(norm->of_period, scope->period);
        if (scope->watched == WATCH_OF_PERIOD ? is_of_period : is_often || !norm->of_period)
            norms->items[kept++] = norm;
    }
    norms->count = kept;
}

/* Some norm of the clauses whose statuses `or` joins does not recur: what it makes arise, arises once. No act is among
 * them, which was refused. */
static bool has_others(struct sema *sema, const struct ast_event *event)
{
    bool has = false;
    for (uint32_t i = 0; !event->is_and && i < event->count; i++) {
        norm_list norms = {0};
        (void)sema_known_norms(sema, sema_watched_clause(event->items[i]), &norms);
        has |= sema_times_said(event->items[i]) != NULL;
        for (size_t k = 0; k < norms.count; k++)
            has |= norms.items[k]->of_period == NULL;
    }
    return has;
}

static void read_waiting(struct sema *sema, const struct waiting *waiting)
{
    const struct ast_event *event = waiting->item->trigger->event;
    struct period_list *each = arena_array(sema->arena, event->count, sizeof *each), periods = {0}, shared = {0};
    struct reading all = waiting->reading;
    sema->source = waiting->source;
    const struct ast_act *act = NULL;
    for (uint32_t i = 0; i < event->count; i++) {
        const struct ast_label *label = sema_watched_clause(event->items[i]);
        if (label && !sema_times_said(event->items[i])) /* what is counted is all of them */
            sema_periods_of_clause(sema, label, &each[i]);
        else if (!label)
            act = event->items[i];
        add_periods(sema, &periods, &each[i]);
    }
    uint32_t faults = sema_faults(sema);
    if (act && periods.count)
        sema_not_yet(sema, act->span, "an act joined with a clause that recurs",
                     "write one sentence for the act and one for the clause");
    all.part = periods.count ? READ_RIGHTS : READ_ALL;
    if (sema_faults(sema) == faults)
        sema_read_items(sema, &all, &waiting->item->items);
    sema_shared_periods(sema, each, event->count, &shared);
    if (event->is_and && shared.count)
        periods = shared;
    for (size_t i = 0; i < periods.count && sema_faults(sema) == faults; i++) {
        struct reading one = sema_for_period(sema, &waiting->reading, periods.items[i], false);
        one.part = READ_DUTIES;
        one.scope.watched = event->is_and ? WATCH_ALL : WATCH_OF_PERIOD;
        sema_read_items(sema, &one, &waiting->item->items);
    }
    if (periods.count && sema_faults(sema) == faults && has_others(sema, event)) {
        all.part = READ_DUTIES;
        all.scope.watched = WATCH_OTHERS;
        sema_read_items(sema, &all, &waiting->item->items);
    }
    if (sema_faults(sema) > faults)
        sema_add_hole(sema, waiting->reading.clause);
}

/* One may wait for another; what waits in a circle is read in the order of the text. */
void sema_read_waiting(struct sema *sema)
{
    for (size_t left = sema->waiting.count; left > 0; left--) {
        struct waiting *next = NULL;
        for (size_t i = 0; i < sema->waiting.count; i++) {
            struct waiting *one = &sema->waiting.items[i];
            if (!one->is_read && (!next || (!is_known(sema, next) && is_known(sema, one))))
                next = one;
        }
        next->is_read = true;
        read_waiting(sema, next);
    }
}

/* ---- periods that the term cuts ----------------------------------------------------------------------- */

/* What the clauses say of a first or last period that the term cuts must be known before the
 * statements that recur are read. */
void sema_find_stubs(struct sema *sema, const struct ast_file *file)
{
    uint32_t heading = 0; /* of what stands before all headings */
    if (!sema->said.has_ordinal)
        return;
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        const struct ast_sentence *sentence = file->sentences[i];
        if (sentence->kind == SENT_CLAUSE)
            heading = sentence->span.start;
        struct stub stub;
        for (uint32_t k = 0; sentence->kind == SENT_STATEMENT && ast_has_pred(sentence, PRED_IS) &&
                             !sentence->has_error && k < sentence->statement.items.count; k++) {
            const struct ast_item *item = sentence->statement.items.items[k];
            if (item->kind != ITEM_CHAIN || !sema_read_stub(item->chain->norms[0], &stub))
                continue;
            stub.heading = heading;
            stub.source = sentence->source;
            list_push(sema->arena, &sema->stubs, stub);
        }
    }
}

/* One that no period is cut by belongs to nothing. */
void sema_check_stubs(struct sema *sema)
{
    for (size_t i = 0; i < sema->stubs.count; i++) {
        const struct stub *stub = &sema->stubs.items[i];
        if (stub->is_used || sema_has_hole(sema, NM_NONE))
            continue;
        struct diag *diag = diag_add(sema->diags, E_RULE_WITHOUT_DUTY, stub->source, stub->span,
                                     "no period of this clause is cut by the term");
        diag_help(diag, "leave it out, or put it into the clause that says `each month`");
    }
}

/* ---- the periods to come --------------------------------------------------------------------------------- */

/* As a number beside other ticks, and not as a time to count from. */
static struct meant_expr *tick_of(struct sema *sema, int64_t tick)
{
    return expr_new(sema, NM_OP_CONST, tick);
}

/* Whether the debt lives on when it is broken. */
static bool is_owed_late(const struct meant_norm *broken)
{
    return (broken->kind == NM_ACHIEVE || broken->kind == NM_AMOUNT) && broken->late != NM_LATE_ESSENTIAL &&
           !(broken->remedy && broken->remedy->instead);
}

/* What a breach calls forth is about that breach alone, unless it arises from several: from all that `and` joins, or
 * from a whole and its parts. */
static enum nm_op breach_asked(const struct pending *pending)
{
    const struct meant_norm *norm = pending->norm;
    const struct ast_event *event = pending->trigger ? pending->trigger->event : NULL;
    bool is_of_several = event && event->is_and;
    for (size_t i = 0; i < norm->triggers.count; i++)
        is_of_several |= norm->triggers.items[i].norm->is_part;
    return is_of_several ? NM_OP_IN_BREACH : NM_OP_UNCURED;
}

static bool arises_from_breach(const struct meant_norm *norm)
{
    for (size_t i = 0; i < norm->triggers.count; i++) {
        if (norm->triggers.items[i].kind != NM_ON_BREACH)
            return false;
    }
    return norm->triggers.count > 0;
}

/* True while the duty whose breach made it arise is broken and still owed; NULL where that is not
 * how it arises, or where no such debt lives on. */
static struct meant_expr *is_in_breach(struct sema *sema, const struct pending *pending)
{
    const struct meant_norm *norm = pending->norm;
    struct meant_expr *any = NULL;
    for (size_t i = 0; arises_from_breach(norm) && i < norm->triggers.count; i++) {
        const struct meant_trigger *trigger = &norm->triggers.items[i];
        if (!is_owed_late(trigger->norm))
            return NULL;
        struct meant_expr *one = expr_new(sema, breach_asked(pending), 0);
        one->norm = trigger->norm;
        any = any ? expr_of(sema, NM_OP_OR, any, one) : one;
    }
    return any;
}

static void say_lasting(struct sema *sema, struct meant_norm *norm)
{
    norm->rule_en = sema_words(sema, norm->rule_en, *norm->rule_en ? ", " : "", "as long as the breach lasts");
    norm->rule_zh = sema_words(sema, norm->rule_zh, *norm->rule_zh ? "，" : "", "在违约持续期间");
}

static bool counts_breaches(const struct meant_expr *expr)
{
    return expr && (expr->op == NM_OP_RECORDS || counts_breaches(expr->a) || counts_breaches(expr->b));
}

/* The ground of a power that arises from a breach asks for that breach. */
static void ask_for_own(struct meant_expr *ground, enum nm_op asked)
{
    if (!ground)
        return;
    if (ground->op == NM_OP_IN_BREACH)
        ground->op = asked;
    if (ground->op == NM_OP_OR) {
        ask_for_own(ground->a, asked);
        ask_for_own(ground->b, asked);
    }
}

void sema_end_with_breach(struct sema *sema, const struct pending *pending)
{
    struct meant_norm *norm = pending->norm;
    bool is_power = norm->kind == NM_POWER && norm->power && norm->power->effect != NM_CHOOSE;
    bool is_right = norm->kind == NM_PERMIT && !norm->is_freedom;
    if (is_power && !norm->remedies && arises_from_breach(norm))
        ask_for_own(norm->power->ground, breach_asked(pending));
    struct meant_expr *lasts = is_right || (is_power && norm->remedies) ? is_in_breach(sema, pending) : NULL;
    if (lasts && is_power) {
        struct meant_expr *before = norm->power->ground;
        norm->power->ground = before ? expr_of(sema, NM_OP_AND, before, lasts) : lasts;
        say_lasting(sema, norm);
        return;
    }
    for (size_t i = 0; i < norm->triggers.count; i++) {
        if (!lasts || counts_breaches(norm->triggers.items[i].guard))
            return; /* so many breaches were so many */
    }
    if (!lasts)
        return;
    struct meant_expr *is_over = expr_of(sema, NM_OP_NOT, lasts, NULL);
    norm->until = norm->until ? expr_of(sema, NM_OP_OR, norm->until, is_over) : is_over;
    say_lasting(sema, norm);
}

/* What has become of a clause ends the series: of a period that is over by then what is owed stays owed. A clause that
 * recurs with it ends each for its own period. */
struct meant_expr *sema_until_in_series(struct sema *sema, const struct ast_act *act, const struct pending *pending)
{
    const struct meant_period *period = pending->scope.period;
    const struct ast_label *label = sema_watched_clause(act);
    struct meant_expr *until = pending->norm->until;
    norm_list norms = {0};
    if (label)
        (void)sema_known_norms(sema, label, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        if (sema_is_same_period(norms.items[i]->of_period, period))
            return until;
    }
    enum granularity granularity = (enum granularity)sema->meaning->granularity;
    return expr_of(sema, NM_OP_AND, until,
                   expr_of(sema, NM_OP_LE, expr_new(sema, NM_OP_AT, 0),
                           tick_of(sema, tick_of_day_end(granularity, period->last))));
}

void sema_limit_recurrence(struct sema *sema, const struct pending *pending)
{
    struct meant_norm *norm = pending->norm;
    const struct meant_period *period = pending->scope.period;
    enum granularity granularity = (enum granularity)sema->meaning->granularity;
    struct meant_expr *is_to_come = expr_of(sema, NM_OP_LE, expr_new(sema, NM_OP_AT, 0),
                                            tick_of(sema, tick_of_day_end(granularity, period->last)));
    for (size_t i = 0; i < norm->triggers.count; i++) {
        struct meant_trigger *trigger = &norm->triggers.items[i];
        if (trigger->kind == NM_AT_START || trigger->kind == NM_AT_TICK || trigger->kind == NM_AT_END)
            return;
        trigger->guard = trigger->guard ? expr_of(sema, NM_OP_AND, trigger->guard, is_to_come) : is_to_come;
    }
    struct meant_expr *lasts = norm->until ? NULL : is_in_breach(sema, pending);
    if (!lasts)
        return;
    struct meant_expr *has_not_begun = expr_of(sema, NM_OP_LT, expr_new(sema, NM_OP_AT, 0),
                                               tick_of(sema, tick_of_day_start(granularity, period->first)));
    norm->until = expr_of(sema, NM_OP_AND, expr_of(sema, NM_OP_NOT, lasts, NULL), has_not_begun);
    say_lasting(sema, norm);
}
