/* concern.c - whom a duty concerns that names no receiver: `Company services 3 lifts`.
 *
 * Between two parties it is the other one. Among more, papers that list such a duty for everybody
 * send people rows that are none of their business. So those count who have a part in the sentence:
 * who is named in it, who acts or is dealt with in what triggers it, who answers it, whose breach it
 * remedies and who gets its own remedy. If there is none, the other side of what else the clause
 * promises; and if that says nothing either, everybody else. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

static bool is_in_name(char byte)
{
    return (unsigned char)byte >= 0x80 || byte == '-' || byte == '_' ||
           (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

/* Whether the name stands in the text as a word of its own; a Chinese one, anywhere. */
static bool is_named(const char *text, size_t len, const char *name)
{
    size_t name_len = strlen(name);
    bool is_chinese = (unsigned char)name[0] >= 0x80;
    for (size_t at = 0; at + name_len <= len; at++) {
        if (memcmp(text + at, name, name_len) != 0)
            continue;
        bool is_whole = (at == 0 || !is_in_name(text[at - 1])) &&
                        (at + name_len == len || !is_in_name(text[at + name_len]));
        if (is_chinese || is_whole)
            return true;
    }
    return false;
}

static uint64_t named_in(const struct sema *sema, const struct meant_norm *norm)
{
    uint64_t parties = 0;
    const char *text = norm->source->text + norm->span.start;
    size_t len = norm->span.end - norm->span.start;
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        const struct meant_party *party = sema->meaning->parties.items[i];
        if (is_named(text, len, party->name) ||
            (party->label_zh && is_named(text, len, party->label_zh)))
            parties |= UINT64_C(1) << i;
    }
    return parties;
}

/* Who has a part in what the sentence says. */
static uint64_t parts_of(const struct sema *sema, const struct meant_norm *norm)
{
    uint64_t parties = norm->bearers | named_in(sema, norm);
    for (size_t i = 0; i < norm->triggers.count; i++) {
        const struct meant_trigger *trigger = &norm->triggers.items[i];
        bool is_act = trigger->kind == NM_ON_EVENT;
        parties |= is_act ? trigger->pattern.actors | trigger->pattern.to : 0;
        if (trigger->norm)
            parties |= trigger->norm->bearers | trigger->norm->pattern.to;
    }
    if (norm->answer)
        parties |= norm->answer->acceptors;
    if (norm->remedy)
        parties |= norm->remedy->bearers | norm->remedy->pattern.to;
    if (norm->remedies)
        parties |= norm->remedies->bearers | norm->remedies->pattern.to;
    return parties;
}

/* The parties to the other norms of its clause that say to whom. */
static uint64_t parties_to_clause(const struct sema *sema, const struct meant_norm *norm)
{
    const struct meaning *meaning = sema->meaning;
    int32_t heading = norm->clause;
    while (heading != NM_NONE && meaning->clauses.items[heading]->parent >= 0)
        heading = meaning->clauses.items[heading]->parent;
    if (heading == NM_NONE)
        return 0;
    const struct meant_clause *clause = meaning->clauses.items[heading];
    uint64_t parties = 0;
    for (size_t i = clause->first_norm; i < clause->end_norm && i < meaning->norms.count; i++) {
        const struct meant_norm *other = meaning->norms.items[i];
        if (other->pattern.to)
            parties |= other->bearers | other->pattern.to;
    }
    return parties;
}

void sema_concern(struct sema *sema)
{
    struct meaning *meaning = sema->meaning;
    for (size_t i = 0; i < meaning->norms.count; i++) {
        struct meant_norm *norm = meaning->norms.items[i];
        uint64_t others = norm->creditors;
        if (norm->pattern.to || norm->kind == NM_POWER ||
            (norm->kind == NM_FORBID && !norm->warranted && !norm->shown) || norm->kind == NM_EFFORT ||
            (others & (others - 1)) == 0)
            continue;
        uint64_t all = sema_everyone_else(sema, norm->bearers); /* whoever only judges or answers is owed nothing */
        uint64_t parties = parts_of(sema, norm) & all;
        if (!parties)
            parties = parties_to_clause(sema, norm) & all;
        if (parties)
            norm->creditors = parties;
    }
}
