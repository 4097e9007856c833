/* feasible.h - do the deadlines of a contract fit together? (question C1, for time and amounts)
 *
 * Three kinds of finding, each one distinct cause: clauses that bind from the start and cannot all
 * be kept in time; a clause that could never be kept if it arose; more to do than the places and
 * days allow. Each is told with its clauses, its arithmetic in days with dates, and what would mend
 * it. A contract without findings gets a schedule, accepted by the certifier, as certificate. */
#ifndef COMPILER_PROVE_FEASIBLE_H
#define COMPILER_PROVE_FEASIBLE_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/machine.h"

struct arena;
struct buf;

enum feasible_kind {
    FEASIBLE_DEADLINES, /* the deadlines do not fit: no run keeps these clauses */
    FEASIBLE_NEVER,     /* a clause that may arise can then not be kept */
    FEASIBLE_CAPACITY,  /* more is asked for than can be done in the time there is */
};

/* One line of the arithmetic. */
struct feasible_line {
    int32_t clause;   /* row of nm.clause, or NM_NONE: it holds by itself */
    int64_t gain;     /* ticks that it adds; negative: a limit, read backwards */
    int64_t tick;     /* where that leads: a tick of the machine ... */
    bool is_date;     /* ... or, if false, ticks from the first point of the cycle */
    const char *rule; /* "at least 40 days after the performance of clause 3.1" */
    const char
        *text; /* the whole line: "clause 1.1, at least 40 days after …: … at the earliest" */
};

struct feasible_mend {
    int32_t clause;
    int64_t change;   /* by so many of `unit` */
    const char *unit; /* "days", "working days", "places" … */
    const char *text; /* "give clause 1.1 18 days more" */
    bool mends_all;   /* nothing of this kind then remains; re-solved and certified */
};

struct feasible_finding {
    enum feasible_kind kind;
    const char *message; /* one sentence */
    int32_t *clauses;    /* rows of nm.clause, in the order of the arithmetic, each once */
    uint32_t clause_count;
    struct feasible_line *lines;
    uint32_t line_count;
    struct feasible_mend *mends;
    uint32_t mend_count;
    int64_t shortfall;  /* ticks too late; FEASIBLE_CAPACITY: smallest parts or pieces too many */
    bool is_smallest;   /* no set of fewer clauses is in conflict */
    int64_t need, most; /* FEASIBLE_CAPACITY only: asked for, and possible */
    int64_t days;       /* FEASIBLE_CAPACITY only: (working) days there are */
};

/* The certificate: when each act of a norm can happen. Ticks of the machine. */
struct feasible_window {
    int32_t norm;
    const char *name;         /* "the performance of clause 3.1" */
    int64_t earliest, latest; /* latest NM_NEVER: nothing bounds it */
};

struct feasible {
    struct feasible_finding *findings;
    uint32_t finding_count;
    struct feasible_window
        *windows; /* of the norms that must be kept; empty if the deadlines fail */
    uint32_t window_count;
    uint32_t norms_looked_at;
    uint32_t omitted;  /* bounds that a time network cannot say and that were left out */
    int32_t left_out;  /* norm from which on there was no room in the network, or NM_NONE */
    bool is_undecided; /* that, or the work limit was met: no finding says nothing */
};

/* Checks a machine. The result lives in the arena. Deterministic; it changes nothing. */
struct feasible *feasible_check(const struct nm *nm, struct arena *arena);

/* A finding as text, several lines: message, arithmetic, mends. */
void feasible_write(struct buf *out, const struct feasible_finding *finding);

#endif
