/* numeral.c - numbers in English words. They are summed up as they are spoken: a part below a
 * thousand grows by what is said, and `thousand` or `million` puts it aside. */
#include "lang/value/numeral.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum { WORDS_MAX = 12 }; /* of one number */

static const struct {
    const char *word;
    int64_t value;
} small[] = {
    {"zero", 0}, {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6},
    {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12},
    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20}, {"thirty", 30}, {"forty", 40}, {"fifty", 50},
    {"sixty", 60}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90},
};

static void skip_blanks(const char *text, size_t len, size_t *at)
{
    while (*at < len && memchr(" \t\r\n", text[*at], 4))
        (*at)++;
}

static int lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/* Moves *at behind a word that stands there and ends there. */
static bool take(const char *text, size_t len, size_t *at, const char *word)
{
    size_t size = strlen(word);
    if (*at + size > len)
        return false;
    for (size_t i = 0; i < size; i++) {
        if (lowered(text[*at + i]) != word[i])
            return false;
    }
    if (*at + size < len && isalpha((unsigned char)text[*at + size]))
        return false;
    *at += size;
    return true;
}

static int64_t take_small(const char *text, size_t len, size_t *at)
{
    int head = *at < len ? lowered(text[*at]) : '\0';
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        if (head == small[i].word[0] && take(text, len, at, small[i].word))
            return small[i].value;
    }
    return -1;
}

int numeral_in_words(const char *text, size_t len, size_t *at, int64_t *value)
{
    int64_t total = 0, section = 0, number;
    int words = 0;
    for (size_t end = *at; words < WORDS_MAX; words++) {
        size_t next = end;
        if (words > 0 && next < len && text[next] == '-')
            next++;
        skip_blanks(text, len, &next);
        if (words > 0 && section >= 100 && take(text, len, &next, "and"))
            skip_blanks(text, len, &next);
        if (words > 0 && section < 100 && take(text, len, &next, "hundred")) {
            section *= 100;
        } else if (words > 0 && take(text, len, &next, "thousand")) {
            total += section * 1000;
            section = 0;
        } else if (words > 0 && total < 1000000 && take(text, len, &next, "million")) {
            total = (total + section) * 1000000;
            section = 0;
        } else if ((number = take_small(text, len, &next)) >= 0 &&
                   (words == 0 || section % 100 == 0 ||
                    (section % 10 == 0 && section % 100 > 10 && number < 10))) {
            section += number;
        } else {
            break;
        }
        *at = end = next;
    }
    *value = total + section;
    return words;
}
