/* quoted.h - the figures in a text written for people, in Chinese or English: numbers in digits and in
 * words, percentages, dates, quarters. Only what is surely a figure is read: "第三条", "一方", "the
 * first" and "one party" are none. */
#ifndef SEMA_QUOTED_H
#define SEMA_QUOTED_H

#include <stddef.h>
#include <stdint.h>

#include "lang/base/vec.h"
#include "lang/value/decimal.h"

enum figure_kind {
    FIGURE_NUMBER,
    FIGURE_PERCENT, /* value as written: 5 for 5 %, for 百分之五, and for 千分之五十 */
    FIGURE_DATE,    /* what is not said is 0: 3月31日 has no year, 1956年底 no month and no day */
    FIGURE_QUARTER, /* year may be 0 */
};

struct figure {
    enum figure_kind kind;
    struct decimal value;   /* FIGURE_NUMBER, FIGURE_PERCENT */
    int year, month, day;   /* FIGURE_DATE, FIGURE_QUARTER */
    int quarter;            /* FIGURE_QUARTER */
    uint32_t start, end;    /* bytes of the text */
};
typedef VEC(struct figure) figure_list;

/* Adds the figures of a text in the order of the text. */
void quoted_figures(const char *text, size_t len, figure_list *figures);

#endif
