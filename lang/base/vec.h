/* Growable arrays of any type: VEC(struct clause) clauses = {0}; vec_push(&clauses, clause);
 * A vector is all zero at the start. Pointers to items are good until the next push. */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

#define VEC(type)                                                                                  \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, cap;                                                                         \
    }

/* Appends a value. For a struct, give a variable or a compound literal. */
#define vec_push(vec, ...)                                                                         \
    do {                                                                                           \
        vec_reserve((vec), 1);                                                                     \
        (vec)->items[(vec)->count++] = (__VA_ARGS__);                                              \
    } while (0)

/* Makes room for `more` items beyond count. */
#define vec_reserve(vec, more)                                                                     \
    ((vec)->cap - (vec)->count >= (size_t)(more)                                                   \
         ? (void)0                                                                                 \
         : (void)((vec)->items = vec_grow((vec)->items, &(vec)->cap, (vec)->count, (more),         \
                                          sizeof *(vec)->items)))

/* Makes `index` that of an item; those that come into being on the way are all zero. */
#define vec_reach(vec, index)                                                                      \
    ((size_t)(index) < (vec)->count                                                                \
         ? (void)0                                                                                 \
         : (void)((vec)->items = vec_extend((vec)->items, &(vec)->cap, &(vec)->count, (index),     \
                                            sizeof *(vec)->items)))

/* Forgets the items, keeps the memory. */
#define vec_clear(vec) ((void)((vec)->count = 0))

/* Frees the items; the vector is then empty and may be used again. */
#define vec_release(vec)                                                                           \
    do {                                                                                           \
        vec_free((vec)->items);                                                                    \
        (vec)->items = NULL;                                                                       \
        (vec)->count = (vec)->cap = 0;                                                             \
    } while (0)

/* The last item, as an lvalue; the vector is not empty. */
#define vec_last(vec) ((vec)->items[(vec)->count - 1])

/* Returns `items` with room for count + more items, moved if need be, and updates *cap.
 * Sizes are checked; out of memory aborts. */
void *vec_grow(void *items, size_t *cap, size_t count, size_t more, size_t item_len);
/* The same with *count items, all that there is room for, of which `index` is one. */
void *vec_extend(void *items, size_t *cap, size_t *count, size_t index, size_t item_len);
void vec_free(void *items);

#endif
