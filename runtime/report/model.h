/* model.h - what every paper of the tracker is printed from: one plain data model.
 *
 * The filler (the one place that reads the norm machine and its state) writes this; the renderers
 * (table, md, html, csv, json, ics, svg) only read it. No logic, no functions: a field that a paper
 * needs is computed by the filler, so two papers cannot disagree.
 *
 * Conventions
 *   - everything is borrowed: texts and arrays live in the filler's arena, at least as long as the
 *     renderer runs; texts are NUL-terminated UTF-8; NULL means "nothing to say" and prints as
 * blank;
 *   - a struct report_text holds both languages; if one is NULL the papers fall back to the other;
 *   - a zeroed struct is valid and empty, but for dates and quantities: use REPORT_NEVER and
 *     REPORT_NO_QUANTITY, so that day 0 (1970-01-01) and the number 0 keep their meaning;
 *   - a set of parties is a mask over model->parties (bit i is parties[i]);
 *   - arrays are in the order in which they are to be printed: parties and clauses as written,
 *     rows by clause then creation, journal by sequence number.
 */
#ifndef RUNTIME_REPORT_MODEL_H
#define RUNTIME_REPORT_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/value/zone.h"

/* Both languages of one text; either may be NULL. */
struct report_text {
    const char *en;
    const char *zh;
};

/* A point in time: civil day since 1970-01-01, and the second of that day or -1 for "the day". */
struct report_moment {
    int64_t day;
    int32_t second;
};

#define REPORT_NO_DAY          INT64_MIN
#define REPORT_NEVER           ((struct report_moment){.day = REPORT_NO_DAY, .second = -1})
#define REPORT_DAY(day_number) ((struct report_moment){.day = (day_number), .second = -1})

/* Quantities are integers in the smallest declared part of their unit (struct report_unit). */
#define REPORT_NO_QUANTITY INT64_MIN
/* Slack that is not defined for a row (already final, no date, not computable). */
#define REPORT_NO_SLACK INT64_MIN

/* `decimals` digits stand after the point: 48000000 with 2 prints as 480000.00. */
struct report_unit {
    const char *code;         /* name in the contract, for machines: "yuan", "experience" */
    struct report_text label; /* singular, for people */
    struct report_text plural;
    int decimals;
    bool is_trimmed; /* 100 tonnes, not 100.000: no trailing zeros */
};

/* ---- identity ------------------------------------------------------------------------------- */

enum report_phase {
    REPORT_PHASE_DRAFT,
    REPORT_PHASE_AWAITING, /* conditions precedent are open */
    REPORT_PHASE_IN_FORCE,
    REPORT_PHASE_WINDING_UP,
    REPORT_PHASE_CLOSED,
};

struct report_identity {
    const char *name; /* the contract's symbol: "mutual-help" */
    struct report_text title;
    const char *hash;            /* lower-case hexadecimal digest of the canonical contract */
    const char *first_hash;      /* of the text as it was before any amendment; stays the same */
    const char *called; /* "Venue is Riverside Hall Ltd": English sentences name parties by their short names. NULL: no
                         * need to say so */
    struct report_text amended;  /* by which amendment, and since when; NULL: by none */
    const char *program;         /* "hetong 0.1.0" */
    struct report_text calendar; /* name and edition: "six-day week, edition 1956-01" */
    const char *zone;            /* of the contract's clock: "Asia/Shanghai"; NULL: none is named */
    struct zone_clock clock;
    enum report_phase phase;
    struct report_text phase_reason; /* why it winds up or how it closed; NULL while in force */
    struct report_text renewal; /* on whose notice, by when, it hangs whether the term goes on; NULL: on none */
    struct report_moment signed_on, in_force, expires; /* expires: as things stand */
    struct report_moment as_of;
    bool as_of_closed; /* true: after the closing of as_of; false: the day still runs */
    struct report_text now; /* where nobody has named the day: that it still runs, and by whose clock; or NULL */
    /* The journal prefix that was read. known_seq is the number of its last record (0: empty);
     * known_at is REPORT_NEVER when the whole journal was read. */
    uint64_t known_seq;
    struct report_moment known_at;
    struct report_moment horizon_from, horizon_to;
    unsigned clauses_tracked, clauses_soft, clauses_text_only;
    int warning_days; /* slack at or below this is "at risk"; 0 if the contract says none */
    const struct report_text *notices; /* what a reader must know before trusting the rest */
    size_t notice_count;
};

struct report_party {
    const char *name;         /* symbol: "Fushun" */
    struct report_text label; /* "Fushun Steel Plant" / "抚顺钢厂" */
    bool is_third;            /* a named third party: gets no checklist of its own */
};

/* ---- clauses -------------------------------------------------------------------------------- */

enum report_clause_class {
    REPORT_CLAUSE_TRACKED,
    REPORT_CLAUSE_SOFT, /* "does its best": reminders, never a breach */
    REPORT_CLAUSE_TEXT_ONLY,
    REPORT_CLAUSE_HEADING, /* only groups its sub-clauses; not counted */
};

struct report_clause {
    const char *number; /* "1.1" */
    int depth;          /* 0 for "1", 1 for "1.1" */
    struct report_text title;
    struct report_text authentic; /* the wording both parties signed, quoted */
    const char *sentence;         /* the formal sentence as written in the contract file */
    const char *file;             /* where it stands; NULL if unknown */
    unsigned line;
    enum report_clause_class class;
};

/* ---- rows: one per norm instance ------------------------------------------------------------- */

enum report_kind {
    REPORT_KIND_ACHIEVEMENT,
    REPORT_KIND_AMOUNT,
    REPORT_KIND_MAINTENANCE,
    REPORT_KIND_RATIO,
    REPORT_KIND_ANSWER, /* accept or refuse within a limit */
    REPORT_KIND_PAYMENT,
    REPORT_KIND_PROHIBITION,
    REPORT_KIND_PERMISSION,
    REPORT_KIND_POWER,      /* terminate, suspend, waive …: a right that may lapse */
    REPORT_KIND_ASSUMPTION, /* without blame */
};

enum report_modality {
    REPORT_SHALL,
    REPORT_MAY,
    REPORT_SHALL_NOT,
};

/* Whether the row is an instance or stands for those that a trigger may still make. */
enum report_row_form {
    REPORT_ROW_INSTANCE,
    REPORT_ROW_WHEN, /* no instance yet: "when X happens, within n days …", no dates */
};

/* ORDER statuses: words.def, json.c names. calculus.md B5. */
enum report_status {
    REPORT_DORMANT,
    REPORT_IN_FORCE,
    REPORT_PENDING,
    REPORT_FULFILLED,
    REPORT_BREACHED,
    REPORT_LAPSED,
    REPORT_WAIVED,
    REPORT_RELEASED,
};

/* calculus.md B10. Final rows have REPORT_FORECAST_NONE. */
enum report_forecast {
    REPORT_FORECAST_NONE,
    REPORT_SECURED,
    REPORT_IN_HAND,
    REPORT_NEEDS,
    REPORT_DOOMED,
    REPORT_FORECAST_UNKNOWN,
};

enum report_breach_status {
    REPORT_BREACH_OPEN,
    REPORT_BREACH_REMEDYING,
    REPORT_BREACH_REMEDIED,
    REPORT_BREACH_UNREMEDIED,
    REPORT_BREACH_WAIVED,
    REPORT_BREACH_EXCUSED,
};

struct report_breach {
    const char *id; /* stable: row id and episode, "1.1#1" */
    enum report_breach_status status;
    struct report_moment certain; /* the day on which it became a breach */
    struct report_moment due;     /* the day that was missed */
    struct report_moment ended;   /* late performance or end of the episode; REPORT_NEVER if none */
    int64_t shortfall;            /* in the row's unit */
    uint64_t blame;
    struct report_text cause;  /* "16 of 26 experiences were not confirmed by 1956-12-31" */
    struct report_text remedy; /* what follows or followed from it */
};

enum report_item_state {
    REPORT_ITEM_FREE,
    REPORT_ITEM_TENDERED, /* done by the performer, not confirmed */
    REPORT_ITEM_HELD,     /* confirmed */
    REPORT_ITEM_LOST,     /* confirmed once, lost on recheck */
};

/* One line of a counted duty. Two ticks: done (performer) and confirmed (whoever accepts). */
struct report_item {
    struct report_text name; /* NULL texts: a nameless unit */
    enum report_item_state state;
    struct report_moment done, confirmed;
    bool is_deemed;       /* confirmed by silence */
    const char *evidence; /* reference of the paper */
};

struct report_row {
    const char *id;       /* stable over re-issues: clause and key, "3.1/experience=lining" */
    size_t clause;        /* index into model->clauses */
    const char *instance; /* canonical key: "experience=lining"; NULL if the norm has one */
    struct report_text instance_label; /* "lining" / "炉衬砌筑" */
    enum report_row_form form;
    enum report_kind kind;
    enum report_modality modality;
    uint64_t bearers;
    bool is_joint; /* all bearers together, not each */
    uint64_t counterparties; /* of a power: whose duties, claims or rights it changes, and who is told */
    uint64_t awaited; /* whose act REPORT_NEEDS waits for */

    /* Who minds it on each party's side, by index of the party; an entry is NULL for nobody. NULL: no
     * owners are known. They come from a file of their own (owners.h), never from the contract. */
    const char *const *owners;

    /* what */
    struct report_text action; /* whole phrase: "teaches Benxi 26 items" */
    struct report_text object; /* "experience" / "先进经验" */
    struct report_unit unit;
    int64_t required, done, pending, shortfall; /* REPORT_NO_QUANTITY where it makes no sense */

    /* when */
    struct report_text trigger;      /* "when Fushun starts teaching it"; NULL: from the contract */
    struct report_moment triggered;  /* the tick of the trigger */
    struct report_moment from, due;  /* resolved window, closed on both ends */
    struct report_text due_rule;     /* "within 7 days after the start, 1956-10-12" */
    struct report_moment last_start; /* last day to begin so that it can still be done */
    /* Where something has moved its day (a suspension, a rejection): the last day as things stand,
     * REPORT_NEVER where nobody can say. Else `due` is. */
    bool is_moved;
    struct report_moment act_by;
    struct report_moment suspended_since, suspended_until; /* until: at the latest */
    /* What a reader must know of the row beside its date: first what has happened to it (remark_now of
     * them), then what holds of it anyway. */
    const struct report_text *remarks;
    size_t remark_count, remark_now;

    /* proof and consequence */
    struct report_text evidence;
    bool needs_acceptance;
    struct report_text acceptor, answer_limit, silence;
    struct report_text remedy;     /* what follows if missed */
    struct report_text depends_on; /* in words */
    const size_t *depends_rows;    /* rows this one waits for; drawn as arrows */
    size_t depends_count;

    /* where it stands */
    enum report_status status;
    bool is_disputed; /* it is what it is by an act that somebody disputes */
    bool recurs; /* one of a series of like rows, a period each */
    bool comes_once; /* what is to come, by what can happen but once: the end of the contract */
    bool is_unfounded; /* a power that stands on a ground which is not there today */
    bool is_late; /* breached, and performed since */
    bool is_unowed; /* breached, and not owed any more: the record is all that is left */
    bool is_cut; /* caps have cut what is owed: the mark says by how much, and which */
    bool is_opening; /* its rule says only from when */
    bool is_timed; /* a right that ends on a day, known or not */
    bool is_suspended, is_idle, is_soft, is_vague, is_beyond_checked;
    struct report_moment reminder; /* soft and vague duties: a proxy date, marked as such */
    struct report_text mark;       /* why soft or vague: "promptly; reminder agreed at 10 days" */
    enum report_forecast forecast;
    bool at_risk;
    struct report_moment doom_day;   /* first opening at which it can no longer be met */
    struct report_moment needs_by;   /* REPORT_NEEDS: last tick at which the awaited act helps */
    struct report_text forecast_why; /* "16 items to go, at most 12 can be finished by …" */
    int64_t slack_days;
    int64_t slack_units;            /* in row unit */
    struct report_moment since;     /* the status holds since */
    struct report_moment performed; /* when the performance that fulfilled it happened */
    struct report_moment known;     /* when that became certain (acceptance, silence) */
    bool is_deemed;                 /* `known` came by silence */
    const char *evidence_ref;       /* the paper handed in */
    uint64_t blame;
    const struct report_breach *breaches;
    size_t breach_count;
    const struct report_item *items; /* counted duties with items; may be shorter than required */
    size_t item_count;
    /* A number that never falls when the journal grows and rises when dates or status of this row
     * change: the SEQUENCE of its calendar entries. */
    uint32_t sequence;
};

/* A row of which nothing is said yet: start from it, so that no date or number is a false zero. */
#define REPORT_ROW_EMPTY                                                                           \
    ((struct report_row){.required = REPORT_NO_QUANTITY,                                           \
                         .done = REPORT_NO_QUANTITY,                                               \
                         .pending = REPORT_NO_QUANTITY,                                            \
                         .shortfall = REPORT_NO_QUANTITY,                                          \
                         .triggered = REPORT_NEVER,                                                \
                         .from = REPORT_NEVER,                                                     \
                         .due = REPORT_NEVER,                                                      \
                         .last_start = REPORT_NEVER,                                               \
                         .act_by = REPORT_NEVER,                                                   \
                         .suspended_since = REPORT_NEVER,                                          \
                         .suspended_until = REPORT_NEVER,                                          \
                         .reminder = REPORT_NEVER,                                                 \
                         .doom_day = REPORT_NEVER,                                                 \
                         .needs_by = REPORT_NEVER,                                                 \
                         .slack_days = REPORT_NO_SLACK,                                            \
                         .slack_units = REPORT_NO_QUANTITY,                                        \
                         .since = REPORT_NEVER,                                                    \
                         .performed = REPORT_NEVER,                                                \
                         .known = REPORT_NEVER})

/* ---- the journal ---------------------------------------------------------------------------- */

/* ORDER judgements: words.def, json.c names. calculus.md B2. */
enum report_judgement {
    REPORT_EFFECTIVE,
    REPORT_NOTED,
    REPORT_INERT,
    REPORT_REFUSED,   /* not journaled; kept as a refusal record */
    REPORT_CORRECTED, /* no longer live: replaced or voided by a later record */
};

struct report_fact {
    uint64_t seq;
    const char *source, *id;
    struct report_moment at, recorded;
    uint64_t actors;
    struct report_text what; /* "Fushun taught Benxi: lining" */
    enum report_judgement judgement;
    const char *reason;     /* code: "no-authority"; NULL if effective */
    struct report_text why; /* the reason in words */
    const char *evidence;
    const char *corrects; /* the id this record replaces or voids */
};

/* What a late or corrected record changed in what was said before. */
struct report_revision {
    uint64_t seq;        /* the record that caused it */
    const char *subject; /* row id or event id */
    struct report_text before, after;
};

/* ---- timeline ------------------------------------------------------------------------------- */

/* A dated mark on the axis besides the rows' own windows: signature, end, a period boundary. */
struct report_mark {
    struct report_moment at;
    struct report_text label;
};

/* The bars and diamonds come from the rows; this says what part of time is drawn. */
struct report_timeline {
    struct report_moment from, to; /* REPORT_NEVER: as wide as the rows' dates */
    const struct report_mark *marks;
    size_t mark_count;
};

struct report_model {
    struct report_identity identity;
    const struct report_party *parties;
    size_t party_count;
    const struct report_clause *clauses;
    size_t clause_count;
    const struct report_text
        *definitions; /* "fee means 3 percent of the price": sums that have a name */
    size_t definition_count;
    const struct report_row *rows;
    size_t row_count;
    const struct report_fact *facts;
    size_t fact_count;
    const struct report_revision *revisions;
    size_t revision_count;
    struct report_timeline timeline;
};

#endif
