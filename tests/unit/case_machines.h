/* case_machines.h - the conformance cases of the fold (calculus, part C), with their machines built
 * by hand, as functions of an engine: the interpreter and compiled code run the same ones. */
#ifndef UNIT_CASE_MACHINES_H
#define UNIT_CASE_MACHINES_H

#include <stddef.h>

#include "compiler/ir/builder.h"
#include "runtime/engine.h"

/* Makes the engine under test for a finished machine. */
typedef struct engine case_maker(const struct nm *nm);

struct case_machine {
    const char *name;
    void (*build)(struct nm_builder *builder); /* head and tables; not finished */
};

/* All machines of the cases: for verifying, saving, dumping, and for random logs. */
extern const struct case_machine case_machines[];
extern const size_t case_machine_count;

/* Run with cmocka's assertions. */
#define CONFORMANCE_CASES(C)                                                                       \
    C(case_1_answer_on_the_same_day)                                                               \
    C(case_2_powers_on_one_day)                                                                    \
    C(case_3_inclusive_deadline)                                                                   \
    C(case_4_late_report)                                                                          \
    C(case_6_counts)                                                                               \
    C(case_7_acceptance_and_silence)                                                               \
    C(case_8_parts_and_rework)                                                                     \
    C(case_9_window_and_surplus)                                                                   \
    C(case_10_shared_or_disjoint)                                                                  \
    C(case_11_payments)                                                                            \
    C(case_12_suspension)                                                                          \
    C(case_14_permission)                                                                          \
    C(case_15_waiver)                                                                              \
    C(case_16_excuse)                                                                              \
    C(case_17_joint_duty)                                                                          \
    C(case_18_keys)                                                                                \
    C(case_20_end)                                                                                 \
    C(case_24_penalty)                                                                             \
    C(case_overflow)                                                                              \
    C(case_cut)                                                                                   \
    C(case_late_by_parts)

#define C(name) void name(case_maker *make);
CONFORMANCE_CASES(C)
#undef C

#endif
