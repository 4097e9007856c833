/* The one function through which every list grows; list.h has the macros. */
#include "lang/base/list.h"

#include <string.h>

void *list_more(struct arena *arena, const void *items, size_t *room, size_t count, size_t more,
                size_t item_len)
{
    enum { LEAST = 4 };
    size_t need, bytes;
    if (__builtin_add_overflow(count, more, &need))
        BUG("out of memory: %zu more items", more);
    size_t grown = *room < LEAST ? LEAST : *room * 2;
    grown = grown < need ? need : grown;
    if (__builtin_mul_overflow(grown, item_len, &bytes))
        BUG("out of memory: %zu items of %zu bytes", grown, item_len);
    void *moved = arena_bytes(arena, bytes);
    if (count)
        memcpy(moved, items, count * item_len);
    *room = grown;
    return moved;
}
