/* fmt_word.c - the formatter's words: keywords by table, names, numbers, times, punctuation. */
#include "lang/syntax/fmt_internal.h"

#include <string.h>

#include "lang/syntax/grammar.h"
#include "lang/syntax/source.h"
#include "lang/syntax/token.h"

void put_word(struct writer *writer, const char *text, size_t len)
{
    if (writer->needs_blank)
        buf_putc(writer->out, ' ');
    buf_add(writer->out, text, len);
    writer->needs_blank = true;
    writer->needs_capital = false;
}

void put_text(struct writer *writer, const char *text)
{
    put_word(writer, text, strlen(text));
}

static const struct keyword *find_keyword(int token, int value)
{
    for (uint32_t i = 0; i < keyword_count; i++)
        if (keywords[i].token == token && keywords[i].value == value)
            return &keywords[i];
    BUG("no keyword row for token %d with value %d", token, value);
}

/* Adds spelling number `form`; a keyword at the start of a sentence is capitalised. */
static void put_spelling(struct writer *writer, const char *spellings, int form)
{
    for (; form > 0 && strchr(spellings, '|'); form--)
        spellings = strchr(spellings, '|') + 1;
    size_t len = strcspn(spellings, "|");
    bool is_capital = writer->needs_capital && spellings[0] >= 'a' && spellings[0] <= 'z';
    size_t at = writer->out->len + (writer->needs_blank ? 1 : 0);
    put_word(writer, spellings, len);
    if (is_capital)
        writer->out->data[at] = (char)(spellings[0] - 'a' + 'A');
}

void put_form(struct writer *writer, int token, int value, int form)
{
    const struct keyword *keyword = find_keyword(token, value);
    if (writer->language == FMT_CHINESE && keyword->chinese[0])
        put_spelling(writer, keyword->chinese, 0);
    else
        put_spelling(writer, keyword->english, form);
}

void put_keyword(struct writer *writer, int token, int value)
{
    put_form(writer, token, value, 0);
}

void put_punctuation(struct writer *writer, const char *english, const char *chinese)
{
    bool is_english = writer->language == FMT_ENGLISH;
    buf_puts(writer->out, is_english ? english : chinese);
    writer->needs_blank = is_english;
}

void put_comma(struct writer *writer)
{
    put_punctuation(writer, ",", "，");
}

void put_inner(struct writer *writer, uint32_t start, uint32_t limit)
{
    while (writer->inner.count > 0 && writer->inner.items[0].span.start < limit) {
        const struct ast_comment *comment = writer->inner.items++;
        writer->inner.count--;
        if (comment->is_behind_words && comment->span.start < start)
            buf_puts(writer->out, "  ");
        else
            put_line(writer);
        buf_add(writer->out, writer->source->text + comment->span.start,
                comment->span.end - comment->span.start);
    }
}

void put_line(struct writer *writer)
{
    buf_putc(writer->out, '\n');
    buf_pad(writer->out, ' ', (size_t)writer->indent);
    writer->needs_blank = false;
}

/* The quotes of the language, unless the text contains the closing one. */
void put_string(struct writer *writer, struct ast_string string)
{
    bool has_plain = memchr(string.text, '"', string.len) != NULL;
    bool is_curly = has_plain;
    if (!has_plain && writer->language == FMT_CHINESE) {
        is_curly = true;
        for (uint32_t i = 0; i + 2 < string.len; i++)
            if (memcmp(string.text + i, "”", 3) == 0)
                is_curly = false;
    }
    if (writer->needs_blank)
        buf_putc(writer->out, ' ');
    buf_puts(writer->out, is_curly ? "“" : "\"");
    buf_add(writer->out, string.text, string.len);
    buf_puts(writer->out, is_curly ? "”" : "\"");
    writer->needs_blank = true;
    writer->needs_capital = false;
}

static bool is_one_of(const struct ast_names *names, const char *text)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (strcmp(names->items[i].text->text, text) == 0)
            return true;
    return false;
}

static bool is_param(const struct ast_params *params, const char *text)
{
    for (uint32_t i = 0; i < params->count; i++)
        if (strcmp(params->items[i].name.text->text, text) == 0 ||
            (params->items[i].plural.text && strcmp(params->items[i].plural.text->text, text) == 0))
            return true;
    return false;
}

static bool is_attr(const struct ast_attrs *attrs, const char *text)
{
    for (uint32_t i = 0; i < attrs->count; i++)
        if (strcmp(attrs->items[i].name.text->text, text) == 0 || is_one_of(&attrs->items[i].values, text))
            return true;
    return false;
}

/* `liability means …` */
static bool is_defined(const struct ast_sentence *sentence, const char *text)
{
    const struct ast_items *items = &sentence->statement.items;
    for (uint32_t i = 0; i < items->count; i++) {
        const struct ast_act *act = items->items[i]->kind == ITEM_CHAIN ? items->items[i]->chain->norms[0] : NULL;
        const struct ast_np *np = act && act->pred == PRED_MEANS ? act->subject->items[0] : NULL;
        if (np && np->kind == NP_NAME && np->name.noun.text && strcmp(np->name.noun.text->text, text) == 0)
            return true;
    }
    return false;
}

bool is_own(const struct ast_file *file, const char *text)
{
    for (uint32_t i = 0; file && i < file->sentence_count; i++) {
        const struct ast_sentence *sentence = file->sentences[i];
        if (is_one_of(&sentence->names, text) ||
            (sentence->kind == SENT_ITEM && is_attr(&sentence->item.attrs, text)) ||
            (sentence->kind == SENT_TEMPLATE && is_param(&sentence->template_.params, text)) ||
            (sentence->kind == SENT_STATEMENT && ast_has_pred(sentence, PRED_MEANS) && is_defined(sentence, text)))
            return true;
    }
    return false;
}

void put_name(struct writer *writer, struct ast_name name)
{
    static const struct {
        const char *english, *chinese;
    } aliases[] = {
#define KEYWORD(token, value, where, pause, english, chinese)
#define NAME_ALIAS(english, chinese) {english, chinese},
#include "lang/syntax/keywords.def"
    };
    const char *text = name.text->text;
    if (writer->language == FMT_CHINESE)
        for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
            if (strcmp(text, aliases[i].english) == 0 && !is_own(writer->file, text))
                text = aliases[i].chinese;
    put_text(writer, text);
}

void put_declared(struct writer *writer, struct ast_name name)
{
    if (name.is_quoted)
        put_string(writer, (struct ast_string){.text = name.text->text, .len = name.text->len});
    else
        put_text(writer, name.text->text);
}

void put_counted_unit(struct writer *writer, enum time_unit unit, bool is_plural)
{
    if (writer->language == FMT_ENGLISH) {
        put_time_unit(writer, unit, is_plural);
        return;
    }
    const char *spellings = find_keyword(TOK_TIME_UNIT, (int)unit)->chinese;
    const char *second = strchr(spellings, '|');
    bool is_counted = second && strncmp(second + 1, "个", strlen("个")) == 0;
    put_spelling(writer, spellings, is_counted ? 1 : 0);
}

void put_chinese(struct writer *writer, const struct keyword *keyword, int form)
{
    put_spelling(writer, keyword->chinese, form);
}

/* 480000 is written 480_000; four digits stay together. */
/* Behind `in` four digits without a sign between them would be a year. */
static bool is_after_in(const struct writer *writer)
{
    const struct buf *out = writer->out;
    static const char *const words[] = {" in", " 在", "\nIn", "\n在"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);
        if (out->len >= len && memcmp(out->data + out->len - len, words[i], len) == 0)
            return true;
    }
    return false;
}

void put_number(struct writer *writer, struct ast_number number)
{
    size_t longest = is_after_in(writer) ? 3 : DECIMAL_UNGROUPED;
    struct buf plain, grouped;
    buf_init(&plain);
    buf_init(&grouped);
    decimal_print(&plain, number.value);
    decimal_group(&grouped, plain.data, longest);
    put_word(writer, grouped.data, grouped.len);
    buf_release(&plain);
    buf_release(&grouped);
}

/* ---- times ------------------------------------------------------------------------------------- */

static bool is_behind(const struct writer *writer, const char *word)
{
    size_t len = strlen(word);
    return writer->needs_blank && writer->out->len >= len &&
           memcmp(writer->out->data + writer->out->len - len, word, len) == 0;
}

static void print_period(struct writer *writer, const struct ast_time *time, struct buf *text)
{
    bool is_chinese = writer->language == FMT_CHINESE;
    switch (time->period) {
    case PERIOD_YEAR:
        /* A bare year is one only after `in`, `during`, `for` and `of`; elsewhere the Chinese form says it in both. */
        buf_printf(text,
                   !is_chinese && (is_behind(writer, "in") || is_behind(writer, "uring") || is_behind(writer, " for") ||
                                   is_behind(writer, " of"))
                       ? "%d"
                       : "%d年",
                   time->year);
        break;
    case PERIOD_HALF:
    case PERIOD_QUARTER: {
        static const char *const halves[] = {"上半年", "下半年"};
        static const char *const quarters[] = {"第一季度", "第二季度", "第三季度", "第四季度"};
        bool is_half = time->period == PERIOD_HALF;
        bool is_dashed = time->year > 0 && (time->year < 1000 || time->year > 2999); /* 3052 of what? */
        if (is_chinese) {
            if (time->year > 0)
                buf_printf(text, "%04d年", time->year);
            buf_puts(text, is_half ? halves[time->index - 1] : quarters[time->index - 1]);
        } else if (is_dashed) {
            buf_printf(text, "%04d-%c%d", time->year, is_half ? 'H' : 'Q', time->index);
        } else {
            buf_printf(text, "%c%d", is_half ? 'H' : 'Q', time->index);
            if (time->year > 0)
                buf_printf(text, " %d", time->year);
        }
        break;
    }
    case PERIOD_MONTH:
        if (time->year > 0)
            buf_printf(text, "%04d-%02d", time->year, time->index);
        else
            for (uint32_t i = 0; i < keyword_count; i++)
                if (keywords[i].token == TOK_MONTH && keywords[i].value == time->index)
                    buf_puts(text, keywords[i].english);
        break;
    case PERIOD_WEEK: buf_printf(text, "%04d-W%02d", time->year, time->index); break;
    }
}

void put_time(struct writer *writer, const struct ast_time *time)
{
    struct buf text;
    buf_init(&text);
    if (time->kind == AST_TIME_PERIOD)
        print_period(writer, time, &text);
    if (time->kind == AST_TIME_DATE)
        date_print(&text, time->day);
    if (time->kind == AST_TIME_CLOCK || (time->kind == AST_TIME_DATE && time->seconds >= 0)) {
        int seconds = time->seconds;
        if (text.len > 0)
            buf_putc(&text, ' ');
        buf_printf(&text, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
        if (seconds % 60 != 0)
            buf_printf(&text, ":%02d", seconds % 60);
    }
    put_word(writer, text.data, text.len);
    buf_release(&text);
    if (time->kind != AST_TIME_PERIOD && time->zone) {
        put_keyword(writer, TOK_LOCAL_TIME, 0);
        put_string(writer, *time->zone);
    }
}

void put_time_unit(struct writer *writer, enum time_unit unit, bool is_plural)
{
    /* The English spellings of a unit of time are singular and plural, in this order. */
    put_form(writer, TOK_TIME_UNIT, (int)unit, is_plural ? 1 : 0);
}
