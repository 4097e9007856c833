/* deadline.c - how days are counted: durations as functions of the machine, whether the first day
 * counts, clear days, month ends, and where a deadline goes that ends on a free day. Spec 6.5, 7.2. */
#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "lang/value/calendar.h"

/* A number as it is printed; most are a few digits, and fit into the place given for them. */
enum { DIGITS_LEN = 12 };
static const char *number_text(struct sema *sema, struct decimal value, char *digits)
{
    if (value.scale == 0 && value.digits >= 0 && value.digits < INT64_C(10000000000)) {
        char *at = digits + DIGITS_LEN - 1;
        *at = '\0';
        for (int64_t rest = value.digits; rest > 0 || at == digits + DIGITS_LEN - 1; rest /= 10)
            *--at = (char)('0' + rest % 10);
        return at;
    }
    struct buf printed;
    buf_init(&printed);
    decimal_print(&printed, value);
    const char *text = arena_text(sema->arena, printed.data, printed.len);
    buf_release(&printed);
    return text;
}

void sema_duration_words(struct sema *sema, const struct ast_number *count, enum time_unit unit,
                         const char **en, const char **zh)
{
    static const char *const units_zh[] = {
        [TIME_SECOND] = "秒", [TIME_MINUTE] = "分钟", [TIME_HOUR] = "小时", [TIME_DAY] = "日",
        [TIME_WORKING_DAY] = "个工作日", [TIME_CLEAR_DAY] = "个整日",
        [TIME_CLEAR_WORKING_DAY] = "个整工作日", [TIME_WEEK] = "周", [TIME_MONTH] = "个月",
        [TIME_QUARTER] = "个季度", [TIME_HALF] = "个半年", [TIME_YEAR] = "年",
        [TIME_CONTRACT_MONTH] = "个合同月", [TIME_CONTRACT_YEAR] = "个合同年"};
    *en = *zh = "";
    if (!sema->in_words)
        return;
    char digits[DIGITS_LEN];
    const char *number = number_text(sema, count->value, digits);
    bool is_one = decimal_compare(count->value, decimal_of(1)) == 0;
    const char *word = unit == TIME_HALF ? "half-year" : time_unit_word(unit);
    *en = sema_words(sema, number, " ", word, is_one ? "" : "s");
    *zh = sema_words(sema, number, units_zh[unit]);
}

void sema_limit_words(struct sema *sema, const struct ast_duration *limit, const char **en, const char **zh)
{
    sema_duration_words(sema, &limit->high, limit->unit, en, zh);
    if (!limit->has_range || !sema->in_words)
        return;
    char digits[DIGITS_LEN];
    const char *low = number_text(sema, limit->low.value, digits);
    *en = sema_words(sema, low, " to ", *en);
    *zh = sema_words(sema, low, "至", *zh);
}

/* ---- durations ----------------------------------------------------------------------------------- */

static bool whole_count(struct sema *sema, const struct ast_number *count, struct span span,
                        int64_t *n)
{
    if (decimal_to_parts(count->value, 0, n) == DECIMAL_OK && *n >= 0 && *n <= LIMIT_HORIZON_DAYS)
        return true;
    struct diag *diag = diag_add(sema->diags, E_DURATION, sema->source, span,
                                 "a duration is a whole number of at most %d days", LIMIT_HORIZON_DAYS);
    diag_help(diag, "write a whole number, of a smaller unit if need be: `36 hours`, `10 days`");
    return false;
}

static struct meant_expr *moved(struct sema *sema, struct meant_expr *base, enum nm_op op, int64_t n)
{
    struct meant_expr *expr = expr_new(sema, op, n);
    expr->a = base;
    return expr;
}

bool sema_has_calendar(struct sema *sema, struct span span)
{
    if (sema->meaning->calendar != NM_NONE)
        return true;
    if (sema->is_calendar_unknown || sema_has_hole(sema, NM_NONE))
        return false;
    struct diag *diag = diag_add(sema->diags, E_CALENDAR, sema->source, span,
                                 "working days are counted, but no calendar is named");
    diag_help(diag, "name one before the clauses: `calendar five-day-week`");
    return false;
}

static struct meant_expr *worked(struct sema *sema, struct meant_expr *base, int64_t n)
{
    struct meant_expr *expr = moved(sema, base, NM_OP_ADD_WORK, n);
    expr->calendar = sema->meaning->calendar;
    return expr;
}

static int64_t months_of(enum time_unit unit)
{
    switch (unit) {
    case TIME_MONTH:
    case TIME_CONTRACT_MONTH: return 1;
    case TIME_QUARTER: return 3;
    case TIME_HALF: return 6;
    case TIME_YEAR:
    case TIME_CONTRACT_YEAR: return 12;
    case TIME_SECOND:
    case TIME_MINUTE:
    case TIME_HOUR:
    case TIME_DAY:
    case TIME_WORKING_DAY:
    case TIME_CLEAR_DAY:
    case TIME_CLEAR_WORKING_DAY:
    case TIME_WEEK: return 0;
    }
    UNREACHABLE();
}

struct meant_expr *sema_add_duration(struct sema *sema, struct meant_expr *base,
                                     const struct ast_number *count, enum time_unit unit,
                                     struct span span, int sign)
{
    int64_t n;
    enum nm_op by_months = sema->counting.is_month_end_kept ? NM_OP_ADD_MONTH_ENDS
                                                            : NM_OP_ADD_MONTHS;
    if (!whole_count(sema, count, span, &n))
        return NULL;
    n *= sign;
    switch (unit) {
    case TIME_DAY: return moved(sema, base, NM_OP_ADD_DAYS, n);
    case TIME_WEEK: return moved(sema, base, NM_OP_ADD_DAYS, 7 * n);
    case TIME_MONTH:
    case TIME_QUARTER:
    case TIME_HALF:
    case TIME_YEAR:
    case TIME_CONTRACT_MONTH:
    case TIME_CONTRACT_YEAR: return moved(sema, base, by_months, months_of(unit) * n);
    case TIME_WORKING_DAY: return sema_has_calendar(sema, span) ? worked(sema, base, n) : NULL;
    case TIME_CLEAR_DAY:
    case TIME_CLEAR_WORKING_DAY: {
        struct diag *diag = diag_add(sema->diags, E_COUNTING, sema->source, span,
                                     "clear days lie between two acts");
        diag_help(diag, "write `no later than 5 clear days before D` or `no earlier than 5 clear "
                        "days after D`; else leave `clear` out");
        return NULL;
    }
    case TIME_SECOND:
    case TIME_MINUTE:
    case TIME_HOUR: {
        int64_t ticks;
        if (!sema_ticks(sema, n, unit, span, &ticks))
            return NULL;
        struct meant_expr *expr = moved(sema, base, NM_OP_ADD_TICKS, ticks);
        expr->is_from_end = sign > 0;
        return expr;
    }
    }
    UNREACHABLE();
}

/* ---- the first day ------------------------------------------------------------------------------- */

/* Months whose first day is counted end on the day before the one that has its number; where there
 * is no such day, on the last of the month. */
static struct meant_expr *months_with_first(struct sema *sema, struct meant_expr *base,
                                            const struct ast_number *count, enum time_unit unit,
                                            struct span span, int sign)
{
    struct meant_expr *day_before = moved(sema, base, NM_OP_ADD_DAYS, -sign);
    struct meant_expr *one = sema_add_duration(sema, day_before, count, unit, span, sign);
    struct meant_expr *other = sema_add_duration(sema, base, count, unit, span, sign);
    if (!one || !other)
        return NULL;
    other = moved(sema, other, NM_OP_ADD_DAYS, -sign);
    return expr_of(sema, sign > 0 ? NM_OP_MAX : NM_OP_MIN, one, other);
}

struct meant_expr *sema_count(struct sema *sema, struct meant_expr *base,
                              const struct ast_number *count, enum time_unit unit, struct span span,
                              int sign)
{
    bool is_hour = unit == TIME_HOUR || unit == TIME_MINUTE || unit == TIME_SECOND;
    int64_t n;
    if (!sema->counting.is_first_day_in || is_hour)
        return sema_add_duration(sema, base, count, unit, span, sign);
    if (months_of(unit))
        return months_with_first(sema, base, count, unit, span, sign);
    if (!whole_count(sema, count, span, &n))
        return NULL;
    if (n == 0) {
        struct diag *diag = diag_add(sema->diags, E_COUNTING, sema->source, span,
                                     "where the first day is counted, the shortest time is 1 day");
        diag_help(diag, "write 1 for the same day");
        return NULL;
    }
    return sema_add_duration(sema, moved(sema, base, NM_OP_ADD_DAYS, -sign), count, unit, span,
                             sign);
}

struct meant_expr *sema_lasting(struct sema *sema, const struct ast_amount *length)
{
    struct meant_expr *at = expr_new(sema, NM_OP_AT, 0);
    enum time_unit unit = length->time_unit;
    bool is_hour = unit == TIME_HOUR || unit == TIME_MINUTE || unit == TIME_SECOND;
    if (unit == TIME_WORKING_DAY)
        at = moved(sema, at, NM_OP_ADD_DAYS, -1);
    struct meant_expr *end = sema_add_duration(sema, at, &length->high, unit, length->span, 1);
    if (!end || unit == TIME_WORKING_DAY)
        return end;
    return moved(sema, end, is_hour ? NM_OP_ADD_TICKS : NM_OP_ADD_DAYS, -1);
}

struct meant_expr *sema_count_apart(struct sema *sema, struct meant_expr *base,
                                    const struct ast_amount *amount, bool is_early, int sign)
{
    bool is_clear = amount->time_unit == TIME_CLEAR_DAY ||
                    amount->time_unit == TIME_CLEAR_WORKING_DAY;
    if (!is_clear)
        return sema_count(sema, base, &amount->low, amount->time_unit, amount->span, sign);
    int64_t n;
    if (is_early != (sign > 0)) {
        struct diag *diag = diag_add(sema->diags, E_COUNTING, sema->source, amount->span,
                                     "clear days must pass between the two, at least so many");
        diag_help(diag, "write `no later than … before` or `no earlier than … after`");
        return NULL;
    }
    if (!whole_count(sema, &amount->low, amount->span, &n))
        return NULL;
    if (amount->time_unit == TIME_CLEAR_DAY)
        return moved(sema, base, NM_OP_ADD_DAYS, sign * (n + 1));
    if (!sema_has_calendar(sema, amount->span))
        return NULL;
    return moved(sema, worked(sema, base, sign * n), NM_OP_ADD_DAYS, sign);
}

/* ---- free days ----------------------------------------------------------------------------------- */

/* Counted back from a day a deadline never moves towards it. */
static enum counting_rule roll_of(const struct sema *sema, int sign)
{
    if (!sema->counting.has_roll || sema->meaning->calendar == NM_NONE)
        return COUNTING_NO_ROLL;
    bool moves = sema->counting.roll != COUNTING_NO_ROLL;
    return moves && sign < 0 ? COUNTING_ROLL_BACKWARD : sema->counting.roll;
}

int32_t sema_rolls(const struct sema *sema, int sign)
{
    switch (roll_of(sema, sign)) {
    case COUNTING_ROLL_FORWARD: return 1 + NM_ROLL_FORWARD;
    case COUNTING_ROLL_BACKWARD: return 1 + NM_ROLL_BACKWARD;
    case COUNTING_ROLL_MODIFIED: return 1 + NM_ROLL_MODIFIED;
    case COUNTING_NO_ROLL:
    case COUNTING_FIRST_DAY_OUT:
    case COUNTING_FIRST_DAY_IN:
    case COUNTING_MONTH_DAYS:
    case COUNTING_MONTH_ENDS: break;
    }
    return 0;
}

struct meant_expr *sema_roll(struct sema *sema, struct meant_expr *tick, int sign, const char **en,
                             const char **zh)
{
    enum nm_roll how = NM_ROLL_FORWARD;
    enum roll value_how = ROLL_FORWARD;
    *en = *zh = "";
    bool is_worked = tick && tick->op == NM_OP_ADD_WORK && tick->imm != 0;
    if (!tick || is_worked || tick->op == NM_OP_ADD_TICKS) /* hours run on free days, too */
        return tick;
    switch (roll_of(sema, sign)) {
    case COUNTING_ROLL_FORWARD:
        *en = ", or the next working day";
        *zh = "，遇休息日顺延";
        break;
    case COUNTING_ROLL_BACKWARD:
        *en = ", or the working day before";
        *zh = "，遇休息日提前";
        how = NM_ROLL_BACKWARD;
        value_how = ROLL_BACKWARD;
        break;
    case COUNTING_ROLL_MODIFIED:
        *en = ", or the next working day of the month";
        *zh = "，遇休息日于月内顺延";
        how = NM_ROLL_MODIFIED;
        value_how = ROLL_MODIFIED;
        break;
    case COUNTING_NO_ROLL:
    case COUNTING_FIRST_DAY_OUT:
    case COUNTING_FIRST_DAY_IN:
    case COUNTING_MONTH_DAYS:
    case COUNTING_MONTH_ENDS: return tick;
    }
    int64_t day;
    if (tick->op == NM_OP_CONST && sema->worked &&
        calendar_roll(sema->worked, value_how, tick->imm, &day) == CALENDAR_OK) {
        *en = day == tick->imm ? "" : sema_words(sema, ", moved to ", sema_day_text(sema, day));
        *zh = day == tick->imm ? "" : sema_words(sema, "，移至", sema_day_text(sema, day));
        struct meant_expr *constant = expr_new(sema, NM_OP_CONST, day);
        constant->clock = tick->clock;
        return constant;
    }
    struct meant_expr *expr = moved(sema, tick, NM_OP_ROLL, (int64_t)how);
    expr->calendar = sema->meaning->calendar;
    return expr;
}

bool sema_is_limit(struct sema *sema, const struct ast_duration *duration)
{
    if (duration->quant == QUANT_NONE || duration->quant == QUANT_AT_MOST)
        return true;
    struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, duration->span,
                                 "a limit is a length of time, without `less than` or `at least`");
    diag_help(diag,
              "`within 30 days` is to the end of the 30th day, `within 29 days` ends the day before; not before a day "
              "is `no earlier than 30 days after …`");
    return false;
}

struct meant_expr *sema_answer_limit(struct sema *sema, const struct ast_duration *duration)
{
    const char *en, *zh;
    (void)sema_is_limit(sema, duration);
    struct meant_expr *limit = sema_count(sema, expr_new(sema, NM_OP_AT, 0), &duration->high,
                                          duration->unit, duration->span, 1);
    return sema_roll(sema, limit, 1, &en, &zh);
}
