/* clock.c - the only caller of time(). Outputs never contain what it says; only records do. */
#include "runtime/clock.h"

#include <time.h>

#include "lang/base/check.h"

enum { SECONDS_PER_DAY = 86400 };

int64_t clock_tick(enum granularity granularity, int64_t offset_seconds)
{
    time_t now = time(NULL);
    if (now == (time_t)-1) {
        BUG("this system has no clock");
    }
    int64_t tick_seconds = SECONDS_PER_DAY / tick_per_day(granularity);
    int64_t civil = 0;
    if (!ckd_add_i64(&civil, (int64_t)now, offset_seconds)) {
        BUG("the clock stands beyond all dates");
    }
    int64_t tick = civil / tick_seconds;
    return civil % tick_seconds < 0 ? tick - 1 : tick;
}
