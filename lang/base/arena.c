/* An arena is a list of chunks; allocation moves a mark in the newest one. A request that is larger
 * than a usual chunk gets a chunk of its own. A chunk is zeroed a stretch at a time, just before pieces
 * of the stretch are handed out: that is cheaper than to zero every piece, and the stretch is still near
 * when it is written to, as a whole chunk of a large arena would not be. The chunks of a large arena are
 * huge pages where the system has them: its walks would else wait for addresses to be translated. */
#ifdef __linux__
#define _DEFAULT_SOURCE /* madvise() */
#include <sys/mman.h>
#endif

#include "lang/base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/format.h"

enum { CHUNK_LEN = 64 * 1024, STRETCH = 2040 /* just below what memset() takes for large */ };
enum { HUGE_LEN = 2 * 1024 * 1024, LARGE_ARENA = 1024 * 1024 };

struct arena_chunk {
    struct arena_chunk *older;
    size_t cap;  /* bytes of data */
    size_t held; /* of it and the older ones */
    alignas(ARENA_ALIGNMENT) unsigned char data[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

static void free_chunks(struct arena_chunk *chunk)
{
    while (chunk) {
        struct arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
}

void arena_release(struct arena *arena)
{
    free_chunks(arena->newest);
    free_chunks(arena->spare);
    arena_init(arena);
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->newest, arena->at};
}

enum { HUGE_CAP = HUGE_LEN - sizeof(struct arena_chunk) };

static bool is_usual(size_t cap)
{
    return cap == CHUNK_LEN || cap == HUGE_CAP;
}

/* Nothing behind `at` is known to be zero. */
static void use_chunk(struct arena *arena, struct arena_chunk *chunk, unsigned char *at)
{
    arena->newest = chunk;
    arena->at = arena->end = at;
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    while (arena->newest != mark.newest) {
        struct arena_chunk *chunk = arena->newest;
        arena->newest = chunk->older;
        if (!is_usual(chunk->cap)) {
            free(chunk);
            continue;
        }
        chunk->older = arena->spare;
        arena->spare = chunk;
    }
    use_chunk(arena, mark.newest, mark.at);
}

void arena_clear(struct arena *arena)
{
    struct arena_chunk *kept = arena->newest;
    if (!kept)
        return;
    free_chunks(kept->older);
    kept->older = NULL;
    use_chunk(arena, kept, kept->data);
}

static struct arena_chunk *huge_chunk(void)
{
    struct arena_chunk *chunk = aligned_alloc(HUGE_LEN, HUGE_LEN);
#ifdef MADV_HUGEPAGE
    if (chunk)
        (void)madvise(chunk, HUGE_LEN, MADV_HUGEPAGE); /* as well without */
#endif
    return chunk;
}

static struct arena_chunk *new_chunk(struct arena *arena, size_t len)
{
    struct arena_chunk *chunk = arena->spare && len <= arena->spare->cap ? arena->spare : NULL;
    if (chunk) {
        arena->spare = chunk->older;
        return chunk;
    }
    bool is_huge = len <= CHUNK_LEN && arena->newest && arena->newest->held >= LARGE_ARENA;
    size_t cap = is_huge ? HUGE_CAP : len > CHUNK_LEN ? len : CHUNK_LEN;
    chunk = is_huge ? huge_chunk() : malloc(sizeof *chunk + cap);
    if (!chunk)
        BUG("out of memory: %zu bytes", cap);
    chunk->cap = cap;
    return chunk;
}

/* Makes the newest chunk one that has room for `len` bytes behind `at`; returns them with their padding. */
static inline size_t make_room(struct arena *arena, size_t len)
{
    if (len > SIZE_MAX / 2)
        BUG("out of memory: %zu bytes", len);
    size_t padded = (len + ARENA_ALIGNMENT - 1) / ARENA_ALIGNMENT * ARENA_ALIGNMENT;
    struct arena_chunk *chunk = arena->newest;
    if (!chunk || (size_t)(chunk->data + chunk->cap - arena->at) < padded) {
        chunk = new_chunk(arena, padded);
        chunk->older = arena->newest;
        chunk->held = chunk->cap + (chunk->older ? chunk->older->held : 0);
        use_chunk(arena, chunk, chunk->data);
    }
    return padded;
}

void *arena_more(struct arena *arena, size_t len)
{
    size_t least = make_room(arena, len);
    size_t left = (size_t)(arena->newest->data + arena->newest->cap - arena->end);
    size_t missing = least - (size_t)(arena->end - arena->at);
    size_t stretch = missing > STRETCH ? missing : STRETCH < left ? STRETCH : left;
    memset(arena->end, 0, stretch);
    arena->end += stretch;
    unsigned char *memory = arena->at;
    arena->at += least;
    return memory;
}

void *arena_more_bytes(struct arena *arena, size_t len)
{
    size_t least = make_room(arena, len);
    unsigned char *memory = arena->at;
    arena->at += least;
    if (arena->at > arena->end)
        arena->end = arena->at; /* what the caller fills need not be zeroed */
    return memory;
}

void *arena_array(struct arena *arena, size_t count, size_t item_len)
{
    if (item_len && count > SIZE_MAX / item_len)
        BUG("out of memory: %zu items of %zu bytes", count, item_len);
    return arena_alloc(arena, count * item_len);
}

void *arena_copy(struct arena *arena, const void *src, size_t len)
{
    void *copy = arena_bytes(arena, len);
    return len ? memcpy(copy, src, len) : copy;
}

char *arena_text(struct arena *arena, const char *text, size_t len)
{
    char *copy = arena_bytes(arena, len + 1);
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

char *arena_printf(struct arena *arena, const char *fmt, ...)
{
    va_list values;
    va_start(values, fmt);
    char *text = arena_vprintf(arena, fmt, values);
    va_end(values);
    return text;
}

char *arena_vprintf(struct arena *arena, const char *fmt, va_list values)
{
    struct format format;
    if (format_split(&format, fmt, values)) {
        char *text = arena_bytes(arena, format.len + 1);
        format_join(&format, text);
        text[format.len] = '\0';
        return text;
    }
    va_list again;
    va_copy(again, values);
    int len = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (len < 0)
        BUG("bad format '%s'", fmt);
    char *text = arena_bytes(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, fmt, values);
    return text;
}
