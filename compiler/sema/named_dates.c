/* named_dates.c - dates that are set later: who sets them, until when, and which day holds while they are
 * not set. What hangs on one is open until then. Spec 7.6. */
#include "compiler/sema/sema_internal.h"
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
    if (!is_before || np->amount->has_range || (np->amount->time_unit != TIME_DAY && np->amount->time_unit != TIME_WEEK) ||
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

const struct meant_indicator *sema_named_date(const struct sema *sema, const struct ast_np *np)
{
    int32_t row = np->tails.count == 0 ? sema_indicator_of(sema, np) : NM_NONE;
    const struct meant_indicator *date = row == NM_NONE ? NULL : sema->meaning->indicators.items[row];
    return date && date->is_date ? date : NULL;
}

struct meant_expr *sema_said_day(struct sema *sema, const struct meant_indicator *date)
{
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
