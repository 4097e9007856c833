/* engine.h - what folds events into a state: the interpreter or compiled code, behind one face.
 *
 * Two implementations, the interpreter (compiler/ir/eval.h) and the tracker's kernel with compiled
 * code, write the same bytes for the same calls. A caller advances to an event's tick, applies the
 * tick's events in fold order (spec, 21.1), and advances with closed = 1 to close it. Judgements
 * and states are all that comes out. An engine keeps nothing of a state between calls: any state
 * with the same bytes (a snapshot, a copy) can be handed to any engine for the same machine. */
#ifndef RUNTIME_ENGINE_H
#define RUNTIME_ENGINE_H

#include <stdint.h>

#include "runtime/event.h"
#include "runtime/machine.h"
#include "runtime/state.h"

/* What advance and apply return when a pool of the state has reached its limit (limits.h).
 * The state is then good for st_copy over it and st_release, nothing else. */
enum { ENGINE_FULL = -1 };

struct engine;

struct engine_ops {
    /* The state before the first tick: draft, now = start - 1, closed. `st` is initialised; what it
     * holds is dropped. */
    void (*start)(const struct engine *engine, struct st *st);

    /* Opens and closes all ticks up to `tick`, and opens `tick`; closes it too if `closed`. Nothing
     * happens if the state is there already or beyond. Returns 0 or ENGINE_FULL. */
    int (*advance)(const struct engine *engine, struct st *st, int64_t tick, int closed);

    /* Judges and applies one event on the open tick (event->at is st->head.now; before the start of
     * the contract: no tick need be open). event->serial is st->head.serial, which becomes one
     * more whatever the judgement. Returns enum judgement or ENGINE_FULL. A total out of range
     * gives JUDGE_OVERFLOW, and nothing but the serial has changed. */
    int (*apply)(const struct engine *engine, struct st *st, const struct rt_event *event);

    /* Frees `self`. The machine stays. */
    void (*close)(struct engine *engine);
};

struct engine {
    const struct nm *nm;
    const struct engine_ops *ops;
    void *self;
};

static inline void engine_start(const struct engine *engine, struct st *st)
{
    engine->ops->start(engine, st);
}

static inline int engine_advance(const struct engine *engine, struct st *st, int64_t tick,
                                 int closed)
{
    return engine->ops->advance(engine, st, tick, closed);
}

static inline int engine_apply(const struct engine *engine, struct st *st,
                               const struct rt_event *event)
{
    return engine->ops->apply(engine, st, event);
}

static inline void engine_close(struct engine *engine)
{
    if (engine->ops)
        engine->ops->close(engine);
    engine->ops = 0;
}

#endif
