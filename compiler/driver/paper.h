/* paper.h - what status, schedule and checklist have in common: a contract, what happened under it if
 * that is told, a day, and a paper of it. */
#ifndef DRIVER_PAPER_H
#define DRIVER_PAPER_H

#include "compiler/driver/exit_status.h"
#include "runtime/report/report.h"

struct options;

/* Prints the view of the contract that is the first operand, as it stands by --store or --events on
 * --as-of, or without these as it was signed. EXIT_BREACH if --fail-on asks for it. */
enum exit_status paper_command(const struct options *options, enum report_view view);

#endif
