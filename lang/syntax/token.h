/* What passes between the stages of reading: raw tokens (scanner to filter), words (the entries of
 * the lexicon) and keyword rows. */
#ifndef SYNTAX_TOKEN_H
#define SYNTAX_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/base/intern.h"
#include "lang/syntax/span.h"

enum raw_kind {
    RAW_END,
    RAW_WORD,    /* late-interest, Buyer, CNY */
    RAW_RUN,     /* characters written without spaces: 抚顺教本溪 */
    RAW_NUMBER,  /* 26, 1_200_000, 0.03, 3.1 */
    RAW_DOTTED,  /* 3.1.2: only ever the number of a clause or item */
    RAW_GROUPED, /* 1,200: an error with its mend */
    RAW_LABEL,   /* (a) */
    RAW_ORDINAL, /* 3rd */
    RAW_DATE,    /* 1956-12-31 */
    RAW_SLASHED, /* 10/12/1956, 10.12.1956: an error with its mend */
    RAW_CLOCK,   /* 17:00 */
    RAW_PERIOD,  /* Q4, 1956-Q4, H1, 1956-10, 2026-W23 */
    RAW_STRING,
    RAW_POSSESSIVE, /* 's */
    RAW_STOP,       /* this and the rest are the same tokens wherever they stand */
    RAW_COMMA,
    RAW_SEMICOLON,
    RAW_COLON,
    RAW_OPEN,
    RAW_CLOSE,
    RAW_PERCENT, /* % */
    RAW_PLUS,
    RAW_MINUS,
    RAW_SIGN, /* - right before a number */
    RAW_TIMES,
    RAW_DIVIDE,
    RAW_LESS,
    RAW_LESS_EQUAL,
    RAW_EQUAL,
    RAW_GREATER_EQUAL,
    RAW_GREATER,
};

struct word;

enum raw_mark {
    MARK_LINE_START = 1 << 0, /* the first token of its line */
    MARK_DETACHED = 1 << 1,   /* white space or a comment stands before it */
    MARK_BROKEN = 1 << 2,     /* a guess after an error, or behind stray bytes: no further message about
                               * its sentence */
    MARK_NAME = 1 << 3,       /* a word in the place of a declared name: never a keyword */
    MARK_END = 1 << 4,        /* RAW_END */
};

struct raw_token {
    struct span span;
    enum raw_kind kind;
    unsigned marks;    /* bits of raw_mark */
    struct word *word; /* RAW_WORD, RAW_RUN */
};

/* Where a keyword row applies (keywords.def). */
enum keyword_where {
    WHERE_ALL = 1 << 0,
    WHERE_START = 1 << 1,
    WHERE_ITEM = 1 << 2,
    WHERE_EXPECT = 1 << 3,
    WHERE_INDICATOR = 1 << 4, /* indicators and competitions */
    WHERE_CLAIM = 1 << 5,
    WHERE_CLOCK = 1 << 6,
    WHERE_NUMBER = 1 << 7,
    WHERE_REF = 1 << 8,
    WHERE_DATE = 1 << 9,
    WHERE_EDGE = 1 << 18,
    WHERE_TIME = 1 << 17,
    WHERE_STATUS = 1 << 10,
    WHERE_AFTER_DET = 1 << 11,
    WHERE_NOTICE = 1 << 12,     /* before a duration and the word that ends it */
    WHERE_NOTICE_END = 1 << 13, /* that word */
    WHERE_CALENDAR = 1 << 14,
    WHERE_JUDGED = 1 << 15,
    WHERE_MONTH = 1 << 16,
    WHERE_TERM = 1 << 19,
    WHERE_TERM_LENGTH = 1 << 20,
    WHERE_WEEKDAY = 1 << 21,
    WHERE_CONSENT = 1 << 22, /* before `consent` or `notice` */
    WHERE_TIMES = 1 << 23,   /* behind `twice` */
    WHERE_COUNTED = 1 << 24, /* not behind an article: all times */
    WHERE_PASSED = 1 << 25,  /* 12 个月 届满 后 */
    WHERE_DAY = 1 << 27,     /* 2026-03-31 前 */
    WHERE_NUMERAL = 1 << 28, /* 48 万: the number takes it */
    WHERE_NOWHERE = 1 << 26, /* for cutting, and for reword.c */
};
enum keyword_pause { PAUSE_NEVER, PAUSE_ADVERB, PAUSE_ALWAYS };

struct keyword {
    int token;
    int value;
    enum keyword_where where;
    enum keyword_pause pause;
    const char *english, *chinese; /* spellings, separated by `|` */
};

/* The rows in the order of keywords.def. */
extern const struct keyword keywords[];
extern const uint32_t keyword_count;

/* What the token of the row's spelling number `form` carries. */
int keyword_code(const struct keyword *keyword, int form, bool is_chinese);

/* True for a keyword at which reword.c looks. */
bool keyword_is_reworded(const struct keyword *keyword);

/* True for 个, 台: what stands between a number and a thing. */
bool keyword_is_measure(const char *word);
/* The word is one of the spellings of a row, which are separated by `|`. */
bool keyword_is_spelled(const char *spellings, const char *word);

/* A spelling of one or several words, from the table or from a declaration. */
struct phrase {
    struct phrase *next;           /* of the same first word, longest first */
    const struct keyword *keyword; /* NULL: a declared name */
    int form;                      /* which of the row's spellings this is, from 0 */
    int code;                      /* what its token carries: see keyword_code() */
    sym name;                      /* a declared name: its text; else the row's first spelling */
    struct word **words;           /* two or more, the first one included */
    uint32_t count;
};

struct word_row { /* one keyword row spelled by this single word */
    struct word_row *next;
    const struct keyword *keyword;
    int form; /* which of the row's spellings this is, from 0 */
    int code; /* what its token carries: see keyword_code() */
    sym name; /* the row's first spelling in English */
};

/* What is asked of nearly every word of a text lies together, at the front. */
struct word {
    uint32_t len;           /* of the text */
    uint8_t token;          /* of the keyword that the word is everywhere, if it has one row only; else 0 */
    uint8_t pause;          /* … its enum keyword_pause */
    bool is_special;        /* it is more than a name somewhere: it is a numeral or the code of a
                             * currency, has rows or phrases, or is too long */
    bool is_second;         /* of a phrase it may be the second word */
    int code;               /* … what the token carries */
    bool is_declared;       /* a declared name by itself */
    uint32_t declared_again; /* how often more: what the vocabulary declares may be a name of the contract, too */
    bool is_numeral;        /* a number in English words: thirty */
    bool has_alias;         /* NAME_ALIAS: an English name */
    bool is_reworded;       /* reword.c looks at it, for its letters or as a keyword */
    sym name;               /* what it is as a name: its text, or where it is not declared its alias */
    struct word *lower;     /* Buyer -> buyer; itself if there is nothing to lower */
    struct word_row *rows;  /* keyword rows of this spelling, in table order */
    struct phrase *phrases; /* phrases and declared names that begin with this word */
    sym text;
    uint32_t slot;          /* where the lexicon keeps it */
};

#endif
