/* wordlist.c - verbs, units and keywords as lists, from the vocabulary and from keywords.def. */
#include "lang/syntax/wordlist.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/utf8.h"
#include "lang/syntax/fmt.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/source.h"
#include "lang/syntax/token.h"

enum { FORMS_COLUMNS = 44, FRAME_COLUMNS = 44, WORD_COLUMNS = 32, UNIT_COLUMNS = 36 };

/* Adds the text and blanks up to `columns`; at least two. */
static void put_cell(struct buf *out, const struct buf *text, size_t columns)
{
    size_t width = utf8_width(text->data, text->len);
    utf8_pad(out, text->data, text->len, width + 2 > columns ? width + 2 : columns);
}

static void end_line(struct buf *out)
{
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        buf_truncate(out, out->len - 1);
    buf_putc(out, '\n');
}

/* `supply|supplies` as people read it: `supply, supplies`. */
static void put_spellings(struct buf *text, const char *spellings)
{
    for (const char *at = spellings; *at; at++)
        buf_puts(text, *at == '|' ? ", " : (char[]){*at, '\0'});
}

/* ---- what the vocabulary declares -------------------------------------------------------------- */

/* The last comment before a sentence sets its group off: its text without the sign, and the full
 * stop that ends its first sentence. */
static void put_group(const struct ast_sentence *sentence, struct buf *out)
{
    if (!sentence->has_blank_before && sentence->before.count == 0)
        return;
    const struct ast_comments *comments = &sentence->before;
    uint32_t first = comments->count;
    while (first > 0 && (first == comments->count || !comments->items[first].has_blank_before))
        first--;
    if (comments->count == 0)
        return;
    struct span span = comments->items[first].span;
    const char *text = sentence->source->text + span.start + 2;
    size_t len = span.end - span.start - 2;
    const char *stop = memchr(text, '.', len);
    if (out->len > 0)
        buf_putc(out, '\n');
    buf_add(out, text, stop ? (size_t)(stop - text) : len);
    buf_puts(out, "\n");
}

static bool is_chinese(const char *text)
{
    return (unsigned char)text[0] >= 0x80;
}

/* The names in their order, the Chinese ones apart; without the one at `left_out`. */
static void put_names(const struct ast_names *names, uint32_t left_out, struct buf *english,
                      struct buf *chinese)
{
    for (uint32_t i = 0; i < names->count; i++) {
        if (i == left_out)
            continue;
        struct buf *text = is_chinese(names->items[i].text->text) ? chinese : english;
        if (text->len > 0)
            buf_puts(text, ", ");
        buf_puts(text, names->items[i].text->text);
    }
}

/* What stands in a frame, in Chinese: 甲 and 乙 are parties, 物 is a thing. */
static void put_thing(const struct ast_np *np, struct buf *out)
{
    static const char *const things[][2] = {
        {"party", "乙"}, {"item", "物"}, {"amount", "10 元"}, {"contract", "合同"},
    };
    const char *noun = np->kind == NP_NAME && np->name.noun.text ? np->name.noun.text->text : "";
    const char *word = "第1条";
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (strcmp(noun, things[i][0]) == 0)
            word = things[i][1];
    buf_printf(out, " %s", word);
}

static void put_chinese_frame(const struct ast_sentence *sentence, const char *verb, struct buf *out)
{
    const struct ast_act *sample = sentence->verb.sample;
    buf_printf(out, "甲 %s", verb);
    for (uint32_t i = 0; sample && i < sample->args.count; i++) {
        const struct ast_arg *arg = &sample->args.items[i];
        if (arg->adverb) {
            buf_printf(out, " %s", arg->adverb->prep == PREP_TO     ? "给"
                                   : arg->adverb->prep == PREP_FROM ? "自"
                                                                    : "为");
            put_thing(arg->adverb->nps->items[0], out);
        } else {
            put_thing(arg->nps->items[0], out);
        }
    }
}

static void put_verb_line(const struct ast_sentence *sentence, struct buf *out)
{
    struct buf forms, chinese, frame;
    buf_init(&forms);
    buf_init(&chinese);
    buf_init(&frame);
    put_names(&sentence->names, 1, &forms, &chinese); /* the third person is in the frame */
    if (sentence->verb.sample)
        fmt_act(sentence->verb.sample, FMT_ENGLISH, &frame);
    put_cell(out, &frame, FRAME_COLUMNS);
    put_cell(out, &forms, FORMS_COLUMNS);
    buf_clear(&frame);
    put_chinese_frame(sentence, chinese.data, &frame);
    buf_puts(out, frame.data);
    for (uint32_t i = 0; i < sentence->verb.facets.count; i++)
        buf_printf(out, "  (%s)", facet_word(sentence->verb.facets.items[i].facet));
    end_line(out);
    buf_release(&frame);
    buf_release(&chinese);
    buf_release(&forms);
}

void wordlist_verbs(const struct ast_file *vocabulary, struct buf *out)
{
    for (uint32_t i = 0; i < vocabulary->sentence_count; i++) {
        const struct ast_sentence *sentence = vocabulary->sentences[i];
        if (sentence->kind != SENT_VERB)
            continue;
        put_group(sentence, out);
        put_verb_line(sentence, out);
    }
}

static void put_unit_line(const struct ast_sentence *sentence, struct buf *out)
{
    struct buf names, chinese, text;
    buf_init(&names);
    buf_init(&chinese);
    buf_init(&text);
    put_names(&sentence->names, UINT32_MAX, &names, &chinese);
    put_cell(out, &names, UNIT_COLUMNS);
    put_cell(out, &chinese, UNIT_COLUMNS / 3);
    fmt_sentence(sentence, FMT_ENGLISH, &text);
    const char *equals = strstr(text.data, " = ");
    if (equals)
        buf_add(out, equals + 1, strcspn(equals + 1, "\n") - 1); /* without the full stop */
    else if (sentence->unit.facets.count > 0)
        buf_puts(out, "a currency");
    end_line(out);
    buf_release(&text);
    buf_release(&chinese);
    buf_release(&names);
}

void wordlist_units(const struct ast_file *vocabulary, struct buf *out)
{
    for (uint32_t i = 0; i < vocabulary->sentence_count; i++) {
        const struct ast_sentence *sentence = vocabulary->sentences[i];
        if (sentence->kind == SENT_UNIT)
            put_unit_line(sentence, out);
    }
    buf_puts(out, "\nTime: ");
    const char *between = "";
    for (uint32_t i = 0; i < keyword_count; i++) {
        if (keywords[i].token != TOK_TIME_UNIT)
            continue;
        buf_printf(out, "%s%.*s %.*s", between, (int)strcspn(keywords[i].english, "|"),
                   keywords[i].english, (int)strcspn(keywords[i].chinese, "|"), keywords[i].chinese);
        between = ", ";
    }
    buf_puts(out, ".\nMeasure words between a number and a Chinese noun (10 台 车床): ");
    for (uint32_t i = 0; i < keyword_count; i++)
        if (keywords[i].token == TOK_MEASURE || keywords[i].token == TOK_CLAUSE_END) {
            for (const char *at = keywords[i].chinese; *at; at++)
                buf_putc(out, *at == '|' ? ' ' : *at);
            buf_putc(out, keywords[i].token == TOK_MEASURE ? '.' : ' ');
        }
    buf_puts(out, "\nWithout a noun behind them 件, 套 and 台 are the units above.\n");
}

/* ---- the words of the language ----------------------------------------------------------------- */

static void put_pair(const char *english, const char *chinese, struct buf *out)
{
    struct buf text;
    buf_init(&text);
    put_spellings(&text, english);
    put_cell(out, &text, WORD_COLUMNS);
    put_spellings(out, chinese);
    end_line(out);
    buf_release(&text);
}

static bool is_status(const struct keyword *keyword)
{
    return keyword->token == TOK_STATUS || keyword->token == TOK_IN_FORCE ||
           keyword->token == TOK_AT_RISK || keyword->token == TOK_IN_HAND;
}

/* Whether a row before it says the same: some words have a row for each place. */
static bool is_repeated(uint32_t index)
{
    for (uint32_t i = 0; i < index; i++)
        if (strcmp(keywords[i].english, keywords[index].english) == 0 &&
            strcmp(keywords[i].chinese, keywords[index].chinese) == 0)
            return true;
    return false;
}

void wordlist_keywords(struct buf *out)
{
    for (uint32_t i = 0; i < keyword_count; i++) {
        const struct keyword *keyword = &keywords[i];
        if (keyword->token != TOK_MEASURE && keyword->token != TOK_STATUS && !is_repeated(i))
            put_pair(keyword->english[0] ? keyword->english : "-",
                     keyword->chinese[0] ? keyword->chinese : "-", out);
    }
}

void wordlist_statuses(struct buf *out)
{
    for (uint32_t i = 0; i < keyword_count; i++)
        if (is_status(&keywords[i]))
            put_pair(keywords[i].english, keywords[i].chinese, out);
    buf_puts(out, "\nNames that the language speaks about:\n");
    static const char *const names[][2] = {
#define KEYWORD(token, value, where, pause, english, chinese)
#define NAME_ALIAS(english, chinese) {english, chinese},
#include "lang/syntax/keywords.def"
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        put_pair(names[i][0], names[i][1], out);
}
