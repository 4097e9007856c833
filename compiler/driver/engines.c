/* engines.c - the interpreter is part of the program; compiled code is made by hetong-emit.so. */
#include "compiler/driver/engines.h"

#include <stdio.h>

#include "compiler/driver/options.h"
#include "compiler/ir/eval.h"
#include "compiler/library/load_emit.h"

enum exit_status engine_choose(const struct options *options, const struct nm *nm,
                               struct engine *engine)
{
    if (options_is(options, OPT_ENGINE, "interpreter")) {
        *engine = eval_engine(nm);
        return EXIT_FINE;
    }
    struct buf error;
    buf_init(&error);
    const struct emit_ops *emit = load_emit(&error);
    bool is_made = emit && emit->jit(nm, EMIT_QUICK, engine, &error);
    if (!is_made)
        fprintf(stderr, "hetong: no code could be made: %s\n", error.data);
    buf_release(&error);
    return is_made ? EXIT_FINE : EXIT_INPUT;
}
