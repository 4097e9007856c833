/* indicator.c - the periods of a rhythm: those of the calendar, or so many days or months counted
 * from an anchor. The k-th is always counted from the anchor, never from the one before. */
#include "runtime/indicator.h"

#include "lang/value/tick.h"

static int64_t floor_div(int64_t value, int64_t by)
{
    int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

static bool of_months(int64_t every, int64_t anchor, int64_t day, struct period *period)
{
    int64_t k = floor_div(date_whole_months(anchor, day), every) * every, next;
    if (!date_add_months(&period->first, anchor, k) || !date_add_months(&next, anchor, k + every))
        return false;
    period->last = next - 1;
    return true;
}

bool rhythm_period(enum nm_rhythm rhythm, int64_t every, int64_t anchor, int64_t day,
                   struct period *period)
{
    if (!date_in_range(day))
        return false;
    switch (rhythm) {
    case NM_RHYTHM_NONE:
        *period = (struct period){day, day};
        return true;
    case NM_RHYTHM_DAYS:
        period->first = anchor + floor_div(day - anchor, every) * every;
        period->last = period->first + every - 1;
        return date_in_range(period->first) && date_in_range(period->last);
    case NM_RHYTHM_MONTHS: return of_months(every, anchor, day, period);
    case NM_RHYTHM_WEEK: *period = period_containing(PERIOD_WEEK, day); return true;
    case NM_RHYTHM_MONTH: *period = period_containing(PERIOD_MONTH, day); return true;
    case NM_RHYTHM_QUARTER: *period = period_containing(PERIOD_QUARTER, day); return true;
    case NM_RHYTHM_HALF: *period = period_containing(PERIOD_HALF, day); return true;
    case NM_RHYTHM_YEAR: *period = period_containing(PERIOD_YEAR, day); return true;
    }
    UNREACHABLE();
}

bool indicator_period(const struct nm *nm, int32_t indicator, int64_t day, struct period *period)
{
    const struct nm_indicator *row = &nm->indicator[indicator];
    int64_t anchor = tick_day((enum granularity)nm->head.granularity, nm->head.start);
    return rhythm_period((enum nm_rhythm)row->rhythm, row->every, anchor, day, period);
}
