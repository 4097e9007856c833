/* A warning of what is asked too early in its day. */
#ifndef LIBRARY_ORDER_REPORT_H
#define LIBRARY_ORDER_REPORT_H

#include "compiler/library/load.h"

/* Adds to load->front.diags what a condition or a sum asks about an act that, on their day, always comes behind the act
 * which calls the duty forth (spec 21.2). */
void report_order(struct load *load);

#endif
