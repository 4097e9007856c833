/* Help texts made from the tables of commands.h. */
#ifndef DRIVER_HELP_H
#define DRIVER_HELP_H

#include "compiler/driver/commands.h"

struct buf;

/* Lists of words that `hetong help` knows beside the commands. */
enum help_topic { HELP_VERBS, HELP_UNITS, HELP_KEYWORDS, HELP_STATUSES, HELP_TOPIC_COUNT };
struct help_topic_row {
    const char *name, *summary;
};
extern const struct help_topic_row help_topics[HELP_TOPIC_COUNT];

/* Adds the help of one command, or for CMD_ALL that of the whole program. */
void help_add(struct buf *out, enum command_id id);

/* Adds the manual page, for groff's man macros, of one command, or for CMD_ALL of the program. */
void help_add_man(struct buf *out, enum command_id id);

/* Adds a bash script that completes commands, options and their words. */
void help_add_bash(struct buf *out);

#endif
