/* The engine: a machine, its compiled module, and the lists made of them. */
#include "runtime/kernel.h"

#include <stdlib.h>

#include "lang/base/check.h"
#include "runtime/kernel_internal.h"

enum { AHEAD = 8 }; /* events */

static void start(const struct engine *engine, struct st *st)
{
    struct kernel *kernel = engine->self;
    kernel->module->init(kernel, st);
}

static int advance(const struct engine *engine, struct st *st, int64_t tick, int closed)
{
    struct kernel *kernel = engine->self;
    return kernel->module->advance(kernel, st, tick, closed);
}

static int apply(const struct engine *engine, struct st *st, const struct rt_event *event)
{
    return kernel_step(engine, st, event);
}

static void close_engine(struct engine *engine)
{
    struct kernel *kernel = engine->self;
    kernel_tables_free(kernel);
    if (kernel->release)
        kernel->release(kernel->owner);
    free(kernel);
    engine->self = NULL;
}

static const struct engine_ops ops = {start, advance, apply, close_engine};

struct engine kernel_engine(const struct nm *nm, const struct rt_module *module,
                            void (*release)(void *owner), void *owner)
{
    if (module->abi_version != RT_ABI_VERSION || module->expr_count != nm->expr_count ||
        module->pattern_count != nm->pattern_count)
        BUG("the module was not compiled from this machine");
    struct kernel *kernel = calloc(1, sizeof *kernel);
    if (!kernel)
        BUG("out of memory");
    kernel->nm = nm;
    kernel->module = module;
    kernel->release = release;
    kernel->owner = owner;
    kernel_tables_make(kernel);
    return (struct engine){nm, &ops, kernel};
}

int kernel_step(const struct engine *engine, struct st *st, const struct rt_event *event)
{
    struct kernel *kernel = engine->self;
    return kernel->module->step(kernel, st, event);
}

int kernel_run(const struct engine *engine, struct st *const *states, const uint32_t *which,
               const struct rt_event *events, size_t count, size_t *effective)
{
    struct kernel *kernel = engine->self;
    const struct rt_module *module = kernel->module;
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        /* the states of many contracts do not fit the cache: fetch what comes, in two steps */
        if (which && i + 2 * AHEAD < count)
            __builtin_prefetch(states[which[i + 2 * AHEAD]], 1);
        if (which && i + AHEAD < count) {
            const char *target = module->target(states[which[i + AHEAD]], &events[i + AHEAD]);
            __builtin_prefetch(target, 1);
            __builtin_prefetch(target + 48, 1); /* the part of an instance that an event writes */
        }
        int32_t judgement = module->step(kernel, states[which ? which[i] : 0], &events[i]);
        if (judgement < 0)
            return judgement;
        done += judgement == JUDGE_EFFECTIVE;
    }
    if (effective)
        *effective = done;
    return 0;
}

void rt_start(struct kernel *kernel, struct st *st)
{
    st_release(st);
    st->head.version = NM_VERSION;
    st->head.phase = ST_DRAFT;
    st->head.closed = 1;
    st->head.now = kernel->nm->head.start - 1;
    st->head.ended = NM_NEVER;
}
