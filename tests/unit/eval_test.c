/* eval: the conformance cases, run by the interpreter. */
#include "compiler/ir/eval.h"

#include "tests/unit/case_machines.h"
#include "tests/unit/unit.h"

#define C(name)                                                                                    \
    static void run_##name(void **state)                                                           \
    {                                                                                              \
        (void)state;                                                                               \
        name(eval_engine);                                                                         \
    }
CONFORMANCE_CASES(C)
#undef C

int main(void)
{
    const struct CMUnitTest tests[] = {
#define C(name) cmocka_unit_test(run_##name),
        CONFORMANCE_CASES(C)
#undef C
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
