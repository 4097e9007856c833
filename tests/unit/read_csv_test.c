/* Event files in CSV: what is read, what is refused, and where a fault is said to stand. */
#include "runtime/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "tests/unit/unit.h"

static struct event_reader *open_text(const char *text)
{
    struct read_options options = {.format = READ_CSV, .source = TEXT_OF("clerk")};
    struct event_reader *reader = NULL;
    struct rt_error err = {0};
    enum rt_status status = reader_open_bytes(text, strlen(text), &options, &reader, &err);
    if (status != RT_OK) {
        fail_msg("%s", err.text);
    }
    return reader;
}

static struct read_row next_row(struct event_reader *reader)
{
    struct read_row row = {0};
    struct read_fault fault = {0};
    struct rt_error err = {0};
    if (reader_next(reader, &row, &fault, &err) != READ_ROW) {
        fail_msg("no row: %s%s", fault.what, err.text);
    }
    return row;
}

static struct read_fault next_fault(struct event_reader *reader)
{
    struct read_row row = {0};
    struct read_fault fault = {0};
    struct rt_error err = {0};
    assert_int_equal(reader_next(reader, &row, &fault, &err), READ_FAULT);
    return fault;
}

static void assert_end(struct event_reader *reader)
{
    struct read_row row;
    struct read_fault fault;
    struct rt_error err = {0};
    assert_int_equal(reader_next(reader, &row, &fault, &err), READ_END);
    assert_int_equal(reader_next(reader, &row, &fault, &err), READ_END);
    reader_close(reader);
}

static void assert_refused(const char *text, enum rt_status wanted, const char *words)
{
    struct read_options options = {.format = READ_CSV};
    struct event_reader *reader = NULL;
    struct rt_error err = {0};
    assert_int_equal(reader_open_bytes(text, strlen(text), &options, &reader, &err), wanted);
    assert_null(reader);
    if (strstr(err.text, words) == NULL) {
        fail_msg("'%s' does not say '%s'", err.text, words);
    }
}

#define HEAD "id,at,actor,act,to,object,quantity,unit\n"

static void a_row_is_read_by_its_columns(void **state)
{
    (void)state;
    struct event_reader *reader =
        open_text("Unit, ID ,at,actor,act,to,object,quantity,by,evidence,re,for,source,ord,corrects\n"
                  "item,e1,1956-12-20,Fushun,teach,Benxi,lining,480_000.50,Wu,report 7,e0,1.1,works,3,e9\n");
    struct read_row row = next_row(reader);
    assert_string_equal(row.event.unit.text, "item");
    assert_string_equal(row.event.id.text, "e1");
    assert_string_equal(row.event.at.text, "1956-12-20");
    assert_int_equal(row.event.tick, -4760);
    assert_string_equal(row.event.actor.text, "Fushun");
    assert_string_equal(row.event.act.text, "teach");
    assert_string_equal(row.event.to.text, "Benxi");
    assert_string_equal(row.event.object.text, "lining");
    assert_string_equal(row.event.quantity.text, "480_000.50");
    assert_string_equal(row.event.by.text, "Wu");
    assert_string_equal(row.event.evidence.text, "report 7");
    assert_string_equal(row.event.re.text, "e0");
    assert_string_equal(row.event.for_what.text, "1.1");
    assert_string_equal(row.event.source.text, "works");
    assert_int_equal(row.event.ord, 3);
    assert_string_equal(row.event.corrects.text, "e9");
    assert_int_equal(row.event.attribute_count, 0);
    assert_false(row.has_recorded);
    assert_int_equal(row.line, 2);
    assert_end(reader);
}

static void further_columns_are_attributes_in_the_order_of_their_names(void **state)
{
    (void)state;
    struct event_reader *reader = open_text("trade,id,at,actor,act,experience,empty\n"
                                            " rolling ,1,1956-10-10,A,b,lining,\n"
                                            ",2,1956-10-10,A,b,,\n");
    struct read_row row = next_row(reader);
    assert_int_equal(row.event.attribute_count, 2);
    assert_string_equal(row.event.attributes[0].name.text, "experience");
    assert_string_equal(row.event.attributes[0].value.text, "lining");
    assert_string_equal(row.event.attributes[1].name.text, "trade");
    assert_string_equal(row.event.attributes[1].value.text, "rolling");
    assert_string_equal(row.event.source.text, "clerk");
    row = next_row(reader);
    assert_int_equal(row.event.attribute_count, 0);
    assert_end(reader);
}

static void quotes_hold_commas_quotes_and_newlines(void **state)
{
    (void)state;
    struct event_reader *reader = open_text("\"id\",at,actor,act,note\r\n"
                                            "1,1956-10-10,A,b,\"x, \"\"y\"\"\nsecond line\"\r\n"
                                            "2,1956-10-10,A,b, \"\" \r\n"
                                            "3,1956-10-10,\"A\",\"b\",\"\"\"\"\n");
    struct read_row row = next_row(reader);
    assert_string_equal(row.event.attributes[0].value.text, "x, \"y\"\nsecond line");
    assert_int_equal(row.line, 2);
    row = next_row(reader);
    assert_int_equal(row.event.attribute_count, 0);
    assert_int_equal(row.line, 4);
    row = next_row(reader);
    assert_string_equal(row.event.attributes[0].value.text, "\"");
    assert_end(reader);
}

static void a_byte_order_mark_crlf_and_a_missing_last_newline_are_fine(void **state)
{
    (void)state;
    struct event_reader *reader = open_text("\xEF\xBB\xBFid,at,actor,act\r\n\r\n,,,\r\n"
                                            "1,1956-10-10,抚顺钢厂,教\r\n2,1956-10-11,A,b");
    struct read_row row = next_row(reader);
    assert_string_equal(row.event.actor.text, "抚顺钢厂");
    assert_int_equal(row.line, 4);
    assert_string_equal(next_row(reader).event.id.text, "2");
    assert_end(reader);
}

static void a_broken_row_is_reported_and_reading_goes_on(void **state)
{
    (void)state;
    struct event_reader *reader = open_text(HEAD "1,1956-10-10,A,b,,,,\n"
                                                 "2,1956-02-30,A,b,,,,\n"
                                                 "3,1956-10-10,A,b,,,\n"
                                                 "4,1956-10-10,抚顺,b,,,ten,\n"
                                                 "5,1956-10-10,A,,,,,\n"
                                                 "6,10.10.1956,A,b,,,,\n"
                                                 "7,1956-10-10,A,b,,,,,\n"
                                                 "8,1956-10-10,A,b,,,,\n");
    assert_string_equal(next_row(reader).event.id.text, "1");
    struct read_fault fault = next_fault(reader);
    assert_int_equal(fault.line, 3);
    assert_int_equal(fault.column, 3);
    assert_string_equal(fault.what, "there is no date 1956-02-30 ('at')");
    fault = next_fault(reader);
    assert_int_equal(fault.line, 4);
    assert_string_equal(fault.what, "the row has 7 fields, the header has 8");
    fault = next_fault(reader);
    assert_int_equal(fault.line, 5);
    assert_int_equal(fault.column, 21);
    assert_string_equal(fault.what, "'ten' in 'quantity' is no number");
    assert_true(fault.mend[0] != '\0');
    fault = next_fault(reader);
    assert_int_equal(fault.line, 6);
    assert_string_equal(fault.what, "the row has no 'act'");
    assert_string_equal(next_fault(reader).what, "'10.10.1956' in 'at' is no date");
    assert_string_equal(next_fault(reader).what, "the row has 9 fields, the header has 8");
    assert_string_equal(next_row(reader).event.id.text, "8");
    assert_int_equal(reader_rows(reader), 2);
    assert_int_equal(reader_faults(reader), 6);
    assert_end(reader);
}

static void bytes_that_hide_something_are_refused_where_they_stand(void **state)
{
    (void)state;
    struct event_reader *reader = open_text("id,at,actor,act\n"
                                            "1,1956-10-10,A\xff,b\n"
                                            "2,1956-10-10,\xE2\x80\xAE,b\n"
                                            "3,1956-10-10,\x1b[1m,b\n"
                                            "4,1956-10-10,a\rb,b\n"
                                            "5,1956-10-10,\"抚\n\xc0\xaf\",b\n"
                                            "6,1956-10-10,A,b\n");
    static const char *const words[] = {"not UTF-8", "direction", "control", "carriage return",
                                        "not UTF-8"};
    static const uint64_t columns[] = {15, 14, 14, 15, 1};
    for (size_t i = 0; i < 5; i++) {
        struct read_fault fault = next_fault(reader);
        assert_non_null(strstr(fault.what, words[i]));
        assert_int_equal(fault.line, i + 2 + (i == 4));
        assert_int_equal(fault.column, columns[i]);
    }
    struct read_row row = next_row(reader);
    assert_string_equal(row.event.id.text, "6");
    assert_int_equal(row.line, 8);
    assert_end(reader);
}

static void a_nul_byte_is_refused(void **state)
{
    (void)state;
    static const char text[] = "id,at,actor,act\n1,1956-10-10,A\0B,b\n";
    struct read_options options = {.format = READ_CSV};
    struct event_reader *reader = NULL;
    struct rt_error err = {0};
    assert_int_equal(reader_open_bytes(text, sizeof text - 1, &options, &reader, &err), RT_OK);
    assert_string_equal(next_fault(reader).what, "the row has a NUL byte");
    assert_end(reader);
}

static void quotes_that_are_wrong_cost_one_row(void **state)
{
    (void)state;
    struct event_reader *reader = open_text("id,at,actor,act\n"
                                            "1,1956-10-10,A\"B,b\n"
                                            "2,1956-10-10,\"A\"B,b\n"
                                            "3,1956-10-10,\"A,b\n"
                                            "4,1956-10-10,A,b\n"
                                            "5,1956-10-10,A,\"b\n");
    struct read_fault fault = next_fault(reader);
    assert_non_null(strstr(fault.what, "a quote inside a field"));
    assert_int_equal(fault.column, 15);
    fault = next_fault(reader);
    assert_non_null(strstr(fault.what, "after the closing quote"));
    assert_int_equal(fault.column, 17);
    /* The quote of row 3 would be closed by that of row 5; the row between them is not lost. */
    fault = next_fault(reader);
    assert_int_equal(fault.line, 4);
    assert_int_equal(fault.column, 14);
    assert_string_equal(next_row(reader).event.id.text, "4");
    fault = next_fault(reader);
    assert_int_equal(fault.line, 6);
    assert_end(reader);

    reader = open_text("id,at,actor,act\n1,1956-10-10,\"A,b\n2,1956-10-10,A,b\n");
    fault = next_fault(reader);
    assert_string_equal(fault.what, "a field in quotes is not closed");
    assert_int_equal(fault.line, 2);
    assert_int_equal(fault.column, 14);
    assert_string_equal(next_row(reader).event.id.text, "2");
    assert_end(reader);
}

static void a_header_that_will_not_do_is_one_clear_error(void **state)
{
    (void)state;
    assert_refused("", RT_INPUT, "is empty");
    assert_refused("\n\n", RT_INPUT, "is empty");
    assert_refused("id,when,actor,what\n", RT_INPUT, "lacks the columns at, act;");
    assert_refused("id;at;actor;act\n", RT_INPUT, "separated by commas");
    assert_refused("id,at,actor,act,ID\n", RT_INPUT, "'ID' stands twice");
    assert_refused("id,at,actor,act,note,note\n", RT_INPUT, "'note' stands twice");
    assert_refused("id,at,actor,act,\xff\n", RT_INPUT, "line 1: the header cannot be read");
    struct buf wide;
    buf_init(&wide);
    buf_puts(&wide, "id,at,actor,act");
    for (int i = 0; i < LIMIT_EVENT_COLUMNS; i++) {
        buf_printf(&wide, ",c%d", i);
    }
    buf_putc(&wide, '\n');
    assert_refused(wide.data, RT_LIMIT, "columns; at most");
    buf_release(&wide);
}

static void a_value_under_a_nameless_column_is_a_fault(void **state)
{
    (void)state;
    struct event_reader *reader = open_text("id,at,actor,act,,\n1,1956-10-10,A,b,,\n2,1956-10-10,A,b,,x\n");
    assert_string_equal(next_row(reader).event.id.text, "1");
    assert_string_equal(next_fault(reader).what, "column 6 has no name");
    assert_end(reader);
}

static void long_fields_and_lines_meet_their_limits(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text);
    buf_puts(&text, "id,at,actor,act\n1,1956-10-10,");
    buf_pad(&text, 'x', LIMIT_FIELD_BYTES + 1);
    buf_puts(&text, ",b\n2,1956-10-10,");
    buf_pad(&text, 'x', LIMIT_EVENT_LINE_BYTES + 1);
    buf_puts(&text, ",b\n");
    buf_pad(&text, 'i', LIMIT_ID_BYTES + 1);
    buf_puts(&text, ",1956-10-10,A,b\n4,1956-10-10,A,b\n");
    struct event_reader *reader = open_text(text.data);
    assert_non_null(strstr(next_fault(reader).what, "'actor' has"));
    struct read_fault fault = next_fault(reader);
    assert_non_null(strstr(fault.what, "the line has more than"));
    assert_int_equal(fault.line, 3);
    assert_non_null(strstr(next_fault(reader).what, "'id' has"));
    struct read_row row = next_row(reader);
    assert_int_equal(row.line, 5);
    assert_end(reader);
    buf_release(&text);
}

static void the_recording_date_has_its_column(void **state)
{
    (void)state;
    static const char text[] = "id,at,actor,act,recorded\n"
                               "1,1956-10-10,A,b,1956-10-14\n"
                               "2,1956-10-10,A,b,\n"
                               "3,1956-10-10,A,b,2956-10-14\n"
                               "4,1956-10-10,A,b,soon\n";
    struct read_options options = {
        .format = READ_CSV, .has_recorded_limit = true, .recorded_limit = 20000};
    struct event_reader *reader = NULL;
    struct rt_error err = {0};
    assert_int_equal(reader_open_bytes(text, sizeof text - 1, &options, &reader, &err), RT_OK);
    struct read_row row = next_row(reader);
    assert_true(row.has_recorded);
    assert_int_equal(row.recorded, row.event.tick + 4);
    assert_int_equal(row.event.attribute_count, 0);
    assert_false(next_row(reader).has_recorded);
    assert_string_equal(next_fault(reader).what, "'2956-10-14' in 'recorded' is still to come");
    assert_string_equal(next_fault(reader).what, "'soon' in 'recorded' is no date");
    assert_end(reader);
}

static void a_void_needs_neither_date_nor_actor(void **state)
{
    (void)state;
    struct event_reader *reader = open_text("id,at,actor,act,corrects\n1,,,void,e1\n2,,,void,\n");
    struct read_row row = next_row(reader);
    assert_string_equal(row.event.corrects.text, "e1");
    assert_int_equal(row.event.tick, 0);
    assert_string_equal(next_fault(reader).what, "the row has no 'at'");
    assert_end(reader);
}

static void a_time_of_day_states_the_order_within_the_day(void **state)
{
    (void)state;
    struct event_reader *reader = open_text("id,at,actor,act,ord\n"
                                            "1,1956-10-10T14:05,A,b,\n"
                                            "2,1956-10-10 00:00:07,A,b,\n"
                                            "3,1956-10-10T14:05,A,b,2\n"
                                            "4,1956-10-10T14:05Z,A,b,\n"
                                            "5,1956-10-10T25:00,A,b,\n"
                                            "6,1956-10-10,A,b,first\n");
    assert_int_equal(next_row(reader).event.ord, 14 * 3600 + 5 * 60);
    assert_int_equal(next_row(reader).event.ord, 7);
    struct read_row row = next_row(reader);
    assert_int_equal(row.event.ord, 2);
    assert_int_equal(row.event.tick, -4831);
    assert_non_null(strstr(next_fault(reader).what, "has a time zone"));
    assert_non_null(strstr(next_fault(reader).what, "there is no date"));
    assert_non_null(strstr(next_fault(reader).what, "no whole number"));
    assert_end(reader);
}

static void count_calls(void *ctx, uint64_t bytes, uint64_t rows, uint64_t total)
{
    uint64_t *calls = ctx;
    assert_true(bytes <= total && rows > 0);
    (*calls)++;
}

/* A file longer than the buffer, with rows of every length, quoted and not, gives every row once. */
static void a_long_file_is_read_whole_with_progress(void **state)
{
    (void)state;
    enum { ROWS = 120000 };
    char path[] = "read_csv_test.XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *file = fdopen(fd, "w");
    fputs("id,at,actor,act,note\n", file);
    uint64_t seed = 7;
    for (int i = 0; i < ROWS; i++) {
        fprintf(file, "%d,1956-10-10,A,b,\"", i);
        for (int64_t k = test_between(&seed, 0, 90); k > 0; k--) {
            int64_t pick = test_between(&seed, 0, 20);
            fputs(pick == 0 ? "\"\"" : pick == 1 ? "\n" : pick == 2 ? "," : pick == 3 ? "先" : "x", file);
        }
        fputs(i % 2 == 0 ? "\"\n" : "\"\r\n", file);
    }
    fclose(file);
    uint64_t calls = 0;
    struct read_options options = {.progress = count_calls, .progress_ctx = &calls};
    struct event_reader *reader = NULL;
    struct rt_error err = {0};
    assert_int_equal(reader_open(path, &options, &reader, &err), RT_OK);
    for (int i = 0; i < ROWS; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        assert_string_equal(next_row(reader).event.id.text, id);
    }
    assert_true(calls > 0);
    assert_end(reader);
    unlink(path);
}

static void standard_input_is_read(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        static const char *const pieces[] = {"id,at,act", "or,act\n1,1956-1", "0-10,A,b\n2,1956-10-10,A,b"};
        for (size_t i = 0; i < 3; i++) {
            if (write(ends[1], pieces[i], strlen(pieces[i])) < 0) {
                _exit(1);
            }
        }
        _exit(0);
    }
    close(ends[1]);
    int saved = dup(STDIN_FILENO);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    struct read_options options = {.format = READ_BY_NAME};
    struct event_reader *reader = NULL;
    struct rt_error err = {0};
    assert_int_equal(reader_open("-", &options, &reader, &err), RT_OK);
    assert_string_equal(next_row(reader).event.id.text, "1");
    assert_string_equal(next_row(reader).event.id.text, "2");
    assert_end(reader);
    dup2(saved, STDIN_FILENO);
    close(saved);
    int ended = 0;
    waitpid(child, &ended, 0);
}

static void a_file_that_is_not_there_or_is_a_folder_is_an_error(void **state)
{
    (void)state;
    struct read_options options = {.format = READ_CSV};
    struct event_reader *reader = NULL;
    struct rt_error err = {0};
    assert_int_equal(reader_open("no/such/file.csv", &options, &reader, &err), RT_NOT_FOUND);
    assert_non_null(strstr(err.text, "no/such/file.csv"));
    rt_clear(&err);
    assert_int_equal(reader_open(".", &options, &reader, &err), RT_IO);
    assert_null(reader);
}

/* Whatever the bytes, reading ends, every row is sound, and rows and faults cover the file. */
static void random_bytes_never_break_the_reader(void **state)
{
    (void)state;
    static const char *const pieces[] = {"\"", "\"\"", ",", "\n", "\r\n", "1956-10-10", "A", "b",
                                         "void", " ", "\xff", "先", "1", "\r", "\t", "id,at,actor,act\n"};
    uint64_t seed = 20;
    for (int round = 0; round < 3000; round++) {
        struct buf text;
        buf_init(&text);
        buf_puts(&text, "id,at,actor,act,corrects\n");
        for (int64_t i = test_between(&seed, 0, 60); i > 0; i--) {
            buf_puts(&text, pieces[test_between(&seed, 0, 15)]);
        }
        struct event_reader *reader = open_text(text.data);
        struct read_row row;
        struct read_fault fault;
        struct rt_error err = {0};
        enum read_result result;
        uint64_t line = 0;
        while ((result = reader_next(reader, &row, &fault, &err)) != READ_END) {
            assert_int_not_equal(result, READ_FAILED);
            uint64_t at = result == READ_ROW ? row.line : fault.line;
            assert_true(at > line || result == READ_FAULT);
            line = result == READ_ROW ? row.line : line;
            if (result == READ_ROW) {
                assert_true(row.event.id.len > 0 && row.event.act.len > 0);
                assert_int_equal(strlen(row.event.actor.text), row.event.actor.len);
            }
        }
        reader_close(reader);
        buf_release(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_is_read_by_its_columns),
        cmocka_unit_test(further_columns_are_attributes_in_the_order_of_their_names),
        cmocka_unit_test(quotes_hold_commas_quotes_and_newlines),
        cmocka_unit_test(a_byte_order_mark_crlf_and_a_missing_last_newline_are_fine),
        cmocka_unit_test(a_broken_row_is_reported_and_reading_goes_on),
        cmocka_unit_test(bytes_that_hide_something_are_refused_where_they_stand),
        cmocka_unit_test(a_nul_byte_is_refused),
        cmocka_unit_test(quotes_that_are_wrong_cost_one_row),
        cmocka_unit_test(a_header_that_will_not_do_is_one_clear_error),
        cmocka_unit_test(a_value_under_a_nameless_column_is_a_fault),
        cmocka_unit_test(long_fields_and_lines_meet_their_limits),
        cmocka_unit_test(the_recording_date_has_its_column),
        cmocka_unit_test(a_void_needs_neither_date_nor_actor),
        cmocka_unit_test(a_time_of_day_states_the_order_within_the_day),
        cmocka_unit_test(a_long_file_is_read_whole_with_progress),
        cmocka_unit_test(standard_input_is_read),
        cmocka_unit_test(a_file_that_is_not_there_or_is_a_folder_is_an_error),
        cmocka_unit_test(random_bytes_never_break_the_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
