/* ast.c - the words of ast.def, for dumps and messages; and what most acts share. */
#include "lang/syntax/ast.h"

#include <string.h>

#include "lang/base/check.h"

const struct ast_more ast_no_more;

const char *sentence_kind_word(enum sentence_kind kind)
{
    switch (kind) {
#define AST_SENTENCE(id, word)                                                                     \
    case id: return word;
#include "lang/syntax/ast.def"
    case SENT_COUNT: break;
    }
    UNREACHABLE();
}

const char *pred_kind_word(enum pred_kind kind)
{
    switch (kind) {
#define AST_PRED(id, word)                                                                         \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *np_kind_word(enum np_kind kind)
{
    switch (kind) {
#define AST_NP(id, word)                                                                           \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *det_word(enum det det)
{
    switch (det) {
#define AST_DET(id, word)                                                                          \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *adverb_kind_word(enum adverb_kind kind)
{
    switch (kind) {
#define AST_ADV(id, word)                                                                          \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *prep_word(enum prep prep)
{
    switch (prep) {
#define AST_PREP(id, word, side)                                                                   \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

enum prep_side prep_side(enum prep prep)
{
    switch (prep) {
#define AST_PREP(id, word, side)                                                                   \
    case id: return side;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *modal_word(enum modal modal)
{
    switch (modal) {
#define AST_MODAL(id, word)                                                                        \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *quant_word(enum quant quant)
{
    switch (quant) {
#define AST_QUANT(id, word)                                                                        \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *time_unit_word(enum time_unit unit)
{
    switch (unit) {
#define AST_TIME_UNIT(id, word)                                                                    \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *expr_kind_word(enum expr_kind kind)
{
    switch (kind) {
#define AST_EXPR(id, word)                                                                         \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *cond_kind_word(enum cond_kind kind)
{
    switch (kind) {
#define AST_COND(id, word)                                                                         \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *counting_word(enum counting_rule rule)
{
    switch (rule) {
#define AST_COUNTING(id, word)                                                                     \
    case id: return word;
#include "lang/syntax/ast.def"
    }
    UNREACHABLE();
}

const char *facet_word(enum facet facet)
{
    switch (facet) {
#define AST_FACET(id, word, zh)                                                                    \
    case id: return word;
#include "lang/syntax/ast.def"
    case FACET_UNKNOWN: return "unknown";
    }
    UNREACHABLE();
}

struct span ast_measure_word(const struct ast_amount *amount, const char *text)
{
    uint32_t end = amount->unit.span.start;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    uint32_t start = end;
    while (start > amount->high.span.end && (unsigned char)text[start - 1] >= 0x80)
        start--;
    return (struct span){start, end};
}

bool ast_is_written(struct ast_name adjective)
{
    return adjective.text &&
           (strcmp(adjective.text->text, "written") == 0 || strcmp(adjective.text->text, "prior written") == 0);
}

bool ast_is_in_writing(const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->kind == ADV_NPS && adverb->prep == PREP_IN ? adverb->nps->items[0] : NULL;
    sym noun = np && np->kind == NP_NAME ? np->name.noun.text : NULL;
    return noun && (strcmp(noun->text, "writing") == 0 || strcmp(noun->text, "书面") == 0);
}

bool ast_is_letter(const struct ast_adverb *adverb)
{
    static const char *const letters[] = {"notice", "notices", "letter", "letters", "email", "e-mail", "declaration",
                                          "statement", "registered-letter", "fax", "telegram", "通知", "书面通知", "通知书", "函",
                                          "信函", "挂号信", "传真", "电报", "电子邮件"};
    bool is_how = adverb->kind == ADV_NPS && (adverb->prep == PREP_BY || adverb->prep == PREP_ON);
    const struct ast_np *np = is_how ? adverb->nps->items[0] : NULL;
    sym noun = np && np->kind == NP_NAME && np->name.det != DET_THE ? np->name.noun.text : NULL;
    for (size_t i = 0; noun && i < sizeof letters / sizeof *letters; i++) {
        if (strcmp(noun->text, letters[i]) == 0)
            return true;
    }
    return false;
}

const struct ast_adverb *ast_addressee(const struct ast_act *act, uint32_t i)
{
    const struct ast_adverb *sent = ast_adverb_at(act, i);
    uint32_t before_verb = act->fronts.count + act->mids.count;
    bool is_last = i + 1 == act->fronts.count || i + 1 == before_verb || i + 1 == ast_adverb_count(act);
    if (!sent || is_last || (sent->kind != ADV_NOTICE && !ast_is_letter(sent) && !ast_is_in_writing(sent)))
        return NULL;
    const struct ast_adverb *to = ast_adverb_at(act, i + 1);
    return to && to->kind == ADV_NPS && to->prep == PREP_TO && !to->anchor ? to : NULL;
}

bool ast_is_addressee(const struct ast_act *act, uint32_t arg)
{
    return arg > 0 && ast_addressee(act, act->fronts.count + act->mids.count + arg - 1);
}
