/* Expression functions. Each expression that a norm, trigger, answer or power names becomes one
 * function int64_t(const struct rt_scope *) without branches: expressions have no effect but the
 * overflow mark, so both sides of a choice may be computed. Constants need no function. */
#include <stdlib.h>
#include <stdio.h>

#include "compiler/emit/emit_internal.h"
#include "lang/base/check.h"

struct tree { /* the function under construction */
    struct emit *emit;
    LLVMValueRef scope;
    LLVMValueRef *values; /* by row, of this function; NULL = not yet */
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
    LLVMValueRef never = LLVMBuildOr(emit->builder, overflow, is_never(tree, tick), "never");
    return pick(tree, never, emit_i64(emit, NM_NEVER), moved);
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
#define OP(id, word, children) children,
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
    case NM_OP_DONE_OF:
        return call(tree, EMIT_rt_done_of, norm, NULL, NULL);
    case NM_OP_ADD_TICKS:
        return add_ticks(tree, a, expr->imm);
    case NM_OP_ADD_DAYS:
        return call(tree, EMIT_rt_add_days, a, imm, NULL);
    case NM_OP_ADD_WORK:
        return call(tree, EMIT_rt_add_work, a, b_row, imm);
    case NM_OP_ADD_MONTHS:
        return call(tree, EMIT_rt_add_months, a, imm, NULL);
    case NM_OP_ROLL:
        return call(tree, EMIT_rt_roll, a, b_row, norm);
    case NM_OP_MIN:
        return pick(tree, LLVMBuildICmp(builder, LLVMIntSLT, a, b, "less"), a, b);
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
    case NM_OP_AMOUNT_DAYS:
        return call(tree, EMIT_rt_amount_days, NULL, NULL, NULL);
    case NM_OP_STATUS:
        return call(tree, EMIT_rt_status, norm, emit_i32(emit, expr->a), NULL);
    case NM_OP_BREACHED:
        return call(tree, EMIT_rt_breached, norm, NULL, NULL);
    case NM_OP_IN_BREACH:
        return call(tree, EMIT_rt_in_breach, norm, NULL, NULL);
    case NM_OP_SUSPENDED:
        return call(tree, EMIT_rt_suspended, norm, NULL, NULL);
    case NM_OP_ITEM_HELD:
        return call(tree, EMIT_rt_item_held, norm, NULL, NULL);
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

static void emit_expr(struct emit *emit, int32_t row)
{
    if (row == NM_NONE || emit->exprs[row] || emit->nm->expr[row].op == NM_OP_CONST)
        return;
    char name[32];
    snprintf(name, sizeof name, "expr.%d", (int)row);
    LLVMTypeRef type = LLVMFunctionType(emit->i64, &emit->ptr, 1, false);
    emit->exprs[row] = emit_function(emit, name, type, false);
    struct tree tree = {emit, LLVMGetParam(emit->function, 0), NULL};
    tree.values = calloc((size_t)row + 1, sizeof(LLVMValueRef)); /* parts stand before the whole */
    if (!tree.values)
        BUG("out of memory");
    LLVMSetValueName2(tree.scope, "scope", 5);
    emit_ret(emit, value_of(&tree, row));
    free(tree.values);
}

void emit_exprs(struct emit *emit)
{
    const struct nm *nm = emit->nm;
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        emit_expr(emit, nm->norm[i].from);
        emit_expr(emit, nm->norm[i].due);
        emit_expr(emit, nm->norm[i].grace);
        emit_expr(emit, nm->norm[i].need);
        emit_expr(emit, nm->norm[i].until);
    }
    for (uint32_t i = 0; i < nm->trigger_count; i++)
        emit_expr(emit, nm->trigger[i].guard);
    for (uint32_t i = 0; i < nm->answer_count; i++) {
        emit_expr(emit, nm->answer[i].limit);
        emit_expr(emit, nm->answer[i].rework);
    }
    for (uint32_t i = 0; i < nm->power_count; i++) {
        emit_expr(emit, nm->power[i].ground);
        emit_expr(emit, nm->power[i].notice);
        emit_expr(emit, nm->power[i].until);
    }
}
