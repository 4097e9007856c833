/* prepass.c - which names does this file declare? A declaration can be told by its first word, and
 * its names by commas and quotes alone, before any other word is understood. */
#include "lang/syntax/prepass.h"

#include <string.h>

#include "lang/syntax/grammar.h"

struct ast_string string_inside(const struct source *source, struct span span)
{
    const char *text = source->text + span.start;
    uint32_t len = span.end - span.start;
    uint32_t quote = text[0] == '"' ? 1 : 3; /* “ and ” have three bytes */
    bool is_closed = len >= 2 * quote && (quote == 1 ? text[len - 1] == '"'
                                                     : memcmp(text + len - 3, "”", 3) == 0);
    return (struct ast_string){
        .span = span, .text = text + quote, .len = len - (is_closed ? 2 * quote : quote)};
}

/* The opener that a word spells, or 0. */
static int opener_of(const struct word *word)
{
    for (const struct word_row *row = word->lower->rows; row; row = row->next)
        if (row->keyword->where == WHERE_START)
            return row->keyword->token;
    return 0;
}

static bool is_word(const struct raw_token *token)
{
    return token->kind == RAW_WORD || token->kind == RAW_RUN;
}

static bool ends_name(enum raw_kind kind)
{
    return kind == RAW_COMMA || kind == RAW_STRING || kind == RAW_COLON || kind == RAW_STOP ||
           kind == RAW_EQUAL || kind == RAW_END;
}

/* 越高越好 is one word between commas, and yet no name of an indicator. */
static bool is_indicator_word(const struct word *word)
{
    for (const struct word_row *row = word->rows; row; row = row->next)
        if (row->keyword->where == WHERE_INDICATOR)
            return true;
    return false;
}

static void declare(struct scan *scan, struct raw_token *token)
{
    token->marks |= MARK_NAME;
    lexicon_declare_word(scan->lexicon, token->word);
}

static void declare_string(struct scan *scan, const struct source *source,
                           const struct raw_token *token)
{
    struct ast_string inside = string_inside(source, token->span);
    lexicon_declare(scan->lexicon, inside.text, inside.len);
}

/* Values of an attribute (`轧钢、炼钢 或 锻钢`) in Chinese are names that runs may contain. */
static void declare_values(struct scan *scan, size_t at)
{
    for (; scan->tokens.items[at].kind != RAW_STOP && scan->tokens.items[at].kind != RAW_END; at++) {
        struct raw_token *token = &scan->tokens.items[at];
        if (token->kind == RAW_RUN && !token->word->rows && !token->word->has_alias)
            declare(scan, token);
    }
}

/* The parameters of a template: `a payer (party), a start (date)`. */
static void declare_params(struct scan *scan, size_t at)
{
    for (; scan->tokens.items[at].kind != RAW_STOP && scan->tokens.items[at].kind != RAW_END; at++) {
        if (is_word(&scan->tokens.items[at]) && scan->tokens.items[at + 1].kind == RAW_OPEN)
            declare(scan, &scan->tokens.items[at]);
    }
}

/* Names after the opener at `at`: the first word, then words between commas, and quoted texts. */
static void declare_names(struct scan *scan, const struct source *source, size_t at, int opener)
{
    struct raw_token *tokens = scan->tokens.items;
    bool has_titles = opener == TOK_CONTRACT || opener == TOK_TEMPLATE;
    bool is_first = true;
    for (at++;; at++) {
        if (tokens[at].kind == RAW_STRING) {
            if (!has_titles)
                declare_string(scan, source, &tokens[at]);
        } else if (is_word(&tokens[at]) && (is_first || ends_name(tokens[at + 1].kind)) &&
                   !((opener == TOK_INDICATOR || opener == TOK_DATE_NAME) &&
                     is_indicator_word(tokens[at].word))) {
            declare(scan, &tokens[at]);
        } else if (tokens[at].kind != RAW_COMMA) {
            break;
        }
        is_first = false;
    }
    if (opener == TOK_ITEM)
        declare_values(scan, at);
    if (opener == TOK_TEMPLATE)
        declare_params(scan, at);
}

static bool declares_names(int opener)
{
    switch (opener) {
    case TOK_CONTRACT:
    case TOK_TEMPLATE:
    case TOK_PARTY:
    case TOK_GROUP:
    case TOK_ITEM:
    case TOK_UNIT:
    case TOK_VERB:
    case TOK_INDICATOR:
    case TOK_DATE_NAME:
    case TOK_CALENDAR:
    case TOK_COMPETITION:
    case TOK_PROGRAMME: return true;
    default: return false;
    }
}

static bool means_follows(const struct raw_token *next)
{
    if (!is_word(next))
        return false;
    for (const struct word_row *row = next->word->rows; row; row = row->next)
        if (row->keyword->token == TOK_MEANS)
            return true;
    return false;
}

bool prepass_use(const struct scan *scan, const struct source *source,
                 const struct parse_options *options)
{
    bool is_fine = true;
    for (size_t i = 0; i < scan->starts.count; i++) {
        const struct raw_token *token = &scan->tokens.items[scan->starts.items[i]];
        if (is_word(token) && token[1].kind == RAW_STRING && opener_of(token->word) == TOK_USE)
            is_fine &= options->use(options->context, source, string_inside(source, token[1].span));
    }
    return is_fine;
}

void prepass_declare(struct scan *scan, const struct source *source)
{
    for (size_t i = 0; i < scan->starts.count; i++) {
        uint32_t at = scan->starts.items[i];
        struct raw_token *token = &scan->tokens.items[at];
        if (!is_word(token))
            continue;
        int opener = opener_of(token->word);
        bool has_name = is_word(&token[1]) || token[1].kind == RAW_STRING;
        if (opener != 0 && has_name && declares_names(opener))
            declare_names(scan, source, at, opener);
        else if (means_follows(&token[1]))
            declare(scan, token);
    }
}
