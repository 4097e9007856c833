/* grid.h - plain-text tables aligned by display width: a Chinese character takes two columns.
 *
 *     struct grid grid;
 *     grid_init(&grid);
 *     grid_column(&grid, "Clause", GRID_LEFT, 0);  grid_column(&grid, "What", GRID_LEFT, 20);
 *     grid_cell(&grid, "1.1");  grid_cell(&grid, "teaches 26 items");
 *     grid_print(&grid, out, 100);
 *     grid_release(&grid);
 */
#ifndef RUNTIME_REPORT_GRID_H
#define RUNTIME_REPORT_GRID_H

#include <stddef.h>

#include "lang/base/arena.h"

struct buf;

enum grid_align { GRID_LEFT, GRID_RIGHT };

enum { GRID_COLUMNS = 16 };

struct grid {
    struct arena arena;
    size_t column_count;
    struct grid_column {
        const char *header;
        enum grid_align align;
        size_t least; /* may be narrowed to this by wrapping; 0: never narrowed */
    } columns[GRID_COLUMNS];
    const char **items; /* cells, row by row */
    size_t count, cap;
};

void grid_init(struct grid *grid);
void grid_release(struct grid *grid);

/* All columns come before the first cell. Texts are copied; a line break starts a new line of the
 * cell. */
void grid_column(struct grid *grid, const char *header, enum grid_align align, size_t least);
void grid_cell(struct grid *grid, const char *text);

/* Appends header, rule and rows; columns with a `least` are wrapped so that lines fit the width, if
 * they can. Lines have no trailing blanks. */
void grid_print(const struct grid *grid, struct buf *out, size_t width);

#endif
