/* window.h - the window of a norm while its adverbials are read: what when.c and the files beside it,
 * moment.c and window_period.c, gather before the norm gets it. */
#ifndef SEMA_WINDOW_H
#define SEMA_WINDOW_H

#include "compiler/sema/sema_internal.h"

/* What is gathered from the adverbials before the norm gets it. */
struct window {
    struct sema *sema;
    struct pending *pending;
    struct meant_expr *from, *due;
    const char *en, *zh; /* the rule in words, as far as it has been read; "" at first */
    const char *whole_en, *whole_zh; /* of a part with a time of its own: what was said before it; or NULL */
    bool is_vague;
    bool is_length;      /* what is read goes on so long: `for 6 months`, and not `within 6 months` */
    bool is_owed_anyway; /* so what its length counts from need not come about */
    const struct ast_adverb *start_said; /* the first that says from when; or NULL */
    const struct ast_adverb *end_said; /* the first that says until when; or NULL */
};

static inline void say(struct window *window, const char *en, const char *zh)
{
    if (!window->sema->in_words)
        return;
    bool is_first = *window->en == '\0';
    window->en = is_first ? en : sema_words(window->sema, window->en, ", ", en);
    window->zh = is_first && *window->zh == '\0' ? zh : sema_words(window->sema, window->zh, is_first ? "" : "，", zh);
}

/* Whether the papers call its last day `until`: of what goes on to it, and of a right or a bound so written. A duty is
 * done by it. */
static inline bool is_until(const struct window *window, const struct ast_adverb *adverb)
{
    enum nm_norm_kind kind = window->pending->norm->kind;
    bool is_going_on = kind == NM_FORBID || kind == NM_MAINTAIN;
    bool is_right = kind == NM_PERMIT || kind == NM_POWER || kind == NM_AT_MOST;
    return adverb->prep != PREP_BUT_NO_LATER && (is_going_on || (is_right && adverb->prep == PREP_UNTIL));
}

/* How the papers call a last day: what stands before it. */
static inline const char *by_words(const struct window *window, const struct ast_adverb *adverb)
{
    return adverb->prep == PREP_BUT_NO_LATER ? "but no later than " : is_until(window, adverb) ? "until " : "by ";
}

static inline const char *by_words_zh(const struct window *window, const struct ast_adverb *adverb)
{
    return !is_until(window, adverb) ? "不迟于" : window->pending->norm->shown ? "持续至" : "直至";
}

static inline struct meant_expr *day(struct window *window, int64_t tick)
{
    return expr_new(window->sema, NM_OP_CONST, tick);
}

/* Narrows the window; two bounds of one side are the stricter of both. */
static inline void bound(struct window *window, struct meant_expr *from, struct meant_expr *due)
{
    if (from)
        window->from = window->from ? expr_of(window->sema, NM_OP_MAX, window->from, from) : from;
    if (due)
        window->due = window->due ? expr_of(window->sema, NM_OP_MIN, window->due, due) : due;
}

/* ---- when.c */
/* A deadline on a free day moves as the contract says. `time`: how it was written; NULL where another
 * bound of the window tells of it. */
struct meant_expr *window_rolled(struct window *window, struct meant_expr *tick, int sign,
                                 const struct ast_time *time);
/* `within 10 days after the delivery` */
void window_within(struct window *window, const struct ast_adverb *adverb);
/* `by 2026-03-31`, `in Q4` */
void window_at_time(struct window *window, const struct ast_adverb *adverb);

/* ---- window_anchor.c */
/* From what a deadline without an anchor runs: the trigger, or the beginning of the contract. */
struct meant_expr *window_own_anchor(struct window *window);
/* The tick from which a length counts, after it (*sign 1) or back from it (-1), and how the papers call it; the norm
 * may arise by it. NULL after a message. */
struct meant_expr *window_anchor(struct window *window, const struct ast_adverb *anchor, const char **en,
                                 const char **zh, int *sign);
/* `the delivery`: the norm of that act, or, of that answer, and how the papers call it; NULL if there
 * is none. */
const struct meant_norm *window_norm_of_noun(struct window *window, const struct ast_np *np,
                                             bool *is_answer, const char **en, const char **zh);

/* ---- window_long.c */
/* Reads `for 6 months`, `until the contract ends` of what goes on; false if the phrase is another, or the norm is about
 * an act that is done once. */
bool window_how_long(struct window *window, const struct ast_adverb *adverb);
/* `for 6 months` */
bool window_is_length(const struct ast_adverb *adverb);
/* `during the term` */
bool sema_is_over_term(const struct ast_adverb *adverb);

/* ---- window_ends.c */
/* Of all adverbials of a norm, one may say from when, and one until when; a message of the second. */
void window_note_end(struct window *window, const struct ast_adverb *adverb);
/* `by March 2026`; true after a message. */
bool window_refuse_period(struct window *window, const struct ast_adverb *adverb);
/* `by the end of March 2026` */
bool window_is_end_of_period(const struct ast_adverb *adverb);
void window_at_end_of_period(struct window *window, const struct ast_adverb *adverb);
/* `within 14 days after 12 months` */
void window_two_lengths(struct window *window, const struct ast_adverb *anchor);
/* A time that cannot be read; a preposition that the language has otherwise. */
void window_not_understood(struct window *window, struct span span, const char *what);
/* Of what stands behind `after`. */
void window_cannot_run(struct window *window, const struct ast_adverb *anchor);
void window_misread(struct window *window, const struct ast_adverb *adverb);

/* ---- moment.c */
/* The day that a phrase names: `the earlier of the delivery and 2026-06-30`; NULL after a message. */
struct meant_expr *window_moment_of(struct window *window, const struct ast_np *np, const char **en,
                                    const char **zh);
/* The day on which another norm is due, or was done; NULL after a message. */
struct meant_expr *window_tick_of(struct window *window, enum nm_op op,
                                  const struct meant_norm *norm, struct span span);
void window_unclear_noun(struct window *window, const struct ast_np *np, struct span span);
bool window_is_extreme(const struct ast_adverb *adverb);
void window_extreme(struct window *window, const struct ast_adverb *adverb);

/* ---- window_period.c */
void window_in_period(struct window *window, const struct ast_adverb *adverb);
void window_say_bounds(struct window *window, const struct ast_adverb *adverb);
void window_day_of_period(struct window *window, const struct ast_adverb *adverb,
                          const struct ast_np *phrase);
void window_date_of_row(struct window *window, const struct ast_adverb *adverb);
void window_clock_of_period(struct window *window, const struct ast_adverb *adverb);
/* A tick counted from an anchor: hours count from the end of the day that they follow. */
struct meant_expr *window_from_anchor(const struct ast_adverb *anchor, int sign, struct meant_expr *tick);
/* The anchor itself as one end of the window: of hours, the tick from which they count. */
struct meant_expr *window_edge(struct window *window, const struct ast_adverb *anchor, int sign,
                               struct meant_expr *day, const struct meant_expr *counted);

#endif
