/* A growable byte buffer. An empty one points at a shared NUL, so that `data` is always a text. */
#include "lang/base/buf.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/format.h"

static char no_bytes[1]; /* never written: cap is 0 while data points here */

void buf_init(struct buf *buf)
{
    *buf = (struct buf){.data = no_bytes};
}

void buf_release(struct buf *buf)
{
    if (buf->cap)
        free(buf->data);
    buf_init(buf);
}

void buf_clear(struct buf *buf)
{
    buf_truncate(buf, 0);
}

void buf_reserve(struct buf *buf, size_t more)
{
    if (more > SIZE_MAX / 4 || buf->len > SIZE_MAX / 4)
        BUG("out of memory: %zu bytes", more);
    size_t need = buf->len + more + 1;
    if (need <= buf->cap)
        return;
    size_t cap = buf->cap ? buf->cap : 64;
    while (cap < need)
        cap *= 2;
    char *data = realloc(buf->cap ? buf->data : NULL, cap);
    if (!data)
        BUG("out of memory: %zu bytes", cap);
    data[buf->len] = '\0';
    buf->data = data;
    buf->cap = cap;
}

void buf_truncate(struct buf *buf, size_t len)
{
    assert(len <= buf->len);
    buf->len = len;
    if (buf->cap)
        buf->data[len] = '\0';
}

void buf_add(struct buf *buf, const void *src, size_t len)
{
    if (len == 0)
        return;
    buf_reserve(buf, len);
    memcpy(buf->data + buf->len, src, len);
    buf->len += len;
    buf->data[buf->len] = '\0';
}

void buf_puts(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_putc(struct buf *buf, char byte)
{
    buf_add(buf, &byte, 1);
}

void buf_pad(struct buf *buf, char fill, size_t count)
{
    buf_reserve(buf, count);
    memset(buf->data + buf->len, fill, count);
    buf->len += count;
    buf->data[buf->len] = '\0';
}

void buf_put_i64(struct buf *buf, int64_t value)
{
    buf_printf(buf, "%" PRId64, value);
}

void buf_printf(struct buf *buf, const char *fmt, ...)
{
    va_list values;
    va_start(values, fmt);
    buf_vprintf(buf, fmt, values);
    va_end(values);
}

void buf_vprintf(struct buf *buf, const char *fmt, va_list values)
{
    struct format format;
    if (format_split(&format, fmt, values)) {
        buf_reserve(buf, format.len);
        format_join(&format, buf->data + buf->len);
        buf->len += format.len;
        buf->data[buf->len] = '\0';
        return;
    }
    va_list again;
    va_copy(again, values);
    int len = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (len < 0)
        BUG("bad format '%s'", fmt);
    buf_reserve(buf, (size_t)len);
    vsnprintf(buf->data + buf->len, (size_t)len + 1, fmt, values);
    buf->len += (size_t)len;
}
