/* digest.h - the one door to libsodium: BLAKE2b digests. */
#ifndef RUNTIME_DIGEST_H
#define RUNTIME_DIGEST_H

#include <stddef.h>

enum { DIGEST_LEN = 32, DIGEST_SHORT_LEN = 16, DIGEST_HEX_CAP = 2 * DIGEST_LEN + 1 };

/* BLAKE2b-256 of the bytes: what `b2sum -l 256` prints. */
void digest(unsigned char out[DIGEST_LEN], const void *bytes, size_t len);

/* BLAKE2b-256 of the bytes of `before`, then `bytes`: one link of a chain. */
void digest_link(unsigned char out[DIGEST_LEN], const unsigned char before[DIGEST_LEN],
                 const void *bytes, size_t len);

/* BLAKE2b-128: a key for tables inside the program. */
void digest_short(unsigned char out[DIGEST_SHORT_LEN], const void *bytes, size_t len);

/* Lower-case hexadecimal, NUL-terminated: 2 * len digits into a hex of 2 * len + 1 bytes. */
void digest_hex(char *hex, const unsigned char *bytes, size_t len);

#endif
