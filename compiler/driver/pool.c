/* pool.c - workers take the next index from one counter; the calling thread waits for each in turn. */
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
    pthread_cond_t is_any_done;
    size_t next;
    bool *is_done;
};

static void *work(void *shared)
{
    struct pool *pool = shared;
    void *state = pool->task->begin(pool->task->context);
    for (;;) {
        pthread_mutex_lock(&pool->lock);
        size_t index = pool->next < pool->count ? pool->next++ : pool->count;
        pthread_mutex_unlock(&pool->lock);
        if (index == pool->count)
            break;
        pool->task->work(pool->task->context, state, index);
        pthread_mutex_lock(&pool->lock);
        pool->is_done[index] = true;
        pthread_cond_signal(&pool->is_any_done);
        pthread_mutex_unlock(&pool->lock);
    }
    pool->task->end(state);
    return NULL;
}

static void run_alone(const struct pool_task *task, size_t count)
{
    void *state = task->begin(task->context);
    for (size_t i = 0; i < count; i++) {
        task->work(task->context, state, i);
        task->tell(task->context, i);
    }
    task->end(state);
}

void pool_run(const struct pool_task *task, size_t count, size_t workers)
{
    if (workers <= 1 || count <= 1) {
        run_alone(task, count);
        return;
    }
    struct pool pool = {.task = task, .count = count};
    pthread_t *threads = calloc(workers, sizeof *threads);
    pool.is_done = calloc(count, sizeof *pool.is_done);
    if (!threads || !pool.is_done)
        BUG("out of memory: %zu workers", workers);
    pthread_mutex_init(&pool.lock, NULL);
    pthread_cond_init(&pool.is_any_done, NULL);
    size_t started = 0;
    while (started < workers && pthread_create(&threads[started], NULL, work, &pool) == 0)
        started++;
    if (started == 0)
        work(&pool);
    for (size_t i = 0; i < count; i++) {
        pthread_mutex_lock(&pool.lock);
        while (!pool.is_done[i])
            pthread_cond_wait(&pool.is_any_done, &pool.lock);
        pthread_mutex_unlock(&pool.lock);
        task->tell(task->context, i);
    }
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_cond_destroy(&pool.is_any_done);
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
