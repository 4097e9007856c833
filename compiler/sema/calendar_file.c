/* calendar_file.c - the days of a calendar as a file: CSV (RFC 4180, UTF-8) with a header. The
 * columns `date` and `is` count; others, such as a name, are for people. `is` says known (the date
 * is then a year), holiday, or make-up day. Spec 6.4. */
#include <string.h>

#include "compiler/sema/calendars.h"
#include "lang/base/csv.h"
#include "lang/base/utf8.h"

struct rows {
    struct calendar_draft *draft;
    const struct source *file;
    struct csv_rows csv;
};

static struct span span_of(struct csv_cell cell)
{
    return (struct span){cell.start, cell.end};
}

static void fault(struct rows *rows, struct span span, const char *what, const char *mend)
{
    rows->draft->is_bad = true;
    struct diag *diag = diag_add(rows->draft->sema->diags, E_CALENDAR_DAYS, rows->file, span, "%s",
                                 what);
    diag_help(diag, "%s", mend);
}

/* The next row; false at the end or after a fault. */
static bool next_row(struct rows *rows)
{
    switch (csv_row(&rows->csv)) {
    case CSV_ROW: return true;
    case CSV_END: return false;
    case CSV_OPEN_QUOTE: {
        uint32_t start = rows->csv.cells[rows->csv.count].start;
        fault(rows, (struct span){start - 1, start}, "a quotation is never closed",
              "end it with `\"`");
        return false;
    }
    case CSV_BEHIND_QUOTE:
        fault(rows, span_of(rows->csv.cells[rows->csv.count]),
              "something stands behind a closing quote", "put a comma between two cells");
        return false;
    }
    UNREACHABLE();
}

static int64_t year_of(const struct rows *rows, struct csv_cell cell)
{
    int64_t year = 0;
    if (cell.end - cell.start != 4)
        return 0;
    for (uint32_t at = cell.start; at < cell.end; at++) {
        if (rows->file->text[at] < '0' || rows->file->text[at] > '9')
            return 0;
        year = year * 10 + (rows->file->text[at] - '0');
    }
    return year;
}

static void take_row(struct rows *rows, struct csv_cell date, struct csv_cell is)
{
    struct calendar_draft *draft = rows->draft;
    int64_t day;
    if (csv_holds(&rows->csv, is, "known|已知")) {
        calendar_know(draft, rows->file, span_of(date), year_of(rows, date), year_of(rows, date));
        return;
    }
    bool is_holiday = csv_holds(&rows->csv, is, "holiday|假日");
    if (!is_holiday && !csv_holds(&rows->csv, is, "make-up day|调休上班日")) {
        fault(rows, span_of(is), "it is not said what the day is",
              "write `known` (of a year), `holiday` or `make-up day`");
        return;
    }
    size_t len = date.end - date.start;
    switch (date_parse(rows->file->text + date.start, len, &day)) {
    case DATE_OK: calendar_day(draft, rows->file, span_of(date), day, !is_holiday); return;
    case DATE_MALFORMED:
        fault(rows, span_of(date), "this is not a date", "write year-month-day, such as 1956-10-01");
        return;
    case DATE_NO_SUCH_DAY:
        fault(rows, span_of(date), "this day does not exist", "correct the date");
        return;
    }
    UNREACHABLE();
}

void calendar_file_read(struct calendar_draft *draft, const struct source *file)
{
    struct rows rows = {
        .draft = draft, .file = file, .csv = {.text = file->text, .len = file->len}};
    size_t broken;
    if (utf8_check(file->text, file->len, &broken) != UTF8_FINE) {
        fault(&rows, (struct span){(uint32_t)broken, (uint32_t)broken + 1},
              "the file is not a text in UTF-8", "save it as UTF-8, without control characters");
        return;
    }
    uint32_t date = CSV_CELLS_MAX, is = CSV_CELLS_MAX;
    if (next_row(&rows)) {
        for (uint32_t i = 0; i < rows.csv.count; i++) {
            date = csv_holds(&rows.csv, rows.csv.cells[i], "date|日期") ? i : date;
            is = csv_holds(&rows.csv, rows.csv.cells[i], "is|性质") ? i : is;
        }
    }
    if (date == CSV_CELLS_MAX || is == CSV_CELLS_MAX) {
        if (!draft->is_bad)
            fault(&rows, (struct span){0, 0}, "the first line does not name the columns `date` and `is`",
                  "begin the file with `date,is,name`");
        return;
    }
    while (next_row(&rows)) {
        if (date < rows.csv.count && is < rows.csv.count)
            take_row(&rows, rows.csv.cells[date], rows.csv.cells[is]);
        else
            fault(&rows, span_of(rows.csv.cells[0]), "the line has too few cells",
                  "give the day and what it is");
    }
}
