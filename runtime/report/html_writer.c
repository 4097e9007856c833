/* html_writer.c - markup through a stack of open elements, values through one escape.
 *
 * The one idea: `out` is only ever appended to by put_escaped (values) and by puts of our own
 * literals (markup), so no text of a contract or an event can become markup. */
#include "runtime/report/html_writer.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/utf8.h"

void html_init(struct html *html, struct buf *out, enum report_language language)
{
    *html = (struct html){.out = out, .language = language};
}

void html_finish(struct html *html)
{
    if (html->depth != 0)
        BUG("element <%s> was not ended", html->open[html->depth - 1]);
    buf_putc(html->out, '\n');
}

static void close_tag(struct html *html)
{
    if (html->in_tag)
        buf_putc(html->out, '>');
    html->in_tag = false;
}

static const char *const void_tags[] = {"meta", "br", "col", "hr"};

/* After these a line break, so that the page can be read and compared as text. */
static const char *const block_tags[] = {
    "html",   "head",     "body",    "meta",    "title",   "style",   "main", "header", "section",
    "footer", "div",      "dl",      "table",   "thead",   "tbody",   "tr",   "h1",     "h2",
    "h3",     "p",        "ul",      "ol",      "li",      "svg",     "g",    "defs",   "symbol",
    "col",    "colgroup", "caption", "details", "summary", "pattern", "nav"};

static bool is_among(const char *tag, const char *const *tags, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(tag, tags[i]) == 0)
            return true;
    }
    return false;
}

void html_start(struct html *html, const char *tag)
{
    close_tag(html);
    if (html->depth == HTML_DEPTH)
        BUG("elements nested deeper than %d", HTML_DEPTH);
    html->open[html->depth++] = tag;
    buf_putc(html->out, '<');
    buf_puts(html->out, tag);
    html->in_tag = true;
}

static void put_escaped(struct buf *out, const char *text)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < len;) {
        uint32_t code = 0;
        size_t step = utf8_decode(text + i, len - i, &code);
        bool is_control =
            step == 1 && (code < 0x20 || code == 0x7f) && code != '\n' && code != '\t';
        if (step == 0 || is_control || utf8_is_bidi_control(code)) {
            buf_puts(out, "\xEF\xBF\xBD");
            i += step == 0 ? 1 : step;
            continue;
        }
        switch (code) {
        case '&': buf_puts(out, "&amp;"); break;
        case '<': buf_puts(out, "&lt;"); break;
        case '>': buf_puts(out, "&gt;"); break;
        case '"': buf_puts(out, "&quot;"); break;
        case '\'': buf_puts(out, "&#39;"); break;
        default: buf_add(out, text + i, step);
        }
        i += step;
    }
}

void html_attr(struct html *html, const char *name, const char *value)
{
    if (!html->in_tag)
        BUG("attribute %s outside a start tag", name);
    buf_putc(html->out, ' ');
    buf_puts(html->out, name);
    buf_puts(html->out, "=\"");
    put_escaped(html->out, value);
    buf_putc(html->out, '"');
}

void html_attr_int(struct html *html, const char *name, int64_t value)
{
    struct buf number;
    buf_init(&number);
    buf_put_i64(&number, value);
    html_attr(html, name, number.data);
    buf_release(&number);
}

void html_attr_tenths(struct html *html, const char *name, int64_t tenths)
{
    struct buf number;
    buf_init(&number);
    if (tenths < 0)
        buf_putc(&number, '-');
    int64_t size = tenths < 0 ? -tenths : tenths;
    buf_put_i64(&number, size / 10);
    if (size % 10 != 0) {
        buf_putc(&number, '.');
        buf_put_i64(&number, size % 10);
    }
    html_attr(html, name, number.data);
    buf_release(&number);
}

void html_end(struct html *html)
{
    close_tag(html);
    if (html->depth == 0)
        BUG("an element was ended that was not started");
    const char *tag = html->open[--html->depth];
    if (!is_among(tag, void_tags, sizeof void_tags / sizeof *void_tags)) {
        buf_puts(html->out, "</");
        buf_puts(html->out, tag);
        buf_putc(html->out, '>');
    }
    if (is_among(tag, block_tags, sizeof block_tags / sizeof *block_tags))
        buf_putc(html->out, '\n');
}

void html_open(struct html *html, const char *tag, const char *class)
{
    html_start(html, tag);
    if (class != NULL)
        html_attr(html, "class", class);
}

void html_leaf(struct html *html, const char *tag, const char *class, const char *text)
{
    html_open(html, tag, class);
    html_text(html, text);
    html_end(html);
}

void html_text(struct html *html, const char *text)
{
    close_tag(html);
    if (text != NULL)
        put_escaped(html->out, text);
}

static void put_span(struct html *html, const char *lang, const char *text)
{
    html_start(html, "span");
    html_attr(html, "lang", lang);
    html_text(html, text);
    html_end(html);
}

void html_pair(struct html *html, struct report_text text)
{
    bool has_en = text.en != NULL && text.en[0] != '\0';
    bool has_zh = text.zh != NULL && text.zh[0] != '\0';
    close_tag(html);
    switch (html->language) {
    case REPORT_EN:
        if (has_en)
            html_text(html, text.en);
        else if (has_zh)
            put_span(html, "zh", text.zh);
        return;
    case REPORT_ZH:
        if (has_zh)
            html_text(html, text.zh);
        else if (has_en)
            put_span(html, "en", text.en);
        return;
    case REPORT_BOTH:
        if (has_en)
            put_span(html, "en", text.en);
        if (has_zh && !(has_en && strcmp(text.en, text.zh) == 0)) {
            buf_puts(html->out, has_en ? " " : "");
            put_span(html, "zh", text.zh);
        }
        return;
    }
    UNREACHABLE();
}

void html_word(struct html *html, enum word word)
{
    html_pair(html, word_text(word));
}

void html_word_leaf(struct html *html, const char *tag, const char *class, enum word word)
{
    html_open(html, tag, class);
    html_word(html, word);
    html_end(html);
}

void html_style(struct html *html, const char *css)
{
    if (strstr(css, "</") != NULL)
        BUG("a style sheet would end its own element");
    html_start(html, "style");
    close_tag(html);
    buf_puts(html->out, css);
    html_end(html);
}

void css_quote(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        /* Hexadecimal escapes for whatever could end the string, the rule or the element. */
        if (byte < 0x20 || byte == 0x7f || strchr("\"\\<>&{};", byte) != NULL)
            buf_printf(out, "\\%x ", byte);
        else
            buf_putc(out, (char)byte);
    }
}
