/* Growable arrays that live in an arena: there is nothing to release, and what they have outgrown stays
 * there as long as the arena. LIST(struct clause) clauses = {0}; list_push(arena, &clauses, clause);
 * A list is all zero at the start. Pointers to items are good until the next push. */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include "lang/base/arena.h"

#define LIST(type)                                                                                 \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, room;                                                                        \
    }

/* Appends a value. For a struct, give a variable or a compound literal. */
#define list_push(arena, list, ...)                                                                \
    do {                                                                                           \
        list_reserve((arena), (list), 1);                                                          \
        (list)->items[(list)->count++] = (__VA_ARGS__);                                            \
    } while (0)

/* Makes room for `more` items beyond count. */
#define list_reserve(arena, list, more)                                                            \
    ((list)->room - (list)->count >= (size_t)(more)                                                \
         ? (void)0                                                                                 \
         : (void)((list)->items = list_more((arena), (list)->items, &(list)->room, (list)->count,  \
                                            (more), sizeof *(list)->items)))

/* Forgets the items, keeps the room. */
#define list_clear(list) ((void)((list)->count = 0))

/* The last item, as an lvalue; the list is not empty. */
#define list_last(list) ((list)->items[(list)->count - 1])

/* Returns `items`, moved, with room for count + more items, and updates *room. */
void *list_more(struct arena *arena, const void *items, size_t *room, size_t count, size_t more,
                size_t item_len);

#endif
