/* store.c - what all stores share: the checks in front of the vtable, and the header's digest. */
#include "runtime/store/store.h"

#include <string.h>

#include "lang/base/buf.h"
#include "runtime/digest.h"

const struct store_meta *store_meta(const struct store *store)
{
    return store->ops->meta(store);
}

enum rt_status store_last(struct store *store, uint64_t *seq, unsigned char chain[STORE_HASH_LEN],
                          struct rt_error *err)
{
    return store->ops->last(store, seq, chain, err);
}

enum rt_status store_append(struct store *store, const struct store_batch *batch,
                            struct rt_error *err)
{
    for (size_t i = 0; i < batch->record_count; i++) {
        if (batch->records[i].seq != batch->after_seq + i + 1) {
            BUG("record %zu of a batch has number %llu after %llu", i,
                (unsigned long long)batch->records[i].seq, (unsigned long long)batch->after_seq);
        }
    }
    uint64_t last = batch->after_seq + batch->record_count;
    for (size_t i = 0; i < batch->snapshot_count; i++) {
        if (batch->snapshots[i].seq > last) {
            BUG("a snapshot of records that do not exist");
        }
    }
    for (size_t i = 0; i < batch->cursor_count; i++) {
        if (batch->cursors[i].seq > last) {
            BUG("a cursor beyond the last record");
        }
    }
    return store->ops->append(store, batch, err);
}

enum rt_status store_iterate(struct store *store, uint64_t from_seq, uint64_t to_seq,
                             store_visit *visit, void *ctx, struct rt_error *err)
{
    if (from_seq == 0) {
        from_seq = 1;
    }
    return from_seq > to_seq ? RT_OK : store->ops->iterate(store, from_seq, to_seq, visit, ctx, err);
}

enum rt_status store_load_snapshot(struct store *store, struct text name, uint64_t max_seq,
                                   int64_t max_tick, struct store_snapshot *snapshot,
                                   struct rt_error *err)
{
    return store->ops->load_snapshot(store, name, max_seq, max_tick, snapshot, err);
}

enum rt_status store_load_cursor(struct store *store, struct text name,
                                 struct store_cursor *cursor, struct rt_error *err)
{
    cursor->name = name;
    return store->ops->load_cursor(store, name, cursor, err);
}

enum rt_status store_verify(struct store *store, struct rt_error *err)
{
    return store->ops->verify(store, err);
}

void store_close(struct store *store)
{
    if (store != NULL) {
        store->ops->close(store);
    }
}

/* The header as six lines of text, so that a stranger can compute link 0:
 *     hetong journal 1
 *     mutual-help
 *     9f2c…
 *     1
 *     (tables, here empty)
 *     day */
void store_meta_hash(const struct store_meta *meta, unsigned char hash[STORE_HASH_LEN])
{
    struct buf text;
    buf_init(&text);
    buf_printf(&text, "hetong journal %d\n", STORE_SCHEMA_VERSION);
    const struct text lines[] = {
        meta->contract,
        meta->contract_hash,
        meta->semantics,
        meta->tables,
        text_from(granularity_name(meta->granularity)),
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        buf_add(&text, lines[i].text, lines[i].len);
        buf_putc(&text, '\n');
    }
    digest(hash, text.data, text.len);
    buf_release(&text);
}
