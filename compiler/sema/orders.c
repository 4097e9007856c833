/* orders.c - what an act calls forth when it is one of many: each order (forecast, invoice) makes
 * instances of its own, told apart by its number, and its quantity is what they owe or allow. Spec
 * 10.1, 10.6, 17.4. */
#include <string.h>

#include "compiler/sema/said.h"
#include "compiler/sema/sema_internal.h"
#include "lang/value/decimal.h"

/* ---- what triggers -------------------------------------------------------------------------------- */

/* The noun phrase of an event that names a thing, not who gives or gets it; or NULL. */
static const struct ast_np *thing_of(struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            const struct ast_np *np = nps->items[k];
            bool is_whole = sema_is_contract(np) && sema_kind(sema, np->name.noun.text) == NM_NONE;
            if (np->kind == NP_NAME && np->name.noun.text && !sema_is_party(sema, np) && !is_whole &&
                sema_measured(sema, act) == NM_NONE)
                return np;
        }
    }
    return NULL;
}

int32_t sema_introduced_kind(struct sema *sema, const struct ast_act *act)
{
    const struct ast_np *np = thing_of(sema, act);
    int32_t kind = np ? sema_kind(sema, np->name.noun.text) : NM_NONE;
    if (np && kind == NM_NONE)
        sema_unknown_item(sema, &np->name.noun);
    return kind;
}

static const struct ast_np *with_key(const struct ast_nps *nps)
{
    for (uint32_t i = 0; nps && i < nps->count; i++) {
        if (nps->items[i]->kind == NP_NAME && nps->items[i]->name.named.text)
            return nps->items[i];
    }
    return NULL;
}

const struct ast_np *sema_np_with_key(const struct ast_act *act)
{
    const struct ast_np *found = NULL;
    for (uint32_t i = 0; !found && i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        found = with_key(adverb && adverb->kind == ADV_NPS ? adverb->nps : act->args.items[i].nps);
    }
    return found;
}

bool sema_names_key(const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.named.text && np->tails.count == 0 &&
           !np->name.adjective.text && !np->name.ordinal;
}

/* `rejects presses 3 times`: three acts, whatever press they are about; of `a press` each has a count of its own. */
static bool is_counted_in_all(struct sema *sema, const struct ast_act *act, const struct ast_np *np)
{
    int32_t row = np && sema_times_said(act) ? sema_kind(sema, np->name.noun.text) : NM_NONE;
    const struct meant_kind *kind = row == NM_NONE ? NULL : sema->meaning->kinds.items[row];
    const char *noun = np ? np->name.noun.text->text : "";
    return kind && kind->names.count > 1 && strcmp(noun, kind->names.items[1]) == 0 &&
           strcmp(noun, kind->names.items[0]) != 0;
}

int32_t sema_key_of(struct sema *sema, const struct ast_act *act)
{
    const struct ast_np *np = sema_np_with_key(act);
    if (is_counted_in_all(sema, act, thing_of(sema, act)))
        return NM_NONE;
    if (!np)
        return sema_introduced_kind(sema, act);
    int32_t kind = sema_kind(sema, np->name.named.text);
    if (kind == NM_NONE)
        sema_unknown_item(sema, &np->name.named);
    return kind;
}

void sema_measure_trigger(struct sema *sema, struct meant_trigger *trigger, int32_t unit,
                          struct span span)
{
    if (!trigger->has_unit || trigger->unit == unit) {
        trigger->has_unit = true;
        trigger->unit = unit;
        return;
    }
    struct diag *diag = diag_add(sema->diags, E_QUANTITY_UNIT, sema->source, span,
                                 "the quantity of the act is counted in two ways");
    diag_help(diag, "count it in one: in units of one sort, or in things");
}

static bool is_key_of(struct sema *sema, int32_t kind, const struct ast_act *act)
{
    const struct ast_np *np = sema_np_with_key(act);
    return kind != NM_NONE && np && kind == sema_kind(sema, np->name.named.text);
}

/* The noun is that of the act, or what the act calls its thing. */
static bool is_noun_of(struct sema *sema, sym noun, const struct ast_act *act)
{
    const struct meant_verb *verb = sema_verb(sema, noun);
    return is_key_of(sema, sema_kind(sema, noun), act) || (verb && verb == sema_verb(sema, act->verb.text));
}

bool sema_is_triggering_act(struct sema *sema, const struct ast_np *np, const struct ast_trigger *trigger)
{
    const struct ast_event *event = trigger ? trigger->event : NULL;
    if (np->kind != NP_NAME || !np->name.noun.text || np->name.det != DET_THE || np->name.ordinal || !event ||
        event->is_and)
        return false;
    const char *noun = np->name.noun.text->text;
    bool is_date = sema_is(noun, "date") || sema_is(noun, "日期");
    if (is_date && np->tails.count == 1 && np->tails.items[0].kind == TAIL_OF)
        return sema_is_triggering_act(sema, np->tails.items[0].np, trigger);
    for (uint32_t i = 0; i < event->count; i++) {
        const struct ast_act *act = event->items[i];
        if (np->tails.count || act->pred != PRED_VERB || !is_noun_of(sema, np->name.noun.text, act))
            return false;
    }
    return true;
}

/* ---- what the act tells ----------------------------------------------------------------------------- */

/* `the bearings`, `them`, `all the bearings`, `each bearing`, where the act is about bearings. */
static bool speaks_of(struct sema *sema, const struct meant_norm *norm, const struct ast_np *np,
                      const struct ast_act *act)
{
    bool is_definite = np->kind == NP_PRONOUN ||
                       (np->kind == NP_NAME && !np->name.ordinal && !np->name.adjective.text &&
                        (np->name.det == DET_THE || np->name.det == DET_ALL || np->name.det == DET_EACH));
    return is_definite && sema_is_act_event(act) && norm->item != NM_NONE &&
           norm->item == sema_introduced_kind(sema, act);
}

bool sema_is_told(struct sema *sema, const struct meant_norm *norm, const struct ast_np *np,
                  const struct ast_trigger *trigger)
{
    const struct ast_event *event = trigger ? trigger->event : NULL;
    if (!event || norm->need)
        return false;
    uint32_t telling = 0;
    for (uint32_t i = 0; i < event->count; i++)
        telling += speaks_of(sema, norm, np, event->items[i]);
    if (telling && telling < event->count)
        sema_not_yet(sema, np->span, "so many as one of several events tells",
                     "write a sentence for each event, and the number in that whose event tells none");
    return telling == event->count;
}

void sema_set_told(struct sema *sema, struct meant_norm *norm, const struct ast_trigger *trigger)
{
    norm->is_told = norm->by_act = true;
    norm->need = expr_new(sema, NM_OP_TRIGGER_QTY, 0);
    /* what may come again may be the same thing again */
    norm->distinct = trigger->kind != TRIGGER_EACH_TIME;
}

void sema_refuse_all(struct sema *sema, const struct meant_norm *norm, const struct ast_np *np)
{
    bool is_all = np->kind == NP_NAME && np->name.noun.text &&
                  (np->name.det == DET_ALL || np->name.det == DET_BOTH || np->name.det == DET_EACH);
    bool is_owed = norm->kind == NM_ACHIEVE || norm->kind == NM_VAGUE;
    if (!is_all || norm->item == NM_NONE || norm->is_told || (!is_owed && norm->kind != NM_FORBID) ||
        (norm->kind == NM_FORBID && np->name.det == DET_EACH))
        return;
    const char *noun = np->name.noun.text->text;
    struct diag *diag = diag_add(sema->diags, E_AMOUNT, sema->source, np->span,
                                 is_owed ? "how many these are is not said"
                                         : "is one of them forbidden, or only all together?");
    if (is_owed)
        diag_help(diag, "write the number: `10 …`; in what an act calls forth, `When Buyer orders %s%s, Seller "
                        "delivers the %s …`, they are those that it told",
                  np->name.det == DET_EACH ? strchr("aeiou", noun[0]) ? "an " : "a " : "", noun, noun);
    else
        diag_help(diag, "write `must not … %s`: each such act is a breach", noun);
}

/* ---- the quantity as an amount -------------------------------------------------------------------- */

/* The order in `the quantity of the order`, or NULL. */
static const struct ast_np *quantity_of(const struct ast_np *np)
{
    if (!np || np->kind != NP_NAME || !np->name.noun.text || np->name.det != DET_THE ||
        np->tails.count != 1 || np->tails.items[0].kind != TAIL_OF)
        return NULL;
    const char *noun = np->name.noun.text->text;
    const struct ast_np *of = np->tails.items[0].np;
    bool is_quantity = sema_is(noun, "quantity") || sema_is(noun, "数量") ||
                       sema_is(noun, "amount") || sema_is(noun, "金额");
    return is_quantity && of->kind == NP_NAME && of->name.noun.text ? of : NULL;
}

static const struct ast_np *share_of_quantity(const struct ast_np *np)
{
    bool is_share = np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_PERCENT;
    return is_share ? quantity_of(np->amount->percent_of) : NULL;
}

bool sema_is_quantity(const struct ast_np *np)
{
    return quantity_of(np) || share_of_quantity(np);
}

static bool bad_share(struct sema *sema, struct span span, const char *what)
{
    struct diag *diag = diag_add(sema->diags, E_BOUNDS, sema->source, span, "%s", what);
    diag_help(diag, "write `at least 80 percent of the quantity of the order`, `at most 120 percent "
                    "of the quantity of the order`");
    return false;
}

/* What the norm asks for or allows: the words before the number, if it fits them. */
static bool is_upper_bound(const struct meant_norm *norm, const struct ast_amount *share)
{
    return norm->kind == NM_PERMIT || norm->kind == NM_FORBID ||
           (share && share->quant == QUANT_AT_MOST);
}

static bool fits(struct sema *sema, const struct meant_norm *norm, const struct ast_np *np,
                 const struct ast_amount *share)
{
    enum quant quant = share ? share->quant : QUANT_NONE;
    bool is_plain = quant == QUANT_NONE || quant == QUANT_AT_LEAST;
    if (share && (share->has_range || share->has_per))
        return bad_share(sema, np->span, "a share of a quantity is one percentage");
    if (norm->kind == NM_FORBID)
        return quant == QUANT_MORE_THAN ||
               bad_share(sema, np->span, "it is not said what amount is forbidden");
    if (norm->kind == NM_PERMIT)
        return quant == QUANT_NONE || quant == QUANT_AT_MOST ||
               bad_share(sema, np->span, "a right goes up to an amount");
    return is_plain || quant == QUANT_AT_MOST ||
           bad_share(sema, np->span, "a share of a quantity is bounded from one side, and inclusively");
}

/* 订单数量, 发票金额 */
static const char *quantity_zh(struct sema *sema, const struct ast_np *np)
{
    sym noun = np->tails.items[0].np->name.noun.text;
    int32_t kind = sema_kind(sema, noun);
    const struct meant_verb *verb = sema_verb(sema, noun);
    const char *what = kind != NM_NONE ? sema->meaning->kinds.items[kind]->label_zh
                       : verb ? verb->label_zh : "";
    bool is_sum = sema_is(np->name.noun.text->text, "amount") ||
                  sema_is(np->name.noun.text->text, "金额");
    return arena_printf(sema->arena, "%s%s", what, is_sum ? "金额" : "数量");
}

bool sema_set_quantity(struct sema *sema, struct meant_norm *norm, const struct ast_np *np)
{
    const struct ast_np *share_np = share_of_quantity(np);
    const struct ast_amount *share = share_np ? np->amount : NULL;
    struct arena *arena = sema->arena;
    if (!fits(sema, norm, np, share))
        return false;
    bool is_upper = is_upper_bound(norm, share);
    norm->quantity = share ? share_np : quantity_of(np);
    norm->is_least = share && share->quant == QUANT_AT_LEAST;
    norm->need = expr_new(sema, NM_OP_TRIGGER_QTY, 0);
    norm->has_most = is_upper;
    const struct ast_np *quantity = share ? np->amount->percent_of : np;
    norm->quantity_en = sema_said_np(sema, quantity);
    norm->quantity_zh = quantity_zh(sema, quantity);
    if (share) {
        struct decimal factor;
        if (decimal_percent(share->low.value, &factor) != DECIMAL_OK || factor.digits <= 0)
            return bad_share(sema, np->span, "a share of a quantity is more than nothing");
        factor = decimal_trim(factor);
        norm->need = expr_of(sema, NM_OP_SCALE, norm->need, NULL);
        norm->need->ratio = (struct nm_ratio){
            .num = factor.digits, .den = decimal_power10(factor.scale), .step = 1,
            .rounding = is_upper ? NM_ROUND_DOWN : NM_ROUND_UP};
        const char *percent = source_words(sema->source, arena, share->low.span);
        norm->quantity_en = arena_printf(arena, "%s percent of %s", percent, norm->quantity_en);
        norm->quantity_zh = arena_printf(arena, "%s的%s%%", norm->quantity_zh, percent);
    }
    const char *least_en = share ? "at least " : "", *least_zh = share ? "至少" : "";
    norm->quantity_en = arena_printf(arena, "%s%s",
                                     !is_upper ? least_en
                                     : norm->kind == NM_PERMIT ? "up to " : "more than ",
                                     norm->quantity_en);
    norm->quantity_zh = arena_printf(arena, "%s%s",
                                     !is_upper ? least_zh : norm->kind == NM_PERMIT ? "至多" : "超过",
                                     norm->quantity_zh);
    return true;
}

/* ---- of what it is the quantity ------------------------------------------------------------------- */

/* `the order`: what the trigger calls so, the noun of its verb, or the thing itself. */
static bool is_meant(struct sema *sema, const struct meant_norm *norm, const struct ast_act *act)
{
    sym noun = norm->quantity->name.noun.text;
    int32_t kind = sema_kind(sema, noun);
    if (kind != NM_NONE && (kind == sema_introduced_kind(sema, act) || is_key_of(sema, kind, act)))
        return true;
    const struct meant_verb *verb = sema_verb(sema, noun);
    return verb && verb == sema_verb(sema, act->verb.text);
}

/* `in tonnes` among what is said: the unit, or NM_NONE. */
static int32_t written_unit(struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (!adverb || adverb->kind != ADV_NPS || adverb->prep != PREP_IN || adverb->nps->count != 1)
            continue;
        const struct ast_np *np = adverb->nps->items[0];
        if (np->kind == NP_NAME && np->name.noun.text &&
            sema_unit(sema, np->name.noun.text) != NM_NONE)
            return sema_unit(sema, np->name.noun.text);
    }
    return NM_NONE;
}

/* In what a quantity is counted: a unit, or things where it is NM_NONE. */
struct counted_in {
    bool is_known;
    int32_t unit;
    const struct meant_norm *by; /* that counts so; NULL: a sentence says it */
};

/* The norm counts such acts in some unit. */
static bool counts(const struct meant_norm *norm, const struct meant_verb *verb, int32_t kind)
{
    bool is_other_kind = norm->pattern.kind != NM_NONE && kind != NM_NONE && norm->pattern.kind != kind;
    bool is_known = norm->formula ? norm->unit != NM_NONE : !norm->quantity || norm->is_measured;
    return norm->need && is_known && !norm->by_act && !is_other_kind && norm->pattern.act.verb == verb;
}

/* The norm arises from such acts, whose quantity has been found to be counted in a unit. */
static bool measures(const struct meant_norm *norm, const struct meant_verb *verb, int32_t kind)
{
    const struct meant_trigger *trigger = norm->triggers.items;
    return norm->quantity && norm->is_measured && trigger->pattern.act.verb == verb &&
           trigger->pattern.kind == kind;
}

/* How the contract counts such acts elsewhere. False after a message. */
static bool usual_unit(struct sema *sema, const struct meant_norm *norm, const struct meant_verb *verb,
                       int32_t kind, struct counted_in *in)
{
    const struct meant_norm *first = NULL;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *other = sema->meaning->norms.items[i];
        if (!counts(other, verb, kind) && !measures(other, verb, kind))
            continue;
        if (first && first->unit != other->unit) {
            struct diag *diag = diag_add(sema->diags, E_QUANTITY_UNIT, sema->source,
                                         norm->quantity->span,
                                         "it cannot be told in what this quantity is counted");
            diag_label(diag, first->source, first->span, "counted in one way here");
            diag_label(diag, other->source, other->span, "and in another here");
            diag_help(diag, "say it: `delivers the quantity of the order in tonnes`");
            return false;
        }
        *in = (struct counted_in){true, other->unit_as, other};
        first = other;
    }
    return true;
}

static void set_unit(struct sema *sema, struct meant_norm *norm, int32_t unit)
{
    struct meant_trigger *trigger = norm->triggers.items;
    struct span span = norm->quantity ? norm->quantity->span : norm->span;
    norm->is_measured = true;
    norm->pattern.kind = trigger->pattern.kind;
    if (unit == NM_NONE) {
        norm->item = norm->pattern.kind;
        norm->distinct = norm->item != NM_NONE;
    } else {
        norm->item = NM_NONE;
        norm->unit = sema->meaning->units.items[unit]->base;
        norm->unit_as = unit;
    }
    sema_measure_trigger(sema, trigger, norm->unit, span);
    if (sema_is_money(sema, norm->unit)) {
        norm->pattern.kind = NM_NONE;
        norm->pool = NM_NONE; /* of the pair and its currency */
        sema_set_pool(sema, norm);
    } else if (norm->quantity) {
        sema_take_tests(sema, norm);
    }
}

/* True if the unit was found. After a message nothing more is asked of the norm. */
static bool find_unit(struct sema *sema, const struct pending *pending)
{
    struct meant_norm *norm = pending->norm;
    const struct meant_pattern *asked = &norm->triggers.items[0].pattern;
    struct counted_in in = {.unit = written_unit(sema, pending->act)};
    in.is_known = in.unit != NM_NONE;
    bool is_fine = in.is_known || usual_unit(sema, norm, asked->act.verb, asked->kind, &in);
    if (is_fine && !in.is_known)
        is_fine = usual_unit(sema, norm, norm->pattern.act.verb, asked->kind, &in);
    if (!is_fine)
        norm->quantity = NULL;
    else if (in.is_known)
        set_unit(sema, norm, in.unit);
    return is_fine && in.is_known;
}

/* `the materials`, where the contract counts such orders in tonnes: so is what is told of them. */
static void measure_told(struct sema *sema, struct meant_norm *norm)
{
    const struct meant_pattern *asked = &norm->triggers.items[0].pattern;
    int32_t unit = NM_NONE;
    if (norm->triggers.count != 1 || norm->triggers.items[0].kind != NM_ON_EVENT)
        return;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *other = sema->meaning->norms.items[i];
        if (other->is_told || asked->kind == NM_NONE || other->pattern.kind != asked->kind ||
            !counts(other, asked->act.verb, asked->kind))
            continue; /* what is said of orders of anything says nothing of these */
        if (other->unit == NM_NONE || (unit != NM_NONE && other->unit_as != unit))
            return;
        unit = other->unit_as;
    }
    if (unit == NM_NONE)
        return;
    norm->by_act = norm->distinct = false;
    set_unit(sema, norm, unit);
}

/* It stands under an act that has a quantity. False after a message. */
static bool has_quantity(struct sema *sema, const struct pending *pending)
{
    const struct meant_norm *norm = pending->norm;
    const struct ast_act *act = pending->trigger && pending->trigger->event
                                    ? pending->trigger->event->items[0] : NULL;
    if (norm->triggers.count == 1 && norm->triggers.items[0].kind == NM_ON_EVENT &&
        !norm->triggers.items[0].pattern.indicator && act && is_meant(sema, norm, act))
        return true;
    if (sema_has_hole(sema, NM_NONE)) {
        sema->silenced++;
        return false;
    }
    struct diag *diag = diag_add(sema->diags, E_QUANTITY_OF, norm->source, norm->quantity->span,
                                 "nothing that triggers this has such a quantity");
    diag_help(diag, "name the act: `When Buyer orders a part (the order), Seller delivers the quantity "
                    "of the order within 15 days`");
    return false;
}

/* `a party pays a party an amount`: no number of things is paid. */
static bool takes_amount(const struct meant_verb *verb)
{
    const struct ast_act *sample = verb->sample;
    for (uint32_t i = 0; sample && i < sample->args.count; i++) {
        const struct ast_nps *nps = sample->args.items[i].nps;
        if (nps && sema_is_noun(nps->items[0], "amount", "金额"))
            return true;
    }
    return false;
}

/* In no unit: it counts things. */
static void set_number(struct sema *sema, struct meant_norm *norm)
{
    const struct meant_verb *verb = norm->pattern.act.verb;
    if (takes_amount(verb)) {
        struct diag *diag = diag_add(sema->diags, E_QUANTITY_UNIT, sema->source, norm->quantity->span,
                                     "it cannot be told in which currency this quantity is counted");
        diag_help(diag, "say it: `%s Seller the quantity of the order in yuan`", verb->third);
        norm->quantity = NULL;
        return;
    }
    set_unit(sema, norm, NM_NONE);
}

void sema_apply_quantities(struct sema *sema)
{
    bool goes_on = false;
    for (size_t i = 0; i < sema->pending.count; i++) {
        struct pending *pending = &sema->pending.items[i];
        sema->source = pending->norm->source;
        goes_on |= pending->norm->quantity || pending->norm->is_told;
        if (!pending->norm->quantity || has_quantity(sema, pending))
            continue;
        pending->norm->quantity = NULL;
        pending->norm->is_unread = true;
    }
    if (!goes_on)
        return; /* most contracts say nothing of the kind */
    while (goes_on) { /* what has been found tells of others */
        goes_on = false;
        for (size_t i = 0; i < sema->pending.count; i++) {
            struct pending *pending = &sema->pending.items[i];
            sema->source = pending->norm->source;
            if (pending->norm->quantity && !pending->norm->is_measured)
                goes_on |= find_unit(sema, pending);
        }
    }
    for (size_t i = 0; i < sema->pending.count; i++) {
        struct meant_norm *norm = sema->pending.items[i].norm;
        sema->source = norm->source;
        if (norm->quantity && !norm->is_measured)
            set_number(sema, norm);
        if (norm->is_told)
            measure_told(sema, norm);
    }
}
