/* roles.c - the role check: does every word stand in a place of its kind? The grammar tells verbs,
 * nouns and parties apart by position alone, so it takes `Buyer Seller the price` and `Seller delivers
 * Buyer`. Here each sentence is held against the declared words and the samples of its verbs (spec
 * 5.5), before anything else is read of it; and what cannot be right is not read any further. */
#include <string.h>

#include "compiler/sema/roles_internal.h"

static bool check_items(struct sema *sema, const struct ast_items *items);

static bool check_item(struct sema *sema, const struct ast_item *item)
{
    if (item->kind == ITEM_TRIGGER)
        return (!item->trigger->event || roles_event(sema, item->trigger->event)) &&
               (!item->trigger->guard || roles_cond(sema, item->trigger->guard)) &&
               check_items(sema, &item->items);
    for (uint32_t i = 0; i < item->chain->count; i++) {
        const struct ast_act *norm = item->chain->norms[i];
        if (!(i > 0 && sema_is_last_value(norm)) && !roles_act(sema, norm, ROLE_NORM))
            return false;
    }
    return roles_about(sema, item->chain);
}

static bool check_items(struct sema *sema, const struct ast_items *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        if (!check_item(sema, items->items[i]))
            return false;
    }
    return true;
}

/* A line of a scenario. Declarations are read by names.c. */
static bool is_told(enum sentence_kind kind)
{
    return kind == SENT_HAPPENED || kind == SENT_NOTHING || kind == SENT_CORRECT || kind == SENT_EXPECT;
}

void sema_roles_said(struct sema *sema, const struct ast_file *file)
{
    sema->is_broken = arena_array(sema->arena, file->sentence_count, sizeof *sema->is_broken);
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        const struct ast_sentence *sentence = file->sentences[i];
        sema->is_broken[i] = sentence->has_error;
        if (sentence->kind != SENT_STATEMENT || sentence->has_error)
            continue;
        sema->source = sentence->source;
        sema->is_broken[i] = !check_items(sema, &sentence->statement.items);
    }
    sema->source = file->source;
}

/* The statements tell how much must be said of an act, so they come first; then the rest. */
void sema_roles(struct sema *sema, const struct ast_file *file)
{
    sema_roles_said(sema, file);
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        const struct ast_sentence *sentence = file->sentences[i];
        if (!is_told(sentence->kind) || sentence->has_error)
            continue;
        sema->source = sentence->source;
        sema->is_broken[i] = !roles_told(sema, sentence);
    }
    sema->source = file->source;
}
