/* report.h - the papers: each a pure function of the model and the options, appended to a buffer.
 *
 * Nothing here fails on a valid model: out of memory aborts (struct buf), and what is missing from
 * the model prints as blank. The output holds no clock, no locale and no address: equal model and
 * options give equal bytes. */
#ifndef RUNTIME_REPORT_REPORT_H
#define RUNTIME_REPORT_REPORT_H

#include "runtime/report/model.h"

struct buf;

enum report_language {
    REPORT_EN,
    REPORT_ZH,
    REPORT_BOTH, /* English first, Chinese beside or below it in the same cell */
};

enum report_view {
    REPORT_VIEW_STATUS,
    REPORT_VIEW_SCHEDULE, /* rows by date */
    REPORT_VIEW_CHECKLIST,
};

#define REPORT_ALL_PARTIES (-1)

struct report_options {
    enum report_language language;
    enum report_view view;
    int party;    /* index into model->parties, or REPORT_ALL_PARTIES */
    bool has_bom; /* csv: a byte order mark first, for spreadsheets that need it */
    int width;    /* table: columns of the terminal, 0 for 120 */
    bool has_until;
    int64_t until; /* checklists for people: what recurs is listed up to this civil day; without it for 12 months */
    bool is_brief; /* table of the status: leave out what is settled and best efforts, and count it */
};

/* A plain-text table of the view for the terminal, aligned by display width. */
void report_table(struct buf *out, const struct report_model *model,
                  const struct report_options *options);

/* The checklist as Markdown: for one party its three lists, for all of them party by party. */
void report_checklist_md(struct buf *out, const struct report_model *model,
                         const struct report_options *options);

/* One self-contained page: REPORT_VIEW_CHECKLIST gives the checklist alone, REPORT_VIEW_SCHEDULE
 * the timeline and the schedule, REPORT_VIEW_STATUS the whole report. Needs no script and no
 * network. */
void report_html(struct buf *out, const struct report_model *model,
                 const struct report_options *options);

/* RFC 4180: header row, one row per norm instance, CRLF. Text that a spreadsheet would take for a
 * formula is led by an apostrophe. */
void report_csv(struct buf *out, const struct report_model *model,
                const struct report_options *options);

/* The view as one JSON object, keys in fixed order, both languages always. */
void report_json(struct buf *out, const struct report_model *model,
                 const struct report_options *options);

/* RFC 5545: a VTODO per dated duty and a VEVENT with alarms on its last day to act. */
void report_ics(struct buf *out, const struct report_model *model,
                const struct report_options *options);

/* The timeline as a stand-alone SVG document. */
void report_svg(struct buf *out, const struct report_model *model,
                const struct report_options *options);

#endif
