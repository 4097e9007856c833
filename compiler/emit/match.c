/* Match functions: one per pattern, int32_t(const struct rt_event *), its constants in the code. All
 * of a pattern but the instance's key, which the kernel compares. No branches: the tests are few and
 * the event is one cache line. */
#include <stdio.h>

#include "compiler/emit/emit_internal.h"

struct test { /* the function under construction: `holds` so far */
    struct emit *emit;
    LLVMValueRef event, holds;
};

static void and_also(struct test *test, LLVMValueRef condition)
{
    test->holds = test->holds
                      ? LLVMBuildAnd(test->emit->builder, test->holds, condition, "holds")
                      : condition;
}

static LLVMValueRef equals(struct test *test, LLVMTypeRef type, LLVMValueRef value, int64_t wanted)
{
    return LLVMBuildICmp(test->emit->builder, LLVMIntEQ, value,
                         LLVMConstInt(type, (unsigned long long)wanted, true), "equal");
}

static LLVMValueRef is_within(struct test *test, LLVMValueRef set, uint64_t allowed)
{
    struct emit *emit = test->emit;
    LLVMValueRef beyond =
        LLVMBuildAnd(emit->builder, set, emit_i64(emit, (int64_t)~allowed), "beyond");
    return equals(test, emit->i64, beyond, 0);
}

static void test_actors(struct test *test, const struct nm_pattern *pattern)
{
    struct emit *emit = test->emit;
    LLVMValueRef actors = emit_load(emit, emit->i64, test->event, offsetof(struct rt_event, actors),
                                    "actors");
    if (pattern->all_hands) {
        and_also(test, equals(test, emit->i64, actors, (int64_t)pattern->actors));
    } else if (pattern->actors != 0) {
        and_also(test, is_within(test, actors, pattern->actors));
        and_also(test, LLVMBuildICmp(emit->builder, LLVMIntNE, actors, emit_i64(emit, 0), "some"));
    }
}

static void test_attr(struct test *test, const struct nm_test *row)
{
    struct emit *emit = test->emit;
    size_t offset = offsetof(struct rt_event, attrs) + (size_t)row->attr * sizeof(int16_t);
    LLVMValueRef value = emit_load(emit, emit->i16, test->event, offset, "attr");
    LLVMValueRef given = LLVMBuildICmp(emit->builder, LLVMIntULT, value,
                                       LLVMConstInt(emit->i16, 64, false), "given");
    LLVMValueRef wide = LLVMBuildZExt(emit->builder, value, emit->i64, "wide");
    LLVMValueRef shift = LLVMBuildAnd(emit->builder, wide, emit_i64(emit, 63), "shift");
    LLVMValueRef set = LLVMBuildLShr(emit->builder, emit_i64(emit, (int64_t)row->values), shift, "set");
    LLVMValueRef bit = LLVMBuildTrunc(emit->builder, set, emit->bool_type, "bit");
    and_also(test, LLVMBuildAnd(emit->builder, given, bit, "listed"));
}

static void emit_match(struct emit *emit, int32_t row)
{
    const struct nm_pattern *pattern = &emit->nm->pattern[row];
    char name[32];
    snprintf(name, sizeof name, "match.%d", (int)row);
    LLVMTypeRef type = LLVMFunctionType(emit->i32, &emit->ptr, 1, false);
    emit->matches[row] = emit_function(emit, name, type, false);
    struct test test = {emit, LLVMGetParam(emit->function, 0), NULL};
    LLVMSetValueName2(test.event, "event", 5);
    LLVMValueRef act = emit_load(emit, emit->i32, test.event, offsetof(struct rt_event, act), "act");
    and_also(&test, equals(&test, emit->i32, act, pattern->act));
    test_actors(&test, pattern);
    if (pattern->to != 0) {
        LLVMValueRef to = emit_load(emit, emit->i64, test.event, offsetof(struct rt_event, to), "to");
        and_also(&test, is_within(&test, to, pattern->to));
    }
    if (pattern->kind != NM_NONE) {
        LLVMValueRef kind = emit_load(emit, emit->i16, test.event, offsetof(struct rt_event, kind),
                                      "kind");
        and_also(&test, LLVMBuildOr(emit->builder, equals(&test, emit->i16, kind, EVENT_NONE),
                                    equals(&test, emit->i16, kind, pattern->kind), "fits"));
    }
    for (int32_t i = 0; i < pattern->test_count; i++)
        test_attr(&test, &emit->nm->test[pattern->first_test + i]);
    emit_ret(emit, LLVMBuildZExt(emit->builder, test.holds, emit->i32, "result"));
}

void emit_matches(struct emit *emit)
{
    for (uint32_t i = 0; i < emit->nm->pattern_count; i++)
        emit_match(emit, (int32_t)i);
}
