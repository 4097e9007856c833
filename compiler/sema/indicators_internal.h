/* indicators_internal.h - what is measured, and norms about it. Included by sema_internal.h. */
#ifndef SEMA_INDICATORS_INTERNAL_H
#define SEMA_INDICATORS_INTERNAL_H

#include "compiler/sema/sema_internal.h"

/* ---- indicators.c */
/* The indicator that a word names, or a phrase (its tails aside); NM_NONE if it is none. */
int32_t sema_indicator(const struct sema *sema, sym word);
int32_t sema_indicator_of(const struct sema *sema, const struct ast_np *np);
/* A declaration: first its name, then, when all words are known, the rest. NULL after a message. */
struct meant_indicator *sema_new_indicator(struct sema *sema, const struct ast_sentence *sentence);
void sema_complete_indicators(struct sema *sema);
/* VALUE or KNOWN of a period, or of enum nm_which. */
struct meant_expr *sema_measured_value(struct sema *sema, enum nm_op op, int32_t indicator, int32_t first,
                              int32_t last);
/* What a value is compared with: an amount (the low or the high end of a range), a base value, another value, a
 * share of one. `known` gathers what else must be known then. NULL after a message. */
struct bound {
    enum comparison cmp;      /* on which side of it the value is asked for: a share keeps its exact place */
    struct meant_expr *known;
    struct meant_expr *other; /* the value that sema_bound_other names, of the period that is asked */
};
/* The indicator whose value, or a share of it, is the bound: `the forecast`, `80 percent of the forecast`; NM_NONE if
 * it is none. */
int32_t sema_bound_other(const struct sema *sema, const struct ast_np *np);
struct meant_expr *sema_bound(struct sema *sema, int32_t indicator, const struct ast_np *np,
                              bool is_high, struct bound *bound);
struct meant_expr *sema_compare(struct sema *sema, enum comparison cmp, struct meant_expr *left,
                                struct meant_expr *right);
/* Some value of it is known from before the contract. */
bool sema_has_fact(const struct sema *sema, int32_t indicator);
/* `the index of 2025`, as it is known from before the contract. False after a message. */
bool sema_base_fact(struct sema *sema, const struct ast_np *np, int64_t *value);
/* `The scrap-rate was 16 percent in Q3 1956.` */
void sema_fact(struct sema *sema, const struct ast_act *act);
/* `each month`, `in each month`, `after each month`. */
bool sema_is_whole_period(const struct ast_adverb *adverb);
/* It is that in which the indicator is measured; else false after a message. */
bool sema_is_its_rhythm(struct sema *sema, const struct meant_indicator *indicator,
                        const struct ast_adverb *adverb);

/* ---- measuring.c */
/* `the last value counts`: what holds if nothing has been measured. */
bool sema_is_last_value(const struct ast_act *act);
/* `Works measures the scrap-rate within 10 days, …`: its indicator, or NM_NONE; and the reading. */
int32_t sema_measured(const struct sema *sema, const struct ast_act *act);
/* It is, and of a value, not of a date. */
bool sema_is_measuring_rule(const struct sema *sema, const struct ast_act *act);
void sema_measuring(struct sema *sema, const struct reading *reading, const struct ast_chain *chain);

/* ---- kept.c */
/* `Works keeps the scrap-rate below 3 percent`: one norm for each period, or one to be maintained. */
struct kept {
    const struct ast_act *act;
    int32_t indicator;
    enum comparison cmp;
    bool is_range;
    const struct ast_np *bound;
    LIST(struct period) periods;
};
bool sema_is_kept(const struct sema *sema, const struct ast_act *act);
/* It is, and of what is measured for periods, each of which has a target. */
bool sema_is_target(const struct sema *sema, const struct ast_act *act);
/* False after a message. */
bool sema_read_kept(struct sema *sema, const struct ast_act *act, int32_t clause, struct kept *kept);
/* What tells the norm of that period apart; "" if there is only one. */
const char *sema_period_name(struct sema *sema, const struct kept *kept, size_t index);
/* Days of its rhythm as a period, with a name. */
const struct meant_period *sema_rhythm_period(struct sema *sema, const struct meant_indicator *indicator,
                                              struct period days);
void sema_fill_kept(struct sema *sema, const struct kept *kept, size_t index, struct meant_norm *norm);
/* Once all sentences are read: how long the targets wait, and what holds then. */
void sema_apply_indicators(struct sema *sema);
/* The norm by which the measurer owes the value of the period that begins on `first`: NULL if it is not there; made
 * then. */
struct meant_norm *sema_find_measuring(const struct sema *sema, const struct meant_indicator *indicator, int64_t first);
struct meant_norm *sema_measuring_duty(struct sema *sema, const struct meant_indicator *indicator,
                                       struct period period);
/* All of them, once all targets are read. False if no period is to be measured. */
bool sema_make_measuring(struct sema *sema, struct meant_indicator *indicator);
void sema_kept_words(struct sema *sema, struct meant_norm *norm, const struct ast_act *act);

/* ---- kept_follows.c */
/* What the links of a chain from `link` on say follows when the norms from `first` to `end`, targets or duties to
 * measure, are broken. */
void sema_follow_kept(struct sema *sema, const struct reading *reading, const struct ast_chain *chain, uint32_t link,
                      size_t first, size_t end);
/* `…, otherwise Works is in breach, otherwise Works pays …`: waits until all targets are read. */
void sema_add_silence(struct sema *sema, const struct reading *reading, const struct ast_chain *chain,
                      struct meant_indicator *indicator);
void sema_read_silences(struct sema *sema);
/* Whether the norm follows, in however many steps, when a target or a duty to measure is broken. */
bool sema_follows_kept(const struct meant_norm *norm);
/* The period of that, if the indicator is measured for it: what is asked there is its value, or where it has none the
 * latest; else NULL. */
const struct meant_period *sema_kept_period(const struct sema *sema, const struct meant_norm *norm,
                                            const struct meant_indicator *indicator);

/* What a bound is in Chinese: 3%, 20至30吨. */
const char *sema_bound_zh(struct sema *sema, const struct ast_np *np);

#endif
