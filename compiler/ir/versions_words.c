/* versions_words.c - the words of the joined machine: those of the last text, which has all that were
 * declared before, and the acts of which only an earlier text speaks. */
#include "compiler/ir/versions_internal.h"

#include <string.h>

#include "lang/base/arena.h"
#include "runtime/machine_io.h"

void versions_keep_texts(struct joining *joining, const struct nm *nm, int table, void *row)
{
    for (size_t i = 0; i < nm_field_count; i++) {
        const struct nm_field *field = &nm_fields[i];
        if (field->table != (uint16_t)table || field->role != NM_ROLE_TEXT)
            continue;
        nm_text text = (nm_text)nm_field_value(field, row);
        text = nmb_str(joining->builder, nm_str(nm, text));
        memcpy((unsigned char *)row + field->offset, &text, sizeof text);
    }
}

/* A table of the last text as it is. */
#define COPY_TABLE(table)                                                                          \
    for (uint32_t i = 0; i < nm->table##_count; i++) {                                             \
        struct nm_##table row = nm->table[i];                                                      \
        versions_keep_texts(joining, nm, NM_TABLE_##table, &row);                                           \
        nmb_add_##table(joining->builder, row);                                                    \
    }

static void put_last_words(struct joining *joining)
{
    const struct nm *nm = joining->texts[joining->count - 1].nm;
    struct nm_head *head = &joining->builder->head;
    *head = nm->head;
    versions_keep_texts(joining, nm, NM_TABLE_head, head);
    head->signed_on = joining->texts[0].nm->head.signed_on;
    head->pools = 0;
    COPY_TABLE(party)
    COPY_TABLE(unit)
    COPY_TABLE(attr)
    COPY_TABLE(value)
    COPY_TABLE(kind)
    COPY_TABLE(act)
    COPY_TABLE(word)
    COPY_TABLE(clause)
    COPY_TABLE(file)
    COPY_TABLE(calendar)
    COPY_TABLE(exception)
    COPY_TABLE(shift)
    COPY_TABLE(indicator)
    COPY_TABLE(baseline)
    for (uint32_t i = 1; i < joining->count; i++) {
        const struct version_text *text = &joining->texts[i];
        nmb_add_version(joining->builder, (struct nm_version){
            .from = text->from, .signed_on = text->signed_on,
            .number = nmb_str(joining->builder, text->number),
            .title_en = nmb_str(joining->builder, text->title_en),
            .title_zh = nmb_str(joining->builder, text->title_zh)});
    }
}

/* What a text says otherwise than the one before it. */
static void put_definitions(struct joining *joining)
{
    for (uint32_t i = 0; i < joining->count; i++) {
        const struct nm *nm = joining->texts[i].nm, *before = i > 0 ? joining->texts[i - 1].nm : NULL;
        for (uint32_t row = 0; row < nm->definition_count; row++) {
            struct nm_definition definition = nm->definition[row];
            const char *words = nm_str(nm, definition.en);
            bool is_old = false;
            for (uint32_t k = 0; before && k < before->definition_count; k++)
                is_old |= strcmp(nm_str(before, before->definition[k].en), words) == 0;
            if (is_old)
                continue;
            versions_keep_texts(joining, nm, NM_TABLE_definition, &definition);
            definition.since = (int32_t)i - 1;
            nmb_add_definition(joining->builder, definition);
        }
    }
}

/* Each row of a table of an earlier text as the row of its name in the last; NM_NONE: there is none. A
 * name may be there twice, where the contract has a word that the vocabulary has as well. */
#define MAP_TABLE(table)                                                                           \
    maps->table = arena_array(joining->arena, nm->table##_count + 1, sizeof *maps->table);          \
    for (uint32_t i = 0; i < nm->table##_count; i++) {                                             \
        const char *name = nm_str(nm, nm->table[i].name);                                          \
        uint32_t before = 0;                                                                       \
        for (uint32_t k = 0; k < i; k++)                                                           \
            before += strcmp(nm_str(nm, nm->table[k].name), name) == 0;                            \
        maps->table[i] = NM_NONE;                                                                  \
        for (uint32_t k = 0; k < last->table##_count && maps->table[i] == NM_NONE; k++)            \
            if (strcmp(nm_str(last, last->table[k].name), name) == 0 && before-- == 0)             \
                maps->table[i] = (int32_t)k;                                                       \
    }

static void map_words(struct joining *joining, uint32_t text)
{
    const struct nm *nm = joining->texts[text].nm, *last = joining->texts[joining->count - 1].nm;
    struct word_maps *maps = &joining->maps[text];
    MAP_TABLE(party)
    MAP_TABLE(unit)
    MAP_TABLE(attr)
    MAP_TABLE(kind)
    MAP_TABLE(indicator)
    maps->calendar = arena_array(joining->arena, nm->calendar_count + 1, sizeof *maps->calendar);
    maps->clause = arena_array(joining->arena, nm->clause_count + 1, sizeof *maps->clause);
    bool is_last = text + 1 == joining->count;
    for (uint32_t i = 0; i < nm->calendar_count; i++)
        maps->calendar[i] = (int32_t)i; /* amendments leave the calendar alone */
    for (uint32_t i = 0; i < nm->clause_count; i++)
        maps->clause[i] = is_last ? (int32_t)i : NM_NONE;
}


/* Whether some norm of the text is about the act. */
static bool is_used(const struct nm *nm, int32_t act)
{
    for (uint32_t i = 0; i < nm->pattern_count; i++) {
        if (nm->pattern[i].act == act)
            return true;
    }
    for (uint32_t i = 0; i < nm->answer_count; i++) {
        if (nm->answer[i].accept == act || nm->answer[i].reject == act)
            return true;
    }
    return false;
}

/* Starts are acts of their own where a text speaks of them, which the last one may not do any more. */
static int32_t add_act(struct joining *joining, uint32_t text, int32_t act)
{
    const struct nm *nm = joining->texts[text].nm;
    struct nm_act row = nm->act[act];
    versions_keep_texts(joining, nm, NM_TABLE_act, &row);
    row.kind = versions_mapped(joining->maps[text].kind, row.kind);
    row.unit = versions_mapped(joining->maps[text].unit, row.unit);
    row.document = versions_mapped(joining->maps[text].kind, row.document);
    int32_t index = nmb_add_act(joining->builder, row);
    for (uint32_t i = 0; i < nm->word_count; i++) {
        struct nm_word word = nm->word[i];
        if (word.what != NM_WORD_ACT || word.index != act)
            continue;
        versions_keep_texts(joining, nm, NM_TABLE_word, &word);
        word.index = index;
        nmb_add_word(joining->builder, word);
    }
    return index;
}

/* What is meant by an act without a thing: what all texts mean by it that speak of it. */
static void agree_on_act(struct joining *joining, uint32_t text, int32_t act, bool *is_settled)
{
    const struct nm *nm = joining->texts[text].nm;
    int32_t row = joining->maps[text].act[act];
    struct nm_act *joined = &joining->builder->act.items[row];
    int32_t kind = versions_mapped(joining->maps[text].kind, nm->act[act].kind);
    int32_t unit = versions_mapped(joining->maps[text].unit, nm->act[act].unit);
    int32_t document = versions_mapped(joining->maps[text].kind, nm->act[act].document);
    if (joined->document == NM_NONE) /* said in whatever text, it is about all acts */
        joined->document = document;
    if (!is_used(nm, act))
        return;
    joined->kind = !is_settled[row] || joined->kind == kind ? kind : NM_NONE;
    joined->unit = !is_settled[row] || joined->unit == unit ? unit : NM_NONE;
    is_settled[row] = true;
}

static void map_acts(struct joining *joining, uint32_t text)
{
    const struct nm *nm = joining->texts[text].nm;
    struct nm_builder *builder = joining->builder;
    int32_t *map = joining->maps[text].act = arena_array(joining->arena, nm->act_count + 1, sizeof *map);
    for (uint32_t i = 0; i < nm->act_count; i++) {
        const char *name = nm_str(nm, nm->act[i].name);
        uint32_t before = 0;
        for (uint32_t k = 0; k < i; k++)
            before += strcmp(nm_str(nm, nm->act[k].name), name) == 0;
        map[i] = NM_NONE;
        for (size_t k = 0; k < builder->act.count && map[i] == NM_NONE; k++)
            if (strcmp(builder->pool.data + builder->act.items[k].name, name) == 0 && before-- == 0)
                map[i] = (int32_t)k;
        if (map[i] == NM_NONE)
            map[i] = add_act(joining, text, (int32_t)i);
    }
}

void versions_put_words(struct joining *joining)
{
    put_last_words(joining);
    put_definitions(joining);
    for (uint32_t text = joining->count; text-- > 0;) {
        map_words(joining, text);
        map_acts(joining, text);
    }
    bool *is_settled = arena_array(joining->arena, joining->builder->act.count, sizeof *is_settled);
    for (uint32_t text = joining->count; text-- > 0;) {
        for (uint32_t i = 0; i < joining->texts[text].nm->act_count; i++)
            agree_on_act(joining, text, (int32_t)i, is_settled);
    }
}
