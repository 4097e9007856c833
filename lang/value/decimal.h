/* Exact decimals: digits / 10^scale in an int64, products and quotients taken in 128 bits. Nothing
 * wraps and nothing is rounded unless a rounding was named. */
#ifndef VALUE_DECIMAL_H
#define VALUE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"

struct buf;

struct decimal {
    int64_t digits; /* 12.50 is 1250 with scale 2 */
    int scale;      /* 0 to LIMIT_DECIMAL_PLACES */
};

/* On any status but DECIMAL_OK the result is untouched. */
enum decimal_status {
    DECIMAL_OK,
    DECIMAL_MALFORMED, /* not a number */
    DECIMAL_OVERFLOW,  /* does not fit 64 bits or LIMIT_DECIMAL_PLACES */
    DECIMAL_INEXACT,   /* would have to be rounded */
    DECIMAL_BY_ZERO,
};

/* The decimal of a whole number. */
struct decimal decimal_of(int64_t whole);

/* 10^exponent for 0 to 18. */
int64_t decimal_power10(int exponent);

/* Reads exactly `len` bytes: [+-] digits [. digits], with single `_` between digits of the whole
 * part: 1_200_000, 0.03, 12.50. The scale is the number of decimals as written. */
MUST_USE enum decimal_status decimal_parse(const char *text, size_t len, struct decimal *result);

/* Adds the number with `scale` decimals: 12.50. */
void decimal_print(struct buf *buf, struct decimal value);

/* Adds the digits of a printed number with a sign between groups of three, if more than `longest` stand before the
 * point: 480000.00 -> 480_000.00. */
void decimal_group(struct buf *buf, const char *number, size_t longest);
enum { DECIMAL_UNGROUPED = 4 }; /* 7800 stays together, in a contract and on paper */

/* The same value with the smallest scale: 12.50 -> 12.5. */
struct decimal decimal_trim(struct decimal value);

/* -1, 0, 1 by value: 12.50 equals 12.5. */
int decimal_compare(struct decimal left, struct decimal right);

MUST_USE enum decimal_status decimal_add(struct decimal left, struct decimal right,
                                         struct decimal *sum);
MUST_USE enum decimal_status decimal_sub(struct decimal left, struct decimal right,
                                         struct decimal *difference);

/* The exact product. DECIMAL_OVERFLOW if it does not fit even when trimmed. */
MUST_USE enum decimal_status decimal_mul(struct decimal left, struct decimal right,
                                         struct decimal *product);

/* The product, rounded once to `scale` decimals; overflows only if the rounded one does. */
MUST_USE enum decimal_status decimal_mul_rounded(struct decimal left, struct decimal right,
                                                 int scale, enum rounding rounding,
                                                 struct decimal *product);

/* The quotient, rounded once to `scale` decimals. */
MUST_USE enum decimal_status decimal_div(struct decimal left, struct decimal right, int scale,
                                         enum rounding rounding, struct decimal *quotient);

/* The value with `scale` decimals, rounded if it has more. */
MUST_USE enum decimal_status decimal_round(struct decimal value, int scale, enum rounding rounding,
                                           struct decimal *result);

/* The value rounded to a multiple of a positive step: to 0.05, to 100. */
MUST_USE enum decimal_status decimal_round_to(struct decimal value, struct decimal step,
                                              enum rounding rounding, struct decimal *result);

/* The value as a whole number of 10^-places: 12.5 with 2 places is 1250. DECIMAL_INEXACT if it is
 * not one. This is how a written amount becomes a count of a unit's smallest part. */
MUST_USE enum decimal_status decimal_to_parts(struct decimal value, int places, int64_t *parts);

/* A written percentage or permillage as a factor: 5 percent -> 0.05, 3 permille -> 0.003. */
MUST_USE enum decimal_status decimal_percent(struct decimal value, struct decimal *factor);
MUST_USE enum decimal_status decimal_permille(struct decimal value, struct decimal *factor);

/* An amount counted in smallest parts times an exact factor, rounded once to whole parts:
 * 33333 fen * 0.007 -> 233 fen. */
MUST_USE enum decimal_status decimal_scale_parts(int64_t parts, struct decimal factor,
                                                 enum rounding rounding, int64_t *result);

/* One of `count` equal shares of an amount: whole parts, rounded towards zero; the last share takes
 * the residue, so that all of them (index 0 .. count-1) sum to `parts`. */
int64_t decimal_share(int64_t parts, int64_t count, int64_t index);

/* "half up", "half even", "down", "up", "ceiling", "floor". */
const char *rounding_name(enum rounding rounding);

#endif
