/* sema.h - from the written tree to the meant tree: names, types, units, totals, dates (C0). */
#ifndef SEMA_SEMA_H
#define SEMA_SEMA_H

#include "compiler/sema/meaning.h"
#include "lang/syntax/diag.h"

/* The words that the vocabulary files declare, read once for any number of contracts. Lives in
 * `arena`; the files and the symbols, of which all contracts are made too, outlive it. Free it in the
 * end. */
struct vocabulary;
struct vocabulary *sema_vocabulary(const struct ast_file *const *files, uint32_t count,
                                   struct intern *intern, struct arena *arena, struct diags *diags);
void sema_vocabulary_free(struct vocabulary *vocabulary);

/* The data files that sentences name: `read` gives the text of one, or NULL after a message. The
 * texts outlive the meaning. */
struct sema_files {
    void *context;
    const struct source *(*read)(void *context, const struct source *source,
                                 struct ast_string path);
};

/* Reads the contract over the vocabulary. Never NULL; what is wrong is in `diags`, and then the
 * result is not to be lowered. Lives in `arena`; the file and the vocabulary outlive it. One contract
 * at a time is read over a vocabulary. `in_words`: so that it can be said in words and lowered. */
struct meaning *sema_run(struct vocabulary *vocabulary, const struct ast_file *contract, bool in_words,
                         const struct sema_files *files, struct arena *arena, struct diags *diags);

/* Whether a name or title is a Chinese one: 抚顺钢厂, ABC有限公司, PVC管; not `Fushun (抚顺)`. */
bool sema_is_chinese_name(const char *name);

/* Whether a sentence, or a part of it, is written in Chinese. */
bool sema_reads_chinese(const struct source *source, struct span span);

/* Says the norms in words, for the papers; once, before the meaning is lowered. */
void sema_say(struct meaning *meaning);

#endif
