/* suggest.c - edit distance over characters (not bytes, so that one wrong Chinese character is one
 * slip), with a swap of two neighbours counted once: "chekc" is one slip from "check". */
#include "lang/base/suggest.h"

#include <stdint.h>
#include <string.h>

#include "lang/base/utf8.h"

/* Decodes at most SUGGEST_CHARS characters; returns their number, or SUGGEST_CHARS + 1 if there are
 * more. A byte that is not UTF-8 stands for itself. */
static size_t decode(const char *text, size_t len, uint32_t chars[SUGGEST_CHARS])
{
    size_t count = 0;
    for (size_t at = 0; at < len; count++) {
        if (count == SUGGEST_CHARS)
            return SUGGEST_CHARS + 1;
        size_t width = utf8_decode(text + at, len - at, &chars[count]);
        if (width == 0) {
            chars[count] = (unsigned char)text[at];
            width = 1;
        }
        at += width;
    }
    return count;
}

static size_t min2(size_t left, size_t right)
{
    return left < right ? left : right;
}

/* The rows of the usual table, of which only the last three are kept. */
static size_t distance(const uint32_t *left, size_t left_len, const uint32_t *right,
                       size_t right_len)
{
    size_t rows[3][SUGGEST_CHARS + 1];
    for (size_t j = 0; j <= right_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= left_len; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];
        const size_t *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= right_len; j++) {
            size_t replaced = above[j - 1] + (left[i - 1] != right[j - 1]);
            row[j] = min2(replaced, min2(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                row[j] = min2(row[j], above2[j - 2] + 1);
        }
    }
    return rows[left_len % 3][right_len];
}

void suggest_init(struct suggest *suggest, const char *word, size_t len)
{
    *suggest = (struct suggest){.word = word, .word_len = len};
}

void suggest_offer(struct suggest *suggest, const char *candidate, size_t len)
{
    uint32_t word[SUGGEST_CHARS], other[SUGGEST_CHARS];
    size_t word_count = decode(suggest->word, suggest->word_len, word);
    size_t other_count = decode(candidate, len, other);
    if (word_count > SUGGEST_CHARS || other_count > SUGGEST_CHARS)
        return;
    size_t found = distance(word, word_count, other, other_count);
    size_t longer = word_count > other_count ? word_count : other_count;
    if (found > (longer + 2) / 3 || found >= longer)
        return;
    if (suggest->best && found >= suggest->best_distance)
        return;
    suggest->best = candidate;
    suggest->best_len = len;
    suggest->best_distance = found;
}
