/* The front end by itself: reads contracts, names and types them, in one process, by the functions
 * through which `hetong check` does it; what check does beyond, lowering and proving, is left out.
 *
 *     front_bench read|mean JOBS FILE...
 *
 * `read` stops at the written tree, `mean` at the meant one; JOBS files at a time, as by check --jobs.
 * Prints lines, seconds of processor and of wall time, and the peak of resident memory in bytes beyond
 * that of the process before it began. Fails if a contract has a fault. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "compiler/driver/pool.h"
#include "compiler/library/load.h"

struct run {
    bool is_read_only;
    char **paths;
    bool *is_fine; /* each file */
    size_t faults;
};

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static long peak_kib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* Before the clock starts: who counts lines is not what is measured. */
static size_t count_lines(const char *path)
{
    int file = open(path, O_RDONLY);
    if (file < 0) {
        perror(path);
        exit(1);
    }
    char bytes[64 * 1024];
    size_t count = 0;
    for (ssize_t len; (len = read(file, bytes, sizeof bytes)) > 0;) {
        const char *end = bytes + len;
        for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
            count++;
    }
    close(file);
    return count;
}

static void *begin(void *context)
{
    (void)context;
    struct load *load = calloc(1, sizeof *load);
    if (!load)
        abort();
    const struct front_settings settings = {0};
    load_init(load, &settings);
    return load;
}

static void end(void *state)
{
    load_release(state);
    free(state);
}

static void work(void *context, void *state, size_t index)
{
    struct run *run = context;
    struct load *load = state;
    enum load_status status;
    if (run->is_read_only) {
        front_clear(&load->front);
        load->file = front_read(&load->front, run->paths[index]);
        status = load->file && !load->file->has_errors ? LOAD_FINE : LOAD_UNREADABLE;
    } else {
        status = load_meaning(load, run->paths[index]);
    }
    run->is_fine[index] = status == LOAD_FINE;
    if (status != LOAD_FINE)
        front_print_diags(&load->front);
}

static void tell(void *context, size_t index)
{
    struct run *run = context;
    run->faults += !run->is_fine[index];
}

int main(int argc, char **argv)
{
    if (argc < 4)
        return 2;
    size_t count = (size_t)argc - 3;
    struct run run = {.is_read_only = strcmp(argv[1], "read") == 0, .paths = argv + 3};
    run.is_fine = calloc(count, sizeof *run.is_fine);
    if (!run.is_fine)
        abort();
    size_t lines = 0;
    for (size_t i = 0; i < count; i++)
        lines += count_lines(run.paths[i]);
    struct pool_task task = {&run, begin, end, work, tell};
    long empty_kib = peak_kib();
    double wall = seconds(CLOCK_MONOTONIC), processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    pool_run(&task, count, strtoull(argv[2], NULL, 10));
    processor = seconds(CLOCK_PROCESS_CPUTIME_ID) - processor;
    wall = seconds(CLOCK_MONOTONIC) - wall;
    printf("%zu %.4f %.4f %ld\n", lines, processor, wall, (peak_kib() - empty_kib) * 1024);
    free(run.is_fine);
    return run.faults > 0;
}
