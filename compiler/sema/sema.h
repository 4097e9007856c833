/* sema.h - from the written tree to the meant tree: names, types, units, totals, dates (C0). */
#ifndef SEMA_SEMA_H
#define SEMA_SEMA_H

#include "compiler/sema/meaning.h"
#include "lang/syntax/diag.h"

/* Reads the vocabulary files first, then the contract. Never NULL; what is wrong is in `diags`, and
 * then the result is not to be lowered. Lives in `arena`; the files outlive it. */
struct meaning *sema_run(const struct ast_file *const *vocabularies, uint32_t vocabulary_count,
                         const struct ast_file *contract, struct arena *arena, struct diags *diags);

/* Frees the growable parts of a meaning. */
void sema_release(struct meaning *meaning);

#endif
