/* lower_internal.h - what the files of the lowering share. */
#ifndef IR_LOWER_INTERNAL_H
#define IR_LOWER_INTERNAL_H

#include "compiler/ir/lower.h"

struct lowering {
    int64_t known_day; /* of the norm at hand: the trigger is this day; NM_NEVER if it is no day */
    struct meaning *meaning;
    struct nm_builder *builder;
    int32_t *start_act; /* per verb: the act of starting it, or NM_NONE */
};

/* ---- lower_words.c: parties, units, kinds, acts and every spelling of them */
void lower_names(struct lowering *lowering);
/* The row of an act; NM_NONE for no verb. */
int32_t lower_act(const struct lowering *lowering, struct meant_act act);

/* ---- lower_effect.c: conditions precedent */
/* Triggers, one for each condition, that fire when the last of them is met; of a norm that `may_be_past`
 * only if its due has not gone by. */
void lower_effect(struct lowering *lowering, bool may_be_past, int32_t due);
/* The guard, and that the contract is in force. */
int32_t lower_in_force(struct lowering *lowering, int32_t guard);

/* ---- lower_rank.c: the place of each act within a tick (calculus B3) */
void lower_ranks(struct nm_builder *builder);

#endif
