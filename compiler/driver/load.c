/* load.c - text to norm machine, in the order of the pipeline. */
#include "compiler/driver/load.h"

#include <string.h>

#include "compiler/ir/lower.h"
#include "compiler/ir/verify.h"
#include "compiler/sema/sema.h"

enum exit_status load_machine(struct load *load, const struct options *options, const char *path)
{
    memset(load, 0, sizeof *load);
    front_init(&load->front, options);
    nmb_init(&load->builder);
    load->file = front_read(&load->front, path);
    if (!load->file || load->file->has_errors)
        return EXIT_INPUT;
    const struct ast_file *vocabularies[] = {load->front.standard};
    load->meaning = sema_run(vocabularies, 1, load->file, &load->front.arena, &load->front.diags);
    if (diags_have_errors(&load->front.diags))
        return EXIT_FINDINGS;
    lower(load->meaning, &load->builder);
    nmb_finish(&load->builder, &load->nm);
    const char *fault = nm_verify(&load->nm, &load->front.arena);
    if (fault)
        BUG("the norm machine of %s is not sound: %s", path, fault);
    return EXIT_FINE;
}

enum exit_status load_or_explain(struct load *load, const struct options *options, const char *path)
{
    enum exit_status status = load_machine(load, options, path);
    front_print_diags(&load->front);
    return status;
}

void load_release(struct load *load)
{
    if (load->meaning)
        sema_release(load->meaning);
    nmb_release(&load->builder);
    front_release(&load->front);
}
