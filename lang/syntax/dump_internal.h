/* What dump.c and dump_sentence.c share. */
#ifndef SYNTAX_DUMP_INTERNAL_H
#define SYNTAX_DUMP_INTERNAL_H

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/syntax/dump.h"

struct dump {
    struct buf *out;
    int indent;
};

/* Each adds its node as lines; `what` says which place in the parent it fills. */
void dump_line(struct dump *dump, const char *fmt, ...) PRINTF_LIKE(2, 3);
void dump_name(struct dump *dump, const char *what, struct ast_name name);
void dump_string(struct dump *dump, const char *what, struct ast_string string);
void dump_number(struct dump *dump, const char *what, struct ast_number number);
void dump_time(struct dump *dump, const char *what, const struct ast_time *time);
void dump_duration(struct dump *dump, const char *what, const struct ast_duration *duration);
void dump_amount(struct dump *dump, const char *what, const struct ast_amount *amount);
void dump_np(struct dump *dump, const struct ast_np *np);
void dump_nps(struct dump *dump, const char *what, const struct ast_nps *nps);
void dump_mark(struct dump *dump, const struct ast_mark *mark);
void dump_adverb(struct dump *dump, const struct ast_adverb *adverb);
void dump_adverbs(struct dump *dump, const char *what, const struct ast_adverbs *adverbs);
const char *comparison_word(enum comparison cmp);
void dump_expr(struct dump *dump, const struct ast_expr *expr);
void dump_cond(struct dump *dump, const char *what, const struct ast_cond *cond);
void dump_event(struct dump *dump, const char *what, const struct ast_event *event);
void dump_act(struct dump *dump, const char *what, const struct ast_act *act);

#endif
