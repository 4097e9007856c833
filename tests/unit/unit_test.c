/* unit: amounts in smallest parts, exact conversion, money that does not mix. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "lang/value/unit.h"

struct fixture {
    struct intern *names;
    struct unit_table table;
    uint32_t item, kilogram, tonne, gram, yuan, fen, dollar, metre, inch;
};

static struct decimal number(const char *text)
{
    struct decimal value = {0};
    assert_int_equal(decimal_parse(text, strlen(text), &value), DECIMAL_OK);
    return value;
}

static uint32_t add(struct fixture *all, const char *name, enum unit_kind kind, int decimals)
{
    uint32_t id = 0;
    sym symbol = intern_text(all->names, name);
    assert_int_equal(unit_add(&all->table, symbol, kind, decimals, &id), UNIT_OK);
    return id;
}

static uint32_t add_multiple(struct fixture *all, const char *name, int decimals,
                             const char *factor, uint32_t of)
{
    uint32_t id = 0;
    struct ratio ratio;
    assert_true(ratio_of_decimal(&ratio, number(factor)));
    sym symbol = intern_text(all->names, name);
    assert_int_equal(unit_add_multiple(&all->table, symbol, decimals, ratio, of, &id), UNIT_OK);
    return id;
}

static int set_up(void **state)
{
    static struct fixture all;
    all.names = intern_new();
    unit_table_init(&all.table);
    all.item = add(&all, "item", UNIT_COUNT, 0);
    all.kilogram = add(&all, "kilogram", UNIT_MEASURE, 3);
    all.tonne = add_multiple(&all, "tonne", 6, "1000", all.kilogram);
    all.gram = add_multiple(&all, "gram", 0, "0.001", all.kilogram);
    all.yuan = add(&all, "yuan", UNIT_MONEY, 2);
    all.fen = add_multiple(&all, "fen", 0, "0.01", all.yuan);
    all.dollar = add(&all, "dollar", UNIT_MONEY, 2);
    all.metre = add(&all, "metre", UNIT_MEASURE, 4);
    all.inch = add_multiple(&all, "inch", 0, "0.0254", all.metre);
    *state = &all;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *all = *state;
    unit_table_release(&all->table);
    intern_free(all->names);
    return 0;
}

static const struct unit *at(const struct fixture *all, uint32_t id)
{
    return unit_at(&all->table, id);
}

static void a_unit_is_found_by_its_name(void **state)
{
    struct fixture *all = *state;
    uint32_t id = 99;
    assert_true(unit_find(&all->table, intern_text(all->names, "tonne"), &id));
    assert_int_equal(id, all->tonne);
    assert_false(unit_find(&all->table, intern_text(all->names, "ounce"), &id));
    assert_string_equal(at(all, all->tonne)->name->text, "tonne");
    assert_int_equal(at(all, all->tonne)->dimension, all->kilogram);
    assert_int_equal(at(all, all->fen)->kind, UNIT_MONEY);
}

static void amounts_are_counted_in_smallest_parts(void **state)
{
    struct fixture *all = *state;
    int64_t parts = 42;
    assert_int_equal(unit_to_parts(at(all, all->yuan), number("480_000"), &parts), UNIT_OK);
    assert_int_equal(parts, 48000000);
    assert_int_equal(unit_to_parts(at(all, all->yuan), number("0.001"), &parts), UNIT_INEXACT);
    assert_int_equal(unit_to_parts(at(all, all->item), number("2.5"), &parts), UNIT_INEXACT);
    assert_int_equal(unit_to_parts(at(all, all->tonne), decimal_of(INT64_MAX), &parts),
                     UNIT_OVERFLOW);
    assert_int_equal(parts, 48000000);
    assert_int_equal(unit_to_parts(at(all, all->item), number("26.0"), &parts), UNIT_OK);
    assert_int_equal(parts, 26);
}

static void conversion_is_exact_or_says_so(void **state)
{
    struct fixture *all = *state;
    int64_t result = 42;
    assert_int_equal(unit_convert(at(all, all->tonne), 2500000, at(all, all->kilogram), &result),
                     UNIT_OK);
    assert_int_equal(result, 2500000); /* 2.5 tonnes in thousandths of a kilogram */
    assert_int_equal(unit_convert(at(all, all->gram), 7, at(all, all->tonne), &result), UNIT_OK);
    assert_int_equal(result, 7);
    assert_int_equal(unit_convert(at(all, all->yuan), 1234, at(all, all->fen), &result), UNIT_OK);
    assert_int_equal(result, 1234);
    assert_int_equal(unit_convert(at(all, all->inch), 3, at(all, all->metre), &result), UNIT_OK);
    assert_int_equal(result, 762);
    assert_int_equal(unit_convert(at(all, all->metre), 10000, at(all, all->inch), &result),
                     UNIT_INEXACT);
    assert_int_equal(result, 762);
    assert_int_equal(unit_convert_rounded(at(all, all->metre), 10000, at(all, all->inch),
                                          ROUND_HALF_UP, &result),
                     UNIT_OK);
    assert_int_equal(result, 39);
    assert_int_equal(unit_convert_rounded(at(all, all->metre), 10000, at(all, all->inch),
                                          ROUND_CEILING, &result),
                     UNIT_OK);
    assert_int_equal(result, 40);
}

static void what_does_not_belong_together_does_not_convert(void **state)
{
    struct fixture *all = *state;
    int64_t result = 42;
    assert_int_equal(unit_convert(at(all, all->yuan), 1, at(all, all->dollar), &result),
                     UNIT_OTHER_DIMENSION);
    assert_int_equal(unit_convert(at(all, all->item), 1, at(all, all->kilogram), &result),
                     UNIT_OTHER_DIMENSION);
    assert_int_equal(unit_convert(at(all, all->inch), INT64_MAX, at(all, all->metre), &result),
                     UNIT_OVERFLOW);
    assert_int_equal(result, 42);
}

static void ratios_are_reduced_and_positive(void **state)
{
    (void)state;
    struct ratio ratio;
    assert_true(ratio_make(&ratio, 2000, 3000));
    assert_int_equal(ratio.num, 2);
    assert_int_equal(ratio.den, 3);
    assert_true(ratio_of_decimal(&ratio, number("2.54")));
    assert_int_equal(ratio.num, 127);
    assert_int_equal(ratio.den, 50);
    assert_false(ratio_make(&ratio, 0, 1));
    assert_false(ratio_make(&ratio, 1, 0));
    assert_false(ratio_make(&ratio, -1, -1));
}

static void a_unit_that_cannot_be_is_refused(void **state)
{
    struct fixture *all = *state;
    uint32_t id = 99;
    size_t count = all->table.units.count;
    sym fresh = intern_text(all->names, "fresh"), known = intern_text(all->names, "yuan");
    struct ratio large = {INT64_MAX, 1};
    assert_int_equal(unit_add(&all->table, known, UNIT_COUNT, 0, &id), UNIT_NAME_TAKEN);
    assert_int_equal(unit_add(&all->table, fresh, UNIT_COUNT, 19, &id), UNIT_BAD_DECIMALS);
    assert_int_equal(unit_add(&all->table, fresh, UNIT_COUNT, -1, &id), UNIT_BAD_DECIMALS);
    assert_int_equal(unit_add_multiple(&all->table, fresh, 0, (struct ratio){0, 1}, all->yuan, &id),
                     UNIT_BAD_RATIO);
    assert_int_equal(unit_add_multiple(&all->table, fresh, 0, large, all->tonne, &id),
                     UNIT_BAD_RATIO);
    assert_int_equal(id, 99);
    assert_int_equal(all->table.units.count, count);

    enum unit_status status = UNIT_OK;
    for (int i = 0; i <= LIMIT_UNITS && status == UNIT_OK; i++) {
        char name[32];
        snprintf(name, sizeof name, "unit-%d", i);
        status = unit_add(&all->table, intern_text(all->names, name), UNIT_COUNT, 0, &id);
    }
    assert_int_equal(status, UNIT_TOO_MANY);
    assert_int_equal(all->table.units.count, LIMIT_UNITS);
}

static void money_is_printed_with_all_its_decimals(void **state)
{
    struct fixture *all = *state;
    struct buf buf;
    buf_init(&buf);
    unit_print(&buf, at(all, all->yuan), 48000000);
    buf_putc(&buf, ' ');
    unit_print(&buf, at(all, all->yuan), -5);
    buf_putc(&buf, ' ');
    unit_print(&buf, at(all, all->tonne), 2500000);
    buf_putc(&buf, ' ');
    unit_print(&buf, at(all, all->item), 26);
    assert_string_equal(buf.data, "480000.00 -0.05 2.5 26");
    buf_release(&buf);
}

/* There and back again through a finer unit changes nothing. */
static void exact_conversions_are_undone_by_their_opposite(void **state)
{
    struct fixture *all = *state;
    uint64_t seed = 5;
    for (int i = 0; i < 20000; i++) {
        int64_t parts = test_between(&seed, -1000000000000, 1000000000000), there, back;
        assert_int_equal(unit_convert(at(all, all->inch), parts, at(all, all->metre), &there),
                         UNIT_OK);
        assert_int_equal(there, parts * 254);
        assert_int_equal(unit_convert(at(all, all->metre), there, at(all, all->inch), &back),
                         UNIT_OK);
        assert_int_equal(back, parts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_unit_is_found_by_its_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(amounts_are_counted_in_smallest_parts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(conversion_is_exact_or_says_so, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_does_not_belong_together_does_not_convert, set_up,
                                        tear_down),
        cmocka_unit_test(ratios_are_reduced_and_positive),
        cmocka_unit_test_setup_teardown(a_unit_that_cannot_be_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(money_is_printed_with_all_its_decimals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(exact_conversions_are_undone_by_their_opposite, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
