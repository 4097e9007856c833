/* versions_internal.h - what the files of versions.c share: the norms of each text, and the threads in
 * which they go on from text to text. */
#ifndef IR_VERSIONS_INTERNAL_H
#define IR_VERSIONS_INTERNAL_H

#include "compiler/ir/versions.h"
#include "lang/base/vec.h"

/* How a norm of one text stands to the norm of its name in the next. */
enum relation {
    REL_NONE,   /* there is no next text */
    REL_SAME,   /* it says the same */
    REL_MERGED, /* it goes on, its terms may change */
    REL_PERIOD, /* one of a series: the text of its first day rules */
    REL_SPLIT,  /* another norm takes its place */
    REL_GONE,   /* nothing does */
};

struct version_norm {
    const char *name;
    const char *shape; /* who does what: what cannot change while it runs */
    const char *terms; /* the rest */
    const int32_t *refs; /* norms that its terms and triggers name */
    uint32_t ref_count;
    bool is_once;   /* made at the start, and only then */
    bool is_remedy; /* made by breaches only */
    bool is_duty;
    int32_t next, before; /* its index in the texts next to its own, or NM_NONE */
    enum relation relation;
    bool is_dropped; /* SPLIT, GONE: what runs is released */
    bool follows;    /* MERGED: what runs takes the new terms */
    int32_t thread;  /* NM_NONE: it is never made */
};

/* A norm of the joined machine, over the texts in which it stands. */
struct thread {
    uint32_t first, last; /* texts */
    int32_t *member;      /* its index in each text; NM_NONE where it is not */
    int32_t row;          /* in the joined machine */
    int32_t replaces;     /* thread whose place it took; NM_NONE */
    int32_t earlier;      /* that thread, if it runs on; NM_NONE */
    bool is_replaced;     /* by the text behind `last` */
    bool is_dropped;
};

/* Rows of a text in the joined machine, by their table. */
struct word_maps {
    int32_t *party, *unit, *attr, *kind, *act, *indicator, *calendar, *clause;
};

struct joining {
    const struct version_text *texts;
    uint32_t count;
    struct nm_builder *builder;
    struct arena *arena;
    struct version_norm **norms; /* of each text */
    struct word_maps *maps;
    VEC(struct thread) threads;
    int32_t *pools; /* union of (text, pool) */
    uint32_t *first_pool; /* of each text in `pools` */
    int32_t *pool_row;    /* of a root; NM_NONE: not numbered yet */
};

/* ---- versions_same.c: what a norm says, as a text that can be compared */
void versions_describe(struct joining *joining, uint32_t text);

/* A row of a text as a row of the joined machine. */
static inline int32_t versions_mapped(const int32_t *map, int32_t row)
{
    return row == NM_NONE ? NM_NONE : map[row];
}

/* ---- versions_words.c: names, and the rows of each text by their names */
void versions_put_words(struct joining *joining);

/* Lets the texts of a row that was copied from a machine stand in the joined one. */
void versions_keep_texts(struct joining *joining, const struct nm *nm, int table, void *row);

/* ---- versions_put.c: norms */
void versions_put_norms(struct joining *joining);

/* True if `number` is the clause `label` or stands under it. */
bool versions_is_under(const char *number, const char *label);

#endif
