/* The formatter on random contracts: sentences of many contracts put together, words exchanged.
 *
 *     random [--contracts N] [--seed N] FILE...
 *
 * Each begins as one of the files. Some sentences give way to others of their kind from anywhere, some
 * words and numbers to others. What the parser takes, formatted in either language, must parse back
 * to the same tree and be formatted to the same bytes; from Chinese to English and back it must be the
 * same text. Sentences that it does not take are left out, or few of the exchanged words would be seen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/intern.h"
#include "lang/base/vec.h"
#include "lang/syntax/dump.h"
#include "lang/syntax/fmt.h"
#include "lang/syntax/parse.h"
#include "lang/syntax/scan.h"
#include "tests/differential/generate.h"

struct reading {
    struct arena arena;
    struct intern *intern;
    struct lexicon *lexicon;
    struct diags diags;
    struct source *source;
    struct ast_file *file;
};

static void read_text(struct reading *reading, const char *text, size_t len)
{
    arena_init(&reading->arena);
    reading->intern = intern_new();
    reading->lexicon = lexicon_new(reading->intern);
    diags_init(&reading->diags, &reading->arena);
    reading->source = source_new("random.ht", text, len);
    struct parse_options options = {
        .arena = &reading->arena, .intern = reading->intern, .lexicon = reading->lexicon};
    reading->file = parse_source(reading->source, &options, &reading->diags);
}

static void release(struct reading *reading)
{
    source_free(reading->source);
    lexicon_free(reading->lexicon);
    intern_free(reading->intern);
    arena_release(&reading->arena);
}

/* ---- what there is to choose from ------------------------------------------------------------------ */

struct piece {
    char *text;
    int kind; /* enum sentence_kind, or enum raw_kind of a word */
};

struct stock {
    VEC(struct piece) sentences, words;
    VEC(const char *) files;
    VEC(size_t) starts; /* of the sentences of each file */
};

static char *copy_of(const char *text, size_t len)
{
    char *copy = calloc(len + 1, 1);
    if (!copy)
        BUG("out of memory");
    memcpy(copy, text, len);
    return copy;
}

static bool is_exchanged(const struct raw_token *token)
{
    return token->kind < RAW_STOP && token->kind != RAW_END;
}

static void take_words(struct stock *stock, const struct reading *reading)
{
    struct scan scan = {.lexicon = reading->lexicon};
    scan_text(&scan, reading->source);
    for (size_t i = 0; scan.tokens.items[i].kind != RAW_END; i++) {
        const struct raw_token *token = &scan.tokens.items[i];
        size_t len = token->span.end - token->span.start;
        /* one that opens a sentence would hide such sentences as a name */
        bool is_opening = i == 0 || token[-1].kind == RAW_STOP;
        if (is_exchanged(token) && !is_opening)
            vec_push(&stock->words, (struct piece){copy_of(reading->source->text + token->span.start, len),
                                                   (int)token->kind});
    }
    scan_release(&scan);
}

static void take_file(struct stock *stock, const char *path)
{
    struct buf error;
    buf_init(&error);
    struct source *source = source_read(path, &error);
    if (!source)
        BUG("%s", error.data);
    struct reading reading;
    read_text(&reading, source->text, source->len);
    vec_push(&stock->files, path);
    vec_push(&stock->starts, stock->sentences.count);
    for (uint32_t i = 0; i < reading.file->sentence_count; i++) {
        const struct ast_sentence *sentence = reading.file->sentences[i];
        if (sentence->has_error)
            continue;
        const char *text = reading.source->text + sentence->span.start;
        vec_push(&stock->sentences, (struct piece){copy_of(text, sentence->span.end - sentence->span.start),
                                                   (int)sentence->kind});
    }
    take_words(stock, &reading);
    release(&reading);
    source_free(source);
    buf_release(&error);
}

static void release_stock(struct stock *stock)
{
    for (size_t i = 0; i < stock->sentences.count; i++)
        free(stock->sentences.items[i].text);
    for (size_t i = 0; i < stock->words.count; i++)
        free(stock->words.items[i].text);
    vec_release(&stock->sentences);
    vec_release(&stock->words);
    vec_release(&stock->files);
    vec_release(&stock->starts);
}

/* Another of its kind, from anywhere. */
static const char *another(struct dice *dice, const struct piece *pieces, size_t count, int kind)
{
    size_t at = (size_t)dice_in(dice, 0, (int32_t)count - 1);
    while (pieces[at].kind != kind)
        at = (at + 1) % count;
    return pieces[at].text;
}

/* ---- a random contract ------------------------------------------------------------------------------ */

static void put_together(struct dice *dice, const struct stock *stock, struct buf *out)
{
    size_t file = (size_t)dice_in(dice, 0, (int32_t)stock->files.count - 1);
    size_t end = file + 1 < stock->starts.count ? stock->starts.items[file + 1] : stock->sentences.count;
    int32_t share = dice_in(dice, 0, 80);
    buf_clear(out);
    for (size_t i = stock->starts.items[file]; i < end; i++) {
        const struct piece *own = &stock->sentences.items[i];
        bool is_other = dice_is(dice, share);
        buf_puts(out, is_other ? another(dice, stock->sentences.items, stock->sentences.count, own->kind)
                               : own->text);
        buf_putc(out, '\n');
    }
}

static void exchange_words(struct dice *dice, const struct stock *stock, struct buf *text)
{
    struct reading reading;
    read_text(&reading, text->data, text->len);
    struct scan scan = {.lexicon = reading.lexicon};
    scan_text(&scan, reading.source);
    buf_clear(text);
    uint32_t from = 0;
    int32_t share = dice_in(dice, 0, 2);
    for (size_t i = 0; scan.tokens.items[i].kind != RAW_END; i++) {
        const struct raw_token *token = &scan.tokens.items[i];
        if (!is_exchanged(token) || !dice_is(dice, share))
            continue;
        buf_add(text, reading.source->text + from, token->span.start - from);
        buf_puts(text, another(dice, stock->words.items, stock->words.count, (int)token->kind));
        from = token->span.end;
    }
    buf_add(text, reading.source->text + from, reading.source->len - from);
    scan_release(&scan);
    release(&reading);
}

/* Leaves those sentences that the parser takes; false if there are none. How it takes them may hang on the others. */
static bool leave_out(const struct reading *reading, struct buf *text, int32_t *refused)
{
    buf_clear(text);
    for (uint32_t i = 0; i < reading->file->sentence_count; i++) {
        const struct ast_sentence *sentence = reading->file->sentences[i];
        if (sentence->has_error) {
            ++*refused;
            continue;
        }
        buf_add(text, reading->source->text + sentence->span.start, sentence->span.end - sentence->span.start);
        buf_putc(text, '\n');
    }
    return text->len > 0;
}

/* Reads what of the text the parser takes; false if that is nothing. */
static bool read_what_is_taken(struct reading *reading, struct buf *text, int32_t *refused)
{
    bool is_some = true;
    read_text(reading, text->data, text->len);
    while (is_some && reading->file->has_errors) {
        int32_t before = *refused;
        is_some = leave_out(reading, text, refused) && *refused > before;
        release(reading);
        read_text(reading, text->data, text->len);
    }
    return is_some;
}

/* ---- the round trips --------------------------------------------------------------------------------- */

static bool is_equal(const struct buf *left, const struct buf *right)
{
    return left->len == right->len && memcmp(left->data, right->data, left->len) == 0;
}

/* Formats a text that parses into `out`. Returns what is wrong, or NULL. */
static const char *format(const struct reading *first, enum fmt_language language, struct buf *out)
{
    struct reading again;
    struct buf twice;
    buf_init(&twice);
    buf_clear(out);
    fmt_file(first->file, language, out);
    read_text(&again, out->data, out->len);
    const char *fault = NULL;
    if (again.file->has_errors)
        fault = "what was formatted does not parse";
    else if (!ast_equal(first->file, again.file))
        fault = "what was formatted is another tree";
    fmt_file(again.file, language, &twice);
    if (!fault && !is_equal(out, &twice))
        fault = "formatted twice it is another text";
    release(&again);
    buf_release(&twice);
    return fault;
}

static const char *there_and_back(const struct buf *chinese)
{
    struct buf english, again;
    buf_init(&english);
    buf_init(&again);
    struct reading reading;
    read_text(&reading, chinese->data, chinese->len);
    const char *fault = format(&reading, FMT_ENGLISH, &english);
    release(&reading);
    read_text(&reading, english.data, english.len);
    if (!fault)
        fault = format(&reading, FMT_CHINESE, &again);
    release(&reading);
    if (!fault && !is_equal(chinese, &again))
        fault = "from Chinese to English and back it is another text";
    buf_release(&english);
    buf_release(&again);
    return fault;
}

/* NULL, or what is wrong; then *out is the text that shows it. */
static const char *fault_of(const struct reading *reading, struct buf *out)
{
    const char *fault = format(reading, FMT_ENGLISH, out);
    if (!fault)
        fault = format(reading, FMT_CHINESE, out);
    return fault ? fault : there_and_back(out);
}

int main(int argc, char **argv)
{
    int32_t contracts = 300;
    struct dice dice = {1956};
    struct stock stock = {0};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--contracts") == 0 && i + 1 < argc)
            contracts = (int32_t)strtol(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--seed") == 0 && i + 1 < argc)
            dice.state = strtoull(argv[++i], NULL, 10);
        else
            take_file(&stock, argv[i]);
    }
    if (stock.sentences.count == 0) {
        fprintf(stderr, "random [--contracts N] [--seed N] FILE...\n");
        return 2;
    }
    int32_t passed = 0, failed = 0, refused = 0;
    struct buf text, shown;
    buf_init(&text);
    buf_init(&shown);
    for (int32_t tries = 0; passed + failed < contracts && tries < 2 * contracts; tries++) {
        put_together(&dice, &stock, &text);
        exchange_words(&dice, &stock, &text);
        struct reading reading;
        if (read_what_is_taken(&reading, &text, &refused)) {
            const char *fault = fault_of(&reading, &shown);
            passed += !fault;
            failed += fault != NULL;
            if (fault)
                printf("%s:\n%s\n--- formatted:\n%s\n", fault, text.data, shown.data);
        }
        release(&reading);
    }
    buf_release(&text);
    buf_release(&shown);
    release_stock(&stock);
    printf("random contracts: %d passed, %d failed; %d sentences with other words were refused by the parser\n",
           (int)passed, (int)failed, (int)refused);
    return failed > 0 || passed < contracts;
}
