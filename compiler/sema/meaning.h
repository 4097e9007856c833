/* meaning.h - the meant tree: what the sentences of a contract say once every name, unit, date and
 * pronoun is resolved. `each plant` has become one norm per plant, `the other` a party, `Q4` two
 * days. It keeps the spans of what was written, for messages; ir/lower turns it into the norm
 * machine, whose enums it already uses. Everything lives in one arena. */
#ifndef SEMA_MEANING_H
#define SEMA_MEANING_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/base/list.h"
#include "lang/syntax/ast.h"
#include "lang/value/date.h"
#include "runtime/machine.h"

struct arena;

struct meant_party { /* or a group; parties come first, so that an index is a bit of a mask */
    const char *name, *label_en, *label_zh;
    enum nm_party_kind kind;
    uint64_t members;
    struct span span;
    const struct source *source;
};

struct meant_attr {
    const char *name;
    LIST(const char *) values;
    bool is_ordered; /* the best first */
};

struct meant_kind {
    struct {
        const char **items;
        size_t count;
    } names; /* singular and plural in turn */
    LIST(const char *) titles; /* flour "wheat flour": names for people, of no number */
    const char *label_zh;
    const char *measure_zh; /* the measure word by which the contract counts it: 台; NULL: 项 */
    struct span span;
    const struct source *source;
};

struct meant_unit {
    LIST(const char *) names;
    const char *label_zh;
    enum nm_dimension dimension;
    int places;
    int32_t base;     /* index of the unit that founds the dimension */
    int64_t num, den; /* one of this is num/den of the base, as written amounts */
    const struct meant_price *price; /* NULL: it is none */
};

/* 2.35 yuan per kilogram: a unit of its own, in which only indicators are measured. */
struct meant_price {
    int32_t unit;               /* as it is written: fen of `fen per tonne` */
    int32_t per_unit, per_kind; /* for one of these; the other is NM_NONE */
    int32_t of;                 /* the base of `unit` */
    int32_t for_unit;           /* … and of `per_unit` */
    int64_t num, den;           /* one is num parts of `of` for den parts of what it is the price of */
};

/* What a verb takes, by its sample. */
enum meant_object { MEANT_NO_OBJECT, MEANT_THING, MEANT_WHOM, MEANT_CLAUSE };
struct meant_frame {
    bool is_read;
    bool is_said;      /* a sample is written */
    bool has_receiver; /* `teaches a party an item`, `supplies an item to a party` */
    bool is_by_to;     /* the latter */
    /* What starts a duty names the act without it: `When Buyer inspects, …` */
    bool is_without_object;
    enum meant_object object;
};

struct meant_verb {
    LIST(const char *) forms; /* base, third person, past, participle, -ing, nouns */
    const char *base, *third, *past, *participle, *ing, *label_zh;
    const char *people_zh; /* where it is done to people; NULL: no other word */
    enum nm_act_class class;
    const struct ast_act *sample; /* NULL if none is written */
    struct meant_frame frame;     /* read when first asked for */
};

/* The verb in Chinese before what it is done to: 派出 技术员, 发送 报告. */
const char *meant_verb_zh(const struct meant_verb *verb, const char *what);

struct meant_zone {
    const char *name;
    struct zone_clock clock;
    bool is_known; /* false after a message */
};

/* `by waybill`: the kind of the paper by which acts of the verb are told apart. */
struct meant_document {
    const struct meant_verb *verb;
    int32_t kind;
    struct span said;
    const struct source *source;
};

struct meant_day { /* that is not as the week says */
    int64_t day;
    bool is_worked;
};
struct meant_calendar {
    const char *name;
    int week;
    bool has_years; /* the days are known for these years, and nothing is known of others: */
    int first_year, last_year;
    struct meant_day *days; /* ascending, each once */
    uint32_t day_count;
};

/* What holds of a target whose period has not been measured in time. */
enum meant_unmeasured { UNMEASURED_NOT_MET, UNMEASURED_MET, UNMEASURED_LAST, UNMEASURED_BREACHES };

struct meant_indicator { /* what is measured */
    const char *name, *label_zh;
    LIST(const char *) names;
    int32_t index;
    int32_t unit; /* base unit of its values, or NM_NONE: percent */
    bool is_percent;
    int places;
    enum nm_direction direction;
    uint64_t measurers;
    const struct meant_verb *verb; /* by which it is measured */
    enum nm_rhythm rhythm;
    int32_t every;
    const struct ast_sentence *sentence;
    struct span span;
    const struct source *source;
    /* the sentence that says when; NULL: none */
    const struct ast_act *rule;
    const struct ast_adverb *limit;
    int32_t rule_clause;
    enum meant_unmeasured unmeasured;
    bool is_asked_at_end; /* what arises when the contract ends waits for its first value */
    bool is_followed; /* something follows where it is not measured; the duties to measure have been made */
    /* a date that is set later */
    bool is_date, is_together;
    bool is_told;          /* each act tells its own, of an item of the kind `told_of` */
    int32_t told_of;
    int32_t ahead;         /* days between the setting and the day, at least */
    int64_t set_by;        /* last day on which it may be set; NM_NEVER */
    int32_t otherwise;     /* the day that holds while it is not set; NM_NO_DAY */
};

/* One period of a statement that recurs; the statement makes a norm for each. */
struct meant_period {
    const char *name, *label_zh; /* 2027-02, 2027-Q1; one that is none of the calendar: its first day */
    enum time_unit unit;
    int64_t first, last;  /* the period */
    int64_t open, close;  /* what of it is within the bounds, a stub that joins it included */
    int64_t day;          /* that the term must reach, which may end before; NM_NEVER: it does not */
    bool is_day;          /* a day that is named, and no time over which anything is earned (days.c) */
};

/* A value of the machine's expression language, as a tree. */
struct meant_norm;
struct meant_expr {
    enum nm_op op;
    struct meant_expr *a, *b;
    int64_t imm;
    uint32_t statuses;             /* STATUS */
    const struct meant_norm *norm; /* operators that name a norm */
    struct nm_ratio ratio;         /* SCALE */
    int32_t calendar;              /* ADD_WORK, ROLL */
    int32_t first, last;           /* KNOWN, VALUE: days of the period, or enum nm_which */
    int32_t clock;                 /* CONST, a day: 1 + seconds since midnight; 0: the day, not a moment */
    int32_t depth;                 /* levels of expr_of and expr_sum above the first */
    bool is_from_end;              /* ADD_TICKS: of a day below, from its end; else from its beginning */
};

/* An act as somebody does it: what must an event look like? */
struct meant_act {
    const struct meant_verb *verb; /* NULL: none */
    bool is_start;                 /* starts teaching */
};
struct meant_test { /* the attribute, given by the event, has one of the values */
    int32_t attr;
    uint64_t values;
    bool is_known;    /* which thing is meant is known; an event that does not give it is of that thing */
    bool is_unspoken; /* not said of this act, but of what calls for it */
};
struct meant_pattern {
    struct meant_act act;
    uint64_t actors, to;
    bool all_hands;
    int32_t kind; /* NM_NONE: any */
    const struct meant_indicator *indicator; /* that is measured; NULL: none */
    bool key_bound;
    const struct meant_test *tests;
    uint32_t test_count;
};

struct meant_clause {
    const char *number;
    const char *title_en, *title_zh;
    const char *sentence; /* NULL until sema_say: it is in these words of a text */
    struct span words;
    const struct source *words_in;
    const char *text_en, *text_zh;
    int32_t parent; /* index of the heading, or -1 */
    int32_t within; /* of an item: index of the item that it stands in, as 4.1(a) in 4.1; or -1 */
    uint32_t named; /* how many norms bear its number as their name */
    const char *other_name; /* the first other name that a norm of it bears, or NULL */
    enum nm_coverage coverage;
    bool is_lettered; /* 4.1(a) */
    struct span span;
    const struct source *source;
    size_t first_norm, end_norm; /* of a heading: its norms are among these rows */
};

struct meant_trigger {
    enum nm_trigger_kind kind;
    struct meant_pattern pattern;
    const struct meant_norm *norm;
    uint32_t statuses;
    struct meant_expr *guard;
    struct meant_expr *until; /* the last day on which it calls anything forth; or NULL */
    bool is_by_performance;   /* ON_STATUS: it counts from the day of performance */
    int32_t clause;           /* 1 + the row of the clause that an act by a power must concern; 0: none */
    bool is_whole;            /* … it must concern the contract */
    int32_t by;               /* 1 + the row of the clause by which such an act must be done; 0: any */
    const struct meant_indicator *told; /* only an event that tells this date; NULL */
    bool has_unit; /* only an event that tells its quantity in this unit; NM_NONE: pieces */
    int32_t unit;
    enum nm_repeat repeat;
    int64_t tick;    /* AT_TICK */
    bool is_closing; /* AT_TICK: when the day closes, not when it opens. ON_TENDER: what silence accepts */
};

struct meant_answer {
    int32_t clause;
    uint64_t acceptors;
    const struct meant_verb *accept, *reject;
    struct meant_expr *limit;
    enum nm_silence silence;
    bool has_silence;
    struct meant_expr *rework;
    int32_t rounds;
    struct span span;
    /* the limits in words, for the papers */
    const char *limit_en, *limit_zh, *rework_en, *rework_zh;
};

struct meant_power {
    enum nm_effect effect;
    struct meant_expr *ground, *notice, *until;
    struct meant_expr *ends; /* of a suspension: it is over when this holds; or NULL */
    LIST(struct meant_norm *) scope;
    bool whole_contract;
    bool is_of_key; /* over all that arises for the order by which it arises */
    int64_t amount;
    int32_t uses;       /* 0: as often as wanted */
    bool conclusive;
    int32_t precedence; /* of two on one day the lower is taken first */
    const struct ast_amount *length; /* of a suspension, an extension; or NULL */
    const char *scope_zh; /* the clauses, or NULL */
    const char *terms_en, *terms_zh; /* notice and uses in words, behind the action */
    const char *until_zh;            /* what ends a suspension sooner; NULL: nothing */
};

/* The first lines are what every walk over the norms looks at. */
struct meant_norm {
    const char *name;
    const struct source *source;
    struct span span;
    int32_t clause;
    enum nm_norm_kind kind;
    int32_t index; /* row among the norms, once all are read; row in the machine, set by lower */
    bool has_most;      /* no more than `most` of it may be done */
    bool is_whole;      /* another clause counts within it */
    bool is_part;       /* `of which`: it stands in the sentence of its parent */
    bool is_cure;       /* `cures clause 2.1` */
    bool is_answer;     /* a duty to answer: it is only ever broken, by silence */
    bool by_answer;     /* the answer to it, not the act, must be in time */
    bool is_before_effect; /* it does not wait for the contract to come into force */
    bool is_again;      /* `certifies the turner again` */
    bool is_of_end;     /* it can arise from the end of the contract alone, or from what that has called forth */
    bool is_reckoned_late; /* it asks about the state when it is reckoned */
    bool distinct;
    bool regardless;    /* it stays when what triggered it is rejected */
    bool instead;       /* this remedy takes the place of the duty */
    bool accrual;
    uint64_t bearers, creditors;
    struct meant_norm *parent; /* the amount that this one is part of, or NULL */
    LIST(const struct meant_norm *) beside; /* `in addition to clause 1.1`: the amounts that this one counts beside */
    struct meant_norm *first_part, *last_part, *next_part; /* a whole's parts, as written */
    struct meant_norm *remedy;
    const struct meant_norm *remedies; /* the norm whose breach makes this one; NULL if primary */
    const struct meant_norm *chosen_by; /* the right by which it is one of several to choose from; or NULL */
    struct meant_answer *answer;
    const struct ast_name *answered; /* `…, accepted by D`: the word; or NULL */
    struct meant_power *power;
    const struct ast_np *formula; /* by which the amount is reckoned, or NULL */
    const struct ast_np *forbidden; /* FORBID: the sum of money that must not be paid, or NULL */
    const struct ast_np *quantity; /* `the quantity of the order`: the order; or NULL */
    bool is_unread; /* how much is owed could not be read, which has been told */
    struct meant_triggers {
        struct meant_trigger *items;
        size_t count, cap;
    } triggers; /* in the arena; none: from the start */
    struct meant_pattern pattern;
    int32_t key_kind;
    int32_t item;       /* kind of what is counted, or NM_NONE */
    int32_t unit;       /* of need, or NM_NONE */
    int32_t unit_as;    /* the same as written: tonnes, where unit is kilogram */
    int32_t pool;
    uint32_t object;    /* which of the objects of its sentence it is about */
    enum nm_joint joint;
    enum nm_late late;
    enum nm_fate fate;
    int32_t fate_said_in; /* the clause that says it `ends with the contract` or `runs on after termination`; NM_NONE */
    enum nm_unit_of_time due_unit;
    int32_t roll; /* 1 + enum nm_roll: its deadline leaves free days; 0: it does not */
    struct meant_expr *from, *due, *grace, *need, *until, *reminder;
    int64_t need_parts; /* the amount if it is a constant, else 0 */
    int64_t need_most;  /* of a formula: `but at most` behind it; 0 if not written */
    int64_t most;
    const struct ast_amount *amount; /* as written, or NULL */
    const char *word;   /* for what is counted, as written: "items"; or NULL */
    uint64_t choice;    /* `drawings or materials`: these kinds, any of which will do; else 0 */
    const struct meant_period *of_period; /* of which it is the norm; NULL if it does not recur */
    const struct meant_norm *series;   /* the first norm of those that differ in the period only */
    const char *trigger_en, *trigger_zh, *rule_en, *rule_zh; /* words for the papers */
    LIST(const struct meant_norm *) excuses; /* whose breach excuses its own */
    LIST(const struct meant_norm *) excepts; /* PERMIT: prohibitions it is an exception to; FORBID: the debts that must
                                              * not be paid */
    bool is_exception; /* PERMIT: `Despite …` is written */
    uint64_t consent_of; /* PERMIT: whose consent makes it, to what another norm forbids without it; else 0 */
    bool is_freedom; /* PERMIT: `need not` */
    bool by_act;     /* PERMIT: counted in acts; AMOUNT: in what the acts tell, whatever it is */
    bool is_told;    /* `the bearings` that the triggering act tells, in the number that it tells */
    bool is_least;    /* `at least` is written before its amount */
    bool is_minimum;  /* what is done beyond its amount is wanted, too; of things, not of money */
    bool is_reckoned;   /* its formula has been read, or is being read */
    bool is_misrelated; /* what is said of what it counts with cannot be so */
    bool is_measured; /* of a quantity: it is known in what it is counted */
    bool each_day, is_measuring; /* is_measuring: the duty to measure it */
    bool has_period;
    bool is_left_behind; /* it is said that a termination releases what is to come of it */
    struct meant_pattern *loss; /* what takes a thing off the count; or NULL */
    const struct ast_string *warranted; /* FORBID: what is stated; or NULL. It is broken by its judge's act */
    struct meant_norm *shown; /* FORBID: what must go on, as the papers say it; or NULL. It is broken likewise */
    struct nm_capacity *capacity;
    struct meant_act capacity_start;
    /* norms on values */
    const struct meant_indicator *indicator; /* that the norm is about, or NULL */
    struct meant_expr *holds, *known, *wait, *deemed;
    struct meant_expr *deemed_last; /* `holds` of the last value, for a period without one */
    struct period period;
    const char *period_en, *period_zh, *kept_cmp_zh;
    /* values that it asks for */
    bool clock_said, clock_runs; /* a sentence says of it what its clock does while it is suspended */
    const struct meant_period *value_period; /* of this period; NULL if of none that is at hand */
    const struct meant_indicator *awaits;    /* it arises when this has been measured for a period that ended */
    struct meant_expr *counts_from;          /* … and its time counts from here; else NULL */
    struct meant_expr
        *gone; /* of a period: it begins after the last day of its survival; NULL if it does not survive */
    const char *quantity_en, *quantity_zh; /* of a quantity, with its share, in words */
    const char *said_en, *said_zh; /* of it by other sentences; NULL: nothing */
    const char *part_tail, *part_zh; /* " in steelmaking"; NULL if it is no such part */
    /* more words for the papers: NULL until sema_say has been called */
    const char *action_en, *action_zh;
    const char *evidence_en, *evidence_zh, *accept_en, *accept_zh, *remedy_en, *remedy_zh;
};

static inline bool meant_kinds_differ(const struct meant_pattern *one, const struct meant_pattern *other)
{
    return one->kind != NM_NONE && other->kind != NM_NONE && one->kind != other->kind;
}

/* The kind of thing that it is about, counted one by one or in a unit (`60 tonnes of wheat`); or NM_NONE. */
static inline int32_t meant_thing(const struct meant_norm *norm)
{
    return norm->item != NM_NONE ? norm->item : norm->pattern.kind;
}

/* What arises on a day that is known beforehand, without a condition, is there from the start and
 * opens on that day: so it has its dates in every paper. NM_NEVER for all else. */
static inline int64_t meant_known_day(const struct meant_norm *norm)
{
    const struct meant_trigger *trigger = norm->triggers.items;
    bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_FORBID ||
                   norm->kind == NM_VAGUE;
    return is_duty && !norm->is_reckoned_late && norm->triggers.count == 1 && trigger->kind == NM_AT_TICK &&
                   !trigger->guard
               ? trigger->tick
               : NM_NEVER;
}

struct meant_renewing { /* how a term is renewed, as written */
    struct span span, notice_span;
    const struct source *source;
    bool is_unless;          /* by silence; else by notice */
    struct ast_number notice; /* so long before the end at least */
    enum time_unit notice_unit;
    const struct ast_nps *holders; /* by the sentence of the term; else NULL */
    const struct ast_act *act;     /* `Buyer may renew …`; else NULL */
};

struct meant_renewal { /* an end before the last possible one */
    int64_t end;
    struct meant_norm *norm; /* the power on which it hangs whether the contract ends there */
};

struct sema;

struct meant_definition { /* a sum with a name, as the papers print it */
    const char *en, *zh;
};

struct meaning {
    struct arena *arena;
    struct sema *unsaid; /* what the words for the papers are made of; NULL once they are: sema_say */
    const char *name, *title_en, *title_zh;
    struct span span; /* of the contract's heading */
    const struct source *source;
    int64_t signed_on, start, end; /* civil days; the last possible end, NM_NEVER if none is written */
    LIST(struct meant_renewal) renewals; /* the ends before it, in order */
    const struct meant_renewing *renewal; /* NULL: it is not renewed */
    int64_t effect_by;             /* NM_NEVER: in force without conditions */
    LIST(struct meant_norm *) conditions; /* else the norms that must be kept by that day */
    int32_t calendar;
    enum nm_granularity granularity;
    const char *zone; /* NULL: none is named */
    struct zone_clock clock;
    LIST(struct meant_zone) zones; /* other ones, by whose clocks some times of day are told */
    int64_t warning; /* days of slack at or below which a duty is at risk */
    LIST(struct meant_party *) parties; /* parties and thirds, then groups */
    uint32_t single_count;             /* of them: not groups */
    LIST(struct meant_kind *) kinds;
    LIST(struct meant_attr *) attrs;
    LIST(struct meant_unit *) units;
    LIST(struct meant_verb *) verbs;
    LIST(struct meant_calendar *) calendars;
    LIST(struct meant_indicator *) indicators;
    LIST(struct nm_baseline) baselines;
    LIST(struct meant_document) documents;
    LIST(struct meant_clause *) clauses;
    LIST(struct meant_norm *) norms;
    LIST(struct meant_definition) definitions; /* none until sema_say has been called */
    LIST(const struct source *) sources; /* of clauses */
    int32_t pools;
    /* The first kinds, attributes, units, verbs and calendars are the vocabulary's; the words of
     * these are freed with it. */
    struct meant_counts {
        size_t kinds, attrs, units, verbs, calendars;
    } shared;
};

#endif
