/* The lexicon: every word met so far, with what the language (keywords.def) and the declarations
 * make of it. One look-up per word of text serves interning, keywords, phrases and declared names.
 *
 * The token filter must know two sorts of declared names before it can cut a text into words: names
 * of several words (`new result`) and names in Chinese characters (written without spaces). The
 * pre-pass of each file adds them; used files are read first, with the same lexicon. */
#ifndef SYNTAX_LEXICON_H
#define SYNTAX_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/intern.h"

struct lexicon;
struct word;

/* Makes a lexicon of the keywords over a table of symbols, which outlives it. */
struct lexicon *lexicon_new(struct intern *intern);
void lexicon_free(struct lexicon *lexicon);

/* Adds a declared name: `new result`, `技术员`. Blanks between its words count as one. */
void lexicon_declare(struct lexicon *lexicon, const char *text, size_t len);

/* The same for a name of one word. */
void lexicon_declare_word(struct lexicon *lexicon, struct word *word);

/* The entry of a word, made if it is new; good as long as the lexicon. */
struct word *lexicon_word(struct lexicon *lexicon, const char *text, size_t len);

/* How long the keywords and declared names in Chinese characters are, see lexicon_run_lens(): by a hash of the
 * first character, for cutting asks at each one where a word may end. */
struct lexicon_runs {
    uint64_t lens[256];
};

/* What was added since the mark is forgotten by lexicon_rewind, which also rewinds the symbols: so
 * contract after contract is read with one lexicon, and none knows the words of another. */
struct lexicon_mark {
    struct arena_mark arena;
    struct intern_mark symbols;
    size_t words, changes;
    struct lexicon_runs runs;
};
struct lexicon_mark lexicon_mark(const struct lexicon *lexicon);
void lexicon_rewind(struct lexicon *lexicon, const struct lexicon_mark *mark);

/* How many bytes a keyword or declared name may have that begins with these three, a Chinese character: n of them
 * where bit n is set, 63 or more where bit 63 is. A few too many, but none too few. */
uint64_t lexicon_run_lens(const struct lexicon *lexicon, const char *text);

/* The symbols that the lexicon stands on. */
struct intern *lexicon_intern(const struct lexicon *lexicon);

#endif
