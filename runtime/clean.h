/* clean.h - what bytes a text from outside may hold. */
#ifndef RUNTIME_CLEAN_H
#define RUNTIME_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/base/check.h"

/* Classes of bytes; a text's classes are those of its bytes or'ed. */
enum { BYTE_CONTROL = 1, BYTE_HIGH = 2, BYTE_QUOTE = 4, BYTE_RETURN = 8, BYTE_NEWLINE = 16 };

unsigned bytes_class(const char *text, size_t len);

/* True if the text is strict UTF-8 without NUL, other control characters (tab, newline and carriage
 * return are for the caller to judge) and bidi controls. Else *offset and a sentence's object in
 * *what ("a NUL byte"); both may be NULL. */
MUST_USE bool text_is_clean(const char *text, size_t len, size_t *offset, const char **what);

#endif
