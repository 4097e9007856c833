/* Entries stand in an array in the order they came; a table of slots, at most half full, finds them
 * by hash with linear probing. */
#include "lang/base/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/hash.h"
#include "lang/base/vec.h"

void map_init(struct map *map, struct arena *keys)
{
    *map = (struct map){.keys = keys};
}

void map_release(struct map *map)
{
    vec_free(map->entries);
    free(map->slots);
    map_init(map, map->keys);
}

/* The slot that holds the key, or the empty one where it belongs. */
static size_t find_slot(const struct map *map, const char *key, size_t key_len, uint32_t hash)
{
    size_t slot = hash & (map->slot_count - 1);
    while (map->slots[slot]) {
        const struct map_entry *entry = &map->entries[map->slots[slot] - 1];
        if (entry->hash == hash && entry->key_len == key_len && hash_same(entry->key, key, key_len))
            break;
        slot = (slot + 1) & (map->slot_count - 1);
    }
    return slot;
}

static void set_slots(struct map *map, size_t slot_count)
{
    uint32_t *slots = calloc(slot_count, sizeof *slots);
    if (!slots)
        BUG("out of memory: %zu slots", slot_count);
    for (size_t i = 0; i < map->count; i++) {
        size_t slot = map->entries[i].hash & (slot_count - 1);
        while (slots[slot])
            slot = (slot + 1) & (slot_count - 1);
        slots[slot] = (uint32_t)i + 1;
    }
    free(map->slots);
    map->slots = slots;
    map->slot_count = slot_count;
}

void map_reserve(struct map *map, size_t count)
{
    size_t slot_count = map->slot_count ? map->slot_count : 16;
    while (slot_count < count * 2)
        slot_count *= 2;
    if (slot_count > map->slot_count)
        set_slots(map, slot_count);
    if (count > map->count)
        map->entries = vec_grow(map->entries, &map->cap, map->count, count - map->count,
                                sizeof *map->entries);
}

struct map_entry *map_enter(struct map *map, const void *key, size_t key_len, uint32_t value, bool *is_new)
{
    assert(key_len <= UINT32_MAX && map->count < UINT32_MAX / 2);
    if (map->count * 2 >= map->slot_count)
        set_slots(map, map->slot_count ? map->slot_count * 2 : 16);
    uint32_t hash = hash_short(key, key_len);
    size_t slot = find_slot(map, key, key_len, hash);
    *is_new = map->slots[slot] == 0;
    if (!*is_new)
        return &map->entries[map->slots[slot] - 1];
    if (map->count == map->cap)
        map->entries = vec_grow(map->entries, &map->cap, map->count, 1, sizeof *map->entries);
    struct map_entry *entry = &map->entries[map->count++];
    *entry = (struct map_entry){
        .key = map->keys ? arena_text(map->keys, key, key_len) : key,
        .key_len = (uint32_t)key_len,
        .hash = hash,
        .value = value,
    };
    map->slots[slot] = (uint32_t)map->count;
    return entry;
}

bool map_put(struct map *map, const void *key, size_t key_len, uint32_t value)
{
    bool is_new;
    map_enter(map, key, key_len, value, &is_new)->value = value;
    return is_new;
}

/* Slots were filled in the order of the entries, so emptying them backwards breaks no probe. */
void map_truncate(struct map *map, size_t count)
{
    while (map->count > count) {
        const struct map_entry *last = &map->entries[map->count - 1];
        map->slots[find_slot(map, last->key, last->key_len, last->hash)] = 0;
        map->count--;
    }
}

struct map_entry *map_find(const struct map *map, const void *key, size_t key_len)
{
    if (map->count == 0)
        return NULL;
    uint32_t index = map->slots[find_slot(map, key, key_len, hash_short(key, key_len))];
    return index ? &map->entries[index - 1] : NULL;
}

bool map_get(const struct map *map, const void *key, size_t key_len, uint32_t *value)
{
    const struct map_entry *entry = map_find(map, key, key_len);
    if (entry)
        *value = entry->value;
    return entry != NULL;
}
