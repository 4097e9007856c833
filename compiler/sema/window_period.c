/* window_period.c - the window of one period of what recurs: `each month`, `by the 5th of each month`,
 * `by 07:30 each working day`, `by 2027-01-31 and each month thereafter`. Spec 7.4, 9.8. */
#include "compiler/sema/said.h"
#include "compiler/sema/window.h"

/* `each month`: the days of the period that lie within the bounds. */
void window_in_period(struct window *window, const struct ast_adverb *adverb)
{
    const struct meant_period *period = window->pending->scope.period;
    const char *en, *zh;
    bound(window, day(window, period->open), day(window, period->close));
    sema_rhythm_words(window->sema, adverb->count, adverb->unit, &en, &zh);
    say(window, en, zh);
}

static const char *bound_zh(struct sema *sema, enum prep prep, const char *day)
{
    if (prep == PREP_FROM || prep == PREP_SINCE || prep == PREP_NO_EARLIER_THAN)
        return sema_words(sema, "自", day, "起");
    if (prep == PREP_AFTER || prep == PREP_BEFORE)
        return sema_words(sema, "在", day, prep == PREP_AFTER ? "之后" : "之前");
    return sema_words(sema, "至", day);
}

/* How long it recurs is kept in words; the periods have been listed. */
void window_say_bounds(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const char *en = sema_said_adverb(sema, adverb), *zh = source_words(sema->source, sema->arena, adverb->span);
    int64_t first, last, from, to;
    if (adverb->until && sema_days(sema, &adverb->time, &first, &last) &&
        sema_days(sema, adverb->until, &from, &to)) {
        en = sema_words(sema, "from ", sema_day_text(sema, first), " to ", sema_day_text(sema, to));
        zh = sema_words(sema, sema_day_text(sema, first), "至", sema_day_text(sema, to));
    } else if (adverb->time.kind == AST_TIME_DATE) {
        zh = bound_zh(sema, adverb->prep, sema_day_text(sema, adverb->time.day));
    }
    say(window, en, zh);
}

/* The days that a phrase names in the period, when the period opens, and the phrase in words. */
struct days_named {
    const struct meant_expr *first, *last;
    struct meant_expr *open, *close; /* the window where only one end is named */
    bool rolls;                      /* a deadline on a free day moves */
    const char *en, *zh;
};

/* The day, or the tick where a time of day is written, before or after it. */
static struct meant_expr *beside(struct sema *sema, const struct meant_expr *tick, int sign)
{
    const struct meant_expr *base = tick;
    while (base->a)
        base = base->a;
    struct meant_expr *expr = expr_new(sema, base->clock ? NM_OP_ADD_TICKS : NM_OP_ADD_DAYS, sign);
    expr->a = (struct meant_expr *)tick;
    return expr;
}

static struct meant_expr *rolled(struct window *window, struct days_named days, struct meant_expr *due, int sign)
{
    static const struct ast_time date = {.kind = AST_TIME_DATE};
    return days.rolls ? window_rolled(window, due, sign, &date) : due;
}

/* A day or span of days of the period behind a preposition, or a row of dates. */
static void on_days(struct window *window, const struct ast_adverb *adverb, struct days_named days)
{
    struct sema *sema = window->sema;
    const struct meant_expr *first = days.first, *last = days.last;
    struct meant_expr *from = (struct meant_expr *)first, *due = (struct meant_expr *)last;
    struct meant_expr *open = days.open, *close = days.close;
    const char *en = days.en, *zh = days.zh;
    switch (prep_side(adverb->prep)) {
    case SIDE_INSIDE:
    case SIDE_ON:
        say(window, sema_words(sema, "on ", en), sema_words(sema, "于", zh));
        if (first == last) {
            due = rolled(window, days, due, 1);
            from = due;
        }
        bound(window, from, due);
        return;
    case SIDE_BY:
    case SIDE_UP_TO:
        say(window, sema_words(sema, by_words(window, adverb), en),
            sema_words(sema, by_words_zh(window, adverb), zh));
        bound(window, open, rolled(window, days, due, 1));
        return;
    case SIDE_BEFORE:
        from = beside(sema, first, -1);
        say(window, sema_words(sema, "before ", en),
            sema_words(sema, "在", zh, "之前"));
        bound(window, open, rolled(window, days, from, -1));
        return;
    case SIDE_BEHIND:
        bound(window, beside(sema, last, 1), close);
        say(window, sema_words(sema, "after ", en),
            sema_words(sema, "在", zh, "之后"));
        return;
    case SIDE_FROM:
        bound(window, from, close);
        say(window, sema_words(sema, "from ", en), sema_words(sema, "自", zh, "起"));
        return;
    case SIDE_NONE: break;
    }
    window_not_understood(window, adverb->span, "this cannot be read as a time");
}

/* ---- times of day ------------------------------------------------------------------------------------ */

static bool is_clock(const struct ast_adverb *adverb)
{
    return adverb && adverb->kind == ADV_TIME && adverb->time.kind == AST_TIME_CLOCK;
}

/* `on each Thursday`, `on the last day of each month` */
static bool is_on_day(const struct ast_adverb *adverb)
{
    return adverb && adverb->prep == PREP_ON && sema_period_phrase(adverb);
}

/* The first adverbial of the act that is one; or NULL. */
static const struct ast_adverb *find_adverb(const struct ast_act *act, bool (*is)(const struct ast_adverb *))
{
    for (uint32_t i = 0; i < act->fronts.count; i++)
        if (is(act->fronts.items[i]))
            return act->fronts.items[i];
    for (uint32_t i = 0; i < act->mids.count; i++)
        if (is(act->mids.items[i]))
            return act->mids.items[i];
    for (uint32_t i = 0; i < act->args.count; i++)
        if (is(act->args.items[i].adverb))
            return act->args.items[i].adverb;
    return NULL;
}

/* The day of the period that a time of day is of: the one that `on` names, or the period itself, if it is a
 * day. False after a message. */
static bool day_of_clock(struct window *window, const struct ast_time *time, const struct ast_np *phrase,
                         struct period_days *days)
{
    struct sema *sema = window->sema;
    const struct meant_period *period = window->pending->scope.period;
    struct ast_time moment = {.span = time->span, .kind = AST_TIME_DATE, .seconds = time->seconds, .zone = time->zone};
    if (!phrase && period->first != period->last) {
        struct diag *diag = diag_add(sema->diags, E_RHYTHM, sema->source, time->span,
                                     "it is not said of which day of each period this is the time");
        diag_help(diag, "write `by 12:00 each working day`, `by 12:00 on each Thursday`, `by 12:00 on the last day "
                        "of each month`");
        return false;
    }
    if (!phrase) {
        days->span = (struct period){period->first, period->first};
        days->first = days->last = day(window, period->first);
    } else if (!sema_period_days(sema, phrase, period, days)) {
        return false;
    }
    moment.day = days->span.last;
    return sema_fits_clock(sema, &moment);
}

/* The time on that day; NULL after a message. */
static struct meant_expr *clock_tick(struct window *window, const struct ast_time *time,
                                     const struct ast_np *phrase)
{
    struct period_days days;
    if (!day_of_clock(window, time, phrase, &days))
        return NULL;
    struct meant_expr *tick = days.last, *base = tick;
    while (base->a)
        base = base->a;
    if (time->zone && base != tick) {
        struct diag *diag = diag_add(window->sema->diags, E_ZONE, window->sema->source, time->span,
                                     "the day of this time is reckoned by the contract's clock");
        diag_help(diag,
                  "a time told by another clock is of a day, a weekday or a date: `each day`, `on each Thursday`, "
                  "`on the 5th day of each month`");
        return NULL;
    }
    sema_set_clock(window->sema, base, time);
    return tick;
}

static bool is_bound_word(enum prep prep)
{
    return prep != PREP_ON && prep != PREP_AT && prep != PREP_IN && prep != PREP_DURING && prep != PREP_FOR;
}

static bool opens_window(enum prep prep)
{
    return prep == PREP_FROM || prep == PREP_SINCE || prep == PREP_NO_EARLIER_THAN || prep == PREP_AFTER;
}

/* by 07:30 each working day, from 08:00 to 12:00 on each Thursday */
void window_clock_of_period(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const struct ast_adverb *on = find_adverb(window->pending->act, is_on_day);
    const struct ast_np *phrase = on ? sema_period_phrase(on) : NULL;
    const char *en = sema_clock_text(sema, &adverb->time), *zh = en, *on_en, *on_zh;
    struct period_days days;
    if (!is_bound_word(adverb->prep)) {
        struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, adverb->span,
                                     "a time of day of what recurs stands behind `by`, `before`, `after` or `from`");
        diag_help(diag, "write `by 12:00 on each Thursday`, `from 08:00 to 17:00 each working day`");
        return;
    }
    struct meant_expr *tick = clock_tick(window, &adverb->time, phrase);
    if (!tick || !day_of_clock(window, &adverb->time, phrase, &days))
        return;
    if (phrase && opens_window(adverb->prep))
        tick = window_rolled(window, tick, 1, NULL);
    if (phrase) {
        sema_period_phrase_words(sema, phrase, &on_en, &on_zh);
        en = sema_words(sema, en, " on ", on_en);
        zh = sema_words(sema, on_zh, zh);
    }
    if (adverb->until) {
        struct meant_expr *until = adverb->until->kind == AST_TIME_CLOCK
                                       ? clock_tick(window, adverb->until, phrase) : NULL;
        if (!until) {
            window_not_understood(window, adverb->span, "this cannot be read as a time");
            return;
        }
        const char *end = sema_clock_text(sema, adverb->until);
        bound(window, tick, phrase ? window_rolled(window, until, 1, NULL) : until);
        say(window, sema_words(sema, "from ", en, " to ", end), sema_words(sema, zh, "至", end));
        return;
    }
    struct meant_expr *last = phrase ? window_rolled(window, days.last, 1, NULL) : days.last;
    on_days(window, adverb,
            (struct days_named){tick, tick, day(window, window->pending->scope.period->open), last, phrase != NULL,
                                en, zh});
}

void window_day_of_period(struct window *window, const struct ast_adverb *adverb,
                          const struct ast_np *phrase)
{
    const struct meant_period *period = window->pending->scope.period;
    struct period_days days;
    const char *en, *zh;
    if (is_on_day(adverb) && find_adverb(window->pending->act, is_clock))
        return; /* `by 12:00 on each Thursday`: the day of the time */
    if (phrase->kind == NP_EACH && (adverb->prep == PREP_FOR || adverb->prep == PREP_IN)) {
        bound(window, day(window, period->open), day(window, period->close));
        sema_period_phrase_words(window->sema, phrase, &en, &zh);
        say(window, en, zh);
        return;
    }
    if (!sema_period_days(window->sema, phrase, period, &days))
        return;
    sema_period_phrase_words(window->sema, phrase, &en, &zh);
    on_days(window, adverb,
            (struct days_named){days.first, days.last, day(window, period->open), day(window, period->close), true,
                                en, zh});
}

/* by 2027-01-31 and each month thereafter, by 2027-01-31 12:00 and each month thereafter */
void window_date_of_row(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const struct meant_period *period = window->pending->scope.period;
    const char *en, *zh, *text = sema_moment_text(sema, &adverb->time, adverb->time.day);
    struct ast_time moment = adverb->time;
    moment.day = period->last;
    if (!sema_fits_clock(sema, &moment))
        return;
    struct meant_expr *date = sema_moment(sema, &moment, period->last);
    struct meant_expr *open = day(window, period->open);
    if (moment.seconds >= 0 && period->open > adverb->time.day) /* behind the moment before */
        open = sema_beside(sema, sema_moment(sema, &moment, period->open - 1), 1);
    sema_rhythm_words(sema, adverb->each->count, adverb->each->unit, &en, &zh);
    en = sema_words(sema, text, " and ", en, " thereafter");
    zh = sema_words(sema, text, "及其后", zh);
    on_days(window, adverb, (struct days_named){date, date, open, day(window, period->close), true, en, zh});
}

/* ---- hours from a day ------------------------------------------------------------------------------- */

static bool is_edge(const struct ast_adverb *anchor, const char *word)
{
    const struct ast_np *np = sema_period_phrase(anchor);
    return np && np->kind == NP_NAME && np->name.noun.text && sema_is(np->name.noun.text->text, word);
}

/* Hours count from the end of the day that they follow, and back from its beginning; `the beginning of
 * each week` and `the end of each week` say which of the two is meant. */
static bool is_from_end(const struct ast_adverb *anchor, int sign)
{
    return !is_edge(anchor, "beginning") && (sign > 0 || is_edge(anchor, "end"));
}

struct meant_expr *window_from_anchor(const struct ast_adverb *anchor, int sign, struct meant_expr *tick)
{
    if (tick && anchor && tick->op == NM_OP_ADD_TICKS)
        tick->is_from_end = is_from_end(anchor, sign);
    return tick;
}

struct meant_expr *window_edge(struct window *window, const struct ast_adverb *anchor, int sign,
                               struct meant_expr *day, const struct meant_expr *counted)
{
    if (counted->op != NM_OP_ADD_TICKS || !anchor)
        return day;
    struct meant_expr *tick = expr_new(window->sema, NM_OP_ADD_TICKS, 0);
    tick->a = day;
    return window_from_anchor(anchor, sign, tick);
}
