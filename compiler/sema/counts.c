/* counts.c - how often, in all (`3 times`) or in a window that moves (`3 times in any 12 months`), and how much of what
 * was due was done in time (`less than 95 percent of clause 1.1 is fulfilled`). Nothing is counted along: the breach
 * records and instances are there, and are counted when it is asked. Spec 7.7, 17.1. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"

const struct ast_adverb *sema_times_said(const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (adverb && adverb->kind == ADV_TIMES)
            return adverb;
    }
    return NULL;
}

static bool bad_window(struct sema *sema, struct span span, const char *what)
{
    struct diag *diag = diag_add(sema->diags, E_WINDOW, sema->source, span, "%s", what);
    diag_help(diag, "write `3 times in any 12 months`: a number of times, and days, weeks, months or years");
    return false;
}

bool sema_read_window(struct sema *sema, const struct ast_adverb *adverb, struct often *often)
{
    const struct ast_duration *times = adverb->duration, *window = adverb->in_any;
    bool is_count = !times->has_range && (times->quant == QUANT_NONE || times->quant == QUANT_AT_LEAST) &&
                    decimal_to_parts(times->low.value, 0, &often->times) == DECIMAL_OK &&
                    often->times >= 1 && often->times <= LIMIT_TIMES;
    if (!is_count)
        return bad_window(sema, times->span, "how often is not a whole number");
    if (!window) {
        often->since = expr_new(sema, NM_OP_TERM_START, 0);
        return true;
    }
    if (window->has_range || window->quant != QUANT_NONE || window->named.text ||
        window->unit == TIME_WORKING_DAY)
        return bad_window(sema, window->span, "how long the window is cannot be read");
    struct meant_expr *before = sema_add_duration(sema, expr_new(sema, NM_OP_AT, 0), &window->low,
                                                  window->unit, window->span, -1);
    if (!before)
        return false;
    bool is_in_ticks = window->unit == TIME_HOUR || window->unit == TIME_MINUTE || window->unit == TIME_SECOND;
    /* the day or tick that asks is in it */
    often->since = expr_new(sema, is_in_ticks ? NM_OP_ADD_TICKS : NM_OP_ADD_DAYS, 1);
    often->since->a = before;
    sema_duration_words(sema, &window->low, window->unit, &often->window_en, &often->window_zh);
    return true;
}

bool sema_counts(const struct meant_norm *norm)
{
    return norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_ASSUME ||
           norm->kind == NM_AT_MOST || (norm->kind == NM_PERMIT && (norm->need || norm->quantity));
}

/* A sum of which it is not known yet in what it is, is one of money. */
static bool is_money(const struct sema *sema, const struct meant_norm *norm)
{
    bool is_untold = norm->formula && norm->unit == NM_NONE && norm->item == NM_NONE;
    return is_untold || sema_is_money(sema, norm->unit);
}

/* `at least 10 lathes`, `more than 9`, `10 to 14`, `10, but at most 14`. Money beyond it is credit, and pays other
 * debts. */
static bool is_minimum(const struct sema *sema, const struct meant_norm *norm)
{
    bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_ASSUME;
    bool is_said = norm->is_least || (norm->has_most && norm->most > norm->need_parts) ||
                   (norm->amount && norm->amount->quant == QUANT_MORE_THAN);
    return is_duty && is_said && !is_money(sema, norm);
}

void sema_mark_minimums(struct sema *sema)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++)
        sema->meaning->norms.items[i]->is_minimum = is_minimum(sema, sema->meaning->norms.items[i]);
}

/* A part is given no surplus. */
static bool is_open_above(const struct sema *sema, const struct meant_norm *norm)
{
    return is_minimum(sema, norm) && !norm->parent;
}

struct meant_expr *sema_count_of(struct sema *sema, const struct meant_norm *norm)
{
    struct meant_expr *got = expr_new(sema, is_open_above(sema, norm) ? NM_OP_GOT_IN_ALL : NM_OP_GOT, 0);
    got->norm = norm;
    return got;
}

bool sema_is_within(const norm_list *norms, const struct meant_norm *norm)
{
    for (const struct meant_norm *whole = norm->parent; whole; whole = whole->parent) {
        for (size_t i = 0; i < norms->count; i++) {
            if (norms->items[i] == whole)
                return true;
        }
    }
    return false;
}

/* Parts may be given what the whole needs no more, and it counts that as well. */
static bool has_parts(const struct meant_norm *norm)
{
    const struct meant_norm *part = norm->first_part;
    while (part && part->kind == NM_AT_MOST)
        part = part->next_part;
    return part || norm->is_whole;
}

void sema_add_reach(const struct sema *sema, const struct meant_norm *norm, struct reach *reach)
{
    bool is_made_once = norm->kind == NM_AMOUNT && norm->need_parts && norm->triggers.count == 0;
    bool stops = is_made_once && !has_parts(norm) && !is_open_above(sema, norm) &&
                 norm->need_parts < LIMIT_FORMULA_QUANTITY - reach->most;
    reach->most = stops ? reach->most + norm->need_parts : LIMIT_FORMULA_QUANTITY;
    reach->norm = norm;
}

void sema_warn_reach(struct sema *sema, const struct reach *reach, struct span span, const char *what)
{
    const struct meant_norm *norm = reach->norm;
    struct diag *diag = diag_add(sema->diags, W_COUNT_STOPS, sema->source, span, "%s", what);
    diag_label(diag, norm->source, norm->span, "counted up to what is owed");
    if (is_money(sema, norm))
        diag_help(diag, "what is paid beyond it is credit, and pays other debts: ask for less");
    else if (norm->parent)
        diag_help(diag, "a part counts what it needs: ask for the whole");
    else
        diag_help(diag, "write `at least` before the amount if what is done beyond it is to be counted, too");
}

static struct meant_expr *counted(struct sema *sema, enum nm_op op, const struct meant_norm *norm,
                                  struct meant_expr *a, struct meant_expr *b)
{
    struct meant_expr *count = expr_of(sema, op, a, b);
    count->norm = norm;
    return count;
}

static struct meant_expr *sum(struct sema *sema, struct meant_expr *left, struct meant_expr *right)
{
    return left ? expr_of(sema, NM_OP_ADD, left, right) : right;
}

/* What is part of another clause's sentence is broken along with it, and counted once. */
struct meant_expr *sema_breached_often(struct sema *sema, const norm_list *norms,
                                       const struct often *often)
{
    struct meant_expr *count = NULL;
    for (size_t i = 0; i < norms->count; i++) {
        if (!norms->items[i]->is_part)
            count = sum(sema, count, counted(sema, NM_OP_RECORDS, norms->items[i], often->since, NULL));
    }
    return count ? expr_of(sema, NM_OP_LE, expr_new(sema, NM_OP_CONST, often->times), count) : NULL;
}

struct meant_expr *sema_done_often(struct sema *sema, const struct meant_norm *memory,
                                   const struct often *often)
{
    struct meant_expr *earlier = counted(sema, NM_OP_MADE, memory, often->since, NULL);
    return expr_of(sema, NM_OP_LE, expr_new(sema, NM_OP_CONST, often->times - 1), earlier);
}

/* ---- shares ------------------------------------------------------------------------------------- */

bool sema_is_share(const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    const char *word = act->verb.text ? act->verb.text->text : "";
    return act->pred == PRED_IS && np && np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_PERCENT &&
           np->amount->percent_of && np->amount->percent_of->kind == NP_CLAUSE &&
           (strcmp(word, "fulfilled") == 0 || strcmp(word, "已履行") == 0);
}

static bool bad_share(struct sema *sema, struct span span, const char *what)
{
    struct diag *diag = diag_add(sema->diags, E_SHARE, sema->source, span, "%s", what);
    diag_help(diag, "write `When a quarter ends, if less than 95 percent of clause 1.1 is fulfilled, …`");
    return false;
}

/* kept / due against low percent, in whole numbers: kept * den against due * num. */
bool sema_share_kept(struct sema *sema, const struct ast_act *act, const struct meant_period *period,
                     struct meant_expr **some, struct meant_expr **is)
{
    const struct ast_amount *share = act->subject->items[0]->amount;
    struct decimal part;
    if (!period)
        return bad_share(sema, act->span, "it is not said of which period this is a share");
    if (share->has_range || share->has_per || decimal_percent(share->low.value, &part) != DECIMAL_OK ||
        part.digits < 0 || decimal_compare(part, decimal_of(1)) > 0 || decimal_trim(part).scale > 9)
        return bad_share(sema, share->span, "this is no share of a whole");
    part = decimal_trim(part);
    norm_list norms;
    struct meant_expr *due = NULL, *kept = NULL;
    sema_clause_norms(sema, &share->percent_of->clause, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        struct meant_expr *first = expr_new(sema, NM_OP_CONST, period->first);
        struct meant_expr *last = expr_new(sema, NM_OP_CONST, period->last);
        due = sum(sema, due, counted(sema, NM_OP_DUE_IN, norms.items[i], first, last));
        kept = sum(sema, kept, counted(sema, NM_OP_KEPT_IN, norms.items[i], first, last));
    }
    if (!due)
        return false;
    static const enum comparison comparisons[] = {
        [QUANT_NONE] = CMP_EQ,     [QUANT_EXACTLY] = CMP_EQ,   [QUANT_AT_LEAST] = CMP_GE,
        [QUANT_AT_MOST] = CMP_LE, [QUANT_MORE_THAN] = CMP_GT, [QUANT_LESS_THAN] = CMP_LT};
    struct meant_expr *den = expr_new(sema, NM_OP_CONST, decimal_power10(part.scale));
    struct meant_expr *num = expr_new(sema, NM_OP_CONST, part.digits);
    *some = expr_of(sema, NM_OP_LT, expr_new(sema, NM_OP_CONST, 0), due);
    *is = sema_compare(sema, comparisons[share->quant], expr_of(sema, NM_OP_MUL, kept, den),
                       expr_of(sema, NM_OP_MUL, due, num));
    return true;
}
