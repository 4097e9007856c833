/* amend.h - amendments to a contract: from the written text and what changes it to the text as it
 * reads after each of them (lang/spec.md 19.5). */
#ifndef SEMA_AMEND_H
#define SEMA_AMEND_H

#include "lang/syntax/ast.h"
#include "lang/syntax/diag.h"

struct arena;
struct buf;

/* `clause 1.1 now reads …`, `clause 4 is deleted`. */
struct amend_change {
    const char *number;
    const struct ast_sentence *sentence;
};

struct amendment {
    const struct ast_sentence *heading;
    uint32_t file; /* of amend_input.files, in which it stands */
    const struct amend_change *changes;
    uint32_t change_count;
    const struct ast_file *text; /* of the contract as it now reads */
};

struct amend_input {
    const struct ast_file *const *files; /* the contract, then those that amend it, in order */
    uint32_t file_count;
    /* Parses words that are put together from two texts. The result outlives the amendments. */
    struct ast_file *(*parse)(void *context, const char *name, const struct buf *words);
    void *context;
};

struct amended {
    const struct ast_sentence *contract; /* its heading; NULL: there is none */
    const struct ast_file *original;     /* the text as it was signed */
    const struct amendment *amendments;
    uint32_t count;
};

/* True if one of the sentences is the heading of an amendment. */
bool amend_is_in(const struct ast_file *file);

/* The texts, oldest first. What is wrong is in `diags`. Lives in `arena`; the files outlive it. */
struct amended amend_read(const struct amend_input *input, struct arena *arena, struct diags *diags);

#endif
