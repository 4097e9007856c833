/* quoted.c - one walk over the text. At each place it tries, in this order: a quarter, a date, a figure
 * in digits, a figure in Chinese numerals, a figure in English words. What stands behind a number
 * decides what it is: 年 and 月 make it a date, % a percentage, 万 multiplies it. */
#include "compiler/sema/quoted_internal.h"

#include <string.h>

#include "lang/value/numeral.h"

/* What can be counted, behind 一 and 两: 两台, 一百. */
static bool counts(const struct reader *reader, uint32_t at)
{
    static const char *const words[] = {"台", "名", "项", "件", "套", "种", "次", "天", "日", "月", "年",
                                        "元", "吨", "公斤", "公里", "米", "小时", "周", "份", "批", "人",
                                        "个月", "个工作日", "个季度", "个半年", "角", "分"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (quoted_starts(reader, at, words[i]))
            return true;
    }
    return false;
}

/* Idioms and words that only look like numbers: 一切, 万一, 十分, 千方百计, 两厂; three parties are a
 * name for all. */
static bool is_figure(const struct reader *reader, const struct chinese *read, uint32_t end)
{
    if (quoted_starts(reader, end, "方") || quoted_starts(reader, end, "分之"))
        return false;
    if (read->begins_with_factor || (read->digits == 0 && !read->begins_with_ten))
        return false;
    if (read->begins_with_ten && read->signs == 1 && quoted_starts(reader, end, "分"))
        return false;
    if (read->signs == 1 && read->value <= 2 && !read->begins_with_ten)
        return read->value == 2 && counts(reader, end);
    return true;
}

/* ---- what stands behind a number ------------------------------------------------------------------- */

static bool multiply(struct decimal *value, int64_t factor)
{
    return decimal_mul(*value, decimal_of(factor), value) == DECIMAL_OK;
}

/* 48万, 1.2 million; then %, percent, ‰. False if it has grown out of range. */
static bool read_behind(const struct reader *reader, uint32_t *at, struct figure *figure)
{
    static const struct { const char *word; int64_t factor; } factors[] = {
        {"hundred", 100}, {"thousand", 1000}, {"million", 1000000}, {"billion", 1000000000}};
    uint32_t end = *at;
    quoted_skip_blanks(reader, &end);
    if (end == reader->len || ((unsigned char)reader->text[end] < 0x80 &&
                               !strchr("hHtTmMbBpP%", reader->text[end])))
        return true;
    for (int64_t factor; (factor = quoted_factor_at(reader, end)) > 10; end += 3) {
        if (!multiply(&figure->value, factor))
            return false;
        *at = end + 3;
    }
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) {
        if (!quoted_take_word(reader, &end, factors[i].word))
            continue;
        if (!multiply(&figure->value, factors[i].factor))
            return false;
        *at = end;
        quoted_skip_blanks(reader, &end);
    }
    if (quoted_take(reader, &end, "%") || quoted_take(reader, &end, "％") || quoted_take_word(reader, &end, "percent") ||
        quoted_take_word(reader, &end, "per cent")) {
        figure->kind = FIGURE_PERCENT;
        *at = end;
    } else if (quoted_take(reader, &end, "‰") || quoted_take_word(reader, &end, "per mille")) {
        figure->kind = FIGURE_PERCENT;
        figure->value.scale++;
        *at = end;
    }
    return true;
}

/* Behind `clause`, `article` …, and behind 第, a number is a name. */
static bool is_reference(const struct reader *reader, uint32_t at)
{
    static const struct { const char *word; uint32_t len; char last; } nouns[] = {
        {"clause", 6, 'e'}, {"clauses", 7, 's'}, {"article", 7, 'e'}, {"section", 7, 'n'},
        {"paragraph", 9, 'h'}, {"annex", 5, 'x'}, {"appendix", 8, 'x'}, {"schedule", 8, 'e'},
        {"no.", 3, '.'}, {"item", 4, 'm'}};
    while (at > 0 && quoted_is_blank(reader->text[at - 1]))
        at--;
    if (at == 0)
        return false;
    char last = quoted_lower(reader->text[at - 1]);
    if (!quoted_is_letter(last) && last != '.')
        return false;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        uint32_t len = nouns[i].len;
        if (nouns[i].last != last || len > at)
            continue;
        while (len > 0 && quoted_lower(reader->text[at - nouns[i].len + len - 1]) == nouns[i].word[len - 1])
            len--;
        if (len == 0)
            return true;
    }
    return false;
}

static bool read_number(struct reader *reader)
{
    uint32_t at = reader->at, behind;
    struct figure figure = {.kind = FIGURE_NUMBER};
    if (!quoted_digits(reader, &at, &figure.value))
        return false;
    behind = at;
    quoted_take_ordinal(reader, &behind);
    bool is_time = at < reader->len && reader->text[at] == ':';
    bool is_name = at < reader->len && quoted_is_letter(reader->text[at]) && behind == at;
    if (behind > at || is_time || is_name || is_reference(reader, reader->at) ||
        !read_behind(reader, &at, &figure)) {
        reader->at = is_time ? at + 3 : behind > at ? behind : at; /* 17:00, 3rd, 3a */
        if (reader->at > reader->len)
            reader->at = reader->len;
        return true;
    }
    quoted_add(reader, figure, reader->at, at);
    return true;
}

/* 百分之五, 千分之三, 万分之五; 三分之一 is no figure */
static bool read_share(struct reader *reader)
{
    uint32_t at = reader->at;
    static const char *const words[] = {"百分之", "千分之", "万分之"};
    int finer = 0; /* than a percentage, in powers of ten */
    while (finer < 3 && !quoted_starts(reader, at, words[finer]))
        finer++;
    if (finer == 3)
        return false;
    at += 9;
    struct figure figure = {.kind = FIGURE_PERCENT};
    struct chinese chinese;
    uint32_t end = at;
    if (!quoted_digits(reader, &end, &figure.value)) {
        end = at;
        if (!quoted_chinese(reader, &end, &chinese))
            return false;
        figure.value = decimal_of(chinese.value);
        uint32_t point = end;
        if (quoted_take(reader, &point, "点")) {
            if (quoted_chinese(reader, &point, &chinese) && chinese.is_row && chinese.signs <= 6) {
                for (int i = 0; i < chinese.signs; i++)
                    figure.value.digits *= 10;
                figure.value.scale = chinese.signs;
                figure.value.digits += chinese.value;
                end = point;
            }
        }
    }
    figure.value.scale += finer;
    quoted_add(reader, figure, reader->at, end);
    return true;
}

/* 肆拾捌万元伍角: the parts of a yuan belong to the sum. */
static void read_fractions(const struct reader *reader, uint32_t *at, struct figure *figure)
{
    static const struct { const char *word; int scale; } parts[] = {{"角", 1}, {"分", 2}};
    uint32_t end = *at;
    if (!quoted_take(reader, &end, "元") && !quoted_take(reader, &end, "圆"))
        return;
    for (size_t i = 0; i < 2; i++) {
        struct chinese chinese;
        uint32_t next = end;
        struct decimal sum;
        if (!quoted_chinese(reader, &next, &chinese) || chinese.value > 9 ||
            !quoted_take(reader, &next, parts[i].word))
            continue;
        if (decimal_add(figure->value, (struct decimal){chinese.value, parts[i].scale}, &sum) !=
            DECIMAL_OK)
            return;
        figure->value = sum;
        *at = end = next;
    }
}

static bool read_numeral(struct reader *reader)
{
    uint32_t at = reader->at;
    struct chinese chinese;
    if (!quoted_is_numeral(reader, at))
        return false;
    if (!quoted_chinese(reader, &at, &chinese)) {
        reader->at += 3;
        return true;
    }
    if (!is_figure(reader, &chinese, at)) {
        reader->at = at;
        return true;
    }
    struct figure figure = {.kind = FIGURE_NUMBER, .value = decimal_of(chinese.value)};
    read_fractions(reader, &at, &figure);
    quoted_add(reader, figure, reader->at, at);
    return true;
}

/* ---- English words --------------------------------------------------------------------------------- */

/* twenty-six, one hundred and five, three thousand; one and two alone are no figures */
static bool read_words(struct reader *reader)
{
    uint32_t at = reader->at;
    if (quoted_is_inside(reader, at) || !quoted_is_letter(reader->text[at]))
        return false;
    size_t behind_words = at;
    int64_t value;
    int words = numeral_in_words(reader->text, reader->len, &behind_words, &value);
    if (words == 0)
        return false;
    uint32_t end = (uint32_t)behind_words;
    struct figure figure = {.kind = FIGURE_NUMBER, .value = decimal_of(value)};
    (void)read_behind(reader, &end, &figure);
    uint32_t behind = end;
    quoted_skip_blanks(reader, &behind);
    bool is_all = quoted_take_word(reader, &behind, "parties");
    if (is_all || (words == 1 && value <= 2 && figure.kind == FIGURE_NUMBER)) {
        reader->at = end;
        return true;
    }
    quoted_add(reader, figure, reader->at, end);
    return true;
}

/* ---- the walk ---------------------------------------------------------------------------------------- */

/* First two letters of words, for most words fall out by these: for each first letter a bit for each
 * second one. */
#define LETTER(letter) (UINT32_C(1) << ((letter) - 'a'))
static const uint32_t month_pairs[26] = {
    ['a' - 'a'] = LETTER('p') | LETTER('u'), /* April, August */
    ['d' - 'a'] = LETTER('e'),
    ['f' - 'a'] = LETTER('e'),
    ['j' - 'a'] = LETTER('a') | LETTER('u'),
    ['m' - 'a'] = LETTER('a'),
    ['n' - 'a'] = LETTER('o'),
    ['o' - 'a'] = LETTER('c'),
    ['s' - 'a'] = LETTER('e'),
};
static const uint32_t start_pairs[26] = { /* of months, numbers and ordinals: first, second, third, fourth */
    ['a' - 'a'] = LETTER('p') | LETTER('u'),
    ['d' - 'a'] = LETTER('e'),
    ['e' - 'a'] = LETTER('i') | LETTER('l'), /* eight, eleven */
    ['f' - 'a'] = LETTER('e') | LETTER('i') | LETTER('o'),
    ['j' - 'a'] = LETTER('a') | LETTER('u'),
    ['m' - 'a'] = LETTER('a'),
    ['n' - 'a'] = LETTER('i') | LETTER('o'),
    ['o' - 'a'] = LETTER('c') | LETTER('n'),
    ['s' - 'a'] = LETTER('e') | LETTER('i'),
    ['t' - 'a'] = LETTER('e') | LETTER('h') | LETTER('w'),
    ['z' - 'a'] = LETTER('e'),
};
static const uint32_t behind_pairs[26] = {
    ['b' - 'a'] = LETTER('i'), /* billion */
    ['h' - 'a'] = LETTER('u'),
    ['m' - 'a'] = LETTER('i'),
    ['o' - 'a'] = LETTER('f'),
    ['p' - 'a'] = LETTER('e'), /* percent, per mille */
    ['t' - 'a'] = LETTER('h'),
};
#undef LETTER

static inline bool is_pair(const uint32_t *pairs, char first, char second)
{
    return quoted_is_letter(second) && (pairs[(first | 0x20) - 'a'] >> ((second | 0x20) - 'a') & 1);
}

/* The first letters of months, quarters and numbers. A letter stands there. */
static bool may_be_word(const struct reader *reader, uint32_t at)
{
    const char *text = reader->text + at;
    char first = quoted_lower(text[0]);
    if (at + 1 < reader->len && first == 'q')
        return quoted_is_digit(text[1]);
    if (at + 2 >= reader->len || !is_pair(start_pairs, first, text[1]))
        return false;
    switch (QUOTED_SIGN(first, quoted_lower(text[1]), quoted_lower(text[2]))) {
    case QUOTED_SIGN('j', 'a', 'n'):
    case QUOTED_SIGN('f', 'e', 'b'):
    case QUOTED_SIGN('m', 'a', 'r'):
    case QUOTED_SIGN('a', 'p', 'r'):
    case QUOTED_SIGN('m', 'a', 'y'):
    case QUOTED_SIGN('j', 'u', 'n'):
    case QUOTED_SIGN('j', 'u', 'l'):
    case QUOTED_SIGN('a', 'u', 'g'):
    case QUOTED_SIGN('s', 'e', 'p'):
    case QUOTED_SIGN('o', 'c', 't'):
    case QUOTED_SIGN('n', 'o', 'v'):
    case QUOTED_SIGN('d', 'e', 'c'):
    case QUOTED_SIGN('f', 'i', 'r'):
    case QUOTED_SIGN('s', 'e', 'c'):
    case QUOTED_SIGN('z', 'e', 'r'):
    case QUOTED_SIGN('o', 'n', 'e'):
    case QUOTED_SIGN('t', 'w', 'o'):
    case QUOTED_SIGN('t', 'w', 'e'):
    case QUOTED_SIGN('t', 'h', 'r'):
    case QUOTED_SIGN('t', 'h', 'i'):
    case QUOTED_SIGN('f', 'o', 'u'):
    case QUOTED_SIGN('f', 'o', 'r'):
    case QUOTED_SIGN('f', 'i', 'v'):
    case QUOTED_SIGN('f', 'i', 'f'):
    case QUOTED_SIGN('s', 'i', 'x'):
    case QUOTED_SIGN('s', 'e', 'v'):
    case QUOTED_SIGN('e', 'i', 'g'):
    case QUOTED_SIGN('n', 'i', 'n'):
    case QUOTED_SIGN('t', 'e', 'n'):
    case QUOTED_SIGN('e', 'l', 'e'): return true;
    default: return false;
    }
}

/* A byte of a sign behind its first one. */
static inline bool is_within(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Moves the reader to the next place at which a figure may begin: most of a text begins none, and first
 * bytes tell. False at the end. */
static bool find_start(struct reader *reader)
{
    const char *text = reader->text;
    uint32_t at = reader->at, len = reader->len;
    while (at < len) {
        unsigned char byte = (unsigned char)text[at];
        if (byte >= 0xE3) { /* three bytes, or four; most signs of a Chinese text */
            if (at + 3 <= len && quoted_may_lead(text + at) && quoted_may_start(reader, at))
                break;
            at += byte < 0xF0 ? 3 : 4;
        } else if (quoted_is_letter(text[at])) {
            if (may_be_word(reader, at) && !quoted_is_inside(reader, at))
                break;
            do
                at++;
            while (at < len && quoted_is_letter(text[at]));
        } else if (quoted_is_digit(text[at])) {
            break;
        } else {
            at += byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : 3;
        }
    }
    reader->at = at < len ? at : len;
    return at < len;
}

/* What stands behind a number, and behind the blanks there; '\0' at the end. */
static char behind_number(const struct reader *reader)
{
    uint32_t at = reader->at, len = 1;
    while (at < reader->len && (quoted_digit_at(reader, at, &len) >= 0 || reader->text[at] == '.' ||
                                reader->text[at] == ',' || reader->text[at] == '_'))
        at += (unsigned char)reader->text[at] < 0x80 ? 1 : len;
    quoted_skip_blanks(reader, &at);
    return at < reader->len ? reader->text[at] : '\0';
}

/* What may stand behind a number and be read with it: 年, 月, 季度, 万, `%`, a month, `of`, `hundred`,
 * `percent`. */
static bool may_go_on(const struct reader *reader, uint32_t at)
{
    const unsigned char *text = (const unsigned char *)reader->text + at;
    if (quoted_is_letter((char)text[0]))
        return at + 1 < reader->len && (is_pair(month_pairs, (char)text[0], (char)text[1]) ||
                                        is_pair(behind_pairs, (char)text[0], (char)text[1]));
    if (text[0] < 0x80)
        return text[0] == '%';
    if (text[0] < 0xE3 || text[0] > 0xE9 || at + 3 > reader->len) /* ‰, ％, full-width digits */
        return true;
    uint32_t sign = QUOTED_SIGN(text[0], text[1], text[2]);
    return sign == QUOTED_SIGN(0xE5, 0xB9, 0xB4) || sign == QUOTED_SIGN(0xE6, 0x9C, 0x88) ||
           sign == QUOTED_SIGN(0xE5, 0xAD, 0xA3) || quoted_is_numeral(reader, at);
}

/* Most numbers are a few digits, perhaps with a point among them, between blanks or signs. False if
 * there is more to read. */
static bool read_plain(struct reader *reader)
{
    enum { MOST = 9 };
    const char *text = reader->text;
    uint32_t at = reader->at, len = reader->len, point = 0;
    struct decimal value = {0, 0};
    for (; at < len && at < reader->at + MOST; at++) {
        if (quoted_is_digit(text[at])) {
            value.digits = value.digits * 10 + (text[at] - '0');
            continue;
        }
        if (text[at] != '.' || point || at == reader->at || at + 1 == len || !quoted_is_digit(text[at + 1]))
            break;
        point = at + 1;
    }
    uint32_t behind = at;
    quoted_skip_blanks(reader, &behind);
    bool ends = behind == len || behind > at || (unsigned char)text[behind] >= 0x80;
    if (at == reader->at || text[at - 1] == '.' || !ends || (behind < len && may_go_on(reader, behind)))
        return false;
    value.scale = point ? (int)(at - point) : 0;
    if (is_reference(reader, reader->at))
        reader->at = at;
    else
        quoted_add(reader, (struct figure){.kind = FIGURE_NUMBER, .value = value}, reader->at, at);
    return true;
}

/* Only a sign behind it makes it a quarter or a date in Chinese, and only a letter a day before its month. */
static bool read_digits(struct reader *reader)
{
    bool may_be_date = reader->at + 4 < reader->len && reader->text[reader->at + 4] == '-';
    if ((may_be_date && quoted_numeric_date(reader)) || read_plain(reader))
        return true;
    char behind = behind_number(reader);
    if ((unsigned char)behind >= 0x80 && (quoted_quarter(reader) || quoted_chinese_date(reader)))
        return true;
    return quoted_numeric_date(reader) || (quoted_is_letter(behind) && quoted_day_first(reader)) ||
           read_number(reader);
}

void quoted_figures(const char *text, size_t len, figure_list *figures)
{
    struct reader reader = {.text = text, .len = (uint32_t)len, .figures = figures};
    while (find_start(&reader)) {
        uint32_t digit_len;
        bool is_number = quoted_digit_at(&reader, reader.at, &digit_len) >= 0;
        if (is_number && quoted_is_inside(&reader, reader.at)) { /* workshop-1, a3 */
            reader.at += digit_len;
            continue;
        }
        if (is_number && read_digits(&reader))
            continue;
        if (!is_number && (quoted_quarter(&reader) || quoted_chinese_date(&reader)))
            continue;
        if (read_share(&reader) || read_numeral(&reader))
            continue;
        if (!quoted_is_inside(&reader, reader.at) && (quoted_month_first(&reader) || read_words(&reader)))
            continue;
        reader.at++;
        while (reader.at < reader.len && is_within(reader.text[reader.at]))
            reader.at++;
    }
}
