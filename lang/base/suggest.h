/* "Did you mean …?": the nearest of several words to one that is not among them. */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include <stddef.h>

struct suggest {
    const char *word; /* what was written; not copied */
    size_t word_len;
    const char *best; /* nearest candidate so far, or NULL */
    size_t best_len;
    size_t best_distance; /* in characters inserted, dropped, replaced or swapped */
};

/* Starts a search for what the author meant by `word`, which must outlive the search. */
void suggest_init(struct suggest *suggest, const char *word, size_t len);

/* Offers a candidate, which must outlive the search too. It becomes the best one if it is near
 * enough to be a slip (about one character in three) and nearer than those before it; of equally
 * near ones the first offered stays. Words over SUGGEST_CHARS characters are never near. */
void suggest_offer(struct suggest *suggest, const char *candidate, size_t len);

enum { SUGGEST_CHARS = 64 };

#endif
