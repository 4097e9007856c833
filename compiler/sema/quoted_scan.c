/* quoted_scan.c - looking at a text byte by byte: words, digits, Chinese numerals. */
#include "compiler/sema/quoted_internal.h"

#include <string.h>

bool quoted_starts(const struct reader *reader, uint32_t at, const char *word)
{
    if (at >= reader->len || reader->text[at] != word[0])
        return false;
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

/* Moves *at behind an English word in any case that ends there. */
bool quoted_take_word(const struct reader *reader, uint32_t *at, const char *word)
{
    if (*at >= reader->len || quoted_lower(reader->text[*at]) != word[0])
        return false;
    uint32_t len = (uint32_t)strlen(word);
    if (*at + len > reader->len)
        return false;
    for (uint32_t i = 1; i < len; i++) {
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

#define THIRD(byte) (UINT64_C(1) << ((byte) & 0x3F))
const uint64_t quoted_third_bytes[64] = {
    [0x80 & 0x3F] = THIRD(0x87), /* 〇 */
    [0x82 & 0x3F] = THIRD(0x86), /* 肆 */
    [0x85 & 0x3F] = THIRD(0xAB) | THIRD(0xAD), /* 八六 */
    [0x8B & 0x3F] = THIRD(0xBE), /* 拾 */
    [0x8D & 0x3F] = THIRD(0x81) | THIRD(0x83) | THIRD(0x8C), /* 十千捌 */
    [0x8E & 0x3F] = THIRD(0x96), /* 玖 */
    [0x8F & 0x3F] = THIRD(0x81), /* 叁 */
    [0x99 & 0x3F] = THIRD(0x86) | THIRD(0xBE), /* 陆百 */
    [0x9B & 0x3F] = THIRD(0x9B) | THIRD(0xB6), /* 四零 */
    [0x9F & 0x3F] = THIRD(0x92), /* 柒 */
    [0xA3 & 0x3F] = THIRD(0xB9), /* 壹 */
    [0xAC & 0x3F] = THIRD(0xAC), /* 第 */
    [0xB4 & 0x3F] = THIRD(0xB0), /* 贰 */
    [0xB8 & 0x3F] = THIRD(0x80) | THIRD(0x83) | THIRD(0x87) | THIRD(0x89) | THIRD(0xA4), /* 一七万三两 */
    [0xB9 & 0x3F] = THIRD(0x9D), /* 九 */
    [0xBA & 0x3F] = THIRD(0x8C) | THIRD(0x94) | THIRD(0xBF), /* 二五亿 */
    [0xBB & 0x3F] = THIRD(0x9F), /* 仟 */
    [0xBC & 0x3F] = THIRD(0x8D) | UINT64_C(0x3FF) << 0x10, /* 伍, ０ to ９ */
    [0xBD & 0x3F] = THIRD(0xB0), /* 佰 */
};
#undef THIRD

struct numeral {
    int digit;      /* -1: a multiplier */
    int64_t factor; /* 0: a digit */
};

static inline bool numeral_at(const struct reader *reader, uint32_t at, struct numeral *numeral)
{
    const unsigned char *bytes = (const unsigned char *)reader->text + at;
    if (at + 3 > reader->len || !quoted_may_lead(reader->text + at))
        return false;
    *numeral = (struct numeral){-1, 0};
    switch (QUOTED_SIGN(bytes[0], bytes[1], bytes[2])) {
    case QUOTED_SIGN(0xE9, 0x9B, 0xB6):                                                         /* 零 */
    case QUOTED_SIGN(0xE3, 0x80, 0x87): numeral->digit = 0; return true;                        /* 〇 */
    case QUOTED_SIGN(0xE4, 0xB8, 0x80):                                                         /* 一 */
    case QUOTED_SIGN(0xE5, 0xA3, 0xB9): numeral->digit = 1; return true;                        /* 壹 */
    case QUOTED_SIGN(0xE4, 0xBA, 0x8C):                                                         /* 二 */
    case QUOTED_SIGN(0xE4, 0xB8, 0xA4):                                                         /* 两 */
    case QUOTED_SIGN(0xE8, 0xB4, 0xB0): numeral->digit = 2; return true;                        /* 贰 */
    case QUOTED_SIGN(0xE4, 0xB8, 0x89):                                                         /* 三 */
    case QUOTED_SIGN(0xE5, 0x8F, 0x81): numeral->digit = 3; return true;                        /* 叁 */
    case QUOTED_SIGN(0xE5, 0x9B, 0x9B):                                                         /* 四 */
    case QUOTED_SIGN(0xE8, 0x82, 0x86): numeral->digit = 4; return true;                        /* 肆 */
    case QUOTED_SIGN(0xE4, 0xBA, 0x94):                                                         /* 五 */
    case QUOTED_SIGN(0xE4, 0xBC, 0x8D): numeral->digit = 5; return true;                        /* 伍 */
    case QUOTED_SIGN(0xE5, 0x85, 0xAD):                                                         /* 六 */
    case QUOTED_SIGN(0xE9, 0x99, 0x86): numeral->digit = 6; return true;                        /* 陆 */
    case QUOTED_SIGN(0xE4, 0xB8, 0x83):                                                         /* 七 */
    case QUOTED_SIGN(0xE6, 0x9F, 0x92): numeral->digit = 7; return true;                        /* 柒 */
    case QUOTED_SIGN(0xE5, 0x85, 0xAB):                                                         /* 八 */
    case QUOTED_SIGN(0xE6, 0x8D, 0x8C): numeral->digit = 8; return true;                        /* 捌 */
    case QUOTED_SIGN(0xE4, 0xB9, 0x9D):                                                         /* 九 */
    case QUOTED_SIGN(0xE7, 0x8E, 0x96): numeral->digit = 9; return true;                        /* 玖 */
    case QUOTED_SIGN(0xE5, 0x8D, 0x81):                                                         /* 十 */
    case QUOTED_SIGN(0xE6, 0x8B, 0xBE): numeral->factor = 10; return true;                      /* 拾 */
    case QUOTED_SIGN(0xE7, 0x99, 0xBE):                                                         /* 百 */
    case QUOTED_SIGN(0xE4, 0xBD, 0xB0): numeral->factor = 100; return true;                     /* 佰 */
    case QUOTED_SIGN(0xE5, 0x8D, 0x83):                                                         /* 千 */
    case QUOTED_SIGN(0xE4, 0xBB, 0x9F): numeral->factor = 1000; return true;                    /* 仟 */
    case QUOTED_SIGN(0xE4, 0xB8, 0x87): numeral->factor = 10000; return true;                   /* 万 */
    case QUOTED_SIGN(0xE4, 0xBA, 0xBF): numeral->factor = 100000000; return true;               /* 亿 */
    default: return false;
    }
}

/* 二十六, 一百零五, 四十八万, and digits in a row: 一九五六. Moves *at behind it. */
bool quoted_chinese(const struct reader *reader, uint32_t *at, struct chinese *read)
{
    int64_t total = 0, section = 0, digit = 0, row = 0;
    bool has_digit = false;
    *read = (struct chinese){.is_row = true};
    uint32_t end = *at;
    for (struct numeral sign; numeral_at(reader, end, &sign) && read->signs < 24; end += 3) {
        int64_t factor = sign.factor;
        read->signs++;
        if (sign.digit >= 0) {
            read->digits++;
            if (row > INT64_MAX / 100)
                return false;
            row = row * 10 + sign.digit;
            digit = sign.digit;
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
    struct numeral sign;
    return numeral_at(reader, at, &sign) ? sign.factor : 0;
}

bool quoted_may_start(const struct reader *reader, uint32_t at)
{
    const unsigned char *bytes = (const unsigned char *)reader->text + at;
    struct numeral sign;
    if (at + 3 > reader->len)
        return false;
    if (bytes[0] == 0xEF)
        return bytes[1] == 0xBC && bytes[2] >= 0x90 && bytes[2] <= 0x99;
    bool is_di = bytes[0] == 0xE7 && bytes[1] == 0xAC && bytes[2] == 0xAC;
    return is_di || numeral_at(reader, at, &sign);
}

bool quoted_is_numeral(const struct reader *reader, uint32_t at)
{
    struct numeral sign;
    return numeral_at(reader, at, &sign);
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
