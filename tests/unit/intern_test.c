/* intern: equal names are one pointer. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>

#include "lang/base/intern.h"

static void equal_texts_are_one_symbol(void **state)
{
    (void)state;
    struct intern *table = intern_new();
    char text[] = "Fushun Steel";
    sym fushun = intern_add(table, text, 6);
    sym whole = intern_add(table, text, 12);
    text[0] = 'X';
    assert_ptr_equal(fushun, intern_text(table, "Fushun"));
    assert_ptr_not_equal(fushun, whole);
    assert_string_equal(fushun->text, "Fushun");
    assert_int_equal(fushun->len, 6);
    assert_ptr_equal(intern_add(table, NULL, 0), intern_text(table, ""));
    intern_free(table);
}

static void looking_up_adds_nothing(void **state)
{
    (void)state;
    struct intern *table = intern_new();
    assert_null(intern_find(table, "Benxi", 5));
    assert_int_equal(intern_count(table), 0);
    sym benxi = intern_text(table, "Benxi");
    assert_ptr_equal(intern_find(table, "Benxi!", 5), benxi);
    assert_null(intern_find(table, "Benxi!", 6));
    intern_free(table);
    intern_free(NULL);
}

static void symbols_stay_put_and_ids_are_dense(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    struct intern *table = intern_new();
    sym first = intern_text(table, "name-0");
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < COUNT; i++) {
            char name[32];
            snprintf(name, sizeof name, "name-%u", (unsigned)i);
            assert_int_equal(intern_text(table, name)->id, i);
        }
    }
    assert_int_equal(intern_count(table), COUNT);
    assert_ptr_equal(intern_at(table, 0), first);
    assert_string_equal(intern_at(table, 12345)->text, "name-12345");
    intern_free(table);
}

static void what_came_after_a_mark_can_be_forgotten(void **state)
{
    (void)state;
    struct intern *table = intern_new();
    sym old = intern_text(table, "old");
    struct intern_mark mark = intern_mark(table);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(intern_text(table, "new")->id, 1);
        intern_rewind(table, mark);
        assert_int_equal(intern_count(table), 1);
        assert_null(intern_find(table, "new", 3));
        assert_ptr_equal(intern_text(table, "old"), old);
    }
    intern_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_texts_are_one_symbol),
        cmocka_unit_test(looking_up_adds_nothing),
        cmocka_unit_test(symbols_stay_put_and_ids_are_dense),
        cmocka_unit_test(what_came_after_a_mark_can_be_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
