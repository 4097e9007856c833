/* sqlite.c - a store in one SQLite file: its records, snapshots and cursors. What is appended at once
 * is one transaction in WAL mode with synchronous=FULL. */
#include <inttypes.h>
#include <string.h>

#include <sqlite3.h>

#include "lang/base/limits.h"
#include "runtime/digest.h"
#include "runtime/store/sqlite_file.h"

/* ---- statements ------------------------------------------------------------------------------ */

static void bind_int(sqlite3_stmt *statement, int index, int64_t value)
{
    if (sqlite3_bind_int64(statement, index, value) != SQLITE_OK) {
        BUG("binding parameter %d", index);
    }
}

/* Number 0 is no record: the reference is then NULL. */
static void bind_seq(sqlite3_stmt *statement, int index, uint64_t seq)
{
    if (seq != 0) {
        bind_int(statement, index, (int64_t)seq);
    }
}

static void bind_blob(sqlite3_stmt *statement, int index, const void *bytes, size_t len)
{
    const void *start = len == 0 ? "" : bytes;
    if (sqlite3_bind_blob64(statement, index, start, len, SQLITE_STATIC) != SQLITE_OK) {
        BUG("binding parameter %d", index);
    }
}

/* ---- writing --------------------------------------------------------------------------------- */

static const struct store_meta *sqlite_meta(const struct store *store)
{
    return &((const struct sqlite_store *)store)->meta;
}

static enum rt_status sqlite_last(struct store *store, uint64_t *seq,
                                  unsigned char chain[STORE_HASH_LEN], struct rt_error *err)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    sqlite3_stmt *select = NULL;
    enum rt_status status =
        sqlite_prepare(sqlite, "SELECT seq, chain FROM record ORDER BY seq DESC LIMIT 1", &select, err);
    if (status != RT_OK) {
        return status;
    }
    int rc = sqlite3_step(select);
    if (rc == SQLITE_ROW && sqlite3_column_bytes(select, 1) == STORE_HASH_LEN) {
        *seq = (uint64_t)sqlite3_column_int64(select, 0);
        memcpy(chain, sqlite3_column_blob(select, 1), STORE_HASH_LEN);
    } else if (rc == SQLITE_DONE) {
        *seq = 0;
        memcpy(chain, sqlite->first_chain, STORE_HASH_LEN);
    } else if (rc == SQLITE_ROW) {
        status = rt_fail(err, RT_CORRUPT, "'%s' is damaged: its last record has no link",
                         sqlite->path);
    } else {
        status = sqlite_fail(sqlite, err, "reading");
    }
    sqlite3_finalize(select);
    return status;
}

static MUST_USE enum rt_status insert_records(struct sqlite_store *sqlite,
                                              const struct store_batch *batch, struct rt_error *err)
{
    for (size_t i = 0; i < batch->record_count; i++) {
        const struct store_record *record = &batch->records[i];
        bind_int(sqlite->insert, 1, (int64_t)record->seq);
        sqlite_bind_text(sqlite->insert, 2, record->body);
        bind_blob(sqlite->insert, 3, record->chain, STORE_HASH_LEN);
        int rc = sqlite3_step(sqlite->insert);
        enum rt_status status = rc == SQLITE_DONE ? RT_OK : sqlite_fail(sqlite, err, "writing to");
        sqlite3_reset(sqlite->insert);
        if (status != RT_OK) {
            return status;
        }
    }
    return RT_OK;
}

/* A snapshot is trusted only with this digest over its name, position and bytes. */
static void snapshot_digest(const struct store_snapshot *snapshot, unsigned char out[DIGEST_LEN])
{
    struct buf head;
    buf_init(&head);
    buf_printf(&head, "%" PRIu64 " %" PRId64 " ", snapshot->seq, snapshot->tick);
    buf_add(&head, snapshot->name.text, snapshot->name.len);
    unsigned char before[DIGEST_LEN];
    digest(before, head.data, head.len);
    digest_link(out, before, snapshot->bytes, snapshot->len);
    buf_release(&head);
}

static MUST_USE enum rt_status step_once(struct sqlite_store *sqlite, sqlite3_stmt *statement,
                                         struct rt_error *err)
{
    int rc = sqlite3_step(statement);
    enum rt_status status = rc == SQLITE_DONE ? RT_OK : sqlite_fail(sqlite, err, "writing to");
    sqlite3_finalize(statement);
    return status;
}

static MUST_USE enum rt_status write_snapshot(struct sqlite_store *sqlite,
                                              const struct store_snapshot *snapshot,
                                              struct rt_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum rt_status status = sqlite_prepare(sqlite,
                                    "REPLACE INTO snapshot(name, tick, seq, bytes, digest)"
                                    " VALUES (?1, ?2, ?3, ?4, ?5)",
                                    &statement, err);
    if (status != RT_OK) {
        return status;
    }
    unsigned char check[DIGEST_LEN];
    snapshot_digest(snapshot, check);
    sqlite_bind_text(statement, 1, snapshot->name);
    bind_int(statement, 2, snapshot->tick);
    bind_seq(statement, 3, snapshot->seq);
    bind_blob(statement, 4, snapshot->bytes, snapshot->len);
    bind_blob(statement, 5, check, sizeof check);
    status = step_once(sqlite, statement, err);
    if (status != RT_OK) {
        return status;
    }
    status = sqlite_prepare(sqlite,
                     "DELETE FROM snapshot WHERE name = ?1 AND tick < (SELECT tick FROM snapshot"
                     " WHERE name = ?1 ORDER BY tick DESC LIMIT 1 OFFSET ?2)",
                     &statement, err);
    if (status != RT_OK) {
        return status;
    }
    sqlite_bind_text(statement, 1, snapshot->name);
    bind_int(statement, 2, LIMIT_SNAPSHOTS - 1);
    return step_once(sqlite, statement, err);
}

static MUST_USE enum rt_status write_caches(struct sqlite_store *sqlite,
                                            const struct store_batch *batch, struct rt_error *err)
{
    for (size_t i = 0; i < batch->snapshot_count; i++) {
        enum rt_status status = write_snapshot(sqlite, &batch->snapshots[i], err);
        if (status != RT_OK) {
            return status;
        }
    }
    for (size_t i = 0; i < batch->cursor_count; i++) {
        sqlite3_stmt *statement = NULL;
        enum rt_status status = sqlite_prepare(
            sqlite, "REPLACE INTO cursor(name, seq, tick) VALUES (?1, ?2, ?3)", &statement, err);
        if (status != RT_OK) {
            return status;
        }
        sqlite_bind_text(statement, 1, batch->cursors[i].name);
        bind_seq(statement, 2, batch->cursors[i].seq);
        bind_int(statement, 3, batch->cursors[i].tick);
        status = step_once(sqlite, statement, err);
        if (status != RT_OK) {
            return status;
        }
    }
    return RT_OK;
}

static MUST_USE enum rt_status write_text(struct sqlite_store *sqlite, struct rt_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum rt_status status =
        sqlite_prepare(sqlite, "REPLACE INTO meta(key, value) VALUES ('text', ?1)", &statement, err);
    if (status == RT_OK) {
        sqlite_bind_text(statement, 1, (struct text){sqlite->text.data, sqlite->text.len});
        status = step_once(sqlite, statement, err);
    }
    return status;
}

static MUST_USE enum rt_status write_batch(struct sqlite_store *sqlite,
                                           const struct store_batch *batch, struct rt_error *err)
{
    uint64_t last = 0;
    unsigned char chain[STORE_HASH_LEN];
    enum rt_status status = sqlite_last(&sqlite->store, &last, chain, err);
    if (status == RT_OK && last != batch->after_seq) {
        status = rt_fail(err, RT_CONFLICT,
                         "'%s' has %" PRIu64 " records, the writer knew of %" PRIu64, sqlite->path,
                         last, batch->after_seq);
    }
    if (status == RT_OK && batch->drop_snapshots_from != INT64_MAX) {
        sqlite3_stmt *statement = NULL;
        status = sqlite_prepare(sqlite, "DELETE FROM snapshot WHERE tick >= ?1", &statement, err);
        if (status == RT_OK) {
            bind_int(statement, 1, batch->drop_snapshots_from);
            status = step_once(sqlite, statement, err);
        }
    }
    if (status == RT_OK) {
        status = insert_records(sqlite, batch, err);
    }
    if (status == RT_OK) {
        status = write_caches(sqlite, batch, err);
    }
    if (status == RT_OK && sqlite->text.len > 0 && batch->record_count > 0) {
        status = write_text(sqlite, err);
    }
    return status == RT_OK ? sqlite_run(sqlite, "COMMIT", "writing to", err) : status;
}

static enum rt_status sqlite_append(struct store *store, const struct store_batch *batch,
                                    struct rt_error *err)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    if (sqlite->is_read_only) {
        return rt_fail(err, RT_READ_ONLY, "'%s' was opened for reading only", sqlite->path);
    }
    enum rt_status status = sqlite_run(sqlite, "BEGIN IMMEDIATE", "writing to", err);
    if (status != RT_OK) {
        return status;
    }
    status = write_batch(sqlite, batch, err);
    if (status != RT_OK && sqlite3_get_autocommit(sqlite->db) == 0 &&
        sqlite3_exec(sqlite->db, "ROLLBACK", NULL, NULL, NULL) != SQLITE_OK &&
        sqlite3_get_autocommit(sqlite->db) == 0) {
        BUG("a transaction that neither commits nor rolls back: %s", sqlite3_errmsg(sqlite->db));
    }
    return status;
}

/* ---- reading --------------------------------------------------------------------------------- */

static MUST_USE enum rt_status visit_row(struct sqlite_store *sqlite, sqlite3_stmt *select,
                                         uint64_t expected, store_visit *visit, void *ctx,
                                         struct rt_error *err)
{
    struct store_record record = {
        .seq = (uint64_t)sqlite3_column_int64(select, 0),
        .body = sqlite_text(select, 1),
    };
    const void *chain = sqlite3_column_blob(select, 2);
    if (record.seq != expected || chain == NULL ||
        sqlite3_column_bytes(select, 2) != STORE_HASH_LEN) {
        return rt_fail(err, RT_CORRUPT, "'%s' is damaged: record %" PRIu64 " is missing",
                       sqlite->path, expected);
    }
    memcpy(record.chain, chain, STORE_HASH_LEN);
    return visit(ctx, &record, err);
}

static enum rt_status sqlite_iterate(struct store *store, uint64_t from_seq, uint64_t to_seq,
                                     store_visit *visit, void *ctx, struct rt_error *err)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    sqlite3_stmt *select = NULL;
    /* Other connections' writes do not disturb a running statement, those of this one (a visitor
     * that appends) do: so the end is fixed now. */
    uint64_t last = 0;
    unsigned char last_chain[STORE_HASH_LEN];
    enum rt_status status = sqlite_last(store, &last, last_chain, err);
    if (status == RT_OK) {
        status = sqlite_prepare(sqlite,
                         "SELECT seq, body, chain FROM record WHERE seq >= ?1 AND seq <= ?2"
                         " ORDER BY seq",
                         &select, err);
    }
    if (status != RT_OK) {
        return status;
    }
    bind_int(select, 1, from_seq > INT64_MAX ? INT64_MAX : (int64_t)from_seq);
    bind_int(select, 2, (int64_t)(to_seq < last ? to_seq : last));
    uint64_t expected = from_seq;
    int rc = sqlite3_step(select);
    while (rc == SQLITE_ROW && status == RT_OK) {
        status = visit_row(sqlite, select, expected++, visit, ctx, err);
        if (status == RT_OK) {
            rc = sqlite3_step(select);
        }
    }
    if (status == RT_OK && rc != SQLITE_DONE) {
        status = sqlite_fail(sqlite, err, "reading");
    }
    sqlite3_finalize(select);
    return status;
}

static enum rt_status sqlite_load_snapshot(struct store *store, struct text name, uint64_t max_seq,
                                           int64_t max_tick, struct store_snapshot *snapshot,
                                           struct rt_error *err)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    sqlite3_stmt *select = NULL;
    enum rt_status status =
        sqlite_prepare(sqlite,
                "SELECT coalesce(seq, 0), tick, bytes, digest FROM snapshot WHERE name = ?1"
                " AND coalesce(seq, 0) <= ?2 AND tick <= ?3 ORDER BY tick DESC LIMIT 1",
                &select, err);
    if (status != RT_OK) {
        return status;
    }
    sqlite_bind_text(select, 1, name);
    bind_int(select, 2, max_seq > INT64_MAX ? INT64_MAX : (int64_t)max_seq);
    bind_int(select, 3, max_tick);
    int rc = sqlite3_step(select);
    status = RT_NOT_FOUND;
    if (rc == SQLITE_ROW) {
        size_t len = (size_t)sqlite3_column_bytes(select, 2);
        buf_clear(&sqlite->snapshot);
        buf_add(&sqlite->snapshot, name.text, name.len);
        buf_putc(&sqlite->snapshot, '\0');
        /* The bytes begin at a boundary that suits any struct in them. */
        size_t start = (sqlite->snapshot.len + 15) / 16 * 16;
        buf_pad(&sqlite->snapshot, '\0', start - sqlite->snapshot.len);
        if (len > 0) {
            buf_add(&sqlite->snapshot, sqlite3_column_blob(select, 2), len);
        }
        *snapshot = (struct store_snapshot){
            .name = {.text = sqlite->snapshot.data, .len = name.len},
            .seq = (uint64_t)sqlite3_column_int64(select, 0),
            .tick = sqlite3_column_int64(select, 1),
            .bytes = sqlite->snapshot.data + start,
            .len = len,
        };
        unsigned char check[DIGEST_LEN];
        snapshot_digest(snapshot, check);
        bool is_sound = sqlite3_column_bytes(select, 3) == DIGEST_LEN &&
                        memcmp(sqlite3_column_blob(select, 3), check, DIGEST_LEN) == 0;
        status = is_sound ? RT_OK : RT_NOT_FOUND;
    } else if (rc != SQLITE_DONE) {
        status = sqlite_fail(sqlite, err, "reading");
    }
    sqlite3_finalize(select);
    return status;
}

static enum rt_status sqlite_load_cursor(struct store *store, struct text name,
                                         struct store_cursor *cursor, struct rt_error *err)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    sqlite3_stmt *select = NULL;
    enum rt_status status = sqlite_prepare(
        sqlite, "SELECT coalesce(seq, 0), tick FROM cursor WHERE name = ?1", &select, err);
    if (status != RT_OK) {
        return status;
    }
    sqlite_bind_text(select, 1, name);
    int rc = sqlite3_step(select);
    if (rc == SQLITE_ROW) {
        cursor->seq = (uint64_t)sqlite3_column_int64(select, 0);
        cursor->tick = sqlite3_column_int64(select, 1);
    } else {
        status = rc == SQLITE_DONE ? RT_NOT_FOUND : sqlite_fail(sqlite, err, "reading");
    }
    sqlite3_finalize(select);
    return status;
}

static enum rt_status sqlite_verify(struct store *store, struct rt_error *err)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    static const char *const checks[] = {"PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"};
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        sqlite3_stmt *select = NULL;
        enum rt_status status = sqlite_prepare(sqlite, checks[i], &select, err);
        if (status != RT_OK) {
            return status;
        }
        int rc = sqlite3_step(select);
        if (rc == SQLITE_ROW && !text_equal(sqlite_text(select, 0), TEXT_OF("ok"))) {
            status = rt_fail(err, RT_CORRUPT, "'%s' is damaged: %s", sqlite->path,
                             i == 0 ? sqlite_text(select, 0).text
                                    : "a cache speaks of a record that is missing");
        } else if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
            status = sqlite_fail(sqlite, err, "checking");
        }
        sqlite3_finalize(select);
        if (status != RT_OK) {
            return status;
        }
    }
    return RT_OK;
}

const struct store_ops sqlite_ops = {
    .name = "sqlite",
    .meta = sqlite_meta,
    .last = sqlite_last,
    .append = sqlite_append,
    .iterate = sqlite_iterate,
    .load_snapshot = sqlite_load_snapshot,
    .load_cursor = sqlite_load_cursor,
    .verify = sqlite_verify,
    .close = sqlite_store_close,
};
