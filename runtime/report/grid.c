/* grid.c - a table of texts, its columns as wide as what stands in them, wrapped to the terminal.
 *
 * Everything is measured in terminal columns, never in bytes. A line may be broken after a blank
 * and between Chinese characters, but not before a closing mark. */
#include "runtime/report/grid.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/utf8.h"
#include "lang/base/vec.h"

enum { GAP = 2 };

void grid_init(struct grid *grid)
{
    *grid = (struct grid){0};
    arena_init(&grid->arena);
}

void grid_release(struct grid *grid)
{
    arena_release(&grid->arena);
    vec_release(grid);
}

void grid_column(struct grid *grid, const char *header, enum grid_align align, size_t least)
{
    assert(grid->count == 0 && grid->column_count < GRID_COLUMNS);
    grid->columns[grid->column_count++] = (struct grid_column){
        .header = arena_text(&grid->arena, header, strlen(header)), .align = align, .least = least};
}

/* A control character in a text of an event must not reach the terminal. */
void grid_cell(struct grid *grid, const char *text)
{
    char *copy = arena_text(&grid->arena, text, strlen(text));
    for (char *byte = copy; *byte != '\0'; byte++) {
        if (((unsigned char)*byte < 0x20 && *byte != '\n') || *byte == 0x7f)
            *byte = ' ';
    }
    vec_push(grid, copy);
}

/* The width of the widest line of a text. */
static size_t text_width(const char *text)
{
    size_t widest = 0;
    for (;;) {
        size_t len = strcspn(text, "\n");
        size_t width = utf8_width(text, len);
        widest = width > widest ? width : widest;
        if (text[len] == '\0')
            return widest;
        text += len + 1;
    }
}

static bool is_closing_mark(uint32_t code)
{
    static const uint32_t marks[] = {0x3001, 0x3002, 0xff0c, 0xff1a, 0xff1b, 0xff09,
                                     0x300d, 0x300b, 0x201d, 0xff01, 0xff1f};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i] == code)
            return true;
    }
    return false;
}

/* How many bytes of the text go on a line of that width, and in *skip how many blanks follow it. */
static size_t line_len(const char *text, size_t width, size_t *skip)
{
    size_t len = strcspn(text, "\n");
    size_t used = 0, best = 0, best_skip = 0;
    bool is_after_wide = false;
    for (size_t i = 0; i < len;) {
        uint32_t code = 0;
        size_t step = utf8_decode(text + i, len - i, &code);
        size_t columns = step == 0 ? 1 : (size_t)utf8_char_width(code);
        step = step == 0 ? 1 : step;
        if (code == ' ' && i > 0) {
            best = i;
            best_skip = 1;
        } else if (i > 0 && (is_after_wide || columns == 2) && !is_closing_mark(code) &&
                   text[i - 1] != ' ') {
            best = i;
            best_skip = 0;
        }
        if (used + columns > width && i > 0) {
            *skip = best > 0 ? best_skip : 0;
            return best > 0 ? best : i;
        }
        used += columns;
        is_after_wide = columns == 2;
        i += step;
    }
    *skip = text[len] == '\n' ? 1 : 0;
    return len;
}

/* Takes the next line of each cell until all are used up. */
static void print_row(const struct grid *grid, struct buf *out, const char **cells,
                      const size_t *widths)
{
    const char *rest[GRID_COLUMNS];
    bool has_more = true;
    for (size_t i = 0; i < grid->column_count; i++)
        rest[i] = cells[i];
    while (has_more) {
        size_t line_start = out->len;
        has_more = false;
        for (size_t i = 0; i < grid->column_count; i++) {
            size_t skip = 0;
            size_t len = line_len(rest[i], widths[i], &skip);
            size_t blank =
                widths[i] -
                (utf8_width(rest[i], len) < widths[i] ? utf8_width(rest[i], len) : widths[i]);
            if (i > 0)
                buf_pad(out, ' ', GAP);
            if (grid->columns[i].align == GRID_RIGHT)
                buf_pad(out, ' ', blank);
            buf_add(out, rest[i], len);
            if (grid->columns[i].align == GRID_LEFT)
                buf_pad(out, ' ', blank);
            rest[i] += len + skip;
            has_more = has_more || *rest[i] != '\0';
        }
        size_t end = out->len;
        while (end > line_start && out->data[end - 1] == ' ')
            end--;
        buf_truncate(out, end);
        buf_putc(out, '\n');
    }
}

/* Takes columns from the widest that may give, one at a time, until the lines fit. */
static void fit_widths(const struct grid *grid, size_t *widths, size_t width)
{
    size_t total = GAP * (grid->column_count - 1);
    for (size_t i = 0; i < grid->column_count; i++)
        total += widths[i];
    while (total > width) {
        size_t widest = GRID_COLUMNS;
        for (size_t i = 0; i < grid->column_count; i++) {
            bool can_give = grid->columns[i].least > 0 && widths[i] > grid->columns[i].least;
            if (can_give && (widest == GRID_COLUMNS || widths[i] > widths[widest]))
                widest = i;
        }
        if (widest == GRID_COLUMNS)
            return;
        widths[widest]--;
        total--;
    }
}

void grid_print(const struct grid *grid, struct buf *out, size_t width)
{
    size_t widths[GRID_COLUMNS] = {0};
    const char *headers[GRID_COLUMNS];
    assert(grid->column_count > 0 && grid->count % grid->column_count == 0);
    for (size_t i = 0; i < grid->column_count; i++) {
        headers[i] = grid->columns[i].header;
        widths[i] = text_width(headers[i]);
    }
    for (size_t i = 0; i < grid->count; i++) {
        size_t column = i % grid->column_count;
        size_t cell = text_width(grid->items[i]);
        widths[column] = cell > widths[column] ? cell : widths[column];
    }
    fit_widths(grid, widths, width);
    print_row(grid, out, headers, widths);
    for (size_t i = 0; i < grid->column_count; i++) {
        if (i > 0)
            buf_pad(out, ' ', GAP);
        buf_pad(out, '-', widths[i]);
    }
    buf_putc(out, '\n');
    for (size_t i = 0; i < grid->count; i += grid->column_count)
        print_row(grid, out, grid->items + i, widths);
}
