/* A growable run of bytes, always NUL-terminated. Out of memory aborts. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "lang/base/check.h"

struct buf {
    char *data; /* never NULL after buf_init; data[len] is NUL */
    size_t len;
    size_t cap; /* bytes allocated; 0 while nothing was added */
};

/* Makes an empty buffer; allocates nothing. */
void buf_init(struct buf *buf);

/* Frees the bytes and makes the buffer empty again. */
void buf_release(struct buf *buf);

/* Forgets the bytes, keeps the memory. */
void buf_clear(struct buf *buf);

/* Makes room for `more` bytes beyond len, and the NUL. */
void buf_reserve(struct buf *buf, size_t more);

/* Cuts the buffer to `len` bytes; len is not above the present one. */
void buf_truncate(struct buf *buf, size_t len);

/* Adds `len` bytes, which may contain NUL and may not lie in the buffer itself. */
void buf_add(struct buf *buf, const void *src, size_t len);

/* Adds a NUL-terminated text. */
void buf_puts(struct buf *buf, const char *text);

/* Adds one byte. */
void buf_putc(struct buf *buf, char byte);

/* Adds `count` times the byte `fill`. */
void buf_pad(struct buf *buf, char fill, size_t count);

/* Adds an integer in decimal. */
void buf_put_i64(struct buf *buf, int64_t value);

/* Adds formatted text. */
void buf_printf(struct buf *buf, const char *fmt, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *buf, const char *fmt, va_list values) PRINTF_LIKE(2, 0);

#endif
