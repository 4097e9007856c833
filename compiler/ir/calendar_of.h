/* calendar_of.h - a calendar of the machine as an object that can count. */
#ifndef IR_CALENDAR_OF_H
#define IR_CALENDAR_OF_H

#include "lang/value/calendar.h"
#include "runtime/machine.h"

/* Makes the calendar of a row, to be freed with calendar_free. The row's spans are in range; what
 * else can be wrong with it is the status, and *calendar is then NULL. */
MUST_USE enum calendar_status calendar_of(const struct nm *nm, uint32_t row,
                                          struct calendar **calendar);

#endif
