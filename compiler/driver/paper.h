/* paper.h - from a filled model to the bytes that a command writes. */
#ifndef DRIVER_PAPER_H
#define DRIVER_PAPER_H

#include "compiler/driver/exit_status.h"
#include "compiler/driver/load.h"
#include "runtime/report/fill.h"
#include "runtime/report/report.h"

struct options;

/* Name and version of the program, as the papers say it. */
const char *paper_program(void);

/* Fills the model of a contract of which nothing is known but its text: its state at the opening of
 * its first day. The state is the caller's (st_init before, st_release after) and, like the load,
 * outlives the model. */
enum exit_status paper_of_contract(struct report_model *model, struct load *load, struct st *st);

/* Writes the view as --format, --lang, --for and -o ask. EXIT_USAGE if --for names no party. */
enum exit_status paper_write(const struct options *options, const struct nm *nm,
                             const struct report_model *model, enum report_view view);

#endif
