/* periods.c - statements that recur: `each month`, `by the 5th of each month`, `within 15 days after
 * each quarter`, `by 2027-01-31 and each month thereafter`, `when a month ends`. Such a statement is
 * read once for each period within its bounds, so that every period has a norm with dates of its
 * own. Here the rhythm of an act is found and its periods are listed; when.c asks for the days that
 * a phrase names in one of them. Spec 7.4, 9.8, 10.8. */
#include <string.h>

#include "compiler/sema/renewal.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "lang/value/calendar.h"

/* What an act says about its recurring. */
struct rhythm {
    int64_t count;
    enum time_unit unit;
    struct span span;
    bool has, is_whole;           /* is_whole: `each month` itself, not a day in it */
    const struct ast_adverb *row; /* by D and each month thereafter */
    const struct ast_np *day;     /* the 5th of each month */
    const struct ast_adverb *around; /* the `within`, `no later than` that counts from the period */
    enum prep prep;                  /* before or after the period */
};

/* ---- finding the rhythm ---------------------------------------------------------------------------- */

static void bad_rhythm(struct sema *sema, struct span span, const char *what, const char *help)
{
    struct diag *diag = diag_add(sema->diags, E_RHYTHM, sema->source, span, "%s", what);
    diag_help(diag, "%s", help);
}

/* `each month` in which a day is named: the 15th day of the first month of *each quarter*. */
static const struct ast_np *each_of(const struct ast_np *np)
{
    while (np->kind == NP_NAME && np->tails.count == 1 && np->tails.items[0].kind == TAIL_OF)
        np = np->tails.items[0].np;
    return np->kind == NP_EACH ? np : NULL;
}

const struct ast_np *sema_period_phrase(const struct ast_adverb *adverb)
{
    return adverb->kind == ADV_NPS && adverb->nps->count == 1 && each_of(adverb->nps->items[0])
               ? adverb->nps->items[0] : NULL;
}

static bool set_rhythm(struct sema *sema, struct rhythm *rhythm, struct ast_number count,
                       enum time_unit unit, struct span span)
{
    int64_t n;
    if (decimal_to_parts(count.value, 0, &n) != DECIMAL_OK || n < 1 || n > LIMIT_HORIZON_DAYS) {
        bad_rhythm(sema, span, "a rhythm is a whole number of days, weeks, months or years",
                   "write `each month`, `each 2 weeks`");
        return false;
    }
    if (rhythm->has && (rhythm->count != n || rhythm->unit != unit)) {
        bad_rhythm(sema, span, "two rhythms in one sentence", "let it recur in one of them");
        return false;
    }
    rhythm->has = true;
    rhythm->count = n;
    rhythm->unit = unit;
    rhythm->span = span;
    return true;
}

static bool read_rhythm(struct sema *sema, struct rhythm *rhythm, const struct ast_adverb *adverb)
{
    const struct ast_np *phrase = sema_period_phrase(adverb);
    if (adverb->kind == ADV_EACH) {
        rhythm->is_whole = true;
        return set_rhythm(sema, rhythm, adverb->count, adverb->unit, adverb->span);
    }
    if (adverb->kind == ADV_TIME && adverb->each) {
        rhythm->row = adverb;
        return set_rhythm(sema, rhythm, adverb->each->count, adverb->each->unit, adverb->span);
    }
    if (phrase) {
        const struct ast_np *each = each_of(phrase);
        if (adverb->prep == PREP_FOR || adverb->prep == PREP_IN) /* pays the rent for each month */
            rhythm->is_whole |= each == phrase;
        if (each != phrase || (adverb->prep != PREP_FOR && adverb->prep != PREP_IN)) {
            rhythm->day = phrase;
            rhythm->prep = adverb->prep;
        }
        return set_rhythm(sema, rhythm, each->each.count, each->each.unit, adverb->span);
    }
    if (adverb->anchor && sema_period_phrase(adverb->anchor)) {
        rhythm->around = adverb;
        return read_rhythm(sema, rhythm, adverb->anchor);
    }
    return true;
}

static bool find_rhythm(struct sema *sema, const struct ast_act *act, struct rhythm *rhythm)
{
    const struct ast_adverb *before = NULL;
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (adverb && !read_rhythm(sema, rhythm, adverb))
            return false;
        bool is_mixed = before && adverb && before->prep == PREP_FROM && sema_period_phrase(before) &&
                        adverb->kind == ADV_TIME && adverb->prep == PREP_TO;
        if (adverb && adverb->prep == PREP_TO && sema_period_phrase(adverb) &&
            !(before && before->prep == PREP_FROM)) {
            bad_rhythm(sema, adverb->span, "`to` a day of each period, and no `from` before it",
                       "a deadline is `by the end of each quarter`; of a notice it is said how long before it "
                       "takes effect, `with 3 months' notice`, and not at which end of a period");
            return false;
        }
        if (adverb && adverb->prep == PREP_AT && sema_period_phrase(adverb)) {
            bad_rhythm(
                sema, adverb->span, "on that day, or by it?",
                "write `on the last day of each month`, or `by the end of each month`; of a notice it is said how "
                "long before it takes effect, `with 3 months' notice`, and not at which end of a period");
            return false;
        }
        before = adverb;
        if (!is_mixed)
            continue;
        bad_rhythm(sema, adverb->span, "one end is a day of each period, the other a date",
                   "write `from the 1st to the 5th of each month`; how long it recurs: `until 2026-12-31`");
        return false;
    }
    if (rhythm->row && (rhythm->day || rhythm->is_whole)) {
        bad_rhythm(sema, rhythm->span, "a row of dates and a period in one sentence",
                   "write `by 2027-01-31 and each month thereafter` or `by the 5th of each month`");
        return false;
    }
    return true;
}

/* ---- bounds ---------------------------------------------------------------------------------------- */

bool sema_is_rhythm_bound(const struct ast_adverb *adverb)
{
    enum prep_side side = prep_side(adverb->prep);
    return adverb->kind == ADV_TIME && !adverb->each && adverb->time.kind != AST_TIME_CLOCK &&
           side != SIDE_NONE && side != SIDE_ON && side != SIDE_BY;
}

static void narrow(struct period *bounds, int64_t first, int64_t last)
{
    bounds->first = first > bounds->first ? first : bounds->first;
    bounds->last = last < bounds->last ? last : bounds->last;
}

bool sema_narrow_days(struct sema *sema, const struct ast_adverb *adverb, struct period *bounds)
{
    int64_t first, last, end;
    if (!sema_days(sema, &adverb->time, &first, &last))
        return false;
    switch (prep_side(adverb->prep)) {
    case SIDE_INSIDE:
    case SIDE_ON: narrow(bounds, first, last); break;
    case SIDE_BY:
    case SIDE_UP_TO: narrow(bounds, INT64_MIN, last); break;
    case SIDE_BEFORE: narrow(bounds, INT64_MIN, first - 1); break;
    case SIDE_BEHIND: narrow(bounds, last + 1, NM_NEVER); break;
    case SIDE_FROM: narrow(bounds, first, NM_NEVER); break;
    case SIDE_NONE: break;
    }
    if (!adverb->until)
        return true;
    if (!sema_days(sema, adverb->until, &first, &end))
        return false;
    narrow(bounds, INT64_MIN, end);
    return true;
}

static bool read_bound(struct sema *sema, const struct ast_adverb *adverb, struct period *bounds)
{
    if (adverb->kind == ADV_WITHIN && !adverb->anchor) {
        bad_rhythm(sema, adverb->span, "it is not said from which day of each period this is counted",
                   "write `within 5 days after the beginning of each month`");
        return false;
    }
    if (adverb->kind != ADV_TIME || adverb->each || adverb->time.kind == AST_TIME_CLOCK)
        return true;
    if (!sema_is_rhythm_bound(adverb)) {
        if (adverb->prep != PREP_ON && adverb->prep != PREP_BY)
            return true;
        bad_rhythm(sema, adverb->span, "one day cannot lie in each of the periods",
                   "write `by the 5th of each month`, or `by 2027-01-31 and each month thereafter`; "
                   "`until 2027-12-31` says how long it goes on");
        return false;
    }
    return sema_narrow_days(sema, adverb, bounds);
}

/* From when to when it recurs. Past the end of the term only a row of dates may go. */
static bool read_bounds(struct sema *sema, const struct ast_act *act, const struct rhythm *rhythm, int32_t clause,
                        struct period *bounds)
{
    bool is_cap = act->pred == PRED_CAPPED; /* the last one has no end */
    *bounds = (struct period){sema->meaning->start, is_cap ? sema->meaning->end : sema_recurs_until(sema, clause)};
    bool has_term = sema->has_term && sema->meaning->end >= sema->meaning->start;
    for (uint32_t i = 0; act && i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (adverb && !read_bound(sema, adverb, bounds))
            return false;
    }
    if (!has_term)
        return false; /* has been said */
    if (bounds->last == NM_NEVER) {
        struct diag *diag = diag_add(sema->diags, E_RHYTHM_END, sema->source, rhythm->span,
                                     "it is not said until when this recurs");
        diag_label(diag, sema->term_source, sema->term_span, "the term has no end either");
        diag_help(diag, "say how long it goes on: `until 2036-12-31`; an amendment can go on from there");
        return false;
    }
    if (bounds->last >= bounds->first)
        return true;
    bad_rhythm(sema, rhythm->span, "no period lies within the term and the bounds that are written",
               "correct the dates, or the term");
    return false;
}

/* ---- calendar periods ------------------------------------------------------------------------------- */

static bool kind_of_unit(enum time_unit unit, enum period_kind *kind)
{
    switch (unit) {
    case TIME_WEEK: *kind = PERIOD_WEEK; return true;
    case TIME_MONTH: *kind = PERIOD_MONTH; return true;
    case TIME_QUARTER: *kind = PERIOD_QUARTER; return true;
    case TIME_HALF: *kind = PERIOD_HALF; return true;
    case TIME_YEAR: *kind = PERIOD_YEAR; return true;
    case TIME_SECOND:
    case TIME_MINUTE:
    case TIME_HOUR:
    case TIME_DAY:
    case TIME_WORKING_DAY:
    case TIME_CLEAR_DAY:
    case TIME_CLEAR_WORKING_DAY:
    case TIME_CONTRACT_MONTH:
    case TIME_CONTRACT_YEAR: break;
    }
    return false;
}

static const int64_t unit_months[] = { /* 0 for days and weeks */
    [TIME_MONTH] = 1, [TIME_CONTRACT_MONTH] = 1, [TIME_QUARTER] = 3,
    [TIME_HALF] = 6,  [TIME_YEAR] = 12,          [TIME_CONTRACT_YEAR] = 12,
};

/* The n-th multiple of the rhythm after an anchor; counted from it, so that no month drifts. */
static bool nth_day(const struct rhythm *rhythm, int64_t anchor, int64_t n, int64_t *day)
{
    int64_t steps = n * rhythm->count;
    if (rhythm->unit == TIME_DAY || rhythm->unit == TIME_WEEK) {
        *day = anchor + steps * (rhythm->unit == TIME_WEEK ? 7 : 1);
        return date_in_range(*day);
    }
    return date_add_months(day, anchor, steps * unit_months[rhythm->unit]);
}

static const char *printed(struct sema *sema, bool is_kind, enum period_kind kind, int64_t day)
{
    struct buf buf;
    buf_init(&buf);
    if (is_kind)
        period_print(&buf, kind, day);
    else
        date_print(&buf, day);
    const char *text = arena_text(sema->arena, buf.data, buf.len);
    buf_release(&buf);
    return text;
}

static const char *label_zh(struct sema *sema, bool is_kind, enum period_kind kind, int64_t day)
{
    static const char *const quarters[] = {"一", "二", "三", "四"};
    struct civil civil = date_from_day(day);
    struct arena *arena = sema->arena;
    if (!is_kind)
        return printed(sema, false, kind, day);
    int week_year, week;
    switch (kind) {
    case PERIOD_YEAR: return arena_printf(arena, "%d年", civil.year);
    case PERIOD_HALF:
        return arena_printf(arena, "%d年%s半年", civil.year, civil.month <= 6 ? "上" : "下");
    case PERIOD_QUARTER:
        return arena_printf(arena, "%d年第%s季度", civil.year, quarters[(civil.month - 1) / 3]);
    case PERIOD_MONTH: return arena_printf(arena, "%d年%d月", civil.year, civil.month);
    case PERIOD_WEEK:
        date_iso_week(day, &week_year, &week);
        return arena_printf(arena, "%d年第%d周", week_year, week);
    }
    UNREACHABLE();
}

struct meant_period *sema_new_period(struct sema *sema, int64_t count, enum time_unit unit, int64_t named,
                                     struct period days)
{
    enum period_kind kind = PERIOD_YEAR;
    bool is_kind = count == 1 && kind_of_unit(unit, &kind);
    struct meant_period *period = arena_alloc(sema->arena, sizeof *period);
    *period = (struct meant_period){
        .name = printed(sema, is_kind, kind, named), .label_zh = label_zh(sema, is_kind, kind, named),
        .unit = unit, .first = days.first, .last = days.last, .open = days.first, .close = days.last,
        .day = NM_NEVER,
    };
    return period;
}

static void add_period(struct sema *sema, struct period_list *list, const struct rhythm *rhythm,
                       int64_t named, int64_t first, int64_t last)
{
    struct period days = {first, last};
    list_push(sema->arena, list, sema_new_period(sema, rhythm->count, rhythm->unit, named, days));
}

/* Nobody knows yet whether it is worked. */
static bool unknown_day(struct sema *sema, struct span span, int64_t day)
{
    struct diag *diag = diag_add(sema->diags, E_UNCOVERED, sema->source, span,
                                 "this asks the calendar about a day that it does not know");
    diag_note(diag, "the first such day is %s", printed(sema, false, PERIOD_YEAR, day));
    diag_label(diag, sema->calendar_source, sema->calendar_span, "the calendar");
    if (sema->has_term)
        diag_label(diag, sema->term_source, sema->term_span, "the term");
    diag_help(diag, "end it with the calendar: `until 2026-12-31`; or add the days of those years and `known "
                    "for …` to the calendar");
    return false;
}

/* Every period that has a day within the bounds. False if there are too many. */
static bool list_periods(struct sema *sema, const struct rhythm *written, const struct period *bounds,
                         struct period_list *list)
{
    bool is_worked = written->unit == TIME_WORKING_DAY && written->count == 1 && !written->row;
    struct rhythm own = *written;
    const struct rhythm *rhythm = &own;
    if (is_worked)
        own.unit = TIME_DAY;
    enum period_kind kind = PERIOD_YEAR;
    int64_t first = bounds->first, next, anchor = bounds->first;
    bool is_calendar = rhythm->count == 1 && kind_of_unit(rhythm->unit, &kind) && !rhythm->row;
    if (rhythm->row && rhythm->row->time.kind != AST_TIME_DATE) {
        bad_rhythm(
            sema, rhythm->row->span, "a row of dates begins with a date",
            "write `by 2027-01-31 and each month thereafter`; of a time of day alone `by 07:30 each working day`");
        return false;
    }
    if (rhythm->row && rhythm->unit == TIME_WORKING_DAY) {
        bad_rhythm(sema, rhythm->row->span, "a row of dates is counted in days, weeks, months, quarters or years",
                   "write `by 07:30 each working day, from 2026-02-05`");
        return false;
    }
    if (rhythm->unit == TIME_SECOND || rhythm->unit == TIME_MINUTE || rhythm->unit == TIME_HOUR ||
        rhythm->unit == TIME_WORKING_DAY || rhythm->unit == TIME_CLEAR_DAY ||
        rhythm->unit == TIME_CLEAR_WORKING_DAY) {
        bad_rhythm(sema, rhythm->span, "a rhythm is counted in days, weeks, months, quarters or years",
                   "write `each day`, `each working day`, `each week`, `each month`");
        return false;
    }
    if (is_worked && (!sema_has_calendar(sema, rhythm->span) || !sema->worked))
        return false;
    if (is_calendar)
        first = period_containing(kind, bounds->first).first;
    for (int64_t n = 0; first <= bounds->last; n++) {
        if (list->count >= LIMIT_PERIODS) {
            struct diag *diag = diag_add(sema->diags, E_TOO_MANY, sema->source, rhythm->span,
                                         "more than %d periods", LIMIT_PERIODS);
            diag_help(diag, "let it recur less often, or end earlier");
            return false;
        }
        if (rhythm->row) { /* a date closes the period that is named after it */
            int64_t day;
            if (!nth_day(rhythm, rhythm->row->time.day, n, &day) || day > bounds->last)
                break;
            if (day >= bounds->first)
                add_period(sema, list, rhythm, day, first, day);
            first = day >= bounds->first ? day + 1 : first;
            continue;
        }
        if (is_calendar)
            next = period_containing(kind, first).last + 1;
        else if (!nth_day(rhythm, anchor, n + 1, &next))
            break;
        bool is_working = true;
        if (is_worked && calendar_is_working(sema->worked, first, &is_working) != CALENDAR_OK)
            return unknown_day(sema, rhythm->span, first);
        if (is_working)
            add_period(sema, list, rhythm, first, first, next - 1);
        first = next;
        if (!date_in_range(first))
            break;
    }
    return true;
}

/* ---- days in a period ------------------------------------------------------------------------------- */

static bool in_period(struct sema *sema, const struct ast_np *np, const struct meant_period *period,
                      struct period_days *days);

static bool no_such_day(struct sema *sema, const struct ast_np *np)
{
    bad_rhythm(sema, np->span, "not every period has this",
               "name a day that each has: `the 5th of each month`, `the last working day of each "
               "quarter`, `the end of each month`");
    return false;
}

/* The n-th day of a span; the 31st of a month that has fewer is its last day (7.2). */
static bool nth_of_days(struct sema *sema, const struct ast_np *np, const struct period *span,
                        struct period_days *days)
{
    int64_t n = np->name.ordinal, length = span->last - span->first + 1;
    bool is_month = length >= 28 && length <= 31;
    if (n > length && !(is_month && n <= 31))
        return no_such_day(sema, np);
    int64_t day = n < 0 || n > length ? span->last : span->first + n - 1;
    days->span = (struct period){day, day};
    days->first = days->last = expr_new(sema, NM_OP_CONST, day);
    return true;
}

static bool nth_working_day(struct sema *sema, const struct ast_np *np, const struct period *span,
                            struct period_days *days)
{
    struct ast_number count = {.span = np->span, .value = decimal_of(np->name.ordinal < 0
                                                                          ? 1 : np->name.ordinal)};
    int64_t outside = np->name.ordinal < 0 ? span->last + 1 : span->first - 1;
    struct meant_expr *day = sema_add_duration(sema, expr_new(sema, NM_OP_CONST, outside), &count,
                                               TIME_WORKING_DAY, np->span,
                                               np->name.ordinal < 0 ? -1 : 1);
    if (!day)
        return false;
    int64_t worked = np->name.ordinal < 0 ? span->last : span->first; /* where nothing is known */
    if (sema->worked && calendar_nth(sema->worked, span->first, span->last, np->name.ordinal,
                                     &worked) == CALENDAR_NONE)
        return no_such_day(sema, np);
    days->span = (struct period){worked, worked};
    days->first = days->last = day;
    return true;
}

/* The n-th month of a quarter, week of a month. Weeks that begin in the span are its weeks. */
static bool nth_of_kind(struct sema *sema, const struct ast_np *np, enum period_kind kind,
                        const struct period *span, struct period_days *days)
{
    int64_t n = np->name.ordinal;
    struct period part = period_containing(kind, n < 0 ? span->last : span->first);
    if (n > 0 && part.first < span->first)
        part = period_containing(kind, part.last + 1);
    for (; n > 1 && part.last <= span->last; n--)
        part = period_containing(kind, part.last + 1);
    if (part.first < span->first || part.first > span->last ||
        (part.last > span->last && kind != PERIOD_WEEK))
        return no_such_day(sema, np);
    days->span = part;
    days->first = expr_new(sema, NM_OP_CONST, part.first);
    days->last = expr_new(sema, NM_OP_CONST, part.last);
    return true;
}

static bool is_noun(const struct ast_np *np, const char *word)
{
    return np->name.noun.text && strcmp(np->name.noun.text->text, word) == 0;
}

static bool part_of_period(struct sema *sema, const struct ast_np *np,
                           const struct meant_period *period, struct period_days *days)
{
    struct period_days around;
    if (!in_period(sema, np->tails.items[0].np, period, &around))
        return false;
    *days = around;
    enum period_kind kind;
    int64_t day;
    if (sema_is_weekday(np)) {
        if (!sema_nth_weekday(np, around.span, &day))
            return no_such_day(sema, np);
        days->span = (struct period){day, day};
        days->first = days->last = expr_new(sema, NM_OP_CONST, day);
        return true;
    }
    if (is_noun(np, "end") || is_noun(np, "beginning")) {
        if (is_noun(np, "end"))
            days->first = around.last, days->span.first = around.span.last;
        else
            days->last = around.first, days->span.last = around.span.first;
        return true;
    }
    if (!np->name.noun.text && np->name.ordinal && np->name.time_unit == TIME_DAY)
        return nth_of_days(sema, np, &around.span, days);
    if (!np->name.noun.text && np->name.ordinal && np->name.time_unit == TIME_WORKING_DAY)
        return nth_working_day(sema, np, &around.span, days);
    if (!np->name.noun.text && np->name.ordinal && kind_of_unit(np->name.time_unit, &kind))
        return nth_of_kind(sema, np, kind, &around.span, days);
    bad_rhythm(sema, np->span, "this names no day of a period",
               "write `each Thursday`, `the first Thursday of each month`, `the 5th of each month`, `the last working "
               "day of each quarter`, `the end "
               "of each month`");
    return false;
}

static bool in_period(struct sema *sema, const struct ast_np *np, const struct meant_period *period,
                      struct period_days *days)
{
    if (np->kind != NP_EACH)
        return part_of_period(sema, np, period, days);
    days->span = (struct period){period->first, period->last};
    days->first = expr_new(sema, NM_OP_CONST, period->first);
    days->last = expr_new(sema, NM_OP_CONST, period->last);
    return true;
}

bool sema_period_days(struct sema *sema, const struct ast_np *np, const struct meant_period *period,
                      struct period_days *days)
{
    return in_period(sema, np, period, days);
}

/* ---- periods that the bounds cut ---------------------------------------------------------------------- */

static bool is_word(const char *word, const char *en, const char *zh)
{
    return strcmp(word, en) == 0 || strcmp(word, zh) == 0;
}

bool sema_read_stub(const struct ast_act *act, struct stub *stub)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    if (act->pred != PRED_IS || act->is_negated || !np || np->kind != NP_NAME ||
        np->name.det != DET_THE || (np->name.ordinal != 1 && np->name.ordinal != -1) ||
        np->tails.count || (np->name.noun.text && !is_noun(np, "period")))
        return false;
    const char *word = act->verb.text->text;
    *stub = (struct stub){.is_last = np->name.ordinal < 0, .span = act->span};
    if (is_word(word, "short", "按短期"))
        stub->how = STUB_SHORT;
    else if (is_word(word, "long", "并入邻期"))
        stub->how = STUB_LONG;
    else if (is_word(word, "skipped", "略去"))
        stub->how = STUB_SKIPPED;
    else
        return false;
    return true;
}

/* What the heading says of its first or last period. */
static const struct stub *stub_of(struct sema *sema, int32_t clause, bool is_last)
{
    const struct meaning *meaning = sema->meaning;
    while (meaning->clauses.items[clause]->parent != NM_NONE)
        clause = meaning->clauses.items[clause]->parent;
    const struct meant_clause *top = meaning->clauses.items[clause];
    const uint32_t heading = strcmp(top->number, "0") == 0 ? 0 : top->span.start;
    for (size_t i = 0; i < sema->stubs.count; i++) {
        struct stub *stub = &sema->stubs.items[i];
        if (stub->is_last == is_last && stub->source == sema->source &&
            stub->heading == heading) {
            stub->is_used = true;
            return stub;
        }
    }
    return NULL;
}

static void unsaid(struct sema *sema, const struct rhythm *rhythm, const struct meant_period *period,
                   const struct period *bounds, bool is_last)
{
    struct diag *diag = diag_add(sema->diags, E_PART_PERIOD, sema->source, rhythm->span,
        "only a part of the period %s lies within the term: it is not said what is owed for it",
        period->name);
    const char *day = printed(sema, false, PERIOD_YEAR, is_last ? bounds->last : bounds->first);
    diag_label(diag, sema->term_source, sema->term_span, "the term");
    diag_note(diag, "it %s on %s", is_last ? "ends" : "begins", day);
    if (sema_is_in_chinese(sema, rhythm->span))
        diag_help(diag, "在本条加 `%s 期 按短期`（所余日内全部应履行）、`… 并入邻期` 或 `… 略去`；或写明自何日至何日",
                  is_last ? "最后一个" : "首个");
    else
        diag_help(diag, "add to the clause `The %s period is short` (all of it is owed in the days that "
                    "are left), `… is long` (they belong to the period beside it) or `… is skipped`; "
                    "or write from when to when it recurs", is_last ? "last" : "first");
}

/* `may inspect once each year`, `at most 3 technicians each month`: nothing is owed for a period, so a part of
 * one is bounded like the others. */
static bool only_bounds(const struct ast_act *act)
{
    if (act->modal == MODAL_MAY || act->modal == MODAL_MUST_NOT || act->modal == MODAL_NEVER ||
        act->modal == MODAL_NEED_NOT || act->pred == PRED_CAPPED)
        return true;
    bool is_bound = false;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            const struct ast_amount *amount = nps->items[k]->kind == NP_AMOUNT ? nps->items[k]->amount : NULL;
            is_bound |= amount && (amount->quant == QUANT_AT_MOST || amount->quant == QUANT_LESS_THAN);
        }
    }
    return is_bound;
}

/* Cuts, joins or drops the first and last period of `each month`. False after a message. */
static bool trim_whole(struct sema *sema, const struct rhythm *rhythm, const struct period *bounds,
                       int32_t clause, bool is_bound, struct period_list *list)
{
    for (int is_last = 0; is_last < 2 && list->count; is_last++) {
        size_t at = is_last ? list->count - 1 : 0;
        struct meant_period *period = list->items[at];
        if (is_last ? period->last <= bounds->last : period->first >= bounds->first)
            continue;
        const struct stub *stub = stub_of(sema, clause, is_last);
        if (!stub && is_last && bounds->last > sema->meaning->end)
            continue; /* what begins while it survives is owed as a whole */
        if (!stub && !is_bound) {
            unsaid(sema, rhythm, period, bounds, is_last);
            return false;
        }
        period->open = period->first > bounds->first ? period->first : bounds->first;
        period->close = period->last < bounds->last ? period->last : bounds->last;
        if (!stub || stub->how == STUB_SHORT || (stub->how == STUB_LONG && list->count == 1))
            continue;
        if (stub->how == STUB_LONG && is_last)
            list->items[at - 1]->close = period->close;
        else if (stub->how == STUB_LONG)
            list->items[1]->open = period->open;
        memmove(&list->items[at], &list->items[at + 1], (list->count - at - 1) * sizeof *list->items);
        list->count--;
    }
    return true;
}

/* A day in a period that the bounds cut is owed if it lies within them. False after a message. */
static bool trim_days(struct sema *sema, const struct rhythm *rhythm, const struct period *bounds,
                      struct period_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct meant_period *period = list->items[i];
        struct period_days days;
        if (!in_period(sema, rhythm->day, period, &days))
            return false;
        bool is_before = rhythm->around && rhythm->prep == PREP_BEFORE;
        int64_t day = is_before || rhythm->prep == PREP_AFTER ? days.span.first : days.span.last;
        if (rhythm->around && !is_before)
            day = days.span.last;
        period->open = period->first > bounds->first ? period->first : bounds->first;
        period->close = period->last < bounds->last ? period->last : bounds->last;
        if (day < bounds->first || day > bounds->last)
            continue;
        list->items[kept++] = period;
        period->day = sema_reached_day(sema, day);
    }
    list->count = kept;
    return true;
}

/* Whether so many months after the first day end with the bounds, and with each possible end of the term. */
static bool ends_with_term(const struct sema *sema, const struct period *bounds, int64_t months)
{
    const struct meaning *meaning = sema->meaning;
    for (size_t i = 0; i <= meaning->renewals.count; i++) {
        int64_t end = i < meaning->renewals.count ? meaning->renewals.items[i].end : bounds->last, day;
        int64_t gone = date_whole_months(bounds->first, end + 1);
        if (gone % months != 0 || !date_add_months(&day, bounds->first, gone) || day != end + 1)
            return false;
    }
    return true;
}

/* What to write instead of a period that a possible end of the term cuts. */
static const char *uncut(struct sema *sema, const struct rhythm *rhythm, const struct period *bounds)
{
    int64_t months = unit_months[rhythm->unit] * rhythm->count;
    bool is_one = rhythm->count == 1;
    const char *contract = months == 1    ? "contract month"
                           : months == 12 ? "contract year"
                                          : arena_printf(sema->arena, "%d contract months", (int)months);
    const char *named =
        !is_one                              ? "let it be a row of dates: `by 2026-01-31 and each 2 weeks thereafter`"
        : rhythm->unit == TIME_WEEK          ? "name a day in each: `each Friday`"
        : months <= 1                        ? "name a day in each: `by the 5th of each month`"
        : rhythm->unit == TIME_QUARTER       ? "name a day in each: `by the last day of each quarter`"
        : rhythm->unit == TIME_HALF          ? "name a day in each: `by the last day of each half-year`"
                                             : "name a day in each: `by the last day of each year`";
    if (months == 0 || !ends_with_term(sema, bounds, months))
        return named;
    return arena_printf(sema->arena, "let it recur in periods that end with the term, `each %s`, or %s", contract,
                        named);
}

/* False after a message. */
static bool check_renewed(struct sema *sema, const struct rhythm *rhythm, const struct period *bounds,
                          const struct period_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct meant_period *period = list->items[i];
        if (!sema_check_uncut(sema, rhythm->span, period->name, period->open, period->close,
                              uncut(sema, rhythm, bounds)))
            return false;
    }
    return true;
}

/* ---- the face ----------------------------------------------------------------------------------------- */

static struct period_list *known_list(struct sema *sema, const void *written)
{
    for (size_t i = 0; i < sema->rhythms.count; i++) {
        if (sema->rhythms.items[i].written == written)
            return sema->rhythms.items[i].list;
    }
    return NULL;
}

static const struct period_list *remember(struct sema *sema, const void *written,
                                          struct period_list list)
{
    struct period_list *kept = arena_alloc(sema->arena, sizeof *kept);
    *kept = list;
    list_push(sema->arena, &sema->rhythms, (struct sema_rhythm){written, kept});
    return kept;
}

const struct period_list *sema_periods(struct sema *sema, const struct ast_act *act, int32_t clause)
{
    if (!sema_says_adverb(sema, ADV_EACH) && !(sema->said.nps >> NP_EACH & 1))
        return NULL;
    struct rhythm rhythm = {0};
    struct period_list *known = known_list(sema, act), list = {0};
    struct period bounds;
    if (known)
        return known;
    uint32_t faults = sema_faults(sema);
    bool is_read = find_rhythm(sema, act, &rhythm);
    if (is_read && !rhythm.has)
        return NULL;
    is_read = is_read && read_bounds(sema, act, &rhythm, clause, &bounds) &&
              list_periods(sema, &rhythm, &bounds, &list);
    if (is_read && rhythm.day)
        is_read = trim_days(sema, &rhythm, &bounds, &list);
    else if (is_read && rhythm.is_whole)
        is_read = trim_whole(sema, &rhythm, &bounds, clause, only_bounds(act), &list) &&
                  (only_bounds(act) || check_renewed(sema, &rhythm, &bounds, &list));
    for (size_t i = 0; is_read && !rhythm.day && i < list.count; i++)
        list.items[i]->day = sema_reached_day(sema, rhythm.is_whole ? list.items[i]->close : list.items[i]->last);
    if (is_read && !list.count)
        bad_rhythm(sema, rhythm.span, "no such day lies within the term and the bounds that are written",
                   "correct the dates, or the term");
    if (!is_read)
        list_clear(&list);
    if (sema_faults(sema) == faults && !list.count)
        sema->silenced++;
    return remember(sema, act, list);
}

/* ---- when a month ends -------------------------------------------------------------------------------- */

bool sema_is_period_event(const struct ast_act *act, bool *is_end)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    bool is_unit = np && (np->kind == NP_EACH ||
                          (np->kind == NP_NAME && !np->name.noun.text && !np->name.ordinal));
    if (act->pred != PRED_VERB || !is_unit || !act->verb.text)
        return false;
    *is_end = is_word(act->verb.text->text, "ends", "终了");
    return *is_end || is_word(act->verb.text->text, "begins", "起始");
}

bool sema_is_contract_end(const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    return act->pred == PRED_VERB && np && np->kind == NP_NAME && np->name.noun.text && act->verb.text &&
           act->args.count == 0 && is_word(np->name.noun.text->text, "contract", "合同") &&
           is_word(act->verb.text->text, "ends", "终止");
}

bool sema_is_taking_effect(const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    return act->pred == PRED_VERB && np && np->kind == NP_NAME && np->name.noun.text && !np->tails.count &&
           act->verb.text && strcmp(act->verb.text->text, "takes effect") == 0;
}

const struct period_list *sema_event_periods(struct sema *sema, const struct ast_act *act, int32_t clause)
{
    const struct ast_np *np = act->subject->items[0];
    struct rhythm rhythm = {0};
    struct period_list *known = known_list(sema, act), list = {0};
    struct period bounds;
    bool is_end = false;
    if (known)
        return known;
    (void)sema_is_period_event(act, &is_end);
    struct ast_number one = {.span = np->span, .value = decimal_of(1)};
    bool is_read = set_rhythm(sema, &rhythm, np->kind == NP_EACH ? np->each.count : one,
                              np->kind == NP_EACH ? np->each.unit : np->name.time_unit, np->span) &&
                   read_bounds(sema, act, &rhythm, clause, &bounds) &&
                   list_periods(sema, &rhythm, &bounds, &list);
    size_t kept = 0;
    for (size_t i = 0; is_read && i < list.count; i++) {
        struct meant_period *period = list.items[i];
        int64_t day = is_end ? period->last : period->first;
        period->open = period->first > bounds.first ? period->first : bounds.first;
        period->close = period->last < bounds.last ? period->last : bounds.last;
        period->day = sema_reached_day(sema, day);
        if (day >= bounds.first && day <= bounds.last)
            list.items[kept++] = period;
    }
    list.count = kept;
    if (is_read && !kept)
        bad_rhythm(sema, np->span, is_end ? "no such period ends within the term"
                                          : "no such period begins within the term",
                   "correct the term, or choose a shorter period");
    if (!is_read)
        sema->silenced++;
    return remember(sema, act, list);
}

bool sema_is_same_period(const struct meant_period *left, const struct meant_period *right)
{
    return left && right && left->unit == right->unit && strcmp(left->name, right->name) == 0;
}

void sema_fit_period(norm_list *norms, const struct meant_period *period)
{
    size_t kept = 0;
    for (size_t i = 0; period && i < norms->count; i++)
        kept += sema_is_same_period(norms->items[i]->of_period, period);
    if (!kept)
        return;
    kept = 0;
    for (size_t i = 0; i < norms->count; i++) {
        struct meant_norm *norm = norms->items[i];
        if (!norm->of_period || sema_is_same_period(norm->of_period, period))
            norms->items[kept++] = norm;
    }
    norms->count = kept;
}

bool sema_has_none_of(const norm_list *norms, const struct meant_period *period)
{
    bool recurs_alike = false;
    for (size_t i = 0; period && i < norms->count; i++) {
        const struct meant_period *other = norms->items[i]->of_period;
        if (!other || (other->first <= period->last && period->first <= other->last))
            return false;
        recurs_alike |= other->unit == period->unit;
    }
    return recurs_alike;
}
