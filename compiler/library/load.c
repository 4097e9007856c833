/* load.c - text to norm machine, in the order of the pipeline. */
#include "compiler/library/load.h"

#include <string.h>

#include "compiler/ir/lower.h"
#include "compiler/ir/verify.h"
#include "compiler/library/amended.h"
#include "compiler/sema/sema.h"
#include "compiler/sema/whole.h"

void load_init(struct load *load, const struct front_settings *settings)
{
    memset(load, 0, sizeof *load);
    front_init(&load->front, settings);
    const struct ast_file *vocabularies[] = {load->front.standard, load->front.calendars};
    load->vocabulary = sema_vocabulary(vocabularies, 2, load->front.intern, &load->front.arena,
                                       &load->front.diags);
    front_keep(&load->front);
}

static void forget(struct load *load)
{
    load->meaning = NULL;
    if (load->has_builder)
        nmb_release(&load->builder);
    load->has_builder = false;
    if (load->has_last)
        nmb_release(&load->last_builder);
    load->has_last = false;
    load->digests = NULL;
    load->digest_count = 0;
    load->conformed = NULL;
}

static void join(struct load *load, const struct ast_file *text, uint32_t used_count)
{
    struct whole_input input = {
        .standard = load->front.standard,
        .used = load->front.used.files.items,
        .used_count = used_count,
        .contract = text,
        .intern = load->front.intern,
        .read = used_data,
        .parse = front_parse_words,
        .context = &load->front,
    };
    load->file = whole_join(&input, &load->front.arena, &load->front.diags);
}

struct meaning *load_mean(struct load *load, const struct ast_file *text, uint32_t used_count)
{
    join(load, text, used_count);
    struct sema_files files = {&load->front, used_data};
    return sema_run(load->vocabulary, load->file, load->in_words, &files, &load->front.arena,
                    &load->front.diags);
}

/* ---- a text with syntax errors -------------------------------------------------------------------------- */

/* The first character of the line that is not blank: the number of an item declares nothing. */
static bool is_on_item(const struct source *source, uint32_t offset)
{
    uint32_t len;
    const char *line = source_line(source, source_place(source, offset).line, &len);
    while (len > 0 && *line == ' ')
        line++, len--;
    return len > 0 && ((*line >= '0' && *line <= '9') || *line == '(');
}

/* Whether all that could not be read lies in lines of items: then no declaration is lost with it, and what is amiss
 * elsewhere is no consequence of it. */
static bool is_lost_in_items(const struct load *load)
{
    const struct ast_file *file = load->file;
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        const struct span span = file->sentences[i]->span;
        if (file->sentences[i]->has_error &&
            (!is_on_item(file->source, span.start) ||
             source_place(file->source, span.start).line != source_place(file->source, span.end).line))
            return false;
    }
    const struct diags *diags = &load->front.diags;
    for (uint32_t i = 0; i < diags->count; i++) {
        const struct diag_mark *place = &diags->items[i]->primary;
        if (place->source != file->source || !is_on_item(place->source, place->span.start))
            return false;
    }
    return diags->dropped_count == 0;
}

/* What is amiss on the line of a syntax error is put down to it. */
static bool is_explained(const struct diag *diag, const struct diags *diags, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct diag_mark *error = &diags->items[i]->primary;
        if (diag->primary.source != error->source ||
            source_place(error->source, error->span.start).line ==
                source_place(diag->primary.source, diag->primary.span.start).line)
            return true;
    }
    return false;
}

/* The words of the sentences that could be read are held against the declarations, so that a mistake in one sentence
 * does not hide those of the others. */
static void proofread(struct load *load)
{
    struct diags *diags = &load->front.diags;
    if (load->front.used.files.count || amended_is(load) || !is_lost_in_items(load))
        return;
    uint32_t count = diags->count;
    join(load, load->file, 0);
    struct sema_files files = {&load->front, used_data};
    sema_proofread(load->vocabulary, load->file, &files, &load->front.arena, diags);
    uint32_t kept = count;
    for (uint32_t i = count; i < diags->count; i++) {
        if (!is_explained(diags->items[i], diags, count))
            diags->items[kept++] = diags->items[i];
        else if (diags->items[i]->severity == SEVERITY_ERROR)
            diags->error_count--;
        else
            diags->warning_count--;
    }
    diags->count = kept;
}

/* What the parsed contract means. */
static enum load_status mean(struct load *load)
{
    if (!load->file)
        return LOAD_UNREADABLE;
    if (load->file->has_errors) {
        proofread(load);
        return LOAD_UNREADABLE;
    }
    if (amended_is(load)) {
        load->in_words = true; /* its texts are compared as machines */
        return amended_mean(load);
    }
    load->meaning = load_mean(load, load->file, (uint32_t)load->front.used.files.count);
    return diags_have_errors(&load->front.diags) ? LOAD_FINDINGS : LOAD_FINE;
}

static void lower_to_machine(struct load *load, const char *path)
{
    if (!load->has_builder) { /* an amended contract has its machine by now */
        nmb_init(&load->builder);
        load->has_builder = true;
        lower(load->meaning, &load->builder);
    }
    nmb_finish(&load->builder, &load->nm);
    const char *fault = nm_verify(&load->nm, &load->front.arena);
    if (fault)
        BUG("the norm machine of %s is not sound: %s", path, fault);
}

static enum load_status mean_file(struct load *load, const char *path, bool in_words)
{
    forget(load);
    front_clear(&load->front);
    load->in_words = in_words;
    load->file = front_read(&load->front, path);
    return mean(load);
}

enum load_status load_meaning(struct load *load, const char *path)
{
    return mean_file(load, path, false);
}

enum load_status load_next(struct load *load, const char *path)
{
    enum load_status status = mean_file(load, path, true);
    if (status == LOAD_FINE)
        lower_to_machine(load, path);
    return status;
}

enum load_status load_text(struct load *load, const char *path, const char *text, size_t len)
{
    forget(load);
    front_clear(&load->front);
    load->in_words = true;
    struct source *source = source_new(path, text, len);
    used_note(&load->front, source, path);
    load->file = front_parse(&load->front, source);
    enum load_status status = mean(load);
    if (status == LOAD_FINE)
        lower_to_machine(load, path);
    return status;
}

void load_release(struct load *load)
{
    forget(load);
    sema_vocabulary_free(load->vocabulary);
    front_release(&load->front);
}
