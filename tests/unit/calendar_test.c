/* calendar: working days against a naive loop that asks about one day after the other. */
#include "tests/unit/unit.h"

#include <string.h>

#include "lang/base/limits.h"
#include "lang/value/calendar.h"
#include "lang/value/date.h"

static int64_t day_of(int year, int month, int day)
{
    return date_to_day((struct civil){year, month, day});
}

static struct calendar *make(const struct calendar_spec *spec)
{
    struct calendar *calendar = NULL;
    assert_int_equal(calendar_new(spec, &calendar, NULL), CALENDAR_OK);
    return calendar;
}

static struct calendar *make_week(uint8_t weekly)
{
    return make(&(struct calendar_spec){.weekly = weekly});
}

/* 2026 with a Spring Festival from 15 to 23 February and two Saturdays that make up for it. */
static struct calendar *make_2026(void)
{
    int64_t holidays[9], makeups[2] = {day_of(2026, 2, 28), day_of(2026, 2, 14)};
    for (int i = 0; i < 9; i++)
        holidays[i] = day_of(2026, 2, 23 - i);
    return make(&(struct calendar_spec){
        .weekly = CALENDAR_FIVE_DAY_WEEK,
        .has_years = true,
        .first_year = 2026,
        .last_year = 2026,
        .holidays = holidays,
        .holiday_count = 9,
        .makeups = makeups,
        .makeup_count = 2,
    });
}

static bool works(const struct calendar *calendar, int64_t day)
{
    bool is_working = false;
    assert_int_equal(calendar_is_working(calendar, day, &is_working), CALENDAR_OK);
    return is_working;
}

static void assert_step(const struct calendar *calendar, int64_t day, int64_t n, int64_t want)
{
    int64_t got = 0;
    assert_int_equal(calendar_add(calendar, day, n, &got), CALENDAR_OK);
    assert_int_equal(got, want);
}

static void a_six_day_week_rests_on_sunday(void **state)
{
    (void)state;
    struct calendar *calendar = make_week(CALENDAR_SIX_DAY_WEEK);
    int64_t wednesday = day_of(1956, 10, 10);
    assert_true(works(calendar, wednesday + 3));
    assert_false(works(calendar, wednesday + 4));
    assert_step(calendar, wednesday, 3, wednesday + 3);
    assert_step(calendar, wednesday, 4, wednesday + 5);
    assert_step(calendar, wednesday, 6, wednesday + 7);
    assert_step(calendar, wednesday, -3, wednesday - 4);
    assert_step(calendar, wednesday + 4, 1, wednesday + 5);
    assert_step(calendar, wednesday + 4, -1, wednesday + 3);
    assert_step(calendar, wednesday, 0, wednesday);
    int64_t count;
    assert_int_equal(calendar_count(calendar, wednesday, wednesday + 6, &count), CALENDAR_OK);
    assert_int_equal(count, 6);
    calendar_free(calendar);
}

static void holidays_are_jumped_over_and_makeup_days_count(void **state)
{
    (void)state;
    struct calendar *calendar = make_2026();
    assert_true(works(calendar, day_of(2026, 2, 14)));  /* a Saturday that works */
    assert_false(works(calendar, day_of(2026, 2, 16))); /* a Monday that does not */
    assert_false(works(calendar, day_of(2026, 2, 7)));
    assert_step(calendar, day_of(2026, 2, 13), 1, day_of(2026, 2, 14));
    assert_step(calendar, day_of(2026, 2, 13), 2, day_of(2026, 2, 24));
    assert_step(calendar, day_of(2026, 2, 13), 6, day_of(2026, 2, 28));
    assert_step(calendar, day_of(2026, 2, 13), 7, day_of(2026, 3, 2));
    assert_step(calendar, day_of(2026, 2, 24), -1, day_of(2026, 2, 14));
    assert_step(calendar, day_of(2026, 2, 20), -2, day_of(2026, 2, 13));
    int64_t count, day;
    assert_int_equal(calendar_count(calendar, day_of(2026, 2, 1), day_of(2026, 2, 28), &count),
                     CALENDAR_OK);
    assert_int_equal(count, 16); /* 20 weekdays, 6 of them holidays, 2 made up */
    assert_int_equal(calendar_nth(calendar, day_of(2026, 2, 1), day_of(2026, 2, 28), -1, &day),
                     CALENDAR_OK);
    assert_int_equal(day, day_of(2026, 2, 28));
    assert_int_equal(calendar_nth(calendar, day_of(2026, 2, 15), day_of(2026, 2, 28), 1, &day),
                     CALENDAR_OK);
    assert_int_equal(day, day_of(2026, 2, 24));
    assert_int_equal(calendar_nth(calendar, day_of(2026, 2, 15), day_of(2026, 2, 28), 6, &day),
                     CALENDAR_NONE);
    assert_int_equal(calendar_nth(calendar, day_of(2026, 2, 15), day_of(2026, 2, 23), -1, &day),
                     CALENDAR_NONE);
    calendar_free(calendar);
}

static void years_that_are_not_covered_are_never_guessed(void **state)
{
    (void)state;
    struct calendar *calendar = make_2026();
    int64_t first = day_of(2026, 1, 1), last = day_of(2026, 12, 31), result = 42;
    bool is_working = true;
    assert_int_equal(calendar_first(calendar), first);
    assert_int_equal(calendar_last(calendar), last);
    assert_int_equal(calendar_is_working(calendar, last + 1, &is_working), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_is_working(calendar, first - 1, &is_working), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_add(calendar, last, 1, &result), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_add(calendar, first, -1, &result), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_add(calendar, first - 1, 1, &result), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_add(calendar, first, 300, &result), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_add(calendar, first, INT64_MAX, &result), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_add(calendar, first, INT64_MIN, &result), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_count(calendar, first - 1, last, &result), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_count(calendar, first, last + 1, &result), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_nth(calendar, first, last + 1, 1, &result), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_roll(calendar, ROLL_FORWARD, last + 1, &result),
                     CALENDAR_OUT_OF_RANGE);
    assert_int_equal(result, 42);
    assert_int_equal(calendar_count(calendar, last + 9, last + 5, &result), CALENDAR_OK);
    assert_int_equal(result, 0);
    calendar_free(calendar);

    calendar = make_week(CALENDAR_SEVEN_DAY_WEEK);
    assert_step(calendar, DATE_DAY_FIRST, DATE_DAY_LAST - DATE_DAY_FIRST, DATE_DAY_LAST);
    assert_step(calendar, DATE_DAY_LAST, DATE_DAY_FIRST - DATE_DAY_LAST, DATE_DAY_FIRST);
    assert_int_equal(calendar_add(calendar, DATE_DAY_LAST, 1, &result), CALENDAR_OUT_OF_RANGE);
    assert_int_equal(calendar_add(calendar, 0, INT64_MAX, &result), CALENDAR_OUT_OF_RANGE);
    calendar_free(calendar);
}

static void assert_roll(const struct calendar *calendar, enum roll roll, int64_t day, int64_t want)
{
    int64_t got = 0;
    assert_int_equal(calendar_roll(calendar, roll, day, &got), CALENDAR_OK);
    assert_int_equal(got, want);
}

static void a_last_day_that_rests_is_rolled_as_the_contract_says(void **state)
{
    (void)state;
    struct calendar *calendar = make_2026();
    int64_t festival = day_of(2026, 2, 17);
    assert_roll(calendar, ROLL_NONE, festival, festival);
    assert_roll(calendar, ROLL_FORWARD, festival, day_of(2026, 2, 24));
    assert_roll(calendar, ROLL_BACKWARD, festival, day_of(2026, 2, 14));
    assert_roll(calendar, ROLL_MODIFIED, festival, day_of(2026, 2, 24));
    int64_t sunday = day_of(2026, 5, 31);
    assert_roll(calendar, ROLL_FORWARD, sunday, day_of(2026, 6, 1));
    assert_roll(calendar, ROLL_MODIFIED, sunday, day_of(2026, 5, 29));
    assert_roll(calendar, ROLL_FORWARD, day_of(2026, 2, 14), day_of(2026, 2, 14));
    calendar_free(calendar);

    /* The year ends in holidays: forward is not known, modified is. */
    int64_t holiday = day_of(2026, 12, 31), result;
    calendar = make(&(struct calendar_spec){.weekly = CALENDAR_FIVE_DAY_WEEK,
                                            .has_years = true,
                                            .first_year = 2026,
                                            .last_year = 2026,
                                            .holidays = &holiday,
                                            .holiday_count = 1});
    assert_int_equal(calendar_roll(calendar, ROLL_FORWARD, holiday, &result),
                     CALENDAR_OUT_OF_RANGE);
    assert_roll(calendar, ROLL_MODIFIED, holiday, day_of(2026, 12, 30));
    calendar_free(calendar);
}

static void a_calendar_that_cannot_be_is_refused(void **state)
{
    (void)state;
    int64_t in_2026 = day_of(2026, 5, 1), in_2027 = day_of(2027, 5, 1), fault = 0;
    struct calendar *calendar = NULL;
    struct calendar_spec spec = {.weekly = CALENDAR_FIVE_DAY_WEEK};

    spec.holidays = &in_2026;
    spec.holiday_count = 1;
    assert_int_equal(calendar_new(&spec, &calendar, &fault), CALENDAR_BAD_EXCEPTION);
    assert_int_equal(fault, in_2026);

    spec.has_years = true;
    assert_int_equal(calendar_new(&spec, &calendar, NULL), CALENDAR_BAD_YEARS);
    spec.first_year = 2026;
    spec.last_year = 2025;
    assert_int_equal(calendar_new(&spec, &calendar, NULL), CALENDAR_BAD_YEARS);
    spec.last_year = 2026 + LIMIT_CALENDAR_YEARS;
    assert_int_equal(calendar_new(&spec, &calendar, NULL), CALENDAR_BAD_YEARS);
    spec.last_year = 10000;
    assert_int_equal(calendar_new(&spec, &calendar, NULL), CALENDAR_BAD_YEARS);
    spec.last_year = 2026;

    spec.makeups = &in_2027;
    spec.makeup_count = 1;
    assert_int_equal(calendar_new(&spec, &calendar, &fault), CALENDAR_BAD_EXCEPTION);
    assert_int_equal(fault, in_2027);
    spec.makeups = &in_2026;
    assert_int_equal(calendar_new(&spec, &calendar, &fault), CALENDAR_CONTRADICTION);
    assert_int_equal(fault, in_2026);

    spec.makeup_count = 0;
    spec.weekly = 0;
    assert_int_equal(calendar_new(&spec, &calendar, NULL), CALENDAR_NO_WORKING_DAY);
    assert_null(calendar);
}

static void the_spec_is_kept_sorted_and_each_day_once(void **state)
{
    (void)state;
    int64_t days[] = {day_of(2026, 10, 2), day_of(2026, 5, 1), day_of(2026, 10, 2)};
    struct calendar *calendar = make(&(struct calendar_spec){.weekly = CALENDAR_SIX_DAY_WEEK,
                                                             .has_years = true,
                                                             .first_year = 2026,
                                                             .last_year = 2026,
                                                             .holidays = days,
                                                             .holiday_count = 3});
    const struct calendar_spec *spec = calendar_spec(calendar);
    days[0] = days[1] = 0;
    assert_int_equal(spec->holiday_count, 2);
    assert_int_equal(spec->holidays[0], day_of(2026, 5, 1));
    assert_int_equal(spec->holidays[1], day_of(2026, 10, 2));
    assert_int_equal(spec->makeup_count, 0);
    calendar_free(calendar);
    calendar_free(NULL);
}

/* The oracle: what works is known day by day, and every question is answered by walking. */
struct naive {
    int64_t first, last;
    bool works[2000];
};

static bool naive_works(const struct naive *naive, int64_t day)
{
    return naive->works[day - naive->first];
}

static enum calendar_status naive_add(const struct naive *naive, int64_t day, int64_t n,
                                      int64_t *result)
{
    int64_t step = n > 0 ? 1 : -1;
    while (n != 0) {
        day += step;
        if (day < naive->first || day > naive->last)
            return CALENDAR_OUT_OF_RANGE;
        if (naive_works(naive, day))
            n -= step;
    }
    *result = day;
    return CALENDAR_OK;
}

static int64_t naive_count(const struct naive *naive, int64_t first, int64_t last)
{
    int64_t count = 0;
    for (int64_t day = first; day <= last; day++)
        count += naive_works(naive, day);
    return count;
}

static enum calendar_status naive_nth(const struct naive *naive, int64_t first, int64_t last,
                                      int64_t n, int64_t *result)
{
    int64_t step = n > 0 ? 1 : -1;
    for (int64_t day = n > 0 ? first : last; day >= first && day <= last; day += step) {
        if (naive_works(naive, day))
            n -= step;
        if (n == 0) {
            *result = day;
            return CALENDAR_OK;
        }
    }
    return CALENDAR_NONE;
}

static enum calendar_status naive_roll(const struct naive *naive, enum roll roll, int64_t day,
                                       int64_t *result)
{
    int64_t moved = day;
    int64_t step = roll == ROLL_BACKWARD ? -1 : 1;
    if (roll == ROLL_NONE) {
        *result = day;
        return CALENDAR_OK;
    }
    while (moved >= naive->first && moved <= naive->last && !naive_works(naive, moved))
        moved += step;
    bool is_known = moved >= naive->first && moved <= naive->last;
    if (roll == ROLL_MODIFIED && date_from_day(moved).month != date_from_day(day).month)
        return naive_roll(naive, ROLL_BACKWARD, day, result);
    if (is_known)
        *result = moved;
    return is_known ? CALENDAR_OK : CALENDAR_OUT_OF_RANGE;
}

static void compare_with_naive(const struct calendar *calendar, const struct naive *naive,
                               uint64_t *seed)
{
    for (int64_t day = naive->first; day <= naive->last; day++)
        assert_int_equal(works(calendar, day), naive_works(naive, day));
    for (int i = 0; i < 2000; i++) {
        int64_t first = test_between(seed, naive->first, naive->last);
        int64_t last = test_between(seed, first, naive->last);
        int64_t n = test_between(seed, -60, 60), got = -7, want = -7;

        assert_int_equal(calendar_add(calendar, first, n, &got), naive_add(naive, first, n, &want));
        assert_int_equal(got, want);
        assert_int_equal(calendar_count(calendar, first, last, &got), CALENDAR_OK);
        assert_int_equal(got, naive_count(naive, first, last));
        got = want = -7;
        n = n ? n : 1;
        assert_int_equal(calendar_nth(calendar, first, last, n, &got),
                         naive_nth(naive, first, last, n, &want));
        assert_int_equal(got, want);
        got = want = -7;
        enum roll roll = (enum roll)test_between(seed, ROLL_NONE, ROLL_MODIFIED);
        assert_int_equal(calendar_roll(calendar, roll, first, &got),
                         naive_roll(naive, roll, first, &want));
        assert_int_equal(got, want);
    }
}

static void random_calendars_agree_with_walking_day_by_day(void **state)
{
    (void)state;
    uint64_t seed = 1956;
    for (int round = 0; round < 60; round++) {
        int year = (int)test_between(&seed, 1900, 2100);
        int years = (int)test_between(&seed, 1, 4);
        struct naive naive = {.first = day_of(year, 1, 1)};
        naive.last = day_of(year + years - 1, 12, 31);
        int64_t holidays[1500], makeups[1500];
        struct calendar_spec spec = {
            .weekly = (uint8_t)test_between(&seed, 1, CALENDAR_SEVEN_DAY_WEEK),
            .has_years = true,
            .first_year = year,
            .last_year = year + years - 1,
            .holidays = holidays,
            .makeups = makeups,
        };
        int64_t sparse = test_between(&seed, 2, 40); /* one exception in so many days */
        for (int64_t day = naive.first; day <= naive.last; day++) {
            bool is_working = spec.weekly >> date_weekday(day) & 1;
            int64_t chance = test_between(&seed, 0, 2 * sparse);
            if (chance == 0) {
                holidays[spec.holiday_count++] = day;
                is_working = false;
            } else if (chance == 1) {
                makeups[spec.makeup_count++] = day;
                is_working = true;
            }
            naive.works[day - naive.first] = is_working;
        }
        struct calendar *calendar = make(&spec);
        compare_with_naive(calendar, &naive, &seed);
        calendar_free(calendar);
    }
}

/* A pure week has no edges to walk into, so the oracle only looks at its middle. */
static void every_week_pattern_agrees_with_walking_day_by_day(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int weekly = 1; weekly <= CALENDAR_SEVEN_DAY_WEEK; weekly++) {
        struct calendar *calendar = make_week((uint8_t)weekly);
        struct naive naive = {.first = test_between(&seed, -100000, 100000)};
        naive.last = naive.first + 1999;
        for (int64_t day = naive.first; day <= naive.last; day++)
            naive.works[day - naive.first] = weekly >> date_weekday(day) & 1;
        for (int i = 0; i < 500; i++) {
            int64_t day = test_between(&seed, naive.first + 800, naive.last - 800);
            int64_t n = test_between(&seed, -100, 100), want = 0, count;
            assert_int_equal(naive_add(&naive, day, n, &want), CALENDAR_OK);
            assert_step(calendar, day, n, want);
            int64_t last = test_between(&seed, day, naive.last);
            assert_int_equal(calendar_count(calendar, day, last, &count), CALENDAR_OK);
            assert_int_equal(count, naive_count(&naive, day, last));
        }
        calendar_free(calendar);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_six_day_week_rests_on_sunday),
        cmocka_unit_test(holidays_are_jumped_over_and_makeup_days_count),
        cmocka_unit_test(years_that_are_not_covered_are_never_guessed),
        cmocka_unit_test(a_last_day_that_rests_is_rolled_as_the_contract_says),
        cmocka_unit_test(a_calendar_that_cannot_be_is_refused),
        cmocka_unit_test(the_spec_is_kept_sorted_and_each_day_once),
        cmocka_unit_test(random_calendars_agree_with_walking_day_by_day),
        cmocka_unit_test(every_week_pattern_agrees_with_walking_day_by_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
