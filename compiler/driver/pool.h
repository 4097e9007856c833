/* Several things done at once, told in their order. */
#ifndef DRIVER_POOL_H
#define DRIVER_POOL_H

#include <stddef.h>

struct pool_task {
    void *context;
    /* Each worker has a state of its own, made and released on its thread. */
    void *(*begin)(void *context);
    void (*end)(void *state);
    void (*work)(void *context, void *state, size_t index); /* on any worker, in any order */
    void (*tell)(void *context, size_t index); /* on any worker, one at a time, in the order of the index */
};

/* Does the work for 0 .. count-1 with at most this many workers, of whom the calling thread is one. */
void pool_run(const struct pool_task *task, size_t count, size_t workers);

/* As many workers as there are processors, but none for less than `least` pieces of work. */
size_t pool_workers(size_t count, size_t least);

#endif
