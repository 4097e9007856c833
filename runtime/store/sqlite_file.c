/* sqlite_file.c - the SQLite file under a store: whose it is, how it is made, opened and closed.
 *
 * The one idea: a file appears whole or not at all. A new store is made under another name, with its
 * header in it, and then linked to its own. Before a file is opened for good it is looked at with all
 * locking and writing turned off, so that no file of another program is ever changed. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sqlite3.h>

#include "lang/base/limits.h"
#include "runtime/store/draft.h"
#include "runtime/store/schema.h"
#include "runtime/store/sqlite_file.h"

enum {
    APPLICATION_ID = 0x4865746F, /* "Heto", also in schema_sql in decimal */
    BUSY_WAIT_MS = 3000
};

/* ---- errors and statements ------------------------------------------------------------------ */

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

enum rt_status sqlite_fail(struct sqlite_store *sqlite, struct rt_error *err,
                                  const char *doing)
{
    int rc = sqlite3_extended_errcode(sqlite->db);
    enum rt_status status = status_of(rc);
    /* SQLite says "full" for ENOSPC alone; a quota or a size limit shows as a failed write. */
    if ((rc & 0xff) == SQLITE_IOERR && is_out_of_room(sqlite)) {
        status = RT_FULL;
    }
    if ((rc & 0xff) == SQLITE_CANTOPEN && sqlite3_system_errno(sqlite->db) != 0) {
        return rt_fail(err, status, "%s '%s': %s", doing, sqlite->told,
                       strerror(sqlite3_system_errno(sqlite->db)));
    }
    return rt_fail(err, status, "%s '%s': %s (%s)", doing, sqlite->told,
                   rt_status_sentence(status), sqlite3_errmsg(sqlite->db));
}

enum rt_status sqlite_run(struct sqlite_store *sqlite, const char *sql, const char *doing,
                                   struct rt_error *err)
{
    if (sqlite3_exec(sqlite->db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        return sqlite_fail(sqlite, err, doing);
    }
    return RT_OK;
}

enum rt_status sqlite_prepare(struct sqlite_store *sqlite, const char *sql,
                                       sqlite3_stmt **statement, struct rt_error *err)
{
    if (sqlite3_prepare_v2(sqlite->db, sql, -1, statement, NULL) != SQLITE_OK) {
        return sqlite_fail(sqlite, err, "reading");
    }
    return RT_OK;
}

void sqlite_bind_text(sqlite3_stmt *statement, int index, struct text text)
{
    if (sqlite3_bind_text64(statement, index, text.text, text.len, SQLITE_STATIC, SQLITE_UTF8) !=
        SQLITE_OK) {
        BUG("binding parameter %d", index);
    }
}

struct text sqlite_text(sqlite3_stmt *statement, int index)
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
        status = sqlite_fail(sqlite, err, "opening");
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
    sqlite_bind_text(select, 1, text_from(key));
    int rc = sqlite3_step(select);
    if (rc == SQLITE_ROW) {
        return RT_OK;
    }
    if (rc == SQLITE_DONE) {
        return rt_fail(err, RT_CORRUPT, "'%s' is damaged: its header says no %s", sqlite->path,
                       key);
    }
    return sqlite_fail(sqlite, err, "reading the header of");
}

static MUST_USE enum rt_status read_meta(struct sqlite_store *sqlite, struct rt_error *err)
{
    sqlite3_stmt *select = NULL;
    enum rt_status status =
        sqlite_prepare(sqlite, "SELECT value FROM meta WHERE key = ?1", &select, err);
    size_t starts[META_FIELD_COUNT] = {0};
    for (size_t i = 0; status == RT_OK && i < META_FIELD_COUNT; i++) {
        status = read_meta_value(sqlite, select, meta_fields[i].key, err);
        if (status == RT_OK) {
            struct text value = sqlite_text(select, 0);
            starts[i] = sqlite->meta_text.len;
            buf_add(&sqlite->meta_text, value.text, value.len);
            buf_putc(&sqlite->meta_text, '\0');
        }
    }
    if (status == RT_OK) {
        status = read_meta_value(sqlite, select, "granularity", err);
    }
    if (status == RT_OK) {
        struct text written = sqlite_text(select, 0);
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
        return sqlite_fail(sqlite, err, "opening");
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
    enum rt_status status = sqlite_prepare(sqlite, "SELECT value FROM meta WHERE key = 'text'", &select, err);
    struct text last = sqlite->meta.contract_hash;
    if (status == RT_OK && sqlite3_step(select) == SQLITE_ROW)
        last = sqlite_text(select, 0);
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

static void close_file(struct sqlite_store *sqlite)
{
    if (sqlite3_close(sqlite->db) != SQLITE_OK) {
        BUG("closing a store in use: %s", sqlite3_errmsg(sqlite->db));
    }
    sqlite->db = NULL;
}

/* A connection for reading makes the WAL and its shared memory and cannot remove them. One for writing does so when
 * it closes as the last; it is asked to only where the WAL is empty, so that it has nothing to write. */
static void close_reader(struct sqlite_store *sqlite)
{
    const char *file = sqlite3_db_filename(sqlite->db, "main");
    struct buf log;
    buf_init(&log);
    buf_puts(&log, file && file[0] != '\0' ? sqlite3_filename_wal(file) : "");
    close_file(sqlite);
    struct stat info;
    if (log.len > 0 && stat(log.data, &info) == 0 && info.st_size == 0 &&
        connect_file(sqlite, SQLITE_OPEN_READWRITE, false) == SQLITE_OK) {
        sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
        sqlite3_exec(sqlite->db, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL); /* enters the WAL */
    }
    buf_release(&log);
    close_file(sqlite);
}

void sqlite_store_close(struct store *store)
{
    struct sqlite_store *sqlite = (struct sqlite_store *)store;
    sqlite3_finalize(sqlite->insert);
    if (sqlite->is_read_only && sqlite->db != NULL) {
        close_reader(sqlite);
    } else {
        close_file(sqlite);
    }
    buf_release(&sqlite->meta_text);
    buf_release(&sqlite->snapshot);
    buf_release(&sqlite->text);
    free(sqlite->path);
    free(sqlite);
}

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
    sqlite->told = copy;
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
        return sqlite_fail(sqlite, err, "making");
    }
    /* The header, in the file's own form, is small: one transaction with the schema. */
    enum rt_status status = sqlite_run(sqlite, "PRAGMA synchronous = FULL; BEGIN EXCLUSIVE", "making", err);
    if (status == RT_OK) {
        status = sqlite_run(sqlite, schema_sql, "making", err);
    }
    sqlite3_stmt *insert = NULL;
    if (status == RT_OK) {
        status = sqlite_prepare(sqlite, "INSERT INTO meta(key, value) VALUES (?1, ?2)", &insert, err);
    }
    struct store_meta copy = *meta;
    for (size_t i = 0; status == RT_OK && i <= META_FIELD_COUNT; i++) {
        bool is_last = i == META_FIELD_COUNT;
        sqlite_bind_text(insert, 1, text_from(is_last ? "granularity" : meta_fields[i].key));
        sqlite_bind_text(insert, 2, is_last ? text_from(granularity_name(meta->granularity))
                                     : *meta_field(&copy, i));
        if (sqlite3_step(insert) != SQLITE_DONE) {
            status = sqlite_fail(sqlite, err, "making");
        }
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    if (status == RT_OK) {
        char finish[96];
        snprintf(finish, sizeof finish, "PRAGMA user_version = %d; COMMIT; PRAGMA journal_mode = WAL",
                 STORE_SCHEMA_VERSION);
        status = sqlite_run(sqlite, finish, "making", err);
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
    /* We make it empty ourselves: SQLite tries again to read what it may not make, and tells of that. */
    enum rt_status status = draft_make(draft.data, path, err);
    if (status == RT_OK) {
        struct sqlite_store *sqlite = new_store(draft.data);
        sqlite->told = path;
        status = fill_new_file(sqlite, meta, err);
        /* Closing folds what little the WAL holds into the file. */
        sqlite3_db_config(sqlite->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
        sqlite_store_close(&sqlite->store);
    }
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
        return sqlite_fail(sqlite, err, "opening");
    }
    if (!sqlite->is_read_only && sqlite3_db_readonly(sqlite->db, "main") == 1) {
        return rt_fail(err, RT_READ_ONLY, "'%s' may be read but not written", sqlite->path);
    }
    enum rt_status status =
        sqlite_run(sqlite, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON",
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
        status = sqlite_prepare(sqlite, "INSERT INTO record(seq, body, chain) VALUES (?1, ?2, ?3)",
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
