/* What the program answers to the shell. */
#ifndef DRIVER_EXIT_STATUS_H
#define DRIVER_EXIT_STATUS_H

enum exit_status {
    EXIT_FINE = 0,     /* done, nothing to report */
    EXIT_FINDINGS = 1, /* done, and something is wrong with the contract or the events */
    EXIT_USAGE = 2,    /* the command line was not understood */
    EXIT_INPUT = 3,    /* something could not be read, written or parsed */
    EXIT_BREACH = 4,   /* a breach is on record, and --fail-on breach was asked for */
    EXIT_OUR_BUG = 70, /* an invariant of the program itself is broken */
};

#endif
