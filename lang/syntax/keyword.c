/* keyword.c - keywords.def as a table. */
#include <string.h>

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

int keyword_code(const struct keyword *keyword, int form, bool is_chinese)
{
    switch (keyword->token) {
    case TOK_IS:
    case TOK_IS_NOT:
    case TOK_HAS:
    case TOK_HAS_NOT:
    case TOK_WAS:
    case TOK_TAKES:
    case TOK_COUNTS_ONCE:
    case TOK_COUNTS_NO_LONGER:
    case TOK_COUNTS_UNTIL:
    case TOK_STARTS:
    case TOK_SURVIVES:
    case TOK_SURVIVES_ONLY:
    case TOK_ENDS_WITH:
    case TOK_OUTLASTS:
    case TOK_LEFT_BEHIND:
    case TOK_FROM_SIGNATURE:
    case TOK_WARRANTS:
    case TOK_WARRANTS_ALWAYS:
    case TOK_CAPPED:
    case TOK_PREVAILS: return is_chinese ? 0 : form;
    case TOK_MODAL:
        return keyword->value == MODAL_DOES_ITS_BEST && !is_chinese
                   ? keyword->value | form << MODAL_FORM_SHIFT
                   : keyword->value;
    default: return keyword->value;
    }
}

bool keyword_is_spelled(const char *spellings, const char *word)
{
    size_t len = strlen(word);
    while (*spellings) {
        size_t one = strcspn(spellings, "|");
        if (one == len && memcmp(spellings, word, len) == 0)
            return true;
        spellings += one + (spellings[one] == '|');
    }
    return false;
}

bool keyword_is_reworded(const struct keyword *keyword)
{
    switch (keyword->token) {
    case TOK_NEI:
    case TOK_QI:
    case TOK_EACH:
    case TOK_PER:
    case TOK_CLAUSE:
    case TOK_OTHER:
    case TOK_REWORDED: return true;
    default: return false;
    }
}

bool keyword_is_measure(const char *word)
{
    for (uint32_t i = 0; i < keyword_count; i++) {
        if (keywords[i].token == TOK_MEASURE && keyword_is_spelled(keywords[i].chinese, word))
            return true;
    }
    return false;
}
