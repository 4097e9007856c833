/* What the formatter's files share: a writer that puts blanks and full-width punctuation where the
 * language wants them. */
#ifndef SYNTAX_FMT_INTERNAL_H
#define SYNTAX_FMT_INTERNAL_H

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/syntax/fmt.h"

struct keyword;

struct writer {
    struct buf *out;
    enum fmt_language language;
    bool needs_blank;   /* a blank before the next word */
    bool needs_capital; /* the next keyword begins a sentence */
    bool is_flat;       /* in events, conditions and fronts lists are joined by `and` throughout,
                         * and no comma is only a pause */
    bool is_means;          /* behind `by`: 以 书面通知, 以 通知 */
    bool is_behind_trigger; /* the norm that comes next stands behind `When …,` */
    int indent;
    struct ast_comments inner;   /* comments still to come inside the sentence at hand */
    const struct source *source; /* in which they stand */
    const struct ast_file *file; /* whose own names are not translated; NULL: of a part of one */
};

/* Words */
void put_word(struct writer *writer, const char *text, size_t len);
void put_text(struct writer *writer, const char *text);
/* The canonical spelling of the keyword row with this token and value. */
void put_keyword(struct writer *writer, int token, int value);
/* The spelling number `form` of an English row; Chinese has the first one. */
void put_form(struct writer *writer, int token, int value, int form);
/* The Chinese spelling number `form` of this row. */
void put_chinese(struct writer *writer, const struct keyword *keyword, int form);
void put_comma(struct writer *writer);
void put_punctuation(struct writer *writer, const char *english, const char *chinese);
void put_string(struct writer *writer, struct ast_string string);
/* A name that the file declares is its own, whatever the language means by it elsewhere. */
bool is_own(const struct ast_file *file, const char *text);
/* In use. Names that the language speaks about have Chinese ones, where the file does not declare them. */
void put_name(struct writer *writer, struct ast_name name);
void put_declared(struct writer *writer, struct ast_name name); /* in a declaration */
/* The word after `is` or in an expectation: a status has a Chinese spelling. */
void put_status(struct writer *writer, struct ast_name word, bool is_of_clause);
/* Whether the word says what is so, and not what was done: dormant, in force, short. */
bool is_status(const char *word);
void put_number(struct writer *writer, struct ast_number number);
/* The comments that stand before `limit`: those before `start` may end the present line, the others
 * have lines of their own. What follows begins a line. */
void put_inner(struct writer *writer, uint32_t start, uint32_t limit);
void put_line(struct writer *writer); /* a line break and the indentation */

/* Phrases */
void put_time(struct writer *writer, const struct ast_time *time);
void put_time_unit(struct writer *writer, enum time_unit unit, bool is_plural);
/* Behind a number; in Chinese 3 个月, for 3 月 is March. */
void put_counted_unit(struct writer *writer, enum time_unit unit, bool is_plural);
void put_duration(struct writer *writer, const struct ast_duration *duration);
void put_amount(struct writer *writer, const struct ast_amount *amount);
void put_label_reference(struct writer *writer, struct ast_label label);
void put_np(struct writer *writer, const struct ast_np *np);
/* … or better, or worse; nothing for one value. */
void put_reach(struct writer *writer, enum ast_reach reach);
void put_nps(struct writer *writer, const struct ast_nps *nps);
void put_prep(struct writer *writer, enum prep prep, bool is_time);
void put_mark(struct writer *writer, const struct ast_mark *mark);
void put_adverb(struct writer *writer, const struct ast_adverb *adverb);
void put_expr(struct writer *writer, const struct ast_expr *expr);
void put_comparison_sign(struct writer *writer, enum comparison cmp);
void put_cond(struct writer *writer, const struct ast_cond *cond);
void put_event(struct writer *writer, const struct ast_event *event);
void put_act(struct writer *writer, const struct ast_act *act);
void put_chain(struct writer *writer, const struct ast_chain *chain);
void put_items(struct writer *writer, const struct ast_items *items);
void put_sentence(struct writer *writer, const struct ast_sentence *sentence);

#endif
