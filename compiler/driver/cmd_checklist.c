/* cmd_checklist.c - what each party of a contract must do and prove, to be ticked off. */
#include "compiler/driver/options.h"
#include "compiler/driver/paper.h"

enum exit_status cmd_checklist(const struct options *options)
{
    return paper_command(options, REPORT_VIEW_CHECKLIST);
}
