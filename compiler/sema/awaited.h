/* awaited.h - norms and their periods: of which period a value is that one asks for, what waits for it; and
 * for which periods one arises that recurs. */
#ifndef SEMA_AWAITED_H
#define SEMA_AWAITED_H

#include "compiler/sema/meaning.h"
#include "lang/syntax/source.h"

struct sema;

/* The indicator is measured for such periods as this one. */
bool sema_is_measured_for(const struct sema *sema, const struct meant_indicator *indicator,
                          const struct meant_period *period);

/* All that makes the norm arise is the measuring of values for the same periods as those of the indicator:
 * what is asked of it is of the period that was measured. */
bool sema_is_measured_alike(const struct meant_norm *norm, const struct meant_indicator *indicator);

/* What is asked of the value of a period, that at hand or that of the measurement that triggers, is asked
 * when it has been measured, once. */
void sema_await_measure(struct sema *sema, struct meant_norm *norm,
                        const struct meant_indicator *indicator);

/* The last day on which the period may be measured; the indicator has a limit. */
struct meant_expr *sema_measured_until(struct sema *sema, const struct meant_indicator *indicator,
                                       struct period period);

/* The period is at hand, and the norm asks for a value of it: warns if it is due before that is known. */
void sema_check_awaited(struct sema *sema, const struct meant_norm *norm);

/* What recurs and arises from something that happens: only the periods to come, and from a breach only
 * those while it lasts. */
void sema_limit_recurrence(struct sema *sema, struct meant_norm *norm, const struct meant_period *period);

/* asked.c: remembers a count, a value; warns of those that are not of the period or of the thing at hand.
 * The period is NULL where none is at hand; then the norm is what asks. */
void sema_note_value(struct sema *sema, const struct meant_norm *norm,
                     const struct meant_indicator *indicator, const struct meant_period *period,
                     struct span span);

#endif
