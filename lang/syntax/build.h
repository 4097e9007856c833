/* The tree builder: one constructor per shape of the written tree. The grammar's actions call
 * nothing else. What two adverbials say together (`from D to D`, `within n days after X`) is joined
 * here, and lists are checked for their `and`. */
#ifndef SYNTAX_BUILD_H
#define SYNTAX_BUILD_H

#include "lang/base/arena.h"
#include "lang/base/list.h"
#include "lang/syntax/parse_state.h"

/* Room in an arena list for one more item: list_more() makes it for four behind the first, and doubles that. */
static inline void *list_room(struct arena *arena, void *items, uint32_t count, size_t item_len)
{
    if (count == 0)
        return arena_alloc(arena, item_len);
    size_t room = count;
    bool is_full = (count & (count - 1)) == 0 && count != 2;
    return is_full ? list_more(arena, items, &room, count, 1, item_len) : items;
}

#define LIST_ADD(arena, list, ...)                                                                 \
    do {                                                                                           \
        (list)->items =                                                                            \
            list_room((arena), (list)->items, (list)->count, sizeof *(list)->items);               \
        (list)->items[(list)->count++] = (__VA_ARGS__);                                            \
    } while (0)

/* Makes `list`, a pointer, a new list of one item, which lies behind it: most lists stay so. */
#define LIST_OF_ONE(arena, list, ...)                                                              \
    do {                                                                                           \
        (list) = arena_alloc((arena), sizeof *(list) + sizeof *(list)->items);                     \
        (list)->items = (void *)((list) + 1);                                                      \
        (list)->items[0] = (__VA_ARGS__);                                                          \
        (list)->count = 1;                                                                         \
    } while (0)

#define NEW(parse, type) ((type *)arena_alloc((parse)->arena, sizeof(type)))

extern const struct ast_name name_none;
extern const struct ast_number number_one;

/* 1 + the deeper of two; reports a tree that is deeper than LIMIT_DEPTH, once a sentence. */
uint16_t build_depth(struct parse *parse, struct span span, uint16_t left, uint16_t right);

/* Noun phrases */
/* A name is put together from its words: the ordinal is 0 if there is none. */
struct ast_np *np_name(struct parse *parse, int det, int ordinal);
struct ast_np *np_adjective(struct parse *parse, struct ast_np *np, struct ast_name adjective);
/* 书面 通知 is a written notice: the noun behind the adjective. */
struct ast_name notice_such(struct parse *parse, struct ast_name adjective, struct ast_name noun);
/* Behind `by`: 以 书面通知 is `by written notice`, 以 通知 `by notice`, if the contract declares no such thing. */
void np_notice(struct parse *parse, struct ast_np *np);
struct ast_np *np_noun(struct ast_np *np, struct span span, struct ast_name noun);
/* 双方 不得: a party in front of the modal without a noun. */
struct ast_np *np_both(struct parse *parse, struct span span, int det, int modal);
struct ast_np *np_named(struct parse *parse, struct ast_np *np, struct ast_name named);
struct ast_np *np_period(struct ast_np *np, struct span span, int time_unit);
struct ast_np *np_owned(struct parse *parse, struct span span, struct ast_np *owner,
                        struct ast_name noun);
struct ast_np *np_bound(struct parse *parse, struct span span, int quant, struct ast_np *of);
struct ast_np *np_owned_such(struct parse *parse, struct span span, struct ast_np *owner,
                             struct ast_name adjective, struct ast_name noun);
struct ast_np *np_owned_amount(struct parse *parse, struct span span, struct ast_np *owner,
                               struct ast_amount *amount);
struct ast_np *np_other(struct parse *parse, struct span span, int which);
struct ast_np *np_pronoun(struct parse *parse, struct span span, int is_plural);
struct ast_np *np_clause(struct parse *parse, struct span span, struct ast_label label);
struct ast_np *np_amount(struct parse *parse, struct span span, struct ast_amount *amount);
/* The nth day (working day, month) of each month. */
struct ast_np *np_day_in(struct parse *parse, struct span span, int det, int ordinal, int unit,
                         struct ast_np *each);
/* The beginning or the end of each month. */
struct ast_np *np_weekday(struct parse *parse, struct span span, int day);
struct ast_np *np_edge(struct parse *parse, struct span span, bool is_end, struct ast_np *each);
int ordinal_of(struct parse *parse, struct ast_number number);
struct ast_np *np_each(struct parse *parse, struct span span, struct ast_number count, int unit);
struct ast_np *np_extreme(struct parse *parse, struct span span, enum np_kind kind,
                          struct ast_np *left, struct ast_np *right);
/* 30 days after the delivery: a part of earlier or later. */
struct ast_np *np_counted(struct parse *parse, struct span span, struct ast_duration *duration,
                          struct ast_adverb *anchor);
/* `17:00 local time in "Asia/Tokyo"`: the time, told by that clock. */
struct ast_time *time_in_zone(struct parse *parse, struct span span, struct ast_time *time, int32_t seconds,
                              struct ast_string zone);
struct ast_np *np_time(struct parse *parse, struct span span, struct ast_time *time);
struct ast_np *np_tailed(struct parse *parse, struct span span, struct ast_np *np,
                         struct ast_tails *tails);

struct ast_tail *tail_np(struct parse *parse, struct span span, enum ast_tail_kind kind,
                         struct ast_np *np);
struct ast_tail *tail_compare(struct parse *parse, struct span span, enum ast_tail_kind kind,
                              struct ast_name name, int cmp, struct ast_np *np);
struct ast_tail *tail_with(struct parse *parse, struct span span, struct ast_name name,
                           struct ast_value *value);
struct ast_tail *tail_that(struct parse *parse, struct span span, int form, enum ast_tail_kind kind,
                           struct ast_np *np, bool is_negated, struct ast_name word);
struct ast_tails *tails_of(struct parse *parse, struct ast_tail *tail, struct ast_tails *rest);

struct ast_value *value_of(struct parse *parse, struct span span, enum ast_value_kind kind);

struct ast_nps *nps_one(struct parse *parse, struct ast_np *np);
struct ast_nps *nps_add(struct parse *parse, struct ast_nps *nps, struct ast_np *np);
struct ast_nps *nps_join(struct parse *parse, struct ast_nps *nps, struct ast_np *np, bool is_or);
/* One more of `clauses 3.1, 3.2 and 4`: behind a comma (0), `and` (1) or `or` (2). */
struct ast_nps *nps_clause(struct parse *parse, struct ast_nps *nps, int joiner, struct ast_np *np);
/* Ends a list: more than one member needs `and` or `or`. */
struct ast_nps *nps_end(struct parse *parse, struct ast_nps *nps);

struct ast_amount *amount_of(struct parse *parse, struct span span, struct ast_amount *numbers,
                             enum amount_kind kind);
struct ast_amount *amount_named(struct parse *parse, struct span span, struct ast_amount *numbers,
                                struct ast_name unit);
struct ast_amount *amount_duration(struct parse *parse, const struct ast_duration *duration);
struct ast_duration *duration_of(struct parse *parse, struct span span, struct ast_amount *numbers,
                                 int unit);
struct ast_amount *amount_numbers(struct parse *parse, struct span span, struct ast_number low,
                                  struct ast_number high, bool has_range);
struct ast_amount *amount_below_zero(struct parse *parse, struct span span, struct ast_number number);
struct ast_amount *amount_per(struct ast_amount *amount, struct span span, struct ast_name per,
                              int per_unit);

/* Adverbials */
struct ast_adverb *adverb_new(struct parse *parse, struct span span, enum adverb_kind kind);
struct ast_mark *mark_of(struct parse *parse, struct span span, struct ast_name id,
                         const struct ast_time *recorded);
struct ast_adverb *adverb_time(struct parse *parse, struct span span, int prep,
                               struct ast_time *time, struct ast_mark *mark);
struct ast_adverb *adverb_duration(struct parse *parse, struct span span, enum adverb_kind kind,
                                   struct ast_duration *duration);
/* `at most 3 times`; `twice`. */
struct ast_adverb *adverb_times(struct parse *parse, struct span span, struct ast_amount *times,
                                enum quant quant);
/* 3 times in any 12 months */
struct ast_adverb *adverb_in_any(struct span span, struct ast_adverb *times,
                                 struct ast_duration *window);
/* `in any 12 months` before how often, which act_counted_in() puts together. */
struct ast_adverb *adverb_window(struct parse *parse, struct span span, struct ast_duration *window);
struct ast_adverb *adverb_times_code(struct parse *parse, struct span span, int times);
/* `at most once`, `at most twice` */
struct ast_adverb *adverb_times_most(struct parse *parse, struct span span, int times);
struct ast_adverb *adverb_each(struct parse *parse, struct span span, struct ast_number count,
                               int unit);
struct ast_adverb *adverb_nps(struct parse *parse, struct span span, int prep,
                              struct ast_nps *nps);
struct ast_adverb *adverb_act(struct parse *parse, struct span span, int prep, struct ast_np *np,
                              struct ast_act *act);
/* `from the 1st to the 5th of each month`: two adverbials, of which the second is the anchor of the first until
 * they are put among others. */
struct ast_adverb *adverb_days(struct parse *parse, struct span span, struct span from, int first, struct span to,
                               struct ast_np *last);
struct ast_adverb *adverb_after(struct parse *parse, struct span span,
                                struct ast_duration *duration, struct ast_adverb *anchor);
/* … after what the noun phrase names: 在 验收 后 30 日 内. */
struct ast_adverb *adverb_behind(struct parse *parse, struct span span, struct ast_duration *duration,
                                 struct span np_span, struct ast_np *np);
/* no earlier than 60 days after the anchor: 不早于 第1.1条 到期 后 60 日 */
struct ast_adverb *adverb_apart(struct parse *parse, struct span span, int prep, const struct ast_duration *length,
                                struct ast_adverb *anchor);
/* within the limit after the length after the anchor: 自 验收 之日起 12 个月 届满 后 14 日 内 */
struct ast_adverb *adverb_after_length(struct parse *parse, struct span span, struct ast_duration *limit,
                                       const struct ast_duration *length, struct ast_adverb *anchor);
struct ast_adverbs *adverbs_add(struct parse *parse, struct ast_adverbs *adverbs,
                                struct ast_adverb *adverb);
struct ast_adverbs *adverbs_join(struct parse *parse, struct ast_adverbs *left,
                                 struct ast_adverbs *right);

/* Acts */
struct ast_arg arg_nps(struct ast_nps *nps);
struct ast_arg arg_adverb(struct ast_adverb *adverb);
/* A list of the grammar's, NULL for a new one. */
struct ast_args *args_add(struct parse *parse, struct ast_args *args, struct ast_arg arg);
/* The same for the list of an act, whoever made it. */
void args_append(struct parse *parse, struct ast_args *args, struct ast_arg arg);
/* What few acts have, to be written to. */
struct ast_more *act_more(struct parse *parse, struct ast_act *act);
struct ast_act *act_args(struct ast_act *act, const struct ast_args *args);
struct ast_part_of *part_of(struct parse *parse, struct span span, struct ast_amount *amount,
                            int prep, struct ast_np *np);
/* `takes` and what stands behind it, or 生效 alone (NULL, NULL): `takes effect`; any other verb with its object. */
struct ast_act *act_taking_effect(struct parse *parse, struct span span, struct ast_act *act, struct ast_np *np);
struct ast_act *act_pred(struct parse *parse, struct span span, enum pred_kind pred,
                         struct ast_name verb, struct ast_args *args);
struct ast_act *act_compare(struct parse *parse, struct span span, bool is_negated, int cmp,
                            struct ast_np *np, struct ast_args *args);
/* `is at least …`: the same as `is not below …`. */
struct ast_act *act_bound(struct parse *parse, struct span span, bool is_negated, int quant,
                          struct ast_np *np, struct ast_args *args);
/* `are at most 10 percent of the price` (CMP_LE), `are capped at …` (CMP_LT: that word was written). */
struct ast_act *act_capped(struct parse *parse, struct span span, int cmp, struct ast_np *np,
                           struct ast_args *args);
/* A statement of fact: what is said, in quotes. */
struct ast_act *act_warrants(struct parse *parse, struct span span, enum pred_kind pred,
                             struct ast_string quoted, struct ast_args *args);
struct ast_act *act_modal(struct parse *parse, struct span span, int modal,
                          struct ast_adverbs *mids, struct ast_act *act);
struct ast_act *act_negate(struct ast_act *act);
/* Notes the form of the function word as written. */
struct ast_act *act_form(int form, struct ast_act *act);
struct ast_act *act_of(struct parse *parse, struct span span, struct ast_adverbs *fronts,
                       struct ast_nps *subject, struct ast_adverbs *mids, struct ast_act *act);
/* Chinese, of an act that is whole: 第1.1条 违约 says 被 违约; 在任何 12 个月 before the verb goes to how often; 书面通知 卖方
 * 解除 合同 is 解除 合同 以 书面通知 给 卖方, 延长 第1.1条 5 日 is 延长 第1.1条 以 5 日. */
void act_without_copula(struct parse *parse, struct ast_act *act);
void act_counted_in(struct parse *parse, struct ast_act *act);
void act_in_chinese(struct parse *parse, struct ast_act *act);
struct ast_act *act_formula(struct parse *parse, struct span span, struct ast_np *np, int cmp,
                            struct ast_expr *expr);
struct ast_act *act_means(struct parse *parse, struct span span, struct ast_np *np,
                          struct ast_expr *expr, struct ast_expr *cap, struct ast_expr *floor);
struct ast_act *act_rounded(struct parse *parse, struct span span, struct ast_act *act, int how,
                            struct ast_amount *step);
struct ast_act *act_if(struct parse *parse, struct span span, struct ast_act *act,
                       struct ast_cond *cond);
struct ast_act *act_unless(struct parse *parse, struct span span, struct ast_act *act,
                           struct ast_cond *cond);
struct ast_act *act_when(struct parse *parse, struct span span, struct ast_act *act,
                         struct ast_event *event);
struct ast_act *act_times(struct parse *parse, struct span span, struct ast_act *act,
                          struct ast_adverb *times);
struct ast_act *act_at_most(struct parse *parse, struct span span, struct ast_act *act,
                            struct ast_amount *amount);
struct ast_act *act_parts(struct parse *parse, struct span span, struct ast_act *act,
                          struct ast_parts_of *parts);

struct ast_event *event_one(struct parse *parse, struct span span, struct ast_act *act);
struct ast_event *event_join(struct parse *parse, struct span span, struct ast_event *event,
                             struct ast_act *act, bool is_and);
struct ast_cond *cond_act(struct parse *parse, struct span span, struct ast_act *act);
struct ast_cond *cond_not(struct parse *parse, struct span span, struct ast_cond *cond);
struct ast_cond *cond_join(struct parse *parse, struct span span, enum cond_kind kind,
                           struct ast_cond *left, struct ast_cond *right);

struct ast_expr *expr_number(struct parse *parse, struct span span, struct ast_number number,
                             struct ast_name unit);
struct ast_expr *expr_duration(struct parse *parse, struct span span, struct ast_number number,
                               int unit);
/* 30 yuan per tonne; `time_unit` where `per` is no name. */
struct ast_expr *expr_price(struct parse *parse, struct span span, struct ast_number number,
                            struct ast_name unit, struct ast_name per, int time_unit);
/* 5 percent of (a + b), whose parentheses span `inner`. */
struct ast_expr *expr_share(struct parse *parse, struct span span, struct ast_number number,
                            struct ast_expr *of, struct span inner);
struct ast_expr *expr_percent(struct parse *parse, struct span span, struct ast_number number,
                              struct ast_np *of);
struct ast_expr *expr_np(struct parse *parse, struct span span, struct ast_np *np);
struct ast_expr *expr_pair(struct parse *parse, struct span span, enum expr_kind kind,
                           struct ast_expr *left, struct ast_expr *right);

/* Statements */
struct ast_chain *chain_one(struct parse *parse, struct ast_act *norm);
struct ast_chain *chain_add(struct parse *parse, struct span span, struct ast_chain *chain,
                            struct ast_act *norm);
/* What it does when it fires again, and whether it stands when what fired it is rejected. */
struct ast_trigger *trigger_how(struct span span, struct ast_trigger *trigger, int repeat,
                                bool is_regardless);
struct ast_trigger *trigger_guard(struct span span, struct ast_trigger *trigger,
                                  struct ast_cond *guard, bool is_unless);
struct ast_trigger *trigger_on(struct parse *parse, struct span span, struct ast_adverb *on);
struct ast_trigger *trigger_of(struct parse *parse, struct span span, int kind,
                               struct ast_event *event, struct ast_cond *guard);
struct ast_item *item_chain(struct parse *parse, struct span span, enum item_lead lead,
                            struct ast_chain *chain);
/* `While the wind is above 20 mps` asks a figure, as `if` does; a status is watched. */
struct ast_trigger *trigger_while(struct parse *parse, struct span span, struct ast_event *event);
/* `If …,`: of an act it says what `When …,` says. */
struct ast_trigger *trigger_if(struct parse *parse, struct span span, struct ast_cond *cond);
struct ast_item *item_trigger(struct parse *parse, struct span span, struct ast_trigger *trigger,
                              bool has_colon);
struct ast_item *item_label(struct ast_item *item, struct ast_label label);
struct ast_items *items_add(struct parse *parse, struct ast_items *items, struct ast_item *item);
/* `From D to D, while clause 1.1 is breached, Buyer may …`: a trigger behind the time of what it governs. */
struct ast_items *items_timed(struct parse *parse, struct ast_adverbs *fronts, struct ast_item *trigger,
                              struct ast_items *governed);
/* `Seller repairs it within 2 days when Buyer reports a fault`: the trigger goes before what it governs. */
struct ast_items *items_triggered(struct parse *parse, struct ast_items *items);
struct ast_items *items_append(struct parse *parse, struct ast_items *left,
                               struct ast_items *right);
/* Turns the flat list of a sentence into a tree: triggers take what they govern (nest.c). */
struct ast_items items_nest(struct parse *parse, const struct ast_items *flat);

/* Sentences */
struct ast_sentence *sentence_new(struct parse *parse, enum sentence_kind kind,
                                  const struct ast_names *names);
struct ast_sentence *sentence_clause(struct parse *parse, struct ast_label no,
                                     const struct ast_strings *titles, bool is_new);
struct ast_sentence *calendar_years(struct parse *parse, struct ast_sentence *sentence,
                                    struct ast_number first, struct ast_number last);
struct ast_renewal *renewal_noticed(struct ast_renewal *renewal, struct span span, bool is_unless,
                                    struct ast_nps *holders, struct ast_duration *notice, bool is_written);
struct ast_renewal *renewal_times(struct ast_renewal *renewal, struct span span, struct ast_adverb *times);
struct ast_days *days_add(struct parse *parse, struct ast_days *days, const struct ast_time *first,
                          const struct ast_time *last);
void days_append(struct parse *parse, struct ast_days *days, const struct ast_days *more);
struct ast_bindings *binding_add(struct parse *parse, struct ast_bindings *bindings,
                                 struct ast_binding *bound, struct ast_name param);
struct ast_sentence *sentence_requires(struct parse *parse, struct ast_np *left);
/* `for 2026 and remedy`, `for 2026 for remedy` */
void expect_key(struct parse *parse, struct ast_expect *expect, struct ast_nps *key);
struct ast_expect *expect_judged(struct parse *parse, int kind, struct ast_name event,
                                 struct ast_name reason);
/* The class that a word says, in either language, declared as a name elsewhere or not. */
enum facet facet_said(const char *word);
struct ast_facet *facet_of(struct parse *parse, struct ast_name name);
/* A party or a unit; `, outsider` and `, currency` behind its names say what it is, and are no names. */
struct ast_sentence *sentence_classed(struct parse *parse, enum sentence_kind kind,
                                      struct ast_names *names, const struct ast_facets *facets);
struct ast_sentence *sentence_correct(struct parse *parse, struct ast_name id,
                                      struct ast_mark *mark, struct ast_act *act);
void sentence_add(struct parse *parse, struct ast_sentence *sentence, struct span span);
void sentence_add_broken(struct parse *parse, struct span span);

#endif
