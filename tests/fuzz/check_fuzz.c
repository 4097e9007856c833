/* Any bytes at all may be given as a contract: no stage may crash or hang, its messages can be shown,
 * and a contract without errors gives a sound norm machine, whose deadlines are judged and which both
 * engines fold alike. */
#include <stdint.h>

#include "compiler/library/load.h"
#include "compiler/library/prove_report.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "tests/fuzz/both_engines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* FNV-1a: each text has a log of its own, and the same one every time. */
static uint64_t seed_of(const uint8_t *data, size_t len)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ data[i]) * UINT64_C(0x100000001b3);
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static struct load load; /* the vocabulary is read once */
    static struct buf messages;
    static bool is_ready;
    if (len > LIMIT_SOURCE_BYTES)
        return 0;
    if (!is_ready) {
        const struct front_settings settings = {0};
        load_init(&load, &settings);
        buf_init(&messages);
        load.front.messages = &messages;
        is_ready = true;
    }
    if (load_text(&load, "fuzz.ht", (const char *)data, len) == LOAD_FINE) {
        prove_and_report(&load);
        fold_both(&load.nm, seed_of(data, len));
    }
    buf_clear(&messages);
    front_print_diags(&load.front);
    return 0;
}
