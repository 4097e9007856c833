/* time_fn.c - functions of time for the time network.
 *
 * Working days are counted through a table per calendar: how many there are up to each day. The
 * table reaches well beyond the term; past its ends the weekly pattern is not followed any more and
 * its last day stands for all later ones, which keeps every function total and monotone. */
#include "compiler/prove/time_fn.h"

#include "compiler/prove/stn.h"
#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/limits.h"
#include "lang/value/date.h"
#include "lang/value/tick.h"

enum { MARGIN_DAYS = 3700, EDGE_DAYS = 4000 };

struct work_table {
    int32_t *up_to; /* per day of the table: working days up to and including it */
    int64_t *days;  /* the working days, ascending */
    int64_t count;
};

struct time_table {
    const struct nm *nm;
    enum granularity granularity;
    int64_t start;               /* the machine's tick that is 0 in the network */
    int64_t earliest, latest;    /* horizon of the network */
    int64_t first_day, last_day; /* civil days of the tables */
    struct work_table *work;     /* per calendar */
};

static enum granularity granularity_of(const struct nm *nm)
{
    switch ((enum nm_granularity)nm->head.granularity) {
    case NM_DAY: return GRANULARITY_DAY;
    case NM_HOUR: return GRANULARITY_HOUR;
    case NM_MINUTE: return GRANULARITY_MINUTE;
    case NM_SECOND: return GRANULARITY_SECOND;
    }
    UNREACHABLE();
}

void time_table_use(struct time_table *table, int32_t calendar, struct arena *arena)
{
    struct work_table *work = &table->work[calendar];
    const struct nm_calendar *spec = &table->nm->calendar[calendar];
    int64_t length = table->last_day - table->first_day + 1;
    if (work->up_to)
        return;
    work->up_to = arena_array(arena, (size_t)length, sizeof *work->up_to);
    work->days = arena_array(arena, (size_t)length, sizeof *work->days);
    for (int64_t index = 0; index < length; index++)
        work->up_to[index] = spec->week >> date_weekday(table->first_day + index) & 1;
    for (int32_t row = 0; row < spec->exception_count; row++) {
        const struct nm_exception *exception = &table->nm->exception[spec->first_exception + row];
        if (table->first_day <= exception->day && exception->day <= table->last_day)
            work->up_to[exception->day - table->first_day] = exception->worked != 0;
    }
    for (int64_t index = 0; index < length; index++) {
        if (work->up_to[index])
            work->days[work->count++] = table->first_day + index;
        work->up_to[index] = (int32_t)work->count;
    }
}

struct time_table *time_table_new(const struct nm *nm, struct arena *arena)
{
    struct time_table *table = arena_alloc(arena, sizeof *table);
    table->nm = nm;
    table->granularity = granularity_of(nm);
    table->start = nm->head.start;
    int64_t per_day = tick_per_day(table->granularity);
    int64_t start_day = tick_day(table->granularity, table->start);
    int64_t last_day = start_day + LIMIT_HORIZON_DAYS;
    if (nm->head.horizon != NM_NEVER && tick_in_range(table->granularity, nm->head.horizon)) {
        int64_t horizon_day = tick_day(table->granularity, nm->head.horizon);
        last_day = horizon_day < last_day ? horizon_day : last_day;
    }
    last_day = (last_day > start_day ? last_day : start_day) + MARGIN_DAYS;
    table->earliest = -MARGIN_DAYS * per_day;
    table->latest = (last_day - start_day) * per_day;
    table->first_day = start_day - MARGIN_DAYS - EDGE_DAYS;
    table->last_day = last_day + EDGE_DAYS;
    if (table->first_day < DATE_DAY_FIRST)
        table->first_day = DATE_DAY_FIRST;
    if (table->last_day > DATE_DAY_LAST)
        table->last_day = DATE_DAY_LAST;
    table->work = arena_array(arena, nm->calendar_count, sizeof *table->work);
    return table;
}

int64_t time_table_earliest(const struct time_table *table)
{
    return table->earliest;
}

int64_t time_table_latest(const struct time_table *table)
{
    return table->latest;
}

int64_t time_table_day(const struct time_table *table)
{
    return tick_per_day(table->granularity);
}

int64_t time_table_tick(const struct time_table *table, int64_t tick)
{
    int64_t result;
    if (!ckd_add_i64(&result, table->start, tick))
        BUG("a tick of the time network is out of range");
    return result;
}

static int64_t clamp_day(const struct time_table *table, int64_t day)
{
    if (day < table->first_day)
        return table->first_day;
    return day > table->last_day ? table->last_day : day;
}

/* Working days up to and including a day, within the table. */
static int64_t worked_up_to(const struct time_table *table, const struct work_table *work,
                            int64_t day)
{
    if (day < table->first_day)
        return 0;
    return work->up_to[clamp_day(table, day) - table->first_day];
}

static int64_t work_day_at(const struct time_table *table, const struct work_table *work,
                           int64_t index)
{
    if (index < 0 || work->count == 0)
        return table->first_day;
    return index < work->count ? work->days[index] : table->last_day;
}

static int64_t add_work(const struct time_table *table, int32_t calendar, int64_t day,
                        int64_t amount)
{
    const struct work_table *work = &table->work[calendar];
    if (amount == 0)
        return day;
    if (amount > 0)
        return work_day_at(table, work, worked_up_to(table, work, day) + amount - 1);
    return work_day_at(table, work, worked_up_to(table, work, day - 1) + amount);
}

static int64_t roll(const struct time_table *table, int32_t calendar, int64_t day, enum nm_roll how)
{
    int64_t forward = add_work(table, calendar, day - 1, 1);
    int64_t backward = add_work(table, calendar, day + 1, -1);
    switch (how) {
    case NM_ROLL_FORWARD: return forward;
    case NM_ROLL_BACKWARD: return backward;
    case NM_ROLL_MODIFIED:
        return date_from_day(forward).month == date_from_day(day).month ? forward : backward;
    }
    UNREACHABLE();
}

static int64_t apply_op(const struct time_fn *fn, const struct time_op *op, int64_t amount,
                        int64_t tick)
{
    const struct time_table *table = fn->table;
    int64_t machine_tick, result, day;
    if (op->kind == TIME_ADD) {
        if (!ckd_add_i64(&result, tick, amount))
            BUG("a tick of the time network is out of range");
        return result;
    }
    machine_tick = time_table_tick(table, tick);
    if (op->kind == TIME_ADD_TICKS) {
        if (!zone_add_ticks(nm_clock(table->nm), tick_seconds(table->granularity), machine_tick, amount,
                            &result))
            BUG("a tick of the time network is out of range");
        return result - table->start;
    }
    if (op->kind == TIME_ADD_MONTHS || op->kind == TIME_ADD_MONTH_ENDS) {
        if (!tick_in_range(table->granularity, machine_tick))
            return tick;
        bool is_there =
            op->kind == TIME_ADD_MONTHS
                ? tick_add_months(&result, table->granularity, machine_tick, amount)
                : tick_add_month_ends(&result, table->granularity, machine_tick, amount);
        if (!is_there)
            return amount < 0 ? -STN_TICK_MAX : STN_TICK_MAX;
        return result - table->start;
    }
    if (tick_in_range(table->granularity, machine_tick))
        day = clamp_day(table, tick_day(table->granularity, machine_tick));
    else
        day = tick < 0 ? table->first_day : table->last_day;
    if (op->kind == TIME_DAY_START || op->kind == TIME_DAY_END)
        return (op->kind == TIME_DAY_END ? tick_of_day_end(table->granularity, day)
                                         : tick_of_day_start(table->granularity, day)) -
               table->start;
    day = op->kind == TIME_ADD_WORK ? add_work(table, op->calendar, day, amount)
                                    : roll(table, op->calendar, day, (enum nm_roll)op->amount);
    return (fn->is_end ? tick_of_day_end(table->granularity, day)
                       : tick_of_day_start(table->granularity, day)) -
           table->start;
}

int64_t time_apply(const void *ctx, int64_t amount, int64_t tick)
{
    const struct time_fn *fn = ctx;
    for (uint32_t index = 0; index < fn->count; index++) {
        const struct time_op *op = &fn->ops[index];
        bool is_number = index == fn->number && op->kind < TIME_ROLL;
        tick = apply_op(fn, op, is_number ? amount : op->amount, tick);
    }
    return tick;
}

int64_t time_count_days(const struct time_table *table, int32_t calendar, int64_t first,
                        int64_t last)
{
    int64_t first_day = tick_day(table->granularity, time_table_tick(table, first));
    int64_t last_day = tick_day(table->granularity, time_table_tick(table, last));
    if (last_day < first_day)
        return 0;
    if (calendar == NM_NONE)
        return last_day - first_day + 1;
    const struct work_table *work = &table->work[calendar];
    return worked_up_to(table, work, last_day) - worked_up_to(table, work, first_day - 1);
}

void time_write(struct buf *out, const struct time_table *table, int64_t tick)
{
    int64_t machine_tick = time_table_tick(table, tick);
    if (tick_in_range(table->granularity, machine_tick))
        tick_print(out, table->granularity, machine_tick);
    else
        buf_puts(out, "a date out of range");
}
