/* whole.h - one written tree out of several files: what a contract uses is put before it, so that
 * what reads the tree need not know how many files there were. Every sentence keeps the source in
 * which it stands. */
#ifndef SEMA_WHOLE_H
#define SEMA_WHOLE_H

#include "lang/syntax/ast.h"
#include "lang/syntax/diag.h"

struct arena;
struct buf;
struct intern;

struct whole_input {
    const struct ast_file *standard;    /* the standard vocabulary; is only looked at */
    const struct ast_file *const *used; /* each after those that it uses itself */
    uint32_t used_count;
    const struct ast_file *contract;
    struct intern *intern;
    /* For tables: reads a data file that a sentence names (NULL after a message); parses words, whose
     * places are shown under this name. What they give outlives the tree. */
    const struct source *(*read)(void *context, const struct source *source, struct ast_string path);
    struct ast_file *(*parse)(void *context, const char *name, const struct buf *words);
    void *context;
};

/* Joins the used files and the contract: templates are put in where they are used, and dates and
 * durations for the names that are defined as them. Never NULL; what is wrong is in `diags`, and a
 * sentence that could not be put in stands there with has_error. Lives in `arena`; the files outlive
 * it. */
struct ast_file *whole_join(const struct whole_input *input, struct arena *arena,
                            struct diags *diags);

#endif
