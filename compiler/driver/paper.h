/* paper.h - from a filled model to the bytes that a command writes. */
#ifndef DRIVER_PAPER_H
#define DRIVER_PAPER_H

#include "compiler/driver/exit_status.h"
#include "compiler/library/load.h"
#include "compiler/library/papers.h"

struct options;

/* papers_of_contract; says on stderr what is wrong. */
enum exit_status paper_of_contract(struct report_model *model, struct load *load, struct st *st);

/* Writes the view as --format, --lang, --for and -o ask. EXIT_USAGE if --for names no party. */
enum exit_status paper_write(const struct options *options, const struct nm *nm,
                             const struct report_model *model, enum report_view view);

#endif
