/* printf for texts that are mostly put together of other texts: a format is taken apart into pieces,
 * whose length is then known. Everything beyond the plainest directives is left to vsnprintf. */
#ifndef BASE_FORMAT_H
#define BASE_FORMAT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "lang/base/check.h"

enum { FORMAT_PIECES = 24, FORMAT_DIGITS = 96 };

struct format {
    struct format_piece {
        const char *text;
        size_t len;
    } pieces[FORMAT_PIECES];
    size_t count;
    size_t len; /* of all pieces */
    char digits[FORMAT_DIGITS];
    size_t digit_count;
};

/* Takes a format apart that has %s, %.*s, %d, %u, %zu, %lld and %% only and fits; the pieces point into
 * the arguments. False if it is another one; then nothing can be said of *format. */
MUST_USE bool format_split(struct format *format, const char *fmt, va_list values);

/* Writes the pieces one behind the other: format->len bytes, no NUL. */
void format_join(const struct format *format, char *dst);

#endif
