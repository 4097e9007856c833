/* sqlite.c - a store in one SQLite file, and the only file that includes <sqlite3.h>.
 *
 * The one idea: a file appears whole or not at all. A new store is made under another name, with its
 * header in it, and then linked to its own; every later change is one transaction in WAL mode with
 * synchronous=FULL. Before a file is opened for good it is looked at with all locking and writing
 * turned off, so that no file of another program is ever changed. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sqlite3.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "runtime/digest.h"
#include "runtime/store/draft.h"
#include "runtime/store/schema.h"
#include "runtime/store/store.h"

enum {
    APPLICATION_ID = 0x4865746F, /* "Heto", also in schema_sql in decimal */
    BUSY_WAIT_MS = 3000
};

struct sqlite_store {
    struct store store;
    sqlite3 *db;
    char *path;
    bool is_read_only;
    struct store_meta meta;
    struct buf meta_text; /* the texts of meta, each with its NUL */
    unsigned char first_chain[STORE_HASH_LEN];
    sqlite3_stmt *insert;
    struct buf snapshot; /* name and bytes of the snapshot loaded last */
    struct buf text;     /* the hash that `text` gets with the next record; or empty */
};

/* ---- errors ---------------------------------------------------------------------------------- */

/* What an SQLite result means to a caller, in the words of the store's contract. */
static enum rt_status status_of(int rc)
{
    switch (rc & 0xff) { /* the primary code; the extended one only refines it */
    case SQLITE_FULL:
        return RT_FULL;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return RT_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return RT_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT: /* of the schema: our writer never breaks one on a sound file */
    case SQLITE_MISMATCH:
    case SQLITE_ERROR: /* a table of ours is missing */
    case SQLITE_NOMEM: /* SQLite asks for room by lengths that stand in the file; ours are small */
    case SQLITE_TOOBIG:
        return RT_CORRUPT;
    default:
        return RT_IO;
    }
}

/* True if the last failure of the file, or of its WAL, was one of room. */
static bool is_out_of_room(struct sqlite_store *sqlite)
{
    int causes[3] = {sqlite3_system_errno(sqlite->db), 0, 0};
    sqlite3_file_control(sqlite->db, "main", SQLITE_FCNTL_LAST_ERRNO, &causes[1]);
    sqlite3_file *log = NULL;
    sqlite3_file_control(sqlite->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    if (log != NULL && log->pMethods != NULL) {
        log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &causes[2]);
    }
    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++) {
        if (causes[i] == ENOSPC || causes[i] == EDQUOT || causes[i] == EFBIG) {
            return true;
        }
    }
    return false;
}

static enum rt_status fail_sqlite(struct sqlite_store *sqlite, struct rt_error *err,
                                  const char *doing)
{
    int rc = sqlite3_extended_errcode(sqlite->db);
    enum rt_status status = status_of(rc);
    /* SQLite says "full" for ENOSPC alone; a quota or a size limit shows as a failed write. */
    if ((rc & 0xff) == SQLITE_IOERR && is_out_of_room(sqlite)) {
        status = RT_FULL;
    }
    if ((rc & 0xff) == SQLITE_CANTOPEN && sqlite3_system_errno(sqlite->db) != 0) {
        return rt_fail(err, status, "%s '%s': %s", doing, sqlite->path,
                       strerror(sqlite3_system_errno(sqlite->db)));
    }
    return rt_fail(err, status, "%s '%s': %s (%s)", doing, sqlite->path,
                   rt_status_sentence(status), sqlite3_errmsg(sqlite->db));
}

static MUST_USE enum rt_status run(struct sqlite_store *sqlite, const char *sql, const char *doing,
                                   struct rt_error *err)
{
    if (sqlite3_exec(sqlite->db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        return fail_sqlite(sqlite, err, doing);
    }
    return RT_OK;
}

static MUST_USE enum rt_status prepare(struct sqlite_store *sqlite, const char *sql,
                                       sqlite3_stmt **statement, struct rt_error *err)
{
    if (sqlite3_prepare_v2(sqlite->db, sql, -1, statement, NULL) != SQLITE_OK) {
        return fail_sqlite(sqlite, err, "reading");
    }
    return RT_OK;
}

/* Texts and blobs are bound without a copy: they outlive the step. */
static void bind_text(sqlite3_stmt *statement, int index, struct text text)
{
    if (sqlite3_bind_text64(statement, index, text.text, text.len, SQLITE_STATIC, SQLITE_UTF8) !=
        SQLITE_OK) {
        BUG("binding parameter %d", index);
    }
}

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

static struct text column_text(sqlite3_stmt *statement, int index)
{
    const char *text = (const char *)sqlite3_column_text(statement, index);
    size_t len = (size_t)sqlite3_column_bytes(statement, index);
    return text == NULL ? TEXT_NONE : (struct text){.text = text, .len = len};
}

/* ---- identity -------------------------------------------------------------------------------- */

/* Opens the connection. With `is_immutable` SQLite locks nothing and needs no write to the folder,
 * not even for the shared memory of the WAL. */
static int connect_file(struct sqlite_store *sqlite, int flags, bool is_immutable)
{
    struct buf uri;
    buf_init(&uri);
    buf_puts(&uri, sqlite->path[0] == '/' ? "file://" : "file:");
    for (const char *next = sqlite->path; *next != '\0'; next++) {
        if (*next == '%' || *next == '?' || *next == '#') {
            buf_printf(&uri, "%%%02x", (unsigned)(unsigned char)*next);
        } else {
            buf_putc(&uri, *next);
        }
    }
    buf_puts(&uri, is_immutable ? "?immutable=1" : "");
    int rc = sqlite3_open_v2(uri.data, &sqlite->db, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                             NULL);
    buf_release(&uri);
    if (sqlite->db == NULL) {
        BUG("SQLite is out of memory");
    }
    sqlite3_extended_result_codes(sqlite->db, 1);
    sqlite3_busy_timeout(sqlite->db, BUSY_WAIT_MS);
    /* Not ours to fold the WAL into the file until we know that we may. */
    sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    return rc;
}

/* The number that an SQLite pragma gives, or false. */
static bool read_pragma(struct sqlite_store *sqlite, const char *sql, int *value)
{
    sqlite3_stmt *select = NULL;
    bool is_read = sqlite3_prepare_v2(sqlite->db, sql, -1, &select, NULL) == SQLITE_OK &&
                   sqlite3_step(select) == SQLITE_ROW;
    *value = is_read ? sqlite3_column_int(select, 0) : 0;
    sqlite3_finalize(select);
    return is_read;
}

/* Says whether an existing file is ours, without changing a byte of it or of its neighbours. It is
 * SQLite that reads, not we: closing a file of our own would drop the locks of every other
 * connection that this process has to it. RT_NOT_FOUND: there is no file, or an empty one. */
static MUST_USE enum rt_status look_at_file(struct sqlite_store *sqlite, struct rt_error *err)
{
    struct stat info;
    if (stat(sqlite->path, &info) != 0) {
        return errno == ENOENT ? RT_NOT_FOUND
                               : rt_fail(err, RT_IO, "opening '%s': %s", sqlite->path,
                                         strerror(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return rt_fail(err, RT_NOT_OURS, "'%s' is not a file", sqlite->path);
    }
    if (info.st_size == 0) {
        return RT_NOT_FOUND;
    }
    int id = 0;
    int rc = connect_file(sqlite, SQLITE_OPEN_READONLY, true);
    bool is_read = rc == SQLITE_OK && read_pragma(sqlite, "PRAGMA application_id", &id);
    int cause = sqlite3_errcode(sqlite->db) & 0xff;
    enum rt_status status = RT_OK;
    if (!is_read && cause != SQLITE_NOTADB && cause != SQLITE_CORRUPT) {
        status = fail_sqlite(sqlite, err, "opening");
    } else if (!is_read || id != APPLICATION_ID) {
        status = rt_fail(err, RT_NOT_OURS, "'%s' is no journal of this program%s", sqlite->path,
                         is_read ? ", but a file of another one" : ", or it is damaged");
    }
    sqlite3_close(sqlite->db);
    sqlite->db = NULL;
    return status;
}

static const struct {
    const char *key;
    size_t offset; /* of the struct text in struct store_meta */
} meta_fields[] = {
    {"contract", offsetof(struct store_meta, contract)},
    {"contract-hash", offsetof(struct store_meta, contract_hash)},
    {"semantics", offsetof(struct store_meta, semantics)},
    {"tables", offsetof(struct store_meta, tables)},
};

enum { META_FIELD_COUNT = sizeof meta_fields / sizeof meta_fields[0] };

static struct text *meta_field(struct store_meta *meta, size_t index)
{
    return (struct text *)(void *)((char *)meta + meta_fields[index].offset);
}

static MUST_USE enum rt_status read_meta_value(struct sqlite_store *sqlite, sqlite3_stmt *select,
                                               const char *key, struct rt_error *err)
{
    sqlite3_reset(select);
    bind_text(select, 1, text_from(key));
    int rc = sqlite3_step(select);
    if (rc == SQLITE_ROW) {
        return RT_OK;
    }
    if (rc == SQLITE_DONE) {
        return rt_fail(err, RT_CORRUPT, "'%s' is damaged: its header says no %s", sqlite->path,
                       key);
    }
    return fail_sqlite(sqlite, err, "reading the header of");
}

static MUST_USE enum rt_status read_meta(struct sqlite_store *sqlite, struct rt_error *err)
{
    sqlite3_stmt *select = NULL;
    enum rt_status status =
        prepare(sqlite, "SELECT value FROM meta WHERE key = ?1", &select, err);
    size_t starts[META_FIELD_COUNT] = {0};
    for (size_t i = 0; status == RT_OK && i < META_FIELD_COUNT; i++) {
        status = read_meta_value(sqlite, select, meta_fields[i].key, err);
        if (status == RT_OK) {
            struct text value = column_text(select, 0);
            starts[i] = sqlite->meta_text.len;
            buf_add(&sqlite->meta_text, value.text, value.len);
            buf_putc(&sqlite->meta_text, '\0');
        }
    }
    if (status == RT_OK) {
        status = read_meta_value(sqlite, select, "granularity", err);
    }
    if (status == RT_OK) {
        struct text written = column_text(select, 0);
        enum granularity granularity = GRANULARITY_DAY;
        while (granularity < GRANULARITY_SECOND &&
               !text_equal(written, text_from(granularity_name(granularity)))) {
            granularity++;
        }
        if (!text_equal(written, text_from(granularity_name(granularity)))) {
            status = rt_fail(err, RT_CORRUPT, "'%s' is damaged: its ticks have no known length",
                             sqlite->path);
        }
        sqlite->meta.granularity = granularity;
    }
    sqlite3_finalize(select);
    for (size_t i = 0; status == RT_OK && i < META_FIELD_COUNT; i++) {
        *meta_field(&sqlite->meta, i) = text_from(sqlite->meta_text.data + starts[i]);
    }
    if (status == RT_OK) {
        store_meta_hash(&sqlite->meta, sqlite->first_chain);
    }
    return status;
}

static MUST_USE enum rt_status check_version(struct sqlite_store *sqlite, struct rt_error *err)
{
    int version = 0;
    if (!read_pragma(sqlite, "PRAGMA user_version", &version)) {
        return fail_sqlite(sqlite, err, "opening");
    }
    if (version > STORE_SCHEMA_VERSION) {
        return rt_fail(err, RT_NEWER,
                       "'%s' is of form %d; this program knows forms up to %d: take a newer one",
                       sqlite->path, version, STORE_SCHEMA_VERSION);
    }
    return version >= 1 ? RT_OK
                        : rt_fail(err, RT_CORRUPT, "'%s' is damaged: its form is %d",
                                  sqlite->path, version);
}

static bool goes_on_with(struct text hash, const struct store_meta *wanted)
{
    bool is_its = text_equal(hash, wanted->contract_hash);
    for (size_t i = 0; i < wanted->amended_count; i++)
        is_its = is_its || text_equal(hash, wanted->amended[i]);
    return is_its;
}

/* The last record was taken under this text or one that it amends; another then becomes the last. */
static MUST_USE enum rt_status check_text(struct sqlite_store *sqlite, const struct store_meta *wanted,
                                          struct rt_error *err)
{
    sqlite3_stmt *select = NULL;
    enum rt_status status = prepare(sqlite, "SELECT value FROM meta WHERE key = 'text'", &select, err);
    struct text last = sqlite->meta.contract_hash;
    if (status == RT_OK && sqlite3_step(select) == SQLITE_ROW)
        last = column_text(select, 0);
    if (status == RT_OK && !goes_on_with(last, wanted))
        status = rt_fail(err, RT_OTHER_CONTRACT,
                         "'%s' has gone on with a later text of '%.*s' (%.16s…), which amends this one: "
                         "open it with that text", sqlite->path, text_clip(wanted->contract, 80),
                         wanted->contract.text, last.text);
    else if (status == RT_OK && !text_equal(last, wanted->contract_hash))
        buf_add(&sqlite->text, wanted->contract_hash.text, wanted->contract_hash.len);
    sqlite3_finalize(select);
    return status;
}

static MUST_USE enum rt_status check_contract(struct sqlite_store *sqlite,
                                              const struct store_meta *wanted,
                                              struct rt_error *err)
{
    const struct store_meta *found = &sqlite->meta;
    if (!goes_on_with(found->contract_hash, wanted)) {
        bool is_same_name = text_equal(found->contract, wanted->contract);
        return rt_fail(err, RT_OTHER_CONTRACT,
                       "'%s' is the journal of %s '%.*s' (%.16s…), not of '%.*s' (%.16s…)",
                       sqlite->path, is_same_name ? "another text of" : "the contract",
                       text_clip(found->contract, 80), found->contract.text,
                       found->contract_hash.text, text_clip(wanted->contract, 80),
                       wanted->contract.text, wanted->contract_hash.text);
    }
    if (found->granularity != wanted->granularity ||
        !text_equal(found->semantics, wanted->semantics)) {
        return rt_fail(err, RT_OTHER_CONTRACT,
                       "'%s' was begun under other rules (semantics %.*s, ticks of a %s)",
                       sqlite->path, text_clip(found->semantics, 40), found->semantics.text,
                       granularity_name(found->granularity));
    }
    return check_text(sqlite, wanted, err);
}

/* ---- opening --------------------------------------------------------------------------------- */

static void sqlite_store_close(struct store *store)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    sqlite3_finalize(sqlite->insert);
    if (sqlite3_close(sqlite->db) != SQLITE_OK) {
        BUG("closing a store in use: %s", sqlite3_errmsg(sqlite->db));
    }
    buf_release(&sqlite->meta_text);
    buf_release(&sqlite->snapshot);
    buf_release(&sqlite->text);
    free(sqlite->path);
    free(sqlite);
}

static const struct store_ops sqlite_ops;

static struct sqlite_store *new_store(const char *path)
{
    struct sqlite_store *sqlite = calloc(1, sizeof *sqlite);
    size_t len = strlen(path);
    char *copy = malloc(len + 1);
    if (sqlite == NULL || copy == NULL) {
        BUG("out of memory");
    }
    memcpy(copy, path, len + 1);
    sqlite->store.ops = &sqlite_ops;
    sqlite->path = copy;
    buf_init(&sqlite->meta_text);
    buf_init(&sqlite->snapshot);
    buf_init(&sqlite->text);
    return sqlite;
}

/* Fills a new file, wholly, under a name of its own, then gives it the name it shall have. */
static MUST_USE enum rt_status fill_new_file(struct sqlite_store *sqlite,
                                             const struct store_meta *meta, struct rt_error *err)
{
    if (connect_file(sqlite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, false) != SQLITE_OK) {
        return fail_sqlite(sqlite, err, "making");
    }
    /* The header, in the file's own form, is small: one transaction with the schema. */
    enum rt_status status = run(sqlite, "PRAGMA synchronous = FULL; BEGIN EXCLUSIVE", "making", err);
    if (status == RT_OK) {
        status = run(sqlite, schema_sql, "making", err);
    }
    sqlite3_stmt *insert = NULL;
    if (status == RT_OK) {
        status = prepare(sqlite, "INSERT INTO meta(key, value) VALUES (?1, ?2)", &insert, err);
    }
    struct store_meta copy = *meta;
    for (size_t i = 0; status == RT_OK && i <= META_FIELD_COUNT; i++) {
        bool is_last = i == META_FIELD_COUNT;
        bind_text(insert, 1, text_from(is_last ? "granularity" : meta_fields[i].key));
        bind_text(insert, 2, is_last ? text_from(granularity_name(meta->granularity))
                                     : *meta_field(&copy, i));
        if (sqlite3_step(insert) != SQLITE_DONE) {
            status = fail_sqlite(sqlite, err, "making");
        }
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    if (status == RT_OK) {
        char finish[96];
        snprintf(finish, sizeof finish, "PRAGMA user_version = %d; COMMIT; PRAGMA journal_mode = WAL",
                 STORE_SCHEMA_VERSION);
        status = run(sqlite, finish, "making", err);
    }
    return status;
}

/* Makes the file at `path`. If another process makes it at the same time, the first one stands. */
static MUST_USE enum rt_status make_file(const char *path, const struct store_meta *meta,
                                         struct rt_error *err)
{
    struct buf draft;
    buf_init(&draft);
    draft_begin(path, &draft);
    struct sqlite_store *sqlite = new_store(draft.data);
    enum rt_status status = fill_new_file(sqlite, meta, err);
    /* Closing folds what little the WAL holds into the file. */
    sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    sqlite_store_close(&sqlite->store);
    if (status == RT_OK) {
        status = draft_place(draft.data, path, err);
    }
    draft_remove(draft.data);
    buf_release(&draft);
    return status;
}

static MUST_USE enum rt_status open_existing(struct sqlite_store *sqlite, enum store_mode mode,
                                             const struct store_meta *meta, struct rt_error *err)
{
    sqlite->is_read_only = mode == STORE_READ_ONLY;
    int flags = sqlite->is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    int rc = connect_file(sqlite, flags, false);
    if (rc == SQLITE_OK) {
        rc = sqlite3_exec(sqlite->db, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
    }
    /* A folder that takes no new file: no other process writes there either. */
    bool is_folder_closed = (rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY;
    if (sqlite->is_read_only && is_folder_closed) {
        sqlite3_close(sqlite->db);
        rc = connect_file(sqlite, flags, true);
    }
    if (rc != SQLITE_OK) {
        return fail_sqlite(sqlite, err, "opening");
    }
    if (!sqlite->is_read_only && sqlite3_db_readonly(sqlite->db, "main") == 1) {
        return rt_fail(err, RT_READ_ONLY, "'%s' may be read but not written", sqlite->path);
    }
    enum rt_status status =
        run(sqlite, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON",
            "opening", err);
    if (status == RT_OK) {
        status = check_version(sqlite, err);
    }
    if (status == RT_OK) {
        status = read_meta(sqlite, err);
    }
    if (status == RT_OK && meta != NULL) {
        status = check_contract(sqlite, meta, err);
    }
    if (status == RT_OK && !sqlite->is_read_only) {
        sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
        status = prepare(sqlite, "INSERT INTO record(seq, body, chain) VALUES (?1, ?2, ?3)",
                         &sqlite->insert, err);
    }
    return status;
}

enum rt_status store_sqlite_open(const char *path, enum store_mode mode,
                                 const struct store_meta *meta, struct store **store,
                                 struct rt_error *err)
{
    *store = NULL;
    struct sqlite_store *sqlite = new_store(path);
    enum rt_status status = look_at_file(sqlite, err);
    if (status == RT_NOT_FOUND && mode != STORE_CREATE) {
        rt_fail(err, RT_NOT_FOUND, "there is no journal '%s'", path);
    } else if (status == RT_NOT_FOUND) {
        if (meta == NULL) {
            BUG("a new store needs a header");
        }
        status = make_file(path, meta, err);
    }
    if (status == RT_OK) {
        status = open_existing(sqlite, mode, meta, err);
    }
    if (status != RT_OK) {
        sqlite_store_close(&sqlite->store);
        return status;
    }
    *store = &sqlite->store;
    return RT_OK;
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
        prepare(sqlite, "SELECT seq, chain FROM record ORDER BY seq DESC LIMIT 1", &select, err);
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
        status = fail_sqlite(sqlite, err, "reading");
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
        bind_text(sqlite->insert, 2, record->body);
        bind_blob(sqlite->insert, 3, record->chain, STORE_HASH_LEN);
        int rc = sqlite3_step(sqlite->insert);
        enum rt_status status = rc == SQLITE_DONE ? RT_OK : fail_sqlite(sqlite, err, "writing to");
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
    enum rt_status status = rc == SQLITE_DONE ? RT_OK : fail_sqlite(sqlite, err, "writing to");
    sqlite3_finalize(statement);
    return status;
}

static MUST_USE enum rt_status write_snapshot(struct sqlite_store *sqlite,
                                              const struct store_snapshot *snapshot,
                                              struct rt_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum rt_status status = prepare(sqlite,
                                    "REPLACE INTO snapshot(name, tick, seq, bytes, digest)"
                                    " VALUES (?1, ?2, ?3, ?4, ?5)",
                                    &statement, err);
    if (status != RT_OK) {
        return status;
    }
    unsigned char check[DIGEST_LEN];
    snapshot_digest(snapshot, check);
    bind_text(statement, 1, snapshot->name);
    bind_int(statement, 2, snapshot->tick);
    bind_seq(statement, 3, snapshot->seq);
    bind_blob(statement, 4, snapshot->bytes, snapshot->len);
    bind_blob(statement, 5, check, sizeof check);
    status = step_once(sqlite, statement, err);
    if (status != RT_OK) {
        return status;
    }
    status = prepare(sqlite,
                     "DELETE FROM snapshot WHERE name = ?1 AND tick < (SELECT tick FROM snapshot"
                     " WHERE name = ?1 ORDER BY tick DESC LIMIT 1 OFFSET ?2)",
                     &statement, err);
    if (status != RT_OK) {
        return status;
    }
    bind_text(statement, 1, snapshot->name);
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
        enum rt_status status = prepare(
            sqlite, "REPLACE INTO cursor(name, seq, tick) VALUES (?1, ?2, ?3)", &statement, err);
        if (status != RT_OK) {
            return status;
        }
        bind_text(statement, 1, batch->cursors[i].name);
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
        prepare(sqlite, "REPLACE INTO meta(key, value) VALUES ('text', ?1)", &statement, err);
    if (status == RT_OK) {
        bind_text(statement, 1, (struct text){sqlite->text.data, sqlite->text.len});
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
        status = prepare(sqlite, "DELETE FROM snapshot WHERE tick >= ?1", &statement, err);
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
    return status == RT_OK ? run(sqlite, "COMMIT", "writing to", err) : status;
}

static enum rt_status sqlite_append(struct store *store, const struct store_batch *batch,
                                    struct rt_error *err)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    if (sqlite->is_read_only) {
        return rt_fail(err, RT_READ_ONLY, "'%s' was opened for reading only", sqlite->path);
    }
    enum rt_status status = run(sqlite, "BEGIN IMMEDIATE", "writing to", err);
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
        .body = column_text(select, 1),
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
        status = prepare(sqlite,
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
        status = fail_sqlite(sqlite, err, "reading");
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
        prepare(sqlite,
                "SELECT coalesce(seq, 0), tick, bytes, digest FROM snapshot WHERE name = ?1"
                " AND coalesce(seq, 0) <= ?2 AND tick <= ?3 ORDER BY tick DESC LIMIT 1",
                &select, err);
    if (status != RT_OK) {
        return status;
    }
    bind_text(select, 1, name);
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
        status = fail_sqlite(sqlite, err, "reading");
    }
    sqlite3_finalize(select);
    return status;
}

static enum rt_status sqlite_load_cursor(struct store *store, struct text name,
                                         struct store_cursor *cursor, struct rt_error *err)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    sqlite3_stmt *select = NULL;
    enum rt_status status = prepare(
        sqlite, "SELECT coalesce(seq, 0), tick FROM cursor WHERE name = ?1", &select, err);
    if (status != RT_OK) {
        return status;
    }
    bind_text(select, 1, name);
    int rc = sqlite3_step(select);
    if (rc == SQLITE_ROW) {
        cursor->seq = (uint64_t)sqlite3_column_int64(select, 0);
        cursor->tick = sqlite3_column_int64(select, 1);
    } else {
        status = rc == SQLITE_DONE ? RT_NOT_FOUND : fail_sqlite(sqlite, err, "reading");
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
        enum rt_status status = prepare(sqlite, checks[i], &select, err);
        if (status != RT_OK) {
            return status;
        }
        int rc = sqlite3_step(select);
        if (rc == SQLITE_ROW && !text_equal(column_text(select, 0), TEXT_OF("ok"))) {
            status = rt_fail(err, RT_CORRUPT, "'%s' is damaged: %s", sqlite->path,
                             i == 0 ? column_text(select, 0).text
                                    : "a cache speaks of a record that is missing");
        } else if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
            status = fail_sqlite(sqlite, err, "checking");
        }
        sqlite3_finalize(select);
        if (status != RT_OK) {
            return status;
        }
    }
    return RT_OK;
}

static const struct store_ops sqlite_ops = {
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
