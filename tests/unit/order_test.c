/* order: the key, references on one tick, cycles. Calculus B3. */
#include "runtime/order.h"

#include <stdlib.h>

#include "tests/unit/unit.h"

static struct order_key key_of(int64_t at, int32_t rank, int64_t ord, const char *source,
                               const char *id)
{
    return (struct order_key){
        .at = at, .rank = rank, .ord = ord, .source = text_from(source), .id = text_from(id)};
}

static void the_key_decides_from_left_to_right(void **state)
{
    (void)state;
    struct order_key keys[] = {
        key_of(4, 9, 9, "z", "z"), key_of(5, 1, 9, "z", "z"),  key_of(5, 2, 0, "z", "z"),
        key_of(5, 2, 1, "a", "a"), key_of(5, 2, 1, "a", "ab"), key_of(5, 2, 1, "a", "b"),
        key_of(5, 2, 1, "b", "a"),
    };
    size_t count = sizeof keys / sizeof keys[0];
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < count; k++) {
            int order = order_compare(&keys[i], &keys[k]);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
    }
    assert_true(order_by_id_alone(&keys[3], &keys[6]));
    struct order_key behind = key_of(5, 2, 0, "a", "a"), before = key_of(5, 2, 9, "z", "z");
    behind.precedence = 1; /* before the reporter's own order, behind the rank */
    assert_true(order_compare(&before, &behind) < 0);
    assert_false(order_by_id_alone(&before, &behind));
    assert_false(order_by_id_alone(&keys[2], &keys[3]));
}

static void a_reference_stands_behind_what_it_names(void **state)
{
    (void)state;
    struct order_key target = key_of(5, 3, 0, "", "z");
    struct order_key lower = key_of(5, 1, 0, "", "a"); /* would come first by its act */
    order_refer(&lower, &target);
    assert_int_equal(lower.rank, 3);
    assert_int_equal(lower.depth, 1);
    assert_true(order_compare(&target, &lower) < 0);
    struct order_key higher = key_of(5, 4, 0, "", "a");
    order_refer(&higher, &target);
    assert_int_equal(higher.rank, 4);
    assert_int_equal(higher.depth, 0);
    struct order_key other_day = key_of(6, 1, 0, "", "a");
    order_refer(&other_day, &target);
    assert_int_equal(other_day.rank, 1);
}

static void chains_are_settled_in_any_order(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 200; round++) {
        /* node i refers to node i - 1 in a chain of eight, the nodes shuffled */
        enum { COUNT = 8 };
        struct order_key keys[COUNT];
        struct order_node nodes[COUNT];
        size_t place[COUNT];
        for (size_t i = 0; i < COUNT; i++) {
            place[i] = i;
        }
        for (size_t i = COUNT; i-- > 1;) {
            size_t k = (size_t)test_between(&seed, 0, (int64_t)i);
            size_t kept = place[i];
            place[i] = place[k];
            place[k] = kept;
        }
        for (size_t i = 0; i < COUNT; i++) {
            keys[place[i]] = key_of(5, (int32_t)(i == 3 ? 2 : 1), 0, "", "x");
            nodes[place[i]] = (struct order_node){
                .key = &keys[place[i]], .refers_to = i == 0 ? ORDER_NOWHERE : place[i - 1]};
        }
        order_references(nodes, COUNT);
        for (size_t i = 0; i < COUNT; i++) {
            assert_int_equal(keys[place[i]].rank, i < 3 ? 1 : 2);
            assert_int_equal(keys[place[i]].depth, i < 3 ? (int32_t)i : (int32_t)i - 3);
            assert_false(nodes[place[i]].is_in_cycle);
        }
    }
}

static void cycles_are_found_and_only_their_members(void **state)
{
    (void)state;
    struct order_key keys[5];
    struct order_node nodes[5];
    const size_t refers_to[] = {1, 2, 0, 2, 4}; /* 0 → 1 → 2 → 0; 3 → 2; 4 → 4 */
    for (size_t i = 0; i < 5; i++) {
        keys[i] = key_of(5, 1, 0, "", "x");
        nodes[i] = (struct order_node){.key = &keys[i], .refers_to = refers_to[i]};
    }
    order_references(nodes, 5);
    assert_true(nodes[0].is_in_cycle && nodes[1].is_in_cycle && nodes[2].is_in_cycle);
    assert_false(nodes[3].is_in_cycle);
    assert_true(nodes[4].is_in_cycle);
    assert_int_equal(keys[2].depth, 0);
    assert_int_equal(keys[3].depth, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_decides_from_left_to_right),
        cmocka_unit_test(a_reference_stands_behind_what_it_names),
        cmocka_unit_test(chains_are_settled_in_any_order),
        cmocka_unit_test(cycles_are_found_and_only_their_members),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
