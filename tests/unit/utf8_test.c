/* utf8: strict decoding, faults with their place, terminal columns. */
#include "tests/unit/unit.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/utf8.h"

static void every_scalar_is_encoded_and_decoded_back(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10ffff; code++) {
        if (code >= 0xd800 && code <= 0xdfff)
            continue;
        char bytes[4];
        uint32_t back = 0;
        size_t len = utf8_encode(code, bytes);
        if (utf8_decode(bytes, len, &back) != len || back != code)
            fail_msg("U+%04X", (unsigned)code);
        if (len > 1 && utf8_decode(bytes, len - 1, &back) != 0)
            fail_msg("U+%04X cut short", (unsigned)code);
    }
}

static void bytes_that_are_not_utf8_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80",             /* a continuation alone */
        "\xc0\x80",         /* overlong NUL */
        "\xc1\xbf",         /* overlong DEL */
        "\xe0\x9f\xbf",     /* overlong U+07FF */
        "\xf0\x8f\xbf\xbf", /* overlong U+FFFF */
        "\xed\xa0\x80",     /* U+D800 */
        "\xed\xbf\xbf",     /* U+DFFF */
        "\xf4\x90\x80\x80", /* U+110000 */
        "\xf5\x80\x80\x80",
        "\xff",
        "\xfe",
        "\xe4\xb8",     /* cut short */
        "\xe4\x41\x41", /* continuation missing */
        "\xe4\xb8\x41",
        "\xf0\x9f\x8f\xff",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t code;
        if (utf8_decode(bad[i], strlen(bad[i]), &code) != 0)
            fail_msg("case %zu was accepted", i);
    }
}

/* Every run of up to three bytes: accepted exactly if encoding the result gives it back. */
static void no_two_byte_strings_mean_one_character(void **state)
{
    (void)state;
    for (unsigned bits = 0; bits < 1u << 24; bits++) {
        char bytes[3] = {(char)(bits >> 16), (char)(bits >> 8), (char)bits}, again[4];
        uint32_t code = 0;
        size_t len = utf8_decode(bytes, 3, &code);
        if (len && (utf8_encode(code, again) != len || memcmp(bytes, again, len) != 0))
            fail_msg("%06x", bits);
    }
}

static void a_fault_is_reported_with_its_offset(void **state)
{
    (void)state;
    size_t offset = 99;
    assert_int_equal(utf8_check("本溪 ok", strlen("本溪 ok"), &offset), UTF8_FINE);
    assert_int_equal(offset, 99);
    assert_int_equal(utf8_check("本\xe6\xba", 5, &offset), UTF8_INVALID);
    assert_int_equal(offset, 3);
    assert_int_equal(utf8_check("ab\0c", 4, &offset), UTF8_NUL);
    assert_int_equal(offset, 2);
    assert_int_equal(utf8_check("a\xe2\x80\xae", 4, &offset), UTF8_BIDI);
    assert_int_equal(offset, 1);
    assert_int_equal(utf8_check("", 0, NULL), UTF8_FINE);
}

static void exactly_eleven_bidi_controls_are_refused(void **state)
{
    (void)state;
    int count = 0;
    for (uint32_t code = 0; code <= 0x10ffff; code++)
        count += utf8_is_bidi_control(code);
    assert_int_equal(count, 11);
    assert_true(utf8_is_bidi_control(0x202a) && utf8_is_bidi_control(0x2069));
    assert_false(utf8_is_bidi_control(0x200d)); /* the joiner is part of ordinary writing */
}

static void columns_are_those_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(utf8_width("Fushun", 6), 6);
    assert_int_equal(utf8_width("抚顺钢厂，", strlen("抚顺钢厂，")), 10);
    assert_int_equal(utf8_width("e\xcc\x81", 3), 1);    /* e and a combining acute */
    assert_int_equal(utf8_width("\xe2\x80\x9c", 3), 1); /* a quotation mark is ambiguous */
    assert_int_equal(utf8_width("\xef\xbc\xa1", 3), 2); /* fullwidth A */
    assert_int_equal(utf8_width("\xe2\x80\x8b", 3), 0); /* zero-width space */
    assert_int_equal(utf8_width("\xff"
                                "a\t",
                                3),
                     2);
    assert_int_equal(utf8_char_width(0x3000), 2);
    assert_int_equal(utf8_char_width(0xad), 1);
    assert_int_equal(utf8_char_width(0x20000), 2);
    assert_int_equal(utf8_char_width(0x1f3ed), 2);
    assert_int_equal(utf8_char_width(0x300), 0);
    assert_int_equal(utf8_char_width(0xe0100), 0);
    assert_int_equal(utf8_char_width(0x10ffff), 1);
}

static void padding_fills_and_never_cuts(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf);
    utf8_pad(&buf, "本溪", strlen("本溪"), 6);
    utf8_pad(&buf, "Fushun", 6, 3);
    assert_string_equal(buf.data, "本溪  Fushun");
    buf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_scalar_is_encoded_and_decoded_back),
        cmocka_unit_test(bytes_that_are_not_utf8_are_refused),
        cmocka_unit_test(no_two_byte_strings_mean_one_character),
        cmocka_unit_test(a_fault_is_reported_with_its_offset),
        cmocka_unit_test(exactly_eleven_bidi_controls_are_refused),
        cmocka_unit_test(columns_are_those_of_a_terminal),
        cmocka_unit_test(padding_fills_and_never_cuts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
