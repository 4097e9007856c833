/* case_rows.h - short ways of writing the rows of case machines. */
#ifndef UNIT_CASE_ROWS_H
#define UNIT_CASE_ROWS_H

#include "tests/unit/case_world.h"

/* A contract of A and B from d1 to `end`, with the acts of enum case_act and two kinds. */
void case_begin(struct nm_builder *builder, int64_t end);

int32_t case_add_pattern(struct nm_builder *builder, enum case_act act, uint64_t actors,
                         int32_t kind);

/* A breach of norm `excuse` excuses a breach of this one. */
void case_excuse_by(struct nm_builder *builder, struct nm_norm *norm, int32_t excuse);

/* A norm from the start, due on a day (NM_NEVER: without), in a pool of its own; not yet added. */
struct nm_norm case_blank(struct nm_builder *builder, const char *name, enum nm_norm_kind kind,
                          enum case_act act, uint64_t bearers, int64_t due);

/* Its trigger; good until the next trigger is added. */
struct nm_trigger *case_trigger_of(struct nm_builder *builder, const struct nm_norm *norm);

/* Changes its trigger: by a norm, or by an act of the actors. */
void case_trigger_by(struct nm_builder *builder, const struct nm_norm *norm,
                     enum nm_trigger_kind kind, int32_t watched, uint32_t statuses);
void case_trigger_by_act(struct nm_builder *builder, const struct nm_norm *norm, enum case_act act,
                         uint64_t actors);

/* Expressions: so many days after the trigger, after the tick that asks. */
int32_t case_after_trigger(struct nm_builder *builder, int64_t days);
int32_t case_after_asking(struct nm_builder *builder, int64_t days);

/* B accepts or rejects within so many days, else accepted; rework_days 0: no rework. */
int32_t case_add_answer(struct nm_builder *builder, int64_t days, int64_t rework_days);

/* A right of the holder to change the norms first … last (last < first: the contract). */
struct nm_norm case_power_over(struct nm_builder *builder, const char *name, uint64_t holder,
                               enum case_act act, enum nm_effect effect, int32_t first,
                               int32_t last);
void case_add_power(struct nm_builder *builder, const char *name, uint64_t holder,
                    enum case_act act, enum nm_effect effect, int32_t first, int32_t last);

/* Keeps the contract running until d60, so that late answers are judged by their own rules. */
void case_add_keeper(struct nm_builder *builder);

#endif
