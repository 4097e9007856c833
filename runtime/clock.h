/* clock.h - the one place that reads the time of day. Everything else is told the time. */
#ifndef RUNTIME_CLOCK_H
#define RUNTIME_CLOCK_H

#include <stdint.h>

#include "lang/value/tick.h"

/* The present tick on the civil clock that is offset_seconds ahead of UTC (28800 for China). */
int64_t clock_tick(enum granularity granularity, int64_t offset_seconds);

#endif
