/* used.h - the files that a contract uses (spec 19.4): where they are looked for, and what is said
 * where one is missing, is used twice or leads back to itself. */
#ifndef LIBRARY_USED_H
#define LIBRARY_USED_H

#include <stdbool.h>

#include "lang/base/vec.h"
#include "lang/syntax/ast.h"

struct front;

/* A `use "…"` as it was met: in which text, and which file it names. */
struct used_link {
    const struct source *source;
    struct span span;
    const char *identity; /* absolute path without links */
};

struct used_file {
    const char *identity; /* NULL: the file was given by hand, and has not been compared with a used one */
    const struct source *source;
    const struct ast_file *file; /* NULL while it is being read */
};

struct used {
    VEC(const char *) folders; /* the search path, without the folder of the using file */
    VEC(struct used_file) begun; /* also those that were given by hand */
    VEC(struct used_link) links;
    VEC(const struct ast_file *) files; /* each after those that it uses itself */
};

/* Builds the search path: the folders of the settings (-I), what HETONG_PATH names, the installed folder.
 * The front has its settings and its arena. */
void used_init(struct used *used, struct front *front);
/* Forgets the files, for the next contract. */
void used_clear(struct used *used);
void used_release(struct used *used);

/* Notes a file that was given by hand, so that a use of it is known for a circle. */
void used_note(struct front *front, const struct source *source, const char *path);

/* The text of a data file that `path`, written in `source`, names; NULL after a message. `context` is
 * the front, which keeps it. */
const struct source *used_data(void *context, const struct source *source, struct ast_string path);

/* Reads the file that `path`, written in `source`, names; as parse_options asks for it. `context`
 * is the front. */
bool used_read(void *context, const struct source *source, struct ast_string path);

#endif
