/* output.c - a result is made in memory first, so that a run that fails half-way leaves no half. */
#include "compiler/driver/output.h"

#include <stdio.h>

#include "lang/base/buf.h"
#include "lang/base/file.h"

enum exit_status output_write(const char *path, const struct buf *result)
{
    struct buf error;
    buf_init(&error);
    enum exit_status status = EXIT_FINE;
    if (!file_write(path ? path : "-", result->data, result->len, &error)) {
        fprintf(stderr, "hetong: %s\n", error.data);
        status = EXIT_INPUT;
    }
    buf_release(&error);
    return status;
}
