/* window_period.c - the window of one period of what recurs: `each month`, `by the 5th of each month`,
 * `by 2027-01-31 and each month thereafter`. Spec 7.4, 9.8. */
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

/* How long it recurs is kept in words; the periods have been listed. */
void window_say_bounds(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const char *en = source_words(sema->source, sema->arena, adverb->span), *zh = en;
    int64_t first, last, from, to;
    if (adverb->until && sema_days(sema, &adverb->time, &first, &last) &&
        sema_days(sema, adverb->until, &from, &to)) {
        en = sema_join(sema, "from ", sema_day_text(sema, first), " to ", sema_day_text(sema, to));
        zh = sema_join(sema, sema_day_text(sema, first), "至", sema_day_text(sema, to));
    }
    say(window, en, zh);
}

/* The days that a phrase names in the period, when the period opens, and the phrase in words. */
struct days_named {
    const struct meant_expr *first, *last;
    struct meant_expr *open;
    const char *en, *zh;
};

/* The day, or the tick where a time of day is written, before or after it. */
static struct meant_expr *beside(struct sema *sema, const struct meant_expr *tick, int sign)
{
    struct meant_expr *expr = expr_new(sema, tick->clock ? NM_OP_ADD_TICKS : NM_OP_ADD_DAYS, sign);
    expr->a = (struct meant_expr *)tick;
    return expr;
}

/* A day or span of days of the period behind a preposition, or a row of dates. */
static void on_days(struct window *window, const struct ast_adverb *adverb, struct days_named days)
{
    static const struct ast_time date = {.kind = AST_TIME_DATE};
    struct sema *sema = window->sema;
    const struct meant_expr *first = days.first, *last = days.last;
    struct meant_expr *from = (struct meant_expr *)first, *due = (struct meant_expr *)last;
    struct meant_expr *open = days.open, *close = day(window, window->pending->scope.period->close);
    const char *en = days.en, *zh = days.zh;
    switch (adverb->prep) {
    case PREP_IN:
    case PREP_DURING:
    case PREP_ON:
        say(window, sema_join(sema, "on ", en), sema_join(sema, "于", zh));
        if (first == last) {
            due = window_rolled(window, due, 1, &date);
            from = due;
        }
        bound(window, from, due);
        return;
    case PREP_BY:
    case PREP_UNTIL:
    case PREP_TO:
    case PREP_NO_LATER_THAN:
    case PREP_BUT_NO_LATER:
        say(window, sema_join(sema, by_words(adverb), " ", en),
            sema_join(sema, "不迟于", zh));
        bound(window, open, window_rolled(window, due, 1, &date));
        return;
    case PREP_BEFORE:
        from = beside(sema, first, -1);
        say(window, sema_join(sema, "before ", en),
            sema_join(sema, "在", zh, "之前"));
        bound(window, open, window_rolled(window, from, -1, &date));
        return;
    case PREP_AFTER:
        bound(window, beside(sema, last, 1), close);
        say(window, sema_join(sema, "after ", en),
            sema_join(sema, "在", zh, "之后"));
        return;
    case PREP_FROM:
    case PREP_SINCE:
    case PREP_NO_EARLIER_THAN:
        bound(window, from, close);
        say(window, sema_join(sema, "from ", en), sema_join(sema, "自", zh, "起"));
        return;
    case PREP_NONE:
    case PREP_AT:
    case PREP_FOR:
    case PREP_AMONG:
    case PREP_AGAINST:
    case PREP_UNDER:
    case PREP_WITHOUT:
    case PREP_DESPITE:
    case PREP_SUBJECT_TO:
    case PREP_ON_EVIDENCE_OF:
    case PREP_IN_ADDITION_TO:
    case PREP_AS_PART_OF:
    case PREP_INSTEAD_OF:
    case PREP_WHILE: break;
    }
    window_not_understood(window, adverb->span, "this cannot be read as a time");
}

void window_day_of_period(struct window *window, const struct ast_adverb *adverb,
                          const struct ast_np *phrase)
{
    const struct meant_period *period = window->pending->scope.period;
    struct period_days days;
    const char *en, *zh;
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
            (struct days_named){days.first, days.last, day(window, period->open), en, zh});
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
    en = sema_join(sema, text, " and ", en, " thereafter");
    zh = sema_join(sema, text, "及其后", zh);
    on_days(window, adverb, (struct days_named){date, date, open, en, zh});
}
