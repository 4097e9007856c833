/* output.c - a result is made in memory first, so that a run that fails half-way leaves no half; and it
 * goes to no file that the run has read, for that file's own content would be lost. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "compiler/driver/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/driver/options.h"
#include "compiler/library/front.h"
#include "lang/base/buf.h"
#include "lang/base/file.h"

/* ---- what is read ----------------------------------------------------------------------------- */

static bool is_standard(const char *path)
{
    return strcmp(path, "-") == 0;
}

/* Whether the output is this input, of which it says what it is. */
static bool is_input(const char *output, const char *input, const char *what)
{
    if (!input || !file_is_same(output, is_standard(input) ? "/dev/stdin" : input))
        return false;
    fprintf(stderr, "hetong: '%s' is %s, and is not written over: give the output another name\n", output, what);
    return true;
}

static bool is_text(const char *output, const struct front *front)
{
    bool is_first = true;
    for (size_t i = 0; i < front->sources.count; i++) {
        const struct source *source = front->sources.items[i];
        if (source == front->standard->source || source == front->calendars->source)
            continue; /* a part of the program */
        bool is_file = source->name[0] != '<';
        if (is_input(output, is_file ? source->name : "-",
                     is_first ? "the contract that is read" : "a file that the contract uses"))
            return true;
        is_first = false;
    }
    return false;
}

/* What SQLite keeps beside a store, by the name behind all links, is a part of it. */
static bool is_store(const char *output, const char *store)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    char *real = realpath(store, NULL);
    struct buf name;
    buf_init(&name);
    bool is_part = false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !is_part; i++) {
        buf_clear(&name);
        buf_printf(&name, "%s%s", real ? real : store, endings[i]);
        is_part = is_input(output, name.data, i == 0 ? "the store" : "a part of the store");
    }
    buf_release(&name);
    free(real);
    return is_part;
}

static bool is_read(const struct options *options, const struct front *front, const char *output)
{
    const char *store = options->value[OPT_STORE];
    return is_text(output, front) || is_input(output, options->value[OPT_EVENTS], "the events that are read") ||
           is_input(output, options->value[OPT_OWNERS], "the list of owners that is read") ||
           (store && output != store && is_store(output, store));
}

/* ---- what is written -------------------------------------------------------------------------- */

void output_header(const char *path, struct buf *header)
{
    const char *dot = strrchr(path, '.');
    buf_add(header, path, dot ? (size_t)(dot - path) : strlen(path));
    buf_puts(header, ".h");
}

enum exit_status output_check(const struct options *options, const struct front *front)
{
    const char *path = options->value[OPT_OUTPUT];
    if (options->command == CMD_TRACK && is_read(options, front, options->value[OPT_STORE]))
        return EXIT_USAGE;
    if (!path || is_standard(path))
        return EXIT_FINE;
    struct buf header;
    buf_init(&header);
    if (options->command == CMD_BUILD)
        output_header(path, &header);
    bool is_taken = is_read(options, front, path) || (header.len > 0 && is_read(options, front, header.data));
    buf_release(&header);
    return is_taken ? EXIT_USAGE : EXIT_FINE;
}

enum exit_status output_write_to(const char *path, const struct buf *result)
{
    struct buf error;
    buf_init(&error);
    enum exit_status status = EXIT_FINE;
    if (!file_write(path, result->data, result->len, &error)) {
        fprintf(stderr, "hetong: %s\n", error.data);
        status = EXIT_INPUT;
    }
    buf_release(&error);
    return status;
}

enum exit_status output_write(const struct options *options, const struct front *front,
                              const struct buf *result)
{
    const char *path = options->value[OPT_OUTPUT];
    enum exit_status status = output_check(options, front);
    return status == EXIT_FINE ? output_write_to(path ? path : "-", result) : status;
}
