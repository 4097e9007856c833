/* objects.c - what a norm is about: an amount, a kind of thing, a sum by its name; and in which pool it
 * is counted. Spec 8.1, 8.4, 12. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

void sema_not_yet(struct sema *sema, struct span span, const char *what, const char *instead)
{
    struct diag *diag = diag_add(sema->diags, E_NOT_YET, sema->source, span,
                                 "%s: understood, but does not run yet", what);
    if (instead)
        diag_help(diag, "%s", instead);
    else if (!hint_give(diag, sema->source, span))
        diag_help(diag, "leave it out, or keep it as `text only: \"…\"`");
}

void sema_unknown_item(struct sema *sema, const struct ast_name *noun)
{
    if (!sema_is_news(sema, noun->text->text))
        return;
    const struct named *named = sema_find(sema, noun->text);
    if (named && named->kind == NAMED_PARTY) {
        struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, noun->span,
                                     "`%s` is a party, and stands where a thing should stand", noun->text->text);
        diag_help(diag, "of what somebody is told is a thing of its own: `item notice, notices.`, `Seller gives a "
                        "notice to %s within 2 days`", noun->text->text);
        return;
    }
    bool is_contract = sema_is(noun->text->text, "contract") || sema_is(noun->text->text, "合同");
    if (named && named->kind == NAMED_INDICATOR) {
        struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, noun->span,
                                     "`%s` is measured, and stands where a thing or a sum should stand",
                                     noun->text->text);
        diag_help(diag, "what is reported or kept secret is a thing: `item report, reports`; an amount of that "
                        "height has a name of its own: `so-many means the %s`", noun->text->text);
        return;
    }
    if (sema_unit(sema, noun->text) != NM_NONE) {
        struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, noun->span,
                                     "`%s` is a unit, and stands where a thing should stand", noun->text->text);
        diag_help(diag, "an amount has a number before its unit; what an act is about without one is a thing: `item "
                        "claim, claims.`, `When Buyer reports a claim, …`");
        return;
    }
    if (named && named->kind == NAMED_DEFINITION) {
        struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, noun->span,
                                     "`%s` is a sum or a figure, and stands where a thing should stand",
                                     noun->text->text);
        if (sema_is_in_chinese(sema, noun->span))
            diag_help(diag, "所指的是哪一次付款，以条款写明：`当 第1.1条 被 履行 时，…`；每次付款：`每当 买方 支付 卖方 "
                            "时，…`");
        else
            diag_help(diag,
                      "which payment is meant is said by its clause: `When clause 1.1 is fulfilled, …`; a payment "
                      "of whatever sum is `When Buyer pays Seller, …`");
        return;
    }
    struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, noun->span,
                                 is_contract ? "`%s` is no thing" : "`%s` is not declared", noun->text->text);
    if (is_contract) {
        diag_help(diag, "leave the sentence out: nobody ends or changes a contract but by a right that it gives "
                        "(`Buyer may terminate the contract`); else keep it as text: `text only: \"…\"`");
        return;
    }
    const char *near = sema_suggest(sema, noun->text, NAMED_KIND);
    bool is_zh = sema_is_in_chinese(sema, noun->span);
    if (hint_give(diag, sema->source, noun->span))
        return;
    if (near) {
        diag_help(diag, is_zh ? "是否应为“%s”？" : "did you mean `%s`?", near);
        diag_replace(diag, noun->span, "%s", near);
    } else {
        diag_help(diag, is_zh ? "先声明：`%s`" : "declare it: `%s`", sema_item_declaration(sema, noun));
    }
}

/* `a party pays a party an amount` is its sample. */
static bool takes_sum(const struct meant_verb *verb)
{
    const struct ast_args *args = verb && verb->sample ? &verb->sample->args : NULL;
    const struct ast_nps *last = args && args->count ? args->items[args->count - 1].nps : NULL;
    return last && sema_is_noun(last->items[0], "amount", "金额");
}

/* `pays Seller the fee`, where the verb takes an amount: what is not declared is a sum. False if it is none. */
static bool unknown_sum(struct sema *sema, const struct ast_name *noun, const struct meant_verb *verb)
{
    if (!takes_sum(verb) || sema_find(sema, noun->text) ||
        sema_unit(sema, noun->text) != NM_NONE || sema_is(noun->text->text, "contract"))
        return false;
    if (!sema_is_news(sema, noun->text->text))
        return true;
    struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source, noun->span, "`%s` is not declared",
                                 noun->text->text);
    const char *near = sema_suggest(sema, noun->text, NAMED_DEFINITION);
    bool is_zh = sema_is_in_chinese(sema, noun->span);
    if (near) {
        diag_help(diag, is_zh ? "是否应为“%s”？" : "did you mean `%s`?", near);
        diag_replace(diag, noun->span, "%s", near);
    } else if (!hint_give(diag, sema->source, noun->span)) {
        diag_help(diag, is_zh ? "写明数额：`%s 指 500 元。`" : "say what it comes to: `%s means 500 yuan.`",
                  noun->text->text);
    }
    return true;
}

/* A thing that is named but not counted: the object of a best effort. */
void sema_check_object(struct sema *sema, const struct ast_np *np)
{
    const struct ast_name *noun = np->kind == NP_NAME    ? &np->name.noun
                                  : np->kind == NP_OWNED ? &np->owned.noun
                                                         : NULL;
    if (noun && noun->text && !sema_find(sema, noun->text))
        sema_unknown_item(sema, noun);
    for (uint32_t i = 0; i < np->tails.count; i++) {
        if (np->tails.items[i].kind == TAIL_OF)
            sema_check_object(sema, np->tails.items[i].np);
    }
}

static const char narrow_otherwise[] =
    "declare it as a kind of its own, or with an attribute (`item lathe, lathes, with a size: small or "
    "large`) and write `with size large`";

static const char ordinal_otherwise[] =
    "give what comes by then a clause of its own (`1.1 Seller delivers 5 …`), and the rest another (`1.2 Seller delivers 7 "
    "… in addition to clause 1.1`); then `When clause 1.1 is fulfilled, …`";

/* `with size large` is asked of the acts that count, where there is a pattern for it. What else
 * narrows a thing (`the large lathes`) is refused, for nothing would watch it. `of the other` says
 * whose it is, and is kept in words only. True after a message. */
bool sema_is_narrowed(struct sema *sema, const struct ast_np *np, struct meant_pattern *pattern)
{
    for (uint32_t i = 0; i < np->tails.count; i++) {
        if (np->tails.items[i].kind == TAIL_OF) {
            sema_check_object(sema, np->tails.items[i].np);
            continue;
        }
        if (pattern && np->tails.items[i].kind == TAIL_WITH) {
            if (!sema_narrow(sema, &np->tails.items[i], pattern))
                return true;
            continue;
        }
        sema_not_yet(sema, np->tails.items[i].span, "what narrows a kind of item",
                     narrow_otherwise);
        return true;
    }
    if (np->kind != NP_NAME || (!np->name.adjective.text && !np->name.ordinal &&
                                !np->name.named.text))
        return false;
    const struct named *named = np->name.noun.text ? sema_find(sema, np->name.noun.text) : NULL;
    bool is_sum = named && named->kind == NAMED_DEFINITION;
    if (np->name.ordinal > 0 && !is_sum) {
        sema_not_yet(sema, np->span, "which one of a kind it is by its number", ordinal_otherwise);
        return true;
    }
    sema_not_yet(sema, np->span, "a word that picks out one of a kind",
                 is_sum
                     ? "what is left of a sum has a name of its own: `rest means the price - the total of clause 2.1`, "
                       "and `Buyer pays Seller the rest within 10 days`"
                     : narrow_otherwise);
    return true;
}

/* What a share is of: so many of a kind, or of a unit, or what a clause owes. */
struct whole {
    int32_t kind, unit;           /* NM_NONE: not so */
    const struct ast_label *label; /* NULL: not so */
};

static bool is_whole(const struct sema *sema, const struct meant_norm *norm, const struct whole *whole)
{
    if (whole->label) {
        const char *number = sema->meaning->clauses.items[norm->clause]->number;
        sym label = whole->label->text;
        char behind = strncmp(number, label->text, label->len) == 0 ? number[label->len] : 'x';
        return behind == '\0' || behind == '(' || behind == '.';
    }
    if (whole->unit != NM_NONE)
        return norm->unit == sema->meaning->units.items[whole->unit]->base;
    return meant_thing(norm) == whole->kind;
}

/* `As part of clause 1.1, …`: counting.c will put it there, when all norms are known. */
static bool is_said_part(const struct sema *sema, const struct meant_norm *norm)
{
    for (size_t i = 0; sema_says_prep(sema, PREP_AS_PART_OF) && i < sema->pending.count; i++) {
        const struct ast_act *act = sema->pending.items[i].act;
        if (sema->pending.items[i].norm != norm)
            continue;
        for (uint32_t k = 0; k < act->fronts.count; k++)
            if (act->fronts.items[k]->prep == PREP_AS_PART_OF)
                return true;
        for (uint32_t k = 0; k < act->mids.count; k++)
            if (act->mids.items[k]->prep == PREP_AS_PART_OF)
                return true;
        for (uint32_t k = 0; k < act->args.count; k++)
            if (act->args.items[k].adverb && act->args.items[k].adverb->prep == PREP_AS_PART_OF)
                return true;
    }
    return false;
}

/* The one such amount that the same parties owe by the same act, whose share is meant; of several the one of
 * this clause. */
static struct meant_norm *whole_of(struct sema *sema, const struct meant_norm *norm, const struct whole *whole)
{
    struct meant_norm *found = NULL, *here = NULL;
    uint32_t count = 0, near = 0;
    int32_t top = sema_heading_of(sema, norm->clause);
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        struct meant_norm *other = sema->meaning->norms.items[i];
        if (other == norm || other->kind != NM_AMOUNT || other->is_part || other->remedies || other->parent ||
            other->bearers != norm->bearers || !other->need_parts ||
            other->pattern.act.verb != norm->pattern.act.verb || !is_whole(sema, other, whole) ||
            is_said_part(sema, other))
            continue;
        found = other;
        count++;
        if (sema_heading_of(sema, other->clause) == top) {
            here = other;
            near++;
        }
    }
    return count == 1 ? found : near == 1 ? here : NULL;
}

/* `at least 80 percent of the lathes`: of the amount that is owed, and counted within it. */
static bool share_of_duty(struct sema *sema, struct meant_norm *norm, const struct ast_amount *written,
                          const struct whole *of, struct amount *amount)
{
    struct meant_norm *whole = whole_of(sema, norm, of);
    *amount = (struct amount){.unit = NM_NONE, .kind = of->kind, .as = NM_NONE};
    if (whole)
        *amount = (struct amount){.unit = whole->unit, .kind = whole->item, .as = whole->unit_as};
    if (whole && sema_share(sema, written, whole->need_parts, amount)) {
        norm->parent = whole;
        whole->is_whole = true;
        norm->key_kind = whole->key_kind;
        return true;
    }
    if (whole)
        return false;
    if (sema_has_hole(sema, NM_NONE)) {
        sema->silenced++;
        return false;
    }
    struct diag *diag = diag_add(sema->diags, E_PART_UNCLEAR, sema->source, written->span,
                                 "it is not said of how many this is a share");
    diag_help(diag, "let a sentence before it say how many are owed in all: `Seller delivers 10 lathes …`");
    return false;
}

/* `at least 30 percent of the volume`, where `volume means 100 tonnes`: what is known before has bounds. */
static bool share_of_sum(struct sema *sema, struct meant_norm *norm, const struct ast_np *np, struct amount *amount)
{
    struct ast_np *all = arena_copy(sema->arena, np, sizeof *all);
    struct ast_amount *whole = arena_copy(sema->arena, np->amount, sizeof *whole);
    whole->quant = QUANT_NONE;
    whole->has_range = false;
    whole->low.value = whole->high.value = decimal_of(100);
    all->amount = whole;
    if (!sema_formula(sema, norm, all, amount))
        return false;
    if (!amount->expr)
        return sema_share(sema, np->amount, amount->parts, amount);
    sema_not_yet(sema, np->amount->span, "bounds of a share that is reckoned later",
                 "write the share alone: `30 percent of the volume`");
    return false;
}

/* The amount of a norm, with its bounds. False after a message. */
static bool read_amount(struct sema *sema, struct meant_norm *norm, const struct ast_np *np,
                        struct amount *amount)
{
    const struct ast_amount *written = np->amount;
    const struct ast_np *of = written->kind == AMOUNT_PERCENT ? written->percent_of : NULL;
    struct whole whole = {NM_NONE, NM_NONE, of && of->kind == NP_CLAUSE ? &of->clause : NULL};
    if (of && of->kind == NP_NAME && of->name.noun.text && !of->tails.count) {
        whole.kind = sema_kind(sema, of->name.noun.text);
        whole.unit = sema_find(sema, of->name.noun.text) ? NM_NONE : sema_unit(sema, of->name.noun.text);
    }
    bool is_of_duty = whole.kind != NM_NONE || whole.unit != NM_NONE || whole.label;
    if (norm->kind == NM_PERMIT)
        return sema_read_limit(sema, norm, written, amount);
    if (of && !is_of_duty && (written->quant != QUANT_NONE || written->has_range))
        return share_of_sum(sema, norm, np, amount);
    if ((of && !is_of_duty) || (written->kind == AMOUNT_NAME && written->has_per))
        return sema_formula(sema, norm, np, amount);
    bool is_unknown = written->kind == AMOUNT_NAME && sema_kind(sema, written->unit.text) == NM_NONE &&
                      sema_unit(sema, written->unit.text) == NM_NONE;
    if (!of && is_unknown && takes_sum(norm->pattern.act.verb))
        return sema_unknown_unit(sema, written, true);
    return of ? share_of_duty(sema, norm, written, &whole, amount) : sema_bounds(sema, written, amount);
}

/* What amount is forbidden: `more than 30 lathes` is an upper bound of 30; a sum of money that a clause owes is
 * forbidden to be paid (sums.c looks for that clause, when all are known). */
static bool read_forbidden(struct sema *sema, struct meant_norm *norm, const struct ast_np *np, struct amount *amount)
{
    enum quant quant = np->kind == NP_AMOUNT ? np->amount->quant : QUANT_NONE;
    bool is_range = np->kind == NP_AMOUNT && np->amount->has_range;
    bool is_money = sema_is_money(sema, amount->unit);
    if (quant == QUANT_MORE_THAN && !amount->expr) {
        amount->has_most = true;
        amount->most = amount->parts - 1;
        amount->parts = 0;
        return true;
    }
    if (is_money && quant == QUANT_NONE && !is_range) {
        norm->forbidden = np;
        norm->formula = NULL; /* it is reckoned where it is owed */
        amount->is_accrual = false;
        return true;
    }
    sema_refuse_forbidden(sema, norm, np);
    return false;
}

/* `270 kinds of parts` are 270 different parts. NULL if nothing of that sort is written. */
static const struct ast_np *plain_amount(struct sema *sema, const struct ast_np *np)
{
    sym word = np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_NAME ? np->amount->unit.text : NULL;
    bool is_kinds = word && (sema_is(word->text, "kinds") || sema_is(word->text, "kind")) &&
                    sema_kind(sema, word) == NM_NONE && sema_unit(sema, word) == NM_NONE;
    if (!is_kinds || np->tails.count != 1 || np->tails.items[0].kind != TAIL_OF)
        return NULL;
    const struct ast_np *of = np->tails.items[0].np;
    if (of->kind != NP_NAME || !of->name.noun.text || sema_kind(sema, of->name.noun.text) == NM_NONE)
        return NULL;
    struct ast_np *plain = arena_copy(sema->arena, np, sizeof *plain);
    plain->amount = arena_copy(sema->arena, np->amount, sizeof *np->amount);
    plain->amount->unit = of->name.noun;
    plain->tails = of->tails;
    return plain;
}

/* `must not assign the contract` */
static bool is_assigned(const struct meant_norm *norm)
{
    const struct meant_verb *verb = norm->pattern.act.verb;
    return norm->kind == NM_FORBID && verb && verb->class == NM_ENABLE && strcmp(verb->base, "assign") == 0;
}

/* It has a height in money: it is defined, or measured; a price has one with the quantity of what triggers. */
static bool is_sum(const struct sema *sema, const struct named *named)
{
    if (!named || named->kind != NAMED_INDICATOR)
        return named && named->kind == NAMED_DEFINITION;
    const struct meant_indicator *indicator = sema->meaning->indicators.items[named->index];
    if (indicator->unit == NM_NONE)
        return !indicator->is_percent && !indicator->is_date; /* what its unit is was reported to be unknown */
    const struct meant_price *price = sema->meaning->units.items[indicator->unit]->price;
    return sema_is_money(sema, price ? price->of : indicator->unit);
}

/* `60 tonnes of wheat`: what is measured. NM_NONE if that is not said: `60 tonnes`, `60 tonnes of the other`. */
static int32_t thing_measured(const struct sema *sema, const struct ast_np *np)
{
    if (np->kind != NP_AMOUNT || np->amount->kind != AMOUNT_NAME || sema_kind(sema, np->amount->unit.text) != NM_NONE)
        return NM_NONE;
    for (uint32_t i = 0; i < np->tails.count; i++) {
        const struct ast_np *of = np->tails.items[i].kind == TAIL_OF ? np->tails.items[i].np : NULL;
        if (of && of->kind == NP_NAME && of->name.noun.text)
            return sema_kind(sema, of->name.noun.text);
    }
    return NM_NONE;
}

const char *sema_object_word(const struct sema *sema, const struct ast_np *np)
{
    switch (np->kind) {
    case NP_NAME: return np->name.noun.text ? np->name.noun.text->text : "";
    case NP_AMOUNT: {
        int32_t thing = thing_measured(sema, np);
        return thing != NM_NONE          ? sema->meaning->kinds.items[thing]->names.items[0]
               : np->amount->unit.text ? np->amount->unit.text->text
                                       : "";
    }
    case NP_OWNED: return np->owned.noun.text->text;
    case NP_OTHER:
    case NP_PRONOUN:
    case NP_CLAUSE:
    case NP_EACH:
    case NP_EARLIER:
    case NP_LATER:
    case NP_COUNTED:
    case NP_TIME: return "";
    }
    UNREACHABLE();
}

/* What it is counted in is a unit, and no currency. */
static bool is_weighed(const struct sema *sema, const struct meant_norm *norm)
{
    return norm->unit != NM_NONE && !sema_is_money(sema, norm->unit);
}

/* The acts that count say the kind, and whatever narrows it: `60 tonnes of wheat with grade prime`. False after
 * a message. */
static bool set_thing_measured(struct sema *sema, struct meant_norm *norm, const struct ast_np *np)
{
    bool is_share = norm->parent && np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_PERCENT;
    if (is_share && is_weighed(sema, norm))
        norm->pattern.kind = norm->parent->pattern.kind;
    int32_t kind = is_weighed(sema, norm) ? thing_measured(sema, np) : NM_NONE;
    if (kind == NM_NONE)
        return true;
    norm->pattern.kind = kind;
    for (uint32_t i = 0; i < np->tails.count; i++) {
        if (np->tails.items[i].kind == TAIL_OF && sema_is_narrowed(sema, np->tails.items[i].np, &norm->pattern))
            return false;
    }
    return true;
}

/* `50 euros of travel`, `50 euros with line travel`: sums of one verb are dealt out and counted whatever they are for,
 * so the kind would be dropped. False after a message. */
static bool is_of_no_kind(struct sema *sema, const struct ast_np *np, int32_t unit)
{
    int32_t kind = thing_measured(sema, np);
    for (uint32_t i = 0; sema_is_money(sema, unit) && i < np->tails.count; i++) {
        const struct ast_tail *tail = &np->tails.items[i];
        if (tail->kind != TAIL_WITH && (tail->kind != TAIL_OF || kind == NM_NONE))
            continue;
        struct diag *diag = diag_add(sema->diags, E_MONEY_OF_KIND, sema->source, tail->span,
                                     "sums of money are of no kind: this would count whatever they are for");
        diag_help(diag, "what is counted apart has a verb of its own: `verb \"book travel\", \"books travel\", "
                        "\"booked travel\", \"booking travel\": a party books travel an amount.`, `Buyer must not "
                        "book travel more than 50 euros`");
        return false;
    }
    return true;
}

/* What is owed, forbidden or promised: an amount, a kind of thing, a sum by its name. */
bool sema_set_object(struct sema *sema, struct meant_norm *norm, const struct ast_np *np)
{
    struct amount amount;
    if (sema_is_quantity(np))
        return sema_set_quantity(sema, norm, np);
    const struct ast_np *plain = plain_amount(sema, np);
    np = plain ? plain : np;
    if (sema_is_narrowed(sema, np, &norm->pattern))
        return false;
    if (np->kind == NP_AMOUNT) {
        if (!read_amount(sema, norm, np, &amount) || !is_of_no_kind(sema, np, amount.unit))
            return false;
        norm->amount = np->amount;
        norm->is_least = np->amount->quant == QUANT_AT_LEAST;
        norm->word = np->amount->unit.text ? np->amount->unit.text->text : norm->word;
    } else if (sema_is_contract(np) && is_assigned(norm)) {
        return true; /* whatever is done by the verb; powers.c sees to it that no power uses it too */
    } else if (np->kind == NP_NAME && np->name.noun.text) {
        sym noun = np->name.noun.text;
        norm->pattern.kind = sema_kind(sema, noun);
        norm->item = norm->pattern.kind;
        const struct meant_indicator *date = sema_named_date(sema, np);
        if (date && norm->pattern.act.verb == date->verb)
            norm->pattern.indicator = date;
        if (norm->item != NM_NONE || norm->pattern.indicator)
            return true;
        if (!is_sum(sema, sema_find(sema, noun))) {
            if (!unknown_sum(sema, &np->name.noun, norm->pattern.act.verb))
                sema_unknown_item(sema, &np->name.noun);
            return false;
        }
        if (!sema_formula(sema, norm, np, &amount) || !is_of_no_kind(sema, np, amount.unit))
            return false;
    } else if (np->kind == NP_OWNED) {
        norm->item = norm->pattern.kind = sema_kind(sema, np->owned.noun.text);
        if (norm->item == NM_NONE)
            sema_unknown_item(sema, &np->owned.noun);
        return norm->item != NM_NONE;
    } else if (np->kind == NP_PRONOUN) {
        norm->item = norm->pattern.kind = norm->key_kind;
        if (norm->item != NM_NONE)
            return true;
        struct diag *diag = diag_add(sema->diags, E_UNCLEAR_REFERENCE, sema->source, np->span,
                                     "it is not said what is meant");
        diag_help(diag, "name the thing");
        return false;
    } else {
        struct diag *diag = diag_add(sema->diags, E_AMOUNT, sema->source, np->span,
                                     "a thing or an amount is expected here");
        diag_help(diag, "name a kind of item, or a number and a unit");
        return false;
    }
    if (norm->kind == NM_FORBID && !read_forbidden(sema, norm, np, &amount))
        return false;
    norm->unit = amount.unit;
    norm->unit_as = amount.as != NM_NONE ? amount.as : amount.unit;
    norm->item = norm->pattern.kind = amount.kind;
    norm->distinct = amount.kind != NM_NONE;
    norm->need_parts = amount.parts;
    norm->has_most = amount.has_most;
    norm->most = amount.most;
    norm->need = amount.expr ? amount.expr : expr_new(sema, NM_OP_CONST, amount.parts);
    norm->accrual = amount.is_accrual;
    return set_thing_measured(sema, norm, np);
}

/* `…, but at most 5_000 yuan`: cuts a sum that is computed; bounds an amount that is written. */
void sema_cap(struct sema *sema, struct meant_norm *norm, const struct ast_amount *written)
{
    struct amount cap;
    if (!sema_amount(sema, written, &cap))
        return;
    bool is_computed = norm->need && (norm->formula || !norm->amount || norm->amount->kind == AMOUNT_PERCENT);
    if (norm->formula && norm->unit == NM_NONE)
        norm->unit = norm->unit_as = cap.unit;
    bool fits = norm->need && !norm->has_most && cap.unit == norm->unit && cap.kind == norm->item &&
                norm->kind != NM_FORBID && !norm->parent;
    if (fits && is_computed) {
        norm->need = expr_of(sema, NM_OP_MIN, norm->need, expr_new(sema, NM_OP_CONST, cap.parts));
        norm->need_most = cap.parts;
        if (norm->need_parts > cap.parts)
            norm->need_parts = cap.parts;
        return;
    }
    if (fits && cap.parts >= norm->need_parts) {
        norm->has_most = true;
        norm->most = cap.parts;
        return;
    }
    struct diag *diag = diag_add(sema->diags, E_BOUNDS, sema->source, written->span, "%s",
                                 fits ? "the lower bound is above the upper one"
                                      : "an upper bound does not fit here");
    diag_help(diag, "`but at most` stands behind one sum or amount, in its unit");
}

/* What is owed is dealt out; an upper bound and a right count every act, each for itself. */
static bool is_dealt(const struct meant_norm *norm)
{
    return norm->kind != NM_AT_MOST && norm->kind != NM_PERMIT;
}

/* Duties of one debtor, creditor, currency and verb share a pool; any other norm has its own, those of a
 * series but one. */
void sema_set_pool(struct sema *sema, struct meant_norm *norm)
{
    struct meaning *meaning = sema->meaning;
    if (norm->of_period)
        sema_set_series(sema, norm);
    if (norm->parent) {
        norm->pool = norm->parent->pool;
        return;
    }
    if (norm->pool != NM_NONE || (norm->formula && norm->unit == NM_NONE))
        return; /* it has one, or it will be known when it is reckoned */
    bool is_money = is_dealt(norm) && sema_is_money(sema, norm->unit);
    for (size_t i = 0; is_money && i < meaning->norms.count; i++) {
        const struct meant_norm *other = meaning->norms.items[i];
        if (other != norm && is_dealt(other) && other->unit == norm->unit &&
            other->pattern.act.verb == norm->pattern.act.verb && other->bearers == norm->bearers &&
            other->creditors == norm->creditors && other->pool != NM_NONE) {
            norm->pool = other->pool;
            return;
        }
    }
    norm->pool = meaning->pools++;
}
