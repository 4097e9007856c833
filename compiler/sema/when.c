/* when.c - the times of a norm: its window as two expressions of the machine, what triggers it where
 * a deadline runs from another clause, and the same rule in words. Spec chapter 7. */
#include <stdio.h>
#include <string.h>

#include "compiler/sema/manner.h"
#include "compiler/sema/said.h"
#include "compiler/sema/window.h"
#include "lang/base/limits.h"
#include "runtime/state.h"

struct meant_expr *expr_new(struct sema *sema, enum nm_op op, int64_t imm)
{
    struct meant_expr *expr = arena_alloc(sema->arena, sizeof *expr);
    expr->op = op;
    expr->imm = imm;
    expr->calendar = NM_NONE;
    sema->expr_count++;
    return expr;
}

struct meant_expr *expr_of(struct sema *sema, enum nm_op op, struct meant_expr *a,
                           struct meant_expr *b)
{
    struct meant_expr *expr = expr_new(sema, op, 0);
    expr->a = a;
    expr->b = b;
    expr->depth = 1 + (b && b->depth > a->depth ? b->depth : a->depth);
    return expr;
}

struct meant_expr *expr_both(struct sema *sema, struct meant_expr *left, struct meant_expr *right)
{
    return left && right ? expr_of(sema, NM_OP_AND, left, right) : left ? left : right;
}

struct meant_expr *expr_sum(struct sema *sema, struct meant_expr *const *terms, size_t count)
{
    if (count == 1)
        return terms[0];
    return expr_of(sema, NM_OP_ADD, expr_sum(sema, terms, count / 2),
                   expr_sum(sema, terms + count / 2, count - count / 2));
}

const char *sema_day_text(struct sema *sema, int64_t day)
{
    char *text = arena_bytes(sema->arena, DATE_TEXT_LEN + 1);
    date_write(text, day);
    return text;
}

static void period_words(struct sema *sema, const struct ast_time *time, int64_t first,
                         const char **en, const char **zh)
{
    static const char *const quarters[] = {"", "一", "二", "三", "四"};
    *en = *zh = "";
    if (!sema->in_words)
        return;
    struct civil civil = date_from_day(first);
    switch (time->period) {
    case PERIOD_YEAR:
        *en = arena_printf(sema->arena, "in %d", civil.year);
        *zh = arena_printf(sema->arena, "%d年内", civil.year);
        return;
    case PERIOD_HALF:
        *en = arena_printf(sema->arena, "in H%d %d", time->index, civil.year);
        *zh = arena_printf(sema->arena, "%d年%s半年内", civil.year, time->index == 1 ? "上" : "下");
        return;
    case PERIOD_QUARTER:
        *en = arena_printf(sema->arena, "in Q%d %d", time->index, civil.year);
        *zh = arena_printf(sema->arena, "%d年第%s季度内", civil.year, quarters[time->index]);
        return;
    case PERIOD_MONTH:
        *en = arena_printf(sema->arena, "in %d-%02d", civil.year, civil.month);
        *zh = arena_printf(sema->arena, "%d年%d月内", civil.year, civil.month);
        return;
    case PERIOD_WEEK:
        *en = arena_printf(sema->arena, "in week %d", time->index);
        *zh = arena_printf(sema->arena, "第%d周内", time->index);
        return;
    }
    UNREACHABLE();
}

bool sema_days(struct sema *sema, const struct ast_time *time, int64_t *first, int64_t *last)
{
    return sema_is_whole_day(sema, time) && sema_moments(sema, time, first, last);
}

bool sema_moments(struct sema *sema, const struct ast_time *time, int64_t *first, int64_t *last)
{
    struct meaning *meaning = sema->meaning;
    if (time->kind == AST_TIME_DATE) {
        *first = *last = time->day;
        return sema_fits_clock(sema, time);
    }
    if (time->kind == AST_TIME_CLOCK) {
        struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, time->span,
                                     "a time of day needs a date before it");
        diag_help(diag, "write `2026-03-31 17:00`; of what recurs `by 17:00 each working day`, `by 17:00 on each "
                        "Friday`");
        return false;
    }
    struct period period;
    if (time->year) {
        if (period_of_year(&period, time->period, time->year, time->index)) {
            *first = period.first;
            *last = period.last;
            return true;
        }
        struct diag *diag = diag_add(sema->diags, E_PERIOD, sema->source, time->span,
                                     "%d has no such period", time->year);
        diag_help(diag, "a year has 4 quarters, 12 months, and 52 or 53 weeks");
        return false;
    }
    int first_year = date_from_day(meaning->start).year;
    int last_year = meaning->end == NM_NEVER ? first_year + 1 : date_from_day(meaning->end).year;
    int found = 0;
    for (int year = first_year; year <= last_year; year++) {
        if (!period_of_year(&period, time->period, year, time->index) ||
            period.last < meaning->start || period.first > meaning->end)
            continue;
        found++;
        *first = period.first;
        *last = period.last;
    }
    if (found == 1)
        return true;
    struct diag *diag = diag_add(sema->diags, E_PERIOD, sema->source, time->span,
                                 found ? "the term of the contract contains this period more than once"
                                       : "the term of the contract contains no such period");
    diag_label(diag, sema->term_source, sema->term_span, "the term");
    if (found)
        diag_help(diag, "add the year: `%s %d`", source_words(sema->source, sema->arena, time->span),
                  first_year);
    else
        diag_help(diag, "correct the period or the term");
    return false;
}

/* A duty's deadline on a free day moves as the contract says; what is forbidden ends when it ends.
 * A period names its days, so its end stays. `time`: how it was written; NULL where another bound
 * of the window tells of it. */
struct meant_expr *window_rolled(struct window *window, struct meant_expr *tick, int sign,
                                 const struct ast_time *time)
{
    enum nm_norm_kind kind = window->pending->norm->kind;
    if (kind == NM_FORBID || kind == NM_PERMIT || kind == NM_MAINTAIN ||
        (time && time->kind == AST_TIME_PERIOD))
        return tick;
    const char *en, *zh;
    struct meant_expr *expr = sema_roll(window->sema, tick, sign, &en, &zh);
    if (tick && tick->op != NM_OP_ADD_TICKS)
        window->pending->norm->roll = sema_rolls(window->sema, sign);
    if (time || tick->op != NM_OP_CONST) {
        window->en = *en ? sema_words(window->sema, window->en, en) : window->en;
        window->zh = *zh ? sema_words(window->sema, window->zh, zh) : window->zh;
    }
    return expr;
}

void window_at_time(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    int64_t first, last;
    if (window->pending->scope.is_rhythmic && adverb->time.kind == AST_TIME_CLOCK) {
        window_clock_of_period(window, adverb);
        return;
    }
    if (window->pending->scope.is_rhythmic && adverb->each) {
        window_date_of_row(window, adverb);
        return;
    }
    if (window->pending->scope.is_rhythmic && sema_is_rhythm_bound(adverb)) {
        window_say_bounds(window, adverb);
        return;
    }
    if (!sema_moments(sema, &adverb->time, &first, &last))
        return;
    const char *en, *zh, *text = sema_moment_text(sema, &adverb->time, first);
    const char *end = first == last ? text : sema_moment_text(sema, &adverb->time, last);
    struct meant_expr *from = sema_moment(sema, &adverb->time, first);
    struct meant_expr *due = sema_moment(sema, &adverb->time, last);
    switch (prep_side(adverb->prep)) {
    case SIDE_INSIDE:
        if (adverb->time.kind == AST_TIME_PERIOD)
            period_words(sema, &adverb->time, first, &en, &zh);
        else
            en = sema_words(sema, "on ", text), zh = text;
        say(window, en, zh);
        bound(window, first > sema->meaning->start ? from : day(window, sema->meaning->start), due);
        return;
    case SIDE_ON:
        say(window, sema_words(sema, "on ", text),
            sema_words(sema, "于", text));
        bound(window, window_rolled(window, from, 1, NULL),
              window_rolled(window, due, 1, &adverb->time));
        return;
    case SIDE_BY:
    case SIDE_UP_TO:
        say(window, sema_words(sema, by_words(window, adverb), end),
            sema_words(sema, by_words_zh(window, adverb), end));
        bound(window, NULL, window_rolled(window, due, 1, &adverb->time));
        return;
    case SIDE_BEFORE:
        say(window, sema_words(sema, "before ", text),
            sema_words(sema, "在", text, "之前"));
        bound(window, NULL, sema_beside(sema, from, -1));
        return;
    case SIDE_BEHIND:
        say(window, sema_words(sema, "after ", end),
            sema_words(sema, "在", end, "之后"));
        bound(window, sema_beside(sema, due, 1), NULL);
        return;
    case SIDE_FROM:
        bound(window, from, NULL);
        if (!adverb->until) {
            say(window, sema_words(sema, "from ", text),
                sema_words(sema, "自", text, "起"));
            return;
        }
        if (sema_moments(sema, adverb->until, &first, &last)) {
            end = sema_moment_text(sema, adverb->until, last);
            bound(window, NULL, sema_moment(sema, adverb->until, last));
            say(window, sema_words(sema, "from ", text, " to ", end),
                sema_words(sema, text, "至", end));
        }
        return;
    case SIDE_NONE: break;
    }
    window_misread(window, adverb);
}

/* "when 2027-Q1 ends", "on 2026-05-01" without its first word */
static const char *trigger_words(const char *trigger)
{
    const char *rest = strchr(trigger, ' ');
    return rest ? rest + 1 : trigger;
}

/* 2026年6月终了, 2026-05-01: without what says `when` */
static const char *trigger_words_zh(struct sema *sema, const char *trigger)
{
    static const char on[] = "于", when[] = "时";
    size_t skip = strncmp(trigger, on, strlen(on)) == 0 ? strlen(on) : 0;
    size_t len = strlen(trigger + skip), tail = strlen(when);
    bool has_when = len > tail && strcmp(trigger + skip + len - tail, when) == 0;
    return arena_text(sema->arena, trigger + skip, len - (has_when ? tail : 0));
}

static struct meant_expr *the_day_after(struct sema *sema)
{
    struct meant_expr *next = expr_new(sema, NM_OP_ADD_DAYS, 1);
    next->a = expr_new(sema, NM_OP_AT, 0);
    return next;
}

/* `within 15 days after X`, 违约后15日内; of what goes on `for 15 days after X`, 违约后为期15日. X may be NULL. */
static void say_length(struct window *window, const char *length, const char *length_zh, const char *after,
                       const char *after_zh)
{
    struct sema *sema = window->sema;
    bool goes_on = window->is_length;
    say(window, sema_words(sema, goes_on ? "for " : "within ", length, after ? " after " : "", after ? after : ""),
        sema_words(sema, after ? after_zh : "", after ? "后" : "", goes_on ? "为期" : "", length_zh, goes_on ? "" : "内"));
}

/* `within 15 days` of what waits for the value of a period that has ended. */
static void say_from_end(struct window *window, const char *en, const char *zh)
{
    struct sema *sema = window->sema;
    const struct meant_norm *norm = window->pending->norm;
    enum nm_op from = norm->counts_from->op;
    if (from == NM_OP_TRIGGER) {
        say_length(window, en, zh, "the measurement", "测量");
        return;
    }
    if (from == NM_OP_TERM_END) {
        say_length(window, en, zh, "the contract ends", "合同终止");
        return;
    }
    if (!norm->value_period) {
        const char *day = sema_day_text(sema, norm->counts_from->imm);
        say_length(window, en, zh, day, day);
        return;
    }
    const char *later = from == NM_OP_MAX ? ", later by as much as the measurement is late" : "";
    const char *later_zh = from == NM_OP_MAX ? "，测量迟延的相应顺延" : "";
    say(window, sema_words(sema, "within ", en, " after ", norm->value_period->name, " ends", later),
        sema_words(sema, norm->value_period->label_zh, "终了后", zh, "内", later_zh));
}

/* `but no later than …` is said of it. */
static bool has_long_stop(const struct ast_act *act)
{
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (adverb && adverb->prep == PREP_BUT_NO_LATER)
            return true;
    }
    return false;
}

void window_within(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const char *en, *zh, *anchor_en = NULL, *anchor_zh = NULL;
    const struct ast_duration *duration = adverb->duration;
    if (!sema_is_limit(sema, duration))
        return;
    sema_limit_words(sema, duration, &en, &zh);
    int sign = 1;
    window->is_owed_anyway = has_long_stop(window->pending->act);
    struct meant_expr *anchor = adverb->anchor
                                    ? window_anchor(window, adverb->anchor, &anchor_en, &anchor_zh, &sign)
                                    : window_own_anchor(window);
    window->is_owed_anyway = false;
    if (!anchor)
        return;
    struct meant_expr *end = window_from_anchor(adverb->anchor, sign,
                                         sema_count(sema, anchor, &duration->high, duration->unit,
                                                    duration->span, sign));
    if (!end)
        return;
    if (!adverb->anchor && window->pending->norm->counts_from && end->op == NM_OP_ADD_TICKS)
        end->is_from_end = true; /* of the period whose value it waits for */
    struct meant_expr *edge = window_edge(window, adverb->anchor, sign, anchor, end);
    if (duration->unit == TIME_WORKING_DAY)
        window->pending->norm->due_unit = NM_WORKDAYS;
    const struct meant_norm *norm = window->pending->norm;
    bool is_by_performance = anchor->op == NM_OP_TRIGGER && norm->triggers.count &&
                             norm->triggers.items[norm->triggers.count - 1].is_by_performance;
    if (anchor_en && sign < 0)
        say(window, sema_words(sema, "within ", en, " before ", anchor_en), sema_words(sema, anchor_zh, "前", zh, "内"));
    else if (anchor_en)
        say_length(window, en, zh, anchor_en, anchor_zh);
    else if (norm->accrual) /* behind `otherwise`, and behind `when clause 4.1 is breached` */
        say_length(window, en, zh, "the delay ends", "迟延结束");
    else if (norm->remedies)
        say_length(window, en, zh, "the breach", "违约");
    else if (norm->counts_from)
        say_from_end(window, en, zh);
    else if (norm->triggers.count && norm->triggers.items[0].kind == NM_AT_TICK &&
             !norm->triggers.items[0].guard)
        say_length(window, en, zh, trigger_words(norm->trigger_en), trigger_words_zh(sema, norm->trigger_zh));
    else if (norm->triggers.count == 1 && norm->triggers.items[0].kind == NM_AT_END)
        say_length(window, en, zh, "the contract ends", "合同终止");
    else
        say_length(window, en, zh, norm->triggers.count ? NULL : "the contract begins", "合同生效");
    if (sema->counting.is_first_day_in)
        say(window, "the first day counted", "首日计入");
    if (sign < 0 && anchor->op == NM_OP_VALUE) {
        window_not_understood(window, adverb->span, "what begins before a date that is set later opens at a "
                                                    "moment that nobody knows yet");
        return;
    }
    if (sign < 0) {
        bound(window, end, edge);
        return;
    }
    bool is_dated = adverb->anchor && (adverb->anchor->kind == ADV_TIME ||
                                       sema_period_phrase(adverb->anchor));
    end = window_rolled(window, end, 1, NULL);
    if (is_by_performance) /* an answer that takes long leaves a day */
        end = expr_of(sema, NM_OP_MAX, end, the_day_after(sema));
    bound(window, is_dated ? edge : NULL, end);
    if (duration->has_range)
        bound(window, window_from_anchor(adverb->anchor, sign,
                                  sema_count(sema, anchor, &duration->low, duration->unit, duration->span, 1)),
              NULL);
}

/* `after the delivery`, `after clause 1.1 is breached`: the norm arises then. */
static void opens_after(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const char *en, *zh;
    int sign;
    struct meant_expr *anchor = window_anchor(window, adverb, &en, &zh, &sign);
    if (!anchor)
        return;
    if (anchor->op != NM_OP_TRIGGER) {
        window_not_understood(window, adverb->span,
                              "a norm cannot open at a moment that is known only when it comes");
        return;
    }
    say(window, sema_words(sema, "after ", en), sema_words(sema, zh, "之后"));
}

/* `no earlier than 70 days after D`, `no later than 30 days before D`, `after the delivery`. */
static void by_phrase(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const struct ast_np *np = adverb->nps->items[0];
    bool is_bound = adverb->prep == PREP_NO_EARLIER_THAN || adverb->prep == PREP_NO_LATER_THAN ||
                    adverb->prep == PREP_BUT_NO_LATER;
    const char *en, *zh, *anchor_en, *anchor_zh;
    int sign;
    if (is_bound && np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_TIME && adverb->anchor) {
        struct meant_expr *anchor = window_anchor(window, adverb->anchor, &anchor_en, &anchor_zh, &sign);
        bool is_early = adverb->prep == PREP_NO_EARLIER_THAN;
        struct meant_expr *tick =
            anchor ? window_from_anchor(adverb->anchor, sign,
                                 sema_count_apart(sema, anchor, np->amount, is_early, sign)) : NULL;
        if (!tick)
            return;
        sema_duration_words(sema, &np->amount->low, np->amount->time_unit, &en, &zh);
        say(window,
            sema_words(sema, adverb->prep == PREP_BUT_NO_LATER ? "but no " : "no ",
                      is_early ? "earlier than " : "later than ", en, sign < 0 ? " before " : " after ",
                      anchor_en),
            sema_words(sema, "不", is_early ? "早" : "迟", "于", anchor_zh, sign < 0 ? "前" : "后", zh));
        if (is_early)
            bound(window, tick, NULL);
        else
            bound(window, NULL, window_rolled(window, tick, sign, NULL));
        return;
    }
    if (adverb->prep == PREP_AFTER) {
        opens_after(window, adverb);
        return;
    }
    window_misread(window, adverb);
}

static void until_act(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    struct pending *pending = window->pending;
    if (adverb->prep != PREP_UNTIL) {
        if (adverb->prep == PREP_AFTER)
            opens_after(window, adverb);
        else
            window_not_understood(window, adverb->span, "this cannot be read as a time yet");
        return;
    }
    pending->norm->until = sema_condition(sema, adverb->act, &pending->scope);
    if (pending->scope.is_rhythmic && pending->norm->until)
        pending->norm->until = sema_until_in_series(sema, adverb->act, pending);
    say(window, sema_words(sema, sema_said_adverb(sema, adverb)),
        sema_words(sema, "直至", sema_condition_zh(sema, adverb->act)));
}

static void remind(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const struct ast_duration *duration = adverb->duration;
    const char *en, *zh;
    sema_duration_words(sema, &duration->high, duration->unit, &en, &zh);
    window->pending->norm->reminder = sema_add_duration(sema, window_own_anchor(window), &duration->high,
                                                        duration->unit, duration->span, 1);
    say(window, sema_words(sema, "reminder after ", en),
        sema_words(sema, zh, "后提醒"));
}

static bool is_act(const struct window *window, const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.noun.text &&
           sema_kind(window->sema, np->name.noun.text) == NM_NONE &&
           sema_verb(window->sema, np->name.noun.text);
}

/* Thursday, Thursdays */
static bool is_weekday(const char *noun)
{
    static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        size_t len = strlen(days[i]);
        if (strncmp(noun, days[i], len) == 0 && (!noun[len] || strcmp(noun + len, "s") == 0))
            return true;
    }
    return false;
}

static void refuse_vague_time(struct window *window, const struct ast_adverb *adverb)
{
    if (!is_weekday(adverb->nps->items[0]->name.noun.text->text)) {
        bool is_ahead = adverb->prep == PREP_IN && sema_is_noun(adverb->nps->items[0], "advance", "预先");
        if (is_ahead || (adverb->prep == PREP_BY && sema_is_noun(adverb->nps->items[0], "end", "末")))
            window_misread(window, adverb);
        else
            window_not_understood(window, adverb->span, "this cannot be read as a time");
        return;
    }
    struct diag *diag = diag_add(window->sema->diags, E_TIME_FORM, window->sema->source, adverb->span,
                                 "it is not said of which week this is the day");
    diag_help(diag, "write the date: `on 2026-03-31`; for a day of each week `on each Thursday`, `by each Thursday`");
}

/* `on delivery`, `by the end of the month`, `on signature`: a time is meant, and none can be reckoned.
 * `by shipment` and `at works` are a means and a place. */
static bool is_vague_time(const struct window *window, const struct ast_adverb *adverb)
{
    static const char *const words[] = {
        "end", "beginning", "start", "signature", "signing", "expiry", "completion", "advance", "notice",
        "request", "demand", "receipt", "arrival"};
    const struct ast_np *np = adverb->nps->items[0];
    if (np->kind != NP_NAME || !np->name.noun.text || sema_kind(window->sema, np->name.noun.text) != NM_NONE)
        return false;
    const char *noun = np->name.noun.text->text;
    bool is_means = adverb->prep == PREP_BY && strcmp(noun, "notice") == 0; /* by notice to Seller */
    for (size_t i = 0; i < sizeof words / sizeof *words && !is_means; i++) {
        if (strcmp(noun, words[i]) == 0)
            return true;
    }
    return is_weekday(noun) ||
           (adverb->prep != PREP_BY && adverb->prep != PREP_IN && is_act(window, np)); /* in writing */
}

/* `suspend … for at most 60 days`, `extend … by 5 days`: powers.c. */
static bool is_of_effect(const struct window *window, const struct ast_adverb *adverb)
{
    const struct meant_power *power = window->pending->norm->power;
    return !power || (power->effect == NM_SUSPEND_NORMS && adverb->prep == PREP_FOR) ||
           (power->effect == NM_EXTEND && adverb->prep == PREP_BY);
}

/* `…, of which 4 by 2026-03-31`: the time of the part is said before that of its whole. */
static void keep_whole(struct window *window, const struct ast_adverb *adverb)
{
    const struct meant_norm *norm = window->pending->norm;
    if (!norm->is_part || adverb->kind != ADV_TIME || adverb->span.start != norm->span.start ||
        adverb->span.end != norm->span.end)
        return;
    window->whole_en = window->en;
    window->whole_zh = window->zh;
    window->en = window->zh = "";
}

static void read_adverb(struct window *window, const struct ast_adverb *adverb)
{
    keep_whole(window, adverb);
    bool is_power = window->pending->norm->kind == NM_POWER;
    bool is_permit = window->pending->norm->kind == NM_PERMIT;
    const struct ast_np *phrase = sema_period_phrase(adverb);
    if (phrase && window->pending->scope.is_rhythmic) {
        window_day_of_period(window, adverb, phrase);
        return;
    }
    if (adverb->kind == ADV_EACH && window->pending->scope.is_rhythmic) {
        window_in_period(window, adverb);
        return;
    }
    if (sema_is_yearless(adverb) && window->pending->scope.period) {
        struct ast_adverb on = *adverb;
        on.kind = ADV_TIME;
        on.each = NULL;
        on.until = NULL;
        on.time = (struct ast_time){.span = adverb->span, .kind = AST_TIME_DATE, .seconds = -1,
                                    .day = window->pending->scope.period->first};
        window_at_time(window, &on);
        return;
    }
    if (sema_ends_suspension(window->sema, window->pending, adverb))
        return;
    window_note_end(window, adverb);
    if (window_how_long(window, adverb))
        return;
    if (window_is_end_of_period(adverb)) {
        window_at_end_of_period(window, adverb);
        return;
    }
    if (adverb->kind == ADV_NPS &&
        (window_is_extreme(adverb) || sema_is_deadline_act(window->sema, adverb))) {
        window_extreme(window, adverb);
        return;
    }
    const struct meant_indicator *date = adverb->kind == ADV_NPS && !adverb->anchor && adverb->nps->count == 1
                                             ? sema_named_date(window->sema, adverb->nps->items[0]) : NULL;
    if (date && date->is_told) {
        struct diag *diag = diag_add(window->sema->diags, E_TIME_FORM, window->sema->source, adverb->span,
                                     "a norm cannot open on a date that an act tells");
        diag_help(diag, sema_is_in_chinese(window->sema, adverb->span) ? "写明期限：`至迟 %s`" : "let it be due then: `by %s`",
                  source_words(window->sema->source, window->sema->arena, adverb->nps->items[0]->span));
        return;
    }
    if (date) {
        window_not_understood(window, adverb->span,
                              "a norm cannot open at a date that is set later: nobody would know that it is open");
        return;
    }
    struct meant_expr *day;
    switch (adverb->kind) {
    case ADV_TIME:
        if (window_refuse_period(window, adverb))
            return;
        if ((day = sema_suspension_day(window->sema, window->pending, adverb)))
            bound(window, NULL, day); /* the end of the suspension does not roll, and behind it nothing is suspended */
        else
            window_at_time(window, adverb);
        return;
    case ADV_WITHIN: window_within(window, adverb); return;
    case ADV_REMINDER: remind(window, adverb); return;
    case ADV_AGAIN: /* recheck.c */
    case ADV_TOGETHER: return;
    case ADV_PROMPTLY:
        if (window->pending->norm->kind != NM_VAGUE && window->pending->norm->kind != NM_EFFORT) {
            diag_help(diag_add(window->sema->diags, E_UNREAD, window->sema->source, adverb->span,
                               "`promptly` says nothing here: what is not owed cannot be late"),
                      "a right has a time instead: `within 10 days`; only duties are done promptly");
            return;
        }
        window->is_vague = true;
        say(window, "promptly", "及时");
        return;
    case ADV_ACT: until_act(window, adverb); return;
    case ADV_NPS:
        switch (adverb->prep) {
        case PREP_NO_EARLIER_THAN:
        case PREP_NO_LATER_THAN:
        case PREP_BUT_NO_LATER:
        case PREP_AFTER:
        case PREP_BEFORE:
        case PREP_UNTIL:
        case PREP_SINCE: by_phrase(window, adverb); return;
        case PREP_IN_ADDITION_TO:
        case PREP_AS_PART_OF: return; /* counting.c */
        case PREP_INSTEAD_OF:
            if (!window->pending->norm->remedies)
                sema_instead(window->sema, window->pending->norm, window->pending->act);
            return;
        case PREP_WHILE:
        case PREP_DURING: break;
        case PREP_DESPITE:
        case PREP_SUBJECT_TO:
            if (is_power || is_permit) /* powers.c, permits.c */
                return;
            break;
        case PREP_NONE: /* to whom, by which means, at which place: no times */
        case PREP_IN:
        case PREP_ON:
        case PREP_BY:
        case PREP_AT:
            if (!is_power && !is_permit && is_vague_time(window, adverb)) {
                refuse_vague_time(window, adverb);
                return;
            }
            /* fall through */
        case PREP_AGAINST: /* `against payment` is an exchange, `against fire` is not */
            if (adverb->prep == PREP_AGAINST && is_act(window, adverb->nps->items[0]))
                break;
            /* fall through */
        case PREP_FROM:
        case PREP_TO:
        case PREP_FOR:
        case PREP_AMONG:
        case PREP_UNDER:
        case PREP_WITHOUT:
        case PREP_ON_EVIDENCE_OF:
            if (adverb->nps->items[0]->kind != NP_AMOUNT || (is_power && is_of_effect(window, adverb))) {
                sema_check_manner(window->sema, window->pending, adverb);
                sema_read_document(window->sema, window->pending->act, adverb);
                return;
            }
            break; /* an amount is neither a place nor a means */
        }
        break;
    case ADV_EACH:
    case ADV_NOTICE:
    case ADV_TIMES:
        if (is_power || (is_permit && adverb->kind == ADV_TIMES) || /* powers.c, permits.c */
            sema_is_announced(window->pending->norm, adverb))
            return;
        break;
    case ADV_THEN:
    case ADV_REPORTED: break;
    }
    struct diag *diag = diag_add(window->sema->diags, E_NOT_YET, window->sema->source, adverb->span,
                                 "this phrase is understood, but does not run yet");
    diag_help(diag, "leave it out, or say it in a sentence of its own");
}

/* `…, accepted by 2026-03-31`: the deadline of the answer is that of the duty. */
static void answered_by(struct window *window, const struct ast_act *act)
{
    struct sema *sema = window->sema;
    int64_t first, last;
    bool has_own = window->due && window->pending->norm->is_part; /* `…, of which 4 by 2026-03-31` */
    if (window->due && !has_own) {
        struct diag *diag = diag_add(sema->diags, E_ANSWERED_BY, sema->source,
                                     act->more->answered_by->span,
                                     "the duty has two deadlines, one for the act and one for its "
                                     "answer");
        diag_help(diag, "leave out the first: what is %s by then has been performed by then",
                  act->more->answer.text->text);
        return;
    }
    if (!sema_moments(sema, act->more->answered_by, &first, &last))
        return;
    bound(window, NULL, sema_moment(sema, act->more->answered_by, last));
    const char *text = sema_moment_text(sema, act->more->answered_by, last);
    const struct meant_answer *answer = sema_answer_to(window->pending->norm);
    const char *word = act->more->answer.text->text;
    const char *word_zh = answer && answer->accept ? answer->accept->label_zh : "";
    if (has_own)
        say(window, sema_words(sema, word, " by then"), sema_words(sema, "届时已", word_zh));
    else
        say(window, sema_words(sema, word, " by ", text), sema_words(sema, "至迟", text, word_zh));
}

/* Without any time a norm runs to the end of the term. */
static void end_of_term(struct window *window)
{
    struct sema *sema = window->sema;
    struct meant_norm *norm = window->pending->norm;
    bool is_of_end = norm->triggers.count && norm->triggers.items[0].kind == NM_AT_END;
    if (is_of_end || sema->meaning->end == NM_NEVER) {
        struct diag *diag = diag_add(sema->diags, E_NO_END, sema->source, norm->span,
                                     "it is not said until when this is owed");
        diag_label(diag, sema->term_source, sema->term_span,
                   is_of_end ? "it arises when the term is over" : "the term has no end either");
        diag_help(diag, "add a time: `by 1956-12-31`, `within 7 days`");
        return;
    }
    window->due = expr_new(sema, NM_OP_TERM_END, 0);
    if (!norm->until)
        say(window, "during the term", "合同期内");
}

static void read_adverbs(struct window *window, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->fronts.count; i++)
        read_adverb(window, act->fronts.items[i]);
    for (uint32_t i = 0; i < act->mids.count; i++)
        read_adverb(window, act->mids.items[i]);
    for (uint32_t i = 0; i < act->args.count; i++)
        if (act->args.items[i].adverb)
            read_adverb(window, act->args.items[i].adverb);
}

/* A norm on the value of a period: the window is the period. */
static void whole_period(struct sema *sema, struct meant_norm *norm)
{
    norm->from = expr_new(sema, NM_OP_CONST, norm->period.first);
    norm->due = expr_new(sema, NM_OP_CONST, norm->period.last);
    norm->rule_en = norm->period_en;
    norm->rule_zh = norm->period_zh;
}

void sema_read_when(struct sema *sema, struct pending *pending)
{
    struct window window = {.sema = sema, .pending = pending, .en = "", .zh = ""};
    const struct ast_act *act = pending->act;
    struct meant_norm *norm = pending->norm;
    uint32_t faults = sema_faults(sema);
    read_adverbs(&window, act);
    if (act->more->answered_by)
        answered_by(&window, act);
    if (window.whole_en && *window.whole_en) {
        window.en = sema_words(sema, window.en, "; the whole ", window.whole_en);
        window.zh = sema_words(sema, window.zh, "；全部", window.whole_zh);
    }
    bool has_clock = norm->kind != NM_VAGUE && norm->kind != NM_EFFORT && norm->kind != NM_POWER &&
                     norm->kind != NM_PERMIT;
    bool is_clean = sema_faults(sema) == faults;
    bool is_at_end = norm->triggers.count && norm->triggers.items[0].kind == NM_AT_END;
    if (!window.due && has_clock && (is_clean || (sema->meaning->end != NM_NEVER && !is_at_end)))
        end_of_term(&window);
    norm->from = window.from;
    norm->due = norm->kind != NM_VAGUE && norm->kind != NM_EFFORT ? window.due : NULL;
    norm->rule_en = window.en;
    norm->rule_zh = window.zh;
    if (pending->scope.is_rhythmic)
        sema_limit_recurrence(sema, pending);
    pending->has_window = true;
}

void sema_window(struct sema *sema, struct pending *pending)
{
    if (pending->norm->power && pending->norm->power->effect == NM_RENEW)
        return; /* renewal.c */
    if (pending->norm->has_period) {
        whole_period(sema, pending->norm);
        return;
    }
    if (!pending->has_window)
        sema_read_when(sema, pending);
    sema_check_awaited(sema, pending->norm);
}
