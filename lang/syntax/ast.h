/* ast.h - the written tree: what stands in one file, as it was written, before any name is looked
 * up. It is immutable after parsing and good enough to print the file again.
 *
 * How to read it: a file is a flat array of sentences; headings open parts (struct ast_part gives
 * the slices). A sentence of a clause is a tree of items: a chain of norms (`otherwise`), or a
 * trigger that governs items. Norms, events, conditions, scenario lines and verb samples all have
 * one shape, struct ast_act: who, what is said, and arguments in written order.
 *
 * Everything lives in one arena and dies with it. Texts point into the arena or the source. Lists
 * are {items, count}. `depth` is 1 + the deepest child; no tree is deeper than LIMIT_DEPTH.
 * Every span is in bytes of its sentence's source. Words are interned: compare pointers. */
#ifndef SYNTAX_AST_H
#define SYNTAX_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/intern.h"
#include "lang/syntax/span.h"
#include "lang/value/date.h"
#include "lang/value/decimal.h"

/* ---- the closed word lists, from ast.def ------------------------------------------------------ */

enum sentence_kind {
#define AST_SENTENCE(id, word) id,
#include "lang/syntax/ast.def"
    SENT_COUNT
};
enum pred_kind {
#define AST_PRED(id, word) id,
#include "lang/syntax/ast.def"
};
enum np_kind {
#define AST_NP(id, word) id,
#include "lang/syntax/ast.def"
};
enum det {
#define AST_DET(id, word) id,
#include "lang/syntax/ast.def"
};
enum adverb_kind {
#define AST_ADV(id, word) id,
#include "lang/syntax/ast.def"
};
enum prep {
#define AST_PREP(id, word, side) id,
#include "lang/syntax/ast.def"
};
/* What a preposition says of the days of the time behind it. SIDE_NONE: it does not stand before times. */
enum prep_side { SIDE_NONE, SIDE_INSIDE, SIDE_ON, SIDE_BY, SIDE_UP_TO, SIDE_BEFORE, SIDE_BEHIND, SIDE_FROM };
enum modal {
#define AST_MODAL(id, word) id,
#include "lang/syntax/ast.def"
};
enum quant {
#define AST_QUANT(id, word) id,
#include "lang/syntax/ast.def"
};
enum time_unit {
#define AST_TIME_UNIT(id, word) id,
#include "lang/syntax/ast.def"
};
enum expr_kind {
#define AST_EXPR(id, word) id,
#include "lang/syntax/ast.def"
};
enum cond_kind {
#define AST_COND(id, word) id,
#include "lang/syntax/ast.def"
};
enum counting_rule {
#define AST_COUNTING(id, word) id,
#include "lang/syntax/ast.def"
};
enum facet {
#define AST_FACET(id, word, zh) id,
#include "lang/syntax/ast.def"
    FACET_UNKNOWN /* a word that is none of these; it was reported */
};

/* ---- words, texts, numbers --------------------------------------------------------------------- */

/* A word as written. A declared name of several words is one word with single blanks in it. */
struct ast_name {
    struct span span;
    sym text;       /* NULL where a name was not written */
    bool is_quoted; /* it was written in quotes: "new result" */
};
struct ast_names {
    struct ast_name *items;
    uint32_t count;
};

/* The bytes between the quotes, not NUL-terminated; line breaks are kept. */
struct ast_string {
    struct span span; /* with the quotes */
    const char *text;
    uint32_t len;
};
struct ast_strings {
    struct ast_string *items;
    uint32_t count;
};

struct ast_number {
    struct span span;
    struct decimal value;
};

/* "3.1", "4(b)", "2": the number of a clause or item as written (3.10 is not 3.1). */
struct ast_label {
    struct span span;
    sym text;    /* NULL: no number was written. Items in parentheses keep them: "(a)" */
    int level;   /* 1 for 3, 2 for 3.1, …; 100 for (a), 101 for (ii) below (a); 0 if not written */
};

/* ---- time -------------------------------------------------------------------------------------- */

enum ast_time_kind {
    AST_TIME_DATE,   /* day, and clock if seconds >= 0 */
    AST_TIME_CLOCK,  /* 17:00 alone: seconds */
    AST_TIME_PERIOD, /* Q4, Q4 1956, 1956-Q4, 1957, January 2027, 2026-W23 */
};
struct ast_time {
    struct span span;
    enum ast_time_kind kind;
    int64_t day;              /* AST_TIME_DATE: days since 1970-01-01; the date exists */
    int32_t seconds;          /* since midnight; -1 if no time of day was written */
    enum period_kind period;  /* AST_TIME_PERIOD */
    union {
        struct { /* AST_TIME_PERIOD */
            int year;  /* 0 if it was not written */
            int index; /* 4 in Q4, 10 in October, 1 for a year */
        };
        const struct ast_string *zone; /* with a time of day: the zone whose clock is meant; NULL: the contract's */
    };
};

/* n days, 3 to 6 working days, at most 60 days. high equals low if no range was written. */
struct ast_duration {
    struct span span;
    enum quant quant;
    struct ast_number low, high;
    bool has_range;
    enum time_unit unit;
    struct ast_name named; /* `within the grace`: then nothing else is written; text NULL if none */
};

/* ---- noun phrases ------------------------------------------------------------------------------ */

struct ast_np;
struct ast_act;
struct ast_adverb;
struct ast_cond;
struct ast_expr;

enum amount_kind {
    AMOUNT_BARE,    /* 4 (in `of which` lists) */
    AMOUNT_NAME,    /* 26 items, 2 technicians, 10 tonnes: a unit or a kind of item; sema knows */
    AMOUNT_TIME,    /* 3 days */
    AMOUNT_PERCENT, /* 5 percent (of the price) */
};
struct ast_amount {
    struct span span;
    enum quant quant;
    struct ast_number low, high; /* high equals low if no range was written */
    bool has_range;              /* `3 to 6` or `between 3 and 6` */
    enum amount_kind kind;
    struct ast_name unit;      /* AMOUNT_NAME */
    enum time_unit time_unit;  /* AMOUNT_TIME */
    struct ast_np *percent_of; /* AMOUNT_PERCENT; NULL if not written */
    bool is_all;               /* `more than the price`: of all of it, 100 percent, and no number is written */
    bool has_per;              /* yuan per screw; percent per day */
    struct ast_name per;       /* the name after `per`; its text is NULL if it is a unit of time */
    enum time_unit per_unit;   /* if per.text is NULL */
};

enum comparison { CMP_LT, CMP_LE, CMP_EQ, CMP_GE, CMP_GT };

/* What extends a noun phrase, in written order. */
enum ast_tail_kind {
    TAIL_OF,        /* of the price: np */
    TAIL_WITH,      /* with class electric-furnace: name, value */
    TAIL_WITH_CMP,  /* with a cutting-record above 300 m: name, cmp, np */
    TAIL_COMPARED,  /* above 95 percent: cmp, np */
    TAIL_WHOSE,     /* whose price is above 5 yuan: name, cmp, np */
    TAIL_THAT_IS,   /* that is (not) late: is_negated, word */
    TAIL_THAT_HAS,  /* that has (not) failed: is_negated, word */
    TAIL_THAT_DONE, /* that neither plant has solved: np, is_negated, word */
};
enum ast_value_kind { VALUE_NAME, VALUE_NUMBER, VALUE_STRING, VALUE_TIME };
struct ast_value { /* of an attribute: exactly one of them */
    struct span span;
    enum ast_value_kind kind;
    struct ast_name name;
    struct ast_number number;
    struct ast_string string;
    struct ast_time time;
};
enum ast_reach { REACH_EXACT, REACH_BETTER, REACH_WORSE }; /* … or better, or worse */
struct ast_tail {
    struct span span;
    enum ast_tail_kind kind;
    enum ast_reach reach; /* TAIL_WITH */
    struct ast_np *np;
    struct ast_name name;
    struct ast_value value;
    enum comparison cmp;
    bool is_negated;
    uint8_t form; /* TAIL_THAT_…, TAIL_WHOSE: is, are; has, have */
    struct ast_name word;
};
struct ast_tails {
    struct ast_tail *items;
    uint32_t count;
};

struct ast_np {
    enum np_kind kind;
    uint16_t depth;
    struct span span;
    struct ast_tails tails; /* NP_NAME, NP_OWNED, NP_AMOUNT */
    union {
        struct {
            enum det det;
            int ordinal;               /* 1, 2, 3 …; -1 for last; 0 if none */
            struct ast_name adjective; /* the *rejected* lathes, a *late* delivery; may be none */
            struct ast_name noun;      /* its text is NULL if the noun is a unit of time */
            enum time_unit time_unit;  /* `the last working day of each month`, `a month` */
            struct ast_name named;     /* an order (the old-order); may be none */
        } name;
        struct {
            struct ast_np *owner;
            struct ast_name noun;
            struct ast_name adjective; /* Buyer's *written* consent; may be none */
        } owned;
        struct {
            bool is_plural, is_mutual; /* the others; each other */
        } other;
        struct {
            bool is_plural; /* they, them */
        } pronoun;
        struct ast_label clause; /* NP_CLAUSE */
        struct ast_amount *amount; /* NP_AMOUNT */
        struct {
            struct ast_number count; /* 1 if not written */
            enum time_unit unit;
        } each;
        struct {
            struct ast_np *left, *right;
        } extreme;            /* NP_EARLIER, NP_LATER */
        struct {
            struct ast_duration *duration;
            struct ast_adverb *anchor; /* after the delivery, before 2026-06-30 */
        } counted;
        struct ast_time time; /* NP_TIME */
    };
};

/* Noun phrases joined: `Seller and Buyer`, `post or telephone`, `materials, tools and drawings`. */
struct ast_nps {
    struct span span;
    struct ast_np **items;
    uint32_t count;
    bool is_or;     /* joined by `or`; else by `and` (or there is only one) */
    bool is_joined; /* `and` or `or` was written; false for 2 or more only after an error */
    uint16_t depth;
};

/* ---- adverbials -------------------------------------------------------------------------------- */

/* (a, recorded 1956-10-14) behind the date of a scenario line */
struct ast_mark {
    struct span span;
    struct ast_name id;  /* text NULL if not written */
    bool has_recorded;
    struct ast_time recorded;
};

struct ast_adverb {
    enum adverb_kind kind;
    enum prep prep; /* ADV_TIME, ADV_NPS, ADV_ACT */
    uint16_t depth;
    bool is_written; /* ADV_NOTICE: with 30 days' written notice */
    struct span span;
    union {
        struct ast_time time;         /* ADV_TIME */
        struct ast_duration *duration; /* ADV_WITHIN, ADV_REMINDER, ADV_REPORTED, ADV_NOTICE;
                                        * ADV_TIMES: a number without its unit */
        struct {
            struct ast_number count; /* ADV_EACH: 1 if not written */
            enum time_unit unit;     /* ADV_EACH */
        };
    };
    struct ast_adverb *each;      /* ADV_TIME: `by D and each month thereafter`, an ADV_EACH; or NULL */
    struct ast_time *until;       /* ADV_TIME with from: the end of `from D to D`, or NULL */
    struct ast_nps *nps;          /* ADV_NPS; `no later than 30 days` has the amount here */
    struct ast_act *act;          /* ADV_ACT */
    struct ast_adverb *anchor;    /* within 7 days *after the delivery*, no later than 30 days
                                   * *before the delivery-date*; an ADV_TIME, ADV_NPS or ADV_ACT
                                   * with after, before or since; NULL if not written */
    struct ast_duration *in_any;  /* ADV_TIMES: `3 times in any 12 months`; NULL if not written */
    struct ast_mark *mark;        /* ADV_TIME in scenarios; NULL if not written */
};
struct ast_adverbs {
    struct ast_adverb **items;
    uint32_t count;
};

/* ---- acts: norms, events, conditions, scenario lines, samples ---------------------------------- */

struct ast_arg { /* exactly one of them */
    struct ast_nps *nps;
    struct ast_adverb *adverb;
};
struct ast_args {
    struct ast_arg *items;
    uint32_t count;
};

/* of which at least 4 in steelmaking, 4 in rolling and 2 in forging */
struct ast_part_of {
    struct span span;
    struct ast_amount amount; /* AMOUNT_BARE, or with a unit or a name (`4 steelmaking`) */
    enum prep prep;           /* PREP_IN …, or PREP_NONE if nothing stands behind the amount */
    struct ast_nps *nps;      /* in steelmaking; or NULL */
    enum ast_reach reach;     /* in prime or better */
    struct ast_time *time;    /* by 2026-03-31; or NULL */
};
struct ast_parts_of {
    struct ast_part_of *items;
    uint32_t count;
};

struct ast_event;

/* What few acts have. */
struct ast_more {
    struct ast_name verb_2; /* PRED_VERB: `confirms or refuses`; else none */
    const struct ast_string *quoted; /* PRED_WARRANTS; who judges it is the first arg */
    struct ast_np *compared;     /* PRED_IS_COMPARED, PRED_CAPPED */
    struct ast_act *once;        /* PRED_COUNTS_ONCE, PRED_COUNTS_NO_LONGER: the event */
    struct ast_adverb *until;    /* PRED_COUNTS_UNTIL: prep is PREP_UNTIL */
    struct ast_expr *means;      /* PRED_MEANS; the right side of PRED_COMPARED */
    struct ast_expr *cap;        /* PRED_MEANS: but at most; NULL if not written */
    struct ast_expr *floor;      /* PRED_MEANS: but at least; NULL if not written */
    bool is_rounded;             /* PRED_MEANS: how it is rounded is written */
    uint8_t rounded_how;         /* … enum rounding */
    struct ast_amount *rounding; /* … rounded to; NULL if not written */

    struct ast_amount *at_most; /* `…, but at most 5_000 yuan`; NULL if not written */
    struct ast_parts_of parts;  /* of which … */
    struct ast_cond *only_if;   /* trailing `if …`; NULL if not written */
    struct ast_cond *unless;    /* trailing `unless …`; NULL if not written */
    struct ast_event *when;     /* trailing `when …`; NULL if not written */
    struct ast_name answer;     /* `…, confirmed` in scenario lines; `…, accepted by D` in norms;
                                 * text NULL if not written */
    struct ast_time *answered_by; /* D in `…, accepted by D`; NULL if not written */
};
extern const struct ast_more ast_no_more; /* all of it not written */

struct ast_act {
    enum pred_kind pred;
    enum modal modal;
    enum comparison cmp; /* PRED_IS_COMPARED, PRED_COMPARED */
    bool is_negated; /* is not, has not */
    uint8_t form;    /* the form of a function word as written (Chinese: 0): is, are, be; has, have;
                      * takes, take; starts, start, started; counts, count; survives, survive */
    uint8_t modal_form; /* does its best, do their best, does their best */
    uint16_t depth;
    struct span span;
    const struct ast_more *more; /* never NULL */
    struct ast_nps *subject;   /* NULL only in PRED_ESSENTIAL, PRED_DAY_COUNTS and PRED_NOTHING */

    struct ast_name verb; /* PRED_VERB, PRED_PERFECT; the -ing form in PRED_STARTS; the word in
                           * PRED_IS (accepted, overdue, at risk, in hand, in force) */

    /* What follows the verb, in written order: receivers, objects, adverbials. In PRED_HAS,
     * PRED_WAS and PRED_TAKES the amounts are the first arg. In PRED_CLOCK_* the clause is the subject. */
    struct ast_args args;
    struct ast_adverbs fronts; /* before the subject: `In Q4 …`, `Despite clause 4, …` */
    struct ast_adverbs mids;   /* between subject and verb: `in Q4`, `by notice`, `together` */
};

/* When A delivers or when B orders: the joined events of a trigger. */
struct ast_event {
    struct span span;
    struct ast_act **items;
    uint32_t count;
    bool is_and; /* `and when`; else `or when` (or there is only one) */
    uint16_t depth;
};

struct ast_cond {
    enum cond_kind kind;
    uint16_t depth;
    bool is_parenthesised;
    struct span span;
    struct ast_act *act; /* COND_ACT */
    struct ast_cond **items; /* COND_AND, COND_OR: 2 or more; COND_NOT: 1 */
    uint32_t count;
};

struct ast_expr {
    enum expr_kind kind;
    uint16_t depth;
    bool is_parenthesised;
    struct span span;
    struct ast_number number;      /* EXPR_NUMBER, EXPR_PERCENT */
    struct ast_name unit;          /* EXPR_NUMBER; text NULL if none */
    bool has_time_unit;            /* EXPR_NUMBER: 30 days */
    enum time_unit time_unit;
    struct ast_np *np;             /* EXPR_NP; what the percentage is of in EXPR_PERCENT, or NULL */
    struct ast_expr *left, *right; /* EXPR_ADD … EXPR_LARGER */
};

/* ---- statements: chains, triggers, items ------------------------------------------------------- */

/* norm { otherwise norm }: norms[i + 1] is owed if norms[i] is broken. */
struct ast_chain {
    struct span span;
    struct ast_act **norms;
    uint32_t count;
    uint16_t depth;
};

enum trigger_kind {
    TRIGGER_WHEN,
    TRIGGER_EACH_TIME, /* when, again for what has triggered before */
    TRIGGER_IF,
    TRIGGER_UNLESS,
    TRIGGER_WHILE,
    TRIGGER_ON, /* On 2026-05-01: */
};
enum repeat { REPEAT_NOT_SAID, REPEAT_ONE, REPEAT_RESTARTS, REPEAT_QUEUES };
struct ast_trigger {
    struct span span;
    enum trigger_kind kind;
    struct ast_event *event; /* TRIGGER_WHEN, TRIGGER_EACH_TIME; TRIGGER_WHILE (one act); else NULL */
    struct ast_adverb *on;   /* TRIGGER_ON; else NULL */
    struct ast_cond *guard;  /* the condition of if/unless; `when … if …`; NULL if not written */
    bool is_unless;          /* TRIGGER_WHEN: `when … unless …` */
    enum repeat repeat;      /* `each time …, one at a time`: what it does when it fires again */
    bool is_regardless;      /* `when …, whether or not accepted` */
};

enum item_kind { ITEM_CHAIN, ITEM_TRIGGER };
enum item_lead { LEAD_NONE, LEAD_THEN, LEAD_OTHERWISE }; /* the item begins with that word */

struct ast_item;
struct ast_items {
    struct ast_item **items;
    uint32_t count;
};
struct ast_item {
    enum item_kind kind;
    enum item_lead lead;
    uint16_t depth;
    bool has_colon; /* ITEM_TRIGGER: a colon, not a comma, stands before what it governs */
    struct span span;
    struct ast_label label; /* text NULL if the item has no number */
    struct ast_chain *chain;     /* ITEM_CHAIN */
    struct ast_trigger *trigger; /* ITEM_TRIGGER */
    struct ast_items items;      /* ITEM_TRIGGER: what it governs, nested by number; 1 or more */
};

/* ---- sentences --------------------------------------------------------------------------------- */

/* The words of a declaration: forms and aliases first come first; quoted ones may be display names
 * ("抚顺钢厂") or names of several words ("new result"). */
struct ast_attr { /* with a trade: rolling, steelmaking or forging; with a grade (number) */
    struct span span;
    struct ast_name name;
    struct ast_name type;    /* in parentheses; may be none */
    bool is_ordered;         /* from best to worst */
    struct ast_names values; /* may be empty */
};
struct ast_attrs {
    struct ast_attr *items;
    uint32_t count;
};
struct ast_facet {
    struct ast_name name;
    enum facet facet;
};
struct ast_facets {
    struct ast_facet *items;
    uint32_t count;
};
struct ast_param { /* a payer (party); a ware, wares (item) */
    struct span span;
    struct ast_name name, plural, type; /* plural: text NULL if not written */
};
struct ast_params {
    struct ast_param *items;
    uint32_t count;
};
struct ast_binding { /* Works as payer */
    struct ast_np *np;        /* NULL: a quoted text is written */
    struct ast_string string; /* if np is NULL */
    struct ast_name param;
};
struct ast_bindings {
    struct ast_binding *items;
    uint32_t count;
};
enum direction { DIRECTION_NONE, DIRECTION_HIGHER, DIRECTION_LOWER };
struct ast_measure { /* (a) output, higher is better, weight 30, against the same quarter last year */
    struct span span;
    struct ast_label label;
    struct ast_name name;
    enum direction direction;
    bool has_weight;
    struct ast_number weight;
    struct ast_np *against;       /* NULL if not written */
    bool is_same_last_year;       /* against the same quarter last year */
    enum time_unit same_unit;
};
struct ast_measures {
    struct ast_measure *items;
    uint32_t count;
};

struct ast_days { /* spans of days; first equals last where one day is written */
    struct ast_day_span {
        struct ast_time first, last;
    } *items;
    uint32_t count;
};
struct ast_year_spans { /* known for 1956, 1958 to 1960 */
    struct ast_year_span {
        struct ast_number first, last; /* last equals first where one year is written */
    } *items;
    uint32_t count;
};
struct ast_calendar {
    struct ast_act *sample;      /* work runs from Monday to Sunday; NULL if not written */
    struct ast_name like;        /* another calendar; text NULL if not written */
    struct ast_year_spans known; /* for which years its days are known */
    struct ast_strings data;     /* with days "holidays-1956.csv" */
    struct ast_days holidays, make_up_days;
};

struct ast_renewal { /* renewed for 12 months each time unless Buyer gives notice at least 3 months before the end */
    struct span span;
    struct ast_duration *length;
    bool is_each;           /* each time */
    bool is_unless;         /* without notice it is renewed; else if notice is given */
    struct ast_nps *holders; /* who may give notice; NULL if it is not written */
    struct ast_duration *notice;
    bool is_written; /* the notice */
    struct ast_adverb *times; /* at most 4 times; NULL if it is not written */
};

struct ast_amendment {
    struct ast_number no;
    struct ast_strings titles;
    struct ast_name to;
    struct ast_string digest; /* of the text that it amends; text NULL if not written */
    struct ast_time signed_on, effective_from;
};

enum expect_kind {
    EXPECT_STATUS, /* expect clause 1.1 breached, … */
    EXPECT_INERT,  /* expect inert nothing-to-answer: the event told last */
    EXPECT_NOTED,
    EXPECT_EFFECTIVE,
    EXPECT_REFUSED, /* expect refused duplicate: not taken into the journal */
};
struct ast_status { /* breached on 1956-12-31 */
    struct ast_name word; /* `in force`, `at risk`, `in hand` are one word */
    struct ast_time *on;  /* NULL if not written */
};
struct ast_statuses {
    struct ast_status *items;
    uint32_t count;
};
struct ast_expect {
    enum expect_kind kind;
    struct ast_name event;        /* not EXPECT_STATUS: `event e1`; text NULL: the last event */
    struct ast_name reason;       /* EXPECT_INERT, EXPECT_REFUSED; text NULL if not written */
    struct ast_np *np;            /* EXPECT_STATUS: whose status */
    struct ast_nps *key;          /* … `for lining`: which instance; NULL if not written */
    struct ast_statuses statuses; /* all of them hold; may be empty */
    struct ast_time *due;         /* due 1956-12-31 */
    struct ast_amount *short_by;  /* short by 16 experiences */
    struct ast_amount *owing;     /* owing 1_620 yuan: still to be done */
    struct ast_amount *done;      /* with 10 experiences done */
    struct ast_duration *slack;   /* slack 3 days */
    struct ast_nps *by;           /* breached by Fushun: whom the breach blames */
    struct ast_nps *needs;        /* needs Benxi: the forecast */
    struct ast_time *known;       /* as known on 1956-10-13; NULL: all that the scenario records */
    bool is_before_closing;       /* before the closing: the date's own time-outs have not run */
};

struct ast_comment {
    struct span span;     /* from `#` to the end of the line, without the line break */
    bool is_trailing;     /* stands on the line where a sentence ended, behind it */
    bool is_behind_words; /* stands inside a sentence, behind words of it on their line */
    bool has_blank_before;
};
struct ast_comments {
    struct ast_comment *items;
    uint32_t count;
};

/* What becomes of what has begun under a clause that an amendment changes or deletes. */
enum ast_running { RUNNING_UNSAID, RUNNING_ALSO, RUNNING_DROPS, RUNNING_RUNS_ON };

struct ast_sentence {
    enum sentence_kind kind;
    uint16_t depth;
    bool has_blank_before;  /* an empty line stands before it (before its comments) */
    bool has_named_length;  /* somewhere in it a duration is a name: `within the grace` */
    bool has_error;         /* reported, recovered: what it says is not to be trusted */
    uint32_t preds;         /* a bit for each enum pred_kind of its acts; there may be more, not fewer */
    struct span span;       /* from the first word to the full stop */
    const struct source *source; /* in which all its spans lie */
    struct ast_comments before; /* comments before it (and inside it), in written order */
    struct ast_names names; /* declarations and headings: NAME and further names, also quoted */
    union {
        struct {
            struct ast_label no;
            struct ast_strings titles;
            bool is_new; /* new clause 7 */
        } clause;
        struct {
            struct ast_params params;
        } template_;
        struct ast_amendment *amendment;
        struct {
            struct ast_strings titles;
        } scenario;
        struct {
            struct ast_name in; /* may be none */
            struct ast_facets facets; /* a third, … */
        } party;
        struct {
            struct ast_nps *members;
        } group;
        struct {
            struct ast_attrs attrs;
        } item;
        struct {
            struct ast_expr *expr; /* unit tonne = 1000 kilogram; NULL if not written */
            struct ast_facets facets; /* a currency */
        } unit;
        struct {
            struct ast_facets facets; /* an acceptance */
            struct ast_act *sample;   /* a plant teaches a plant an experience; may be NULL */
        } verb;
        struct {
            struct ast_name unit;        /* in percent, in yuan; may be none */
            struct ast_name per;         /* in yuan per kilogram; may be none */
            bool is_percent;
            enum direction direction;
            struct ast_nps *measured_by; /* may be NULL */
            struct ast_adverbs adverbs;  /* each 5 minutes; of a date: by 2026-05-01 */
            bool is_date;                /* date NAME, set by … */
            bool is_together;            /* … together */
            struct ast_time *otherwise;  /* … otherwise 2026-06-30; may be NULL */
        } indicator;
        struct {
            struct ast_time on;
        } signed_;
        struct {
            struct ast_cond *once; /* what must be so first, by the last day at the end; or NULL */
            struct ast_adverbs adverbs;
            struct ast_renewal *renewal; /* … renewed for 12 months …; or NULL */
        } in_force;
        struct ast_calendar *calendar;
        struct {
            enum counting_rule rule;
        } counting;
        struct {
            struct ast_duration *duration;
        } warning;
        struct {
            enum time_unit unit;
            struct span span;
        } granularity;
        struct {
            struct ast_string text;
        } string; /* time zone "…", use "…", text only: "…" */
        struct {
            struct ast_name template_;
            struct ast_bindings bindings;
        } use;
        struct { /* requires end after start; requires price above 100 yuan */
            struct ast_np *left;
            enum prep prep;          /* PREP_AFTER …; PREP_NONE: another form */
            bool is_not;             /* the payer is not the payee */
            struct ast_np *right;    /* with `prep` and `is_not`; else NULL */
            enum comparison cmp;     /* if `expr` is not NULL */
            struct ast_expr *expr;   /* NULL: the comparison is a tail of `left` */
        } requires;
        struct {
            struct ast_name language; /* Chinese, English, 中文, 英文 */
            struct ast_string text;
        } text;
        struct {
            struct ast_adverbs adverbs;
            struct ast_measures measures;
        } competition; /* names */
        struct {
            struct ast_adverbs adverbs;
            struct ast_items items;
        } programme; /* names */
        struct {
            struct ast_strings titles;
            bool is_whatever_happens;
            struct ast_chain *chain;
        } claim;
        struct {
            struct ast_chain *chain;
        } assume;
        struct {
            struct ast_label no;
            enum ast_running running;
            struct ast_items items;
        } now_reads;
        struct {
            struct ast_label no;
            enum ast_running running;
        } deleted;
        struct {
            struct ast_items items;
        } statement;
        struct {
            struct ast_adverb *on; /* ADV_TIME with PREP_ON; carries the mark */
            struct ast_act *act;   /* without that adverb in its fronts; NULL in SENT_NOTHING */
        } happened;                /* SENT_HAPPENED, SENT_NOTHING */
        struct {
            struct ast_name id;    /* the event (or correction) that is corrected or voided */
            struct ast_mark *mark; /* the correction's own id and recording day; may be NULL */
            struct ast_adverb *on; /* SENT_CORRECT: the replacement, as in `happened` */
            struct ast_act *act;
        } correct; /* SENT_CORRECT, SENT_VOID */
        struct ast_expect *expect;
    };
};

/* ---- the file ---------------------------------------------------------------------------------- */

enum part_kind {
    PART_FRONT,     /* what stands before any heading (a vocabulary is only that) */
    PART_CONTRACT,  /* the heading `contract …` and what follows up to the next heading */
    PART_TEMPLATE,
    PART_AMENDMENT,
    PART_CLAUSE, /* headed by SENT_CLAUSE or SENT_NOW_READS */
    PART_SCENARIO,
};
struct ast_part {
    enum part_kind kind;
    uint32_t first, count; /* sentences[first .. first + count - 1]; the heading is the first one,
                            * except in PART_FRONT */
};

/* What a file says at all, a bit for each kind: where there is none, nobody need look for it. A bit may be
 * set without need; none is missing. */
struct ast_said {
    uint64_t sentences; /* enum sentence_kind */
    uint32_t preds;     /* enum pred_kind */
    uint32_t adverbs;   /* enum adverb_kind */
    uint32_t preps;     /* enum prep, of ADV_NPS */
    uint32_t nps;       /* enum np_kind */
    bool has_ordinal;   /* in a noun phrase: the first period */
    bool has_adjective; /* in one with a noun: the *rejected* lathes */
    bool has_named;     /* an order (the old-order) */
    bool has_named_length;
    uint32_t means_end; /* no sentence from this one on has PRED_MEANS; UINT32_MAX: not known */
};

struct ast_file {
    const struct source *source; /* see source.h; the caller keeps it alive */
    struct ast_sentence **sentences;
    uint32_t sentence_count;
    struct ast_part *parts; /* cover all sentences, in order */
    uint32_t part_count;
    struct ast_comments after; /* comments behind the last sentence */
    struct ast_said said;
    bool has_errors;           /* an error was reported while this file was read */
};

/* The Chinese measure word between the number and what is counted (10 台 车床), in the text in which the amount stands;
 * empty if there is none. */
struct span ast_measure_word(const struct ast_amount *amount, const char *text);

/* The adverbials of an act in written order: those in front, from act->fronts.count on those before the verb, then what
 * stands behind it, of which NULL is no adverbial. */
static inline uint32_t ast_adverb_count(const struct ast_act *act)
{
    return act->fronts.count + act->mids.count + act->args.count;
}

static inline const struct ast_adverb *ast_adverb_at(const struct ast_act *act, uint32_t i)
{
    if (i < act->fronts.count)
        return act->fronts.items[i];
    i -= act->fronts.count;
    return i < act->mids.count ? act->mids.items[i] : act->args.items[i - act->mids.count].adverb;
}

/* `by notice`, 以 书面通知: what is sent to somebody, other than `by the delivery-day`, `by rail`. */
bool ast_is_letter(const struct ast_adverb *adverb);
/* `in writing` */
bool ast_is_in_writing(const struct ast_adverb *adverb);

/* `to Works` directly behind `by notice`, `in writing`, `with 30 days' notice`, which is adverbial `i`: whom that goes
 * to. NULL if it is not said. */
const struct ast_adverb *ast_addressee(const struct ast_act *act, uint32_t i);

/* Is argument `arg` behind the verb such a `to`? */
bool ast_is_addressee(const struct ast_act *act, uint32_t arg);

/* An argument behind `to` or `from`: whom the act concerns. */
static inline bool ast_is_to(const struct ast_arg *arg)
{
    const struct ast_adverb *adverb = arg->adverb;
    return adverb && adverb->kind == ADV_NPS &&
           (adverb->prep == PREP_TO || adverb->prep == PREP_FROM);
}

/* `after 12 months`, which itself counts from something that has not been said yet. */
static inline bool ast_is_after_length(const struct ast_adverb *adverb)
{
    const struct ast_np *np =
        adverb && adverb->kind == ADV_NPS && adverb->nps->count == 1 ? adverb->nps->items[0] : NULL;
    return np && adverb->prep == PREP_AFTER && !adverb->anchor && np->kind == NP_AMOUNT &&
           np->amount->kind == AMOUNT_TIME;
}

/* Its phrases, with `to`, `from` or with no word before them; NULL for other adverbials. */
static inline const struct ast_nps *ast_arg_nps(const struct ast_arg *arg)
{
    return ast_is_to(arg) ? arg->adverb->nps : arg->nps;
}

static inline bool ast_has_pred(const struct ast_sentence *sentence, enum pred_kind pred)
{
    return sentence->preds >> pred & 1;
}

/* Any of these kinds of sentences; masks are made with AST_BIT. */
#define AST_BIT(kind) (UINT64_C(1) << (kind))
_Static_assert(SENT_COUNT <= 64, "a mask has a bit for each kind of sentence");

/* Adds what another file says. */
static inline void ast_say(struct ast_said *said, const struct ast_said *more)
{
    said->sentences |= more->sentences;
    said->preds |= more->preds;
    said->adverbs |= more->adverbs;
    said->preps |= more->preps;
    said->nps |= more->nps;
    said->has_ordinal |= more->has_ordinal;
    said->has_adjective |= more->has_adjective;
    said->has_named |= more->has_named;
    said->has_named_length |= more->has_named_length;
    said->means_end = UINT32_MAX; /* the sentences of both are in another order */
}

/* ---- words for dumps and messages --------------------------------------------------------------- */

const char *sentence_kind_word(enum sentence_kind kind);
const char *pred_kind_word(enum pred_kind kind);
const char *np_kind_word(enum np_kind kind);
const char *det_word(enum det det);
/* The *written* notice, the *prior written* consent. */
bool ast_is_written(struct ast_name adjective);
const char *adverb_kind_word(enum adverb_kind kind);
const char *prep_word(enum prep prep);
enum prep_side prep_side(enum prep prep);
const char *modal_word(enum modal modal);
const char *quant_word(enum quant quant);
const char *time_unit_word(enum time_unit unit);
const char *expr_kind_word(enum expr_kind kind);
const char *cond_kind_word(enum cond_kind kind);
const char *counting_word(enum counting_rule rule);
const char *facet_word(enum facet facet);

#endif
