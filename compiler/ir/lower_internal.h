/* lower_internal.h - what the files of the lowering share. */
#ifndef IR_LOWER_INTERNAL_H
#define IR_LOWER_INTERNAL_H

#include "compiler/ir/lower.h"
#include "lang/base/arena.h"
#include "lang/base/map.h"
#include "lang/base/vec.h"

enum day_edge { DAY_FIRST, DAY_LAST };

struct lowering {
    int64_t known_day; /* of the norm at hand: the trigger is this day; NM_NEVER if it is no day */
    enum day_edge known_edge; /* whether that day begins or ends */
    struct meaning *meaning;
    struct nm_builder *builder;
    int32_t *start_act; /* per verb: the act of starting it, or NM_NONE */
};

/* ---- lower.c */
/* The row of an expression whose children have theirs. */
int32_t lower_row(struct lowering *lowering, const struct meant_expr *expr, int32_t a, int32_t b);

/* ---- lower_time.c: days as ticks */
/* An expression that is a time: the first or the last tick of the day that it means, if it means a day. */
int32_t lower_time(struct lowering *lowering, const struct meant_expr *expr, enum day_edge edge);
/* Whether it ends with a day where ticks are finer: no hours and no time of day are written. */
bool lower_is_by_day(const struct lowering *lowering, const struct meant_expr *expr);
/* A day's first or last tick (NM_NEVER stays), and the ticks of so many days. */
int64_t lower_day(const struct lowering *lowering, int64_t day, enum day_edge edge);
int64_t lower_days(const struct lowering *lowering, int64_t days);

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

/* ---- lower_place.c: which acts are one act when the day is put in order */
struct places {
    const struct nm_builder *builder;
    VEC(struct nm_place) use; /* of acts; what one act could meet together is one node */
    VEC(int32_t) node;        /* per use */
    int32_t count;            /* of nodes */
    struct map rows;          /* use -> its row */
    struct arena arena;       /* of these */
    bool *is_assigned;        /* per norm: others may come to owe or claim it */
};
void places_find(struct places *places, const struct nm_builder *builder);
void places_release(struct places *places);
/* The node of what looks like a pattern, performs a norm, answers it, measures, exercises a power or starts something;
 * NM_NONE: of nothing. */
int32_t place_of_pattern(const struct places *places, int32_t row);
int32_t place_of_norm(const struct places *places, const struct nm_norm *norm);
int32_t place_of_answer(const struct places *places, const struct nm_norm *norm, bool is_accepted);
int32_t place_of_measure(const struct places *places, int32_t indicator);
int32_t place_of_act(const struct places *places, int32_t act);
/* Does it stand among the facts of its day, whatever else the contract says of it? */
bool place_is_ordinary(enum nm_act_class class);

/* ---- lower_rank.c: the place of each act within a tick (calculus B3) */
void lower_ranks(struct nm_builder *builder);

#endif
