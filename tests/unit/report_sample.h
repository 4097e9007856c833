/* A report model filled by hand: the help contract of two steel plants on 1956-12-10, with a row
 * for every list, mark and status, and texts that try to break out of each format. */
#ifndef TESTS_UNIT_REPORT_SAMPLE_H
#define TESTS_UNIT_REPORT_SAMPLE_H

#include "runtime/report/model.h"

/* Indices of rows that tests look at. */
enum sample_row {
    SAMPLE_TEACH,         /* counted, at risk */
    SAMPLE_TEACH_BACK,    /* counted, fulfilled */
    SAMPLE_DRAWINGS,      /* breached */
    SAMPLE_TECHNICIAN,    /* doomed */
    SAMPLE_STAY,          /* prohibition */
    SAMPLE_DRAWINGS_NEXT, /* due soon */
    SAMPLE_ANSWER,        /* a right that lapses by silence */
    SAMPLE_EQUIPMENT,     /* soft */
    SAMPLE_PROBLEM,       /* vague, with a reminder */
    SAMPLE_WHEN,          /* no instance yet */
    SAMPLE_TERMINATE,     /* power */
    SAMPLE_VISIT,         /* permission */
    SAMPLE_PAY,           /* money, with hostile texts */
    SAMPLE_WAIVED,
    SAMPLE_ROWS,
};

/* Hostile texts in the sample, as they are before any escape. */
#define SAMPLE_TAG     "<img src=x onerror=\"document.title='owned'\">"
#define SAMPLE_FORMULA "=HYPERLINK(\"http://x\",\"y\")"

const struct report_model *report_sample(void);

#endif
