/* The messages for sentences that cannot be read, and for those that can be but should not be. */
#ifndef SYNTAX_SYNTAX_ERROR_H
#define SYNTAX_SYNTAX_ERROR_H

#include "lang/syntax/parse_state.h"

/* A syntax error at the token; is_expected[code] tells which tokens could stand there. */
void syntax_error_report(struct parse *parse, int token, struct span span,
                         const bool *is_expected);

/* Whether more stands on the line behind the full stop of a sentence that could not be read: what is amiss
 * there came of it. */
bool syntax_goes_on(const struct parse *parse, struct span stop);

void syntax_error_extra_stop(struct parse *parse, struct span span);
void syntax_error_may_not(struct parse *parse, struct span span);
/* `is exactly 5 percent`: equality is a sign. */
void syntax_error_is_exactly(struct parse *parse, struct span span);
/* `is above at least 5 percent` */
void syntax_error_two_bounds(struct parse *parse, struct span span);
void syntax_error_mixed(struct parse *parse, struct span joiner, struct span before);
void syntax_error_too_deep(struct parse *parse, struct span span);

/* Puts what `has` or `takes` is followed by in front of the other arguments. */
void syntax_first_arg(struct parse *parse, struct ast_act *act, struct ast_nps *first);

/* `breached on 1956-12-31`: the date belongs to the status before it. */
void syntax_expect_on(struct parse *parse, struct ast_expect *expect, struct ast_time *time,
                      struct span span);

#endif
