/* The words for "our bug" and for arithmetic that may not wrap.
 * What the author or the world did wrong is never reported through BUG. */
#ifndef BASE_CHECK_H
#define BASE_CHECK_H

#include <stdbool.h>
#include <stdint.h>

/* Marks a function whose result must be looked at. */
#define MUST_USE __attribute__((warn_unused_result))

/* Checks a printf-like function: the format is parameter `fmt`, its values start at `values`. */
#define PRINTF_LIKE(fmt, values) __attribute__((format(printf, fmt, values)))

/* Marks a function that few runs ever call, such as one that says what is wrong: what leads to it is laid out
 * apart from what is usual. */
#define RARE __attribute__((cold))

/* An invariant of ours is broken: prints file, line and message to stderr and aborts. */
#define BUG(...) bug_at(__FILE__, __LINE__, __VA_ARGS__)

/* Ends a switch that names every value of its enum. */
#define UNREACHABLE() bug_at(__FILE__, __LINE__, "unreachable code reached")

RARE _Noreturn void bug_at(const char *file, int line, const char *fmt, ...) PRINTF_LIKE(3, 4);

/* Products and sums of two int64 that cannot overflow. */
__extension__ typedef __int128 int128;

/* What happens to the part that cannot be kept. The first one is the default of a contract. */
enum rounding {
    ROUND_HALF_UP,   /* nearest; a tie goes away from zero: 2.5 -> 3, -2.5 -> -3 */
    ROUND_HALF_EVEN, /* nearest; a tie goes to the even neighbour: 2.5 -> 2, 3.5 -> 4 */
    ROUND_DOWN,      /* towards zero */
    ROUND_UP,        /* away from zero */
    ROUND_CEILING,   /* towards plus infinity */
    ROUND_FLOOR,     /* towards minus infinity */
};

/* *sum = left + right and true; or false on overflow, and *sum is untouched. */
MUST_USE bool ckd_add_i64(int64_t *sum, int64_t left, int64_t right);

/* *difference = left - right and true; or false on overflow, and *difference is untouched. */
MUST_USE bool ckd_sub_i64(int64_t *difference, int64_t left, int64_t right);

/* *product = left * right and true; or false on overflow, and *product is untouched. */
MUST_USE bool ckd_mul_i64(int64_t *product, int64_t left, int64_t right);

/* *narrow = value and true; or false if it does not fit, and *narrow is untouched. */
MUST_USE bool ckd_narrow_i64(int64_t *narrow, int128 value);

/* value / divisor, rounded as named. The divisor is not zero; |divisor| < 2^126.
 * *is_exact (may be NULL) says whether nothing was rounded away. */
int128 round_div_i128(int128 value, int128 divisor, enum rounding rounding, bool *is_exact);

/* *result = value * factor / divisor with a 128-bit product, rounded once, and true;
 * or false if the result does not fit, and *result is untouched. The divisor is not zero.
 * *is_exact may be NULL. */
MUST_USE bool muldiv_i64(int64_t *result, int64_t value, int64_t factor, int64_t divisor,
                         enum rounding rounding, bool *is_exact);

#endif
