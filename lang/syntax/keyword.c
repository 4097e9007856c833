/* keyword.c - keywords.def as a table. */
#include "lang/syntax/ast.h"
#include "lang/syntax/token.h"

/* The grammar's header needs the types of its values first. */
#include "lang/syntax/parse_state.h"

#include "lang/syntax/grammar.h"

const struct keyword keywords[] = {
#define KEYWORD(token, value, where, pause, english, chinese)                                      \
    {TOK_##token, (int)(value), WHERE_##where, PAUSE_##pause, english, chinese},
#include "lang/syntax/keywords.def"
};

const uint32_t keyword_count = sizeof keywords / sizeof keywords[0];
