/* track_tell.h - what `hetong track` says: how each row was answered, what is revised, what
 * changed. */
#ifndef DRIVER_TRACK_TELL_H
#define DRIVER_TRACK_TELL_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/base/vec.h"
#include "runtime/change.h"
#include "runtime/tracker.h"

struct buf;

/* One row of the event file and its answer. */
struct track_row {
    uint64_t line;
    uint64_t seq; /* of its record, or of its refusal; 0: the row was broken */
    enum arrival arrival;
    char *why; /* broken, refused: a sentence; owned. Else NULL */
};

struct track_telling {
    const char *path; /* of the event file, or NULL */
    bool is_quiet;    /* only rows that were not taken or have no effect */
    bool is_chinese;
    VEC(struct track_row) rows;
    bool has_revisions_of; /* an earlier report exists: */
    struct track_when revisions_of;
    struct changes revisions; /* of that report */
    struct changes news;      /* since then, until `when` */
    struct track_when when;
    unsigned flags; /* of the state then: enum st_head_flag */
    uint64_t faulty; /* rows taken or known that are in error themselves; counted as they are told */
};

/* Rows that were broken or refused; duplicates are neither. */
uint64_t track_failed_rows(const struct track_telling *telling);

/* Adds the report. Judgements are asked of the tracker, which may move. */
MUST_USE enum rt_status track_tell_human(struct track_telling *telling, struct tracker *tracker,
                                         struct buf *out, struct rt_error *err);
MUST_USE enum rt_status track_tell_json(struct track_telling *telling, struct tracker *tracker,
                                        struct buf *out, struct rt_error *err);

void track_telling_release(struct track_telling *telling);

#endif
