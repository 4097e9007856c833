/* date, period and tick: civil dates, their day numbers, spans and text. */
#include "tests/unit/unit.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/value/date.h"
#include "lang/value/tick.h"

static int64_t day_of(const char *text)
{
    int64_t day = 0;
    if (date_parse(text, strlen(text), &day) != DATE_OK)
        fail_msg("'%s' was refused", text);
    return day;
}

static void assert_date(int64_t day, const char *want)
{
    struct buf buf;
    buf_init(&buf);
    date_print(&buf, day);
    assert_string_equal(buf.data, want);
    buf_release(&buf);
}

/* The calendar the slow way: one day after the other from 0001-01-01, a Monday. */
static void every_day_of_ten_thousand_years_has_its_number(void **state)
{
    (void)state;
    struct civil civil = {1, 1, 1};
    int weekday = MONDAY;
    for (int64_t day = DATE_DAY_FIRST; day <= DATE_DAY_LAST; day++) {
        struct civil back = date_from_day(day);
        if (date_to_day(civil) != day || back.year != civil.year || back.month != civil.month ||
            back.day != civil.day || (int)date_weekday(day) != weekday)
            fail_msg("%04d-%02d-%02d", civil.year, civil.month, civil.day);
        weekday = (weekday + 1) % 7;
        if (++civil.day > date_days_in_month(civil.year, civil.month)) {
            civil.day = 1;
            if (++civil.month > 12) {
                civil.month = 1;
                civil.year++;
            }
        }
    }
    assert_int_equal(civil.year, 10000);
}

static void known_days_have_known_numbers(void **state)
{
    (void)state;
    assert_int_equal(day_of("1970-01-01"), 0);
    assert_int_equal(day_of("1969-12-31"), -1);
    assert_int_equal(day_of("2000-03-01"), 11017);
    assert_int_equal(day_of("0001-01-01"), DATE_DAY_FIRST);
    assert_int_equal(day_of("9999-12-31"), DATE_DAY_LAST);
    assert_int_equal(date_weekday(day_of("1956-10-10")), WEDNESDAY);
    assert_int_equal(date_weekday(day_of("1970-01-01")), THURSDAY);
    assert_int_equal(date_weekday(day_of("2026-03-31")), TUESDAY);
}

static void a_century_is_leap_every_fourth_time(void **state)
{
    (void)state;
    assert_false(date_is_leap(1900));
    assert_true(date_is_leap(2000));
    assert_false(date_is_leap(2100));
    assert_true(date_is_leap(1956));
    assert_int_equal(day_of("1900-03-01") - day_of("1900-02-28"), 1);
    assert_int_equal(day_of("2000-03-01") - day_of("2000-02-28"), 2);
    assert_int_equal(day_of("2100-03-01") - day_of("2100-02-28"), 1);
}

static void dates_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    static const char *const absent[] = {"1900-02-29", "2026-02-29", "2026-04-31", "2026-13-01",
                                         "2026-00-10", "2026-01-00", "0000-01-01", "2026-01-32"};
    static const char *const malformed[] = {"",           "2026-1-01",  "2026/01/01",  "20260101",
                                            "2026-01-1 ", "+026-01-01", "2026-01-011", "2026-01-0a",
                                            "-026-01-01", "２026-01-01"};
    int64_t day = 42;
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        assert_int_equal(date_parse(absent[i], strlen(absent[i]), &day), DATE_NO_SUCH_DAY);
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        assert_int_equal(date_parse(malformed[i], strlen(malformed[i]), &day), DATE_MALFORMED);
    assert_int_equal(day, 42);
    assert_false(date_is_valid((struct civil){10000, 1, 1}));
    assert_false(date_is_valid((struct civil){2026, 0, 1}));
}

static void iso_weeks_belong_to_the_year_of_their_thursday(void **state)
{
    (void)state;
    static const struct {
        const char *date;
        int year, week;
    } cases[] = {
        {"2005-01-01", 2004, 53}, {"2005-01-02", 2004, 53}, {"2005-12-31", 2005, 52},
        {"2007-01-01", 2007, 1},  {"2008-12-29", 2009, 1},  {"2009-12-31", 2009, 53},
        {"2010-01-03", 2009, 53}, {"2010-01-04", 2010, 1},  {"2020-12-31", 2020, 53},
        {"2026-12-31", 2026, 53}, {"2027-01-03", 2026, 53}, {"1956-10-10", 1956, 41},
        {"0001-01-01", 1, 1},     {"9999-12-31", 9999, 52},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int year, week;
        date_iso_week(day_of(cases[i].date), &year, &week);
        assert_int_equal(year, cases[i].year);
        assert_int_equal(week, cases[i].week);
    }
    assert_int_equal(date_iso_weeks_in_year(2004), 53);
    assert_int_equal(date_iso_weeks_in_year(2020), 53);
    assert_int_equal(date_iso_weeks_in_year(2025), 52);
}

static void weeks_follow_one_another_through_the_years(void **state)
{
    (void)state;
    int last_year, last_week;
    date_iso_week(DATE_DAY_FIRST, &last_year, &last_week);
    for (int64_t day = DATE_DAY_FIRST + 7; day <= DATE_DAY_LAST; day += 7) {
        int year, week;
        date_iso_week(day, &year, &week);
        if (week == 1) {
            assert_int_equal(last_week, date_iso_weeks_in_year(last_year));
            assert_int_equal(year, last_year + 1);
        } else {
            assert_int_equal(week, last_week + 1);
            assert_int_equal(year, last_year);
        }
        last_year = year;
        last_week = week;
    }
}

static void assert_months(const char *anchor, int64_t months, const char *want)
{
    int64_t day;
    assert_true(date_add_months(&day, day_of(anchor), months));
    assert_date(day, want);
}

static void months_count_from_the_anchor_and_keep_its_day(void **state)
{
    (void)state;
    assert_months("2026-01-31", 1, "2026-02-28");
    assert_months("2026-01-31", 2, "2026-03-31"); /* not 28 March */
    assert_months("2026-01-31", 3, "2026-04-30");
    assert_months("2024-01-31", 1, "2024-02-29");
    assert_months("2026-03-31", -1, "2026-02-28");
    assert_months("2026-01-15", -1, "2025-12-15");
    assert_months("2026-01-15", -13, "2024-12-15");
    assert_months("2025-12-31", 1, "2026-01-31");
    assert_months("2024-02-29", 12, "2025-02-28");
    assert_months("2024-02-29", 48, "2028-02-29");
    assert_months("0001-01-31", 12 * 9999 - 1, "9999-12-31");
}

static void months_do_not_leave_the_years(void **state)
{
    (void)state;
    int64_t day = 42;
    assert_false(date_add_months(&day, day_of("9999-12-01"), 1));
    assert_false(date_add_months(&day, day_of("0001-01-31"), -1));
    assert_false(date_add_months(&day, 0, INT64_MAX));
    assert_false(date_add_months(&day, 0, INT64_MIN));
    assert_false(date_add_years(&day, 0, INT64_MAX));
    assert_false(date_add_years(&day, day_of("9999-01-01"), 1));
    assert_int_equal(day, 42);
    assert_true(date_add_years(&day, day_of("2024-02-29"), 1));
    assert_date(day, "2025-02-28");
}

static void whole_months_are_the_largest_step_that_fits(void **state)
{
    (void)state;
    assert_int_equal(date_whole_months(day_of("2026-01-31"), day_of("2026-02-27")), 0);
    assert_int_equal(date_whole_months(day_of("2026-01-31"), day_of("2026-02-28")), 1);
    assert_int_equal(date_whole_months(day_of("2026-01-31"), day_of("2026-01-30")), -1);
    uint64_t seed = 7;
    for (int i = 0; i < 20000; i++) {
        int64_t anchor = test_between(&seed, -40000, 40000);
        int64_t day = test_between(&seed, -40000, 40000);
        int64_t months = date_whole_months(anchor, day), low, high;
        assert_true(date_add_months(&low, anchor, months));
        assert_true(date_add_months(&high, anchor, months + 1));
        assert_true(low <= day && day < high);
    }
}

static void assert_period(enum period_kind kind, int year, int index, const char *first,
                          const char *last)
{
    struct period period;
    assert_true(period_of_year(&period, kind, year, index));
    assert_date(period.first, first);
    assert_date(period.last, last);
}

static void periods_have_their_first_and_last_day(void **state)
{
    (void)state;
    struct period period;
    assert_period(PERIOD_QUARTER, 1956, 4, "1956-10-01", "1956-12-31");
    assert_period(PERIOD_HALF, 1956, 1, "1956-01-01", "1956-06-30");
    assert_period(PERIOD_MONTH, 1956, 2, "1956-02-01", "1956-02-29");
    assert_period(PERIOD_YEAR, 1956, 1, "1956-01-01", "1956-12-31");
    assert_period(PERIOD_WEEK, 2026, 1, "2025-12-29", "2026-01-04");
    assert_period(PERIOD_WEEK, 2026, 53, "2026-12-28", "2027-01-03");
    assert_period(PERIOD_WEEK, 9999, 52, "9999-12-27", "9999-12-31");
    assert_false(period_of_year(&period, PERIOD_QUARTER, 1956, 5));
    assert_false(period_of_year(&period, PERIOD_QUARTER, 1956, 0));
    assert_false(period_of_year(&period, PERIOD_WEEK, 2025, 53));
    assert_false(period_of_year(&period, PERIOD_YEAR, 0, 1));
    assert_false(period_of_year(&period, PERIOD_YEAR, 10000, 1));
}

static void every_day_lies_in_one_period_of_each_kind(void **state)
{
    (void)state;
    for (int kind = PERIOD_YEAR; kind <= PERIOD_WEEK; kind++) {
        int64_t next = DATE_DAY_FIRST;
        for (int64_t day = DATE_DAY_FIRST; day <= DATE_DAY_LAST; day += 7) {
            struct period period = period_containing((enum period_kind)kind, day);
            assert_true(period.first <= day && day <= period.last);
            assert_true(period.first <= next); /* no gap before it */
            next = period.last + 1;
        }
        assert_int_equal(next, (int64_t)DATE_DAY_LAST + 1);
    }
}

static void periods_are_printed_by_name(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf);
    for (int kind = PERIOD_YEAR; kind <= PERIOD_WEEK; kind++) {
        period_print(&buf, (enum period_kind)kind, day_of("1956-10-10"));
        buf_putc(&buf, ' ');
    }
    period_print(&buf, PERIOD_WEEK, day_of("2005-01-01"));
    assert_string_equal(buf.data, "1956 1956-H2 1956-Q4 1956-10 1956-W41 2004-W53");
    buf_release(&buf);
}

static void period_names_read_back(void **state)
{
    (void)state;
    static const struct {
        const char *name, *first;
        enum period_kind kind;
    } good[] = {{"1956", "1956-01-01", PERIOD_YEAR},     {"1956-H2", "1956-07-01", PERIOD_HALF},
                {"1956-Q4", "1956-10-01", PERIOD_QUARTER}, {"1956-10", "1956-10-01", PERIOD_MONTH},
                {"2004-W53", "2004-12-27", PERIOD_WEEK}};
    static const char *const bad[] = {"", "56", "1956-13", "1956-00", "1956-Q5", "1956-H0", "1956-W54",
                                      "1956-10-10", "1956-1", "1956/10", "0000", "19x6", "1956-Wxx"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        enum period_kind kind = PERIOD_WEEK;
        int64_t day = 0;
        assert_true(period_parse(good[i].name, strlen(good[i].name), &kind, &day));
        assert_int_equal(kind, good[i].kind);
        assert_int_equal(day, day_of(good[i].first));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        enum period_kind kind;
        int64_t day;
        assert_false(period_parse(bad[i], strlen(bad[i]), &kind, &day));
    }
}

static void assert_ticks(enum granularity granularity, const char *text, int64_t first,
                         int64_t last)
{
    int64_t got_first = 0, got_last = 0;
    assert_int_equal(tick_parse(granularity, text, strlen(text), &got_first, &got_last), TICK_OK);
    assert_int_equal(got_first, first);
    assert_int_equal(got_last, last);
}

static void a_written_time_covers_its_ticks(void **state)
{
    (void)state;
    assert_ticks(GRANULARITY_DAY, "1970-01-02", 1, 1);
    assert_ticks(GRANULARITY_DAY, "1970-01-02 23:59", 1, 1);
    assert_ticks(GRANULARITY_HOUR, "1970-01-02", 24, 47);
    assert_ticks(GRANULARITY_HOUR, "1970-01-02 17:30", 41, 41);
    assert_ticks(GRANULARITY_MINUTE, "1970-01-01T01:02", 62, 62);
    assert_ticks(GRANULARITY_MINUTE, "1970-01-01", 0, 1439);
    assert_ticks(GRANULARITY_SECOND, "1970-01-01 00:01", 60, 119);
    assert_ticks(GRANULARITY_SECOND, "1969-12-31 23:59:59", -1, -1);
}

static void times_that_cannot_be_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum tick_status want;
    } cases[] = {
        {"1970-01-02 24:00", TICK_NO_SUCH_TIME},
        {"1970-01-02 10:60", TICK_NO_SUCH_TIME},
        {"1970-02-30", TICK_NO_SUCH_TIME},
        {"1970-02-30 10:00", TICK_NO_SUCH_TIME},
        {"2016-12-31 23:59:60", TICK_NO_SUCH_TIME},
        {"1970-01-02 10", TICK_MALFORMED},
        {"1970-01-02 10:00:0", TICK_MALFORMED},
        {"1970-01-02x10:00", TICK_MALFORMED},
        {"1970-01-02 ", TICK_MALFORMED},
        {"", TICK_MALFORMED},
        {"soon", TICK_MALFORMED},
        {"1970-01-02T10:00Z", TICK_HAS_ZONE},
        {"1970-01-02T10:00:00+08:00", TICK_HAS_ZONE},
        {"1970-01-02T10:00-0530", TICK_HAS_ZONE},
        {"1970-01-02T10:00+08", TICK_HAS_ZONE},
        {"1970-01-02T10:00:00.5Z", TICK_MALFORMED},
    };
    int64_t first = 42, last = 42;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        assert_int_equal(tick_parse(GRANULARITY_SECOND, text, strlen(text), &first, &last),
                         cases[i].want);
    }
    assert_int_equal(first, 42);
    assert_int_equal(last, 42);
}

static void what_is_printed_parses_back_to_its_tick(void **state)
{
    (void)state;
    struct buf buf;
    uint64_t seed = 11;
    buf_init(&buf);
    for (int kind = GRANULARITY_DAY; kind <= GRANULARITY_SECOND; kind++) {
        enum granularity granularity = (enum granularity)kind;
        int64_t low = tick_of_day_start(granularity, DATE_DAY_FIRST);
        int64_t high = tick_of_day_end(granularity, DATE_DAY_LAST);
        assert_true(tick_in_range(granularity, low) && tick_in_range(granularity, high));
        assert_false(tick_in_range(granularity, low - 1) || tick_in_range(granularity, high + 1));
        for (int i = 0; i < 2000; i++) {
            int64_t tick = test_between(&seed, low, high), first, last;
            buf_clear(&buf);
            tick_print(&buf, granularity, tick);
            assert_int_equal(tick_parse(granularity, buf.data, buf.len, &first, &last), TICK_OK);
            assert_int_equal(last, tick);
            int64_t day = tick_day(granularity, tick);
            assert_true(tick_of_day_start(granularity, day) <= tick);
            assert_true(tick <= tick_of_day_end(granularity, day));
        }
    }
    buf_clear(&buf);
    tick_print(&buf, GRANULARITY_HOUR, 41);
    buf_puts(&buf, ", ");
    tick_print(&buf, GRANULARITY_HOUR, 47);
    assert_string_equal(buf.data, "1970-01-02 17:00, 1970-01-02");
    buf_release(&buf);
}

static void civil_steps_keep_the_time_of_day(void **state)
{
    (void)state;
    int64_t tick, last;
    assert_int_equal(tick_parse(GRANULARITY_MINUTE, "2026-01-31 17:30", 16, &tick, &last), TICK_OK);
    int64_t moved = 0;
    struct buf buf;
    buf_init(&buf);
    assert_true(tick_add_months(&moved, GRANULARITY_MINUTE, tick, 1));
    tick_print(&buf, GRANULARITY_MINUTE, moved);
    buf_putc(&buf, ' ');
    assert_true(tick_add_days(&moved, GRANULARITY_MINUTE, tick, -31));
    tick_print(&buf, GRANULARITY_MINUTE, moved);
    assert_string_equal(buf.data, "2026-02-28 17:30 2025-12-31 17:30");
    assert_false(tick_add_days(&moved, GRANULARITY_MINUTE, tick, INT64_MAX));
    assert_false(tick_add_days(&moved, GRANULARITY_DAY, DATE_DAY_LAST, 1));
    assert_false(tick_add_months(&moved, GRANULARITY_DAY, DATE_DAY_LAST, 1));
    buf_release(&buf);
}

static void month_ends_can_stay_month_ends(void **state)
{
    (void)state;
    static const struct {
        const char *from;
        int64_t months;
        const char *plain, *ends;
    } cases[] = {
        {"2026-02-28", 1, "2026-03-28", "2026-03-31"}, {"2024-02-28", 1, "2024-03-28", "2024-03-28"},
        {"2024-02-29", 12, "2025-02-28", "2025-02-28"}, {"2025-02-28", -12, "2024-02-28", "2024-02-29"},
        {"2026-01-31", 1, "2026-02-28", "2026-02-28"}, {"2026-04-30", -1, "2026-03-30", "2026-03-31"},
        {"2026-04-29", 1, "2026-05-29", "2026-05-29"}, {"2026-05-31", 0, "2026-05-31", "2026-05-31"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t from, plain, ends, moved = 0;
        assert_int_equal(date_parse(cases[i].from, 10, &from), DATE_OK);
        assert_int_equal(date_parse(cases[i].plain, 10, &plain), DATE_OK);
        assert_int_equal(date_parse(cases[i].ends, 10, &ends), DATE_OK);
        assert_true(date_add_months(&moved, from, cases[i].months));
        assert_int_equal(moved, plain);
        assert_true(date_add_month_ends(&moved, from, cases[i].months));
        assert_int_equal(moved, ends);
    }
    int64_t moved;
    assert_false(date_add_month_ends(&moved, DATE_DAY_LAST, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_ten_thousand_years_has_its_number),
        cmocka_unit_test(known_days_have_known_numbers),
        cmocka_unit_test(a_century_is_leap_every_fourth_time),
        cmocka_unit_test(dates_that_do_not_exist_are_refused),
        cmocka_unit_test(iso_weeks_belong_to_the_year_of_their_thursday),
        cmocka_unit_test(weeks_follow_one_another_through_the_years),
        cmocka_unit_test(months_count_from_the_anchor_and_keep_its_day),
        cmocka_unit_test(months_do_not_leave_the_years),
        cmocka_unit_test(whole_months_are_the_largest_step_that_fits),
        cmocka_unit_test(periods_have_their_first_and_last_day),
        cmocka_unit_test(every_day_lies_in_one_period_of_each_kind),
        cmocka_unit_test(periods_are_printed_by_name),
        cmocka_unit_test(period_names_read_back),
        cmocka_unit_test(a_written_time_covers_its_ticks),
        cmocka_unit_test(times_that_cannot_be_are_refused),
        cmocka_unit_test(what_is_printed_parses_back_to_its_tick),
        cmocka_unit_test(civil_steps_keep_the_time_of_day),
        cmocka_unit_test(month_ends_can_stay_month_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
