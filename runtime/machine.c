/* Saving, loading and checking a norm machine: loops over the list of fields. Rows are saved field
 * by field over zeros, so that padding never reaches the blob; loading points at them. */
#include "runtime/machine_io.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"

const struct nm_field nm_fields[] = {
#define FIELD(table, field, role, what)                                                            \
    {#field,                                                                                       \
     NM_TABLE_##table,                                                                             \
     offsetof(struct nm_##table, field),                                                           \
     sizeof(((struct nm_##table *)0)->field),                                                      \
     NM_ROLE_##role,                                                                               \
     what},
#include "runtime/machine_fields.def"
#undef FIELD
};
const size_t nm_field_count = sizeof nm_fields / sizeof nm_fields[0];

/* The listed fields, and what alignment adds between them, are as large as the tables' own structs,
 * or a line is missing. */
struct field_bytes {
#define FIELD(table, field, role, what)                                                            \
    char table##_##field[sizeof(((struct nm_##table *)0)->field)];
#include "runtime/machine_fields.def"
#undef FIELD
};
enum {
#define T(table) + sizeof(struct nm_##table)
    ROW_BYTES = 0 NM_ALL_TABLES(T),
#undef T
    GAP_BYTES = 44, /* of all tables together */
};
static_assert(sizeof(struct field_bytes) + GAP_BYTES == ROW_BYTES,
              "a field of machine.h is missing in machine_fields.def, or a gap came or went");

static const struct {
    const char *word;
    int arity;
    enum nm_operand operand;
} operators[] = {
#define OP(id, word, arity, operand) {word, arity, NM_OPERAND_##operand},
    NM_OPS(OP)
#undef OP
};

int nm_op_arity(enum nm_op op)
{
    return operators[op].arity;
}

enum nm_operand nm_op_operand(enum nm_op op)
{
    return operators[op].operand;
}

const char *nm_op_word(enum nm_op op)
{
    return operators[op].word;
}

struct nm_rows nm_rows_of(const struct nm *nm, enum nm_table table)
{
    switch (table) {
    case NM_TABLE_head:
        return (struct nm_rows){"head", (const unsigned char *)&nm->head, 1, sizeof nm->head};
#define T(name)                                                                                    \
    case NM_TABLE_##name:                                                                          \
        return (struct nm_rows){#name, (const unsigned char *)nm->name, nm->name##_count,          \
                                sizeof *nm->name};
        NM_TABLES(T)
#undef T
    case NM_TABLE_COUNT:
        break;
    }
    UNREACHABLE();
}

int64_t nm_field_value(const struct nm_field *field, const unsigned char *row)
{
    if (field->len == sizeof(int64_t)) {
        int64_t value = 0;
        memcpy(&value, row + field->offset, sizeof value);
        return value;
    }
    uint32_t bits = 0;
    memcpy(&bits, row + field->offset, sizeof bits);
    bool is_unsigned = field->role == NM_ROLE_TEXT || field->role == NM_ROLE_MASK;
    return is_unsigned ? (int64_t)bits : (int64_t)(int32_t)bits;
}

/* ---- checking -------------------------------------------------------------------------------- */

static bool is_row(const struct nm *nm, enum nm_table table, int64_t index)
{
    return index >= 0 && index < nm_rows_of(nm, table).count;
}

/* Children of an expression stand before it; other references lead to rows. */
static bool is_good_expr(const struct nm *nm, uint32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    if ((arity > 0 && (expr->a < 0 || expr->a >= (int64_t)row)) ||
        (arity > 1 && (expr->b < 0 || expr->b >= (int64_t)row)))
        return false;
    switch (nm_op_operand((enum nm_op)expr->op)) {
    case NM_OPERAND_NOTHING:
    case NM_OPERAND_NUMBER:
    case NM_OPERAND_TICK:
        return true;
    case NM_OPERAND_NORM:
        return is_row(nm, NM_TABLE_norm, expr->imm);
    case NM_OPERAND_INDICATOR:
        if (expr->op == NM_OP_MEASURED)
            return is_row(nm, NM_TABLE_indicator, expr->imm) && expr->a > NM_THEN && expr->a <= expr->b;
        return is_row(nm, NM_TABLE_indicator, expr->imm) &&
               (expr->a == NM_SAID || expr->a == NM_THEN) <=
                   (expr->op == NM_OP_VALUE && nm->indicator[expr->imm].is_date) &&
               (expr->a == NM_SAID || expr->a == NM_THEN || expr->a == NM_LATEST || expr->a == NM_TRIGGERING ||
                expr->a <= expr->b);
    case NM_OPERAND_RATIO:
        return is_row(nm, NM_TABLE_ratio, expr->imm);
    case NM_OPERAND_CALENDAR:
        return is_row(nm, NM_TABLE_calendar, expr->b) &&
               (expr->op != NM_OP_ROLL ||
                (expr->imm >= NM_ROLL_FORWARD && expr->imm <= NM_ROLL_MODIFIED));
    }
    UNREACHABLE();
}

/* `value` is what the field holds in `row`. */
static bool is_good(const struct nm *nm, const struct nm_field *field, const unsigned char *row,
                    int64_t value)
{
    enum nm_table what = (enum nm_table)field->what;
    switch ((enum nm_role)field->role) {
    case NM_ROLE_TEXT: return value < nm->pool_len;
    case NM_ROLE_REF: return is_row(nm, what, value);
    case NM_ROLE_OPT: return value == NM_NONE || is_row(nm, what, value);
    case NM_ROLE_FIRST: return value >= 0 && value <= nm_rows_of(nm, what).count;
    case NM_ROLE_COUNT: /* the field before it has been found good */
        return value >= 0 &&
               value <= nm_rows_of(nm, what).count - nm_field_value(field - 1, row);
    case NM_ROLE_ENUM: return value >= 0 && value <= field->what;
    case NM_ROLE_BOOL: return value == 0 || value == 1;
    case NM_ROLE_INDEX: return value >= NM_NONE;
    case NM_ROLE_AMOUNT: return value >= 0;
    case NM_ROLE_NUMBER:
    case NM_ROLE_TICK:
    case NM_ROLE_SET:
    case NM_ROLE_MASK: return true;
    }
    UNREACHABLE();
}

int nm_check_shape(const struct nm *nm, const struct nm_field **field, uint32_t *row)
{
    *field = NULL;
    *row = 0;
    if (nm->pool_len == 0 || nm->pool[0] != '\0' || nm->pool[nm->pool_len - 1] != '\0')
        return 0;
    for (size_t i = 0; i < nm_field_count; i++) {
        *field = &nm_fields[i];
        struct nm_rows rows = nm_rows_of(nm, (enum nm_table)nm_fields[i].table);
        for (*row = 0; *row < rows.count; ++*row) {
            const unsigned char *bytes = rows.rows + *row * rows.row_len;
            if (!is_good(nm, *field, bytes, nm_field_value(*field, bytes)))
                return 0;
            if (nm_fields[i].table == NM_TABLE_expr && nm_fields[i].offset == 0 &&
                !is_good_expr(nm, *row))
                return 0;
        }
    }
    return 1;
}

/* ---- the blob -------------------------------------------------------------------------------- */

/* Table NM_TABLE_head is the head; behind the tables comes the pool of texts. */
struct blob_part {
    uint64_t offset;
    uint32_t count, row_len;
};

struct blob_head {
    char magic[8];
    uint32_t byte_order, version;
    uint64_t len;
    struct blob_part tables[NM_TABLE_COUNT];
    struct blob_part pool;
};

static const char magic[8] = {'h', 'e', 't', 'o', 'n', 'g', 'N', 'M'};

enum { BYTE_ORDER_MARK = 0x01020304, BLOB_ALIGN = 8 };

static void save_rows(struct buf *out, enum nm_table table, struct nm_rows rows)
{
    size_t start = out->len;
    buf_pad(out, '\0', rows.count * rows.row_len);
    for (size_t i = 0; i < nm_field_count; i++) {
        const struct nm_field *field = &nm_fields[i];
        if (field->table != table)
            continue;
        for (uint32_t row = 0; row < rows.count; row++) {
            size_t at = row * rows.row_len + field->offset;
            memcpy(out->data + start + at, rows.rows + at, field->len);
        }
    }
}

static void align(struct buf *out, size_t start)
{
    buf_pad(out, '\0', (BLOB_ALIGN - (out->len - start) % BLOB_ALIGN) % BLOB_ALIGN);
}

void nm_save(const struct nm *nm, struct buf *out)
{
    struct blob_head head;
    memset(&head, 0, sizeof head);
    memcpy(head.magic, magic, sizeof magic);
    head.byte_order = BYTE_ORDER_MARK;
    head.version = NM_VERSION;
    size_t start = out->len;
    buf_add(out, &head, sizeof head);
    for (int i = 0; i < NM_TABLE_COUNT; i++) {
        struct nm_rows rows = nm_rows_of(nm, (enum nm_table)i);
        align(out, start);
        head.tables[i] =
            (struct blob_part){out->len - start, rows.count, (uint32_t)rows.row_len};
        save_rows(out, (enum nm_table)i, rows);
    }
    align(out, start);
    head.pool = (struct blob_part){out->len - start, nm->pool_len, 1};
    buf_add(out, nm->pool, nm->pool_len);
    align(out, start);
    head.len = out->len - start;
    memcpy(out->data + start, &head, sizeof head);
}

/* The rows of a part, or NULL if they do not lie within the blob. */
static void *part_at(const void *blob, size_t len, const struct blob_part *part, size_t row_len)
{
    if (part->row_len != row_len || part->offset % BLOB_ALIGN != 0 || part->offset > len ||
        part->count > (len - part->offset) / row_len)
        return NULL;
    return (char *)(uintptr_t)blob + part->offset;
}

static const char *point_into(struct nm *nm, const void *blob, size_t len)
{
    struct blob_head head;
    if (len < sizeof head)
        return "it is too short for a norm machine";
    memcpy(&head, blob, sizeof head);
    if (memcmp(head.magic, magic, sizeof magic) != 0)
        return "it is not a norm machine";
    if (head.byte_order != BYTE_ORDER_MARK || head.version != NM_VERSION)
        return "it was written by another version of the program, or on another kind of computer";
    if (head.len != len || (uintptr_t)blob % BLOB_ALIGN != 0)
        return "its length or place in memory is wrong";
    const struct nm_head *rows_head =
        part_at(blob, len, &head.tables[NM_TABLE_head], sizeof *rows_head);
    if (!rows_head || head.tables[NM_TABLE_head].count != 1)
        return "its head is damaged";
    nm->head = *rows_head;
#define T(table)                                                                                   \
    nm->table = part_at(blob, len, &head.tables[NM_TABLE_##table], sizeof *nm->table);             \
    nm->table##_count = head.tables[NM_TABLE_##table].count;                                       \
    if (!nm->table || nm->table##_count > INT32_MAX)                                               \
        return "the table `" #table "` leaves the blob";
    NM_TABLES(T)
#undef T
    nm->pool = part_at(blob, len, &head.pool, 1);
    nm->pool_len = head.pool.count;
    return nm->pool ? NULL : "the texts leave the blob";
}

const char *nm_load(struct nm *nm, const void *blob, size_t len)
{
    memset(nm, 0, sizeof *nm);
    const char *fault = point_into(nm, blob, len);
    const struct nm_field *field = NULL;
    uint32_t row = 0;
    if (!fault && nm->head.version != NM_VERSION)
        fault = "it was written by another version of the program";
    if (!fault && !nm_check_shape(nm, &field, &row))
        fault = field ? "one of its rows leads nowhere" : "its texts are damaged";
    if (fault)
        memset(nm, 0, sizeof *nm);
    return fault;
}

void nm_hash(const struct nm *nm, unsigned char out[DIGEST_LEN])
{
    struct buf blob;
    buf_init(&blob);
    nm_save(nm, &blob);
    digest(out, blob.data, blob.len);
    buf_release(&blob);
}
