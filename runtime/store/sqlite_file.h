/* sqlite_file.h - what the two halves of the SQLite store share: the open file and its statements.
 * Private to sqlite.c (the records) and sqlite_file.c (the file). */
#ifndef RUNTIME_STORE_SQLITE_FILE_H
#define RUNTIME_STORE_SQLITE_FILE_H

#include "lang/base/buf.h"
#include "runtime/store/store.h"

/* The library is seen by these two files alone. */
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;

struct sqlite_store {
    struct store store;
    sqlite3 *db;
    char *path;
    const char *told; /* how messages name it: the path, or of a draft that of the file that is being made */
    bool is_read_only;
    struct store_meta meta;
    struct buf meta_text; /* the texts of meta, each with its NUL */
    unsigned char first_chain[STORE_HASH_LEN];
    sqlite3_stmt *insert;
    struct buf snapshot; /* name and bytes of the snapshot loaded last */
    struct buf text;     /* the hash that `text` gets with the next record; or empty */
};

/* The operations of the store, in sqlite.c. */
extern const struct store_ops sqlite_ops;

/* What SQLite says of the last failure, told as the store's contract tells it: "DOING 'path': …". */
enum rt_status sqlite_fail(struct sqlite_store *sqlite, struct rt_error *err, const char *doing);

MUST_USE enum rt_status sqlite_run(struct sqlite_store *sqlite, const char *sql, const char *doing,
                                   struct rt_error *err);

MUST_USE enum rt_status sqlite_prepare(struct sqlite_store *sqlite, const char *sql,
                                       sqlite3_stmt **statement, struct rt_error *err);

/* Bound without a copy: the text must outlive the step. */
void sqlite_bind_text(sqlite3_stmt *statement, int index, struct text text);

/* The text of a column; it lives until the next step. */
struct text sqlite_text(sqlite3_stmt *statement, int index);

void sqlite_store_close(struct store *store);

#endif
