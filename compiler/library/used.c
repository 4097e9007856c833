/* used.c - a used file is looked for beside the file that uses it, then on the search path. It is
 * read once, however many files use it, and with the same lexicon, before the text that uses it is
 * cut into words. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "compiler/library/used.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/library/front.h"
#include "compiler/library/installed.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"

/* ---- the search path ----------------------------------------------------------------------------- */

/* Adds the folders of a list that is separated by colons, as in PATH; empty ones are none. */
static void add_folders(struct used *used, struct arena *arena, const char *list)
{
    while (list && *list) {
        size_t len = strcspn(list, ":");
        if (len > 0)
            vec_push(&used->folders, arena_text(arena, list, len));
        list += len + (list[len] == ':');
    }
}

void used_init(struct used *used, struct front *front)
{
    *used = (struct used){0};
    for (size_t i = 0; i < front->settings.folder_count; i++)
        vec_push(&used->folders, front->settings.folders[i]);
    add_folders(used, &front->arena, getenv("HETONG_PATH"));
    struct buf installed;
    buf_init(&installed);
    if (find_installed(&installed))
        vec_push(&used->folders, arena_text(&front->arena, installed.data, installed.len));
    buf_release(&installed);
}

void used_clear(struct used *used)
{
    vec_clear(&used->begun);
    vec_clear(&used->links);
    vec_clear(&used->files);
}

void used_release(struct used *used)
{
    vec_release(&used->folders);
    vec_release(&used->begun);
    vec_release(&used->links);
    vec_release(&used->files);
}

/* The folder of a path with its last `/`; "" for the present one. */
static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_text(arena, path, (size_t)(slash - path) + 1) : "";
}

/* The path under which the file is there, or NULL. What cannot be read counts as there: that is
 * said when it is read. */
static const char *find_file(struct front *front, const struct source *source, const char *name)
{
    struct arena *arena = &front->arena;
    const char *here = arena_printf(arena, "%s%s", name[0] == '/' ? "" : folder_of(arena, source->name),
                                    name);
    if (access(here, F_OK) == 0)
        return here;
    for (size_t i = 0; i < front->used.folders.count && name[0] != '/'; i++) {
        const char *folder = front->used.folders.items[i];
        size_t len = strlen(folder);
        const char *path = arena_printf(arena, "%s%s%s", folder,
                                        len > 0 && folder[len - 1] == '/' ? "" : "/", name);
        if (access(path, F_OK) == 0)
            return path;
    }
    return NULL;
}

static const char *identity_of(struct front *front, const char *path)
{
    char *real = realpath(path, NULL);
    const char *identity = arena_text(&front->arena, real ? real : path, strlen(real ? real : path));
    free(real);
    return identity;
}

/* ---- what can be wrong ----------------------------------------------------------------------------- */

static void report_missing(struct front *front, const struct source *source, struct ast_string path,
                           const char *name)
{
    struct diag *diag = diag_add(&front->diags, E_USED_MISSING, source, path.span,
                                 "there is no file `%s`", name);
    diag_note(diag, "it was looked for beside `%s`, in the folders that -I and HETONG_PATH name, and "
                    "in the folder of the installed files", source->name);
    diag_help(diag, "correct the name, or name its folder with -I");
}

/* From the file that is open under the same identity down to this use, each use is shown. */
static void report_circle(struct front *front, const struct source *source, struct ast_string path,
                          const struct source *open)
{
    bool is_itself = open == source;
    struct diag *diag = diag_add(&front->diags, E_USED_CIRCLE, source, path.span,
                                 is_itself ? "a file cannot use itself"
                                           : "`%s` is used by itself", open->name);
    for (const struct source *at = source; at != open; at = at->used_in)
        diag_label(diag, at->used_in, at->used_at, "uses `%s`", at->name);
    diag_help(diag, is_itself ? "leave it out"
                              : "put what both need into a third file, and let both use that");
}

static const struct used_link *link_before(const struct front *front, const struct source *source,
                                           const char *identity)
{
    for (size_t i = 0; i < front->used.links.count; i++) {
        const struct used_link *link = &front->used.links.items[i];
        if (link->source == source && strcmp(link->identity, identity) == 0)
            return link;
    }
    return NULL;
}

static struct used_file *file_before(struct front *front, const char *identity)
{
    for (size_t i = 0; i < front->used.begun.count; i++) {
        struct used_file *file = &front->used.begun.items[i];
        if (!file->identity)
            file->identity = identity_of(front, file->source->name);
        if (strcmp(file->identity, identity) == 0)
            return file;
    }
    return NULL;
}

/* ---- reading --------------------------------------------------------------------------------------- */

static bool read_file(struct front *front, const struct source *source, struct ast_string path,
                      const char *found, const char *identity)
{
    if (front->used.begun.count >= LIMIT_SOURCE_FILES) {
        struct diag *diag = diag_add(&front->diags, E_TOO_MANY, source, path.span,
                                     "more than %d files used by one", LIMIT_SOURCE_FILES);
        diag_help(diag, "put several of them into one file");
        return false;
    }
    struct buf error;
    buf_init(&error);
    struct source *used = source_read(found, &error);
    if (!used) {
        struct diag *diag = diag_add(&front->diags, E_USED_MISSING, source, path.span, "%s",
                                     error.data);
        diag_help(diag, "name a file that can be read");
    }
    buf_release(&error);
    if (!used)
        return false;
    used->used_in = source;
    used->used_at = path.span;
    size_t index = front->used.begun.count;
    vec_push(&front->used.begun, (struct used_file){identity, used, NULL});
    const struct ast_file *file = front_parse(front, used);
    front->used.begun.items[index].file = file;
    vec_push(&front->used.files, file);
    return !file->has_errors;
}

bool used_read(void *context, const struct source *source, struct ast_string path)
{
    struct front *front = context;
    const char *name = arena_text(&front->arena, path.text, path.len);
    const char *found = name[0] ? find_file(front, source, name) : NULL;
    if (!found) {
        report_missing(front, source, path, name);
        return false;
    }
    const char *identity = identity_of(front, found);
    const struct used_link *earlier = link_before(front, source, identity);
    if (earlier) {
        struct diag *diag = diag_add(&front->diags, E_USED_TWICE, source, path.span,
                                     "`%s` is used twice", name);
        diag_label(diag, source, earlier->span, "the first time");
        diag_help(diag, "leave the second one out");
        return false;
    }
    vec_push(&front->used.links, (struct used_link){source, path.span, identity});
    const struct used_file *known = file_before(front, identity);
    if (!known)
        return read_file(front, source, path, found, identity);
    if (known->file)
        return !known->file->has_errors;
    report_circle(front, source, path, known->source);
    return false;
}

const struct source *used_data(void *context, const struct source *source, struct ast_string path)
{
    struct front *front = context;
    const char *name = arena_text(&front->arena, path.text, path.len);
    const char *found = name[0] ? find_file(front, source, name) : NULL;
    if (!found) {
        report_missing(front, source, path, name);
        return NULL;
    }
    struct buf error;
    buf_init(&error);
    struct source *data = source_read(found, &error);
    if (!data) {
        struct diag *diag = diag_add(&front->diags, E_USED_MISSING, source, path.span, "%s",
                                     error.data);
        diag_help(diag, "name a file that can be read");
    } else {
        vec_push(&front->sources, data);
    }
    buf_release(&error);
    return data;
}

void used_note(struct front *front, const struct source *source, const char *path)
{
    if (strcmp(path, "-") != 0)
        vec_push(&front->used.begun, (struct used_file){.source = source});
}
