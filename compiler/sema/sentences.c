/* sentences.c - a contract, sentence by sentence: headings, quoted texts, statements. What was known
 * before the contract is read first, for others compare with it. */
#include <string.h>

#include "compiler/sema/renewal.h"
#include "compiler/sema/sema_internal.h"

static void read_heading(struct sema *sema, const struct ast_sentence *sentence, int32_t *clause)
{
    *clause = sema_add_clause(sema, sentence->clause.no.text, NULL, NM_NONE, sentence->span);
    struct meant_clause *heading = sema->meaning->clauses.items[*clause];
    heading->sentence = "";
    for (uint32_t i = 0; i < sentence->clause.titles.count; i++) {
        const struct ast_string *title = &sentence->clause.titles.items[i];
        const char *text = arena_text(sema->arena, title->text, title->len);
        *(sema_is_chinese_name(text) ? &heading->title_zh : &heading->title_en) = text;
    }
}

/* `price means 480_000 yuan`: read by names.c. */
static bool is_definition(const struct ast_sentence *sentence)
{
    return sentence->kind == SENT_STATEMENT && ast_has_pred(sentence, PRED_MEANS) &&
           sentence->statement.items.count == 1 &&
           sentence->statement.items.items[0]->kind == ITEM_CHAIN &&
           sentence->statement.items.items[0]->chain->norms[0]->pred == PRED_MEANS;
}

int32_t sema_front_clause(struct sema *sema, struct span span)
{
    int32_t front = sema_find_clause(sema, "0");
    return front != NM_NONE ? front : sema_add_clause(sema, NULL, "0", NM_NONE, span);
}

static bool is_said(const struct ast_sentence *sentence)
{
    return (sentence->kind == SENT_STATEMENT || sentence->kind == SENT_TEXT_ONLY) && !is_definition(sentence);
}

/* Its heading has nothing else to say. */
static bool is_alone(const struct ast_part *part, const struct ast_file *file, uint32_t at)
{
    for (uint32_t i = at; i-- > part->first && file->sentences[i]->kind != SENT_CLAUSE;) {
        if (is_said(file->sentences[i]))
            return false;
    }
    for (uint32_t i = at + 1; i < part->first + part->count && file->sentences[i]->kind != SENT_CLAUSE; i++) {
        if (is_said(file->sentences[i]))
            return false;
    }
    return true;
}

/* A paragraph that nothing tracks is the text of its clause, or, beside others, a clause of its own:
 * so no paper loses it. */
static void read_text_only(struct sema *sema, const struct ast_sentence *sentence, int32_t heading, bool is_alone)
{
    int32_t clause = heading;
    if (!is_alone) {
        const char *number = arena_printf(sema->arena, "%s text", sema->meaning->clauses.items[heading]->number);
        for (uint32_t i = 2; sema_find_clause(sema, number) != NM_NONE; i++)
            number = arena_printf(sema->arena, "%s text %u", sema->meaning->clauses.items[heading]->number, i);
        clause = sema_add_clause(sema, NULL, number, heading, sentence->span);
    }
    sema->meaning->clauses.items[clause]->sentence =
        arena_text(sema->arena, sentence->string.text.text, sentence->string.text.len);
}

/* Declarations are read by names.c, scenarios by the test command. */
static void read_sentence(struct sema *sema, const struct ast_sentence *sentence, int32_t *clause, bool is_alone)
{
    sema->source = sentence->source;
    if (sentence->kind == SENT_CLAUSE) {
        read_heading(sema, sentence, clause);
        return;
    }
    bool says_something = sentence->kind == SENT_TEXT || sentence->kind == SENT_TEXT_ONLY ||
                          sentence->kind == SENT_STATEMENT;
    if (!says_something || is_definition(sentence))
        return;
    if (*clause == NM_NONE)
        *clause = sema_front_clause(sema, sentence->span);
    struct meant_clause *here = sema->meaning->clauses.items[*clause];
    if (sentence->kind == SENT_TEXT) {
        const char *text = arena_text(sema->arena, sentence->text.text.text, sentence->text.text.len);
        const char *language = sentence->text.language.text->text;
        bool is_zh = strcmp(language, "Chinese") == 0 || strcmp(language, "中文") == 0;
        if (!is_zh && strcmp(language, "English") != 0 && strcmp(language, "英文") != 0) {
            struct diag *diag = diag_add(sema->diags, E_UNKNOWN_NAME, sema->source,
                                         sentence->text.language.span,
                                         "`%s` is no language of the papers", language);
            diag_help(diag, "write `text in English` or `text in Chinese`");
            return;
        }
        *(is_zh ? &here->text_zh : &here->text_en) = text;
    } else if (sentence->kind == SENT_TEXT_ONLY) {
        read_text_only(sema, sentence, *clause, is_alone);
    } else if (sentence->kind == SENT_STATEMENT) {
        if (here->sentence && *here->sentence == '\0') {
            here->sentence = NULL;
            here->words = sentence->span;
            here->words_in = sema->source;
        }
        struct reading reading = {.clause = *clause, .scope = {.key_kind = NM_NONE}};
        uint32_t faults = sema_faults(sema);
        sema_read_items(sema, &reading, &sentence->statement.items);
        if (sema_faults(sema) > faults)
            sema_add_hole(sema, *clause);
    }
}

/* Of a sentence that was refused only the numbers are known. */
static void skip_items(struct sema *sema, const struct ast_items *items, int32_t around)
{
    for (uint32_t i = 0; i < items->count; i++) {
        int32_t clause = sema_item_clause(sema, items->items[i], around);
        if (items->items[i]->kind == ITEM_TRIGGER)
            skip_items(sema, &items->items[i]->items, clause);
    }
}

static void skip_sentence(struct sema *sema, const struct ast_sentence *sentence, int32_t clause)
{
    sema->source = sentence->source;
    if (clause == NM_NONE)
        clause = sema_front_clause(sema, sentence->span);
    if (sentence->kind == SENT_STATEMENT && !sentence->has_error)
        skip_items(sema, &sentence->statement.items, clause);
    sema_add_hole(sema, clause);
}

/* What was known before the contract, wherever it stands: others compare with it. */
static void read_facts(struct sema *sema, const struct ast_items *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        const struct ast_item *item = items->items[i];
        if (item->kind == ITEM_TRIGGER)
            read_facts(sema, &item->items);
        else if (item->chain->norms[0]->pred == PRED_WAS)
            sema_fact(sema, item->chain->norms[0]);
    }
}

void sema_statements(struct sema *sema, const struct ast_file *file)
{
    int32_t clause = sema_read_renewal(sema, sema_read_effect(sema));
    sema_find_stubs(sema, file);
    sema_find_survivings(sema, file);
    bool has_facts = sema->said.preds >> PRED_WAS & 1;
    for (uint32_t i = 0; has_facts && i < file->sentence_count; i++) {
        const struct ast_sentence *sentence = file->sentences[i];
        sema->source = sentence->source;
        if (sentence->kind == SENT_STATEMENT && ast_has_pred(sentence, PRED_WAS) && !sema->is_broken[i])
            read_facts(sema, &sentence->statement.items);
    }
    for (uint32_t i = 0; i < file->part_count; i++) {
        const struct ast_part *part = &file->parts[i];
        if (part->kind == PART_SCENARIO)
            continue;
        for (uint32_t k = 0; k < part->count; k++) {
            const struct ast_sentence *sentence = file->sentences[part->first + k];
            if (!sema->is_broken[part->first + k])
                read_sentence(sema, sentence, &clause,
                              sentence->kind != SENT_TEXT_ONLY || is_alone(part, file, part->first + k));
            else
                skip_sentence(sema, sentence, clause);
        }
    }
    sema_read_waiting(sema);
    sema_read_silences(sema);
    sema_check_stubs(sema);
    sema->source = file->source;
}
