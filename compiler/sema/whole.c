/* whole.c - the sentences of all files in one row: first what is used, then the contract. A used
 * file gives words, definitions and templates; it cannot promise anything. */
#include "compiler/sema/whole.h"

#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/vec.h"

struct whole {
    struct arena *arena;
    struct diags *diags;
    VEC(struct ast_sentence *) sentences;
    VEC(struct ast_part) parts;
};

/* `price means 480_000 yuan` */
static bool is_definition(const struct ast_sentence *sentence)
{
    if (sentence->kind != SENT_STATEMENT || sentence->statement.items.count != 1)
        return false;
    const struct ast_item *item = sentence->statement.items.items[0];
    return item->kind == ITEM_CHAIN && item->chain->count == 1 &&
           item->chain->norms[0]->pred == PRED_MEANS;
}

static bool may_be_used(const struct ast_sentence *sentence)
{
    switch (sentence->kind) {
    case SENT_PARTY:
    case SENT_GROUP:
    case SENT_ITEM:
    case SENT_UNIT:
    case SENT_VERB:
    case SENT_INDICATOR:
    case SENT_CALENDAR:
    case SENT_USE_FILE: return true;
    case SENT_STATEMENT: return is_definition(sentence);
    case SENT_CONTRACT:
    case SENT_TEMPLATE:
    case SENT_AMENDMENT:
    case SENT_CLAUSE:
    case SENT_SCENARIO:
    case SENT_SIGNED:
    case SENT_IN_FORCE:
    case SENT_TIME_ZONE:
    case SENT_USE_TEMPLATE:
    case SENT_TEXT:
    case SENT_TEXT_ONLY:
    case SENT_BALANCE:
    case SENT_COMPETITION:
    case SENT_PROGRAMME:
    case SENT_CLAIM:
    case SENT_ASSUME:
    case SENT_NOW_READS:
    case SENT_DELETED:
    case SENT_HAPPENED:
    case SENT_NOTHING:
    case SENT_CORRECT:
    case SENT_VOID:
    case SENT_EXPECT: return false;
    case SENT_COUNT: break;
    }
    UNREACHABLE();
}

/* The first sentence that a used file cannot hold is told; the others follow from it. */
static void refuse(struct whole *whole, const struct ast_sentence *sentence)
{
    bool is_contract = sentence->kind == SENT_CONTRACT;
    struct diag *diag = diag_add(whole->diags, E_USED_CONTENT, sentence->source, sentence->span,
                                 is_contract ? "a contract cannot be used by another file"
                                             : "a used file declares words, and promises nothing");
    diag_help(diag, is_contract ? "put what both share into a file of its own, and let both use it"
                                : "put it into the contract itself");
}

static void add_part(struct whole *whole, enum part_kind kind)
{
    vec_push(&whole->parts, (struct ast_part){.kind = kind,
                                              .first = (uint32_t)whole->sentences.count});
}

static void add_sentence(struct whole *whole, struct ast_sentence *sentence)
{
    vec_push(&whole->sentences, sentence);
    vec_last(&whole->parts).count++;
}

static void add_used(struct whole *whole, const struct ast_file *file)
{
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        struct ast_sentence *sentence = file->sentences[i];
        if (!may_be_used(sentence)) {
            refuse(whole, sentence);
            return;
        }
        if (sentence->kind != SENT_USE_FILE)
            add_sentence(whole, sentence);
    }
}

static void add_contract(struct whole *whole, const struct ast_file *file)
{
    for (uint32_t i = 0; i < file->part_count; i++) {
        const struct ast_part *part = &file->parts[i];
        add_part(whole, part->kind);
        for (uint32_t k = 0; k < part->count; k++) {
            struct ast_sentence *sentence = file->sentences[part->first + k];
            if (sentence->kind != SENT_USE_FILE)
                add_sentence(whole, sentence);
        }
    }
}

struct ast_file *whole_join(const struct ast_file *const *used, uint32_t used_count,
                            const struct ast_file *contract, struct arena *arena,
                            struct diags *diags)
{
    struct whole whole = {.arena = arena, .diags = diags};
    if (used_count > 0)
        add_part(&whole, PART_FRONT);
    for (uint32_t i = 0; i < used_count; i++)
        add_used(&whole, used[i]);
    add_contract(&whole, contract);
    struct ast_file *file = arena_copy(arena, contract, sizeof *contract);
    file->sentence_count = (uint32_t)whole.sentences.count;
    file->sentences = arena_copy(arena, whole.sentences.items,
                                 whole.sentences.count * sizeof *whole.sentences.items);
    file->part_count = (uint32_t)whole.parts.count;
    file->parts = arena_copy(arena, whole.parts.items, whole.parts.count * sizeof *whole.parts.items);
    vec_release(&whole.sentences);
    vec_release(&whole.parts);
    return file;
}
