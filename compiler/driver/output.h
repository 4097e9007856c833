/* Where a command's result goes. */
#ifndef DRIVER_OUTPUT_H
#define DRIVER_OUTPUT_H

#include "compiler/driver/exit_status.h"
#include "lang/base/check.h"

struct buf;
struct front;
struct options;

/* Says on stderr, and returns EXIT_USAGE, if a file that the options have written (the output, a
 * header beside it, a store) is one that this run reads: a text of `front`, the events, the owners,
 * the store. Else EXIT_FINE. To be asked before anything is written. */
MUST_USE enum exit_status output_check(const struct options *options, const struct front *front);

/* Writes a result to where the options say, which output_check has to allow: to a file, which then
 * holds all of it or is left as it was; or to standard output. On failure says so on stderr and returns
 * EXIT_USAGE or EXIT_INPUT, else EXIT_FINE. */
MUST_USE enum exit_status output_write(const struct options *options, const struct front *front,
                                       const struct buf *result);

/* The same to the file at `path`, whatever the options say; "-" is standard output. */
MUST_USE enum exit_status output_write_to(const char *path, const struct buf *result);

/* The header that is written beside the object or library at `path`. */
void output_header(const char *path, struct buf *header);

#endif
