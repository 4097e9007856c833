/* The scanner: a source text as an array of raw tokens. It knows shapes (numbers, dates, strings,
 * words) and not one word of either language. */
#ifndef SYNTAX_SCAN_H
#define SYNTAX_SCAN_H

#include "lang/base/vec.h"
#include "lang/syntax/lexicon.h"
#include "lang/syntax/source.h"
#include "lang/syntax/token.h"

struct scan_stray { /* bytes that belong to no token */
    struct span span;
    bool is_open_quote; /* a quote that is never closed; its text is a token all the same */
};

struct scan {
    struct lexicon *lexicon;
    const struct source *source;
    VEC(struct raw_token) tokens;  /* ends with RAW_END */
    VEC(uint32_t) starts;          /* the first tokens of sentences */
    VEC(struct span) comments;     /* from # to the end of the line */
    VEC(struct scan_stray) strays; /* runs of stray bytes, in order */
    bool has_runs;                 /* one of the tokens is a RAW_RUN */

    /* While it scans. */
    struct raw_token *next, *last; /* where it goes; where there is no room */
    unsigned marks;                /* of the next token */
    bool has_no_close;             /* no ” follows */
};

/* Fills the arrays from the whole text. The caller has set `lexicon` and zeroed the rest. */
void scan_text(struct scan *scan, const struct source *source);

void scan_release(struct scan *scan);

#endif
