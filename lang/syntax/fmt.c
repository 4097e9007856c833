/* fmt.c - the layout of a formatted file: one sentence a line, parts set off by an empty line, what
 * stands in a clause or scenario indented, comments kept where they stood. */
#include "lang/syntax/fmt.h"

#include "lang/syntax/fmt_internal.h"
#include "lang/syntax/source.h"

enum { PART_INDENT = 2 };

static bool is_heading(enum sentence_kind kind)
{
    return kind <= SENT_SCENARIO;
}

/* How far the sentences of a part stand in. */
static int indent_of(const struct ast_part *part)
{
    return part->kind == PART_CLAUSE || part->kind == PART_SCENARIO ? PART_INDENT : 0;
}

/* Sentences in error are printed as they stand. */
static void put_whole(struct writer *writer, const struct ast_sentence *sentence)
{
    if (sentence->has_error) {
        buf_add(writer->out, sentence->source->text + sentence->span.start,
                sentence->span.end - sentence->span.start);
        return;
    }
    put_sentence(writer, sentence);
    put_punctuation(writer, ".", "。");
}

static void put_comment(struct writer *writer, const struct source *source,
                        const struct ast_comment *comment)
{
    buf_add(writer->out, source->text + comment->span.start,
            comment->span.end - comment->span.start);
}

/* Comments before a sentence, each on its own line; those behind the last one join its line. */
static void put_comments(struct writer *writer, const struct source *source,
                         const struct ast_comments *comments)
{
    for (uint32_t i = 0; i < comments->count; i++) {
        const struct ast_comment *comment = &comments->items[i];
        if (comment->is_trailing && writer->out->len > 0) {
            buf_truncate(writer->out, writer->out->len - 1); /* the line break */
            buf_puts(writer->out, "  ");
        } else {
            if (comment->has_blank_before && writer->out->len > 0)
                buf_putc(writer->out, '\n');
            buf_pad(writer->out, ' ', (size_t)writer->indent);
        }
        put_comment(writer, source, comment);
        buf_putc(writer->out, '\n');
    }
}

static bool has_own_comment(const struct ast_comments *comments)
{
    return comments->count > 0 && !comments->items[comments->count - 1].is_trailing;
}

/* A heading is set off by an empty line, which stands before the comments that belong to it. */
static bool wants_blank_first(const struct ast_comments *comments)
{
    return has_own_comment(comments) && !comments->items[0].is_trailing &&
           !comments->items[0].has_blank_before;
}

/* Where the first list on lines of its own begins in a sentence: comments can stand from there on. */
static uint32_t first_list(const struct ast_items *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        const struct ast_item *item = items->items[i];
        if (item->kind == ITEM_TRIGGER && item->items.items[0]->label.text)
            return item->trigger->span.end;
    }
    return UINT32_MAX;
}

/* Takes the comments that keep their place inside the sentence from those that stand before it. */
static struct ast_comments take_inner(struct writer *writer, const struct ast_sentence *sentence)
{
    struct ast_comments outer = sentence->before;
    uint32_t from = sentence->kind == SENT_STATEMENT ? first_list(&sentence->statement.items)
                                                     : UINT32_MAX;
    uint32_t first = outer.count;
    while (first > 0 && outer.items[first - 1].span.start >= from)
        first--;
    writer->source = sentence->source;
    writer->inner = (struct ast_comments){0};
    if (first < outer.count)
        writer->inner = (struct ast_comments){outer.items + first, outer.count - first};
    outer.count = first;
    return outer;
}

static void put_in_layout(struct writer *writer, const struct ast_file *file,
                          const struct ast_part *part, uint32_t index)
{
    struct ast_sentence *sentence = file->sentences[index];
    struct ast_comments comments = take_inner(writer, sentence);
    bool opens_part = index == part->first && part->kind != PART_FRONT;
    writer->indent = opens_part ? 0 : indent_of(part);
    size_t before = writer->out->len;
    bool is_set_off = opens_part && is_heading(sentence->kind);
    if (is_set_off && before > 0 && wants_blank_first(&comments))
        buf_putc(writer->out, '\n');
    put_comments(writer, sentence->source, &comments);
    bool wants_blank = sentence->has_blank_before ||
                       (is_set_off && !has_own_comment(&comments));
    if (wants_blank && writer->out->len > 0)
        buf_putc(writer->out, '\n');
    buf_pad(writer->out, ' ', (size_t)writer->indent);
    put_whole(writer, sentence);
    put_inner(writer, UINT32_MAX, UINT32_MAX);
    buf_putc(writer->out, '\n');
}

void fmt_file(const struct ast_file *file, enum fmt_language language, struct buf *out)
{
    struct buf text; /* apart from `out`, so that the first line is known */
    buf_init(&text);
    struct writer writer = {.out = &text, .language = language, .file = file};
    for (uint32_t i = 0; i < file->part_count; i++) {
        const struct ast_part *part = &file->parts[i];
        for (uint32_t j = 0; j < part->count; j++)
            put_in_layout(&writer, file, part, part->first + j);
    }
    writer.indent = 0;
    put_comments(&writer, file->source, &file->after);
    buf_add(out, text.data, text.len);
    buf_release(&text);
}

void fmt_plain(const struct ast_file *file, struct buf *out)
{
    struct writer writer = {.out = out, .language = FMT_ENGLISH};
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        put_whole(&writer, file->sentences[i]);
        buf_putc(out, '\n');
    }
}

void fmt_sentence(const struct ast_sentence *sentence, enum fmt_language language, struct buf *out)
{
    struct writer writer = {.out = out, .language = language};
    put_whole(&writer, sentence);
}

void fmt_act(const struct ast_act *act, enum fmt_language language, struct buf *out)
{
    struct writer writer = {.out = out, .language = language};
    put_act(&writer, act);
}

void fmt_np(const struct ast_np *np, enum fmt_language language, struct buf *out)
{
    struct writer writer = {.out = out, .language = language};
    put_np(&writer, np);
}

void fmt_nps(const struct ast_nps *nps, enum fmt_language language, struct buf *out)
{
    struct writer writer = {.out = out, .language = language};
    put_nps(&writer, nps);
}

void fmt_adverb(const struct ast_adverb *adverb, enum fmt_language language, struct buf *out)
{
    struct writer writer = {.out = out, .language = language};
    put_adverb(&writer, adverb);
}

void fmt_cond(const struct ast_cond *cond, enum fmt_language language, struct buf *out)
{
    struct writer writer = {.out = out, .language = language};
    put_cond(&writer, cond);
}
