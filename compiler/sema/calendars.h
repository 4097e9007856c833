/* calendars.h - a calendar while it is being read: what calendars.c and calendar_file.c share. */
#ifndef SEMA_CALENDARS_H
#define SEMA_CALENDARS_H

#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"

struct draft_day {
    int64_t day;
    bool is_worked, is_inherited; /* inherited: from the calendar that this one is like */
    const struct source *source;
    struct span span;
};

struct calendar_draft {
    struct sema *sema;
    int week;
    bool has_years, is_bad; /* bad: after a message */
    int first_year, last_year;
    const struct source *years_source; /* where the first of them are said */
    struct span years_span;
    LIST(struct draft_day) days;
};

/* The days of the years first..last are known; years that leave a gap are reported. */
void calendar_know(struct calendar_draft *draft, const struct source *source, struct span span,
                   int64_t first, int64_t last);

/* A holiday or a make-up day, told at this place. */
void calendar_day(struct calendar_draft *draft, const struct source *source, struct span span,
                  int64_t day, bool is_worked);

/* ---- calendar_file.c */
/* Adds the years and days of a file. */
void calendar_file_read(struct calendar_draft *draft, const struct source *file);

#endif
