/* lower.h - from the meant tree to the norm machine. */
#ifndef IR_LOWER_H
#define IR_LOWER_H

#include "compiler/ir/builder.h"
#include "compiler/sema/meaning.h"

/* Fills an empty builder with the machine of a meaning that has no errors. */
void lower(struct meaning *meaning, struct nm_builder *builder);

/* What follows from the rows of a machine: the strata of norms, the ranks of acts, the horizon. */
void lower_orders(struct nm_builder *builder);

#endif
