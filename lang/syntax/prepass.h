/* The pre-pass over the raw tokens of a file, before the filter: collects the names that the file
 * declares (so that declarations may come in any order), cuts Chinese runs into words, and rewords. */
#ifndef SYNTAX_PREPASS_H
#define SYNTAX_PREPASS_H

#include "lang/syntax/parse.h"
#include "lang/syntax/parse_state.h"
#include "lang/syntax/scan.h"

/* Has every file read that the text asks for with `use "…"`. False if one could not be. */
bool prepass_use(const struct scan *scan, const struct source *source,
                 const struct parse_options *options);

/* Adds the declared names to the lexicon and marks their tokens (MARK_NAME). */
void prepass_declare(struct scan *scan, const struct source *source);

/* Replaces each run that is not one known word by its pieces, if exactly one complete cut into
 * known words exists; reports runs with several cuts, and runs that are partly known. A cut that
 * only splits a longer known word does not count: the longest word wins, as in English phrases. */
void prepass_cut(struct scan *scan, struct parse *parse);

/* Gives what Chinese drafters say with other words the words of the grammar (reword.c). */
void prepass_reword(struct scan *scan);

/* The text between the quotes of a RAW_STRING token. */
struct ast_string string_inside(const struct source *source, struct span span);

#endif
