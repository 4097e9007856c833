/* clock.c - the only caller of time(). Outputs never contain what it says; only records do. */
#include "runtime/clock.h"

#include <time.h>

#include "lang/base/check.h"

int64_t clock_tick(enum granularity granularity, struct zone_clock clock)
{
    time_t now = time(NULL);
    if (now == (time_t)-1) {
        BUG("this system has no clock");
    }
    int64_t reading = zone_from_utc(clock, (int64_t)now);
    return reading / tick_seconds(granularity) - (reading % tick_seconds(granularity) < 0);
}
