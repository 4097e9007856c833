/* money_check - decimals, money, units and rounding against GMP's rationals, with random values of
 * every size. A result must be the exact one; an overflow must be told exactly where the exact
 * result does not fit, and leaves what was there untouched.
 *
 *     money_check [ROUNDS [SEED]] */
#include <gmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/intern.h"
#include "lang/base/limits.h"
#include "lang/value/decimal.h"
#include "lang/value/unit.h"

enum { ROUNDINGS = ROUND_FLOOR + 1, SHOWN = 20 };

/* What is compared, each an area that passes if all of its comparisons do. */
#define AREAS(A)                                                                                   \
    A(SUM, "sum") A(DIFFERENCE, "difference") A(PRODUCT, "product") A(ORDER, "comparison")         \
    A(TRIM, "trimming") A(ROUNDED_PRODUCT, "rounded product") A(QUOTIENT, "quotient")              \
    A(ROUNDING, "rounding") A(STEP, "rounding to a step") A(TEXT, "text")                          \
    A(SCALED, "parts by a factor") A(PARTS, "parts of an amount") A(SHARES, "shares")              \
    A(CONVERT, "a unit in another") A(CONVERT_ROUNDED, "a unit in another, rounded")               \
    A(ADD, "a + b") A(SUB, "a - b") A(MUL, "a * b") A(DIVISION, "128 bits divided")                \
    A(MULDIV, "a * b / c")

enum area {
#define A(id, name) AREA_##id,
    AREAS(A)
#undef A
    AREA_COUNT
};

static const char *const area_names[] = {
#define A(id, name) name,
    AREAS(A)
#undef A
};

static uint64_t compared, differ[AREA_COUNT], shown;
static enum area asked; /* what is being compared */

/* ---- dice ---------------------------------------------------------------------------------------- */

static uint64_t seed;

static uint64_t dice(void)
{
    seed += UINT64_C(0x9E3779B97F4A7C15); /* splitmix64 */
    uint64_t value = seed;
    value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
    return value ^ (value >> 31);
}

static int64_t dice_in(int64_t low, int64_t high)
{
    return low + (int64_t)(dice() % (uint64_t)(high - low + 1));
}

/* Any size is as likely as any other, and the ends of the range are not rare. */
static int64_t dice_number(void)
{
    static const int64_t ends[] = {INT64_MAX, INT64_MIN, INT64_MIN + 1, INT64_MAX - 1, 0, 1, -1, 5,
                                   -5, 50, 25, 15, 10, 100};
    if (dice() % 12 == 0)
        return ends[dice() % (sizeof ends / sizeof ends[0])];
    uint64_t bits = dice() >> (dice() % 64);
    return dice() & 1 ? (int64_t)bits : (int64_t)(0 - bits);
}

static struct decimal dice_decimal(void)
{
    int scale = dice() % 3 ? (int)dice_in(0, 6) : (int)dice_in(0, LIMIT_DECIMAL_PLACES);
    return (struct decimal){dice_number(), scale};
}

/* ---- GMP ----------------------------------------------------------------------------------------- */

static void set_i64(mpz_t z, int64_t value)
{
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    mpz_import(z, 1, 1, sizeof magnitude, 0, 0, &magnitude);
    if (value < 0)
        mpz_neg(z, z);
}

static void set_i128(mpz_t z, int128 value)
{
    bool is_negative = value < 0;
    uint64_t parts[2];
    for (int i = 0; i < 2; i++) {
        int digits = (int)(value % 65536); /* 64 bits in four steps, with the sign of the value */
        parts[i] = 0;
        for (int k = 0; k < 4; k++) {
            digits = (int)(value % 65536);
            value /= 65536;
            parts[i] |= (uint64_t)(digits < 0 ? -digits : digits) << (16 * k);
        }
    }
    mpz_import(z, 2, -1, sizeof parts[0], 0, 0, parts);
    if (is_negative)
        mpz_neg(z, z);
}

static bool fits_i64(const mpz_t z)
{
    mpz_t bound;
    mpz_init(bound);
    set_i64(bound, INT64_MAX);
    bool fits = mpz_cmp(z, bound) <= 0;
    set_i64(bound, INT64_MIN);
    fits = fits && mpz_cmp(z, bound) >= 0;
    mpz_clear(bound);
    return fits;
}

static void set_decimal(mpq_t q, struct decimal value)
{
    set_i64(mpq_numref(q), value.digits);
    mpz_ui_pow_ui(mpq_denref(q), 10, (unsigned long)value.scale);
    mpq_canonicalize(q);
}

/* The whole number that a rational is rounded to, from the definition of the mode. */
static void round_q(mpz_t result, const mpq_t q, enum rounding rounding)
{
    mpz_t floor, ceiling;
    mpq_t half;
    mpz_inits(floor, ceiling, NULL);
    mpq_init(half);
    mpz_fdiv_q(floor, mpq_numref(q), mpq_denref(q));
    mpz_cdiv_q(ceiling, mpq_numref(q), mpq_denref(q));
    mpq_set_z(half, floor); /* the middle between the two */
    mpz_add(mpq_numref(half), floor, ceiling);
    mpz_set_ui(mpq_denref(half), 2);
    mpq_canonicalize(half);
    int side = mpq_cmp(q, half), sign = mpq_sgn(q);
    bool takes_ceiling = false;
    switch (rounding) {
    case ROUND_HALF_UP: takes_ceiling = side > 0 || (side == 0 && sign > 0); break;
    case ROUND_HALF_EVEN: takes_ceiling = side > 0 || (side == 0 && mpz_even_p(ceiling)); break;
    case ROUND_DOWN: takes_ceiling = sign < 0; break;
    case ROUND_UP: takes_ceiling = sign > 0; break;
    case ROUND_CEILING: takes_ceiling = true; break;
    case ROUND_FLOOR: break;
    }
    mpz_set(result, takes_ceiling ? ceiling : floor);
    mpz_clears(floor, ceiling, NULL);
    mpq_clear(half);
}

/* ---- comparing ----------------------------------------------------------------------------------- */

static void tell(bool is_right, struct decimal left, struct decimal right, const char *what)
{
    compared++;
    if (is_right)
        return;
    differ[asked]++;
    if (shown++ < SHOWN)
        printf("%s: %s, of %lld/10^%d and %lld/10^%d\n", area_names[asked], what,
               (long long)left.digits, left.scale, (long long)right.digits, right.scale);
}

/* The value of a result, or that there is none because the exact one does not fit. */
static void compare(const mpq_t want, bool can_fit, enum decimal_status status,
                    struct decimal result, struct decimal left, struct decimal right)
{
    static const struct decimal untouched = {4711, 3};
    mpq_t got;
    mpq_init(got);
    set_decimal(got, result);
    if (status == DECIMAL_OK)
        tell(can_fit && mpq_equal(got, want), left, right, can_fit ? "another value" : "it does not fit");
    else
        tell(!can_fit && status == DECIMAL_OVERFLOW && result.digits == untouched.digits &&
                 result.scale == untouched.scale,
             left, right, can_fit ? "no value" : "another status, or a changed result");
    mpq_clear(got);
}

/* Is the rational a decimal that the type can hold: some scale from `least` on with whole digits? */
static bool is_decimal(const mpq_t q, int least)
{
    mpz_t power, digits;
    mpz_inits(power, digits, NULL);
    bool fits = false;
    for (int scale = least; scale <= LIMIT_DECIMAL_PLACES && !fits; scale++) {
        mpz_ui_pow_ui(power, 10, (unsigned long)scale);
        mpz_mul(digits, mpq_numref(q), power);
        if (mpz_divisible_p(digits, mpq_denref(q))) {
            mpz_divexact(digits, digits, mpq_denref(q));
            fits = fits_i64(digits);
            break;
        }
    }
    mpz_clears(power, digits, NULL);
    return fits;
}

/* Rounds `want` to a multiple of 10^-scale; false if that does not fit. */
static bool rounded_to(mpq_t want, int scale, enum rounding rounding)
{
    mpz_t power, digits;
    mpz_inits(power, digits, NULL);
    mpz_ui_pow_ui(power, 10, (unsigned long)scale);
    mpq_t factor;
    mpq_init(factor);
    mpq_set_z(factor, power);
    mpq_mul(want, want, factor);
    round_q(digits, want, rounding);
    bool fits = fits_i64(digits);
    mpq_set_z(want, digits);
    mpq_div(want, want, factor);
    mpz_clears(power, digits, NULL);
    mpq_clear(factor);
    return fits;
}

/* ---- decimals ------------------------------------------------------------------------------------ */

static void check_sums(struct decimal left, struct decimal right)
{
    mpq_t a, b, want;
    mpq_inits(a, b, want, NULL);
    set_decimal(a, left);
    set_decimal(b, right);
    struct decimal result = {4711, 3};
    asked = AREA_SUM;
    mpq_add(want, a, b);
    compare(want, is_decimal(want, 0), decimal_add(left, right, &result), result, left, right);
    asked = AREA_DIFFERENCE;
    result = (struct decimal){4711, 3};
    mpq_sub(want, a, b);
    compare(want, is_decimal(want, 0), decimal_sub(left, right, &result), result, left, right);
    asked = AREA_PRODUCT;
    result = (struct decimal){4711, 3};
    mpq_mul(want, a, b);
    compare(want, is_decimal(want, 0), decimal_mul(left, right, &result), result, left, right);
    asked = AREA_ORDER;
    int order = mpq_cmp(a, b);
    tell(decimal_compare(left, right) == (order > 0) - (order < 0), left, right, "another order");
    asked = AREA_TRIM;
    compare(a, true, DECIMAL_OK, decimal_trim(left), left, right);
    mpq_clears(a, b, want, NULL);
}

static void check_rounded(struct decimal left, struct decimal right, enum rounding rounding)
{
    mpq_t a, b, want;
    mpq_inits(a, b, want, NULL);
    set_decimal(a, left);
    set_decimal(b, right);
    int scale = (int)dice_in(0, LIMIT_DECIMAL_PLACES);
    struct decimal result = {4711, 3};

    asked = AREA_ROUNDED_PRODUCT;
    mpq_mul(want, a, b);
    bool fits = rounded_to(want, scale, rounding);
    compare(want, fits, decimal_mul_rounded(left, right, scale, rounding, &result), result, left, right);

    asked = AREA_QUOTIENT;
    result = (struct decimal){4711, 3};
    if (right.digits == 0) {
        tell(decimal_div(left, right, scale, rounding, &result) == DECIMAL_BY_ZERO, left, right,
             "a division by zero");
    } else {
        mpq_div(want, a, b);
        fits = rounded_to(want, scale, rounding);
        compare(want, fits, decimal_div(left, right, scale, rounding, &result), result, left, right);
    }

    asked = AREA_ROUNDING;
    result = (struct decimal){4711, 3};
    mpq_set(want, a);
    fits = rounded_to(want, scale, rounding);
    compare(want, fits, decimal_round(left, scale, rounding, &result), result, left, right);

    asked = AREA_STEP;
    if (right.digits > 0) {
        result = (struct decimal){4711, 3};
        mpz_t steps;
        mpz_init(steps);
        mpq_div(want, a, b);
        round_q(steps, want, rounding);
        mpq_set_z(want, steps);
        mpq_mul(want, want, b);
        enum decimal_status status = decimal_round_to(left, right, rounding, &result);
        compare(want, is_decimal(want, 0), status, result, left, right);
        mpz_clear(steps);
    }
    mpq_clears(a, b, want, NULL);
}

static void check_text(struct decimal value)
{
    struct buf text;
    buf_init(&text);
    decimal_print(&text, value);
    struct decimal back = {4711, 3};
    asked = AREA_TEXT;
    tell(decimal_parse(text.data, text.len, &back) == DECIMAL_OK && back.digits == value.digits &&
             back.scale == value.scale,
         value, back, "not the same when read back");
    buf_release(&text);
}

/* ---- money and units ----------------------------------------------------------------------------- */

static void compare_whole(const mpq_t want, enum rounding rounding, bool is_there, int64_t got,
                          struct decimal left, struct decimal right)
{
    mpz_t whole, result;
    mpz_inits(whole, result, NULL);
    round_q(whole, want, rounding);
    set_i64(result, got);
    bool fits = fits_i64(whole);
    tell(is_there ? fits && mpz_cmp(whole, result) == 0 : !fits && got == 4711, left, right,
         fits ? "another value" : "it does not fit");
    mpz_clears(whole, result, NULL);
}

static void check_parts(int64_t parts, struct decimal factor, enum rounding rounding)
{
    mpq_t want, amount;
    mpq_inits(want, amount, NULL);
    set_i64(mpq_numref(amount), parts);
    set_decimal(want, factor);
    mpq_mul(want, want, amount);
    int64_t got = 4711;
    asked = AREA_SCALED;
    bool is_there = decimal_scale_parts(parts, factor, rounding, &got) == DECIMAL_OK;
    compare_whole(want, rounding, is_there, got, decimal_of(parts), factor);

    asked = AREA_PARTS;
    int places = (int)dice_in(0, LIMIT_DECIMAL_PLACES);
    mpz_ui_pow_ui(mpq_numref(amount), 10, (unsigned long)places);
    set_decimal(want, factor);
    mpq_mul(want, want, amount);
    bool is_whole = mpz_cmp_ui(mpq_denref(want), 1) == 0;
    got = 4711;
    enum decimal_status status = decimal_to_parts(factor, places, &got);
    if (!is_whole)
        tell(status == DECIMAL_INEXACT && got == 4711, decimal_of(places), factor, "not inexact");
    else
        compare_whole(want, ROUND_DOWN, status == DECIMAL_OK, got, decimal_of(places), factor);
    mpq_clears(want, amount, NULL);
}

static void check_shares(int64_t parts)
{
    int64_t count = dice_in(1, 40);
    mpz_t sum, share;
    mpz_inits(sum, share, NULL);
    bool is_equal = true;
    int64_t first = decimal_share(parts, count, 0);
    for (int64_t i = 0; i < count; i++) {
        int64_t one = decimal_share(parts, count, i);
        set_i64(share, one);
        mpz_add(sum, sum, share);
        is_equal = is_equal && (i == count - 1 || one == first);
    }
    set_i64(share, parts);
    asked = AREA_SHARES;
    tell(is_equal && mpz_cmp(sum, share) == 0 && (count == 1 || first == parts / count),
         decimal_of(parts), decimal_of(count), "they are not the whole");
    mpz_clears(sum, share, NULL);
}

/* Of two units of one dimension, made at random. */
static void check_units(struct unit_table *table, struct intern *intern, uint32_t base)
{
    char name[32];
    uint32_t ids[2];
    for (int i = 0; i < 2; i++) {
        struct ratio ratio;
        snprintf(name, sizeof name, "u%zu", table->units.count);
        if (!ratio_make(&ratio, dice_in(1, 1000000), dice_in(1, 1000)) ||
            unit_add_multiple(table, intern_add(intern, name, strlen(name)), (int)dice_in(0, 6),
                              ratio, base, &ids[i]) != UNIT_OK)
            return;
    }
    const struct unit *from = unit_at(table, ids[0]), *to = unit_at(table, ids[1]);
    mpq_t want, step;
    mpq_inits(want, step, NULL);
    for (int k = 0; k < 20; k++) {
        int64_t parts = dice_number(), got = 4711;
        enum rounding rounding = (enum rounding)(dice() % ROUNDINGS);
        /* parts / 10^decimals of `from`, in the base, in `to`, times 10^decimals */
        set_decimal(want, (struct decimal){1, from->decimals});
        set_i64(mpq_numref(step), parts);
        mpz_set_ui(mpq_denref(step), 1);
        mpq_mul(want, want, step);
        set_i64(mpq_numref(step), from->to_base.num);
        set_i64(mpq_denref(step), from->to_base.den);
        mpq_canonicalize(step);
        mpq_mul(want, want, step);
        set_i64(mpq_numref(step), to->to_base.num);
        set_i64(mpq_denref(step), to->to_base.den);
        mpq_canonicalize(step);
        mpq_div(want, want, step);
        set_decimal(step, (struct decimal){1, to->decimals});
        mpq_div(want, want, step);
        asked = AREA_CONVERT_ROUNDED;
        bool is_there = unit_convert_rounded(from, parts, to, rounding, &got) == UNIT_OK;
        compare_whole(want, rounding, is_there, got, decimal_of(parts), decimal_of(k));
        asked = AREA_CONVERT;
        got = 4711;
        enum unit_status status = unit_convert(from, parts, to, &got);
        bool is_told = status == UNIT_INEXACT || status == UNIT_OVERFLOW; /* it may be both */
        if (mpz_cmp_ui(mpq_denref(want), 1) != 0)
            tell(is_told && got == 4711, decimal_of(parts), decimal_of(k), "not inexact");
        else
            compare_whole(want, ROUND_DOWN, status == UNIT_OK, got, decimal_of(parts), decimal_of(k));
    }
    mpq_clears(want, step, NULL);
}

/* ---- whole numbers ------------------------------------------------------------------------------- */

static void check_whole(int64_t left, int64_t right)
{
    mpz_t a, b, exact;
    mpz_inits(a, b, exact, NULL);
    set_i64(a, left);
    set_i64(b, right);
    static bool (*const checked[])(int64_t *, int64_t, int64_t) = {ckd_add_i64, ckd_sub_i64,
                                                                   ckd_mul_i64};
    for (int op = 0; op < 3; op++) {
        asked = (enum area)((int)AREA_ADD + op);
        int64_t got = 4711;
        bool is_there = checked[op](&got, left, right);
        if (op == 0)
            mpz_add(exact, a, b);
        else if (op == 1)
            mpz_sub(exact, a, b);
        else
            mpz_mul(exact, a, b);
        set_i64(a, got);
        tell(is_there ? fits_i64(exact) && mpz_cmp(a, exact) == 0 : !fits_i64(exact) && got == 4711,
             decimal_of(left), decimal_of(right), "another value");
        set_i64(a, left);
    }
    mpz_clears(a, b, exact, NULL);
}

static void check_division(enum rounding rounding)
{
    int64_t a = dice_number(), b = dice_number(), c = dice_number(), d = dice_number();
    int128 value = (int128)a * b, divisor = (int128)c * (dice() % 2 ? 1 : (d >> 2));
    mpq_t exact;
    mpz_t whole, got_z;
    mpq_init(exact);
    mpz_inits(whole, got_z, NULL);
    if (divisor != 0) {
        bool is_exact;
        int128 got = round_div_i128(value, divisor, rounding, &is_exact);
        set_i128(mpq_numref(exact), value);
        set_i128(mpq_denref(exact), divisor);
        mpq_canonicalize(exact);
        round_q(whole, exact, rounding);
        set_i128(got_z, got);
        asked = AREA_DIVISION;
        tell(mpz_cmp(whole, got_z) == 0 && is_exact == (mpz_cmp_ui(mpq_denref(exact), 1) == 0),
             decimal_of(a), decimal_of(b), "another value");
    }
    if (c != 0) {
        int64_t got = 4711;
        bool is_there = muldiv_i64(&got, a, b, c, rounding, NULL);
        set_i128(mpq_numref(exact), value);
        set_i64(mpq_denref(exact), c);
        mpq_canonicalize(exact);
        asked = AREA_MULDIV;
        compare_whole(exact, rounding, is_there, got, decimal_of(a), decimal_of(b));
    }
    mpq_clear(exact);
    mpz_clears(whole, got_z, NULL);
}

int main(int argc, char **argv)
{
    uint64_t rounds = argc > 1 ? strtoull(argv[1], NULL, 10) : 20000;
    seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1956;
    for (uint64_t i = 0; i < rounds; i++) {
        struct decimal left = dice_decimal(), right = dice_decimal();
        check_sums(left, right);
        check_text(left);
        check_shares(left.digits);
        check_whole(left.digits, right.digits);
        for (int rounding = 0; rounding < ROUNDINGS; rounding++) {
            check_rounded(left, right, (enum rounding)rounding);
            check_parts(left.digits, right, (enum rounding)rounding);
            check_division((enum rounding)rounding);
        }
    }
    for (uint64_t i = 0; i < rounds / 100 + 1; i++) {
        struct unit_table table;
        struct intern *intern = intern_new();
        uint32_t base;
        unit_table_init(&table);
        if (unit_add(&table, intern_add(intern, "base", 4), UNIT_MEASURE, 3, &base) != UNIT_OK)
            BUG("a table with room takes a unit");
        for (int k = 0; k < 5; k++)
            check_units(&table, intern, base);
        unit_table_release(&table);
        intern_free(intern);
    }
    int failed = 0;
    for (int area = 0; area < AREA_COUNT; area++)
        failed += differ[area] > 0;
    printf("%llu comparisons\nvalues: %d passed, %d failed\n", (unsigned long long)compared,
           AREA_COUNT - failed, failed);
    return failed > 0;
}
