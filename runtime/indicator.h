/* indicator.h - the periods of an indicator's rhythm. */
#ifndef RUNTIME_INDICATOR_H
#define RUNTIME_INDICATOR_H

#include <stdbool.h>

#include "lang/value/date.h"
#include "runtime/machine.h"

/* The period that contains a civil day. Without a rhythm it is that day. False if it leaves the
 * known years. */
MUST_USE bool indicator_period(const struct nm *nm, int32_t indicator, int64_t day,
                               struct period *period);

/* The same of a rhythm whose periods are counted from `anchor`, where they are. */
MUST_USE bool rhythm_period(enum nm_rhythm rhythm, int64_t every, int64_t anchor, int64_t day,
                            struct period *period);

#endif
