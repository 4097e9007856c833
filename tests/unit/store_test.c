/* One suite over every store: what store.h promises, memory and SQLite keep alike. Then what only a
 * file can suffer: other programs' files, other contracts, damage, truncation, two connections. */
#include "runtime/store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "lang/base/buf.h"
#include "lang/base/file.h"
#include "lang/base/limits.h"
#include "tests/unit/unit.h"

static const struct store_meta meta = {
    .contract = {.text = "test", .len = 4},
    .contract_hash = {.text = "00112233445566778899", .len = 20},
    .semantics = {.text = "1", .len = 1},
    .tables = {.text = "", .len = 0},
    .granularity = GRANULARITY_HOUR,
};

enum kind { MEMORY, SQLITE };

struct fixture {
    enum kind kind;
    char folder[64];
    char path[96];
    struct store *store;
};

static void open_store(struct fixture *fixture)
{
    struct rt_error err = {0};
    if (fixture->kind == MEMORY) {
        fixture->store = store_memory_new(&meta);
    } else if (store_sqlite_open(fixture->path, STORE_CREATE, &meta, &fixture->store, &err) != RT_OK) {
        fail_msg("%s", err.text);
    }
}

static int set_up(void **state, enum kind kind)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->kind = kind;
    snprintf(fixture->folder, sizeof fixture->folder, "store_test.XXXXXX");
    if (fixture == NULL || mkdtemp(fixture->folder) == NULL) {
        return -1;
    }
    snprintf(fixture->path, sizeof fixture->path, "%s/a %%3f#?.htj", fixture->folder);
    open_store(fixture);
    *state = fixture;
    return 0;
}

static int set_up_memory(void **state)
{
    return set_up(state, MEMORY);
}

static int set_up_sqlite(void **state)
{
    return set_up(state, SQLITE);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    store_close(fixture->store);
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 4; i++) {
        char name[128];
        snprintf(name, sizeof name, "%s%s", fixture->path, suffixes[i]);
        unlink(name);
    }
    /* Nothing else may be left there: no draft, no lock. */
    int rc = rmdir(fixture->folder);
    free(fixture);
    return rc;
}

/* ---- helpers ------------------------------------------------------------------------------------- */

static struct store_batch batch_of(const struct store_record *records, size_t count,
                                   uint64_t after_seq)
{
    return (struct store_batch){
        .after_seq = after_seq,
        .records = records,
        .record_count = count,
        .drop_snapshots_from = INT64_MAX,
    };
}

static enum rt_status append_some(struct store *store, uint64_t after_seq, size_t count,
                                  struct rt_error *err)
{
    struct store_record records[16];
    char bodies[16][32];
    for (size_t i = 0; i < count; i++) {
        snprintf(bodies[i], sizeof bodies[i], "{\"n\":%d,\"t\":\"先\"}", (int)(after_seq + i + 1));
        records[i] = (struct store_record){.seq = after_seq + i + 1, .body = text_from(bodies[i])};
        memset(records[i].chain, (int)(after_seq + i + 1), STORE_HASH_LEN);
    }
    struct store_batch batch = batch_of(records, count, after_seq);
    return store_append(store, &batch, err);
}

static void must(enum rt_status status, const struct rt_error *err)
{
    if (status != RT_OK) {
        fail_msg("%s: %s", rt_status_word(status), err->text);
    }
}

struct walk {
    uint64_t next, count, stop_at;
};

static enum rt_status check_record(void *ctx, const struct store_record *record,
                                   struct rt_error *err)
{
    struct walk *walk = ctx;
    assert_int_equal(record->seq, walk->next++);
    char body[32];
    snprintf(body, sizeof body, "{\"n\":%d,\"t\":\"先\"}", (int)record->seq);
    assert_string_equal(record->body.text, body);
    assert_int_equal(record->body.len, strlen(body));
    for (size_t i = 0; i < STORE_HASH_LEN; i++) {
        assert_int_equal(record->chain[i], (unsigned char)record->seq);
    }
    walk->count++;
    return record->seq == walk->stop_at ? rt_fail(err, RT_LIMIT, "enough") : RT_OK;
}

static uint64_t count_from(struct store *store, uint64_t from, uint64_t to)
{
    struct walk walk = {.next = from == 0 ? 1 : from};
    struct rt_error err = {0};
    must(store_iterate(store, from, to, check_record, &walk, &err), &err);
    return walk.count;
}

/* ---- for every store ------------------------------------------------------------------------------ */

static void an_empty_store_begins_with_the_hash_of_its_header(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    uint64_t seq = 7;
    unsigned char chain[STORE_HASH_LEN];
    unsigned char want[STORE_HASH_LEN];
    must(store_last(fixture->store, &seq, chain, &err), &err);
    assert_int_equal(seq, 0);
    store_meta_hash(&meta, want);
    assert_memory_equal(chain, want, STORE_HASH_LEN);
    assert_string_equal(store_meta(fixture->store)->contract_hash.text, meta.contract_hash.text);
    assert_int_equal(store_meta(fixture->store)->granularity, GRANULARITY_HOUR);
    assert_int_equal(count_from(fixture->store, 1, UINT64_MAX), 0);
}

static void what_was_appended_is_given_back_in_order(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    must(append_some(fixture->store, 0, 3, &err), &err);
    must(append_some(fixture->store, 3, 1, &err), &err);
    must(append_some(fixture->store, 4, 0, &err), &err);
    assert_int_equal(count_from(fixture->store, 1, UINT64_MAX), 4);
    assert_int_equal(count_from(fixture->store, 0, 2), 2);
    assert_int_equal(count_from(fixture->store, 3, 3), 1);
    assert_int_equal(count_from(fixture->store, 5, 9), 0);
    uint64_t seq = 0;
    unsigned char chain[STORE_HASH_LEN];
    must(store_last(fixture->store, &seq, chain, &err), &err);
    assert_int_equal(seq, 4);
    assert_int_equal(chain[0], 4);
    struct walk walk = {.next = 1, .stop_at = 2};
    assert_int_equal(store_iterate(fixture->store, 1, UINT64_MAX, check_record, &walk, &err),
                     RT_LIMIT);
    assert_int_equal(walk.count, 2);
    must(store_verify(fixture->store, NULL), &err);
}

static void a_writer_that_knows_too_little_or_too_much_conflicts(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    must(append_some(fixture->store, 0, 3, &err), &err);
    assert_int_equal(append_some(fixture->store, 2, 1, &err), RT_CONFLICT);
    rt_clear(&err);
    assert_int_equal(append_some(fixture->store, 4, 1, &err), RT_CONFLICT);
    assert_int_equal(count_from(fixture->store, 1, UINT64_MAX), 3);
    rt_clear(&err);
    must(append_some(fixture->store, 3, 1, &err), &err);
}

static enum rt_status append_while_reading(void *ctx, const struct store_record *record,
                                           struct rt_error *err)
{
    return append_some(ctx, record->seq + 1, 1, err);
}

static void a_reader_sees_the_store_as_of_its_start(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    must(append_some(fixture->store, 0, 2, &err), &err);
    must(store_iterate(fixture->store, 1, UINT64_MAX, append_while_reading, fixture->store, &err),
         &err);
    assert_int_equal(count_from(fixture->store, 1, UINT64_MAX), 4);
}

static enum rt_status save(struct store *store, const char *name, uint64_t after_seq, uint64_t seq,
                           int64_t tick, const char *bytes, struct rt_error *err)
{
    struct store_snapshot snapshot = {.name = text_from(name), .seq = seq, .tick = tick,
                                      .bytes = bytes, .len = strlen(bytes)};
    struct store_batch batch = batch_of(NULL, 0, after_seq);
    batch.snapshots = &snapshot;
    batch.snapshot_count = 1;
    return store_append(store, &batch, err);
}

static void assert_snapshot(struct store *store, uint64_t max_seq, int64_t max_tick,
                            const char *want)
{
    struct store_snapshot snapshot;
    struct rt_error err = {0};
    enum rt_status status =
        store_load_snapshot(store, TEXT_OF("m"), max_seq, max_tick, &snapshot, &err);
    assert_int_equal(err.status, RT_OK);
    if (want == NULL) {
        assert_int_equal(status, RT_NOT_FOUND);
        return;
    }
    assert_int_equal(status, RT_OK);
    assert_int_equal(snapshot.len, strlen(want));
    assert_memory_equal(snapshot.bytes, want, snapshot.len);
    assert_string_equal(snapshot.name.text, "m");
}

static void snapshots_are_found_by_name_and_place(void **state)
{
    struct fixture *fixture = *state;
    struct store *store = fixture->store;
    struct rt_error err = {0};
    assert_snapshot(store, 9, 9, NULL);
    must(save(store, "m", 0, 0, 1, "at the start", &err), &err);
    must(append_some(store, 0, 3, &err), &err);
    must(save(store, "m", 3, 2, 5, "five", &err), &err);
    must(save(store, "m", 3, 3, 8, "eight", &err), &err);
    must(save(store, "other", 3, 3, 7, "no", &err), &err);
    assert_snapshot(store, 9, 9, "eight");
    assert_snapshot(store, 9, 7, "five");
    assert_snapshot(store, 2, 9, "five");
    assert_snapshot(store, 1, 9, "at the start");
    assert_snapshot(store, 9, 0, NULL);
    must(save(store, "m", 3, 3, 5, "five again", &err), &err);
    assert_snapshot(store, 9, 7, "five again");
    struct store_batch batch = batch_of(NULL, 0, 3);
    batch.drop_snapshots_from = 5;
    must(store_append(store, &batch, &err), &err);
    assert_snapshot(store, 9, 9, "at the start");
}

static void only_the_latest_snapshots_are_kept(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    must(append_some(fixture->store, 0, 1, &err), &err);
    for (int64_t tick = 0; tick < LIMIT_SNAPSHOTS + 5; tick++) {
        must(save(fixture->store, "m", 1, 1, tick, tick == 5 ? "x5" : "x", &err), &err);
    }
    assert_snapshot(fixture->store, 1, 4, NULL);
    assert_snapshot(fixture->store, 1, 5, "x5");
    must(save(fixture->store, "m", 1, 1, 5, "x5 new", &err), &err);
    assert_snapshot(fixture->store, 1, 5, "x5 new");
}

static void cursors_move_with_their_batch(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    struct store_cursor cursor;
    assert_int_equal(store_load_cursor(fixture->store, TEXT_OF("told"), &cursor, &err),
                     RT_NOT_FOUND);
    must(append_some(fixture->store, 0, 2, &err), &err);
    struct store_cursor cursors[] = {{.name = TEXT_OF("told"), .seq = 2, .tick = -7},
                                     {.name = TEXT_OF("read"), .seq = 0, .tick = 1}};
    struct store_batch batch = batch_of(NULL, 0, 2);
    batch.cursors = cursors;
    batch.cursor_count = 2;
    must(store_append(fixture->store, &batch, &err), &err);
    cursors[0].tick = 9;
    must(store_append(fixture->store, &batch, &err), &err);
    /* One that conflicts leaves the cursor, too, as it was. */
    cursors[0].tick = 10;
    batch.after_seq = 5;
    assert_int_equal(store_append(fixture->store, &batch, &err), RT_CONFLICT);
    rt_clear(&err);
    must(store_load_cursor(fixture->store, TEXT_OF("told"), &cursor, &err), &err);
    assert_int_equal(cursor.seq, 2);
    assert_int_equal(cursor.tick, 9);
    must(store_load_cursor(fixture->store, TEXT_OF("read"), &cursor, &err), &err);
    assert_int_equal(cursor.seq, 0);
}

/* ---- for files -------------------------------------------------------------------------------------- */

static void reopen(struct fixture *fixture)
{
    store_close(fixture->store);
    open_store(fixture);
}

static void a_file_is_the_same_after_reopening(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    must(append_some(fixture->store, 0, 5, &err), &err);
    must(save(fixture->store, "m", 5, 5, 8, "eight", &err), &err);
    reopen(fixture);
    assert_int_equal(count_from(fixture->store, 1, UINT64_MAX), 5);
    assert_snapshot(fixture->store, 9, 9, "eight");
    unsigned char chain[STORE_HASH_LEN];
    uint64_t seq = 0;
    must(store_last(fixture->store, &seq, chain, &err), &err);
    assert_int_equal(seq, 5);
}

static void two_connections_see_each_other(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    struct store *other = NULL;
    must(store_sqlite_open(fixture->path, STORE_EXISTING, NULL, &other, &err), &err);
    must(append_some(fixture->store, 0, 1, &err), &err);
    assert_int_equal(append_some(other, 0, 1, &err), RT_CONFLICT);
    rt_clear(&err);
    must(append_some(other, 1, 1, &err), &err);
    assert_int_equal(count_from(fixture->store, 1, UINT64_MAX), 2);
    store_close(other);
    must(append_some(fixture->store, 2, 1, &err), &err);
}

static void assert_not_opened(struct fixture *fixture, enum store_mode mode,
                              const struct store_meta *wanted_meta, enum rt_status wanted,
                              const char *words)
{
    struct store *store = NULL;
    struct rt_error err = {0};
    assert_int_equal(store_sqlite_open(fixture->path, mode, wanted_meta, &store, &err), wanted);
    assert_null(store);
    if (strstr(err.text, words) == NULL) {
        fail_msg("'%s' does not say '%s'", err.text, words);
    }
}

static void take_bytes(struct fixture *fixture, struct buf *bytes)
{
    struct buf error;
    buf_init(&error);
    buf_clear(bytes);
    if (!file_read(fixture->path, 1 << 26, bytes, &error)) {
        fail_msg("%s", error.data);
    }
    buf_release(&error);
}

static void put_bytes(struct fixture *fixture, const char *bytes, size_t len)
{
    FILE *file = fopen(fixture->path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void a_file_of_another_contract_is_left_alone(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    must(append_some(fixture->store, 0, 2, &err), &err);
    store_close(fixture->store);
    struct buf before;
    struct buf after;
    buf_init(&before);
    buf_init(&after);
    take_bytes(fixture, &before);
    struct store_meta other = meta;
    other.contract_hash = TEXT_OF("ffff");
    assert_not_opened(fixture, STORE_CREATE, &other, RT_OTHER_CONTRACT, "another text of 'test'");
    other.contract = TEXT_OF("lease");
    assert_not_opened(fixture, STORE_CREATE, &other, RT_OTHER_CONTRACT, "not of 'lease'");
    other = meta;
    other.granularity = GRANULARITY_DAY;
    assert_not_opened(fixture, STORE_CREATE, &other, RT_OTHER_CONTRACT, "ticks of a hour");
    take_bytes(fixture, &after);
    assert_int_equal(before.len, after.len);
    assert_memory_equal(before.data, after.data, before.len);
    buf_release(&before);
    buf_release(&after);
    open_store(fixture);
}

static void a_file_of_another_program_is_left_alone(void **state)
{
    struct fixture *fixture = *state;
    store_close(fixture->store);
    put_bytes(fixture, "contract sale.\n", 15);
    assert_not_opened(fixture, STORE_CREATE, &meta, RT_NOT_OURS, "no journal of this program");
    struct buf bytes;
    buf_init(&bytes);
    take_bytes(fixture, &bytes);
    assert_string_equal(bytes.data, "contract sale.\n");
    unlink(fixture->path);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE record(seq)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_not_opened(fixture, STORE_CREATE, &meta, RT_NOT_OURS, "a file of another one");
    unlink(fixture->path);
    assert_int_equal(mkdir(fixture->path, 0700), 0);
    assert_not_opened(fixture, STORE_CREATE, &meta, RT_NOT_OURS, "is not a file");
    rmdir(fixture->path);
    assert_not_opened(fixture, STORE_EXISTING, &meta, RT_NOT_FOUND, "there is no journal");
    /* An empty file, as mktemp makes it, may be filled. */
    put_bytes(fixture, "", 0);
    buf_release(&bytes);
    open_store(fixture);
}

static void change_sql(struct fixture *fixture, const char *sql)
{
    store_close(fixture->store);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void a_newer_form_is_not_touched(void **state)
{
    struct fixture *fixture = *state;
    change_sql(fixture, "PRAGMA user_version = 2");
    assert_not_opened(fixture, STORE_EXISTING, &meta, RT_NEWER, "take a newer one");
    fixture->store = NULL;
    change_sql(fixture, "PRAGMA user_version = 1");
    open_store(fixture);
}

static void a_store_opened_for_reading_refuses_to_write(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    must(append_some(fixture->store, 0, 2, &err), &err);
    store_close(fixture->store);
    must(store_sqlite_open(fixture->path, STORE_READ_ONLY, &meta, &fixture->store, &err), &err);
    assert_int_equal(count_from(fixture->store, 1, UINT64_MAX), 2);
    assert_int_equal(append_some(fixture->store, 2, 1, &err), RT_READ_ONLY);
    rt_clear(&err);
    reopen(fixture);
    must(append_some(fixture->store, 2, 1, &err), &err);
}

static void a_store_held_by_another_program_is_busy(void **state)
{
    struct fixture *fixture = *state;
    sqlite3 *db = NULL;
    struct rt_error err = {0};
    assert_int_equal(sqlite3_open(fixture->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(append_some(fixture->store, 0, 1, &err), RT_BUSY);
    assert_non_null(strstr(err.text, "another program holds it"));
    assert_int_equal(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    rt_clear(&err);
    must(append_some(fixture->store, 0, 1, &err), &err);
}

static void a_damaged_snapshot_is_no_snapshot(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    must(append_some(fixture->store, 0, 1, &err), &err);
    must(save(fixture->store, "m", 1, 1, 8, "eight", &err), &err);
    change_sql(fixture, "UPDATE snapshot SET bytes = x'00'");
    open_store(fixture);
    assert_snapshot(fixture->store, 9, 9, NULL);
}

static void a_missing_record_is_seen(void **state)
{
    struct fixture *fixture = *state;
    struct rt_error err = {0};
    must(append_some(fixture->store, 0, 4, &err), &err);
    change_sql(fixture, "DELETE FROM record WHERE seq = 2");
    open_store(fixture);
    struct walk walk = {.next = 1};
    assert_int_equal(store_iterate(fixture->store, 1, UINT64_MAX, check_record, &walk, &err),
                     RT_CORRUPT);
    assert_non_null(strstr(err.text, "record 2 is missing"));
}

static enum rt_status take_any(void *ctx, const struct store_record *record, struct rt_error *err)
{
    (void)ctx;
    return record->seq > 0 ? RT_OK : rt_fail(err, RT_CORRUPT, "no number");
}

static void append_long_bodies(struct store *store, size_t count)
{
    enum { LEN = 400 };
    struct store_record records[16];
    struct rt_error err = {0};
    char body[LEN];
    memset(body, 'b', LEN);
    for (size_t i = 0; i < count; i++)
        records[i] = (struct store_record){.seq = i + 1, .body = {.text = body, .len = LEN}};
    struct store_batch batch = batch_of(records, count, 0);
    must(store_append(store, &batch, &err), &err);
}

/* Before a body stand its lengths. Where they are wrong SQLite may even say that it is out of memory. */
static void lengths_that_are_wrong_are_damage(void **state)
{
    enum { RUN = 18, BEFORE = 12 };
    struct fixture *fixture = *state;
    struct buf sound, damaged;
    buf_init(&sound);
    buf_init(&damaged);
    append_long_bodies(fixture->store, 16);
    store_close(fixture->store);
    fixture->store = NULL;
    take_bytes(fixture, &sound);
    for (size_t at = BEFORE; at + RUN < sound.len; at++) {
        bool is_start = memcmp(sound.data + at, "bbbb", 4) == 0 && sound.data[at - 1] != 'b';
        for (size_t before = 0; is_start && before < BEFORE; before++) {
            buf_clear(&damaged);
            buf_add(&damaged, sound.data, sound.len);
            memset(damaged.data + at - before, 0xff, RUN);
            put_bytes(fixture, damaged.data, damaged.len);
            struct store *store = NULL;
            struct rt_error err = {0};
            must(store_sqlite_open(fixture->path, STORE_READ_ONLY, NULL, &store, &err), &err);
            enum rt_status status = store_iterate(store, 1, UINT64_MAX, take_any, NULL, &err);
            assert_true(status == RT_OK || status == RT_CORRUPT);
            store_close(store);
        }
    }
    buf_release(&sound);
    buf_release(&damaged);
}

#define FOR_EVERY_STORE(test)                                                                      \
    cmocka_unit_test_setup_teardown(test, set_up_memory, tear_down),                               \
        cmocka_unit_test_setup_teardown(test, set_up_sqlite, tear_down)
#define FOR_FILES(test) cmocka_unit_test_setup_teardown(test, set_up_sqlite, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FOR_EVERY_STORE(an_empty_store_begins_with_the_hash_of_its_header),
        FOR_EVERY_STORE(what_was_appended_is_given_back_in_order),
        FOR_EVERY_STORE(a_writer_that_knows_too_little_or_too_much_conflicts),
        FOR_EVERY_STORE(a_reader_sees_the_store_as_of_its_start),
        FOR_EVERY_STORE(snapshots_are_found_by_name_and_place),
        FOR_EVERY_STORE(only_the_latest_snapshots_are_kept),
        FOR_EVERY_STORE(cursors_move_with_their_batch),
        FOR_FILES(a_file_is_the_same_after_reopening),
        FOR_FILES(two_connections_see_each_other),
        FOR_FILES(a_file_of_another_contract_is_left_alone),
        FOR_FILES(a_file_of_another_program_is_left_alone),
        FOR_FILES(a_newer_form_is_not_touched),
        FOR_FILES(a_store_opened_for_reading_refuses_to_write),
        FOR_FILES(a_store_held_by_another_program_is_busy),
        FOR_FILES(a_damaged_snapshot_is_no_snapshot),
        FOR_FILES(a_missing_record_is_seen),
        FOR_FILES(lengths_that_are_wrong_are_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
