/* days.c - days without a year, one or several: `by 31 March, 30 June and 30 September`, `on 1 March and
 * 1 September of each year`. The act is read once for each of the days, as for the periods of a
 * rhythm (recur.c). Spec 7.4. */
#include <stdlib.h>
#include <string.h>

#include "compiler/sema/renewal.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"
#include "lang/value/date.h"

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

/* 1 for January; 0 if the amount is no day of a month. */
static int month_of(const struct ast_np *np)
{
    const struct ast_amount *amount = np->amount;
    if (np->kind != NP_AMOUNT || amount->kind != AMOUNT_NAME || !amount->unit.text || amount->has_range ||
        amount->quant != QUANT_NONE)
        return 0;
    for (int i = 0; i < 12; i++) {
        if (strcmp(amount->unit.text->text, months[i]) == 0)
            return i + 1;
    }
    return 0;
}

static bool is_each_year(const struct ast_np *np)
{
    const struct ast_tail *tail = np->tails.count == 1 ? &np->tails.items[0] : NULL;
    const struct ast_np *each = tail && tail->kind == TAIL_OF ? tail->np : NULL;
    int64_t n;
    return each && each->kind == NP_EACH && each->each.unit == TIME_YEAR &&
           decimal_to_parts(each->each.count.value, 0, &n) == DECIMAL_OK && n == 1;
}

bool sema_is_yearless(const struct ast_adverb *adverb)
{
    if (adverb->kind != ADV_NPS || (adverb->prep != PREP_ON && adverb->prep != PREP_BY))
        return false;
    const struct ast_nps *nps = adverb->nps;
    for (uint32_t i = 0; i < nps->count; i++) {
        const struct ast_np *np = nps->items[i];
        bool is_last = i + 1 == nps->count;
        if (!month_of(np) || (np->tails.count && !(is_last && is_each_year(np))))
            return false;
    }
    return nps->count > 0;
}

static const struct ast_adverb *find_days(const struct sema *sema, const struct ast_act *act)
{
    if (!sema_says_prep(sema, PREP_ON) && !sema_says_prep(sema, PREP_BY))
        return NULL;
    for (uint32_t i = 0; i < act->fronts.count; i++) {
        if (sema_is_yearless(act->fronts.items[i]))
            return act->fronts.items[i];
    }
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (adverb && sema_is_yearless(adverb))
            return adverb;
    }
    return NULL;
}

/* The 31st of a month that has fewer days is its last day; none has a 32nd. */
static bool day_in(const struct ast_np *np, int year, int64_t *day)
{
    int month = month_of(np);
    int64_t n;
    if (decimal_to_parts(np->amount->low.value, 0, &n) != DECIMAL_OK || n < 1 || n > 31)
        return false;
    int length = date_days_in_month(year, month);
    *day = date_to_day((struct civil){year, month, (int)(n > length ? length : n)});
    return true;
}

static void add_day(struct sema *sema, struct period_list *list, int64_t day)
{
    struct meant_period *period = arena_alloc(sema->arena, sizeof *period);
    const char *text = sema_day_text(sema, day);
    *period = (struct meant_period){.name = text, .label_zh = text, .unit = TIME_DAY, .first = day,
                                    .last = day, .open = day, .close = day, .day = sema_reached_day(sema, day),
                                    .is_day = true};
    list_push(sema->arena, list, period);
}

/* The days of one of them that lie within the term. False after a message. */
static bool add_days(struct sema *sema, const struct ast_np *np, bool is_each, struct period_list *list)
{
    int64_t day;
    size_t before = list->count;
    int first = date_from_day(sema->meaning->start).year, last = date_from_day(sema->meaning->end).year;
    for (int year = first; year <= last; year++) {
        if (!day_in(np, year, &day)) {
            struct diag *none = diag_add(sema->diags, E_TIME_FORM, sema->source, np->span, "no month has such a day");
            diag_help(none, "days run from 1 to 31: `by 31 March`");
            return false;
        }
        if (day < sema->meaning->start || day > sema->meaning->end)
            continue;
        if (list->count >= LIMIT_PERIODS) {
            struct diag *diag = diag_add(sema->diags, E_TOO_MANY, sema->source, np->span,
                                         "more than %d days", LIMIT_PERIODS);
            diag_help(diag, "let it recur less often, or end earlier");
            return false;
        }
        add_day(sema, list, day);
    }
    struct diag *diag = NULL;
    if (list->count == before) {
        diag = diag_add(sema->diags, E_OUTSIDE_TERM, sema->source, np->span,
                        "this day is not within the term of the contract");
        diag_help(diag, "name a day of the term, or let the term be longer");
    } else if (!is_each && list->count > before + 1) {
        diag = diag_add(sema->diags, E_TIME_FORM, sema->source, np->span,
                        "this day comes more than once in the term");
        diag_help(diag, "write `of each year` behind it, or the whole date: `%s`",
                  list->items[before]->name);
    }
    if (diag)
        diag_label(diag, sema->term_source, sema->term_span, "the term");
    return !diag;
}

static int by_day(const void *left_item, const void *right_item)
{
    const struct meant_period *left = *(struct meant_period *const *)left_item;
    const struct meant_period *right = *(struct meant_period *const *)right_item;
    return left->first < right->first ? -1 : left->first > right->first;
}

bool sema_yearless_days(struct sema *sema, const struct ast_act *act, struct period_list *list)
{
    const struct ast_adverb *adverb = find_days(sema, act);
    if (!adverb || !sema->has_term)
        return adverb != NULL;
    const struct ast_nps *nps = adverb->nps;
    bool is_each = is_each_year(nps->items[nps->count - 1]);
    bool is_fine = sema->meaning->end != NM_NEVER;
    if (!is_fine) {
        struct diag *diag = diag_add(sema->diags, E_RHYTHM_END, sema->source, adverb->span,
                                     "it is not said until when this recurs");
        diag_label(diag, sema->term_source, sema->term_span, "the term has no end either");
        diag_help(diag, "write whole dates: `2026-03-01`");
    }
    for (uint32_t i = 0; is_fine && i < nps->count; i++)
        is_fine = add_days(sema, nps->items[i], is_each, list);
    for (size_t i = 0; is_fine && i < list->count; i++) {
        for (size_t k = 0; is_fine && k < i; k++)
            is_fine = list->items[i]->first != list->items[k]->first;
        if (!is_fine)
            diag_help(diag_add(sema->diags, E_TIME_FORM, sema->source, adverb->span, "one day is named twice"),
                      "leave one of the two out");
    }
    if (!is_fine)
        list_clear(list);
    else
        qsort(list->items, list->count, sizeof *list->items, by_day);
    return true;
}
