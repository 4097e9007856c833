/* Any bytes at all may be given as a store: it is opened, or refused with a reason, and what is read
 * from it never crashes the reader. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lang/base/check.h"
#include "runtime/journal.h"
#include "runtime/state.h"
#include "runtime/store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void read_snapshot(struct store *store)
{
    struct store_snapshot snapshot;
    struct rt_error err = {0};
    if (store_load_snapshot(store, TEXT_OF("fuzz"), UINT64_MAX, INT64_MAX, &snapshot, &err) != RT_OK)
        return;
    struct st st;
    st_init(&st);
    (void)st_decode(&st, snapshot.bytes, snapshot.len);
    st_release(&st);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    char path[] = "/tmp/hetong-store-fuzz-XXXXXX";
    int descriptor = mkstemp(path);
    if (descriptor < 0)
        return 0;
    FILE *file = fdopen(descriptor, "wb");
    if (!file || fwrite(data, 1, len, file) != len || fclose(file) != 0)
        BUG("the scratch file cannot be written");
    struct rt_error err = {0};
    struct store *store = NULL;
    enum rt_status status = store_sqlite_open(path, STORE_READ_ONLY, NULL, &store, &err);
    if (status == RT_OK) {
        struct journal *journal = NULL;
        uint64_t count;
        (void)journal_verify(store, &count, &err);
        if (journal_open(store, NULL, &journal, &err) == RT_OK)
            journal_close(journal);
        read_snapshot(store);
    } else if (err.text[0] == '\0') {
        BUG("refused without a reason");
    }
    store_close(store);
    unlink(path);
    return 0;
}
