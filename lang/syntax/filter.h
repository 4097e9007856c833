/* The token filter: between the raw tokens of the scanner and the grammar. It decides which words
 * are keywords where they stand, joins phrases and declared names of several words, tells item
 * numbers from numbers, composes dates, drops the commas that are only pauses, and puts in the full
 * stop that is plainly missing. */
#ifndef SYNTAX_FILTER_H
#define SYNTAX_FILTER_H

#include "lang/syntax/parse_state.h"
#include "lang/syntax/scan.h"

/* Makes a filter over scanned and pre-passed tokens; it borrows both. In the parse's arena. */
struct filter *filter_new(struct parse *parse, const struct scan *scan);

/* A token of the grammar. */
struct filter_token {
    int kind; /* TOK_… */
    enum keyword_pause pause;
    struct span span;
    union parse_value value;
};

/* Takes the next one. */
void filter_next(struct filter *filter, struct filter_token *token);

/* A quoted text in the place of a name. */
struct ast_name filter_quoted_name(struct filter *filter, struct ast_string string);

/* The name inside a letter in parentheses: (a). */
struct ast_name filter_label_name(struct filter *filter, struct ast_label label);

/* The verb in `…, confirmed`; 已确认 gives 确认. */
struct ast_name filter_answer(struct filter *filter, struct ast_name name);

#endif
