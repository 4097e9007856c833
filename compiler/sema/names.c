/* names.c - declarations: every word that the contract and the vocabulary give a meaning. */
#include <string.h>

#include "compiler/sema/renewal.h"
#include "compiler/sema/sema_internal.h"
#include "compiler/sema/told.h"
#include "lang/base/limits.h"

static bool is_chinese(const struct ast_name *name)
{
    return sema_is_chinese_name(name->text->text);
}

/* The first quoted name in the language, which is for people; else, in Chinese, the first name; NULL if there is
 * none. */
static const char *label_in(const struct ast_names *names, bool chinese)
{
    const char *called = NULL;
    for (uint32_t i = 0; i < names->count; i++) {
        const struct ast_name *name = &names->items[i];
        if (!name->text || is_chinese(name) != chinese)
            continue;
        if (name->is_quoted)
            return name->text->text;
        if (chinese && !called)
            called = name->text->text;
    }
    return called;
}

static void declare_party(struct sema *sema, const struct ast_sentence *sentence)
{
    struct meaning *meaning = sema->meaning;
    if (sema_is_full(sema, FULL_PARTIES, meaning->parties.count, sentence->span))
        return;
    struct meant_party *party = arena_alloc(sema->arena, sizeof *party);
    uint32_t index = (uint32_t)meaning->parties.count;
    const char *name = sentence->names.items[0].text->text;
    const char *en = label_in(&sentence->names, false), *zh = label_in(&sentence->names, true);
    *party = (struct meant_party){
        .name = name,
        .label_en = en ? en : name,
        .label_zh = zh ? zh : name,
        .kind = NM_PARTY,
        .members = UINT64_C(1) << index,
        .span = sentence->names.items[0].span,
        .source = sema->source,
    };
    for (uint32_t i = 0; i < sentence->party.facets.count; i++) {
        if (sentence->party.facets.items[i].facet == FACET_THIRD)
            party->kind = NM_THIRD;
        if (sentence->party.facets.items[i].facet == FACET_ENVIRONMENT)
            party->kind = NM_ENVIRONMENT;
    }
    list_push(sema->arena, &meaning->parties, party);
    meaning->single_count = index + 1;
    for (uint32_t i = 0; i < sentence->names.count; i++) {
        if (sentence->names.items[i].text)
            sema_give_name(sema, NAMED_PARTY, index, sentence->names.items[i].text,
                           sentence->names.items[i].span);
    }
}

static void declare_group(struct sema *sema, const struct ast_sentence *sentence)
{
    struct meaning *meaning = sema->meaning;
    struct scope nothing = {.key_kind = NM_NONE};
    uint64_t members = 0;
    const struct ast_nps *nps = sentence->group.members;
    for (uint32_t i = 0; nps && i < nps->count; i++)
        members |= sema_parties(sema, nps->items[i], &nothing);
    if (sema_is_full(sema, FULL_GROUPS, meaning->parties.count - meaning->single_count, sentence->span))
        return;
    struct meant_party *group = arena_alloc(sema->arena, sizeof *group);
    uint32_t index = (uint32_t)meaning->parties.count;
    const char *name = sentence->names.items[0].text->text;
    const char *en = label_in(&sentence->names, false), *zh = label_in(&sentence->names, true);
    *group = (struct meant_party){
        .name = name,
        .label_en = en ? en : name,
        .label_zh = zh ? zh : name,
        .kind = NM_GROUP,
        .members = members,
        .span = sentence->names.items[0].span,
        .source = sema->source,
    };
    list_push(sema->arena, &meaning->parties, group);
    for (uint32_t i = 0; i < sentence->names.count; i++) {
        const struct ast_name *word = &sentence->names.items[i];
        if (word->text && !(word->is_quoted && i > 1))
            sema_give_name(sema, i == 1 ? NAMED_MEMBER : NAMED_PARTY, index, word->text,
                           word->span);
    }
}

static void declare_attrs(struct sema *sema, const struct ast_attrs *attrs, int32_t kind)
{
    for (uint32_t i = 0; i < attrs->count; i++) {
        const struct ast_attr *written = &attrs->items[i];
        const char *type = written->type.text ? written->type.text->text : "";
        if (sema_is(type, "date") || sema_is(type, "日期")) {
            struct meant_indicator *date = sema_told_date(sema, &written->name, kind);
            if (date)
                sema_give_name(sema, NAMED_INDICATOR, (uint32_t)date->index, written->name.text,
                               written->name.span);
            continue;
        }
        struct meant_attr *attr = arena_alloc(sema->arena, sizeof *attr);
        attr->name = written->name.text->text;
        attr->is_ordered = written->is_ordered;
        if (written->type.text)
            sema_not_yet(sema, written->span, "an attribute that is a number or a party",
                         "list its values: `with a size: small or large`");
        uint32_t index = (uint32_t)sema->meaning->attrs.count;
        if (sema_is_full(sema, FULL_ATTRS, index, written->span))
            return;
        if (written->values.count > LIMIT_VALUES) {
            struct diag *diag = diag_add(sema->diags, E_TOO_MANY, sema->source, written->span,
                                         "more than %d values of one attribute", LIMIT_VALUES);
            diag_help(diag, "divide them between two attributes, or between two items");
            return;
        }
        for (uint32_t k = 0; k < written->values.count; k++) {
            list_push(sema->arena, &attr->values, written->values.items[k].text->text);
            sema_give_name(sema, NAMED_VALUE, index * 64 + k, written->values.items[k].text,
                      written->values.items[k].span);
        }
        list_push(sema->arena, &sema->meaning->attrs, attr);
        sema_give_name(sema, NAMED_ATTR, index, written->name.text, written->name.span);
    }
}

static void declare_item(struct sema *sema, const struct ast_sentence *sentence)
{
    struct meant_kind *kind = arena_alloc(sema->arena, sizeof *kind);
    uint32_t index = (uint32_t)sema->meaning->kinds.count;
    if (sema_is_full(sema, FULL_KINDS, index, sentence->span))
        return;
    kind->span = sentence->names.items[0].span;
    kind->source = sema->source;
    const char *zh = label_in(&sentence->names, true);
    kind->label_zh = zh ? zh : sentence->names.items[0].text->text;
    list_push(sema->arena, &sema->meaning->kinds, kind);
    kind->names.items = arena_array(sema->arena, sentence->names.count, sizeof *kind->names.items);
    for (uint32_t i = 0; i < sentence->names.count; i++) {
        const struct ast_name *name = &sentence->names.items[i];
        if (!name->text)
            continue;
        bool is_title = name->is_quoted && !is_chinese(name) && !sentence->names.items[0].is_quoted;
        if (is_title)
            list_push(sema->arena, &kind->titles, name->text->text);
        else
            kind->names.items[kind->names.count++] = name->text->text;
        sema_give_name(sema, NAMED_KIND, index, name->text, name->span);
    }
    declare_attrs(sema, &sentence->item.attrs, (int32_t)index);
}

/* The decimal places of its base in which one of the unit is a whole number. */
static int places_of(const struct meant_unit *unit)
{
    int places = 0;
    int128 left = unit->num % unit->den;
    for (; left != 0 && places < LIMIT_DECIMAL_PLACES; places++)
        left = left * 10 % unit->den;
    return places;
}

/* `unit dollar = 7 yuan`: a word for a currency of its own would then mean another one. */
static bool is_another_currency(struct sema *sema, const struct ast_sentence *sentence, int32_t of)
{
    for (uint32_t i = 0; i < sentence->names.count; i++) {
        const struct ast_name *name = &sentence->names.items[i];
        int32_t known = name->text ? sema_unit(sema, name->text) : NM_NONE;
        const struct meant_unit *unit = known == NM_NONE ? NULL : sema->meaning->units.items[known];
        if (!unit || unit->dimension != NM_MONEY || unit->base != known || known == of)
            continue; /* no currency, or a part of one */
        struct diag *diag = diag_add(sema->diags, E_CURRENCY, sema->source, sentence->span,
                                     "`%s` is a currency, and no multiple of another thing",
                                     name->text->text);
        diag_help(diag, "currencies never convert: say in the contract at what rate and on which day one "
                        "is paid for another, as a sum of the other");
        return true;
    }
    return false;
}

static void declare_unit(struct sema *sema, const struct ast_sentence *sentence)
{
    struct meaning *meaning = sema->meaning;
    struct meant_unit *unit = arena_alloc(sema->arena, sizeof *unit);
    uint32_t index = (uint32_t)meaning->units.count;
    if (sema_is_full(sema, FULL_UNITS, index, sentence->span))
        return;
    *unit = (struct meant_unit){.dimension = NM_MEASURE, .base = (int32_t)index, .num = 1, .den = 1};
    const char *zh = label_in(&sentence->names, true);
    unit->label_zh = zh ? zh : sentence->names.items[0].text->text;
    for (uint32_t i = 0; i < sentence->unit.facets.count; i++) {
        if (sentence->unit.facets.items[i].facet == FACET_CURRENCY)
            unit->dimension = NM_MONEY;
    }
    const struct ast_expr *expr = sentence->unit.expr;
    if (expr) {
        int32_t of = expr->kind == EXPR_NUMBER && expr->unit.text ? sema_unit(sema, expr->unit.text)
                                                                  : NM_NONE;
        struct decimal ratio = decimal_trim(expr->number.value);
        if (of == NM_NONE || ratio.digits <= 0) {
            struct diag *diag = diag_add(sema->diags, E_UNIT_DEFINITION, sema->source, expr->span,
                                         "a unit is a number of another unit that stands before it");
            diag_help(diag, "write `unit tonne, tonnes = 1000 kilogram`");
            return;
        }
        if (!sema->is_vocabulary && is_another_currency(sema, sentence, of))
            return;
        const struct meant_unit *parent = meaning->units.items[of];
        int64_t den = decimal_power10(ratio.scale);
        unit->base = parent->base;
        unit->dimension = parent->dimension;
        if (!ckd_mul_i64(&unit->num, parent->num, ratio.digits) ||
            !ckd_mul_i64(&unit->den, parent->den, den)) {
            diag_add(sema->diags, E_UNIT_DEFINITION, sema->source, expr->span,
                     "the unit is too large or too small a part of its base");
            return;
        }
        struct meant_unit **base = &meaning->units.items[unit->base];
        if (places_of(unit) > (*base)->places) {
            *base = arena_copy(sema->arena, *base, sizeof **base); /* the vocabulary's is that of others, too */
            (*base)->places = places_of(unit);
        }
    }
    list_push(sema->arena, &meaning->units, unit);
    for (uint32_t i = 0; i < sentence->names.count; i++) {
        const struct ast_name *name = &sentence->names.items[i];
        if (!name->text)
            continue;
        list_push(sema->arena, &unit->names, name->text->text);
        sema_give_name(sema, NAMED_UNIT, index, name->text, name->span);
    }
}

static enum nm_act_class class_of(const struct ast_facets *facets)
{
    for (uint32_t i = 0; i < facets->count; i++) {
        switch (facets->items[i].facet) {
        case FACET_ACCEPTANCE: return NM_ACCEPT;
        case FACET_REJECTION: return NM_REJECT;
        case FACET_ENABLING: return NM_ENABLE;
        case FACET_RELIEF: return NM_RELIEVE;
        case FACET_SUSPENSION: return NM_SUSPEND;
        case FACET_RESUMPTION: return NM_RESUME;
        case FACET_ENDING: return NM_END;
        case FACET_FACT: return NM_FACT;
        case FACET_CURRENCY:
        case FACET_THIRD:
        case FACET_ENVIRONMENT:
        case FACET_UNKNOWN: break;
        }
    }
    return NM_PERFORM;
}

static bool ends_in_ing(const char *text)
{
    size_t len = strlen(text);
    return len > 3 && strcmp(text + len - 3, "ing") == 0;
}

static void declare_indicator(struct sema *sema, const struct ast_sentence *sentence)
{
    struct meant_indicator *indicator = sema_new_indicator(sema, sentence);
    const char *zh = label_in(&sentence->names, true);
    if (!indicator)
        return;
    indicator->label_zh = zh ? zh : indicator->name;
    for (uint32_t i = 0; i < sentence->names.count; i++) {
        const struct ast_name *name = &sentence->names.items[i];
        if (!name->text)
            continue;
        list_push(sema->arena, &indicator->names, name->text->text);
        sema_give_name(sema, NAMED_INDICATOR, (uint32_t)indicator->index, name->text, name->span);
    }
}

static void declare_verb(struct sema *sema, const struct ast_sentence *sentence)
{
    struct meant_verb *verb = arena_alloc(sema->arena, sizeof *verb);
    uint32_t index = (uint32_t)sema->meaning->verbs.count;
    const char *forms[8] = {0};
    uint32_t count = 0;
    for (uint32_t i = 0; i < sentence->names.count; i++) {
        const struct ast_name *name = &sentence->names.items[i];
        if (!name->text)
            continue;
        list_push(sema->arena, &verb->forms, name->text->text);
        if (!is_chinese(name) && count < 8)
            forms[count++] = name->text->text;
        sema_give_name(sema, NAMED_VERB, index, name->text, name->span);
    }
    const char *base = forms[0] ? forms[0] : sentence->names.items[0].text->text;
    verb->base = base;
    bool is_regular = count > 0; /* a verb that is Chinese alone has one form */
    verb->third = count > 1 ? forms[1] : is_regular ? forms_third(sema->arena, base) : base;
    verb->past = count > 2 ? forms[2] : is_regular ? forms_past(sema->arena, base) : base;
    verb->participle = count > 3 && !ends_in_ing(forms[3]) ? forms[3] : verb->past;
    verb->ing = NULL;
    for (uint32_t i = 3; i < count && !verb->ing; i++)
        verb->ing = ends_in_ing(forms[i]) ? forms[i] : NULL;
    if (!verb->ing)
        verb->ing = is_regular ? forms_ing(sema->arena, base) : base;
    const char *const regular[] = {verb->third, verb->past, verb->ing};
    for (uint32_t i = 0; is_regular && i < 3; i++) {
        sym form = intern_text(sema->intern, regular[i]);
        if (!sema_is_verb(sema, form)) {
            list_push(sema->arena, &verb->forms, regular[i]);
            sema_give_name(sema, NAMED_VERB, index, form, sentence->names.items[0].span);
        }
    }
    const char *zh = label_in(&sentence->names, true);
    verb->label_zh = zh ? zh : base;
    for (uint32_t i = 0; i < sentence->names.count && !verb->people_zh; i++) {
        const struct ast_name *name = &sentence->names.items[i];
        if (name->text && is_chinese(name) && strcmp(name->text->text, verb->label_zh) != 0)
            verb->people_zh = name->text->text;
    }
    verb->class = class_of(&sentence->verb.facets);
    verb->sample = sentence->verb.sample;
    list_push(sema->arena, &sema->meaning->verbs, verb);
}

static void declare_term(struct sema *sema, const struct ast_sentence *sentence)
{
    struct meaning *meaning = sema->meaning;
    const struct ast_adverbs *adverbs = &sentence->in_force.adverbs;
    if (sema->has_term) {
        struct diag *diag = diag_add(sema->diags, E_TERM, sema->source, sentence->span,
                                     "the term is said twice");
        diag_label(diag, sema->term_source, sema->term_span, "the first time");
        diag_help(diag, "leave one of the two out");
        return;
    }
    for (uint32_t i = 0; i < adverbs->count; i++) {
        const struct ast_adverb *adverb = adverbs->items[i];
        if (adverb->kind != ADV_TIME)
            continue;
        if (sema_is_whole_day(sema, &adverb->time) && adverb->until)
            (void)sema_is_whole_day(sema, adverb->until);
        bool is_date = adverb->time.kind == AST_TIME_DATE;
        if (is_date && !sentence->in_force.once &&
            (adverb->prep == PREP_FROM || adverb->prep == PREP_ON)) {
            meaning->start = adverb->time.day;
            sema->has_term = true;
        }
        const struct ast_time *end = adverb->until ? adverb->until : &adverb->time;
        bool is_end = adverb->until || adverb->prep == PREP_TO || adverb->prep == PREP_UNTIL ||
                      adverb->prep == PREP_BY;
        if (is_end && end->kind == AST_TIME_DATE)
            meaning->end = end->day;
    }
    sema->term_span = sentence->span;
    sema->term_source = sema->source;
    if (sentence->in_force.renewal)
        sema_declare_renewal(sema, sentence->in_force.renewal);
    if (sentence->in_force.once) { /* it begins with the signature, which may not be read yet */
        sema->has_term = true;
        sema->effect = sentence;
    } else if (!sema->has_term) {
        struct diag *diag = diag_add(sema->diags, E_TERM, sema->source, sentence->span,
                                     "the day from which the contract is in force is not said");
        diag_help(diag, "write `in force from 1956-10-10 to 1956-12-31`");
    } else {
        sema_check_term(sema);
    }
}

void sema_check_term(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    if (meaning->end != NM_NEVER && meaning->end < meaning->start)
        diag_help(diag_add(sema->diags, E_TERM, sema->term_source, sema->term_span,
                           "the contract ends before it begins"),
                  "write the earlier day first: `in force from 1956-10-10 to 1956-12-31`");
    else if (meaning->end != NM_NEVER && meaning->end - meaning->start > LIMIT_HORIZON_DAYS)
        diag_help(diag_add(sema->diags, E_TERM, sema->term_source, sema->term_span,
                           "the contract is in force for more than %d days", LIMIT_HORIZON_DAYS),
                  "let it end earlier; an amendment can go on from there");
}

static void declare_contract(struct sema *sema, const struct ast_sentence *sentence)
{
    struct meaning *meaning = sema->meaning;
    if (meaning->name) {
        struct diag *diag = diag_add(sema->diags, E_TWO_CONTRACTS, sema->source, sentence->span,
                                     "a file holds one contract");
        diag_label(diag, meaning->source, meaning->span, "the first one is here");
        diag_help(diag, "put it into a file of its own; words that both need stand in a third (`use \"terms.ht\"`)");
        return;
    }
    meaning->name = sentence->names.items[0].text->text;
    const char *en = NULL;
    for (uint32_t i = 1; i < sentence->names.count && !en; i++) {
        if (!is_chinese(&sentence->names.items[i]))
            en = sentence->names.items[i].text->text;
    }
    const char *zh = label_in(&sentence->names, true);
    meaning->title_en = en ? en : zh ? zh : meaning->name;
    meaning->title_zh = zh ? zh : meaning->title_en;
    meaning->span = sentence->span;
    meaning->source = sema->source;
}

/* Definitions are named before anything reads them: `price means 480_000 yuan`. */
static void declare_definition(struct sema *sema, const struct ast_sentence *sentence)
{
    if (!ast_has_pred(sentence, PRED_MEANS) || sentence->statement.items.count != 1)
        return;
    const struct ast_item *item = sentence->statement.items.items[0];
    if (item->kind != ITEM_CHAIN || item->chain->count != 1)
        return;
    const struct ast_act *act = item->chain->norms[0];
    if (act->pred != PRED_MEANS || !act->subject || act->subject->count != 1 ||
        act->subject->items[0]->kind != NP_NAME || !act->subject->items[0]->name.noun.text)
        return;
    const struct ast_name *name = &act->subject->items[0]->name.noun;
    uint32_t index = (uint32_t)sema->definitions.count;
    list_push(sema->arena, &sema->definitions, (struct definition){.name = name->text->text, .act = act,
                                                     .span = name->span,
                                                     .source = sema->source});
    sema_give_name(sema, NAMED_DEFINITION, index, name->text, name->span);
}

static void declare(struct sema *sema, const struct ast_sentence *sentence)
{
    sema->source = sentence->source;
    switch (sentence->kind) {
    case SENT_CONTRACT: declare_contract(sema, sentence); break;
    case SENT_PARTY: declare_party(sema, sentence); break;
    case SENT_ITEM: declare_item(sema, sentence); break;
    case SENT_UNIT: declare_unit(sema, sentence); break;
    case SENT_VERB: declare_verb(sema, sentence); break;
    case SENT_CALENDAR: sema_declare_calendar(sema, sentence); break;
    case SENT_COUNTING: sema_declare_counting(sema, sentence); break;
    case SENT_WARNING: sema_declare_warning(sema, sentence); break;
    case SENT_TIME_ZONE: sema_declare_zone(sema, sentence); break;
    case SENT_GRANULARITY: sema_declare_granularity(sema, sentence); break;
    case SENT_IN_FORCE: declare_term(sema, sentence); break;
    case SENT_STATEMENT: declare_definition(sema, sentence); break;
    case SENT_INDICATOR: declare_indicator(sema, sentence); break;
    case SENT_SIGNED:
        if (sema->has_signed) {
            struct diag *diag = diag_add(sema->diags, E_TERM, sema->source, sentence->span,
                                         "the day of signature is said twice");
            diag_label(diag, sema->signed_source, sema->signed_span, "the first time");
            diag_help(diag, "leave one of the two out");
        }
        sema->signed_source = sema->source;
        sema->signed_span = sentence->span;
        sema->meaning->signed_on = sentence->signed_.on.day;
        sema->has_signed = true;
        break;
    case SENT_GROUP: /* after all parties, below */
    case SENT_CLAUSE:
    case SENT_TEXT:
    case SENT_TEXT_ONLY:
    case SENT_SCENARIO:
    case SENT_HAPPENED:
    case SENT_NOTHING:
    case SENT_CORRECT:
    case SENT_VOID:
    case SENT_EXPECT:
    case SENT_TEMPLATE: /* these four are gone: whole.c has put in what they stand for */
    case SENT_USE_FILE:
    case SENT_USE_TEMPLATE:
    case SENT_REQUIRES: break;
    case SENT_AMENDMENT:
    case SENT_BALANCE:
    case SENT_COMPETITION:
    case SENT_PROGRAMME:
    case SENT_CLAIM:
    case SENT_ASSUME:
    case SENT_NOW_READS:
    case SENT_DELETED: {
        bool is_change = sentence->kind == SENT_NOW_READS || sentence->kind == SENT_DELETED;
        struct diag *diag = diag_add(sema->diags, E_NOT_YET, sema->source, sentence->span,
                                     is_change ? "this changes a contract, and stands in an amendment"
                                               : "this sentence is understood, but does not run yet");
        diag_help(diag, is_change ? "change the clause itself; or begin an amendment in a file of its own (19.5)"
                                  : "leave it out, or keep it as `text only: \"…\"`");
        break;
    }
    case SENT_COUNT: UNREACHABLE();
    }
}

void sema_declare(struct sema *sema, const struct ast_file *file, bool is_vocabulary)
{
    sema->is_vocabulary = is_vocabulary;
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        if (!file->sentences[i]->has_error)
            declare(sema, file->sentences[i]);
    }
    for (uint32_t i = 0; file->said.sentences & AST_BIT(SENT_GROUP) && i < file->sentence_count; i++) {
        sema->source = file->sentences[i]->source;
        if (!file->sentences[i]->has_error && file->sentences[i]->kind == SENT_GROUP)
            declare_group(sema, file->sentences[i]);
    }
    sema_complete_indicators(sema);
    sema->source = file->source;
}
