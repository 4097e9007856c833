/* generate_internal.h - the words of random machines, which their logs use. */
#ifndef TESTS_DIFFERENTIAL_GENERATE_INTERNAL_H
#define TESTS_DIFFERENTIAL_GENERATE_INTERNAL_H

#include "tests/differential/generate.h"

enum { START = 20454, PARTIES = 3, KINDS = 3, ALL = 7 }; /* civil day 2026-01-01, a Thursday */

enum act { /* rows of `act` */
    DO_ONE, DO_TWO, DO_THREE, PAY, MEASURE, BEGIN, ACCEPT, REJECT, WAIVE, EXTEND, RELEASE, SUSPEND,
    RESUME, TERMINATE, OFFER, REVOKE, LOSE,
    ASSIGN, ACTS
};

enum unit { BOX, DOZEN, YUAN, UNITS };

enum { INDICATORS = 3, DATE = INDICATORS }; /* the first has no rhythm; behind them a date */

/* One of them, or several. */
uint64_t some_parties(struct dice *dice);

#endif
