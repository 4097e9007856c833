/* The hash of byte strings for the tables of this folder and the lexicon: eight bytes at a step, for
 * names are short. It is the same on every run, but nothing that is printed may depend on it. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Up to eight bytes as a number, the first one the lowest where numbers are stored so. Reads nothing
 * beyond them; no two texts of one length have one. */
static inline uint64_t hash_head(const char *bytes, size_t len)
{
    uint64_t word = 0;
    uint32_t low, high;
    if (len >= 8) {
        memcpy(&word, bytes, 8);
    } else if (len >= 4) {
        memcpy(&low, bytes, 4);
        memcpy(&high, bytes + len - 4, 4);
        word = low | (uint64_t)high << 8 * (len - 4); /* where they overlap they agree */
    } else if (len > 0) {
        word = (unsigned char)bytes[0] | (uint64_t)(unsigned char)bytes[len / 2] << 8 * (len / 2) |
               (uint64_t)(unsigned char)bytes[len - 1] << 8 * (len - 1);
    }
    return word;
}

/* memcmp() == 0, without a call for short texts. */
static inline bool hash_same(const char *left, const char *right, size_t len)
{
    return len <= 8 ? hash_head(left, len) == hash_head(right, len) : memcmp(left, right, len) == 0;
}

static inline uint64_t hash_mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 32);
}

/* True where a number begins with its lowest byte. */
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
enum { HASH_IS_LOW_FIRST = 1 };
#else
enum { HASH_IS_LOW_FIRST = 0 };
#endif

/* hash_bytes(), where `is_roomy` of a text that is not empty and behind which seven more bytes may be read. */
static inline uint64_t hash_text(const char *bytes, size_t len, bool is_roomy)
{
    uint64_t hash = len * UINT64_C(0x100000001b3);
    for (; len > 8; bytes += 8, len -= 8)
        hash = hash_mix(hash, hash_head(bytes, 8));
    uint64_t last = is_roomy && HASH_IS_LOW_FIRST ? hash_head(bytes, 8) & UINT64_MAX >> (64 - 8 * len)
                                                  : hash_head(bytes, len);
    hash = (hash ^ last) * UINT64_C(0x9e3779b97f4a7c15);
    return __builtin_bswap64(hash); /* tables look at the lowest bits, and all bits are in the highest */
}

static inline uint64_t hash_bytes(const void *data, size_t len)
{
    return hash_text(data, len, false);
}

/* memcmp() == 0 for two texts of one length and one hash. Each step of hash_bytes() can be undone, so the
 * last eight bytes are the same if the hashes and all before them are; not so for hash_short(). */
static inline bool hash_agrees(const char *left, const char *right, size_t len)
{
    for (size_t at = 0; at + 8 < len; at += 8)
        if (hash_head(left + at, 8) != hash_head(right + at, 8))
            return false;
    return true;
}

/* hash_bytes() in 32 bits. */
static inline uint32_t hash_short(const void *data, size_t len)
{
    return (uint32_t)hash_bytes(data, len);
}

#endif
