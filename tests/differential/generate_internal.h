/* generate_internal.h - the words of random machines, which their logs use, and a machine on the way. */
#ifndef TESTS_DIFFERENTIAL_GENERATE_INTERNAL_H
#define TESTS_DIFFERENTIAL_GENERATE_INTERNAL_H

#include "lang/value/tick.h"
#include "tests/differential/generate.h"

enum { START = 20454, PARTIES = 3, KINDS = 3, ALL = 7 }; /* civil day 2026-01-01, a Thursday */

enum act { /* rows of `act` */
    DO_ONE, DO_TWO, DO_THREE, PAY, MEASURE, BEGIN, ACCEPT, REJECT, WAIVE, EXTEND, RELEASE, SUSPEND,
    RESUME, TERMINATE, OFFER, REVOKE, LOSE,
    ASSIGN, ACTS
};

enum unit { BOX, DOZEN, YUAN, UNITS };

enum { INDICATORS = 3, DATE = INDICATORS }; /* the first has no rhythm; behind them a date */

/* One of them, or several. */
uint64_t some_parties(struct dice *dice);

struct making { /* a machine on the way */
    struct dice *dice;
    struct nm_builder *builder;
    int32_t norm; /* the row being made: what it refers to lies above */
    enum granularity granularity;
    int64_t start; /* the first tick */
    int32_t calendar;
    int32_t pools;
    int32_t debts; /* the pool of one debtor's money, or -1 */
    bool has_documents; /* some acts are told with one */
};

static inline int32_t op(struct making *making, enum nm_op which, int32_t a, int32_t b, int64_t imm)
{
    return nmb_expr(making->builder, which, a, b, imm);
}

static inline int32_t constant(struct making *making, int64_t value)
{
    return nmb_const(making->builder, value);
}

/* Some norm above; there is one. */
static inline int32_t above(struct making *making)
{
    return dice_in(making->dice, 0, making->norm - 1);
}

/* ---- generate_expr.c: expressions, as rows of the machine on the way; what they name lies above */

int32_t some_days_after(struct making *making, int32_t from);
int64_t some_change(struct making *making);
bool changes(struct making *making); /* whether terms are to change here */
int32_t some_tick(struct making *making);
int32_t some_value(struct making *making, enum nm_op which, int32_t indicator); /* VALUE or KNOWN */
int32_t some_measure(struct making *making); /* a truth about measured values */
int32_t some_truth(struct making *making, int depth);
int32_t some_asked(struct making *making); /* a guard or a ground: what is owed, too */
int32_t some_amount(struct making *making);
int32_t some_interest(struct making *making); /* what an accrual comes to */

/* ---- generate_called.c: the power, by what calls forth something that it ends, or a choice; false if it is neither */

bool make_given_beside(struct making *making, struct nm_norm *norm);

/* ---- generate_measured.c: indicators, and what is judged once */

void make_indicators(struct making *making);
void make_target(struct making *making, struct nm_norm *norm);

/* ---- generate_renewal.c: ends before the last, where the term has an end */

void make_renewals(struct making *making);

#endif
