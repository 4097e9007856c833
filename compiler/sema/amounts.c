/* amounts.c - quantities: an amount is counted in the smallest parts of its unit. Their bounds, shares of
 * them, and how they are said. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"
#include "lang/value/decimal.h"
#include "lang/base/limits.h"
#include "lang/syntax/token.h"

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
    if (den == 1) { /* no division, as with most units */
        *is_large = !ckd_mul_i64(parts, trimmed.digits, scaled);
        return !*is_large;
    }
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
    struct diag *diag = diag_add(sema->diags, E_AMOUNT, sema->source, amount->span,
                                 "things that are counted one by one need a whole number, at least 1");
    diag_help(diag, "write a whole number; what is measured has a unit: `2.5 tonnes`");
    return false;
}

bool sema_unknown_unit(struct sema *sema, const struct ast_amount *amount, bool is_money)
{
    sym word = amount->unit.text;
    if (!sema_is_news(sema, word->text))
        return false;
    struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, amount->unit.span,
                                 "`%s` is neither a unit nor a kind of item", word->text);
    const char *near = is_money ? NULL : sema_suggest(sema, word, NAMED_KIND);
    if (!near)
        near = sema_suggest(sema, word, NAMED_UNIT);
    const char *currency = sema_currency_declaration(sema, &amount->unit, is_money && !near);
    bool is_zh = sema_is_in_chinese(sema, amount->unit.span);
    if (hint_give(diag, sema->source, amount->unit.span))
        return false;
    if (keyword_is_measure(word->text)) {
        diag_help(diag, "量词之后写明何物：`2 台 车床`；在“其中”之后只写数目：`其中 2 至迟 2026-03-31`");
    } else if (currency) {
        bool is_other = near && !strstr(word->text, near); /* of 港元, 元 is the end */
        const char *other = is_other ? sema_words(sema, is_zh ? "；或者是“" : "; or is it `", near, is_zh ? "”？" : "`?", "")
                                     : "";
        diag_help(diag, is_zh ? "先声明：`%s`%s" : "declare it: `%s`%s", currency, other);
    } else if (near) {
        diag_help(diag, is_zh ? "是否应为“%s”？" : "did you mean `%s`?", near);
        diag_replace(diag, amount->unit.span, "%s", near);
    } else {
        diag_help(diag, is_zh ? "先声明：`%s`或`单位 %s。`" : "declare it: `%s`", sema_item_declaration(sema, &amount->unit),
                  word->text);
    }
    return false;
}

/* One number is written: both bounds are it. */
static bool is_one_number(const struct ast_amount *amount)
{
    return amount->low.value.digits == amount->high.value.digits &&
           amount->low.value.scale == amount->high.value.scale;
}

static bool measure(struct sema *sema, const struct ast_amount *amount, int32_t unit,
                    const struct ast_number *number, int64_t *parts)
{
    const struct meant_unit *meant = sema->meaning->units.items[unit];
    bool is_large;
    if (to_parts(sema->meaning, meant, number->value, parts, &is_large) && *parts > 0)
        return true;
    if (number->value.digits <= 0) {
        struct diag *below = diag_add(sema->diags, E_INEXACT_AMOUNT, sema->source, amount->span,
                                      "an amount is more than nothing");
        diag_help(below, "%s", number->value.digits < 0
                                   ? "only a value that is measured may be less: `When … if the balance is below -5 "
                                     "yuan, …`"
                                   : "leave it out: a sum that comes to nothing, or less, is not owed");
        return false;
    }
    const struct meant_unit *base = sema->meaning->units.items[meant->base];
    struct diag *diag = diag_add(sema->diags, E_INEXACT_AMOUNT, sema->source, amount->span, "%s",
                                 is_large ? "the amount is too large to be counted exactly"
                                          : "the amount is not a whole number of smallest parts, at "
                                            "least one");
    diag_note(diag, "%s is counted in %s, with %d decimal places", meant->names.items[0],
              base->names.items[0], base->places);
    if (is_large)
        diag_help(diag, "write a smaller amount, or a larger unit");
    else
        diag_help(diag, "round it, or use a smaller unit");
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
               pieces(sema, amount, &amount->high, &high) && set_bounds(sema, amount, low, high, result);
    int32_t unit = sema_unit(sema, amount->unit.text);
    if (unit == NM_NONE)
        return sema_unknown_unit(sema, amount, false);
    result->unit = sema->meaning->units.items[unit]->base;
    result->as = unit;
    if (!measure(sema, amount, unit, &amount->low, &low))
        return false;
    high = low;
    return (is_one_number(amount) || measure(sema, amount, unit, &amount->high, &high)) &&
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
const char *sema_unit_word(const struct meant_unit *unit, bool is_one)
{
    const char *one = unit->names.items[0];
    bool has_plural = unit->names.count > 1 &&
                      strncmp(unit->names.items[1], one, strlen(one)) == 0;
    return is_one || !has_plural ? one : unit->names.items[1];
}

/* As the formatter writes it: 480_000, and four digits together. */
static const char *in_groups(struct sema *sema, const char *number)
{
    struct buf grouped;
    buf_init(&grouped);
    decimal_group(&grouped, number, DECIMAL_UNGROUPED);
    const char *text = arena_text(sema->arena, grouped.data, grouped.len);
    buf_release(&grouped);
    return text;
}

const char *sema_quantity(struct sema *sema, int64_t parts, int32_t unit)
{
    if (unit == NM_NONE)
        return in_groups(sema, arena_printf(sema->arena, "%lld", (long long)parts));
    struct buf number;
    buf_init(&number);
    const struct meant_unit *meant = say_number(sema, parts, unit, &number);
    bool is_one = strcmp(number.data, "1") == 0;
    const char *word = sema_unit_word(meant, is_one);
    const char *text = arena_printf(sema->arena, "%s %s", in_groups(sema, number.data), word);
    buf_release(&number);
    return text;
}

/* "lathes" of "lathe, lathes"; "wheat", of which there is no other form. */
static const char *plural_of(const struct meant_kind *kind)
{
    bool has_plural = kind->names.count > 1 && !sema_is_chinese_name(kind->names.items[1]);
    return kind->names.items[has_plural ? 1 : 0];
}

const char *sema_counted(struct sema *sema, const struct meant_norm *norm, int64_t parts)
{
    const struct meant_kind *kind = meant_thing(norm) == NM_NONE ? NULL
                                                                 : sema->meaning->kinds.items[meant_thing(norm)];
    if (norm->unit != NM_NONE) {
        const char *quantity = sema_quantity(sema, parts, norm->unit_as);
        return kind ? sema_join(sema, quantity, " of ", plural_of(kind)) : quantity;
    }
    const char *word = norm->word ? norm->word : kind ? kind->names.items[0] : "";
    if (kind && sema_is_chinese_name(word)) /* an English name before the Chinese one that was written */
        word = kind->names.items[0];
    for (size_t i = 0; kind && i < kind->names.count; i++) { /* singular and plural in turn */
        if (strcmp(kind->names.items[i], word) != 0)
            continue;
        size_t other = parts == 1 ? i & ~(size_t)1 : i | 1;
        if (other < kind->names.count && !sema_is_chinese_name(kind->names.items[other]))
            word = kind->names.items[other];
        break;
    }
    return arena_printf(sema->arena, "%s %s", sema_quantity(sema, parts, NM_NONE), word);
}

const char *sema_measure_zh(const struct meant_kind *kind)
{
    return kind && kind->measure_zh ? kind->measure_zh : "项";
}

const char *sema_counted_zh(struct sema *sema, const struct meant_norm *norm, int64_t parts)
{
    const struct meant_kind *kind = meant_thing(norm) == NM_NONE ? NULL
                                                                 : sema->meaning->kinds.items[meant_thing(norm)];
    if (norm->unit == NM_NONE)
        return arena_printf(sema->arena, "%lld%s%s", (long long)parts,
                            sema_measure_zh(kind),
                            kind ? kind->label_zh : "");
    struct buf number;
    buf_init(&number);
    const struct meant_unit *meant = say_number(sema, parts, norm->unit_as, &number);
    const char *text = arena_printf(sema->arena, "%s%s%s", number.data, meant->label_zh, kind ? kind->label_zh : "");
    buf_release(&number);
    return text;
}
