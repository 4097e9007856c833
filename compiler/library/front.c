/* front.c - sources come from files here (and in used.c), and nowhere else in the compiler. */
#include "compiler/library/front.h"

#include <stdio.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/intern.h"
#include "lang/vocabulary/embedded.h"

struct ast_file *front_parse(struct front *front, struct source *source)
{
    vec_push(&front->sources, source);
    struct parse_options options = {
        .arena = &front->arena,
        .intern = front->intern,
        .lexicon = front->lexicon,
        .use = used_read,
        .context = front,
    };
    return parse_source(source, &options, &front->diags);
}

void front_init(struct front *front, const struct front_settings *settings)
{
    *front = (struct front){.settings = *settings};
    arena_init(&front->arena);
    front->intern = intern_new();
    front->lexicon = lexicon_new(front->intern);
    diags_init(&front->diags, &front->arena);
    used_init(&front->used, front);

    for (size_t i = 0; i < vocabulary_file_count; i++) {
        const struct vocabulary_file *file = &vocabulary_files[i];
        if (strcmp(file->name, "standard.ht") == 0)
            front->standard = front_parse(front, source_new(file->name, file->text, file->len));
        if (strcmp(file->name, "calendars.ht") == 0)
            front->calendars = front_parse(front, source_new(file->name, file->text, file->len));
    }
    if (!front->standard || !front->calendars || diags_have_errors(&front->diags)) {
        front_print_diags(front);
        BUG("the standard vocabulary does not parse");
    }
}

void front_keep(struct front *front)
{
    front->kept = (struct front_mark){
        .arena = arena_mark(&front->arena),
        .lexicon = lexicon_mark(front->lexicon),
        .sources = front->sources.count,
    };
}

void front_clear(struct front *front)
{
    while (front->sources.count > front->kept.sources)
        source_free(front->sources.items[--front->sources.count]);
    lexicon_rewind(front->lexicon, &front->kept.lexicon);
    arena_rewind(&front->arena, front->kept.arena);
    diags_init(&front->diags, &front->arena);
    used_clear(&front->used);
}

void front_release(struct front *front)
{
    for (size_t i = 0; i < front->sources.count; i++)
        source_free(front->sources.items[i]);
    vec_release(&front->sources);
    used_release(&front->used);
    lexicon_free(front->lexicon);
    intern_free(front->intern);
    arena_release(&front->arena);
}

static void tell(struct front *front, const struct buf *text)
{
    if (front->messages)
        buf_add(front->messages, text->data, text->len);
    else
        fwrite(text->data, 1, text->len, stderr);
}

struct ast_file *front_read(struct front *front, const char *path)
{
    struct buf error, message;
    buf_init(&error);
    buf_init(&message);
    struct source *source = source_read(path, &error);
    if (!source)
        buf_printf(&message, "hetong: %s\n", error.data);
    tell(front, &message);
    buf_release(&message);
    buf_release(&error);
    if (!source)
        return NULL;
    used_note(front, source, path);
    return front_parse(front, source);
}

struct ast_file *front_parse_words(void *context, const char *name, const struct buf *words)
{
    return front_parse(context, source_new(name, words->data, words->len));
}

void front_print_diags(struct front *front)
{
    struct buf out;
    buf_init(&out);
    diags_print(&front->diags, &out, front->settings.in_colour);
    tell(front, &out);
    buf_release(&out);
}
