/* parts.c - `of which`: sub-totals of an amount. Each part is a norm of its own that counts what its
 * whole counts, where it fits: by the value of an attribute (`4 in steelmaking`), or by a narrower
 * window (`40 tonnes by 2026-03-31`). Spec 8.5. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/limits.h"

/* ---- which units: tests on attributes -------------------------------------------------------------- */


void sema_add_test(struct sema *sema, struct meant_pattern *pattern, struct meant_test test)
{
    struct meant_test *tests = arena_array(sema->arena, pattern->test_count + 1, sizeof *tests);
    if (pattern->test_count)
        memcpy(tests, pattern->tests, pattern->test_count * sizeof *tests);
    tests[pattern->test_count] = test;
    pattern->tests = tests;
    pattern->test_count++;
}

void sema_choose(struct sema *sema, struct meant_pattern *pattern, uint64_t kinds)
{
    sema_add_test(sema, pattern, (struct meant_test){.attr = NM_NONE, .values = kinds});
}

static void list_values(struct sema *sema, struct diag *diag)
{
    const struct meaning *meaning = sema->meaning;
    if (!meaning->attrs.count) {
        diag_help(diag, "declare the values: `item lathe, lathes, with a size: small or large`");
        return;
    }
    for (size_t i = 0; i < meaning->attrs.count; i++) {
        const char *list = "";
        for (size_t k = 0; k < meaning->attrs.items[i]->values.count; k++)
            list = arena_printf(sema->arena, "%s%s`%s`", list, *list ? ", " : "",
                                meaning->attrs.items[i]->values.items[k]);
        diag_help(diag, "the values of `%s` are %s", meaning->attrs.items[i]->name, list);
    }
}

/* The value of an attribute that a word names, as (attribute, place). */
static bool value_of(const struct sema *sema, sym word, int32_t *attr, uint32_t *value)
{
    const struct named *named = word ? sema_value(sema, word) : NULL;
    if (!named)
        return false;
    *attr = (int32_t)(named->index / 64);
    *value = named->index % 64;
    return true;
}

/* The values that are meant: one, or in an order that one and all beside it. 0 after a message. */
static uint64_t values_within(struct sema *sema, int32_t attr, uint32_t value, enum ast_reach reach,
                              struct span span)
{
    const struct meant_attr *meant = sema->meaning->attrs.items[attr];
    uint64_t one = UINT64_C(1) << value, up_to = (one - 1) | one;
    uint64_t all = meant->values.count >= 64 ? UINT64_MAX : (UINT64_C(1) << meant->values.count) - 1;
    if (reach == REACH_EXACT || meant->is_ordered)
        return reach == REACH_EXACT ? one : reach == REACH_BETTER ? up_to : all & ~(up_to & ~one);
    struct diag *diag = diag_add(sema->diags, E_NO_ORDER, sema->source, span,
                                 "it is not said which value of `%s` is better than another", meant->name);
    diag_help(diag, "declare their order: `with a %s from best to worst: …`", meant->name);
    return 0;
}

bool sema_narrow(struct sema *sema, const struct ast_tail *tail, struct meant_pattern *pattern)
{
    int32_t attr;
    uint32_t value;
    bool is_value = tail->value.kind == VALUE_NAME &&
                    value_of(sema, tail->value.name.text, &attr, &value);
    if (is_value && strcmp(sema->meaning->attrs.items[attr]->name, tail->name.text->text) == 0) {
        uint64_t values = values_within(sema, attr, value, tail->reach, tail->span);
        if (values)
            sema_add_test(sema, pattern, (struct meant_test){.attr = attr, .values = values});
        return values != 0;
    }
    struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, tail->span,
                                 "there is no attribute with this value");
    list_values(sema, diag);
    return false;
}

/* ---- how many ------------------------------------------------------------------------------------- */

/* The quantity of a part, in the unit of its whole; false after a message. */
static bool part_amount(struct sema *sema, const struct meant_norm *whole,
                        const struct ast_part_of *part, struct amount *meant)
{
    struct ast_amount amount = part->amount;
    int32_t attr;
    uint32_t value;
    bool is_value = amount.kind == AMOUNT_NAME && value_of(sema, amount.unit.text, &attr, &value) &&
                    sema_kind(sema, amount.unit.text) == NM_NONE;
    if ((amount.kind == AMOUNT_BARE || is_value) && whole->amount) {
        amount.kind = whole->amount->kind;
        amount.unit = whole->amount->unit;
    }
    if (amount.kind == AMOUNT_PERCENT && !amount.percent_of && whole->need_parts) {
        *meant = (struct amount){.unit = whole->unit, .kind = whole->item, .as = whole->unit_as};
        return sema_share(sema, &amount, whole->need_parts, meant);
    }
    if (!sema_bounds(sema, &amount, meant))
        return false;
    if (meant->kind != whole->item || meant->unit != whole->unit) {
        struct diag *diag = diag_add(sema->diags, E_AMOUNT, sema->source, part->span,
                                     "this is not a part of what is owed");
        diag_label(diag, sema->source, whole->amount ? whole->amount->span : whole->span, "the whole");
        diag_help(diag, "count the part in what the whole is counted in, or write the number alone");
        return false;
    }
    return true;
}

/* ---- the parts ------------------------------------------------------------------------------------ */

static void unclear(struct sema *sema, struct span span)
{
    struct diag *diag = diag_add(sema->diags, E_PART_UNCLEAR, sema->source, span,
                                 "it is not said which of them are meant");
    diag_help(diag, "name a value of an attribute (`4 in steelmaking`), or a time (`4 by 2026-03-31`)");
    list_values(sema, diag);
}

/* The time as parts are named by it, however it is spelt: 2026-05-15, 2026-Q2; NULL after a message. */
static const char *time_word(struct sema *sema, const struct ast_time *time)
{
    int64_t first, last;
    if (!sema_moments(sema, time, &first, &last))
        return NULL;
    struct buf buf;
    buf_init(&buf);
    if (time->kind == AST_TIME_PERIOD)
        period_print(&buf, time->period, first);
    else
        date_print(&buf, first);
    if (time->kind == AST_TIME_DATE && time->seconds >= 0)
        buf_printf(&buf, " %s", sema_clock_text(sema, time));
    const char *word = arena_text(sema->arena, buf.data, buf.len);
    buf_release(&buf);
    return word;
}

/* Narrows the part to what is written behind its number; its name, or NULL after a message. */
static const char *select_units(struct sema *sema, struct meant_norm *norm, struct pending *pending,
                                const struct ast_part_of *part)
{
    int32_t attr;
    uint32_t value;
    if (part->time) {
        struct ast_adverb *adverb = arena_alloc(sema->arena, sizeof *adverb);
        *adverb = (struct ast_adverb){.kind = ADV_TIME, .prep = part->prep, .depth = 1,
                                      .span = part->span, .time = *part->time};
        struct ast_act *act = arena_copy(sema->arena, pending->act, sizeof *act);
        act->args.items = arena_array(sema->arena, act->args.count + 1, sizeof *act->args.items);
        if (act->args.count)
            memcpy(act->args.items, pending->act->args.items,
                   act->args.count * sizeof *act->args.items);
        act->args.items[act->args.count++] = (struct ast_arg){.adverb = adverb};
        pending->act = act;
        return time_word(sema, part->time);
    }
    const struct ast_np *np = part->nps && part->nps->count == 1 ? part->nps->items[0] : NULL;
    sym word = np && np->kind == NP_NAME && !np->tails.count ? np->name.noun.text
               : !part->nps && part->amount.kind == AMOUNT_NAME ? part->amount.unit.text
                                                                : NULL;
    if (!value_of(sema, word, &attr, &value)) {
        unclear(sema, np ? np->span : part->span);
        return NULL;
    }
    uint64_t values = values_within(sema, attr, value, part->reach, np ? np->span : part->span);
    if (!values)
        return NULL;
    sema_add_test(sema, &norm->pattern, (struct meant_test){.attr = attr, .values = values});
    return part->reach == REACH_EXACT ? word->text
                                      : arena_printf(sema->arena, "%s or %s", word->text,
                                                     part->reach == REACH_BETTER ? "better" : "worse");
}

static const char *part_name(struct sema *sema, const struct meant_norm *whole, const char *word)
{
    size_t len = strlen(whole->name);
    if (len && whole->name[len - 1] == ']')
        return arena_printf(sema->arena, "%.*s, %s]", (int)len - 1, whole->name, word);
    return arena_printf(sema->arena, "%s[%s]", whole->name, word);
}

static void too_much(struct sema *sema, const struct meant_norm *whole, struct span span, int64_t total)
{
    struct diag *diag = diag_add(sema->diags, E_PARTS_EXCEED, sema->source, span,
                                 "the parts come to %s, the whole to %s",
                                 sema_counted(sema, whole, total),
                                 sema_counted(sema, whole, whole->need_parts));
    diag_label(diag, sema->source, whole->amount ? whole->amount->span : whole->span, "the whole");
    diag_help(diag, "raise the whole to %s, or lower the parts",
              sema_counted(sema, whole, total));
}

/* The part stands with its whole from now on, and waits for its times. */
static void add_part(struct sema *sema, const struct pending *pending)
{
    struct meant_norm *norm = pending->norm, *whole = norm->parent;
    if (whole->last_part)
        whole->last_part->next_part = norm;
    else
        whole->first_part = norm;
    whole->last_part = norm;
    if (norm->has_most && !norm->need_parts)
        norm->kind = NM_AT_MOST;
    norm->need = expr_new(sema, NM_OP_CONST, norm->kind == NM_AT_MOST ? norm->most : norm->need_parts);
    sema_index_norm(sema, norm->clause, sema->meaning->norms.count);
    list_push(sema->arena, &sema->meaning->norms, norm);
    list_push(sema->arena, &sema->pending, *pending);
}

void sema_add_bound(struct sema *sema, const struct pending *whole, int64_t most)
{
    struct pending pending = *whole;
    struct meant_norm *norm = arena_copy(sema->arena, whole->norm, sizeof *norm);
    pending.norm = norm;
    norm->name = part_name(sema, whole->norm, "most");
    while (norm->parent && norm->parent->parent) /* what is owed bounds what a part of it is dealt */
        norm->parent = norm->parent->parent;
    if (!norm->parent)
        norm->parent = whole->norm;
    norm->is_part = true;
    norm->need_parts = 0;
    norm->has_most = true;
    norm->most = most;
    norm->first_part = norm->last_part = norm->next_part = NULL;
    memset(&norm->triggers, 0, sizeof norm->triggers);
    add_part(sema, &pending);
}

/* One part; its quantity, or 0 after a message. */
static int64_t read_part(struct sema *sema, const struct pending *whole, const struct ast_part_of *part)
{
    struct pending pending = *whole;
    struct meant_norm *norm = arena_copy(sema->arena, whole->norm, sizeof *norm);
    struct amount amount;
    if (!part_amount(sema, whole->norm, part, &amount))
        return 0;
    const char *word = select_units(sema, norm, &pending, part);
    if (!word)
        return 0;
    norm->name = part_name(sema, whole->norm, word);
    norm->span = part->span;
    norm->parent = whole->norm;
    norm->is_part = true;
    norm->first_part = norm->last_part = norm->next_part = NULL;
    norm->amount = &part->amount;
    norm->unit_as = amount.as;
    norm->kind = NM_AMOUNT;
    norm->need_parts = amount.parts;
    norm->has_most = amount.has_most;
    norm->most = amount.most;
    memset(&norm->triggers, 0, sizeof norm->triggers); /* its own will be read like the whole's */
    norm->part_tail = part->time ? "" : arena_printf(sema->arena, " in %s", word);
    norm->part_zh = part->time ? "" : arena_printf(sema->arena, "（%s）", word);
    for (const struct meant_norm *other = whole->norm->first_part; other; other = other->next_part) {
        if (strcmp(norm->name, other->name) != 0)
            continue;
        struct diag *diag = diag_add(sema->diags, E_PART_UNCLEAR, sema->source, part->span,
                                     "this part is named twice");
        diag_label(diag, sema->source, other->span, "the first time");
        diag_help(diag, "name each part once");
        return 0;
    }
    pending.norm = norm;
    add_part(sema, &pending);
    if (amount.has_most && amount.parts)
        sema_add_bound(sema, &pending, amount.most);
    return part->time || part->reach != REACH_EXACT ? 0 : amount.parts; /* these may overlap */
}

void sema_read_parts(struct sema *sema, const struct pending *whole)
{
    const struct ast_parts_of *parts = &whole->act->more->parts;
    if (whole->norm->kind != NM_AMOUNT) {
        struct diag *diag = diag_add(sema->diags, E_AMOUNT, sema->source, parts->items[0].span,
                                     "only an amount has parts");
        diag_help(diag, "say how much is owed in all");
        return;
    }
    int64_t by_value = 0;
    uint32_t faults = sema_faults(sema);
    for (uint32_t i = 0; i < parts->count; i++) {
        if (!ckd_add_i64(&by_value, by_value, read_part(sema, whole, &parts->items[i])))
            by_value = INT64_MAX;
    }
    struct span span = {parts->items[0].span.start, parts->items[parts->count - 1].span.end};
    if (sema_faults(sema) == faults && whole->norm->need_parts && by_value > whole->norm->need_parts)
        too_much(sema, whole->norm, span, by_value);
}

void sema_add_parts(struct sema *sema, norm_list *norms)
{
    size_t count = norms->count;
    for (size_t i = 0; i < count; i++) {
        for (struct meant_norm *part = norms->items[i]->first_part; part; part = part->next_part)
            list_push(sema->arena, norms, part);
    }
}

bool sema_is_listed(const norm_list *norms, const struct meant_norm *norm)
{
    for (size_t i = 0; i < norms->count; i++) {
        if (norms->items[i] == norm)
            return true;
    }
    return false;
}

void sema_add_parts_elsewhere(struct sema *sema, norm_list *norms)
{
    bool is_whole = false;
    for (size_t i = 0; i < norms->count; i++)
        is_whole |= norms->items[i]->is_whole;
    for (size_t i = 0; is_whole && i < sema->meaning->norms.count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i], *whole = norm->parent;
        while (whole && !sema_is_listed(norms, whole))
            whole = whole->parent;
        if (whole && !sema_is_listed(norms, norm))
            list_push(sema->arena, norms, norm);
    }
}

bool sema_excludes(const struct meant_pattern *one, const struct meant_pattern *other)
{
    if (meant_kinds_differ(one, other))
        return true;
    for (uint32_t i = 0; i < one->test_count; i++) {
        for (uint32_t k = 0; k < other->test_count; k++) {
            if (one->tests[i].attr == other->tests[k].attr && !(one->tests[i].is_known && other->tests[k].is_known) &&
                !(one->tests[i].values & other->tests[k].values)) /* an act that tells neither fits both */
                return true;
        }
    }
    return false;
}

/* ---- parts by time -------------------------------------------------------------------------------- */

struct span_part { /* `40 tonnes by 2026-03-31` */
    const struct meant_norm *norm;
    int64_t from, due, placed;
};
typedef LIST(struct span_part) span_parts;

/* The parts of the whole that are told apart by time, the first due first. */
static void find_parts(struct sema *sema, const struct meant_norm *whole, span_parts *parts)
{
    for (const struct meant_norm *norm = whole->first_part; norm; norm = norm->next_part) {
        struct span_part part = {.norm = norm, .from = sema->meaning->start};
        if (part.norm->pattern.test_count > whole->pattern.test_count ||
            !sema_constant(sema, part.norm->due, &part.due))
            continue;
        (void)sema_constant(sema, part.norm->from, &part.from);
        list_push(sema->arena, parts, part);
        size_t place = parts->count - 1;
        for (; place > 0 && parts->items[place - 1].due > part.due; place--)
            parts->items[place] = parts->items[place - 1];
        parts->items[place] = part;
    }
}

/* Doing each part as late as it may be done serves as many of the others as can be. */
void sema_check_parts(struct sema *sema, const struct meant_norm *whole)
{
    span_parts parts = {0};
    int64_t total = 0;
    if (whole->need_parts)
        find_parts(sema, whole, &parts);
    for (size_t i = 0; i < parts.count; i++) {
        struct span_part *part = &parts.items[i];
        int64_t rest = part->norm->need_parts;
        for (size_t k = 0; k < i; k++) {
            if (parts.items[k].due >= part->from)
                rest -= parts.items[k].placed;
        }
        part->placed = rest > 0 ? rest : 0;
        if (!ckd_add_i64(&total, total, part->placed))
            total = INT64_MAX;
    }
    if (parts.count && total > whole->need_parts)
        too_much(sema, whole, (struct span){parts.items[0].norm->span.start,
                                            parts.items[0].norm->span.end}, total);
}
