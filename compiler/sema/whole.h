/* whole.h - one written tree out of several files: what a contract uses is put before it, so that
 * what reads the tree need not know how many files there were. Every sentence keeps the source in
 * which it stands. */
#ifndef SEMA_WHOLE_H
#define SEMA_WHOLE_H

#include "lang/syntax/ast.h"
#include "lang/syntax/diag.h"

struct arena;

/* Joins the used files, each of which stands after those that it uses itself, and the contract.
 * Never NULL; what is wrong is in `diags`. Lives in `arena`; the files outlive it. */
struct ast_file *whole_join(const struct ast_file *const *used, uint32_t used_count,
                            const struct ast_file *contract, struct arena *arena,
                            struct diags *diags);

#endif
