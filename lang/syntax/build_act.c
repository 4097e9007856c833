/* build_act.c - constructors of acts (norms, events, conditions), chains and items, with the checks
 * that need a whole act: how many objects there are, and what `the other` stands before. */
#include <string.h>

#include "lang/syntax/build.h"

#include "lang/base/limits.h"
#include "lang/syntax/syntax_error.h"

/* ---- acts -------------------------------------------------------------------------------------- */

struct ast_act *act_pred(struct parse *parse, struct span span, enum pred_kind pred,
                         struct ast_name verb, struct ast_args *args)
{
    struct ast_act *act = NEW(parse, struct ast_act);
    act->pred = pred;
    parse->preds |= UINT32_C(1) << pred;
    act->span = span;
    act->verb = verb;
    act->depth = 1;
    act->more = &ast_no_more;
    if (args)
        act->args = *args;
    return act;
}

struct ast_act *act_taking_effect(struct parse *parse, struct span span, struct ast_act *act, struct ast_np *np)
{
    bool is_it = !act || (act->pred == PRED_VERB && strcmp(act->verb.text->text, "takes") == 0 &&
                          np->kind == NP_NAME && np->name.noun.text && !np->tails.count &&
                          strcmp(np->name.noun.text->text, "effect") == 0);
    if (is_it) {
        struct ast_name name = {.span = span};
        name.text = intern_add(lexicon_intern(parse->lexicon), "takes effect", strlen("takes effect"));
        return act_pred(parse, span, PRED_VERB, name, NULL);
    }
    act->args = *args_add(parse, NULL, arg_nps(nps_one(parse, np)));
    return act;
}

struct ast_more *act_more(struct parse *parse, struct ast_act *act)
{
    if (act->more == &ast_no_more)
        act->more = NEW(parse, struct ast_more);
    return (struct ast_more *)act->more; /* made here */
}

struct ast_act *act_args(struct ast_act *act, const struct ast_args *args)
{
    if (args)
        act->args = *args;
    return act;
}

struct ast_part_of *part_of(struct parse *parse, struct span span, struct ast_amount *amount,
                            int prep, struct ast_np *np)
{
    struct ast_part_of *part = NEW(parse, struct ast_part_of);
    *part = (struct ast_part_of){.span = span, .amount = *amount, .prep = (enum prep)prep};
    if (np)
        part->nps = nps_one(parse, np);
    return part;
}

struct ast_act *act_compare(struct parse *parse, struct span span, bool is_negated, int cmp,
                            struct ast_np *np, struct ast_args *args)
{
    struct ast_act *act = act_pred(parse, span, PRED_IS_COMPARED, name_none, args);
    if (np->kind == NP_AMOUNT && np->amount->quant != QUANT_NONE)
        syntax_error_two_bounds(parse, np->span);
    act->is_negated = is_negated;
    act->cmp = (enum comparison)cmp;
    act_more(parse, act)->compared = np;
    return act;
}

struct ast_act *act_bound(struct parse *parse, struct span span, bool is_negated, int quant,
                          struct ast_np *np, struct ast_args *args)
{
    bool is_inclusive = quant == QUANT_AT_LEAST || quant == QUANT_AT_MOST;
    bool is_lower = quant == QUANT_AT_LEAST || quant == QUANT_LESS_THAN;
    if (quant == QUANT_EXACTLY)
        syntax_error_is_exactly(parse, np->span);
    return act_compare(parse, span, is_negated != is_inclusive, is_lower ? CMP_LT : CMP_GT, np, args);
}

struct ast_act *act_capped(struct parse *parse, struct span span, int cmp, struct ast_np *np,
                           struct ast_args *args)
{
    struct ast_act *act = act_pred(parse, span, PRED_CAPPED, name_none, args);
    if (np->kind == NP_AMOUNT && np->amount->quant != QUANT_NONE)
        syntax_error_two_bounds(parse, np->span);
    act->cmp = (enum comparison)cmp;
    act_more(parse, act)->compared = np;
    return act;
}

struct ast_act *act_warrants(struct parse *parse, struct span span, enum pred_kind pred,
                             struct ast_string quoted, struct ast_args *args)
{
    struct ast_act *act = act_pred(parse, span, pred, name_none, args);
    act_more(parse, act)->quoted = arena_copy(parse->arena, &quoted, sizeof quoted);
    return act;
}

struct ast_act *act_modal(struct parse *parse, struct span span, int modal,
                          struct ast_adverbs *mids, struct ast_act *act)
{
    (void)parse;
    act->modal = (enum modal)(modal & ((1 << MODAL_FORM_SHIFT) - 1));
    act->modal_form = (uint8_t)(modal >> MODAL_FORM_SHIFT);
    if (mids)
        act->mids = *mids;
    act->span = span;
    return act;
}

struct ast_act *act_negate(struct ast_act *act)
{
    act->is_negated = true;
    return act;
}

struct ast_act *act_form(int form, struct ast_act *act)
{
    act->form = (uint8_t)form;
    return act;
}

static bool is_bare(const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.det == DET_NONE && np->name.ordinal == 0 &&
           !np->name.adjective.text;
}

/* `supplies the other materials`: the reader hears `the remaining materials`. 对方 has no such
 * second reading. */
static void check_the_other(struct parse *parse, const struct ast_nps *nps,
                            const struct ast_nps *next)
{
    const struct ast_np *other = nps->items[nps->count - 1];
    const struct ast_np *noun = next->items[0];
    bool is_english = (unsigned char)parse->source->text[other->span.start] < 0x80;
    if (other->kind != NP_OTHER || !is_bare(noun) || !is_english)
        return;
    struct diag *diag =
        parse_error(parse, E_THE_OTHER, span_join(other->span, noun->span),
                    "this reads as `the remaining %s`", noun->name.noun.text->text);
    int len = (int)(next->span.end - next->span.start);
    diag_help(diag, "write `%.*s to the other`", len, parse->source->text + next->span.start);
    diag_replace(diag, span_join(nps->span, next->span), "%.*s to the other", len,
                 parse->source->text + next->span.start);
}

static void check_objects(struct parse *parse, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        if (!nps)
            continue;
        if (nps->count > 1 && !nps->is_joined)
            return; /* reported; where this list ends is a guess */
        if (i + 1 < act->args.count && act->args.items[i + 1].nps)
            check_the_other(parse, nps, act->args.items[i + 1].nps);
    }
}

static inline uint16_t deeper(uint16_t left, uint16_t right)
{
    return left > right ? left : right;
}

static uint16_t args_depth(const struct ast_args *args)
{
    uint16_t depth = 0;
    for (uint32_t i = 0; i < args->count; i++) {
        const struct ast_arg *arg = &args->items[i];
        depth = deeper(depth, arg->nps ? arg->nps->depth : arg->adverb->depth);
    }
    return depth;
}

static uint16_t adverbs_depth(const struct ast_adverbs *adverbs)
{
    uint16_t depth = 0;
    for (uint32_t i = 0; i < adverbs->count; i++)
        depth = deeper(depth, adverbs->items[i]->depth);
    return depth;
}

static void deepen(struct parse *parse, struct ast_act *act, uint16_t child)
{
    uint16_t depth = build_depth(parse, act->span, child, 0);
    if (depth > act->depth)
        act->depth = depth;
}

/* 向 买方 交付 …, `Seller to Buyer delivers …`: not the addressee of `by notice to Buyer`, and no day of a
 * period. */
static bool is_receiver(const struct ast_adverbs *mids, uint32_t at)
{
    const struct ast_adverb *mid = mids->items[at];
    const struct ast_np *np = mid->kind == ADV_NPS ? mid->nps->items[0] : NULL;
    bool is_addressee = at > 0 && ast_is_letter(mids->items[at - 1]);
    bool is_day = np && np->tails.count && np->tails.items[0].kind == TAIL_OF && np->tails.items[0].np->kind == NP_EACH;
    return np && (mid->prep == PREP_TO || mid->prep == PREP_FROM) && !mid->anchor && !is_addressee && !is_day;
}

/* A name alone, of whoever gets the thing. */
static bool is_whom(const struct ast_nps *nps)
{
    return nps->count == 1 && (nps->items[0]->kind == NP_OTHER || is_bare(nps->items[0]));
}

/* 不迟于 每 月 5 日 支付: in English, and where Chinese has no verb yet to end it, such a bound stands behind the things. */
static bool is_bound(const struct ast_adverb *adverb)
{
    return adverb->kind == ADV_NPS && (adverb->prep == PREP_BEFORE || adverb->prep == PREP_NO_LATER_THAN ||
                                       adverb->prep == PREP_NO_EARLIER_THAN);
}

/* 把 货物 交付 给 乙方, 向 乙方 交付 货物: the thing and who gets it stand before the verb, and are what they
 * are all the same: the thing goes before what stands behind the verb, the receiver behind the things. */
static void move_objects(struct parse *parse, struct ast_act *act, const struct ast_adverbs *mids)
{
    struct ast_args args = {0}, receivers = {0};
    bool takes_receiver = act->pred == PRED_VERB || act->pred == PRED_STARTS || act->pred == PRED_PERFECT;
    for (uint32_t i = 0; i < mids->count; i++) {
        struct ast_adverb *mid = mids->items[i];
        if (mid->kind == ADV_NPS && mid->prep == PREP_NONE)
            LIST_ADD(parse->arena, &args, (struct ast_arg){.nps = mid->nps});
        else if ((takes_receiver && is_receiver(mids, i)) || is_bound(mid))
            LIST_ADD(parse->arena, &receivers, (struct ast_arg){.adverb = mid});
        else
            LIST_ADD(parse->arena, &act->mids, mid);
    }
    if (args.count == 0 && receivers.count == 0)
        return;
    uint32_t at = 0;
    for (; at < act->args.count && act->args.items[at].nps; at++)
        LIST_ADD(parse->arena, &args, act->args.items[at]);
    if (at == 1 && args.count == 2 && is_whom(args.items[1].nps)) { /* 把 图纸 交付 买方 is 交付 买方 图纸 */
        struct ast_arg thing = args.items[0];
        args.items[0] = args.items[1];
        args.items[1] = thing;
    }
    for (uint32_t i = 0; i < receivers.count; i++)
        LIST_ADD(parse->arena, &args, receivers.items[i]);
    for (; at < act->args.count; at++)
        LIST_ADD(parse->arena, &args, act->args.items[at]);
    act->args = args;
}

struct ast_act *act_of(struct parse *parse, struct span span, struct ast_adverbs *fronts,
                       struct ast_nps *subject, struct ast_adverbs *mids, struct ast_act *act)
{
    struct ast_adverbs behind_modal = act->mids;
    act->mids = (struct ast_adverbs){0};
    act->span = span;
    act->subject = subject;
    if (fronts)
        act->fronts = *fronts;
    if (mids)
        move_objects(parse, act, mids);
    if (behind_modal.count > 0)
        move_objects(parse, act, &behind_modal);
    act_without_copula(parse, act);
    act_counted_in(parse, act);
    act_in_chinese(parse, act);
    check_objects(parse, act);
    uint16_t deepest = subject ? subject->depth : 0;
    deepest = deeper(deepest, adverbs_depth(&act->fronts));
    deepest = deeper(deepest, adverbs_depth(&act->mids));
    deepest = deeper(deepest, args_depth(&act->args));
    deepest = deeper(deepest, act->more->compared ? act->more->compared->depth : 0);
    deepest = deeper(deepest, act->more->once ? act->more->once->depth : 0);
    deepest = deeper(deepest, act->more->until ? act->more->until->depth : 0);
    deepen(parse, act, deepest);
    return act;
}

struct ast_act *act_formula(struct parse *parse, struct span span, struct ast_np *np, int cmp,
                            struct ast_expr *expr)
{
    struct ast_act *act = act_pred(parse, span, PRED_COMPARED, name_none, NULL);
    act->subject = nps_one(parse, np);
    act->cmp = (enum comparison)cmp;
    act_more(parse, act)->means = expr;
    act->depth = build_depth(parse, span, np->depth, expr->depth);
    return act;
}

struct ast_act *act_means(struct parse *parse, struct span span, struct ast_np *np,
                          struct ast_expr *expr, struct ast_expr *cap, struct ast_expr *floor)
{
    struct ast_act *act = act_formula(parse, span, np, CMP_EQ, expr);
    act->pred = PRED_MEANS;
    parse->preds |= UINT32_C(1) << PRED_MEANS;
    act_more(parse, act)->cap = cap;
    act_more(parse, act)->floor = floor;
    if (cap)
        deepen(parse, act, cap->depth);
    if (floor)
        deepen(parse, act, floor->depth);
    return act;
}

struct ast_act *act_rounded(struct parse *parse, struct span span, struct ast_act *act, int how,
                            struct ast_amount *step)
{
    struct ast_more *more = act_more(parse, act);
    act->span = span;
    more->is_rounded = true;
    more->rounded_how = (uint8_t)how;
    more->rounding = step;
    return act;
}

struct ast_act *act_if(struct parse *parse, struct span span, struct ast_act *act,
                       struct ast_cond *cond)
{
    act->span = span;
    act_more(parse, act)->only_if =
        act->more->only_if ? cond_join(parse, span, COND_AND, act->more->only_if, cond) : cond;
    deepen(parse, act, cond->depth);
    return act;
}

struct ast_act *act_unless(struct parse *parse, struct span span, struct ast_act *act,
                           struct ast_cond *cond)
{
    act->span = span;
    act_more(parse, act)->unless = act->more->unless ? cond_join(parse, span, COND_OR, act->more->unless, cond) : cond;
    deepen(parse, act, cond->depth);
    return act;
}

struct ast_act *act_when(struct parse *parse, struct span span, struct ast_act *act,
                         struct ast_event *event)
{
    act->span = span;
    act_more(parse, act)->when = event;
    deepen(parse, act, event->depth);
    return act;
}

struct ast_act *act_at_most(struct parse *parse, struct span span, struct ast_act *act,
                            struct ast_amount *amount)
{
    act->span = span;
    act_more(parse, act)->at_most = amount;
    if (amount->percent_of)
        deepen(parse, act, amount->percent_of->depth);
    return act;
}

struct ast_act *act_times(struct parse *parse, struct span span, struct ast_act *act,
                          struct ast_adverb *times)
{
    act->span = span;
    args_append(parse, &act->args, arg_adverb(times));
    return act;
}

struct ast_act *act_parts(struct parse *parse, struct span span, struct ast_act *act,
                          struct ast_parts_of *parts)
{
    act->span = span;
    act_more(parse, act)->parts = *parts;
    for (uint32_t i = 0; i < parts->count; i++)
        if (parts->items[i].nps)
            deepen(parse, act, parts->items[i].nps->depth);
    return act;
}

/* ---- events and conditions --------------------------------------------------------------------- */

/* `clauses 1.1 and 1.2 are fulfilled` says it of each. */
static bool is_of_clauses(const struct ast_act *act)
{
    bool is = act->pred == PRED_IS && act->subject && act->subject->count > 1;
    for (uint32_t i = 0; is && i < act->subject->count; i++)
        is = act->subject->items[i]->kind == NP_CLAUSE;
    return is;
}

/* What it says of one of them. */
static struct ast_act *of_clause(struct parse *parse, const struct ast_act *act, uint32_t index)
{
    struct ast_act *one = NEW(parse, struct ast_act);
    *one = *act;
    one->form = 0; /* is */
    one->subject = NEW(parse, struct ast_nps);
    one->subject->span = act->subject->items[index]->span;
    LIST_ADD(parse->arena, one->subject, act->subject->items[index]);
    return one;
}

static void add_event(struct parse *parse, struct ast_event *event, struct ast_act *act)
{
    if (!is_of_clauses(act)) {
        LIST_ADD(parse->arena, event, act);
        return;
    }
    for (uint32_t i = 0; i < act->subject->count; i++)
        LIST_ADD(parse->arena, event, of_clause(parse, act, i));
}

struct ast_event *event_one(struct parse *parse, struct span span, struct ast_act *act)
{
    struct ast_event *event = NEW(parse, struct ast_event);
    event->span = span;
    event->depth = build_depth(parse, span, act->depth, 0);
    event->is_and = is_of_clauses(act) && !act->subject->is_or;
    add_event(parse, event, act);
    return event;
}

struct ast_event *event_join(struct parse *parse, struct span span, struct ast_event *event,
                             struct ast_act *act, bool is_and)
{
    bool is_mixed = is_of_clauses(act) && act->subject->is_or == is_and;
    if ((event->count > 1 && event->is_and != is_and) || is_mixed) {
        struct diag *diag = parse_error(parse, E_MIXED_AND_OR, act->span,
                                        "`and when` is mixed with `or when`");
        diag_help(diag, "write two sentences");
    }
    event->span = span;
    event->is_and = is_and;
    event->depth = build_depth(parse, span, (uint16_t)(event->depth - 1), act->depth);
    add_event(parse, event, act);
    return event;
}

struct ast_cond *cond_act(struct parse *parse, struct span span, struct ast_act *act)
{
    struct ast_cond *cond = NEW(parse, struct ast_cond);
    cond->span = span;
    cond->depth = build_depth(parse, span, act->depth, 0);
    if (!is_of_clauses(act)) {
        cond->kind = COND_ACT;
        cond->act = act;
        return cond;
    }
    cond->kind = act->subject->is_or ? COND_OR : COND_AND;
    cond->is_parenthesised = true;
    for (uint32_t i = 0; i < act->subject->count; i++)
        LIST_ADD(parse->arena, cond, cond_act(parse, span, of_clause(parse, act, i)));
    cond->depth = build_depth(parse, span, (uint16_t)(act->depth + 1), 0);
    return cond;
}

struct ast_cond *cond_not(struct parse *parse, struct span span, struct ast_cond *inner)
{
    struct ast_cond *cond = NEW(parse, struct ast_cond);
    cond->kind = COND_NOT;
    cond->span = span;
    cond->depth = build_depth(parse, span, inner->depth, 0);
    LIST_ADD(parse->arena, cond, inner);
    return cond;
}

struct ast_cond *cond_join(struct parse *parse, struct span span, enum cond_kind kind,
                           struct ast_cond *left, struct ast_cond *right)
{
    struct ast_cond *cond = left;
    /* A chain of the same word grows flat; what stood in parentheses stays whole. */
    if (left->kind != kind || left->is_parenthesised) {
        cond = NEW(parse, struct ast_cond);
        cond->kind = kind;
        LIST_ADD(parse->arena, cond, left);
        cond->depth = build_depth(parse, span, left->depth, 0);
    }
    cond->span = span;
    LIST_ADD(parse->arena, cond, right);
    uint16_t depth = build_depth(parse, span, right->depth, 0);
    if (depth > cond->depth)
        cond->depth = depth;
    return cond;
}

/* ---- chains, triggers, items ------------------------------------------------------------------- */

struct ast_chain *chain_one(struct parse *parse, struct ast_act *norm)
{
    struct ast_chain *chain = arena_alloc(parse->arena, sizeof *chain + sizeof *chain->norms);
    chain->norms = (struct ast_act **)(chain + 1);
    chain->norms[0] = norm;
    chain->count = 1;
    chain->span = norm->span;
    chain->depth = build_depth(parse, norm->span, norm->depth, 0);
    return chain;
}

struct ast_chain *chain_add(struct parse *parse, struct span span, struct ast_chain *chain,
                            struct ast_act *norm)
{
    uint16_t depth = build_depth(parse, span, norm->depth, 0);
    chain->span = span;
    if (depth > chain->depth)
        chain->depth = depth;
    chain->norms = list_room(parse->arena, chain->norms, chain->count, sizeof(struct ast_act *));
    chain->norms[chain->count++] = norm;
    return chain;
}

struct ast_trigger *trigger_of(struct parse *parse, struct span span, int kind,
                               struct ast_event *event, struct ast_cond *guard)
{
    struct ast_trigger *trigger = NEW(parse, struct ast_trigger);
    *trigger = (struct ast_trigger){
        .span = span, .kind = (enum trigger_kind)kind, .event = event, .guard = guard};
    return trigger;
}

/* `if Buyer reports a fault`: an act happens, and does not hold like a status or a figure. */
static bool is_of_an_act(const struct ast_cond *cond)
{
    return cond->kind == COND_ACT && !cond->is_parenthesised && cond->act->pred == PRED_VERB && cond->act->subject;
}

struct ast_trigger *trigger_if(struct parse *parse, struct span span, struct ast_cond *cond)
{
    if (is_of_an_act(cond))
        return trigger_of(parse, span, TRIGGER_WHEN, event_one(parse, cond->span, cond->act), NULL);
    return trigger_of(parse, span, TRIGGER_IF, NULL, cond);
}

struct ast_trigger *trigger_while(struct parse *parse, struct span span, struct ast_event *event)
{
    if (event->count == 1 && event->items[0]->pred == PRED_IS_COMPARED)
        return trigger_of(parse, span, TRIGGER_IF, NULL, cond_act(parse, event->span, event->items[0]));
    return trigger_of(parse, span, TRIGGER_WHILE, event, NULL);
}

struct ast_trigger *trigger_how(struct span span, struct ast_trigger *trigger, int repeat,
                                bool is_regardless)
{
    trigger->repeat = (enum repeat)repeat;
    trigger->is_regardless = is_regardless;
    trigger->span = span;
    return trigger;
}

struct ast_trigger *trigger_guard(struct span span, struct ast_trigger *trigger,
                                  struct ast_cond *guard, bool is_unless)
{
    trigger->guard = guard;
    trigger->is_unless = is_unless;
    trigger->span = span;
    return trigger;
}

struct ast_trigger *trigger_on(struct parse *parse, struct span span, struct ast_adverb *on)
{
    struct ast_trigger *trigger = trigger_of(parse, span, TRIGGER_ON, NULL, NULL);
    trigger->on = on;
    return trigger;
}

struct ast_item *item_chain(struct parse *parse, struct span span, enum item_lead lead,
                            struct ast_chain *chain)
{
    struct ast_item *item = NEW(parse, struct ast_item);
    item->kind = ITEM_CHAIN;
    item->lead = lead;
    item->span = span;
    item->chain = chain;
    item->depth = build_depth(parse, span, chain->depth, 0);
    return item;
}

struct ast_item *item_trigger(struct parse *parse, struct span span, struct ast_trigger *trigger,
                              bool has_colon)
{
    struct ast_item *item = NEW(parse, struct ast_item);
    item->kind = ITEM_TRIGGER;
    item->has_colon = has_colon;
    item->span = span;
    item->trigger = trigger;
    item->depth = build_depth(parse, span, trigger->event ? trigger->event->depth
                                           : trigger->on  ? trigger->on->depth
                                                          : 0,
                              trigger->guard ? trigger->guard->depth : 0);
    return item;
}

struct ast_item *item_label(struct ast_item *item, struct ast_label label)
{
    item->label = label;
    item->span = span_join(label.span, item->span);
    return item;
}

struct ast_items *items_add(struct parse *parse, struct ast_items *items, struct ast_item *item)
{
    if (items)
        LIST_ADD(parse->arena, items, item);
    else
        LIST_OF_ONE(parse->arena, items, item);
    return items;
}

struct ast_items *items_append(struct parse *parse, struct ast_items *left,
                               struct ast_items *right)
{
    for (uint32_t i = 0; i < right->count; i++)
        left = items_add(parse, left, right->items[i]);
    return left;
}

/* The one norm that the trigger governs, if the time before the trigger can be nobody's but its own. */
static struct ast_act *timed_by_front(const struct ast_trigger *trigger, const struct ast_items *governed)
{
    const struct ast_item *item = governed->items[0];
    bool is_one = governed->count == 1 && item->kind == ITEM_CHAIN && !item->label.text && item->lead == LEAD_NONE;
    struct ast_act *act = is_one ? item->chain->norms[0] : NULL;
    return act && (trigger->kind == TRIGGER_WHILE || act->modal == MODAL_MAY) ? act : NULL;
}

struct ast_items *items_timed(struct parse *parse, struct ast_adverbs *fronts, struct ast_item *trigger,
                              struct ast_items *governed)
{
    struct span span = span_join(fronts->items[0]->span, fronts->items[fronts->count - 1]->span);
    struct ast_act *act = trigger->has_colon ? NULL : timed_by_front(trigger->trigger, governed);
    trigger->span = span_join(span, trigger->span);
    if (act) {
        act->fronts = *adverbs_join(parse, fronts, &act->fronts);
    } else {
        struct diag *diag = parse_error(parse, E_SYNTAX, span,
                                        "a time before a condition can be said of either: of when the "
                                        "condition is looked at, or of what follows");
        diag_help(diag,
                  fronts->items[0]->prep == PREP_ON
                      ? "what is looked at on a day has a colon: `On 2026-09-30: if clause 1.1 is breached, Seller …`"
                      : "say first when it arises, and behind it the time of what follows: `When Buyer orders a lathe, "
                        "Seller delivers the lathe to Buyer within 10 days`");
    }
    return items_append(parse, items_add(parse, NULL, trigger), governed);
}

struct ast_items *items_triggered(struct parse *parse, struct ast_items *items)
{
    struct ast_item *item = items->items[0];
    struct ast_act *act = items->count == 1 && item->kind == ITEM_CHAIN ? item->chain->norms[0] : NULL;
    const struct ast_cond *cond = act ? act->more->only_if : NULL;
    bool is_act = cond && is_of_an_act(cond);
    if (!act || !(act->more->when || is_act) || item->lead != LEAD_NONE)
        return items;
    struct ast_event *event = act->more->when;
    if (event)
        act_more(parse, act)->when = NULL;
    else {
        event = event_one(parse, cond->span, cond->act);
        act_more(parse, act)->only_if = NULL;
    }
    struct ast_item *trigger =
        item_trigger(parse, event->span, trigger_of(parse, event->span, TRIGGER_WHEN, event, NULL), false);
    trigger->label = item->label;
    item->label = (struct ast_label){0};
    return items_add(parse, items_add(parse, NULL, trigger), item);
}
