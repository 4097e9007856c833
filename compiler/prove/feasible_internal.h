/* feasible_internal.h - what feasible.c and capacity.c share. */
#ifndef COMPILER_PROVE_FEASIBLE_INTERNAL_H
#define COMPILER_PROVE_FEASIBLE_INTERNAL_H

#include "compiler/prove/feasible.h"
#include "compiler/prove/stn.h"
#include "compiler/prove/time_net.h"
#include "lang/base/arena.h"
#include "lang/base/vec.h"

struct feasibility {
    struct arena *arena;
    struct time_net net;
    struct feasible *result;
    VEC(struct feasible_finding) findings;
    int64_t *earliest, *latest; /* per point of the certain network, once it fits */
    bool *is_bounded;           /* per point: something bounds it from above */
};

/* A new finding, or NULL if there are enough. */
struct feasible_finding *feasible_add(struct feasibility *check, enum feasible_kind kind);

/* The present conflict of the network, certified; free it with stn_conflict_free. */
struct stn_conflict *feasible_explain(struct feasibility *check);

/* Fills in clauses, lines, mends and shortfall from a conflict. */
void feasible_tell_conflict(struct feasibility *check, const struct stn_conflict *conflict,
                            struct feasible_finding *finding);

/* Adds the findings of kind FEASIBLE_CAPACITY (capacity.c). */
void feasible_check_amounts(struct feasibility *check);

#endif
