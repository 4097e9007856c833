/* Aborting on our own bugs, and checked int64 arithmetic. Every result that could leave 64 bits is
 * computed in 128 and narrowed with a test; a failed call leaves its result alone. */
#include "lang/base/check.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void bug_at(const char *file, int line, const char *fmt, ...)
{
    va_list values;
    fprintf(stderr, "%s:%d: bug: ", file, line);
    va_start(values, fmt);
    vfprintf(stderr, fmt, values);
    va_end(values);
    fputc('\n', stderr);
    abort();
}

bool ckd_add_i64(int64_t *sum, int64_t left, int64_t right)
{
    return ckd_narrow_i64(sum, (int128)left + right);
}

bool ckd_sub_i64(int64_t *difference, int64_t left, int64_t right)
{
    return ckd_narrow_i64(difference, (int128)left - right);
}

bool ckd_mul_i64(int64_t *product, int64_t left, int64_t right)
{
    return ckd_narrow_i64(product, (int128)left * right);
}

bool ckd_narrow_i64(int64_t *narrow, int128 value)
{
    if (value < INT64_MIN || value > INT64_MAX)
        return false;
    *narrow = (int64_t)value;
    return true;
}

/* Whether a quotient cut towards zero has to move one away from zero. `rest` is not zero. */
static bool moves_away(int128 quotient, int128 rest, int128 divisor, enum rounding rounding)
{
    bool is_negative = (rest < 0) != (divisor < 0);
    int128 rest_size = rest < 0 ? -rest : rest;
    int128 divisor_size = divisor < 0 ? -divisor : divisor;
    int128 other_size = divisor_size - rest_size; /* the distance to the neighbour away from zero */

    switch (rounding) {
    case ROUND_HALF_UP: return rest_size >= other_size;
    case ROUND_HALF_EVEN:
        return rest_size > other_size || (rest_size == other_size && quotient % 2 != 0);
    case ROUND_DOWN: return false;
    case ROUND_UP: return true;
    case ROUND_CEILING: return !is_negative;
    case ROUND_FLOOR: return is_negative;
    }
    UNREACHABLE();
}

int128 round_div_i128(int128 value, int128 divisor, enum rounding rounding, bool *is_exact)
{
    assert(divisor != 0);
    int128 quotient = value / divisor;
    int128 rest = value % divisor;
    if (is_exact)
        *is_exact = rest == 0;
    if (rest == 0 || !moves_away(quotient, rest, divisor, rounding))
        return quotient;
    return (rest < 0) != (divisor < 0) ? quotient - 1 : quotient + 1;
}

bool muldiv_i64(int64_t *result, int64_t value, int64_t factor, int64_t divisor,
                enum rounding rounding, bool *is_exact)
{
    return ckd_narrow_i64(result,
                          round_div_i128((int128)value * factor, divisor, rounding, is_exact));
}
