/* Symbols live in an arena; a table of slots, at most half full, finds them by hash with linear probing,
 * a vector orders them by id. */
#include "lang/base/intern.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/check.h"
#include "lang/base/hash.h"
#include "lang/base/vec.h"

struct slot {
    uint64_t hash;
    sym symbol; /* NULL for empty */
};

struct entry {
    sym symbol;
    size_t slot;
};

struct intern {
    struct arena texts;
    struct slot *slots;
    size_t slot_mask;          /* their number, a power of two, less one */
    VEC(struct entry) symbols; /* slots are filled in this order */
};

static struct slot *new_slots(size_t count)
{
    struct slot *slots = calloc(count, sizeof *slots);
    if (!slots)
        BUG("out of memory: %zu slots", count);
    return slots;
}

struct intern *intern_new(void)
{
    struct intern *table = calloc(1, sizeof *table);
    if (!table)
        BUG("out of memory");
    table->slot_mask = 1024 - 1;
    table->slots = new_slots(table->slot_mask + 1);
    return table;
}

void intern_free(struct intern *table)
{
    if (!table)
        return;
    free(table->slots);
    vec_release(&table->symbols);
    arena_release(&table->texts);
    free(table);
}

/* The slot that holds the text, or the empty one where it belongs. */
static inline struct slot *find_slot(const struct intern *table, const char *text, size_t len,
                                     uint64_t hash)
{
    for (size_t at = hash;; at++) {
        struct slot *slot = &table->slots[at & table->slot_mask];
        if (!slot->symbol || (slot->hash == hash && slot->symbol->len == len &&
                              hash_agrees(slot->symbol->text, text, len)))
            return slot;
    }
}

static void grow(struct intern *table)
{
    struct slot *old = table->slots;
    table->slot_mask = table->slot_mask * 2 + 1;
    table->slots = new_slots(table->slot_mask + 1);
    for (size_t i = 0; i < table->symbols.count; i++) {
        struct entry *entry = &table->symbols.items[i];
        struct slot *slot = find_slot(table, entry->symbol->text, entry->symbol->len, old[entry->slot].hash);
        *slot = old[entry->slot];
        entry->slot = (size_t)(slot - table->slots);
    }
    free(old);
}

/* Apart from intern_hashed(), which should save no registers. */
__attribute__((noinline)) static sym add_symbol(struct intern *table, struct slot *slot,
                                                const char *text, size_t len, uint64_t hash)
{
    struct symbol *symbol = arena_alloc(&table->texts, sizeof *symbol + len + 1);
    symbol->id = (uint32_t)table->symbols.count;
    symbol->len = (uint32_t)len;
    if (len)
        memcpy(symbol->text, text, len);
    *slot = (struct slot){hash, symbol};
    vec_push(&table->symbols, (struct entry){symbol, (size_t)(slot - table->slots)});
    if (table->symbols.count * 2 > table->slot_mask + 1)
        grow(table);
    return symbol;
}

sym intern_hashed(struct intern *table, const char *text, size_t len, uint64_t hash)
{
    struct slot *slot = find_slot(table, text, len, hash);
    return slot->symbol ? slot->symbol : add_symbol(table, slot, text, len, hash);
}

sym intern_add(struct intern *table, const char *text, size_t len)
{
    assert(len == 0 || !memchr(text, '\0', len));
    return intern_hashed(table, text, len, hash_bytes(text, len));
}

sym intern_text(struct intern *table, const char *text)
{
    return intern_add(table, text, strlen(text));
}

sym intern_find(const struct intern *table, const char *text, size_t len)
{
    return find_slot(table, text, len, hash_bytes(text, len))->symbol;
}

size_t intern_count(const struct intern *table)
{
    return table->symbols.count;
}

struct intern_mark intern_mark(const struct intern *table)
{
    return (struct intern_mark){table->symbols.count, arena_mark(&table->texts)};
}

/* Backwards, so that no probe for an older symbol meets an empty slot. */
void intern_rewind(struct intern *table, struct intern_mark mark)
{
    while (table->symbols.count > mark.count)
        table->slots[table->symbols.items[--table->symbols.count].slot].symbol = NULL;
    arena_rewind(&table->texts, mark.texts);
}

sym intern_at(const struct intern *table, uint32_t id)
{
    assert(id < table->symbols.count);
    return table->symbols.items[id].symbol;
}
