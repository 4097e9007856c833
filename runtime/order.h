/* order.h - the order of events (calculus B3; spec 21.1, 21.2): what an act does decides its place
 * in the day, references come after what they refer to, and only then ids decide. */
#ifndef RUNTIME_ORDER_H
#define RUNTIME_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/machine.h"
#include "runtime/record.h"

/* One event's key (at, R, depth, precedence, ord, source, id). No two events of one journal have equal keys. */
struct order_key {
    int64_t at;
    int64_t ord;
    int32_t rank;  /* R(e): the act's rank, raised to that of what it refers to on the same tick */
    int32_t depth; /* of the reference among events of that rank */
    int32_t precedence; /* of the power that it uses; 0 for all else */
    struct text source, id; /* borrowed */
};

/* Less than, equal to, greater than 0. By bytes, never by locale. */
int order_compare(const struct order_key *left, const struct order_key *right);

/* True if nothing but source and id tells which comes first. */
bool order_by_id_alone(const struct order_key *left, const struct order_key *right);

/* Whether one act could be both: nothing that both say, of who, whom and what, differs. */
bool order_may_meet(const struct nm_place *one, const struct nm_place *other);

/* The rank of an act, of which 0 and NM_NONE are not known; the lowest of what it could be. */
int32_t order_rank(const struct nm *nm, const struct nm_place *act);

/* Whether the trigger waits for what is held, or left undone, to have been kept: the closing of a day alone says so. */
bool order_waits_for_closing(const struct nm_trigger *trigger, const struct nm_norm *watched);

/* R and depth of an event that refers to one with the key `target` (its own R and depth settled).
 * key->rank is the act's rank and key->depth 0 on the way in. */
void order_refer(struct order_key *key, const struct order_key *target);

/* One event of order_references. */
struct order_node {
    struct order_key *key; /* rank: the act's, depth 0; settled on the way out */
    size_t refers_to;      /* index of the node it refers to, or ORDER_NOWHERE */
    bool is_in_cycle;      /* out: it refers to itself by way of others, or directly */
};

#define ORDER_NOWHERE SIZE_MAX

/* Settles rank and depth of all nodes and finds the reference cycles, whose members keep the rank
 * of their act. */
void order_references(struct order_node *nodes, size_t count);

#endif
