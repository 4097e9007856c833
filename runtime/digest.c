/* digest.c - BLAKE2b by libsodium, which nothing else includes. Unkeyed, so that a stranger can
 * recompute every digest with b2sum. */
#include "runtime/digest.h"

#include <sodium.h>

#include "lang/base/check.h"

/* libsodium picks the code for this processor once; without that its slow reference code runs. */
static void wake(void)
{
    static bool is_awake;
    if (!is_awake) {
        if (sodium_init() < 0) {
            BUG("libsodium cannot start");
        }
        is_awake = true;
    }
}

void digest(unsigned char out[DIGEST_LEN], const void *bytes, size_t len)
{
    wake();
    if (crypto_generichash(out, DIGEST_LEN, bytes, len, NULL, 0) != 0) {
        BUG("BLAKE2b-256 failed");
    }
}

void digest_link(unsigned char out[DIGEST_LEN], const unsigned char before[DIGEST_LEN],
                 const void *bytes, size_t len)
{
    wake();
    crypto_generichash_state state;
    if (crypto_generichash_init(&state, NULL, 0, DIGEST_LEN) != 0 ||
        crypto_generichash_update(&state, before, DIGEST_LEN) != 0 ||
        crypto_generichash_update(&state, bytes, len) != 0 ||
        crypto_generichash_final(&state, out, DIGEST_LEN) != 0) {
        BUG("BLAKE2b-256 failed");
    }
}

void digest_short(unsigned char out[DIGEST_SHORT_LEN], const void *bytes, size_t len)
{
    wake();
    if (crypto_generichash(out, DIGEST_SHORT_LEN, bytes, len, NULL, 0) != 0) {
        BUG("BLAKE2b-128 failed");
    }
}

void digest_hex(char *hex, const unsigned char *bytes, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[2 * len] = '\0';
}
