/* time_net.h - the time network of a norm machine (question C1, for time alone).
 *
 * One instance per template and cause. A norm in force from the start must be kept; a norm that
 * such a performance, start or acceptance is sure to trigger must be kept as well, and so on. These
 * are the `certain` instances. Any other norm with a clock becomes the root of a `possible` branch,
 * its trigger free within the term: it need not arise, but if it can never be kept that is worth a
 * word. No suspension, extension, waiver or ending is considered: the terms are left alone.
 *
 * Where the network cannot say exactly what the machine says, it says less, so that a "no" is
 * final; each omission is counted. */
#ifndef COMPILER_PROVE_TIME_NET_H
#define COMPILER_PROVE_TIME_NET_H

#include <stdbool.h>
#include <stdint.h>

#include "compiler/prove/stn.h"
#include "compiler/prove/time_fn.h"
#include "lang/base/arena.h"
#include "lang/base/vec.h"
#include "runtime/machine.h"

struct time_instance {
    int32_t norm;
    uint32_t parent;    /* instance whose act triggered it, STN_NONE for none */
    uint32_t root;      /* of a possible branch: its first instance; STN_NONE: certain */
    uint32_t trigger;   /* points; the same one may stand for several */
    uint32_t start;     /* when the work on the first act begins */
    uint32_t performed; /* the first act that counts: it is what triggers other norms */
    uint32_t completed; /* the last one; = performed for what is done in one act */
    uint32_t accepted,
        settled;           /* the answers to the two; the acts themselves if none is asked for */
    uint32_t next_of_norm; /* the next instance of its norm, STN_NONE */
};

/* In what a written number counts, for the words of a mend. */
enum time_unit { TIME_UNIT_TICKS, TIME_UNIT_WORKING_DAYS, TIME_UNIT_MONTHS };

/* Which bound of a norm a constraint is. */
enum time_role { TIME_FROM, TIME_DUE, TIME_ANSWER, TIME_DURATION };

/* A number of the text that may give way. Norms of one clause that say the same share it. */
struct time_number {
    int32_t clause;
    enum time_role role;
    enum time_unit unit;
    int64_t value;
    uint32_t next; /* of the same clause, STN_NONE */
};

struct time_net {
    const struct nm *nm;
    struct arena *arena;
    struct time_table *table;
    struct stn *stn;
    VEC(struct time_instance) instances; /* certain ones first, then branch after branch */
    VEC(struct time_number) numbers;     /* number n of the network is row n - 1 */
    uint32_t *first_number;              /* per clause */
    uint32_t *first_of_norm;             /* per norm: its first instance, STN_NONE */
    struct time_causes *causes;          /* which triggers an act or a norm may set off */
    uint32_t branch_instance, branch_point, branch_constraint; /* where the last branch begins */
    uint32_t omitted; /* bounds that were left out because a time network cannot say them */
    int32_t left_out; /* the first norm that found no room (LIMIT_PROVE_NODES), or NM_NONE */
};

/* Builds the network of the certain instances; everything lives in the arena but the network. */
void time_net_init(struct time_net *net, const struct nm *nm, struct arena *arena);
void time_net_release(struct time_net *net);

/* Adds the branch of a norm that has no instance so far, until time_net_drop_branch. False, and
 * nothing is added, if the norm has no clock or can only arise from a breach. */
bool time_net_add_branch(struct time_net *net, int32_t norm);

/* Takes the branch added last out again. */
void time_net_drop_branch(struct time_net *net);

/* The machine's clause for a clause of the network; NM_NONE for STN_NO_CLAUSE. */
int32_t time_net_clause(uint32_t clause);

/* A bound that an expression of the machine sets to a point (time_bound.c). */
struct time_bound {
    uint32_t instance; /* for which the expression is read */
    uint32_t point;    /* what is bounded */
    uint32_t at;       /* the point at which it is asked (`at` in the machine) */
    int32_t expr;
    bool is_upper;
    enum time_role role;
};

/* Adds the constraints of a bound, or counts it as omitted. NM_NONE bounds nothing. */
void time_net_add_bound(struct time_net *net, const struct time_bound *bound);

/* Adds: performed lies so long after start that `amount` ticks (or working days of `calendar`) are
 * worked, both ends counted. */
void time_net_add_duration(struct time_net *net, uint32_t instance, int64_t amount,
                           int32_t calendar);

/* Adds a constraint that no number of the text carries: later is not before earlier. */
void time_net_add_order(struct time_net *net, uint32_t earlier, uint32_t later, uint32_t clause,
                        const char *text);

/* The clause of the network for a machine's clause. */
uint32_t time_net_clause_id(int32_t clause);

/* A constant expression of the machine as a number: amounts, ticks. False if it is none. */
bool time_net_constant(const struct nm *nm, int32_t expr, int64_t *value);

#endif
