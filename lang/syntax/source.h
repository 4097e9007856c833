/* One source text and its map from byte offsets to lines and columns. */
#ifndef SYNTAX_SOURCE_H
#define SYNTAX_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"
#include "lang/syntax/span.h"

struct arena;
struct buf;

/* Words that stand in place of a span of the text. */
struct source_edit {
    struct span span;
    const char *words;
};

enum { SOURCE_END_LEN = 8 }; /* NULs behind a text: the scanner asks for two, its words for seven */

struct source {
    char *name; /* as messages show it: the path as given, or "<standard input>" */
    char *text; /* may contain NUL before its end (an error, reported when parsed) */
    uint32_t len;
    /* Made when a place is first asked for: */
    uint32_t *line_starts; /* byte offset of each line's first byte */
    uint32_t line_count;   /* at least 1 */
    const struct source *viewed;  /* a view: the source whose text, and lines, it shares; else NULL */
    const struct source *used_in; /* the text that asks for this one; NULL if nothing does */
    struct span used_at;          /* where it asks */
    bool is_template;             /* it is a view of a template, as it is used there */
    /* A view is the same text read with values put in for names. They are in its order. */
    const struct source_edit *edits;
    uint32_t edit_count;
};

/* A place for people: both from 1. `column` counts characters, `display` terminal columns. */
struct place {
    uint32_t line, column, display;
};

/* Makes a source of a copy of the bytes; never NULL. `len` is at most LIMIT_SOURCE_BYTES. */
struct source *source_new(const char *name, const char *text, size_t len);

/* Reads a file ("-" is standard input). NULL on failure, with a sentence in `error`; a file of
 * more than LIMIT_SOURCE_BYTES is a failure. */
MUST_USE struct source *source_read(const char *path, struct buf *error);

void source_free(struct source *source);

/* A view of a text, without edits yet. Lives in the arena, and shares the text, which outlives it. */
struct source *source_view(const struct source *source, struct arena *arena);

/* True for one text and its views. */
static inline bool source_is_same(const struct source *left, const struct source *right)
{
    return left == right || (left && right && left->text == right->text);
}

/* Gives a view its edits, in any order; of two at one place the last one counts. */
void source_set_edits(struct source *view, struct arena *arena, const struct source_edit *edits,
                      size_t count);

/* The words of a span; of a view, as it is read. Lives in the arena. */
const char *source_words(const struct source *source, struct arena *arena, struct span span);

/* The place of a byte; an offset past the end is the end. */
struct place source_place(const struct source *source, uint32_t offset);

/* The bytes of a line (from 1), without its line break. */
const char *source_line(const struct source *source, uint32_t line, uint32_t *len);

#endif
