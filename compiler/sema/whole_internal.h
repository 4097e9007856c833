/* whole_internal.h - what the files of whole.c share: the tree being joined, templates, and values
 * that are put in for names. */
#ifndef SEMA_WHOLE_INTERNAL_H
#define SEMA_WHOLE_INTERNAL_H

#include "compiler/sema/whole.h"
#include "lang/base/arena.h"
#include "lang/base/intern.h"
#include "lang/base/map.h"
#include "lang/base/vec.h"
#include "lang/syntax/source.h"

/* ---- values ---------------------------------------------------------------------------------------- */

/* What a name stands for: the parameter of a template, or a date or duration that is defined. */
struct value {
    sym name;
    bool is_blank;                   /* nothing was given */
    bool is_renamed;                 /* only another name: `np` has it, the words stay */
    const struct ast_np *np;         /* NULL: a blank or a text */
    const struct ast_string *string; /* NULL: a blank or a phrase */
    const char *words;               /* as written where it was given */
};
typedef VEC(struct value) value_list;

/* Puts values into sentences of one text. What is put in carries the place of the name that it is
 * put in for, so every span still lies in that text; `edits` tell the words. */
struct put {
    struct arena *arena;
    struct diags *diags;        /* not NULL: a duration by a name that is none is reported */
    const value_list *values;  /* looked up first */
    const value_list *globals; /* then these; may be NULL */
    const struct span *place;  /* not NULL: a value is copied, and this is the place of all of it */
    VEC(struct source_edit) edits;
    struct source *view; /* of the text: where sentences that are changed stand */
    uint32_t hits; /* how many names were met */
    bool is_blank; /* one of them was a blank */
};

/* A copy of the sentence with the values put in. */
struct ast_sentence *put_values(struct put *put, const struct ast_sentence *sentence);

/* The value of a name, or NULL. */
const struct value *value_of_name(const struct put *put, sym name);

/* ---- the whole ------------------------------------------------------------------------------------- */

struct template_ {
    const struct ast_sentence *heading;
    struct ast_sentence **sentences; /* behind the heading */
    uint32_t count;
};

/* A template that is being put in, and the one around it. */
struct whole_frame {
    const struct template_ *template_;
    const struct whole_frame *outer;
};

/* What a word was declared as, as far as values are judged by it. */
enum word_sort { SORT_PARTY, SORT_ITEM, SORT_CURRENCY, SORT_UNIT, SORT_DEFINITION };

struct whole {
    const struct whole_input *input;
    struct arena *arena;
    struct diags *diags;
    struct intern *intern;
    VEC(struct ast_sentence *) sentences;
    VEC(struct ast_part) parts;
    VEC(struct template_) templates;
    value_list constants; /* `grace means 10 days` */
    struct map words;     /* text -> enum word_sort */
    struct map plurals;   /* a name of an item -> its plural in `plural` */
    VEC(sym) plural;
    bool is_noted;        /* the words and plurals are known: only templates ask for them */
    uint32_t uses;        /* of templates, until now */
    struct ast_said said; /* by what was parsed meanwhile */
    const struct whole_frame *open;
    bool is_endless;      /* they were too many, which has been said */
    const struct source *(*read)(void *context, const struct source *source, struct ast_string path);
    struct ast_file *(*parse)(void *context, const char *name, const struct buf *words);
    void *context;
};

void whole_add_part(struct whole *whole, enum part_kind kind);
/* Adds a sentence that is not `use`; a heading opens a part. */
void whole_add_sentence(struct whole *whole, struct ast_sentence *sentence);

/* To be called before words or plurals are looked up. */
void whole_note_words(struct whole *whole);

/* The name that a sentence defines (`price means 480_000 yuan`), or NULL. */
const struct ast_name *whole_defined(const struct ast_sentence *sentence);
/* True if it defines a date or a duration, which is then its value. */
bool whole_constant(struct whole *whole, const struct ast_sentence *sentence, struct value *value);

/* ---- whole_template.c */
/* Takes a template and what stands behind its heading; says what is wrong with the heading. */
void whole_add_template(struct whole *whole, const struct template_ *template_);
/* Puts in what a `use` of a template stands for. */
void whole_expand(struct whole *whole, const struct ast_sentence *use);

/* ---- whole_table.c */
/* True of `use … with "deliveries.csv" as rows`. */
bool whole_is_table(const struct ast_sentence *use);
/* Puts in what it stands for: one use for each row, numbered below the clause in which it stands. */
void whole_expand_rows(struct whole *whole, const struct ast_sentence *use);

#endif
