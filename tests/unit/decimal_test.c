/* decimal: parsing and printing, and every operation against plain 128-bit integers. */
#include "tests/unit/unit.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "lang/value/decimal.h"

static struct decimal number(const char *text)
{
    struct decimal value = {0};
    if (decimal_parse(text, strlen(text), &value) != DECIMAL_OK)
        fail_msg("'%s' was refused", text);
    return value;
}

static void assert_number(struct decimal value, const char *want)
{
    struct buf buf;
    buf_init(&buf);
    decimal_print(&buf, value);
    assert_string_equal(buf.data, want);
    buf_release(&buf);
}

static void a_number_is_read_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t digits;
        int scale;
    } cases[] = {
        {"0", 0, 0},
        {"1_200_000", 1200000, 0},
        {"0.03", 3, 2},
        {"12.50", 1250, 2},
        {"-0.5", -5, 1},
        {"+7", 7, 0},
        {"007", 7, 0},
        {"9223372036854775807", INT64_MAX, 0},
        {"-9223372036854775808", INT64_MIN, 0},
        {"-9.223372036854775808", INT64_MIN, 18},
        {"0.000000000000000001", 1, 18},
        {"1_0.5", 105, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct decimal value = number(cases[i].text);
        assert_true(value.digits == cases[i].digits);
        assert_int_equal(value.scale, cases[i].scale);
    }
}

static void what_is_no_number_or_too_large_is_refused(void **state)
{
    (void)state;
    static const char *const malformed[] = {"",     "-",     ".5",   "5.",   "1__0", "_1", "1_",
                                            "1,0",  "1.2.3", "0x1",  "1e3",  "1 ",   " 1", "--1",
                                            "1._5", "1.5_0", "1_.5", "１２", "nan"};
    static const char *const large[] = {"9223372036854775808",
                                        "-9223372036854775809",
                                        "99999999999999999999999999999999999999999999999999",
                                        "9.2233720368547758080",
                                        "0.0000000000000000001",
                                        "10.000000000000000000"};
    struct decimal value = {42, 0};
    for (size_t i = 0; i < sizeof malformed / sizeof *malformed; i++)
        assert_int_equal(decimal_parse(malformed[i], strlen(malformed[i]), &value),
                         DECIMAL_MALFORMED);
    for (size_t i = 0; i < sizeof large / sizeof *large; i++)
        assert_int_equal(decimal_parse(large[i], strlen(large[i]), &value), DECIMAL_OVERFLOW);
    assert_int_equal(decimal_parse("9999999999999999999999x", 23, &value), DECIMAL_MALFORMED);
    assert_int_equal(value.digits, 42);
    assert_int_equal(decimal_parse("12", 1, &value), DECIMAL_OK); /* the length decides */
    assert_int_equal(value.digits, 1);
}

static void a_number_is_printed_with_its_scale(void **state)
{
    (void)state;
    assert_number(number("12.50"), "12.50");
    assert_number(number("-0.05"), "-0.05");
    assert_number(number("1_200_000"), "1200000");
    assert_number((struct decimal){INT64_MIN, 0}, "-9223372036854775808");
    assert_number((struct decimal){INT64_MIN, 18}, "-9.223372036854775808");
    assert_number(decimal_trim(number("12.500")), "12.5");
    assert_number(decimal_trim(number("0.00")), "0");
    assert_number(decimal_trim(number("1200")), "1200");
}

static void late_interest_is_rounded_once(void **state)
{
    (void)state;
    /* 0.1 percent a day of 333.33 for 7 days: 2.33, not 7 times the rounded 0.33 */
    struct decimal rate, factor, interest;
    assert_int_equal(decimal_percent(number("0.1"), &rate), DECIMAL_OK);
    assert_number(rate, "0.001");
    assert_int_equal(decimal_mul(rate, decimal_of(7), &factor), DECIMAL_OK);
    assert_int_equal(decimal_mul(number("333.33"), factor, &interest), DECIMAL_OK);
    assert_number(interest, "2.33331");
    assert_int_equal(decimal_round(interest, 2, ROUND_HALF_UP, &interest), DECIMAL_OK);
    assert_number(interest, "2.33");

    int64_t fen;
    assert_int_equal(decimal_scale_parts(33333, factor, ROUND_HALF_UP, &fen), DECIMAL_OK);
    assert_int_equal(fen, 233);
    assert_int_equal(decimal_scale_parts(33333, rate, ROUND_HALF_UP, &fen), DECIMAL_OK);
    assert_int_equal(fen * 7, 231);

    /* 0.05 percent of 480000 yuan for 12 days */
    assert_int_equal(decimal_percent(number("0.05"), &rate), DECIMAL_OK);
    assert_int_equal(decimal_mul(rate, decimal_of(12), &factor), DECIMAL_OK);
    assert_int_equal(decimal_scale_parts(48000000, factor, ROUND_HALF_UP, &fen), DECIMAL_OK);
    assert_int_equal(fen, 288000);
    assert_int_equal(decimal_permille(number("3"), &rate), DECIMAL_OK);
    assert_number(rate, "0.003");
}

static void amounts_become_whole_parts_or_say_that_they_cannot(void **state)
{
    (void)state;
    int64_t parts = 42;
    assert_int_equal(decimal_to_parts(number("12.5"), 2, &parts), DECIMAL_OK);
    assert_int_equal(parts, 1250);
    assert_int_equal(decimal_to_parts(number("12.5000"), 2, &parts), DECIMAL_OK);
    assert_int_equal(parts, 1250);
    assert_int_equal(decimal_to_parts(number("0.125"), 2, &parts), DECIMAL_INEXACT);
    assert_int_equal(decimal_to_parts(decimal_of(INT64_MAX / 100 + 1), 2, &parts),
                     DECIMAL_OVERFLOW);
    assert_int_equal(parts, 1250);
    assert_int_equal(decimal_to_parts(decimal_of(INT64_MAX), 0, &parts), DECIMAL_OK);
}

static void results_beyond_the_limits_are_refused(void **state)
{
    (void)state;
    struct decimal result = {42, 0}, large = decimal_of(INT64_MAX);
    struct decimal tiny = {1, LIMIT_DECIMAL_PLACES};
    assert_int_equal(decimal_add(large, decimal_of(1), &result), DECIMAL_OVERFLOW);
    assert_int_equal(decimal_sub(decimal_of(INT64_MIN), decimal_of(1), &result), DECIMAL_OVERFLOW);
    assert_int_equal(decimal_mul(large, decimal_of(2), &result), DECIMAL_OVERFLOW);
    assert_int_equal(decimal_mul(tiny, number("0.1"), &result), DECIMAL_OVERFLOW);
    assert_int_equal(decimal_percent(tiny, &result), DECIMAL_OVERFLOW);
    assert_int_equal(decimal_div(large, tiny, 0, ROUND_DOWN, &result), DECIMAL_OVERFLOW);
    assert_int_equal(decimal_div(large, tiny, 18, ROUND_DOWN, &result), DECIMAL_OVERFLOW);
    assert_int_equal(decimal_div(large, decimal_of(0), 2, ROUND_DOWN, &result), DECIMAL_BY_ZERO);
    assert_int_equal(decimal_round(large, 1, ROUND_DOWN, &result), DECIMAL_OVERFLOW);
    assert_int_equal(result.digits, 42);

    /* What fits after all is not refused. */
    assert_int_equal(decimal_mul(number("0.5"), decimal_of(INT64_MAX - 1), &result), DECIMAL_OK);
    assert_int_equal(decimal_mul(tiny, decimal_of(1000), &result), DECIMAL_OK);
    assert_int_equal(decimal_mul(tiny, number("0.0"), &result), DECIMAL_OK);
    assert_int_equal(decimal_mul_rounded(tiny, tiny, 0, ROUND_UP, &result), DECIMAL_OK);
    assert_number(result, "1");
    assert_int_equal(decimal_mul_rounded(tiny, tiny, 18, ROUND_HALF_UP, &result), DECIMAL_OK);
    assert_int_equal(result.digits, 0);
}

static void values_are_rounded_to_a_step(void **state)
{
    (void)state;
    struct decimal result;
    assert_int_equal(decimal_round_to(number("12.37"), number("0.05"), ROUND_HALF_UP, &result),
                     DECIMAL_OK);
    assert_number(result, "12.35");
    assert_int_equal(decimal_round_to(number("12.375"), number("0.05"), ROUND_HALF_UP, &result),
                     DECIMAL_OK);
    assert_number(result, "12.40");
    assert_int_equal(decimal_round_to(number("1250"), number("100"), ROUND_HALF_EVEN, &result),
                     DECIMAL_OK);
    assert_number(result, "1200");
    assert_int_equal(decimal_round_to(number("-1201"), number("100"), ROUND_FLOOR, &result),
                     DECIMAL_OK);
    assert_number(result, "-1300");
    assert_int_equal(decimal_round_to(decimal_of(INT64_MAX), number("10"), ROUND_UP, &result),
                     DECIMAL_OVERFLOW);
}

static void shares_sum_to_the_whole_and_the_last_takes_the_residue(void **state)
{
    (void)state;
    assert_int_equal(decimal_share(1000, 3, 0), 333);
    assert_int_equal(decimal_share(1000, 3, 1), 333);
    assert_int_equal(decimal_share(1000, 3, 2), 334);
    uint64_t seed = 3;
    for (int i = 0; i < 500; i++) {
        int64_t parts = (int64_t)test_random(&seed), count = test_between(&seed, 1, 40);
        int128 sum = 0;
        for (int64_t index = 0; index < count; index++)
            sum += decimal_share(parts, count, index);
        assert_true(sum == parts);
    }
}

/* A random decimal: often small, sometimes at a limit, so that both sides of every bound occur. */
static struct decimal random_decimal(uint64_t *seed)
{
    static const int64_t edges[] = {0, 1, -1, 5, -5, 10, INT64_MAX, INT64_MIN, INT64_MAX - 7};
    struct decimal value = {.scale = (int)test_between(seed, 0, LIMIT_DECIMAL_PLACES)};
    int64_t size = test_between(seed, 0, 63);
    if (size == 0)
        value.digits = edges[test_between(seed, 0, sizeof edges / sizeof *edges - 1)];
    else
        value.digits = (int64_t)test_random(seed) >> size;
    return value;
}

static int128 power10(int exponent)
{
    int128 power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* Rounding by its definition: the neighbours of num/den and the distance to each. den > 0. */
static int128 naive_round(int128 num, int128 den, enum rounding rounding)
{
    int128 low = num / den, high;
    if (low * den > num)
        low--;
    if (low * den == num)
        return low;
    high = low + 1;
    int128 below = num - low * den, above = den - below;
    bool is_positive = num > 0;
    switch (rounding) {
    case ROUND_HALF_UP: return above < below || (above == below && is_positive) ? high : low;
    case ROUND_HALF_EVEN: return above < below || (above == below && high % 2 == 0) ? high : low;
    case ROUND_DOWN: return is_positive ? low : high;
    case ROUND_UP: return is_positive ? high : low;
    case ROUND_CEILING: return high;
    case ROUND_FLOOR: return low;
    }
    return 0;
}

static bool fits(int128 value)
{
    return value >= INT64_MIN && value <= INT64_MAX;
}

/* Checks digits / 10^scale = want / 10^want_scale without leaving 128 bits: both are below 2^63 or
 * are products of two of that size, so the smaller scale is trimmed instead of the other raised. */
static void assert_same(struct decimal got, int128 want, int want_scale)
{
    while (want_scale > got.scale) {
        assert_true(want % 10 == 0);
        want /= 10;
        want_scale--;
    }
    assert_true((int128)got.digits == want * power10(got.scale - want_scale));
}

/* Whether value / 10^scale can be held at all: trimmed as far as it goes, it fits. */
static bool is_storable(int128 value, int scale)
{
    while (scale > 0 && value % 10 == 0) {
        value /= 10;
        scale--;
    }
    return fits(value) && scale <= LIMIT_DECIMAL_PLACES;
}

static void sums_and_products_agree_with_128_bit_integers(void **state)
{
    (void)state;
    uint64_t seed = 20260331;
    int overflow_count = 0;
    for (int i = 0; i < 200000; i++) {
        struct decimal left = random_decimal(&seed), right = random_decimal(&seed), result;
        int scale = left.scale > right.scale ? left.scale : right.scale;
        int128 left_digits = left.digits * power10(scale - left.scale);
        int128 right_digits = right.digits * power10(scale - right.scale);

        int order = (left_digits > right_digits) - (left_digits < right_digits);
        assert_int_equal(decimal_compare(left, right), order);

        bool is_fine = decimal_add(left, right, &result) == DECIMAL_OK;
        assert_int_equal(is_fine, is_storable(left_digits + right_digits, scale));
        if (is_fine)
            assert_same(result, left_digits + right_digits, scale);

        is_fine = decimal_sub(left, right, &result) == DECIMAL_OK;
        assert_int_equal(is_fine, is_storable(left_digits - right_digits, scale));
        if (is_fine)
            assert_same(result, left_digits - right_digits, scale);

        int128 product = (int128)left.digits * right.digits;
        is_fine = decimal_mul(left, right, &result) == DECIMAL_OK;
        assert_int_equal(is_fine, is_storable(product, left.scale + right.scale));
        if (is_fine)
            assert_same(result, product, left.scale + right.scale);
        overflow_count += !is_fine;
    }
    assert_in_range(overflow_count, 1000, 199000);
}

static void rounded_results_agree_with_128_bit_integers(void **state)
{
    (void)state;
    uint64_t seed = 580059;
    for (int i = 0; i < 200000; i++) {
        struct decimal left = random_decimal(&seed), right = random_decimal(&seed), result;
        int scale = (int)test_between(&seed, 0, LIMIT_DECIMAL_PLACES);
        enum rounding rounding = (enum rounding)test_between(&seed, ROUND_HALF_UP, ROUND_FLOOR);

        int drop = left.scale + right.scale - scale;
        if (drop >= 0) {
            int128 want = naive_round((int128)left.digits * right.digits, power10(drop), rounding);
            bool is_fine = decimal_mul_rounded(left, right, scale, rounding, &result) == DECIMAL_OK;
            assert_int_equal(is_fine, fits(want));
            assert_true(!is_fine || (result.digits == (int64_t)want && result.scale == scale));
        }

        if (left.scale >= scale) {
            int128 want = naive_round(left.digits, power10(left.scale - scale), rounding);
            assert_int_equal(decimal_round(left, scale, rounding, &result), DECIMAL_OK);
            assert_true(result.digits == (int64_t)want && result.scale == scale);
        }

        int shift = scale + right.scale - left.scale;
        if (right.digits != 0 && shift <= 18) {
            int128 sign = right.digits < 0 ? -1 : 1;
            int128 top = sign * left.digits * power10(shift > 0 ? shift : 0);
            int128 bottom = sign * right.digits * power10(shift < 0 ? -shift : 0);
            int128 want = naive_round(top, bottom, rounding);
            bool is_fine = decimal_div(left, right, scale, rounding, &result) == DECIMAL_OK;
            assert_int_equal(is_fine, fits(want));
            assert_true(!is_fine || (result.digits == (int64_t)want && result.scale == scale));
        }

        int64_t parts = (int64_t)test_random(&seed) >> test_between(&seed, 0, 63), got;
        int128 want = naive_round((int128)parts * left.digits, power10(left.scale), rounding);
        bool is_fine = decimal_scale_parts(parts, left, rounding, &got) == DECIMAL_OK;
        assert_int_equal(is_fine, fits(want));
        assert_true(!is_fine || got == (int64_t)want);
    }
}

static void what_is_printed_parses_back(void **state)
{
    (void)state;
    uint64_t seed = 99;
    struct buf buf;
    buf_init(&buf);
    for (int i = 0; i < 50000; i++) {
        struct decimal value = random_decimal(&seed), back;
        buf_clear(&buf);
        decimal_print(&buf, value);
        assert_int_equal(decimal_parse(buf.data, buf.len, &back), DECIMAL_OK);
        assert_true(back.digits == value.digits && back.scale == value.scale);
        assert_int_equal(decimal_compare(decimal_trim(value), value), 0);
    }
    buf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_is_read_as_written),
        cmocka_unit_test(what_is_no_number_or_too_large_is_refused),
        cmocka_unit_test(a_number_is_printed_with_its_scale),
        cmocka_unit_test(late_interest_is_rounded_once),
        cmocka_unit_test(amounts_become_whole_parts_or_say_that_they_cannot),
        cmocka_unit_test(results_beyond_the_limits_are_refused),
        cmocka_unit_test(values_are_rounded_to_a_step),
        cmocka_unit_test(shares_sum_to_the_whole_and_the_last_takes_the_residue),
        cmocka_unit_test(sums_and_products_agree_with_128_bit_integers),
        cmocka_unit_test(rounded_results_agree_with_128_bit_integers),
        cmocka_unit_test(what_is_printed_parses_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
