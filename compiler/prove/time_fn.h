/* time_fn.h - functions of time as the norm machine writes them, for the time network: so many
 * days, working days or months after a tick, and rolling onto a working day. All are monotone in
 * the tick and in the amount. Ticks are those of the network: 0 is the start of the term. */
#ifndef COMPILER_PROVE_TIME_FN_H
#define COMPILER_PROVE_TIME_FN_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/machine.h"

struct arena;
struct buf;
struct time_table;

enum time_op_kind {
    TIME_ADD, TIME_ADD_TICKS, TIME_ADD_WORK, TIME_ADD_MONTHS, TIME_ADD_MONTH_ENDS,
    TIME_ROLL, TIME_DAY_START, TIME_DAY_END /* without a number */
};

struct time_op {
    enum time_op_kind kind;
    int32_t calendar; /* TIME_ADD_WORK, TIME_ROLL: row of the machine's calendars */
    int64_t amount;   /* ticks, working days, months; TIME_ROLL: enum nm_roll */
};

enum { TIME_OPS_MAX = 6 };

/* A chain of them, applied in order. */
struct time_fn {
    const struct time_table *table;
    struct time_op ops[TIME_OPS_MAX];
    uint32_t count;
    uint32_t number; /* the op whose amount is replaced by time_apply's */
    bool is_end;     /* of a day that a working-day op gives, take the last tick, not the first */
};

/* The working days of the machine's calendars, over the term and well beyond. Lives in the arena.
 */
struct time_table *time_table_new(const struct nm *nm, struct arena *arena);

/* Fills in a calendar; to be called before a function that uses it is applied. */
void time_table_use(struct time_table *table, int32_t calendar, struct arena *arena);

/* The horizon that a network over the machine's term should have. */
int64_t time_table_earliest(const struct time_table *table);
int64_t time_table_latest(const struct time_table *table);

/* Ticks of a day, and the machine's tick for one of the network. */
int64_t time_table_day(const struct time_table *table);
int64_t time_table_tick(const struct time_table *table, int64_t tick);

/* An stn_function: `fn` is a struct time_fn. */
int64_t time_apply(const void *fn, int64_t amount, int64_t tick);

/* Working days of a calendar (NM_NONE: days) in the days of [first, last], network ticks. */
int64_t time_count_days(const struct time_table *table, int32_t calendar, int64_t first,
                        int64_t last);

/* Writes the date (and time of day) of a network tick. */
void time_write(struct buf *out, const struct time_table *table, int64_t tick);

#endif
