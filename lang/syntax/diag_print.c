/* diag_print.c - diagnostics as text for people, in the manner of rustc:
 *
 *     error[E0201]: `Benxi` cannot stand here
 *      --> sale.ht:3:8
 *       |
 *     3 | Fushun Benxi 26 items in Q4.
 *       |        ^^^^^ expected the verb
 *       |
 *       = help: …
 *
 * Columns of the underline are terminal columns, so Chinese text is underlined where it stands. */
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/utf8.h"
#include "lang/syntax/diag.h"

/* Of a long line at most this much is shown before a mark, and twice as much in all. */
enum { SHOWN_COLUMNS = 120 };

struct printer {
    struct buf *out;
    bool in_colour;
    size_t gutter; /* columns of the widest line number */
};

static void colour(struct printer *printer, const char *code)
{
    if (printer->in_colour)
        buf_printf(printer->out, "\x1b[%sm", code);
}

static void put_gutter(struct printer *printer, uint32_t line, char bar)
{
    colour(printer, "1;34");
    if (line > 0)
        buf_printf(printer->out, "%*u %c", (int)printer->gutter, line, bar);
    else
        buf_printf(printer->out, "%*s %c", (int)printer->gutter, "", bar);
    colour(printer, "0");
}

static size_t digits_of(uint32_t number)
{
    size_t count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

/* What cannot be shown (a control, a byte that is no character) is shown as one column. */
static bool is_odd(size_t char_len, uint32_t code)
{
    return char_len == 0 || code < 0x20 || utf8_is_bidi_control(code);
}

/* The columns from the start of its line to a place, as the line is shown. */
static size_t shown_columns(const char *line, uint32_t len)
{
    size_t columns = 0;
    for (uint32_t at = 0; at < len;) {
        uint32_t code;
        size_t char_len = utf8_decode(line + at, len - at, &code);
        columns += is_odd(char_len, code) ? 1 : (size_t)utf8_char_width(code);
        at += char_len == 0 ? 1 : (uint32_t)char_len;
    }
    return columns;
}

static uint32_t offset_in_line(const struct diag_mark *mark, uint32_t line, uint32_t *len)
{
    const char *text = source_line(mark->source, line, len);
    uint32_t start = mark->span.start - (uint32_t)(text - mark->source->text);
    return start < *len ? start : *len;
}

/* Where the part of a long line begins that is shown: near its first mark. */
static uint32_t window_start(const struct diag_mark *mark, uint32_t line)
{
    uint32_t len;
    uint32_t mark_at = offset_in_line(mark, line, &len);
    const char *text = source_line(mark->source, line, &len);
    uint32_t start = 0;
    while (shown_columns(text + start, mark_at - start) > SHOWN_COLUMNS) {
        uint32_t code;
        size_t char_len = utf8_decode(text + start, mark_at - start, &code);
        uint32_t step = mark_at - start > 8 * SHOWN_COLUMNS ? mark_at - start - 8 * SHOWN_COLUMNS
                        : char_len == 0                     ? 1
                                                            : (uint32_t)char_len;
        start += step;
        while (start < mark_at && ((unsigned char)text[start] & 0xC0) == 0x80)
            start++;
    }
    return start;
}

/* One mark on its line. A span over several lines is underlined on the first one. */
static void put_underline(struct printer *printer, const struct diag_mark *mark, uint32_t line,
                          uint32_t window, char sign)
{
    uint32_t len;
    const char *text = source_line(mark->source, line, &len);
    uint32_t from = offset_in_line(mark, line, &len);
    uint32_t to = mark->span.end - (uint32_t)(text - mark->source->text);
    if (to > len)
        to = len;
    if (from < window)
        from = window;
    size_t columns = to > from ? shown_columns(text + from, to - from) : 0;
    if (columns == 0)
        columns = 1;
    if (columns > SHOWN_COLUMNS)
        columns = SHOWN_COLUMNS;
    put_gutter(printer, 0, '|');
    buf_puts(printer->out, window > 0 ? "  " : " ");
    buf_pad(printer->out, ' ', shown_columns(text + window, from - window));
    colour(printer, sign == '^' ? "1;31" : "1;34");
    buf_pad(printer->out, sign, columns);
    if (mark->text[0])
        buf_printf(printer->out, " %s", mark->text);
    colour(printer, "0");
    buf_putc(printer->out, '\n');
}

static void put_source_line(struct printer *printer, const struct source *source, uint32_t line,
                            uint32_t window)
{
    uint32_t len;
    const char *text = source_line(source, line, &len);
    put_gutter(printer, line, '|');
    buf_puts(printer->out, window > 0 ? " …" : " ");
    size_t columns = 0;
    for (uint32_t at = window; at < len;) {
        uint32_t code;
        size_t char_len = utf8_decode(text + at, len - at, &code);
        if (columns >= 2 * SHOWN_COLUMNS) {
            buf_puts(printer->out, "…");
            break;
        }
        if (is_odd(char_len, code)) {
            buf_putc(printer->out, char_len != 0 && code == '\t' ? ' ' : '?');
            columns++;
        } else {
            buf_add(printer->out, text + at, char_len);
            columns += (size_t)utf8_char_width(code);
        }
        at += char_len == 0 ? 1 : (uint32_t)char_len;
    }
    buf_putc(printer->out, '\n');
}

static bool is_on_line(const struct diag_mark *mark, const struct source *source, uint32_t line)
{
    return source_is_same(mark->source, source) &&
           source_place(source, mark->span.start).line == line;
}

/* All marks of one diagnostic in one source, in the order of their lines; the primary one has ^. */
static void put_excerpt(struct printer *printer, const struct diag *diag,
                        const struct source *source)
{
    uint32_t last_line = 0;
    for (;;) {
        uint32_t line = UINT32_MAX; /* the next line that has marks */
        for (uint32_t i = 0; i <= diag->label_count; i++) {
            const struct diag_mark *mark = i == 0 ? &diag->primary : &diag->labels[i - 1];
            if (!source_is_same(mark->source, source))
                continue;
            uint32_t its_line = source_place(source, mark->span.start).line;
            if (its_line > last_line && its_line < line)
                line = its_line;
        }
        if (line == UINT32_MAX)
            return;
        if (last_line > 0 && line > last_line + 1) {
            put_gutter(printer, 0, ':');
            buf_putc(printer->out, '\n');
        }
        uint32_t window = UINT32_MAX;
        for (uint32_t i = 0; i <= diag->label_count; i++) {
            const struct diag_mark *mark = i == 0 ? &diag->primary : &diag->labels[i - 1];
            if (!is_on_line(mark, source, line))
                continue;
            uint32_t its_window = window_start(mark, line);
            if (its_window < window)
                window = its_window;
        }
        put_source_line(printer, source, line, window);
        for (uint32_t i = 0; i <= diag->label_count; i++) {
            const struct diag_mark *mark = i == 0 ? &diag->primary : &diag->labels[i - 1];
            if (is_on_line(mark, source, line))
                put_underline(printer, mark, line, window, i == 0 ? '^' : '-');
        }
        last_line = line;
    }
}

static void put_arrow(struct printer *printer, const struct diag_mark *mark, const char *arrow)
{
    struct place place = source_place(mark->source, mark->span.start);
    colour(printer, "1;34");
    buf_printf(printer->out, "%*s%s ", (int)printer->gutter, "", arrow);
    colour(printer, "0");
    buf_printf(printer->out, "%s:%u:%u\n", mark->source->name, place.line, place.column);
    put_gutter(printer, 0, '|');
    buf_putc(printer->out, '\n');
}

static bool seen_before(const struct diag *diag, uint32_t index)
{
    if (source_is_same(diag->labels[index].source, diag->primary.source))
        return true;
    for (uint32_t i = 0; i < index; i++)
        if (source_is_same(diag->labels[i].source, diag->labels[index].source))
            return true;
    return false;
}

static void put_remark(struct printer *printer, const char *kind, const char *text)
{
    put_gutter(printer, 0, '=');
    buf_printf(printer->out, " %s: %s\n", kind, text);
}

static void find_gutter(struct printer *printer, const struct diag *diag)
{
    printer->gutter = 1;
    for (uint32_t i = 0; i <= diag->label_count; i++) {
        const struct diag_mark *mark = i == 0 ? &diag->primary : &diag->labels[i - 1];
        if (!mark->source)
            continue;
        size_t digits = digits_of(source_place(mark->source, mark->span.start).line);
        if (digits > printer->gutter)
            printer->gutter = digits;
    }
}

static void put_diag(struct printer *printer, const struct diag *diag)
{
    bool is_error = diag->severity == SEVERITY_ERROR;
    colour(printer, is_error ? "1;31" : "1;33");
    buf_printf(printer->out, "%s[%s]", is_error ? "error" : "warning", diag_info(diag->code)->code);
    colour(printer, "0;1");
    buf_printf(printer->out, ": %s\n", diag->message);
    colour(printer, "0");
    find_gutter(printer, diag);
    if (diag->primary.source) {
        put_arrow(printer, &diag->primary, "-->");
        put_excerpt(printer, diag, diag->primary.source);
    }
    for (uint32_t i = 0; i < diag->label_count; i++) {
        if (!diag->labels[i].source || seen_before(diag, i))
            continue;
        put_arrow(printer, &diag->labels[i], ":::");
        put_excerpt(printer, diag, diag->labels[i].source);
    }
    if (diag->primary.source && (diag->note_count > 0 || diag->help)) {
        put_gutter(printer, 0, '|');
        buf_putc(printer->out, '\n');
    }
    for (uint32_t i = 0; i < diag->note_count; i++)
        put_remark(printer, "note", diag->notes[i]);
    const char *left_out = diag_left_out(diag);
    if (left_out)
        put_remark(printer, "note", left_out);
    if (diag->help)
        put_remark(printer, "help", diag->help);
    buf_putc(printer->out, '\n');
}

static void put_count(struct buf *out, uint32_t count, const char *what)
{
    buf_printf(out, "%u %s%s", count, what, count == 1 ? "" : "s");
}

void diags_print(struct diags *diags, struct buf *out, bool in_colour)
{
    struct printer printer = {.out = out, .in_colour = in_colour};
    diags_sort(diags);
    for (uint32_t i = 0; i < diags->count; i++)
        put_diag(&printer, diags->items[i]);
    if (diags->error_count + diags->warning_count == 0)
        return;
    if (diags->error_count > 0)
        put_count(out, diags->error_count, "error");
    if (diags->error_count > 0 && diags->warning_count > 0)
        buf_puts(out, ", ");
    if (diags->warning_count > 0)
        put_count(out, diags->warning_count, "warning");
    if (diags->dropped_count > 0)
        buf_printf(out, "; only the first %u are shown", diags->count);
    buf_puts(out, "\n");
}

static void put_example(struct buf *out, const char *heading, const char *example)
{
    buf_printf(out, "\n%s:\n\n", heading);
    while (*example) {
        size_t len = strcspn(example, "\n");
        buf_printf(out, "    %.*s\n", (int)len, example);
        example += len + (example[len] == '\n');
    }
}

void diag_print_explanation(enum diag_code code, struct buf *out)
{
    const struct diag_info *info = diag_info(code);
    buf_printf(out, "%s: %s\n\n%s\n", info->code, info->title, info->explain);
    if (info->wrong)
        put_example(out, "Refused", info->wrong);
    if (info->right)
        put_example(out, "Mended", info->right);
}
