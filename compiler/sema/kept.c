/* kept.c - norms about values: `Works keeps the scrap-rate below 3 percent`. Of an indicator that is
 * measured for periods each period has a target of its own, judged when it has been measured; where
 * the last value holds until the next, the norm is to be maintained. Spec 9.7, 17.1. */
#include <string.h>

#include "compiler/sema/renewal.h"
#include "compiler/sema/said.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "runtime/indicator.h"

bool sema_is_kept(const struct sema *sema, const struct ast_act *act)
{
    if (sema->meaning->indicators.count == 0 || act->pred != PRED_VERB || !act->verb.text)
        return false;
    const struct meant_verb *verb = sema_verb(sema, act->verb.text);
    if (!verb || verb->base[0] != 'k' || strcmp(verb->base, "keep") != 0)
        return false;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        if (nps && sema_indicator_of(sema, nps->items[0]) != NM_NONE)
            return true;
    }
    return false;
}

bool sema_is_target(const struct sema *sema, const struct ast_act *act)
{
    if (!sema_is_kept(sema, act))
        return false;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        int32_t indicator = nps ? sema_indicator_of(sema, nps->items[0]) : NM_NONE;
        if (indicator != NM_NONE)
            return sema->meaning->indicators.items[indicator]->rhythm != NM_RHYTHM_NONE;
    }
    return false;
}

/* ---- the comparison -------------------------------------------------------------------------------- */

static enum comparison comparison_of(enum quant quant)
{
    switch (quant) {
    case QUANT_AT_LEAST: return CMP_GE;
    case QUANT_AT_MOST: return CMP_LE;
    case QUANT_MORE_THAN: return CMP_GT;
    case QUANT_LESS_THAN: return CMP_LT;
    case QUANT_NONE:
    case QUANT_EXACTLY: return CMP_EQ;
    }
    UNREACHABLE();
}

static const char *comparison_zh(enum comparison cmp)
{
    static const char *const words[] = {[CMP_LT] = "低于", [CMP_LE] = "不超过", [CMP_EQ] = "等于",
                                        [CMP_GE] = "不低于", [CMP_GT] = "高于"};
    return words[cmp];
}

/* The other value that it is held against: of the same period, or the last, as its own. */
static bool set_other(struct sema *sema, const struct kept *kept, struct period period, struct bound *bound)
{
    int32_t other = sema_bound_other(sema, kept->bound);
    if (other == NM_NONE)
        return true;
    const struct meant_indicator *of = sema->meaning->indicators.items[kept->indicator];
    const struct meant_indicator *row = sema->meaning->indicators.items[other];
    if (row->rhythm != of->rhythm || row->every != of->every) {
        struct diag *diag = diag_add(sema->diags, E_RHYTHM, sema->source, kept->bound->span,
                                     "the %s is measured for other periods than the %s", row->name, of->name);
        diag_label(diag, row->source, row->span, "declared here");
        diag_help(diag, "declare both for the same periods");
        return false;
    }
    bool has_periods = row->rhythm != NM_RHYTHM_NONE;
    int32_t first = has_periods ? (int32_t)period.first : NM_LATEST, last = has_periods ? (int32_t)period.last : 0;
    bound->other = sema_measured_value(sema, NM_OP_VALUE, other, first, last);
    bound->known = sema_measured_value(sema, NM_OP_KNOWN, other, first, last);
    return true;
}

/* The value of a period (or enum nm_which) compared as the norm says; NULL after a message. */
static struct meant_expr *holds(struct sema *sema, const struct kept *kept, int32_t first, int32_t last,
                                struct bound *bound)
{
    bound->cmp = kept->is_range ? CMP_GE : kept->cmp;
    struct meant_expr *low = sema_bound(sema, kept->indicator, kept->bound, false, bound);
    struct meant_expr *value = sema_measured_value(sema, NM_OP_VALUE, kept->indicator, first, last);
    if (!low)
        return NULL;
    if (!kept->is_range)
        return sema_compare(sema, kept->cmp, value, low);
    bound->cmp = CMP_LE;
    struct meant_expr *high = sema_bound(sema, kept->indicator, kept->bound, true, bound);
    return high ? expr_of(sema, NM_OP_AND, sema_compare(sema, CMP_GE, value, low),
                          sema_compare(sema, CMP_LE, value, high))
                : NULL;
}

static bool read_comparison(struct sema *sema, const struct ast_act *act, struct kept *kept)
{
    const struct ast_np *objects[2] = {NULL, NULL};
    uint32_t count = 0;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            if (count < 2)
                objects[count] = nps->items[k];
            count++;
        }
    }
    const struct ast_np *np = objects[0];
    kept->indicator = sema_indicator_of(sema, np);
    bool is_first = kept->indicator != NM_NONE; /* else the words are in disorder */
    if (is_first && sema->meaning->indicators.items[kept->indicator]->is_date) {
        sema_date_as_value(sema, sema->meaning->indicators.items[kept->indicator], np->span);
        return false;
    }
    if (is_first && count == 1 && np->tails.count == 1 && np->tails.items[0].kind == TAIL_COMPARED) {
        kept->cmp = np->tails.items[0].cmp;
        kept->bound = np->tails.items[0].np;
        return true;
    }
    const struct ast_np *amount = objects[1];
    bool is_amount = is_first && count == 2 && np->tails.count == 0 && amount->kind == NP_AMOUNT;
    if (is_amount && (amount->amount->has_range || amount->amount->quant != QUANT_NONE)) {
        kept->cmp = comparison_of(amount->amount->quant);
        kept->is_range = amount->amount->has_range;
        kept->bound = amount;
        return true;
    }
    struct diag *diag = diag_add(sema->diags, E_AMOUNT, sema->source, act->span,
                                 "it is not said on which side of what the value is kept");
    diag_help(diag, "write `keeps the %s below 3 percent`, `above …`, `at least …`, `at most …`, "
                    "`between … and …`",
              is_first ? sema->meaning->indicators.items[kept->indicator]->name : "scrap-rate");
    return false;
}

/* ---- the periods ------------------------------------------------------------------------------------ */

/* False after a message. */
static bool take_adverb(struct sema *sema, const struct meant_indicator *indicator,
                        const struct ast_adverb *adverb, struct period *days)
{
    if (sema_is_whole_period(adverb) && adverb->prep != PREP_AFTER)
        return sema_is_its_rhythm(sema, indicator, adverb);
    if (adverb->kind != ADV_TIME || adverb->each || prep_side(adverb->prep) == SIDE_NONE) {
        sema_not_yet(sema, adverb->span, "this phrase about a value that is measured for periods",
                     "say for which periods: `each month`, `in Q2`, `from 2026-02-01 to "
                     "2026-12-31`");
        return false;
    }
    return sema_narrow_days(sema, adverb, days);
}

static bool read_days(struct sema *sema, const struct ast_act *act, int32_t clause,
                      const struct meant_indicator *indicator, struct period *days)
{
    *days = (struct period){sema->meaning->start, sema_recurs_until(sema, clause)};
    for (uint32_t i = 0; i < act->fronts.count; i++)
        if (!take_adverb(sema, indicator, act->fronts.items[i], days))
            return false;
    for (uint32_t i = 0; i < act->mids.count; i++)
        if (!take_adverb(sema, indicator, act->mids.items[i], days))
            return false;
    for (uint32_t i = 0; i < act->args.count; i++)
        if (act->args.items[i].adverb && !take_adverb(sema, indicator, act->args.items[i].adverb, days))
            return false;
    if (days->last != NM_NEVER)
        return true;
    struct diag *diag = diag_add(sema->diags, E_NO_END, sema->source, act->span,
                                 "it is not said until when this is owed");
    diag_label(diag, sema->term_source, sema->term_span, "the term has no end either");
    diag_help(diag, "add a time: `by 1956-12-31`, `in 1957`");
    return false;
}

/* The window cuts a period: whether that counts nobody has said. */
static void cut_period(struct sema *sema, const struct ast_act *act, struct period period,
                       const struct period *days)
{
    struct diag *diag = diag_add(sema->diags, E_PERIOD_CUT, sema->source, act->span,
                                 "of the period from %s to %s only a part is covered",
                                 sema_day_text(sema, period.first), sema_day_text(sema, period.last));
    if (period.first < days->first)
        diag_help(diag, "begin with a whole period: `from %s`", sema_day_text(sema, period.last + 1));
    else
        diag_help(diag, "end with a whole period: `until %s`", sema_day_text(sema, period.first - 1));
}

static void too_many_periods(struct sema *sema, struct span span)
{
    struct diag *diag = diag_add(sema->diags, E_TOO_MANY, sema->source, span,
                                 "more than %d periods of one sentence", LIMIT_PERIODS);
    diag_help(diag, "measure it less often, or let it end earlier: `until 2026-12-31`");
}

/* False after a message. */
static bool read_periods(struct sema *sema, const struct ast_act *act, int32_t clause, struct kept *kept)
{
    const struct meant_indicator *indicator = sema->meaning->indicators.items[kept->indicator];
    struct period days;
    if (!read_days(sema, act, clause, indicator, &days))
        return false;
    for (int64_t day = days.first; day <= days.last;) {
        struct period period;
        if (!rhythm_period(indicator->rhythm, indicator->every, sema->meaning->start, day, &period))
            return true;
        bool is_cut =
            period.last > days.last && days.last <= sema->meaning->end; /* it need not end while it survives */
        if (period.first < days.first || is_cut) {
            cut_period(sema, act, period, &days);
            return false;
        }
        const char *mend = arena_printf(sema->arena, "let the term end with a period, or say from when to when it is "
                                                     "kept: `from %s to %s`", sema_day_text(sema, days.first),
                                        sema_day_text(sema, period.first - 1));
        if (!sema_check_uncut(sema, act->span, sema_join(sema, "from ", sema_day_text(sema, period.first)),
                              period.first, period.last, mend))
            return false;
        if (kept->periods.count >= LIMIT_PERIODS) {
            too_many_periods(sema, act->span);
            return false;
        }
        list_push(sema->arena, &kept->periods, period);
        day = period.last + 1;
    }
    if (kept->periods.count)
        return true;
    struct diag *diag = diag_add(sema->diags, E_WINDOW_EMPTY, sema->source, act->span,
                                 "there is no day on which this holds");
    diag_help(diag, "correct the dates, or the term");
    return false;
}

/* Those of the term, and as long as the duty to measure survives; none if it has no end, after a message. */
static void list_whole_periods(struct sema *sema, struct kept *kept)
{
    const struct meant_indicator *indicator = sema->meaning->indicators.items[kept->indicator];
    int64_t start = sema->meaning->start, end = sema_recurs_until(sema, indicator->rule_clause);
    if (end == NM_NEVER) {
        struct diag *diag = diag_add(sema->diags, E_NO_END, sema->source, kept->act->span,
                                     "it is not said until when this is owed");
        diag_label(diag, sema->term_source, sema->term_span, "the term has no end either");
        return;
    }
    for (int64_t day = start; day <= end;) {
        struct period period;
        if (!rhythm_period(indicator->rhythm, indicator->every, start, day, &period))
            return;
        if (kept->periods.count >= LIMIT_PERIODS) {
            too_many_periods(sema, kept->act->span);
            return;
        }
        if (period.first >= start && period.last <= end)
            list_push(sema->arena, &kept->periods, period);
        day = period.last + 1;
    }
}

static void name_period(struct sema *sema, enum nm_rhythm rhythm, struct period period,
                        struct meant_norm *norm)
{
    struct civil civil = date_from_day(period.first);
    struct arena *arena = sema->arena;
    static const char *const quarters[] = {"一", "二", "三", "四"};
    int week_year, week;
    switch (rhythm) {
    case NM_RHYTHM_MONTH:
        norm->period_en = arena_printf(arena, "in %d-%02d", civil.year, civil.month);
        norm->period_zh = arena_printf(arena, "%d年%d月内", civil.year, civil.month);
        return;
    case NM_RHYTHM_QUARTER:
        norm->period_en = arena_printf(arena, "in Q%d %d", (civil.month - 1) / 3 + 1, civil.year);
        norm->period_zh =
            arena_printf(arena, "%d年第%s季度内", civil.year, quarters[(civil.month - 1) / 3]);
        return;
    case NM_RHYTHM_HALF:
        norm->period_en = arena_printf(arena, "in H%d %d", (civil.month - 1) / 6 + 1, civil.year);
        norm->period_zh =
            arena_printf(arena, "%d年%s半年内", civil.year, civil.month < 7 ? "上" : "下");
        return;
    case NM_RHYTHM_YEAR:
        norm->period_en = arena_printf(arena, "in %d", civil.year);
        norm->period_zh = arena_printf(arena, "%d年内", civil.year);
        return;
    case NM_RHYTHM_WEEK:
        date_iso_week(period.first, &week_year, &week);
        norm->period_en = arena_printf(arena, "in week %d of %d", week, week_year);
        norm->period_zh = arena_printf(arena, "%d年第%d周内", week_year, week);
        return;
    case NM_RHYTHM_NONE:
    case NM_RHYTHM_DAYS:
    case NM_RHYTHM_MONTHS:
        norm->period_en = arena_printf(arena, "from %s to %s", sema_day_text(sema, period.first),
                                       sema_day_text(sema, period.last));
        norm->period_zh = arena_printf(arena, "%s至%s", sema_day_text(sema, period.first),
                                       sema_day_text(sema, period.last));
        return;
    }
    UNREACHABLE();
}

const struct meant_period *sema_rhythm_period(struct sema *sema, const struct meant_indicator *indicator,
                                              struct period days)
{
    static const enum time_unit units[] = {
        [NM_RHYTHM_DAYS] = TIME_DAY,        [NM_RHYTHM_WEEK] = TIME_WEEK, [NM_RHYTHM_MONTH] = TIME_MONTH,
        [NM_RHYTHM_QUARTER] = TIME_QUARTER, [NM_RHYTHM_HALF] = TIME_HALF, [NM_RHYTHM_YEAR] = TIME_YEAR,
        [NM_RHYTHM_MONTHS] = TIME_MONTH};
    return sema_new_period(sema, indicator->every, units[indicator->rhythm], days.first, days);
}

const char *sema_period_name(struct sema *sema, const struct kept *kept, size_t index)
{
    const struct meant_indicator *indicator = sema->meaning->indicators.items[kept->indicator];
    return indicator->rhythm == NM_RHYTHM_NONE
               ? "" : sema_rhythm_period(sema, indicator, kept->periods.items[index])->name;
}

/* ---- the norms -------------------------------------------------------------------------------------- */

bool sema_read_kept(struct sema *sema, const struct ast_act *act, int32_t clause, struct kept *kept)
{
    *kept = (struct kept){.act = act};
    if (act->modal == MODAL_MUST_NOT || act->modal == MODAL_NEVER || act->modal == MODAL_MAY ||
        act->modal == MODAL_NEED_NOT || act->modal == MODAL_CAN ||
        act->modal == MODAL_DOES_ITS_BEST) {
        sema_not_yet(sema, act->span, "anything but a duty to keep a value",
                     "write the duty: `Works keeps the uptime above 99 percent`");
        return false;
    }
    if (!read_comparison(sema, act, kept))
        return false;
    if (sema->meaning->indicators.items[kept->indicator]->rhythm != NM_RHYTHM_NONE)
        return read_periods(sema, act, clause, kept);
    int32_t other = sema_bound_other(sema, kept->bound), asked[] = {kept->indicator, other};
    for (int i = 0; i < (other == NM_NONE ? 1 : 2); i++) {
        if (sema_has_fact(sema, asked[i]))
            continue;
        const char *name = sema->meaning->indicators.items[asked[i]]->name;
        struct diag *diag = diag_add(sema->diags, E_NO_INITIAL_VALUE, sema->source, act->span,
                                     "what `%s` is at the start is not said", name);
        diag_help(diag, "add before this: `%s was … on %s`, or let it be measured `each month`", name,
                  sema_day_text(sema, sema->meaning->start));
        return false;
    }
    list_push(sema->arena, &kept->periods, (struct period){0, 0});
    return true;
}

void sema_fill_kept(struct sema *sema, const struct kept *kept, size_t index, struct meant_norm *norm)
{
    const struct meant_indicator *indicator = sema->meaning->indicators.items[kept->indicator];
    bool has_periods = indicator->rhythm != NM_RHYTHM_NONE;
    struct period period = kept->periods.items[index];
    int32_t first = has_periods ? (int32_t)period.first : NM_LATEST;
    int32_t last = has_periods ? (int32_t)period.last : 0;
    struct bound bound = {.known = NULL};
    norm->kind = has_periods ? NM_TARGET : NM_MAINTAIN;
    norm->kept_cmp_zh = kept->is_range ? "介于" : comparison_zh(kept->cmp);
    norm->indicator = indicator;
    norm->pattern.act.verb = indicator->verb;
    norm->pattern.actors = indicator->measurers;
    norm->pattern.indicator = indicator;
    if (set_other(sema, kept, period, &bound))
        norm->holds = holds(sema, kept, first, last, &bound);
    if (!norm->holds)
        norm->holds = expr_new(sema, NM_OP_CONST, 1);
    if (!has_periods)
        return;
    norm->has_period = true;
    norm->period = period;
    norm->known = sema_measured_value(sema, NM_OP_KNOWN, kept->indicator, first, last);
    if (bound.known)
        norm->known = expr_of(sema, NM_OP_AND, norm->known, bound.known);
    struct bound again = bound;
    norm->deemed_last = holds(sema, kept, NM_LATEST, 0, &again);
    if (norm->deemed_last && again.known)
        norm->deemed_last = expr_of(sema, NM_OP_AND, again.known, norm->deemed_last);
    name_period(sema, indicator->rhythm, period, norm);
}

/* ---- once all sentences are read -------------------------------------------------------------------- */

static struct meant_expr *deemed_of(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_expr *last = norm->deemed_last;
    switch (norm->indicator->unmeasured) {
    case UNMEASURED_MET: return expr_new(sema, NM_OP_CONST, 1);
    case UNMEASURED_NOT_MET: return expr_new(sema, NM_OP_CONST, 0);
    case UNMEASURED_LAST: {
        struct meant_expr *known = sema_measured_value(sema, NM_OP_KNOWN, norm->indicator->index, NM_LATEST, 0);
        return last ? expr_of(sema, NM_OP_AND, known, norm->deemed_last) : NULL;
    }
    case UNMEASURED_BREACHES: return NULL; /* the target lapses: it is for the measurer to answer */
    }
    UNREACHABLE();
}

struct meant_norm *sema_find_measuring(const struct sema *sema, const struct meant_indicator *indicator, int64_t first)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->is_measuring && norm->indicator == indicator && norm->period.first == first)
            return norm;
    }
    return NULL;
}

/* For each period that somebody waits for, a duty to measure. */
struct meant_norm *sema_measuring_duty(struct sema *sema, const struct meant_indicator *indicator, struct period period)
{
    struct meant_norm *known = sema_find_measuring(sema, indicator, period.first);
    if (known)
        return known;
    struct kept kept = {.indicator = indicator->index};
    list_push(sema->arena, &kept.periods, period);
    struct meant_norm *norm = sema_add_norm(sema, indicator->rule_clause, indicator->measurers,
                                            indicator->rule, sema_period_name(sema, &kept, 0));
    norm->kind = NM_TARGET;
    norm->is_measuring = true;
    norm->indicator = indicator;
    norm->pattern = (struct meant_pattern){.act = {.verb = indicator->verb}, .actors = indicator->measurers,
                                           .kind = NM_NONE, .indicator = indicator};
    norm->has_period = true;
    norm->period = period;
    name_period(sema, indicator->rhythm, period, norm);
    norm->known = sema_measured_value(sema, NM_OP_KNOWN, indicator->index, (int32_t)norm->period.first,
                             (int32_t)norm->period.last);
    norm->holds = expr_new(sema, NM_OP_CONST, 1);
    norm->wait = sema_measured_until(sema, indicator, norm->period);
    if (indicator->unmeasured == UNMEASURED_BREACHES) /* else it lapses, and another value counts */
        norm->deemed = expr_new(sema, NM_OP_CONST, 0);
    return norm;
}

/* Where no target waits, it is owed for each whole period of the term. */
static void measure_for_itself(struct sema *sema, const struct meant_indicator *indicator)
{
    if (!indicator->limit || indicator->is_followed ||
        (indicator->unmeasured != UNMEASURED_BREACHES && indicator->unmeasured != UNMEASURED_LAST))
        return;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        if (sema->meaning->norms.items[i]->kind == NM_TARGET && sema->meaning->norms.items[i]->indicator == indicator)
            return;
    }
    struct kept kept = {.act = indicator->rule, .indicator = indicator->index};
    if (sema->has_term)
        list_whole_periods(sema, &kept);
    for (size_t i = 0; i < kept.periods.count; i++)
        sema_measuring_duty(sema, indicator, kept.periods.items[i]);
}

bool sema_make_measuring(struct sema *sema, struct meant_indicator *indicator)
{
    size_t first = sema->meaning->norms.count;
    for (size_t i = 0; i < first; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->kind == NM_TARGET && norm->indicator == indicator)
            sema_measuring_duty(sema, indicator, norm->period);
    }
    measure_for_itself(sema, indicator);
    indicator->is_followed = true;
    return sema->meaning->norms.count > first;
}

void sema_apply_indicators(struct sema *sema)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->kind != NM_TARGET || norm->is_measuring || norm->is_cure)
            continue;
        const struct meant_indicator *indicator = norm->indicator;
        if (!indicator->limit) {
            if (indicator->rule || sema_has_hole(sema, NM_NONE) ||
                !sema_is_news(sema, arena_printf(sema->arena, "measured %s", indicator->name)))
                continue; /* told already */
            struct diag *diag = diag_add(sema->diags, E_MEASURE_LIMIT, norm->source, norm->span,
                                         "within what time `%s` is measured is not said",
                                         indicator->name);
            diag_label(diag, indicator->source, indicator->span, "declared here");
            diag_help(diag, "add a sentence: `%s measures the %s within 10 days, otherwise the target "
                            "is not met`", sema_labels(sema, indicator->measurers, false),
                      indicator->name);
            continue;
        }
        norm->wait = sema_measured_until(sema, indicator, norm->period);
        norm->deemed = deemed_of(sema, norm);
        if (indicator->unmeasured == UNMEASURED_BREACHES)
            sema_measuring_duty(sema, indicator, norm->period);
    }
    for (size_t i = 0; i < sema->meaning->indicators.count; i++)
        measure_for_itself(sema, sema->meaning->indicators.items[i]);
}

/* ---- words ------------------------------------------------------------------------------------------ */

static const char *unmeasured_en(const struct meant_indicator *indicator)
{
    static const char *const words[] = {
        [UNMEASURED_MET] = "if not: met",
        [UNMEASURED_NOT_MET] = "if not: not met",
        [UNMEASURED_LAST] = "if not: the last value counts",
        [UNMEASURED_BREACHES] = "if not: who measures is in breach"};
    return words[indicator->unmeasured];
}

static const char *unmeasured_zh(const struct meant_indicator *indicator)
{
    static const char *const words[] = {[UNMEASURED_MET] = "逾期未测视为达标",
                                        [UNMEASURED_NOT_MET] = "逾期未测视为未达标",
                                        [UNMEASURED_LAST] = "逾期未测沿用最近数值",
                                        [UNMEASURED_BREACHES] = "逾期未测由测量方承担违约"};
    return words[indicator->unmeasured];
}

static void put_number_zh(struct buf *buf, const struct ast_amount *amount)
{
    decimal_print(buf, amount->low.value);
    if (!amount->has_range)
        return;
    buf_puts(buf, "至");
    decimal_print(buf, amount->high.value);
}

static const char *named_period_zh(struct sema *sema, const struct ast_time *time)
{
    static const enum time_unit units[] = {[PERIOD_YEAR] = TIME_YEAR,
                                           [PERIOD_HALF] = TIME_HALF,
                                           [PERIOD_QUARTER] = TIME_QUARTER,
                                           [PERIOD_MONTH] = TIME_MONTH,
                                           [PERIOD_WEEK] = TIME_WEEK};
    struct period days;
    if (time->kind != AST_TIME_PERIOD || !sema_days(sema, time, &days.first, &days.last))
        return source_words(sema->source, sema->arena, time->span);
    return sema_new_period(sema, 1, units[time->period], days.first, days)->label_zh;
}

/* 2025年第四季度的废品率; 废品率 */
static void put_base_zh(struct sema *sema, struct buf *buf, const struct ast_np *np)
{
    const struct meant_indicator *base =
        sema->meaning->indicators.items[sema_indicator_of(sema, np)];
    if (np->tails.count)
        buf_printf(buf, "%s的", named_period_zh(sema, &np->tails.items[0].np->time));
    buf_puts(buf, base->label_zh);
}

/* Of what something is a price: 公斤, 车床. */
static const char *thing_zh(const struct sema *sema, sym word)
{
    int32_t unit = sema_unit(sema, word), kind = unit == NM_NONE ? sema_kind(sema, word) : NM_NONE;
    return unit != NM_NONE   ? sema->meaning->units.items[unit]->label_zh
           : kind != NM_NONE ? sema->meaning->kinds.items[kind]->label_zh : "";
}

/* The bound in Chinese. */
const char *sema_bound_zh(struct sema *sema, const struct ast_np *np)
{
    struct buf buf;
    buf_init(&buf);
    if (np->kind != NP_AMOUNT) {
        put_base_zh(sema, &buf, np);
    } else if (np->amount->kind == AMOUNT_PERCENT) {
        if (np->amount->percent_of) {
            put_base_zh(sema, &buf, np->amount->percent_of);
            buf_puts(&buf, "的");
        }
        put_number_zh(&buf, np->amount);
        buf_putc(&buf, '%');
    } else {
        put_number_zh(&buf, np->amount);
        int32_t unit = sema_unit(sema, np->amount->unit.text);
        int32_t kind = unit == NM_NONE && np->amount->unit.text ? sema_kind(sema, np->amount->unit.text) : NM_NONE;
        const struct meant_kind *counted = kind != NM_NONE ? sema->meaning->kinds.items[kind] : NULL;
        buf_puts(&buf, unit != NM_NONE   ? sema->meaning->units.items[unit]->label_zh
                       : counted ? sema_join(sema, sema_measure_zh(counted), counted->label_zh) : "");
        if (np->amount->has_per && np->amount->per.text)
            buf_printf(&buf, "/%s", thing_zh(sema, np->amount->per.text));
    }
    const char *text = arena_text(sema->arena, buf.data, buf.len);
    buf_release(&buf);
    return text;
}

void sema_kept_words(struct sema *sema, struct meant_norm *norm, const struct ast_act *act)
{
    const struct meant_indicator *indicator = norm->indicator;
    struct arena *arena = sema->arena;
    if (norm->is_measuring) {
        norm->action_en = arena_printf(arena, "measures the %s", indicator->name);
        norm->action_zh = arena_printf(arena, "测量%s", indicator->label_zh);
    } else {
        struct kept kept = {.act = act};
        const struct ast_np *first = NULL;
        (void)read_comparison(sema, act, &kept);
        for (uint32_t i = 0; i < act->args.count && !first; i++)
            first = act->args.items[i].nps ? act->args.items[i].nps->items[0] : NULL;
        struct span words = {first->span.start, kept.bound->span.end};
        norm->action_en =
            arena_printf(arena, "keeps %s", sema_said_behind(sema, act, words, " keeps "));
        norm->action_zh = arena_printf(arena, "保持%s%s%s", indicator->label_zh, norm->kept_cmp_zh,
                                       sema_bound_zh(sema, kept.bound));
    }
    if (!indicator->limit)
        return;
    const struct ast_duration *duration = indicator->limit->duration;
    const char *en, *zh;
    sema_duration_words(sema, &duration->high, duration->unit, &en, &zh);
    const char *rolled_en, *rolled_zh;
    struct meant_expr by_days = {.op = NM_OP_ADD_DAYS, .imm = 1};
    bool is_worked = duration->unit == TIME_WORKING_DAY || duration->unit == TIME_CLEAR_WORKING_DAY;
    (void)sema_roll(sema, is_worked ? NULL : &by_days, 1, &rolled_en, &rolled_zh);
    en = sema_join(sema, en, " after the period", rolled_en);
    if (norm->is_measuring) {
        bool is_blamed = indicator->unmeasured == UNMEASURED_BREACHES;
        norm->rule_en = arena_printf(arena, "%s: within %s%s%s", norm->period_en, en,
                                     is_blamed ? "" : "; ", is_blamed ? "" : unmeasured_en(indicator));
        norm->rule_zh = arena_printf(arena, "%s：期满后%s内%s%s%s", norm->period_zh, zh, rolled_zh, is_blamed ? "" : "；",
                                     is_blamed ? "" : unmeasured_zh(indicator));
        return;
    }
    norm->accept_en = arena_printf(arena, "%s measures it within %s; %s",
                                   sema_labels(sema, indicator->measurers, false), en,
                                   unmeasured_en(indicator));
    norm->accept_zh = arena_printf(arena, "%s于期满后%s内测量%s；%s",
                                   sema_labels(sema, indicator->measurers, true), zh, rolled_zh,
                                   unmeasured_zh(indicator));
}
