/* Numbers in English words: twenty-six, one hundred and five, three thousand. */
#ifndef VALUE_NUMERAL_H
#define VALUE_NUMERAL_H

#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"

/* Reads the number that stands at *at, in any case, and moves *at behind it. Returns of how many
 * words it is made; 0 and nothing moved if none stands there. */
MUST_USE int numeral_in_words(const char *text, size_t len, size_t *at, int64_t *value);

#endif
