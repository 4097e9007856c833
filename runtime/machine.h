/* machine.h - the norm machine: what a contract means, as flat tables.
 *
 * The waist of the program. compiler/ir builds, verifies and dumps it; the interpreter runs it; emit
 * compiles it; prove, plan, the forecasts and the papers read it. No pointers between rows: every
 * reference is an index into a table (NONE = -1), every text an offset into one pool, every set of
 * parties a 64-bit mask. Whoever disagrees about what a contract means must disagree here.
 * Meaning: spec, chapter "The norm machine"; calculus B1-B10. */
#ifndef RUNTIME_MACHINE_H
#define RUNTIME_MACHINE_H

#include <stddef.h>
#include <stdint.h>

#include "lang/value/zone.h"

enum { NM_NONE = -1, NM_VERSION = 1 };

#define NM_NEVER INT64_MAX /* a tick that does not come */
/* A tick that cannot be told: it hangs on a day about which the calendar knows nothing. Everything
 * computed from it is unknown too; it is never reached. */
#define NM_UNKNOWN (INT64_MAX - 1)

typedef uint32_t nm_text; /* offset into nm.pool of a NUL-terminated text; 0 is "" */

/* ---- names ---------------------------------------------------------------------------------- */

enum nm_party_kind { NM_PARTY, NM_THIRD, NM_ENVIRONMENT, NM_GROUP };

struct nm_party { /* rows 0..63 may be members; groups follow */
    nm_text name, label_en, label_zh;
    int32_t kind;     /* enum nm_party_kind */
    uint64_t members; /* its own bit, or for a group the bits of its members */
};

enum nm_dimension { NM_COUNT, NM_MONEY, NM_MEASURE };

struct nm_unit {
    nm_text name, plural, label_zh; /* plural: "" where it is the name */
    int32_t dimension; /* enum nm_dimension */
    int32_t places;    /* decimal places of the smallest part: yuan has 2 */
    int32_t base;      /* unit that totals are kept in (itself, or the one it converts to) */
    int64_t num, den;  /* 1 of this = num/den of base, both in smallest parts */
};

struct nm_attr { /* an attribute with named values: trade, means */
    nm_text name, label_zh;
    int32_t first_value, value_count; /* rows of `value`; at most 64, so that sets are masks */
};

struct nm_value {
    nm_text name, label_zh;
};

struct nm_kind { /* a kind of item */
    nm_text name, plural, label_zh;
    int32_t unit; /* unit it is counted in, NM_NONE for pieces */
};

enum nm_act_class { /* spec: order within a tick */
    NM_PERFORM, NM_ACCEPT, NM_REJECT, NM_ENABLE, NM_RELIEVE, NM_SUSPEND, NM_RESUME, NM_END, NM_FACT
};

struct nm_act {
    nm_text name;     /* as written in event files: "teach", "start teach" */
    nm_text past_en;  /* "taught" */
    nm_text label_zh;
    int32_t class;    /* enum nm_act_class */
    int32_t rank;     /* place within a tick, from 0; computed per contract. Of several the lowest */
    int32_t first_place, place_count; /* rows of `place`: if who does it to whom decides its rank */
    int32_t kind;     /* item kind that a bare object name means, or NM_NONE */
    int32_t unit;     /* unit that a bare quantity means, or NM_NONE */
    int32_t document; /* item kind whose name tells such an act from others (by waybill), or NM_NONE */
};

/* Why an indicator has values: one for each period of its rhythm, counted from the start of the term
 * where the calendar has no such period (DAYS, MONTHS); or, RHYTHM_NONE, one that holds until the
 * next is measured. */
enum nm_rhythm {
    NM_RHYTHM_NONE, NM_RHYTHM_DAYS, NM_RHYTHM_WEEK, NM_RHYTHM_MONTHS, NM_RHYTHM_MONTH,
    NM_RHYTHM_QUARTER, NM_RHYTHM_HALF, NM_RHYTHM_YEAR
};

enum nm_direction { NM_NO_DIRECTION, NM_HIGHER_IS_BETTER, NM_LOWER_IS_BETTER };

struct nm_indicator { /* what is measured */
    nm_text name, label_zh;
    int32_t unit;       /* of its values, in smallest parts of its base; NM_NONE: a number or percent */
    int32_t is_percent; /* 1: its values are percentages */
    int32_t places;     /* without a unit: decimal places that are kept */
    int32_t direction;  /* enum nm_direction */
    uint64_t measurers; /* who may say its value */
    int32_t act;        /* by which act */
    int32_t rhythm;     /* enum nm_rhythm */
    int32_t every;      /* DAYS, MONTHS: how many make a period */
    int32_t is_date;    /* 1: its value is a civil day, set once; then no rhythm */
    int32_t all_hands;  /* a date: 1 = the measurers set it together, and may move it */
    int32_t ahead;      /* a date: it lies at least so many days after the day on which it is set */
    int64_t limit;      /* a date: last tick on which it may be set first; NM_NEVER = none */
};

struct nm_baseline { /* a value that is known before the contract starts */
    int32_t indicator;
    int32_t first, last; /* civil days of its period */
    int64_t value;
};

enum nm_word_what {
    NM_WORD_PARTY, NM_WORD_ACT, NM_WORD_KIND, NM_WORD_UNIT, NM_WORD_ATTR, NM_WORD_VALUE,
    NM_WORD_INDICATOR
};

struct nm_word { /* every spelling an event file may use, sorted by (what, bytes of text) */
    nm_text text;
    int32_t what;  /* enum nm_word_what */
    int32_t index; /* row of that table */
    int32_t of;    /* for a value: its attribute */
};

/* ---- text ----------------------------------------------------------------------------------- */

enum nm_coverage { NM_TRACKED, NM_SOFT, NM_TEXT_ONLY };

struct nm_clause {
    nm_text number;       /* "1.1"; sentences before the first clause are "0" */
    nm_text title_en, title_zh;
    nm_text sentence;     /* as written in the contract */
    nm_text text_en, text_zh; /* authentic text quoted beside it */
    int32_t parent;       /* enclosing clause or NM_NONE */
    int32_t coverage;     /* enum nm_coverage */
    int32_t file;         /* row of `file` */
    uint32_t start, end;  /* bytes in that file, for messages */
};

struct nm_file {
    nm_text path;
};

/* ---- expressions ---------------------------------------------------------------------------- */

/* A tree in a flat table; children stand before their parents. Value is an int64: a tick, an amount in
 * smallest parts, or 0/1. Evaluated for an instance (its trigger, key, breach), at a tick `at`:
 * the tick of the event, tender, rejection or closing that asks.
 * OP(enum suffix, dump word, number of children, enum nm_operand suffix: what it has beside them). */
#define NM_OPS(OP)                                                                                     \
    OP(CONST, "const", 0, NUMBER)                                                                      \
    OP(TERM_START, "term-start", 0, NOTHING)                                                           \
    OP(TERM_END, "term-end", 0, NOTHING)     /* as things stand: renewals move it */                   \
    OP(AT, "at", 0, NOTHING)                 /* the tick that asks */                                  \
    OP(TRIGGER, "trigger", 0, NOTHING)       /* of what made the instance (a remedy: certain) */       \
    OP(TRIGGER_QTY, "trigger-qty", 0, NOTHING) /* quantity of the triggering event */                  \
    OP(DUE_OF, "due-of", 0, NORM)            /* due of its instance, live (spec: live link) */         \
    OP(PERFORMED_OF, "performed-of", 0, NORM) /* tick of the performance that fulfilled it */          \
    OP(DONE_OF, "done-of", 0, NORM)          /* its fulfilment's tick, answered or not; or NEVER */    \
    OP(ADD_TICKS, "add-ticks", 1, NUMBER)    /* imm ticks of time after a */                           \
    OP(ADD_DAYS, "add-days", 1, NUMBER)      /* a + imm calendar days */                               \
    OP(ADD_WORK, "add-work", 1, CALENDAR)    /* imm-th working day after (imm < 0: before) a */        \
    OP(ADD_MONTHS, "add-months", 1, NUMBER)  /* same day imm months later, last day if absent */       \
    OP(ADD_MONTH_ENDS, "add-month-ends", 1, NUMBER) /* the same, from last day to last day */          \
    OP(ROLL, "roll", 1, CALENDAR)            /* a onto a working day; imm = enum nm_roll */            \
    OP(MIN, "min", 2, NOTHING)                                                                         \
    OP(MAX, "max", 2, NOTHING)                                                                         \
    OP(ADD, "add", 2, NOTHING)                                                                         \
    OP(SUB, "sub", 2, NOTHING)                                                                         \
    OP(MUL, "mul", 2, NOTHING)                                                                         \
    OP(SCALE, "scale", 1, RATIO)             /* a * num / den, rounded once */                         \
    OP(SHORTFALL, "shortfall", 0, NOTHING)   /* of the breach record that this instance remedies */    \
    OP(DAYS_LATE, "days-late", 0, NOTHING)   /* of it: civil days from its due to performance or `at` */ \
    OP(TICKS_LATE, "ticks-late", 0, NOTHING) /* likewise, ticks of time */                                      \
    OP(AMOUNT_DAYS, "amount-days", 0, NOTHING) /* of it: the sum, over these days, of what was open */ \
    OP(STATUS, "status", 0, NORM)            /* a = mask of 1 << status: some instance has such        \
                                              * a status (of this instance's key, if both have one) */ \
    OP(BREACHED, "breached", 0, NORM)        /* some record neither waived nor excused */              \
    OP(IN_BREACH, "in-breach", 0, NORM)      /* some instance broken, unexcused and still owed */      \
    OP(UNCURED, "uncured", 0, NORM)          /* the same: that whose breach made this instance; of one that \
                                              * an act made, such as were broken before the act */     \
    OP(UNCURABLE, "uncurable", 0, NORM)      /* some of these would be so, too, if all were accepted    \
                                              * that was performed by this instance's due */           \
    OP(SUSPENDED, "suspended", 0, NORM)      /* some live instance is suspended */                     \
    OP(ITEM_HELD, "item-held", 0, NORM)      /* the item named by this instance's key is held          \
                                              * (accepted or counted) in that norm's pool */           \
    OP(GOT, "got", 0, NORM)                  /* what its instances have counted, together */           \
    OP(GOT_IN_ALL, "got-in-all", 0, NORM)    /* that and their surplus */                              \
    OP(OWED, "owed", 0, NORM)                /* what its instances come to, whatever has been done of   \
                                              * it; what grows, by now. Conditions alone ask it */     \
    OP(RECORDS, "records", 1, NORM)          /* how many of its records stand that became              \
                                              * certain on the tick a or later */                      \
    OP(MADE, "made", 1, NORM)                /* how many of its instances (of this instance's key,     \
                                              * if both have one) were made on the tick a or later */  \
    OP(DUE_IN, "due-in", 2, NORM)            /* how many of its instances are due from a to b and      \
                                              * neither waived, released nor lapsed */                 \
    OP(KEPT_IN, "kept-in", 2, NORM)          /* of these: performed in time, answered or not */        \
    OP(KNOWN, "known", 0, INDICATOR)         /* 1 if it has the value that VALUE gives */              \
    OP(VALUE, "value", 0, INDICATOR)         /* a, b = first and last day of the period, or            \
                                              * a = enum nm_which: its value, 0 while it has none */   \
    OP(MEASURED, "measured", 0, INDICATOR)   /* 1 if what made the instance measured it for the period  \
                                              * of a, b */                                             \
    OP(DAY_START, "day-start", 1, NOTHING)   /* first tick of the civil day of a */                    \
    OP(DAY_END, "day-end", 1, NOTHING)       /* its last */                                            \
    OP(SINCE, "since", 2, TICK)              /* b if `at` is imm or later, else a: terms before        \
                                              * and since a version */                                 \
    OP(ARISEN, "arisen", 2, TICK)            /* b if the instance was made at imm or later, or has      \
                                              * taken over a version that begins so late, else a */    \
    OP(AND, "and", 2, NOTHING)                                                                         \
    OP(OR, "or", 2, NOTHING)                                                                           \
    OP(NOT, "not", 1, NOTHING)                                                                         \
    OP(EQ, "eq", 2, NOTHING)                                                                           \
    OP(LT, "lt", 2, NOTHING)                                                                           \
    OP(LE, "le", 2, NOTHING)

enum nm_op {
#define OP(id, word, arity, operand) NM_OP_##id,
    NM_OPS(OP)
#undef OP
    NM_OP_COUNT
};

enum nm_operand { /* what an operator has beside its children: in `imm`; the row of a calendar in `b` */
    NM_OPERAND_NOTHING, NM_OPERAND_NUMBER, NM_OPERAND_TICK,
    NM_OPERAND_NORM, NM_OPERAND_INDICATOR, NM_OPERAND_RATIO, NM_OPERAND_CALENDAR /* rows */
};

enum nm_which {               /* where VALUE and KNOWN name no period */
    NM_LATEST = INT32_MIN,    /* of the latest period that has one */
    NM_TRIGGERING,            /* of the period of the measurement that made the instance; without one the latest */
    NM_SAID,                  /* VALUE of a date: the last tick of the latest; of the day b while it has none,
                               * NM_NEVER where b is NM_NO_DAY */
    NM_THEN                   /* VALUE of a date: the last tick of the day that the event told which made the
                               * instance; NM_NEVER without one */
};

enum { NM_NO_DAY = INT32_MIN };

enum nm_roll { NM_ROLL_FORWARD, NM_ROLL_BACKWARD, NM_ROLL_MODIFIED };
enum nm_rounding { NM_HALF_UP, NM_HALF_EVEN, NM_ROUND_DOWN, NM_ROUND_UP, NM_FLOOR, NM_CEILING };

struct nm_expr {
    int32_t op;   /* enum nm_op */
    int32_t a, b; /* children (rows before this one), or as the op says */
    int64_t imm;
};

struct nm_ratio { /* 0.05 percent = 5 / 10000; the result is a multiple of `step` smallest parts */
    int64_t num, den, step;
    int32_t rounding; /* enum nm_rounding */
};

/* ---- matching ------------------------------------------------------------------------------- */

struct nm_test { /* attribute `attr` of the event has one of `values`; not given = does not match */
    int32_t attr;    /* NM_NONE: its kind of item, one of the first 64 */
    int32_t known;   /* 1: of which thing it is, is known otherwise; not given = matches */
    uint64_t values;
};

enum nm_key_rule {
    NM_KEY_FREE,  /* any object */
    NM_KEY_BOUND, /* the event's bound key of the instance's kind, else its object, equals the instance's key */
};

struct nm_pattern { /* what an event must look like */
    int32_t act;
    uint64_t actors;   /* every actor of the event is in here; 0 = anyone */
    uint64_t to;       /* receivers, where the event names any, are in here; 0 = anyone */
    int32_t all_hands; /* 1: the actors of the event must be exactly `actors` (together) */
    int32_t kind;      /* item kind, where the event names one; NM_NONE = any */
    int32_t indicator; /* that the event measures; NM_NONE = it measures none */
    int32_t key;       /* enum nm_key_rule */
    int32_t first_test, test_count; /* all must hold */
};

/* An act as the contract speaks of it: of all rows that an act could be, the lowest rank is its own. */
struct nm_place {
    int32_t act;
    int32_t kind, indicator; /* NM_NONE: any; it measures none */
    int32_t rank;
    uint64_t actors, to;     /* 0 = anyone */
};

static inline struct nm_place nm_place_of(const struct nm_pattern *pattern)
{
    return (struct nm_place){pattern->act, pattern->kind, pattern->indicator, 0, pattern->actors, pattern->to};
}

/* ---- norms ---------------------------------------------------------------------------------- */

enum nm_norm_kind {
    NM_ACHIEVE,    /* once: an amount with n = 1 */
    NM_AMOUNT,     /* at least `need` of a unit or of distinct items */
    NM_FORBID,     /* prohibition: one breach record per forbidden act */
    NM_MAINTAIN,   /* a condition holds throughout: one record per episode */
    NM_POWER,      /* its holder may change norms by an act */
    NM_PERMIT,     /* an exception to prohibitions; or a right, up to `need` */
    NM_VAGUE,      /* a duty without a clock ("promptly"): performed or not, never a breach */
    NM_EFFORT,     /* soft ("does its best"): listed, logged, never breached */
    NM_ASSUME,     /* what the environment does; an instance without blame */
    NM_TARGET,     /* judged once, at its due or when what it asks about is known */
    NM_AT_MOST,    /* an upper bound: counts like an amount; one record per act that goes beyond `need` */
    NM_MEMORY,     /* an event that a condition asks about: its instance says that it has happened; or that
                    * acts may still call something forth */
    NM_CAP,        /* what is owed under the norms that it names is cut, in the order in which it arises, so
                    * that together it is at most `need` */
};

enum nm_joint { NM_SINGLE, NM_EITHER, NM_TOGETHER }; /* `each` makes one norm per member */

enum nm_trigger_kind {
    NM_AT_START,  /* one instance when the contract comes into force */
    NM_ON_EVENT,  /* an effective event that matches `pattern` */
    NM_ON_STATUS, /* an instance of `norm` takes a status in `statuses` */
    NM_ON_BREACH, /* remedy: a breach record of `norm` is made (not excused) */
    NM_ON_TENDER, /* a tender under `norm` is accepted or deemed accepted, wholly or in part */
    NM_ON_SILENCE, /* duty to answer: a tender under `norm` (SILENCE_BREACHES) was not answered. The
                    * instance is made as it is breached */
    NM_ON_LOSS,   /* an item that was counted under `norm`, and with it kept the duty, is lost */
    NM_AT_TICK,   /* the tick `tick` opens, or closes */
    NM_AT_END,    /* the contract ends, in whatever way */
};

/* What a trigger does when it fires again. The earlier one: the last made instance of the norm and
 * key, while it is live or owed. */
enum nm_repeat {
    NM_REPEAT_NOT,      /* a key is used once; without a key, again each time */
    NM_REPEAT_EACH,     /* again (generation counts up) */
    NM_REPEAT_ONE,      /* again, but nothing while there is the earlier one */
    NM_REPEAT_RESTARTS, /* the same, but the clock of the earlier one runs from now */
    NM_REPEAT_QUEUES,   /* again, and it waits dormant for its turn */
};

struct nm_trigger {
    int32_t kind;      /* enum nm_trigger_kind */
    int32_t pattern;
    int32_t norm;
    uint32_t statuses; /* mask of 1 << enum st_status */
    int32_t guard;     /* expression that must hold then, or NM_NONE */
    int32_t repeat;    /* enum nm_repeat: what it does for a key already used */
    int32_t closing;   /* AT_TICK: 1 = when it closes, 0 = when it opens. ON_TENDER: 1 = only what
                        * silence accepts */
    int32_t measured;  /* ON_EVENT: 1 = only an event whose quantity is told in `unit` */
    int32_t unit;      /* … a base unit; NM_NONE = pieces */
    int32_t performed; /* ON_STATUS: 1 = what it makes counts from the day of performance, not of the status */
    int32_t told;      /* ON_EVENT: only an event that tells this date, an indicator; NM_NONE */
    int32_t clause;    /* ON_EVENT, an act by a power: one that concerns this clause; NM_NONE = any */
    int32_t whole;     /* … 1 = one that concerns the whole contract */
    int32_t by;        /* … one that is done by a power of this clause; NM_NONE = any */
    int64_t tick;      /* AT_TICK */
};

enum nm_silence { NM_SILENCE_ACCEPTS, NM_SILENCE_REJECTS, NM_SILENCE_BREACHES };

struct nm_answer { /* acceptance of what is tendered under a norm */
    int32_t clause;         /* that says it */
    uint64_t acceptors;
    int32_t accept, reject; /* acts; NM_NONE where there is none */
    int32_t limit;          /* expression asked at the tender's tick: last tick to answer */
    int32_t silence;        /* enum nm_silence: what the limit brings */
    int32_t rework;         /* expression asked at the rejection's tick: last tick of rework; NM_NONE */
    int32_t rounds;         /* of rework, at most */
    int32_t limit_by_day;   /* 1: the limit ends with a day: what a stopped clock loses is counted in days, not ticks */
    int32_t rework_by_day;  /* 1: so does the last tick of rework */
};

enum nm_effect { NM_WAIVE, NM_EXTEND, NM_SUSPEND_NORMS, NM_RESUME_NORMS, NM_TERMINATE, NM_RELEASE,
                 NM_ASSIGN, NM_ACCELERATE,
                 NM_CHOOSE, /* one of the clauses in its scope, once: what that act calls forth */
                 NM_RENEW   /* once: whether the contract goes on behind a possible end, or ends there */ };

struct nm_power {
    int32_t effect;     /* enum nm_effect */
    int32_t act;        /* exercised by this act */
    int32_t ground;     /* expression tested at the event's place, or NM_NONE */
    int32_t first_scope, scope_count; /* rows of `scope`: norms acted on; TERMINATE: none = the contract */
    int32_t notice;     /* expression asked at the event: tick of effect, or NM_NONE = at once */
    int32_t until;      /* expression asked at the event: of a suspension the last tick it may cover, of an
                         * acceleration the new due; NM_NONE = for ever, at once */
    int32_t ends;       /* expression asked in every closure: a suspension is over when it holds; NM_NONE */
    int64_t amount;     /* EXTEND: ticks added to due */
    int32_t clock_runs; /* suspension: 1 = the deadline's clock runs on, nothing is tolled */
    int32_t uses;       /* at most this many effective exercises, 0 = unbounded */
    int32_t conclusive; /* 1: its ground is judged once, on the record as it stood */
    int32_t precedence; /* of acts of one rank on one tick the one of the lower is taken first */
};

struct nm_scope {
    int32_t norm;
};

enum nm_late { NM_LATE_OWED, NM_LATE_ESSENTIAL };

enum nm_fate { /* when the contract is terminated; at expiry live instances run on */
    NM_RELEASED, /* future performance is released */
    NM_SURVIVES, /* written to survive */
    NM_ACCRUED,  /* money for performance rendered, and remedies, or written to: runs on */
    NM_EARNED,   /* money of a period: ACCRUED once its window has opened, RELEASED before */
    NM_ENDS,     /* written to end with the contract, at expiry as at termination */
};

enum nm_unit_of_time { /* in which what a stopped clock loses is counted */
    NM_TICKS,
    NM_WORKDAYS,
    NM_DAYS /* of what ends with a day, where ticks are finer */
};

struct nm_capacity { /* how fast an amount can be performed, for forecasts: places in parallel */
    int32_t clause;            /* that says how long one takes */
    int64_t places;            /* at most this many under way at once */
    int64_t shortest, longest; /* ticks (or working days) one takes, both >= 1 */
    int32_t calendar;          /* counted in its working days, or NM_NONE */
    int32_t start_act;         /* act that reports a start, or NM_NONE */
    int64_t per_day;           /* instead of places: at most this many smallest parts a (working) day */
};

struct nm_norm {
    nm_text name;           /* "3.1", "3.1[Benxi]" where a clause makes one norm per party */
    int32_t clause;
    int32_t kind;           /* enum nm_norm_kind */
    uint64_t bearers;       /* power, permission: holder */
    int32_t joint;          /* enum nm_joint */
    uint64_t creditors;     /* counterparties; 0 = none named */
    int32_t first_trigger, trigger_count;
    int32_t trigger_stratum; /* place in the acyclic order of closure and of time-outs */
    int32_t key_kind;       /* item kind that keys instances, NM_NONE = one instance or event ids */
    int32_t pattern;        /* what performs it, or is forbidden or permitted */
    int32_t from;           /* expression: first tick of the window; NM_NONE = when made */
    int32_t due;            /* expression: last tick; NM_NONE = no clock (vague, effort, `until` alone) */
    int32_t due_unit;       /* enum nm_unit_of_time, for tolling; calendar in `calendar` */
    int32_t roll; /* 1 + enum nm_roll: how a due that was tolled or extended leaves a free day; 0 = it stays */
    int32_t calendar;
    int32_t grace;          /* expression of the last tick that counts, or NM_NONE: due is */
    int32_t late;           /* enum nm_late */
    int32_t need;           /* expression: amount; ACHIEVE: NM_NONE = 1 */
    int32_t unit;           /* of need; NM_NONE = pieces or acts */
    int32_t distinct;       /* 1: distinct items, each counted once */
    int32_t pool;           /* norms of one pool share what they count (spec: counting) */
    int32_t parent;         /* `as part of`, `of which`: counts those units of its parent; NM_NONE */
    int32_t answer;         /* row of `answer`, or NM_NONE: counts by the act, or as its parent does */
    int32_t by_answer;      /* 1: `accepted by`: the tick of the answer to it must be in time, not the act's */
    int32_t named;          /* 1, FORBID: broken only by acts that name it or its clause (a statement of fact) */
    int32_t loss;           /* pattern of an act that takes an item off the count, or NM_NONE */
    int32_t until;          /* expression: when it holds the instance lapses; NM_NONE */
    int32_t releases;       /* 1: what `until` ends is released; it does not lapse */
    uint32_t follows;       /* mask of 1 << version: what runs takes its terms on the day it takes effect */
    int32_t since;          /* version from which the norm is in the text; NM_NONE: from the beginning */
    int32_t replaced;       /* version from which it is not in the text any more; NM_NONE: it stays */
    int32_t holds;          /* expression, MAINTAIN: true at every closing; TARGET: true when judged */
    int32_t each_day;       /* 1, MAINTAIN: every bad closing is a breach of its own */
    int32_t known;          /* expression, TARGET: whether it can be judged */
    int32_t wait;           /* expression, TARGET: last tick to wait for that; reads no state. None: it waits for
                             * answers, which come, and is asked at each closing */
    int32_t deemed;         /* expression, TARGET: its judgement if that never is; NM_NONE: it lapses */
    int32_t remedy;         /* first norm made by its breach (`otherwise`), NM_NONE */
    int32_t regardless;     /* 1: it stays when what triggered it is rejected */
    int32_t instead;        /* 1: this remedy takes the place of the duty */
    int32_t accrual;        /* 1: `need` is taken when the delay ends (late performance, release or closing
                             * of the contract), until when the instance is dormant */
    int32_t first_excuse, excuse_count; /* rows of `scope`: norms whose earlier breach excuses its own */
    int32_t first_except, except_count; /* rows of `scope`. PERMIT: prohibitions it is an
                                             * exception to; CAP: the norms whose amounts it cuts; FORBID:
                                             * the debts that must not be paid */
    int32_t by_act;         /* PERMIT: 1 = `need` counts acts (twice), not what they bring, or without a need
                               that it allows acts in its window alone; AMOUNT: 1 = it counts what the acts
                               tell, in whatever unit */
    int32_t minimum;        /* ACHIEVE, AMOUNT, ASSUME: 1 = what is done beyond `need` is wanted, too: it is tendered
                             * where an answer is owed, and is told when the norm is fulfilled */
    int32_t fate;           /* enum nm_fate */
    int32_t power;          /* row of `power`, or NM_NONE */
    int32_t capacity;       /* row of `capacity`, or NM_NONE */
    int32_t reminder;       /* expression: tick to remind of, for vague time; NM_NONE */
    int32_t bound;          /* instances that were checked; 0 = no bound. More: flag, nothing refused */
    int32_t series;         /* first of the norms that differ in the period only (itself too), or NM_NONE */
    nm_text period, period_zh; /* "2027-02", "2027年2月" of a norm of a series; else "" */
    int64_t period_first, period_last; /* its ticks; 0 where there is no period. CAP: of what it cuts */
    int64_t in_term;        /* a tick that the term must reach: an end of it before ends the norm; NM_NEVER = none */
    /* words for the papers, in both languages */
    nm_text action_en, action_zh;   /* "teaches Benxi 26 experiences" */
    nm_text trigger_en, trigger_zh; /* "when Benxi starts teaching an experience"; "" if from the start */
    nm_text rule_en, rule_zh;       /* "in Q4 1956: by 1956-12-31", "within 7 days after the start" */
    nm_text evidence_en, evidence_zh;
    nm_text accept_en, accept_zh;   /* who accepts, by when, what silence means */
    nm_text remedy_en, remedy_zh;
};

/* ---- calendars ------------------------------------------------------------------------------ */

struct nm_calendar {
    nm_text name;
    int32_t week;                     /* bit 0 = Monday … bit 6 = Sunday: worked */
    int64_t first_day, last_day;      /* civil days covered; first > last = no limit */
    int32_t first_exception, exception_count;
};

struct nm_exception {
    int64_t day;    /* civil day */
    int32_t worked; /* 1 a make-up day, 0 a holiday */
};

/* ---- the clock ------------------------------------------------------------------------------ */

#define nm_shift zone_shift /* changes of the zone's clock, in seconds; ADD_TICKS goes by them */

/* ---- versions ------------------------------------------------------------------------------- */

/* An end before the last possible one, which is the head's. The contract expires on it if the power was
 * exercised (by_use), or unless it was. In the order of their ticks. */
struct nm_renewal {
    int64_t end;
    int32_t norm;   /* POWER whose effect is RENEW */
    int32_t by_use; /* 1: who exercises it lets the contract end; 0: go on */
};

struct nm_version { /* an amendment; in the order of their ticks */
    int64_t from;          /* tick from which it takes effect */
    int64_t signed_on;
    nm_text number, title_en, title_zh;
};

struct nm_definition { /* a sum with a name, for the papers */
    nm_text en, zh;
    int32_t since; /* row of `version` from which it reads so; NM_NONE = from the start */
};

/* ---- the whole ------------------------------------------------------------------------------ */

#define NM_TABLES(T)                                                                               \
    T(party) T(unit) T(attr) T(value) T(kind) T(act) T(word) T(clause) T(file) T(expr) T(ratio)    \
    T(test) T(pattern) T(place) T(trigger) T(answer) T(scope) T(power) T(capacity) T(norm) T(calendar)      \
    T(exception) T(indicator) T(baseline) T(version) T(shift) T(renewal)                         \
    T(definition)

enum nm_granularity { NM_DAY, NM_HOUR, NM_MINUTE, NM_SECOND };

struct nm_head {
    uint32_t version;        /* NM_VERSION */
    int32_t granularity;     /* enum nm_granularity */
    nm_text name, title_en, title_zh;
    nm_text zone;            /* "" = none is named */
    int64_t zone_offset;     /* seconds by which its clock was ahead of UTC before the first `shift` */
    int64_t signed_on, start, end; /* ticks; the last possible end; NM_NEVER = no end written */
    int64_t horizon;         /* last tick at which anything can still run out */
    int64_t warning;         /* at risk when slack is at most this many ticks */
    int32_t calendar;        /* the contract's calendar, or NM_NONE */
    int32_t pools;           /* number of pools */
    int32_t first_condition, condition_count; /* rows of `scope`: norms that must be kept for the contract to
                              * come into force */
    int64_t effect_by;       /* last tick for that; NM_NEVER without conditions */
};

struct nm {
    struct nm_head head;
#define T(name) struct nm_##name *name; uint32_t name##_count;
    NM_TABLES(T)
#undef T
    char *pool; /* texts */
    uint32_t pool_len;
};

static inline struct zone_clock nm_clock(const struct nm *nm)
{
    return (struct zone_clock){nm->head.zone != 0, nm->head.zone_offset, nm->shift, nm->shift_count};
}

/* Whether an act by the power may find nothing that it could change, and then has no effect. */
static inline bool nm_may_be_void(const struct nm_power *power)
{
    return power->effect == NM_EXTEND || power->effect == NM_WAIVE || power->effect == NM_RELEASE ||
           power->effect == NM_ASSIGN || power->effect == NM_ACCELERATE;
}

/* The duty to measure a period: all that it asks is that the value is known. Its window ends with the
 * period; the day by which it is done is that of `wait`. */
static inline bool nm_is_measuring(const struct nm *nm, const struct nm_norm *norm)
{
    return norm->kind == NM_TARGET && norm->wait != NM_NONE && norm->holds != NM_NONE &&
           nm->expr[norm->holds].op == NM_OP_CONST && norm->pattern != NM_NONE &&
           nm->pattern[norm->pattern].indicator != NM_NONE;
}

/* The answer that what counts for the norm awaits: of a part, its topmost parent's; or NULL. */
static inline const struct nm_answer *nm_answer_to(const struct nm *nm, const struct nm_norm *norm)
{
    while (norm->parent != NM_NONE)
        norm = &nm->norm[norm->parent];
    return norm->answer == NM_NONE ? NULL : &nm->answer[norm->answer];
}

static inline const char *nm_str(const struct nm *nm, nm_text text)
{
    return nm->pool + text;
}

#endif
