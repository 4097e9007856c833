/* eval_internal.h - what the parts of the interpreter share: the fold under way and its steps. */
#ifndef IR_EVAL_INTERNAL_H
#define IR_EVAL_INTERNAL_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

#include "lang/base/vec.h"
#include "runtime/event.h"
#include "runtime/machine.h"
#include "runtime/state.h"

struct calendar;

/* Returned where an event does not concern a step at all. */
enum { NO_JUDGEMENT = -1 };

struct change { /* an instance took a status; status triggers are waiting */
    int32_t inst;
    uint8_t status;
};

struct acceptance { /* what one answer act accepted of what one event tendered under one norm */
    int32_t inst;   /* of the first tender */
    int32_t item;   /* of the first tender */
    int32_t event;
    int64_t qty;
    bool is_deemed; /* by silence */
};

struct excess { /* how far an act goes beyond an upper bound */
    int32_t inst;
    int64_t qty;
};

/* An instance that may take of an act, and its place among them. */
struct candidate {
    int32_t inst;
    int32_t distance;        /* 0: the event is meant for it; 1: for its clause */
    int32_t is_timely;       /* 0: overdue, or to be reworked */
    int64_t due;
};

/* One call of advance or apply. */
struct fold {
    const struct nm *nm;
    struct st *st;
    struct calendar *const *calendars; /* one for each row of nm->calendar */
    VEC(struct change) changes;        /* since the last closure */
    VEC(struct acceptance) accepted;   /* since the last closure */
    VEC(struct candidate) candidates;  /* while an act is dealt out over a pool */
    VEC(struct excess) beyond;         /* while an act is dealt out */
    VEC(struct excess) dealt;          /* what of the act at hand went to which instance of a duty */
    VEC(int32_t) permits;              /* permissions that the act at hand has used */
    /* The instances of each norm in index order: the first and last for each norm, the next for each
     * instance; NM_NONE: no other. */
    VEC(int32_t) first_of;
    VEC(int32_t) last_of;
    VEC(int32_t) next_of;
    struct fold *past;                 /* as the act at hand found it, before it used a power: guards are read there */
    bool is_ending_act;                /* what the act at hand calls forth was called while in force */
    bool is_of_living;                 /* the act at hand performed, offered, answered or broke what lives */
    int64_t measured_since;            /* of the act at hand: first day of the period it measures, or NM_NEVER */
    uint32_t old_endings;              /* those of before the act at hand, which uses a power */
    bool is_overflow;                  /* an amount left its range and was cut at its end */
    bool is_cut;                       /* so did a sum over days, for which no act is refused */
    jmp_buf full;                      /* taken when a pool of the state is full */
};

/* ---- eval_expr.c ----------------------------------------------------------------------------- */

/* The value of an expression for `subject`, asked at tick `at`. */
int64_t eval_expr(struct fold *fold, int32_t row, const struct st_inst *subject, int64_t at);

/* The same where NM_NONE gives `otherwise`. */
int64_t eval_or(struct fold *fold, int32_t row, const struct st_inst *subject, int64_t at,
                int64_t otherwise);

/* Of what is counted of the instance so much was done at that tick; with a minus, is found lost. */
void eval_note_late(struct fold *fold, struct st_inst *inst, int64_t qty, int64_t at);

/* It contains the operator. */
bool eval_contains(const struct nm *nm, int32_t row, enum nm_op op);

/* It contains DUE_OF, DONE_OF or a date that is set; or, to_end, the end of the term. */
bool eval_is_linked(const struct nm *nm, int32_t row, bool to_end);

/* The end of the term: when it came, else as things stand. */
int64_t eval_term_end(const struct fold *fold);

/* left + right, left - right, cut at the ends of int64; then is_overflow is set. */
int64_t eval_add(struct fold *fold, int64_t left, int64_t right);
int64_t eval_sub(struct fold *fold, int64_t left, int64_t right);

/* base_due moved by what was tolled, in the norm's unit of time. */
/* The day, off free days as the norm's deadlines go. */
int64_t eval_rolled(const struct fold *fold, const struct nm_norm *norm, int64_t tick);

int64_t eval_moved_due(struct fold *fold, const struct st_inst *inst);

bool eval_is_working(struct fold *fold, int32_t calendar, int64_t tick);

/* ---- eval_cap.c ------------------------------------------------------------------------------ */

/* What is owed, or was done, of one instance: of what nobody owes any more only what was done. */
int64_t eval_owed_of(const struct fold *fold, const struct st_inst *inst);
/* So much of the need as the caps over the instance leave; what they cut is noted in it. */
int64_t eval_capped(struct fold *fold, struct st_inst *inst, int64_t need);

/* The instance of which caps have left nothing lapses; returns whether it did. */
bool drop_cut(struct fold *fold, int32_t index);

/* ---- eval_match.c ---------------------------------------------------------------------------- */

static inline const struct nm_norm *norm_of(const struct fold *fold, int32_t inst)
{
    return &fold->nm->norm[fold->st->inst[inst].norm];
}
bool is_live(const struct st_inst *inst);        /* dormant, in force, pending */
bool is_owed(const struct st_inst *inst);        /* breached, and the debt lives on */
bool is_performable(const struct nm_norm *norm); /* acts count towards it */
bool is_counted(const struct nm_norm *norm);     /* the same, or against it: an upper bound */
bool goes_on_after_breach(const struct nm_norm *norm); /* to be kept throughout: a record ends nothing */
/* The event names this norm, or a clause in which it stands. */
bool is_designated(const struct fold *fold, int32_t norm, const struct rt_event *event);
bool has_scope(const struct fold *fold, const struct nm_power *power, int32_t norm);
bool is_covered(const struct fold *fold, const struct st_suspension *suspension, int32_t norm);

/* How much of something the act is: what it says, else 1. A measurement is one act, whatever its value. */
int64_t units_of(const struct rt_event *event);

/* The event looks like the pattern, whoever acts. `key` is the instance's key, or -1: any. */
bool match_but_for_actors(const struct fold *fold, int32_t pattern, const struct nm_norm *norm,
                          int32_t key, const struct rt_event *event);
bool match_event(const struct fold *fold, int32_t pattern, const struct nm_norm *norm, int32_t key,
                 const struct rt_event *event);

/* The norm's own pattern matches, and the unit fits. */
bool match_norm(const struct fold *fold, int32_t norm, int32_t key, const struct rt_event *event);

/* The same for an instance, which may have been assigned: then the new bearers act, and the new
 * claimants receive, in place of the norm's. */
bool match_instance(const struct fold *fold, int32_t inst, const struct rt_event *event);

uint64_t bearers_of(const struct fold *fold, int32_t inst);
uint64_t claimants_of(const struct fold *fold, int32_t inst);

/* The last tick on which performance still counts: due, or the end of the grace period. */
int64_t limit_of(struct fold *fold, const struct st_inst *inst);

/* Some live suspension that stops the clock covers it, and it is live. */
bool is_tolling(const struct fold *fold, const struct st_inst *inst);

/* ---- eval_make.c ----------------------------------------------------------------------------- */

struct origin { /* what makes an instance */
    int32_t key;
    int64_t qty;
    int32_t event;
    int32_t breach;
    int64_t at; /* of a trigger that counts from the performance: its tick */
};

/* Makes an instance of the norm by the trigger, if its guard holds, its key is free and the phase
 * allows it. Returns its index, or -1. */
int32_t make_instance(struct fold *fold, int32_t norm, const struct nm_trigger *trigger,
                      struct origin origin);

/* True if, in the present phase, an instance of the norm can be made by this kind of trigger. */
bool may_arise(const struct fold *fold, int32_t norm, const struct nm_trigger *trigger, int32_t key);

/* A power over its clause has ended the norm, for that key; the row of the state that says so, or -1. */
int32_t ending_of(const struct fold *fold, int32_t norm, int32_t key);
/* It is a power to choose; NM_NONE is none. */
bool is_choice(const struct fold *fold, int32_t norm);

void set_status(struct fold *fold, int32_t inst, enum st_status status);

/* Lets status triggers see that the instance has the status. */
void note_change(struct fold *fold, int32_t inst, enum st_status status);

/* The tick at which the terms of an instance are asked again: its trigger's, or that of the last
 * version whose terms it has taken. */
int64_t terms_at(const struct fold *fold, const struct st_inst *inst);

/* What runs takes the terms of the version that begins today, where its norm says so. */
void take_new_terms(struct fold *fold);
/* A queued instance whose turn has come gets its terms; returns whether it did. */
bool take_turn(struct fold *fold, int32_t index);

/* A prohibition at its end: fulfilled if there is no record. */
void end_prohibition(struct fold *fold, int32_t inst);
bool is_behind_term(const struct nm_norm *norm, int64_t end); /* what it is about lies behind that end of the term */

/* ---- eval_breach.c --------------------------------------------------------------------------- */

/* Appends a breach record of the instance, certain now. */
int32_t add_record(struct fold *fold, int32_t inst, int64_t due, int64_t shortfall, int32_t cause);

/* The instance is breached: status, debt, record. */
bool debt_lives_on(const struct fold *fold, const struct nm_norm *norm); /* by default (calculus, decision 6) */
int32_t breach_instance(struct fold *fold, int32_t inst, int64_t shortfall, int32_t cause);

/* Excuses a new record or makes its remedies. */
void settle_record(struct fold *fold, int32_t record);

void remedy_kept(struct fold *fold, int32_t inst);   /* the instance, if a remedy, is performed */
void remedy_broken(struct fold *fold, int32_t inst); /* breached, and nothing remedies that */

/* ---- eval_closure.c -------------------------------------------------------------------------- */

/* Status and acceptance triggers, `until`, live links, accruals, until nothing changes. */
void run_closure(struct fold *fold);

/* Forgets what waits for a closure. */
void drop_changes(struct fold *fold);

/* ---- eval_perform.c -------------------------------------------------------------------------- */

int perform_event(struct fold *fold, const struct rt_event *event); /* judgement or NO_JUDGEMENT */
bool offer_event(struct fold *fold, const struct rt_event *event);

/* Money overpaid before goes to the debts in force, in their order. Returns whether any did. */
bool apply_credits(struct fold *fold);

/* Tests whether enough is counted: fulfilled, or performed late (then settled = late_at). */
void conclude(struct fold *fold, int32_t inst, int64_t late_at);

/* The answer row of a norm; of a child its topmost parent's. NULL: counts by the act. */
const struct nm_answer *answer_of(const struct fold *fold, int32_t norm);

/* The item is tendered or held in the pool by an instance of the same norm, or of one that is not of its series. */
bool is_item_barred(const struct fold *fold, int32_t pool, int32_t name, int32_t inst);

/* Makes the item that the event names, held by the instance from now on. */
void hold_item(struct fold *fold, int32_t pool, const struct rt_event *event, int32_t inst);

/* ---- eval_permit.c --------------------------------------------------------------------------- */

struct right { /* what an act uses up of a right */
    int32_t inst;
    int64_t qty;
};

bool is_right(const struct nm_norm *norm);

/* Some permission excepts the act from the prohibition; one that is counted is used up so far. */
bool is_permitted(struct fold *fold, int32_t prohibition, const struct rt_event *event);

/* The act is over: permissions that it has used up lapse. */
void end_permits(struct fold *fold);

/* The right by which the act is done: EFFECTIVE, why there is none, or NO_JUDGEMENT if none is needed. */
int find_right(struct fold *fold, const struct rt_event *event, struct right *right);
void use_right(struct fold *fold, const struct right *right, const struct rt_event *event);

/* ---- eval_measure.c --------------------------------------------------------------------------- */

int measure_event(struct fold *fold, const struct rt_event *event); /* judgement or NO_JUDGEMENT */
void note_told_day(struct fold *fold, const struct rt_event *event);
void take_baselines(struct fold *fold); /* values that are known at the start */

/* A target whose value is known: fulfilled or breached, the record settled. */
void judge_target(struct fold *fold, int32_t inst, int32_t cause);

/* Takes items off the count that the act finds lost: judgement or NO_JUDGEMENT. */
int lose_items(struct fold *fold, const struct rt_event *event);

/* ---- eval_answer.c --------------------------------------------------------------------------- */

int answer_event(struct fold *fold, const struct rt_event *event); /* judgement or NO_JUDGEMENT */
/* What the act of that serial called forth lapses: it was rejected, or was a notice that came to nothing. */
void lapse_called(struct fold *fold, int32_t event);
bool answer_by_silence(struct fold *fold); /* step b of the closing; whether anything was answered */

/* ---- eval_power.c ---------------------------------------------------------------------------- */

struct exercise {  /* by what an effective act acted */
    int32_t power; /* the norm of the power, or NM_NONE */
    int32_t key;   /* what a choice is about, where the act does not say it; or -1 */
    int64_t qty;   /* how many it is about: as the act told that gave the choice; 0: none */
};

/* A judgement. */
int exercise_power(struct fold *fold, const struct rt_event *event, struct exercise *by);

/* Whether an act by that power (NM_NONE: by none) concerns the clause, or the contract, of the trigger. */
bool concerns_clause(const struct fold *fold, int32_t power, const struct nm_trigger *trigger,
                     const struct rt_event *event);
void fire_at_end(struct fold *fold); /* what arises when the contract ends */
void terminate_contract(struct fold *fold, enum st_reason reason);
bool awaits_conditions(const struct fold *fold); /* the contract is not in force yet */
bool run_dated_effects(struct fold *fold); /* step a of the closing; whether there was any */
void end_suspensions(struct fold *fold);                             /* at an opening */
bool lift_suspensions(struct fold *fold, int32_t norm);              /* in closure, those of the power */

/* ---- eval_apply.c, eval_close.c -------------------------------------------------------------- */

/* `past` folds the state as the act finds it. */
enum judgement apply_event(struct fold *fold, const struct rt_event *event, struct fold *past);
void open_tick(struct fold *fold, int64_t tick);
void close_tick(struct fold *fold);

#endif
