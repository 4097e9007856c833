/* The written tree as text, one node a line, for golden tests and for comparing trees. */
#ifndef SYNTAX_DUMP_H
#define SYNTAX_DUMP_H

#include <stdbool.h>

#include "lang/syntax/ast.h"

struct buf;

/* Adds the tree without spans and comments. */
void dump_file(const struct ast_file *file, struct buf *out);

/* True if both say the same: equal dumps. Spans, comments and blank lines do not matter. */
bool ast_equal(const struct ast_file *left, const struct ast_file *right);

#endif
