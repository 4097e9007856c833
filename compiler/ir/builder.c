/* The builder: one growable array for each table of the machine, one pool of texts in which each
 * text is kept once. The tables are named only by NM_TABLES, so a new table needs no line here. */
#include "compiler/ir/builder.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/check.h"

void nmb_init(struct nm_builder *builder)
{
    memset(builder, 0, sizeof *builder);
    builder->head.end = NM_NEVER;
    builder->head.calendar = NM_NONE;
    builder->head.effect_by = NM_NEVER;
    buf_init(&builder->pool);
    buf_putc(&builder->pool, '\0');
    builder->keys = calloc(1, sizeof *builder->keys);
    if (!builder->keys)
        BUG("out of memory: a builder's arena");
    arena_init(builder->keys);
    map_init(&builder->texts, builder->keys);
    map_init(&builder->exprs, builder->keys);
}

void nmb_release(struct nm_builder *builder)
{
#define T(table) vec_release(&builder->table);
    NM_TABLES(T)
#undef T
    buf_release(&builder->pool);
    map_release(&builder->texts);
    map_release(&builder->exprs);
    arena_release(builder->keys);
    free(builder->keys);
    builder->keys = NULL;
}

nm_text nmb_text(struct nm_builder *builder, const char *text, size_t len)
{
    if (len == 0)
        return 0;
    uint32_t offset = 0;
    if (map_get(&builder->texts, text, len, &offset))
        return offset;
    if (memchr(text, '\0', len) || builder->pool.len + len >= UINT32_MAX)
        BUG("a text of the machine holds NUL, or the texts exceed 4 GiB");
    offset = (uint32_t)builder->pool.len;
    map_put(&builder->texts, text, len, offset);
    buf_add(&builder->pool, text, len);
    buf_putc(&builder->pool, '\0');
    return offset;
}

nm_text nmb_str(struct nm_builder *builder, const char *text)
{
    return text ? nmb_text(builder, text, strlen(text)) : 0;
}

#define T(table)                                                                                   \
    int32_t nmb_add_##table(struct nm_builder *builder, struct nm_##table row)                     \
    {                                                                                              \
        if (builder->table.count >= INT32_MAX)                                                     \
            BUG("too many rows of " #table);                                                       \
        vec_push(&builder->table, row);                                                            \
        return (int32_t)builder->table.count - 1;                                                  \
    }
NM_TABLES(T)
#undef T

struct nm_norm nmb_blank_norm(void)
{
    return (struct nm_norm){
        .clause = NM_NONE,
        .key_kind = NM_NONE,
        .pattern = NM_NONE,
        .from = NM_NONE,
        .due = NM_NONE,
        .calendar = NM_NONE,
        .grace = NM_NONE,
        .need = NM_NONE,
        .unit = NM_NONE,
        .pool = NM_NONE,
        .parent = NM_NONE,
        .answer = NM_NONE,
        .loss = NM_NONE,
        .until = NM_NONE,
        .holds = NM_NONE,
        .known = NM_NONE,
        .wait = NM_NONE,
        .deemed = NM_NONE,
        .remedy = NM_NONE,
        .power = NM_NONE,
        .capacity = NM_NONE,
        .reminder = NM_NONE,
        .series = NM_NONE,
        .since = NM_NONE,
        .replaced = NM_NONE,
        .in_term = NM_NEVER,
    };
}

struct nm_answer nmb_blank_answer(void)
{
    return (struct nm_answer){
        .clause = NM_NONE,
        .accept = NM_NONE,
        .reject = NM_NONE,
        .limit = NM_NONE,
        .rework = NM_NONE,
    };
}

struct nm_power nmb_blank_power(void)
{
    return (struct nm_power){
        .act = NM_NONE,
        .ground = NM_NONE,
        .notice = NM_NONE,
        .until = NM_NONE,
        .ends = NM_NONE,
    };
}

struct nm_trigger nmb_blank_trigger(void)
{
    return (struct nm_trigger){
        .kind = NM_AT_START,
        .pattern = NM_NONE,
        .norm = NM_NONE,
        .guard = NM_NONE,
        .unit = NM_NONE,
        .told = NM_NONE,
        .clause = NM_NONE,
        .by = NM_NONE,
    };
}

struct nm_pattern nmb_blank_pattern(void)
{
    return (struct nm_pattern){
        .act = NM_NONE, .kind = NM_NONE, .indicator = NM_NONE, .key = NM_KEY_FREE};
}

struct nm_clause nmb_blank_clause(void)
{
    return (struct nm_clause){.parent = NM_NONE, .coverage = NM_TRACKED, .file = NM_NONE};
}

struct nm_act nmb_blank_act(void)
{
    return (struct nm_act){.class = NM_PERFORM, .kind = NM_NONE, .unit = NM_NONE, .document = NM_NONE};
}

struct nm_capacity nmb_blank_capacity(void)
{
    return (struct nm_capacity){
        .clause = NM_NONE,
        .shortest = 1,
        .longest = 1,
        .calendar = NM_NONE,
        .start_act = NM_NONE,
    };
}

int32_t nmb_expr(struct nm_builder *builder, enum nm_op op, int32_t a, int32_t b, int64_t imm)
{
    int64_t fields[] = {(int64_t)op, a, b, imm};
    uint32_t known = 0;
    if (map_get(&builder->exprs, fields, sizeof fields, &known))
        return (int32_t)known;
    int32_t row =
        nmb_add_expr(builder, (struct nm_expr){.op = (int32_t)op, .a = a, .b = b, .imm = imm});
    map_put(&builder->exprs, fields, sizeof fields, (uint32_t)row);
    return row;
}

int32_t nmb_const(struct nm_builder *builder, int64_t value)
{
    return nmb_expr(builder, NM_OP_CONST, NM_NONE, NM_NONE, value);
}

/* qsort has no context argument: the pool of the sort under way. */
static _Thread_local const char *sorted_pool;

static int compare_words(const void *left, const void *right)
{
    const struct nm_word *one = left, *other = right;
    if (one->what != other->what)
        return one->what < other->what ? -1 : 1;
    int order = strcmp(sorted_pool + one->text, sorted_pool + other->text);
    if (order)
        return order;
    if (one->of != other->of)
        return one->of < other->of ? -1 : 1;
    return (one->index > other->index) - (one->index < other->index);
}

void nmb_finish(struct nm_builder *builder, struct nm *out)
{
    sorted_pool = builder->pool.data;
    if (builder->word.count)
        qsort(builder->word.items, builder->word.count, sizeof *builder->word.items, compare_words);
    builder->head.version = NM_VERSION;
    memset(out, 0, sizeof *out);
    out->head = builder->head;
#define T(table)                                                                                   \
    out->table = builder->table.items;                                                             \
    out->table##_count = (uint32_t)builder->table.count;
    NM_TABLES(T)
#undef T
    out->pool = builder->pool.data;
    out->pool_len = (uint32_t)builder->pool.len;
}
