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

/* The part in which a place lies, as far as its sentences tell. */
static enum part_kind part_at(const struct ast_file *file, uint32_t offset)
{
    enum part_kind kind = PART_FRONT;
    for (uint32_t i = 0; i < file->part_count && file->sentences[file->parts[i].first]->span.start <= offset; i++)
        kind = file->parts[i].kind;
    return kind;
}

/* Whether the line declares nothing: it begins with the number of an item, or is an indented one of a scenario. */
static bool is_no_declaration(const struct ast_file *file, uint32_t offset)
{
    uint32_t len;
    const char *line = source_line(file->source, source_place(file->source, offset).line, &len), *at = line;
    while (len > 0 && *at == ' ')
        at++, len--;
    return (len > 0 && ((*at >= '0' && *at <= '9') || *at == '(')) ||
           (at > line && part_at(file, offset) == PART_SCENARIO);
}

/* Whether no declaration is lost with what could not be read: then what is amiss elsewhere is no consequence of it. */
static bool has_all_declarations(const struct load *load)
{
    const struct ast_file *file = load->file;
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        const struct span span = file->sentences[i]->span;
        if (file->sentences[i]->has_error &&
            (!is_no_declaration(file, span.start) ||
             source_place(file->source, span.start).line != source_place(file->source, span.end).line))
            return false;
    }
    const struct diags *diags = &load->front.diags;
    for (uint32_t i = 0; i < diags->count; i++) {
        const struct diag_mark *place = &diags->items[i]->primary;
        if (place->source != file->source || !is_no_declaration(file, place->span.start))
            return false;
    }
    return diags->dropped_count == 0;
}

/* What a sentence that was lost may bring about in others. */
static bool is_of_several(enum diag_code code)
{
    switch ((int)code) {
    case E_NO_SUCH_CLAUSE:
    case E_UNCLEAR_REFERENCE:
    case E_UNCLEAR_NOUN:
    case E_FORMULA_WHEN:
    case E_PART_PERIOD:
    case E_CURE:
    case E_PERMITS_NOTHING:
    case E_PERMIT_UNCLEAR:
    case E_RULE_WITHOUT_DUTY:
    case E_AMBIGUOUS_COUNTING:
    case E_COUNTS_WITHIN:
    case E_INSTEAD:
    case E_EXCUSE:
    case E_CALLED_BY_NOBODY:
    case E_CHOICE_APART:
    case E_UNREAD: return true;
    default: return false;
    }
}

/* What is amiss on the line of a syntax error, or may be so only for what was lost there, is put down to it. */
static bool is_explained(const struct diag *diag, const struct diags *diags, uint32_t count)
{
    if (diag->severity != SEVERITY_ERROR || is_of_several(diag->code))
        return true;
    for (uint32_t i = 0; i < count; i++) {
        const struct diag_mark *error = &diags->items[i]->primary;
        if (diag->primary.source != error->source ||
            source_place(error->source, error->span.start).line ==
                source_place(diag->primary.source, diag->primary.span.start).line)
            return true;
    }
    return false;
}

/* The sentences that could be read are read on, so that a mistake in one does not hide those of the others. */
static void proofread(struct load *load)
{
    struct diags *diags = &load->front.diags;
    if (load->front.used.files.count || amended_is(load) || !has_all_declarations(load))
        return;
    uint32_t count = diags->count;
    (void)load_mean(load, load->file, 0);
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
