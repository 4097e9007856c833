/* csv.h - small tables as RFC 4180 has them: rows of cells, quoted where they hold commas, quotes
 * (doubled) or line breaks; LF or CRLF. Blanks around a cell are passed over, empty rows too, and a
 * byte order mark at the start. Nothing is copied; places are byte offsets. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"

enum { CSV_CELLS_MAX = 16 }; /* of a row that are kept */

struct csv_cell {
    uint32_t start, end; /* without quotes and blanks; quotes inside are still doubled */
};

struct csv_rows {
    const char *text; /* len bytes, and a NUL behind them */
    uint32_t len;
    uint32_t at; /* where the next row begins; 0 at first */
    struct csv_cell cells[CSV_CELLS_MAX + 1]; /* the last: of what is not kept */
    uint32_t count;
};

enum csv_result {
    CSV_ROW,
    CSV_END,
    CSV_OPEN_QUOTE,   /* cells[count] starts behind a quote that is never closed */
    CSV_BEHIND_QUOTE, /* something stands behind the closing quote, at cells[count].start */
};

/* The next row that is not empty. After anything but CSV_ROW reading has ended. */
MUST_USE enum csv_result csv_row(struct csv_rows *rows);

/* True if the cell holds one of these words, which are separated by `|`. */
bool csv_holds(const struct csv_rows *rows, struct csv_cell cell, const char *words);

#endif
