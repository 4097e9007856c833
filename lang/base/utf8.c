/* Strict UTF-8. A lead byte fixes how many bytes follow and what range the first of them may have;
 * that range is what keeps out overlong forms, surrogates and codes above U+10FFFF. */
#include "lang/base/utf8.h"

#include <assert.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/hash.h"

struct lead {
    size_t len;              /* bytes of the character, 0 for no lead byte */
    unsigned char bits;      /* the lead byte's share of the code */
    unsigned char low, high; /* what the second byte may be */
};

static struct lead read_lead(unsigned char byte)
{
    if (byte < 0x80)
        return (struct lead){1, byte, 0, 0};
    if (byte < 0xc2)
        return (struct lead){0}; /* a continuation, or an overlong two-byte form */
    if (byte < 0xe0)
        return (struct lead){2, byte & 31, 0x80, 0xbf};
    if (byte < 0xf0)
        return (struct lead){3, byte & 15, byte == 0xe0 ? 0xa0 : 0x80, byte == 0xed ? 0x9f : 0xbf};
    if (byte < 0xf5)
        return (struct lead){4, byte & 7, byte == 0xf0 ? 0x90 : 0x80, byte == 0xf4 ? 0x8f : 0xbf};
    return (struct lead){0};
}

size_t utf8_decode(const char *text, size_t len, uint32_t *code)
{
    if (len == 0)
        return 0;
    const unsigned char *bytes = (const unsigned char *)text;
    struct lead lead = read_lead(bytes[0]);
    if (lead.len == 0 || lead.len > len)
        return 0;
    uint32_t value = lead.bits;
    for (size_t i = 1; i < lead.len; i++) {
        unsigned char low = i == 1 ? lead.low : 0x80;
        unsigned char high = i == 1 ? lead.high : 0xbf;
        if (bytes[i] < low || bytes[i] > high)
            return 0;
        value = value << 6 | (bytes[i] & 0x3f);
    }
    *code = value;
    return lead.len;
}

size_t utf8_encode(uint32_t code, char dst[4])
{
    assert(code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff));
    if (code < 0x80) {
        dst[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = len - 1; i > 0; i--) {
        dst[i] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
    }
    dst[0] = (char)(marks[len] | code);
    return len;
}

bool utf8_is_bidi_control(uint32_t code)
{
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ||
           code == 0x200e || code == 0x200f;
}

static enum utf8_fault fault_at(const char *text, size_t len, size_t *char_len)
{
    uint32_t code;
    *char_len = utf8_decode(text, len, &code);
    if (*char_len == 0)
        return UTF8_INVALID;
    if (code == 0)
        return UTF8_NUL;
    return utf8_is_bidi_control(code) ? UTF8_BIDI : UTF8_FINE;
}

static inline uint64_t eight(const void *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

/* Has a highest bit where a byte is no ASCII, or NUL: a zero byte borrows. */
static inline uint64_t not_ascii(uint64_t word)
{
    return (word - UINT64_C(0x0101010101010101)) | word;
}

/* How many of eight bytes come before the first that is no ASCII, or NUL. */
static inline size_t ascii_ahead(const char *text)
{
    uint64_t faults = not_ascii(eight(text)) & UINT64_C(0x8080808080808080);
    size_t at = 0;
    if (HASH_IS_LOW_FIRST)
        return faults ? (size_t)__builtin_ctzll(faults) / 8 : 8;
    while (at < 8 && (unsigned char)text[at] - 1u < 0x7f)
        at++;
    return at;
}

/* True if six of the eight bytes are two characters from U+4000 to U+BFFF, which most Chinese is written
 * in: each a byte from E4 to EB, of whose bits 4 and 8 it has one, and two from 80 to BF. */
static inline bool is_wide_pair(uint64_t word)
{
    static const unsigned char kinds[8] = {0xf0, 0xc0, 0xc0, 0xf0, 0xc0, 0xc0};
    static const unsigned char wide[8] = {0xe0, 0x80, 0x80, 0xe0, 0x80, 0x80};
    static const unsigned char eights[8] = {8, 0, 0, 8};
    return (word & eight(kinds)) == eight(wide) && ((word ^ word << 1) & eight(eights)) == eight(eights);
}

/* True if the bytes are a character of three bytes of which every such one is sound: it begins with one of
 * E3 to EC, or with EF; or with E2 80, and is “, ” or the like. */
static inline bool is_sound_three(const unsigned char *bytes)
{
    if ((bytes[1] & 0xc0) != 0x80 || (bytes[2] & 0xc0) != 0x80)
        return false;
    return bytes[0] - 0xe3u < 10 || bytes[0] == 0xef ||
           (bytes[0] == 0xe2 && bytes[1] == 0x80 && (bytes[2] & 0xf0) == 0x90);
}

/* How many bytes from `text` on are surely plain: ASCII without NUL, and those characters. */
static size_t skip_plain(const char *text, size_t len)
{
    size_t at = 0;
    while (at + 8 <= len) {
        size_t start = at, ascii = ascii_ahead(text + at);
        at += ascii;
        if (ascii == 8)
            continue;
        while (at + 8 <= len && is_wide_pair(eight(text + at)))
            at += 6;
        if (at + 3 <= len && is_sound_three((const unsigned char *)text + at))
            at += 3;
        if (at == start)
            break;
    }
    return at;
}

enum utf8_fault utf8_check(const char *text, size_t len, size_t *offset)
{
    size_t char_len;
    for (size_t at = skip_plain(text, len); at < len; at += skip_plain(text + at, len - at)) {
        enum utf8_fault fault = fault_at(text + at, len - at, &char_len);
        if (fault != UTF8_FINE) {
            if (offset)
                *offset = at;
            return fault;
        }
        at += char_len;
    }
    return UTF8_FINE;
}

struct range {
    uint32_t first, last;
};

static const struct range zero_ranges[] = {
#define ZERO(first, last) {first, last},
#include "lang/base/width.def"
};

static const struct range wide_ranges[] = {
#define WIDE(first, last) {first, last},
#include "lang/base/width.def"
};

static bool is_in(const struct range *ranges, size_t count, uint32_t code)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && code >= ranges[low].first;
}

int utf8_char_width(uint32_t code)
{
    if (code < 0x20 || (code >= 0x7f && code < 0xa0))
        return 0;
    if (code < 0x300)
        return 1; /* the common case, and no range starts below */
    if (is_in(zero_ranges, sizeof zero_ranges / sizeof *zero_ranges, code))
        return 0;
    return is_in(wide_ranges, sizeof wide_ranges / sizeof *wide_ranges, code) ? 2 : 1;
}

size_t utf8_width(const char *text, size_t len)
{
    size_t columns = 0;
    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t char_len = utf8_decode(text + at, len - at, &code);
        columns += char_len ? (size_t)utf8_char_width(code) : 1;
        at += char_len ? char_len : 1;
    }
    return columns;
}

void utf8_pad(struct buf *buf, const char *text, size_t len, size_t columns)
{
    buf_add(buf, text, len);
    size_t width = utf8_width(text, len);
    if (width < columns)
        buf_pad(buf, ' ', columns - width);
}
