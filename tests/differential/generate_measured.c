/* generate_measured.c - random indicators, and targets: what is judged once, by what has been measured, or by what
 * became of a breach. */
#include "lang/value/tick.h"
#include "runtime/indicator.h"
#include "tests/differential/generate_internal.h"

void make_indicators(struct making *making)
{
    struct dice *dice = making->dice;
    for (int i = 0; i < INDICATORS; i++) {
        struct nm_indicator indicator = {.unit = NM_NONE, .act = MEASURE};
        indicator.measurers = some_parties(dice);
        indicator.rhythm = i == 0 ? NM_RHYTHM_NONE : dice_in(dice, NM_RHYTHM_NONE, NM_RHYTHM_YEAR);
        indicator.every = dice_in(dice, 1, 9);
        nmb_add_indicator(making->builder, indicator);
        struct period period;
        if (dice_is(dice, 60) &&
            rhythm_period((enum nm_rhythm)indicator.rhythm, indicator.every, START, START - 1, &period)) {
            struct nm_baseline fact = {i, (int32_t)period.first, (int32_t)period.last,
                                       dice_in(dice, -2, 9)};
            nmb_add_baseline(making->builder, fact);
        }
        if (dice_is(dice, 20)) { /* of a longer period that begins on a day of the rhythm's */
            struct nm_baseline fact = {i, START - 31, START - 31 + dice_in(dice, 40, 90),
                                       dice_in(dice, -2, 9)};
            nmb_add_baseline(making->builder, fact);
        }
    }
    struct nm_indicator date = {.unit = NM_NONE, .act = MEASURE, .is_date = 1, .limit = NM_NEVER};
    date.measurers = some_parties(dice);
    date.all_hands = dice_is(dice, 40);
    date.ahead = dice_is(dice, 30) ? dice_in(dice, 0, 12) : 0;
    if (dice_is(dice, 50))
        date.limit = making->start + dice_in(dice, 0, 40);
    nmb_add_indicator(making->builder, date);
}

/* A target as a contract has it: of one period, due at its end. */
static bool make_plain_target(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    int32_t indicator = dice_in(dice, 1, INDICATORS - 1);
    const struct nm_indicator *row = &making->builder->indicator.items[indicator];
    struct period period;
    if (!rhythm_period((enum nm_rhythm)row->rhythm, row->every, START, START + dice_in(dice, 0, 20),
                       &period))
        return false;
    int32_t first = (int32_t)period.first, last = (int32_t)period.last;
    norm->known = op(making, NM_OP_KNOWN, first, last, indicator);
    norm->holds = op(making, NM_OP_LE, op(making, NM_OP_VALUE, first, last, indicator),
                     constant(making, dice_in(dice, -2, 9)), 0);
    norm->due = constant(making, tick_of_day_end(making->granularity, last));
    norm->wait = constant(making, tick_of_day_end(making->granularity, last) + dice_in(dice, 0, 30));
    norm->deemed = dice_is(dice, 30) ? NM_NONE : constant(making, dice_in(dice, 0, 1));
    return true;
}

/* Whether a breach is over, asked once what was performed in time has been answered. */
static void make_cure(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    int32_t broken = above(making);
    for (int tries = 0; tries < 4 && making->builder->norm.items[broken].answer == NM_NONE; tries++)
        broken = above(making);
    enum nm_op asked = dice_is(dice, 70) ? NM_OP_UNCURED : NM_OP_IN_BREACH;
    norm->holds = op(making, NM_OP_NOT, op(making, asked, NM_NONE, NM_NONE, broken), NM_NONE, 0);
    norm->known = op(making, NM_OP_UNCURABLE, NM_NONE, NM_NONE, broken);
    if (dice_is(dice, 80))
        norm->known = op(making, NM_OP_OR, norm->holds, norm->known, 0);
    norm->deemed = dice_is(dice, 80) ? NM_NONE : some_truth(making, 1);
}

void make_target(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    if (making->norm > 0 && dice_is(dice, 35)) {
        make_cure(making, norm);
        return;
    }
    if (dice_is(dice, 60) && make_plain_target(making, norm))
        return;
    norm->holds = dice_is(dice, 80) ? some_measure(making) : some_truth(making, 1);
    norm->known = dice_is(dice, 85)
                      ? some_value(making, NM_OP_KNOWN, dice_in(dice, 0, INDICATORS - 1))
                      : some_truth(making, 1);
    norm->wait = dice_is(dice, 50)
                     ? constant(making, making->start + dice_in(dice, 0, 70))
                     : some_days_after(making, op(making, NM_OP_TRIGGER, NM_NONE, NM_NONE, 0));
    norm->deemed = dice_is(dice, 30) ? NM_NONE : some_truth(making, 1);
}
