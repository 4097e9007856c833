/* html_writer.h - a writer of HTML and SVG that escapes by default.
 *
 *     html_start(&html, "td");  html_attr(&html, "class", "due");
 *     html_text(&html, row->due);
 *     html_end(&html);
 *
 * Element and attribute names are ours and written as they are; every value goes through the
 * escape. There is no call that writes markup from a value. An element that is not ended, or ended
 * twice, is a bug and aborts. */
#ifndef RUNTIME_REPORT_HTML_WRITER_H
#define RUNTIME_REPORT_HTML_WRITER_H

#include "runtime/report/report.h"
#include "runtime/report/words.h"

enum { HTML_DEPTH = 32 };

struct html {
    struct buf *out;
    enum report_language language;
    bool in_tag; /* a start tag is open and takes attributes */
    int depth;
    const char *open[HTML_DEPTH];
};

void html_init(struct html *html, struct buf *out, enum report_language language);

/* Checks that every element was ended. */
void html_finish(struct html *html);

/* Starts an element; until the next call that is not html_attr* it takes attributes. */
void html_start(struct html *html, const char *tag);
void html_attr(struct html *html, const char *name, const char *value);
void html_attr_int(struct html *html, const char *name, int64_t value);
/* A value in tenths, for coordinates: 125 is written 12.5. */
void html_attr_tenths(struct html *html, const char *name, int64_t tenths);

/* Ends the innermost element; meta, br, col and hr are ended too but print no end tag. */
void html_end(struct html *html);

/* Element with a class (NULL: none). */
void html_open(struct html *html, const char *tag, const char *class);
/* Element with a class and one text, ended. */
void html_leaf(struct html *html, const char *tag, const char *class, const char *text);

/* Text content, escaped. NULL writes nothing. Bytes that are not UTF-8, control characters and
 * bidirectional controls become U+FFFD. */
void html_text(struct html *html, const char *text);

/* A text in the writer's language. REPORT_BOTH: <span lang="en">…</span><span lang="zh">…</span>;
 * when only the other language exists it is marked with its lang. */
void html_pair(struct html *html, struct report_text text);
void html_word(struct html *html, enum word word);
/* The same in one element. */
void html_word_leaf(struct html *html, const char *tag, const char *class, enum word word);

/* The text of a style sheet: ours, not escaped; it must not contain "</". */
void html_style(struct html *html, const char *css);

/* Appends the text as the inside of a quoted CSS string. */
void css_quote(struct buf *out, const char *text);

#endif
