/* cmd_status.c - where every duty stands on a day, with what is known at a record of the journal. The
 * journal is a store's, or that of an event file folded in memory. */
#include <stdio.h>

#include "compiler/driver/options.h"
#include "compiler/driver/paper.h"

enum exit_status cmd_status(const struct options *options)
{
    if (options_has(options, OPT_EVENTS) == options_has(options, OPT_STORE)) {
        fprintf(stderr, "hetong status: give either --store DB or --events LOG\n");
        return EXIT_USAGE;
    }
    return paper_command(options, REPORT_VIEW_STATUS);
}
