/* journal_internal.h - the index that journal.c and journal_live.c share. */
#ifndef RUNTIME_JOURNAL_INTERNAL_H
#define RUNTIME_JOURNAL_INTERNAL_H

#include "lang/base/buf.h"
#include "lang/base/vec.h"
#include "runtime/digest.h"
#include "runtime/journal.h"
#include "runtime/journal_text.h"

/* What is kept in memory of each record; the words stay in the store. */
struct journal_entry {
    int64_t recorded;
    int64_t tick;
    uint32_t target;                          /* CORRECTION */
    enum record_kind kind;
    bool is_void;                             /* CORRECTION without a replacement */
    bool is_undo;                             /* CORRECTION of a correction */
    bool is_event_killed;                     /* a live correction stands against its event */
    bool is_correction_killed;                /* a live correction undoes it */
    unsigned char key[DIGEST_SHORT_LEN];      /* of (source, id); of a refusal: of its content */
    unsigned char content[DIGEST_LEN];
};

struct journal_slot {
    uint32_t seq; /* 0: empty */
    uint32_t tag; /* a part of the key */
};

struct journal_closing {
    uint32_t seq;
    int64_t closed_to;
};

struct journal_pending {
    size_t start, len; /* in pending_bodies */
    unsigned char chain[DIGEST_LEN];
};

struct journal {
    struct store *store;
    struct journal_policy policy;
    VEC(struct journal_entry) entries; /* of record seq at seq - 1, uncommitted ones included */
    VEC(uint32_t) corrections;         /* their numbers, ascending */
    VEC(struct journal_closing) closings;
    struct journal_slot *slots;        /* open addressing by entry.key */
    size_t slot_count;                 /* a power of two, or 0 */
    size_t committed;
    unsigned char chain[DIGEST_LEN];           /* of the last record */
    unsigned char committed_chain[DIGEST_LEN]; /* of the last committed one */
    VEC(struct journal_pending) pending;
    struct buf pending_bodies;
    struct buf content, body; /* of the record being made */
    struct journal_scratch scratch;
};

/* ---- journal_live.c: which events and corrections stand ---------------------------------------- */

/* True if the event (or the replacement) of record seq stands at the present. */
bool journal_is_event_live(const struct journal *journal, uint32_t seq);

/* True if a correction of record `target` may be taken now: what it would void, replace or undo
 * stands, and what would come back by an undo is not replaced meanwhile. */
bool journal_may_correct(const struct journal *journal, uint32_t target, bool is_undo);

/* Marks what the correction `seq`, just added to the entries, kills and revives. */
void journal_apply_correction(struct journal *journal, uint32_t seq);

/* Computes all marks afresh, after records were dropped. */
void journal_remark(struct journal *journal);

#endif
