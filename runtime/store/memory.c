/* memory.c - a store that lives as long as the process: for tests, scenarios and what-if runs.
 * The one idea: nothing here can fail, so an append is atomic by doing all checks first. */
#include <stdlib.h>
#include <string.h>

#include "lang/base/limits.h"
#include "lang/base/vec.h"
#include "runtime/store/store.h"

struct kept_record {
    char *body;
    size_t len;
    unsigned char chain[STORE_HASH_LEN];
};

struct kept_snapshot {
    char *name;
    size_t name_len;
    uint64_t seq;
    int64_t tick;
    void *bytes;
    size_t len;
};

struct kept_cursor {
    char *name;
    size_t name_len;
    uint64_t seq;
    int64_t tick;
};

struct memory_store {
    struct store store;
    struct store_meta meta;
    char *meta_text;
    unsigned char first_chain[STORE_HASH_LEN];
    VEC(struct kept_record) records;
    VEC(struct kept_snapshot) snapshots;
    VEC(struct kept_cursor) cursors;
};

static void *must_alloc(size_t len)
{
    void *bytes = malloc(len == 0 ? 1 : len);
    if (bytes == NULL) {
        BUG("out of memory for %zu bytes", len);
    }
    return bytes;
}

static char *must_copy(const void *bytes, size_t len)
{
    char *copy = must_alloc(len + 1);
    if (len > 0) {
        memcpy(copy, bytes, len);
    }
    copy[len] = '\0';
    return copy;
}

static const struct store_meta *memory_meta(const struct store *store)
{
    return &((const struct memory_store *)store)->meta;
}

static enum rt_status memory_last(struct store *store, uint64_t *seq,
                                  unsigned char chain[STORE_HASH_LEN], struct rt_error *err)
{
    (void)err;
    struct memory_store *memory = (struct memory_store *)store;
    *seq = memory->records.count;
    const unsigned char *last =
        memory->records.count > 0 ? vec_last(&memory->records).chain : memory->first_chain;
    memcpy(chain, last, STORE_HASH_LEN);
    return RT_OK;
}

static void forget_snapshot(struct memory_store *memory, size_t index)
{
    free(memory->snapshots.items[index].name);
    free(memory->snapshots.items[index].bytes);
    memory->snapshots.count--;
    memmove(&memory->snapshots.items[index], &memory->snapshots.items[index + 1],
            (memory->snapshots.count - index) * sizeof memory->snapshots.items[0]);
}

static bool is_named(const char *name, size_t name_len, struct text wanted)
{
    return text_equal((struct text){.text = name, .len = name_len}, wanted);
}

static void keep_snapshot(struct memory_store *memory, const struct store_snapshot *snapshot)
{
    size_t same_name = 0;
    size_t oldest = 0;
    for (size_t i = memory->snapshots.count; i-- > 0;) {
        const struct kept_snapshot *kept = &memory->snapshots.items[i];
        if (!is_named(kept->name, kept->name_len, snapshot->name)) {
            continue;
        }
        if (kept->tick == snapshot->tick) {
            forget_snapshot(memory, i);
            oldest -= oldest > i;
            continue;
        }
        if (same_name == 0 || kept->tick < memory->snapshots.items[oldest].tick) {
            oldest = i;
        }
        same_name++;
    }
    if (same_name >= LIMIT_SNAPSHOTS) {
        forget_snapshot(memory, oldest);
    }
    vec_push(&memory->snapshots, (struct kept_snapshot){
                                     .name = must_copy(snapshot->name.text, snapshot->name.len),
                                     .name_len = snapshot->name.len,
                                     .seq = snapshot->seq,
                                     .tick = snapshot->tick,
                                     .bytes = must_copy(snapshot->bytes, snapshot->len),
                                     .len = snapshot->len,
                                 });
}

static struct kept_cursor *find_cursor(struct memory_store *memory, struct text name)
{
    for (size_t i = 0; i < memory->cursors.count; i++) {
        if (is_named(memory->cursors.items[i].name, memory->cursors.items[i].name_len, name)) {
            return &memory->cursors.items[i];
        }
    }
    return NULL;
}

static void keep_cursor(struct memory_store *memory, const struct store_cursor *cursor)
{
    struct kept_cursor *kept = find_cursor(memory, cursor->name);
    if (kept == NULL) {
        vec_push(&memory->cursors, (struct kept_cursor){
                                       .name = must_copy(cursor->name.text, cursor->name.len),
                                       .name_len = cursor->name.len,
                                   });
        kept = &vec_last(&memory->cursors);
    }
    kept->seq = cursor->seq;
    kept->tick = cursor->tick;
}

static enum rt_status memory_append(struct store *store, const struct store_batch *batch,
                                    struct rt_error *err)
{
    struct memory_store *memory = (struct memory_store *)store;
    if (batch->after_seq != memory->records.count) {
        return rt_fail(err, RT_CONFLICT, "the journal has %zu records, the writer knew of %llu",
                       memory->records.count, (unsigned long long)batch->after_seq);
    }
    for (size_t i = memory->snapshots.count; i-- > 0;) {
        if (batch->drop_snapshots_from != INT64_MAX &&
            memory->snapshots.items[i].tick >= batch->drop_snapshots_from) {
            forget_snapshot(memory, i);
        }
    }
    for (size_t i = 0; i < batch->record_count; i++) {
        const struct store_record *record = &batch->records[i];
        struct kept_record kept = {.body = must_copy(record->body.text, record->body.len),
                                   .len = record->body.len};
        memcpy(kept.chain, record->chain, STORE_HASH_LEN);
        vec_push(&memory->records, kept);
    }
    for (size_t i = 0; i < batch->snapshot_count; i++) {
        keep_snapshot(memory, &batch->snapshots[i]);
    }
    for (size_t i = 0; i < batch->cursor_count; i++) {
        keep_cursor(memory, &batch->cursors[i]);
    }
    return RT_OK;
}

static enum rt_status memory_iterate(struct store *store, uint64_t from_seq, uint64_t to_seq,
                                     store_visit *visit, void *ctx, struct rt_error *err)
{
    struct memory_store *memory = (struct memory_store *)store;
    /* The end is fixed before the first visit: a visitor may append. */
    uint64_t last = to_seq < memory->records.count ? to_seq : memory->records.count;
    for (uint64_t seq = from_seq; seq <= last; seq++) {
        const struct kept_record *kept = &memory->records.items[seq - 1];
        struct store_record record = {.seq = seq,
                                      .body = {.text = kept->body, .len = kept->len}};
        memcpy(record.chain, kept->chain, STORE_HASH_LEN);
        enum rt_status status = visit(ctx, &record, err);
        if (status != RT_OK) {
            return status;
        }
    }
    return RT_OK;
}

static enum rt_status memory_load_snapshot(struct store *store, struct text name, uint64_t max_seq,
                                           int64_t max_tick, struct store_snapshot *snapshot,
                                           struct rt_error *err)
{
    (void)err;
    struct memory_store *memory = (struct memory_store *)store;
    const struct kept_snapshot *best = NULL;
    for (size_t i = 0; i < memory->snapshots.count; i++) {
        const struct kept_snapshot *kept = &memory->snapshots.items[i];
        if (kept->seq <= max_seq && kept->tick <= max_tick &&
            is_named(kept->name, kept->name_len, name) && (best == NULL || kept->tick > best->tick)) {
            best = kept;
        }
    }
    if (best == NULL) {
        return RT_NOT_FOUND;
    }
    *snapshot = (struct store_snapshot){
        .name = {.text = best->name, .len = best->name_len},
        .seq = best->seq,
        .tick = best->tick,
        .bytes = best->bytes,
        .len = best->len,
    };
    return RT_OK;
}

static enum rt_status memory_load_cursor(struct store *store, struct text name,
                                         struct store_cursor *cursor, struct rt_error *err)
{
    (void)err;
    const struct kept_cursor *kept = find_cursor((struct memory_store *)store, name);
    if (kept == NULL) {
        return RT_NOT_FOUND;
    }
    cursor->seq = kept->seq;
    cursor->tick = kept->tick;
    return RT_OK;
}

static enum rt_status memory_verify(struct store *store, struct rt_error *err)
{
    (void)store;
    (void)err;
    return RT_OK;
}

static void memory_close(struct store *store)
{
    struct memory_store *memory = (struct memory_store *)store;
    for (size_t i = 0; i < memory->records.count; i++) {
        free(memory->records.items[i].body);
    }
    while (memory->snapshots.count > 0) {
        forget_snapshot(memory, memory->snapshots.count - 1);
    }
    for (size_t i = 0; i < memory->cursors.count; i++) {
        free(memory->cursors.items[i].name);
    }
    vec_release(&memory->records);
    vec_release(&memory->snapshots);
    vec_release(&memory->cursors);
    free(memory->meta_text);
    free(memory);
}

static const struct store_ops memory_ops = {
    .name = "memory",
    .meta = memory_meta,
    .last = memory_last,
    .append = memory_append,
    .iterate = memory_iterate,
    .load_snapshot = memory_load_snapshot,
    .load_cursor = memory_load_cursor,
    .verify = memory_verify,
    .close = memory_close,
};

struct store *store_memory_new(const struct store_meta *meta)
{
    struct memory_store *memory = must_alloc(sizeof *memory);
    *memory = (struct memory_store){.store = {.ops = &memory_ops}, .meta = *meta};
    memory->meta.amended = NULL;
    memory->meta.amended_count = 0;
    struct text *texts[] = {&memory->meta.contract, &memory->meta.contract_hash,
                            &memory->meta.semantics, &memory->meta.tables};
    size_t len = 0;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        len += texts[i]->len + 1;
    }
    char *room = memory->meta_text = must_alloc(len);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        memcpy(room, texts[i]->text, texts[i]->len);
        room[texts[i]->len] = '\0';
        texts[i]->text = room;
        room += texts[i]->len + 1;
    }
    store_meta_hash(&memory->meta, memory->first_chain);
    return &memory->store;
}
