/* awaited.h - norms and the values of periods: of which period a value is that one asks for, what waits for it. */
#ifndef SEMA_AWAITED_H
#define SEMA_AWAITED_H

#include <stddef.h>

#include "compiler/sema/meaning.h"

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

/* awaited_day.c: a sum that is owed on a written day, or when the contract ends, arises later, if the values that it
 * asks for are measured later. Whether it waits so. */
bool sema_await_latest(struct sema *sema, struct meant_norm *norm, const struct meant_indicator *const *asked,
                       size_t count);

/* last_value.c: what waits for a value that is not measured in time arises by the last one, if the contract says so. */
void sema_apply_last_values(struct sema *sema);
/* The value of the period, if there is one; else the latest. */
struct meant_expr *sema_value_or_last(struct sema *sema, int32_t indicator, int32_t first, int32_t last);

/* awaited_end.c - what becomes at the end of the contract of values that money waits for. Once it is known what
 * survives. */
void sema_keep_awaited(struct sema *sema);

/* The period is at hand, and the norm asks for a value of it: warns if it is due before that is known. */
void sema_check_awaited(struct sema *sema, const struct meant_norm *norm);

#endif
