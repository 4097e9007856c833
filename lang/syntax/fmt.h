/* The formatter: a written tree in its canonical form. Printing what was parsed from the output
 * gives the same output, and the same tree (ast_equal). */
#ifndef SYNTAX_FMT_H
#define SYNTAX_FMT_H

#include <stdbool.h>

#include "lang/syntax/ast.h"

struct buf;

enum fmt_language { FMT_ENGLISH, FMT_CHINESE };

/* Adds the file as text. Sentences that were in error are printed as they stand in the source. */
void fmt_file(const struct ast_file *file, enum fmt_language language, struct buf *out);

/* Adds what the file says: its sentences in English, one a line, without comments. Two files that
 * say the same in the same words give the same bytes, however they are laid out. */
void fmt_plain(const struct ast_file *file, struct buf *out);

/* Adds one sentence without its comments and without a line break. */
void fmt_sentence(const struct ast_sentence *sentence, enum fmt_language language, struct buf *out);

/* Adds one act (a norm, an event …) as it would stand in a sentence. */
void fmt_act(const struct ast_act *act, enum fmt_language language, struct buf *out);

/* Likewise the parts of one. */
void fmt_np(const struct ast_np *np, enum fmt_language language, struct buf *out);
void fmt_nps(const struct ast_nps *nps, enum fmt_language language, struct buf *out);
void fmt_adverb(const struct ast_adverb *adverb, enum fmt_language language, struct buf *out);
void fmt_cond(const struct ast_cond *cond, enum fmt_language language, struct buf *out);

#endif
