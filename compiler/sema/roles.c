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
    return true;
}

static bool check_items(struct sema *sema, const struct ast_items *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        if (!check_item(sema, items->items[i]))
            return false;
    }
    return true;
}

static bool check_sentence(struct sema *sema, const struct ast_sentence *sentence)
{
    switch ((int)sentence->kind) {
    case SENT_STATEMENT: return check_items(sema, &sentence->statement.items);
    case SENT_HAPPENED:
    case SENT_CORRECT:
    case SENT_EXPECT: return roles_told(sema, sentence);
    }
    return true; /* declarations are read by names.c */
}

/* The statements, which tell how much must be said of an act; or the rest. */
static void check_sentences(struct sema *sema, const struct ast_file *file, bool is_statements)
{
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        const struct ast_sentence *sentence = file->sentences[i];
        if ((sentence->kind == SENT_STATEMENT) != is_statements)
            continue;
        sema->source = sentence->source;
        sema->is_broken[i] = sentence->has_error || !check_sentence(sema, sentence);
    }
}

void sema_roles(struct sema *sema, const struct ast_file *file)
{
    sema->is_broken = arena_array(sema->arena, file->sentence_count, sizeof *sema->is_broken);
    check_sentences(sema, file, true);
    check_sentences(sema, file, false);
}
