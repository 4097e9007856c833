/* timeline.h - the timeline as an <svg> element of an open document (html.c), for svg.c alike. */
#ifndef RUNTIME_REPORT_TIMELINE_H
#define RUNTIME_REPORT_TIMELINE_H

#include "runtime/report/html_writer.h"

/* Draws the rows that concern the party and have a date; in a report without what recurs far ahead. Colours repeat what
 * shape and word say. */
void timeline_draw(struct html *html, const struct report_model *model, const struct report_options *options);

/* Appends the text cut to the columns, the last of them "…" if something was cut. */
void phrase_fitted(struct buf *out, const char *text, size_t columns);

#endif
