/* tracker.h - keeps track: a journal, an engine, and the state that the one gives the other.
 *
 * State is a function of the set of live events at a sequence number, of a tick, and of nothing
 * else: not of the order of arrival, of batches, or of snapshots. The tracker is a quick way to
 * compute that function. It holds one view at a time (as of a tick, known at a sequence number) and
 * moves it with tracker_go; what is asked for below is asked of that view. Moving forward extends
 * the state; a late event, a correction or an earlier view rewinds to the last good snapshot and
 * replays.
 *
 *     tracker_open(store, engine, &tracker, &err);
 *     tracker_take(tracker, &event, recorded, &answer, &err);       as often as wanted
 *     tracker_commit(tracker, &err);                                durable from here
 *     tracker_go(tracker, (struct track_when){.tick = day, .is_closed = true, .known = TRACK_ALL},
 *                &err);
 *     … tracker_state(tracker), tracker_event(tracker, i), tracker_name(tracker, inst->key) …
 *
 * Calculus B2-B4, B12; spec chapters 20, 21. */
#ifndef RUNTIME_TRACKER_H
#define RUNTIME_TRACKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"
#include "runtime/engine.h"
#include "runtime/journal.h"
#include "runtime/rt_error.h"

struct buf;
struct tracker;

#define TRACK_ALL UINT64_MAX /* known at: the whole journal, uncommitted records included */

struct track_when {
    int64_t tick;
    bool is_closed; /* "as of": after the closing of the tick. Else its events are in, its time-outs
                     * are not: "now" */
    uint64_t known; /* records 1 .. known */
};

/* One live event of the view, in fold order. */
struct track_event {
    uint64_t seq; /* of its record; journal_each(journal, seq, seq, …) gives its words */
    enum judgement judgement;
    const struct rt_event *event; /* as the engine had it; good until the tracker moves */
};

/* Opens the journal in the store (see journal_open) and resolves its records for the engine's
 * machine. Store and engine stay the caller's and must outlive the tracker. The view is before the
 * first tick. */
MUST_USE enum rt_status tracker_open(struct store *store, const struct engine *engine,
                                     struct tracker **tracker, struct rt_error *err);

/* Frees it; what was not committed is gone. NULL is allowed. */
void tracker_close(struct tracker *tracker);

/* The journal, for reading. Events go in by tracker_take only. */
struct journal *tracker_journal(const struct tracker *tracker);
const struct nm *tracker_machine(const struct tracker *tracker);

/* ---- taking in ------------------------------------------------------------------------------- */

/* journal_append, journal_refuse, journal_commit, journal_refresh for a tracked journal. The view
 * stays where it is until it is moved. Commits carry a snapshot of the state when the journal has
 * grown by much. */
MUST_USE enum rt_status tracker_take(struct tracker *tracker, const struct report_event *event,
                                     int64_t recorded, struct journal_answer *answer,
                                     struct rt_error *err);
MUST_USE enum rt_status tracker_refuse(struct tracker *tracker, struct text source,
                                       struct text where, struct text why, int64_t recorded,
                                       struct journal_answer *answer, struct rt_error *err);
MUST_USE enum rt_status tracker_commit(struct tracker *tracker, struct rt_error *err);
void tracker_rollback(struct tracker *tracker);
MUST_USE enum rt_status tracker_refresh(struct tracker *tracker, struct rt_error *err);

/* The judgement of an event as all records now know it: the answer given on arrival. JUDGE_COUNT if
 * record seq is no live event. The state may be moved for it: tracker_go before the view is asked
 * for anything else. */
MUST_USE enum rt_status tracker_judge(struct tracker *tracker, uint64_t seq,
                                      enum judgement *judgement, struct rt_error *err);

/* ---- the view -------------------------------------------------------------------------------- */

/* Moves the view. RT_LIMIT if the contract outgrows a bound of the state; the view is then before
 * the first tick. */
MUST_USE enum rt_status tracker_go(struct tracker *tracker, struct track_when when,
                                   struct rt_error *err);

/* Where the view is: the last tracker_go's `when`, with known as a number of records. */
struct track_when tracker_when(const struct tracker *tracker);

/* The state. Good until the tracker moves. */
const struct st *tracker_state(const struct tracker *tracker);

/* The live events that the state has taken in (those with at <= tick), in fold order; index i is
 * the event's serial. */
size_t tracker_event_count(const struct tracker *tracker);
struct track_event tracker_event(const struct tracker *tracker, size_t index);

/* Index among them of record seq, or SIZE_MAX: a refusal, corrected away, or dated later. */
size_t tracker_find(const struct tracker *tracker, uint64_t seq);

/* What the parties say of an act that is on record (spec 20.10). */
struct track_standing {
    uint64_t disputed_by; /* parties that dispute it; 0: none, or it was determined */
    uint64_t dispute;     /* record of the first of these disputes; 0 */
    int64_t since;        /* its tick */
    bool is_upheld, is_overturned; /* by whoever may determine it; overturned it is not in the view */
};
struct track_standing tracker_standing(const struct tracker *tracker, uint64_t seq);

/* From the next tracker_go on the record is left out, as if it had been voided; 0: none is. */
void tracker_leave_out(struct tracker *tracker, uint64_t seq);

/* The name with this index in the state (an instance's key, an item's name). Lives as long as the
 * tracker. Index -1 gives TEXT_NONE. */
struct text tracker_name(const struct tracker *tracker, int32_t index);
size_t tracker_name_count(const struct tracker *tracker);

/* The canonical bytes of the view: its names in their order, then st_encode. Views of equal event
 * sets at equal ticks are equal bytes. */
void tracker_encode(const struct tracker *tracker, struct buf *out);

/* Why record seq is judged so, beyond the judgement's own words: the word that is not declared, with
 * what may have been meant; who holds the power. Adds nothing if there is nothing to add. */
MUST_USE enum rt_status tracker_explain(struct tracker *tracker, uint64_t seq,
                                        enum judgement judgement, struct buf *out,
                                        struct rt_error *err);

/* "effective", "effective" / "生效": stable word and words of a judgement. Static text. */
const char *judgement_word(enum judgement judgement);
const char *judgement_sentence(enum judgement judgement, bool chinese);
/* True if the event changed nothing: any judgement but effective and noted. */
bool judgement_is_inert(enum judgement judgement);
/* True if the report itself is at fault, whatever the contract says of such acts: a word or a number in
 * it cannot be read, or one is missing. */
bool judgement_blames_report(enum judgement judgement);

/* ---- a view kept ----------------------------------------------------------------------------- */

/* A copy of a view, to be compared with another one (runtime/change.h). */
struct track_view {
    struct track_when when;
    struct st st;
    enum st_phase phase; /* as it is told */
    struct text *names; /* of the tracker; index = name index */
    size_t name_count;
    unsigned char *judgements; /* of record seq at seq - 1; JUDGE_COUNT: not in the view */
    uint64_t record_count;
};

/* Copies the present view. The tracker must outlive the copy. */
void tracker_keep(const struct tracker *tracker, struct track_view *view);
void track_view_release(struct track_view *view);

/* ---- what was reported ----------------------------------------------------------------------- */

/* Where the last report of this store ended. RT_NOT_FOUND (err untouched) if there was none. */
MUST_USE enum rt_status tracker_reported(struct tracker *tracker, struct track_when *when,
                                         struct rt_error *err);

/* Notes in the store that the present view has been reported; what was uncommitted is committed. */
MUST_USE enum rt_status tracker_set_reported(struct tracker *tracker, struct rt_error *err);

#endif
