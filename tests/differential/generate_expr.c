/* Random expressions: ticks, truths and amounts, with all that they may ask of the rows above. */
#include "runtime/indicator.h"
#include "runtime/state.h"
#include "tests/differential/generate_internal.h"

static int32_t some_steps_after(struct making *making, int32_t from)
{
    struct dice *dice = making->dice;
    int32_t days = dice_in(dice, 0, dice_is(dice, 60) ? 14 : 45);
    switch (dice_in(dice, 0, 6)) {
    case 6:
        return op(making, NM_OP_ADD_MONTH_ENDS, from, NM_NONE, dice_in(dice, 0, 2));
    case 0:
        return op(making, NM_OP_ADD_DAYS, from, NM_NONE, days);
    case 1:
        return op(making, NM_OP_ADD_WORK, from, making->calendar, days);
    case 2:
        return op(making, NM_OP_ADD_MONTHS, from, NM_NONE, dice_in(dice, 0, 2));
    case 3:
        return op(making, NM_OP_ROLL, op(making, NM_OP_ADD_TICKS, from, NM_NONE, days),
                  making->calendar, dice_in(dice, NM_ROLL_FORWARD, NM_ROLL_MODIFIED));
    default:
        return op(making, NM_OP_ADD_TICKS, from, NM_NONE, days);
    }
}

/* A tick some days after `from` (an expression). */
int32_t some_days_after(struct making *making, int32_t from)
{
    int32_t tick = some_steps_after(making, from);
    if (making->granularity == GRANULARITY_DAY || dice_is(making->dice, 40))
        return tick;
    return op(making, dice_is(making->dice, 30) ? NM_OP_DAY_START : NM_OP_DAY_END, tick, NM_NONE, 0);
}

/* Some day on which terms change. */
int64_t some_change(struct making *making)
{
    size_t count = making->builder->version.count;
    return making->builder->version.items[dice_in(making->dice, 0, (int32_t)count - 1)].from;
}

bool changes(struct making *making)
{
    return making->builder->version.count > 0 && dice_is(making->dice, 30);
}

/* The one term before a version, the other since, by the day that asks or by that on which it arose. */
static int32_t changed(struct making *making, int32_t before, int32_t since)
{
    enum nm_op by = dice_is(making->dice, 40) ? NM_OP_ARISEN : NM_OP_SINCE;
    return op(making, by, before, since, some_change(making));
}

static int32_t some_done(struct making *making)
{
    enum nm_op when = dice_is(making->dice, 50) ? NM_OP_DONE_OF : NM_OP_PERFORMED_OF;
    return op(making, when, NM_NONE, NM_NONE, above(making));
}

static int32_t some_fixed_tick(struct making *making);

int32_t some_tick(struct making *making)
{
    if (!changes(making))
        return some_fixed_tick(making);
    int32_t before = some_fixed_tick(making), since = some_fixed_tick(making);
    return changed(making, before, since);
}

static int32_t some_fixed_tick(struct making *making)
{
    struct dice *dice = making->dice;
    switch (dice_in(dice, 0, 9)) {
    case 0:
        return making->norm > 0
                   ? some_days_after(making, op(making, NM_OP_DUE_OF, NM_NONE, NM_NONE, above(making)))
                   : constant(making, making->start + 20);
    case 1:
        return making->norm > 0
                   ? some_days_after(making, some_done(making))
                   : constant(making, making->start + 30);
    case 2:
        return some_days_after(making, op(making, NM_OP_TERM_START, NM_NONE, NM_NONE, 0));
    case 3:
        return op(making, NM_OP_TERM_END, NM_NONE, NM_NONE, 0);
    case 4: {
        int32_t left = some_days_after(making, op(making, NM_OP_TRIGGER, NM_NONE, NM_NONE, 0));
        int32_t right = constant(making, making->start + dice_in(dice, 0, 50));
        return op(making, dice_is(dice, 50) ? NM_OP_MIN : NM_OP_MAX, left, right, 0);
    }
    case 5:
        return constant(making, making->start + dice_in(dice, -3, 60));
    case 6: {
        if (dice_is(dice, 40))
            return some_days_after(making, op(making, NM_OP_VALUE, NM_THEN, 0, DATE));
        int32_t otherwise = dice_is(dice, 50) ? NM_NO_DAY : START + dice_in(dice, 0, 60);
        return some_days_after(making, op(making, NM_OP_VALUE, NM_SAID, otherwise, DATE));
    }
    default:
        return some_days_after(making, op(making, NM_OP_TRIGGER, NM_NONE, NM_NONE, 0));
    }
}

static int32_t some_ratio(struct making *making)
{
    struct dice *dice = making->dice;
    struct nm_ratio ratio = {.num = dice_in(dice, 1, 9),
                             .den = dice_in(dice, 1, 20),
                             .step = dice_in(dice, 1, 3),
                             .rounding = dice_in(dice, NM_HALF_UP, NM_CEILING)};
    return nmb_add_ratio(making->builder, ratio);
}

/* A value of an indicator, or whether it is known: of a period, the latest, the triggering one. */
int32_t some_value(struct making *making, enum nm_op which, int32_t indicator)
{
    struct dice *dice = making->dice;
    int32_t first = dice_is(dice, 30) ? NM_TRIGGERING : NM_LATEST, last = 0;
    struct period period;
    int64_t day = START + dice_in(dice, -20, 40);
    const struct nm_indicator *row = &making->builder->indicator.items[indicator];
    if (dice_is(dice, 40) &&
        rhythm_period((enum nm_rhythm)row->rhythm, row->every, START, day, &period)) {
        first = (int32_t)period.first;
        last = (int32_t)period.last;
    }
    bool is_asked_once = which == NM_OP_KNOWN && first != NM_LATEST && first != NM_TRIGGERING && dice_is(dice, 50);
    return op(making, is_asked_once ? NM_OP_MEASURED : which, first, last, indicator);
}

/* How much a norm has counted; with what was done beyond it the contract is never complete. */
static int32_t some_got(struct making *making)
{
    enum nm_op which = dice_is(making->dice, 30) ? NM_OP_GOT_IN_ALL : NM_OP_GOT;
    return op(making, which, NM_NONE, NM_NONE, above(making));
}

/* A comparison of a measured value, sometimes with another. */
int32_t some_measure(struct making *making)
{
    struct dice *dice = making->dice;
    int32_t indicator = dice_in(dice, 0, INDICATORS - 1);
    if (dice_is(dice, 20))
        return some_value(making, NM_OP_KNOWN, indicator);
    int32_t value = some_value(making, NM_OP_VALUE, indicator);
    int32_t bound = constant(making, dice_in(dice, -2, 9));
    if (dice_is(dice, 30))
        bound = op(making, NM_OP_SCALE, some_value(making, NM_OP_VALUE, indicator), NM_NONE,
                   some_ratio(making));
    if (making->norm > 0 && dice_is(dice, 20))
        bound = some_got(making);
    if (dice_is(dice, 10))
        return op(making, NM_OP_EQ, value, bound, 0);
    return dice_is(dice, 50) ? op(making, NM_OP_LE, value, bound, 0)
                             : op(making, NM_OP_LT, bound, value, 0);
}

/* So many breaches, instances, or duties that are due or kept, in a window that moves or not. */
static int32_t some_count(struct making *making)
{
    struct dice *dice = making->dice;
    static const enum nm_op counts[] = {NM_OP_RECORDS, NM_OP_MADE, NM_OP_DUE_IN, NM_OP_KEPT_IN};
    enum nm_op which = counts[dice_in(dice, 0, 3)];
    int32_t from = dice_is(dice, 60) ? op(making, NM_OP_ADD_DAYS, op(making, NM_OP_AT, NM_NONE, NM_NONE, 0),
                                          NM_NONE, -dice_in(dice, 0, 30))
                                     : constant(making, START + dice_in(dice, 0, 30));
    int32_t to = NM_NONE;
    if (which == NM_OP_DUE_IN || which == NM_OP_KEPT_IN)
        to = dice_is(dice, 50) ? some_tick(making) : op(making, NM_OP_AT, NM_NONE, NM_NONE, 0);
    int32_t norm = above(making);
    int32_t count = op(making, which, from, to, norm);
    if (which == NM_OP_KEPT_IN && dice_is(dice, 60)) { /* a share of what is due */
        int32_t due = op(making, NM_OP_DUE_IN, from, to, norm);
        return op(making, NM_OP_LT, op(making, NM_OP_MUL, count, constant(making, 4), 0),
                  op(making, NM_OP_MUL, due, constant(making, dice_in(dice, 1, 4)), 0), 0);
    }
    return op(making, NM_OP_LE, constant(making, dice_in(dice, 1, 3)), count, 0);
}

int32_t some_truth(struct making *making, int depth)
{
    struct dice *dice = making->dice;
    if (depth > 0 && changes(making)) {
        int32_t before = some_truth(making, depth - 1), since = some_truth(making, depth - 1);
        return changed(making, before, since);
    }
    if (dice_is(dice, 25))
        return some_measure(making);
    if (making->norm > 0 && dice_is(dice, 15))
        return some_count(making);
    if (making->norm == 0)
        return op(making, NM_OP_LE, op(making, NM_OP_AT, NM_NONE, NM_NONE, 0),
                  constant(making, making->start + dice_in(dice, 5, 60)), 0);
    switch (dice_in(dice, 0, depth > 0 ? 9 : 6)) {
    case 0:
        return op(making, NM_OP_BREACHED, NM_NONE, NM_NONE, above(making));
    case 1: {
        static const enum nm_op asked[] = {NM_OP_IN_BREACH, NM_OP_IN_BREACH, NM_OP_UNCURED, NM_OP_UNCURABLE};
        return op(making, asked[dice_in(dice, 0, 3)], NM_NONE, NM_NONE, above(making));
    }
    case 2:
        return op(making, NM_OP_SUSPENDED, NM_NONE, NM_NONE, above(making));
    case 3:
        return op(making, NM_OP_ITEM_HELD, NM_NONE, NM_NONE, above(making));
    case 4:
    case 5:
        return op(making, NM_OP_STATUS, dice_in(dice, 1, (1 << ST_ASKED_COUNT) - 1), NM_NONE, above(making));
    case 6:
        return op(making, dice_is(dice, 50) ? NM_OP_LE : NM_OP_LT,
                  constant(making, making->start + dice_in(dice, 5, 60)),
                  op(making, dice_is(dice, 60) ? NM_OP_AT : NM_OP_TRIGGER, NM_NONE, NM_NONE, 0), 0);
    case 7:
        return op(making, NM_OP_NOT, some_truth(making, depth - 1), NM_NONE, 0);
    case 8:
        return op(making, NM_OP_AND, some_truth(making, depth - 1), some_truth(making, depth - 1), 0);
    default:
        return op(making, NM_OP_OR, some_truth(making, depth - 1), some_truth(making, depth - 1), 0);
    }
}

int32_t some_asked(struct making *making)
{
    struct dice *dice = making->dice;
    if (making->norm == 0 || !dice_is(dice, 25))
        return some_truth(making, 1);
    int32_t owed = op(making, NM_OP_OWED, NM_NONE, NM_NONE, above(making));
    if (dice_is(dice, 30))
        owed = op(making, NM_OP_ADD, owed, op(making, NM_OP_OWED, NM_NONE, NM_NONE, above(making)), 0);
    int32_t reached = op(making, NM_OP_LE, constant(making, dice_in(dice, 0, 30)), owed, 0);
    return dice_is(dice, 30) ? op(making, NM_OP_AND, reached, some_truth(making, 1), 0) : reached;
}

int32_t some_amount(struct making *making)
{
    struct dice *dice = making->dice;
    if (changes(making))
        return changed(making, constant(making, dice_in(dice, 0, 9)), constant(making, dice_in(dice, 0, 9)));
    if (dice_is(dice, 3)) /* overdue for some days, it is beyond the range of a total */
        return constant(making, INT64_MAX / dice_in(dice, 1, 40));
    if (dice_is(dice, 75))
        return constant(making, dice_in(dice, 0, 9));
    if (dice_is(dice, 4)) /* beyond the range of any total */
        return op(making, NM_OP_MUL, constant(making, dice_is(dice, 70) ? INT64_MAX / 2 : INT64_MIN / 2),
                  op(making, NM_OP_TRIGGER_QTY, NM_NONE, NM_NONE, 0), 0);
    int32_t base = op(making, NM_OP_TRIGGER_QTY, NM_NONE, NM_NONE, 0);
    if (making->norm > 0 && dice_is(dice, 25)) /* what a formula asks when it is reckoned */
        base = some_got(making);
    else if (dice_is(dice, 20))
        base = some_value(making, NM_OP_VALUE, dice_in(dice, 0, INDICATORS - 1));
    if (dice_is(dice, 10)) /* at a price that is measured */
        base = op(making, NM_OP_MUL, base, some_value(making, NM_OP_VALUE, dice_in(dice, 0, INDICATORS - 1)), 0);
    if (dice_is(dice, 25))
        base = op(making, dice_is(dice, 50) ? NM_OP_MIN : NM_OP_MAX, base,
                  constant(making, dice_in(dice, 0, 6)), 0);
    if (dice_is(dice, 50))
        base = op(making, dice_is(dice, 50) ? NM_OP_ADD : NM_OP_SUB, base,
                  constant(making, dice_in(dice, 0, 3)), 0);
    return dice_is(dice, 50) ? op(making, NM_OP_SCALE, base, NM_NONE, some_ratio(making)) : base;
}

static int32_t some_fixed_interest(struct making *making);

/* What an accrual comes to. */
int32_t some_interest(struct making *making)
{
    if (!changes(making))
        return some_fixed_interest(making);
    int32_t before = some_fixed_interest(making), since = some_fixed_interest(making);
    return changed(making, before, since);
}

static int32_t some_fixed_interest(struct making *making)
{
    struct dice *dice = making->dice;
    static const enum nm_op sources[] = {NM_OP_SHORTFALL, NM_OP_DAYS_LATE, NM_OP_TICKS_LATE, NM_OP_AMOUNT_DAYS,
                                         NM_OP_AMOUNT_DAYS};
    int32_t base = op(making, sources[dice_in(dice, 0, 4)], NM_NONE, NM_NONE, 0);
    if (dice_is(dice, 40))
        base = op(making, NM_OP_MUL, base, op(making, NM_OP_DAYS_LATE, NM_NONE, NM_NONE, 0), 0);
    if (dice_is(dice, 60))
        base = op(making, NM_OP_SCALE, base, NM_NONE, some_ratio(making));
    if (dice_is(dice, 30))
        return base;
    return op(making, NM_OP_MIN, base, constant(making, dice_in(dice, 1, 40)), 0);
}
