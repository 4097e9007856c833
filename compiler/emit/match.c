/* The match function: int32_t match(int32_t pattern, const struct rt_event *). Patterns are alike, so
 * they are rows of a constant table and one function reads them: compiling a function for each took
 * a fifth of a millisecond a pattern and was no faster to run. What depends on the instance (its key)
 * is compared by the kernel. */
#include <stdlib.h>

#include "compiler/emit/emit_internal.h"
#include "lang/base/check.h"

enum { /* fields of a row, each an i64 */
    ROW_ACT, ROW_ACTORS, ROW_EXACT, ROW_ANYONE, ROW_TO, ROW_KIND, ROW_INDICATOR,
    ROW_FIRST_TEST, ROW_END_TEST, ROW_FIELDS
};
enum { TEST_OFFSET, TEST_VALUES, TEST_KNOWN, TEST_FIELDS }; /* bytes into the event; mask; 1: may be left out */

static LLVMValueRef pattern_table(struct emit *emit)
{
    const struct nm *nm = emit->nm;
    LLVMValueRef *values = calloc((size_t)nm->pattern_count * ROW_FIELDS + 1, sizeof *values);
    if (!values)
        BUG("out of memory");
    for (uint32_t i = 0; i < nm->pattern_count; i++) {
        const struct nm_pattern *pattern = &nm->pattern[i];
        LLVMValueRef *row = &values[i * ROW_FIELDS];
        row[ROW_ACT] = emit_i64(emit, pattern->act);
        row[ROW_ACTORS] = emit_i64(emit, pattern->actors || pattern->all_hands
                                             ? (int64_t)pattern->actors : -1);
        row[ROW_EXACT] = emit_i64(emit, pattern->all_hands != 0);
        row[ROW_ANYONE] = emit_i64(emit, pattern->actors == 0);
        row[ROW_TO] = emit_i64(emit, pattern->to ? (int64_t)pattern->to : -1);
        row[ROW_KIND] = emit_i64(emit, pattern->kind);
        row[ROW_INDICATOR] = emit_i64(emit, pattern->indicator);
        row[ROW_FIRST_TEST] = emit_i64(emit, pattern->first_test);
        row[ROW_END_TEST] = emit_i64(emit, (int64_t)pattern->first_test + pattern->test_count);
    }
    LLVMValueRef table =
        emit_table(emit, "patterns", emit->i64, values, nm->pattern_count * ROW_FIELDS);
    free(values);
    return table;
}

static LLVMValueRef test_table(struct emit *emit)
{
    const struct nm *nm = emit->nm;
    LLVMValueRef *values = calloc((size_t)nm->test_count * TEST_FIELDS + 1, sizeof *values);
    if (!values)
        BUG("out of memory");
    for (uint32_t i = 0; i < nm->test_count; i++) {
        size_t offset = offsetof(struct rt_event, kind);
        if (nm->test[i].attr != NM_NONE)
            offset = offsetof(struct rt_event, attrs) + (size_t)nm->test[i].attr * sizeof(int16_t);
        values[i * TEST_FIELDS + TEST_OFFSET] = emit_i64(emit, (int64_t)offset);
        values[i * TEST_FIELDS + TEST_VALUES] = emit_i64(emit, (int64_t)nm->test[i].values);
        values[i * TEST_FIELDS + TEST_KNOWN] = emit_i64(emit, nm->test[i].known);
    }
    LLVMValueRef table = emit_table(emit, "tests", emit->i64, values, nm->test_count * TEST_FIELDS);
    free(values);
    return table;
}

struct match { /* the function under construction */
    struct emit *emit;
    LLVMValueRef event, row; /* row: address of the pattern's first field */
    LLVMBasicBlockRef no;
};

static LLVMValueRef of_row(struct match *match, size_t which, const char *name)
{
    return emit_load(match->emit, match->emit->i64, match->row, which * sizeof(int64_t), name);
}

static LLVMValueRef of_event(struct match *match, LLVMTypeRef type, size_t offset, const char *name)
{
    struct emit *emit = match->emit;
    LLVMValueRef value = emit_load(emit, type, match->event, offset, name);
    return type == emit->i64 ? value : LLVMBuildSExt(emit->builder, value, emit->i64, name);
}

static LLVMValueRef compare(struct match *match, LLVMIntPredicate how, LLVMValueRef left,
                            LLVMValueRef right)
{
    return LLVMBuildICmp(match->emit->builder, how, left, right, "is");
}

static LLVMValueRef both(struct match *match, LLVMValueRef left, LLVMValueRef right)
{
    return LLVMBuildAnd(match->emit->builder, left, right, "both");
}

static LLVMValueRef either(struct match *match, LLVMValueRef left, LLVMValueRef right)
{
    return LLVMBuildOr(match->emit->builder, left, right, "either");
}

/* No bit of `set` lies outside `allowed`. */
static LLVMValueRef is_within(struct match *match, LLVMValueRef set, LLVMValueRef allowed)
{
    struct emit *emit = match->emit;
    LLVMValueRef outside = LLVMBuildAnd(emit->builder, set,
                                        LLVMBuildNot(emit->builder, allowed, "others"), "outside");
    return compare(match, LLVMIntEQ, outside, emit_i64(emit, 0));
}

static LLVMValueRef fits_actors(struct match *match)
{
    struct emit *emit = match->emit;
    LLVMValueRef zero = emit_i64(emit, 0);
    LLVMValueRef actors = of_event(match, emit->i64, offsetof(struct rt_event, actors), "actors");
    LLVMValueRef allowed = of_row(match, ROW_ACTORS, "allowed");
    LLVMValueRef is_some = compare(match, LLVMIntNE, actors, zero);
    LLVMValueRef is_anyone = compare(match, LLVMIntNE, of_row(match, ROW_ANYONE, "anyone"), zero);
    LLVMValueRef loose = both(match, is_within(match, actors, allowed),
                              either(match, is_some, is_anyone));
    LLVMValueRef exact = compare(match, LLVMIntEQ, actors, allowed);
    LLVMValueRef is_exact = compare(match, LLVMIntNE, of_row(match, ROW_EXACT, "exact"), zero);
    return LLVMBuildSelect(emit->builder, is_exact, exact, loose, "fits");
}

static LLVMValueRef fits_kind(struct match *match)
{
    struct emit *emit = match->emit;
    LLVMValueRef none = emit_i64(emit, EVENT_NONE);
    LLVMValueRef kind = of_event(match, emit->i16, offsetof(struct rt_event, kind), "kind");
    LLVMValueRef wanted = of_row(match, ROW_KIND, "wanted");
    return either(match, compare(match, LLVMIntEQ, kind, wanted),
                  either(match, compare(match, LLVMIntEQ, kind, none),
                         compare(match, LLVMIntEQ, wanted, none)));
}

/* What the event measures, if anything, is what the pattern asks for. */
static LLVMValueRef fits_indicator(struct match *match)
{
    struct emit *emit = match->emit;
    LLVMValueRef given =
        of_event(match, emit->i16, offsetof(struct rt_event, indicator), "indicator");
    return compare(match, LLVMIntEQ, given, of_row(match, ROW_INDICATOR, "wanted"));
}

/* Goes through the pattern's tests of attributes; to `no` at the first that fails. */
static void emit_tests(struct match *match, LLVMValueRef tests, LLVMBasicBlockRef yes)
{
    struct emit *emit = match->emit;
    LLVMBuilderRef builder = emit->builder;
    LLVMBasicBlockRef before = emit->block, next = emit_new_block(emit, "next"),
                      test = emit_new_block(emit, "test");
    LLVMValueRef first = of_row(match, ROW_FIRST_TEST, "first");
    LLVMValueRef end = of_row(match, ROW_END_TEST, "end");
    emit_br(emit, next);
    emit_enter(emit, next);
    LLVMValueRef at = LLVMBuildPhi(builder, emit->i64, "at");
    emit_cond(emit, compare(match, LLVMIntSLT, at, end), test, yes);
    emit_enter(emit, test);
    LLVMValueRef place = LLVMBuildMul(builder, at, emit_i64(emit, TEST_FIELDS), "place");
    LLVMValueRef row = LLVMBuildInBoundsGEP2(builder, emit->i64, tests, &place, 1, "row");
    LLVMValueRef offset = emit_load(emit, emit->i64, row, TEST_OFFSET * sizeof(int64_t), "offset");
    LLVMValueRef values = emit_load(emit, emit->i64, row, TEST_VALUES * sizeof(int64_t), "values");
    LLVMValueRef where = LLVMBuildInBoundsGEP2(builder, emit->i8, match->event, &offset, 1, "where");
    LLVMValueRef given = LLVMBuildSExt(builder, LLVMBuildLoad2(builder, emit->i16, where, "given"),
                                       emit->i64, "given");
    LLVMValueRef is_given = compare(match, LLVMIntULT, given, emit_i64(emit, 64));
    LLVMValueRef shift = LLVMBuildAnd(builder, given, emit_i64(emit, 63), "shift");
    LLVMValueRef bit = LLVMBuildAnd(builder, LLVMBuildLShr(builder, values, shift, "moved"),
                                    emit_i64(emit, 1), "bit");
    LLVMValueRef is_listed = compare(match, LLVMIntNE, bit, emit_i64(emit, 0));
    LLVMValueRef known = emit_load(emit, emit->i64, row, TEST_KNOWN * sizeof(int64_t), "known");
    LLVMValueRef is_left_out = both(match, compare(match, LLVMIntEQ, given, emit_i64(emit, EVENT_NONE)),
                                    compare(match, LLVMIntNE, known, emit_i64(emit, 0)));
    LLVMValueRef after = LLVMBuildAdd(builder, at, emit_i64(emit, 1), "after");
    LLVMValueRef incoming[] = {first, after};
    LLVMBasicBlockRef from[] = {before, test};
    LLVMAddIncoming(at, incoming, from, 2);
    emit_cond(emit, either(match, is_left_out, both(match, is_given, is_listed)), next, match->no);
}

LLVMValueRef emit_match(struct emit *emit)
{
    LLVMTypeRef args[] = {emit->i32, emit->ptr};
    LLVMValueRef patterns = pattern_table(emit), tests = test_table(emit);
    LLVMValueRef function =
        emit_function(emit, "match", LLVMFunctionType(emit->i32, args, 2, false), false);
    LLVMBasicBlockRef fits = emit_new_block(emit, "fits"), yes = emit_new_block(emit, "yes");
    struct match match = {.emit = emit, .event = LLVMGetParam(function, 1),
                          .no = emit_new_block(emit, "no")};
    LLVMValueRef wide = LLVMBuildSExt(emit->builder, LLVMGetParam(function, 0), emit->i64, "wide");
    LLVMValueRef place = LLVMBuildMul(emit->builder, wide, emit_i64(emit, ROW_FIELDS), "place");
    match.row = LLVMBuildInBoundsGEP2(emit->builder, emit->i64, patterns, &place, 1, "row");
    LLVMValueRef act = of_event(&match, emit->i32, offsetof(struct rt_event, act), "act");
    LLVMValueRef to = of_event(&match, emit->i64, offsetof(struct rt_event, to), "to");
    LLVMValueRef is_act = compare(&match, LLVMIntEQ, act, of_row(&match, ROW_ACT, "own"));
    LLVMValueRef is_to = is_within(&match, to, of_row(&match, ROW_TO, "receivers"));
    LLVMValueRef who = both(&match, fits_actors(&match), is_to);
    LLVMValueRef what = both(&match, is_act, both(&match, fits_kind(&match), fits_indicator(&match)));
    emit_cond(emit, both(&match, who, what), fits, match.no);
    emit_enter(emit, fits);
    emit_tests(&match, tests, yes);
    emit_enter(emit, yes);
    emit_ret(emit, emit_i32(emit, 1));
    emit_enter(emit, match.no);
    emit_ret(emit, emit_i32(emit, 0));
    return function;
}
