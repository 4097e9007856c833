/* quoted_internal.h - what the files of quoted.c share: looking at a text, numbers in digits and in
 * Chinese numerals, dates. */
#ifndef SEMA_QUOTED_INTERNAL_H
#define SEMA_QUOTED_INTERNAL_H

#include <stdbool.h>

#include "compiler/sema/quoted.h"

struct reader {
    const char *text;
    uint32_t len, at;
    figure_list *figures;
};

static inline bool quoted_is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static inline bool quoted_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool quoted_is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static inline char quoted_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Three bytes as one number: a Chinese sign, or the first letters of a word. */
#define QUOTED_SIGN(a, b, c) \
    ((uint32_t)(unsigned char)(a) << 16 | (uint32_t)(unsigned char)(b) << 8 | (uint32_t)(unsigned char)(c))

/* True if the byte before `at` belongs to a word or number. */
static inline bool quoted_is_inside(const struct reader *reader, uint32_t at)
{
    if (at == 0)
        return false;
    char before = reader->text[at - 1];
    return quoted_is_letter(before) || quoted_is_digit(before) || before == '_' || before == '-' || before == '.';
}

static inline void quoted_skip_blanks(const struct reader *reader, uint32_t *at)
{
    while (*at < reader->len && quoted_is_blank(reader->text[*at]))
        (*at)++;
}

/* One digit, also a full-width one; -1 if there is none. */
static inline int quoted_digit_at(const struct reader *reader, uint32_t at, uint32_t *len)
{
    *len = 1;
    if (at < reader->len && quoted_is_digit(reader->text[at]))
        return reader->text[at] - '0';
    *len = 3; /* ０ to ９ differ in their last byte */
    if (at + 3 > reader->len || (unsigned char)reader->text[at] != 0xEF ||
        (unsigned char)reader->text[at + 1] != 0xBC)
        return -1;
    int digit = (unsigned char)reader->text[at + 2] - 0x90;
    return digit >= 0 && digit <= 9 ? digit : -1;
}

/* ---- quoted_scan.c */
bool quoted_starts(const struct reader *reader, uint32_t at, const char *word);
/* Moves *at behind a word; false if it does not stand there. */
bool quoted_take(const struct reader *reader, uint32_t *at, const char *word);
/* The same for an English word in any case that ends there; `word` is in lower case. */
bool quoted_take_word(const struct reader *reader, uint32_t *at, const char *word);
/* Adds a figure, and moves the reader behind it. */
void quoted_add(struct reader *reader, struct figure figure, uint32_t start, uint32_t end);
/* 480,000.50 and 1_200; at most 18 digits. Moves *at behind it. */
bool quoted_digits(const struct reader *reader, uint32_t *at, struct decimal *value);

struct chinese {
    int64_t value;
    int signs, digits; /* how many signs, and how many of them are digits */
    bool begins_with_ten, begins_with_factor, is_row;
};
/* 二十六, 四十八万, and digits in a row: 一九五六. Moves *at behind it. */
bool quoted_chinese(const struct reader *reader, uint32_t *at, struct chinese *read);
/* The last two of the three bytes of Chinese numerals, of 第 and of full-width digits: most signs have
 * others. Of each second byte a bit for each third one. */
extern const uint64_t quoted_third_bytes[64];
static inline bool quoted_may_lead(const char *sign)
{
    return (unsigned char)sign[0] >= 0xE3 && (quoted_third_bytes[sign[1] & 0x3F] >> (sign[2] & 0x3F) & 1);
}
/* A Chinese numeral, 第 or a full-width digit. */
bool quoted_may_start(const struct reader *reader, uint32_t at);
bool quoted_is_numeral(const struct reader *reader, uint32_t at);
/* What a numeral multiplies by: 10000 for 万; 0 for a digit and for anything else. */
int64_t quoted_factor_at(const struct reader *reader, uint32_t at);
/* A number in either script, as a whole number from 1 to `most`. */
bool quoted_small(const struct reader *reader, uint32_t *at, int most, int *value);

/* ---- quoted_date.c: each true if it has moved the reader */
bool quoted_chinese_date(struct reader *reader);
bool quoted_numeric_date(struct reader *reader);
bool quoted_day_first(struct reader *reader);
bool quoted_month_first(struct reader *reader);
bool quoted_quarter(struct reader *reader);
/* Moves *at behind the th of 30th. */
void quoted_take_ordinal(const struct reader *reader, uint32_t *at);

#endif
