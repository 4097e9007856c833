/* lexicon.c - a hash table of words by spelling. Each entry carries the keyword rows of that
 * spelling and the phrases that begin with it, so the filter never searches a second time. */
#include "lang/syntax/lexicon_table.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/check.h"
#include "lang/base/limits.h"
#include "lang/syntax/token.h"
#include "lang/value/numeral.h"

/* As zero, one, two, … eighty and ninety begin. */
static bool begins_numeral(const char *text)
{
    static const char *const seconds[26] = {
        ['e' - 'a'] = "il", ['f' - 'a'] = "oi", ['n' - 'a'] = "i", ['o' - 'a'] = "n",
        ['s' - 'a'] = "ie", ['t' - 'a'] = "whe", ['z' - 'a'] = "e"};
    unsigned first = (unsigned char)(text[0] | 0x20) - 'a';
    return first < 26 && seconds[first] && strchr(seconds[first], text[1] | 0x20);
}

static bool is_numeral(const char *text, size_t len)
{
    size_t at = 0;
    int64_t value;
    return len >= 3 && begins_numeral(text) && numeral_in_words(text, len, &at, &value) > 0 &&
           at == len;
}

static struct lexicon_slot *new_slots(size_t count)
{
    struct lexicon_slot *slots = calloc(count, sizeof *slots);
    if (!slots)
        BUG("out of memory");
    return slots;
}

static void grow(struct lexicon *lexicon)
{
    struct lexicon_slot *old = lexicon->slots;
    lexicon->slot_mask = lexicon->slot_mask * 2 + 1;
    lexicon->slots = new_slots(lexicon->slot_mask + 1);
    for (size_t i = 0; i < lexicon->words.count; i++) {
        struct word *word = lexicon->words.items[i];
        struct lexicon_slot *slot = lexicon_slot_of(lexicon, word->text->text, word->len, old[word->slot].hash);
        *slot = old[word->slot];
        word->slot = (uint32_t)(slot - lexicon->slots);
    }
    free(old);
}

/* Only a single capital at the front is lowered: `Buyer`, not `CNY`. */
static bool has_capital(const char *text, size_t len)
{
    return len > 0 && text[0] >= 'A' && text[0] <= 'Z' && !(len > 1 && text[1] >= 'A' && text[1] <= 'Z');
}

/* CNY, USD: three capital letters. */
static bool is_code(const char *text, size_t len)
{
    bool is = len == 3;
    for (size_t i = 0; i < len && is; i++)
        is = text[i] >= 'A' && text[i] <= 'Z';
    return is;
}

static bool is_special(const struct word *word)
{
    return word->is_numeral || word->rows || word->phrases || word->len > LIMIT_NAME_BYTES ||
           is_code(word->text->text, word->len);
}

struct word *lexicon_add(struct lexicon *lexicon, struct lexicon_slot *slot, const char *text, size_t len,
                         uint64_t hash)
{
    struct word *word = arena_alloc(&lexicon->arena, sizeof *word);
    word->text = intern_hashed(lexicon->intern, text, len, hash);
    word->slot = (uint32_t)(slot - lexicon->slots);
    word->len = (uint32_t)len;
    word->lower = word;
    word->name = word->text;
    word->is_numeral = is_numeral(text, len);
    word->is_special = is_special(word);
    *slot = (struct lexicon_slot){hash, word};
    vec_push(&lexicon->words, word);
    if (lexicon->words.count * 4 > lexicon->slot_mask + 1) /* a second look costs more than the room */
        grow(lexicon);
    if (has_capital(text, len)) {
        char *lower = arena_text(&lexicon->arena, word->text->text, len);
        lower[0] = (char)(lower[0] - 'A' + 'a');
        word->lower = lexicon_word(lexicon, lower, len);
    }
    return word;
}

struct word *lexicon_word(struct lexicon *lexicon, const char *text, size_t len)
{
    uint64_t hash = hash_bytes(text, len);
    struct lexicon_slot *slot = lexicon_slot_of(lexicon, text, len, hash);
    return slot->word ? slot->word : lexicon_add(lexicon, slot, text, len, hash);
}

static bool is_wide(const char *text)
{
    return ((unsigned char)text[0] & 0xF0) >= 0xE0;
}

static size_t run_row(const char *text)
{
    return (unsigned char)(text[0] * 7 + text[1] * 31 + text[2]);
}

static void note_run(struct lexicon *lexicon, const char *text, size_t len)
{
    if (is_wide(text))
        lexicon->runs.lens[run_row(text)] |= UINT64_C(1) << (len < 63 ? len : 63);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Splits a spelling at its blanks into words; returns their number, at most `cap`. */
static uint32_t split_words(struct lexicon *lexicon, const char *text, size_t len,
                            struct word **words, uint32_t cap)
{
    uint32_t count = 0;
    size_t start = 0;
    for (size_t i = 0; i <= len; i++) {
        if (i < len && !is_blank(text[i]))
            continue;
        if (i > start) {
            if (count == cap)
                return cap + 1;
            words[count++] = lexicon_word(lexicon, text + start, i - start);
        }
        start = i + 1;
    }
    return count;
}

enum { WORDS_MAX = 16 }; /* of a phrase or a declared name */

static struct phrase *add_phrase(struct lexicon *lexicon, struct word **words, uint32_t count)
{
    struct phrase *phrase = arena_alloc(&lexicon->arena, sizeof *phrase);
    phrase->words = arena_copy(&lexicon->arena, words, count * sizeof *words);
    phrase->count = count;
    struct phrase **place = &words[0]->phrases;
    while (*place && (*place)->count > count)
        place = &(*place)->next;
    phrase->next = *place;
    *place = phrase;
    words[0]->is_special = true;
    words[1]->is_second = true; /* for good: that it may be costs a look at most */
    vec_push(&lexicon->changes, (struct lexicon_change){words[0], phrase, words[0]->name});
    return phrase;
}

void lexicon_declare_word(struct lexicon *lexicon, struct word *word)
{
    vec_push(&lexicon->changes, (struct lexicon_change){word, NULL, word->name});
    word->declared_again += word->is_declared;
    word->is_declared = true;
    word->name = word->text;
    note_run(lexicon, word->text->text, word->len);
}

/* Names come before keyword phrases of the same length: both lists are short. */
void lexicon_declare(struct lexicon *lexicon, const char *text, size_t len)
{
    struct word *words[WORDS_MAX];
    uint32_t count = split_words(lexicon, text, len, words, WORDS_MAX);
    if (count == 0 || count > WORDS_MAX)
        return;
    if (count == 1) {
        lexicon_declare_word(lexicon, words[0]);
        return;
    }
    for (const struct phrase *phrase = words[0]->phrases; phrase; phrase = phrase->next)
        if (!phrase->keyword && phrase->count == count &&
            memcmp(phrase->words, words, count * sizeof *words) == 0)
            return;
    size_t name_len = 0;
    for (uint32_t i = 0; i < count; i++)
        name_len += words[i]->text->len + 1;
    char *name = arena_alloc(&lexicon->arena, name_len + 1);
    size_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            name[at++] = ' ';
        memcpy(name + at, words[i]->text->text, words[i]->text->len);
        at += words[i]->text->len;
    }
    add_phrase(lexicon, words, count)->name = intern_add(lexicon->intern, name, at);
}

static void add_spelling(struct lexicon *lexicon, const struct keyword *keyword, sym name, int form,
                         const char *text, size_t len)
{
    int code = keyword_code(keyword, form, (unsigned char)text[0] >= 0x80);
    struct word *words[WORDS_MAX];
    uint32_t count = split_words(lexicon, text, len, words, WORDS_MAX);
    if (count > 1) {
        struct phrase *phrase = add_phrase(lexicon, words, count);
        phrase->keyword = keyword;
        phrase->form = form;
        phrase->code = code;
        phrase->name = name;
        return;
    }
    struct word_row *row = arena_alloc(&lexicon->arena, sizeof *row);
    row->keyword = keyword;
    row->form = form;
    row->code = code;
    row->name = name;
    bool is_plain = !words[0]->rows && keyword->where == WHERE_ALL;
    words[0]->token = is_plain ? (uint8_t)keyword->token : 0;
    words[0]->pause = (uint8_t)keyword->pause;
    words[0]->code = code;
    struct word_row **last = &words[0]->rows;
    while (*last)
        last = &(*last)->next;
    *last = row;
    words[0]->is_special = true;
    words[0]->is_reworded |= keyword_is_reworded(keyword);
    note_run(lexicon, text, len);
}

static void add_spellings(struct lexicon *lexicon, const struct keyword *keyword, const char *text)
{
    sym name = intern_add(lexicon->intern, keyword->english, strcspn(keyword->english, "|"));
    for (int form = 0; *text; form++) {
        size_t len = strcspn(text, "|");
        add_spelling(lexicon, keyword, name, form, text, len);
        text += len;
        if (*text == '|')
            text++;
    }
}

static void add_alias(struct lexicon *lexicon, const char *english, const char *chinese)
{
    struct word *word = lexicon_word(lexicon, chinese, strlen(chinese));
    word->name = intern_text(lexicon->intern, english);
    word->has_alias = true;
    note_run(lexicon, chinese, strlen(chinese));
}

struct lexicon *lexicon_new(struct intern *intern)
{
    struct lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon)
        BUG("out of memory");
    lexicon->intern = intern;
    lexicon->slot_mask = 4096 - 1;
    lexicon->slots = new_slots(lexicon->slot_mask + 1);
    arena_init(&lexicon->arena);
    for (uint32_t i = 0; i < keyword_count; i++) {
        add_spellings(lexicon, &keywords[i], keywords[i].english);
        add_spellings(lexicon, &keywords[i], keywords[i].chinese);
    }
#define KEYWORD(token, value, where, pause, english, chinese)
#define NAME_ALIAS(english, chinese) add_alias(lexicon, english, chinese);
#include "lang/syntax/keywords.def"
#define AST_FACET(id, english, chinese) add_alias(lexicon, english, chinese);
#include "lang/syntax/ast.def"
    return lexicon;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    arena_release(&lexicon->arena);
    vec_release(&lexicon->words);
    vec_release(&lexicon->changes);
    free(lexicon->slots);
    free(lexicon);
}

struct lexicon_mark lexicon_mark(const struct lexicon *lexicon)
{
    return (struct lexicon_mark){
        .arena = arena_mark(&lexicon->arena),
        .symbols = intern_mark(lexicon->intern),
        .words = lexicon->words.count,
        .changes = lexicon->changes.count,
        .runs = lexicon->runs,
    };
}

static void undo(const struct lexicon_change *change)
{
    if (!change->phrase) {
        change->word->is_declared = change->word->declared_again > 0;
        change->word->declared_again -= change->word->is_declared;
        change->word->name = change->name;
        return;
    }
    struct phrase **place = &change->word->phrases;
    while (*place != change->phrase)
        place = &(*place)->next;
    *place = change->phrase->next;
    change->word->is_special = is_special(change->word);
}

/* Backwards, so that no probe for an older word meets an empty slot. */
void lexicon_rewind(struct lexicon *lexicon, const struct lexicon_mark *mark)
{
    while (lexicon->changes.count > mark->changes)
        undo(&lexicon->changes.items[--lexicon->changes.count]);
    while (lexicon->words.count > mark->words) {
        const struct word *word = lexicon->words.items[--lexicon->words.count];
        lexicon->slots[word->slot].word = NULL;
    }
    lexicon->runs = mark->runs;
    arena_rewind(&lexicon->arena, mark->arena);
    intern_rewind(lexicon->intern, mark->symbols);
}

uint64_t lexicon_run_lens(const struct lexicon *lexicon, const char *text)
{
    return lexicon->runs.lens[run_row(text)];
}

struct intern *lexicon_intern(const struct lexicon *lexicon)
{
    return lexicon->intern;
}
