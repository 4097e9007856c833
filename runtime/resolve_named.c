/* resolve_named.c - which clause a report names: `clause 1.1`, `第1.1条`, and of an act that changes clauses
 * the bare number too. A report names one: a list of clauses is no name of a thing. */
#include <string.h>

#include "lang/base/check.h"
#include "runtime/resolve_internal.h"

/* ---- texts ----------------------------------------------------------------------------------- */

struct text resolve_trim(struct text text)
{
    while (text.len > 0 && (text.text[0] == ' ' || text.text[0] == '\t')) {
        text.text++;
        text.len--;
    }
    while (text.len > 0 && (text.text[text.len - 1] == ' ' || text.text[text.len - 1] == '\t')) {
        text.len--;
    }
    return text;
}

bool resolve_starts(struct text text, const char *prefix)
{
    size_t len = strlen(prefix);
    return text.len >= len && memcmp(text.text, prefix, len) == 0;
}

struct text resolve_rest(struct text text, size_t from)
{
    return resolve_trim((struct text){.text = text.text + from, .len = text.len - from});
}

bool resolve_take(struct text *text, const char *const *prefixes)
{
    for (; *prefixes != NULL; prefixes++) {
        if (resolve_starts(*text, *prefixes)) {
            *text = resolve_rest(*text, strlen(*prefixes));
            return true;
        }
    }
    return false;
}

bool resolve_is_one(struct text text, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (text_equal(text, text_from(*words))) {
            return true;
        }
    }
    return false;
}

size_t resolve_joint(struct text text, size_t i)
{
    static const char *const joints[] = {"+",  " and ", " And ", " AND ", "和",
                                         "与", "、",    "＋",    "&"};
    struct text rest = {.text = text.text + i, .len = text.len - i};
    for (size_t k = 0; k < sizeof joints / sizeof joints[0]; k++) {
        if (resolve_starts(rest, joints[k])) {
            return strlen(joints[k]);
        }
    }
    return 0;
}

/* ---- clauses --------------------------------------------------------------------------------- */

bool resolve_is_within(const struct nm *nm, int32_t clause, int32_t enclosing)
{
    for (; clause != NM_NONE; clause = nm->clause[clause].parent) {
        if (clause == enclosing) {
            return true;
        }
    }
    return false;
}

/* True if some power that these actors may exercise by the act reaches the norm. */
static bool is_in_power(const struct nm *nm, int32_t norm, int32_t act, uint64_t actors)
{
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_power *power =
            nm->norm[i].power == NM_NONE ? NULL : &nm->power[nm->norm[i].power];
        if (power == NULL || power->act != act || (actors & ~nm->norm[i].bearers) != 0) {
            continue;
        }
        for (int32_t k = 0; k < power->scope_count; k++) {
            if (nm->scope[power->first_scope + k].norm == norm) {
                return true;
            }
        }
    }
    return false;
}

int resolve_concern(const struct nm *nm, int32_t norm, int32_t act, uint64_t actors)
{
    const struct nm_norm *row = &nm->norm[norm];
    bool has_act = row->pattern != NM_NONE && nm->pattern[row->pattern].act == act;
    if (act == NM_NONE) {
        return 0;
    }
    if ((has_act && (row->bearers & actors) != 0) || is_in_power(nm, norm, act, actors)) {
        return 2;
    }
    return has_act ? 1 : 0;
}

/* The number in `clause 1.1`, `第1.1条`, `1.1`. */
static struct text number_in(struct text text)
{
    static const char *const openers[] = {"clause ", "Clause ", "条款", "第", NULL};
    text = resolve_trim(text);
    if (resolve_take(&text, openers) && text.len > 3 &&
        memcmp(text.text + text.len - 3, "条", 3) == 0) {
        text.len -= 3;
        text = resolve_trim(text);
    }
    return text;
}

int32_t resolve_clause(const struct nm *nm, struct text text)
{
    text = number_in(text);
    for (uint32_t i = 0; i < nm->clause_count; i++) {
        if (text_equal(text, text_from(nm_str(nm, nm->clause[i].number)))) {
            return (int32_t)i;
        }
    }
    return NM_NONE;
}

int32_t resolve_norm(const struct nm *nm, struct text text, int32_t act, uint64_t actors)
{
    int32_t clause = resolve_clause(nm, text);
    int32_t best = NM_NONE;
    text = number_in(text);
    int best_concern = -1;
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        bool is_named = clause != NM_NONE
                            ? resolve_is_within(nm, nm->norm[i].clause, clause)
                            : text_equal(text, text_from(nm_str(nm, nm->norm[i].name)));
        int concern = is_named ? resolve_concern(nm, (int32_t)i, act, actors) : -1;
        if (concern > best_concern) {
            best = (int32_t)i;
            best_concern = concern;
        }
    }
    return best;
}

static bool has_opener(struct text text)
{
    static const char *const openers[] = {"clause ", "Clause ", "clauses ", "Clauses ", "条款", NULL};
    struct text rest = text;
    if (resolve_take(&rest, openers)) {
        return true;
    }
    return resolve_starts(text, "第") && text.len > 3 &&
           memcmp(text.text + text.len - 3, "条", 3) == 0;
}

bool resolve_is_of_power(const struct nm *nm, int32_t act)
{
    bool is = false;
    for (uint32_t i = 0; i < nm->power_count; i++)
        is |= nm->power[i].act == act;
    return is;
}

bool resolve_is_of_things(const struct nm *nm, int32_t act)
{
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_power *power =
            nm->norm[i].power == NM_NONE ? NULL : &nm->power[nm->norm[i].power];
        if (power == NULL || power->act != act)
            continue;
        bool is = nm->norm[i].key_kind != NM_NONE;
        for (int32_t k = 0; k < power->scope_count; k++)
            is |= nm->norm[nm->scope[power->first_scope + k].norm].key_kind != NM_NONE;
        if (is)
            return true;
    }
    return false;
}

/* `1.1`, `2(a)`; a bare `7` may be the number of an order. */
static bool is_bare_number(const struct nm *nm, struct text text)
{
    bool has_parts = false;
    for (size_t i = 0; i < text.len; i++)
        has_parts |= text.text[i] == '.' || text.text[i] == '(';
    return has_parts && resolve_clause(nm, text) != NM_NONE;
}

bool resolve_is_designation(const struct nm *nm, struct text text, int32_t act)
{
    return has_opener(text) || (is_bare_number(nm, text) && resolve_is_of_power(nm, act));
}

bool resolve_names_several(const struct nm *nm, struct text text)
{
    static const char *const openers[] = {"clauses ", "Clauses ", NULL};
    size_t start = 0, count = 0;
    text = resolve_trim(text);
    (void)resolve_take(&text, openers);
    for (size_t i = 0; i <= text.len; i++) {
        size_t joint = i == text.len ? 0 : text.text[i] == ',' ? 1 : resolve_joint(text, i);
        if (i < text.len && joint == 0)
            continue;
        struct text name = resolve_trim((struct text){.text = text.text + start, .len = i - start});
        if (!has_opener(name) && !is_bare_number(nm, name))
            return false;
        count++;
        start = i + joint;
        i += joint == 0 ? 0 : joint - 1;
    }
    return count > 1;
}
