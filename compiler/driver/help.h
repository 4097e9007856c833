/* Help texts made from the tables of commands.h. */
#ifndef DRIVER_HELP_H
#define DRIVER_HELP_H

#include "compiler/driver/commands.h"

struct buf;

/* Adds the help of one command, or for CMD_ALL that of the whole program. */
void help_add(struct buf *out, enum command_id id);

#endif
