/* cmd_checklist.c - what each party of a contract must do and prove, to be ticked off. */
#include "compiler/driver/loading.h"
#include "compiler/driver/options.h"
#include "compiler/driver/paper.h"

enum exit_status cmd_checklist(const struct options *options)
{
    struct load load;
    struct report_model model;
    struct st st;
    st_init(&st);
    enum exit_status status = load_or_explain(&load, options, options->operand[0]);
    if (status == EXIT_FINE)
        status = paper_of_contract(&model, &load, &st);
    if (status == EXIT_FINE)
        status = paper_write(options, &load.nm, &model, REPORT_VIEW_CHECKLIST);
    st_release(&st);
    load_release(&load);
    return status;
}
