/* calendar_file.c - the days of a calendar as a file: CSV (RFC 4180, UTF-8) with a header. The
 * columns `date` and `is` count; others, such as a name, are for people. `is` says known (the date
 * is then a year), holiday, or make-up day. Spec 6.4. */
#include <string.h>

#include "compiler/sema/calendars.h"
#include "lang/base/utf8.h"

struct cell {
    struct span span; /* without quotes and the blanks around it */
};

enum { CELLS_MAX = 16 };

struct rows {
    struct calendar_draft *draft;
    const struct source *file;
    uint32_t at;
    struct cell cells[CELLS_MAX];
    uint32_t count;
};

static void fault(struct rows *rows, struct span span, const char *what, const char *mend)
{
    rows->draft->is_bad = true;
    struct diag *diag = diag_add(rows->draft->sema->diags, E_CALENDAR_DAYS, rows->file, span, "%s",
                                 what);
    diag_help(diag, "%s", mend);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* One cell; the place behind it is at a comma, a line break or the end. */
static bool read_cell(struct rows *rows, struct cell *cell)
{
    const struct source *file = rows->file;
    uint32_t at = rows->at;
    while (at < file->len && is_blank(file->text[at]))
        at++;
    uint32_t start = at, end;
    if (at < file->len && file->text[at] == '"') {
        start = ++at;
        while (at < file->len && (file->text[at] != '"' || file->text[at + 1] == '"'))
            at += file->text[at] == '"' ? 2 : 1;
        if (at >= file->len) {
            fault(rows, (struct span){start - 1, start}, "a quotation is never closed",
                  "end it with `\"`");
            return false;
        }
        end = at++;
        while (at < file->len && is_blank(file->text[at]))
            at++;
    } else {
        while (at < file->len && !strchr(",\r\n", file->text[at]))
            at++;
        end = at;
        while (end > start && is_blank(file->text[end - 1]))
            end--;
    }
    cell->span = (struct span){start, end};
    rows->at = at;
    return true;
}

/* The next row that is not empty; false at the end or after a fault. */
static bool next_row(struct rows *rows)
{
    const struct source *file = rows->file;
    for (;;) {
        while (rows->at < file->len && strchr("\r\n", file->text[rows->at]))
            rows->at++;
        if (rows->at >= file->len)
            return false;
        rows->count = 0;
        for (;;) {
            struct cell cell;
            if (!read_cell(rows, &cell))
                return false;
            if (rows->count < CELLS_MAX)
                rows->cells[rows->count++] = cell;
            if (rows->at >= file->len || file->text[rows->at] != ',')
                break;
            rows->at++;
        }
        if (rows->at < file->len && !strchr("\r\n", file->text[rows->at])) {
            fault(rows, (struct span){rows->at, rows->at + 1},
                  "something stands behind a closing quote", "put a comma between two cells");
            return false;
        }
        bool is_empty = rows->count == 1 && rows->cells[0].span.start == rows->cells[0].span.end;
        if (!is_empty)
            return true;
    }
}

static bool is_text(const struct rows *rows, struct cell cell, const char *words)
{
    size_t len = cell.span.end - cell.span.start;
    while (*words) {
        size_t word = strcspn(words, "|");
        if (word == len && memcmp(rows->file->text + cell.span.start, words, len) == 0)
            return true;
        words += word + (words[word] == '|');
    }
    return false;
}

static int64_t year_of(const struct rows *rows, struct cell cell)
{
    int64_t year = 0;
    if (cell.span.end - cell.span.start != 4)
        return 0;
    for (uint32_t at = cell.span.start; at < cell.span.end; at++) {
        if (rows->file->text[at] < '0' || rows->file->text[at] > '9')
            return 0;
        year = year * 10 + (rows->file->text[at] - '0');
    }
    return year;
}

static void take_row(struct rows *rows, struct cell date, struct cell is)
{
    struct calendar_draft *draft = rows->draft;
    int64_t day;
    if (is_text(rows, is, "known|已知")) {
        calendar_know(draft, rows->file, date.span, year_of(rows, date), year_of(rows, date));
        return;
    }
    bool is_holiday = is_text(rows, is, "holiday|假日");
    if (!is_holiday && !is_text(rows, is, "make-up day|调休上班日")) {
        fault(rows, is.span, "it is not said what the day is",
              "write `known` (of a year), `holiday` or `make-up day`");
        return;
    }
    size_t len = date.span.end - date.span.start;
    switch (date_parse(rows->file->text + date.span.start, len, &day)) {
    case DATE_OK: calendar_day(draft, rows->file, date.span, day, !is_holiday); return;
    case DATE_MALFORMED:
        fault(rows, date.span, "this is not a date", "write year-month-day, such as 1956-10-01");
        return;
    case DATE_NO_SUCH_DAY:
        fault(rows, date.span, "this day does not exist", "correct the date");
        return;
    }
    UNREACHABLE();
}

void calendar_file_read(struct calendar_draft *draft, const struct source *file)
{
    struct rows rows = {.draft = draft, .file = file};
    size_t broken;
    if (utf8_check(file->text, file->len, &broken) != UTF8_FINE) {
        fault(&rows, (struct span){(uint32_t)broken, (uint32_t)broken + 1},
              "the file is not a text in UTF-8", "save it as UTF-8, without control characters");
        return;
    }
    if (file->len >= 3 && memcmp(file->text, "\xEF\xBB\xBF", 3) == 0)
        rows.at = 3;
    uint32_t date = CELLS_MAX, is = CELLS_MAX;
    if (next_row(&rows)) {
        for (uint32_t i = 0; i < rows.count; i++) {
            date = is_text(&rows, rows.cells[i], "date|日期") ? i : date;
            is = is_text(&rows, rows.cells[i], "is|性质") ? i : is;
        }
    }
    if (date == CELLS_MAX || is == CELLS_MAX) {
        if (!draft->is_bad)
            fault(&rows, (struct span){0, 0}, "the first line does not name the columns `date` and `is`",
                  "begin the file with `date,is,name`");
        return;
    }
    while (next_row(&rows)) {
        if (date < rows.count && is < rows.count)
            take_row(&rows, rows.cells[date], rows.cells[is]);
        else
            fault(&rows, rows.cells[0].span, "the line has too few cells",
                  "give the day and what it is");
    }
}
