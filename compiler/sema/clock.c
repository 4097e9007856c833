/* clock.c - finer than days: what the contract's ticks are, its time zone, hours and minutes as limits, and
 * times of day. What is finer than the tick is refused, with the sentence that would make it fit. Spec 6.2. */
#include <assert.h>
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"
#include "lang/base/suggest.h"
#include "lang/value/date.h"
#include "lang/value/tick.h"

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600, MINUTE_SECONDS = 60 };

static int64_t seconds_of_tick(const struct sema *sema)
{
    return tick_seconds((enum granularity)sema->meaning->granularity);
}

void sema_declare_granularity(struct sema *sema, const struct ast_sentence *sentence)
{
    enum time_unit unit = sentence->granularity.unit;
    if (sema->has_granularity) {
        struct diag *diag = diag_add(sema->diags, E_GRANULARITY, sema->source, sentence->span,
                                     "the granularity is said twice");
        diag_help(diag, "keep the finer one");
        return;
    }
    sema->has_granularity = true;
    if (unit == TIME_DAY || unit == TIME_HOUR || unit == TIME_MINUTE) {
        sema->meaning->granularity = unit == TIME_DAY    ? NM_DAY
                                     : unit == TIME_HOUR ? NM_HOUR
                                                         : NM_MINUTE;
        return;
    }
    struct diag *diag = diag_add(sema->diags, E_GRANULARITY, sema->source, sentence->granularity.span,
                                 "a contract is counted in days, hours or minutes, not in %ss",
                                 time_unit_word(unit));
    diag_help(diag, "write `granularity hour`; weeks, months and working days can be used with any");
}

void sema_declare_zone(struct sema *sema, const struct ast_sentence *sentence)
{
    if (sema->zone) {
        struct diag *diag = diag_add(sema->diags, E_ZONE, sema->source, sentence->span,
                                     "the time zone is said twice");
        diag_label(diag, sema->zone->source, sema->zone->span, "the first time");
        diag_help(diag, "leave one of the two out");
        return;
    }
    sema->zone = sentence;
}

static void no_such_zone(struct sema *sema, const struct source *source, const struct ast_string *text)
{
    struct diag *diag = diag_add(sema->diags, E_ZONE, source, text->span, "there is no time zone `%.*s`",
                                 (int)text->len, text->text);
    struct buf names;
    struct suggest best;
    buf_init(&names);
    suggest_init(&best, text->text, text->len);
    zone_suggest(NULL, &best, &names);
    if (best.best)
        diag_help(diag, "did you mean `%.*s`?", (int)best.best_len, best.best);
    else
        diag_help(diag, "name it by continent and town: `\"Asia/Shanghai\"`");
    buf_release(&names);
}

/* When the clocks of the zone are changed, over the term and beyond. False after a message. */
static bool read_clock(struct sema *sema, const struct source *source, const struct ast_string *text,
                       const char *name, struct zone_clock *clock)
{
    enum { BEFORE_DAYS = 10 * 366, BEYOND_DAYS = 50 * 366 };
    const struct meaning *meaning = sema->meaning;
    int64_t end = meaning->end == NM_NEVER ? meaning->start : meaning->end;
    int64_t last = end + BEYOND_DAYS < DATE_DAY_LAST ? end + BEYOND_DAYS : DATE_DAY_LAST;
    int64_t first = meaning->start - BEFORE_DAYS > DATE_DAY_FIRST ? meaning->start - BEFORE_DAYS : DATE_DAY_FIRST;
    struct zone *zone = arena_alloc(sema->arena, sizeof *zone);
    struct diag *diag;
    switch (zone_read(NULL, name, first * DAY_SECONDS, last * DAY_SECONDS, zone)) {
    case ZONE_OK:
        *clock = zone_clock_of(zone, arena_array(sema->arena, ZONE_CHANGES_MAX, sizeof(struct zone_shift)));
        return true;
    case ZONE_NO_DATA:
        diag = diag_add(sema->diags, E_ZONE, source, text->span,
                        "when the clocks of `%s` are changed cannot be looked up: this system has no "
                        "time-zone data", name);
        diag_help(diag, "install the package tzdata");
        return false;
    case ZONE_UNKNOWN: no_such_zone(sema, source, text); return false;
    case ZONE_MALFORMED:
        diag_add(sema->diags, E_ZONE, source, text->span, "the data of this system for `%s` cannot be read", name);
        return false;
    }
    UNREACHABLE();
}

void sema_read_zone(struct sema *sema)
{
    if (!sema->zone || !sema->has_term)
        return;
    const struct ast_string *text = &sema->zone->string.text;
    const char *name = arena_text(sema->arena, text->text, text->len);
    if (read_clock(sema, sema->zone->source, text, name, &sema->meaning->clock))
        sema->meaning->zone = name;
}

/* ---- times told by another clock --------------------------------------------------------------------- */

/* The zone that the time names, read once. */
static const struct meant_zone *other_zone(struct sema *sema, const struct ast_string *text)
{
    struct meaning *meaning = sema->meaning;
    const char *name = arena_text(sema->arena, text->text, text->len);
    for (size_t i = 0; i < meaning->zones.count; i++)
        if (strcmp(meaning->zones.items[i].name, name) == 0)
            return &meaning->zones.items[i];
    struct meant_zone zone = {.name = name};
    zone.is_known = read_clock(sema, sema->source, text, name, &zone.clock);
    list_push(sema->arena, &meaning->zones, zone);
    return &meaning->zones.items[meaning->zones.count - 1];
}

/* The seconds since 1970 that the contract's clock reads at that time of the day. */
static int64_t reading_of(struct sema *sema, const struct ast_time *time, int64_t day)
{
    int64_t reading = day * DAY_SECONDS + time->seconds;
    const struct meant_zone *zone = time->zone ? other_zone(sema, time->zone) : NULL;
    return zone && zone->is_known ? zone_from_utc(sema->meaning->clock, zone_to_utc(zone->clock, reading)) : reading;
}

void sema_set_clock(struct sema *sema, struct meant_expr *day, const struct ast_time *time)
{
    int64_t reading = reading_of(sema, time, day->imm);
    int64_t seconds = reading % DAY_SECONDS + (reading % DAY_SECONDS < 0 ? DAY_SECONDS : 0);
    day->imm = (reading - seconds) / DAY_SECONDS;
    day->clock = (int32_t)seconds + 1;
}

/* False after a message: it names a zone that cannot be read, or the contract names none itself. */
static bool has_zone(struct sema *sema, const struct ast_time *time)
{
    if (!time->zone)
        return true;
    if (sema->meaning->zone)
        return other_zone(sema, time->zone)->is_known;
    if (sema->zone)
        return false; /* that was told */
    struct diag *diag = diag_add(sema->diags, E_ZONE, sema->source, time->zone->span,
                                 "by which clock the contract counts is not said, so no other can be compared with it");
    diag_help(diag, "add `time zone \"Europe/Berlin\"`");
    return false;
}

static void too_fine(struct sema *sema, struct span span, const char *what, enum nm_granularity need)
{
    static const char *const words[] = {"days", "hours", "minutes", "seconds"};
    struct diag *diag = diag_add(sema->diags, E_TOO_FINE, sema->source, span,
                                 "%s is finer than this contract, which is counted in %s", what,
                                 words[sema->meaning->granularity]);
    if (need == NM_SECOND)
        diag_help(diag, "write whole minutes");
    else
        diag_help(diag, "add `granularity %s` before the clauses", need == NM_HOUR ? "hour" : "minute");
}

bool sema_ticks(struct sema *sema, int64_t n, enum time_unit unit, struct span span, int64_t *ticks)
{
    assert(unit == TIME_HOUR || unit == TIME_MINUTE || unit == TIME_SECOND);
    int64_t seconds = n * (unit == TIME_HOUR ? HOUR_SECONDS : unit == TIME_MINUTE ? MINUTE_SECONDS : 1);
    if (sema->meaning->granularity != NM_DAY && seconds % seconds_of_tick(sema) == 0) {
        *ticks = seconds / seconds_of_tick(sema);
        return true;
    }
    too_fine(sema, span, "this limit",
             seconds % HOUR_SECONDS == 0     ? NM_HOUR
             : seconds % MINUTE_SECONDS == 0 ? NM_MINUTE
                                             : NM_SECOND);
    return false;
}

/* A time of day that the clock by which it is told skips. */
static bool is_skipped(struct sema *sema, const struct ast_time *time)
{
    int64_t first;
    const struct meant_zone *zone = time->zone ? other_zone(sema, time->zone) : NULL;
    if (!zone_skips(zone ? zone->clock : sema->meaning->clock, time->day * DAY_SECONDS + time->seconds, &first))
        return false;
    struct diag *diag = diag_add(sema->diags, E_SKIPPED_TIME, sema->source, time->span,
                                 "there is no such time in %s", zone ? zone->name : sema->meaning->zone);
    diag_note(diag, "that day the clock is put forward over it, to %02d:%02d",
              (int)(first % DAY_SECONDS / HOUR_SECONDS), (int)(first / MINUTE_SECONDS % 60));
    diag_help(diag, "write %02d:%02d, or the last time before the gap", (int)(first % DAY_SECONDS / HOUR_SECONDS),
              (int)(first / MINUTE_SECONDS % 60));
    return true;
}

bool sema_fits_clock(struct sema *sema, const struct ast_time *time)
{
    if (time->kind != AST_TIME_DATE || time->seconds < 0)
        return true;
    if (!has_zone(sema, time) || is_skipped(sema, time))
        return false;
    int64_t seconds = reading_of(sema, time, time->day);
    if (sema->meaning->granularity != NM_DAY && seconds % seconds_of_tick(sema) == 0)
        return true;
    too_fine(sema, time->span, "this time of day",
             seconds % HOUR_SECONDS == 0     ? NM_HOUR
             : seconds % MINUTE_SECONDS == 0 ? NM_MINUTE
                                             : NM_SECOND);
    return false;
}

bool sema_is_whole_day(struct sema *sema, const struct ast_time *time)
{
    if (time->kind != AST_TIME_DATE || time->seconds < 0)
        return true;
    struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, time->span,
                                 "a whole day is meant here, not a time of day");
    diag_help(diag, "leave the time of day out");
    return false;
}

struct meant_expr *sema_moment(struct sema *sema, const struct ast_time *time, int64_t day)
{
    struct meant_expr *expr = expr_new(sema, NM_OP_CONST, day);
    if (time->kind == AST_TIME_DATE && time->seconds >= 0)
        sema_set_clock(sema, expr, time);
    return expr;
}

struct meant_expr *sema_beside(struct sema *sema, struct meant_expr *moment, int sign)
{
    struct meant_expr *expr = expr_new(sema, NM_OP_ADD_TICKS, sign);
    if (!moment->clock)
        return expr_new(sema, NM_OP_CONST, moment->imm + sign);
    expr->a = moment;
    return expr;
}

const char *sema_moment_text(struct sema *sema, const struct ast_time *time, int64_t day)
{
    const char *text = sema->in_words ? sema_day_text(sema, day) : "";
    if (!sema->in_words || time->kind != AST_TIME_DATE || time->seconds < 0)
        return text;
    return arena_printf(sema->arena, "%s %s", text, sema_clock_text(sema, time));
}

const char *sema_clock_text(struct sema *sema, const struct ast_time *time)
{
    const char *text = arena_printf(sema->arena, "%02d:%02d", time->seconds / HOUR_SECONDS,
                                    time->seconds / MINUTE_SECONDS % 60);
    return time->zone ? arena_printf(sema->arena, "%s (%.*s)", text, (int)time->zone->len, time->zone->text) : text;
}
