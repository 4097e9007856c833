/* Dumping: a loop over tables, rows and fields (runtime/machine_fields.def). References are
 * written as the name of the row they lead to, expressions written out as trees, sets as names. */
#include "compiler/ir/dump.h"

#include <stdbool.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/value/date.h"
#include "lang/value/tick.h"
#include "runtime/machine_io.h"
#include "runtime/state.h"

static void put_tick(const struct nm *nm, struct buf *out, int64_t tick)
{
    enum granularity granularity = (enum granularity)nm->head.granularity;
    if (tick == NM_UNKNOWN)
        buf_puts(out, "unknown");
    else if (tick == NM_NEVER)
        buf_puts(out, "never");
    else if (!tick_in_range(granularity, tick))
        buf_put_i64(out, tick);
    else
        tick_print(out, granularity, tick);
}

/* A text on one line: quoted, with \" \\ \n escaped. */
static void put_text(struct buf *out, const char *text)
{
    buf_putc(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_putc(out, '\\');
        if (*text == '\n')
            buf_puts(out, "\\n");
        else
            buf_putc(out, *text);
    }
    buf_putc(out, '"');
}

/* The members of a set by name, joined by +. */
static void put_set(const struct nm *nm, struct buf *out, uint64_t set)
{
    bool is_first = true;
    for (uint32_t i = 0; i < nm->party_count && i < 64; i++) {
        if (nm->party[i].kind == NM_GROUP || !(set >> i & 1))
            continue;
        buf_printf(out, "%s%s", is_first ? "" : "+", nm_str(nm, nm->party[i].name));
        is_first = false;
    }
}

static void put_statuses(struct buf *out, int64_t mask)
{
    static const char *const names[] = {
#define S(id, en, zh) en,
        ST_STATUSES(S)
#undef S
        [ST_DONE_LATE] = "done late", [ST_DONE_IN_TIME] = "done in time"
    };
    bool is_first = true;
    for (int i = 0; i < ST_ASKED_COUNT; i++) {
        if (!(mask >> i & 1))
            continue;
        buf_printf(out, "%s%s", is_first ? "" : "|", names[i]);
        is_first = false;
    }
}

/* Rows that have a name of their own are called by it. */
static const char *name_of(const struct nm *nm, enum nm_table table, int64_t row)
{
    switch (table) {
    case NM_TABLE_party: return nm_str(nm, nm->party[row].name);
    case NM_TABLE_unit: return nm_str(nm, nm->unit[row].name);
    case NM_TABLE_attr: return nm_str(nm, nm->attr[row].name);
    case NM_TABLE_value: return nm_str(nm, nm->value[row].name);
    case NM_TABLE_kind: return nm_str(nm, nm->kind[row].name);
    case NM_TABLE_act: return nm_str(nm, nm->act[row].name);
    case NM_TABLE_clause: return nm_str(nm, nm->clause[row].number);
    case NM_TABLE_file: return nm_str(nm, nm->file[row].path);
    case NM_TABLE_norm: return nm_str(nm, nm->norm[row].name);
    case NM_TABLE_calendar: return nm_str(nm, nm->calendar[row].name);
    case NM_TABLE_indicator: return nm_str(nm, nm->indicator[row].name);
    case NM_TABLE_head:
    case NM_TABLE_word:
    case NM_TABLE_expr:
    case NM_TABLE_ratio:
    case NM_TABLE_test:
    case NM_TABLE_pattern:
    case NM_TABLE_place:
    case NM_TABLE_trigger:
    case NM_TABLE_answer:
    case NM_TABLE_scope:
    case NM_TABLE_power:
    case NM_TABLE_capacity:
    case NM_TABLE_exception:
    case NM_TABLE_baseline:
    case NM_TABLE_version:
    case NM_TABLE_shift:
    case NM_TABLE_renewal:
    case NM_TABLE_definition:
        return "";
    case NM_TABLE_COUNT:
        break;
    }
    UNREACHABLE();
}

static void put_ref(const struct nm *nm, struct buf *out, enum nm_table table, int64_t row)
{
    const char *name = name_of(nm, table, row);
    if (*name)
        put_text(out, name);
    else
        buf_printf(out, "#%lld", (long long)row);
}

/* ---- expressions ----------------------------------------------------------------------------- */

/* Of which period a value is. */
static void put_which(struct buf *out, const struct nm_expr *expr)
{
    if (expr->a == NM_THEN) {
        buf_puts(out, " then");
    } else if (expr->a == NM_SAID) {
        buf_puts(out, " said");
        if (expr->b != NM_NO_DAY) {
            buf_puts(out, " else ");
            date_print(out, expr->b);
        }
    } else if (expr->a == NM_LATEST || expr->a == NM_TRIGGERING) {
        buf_puts(out, expr->a == NM_LATEST ? " latest" : " triggering");
    } else {
        buf_putc(out, ' ');
        date_print(out, expr->a);
        buf_puts(out, "..");
        date_print(out, expr->b);
    }
}

/* (add-days (trigger) 7): the operator, its children, then what a, b, imm hold beside them. */
static void put_expr(const struct nm *nm, struct buf *out, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    buf_printf(out, "(%s", nm_op_word((enum nm_op)expr->op));
    for (int i = 0; i < arity; i++) {
        buf_putc(out, ' ');
        put_expr(nm, out, i == 0 ? expr->a : expr->b);
    }
    switch (nm_op_operand((enum nm_op)expr->op)) {
    case NM_OPERAND_NOTHING: break;
    case NM_OPERAND_NUMBER: buf_printf(out, " %lld", (long long)expr->imm); break;
    case NM_OPERAND_TICK:
        buf_putc(out, ' ');
        put_tick(nm, out, expr->imm);
        break;
    case NM_OPERAND_NORM:
        buf_putc(out, ' ');
        put_ref(nm, out, NM_TABLE_norm, expr->imm);
        if (expr->op == NM_OP_STATUS) {
            buf_putc(out, ' ');
            put_statuses(out, expr->a);
        }
        break;
    case NM_OPERAND_INDICATOR:
        buf_putc(out, ' ');
        put_ref(nm, out, NM_TABLE_indicator, expr->imm);
        put_which(out, expr);
        break;
    case NM_OPERAND_RATIO: {
        const struct nm_ratio *ratio = &nm->ratio[expr->imm];
        buf_printf(out, " %lld/%lld to %lld", (long long)ratio->num, (long long)ratio->den,
                   (long long)ratio->step);
        break;
    }
    case NM_OPERAND_CALENDAR: {
        static const char *const rolls[] = {"forward", "backward", "modified"};
        if (expr->op == NM_OP_ROLL)
            buf_printf(out, " %s ", rolls[expr->imm]);
        else
            buf_printf(out, " %lld ", (long long)expr->imm);
        put_ref(nm, out, NM_TABLE_calendar, expr->b);
        break;
    }
    }
    buf_putc(out, ')');
}

/* ---- rows ------------------------------------------------------------------------------------ */

const char *const *nm_enum_words(const struct nm_field *field)
{
    static const struct {
        const char *table, *field;
        const char *words[13];
    } known[] = {
        {"head", "granularity", {"day", "hour", "minute", "second"}},
        {"party", "kind", {"party", "third", "environment", "group"}},
        {"unit", "dimension", {"count", "money", "measure"}},
        {"act", "class",
         {"perform", "accept", "reject", "enable", "relieve", "suspend",
                               "resume", "end", "fact"}},
        {"word", "what",
         {"party", "act", "kind", "unit", "attr", "value", "indicator"}},
        {"clause", "coverage", {"tracked", "soft", "text-only"}},
        {"ratio", "rounding",
         {"half-up", "half-even", "down", "up", "floor", "ceiling"}},
        {"pattern", "key", {"free", "bound"}},
        {"trigger", "kind",
         {"at-start", "on-event", "on-status", "on-breach", "on-tender", "on-silence",
          "on-loss", "at-tick", "at-end"}},
        {"trigger", "repeat", {"not", "each", "one", "restarts", "queues"}},
        {"answer", "silence", {"accepts", "rejects", "breaches"}},
        {"power", "effect",
         {"waive", "extend", "suspend", "resume", "terminate", "release",
          "assign", "accelerate", "choose", "renew"}},
        {"norm", "kind",
         {"achieve", "amount", "forbid", "maintain", "power", "permit",
                               "vague", "effort", "assume", "target", "at-most", "memory", "cap"}},
        {"norm", "joint", {"single", "either", "together"}},
        {"norm", "due_unit", {"ticks", "workdays", "days"}},
        {"norm", "roll", {"none", "forward", "backward", "modified"}},
        {"norm", "late", {"owed", "essential"}},
        {"norm", "fate", {"released", "survives", "accrued", "earned", "ends"}},
        {"indicator", "direction", {"none", "higher", "lower"}},
        {"indicator", "rhythm",
         {"none", "days", "week", "months", "month", "quarter", "half", "year"}},
    };
    struct nm empty = {0};
    const char *table = nm_rows_of(&empty, (enum nm_table)field->table).name;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].table, table) == 0 && strcmp(known[i].field, field->name) == 0)
            return known[i].words;
    return NULL;
}

/* Says nothing: left out, so that a line shows what is special about its row. */
static bool is_idle(const struct nm_field *field, int64_t value)
{
    switch ((enum nm_role)field->role) {
    case NM_ROLE_OPT:
    case NM_ROLE_INDEX: return value == NM_NONE;
    case NM_ROLE_REF: return false;
    case NM_ROLE_TICK: return value == NM_NEVER && field->table == NM_TABLE_norm;
    case NM_ROLE_ENUM: /* the usual, unless it says what the row is */
        return value == 0 && strcmp(field->name, "kind") != 0 &&
               strcmp(field->name, "class") != 0 && strcmp(field->name, "what") != 0 &&
               strcmp(field->name, "effect") != 0;
    case NM_ROLE_TEXT:
    case NM_ROLE_FIRST:
    case NM_ROLE_COUNT:
    case NM_ROLE_BOOL:
    case NM_ROLE_NUMBER:
    case NM_ROLE_AMOUNT:
    case NM_ROLE_SET:
    case NM_ROLE_MASK: return value == 0;
    }
    UNREACHABLE();
}

static void put_value(const struct nm *nm, struct buf *out, const struct nm_field *field,
                      int64_t value)
{
    switch ((enum nm_role)field->role) {
    case NM_ROLE_TEXT:
        put_text(out, nm_str(nm, (nm_text)value));
        return;
    case NM_ROLE_REF:
    case NM_ROLE_OPT:
        if (field->what == NM_TABLE_expr)
            put_expr(nm, out, (int32_t)value);
        else
            put_ref(nm, out, (enum nm_table)field->what, value);
        return;
    case NM_ROLE_ENUM: {
        const char *const *words = nm_enum_words(field);
        buf_puts(out, words ? words[value] : nm_op_word((enum nm_op)value));
        return;
    }
    case NM_ROLE_TICK:
        put_tick(nm, out, value);
        return;
    case NM_ROLE_SET:
        put_set(nm, out, (uint64_t)value);
        return;
    case NM_ROLE_MASK:
        if (strcmp(field->name, "statuses") == 0)
            put_statuses(out, value);
        else
            buf_printf(out, "0x%llx", (unsigned long long)value);
        return;
    case NM_ROLE_FIRST:
    case NM_ROLE_COUNT:
    case NM_ROLE_BOOL:
    case NM_ROLE_NUMBER:
    case NM_ROLE_INDEX:
    case NM_ROLE_AMOUNT:
        buf_put_i64(out, value);
        return;
    }
    UNREACHABLE();
}

/* A span, `first_test` and `test_count`, is one field: test=3..5. */
static void put_span(struct buf *out, const char *name, int64_t first, int64_t count)
{
    const char *what = name + strlen("first_");
    buf_printf(out, " %s=#%lld", what, (long long)first);
    if (count > 1)
        buf_printf(out, "..%lld", (long long)(first + count - 1));
}

static void put_row(const struct nm *nm, struct buf *out, enum nm_table table, uint32_t index)
{
    struct nm_rows rows = nm_rows_of(nm, table);
    const unsigned char *row = rows.rows + index * rows.row_len;
    buf_puts(out, rows.name);
    if (table != NM_TABLE_head)
        buf_printf(out, " #%u", index);
    for (size_t i = 0; i < nm_field_count; i++) {
        const struct nm_field *field = &nm_fields[i];
        if (field->table != table || field->role == NM_ROLE_COUNT)
            continue;
        int64_t value = nm_field_value(field, row);
        if (field->role == NM_ROLE_FIRST) {
            int64_t count = nm_field_value(field + 1, row);
            if (count > 0)
                put_span(out, field->name, value, count);
        } else if (!is_idle(field, value)) {
            buf_printf(out, " %s=", field->name);
            put_value(nm, out, field, value);
        }
    }
    buf_putc(out, '\n');
}

/* An expression's row is its tree; the fields a, b, imm would say it again. */
static void put_expr_row(const struct nm *nm, struct buf *out, uint32_t index)
{
    buf_printf(out, "expr #%u ", index);
    put_expr(nm, out, (int32_t)index);
    buf_putc(out, '\n');
}

void nm_dump(const struct nm *nm, struct buf *out)
{
    for (int table = 0; table < NM_TABLE_COUNT; table++) {
        uint32_t count = nm_rows_of(nm, (enum nm_table)table).count;
        for (uint32_t row = 0; row < count; row++)
            if (table == NM_TABLE_expr)
                put_expr_row(nm, out, row);
            else
                put_row(nm, out, (enum nm_table)table, row);
    }
}
