# fast_parser.m4 - a skeleton for bison: the parser of texts that have no syntax error. It reads the same
# tables and runs the same actions as the parser that bison makes by itself, and differs where that one
# pays for errors: it gives up at the first one; a symbol's state, place and value lie side by side; and a
# rule that only renames a symbol (`norm: norm_core`) changes its state and moves nothing.

m4_include(b4_skeletonsdir/[c.m4])

# What the grammar says for the other parser.
m4_foreach([used], [[api.pure], [api.token.raw], [api.location.type], [parse.error], [parse.lac]],
           [b4_percent_define_use(used)])
m4_define([b4_unused], b4_percent_code_get([[requires]]))

m4_define([b4_lhs_value], [b4_symbol_value([made], [$1], [$2])])
m4_define([b4_rhs_value], [b4_symbol_value([top@{b4_subtract([$2], [$1])@}.value], [$3], [$4])])
m4_define([b4_lhs_location], [(place)])
m4_define([b4_rhs_location], [(top@{b4_subtract([$2], [$1])@}.span)])

# b4_integral_parser_table_define(NAME, CONTENT, COMMENT)
m4_define([b4_integral_parser_table_define],
[m4_if([$1], [stos], [], [static const b4_int_type_for([$2]) yy$1@{@} =
{
  $2
};])])

# The numbers of the rules that have an action.
m4_define([b4_rules_with_actions],
[m4_pushdef([b4_case], [@{$][1@} = true, ])dnl
b4_actions[]dnl
m4_popdef([b4_case])])

b4_output_begin([b4_parser_file_name])[
/* Made by bison from grammar.y and fast_parser.m4. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lang/syntax/grammar.h"

]b4_percent_code_get[

#define yyerrok ((void)0)

enum {
    LAST_ENTRY = ]b4_last[,
    FINAL_STATE = ]b4_final_state_number[,
    TOKEN_COUNT = ]b4_tokens_number[,
    NO_TABLE = ]b4_pact_ninf[, /* yypact: the state has one reduction, whatever comes */
    NO_ENTRY = ]b4_table_ninf[ /* yytable: an error */
};

]b4_parser_tables_define[

static const bool has_action@{]b4_rules_number[ + 1@} = {
    ]b4_rules_with_actions[
};

struct entry {
    union parse_value value;
    struct span span;
    int state;
};

/* Word by word, as the value was written: one wide load would wait until the words are in the cache. */
static inline void set(struct entry *entry, const volatile union parse_value *value, struct span span,
                       int state)
{
    for (size_t i = 0; i < sizeof value->words / sizeof *value->words; i++)
        entry->value.words@{i@} = value->words@{i@};
    entry->span.start = span.start;
    entry->span.end = span.end;
    entry->state = state;
}

struct stack {
    struct entry few@{200@};
    struct entry *entries;
    size_t cap;
};

/* Makes room above `top`, which may move, as the last entry does; NULL if the stack is as high as it may
 * be. */
static struct entry *more_room(struct stack *stack, struct entry *top, struct entry **last)
{
    size_t count = (size_t)(top - stack->entries) + 1;
    if (stack->cap * 2 > YYMAXDEPTH)
        return NULL;
    struct entry *entries = stack->entries == stack->few ? NULL : stack->entries;
    entries = realloc(entries, stack->cap * 2 * sizeof *entries);
    if (!entries)
        BUG("out of memory");
    if (stack->entries == stack->few)
        memcpy(entries, stack->few, count * sizeof *entries);
    stack->entries = entries;
    stack->cap *= 2;
    *last = entries + stack->cap - 1;
    return entries + count - 1;
}

static inline int state_behind(int state, int symbol)
{
    int at = yypgoto@{symbol - TOKEN_COUNT@} + state;
    if ((unsigned)at <= LAST_ENTRY && yycheck@{at@} == state)
        return yytable@{at@};
    return yydefgoto@{symbol - TOKEN_COUNT@};
}

static bool run(struct parse *parse, struct stack *stack)
{
    struct entry *top = stack->entries, *last = top + stack->cap - 1;
    struct filter_token ahead;
    bool has_ahead = false;
    int state = 0;
    *top = (struct entry){.state = 0};
    for (;;) {
        int rule, at = yypact@{state@};
        if (at == NO_TABLE) {
            rule = yydefact@{state@};
        } else {
            if (!has_ahead)
                filter_next(parse->filter, &ahead);
            has_ahead = true;
            at += ahead.kind;
            if ((unsigned)at > LAST_ENTRY || yycheck@{at@} != ahead.kind)
                rule = yydefact@{state@};
            else if (yytable@{at@} <= 0)
                rule = yytable@{at@} == NO_ENTRY ? 0 : -yytable@{at@};
            else {
                state = yytable@{at@};
                if (state == FINAL_STATE)
                    return true;
                if (top == last && !(top = more_room(stack, top, &last)))
                    return false;
                set(++top, &ahead.value, ahead.span, state);
                has_ahead = false;
                continue;
            }
            if (rule == 0)
                return false;
        }
        int len = yyr2@{rule@};
        if (len == 1 && !has_action@{rule@}) {
            top->state = state = state_behind(top@{-1@}.state, yyr1@{rule@});
            continue;
        }
        struct span place = {top->span.end, top->span.end};
        if (len > 0)
            place.start = top@{1 - len@}.span.start;
        else if (top == last && !(top = more_room(stack, top, &last)))
            return false;
        union parse_value made;
        switch (rule) {
]b4_user_actions[
        default:
            made = top@{1 - len@}.value;
            break;
        }
        top -= len;
        state = state_behind(top->state, yyr1@{rule@});
        set(++top, &made, place, state);
    }
}

int lang_fast_yyparse(struct parse *parse)
{
    struct stack stack;
    stack.entries = stack.few;
    stack.cap = sizeof stack.few / sizeof *stack.few;
    bool is_read = run(parse, &stack);
    if (stack.entries != stack.few)
        free(stack.entries);
    return is_read ? 0 : 1;
}
]b4_output_end
