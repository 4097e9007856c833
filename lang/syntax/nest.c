/* nest.c - numbers decide nesting. The grammar reads the items of a sentence as a flat list; here a
 * trigger takes what it governs: everything up to the next item of its own level or above, or to
 * the next trigger without a number, or to the full stop. */
#include "lang/syntax/build.h"

struct nesting {
    struct parse *parse;
    const struct ast_items *flat;
    uint32_t next;
};

static bool has_label(const struct ast_item *item)
{
    return item->label.text != NULL;
}

/* True if the item does not belong to a trigger of this level that governs `count` items already. */
static bool ends(const struct ast_item *item, int level, uint32_t count)
{
    if (count == 0)
        return false;
    if (has_label(item))
        return item->label.level <= level;
    return item->kind == ITEM_TRIGGER;
}

static void check_sibling(struct nesting *nesting, const struct ast_items *items,
                          const struct ast_item *item)
{
    const struct ast_item *last = items->items[items->count - 1];
    if (has_label(item) || !has_label(last) || item->lead != LEAD_NONE)
        return;
    struct diag *diag =
        parse_error(nesting->parse, E_UNREACHED_ITEM, item->span,
                    "it is unclear whether this belongs to item %s or stands beside it",
                    last->label.text->text);
    diag_label(diag, nesting->parse->source, last->label.span, "the numbered item before it");
    diag_help(diag, "give it a number, or end the sentence before it");
}

/* Collects the items governed by a trigger of `level`; `context` is the level of the numbered items
 * around an unnumbered trigger. */
static void take_governed(struct nesting *nesting, struct ast_item *owner, int level);

static struct ast_item *take_item(struct nesting *nesting, int context)
{
    struct ast_item *item = nesting->flat->items[nesting->next++];
    if (item->kind == ITEM_TRIGGER)
        take_governed(nesting, item, has_label(item) ? item->label.level : context);
    return item;
}

static void take_governed(struct nesting *nesting, struct ast_item *owner, int level)
{
    int context = level;
    while (nesting->next < nesting->flat->count) {
        const struct ast_item *item = nesting->flat->items[nesting->next];
        if (ends(item, level, owner->items.count))
            break;
        if (owner->items.count > 0)
            check_sibling(nesting, &owner->items, item);
        if (has_label(item))
            context = item->label.level;
        struct ast_item *taken = take_item(nesting, context);
        LIST_ADD(nesting->parse->arena, &owner->items, taken);
        owner->span = span_join(owner->span, taken->span);
        uint16_t depth = build_depth(nesting->parse, taken->span, taken->depth, 0);
        if (depth > owner->depth)
            owner->depth = depth;
    }
}

struct ast_items items_nest(struct parse *parse, const struct ast_items *flat)
{
    if (flat->count == 1)
        return *flat;
    struct nesting nesting = {.parse = parse, .flat = flat};
    struct ast_items tree = {0};
    int context = 0;
    while (nesting.next < flat->count) {
        const struct ast_item *item = flat->items[nesting.next];
        if (has_label(item))
            context = item->label.level;
        LIST_ADD(parse->arena, &tree, take_item(&nesting, context));
    }
    return tree;
}
