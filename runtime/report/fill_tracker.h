/* fill_tracker.h - what the filler reads, taken from a tracker's present view. */
#ifndef RUNTIME_REPORT_FILL_TRACKER_H
#define RUNTIME_REPORT_FILL_TRACKER_H

#include "runtime/report/fill.h"
#include "runtime/rt_error.h"
#include "runtime/tracker.h"

struct arena;

/* Sets machine, state, names, events, records, as_of and known_seq of *input from the view; the rest
 * stays. Texts are copied into the arena; the state is the tracker's, good until it moves. Events that
 * happened after the day of the view are left out. */
MUST_USE enum rt_status fill_from_tracker(struct fill_input *input, struct tracker *tracker,
                                          struct arena *arena, struct rt_error *err);

/* Sets the revisions of *input: what records that came after the day of the view changed about that
 * day. The view moves while this runs and stands where it was when it returns RT_OK. */
MUST_USE enum rt_status fill_revisions(struct fill_input *input, struct tracker *tracker,
                                       struct arena *arena, struct rt_error *err);

/* Sets what is disputed in *input, and what rests on it. The view moves while this runs and stands where
 * it was when it returns RT_OK. */
MUST_USE enum rt_status fill_disputes(struct fill_input *input, struct tracker *tracker,
                                      struct arena *arena, struct rt_error *err);

#endif
