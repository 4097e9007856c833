/* formulas_internal.h - a formula that is being read, and the values that it is made of. */
#ifndef SEMA_FORMULAS_INTERNAL_H
#define SEMA_FORMULAS_INTERNAL_H

#include "compiler/sema/sema_internal.h"

/* What a value is an amount of. */
enum untold { UNTOLD_YET, UNTOLD_QUANTITY };
struct content {
    enum { OF_NUMBER, OF_TIME, OF_UNIT, OF_KIND, OF_UNTOLD } sort;
    int32_t row; /* of a unit (its base) or a kind of item; enum time_unit; enum untold */
};

/* num / den of `expr`, of which it is known that low <= expr <= high. Without `expr` it is
 * constant. */
struct value {
    struct content of;
    struct content per; /* a price: for one smallest part of this; else OF_NUMBER */
    int64_t per_parts;  /* … as it is written, for so many of them: per tonne; 0: a sum of prices for different ones */
    int64_t num, den;
    struct meant_expr *expr;
    int64_t low, high;
    bool is_overdue, is_days;   /* `expr` is what is overdue, the days of delay, and nothing else */
    bool has_overdue, has_delay; /* what is overdue, or a time of delay, is in it */
};

struct formula {
    struct sema *sema;
    struct meant_norm *norm;
    const struct pending *pending; /* NULL: the first reading */
    struct content quantity;  /* what the quantity of the triggering act is of, once it is told */
    struct meant_expr *known; /* which values must have been measured; or NULL */
    LIST(const struct meant_indicator *) awaited;
    LIST(const struct meant_indicator *) latest; /* whose latest value it asks for */
    bool asks; /* it asks about the state when it is reckoned */
    bool asks_quantity;
    struct reach reach; /* of a count that stops at what is owed; norm NULL: it asks for none */
    int open_count; /* definitions that are being read, each for the one before */
};

/* ---- formula_value.c: each of these that fails has said why, and returns false; but
 * content_agree, value_reduce and value_round leave that to who asks */

enum formula_mistake {
    FAULT_STRAY,
    FAULT_NO_UNIT,
    FAULT_ROUNDED,
    FAULT_ROUNDED_PRICES,
    FAULT_NO_COUNT,
    FAULT_PERCENT,
    FAULT_DURATION,
    FAULT_NOTHING,
    FAULT_OVERDUE,
};
bool formula_fault(struct sema *sema, struct span span, enum formula_mistake fault);
/* True: the value is made one that fits, so that what asks for it has no message of its own. At the first reading
 * nothing is said of what is asked for: by what it is bounded is not known then. */
bool formula_out_of_range(struct formula *formula, struct span span, struct value *value);
bool formula_units_differ(struct sema *sema, struct span span, const struct value *left,
                          const struct value *right);
bool content_is_same(struct content one, struct content other);
struct content content_of(int32_t unit, int32_t kind);
bool content_agree(struct formula *formula, struct content *one, struct content *other);
struct value value_constant(struct content of, int64_t num, int64_t den);
struct value value_asked(struct content of, struct meant_expr *expr, int64_t low, int64_t high);
bool value_reduce(int128 num, int128 den, int64_t *out_num, int64_t *out_den);
/* Where a cap is a constant, no more need be asked than what reaches it: a value that could grow too large is cut
 * there before it is multiplied out. The smaller of the two stays what it was. */
void value_cut(struct formula *formula, struct value *value, const struct value *cap);
bool value_combine(struct formula *formula, struct span span, enum nm_op op, struct value *left,
                   struct value *right, struct value *result);
bool value_multiply(struct formula *formula, struct span span, struct value *left,
                    struct value *right, struct value *result);
bool value_is_ratio(const struct value *left, const struct value *right);
bool value_divide(struct formula *formula, struct span span, struct value *left,
                  const struct value *right, struct value *result);
bool value_round(struct formula *formula, struct value *value, int64_t step, enum rounding how);

#endif
