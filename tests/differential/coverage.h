/* coverage.h - which constructs of the norm machine and of the fold the random pairs contained. */
#ifndef TESTS_DIFFERENTIAL_COVERAGE_H
#define TESTS_DIFFERENTIAL_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/base/vec.h"
#include "runtime/engine.h"

enum { COVERAGE_GROUPS = 16 }; /* room for the groups of coverage.c */

struct construct {
    const char *group, *word;
    bool is_in_machine; /* of the pair on hand */
    bool is_in_run;
    size_t pairs; /* that contained it */
};

struct coverage {
    VEC(struct construct) constructs; /* those of a group side by side */
    VEC(size_t) fields;               /* where the constructs of each field of the machine begin */
    size_t groups[COVERAGE_GROUPS];   /* where those of the fold begin */
    size_t pairs;
};

void coverage_init(struct coverage *coverage);
void coverage_release(struct coverage *coverage);

/* The machine of the pairs to come. */
void coverage_machine(struct coverage *coverage, const struct nm *nm);

/* A state that was reached, and what an engine said of an event. */
void coverage_state(struct coverage *coverage, const struct nm *nm, const struct st *st);
void coverage_answer(struct coverage *coverage, int answer);

/* The pair is over. */
void coverage_pair(struct coverage *coverage);

struct missing { /* how many constructs no pair had */
    size_t of_machine, of_fold;
};

/* Prints each group on a line, in percent of the pairs. */
struct missing coverage_print(const struct coverage *coverage);

#endif
