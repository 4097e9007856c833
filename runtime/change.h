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

/* CHANGE(enum suffix, stable word). What before and after hold is said on each line. */
#define CHANGES(CHANGE)                                                                            \
    CHANGE(PHASE, "phase")                   /* enum st_phase */                                   \
    CHANGE(CREATED, "created")               /* after: enum st_status */                           \
    CHANGE(GONE, "gone")                     /* it is no longer made; only in revisions */         \
    CHANGE(STATUS, "status")                 /* enum st_status */                                  \
    CHANGE(COUNT, "count")                   /* got; not told of what becomes fulfilled */         \
    CHANGE(PENDING, "pending")               /* pend: tendered, awaiting an answer */              \
    CHANGE(CUT, "cut")                       /* by how much caps have cut its amount */            \
    CHANGE(PERFORMED_LATE, "performed-late") /* a breached duty after all; after: the tick */      \
    CHANGE(DUE, "due")                       /* ticks */                                           \
    CHANGE(SUSPENDED, "suspended")           /* after: 1 suspended, 0 resumed */                   \
    CHANGE(NOTICE, "notice")                 /* by a power: ticks of effect; NM_NEVER: none runs */    \
    CHANGE(NOTICE_LAPSED, "notice-lapsed")   /* before: its tick; its ground was gone then */          \
    CHANGE(BEARERS, "bearers")               /* sets of parties; 0 those of the norm */            \
    CHANGE(CLAIMANTS, "claimants")           /* the same, to whom it is owed */                    \
    CHANGE(BREACH_OPENED, "breach-opened")   /* a record; after: its shortfall */                  \
    CHANGE(BREACH_GONE, "breach-gone")       /* before: its shortfall; only in revisions */        \
    CHANGE(BREACH_STATUS, "breach-status")   /* enum st_breach_status */                           \
    CHANGE(SHORTFALL, "shortfall")           /* of a record */                                     \
    CHANGE(JUDGEMENT, "judgement")           /* of record seq: enum judgement; JUDGE_COUNT: it is  \
                                              * not in the view */

enum change_kind {
#define CHANGE(id, word) CHANGE_##id,
    CHANGES(CHANGE)
#undef CHANGE
        CHANGE_KIND_COUNT
};

struct change {
    enum change_kind kind;
    int32_t norm;    /* NM_NONE: none */
    struct text key; /* name of the instance's key, or "" */
    int32_t inst;    /* in the later view (GONE: in the earlier one), or -1 */
    int32_t breach;  /* record in that view, or -1 */
    int64_t before, after;
    uint64_t blame; /* of a record: parties */
    uint64_t seq;   /* CHANGE_JUDGEMENT */
};

struct changes {
    VEC(struct change) list;
};

/* Adds the differences: phase, instances in the order of creation, records, judgements by record
 * number. With `judgements` false those are left out. A judgement is listed only where both
 * views can know the record. The texts live as long as the tracker of the views. */
void changes_find(struct changes *changes, const struct track_view *before,
                  const struct track_view *after, bool judgements);
void changes_release(struct changes *changes);

/* "created", "status" …: a stable word for the list in JSON and tests. Static text. */
const char *change_word(enum change_kind kind);

/* Words for an enum st_status, st_breach_status, st_phase. Static text. */
const char *change_status_word(int64_t status, bool chinese);
const char *change_breach_word(int64_t status, bool chinese);
const char *change_phase_word(int64_t phase, bool chinese);

/* What a reader of any paper must know of a state that is flagged so; a sentence. Static text. */
const char *change_notice(enum st_head_flag flag, bool chinese);

/* Adds the name of a norm as people say it: `1.1, second remedy` of 1.1[otherwise]/2, `1.2, second item` of 1.2/2. */
void change_norm_name(struct buf *out, const char *name, bool chinese);

/* Adds one line without a line break: "1.1 (lining): in force → fulfilled". */
void change_print(struct buf *out, const struct nm *nm, const struct change *change, bool chinese);

#endif
