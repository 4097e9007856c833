/* The function through which every vector grows; vec.h has the macros. */
#include "lang/base/vec.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/check.h"

void *vec_grow(void *items, size_t *cap, size_t count, size_t more, size_t item_len)
{
    if (*cap - count >= more)
        return items;
    size_t need, bytes;
    if (__builtin_add_overflow(count, more, &need))
        BUG("out of memory: %zu more items", more);
    size_t grown = *cap < 8 ? 8 : *cap;
    while (grown < need)
        if (__builtin_mul_overflow(grown, (size_t)2, &grown))
            BUG("out of memory: %zu items", need);
    if (__builtin_mul_overflow(grown, item_len, &bytes))
        BUG("out of memory: %zu items of %zu bytes", grown, item_len);
    items = realloc(items, bytes);
    if (!items)
        BUG("out of memory: %zu bytes", bytes);
    *cap = grown;
    return items;
}

void *vec_extend(void *items, size_t *cap, size_t *count, size_t index, size_t item_len)
{
    items = vec_grow(items, cap, *count, index - *count + 1, item_len);
    memset((char *)items + *count * item_len, 0, (*cap - *count) * item_len);
    *count = *cap;
    return items;
}

void vec_free(void *items)
{
    free(items);
}
