/* The words of the language as lists for people: `hetong help verbs` and the appendices of the
 * reference, which are the same bytes. */
#ifndef SYNTAX_WORDLIST_H
#define SYNTAX_WORDLIST_H

#include "lang/syntax/ast.h"

struct buf;

/* Adds each verb that the file declares: its frame, its other forms, its frame in Chinese, its class. */
void wordlist_verbs(const struct ast_file *vocabulary, struct buf *out);

/* Adds each unit that the file declares, and the measure words that stand before a Chinese noun. */
void wordlist_units(const struct ast_file *vocabulary, struct buf *out);

/* Adds each keyword with its Chinese spellings. */
void wordlist_keywords(struct buf *out);

/* Adds the words for statuses, and the names that the language speaks about. */
void wordlist_statuses(struct buf *out);

#endif
