/* What filter.c, filter_word.c and filter_number.c share. */
#ifndef SYNTAX_FILTER_INTERNAL_H
#define SYNTAX_FILTER_INTERNAL_H

#include "lang/syntax/filter.h"

#include "lang/syntax/grammar.h"

/* Places, traits and what is open have bits of their own, for they are asked together. */
enum filter_place {
    AT_SENTENCE = 1 << 0, /* the first of a sentence */
    AT_ITEM = 1 << 1,     /* … or of an item, or behind a colon or semicolon */
    AT_NAME = 1 << 2,     /* behind a word that may stand before a name, see filter_word() */
};

/* What a token does to what follows it. */
enum filter_trait {
    ENDS_SENTENCE = AT_SENTENCE,
    OPENS_ITEM = AT_ITEM,
    MAY_NAME = AT_NAME,
    IS_NOTED = 1 << 3,       /* see note() */
    SHAPES_ELEMENT = 1 << 4, /* see follow() */
    MAY_JOIN = 1 << 5,       /* see joins_events() */
    OPENS_CLAUSE = 1 << 6,   /* a trigger, or a front clause */
    IS_VARIED = 1 << 7,      /* what it is depends on its place, see take_match() */
};
extern const unsigned char filter_traits[256]; /* by TOK_… */

enum { ENUMERATES = 0xE3 }; /* the first byte of 、, which joins what a comma may only part */

/* What is open, and concerns the next token. */
enum filter_open {
    OPEN_LIMIT = 1 << 8,    /* `within 10 days` was read: `from` behind it is `after` */
    OPEN_CLAUSE = 1 << 9,   /* `clause 3.1 or 4` may be being read */
    OPEN_CLAUSES = 1 << 10, /* `clauses 3.1, 4 and 5` is being read */
    OPEN_UNIT = 1 << 11,    /* `USD 500`: the sum was handed out, and its unit is next */
    OPEN_ELEMENT = 1 << 12, /* it is the first of an element */
    OPEN_PENDING = 1 << 13, /* it was looked at already */
    OPEN_EXCESS = 1 << 14,  /* the sentence exceeds a bound */
};

struct filter {
    struct parse *parse;
    const struct raw_token *tokens; /* ends with RAW_END */
    const char *text;
    const struct scan *scan; /* whose tokens they are */
    size_t pos;              /* the next raw token */

    /* The first layer: what was resolved last. */
    int prev;
    struct span prev_span;
    int prev_2;
    int opener;             /* the first token of the sentence */
    unsigned open;          /* bits of filter_open, and the place of the next token: of filter_place */
    bool has_clock;         /* `the clock of` stands in this sentence */
    uint32_t held_unit;     /* OPEN_UNIT: its raw token */
    bool has_notice;        /* `with` of `with 30 days' notice` was the last such word */
    int tokens_left; /* that the sentence may have */
    int paren_depth;

    /* The second layer: what was handed out last. */
    struct filter_token pending;
    bool is_trigger_open; /* the element began with when, if, after …; its comma is awaited */
    bool has_of_which;
};

static inline bool filter_is_word(const struct raw_token *token)
{
    return token->kind == RAW_WORD || token->kind == RAW_RUN;
}

/* The keyword row with this token that the word or phrase at `at` spells, or NULL. */
const struct keyword *filter_keyword_at(const struct filter *filter, size_t at, int token);

/* The words from `at` on spell the phrase. */
bool filter_matches_phrase(const struct filter *filter, size_t at, const struct phrase *phrase);

/* A word that is no keyword anywhere. */
bool filter_is_plain_word(const struct raw_token *token);

bool filter_is_date_ahead(const struct filter *filter, size_t at);

/* Takes the word at filter->pos, which is `token`, and what it is the first word of; false if it was
 * dropped (a Chinese measure word). */
bool filter_word(struct filter *filter, const struct raw_token *token, struct filter_token *out);

/* Takes the raw number, date, time, period, label or ordinal at filter->pos. */
void filter_number(struct filter *filter, struct filter_token *out);

/* Ways of writing that begin with a word, and are the same as others: `thirty (30)` is 30, `USD 500`
 * is 500 USD, `the 31st of March 2026` a date. False if the word at filter->pos begins none. */
bool filter_figure(struct filter *filter, struct filter_token *out);
bool filter_currency(struct filter *filter, struct filter_token *out);
bool filter_ordinal_date(struct filter *filter, struct filter_token *out);

/* Behind `each`, taken last: `each Thursday` becomes one token. */
bool filter_weekday(struct filter *filter, struct filter_token *out);

/* The name of the unit that was written before its sum. */
void filter_held_unit(struct filter *filter, struct filter_token *out);

/* True if the token is a number by which nothing is counted: one more of `clauses 3.1, 3.2 and 4`. */
bool filter_is_one_more_clause(const struct filter *filter, size_t at);
/* 、 */
bool filter_is_enumeration(const struct filter *filter, size_t at);
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
