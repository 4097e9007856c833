/* engines.c - the interpreter is part of the program; compiled code is made by hetong-emit.so. */
#include "compiler/driver/engines.h"

#include "compiler/driver/options.h"
#include "compiler/ir/eval.h"

enum exit_status engine_choose(const struct options *options, const struct nm *nm,
                               struct engine *engine)
{
    (void)options;
    *engine = eval_engine(nm);
    return EXIT_FINE;
}
