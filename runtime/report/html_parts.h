/* html_parts.h - what the pieces of the HTML report share; html.c puts them together. */
#ifndef RUNTIME_REPORT_HTML_PARTS_H
#define RUNTIME_REPORT_HTML_PARTS_H

#include "runtime/report/choose.h"
#include "runtime/report/html_writer.h"

/* The style sheet of the page, for screen and for A4 landscape. */
extern const char report_css[];

/* The hidden <svg> that holds the status marks; once per page, before any mark. */
void html_mark_symbols(struct html *html);

/* Mark and word of a row: its gravest attention if there is one, else its status. */
void html_status(struct html *html, const struct report_row *row, struct report_moment as_of);
/* The class of a table row for that status; never NULL. */
const char *html_status_class(const struct report_row *row, struct report_moment as_of);

void html_moment(struct html *html, struct report_moment moment);
void html_quantity(struct html *html, int64_t value, struct report_unit unit);
/* "10 / 26 experiences" */
void html_progress(struct html *html, const struct report_row *row);
void html_parties(struct html *html, const struct report_model *model, uint64_t mask);
/* Action and instance, with the marks soft, vague, suspended, joint behind it. */
void html_action(struct html *html, const struct report_row *row);
/* Bearers and action as one sentence in each language, with the same marks. */
void html_sentence(struct html *html, const struct report_model *model,
                   const struct report_row *row);
/* Resolved date, and the rule behind it in small type; a reminder is marked as a proxy. */
void html_due(struct html *html, const struct report_row *row);
/* One cell with a text. */
void html_cell(struct html *html, const char *class, struct report_text text);
/* "and 16 more, to 2030-12-31; if the term is renewed" */
void html_more(struct html *html, size_t count, struct report_moment last, struct report_text mark);
/* thead with these words. */
void html_table_head(struct html *html, const enum word *words, size_t count);

/* All checklists the options ask for, each with its lists, and the text-only clauses. */
void html_checklists(struct html *html, const struct report_model *model,
                     const struct report_options *options);

/* The registers of counted duties that concern the party: a line or box per item. */
void html_tallies(struct html *html, const struct report_model *model, int party);

/* Journal, revisions, text of the clauses. */
void html_journal(struct html *html, const struct report_model *model);
void html_clauses(struct html *html, const struct report_model *model);

/* What the sums come to that the rows call by a name. */
void html_definitions(struct html *html, const struct report_model *model);

#endif
