/* store.h - where a journal is kept: the contract that every store fulfils.
 *
 * A store holds one journal of one contract: a header, records 1, 2, 3 … without gaps, and caches
 * (snapshots of folded state, cursors) that may be dropped at any time without loss. It knows no
 * event: a record is a body of text and a link of the hash chain, both made by journal.c.
 *
 * What every store promises
 *
 *   Order       Records are numbered from 1 in order of appending, without gaps. Iteration gives
 *               them in that order, byte for byte as appended.
 *   Atomicity   An append takes the whole batch (records, snapshots, cursors, dropped snapshots)
 *               or none of it, also when the process is killed or the machine stops in the middle.
 *   Durability  When append returns RT_OK, a store on disk has asked the operating system to bring
 *               the batch to the medium and was told that it is there. A batch whose append failed
 *               (but see RT_IO below) has left no trace, and may be tried again.
 *   Conflict    Each batch says the number of the last record that its writer saw (after_seq). If
 *               the store has another last record, nothing is written and append returns
 *               RT_CONFLICT: read forward from there, judge again, append again. Two writers on one
 *               store are therefore safe, and neither overwrites the other.
 *   Reading     A reader sees the store as of the start of its iteration; it is not disturbed by a
 *               writer and does not disturb one. Several stores may be open on one file.
 *   Identity    The header is written once, when the store is made. Opening with the hash of
 *               another contract is RT_OTHER_CONTRACT; a file of another program RT_NOT_OURS; a
 *               newer schema RT_NEWER; none of these changes a byte of the file. A text that amends
 *               that contract goes on with its store; from the first record taken under it, the
 *               texts that it amends are another contract.
 *   Failure     RT_FULL, RT_READ_ONLY, RT_BUSY, RT_IO, RT_CORRUPT: nothing of what was durable is
 *               lost by any of them. After RT_FULL or RT_BUSY the store stays usable.
 *   Caches      A snapshot or cursor that is missing or fails its checksum is reported as
 *               RT_NOT_FOUND: the caller folds from the records again.
 *
 * After RT_IO from append the medium itself has failed, and whether the batch is there shows when
 * the store is opened again. Trying again is safe in any case: ids make a repeated report a duplicate.
 *
 * One store object belongs to one thread at a time. */
#ifndef RUNTIME_STORE_STORE_H
#define RUNTIME_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"
#include "lang/value/tick.h"
#include "runtime/record.h"
#include "runtime/rt_error.h"

enum {
    STORE_HASH_LEN = 32,     /* BLAKE2b-256 */
    STORE_SCHEMA_VERSION = 1 /* of the file; a store with a greater one is RT_NEWER */
};

/* What the records are about. The texts are borrowed on the way in; store_meta's live in the store. */
struct store_meta {
    struct text contract;      /* the contract's symbol: "mutual-help" */
    struct text contract_hash; /* lower-case hexadecimal; what "another contract" is judged by */
    struct text semantics;     /* version of the rules of the fold: "1" */
    struct text tables;        /* digest over the calendars and time-zone tables, or "" */
    enum granularity granularity;
    /* Only on the way in: hashes of the texts that this one amends, whose journals it goes on with. */
    const struct text *amended;
    size_t amended_count;
};

struct store_record {
    uint64_t seq;
    struct text body;                    /* the canonical text; see journal_text.h */
    unsigned char chain[STORE_HASH_LEN]; /* hash of the chain up to and with this record */
};

/* The state after folding records 1..seq up to the tick. `name` says which state: the digest of the
 * machine that folded it, say. */
struct store_snapshot {
    struct text name;
    uint64_t seq;
    int64_t tick;
    const void *bytes;
    size_t len;
};

/* A named position: how far something has been read, told or reported. */
struct store_cursor {
    struct text name;
    uint64_t seq;
    int64_t tick;
};

struct store_batch {
    uint64_t after_seq; /* the last record the writer knows of; records follow it without gaps */
    const struct store_record *records;
    size_t record_count;
    /* Each replaces one of the same name and tick; of one name the LIMIT_SNAPSHOTS latest are kept. */
    const struct store_snapshot *snapshots;
    size_t snapshot_count;
    const struct store_cursor *cursors; /* each replaces one of the same name */
    size_t cursor_count;
    /* Snapshots of any name with tick >= drop_snapshots_from are dropped first: a late event has
     * overtaken them. INT64_MAX drops none. */
    int64_t drop_snapshots_from;
};

/* Called for each record; borrowed until it returns. Anything but RT_OK ends the iteration and is
 * returned by it. */
typedef enum rt_status store_visit(void *ctx, const struct store_record *record,
                                   struct rt_error *err);

struct store;

/* One implementation. Use the functions below, which check what can be checked for all. */
struct store_ops {
    const char *name;
    const struct store_meta *(*meta)(const struct store *store);
    enum rt_status (*last)(struct store *store, uint64_t *seq,
                           unsigned char chain[STORE_HASH_LEN], struct rt_error *err);
    enum rt_status (*append)(struct store *store, const struct store_batch *batch,
                             struct rt_error *err);
    enum rt_status (*iterate)(struct store *store, uint64_t from_seq, uint64_t to_seq,
                              store_visit *visit, void *ctx, struct rt_error *err);
    enum rt_status (*load_snapshot)(struct store *store, struct text name, uint64_t max_seq,
                                    int64_t max_tick, struct store_snapshot *snapshot,
                                    struct rt_error *err);
    enum rt_status (*load_cursor)(struct store *store, struct text name,
                                  struct store_cursor *cursor, struct rt_error *err);
    enum rt_status (*verify)(struct store *store, struct rt_error *err);
    void (*close)(struct store *store);
};

/* The first member of every implementation's struct. */
struct store {
    const struct store_ops *ops;
};

/* ---- making and opening ---------------------------------------------------------------------- */

enum store_mode {
    STORE_CREATE,       /* open; make it if there is none */
    STORE_EXISTING,     /* open; RT_NOT_FOUND if there is none */
    STORE_READ_ONLY     /* as EXISTING, and append is RT_READ_ONLY */
};

/* A store in memory, empty, gone at store_close. Never fails. */
struct store *store_memory_new(const struct store_meta *meta);

/* A store in one SQLite file. `meta` may be NULL to open whatever contract it holds (not with
 * CREATE). On RT_OK *store is to be closed with store_close; else it is NULL. */
MUST_USE enum rt_status store_sqlite_open(const char *path, enum store_mode mode,
                                          const struct store_meta *meta, struct store **store,
                                          struct rt_error *err);

/* ---- using ------------------------------------------------------------------------------------ */

/* The header; lives as long as the store. */
const struct store_meta *store_meta(const struct store *store);

/* Number of the last record (0: none) and its link of the chain (of the header, if none). */
MUST_USE enum rt_status store_last(struct store *store, uint64_t *seq,
                                   unsigned char chain[STORE_HASH_LEN], struct rt_error *err);

/* Appends a batch, all or nothing. See "Atomicity", "Durability", "Conflict" above. */
MUST_USE enum rt_status store_append(struct store *store, const struct store_batch *batch,
                                     struct rt_error *err);

/* Visits records from_seq..to_seq (both included; to_seq UINT64_MAX: to the end) in order. */
MUST_USE enum rt_status store_iterate(struct store *store, uint64_t from_seq, uint64_t to_seq,
                                      store_visit *visit, void *ctx, struct rt_error *err);

/* The snapshot of this name with the greatest tick <= max_tick among those with
 * seq <= max_seq. Its name and bytes live until the next call on the store. RT_NOT_FOUND
 * (err untouched) if there is none. The caller sees to it that no record between snapshot.seq and
 * the seq it wants is dated at or before snapshot.tick. */
MUST_USE enum rt_status store_load_snapshot(struct store *store, struct text name,
                                            uint64_t max_seq, int64_t max_tick,
                                            struct store_snapshot *snapshot, struct rt_error *err);

/* The cursor of this name; cursor->name is the caller's. RT_NOT_FOUND (err untouched) if none. */
MUST_USE enum rt_status store_load_cursor(struct store *store, struct text name,
                                          struct store_cursor *cursor, struct rt_error *err);

/* Checks the container (pages, indexes, foreign keys) and that the records have no gap. The chain
 * itself is re-walked by journal_verify. */
MUST_USE enum rt_status store_verify(struct store *store, struct rt_error *err);

/* Closes and frees. What was appended stays. NULL is allowed. */
void store_close(struct store *store);

/* Link 0 of the chain: a hash over the header. */
void store_meta_hash(const struct store_meta *meta, unsigned char hash[STORE_HASH_LEN]);

#endif
