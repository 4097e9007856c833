/* arena, vec and check: the parts of lang/base that hand out memory and guard arithmetic. */
#include "tests/unit/unit.h"

#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/check.h"
#include "lang/base/vec.h"

static void memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    unsigned char *before = NULL;
    for (size_t len = 0; len < 300; len += 7) {
        unsigned char *memory = arena_alloc(&arena, len);
        assert_non_null(memory);
        assert_int_equal((uintptr_t)memory % ARENA_ALIGNMENT, 0);
        for (size_t i = 0; i < len; i++)
            assert_int_equal(memory[i], 0);
        memset(memory, 0xaa, len);
        if (before && len > 7)
            assert_int_equal(before[0], 0xaa);
        before = memory;
    }
    arena_release(&arena);
    assert_null(arena.newest);
}

static void a_request_larger_than_a_chunk_is_served(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *small = arena_text(&arena, "small", 5);
    enum { LARGE = 1 << 20 };
    char *large = arena_alloc(&arena, LARGE);
    memset(large, 'x', LARGE);
    assert_string_equal(small, "small");
    for (int i = 0; i < LARGE; i++)
        assert_int_equal(large[i], 'x');
    arena_release(&arena);
}

static void a_cleared_arena_hands_out_zeroed_memory_again(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *first = arena_alloc(&arena, 64);
    memset(first, 'x', 64);
    arena_clear(&arena);
    char *second = arena_alloc(&arena, 64);
    assert_ptr_equal(first, second);
    for (int i = 0; i < 64; i++)
        assert_int_equal(second[i], 0);
    arena_release(&arena);
    arena_clear(&arena);
}

static void a_rewound_arena_keeps_what_is_older(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *old = arena_text(&arena, "kept", 4);
    struct arena_mark mark = arena_mark(&arena);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 40; i++) {
            char *memory = arena_alloc(&arena, i == 20 ? 1000000 : 9000);
            for (int k = 0; k < 9000; k++)
                assert_int_equal(memory[k], 0);
            memset(memory, 0xAA, 9000);
        }
        arena_rewind(&arena, mark);
        assert_ptr_equal(arena.newest, mark.newest);
        assert_ptr_equal(arena.at, mark.at);
        assert_string_equal(old, "kept");
    }
    arena_release(&arena);
}

static void texts_are_copied_and_terminated(void **state)
{
    (void)state;
    struct arena arena = {0};
    char source[] = "clause 1.1";
    char *text = arena_text(&arena, source, 6);
    int *numbers = arena_copy(&arena, (int[]){1, 2, 3}, 3 * sizeof(int));
    source[0] = 'X';
    assert_string_equal(text, "clause");
    assert_int_equal(numbers[2], 3);
    assert_string_equal(arena_printf(&arena, "%s %d.%d", text, 1, 1), "clause 1.1");
    assert_string_equal(arena_text(&arena, NULL, 0), "");
    arena_release(&arena);
}

struct point {
    int across, down;
};

static void what_a_vector_reaches_is_zero_and_stays(void **state)
{
    (void)state;
    VEC(struct point) points = {0};
    vec_reach(&points, 5);
    assert_true(points.count > 5);
    assert_int_equal(points.items[5].across, 0);
    points.items[5].across = 7;
    vec_reach(&points, 3);
    vec_reach(&points, 4096);
    assert_int_equal(points.items[5].across, 7);
    for (size_t i = 6; i < points.count; i++)
        assert_true(points.items[i].across == 0 && points.items[i].down == 0);
    vec_release(&points);
}

static void a_vector_keeps_its_items_while_it_grows(void **state)
{
    (void)state;
    VEC(struct point) points = {0};
    for (int i = 0; i < 1000; i++)
        vec_push(&points, (struct point){i, -i});
    assert_int_equal(points.count, 1000);
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(points.items[i].across, i);
        assert_int_equal(points.items[i].down, -i);
    }
    assert_int_equal(vec_last(&points).across, 999);
    vec_clear(&points);
    assert_int_equal(points.count, 0);
    vec_reserve(&points, 5000);
    assert_true(points.cap >= 5000);
    vec_release(&points);
    assert_null(points.items);
}

static void sums_and_products_stop_at_the_limits(void **state)
{
    (void)state;
    int64_t result = 77;
    assert_false(ckd_add_i64(&result, INT64_MAX, 1));
    assert_false(ckd_add_i64(&result, INT64_MIN, -1));
    assert_false(ckd_sub_i64(&result, INT64_MIN, 1));
    assert_false(ckd_sub_i64(&result, 0, INT64_MIN));
    assert_false(ckd_mul_i64(&result, INT64_MIN, -1));
    assert_false(ckd_mul_i64(&result, INT64_C(1) << 32, INT64_C(1) << 31));
    assert_int_equal(result, 77);

    assert_true(ckd_add_i64(&result, INT64_MAX, INT64_MIN));
    assert_int_equal(result, -1);
    assert_true(ckd_sub_i64(&result, -1, INT64_MAX));
    assert_true(result == INT64_MIN);
    assert_true(ckd_mul_i64(&result, INT64_C(1) << 32, -(INT64_C(1) << 31)));
    assert_true(result == INT64_MIN);
}

static void each_rounding_does_what_its_name_says(void **state)
{
    (void)state;
    static const struct {
        int tenths;
        int want[6]; /* in the order of enum rounding */
    } cases[] = {
        /*      half up, half even, down, up, ceiling, floor */
        {25, {3, 2, 2, 3, 3, 2}},        {35, {4, 4, 3, 4, 4, 3}},
        {24, {2, 2, 2, 3, 3, 2}},        {26, {3, 3, 2, 3, 3, 2}},
        {20, {2, 2, 2, 2, 2, 2}},        {-25, {-3, -2, -2, -3, -2, -3}},
        {-35, {-4, -4, -3, -4, -3, -4}}, {-24, {-2, -2, -2, -3, -2, -3}},
        {-26, {-3, -3, -2, -3, -2, -3}}, {5, {1, 0, 0, 1, 1, 0}},
        {-5, {-1, 0, 0, -1, 0, -1}},     {0, {0, 0, 0, 0, 0, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int mode = ROUND_HALF_UP; mode <= ROUND_FLOOR; mode++) {
            enum rounding rounding = (enum rounding)mode;
            bool is_exact;
            int128 got = round_div_i128(cases[i].tenths, 10, rounding, &is_exact);
            int128 turned = round_div_i128(-cases[i].tenths, -10, rounding, NULL);
            assert_int_equal((int64_t)got, cases[i].want[mode]);
            assert_int_equal((int64_t)turned, cases[i].want[mode]);
            assert_int_equal(is_exact, cases[i].tenths % 10 == 0);
        }
    }
}

static void muldiv_takes_the_product_in_128_bits(void **state)
{
    (void)state;
    int64_t result = 5;
    bool is_exact;
    assert_true(muldiv_i64(&result, INT64_MAX, INT64_MAX, INT64_MAX, ROUND_DOWN, &is_exact));
    assert_true(result == INT64_MAX && is_exact);
    assert_true(muldiv_i64(&result, INT64_MIN, INT64_MIN, INT64_MIN, ROUND_DOWN, &is_exact));
    assert_true(result == INT64_MIN && is_exact);
    assert_false(muldiv_i64(&result, INT64_MIN, 1, -1, ROUND_DOWN, NULL));
    assert_false(muldiv_i64(&result, INT64_MAX, 3, 2, ROUND_DOWN, NULL));
    assert_true(muldiv_i64(&result, INT64_MAX, 1, 2, ROUND_HALF_EVEN, &is_exact));
    assert_true(result == INT64_C(1) << 62 && !is_exact);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(a_request_larger_than_a_chunk_is_served),
        cmocka_unit_test(a_cleared_arena_hands_out_zeroed_memory_again),
        cmocka_unit_test(a_rewound_arena_keeps_what_is_older),
        cmocka_unit_test(texts_are_copied_and_terminated),
        cmocka_unit_test(what_a_vector_reaches_is_zero_and_stays),
        cmocka_unit_test(a_vector_keeps_its_items_while_it_grows),
        cmocka_unit_test(sums_and_products_stop_at_the_limits),
        cmocka_unit_test(each_rounding_does_what_its_name_says),
        cmocka_unit_test(muldiv_takes_the_product_in_128_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
