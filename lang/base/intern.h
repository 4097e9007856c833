/* Interned names: equal texts are one symbol, so names are compared as pointers. */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "lang/base/arena.h"

struct symbol {
    uint32_t id;  /* dense, from 0, in the order of first appearance */
    uint32_t len; /* bytes of text, without the NUL */
    char text[];
};

typedef const struct symbol *sym;

struct intern;

struct intern *intern_new(void);

/* Frees the table and every symbol of it. NULL is allowed. */
void intern_free(struct intern *table);

/* The symbol of these bytes, made if it is new. Contains no NUL. */
sym intern_add(struct intern *table, const char *text, size_t len);

/* The same; the caller knows hash_bytes() of the text already, and that no NUL is in it. */
sym intern_hashed(struct intern *table, const char *text, size_t len, uint64_t hash);

/* The same for a NUL-terminated text. */
sym intern_text(struct intern *table, const char *text);

/* The symbol of these bytes, or NULL if it was never added. */
sym intern_find(const struct intern *table, const char *text, size_t len);

/* How many symbols there are; ids are below it. */
size_t intern_count(const struct intern *table);

/* Forgets all symbols that were added since the mark. */
struct intern_mark {
    size_t count;
    struct arena_mark texts;
};
struct intern_mark intern_mark(const struct intern *table);
void intern_rewind(struct intern *table, struct intern_mark mark);

/* The symbol with this id, which is below intern_count. */
sym intern_at(const struct intern *table, uint32_t id);

#endif
