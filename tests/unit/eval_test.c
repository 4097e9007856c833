/* eval: the conformance cases, run by the interpreter; and random logs, on which nothing may depend
 * on what it keeps beside the state. */
#include "compiler/ir/eval.h"

#include "tests/unit/case_world.h"
#include "tests/unit/unit.h"

#define C(name)                                                                                    \
    static void run_##name(void **state)                                                           \
    {                                                                                              \
        (void)state;                                                                               \
        name(eval_engine);                                                                         \
    }
CONFORMANCE_CASES(C)
#undef C

static void random_logs_need_the_state_only(void **state)
{
    (void)state;
    for (int machine = 0; machine < MACHINE_COUNT; machine++)
        play_random_logs(eval_engine, eval_engine, (enum case_machine_id)machine, 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define C(name) cmocka_unit_test(run_##name),
        CONFORMANCE_CASES(C)
#undef C
        cmocka_unit_test(random_logs_need_the_state_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
