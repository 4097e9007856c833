/* papers.h - what is printed of a contract: from a machine and a state to a filled model, and from that to
 * bytes. */
#ifndef LIBRARY_PAPERS_H
#define LIBRARY_PAPERS_H

#include <stdbool.h>

#include "runtime/report/fill.h"
#include "runtime/report/report.h"
#include "runtime/rt_error.h"

struct arena;
struct tracker;

/* Name and version of the program, as the papers say it. */
const char *papers_program(void);

/* Fills the model of a contract of which nothing is known but its text: its state at the opening of
 * its first day. first_digest: as signed_first gives it. The state is the caller's (st_init before, st_release after)
 * and, like machine, digest and arena, outlives the model. False if the contract has more duties than can be tracked.
 */
bool papers_of_contract(struct report_model *model, const struct nm *nm, const char *digest, const char *first_digest,
                        struct arena *arena, struct st *st);

/* Fills the model of the tracker's present view. known_at: the tick up to which records were asked
 * for, or NM_NEVER. What the model points to lives in the arena and in the tracker, until it moves. */
MUST_USE enum rt_status papers_of_tracker(struct report_model *model, struct tracker *tracker,
                                          const char *digest, const char *first_digest, int64_t known_at,
                                          struct arena *arena, struct rt_error *err);

/* The party with this name in any of its spellings; -1 if there is none. */
int papers_party(const struct nm *nm, const struct report_model *model, const char *name);

/* Prints the model in a format ("table", "md", "html", "csv", "json", "ics", "svg"). False if there is no
 * such format. */
bool papers_print(struct buf *out, const struct report_model *model, const char *format,
                  const struct report_options *wanted);

#endif
