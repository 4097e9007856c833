/* diag.c - collecting diagnostics and the table of their codes. Rendering is in diag_print.c. */
#include "lang/syntax/diag.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lang/base/arena.h"
#include "lang/base/limits.h"

static const struct diag_info infos[] = {
#define DIAG(code, id, severity, title, explain, wrong, right)                                     \
    [id] = {code, severity, title, explain, wrong, right},
#include "lang/syntax/diag.def"
};

const struct diag_info *diag_info(enum diag_code code)
{
    return &infos[code];
}

bool diag_find(const char *text, enum diag_code *code)
{
    for (int i = 0; i < DIAG_CODE_COUNT; i++)
        if (strcasecmp(infos[i].code, text) == 0) {
            *code = (enum diag_code)i;
            return true;
        }
    return false;
}

void diags_init(struct diags *diags, struct arena *arena)
{
    *diags = (struct diags){.arena = arena};
}

/* A template is one text, however often it is used. */
static bool is_repeated(const struct diags *diags, const struct diag *diag)
{
    for (uint32_t i = 0; i < diags->count; i++) {
        const struct diag *other = diags->items[i];
        if (other->code == diag->code && source_is_same(other->primary.source, diag->primary.source) &&
            other->primary.span.start == diag->primary.span.start &&
            strcmp(other->message, diag->message) == 0)
            return true;
    }
    return false;
}

static void keep(struct diags *diags, struct diag *diag)
{
    if (diags->count == diags->cap) {
        uint32_t cap = diags->cap ? diags->cap * 2 : 16;
        struct diag **items = arena_array(diags->arena, cap, sizeof *items);
        if (diags->count > 0)
            memcpy(items, diags->items, diags->count * sizeof *items);
        diags->items = items;
        diags->cap = cap;
    }
    diags->items[diags->count++] = diag;
}

struct diag *diag_add(struct diags *diags, enum diag_code code, const struct source *source,
                      struct span span, const char *fmt, ...)
{
    struct diag *diag = arena_alloc(diags->arena, sizeof *diag);
    va_list values;
    va_start(values, fmt);
    diag->message = arena_vprintf(diags->arena, fmt, values);
    va_end(values);
    diag->code = code;
    diag->severity = infos[code].severity;
    diag->primary = (struct diag_mark){.source = source, .span = span, .text = ""};
    diag->owner = diags;
    if (is_repeated(diags, diag))
        return diag;
    diag->order = diags->error_count + diags->warning_count;
    if (diag->severity == SEVERITY_ERROR)
        diags->error_count++;
    else
        diags->warning_count++;
    if (diags->count >= LIMIT_DIAGS)
        diags->dropped_count++;
    else
        keep(diags, diag);
    for (; source && source->used_in; source = source->used_in) {
        if (source->is_template)
            diag_label(diag, source->used_in, source->used_at, "used here");
        else
            diag_note(diag, "`%s` is used by `%s`, line %u", source->name, source->used_in->name,
                      source_place(source->used_in, source->used_at.start).line);
    }
    return diag;
}

void diag_primary(struct diag *diag, const char *fmt, ...)
{
    va_list values;
    va_start(values, fmt);
    diag->primary.text = arena_vprintf(diag->owner->arena, fmt, values);
    va_end(values);
}

void diag_label(struct diag *diag, const struct source *source, struct span span, const char *fmt,
                ...)
{
    if (diag->label_count >= LIMIT_DIAG_NOTES) {
        diag->left_out++;
        return;
    }
    struct arena *arena = diag->owner->arena;
    if (!diag->labels)
        diag->labels = arena_array(arena, LIMIT_DIAG_NOTES, sizeof *diag->labels);
    va_list values;
    va_start(values, fmt);
    diag->labels[diag->label_count++] =
        (struct diag_mark){source, span, arena_vprintf(arena, fmt, values)};
    va_end(values);
}

void diag_note(struct diag *diag, const char *fmt, ...)
{
    if (diag->note_count >= LIMIT_DIAG_NOTES) {
        diag->left_out++;
        return;
    }
    struct arena *arena = diag->owner->arena;
    if (!diag->notes)
        diag->notes = arena_array(arena, LIMIT_DIAG_NOTES, sizeof *diag->notes);
    va_list values;
    va_start(values, fmt);
    diag->notes[diag->note_count++] = arena_vprintf(arena, fmt, values);
    va_end(values);
}

const char *diag_left_out(const struct diag *diag)
{
    return diag->left_out == 0 ? NULL
                               : arena_printf(diag->owner->arena, "%u more %s not shown", diag->left_out,
                                              diag->left_out == 1 ? "is" : "are");
}

void diag_help(struct diag *diag, const char *fmt, ...)
{
    va_list values;
    va_start(values, fmt);
    diag->help = arena_vprintf(diag->owner->arena, fmt, values);
    va_end(values);
}

void diag_replace(struct diag *diag, struct span span, const char *fmt, ...)
{
    va_list values;
    va_start(values, fmt);
    diag->has_replacement = true;
    diag->replaced = span;
    diag->replacement = arena_vprintf(diag->owner->arena, fmt, values);
    va_end(values);
}

bool diags_have_errors(const struct diags *diags)
{
    return diags->error_count > 0;
}

static int compare_places(const void *left_item, const void *right_item)
{
    const struct diag *left = *(struct diag *const *)left_item;
    const struct diag *right = *(struct diag *const *)right_item;
    if (left->primary.source != right->primary.source) {
        if (!left->primary.source || !right->primary.source)
            return left->primary.source ? 1 : -1;
        int by_name = strcmp(left->primary.source->name, right->primary.source->name);
        if (by_name != 0)
            return by_name;
    }
    if (left->primary.span.start != right->primary.span.start)
        return left->primary.span.start < right->primary.span.start ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

void diags_sort(struct diags *diags)
{
    if (diags->count > 1)
        qsort(diags->items, diags->count, sizeof *diags->items, compare_places);
}
