/* The engine: a machine, its compiled module, and the lists made of them. */
#include "runtime/kernel.h"

#include <stdlib.h>

#include "lang/base/check.h"
#include "runtime/kernel_internal.h"

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
    uint64_t done = 0;
    int32_t status = 0;
    if (which)
        status = module->run(kernel, states, which, events, count, &done);
    for (size_t i = 0; !which && i < count && status >= 0; i++) {
        status = module->step(kernel, states[0], &events[i]);
        done += status == JUDGE_EFFECTIVE;
    }
    if (effective)
        *effective = done;
    return status < 0 ? status : 0;
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
