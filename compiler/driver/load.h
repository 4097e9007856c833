/* What every command that needs the meaning of a contract begins with: the file read, resolved,
 * lowered and verified. */
#ifndef DRIVER_LOAD_H
#define DRIVER_LOAD_H

#include "compiler/driver/exit_status.h"
#include "compiler/driver/front.h"
#include "compiler/ir/builder.h"
#include "compiler/sema/meaning.h"

struct options;

struct load {
    struct front front;
    struct ast_file *file;
    struct meaning *meaning;
    struct nm_builder builder;
    struct nm nm; /* points into the builder; good until load_release */
};

/* Reads one contract down to its norm machine. EXIT_FINE: load->nm is there. EXIT_INPUT: unreadable
 * or unsyntactic; EXIT_FINDINGS: errors of meaning. What is wrong is in load->front.diags (an
 * unreadable file: said on stderr). Release it in any case. */
enum exit_status load_machine(struct load *load, const struct options *options, const char *path);

/* The same, and prints the diagnostics on stderr if there are any. */
enum exit_status load_or_explain(struct load *load, const struct options *options, const char *path);

void load_release(struct load *load);

#endif
