/* Numbers, dates, times and periods as they are written, without a parser. */
#include "tests/unit/unit.h"

#include <string.h>

#include "lang/syntax/literal.h"

static enum literal_status number(const char *text, struct decimal *value)
{
    return literal_number(text, strlen(text), value);
}

static void a_number_keeps_its_digits_and_its_scale(void **state)
{
    (void)state;
    struct decimal value;
    assert_int_equal(number("26", &value), LITERAL_OK);
    assert_int_equal(value.digits, 26);
    assert_int_equal(value.scale, 0);
    assert_int_equal(number("1_200_000", &value), LITERAL_OK);
    assert_int_equal(value.digits, 1200000);
    assert_int_equal(number("0.03", &value), LITERAL_OK);
    assert_int_equal(value.digits, 3);
    assert_int_equal(value.scale, 2);
}

static void a_number_beyond_18_digits_is_out_of_range(void **state)
{
    (void)state;
    struct decimal value = {.digits = 7};
    assert_int_equal(number("99999999999999999999", &value), LITERAL_OUT_OF_RANGE);
    assert_int_equal(value.digits, 7);
    char text[1000];
    memset(text, '9', sizeof text);
    assert_int_equal(literal_number(text, sizeof text, &value), LITERAL_OUT_OF_RANGE);
}

static void a_number_with_stray_underscores_cannot_be_read(void **state)
{
    (void)state;
    struct decimal value;
    assert_int_equal(number("1__000", &value), LITERAL_MALFORMED);
    assert_int_equal(number("1_", &value), LITERAL_MALFORMED);
}

static enum literal_status date(const char *text, struct ast_time *time)
{
    return literal_date(text, strlen(text), time);
}

static void a_date_is_four_two_and_two_digits(void **state)
{
    (void)state;
    struct ast_time time = {0};
    assert_int_equal(date("1970-01-02", &time), LITERAL_OK);
    assert_int_equal(time.kind, AST_TIME_DATE);
    assert_int_equal(time.day, 1);
    assert_int_equal(time.seconds, -1);
    assert_int_equal(date("1956-2-1", &time), LITERAL_MALFORMED);
    assert_int_equal(date("56-02-01", &time), LITERAL_MALFORMED);
}

static void a_date_exists(void **state)
{
    (void)state;
    struct ast_time time = {0};
    assert_int_equal(date("2024-02-29", &time), LITERAL_OK);
    assert_int_equal(date("2026-02-29", &time), LITERAL_NO_SUCH_DAY);
    assert_int_equal(date("2026-13-01", &time), LITERAL_NO_SUCH_DAY);
    assert_int_equal(date("0000-01-01", &time), LITERAL_NO_SUCH_DAY);
    assert_int_equal(date("2026-04-31", &time), LITERAL_NO_SUCH_DAY);
}

static void a_time_of_day_runs_to_23_59(void **state)
{
    (void)state;
    struct ast_time time = {0};
    assert_int_equal(literal_clock("17:00", 5, &time), LITERAL_OK);
    assert_int_equal(time.seconds, 17 * 3600);
    assert_int_equal(literal_clock("7:05:09", 7, &time), LITERAL_OK);
    assert_int_equal(time.seconds, 7 * 3600 + 5 * 60 + 9);
    assert_int_equal(literal_clock("24:00", 5, &time), LITERAL_NO_SUCH_TIME);
    assert_int_equal(literal_clock("12:60", 5, &time), LITERAL_NO_SUCH_TIME);
}

static void assert_period(const char *text, enum period_kind kind, int year, int index)
{
    struct ast_time time = {0};
    assert_int_equal(literal_period(text, strlen(text), &time), LITERAL_OK);
    assert_int_equal(time.kind, AST_TIME_PERIOD);
    assert_int_equal(time.period, kind);
    assert_int_equal(time.year, year);
    assert_int_equal(time.index, index);
}

static void a_period_has_many_notations(void **state)
{
    (void)state;
    assert_period("Q4", PERIOD_QUARTER, 0, 4);
    assert_period("Q4 1956", PERIOD_QUARTER, 1956, 4);
    assert_period("1956-Q4", PERIOD_QUARTER, 1956, 4);
    assert_period("H1", PERIOD_HALF, 0, 1);
    assert_period("H2\n1959", PERIOD_HALF, 1959, 2);
    assert_period("1956-10", PERIOD_MONTH, 1956, 10);
    assert_period("2026-W23", PERIOD_WEEK, 2026, 23);
    assert_period("2026-W53", PERIOD_WEEK, 2026, 53);
}

static void a_period_exists(void **state)
{
    (void)state;
    struct ast_time time = {0};
    assert_int_equal(literal_period("Q5", 2, &time), LITERAL_NO_SUCH_TIME);
    assert_int_equal(literal_period("H3", 2, &time), LITERAL_NO_SUCH_TIME);
    assert_int_equal(literal_period("1956-13", 7, &time), LITERAL_NO_SUCH_TIME);
    assert_int_equal(literal_period("2025-W53", 8, &time), LITERAL_NO_SUCH_TIME);
    assert_int_equal(literal_period("3-6", 3, &time), LITERAL_MALFORMED);
    assert_int_equal(literal_period("1956-1", 6, &time), LITERAL_MALFORMED);
}

static void the_level_of_a_number_is_how_deep_it_nests(void **state)
{
    (void)state;
    assert_int_equal(literal_label_level("3", 1), 1);
    assert_int_equal(literal_label_level("3.10", 4), 2);
    assert_int_equal(literal_label_level("3.1.2", 5), 3);
    assert_int_equal(literal_label_level("(a)", 3), 100);
    assert_int_equal(literal_label_level("(ii)", 4), 101);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_keeps_its_digits_and_its_scale),
        cmocka_unit_test(a_number_beyond_18_digits_is_out_of_range),
        cmocka_unit_test(a_number_with_stray_underscores_cannot_be_read),
        cmocka_unit_test(a_date_is_four_two_and_two_digits),
        cmocka_unit_test(a_date_exists),
        cmocka_unit_test(a_time_of_day_runs_to_23_59),
        cmocka_unit_test(a_period_has_many_notations),
        cmocka_unit_test(a_period_exists),
        cmocka_unit_test(the_level_of_a_number_is_how_deep_it_nests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
