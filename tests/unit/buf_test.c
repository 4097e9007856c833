/* buf, json_out and file: bytes on their way out, and files on their way in. */
#include "tests/unit/unit.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lang/base/buf.h"
#include "lang/base/file.h"
#include "lang/base/json_out.h"

static void a_buffer_is_always_a_text(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf);
    assert_string_equal(buf.data, "");
    buf_clear(&buf);
    buf_puts(&buf, "due ");
    buf_printf(&buf, "%d-%s", 1956, "Q4");
    buf_putc(&buf, ' ');
    buf_put_i64(&buf, INT64_MIN);
    buf_pad(&buf, '.', 3);
    assert_string_equal(buf.data, "due 1956-Q4 -9223372036854775808...");
    buf_truncate(&buf, 3);
    assert_string_equal(buf.data, "due");
    buf_release(&buf);
    assert_string_equal(buf.data, "");
}

static void a_buffer_grows_and_keeps_nul_bytes(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf);
    for (int i = 0; i < 5000; i++)
        buf_add(&buf, "a\0b", 3);
    assert_int_equal(buf.len, 15000);
    assert_memory_equal(buf.data + 14997, "a\0b", 4);
    buf_release(&buf);
}

static void json_is_indented_or_bare(void **state)
{
    (void)state;
    static const char pretty[] = "{\n  \"clause\": \"1.1\",\n"
                                 "  \"due\": [\n    1,\n    -2.50\n  ],\n"
                                 "  \"blame\": [],\n  \"detail\": {},\n  \"late\": false,\n"
                                 "  \"since\": null\n}\n";
    static const char compact[] = "{\"clause\":\"1.1\",\"due\":[1,-2.50],\"blame\":[],"
                                  "\"detail\":{},\"late\":false,\"since\":null}\n";
    struct buf buf;
    buf_init(&buf);
    for (int mode = JSON_OUT_COMPACT; mode <= JSON_OUT_PRETTY; mode++) {
        struct json_out json;
        buf_clear(&buf);
        json_out_init(&json, &buf, (enum json_out_mode)mode);
        json_out_object(&json);
        json_out_key_text(&json, "clause", "1.1");
        json_out_key(&json, "due");
        json_out_array(&json);
        json_out_int(&json, 1);
        json_out_number(&json, "-2.50");
        json_out_end(&json);
        json_out_key(&json, "blame");
        json_out_array(&json);
        json_out_end(&json);
        json_out_key(&json, "detail");
        json_out_object(&json);
        json_out_end(&json);
        json_out_key_bool(&json, "late", false);
        json_out_key_text(&json, "since", NULL);
        json_out_end(&json);
        json_out_finish(&json);
        assert_string_equal(buf.data, mode == JSON_OUT_PRETTY ? pretty : compact);
    }
    buf_release(&buf);
}

static void json_strings_are_escaped_and_always_valid(void **state)
{
    (void)state;
    struct buf buf;
    struct json_out json;
    buf_init(&buf);
    json_out_init(&json, &buf, JSON_OUT_COMPACT);
    json_out_array(&json);
    json_out_text(&json, "\"\\/\n\r\t\x01\x7f");
    json_out_text(&json, "抚顺钢厂 \xf0\x9f\x8f\xad");
    json_out_text(&json, "\xe2\x80\xa8\xe2\x80\xae");
    json_out_bytes(&json, "a\0b\xff\xc0\x80", 6);
    json_out_end(&json);
    json_out_finish(&json);
    assert_string_equal(buf.data, "[\"\\\"\\\\/\\n\\r\\t\\u0001\\u007f\","
                                  "\"抚顺钢厂 \xf0\x9f\x8f\xad\","
                                  "\"\\u2028\\u202e\","
                                  "\"a\\u0000b\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"]\n");
    buf_release(&buf);
}

/* A fresh folder for each file test, removed at its end. */
static int make_folder(void **state)
{
    const char *parent = getenv("TMPDIR");
    char folder[500];
    snprintf(folder, sizeof folder, "%s/unit-file-XXXXXX", parent ? parent : "/tmp");
    if (!mkdtemp(folder))
        return -1;
    *state = strdup(folder);
    return *state ? 0 : -1;
}

static int count_files(const char *folder, bool is_removing)
{
    int count = 0;
    DIR *dir = opendir(folder);
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        char path[600];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (is_removing)
            remove(path);
        count++;
    }
    closedir(dir);
    return count;
}

static int remove_folder(void **state)
{
    count_files(*state, true);
    int rc = rmdir(*state);
    free(*state);
    return rc;
}

static char *path_in(const char *folder, const char *name)
{
    static char path[600];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void what_is_written_is_read_back(void **state)
{
    struct buf out, error;
    buf_init(&out);
    buf_init(&error);
    const char *path = path_in(*state, "report.md");
    assert_true(file_write(path, "first\0line\n", 11, &error));
    assert_true(chmod(path, 0640) == 0);
    assert_true(file_write(path, "second\n", 7, &error));
    assert_true(file_write(path, NULL, 0, &error));
    assert_true(file_write(path, "third\0line\n", 11, &error));
    buf_puts(&out, "> ");
    assert_true(file_read(path, 11, &out, &error));
    assert_int_equal(out.len, 13);
    assert_memory_equal(out.data, "> third\0line\n", 14);
    struct stat stat_now;
    assert_int_equal(stat(path, &stat_now), 0);
    assert_int_equal(stat_now.st_mode & 0777, 0640);
    assert_int_equal(count_files(*state, false), 1);
    assert_int_equal(error.len, 0);
    buf_release(&out);
    buf_release(&error);
}

static void a_read_that_fails_adds_nothing(void **state)
{
    struct buf out, error;
    buf_init(&out);
    buf_init(&error);
    buf_puts(&out, "kept");
    char *path = path_in(*state, "absent");
    assert_false(file_read(path, 100, &out, &error));
    assert_non_null(strstr(error.data, "cannot read '"));
    assert_non_null(strstr(error.data, "No such file"));
    buf_clear(&error);
    assert_false(file_read(*state, 100, &out, &error));
    assert_non_null(strstr(error.data, "directory"));
    buf_clear(&error);

    char large[200000];
    memset(large, 'x', sizeof large);
    assert_true(file_write(path, large, sizeof large, &error));
    assert_false(file_read(path, sizeof large - 1, &out, &error));
    assert_non_null(strstr(error.data, "larger than 199999 bytes"));
    assert_string_equal(out.data, "kept");
    assert_true(file_read(path, sizeof large, &out, &error));
    assert_int_equal(out.len, sizeof large + 4);
    buf_release(&out);
    buf_release(&error);
}

static void a_write_that_fails_leaves_nothing_behind(void **state)
{
    struct buf error;
    buf_init(&error);
    assert_false(file_write(path_in(*state, "no/such/folder"), "x", 1, &error));
    assert_non_null(strstr(error.data, "cannot write '"));
    assert_false(file_write(*state, "x", 1, &error));
    buf_clear(&error);
    assert_false(file_write("/dev/full", "x", 1, &error));
    assert_non_null(strstr(error.data, "No space left"));
    assert_true(file_write("/dev/null", "x", 1, &error));
    assert_int_equal(count_files(*state, false), 0);
    buf_release(&error);
}

/* A limit on the size of files stands in for a full disk: the write breaks off in its middle. */
static void a_write_that_breaks_off_leaves_the_old_file(void **state)
{
    struct buf out, error;
    struct rlimit before, small;
    char large[100000] = {0};
    char *path = path_in(*state, "ledger");
    buf_init(&out);
    buf_init(&error);
    assert_true(file_write(path, "old", 3, &error));
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 5000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    bool is_written = file_write(path, large, sizeof large, &error);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, handler);

    assert_false(is_written);
    assert_non_null(strstr(error.data, "File too large"));
    assert_true(file_read(path, 10, &out, &error));
    assert_string_equal(out.data, "old");
    assert_int_equal(count_files(*state, false), 1);
    buf_release(&out);
    buf_release(&error);
}

static void a_link_is_followed_and_stays_a_link(void **state)
{
    struct buf out, error;
    struct stat link_now;
    buf_init(&out);
    buf_init(&error);
    assert_true(file_write(path_in(*state, "target"), "old", 3, &error));
    assert_int_equal(symlink("target", path_in(*state, "link")), 0);
    assert_true(file_write(path_in(*state, "link"), "new", 3, &error));
    assert_int_equal(lstat(path_in(*state, "link"), &link_now), 0);
    assert_true(S_ISLNK(link_now.st_mode));
    assert_true(file_read(path_in(*state, "target"), 10, &out, &error));
    assert_string_equal(out.data, "new");
    assert_int_equal(symlink("nowhere", path_in(*state, "dangling")), 0);
    assert_false(file_write(path_in(*state, "dangling"), "x", 1, &error));
    buf_release(&out);
    buf_release(&error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buffer_is_always_a_text),
        cmocka_unit_test(a_buffer_grows_and_keeps_nul_bytes),
        cmocka_unit_test(json_is_indented_or_bare),
        cmocka_unit_test(json_strings_are_escaped_and_always_valid),
        cmocka_unit_test_setup_teardown(what_is_written_is_read_back, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_read_that_fails_adds_nothing, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_write_that_fails_leaves_nothing_behind, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_write_that_breaks_off_leaves_the_old_file, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(a_link_is_followed_and_stays_a_link, make_folder,
                                        remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
