/* formula_value.c - values of formulas: exact fractions of an expression, with what they are an
 * amount of and the bounds between which they lie. Sums, products, quotients, rounding. Spec 13.3.
 */
#include "compiler/sema/formulas_internal.h"

/* ---- messages --------------------------------------------------------------------------------------- */

bool formula_fault(struct sema *sema, struct span span, enum formula_mistake fault)
{
    static const struct refusal faults[] = {
        [FAULT_STRAY] = {"this cannot stand in a formula",
                         "a formula is made of sums, prices (`30 yuan per lathe`), numbers, percentages, measured "
                         "values (`the index`) and what is counted: `the quantity`, `the count of clause 1.1`, `the "
                         "total of clause 2.1`, `overdue-amount`, `days-late`, `hours-late`, `shortfall`",
                         "公式由款额、单价（`30 元 每一 车床`）、数、百分数、测得值（`该 指数`）和所计之数组成：`该 数量`、`该 计数 之 第1.1条`、`该 "
                         "累计额 之 第2.1条`、`逾期金额`、`逾期天数`、`逾期小时数`、`欠缺量`"},
        [FAULT_NO_UNIT] = {"the result has no unit",
                           "what is paid is a sum of money: `480_000 yuan`; of a number or a measured value a price "
                           "makes it: `30 yuan per lathe * the quantity`, `1_200 yuan * the index`; where the act "
                           "tells a sum, "
                           "rounding says so: `100 percent of the quantity, rounded to 0.01 yuan`",
                           "所付者为款额：`480_000 元`；数目和测得值须乘以单价：`30 元 每一 车床 * 该 数量`，`1_200 元 * 该 指数`；行为所报为款额的，以舍入写明："
                           "`100 % 之 该 数量，舍入至 0.01 元`"},
        [FAULT_ROUNDED] = {"a number has no smallest part to which it could be rounded",
                           "say to what: `rounded to 1 percent`; or round the sum that comes of it: `fee means the price "
                           "* the quantity, rounded to 0.01 yuan`",
                           "写明舍入至何处：`舍入至 1 %`；或在由此得出的款额处舍入：`费用 指 该 单价 * 该 数量，舍入至 0.01 元`"},
        [FAULT_ROUNDED_PRICES] = {"these are prices of different units: which of them is rounded is not clear",
                                  "round each in a definition of its own: `meal-price means 103 percent of the "
                                  "base-price, rounded to 0.01 yuan`",
                                  "各单价分别另行定义并舍入：`餐价 指 103 % 之 该 基价，舍入至 0.01 元`"},
        [FAULT_NO_COUNT] = {"the clause counts nothing",
                            "name a clause that says how many are owed or done: `1.1 Seller delivers 10 lathes to "
                            "Buyer`",
                            "写上载明数目的条款：`1.1 卖方 交付 10 台 车床 给 买方`"},
        [FAULT_PERCENT] = {"the percentage is out of range", "write one above nothing, with fewer digits: `5.25 "
                                                             "percent`",
                           "写大于零、位数较少的百分数：`5.25 %`"},
        [FAULT_DURATION] = {"a duration cannot stand in a formula of money",
                            "write the number alone, or let it be counted: `30 yuan per day * days-late`, `30 yuan "
                            "* 10`",
                            "只写数目，或用所计的天数：`30 元 每一日 * 逾期天数`，`30 元 * 10`"},
        [FAULT_NOTHING] = {"the sum is not above nothing", "a sum that is owed is at least one smallest part; "
                                                           "correct the numbers",
                           "应付之款至少为一个最小单位；请改数目"},
        [FAULT_OVERDUE] = {"what is overdue changes from day to day: multiply `overdue-amount` itself by `days-late`",
                           "write `interest means 0.05 percent of the overdue-amount * days-late`",
                           "写`逾期利息 指 0.05 % 之 该 逾期金额 * 逾期天数`"},
    };
    return sema_refuse(sema, E_FORMULA, span, &faults[fault]);
}

bool formula_out_of_range(struct formula *formula, struct span span, struct value *value)
{
    struct sema *sema = formula->sema;
    struct diag *diag = NULL;
    if (formula->pending || !value->expr)
        diag = diag_add(sema->diags, E_FORMULA_RANGE, sema->source, span,
                        "this could become too large to be reckoned exactly");
    if (diag)
        diag_help(diag, "use fewer decimal places or a larger unit, or say what the sum comes to at most: `…, but at "
                        "most 90_000 yuan`");
    value->num = value->den = value->low = value->high = 1;
    return true;
}

static const char *content_name(const struct sema *sema, struct content of)
{
    switch (of.sort) {
    case OF_NUMBER: return "a number";
    case OF_TIME: return of.row == TIME_HOUR ? "hours" : "days";
    case OF_UNIT: return sema->meaning->units.items[of.row]->names.items[0];
    case OF_KIND: return sema->meaning->kinds.items[of.row]->names.items[0];
    case OF_UNTOLD: return "a quantity";
    }
    UNREACHABLE();
}

static const char *value_name(const struct sema *sema, const struct value *value)
{
    const char *of = content_name(sema, value->of);
    return value->per.sort == OF_NUMBER
               ? of
               : arena_printf(sema->arena, "%s per %s", of, content_name(sema, value->per));
}

bool formula_units_differ(struct sema *sema, struct span span, const struct value *left,
                          const struct value *right)
{
    struct diag *diag = diag_add(sema->diags, E_FORMULA_UNITS, sema->source, span,
                                 "%s and %s do not go together here", value_name(sema, left),
                                 value_name(sema, right));
    diag_help(diag,
              "add and compare sums of one unit; a price is of the thing that it is multiplied by: "
              "`30 yuan per part * the quantity`");
    return false;
}

/* ---- contents --------------------------------------------------------------------------------------- */

bool content_is_same(struct content one, struct content other)
{
    return one.sort == other.sort && (one.sort < OF_UNIT || one.row == other.row);
}

struct content content_of(int32_t unit, int32_t kind)
{
    if (unit != NM_NONE)
        return (struct content){OF_UNIT, unit};
    return kind != NM_NONE ? (struct content){OF_KIND, kind} : (struct content){OF_NUMBER, 0};
}

/* What is not told of one of them is what the other says; false if they are of different things.
 * The quantity of the triggering act is told once for all its uses. */
bool content_agree(struct formula *formula, struct content *one, struct content *other)
{
    struct content *untold = one->sort == OF_UNTOLD ? one : other;
    struct content told = one->sort == OF_UNTOLD ? *other : *one;
    if (untold->sort == OF_UNTOLD && told.sort != OF_UNTOLD) {
        if (untold->row == UNTOLD_QUANTITY)
            formula->quantity = told;
        *untold = told;
    }
    return content_is_same(*one, *other);
}

/* ---- arithmetic
 * ------------------------------------------------------------------------------------- */

struct value value_constant(struct content of, int64_t num, int64_t den)
{
    return (struct value){.of = of, .per_parts = 1, .num = num, .den = den, .low = 1, .high = 1};
}

struct value value_asked(struct content of, struct meant_expr *expr, int64_t low, int64_t high)
{
    return (struct value){.of = of, .num = 1, .den = 1, .expr = expr, .low = low, .high = high};
}

static int128 magnitude(int128 value)
{
    return value < 0 ? -value : value;
}

/* The fraction in lowest terms; false if that does not fit. */
bool value_reduce(int128 num, int128 den, int64_t *out_num, int64_t *out_den)
{
    int128 a = magnitude(num), b = magnitude(den);
    while (b) {
        int128 rest = a % b;
        a = b;
        b = rest;
    }
    if (den < 0)
        a = -a;
    return ckd_narrow_i64(out_num, num / a) && ckd_narrow_i64(out_den, den / a);
}

/* The expression times `factor`, with its bounds; false if it could leave the range. */
static bool scale(struct formula *formula, struct value *value, int64_t factor)
{
    int128 low = (int128)value->low * factor, high = (int128)value->high * factor;
    enum { HEADROOM = 4 };
    if (magnitude(low) > INT64_MAX / HEADROOM || magnitude(high) > INT64_MAX / HEADROOM)
        return false;
    struct meant_expr *times = expr_new(formula->sema, NM_OP_CONST, factor);
    if (!value->expr)
        value->expr = times;
    else if (factor != 1)
        value->expr = expr_of(formula->sema, NM_OP_MUL, value->expr, times);
    value->low = (int64_t)(low < high ? low : high);
    value->high = (int64_t)(low < high ? high : low);
    return true;
}

/* Both as whole expressions over one divisor, which is returned; 0 if that leaves the range. */
static int64_t common(struct formula *formula, struct value *left, struct value *right)
{
    int64_t whole, part, den;
    if (!value_reduce(left->den, right->den, &whole,
                      &part)) /* den = left.den * part = right.den * whole */
        return 0;
    int64_t left_by, right_by;
    bool fits = ckd_mul_i64(&den, left->den, part) && ckd_mul_i64(&left_by, left->num, part) &&
                ckd_mul_i64(&right_by, right->num, whole) && scale(formula, left, left_by) &&
                scale(formula, right, right_by);
    return fits ? den : 0;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

void value_cut(struct formula *formula, struct value *value, const struct value *cap)
{
    enum { HEADROOM = 4 };
    int128 room = INT64_MAX / HEADROOM;
    if (!value->expr || cap->expr || value->num <= 0 || cap->num <= 0 ||
        (int128)value->num * cap->den <= room / (value->high > 0 ? value->high : 1))
        return;
    int128 reached = (int128)cap->num * value->den, step = (int128)cap->den * value->num;
    int64_t most_asked;
    if (!ckd_narrow_i64(&most_asked, (reached + step - 1) / step) || most_asked >= value->high)
        return;
    value->expr = expr_of(formula->sema, NM_OP_MIN, value->expr, expr_new(formula->sema, NM_OP_CONST, most_asked));
    value->high = most_asked;
    value->low = least(value->low, most_asked);
    value->is_overdue = value->is_days = false;
}

/* Sum, difference, the smaller or the larger of two values. */
bool value_combine(struct formula *formula, struct span span, enum nm_op op, struct value *left,
                   struct value *right, struct value *result)
{
    struct sema *sema = formula->sema;
    if (!content_agree(formula, &left->of, &right->of) || !content_is_same(left->per, right->per))
        return formula_units_differ(sema, span, left, right);
    bool is_constant = !left->expr && !right->expr;
    if (op == NM_OP_MIN) {
        value_cut(formula, left, right);
        value_cut(formula, right, left);
    }
    int64_t den = common(formula, left, right);
    *result = *left;
    result->expr = left->expr ? left->expr : right->expr;
    if (den == 0)
        return formula_out_of_range(formula, span, result);
    result->num = 1;
    result->den = den;
    result->per_parts = left->per_parts == right->per_parts ? left->per_parts : 0;
    result->is_overdue = result->is_days = false;
    result->has_overdue = left->has_overdue || right->has_overdue;
    result->has_delay = left->has_delay || right->has_delay;
    result->expr = expr_of(sema, op, left->expr, right->expr);
    if (op == NM_OP_ADD) {
        result->low = left->low + right->low;
        result->high = left->high + right->high;
    } else if (op == NM_OP_SUB) {
        result->low = left->low - right->high;
        result->high = left->high - right->low;
    } else if (op == NM_OP_MIN) {
        result->low = least(left->low, right->low);
        result->high = least(left->high, right->high);
    } else {
        result->low = most(left->low, right->low);
        result->high = most(left->high, right->high);
    }
    if (is_constant) { /* low == high */
        result->expr = NULL;
        if (!value_reduce(result->low, den, &result->num, &result->den))
            return formula_out_of_range(formula, span, result);
        result->low = result->high = 1;
    }
    return true;
}

/* The indicator that the expression asks for, or NULL. */
static const struct meant_indicator *indicator_in(const struct sema *sema, const struct meant_expr *expr)
{
    if (!expr || expr->op == NM_OP_VALUE)
        return expr ? sema->meaning->indicators.items[expr->imm] : NULL;
    const struct meant_indicator *found = indicator_in(sema, expr->a);
    return found ? found : indicator_in(sema, expr->b);
}

/* Which of two factors that are told or measured is to be cut, and how. What is measured may be less than nothing, so
 * a cap alone leaves it as large as before. */
static bool product_out_of_range(struct formula *formula, struct span span, const struct value *left,
                                 const struct value *right, struct value *result)
{
    struct sema *sema = formula->sema;
    const struct value *open = left->low < 0 ? left : right->low < 0 ? right : NULL;
    const struct meant_indicator *measured = open ? indicator_in(sema, open->expr) : NULL;
    bool is_product = left->expr && right->expr;
    result->expr = left->expr ? left->expr : right->expr;
    if (!is_product || !formula->pending)
        return formula_out_of_range(formula, span, result);
    struct diag *diag = diag_add(sema->diags, E_FORMULA_RANGE, sema->source, span,
                                 "this could become too large to be reckoned exactly");
    bool is_zh = sema_is_in_chinese(sema, span);
    if (measured) {
        const struct meant_unit *unit = measured->unit == NM_NONE ? NULL : sema->meaning->units.items[measured->unit];
        bool has_plural = unit && unit->names.count > 1 && !sema_is_chinese_name(unit->names.items[1]);
        const char *of = measured->is_percent ? is_zh ? "%" : " percent"
                         : !unit              ? ""
                         : is_zh              ? sema_words(sema, " ", unit->label_zh)
                                              : sema_words(sema, " ", unit->names.items[has_plural]);
        if (is_zh)
            diag_help(diag, "测得之值可小于零，故上下皆须有限：`（较大者 0%s 和 （较小者 该 %s 和 100%s））`", of,
                      measured->name, of);
        else
            diag_help(diag, "what is measured may be less than nothing, so it needs both bounds: `(the larger of 0%s "
                            "and (the smaller of the %s and 100%s))`", of, measured->name, of);
    } else if (is_zh) {
        diag_help(diag, "写明二者之一至多为多少，并加括号：`… * （较小者 该 数量 和 1_000 台 车床）`");
    } else {
        diag_help(diag, "say what one of the two comes to at most, in parentheses: `… * (the smaller of the quantity "
                        "and 1_000 lathes)`");
    }
    result->num = result->den = result->low = result->high = 1;
    return true;
}

/* What a product is an amount of; false if the two cannot be multiplied. */
static bool product_of(struct formula *formula, struct value *left, struct value *right,
                       struct value *result)
{
    if (right->per.sort != OF_NUMBER)
        return left->per.sort == OF_NUMBER && product_of(formula, right, left, result);
    result->of = left->of;
    if (left->per.sort != OF_NUMBER && right->of.sort != OF_NUMBER)
        return content_agree(formula, &right->of, &left->per);
    result->per = left->per;
    result->per_parts = left->per_parts;
    if (right->of.sort == OF_NUMBER)
        return true;
    if (left->of.sort == OF_NUMBER || left->of.sort == OF_TIME)
        result->of = right->of;
    bool has_time = (left->of.sort == OF_TIME) != (right->of.sort == OF_TIME);
    if (left->of.sort == OF_NUMBER || has_time || formula->pending)
        return left->of.sort == OF_NUMBER || has_time;
    if (left->of.sort == OF_UNTOLD) /* the second reading knows it */
        result->of = right->of;
    return left->of.sort == OF_UNTOLD || right->of.sort == OF_UNTOLD;
}

bool value_multiply(struct formula *formula, struct span span, struct value *left,
                    struct value *right, struct value *result)
{
    struct sema *sema = formula->sema;
    *result = (struct value){.of = {OF_NUMBER, 0}};
    if (!product_of(formula, left, right, result))
        return formula_units_differ(sema, span, left, right);
    if (!value_reduce((int128)left->num * right->num, (int128)left->den * right->den, &result->num,
                      &result->den)) {
        result->expr = left->expr ? left->expr : right->expr;
        return formula_out_of_range(formula, span, result);
    }
    bool runs_on = (left->has_overdue && right->has_delay) || (left->has_delay && right->has_overdue);
    bool is_sum_of_days =
        (left->is_overdue && right->is_days) || (left->is_days && right->is_overdue);
    if (runs_on && !is_sum_of_days)
        return formula_fault(sema, span, FAULT_OVERDUE);
    int128 low = (int128)left->low * right->low, high = low;
    int128 others[] = {(int128)left->low * right->high, (int128)left->high * right->low,
                       (int128)left->high * right->high};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        low = others[i] < low ? others[i] : low;
        high = others[i] > high ? others[i] : high;
    }
    if (!ckd_narrow_i64(&result->low, low) || !ckd_narrow_i64(&result->high, high))
        return product_out_of_range(formula, span, left, right, result);
    result->has_overdue = left->has_overdue || right->has_overdue;
    result->has_delay = left->has_delay || right->has_delay;
    if (is_sum_of_days) {
        result->expr = expr_new(sema, NM_OP_AMOUNT_DAYS, 0);
    } else if (left->expr && right->expr) {
        result->expr = expr_of(sema, NM_OP_MUL, left->expr, right->expr);
    } else {
        const struct value *only = left->expr ? left : right;
        result->expr = only->expr;
        result->is_overdue = only->is_overdue;
        result->is_days = only->is_days;
    }
    return true;
}

/* Two sums, or two prices, of one unit: what they come to is a number. */
bool value_is_ratio(const struct value *left, const struct value *right)
{
    return left->of.sort != OF_NUMBER && content_is_same(left->of, right->of) &&
           content_is_same(left->per, right->per);
}

bool value_divide(struct formula *formula, struct span span, struct value *left,
                  const struct value *right, struct value *result)
{
    struct sema *sema = formula->sema;
    bool is_ratio = value_is_ratio(left, right);
    if (right->expr || right->num == 0 || (right->of.sort != OF_NUMBER && !is_ratio)) {
        struct diag *diag =
            diag_add(sema->diags, E_DIVISION, sema->source, span, "%s",
                     right->expr       ? "what it is divided by must be a fixed number"
                     : right->num == 0 ? "nothing can be divided by 0"
                                       : "it is divided by something that is no number");
        diag_help(diag,
                  "divide by a number (`/ 12`), or one fixed sum by another of the same unit");
        return false;
    }
    *result = *left;
    if (is_ratio)
        result->of = result->per = (struct content){OF_NUMBER, 0};
    if (!value_reduce((int128)left->num * right->den, (int128)left->den * right->num, &result->num,
                      &result->den))
        return formula_out_of_range(formula, span, result);
    return true;
}

/* In whole parts, rounded once to a multiple of `step`. False if that leaves the range. */
bool value_round(struct formula *formula, struct value *value, int64_t step, enum rounding how)
{
    static const enum nm_rounding ways[] = {
        [ROUND_HALF_UP] = NM_HALF_UP, [ROUND_HALF_EVEN] = NM_HALF_EVEN,
        [ROUND_DOWN] = NM_ROUND_DOWN, [ROUND_UP] = NM_ROUND_UP,
        [ROUND_CEILING] = NM_CEILING, [ROUND_FLOOR] = NM_FLOOR};
    int64_t low, high;
    int128 den = (int128)value->den * step;
    if (den > INT64_MAX / 2)
        return false;
    bool is_down = value->num < 0;
    if (!muldiv_i64(&low, is_down ? value->high : value->low, value->num, (int64_t)den, how,
                    NULL) ||
        !muldiv_i64(&high, is_down ? value->low : value->high, value->num, (int64_t)den, how,
                    NULL) ||
        !ckd_mul_i64(&low, low, step) || !ckd_mul_i64(&high, high, step))
        return false;
    if (!value->expr) {
        value->num = low;
    } else if (step != 1 || value->num != 1 || value->den != 1) {
        value->expr = expr_of(formula->sema, NM_OP_SCALE, value->expr, NULL);
        value->expr->ratio = (struct nm_ratio){
            .num = value->num, .den = value->den, .step = step, .rounding = ways[how]};
        value->num = 1;
        value->low = low;
        value->high = high;
    }
    value->den = 1;
    value->is_overdue = value->is_days = false;
    return true;
}
