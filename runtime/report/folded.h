/* folded.h - what recurs by the day: the days of one duty in one month are one line, with a box for each. Files that
 * other programs read (CSV, JSON, iCalendar) have them row by row. */
#ifndef RUNTIME_REPORT_FOLDED_H
#define RUNTIME_REPORT_FOLDED_H

#include "lang/base/buf.h"
#include "runtime/report/choose.h"
#include "runtime/report/phrase.h"

enum { FOLD_LEAST = 7 }; /* fewer days of a month stay rows of their own: what recurs by the week */

/* Puts such days behind one another, where the last of them stood. Rows are in the order of one of choose.h's lists. */
void fold_rows(struct row_list *rows, const struct report_model *model);

/* One line of a list after another: a row, or what stands for many. */
struct folded {
    struct report_row row; /* from the first day to the last, if it stands for more than one */
    size_t count, next;    /* of how many rows; the index of the row behind them */
    const char *days;      /* "☐ 02 ☑ 03 ☐ 06": what is to be ticked, or was done; "": neither; NULL: of one row */
    struct phrases label;  /* of the row */
    struct buf boxes;
};
void folded_init(struct folded *line);
bool folded_next(struct folded *line, const struct row_list *rows, const struct report_model *model);
void folded_release(struct folded *line);

/* Whether a row of what recurs is of a single day. */
bool row_is_of_day(const struct report_row *row);

#endif
