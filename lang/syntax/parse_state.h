/* What the grammar, the filter and the tree builder share while one source is read. */
#ifndef SYNTAX_PARSE_STATE_H
#define SYNTAX_PARSE_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/base/vec.h"
#include "lang/syntax/ast.h"
#include "lang/syntax/diag.h"
#include "lang/syntax/lexicon.h"
#include "lang/syntax/source.h"

struct arena;
struct filter;

/* A MODAL token carries its enum modal, and from this bit on the form of `does its best`. */
enum { MODAL_FORM_SHIFT = 8 };

/* The value of a token or of a grammar symbol. Small things by value, the rest in the arena. */
union parse_value {
    int code; /* the value column of keywords.def, or another small enum */
    struct ast_name name;
    struct ast_number number;
    struct ast_label label;
    struct ast_string string;
    struct ast_time *time;
    struct ast_names *names;
    struct ast_strings *strings;
    struct ast_duration *duration;
    struct ast_amount *amount;
    struct ast_np *np;
    struct ast_nps *nps;
    struct ast_tail *tail;
    struct ast_tails *tails;
    struct ast_value *value;
    struct ast_mark *mark;
    struct ast_adverb *adverb;
    struct ast_adverbs *adverbs;
    struct ast_arg arg;
    struct ast_args *args;
    struct ast_act *act;
    struct ast_event *event;
    struct ast_cond *cond;
    struct ast_expr *expr;
    struct ast_part_of *part;
    struct ast_parts_of *parts;
    struct ast_chain *chain;
    struct ast_trigger *trigger;
    struct ast_item *item;
    struct ast_items *items;
    struct ast_attr *attr;
    struct ast_attrs *attrs;
    struct ast_facet *facet;
    struct ast_facets *facets;
    struct ast_param *param;
    struct ast_params *params;
    struct ast_binding *binding;
    struct ast_bindings *bindings;
    struct ast_measure *measure;
    struct ast_measures *measures;
    struct ast_renewal *renewal;
    struct ast_days *days;
    struct ast_expect *expect;
    struct ast_sentence *sentence;
    uint64_t words[3]; /* for moving it */
};

struct parse {
    const struct source *source;
    struct arena *arena;
    struct diags *diags;
    struct lexicon *lexicon;
    struct filter *filter;
    VEC(struct ast_sentence *) sentences;
    bool is_error_open; /* a syntax error was reported and its sentence, or line, has not ended yet */
    bool is_part_unsure; /* since the last heading a sentence could not be read: perhaps one */
    bool has_errors;
    bool is_too_deep;   /* reported for this sentence, which is then dropped */
    bool has_named_length; /* this sentence says `within the grace` */
    bool has_window;     /* somewhere in the text `in any 12 months` stands before how often */
    bool is_in_scenario; /* the part opened last is a scenario */
    uint32_t preds;      /* of the acts of this sentence */
    struct ast_said said;
};

/* Adds an error with this source's place, and marks the file. */
RARE struct diag *parse_error(struct parse *parse, enum diag_code code, struct span span,
                              const char *fmt, ...) PRINTF_LIKE(4, 5);

/* The generated parser; 0 on success (errors are in parse->diags either way). */
int lang_yyparse(struct parse *parse);

/* The same for texts without syntax errors; not 0 at the first one, which is not reported. */
int lang_fast_yyparse(struct parse *parse);

#endif
