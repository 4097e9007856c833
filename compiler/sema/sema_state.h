/* sema_state.h - what is known while a contract is read: the names in scope, the sentence at hand, and what waits
 * until all sentences have been read. */
#ifndef SEMA_SEMA_STATE_H
#define SEMA_SEMA_STATE_H

#include "compiler/sema/awaited.h"
#include "compiler/sema/named.h"
#include "compiler/sema/sema.h"
#include "compiler/sema/words.h"
#include "lang/base/arena.h"
#include "lang/base/map.h"
#include "lang/syntax/hint.h"
#include "runtime/state.h"

/* A formula with a name: `price means 480_000 yuan`. */
struct definition {
    const char *name;
    const struct ast_act *act;
    bool is_open; /* being read: a use of it now is a circle */
    const struct value *value; /* of a first reading that hung on nothing around it; or NULL */
    struct span span;
    const struct source *source;
};

/* How many of what a party has: `Fushun has 12 technicians`. */
struct holding {
    uint64_t party;
    int32_t kind;
    int64_t count;
};

/* A sentence about the norms of its clause or of a named one, kept until all norms are known. */
enum rule_kind { RULE_ANSWER, RULE_COUNTS, RULE_TAKES, RULE_REWORK, RULE_SURVIVES, RULE_CLOCK,
                 RULE_ESSENTIAL, RULE_EXCUSE, RULE_PREVAILS, RULE_LOSS, RULE_DAY_COUNTS,
                 RULE_GRACE, RULE_FROM_SIGNATURE, RULE_CAP };
struct rule {
    enum rule_kind kind;
    const struct ast_act *act;
    const struct ast_act *silence; /* RULE_ANSWER: the `otherwise` link, or NULL */
    int32_t clause;                /* in which it stands */
    bool is_used;
    const struct source *source;
    struct meant_norm *duty;       /* RULE_ANSWER: broken by silence; or NULL. RULE_CAP: what it makes */
};

/* `Buyer chooses clause 3.1 or clause 3.2 within 5 days, otherwise Seller chooses`. */
struct election {
    const struct ast_nps *alternatives;
    const struct ast_np *otherwise; /* the clause that holds if nobody chooses, or NULL */
    struct meant_norm **choosers;   /* their rights, in turn */
    uint32_t count;
    struct span span;
    const struct source *source;
};

/* What a clause says of a period that the term cuts: `The first period is short.` */
enum stub_how { STUB_SHORT, STUB_LONG, STUB_SKIPPED };
struct stub {
    enum stub_how how;
    bool is_last, is_used;
    uint32_t heading; /* where the clause's heading begins */
    struct span span;
    const struct source *source;
};

/* `Clause 5 survives for 3 months`, found before the clauses are read: what recurs there goes on behind the end. */
struct surviving {
    const char *clause;
    const struct ast_amount *length; /* or a day */
    const struct ast_time *day;
};

/* The periods of an act that recurs, listed once however many members it is read for. */
struct period_list {
    struct meant_period **items;
    size_t count, room;
};
struct sema_rhythm {
    const void *written;
    struct period_list *list;
};

/* Who `it`, `the other` and `the …` are while one statement is read for one member. */
enum watched { /* of a statement that is read for periods: which norms of the clauses that it watches make it arise */
    WATCH_ALL,
    WATCH_OF_PERIOD, /* those of the period at hand */
    WATCH_OTHERS,    /* those that do not recur, once */
};

struct scope {
    uint64_t subject;        /* the bearer(s) of the norm at hand; 0 = not known yet */
    uint64_t it;             /* actor of the trigger; 0 = no trigger */
    uint64_t circle;         /* the group of which `the other` is the rest; 0 = all parties */
    int32_t key_kind;        /* item introduced by the trigger, or NM_NONE */
    const char *member;      /* label for names of norms when the statement was made once per member */
    const struct ast_event *event; /* the trigger, or NULL */
    const struct meant_period *period; /* for which it is read, or NULL */
    bool is_rhythmic;                  /* the act itself says how it recurs */
    enum watched watched;
    bool is_period_end; /* what is read is asked at the end of it */
    bool is_either;          /* the subject is several, any of whom may do it */
};

/* `if` or `unless` behind an event, or behind the norm; the inner one first. */
struct guard {
    const struct ast_cond *cond;
    bool is_unless;
    const struct guard *outer;
};

/* A norm whose times and references wait until all norms are known. */
struct pending {
    struct meant_norm *norm;
    const struct ast_act *act;
    const struct ast_trigger *trigger; /* or NULL */
    struct scope scope;
    const struct guard *guards;        /* or NULL */
    bool has_window;                   /* it has been read when this is owed */
};

/* By symbol: the clause of that number, good as long as the stamp is that of the contract. */
struct clause_finding {
    uint32_t stamp, clause;
};
struct clause_memo {
    VEC(struct clause_finding) of;
    uint32_t stamp; /* never 0 */
};

struct vocabulary {
    struct meaning meaning;
    struct name_table names;
    struct name_rows rows; /* of its names and of those of the contract being read over it */
    struct clause_memo clauses;
    struct intern *intern;
};

/* index.c: what is found without a search. */
struct clause_links {
    int32_t below, next; /* a clause under this one, another beside it; or NM_NONE */
    int32_t norm;        /* one of its norms, or NM_NONE */
};
struct sema_index {
    struct map clauses;    /* number -> row; of the first clauses */
    size_t mapped;         /* how many: the others are put in when a number is looked up as a text */
    bool has_texts;        /* there are clauses whose numbers are no words of a text: 1.1(a) */
    struct map norm_names; /* name -> how many norms have it */
    struct map awaited;    /* numbers that are not there, though there are clauses under them */
    LIST(struct clause_links) links; /* of clauses, in their order; perhaps not yet of the last ones */
    LIST(int32_t) rows;              /* of what is just being listed */
    LIST(int32_t) headings;          /* of clauses: the one above that is under no other, or itself */
    LIST(int32_t) next_norm;         /* of norms, in their order: another one of the same clause */
    int32_t *first_broken, *next_broken; /* of norms: the first that it remedies, the next of one remedy */
};

/* What a clause counts was compared with an amount before it was known what it is counted in. */
struct unit_awaited {
    const struct meant_norm *norm;
    int32_t unit;
    struct span span;
    const struct source *source;
};

/* `the cap of clause 3.1 is reached`: what it comes to is set once all caps are read. */
struct cap_asked {
    struct meant_expr *reached;
    const struct ast_label *clause;
    struct span span;
    const struct source *source;
};

/* `the count of clause 1.1`, to be looked at when it is known for what its duties arise. */
struct count_asked {
    const struct ast_np *np;
    const struct source *source;
    const struct meant_period *period; /* of the sentence that asks */
};

/* `if the uptime is below 95 percent` of a period for which it is not measured. */
struct value_asked {
    const struct meant_indicator *indicator, *by; /* by: what triggers is that this is measured; or NULL */
    const struct meant_period *period;
    struct span span;
    const struct source *source;
};

/* Of two powers of one day the first is taken first. */
struct prevalence {
    struct meant_norm *strong, *weak;
    struct span span;
    const struct source *source;
};

/* How days are counted: spec 6.5 and 7.2. */
struct counting_rules {
    struct span said[COUNTING_MONTH_ENDS + 1]; /* by the first rule of a family; end 0: not said */
    bool has_roll, is_first_day_in, is_month_end_kept;
    enum counting_rule roll;
};

struct calendar;

enum reading_part { READ_ALL, READ_RIGHTS, READ_DUTIES };
struct reading { /* one statement, on its way down to its norms */
    int32_t clause;
    const struct ast_trigger *trigger;
    struct scope scope;
    const struct guard *guards;
    uint32_t object;        /* which object of the act is read */
    enum reading_part part; /* rights arise once, whatever recurs */
};

/* A statement that arises from a clause, kept until that clause has been read: it may recur. */
struct waiting {
    struct reading reading;
    const struct ast_item *item;
    const struct source *source;
    bool is_read;
};

/* What follows where nothing is measured, kept until all targets have been read. */
struct silence {
    struct reading reading;
    const struct ast_chain *chain;
    struct meant_indicator *indicator;
    const struct source *source;
};

struct sema {
    struct vocabulary *vocabulary; /* NULL while it is itself being read */
    struct meaning *meaning;
    const struct sema_files *files; /* NULL: there are none */
    struct intern *intern;
    struct arena *arena;
    struct diags *diags;
    const struct source *source; /* of the sentence being read */
    struct ast_said said;        /* by the contract */
    bool in_words;               /* for the papers, too */
    struct names_known names;
    LIST(struct definition) definitions;
    LIST(const struct ast_act *) facts; /* what was known before; beside the baselines of the meaning */
    LIST(struct holding) holdings;
    LIST(struct rule) rules;
    uint32_t rule_kinds;  /* a bit for each kind that is among them */
    LIST(struct pending) pending;
    LIST(struct prevalence) prevalences;
    LIST(struct election) elections;
    LIST(struct stub) stubs;
    LIST(struct surviving) survivings;
    LIST(struct waiting) waiting;
    LIST(struct silence) silences;
    LIST(struct sema_rhythm) rhythms;
    bool has_days; /* something is said once for each of several days (days.c) */
    const struct named *clash; /* whose names were reported last as taken: once is enough */
    struct sema_index index;
    uint32_t full;        /* bits of enum full: bounds that were reported */
    size_t expr_count;    /* made until now */
    LIST(struct unit_awaited) units_awaited; /* compared with sums that are reckoned later */
    LIST(struct count_asked) counts_asked;
    LIST(struct cap_asked) caps_asked;
    LIST(struct value_asked) values_asked;
    LIST(const struct ast_act *) statuses_asked; /* and warned of */
    struct map unknown;   /* words that were reported as unknown: one message for each */
    uint32_t silenced;    /* faults that follow from what was reported */
    LIST(int32_t) holes;   /* headings under which a sentence could not be read */
    bool *is_broken;      /* of each sentence of the file: the role check has refused it */
    bool is_vocabulary, is_calendar_unknown;
    bool is_declared;     /* the declarations have no fault */
    bool may_renew;       /* a right to renew is written somewhere */
    struct counting_rules counting;
    struct span calendar_span;   /* where the contract's calendar is chosen */
    const struct source *calendar_source;
    struct calendar *worked;     /* the contract's calendar; NULL if it has none */
    bool has_term, has_signed, has_granularity;
    const struct ast_sentence *effect; /* `in force once …`, or NULL */
    const struct ast_sentence *zone; /* that names the time zone, or NULL */
    struct span signed_span;     /* where the day of signature is said */
    const struct source *signed_source;
    struct span term_span;
    const struct source *term_source;
};

#endif
