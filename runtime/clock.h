/* clock.h - the one place that reads the time of day. Everything else is told the time. */
#ifndef RUNTIME_CLOCK_H
#define RUNTIME_CLOCK_H

#include <stdint.h>

#include "lang/value/tick.h"
#include "lang/value/zone.h"

/* The present tick on the clock of a contract. */
int64_t clock_tick(enum granularity granularity, struct zone_clock clock);

#endif
