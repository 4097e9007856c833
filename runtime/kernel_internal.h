/* kernel_internal.h - what the files of the kernel share.
 *
 * `struct kernel` is what follows from the machine alone: lists per act and per norm. `struct index`
 * belongs to one state: which instances a norm has, which may still count something, and the timers.
 * `struct run` is one call from outside: both, and the state. */
#ifndef RUNTIME_KERNEL_INTERNAL_H
#define RUNTIME_KERNEL_INTERNAL_H

#include <stdbool.h>

#include "lang/base/vec.h"
#include "runtime/abi.h"

struct calendar;

/* ---- what follows from the machine ---------------------------------------------------------- */

/* Lists of integers, one per key: those of `key` are items[start[key]] .. items[start[key + 1] - 1]. */
struct lists {
    int32_t *start, *items;
};

struct watch { /* a trigger and the norm that it makes */
    int32_t norm, trigger;
};

struct dated { /* a watch that fires when a tick opens or closes */
    int64_t tick;
    int32_t closing, watch;
};

struct share { /* norms of one act and one pool: counting.items[start .. end - 1] */
    int32_t start, end;
    int32_t queue; /* whose heaps say who is dealt first; -1: none, all are looked at */
};

enum link { LINK_NONE, LINK_END, /* due follows the end of a term that may be renewed, until it has ended */
            LINK_OTHER /* … another instance's due, at any time */ };

struct kernel {
    const struct nm *nm;
    const struct rt_module *module;
    void (*release)(void *owner);
    void *owner;
    struct calendar **calendars;

    /* by act */
    struct lists counting;  /* norms that its performance may count for, by (pool, norm) */
    struct lists forbidden; /* prohibitions */
    bool has_forbidden_debt; /* some of them of debts that must not be paid */
    struct lists permitted; /* exceptions to prohibitions */
    struct lists rights;
    struct lists answered;  /* norms whose answer names it */
    struct lists exercised; /* powers */
    struct lists lost;      /* norms of which it takes items off the count */
    struct lists hands;     /* duties of several together */
    struct lists on_event;  /* watches */
    VEC(struct share) shares; /* of `counting`; those of an act begin at first_share[act] */
    int32_t *first_share;
    /* by norm */
    int32_t *queue_of;      /* -1: it is in none */
    struct lists on_status, on_breach, on_silence, on_loss; /* watches of it */
    struct lists children;
    struct lists wakes; /* for closure: its own watches of ON_STATUS and ON_TENDER */

    VEC(struct watch) watches;
    VEC(int32_t) at_start;    /* watches: of caps, then of all else; in table order */
    VEC(int32_t) at_end;      /* likewise */
    VEC(struct dated) dated;  /* watches of days, by day, openings first, then in table order */
    VEC(int32_t) closing;     /* norms that closure looks at, ascending */
    VEC(int32_t) joint;       /* duties of several together, for offers */
    VEC(int32_t) maintained;  /* norms that are looked at at closings: kept ones, and targets that wait for answers */
    VEC(int32_t) caps;        /* norms that cut what is owed under others */
    unsigned char *is_link;   /* by norm: enum link */
    unsigned char *is_relative;        /* by norm: its due is counted from its trigger */
    unsigned char *is_answer_relative; /* by norm: the limit of its answer from the tender */
    unsigned char *is_rework_relative; /* by norm: the limit of its rework from the rejection */
    unsigned char *is_opened; /* by norm: enum link of the opening of its window */
    unsigned char *is_queue;  /* by norm: its instances may wait for their turn */
    unsigned char *is_capped; /* by norm: what is owed under it may be cut */
    unsigned char *holds_open; /* by norm: while it lives the contract is not complete */
    int32_t offer_act;        /* "offer", or NM_NONE */
    int32_t revoke_act;       /* "revoke", or NM_NONE */
    bool is_restless;         /* some `until` or link may turn by time alone: every tick counts */
    bool may_overflow; /* some expression adds or multiplies */
    bool stays_open;   /* an act may call something forth, or count beyond what is owed: complete at no time */
    int32_t queue_count;
    bool closes_quietly;      /* closure has nothing to do but what changes of status call for */
};

/* Builds and frees the lists. */
void kernel_tables_make(struct kernel *kernel);
void kernel_tables_free(struct kernel *kernel);

/* ---- what belongs to one state -------------------------------------------------------------- */

enum timer_kind { TIMER_INST, TIMER_TENDER, TIMER_EFFECT, TIMER_OPENING };

struct timer {
    int64_t tick;
    int32_t kind; /* enum timer_kind */
    int32_t row;  /* of the pool; an opening has none */
};

struct heap {
    VEC(struct timer) timers; /* timers[0] is the earliest */
};

struct change { /* an instance took a status */
    int32_t inst, norm, status;
};

struct acceptance { /* part of a tender was accepted by one answer */
    int32_t tender, norm;
    int64_t qty;
    bool is_deemed;
};

struct excess { /* how far the event at hand goes beyond an upper bound, or what it uses of a right */
    int32_t inst;
    int64_t qty;
};

struct claim { /* an instance that may be dealt something */
    int64_t due; /* its due date when it came */
    int32_t row;
};
struct claims { /* a heap: items[0] is due first, of these the lowest row */
    struct claim *items;
    size_t count, cap;
};
struct queue {
    struct claims owed, open; /* what is owed after a breach; what is in force */
};

struct chain { /* instances of a norm in index order */
    int32_t first, last; /* -1: none */
};

struct slot { /* hash cell; used = 0 is empty */
    uint64_t key;
    int32_t used, last, count;
};

struct table {
    struct slot *slots;
    uint32_t cap, used; /* cap is 0 or a power of two */
};

struct index {
    struct st_index base;
    struct heap closings, openings;
    int64_t next;        /* no opening or closing before it does more than accumulate */
    int32_t live;        /* DORMANT, IN_FORCE or PENDING instances, less dormant accruals */
    int32_t live_duties; /* those that are not powers, permissions or efforts */
    int32_t owing;       /* BREACHED and owed */
    bool has_credit;     /* some money was overpaid, and may still be there */
    bool is_heavy;       /* some total is so large that an event might overflow it */
    int32_t live_suspensions;
    int32_t assigned;    /* instances that are owed by or to others than their norm says */
    uint32_t norm_count;
    struct chain *all;      /* by norm */
    struct chain *active;   /* by norm: less those that can count nothing any more */
    VEC(int32_t) all_next;  /* by instance */
    VEC(int32_t) active_next;
    struct table keys;  /* (norm, key) -> its last instance, how many */
    struct table items; /* (pool, name) -> item */
    struct table documents; /* (act, name) -> its last record */
    VEC(int32_t) item_before; /* by record: the one before it of its pool and name, or -1 */
    VEC(int32_t) document_before; /* by record: the one before it of its act and name, or -1 */
    struct table measures; /* (indicator, first day) -> its last record */
    int32_t *latest;    /* by indicator: record of the latest period, or -1 */
    int32_t overflow;   /* enum rt_overflow, set by expressions and totals during one call */
    struct queue *queues;
    int32_t queue_count;
    VEC(struct change) changes;
    VEC(struct acceptance) acceptances;
    VEC(struct excess) beyond;
    VEC(struct excess) dealt; /* what of the event at hand went to which duty */
    VEC(int32_t) permits; /* permissions that the event at hand has used */
};

struct run {
    const struct kernel *kernel;
    const struct nm *nm;
    struct st *st;
    struct index *index;
    uint32_t born; /* instances there were when the closing began */
    const struct run *past; /* as it was before the act at hand used a power: guards are read there; or NULL */
    bool is_ending_act; /* what the act at hand calls forth was called while the contract was in force */
    int64_t measured_since; /* first day of the period that the act at hand measures, or NM_NEVER */
    uint32_t endings_before; /* what stood in the state before the act at hand used a power */
    bool is_of_living; /* the act at hand had an effect on something that lives: a duty, a right, a power */
    bool is_full;  /* a pool reached its limit; what follows is void */
};

/* Starts a call: finds or builds the index. Ends it: sets the timers' summary; returns 0 or ENGINE_FULL. */
void run_begin(struct run *run, const struct kernel *kernel, struct st *st);
int run_end(struct run *run);

/* kernel_index.c */
void index_add_inst(struct run *run, int32_t row);
void index_timer(struct index *index, struct heap *heap, int64_t tick, enum timer_kind kind,
                 int32_t row);
bool index_due(struct heap *heap, int64_t tick, struct timer *timer); /* pops one that is due */
void index_inst_timer(struct run *run, int32_t row);  /* sets the instance's next timer */
void index_timers_rebuild(struct run *run);           /* after due dates moved in bulk */
void index_add_measure(struct run *run, int32_t row);
/* The tick on which the term ended, or will as things stand. */
int64_t index_term_end(const struct nm *nm, const struct st *st, const struct index *index);
void index_time_graces(struct run *run);              /* the end of the contract may move one */
void index_prune(struct run *run, int32_t norm);      /* drops from `active` what is over */
void index_revive(struct run *run, int32_t norm);     /* takes all back: it may not be over any more */
void index_add_total(struct run *run, int64_t *total, int64_t qty); /* cut, and marked, at the end */
struct slot *table_find(const struct table *table, uint64_t key);
struct slot *table_put(struct table *table, uint64_t key); /* found, or new with count 0 */
static inline uint64_t table_key(int32_t high, int32_t low)
{
    return (uint64_t)(uint32_t)high << 32 | (uint32_t)low;
}

/* ---- who is dealt first (kernel_queue.c) ----------------------------------------------------- */

void queue_tables_make(struct kernel *kernel);
void queue_tables_free(struct kernel *kernel);
void queue_index_make(struct index *index, const struct kernel *kernel);
void queue_index_free(struct index *index);

/* To be told when an instance came into force or its due moved, and when it came to be owed. */
void queue_note(struct run *run, int32_t row);
/* All that is in force is about to be noted anew. */
void queue_forget_open(struct index *index);

/* The instances of a queue that accept, in the order of dealing. Between begin and end nothing is dealt
 * but to the row returned last. */
struct queue_walk {
    struct run *run;
    int32_t queue;
    bool is_owed; /* the heap of what is owed is being walked, else that of what is in force */
    struct claims aside;
};
struct queue_walk queue_begin(struct run *run, int32_t queue);
int32_t queue_next(struct queue_walk *walk); /* -1: no more */
void queue_end(struct queue_walk *walk);

/* ---- instances (kernel_inst.c) -------------------------------------------------------------- */

static inline bool is_live(const struct st_inst *inst)
{
    return inst->status == ST_DORMANT || inst->status == ST_IN_FORCE || inst->status == ST_PENDING;
}

static inline bool is_owed(const struct st_inst *inst)
{
    return inst->status == ST_BREACHED && (inst->flags & ST_OWED);
}

static inline bool set_has(uint64_t set, uint64_t subset)
{
    return (subset & ~set) == 0;
}

struct rt_scope scope_of(const struct run *run, const struct st_inst *inst, int64_t at);
int64_t run_eval(const struct run *run, int32_t expr, const struct rt_scope *scope);

/* When the terms of an instance are asked once more: at its trigger, or at the last version that it
 * follows. */
/* The tick by whose text it goes: that on which it arose, or of the last version that it follows. */
int64_t kernel_text_of(const struct nm *nm, const struct st *st, const struct st_inst *inst);
int64_t inst_asked_at(const struct run *run, const struct st_inst *inst);

/* Last tick on which a performance still counts and after which it times out: due, or the grace. */
int64_t inst_limit(const struct run *run, const struct st_inst *inst);

/* Whether now lies in its window; a suspended instance accepts performance past its due. */
bool inst_in_window(const struct run *run, const struct st_inst *inst);

/* What it takes to be fulfilled: need, or one for vague duties. */
int64_t inst_wanted(const struct run *run, const struct st_inst *inst);

/* By how much it would fall short if so much of what is pending or reworked came in. */
int64_t inst_short_by(struct run *run, const struct st_inst *inst, int64_t pend, int64_t cure);

/* Whether closings count as tolled for it: live and under a suspension that stops the clock. */
bool inst_is_tolled(const struct nm *nm, const struct st *st, const struct st_inst *inst);

void inst_set_status(struct run *run, int32_t row, enum st_status status);
int64_t inst_rolled(const struct run *run, const struct nm_norm *norm, int64_t due); /* off free days */
/* Whether the suspension covers the norm. */
bool kernel_covers(const struct nm *nm, const struct st_suspension *suspension, int32_t norm);

void inst_set_due(struct run *run, struct st_inst *inst); /* due = base_due moved by tolled */
/* Of what is counted of it so much was done at that tick; with a minus, is found lost. */
void inst_note_late(struct run *run, struct st_inst *inst, int64_t qty, int64_t at);
void inst_set_cure(struct st_inst *inst, int64_t cure);

struct origin { /* what makes an instance */
    int64_t at, qty;
    int32_t key, event, breach;
};

/* Makes an instance if the guard holds, the key is unused and the phase allows; its row, or -1. */
int32_t inst_make(struct run *run, const struct watch *watch, const struct origin *origin);
/* Opens a queued instance whose turn has come. */
bool inst_take_turn(struct run *run, int32_t row);

/* Whether a trigger may still make an instance of the norm. */
bool inst_may_be_made(const struct run *run, const struct watch *watch, int32_t key);

/* The row that says that the norm was ended, for that key (-1: as a whole); -1 if none does. */
int32_t inst_ending(const struct run *run, int32_t norm, int32_t key);

/* Adds a breach record of the instance, certain now; its excuse and remedies come with
 * breach_follow_up. Returns the record, or -1 when full. */
int32_t breach_add(struct run *run, int32_t row, int64_t due, int32_t cause, int64_t shortfall);
void breach_follow_up(struct run *run, int32_t record);

/* The duty was not performed: BREACHED, owed or not, and its record, which is returned. */
int32_t inst_breach(struct run *run, int32_t row, int32_t cause, int64_t shortfall);

/* Whether its debt lives on behind a breach. */
bool inst_is_debt(const struct run *run, const struct st_inst *inst);

/* BREACHED and now performed: LATE, not owed. */
void inst_perform_late(struct run *run, int32_t row, int64_t settled);
void inst_clear_owed(struct run *run, struct st_inst *inst);

/* The record that the instance remedies takes this status, and those up the chain. */
void breach_resolve(struct run *run, int32_t row, enum st_breach_status status);

/* Whether what the norm asks for goes on after a breach, and is kept or not only at its end. */
static inline bool norm_goes_on(const struct nm_norm *norm)
{
    return norm->kind == NM_FORBID || norm->kind == NM_AT_MOST || norm->kind == NM_MAINTAIN;
}

/* Whether the day that it is about lies behind that end of the term. */
static inline bool kernel_is_behind(const struct nm_norm *norm, int64_t end)
{
    return norm->in_term != NM_NEVER && norm->in_term > end;
}

/* Ends a prohibition, or maintenance, at the end of its window or by `until`: FULFILLED, or BREACHED if it has a
 * record. */
void inst_end_forbid(struct run *run, int32_t row);

/* ---- the rest ------------------------------------------------------------------------------- */

/* kernel_closure.c: triggers on status and acceptance, `until`, live links, accruals, to the fixpoint. */
void kernel_closure(struct run *run);

/* kernel_match.c */
bool kernel_match_pattern(const struct run *run, int32_t pattern, const struct rt_event *event);
/* The key of the instances that the event means by a key of its own; -1: it means none by it. */
int32_t kernel_bound_key(const struct run *run, int32_t norm, const struct rt_event *event);
bool kernel_match_key(const struct run *run, const struct st_inst *inst, const struct rt_event *event);
/* For an instance of a norm whose pattern the event matches, or which has been assigned. */
bool kernel_match_inst(const struct run *run, const struct st_inst *inst,
                       const struct rt_event *event);
/* The event matches the norm's pattern, or one of its assigned instances. */
bool kernel_concerns(const struct run *run, int32_t norm, const struct rt_event *event);
bool kernel_match_unit(const struct run *run, const struct nm_norm *norm, const struct rt_event *event);
/* True if the event is meant for no norm in particular, for this one, or for a clause around it. */
bool kernel_is_named(const struct nm *nm, int32_t norm, const struct rt_event *event);
/* The same, or for one whose breach has made this one in the same clause. */
bool kernel_is_paid_for(const struct nm *nm, int32_t norm, const struct rt_event *event);
/* Did it, or the duty whose breach has brought it, arise on the day that the event names? What is there from the start
 * has no such day. */
bool kernel_is_of_day(const struct run *run, const struct st_inst *inst, const struct rt_event *event);

/* kernel_permit.c: some permission excepts the act from the prohibition, and is used for it. */
bool kernel_permits(struct run *run, int32_t prohibition, const struct rt_event *event);

/* The act is over: permissions that are used up lapse. Returns whether any was used. */
bool kernel_end_permits(struct run *run);

/* The right that the act uses, and how much of it. JUDGE_COUNT: it needs none; else why it is inert. */
enum judgement kernel_right(struct run *run, const struct rt_event *event, struct excess *use);
void kernel_use_right(struct run *run, const struct rt_event *event, struct excess use);

/* kernel_count.c: debts in force take what was overpaid before. Returns whether any did. */
bool kernel_apply_credits(struct run *run);

/* kernel_cap.c: what is owed of an instance; whether the norm is under the cap; so much of a need as the caps
 * over the instance leave; whether nothing was left, and it lapsed. */
int64_t kernel_owed_of(const struct nm *nm, const struct st_inst *inst);
bool kernel_caps(const struct nm *nm, const struct nm_norm *cap, int32_t norm);
int64_t kernel_capped(struct run *run, struct st_inst *inst, int64_t need);
bool kernel_drop_cut(struct run *run, int32_t row);

/* kernel_count.c: the item that the event names is made, and held by the instance. */
/* The last record of the item in the pool, or -1; item_before has those before it. */
int32_t index_last_item(const struct index *index, int32_t pool, int32_t name);
void index_item(struct index *index, const struct st *st, int32_t row);
/* Whether the item is counted already where the instance would count it: by its norm, or by one that is none of
 * its series. */
bool kernel_item_barred(const struct run *run, int32_t pool, int32_t name, int32_t row);
void kernel_hold_item(struct run *run, int32_t pool, const struct rt_event *event, int32_t row);

/* kernel_count.c: a performance, dealt out pool by pool. JUDGE_COUNT: nothing matched. */
enum judgement kernel_count(struct run *run, const struct rt_event *event);

/* kernel_measure.c: values known at the start; a measurement; the record of a period, or -1. */
/* Keeps the day that the event tells, if it has not been kept. */
void kernel_tell(struct run *run, const struct rt_event *event);
void kernel_take_baselines(struct run *run);

/* kernel_version.c: amendments that take effect. */
/* What runs and follows its norm's versions gets the terms of one that begins on this tick. */
void kernel_new_terms(struct run *run, int64_t tick);
/* The first tick after `now` with which a version begins, or `now` itself while it is open; NEVER. */
int64_t kernel_next_version(const struct run *run);
enum judgement kernel_measure(struct run *run, const struct rt_event *event);
int32_t kernel_find_measure(const struct kernel *kernel, const struct st *st, int32_t indicator,
                            int32_t first, int32_t last);

/* How much of something the act is. A measurement is one act, whatever its value. */
static inline int64_t event_units(const struct rt_event *event)
{
    return event->qty == 0 || event->indicator != EVENT_NONE ? 1 : event->qty;
}

/* kernel_document.c: acts that are told with a document. JUDGE_COUNT: it was not told before. */
enum judgement kernel_document(const struct run *run, const struct rt_event *event);
void kernel_keep_document(struct run *run, const struct rt_event *event);
void index_document(struct index *index, const struct st *st, int32_t row);

/* kernel_lose.c: items found lost. JUDGE_COUNT: the act finds nothing lost. */
enum judgement kernel_lose(struct run *run, const struct rt_event *event);

/* kernel_answer.c: an answer by an act; answers by silence. JUDGE_COUNT: no answer names the act. */
enum judgement kernel_answer(struct run *run, const struct rt_event *event);
void kernel_answer_deemed(struct run *run, const int32_t *tenders, size_t count);
/* What the act of that serial has set off falls away: it is undone, though it stays on record. */
void kernel_undo(struct run *run, int32_t event);
/* Whether something that was tendered is still to be answered, whatever has become of its duty: nothing ends before. */
bool kernel_awaits_answers(const struct run *run);
void kernel_add_tender(struct run *run, int32_t inst, int32_t item, int64_t qty,
                       const struct rt_event *event, int64_t limit, bool in_cure);

/* kernel_power.c: acts that relieve, suspend, resume, end; notices that have run out; suspensions. */
struct exercise {  /* by what an effective act acts */
    int32_t power; /* norm, or NM_NONE */
    int32_t key;   /* of a choice: of the instance by which it was made; else -1 */
    int64_t qty;   /* of a choice: that instance's trigger_qty; else 0 */
};
bool kernel_is_choice(const struct nm *nm, int32_t norm); /* by a power that chooses */
enum judgement kernel_power(struct run *run, const struct rt_event *event, struct exercise *by);

/* Whether an act by that power is about the clause, or the contract, that the trigger names. */
bool kernel_is_about(const struct run *run, int32_t power, const struct nm_trigger *trigger,
                     const struct rt_event *event);
void kernel_effect_due(struct run *run, int32_t effect);
void kernel_terminate(struct run *run, enum st_reason reason); /* the whole contract */
void kernel_end_suspensions(struct run *run, int64_t tick); /* those with until < tick */

/* Suspensions by the power that end when something is so; ends them if it is. */
static inline bool kernel_may_lift(const struct nm *nm, int32_t norm)
{
    return nm->norm[norm].power != NM_NONE && nm->power[nm->norm[norm].power].ends != NM_NONE;
}
bool kernel_lift(struct run *run, int32_t norm);

/* kernel_dated.c: triggers of days. */
bool kernel_fire_dated(struct run *run, int64_t tick, int32_t closing); /* whether there was one */
bool kernel_can_arise(const struct kernel *kernel, int64_t now); /* by an act, or a day after now */
int64_t kernel_next_dated(const struct kernel *kernel, int64_t now, bool is_closed);

/* kernel_index.c: is an instance of a norm that is looked at at closings looked at now? */
bool kernel_is_looked_at(const struct run *run, int32_t row);

/* kernel_close.c */
void kernel_close_tick(struct run *run);
void kernel_fire_at_end(struct run *run); /* what arises when the contract has ended */
bool kernel_is_waiting(const struct run *run); /* conditions precedent are open */
void kernel_accumulate(struct run *run, int64_t first, int64_t last); /* what every closing adds */
void kernel_skip(struct run *run, int64_t first, int64_t last); /* closings without other effect */

bool kernel_knows(const struct kernel *kernel, int32_t calendar, int64_t tick); /* not beyond it */
/* How many days end with a tick of [first, last]. */
int64_t kernel_day_ends(const struct kernel *kernel, int64_t first, int64_t last);
/* … and how many of them are working days of the calendar. */
int64_t kernel_days_worked(const struct run *run, int32_t calendar, int64_t first, int64_t last);
int64_t kernel_rolled(const struct kernel *kernel, int32_t calendar, int64_t tick, int32_t roll);
int64_t kernel_after_work(const struct kernel *kernel, int32_t calendar, int64_t tick, int64_t days);

#endif
