/* resolve.h - from the words of a report to the indices of a machine.
 *
 * Nothing that a report says is an error here. What the machine does not know becomes the event's
 * `fault` (unknown-word, not-a-member, inexact-unit …), and the fold calls the event inert. Names
 * of items stay texts: their indices are given in fold order, which only the fold knows. */
#ifndef RUNTIME_RESOLVE_H
#define RUNTIME_RESOLVE_H

#include <stdbool.h>

#include "runtime/event.h"
#include "runtime/machine.h"
#include "runtime/record.h"

struct resolver;

/* What became of one report. */
struct resolved {
    struct rt_event event; /* key, bind, re, serial: EVENT_NONE; `fault` may be a judgement */
    struct text key, bind, document; /* names of the object, of the bound item and of the document by
                            * which the act is told, canonical; "" none. They live until the next
                            * resolve_event of the same resolver */
    bool is_rival;         /* an act of the classes relieve, suspend, resume, end: two of one rank
                            * by different hands may not commute */
    struct text culprit;   /* the word that is at fault (of the report); "" without fault */
};

/* A resolver for the machine, which must outlive it. Free with resolver_free (NULL is allowed). */
struct resolver *resolver_new(const struct nm *nm);
void resolver_free(struct resolver *resolver);

/* Resolves one report. The report is only read; its tick becomes event.at.
 *
 * Words are found in any declared spelling, else without regard to upper and lower case. Parties
 * are joined by `+`, `and`, `和`, `与`, `、`; a group means its members. An object is `contract`, a
 * clause (`clause 1.1`, `第1.1条`; of an act that changes clauses `1.1` too), a kind (`drawings`), a kind and a name,
 * or a name. Attributes named like a declared one take a declared value; those named like an item kind bind that item;
 * others are read by nobody. A quantity is exact, in its unit, else in the unit of the act or of
 * the norms that name the act, and is converted to the base unit's smallest parts. */
void resolve_event(struct resolver *resolver, const struct report_event *report,
                   struct resolved *out);

/* Whether the act is one that should tell a date, and tells none. */
bool resolve_lacks_date(const struct nm *nm, const struct rt_event *event);

/* True for a quantity of nobody knows what, where the clauses about such acts speak of several kinds of things. An
 * event that is meant for a norm is about its kind. */
bool resolve_lacks_kind(const struct nm *nm, struct rt_event *event);

/* The parties of a joined text as a mask; false if one of them is not declared (*culprit, which may
 * be NULL, is then that word). An empty text is no party. */
bool resolve_parties(const struct resolver *resolver, struct text text, uint64_t *parties,
                     struct text *culprit);

/* Row of the table `what` (enum nm_word_what) that this word names, or NM_NONE. A value is looked
 * for among those of the attribute `of`; else `of` is NM_NONE. */
int32_t resolve_word(const struct resolver *resolver, int32_t what, int32_t of, struct text word);

/* The norm a designation means (`clause 1.1`, `1.1`, `第1.1条`, a norm's own name), or NM_NONE. Of
 * several norms of one clause the first that concerns the act and the actors, else the first. */
int32_t resolve_norm(const struct nm *nm, struct text text, int32_t act, uint64_t actors);

/* `1.1 and 1.2`: several clauses, where an event names one. */
bool resolve_names_several(const struct nm *nm, struct text text);

#endif
