/* sema.c - the order of the work: names, then norms, then what is said about norms, then checks. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/sema/renewal.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"
#include "lang/value/calendar.h"

bool sema_is_news(struct sema *sema, const char *word)
{
    uint32_t seen;
    if (map_get(&sema->unknown, word, strlen(word), &seen)) {
        sema->silenced++;
        return false;
    }
    map_put(&sema->unknown, arena_text(sema->arena, word, strlen(word)), strlen(word), 1);
    return true;
}

uint32_t sema_faults(const struct sema *sema)
{
    return sema->diags->error_count + sema->silenced;
}

int32_t sema_heading_of(const struct sema *sema, int32_t clause)
{
    return sema->index.headings.items[clause];
}

void sema_add_hole(struct sema *sema, int32_t clause)
{
    list_push(sema->arena, &sema->holes, sema_heading_of(sema, clause));
}

bool sema_has_hole(const struct sema *sema, int32_t clause)
{
    if (clause == NM_NONE)
        return sema->holes.count > 0;
    for (size_t i = 0; i < sema->holes.count; i++) {
        if (sema->holes.items[i] == sema_heading_of(sema, clause))
            return true;
    }
    return false;
}

void sema_add_source(struct sema *sema)
{
    struct meaning *meaning = sema->meaning;
    for (size_t i = 0; i < meaning->sources.count; i++) {
        if (meaning->sources.items[i] == sema->source)
            return;
    }
    list_push(sema->arena, &meaning->sources, sema->source);
}

static void meaning_init(struct meaning *meaning, struct arena *arena)
{
    *meaning = (struct meaning){.arena = arena, .calendar = NM_NONE, .end = NM_NEVER,
                                .effect_by = NM_NEVER};
}

struct vocabulary *sema_vocabulary(const struct ast_file *const *files, uint32_t count,
                                   struct intern *intern, struct arena *arena, struct diags *diags)
{
    struct vocabulary *vocabulary = arena_alloc(arena, sizeof *vocabulary);
    meaning_init(&vocabulary->meaning, arena);
    vocabulary->intern = intern;
    struct sema sema = {.meaning = &vocabulary->meaning, .intern = intern, .arena = arena, .diags = diags,
                        .names.rows = &vocabulary->rows};
    sema.names.standard = &sema.names.own;
    sema_renew_names(&sema);
    map_init(&sema.unknown, arena);
    for (uint32_t i = 0; i < count; i++)
        sema_declare(&sema, files[i], true);
    vocabulary->names = sema.names.own;
    map_release(&sema.unknown);
    return vocabulary;
}

void sema_vocabulary_free(struct vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    vec_release(&vocabulary->rows.of);
    vec_release(&vocabulary->clauses.of);
}

/* A new list begins with the items of an old one. */
#define LIST_FROM(arena, new, old)                                                                 \
    do {                                                                                           \
        list_reserve((arena), (new), (old)->count + 8);                                            \
        for (size_t i = 0; i < (old)->count; i++)                                                  \
            (new)->items[i] = (old)->items[i];                                                     \
        (new)->count = (old)->count;                                                               \
    } while (0)

static void share_words(struct meaning *meaning, const struct meaning *words)
{
    LIST_FROM(meaning->arena, &meaning->kinds, &words->kinds);
    LIST_FROM(meaning->arena, &meaning->attrs, &words->attrs);
    LIST_FROM(meaning->arena, &meaning->units, &words->units);
    LIST_FROM(meaning->arena, &meaning->verbs, &words->verbs);
    LIST_FROM(meaning->arena, &meaning->calendars, &words->calendars);
    meaning->shared = (struct meant_counts){words->kinds.count, words->attrs.count,
                                            words->units.count, words->verbs.count,
                                            words->calendars.count};
}

bool sema_is_full(struct sema *sema, enum full what, size_t count, struct span span)
{
    static const struct {
        size_t limit;
        const char *things;
    } bounds[] = {
        [FULL_PARTIES] = {LIMIT_PARTIES, "parties"},
        [FULL_GROUPS] = {LIMIT_GROUPS, "groups"},
        [FULL_ATTRS] = {LIMIT_EVENT_ATTRS, "attributes of items"},
        [FULL_KINDS] = {LIMIT_KINDS, "kinds of items"},
        [FULL_UNITS] = {LIMIT_UNITS, "units"},
        [FULL_CLAUSES] = {LIMIT_CLAUSES, "clauses"},
        [FULL_NORMS] = {LIMIT_NORMS, "norms"},
        [FULL_CODE] = {LIMIT_CODE, "steps of formulas, put in where they are named,"},
    };
    if (count < bounds[what].limit)
        return false;
    if (!(sema->full & 1u << what)) {
        struct diag *diag = diag_add(sema->diags, E_TOO_MANY, sema->source, span,
                                     "more than %zu %s in one contract", bounds[what].limit,
                                     bounds[what].things);
        diag_help(diag, "split the contract");
    }
    sema->full |= 1u << what;
    return true;
}

/* What only the reading needs. What the words for the papers are made of stays: see sema_say. */
static void forget_reading(struct sema *sema)
{
    calendar_free(sema->worked);
    map_release(&sema->unknown);
    map_release(&sema->index.clauses);
    map_release(&sema->index.norm_names);
    map_release(&sema->index.awaited);
}

/* What contracts of so many sentences have mostly, so that lists are not moved again and again. */
static void make_room(struct sema *sema, uint32_t sentence_count)
{
    size_t names = sentence_count / 4 + 32, norms = sentence_count / 2 + 8;
    list_reserve(sema->arena, &sema->names.own.items, names);
    list_reserve(sema->arena, &sema->pending, norms);
    list_reserve(sema->arena, &sema->meaning->norms, norms);
    list_reserve(sema->arena, &sema->meaning->clauses, norms);
}

/* Begins to read a contract: its declarations. */
static struct sema *begin(struct vocabulary *vocabulary, const struct ast_file *contract,
                          const struct sema_files *files, struct arena *arena, struct diags *diags)
{
    struct meaning *meaning = arena_alloc(arena, sizeof *meaning);
    meaning_init(meaning, arena);
    share_words(meaning, &vocabulary->meaning);
    struct sema *sema = arena_alloc(arena, sizeof *sema);
    *sema = (struct sema){
        .vocabulary = vocabulary, .meaning = meaning, .files = files, .intern = vocabulary->intern,
        .arena = arena, .diags = diags, .said = contract->said,
        .names = {.standard = &vocabulary->names, .rows = &vocabulary->rows}};
    meaning->unsaid = sema;
    map_init(&sema->unknown, arena);
    map_init(&sema->index.clauses, NULL);
    map_init(&sema->index.norm_names, NULL);
    map_init(&sema->index.awaited, NULL);
    make_room(sema, contract->sentence_count);
    sema_renew_names(sema);
    sema_forget_clauses(&vocabulary->clauses);
    uint32_t faults = sema_faults(sema);
    sema_declare(sema, contract, false);
    sema->is_declared = sema_faults(sema) == faults;
    return sema;
}

struct meaning *sema_run(struct vocabulary *vocabulary, const struct ast_file *contract, bool in_words,
                         const struct sema_files *files, struct arena *arena, struct diags *diags)
{
    struct sema *sema = begin(vocabulary, contract, files, arena, diags);
    struct meaning *meaning = sema->meaning;
    sema->in_words = in_words;
    sema_begin_effect(sema);
    sema_read_zone(sema);
    sema_begin_counting(sema);
    if (!sema->has_signed)
        meaning->signed_on = meaning->start;
    sema_roles(sema, contract);
    sema_begin_renewal(sema, contract);
    sema_statements(sema, contract);
    sema_apply_rules(sema);
    sema->source = contract->source;
    sema_check(sema);
    sema_check_told_acts(sema, contract);
    if (!diags_have_errors(diags))
        sema_drift(sema, contract);
    sema_concern(sema);
    forget_reading(sema);
    return meaning;
}

void sema_say(struct meaning *meaning)
{
    struct sema *sema = meaning->unsaid;
    if (!sema)
        return;
    assert(sema->in_words);
    sema_renew_names(sema); /* another contract may have been read since */
    sema_all_words(sema);
    meaning->unsaid = NULL;
}
