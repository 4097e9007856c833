/* What a mistyped word was probably meant to be. */
#include "lang/base/suggest.h"

#include <string.h>

#include "tests/unit/unit.h"

static const char *const words[] = {"check",    "checklist", "explain", "fmt",
                                    "schedule", "确认",      "抚顺钢厂"};

static const char *meant(const char *word)
{
    struct suggest suggest;
    suggest_init(&suggest, word, strlen(word));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        suggest_offer(&suggest, words[i], strlen(words[i]));
    return suggest.best ? suggest.best : "";
}

static void one_slip_is_found(void **state)
{
    (void)state;
    assert_string_equal(meant("chek"), "check");
    assert_string_equal(meant("chekc"), "check");
    assert_string_equal(meant("shedule"), "schedule");
    assert_string_equal(meant("explian"), "explain");
}

static void a_wrong_chinese_character_is_one_slip(void **state)
{
    (void)state;
    assert_string_equal(meant("抚顺铁厂"), "抚顺钢厂");
}

static void a_quite_different_word_suggests_nothing(void **state)
{
    (void)state;
    assert_string_equal(meant("terminate"), "");
    assert_string_equal(meant("x"), "");
    assert_string_equal(meant(""), "");
}

static void the_nearest_wins_and_the_first_of_equals(void **state)
{
    (void)state;
    struct suggest suggest;
    suggest_init(&suggest, "party", 5);
    suggest_offer(&suggest, "parts", 5);
    suggest_offer(&suggest, "pasty", 5);
    assert_string_equal(suggest.best, "parts");
    suggest_offer(&suggest, "party", 5);
    assert_string_equal(suggest.best, "party");
}

static void an_overlong_word_and_broken_bytes_do_no_harm(void **state)
{
    (void)state;
    char longest[SUGGEST_CHARS + 2];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_string_equal(meant(longest), "");
    assert_string_equal(meant("\xff\xfe\xfd"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_slip_is_found),
        cmocka_unit_test(a_wrong_chinese_character_is_one_slip),
        cmocka_unit_test(a_quite_different_word_suggests_nothing),
        cmocka_unit_test(the_nearest_wins_and_the_first_of_equals),
        cmocka_unit_test(an_overlong_word_and_broken_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
