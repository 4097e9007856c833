/* html_parts.c - the cells and marks that every table of the HTML report is made of.
 *
 * A status is a shape and a word; the class only adds colour. The shapes are symbols defined once
 * in the page, so they do not depend on the fonts of the reader. */
#include "runtime/report/html_parts.h"

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "runtime/report/phrase.h"

struct mark_shape {
    const char *id;
    const char *fill;   /* path filled with the text colour, or NULL */
    const char *stroke; /* path stroked with the text colour, or NULL */
    const char *white;  /* path stroked with the paper's colour, or NULL */
};

static const char circle[] = "M6 1.4a4.6 4.6 0 1 1 0 9.2a4.6 4.6 0 1 1 0 -9.2z";

static const struct mark_shape shapes[] = {
    {"m-breached", "M1 1h10v10h-10z", NULL, "M3.6 3.6l4.8 4.8M8.4 3.6l-4.8 4.8"},
    {"m-doomed", NULL, "M2 2l8 8M10 2l-8 8M2.4 1.6l8 8M10.4 2.4l-8 8", NULL},
    {"m-risk", NULL, "M6 1.3L11.2 10.7H.8zM6 4.6v3.1M6 9v.7", NULL},
    {"m-soon", "M6 .8L11.2 6L6 11.2L.8 6z", NULL, NULL},
    {"m-dormant", NULL, "M3 2.6l.6-.5M8.4 2.1l.6.5M10.5 5.5v1M9 9.4l-.6.5M3.6 9.9L3 9.4M1.5 6.5v-1",
     NULL},
    {"m-in-force", NULL, circle, NULL},
    {"m-pending", "M6 1.4a4.6 4.6 0 0 0 0 9.2z", circle, NULL},
    {"m-fulfilled", circle, NULL, "M3.4 6.2l1.9 1.9L8.7 4.2"},
    {"m-suspended", NULL, "M4.2 2.6v6.8M7.8 2.6v6.8", NULL},
    {"m-lapsed", NULL, "M6 1.4a4.6 4.6 0 1 1 0 9.2a4.6 4.6 0 1 1 0 -9.2zM3.4 6h5.2", NULL},
    {"m-waived", NULL, "M6 1.4a4.6 4.6 0 1 1 0 9.2a4.6 4.6 0 1 1 0 -9.2zM2.8 9.2l6.4-6.4", NULL},
    {"m-released", NULL, "M2 6.5h8M2 4h8", NULL},
};

static void put_path(struct html *html, const char *class, const char *path)
{
    if (path == NULL)
        return;
    html_open(html, "path", class);
    html_attr(html, "d", path);
    html_end(html);
}

void html_mark_symbols(struct html *html)
{
    html_open(html, "svg", "symbols");
    html_attr(html, "width", "0");
    html_attr(html, "height", "0");
    html_attr(html, "aria-hidden", "true");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        html_start(html, "symbol");
        html_attr(html, "id", shapes[i].id);
        html_attr(html, "viewBox", "0 0 12 12");
        put_path(html, "mf", shapes[i].fill);
        put_path(html, "ms", shapes[i].stroke);
        put_path(html, "mw", shapes[i].white);
        html_end(html);
    }
    html_end(html);
}

static void put_mark(struct html *html, const char *href)
{
    html_open(html, "svg", NULL);
    html_attr(html, "class", "mark");
    html_attr(html, "aria-hidden", "true");
    html_start(html, "use");
    html_attr(html, "href", href);
    html_end(html);
    html_end(html);
}

struct status_look {
    const char *href, *class;
    enum word word;
};

static struct status_look look_of(const struct report_row *row, struct report_moment as_of)
{
    switch (row_attention(row, as_of)) {
    case ATTENTION_BREACHED:
        return (struct status_look){"#m-breached", "is-breached", WORD_STATUS_BREACHED};
    case ATTENTION_DOOMED: return (struct status_look){"#m-doomed", "is-doomed", WORD_DOOMED};
    case ATTENTION_AT_RISK: return (struct status_look){"#m-risk", "is-risk", WORD_AT_RISK};
    case ATTENTION_DUE_SOON:
    case ATTENTION_NONE: break;
    }
    enum word word = word_of_status(row->status);
    if (row->is_suspended)
        return (struct status_look){"#m-suspended", "is-open", WORD_SUSPENDED};
    switch (row->status) {
    case REPORT_DORMANT: return (struct status_look){"#m-dormant", "is-open", word};
    case REPORT_IN_FORCE: return (struct status_look){"#m-in-force", "is-open", word};
    case REPORT_PENDING: return (struct status_look){"#m-pending", "is-open", word};
    case REPORT_FULFILLED: return (struct status_look){"#m-fulfilled", "is-done", word};
    case REPORT_BREACHED: return (struct status_look){"#m-breached", "is-over", word};
    case REPORT_LAPSED: return (struct status_look){"#m-lapsed", "is-over", word};
    case REPORT_WAIVED: return (struct status_look){"#m-waived", "is-over", word};
    case REPORT_RELEASED: return (struct status_look){"#m-released", "is-over", word};
    }
    UNREACHABLE();
}

const char *html_status_class(const struct report_row *row, struct report_moment as_of)
{
    return look_of(row, as_of).class;
}

void html_status(struct html *html, const struct report_row *row, struct report_moment as_of)
{
    struct status_look look = look_of(row, as_of);
    html_open(html, "span", "st");
    put_mark(html, look.href);
    html_open(html, "span", "word");
    html_word(html, look.word);
    html_end(html);
    html_end(html);
}

void html_moment(struct html *html, struct report_moment moment)
{
    if (!moment_is_set(moment))
        return;
    struct buf text;
    buf_init(&text);
    phrase_moment(&text, moment);
    html_leaf(html, "span", "date", text.data);
    buf_release(&text);
}

void html_quantity(struct html *html, int64_t value, struct report_unit unit)
{
    if (value == REPORT_NO_QUANTITY)
        return;
    struct buf text;
    buf_init(&text);
    phrase_quantity(&text, value, unit);
    html_text(html, text.data);
    buf_release(&text);
}

void html_progress(struct html *html, const struct report_row *row)
{
    if (row->required == REPORT_NO_QUANTITY)
        return;
    html_open(html, "span", "qty");
    if (row->done != REPORT_NO_QUANTITY) {
        html_quantity(html, row->done, row->unit);
        html_text(html, " / ");
    }
    html_quantity(html, row->required, row->unit);
    html_end(html);
    if (row->pending != REPORT_NO_QUANTITY && row->pending > 0) {
        html_open(html, "div", "small");
        html_text(html, "+");
        html_quantity(html, row->pending, row->unit);
        html_text(html, " ");
        html_word(html, WORD_AWAITING);
        html_end(html);
    }
}

void html_parties(struct html *html, const struct report_model *model, uint64_t mask)
{
    struct phrases names;
    phrases_init(&names);
    phrase_parties(&names.en, model, mask, REPORT_EN);
    phrase_parties(&names.zh, model, mask, REPORT_ZH);
    html_pair(html, phrases_text(&names));
    phrases_release(&names);
}

static void put_flag(struct html *html, bool is_set, enum word word)
{
    if (!is_set)
        return;
    html_text(html, " ");
    html_word_leaf(html, "span", "flag", word);
}

static void put_flags(struct html *html, const struct report_row *row)
{
    put_flag(html, row->is_joint, WORD_JOINTLY);
    put_flag(html, row->is_soft, WORD_SOFT);
    put_flag(html, row->is_vague, WORD_VAGUE);
    put_flag(html, row->is_suspended, WORD_SUSPENDED);
    put_flag(html, row->is_unfounded && row->status == REPORT_IN_FORCE, WORD_UNFOUNDED);
    put_flag(html, row->is_late, WORD_DONE_LATE);
    put_flag(html, row->is_unowed, WORD_UNOWED);
    put_flag(html, row->is_disputed, WORD_DISPUTED);
    put_flag(html, row->is_idle, WORD_IDLE);
    put_flag(html, row->is_beyond_checked, WORD_BEYOND_CHECKED);
}

void html_action(struct html *html, const struct report_row *row)
{
    html_pair(html, row->action);
    if (!text_is_empty(row->instance_label)) {
        html_open(html, "span", "instance");
        html_pair(html, row->instance_label);
        html_end(html);
    }
    put_flags(html, row);
}

void html_sentence(struct html *html, const struct report_model *model,
                   const struct report_row *row)
{
    struct phrases sentence;
    phrases_init(&sentence);
    phrase_sentence(&sentence.en, model, row, REPORT_EN);
    phrase_sentence(&sentence.zh, model, row, REPORT_ZH);
    html_pair(html, phrases_text(&sentence));
    phrases_release(&sentence);
    put_flags(html, row);
}

void html_due(struct html *html, const struct report_row *row)
{
    if (moment_is_set(row_due(row))) {
        html_moment(html, row_due(row));
    } else if (moment_is_set(row->reminder)) {
        html_open(html, "span", "proxy");
        html_word(html, WORD_REMINDER);
        html_text(html, " ");
        html_moment(html, row->reminder);
        html_end(html);
    }
    const struct report_text words[] = {row->due_rule, row->mark};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_is_empty(words[i]))
            continue;
        html_open(html, "div", "rule");
        html_pair(html, words[i]);
        html_end(html);
    }
    for (size_t i = 0; i < row->remark_count; i++) {
        html_open(html, "div", "rule");
        html_pair(html, row->remarks[i]);
        html_end(html);
    }
}

void html_cell(struct html *html, const char *class, struct report_text text)
{
    html_open(html, "td", class);
    html_pair(html, text);
    html_end(html);
}

void html_table_head(struct html *html, const enum word *words, size_t count)
{
    html_start(html, "thead");
    html_start(html, "tr");
    for (size_t i = 0; i < count; i++) {
        html_open(html, "th", NULL);
        html_attr(html, "scope", "col");
        html_word(html, words[i]);
        html_end(html);
    }
    html_end(html);
    html_end(html);
}

void html_definitions(struct html *html, const struct report_model *model)
{
    if (model->definition_count == 0)
        return;
    html_word_leaf(html, "h3", NULL, WORD_DEFINITIONS_HEAD);
    html_open(html, "ul", "plain");
    for (size_t i = 0; i < model->definition_count; i++) {
        html_start(html, "li");
        html_pair(html, model->definitions[i]);
        html_end(html);
    }
    html_end(html);
}

void html_more(struct html *html, size_t count, struct report_moment last, struct report_text mark)
{
    struct phrases words;
    phrases_init(&words);
    phrase_more(&words, count, last, mark);
    html_pair(html, phrases_text(&words));
    phrases_release(&words);
}
