/* formulas.c - sums that are reckoned: prices times quantities, shares, bounds, rounding. Spec 13.3.
 *
 * A value is an exact fraction of one expression in whole smallest parts, so nothing is rounded before
 * the end, and a division only makes the fraction finer. On the way it is checked what the value is an
 * amount of, and between which bounds it lies: a formula that could leave the range is refused.
 *
 * A formula is read twice: with its sentence, for its unit and whether it is a constant; and again
 * when all norms and triggers are known, for what it asks of them. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"

/* What a value is an amount of. */
enum untold { UNTOLD_YET, UNTOLD_QUANTITY };
struct content {
    enum { OF_NUMBER, OF_DAYS, OF_UNIT, OF_KIND, OF_UNTOLD } sort;
    int32_t row; /* of a unit (its base) or a kind of item; enum untold */
};

/* num / den of `expr`, of which it is known that low <= expr <= high. Without `expr` it is constant. */
struct value {
    struct content of;
    struct content per; /* a price: for one smallest part of this; else OF_NUMBER */
    int64_t num, den;
    struct meant_expr *expr;
    int64_t low, high;
    bool is_overdue, is_days;   /* `expr` is what is overdue, the days of delay, and nothing else */
    bool has_overdue, has_days; /* it is in it */
};

struct formula {
    struct sema *sema;
    struct meant_norm *norm;
    const struct pending *pending;  /* NULL: the first reading */
    struct content quantity;        /* what the quantity of the triggering act is of, once it is told */
    struct meant_expr *known;       /* which values must have been measured; or NULL */
    VEC(const struct meant_indicator *) awaited;
    bool asks;                      /* it asks about the state when it is reckoned */
    bool asks_quantity;
    int open_count;                 /* definitions that are being read, each for the one before */
};

static bool read_expr(struct formula *formula, const struct ast_expr *expr, struct value *value);

/* ---- messages --------------------------------------------------------------------------------------- */

static bool bad_formula(struct sema *sema, struct span span, const char *what)
{
    struct diag *diag = diag_add(sema->diags, E_FORMULA, sema->source, span, "%s", what);
    diag_help(diag, "a formula is made of sums, prices (`30 yuan per part`), numbers, percentages and what "
                    "is counted (`the quantity`, `the count of clause 1.1`, `overdue-amount`, `days-late`)");
    return false;
}

static bool out_of_range(struct sema *sema, struct span span)
{
    struct diag *diag = diag_add(sema->diags, E_FORMULA_RANGE, sema->source, span,
                                 "this could become too large to be reckoned exactly");
    diag_help(diag, "use fewer decimal places, or a larger unit");
    return false;
}

/* What a formula refers to is put in where it is named: short sentences can come to more than the
 * bounds of a sentence. */
static bool too_deep(struct sema *sema, struct span span)
{
    struct diag *diag = diag_add(sema->diags, E_TOO_DEEP, sema->source, span,
                                 "with what it refers to, the formula is nested more than %d levels deep",
                                 LIMIT_DEPTH);
    diag_help(diag, "write what it comes to with fewer steps");
    return false;
}

static const char *content_name(const struct sema *sema, struct content of)
{
    switch (of.sort) {
    case OF_NUMBER: return "a number";
    case OF_DAYS: return "days";
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

static bool units_differ(struct sema *sema, struct span span, const struct value *left,
                         const struct value *right)
{
    struct diag *diag = diag_add(sema->diags, E_FORMULA_UNITS, sema->source, span,
                                 "%s and %s do not go together here", value_name(sema, left),
                                 value_name(sema, right));
    diag_help(diag, "add and compare sums of one unit; a price is of the thing that it is multiplied by: "
                    "`30 yuan per part * the quantity`");
    return false;
}

/* What takes part besides the place of the message: the definition by which the duty is reckoned, or the
 * duty. */
static void label_other_side(const struct formula *formula, struct diag *diag, struct span span)
{
    struct sema *sema = formula->sema;
    const struct meant_norm *norm = formula->norm;
    bool is_in_duty = norm && sema->source == norm->source && span.start >= norm->span.start &&
                      span.end <= norm->span.end;
    const struct ast_np *np = norm ? norm->formula : NULL;
    const struct named *named = np && np->kind == NP_NAME ? sema_find(sema, np->name.noun.text) : NULL;
    if (is_in_duty && named && named->kind == NAMED_DEFINITION) {
        const struct definition *definition = &sema->definitions.items[named->index];
        diag_label(diag, definition->source, definition->act->span, "reckoned by this");
    } else if (norm && !is_in_duty) {
        diag_label(diag, norm->source, norm->span, "owed here");
    }
}

static bool not_asked(struct formula *formula, struct span span, const char *what, const char *help)
{
    struct diag *diag = diag_add(formula->sema->diags, E_FORMULA_WHEN, formula->sema->source, span, "%s", what);
    label_other_side(formula, diag, span);
    diag_help(diag, "%s", help);
    return false;
}

/* ---- contents --------------------------------------------------------------------------------------- */

static bool is_same(struct content one, struct content other)
{
    return one.sort == other.sort && (one.sort < OF_UNIT || one.row == other.row);
}

static struct content content_of(int32_t unit, int32_t kind)
{
    if (unit != NM_NONE)
        return (struct content){OF_UNIT, unit};
    return kind != NM_NONE ? (struct content){OF_KIND, kind} : (struct content){OF_NUMBER, 0};
}

/* What is not told of one of them is what the other says; false if they are of different things. The
 * quantity of the triggering act is told once for all its uses. */
static bool agree(struct formula *formula, struct content *one, struct content *other)
{
    struct content *untold = one->sort == OF_UNTOLD ? one : other;
    struct content told = one->sort == OF_UNTOLD ? *other : *one;
    if (untold->sort == OF_UNTOLD && told.sort != OF_UNTOLD) {
        if (untold->row == UNTOLD_QUANTITY)
            formula->quantity = told;
        *untold = told;
    }
    return is_same(*one, *other);
}

/* ---- arithmetic ------------------------------------------------------------------------------------- */

static struct value constant(struct content of, int64_t num, int64_t den)
{
    return (struct value){.of = of, .num = num, .den = den, .low = 1, .high = 1};
}

static struct value asked(struct content of, struct meant_expr *expr, int64_t low, int64_t high)
{
    return (struct value){.of = of, .num = 1, .den = 1, .expr = expr, .low = low, .high = high};
}

static int128 magnitude(int128 value)
{
    return value < 0 ? -value : value;
}

/* The fraction in lowest terms; false if that does not fit. */
static bool reduce(int128 num, int128 den, int64_t *out_num, int64_t *out_den)
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
    if (!reduce(left->den, right->den, &whole, &part)) /* den = left.den * part = right.den * whole */
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

/* Sum, difference, the smaller or the larger of two values. */
static bool combine(struct formula *formula, struct span span, enum nm_op op, struct value *left,
                    struct value *right, struct value *result)
{
    struct sema *sema = formula->sema;
    if (!agree(formula, &left->of, &right->of) || !is_same(left->per, right->per))
        return units_differ(sema, span, left, right);
    bool is_constant = !left->expr && !right->expr;
    int64_t den = common(formula, left, right);
    if (den == 0)
        return out_of_range(sema, span);
    *result = *left;
    result->num = 1;
    result->den = den;
    result->is_overdue = result->is_days = false;
    result->has_overdue = left->has_overdue || right->has_overdue;
    result->has_days = left->has_days || right->has_days;
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
        if (!reduce(result->low, den, &result->num, &result->den))
            return out_of_range(sema, span);
        result->low = result->high = 1;
    }
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
        return agree(formula, &right->of, &left->per);
    result->per = left->per;
    if (right->of.sort == OF_NUMBER)
        return true;
    if (left->of.sort == OF_NUMBER || left->of.sort == OF_DAYS)
        result->of = right->of;
    bool has_days = (left->of.sort == OF_DAYS) != (right->of.sort == OF_DAYS);
    if (left->of.sort == OF_NUMBER || has_days || formula->pending)
        return left->of.sort == OF_NUMBER || has_days;
    if (left->of.sort == OF_UNTOLD) /* the second reading knows it */
        result->of = right->of;
    return left->of.sort == OF_UNTOLD || right->of.sort == OF_UNTOLD;
}

static bool multiply(struct formula *formula, struct span span, struct value *left,
                     struct value *right, struct value *result)
{
    struct sema *sema = formula->sema;
    *result = (struct value){.of = {OF_NUMBER, 0}};
    if (!product_of(formula, left, right, result))
        return units_differ(sema, span, left, right);
    if (!reduce((int128)left->num * right->num, (int128)left->den * right->den, &result->num,
                &result->den))
        return out_of_range(sema, span);
    bool runs_on = (left->has_overdue && right->has_days) || (left->has_days && right->has_overdue);
    bool is_sum_of_days = (left->is_overdue && right->is_days) || (left->is_days && right->is_overdue);
    if (runs_on && !is_sum_of_days)
        return bad_formula(sema, span, "what is overdue changes from day to day: multiply "
                                       "`overdue-amount` itself by `days-late`");
    int128 low = (int128)left->low * right->low, high = low;
    int128 others[] = {(int128)left->low * right->high, (int128)left->high * right->low,
                       (int128)left->high * right->high};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        low = others[i] < low ? others[i] : low;
        high = others[i] > high ? others[i] : high;
    }
    if (!ckd_narrow_i64(&result->low, low) || !ckd_narrow_i64(&result->high, high))
        return out_of_range(sema, span);
    result->has_overdue = left->has_overdue || right->has_overdue;
    result->has_days = left->has_days || right->has_days;
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

static bool divide(struct formula *formula, struct span span, struct value *left,
                   const struct value *right, struct value *result)
{
    struct sema *sema = formula->sema;
    bool is_ratio = right->of.sort != OF_NUMBER && is_same(left->of, right->of) &&
                    right->per.sort == OF_NUMBER && left->per.sort == OF_NUMBER;
    if (right->expr || right->num == 0 || (right->of.sort != OF_NUMBER && !is_ratio)) {
        struct diag *diag = diag_add(sema->diags, E_DIVISION, sema->source, span, "%s",
                                     right->expr ? "what it is divided by must be a fixed number"
                                     : right->num == 0 ? "nothing can be divided by 0"
                                                       : "it is divided by something that is no number");
        diag_help(diag, "divide by a number (`/ 12`), or one fixed sum by another of the same unit");
        return false;
    }
    *result = *left;
    if (is_ratio)
        result->of = (struct content){OF_NUMBER, 0};
    if (!reduce((int128)left->num * right->den, (int128)left->den * right->num, &result->num,
                &result->den))
        return out_of_range(sema, span);
    return true;
}

/* In whole parts, rounded once to a multiple of `step`. False if that leaves the range. */
static bool round_off(struct formula *formula, struct value *value, int64_t step, enum rounding how)
{
    static const enum nm_rounding ways[] = {
        [ROUND_HALF_UP] = NM_HALF_UP, [ROUND_HALF_EVEN] = NM_HALF_EVEN, [ROUND_DOWN] = NM_ROUND_DOWN,
        [ROUND_UP] = NM_ROUND_UP, [ROUND_CEILING] = NM_CEILING, [ROUND_FLOOR] = NM_FLOOR};
    int64_t low, high;
    int128 den = (int128)value->den * step;
    if (den > INT64_MAX / 2)
        return false;
    bool is_down = value->num < 0;
    if (!muldiv_i64(&low, is_down ? value->high : value->low, value->num, (int64_t)den, how, NULL) ||
        !muldiv_i64(&high, is_down ? value->low : value->high, value->num, (int64_t)den, how, NULL) ||
        !ckd_mul_i64(&low, low, step) || !ckd_mul_i64(&high, high, step))
        return false;
    if (!value->expr) {
        value->num = low;
    } else if (step != 1 || value->num != 1 || value->den != 1) {
        value->expr = expr_of(formula->sema, NM_OP_SCALE, value->expr, NULL);
        value->expr->ratio = (struct nm_ratio){.num = value->num, .den = value->den, .step = step,
                                               .rounding = ways[how]};
        value->num = 1;
        value->low = low;
        value->high = high;
    }
    value->den = 1;
    value->is_overdue = value->is_days = false;
    return true;
}

/* ---- what is asked ---------------------------------------------------------------------------------- */

static int64_t greatest_need(const struct meant_norm *norm)
{
    return norm && norm->need_parts ? norm->need_parts : LIMIT_FORMULA_QUANTITY;
}

/* What the breach is of which the norm is a consequence; NULL if it is none, or not known yet. */
static const struct meant_norm *broken_by(const struct formula *formula)
{
    const struct meant_norm *norm = formula->norm;
    for (size_t i = 0; i < norm->triggers.count; i++) {
        if (norm->triggers.items[i].kind == NM_ON_BREACH)
            return norm->triggers.items[i].norm;
    }
    return norm->remedies;
}

enum breach_word { WORD_OVERDUE, WORD_DAYS, WORD_SHORTFALL };

static bool read_breach(struct formula *formula, enum breach_word word, struct span span,
                        struct value *value)
{
    struct sema *sema = formula->sema;
    const struct meant_norm *broken = broken_by(formula);
    if (!broken && formula->pending)
        return not_asked(formula, span, "nothing is overdue or short here",
                         "this is about the breach that a remedy follows: `…, otherwise Buyer pays …`, or "
                         "`When clause 1.1 is breached, …`");
    bool is_amount = broken && (broken->kind == NM_ACHIEVE || broken->kind == NM_AMOUNT);
    struct content of = broken ? content_of(broken->unit, broken->item)
                               : (struct content){OF_UNTOLD, UNTOLD_YET};
    switch (word) {
    case WORD_DAYS:
        *value = asked((struct content){OF_DAYS, 0}, expr_new(sema, NM_OP_DAYS_LATE, 0), 0,
                       LIMIT_HORIZON_DAYS);
        value->is_days = value->has_days = true;
        return true;
    case WORD_OVERDUE:
    case WORD_SHORTFALL:
        *value = asked(of, expr_new(sema, NM_OP_SHORTFALL, 0), is_amount, greatest_need(broken));
        value->is_overdue = value->has_overdue = word == WORD_OVERDUE;
        return true;
    }
    UNREACHABLE();
}

/* What the act, or the clause, that triggers is about; false if it has no quantity that is told. */
static bool quantity_content(const struct meant_trigger *trigger, struct content *of)
{
    *of = (struct content){OF_UNTOLD, UNTOLD_QUANTITY};
    if (trigger->kind == NM_ON_STATUS)
        *of = content_of(trigger->norm->unit, trigger->norm->item);
    return trigger->kind == NM_ON_STATUS ||
           (trigger->kind == NM_ON_EVENT && !trigger->pattern.indicator);
}

static bool is_answer(const struct meant_trigger *trigger)
{
    const struct meant_verb *verb = trigger->kind == NM_ON_EVENT ? trigger->pattern.act.verb : NULL;
    return verb && (verb->class == NM_ACCEPT || verb->class == NM_REJECT);
}

/* `the quantity`: of the act that triggers. */
static bool read_quantity(struct formula *formula, struct span span, struct value *value)
{
    struct sema *sema = formula->sema;
    const struct meant_norm *norm = formula->norm;
    formula->asks_quantity = true;
    if (formula->pending && norm->triggers.count == 0)
        return not_asked(formula, span, "there is no act whose quantity this could be",
                         "name the act: `When Seller delivers parts, Buyer pays …`");
    for (size_t i = 0; i < norm->triggers.count; i++) {
        struct value one = {.of = formula->quantity}, other = {.of = {OF_NUMBER, 0}};
        if (!quantity_content(&norm->triggers.items[i], &other.of))
            return not_asked(formula, span, "what triggers here has no quantity",
                             "name an act: `When Seller delivers parts, Buyer pays …`");
        if (is_answer(&norm->triggers.items[i]))
            return not_asked(formula, span, "an answer need not say how much it is about",
                             "let the clause that is answered trigger: `When clause 1.1 is fulfilled, …`");
        if (!agree(formula, &one.of, &other.of))
            return units_differ(sema, span, &one, &other);
    }
    *value = asked(formula->quantity, expr_new(sema, NM_OP_TRIGGER_QTY, 0), 1, LIMIT_FORMULA_QUANTITY);
    return true;
}

/* `the count of clause 1.1`, of the period at hand; `the total of clause 1.1`, of all periods: what it
 * has counted when this is reckoned. */
static bool read_count(struct formula *formula, const struct ast_np *np, bool is_total,
                       struct value *value)
{
    struct sema *sema = formula->sema;
    norm_list norms = {0};
    VEC(struct meant_expr *) counts = {0};
    struct value one = {.of = {OF_UNTOLD, UNTOLD_YET}}, next;
    bool is_fine = true;
    formula->asks = true;
    *value = asked((struct content){OF_UNTOLD, UNTOLD_YET}, expr_new(sema, NM_OP_CONST, 0), 0,
                   LIMIT_FORMULA_QUANTITY);
    if (!formula->pending)
        return true;
    sema_clause_norms(sema, &np->tails.items[0].np->clause, &norms);
    if (!is_total) {
        sema_fit_period(&norms, formula->pending->scope.period);
        sema_note_count(sema, np);
    }
    for (size_t i = 0; is_fine && i < norms.count; i++) {
        struct meant_norm *norm = norms.items[i];
        next = (struct value){.of = content_of(norm->unit, norm->item)};
        if (norm->parent || norm->remedies || norm == formula->norm || !sema_counts(norm))
            continue; /* counted with its whole; another matter; nothing */
        if (counts.count > 0 && !is_same(one.of, next.of))
            is_fine = units_differ(sema, np->span, &one, &next);
        one = next;
        struct meant_expr *got = expr_new(sema, NM_OP_GOT, 0);
        got->norm = norm;
        vec_push(&counts, got);
    }
    bool is_known = norms.count > 0, is_counted = counts.count > 0;
    vec_release(&norms);
    value->of = one.of;
    value->expr = is_counted ? expr_sum(sema, counts.items, counts.count) : NULL;
    vec_release(&counts);
    if (is_known && is_fine && !is_counted)
        return bad_formula(sema, np->span, "the clause counts nothing");
    return is_known && is_fine;
}

/* What an indicator was measured at: of the period at hand, in the event that triggers, else latest. */
static bool read_measure(struct formula *formula, int32_t indicator, struct value *value)
{
    struct sema *sema = formula->sema;
    const struct meant_indicator *row = sema->meaning->indicators.items[indicator];
    int32_t first = NM_LATEST, last = 0;
    for (size_t i = 0; i < formula->norm->triggers.count; i++) {
        if (formula->norm->triggers.items[i].pattern.indicator == row)
            first = NM_TRIGGERING;
    }
    const struct meant_period *period = formula->pending ? formula->pending->scope.period : NULL;
    if (sema_is_measured_for(sema, row, period)) {
        first = (int32_t)period->first;
        last = (int32_t)period->last;
        vec_push(&formula->awaited, row);
    }
    formula->asks = true;
    struct meant_expr *known = sema_measured_value(sema, NM_OP_KNOWN, indicator, first, last);
    formula->known = formula->known ? expr_of(sema, NM_OP_AND, formula->known, known) : known;
    *value = asked(content_of(row->unit, NM_NONE),
                   sema_measured_value(sema, NM_OP_VALUE, indicator, first, last),
                   -LIMIT_FORMULA_QUANTITY, LIMIT_FORMULA_QUANTITY);
    if (row->unit == NM_NONE)
        value->den = decimal_power10(row->places + (row->is_percent ? 2 : 0));
    return true;
}

/* ---- definitions and words -------------------------------------------------------------------------- */

/* `rounded to 0.01 yuan`, `rounded down`. */
static bool read_rounding(struct formula *formula, const struct ast_act *act, struct value *value)
{
    struct sema *sema = formula->sema;
    struct amount step = {.parts = 1};
    if (act->more->rounding) {
        if (!sema_amount(sema, act->more->rounding, &step))
            return false;
        struct value unit = {.of = content_of(step.unit, step.kind)};
        if (!agree(formula, &value->of, &unit.of))
            return units_differ(sema, act->more->rounding->span, value, &unit);
    }
    if (value->per.sort != OF_NUMBER || value->of.sort == OF_NUMBER)
        return bad_formula(sema, act->more->means->span, "only sums are rounded");
    return round_off(formula, value, step.parts, (enum rounding)act->more->rounded_how) ||
           out_of_range(sema, act->more->means->span);
}

/* What bounds a value, of the same unit. */
static bool read_bound(struct formula *formula, const struct ast_expr *expr, struct value *value,
                       struct value *bound)
{
    return read_expr(formula, expr, bound) &&
           ((agree(formula, &value->of, &bound->of) && is_same(value->per, bound->per)) ||
            units_differ(formula->sema, expr->span, value, bound));
}

/* Rounding keeps an order, so what is bounded and its bounds may be rounded before they are compared: they need
 * no common divisor then, for which large sums have no room. */
static bool read_means(struct formula *formula, const struct ast_act *act, struct value *value)
{
    struct value floor, cap, cut;
    if (!read_expr(formula, act->more->means, value) ||
        (act->more->floor && !read_bound(formula, act->more->floor, value, &floor)) ||
        (act->more->cap && !read_bound(formula, act->more->cap, value, &cap)))
        return false;
    if (act->more->is_rounded && (!read_rounding(formula, act, value) ||
                            (act->more->floor && !read_rounding(formula, act, &floor)) ||
                            (act->more->cap && !read_rounding(formula, act, &cap))))
        return false;
    if (act->more->floor) {
        if (!combine(formula, act->more->floor->span, NM_OP_MAX, value, &floor, &cut))
            return false;
        *value = cut;
    }
    if (act->more->cap) {
        if (!combine(formula, act->more->cap->span, NM_OP_MIN, value, &cap, &cut))
            return false;
        *value = cut;
    }
    return true;
}

static bool read_definition(struct formula *formula, uint32_t index, struct span span,
                            struct value *value)
{
    struct sema *sema = formula->sema;
    struct definition *definition = &sema->definitions.items[index];
    if (definition->is_open) {
        struct diag *diag = diag_add(sema->diags, E_CIRCLE, sema->source, span,
                                     "`%s` is defined by itself", definition->name);
        diag_label(diag, definition->source, definition->span, "defined here");
        diag_help(diag, "define one of them by a sum: `%s means 480_000 yuan`", definition->name);
        return false;
    }
    if (formula->open_count >= LIMIT_DEPTH)
        return too_deep(sema, span);
    const struct source *using = sema->source;
    definition->is_open = true;
    formula->open_count++;
    sema->source = definition->source;
    bool is_fine = read_means(formula, definition->act, value);
    formula->open_count--;
    sema->source = using;
    sema->definitions.items[index].is_open = false;
    return is_fine;
}

/* `2_400 yuan per tonne`, `50 yuan per day`. */
static bool read_price(struct formula *formula, const struct ast_amount *amount, struct value *value)
{
    struct sema *sema = formula->sema;
    struct ast_amount plain = *amount, one = *amount;
    struct amount sum, per;
    plain.has_per = false;
    if (!sema_amount(sema, &plain, &sum))
        return false;
    *value = constant(content_of(sum.unit, sum.kind), sum.parts, 1);
    if (!amount->per.text) {
        value->per = (struct content){OF_DAYS, 0};
        if (amount->per_unit == TIME_DAY)
            return true;
        struct diag *diag = diag_add(sema->diags, E_FORMULA, sema->source, amount->span,
                                     "a price of time is a price per day");
        diag_help(diag, "what is owed again and again is `pays Seller 500 yuan each month`; a price of time is "
                        "`30 yuan per day * days-late`");
        return false;
    }
    one.has_per = false;
    one.unit = amount->per;
    one.low = one.high = (struct ast_number){.value = decimal_of(1), .span = amount->per.span};
    if (!sema_amount(sema, &one, &per))
        return false;
    value->per = content_of(per.unit, per.kind);
    return reduce(sum.parts, per.parts, &value->num, &value->den) || out_of_range(sema, amount->span);
}

static bool read_name(struct formula *formula, const struct ast_np *np, struct value *value)
{
    struct sema *sema = formula->sema;
    static const struct { const char *en, *zh; enum breach_word word; } words[] = {
        {"overdue-amount", "逾期金额", WORD_OVERDUE}, {"days-late", "逾期天数", WORD_DAYS},
        {"shortfall", "欠缺数量", WORD_SHORTFALL}};
    sym word = np->name.noun.text;
    bool is_of_thing = np->tails.count == 1 && np->tails.items[0].kind == TAIL_OF;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word->text, words[i].en) == 0 || strcmp(word->text, words[i].zh) == 0)
            return read_breach(formula, words[i].word, np->span, value);
    }
    const struct named *named = sema_find(sema, word);
    if (named && named->kind == NAMED_DEFINITION)
        return read_definition(formula, named->index, np->span, value);
    int32_t indicator = sema_indicator_of(sema, np);
    if (indicator != NM_NONE && sema->meaning->indicators.items[indicator]->is_date) {
        sema_date_as_value(sema, sema->meaning->indicators.items[indicator], np->span);
        return false;
    }
    if (indicator != NM_NONE && np->tails.count == 0)
        return read_measure(formula, indicator, value);
    if (sema_is_noun(np, "quantity", "数量") && (np->tails.count == 0 || is_of_thing))
        return read_quantity(formula, np->span, value);
    bool is_total = sema_is_noun(np, "total", "合计");
    if ((is_total || sema_is_noun(np, "count", "计数")) && is_of_thing &&
        np->tails.items[0].np->kind == NP_CLAUSE)
        return read_count(formula, np, is_total, value);
    if (named)
        return bad_formula(sema, np->span, "this cannot stand in a formula");
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

static bool read_percent(struct formula *formula, struct decimal percent, const struct ast_np *of,
                         struct span span, struct value *value);

static bool read_np(struct formula *formula, const struct ast_np *np, struct value *value)
{
    struct sema *sema = formula->sema;
    const struct ast_amount *amount = np->amount;
    struct amount sum;
    if (np->kind == NP_NAME && np->name.noun.text)
        return read_name(formula, np, value);
    if (np->kind != NP_AMOUNT || np->tails.count)
        return bad_formula(sema, np->span, "this cannot stand in a formula");
    if (amount->kind == AMOUNT_PERCENT && !amount->has_range && !amount->has_per &&
        amount->quant == QUANT_NONE)
        return read_percent(formula, amount->low.value, amount->percent_of, np->span, value);
    if (amount->kind == AMOUNT_NAME && amount->has_per)
        return read_price(formula, amount, value);
    if (!sema_amount(sema, amount, &sum))
        return false;
    *value = constant(content_of(sum.unit, sum.kind), sum.parts, 1);
    return true;
}

static bool read_percent(struct formula *formula, struct decimal percent, const struct ast_np *of,
                         struct span span, struct value *value)
{
    struct decimal factor;
    struct value whole;
    if (decimal_percent(percent, &factor) != DECIMAL_OK)
        return bad_formula(formula->sema, span, "the percentage is out of range");
    factor = decimal_trim(factor);
    struct value share = constant((struct content){OF_NUMBER, 0}, factor.digits,
                                  decimal_power10(factor.scale));
    if (of)
        return read_np(formula, of, &whole) && multiply(formula, span, &share, &whole, value);
    *value = share;
    return true;
}

static bool read_number(struct formula *formula, const struct ast_expr *expr, struct value *value)
{
    struct sema *sema = formula->sema;
    if (expr->has_time_unit)
        return bad_formula(sema, expr->span, "a duration cannot stand in a formula of money");
    if (expr->unit.text) {
        struct ast_amount amount = {.span = expr->span, .kind = AMOUNT_NAME, .low = expr->number,
                                    .high = expr->number, .unit = expr->unit};
        struct amount sum;
        if (!sema_amount(sema, &amount, &sum))
            return false;
        *value = constant(content_of(sum.unit, sum.kind), sum.parts, 1);
        return true;
    }
    struct decimal number = decimal_trim(expr->number.value);
    *value = constant((struct content){OF_NUMBER, 0}, 1, 1);
    return reduce(number.digits, decimal_power10(number.scale), &value->num, &value->den) ||
           out_of_range(sema, expr->span);
}

static bool read_operation(struct formula *formula, const struct ast_expr *expr, struct value *value)
{
    struct value left, right;
    if (!read_expr(formula, expr->left, &left) || !read_expr(formula, expr->right, &right))
        return false;
    switch (expr->kind) {
    case EXPR_ADD: return combine(formula, expr->span, NM_OP_ADD, &left, &right, value);
    case EXPR_SUB: return combine(formula, expr->span, NM_OP_SUB, &left, &right, value);
    case EXPR_SMALLER: return combine(formula, expr->span, NM_OP_MIN, &left, &right, value);
    case EXPR_LARGER: return combine(formula, expr->span, NM_OP_MAX, &left, &right, value);
    case EXPR_MUL: return multiply(formula, expr->span, &left, &right, value);
    case EXPR_DIV: return divide(formula, expr->span, &left, &right, value);
    case EXPR_NUMBER:
    case EXPR_PERCENT:
    case EXPR_NP: break;
    }
    UNREACHABLE();
}

static bool read_expr(struct formula *formula, const struct ast_expr *expr, struct value *value)
{
    struct sema *sema = formula->sema;
    if (sema_is_full(sema, FULL_CODE, sema->expr_count, expr->span))
        return false;
    if (expr->kind == EXPR_NUMBER)
        return read_number(formula, expr, value);
    if (expr->kind == EXPR_PERCENT)
        return read_percent(formula, expr->number.value, expr->np, expr->span, value);
    if (expr->kind == EXPR_NP)
        return read_np(formula, expr->np, value);
    return read_operation(formula, expr, value) &&
           (!value->expr || value->expr->depth <= LIMIT_DEPTH || too_deep(sema, expr->span));
}

/* ---- what is owed ----------------------------------------------------------------------------------- */

/* `the fee`, `5 percent of the fee`; `30 yuan per part` is that much for the quantity of the act. */
static bool read_owed(struct formula *formula, const struct ast_np *np, struct value *value)
{
    struct value read, quantity;
    if (!read_np(formula, np, &read))
        return false;
    *value = read;
    if (read.per.sort == OF_NUMBER)
        return true;
    return read_quantity(formula, np->span, &quantity) &&
           multiply(formula, np->span, &read, &quantity, value);
}

/* At the definition, if it is a defined word. */
static bool without_unit(struct sema *sema, const struct ast_np *np)
{
    const struct named *named = np->kind == NP_NAME ? sema_find(sema, np->name.noun.text) : NULL;
    const struct definition *definition = named && named->kind == NAMED_DEFINITION
                                              ? &sema->definitions.items[named->index] : NULL;
    const struct source *using = sema->source;
    sema->source = definition ? definition->source : using;
    bad_formula(sema, definition ? definition->act->more->means->span : np->span, "the result has no unit");
    sema->source = using;
    return false;
}

bool sema_formula(struct sema *sema, struct meant_norm *norm, const struct ast_np *np,
                  struct amount *result)
{
    struct formula formula = {.sema = sema, .norm = norm,
                              .quantity = {OF_UNTOLD, UNTOLD_QUANTITY}};
    struct value value;
    *result = (struct amount){.unit = NM_NONE, .kind = NM_NONE, .as = NM_NONE};
    bool is_fine = read_owed(&formula, np, &value);
    vec_release(&formula.awaited);
    if (!is_fine)
        return false;
    bool has_unit = value.of.sort == OF_UNIT;
    if (!has_unit && value.of.sort != OF_UNTOLD)
        return without_unit(sema, np);
    result->unit = result->as = has_unit ? value.of.row : NM_NONE;
    if (!round_off(&formula, &value, 1, ROUND_HALF_UP))
        return out_of_range(sema, np->span);
    if (!value.expr) {
        result->parts = value.num;
        return value.num > 0 || bad_formula(sema, np->span, "the sum is not above nothing");
    }
    result->expr = value.expr;
    result->is_accrual = value.has_days;
    norm->formula = np;
    return true;
}

/* The quantity of the triggering act counts in what the price is for. */
static bool set_quantity(struct formula *formula)
{
    struct meant_norm *norm = formula->norm;
    struct content of = formula->quantity;
    for (size_t i = 0; formula->asks_quantity && i < norm->triggers.count; i++) {
        struct meant_trigger *trigger = &norm->triggers.items[i];
        struct value one = {.of = of}, other = {.of = content_of(NM_NONE, trigger->pattern.kind)};
        if (trigger->kind != NM_ON_EVENT)
            continue;
        if (of.sort == OF_KIND && trigger->pattern.kind != NM_NONE && !is_same(one.of, other.of))
            return units_differ(formula->sema, norm->formula->span, &one, &other);
        sema_measure_trigger(formula->sema, trigger, of.sort == OF_UNIT ? of.row : NM_NONE,
                             norm->formula->span);
        if (of.sort == OF_KIND)
            trigger->pattern.kind = of.row;
    }
    return true;
}

/* What is asked when the sum is reckoned must be known then, and come to something. */
static void set_guard(struct formula *formula, const struct value *value)
{
    struct sema *sema = formula->sema;
    struct meant_norm *norm = formula->norm;
    struct meant_expr *holds = formula->known;
    if (value->low <= 0 && !norm->accrual) {
        struct meant_expr *is_owed = expr_of(sema, NM_OP_LT, expr_new(sema, NM_OP_CONST, 0), norm->need);
        holds = holds ? expr_of(sema, NM_OP_AND, holds, is_owed) : is_owed;
    }
    for (size_t i = 0; holds && i < norm->triggers.count; i++) {
        struct meant_expr *guard = norm->triggers.items[i].guard;
        norm->triggers.items[i].guard = guard ? expr_of(sema, NM_OP_AND, guard, holds) : holds;
    }
    for (size_t i = 0; norm->triggers.count && i < formula->awaited.count; i++)
        sema_await_measure(sema, norm, formula->awaited.items[i]);
}

static void reckon(struct formula *formula)
{
    struct sema *sema = formula->sema;
    struct meant_norm *norm = formula->norm;
    struct value value;
    struct span span = norm->formula->span;
    if (!read_owed(formula, norm->formula, &value))
        return;
    if (value.of.sort != OF_UNIT || (norm->unit != NM_NONE && value.of.row != norm->unit)) {
        without_unit(sema, norm->formula);
        return;
    }
    bool may_be_nothing = value.low <= 0 || value.num < 0;
    if (!round_off(formula, &value, 1, ROUND_HALF_UP)) {
        out_of_range(sema, span);
        return;
    }
    if (formula->asks && !norm->triggers.count) {
        not_asked(formula, span, "it is not said when this is reckoned",
                  "name the event: `When a month ends, Buyer pays …`");
        return;
    }
    norm->unit = norm->unit_as = value.of.row;
    if (norm->pool == NM_NONE)
        sema_set_pool(sema, norm);
    norm->need = value.expr;
    if (norm->need_most)
        norm->need = expr_of(sema, NM_OP_MIN, norm->need, expr_new(sema, NM_OP_CONST, norm->need_most));
    value.low = may_be_nothing ? 0 : 1;
    norm->is_reckoned_late = formula->asks;
    if (set_quantity(formula))
        set_guard(formula, &value);
}

void sema_reckon(struct sema *sema, const struct pending *pending)
{
    struct formula formula = {.sema = sema, .norm = pending->norm, .pending = pending,
                              .quantity = {OF_UNTOLD, UNTOLD_QUANTITY}};
    if (pending->norm->formula)
        reckon(&formula);
    vec_release(&formula.awaited);
}

/* A sum that hangs on no act; `what` cannot ask for others. */
static struct meant_expr *asked_sum(struct sema *sema, const struct pending *pending,
                                    const struct ast_np *np, int32_t *unit, const char *what)
{
    struct formula formula = {.sema = sema, .norm = pending->norm, .pending = pending,
                              .quantity = {OF_UNTOLD, UNTOLD_QUANTITY}};
    struct value value;
    struct meant_expr *sum = NULL;
    bool is_fine = read_owed(&formula, np, &value);
    bool is_of_act = formula.asks_quantity || value.has_days || value.has_overdue ||
                     formula.known || formula.awaited.count > 0;
    vec_release(&formula.awaited);
    if (!is_fine)
        return NULL;
    if (value.of.sort != OF_UNIT || is_of_act) {
        not_asked(&formula, np->span, what,
                  "what can: a sum of amounts, `the count of clause 1.1`, `the total of clause 1.1`");
        return NULL;
    }
    if (!round_off(&formula, &value, 1, ROUND_HALF_UP)) {
        out_of_range(sema, np->span);
        return NULL;
    }
    *unit = value.of.row;
    sum = value.expr ? value.expr : expr_new(sema, NM_OP_CONST, value.num);
    return sum;
}

struct meant_expr *sema_asked_sum(struct sema *sema, const struct pending *pending,
                                  const struct ast_np *np, int32_t *unit)
{
    return asked_sum(sema, pending, np, unit, "a condition cannot ask for this");
}

struct meant_expr *sema_cap_sum(struct sema *sema, const struct pending *pending, const struct ast_np *np,
                                int32_t *unit)
{
    return asked_sum(sema, pending, np, unit, "a cap cannot ask for this");
}
