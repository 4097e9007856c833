/* coverage.c - does the calendar know every day that the contract can ask about while all goes as
 * planned? Each expression of a time is followed as a span of days, from the earliest to the latest
 * on which it can fall if everybody keeps to the contract; what comes late is judged when it comes
 * (fold.md). Spec 6.4. */
#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"
#include "lang/value/calendar.h"
#include "lang/value/tick.h"

static void check_rule(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    bool brings_days = meaning->calendar != NM_NONE &&
                       meaning->calendars.items[meaning->calendar]->has_years;
    bool rolls = sema->counting.has_roll && sema->counting.roll != COUNTING_NO_ROLL;
    if (brings_days && !sema->counting.has_roll) {
        struct diag *diag = diag_add(sema->diags, E_ROLL_UNSAID, sema->calendar_source,
                                     sema->calendar_span,
                                     "it is not said what happens to a deadline on a holiday");
        diag_help(diag, "add `deadlines roll forward`, `deadlines roll backward`, `deadlines roll "
                        "modified` or `deadlines do not roll`");
    } else if (rolls && meaning->calendar == NM_NONE && !sema->is_calendar_unknown) {
        struct diag *diag = diag_add(sema->diags, E_CALENDAR, meaning->source,
                                     sema->counting.said[COUNTING_ROLL_FORWARD],
                                     "deadlines roll to a working day, but no calendar is named");
        diag_help(diag, "name one before the clauses: `calendar five-day-week`");
    }
}

void sema_begin_counting(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    check_rule(sema);
    if (meaning->calendar == NM_NONE)
        return;
    const struct meant_calendar *calendar = meaning->calendars.items[meaning->calendar];
    int64_t *days[2];
    size_t counts[2] = {0, 0};
    for (int kind = 0; kind < 2; kind++)
        days[kind] = arena_array(sema->arena, calendar->day_count, sizeof **days);
    for (uint32_t i = 0; i < calendar->day_count; i++) {
        int kind = calendar->days[i].is_worked;
        days[kind][counts[kind]++] = calendar->days[i].day;
    }
    struct calendar_spec spec = {.weekly = (uint8_t)calendar->week,
                                 .has_years = calendar->has_years,
                                 .first_year = calendar->first_year,
                                 .last_year = calendar->last_year,
                                 .holidays = days[0],
                                 .holiday_count = counts[0],
                                 .makeups = days[1],
                                 .makeup_count = counts[1]};
    enum calendar_status status = calendar_new(&spec, &sema->worked, NULL);
    if (status != CALENDAR_OK)
        BUG("a calendar that was read is not sound: %s", calendar_status_text(status));
}

/* ---- spans of days ------------------------------------------------------------------------------- */

struct days {
    bool is_known; /* false: a value that is no time, or a fault that was told */
    bool is_open;  /* nothing bounds the last day */
    int64_t first, last;
};

static const struct days no_days = {0};

struct seen { /* what was found of a norm; begun and not ended: its time hangs on itself */
    bool has_due, has_done;
    struct days due, done;
};

struct walk {
    struct sema *sema;
    struct seen *seen;             /* by norm */
    const struct meant_norm *norm; /* whose expression it is */
    struct days at;                /* the act that asks */
    bool is_told;                  /* no message, or it was given */
};

static struct days days_of(struct walk *walk, const struct meant_expr *expr);

static struct days span_of(int64_t first, int64_t last)
{
    return (struct days){.is_known = true, .first = first, .last = last};
}

/* From the start of the contract to its end. */
static struct days term_of(const struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    struct days days = span_of(meaning->start, meaning->end);
    if (meaning->end == NM_NEVER) {
        days.is_open = true;
        days.last = meaning->start;
    }
    return days;
}

/* An expression of another norm; what is wrong there is told when its turn comes. */
static struct days days_there(struct walk *walk, const struct meant_norm *norm,
                              const struct meant_expr *expr, struct days at)
{
    struct walk there = {.sema = walk->sema, .seen = walk->seen, .norm = norm, .at = at,
                         .is_told = true};
    return days_of(&there, expr);
}

static struct days due_days(struct walk *walk, const struct meant_norm *norm)
{
    struct seen *seen = &walk->seen[norm->index];
    if (!seen->has_due) {
        seen->has_due = true;
        seen->due = norm->due ? days_there(walk, norm, norm->due, no_days) : term_of(walk->sema);
    }
    return seen->due;
}

/* The days on which a norm can be done in time, and answered. */
static struct days done_days(struct walk *walk, const struct meant_norm *norm)
{
    struct seen *seen = &walk->seen[norm->index];
    if (seen->has_done)
        return seen->done;
    seen->has_done = true;
    struct days term = term_of(walk->sema), done = due_days(walk, norm);
    struct days from = norm->from ? days_there(walk, norm, norm->from, no_days) : no_days;
    if (done.is_known && norm->answer && norm->answer->limit) {
        struct days limit = days_there(walk, norm, norm->answer->limit, done);
        done = limit.is_known ? limit : done;
    }
    done.first = from.is_known && from.first < done.first ? from.first : term.first;
    seen->done = done;
    return done;
}

/* When an instance of the norm arises. */
static struct days trigger_days(struct walk *walk, const struct meant_norm *norm)
{
    struct days term = term_of(walk->sema), all = no_days;
    if (norm->remedies)
        return due_days(walk, norm->remedies);
    if (norm->triggers.count == 0) {
        const struct meaning *meaning = walk->sema->meaning;
        bool waits = meaning->effect_by != NM_NEVER && !norm->is_before_effect;
        return span_of(term.first, waits ? meaning->effect_by : term.first);
    }
    for (size_t i = 0; i < norm->triggers.count; i++) {
        const struct meant_trigger *trigger = &norm->triggers.items[i];
        struct days days = trigger->norm ? done_days(walk, trigger->norm) : term;
        if (!days.is_known)
            return no_days;
        if (!all.is_known) {
            all = days;
            continue;
        }
        all.first = days.first < all.first ? days.first : all.first;
        all.last = days.last > all.last ? days.last : all.last;
        all.is_open |= days.is_open;
    }
    return all;
}

/* ---- what is asked of the calendar --------------------------------------------------------------- */

static void tell(struct walk *walk, const char *reach)
{
    struct sema *sema = walk->sema;
    const struct meant_calendar *calendar =
        sema->meaning->calendars.items[sema->meaning->calendar];
    if (walk->is_told)
        return;
    walk->is_told = true;
    struct diag *diag = diag_add(sema->diags, E_UNCOVERED, walk->norm->source, walk->norm->span,
                                 "this asks the calendar about a day that it does not know");
    diag_note(diag, "%s, and `%s` is known for %d to %d", reach, calendar->name,
              calendar->first_year, calendar->last_year);
    diag_label(diag, sema->calendar_source, sema->calendar_span, "the calendar");
    if (sema->has_term)
        diag_label(diag, sema->term_source, sema->term_span, "the term");
    diag_help(diag, "add the days of those years and `known for …` to the calendar, or let the "
                    "deadline end earlier");
}

static int64_t ask(const struct meant_expr *expr, const struct calendar *calendar, int64_t day,
                   enum calendar_status *status)
{
    static const enum roll rolls[] = {[NM_ROLL_FORWARD] = ROLL_FORWARD,
                                      [NM_ROLL_BACKWARD] = ROLL_BACKWARD,
                                      [NM_ROLL_MODIFIED] = ROLL_MODIFIED};
    int64_t result = day;
    *status = expr->op == NM_OP_ROLL ? calendar_roll(calendar, rolls[expr->imm], day, &result)
                                     : calendar_add(calendar, day, expr->imm, &result);
    return result;
}

static struct days worked(struct walk *walk, const struct meant_expr *expr, struct days days)
{
    enum calendar_status status[2];
    int64_t asked[2] = {days.first, days.last}, got[2];
    if (!days.is_known)
        return no_days;
    for (int i = 0; i < 2; i++)
        got[i] = ask(expr, walk->sema->worked, asked[i], &status[i]);
    for (int i = 0; i < 2; i++) {
        if (status[i] == CALENDAR_OK)
            continue;
        struct buf day;
        buf_init(&day);
        date_print(&day, asked[i]);
        const char *reach =
            expr->op == NM_OP_ROLL
                ? arena_printf(walk->sema->arena, "a deadline can fall on %s", day.data)
                : arena_printf(walk->sema->arena, "%lld working days can be counted from %s",
                               (long long)(expr->imm < 0 ? -expr->imm : expr->imm), day.data);
        buf_release(&day);
        tell(walk, reach);
        return no_days;
    }
    days.first = got[0];
    days.last = got[1];
    return days;
}

/* The days that hours can reach over, outwards. */
static int64_t days_of_ticks(const struct walk *walk, int64_t ticks, bool is_last)
{
    int64_t per_day = tick_per_day((enum granularity)walk->sema->meaning->granularity);
    int64_t days = ticks / per_day;
    if (ticks % per_day == 0)
        return days;
    return is_last ? days + (ticks > 0) : days - (ticks < 0);
}

/* Both ends moved by calendar days or months, or by hours; a day out of range ends the walk. */
static struct days moved(const struct walk *walk, const struct meant_expr *expr, struct days days)
{
    int64_t *ends[2] = {&days.first, &days.last};
    for (int i = 0; days.is_known && i < 2; i++) {
        int64_t day = *ends[i];
        bool is_fine = date_in_range(day);
        if (is_fine && expr->op == NM_OP_ADD_MONTHS)
            is_fine = date_add_months(ends[i], day, expr->imm);
        else if (is_fine && expr->op == NM_OP_ADD_MONTH_ENDS)
            is_fine = date_add_month_ends(ends[i], day, expr->imm);
        else if (is_fine)
            is_fine = ckd_add_i64(ends[i], day,
                                  expr->op == NM_OP_ADD_TICKS ? days_of_ticks(walk, expr->imm, i)
                                                              : expr->imm) &&
                      date_in_range(*ends[i]);
        if (!is_fine)
            return no_days;
    }
    return days;
}

static struct days lesser(struct days a, struct days b)
{
    if (!a.is_known || !b.is_known)
        return no_days;
    struct days days = span_of(a.first < b.first ? a.first : b.first, 0);
    days.is_open = a.is_open && b.is_open;
    if (a.is_open != b.is_open)
        days.last = a.is_open ? b.last : a.last;
    else
        days.last = a.last < b.last ? a.last : b.last;
    return days;
}

static struct days greater(struct days a, struct days b)
{
    if (!a.is_known || !b.is_known)
        return no_days;
    struct days days = span_of(a.first > b.first ? a.first : b.first,
                               a.last > b.last ? a.last : b.last);
    days.is_open = a.is_open || b.is_open;
    return days;
}

static struct days days_of(struct walk *walk, const struct meant_expr *expr)
{
    const struct meaning *meaning = walk->sema->meaning;
    switch (expr->op) {
    case NM_OP_CONST: return span_of(expr->imm, expr->imm);
    case NM_OP_TERM_START: return span_of(meaning->start, meaning->start);
    case NM_OP_TERM_END:
        return meaning->end == NM_NEVER ? term_of(walk->sema)
                                        : span_of(meaning->renewals.count ? meaning->renewals.items[0].end
                                                                          : meaning->end, meaning->end);
    case NM_OP_AT: return walk->at;
    case NM_OP_TRIGGER: return trigger_days(walk, walk->norm);
    case NM_OP_DUE_OF: return due_days(walk, expr->norm);
    case NM_OP_PERFORMED_OF:
    case NM_OP_DONE_OF: return done_days(walk, expr->norm);
    case NM_OP_ADD_TICKS:
    case NM_OP_ADD_DAYS:
    case NM_OP_ADD_MONTHS:
    case NM_OP_ADD_MONTH_ENDS: return moved(walk, expr, days_of(walk, expr->a));
    case NM_OP_ADD_WORK:
    case NM_OP_ROLL: return worked(walk, expr, days_of(walk, expr->a));
    case NM_OP_MIN: return lesser(days_of(walk, expr->a), days_of(walk, expr->b));
    case NM_OP_MAX: return greater(days_of(walk, expr->a), days_of(walk, expr->b));
    case NM_OP_DAY_START: /* these two arise where ticks do, in lower_time.c */
    case NM_OP_DAY_END:
    case NM_OP_SINCE:
    case NM_OP_ARISEN:
    case NM_OP_TRIGGER_QTY:
    case NM_OP_ADD:
    case NM_OP_SUB:
    case NM_OP_MUL:
    case NM_OP_SCALE:
    case NM_OP_SHORTFALL:
    case NM_OP_DAYS_LATE:
    case NM_OP_TICKS_LATE:
    case NM_OP_AMOUNT_DAYS:
    case NM_OP_STATUS:
    case NM_OP_BREACHED:
    case NM_OP_IN_BREACH:
    case NM_OP_UNCURED:
    case NM_OP_UNCURABLE:
    case NM_OP_SUSPENDED:
    case NM_OP_ITEM_HELD:
    case NM_OP_GOT:
    case NM_OP_GOT_IN_ALL:
    case NM_OP_OWED:
    case NM_OP_RECORDS:
    case NM_OP_MADE:
    case NM_OP_DUE_IN:
    case NM_OP_KEPT_IN:
    case NM_OP_KNOWN:
    case NM_OP_MEASURED:
    case NM_OP_VALUE: return expr->first == NM_SAID || expr->first == NM_THEN ? term_of(walk->sema) : no_days;
    case NM_OP_AND:
    case NM_OP_OR:
    case NM_OP_NOT:
    case NM_OP_EQ:
    case NM_OP_LT:
    case NM_OP_LE: return no_days;
    case NM_OP_COUNT: break;
    }
    UNREACHABLE();
}

/* ---- the whole ----------------------------------------------------------------------------------- */

static struct days check_expr(struct walk *walk, const struct meant_expr *expr, struct days at)
{
    walk->at = at;
    return expr ? days_of(walk, expr) : no_days;
}

/* The expression itself counts or moves in working days; what it names of others is told there. */
static bool asks(const struct meant_expr *expr)
{
    return expr && (expr->op == NM_OP_ADD_WORK || expr->op == NM_OP_ROLL || asks(expr->a) || asks(expr->b));
}

static bool norm_asks(const struct meant_norm *norm)
{
    return asks(norm->from) || asks(norm->due) || asks(norm->grace) || asks(norm->wait) ||
           (norm->answer && (asks(norm->answer->limit) || asks(norm->answer->rework))) ||
           (norm->power && (asks(norm->power->notice) || asks(norm->power->until)));
}

static void check_norm(struct sema *sema, const struct meant_norm *norm, struct seen *seen)
{
    struct walk walk = {.sema = sema, .seen = seen, .norm = norm};
    struct days term = term_of(sema);
    (void)check_expr(&walk, norm->from, no_days);
    struct days due = check_expr(&walk, norm->due, no_days);
    (void)check_expr(&walk, norm->grace, no_days);
    if (asks(norm->wait) && sema_is_news(sema, arena_printf(sema->arena, "measured %s by %lld", norm->indicator->name,
                                                            (long long)norm->period.last)))
        (void)check_expr(&walk, norm->wait, no_days); /* of several who wait for the value, once */
    if (norm->answer) {
        struct days from = norm->due ? due : term;
        from.first = term.first < from.first ? term.first : from.first;
        struct days limit = check_expr(&walk, norm->answer->limit, from);
        (void)check_expr(&walk, norm->answer->rework, limit);
    }
    if (norm->power) {
        (void)check_expr(&walk, norm->power->notice, term);
        (void)check_expr(&walk, norm->power->until, term);
    }
}

/* Whatever the calendar knows, a contract without an end outlives it. */
static void check_outliving(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    const struct meant_calendar *calendar = meaning->calendars.items[meaning->calendar];
    if (meaning->end != NM_NEVER || !calendar->has_years)
        return;
    struct diag *diag = diag_add(sema->diags, W_OUTLIVES_CALENDAR, sema->calendar_source,
                                 sema->calendar_span,
                                 "the contract has no end, but its calendar is known to %d only",
                                 calendar->last_year);
    diag_label(diag, sema->term_source, sema->term_span, "the term");
    diag_help(diag, "a deadline that asks about a later day will be shown as unknown; end the term "
                    "with the calendar");
}

void sema_check_coverage(struct sema *sema)
{
    if (sema->meaning->calendar == NM_NONE || !sema->worked || !sema->is_declared)
        return;
    struct seen *seen = NULL;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if (!norm_asks(norm) || sema_has_hole(sema, norm->clause))
            continue;
        if (!seen)
            seen = arena_array(sema->arena, sema->meaning->norms.count, sizeof *seen);
        check_norm(sema, norm, seen);
    }
    check_outliving(sema);
}
