/* What every command that reads contracts begins with: the standard vocabulary and the files,
 * parsed with one table of symbols, one lexicon and one collection of diagnostics. */
#ifndef LIBRARY_FRONT_H
#define LIBRARY_FRONT_H

#include <stdbool.h>

#include "compiler/library/used.h"
#include "lang/base/arena.h"
#include "lang/base/vec.h"
#include "lang/syntax/parse.h"

struct buf;

/* How contracts are read. All zero is a good setting. */
struct front_settings {
    const char *const *folders; /* where used files are looked for, besides their user's own folder */
    size_t folder_count;
    bool in_colour; /* messages */
};

struct front {
    struct front_settings settings;
    struct buf *messages; /* where messages go; NULL: to stderr */
    struct arena arena; /* trees and messages */
    struct intern *intern;
    struct lexicon *lexicon;
    struct diags diags;
    VEC(struct source *) sources;
    struct ast_file *standard; /* the standard vocabulary: words */
    struct ast_file *calendars; /* … and calendars with holidays */
    struct used used;          /* the files that the contract uses */
    struct front_mark {
        struct arena_mark arena;
        struct lexicon_mark lexicon;
        size_t sources;
    } kept; /* what front_clear leaves */
};

/* Reads the standard vocabulary, which is part of the program and so is without errors. The folders
 * outlive the front. */
void front_init(struct front *front, const struct front_settings *settings);

/* Says that what has been read and allocated until now outlives front_clear: the vocabularies. */
void front_keep(struct front *front);

/* Forgets what was read since front_keep, and all diagnostics: for the next contract. */
void front_clear(struct front *front);

void front_release(struct front *front);

/* Reads and parses one file ("-" is standard input) and the files that it uses. NULL if it cannot be
 * read, and then the messages say why. The tree may hold errors: they are in front->diags. */
MUST_USE struct ast_file *front_read(struct front *front, const char *path);

/* Parses a source, which the front keeps from then on. */
struct ast_file *front_parse(struct front *front, struct source *source);

/* Parses words that stand in no file; messages show their places under the name. `context` is the front. */
struct ast_file *front_parse_words(void *context, const char *name, const struct buf *words);

/* Prints the diagnostics where messages go. */
void front_print_diags(struct front *front);

#endif
