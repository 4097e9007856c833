/* quoted_scan.c - looking at a text byte by byte: words, digits, Chinese numerals. */
#include "compiler/sema/quoted_internal.h"

#include <string.h>

bool quoted_starts(const struct reader *reader, uint32_t at, const char *word)
{
    size_t len = strlen(word);
    return at + len <= reader->len && memcmp(reader->text + at, word, len) == 0;
}

/* Moves *at behind a word; false if it does not stand there. */
bool quoted_take(const struct reader *reader, uint32_t *at, const char *word)
{
    if (!quoted_starts(reader, *at, word))
        return false;
    *at += (uint32_t)strlen(word);
    return true;
}

bool quoted_is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool quoted_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* True if the byte before `at` belongs to a word or number. */
bool quoted_is_inside(const struct reader *reader, uint32_t at)
{
    if (at == 0)
        return false;
    char before = reader->text[at - 1];
    return quoted_is_letter(before) || quoted_is_digit(before) || before == '_' || before == '-' || before == '.';
}

void quoted_skip_blanks(const struct reader *reader, uint32_t *at)
{
    while (*at < reader->len && strchr(" \t\r\n", reader->text[*at]))
        (*at)++;
}

char quoted_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Moves *at behind an English word in any case that ends there. */
bool quoted_take_word(const struct reader *reader, uint32_t *at, const char *word)
{
    uint32_t len = (uint32_t)strlen(word);
    if (*at + len > reader->len)
        return false;
    for (uint32_t i = 0; i < len; i++) {
        if (quoted_lower(reader->text[*at + i]) != word[i])
            return false;
    }
    if (*at + len < reader->len && quoted_is_letter(reader->text[*at + len]))
        return false;
    *at += len;
    return true;
}

void quoted_add(struct reader *reader, struct figure figure, uint32_t start, uint32_t end)
{
    figure.start = start;
    figure.end = end;
    vec_push(reader->figures, figure);
    reader->at = end;
}

/* ---- digits ---------------------------------------------------------------------------------------- */

/* One digit, also a full-width one; -1 if there is none. */
int quoted_digit_at(const struct reader *reader, uint32_t at, uint32_t *len)
{
    *len = 1;
    if (at < reader->len && quoted_is_digit(reader->text[at]))
        return reader->text[at] - '0';
    static const char *const wide[] = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
    for (int i = 0; i < 10; i++) {
        *len = 3;
        if (quoted_starts(reader, at, wide[i]))
            return i;
    }
    return -1;
}

/* 480,000.50 and 1_200; at most 18 digits. Moves *at behind it. */
bool quoted_digits(const struct reader *reader, uint32_t *at, struct decimal *value)
{
    uint32_t len, end = *at;
    int count = 0, digit;
    *value = (struct decimal){0, 0};
    bool has_point = false;
    for (;;) {
        digit = quoted_digit_at(reader, end, &len);
        if (digit >= 0 && count < 18) {
            value->digits = value->digits * 10 + digit;
            value->scale += has_point;
            count++;
            end += len;
            continue;
        }
        uint32_t behind = end + 1, ignored;
        bool is_point = !has_point && end < reader->len && reader->text[end] == '.';
        bool is_group = !has_point && end < reader->len &&
                        (reader->text[end] == ',' || reader->text[end] == '_') &&
                        quoted_digit_at(reader, behind + 1, &ignored) >= 0 &&
                        quoted_digit_at(reader, behind + 2, &ignored) >= 0;
        if (count == 0 || !(is_point || is_group) || quoted_digit_at(reader, behind, &ignored) < 0)
            break;
        has_point |= is_point;
        end = behind;
    }
    if (count == 0 || digit >= 0)
        return false;
    *at = end;
    return true;
}

/* ---- Chinese numerals ------------------------------------------------------------------------------ */

static const struct {
    const char *sign;
    int digit;      /* -1: a multiplier */
    int64_t factor;
} numerals[] = {
    {"零", 0, 0}, {"〇", 0, 0}, {"一", 1, 0}, {"二", 2, 0}, {"两", 2, 0}, {"三", 3, 0}, {"四", 4, 0},
    {"五", 5, 0}, {"六", 6, 0}, {"七", 7, 0}, {"八", 8, 0}, {"九", 9, 0}, {"壹", 1, 0}, {"贰", 2, 0},
    {"叁", 3, 0}, {"肆", 4, 0}, {"伍", 5, 0}, {"陆", 6, 0}, {"柒", 7, 0}, {"捌", 8, 0}, {"玖", 9, 0},
    {"十", -1, 10}, {"拾", -1, 10}, {"百", -1, 100}, {"佰", -1, 100}, {"千", -1, 1000},
    {"仟", -1, 1000}, {"万", -1, 10000}, {"亿", -1, 100000000},
};

enum { NUMERAL_COUNT = sizeof numerals / sizeof *numerals };

static int numeral_at(const struct reader *reader, uint32_t at)
{
    for (int i = 0; i < NUMERAL_COUNT; i++) {
        if (quoted_starts(reader, at, numerals[i].sign))
            return i;
    }
    return -1;
}

/* 二十六, 一百零五, 四十八万, and digits in a row: 一九五六. Moves *at behind it. */
bool quoted_chinese(const struct reader *reader, uint32_t *at, struct chinese *read)
{
    int64_t total = 0, section = 0, digit = 0, row = 0;
    bool has_digit = false;
    *read = (struct chinese){.is_row = true};
    uint32_t end = *at;
    for (int sign; (sign = numeral_at(reader, end)) >= 0 && read->signs < 24; end += 3) {
        int64_t factor = numerals[sign].factor;
        read->signs++;
        if (numerals[sign].digit >= 0) {
            read->digits++;
            if (row > INT64_MAX / 100)
                return false;
            row = row * 10 + numerals[sign].digit;
            digit = numerals[sign].digit;
            has_digit = true;
            continue;
        }
        read->begins_with_ten |= read->signs == 1 && factor == 10;
        read->begins_with_factor |= read->signs == 1 && factor > 10;
        read->is_row = false;
        if (factor < 10000) {
            section += (has_digit ? digit : 1) * factor;
        } else {
            total = (total + section + (has_digit ? digit : 0)) * factor;
            section = 0;
        }
        if (total > INT64_MAX / 100000000)
            return false;
        digit = 0;
        has_digit = false;
    }
    if (read->signs == 0)
        return false;
    read->value = read->is_row ? row : total + section + digit;
    *at = end;
    return true;
}

int64_t quoted_factor_at(const struct reader *reader, uint32_t at)
{
    int sign = numeral_at(reader, at);
    return sign >= 0 ? numerals[sign].factor : 0;
}

bool quoted_is_numeral(const struct reader *reader, uint32_t at)
{
    return numeral_at(reader, at) >= 0;
}

/* A number in either script, as a whole number of at most `most`. */
bool quoted_small(const struct reader *reader, uint32_t *at, int most, int *value)
{
    uint32_t end = *at;
    struct decimal digits;
    struct chinese chinese;
    int64_t whole;
    if (quoted_digits(reader, &end, &digits) && digits.scale == 0)
        whole = digits.digits;
    else if (end = *at, quoted_chinese(reader, &end, &chinese))
        whole = chinese.value;
    else
        return false;
    if (whole < 1 || whole > most)
        return false;
    *at = end;
    *value = (int)whole;
    return true;
}
