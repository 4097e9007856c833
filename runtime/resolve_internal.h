/* resolve_internal.h - what resolve.c and resolve_named.c ask of each other: texts, and which clause one names. */
#ifndef RUNTIME_RESOLVE_INTERNAL_H
#define RUNTIME_RESOLVE_INTERNAL_H

#include "runtime/resolve.h"

struct text resolve_trim(struct text text);
bool resolve_starts(struct text text, const char *prefix);
struct text resolve_rest(struct text text, size_t from);

/* Takes one of the prefixes (the list ends with NULL) off the text; false if it has none. */
bool resolve_take(struct text *text, const char *const *prefixes);
bool resolve_is_one(struct text text, const char *const *words);

/* Length of the joining word at text[i], or 0. */
size_t resolve_joint(struct text text, size_t i);

/* `clause 1.1`, `第1.1条`; and, of an act that changes clauses, the bare number of one of several parts. */
bool resolve_is_designation(const struct nm *nm, struct text text, int32_t act);

bool resolve_is_within(const struct nm *nm, int32_t clause, int32_t enclosing);

/* How much a norm of the named clause concerns the act: the highest is meant. */
int resolve_concern(const struct nm *nm, int32_t norm, int32_t act, uint64_t actors);

/* Row of the clause that is named, or NM_NONE. */
int32_t resolve_clause(const struct nm *nm, struct text text);

/* Whether it changes clauses, and whether one of those that it may change arises for each of several things. */
bool resolve_is_of_power(const struct nm *nm, int32_t act);
bool resolve_is_of_things(const struct nm *nm, int32_t act);

#endif
