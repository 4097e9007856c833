/* workday.c - a week repeats, so the working days before a day are whole weeks and a rest; what
 * holidays and make-up days change is a running sum over them. */
#include "runtime/workday.h"

#include "lang/base/arena.h"
#include "lang/value/date.h"

enum { DAYS_PER_WEEK = 7 };

static bool week_works(int32_t week, int64_t day)
{
    return (week >> date_weekday(day) & 1) != 0;
}

/* Those exceptions that change something, each day once, ascending (insertion: they come sorted). */
static void take_exceptions(struct workdays *workdays, const struct nm *nm,
                            const struct nm_calendar *calendar, struct arena *arena)
{
    size_t most = (size_t)calendar->exception_count;
    int64_t *days = arena_array(arena, most, sizeof *days);
    int64_t *sums = arena_array(arena, most + 1, sizeof *sums);
    uint32_t count = 0;
    for (int32_t i = 0; i < calendar->exception_count; i++) {
        const struct nm_exception *exception = &nm->exception[calendar->first_exception + i];
        if ((exception->worked != 0) == week_works(calendar->week, exception->day))
            continue;
        uint32_t at = count;
        while (at > 0 && days[at - 1] >= exception->day)
            at--;
        if (at < count && days[at] == exception->day)
            continue;
        for (uint32_t k = count; k > at; k--)
            days[k] = days[k - 1];
        days[at] = exception->day;
        count++;
    }
    for (uint32_t i = 0; i < count; i++)
        sums[i + 1] = sums[i] + (week_works(calendar->week, days[i]) ? -1 : 1);
    workdays->days = days;
    workdays->sums = sums;
    workdays->count = count;
}

struct workdays workdays_new(const struct nm *nm, int32_t calendar, struct arena *arena)
{
    static const int64_t no_sums[1] = {0};
    struct workdays workdays = {
        .first_day = DATE_DAY_FIRST,
        .last_day = DATE_DAY_LAST,
        .week = (1 << DAYS_PER_WEEK) - 1,
        .per_week = DAYS_PER_WEEK,
        .sums = no_sums,
    };
    if (calendar == NM_NONE)
        return workdays;
    const struct nm_calendar *row = &nm->calendar[calendar];
    workdays.week = row->week;
    workdays.per_week = 0;
    for (int day = 0; day < DAYS_PER_WEEK; day++)
        workdays.per_week += row->week >> day & 1;
    if (row->first_day <= row->last_day) {
        workdays.first_day = row->first_day;
        workdays.last_day = row->last_day;
    }
    take_exceptions(&workdays, nm, row, arena);
    return workdays;
}

/* Exceptions on days before `day`. */
static uint32_t exceptions_before(const struct workdays *workdays, int64_t day)
{
    uint32_t low = 0, high = workdays->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (workdays->days[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Working days from the first possible Monday up to the day before `day`. */
static int64_t worked_before(const struct workdays *workdays, int64_t day)
{
    int64_t offset = day - DATE_DAY_FIRST; /* 0001-01-01 is a Monday */
    int64_t weeks = offset / DAYS_PER_WEEK;
    int64_t worked = weeks * workdays->per_week;
    for (int64_t rest = 0; rest < offset % DAYS_PER_WEEK; rest++)
        worked += workdays->week >> rest & 1;
    return worked + workdays->sums[exceptions_before(workdays, day)];
}

bool workdays_count(const struct workdays *workdays, int64_t first, int64_t last, int64_t *count)
{
    if (first > last) {
        *count = 0;
        return true;
    }
    if (first < workdays->first_day || last > workdays->last_day)
        return false;
    *count = worked_before(workdays, last + 1) - worked_before(workdays, first);
    return true;
}

bool workdays_nth(const struct workdays *workdays, int64_t first, int64_t n, int64_t *day)
{
    if (first < workdays->first_day || first > workdays->last_day)
        return false;
    int64_t wanted = worked_before(workdays, first) + n;
    int64_t low = first, high = workdays->last_day;
    if (n < 1 || worked_before(workdays, high + 1) < wanted)
        return false;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (worked_before(workdays, middle + 1) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    *day = low;
    return true;
}

/* The last working day up to `day`. */
static bool worked_last(const struct workdays *workdays, int64_t day, int64_t *last)
{
    int64_t count;
    return workdays_count(workdays, workdays->first_day, day, &count) && count > 0 &&
           workdays_nth(workdays, workdays->first_day, count, last);
}

bool workdays_roll(const struct workdays *workdays, int32_t roll, int64_t from, int64_t *day)
{
    if (from < workdays->first_day || from > workdays->last_day)
        return false;
    if (roll == NM_ROLL_BACKWARD)
        return worked_last(workdays, from, day);
    if (!workdays_nth(workdays, from, 1, day))
        return false;
    bool stays = date_from_day(*day).month == date_from_day(from).month;
    return roll != NM_ROLL_MODIFIED || stays || worked_last(workdays, from, day);
}
