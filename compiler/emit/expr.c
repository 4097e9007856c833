/* The expression function: int64_t expr(int32_t row, const struct rt_scope *). A switch leads to one
 * block for each expression that a norm, trigger, answer or power names; the block has no branches,
 * for expressions have no effect but the overflow mark, so both sides of a choice may be computed.
 * One function, because LLVM takes far longer over a function than over a block. */
#include <stdlib.h>
#include <string.h>

#include "compiler/emit/emit_internal.h"
#include "lang/base/check.h"

struct tree { /* the block under construction */
    struct emit *emit;
    LLVMValueRef scope;
    LLVMValueRef *values; /* by row, of this block; NULL = not yet */
};

static LLVMValueRef is_never(struct tree *tree, LLVMValueRef value)
{
    struct emit *emit = tree->emit;
    return LLVMBuildICmp(emit->builder, LLVMIntEQ, value, emit_i64(emit, NM_NEVER), "never");
}

static LLVMValueRef pick(struct tree *tree, LLVMValueRef condition, LLVMValueRef yes, LLVMValueRef no)
{
    return LLVMBuildSelect(tree->emit->builder, condition, yes, no, "pick");
}

/* Remembers that a sum or product left its range. */
static void mark_overflow(struct tree *tree, LLVMValueRef overflow)
{
    struct emit *emit = tree->emit;
    LLVMValueRef mark = emit_load(emit, emit->ptr, tree->scope, offsetof(struct rt_scope, overflow),
                                  "mark");
    LLVMValueRef was = emit_load(emit, emit->i32, mark, 0, "was");
    LLVMValueRef wide = LLVMBuildZExt(emit->builder, overflow, emit->i32, "wide");
    emit_store(emit, LLVMBuildOr(emit->builder, was, wide, "marked"), mark, 0);
}

/* Sum, difference or product, cut at the ends of the range; a sum with NEVER is NEVER. */
static LLVMValueRef saturating(struct tree *tree, enum emit_checked_op op, LLVMValueRef left,
                               LLVMValueRef right)
{
    struct emit *emit = tree->emit;
    LLVMValueRef overflow, zero = emit_i64(emit, 0);
    LLVMValueRef result = emit_checked(emit, op, left, right, &overflow);
    LLVMValueRef sign = op == EMIT_MUL ? LLVMBuildXor(emit->builder, left, right, "sign") : left;
    LLVMValueRef is_low = LLVMBuildICmp(emit->builder, LLVMIntSLT, sign, zero, "low");
    LLVMValueRef end = pick(tree, is_low, emit_i64(emit, INT64_MIN), emit_i64(emit, INT64_MAX));
    if (op == EMIT_ADD) {
        LLVMValueRef never = LLVMBuildOr(emit->builder, is_never(tree, left), is_never(tree, right),
                                         "never");
        LLVMValueRef dated = LLVMBuildNot(emit->builder, never, "dated");
        overflow = LLVMBuildAnd(emit->builder, overflow, dated, "overflow");
        result = pick(tree, never, emit_i64(emit, NM_NEVER), result);
    }
    mark_overflow(tree, overflow);
    return pick(tree, overflow, end, result);
}

static LLVMValueRef truth(struct tree *tree, LLVMValueRef value)
{
    struct emit *emit = tree->emit;
    return LLVMBuildICmp(emit->builder, LLVMIntNE, value, emit_i64(emit, 0), "truth");
}

static LLVMValueRef widen(struct tree *tree, LLVMValueRef truth)
{
    return LLVMBuildZExt(tree->emit->builder, truth, tree->emit->i64, "value");
}

static LLVMValueRef compare(struct tree *tree, LLVMIntPredicate how, LLVMValueRef left,
                            LLVMValueRef right)
{
    return widen(tree, LLVMBuildICmp(tree->emit->builder, how, left, right, "compare"));
}

static LLVMValueRef add_ticks(struct tree *tree, LLVMValueRef tick, int64_t ticks)
{
    struct emit *emit = tree->emit;
    LLVMValueRef overflow;
    LLVMValueRef moved = emit_checked(emit, EMIT_ADD, tick, emit_i64(emit, ticks), &overflow);
    LLVMValueRef dated = pick(tree, overflow, emit_i64(emit, NM_NEVER), moved);
    LLVMValueRef is_no_day = LLVMBuildICmp(emit->builder, LLVMIntSGE, tick,
                                           emit_i64(emit, NM_UNKNOWN), "no_day");
    return pick(tree, is_no_day, tick, dated);
}

/* The lesser of two is unknown if one of them is. */
static LLVMValueRef lesser(struct tree *tree, LLVMValueRef a, LLVMValueRef b)
{
    LLVMBuilderRef builder = tree->emit->builder;
    LLVMValueRef unknown = emit_i64(tree->emit, NM_UNKNOWN);
    LLVMValueRef is_unknown =
        LLVMBuildOr(builder, LLVMBuildICmp(builder, LLVMIntEQ, a, unknown, "a_unknown"),
                    LLVMBuildICmp(builder, LLVMIntEQ, b, unknown, "b_unknown"), "unknown");
    LLVMValueRef less = pick(tree, LLVMBuildICmp(builder, LLVMIntSLT, a, b, "less"), a, b);
    return pick(tree, is_unknown, unknown, less);
}

static LLVMValueRef call(struct tree *tree, enum emit_rt which, LLVMValueRef second,
                         LLVMValueRef third, LLVMValueRef fourth)
{
    LLVMValueRef args[] = {tree->scope, second, third, fourth};
    return emit_call(tree->emit, which, args, "asked");
}

static LLVMValueRef of_scope(struct tree *tree, size_t offset, const char *name)
{
    return emit_load(tree->emit, tree->emit->i64, tree->scope, offset, name);
}

static LLVMValueRef value_of(struct tree *tree, int32_t row);

static LLVMValueRef build(struct tree *tree, const struct nm_expr *expr)
{
    struct emit *emit = tree->emit;
    LLVMBuilderRef builder = emit->builder;
    LLVMValueRef imm = emit_i64(emit, expr->imm);
    LLVMValueRef norm = emit_i32(emit, (int32_t)expr->imm); /* where imm is a row */
    LLVMValueRef b_row = emit_i32(emit, expr->b);           /* where b is a row */
    static const unsigned char arity[] = {
#define OP(id, word, children, operand) children,
        NM_OPS(OP)
#undef OP
    };
    LLVMValueRef a = arity[expr->op] >= 1 ? value_of(tree, expr->a) : NULL;
    LLVMValueRef b = arity[expr->op] == 2 ? value_of(tree, expr->b) : NULL;
    switch ((enum nm_op)expr->op) {
    case NM_OP_CONST:
        return imm;
    case NM_OP_TERM_START:
        return emit_i64(emit, emit->nm->head.start);
    case NM_OP_TERM_END:
        return call(tree, EMIT_rt_term_end, NULL, NULL, NULL);
    case NM_OP_AT:
        return of_scope(tree, offsetof(struct rt_scope, at), "at");
    case NM_OP_TRIGGER:
        return of_scope(tree, offsetof(struct rt_scope, trigger_at), "trigger");
    case NM_OP_TRIGGER_QTY:
        return of_scope(tree, offsetof(struct rt_scope, trigger_qty), "qty");
    case NM_OP_DUE_OF:
        return call(tree, EMIT_rt_due_of, norm, NULL, NULL);
    case NM_OP_PERFORMED_OF:
        return call(tree, EMIT_rt_performed_of, norm, NULL, NULL);
    case NM_OP_DONE_OF:
        return call(tree, EMIT_rt_done_of, norm, NULL, NULL);
    case NM_OP_ADD_TICKS:
        return emit->nm->shift_count > 0 ? call(tree, EMIT_rt_add_ticks, a, imm, NULL)
                                         : add_ticks(tree, a, expr->imm);
    case NM_OP_ADD_DAYS:
        return call(tree, EMIT_rt_add_days, a, imm, NULL);
    case NM_OP_ADD_WORK:
        return call(tree, EMIT_rt_add_work, a, b_row, imm);
    case NM_OP_ADD_MONTHS:
        return call(tree, EMIT_rt_add_months, a, imm, NULL);
    case NM_OP_ADD_MONTH_ENDS:
        return call(tree, EMIT_rt_add_month_ends, a, imm, NULL);
    case NM_OP_ROLL:
        return call(tree, EMIT_rt_roll, a, b_row, norm);
    case NM_OP_DAY_START:
        return call(tree, EMIT_rt_day_start, a, NULL, NULL);
    case NM_OP_DAY_END:
        return call(tree, EMIT_rt_day_end, a, NULL, NULL);
    case NM_OP_SINCE:
        return pick(tree, LLVMBuildICmp(builder, LLVMIntSGE,
                                        of_scope(tree, offsetof(struct rt_scope, at), "at"), imm,
                                        "since"), b, a);
    case NM_OP_ARISEN:
        return pick(tree, LLVMBuildICmp(builder, LLVMIntSGE,
                                        of_scope(tree, offsetof(struct rt_scope, text), "text"), imm,
                                        "arisen"), b, a);
    case NM_OP_MIN:
        return lesser(tree, a, b);
    case NM_OP_MAX:
        return pick(tree, LLVMBuildICmp(builder, LLVMIntSGT, a, b, "more"), a, b);
    case NM_OP_ADD:
        return saturating(tree, EMIT_ADD, a, b);
    case NM_OP_SUB:
        return saturating(tree, EMIT_SUB, a, b);
    case NM_OP_MUL:
        return saturating(tree, EMIT_MUL, a, b);
    case NM_OP_SCALE:
        return call(tree, EMIT_rt_scale, a, norm, NULL);
    case NM_OP_SHORTFALL:
        return call(tree, EMIT_rt_shortfall, NULL, NULL, NULL);
    case NM_OP_DAYS_LATE:
        return call(tree, EMIT_rt_days_late, NULL, NULL, NULL);
    case NM_OP_TICKS_LATE:
        return call(tree, EMIT_rt_ticks_late, NULL, NULL, NULL);
    case NM_OP_AMOUNT_DAYS:
        return call(tree, EMIT_rt_amount_days, NULL, NULL, NULL);
    case NM_OP_STATUS:
        return call(tree, EMIT_rt_status, norm, emit_i32(emit, expr->a), NULL);
    case NM_OP_BREACHED:
        return call(tree, EMIT_rt_breached, norm, NULL, NULL);
    case NM_OP_IN_BREACH:
        return call(tree, EMIT_rt_in_breach, norm, NULL, NULL);
    case NM_OP_UNCURED:
        return call(tree, EMIT_rt_uncured, norm, NULL, NULL);
    case NM_OP_UNCURABLE:
        return call(tree, EMIT_rt_uncurable, norm, NULL, NULL);
    case NM_OP_SUSPENDED:
        return call(tree, EMIT_rt_suspended, norm, NULL, NULL);
    case NM_OP_ITEM_HELD:
        return call(tree, EMIT_rt_item_held, norm, NULL, NULL);
    case NM_OP_GOT:
        return call(tree, EMIT_rt_got, norm, NULL, NULL);
    case NM_OP_GOT_IN_ALL:
        return call(tree, EMIT_rt_got_in_all, norm, NULL, NULL);
    case NM_OP_OWED:
        return call(tree, EMIT_rt_owed, norm, NULL, NULL);
    case NM_OP_RECORDS:
        return call(tree, EMIT_rt_records, norm, a, NULL);
    case NM_OP_MADE:
        return call(tree, EMIT_rt_made, norm, a, NULL);
    case NM_OP_DUE_IN:
        return call(tree, EMIT_rt_due_in, norm, a, b);
    case NM_OP_KEPT_IN:
        return call(tree, EMIT_rt_kept_in, norm, a, b);
    case NM_OP_KNOWN:
        return call(tree, EMIT_rt_known, norm, emit_i32(emit, expr->a), b_row);
    case NM_OP_MEASURED:
        return call(tree, EMIT_rt_measured, norm, emit_i32(emit, expr->a), b_row);
    case NM_OP_VALUE:
        return call(tree, EMIT_rt_value, norm, emit_i32(emit, expr->a), b_row);
    case NM_OP_AND:
        return widen(tree, LLVMBuildAnd(builder, truth(tree, a), truth(tree, b), "both"));
    case NM_OP_OR:
        return widen(tree, LLVMBuildOr(builder, truth(tree, a), truth(tree, b), "either"));
    case NM_OP_NOT:
        return compare(tree, LLVMIntEQ, a, emit_i64(emit, 0));
    case NM_OP_EQ:
        return compare(tree, LLVMIntEQ, a, b);
    case NM_OP_LT:
        return compare(tree, LLVMIntSLT, a, b);
    case NM_OP_LE:
        return compare(tree, LLVMIntSLE, a, b);
    case NM_OP_COUNT:
        break;
    }
    UNREACHABLE();
}

static LLVMValueRef value_of(struct tree *tree, int32_t row)
{
    if (!tree->values[row])
        tree->values[row] = build(tree, &tree->emit->nm->expr[row]);
    return tree->values[row];
}

/* Marks an expression that is asked for by itself. Constants are read from the machine. */
static void ask(const struct nm *nm, unsigned char *asked, int32_t row)
{
    if (row != NM_NONE && nm->expr[row].op != NM_OP_CONST)
        asked[row] = 1;
}

static void find_asked(const struct nm *nm, unsigned char *asked)
{
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        ask(nm, asked, nm->norm[i].from);
        ask(nm, asked, nm->norm[i].due);
        ask(nm, asked, nm->norm[i].grace);
        ask(nm, asked, nm->norm[i].need);
        ask(nm, asked, nm->norm[i].until);
        ask(nm, asked, nm->norm[i].holds);
        ask(nm, asked, nm->norm[i].known);
        ask(nm, asked, nm->norm[i].wait);
        ask(nm, asked, nm->norm[i].deemed);
    }
    for (uint32_t i = 0; i < nm->trigger_count; i++)
        ask(nm, asked, nm->trigger[i].guard);
    for (uint32_t i = 0; i < nm->answer_count; i++) {
        ask(nm, asked, nm->answer[i].limit);
        ask(nm, asked, nm->answer[i].rework);
    }
    for (uint32_t i = 0; i < nm->power_count; i++) {
        ask(nm, asked, nm->power[i].ground);
        ask(nm, asked, nm->power[i].notice);
        ask(nm, asked, nm->power[i].until);
        ask(nm, asked, nm->power[i].ends);
    }
}

static void *fresh(size_t count, size_t len)
{
    void *memory = calloc(count + 1, len);
    if (!memory)
        BUG("out of memory");
    return memory;
}

LLVMValueRef emit_expr(struct emit *emit)
{
    uint32_t count = emit->nm->expr_count;
    LLVMTypeRef args[] = {emit->i32, emit->ptr};
    LLVMValueRef function =
        emit_function(emit, "expr", LLVMFunctionType(emit->i64, args, 2, false), false);
    unsigned char *asked = fresh(count, 1);
    find_asked(emit->nm, asked);
    LLVMBasicBlockRef none = emit_new_block(emit, "none");
    LLVMValueRef choice = emit_switch(emit, LLVMGetParam(function, 0), none, count);
    struct tree tree = {emit, LLVMGetParam(function, 1), NULL};
    tree.values = fresh(count, sizeof(LLVMValueRef));
    for (uint32_t row = 0; row < count; row++) {
        if (!asked[row])
            continue;
        LLVMBasicBlockRef block = emit_new_block(emit, "row");
        LLVMAddCase(choice, emit_i32(emit, (int32_t)row), block);
        emit_enter(emit, block);
        memset(tree.values, 0, (row + 1) * sizeof(LLVMValueRef)); /* values of other blocks */
        emit_ret(emit, value_of(&tree, (int32_t)row));
    }
    emit_enter(emit, none);
    emit_ret(emit, emit_i64(emit, 0));
    free(tree.values);
    free(asked);
    return function;
}
