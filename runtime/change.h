/* change.h - what differs between two views of one contract, as a list.
 *
 * Two uses: what happened between two days (one journal), and revisions: what a batch of records
 * changed about a day that had been reported (two sequence numbers, one tick; calculus B12).
 * Instances are the same if norm, key and generation are; breach records if instance and episode
 * are. So a list does not depend on the indices that the two states happen to use. */
#ifndef RUNTIME_CHANGE_H
#define RUNTIME_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/base/vec.h"
#include "runtime/machine.h"
#include "runtime/tracker.h"

enum change_kind {
    CHANGE_PHASE,         /* before, after: enum st_phase */
    CHANGE_CREATED,       /* inst; after: enum st_status */
    CHANGE_GONE,          /* an instance that is no longer made; only in revisions */
    CHANGE_STATUS,        /* before, after: enum st_status */
    CHANGE_COUNT,         /* before, after: got, of an instance that is not final */
    CHANGE_PENDING,       /* before, after: pend: tendered, awaiting an answer */
    CHANGE_PERFORMED_LATE, /* a breached duty was performed after all; after: the tick */
    CHANGE_DUE,           /* before, after: tick */
    CHANGE_SUSPENDED,     /* after: 1 suspended, 0 resumed */
    CHANGE_BREACH_OPENED, /* a record; after: its shortfall */
    CHANGE_BREACH_GONE,   /* a record that no longer is; only in revisions */
    CHANGE_BREACH_STATUS, /* before, after: enum st_breach_status */
    CHANGE_SHORTFALL,     /* before, after */
    CHANGE_JUDGEMENT,     /* of record seq; before, after: enum judgement, JUDGE_COUNT: not in it */
    CHANGE_KIND_COUNT
};

struct change {
    enum change_kind kind;
    int32_t norm;      /* NM_NONE: none */
    struct text key;   /* name of the instance's key, or "" */
    int32_t inst;      /* in the later view (GONE: in the earlier one), or -1 */
    int32_t breach;    /* record in that view, or -1 */
    int64_t before, after;
    uint64_t seq;      /* CHANGE_JUDGEMENT */
};

struct changes {
    VEC(struct change) list;
};

/* Adds the differences: phase, instances in the order of norm and creation, records, judgements by
 * record number. With `judgements` false those are left out. A judgement is listed only where both
 * views can know the record. The texts live as long as the tracker of the views. */
void changes_find(struct changes *changes, const struct nm *nm, const struct track_view *before,
                  const struct track_view *after, bool judgements);
void changes_release(struct changes *changes);

/* "created", "fulfilled" …: a stable word for the list in JSON and tests. Static text. */
const char *change_word(enum change_kind kind);

/* Adds one line without a line break: "1.1[lining]: in force → fulfilled". `after` is the later view
 * of the pair; for GONE kinds its names serve as well. */
void change_print(struct buf *out, const struct nm *nm, const struct change *change, bool chinese);

#endif
