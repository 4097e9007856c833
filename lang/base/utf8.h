/* Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"

struct buf;

enum utf8_fault {
    UTF8_FINE,
    UTF8_INVALID, /* not well-formed UTF-8 */
    UTF8_NUL,     /* U+0000 */
    UTF8_BIDI,    /* a control that changes the order of what the reader sees */
};

/* Decodes the character at `text`. Returns its bytes (1 to 4) and sets *code; returns 0 if the
 * bytes are not well-formed or len is 0. */
size_t utf8_decode(const char *text, size_t len, uint32_t *code);

/* Writes the character to dst and returns its bytes (1 to 4). The code is a Unicode scalar. */
size_t utf8_encode(uint32_t code, char dst[4]);

/* True for U+202A-202E, U+2066-2069, U+200E and U+200F. */
bool utf8_is_bidi_control(uint32_t code);

/* The first fault in the text and its byte offset (*offset may be NULL), or UTF8_FINE. */
MUST_USE enum utf8_fault utf8_check(const char *text, size_t len, size_t *offset);

/* Terminal columns of one character: East Asian wide and fullwidth 2, combining and
 * zero-width 0, control characters 0, everything else (ambiguous ones too) 1. */
int utf8_char_width(uint32_t code);

/* Terminal columns of a text; a byte that is not UTF-8 counts as 1. */
size_t utf8_width(const char *text, size_t len);

/* Adds the text and then spaces up to `columns` terminal columns; never cuts the text. */
void utf8_pad(struct buf *buf, const char *text, size_t len, size_t columns);

#endif
