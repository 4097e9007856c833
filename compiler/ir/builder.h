/* builder.h - makes a norm machine row by row.
 *
 *     struct nm_builder builder;
 *     nmb_init(&builder);
 *     struct nm_norm norm = nmb_blank_norm();
 *     norm.name = nmb_text(&builder, "1.1", 3);
 *     int32_t row = nmb_add_norm(&builder, norm);
 *     …
 *     struct nm nm;
 *     nmb_finish(&builder, &nm);     nm points into the builder
 *     nmb_release(&builder);
 *
 * Rows may be changed through builder.<table>.items[row] until nmb_finish. */
#ifndef IR_BUILDER_H
#define IR_BUILDER_H

#include <stddef.h>
#include <stdint.h>

#include "lang/base/buf.h"
#include "lang/base/map.h"
#include "lang/base/vec.h"
#include "runtime/machine.h"

struct arena;

struct nm_builder {
    struct nm_head head; /* fill it before nmb_finish; version is set there */
#define T(table) VEC(struct nm_##table) table;
    NM_TABLES(T)
#undef T
    struct buf pool;
    struct map texts; /* text -> offset in pool */
    struct map exprs; /* fields of an expression -> its row */
    struct arena *keys;
};

/* An empty machine whose pool holds "" at 0; end is NM_NEVER, calendar NM_NONE. */
void nmb_init(struct nm_builder *builder);

/* Frees all; a machine finished from it is gone too. */
void nmb_release(struct nm_builder *builder);

/* The offset of a text, each text kept once; NULL with len 0 is "". The text holds no NUL. */
nm_text nmb_text(struct nm_builder *builder, const char *text, size_t len);

/* The same for a NUL-terminated text; NULL is "". */
nm_text nmb_str(struct nm_builder *builder, const char *text);

/* nmb_add_norm(builder, row) and so on for each table: appends, returns the row's index. */
#define T(table) int32_t nmb_add_##table(struct nm_builder *builder, struct nm_##table row);
NM_TABLES(T)
#undef T

/* Rows in which every reference is NM_NONE and all else 0 (trigger: at start; power: no ground). */
struct nm_norm nmb_blank_norm(void);
struct nm_answer nmb_blank_answer(void);
struct nm_power nmb_blank_power(void);
struct nm_trigger nmb_blank_trigger(void);
struct nm_pattern nmb_blank_pattern(void);
struct nm_clause nmb_blank_clause(void);
struct nm_act nmb_blank_act(void);
struct nm_capacity nmb_blank_capacity(void);

/* An expression row; equal rows are kept once, so that equal subtrees share their rows. */
int32_t nmb_expr(struct nm_builder *builder, enum nm_op op, int32_t a, int32_t b, int64_t imm);
int32_t nmb_const(struct nm_builder *builder, int64_t value);

/* Sorts the words by (what, bytes), sets the version, and lets *out point to the rows. More rows
 * may be added afterwards; then finish again. */
void nmb_finish(struct nm_builder *builder, struct nm *out);

#endif
