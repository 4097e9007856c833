/* calendars.c - which days are worked: a weekly pattern, another calendar as a base, holidays and
 * make-up days from sentences and from files, and the years for which they are known. Spec 6.4. */
#include "compiler/sema/calendars.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/limits.h"
#include "lang/value/calendar.h"

/* `work runs from Monday to Saturday`: the worked days as bits. 0 if it cannot be read. */
static int week_of(const struct ast_act *sample)
{
    int first = -1, last = -1;
    for (uint32_t i = 0; sample && i < sample->args.count; i++) {
        const struct ast_adverb *adverb = sample->args.items[i].adverb;
        if (!adverb || adverb->kind != ADV_NPS || adverb->nps->count != 1 ||
            adverb->nps->items[0]->kind != NP_NAME)
            continue;
        int day = sema_weekday(adverb->nps->items[0]);
        if (day >= 0 && adverb->prep == PREP_FROM)
            first = day;
        if (day >= 0 && adverb->prep == PREP_TO)
            last = day;
    }
    int week = 0;
    for (int day = first; first >= 0 && last >= 0 && day <= last; day++)
        week |= 1 << day;
    return week;
}

/* ---- years --------------------------------------------------------------------------------------- */

void calendar_know(struct calendar_draft *draft, const struct source *source, struct span span,
                   int64_t first, int64_t last)
{
    struct diags *diags = draft->sema->diags;
    if (first < LIMIT_YEAR_FIRST || last > LIMIT_YEAR_LAST || first > last) {
        draft->is_bad = true;
        struct diag *diag = diag_add(diags, E_CALENDAR_DAYS, source, span,
                                     "these are no years, or not in their order");
        diag_help(diag, "write `known for 1956` or `known for 1956 to 1958`");
        return;
    }
    if (!draft->has_years) {
        draft->has_years = true;
        draft->years_source = source;
        draft->years_span = span;
        draft->first_year = (int)first;
        draft->last_year = (int)last;
    } else if (first > draft->last_year + 1 || last < draft->first_year - 1) {
        draft->is_bad = true;
        struct diag *diag = diag_add(diags, E_CALENDAR_DAYS, source, span,
                                     "the known years have a gap: %d to %d, and %lld to %lld",
                                     draft->first_year, draft->last_year, (long long)first,
                                     (long long)last);
        if (draft->years_source)
            diag_label(diag, draft->years_source, draft->years_span, "the years before the gap, or behind it");
        diag_help(diag, "give the days of the years between them too");
    } else {
        draft->years_source = source;
        draft->years_span = span;
        draft->first_year = first < draft->first_year ? (int)first : draft->first_year;
        draft->last_year = last > draft->last_year ? (int)last : draft->last_year;
    }
    if (draft->last_year - draft->first_year >= LIMIT_CALENDAR_YEARS && !draft->is_bad) {
        draft->is_bad = true;
        struct diag *diag = diag_add(diags, E_TOO_MANY, source, span, "a calendar of more than %d years",
                                     LIMIT_CALENDAR_YEARS);
        diag_help(diag, "leave out the years in which nothing is due");
    }
}

static void know_written(struct calendar_draft *draft, const struct ast_year_spans *known)
{
    for (uint32_t i = 0; i < known->count; i++) {
        const struct ast_year_span *years = &known->items[i];
        int64_t first, last;
        if (decimal_to_parts(years->first.value, 0, &first) != DECIMAL_OK ||
            decimal_to_parts(years->last.value, 0, &last) != DECIMAL_OK)
            first = last = 0;
        struct span span = span_join(years->first.span, years->last.span);
        calendar_know(draft, draft->sema->source, span, first, last);
    }
}

/* ---- days ---------------------------------------------------------------------------------------- */

void calendar_day(struct calendar_draft *draft, const struct source *source, struct span span,
                  int64_t day, bool is_worked)
{
    list_push(draft->sema->arena, &draft->days, (struct draft_day){day, is_worked, false, source, span});
}

/* Each day of the written spans. A span of many years is cut: its end is outside what is known, and
 * that is told. */
static void add_written(struct calendar_draft *draft, const struct ast_days *days, bool is_worked)
{
    const struct source *source = draft->sema->source;
    for (uint32_t i = 0; i < days->count; i++) {
        const struct ast_time *first = &days->items[i].first, *last = &days->items[i].last;
        struct span span = span_join(first->span, last->span);
        if (first->day > last->day) {
            draft->is_bad = true;
            struct diag *diag = diag_add(draft->sema->diags, E_CALENDAR_DAYS, source, span,
                                         "the first day stands behind the last one");
            diag_help(diag, "write the earlier day first");
            continue;
        }
        for (int64_t day = first->day; day <= last->day && day - first->day < 366; day++)
            calendar_day(draft, source, span, day, is_worked);
        if (last->day - first->day >= 366)
            calendar_day(draft, source, span, last->day, is_worked);
    }
}

static int compare_days(const void *left, const void *right)
{
    const struct draft_day *a = left, *b = right;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->is_inherited != b->is_inherited)
        return a->is_inherited ? -1 : 1; /* what is said last stands last, and counts */
    if (a->is_worked != b->is_worked)
        return a->is_worked ? 1 : -1;
    return (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

static void tell_day(struct calendar_draft *draft, const struct draft_day *day,
                     const struct draft_day *other, const char *what)
{
    struct buf text;
    buf_init(&text);
    date_print(&text, day->day);
    draft->is_bad = true;
    struct diag *diag = diag_add(draft->sema->diags, E_CALENDAR_DAYS, day->source, day->span,
                                 "%s %s", text.data, what);
    if (other)
        diag_label(diag, other->source, other->span, "the other");
    else if (draft->years_source)
        diag_label(diag, draft->years_source, draft->years_span, "these years");
    if (draft->has_years)
        diag_note(diag, "the calendar is known for %d to %d", draft->first_year, draft->last_year);
    diag_help(diag, "correct the day, or leave it out");
    buf_release(&text);
}

/* Days sorted, each once; a calendar's own word counts before that of the one it is like. */
static void settle_days(struct calendar_draft *draft)
{
    struct draft_day *days = draft->days.items;
    size_t count = draft->days.count, kept = 0;
    if (count > 0)
        qsort(days, count, sizeof *days, compare_days);
    for (size_t i = 0; i < count; i++) {
        int year = date_from_day(days[i].day).year;
        if (draft->has_years && (year < draft->first_year || year > draft->last_year)) {
            tell_day(draft, &days[i], NULL, "lies outside the years for which the calendar is known");
            return;
        }
        if (kept > 0 && days[kept - 1].day == days[i].day) {
            bool is_clash = !days[kept - 1].is_inherited &&
                            days[kept - 1].is_worked != days[i].is_worked;
            if (is_clash) {
                tell_day(draft, &days[i], &days[kept - 1], "is both a holiday and a make-up day");
                return;
            }
            kept--;
        }
        days[kept++] = days[i];
    }
    draft->days.count = kept;
}

/* ---- declarations -------------------------------------------------------------------------------- */

static const struct meant_calendar *find_calendar(struct sema *sema, struct ast_name name)
{
    const struct named *named = sema_calendar(sema, name.text);
    if (named)
        return sema->meaning->calendars.items[named->index];
    sema->is_calendar_unknown = true;
    struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, name.span,
                                 "there is no calendar `%s`", name.text->text);
    const char *near = sema_suggest(sema, name.text, NAMED_CALENDAR);
    if (near)
        diag_help(diag, "did you mean `%s`?", near);
    return NULL;
}

static void choose_calendar(struct sema *sema, const struct ast_sentence *sentence)
{
    const struct ast_name *name = &sentence->names.items[0];
    const struct meant_calendar *calendar = find_calendar(sema, *name);
    if (calendar && sema->meaning->calendar != NM_NONE) {
        struct diag *diag = diag_add(sema->diags, E_CALENDAR, sema->source, sentence->span,
                                     "a calendar was named before");
        diag_label(diag, sema->calendar_source, sema->calendar_span, "the first one");
        diag_help(diag, "leave one of the two out: a contract counts its working days by one calendar");
        return;
    }
    if (calendar) {
        sema->meaning->calendar = (int32_t)sema_calendar(sema, name->text)->index;
        sema->calendar_span = sentence->span;
        sema->calendar_source = sema->source;
    }
}

/* What the calendar takes over from the one that it is like. */
static void inherit(struct calendar_draft *draft, const struct meant_calendar *base)
{
    draft->week = base->week;
    draft->has_years = base->has_years;
    draft->first_year = base->first_year;
    draft->last_year = base->last_year;
    for (uint32_t i = 0; i < base->day_count; i++)
        list_push(draft->sema->arena, &draft->days, (struct draft_day){base->days[i].day, base->days[i].is_worked, true,
                                                  NULL, {0, 0}});
}

static void read_files(struct calendar_draft *draft, const struct ast_strings *files)
{
    struct sema *sema = draft->sema;
    for (uint32_t i = 0; i < files->count; i++) {
        const struct source *file =
            sema->files ? sema->files->read(sema->files->context, sema->source, files->items[i])
                        : NULL;
        if (file)
            calendar_file_read(draft, file);
        else
            draft->is_bad = true;
    }
}

/* The draft as a calendar, or NULL after a message. */
static struct meant_calendar *finish(struct calendar_draft *draft,
                                     const struct ast_sentence *sentence)
{
    struct sema *sema = draft->sema;
    if (!draft->is_bad && !draft->has_years && draft->days.count > 0) {
        struct diag *diag = diag_add(sema->diags, E_CALENDAR_DAYS, sema->source, sentence->span,
                                     "it is not said for which years the days are known");
        diag_help(diag, "add `known for 1956`, or a line `1956,known` in the file");
        draft->is_bad = true;
    }
    if (!draft->is_bad)
        settle_days(draft);
    if (draft->is_bad)
        return NULL;
    struct meant_calendar *calendar = arena_alloc(sema->arena, sizeof *calendar);
    *calendar = (struct meant_calendar){.week = draft->week,
                                        .has_years = draft->has_years,
                                        .first_year = draft->first_year,
                                        .last_year = draft->last_year,
                                        .day_count = (uint32_t)draft->days.count};
    calendar->days = arena_array(sema->arena, draft->days.count, sizeof *calendar->days);
    for (size_t i = 0; i < draft->days.count; i++)
        calendar->days[i] = (struct meant_day){draft->days.items[i].day,
                                               draft->days.items[i].is_worked};
    return calendar;
}

static struct meant_calendar *read_calendar(struct sema *sema, const struct ast_sentence *sentence)
{
    const struct ast_calendar *written = sentence->calendar;
    struct calendar_draft draft = {.sema = sema};
    if (written->sample) {
        draft.week = week_of(written->sample);
        if (!draft.week) {
            struct diag *diag = diag_add(sema->diags, E_CALENDAR, sema->source, sentence->span,
                                         "which days are worked cannot be read");
            diag_help(diag, "write `calendar %s: work runs from Monday to Friday`",
                      sentence->names.items[0].text->text);
            return NULL;
        }
    } else {
        const struct meant_calendar *base = find_calendar(sema, written->like);
        if (!base)
            return NULL;
        inherit(&draft, base);
    }
    know_written(&draft, &written->known);
    read_files(&draft, &written->data);
    add_written(&draft, &written->holidays, false);
    add_written(&draft, &written->make_up_days, true);
    struct meant_calendar *calendar = finish(&draft, sentence);
    return calendar;
}

void sema_declare_calendar(struct sema *sema, const struct ast_sentence *sentence)
{
    if (!sentence->calendar->sample && !sentence->calendar->like.text) {
        choose_calendar(sema, sentence);
        return;
    }
    struct meant_calendar *calendar = read_calendar(sema, sentence);
    if (!calendar) { /* the words still mean a calendar */
        sema->is_calendar_unknown = true;
        calendar = arena_alloc(sema->arena, sizeof *calendar);
        calendar->week = CALENDAR_SEVEN_DAY_WEEK;
    }
    calendar->name = sentence->names.items[0].text->text;
    uint32_t index = (uint32_t)sema->meaning->calendars.count;
    list_push(sema->arena, &sema->meaning->calendars, calendar);
    for (uint32_t i = 0; i < sentence->names.count; i++)
        sema_give_name(sema, NAMED_CALENDAR, index, sentence->names.items[i].text,
                       sentence->names.items[i].span);
}

/* ---- how days are counted ------------------------------------------------------------------------ */

/* Rules that exclude each other stand together in ast.def; the first of each family is its mark. */
static enum counting_rule family_of(enum counting_rule rule)
{
    switch (rule) {
    case COUNTING_ROLL_FORWARD:
    case COUNTING_ROLL_BACKWARD:
    case COUNTING_ROLL_MODIFIED:
    case COUNTING_NO_ROLL: return COUNTING_ROLL_FORWARD;
    case COUNTING_FIRST_DAY_OUT:
    case COUNTING_FIRST_DAY_IN: return COUNTING_FIRST_DAY_OUT;
    case COUNTING_MONTH_DAYS:
    case COUNTING_MONTH_ENDS: return COUNTING_MONTH_DAYS;
    }
    UNREACHABLE();
}

void sema_declare_counting(struct sema *sema, const struct ast_sentence *sentence)
{
    struct counting_rules *counting = &sema->counting;
    enum counting_rule rule = sentence->counting.rule, family = family_of(rule);
    struct span *said = &counting->said[family];
    if (said->end > 0) {
        struct diag *diag = diag_add(sema->diags, E_COUNTING, sema->source, sentence->span,
                                     "how days are counted here has been said");
        diag_label(diag, sema->source, *said, "the first time");
        diag_help(diag, "leave one of the two out");
        return;
    }
    *said = sentence->span;
    if (family == COUNTING_ROLL_FORWARD) {
        counting->has_roll = true;
        counting->roll = rule;
    } else if (rule == COUNTING_FIRST_DAY_IN) {
        counting->is_first_day_in = true;
    } else if (rule == COUNTING_MONTH_ENDS) {
        counting->is_month_end_kept = true;
    }
}

void sema_declare_warning(struct sema *sema, const struct ast_sentence *sentence)
{
    const struct ast_duration *duration = sentence->warning.duration;
    int64_t n;
    bool is_whole = decimal_to_parts(duration->high.value, 0, &n) == DECIMAL_OK && n >= 0 &&
                    n <= LIMIT_HORIZON_DAYS && !duration->has_range;
    if (!is_whole || (duration->unit != TIME_DAY && duration->unit != TIME_WEEK)) {
        struct diag *diag = diag_add(sema->diags, E_DURATION, sema->source, duration->span,
                                     "slack is warned of in whole days or weeks");
        diag_help(diag, "write `warning 5 days`");
        return;
    }
    sema->meaning->warning = duration->unit == TIME_WEEK ? 7 * n : n;
}
