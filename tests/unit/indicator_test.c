/* The periods of a rhythm: each day lies in one, they follow one another, and they are counted from
 * the anchor. */
#include "tests/unit/unit.h"

#include "runtime/indicator.h"

static int64_t day_of(const char *text)
{
    int64_t day = 0;
    assert_int_equal(date_parse(text, 10, &day), DATE_OK);
    return day;
}

static void assert_period(enum nm_rhythm rhythm, int64_t every, const char *anchor, const char *day,
                          const char *first, const char *last)
{
    struct period period;
    assert_true(rhythm_period(rhythm, every, day_of(anchor), day_of(day), &period));
    assert_int_equal(period.first, day_of(first));
    assert_int_equal(period.last, day_of(last));
}

static void periods_of_the_calendar_do_not_ask_for_the_anchor(void **state)
{
    (void)state;
    assert_period(NM_RHYTHM_MONTH, 1, "1956-10-10", "1956-11-30", "1956-11-01", "1956-11-30");
    assert_period(NM_RHYTHM_QUARTER, 1, "1956-10-10", "1956-10-10", "1956-10-01", "1956-12-31");
    assert_period(NM_RHYTHM_HALF, 1, "1956-10-10", "1956-10-10", "1956-07-01", "1956-12-31");
    assert_period(NM_RHYTHM_YEAR, 1, "1956-10-10", "1956-10-10", "1956-01-01", "1956-12-31");
    assert_period(NM_RHYTHM_WEEK, 1, "1956-10-10", "1956-10-10", "1956-10-08", "1956-10-14");
    assert_period(NM_RHYTHM_NONE, 0, "1956-10-10", "1956-10-11", "1956-10-11", "1956-10-11");
}

static void days_and_months_are_counted_from_the_anchor(void **state)
{
    (void)state;
    assert_period(NM_RHYTHM_DAYS, 10, "2026-01-01", "2026-01-10", "2026-01-01", "2026-01-10");
    assert_period(NM_RHYTHM_DAYS, 10, "2026-01-01", "2026-01-11", "2026-01-11", "2026-01-20");
    assert_period(NM_RHYTHM_DAYS, 10, "2026-01-01", "2025-12-31", "2025-12-22", "2025-12-31");
    assert_period(NM_RHYTHM_MONTHS, 2, "2026-01-31", "2026-03-30", "2026-01-31", "2026-03-30");
    assert_period(NM_RHYTHM_MONTHS, 2, "2026-01-31", "2026-03-31", "2026-03-31", "2026-05-30");
    assert_period(NM_RHYTHM_MONTHS, 1, "2026-01-31", "2026-02-28", "2026-02-28", "2026-03-30");
    assert_period(NM_RHYTHM_MONTHS, 2, "2026-01-31", "2026-01-30", "2025-11-30", "2026-01-30");
}

static void periods_follow_one_another(void **state)
{
    (void)state;
    static const enum nm_rhythm rhythms[] = {NM_RHYTHM_DAYS, NM_RHYTHM_WEEK, NM_RHYTHM_MONTHS,
                                             NM_RHYTHM_MONTH, NM_RHYTHM_QUARTER};
    int64_t anchor = day_of("2024-01-31");
    for (size_t i = 0; i < sizeof rhythms / sizeof *rhythms; i++) {
        struct period before;
        assert_true(rhythm_period(rhythms[i], 3, anchor, anchor - 400, &before));
        for (int64_t day = anchor - 400; day < anchor + 1200; day++) {
            struct period period;
            assert_true(rhythm_period(rhythms[i], 3, anchor, day, &period));
            assert_true(period.first <= day && day <= period.last);
            assert_true(period.first == before.first || period.first == before.last + 1);
            before = period;
        }
    }
}

static void what_leaves_the_years_is_none(void **state)
{
    (void)state;
    struct period period;
    assert_false(rhythm_period(NM_RHYTHM_DAYS, 10, 0, DATE_DAY_LAST + 1, &period));
    assert_false(rhythm_period(NM_RHYTHM_DAYS, 7000, DATE_DAY_LAST - 5, DATE_DAY_LAST, &period));
    assert_false(rhythm_period(NM_RHYTHM_MONTHS, 5, 0, DATE_DAY_LAST, &period));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_of_the_calendar_do_not_ask_for_the_anchor),
        cmocka_unit_test(days_and_months_are_counted_from_the_anchor),
        cmocka_unit_test(periods_follow_one_another),
        cmocka_unit_test(what_leaves_the_years_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
