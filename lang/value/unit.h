/* Units of quantities and money. A quantity is an int64 count of its unit's smallest part. Units
 * that convert into each other form a dimension, named by its first unit: tonne = 1000 kilogram.
 * Currencies never convert into one another, only into their own parts and multiples.
 *
 * The table starts empty: the vocabulary and the contract fill it. */
#ifndef VALUE_UNIT_H
#define VALUE_UNIT_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/base/check.h"
#include "lang/base/intern.h"
#include "lang/base/vec.h"
#include "lang/value/decimal.h"

struct buf;

/* An exact ratio; the denominator is positive and both are reduced. */
struct ratio {
    int64_t num, den;
};

enum unit_kind {
    UNIT_COUNT,   /* things counted one by one: items, technicians */
    UNIT_MEASURE, /* mass, length, energy … */
    UNIT_MONEY,   /* a currency, its parts and multiples */
};

struct unit {
    sym name;
    enum unit_kind kind;  /* that of its dimension */
    int decimals;         /* decimal places of the smallest part: 2 for yuan and fen */
    uint32_t dimension;   /* id of the unit that founded the dimension */
    struct ratio to_base; /* one of this unit is to_base of the founding unit */
};

struct unit_table {
    VEC(struct unit) units; /* a unit's id is its index */
};

/* On any status but UNIT_OK the result is untouched. */
enum unit_status {
    UNIT_OK,
    UNIT_NAME_TAKEN,
    UNIT_BAD_DECIMALS,    /* not 0 to LIMIT_DECIMAL_PLACES */
    UNIT_BAD_RATIO,       /* not positive, or too large when reduced */
    UNIT_TOO_MANY,        /* LIMIT_UNITS */
    UNIT_OTHER_DIMENSION, /* the units do not convert */
    UNIT_INEXACT,         /* smaller than the smallest part */
    UNIT_OVERFLOW,
};

void unit_table_init(struct unit_table *table);
void unit_table_release(struct unit_table *table);

/* Adds a unit that founds its own dimension. */
MUST_USE enum unit_status unit_add(struct unit_table *table, sym name, enum unit_kind kind,
                                   int decimals, uint32_t *id);

/* Adds a unit that is `ratio` of the unit `of`: tonne = 1000/1 kilogram, fen = 1/100 yuan. */
MUST_USE enum unit_status unit_add_multiple(struct unit_table *table, sym name, int decimals,
                                            struct ratio ratio, uint32_t of, uint32_t *id);

/* True and *id if the name is a unit's. */
MUST_USE bool unit_find(const struct unit_table *table, sym name, uint32_t *id);

/* The unit of an id in the table; good until the next unit_add. */
const struct unit *unit_at(const struct unit_table *table, uint32_t id);

/* A ratio reduced and with a positive denominator; false if num or den is not positive. */
MUST_USE bool ratio_make(struct ratio *ratio, int64_t num, int64_t den);

/* The ratio a positive decimal stands for: 2.54 is 127/50. */
MUST_USE bool ratio_of_decimal(struct ratio *ratio, struct decimal value);

/* A written amount as a count of the unit's smallest parts; UNIT_INEXACT for 0.001 yuan. */
MUST_USE enum unit_status unit_to_parts(const struct unit *unit, struct decimal amount,
                                        int64_t *parts);

/* A count of smallest parts of one unit as one of another of the same dimension. */
MUST_USE enum unit_status unit_convert(const struct unit *from, int64_t parts,
                                       const struct unit *to, int64_t *result);

/* The same, rounded once instead of UNIT_INEXACT. */
MUST_USE enum unit_status unit_convert_rounded(const struct unit *from, int64_t parts,
                                               const struct unit *to, enum rounding rounding,
                                               int64_t *result);

/* The written amount of a count: money with all its decimals (480000.00), others trimmed (2.5). */
struct decimal unit_from_parts(const struct unit *unit, int64_t parts);

/* Adds that amount as text, without the unit's name. */
void unit_print(struct buf *buf, const struct unit *unit, int64_t parts);

/* A phrase for a status, for messages: "is finer than the unit's smallest part". */
const char *unit_status_text(enum unit_status status);

#endif
