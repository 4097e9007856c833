/* forms.c - the forms of regular English verbs, and the base from which a form was made: what a declaration leaves out,
 * and what a message proposes. Of `hand over` and `pass-on` the first word has them. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

static bool is_vowel(char c)
{
    return c && strchr("aeiou", c);
}

static bool ends_in(const char *text, const char *end)
{
    size_t len = strlen(text), end_len = strlen(end);
    return len > end_len && strcmp(text + len - end_len, end) == 0;
}

static bool ends_in_consonant_y(const char *base)
{
    size_t len = strlen(base);
    return len > 2 && base[len - 1] == 'y' && !is_vowel(base[len - 2]);
}

static const char *start(struct arena *arena, const char *text, size_t less, const char *end)
{
    return arena_printf(arena, "%.*s%s", (int)(strlen(text) - less), text, end);
}

/* plan, planned: one vowel between consonants, and no other. */
static bool doubles(const char *base)
{
    size_t len = strlen(base), vowels = 0;
    for (size_t i = 0; i < len; i++)
        vowels += is_vowel(base[i]) || base[i] == 'y';
    return len > 2 && vowels == 1 && is_vowel(base[len - 2]) && !strchr("wx", base[len - 1]) &&
           !is_vowel(base[len - 1]) && !is_vowel(base[len - 3]);
}

bool forms_is_particle(const char *word)
{
    static const char *const all[] = {"up",  "down", "over", "out", "off",  "back", "away", "about",
                                      "for", "in",   "of",   "on",  "to",   "with"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(word, all[i]) == 0)
            return true;
    return false;
}

/* What stands behind the word that has the forms: -on, or nothing. */
static const char *particle(const char *verb)
{
    const char *tail = strrchr(verb, ' ') ? strrchr(verb, ' ') : strrchr(verb, '-');
    return tail && forms_is_particle(tail + 1) ? tail : verb + strlen(verb);
}

static const char *form_of(struct arena *arena, const char *verb,
                           const char *(*make)(struct arena *arena, const char *word))
{
    const char *tail = particle(verb);
    return arena_printf(arena, "%s%s", make(arena, start(arena, verb, strlen(tail), "")), tail);
}

static const char *third_of(struct arena *arena, const char *base)
{
    if (ends_in_consonant_y(base))
        return start(arena, base, 1, "ies");
    bool has_hiss = ends_in(base, "s") || ends_in(base, "sh") || ends_in(base, "ch") || ends_in(base, "x") ||
                    ends_in(base, "z") || ends_in(base, "o");
    return start(arena, base, 0, has_hiss ? "es" : "s");
}

static const char *past_of(struct arena *arena, const char *base)
{
    if (ends_in_consonant_y(base))
        return start(arena, base, 1, "ied");
    if (doubles(base))
        return start(arena, base, 0, (char[]){base[strlen(base) - 1], 'e', 'd', '\0'});
    return start(arena, base, 0, ends_in(base, "e") ? "d" : "ed");
}

static const char *ing_of(struct arena *arena, const char *base)
{
    if (doubles(base))
        return start(arena, base, 0, (char[]){base[strlen(base) - 1], 'i', 'n', 'g', '\0'});
    bool is_mute = ends_in(base, "e") && !ends_in(base, "ee") && !ends_in(base, "ye") && !ends_in(base, "oe");
    return start(arena, base, is_mute ? 1 : 0, "ing");
}

/* The base before -ed or -ing fell on it: calibrat is of calibrate, plann of plan. */
static const char *base_of_stem(struct arena *arena, const char *stem)
{
    size_t len = strlen(stem);
    char last = len ? stem[len - 1] : '\0', before = len > 1 ? stem[len - 2] : '\0';
    if (last == before && !strchr("lsfz", last))
        return start(arena, stem, 1, "");
    bool has_mute = last != before && (strchr("cgsuvz", last) || ends_in(stem, "at") || ends_in(stem, "ur"));
    return start(arena, stem, 0, has_mute && !ends_in(stem, "ng") ? "e" : "");
}

static const char *base_of(struct arena *arena, const char *word)
{
    if (ends_in(word, "ied") || ends_in(word, "ies"))
        return start(arena, word, 3, "y");
    if (ends_in(word, "ed"))
        return base_of_stem(arena, start(arena, word, 2, ""));
    if (ends_in(word, "ing"))
        return base_of_stem(arena, start(arena, word, 3, ""));
    bool has_hiss = ends_in(word, "sses") || ends_in(word, "shes") || ends_in(word, "ches") || ends_in(word, "xes") ||
                    ends_in(word, "zzes") || ends_in(word, "oes");
    return start(arena, word, has_hiss ? 2 : ends_in(word, "s") && !ends_in(word, "ss") ? 1 : 0, "");
}

const char *forms_third(struct arena *arena, const char *verb)
{
    return form_of(arena, verb, third_of);
}

const char *forms_past(struct arena *arena, const char *verb)
{
    return form_of(arena, verb, past_of);
}

const char *forms_ing(struct arena *arena, const char *verb)
{
    return form_of(arena, verb, ing_of);
}

const char *forms_base(struct arena *arena, const char *form)
{
    return form_of(arena, form, base_of);
}
