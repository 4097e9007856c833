/* tracker_internal.h - what the parts of the tracker share: tracker.c (taking in, the view),
 * tracker_plan.c (which events, in which order), tracker_fold.c (moving the state). */
#ifndef RUNTIME_TRACKER_INTERNAL_H
#define RUNTIME_TRACKER_INTERNAL_H

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/intern.h"
#include "lang/base/map.h"
#include "lang/base/vec.h"
#include "runtime/digest.h"
#include "runtime/order.h"
#include "runtime/resolve.h"
#include "runtime/tracker.h"

#define PLAN_NOWHERE UINT32_MAX

/* What an act says of another act that is on record. */
enum says { SAYS_NOTHING, SAYS_DISPUTED, SAYS_ADMITTED, SAYS_UPHELD, SAYS_OVERTURNED };

/* What is kept in memory of each record of the journal, refusals included. */
struct tracked {
    struct rt_event event; /* as resolved; serial, key, bind, re, fault as the plan last had them */
    struct order_key key;  /* rank and depth as the plan last had them */
    sym object, bound, document; /* names of event.key, event.bind, event.document; NULL: none */
    struct text re;        /* as reported; "" none */
    int64_t closed_to;     /* CLOSE */
    uint32_t target;       /* CORRECTION */
    uint32_t heir;         /* the correction that stands in this record's place, 0: none */
    uint32_t place;        /* index in the plan, or PLAN_NOWHERE */
    enum record_kind kind;
    int16_t fault;         /* by resolution alone */
    bool is_void, is_undo; /* CORRECTION */
    bool is_rival;         /* see struct resolved */
    bool has_assents;      /* it carries the assents of all parties */
    bool is_wanted;        /* an event that came before refers to this id */
    bool is_in_cycle;      /* the plan found it in a reference cycle */
    bool is_raced;         /* the id alone put it behind a rival act of another hand */
    enum says says;        /* with `re`; tracker_standing.c */
    int16_t says_fault;    /* … why it says nothing, as the plan last had it */
    enum says determined;  /* of this act: upheld or overturned, by an act of the plan; else nothing */
    uint64_t disputed_by;  /* parties of whom the last word on this act is that they dispute it */
    uint32_t dispute;      /* the first of these acts; 0: none */
};

/* The state behind plan[0 .. done): the tick of the last event is open. */
struct snapshot {
    size_t done, name_count;
    struct st st;
};

struct tracker {
    const struct engine *engine;
    struct store *store;
    struct journal *journal;
    struct resolver *resolver;
    struct arena texts;          /* ids, references */
    struct intern *intern;       /* sources and names of items, in order of arrival */
    VEC(struct tracked) records; /* record seq at seq - 1 */
    struct map ids;              /* source NUL id -> seq, 0: rolled back */
    struct map wanted;           /* ids that are referred to; a set */
    struct buf scratch;
    bool has_precedence; /* some power prevails over another */
    bool has_conclusive; /* some power is judged once, on the record as it stood */
    uint64_t decided;    /* records whose conclusive verdicts are known */

    /* tracker_plan.c: the live events among records 1 .. planned, in fold order. */
    VEC(uint32_t) plan;
    uint64_t planned;
    bool is_stale;          /* the plan must be made anew */
    uint64_t without;       /* a record that is left out, as if it had been voided; 0: none */
    VEC(uint32_t) closings; /* the live closings of the books */

    /* tracker_fold.c: the state behind plan[0 .. done). */
    struct st st;
    size_t done;
    VEC(unsigned char) judged;      /* of plan[i], i < done */
    VEC(sym) names;                 /* by name index */
    VEC(int32_t) name_of_symbol;    /* by symbol id: name index or -1 */
    VEC(struct snapshot) snapshots; /* ascending by done; the first is the start */
    size_t interval;                /* of events between snapshots */
    struct track_when when;
    int64_t lowest_pending;              /* lowest tick that an uncommitted record touches */
    uint64_t saved_seq;                  /* records that the last stored snapshot knew */
    char cache_name[DIGEST_HEX_CAP + 8]; /* name of this machine's snapshots in the store */
};

/* ---- tracker_plan.c -------------------------------------------------------------------------- */

/* Makes the plan of records 1 .. known. Returns how many of its first events are what they were
 * in the plan before, in the same places, with the same references and faults (at most `done`). */
size_t plan_make(struct tracker *tracker, uint64_t known);

/* Number of events in the plan with at <= tick. */
size_t plan_count_to(const struct tracker *tracker, int64_t tick);

/* The key under which an id stands in `ids` and `wanted`; good until the next call. */
struct text plan_id_key(struct tracker *tracker, struct text source, struct text id);

/* Both ids that a reference may mean: one of the same source, and if it holds a colon one of the
 * source before it. Returns how many (1 or 2). */
size_t plan_referents(const struct tracked *record, struct text sources[2], struct text ids[2]);

/* ---- tracker_standing.c ------------------------------------------------------------------------ */

/* What an act of the machine says of another. */
enum says standing_said(const struct nm *nm, int32_t act);

/* Reads what the acts of the plan, which is in order, say of each other, and takes out of the plan what
 * falls. True if it took anything out. `referent` finds what an act refers to. */
bool standing_settle(struct tracker *tracker,
                     struct tracked *(*referent)(struct tracker *, const struct tracked *));

/* ---- tracker_fold.c -------------------------------------------------------------------------- */

void fold_init(struct tracker *tracker);
void fold_release(struct tracker *tracker);

/* Back to a state behind at most `count` events; snapshots of more are forgotten. */
void fold_keep(struct tracker *tracker, size_t count);

/* Moves the state to the tick; the plan stands. */
MUST_USE enum rt_status fold_to(struct tracker *tracker, int64_t tick, bool is_closed,
                                struct rt_error *err);

/* Adds the last snapshot in the form for the store and sets its tick; false if there is none but
 * the start. It is good as long as the plan has the same beginning. */
bool fold_save(struct tracker *tracker, struct buf *out, int64_t *tick);

/* Takes over a stored snapshot of the plan's beginning, if there is one at most at the tick. */
void fold_load(struct tracker *tracker, int64_t tick);

#endif
