/* filter_step.h - the way of most tokens through the filter, inlined where a parser asks for the next one. */
#ifndef SYNTAX_FILTER_STEP_H
#define SYNTAX_FILTER_STEP_H

#include "lang/syntax/filter_internal.h"

/* Of raw kinds from RAW_STOP on. */
extern const short filter_punctuation[];

/* Takes a token that is not the same everywhere. */
void filter_take_other(struct filter *filter, const struct raw_token *token, struct filter_token *out);

/* Takes a token that was looked at already, or that is not simply the next one; settled. */
void filter_take_odd(struct filter *filter, struct filter_token *token);

/* What a noted token starts or ends for those behind it, and the end of a sentence that is too long. */
void filter_note(struct filter *filter, int kind);

/* Reads the token by the limit, clauses or statuses that it may go on with; ends those that it does not. */
void filter_go_on(struct filter *filter, struct filter_token *out);

/* A comma or semicolon and what follows it. */
void filter_judge(struct filter *filter, struct filter_token *token);

/* Whether the word is its keyword here, and no phrase begins. */
static inline bool filter_is_plain_keyword(const struct filter *filter, const struct raw_token *token)
{
    const struct raw_token *next = token + 1;
    if (filter_traits[token->word->token] & IS_VARIED || filter->open & AT_NAME || token->marks & MARK_NAME)
        return false;
    return filter_is_word(next) ? !token->word->phrases || !next->word->is_second
                                : next->kind != RAW_ORDINAL; /* the 31st of March */
}

/* Takes a token that is the same wherever it stands; false if it is none. */
static inline bool filter_take_plain(struct filter *filter, const struct raw_token *token,
                                     struct filter_token *out)
{
    out->pause = PAUSE_NEVER;
    if (token->kind >= RAW_STOP) {
        out->kind = filter_punctuation[token->kind];
    } else if (!filter_is_word(token)) {
        return false;
    } else if (!token->word->is_special && !token->word->lower->is_special) {
        out->kind = TOK_NAME;
        out->value.name.span = token->span;
        out->value.name.text = token->word->name;
        out->value.name.is_quoted = false;
    } else {
        if (!token->word->token || !filter_is_plain_keyword(filter, token))
            return false;
        out->kind = token->word->token;
        out->pause = token->word->pause;
        out->value.code = token->word->code;
    }
    out->span = token->span;
    filter->pos++;
    return true;
}

/* What the tokens before make of one, and it of those behind. */
static inline void filter_settle(struct filter *filter, struct filter_token *out)
{
    unsigned traits = filter_traits[out->kind];
    if ((filter->open | traits) & (OPEN_LIMIT | OPEN_CLAUSE | OPEN_CLAUSES | MAY_JOIN)) {
        filter_go_on(filter, out);
        traits = filter_traits[out->kind];
    }
    const unsigned places = AT_SENTENCE | AT_ITEM | AT_NAME;
    unsigned open = filter->open;
    if (open & AT_SENTENCE)
        filter->opener = out->kind;
    filter->open = (open & ~places) | (traits & places);
    filter->prev_2 = filter->prev;
    filter->prev = out->kind;
    filter->prev_span = out->span;
    if (--filter->tokens_left == 0 || traits & IS_NOTED)
        filter_note(filter, out->kind);
}

static inline void filter_begin_element(struct filter *filter, int kind)
{
    filter->is_trigger_open = filter_traits[kind] & OPENS_CLAUSE;
    filter->open &= ~(unsigned)OPEN_ELEMENT;
}

/* filter_next(); a parser is so large that the compiler would not inline it by itself. */
__attribute__((always_inline)) static inline void filter_step(struct filter *filter, struct filter_token *token)
{
    const struct raw_token *raw = &filter->tokens[filter->pos];
    unsigned odd = MARK_BROKEN | MARK_END | (filter->open & AT_SENTENCE ? 0 : MARK_LINE_START);
    if (filter->open & (OPEN_PENDING | OPEN_UNIT | OPEN_EXCESS) || raw->marks & odd) {
        filter_take_odd(filter, token);
    } else {
        if (!filter_take_plain(filter, raw, token))
            filter_take_other(filter, raw, token);
        filter_settle(filter, token);
    }
    if (filter_traits[token->kind] & SHAPES_ELEMENT)
        filter_judge(filter, token);
    else if (filter->open & OPEN_ELEMENT)
        filter_begin_element(filter, token->kind);
}

#endif
