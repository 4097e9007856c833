/* lexicon_table.h - the table of the lexicon, for those who look up every word of a text: no call is made
 * for a word that was met before. */
#ifndef SYNTAX_LEXICON_TABLE_H
#define SYNTAX_LEXICON_TABLE_H

#include "lang/base/arena.h"
#include "lang/base/hash.h"
#include "lang/base/vec.h"
#include "lang/syntax/lexicon.h"
#include "lang/syntax/token.h"

struct lexicon_slot {
    uint64_t hash;
    struct word *word; /* NULL for empty */
};

struct lexicon_change { /* of a word, by a declaration */
    struct word *word;
    struct phrase *phrase; /* that was added to it; NULL: it became a declared name */
    sym name;              /* what it was before as a name */
};

struct lexicon {
    struct arena arena;
    struct intern *intern;
    struct lexicon_slot *slots; /* open addressing */
    size_t slot_mask;           /* their number, a power of two, less one */
    VEC(struct word *) words;   /* in the order in which they came; slots are filled in this order */
    VEC(struct lexicon_change) changes;
    struct lexicon_runs runs;
};

/* The slot that holds the text, or the empty one where it belongs. */
static inline struct lexicon_slot *lexicon_slot_of(const struct lexicon *lexicon, const char *text,
                                                   size_t len, uint64_t hash)
{
    for (size_t at = hash;; at++) {
        struct lexicon_slot *slot = &lexicon->slots[at & lexicon->slot_mask];
        const struct word *word = slot->word;
        if (!word || (slot->hash == hash && word->len == len &&
                      (len <= 8 || hash_agrees(word->text->text, text, len))))
            return slot;
    }
}

/* Makes the entry of a word that has none, in the slot where it belongs. */
struct word *lexicon_add(struct lexicon *lexicon, struct lexicon_slot *slot, const char *text, size_t len,
                         uint64_t hash);

/* lexicon_word() for a word of a source, behind which its SOURCE_END_LEN bytes still come. */
static inline struct word *lexicon_read(struct lexicon *lexicon, const char *text, size_t len)
{
    uint64_t hash = hash_text(text, len, true);
    struct lexicon_slot *slot = lexicon_slot_of(lexicon, text, len, hash);
    return slot->word ? slot->word : lexicon_add(lexicon, slot, text, len, hash);
}

/* The entry of a word of a source if it was met before, else NULL. */
static inline struct word *lexicon_find(const struct lexicon *lexicon, const char *text, size_t len)
{
    return lexicon_slot_of(lexicon, text, len, hash_text(text, len, true))->word;
}

#endif
