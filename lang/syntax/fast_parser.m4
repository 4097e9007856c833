# fast_parser.m4 - a skeleton for bison: the parser of texts that have no syntax error. It reads the same
# tables and runs the same actions as the parser that bison makes by itself, and differs where that one
# pays for errors: it gives up at the first one; a symbol's state, place and value lie side by side; a rule
# that only renames a symbol (`norm: norm_core`) changes its state and moves nothing; and an action knows
# how long its rule is and of what type its value, so that it moves just that.

m4_include(b4_skeletonsdir/[c.m4])

# What the grammar says for the other parser.
m4_foreach([used], [[api.pure], [api.token.raw], [api.location.type], [parse.error], [parse.lac]],
           [b4_percent_define_use(used)])
m4_define([b4_unused], b4_percent_code_get([[requires]]))

# The type of $$, for b4_case; empty if the action does not set it.
m4_define([b4_made], [])
m4_define([b4_lhs_value], [m4_define([b4_made], b4_symbol([$1], [type]))b4_symbol_value([made], [$1], [$2])])
m4_define([b4_rhs_value], [b4_symbol_value([top@{b4_subtract([$2], [$1])@}.value], [$3], [$4])])
m4_define([b4_lhs_location], [(place)])
m4_define([b4_rhs_location], [(top@{b4_subtract([$2], [$1])@}.span)])

# b4_pairs(LEFT, RIGHT, [SAID]): two tables of bison's as one, for what is looked up together lies together;
# SAID(…) of the right one.
m4_define([b4_pairs],
[m4_pushdef([b4_at], [0])dnl
m4_foreach([b4_entry], [$1], [m4_define([b4_left_]b4_at, b4_entry)m4_define([b4_at], m4_incr(b4_at))])dnl
m4_define([b4_at], [0])dnl
m4_foreach([b4_entry], [$2], [{m4_indir([b4_left_]b4_at), m4_ifval([$3], [$3(b4_entry)], [b4_entry])}, m4_define([b4_at], m4_incr(b4_at))])dnl
m4_popdef([b4_at])])

# b4_strangers(COUNT): entries of nobody.
m4_define([b4_strangers], [m4_for([b4_at], [1], [$1], [1], [{NO_TOKEN, NO_ENTRY}, ])])

# b4_move_RULE: what a table says of the rule: its number, or if it only renames a symbol, the number of the
# last rule, one more, and the place of the new symbol in gotos[].
m4_divert_push([KILL])
m4_pushdef([b4_case], [m4_define([b4_acts_]$][1)])b4_actions[]m4_popdef([b4_case])
m4_define([b4_rule], [0])
m4_foreach([b4_symbol_made], b4_r1,
           [m4_define([b4_move_]b4_rule, b4_rule)dnl
m4_define([b4_made_by_]b4_rule, b4_symbol_made)m4_define([b4_rule], m4_incr(b4_rule))])
m4_define([b4_rule], [0])
m4_foreach([b4_length], b4_r2,
           [m4_if(b4_length, [1], [m4_ifdef([b4_acts_]b4_rule, [],
               [m4_define([b4_move_]b4_rule, m4_eval(b4_rules_number + 1 - b4_tokens_number +
                                                     m4_indir([b4_made_by_]b4_rule)))])])dnl
m4_define([b4_rule], m4_incr(b4_rule))])
m4_divert_pop([KILL])

# What the tables say: of a state a rule; of an entry a rule as a negative number, or a state.
m4_define([b4_rule_said], [m4_indir([b4_move_]$1)])
m4_define([b4_next_said],
[m4_if($1, b4_table_ninf, [$1], m4_eval($1 < 0), [1], [-m4_indir([b4_move_]m4_eval(-($1)))], [$1])])

# b4_case(RULE, ACTION, COMMENT): the new symbol takes the place of the first one of the rule, and so has
# its start already.
m4_define([b4_action],
[[
        case ]$1[: { ]m4_ifval([$3], [b4_comment([$3])])[
            if (lengths@{]$1[@} == 0 && top == last && !(top = more_room(stack, top, &last)))
                return false;
            struct span place = {top->span.end, top->span.end};
            if (lengths@{]$1[@} > 0)
                place.start = top@{1 - lengths@{]$1[@}@}.span.start;
            __attribute__((unused)) union parse_value made;
]$2
b4_syncline([@oline@], [@ofile@])[
            top += 1 - lengths@{]$1[@};
            ]m4_ifval(b4_made, [[top->value.]b4_made[ = made.]b4_made[;]])[
            if (lengths@{]$1[@} == 0)
                top->span.start = place.start;
            if (lengths@{]$1[@} != 1)
                top->span.end = place.end;
            state = state_behind(top@{-1@}.state, symbols@{]$1[@} - TOKEN_COUNT);
            break;
        }]m4_define([b4_made], [])])

b4_output_begin([b4_parser_file_name])[
/* Made by bison from grammar.y and fast_parser.m4. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lang/syntax/filter_step.h"

]b4_percent_code_get[

#define yyerrok ((void)0)

enum {
    ENTRY_COUNT = ]b4_last[ + 1,
    FIRST_RENAME = ]b4_rules_number[ + 1, /* see states@{@} */
    FINAL_RULE = 1,
    TOKEN_COUNT = ]b4_tokens_number[,
    STATE_COUNT = ]b4_states_number[,
    NO_TABLE = ]b4_pact_ninf[, /* the state has one reduction, whatever comes */
    NO_ENTRY = ]b4_table_ninf[, /* an error */
    NO_TOKEN = -1 /* the next one has not been asked for */
};

/* By state: where in entries@{@} its tokens begin, or NO_TABLE; and by which rule it reduces with any other,
 * 0 for none. A rule that only renames a symbol is told by its new one: FIRST_RENAME and its place in gotos@{@}. */
static const struct {
    short tokens, rule;
} states@{@} = {
    ]b4_pairs(b4_pact, b4_defact, [b4_rule_said])[
};

/* By symbol: where in entries[] the states begin from which it leads on; and where to from any other. */
static const struct {
    short states, usual;
} gotos@{@} = {
    ]b4_pairs(b4_pgoto, b4_defgoto)[
};

/* Whose entry it is; a state to go to, or a rule as a negative number. Before and behind them stand as many
 * that are nobody's as any place in entries@{@} can be beyond them. */
enum { BEFORE = ]m4_eval(-(b4_pact_ninf))[ };
static const struct {
    short of, next;
} entries@{@} = {
    ]b4_strangers(m4_eval(-(b4_pact_ninf)))b4_pairs(b4_check, b4_table, [b4_next_said])b4_strangers(m4_eval(b4_states_number + b4_tokens_number))[
};
_Static_assert(sizeof entries / sizeof *entries == BEFORE + ENTRY_COUNT + STATE_COUNT + TOKEN_COUNT,
               "room around the entries");

/* By rule: its symbol, and the number of those that it is made of. */
static const short symbols@{@} = {
    ]b4_r1[
};
static const signed char lengths@{@} = {
    ]b4_r2[
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

/* `symbol` is its place in gotos@{@}. */
static inline int state_behind(int state, int symbol)
{
    int at = BEFORE + gotos@{symbol@}.states + state;
    return entries@{at@}.of == (short)state ? entries@{at@}.next : gotos@{symbol@}.usual;
}

static bool run(struct parse *parse, struct stack *stack)
{
    struct entry *top = stack->entries, *last = top + stack->cap - 1;
    struct filter_token ahead;
    int state = 0, kind = NO_TOKEN;
    *top = (struct entry){.state = 0};
    for (;;) {
        int at = states@{state@}.tokens, rule = states@{state@}.rule;
        if (at != NO_TABLE) {
            if (kind == NO_TOKEN) {
                filter_step(parse->filter, &ahead);
                kind = ahead.kind;
            }
            at += BEFORE + kind;
            if (entries@{at@}.of == (short)kind) {
                int next = entries@{at@}.next;
                if (next > 0) {
                    state = next;
                    if (top == last && !(top = more_room(stack, top, &last)))
                        return false;
                    set(++top, &ahead.value, ahead.span, state);
                    kind = NO_TOKEN;
                    continue;
                }
                rule = next == NO_ENTRY ? 0 : -next;
            }
        }
        if (rule >= FIRST_RENAME) {
            top->state = state = state_behind(top@{-1@}.state, rule - FIRST_RENAME);
            continue;
        }
        switch (rule) {
        case 0: return false;
        case FINAL_RULE: return true;
]m4_pushdef([b4_case], m4_defn([b4_action]))b4_actions[]m4_popdef([b4_case])[
        default:
            if (lengths@{rule@} == 0 && top == last && !(top = more_room(stack, top, &last)))
                return false;
            struct span place = {top->span.end, top->span.end};
            top += 1 - lengths@{rule@};
            if (lengths@{rule@} == 0)
                top->span.start = place.start;
            top->span.end = place.end;
            state = state_behind(top@{-1@}.state, symbols@{rule@} - TOKEN_COUNT);
            break;
        }
        top->state = state;
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
