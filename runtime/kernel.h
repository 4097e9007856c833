/* kernel.h - the tracker's kernel: folds events into the state of a contract, quickly.
 *
 * The same fold as the interpreter's, byte for byte, by other means: timers in two heaps, so that it
 * jumps from one tick on which something can happen to the next; lists of candidates per act; the
 * contract's expressions and patterns as compiled functions of a module (abi.h). What it remembers
 * of a state beside the state is st->index, rebuilt whenever it is missing. */
#ifndef RUNTIME_KERNEL_H
#define RUNTIME_KERNEL_H

#include "runtime/abi.h"
#include "runtime/engine.h"

/* Makes an engine of a machine and its compiled module; both stay the caller's and outlive it.
 * The module was made for this machine (BUG otherwise). When the engine is closed, `release`
 * (may be NULL) is called with `owner`. */
struct engine kernel_engine(const struct nm *nm, const struct rt_module *module,
                            void (*release)(void *owner), void *owner);

/* Advances to the event's tick and applies it: one call through the module's inline path. The engine
 * is one made by kernel_engine. Returns enum judgement or ENGINE_FULL. */
int kernel_step(const struct engine *engine, struct st *st, const struct rt_event *event);

/* The same for `count` events, the i-th on the state states[which[i]] (which NULL: all on states[0]).
 * effective (may be NULL) receives how many were effective. Stops at ENGINE_FULL and returns it, else 0. */
int kernel_run(const struct engine *engine, struct st *const *states, const uint32_t *which,
               const struct rt_event *events, size_t count, size_t *effective);

#endif
