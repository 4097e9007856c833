/* tracking.h - what the commands that keep track share: the store of a contract, the tracker over
 * it, and event files read into it. */
#ifndef DRIVER_TRACKING_H
#define DRIVER_TRACKING_H

#include <stdbool.h>
#include <stdint.h>

#include "compiler/driver/exit_status.h"
#include "compiler/driver/loading.h"
#include "compiler/library/signed.h"
#include "lang/base/vec.h"
#include "runtime/engine.h"
#include "runtime/report/model.h"
#include "runtime/store/store.h"
#include "runtime/tracker.h"

struct options;

struct tracking_row { /* that was taken from an event file */
    uint64_t seq, line;
};

struct tracking {
    VEC(struct tracking_row) rows; /* in their order */
    struct store *store;
    struct tracker *tracker;
    uint64_t broken_rows; /* of the event files read */
    uint64_t refused_rows;
    uint64_t faulty_rows; /* taken, but in error themselves; counted as they are told */
};

/* Opens the store of the contract in the file `path`, or an empty one in memory if `path` is NULL,
 * and a tracker over it. On failure says why on stderr. Close it in any case. */
enum exit_status tracking_open(struct tracking *tracking, struct load *load,
                               const struct engine *engine, const char *path,
                               enum store_mode mode);
void tracking_close(struct tracking *tracking);

/* Takes in the events of a file ("-": standard input) without committing them. A row without a
 * column `recorded` counts as recorded on `recorded`, or, if that is TRACKING_ON_ITS_DAY, on the day
 * that it tells of. Broken and refused rows are said on stderr and counted, and do not stop the
 * rest. */
#define TRACKING_ON_ITS_DAY INT64_MIN
enum exit_status tracking_read(struct tracking *tracking, const struct load *load, const char *path,
                               int64_t recorded);

/* Says on stderr which rows of the event file at `path` have no effect because they are in error
 * themselves, as with a word that is not declared. The tracker stands where it is asked. */
enum exit_status tracking_tell_faulty(struct tracking *tracking, const char *path);

/* The present tick on the contract's clock. */
int64_t tracking_today(const struct nm *nm);

/* What papers say of it: that the day is open, and which clock was asked where the contract names none. */
struct report_text tracking_now(const struct nm *nm);

/* Reads --as-of; without it *tick is today and the day is open. Exit status for a wrong date. */
enum exit_status tracking_as_of(const struct options *options, const struct nm *nm, int64_t *tick,
                                bool *is_closed);

/* Whether --known-at can be read at all; said before there is a journal to look into. */
enum exit_status tracking_check_known_at(const struct options *options, const struct nm *nm);

/* Reads --known-at: a record number, or a date (all that was recorded by then). Without it
 * TRACK_ALL. */
enum exit_status tracking_known_at(const struct options *options, const struct tracking *tracking,
                                   const struct nm *nm, uint64_t *known, int64_t *known_tick);

/* Says on stderr what failed, and returns EXIT_INPUT. */
enum exit_status tracking_failed(const struct rt_error *err);

#endif
