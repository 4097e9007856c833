/* Time-zone files: what is in one, and that broken ones do no harm. That whole ones are understood is tested
 * against another reader (tests/values/zone_check.py). */
#include "lang/value/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lang/base/buf.h"
#include "lang/base/suggest.h"
#include "lang/value/tick.h"
#include "runtime/read.h"
#include "tests/unit/unit.h"

enum { HOUR = 3600, DAY = 86400, SPRING = 1774746000 /* 2026-03-29 01:00 UTC */ };

struct folder {
    char path[64], file[80];
};

static void open_folder(struct folder *folder)
{
    strcpy(folder->path, "/tmp/hetong-zone-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    snprintf(folder->file, sizeof folder->file, "%s/Here", folder->path);
}

static void close_folder(const struct folder *folder)
{
    unlink(folder->file);
    rmdir(folder->path);
}

static void put_big(struct buf *out, uint64_t number, int bytes)
{
    while (bytes-- > 0)
        buf_putc(out, (char)(number >> 8 * bytes & 0xff));
}

static void put_header(struct buf *out, uint32_t times, uint32_t types)
{
    buf_add(out, "TZif2", 5);
    for (int i = 0; i < 15; i++)
        buf_putc(out, '\0');
    const uint32_t counts[] = {0, 0, 0, times, types, 4};
    for (int i = 0; i < 6; i++)
        put_big(out, counts[i], 4);
}

/* One change, in spring 2026, from one hour ahead of UTC to two; then the rule. */
static void make_file(struct buf *out, const char *rule)
{
    put_header(out, 0, 1);
    put_big(out, HOUR, 4);
    buf_add(out, "\0\0CET\0", 6);
    put_header(out, 1, 2);
    put_big(out, SPRING, 8);
    buf_putc(out, 1);
    put_big(out, HOUR, 4);
    buf_add(out, "\0\0", 2);
    put_big(out, 2 * HOUR, 4);
    buf_add(out, "\1\0CET\0", 6);
    buf_printf(out, "\n%s\n", rule);
}

static enum zone_status read_bytes(const struct folder *folder, const char *bytes, size_t len, struct zone *zone)
{
    FILE *file = fopen(folder->file, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    fclose(file);
    return zone_read(folder->path, "Here", 0, 4102444800, zone);
}

static void the_rows_and_the_rule_follow_each_other(void **state)
{
    (void)state;
    struct folder folder;
    struct buf bytes;
    struct zone zone;
    open_folder(&folder);
    buf_init(&bytes);
    make_file(&bytes, "CET-1CEST,M3.5.0,M10.5.0/3");
    assert_int_equal(read_bytes(&folder, bytes.data, bytes.len, &zone), ZONE_OK);
    assert_int_equal(zone.offset, HOUR);
    assert_int_equal(zone.changes[0].at, SPRING);
    assert_int_equal(zone.changes[0].offset, 2 * HOUR);
    assert_int_equal(zone.changes[1].at, SPRING + 210 * DAY); /* 2026-10-25 01:00 UTC */
    assert_int_equal(zone.changes[1].offset, HOUR);
    assert_int_equal(zone.count, 1 + 1 + 2 * 73);
    buf_release(&bytes);
    close_folder(&folder);
}

static void broken_files_are_refused(void **state)
{
    (void)state;
    static const char *const rules[] = {"", "CET", "CET-1CEST", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.5.0",
                                        "CET-1CEST,M3.5.0,M10.5.0/3x", "<+01-1", "CET-99999999999", "CET-1\n",
                                        "CET-1CEST,J400,J1", "-1"};
    struct folder folder;
    struct zone zone;
    open_folder(&folder);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct buf bytes;
        buf_init(&bytes);
        make_file(&bytes, rules[i]);
        enum zone_status wanted = i == 0 ? ZONE_OK : ZONE_MALFORMED; /* no rule: it stays as it is */
        assert_int_equal(read_bytes(&folder, bytes.data, bytes.len, &zone), wanted);
        buf_release(&bytes);
    }
    struct buf whole;
    buf_init(&whole);
    make_file(&whole, "CET-1CEST,M3.5.0,M10.5.0/3");
    for (size_t len = 0; len < whole.len; len++)
        assert_int_equal(read_bytes(&folder, whole.data, len, &zone), ZONE_MALFORMED);
    uint64_t seed = 6;
    for (int round = 0; round < 2000; round++) {
        int64_t at = test_between(&seed, 0, (int64_t)whole.len - 1);
        char was = whole.data[at];
        whole.data[at] = (char)test_between(&seed, 0, 255);
        if (read_bytes(&folder, whole.data, whole.len, &zone) == ZONE_OK)
            assert_true(zone.count <= ZONE_CHANGES_MAX);
        whole.data[at] = was;
    }
    buf_release(&whole);
    close_folder(&folder);
}

static void a_name_leads_nowhere_else(void **state)
{
    (void)state;
    struct zone zone;
    struct folder folder;
    open_folder(&folder);
    assert_int_equal(zone_read(folder.path, "Here", 0, 1, &zone), ZONE_NO_DATA);
    static const char *const names[] = {"", "/etc/passwd", "../zoneinfo/UTC", "Europe/", "Europe/Ber lin", "Europe",
                                        "Europe/Nowhere", "zone.tab\n"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(zone_read(NULL, names[i], 0, 1, &zone), ZONE_UNKNOWN);
    struct buf text;
    struct suggest best;
    buf_init(&text);
    suggest_init(&best, "asia/shangai", 12);
    zone_suggest(NULL, &best, &text);
    assert_int_equal(best.best_len, strlen("Asia/Shanghai"));
    assert_memory_equal(best.best, "Asia/Shanghai", best.best_len);
    buf_release(&text);
    close_folder(&folder);
}

/* An hour ahead of UTC, two from SPRING on. */
static struct zone_clock spring_clock(void)
{
    static const struct zone_shift row = {SPRING + 2 * HOUR, HOUR};
    return (struct zone_clock){true, HOUR, &row, 1};
}

static void events_say_their_offset(void **state)
{
    (void)state;
    static const struct {
        const char *at;
        int64_t minutes; /* after 2026-03-29 00:00 on the clock */
    } told[] = {
        {"2026-03-29 01:30", 90},          {"2026-03-29T00:30:00Z", 90},      {"2026-03-29 01:30+01:00", 90},
        {"2026-03-29T01:00Z", 180},        {"2026-03-28T20:00-0500", 180},    {"2026-03-29 03:00+02", 180},
        {"2026-03-29T09:00+08:00", 180},   {"2026-03-28T23:00Z", 0},          {"2026-03-29", 1439},
    };
    static const char *const faulty[] = {"2026-03-29 02:30", "2026-03-29 02:00", "2026-03-29 01:30+25:00",
                                         "2026-03-29 01:30+01:60", "2026-03-29 01:30+", "2026-03-29Z",
                                         "2026-02-30T10:00Z", "2026-03-29 01:30+1:00"};
    struct buf text;
    buf_init(&text);
    buf_puts(&text, "id,at,actor,act\n");
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        buf_printf(&text, "e%zu,%s,A,b\n", i, told[i].at);
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++)
        buf_printf(&text, "f%zu,%s,A,b\n", i, faulty[i]);
    struct read_options options = {
        .format = READ_CSV, .granularity = GRANULARITY_MINUTE, .clock = spring_clock(), .source = TEXT_OF("clerk")};
    struct event_reader *reader = NULL;
    struct read_row row;
    struct read_fault fault;
    struct rt_error err = {0};
    assert_int_equal(reader_open_bytes(text.data, text.len, &options, &reader, &err), RT_OK);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        assert_int_equal(reader_next(reader, &row, &fault, &err), READ_ROW);
        assert_int_equal(row.event.tick, tick_of_day_start(GRANULARITY_MINUTE, 20541) + told[i].minutes);
        assert_int_equal(row.event.ord, 0);
    }
    for (size_t i = 0; i < sizeof faulty / sizeof *faulty; i++) {
        assert_int_equal(reader_next(reader, &row, &fault, &err), READ_FAULT);
        assert_true((i < 2) == (strstr(fault.what, "put forward over it") != NULL));
    }
    assert_int_equal(reader_next(reader, &row, &fault, &err), READ_END);
    reader_close(reader);
    buf_release(&text);
}

/* In a contract that is counted in days: the day in its zone, and the order within it. */
static void days_are_those_of_the_zone(void **state)
{
    (void)state;
    struct read_options options = {.format = READ_JSONL, .clock = {true, 8 * HOUR, NULL, 0}, .source = TEXT_OF("x")};
    struct event_reader *reader = NULL;
    struct read_row row;
    struct read_fault fault;
    struct rt_error err = {0};
    const char *text = "{\"id\":\"1\",\"at\":\"2026-03-28T16:00:05Z\",\"actor\":\"A\",\"act\":\"b\"}\n";
    assert_int_equal(reader_open_bytes(text, strlen(text), &options, &reader, &err), RT_OK);
    assert_int_equal(reader_next(reader, &row, &fault, &err), READ_ROW);
    assert_int_equal(row.event.tick, 20541);
    assert_int_equal(row.event.ord, 5);
    reader_close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rows_and_the_rule_follow_each_other),
        cmocka_unit_test(broken_files_are_refused),
        cmocka_unit_test(a_name_leads_nowhere_else),
        cmocka_unit_test(events_say_their_offset),
        cmocka_unit_test(days_are_those_of_the_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
