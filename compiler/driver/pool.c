/* pool.c - workers take the next index from one counter; who has done the one whose turn it is tells it and
 * those behind it that are done. So nobody sleeps while there is work: a thread that waited to tell would
 * cost two switches for every file. */
#include "compiler/driver/pool.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "lang/base/check.h"

struct pool {
    const struct pool_task *task;
    size_t count;
    pthread_mutex_t lock; /* over what follows */
    size_t next, told;    /* both go up to count */
    bool is_telling;
    bool *is_done;
};

/* Tells what is done, as far as it goes without a gap, unless another worker is about it. With the lock,
 * which is free while something is told. */
static void tell_done(struct pool *pool)
{
    if (pool->is_telling)
        return;
    pool->is_telling = true;
    while (pool->told < pool->count && pool->is_done[pool->told]) {
        pthread_mutex_unlock(&pool->lock);
        pool->task->tell(pool->task->context, pool->told);
        pthread_mutex_lock(&pool->lock);
        pool->told++;
    }
    pool->is_telling = false;
}

static void *work(void *shared)
{
    struct pool *pool = shared;
    void *state = pool->task->begin(pool->task->context);
    pthread_mutex_lock(&pool->lock);
    while (pool->next < pool->count) {
        size_t index = pool->next++;
        pthread_mutex_unlock(&pool->lock);
        pool->task->work(pool->task->context, state, index);
        pthread_mutex_lock(&pool->lock);
        pool->is_done[index] = true;
        tell_done(pool);
    }
    pthread_mutex_unlock(&pool->lock);
    pool->task->end(state);
    return NULL;
}

void pool_run(const struct pool_task *task, size_t count, size_t workers)
{
    if (workers > count)
        workers = count;
    if (workers < 1)
        workers = 1;
    struct pool pool = {.task = task, .count = count};
    pthread_t *threads = calloc(workers, sizeof *threads);
    pool.is_done = calloc(count + 1, sizeof *pool.is_done);
    if (!threads || !pool.is_done)
        BUG("out of memory: %zu workers", workers);
    pthread_mutex_init(&pool.lock, NULL);
    size_t others = 0;
    while (others + 1 < workers && pthread_create(&threads[others], NULL, work, &pool) == 0)
        others++;
    work(&pool);
    for (size_t i = 0; i < others; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&pool.lock);
    free(pool.is_done);
    free(threads);
}

size_t pool_workers(size_t count, size_t least)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t most = count / least;
    size_t workers = processors < 1 ? 1 : (size_t)processors;
    return workers < most ? workers : most > 0 ? most : 1;
}
