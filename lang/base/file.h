/* Whole files in and out. A path "-" is standard input or standard output.
 * Failures are returned as false with a sentence in `error`, for example
 * "cannot read 'sale.ht': No such file or directory". */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/base/check.h"

struct buf;

/* Appends the bytes of a file to `out`. More than `limit` bytes is a failure. On failure `out` is
 * as it was before. A folder is a failure. */
MUST_USE bool file_read(const char *path, size_t limit, struct buf *out, struct buf *error);

/* Writes a file so that any reader sees the old bytes or the new ones and nothing between:
 * temporary file in the same folder, checked write, fsync, rename, fsync of the folder. On failure
 * no temporary file is left, and the old file stands (the new one, if only the folder could not be
 * synced). A symbolic link is followed; what is not a regular file (a pipe, a device, standard
 * output) is written in place. */
MUST_USE bool file_write(const char *path, const void *data, size_t len, struct buf *error);

/* Whether two paths lead to one regular file, by links too; of a file that is not there yet, whether
 * they give one name in one folder. Standard input is "/dev/stdin" here. */
bool file_is_same(const char *path, const char *other);

#endif
