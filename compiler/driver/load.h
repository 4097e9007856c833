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
    struct vocabulary *vocabulary; /* the meaning of front.standard */
    struct ast_file *file; /* the contract, together with what it uses */
    struct meaning *meaning;
    struct nm_builder builder;
    bool has_builder;
    struct nm nm; /* points into the builder; good until the next load_next or load_release */
};

/* For several contracts, one after the other: load_init, then for each load_next, which forgets the
 * one before, and load_release in the end. */
void load_init(struct load *load, const struct options *options);
enum exit_status load_next(struct load *load, const char *path);

/* As load_next, of a text that is not in a file; what it uses is looked for beside `path`. */
enum exit_status load_text(struct load *load, const char *path, const char *text, size_t len);

/* Only as far as everything is read, named and typed: load->meaning, no machine. */
enum exit_status load_meaning(struct load *load, const char *path);

/* Reads one contract down to its norm machine. EXIT_FINE: load->nm is there. EXIT_INPUT: unreadable
 * or unsyntactic; EXIT_FINDINGS: errors of meaning. What is wrong is in load->front.diags (an
 * unreadable file: said on stderr). Release it in any case. */
enum exit_status load_machine(struct load *load, const struct options *options, const char *path);

/* The same, and prints the diagnostics on stderr if there are any. */
enum exit_status load_or_explain(struct load *load, const struct options *options, const char *path);

void load_release(struct load *load);

#endif
