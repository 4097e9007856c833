/* source.c - a text and where its lines start. Columns are worked out only for messages. */
#include "lang/syntax/source.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/file.h"
#include "lang/base/limits.h"
#include "lang/base/utf8.h"

static void *take(size_t len)
{
    void *memory = malloc(len);
    if (!memory)
        BUG("out of memory");
    return memory;
}

/* Most contracts are never asked for a place, so this waits; it changes nothing that a caller sees. */
static void find_lines(const struct source *constant)
{
    struct source *source = (struct source *)constant;
    if (source->line_starts)
        return;
    if (source->viewed) {
        find_lines(source->viewed);
        source->line_starts = source->viewed->line_starts;
        source->line_count = source->viewed->line_count;
        return;
    }
    uint32_t count = 1;
    for (uint32_t i = 0; i < source->len; i++)
        count += source->text[i] == '\n';
    source->line_starts = take(count * sizeof *source->line_starts);
    source->line_starts[0] = 0;
    source->line_count = 1;
    for (uint32_t i = 0; i < source->len; i++)
        if (source->text[i] == '\n')
            source->line_starts[source->line_count++] = i + 1;
}

/* Takes over the text, which was malloc'ed and ends as it must. */
static struct source *adopt(const char *name, char *text, size_t len)
{
    if (len > LIMIT_SOURCE_BYTES)
        BUG("a source of %zu bytes", len);
    struct source *source = take(sizeof *source);
    *source = (struct source){0};
    size_t name_len = strlen(name);
    *source = (struct source){.name = take(name_len + 1), .text = text, .len = (uint32_t)len};
    memcpy(source->name, name, name_len + 1);
    return source;
}

struct source *source_new(const char *name, const char *text, size_t len)
{
    char *copy = take(len + SOURCE_END_LEN);
    if (len > 0)
        memcpy(copy, text, len);
    memset(copy + len, 0, SOURCE_END_LEN);
    return adopt(name, copy, len);
}

struct source *source_read(const char *path, struct buf *error)
{
    struct buf bytes;
    buf_init(&bytes);
    if (!file_read(path, LIMIT_SOURCE_BYTES, &bytes, error)) {
        buf_release(&bytes);
        return NULL;
    }
    buf_reserve(&bytes, SOURCE_END_LEN);
    memset(bytes.data + bytes.len, 0, SOURCE_END_LEN);
    return adopt(strcmp(path, "-") == 0 ? "<standard input>" : path, bytes.data, bytes.len);
}

void source_free(struct source *source)
{
    if (!source)
        return;
    free(source->name);
    free(source->text);
    free(source->line_starts);
    free(source);
}

struct source *source_view(const struct source *source, struct arena *arena)
{
    struct source *view = arena_copy(arena, source, sizeof *source);
    view->viewed = source->viewed ? source->viewed : source;
    view->edits = NULL;
    view->edit_count = 0;
    return view;
}

/* Stable, and quick for edits that come nearly in order, as they do. */
void source_set_edits(struct source *view, struct arena *arena, const struct source_edit *edits,
                      size_t count)
{
    struct source_edit *sorted = arena_array(arena, count, sizeof *sorted);
    uint32_t used = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t at = used;
        while (at > 0 && sorted[at - 1].span.start > edits[i].span.start)
            at--;
        if (at > 0 && sorted[at - 1].span.start == edits[i].span.start) {
            sorted[at - 1] = edits[i];
            continue;
        }
        memmove(&sorted[at + 1], &sorted[at], (used - at) * sizeof *sorted);
        sorted[at] = edits[i];
        used++;
    }
    view->edits = sorted;
    view->edit_count = used;
}

/* Where the comment of the line begins; else its end. Quoted texts may hold the sign. */
static size_t comment_in(const char *text, size_t at, size_t end)
{
    bool is_quoted = false;
    for (; at < end && (is_quoted || text[at] != '#'); at++) {
        bool is_mark = end - at > 2 && memcmp(text + at, "\xE2\x80", 2) == 0;
        if (text[at] == '"')
            is_quoted = !is_quoted;
        else if (is_mark && (text[at + 2] == '\x9C' || text[at + 2] == '\x9D'))
            is_quoted = text[at + 2] == '\x9C';
    }
    return at;
}

/* A sentence may go on in the next line: the words behind the break stand one blank off. */
static void add_words(struct buf *words, const char *text, size_t len)
{
    for (size_t at = 0; at < len;) {
        const char *line_end = memchr(text + at, '\n', len - at);
        size_t end = line_end ? (size_t)(line_end - text) : len, next = end;
        end = comment_in(text, at, end);
        while (line_end && end > at && strchr(" \t\r", text[end - 1]))
            end--;
        buf_add(words, text + at, end - at);
        while (line_end && next < len && strchr(" \t\r\n", text[next]))
            next++;
        if (line_end && words->len && words->data[words->len - 1] != ' ')
            buf_putc(words, ' ');
        at = next;
    }
}

const char *source_words(const struct source *source, struct arena *arena, struct span span)
{
    struct buf words;
    buf_init(&words);
    uint32_t at = span.start;
    for (uint32_t i = 0; i < source->edit_count; i++) {
        const struct source_edit *edit = &source->edits[i];
        if (edit->span.start < at || edit->span.end > span.end)
            continue;
        add_words(&words, source->text + at, edit->span.start - at);
        buf_puts(&words, edit->words);
        at = edit->span.end;
    }
    add_words(&words, source->text + at, span.end - at);
    const char *text = arena_text(arena, words.data, words.len);
    buf_release(&words);
    return text;
}

struct place source_place(const struct source *source, uint32_t offset)
{
    find_lines(source);
    if (offset > source->len)
        offset = source->len;
    uint32_t low = 0, high = source->line_count; /* line_starts[low] <= offset < that of high */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    struct place place = {.line = low + 1, .column = 1, .display = 1};
    for (uint32_t at = source->line_starts[low]; at < offset;) {
        uint32_t code;
        size_t len = utf8_decode(source->text + at, offset - at, &code);
        place.column++;
        place.display += len == 0 ? 1 : (uint32_t)utf8_char_width(code);
        at += len == 0 ? 1 : (uint32_t)len;
    }
    return place;
}

const char *source_line(const struct source *source, uint32_t line, uint32_t *len)
{
    find_lines(source);
    uint32_t start = source->line_starts[line - 1];
    uint32_t end = line < source->line_count ? source->line_starts[line] : source->len;
    while (end > start && (source->text[end - 1] == '\n' || source->text[end - 1] == '\r'))
        end--;
    *len = end - start;
    return source->text + start;
}
