/* Memory that is released all at once: one arena per unit of work (a compilation, an event).
 * Nothing taken from an arena is freed by itself. Out of memory aborts. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "lang/base/check.h"

struct arena_chunk;

struct arena {
    struct arena_chunk *newest; /* chunks are linked from the newest to the oldest */
    struct arena_chunk *spare;  /* emptied by arena_rewind, to be used again */
    unsigned char *at, *end;    /* the next free bytes of the newest chunk, which are zero */
};

enum { ARENA_ALIGNMENT = 8 };

/* Makes an empty arena; allocates nothing. An all-zero struct arena is an empty arena too. */
void arena_init(struct arena *arena);

/* Frees every chunk; the arena is then empty and may be used again. */
void arena_release(struct arena *arena);

/* Forgets all allocations but keeps one chunk for what comes next (an arena per event). */
void arena_clear(struct arena *arena);

/* A place in the life of an arena. */
struct arena_mark {
    struct arena_chunk *newest;
    unsigned char *at;
};
struct arena_mark arena_mark(const struct arena *arena);

/* Forgets what was allocated since the mark and keeps its memory for what comes next. */
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* Returns `len` zeroed bytes at an 8-byte boundary; never NULL, also for len 0. */
void *arena_more(struct arena *arena, size_t len);
static inline void *arena_alloc(struct arena *arena, size_t len)
{
    size_t padded = (len + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT;
    bool is_none = padded == 0 && !arena->at; /* of an empty arena, where no length is free */
    if (padded < len || padded > (size_t)(arena->end - arena->at) || is_none)
        return arena_more(arena, len);
    void *memory = arena->at;
    arena->at += padded;
    return memory;
}

/* Returns `len` bytes that the caller fills, at an 8-byte boundary. */
void *arena_more_bytes(struct arena *arena, size_t len);
static inline void *arena_bytes(struct arena *arena, size_t len)
{
    size_t padded = (len + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT;
    if (padded < len || padded > (size_t)(arena->end - arena->at) || !arena->at)
        return arena_more_bytes(arena, len);
    void *memory = arena->at;
    arena->at += padded;
    return memory;
}

/* Returns `count` zeroed items of `item_len` bytes; the product is checked. */
void *arena_array(struct arena *arena, size_t count, size_t item_len);

/* Returns a copy of `len` bytes at `src`. */
void *arena_copy(struct arena *arena, const void *src, size_t len);

/* Returns a NUL-terminated copy of the `len` bytes at `text`. */
char *arena_text(struct arena *arena, const char *text, size_t len);

/* Returns the formatted text, NUL-terminated. */
char *arena_printf(struct arena *arena, const char *fmt, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *arena, const char *fmt, va_list values) PRINTF_LIKE(2, 0);

#endif
