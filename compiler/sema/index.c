/* index.c - what is looked for again and again and must not be searched for: clauses by their number,
 * the norms under a heading, the norms that `clause 1.1` names. A contract may have thousands. */
#include <stdlib.h>
#include <string.h>

#include "compiler/sema/sema_internal.h"

static bool find_number(struct sema *sema, const char *number, size_t len, uint32_t *clause)
{
    struct sema_index *index = &sema->index;
    for (; index->mapped < sema->meaning->clauses.count; index->mapped++) {
        const char *known = sema->meaning->clauses.items[index->mapped]->number;
        map_put(&index->clauses, known, strlen(known), (uint32_t)index->mapped);
    }
    return map_get(&index->clauses, number, len, clause);
}

int32_t sema_find_clause(struct sema *sema, const char *number)
{
    uint32_t clause;
    return find_number(sema, number, strlen(number), &clause) ? (int32_t)clause : NM_NONE;
}

void sema_forget_clauses(struct clause_memo *memo)
{
    if (++memo->stamp > 0)
        return;
    for (size_t i = 0; i < memo->of.count; i++)
        memo->of.items[i].stamp = 0;
    memo->stamp = 1;
}

/* Numbers are words of the text, mostly, and then their symbols tell. */
int32_t sema_clause_of(struct sema *sema, sym number)
{
    const struct clause_memo *memo = &sema->vocabulary->clauses;
    if (number->id < memo->of.count && memo->of.items[number->id].stamp == memo->stamp)
        return (int32_t)memo->of.items[number->id].clause;
    return sema->index.has_texts ? sema_find_clause(sema, number->text) : NM_NONE;
}

void sema_index_clause(struct sema *sema, int32_t clause, sym number)
{
    struct clause_memo *memo = &sema->vocabulary->clauses;
    if (!number) {
        sema->index.has_texts = true;
        return;
    }
    vec_reach(&memo->of, number->id);
    memo->of.items[number->id] = (struct clause_finding){memo->stamp, (uint32_t)clause};
}

/* Norms are made sentence by sentence, so those of a heading stand together, or nearly so. */
void sema_index_norm(struct sema *sema, int32_t clause, size_t norm)
{
    struct meant_clause *heading = sema->meaning->clauses.items[sema_heading_of(sema, clause)];
    if (heading->end_norm == 0)
        heading->first_norm = norm;
    heading->end_norm = norm + 1;
}

/* Names begin with the number of the clause, and most clauses have no second name to compare with. */
uint32_t sema_count_name(struct sema *sema, struct meant_clause *clause, const char *name)
{
    bool is_new;
    if (!clause->other_name) {
        clause->other_name = name;
        return 1;
    }
    (void)map_enter(&sema->index.norm_names, clause->other_name, strlen(clause->other_name), 1, &is_new);
    return ++map_enter(&sema->index.norm_names, name, strlen(name), 0, &is_new)->value;
}

void sema_index_remedies(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    size_t count = meaning->norms.count;
    struct sema_index *index = &sema->index;
    index->first_broken = arena_array(sema->arena, count, sizeof *index->first_broken);
    index->next_broken = arena_array(sema->arena, count, sizeof *index->next_broken);
    for (size_t i = 0; i < count; i++) {
        meaning->norms.items[i]->index = (int32_t)i;
        index->first_broken[i] = NM_NONE;
    }
    for (size_t i = count; i-- > 0;) {
        const struct meant_norm *remedy = meaning->norms.items[i]->remedy;
        if (!remedy)
            continue;
        index->next_broken[i] = index->first_broken[remedy->index];
        index->first_broken[remedy->index] = (int32_t)i;
    }
}

/* ---- what stands under a number ------------------------------------------------------------------ */

/* The length of the number above: of 1.1(b) that of 1.1, of 1 nothing. */
static size_t number_above(const char *number, size_t len)
{
    while (len > 0 && number[len - 1] != '.' && number[len - 1] != '(')
        len--;
    return len > 0 ? len - 1 : 0;
}

/* True if that is the number of its heading, which is nearer than any search. */
static bool is_heading(const struct meaning *meaning, int32_t clause, const char *number, size_t len)
{
    const char *heading = clause == NM_NONE ? "" : meaning->clauses.items[clause]->number;
    return strncmp(heading, number, len) == 0 && heading[len] == '\0';
}

static void link_below(struct sema_index *index, int32_t clause, uint32_t above)
{
    index->links.items[clause].next = index->links.items[above].below;
    index->links.items[above].below = clause;
}

/* Links a clause to the nearest one above it. */
static void link_clause(struct sema *sema, int32_t clause)
{
    struct sema_index *index = &sema->index;
    int32_t heading = sema->meaning->clauses.items[clause]->parent;
    const char *number = sema->meaning->clauses.items[clause]->number;
    uint32_t above;
    for (size_t len = number_above(number, strlen(number)); len > 0; len = number_above(number, len)) {
        if (is_heading(sema->meaning, heading, number, len)) {
            link_below(index, clause, (uint32_t)heading);
            return;
        }
        if (find_number(sema, number, len, &above)) {
            link_below(index, clause, above);
            return;
        }
        map_put(&index->awaited, number, len, 0);
    }
}

/* Links what has been added since the last time. A clause that comes after others under it makes it begin
 * anew. */
static void link_new(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    struct sema_index *index = &sema->index;
    for (size_t i = index->links.count; i < meaning->clauses.count; i++) {
        const char *number = meaning->clauses.items[i]->number;
        if (index->awaited.count == 0 || !map_find(&index->awaited, number, strlen(number)))
            continue;
        list_clear(&index->links);
        list_clear(&index->next_norm);
        map_truncate(&index->awaited, 0);
        break;
    }
    size_t linked = index->links.count;
    while (index->links.count < meaning->clauses.count)
        list_push(sema->arena, &index->links, (struct clause_links){NM_NONE, NM_NONE, NM_NONE});
    for (size_t i = linked; i < meaning->clauses.count; i++)
        link_clause(sema, (int32_t)i);
    for (size_t i = index->next_norm.count; i < meaning->norms.count; i++) {
        int32_t *norm = &index->links.items[meaning->norms.items[i]->clause].norm;
        list_push(sema->arena, &index->next_norm, *norm);
        *norm = (int32_t)i;
    }
}

static void gather(struct sema *sema, int32_t clause)
{
    struct sema_index *index = &sema->index;
    for (int32_t i = index->links.items[clause].norm; i != NM_NONE; i = index->next_norm.items[i])
        list_push(sema->arena, &index->rows, i);
    for (int32_t i = index->links.items[clause].below; i != NM_NONE; i = index->links.items[i].next)
        gather(sema, i);
}

/* True if `number` is the clause `label` or stands under it: 1.1 is under 1; 10 is not. */
static bool is_under(const char *number, const char *label)
{
    size_t len = strlen(label);
    return strncmp(number, label, len) == 0 &&
           (number[len] == '\0' || number[len] == '.' || number[len] == '(');
}

static int by_row(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

bool sema_norms_below(struct sema *sema, sym label, norm_list *norms)
{
    const struct meaning *meaning = sema->meaning;
    struct sema_index *index = &sema->index;
    bool exists = false;
    list_clear(&index->rows);
    link_new(sema);
    int32_t clause = sema_clause_of(sema, label);
    if (clause != NM_NONE) {
        exists = true;
        gather(sema, clause);
    } else { /* 3.1 may stand there without a 3 */
        for (size_t i = 0; i < meaning->clauses.count; i++) {
            if (!is_under(meaning->clauses.items[i]->number, label->text))
                continue;
            exists = true;
            for (int32_t k = index->links.items[i].norm; k != NM_NONE; k = index->next_norm.items[k])
                list_push(sema->arena, &index->rows, k);
        }
    }
    if (index->rows.count > 1)
        qsort(index->rows.items, index->rows.count, sizeof *index->rows.items, by_row);
    for (size_t i = 0; i < index->rows.count; i++)
        list_push(sema->arena, norms, meaning->norms.items[index->rows.items[i]]);
    return exists;
}
