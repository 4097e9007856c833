/* The commands and options of the program as tables, made from commands.def. */
#ifndef DRIVER_COMMANDS_H
#define DRIVER_COMMANDS_H

#include <stddef.h>

#include "compiler/driver/exit_status.h"

struct options;

enum command_id {
    CMD_ALL, /* no command; in an option's row: every command has it */
#define COMMAND(ID, name, operands, fewest, most, summary) CMD_##ID,
#include "compiler/driver/commands.def"
    CMD_COUNT,
};

enum option_id {
#define OPTION_NAME(ID, letter, name) OPT_##ID,
#include "compiler/driver/commands.def"
    OPT_COUNT,
};

struct command {
    const char *name;
    const char *operands; /* as help shows them: "FILE..." */
    size_t fewest, most;  /* how many operands it takes */
    const char *summary;
    enum exit_status (*run)(const struct options *options);
};

struct option_name {
    char letter; /* NUL: it has only the long name */
    const char *name;
};

struct option_row {
    enum command_id command; /* whose option this is */
    enum option_id option;
    const char *value;     /* "" takes none; "one|two" a choice; "FILE" any text */
    const char *otherwise; /* the value where it is not given; NULL: none */
    const char *summary;
};

extern const struct command commands[CMD_COUNT]; /* commands[CMD_ALL] is all zero */
extern const struct option_name option_names[OPT_COUNT];
extern const struct option_row option_rows[];
extern const size_t option_row_count;

#define COMMAND(ID, name, operands, fewest, most, summary)                                         \
    enum exit_status cmd_##name(const struct options *options);
#include "compiler/driver/commands.def"

#endif
