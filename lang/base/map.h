/* A map from byte strings to uint32, iterated in the order of insertion, so that no output ever
 * depends on hashing. Entries are removed only from the end. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"

struct arena;

struct map_entry {
    const char *key; /* not NUL-terminated unless the caller's was, or the map copied it */
    uint32_t key_len;
    uint32_t hash;
    uint32_t value; /* may be changed in place */
};

struct map {
    struct map_entry *entries; /* in the order of insertion; iterate 0 .. count-1 */
    size_t count, cap;
    uint32_t *slots; /* open addressing: entry index + 1, 0 for empty */
    size_t slot_count;
    struct arena *keys;
};

/* Makes an empty map. Keys are copied into `keys`, which must outlive the map; with NULL they
 * are borrowed, and the caller keeps the bytes alive and unchanged. */
void map_init(struct map *map, struct arena *keys);
void map_release(struct map *map);

/* Sets the value of a key. True if the key is new. The key has at most UINT32_MAX bytes. */
bool map_put(struct map *map, const void *key, size_t key_len, uint32_t value);

/* The entry of a key, made with the value if the key is new; good until the next one is. */
struct map_entry *map_enter(struct map *map, const void *key, size_t key_len, uint32_t value, bool *is_new);

/* Makes room for so many entries in all, so that none is moved before. */
void map_reserve(struct map *map, size_t count);

/* Removes the entries from the `count`-th on: all that were added since there were `count`. Keys that
 * were copied into an arena stay in it. */
void map_truncate(struct map *map, size_t count);

/* The entry of a key, or NULL; good until the next map_put. */
struct map_entry *map_find(const struct map *map, const void *key, size_t key_len);

/* True and *value if the key is there. */
MUST_USE bool map_get(const struct map *map, const void *key, size_t key_len, uint32_t *value);

#endif
