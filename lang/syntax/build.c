/* build.c - constructors of noun phrases, amounts, formulas and adverbials. Acts and statements are
 * in build_act.c, sentences in build_sentence.c. */
#include "lang/syntax/build.h"

#include <string.h>

#include "lang/base/limits.h"
#include "lang/syntax/hint.h"

const struct ast_name name_none = {.text = NULL};
const struct ast_number number_one = {.value = {.digits = 1, .scale = 0}};

uint16_t build_depth(struct parse *parse, struct span span, uint16_t left, uint16_t right)
{
    uint16_t deepest = left > right ? left : right;
    if (deepest < LIMIT_DEPTH)
        return (uint16_t)(deepest + 1);
    if (!parse->is_too_deep) {
        parse->is_too_deep = true;
        struct diag *diag = parse_error(parse, E_TOO_DEEP, span,
                                        "the sentence is nested more than %d levels deep",
                                        LIMIT_DEPTH);
        diag_help(diag, "split it, or give a part of it a name");
    }
    return LIMIT_DEPTH;
}

/* ---- noun phrases ------------------------------------------------------------------------------ */

static struct ast_np *np_new(struct parse *parse, struct span span, enum np_kind kind)
{
    struct ast_np *np = NEW(parse, struct ast_np);
    np->kind = kind;
    parse->said.nps |= UINT32_C(1) << kind;
    np->span = span;
    np->depth = 1;
    return np;
}

struct ast_np *np_name(struct parse *parse, int det, int ordinal)
{
    struct ast_np *np = NEW(parse, struct ast_np);
    np->kind = NP_NAME;
    np->depth = 1;
    np->name.det = (enum det)det;
    np->name.ordinal = ordinal;
    parse->said.has_ordinal |= ordinal != 0;
    return np;
}

struct ast_np *np_adjective(struct parse *parse, struct ast_np *np, struct ast_name adjective)
{
    np->name.adjective = adjective;
    parse->said.has_adjective = true;
    return np;
}

struct ast_name notice_such(struct parse *parse, struct ast_name adjective, struct ast_name noun)
{
    bool is_notice = strcmp(noun.text->text, "通知") == 0 && ast_is_written(adjective);
    if (is_notice)
        noun.text = intern_add(lexicon_intern(parse->lexicon), "notice", strlen("notice"));
    return noun;
}

struct ast_np *np_noun(struct ast_np *np, struct span span, struct ast_name noun)
{
    np->span = span;
    np->name.noun = noun;
    return np;
}

struct ast_np *np_both(struct parse *parse, struct span span, int det, int modal)
{
    bool is_each = det == DET_BOTH && modal != MODAL_MUST; /* what both must do may be one act */
    const char *word = is_each ? "party" : "parties";
    struct ast_name noun = {.span = span, .text = intern_add(lexicon_intern(parse->lexicon), word, strlen(word))};
    return np_noun(np_name(parse, is_each ? DET_EACH : det, 0), span, noun);
}

struct ast_np *np_named(struct parse *parse, struct ast_np *np, struct ast_name named)
{
    np->name.named = named;
    parse->said.has_named = true;
    return np;
}

struct ast_np *np_period(struct ast_np *np, struct span span, int time_unit)
{
    np->span = span;
    np->name.time_unit = (enum time_unit)time_unit;
    return np;
}

struct ast_np *np_day_in(struct parse *parse, struct span span, int det, int ordinal, int unit,
                         struct ast_np *each)
{
    struct ast_np *day = np_period(np_name(parse, det, ordinal), span, unit);
    return np_tailed(parse, span, day,
                     tails_of(parse, tail_np(parse, each->span, TAIL_OF, each), NULL));
}

/* Each Thursday: the fourth day of each week. */
struct ast_np *np_weekday(struct parse *parse, struct span span, int day)
{
    return np_day_in(parse, span, DET_THE, day, TIME_DAY, np_each(parse, span, number_one, TIME_WEEK));
}

struct ast_np *np_edge(struct parse *parse, struct span span, bool is_end, struct ast_np *each)
{
    const char *word = is_end ? "end" : "beginning";
    struct ast_name noun = {
        .span = span, .text = intern_add(lexicon_intern(parse->lexicon), word, strlen(word))};
    struct ast_np *edge = np_noun(np_name(parse, DET_THE, 0), span, noun);
    return np_tailed(parse, span, edge, tails_of(parse, tail_np(parse, each->span, TAIL_OF, each), NULL));
}

int ordinal_of(struct parse *parse, struct ast_number number)
{
    int64_t value;
    if (decimal_to_parts(number.value, 0, &value) == DECIMAL_OK && value >= 1 && value <= 100000)
        return (int)value;
    struct diag *diag = parse_error(parse, E_BAD_NUMBER, number.span, "there is no such day");
    diag_help(diag, "days are counted from 1: `至迟 每月 5 日`");
    return 1;
}

struct ast_np *np_owned(struct parse *parse, struct span span, struct ast_np *owner,
                        struct ast_name noun)
{
    struct ast_np *np = np_new(parse, span, NP_OWNED);
    np->depth = build_depth(parse, span, owner->depth, 0);
    np->owned.owner = owner;
    np->owned.noun = noun;
    return np;
}

struct ast_np *np_owned_such(struct parse *parse, struct span span, struct ast_np *owner,
                             struct ast_name adjective, struct ast_name noun)
{
    struct ast_np *np = np_owned(parse, span, owner, noun);
    np->owned.adjective = adjective;
    return np;
}

/* 抚顺的 2 名技术员 says what `2 technicians of Fushun` says. */
struct ast_np *np_owned_amount(struct parse *parse, struct span span, struct ast_np *owner,
                               struct ast_amount *amount)
{
    struct ast_tail *tail = tail_np(parse, owner->span, TAIL_OF, owner);
    return np_tailed(parse, span, np_amount(parse, amount->span, amount),
                     tails_of(parse, tail, NULL));
}

struct ast_np *np_other(struct parse *parse, struct span span, int which)
{
    struct ast_np *np = np_new(parse, span, NP_OTHER);
    np->other.is_plural = which == 1;
    np->other.is_mutual = which == 2;
    return np;
}

struct ast_np *np_pronoun(struct parse *parse, struct span span, int is_plural)
{
    struct ast_np *np = np_new(parse, span, NP_PRONOUN);
    np->pronoun.is_plural = is_plural != 0;
    return np;
}

struct ast_np *np_clause(struct parse *parse, struct span span, struct ast_label label)
{
    struct ast_np *np = np_new(parse, span, NP_CLAUSE);
    np->clause = label;
    return np;
}

struct ast_np *np_amount(struct parse *parse, struct span span, struct ast_amount *amount)
{
    struct ast_np *np = np_new(parse, span, NP_AMOUNT);
    np->amount = amount;
    if (amount->percent_of)
        np->depth = build_depth(parse, span, amount->percent_of->depth, 0);
    return np;
}

/* `more than the price`: than 100 percent of it. */
struct ast_np *np_bound(struct parse *parse, struct span span, int quant, struct ast_np *of)
{
    const struct ast_number all = {.value = {.digits = 100, .scale = 0}};
    struct ast_amount *amount = amount_of(parse, span, amount_numbers(parse, span, all, all, false), AMOUNT_PERCENT);
    amount->quant = (enum quant)quant;
    amount->percent_of = of;
    amount->is_all = true;
    return np_amount(parse, span, amount);
}

struct ast_np *np_each(struct parse *parse, struct span span, struct ast_number count, int unit)
{
    struct ast_np *np = np_new(parse, span, NP_EACH);
    np->each.count = count;
    np->each.unit = (enum time_unit)unit;
    return np;
}

struct ast_np *np_extreme(struct parse *parse, struct span span, enum np_kind kind,
                          struct ast_np *left, struct ast_np *right)
{
    struct ast_np *np = np_new(parse, span, kind);
    np->depth = build_depth(parse, span, left->depth, right->depth);
    np->extreme.left = left;
    np->extreme.right = right;
    return np;
}

struct ast_np *np_counted(struct parse *parse, struct span span, struct ast_duration *duration,
                          struct ast_adverb *anchor)
{
    struct ast_np *np = np_new(parse, span, NP_COUNTED);
    np->depth = build_depth(parse, span, anchor->depth, 0);
    np->counted.duration = duration;
    np->counted.anchor = anchor;
    return np;
}

struct ast_time *time_in_zone(struct parse *parse, struct span span, struct ast_time *time, int32_t seconds,
                              struct ast_string zone)
{
    time->seconds = seconds;
    time->span = span;
    time->zone = arena_copy(parse->arena, &zone, sizeof zone);
    return time;
}

struct ast_np *np_time(struct parse *parse, struct span span, struct ast_time *time)
{
    struct ast_np *np = np_new(parse, span, NP_TIME);
    np->time = *time;
    return np;
}

struct ast_np *np_tailed(struct parse *parse, struct span span, struct ast_np *np,
                         struct ast_tails *tails)
{
    uint16_t depth = np->depth;
    for (uint32_t i = 0; i < tails->count; i++)
        if (tails->items[i].np)
            depth = build_depth(parse, span, depth, tails->items[i].np->depth);
    np->tails = *tails;
    np->span = span;
    np->depth = depth;
    return np;
}

static struct ast_tail *tail_new(struct parse *parse, struct span span, enum ast_tail_kind kind)
{
    struct ast_tail *tail = NEW(parse, struct ast_tail);
    tail->span = span;
    tail->kind = kind;
    return tail;
}

struct ast_tail *tail_np(struct parse *parse, struct span span, enum ast_tail_kind kind,
                         struct ast_np *np)
{
    struct ast_tail *tail = tail_new(parse, span, kind);
    tail->np = np;
    return tail;
}

struct ast_tail *tail_compare(struct parse *parse, struct span span, enum ast_tail_kind kind,
                              struct ast_name name, int cmp, struct ast_np *np)
{
    struct ast_tail *tail = tail_np(parse, span, kind, np);
    tail->name = name;
    tail->cmp = (enum comparison)cmp;
    return tail;
}

struct ast_tail *tail_with(struct parse *parse, struct span span, struct ast_name name,
                           struct ast_value *value)
{
    struct ast_tail *tail = tail_new(parse, span, TAIL_WITH);
    tail->name = name;
    tail->value = *value;
    return tail;
}

struct ast_tail *tail_that(struct parse *parse, struct span span, int form, enum ast_tail_kind kind,
                           struct ast_np *np, bool is_negated, struct ast_name word)
{
    struct ast_tail *tail = tail_np(parse, span, kind, np);
    tail->form = (uint8_t)form;
    tail->is_negated = is_negated;
    tail->word = word;
    return tail;
}

struct ast_value *value_of(struct parse *parse, struct span span, enum ast_value_kind kind)
{
    struct ast_value *value = NEW(parse, struct ast_value);
    value->span = span;
    value->kind = kind;
    return value;
}

/* The grammar reads tails from right to left, so `rest` is already a list. */
struct ast_tails *tails_of(struct parse *parse, struct ast_tail *tail, struct ast_tails *rest)
{
    struct ast_tails *tails = NEW(parse, struct ast_tails);
    LIST_ADD(parse->arena, tails, *tail);
    for (uint32_t i = 0; rest && i < rest->count; i++)
        LIST_ADD(parse->arena, tails, rest->items[i]);
    return tails;
}

struct ast_nps *nps_one(struct parse *parse, struct ast_np *np)
{
    struct ast_nps *nps;
    LIST_OF_ONE(parse->arena, nps, np);
    nps->span = np->span;
    nps->depth = np->depth;
    return nps;
}

struct ast_nps *nps_add(struct parse *parse, struct ast_nps *nps, struct ast_np *np)
{
    nps->span = span_join(nps->span, np->span);
    if (np->depth > nps->depth)
        nps->depth = np->depth;
    LIST_ADD(parse->arena, nps, np);
    return nps;
}

struct ast_nps *nps_join(struct parse *parse, struct ast_nps *nps, struct ast_np *np, bool is_or)
{
    if (nps->is_joined && nps->is_or != is_or) {
        struct diag *diag = parse_error(parse, E_MIXED_LIST, span_join(nps->span, np->span),
                                        "this list is joined by both `and` and `or`");
        diag_help(diag, "join it by one of them, or write two items");
    }
    nps->is_joined = true;
    nps->is_or = is_or;
    return nps_add(parse, nps, np);
}

struct ast_nps *nps_clause(struct parse *parse, struct ast_nps *nps, int joiner, struct ast_np *np)
{
    return joiner == 0 ? nps_add(parse, nps, np) : nps_join(parse, nps, np, joiner == 2);
}

/* `verb claim: a party claims an item, a fact`: the class stands behind the sample. The sentence with the class where
 * it belongs, or NULL. */
static const char *class_before_sample(const struct parse *parse, const struct ast_np *last)
{
    static const char verb[] = "verb ", verb_zh[] = "动词 ", colon_zh[] = "：";
    const char *text = parse->source->text;
    if (last->kind != NP_NAME || last->name.det != DET_A || !last->name.noun.text ||
        facet_said(last->name.noun.text->text) == FACET_UNKNOWN)
        return NULL;
    uint32_t at = last->span.start;
    while (at > 0 && text[at - 1] != '\n')
        at--;
    while (text[at] == ' ')
        at++;
    if (strncmp(text + at, verb, sizeof verb - 1) != 0 && strncmp(text + at, verb_zh, sizeof verb_zh - 1) != 0)
        return NULL;
    uint32_t colon = at, end = last->span.start;
    while (colon < end && text[colon] != ':' && strncmp(text + colon, colon_zh, sizeof colon_zh - 1) != 0)
        colon++;
    while (end > colon && text[end - 1] == ' ')
        end--;
    bool is_zh = text[colon] != ':';
    uint32_t comma = is_zh ? 3 : 1;
    return arena_printf(parse->arena, "%.*s%s%.*s%.*s%s", (int)(colon - at), text + at, is_zh ? "，" : ", ",
                        (int)(last->span.end - last->span.start), text + last->span.start,
                        (int)(end > colon + comma ? end - comma - colon : 0), text + colon, is_zh ? "。" : ".");
}

struct ast_nps *nps_end(struct parse *parse, struct ast_nps *nps)
{
    if (nps->count > 1 && !nps->is_joined) {
        struct diag *diag = parse_error(parse, E_LIST_END, nps->items[nps->count - 1]->span,
                                        "the last member of the list is not joined");
        const struct ast_np *last = nps->items[nps->count - 1];
        const char *mended = class_before_sample(parse, last);
        if (mended) {
            diag_primary(diag, "its class stands before the sample");
            diag_help(diag, "write `%s`", mended);
            return nps;
        }
        if (hint_give(diag, parse->source, last->span))
            return nps;
        diag_primary(diag, "write `and` or `or` before it");
        diag_help(diag, "`and` means all of them, `or` one of them; if a new sentence begins here, "
                        "end the one before it");
    }
    return nps;
}

/* ---- amounts ----------------------------------------------------------------------------------- */

struct ast_amount *amount_numbers(struct parse *parse, struct span span, struct ast_number low,
                                  struct ast_number high, bool has_range)
{
    struct ast_amount *amount = NEW(parse, struct ast_amount);
    amount->span = span;
    amount->low = low;
    amount->high = high;
    amount->has_range = has_range;
    return amount;
}

struct ast_amount *amount_below_zero(struct parse *parse, struct span span, struct ast_number number)
{
    number.span = span;
    number.value.digits = -number.value.digits;
    return amount_numbers(parse, span, number, number, false);
}

struct ast_amount *amount_of(struct parse *parse, struct span span, struct ast_amount *numbers,
                             enum amount_kind kind)
{
    (void)parse;
    numbers->span = span;
    numbers->kind = kind;
    return numbers;
}

struct ast_amount *amount_named(struct parse *parse, struct span span, struct ast_amount *numbers,
                                struct ast_name unit)
{
    struct ast_amount *amount = amount_of(parse, span, numbers, AMOUNT_NAME);
    amount->unit = unit;
    return amount;
}

struct ast_amount *amount_per(struct ast_amount *amount, struct span span, struct ast_name per,
                              int per_unit)
{
    amount->span = span;
    amount->has_per = true;
    amount->per = per;
    amount->per_unit = (enum time_unit)per_unit;
    return amount;
}

struct ast_duration *duration_of(struct parse *parse, struct span span, struct ast_amount *numbers,
                                 int unit)
{
    struct ast_duration *duration = NEW(parse, struct ast_duration);
    duration->span = span;
    duration->quant = numbers->quant;
    duration->low = numbers->low;
    duration->high = numbers->high;
    duration->has_range = numbers->has_range;
    duration->unit = (enum time_unit)unit;
    return duration;
}

struct ast_amount *amount_duration(struct parse *parse, const struct ast_duration *duration)
{
    struct ast_amount *amount = NEW(parse, struct ast_amount);
    *amount = (struct ast_amount){.span = duration->span,
                                  .quant = duration->quant,
                                  .low = duration->low,
                                  .high = duration->high,
                                  .has_range = duration->has_range,
                                  .kind = AMOUNT_TIME,
                                  .time_unit = duration->unit};
    return amount;
}

/* ---- formulas ---------------------------------------------------------------------------------- */

static struct ast_expr *expr_new(struct parse *parse, struct span span, enum expr_kind kind)
{
    struct ast_expr *expr = NEW(parse, struct ast_expr);
    expr->kind = kind;
    expr->span = span;
    expr->depth = 1;
    return expr;
}

struct ast_expr *expr_number(struct parse *parse, struct span span, struct ast_number number,
                             struct ast_name unit)
{
    struct ast_expr *expr = expr_new(parse, span, EXPR_NUMBER);
    expr->number = number;
    expr->unit = unit;
    return expr;
}

struct ast_expr *expr_duration(struct parse *parse, struct span span, struct ast_number number,
                               int unit)
{
    struct ast_expr *expr = expr_number(parse, span, number, name_none);
    expr->has_time_unit = true;
    expr->time_unit = (enum time_unit)unit;
    return expr;
}

struct ast_expr *expr_price(struct parse *parse, struct span span, struct ast_number number,
                            struct ast_name unit, struct ast_name per, int time_unit)
{
    struct ast_amount *amount =
        amount_named(parse, span, amount_numbers(parse, span, number, number, false), unit);
    return expr_np(parse, span, np_amount(parse, span, amount_per(amount, span, per, time_unit)));
}

struct ast_expr *expr_percent(struct parse *parse, struct span span, struct ast_number number,
                              struct ast_np *of)
{
    struct ast_expr *expr = expr_new(parse, span, EXPR_PERCENT);
    expr->number = number;
    expr->np = of;
    if (of)
        expr->depth = build_depth(parse, span, of->depth, 0);
    return expr;
}

struct ast_expr *expr_np(struct parse *parse, struct span span, struct ast_np *np)
{
    struct ast_expr *expr = expr_new(parse, span, EXPR_NP);
    expr->np = np;
    expr->depth = build_depth(parse, span, np->depth, 0);
    return expr;
}

struct ast_expr *expr_share(struct parse *parse, struct span span, struct ast_number number,
                            struct ast_expr *of, struct span inner)
{
    struct span share = {span.start, inner.start};
    of->is_parenthesised = true;
    of->span = inner;
    return expr_pair(parse, span, EXPR_MUL, expr_percent(parse, share, number, NULL), of);
}

struct ast_expr *expr_pair(struct parse *parse, struct span span, enum expr_kind kind,
                           struct ast_expr *left, struct ast_expr *right)
{
    struct ast_expr *expr = expr_new(parse, span, kind);
    expr->left = left;
    expr->right = right;
    expr->depth = build_depth(parse, span, left->depth, right->depth);
    return expr;
}

/* ---- adverbials -------------------------------------------------------------------------------- */

struct ast_adverb *adverb_new(struct parse *parse, struct span span, enum adverb_kind kind)
{
    struct ast_adverb *adverb = NEW(parse, struct ast_adverb);
    adverb->kind = kind;
    parse->said.adverbs |= UINT32_C(1) << kind;
    adverb->span = span;
    adverb->depth = 1;
    return adverb;
}

struct ast_mark *mark_of(struct parse *parse, struct span span, struct ast_name id,
                         const struct ast_time *recorded)
{
    struct ast_mark *mark = NEW(parse, struct ast_mark);
    *mark = (struct ast_mark){.span = span, .id = id, .has_recorded = recorded != NULL};
    if (recorded)
        mark->recorded = *recorded;
    return mark;
}

struct ast_adverb *adverb_time(struct parse *parse, struct span span, int prep,
                               struct ast_time *time, struct ast_mark *mark)
{
    struct ast_adverb *adverb = adverb_new(parse, span, ADV_TIME);
    adverb->prep = (enum prep)prep;
    adverb->time = *time;
    adverb->mark = mark;
    return adverb;
}

struct ast_adverb *adverb_duration(struct parse *parse, struct span span, enum adverb_kind kind,
                                   struct ast_duration *duration)
{
    struct ast_adverb *adverb = adverb_new(parse, span, kind);
    adverb->duration = duration;
    return adverb;
}

struct ast_adverb *adverb_times(struct parse *parse, struct span span, struct ast_amount *times,
                                enum quant quant)
{
    struct ast_adverb *adverb = adverb_new(parse, span, ADV_TIMES);
    adverb->duration = NEW(parse, struct ast_duration);
    *adverb->duration = (struct ast_duration){
        .span = span, .quant = quant == QUANT_NONE ? times->quant : quant, .low = times->low,
        .high = times->high, .has_range = times->has_range};
    return adverb;
}

struct ast_adverb *adverb_times_code(struct parse *parse, struct span span, int times)
{
    struct ast_adverb *adverb = adverb_new(parse, span, ADV_TIMES);
    struct ast_number number = {span, decimal_of(times)};
    adverb->duration = NEW(parse, struct ast_duration);
    *adverb->duration = (struct ast_duration){.span = span, .low = number, .high = number};
    return adverb;
}

struct ast_adverb *adverb_times_most(struct parse *parse, struct span span, int times)
{
    struct ast_adverb *adverb = adverb_times_code(parse, span, times);
    adverb->duration->quant = QUANT_AT_MOST;
    return adverb;
}

struct ast_adverb *adverb_in_any(struct span span, struct ast_adverb *times,
                                 struct ast_duration *window)
{
    times->span = span;
    times->in_any = window;
    return times;
}

struct ast_adverb *adverb_window(struct parse *parse, struct span span, struct ast_duration *window)
{
    parse->has_window = true;
    return adverb_in_any(span, adverb_new(parse, span, ADV_TIMES), window);
}

struct ast_adverb *adverb_each(struct parse *parse, struct span span, struct ast_number count,
                               int unit)
{
    struct ast_adverb *adverb = adverb_new(parse, span, ADV_EACH);
    adverb->count = count;
    adverb->unit = (enum time_unit)unit;
    return adverb;
}

struct ast_adverb *adverb_nps(struct parse *parse, struct span span, int prep, struct ast_nps *nps)
{
    if ((prep == PREP_BY || prep == PREP_ON) && nps->count == 1)
        np_notice(parse, nps->items[0]);
    struct ast_adverb *adverb = adverb_new(parse, span, ADV_NPS);
    adverb->prep = (enum prep)prep;
    parse->said.preps |= UINT32_C(1) << prep;
    adverb->nps = nps;
    adverb->depth = build_depth(parse, span, nps->depth, 0);
    return adverb;
}

struct ast_adverb *adverb_act(struct parse *parse, struct span span, int prep, struct ast_np *np,
                              struct ast_act *act)
{
    struct ast_adverb *adverb = adverb_new(parse, span, ADV_ACT);
    adverb->prep = (enum prep)prep;
    adverb->act = act_of(parse, span_join(np->span, act->span), NULL, nps_one(parse, np), NULL,
                         act);
    adverb->depth = build_depth(parse, span, adverb->act->depth, 0);
    return adverb;
}

struct ast_adverb *adverb_after(struct parse *parse, struct span span,
                                struct ast_duration *duration, struct ast_adverb *anchor)
{
    struct ast_adverb *adverb = adverb_duration(parse, span, ADV_WITHIN, duration);
    adverb->anchor = anchor;
    adverb->depth = build_depth(parse, span, anchor->depth, 0);
    return adverb;
}

struct ast_adverb *adverb_after_length(struct parse *parse, struct span span, struct ast_duration *limit,
                                       const struct ast_duration *length, struct ast_adverb *anchor)
{
    return adverb_after(parse, span, limit, adverb_apart(parse, length->span, PREP_AFTER, length, anchor));
}

struct ast_adverb *adverb_behind(struct parse *parse, struct span span, struct ast_duration *duration,
                                 struct span np_span, struct ast_np *np)
{
    return adverb_after(parse, span, duration, adverb_nps(parse, np_span, PREP_AFTER, nps_one(parse, np)));
}

struct ast_adverb *adverb_apart(struct parse *parse, struct span span, int prep, const struct ast_duration *length,
                                struct ast_adverb *anchor)
{
    struct ast_np *apart = length->named.text ? np_noun(np_name(parse, DET_THE, 0), length->span, length->named)
                                              : np_amount(parse, length->span, amount_duration(parse, length));
    struct ast_adverb *adverb = adverb_nps(parse, span, prep, nps_one(parse, apart));
    adverb->anchor = anchor;
    adverb->depth = build_depth(parse, span, anchor->depth, 0);
    return adverb;
}

static bool is_limit(const struct ast_adverb *adverb)
{
    if (adverb->anchor)
        return false;
    if (adverb->kind == ADV_WITHIN || adverb->kind == ADV_REMINDER || adverb->kind == ADV_REPORTED)
        return true;
    return adverb->kind == ADV_NPS &&
           (adverb->prep == PREP_NO_LATER_THAN || adverb->prep == PREP_NO_EARLIER_THAN ||
            adverb->prep == PREP_BUT_NO_LATER) &&
           adverb->nps->count == 1 && adverb->nps->items[0]->kind == NP_AMOUNT &&
           adverb->nps->items[0]->amount->kind == AMOUNT_TIME;
}

static bool is_anchor(const struct ast_adverb *adverb)
{
    bool takes_prep =
        adverb->kind == ADV_TIME || adverb->kind == ADV_NPS || adverb->kind == ADV_ACT;
    return takes_prep && (adverb->prep == PREP_AFTER || adverb->prep == PREP_BEFORE ||
                          adverb->prep == PREP_SINCE);
}

/* `each month` in `the 5th of each month`; NULL if the adverbial names no day of a period. */
static struct ast_np *period_of_day(const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->kind == ADV_NPS && adverb->nps->count == 1 ? adverb->nps->items[0] : NULL;
    bool is_day = np && np->kind == NP_NAME && np->name.ordinal && np->tails.count == 1 &&
                  np->tails.items[0].kind == TAIL_OF && np->tails.items[0].np->kind == NP_EACH;
    return is_day ? np->tails.items[0].np : NULL;
}

/* 自 每月 1 日 | 至 5 日: the month that is left out; 于 每月 1 日 | 至 5 日 is from one to the other. */
static void complete_days(struct parse *parse, struct ast_adverb *from, struct ast_adverb *to)
{
    struct ast_np *each = period_of_day(from);
    if (!each || to->kind != ADV_NPS || to->prep != PREP_TO || to->nps->count != 1)
        return;
    struct ast_np *last = to->nps->items[0];
    bool is_chinese = (unsigned char)parse->source->text[last->span.end - 1] >= 0x80;
    if (is_chinese && last->kind == NP_AMOUNT && last->amount->kind == AMOUNT_TIME && !last->tails.count &&
        last->amount->time_unit == TIME_DAY && last->amount->quant == QUANT_NONE)
        to->nps->items[0] = np_day_in(parse, last->span, DET_THE, ordinal_of(parse, last->amount->low), TIME_DAY, each);
    if (is_chinese && period_of_day(to) && (from->prep == PREP_IN || from->prep == PREP_ON))
        from->prep = PREP_FROM;
}

struct ast_adverb *adverb_days(struct parse *parse, struct span span, struct span from, int first, struct span to,
                               struct ast_np *last)
{
    struct ast_np *day = np_day_in(parse, from, DET_THE, first, TIME_DAY, last->tails.items[0].np);
    struct ast_adverb *adverb = adverb_nps(parse, span, PREP_FROM, nps_one(parse, day));
    adverb->anchor = adverb_nps(parse, to, PREP_TO, nps_one(parse, last));
    return adverb;
}

/* The second of the two, which stands by itself from now on; NULL of others. */
static struct ast_adverb *second_of(struct ast_adverb *adverb)
{
    struct ast_adverb *second = adverb->anchor;
    bool is_name = adverb->kind == ADV_NPS && adverb->nps->items[0]->kind == NP_NAME; /* 不迟于 该 交付 后 该 宽限期 */
    if (adverb->kind != ADV_NPS || !second || !(adverb->prep == PREP_FROM || (is_name && adverb->prep != PREP_AFTER)))
        return NULL;
    adverb->anchor = NULL;
    adverb->span.end = second->span.start;
    return second;
}

/* `after the warranty-time | after the delivery`: if it is a length, that is from what it counts; else whole_put.c
 * takes them apart again. */
static bool may_be_length(const struct ast_adverb *adverb, const struct ast_adverb *next)
{
    const struct ast_np *np =
        adverb && adverb->kind == ADV_NPS && adverb->nps->count == 1 ? adverb->nps->items[0] : NULL;
    bool is_plain = np && np->kind == NP_NAME && np->name.det == DET_THE && np->name.noun.text && !np->name.ordinal &&
                    !np->name.adjective.text && !np->name.named.text && np->tails.count == 0;
    bool is_one = next->kind == ADV_NPS ? next->nps->count == 1 && next->nps->items[0]->kind != NP_EACH
                                        : next->kind != ADV_ACT || next->act->pred == PRED_IS;
    return is_plain && is_one && adverb->prep == PREP_AFTER && !adverb->anchor && next->prep == PREP_AFTER &&
           !next->anchor && !next->each && !next->until;
}

/* True if `next` only completes what `last` says: `within 7 days | after the delivery`, `within 14 days after 12
 * months | after the approval`. */
static bool absorb(struct parse *parse, struct ast_adverb *last, struct ast_adverb *next)
{
    complete_days(parse, last, next);
    if (last->kind == ADV_TIME && last->prep == PREP_FROM && !last->until &&
        next->kind == ADV_TIME && next->prep == PREP_TO && !next->mark) {
        last->until = &next->time;
        last->span = span_join(last->span, next->span);
        return true;
    }
    bool is_named = last->anchor && is_anchor(next) && may_be_length(last->anchor, next);
    parse->has_named_length |= is_named;
    if ((is_limit(last) || is_named || ast_is_after_length(last->anchor)) && is_anchor(next)) {
        *(is_limit(last) ? &last->anchor : &last->anchor->anchor) = next;
        last->span = span_join(last->span, next->span);
        last->depth = build_depth(parse, last->span, last->depth, next->depth);
        return true;
    }
    return false;
}

struct ast_adverbs *adverbs_add(struct parse *parse, struct ast_adverbs *adverbs,
                                struct ast_adverb *adverb)
{
    struct ast_adverb *second = second_of(adverb);
    if (!adverbs) {
        LIST_OF_ONE(parse->arena, adverbs, adverb);
        return second ? adverbs_add(parse, adverbs, second) : adverbs;
    }
    if (adverbs->count > 0 && absorb(parse, adverbs->items[adverbs->count - 1], adverb))
        return adverbs;
    LIST_ADD(parse->arena, adverbs, adverb);
    return second ? adverbs_add(parse, adverbs, second) : adverbs;
}

struct ast_adverbs *adverbs_join(struct parse *parse, struct ast_adverbs *left,
                                 struct ast_adverbs *right)
{
    for (uint32_t i = 0; i < right->count; i++)
        left = adverbs_add(parse, left, right->items[i]);
    return left;
}

struct ast_arg arg_nps(struct ast_nps *nps)
{
    return (struct ast_arg){.nps = nps};
}

struct ast_arg arg_adverb(struct ast_adverb *adverb)
{
    return (struct ast_arg){.adverb = adverb};
}

/* `at least 60 days | before the end` is a limit: no later than 60 days before it. */
static struct ast_adverb *limit_of(struct parse *parse, struct ast_nps *nps, struct ast_adverb *anchor)
{
    struct ast_np *np = nps->count == 1 ? nps->items[0] : NULL;
    bool is_bound = np && np->kind == NP_AMOUNT && !np->tails.count && np->amount->kind == AMOUNT_TIME &&
                    np->amount->quant == QUANT_AT_LEAST && !np->amount->has_range;
    if (!is_bound || !is_anchor(anchor) || (anchor->prep != PREP_BEFORE && anchor->prep != PREP_AFTER))
        return NULL;
    np->amount->quant = QUANT_NONE;
    struct ast_adverb *limit = adverb_nps(parse, nps->span, anchor->prep == PREP_BEFORE ? PREP_NO_LATER_THAN
                                                                                     : PREP_NO_EARLIER_THAN, nps);
    (void)absorb(parse, limit, anchor);
    return limit;
}

/* True if the argument only completes the one before it. */
static bool joins_last(struct parse *parse, struct ast_args *args, struct ast_arg arg)
{
    struct ast_arg *last = args->count > 0 ? &args->items[args->count - 1] : NULL;
    if (!last || !arg.adverb)
        return false;
    if (last->adverb && absorb(parse, last->adverb, arg.adverb))
        return true;
    struct ast_adverb *limit = last->nps ? limit_of(parse, last->nps, arg.adverb) : NULL;
    if (limit)
        *last = arg_adverb(limit);
    return limit != NULL;
}

enum { ARGS_FIRST = 4 }; /* a list has room for so many, and few are longer */

struct ast_args *args_add(struct parse *parse, struct ast_args *args, struct ast_arg arg)
{
    struct ast_adverb *second = arg.adverb ? second_of(arg.adverb) : NULL;
    if (!args) {
        args = arena_alloc(parse->arena, sizeof *args + ARGS_FIRST * sizeof *args->items);
        args->items = (struct ast_arg *)(args + 1);
    } else if (joins_last(parse, args, arg)) {
        return args;
    }
    if (args->count < ARGS_FIRST)
        args->items[args->count++] = arg;
    else
        LIST_ADD(parse->arena, args, arg);
    return second ? args_add(parse, args, arg_adverb(second)) : args;
}

void args_append(struct parse *parse, struct ast_args *args, struct ast_arg arg)
{
    if (!joins_last(parse, args, arg))
        LIST_ADD(parse->arena, args, arg);
}
