/* The front end by itself: reads contracts, names and types them, in one process, by the functions
 * through which `hetong check` does it; what check does beyond, lowering and proving, is left out.
 *
 *     front_bench read|mean FILE...
 *
 * `read` stops at the written tree, `mean` at the meant one. Prints lines, seconds of processor and
 * of wall time, and the peak of resident memory in bytes beyond that of the empty process. Fails if
 * a contract has a fault. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "compiler/driver/load.h"
#include "compiler/driver/options.h"

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

static size_t count_lines(const char *text)
{
    size_t count = 0;
    while ((text = strchr(text, '\n')) != NULL) {
        count++;
        text++;
    }
    return count;
}

static enum exit_status take(struct load *load, const char *path, bool is_read_only)
{
    if (!is_read_only)
        return load_meaning(load, path);
    front_clear(&load->front);
    load->file = front_read(&load->front, path);
    return load->file && !load->file->has_errors ? EXIT_FINE : EXIT_INPUT;
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    bool is_read_only = strcmp(argv[1], "read") == 0;
    struct options options = {0};
    struct load load;
    long empty_kib = peak_kib();
    double wall = seconds(CLOCK_MONOTONIC), processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    size_t lines = 0;
    load_init(&load, &options);
    for (int i = 2; i < argc; i++) {
        if (take(&load, argv[i], is_read_only) != EXIT_FINE) {
            front_print_diags(&load.front);
            return 1;
        }
        lines += count_lines(load.file->source->text);
    }
    load_release(&load);
    processor = seconds(CLOCK_PROCESS_CPUTIME_ID) - processor;
    wall = seconds(CLOCK_MONOTONIC) - wall;
    printf("%zu %.4f %.4f %ld\n", lines, processor, wall, (peak_kib() - empty_kib) * 1024);
    return 0;
}
