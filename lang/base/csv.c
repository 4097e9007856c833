/* csv.c - one pass, a cell at a time. */
#include "lang/base/csv.h"

#include <string.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool ends_cell(const struct csv_rows *rows, uint32_t at)
{
    return at >= rows->len || rows->text[at] == ',' || rows->text[at] == '\r' ||
           rows->text[at] == '\n';
}

static void pass_blanks(struct csv_rows *rows)
{
    while (rows->at < rows->len && is_blank(rows->text[rows->at]))
        rows->at++;
}

static enum csv_result read_quoted(struct csv_rows *rows, struct csv_cell *cell)
{
    const char *text = rows->text;
    uint32_t at = ++rows->at;
    cell->start = at;
    while (at < rows->len && (text[at] != '"' || text[at + 1] == '"'))
        at += text[at] == '"' ? 2 : 1;
    if (at >= rows->len)
        return CSV_OPEN_QUOTE;
    cell->end = at;
    rows->at = at + 1;
    pass_blanks(rows);
    if (ends_cell(rows, rows->at))
        return CSV_ROW;
    *cell = (struct csv_cell){rows->at, rows->at + 1};
    return CSV_BEHIND_QUOTE;
}

static enum csv_result read_cell(struct csv_rows *rows, struct csv_cell *cell)
{
    pass_blanks(rows);
    if (rows->at < rows->len && rows->text[rows->at] == '"')
        return read_quoted(rows, cell);
    cell->start = rows->at;
    while (!ends_cell(rows, rows->at))
        rows->at++;
    cell->end = rows->at;
    while (cell->end > cell->start && is_blank(rows->text[cell->end - 1]))
        cell->end--;
    return CSV_ROW;
}

static enum csv_result read_row(struct csv_rows *rows)
{
    rows->count = 0;
    for (;;) {
        struct csv_cell cell;
        enum csv_result result = read_cell(rows, &cell);
        rows->cells[rows->count] = cell;
        if (result != CSV_ROW)
            return result;
        rows->count += rows->count < CSV_CELLS_MAX;
        if (rows->at >= rows->len || rows->text[rows->at] != ',')
            return CSV_ROW;
        rows->at++;
    }
}

enum csv_result csv_row(struct csv_rows *rows)
{
    if (rows->at == 0 && rows->len >= 3 && memcmp(rows->text, "\xEF\xBB\xBF", 3) == 0)
        rows->at = 3;
    for (;;) {
        while (rows->at < rows->len && (rows->text[rows->at] == '\r' || rows->text[rows->at] == '\n'))
            rows->at++;
        if (rows->at >= rows->len)
            return CSV_END;
        enum csv_result result = read_row(rows);
        bool is_empty = rows->count == 1 && rows->cells[0].start == rows->cells[0].end;
        if (result != CSV_ROW || !is_empty)
            return result;
    }
}

bool csv_holds(const struct csv_rows *rows, struct csv_cell cell, const char *words)
{
    size_t len = cell.end - cell.start;
    while (*words) {
        size_t word = strcspn(words, "|");
        if (word == len && memcmp(rows->text + cell.start, words, len) == 0)
            return true;
        words += word + (words[word] == '|');
    }
    return false;
}
