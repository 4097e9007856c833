/* cmd_schedule.c - every duty of a contract with its window and the rule behind it, by date. */
#include "compiler/driver/options.h"
#include "compiler/driver/paper.h"

enum exit_status cmd_schedule(const struct options *options)
{
    return paper_command(options, REPORT_VIEW_SCHEDULE);
}
