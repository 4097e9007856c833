/* A journal in a file under what the world does to it: a disk that fills up, kill -9 at any moment,
 * a truncated file, a flipped bit. What was committed is there afterwards, whole, or the damage is
 * named; nothing in between. */
#include "runtime/journal.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lang/base/buf.h"
#include "lang/base/file.h"
#include "tests/unit/unit.h"

enum { BATCH = 20 };

static const struct store_meta meta = {
    .contract = {.text = "test", .len = 4},
    .contract_hash = {.text = "0011", .len = 4},
    .semantics = {.text = "1", .len = 1},
    .tables = {.text = "", .len = 0},
};

static char folder[64];
static char path[96];

static void remove_files(void)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 4; i++) {
        char name[128];
        snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
        unlink(name);
    }
}

static int set_up(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "store_fault_test.XXXXXX");
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/journal", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    remove_files();
    return rmdir(folder);
}

static enum rt_status open_both(struct store **store, struct journal **journal,
                                struct rt_error *err)
{
    *journal = NULL;
    enum rt_status status = store_sqlite_open(path, STORE_CREATE, &meta, store, err);
    return status != RT_OK ? status : journal_open(*store, NULL, journal, err);
}

static void close_both(struct store *store, struct journal *journal)
{
    journal_close(journal);
    store_close(store);
}

/* Appends one batch of events whose ids go on from the last record. */
static enum rt_status append_batch(struct journal *journal, struct rt_error *err)
{
    char note[800];
    memset(note, 'x', sizeof note - 1);
    note[sizeof note - 1] = '\0';
    uint64_t first = journal_last(journal) + 1;
    for (uint64_t i = first; i < first + BATCH; i++) {
        char id[32];
        snprintf(id, sizeof id, "e%d", (int)i);
        struct report_event event = {
            .source = TEXT_NONE, .id = text_from(id), .at = TEXT_OF("1970-01-02"), .tick = 1,
            .actor = TEXT_OF("A"), .act = TEXT_OF("deliver"), .to = TEXT_NONE,
            .object = TEXT_NONE, .quantity = TEXT_OF("1"), .unit = TEXT_NONE, .by = TEXT_NONE,
            .evidence = text_from(note), .re = TEXT_NONE, .for_what = TEXT_NONE,
            .corrects = TEXT_NONE,
        };
        struct journal_answer answer;
        enum rt_status status = journal_append(journal, &event, 1, &answer, err);
        if (status != RT_OK) {
            return status;
        }
    }
    return journal_commit(journal, NULL, err);
}

/* Opens, checks everything, and gives the number of records, which is one of whole batches. */
static uint64_t count_sound(void)
{
    struct store *store = NULL;
    struct journal *journal = NULL;
    struct rt_error err = {0};
    uint64_t count = 0;
    if (open_both(&store, &journal, &err) != RT_OK ||
        journal_verify(store, &count, &err) != RT_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(count, journal_last(journal));
    assert_int_equal(count % BATCH, 0);
    close_both(store, journal);
    return count;
}

/* A limit on the size of files stands for a full disk: the write that passes it fails. */
static void a_full_disk_loses_nothing_and_the_store_goes_on(void **state)
{
    (void)state;
    struct store *store = NULL;
    struct journal *journal = NULL;
    struct rt_error err = {0};
    assert_int_equal(open_both(&store, &journal, &err), RT_OK);
    assert_int_equal(append_batch(journal, &err), RT_OK);
    struct rlimit old;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    void (*old_handler)(int) = signal(SIGXFSZ, SIG_IGN);
    struct rlimit small = {.rlim_cur = 200000, .rlim_max = old.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    uint64_t committed = 0;
    enum rt_status status = RT_OK;
    for (int i = 0; status == RT_OK && i < 1000; i++) {
        committed = journal_committed(journal);
        status = append_batch(journal, &err);
    }
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, old_handler);
    if (status != RT_FULL) {
        fail_msg("%s: %s", rt_status_word(status), err.text);
    }
    assert_non_null(strstr(err.text, path));
    assert_int_equal(journal_last(journal), committed);
    rt_clear(&err);
    assert_int_equal(append_batch(journal, &err), RT_OK);
    close_both(store, journal);
    assert_int_equal(count_sound(), committed + BATCH);
}

/* A store that cannot even be begun leaves no file behind, and no half of one. */
static void a_full_disk_at_the_beginning_leaves_nothing(void **state)
{
    (void)state;
    struct rlimit old;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    void (*old_handler)(int) = signal(SIGXFSZ, SIG_IGN);
    struct store *store = NULL;
    struct rt_error err = {0};
    for (rlim_t size = 0; size < 24000; size += 3000) {
        struct rlimit small = {.rlim_cur = size, .rlim_max = old.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        rt_clear(&err);
        enum rt_status status = store_sqlite_open(path, STORE_CREATE, &meta, &store, &err);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
        /* A size limit, unlike a full disk, is not always told from another failed write. */
        if (status != RT_FULL && status != RT_IO) {
            fail_msg("%s: %s", rt_status_word(status), err.text);
        }
        assert_int_not_equal(access(path, F_OK), 0);
    }
    signal(SIGXFSZ, old_handler);
    assert_int_equal(count_sound(), 0);
}

/* The child writes batches until it is killed at a random moment, and says each commit on a pipe:
 * what was said must be there, and at most the one batch in hand more. */
static void kill_9_at_any_moment_leaves_whole_batches(void **state)
{
    (void)state;
    uint64_t seed = 9;
    uint64_t known = 0;
    for (int round = 0; round < 25; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) {
            struct store *store = NULL;
            struct journal *journal = NULL;
            struct rt_error err = {0};
            if (open_both(&store, &journal, &err) != RT_OK) {
                _exit(1);
            }
            for (;;) {
                if (append_batch(journal, &err) != RT_OK || write(ends[1], "c", 1) != 1) {
                    _exit(1);
                }
            }
        }
        close(ends[1]);
        struct timespec pause = {.tv_nsec = (long)test_between(&seed, 0, 60000000)};
        nanosleep(&pause, NULL);
        assert_int_equal(kill(child, SIGKILL), 0);
        int ended = 0;
        waitpid(child, &ended, 0);
        assert_true(WIFSIGNALED(ended));
        char said[4096];
        uint64_t commits = 0;
        for (ssize_t got; (got = read(ends[0], said, sizeof said)) > 0;) {
            commits += (uint64_t)got;
        }
        close(ends[0]);
        uint64_t count = count_sound();
        assert_true(count == known + commits * BATCH || count == known + (commits + 1) * BATCH);
        known = count;
        /* A draft that the kill left behind is no journal of anybody's. */
        char draft[128];
        snprintf(draft, sizeof draft, "%s.new-%ld", path, (long)child);
        static const char *const suffixes[] = {"", "-journal", "-wal", "-shm"};
        for (size_t i = 0; i < 4; i++) {
            char name[160];
            snprintf(name, sizeof name, "%s%s", draft, suffixes[i]);
            unlink(name);
        }
    }
    assert_true(known > 0);
}

/* ---- damage ----------------------------------------------------------------------------------------- */

static void write_journal(struct buf *bytes)
{
    struct store *store = NULL;
    struct journal *journal = NULL;
    struct rt_error err = {0};
    assert_int_equal(open_both(&store, &journal, &err), RT_OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(append_batch(journal, &err), RT_OK);
    }
    close_both(store, journal);
    struct buf error;
    buf_init(&error);
    assert_true(file_read(path, 1 << 26, bytes, &error));
    buf_release(&error);
}

static void put_bytes(const char *bytes, size_t len)
{
    remove_files();
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

/* What opening and verifying say of the file as it is now; `*hash` is the chain's end if sound. */
static enum rt_status judge_file(unsigned char hash[STORE_HASH_LEN])
{
    struct store *store = NULL;
    struct journal *journal = NULL;
    struct rt_error err = {0};
    uint64_t count = 0;
    enum rt_status status = store_sqlite_open(path, STORE_EXISTING, &meta, &store, &err);
    if (status == RT_OK) {
        status = journal_verify(store, &count, &err);
    }
    if (status == RT_OK) {
        status = journal_open(store, NULL, &journal, &err);
    }
    if (status == RT_OK) {
        journal_chain(journal, hash);
    } else {
        assert_true(err.text[0] != '\0');
    }
    close_both(store, journal);
    return status;
}

static void a_truncated_file_is_named_as_damaged(void **state)
{
    (void)state;
    struct buf bytes;
    buf_init(&bytes);
    write_journal(&bytes);
    unsigned char hash[STORE_HASH_LEN];
    for (size_t part = 1; part < 16; part++) {
        put_bytes(bytes.data, bytes.len * part / 16);
        enum rt_status status = judge_file(hash);
        assert_true(status == RT_CORRUPT || status == RT_NOT_OURS);
    }
    put_bytes(bytes.data, bytes.len - 1);
    assert_int_equal(judge_file(hash), RT_CORRUPT);
    put_bytes(bytes.data, bytes.len);
    assert_int_equal(judge_file(hash), RT_OK);
    buf_release(&bytes);
}

/* A flipped bit either is found, or lies where nothing is kept: then the journal is what it was. */
static void a_flipped_bit_is_found_or_changes_nothing(void **state)
{
    (void)state;
    struct buf bytes;
    buf_init(&bytes);
    write_journal(&bytes);
    unsigned char good[STORE_HASH_LEN];
    unsigned char hash[STORE_HASH_LEN];
    assert_int_equal(judge_file(good), RT_OK);
    uint64_t seed = 5;
    int found = 0;
    enum { FLIPS = 250 };
    for (int i = 0; i < FLIPS; i++) {
        size_t at = (size_t)test_between(&seed, 0, (int64_t)bytes.len - 1);
        char bit = (char)(1 << test_between(&seed, 0, 7));
        bytes.data[at] = (char)(bytes.data[at] ^ bit);
        put_bytes(bytes.data, bytes.len);
        bytes.data[at] = (char)(bytes.data[at] ^ bit);
        if (judge_file(hash) != RT_OK) {
            found++;
        } else {
            assert_memory_equal(hash, good, STORE_HASH_LEN);
        }
    }
    assert_true(found > FLIPS / 2);
    buf_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_full_disk_loses_nothing_and_the_store_goes_on, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_full_disk_at_the_beginning_leaves_nothing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(kill_9_at_any_moment_leaves_whole_batches, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_truncated_file_is_named_as_damaged, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_flipped_bit_is_found_or_changes_nothing, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
