/* One source text and its map from byte offsets to lines and columns. */
#ifndef SYNTAX_SOURCE_H
#define SYNTAX_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"
#include "lang/syntax/span.h"

struct arena;
struct buf;

struct source {
    char *name; /* as messages show it: the path as given, or "<standard input>" */
    char *text; /* NUL-terminated; may contain NUL before that (an error, reported when parsed) */
    uint32_t len;
    /* Made when a place is first asked for: */
    uint32_t *line_starts; /* byte offset of each line's first byte */
    uint32_t line_count;   /* at least 1 */
    const struct source *used_in; /* the text that asks for this one; NULL if nothing does */
    struct span used_at;          /* where it asks */
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

/* The words of a span. Lives in the arena. */
const char *source_words(const struct source *source, struct arena *arena, struct span span);

/* The place of a byte; an offset past the end is the end. */
struct place source_place(const struct source *source, uint32_t offset);

/* The bytes of a line (from 1), without its line break. */
const char *source_line(const struct source *source, uint32_t line, uint32_t *len);

#endif
