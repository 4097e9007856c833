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

/* ---- lower_rank.c: the place of each act within a tick (calculus B3) */
void lower_ranks(struct nm_builder *builder);

#endif
