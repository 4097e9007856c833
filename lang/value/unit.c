/* The table of units. A unit knows its ratio to the unit that founded its dimension; converting is
 * one multiplication and one division in 128 bits, so it is rounded at most once. */
#include "lang/value/unit.h"

#include <assert.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"

void unit_table_init(struct unit_table *table)
{
    *table = (struct unit_table){0};
}

void unit_table_release(struct unit_table *table)
{
    vec_release(&table->units);
}

static int64_t greatest_divisor(int64_t left, int64_t right)
{
    while (right) {
        int64_t rest = left % right;
        left = right;
        right = rest;
    }
    return left;
}

bool ratio_make(struct ratio *ratio, int64_t num, int64_t den)
{
    if (num <= 0 || den <= 0)
        return false;
    int64_t divisor = greatest_divisor(num, den);
    *ratio = (struct ratio){num / divisor, den / divisor};
    return true;
}

bool ratio_of_decimal(struct ratio *ratio, struct decimal value)
{
    return ratio_make(ratio, value.digits, decimal_power10(value.scale));
}

/* The product of two reduced ratios; false if it does not fit. */
static bool ratio_mul(struct ratio *product, struct ratio left, struct ratio right)
{
    struct ratio outer, inner; /* reduced across, so that the products are reduced too */
    int64_t num, den;
    if (!ratio_make(&outer, left.num, right.den) || !ratio_make(&inner, right.num, left.den) ||
        !ckd_mul_i64(&num, outer.num, inner.num) || !ckd_mul_i64(&den, outer.den, inner.den))
        return false;
    *product = (struct ratio){num, den};
    return true;
}

static enum unit_status add_unit(struct unit_table *table, struct unit unit, uint32_t *id)
{
    uint32_t taken;
    if (unit_find(table, unit.name, &taken))
        return UNIT_NAME_TAKEN;
    if (unit.decimals < 0 || unit.decimals > LIMIT_DECIMAL_PLACES)
        return UNIT_BAD_DECIMALS;
    if (table->units.count >= LIMIT_UNITS)
        return UNIT_TOO_MANY;
    *id = (uint32_t)table->units.count;
    vec_push(&table->units, unit);
    return UNIT_OK;
}

enum unit_status unit_add(struct unit_table *table, sym name, enum unit_kind kind, int decimals,
                          uint32_t *id)
{
    struct unit unit = {
        .name = name,
        .kind = kind,
        .decimals = decimals,
        .dimension = (uint32_t)table->units.count,
        .to_base = {1, 1},
    };
    return add_unit(table, unit, id);
}

enum unit_status unit_add_multiple(struct unit_table *table, sym name, int decimals,
                                   struct ratio ratio, uint32_t of, uint32_t *id)
{
    const struct unit *base = unit_at(table, of);
    struct unit unit = *base;
    unit.name = name;
    unit.decimals = decimals;
    if (!ratio_make(&ratio, ratio.num, ratio.den) ||
        !ratio_mul(&unit.to_base, ratio, base->to_base))
        return UNIT_BAD_RATIO;
    return add_unit(table, unit, id);
}

bool unit_find(const struct unit_table *table, sym name, uint32_t *id)
{
    for (size_t i = 0; i < table->units.count; i++) {
        if (table->units.items[i].name == name) {
            *id = (uint32_t)i;
            return true;
        }
    }
    return false;
}

const struct unit *unit_at(const struct unit_table *table, uint32_t id)
{
    assert(id < table->units.count);
    return &table->units.items[id];
}

enum unit_status unit_to_parts(const struct unit *unit, struct decimal amount, int64_t *parts)
{
    switch (decimal_to_parts(amount, unit->decimals, parts)) {
    case DECIMAL_OK: return UNIT_OK;
    case DECIMAL_INEXACT: return UNIT_INEXACT;
    case DECIMAL_OVERFLOW: return UNIT_OVERFLOW;
    case DECIMAL_MALFORMED:
    case DECIMAL_BY_ZERO: break;
    }
    UNREACHABLE();
}

static enum unit_status convert(const struct unit *from, int64_t parts, const struct unit *to,
                                enum rounding rounding, bool must_be_exact, int64_t *result)
{
    if (from->dimension != to->dimension)
        return UNIT_OTHER_DIMENSION;
    /* One part of `from` is from.to_base / 10^from.decimals of the base unit, and so for `to`. */
    struct ratio factor, scale;
    struct ratio inverse = {to->to_base.den, to->to_base.num};
    bool is_exact;
    int64_t converted;
    if (!ratio_make(&scale, decimal_power10(to->decimals), decimal_power10(from->decimals)) ||
        !ratio_mul(&factor, from->to_base, inverse) || !ratio_mul(&factor, factor, scale) ||
        !muldiv_i64(&converted, parts, factor.num, factor.den, rounding, &is_exact))
        return UNIT_OVERFLOW;
    if (must_be_exact && !is_exact)
        return UNIT_INEXACT;
    *result = converted;
    return UNIT_OK;
}

enum unit_status unit_convert(const struct unit *from, int64_t parts, const struct unit *to,
                              int64_t *result)
{
    return convert(from, parts, to, ROUND_DOWN, true, result);
}

enum unit_status unit_convert_rounded(const struct unit *from, int64_t parts, const struct unit *to,
                                      enum rounding rounding, int64_t *result)
{
    return convert(from, parts, to, rounding, false, result);
}

struct decimal unit_from_parts(const struct unit *unit, int64_t parts)
{
    struct decimal amount = {parts, unit->decimals};
    return unit->kind == UNIT_MONEY ? amount : decimal_trim(amount);
}

void unit_print(struct buf *buf, const struct unit *unit, int64_t parts)
{
    decimal_print(buf, unit_from_parts(unit, parts));
}

const char *unit_status_text(enum unit_status status)
{
    switch (status) {
    case UNIT_OK: return "fine";
    case UNIT_NAME_TAKEN: return "is already the name of a unit";
    case UNIT_BAD_DECIMALS: return "has a number of decimals that is not between 0 and 18";
    case UNIT_BAD_RATIO: return "has a ratio that is not positive or is too large";
    case UNIT_TOO_MANY: return "is one unit too many";
    case UNIT_OTHER_DIMENSION: return "does not convert into the other unit";
    case UNIT_INEXACT: return "is finer than the unit's smallest part";
    case UNIT_OVERFLOW: return "is too large";
    }
    UNREACHABLE();
}
