/* journal.h - the record of what was reported: checks on arrival, numbers, hash chain, liveness.
 *
 * The journal is the truth. An event that arrives is refused only for what its bytes and the
 * journal already rule out (calculus B2); everything else is taken and judged in the fold, again
 * and again as the journal grows. Nothing is ever erased or changed: a correction is a further
 * record, a refusal is kept as a record too, and a repeated report is acknowledged with the first
 * record's number and changes nothing.
 *
 * Records that were appended are durable only after journal_commit; until then they are in this
 * object alone. One commit is one transaction. */
#ifndef RUNTIME_JOURNAL_H
#define RUNTIME_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"
#include "runtime/record.h"
#include "runtime/rt_error.h"
#include "runtime/store/store.h"

struct journal;

/* What the signed text says about the record itself. Every member may be NULL. */
struct journal_policy {
    void *ctx;
    /* True if the event carries the assents that the text asks of a correction by another source
     * (or below closed books), or of a closing of the books. NULL: never. The usual form is an
     * attribute `assents` with the names of the parties. */
    bool (*has_assents)(void *ctx, const struct report_event *event);
    /* The verdict on a conclusive power, asked for when the event is taken in, before its record is
     * sealed; record->seq is its number, and all records before it can be iterated. */
    enum conclusive_verdict (*verdict)(void *ctx, const struct record *record);
};

/* The answer given on arrival. */
struct journal_answer {
    enum arrival arrival;
    uint64_t seq;           /* TAKEN: its number. DUPLICATE: the first record's. Else the Refusal's */
    enum record_kind kind;  /* of the record `seq` */
    int64_t recorded;       /* tick of recording of the record `seq` */
    uint64_t conflicts_with; /* ID_CONFLICT, STALE_CORRECTION, …: the record it clashes with, or 0 */
    char detail[256];       /* a sentence with the particulars; "" if taken */
};

/* Opens the journal kept in the store: reads every record once, re-walks the chain and checks each
 * body. The store stays the caller's and must outlive the journal. RT_CORRUPT names the record. */
MUST_USE enum rt_status journal_open(struct store *store, const struct journal_policy *policy,
                                     struct journal **journal, struct rt_error *err);

/* Frees the journal; what was not committed is gone. NULL is allowed. */
void journal_close(struct journal *journal);

/* Takes one event. `recorded` is the tick of recording as the caller's clock has it; the record gets
 * the greater of it and the last record's. The event is borrowed until the call returns. Refusals
 * are answers, not errors: the status is RT_OK for them, and other than RT_OK only for limits. */
MUST_USE enum rt_status journal_append(struct journal *journal, const struct report_event *event,
                                       int64_t recorded, struct journal_answer *answer,
                                       struct rt_error *err);

/* Keeps a Refusal (malformed) of a row that a reader could not read: where it stood and why. The
 * same refusal is kept once. */
MUST_USE enum rt_status journal_refuse(struct journal *journal, struct text source, struct text where,
                                       struct text why, int64_t recorded,
                                       struct journal_answer *answer, struct rt_error *err);

/* Makes what was appended durable in one transaction, with the caches given (NULL: none; its
 * records and after_seq are ignored). On any failure the journal is as it was after the last
 * commit, and so is the store; on RT_CONFLICT call journal_refresh and append again. */
MUST_USE enum rt_status journal_commit(struct journal *journal, const struct store_batch *caches,
                                       struct rt_error *err);

/* Drops what was appended since the last commit. */
void journal_rollback(struct journal *journal);

/* Reads what another writer has appended to the store meanwhile. Nothing may be uncommitted. */
MUST_USE enum rt_status journal_refresh(struct journal *journal, struct rt_error *err);

/* Number of the last record, uncommitted ones included; 0 if empty. */
uint64_t journal_last(const struct journal *journal);
/* Number of the last durable record. */
uint64_t journal_committed(const struct journal *journal);

/* known-at as a time: the last record recorded at or before the tick (0: none). */
uint64_t journal_known_at(const struct journal *journal, int64_t recorded);

/* Tick of recording, of happening (0 for a void or refusal) and kind of record seq, 1..last. */
int64_t journal_recorded(const struct journal *journal, uint64_t seq);
int64_t journal_tick(const struct journal *journal, uint64_t seq);
enum record_kind journal_kind(const struct journal *journal, uint64_t seq);

/* The last closed tick by the live closings among records 1..seq; INT64_MIN if the books are open. */
int64_t journal_closed_to(const struct journal *journal, uint64_t seq);

/* Number of the record of (source, id), 0 if there is none; refusals do not count. */
uint64_t journal_find(const struct journal *journal, struct text source, struct text id);

/* The hash of the chain after record seq is stored with it; this is that of the last record. */
void journal_chain(const struct journal *journal, unsigned char hash[STORE_HASH_LEN]);

/* ---- liveness (calculus B2) ------------------------------------------------------------------- */

/* Which events and corrections are live, known at one sequence number. */
struct liveness;

/* Of the prefix 1..known_seq. Free with liveness_free. */
struct liveness *journal_liveness(const struct journal *journal, uint64_t known_seq);
void liveness_free(struct liveness *live);

/* True if the event of record seq (for a correction: its replacement) belongs to the event set. */
bool liveness_event(const struct liveness *live, uint64_t seq);
/* True if record seq is a correction that stands. */
bool liveness_correction(const struct liveness *live, uint64_t seq);

/* ---- reading ----------------------------------------------------------------------------------- */

/* Borrowed until it returns; anything but RT_OK ends the iteration and is returned by it. */
typedef enum rt_status journal_visit(void *ctx, const struct record *record, struct rt_error *err);

/* Every record from_seq..to_seq in order, refusals included. UINT64_MAX: to the last. */
MUST_USE enum rt_status journal_each(struct journal *journal, uint64_t from_seq, uint64_t to_seq,
                                     journal_visit *visit, void *ctx, struct rt_error *err);

/* Every live event, adoption and closing of the prefix 1..known_seq, in order of recording; a
 * replacement comes as its correction's record. Refusals, voids and what was corrected are left out. */
MUST_USE enum rt_status journal_each_live(struct journal *journal, uint64_t known_seq,
                                          journal_visit *visit, void *ctx, struct rt_error *err);

/* Re-walks the whole store: container, numbers, chain, every body decoded and encoded again to the
 * same bytes, recording ticks monotone. RT_CORRUPT names the first record that is wrong. */
MUST_USE enum rt_status journal_verify(struct store *store, uint64_t *record_count,
                                       struct rt_error *err);

#endif
