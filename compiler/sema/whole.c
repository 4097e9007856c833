/* whole.c - the sentences of all files in one row: first what is used, then the contract. A used
 * file gives words, definitions and templates; it cannot promise anything. */
#include "compiler/sema/whole_internal.h"

#include <string.h>

#include "compiler/sema/sema.h"

const struct ast_name *whole_defined(const struct ast_sentence *sentence)
{
    if (sentence->kind != SENT_STATEMENT || !ast_has_pred(sentence, PRED_MEANS) ||
        sentence->statement.items.count != 1)
        return NULL;
    const struct ast_item *item = sentence->statement.items.items[0];
    if (item->kind != ITEM_CHAIN || item->chain->count != 1)
        return NULL;
    const struct ast_act *act = item->chain->norms[0];
    bool is_word = act->pred == PRED_MEANS && act->subject && act->subject->count == 1 &&
                   act->subject->items[0]->kind == NP_NAME &&
                   act->subject->items[0]->name.noun.text;
    return is_word ? &act->subject->items[0]->name.noun : NULL;
}

bool whole_constant(struct whole *whole, const struct ast_sentence *sentence, struct value *value)
{
    const struct ast_name *name = whole_defined(sentence);
    if (!name)
        return false;
    const struct ast_act *act = sentence->statement.items.items[0]->chain->norms[0];
    const struct ast_expr *expr = act->more->means;
    bool is_date = expr->kind == EXPR_NP && expr->np->kind == NP_TIME;
    bool is_duration = expr->kind == EXPR_NUMBER && expr->has_time_unit;
    if ((!is_date && !is_duration) || act->more->cap || act->more->floor || act->more->is_rounded)
        return false;
    *value = (struct value){.name = name->text, .np = expr->np};
    value->words = source_words(sentence->source, whole->arena, expr->span);
    if (is_duration) {
        struct ast_np *np = arena_alloc(whole->arena, sizeof *np);
        np->kind = NP_AMOUNT;
        np->amount = arena_alloc(whole->arena, sizeof *np->amount);
        *np->amount = (struct ast_amount){.low = expr->number, .high = expr->number,
                                          .kind = AMOUNT_TIME, .time_unit = expr->time_unit};
        value->np = np;
    }
    return true;
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
    case SENT_STATEMENT: return whole_defined(sentence) != NULL;
    case SENT_CONTRACT:
    case SENT_TEMPLATE:
    case SENT_AMENDMENT:
    case SENT_CLAUSE:
    case SENT_SCENARIO:
    case SENT_SIGNED:
    case SENT_IN_FORCE:
    case SENT_COUNTING:
    case SENT_WARNING:
    case SENT_GRANULARITY:
    case SENT_TIME_ZONE:
    case SENT_USE_TEMPLATE:
    case SENT_REQUIRES:
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

void whole_add_part(struct whole *whole, enum part_kind kind)
{
    vec_push(&whole->parts, (struct ast_part){.kind = kind,
                                              .first = (uint32_t)whole->sentences.count});
}

void whole_add_sentence(struct whole *whole, struct ast_sentence *sentence)
{
    if (sentence->kind == SENT_CLAUSE && vec_last(&whole->parts).count > 0)
        whole_add_part(whole, PART_CLAUSE);
    vec_push(&whole->sentences, sentence);
    vec_last(&whole->parts).count++;
}

/* ---- words ----------------------------------------------------------------------------------------- */

static void note_words(struct whole *whole, const struct ast_sentence *sentence, enum word_sort sort)
{
    for (uint32_t i = 0; i < sentence->names.count; i++) {
        sym word = sentence->names.items[i].text;
        if (word)
            map_put(&whole->words, word->text, word->len, (uint32_t)sort);
    }
}

/* The second name of an item is its plural; an item with one name has none. */
static void note_plural(struct whole *whole, const struct ast_names *names)
{
    bool has_plural = names->count > 1 && names->items[0].text && names->items[1].text &&
                      !sema_is_chinese_name(names->items[1].text->text);
    if (!has_plural)
        return;
    vec_push(&whole->plural, names->items[1].text);
    for (uint32_t i = 0; i < names->count; i++) {
        if (names->items[i].text)
            map_put(&whole->plurals, names->items[i].text->text, names->items[i].text->len,
                    (uint32_t)whole->plural.count - 1);
    }
}

/* A part of a currency is money too: `unit fen = 0.01 yuan`. */
static enum word_sort sort_of_unit(const struct whole *whole, const struct ast_sentence *sentence)
{
    for (uint32_t i = 0; i < sentence->unit.facets.count; i++) {
        if (sentence->unit.facets.items[i].facet == FACET_CURRENCY)
            return SORT_CURRENCY;
    }
    const struct ast_expr *expr = sentence->unit.expr;
    uint32_t sort;
    return expr && expr->unit.text &&
                   map_get(&whole->words, expr->unit.text->text, expr->unit.text->len, &sort)
               ? (enum word_sort)sort
               : SORT_UNIT;
}

/* Which words a file declares. */
static void note_file(struct whole *whole, const struct ast_file *file)
{
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        const struct ast_sentence *sentence = file->sentences[i];
        const struct ast_name *defined = whole_defined(sentence);
        if (sentence->has_error)
            continue;
        if (sentence->kind == SENT_ITEM)
            note_plural(whole, &sentence->names);
        if (sentence->kind == SENT_PARTY || sentence->kind == SENT_GROUP)
            note_words(whole, sentence, SORT_PARTY);
        else if (sentence->kind == SENT_ITEM)
            note_words(whole, sentence, SORT_ITEM);
        else if (sentence->kind == SENT_UNIT)
            note_words(whole, sentence, sort_of_unit(whole, sentence));
        else if (defined)
            map_put(&whole->words, defined->text->text, defined->text->len, SORT_DEFINITION);
    }
}

void whole_note_words(struct whole *whole)
{
    const struct whole_input *input = whole->input;
    if (whole->is_noted)
        return;
    whole->is_noted = true;
    note_file(whole, input->standard);
    for (uint32_t i = 0; i < input->used_count; i++)
        note_file(whole, input->used[i]);
    note_file(whole, input->contract);
}

static void add_constant(struct whole *whole, const struct ast_sentence *sentence,
                         const struct value *value)
{
    for (size_t i = 0; i < whole->constants.count; i++) {
        if (whole->constants.items[i].name != value->name)
            continue;
        struct diag *diag = diag_add(whole->diags, E_NAME_TAKEN, sentence->source, sentence->span,
                                     "`%s` already has a meaning", value->name->text);
        diag_help(diag, "leave one of the two definitions out");
        return;
    }
    vec_push(&whole->constants, *value);
}

/* ---- files ----------------------------------------------------------------------------------------- */

/* A template stands from its heading to the next one that opens a contract, a template or an
 * amendment. Returns the first part behind it. */
static uint32_t take_template(struct whole *whole, const struct ast_file *file, uint32_t part)
{
    uint32_t first = file->parts[part].first, end = part + 1;
    while (end < file->part_count && file->parts[end].kind != PART_CONTRACT &&
           file->parts[end].kind != PART_TEMPLATE && file->parts[end].kind != PART_AMENDMENT)
        end++;
    const struct ast_part *last = &file->parts[end - 1];
    whole_add_template(whole, &(struct template_){
        .heading = file->sentences[first], .sentences = file->sentences + first + 1,
        .count = last->first + last->count - first - 1});
    return end;
}

/* The templates and constants of a file, before any of its sentences is added. */
static void take_templates(struct whole *whole, const struct ast_file *file)
{
    for (uint32_t i = 0; i < file->part_count;) {
        const struct ast_part *part = &file->parts[i];
        if (part->kind == PART_TEMPLATE) {
            i = take_template(whole, file, i);
            continue;
        }
        for (uint32_t k = 0; k < part->count; k++) {
            struct value value;
            const struct ast_sentence *sentence = file->sentences[part->first + k];
            if (whole_constant(whole, sentence, &value))
                add_constant(whole, sentence, &value);
        }
        i++;
    }
}

static void add_requires(struct whole *whole, const struct ast_sentence *sentence)
{
    struct diag *diag = diag_add(whole->diags, E_TEMPLATE_CONTENT, sentence->source, sentence->span,
                                 "`requires` stands only in a template");
    diag_help(diag, "leave it out here, or put it behind the heading of a template");
}

/* One sentence that is no part of a template, where it belongs. */
static void add_sentence(struct whole *whole, struct ast_sentence *sentence, struct put *put)
{
    struct value constant;
    bool is_scenario = whole->parts.count > 0 && vec_last(&whole->parts).kind == PART_SCENARIO;
    if (sentence->kind == SENT_USE_FILE || whole_constant(whole, sentence, &constant))
        return;
    if (sentence->kind == SENT_REQUIRES) {
        add_requires(whole, sentence);
        return;
    }
    uint32_t hits = put->hits, errors = whole->diags->error_count;
    struct ast_sentence *copy = sentence;
    if (put->globals->count || sentence->has_named_length)
        copy = put_values(put, sentence);
    if (whole->diags->error_count > errors)
        copy->has_error = true;
    else if (put->hits > hits)
        copy->source = put->view;
    else
        copy = sentence;
    if (copy->kind == SENT_USE_TEMPLATE && is_scenario) {
        struct diag *diag = diag_add(whole->diags, E_TEMPLATE_CONTENT, sentence->source,
                                     sentence->span, "a template cannot be used in a scenario");
        diag_help(diag, "use it in a clause");
    } else if (copy->kind == SENT_USE_TEMPLATE) {
        whole_expand(whole, copy);
    } else {
        whole_add_sentence(whole, copy);
    }
}

/* The sentences of a file without its templates, with the constants put in. */
static void add_file(struct whole *whole, const struct ast_file *file, bool is_used)
{
    static const value_list nothing;
    struct put put = {.arena = whole->arena, .diags = whole->diags, .values = &nothing,
                      .globals = &whole->constants,
                      .view = source_view(file->source, whole->arena)};
    bool is_refused = false, is_template = false;
    for (uint32_t i = 0; i < file->part_count && !is_refused; i++) {
        const struct ast_part *part = &file->parts[i];
        bool opens = part->kind == PART_CONTRACT || part->kind == PART_AMENDMENT ||
                     part->kind == PART_FRONT;
        is_template = part->kind == PART_TEMPLATE || (is_template && !opens);
        if (is_template)
            continue;
        if (!is_used)
            whole_add_part(whole, part->kind);
        for (uint32_t k = 0; k < part->count && !is_refused; k++) {
            struct ast_sentence *sentence = file->sentences[part->first + k];
            is_refused = is_used && !may_be_used(sentence);
            if (is_refused)
                refuse(whole, sentence);
            else
                add_sentence(whole, sentence, &put);
        }
    }
    source_set_edits(put.view, whole->arena, put.edits.items, put.edits.count);
    vec_release(&put.edits);
}

/* Parts that have become empty are left out. */
static void gather(struct whole *whole, struct ast_file *file)
{
    size_t count = 0;
    for (size_t i = 0; i < whole->parts.count; i++) {
        if (whole->parts.items[i].count > 0)
            whole->parts.items[count++] = whole->parts.items[i];
    }
    file->sentence_count = (uint32_t)whole->sentences.count;
    file->sentences = arena_copy(whole->arena, whole->sentences.items,
                                 whole->sentences.count * sizeof *whole->sentences.items);
    file->part_count = (uint32_t)count;
    file->parts = arena_copy(whole->arena, whole->parts.items, count * sizeof *whole->parts.items);
    for (uint32_t i = 0; i < whole->input->used_count; i++)
        ast_say(&file->said, &whole->input->used[i]->said);
    ast_say(&file->said, &whole->said);
}

/* True if the contract is all there is: it uses nothing, and has neither templates nor constants. */
static bool is_plain(struct whole *whole)
{
    const struct ast_file *file = whole->input->contract;
    const struct ast_said *said = &file->said;
    struct value constant;
    if (whole->input->used_count > 0 || said->has_named_length ||
        (said->sentences & (AST_BIT(SENT_TEMPLATE) | AST_BIT(SENT_USE_FILE) | AST_BIT(SENT_USE_TEMPLATE) |
                            AST_BIT(SENT_REQUIRES))))
        return false;
    for (uint32_t i = 0; i < file->sentence_count && i < said->means_end; i++) {
        if (ast_has_pred(file->sentences[i], PRED_MEANS) && whole_constant(whole, file->sentences[i], &constant))
            return false;
    }
    return true;
}

struct ast_file *whole_join(const struct whole_input *input, struct arena *arena,
                            struct diags *diags)
{
    struct whole whole = {.input = input, .arena = arena, .diags = diags, .intern = input->intern,
                          .read = input->read, .parse = input->parse, .context = input->context};
    if (is_plain(&whole))
        return arena_copy(arena, input->contract, sizeof *input->contract);
    map_init(&whole.words, arena);
    map_init(&whole.plurals, arena);
    for (uint32_t i = 0; i < input->used_count; i++)
        take_templates(&whole, input->used[i]);
    take_templates(&whole, input->contract);
    whole_add_part(&whole, PART_FRONT);
    for (uint32_t i = 0; i < input->used_count; i++)
        add_file(&whole, input->used[i], true);
    add_file(&whole, input->contract, false);
    struct ast_file *file = arena_copy(arena, input->contract, sizeof *input->contract);
    gather(&whole, file);
    map_release(&whole.words);
    map_release(&whole.plurals);
    vec_release(&whole.plural);
    vec_release(&whole.sentences);
    vec_release(&whole.parts);
    vec_release(&whole.templates);
    vec_release(&whole.constants);
    return file;
}
