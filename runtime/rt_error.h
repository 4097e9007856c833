/* rt_error.h - what the runtime says when the world fails it: a full disk, a damaged file.
 *
 * Functions that can so fail return an enum rt_status and fill the caller's struct rt_error. The
 * first error wins: once filled, later failures (of cleaning up, say) do not overwrite it. On the
 * way up each caller may put what was being attempted in front with rt_wrap. */
#ifndef RUNTIME_RT_ERROR_H
#define RUNTIME_RT_ERROR_H

#include "lang/base/check.h"

enum rt_status {
#define RT(id, word, sentence) RT_##id,
#include "runtime/rt_error.def"
#undef RT
};

enum { RT_ERROR_CAP = 512 };

/* Zero-initialise before the first use: struct rt_error err = {0}; */
struct rt_error {
    enum rt_status status;   /* RT_OK while nothing failed */
    char text[RT_ERROR_CAP]; /* a sentence without the final full stop; cut at a whole character */
};

/* The stable word ("disk-full") and the sentence of a status. Static text. */
const char *rt_status_word(enum rt_status status);
const char *rt_status_sentence(enum rt_status status);

/* Records a failure unless one is recorded already, and returns `status` (which is not RT_OK), so
 * that `return rt_fail(err, RT_IO, …)` is one line. `err` may be NULL. */
enum rt_status rt_fail(struct rt_error *err, enum rt_status status, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* Puts what was being attempted before the recorded text: "reading 'x.csv': …". Returns the recorded
 * status. `err` may be NULL; nothing happens while nothing failed. */
enum rt_status rt_wrap(struct rt_error *err, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* Forgets the error, so that the struct can be used again. */
void rt_clear(struct rt_error *err);

#endif
