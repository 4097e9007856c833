/* commands.c - the rows of commands.def as data. */
#include "compiler/driver/commands.h"

#include <stdint.h>

const struct command commands[CMD_COUNT] = {
#define COMMAND(ID, name, operands, fewest, most, summary)                                         \
    [CMD_##ID] = {#name, operands, fewest, most, summary, cmd_##name},
#include "compiler/driver/commands.def"
};

const struct option_name option_names[OPT_COUNT] = {
#define OPTION_NAME(ID, letter, name) [OPT_##ID] = {letter, name},
#include "compiler/driver/commands.def"
};

const struct option_row option_rows[] = {
#define OPTION(COMMAND_ID, ID, value, otherwise, summary)                                          \
    {CMD_##COMMAND_ID, OPT_##ID, value, otherwise, summary},
#include "compiler/driver/commands.def"
};

const size_t option_row_count = sizeof option_rows / sizeof option_rows[0];
