/* whole_put.c - a copy of a written tree in which names are replaced by what they stand for. A phrase
 * `the payer` becomes `Works`; `by the end` becomes `by 2026-12-31`, which is a time and no longer a
 * phrase; `the count of lathes` becomes `10 lathes`. Values are not looked into again, so a word in
 * a value is never taken for a parameter. */
#include <string.h>

#include "compiler/sema/whole_internal.h"
#include "lang/syntax/source.h"

const struct value *value_of_name(const struct put *put, sym name)
{
    for (size_t i = 0; name && i < put->values->count; i++) {
        if (put->values->items[i].name == name)
            return &put->values->items[i];
    }
    for (size_t i = 0; name && put->globals && i < put->globals->count; i++) {
        if (put->globals->items[i].name == name)
            return &put->globals->items[i];
    }
    return NULL;
}

static void place(const struct put *put, struct span *span)
{
    if (put->place)
        *span = *put->place;
}

static void place_name(const struct put *put, struct ast_name *name)
{
    place(put, &name->span);
}

static void edit(struct put *put, struct span span, const char *words)
{
    vec_push(&put->edits, (struct source_edit){span, words});
}

/* Met a name: NULL if it is to be left as it is. A blank is left, and noted. */
static const struct value *met(struct put *put, sym name)
{
    const struct value *value = put->place ? NULL : value_of_name(put, name);
    if (!value)
        return NULL;
    put->hits++;
    put->is_blank |= value->is_blank;
    return value->is_blank ? NULL : value;
}

#define COPY(put, node) arena_copy((put)->arena, (node), sizeof *(node))

static struct ast_np *put_np(struct put *put, const struct ast_np *np);
static struct ast_nps *put_nps(struct put *put, const struct ast_nps *nps);
static void put_string(struct put *put, struct ast_string *string);

static struct ast_act *put_act(struct put *put, const struct ast_act *act);
static struct ast_expr *put_expr(struct put *put, const struct ast_expr *expr);
static struct ast_cond *put_cond(struct put *put, const struct ast_cond *cond);
static struct ast_event *put_event(struct put *put, const struct ast_event *event);
static struct ast_items put_items(struct put *put, const struct ast_items *items);

/* A list is copied as an array; its members are then replaced one by one. */
#define COPY_LIST(put, list)                                                                       \
    ((list)->count ? arena_copy((put)->arena, (list)->items, (list)->count * sizeof *(list)->items) \
                   : NULL)

/* ---- noun phrases -------------------------------------------------------------------------------- */

static void put_amount(struct put *put, struct ast_amount *amount)
{
    place(put, &amount->span);
    place(put, &amount->low.span);
    place(put, &amount->high.span);
    const struct value *value = amount->kind == AMOUNT_NAME ? met(put, amount->unit.text) : NULL;
    if (value && value->np && value->np->kind == NP_NAME) {
        edit(put, amount->unit.span, value->words);
        amount->unit.text = value->np->name.noun.text;
    }
    place_name(put, &amount->unit);
    place_name(put, &amount->per);
    if (amount->percent_of)
        amount->percent_of = put_np(put, amount->percent_of);
}

static void put_time(const struct put *put, struct ast_time *time)
{
    place(put, &time->span);
}

static struct ast_tails put_tails(struct put *put, const struct ast_tails *tails)
{
    struct ast_tails copy = {COPY_LIST(put, tails), tails->count};
    for (uint32_t i = 0; i < copy.count; i++) {
        struct ast_tail *tail = &copy.items[i];
        place(put, &tail->span);
        place_name(put, &tail->name);
        place_name(put, &tail->word);
        place(put, &tail->value.span);
        if (tail->np)
            tail->np = put_np(put, tail->np);
    }
    return copy;
}

/* The value as a phrase at the place of the name. */
static struct ast_np *value_at(const struct put *put, const struct ast_np *value, struct span span)
{
    static const value_list nothing;
    struct put copy = {.arena = put->arena, .values = &nothing, .place = &span};
    return put_np(&copy, value);
}

static bool is_bare_noun(const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.noun.text && np->tails.count == 0;
}

/* `the count of lathes`, with 10 as the count: 10 lathes; with 5 percent: 5 percent of it. */
static struct ast_np *number_of(struct put *put, const struct ast_np *np, const struct value *value)
{
    const struct ast_np *number = value->np;
    bool is_number = number->kind == NP_AMOUNT && (number->amount->kind == AMOUNT_BARE ||
                                                   number->amount->kind == AMOUNT_PERCENT);
    if (!is_number || np->tails.count != 1 || np->tails.items[0].kind != TAIL_OF)
        return NULL;
    struct ast_np *of = put_np(put, np->tails.items[0].np);
    struct ast_np *result = value_at(put, number, np->span);
    struct span name = {np->span.start, np->tails.items[0].np->span.start};
    if (number->amount->kind == AMOUNT_PERCENT) {
        result->amount->percent_of = of;
        edit(put, (struct span){np->span.start, np->name.noun.span.end}, value->words);
        return result;
    }
    if (!is_bare_noun(of))
        return NULL;
    result->amount->kind = AMOUNT_NAME;
    result->amount->unit = of->name.noun;
    edit(put, name, arena_printf(put->arena, "%s ", value->words));
    return result;
}

/* `the payer` and `payer` are the value itself; `each payer`, `the late payer` only take its noun. */
static struct ast_np *named_value(struct put *put, const struct ast_np *np, const struct value *value)
{
    bool is_whole = (np->name.det == DET_THE || np->name.det == DET_NONE) && !np->name.ordinal &&
                    !np->name.adjective.text && !np->name.named.text;
    if (!value->is_renamed && is_whole) {
        struct ast_np *number = number_of(put, np, value);
        if (number)
            return number;
        struct ast_np *copy = value_at(put, value->np, np->span);
        struct span name = {np->span.start, np->name.noun.span.end};
        edit(put, name, value->words);
        if (np->tails.count == 0)
            return copy;
        struct ast_tails tails = put_tails(put, &np->tails), own = copy->tails;
        copy->tails.count = own.count + tails.count;
        copy->tails.items = arena_array(put->arena, copy->tails.count, sizeof *tails.items);
        memcpy(copy->tails.items, own.items ? own.items : tails.items, own.count * sizeof *own.items);
        memcpy(copy->tails.items + own.count, tails.items, tails.count * sizeof *tails.items);
        return copy;
    }
    struct ast_np *copy = COPY(put, np);
    if (value->np->kind == NP_NAME) {
        copy->name.noun.text = value->np->name.noun.text;
        if (!value->is_renamed)
            edit(put, np->name.noun.span, value->np->name.noun.text->text);
    }
    copy->tails = put_tails(put, &np->tails);
    return copy;
}

static void put_duration(struct put *put, struct ast_duration *duration);
static struct ast_adverb *put_adverb(struct put *put, const struct ast_adverb *adverb);

static struct ast_np *put_np(struct put *put, const struct ast_np *np)
{
    const struct value *value = np->kind == NP_NAME ? met(put, np->name.noun.text) : NULL;
    if (value && value->np)
        return named_value(put, np, value);
    struct ast_np *copy = COPY(put, np);
    place(put, &copy->span);
    copy->tails = put_tails(put, &np->tails);
    switch (copy->kind) {
    case NP_NAME:
        place_name(put, &copy->name.adjective);
        place_name(put, &copy->name.noun);
        place_name(put, &copy->name.named);
        break;
    case NP_OWNED:
        copy->owned.owner = put_np(put, copy->owned.owner);
        place_name(put, &copy->owned.noun);
        place_name(put, &copy->owned.adjective);
        value = met(put, copy->owned.noun.text);
        if (value && value->np && value->np->kind == NP_NAME) {
            copy->owned.noun.text = value->np->name.noun.text;
            if (!value->is_renamed)
                edit(put, copy->owned.noun.span, value->words);
        }
        break;
    case NP_CLAUSE: place(put, &copy->clause.span); break;
    case NP_AMOUNT:
        copy->amount = COPY(put, copy->amount);
        put_amount(put, copy->amount);
        break;
    case NP_EACH: place(put, &copy->each.count.span); break;
    case NP_EARLIER:
    case NP_LATER:
        copy->extreme.left = put_np(put, copy->extreme.left);
        copy->extreme.right = put_np(put, copy->extreme.right);
        break;
    case NP_COUNTED:
        copy->counted.duration = COPY(put, copy->counted.duration);
        put_duration(put, copy->counted.duration);
        copy->counted.anchor = put_adverb(put, copy->counted.anchor);
        break;
    case NP_TIME: put_time(put, &copy->time); break;
    case NP_OTHER:
    case NP_PRONOUN: break;
    }
    return copy;
}

static struct ast_nps *put_nps(struct put *put, const struct ast_nps *nps)
{
    if (!nps)
        return NULL;
    struct ast_nps *copy = COPY(put, nps);
    place(put, &copy->span);
    copy->items = COPY_LIST(put, nps);
    for (uint32_t i = 0; i < copy->count; i++)
        copy->items[i] = put_np(put, nps->items[i]);
    return copy;
}

/* ---- adverbials ---------------------------------------------------------------------------------- */

static void no_duration(const struct put *put, const struct ast_name *name, bool is_known)
{
    struct diag *diag = diag_add(put->diags, is_known ? E_VALUE : E_UNKNOWN_NAME, put->view, name->span,
                                 is_known ? "`%s` is no duration" : "`%s` is not defined",
                                 name->text->text);
    diag_help(diag, "define it: `%s means 10 days`", name->text->text);
}

static void put_duration(struct put *put, struct ast_duration *duration)
{
    if (!duration->named.text)
        return;
    const struct value *value = value_of_name(put, duration->named.text);
    bool is_duration = value && value->np && value->np->kind == NP_AMOUNT &&
                       value->np->amount->kind == AMOUNT_TIME;
    if (value && (value->is_blank || is_duration))
        value = met(put, duration->named.text);
    else
        no_duration(put, &duration->named, value != NULL);
    if (!value || !is_duration)
        return;
    const struct ast_amount *amount = value->np->amount;
    edit(put, duration->span, value->words);
    *duration = (struct ast_duration){
        .span = duration->span, .quant = amount->quant, .low = amount->low, .high = amount->high,
        .has_range = amount->has_range, .unit = amount->time_unit};
    duration->low.span = duration->high.span = duration->span;
}

static struct ast_adverb *put_adverb(struct put *put, const struct ast_adverb *adverb)
{
    struct ast_adverb *copy = COPY(put, adverb);
    if (copy->anchor)
        copy->anchor = put_adverb(put, copy->anchor);
    if (copy->each)
        copy->each = put_adverb(put, copy->each);
    switch (copy->kind) {
    case ADV_WITHIN:
    case ADV_REMINDER:
    case ADV_REPORTED:
    case ADV_NOTICE:
        copy->duration = COPY(put, copy->duration);
        put_duration(put, copy->duration);
        break;
    case ADV_NPS:
        copy->nps = put_nps(put, copy->nps);
        if (copy->nps->count == 1 && copy->nps->items[0]->kind == NP_TIME && copy->prep != PREP_NONE) {
            copy->kind = ADV_TIME;
            copy->time = copy->nps->items[0]->time;
            copy->nps = NULL;
        }
        break;
    case ADV_ACT: copy->act = put_act(put, copy->act); break;
    case ADV_TIME:
    case ADV_EACH:
    case ADV_PROMPTLY:
    case ADV_TOGETHER:
    case ADV_THEN:
    case ADV_AGAIN:
    case ADV_TIMES: break;
    }
    return copy;
}

static bool is_limit(const struct ast_adverb *adverb)
{
    return adverb->kind == ADV_NPS && !adverb->anchor && adverb->nps->count == 1 &&
           (adverb->prep == PREP_NO_LATER_THAN || adverb->prep == PREP_NO_EARLIER_THAN ||
            adverb->prep == PREP_BUT_NO_LATER) &&
           adverb->nps->items[0]->kind == NP_AMOUNT &&
           adverb->nps->items[0]->amount->kind == AMOUNT_TIME;
}

static bool is_anchor(const struct ast_adverb *adverb)
{
    return (adverb->kind == ADV_TIME || adverb->kind == ADV_NPS || adverb->kind == ADV_ACT) &&
           (adverb->prep == PREP_AFTER || adverb->prep == PREP_BEFORE || adverb->prep == PREP_SINCE);
}

/* What the parser joins at once for written times: `from D to D`, `no later than 30 days | before D`, `within 14 days
 * after 12 months | after the delivery`.
 * True if `next` now belongs to `last`. */
static bool absorbs(struct ast_adverb *last, struct ast_adverb *next)
{
    if (last->kind == ADV_TIME && last->prep == PREP_FROM && !last->until && next->kind == ADV_TIME &&
        next->prep == PREP_TO) {
        last->until = &next->time;
    } else if (is_limit(last) && is_anchor(next)) {
        last->anchor = next;
    } else if (ast_is_after_length(last->anchor) && is_anchor(next)) {
        last->anchor->anchor = next;
    } else {
        return false;
    }
    last->span.end = next->span.end;
    return true;
}

/* `within 14 days after the delivery | after 2026-03-01`: the name was none of a length, so that what stands behind it
 * is said by itself; NULL if nothing does. */
static struct ast_adverb *taken_apart(struct put *put, struct ast_adverb *adverb)
{
    struct ast_adverb *anchor = adverb->anchor;
    if (!anchor || !anchor->anchor || anchor->kind != ADV_NPS || anchor->nps->items[0]->kind == NP_AMOUNT)
        return NULL;
    struct ast_adverb *second = anchor->anchor;
    anchor->anchor = NULL;
    adverb->span.end = anchor->span.end;
    put->hits++; /* it is another sentence now */
    return second;
}

static struct ast_adverbs put_adverbs(struct put *put, const struct ast_adverbs *adverbs)
{
    struct ast_adverbs copy = {NULL, 0};
    if (adverbs->count)
        copy.items = arena_array(put->arena, 2 * adverbs->count, sizeof *copy.items);
    for (uint32_t i = 0; i < adverbs->count; i++) {
        struct ast_adverb *next = put_adverb(put, adverbs->items[i]), *second = taken_apart(put, next);
        if (copy.count == 0 || !absorbs(copy.items[copy.count - 1], next))
            copy.items[copy.count++] = next;
        if (second)
            copy.items[copy.count++] = second;
    }
    return copy;
}

static struct ast_args put_args(struct put *put, const struct ast_args *args)
{
    struct ast_args copy = {NULL, 0};
    if (args->count)
        copy.items = arena_array(put->arena, 2 * args->count, sizeof *copy.items);
    for (uint32_t i = 0; i < args->count; i++) {
        struct ast_arg arg = {.nps = put_nps(put, args->items[i].nps)};
        if (args->items[i].adverb)
            arg.adverb = put_adverb(put, args->items[i].adverb);
        struct ast_adverb *last = copy.count ? copy.items[copy.count - 1].adverb : NULL;
        struct ast_adverb *second = arg.adverb ? taken_apart(put, arg.adverb) : NULL;
        if (!last || !arg.adverb || !absorbs(last, arg.adverb))
            copy.items[copy.count++] = arg;
        if (second)
            copy.items[copy.count++] = (struct ast_arg){.adverb = second};
    }
    return copy;
}

/* ---- formulas ------------------------------------------------------------------------------------ */

/* A number or a duration in a formula is no phrase but an operand. */
static void operand(struct ast_expr *expr)
{
    const struct ast_amount *amount = expr->np->amount;
    if (expr->kind != EXPR_NP || expr->np->kind != NP_AMOUNT || expr->np->tails.count || amount->has_per)
        return;
    expr->number = amount->low;
    switch (amount->kind) {
    case AMOUNT_BARE: break;
    case AMOUNT_NAME: expr->unit = amount->unit; break;
    case AMOUNT_TIME:
        expr->has_time_unit = true;
        expr->time_unit = amount->time_unit;
        break;
    case AMOUNT_PERCENT:
        expr->kind = EXPR_PERCENT;
        expr->np = amount->percent_of;
        return;
    }
    expr->kind = EXPR_NUMBER;
    expr->np = NULL;
}

static struct ast_expr *put_expr(struct put *put, const struct ast_expr *expr)
{
    if (!expr)
        return NULL;
    struct ast_expr *copy = COPY(put, expr);
    if (copy->np) {
        copy->np = put_np(put, copy->np);
        operand(copy);
    }
    copy->left = put_expr(put, copy->left);
    copy->right = put_expr(put, copy->right);
    return copy;
}

/* ---- acts ---------------------------------------------------------------------------------------- */

static struct ast_amount *put_own_amount(struct put *put, const struct ast_amount *amount)
{
    if (!amount)
        return NULL;
    struct ast_amount *copy = COPY(put, amount);
    put_amount(put, copy);
    return copy;
}

static const struct ast_more *put_more(struct put *put, const struct ast_more *written)
{
    struct ast_more *more = COPY(put, written);
    if (more->compared)
        more->compared = put_np(put, more->compared);
    if (written->quoted) {
        struct ast_string *quoted = COPY(put, written->quoted);
        put_string(put, quoted);
        more->quoted = quoted;
    }
    more->once = put_act(put, more->once);
    if (more->until)
        more->until = put_adverb(put, more->until);
    more->means = put_expr(put, more->means);
    more->cap = put_expr(put, more->cap);
    more->floor = put_expr(put, more->floor);
    more->rounding = put_own_amount(put, more->rounding);
    more->at_most = put_own_amount(put, more->at_most);
    more->parts.items = COPY_LIST(put, &written->parts);
    for (uint32_t i = 0; i < more->parts.count; i++) {
        put_amount(put, &more->parts.items[i].amount);
        more->parts.items[i].nps = put_nps(put, more->parts.items[i].nps);
    }
    more->only_if = put_cond(put, more->only_if);
    more->unless = put_cond(put, more->unless);
    more->when = put_event(put, more->when);
    return more;
}

static struct ast_act *put_act(struct put *put, const struct ast_act *act)
{
    if (!act)
        return NULL;
    struct ast_act *copy = COPY(put, act);
    copy->fronts = put_adverbs(put, &act->fronts);
    copy->subject = put_nps(put, act->subject);
    copy->mids = put_adverbs(put, &act->mids);
    copy->args = put_args(put, &act->args);
    if (act->more != &ast_no_more)
        copy->more = put_more(put, act->more);
    return copy;
}

static struct ast_event *put_event(struct put *put, const struct ast_event *event)
{
    if (!event)
        return NULL;
    struct ast_event *copy = COPY(put, event);
    copy->items = COPY_LIST(put, event);
    for (uint32_t i = 0; i < copy->count; i++)
        copy->items[i] = put_act(put, event->items[i]);
    return copy;
}

static struct ast_cond *put_cond(struct put *put, const struct ast_cond *cond)
{
    if (!cond)
        return NULL;
    struct ast_cond *copy = COPY(put, cond);
    copy->act = put_act(put, copy->act);
    copy->items = COPY_LIST(put, cond);
    for (uint32_t i = 0; i < copy->count; i++)
        copy->items[i] = put_cond(put, cond->items[i]);
    return copy;
}

/* ---- statements ---------------------------------------------------------------------------------- */

static struct ast_chain *put_chain(struct put *put, const struct ast_chain *chain)
{
    if (!chain)
        return NULL;
    struct ast_chain *copy = COPY(put, chain);
    copy->norms = arena_copy(put->arena, chain->norms, chain->count * sizeof *chain->norms);
    for (uint32_t i = 0; i < copy->count; i++)
        copy->norms[i] = put_act(put, chain->norms[i]);
    return copy;
}

static struct ast_item *put_item(struct put *put, const struct ast_item *item)
{
    struct ast_item *copy = COPY(put, item);
    copy->chain = put_chain(put, copy->chain);
    if (copy->trigger) {
        struct ast_trigger *trigger = COPY(put, copy->trigger);
        trigger->event = put_event(put, trigger->event);
        if (trigger->on)
            trigger->on = put_adverb(put, trigger->on);
        trigger->guard = put_cond(put, trigger->guard);
        copy->trigger = trigger;
    }
    copy->items = put_items(put, &item->items);
    return copy;
}

static struct ast_items put_items(struct put *put, const struct ast_items *items)
{
    struct ast_items copy = {COPY_LIST(put, items), items->count};
    for (uint32_t i = 0; i < copy.count; i++)
        copy.items[i] = put_item(put, items->items[i]);
    return copy;
}

/* `[price]` in a quoted text, from `at` on; NULL if no such value stands there. */
static const struct value *placeholder(const struct put *put, const struct ast_string *string,
                                       uint32_t at)
{
    const char *end = memchr(string->text + at, ']', string->len - at);
    size_t len = end ? (size_t)(end - string->text) - at - 1 : 0;
    for (size_t i = 0; end && i < put->values->count; i++) {
        const struct value *value = &put->values->items[i];
        if (!value->is_renamed && value->name->len == len &&
            memcmp(value->name->text, string->text + at + 1, len) == 0)
            return value;
    }
    return NULL;
}

static void put_string(struct put *put, struct ast_string *string)
{
    uint32_t copied = 0;
    const char *text = "";
    for (uint32_t at = 0; at < string->len; at++) {
        const struct value *value = string->text[at] == '[' ? placeholder(put, string, at) : NULL;
        if (!value)
            continue;
        put->hits++;
        put->is_blank |= value->is_blank;
        if (value->is_blank)
            continue;
        text = arena_printf(put->arena, "%s%.*s%s", text, (int)(at - copied), string->text + copied,
                            value->words);
        at += value->name->len + 1;
        copied = at + 1;
    }
    if (copied == 0)
        return;
    string->text = arena_printf(put->arena, "%s%.*s", text, (int)(string->len - copied),
                                string->text + copied);
    string->len = (uint32_t)strlen(string->text);
}

static void put_strings(struct put *put, struct ast_strings *strings)
{
    strings->items = COPY_LIST(put, strings);
    for (uint32_t i = 0; i < strings->count; i++)
        put_string(put, &strings->items[i]);
}

static void put_bindings(struct put *put, struct ast_bindings *bindings)
{
    bindings->items = COPY_LIST(put, bindings);
    for (uint32_t i = 0; i < bindings->count; i++) {
        struct ast_binding *binding = &bindings->items[i];
        if (binding->np)
            binding->np = put_np(put, binding->np);
        else
            put_string(put, &binding->string);
    }
}

struct ast_sentence *put_values(struct put *put, const struct ast_sentence *sentence)
{
    struct ast_sentence *copy = COPY(put, sentence);
    switch (copy->kind) {
    case SENT_CLAUSE: put_strings(put, &copy->clause.titles); break;
    case SENT_STATEMENT: copy->statement.items = put_items(put, &sentence->statement.items); break;
    case SENT_NOW_READS: copy->now_reads.items = put_items(put, &sentence->now_reads.items); break;
    case SENT_TEXT: put_string(put, &copy->text.text); break;
    case SENT_TEXT_ONLY: put_string(put, &copy->string.text); break;
    case SENT_USE_TEMPLATE: put_bindings(put, &copy->use.bindings); break;
    case SENT_REQUIRES:
        copy->requires.left = put_np(put, copy->requires.left);
        if (copy->requires.right)
            copy->requires.right = put_np(put, copy->requires.right);
        copy->requires.expr = put_expr(put, copy->requires.expr);
        break;
    case SENT_IN_FORCE:
        copy->in_force.once = put_cond(put, copy->in_force.once);
        copy->in_force.adverbs = put_adverbs(put, &sentence->in_force.adverbs);
        if (copy->in_force.renewal) {
            copy->in_force.renewal = COPY(put, copy->in_force.renewal);
            copy->in_force.renewal->holders = put_nps(put, copy->in_force.renewal->holders);
        }
        break;
    case SENT_PROGRAMME:
        copy->programme.adverbs = put_adverbs(put, &sentence->programme.adverbs);
        copy->programme.items = put_items(put, &sentence->programme.items);
        break;
    case SENT_CLAIM: copy->claim.chain = put_chain(put, copy->claim.chain); break;
    case SENT_ASSUME: copy->assume.chain = put_chain(put, copy->assume.chain); break;
    case SENT_CONTRACT:
    case SENT_TEMPLATE:
    case SENT_AMENDMENT:
    case SENT_SCENARIO:
    case SENT_PARTY:
    case SENT_GROUP:
    case SENT_ITEM:
    case SENT_UNIT:
    case SENT_VERB:
    case SENT_INDICATOR:
    case SENT_SIGNED:
    case SENT_CALENDAR:
    case SENT_COUNTING:
    case SENT_WARNING:
    case SENT_GRANULARITY:
    case SENT_TIME_ZONE:
    case SENT_USE_FILE:
    case SENT_BALANCE:
    case SENT_COMPETITION:
    case SENT_DELETED:
    case SENT_HAPPENED:
    case SENT_NOTHING:
    case SENT_CORRECT:
    case SENT_VOID:
    case SENT_EXPECT: break;
    case SENT_COUNT: UNREACHABLE();
    }
    return copy;
}
