/* map: found by bytes, listed in the order of insertion. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/map.h"

static void a_key_has_one_value_and_bytes_decide(void **state)
{
    (void)state;
    struct map map;
    uint32_t value = 9;
    map_init(&map, NULL);
    assert_false(map_get(&map, "a", 1, &value));
    assert_true(map_put(&map, "a\0b", 3, 1));
    assert_true(map_put(&map, "a", 1, 2));
    assert_true(map_put(&map, "", 0, 3));
    assert_false(map_put(&map, "a\0b", 3, 4));
    assert_int_equal(map.count, 3);
    assert_true(map_get(&map, "a\0b", 3, &value));
    assert_int_equal(value, 4);
    assert_true(map_get(&map, NULL, 0, &value));
    assert_int_equal(value, 3);
    assert_false(map_get(&map, "a\0c", 3, &value));
    assert_null(map_find(&map, "b", 1));
    map_find(&map, "a", 1)->value++;
    assert_true(map_get(&map, "a", 1, &value));
    assert_int_equal(value, 3);
    map_release(&map);
    map_release(&map);
}

static void keys_are_copied_into_the_arena_if_there_is_one(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct map map;
    uint32_t value;
    char key[] = "event-1";
    map_init(&map, &arena);
    map_put(&map, key, 7, 1);
    memset(key, 'x', 7);
    assert_true(map_get(&map, "event-1", 7, &value));
    assert_string_equal(map.entries[0].key, "event-1");
    map_release(&map);
    arena_release(&arena);
}

static void entries_stand_in_the_order_they_came(void **state)
{
    (void)state;
    enum { COUNT = 50000 };
    struct arena arena = {0};
    struct map map;
    map_init(&map, &arena);
    for (uint32_t i = 0; i < COUNT; i++) {
        uint32_t mixed = i * 2654435761u; /* distinct, in no order */
        assert_true(map_put(&map, &mixed, sizeof mixed, i));
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        uint32_t mixed = i * 2654435761u, value;
        assert_true(map_get(&map, &mixed, sizeof mixed, &value));
        assert_int_equal(value, i);
        assert_int_equal(map.entries[i].value, i);
        assert_memory_equal(map.entries[i].key, &mixed, sizeof mixed);
    }
    map_release(&map);
    arena_release(&arena);
}

static void the_last_entries_can_be_removed(void **state)
{
    (void)state;
    struct map map;
    uint32_t keys[3000], value;
    map_init(&map, NULL);
    for (uint32_t round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < 3000; i++) {
            keys[i] = i * 2654435761u;
            map_put(&map, &keys[i], sizeof keys[i], i);
        }
        map_truncate(&map, 1000);
        assert_int_equal(map.count, 1000);
        for (uint32_t i = 0; i < 3000; i++)
            assert_int_equal(map_get(&map, &keys[i], sizeof keys[i], &value), i < 1000);
    }
    map_release(&map);
}

static void a_key_is_entered_once_and_room_moves_nothing(void **state)
{
    (void)state;
    struct map map;
    bool is_new;
    uint32_t keys[300];
    map_init(&map, NULL);
    map_reserve(&map, 300);
    const struct map_entry *entries = map.entries;
    for (uint32_t i = 0; i < 300; i++) {
        keys[i] = i * 2654435761u;
        assert_int_equal(map_enter(&map, &keys[i], sizeof keys[i], i, &is_new)->value, i);
        assert_true(is_new);
    }
    assert_ptr_equal(map.entries, entries);
    assert_int_equal(map_enter(&map, &keys[7], sizeof keys[7], 9, &is_new)->value, 7);
    assert_false(is_new);
    assert_int_equal(map.count, 300);
    map_release(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_has_one_value_and_bytes_decide),
        cmocka_unit_test(keys_are_copied_into_the_arena_if_there_is_one),
        cmocka_unit_test(entries_stand_in_the_order_they_came),
        cmocka_unit_test(the_last_entries_can_be_removed),
        cmocka_unit_test(a_key_is_entered_once_and_room_moves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
