/* amend.c - the text of a contract as it reads after each amendment. Sentences are put in, left out and
 * put in the place of others; nothing is looked up yet, so each text is then read like any contract. */
#include "compiler/sema/amend.h"

#include <string.h>

#include "compiler/sema/whole_internal.h"
#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "lang/syntax/fmt.h"
#include "lang/syntax/source.h"

typedef VEC(struct ast_sentence *) sentence_list;

struct text_part {
    enum part_kind kind;
    bool is_template; /* a template, or a clause of one */
    sentence_list sentences;
};

/* A sentence in a part; NONE: no such place. */
struct text_place {
    size_t part, sentence;
};
enum { NO_PART = SIZE_MAX };

struct amending {
    const struct amend_input *input;
    struct arena *arena;
    struct diags *diags;
    VEC(struct text_part) parts; /* of the text as it reads now */
    VEC(struct amendment) amendments;
    VEC(struct amend_change) changes; /* of the amendment at hand */
    struct text_place cursor; /* the sentence behind which the next one of its clause goes */
    const struct ast_sentence *contract;
    uint32_t contract_file;
    const struct ast_file *original;
};

/* ---- the text ------------------------------------------------------------------------------------ */

static struct text_part *add_part(struct amending *amending, enum part_kind kind, bool is_template)
{
    struct text_part part = {.kind = kind, .is_template = is_template};
    vec_push(&amending->parts, part);
    return &vec_last(&amending->parts);
}

static void insert(struct text_part *part, size_t at, struct ast_sentence *sentence)
{
    vec_push(&part->sentences, sentence);
    for (size_t i = part->sentences.count - 1; i > at; i--)
        part->sentences.items[i] = part->sentences.items[i - 1];
    part->sentences.items[at] = sentence;
}

static void take_out(struct text_part *part, size_t at)
{
    for (size_t i = at + 1; i < part->sentences.count; i++)
        part->sentences.items[i - 1] = part->sentences.items[i];
    part->sentences.count--;
}

/* The text as a file, with the scenarios of the file that said it last. */
static const struct ast_file *as_file(struct amending *amending, const struct ast_file *last)
{
    struct ast_file *file = arena_copy(amending->arena, last, sizeof *last);
    sentence_list sentences = {0};
    VEC(struct ast_part) parts = {0};
    for (size_t i = 0; i < amending->parts.count; i++) {
        const struct text_part *part = &amending->parts.items[i];
        struct ast_part row = {part->kind, (uint32_t)sentences.count, (uint32_t)part->sentences.count};
        for (size_t k = 0; k < part->sentences.count; k++)
            vec_push(&sentences, part->sentences.items[k]);
        if (row.count > 0)
            vec_push(&parts, row);
    }
    for (uint32_t i = 0; i < last->part_count; i++) {
        struct ast_part row = last->parts[i];
        if (row.kind != PART_SCENARIO)
            continue;
        row.first = (uint32_t)sentences.count;
        for (uint32_t k = 0; k < row.count; k++)
            vec_push(&sentences, last->sentences[last->parts[i].first + k]);
        vec_push(&parts, row);
    }
    file->sentences = arena_copy(amending->arena, sentences.items,
                                 sentences.count * sizeof *sentences.items);
    file->sentence_count = (uint32_t)sentences.count;
    file->parts = arena_copy(amending->arena, parts.items, parts.count * sizeof *parts.items);
    file->part_count = (uint32_t)parts.count;
    file->after = (struct ast_comments){0};
    file->said = (struct ast_said){UINT64_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX,
                                   true, true, true, true, UINT32_MAX}; /* it is of several files */
    vec_release(&sentences);
    vec_release(&parts);
    return file;
}

/* ---- what is amended ------------------------------------------------------------------------------ */

/* Where a number stands: the heading of a part, or an item of a sentence. */
struct target {
    bool is_heading;
    struct text_place place;
    const struct ast_item *path[LIMIT_DEPTH]; /* items from the outermost down to it */
    uint32_t depth;
};

static const char *full_number(struct amending *amending, const char *around, const struct ast_item *item)
{
    if (!item->label.text)
        return around;
    const char *number = item->label.text->text;
    return number[0] == '(' ? arena_printf(amending->arena, "%s%s", around, number) : number;
}

static bool find_item(struct amending *amending, const struct ast_items *items, const char *around,
                      const char *number, struct target *target)
{
    for (uint32_t i = 0; i < items->count && target->depth < LIMIT_DEPTH; i++) {
        const struct ast_item *item = items->items[i];
        const char *own = full_number(amending, around, item);
        target->path[target->depth++] = item;
        if (item->label.text && strcmp(own, number) == 0)
            return true;
        if (item->kind == ITEM_TRIGGER && find_item(amending, &item->items, own, number, target))
            return true;
        target->depth--;
    }
    return false;
}

static bool find_target(struct amending *amending, const char *number, struct target *target)
{
    for (size_t i = 0; i < amending->parts.count; i++) {
        const struct text_part *part = &amending->parts.items[i];
        const char *around = "0";
        for (size_t k = 0; k < part->sentences.count && !part->is_template; k++) {
            const struct ast_sentence *sentence = part->sentences.items[k];
            *target = (struct target){.place = {i, k}};
            if (sentence->kind == SENT_CLAUSE) {
                around = sentence->clause.no.text->text;
                target->is_heading = strcmp(around, number) == 0;
                if (target->is_heading)
                    return true;
            }
            if (sentence->kind == SENT_STATEMENT &&
                find_item(amending, &sentence->statement.items, around, number, target))
                return true;
        }
    }
    return false;
}

static void report_missing(struct amending *amending, const struct ast_sentence *sentence,
                           const struct ast_label *no)
{
    if (!amending->contract) /* which has been said */
        return;
    struct diag *diag = diag_add(amending->diags, E_AMEND_TARGET, sentence->source, no->span,
                                 "the contract has no clause %s", no->text->text);
    diag_note(diag, "what a template puts in is amended where it is used; what an earlier amendment "
                    "deleted is not there any more");
    diag_help(diag, "name a clause that is there, or write `new clause %s \"…\".`", no->text->text);
}

/* ---- changes --------------------------------------------------------------------------------------- */

static struct ast_sentence *statement_of(struct amending *amending, const struct ast_sentence *like,
                                         const struct ast_items *items)
{
    struct ast_sentence *sentence = arena_alloc(amending->arena, sizeof *sentence);
    *sentence = (struct ast_sentence){.kind = SENT_STATEMENT, .depth = like->depth,
                                      .has_named_length = like->has_named_length,
                                      .has_error = like->has_error, .preds = UINT32_MAX, .span = like->span,
                                      .source = like->source};
    sentence->statement.items = *items;
    return sentence;
}

/* The items with one of them replaced by others (or by none). */
static struct ast_items replaced(struct amending *amending, const struct ast_items *items,
                                 const struct ast_item *old, const struct ast_items *by)
{
    struct ast_items list = {0};
    list.items = arena_array(amending->arena, items->count + by->count, sizeof *list.items);
    for (uint32_t i = 0; i < items->count; i++) {
        if (items->items[i] != old) {
            list.items[list.count++] = items->items[i];
            continue;
        }
        for (uint32_t k = 0; k < by->count; k++)
            list.items[list.count++] = by->items[k];
    }
    return list;
}

/* The outermost item with what stands at the end of the path replaced; none if nothing is left of it. */
static struct ast_items replaced_below(struct amending *amending, const struct target *target,
                                       const struct ast_items *by)
{
    struct ast_items items = *by;
    for (uint32_t depth = target->depth - 1; depth-- > 0;) {
        struct ast_item *around =
            arena_copy(amending->arena, target->path[depth], sizeof *target->path[depth]);
        around->items = replaced(amending, &around->items, target->path[depth + 1], &items);
        struct ast_item **list = arena_copy(amending->arena, &around, sizeof around);
        items = (struct ast_items){list, around->items.count > 0 ? 1 : 0};
    }
    return items;
}

/* Words of two texts become a text of their own, so that every place in them is one in it. */
static struct ast_sentence *parse_anew(struct amending *amending, const struct ast_sentence *change,
                                       const struct ast_sentence *statement)
{
    struct buf words;
    buf_init(&words);
    fmt_sentence(statement, FMT_ENGLISH, &words);
    buf_putc(&words, '\n');
    const char *name = arena_printf(amending->arena, "%s: clause %s as amended", change->source->name,
                                    change->now_reads.no.text->text);
    struct ast_file *file = amending->input->parse(amending->input->context, name, &words);
    buf_release(&words);
    return file->sentence_count == 1 && !file->has_errors ? file->sentences[0] : NULL;
}

/* Puts the sentence in the place of an item: what stood before and behind it stays around it. */
static void put_in_place(struct amending *amending, const struct target *target,
                         struct ast_sentence *fresh)
{
    struct text_part *part = &amending->parts.items[target->place.part];
    size_t at = target->place.sentence;
    const struct ast_sentence *old = part->sentences.items[at];
    const struct ast_items *items = &old->statement.items;
    uint32_t index = 0;
    while (items->items[index] != target->path[0])
        index++;
    take_out(part, at);
    const struct ast_items before = {items->items, index};
    const struct ast_items behind = {items->items + index + 1, items->count - index - 1};
    if (before.count > 0) {
        struct ast_sentence *rest = statement_of(amending, old, &before);
        rest->before = old->before;
        insert(part, at++, rest);
    }
    if (fresh)
        insert(part, at++, fresh);
    if (behind.count > 0)
        insert(part, at, statement_of(amending, old, &behind));
    amending->cursor = (struct text_place){target->place.part, at - 1};
}

static void rewrite(struct amending *amending, const struct ast_sentence *sentence)
{
    struct target target;
    const struct ast_label *no = &sentence->now_reads.no;
    amending->cursor.part = NO_PART;
    if (!find_target(amending, no->text->text, &target)) {
        report_missing(amending, sentence, no);
        return;
    }
    struct ast_sentence *fresh = statement_of(amending, sentence, &sentence->now_reads.items);
    fresh->before = sentence->before;
    fresh->span.start = sentence->now_reads.items.items[0]->span.start;
    if (target.is_heading) {
        struct text_part *part = &amending->parts.items[target.place.part];
        part->sentences.count = target.place.sentence + 1;
        vec_push(&part->sentences, fresh);
        amending->cursor = (struct text_place){target.place.part, target.place.sentence + 1};
        return;
    }
    struct ast_items *items = &fresh->statement.items;
    if (!items->items[0]->label.text) { /* it keeps its number */
        struct ast_item *first = arena_copy(amending->arena, items->items[0], sizeof *items->items[0]);
        first->label = target.path[target.depth - 1]->label;
        first->label.span = no->span;
        *items = replaced(amending, items, items->items[0],
                          &(struct ast_items){arena_copy(amending->arena, &first, sizeof first), 1});
    }
    if (target.depth > 1) {
        *items = replaced_below(amending, &target, items);
        fresh = parse_anew(amending, sentence, fresh);
    }
    if (fresh)
        put_in_place(amending, &target, fresh);
}

static void strike(struct amending *amending, const struct ast_sentence *sentence)
{
    struct target target;
    amending->cursor.part = NO_PART;
    if (!find_target(amending, sentence->deleted.no.text->text, &target)) {
        report_missing(amending, sentence, &sentence->deleted.no);
        return;
    }
    if (target.is_heading) {
        amending->parts.items[target.place.part].sentences.count = 0;
        return;
    }
    const struct ast_items nothing = {0};
    const struct ast_sentence *old =
        amending->parts.items[target.place.part].sentences.items[target.place.sentence];
    struct ast_items rest = replaced_below(amending, &target, &nothing);
    put_in_place(amending, &target, rest.count ? statement_of(amending, old, &rest) : NULL);
    amending->cursor.part = NO_PART;
}

static void add_clause(struct amending *amending, struct ast_sentence *sentence)
{
    struct target target;
    const struct ast_label *no = &sentence->clause.no;
    if (find_target(amending, no->text->text, &target)) {
        struct diag *diag = diag_add(amending->diags, E_AMEND_TARGET, sentence->source, no->span,
                                     "clause %s is there already", no->text->text);
        const struct ast_sentence *old =
            amending->parts.items[target.place.part].sentences.items[target.place.sentence];
        diag_label(diag, old->source, old->span, "here");
        diag_help(diag, "write `clause %s now reads: …`, or take another number", no->text->text);
    }
    struct text_part *part = add_part(amending, PART_CLAUSE, false);
    sentence = arena_copy(amending->arena, sentence, sizeof *sentence);
    sentence->clause.is_new = false; /* in the text it is a clause like any other */
    vec_push(&part->sentences, sentence);
    amending->cursor = (struct text_place){amending->parts.count - 1, 0};
}

static void refuse(struct amending *amending, const struct ast_sentence *sentence, const char *what)
{
    struct diag *diag = diag_add(amending->diags, E_AMEND_CONTENT, sentence->source, sentence->span,
                                 "%s", what);
    diag_help(diag, "an amendment says `clause 1.1 now reads: …`, `clause 4 is deleted`, or has a "
                    "`new clause 8 \"…\"`; it may declare words, define them anew, and change the term");
}

/* Where declarations go: behind the front of the contract. */
static struct text_part *front_of(struct amending *amending)
{
    for (size_t i = 0; i < amending->parts.count; i++) {
        if (amending->parts.items[i].kind == PART_CONTRACT)
            return &amending->parts.items[i];
    }
    return &amending->parts.items[0];
}

static void add_to_front(struct amending *amending, struct ast_sentence *sentence)
{
    if (amending->parts.count == 0)
        return; /* the contract is not there, which is reported */
    struct text_part *front = front_of(amending);
    insert(front, front->sentences.count, sentence);
}

/* Puts it in the place of the sentence for which `is_same` holds; false if there is none. */
static bool put_for(struct amending *amending, struct ast_sentence *sentence,
                    bool (*is_same)(const struct ast_sentence *, const struct ast_sentence *))
{
    for (size_t i = 0; i < amending->parts.count; i++) {
        struct text_part *part = &amending->parts.items[i];
        for (size_t k = 0; k < part->sentences.count && !part->is_template; k++) {
            if (!is_same(part->sentences.items[k], sentence))
                continue;
            part->sentences.items[k] = sentence;
            return true;
        }
    }
    return false;
}

static bool is_same_kind(const struct ast_sentence *old, const struct ast_sentence *new)
{
    return old->kind == new->kind;
}

static bool is_same_word(const struct ast_sentence *old, const struct ast_sentence *new)
{
    const struct ast_name *one = whole_defined(old), *other = whole_defined(new);
    return one && other && one->text == other->text;
}

/* A sentence that belongs to the clause at hand. */
static void add_to_clause(struct amending *amending, struct ast_sentence *sentence)
{
    if (amending->cursor.part == NO_PART) {
        refuse(amending, sentence, "it is unclear to which clause this belongs");
        return;
    }
    struct text_part *part = &amending->parts.items[amending->cursor.part];
    if (sentence->kind == SENT_TEXT) { /* the new quotation takes the place of the old one */
        for (size_t i = 0; i < part->sentences.count; i++) {
            const struct ast_sentence *old = part->sentences.items[i];
            if (old->kind != SENT_TEXT || old->text.language.text != sentence->text.language.text)
                continue;
            part->sentences.items[i] = sentence;
            return;
        }
    }
    insert(part, ++amending->cursor.sentence, sentence);
}

static void take_change(struct amending *amending, const struct ast_sentence *sentence)
{
    const struct ast_label *no =
        sentence->kind == SENT_DELETED ? &sentence->deleted.no : &sentence->now_reads.no;
    for (size_t i = 0; i < amending->changes.count; i++) {
        if (strcmp(amending->changes.items[i].number, no->text->text) != 0)
            continue;
        struct diag *diag = diag_add(amending->diags, E_AMEND_TARGET, sentence->source, no->span,
                                     "one amendment changes clause %s twice", no->text->text);
        diag_label(diag, amending->changes.items[i].sentence->source,
                   amending->changes.items[i].sentence->span, "the first time");
        diag_help(diag, "say both in one sentence");
        return;
    }
    vec_push(&amending->changes, (struct amend_change){no->text->text, sentence});
    if (sentence->kind == SENT_DELETED)
        strike(amending, sentence);
    else
        rewrite(amending, sentence);
}

static void amend_by(struct amending *amending, struct ast_sentence *sentence)
{
    switch (sentence->kind) {
    case SENT_NOW_READS:
    case SENT_DELETED: take_change(amending, sentence); return;
    case SENT_CLAUSE: add_clause(amending, sentence); return;
    case SENT_PARTY:
    case SENT_GROUP:
    case SENT_ITEM:
    case SENT_UNIT:
    case SENT_VERB:
    case SENT_INDICATOR: add_to_front(amending, sentence); return;
    case SENT_IN_FORCE:
    case SENT_WARNING:
        if (!put_for(amending, sentence, is_same_kind))
            add_to_front(amending, sentence);
        return;
    case SENT_STATEMENT:
        if (whole_defined(sentence) && put_for(amending, sentence, is_same_word))
            return;
        if (whole_defined(sentence) && amending->cursor.part == NO_PART)
            add_to_front(amending, sentence);
        else
            add_to_clause(amending, sentence);
        return;
    case SENT_TEXT:
    case SENT_TEXT_ONLY:
    case SENT_USE_TEMPLATE: add_to_clause(amending, sentence); return;
    case SENT_USE_FILE: return; /* has been read */
    case SENT_CONTRACT:
    case SENT_TEMPLATE:
    case SENT_AMENDMENT:
    case SENT_SCENARIO:
    case SENT_SIGNED:
    case SENT_CALENDAR:
    case SENT_COUNTING:
    case SENT_GRANULARITY:
    case SENT_TIME_ZONE:
    case SENT_REQUIRES:
    case SENT_BALANCE:
    case SENT_COMPETITION:
    case SENT_PROGRAMME:
    case SENT_CLAIM:
    case SENT_ASSUME:
    case SENT_HAPPENED:
    case SENT_NOTHING:
    case SENT_CORRECT:
    case SENT_VOID:
    case SENT_EXPECT: refuse(amending, sentence, "this cannot stand in an amendment"); return;
    case SENT_COUNT: break;
    }
    UNREACHABLE();
}

/* ---- files ------------------------------------------------------------------------------------------ */

static void end_amendment(struct amending *amending)
{
    if (amending->amendments.count == 0)
        return;
    struct amendment *amendment = &vec_last(&amending->amendments);
    if (amendment->text)
        return;
    amendment->changes = arena_copy(amending->arena, amending->changes.items,
                                    amending->changes.count * sizeof *amending->changes.items);
    amendment->change_count = (uint32_t)amending->changes.count;
    amendment->text = as_file(amending, amending->input->files[amendment->file]);
    vec_clear(&amending->changes);
}

static void check_name(struct amending *amending, const struct ast_sentence *heading)
{
    sym name = heading->amendment->to.text;
    const struct ast_sentence *contract = amending->contract;
    for (uint32_t i = 0; contract && i < contract->names.count; i++) {
        if (contract->names.items[i].text == name)
            return;
    }
    struct diag *diag = diag_add(amending->diags, E_AMEND_OTHER, heading->source,
                                 heading->amendment->to.span, contract ? "this is not the contract `%s`"
                                                                      : "the contract `%s` is not there",
                                 name->text);
    if (contract) {
        diag_label(diag, contract->source, contract->span, "the contract that stands here");
        diag_help(diag, "name the contract that is amended");
    } else {
        diag_help(diag, "write `use \"contract.ht\".` behind the heading, or put the amendment behind "
                        "the contract");
    }
}

static void read_file(struct amending *amending, uint32_t index)
{
    const struct ast_file *file = amending->input->files[index];
    bool is_template = false, is_amending = false;
    for (uint32_t i = 0; i < file->part_count; i++) {
        const struct ast_part *part = &file->parts[i];
        struct ast_sentence *const *sentences = file->sentences + part->first;
        bool opens = part->kind == PART_CONTRACT || part->kind == PART_AMENDMENT || part->kind == PART_FRONT;
        is_template = part->kind == PART_TEMPLATE || (is_template && !opens);
        if (part->kind == PART_SCENARIO)
            continue;
        if (part->kind == PART_CONTRACT && !amending->contract) {
            amending->contract = sentences[0];
            amending->contract_file = index;
        }
        if (part->kind == PART_AMENDMENT) {
            end_amendment(amending);
            if (!amending->original)
                amending->original = as_file(amending, amending->input->files[amending->contract_file]);
            is_amending = true;
            amending->cursor.part = NO_PART;
            vec_push(&amending->amendments, (struct amendment){.heading = sentences[0], .file = index});
            check_name(amending, sentences[0]);
        }
        for (uint32_t k = part->kind == PART_AMENDMENT; is_amending && !is_template && k < part->count; k++)
            if (!sentences[k]->has_error)
                amend_by(amending, sentences[k]);
        if (is_amending && !is_template)
            continue;
        struct text_part *own = add_part(amending, part->kind, is_template);
        for (uint32_t k = 0; k < part->count; k++)
            vec_push(&own->sentences, sentences[k]);
    }
}

bool amend_is_in(const struct ast_file *file)
{
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        if (file->sentences[i]->kind == SENT_AMENDMENT)
            return true;
    }
    return false;
}

struct amended amend_read(const struct amend_input *input, struct arena *arena, struct diags *diags)
{
    struct amending amending = {.input = input, .arena = arena, .diags = diags};
    struct amended amended = {0};
    amending.cursor.part = NO_PART;
    for (uint32_t i = 0; i < input->file_count; i++)
        read_file(&amending, i);
    end_amendment(&amending);
    amended.contract = amending.contract;
    amended.original = amending.original;
    amended.amendments = arena_copy(arena, amending.amendments.items,
                                    amending.amendments.count * sizeof *amending.amendments.items);
    amended.count = (uint32_t)amending.amendments.count;
    for (size_t i = 0; i < amending.parts.count; i++)
        vec_release(&amending.parts.items[i].sentences);
    vec_release(&amending.parts);
    vec_release(&amending.amendments);
    vec_release(&amending.changes);
    return amended;
}
