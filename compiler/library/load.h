/* From text to norm machine: read, resolved, lowered and verified, in the order of the pipeline. */
#ifndef LIBRARY_LOAD_H
#define LIBRARY_LOAD_H

#include "compiler/library/front.h"
#include "compiler/ir/builder.h"
#include "compiler/sema/meaning.h"

/* How far a contract came. ORDER: the worse, the greater. */
enum load_status {
    LOAD_FINE,       /* load->nm is there */
    LOAD_FINDINGS,   /* errors of meaning */
    LOAD_UNREADABLE, /* not to be read, or not to be parsed */
};

struct load {
    struct front front;
    struct vocabulary *vocabulary; /* the meaning of front.standard */
    struct ast_file *file; /* the contract, together with what it uses */
    struct meaning *meaning;
    bool in_words; /* it can be said in words, and so be lowered */
    struct nm_builder builder;
    bool has_builder;
    struct nm_builder last_builder; /* of an amended contract: its last text alone, which is proved */
    bool has_last;
    struct nm last;
    const char **digests; /* of an amended contract: of each of its texts, oldest first; else NULL */
    uint32_t digest_count;
    const struct ast_file *conformed; /* the amended text as written, before anything is put in; or NULL */
    struct nm nm; /* points into the builder; good until the next load_next or load_release */
};

/* The meaning of a written text with the first `used_count` of the used files; load->file is then that
 * text, put together. */
struct meaning *load_mean(struct load *load, const struct ast_file *text, uint32_t used_count);

/* load_init, then for each contract load_next, which forgets the one before, and load_release in the
 * end. What is wrong is in load->front.diags (of an unreadable file: where messages go). */
void load_init(struct load *load, const struct front_settings *settings);
MUST_USE enum load_status load_next(struct load *load, const char *path);

/* As load_next, of a text that is not in a file; what it uses is looked for beside `path`. */
MUST_USE enum load_status load_text(struct load *load, const char *path, const char *text, size_t len);

/* Only as far as everything is read, named and typed: load->meaning, no machine. */
MUST_USE enum load_status load_meaning(struct load *load, const char *path);

void load_release(struct load *load);

#endif
