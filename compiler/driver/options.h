/* The command line of one run, read by the tables of commands.h. */
#ifndef DRIVER_OPTIONS_H
#define DRIVER_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "compiler/driver/commands.h"
#include "lang/base/check.h"

struct suggest;

struct options {
    enum command_id command;      /* CMD_ALL while none was given */
    const char *value[OPT_COUNT]; /* what was given ("" for one that takes no value), else the
                                   * default, else NULL; a choice is always one of its words */
    const char **operand;         /* in the order given; owned, the texts are argv's */
    size_t operand_count;
    const char **folder; /* of each -I, in the order given; as operand */
    size_t folder_count;
};

/* Reads argv. On a mistake says so on stderr, with what was probably meant, and returns EXIT_USAGE;
 * else EXIT_FINE. --help and --version are left to the caller, and where one of them is given a
 * command or operands may be missing. Release in both cases. */
MUST_USE enum exit_status options_parse(struct options *options, int argc, char **argv);

void options_release(struct options *options);

/* True if the option was given or has a default. */
bool options_has(const struct options *options, enum option_id option);

/* True if the option's value is this word. */
bool options_is(const struct options *options, enum option_id option, const char *word);

/* Whether what goes to this stream is to be coloured. */
bool options_color(const struct options *options, FILE *stream);

/* The command of this name; or CMD_ALL if there is none, and then `suggest` has been offered all there are. */
enum command_id options_find_command(const char *name, struct suggest *suggest);

/* Says on stderr that there is no such command (or what else it may be), and what was probably meant. */
void options_tell_unknown(const char *what, const char *name, const struct suggest *suggest);

#endif
