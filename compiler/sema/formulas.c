/* formulas.c - sums that are reckoned: prices times quantities, shares, bounds, rounding. Spec 13.3.
 *
 * A value is an exact fraction of one expression in whole smallest parts, so nothing is rounded before
 * the end, and a division only makes the fraction finer. On the way it is checked what the value is an
 * amount of, and between which bounds it lies: a formula that could leave the range is refused.
 *
 * A formula is read twice: with its sentence, for its unit and whether it is a constant; and again
 * when all norms and triggers are known, for what it asks of them. */
#include <string.h>

#include "compiler/sema/formulas_internal.h"
#include "lang/base/limits.h"

static bool read_expr(struct formula *formula, const struct ast_expr *expr, struct value *value);
static bool read_floor(struct formula *formula, const struct ast_expr *expr, struct value *value);

/* ---- messages --------------------------------------------------------------------------------------- */

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

enum breach_word { WORD_OVERDUE, WORD_DAYS, WORD_HOURS, WORD_SHORTFALL };

static bool read_breach(struct formula *formula, enum breach_word word, struct span span,
                        struct value *value)
{
    struct sema *sema = formula->sema;
    const struct meant_norm *broken = broken_by(formula);
    if (!broken && formula->pending)
        return not_asked(formula, span, "nothing is overdue or short here",
                         "this is about the breach that a remedy follows: `…, otherwise Buyer pays …`, or "
                         "`When clause 1.1 is breached, …`");
    if (broken && broken->unit == NM_NONE && broken->item == NM_NONE && sema_has_hole(sema, broken->clause)) {
        sema->silenced++; /* of what it is an amount is not known, for its own sum could not be read */
        return false;
    }
    bool is_amount = broken && (broken->kind == NM_ACHIEVE || broken->kind == NM_AMOUNT);
    struct content of = broken ? content_of(broken->unit, broken->item)
                               : (struct content){OF_UNTOLD, UNTOLD_YET};
    int64_t hour;
    switch (word) {
    case WORD_DAYS:
        *value = value_asked((struct content){OF_TIME, TIME_DAY}, expr_new(sema, NM_OP_DAYS_LATE, 0), 0,
                       LIMIT_HORIZON_DAYS);
        value->is_days = value->has_delay = true;
        return true;
    case WORD_HOURS:
        if (!sema_ticks(sema, 1, TIME_HOUR, span, &hour))
            return false;
        *value = value_asked((struct content){OF_TIME, TIME_HOUR}, expr_new(sema, NM_OP_TICKS_LATE, 0), 0,
                       LIMIT_HORIZON_DAYS * INT64_C(24) * hour);
        value->den = hour;
        value->has_delay = true;
        return true;
    case WORD_OVERDUE:
    case WORD_SHORTFALL:
        *value = value_asked(of, expr_new(sema, NM_OP_SHORTFALL, 0), is_amount, greatest_need(broken));
        value->is_overdue = value->has_overdue = word == WORD_OVERDUE;
        return true;
    }
    UNREACHABLE();
}

/* What the act, or the clause, that triggers is about; false if it has no quantity that is told. */
static bool quantity_content(const struct meant_trigger *trigger, struct content *of)
{
    bool is_of_norm = trigger->kind == NM_ON_STATUS || trigger->kind == NM_ON_TENDER;
    *of = (struct content){OF_UNTOLD, UNTOLD_QUANTITY};
    if (is_of_norm)
        *of = content_of(trigger->norm->unit, trigger->norm->item);
    return is_of_norm ||
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
    struct meant_norm *norm = formula->norm;
    formula->asks_quantity = true;
    if (formula->pending)
        sema_trigger_by_tender(sema, norm);
    if (formula->pending && norm->triggers.count == 0)
        return not_asked(formula, span, "there is no act whose quantity this could be",
                         "name the act: `When Seller delivers parts, Buyer pays …`");
    for (size_t i = 0; i < norm->triggers.count; i++) {
        struct value one = {.of = formula->quantity}, other = {.of = {OF_NUMBER, 0}};
        if (!quantity_content(&norm->triggers.items[i], &other.of))
            return not_asked(formula, span, "what triggers here has no quantity",
                             "name an act: `When Seller delivers parts, Buyer pays …`");
        if (is_answer(&norm->triggers.items[i]))
            return not_asked(
                formula, span, "an answer need not say how much it is about",
                "a sum by what is accepted goes by the acceptance of what somebody is to deliver, a sum "
                "by what is delivered shrinks with what is rejected: `Each time Seller delivers parts, …`");
        if (!content_agree(formula, &one.of, &other.of))
            return formula_units_differ(sema, span, &one, &other);
    }
    *value = value_asked(formula->quantity, expr_new(sema, NM_OP_TRIGGER_QTY, 0), 1, LIMIT_FORMULA_QUANTITY);
    return true;
}

/* A sum that is itself a formula has its unit by being reckoned: before what adds it up. */
static void reckon_first(struct sema *sema, const struct meant_norm *norm)
{
    const struct source *source = sema->source;
    for (size_t i = 0; norm->formula && !norm->is_reckoned && i < sema->pending.count; i++) {
        if (sema->pending.items[i].norm != norm)
            continue;
        sema->source = norm->source;
        sema_reckon(sema, &sema->pending.items[i]);
    }
    sema->source = source;
}

/* `rest means 500 euros - the total of clause 1.2`, owed under clause 1.2. */
static bool counts_itself(struct sema *sema, const struct ast_np *np)
{
    const char *number = np->tails.items[0].np->clause.text->text;
    const struct refusal refusal = {
        sema_words(sema, "this sum is what clause ", number, " owes: it cannot ask how much of it has been paid"),
        sema_words(sema, "leave clause ", number, " out: when the sum is reckoned, nothing has been paid of it yet"),
        sema_words(sema, "删去第", number, "条：结算此款时，该款尚未支付分文")};
    return sema_refuse(sema, E_CIRCLE, np->span, &refusal);
}

/* `the count of clause 1.1`, of the period at hand; `the total of clause 1.1`, of all periods: what it
 * has counted when this is reckoned. */
static bool read_count(struct formula *formula, const struct ast_np *np, bool is_total,
                       struct value *value)
{
    struct sema *sema = formula->sema;
    norm_list norms = {0};
    LIST(struct meant_expr *) counts = {0};
    struct value one = {.of = {OF_UNTOLD, UNTOLD_YET}}, next;
    bool is_fine = true;
    struct reach reach = {0};
    formula->asks = true;
    *value = value_asked((struct content){OF_UNTOLD, UNTOLD_YET}, expr_new(sema, NM_OP_CONST, 0), 0,
                   LIMIT_FORMULA_QUANTITY);
    if (!formula->pending)
        return true;
    sema_clause_norms(sema, &np->tails.items[0].np->clause, &norms);
    bool has_none = false;
    if (!is_total) {
        has_none = sema_has_none_of(&norms, formula->pending->scope.period);
        sema_fit_period(&norms, formula->pending->scope.period);
        sema_note_count(sema, np, formula->pending->scope.period);
    }
    for (size_t i = 0; is_fine && i < norms.count; i++) {
        struct meant_norm *norm = norms.items[i];
        reckon_first(sema, norm);
        bool is_lost = norm->unit == NM_NONE && norm->item == NM_NONE && sema_has_hole(sema, norm->clause);
        if (norm->is_unread || is_lost) {
            sema->silenced++;
            return false;
        }
        next = (struct value){.of = content_of(norm->unit, norm->item)};
        if (sema_is_within(&norms, norm) || norm->remedies || norm == formula->norm || !sema_counts(norm))
            continue; /* counted with its whole; another matter; nothing */
        if (counts.count > 0 && !content_is_same(one.of, next.of))
            is_fine = formula_units_differ(sema, np->span, &one, &next);
        one = next;
        sema_add_reach(sema, norm, &reach);
        list_push(sema->arena, &counts, sema_count_of(sema, norm));
    }
    bool is_known = norms.count > 0, is_counted = counts.count > 0, is_own = false;
    for (size_t i = 0; i < norms.count; i++)
        is_own |= norms.items[i] == formula->norm;
    value->of = one.of;
    value->expr = !is_counted ? NULL
                  : has_none  ? expr_new(sema, NM_OP_CONST, 0)
                              : expr_sum(sema, counts.items, counts.count);
    value->high = reach.most;
    if (reach.most < LIMIT_FORMULA_QUANTITY)
        formula->reach = reach;
    if (is_own && is_fine && !is_counted)
        return counts_itself(sema, np);
    if (is_known && is_fine && !is_counted)
        return formula_fault(sema, np->span, FAULT_NO_COUNT);
    return is_known && is_fine;
}

/* What the parts in which an indicator is kept are of: a sum, a price, a plain number. */
static bool set_measured(struct formula *formula, const struct meant_indicator *row, struct span span,
                         struct value *value)
{
    const struct meant_unit *unit = row->unit == NM_NONE ? NULL : formula->sema->meaning->units.items[row->unit];
    const struct meant_price *price = unit ? unit->price : NULL;
    int128 num = 1, den = 1;
    if (price) {
        value->of = content_of(price->of, NM_NONE);
        value->per = content_of(price->for_unit, price->per_kind);
        value->per_parts = price->den;
        num = price->num;
        den = (int128)price->den * decimal_power10(unit->places);
        value->low = value->expr ? -LIMIT_FORMULA_PRICE : value->low;
        value->high = value->expr ? LIMIT_FORMULA_PRICE : value->high;
    } else if (unit) {
        value->of = content_of(row->unit, NM_NONE);
    } else if (!row->is_percent) {
        formula->sema->silenced++; /* its declaration was reported */
        return false;
    } else {
        den = decimal_power10(row->places + 2);
    }
    return value_reduce(value->num * num, den, &value->num, &value->den) ||
           formula_out_of_range(formula, span, value);
}

/* What an indicator was measured at: of the period at hand, in the event that triggers, else latest. */
static bool read_measure(struct formula *formula, int32_t indicator, struct span span,
                         struct value *value)
{
    struct sema *sema = formula->sema;
    const struct meant_indicator *row = sema->meaning->indicators.items[indicator];
    int32_t first = NM_LATEST, last = 0;
    for (size_t i = 0; i < formula->norm->triggers.count; i++) {
        if (formula->norm->triggers.items[i].pattern.indicator == row)
            first = NM_TRIGGERING;
    }
    const struct meant_period *own = sema_kept_period(sema, formula->norm, row), *period = NULL;
    if (formula->pending && !sema_follows_kept(formula->norm))
        period = formula->pending->scope.period;
    if (sema_is_measured_for(sema, row, period)) {
        first = (int32_t)period->first;
        last = (int32_t)period->last;
        list_push(sema->arena, &formula->awaited, row);
        formula->norm->value_period = period;
    } else if (first == NM_LATEST && sema_is_measured_alike(formula->norm, row)) {
        first = NM_TRIGGERING;
        list_push(sema->arena, &formula->awaited, row);
    } else if (first == NM_LATEST) {
        list_push(sema->arena, &formula->latest, row);
        sema_note_value(sema, formula->norm, row, period, span);
    }
    formula->asks = true;
    struct meant_expr *known = sema_measured_value(sema, NM_OP_KNOWN, indicator, first, last);
    formula->known = formula->known ? expr_of(sema, NM_OP_AND, formula->known, known) : known;
    *value = value_asked((struct content){OF_NUMBER, 0},
                   own ? sema_value_or_last(sema, indicator, (int32_t)own->first, (int32_t)own->last)
                       : sema_measured_value(sema, NM_OP_VALUE, indicator, first, last),
                   -LIMIT_FORMULA_QUANTITY, LIMIT_FORMULA_QUANTITY);
    return set_measured(formula, row, span, value);
}

/* `the index of 2025`, as it was before the contract: a fixed number. */
static bool read_base(struct formula *formula, const struct ast_np *np, int32_t indicator, struct value *value)
{
    struct sema *sema = formula->sema;
    const struct meant_indicator *row = sema->meaning->indicators.items[indicator];
    int64_t parts;
    if (!sema_base_fact(sema, np, &parts))
        return false;
    *value = value_constant((struct content){OF_NUMBER, 0}, parts, 1);
    return set_measured(formula, row, np->span, value);
}

/* ---- definitions and words -------------------------------------------------------------------------- */

static bool read_percent(struct formula *formula, struct decimal percent, const struct ast_np *of,
                         struct span span, struct value *value);

/* `rounded up to 1 percent`: a number has no smallest part, so it is rounded in the steps that are written. */
static bool round_to_percent(struct formula *formula, const struct ast_act *act, struct value *value)
{
    const struct ast_amount *to = act->more->rounding;
    struct value step;
    if (!read_percent(formula, to->low.value, NULL, to->span, &step))
        return false;
    if (step.num == 0)
        return formula_fault(formula->sema, to->span, FAULT_PERCENT);
    if (!content_agree(formula, &value->of, &step.of) || value->per.sort != OF_NUMBER)
        return formula_units_differ(formula->sema, to->span, value, &step);
    return (value_reduce((int128)value->num * step.den, (int128)value->den * step.num, &value->num, &value->den) &&
            value_round(formula, value, 1, (enum rounding)act->more->rounded_how) &&
            value_reduce((int128)value->num * step.num, step.den, &value->num, &value->den)) ||
           formula_out_of_range(formula, act->more->means->span, value);
}

/* `rounded to 0.01 yuan`, `rounded down`. A price is rounded for what it is written: per tonne. */
static bool read_rounding(struct formula *formula, const struct ast_act *act, struct value *value)
{
    struct sema *sema = formula->sema;
    const struct ast_amount *to = act->more->rounding;
    struct amount step = {.parts = 1};
    if (to && to->kind == AMOUNT_PERCENT && !to->percent_of && !to->has_per)
        return round_to_percent(formula, act, value);
    if (to) {
        if (!sema_amount(sema, to, &step))
            return false;
        struct value unit = {.of = content_of(step.unit, step.kind)};
        if (!content_agree(formula, &value->of, &unit.of))
            return formula_units_differ(sema, to->span, value, &unit);
    }
    bool is_price = value->per.sort != OF_NUMBER;
    if (value->of.sort == OF_NUMBER)
        return formula_fault(sema, act->more->means->span, FAULT_ROUNDED);
    if (is_price && !value->per_parts)
        return formula_fault(sema, act->more->means->span, FAULT_ROUNDED_PRICES);
    bool fits = !is_price || value_reduce((int128)value->num * value->per_parts, value->den, &value->num, &value->den);
    fits = fits && value_round(formula, value, step.parts, (enum rounding)act->more->rounded_how);
    if (fits && is_price)
        fits = value_reduce(value->num, (int128)value->den * value->per_parts, &value->num, &value->den);
    return fits || formula_out_of_range(formula, act->more->means->span, value);
}

/* What bounds a value, of the same unit; nothing, too: a part of a formula may be less. */
static bool read_bound(struct formula *formula, const struct ast_expr *expr, struct value *value,
                       struct value *bound)
{
    return read_floor(formula, expr, bound) &&
           ((content_agree(formula, &value->of, &bound->of) && content_is_same(value->per, bound->per)) ||
            formula_units_differ(formula->sema, expr->span, value, bound));
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
    if (act->more->cap)
        value_cut(formula, value, &cap);
    if (act->more->is_rounded && (!read_rounding(formula, act, value) ||
                            (act->more->floor && !read_rounding(formula, act, &floor)) ||
                            (act->more->cap && !read_rounding(formula, act, &cap))))
        return false;
    if (act->more->floor) {
        if (!value_combine(formula, act->more->floor->span, NM_OP_MAX, value, &floor, &cut))
            return false;
        *value = cut;
    }
    if (act->more->cap) {
        if (!value_combine(formula, act->more->cap->span, NM_OP_MIN, value, &cap, &cut))
            return false;
        *value = cut;
    }
    return true;
}

/* Until the triggers are known, most definitions mean the same wherever they are used. */
static bool is_alike_anywhere(const struct formula *formula)
{
    return !formula->pending && !formula->norm->triggers.count && !formula->norm->remedies &&
           !formula->asks && !formula->asks_quantity;
}

static bool read_definition(struct formula *formula, uint32_t index, struct span span,
                            struct value *value)
{
    struct sema *sema = formula->sema;
    struct definition *definition = &sema->definitions.items[index];
    if (definition->value && is_alike_anywhere(formula)) {
        *value = *definition->value;
        return true;
    }
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
    definition = &sema->definitions.items[index];
    definition->is_open = false;
    if (is_fine && is_alike_anywhere(formula))
        definition->value = arena_copy(sema->arena, value, sizeof *value);
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
    *value = value_constant(content_of(sum.unit, sum.kind), sum.parts, 1);
    if (!amount->per.text) {
        value->per = (struct content){OF_TIME, (int32_t)amount->per_unit};
        if (amount->per_unit == TIME_DAY || amount->per_unit == TIME_HOUR)
            return true;
        struct diag *diag = diag_add(sema->diags, E_FORMULA, sema->source, amount->span,
                                     "a price of time is a price per day, or per hour");
        diag_help(diag, "what is owed again and again is `pays Seller 500 yuan each month`; a price of time is "
                        "`30 yuan per day * days-late`, `30 yuan per hour * hours-late`");
        return false;
    }
    one.has_per = false;
    one.unit = amount->per;
    one.low = one.high = (struct ast_number){.value = decimal_of(1), .span = amount->per.span};
    if (!sema_amount(sema, &one, &per))
        return false;
    value->per = content_of(per.unit, per.kind);
    value->per_parts = per.parts;
    return value_reduce(sum.parts, per.parts, &value->num, &value->den) ||
           formula_out_of_range(formula, amount->span, value);
}

static bool read_name(struct formula *formula, const struct ast_np *np, struct value *value)
{
    struct sema *sema = formula->sema;
    static const struct { const char *en, *zh; enum breach_word word; } words[] = {
        {"overdue-amount", "逾期金额", WORD_OVERDUE}, {"days-late", "逾期天数", WORD_DAYS},
        {"hours-late", "逾期小时数", WORD_HOURS},
        {"shortfall", "欠缺量", WORD_SHORTFALL}};
    sym word = np->name.noun.text;
    bool is_of_thing = np->tails.count == 1 && np->tails.items[0].kind == TAIL_OF;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (sema_is(word->text, words[i].en) || sema_is(word->text, words[i].zh))
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
        return read_measure(formula, indicator, np->span, value);
    if (indicator != NM_NONE && is_of_thing && np->tails.items[0].np->kind == NP_TIME)
        return read_base(formula, np, indicator, value);
    if (sema_is_noun(np, "quantity", "数量") && (np->tails.count == 0 || is_of_thing))
        return read_quantity(formula, np->span, value);
    bool is_total = sema_is_noun(np, "total", "合计");
    if ((is_total || sema_is_noun(np, "count", "计数")) && is_of_thing &&
        np->tails.items[0].np->kind == NP_CLAUSE)
        return read_count(formula, np, is_total, value);
    if (named)
        return formula_fault(sema, np->span, FAULT_STRAY);
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

static bool read_np(struct formula *formula, const struct ast_np *np, struct value *value)
{
    struct sema *sema = formula->sema;
    const struct ast_amount *amount = np->amount;
    struct amount sum;
    if (np->kind == NP_NAME && np->name.noun.text)
        return read_name(formula, np, value);
    if (np->kind != NP_AMOUNT || np->tails.count)
        return formula_fault(sema, np->span, FAULT_STRAY);
    if (amount->kind == AMOUNT_PERCENT && !amount->has_range && !amount->has_per &&
        amount->quant == QUANT_NONE)
        return read_percent(formula, amount->low.value, amount->percent_of, np->span, value);
    if (amount->kind == AMOUNT_NAME && amount->has_per)
        return read_price(formula, amount, value);
    if (!sema_amount(sema, amount, &sum))
        return false;
    *value = value_constant(content_of(sum.unit, sum.kind), sum.parts, 1);
    return true;
}

static bool read_percent(struct formula *formula, struct decimal percent, const struct ast_np *of,
                         struct span span, struct value *value)
{
    struct decimal factor;
    struct value whole;
    if (decimal_percent(percent, &factor) != DECIMAL_OK || factor.digits < 0)
        return formula_fault(formula->sema, span, FAULT_PERCENT);
    factor = decimal_trim(factor);
    struct value share = value_constant((struct content){OF_NUMBER, 0}, factor.digits,
                                  decimal_power10(factor.scale));
    if (of)
        return read_np(formula, of, &whole) && value_multiply(formula, span, &share, &whole, value);
    *value = share;
    return true;
}

static bool read_number(struct formula *formula, const struct ast_expr *expr, struct value *value)
{
    struct sema *sema = formula->sema;
    if (expr->has_time_unit)
        return formula_fault(sema, expr->span, FAULT_DURATION);
    if (expr->unit.text) {
        struct ast_amount amount = {.span = expr->span, .kind = AMOUNT_NAME, .low = expr->number,
                                    .high = expr->number, .unit = expr->unit};
        struct amount sum;
        if (!sema_amount(sema, &amount, &sum))
            return false;
        *value = value_constant(content_of(sum.unit, sum.kind), sum.parts, 1);
        return true;
    }
    struct decimal number = decimal_trim(expr->number.value);
    *value = value_constant((struct content){OF_NUMBER, 0}, 1, 1);
    return value_reduce(number.digits, decimal_power10(number.scale), &value->num, &value->den) ||
           formula_out_of_range(formula, expr->span, value);
}

/* `100 euros * the index / the index of 2025`: two sums of one unit are a ratio, whatever stands before them. */
static bool read_by_ratio(struct formula *formula, const struct ast_expr *expr, struct value *value)
{
    const struct ast_expr *product = expr->left;
    struct value first, left, right, step;
    if (!read_expr(formula, product->left, &first) || !read_expr(formula, product->right, &left) ||
        !read_expr(formula, expr->right, &right))
        return false;
    bool is_ratio = left.of.sort == OF_UNIT && value_is_ratio(&left, &right) && first.of.sort != OF_NUMBER;
    if (is_ratio)
        return value_divide(formula, expr->span, &left, &right, &step) &&
               value_multiply(formula, product->span, &first, &step, value);
    return value_multiply(formula, product->span, &first, &left, &step) &&
           value_divide(formula, expr->span, &step, &right, value);
}

/* `the larger of 0 points and the market`: no amount is nothing, but what is measured may be less. */
static bool read_floor(struct formula *formula, const struct ast_expr *expr, struct value *value)
{
    const struct ast_np *np = expr->kind == EXPR_NP ? expr->np : NULL;
    const struct ast_amount *amount = np && np->kind == NP_AMOUNT && !np->tails.count ? np->amount : NULL;
    struct ast_amount one = {.kind = AMOUNT_NAME, .unit = expr->unit};
    bool is_plain = amount && amount->kind == AMOUNT_NAME && !amount->has_per && !amount->has_range &&
                    amount->quant == QUANT_NONE && amount->low.value.digits == 0;
    bool is_nothing = is_plain || (expr->kind == EXPR_NUMBER && expr->unit.text && expr->number.value.digits == 0);
    if (!is_nothing)
        return read_expr(formula, expr, value);
    if (is_plain)
        one = *amount;
    one.span = expr->span;
    one.low.value = one.high.value = decimal_of(1);
    struct amount unit;
    if (!sema_amount(formula->sema, &one, &unit))
        return false;
    *value = value_constant(content_of(unit.unit, unit.kind), 0, 1);
    return true;
}

static bool read_operation(struct formula *formula, const struct ast_expr *expr, struct value *value)
{
    struct value left, right;
    if (expr->kind == EXPR_DIV && expr->left->kind == EXPR_MUL)
        return read_by_ratio(formula, expr, value);
    bool (*read)(struct formula *, const struct ast_expr *, struct value *) =
        expr->kind == EXPR_LARGER ? read_floor : read_expr;
    if (!read(formula, expr->left, &left) || !read(formula, expr->right, &right))
        return false;
    switch (expr->kind) {
    case EXPR_ADD: return value_combine(formula, expr->span, NM_OP_ADD, &left, &right, value);
    case EXPR_SUB: return value_combine(formula, expr->span, NM_OP_SUB, &left, &right, value);
    case EXPR_SMALLER: return value_combine(formula, expr->span, NM_OP_MIN, &left, &right, value);
    case EXPR_LARGER: return value_combine(formula, expr->span, NM_OP_MAX, &left, &right, value);
    case EXPR_MUL: return value_multiply(formula, expr->span, &left, &right, value);
    case EXPR_DIV: return value_divide(formula, expr->span, &left, &right, value);
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
           value_multiply(formula, np->span, &read, &quantity, value);
}

/* The definition that the sum, or that of which it is a share, names; NULL if it names none. */
static const struct definition *definition_of(const struct sema *sema, const struct ast_np *np)
{
    bool is_share = np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_PERCENT && np->amount->percent_of;
    const struct ast_np *of = is_share ? np->amount->percent_of : np;
    const struct named *named = of->kind == NP_NAME && of->name.noun.text ? sema_find(sema, of->name.noun.text) : NULL;
    return named && named->kind == NAMED_DEFINITION ? &sema->definitions.items[named->index] : NULL;
}

/* At the definition, if it is a defined word. */
static bool without_unit(struct sema *sema, const struct ast_np *np)
{
    const struct definition *definition = np->kind == NP_NAME ? definition_of(sema, np) : NULL;
    const struct source *using = sema->source;
    sema->source = definition ? definition->source : using;
    formula_fault(sema, definition ? definition->act->more->means->span : np->span, FAULT_NO_UNIT);
    sema->source = using;
    return false;
}

/* What is owed in whole parts. Too much is told of where the sum is defined, once for all that owes it. */
static void round_owed(struct formula *formula, const struct ast_np *np, struct value *value)
{
    struct sema *sema = formula->sema;
    if (value_round(formula, value, 1, ROUND_HALF_UP))
        return;
    const struct definition *definition = definition_of(sema, np);
    const struct source *using = sema->source;
    sema->source = definition ? definition->source : using;
    formula_out_of_range(formula, definition ? definition->act->more->means->span : np->span, value);
    sema->source = using;
}

bool sema_formula(struct sema *sema, struct meant_norm *norm, const struct ast_np *np,
                  struct amount *result)
{
    struct formula formula = {.sema = sema, .norm = norm,
                              .quantity = {OF_UNTOLD, UNTOLD_QUANTITY}};
    struct value value;
    *result = (struct amount){.unit = NM_NONE, .kind = NM_NONE, .as = NM_NONE};
    bool is_fine = read_owed(&formula, np, &value);
    if (!is_fine)
        return false;
    bool has_unit = value.of.sort == OF_UNIT;
    if (!has_unit && value.of.sort != OF_UNTOLD)
        return without_unit(sema, np);
    result->unit = result->as = has_unit ? value.of.row : NM_NONE;
    if (!value.expr) {
        round_owed(&formula, np, &value);
        result->parts = value.num;
        return value.num > 0 || formula_fault(sema, np->span, FAULT_NOTHING);
    }
    (void)value_round(&formula, &value, 1, ROUND_HALF_UP); /* what may be too large is told once its cap is known */
    result->expr = value.expr;
    result->is_accrual = value.has_delay;
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
        if (of.sort == OF_KIND && trigger->pattern.kind != NM_NONE && !content_is_same(one.of, other.of))
            return formula_units_differ(formula->sema, norm->formula->span, &one, &other);
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
    if (value->high <= 0 && formula->reach.norm)
        sema_warn_reach(sema, &formula->reach, norm->formula->span, "this never comes to anything");
    if (value->low <= 0 && !norm->accrual) {
        struct meant_expr *is_owed = expr_of(sema, NM_OP_LT, expr_new(sema, NM_OP_CONST, 0), norm->need);
        holds = holds ? expr_of(sema, NM_OP_AND, holds, is_owed) : is_owed;
    }
    for (size_t i = 0; norm->triggers.count && i < formula->awaited.count; i++)
        sema_await_measure(sema, norm, formula->awaited.items[i]);
    bool is_waiting = sema_await_latest(sema, norm, formula->latest.items, formula->latest.count);
    if (is_waiting && formula->pending) /* what has been read of its time counts from elsewhere now */
        sema->pending.items[formula->pending - sema->pending.items].has_window = false;
    for (size_t i = 0; holds && i < norm->triggers.count; i++) {
        struct meant_expr *guard = norm->triggers.items[i].guard;
        norm->triggers.items[i].guard = guard ? expr_of(sema, NM_OP_AND, guard, holds) : holds;
    }
}

/* `within 30 days after the acceptance`: what arises by the act or the clause is reckoned then. False if nothing calls
 * it forth. */
static bool is_called_forth(struct formula *formula)
{
    struct sema *sema = formula->sema;
    const struct meant_norm *norm = formula->norm;
    if (!norm->triggers.count && formula->pending && !norm->has_period)
        sema_read_when(sema, &sema->pending.items[formula->pending - sema->pending.items]);
    return norm->triggers.count > 0;
}

static void without_event(struct formula *formula)
{
    struct sema *sema = formula->sema;
    struct span span = formula->norm->formula->span;
    const struct ast_label *after = formula->pending ? sema_anchor_clause(formula->pending->act) : NULL;
    const char *turned = after ? sema_triggered_words(sema, formula->pending->act) : NULL;
    bool is_chinese = sema_is_in_chinese(sema, span);
    const char *help = turned  ? arena_printf(sema->arena, "let the clause call it forth: `%s`", turned)
                       : after ? arena_printf(sema->arena, is_chinese
                                                  ? "由该条引起：“当 第%s条 被 履行 时，买方 限 30 日 内 支付 …”"
                                                  : "let the clause call it forth: `When clause %s is fulfilled, Buyer "
                                                    "pays … within 30 days`",
                                              after->text->text)
                       : is_chinese ? "写明何时结算：某日“于 2026-11-30：买方 限 30 日 内 支付 …”，某条履行后“当 第1.1条 被 履行 时，…”，"
                                      "每月“当 月 终了 时，…”"
                                    : "say when: on a day, `On 2026-11-30: Buyer pays … within 30 days`; once a "
                                      "clause is "
                                      "done, `When clause 1.1 is fulfilled, Buyer pays …`; each month, `When a month "
                                      "ends, Buyer pays …`";
    not_asked(formula, span, "it is not said when this is reckoned", help);
}

static void reckon(struct formula *formula)
{
    struct sema *sema = formula->sema;
    struct meant_norm *norm = formula->norm;
    struct value value;
    if (!read_owed(formula, norm->formula, &value))
        return;
    if (value.of.sort != OF_UNIT || (norm->unit != NM_NONE && value.of.row != norm->unit)) {
        without_unit(sema, norm->formula);
        return;
    }
    bool may_be_nothing = value.low <= 0 || value.num < 0;
    if (norm->need_most) {
        struct value cap = value_constant(value.of, norm->need_most, 1);
        value_cut(formula, &value, &cap);
    }
    round_owed(formula, norm->formula, &value);
    uint32_t faults = sema_faults(sema);
    if (formula->asks && !is_called_forth(formula)) {
        bool is_told = sema_faults(sema) > faults ||
                       (formula->pending && formula->pending->trigger && diags_have_errors(sema->diags));
        if (is_told) /* when it arises could not be read */
            sema->silenced++;
        else
            without_event(formula);
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
    bool is_new = pending->norm->formula && !pending->norm->is_reckoned;
    uint32_t faults = sema_faults(sema);
    pending->norm->is_reckoned = true;
    if (!is_new)
        return;
    struct formula formula = {.sema = sema, .norm = pending->norm, .pending = pending,
                              .quantity = {OF_UNTOLD, UNTOLD_QUANTITY}};
    reckon(&formula);
    pending->norm->is_unread |= sema_faults(sema) > faults;
}

/* A sum that hangs on no act; `what` cannot ask for others. */
static struct meant_expr *asked_sum(struct sema *sema, const struct pending *pending,
                                    const struct ast_np *np, int32_t *unit, const char *what)
{
    struct formula formula = {.sema = sema, .norm = pending->norm, .pending = pending,
                              .quantity = {OF_UNTOLD, UNTOLD_QUANTITY}};
    struct value value;
    struct meant_expr *sum = NULL;
    if (!read_owed(&formula, np, &value))
        return NULL;
    bool is_of_act = formula.asks_quantity || value.has_delay || value.has_overdue ||
                     formula.known || formula.awaited.count > 0;
    if (value.of.sort != OF_UNIT || is_of_act) {
        not_asked(&formula, np->span, what,
                  "what can: a sum of amounts, `the count of clause 1.1`, `the total of clause 1.1`");
        return NULL;
    }
    round_owed(&formula, np, &value);
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
