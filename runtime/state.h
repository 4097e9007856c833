/* state.h - the state of one contract: flat records, references by index, equal states equal bytes.
 *
 * The interpreter and compiled code write exactly these bytes; `st_encode` is what is compared, hashed
 * and kept in snapshots. Records are appended in the order in which the fold makes them and are never
 * moved, so an index is a name. Unused bytes are zero. Calculus B1, B5, B6, B8.
 *
 * Who writes a field, and when, is said beside it. "Closing", "opening": calculus B4. */
#ifndef RUNTIME_STATE_H
#define RUNTIME_STATE_H

#include <stddef.h>
#include <stdint.h>

#include "lang/base/limits.h"
#include "runtime/event.h"
#include "runtime/machine.h"

enum st_phase { ST_DRAFT, ST_RUNNING, ST_WINDING_UP, ST_CLOSED };
enum st_reason { ST_NO_REASON, ST_EXPIRED, ST_TERMINATED, ST_COMPLETED,
                 ST_NOT_EFFECTIVE /* its conditions were not met in time */ };

#define ST_STATUSES(S)                                                                             \
    S(DORMANT, "dormant", "待生效") S(IN_FORCE, "in force", "履行中") S(PENDING, "pending", "待答复") \
    S(FULFILLED, "fulfilled", "已履行") S(BREACHED, "breached", "违约") S(LAPSED, "lapsed", "失效") \
    S(WAIVED, "waived", "已放弃") S(RELEASED, "released", "已解除")

enum st_status {
#define S(id, en, zh) ST_##id,
    ST_STATUSES(S)
#undef S
    ST_STATUS_COUNT
};

/* What the mask of STATUS may ask besides, of what has been done: how. */
enum st_done { ST_DONE_LATE = ST_STATUS_COUNT, ST_DONE_IN_TIME, ST_ASKED_COUNT };

enum st_inst_flag {
    ST_OWED = 1,        /* breached, the debt lives on; cleared when performed late, released, waived */
    ST_LATE = 2,        /* performed after its due, see `late` */
    ST_CURED = 4,       /* fulfilled within a rework period that ran past due */
    ST_IMPOSSIBLE = 8,  /* its window was empty at birth */
    ST_BEYOND = 16,     /* beyond the number of instances that was checked */
    ST_EPISODE = 32,    /* maintenance: an episode is open (record `breach`) */
    ST_EXTENDED = 64,   /* due was moved by a power */
    ST_QUEUED = 128,    /* dormant: waits until the earlier ones of its norm and key are done */
};

struct st_inst {
    /* what every event touches */
    int16_t norm;
    uint8_t status;     /* enum st_status */
    uint8_t flags;
    int32_t key;        /* name index, or -1 */
    int64_t from, due;  /* window; NM_NEVER = none. due includes extensions, and what was tolled once resumed */
    int64_t need;       /* 1 for ACHIEVE; an accrual: 0 while dormant */
    int64_t got;        /* counted */
    int64_t performed;  /* tick of the last act that counted towards need in time; NM_NEVER */
    int64_t surplus;    /* counted beyond need by the same act or later ones in the window */
    int64_t pend;       /* tendered and unanswered */
    /* the rest */
    int64_t cure;       /* rejected and to be reworked */
    int32_t suspensions;  /* how many live suspensions cover it */
    uint16_t generation;  /* 0, then 1, … for a key used again */
    uint16_t rounds;      /* of rework, used */
    int64_t made;       /* tick that made it */
    int64_t base_due;   /* due without tolling, with extensions */
    int64_t tolled;     /* closings between from and due covered by a suspension, in the due's unit */
    int64_t settled;    /* tick on which it became final, or (breached, late) was performed late */
    int64_t cure_due;   /* last tick of rework while cure > 0; NM_NEVER */
    int64_t trigger_at; /* tick of what made it */
    int64_t trigger_qty;
    int64_t late_days;   /* of what was done behind its due day: the sum of its quantities times civil days */
    uint64_t offered;   /* joint duty: members that offered to perform before due */
    uint64_t bearers;   /* who owes it since it was assigned; 0 = the norm's */
    uint64_t claimants; /* to whom it is owed since the claim was assigned; 0 = the norm's */
    int64_t cut;        /* by how much caps have cut its need */
    int32_t trigger_event;  /* serial, or -1 */
    int32_t trigger_breach; /* record that this instance remedies, or -1 */
    int32_t breach;     /* its last breach record, or -1 */
    int32_t uses;       /* power: effective exercises */
};
_Static_assert(sizeof(struct st_inst) == 192, "a record is whole cache lines, the first is what every event touches");
_Static_assert(LIMIT_INSTANCES <= 65536, "a generation has 16 bits");

enum st_tender_status { ST_OPEN, ST_ANSWERED };

struct st_tender { /* part of an event's performance given to one instance, awaiting its answer */
    int32_t event;    /* serial */
    int32_t inst;
    int32_t item;     /* item record, or -1 for a plain quantity */
    int32_t status;   /* ANSWERED when open = 0 */
    int64_t at;       /* tick of the performance */
    int64_t limit;    /* last tick to answer (tolled with its instance) */
    int64_t qty, open, accepted, rejected; /* qty = open + accepted + rejected */
    int32_t name;     /* that its event told: a name index, or -1 */
    int16_t in_cure;  /* 1: made within a rework period */
    int16_t deemed;   /* 1: answered by silence */
    int64_t rework_at; /* tick of the last answer that called for rework of it; NM_NEVER = none */
};

enum st_item_status { ST_FREE, ST_TENDERED, ST_HELD };

struct st_item { /* a named distinct item in a pool; made by its first effective tender or count */
    int32_t pool;
    int32_t name;     /* name index */
    int32_t status;   /* enum st_item_status */
    int32_t inst;     /* instance that counts it, -1 while free */
    int64_t at;       /* tick of the last change */
    int16_t attrs[LIMIT_EVENT_ATTRS]; /* of its first effective event */
};

enum st_breach_status { ST_BREACH_OPEN, ST_REMEDYING, ST_REMEDIED, ST_UNREMEDIED, ST_BREACH_WAIVED, ST_EXCUSED };

struct st_breach {
    int32_t inst;
    int32_t episode;   /* 0, 1, … of its instance */
    int64_t certain;   /* tick on which it became certain */
    int64_t due;       /* due as it was; a prohibition: tick of the act */
    int64_t last_bad;  /* maintenance: last bad closing of the episode; else = certain */
    int64_t bad;       /* maintenance: bad closings; else 0 */
    int64_t shortfall; /* need - got - pend - cure then; updated as pend and cure resolve; never by late acts */
    uint64_t blame;
    int32_t status;    /* enum st_breach_status */
    int32_t cause;     /* serial of the act that caused it, -1 = the absence of one */
    int32_t remedy;    /* instance that remedies it, or -1 */
    int32_t excuse;    /* record that excuses it, or -1 */
};

struct st_suspension {
    int32_t event;    /* serial of the act that suspended */
    int32_t power;    /* norm (kind POWER) exercised; its scope is what is covered */
    int64_t at;
    int64_t until;    /* last tick it may cover; NM_NEVER only if written without a limit */
    int32_t live;
    int32_t only;     /* 0: it covers the whole scope; clause + 1: the norms of that clause in it, and not
                       * those below; -1 - norm: that norm */
};

struct st_effect { /* a power exercised with notice: takes effect at a closing to come */
    int32_t event;
    int32_t power;    /* norm */
    int64_t at;       /* tick of effect */
    int32_t live;     /* 0: it has come, or was withdrawn */
    int32_t inst;     /* of the power, that was exercised */
    int16_t for_norm; /* what the notice named, as its event has it; EVENT_NONE: nothing */
    int16_t for_clause;
    int32_t lapsed; /* 1: when it came its ground was gone, or nothing was left that it could change */
    uint64_t givers; /* whose act it was: they may withdraw it, all of them */
};

struct st_measure { /* a value of an indicator: measured, or known from before the start */
    int32_t indicator;
    int32_t event;       /* serial of the measurement, -1 a fact of the contract */
    int32_t first, last; /* civil days of its period; without a rhythm: the day of the event, twice */
    int64_t at;          /* tick of the measurement; a fact: the start */
    int64_t value;
};

struct st_document { /* an effective act that was told with its document: it is not counted again */
    int32_t act;
    int32_t name;    /* name index of the document */
    int32_t key;     /* of the event, and so are the rest */
    int32_t event;   /* its serial */
    uint64_t actors;
    int64_t qty;
    int16_t kind, unit;
    int32_t spare;
};

struct st_ending { /* a power over its clause has ended the norm: triggers make no more of it */
    int32_t norm;
    int32_t key;   /* for this thing alone; -1: for all */
    int64_t at;
};

#define ST_POOLS(P)                                                                                \
    P(inst) P(tender) P(item) P(breach) P(suspension) P(effect) P(measure) P(document) P(ending)

enum st_head_flag {
    ST_BEYOND_CHECKED = 1, /* some norm has more live instances than were checked */
    ST_DECIDED_BY_ID = 2,  /* two acts of one rank and different holders met on one tick */
    ST_CUT = 4,            /* an amount left its range, by no act that could be refused, and was cut at its end */
};

struct st_head {
    uint32_t version;    /* NM_VERSION */
    uint8_t phase;       /* enum st_phase */
    uint8_t reason;      /* enum st_reason */
    uint8_t closed;      /* 1: tick `now` has been closed */
    uint8_t flags;       /* enum st_head_flag */
    int64_t now;         /* last tick opened; start - 1 (closed) before the first */
    int64_t ended;       /* tick of expiry or termination, NM_NEVER */
    int32_t serial;      /* events taken so far */
    int32_t spare;
};

struct st_index { /* what an engine remembers beside a state, to be quick; its own type starts with this */
    void (*release)(struct st_index *index);
};

struct st {
    struct st_head head;
    struct st_index *index; /* no part of the value, may be NULL at any time */
    int64_t quiet_until; /* nor this: no opening or closing before this tick does more than move `now`;
                          * set by the engine whose index it is, INT64_MIN without one */
#define P(name) struct st_##name *name; uint32_t name##_count, name##_cap;
    ST_POOLS(P)
#undef P
};

struct buf;

/* Dormant, in force or pending: not final. */
static inline bool st_is_live(const struct st_inst *inst)
{
    return inst->status == ST_DORMANT || inst->status == ST_IN_FORCE || inst->status == ST_PENDING;
}

/* Its due day moves: what was done of it before counts as done in time (spec 13.3). */
static inline void st_move_due(struct st_inst *inst, int64_t due)
{
    if (inst->due != due)
        inst->late_days = 0;
    inst->due = due;
}

/* What is to be said of the event of that serial, which was judged so when it happened: an act with notice is without
 * effect once its notice has come to nothing. */
enum judgement st_judgement(const struct st *st, int32_t serial, enum judgement judged);

/* The phase as it is told: once nothing lives any more and all that was tendered is answered the contract is closed,
 * though what is still owed after a breach can be paid and what money waits for can be measured, and this keeps it
 * winding up in the fold. */
enum st_phase st_told_phase(const struct nm *nm, const struct st *st);

/* The flags of the head, as they are told: what grows by the days of a debt is cut before it is owed. */
unsigned st_told_flags(const struct nm *nm, const struct st *st);

/* The tick on which the contract came into force: its start, or when its last condition was met; NM_NEVER
 * while one is open. */
int64_t st_effect(const struct nm *nm, const struct st *st);

/* The last tick of the term, as things stand; of one that has ended sooner, the end that it would have had. */
int64_t st_term_end(const struct nm *nm, const struct st *st);

void st_init(struct st *st); /* empty; the engine's init fills it */
void st_release(struct st *st);

/* Drops the index. Whoever writes records of a state by other means than the engine whose index it
 * is calls this first; st_copy (for dst), st_decode and st_release do. */
void st_drop_index(struct st *st);

/* Copies src over dst (dst initialised). */
void st_copy(struct st *dst, const struct st *src);

/* Appends one zeroed record and returns its index, or -1 past the limit. Pointers into the pool move. */
#define P(name) int32_t st_add_##name(struct st *st);
ST_POOLS(P)
#undef P

/* What there are as many of as there may be, in words: "breach records"; *limit is how many. NULL if
 * no pool is full. */
const char *st_full(const struct st *st, uint32_t *limit);

/* The canonical bytes: head, then per pool its count and records. */
void st_encode(const struct st *st, struct buf *out);

/* Reads them back; 0 if they are not such bytes. */
int st_decode(struct st *st, const void *bytes, size_t len);

#endif
