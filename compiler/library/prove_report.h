/* From what the provers find to diagnostics with every clause underlined. */
#ifndef LIBRARY_PROVE_REPORT_H
#define LIBRARY_PROVE_REPORT_H

#include "compiler/library/load.h"
#include "compiler/prove/feasible.h"

/* Asks question C1 for time and amounts and adds what is found to load->front.diags, with the warnings of
 * order_report.h. The result lives in the arena of the load. */
struct feasible *prove_and_report(struct load *load);

#endif
