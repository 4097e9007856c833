/* How long it takes from a contract's text to a running tracker: whole processes, in turn.
 *
 *     start_bench LIBLLVM HETONG CONTRACT EVENTS STORE
 *     start_bench --load LIBLLVM          (itself, as the process that only loads the library)
 *
 * Prints medians of wall and processor time. The store is removed before each run. */
#include <dlfcn.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 21, COMMANDS = 4 };

extern char **environ;

struct sample {
    double wall, processor; /* milliseconds */
};

struct command {
    const char *name;
    const char *args[14];
    struct sample samples[ROUNDS];
};

static double milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static double children_milliseconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-3;
}

/* Runs the program once, its output thrown away; false if it failed. */
static int run(const struct command *command, struct sample *sample)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    char *args[14];
    memcpy(args, command->args, sizeof args);
    double before = milliseconds(), used = children_milliseconds();
    pid_t child;
    int status = -1;
    if (posix_spawn(&child, args[0], &actions, NULL, args, environ) == 0)
        waitpid(child, &status, 0);
    sample->wall = milliseconds() - before;
    sample->processor = children_milliseconds() - used;
    posix_spawn_file_actions_destroy(&actions);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int by_wall(const void *left, const void *right)
{
    double a = ((const struct sample *)left)->wall, b = ((const struct sample *)right)->wall;
    return a < b ? -1 : a > b;
}

static int by_processor(const void *left, const void *right)
{
    double a = ((const struct sample *)left)->processor, b = ((const struct sample *)right)->processor;
    return a < b ? -1 : a > b;
}

static struct sample median(struct command *command)
{
    struct sample middle;
    qsort(command->samples, ROUNDS, sizeof *command->samples, by_wall);
    middle.wall = command->samples[ROUNDS / 2].wall;
    qsort(command->samples, ROUNDS, sizeof *command->samples, by_processor);
    middle.processor = command->samples[ROUNDS / 2].processor;
    return middle;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--load") == 0)
        return dlopen(argv[2], RTLD_NOW) ? 0 : 1;
    if (argc != 6)
        return 2;
    const char *hetong = argv[2], *contract = argv[3], *events = argv[4], *store = argv[5];
    static struct command commands[COMMANDS];
    commands[0] = (struct command){.name = "load libLLVM only",
                                   .args = {argv[0], "--load", argv[1]}};
    commands[1] = (struct command){.name = "check", .args = {hetong, "check", contract}};
    commands[2] = (struct command){
        .name = "track, compiled",
        .args = {hetong, "track", contract, "--events", events, "--store", store, "--engine",
                 "compiled", "--quiet"}};
    commands[3] = (struct command){
        .name = "track, interpreted",
        .args = {hetong, "track", contract, "--events", events, "--store", store, "--engine",
                 "interpreter", "--quiet"}};
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < COMMANDS; i++) {
            unlink(store);
            if (!run(&commands[i], &commands[i].samples[round])) {
                fprintf(stderr, "start_bench: '%s' failed\n", commands[i].name);
                return 1;
            }
        }
    }
    unlink(store);
    struct sample medians[COMMANDS];
    for (int i = 0; i < COMMANDS; i++) {
        medians[i] = median(&commands[i]);
        printf("  %-20s wall %6.1f ms  processor %6.1f ms\n", commands[i].name, medians[i].wall,
               medians[i].processor);
    }
    printf("  text to running tracker, beyond loading libLLVM: wall %.1f ms, processor %.1f ms"
           " (target 30)\n",
           medians[2].wall - medians[0].wall, medians[2].processor - medians[0].processor);
    printf("  check: wall %.1f ms, processor %.1f ms (target 10)\n", medians[1].wall,
           medians[1].processor);
    return 0;
}
