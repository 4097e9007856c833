/* named_dates.c - dates that are set later: who sets them, until when, and which day holds while they are
 * not set. What hangs on one is open until then. Spec 7.6. */
#include "compiler/sema/sema_internal.h"
#include "compiler/sema/told.h"
#include "lang/base/limits.h"

static void unclear(struct sema *sema, struct span span, const char *what, const char *help)
{
    struct diag *diag = diag_add(sema->diags, E_NAMED_DATE, sema->source, span, "%s", what);
    diag_help(diag, "%s", help);
}

/* `by 2026-05-01` */
static void read_limit(struct sema *sema, const struct ast_adverb *adverb, struct meant_indicator *date)
{
    int64_t first, last;
    if (!sema_is_whole_day(sema, &adverb->time) || !sema_days(sema, &adverb->time, &first, &last))
        return;
    date->set_by = adverb->prep == PREP_BEFORE ? first - 1 : last;
    if (sema->has_term && (date->set_by < sema->meaning->start ||
                           (sema->meaning->end != NM_NEVER && date->set_by > sema->meaning->end)))
        unclear(sema, adverb->span, "the last day to set it lies outside the term", "take a day of the term");
}

/* `no later than 30 days before the delivery-date`: how long before its day it is set. */
static bool read_notice(struct sema *sema, const struct ast_adverb *adverb, struct meant_indicator *date)
{
    const struct ast_np *np = adverb->nps->count == 1 ? adverb->nps->items[0] : NULL;
    const struct ast_adverb *anchor = adverb->anchor;
    bool is_before = np && np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_TIME && anchor &&
                     anchor->kind == ADV_NPS && anchor->prep == PREP_BEFORE && anchor->nps->count == 1 &&
                     sema_named_date(sema, anchor->nps->items[0]) == date;
    int64_t days;
    if (!is_before || np->amount->has_range ||
        (np->amount->time_unit != TIME_DAY && np->amount->time_unit != TIME_WEEK) ||
        decimal_to_parts(np->amount->low.value, 0, &days) != DECIMAL_OK || days > LIMIT_HORIZON_DAYS / 7)
        return false;
    date->ahead = (int32_t)(np->amount->time_unit == TIME_WEEK ? 7 * days : days);
    return true;
}

void sema_complete_date(struct sema *sema, struct meant_indicator *date)
{
    const struct ast_sentence *sentence = date->sentence;
    const struct ast_time *otherwise = sentence->indicator.otherwise;
    date->unit = NM_NONE;
    date->is_together = sentence->indicator.is_together;
    date->set_by = NM_NEVER;
    date->otherwise = NM_NO_DAY;
    for (uint32_t i = 0; i < sentence->indicator.adverbs.count; i++) {
        const struct ast_adverb *adverb = sentence->indicator.adverbs.items[i];
        bool is_end = adverb->prep == PREP_BY || adverb->prep == PREP_UNTIL || adverb->prep == PREP_BEFORE ||
                      adverb->prep == PREP_NO_LATER_THAN;
        if (is_end && adverb->kind == ADV_TIME)
            read_limit(sema, adverb, date);
        else if (!is_end || adverb->kind != ADV_NPS || !read_notice(sema, adverb, date))
            unclear(sema, adverb->span, "it cannot be told until when the date is set",
                    "write `by 2026-05-01`, or `no later than 30 days before` and the date's name");
    }
    int64_t first, last;
    if (!otherwise || !sema_is_whole_day(sema, otherwise) || !sema_days(sema, otherwise, &first, &last))
        return;
    date->otherwise = (int32_t)last;
    bool is_early = date->set_by != NM_NEVER && last < date->set_by;
    if (is_early)
        unclear(sema, otherwise->span, "this day comes before the last day on which the date can be set",
                "what holds if nothing is set comes afterwards");
    if (!is_early && sema->has_term &&
        (last < sema->meaning->start || (sema->meaning->end != NM_NEVER && last > sema->meaning->end)))
        unclear(sema, otherwise->span, "this day lies outside the term", "take a day of the term");
}

/* ---- dates that acts tell: `item order, orders with a delivery-date (date)` ------------------------- */

struct meant_indicator *sema_told_date(struct sema *sema, const struct ast_name *name, int32_t kind)
{
    struct meaning *meaning = sema->meaning;
    if (meaning->indicators.count >= LIMIT_INDICATORS) {
        struct diag *diag = diag_add(sema->diags, E_TOO_MANY, sema->source, name->span,
                                     "more than %d indicators in one contract", LIMIT_INDICATORS);
        diag_help(diag, "split the contract");
        return NULL;
    }
    struct meant_indicator *date = arena_alloc(sema->arena, sizeof *date);
    *date = (struct meant_indicator){
        .name = name->text->text, .label_zh = name->text->text, .index = (int32_t)meaning->indicators.count,
        .unit = NM_NONE, .span = name->span, .source = sema->source, .is_date = true, .is_told = true,
        .told_of = kind, .set_by = NM_NEVER, .otherwise = NM_NO_DAY};
    list_push(sema->arena, &date->names, name->text->text);
    list_push(sema->arena, &meaning->indicators, date);
    return date;
}

/* `the delivery-date of the order` */
static const struct meant_indicator *told_of(const struct sema *sema, const struct ast_np *np)
{
    const struct ast_tail *tail = np->kind == NP_NAME && np->tails.count == 1 ? &np->tails.items[0] : NULL;
    const struct ast_np *of = tail && tail->kind == TAIL_OF ? tail->np : NULL;
    if (!of || of->kind != NP_NAME || !of->name.noun.text || of->tails.count)
        return NULL;
    struct ast_np alone = *np;
    alone.tails = (struct ast_tails){0};
    int32_t row = sema_indicator_of(sema, &alone);
    const struct meant_indicator *date = row == NM_NONE ? NULL : sema->meaning->indicators.items[row];
    bool is_its = date && date->is_told &&
                  (sema_kind(sema, of->name.noun.text) == date->told_of || sema_verb(sema, of->name.noun.text));
    return is_its ? date : NULL;
}

const struct meant_indicator *sema_named_date(const struct sema *sema, const struct ast_np *np)
{
    int32_t row = np->tails.count == 0 ? sema_indicator_of(sema, np) : NM_NONE;
    const struct meant_indicator *date = row == NM_NONE ? told_of(sema, np) : sema->meaning->indicators.items[row];
    return date && date->is_date ? date : NULL;
}

static const struct meant_indicator *told_in(const struct sema *sema, const struct meant_expr *expr)
{
    if (!expr)
        return NULL;
    if (expr->op == NM_OP_VALUE && expr->first == NM_THEN)
        return sema->meaning->indicators.items[expr->imm];
    const struct meant_indicator *date = told_in(sema, expr->a);
    return date ? date : told_in(sema, expr->b);
}

void sema_await_told_dates(struct sema *sema)
{
    for (size_t i = 0; sema->meaning->indicators.count && i < sema->meaning->norms.count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        const struct meant_indicator *date = told_in(sema, norm->due);
        date = date ? date : told_in(sema, norm->from);
        bool is_called = norm->triggers.count > 0;
        for (size_t k = 0; k < norm->triggers.count; k++)
            is_called &= norm->triggers.items[k].kind == NM_ON_EVENT;
        for (size_t k = 0; date && is_called && k < norm->triggers.count; k++)
            norm->triggers.items[k].told = date;
        if (!date || is_called)
            continue;
        sema->source = norm->source;
        unclear(sema, norm->span, arena_printf(sema->arena, "whose %s is meant is not said", date->name),
                "an act tells it: `When Buyer orders lathes (the order), Seller delivers … by the delivery-date of "
                "the order`");
    }
}

struct meant_expr *sema_said_day(struct sema *sema, const struct meant_indicator *date)
{
    if (date->is_told)
        return sema_measured_value(sema, NM_OP_VALUE, date->index, NM_THEN, 0);
    return sema_measured_value(sema, NM_OP_VALUE, date->index, NM_SAID, date->otherwise);
}

void sema_date_words(struct sema *sema, const struct meant_indicator *date, const char **en, const char **zh)
{
    const char *day = date->otherwise == NM_NO_DAY ? NULL : sema_day_text(sema, date->otherwise);
    *en = day ? arena_printf(sema->arena, "the %s (%s unless it is set)", date->name, day)
              : arena_printf(sema->arena, "the %s", date->name);
    *zh = day ? arena_printf(sema->arena, "%s（未确定时为%s）", date->label_zh, day) : date->label_zh;
}

void sema_date_as_value(struct sema *sema, const struct meant_indicator *date, struct span span)
{
    struct diag *diag = diag_add(sema->diags, E_NAMED_DATE, sema->source, span,
                                 "`%s` is a date, and no value to compare or reckon with", date->name);
    diag_label(diag, date->source, date->span, "declared here");
    diag_help(diag, "use it in a deadline: `by the %s`, `within 10 days after the %s`", date->name, date->name);
}
