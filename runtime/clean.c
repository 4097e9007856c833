/* clean.c - looks at bytes eight at a time. The one idea: nearly every text is printable ASCII, and
 * to see that it is takes a handful of operations on a word; only the rest is looked at singly. */
#include "runtime/clean.h"

#include <stdint.h>
#include <string.h>

#include "lang/base/utf8.h"

static const uint64_t ones = UINT64_C(0x0101010101010101);
static const uint64_t highs = UINT64_C(0x8080808080808080);

/* 0 for the printable ASCII and the tab. */
static unsigned char class_of_byte(unsigned byte)
{
    return byte >= 0x80               ? BYTE_HIGH
         : byte == '"'                ? BYTE_QUOTE
         : byte == '\r'               ? BYTE_RETURN
         : byte == '\n'               ? BYTE_NEWLINE
         : byte == '\t'               ? 0
         : byte < 0x20 || byte == 0x7f ? BYTE_CONTROL
                                      : 0;
}

unsigned bytes_class(const char *text, size_t len)
{
    /* Eight bytes at once: what is in 0x20..0x7e and no quote needs no further look. The tricks are
     * the usual ones on words: a byte below n sets its high bit in (word - n…) & ~word. */
    unsigned classes = 0;
    size_t i = 0;
    while (i + 8 <= len) {
        uint64_t word;
        memcpy(&word, text + i, 8);
        uint64_t quotes = word ^ (ones * '"');
        uint64_t deletes = word ^ (ones * 0x7f);
        uint64_t odd = word | ((word - ones * 0x20) & ~word) | ((quotes - ones) & ~quotes) |
                       ((deletes - ones) & ~deletes);
        if ((odd & highs) != 0) {
            for (size_t k = i; k < i + 8; k++) {
                classes |= class_of_byte((unsigned char)text[k]);
            }
        }
        i += 8;
    }
    for (; i < len; i++) {
        classes |= class_of_byte((unsigned char)text[i]);
    }
    return classes;
}

static size_t skip_ascii(const char *text, size_t from, size_t len)
{
    uint64_t word;
    while (from + 8 <= len && (memcpy(&word, text + from, 8), (word & highs) == 0)) {
        from += 8;
    }
    while (from < len && (unsigned char)text[from] < 0x80) {
        from++;
    }
    return from;
}

/* What is wrong with the text, and where; NULL if nothing is. */
static const char *find_unclean(const char *text, size_t len, size_t *offset)
{
    unsigned classes = bytes_class(text, len);
    *offset = 0;
    if ((classes & BYTE_CONTROL) != 0) {
        while (class_of_byte((unsigned char)text[*offset]) != BYTE_CONTROL) {
            (*offset)++;
        }
        return text[*offset] == '\0' ? "a NUL byte" : "a control character";
    }
    if ((classes & BYTE_HIGH) == 0) {
        return NULL;
    }
    for (*offset = skip_ascii(text, 0, len); *offset < len;) {
        uint32_t code = 0;
        size_t step = utf8_decode(text + *offset, len - *offset, &code);
        if (step == 0) {
            return "bytes that are not UTF-8";
        }
        if (utf8_is_bidi_control(code)) {
            return "a character that turns the direction of what is read";
        }
        *offset = skip_ascii(text, *offset + step, len);
    }
    return NULL;
}

bool text_is_clean(const char *text, size_t len, size_t *offset, const char **what)
{
    size_t at = 0;
    const char *found = find_unclean(text, len, &at);
    if (found != NULL && offset != NULL) {
        *offset = at;
    }
    if (found != NULL && what != NULL) {
        *what = found;
    }
    return found == NULL;
}
