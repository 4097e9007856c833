/* amounts.c - quantities and formulas. An amount is counted in the smallest parts of its unit. A
 * formula is a product: a factor times one base (a sum, what is overdue, the days of delay), which
 * is rounded once; so it stays exact and its range is known. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"

/* value * num / den in smallest parts of the base unit; false if inexact or, with *is_large set, out
 * of range. */
static bool to_parts(const struct meaning *meaning, const struct meant_unit *unit,
                     struct decimal value, int64_t *parts, bool *is_large)
{
    const struct meant_unit *base = meaning->units.items[unit->base];
    int64_t scaled, den;
    bool is_exact;
    struct decimal trimmed = decimal_trim(value);
    *is_large = false;
    if (trimmed.scale > 18 || !ckd_mul_i64(&den, unit->den, decimal_power10(trimmed.scale)))
        return false;
    *is_large = true;
    if (!ckd_mul_i64(&scaled, decimal_power10(base->places), unit->num))
        return false;
    if (!muldiv_i64(parts, trimmed.digits, scaled, den, ROUND_DOWN, &is_exact))
        return false;
    *is_large = false;
    return is_exact;
}

/* ---- one number of an amount ---------------------------------------------------------------------- */

static bool pieces(struct sema *sema, const struct ast_amount *amount, const struct ast_number *number,
                   int64_t *parts)
{
    if (decimal_to_parts(number->value, 0, parts) == DECIMAL_OK && *parts > 0)
        return true;
    diag_add(sema->diags, E_AMOUNT, sema->source, amount->span,
             "things that are counted one by one need a whole number, at least 1");
    return false;
}

static bool unknown_unit(struct sema *sema, const struct ast_amount *amount)
{
    sym word = amount->unit.text;
    if (!sema_is_news(sema, word->text))
        return false;
    struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, amount->unit.span,
                                 "`%s` is neither a unit nor a kind of item", word->text);
    const char *near = sema_suggest(sema, word, NAMED_KIND);
    if (!near)
        near = sema_suggest(sema, word, NAMED_UNIT);
    if (near) {
        diag_help(diag, "did you mean `%s`?", near);
        diag_replace(diag, amount->unit.span, "%s", near);
    } else {
        diag_help(diag, "declare it: `item %s`", word->text);
    }
    return false;
}

static bool measure(struct sema *sema, const struct ast_amount *amount, int32_t unit,
                    const struct ast_number *number, int64_t *parts)
{
    const struct meant_unit *meant = sema->meaning->units.items[unit];
    bool is_large;
    if (to_parts(sema->meaning, meant, number->value, parts, &is_large) && *parts > 0)
        return true;
    const struct meant_unit *base = sema->meaning->units.items[meant->base];
    struct diag *diag = diag_add(sema->diags, E_INEXACT_AMOUNT, sema->source, amount->span, "%s",
                                 is_large ? "the amount is too large to be counted exactly"
                                          : "the amount is not a whole number of smallest parts, at "
                                            "least one");
    diag_note(diag, "%s is counted in %s, with %d decimal places", meant->names.items[0],
              base->names.items[0], base->places);
    return false;
}

/* ---- bounds --------------------------------------------------------------------------------------- */

static bool bad_bounds(struct sema *sema, struct span span, const char *what)
{
    struct diag *diag = diag_add(sema->diags, E_BOUNDS, sema->source, span, "%s", what);
    diag_help(diag, "write `at least 20`, `exactly 20`, `20 to 30`, `at most 30`");
    return false;
}

/* What the words before the numbers make of them: a least and a greatest amount. */
static bool set_bounds(struct sema *sema, const struct ast_amount *amount, int64_t low, int64_t high,
                       struct amount *result)
{
    result->parts = low;
    result->most = high;
    if (amount->has_range) {
        result->has_most = true;
        if (amount->quant != QUANT_NONE)
            return bad_bounds(sema, amount->span, "a range has both its bounds already");
        return low <= high || bad_bounds(sema, amount->span, "the lower bound is above the upper one");
    }
    switch (amount->quant) {
    case QUANT_NONE:
    case QUANT_AT_LEAST: return true;
    case QUANT_EXACTLY: result->has_most = true; return true;
    case QUANT_MORE_THAN:
        if (ckd_add_i64(&result->parts, low, 1))
            return true;
        break;
    case QUANT_AT_MOST:
        result->has_most = true;
        result->parts = 0;
        return true;
    case QUANT_LESS_THAN:
        result->has_most = true;
        result->parts = 0;
        result->most = low - 1;
        return low > 1 || bad_bounds(sema, amount->span, "less than the least there can be is nothing");
    }
    diag_add(sema->diags, E_INEXACT_AMOUNT, sema->source, amount->span,
             "the amount is too large to be counted exactly");
    return false;
}

bool sema_bounds(struct sema *sema, const struct ast_amount *amount, struct amount *result)
{
    *result = (struct amount){.unit = NM_NONE, .kind = NM_NONE, .as = NM_NONE};
    if (amount->kind != AMOUNT_NAME || amount->has_per) {
        struct diag *diag = diag_add(sema->diags, E_AMOUNT, sema->source, amount->span,
                                     "an amount of something is expected here");
        diag_help(diag, "write a number and a unit or a kind of item: `26 experiences`, `60 tonnes`");
        return false;
    }
    int64_t low, high;
    result->kind = sema_kind(sema, amount->unit.text);
    if (result->kind != NM_NONE)
        return pieces(sema, amount, &amount->low, &low) &&
               pieces(sema, amount, &amount->high, &high) &&
               set_bounds(sema, amount, low, high, result);
    int32_t unit = sema_unit(sema, amount->unit.text);
    if (unit == NM_NONE)
        return unknown_unit(sema, amount);
    result->unit = sema->meaning->units.items[unit]->base;
    result->as = unit;
    return measure(sema, amount, unit, &amount->low, &low) &&
           measure(sema, amount, unit, &amount->high, &high) &&
           set_bounds(sema, amount, low, high, result);
}

bool sema_amount(struct sema *sema, const struct ast_amount *amount, struct amount *result)
{
    if (!sema_bounds(sema, amount, result))
        return false;
    return !result->has_most || bad_bounds(sema, amount->span, "an upper bound does not fit here");
}

bool sema_share(struct sema *sema, const struct ast_amount *amount, int64_t of, struct amount *result)
{
    struct decimal low, high;
    int64_t least, most;
    bool is_exact;
    if (decimal_percent(amount->low.value, &low) != DECIMAL_OK ||
        decimal_percent(amount->high.value, &high) != DECIMAL_OK || low.digits <= 0 ||
        amount->has_per || decimal_compare(high, decimal_of(1)) > 0) {
        struct diag *diag = diag_add(sema->diags, E_AMOUNT, sema->source, amount->span,
                                     "this is no share of a whole");
        diag_help(diag, "write a percentage above 0 and at most 100: `at least 80 percent`");
        return false;
    }
    low = decimal_trim(low);
    high = decimal_trim(high);
    bool is_upper = amount->quant == QUANT_AT_MOST || amount->quant == QUANT_LESS_THAN;
    if (!muldiv_i64(&least, of, low.digits, decimal_power10(low.scale),
                    is_upper && amount->quant == QUANT_AT_MOST ? ROUND_DOWN : ROUND_UP, &is_exact) ||
        !muldiv_i64(&most, of, high.digits, decimal_power10(high.scale), ROUND_DOWN, &is_exact)) {
        diag_add(sema->diags, E_INEXACT_AMOUNT, sema->source, amount->span,
                 "the amount is too large to be counted exactly");
        return false;
    }
    if (amount->quant == QUANT_EXACTLY && !is_exact)
        return bad_bounds(sema, amount->span, "exactly this share is no whole number of parts");
    if (amount->quant == QUANT_MORE_THAN)
        least = most; /* one more than the share, rounded down */
    return set_bounds(sema, amount, least, amount->has_range ? most : least, result);
}

/* ---- in words ------------------------------------------------------------------------------------- */

/* The parts as a number of the unit; false if it is no decimal of the unit. */
static bool number_of(const struct meaning *meaning, const struct meant_unit *unit, int64_t parts,
                      struct decimal *number)
{
    int64_t scaled, den;
    bool is_exact = false;
    if (!ckd_mul_i64(&den, decimal_power10(meaning->units.items[unit->base]->places), unit->num))
        return false;
    for (int scale = 0; scale <= LIMIT_DECIMAL_PLACES && !is_exact; scale++) {
        if (!ckd_mul_i64(&scaled, unit->den, decimal_power10(scale)) ||
            !muldiv_i64(&number->digits, parts, scaled, den, ROUND_DOWN, &is_exact))
            return false;
        number->scale = scale;
    }
    return is_exact;
}

/* The number and the unit that says it: its base where it is no decimal of it. */
static const struct meant_unit *say_number(struct sema *sema, int64_t parts, int32_t unit,
                                           struct buf *number)
{
    const struct meant_unit *meant = sema->meaning->units.items[unit];
    struct decimal value;
    if (!number_of(sema->meaning, meant, parts, &value)) {
        meant = sema->meaning->units.items[meant->base];
        value = (struct decimal){parts, meant->places};
    }
    decimal_print(number, decimal_trim(value));
    return meant;
}

/* "tonnes" of "tonne, tonnes, t": the second name where it is the first one with an ending. */
static const char *unit_word(const struct meant_unit *unit, bool is_one)
{
    const char *one = unit->names.items[0];
    bool has_plural = unit->names.count > 1 &&
                      strncmp(unit->names.items[1], one, strlen(one)) == 0;
    return is_one || !has_plural ? one : unit->names.items[1];
}

const char *sema_quantity(struct sema *sema, int64_t parts, int32_t unit)
{
    if (unit == NM_NONE)
        return arena_printf(sema->arena, "%lld", (long long)parts);
    struct buf number;
    buf_init(&number);
    const struct meant_unit *meant = say_number(sema, parts, unit, &number);
    bool is_one = strcmp(number.data, "1") == 0;
    const char *text = arena_printf(sema->arena, "%s %s", number.data, unit_word(meant, is_one));
    buf_release(&number);
    return text;
}

const char *sema_counted(struct sema *sema, const struct meant_norm *norm, int64_t parts)
{
    if (norm->unit != NM_NONE)
        return sema_quantity(sema, parts, norm->unit_as);
    const struct meant_kind *kind = norm->item == NM_NONE ? NULL
                                                          : sema->meaning->kinds.items[norm->item];
    const char *word = norm->word ? norm->word : kind ? kind->names.items[0] : "";
    for (size_t i = 0; kind && i < kind->names.count; i++) { /* singular and plural in turn */
        if (strcmp(kind->names.items[i], word) != 0)
            continue;
        size_t other = parts == 1 ? i & ~(size_t)1 : i | 1;
        if (other < kind->names.count && (unsigned char)kind->names.items[other][0] < 0x80)
            word = kind->names.items[other];
        break;
    }
    return arena_printf(sema->arena, "%lld %s", (long long)parts, word);
}

const char *sema_counted_zh(struct sema *sema, const struct meant_norm *norm, int64_t parts)
{
    if (norm->unit == NM_NONE)
        return arena_printf(sema->arena, "%lld项%s", (long long)parts,
                            norm->item == NM_NONE ? ""
                                                  : sema->meaning->kinds.items[norm->item]->label_zh);
    struct buf number;
    buf_init(&number);
    const struct meant_unit *meant = say_number(sema, parts, norm->unit_as, &number);
    const char *text = arena_printf(sema->arena, "%s%s", number.data, meant->label_zh);
    buf_release(&number);
    return text;
}

/* ---- formulas ----------------------------------------------------------------------------------- */

enum base { BASE_NONE, BASE_PARTS, BASE_OVERDUE, BASE_DAYS, BASE_AMOUNT_DAYS, BASE_SHORTFALL };

struct product { /* factor * parts * base; parts is 1 where the base is not a sum */
    struct decimal factor;
    enum base base;
    int64_t parts;
    int32_t unit;
};

static bool read_expr(struct sema *sema, const struct ast_expr *expr, struct product *product);

static bool bad_formula(struct sema *sema, struct span span, const char *what)
{
    struct diag *diag = diag_add(sema->diags, E_FORMULA, sema->source, span, "%s", what);
    diag_help(diag, "a formula is a product of numbers, percentages and one of: a sum of money, "
                    "`overdue-amount`, `days-late`, `overdue-amount * days-late`, `shortfall`");
    return false;
}

static bool read_definition(struct sema *sema, uint32_t index, struct span span,
                            struct product *product)
{
    struct definition *definition = &sema->definitions.items[index];
    if (definition->is_open) {
        struct diag *diag = diag_add(sema->diags, E_CIRCLE, sema->source, span,
                                     "`%s` is defined by itself", definition->name);
        diag_label(diag, definition->source, definition->span, "defined here");
        return false;
    }
    const struct source *using = sema->source;
    definition->is_open = true;
    sema->source = definition->source;
    bool ok = read_expr(sema, definition->act->means, product);
    sema->source = using;
    sema->definitions.items[index].is_open = false;
    return ok;
}

static bool read_word(struct sema *sema, const struct ast_np *np, struct product *product)
{
    if (np->kind == NP_AMOUNT) {
        struct amount amount;
        if (!sema_amount(sema, &np->amount, &amount))
            return false;
        *product = (struct product){decimal_of(1), BASE_PARTS, amount.parts, amount.unit};
        return true;
    }
    if (np->kind != NP_NAME || !np->name.noun.text)
        return bad_formula(sema, np->span, "this cannot stand in a formula");
    sym word = np->name.noun.text;
    static const struct { const char *word; enum base base; } words[] = {
        {"overdue-amount", BASE_OVERDUE}, {"days-late", BASE_DAYS}, {"shortfall", BASE_SHORTFALL},
        {"逾期金额", BASE_OVERDUE}, {"逾期天数", BASE_DAYS}, {"欠缺数量", BASE_SHORTFALL}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word->text, words[i].word) == 0) {
            *product = (struct product){decimal_of(1), words[i].base, 1, NM_NONE};
            return true;
        }
    }
    const struct named *named = sema_find(sema, word);
    if (named && named->kind == NAMED_DEFINITION)
        return read_definition(sema, named->index, np->span, product);
    if (!sema_is_news(sema, word->text))
        return false;
    struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, np->span,
                                 "`%s` is not defined", word->text);
    const char *near = sema_suggest(sema, word, NAMED_DEFINITION);
    if (near)
        diag_help(diag, "did you mean `%s`?", near);
    else
        diag_help(diag, "define it: `%s means …`", word->text);
    return false;
}

static bool multiply(struct sema *sema, struct span span, const struct product *a,
                     const struct product *b, struct product *result)
{
    *result = (struct product){.parts = 1, .unit = a->unit != NM_NONE ? a->unit : b->unit};
    if (decimal_mul(a->factor, b->factor, &result->factor) != DECIMAL_OK ||
        !ckd_mul_i64(&result->parts, a->parts, b->parts))
        return bad_formula(sema, span, "a number in the formula is out of range");
    enum base low = a->base < b->base ? a->base : b->base;
    enum base high = a->base < b->base ? b->base : a->base;
    if (low == BASE_NONE)
        result->base = high;
    else if (low == BASE_PARTS && high == BASE_DAYS)
        result->base = BASE_DAYS;
    else if (low == BASE_OVERDUE && high == BASE_DAYS)
        result->base = BASE_AMOUNT_DAYS;
    else
        return bad_formula(sema, span, "these two cannot be multiplied");
    return true;
}

static bool add(struct sema *sema, const struct ast_expr *expr, const struct product *a,
                const struct product *b, struct product *result)
{
    if (a->base != b->base || a->base > BASE_PARTS || a->unit != b->unit)
        return bad_formula(sema, expr->span, "only sums of one unit can be added here");
    *result = *a;
    bool is_sum = expr->kind == EXPR_ADD;
    if (a->base == BASE_NONE) {
        if ((is_sum ? decimal_add(a->factor, b->factor, &result->factor)
                    : decimal_sub(a->factor, b->factor, &result->factor)) != DECIMAL_OK)
            return bad_formula(sema, expr->span, "the sum is out of range");
        return true;
    }
    int64_t left, right;
    if (decimal_scale_parts(a->parts, a->factor, ROUND_HALF_UP, &left) != DECIMAL_OK ||
        decimal_scale_parts(b->parts, b->factor, ROUND_HALF_UP, &right) != DECIMAL_OK ||
        !(is_sum ? ckd_add_i64(&result->parts, left, right) : ckd_sub_i64(&result->parts, left, right)))
        return bad_formula(sema, expr->span, "the sum is out of range");
    result->factor = decimal_of(1);
    return true;
}

static bool read_expr(struct sema *sema, const struct ast_expr *expr, struct product *product)
{
    struct product left, right;
    switch (expr->kind) {
    case EXPR_NUMBER:
        if (expr->has_time_unit)
            return bad_formula(sema, expr->span, "a duration cannot stand in a formula of money");
        *product = (struct product){expr->number.value, BASE_NONE, 1, NM_NONE};
        if (!expr->unit.text)
            return true;
        struct ast_amount amount = {.span = expr->span, .kind = AMOUNT_NAME, .low = expr->number,
                                    .high = expr->number, .unit = expr->unit};
        struct amount meant;
        if (!sema_amount(sema, &amount, &meant))
            return false;
        *product = (struct product){decimal_of(1), BASE_PARTS, meant.parts, meant.unit};
        return true;
    case EXPR_PERCENT:
        left = (struct product){decimal_of(1), BASE_NONE, 1, NM_NONE};
        if (decimal_percent(expr->number.value, &left.factor) != DECIMAL_OK)
            return bad_formula(sema, expr->span, "the percentage is out of range");
        if (!expr->np) {
            *product = left;
            return true;
        }
        return read_word(sema, expr->np, &right) &&
               multiply(sema, expr->span, &left, &right, product);
    case EXPR_NP: return read_word(sema, expr->np, product);
    case EXPR_MUL:
        return read_expr(sema, expr->left, &left) && read_expr(sema, expr->right, &right) &&
               multiply(sema, expr->span, &left, &right, product);
    case EXPR_ADD:
    case EXPR_SUB:
        return read_expr(sema, expr->left, &left) && read_expr(sema, expr->right, &right) &&
               add(sema, expr, &left, &right, product);
    case EXPR_DIV:
    case EXPR_SMALLER:
    case EXPR_LARGER:
        return bad_formula(sema, expr->span, "this operator does not run yet");
    }
    UNREACHABLE();
}

bool sema_percentage(struct sema *sema, const struct ast_amount *amount, struct amount *result)
{
    struct product share = {decimal_of(1), BASE_NONE, 1, NM_NONE}, base, product;
    *result = (struct amount){.unit = NM_NONE, .kind = NM_NONE, .as = NM_NONE};
    if (decimal_percent(amount->low.value, &share.factor) != DECIMAL_OK || amount->has_range ||
        amount->has_per || amount->quant != QUANT_NONE || !amount->percent_of)
        return bad_formula(sema, amount->span, "the percentage cannot be read");
    if (!read_word(sema, amount->percent_of, &base) ||
        !multiply(sema, amount->span, &share, &base, &product))
        return false;
    result->unit = result->as = product.unit;
    if (product.base == BASE_PARTS && product.unit != NM_NONE &&
        decimal_scale_parts(product.parts, product.factor, ROUND_HALF_UP, &result->parts) == DECIMAL_OK &&
        result->parts > 0)
        return true;
    return bad_formula(sema, amount->span, "what this is a percentage of is no sum");
}

/* The product as an expression of the machine, rounded to `step` parts. */
static struct meant_expr *to_expr(struct sema *sema, const struct product *product, int64_t step)
{
    static const enum nm_op ops[] = {
        [BASE_NONE] = NM_OP_CONST,         [BASE_PARTS] = NM_OP_CONST,
        [BASE_OVERDUE] = NM_OP_SHORTFALL,  [BASE_DAYS] = NM_OP_DAYS_LATE,
        [BASE_AMOUNT_DAYS] = NM_OP_AMOUNT_DAYS, [BASE_SHORTFALL] = NM_OP_SHORTFALL,
    };
    struct meant_expr *base = expr_new(sema, ops[product->base], product->parts);
    struct decimal factor = decimal_trim(product->factor);
    struct meant_expr *scaled = expr_of(sema, NM_OP_SCALE, base, NULL);
    scaled->ratio = (struct nm_ratio){.num = factor.digits, .den = decimal_power10(factor.scale),
                                      .step = step, .rounding = NM_HALF_UP};
    if (product->base != BASE_PARTS && product->base != BASE_NONE) {
        base->imm = 0;
        if (!ckd_mul_i64(&scaled->ratio.num, scaled->ratio.num, product->parts))
            return NULL;
    }
    return scaled;
}

/* A constant sum, rounded once to a multiple of `step` parts, half up; false if it is not positive or
 * out of range. */
static bool constant_sum(const struct product *product, int64_t step, int64_t *parts)
{
    struct decimal factor = decimal_trim(product->factor);
    int128 divisor = (int128)decimal_power10(factor.scale) * step;
    int128 steps = round_div_i128((int128)product->parts * factor.digits, divisor, ROUND_HALF_UP, NULL);
    int64_t whole;
    return ckd_narrow_i64(&whole, steps) && ckd_mul_i64(parts, whole, step) && *parts > 0;
}

/* `using` is the text in which the word stands at `span`; the definition may stand in another. */
static bool defined_amount(struct sema *sema, sym word, const struct source *using, struct span span,
                           struct amount *result)
{
    *result = (struct amount){.unit = NM_NONE, .kind = NM_NONE, .as = NM_NONE};
    const struct named *named = sema_find(sema, word);
    if (!named || named->kind != NAMED_DEFINITION)
        return false;
    const struct definition *definition = &sema->definitions.items[named->index];
    const struct ast_act *act = definition->act;
    struct product product, cap;
    if (!read_definition(sema, named->index, span, &product))
        return false;
    sema->source = definition->source;
    result->unit = product.unit;
    if (product.unit == NM_NONE && (product.base == BASE_NONE || product.base == BASE_DAYS))
        return bad_formula(sema, act->means->span, "the result has no unit");
    int64_t step = 1;
    if (act->rounding) {
        struct amount rounding;
        if (!sema_amount(sema, act->rounding, &rounding))
            return false;
        step = rounding.parts;
        if (product.unit != NM_NONE && product.unit != rounding.unit)
            return bad_formula(sema, act->rounding->span, "it cannot be rounded to another unit");
        result->unit = rounding.unit;
    }
    if (product.base == BASE_PARTS && !act->cap) {
        if (constant_sum(&product, step, &result->parts))
            return true;
        sema->source = using;
        return bad_formula(sema, span, "the sum is not positive, or out of range");
    }
    result->is_accrual = product.base == BASE_DAYS || product.base == BASE_AMOUNT_DAYS;
    result->expr = to_expr(sema, &product, step);
    if (act->cap) {
        if (!read_expr(sema, act->cap, &cap))
            return false;
        if (cap.base != BASE_PARTS || (result->unit != NM_NONE && cap.unit != result->unit))
            return bad_formula(sema, act->cap->span,
                               "the cap is a sum in the unit of what it caps");
        if (result->unit == NM_NONE)
            result->unit = cap.unit;
        struct meant_expr *limit = to_expr(sema, &cap, step);
        result->expr = result->expr && limit ? expr_of(sema, NM_OP_MIN, result->expr, limit) : NULL;
    }
    sema->source = using;
    if (!result->expr || result->unit == NM_NONE)
        return bad_formula(sema, span, "the unit of the result cannot be told");
    return true;
}

bool sema_defined_amount(struct sema *sema, sym word, struct span span, struct amount *result)
{
    const struct source *using = sema->source;
    bool is_fine = defined_amount(sema, word, using, span, result);
    sema->source = using;
    return is_fine;
}
