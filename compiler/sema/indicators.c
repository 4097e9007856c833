/* indicators.c - what is measured: the declaration, what was known of it before the contract, within
 * what time it is measured and what holds if it is not. A value is meant as an expression of the
 * machine; norms on values are in kept.c. Spec 17.1. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "runtime/indicator.h"

enum {
    PERCENT_PLACES = 6, /* a millionth of a percent is the finest that is kept */
    PRICE_PLACES = 4    /* a finer price leaves no room for the quantity that it is multiplied by */
};

int32_t sema_indicator(const struct sema *sema, sym word)
{
    bool is_any = word && sema->meaning->indicators.count > 0;
    const struct named *named = is_any ? sema_find(sema, word) : NULL;
    return named && named->kind == NAMED_INDICATOR ? (int32_t)named->index : NM_NONE;
}

int32_t sema_indicator_of(const struct sema *sema, const struct ast_np *np)
{
    return np->kind == NP_NAME && !np->name.ordinal && !np->name.adjective.text
               ? sema_indicator(sema, np->name.noun.text) : NM_NONE;
}

/* ---- the declaration ------------------------------------------------------------------------------ */

static void incomplete(struct sema *sema, const struct ast_sentence *sentence, const char *what,
                       const char *help)
{
    struct diag *diag = diag_add(sema->diags, E_INDICATOR, sema->source, sentence->span, "%s", what);
    diag_help(diag, "%s", help);
}

/* The rhythm of so many units; false if it is none that a value is measured in. */
static bool set_rhythm(struct meant_indicator *indicator, const struct ast_number *number, enum time_unit unit)
{
    static const enum nm_rhythm single[] = {
        [TIME_DAY] = NM_RHYTHM_DAYS,   [TIME_WEEK] = NM_RHYTHM_WEEK,
        [TIME_MONTH] = NM_RHYTHM_MONTH, [TIME_QUARTER] = NM_RHYTHM_QUARTER,
        [TIME_HALF] = NM_RHYTHM_HALF,  [TIME_YEAR] = NM_RHYTHM_YEAR,
    };
    static const int factors[] = {[TIME_DAY] = 1,     [TIME_WEEK] = 7, [TIME_MONTH] = 1,
                                  [TIME_QUARTER] = 3, [TIME_HALF] = 6, [TIME_YEAR] = 12};
    int64_t count;
    if (decimal_to_parts(number->value, 0, &count) != DECIMAL_OK || count < 1 || count > LIMIT_HORIZON_DAYS ||
        unit < TIME_DAY || unit > TIME_YEAR || unit == TIME_WORKING_DAY)
        return false;
    indicator->every = (int32_t)count * (count == 1 ? 1 : factors[unit]);
    indicator->rhythm = count == 1          ? single[unit]
                        : unit <= TIME_WEEK ? NM_RHYTHM_DAYS : NM_RHYTHM_MONTHS;
    return true;
}

/* `each month`: the rhythm. */
static void read_rhythm(struct sema *sema, const struct ast_adverb *adverb,
                        struct meant_indicator *indicator)
{
    if (adverb->kind == ADV_EACH && set_rhythm(indicator, &adverb->count, adverb->unit))
        return;
    struct diag *diag = diag_add(sema->diags, E_INDICATOR, sema->source, adverb->span,
                                 "how often it is measured cannot be read");
    diag_help(diag, "write `each month`, `each quarter`, `each 10 days`; without it the last "
                    "value holds until the next is measured");
}

/* The number and the unit of `each month`, `in each month`, `after each month`, `after the end of each
 * month`; false if the adverbial is none of them. */
static bool each_said(const struct ast_adverb *adverb, struct ast_number *count, enum time_unit *unit)
{
    const struct ast_np *np = adverb->kind == ADV_EACH ? NULL : sema_period_phrase(adverb);
    if (np && adverb->prep == PREP_AFTER && np->kind == NP_NAME && np->name.noun.text &&
        strcmp(np->name.noun.text->text, "end") == 0 && np->tails.items[0].np->kind == NP_EACH)
        np = np->tails.items[0].np;
    bool is_whole = np && np->kind == NP_EACH &&
                    (adverb->prep == PREP_IN || adverb->prep == PREP_FOR || adverb->prep == PREP_DURING ||
                     adverb->prep == PREP_AFTER);
    if (adverb->kind == ADV_EACH) {
        *count = adverb->count;
        *unit = adverb->unit;
    } else if (is_whole) {
        *count = np->each.count;
        *unit = np->each.unit;
    }
    return adverb->kind == ADV_EACH || is_whole;
}

bool sema_is_whole_period(const struct ast_adverb *adverb)
{
    struct ast_number count;
    enum time_unit unit;
    return each_said(adverb, &count, &unit);
}

bool sema_is_its_rhythm(struct sema *sema, const struct meant_indicator *indicator,
                        const struct ast_adverb *adverb)
{
    struct ast_number count;
    enum time_unit unit;
    struct meant_indicator said = {.rhythm = NM_RHYTHM_NONE};
    if (each_said(adverb, &count, &unit) && set_rhythm(&said, &count, unit) &&
        said.rhythm == indicator->rhythm && said.every == indicator->every)
        return true;
    struct diag *diag = diag_add(sema->diags, E_RHYTHM, sema->source, adverb->span,
                                 "`%s` is measured for other periods", indicator->name);
    diag_label(diag, indicator->source, indicator->span, "declared here");
    diag_help(diag, "leave the period out, or change the declaration; for another rhythm declare another "
                    "indicator");
    return false;
}

/* One of a unit or of a kind of thing. False after a message. */
static bool one_of(struct sema *sema, const struct ast_name *name, struct amount *one)
{
    struct ast_number number = {.value = decimal_of(1), .span = name->span};
    struct ast_amount amount = {.span = name->span, .kind = AMOUNT_NAME, .low = number, .high = number,
                                .unit = *name};
    return sema_amount(sema, &amount, one);
}

/* The unit of that price which another indicator is measured in, too; NM_NONE: there is none. */
static int32_t find_price(const struct sema *sema, int32_t unit, int32_t per_unit, int32_t per_kind)
{
    for (size_t i = sema->meaning->shared.units; i < sema->meaning->units.count; i++) {
        const struct meant_price *price = sema->meaning->units.items[i]->price;
        if (price && price->unit == unit && price->per_unit == per_unit && price->per_kind == per_kind)
            return (int32_t)i;
    }
    return NM_NONE;
}

/* All that a report may call it: "yuan per kilogram" first, 元/公斤, "CNY/kg". */
static void name_price(struct sema *sema, struct meant_unit *unit)
{
    const struct meant_price *price = unit->price;
    const struct meaning *meaning = sema->meaning;
    const struct meant_unit *of = meaning->units.items[price->unit];
    const struct meant_unit *per = price->per_unit == NM_NONE ? NULL : meaning->units.items[price->per_unit];
    const struct meant_kind *kind = per ? NULL : meaning->kinds.items[price->per_kind];
    size_t per_count = per ? per->names.count : kind->names.count;
    const char *const *per_names = per ? per->names.items : kind->names.items;
    const char *several = sema_unit_word(of, false);
    unit->label_zh = arena_printf(sema->arena, "%s/%s", of->label_zh, per ? per->label_zh : kind->label_zh);
    list_push(sema->arena, &unit->names, arena_printf(sema->arena, "%s per %s", several, per_names[0]));
    list_push(sema->arena, &unit->names, unit->label_zh);
    for (size_t i = 0; i < of->names.count; i++) {
        for (size_t k = 0; k < per_count; k++) {
            list_push(sema->arena, &unit->names,
                      arena_printf(sema->arena, "%s per %s", of->names.items[i], per_names[k]));
            list_push(sema->arena, &unit->names,
                      arena_printf(sema->arena, "%s/%s", of->names.items[i], per_names[k]));
        }
    }
}

/* `in yuan per kilogram`: a unit, made once. */
static void set_price(struct sema *sema, const struct ast_sentence *sentence, struct meant_indicator *indicator,
                      int32_t of)
{
    struct amount one, per;
    struct meaning *meaning = sema->meaning;
    uint32_t index = (uint32_t)meaning->units.count;
    if (!one_of(sema, &sentence->indicator.unit, &one) || !one_of(sema, &sentence->indicator.per, &per))
        return;
    indicator->unit = find_price(sema, of, per.as, per.kind);
    if (indicator->unit != NM_NONE || sema_is_full(sema, FULL_UNITS, index, sentence->span))
        return;
    struct meant_price *price = arena_alloc(sema->arena, sizeof *price);
    *price = (struct meant_price){.unit = of, .per_unit = per.as, .per_kind = per.kind, .of = one.unit,
                                  .for_unit = per.unit, .num = one.parts, .den = per.parts};
    struct meant_unit *unit = arena_alloc(sema->arena, sizeof *unit);
    *unit = (struct meant_unit){.dimension = NM_MEASURE, .places = PRICE_PLACES, .base = (int32_t)index,
                                .num = 1, .den = 1, .price = price};
    name_price(sema, unit);
    list_push(sema->arena, &meaning->units, unit);
    indicator->unit = (int32_t)index;
}

/* Percent is a unit that only indicators have. */
static void set_unit(struct sema *sema, const struct ast_sentence *sentence,
                     struct meant_indicator *indicator)
{
    const struct ast_name *written = &sentence->indicator.unit;
    indicator->unit = NM_NONE;
    indicator->is_percent = sentence->indicator.is_percent;
    if (indicator->is_percent) {
        indicator->places = PERCENT_PLACES;
        return;
    }
    int32_t unit = written->text ? sema_unit(sema, written->text) : NM_NONE;
    if (unit != NM_NONE && sentence->indicator.per.text) {
        set_price(sema, sentence, indicator, unit);
        return;
    }
    if (unit != NM_NONE) {
        indicator->unit = sema->meaning->units.items[unit]->base;
        return;
    }
    if (!written->text) {
        incomplete(sema, sentence, "it is not said in what the indicator is measured",
                   "add `in percent`, or `in` and a unit");
        return;
    }
    struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, written->span,
                                 "`%s` is not a unit", written->text->text);
    const char *near = sema_suggest(sema, written->text, NAMED_UNIT);
    if (near)
        diag_help(diag, "did you mean `%s`?", near);
}

struct meant_indicator *sema_new_indicator(struct sema *sema, const struct ast_sentence *sentence)
{
    if (sema->meaning->indicators.count >= LIMIT_INDICATORS) {
        struct diag *diag = diag_add(sema->diags, E_TOO_MANY, sema->source, sentence->span,
                                     "more than %d indicators in one contract", LIMIT_INDICATORS);
        diag_help(diag, "split the contract");
        return NULL;
    }
    struct meant_indicator *indicator = arena_alloc(sema->arena, sizeof *indicator);
    indicator->name = indicator->label_zh = sentence->names.items[0].text->text;
    indicator->index = (int32_t)sema->meaning->indicators.count;
    indicator->direction = (enum nm_direction)sentence->indicator.direction;
    indicator->is_date = sentence->indicator.is_date;
    indicator->sentence = sentence;
    indicator->span = sentence->names.items[0].span;
    indicator->source = sema->source;
    list_push(sema->arena, &sema->meaning->indicators, indicator);
    return indicator;
}

static void set_measurers(struct sema *sema, const struct ast_sentence *sentence,
                          struct meant_indicator *indicator)
{
    const struct ast_nps *nps = sentence->indicator.measured_by;
    struct scope nothing = {.key_kind = NM_NONE};
    if (!nps) {
        incomplete(sema, sentence, "it is not said who measures the indicator",
                   "add `measured by` and a party");
        return;
    }
    for (uint32_t i = 0; i < nps->count; i++)
        indicator->measurers |= sema_parties(sema, nps->items[i], &nothing);
}

void sema_complete_indicators(struct sema *sema)
{
    const struct meant_verb *measure = NULL, *set = NULL;
    if (sema->meaning->indicators.count == 0)
        return;
    for (size_t i = 0; i < sema->meaning->verbs.count; i++) {
        const struct meant_verb *verb = sema->meaning->verbs.items[i];
        if (sema_is(verb->base, "measure"))
            measure = verb; /* the contract's own stands behind the standard one */
        if (sema_is(verb->base, "set"))
            set = verb;
    }
    for (size_t i = 0; i < sema->meaning->indicators.count; i++) {
        struct meant_indicator *indicator = sema->meaning->indicators.items[i];
        const struct ast_sentence *sentence = indicator->sentence;
        sema->source = indicator->source;
        indicator->verb = indicator->is_date ? set : measure;
        if (indicator->is_told)
            continue;
        if (indicator->is_date) {
            set_measurers(sema, sentence, indicator);
            sema_complete_date(sema, indicator);
            continue;
        }
        set_unit(sema, sentence, indicator);
        set_measurers(sema, sentence, indicator);
        for (uint32_t k = 0; k < sentence->indicator.adverbs.count; k++)
            read_rhythm(sema, sentence->indicator.adverbs.items[k], indicator);
    }
}

/* ---- values --------------------------------------------------------------------------------------- */

/* The amount is said as the indicator is measured: in percent, in its price. What is measured in a unit may be said in
 * another one of its family. */
static bool is_said_alike(const struct sema *sema, const struct meant_indicator *indicator,
                          const struct ast_amount *amount)
{
    const struct meant_price *price =
        indicator->unit == NM_NONE ? NULL : sema->meaning->units.items[indicator->unit]->price;
    if (indicator->is_percent || !price)
        return indicator->is_percent && amount->kind == AMOUNT_PERCENT;
    if (amount->kind != AMOUNT_NAME || !amount->has_per || !amount->per.text ||
        sema_unit(sema, amount->unit.text) != price->unit)
        return false;
    return price->per_kind != NM_NONE ? sema_kind(sema, amount->per.text) == price->per_kind
                                      : sema_unit(sema, amount->per.text) == price->per_unit;
}

/* The number in the parts in which the indicator is kept. False after a message. */
static bool value_parts(struct sema *sema, const struct meant_indicator *indicator,
                        const struct ast_amount *amount, const struct ast_number *number,
                        int64_t *parts)
{
    if (indicator->is_date) {
        sema_date_as_value(sema, indicator, amount->span);
        return false;
    }
    if (!indicator->is_percent && indicator->unit == NM_NONE) {
        sema->silenced++; /* its declaration was reported */
        return false;
    }
    bool is_price = !indicator->is_percent && sema->meaning->units.items[indicator->unit]->price;
    if (is_said_alike(sema, indicator, amount)) {
        int places = is_price ? PRICE_PLACES : PERCENT_PLACES;
        if (decimal_to_parts(number->value, places, parts) == DECIMAL_OK)
            return true;
        struct diag *inexact =
            diag_add(sema->diags, E_INEXACT_AMOUNT, sema->source, amount->span, "a %s has at most %d decimal places",
                     is_price ? "price that is measured" : "percentage", places);
        if (is_price)
            diag_help(inexact, "measure the price of more, or in a smaller unit: `in yuan per tonne`, `in fen per "
                               "kilogram`");
        return false;
    }
    struct ast_amount plain = *amount;
    plain.quant = QUANT_NONE;
    plain.has_range = false;
    plain.low = plain.high = *number;
    bool is_zero = number->value.digits == 0; /* no amount of anything, but a value; and so is less than nothing */
    bool is_below = number->value.digits < 0;
    if (is_zero)
        plain.low.value = plain.high.value = decimal_of(1);
    if (is_below)
        plain.low.value.digits = plain.high.value.digits = -number->value.digits;
    struct amount value;
    if (amount->kind == AMOUNT_NAME && !indicator->is_percent && !is_price && !amount->has_per) {
        if (!sema_amount(sema, &plain, &value))
            return false;
        *parts = is_zero ? 0 : is_below ? -value.parts : value.parts;
        if (value.unit == indicator->unit)
            return true;
    }
    struct diag *diag = diag_add(sema->diags, E_AMOUNT, sema->source, amount->span,
                                 "`%s` is measured in another unit", indicator->name);
    diag_label(diag, indicator->source, indicator->span, "declared here");
    diag_help(diag, "write the amount in %s",
              indicator->is_percent ? "percent"
                                    : sema->meaning->units.items[indicator->unit]->names.items[0]);
    return false;
}

/* The days of a written period. A period without its year is one of the term. */
static bool period_days(struct sema *sema, const struct ast_time *time, int32_t *first, int32_t *last)
{
    int64_t from, to;
    if (!sema_days(sema, time, &from, &to))
        return false;
    *first = (int32_t)from;
    *last = (int32_t)to;
    return true;
}

/* What is known of that period from before the contract; or NULL. */
static const struct nm_baseline *fact_of(const struct sema *sema, int32_t indicator, int32_t first, int32_t last)
{
    for (size_t i = 0; i < sema->meaning->baselines.count; i++) {
        const struct nm_baseline *fact = &sema->meaning->baselines.items[i];
        if (fact->indicator == indicator && fact->first == first && fact->last == last)
            return fact;
    }
    return NULL;
}

static bool is_baseline(const struct sema *sema, int32_t indicator, int32_t first, int32_t last)
{
    return fact_of(sema, indicator, first, last) != NULL;
}

static void not_known_then(struct sema *sema, const struct ast_np *np, int32_t indicator, const char *then)
{
    const char *name = sema->meaning->indicators.items[indicator]->name;
    struct diag *diag =
        diag_add(sema->diags, E_BASE_UNKNOWN, sema->source, np->span, "it is not known what `%s` was then", name);
    diag_help(diag, "say it: `%s was 16 percent in %s`", name, then);
}

bool sema_base_fact(struct sema *sema, const struct ast_np *np, int64_t *value)
{
    const struct ast_time *time = &np->tails.items[0].np->time;
    int32_t indicator = sema_indicator_of(sema, np), first, last;
    if (!period_days(sema, time, &first, &last))
        return false;
    const struct nm_baseline *fact = fact_of(sema, indicator, first, last);
    if (!fact)
        not_known_then(sema, np, indicator, source_words(sema->source, sema->arena, time->span));
    bool is_mended = fact && fact->value == 0 && diags_have_errors(sema->diags); /* its amount may be why */
    sema->silenced += is_mended;
    *value = fact ? fact->value : 0;
    return fact && !is_mended;
}

bool sema_has_fact(const struct sema *sema, int32_t indicator)
{
    for (size_t i = 0; i < sema->meaning->baselines.count; i++) {
        if (sema->meaning->baselines.items[i].indicator == indicator)
            return true;
    }
    return false;
}

static bool is_of_rhythm(const struct sema *sema, int32_t indicator, int32_t first, int32_t last)
{
    const struct meant_indicator *row = sema->meaning->indicators.items[indicator];
    struct period period;
    return rhythm_period(row->rhythm, row->every, sema->meaning->start, first, &period) &&
           period.first == first && period.last == last;
}

struct meant_expr *sema_measured_value(struct sema *sema, enum nm_op op, int32_t indicator, int32_t first,
                              int32_t last)
{
    struct meant_expr *value = expr_new(sema, op, indicator);
    value->first = first;
    value->last = last;
    return value;
}

int32_t sema_bound_other(const struct sema *sema, const struct ast_np *np)
{
    const struct ast_np *value = np->kind == NP_AMOUNT ? np->amount->percent_of : np;
    int32_t indicator = value && value->tails.count == 0 ? sema_indicator_of(sema, value) : NM_NONE;
    return indicator != NM_NONE && !sema->meaning->indicators.items[indicator]->is_date ? indicator : NM_NONE;
}

/* `the scrap-rate of Q3 1956`: the value of a base period; `the forecast`. NULL after a message. */
static struct meant_expr *base_value(struct sema *sema, const struct ast_np *np,
                                     const struct meant_indicator *of, struct bound *bound)
{
    int32_t indicator = sema_indicator_of(sema, np), first, last;
    const struct ast_tail *tail = np->tails.count == 1 ? &np->tails.items[0] : NULL;
    bool is_dated = tail && tail->kind == TAIL_OF && tail->np->kind == NP_TIME;
    bool is_other = sema_bound_other(sema, np) != NM_NONE;
    if (indicator == NM_NONE || !(is_dated || is_other) || of->is_date ||
        sema->meaning->indicators.items[indicator]->unit != of->unit) {
        bool is_of_other_unit = indicator != NM_NONE && (is_dated || is_other) && !of->is_date;
        struct diag *diag = diag_add(sema->diags, E_AMOUNT, sema->source, np->span,
                                     is_of_other_unit ? "`%s` is measured in another unit"
                                                      : "this is no value to compare with",
                                     of->name);
        diag_help(diag, "write an amount, `the %s of Q3 1956`, or another value that is measured in the same unit",
                  of->name);
        return NULL;
    }
    if (is_other)
        return bound->other;
    if (!period_days(sema, &tail->np->time, &first, &last))
        return NULL;
    bool is_known = is_baseline(sema, indicator, first, last);
    if (!is_known && !is_of_rhythm(sema, indicator, first, last)) {
        not_known_then(sema, np, indicator, "Q3 1956");
        return NULL;
    }
    if (!is_known) {
        struct meant_expr *known = sema_measured_value(sema, NM_OP_KNOWN, indicator, first, last);
        bound->known = bound->known ? expr_of(sema, NM_OP_AND, bound->known, known) : known;
    }
    return sema_measured_value(sema, NM_OP_VALUE, indicator, first, last);
}

struct meant_expr *sema_bound(struct sema *sema, int32_t indicator, const struct ast_np *np,
                              bool is_high, struct bound *bound)
{
    const struct meant_indicator *row = sema->meaning->indicators.items[indicator];
    if (np->kind != NP_AMOUNT)
        return base_value(sema, np, row, bound);
    const struct ast_amount *amount = np->amount;
    const struct ast_number *number = is_high ? &amount->high : &amount->low;
    if (amount->kind == AMOUNT_PERCENT && amount->percent_of) {
        struct meant_expr *base = base_value(sema, amount->percent_of, row, bound);
        struct decimal factor;
        if (!base)
            return NULL;
        if (decimal_percent(number->value, &factor) != DECIMAL_OK) {
            diag_add(sema->diags, E_FORMULA, sema->source, np->span,
                     "the percentage is out of range");
            return NULL;
        }
        factor = decimal_trim(factor);
        struct meant_expr *share = expr_of(sema, NM_OP_SCALE, base, NULL);
        bool is_from = bound->cmp == CMP_LT || bound->cmp == CMP_GE; /* a whole number is below 7.6 as it is below 8 */
        share->ratio = (struct nm_ratio){.num = factor.digits, .den = decimal_power10(factor.scale), .step = 1,
                                         .rounding = bound->cmp == CMP_EQ ? NM_HALF_UP
                                                     : is_from            ? NM_CEILING : NM_FLOOR};
        return share;
    }
    int64_t parts;
    return value_parts(sema, row, amount, number, &parts) ? expr_new(sema, NM_OP_CONST, parts) : NULL;
}

struct meant_expr *sema_compare(struct sema *sema, enum comparison cmp, struct meant_expr *left,
                                struct meant_expr *right)
{
    switch (cmp) {
    case CMP_LT: return expr_of(sema, NM_OP_LT, left, right);
    case CMP_LE: return expr_of(sema, NM_OP_LE, left, right);
    case CMP_EQ: return expr_of(sema, NM_OP_EQ, left, right);
    case CMP_GE: return expr_of(sema, NM_OP_LE, right, left);
    case CMP_GT: return expr_of(sema, NM_OP_LT, right, left);
    }
    UNREACHABLE();
}

/* ---- what was known before ------------------------------------------------------------------------ */

/* `The scrap-rate was 16 percent in Q3 1956.` */
void sema_fact(struct sema *sema, const struct ast_act *act)
{
    const struct ast_np *np = act->subject->count == 1 ? act->subject->items[0] : NULL;
    int32_t indicator = np ? sema_indicator_of(sema, np) : NM_NONE;
    const struct ast_amount *amount = act->args.items[0].nps->items[0]->amount;
    const struct ast_adverb *when = act->args.count == 2 ? act->args.items[1].adverb : NULL;
    if (!when && act->args.count == 1 && act->fronts.count == 1)
        when = act->fronts.items[0];
    if (indicator == NM_NONE) {
        struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, act->subject->span,
                                     "this is not a declared indicator");
        diag_help(diag, "what was known before the contract is said of an indicator: `indicator "
                        "scrap-rate, in percent, measured by Works each month`");
        return;
    }
    struct nm_baseline fact = {.indicator = indicator};
    if (!when || when->kind != ADV_TIME) {
        struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, act->span,
                                     "it is not said of which time this is known");
        diag_help(diag, "add `in Q3 1956`, or `on 1956-10-01`");
        return;
    }
    const struct meant_indicator *row = sema->meaning->indicators.items[indicator];
    if (!period_days(sema, &when->time, &fact.first, &fact.last))
        return;
    if (!value_parts(sema, row, amount, &amount->low, &fact.value))
        fact.value = 0; /* told; that it is missing would be no news */
    if (is_baseline(sema, indicator, fact.first, fact.last)) {
        struct diag *diag = diag_add(sema->diags, E_NAME_TAKEN, sema->source, act->span,
                                     "the value of that time is said twice");
        diag_help(diag, "leave out one of the two");
        return;
    }
    list_push(sema->arena, &sema->meaning->baselines, fact);
    list_push(sema->arena, &sema->facts, act);
}
