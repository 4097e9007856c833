/* told.h - dates that acts tell (named_dates.c): `item order, orders with a delivery-date (date)`. */
#ifndef SEMA_TOLD_H
#define SEMA_TOLD_H

#include <stdint.h>

struct ast_name;
struct meant_indicator;
struct sema;

/* The date of each act about an item of the kind; NULL after a message. */
struct meant_indicator *sema_told_date(struct sema *sema, const struct ast_name *name, int32_t kind);

/* What hangs on one is called forth only by an act that tells it. */
void sema_await_told_dates(struct sema *sema);

#endif
