/* case_mix.h - larger machines, in which many rules meet; for random logs. */
#ifndef UNIT_CASE_MIX_H
#define UNIT_CASE_MIX_H

#include "compiler/ir/builder.h"

/* Lessons in distinct items, with what follows from each; a term of 30 days. */
void case_build_lessons(struct nm_builder *builder);

/* A sale: parts, answers with rework, grace, payments on acceptance, interest, suspension. */
void case_build_sale(struct nm_builder *builder);

/* Rights: notice, uses, resumption by others, release, survival, permissions. */
void case_build_rights(struct nm_builder *builder);

#endif
