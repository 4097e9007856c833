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

struct meaning *load_mean(struct load *load, const struct ast_file *text, uint32_t used_count)
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
    struct sema_files files = {&load->front, used_data};
    return sema_run(load->vocabulary, load->file, load->in_words, &files, &load->front.arena,
                    &load->front.diags);
}

/* What the parsed contract means. */
static enum load_status mean(struct load *load)
{
    if (!load->file || load->file->has_errors)
        return LOAD_UNREADABLE;
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
