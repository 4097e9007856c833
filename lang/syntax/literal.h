/* What numbers, dates, times and periods are worth. Pure functions of their text, tested alone. */
#ifndef SYNTAX_LITERAL_H
#define SYNTAX_LITERAL_H

#include <stdbool.h>
#include <stddef.h>

#include "lang/base/check.h"
#include "lang/syntax/ast.h"

enum literal_status {
    LITERAL_OK,
    LITERAL_MALFORMED,    /* not of the form */
    LITERAL_OUT_OF_RANGE, /* too many digits */
    LITERAL_NO_SUCH_DAY,  /* 2026-02-29, 2026-13-01, year 0 */
    LITERAL_NO_SUCH_TIME, /* 25:00, Q5, 1956-13, W54 */
};

/* On any status but LITERAL_OK the result is untouched. Spans are left as they
 * are. */

/* 26, 1_200_000, 0.03 */
MUST_USE enum literal_status literal_number(const char *text, size_t len, struct decimal *value);

/* 1956-12-31; exactly four, two and two digits. */
MUST_USE enum literal_status literal_date(const char *text, size_t len, struct ast_time *time);

/* A date from its parts (30 June 2026, 1956年12月31日). */
MUST_USE enum literal_status literal_day(int year, int month, int day, struct ast_time *time);

/* 17:00, 17:00:30 */
MUST_USE enum literal_status literal_clock(const char *text, size_t len, struct ast_time *time);

/* Q4, Q4 1956, H1, 1956-Q4, 1956-10, 2026-W23 */
MUST_USE enum literal_status literal_period(const char *text, size_t len, struct ast_time *time);

/* A period from its parts; year 0 if it was not written. */
MUST_USE enum literal_status literal_period_of(enum period_kind kind, int year, int index,
                                               struct ast_time *time);

/* The level of an item's number: 1 for 3, 2 for 3.1; 100 for (a), 101 for (ii) and longer roman
 * ones. A single `(i)`, `(v)` or `(x)` counts as a letter here; nest.c knows better. */
int literal_label_level(const char *text, size_t len);

#endif
