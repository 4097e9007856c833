/* Any bytes at all may be given as a store: it is opened, or refused with a reason, and what is read
 * from it never crashes the reader. The first byte says what the rest is:
 *
 *   P  patches to a sound store: offset (3 bytes), length (1 byte), bytes, and so on
 *   S  patches to a sound state, as a snapshot holds it
 *   R  the texts of a store's records, one a line, under a chain of hashes that fits them
 *   any other: the whole file
 *
 * The three are what a change of bytes alone would never come by: the file's own checks stand before. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "runtime/digest.h"
#include "runtime/journal.h"
#include "runtime/state.h"
#include "runtime/store/store.h"

enum { EVENTS = 40, MOST_RECORDS = 200 };

static const struct store_meta meta = {
    .contract = {.text = "fuzz", .len = 4},
    .contract_hash = {.text = "00", .len = 2},
    .semantics = {.text = "1", .len = 1},
    .tables = {.text = "", .len = 0},
    .granularity = GRANULARITY_DAY,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* ---- reading whatever it is ------------------------------------------------------------------ */

static void read_state(const void *bytes, size_t len)
{
    struct st st;
    struct buf again;
    st_init(&st);
    buf_init(&again);
    if (st_decode(&st, bytes, len)) {
        st_encode(&st, &again);
        if (again.len != len || memcmp(again.data, bytes, len) != 0)
            BUG("a state of %zu bytes is written as %zu others", len, again.len);
    }
    buf_release(&again);
    st_release(&st);
}

static void read_snapshot(struct store *store)
{
    struct store_snapshot snapshot;
    struct rt_error err = {0};
    if (store_load_snapshot(store, TEXT_OF("fuzz"), UINT64_MAX, INT64_MAX, &snapshot, &err) == RT_OK)
        read_state(snapshot.bytes, snapshot.len);
}

static enum rt_status count(void *seen, const struct record *record, struct rt_error *err)
{
    (void)err;
    *(uint64_t *)seen += record->seq > 0;
    return RT_OK;
}

static void read_store(struct store *store)
{
    struct journal *journal = NULL;
    struct rt_error err = {0};
    uint64_t records = 0, seen = 0;
    bool is_sound = journal_verify(store, &records, &err) == RT_OK;
    bool is_open = journal_open(store, NULL, &journal, &err) == RT_OK;
    if (is_sound && !is_open)
        BUG("a store that verifies does not open: %s", err.text);
    if (is_open) {
        if (journal_each(journal, 1, UINT64_MAX, count, &seen, &err) != RT_OK ||
            seen != journal_last(journal))
            BUG("%llu of %llu records can be read", (unsigned long long)seen,
                (unsigned long long)journal_last(journal));
        liveness_free(journal_liveness(journal, seen / 2));
        if (journal_each_live(journal, seen, count, &seen, &err) != RT_OK)
            BUG("what is live cannot be read: %s", err.text);
        journal_close(journal);
    }
    read_snapshot(store);
}

/* ---- files ----------------------------------------------------------------------------------- */

static void scratch_path(char *path, size_t size, const char *what)
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, size, "%s/hetong-fuzz-%ld-%s", folder ? folder : "/tmp", (long)getpid(), what);
}

static void read_file(const uint8_t *data, size_t len)
{
    char path[256];
    scratch_path(path, sizeof path, "store");
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data, 1, len, file) != len || fclose(file) != 0)
        BUG("the scratch file cannot be written");
    struct rt_error err = {0};
    struct store *store = NULL;
    enum rt_status status = store_sqlite_open(path, STORE_READ_ONLY, NULL, &store, &err);
    if (status == RT_OK)
        read_store(store);
    else if (err.text[0] == '\0')
        BUG("refused without a reason");
    store_close(store);
    unlink(path);
}

static void append_events(struct store *store)
{
    struct journal *journal = NULL;
    struct rt_error err = {0};
    if (journal_open(store, NULL, &journal, &err) != RT_OK)
        BUG("an empty journal does not open: %s", err.text);
    for (int i = 0; i < EVENTS; i++) {
        char id[16], corrects[16];
        snprintf(id, sizeof id, "e%d", i);
        snprintf(corrects, sizeof corrects, "e%d", i - 3);
        struct report_attribute attribute = {TEXT_OF("colour"), TEXT_OF("red")};
        struct report_event event = {
            .source = TEXT_NONE, .id = text_from(id), .at = TEXT_OF("1956-12-20"), .tick = -4761,
            .actor = TEXT_OF("Fushun"), .act = TEXT_OF("teach"), .to = TEXT_OF("Benxi"),
            .object = TEXT_OF("lining"), .quantity = TEXT_OF("10"), .unit = TEXT_NONE,
            .by = TEXT_NONE, .evidence = TEXT_OF("\"a\" \\ b"), .re = TEXT_NONE,
            .for_what = TEXT_NONE, .corrects = i % 7 == 6 ? text_from(corrects) : TEXT_NONE,
            .attributes = &attribute, .attribute_count = i % 3 == 0};
        struct journal_answer answer;
        if (journal_append(journal, &event, -4761, &answer, &err) != RT_OK)
            BUG("%s", err.text);
    }
    struct st st;
    struct buf state;
    st_init(&st);
    buf_init(&state);
    st_encode(&st, &state);
    struct store_snapshot snapshot = {TEXT_OF("fuzz"), 1, 0, state.data, state.len};
    struct store_batch caches = {.snapshots = &snapshot, .snapshot_count = 1,
                                 .drop_snapshots_from = INT64_MAX};
    if (journal_commit(journal, &caches, &err) != RT_OK)
        BUG("%s", err.text);
    buf_release(&state);
    journal_close(journal);
}

/* The bytes of a sound store; made once. */
static const struct buf *sound_store(void)
{
    static struct buf image;
    if (image.len > 0)
        return &image;
    char path[256];
    scratch_path(path, sizeof path, "sound");
    struct rt_error err = {0};
    struct store *store = NULL;
    if (store_sqlite_open(path, STORE_CREATE, &meta, &store, &err) != RT_OK)
        BUG("%s", err.text);
    append_events(store);
    store_close(store);
    FILE *file = fopen(path, "rb");
    char block[4096];
    buf_init(&image);
    for (size_t got; file && (got = fread(block, 1, sizeof block, file)) > 0;)
        buf_add(&image, block, got);
    if (!file || fclose(file) != 0 || image.len == 0)
        BUG("the sound store cannot be read");
    unlink(path);
    return &image;
}

/* Bytes that are as they should be but for the patches. */
static void patch(struct buf *patched, const struct buf *sound, const uint8_t *data, size_t len)
{
    buf_add(patched, sound->data, sound->len);
    while (len >= 4) {
        size_t at = ((size_t)data[0] << 16 | (size_t)data[1] << 8 | data[2]) % sound->len;
        size_t run = data[3];
        data += 4;
        len -= 4;
        run = run < len ? run : len;
        run = run < sound->len - at ? run : sound->len - at;
        memcpy(patched->data + at, data, run);
        data += run;
        len -= run;
    }
}

static void read_patched_store(const uint8_t *data, size_t len)
{
    struct buf patched;
    buf_init(&patched);
    patch(&patched, sound_store(), data, len);
    read_file((const uint8_t *)patched.data, patched.len);
    buf_release(&patched);
}

/* ---- records and states ---------------------------------------------------------------------- */

static void read_records(const uint8_t *data, size_t len)
{
    struct store_record records[MOST_RECORDS];
    unsigned char chain[STORE_HASH_LEN];
    size_t found = 0;
    store_meta_hash(&meta, chain);
    for (size_t at = 0; at < len && found < MOST_RECORDS;) {
        const uint8_t *end = memchr(data + at, '\n', len - at);
        size_t line = end ? (size_t)(end - data) - at : len - at;
        struct store_record *record = &records[found++];
        record->seq = found;
        record->body = (struct text){(const char *)data + at, line};
        digest_link(record->chain, chain, data + at, line);
        memcpy(chain, record->chain, sizeof chain);
        at += line + 1;
    }
    struct store *store = store_memory_new(&meta);
    struct store_batch batch = {.records = records, .record_count = found,
                                .drop_snapshots_from = INT64_MAX};
    struct rt_error err = {0};
    if (store_append(store, &batch, &err) != RT_OK)
        BUG("%s", err.text);
    read_store(store);
    store_close(store);
}

static void read_patched_state(const uint8_t *data, size_t len)
{
    struct st st;
    struct buf sound, patched;
    st_init(&st);
    buf_init(&sound);
    buf_init(&patched);
    st.head.version = NM_VERSION;
#define P(name)                                                                                    \
    if (st_add_##name(&st) < 0 || st_add_##name(&st) < 0)                                          \
        BUG("no room for two records");
    ST_POOLS(P)
#undef P
    st_encode(&st, &sound);
    patch(&patched, &sound, data, len);
    read_state(patched.data, patched.len);
    buf_release(&patched);
    buf_release(&sound);
    st_release(&st);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    if (len > 0 && data[0] == 'P')
        read_patched_store(data + 1, len - 1);
    else if (len > 0 && data[0] == 'R')
        read_records(data + 1, len - 1);
    else if (len > 0 && data[0] == 'S')
        read_patched_state(data + 1, len - 1);
    else
        read_file(data, len);
    return 0;
}
