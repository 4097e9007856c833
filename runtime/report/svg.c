/* svg.c - the timeline: one line per dated row, the window as a bar, the due day as a diamond.
 *
 * All coordinates are integers in tenths of a unit, so the drawing is the same on every machine. A
 * state is told three times, by the filling (which survives a photocopier), by the word at the end
 * of the line, and only then by colour. */
#include "runtime/report/timeline.h"

#include <assert.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/utf8.h"
#include "lang/base/vec.h"
#include "lang/value/date.h"
#include "runtime/report/choose.h"
#include "runtime/report/phrase.h"

/* Tenths of a unit. */
enum {
    WIDTH = 11200,
    CHART_LEFT = 3250,
    CHART_RIGHT = 9750,
    WORD_LEFT = 9900,
    HEAD = 420,
    ROW_ONE = 220, /* one line of label */
    ROW_TWO = 320, /* two languages */
    BAR = 100,
    FOOT = 420,
    MAX_ROWS = 300,
    LABEL_LEFT = 420,
    LABEL_COLUMNS = 46,
};

static const char svg_css[] =
    ".tl text{font:11px \"Noto Sans\",\"Helvetica Neue\",Arial,\"Noto Sans CJK SC\",\"PingFang "
    "SC\","
    "\"Microsoft YaHei\",sans-serif;fill:#1c1c1c}"
    ".tl .zh{font-size:10.5px;fill:#555}.tl .axis{fill:#555;font-size:10px}"
    ".tl .grid{stroke:#d9d9d6;stroke-width:1}.tl .minor{stroke:#eeeeeb;stroke-width:1}"
    ".tl .base{stroke:#e6e6e3;stroke-width:1}"
    ".tl .bar{fill:#fff;stroke:#444;stroke-width:1}.tl .got{fill:#444}"
    ".tl .dormant{stroke-dasharray:3 2;stroke:#777}"
    ".tl .fulfilled{fill:#a3a29d}.tl .over{fill:#e9e9e6;stroke:#999}"
    ".tl .breached{fill:url(#tl-hatch);stroke:#9b1c1c;stroke-width:1.4}"
    ".tl .doomed{fill:url(#tl-cross);stroke:#9b1c1c;stroke-width:1.4}"
    ".tl .risk{fill:url(#tl-dots);stroke:#7a4b00;stroke-width:1.2}"
    ".tl .due{fill:#1c1c1c}.tl .due.hollow{fill:#fff;stroke:#1c1c1c;stroke-width:1}"
    ".tl .done{fill:#fff;stroke:#1c1c1c;stroke-width:1.4}.tl .start{fill:#1c1c1c}"
    ".tl .dep{fill:none;stroke:#8a8a86;stroke-width:.8}.tl .tip{fill:#8a8a86}"
    ".tl .now{stroke:#b3151a;stroke-width:1.4}.tl .nowtext{fill:#b3151a;font-weight:600}"
    ".tl .grave{font-weight:600}.tl .num{fill:#555}";

struct drawing {
    struct html *html;
    const struct report_model *model;
    struct row_list rows;
    int64_t first, last;        /* days drawn, both inside */
    int64_t row_height, bottom; /* tenths */
    int64_t *line_of;           /* model row -> line, or -1 */
    size_t left_out;            /* rows beyond MAX_ROWS, and what recurs far ahead */
};

void phrase_fitted(struct buf *out, const char *text, size_t columns)
{
    size_t len = strlen(text);
    if (utf8_width(text, len) <= columns) {
        buf_puts(out, text);
        return;
    }
    size_t used = 0;
    for (size_t i = 0; i < len;) {
        uint32_t code = 0;
        size_t step = utf8_decode(text + i, len - i, &code);
        size_t width = step == 0 ? 1 : (size_t)utf8_char_width(code);
        step = step == 0 ? 1 : step;
        if (used + width + 1 > columns)
            break;
        buf_add(out, text + i, step);
        used += width;
        i += step;
    }
    buf_puts(out, "…");
}

/* The left edge of a day, in tenths. */
static int64_t day_x(const struct drawing *drawing, int64_t day)
{
    int64_t span = drawing->last - drawing->first + 1;
    int64_t inside = day < drawing->first ? drawing->first : day;
    inside = inside > drawing->last + 1 ? drawing->last + 1 : inside;
    return CHART_LEFT + (inside - drawing->first) * (CHART_RIGHT - CHART_LEFT) / span;
}

static int64_t day_middle(const struct drawing *drawing, int64_t day)
{
    return (day_x(drawing, day) + day_x(drawing, day + 1)) / 2;
}

static void line(struct html *html, const char *class, int64_t x1, int64_t y1, int64_t x2,
                 int64_t y2)
{
    html_open(html, "line", class);
    html_attr_tenths(html, "x1", x1);
    html_attr_tenths(html, "y1", y1);
    html_attr_tenths(html, "x2", x2);
    html_attr_tenths(html, "y2", y2);
    html_end(html);
}

static void bar(struct html *html, const char *class, int64_t x, int64_t y, int64_t width,
                int64_t height)
{
    html_open(html, "rect", class);
    html_attr_tenths(html, "x", x);
    html_attr_tenths(html, "y", y);
    html_attr_tenths(html, "width", width);
    html_attr_tenths(html, "height", height);
    html_end(html);
}

static void label(struct html *html, const char *class, const char *anchor, int64_t x, int64_t y,
                  const char *text)
{
    html_open(html, "text", class);
    html_attr_tenths(html, "x", x);
    html_attr_tenths(html, "y", y);
    if (anchor != NULL)
        html_attr(html, "text-anchor", anchor);
    html_text(html, text);
    html_end(html);
}

static void put_point(struct buf *path, const char *command, int64_t x, int64_t y)
{
    buf_puts(path, command);
    const int64_t values[] = {x, y};
    for (size_t i = 0; i < 2; i++) {
        int64_t size = values[i] < 0 ? -values[i] : values[i];
        buf_printf(path, "%s%s%lld.%lld", i == 0 ? "" : " ", values[i] < 0 ? "-" : "",
                   (long long)(size / 10), (long long)(size % 10));
    }
}

/* A closed path through corners given as offsets from a centre. */
static void shape(struct html *html, const char *class, int64_t x, int64_t y,
                  const int64_t (*corners)[2], size_t count)
{
    struct buf path;
    buf_init(&path);
    for (size_t i = 0; i < count; i++)
        put_point(&path, i == 0 ? "M" : "L", x + corners[i][0], y + corners[i][1]);
    buf_putc(&path, 'Z');
    html_open(html, "path", class);
    html_attr(html, "d", path.data);
    html_end(html);
    buf_release(&path);
}

static void diamond(struct html *html, const char *class, int64_t x, int64_t y)
{
    static const int64_t corners[][2] = {{0, -60}, {50, 0}, {0, 60}, {-50, 0}};
    shape(html, class, x, y, corners, 4);
}

static void start_mark(struct html *html, int64_t x, int64_t y)
{
    static const int64_t corners[][2] = {{-35, -35}, {35, -35}, {0, 35}};
    shape(html, "start", x, y, corners, 3);
}

static void done_mark(struct html *html, int64_t x, int64_t y)
{
    html_open(html, "circle", "done");
    html_attr_tenths(html, "cx", x);
    html_attr_tenths(html, "cy", y);
    html_attr_tenths(html, "r", 38);
    html_end(html);
}

static void hatching(struct html *html, const char *id, const char *path)
{
    html_start(html, "pattern");
    html_attr(html, "id", id);
    html_attr(html, "width", "6");
    html_attr(html, "height", "6");
    html_attr(html, "patternUnits", "userSpaceOnUse");
    html_start(html, "rect");
    html_attr(html, "width", "6");
    html_attr(html, "height", "6");
    html_attr(html, "fill", "#fff");
    html_end(html);
    html_start(html, "path");
    html_attr(html, "d", path);
    html_attr(html, "stroke", "#1c1c1c");
    html_attr(html, "fill", "none");
    html_end(html);
    html_end(html);
}

static void widen(struct drawing *drawing, struct report_moment moment)
{
    if (!moment_is_set(moment))
        return;
    if (drawing->first > drawing->last) {
        drawing->first = drawing->last = moment.day;
        return;
    }
    if (moment.day < drawing->first)
        drawing->first = moment.day;
    if (moment.day > drawing->last)
        drawing->last = moment.day;
}

static bool has_date(const struct report_row *row)
{
    return row->form == REPORT_ROW_INSTANCE && row->kind != REPORT_KIND_ASSUMPTION &&
           (moment_is_set(row_date(row)) || moment_is_set(row->performed));
}

static void measure(struct drawing *drawing, const struct report_options *options)
{
    const struct report_model *model = drawing->model;
    const struct report_timeline *view = &model->timeline;
    struct row_list all = {0}, far = {0};
    choose_view(&all, model,
                &(struct report_options){.view = REPORT_VIEW_SCHEDULE, .party = options->party});
    if (options->view == REPORT_VIEW_STATUS)
        choose_near(&all, &far, model, options);
    drawing->left_out = far.count;
    vec_release(&far);
    for (size_t i = 0; i < all.count; i++) {
        if (!has_date(&model->rows[all.items[i]]))
            continue;
        if (drawing->rows.count < MAX_ROWS)
            vec_push(&drawing->rows, all.items[i]);
        else
            drawing->left_out++;
    }
    vec_release(&all);

    for (size_t i = 0; i < model->row_count; i++)
        drawing->line_of[i] = -1;
    drawing->first = 0;
    drawing->last = -1;
    for (size_t i = 0; i < drawing->rows.count; i++) {
        const struct report_row *row = &model->rows[drawing->rows.items[i]];
        drawing->line_of[drawing->rows.items[i]] = (int64_t)i;
        widen(drawing, row->from);
        widen(drawing, row_date(row));
        widen(drawing, row->performed);
        widen(drawing, row->last_start);
    }
    widen(drawing, model->identity.as_of);
    for (size_t i = 0; i < view->mark_count; i++)
        widen(drawing, view->marks[i].at);
    if (moment_is_set(view->from))
        drawing->first = view->from.day;
    if (moment_is_set(view->to) && view->to.day >= drawing->first)
        drawing->last = view->to.day;
    if (drawing->last < drawing->first)
        drawing->last = drawing->first;
    drawing->row_height = drawing->html->language == REPORT_BOTH ? ROW_TWO : ROW_ONE;
    drawing->bottom = HEAD + (int64_t)drawing->rows.count * drawing->row_height;
}

/* Whether a tick is drawn on the day: 2 with a label, 1 without, 0 none. Short spans are divided
 * into the thirds of a month, long ones into quarters or years. */
static int tick_weight(struct civil civil, int64_t span)
{
    if (span <= 24)
        return 2;
    if (span <= 200) {
        if (civil.day == 1)
            return 2;
        return civil.day == 11 || civil.day == 21 ? 1 : 0;
    }
    if (civil.day != 1)
        return 0;
    if (span <= 430)
        return 2;
    if (span <= 1900)
        return civil.month % 3 == 1 ? 2 : 1;
    return civil.month == 1 ? 2 : 0;
}

static void draw_axis(const struct drawing *drawing)
{
    struct html *html = drawing->html;
    int64_t span = drawing->last - drawing->first + 1;
    struct buf text;
    buf_init(&text);
    int64_t label_end = 0;
    for (int64_t day = drawing->first; day <= drawing->last; day++) {
        struct civil civil = date_from_day(day);
        int weight = tick_weight(civil, span);
        if (weight == 0)
            continue;
        int64_t x = day_x(drawing, day);
        line(html, weight == 2 ? "grid" : "minor", x, HEAD - 60, x, drawing->bottom);
        bool is_third = weight == 1 && span <= 200;
        if ((weight < 2 && !is_third) || x < label_end)
            continue;
        buf_clear(&text);
        if (is_third || span <= 24)
            buf_printf(&text, "%d", civil.day);
        else if (span > 1900)
            buf_printf(&text, "%04d", civil.year);
        else
            buf_printf(&text, "%04d-%02d", civil.year, civil.month);
        label(html, "axis", NULL, x + 20, HEAD - 110, text.data);
        label_end = x + (int64_t)text.len * 62 + 60;
    }
    buf_release(&text);
}

static const char *bar_class(const struct report_row *row, struct report_moment as_of)
{
    switch (row_attention(row, as_of)) {
    case ATTENTION_BREACHED: return "bar breached";
    case ATTENTION_DOOMED: return "bar doomed";
    case ATTENTION_AT_RISK: return "bar risk";
    case ATTENTION_DUE_SOON:
    case ATTENTION_NONE: break;
    }
    switch (row->status) {
    case REPORT_DORMANT: return "bar dormant";
    case REPORT_IN_FORCE:
    case REPORT_PENDING: return "bar";
    case REPORT_FULFILLED: return "bar fulfilled";
    case REPORT_BREACHED:
    case REPORT_LAPSED:
    case REPORT_WAIVED:
    case REPORT_RELEASED: return "bar over";
    }
    UNREACHABLE();
}

static void draw_window(const struct drawing *drawing, const struct report_row *row, int64_t y)
{
    struct html *html = drawing->html;
    struct report_moment end = row_date(row);
    struct report_moment as_of = drawing->model->identity.as_of;
    int64_t top = y - BAR / 2;
    if (moment_is_set(row->from) && moment_is_set(end)) {
        int64_t left = day_x(drawing, row->from.day);
        int64_t width = day_x(drawing, end.day + 1) - left;
        width = width < 10 ? 10 : width;
        bar(html, bar_class(row, as_of), left, top, width, BAR);
        bool is_counted = row->required != REPORT_NO_QUANTITY && row->required > 1 &&
                          row->done != REPORT_NO_QUANTITY && row->done > 0;
        if (is_counted && row->status != REPORT_FULFILLED) {
            int64_t done = row->done < row->required ? row->done : row->required;
            int64_t part = (int64_t)((int128)width * done / row->required);
            bar(html, "got", left, top + 25, part, BAR - 50);
        }
    }
    if (moment_is_set(row->last_start) && row_is_live(row))
        start_mark(html, day_middle(drawing, row->last_start.day), top - 20);
    if (moment_is_set(end))
        diamond(html, moment_is_set(row->due) ? "due" : "due hollow", day_middle(drawing, end.day),
                y);
    if (moment_is_set(row->performed))
        done_mark(html, day_middle(drawing, row->performed.day), y);
}

/* What shows when a pointer rests on the row: nothing is cut there. */
static void row_title(struct buf *text, const struct drawing *drawing, const struct report_row *row,
                      enum report_language language)
{
    buf_puts(text, phrase_clause(&drawing->model->clauses[row->clause], drawing->html->language));
    buf_putc(text, ' ');
    phrase_sentence(text, drawing->model, row, language);
}

static void draw_word(const struct drawing *drawing, const struct report_row *row, int64_t y)
{
    enum report_language language = drawing->html->language;
    enum attention attention = row_attention(row, drawing->model->identity.as_of);
    enum word word = row->is_suspended ? WORD_SUSPENDED : word_of_status(row->status);
    if (attention == ATTENTION_BREACHED)
        word = WORD_STATUS_BREACHED;
    else if (attention == ATTENTION_DOOMED)
        word = WORD_DOOMED;
    else if (attention == ATTENTION_AT_RISK)
        word = WORD_AT_RISK;
    const char *class = attention >= ATTENTION_DOOMED ? "grave" : "num";
    struct report_text words = word_text(word);
    int64_t first = language == REPORT_BOTH ? y - 20 : y + 40;
    label(drawing->html, class, NULL, WORD_LEFT, first, text_pick(words, language));
    if (language == REPORT_BOTH)
        label(drawing->html, "zh", NULL, WORD_LEFT, y + 110, words.zh);
}

static void draw_row(const struct drawing *drawing, size_t index)
{
    struct html *html = drawing->html;
    const struct report_row *row = &drawing->model->rows[drawing->rows.items[index]];
    int64_t y = HEAD + (int64_t)index * drawing->row_height + drawing->row_height / 2;
    struct buf full, fitted;
    buf_init(&full);
    buf_init(&fitted);

    html_open(html, "g", "row");
    row_title(&full, drawing, row, html->language);
    html_leaf(html, "title", NULL, full.data);
    line(html, "base", 0, y + drawing->row_height / 2, WIDTH, y + drawing->row_height / 2);

    enum report_language first = html->language == REPORT_BOTH ? REPORT_EN : html->language;
    int64_t base = html->language == REPORT_BOTH ? y - 20 : y + 40;
    buf_clear(&full);
    phrase_action(&full, row, first);
    phrase_fitted(&fitted, full.data, LABEL_COLUMNS);
    label(html, "grave", NULL, 0, base, phrase_clause(&drawing->model->clauses[row->clause], first));
    label(html, NULL, NULL, LABEL_LEFT, base, fitted.data);
    if (html->language == REPORT_BOTH && row->action.zh != NULL) {
        buf_clear(&full);
        buf_clear(&fitted);
        phrase_action(&full, row, REPORT_ZH);
        phrase_fitted(&fitted, full.data, LABEL_COLUMNS);
        label(html, "zh", NULL, LABEL_LEFT, y + 110, fitted.data);
    }
    draw_window(drawing, row, y);
    draw_word(drawing, row, y);
    html_end(html);
    buf_release(&full);
    buf_release(&fitted);
}

/* From the due day of what is waited for, down or up, to the start of what waits. */
static void draw_arrows(const struct drawing *drawing)
{
    struct html *html = drawing->html;
    struct buf path;
    buf_init(&path);
    for (size_t i = 0; i < drawing->rows.count; i++) {
        const struct report_row *row = &drawing->model->rows[drawing->rows.items[i]];
        for (size_t k = 0; k < row->depends_count; k++) {
            int64_t other = drawing->line_of[row->depends_rows[k]];
            const struct report_row *cause = &drawing->model->rows[row->depends_rows[k]];
            if (other < 0 || other == (int64_t)i || !moment_is_set(row->from) ||
                !moment_is_set(row_date(cause)))
                continue;
            int64_t half = drawing->row_height / 2;
            int64_t y1 = HEAD + other * drawing->row_height + half;
            int64_t y2 = HEAD + (int64_t)i * drawing->row_height + half;
            int64_t direction = y2 > y1 ? 1 : -1;
            int64_t x1 = day_middle(drawing, row_date(cause).day);
            int64_t x2 = day_x(drawing, row->from.day);
            int64_t turn = y1 + direction * half;
            buf_clear(&path);
            put_point(&path, "M", x1, y1 + direction * 60);
            put_point(&path, "L", x1, turn);
            put_point(&path, "L", x2 + 20, turn);
            put_point(&path, "L", x2 + 20, y2 - direction * (BAR / 2 + 30));
            html_open(html, "path", "dep");
            html_attr(html, "d", path.data);
            html_end(html);
            const int64_t tip[][2] = {{-25, -direction * 35}, {25, -direction * 35}, {0, 0}};
            shape(html, "tip", x2 + 20, y2 - direction * (BAR / 2), tip, 3);
        }
    }
    buf_release(&path);
}

/* Labels stand on the side of the line where there is room. */
static void draw_now(const struct drawing *drawing)
{
    struct html *html = drawing->html;
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; i < drawing->model->timeline.mark_count; i++) {
        const struct report_mark *mark = &drawing->model->timeline.marks[i];
        if (!moment_is_set(mark->at))
            continue;
        int64_t x = day_x(drawing, mark->at.day);
        line(html, "grid", x, HEAD - 60, x, drawing->bottom + 40);
        buf_clear(&text);
        phrase_text(&text, mark->label, html->language);
        bool is_right = x > (CHART_LEFT + CHART_RIGHT) / 2;
        label(html, "axis", is_right ? "end" : NULL, x, drawing->bottom + 130, text.data);
    }
    struct report_moment as_of = drawing->model->identity.as_of;
    if (moment_is_set(as_of)) {
        int64_t x = day_x(drawing, as_of.day + 1);
        line(html, "now", x, 150, x, drawing->bottom + 20);
        buf_clear(&text);
        phrase_word(&text, WORD_AS_OF, html->language);
        buf_putc(&text, ' ');
        phrase_moment(&text, as_of);
        bool is_right = x > CHART_RIGHT - 1500;
        label(html, "nowtext", is_right ? "end" : NULL, x, 120, text.data);
    }
    buf_release(&text);
}

static void draw_legend(const struct drawing *drawing)
{
    static const enum word words[] = {WORD_LEGEND_WINDOW,  WORD_LEGEND_DUE, WORD_LEGEND_LAST_START,
                                      WORD_LEGEND_DONE,    WORD_AT_RISK,    WORD_DOOMED,
                                      WORD_STATUS_BREACHED};
    struct html *html = drawing->html;
    int64_t x = 0;
    int64_t y = drawing->bottom + 290;
    struct buf text;
    buf_init(&text);
    html_open(html, "g", "legend");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        int64_t glyph = 120;
        if (i == 0 || i >= 4) {
            static const char *const classes[] = {"bar", "bar risk", "bar doomed", "bar breached"};
            glyph = 280;
            bar(html, classes[i == 0 ? 0 : i - 3], x, y - BAR / 2, 240, BAR);
        } else if (i == 1) {
            diamond(html, "due", x + 50, y);
        } else if (i == 2) {
            start_mark(html, x + 50, y);
        } else {
            done_mark(html, x + 50, y);
        }
        buf_clear(&text);
        phrase_word(&text, words[i], html->language);
        label(html, "num", NULL, x + glyph, y + 40, text.data);
        x += glyph + (int64_t)utf8_width(text.data, text.len) * 60 + 220;
    }
    if (drawing->left_out > 0) {
        buf_clear(&text);
        buf_printf(&text, "+ %zu ", drawing->left_out);
        phrase_word(&text, WORD_ROWS, html->language);
        label(html, "grave", "end", WIDTH, drawing->bottom + 130, text.data);
    }
    html_end(html);
    buf_release(&text);
}

void timeline_draw(struct html *html, const struct report_model *model, const struct report_options *options)
{
    VEC(int64_t) line_of = {0};
    vec_reserve(&line_of, model->row_count + 1);
    struct drawing drawing = {.html = html, .model = model, .line_of = line_of.items};
    measure(&drawing, options);

    struct buf box;
    buf_init(&box);
    buf_printf(&box, "-4 0 %d %lld", WIDTH / 10 + 8, (long long)((drawing.bottom + FOOT) / 10));
    html_open(html, "svg", "tl");
    html_attr(html, "xmlns", "http://www.w3.org/2000/svg");
    html_attr(html, "viewBox", box.data);
    html_attr(html, "role", "img");
    buf_clear(&box);
    phrase_word(&box, WORD_TIMELINE, html->language);
    html_leaf(html, "title", NULL, box.data);
    html_style(html, svg_css);
    html_start(html, "defs");
    hatching(html, "tl-hatch", "M0 6L6 0M-1 1L1 -1M5 7L7 5");
    hatching(html, "tl-cross", "M0 6L6 0M0 0L6 6");
    hatching(html, "tl-dots", "M1 2h1.4M4 5h1.4");
    html_end(html);
    draw_axis(&drawing);
    for (size_t i = 0; i < drawing.rows.count; i++)
        draw_row(&drawing, i);
    draw_arrows(&drawing);
    draw_now(&drawing);
    draw_legend(&drawing);
    html_end(html);

    buf_release(&box);
    vec_release(&drawing.rows);
    vec_release(&line_of);
}

void report_svg(struct buf *out, const struct report_model *model,
                const struct report_options *options)
{
    struct html html;
    buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    html_init(&html, out, options->language);
    timeline_draw(&html, model, options);
    html_finish(&html);
}
