/* certify.h - the checker of what the time network claims. It reads the constraints alone, shares
 * no code with the solver, and is simple enough to be believed. */
#ifndef COMPILER_PROVE_CERTIFY_H
#define COMPILER_PROVE_CERTIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "compiler/prove/stn.h"

/* A number that is read as if it had given way: all zero for the constraints as written. */
struct stn_change {
    uint32_t number;
    int64_t by;
};

/* True if the ticks, one per point, keep every active constraint, the origin being at 0 (and, with
 * functions, every tick within the horizon). *broken (may be NULL) is the first constraint that
 * they break, or STN_NONE. */
bool stn_certify_schedule(const struct stn *net, const int64_t *ticks, struct stn_change change,
                          uint32_t *broken);

/* True if the conflict is one: for differences that the steps lead from point to point and back to
 * the first and sum up to the shortfall, which is positive; with functions that the bounds of the
 * core alone leave the horizon or move the origin. Also that the clauses told are those of the core
 * and the core is active. That the core is smallest is not looked at here. */
bool stn_certify_conflict(const struct stn *net, const struct stn_conflict *conflict);

#endif
