/* engines.c - the interpreter is part of the program; compiled code is made by hetong-emit.so. */
#include "compiler/driver/engines.h"

#include <stdio.h>

#include "compiler/driver/options.h"
#include "compiler/ir/eval.h"
#include "compiler/library/load_emit.h"

/* The interpreter looks at every norm in every tick of the term, so a year of minutes takes it seconds. */
static bool is_long(const struct nm *nm)
{
    enum { MANY = 4000000 };
    int64_t last = nm->head.end == NM_NEVER ? nm->head.horizon : nm->head.end;
    int64_t ticks = last > nm->head.start ? last - nm->head.start : 1;
    return ticks > MANY / (int64_t)(nm->norm_count + 1);
}

enum exit_status engine_choose(const struct options *options, const struct nm *nm,
                               struct engine *engine)
{
    bool is_auto = options_is(options, OPT_ENGINE, "auto");
    if (options_is(options, OPT_ENGINE, "interpreter") || (is_auto && !is_long(nm))) {
        *engine = eval_engine(nm);
        return EXIT_FINE;
    }
    struct buf error;
    buf_init(&error);
    const struct emit_ops *emit = load_emit(&error);
    bool is_made = emit && emit->jit(nm, EMIT_QUICK, engine, &error);
    if (!is_made && is_auto) {
        *engine = eval_engine(nm);
        is_made = true;
    }
    if (!is_made)
        fprintf(stderr, "hetong: no code could be made: %s\n", error.data);
    buf_release(&error);
    return is_made ? EXIT_FINE : EXIT_INPUT;
}
