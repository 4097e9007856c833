/* Runs the scenarios of a contract: the events of each go into an empty journal in memory, and what
 * is expected is held against the fold. Spec 18.3. */
#ifndef DRIVER_SCENARIO_H
#define DRIVER_SCENARIO_H

#include <stdint.h>

#include "compiler/library/load.h"
#include "runtime/engine.h"

struct scenario_result {
    const char *title;
    uint32_t expectations, failed; /* failures are in load->front.diags */
};

/* Runs the part (PART_SCENARIO) with this index. With a seed other than 0 the events arrive in an
 * order drawn from it, with looks and commits in between: what is expected must hold all the same.
 * A scenario that tells of recording days, corrections or refusals is about arrival itself and is
 * run as told. */
struct scenario_result scenario_run(struct load *load, const struct engine *engine, uint32_t part,
                                    uint64_t seed);

#endif
