/* Event files in JSON Lines. */
#include "runtime/read.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "tests/unit/unit.h"

static struct event_reader *open_text(const char *text)
{
    struct read_options options = {.format = READ_JSONL};
    struct event_reader *reader = NULL;
    struct rt_error err = {0};
    if (reader_open_bytes(text, strlen(text), &options, &reader, &err) != RT_OK) {
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

static void assert_fault(struct event_reader *reader, uint64_t line, const char *words)
{
    struct read_row row;
    struct read_fault fault = {0};
    struct rt_error err = {0};
    assert_int_equal(reader_next(reader, &row, &fault, &err), READ_FAULT);
    assert_int_equal(fault.line, line);
    if (strstr(fault.what, words) == NULL) {
        fail_msg("'%s' does not say '%s'", fault.what, words);
    }
}

static void assert_end(struct event_reader *reader)
{
    struct read_row row;
    struct read_fault fault;
    struct rt_error err = {0};
    assert_int_equal(reader_next(reader, &row, &fault, &err), READ_END);
    reader_close(reader);
}

static void members_become_columns_and_attributes(void **state)
{
    (void)state;
    struct event_reader *reader = open_text(
        "\xEF\xBB\xBF{\"id\":\"e1\",\"at\":\"1956-10-20\",\"actor\":[\"Fushun\",\" Benxi \"],"
        "\"act\":\"study\",\"quantity\":10,\"trade\":\"rolling\",\"final\":true,\"note\":null,"
        "\"attributes\":{\"experience\":\"\\u88e1 \",\"batch\":7}}\r\n"
        "\n   \n"
        "{\"id\":\"e2\",\"at\":\"1956-10-21\",\"actor\":\"A\",\"act\":\"b\",\"ord\":-3,\"for\":[\"1\",\"2\"]}");
    struct read_row row = next_row(reader);
    assert_string_equal(row.event.actor.text, "Fushun+Benxi");
    assert_string_equal(row.event.quantity.text, "10");
    assert_int_equal(row.event.attribute_count, 4);
    static const char *const names[] = {"batch", "experience", "final", "trade"};
    static const char *const values[] = {"7", "裡", "true", "rolling"};
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(row.event.attributes[i].name.text, names[i]);
        assert_string_equal(row.event.attributes[i].value.text, values[i]);
    }
    row = next_row(reader);
    assert_int_equal(row.line, 4);
    assert_int_equal(row.event.ord, -3);
    assert_string_equal(row.event.for_what.text, "1+2");
    assert_end(reader);
}

static void a_broken_line_is_reported_and_reading_goes_on(void **state)
{
    (void)state;
    struct event_reader *reader =
        open_text("{\"id\":\"1\",\"id\":\"2\"}\n"
                  "{\"id\":\n"
                  "[1]\n"
                  "{\"id\":\"1\",\"at\":\"1956-10-20\",\"actor\":\"A\",\"act\":\"b\",\"quantity\":1.5}\n"
                  "{\"id\":\"1\",\"at\":\"1956-10-20\",\"actor\":\"A\",\"act\":{}}\n"
                  "{\"id\":\"1\",\"at\":\"1956-10-20\",\"actor\":true,\"act\":\"b\"}\n"
                  "{\"id\":\"1\",\"at\":\"1956-10-20\",\"actor\":\"A\\u0000\",\"act\":\"b\"}\n"
                  "{\"id\":\"1\",\"at\":\"1956-10-20\",\"actor\":\"A\\u202e\",\"act\":\"b\"}\n"
                  "{\"id\":\"1\",\"at\":\"1956-10-20\",\"actor\":\"A\xff\",\"act\":\"b\"}\n"
                  "{\"id\":\"1\",\"actor\":\"A\",\"act\":\"b\"}\n"
                  "{\"id\":\"1\",\"Id\":\"2\",\"at\":\"1956-10-20\",\"actor\":\"A\",\"act\":\"b\"}\n"
                  "{\"x\":\"1\",\"attributes\":{\"x\":\"2\"}}\n"
                  "{\"\":\"1\"}\n"
                  "{\"id\":\"1\",\"at\":\"1956-10-32\",\"actor\":\"A\",\"act\":\"b\"}\n"
                  "{\"id\":\"good\",\"at\":\"1956-10-20\",\"actor\":\"A\",\"act\":\"b\"}\n");
    assert_fault(reader, 1, "duplicate");
    assert_fault(reader, 2, "is no JSON");
    assert_fault(reader, 3, "no JSON object");
    assert_fault(reader, 4, "'quantity' is a number with a fraction");
    assert_fault(reader, 5, "'act' is an object");
    assert_fault(reader, 6, "'actor' is true or false");
    assert_fault(reader, 7, "is no JSON");
    assert_fault(reader, 8, "turns the direction");
    assert_fault(reader, 9, "not UTF-8");
    assert_fault(reader, 10, "the row has no 'at'");
    assert_fault(reader, 11, "is given twice");
    assert_fault(reader, 12, "'x' is given twice");
    assert_fault(reader, 13, "has no name");
    assert_fault(reader, 14, "there is no date 1956-10-32");
    assert_string_equal(next_row(reader).event.id.text, "good");
    assert_int_equal(reader_faults(reader), 14);
    assert_end(reader);
}

static void a_list_of_objects_is_told_from_lines(void **state)
{
    (void)state;
    struct read_options options = {.format = READ_JSONL};
    struct event_reader *reader = NULL;
    struct rt_error err = {0};
    static const char text[] = "  [\n{}]";
    assert_int_equal(reader_open_bytes(text, sizeof text - 1, &options, &reader, &err), RT_INPUT);
    assert_non_null(strstr(err.text, "one object on each line"));
}

static void a_million_brackets_and_a_long_line_are_faults(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text);
    buf_puts(&text, "{\"id\":");
    buf_pad(&text, '[', LIMIT_EVENT_LINE_BYTES - 100);
    buf_puts(&text, "\n{\"id\":");
    buf_pad(&text, '[', LIMIT_EVENT_LINE_BYTES + 100);
    buf_puts(&text, "\n{\"id\":\"3\",\"at\":\"1956-10-20\",\"actor\":\"A\",\"act\":\"b\"}\n");
    struct event_reader *reader = open_text(text.data);
    assert_fault(reader, 1, "is no JSON");
    assert_fault(reader, 2, "the line has more than");
    assert_int_equal(next_row(reader).line, 3);
    assert_end(reader);
    buf_release(&text);
}

static void too_many_attributes_are_a_fault(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text);
    buf_puts(&text, "{\"id\":\"1\"");
    for (int i = 0; i <= LIMIT_EVENT_COLUMNS; i++) {
        buf_printf(&text, ",\"a%d\":\"x\"", i);
    }
    buf_puts(&text, "}\n");
    struct event_reader *reader = open_text(text.data);
    assert_fault(reader, 1, "attributes");
    assert_end(reader);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_become_columns_and_attributes),
        cmocka_unit_test(a_broken_line_is_reported_and_reading_goes_on),
        cmocka_unit_test(a_list_of_objects_is_told_from_lines),
        cmocka_unit_test(a_million_brackets_and_a_long_line_are_faults),
        cmocka_unit_test(too_many_attributes_are_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
