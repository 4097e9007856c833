/* fill_measure.c - measured values in words: what was measured, why a target was missed, how long
 * something was not kept. */
#include <string.h>

#include "lang/base/check.h"
#include "lang/value/date.h"
#include "lang/value/decimal.h"
#include "lang/value/tick.h"
#include "runtime/indicator.h"
#include "runtime/machine_io.h"
#include "runtime/report/fill_internal.h"

static void put(struct phrases *out, const char *en, const char *zh)
{
    buf_puts(&out->en, en);
    buf_puts(&out->zh, zh);
}

static void put_day(struct phrases *out, int64_t day)
{
    date_print(&out->en, day);
    date_print(&out->zh, day);
}

/* The largest unit of the family in which the value is at least 1 and has few places. */
static const struct nm_unit *fitting_unit(const struct nm *nm, int32_t base, int64_t value,
                                          struct decimal *number)
{
    const struct nm_unit *best = &nm->unit[base];
    int64_t best_parts = decimal_power10(best->places);
    *number = (struct decimal){.digits = value, .scale = best->places};
    for (uint32_t i = 0; i < nm->unit_count; i++) {
        const struct nm_unit *unit = &nm->unit[i];
        int64_t parts, one; /* the value in parts of this unit; one of it in parts of the base */
        bool is_exact, is_whole;
        if (unit->base != base ||
            !muldiv_i64(&one, decimal_power10(unit->places), unit->num, unit->den, ROUND_DOWN,
                        &is_whole) ||
            !muldiv_i64(&parts, value, unit->den, unit->num, ROUND_DOWN, &is_exact))
            continue;
        struct decimal own = decimal_trim((struct decimal){.digits = parts, .scale = unit->places});
        if (!is_exact || !is_whole || own.scale > 3 || one <= best_parts || value < one)
            continue;
        best = unit;
        best_parts = one;
        *number = own;
    }
    return best;
}

/* "3.2 percent", "450 tonne" */
static void put_value(const struct fill *fill, struct phrases *out, int32_t indicator, int64_t value)
{
    const struct nm *nm = fill->nm;
    const struct nm_indicator *row = &nm->indicator[indicator];
    if (row->is_date) {
        put_day(out, value);
        return;
    }
    struct decimal number = {.digits = value, .scale = row->places};
    const struct nm_unit *unit =
        row->unit == NM_NONE ? NULL : fitting_unit(nm, row->unit, value, &number);
    decimal_print(&out->en, decimal_trim(number));
    decimal_print(&out->zh, decimal_trim(number));
    if (unit) {
        struct report_text label = fill_text(fill, unit->name, unit->label_zh);
        buf_printf(&out->en, " %s", text_pick(label, REPORT_EN));
        buf_puts(&out->zh, text_pick(label, REPORT_ZH));
    } else if (row->is_percent) {
        put(out, " percent", "%");
    }
}

/* " in 1956-11", or nothing where the value holds from its day on. */
static void put_period(const struct fill *fill, struct phrases *out, int32_t indicator, int64_t day)
{
    static const enum period_kind kinds[] = {
        [NM_RHYTHM_WEEK] = PERIOD_WEEK,       [NM_RHYTHM_MONTH] = PERIOD_MONTH,
        [NM_RHYTHM_QUARTER] = PERIOD_QUARTER, [NM_RHYTHM_HALF] = PERIOD_HALF,
        [NM_RHYTHM_YEAR] = PERIOD_YEAR};
    enum nm_rhythm rhythm = (enum nm_rhythm)fill->nm->indicator[indicator].rhythm;
    struct period period;
    if (rhythm == NM_RHYTHM_NONE || !indicator_period(fill->nm, indicator, day, &period))
        return;
    if (rhythm == NM_RHYTHM_DAYS || rhythm == NM_RHYTHM_MONTHS) {
        put(out, " from ", "（");
        put_day(out, period.first);
        put(out, " to ", " 至 ");
        put_day(out, period.last);
        put(out, "", "）");
        return;
    }
    put(out, " in ", "（");
    period_print(&out->en, kinds[rhythm], period.first);
    period_print(&out->zh, kinds[rhythm], period.first);
    put(out, "", "）");
}

void fill_measurement(const struct fill *fill, struct phrases *out, const struct rt_event *event)
{
    const struct nm_indicator *row = &fill->nm->indicator[event->indicator];
    struct report_text name = fill_text(fill, row->name, row->label_zh);
    buf_printf(&out->en, " %s", text_pick(name, REPORT_EN));
    buf_puts(&out->zh, text_pick(name, REPORT_ZH));
    if (event->fault != JUDGE_EFFECTIVE)
        return;
    put(out, ": ", "：");
    put_value(fill, out, event->indicator, event->qty);
    put_period(fill, out, event->indicator, event->period);
}

int32_t fill_indicator(const struct nm *nm, int32_t row)
{
    if (row == NM_NONE)
        return NM_NONE;
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    if (expr->op == NM_OP_VALUE || expr->op == NM_OP_KNOWN)
        return (int32_t)expr->imm;
    int32_t left = arity > 0 ? fill_indicator(nm, expr->a) : NM_NONE;
    return left != NM_NONE || arity < 2 ? left : fill_indicator(nm, expr->b);
}

int64_t fill_value_day(const struct fill *fill, const struct st_inst *inst)
{
    return tick_day((enum granularity)fill->nm->head.granularity, inst->base_due);
}

/* "Works measured scrap-rate: 3.2 percent in 1956-11", "scrap-rate was not measured by 1956-12-10". */
static void missed(const struct fill *fill, struct phrases *out, const struct nm_norm *norm,
                   const struct st_breach *breach)
{
    const struct nm *nm = fill->nm;
    int32_t indicator = fill_indicator(nm, norm->known);
    const struct st_inst *inst = &fill->st->inst[breach->inst];
    const struct st_measure *found = NULL;
    if (indicator == NM_NONE)
        return;
    for (uint32_t i = 0; i < fill->st->measure_count; i++) {
        const struct st_measure *measure = &fill->st->measure[i];
        if (measure->indicator == indicator && measure->last == fill_value_day(fill, inst) &&
            measure->at <= breach->certain)
            found = measure;
    }
    struct report_text name =
        fill_text(fill, nm->indicator[indicator].name, nm->indicator[indicator].label_zh);
    put(out, text_pick(name, REPORT_EN), text_pick(name, REPORT_ZH));
    put(out, found ? " was " : " was not measured by ", found ? "为 " : "未于 ");
    if (found) {
        put_value(fill, out, indicator, found->value);
        put_period(fill, out, indicator, found->first);
        return;
    }
    struct report_moment certain = fill_moment(fill, breach->certain);
    phrase_moment(&out->en, certain);
    phrase_moment(&out->zh, certain);
    put(out, "", " 前测量");
}

/* "from 2026-01-05 to 2026-01-07, 3 closings" */
static void not_kept(const struct fill *fill, struct phrases *out, const struct st_breach *breach)
{
    put(out, "from ", "自 ");
    struct report_moment first = fill_moment(fill, breach->certain);
    struct report_moment last = fill_moment(fill, breach->last_bad);
    phrase_moment(&out->en, first);
    phrase_moment(&out->zh, first);
    put(out, " to ", " 至 ");
    phrase_moment(&out->en, last);
    phrase_moment(&out->zh, last);
    buf_printf(&out->en, ", %lld closing%s", (long long)breach->bad, breach->bad == 1 ? "" : "s");
    buf_printf(&out->zh, "，共 %lld 日", (long long)breach->bad);
}

/* The first indicator that an expression asks about and that has no value yet; NM_NONE. */
static int32_t unknown_in(const struct fill *fill, int32_t row)
{
    const struct nm_expr *expr = &fill->nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    if (expr->op == NM_OP_KNOWN) {
        bool is_of_period = expr->a > NM_THEN;
        for (uint32_t i = 0; i < fill->st->measure_count; i++) {
            const struct st_measure *measure = &fill->st->measure[i];
            if (measure->indicator == expr->imm && (!is_of_period || measure->last == expr->b))
                return NM_NONE;
        }
        return (int32_t)expr->imm;
    }
    int32_t left = arity > 0 ? unknown_in(fill, expr->a) : NM_NONE;
    return left != NM_NONE || arity < 2 ? left : unknown_in(fill, expr->b);
}

struct report_text fill_unknown(const struct fill *fill, const struct nm_norm *norm)
{
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        int32_t guard = fill->nm->trigger[norm->first_trigger + i].guard;
        int32_t indicator = guard == NM_NONE ? NM_NONE : unknown_in(fill, guard);
        if (indicator == NM_NONE)
            continue;
        const struct nm_indicator *row = &fill->nm->indicator[indicator];
        struct report_text name = fill_text(fill, row->name, row->label_zh);
        return (struct report_text){
            arena_printf(fill->arena, "unknown: %s has not been measured", text_pick(name, REPORT_EN)),
            arena_printf(fill->arena, "未知：%s尚未测量", text_pick(name, REPORT_ZH))};
    }
    return (struct report_text){0};
}

void fill_value_cause(const struct fill *fill, struct phrases *out, const struct nm_norm *norm,
                      const struct st_breach *breach)
{
    if (norm->kind == NM_MAINTAIN)
        not_kept(fill, out, breach);
    else
        missed(fill, out, norm, breach);
}

/* 1956年4月, of the rule 1956年4月内; NULL where the rule is another. */
static const char *period_zh(const struct fill *fill, const struct nm_norm *norm)
{
    static const char within[] = "内";
    const char *rule = nm_str(fill->nm, norm->rule_zh);
    size_t len = strlen(rule), tail = strlen(within);
    bool is_within = len > tail && strcmp(rule + len - tail, within) == 0;
    return is_within ? arena_text(fill->arena, rule, len - tail) : NULL;
}

struct report_text fill_value_period(const struct fill *fill, const struct nm_norm *norm)
{
    const char *bracket = strchr(nm_str(fill->nm, norm->name), '['); /* "3.1[2026-04]" */
    size_t len = bracket ? strcspn(bracket + 1, "]") : 0;
    if (len == 0)
        return (struct report_text){0};
    return (struct report_text){arena_text(fill->arena, bracket + 1, len), period_zh(fill, norm)};
}
