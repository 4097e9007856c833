/* clock.c - finer than days: what the contract's ticks are, hours and minutes as limits, and times of
 * day. What is finer than the tick is refused, with the sentence that would make it fit. Spec 6.2. */
#include <assert.h>

#include "compiler/sema/sema_internal.h"
#include "lang/value/tick.h"

enum { HOUR_SECONDS = 3600, MINUTE_SECONDS = 60, DAY_SECONDS = 86400 };

static int64_t tick_seconds(const struct sema *sema)
{
    return DAY_SECONDS / tick_per_day((enum granularity)sema->meaning->granularity);
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
    if (sema->meaning->granularity != NM_DAY && seconds % tick_seconds(sema) == 0) {
        *ticks = seconds / tick_seconds(sema);
        return true;
    }
    too_fine(sema, span, "this limit",
             seconds % HOUR_SECONDS == 0     ? NM_HOUR
             : seconds % MINUTE_SECONDS == 0 ? NM_MINUTE
                                             : NM_SECOND);
    return false;
}

bool sema_fits_clock(struct sema *sema, const struct ast_time *time)
{
    if (time->kind != AST_TIME_DATE || time->seconds < 0)
        return true;
    if (sema->meaning->granularity != NM_DAY && time->seconds % tick_seconds(sema) == 0)
        return true;
    too_fine(sema, time->span, "this time of day",
             time->seconds % HOUR_SECONDS == 0     ? NM_HOUR
             : time->seconds % MINUTE_SECONDS == 0 ? NM_MINUTE
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
        expr->clock = time->seconds + 1;
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
    const char *text = sema_day_text(sema, day);
    if (time->kind != AST_TIME_DATE || time->seconds < 0)
        return text;
    return arena_printf(sema->arena, "%s %02d:%02d", text, time->seconds / HOUR_SECONDS,
                        time->seconds / MINUTE_SECONDS % 60);
}
