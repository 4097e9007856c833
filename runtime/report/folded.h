/* folded.h - what recurs by the day: the days of one duty in one month are one line, with a box for each. Files that
 * other programs read (CSV, JSON, iCalendar) have them row by row. */
#ifndef RUNTIME_REPORT_FOLDED_H
#define RUNTIME_REPORT_FOLDED_H

#include "runtime/report/choose.h"
#include "runtime/report/phrase.h"

enum { FOLD_LEAST = 7 }; /* fewer days of a month stay rows of their own: what recurs by the week */

/* Puts such days behind one another, where the last of them stood. Rows are in the order of one of choose.h's lists. */
void fold_rows(struct row_list *rows, const struct report_model *model);

/* How many rows from `index` on are one line. */
size_t folded_count(const struct row_list *rows, const struct report_model *model, size_t index);

/* The line that stands for `count` rows from `index` on: the row itself if it is one, else from the first day to the
 * last, which `label` keeps the words of. */
struct report_row folded_row(const struct row_list *rows, const struct report_model *model, size_t index, size_t count,
                             struct phrases *label);

/* "☐ 02 ☐ 03 ☐ 06": what is to be ticked, or was done, day by day. Nothing where the days are neither. */
void folded_days(struct buf *out, const struct row_list *rows, const struct report_model *model, size_t index,
                 size_t count);

/* Whether a row of what recurs is of a single day. */
bool row_is_of_day(const struct report_row *row);

#endif
