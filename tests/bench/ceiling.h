/* ceiling.h - what a programmer would write by hand for one thing only: contracts of plain amounts
 * with deadlines. The bound that the tracker is measured against. */
#ifndef TESTS_BENCH_CEILING_H
#define TESTS_BENCH_CEILING_H

#include <stddef.h>
#include <stdint.h>

#include "runtime/event.h"

enum { CEILING_DUTIES = 100, CEILING_ACTS = 10, CEILING_KINDS = 10 };

enum ceiling_status { CEILING_IN_FORCE, CEILING_FULFILLED, CEILING_BREACHED };

struct ceiling_duty {
    int64_t due;
    int64_t got, need, surplus;
    int64_t performed, settled;
    int32_t status; /* enum ceiling_status */
    int32_t is_late;
};

struct ceiling_contract {
    int64_t now;      /* the open day */
    int64_t next_due; /* earliest due of a duty in force */
    struct ceiling_duty duties[CEILING_DUTIES];
};

/* Makes contract after contract take its event; then closes all of them up to and with `last`.
 * which[i] is the contract of events[i]. */
void ceiling_run(struct ceiling_contract *contracts, size_t contract_count, const uint32_t *which,
                 const struct rt_event *events, size_t count, int64_t last);

#endif
