/* times_internal.h - calendars and clocks, windows and deadlines, what recurs. Included by sema_internal.h. */
#ifndef SEMA_TIMES_INTERNAL_H
#define SEMA_TIMES_INTERNAL_H

#include "compiler/sema/sema_internal.h"

/* ---- calendars.c */
void sema_declare_calendar(struct sema *sema, const struct ast_sentence *sentence);
void sema_declare_counting(struct sema *sema, const struct ast_sentence *sentence);
void sema_declare_warning(struct sema *sema, const struct ast_sentence *sentence);

/* ---- clock.c */
void sema_declare_granularity(struct sema *sema, const struct ast_sentence *sentence);
void sema_declare_zone(struct sema *sema, const struct ast_sentence *sentence);
/* Reads when the clocks of the zone are changed, over the term and beyond. */
void sema_read_zone(struct sema *sema);
/* Gives the day the time of day, by the contract's clock: that may be of the day before or after. */
void sema_set_clock(struct sema *sema, struct meant_expr *day, const struct ast_time *time);
/* "17:00", "17:00 (Asia/Tokyo)". */
const char *sema_clock_text(struct sema *sema, const struct ast_time *time);
/* The contract's ticks in so many hours, minutes or seconds; false after a message. */
bool sema_ticks(struct sema *sema, int64_t n, enum time_unit unit, struct span span, int64_t *ticks);
/* Whether ticks are fine enough for the time of day, and whether none is written; false after a message. */
bool sema_fits_clock(struct sema *sema, const struct ast_time *time);
bool sema_is_whole_day(struct sema *sema, const struct ast_time *time);
/* A day of a written time as a constant, at the time of day that is written with it, and in words. */
struct meant_expr *sema_moment(struct sema *sema, const struct ast_time *time, int64_t day);
const char *sema_moment_text(struct sema *sema, const struct ast_time *time, int64_t day);
/* The day or, of a time of day, the tick before it (-1) or after it (1). */
struct meant_expr *sema_beside(struct sema *sema, struct meant_expr *moment, int sign);

/* ---- coverage.c */
/* Makes the contract's calendar, and sees that the rule for deadlines is said. */
void sema_begin_counting(struct sema *sema);
/* No day is asked for of which the calendar knows nothing. */
void sema_check_coverage(struct sema *sema);

/* ---- when.c */
struct meant_expr *expr_new(struct sema *sema, enum nm_op op, int64_t imm);
struct meant_expr *expr_of(struct sema *sema, enum nm_op op, struct meant_expr *a,
                           struct meant_expr *b);
/* That both hold; either may be NULL. */
struct meant_expr *expr_both(struct sema *sema, struct meant_expr *left, struct meant_expr *right);
/* Of one term or more; halved again and again, so that it is not deep. */
struct meant_expr *expr_sum(struct sema *sema, struct meant_expr *const *terms, size_t count);
/* The window that the adverbials of a norm say; sets from, due, until, reminder and their words. */
void sema_window(struct sema *sema, struct pending *pending);

/* Only the window, once: what it counts from may be what calls the norm forth, which its sum asks first. */
void sema_read_when(struct sema *sema, struct pending *pending);
/* The days of a written period or date inside the term; sema_moments also where a time of day stands. */
bool sema_moments(struct sema *sema, const struct ast_time *time, int64_t *first, int64_t *last);
bool sema_days(struct sema *sema, const struct ast_time *time, int64_t *first, int64_t *last);
const char *sema_day_text(struct sema *sema, int64_t day);
/* `by the delivery`: an act as a deadline. */
bool sema_is_deadline_act(const struct sema *sema, const struct ast_adverb *adverb);

/* ---- deadline.c */
/* base + a duration, the day of the base not counted; NULL after a message. */
struct meant_expr *sema_add_duration(struct sema *sema, struct meant_expr *base,
                                     const struct ast_number *count, enum time_unit unit,
                                     struct span span, int sign);
/* The same, counted as the contract says: with or without the first day. */
struct meant_expr *sema_count(struct sema *sema, struct meant_expr *base,
                              const struct ast_number *count, enum time_unit unit, struct span span,
                              int sign);
/* The last day of what lasts so long from the moment at hand, whose day is the first of it. */
struct meant_expr *sema_lasting(struct sema *sema, const struct ast_amount *length);
/* A bound of an act that stays a duration apart from another, `no later than 5 clear days before`. */
struct meant_expr *sema_count_apart(struct sema *sema, struct meant_expr *base,
                                    const struct ast_amount *amount, bool is_early, int sign);
/* The last day of a limit that runs from the act that asks; NULL after a message. */
struct meant_expr *sema_answer_limit(struct sema *sema, const struct ast_duration *duration);
/* False after a message: `within less than 30 days`. */
bool sema_is_limit(struct sema *sema, const struct ast_duration *duration);
/* 1 + enum nm_roll: how deadlines leave free days; 0: they stay. */
int32_t sema_rolls(const struct sema *sema, int sign);
/* A deadline moved off a free day, as the contract says, and what a reader is told of it ("" if
 * nothing). Counted back from a day (sign < 0), it never moves towards that day. */
struct meant_expr *sema_roll(struct sema *sema, struct meant_expr *tick, int sign, const char **en,
                             const char **zh);
/* A duration in words of both languages: "7 days", "7日". */
void sema_duration_words(struct sema *sema, const struct ast_number *count, enum time_unit unit,
                         const char **en, const char **zh);
/* Of `within 7 to 30 days` both: "7 to 30 days", "7至30日". */
void sema_limit_words(struct sema *sema, const struct ast_duration *limit, const char **en, const char **zh);

/* ---- periods.c */
/* The periods for which an act is read; NULL if it does not recur, empty after a message. */
const struct period_list *sema_periods(struct sema *sema, const struct ast_act *act, int32_t clause);
/* `a month ends`, `each quarter begins`. */
bool sema_is_period_event(const struct ast_act *act, bool *is_end);
/* `the contract ends`. */
bool sema_is_contract_end(const struct ast_act *act);
/* `the termination takes effect`, `the notice takes effect`. */
bool sema_is_taking_effect(const struct ast_act *act);
const struct period_list *sema_event_periods(struct sema *sema, const struct ast_act *act, int32_t clause);
/* Days of the calendar, or of so many units, as a period; `named` is a day of it. */
struct meant_period *sema_new_period(struct sema *sema, int64_t count, enum time_unit unit, int64_t named,
                                     struct period days);
bool sema_is_same_period(const struct meant_period *left, const struct meant_period *right);
/* Of norms that differ by their period those of this one; without a period all stay. */
void sema_fit_period(norm_list *norms, const struct meant_period *period);
/* They all recur, as the period does, but not in it: none of them is of it. */
bool sema_has_none_of(const norm_list *norms, const struct meant_period *period);
/* `the 5th of each month`, `each quarter` behind a preposition; NULL if the adverbial is none. */
const struct ast_np *sema_period_phrase(const struct ast_adverb *adverb);
/* The days that such a phrase names in one period. */
struct period_days {
    struct meant_expr *first, *last;
    struct period span; /* the same, as far as the calendar knows */
};
bool sema_period_days(struct sema *sema, const struct ast_np *np, const struct meant_period *period,
                      struct period_days *days);
/* `from 2027-01-31 to 2027-12-31`: how long it recurs, in an act that does. */
bool sema_is_rhythm_bound(const struct ast_adverb *adverb);
/* Cuts the bounds by the days of a time, `until` included; SIDE_NONE cuts nothing. False after a message. */
bool sema_narrow_days(struct sema *sema, const struct ast_adverb *adverb, struct period *bounds);
bool sema_read_stub(const struct ast_act *act, struct stub *stub);
/* In words of both languages: "each month", "the last working day of each quarter". */
void sema_rhythm_words(struct sema *sema, struct ast_number count, enum time_unit unit,
                       const char **en, const char **zh);
void sema_period_phrase_words(struct sema *sema, const struct ast_np *np, const char **en,
                              const char **zh);

/* ---- weekdays.c */
/* Which day of the week the noun names: 0 Monday … 6 Sunday; -1: none. */
int sema_weekday(const struct ast_np *np);
/* `the first Thursday`, whatever it is of. */
bool sema_is_weekday(const struct ast_np *np);
/* Its day; false if the span has none. */
bool sema_nth_weekday(const struct ast_np *np, struct period span, int64_t *day);
const char *sema_weekday_word(const struct ast_np *np, bool is_chinese);

/* ---- days.c */
/* `on 1 March`, `by 31 March and 30 September of each year`. */
bool sema_is_yearless(const struct ast_adverb *adverb);
/* The days that such an adverbial of the act names, in order. False if there is none; the list stays
 * empty after a message. */
bool sema_yearless_days(struct sema *sema, const struct ast_act *act, struct period_list *list);

/* ---- named_dates.c */
void sema_complete_date(struct sema *sema, struct meant_indicator *date);
/* The date that a phrase names, or NULL; and the day that it says. */
const struct meant_indicator *sema_named_date(const struct sema *sema, const struct ast_np *np);
struct meant_expr *sema_said_day(struct sema *sema, const struct meant_indicator *date);
void sema_date_words(struct sema *sema, const struct meant_indicator *date, const char **en, const char **zh);
/* The message that a date is no value to reckon with. */
void sema_date_as_value(struct sema *sema, const struct meant_indicator *date, struct span span);

#endif
