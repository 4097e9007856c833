/* norms.c - clauses and norms as they are added: numbers, names, what waits until all norms are known. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

/* ---- clauses -------------------------------------------------------------------------------------- */

static bool is_lettered(const char *number)
{
    const char *letter = strrchr(number, '(');
    return letter && letter != number;
}

int32_t sema_add_clause(struct sema *sema, sym label, const char *number, int32_t parent,
                        struct span span)
{
    struct meaning *meaning = sema->meaning;
    int32_t known = label ? sema_clause_of(sema, label) : sema_find_clause(sema, number);
    number = label ? label->text : number;
    if (known != NM_NONE) {
        const struct meant_clause *old = meaning->clauses.items[known];
        /* a statement read again for the next member keeps its clause */
        if (old->source == sema->source && old->span.start == span.start && old->span.end == span.end)
            return known;
        struct diag *diag = diag_add(sema->diags, E_NUMBER_TWICE, sema->source, span,
                                     "clause %s is there twice", number);
        diag_label(diag, old->source, old->span, "the first one");
        diag_help(diag, "give one of the two another number");
        return known;
    }
    if (sema_is_full(sema, FULL_CLAUSES, meaning->clauses.count, span))
        return (int32_t)meaning->clauses.count - 1;
    struct meant_clause *clause = arena_bytes(sema->arena, sizeof *clause);
    *clause = (struct meant_clause){
        .number = number, .title_en = "", .title_zh = "",
        .words = span, .words_in = sema->source,
        .text_en = "", .text_zh = "", .parent = parent, .within = NM_NONE,
        .coverage = NM_TEXT_ONLY,
        .span = span, .source = sema->source, .is_lettered = is_lettered(number),
    };
    list_push(sema->arena, &meaning->clauses, clause);
    int32_t row = (int32_t)meaning->clauses.count - 1;
    list_push(sema->arena, &sema->index.headings, parent == NM_NONE ? row : sema->index.headings.items[parent]);
    sema_index_clause(sema, row, label);
    sema_add_source(sema);
    return row;
}

/* The clause of an item: its own if it has a number, else the one around it. */
int32_t sema_item_clause(struct sema *sema, const struct ast_item *item, int32_t around)
{
    sym label = item->label.text;
    if (!label)
        return around;
    int32_t heading = sema_heading_of(sema, around), clause;
    if (label->text[0] != '(') {
        clause = sema_add_clause(sema, label, NULL, heading, item->span);
    } else {
        const char *number = sema_join(sema, sema->meaning->clauses.items[around]->number, label->text);
        clause = sema_add_clause(sema, NULL, number, heading, item->span);
    }
    if (around != heading && around < clause)
        sema->meaning->clauses.items[clause]->within = around;
    return clause;
}

/* The clause of which this is a part by its letter: 4.1 of 4.1(a); NM_NONE of others. */
static int32_t lettered_whole(struct sema *sema, const struct meant_clause *clause)
{
    if (!clause->is_lettered)
        return NM_NONE;
    const char *letter = strrchr(clause->number, '(');
    return sema_find_clause(sema, arena_text(sema->arena, clause->number,
                                             (size_t)(letter - clause->number)));
}

void sema_cover(struct sema *sema, int32_t clause, enum nm_coverage coverage)
{
    for (int32_t i = clause; i != NM_NONE; i = sema->meaning->clauses.items[i]->parent) {
        struct meant_clause *here = sema->meaning->clauses.items[i];
        if (here->coverage > coverage)
            here->coverage = coverage;
        int32_t whole = lettered_whole(sema, here);
        if (whole != NM_NONE)
            sema_cover(sema, whole, coverage);
    }
}

/* ---- norms ---------------------------------------------------------------------------------------- */

struct meant_norm *sema_new_norm(struct sema *sema, const struct reading *reading,
                                 const struct ast_act *act, const char *suffix)
{
    struct meaning *meaning = sema->meaning;
    struct meant_norm *norm = arena_alloc(sema->arena, sizeof *norm);
    struct meant_clause *clause = meaning->clauses.items[reading->clause];
    const char *number = clause->number;
    const char *member = reading->scope.member ? reading->scope.member : "";
    const char *name = number;
    if (*member || *suffix)
        name = *suffix ? sema_join(sema, number, "[", member, *member ? ", " : "", suffix, "]")
                       : sema_join(sema, number, "[", member, "]");
    uint32_t same = name == number ? ++clause->named : sema_count_name(sema, clause, name);
    if (same > 1)
        name = arena_printf(sema->arena, "%s/%u", name, same);
    norm->name = name;
    norm->clause = reading->clause;
    norm->span = act->span;
    norm->source = sema->source;
    norm->bearers = norm->pattern.actors = reading->scope.subject;
    norm->of_period = reading->scope.period;
    norm->series = norm->of_period ? norm : NULL;
    norm->object = reading->object;
    norm->key_kind = reading->scope.key_kind;
    norm->pattern.key_bound = norm->key_kind != NM_NONE;
    norm->unit = norm->unit_as = norm->item = norm->pool = norm->index = norm->pattern.kind = NM_NONE;
    norm->fate_said_in = NM_NONE;
    norm->trigger_en = norm->trigger_zh = "";
    sema_index_norm(sema, reading->clause, meaning->norms.count);
    (void)sema_is_full(sema, FULL_NORMS, meaning->norms.count, norm->span);
    list_push(sema->arena, &meaning->norms, norm);
    return norm;
}

uint64_t sema_everyone_else(const struct sema *sema, uint64_t bearers)
{
    uint64_t all = 0;
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        if (sema->meaning->parties.items[i]->kind == NM_PARTY)
            all |= UINT64_C(1) << i;
    }
    return all & ~bearers;
}

struct meant_norm *sema_add_norm(struct sema *sema, int32_t clause, uint64_t bearers,
                                 const struct ast_act *act, const char *suffix)
{
    struct reading reading = {.clause = clause, .scope = {.subject = bearers, .key_kind = NM_NONE}};
    struct meant_norm *norm = sema_new_norm(sema, &reading, act, suffix);
    norm->creditors = sema_everyone_else(sema, bearers);
    list_push(sema->arena, &sema->pending, (struct pending){norm, act, NULL, reading.scope, NULL, false});
    return norm;
}

struct meant_norm *sema_add_memory(struct sema *sema, int32_t clause, const struct ast_act *act, const char *suffix)
{
    struct reading reading = {.clause = clause, .scope = {.key_kind = NM_NONE}};
    struct meant_norm *norm = sema_new_norm(sema, &reading, act, suffix);
    norm->kind = NM_MEMORY;
    return norm;
}

const struct guard *sema_add_guard(struct sema *sema, const struct guard *outer,
                                   const struct ast_cond *cond, bool is_unless)
{
    struct guard guard = {cond, is_unless, outer};
    return arena_copy(sema->arena, &guard, sizeof guard);
}

void sema_wait_for_times(struct sema *sema, struct meant_norm *norm, const struct ast_act *act,
                         const struct reading *reading)
{
    const struct guard *guards = reading->guards;
    if (norm->series == norm || reading->scope.watched == WATCH_OTHERS)
        sema_set_series(sema, norm);
    if (act->more->only_if)
        guards = sema_add_guard(sema, guards, act->more->only_if, false);
    if (act->more->unless)
        guards = sema_add_guard(sema, guards, act->more->unless, true);
    list_push(sema->arena, &sema->pending,
              (struct pending){norm, act, reading->trigger, reading->scope, guards, false});
}
