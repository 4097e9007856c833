/* What filter.c and filter_number.c share. */
#ifndef SYNTAX_FILTER_INTERNAL_H
#define SYNTAX_FILTER_INTERNAL_H

#include "lang/syntax/filter.h"

#include "lang/syntax/grammar.h"

enum filter_place {
    AT_SENTENCE = 1 << 0, /* the first of a sentence */
    AT_ITEM = 1 << 1,     /* … or of an item, or behind a colon or semicolon */
};

struct filter {
    struct parse *parse;
    const struct raw_token *tokens; /* ends with RAW_END */
    const char *text;
    const struct scan *scan; /* whose tokens they are */
    size_t pos;              /* the next raw token */

    /* The first layer: what was resolved last. */
    int prev, prev_2;
    struct span prev_span;
    int opener;             /* the first token of the sentence */
    unsigned place;         /* of the next token: bits of filter_place */
    bool has_clock;         /* `the clock of` stands in this sentence */
    uint32_t held_unit;     /* `USD 500`: the sum was handed out, and its unit is next; 0 for none */
    uint8_t clauses;        /* 2: `clauses 3.1, 4 and 5` is being read, 1: `clause 3.1 or 4` may be; 0 */
    bool is_limit;          /* `within 10 days` was read: `from` behind it is `after` */
    bool has_notice;        /* `with` of `with 30 days' notice` was the last such word */
    uint32_t sentence_tokens;
    int paren_depth;

    /* The second layer: what was handed out last. */
    struct filter_token pending;
    bool has_pending;
    bool at_element;      /* the next token is the first of an element */
    bool is_trigger_open; /* the element began with when, if, after …; its comma is awaited */
    bool has_of_which;
};

static inline bool filter_is_word(const struct raw_token *token)
{
    return token->kind == RAW_WORD || token->kind == RAW_RUN;
}

/* The keyword row with this token that the word or phrase at `at` spells, or NULL. */
const struct keyword *filter_keyword_at(const struct filter *filter, size_t at, int token);

/* The token for the raw number, date, time, period, label or ordinal at filter->pos. */
struct filter_token filter_number(struct filter *filter);

/* Ways of writing that begin with a word, and are the same as others: `thirty (30)` is 30, `USD 500`
 * is 500 USD, `the 31st of March 2026` a date. False if the word at filter->pos begins none. */
bool filter_figure(struct filter *filter, struct filter_token *out);
bool filter_currency(struct filter *filter, struct filter_token *out);
bool filter_ordinal_date(struct filter *filter, struct filter_token *out);

/* Behind `each`, taken last: `each Thursday` becomes one token. */
bool filter_weekday(struct filter *filter, struct filter_token *out);

/* The name of the unit that was written before its sum. */
struct filter_token filter_held_unit(struct filter *filter);

/* True if the token is a number by which nothing is counted: one more of `clauses 3.1, 3.2 and 4`. */
bool filter_is_one_more_clause(const struct filter *filter, size_t at);
/* 在 | 48 小时 内, which is 限 48 小时 内; 在 2026 年 内 is a period. */
bool filter_is_limit_ahead(const struct filter *filter);
/* from | the 1st to the 5th of each month */
bool filter_are_days_ahead(const struct filter *filter);
/* 按 | 月, which is 每 月: a unit by which things recur. */
bool filter_is_rhythm_ahead(const struct filter *filter);

/* The token for the name of a month, quarter or half, just taken. */
void filter_period_word(struct filter *filter, const struct keyword *keyword, struct span span,
                        struct filter_token *out);

#endif
