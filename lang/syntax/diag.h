/* Diagnostics: what the author of a contract should mend. They are collected, never printed here,
 * and rendered at the end, sorted by place.
 *
 *     struct diag *diag = diag_add(diags, E_UNKNOWN_VERB, source, span, "`%s` is not declared", word);
 *     diag_label(diag, source, other, "declared here");
 *     diag_note(diag, "…");
 *     diag_help(diag, "write `teaches`");
 *     diag_replace(diag, span, "teaches");
 */
#ifndef SYNTAX_DIAG_H
#define SYNTAX_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"
#include "lang/syntax/source.h"
#include "lang/syntax/span.h"

struct arena;
struct buf;

enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

/* E_… constants, one per row of diag.def. */
enum diag_code {
#define DIAG(code, id, severity, title, explain, wrong, right) id,
#include "lang/syntax/diag.def"
    DIAG_CODE_COUNT
};

struct diag_info {
    const char *code; /* "E0201" */
    enum severity severity;
    const char *title;   /* one line: what kind of mistake */
    const char *explain; /* some paragraphs, for `hetong explain` */
    const char *wrong;   /* an example that is refused, or NULL */
    const char *right;   /* the same, mended, or NULL */
};

const struct diag_info *diag_info(enum diag_code code);

/* True and *code for "E0201" (case does not matter). */
MUST_USE bool diag_find(const char *text, enum diag_code *code);

struct diag_mark { /* a place that takes part, underlined with its label */
    const struct source *source;
    struct span span;
    const char *text; /* "" for none */
};
struct diag {
    enum diag_code code;
    enum severity severity;
    const char *message;
    struct diag_mark primary;
    struct diag_mark *labels; /* secondary places */
    uint32_t label_count;
    const char **notes;
    uint32_t note_count;
    uint32_t left_out; /* labels and notes beyond LIMIT_DIAG_NOTES: counted, not kept */
    const char *help; /* what to write instead, as a sentence; NULL if none */
    bool has_replacement;
    struct span replaced;    /* of the primary source */
    const char *replacement; /* the proposed text */
    struct diags *owner;
    uint32_t order; /* of appearance; breaks ties in sorting */
};

struct diags {
    struct arena *arena; /* the texts live here */
    struct diag **items;
    uint32_t count;
    uint32_t cap;
    uint32_t error_count;   /* all that were reported, also those that were not kept */
    uint32_t warning_count;
    uint32_t dropped_count; /* reported beyond LIMIT_DIAGS: counted, not kept */
};

/* Makes an empty collection; the arena outlives it. */
void diags_init(struct diags *diags, struct arena *arena);

/* Adds a diagnostic with the severity of its row. Never NULL: beyond LIMIT_DIAGS the returned one
 * is not kept. The same code at the same place with the same message is kept once. A NULL source
 * makes a message without a place. */
RARE struct diag *diag_add(struct diags *diags, enum diag_code code, const struct source *source,
                           struct span span, const char *fmt, ...) PRINTF_LIKE(5, 6);

/* The words under the primary underline. */
RARE void diag_primary(struct diag *diag, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* A secondary place with its own words; at most LIMIT_DIAG_NOTES are kept. */
RARE void diag_label(struct diag *diag, const struct source *source, struct span span,
                     const char *fmt, ...) PRINTF_LIKE(4, 5);

/* A remark below the excerpt; at most LIMIT_DIAG_NOTES are kept. */
RARE void diag_note(struct diag *diag, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Says how many labels and notes were not kept, as one more note; NULL if all were. */
const char *diag_left_out(const struct diag *diag);

/* What to write instead. */
RARE void diag_help(struct diag *diag, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* A proposed replacement of a span of the primary source (also given in JSON). */
RARE void diag_replace(struct diag *diag, struct span span, const char *fmt, ...) PRINTF_LIKE(3, 4);

bool diags_have_errors(const struct diags *diags);

/* Sorts by source name, position, order of appearance. The renderers call it. */
void diags_sort(struct diags *diags);

/* Adds all of them as text for people: code, message, excerpt with underlines, notes, help, and a
 * last line that counts them. */
void diags_print(struct diags *diags, struct buf *out, bool in_colour);

/* Adds a JSON array (no line break at the end): code, severity, message, file, line, column,
 * end_line, end_column, start, end (bytes), labels, notes, help, replacement. */
struct json_out;
void diags_json(struct diags *diags, struct json_out *json);

/* Adds the page that `hetong explain CODE` shows. */
void diag_print_explanation(enum diag_code code, struct buf *out);

#endif
