/* From text to written tree.
 *
 *     struct lexicon *lexicon = lexicon_new(intern);
 *     parse_source(vocabulary, &options, &diags);      (first what is used,
 *     struct ast_file *file = parse_source(source, &options, &diags);     then what uses it)
 */
#ifndef SYNTAX_PARSE_H
#define SYNTAX_PARSE_H

#include "lang/syntax/ast.h"
#include "lang/syntax/diag.h"
#include "lang/syntax/lexicon.h"
#include "lang/syntax/source.h"

struct arena;

struct parse_options {
    struct arena *arena;   /* the tree lives here */
    struct intern *intern; /* the words of the tree; outlives it */
    struct lexicon *lexicon; /* names known from used files; the names this file declares are added.
                              * NULL: only the file's own names are known */
    /* Asked for each `use "…"`, in order, before the text is cut into words: reads that file with
     * the same lexicon. False if it could not be read, which has then been reported. NULL: the
     * names of used files are not known. */
    bool (*use)(void *context, const struct source *source, struct ast_string path);
    void *context; /* for `use` */
};

/* Reads one source. Never NULL: what could not be read is reported in `diags`, and the tree holds
 * the sentences that could (file->has_errors tells). The source outlives the tree. */
struct ast_file *parse_source(const struct source *source, const struct parse_options *options,
                              struct diags *diags);

#endif
