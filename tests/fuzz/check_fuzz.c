/* Any bytes at all may be given as a contract: no stage may crash or hang, its messages can be shown,
 * and a contract without errors gives a sound norm machine, which the interpreter takes from its
 * first day to its last. */
#include <stdint.h>

#include "compiler/ir/eval.h"
#include "compiler/library/load.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/limits.h"
#include "runtime/engine.h"

enum { MOST_DAYS = 2000 }; /* the interpreter looks at each day; a century of them takes too long */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void fold(const struct nm *nm)
{
    struct engine engine = eval_engine(nm);
    struct st st;
    st_init(&st);
    engine_start(&engine, &st);
    int64_t last = nm->head.horizon;
    if (last > nm->head.start + MOST_DAYS)
        last = nm->head.start + MOST_DAYS;
    if (engine_advance(&engine, &st, last, 1) == 0 && st.head.now != last)
        BUG("the fold stands on day %lld", (long long)st.head.now);
    st_release(&st);
    engine_close(&engine);
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
    if (load_text(&load, "fuzz.ht", (const char *)data, len) == LOAD_FINE)
        fold(&load.nm);
    buf_clear(&messages);
    front_print_diags(&load.front);
    return 0;
}
