/* Symbols live in an arena; a map from their own text finds them, a vector orders them by id. */
#include "lang/base/intern.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/check.h"
#include "lang/base/map.h"
#include "lang/base/vec.h"

struct intern {
    struct arena texts;
    struct map ids; /* keys are the symbols' own texts */
    VEC(sym) symbols;
};

struct intern *intern_new(void)
{
    struct intern *table = calloc(1, sizeof *table);
    if (!table)
        BUG("out of memory");
    map_init(&table->ids, NULL);
    return table;
}

void intern_free(struct intern *table)
{
    if (!table)
        return;
    map_release(&table->ids);
    vec_release(&table->symbols);
    arena_release(&table->texts);
    free(table);
}

sym intern_add(struct intern *table, const char *text, size_t len)
{
    sym known = intern_find(table, text, len);
    if (known)
        return known;
    assert(len == 0 || !memchr(text, '\0', len));
    struct symbol *symbol = arena_alloc(&table->texts, sizeof *symbol + len + 1);
    symbol->id = (uint32_t)table->symbols.count;
    symbol->len = (uint32_t)len;
    if (len)
        memcpy(symbol->text, text, len);
    map_put(&table->ids, symbol->text, len, symbol->id);
    vec_push(&table->symbols, symbol);
    return symbol;
}

sym intern_text(struct intern *table, const char *text)
{
    return intern_add(table, text, strlen(text));
}

sym intern_find(const struct intern *table, const char *text, size_t len)
{
    uint32_t id;
    return map_get(&table->ids, text, len, &id) ? table->symbols.items[id] : NULL;
}

size_t intern_count(const struct intern *table)
{
    return table->symbols.count;
}

struct intern_mark intern_mark(const struct intern *table)
{
    return (struct intern_mark){table->symbols.count, arena_mark(&table->texts)};
}

void intern_rewind(struct intern *table, struct intern_mark mark)
{
    map_truncate(&table->ids, mark.count);
    table->symbols.count = mark.count;
    arena_rewind(&table->texts, mark.texts);
}

sym intern_at(const struct intern *table, uint32_t id)
{
    assert(id < table->symbols.count);
    return table->symbols.items[id];
}
