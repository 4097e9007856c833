/* Where a command's result goes. */
#ifndef DRIVER_OUTPUT_H
#define DRIVER_OUTPUT_H

#include "compiler/driver/exit_status.h"
#include "lang/base/check.h"

struct buf;

/* Writes a result to the file at `path`, which then holds all of it or is left as it was; or to
 * standard output if `path` is NULL or "-". On failure says so on stderr and returns EXIT_INPUT,
 * else EXIT_FINE. */
MUST_USE enum exit_status output_write(const char *path, const struct buf *result);

#endif
