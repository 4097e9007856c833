/* lower_words.c - the names of the machine, and every spelling under which an event may say them. */
#include <stdlib.h>
#include <string.h>

#include "compiler/ir/lower_internal.h"
#include "compiler/sema/sema.h"
#include "lang/base/arena.h"
#include "lang/base/limits.h"
#include "lang/value/decimal.h"

/* Adds a spelling unless an earlier row of the same sort has it. */
static void spell(struct lowering *lowering, enum nm_word_what what, const char *text, int32_t index,
                  int32_t of)
{
    struct nm_builder *builder = lowering->builder;
    nm_text offset = nmb_str(builder, text);
    for (size_t i = builder->word.count; i-- > 0;) {
        const struct nm_word *old = &builder->word.items[i];
        if (old->what == (int32_t)what && old->text == offset && old->of == of)
            return;
    }
    nmb_add_word(builder, (struct nm_word){offset, (int32_t)what, index, of});
}

static void lower_parties(struct lowering *lowering)
{
    struct nm_builder *builder = lowering->builder;
    for (size_t i = 0; i < lowering->meaning->parties.count; i++) {
        const struct meant_party *party = lowering->meaning->parties.items[i];
        int32_t row = nmb_add_party(builder, (struct nm_party){
            .name = nmb_str(builder, party->name), .label_en = nmb_str(builder, party->label_en),
            .label_zh = nmb_str(builder, party->label_zh), .kind = (int32_t)party->kind,
            .members = party->members});
        spell(lowering, NM_WORD_PARTY, party->name, row, NM_NONE);
        spell(lowering, NM_WORD_PARTY, party->label_en, row, NM_NONE);
        spell(lowering, NM_WORD_PARTY, party->label_zh, row, NM_NONE);
    }
}

/* "tonnes" of "tonne, tonnes, t": the second name where it is the first one with an ending. */
static const char *meant_plural(const struct meant_unit *unit)
{
    const char *one = unit->names.items[0];
    bool has_plural = unit->names.count > 1 && strcmp(unit->names.items[1], one) != 0 &&
                      strncmp(unit->names.items[1], one, strlen(one)) == 0;
    return has_plural ? unit->names.items[1] : "";
}

/* Smallest parts of a unit as smallest parts of its base: the places are chosen so that the ratio
 * is whole (1 tonne with 6 places, in grams: 1). */
static void lower_units(struct lowering *lowering)
{
    struct nm_builder *builder = lowering->builder;
    for (size_t i = 0; i < lowering->meaning->units.count; i++) {
        const struct meant_unit *unit = lowering->meaning->units.items[i];
        const struct meant_unit *base = lowering->meaning->units.items[unit->base];
        int64_t num = unit->num, den = unit->den;
        int places = unit == base ? base->places : 0;
        for (int k = 0; unit != base && k < base->places; k++)
            num *= 10;
        while (unit != base && num % (den * 10) == 0 && places < LIMIT_DECIMAL_PLACES) {
            num /= 10;
            places++;
        }
        nmb_add_unit(builder, (struct nm_unit){
            .name = nmb_str(builder, unit->names.items[0]),
            .plural = nmb_str(builder, meant_plural(unit)),
            .label_zh = nmb_str(builder, unit->label_zh), .dimension = (int32_t)unit->dimension,
            .places = places, .base = unit->base, .num = num, .den = den});
    }
    /* the contract's units stand behind the vocabulary's and win a shared spelling */
    for (size_t i = lowering->meaning->units.count; i-- > 0;) {
        const struct meant_unit *unit = lowering->meaning->units.items[i];
        for (size_t k = 0; k < unit->names.count; k++)
            spell(lowering, NM_WORD_UNIT, unit->names.items[k], (int32_t)i, NM_NONE);
    }
}

static void lower_kinds(struct lowering *lowering)
{
    struct nm_builder *builder = lowering->builder;
    for (size_t i = 0; i < lowering->meaning->kinds.count; i++) {
        const struct meant_kind *kind = lowering->meaning->kinds.items[i];
        const char *plural = kind->names.count > 1 ? kind->names.items[1] : kind->names.items[0];
        if (sema_is_chinese_name(plural))
            plural = kind->names.items[0];
        int32_t row = nmb_add_kind(builder, (struct nm_kind){
            .name = nmb_str(builder, kind->names.items[0]), .plural = nmb_str(builder, plural),
            .label_zh = nmb_str(builder, kind->label_zh), .unit = NM_NONE});
        for (size_t k = 0; k < kind->names.count; k++)
            spell(lowering, NM_WORD_KIND, kind->names.items[k], row, NM_NONE);
        for (size_t k = 0; k < kind->titles.count; k++)
            spell(lowering, NM_WORD_KIND, kind->titles.items[k], row, NM_NONE);
    }
    for (size_t i = 0; i < lowering->meaning->attrs.count; i++) {
        const struct meant_attr *attr = lowering->meaning->attrs.items[i];
        int32_t row = nmb_add_attr(builder, (struct nm_attr){
            .name = nmb_str(builder, attr->name), .label_zh = nmb_str(builder, attr->name),
            .first_value = (int32_t)builder->value.count, .value_count = (int32_t)attr->values.count});
        spell(lowering, NM_WORD_ATTR, attr->name, row, NM_NONE);
        for (size_t k = 0; k < attr->values.count; k++) {
            int32_t value = nmb_add_value(builder, (struct nm_value){
                nmb_str(builder, attr->values.items[k]), nmb_str(builder, attr->values.items[k])});
            spell(lowering, NM_WORD_VALUE, attr->values.items[k], value, row);
        }
    }
}

/* The one kind that all duties with this verb are about, or NM_NONE. */
static int32_t usual_kind(const struct meaning *meaning, const struct meant_verb *verb)
{
    int32_t kind = NM_NONE;
    for (size_t i = 0; i < meaning->norms.count; i++) {
        const struct meant_norm *norm = meaning->norms.items[i];
        bool uses = norm->pattern.act.verb == verb ||
                    (norm->answer && (norm->answer->accept == verb || norm->answer->reject == verb));
        if (!uses)
            continue;
        if (kind != NM_NONE && meant_thing(norm) != kind)
            return NM_NONE;
        kind = meant_thing(norm);
    }
    for (size_t i = 0; i < meaning->norms.count && kind == NM_NONE; i++) {
        for (size_t k = 0; k < meaning->norms.items[i]->triggers.count; k++) {
            const struct meant_trigger *trigger = &meaning->norms.items[i]->triggers.items[k];
            if (trigger->kind == NM_ON_EVENT && trigger->pattern.act.verb == verb)
                kind = trigger->pattern.kind;
        }
    }
    return kind;
}

/* The unit in which a condition compares the quantity of the act, or NM_NONE. */
static int32_t compared_unit(const struct meaning *meaning, const struct meant_verb *verb)
{
    for (size_t i = 0; i < meaning->norms.count; i++) {
        for (size_t k = 0; k < meaning->norms.items[i]->triggers.count; k++) {
            const struct meant_trigger *trigger = &meaning->norms.items[i]->triggers.items[k];
            if (trigger->kind == NM_ON_EVENT && trigger->has_unit && trigger->pattern.act.verb == verb)
                return trigger->unit;
        }
    }
    return NM_NONE;
}

static bool is_started(const struct meaning *meaning, const struct meant_verb *verb)
{
    for (size_t i = 0; i < meaning->norms.count; i++) {
        const struct meant_norm *norm = meaning->norms.items[i];
        if (norm->capacity && norm->capacity_start.verb == verb)
            return true;
        for (size_t k = 0; k < norm->triggers.count; k++) {
            const struct meant_act *act = &norm->triggers.items[k].pattern.act;
            if (act->verb == verb && act->is_start)
                return true;
        }
    }
    return false;
}

static void lower_acts(struct lowering *lowering)
{
    struct meaning *meaning = lowering->meaning;
    struct nm_builder *builder = lowering->builder;
    size_t count = meaning->verbs.count;
    lowering->start_act = calloc(count ? count : 1, sizeof *lowering->start_act);
    if (!lowering->start_act)
        BUG("out of memory");
    for (size_t i = 0; i < count; i++) {
        const struct meant_verb *verb = meaning->verbs.items[i];
        struct nm_act act = nmb_blank_act();
        act.name = nmb_str(builder, verb->base);
        act.past_en = nmb_str(builder, verb->past);
        act.class = (int32_t)verb->class;
        act.kind = usual_kind(meaning, verb);
        act.label_zh = nmb_str(
            builder, meant_verb_zh(verb, act.kind == NM_NONE ? "" : meaning->kinds.items[act.kind]->label_zh));
        act.unit = compared_unit(meaning, verb);
        for (size_t k = 0; k < meaning->documents.count; k++)
            if (meaning->documents.items[k].verb == verb)
                act.document = meaning->documents.items[k].kind;
        nmb_add_act(builder, act);
    }
    for (size_t i = 0; i < count; i++) {
        const struct meant_verb *verb = meaning->verbs.items[i];
        lowering->start_act[i] = NM_NONE;
        if (!is_started(meaning, verb))
            continue;
        struct nm_act act = nmb_blank_act();
        const char *name = arena_printf(meaning->arena, "start %s", verb->base);
        const char *ing = arena_printf(meaning->arena, "start %s", verb->ing);
        const char *zh = arena_printf(meaning->arena, "开始%s", verb->label_zh);
        act.name = nmb_str(builder, name);
        act.past_en = nmb_str(builder, arena_printf(meaning->arena, "started %s", verb->ing));
        act.label_zh = nmb_str(builder, zh);
        act.class = NM_FACT;
        act.kind = usual_kind(meaning, verb);
        lowering->start_act[i] = nmb_add_act(builder, act);
        spell(lowering, NM_WORD_ACT, name, lowering->start_act[i], NM_NONE);
        spell(lowering, NM_WORD_ACT, ing, lowering->start_act[i], NM_NONE);
        spell(lowering, NM_WORD_ACT, arena_printf(meaning->arena, "started %s", verb->ing),
              lowering->start_act[i], NM_NONE);
        spell(lowering, NM_WORD_ACT, zh, lowering->start_act[i], NM_NONE);
    }
    /* the contract's verbs stand behind the vocabulary's and win a shared spelling */
    for (size_t i = count; i-- > 0;) {
        const struct meant_verb *verb = meaning->verbs.items[i];
        for (size_t k = 0; k < verb->forms.count; k++)
            spell(lowering, NM_WORD_ACT, verb->forms.items[k], (int32_t)i, NM_NONE);
    }
}

int32_t lower_act(const struct lowering *lowering, struct meant_act act)
{
    for (size_t i = 0; act.verb && i < lowering->meaning->verbs.count; i++) {
        if (lowering->meaning->verbs.items[i] == act.verb)
            return act.is_start ? lowering->start_act[i] : (int32_t)i;
    }
    return NM_NONE;
}

static void lower_indicators(struct lowering *lowering)
{
    struct nm_builder *builder = lowering->builder;
    const struct meaning *meaning = lowering->meaning;
    for (size_t i = 0; i < meaning->indicators.count; i++) {
        const struct meant_indicator *indicator = meaning->indicators.items[i];
        int32_t row = nmb_add_indicator(builder, (struct nm_indicator){
            .name = nmb_str(builder, indicator->name),
            .label_zh = nmb_str(builder, indicator->label_zh), .unit = indicator->unit,
            .is_percent = indicator->is_percent, .places = indicator->places,
            .direction = (int32_t)indicator->direction, .measurers = indicator->measurers,
            .act = lower_act(lowering, (struct meant_act){indicator->verb, false}),
            .rhythm = (int32_t)indicator->rhythm, .every = indicator->every,
            .is_date = indicator->is_date, .all_hands = indicator->is_together, .ahead = indicator->ahead,
            .limit = indicator->is_date ? lower_day(lowering, indicator->set_by, DAY_LAST) : 0});
        for (size_t k = 0; k < indicator->names.count; k++)
            spell(lowering, NM_WORD_INDICATOR, indicator->names.items[k], row, NM_NONE);
    }
    for (size_t i = 0; i < meaning->baselines.count; i++)
        nmb_add_baseline(builder, meaning->baselines.items[i]);
}

void lower_names(struct lowering *lowering)
{
    lower_parties(lowering);
    lower_units(lowering);
    lower_kinds(lowering);
    lower_acts(lowering);
    lower_indicators(lowering);
}
