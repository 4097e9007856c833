/* Building blocks of LLVM code. Control flow goes through five functions so that no instruction can
 * follow a terminator and no block is left without one: `block` is NULL between them. */
#include <assert.h>
#include <string.h>

#include "compiler/emit/emit_internal.h"
#include "lang/base/check.h"

static const struct {
    const char *name;
    enum emit_type result;
    enum emit_type args[4];
} signatures[EMIT_RT_COUNT] = {
#define TYPE_VOID EMIT_VOID
#define TYPE_I32 EMIT_I32
#define TYPE_I64 EMIT_I64
#define TYPE_KERNEL EMIT_PTR
#define TYPE_STATE EMIT_PTR
#define TYPE_EVENT EMIT_PTR
#define TYPE_SCOPE EMIT_PTR
#define ABI_FN1(ret, name, a) {#name, TYPE_##ret, {TYPE_##a}},
#define ABI_FN2(ret, name, a, b) {#name, TYPE_##ret, {TYPE_##a, TYPE_##b}},
#define ABI_FN3(ret, name, a, b, c) {#name, TYPE_##ret, {TYPE_##a, TYPE_##b, TYPE_##c}},
#define ABI_FN4(ret, name, a, b, c, d) {#name, TYPE_##ret, {TYPE_##a, TYPE_##b, TYPE_##c, TYPE_##d}},
#include "runtime/abi.def"
#undef ABI_FN1
#undef ABI_FN2
#undef ABI_FN3
#undef ABI_FN4
};

const struct emit_symbol emit_symbols[EMIT_RT_COUNT] = {
#define ABI_FN1(ret, name, a) {#name, (void (*)(void))name},
#define ABI_FN2(ret, name, a, b) {#name, (void (*)(void))name},
#define ABI_FN3(ret, name, a, b, c) {#name, (void (*)(void))name},
#define ABI_FN4(ret, name, a, b, c, d) {#name, (void (*)(void))name},
#include "runtime/abi.def"
#undef ABI_FN1
#undef ABI_FN2
#undef ABI_FN3
#undef ABI_FN4
};

LLVMTypeRef emit_llvm_type(const struct emit *emit, enum emit_type type)
{
    switch (type) {
    case EMIT_VOID:
        return emit->void_type;
    case EMIT_BOOL:
        return emit->bool_type;
    case EMIT_I32:
        return emit->i32;
    case EMIT_I64:
        return emit->i64;
    case EMIT_PTR:
        return emit->ptr;
    }
    UNREACHABLE();
}

static void declare_runtime(struct emit *emit)
{
    for (int i = 0; i < EMIT_RT_COUNT; i++) {
        LLVMTypeRef args[4];
        unsigned count = 0;
        for (; count < 4 && signatures[i].args[count] != EMIT_VOID; count++)
            args[count] = emit_llvm_type(emit, signatures[i].args[count]);
        emit->runtime[i].type =
            LLVMFunctionType(emit_llvm_type(emit, signatures[i].result), args, count, false);
        emit->runtime[i].function =
            LLVMAddFunction(emit->module, signatures[i].name, emit->runtime[i].type);
    }
}

static void declare_checked(struct emit *emit)
{
    static const char *const names[] = {"llvm.sadd.with.overflow", "llvm.ssub.with.overflow",
                                        "llvm.smul.with.overflow"};
    for (int i = 0; i < 3; i++) {
        unsigned id = LLVMLookupIntrinsicID(names[i], strlen(names[i]));
        emit->overflow[i].function = LLVMGetIntrinsicDeclaration(emit->module, id, &emit->i64, 1);
        emit->overflow[i].type = LLVMIntrinsicGetType(emit->context, id, &emit->i64, 1);
    }
}

void emit_open(struct emit *emit, LLVMContextRef context, const struct nm *nm, const char *prefix)
{
    memset(emit, 0, sizeof *emit);
    emit->nm = nm;
    emit->prefix = prefix;
    emit->context = context;
    emit->module = LLVMModuleCreateWithNameInContext(prefix, emit->context);
    emit->builder = LLVMCreateBuilderInContext(emit->context);
    emit->void_type = LLVMVoidTypeInContext(emit->context);
    emit->bool_type = LLVMInt1TypeInContext(emit->context);
    emit->i8 = LLVMInt8TypeInContext(emit->context);
    emit->i16 = LLVMInt16TypeInContext(emit->context);
    emit->i32 = LLVMInt32TypeInContext(emit->context);
    emit->i64 = LLVMInt64TypeInContext(emit->context);
    emit->ptr = LLVMPointerTypeInContext(emit->context, 0);
    declare_runtime(emit);
    declare_checked(emit);
}

LLVMValueRef emit_function(struct emit *emit, const char *name, LLVMTypeRef type, bool is_public)
{
    assert(!emit->block);
    emit->function = LLVMAddFunction(emit->module, name, type);
    if (!is_public)
        LLVMSetLinkage(emit->function, LLVMInternalLinkage);
    emit_enter(emit, emit_new_block(emit, "entry"));
    return emit->function;
}

LLVMBasicBlockRef emit_new_block(struct emit *emit, const char *name)
{
    return LLVMAppendBasicBlockInContext(emit->context, emit->function, name);
}

void emit_enter(struct emit *emit, LLVMBasicBlockRef block)
{
    assert(!emit->block);
    LLVMPositionBuilderAtEnd(emit->builder, block);
    emit->block = block;
}

void emit_br(struct emit *emit, LLVMBasicBlockRef to)
{
    assert(emit->block);
    LLVMBuildBr(emit->builder, to);
    emit->block = NULL;
}

void emit_cond(struct emit *emit, LLVMValueRef condition, LLVMBasicBlockRef yes, LLVMBasicBlockRef no)
{
    assert(emit->block);
    LLVMBuildCondBr(emit->builder, condition, yes, no);
    emit->block = NULL;
}

void emit_ret(struct emit *emit, LLVMValueRef value)
{
    assert(emit->block);
    if (value)
        LLVMBuildRet(emit->builder, value);
    else
        LLVMBuildRetVoid(emit->builder);
    emit->block = NULL;
}

LLVMValueRef emit_switch(struct emit *emit, LLVMValueRef value, LLVMBasicBlockRef otherwise,
                         unsigned count)
{
    assert(emit->block);
    LLVMValueRef choice = LLVMBuildSwitch(emit->builder, value, otherwise, count);
    emit->block = NULL;
    return choice;
}

LLVMValueRef emit_table(struct emit *emit, const char *name, LLVMTypeRef type, LLVMValueRef *values,
                        unsigned count)
{
    LLVMValueRef table = LLVMAddGlobal(emit->module, LLVMArrayType2(type, count), name);
    LLVMSetInitializer(table, LLVMConstArray2(type, values, count));
    LLVMSetGlobalConstant(table, true);
    LLVMSetLinkage(table, LLVMInternalLinkage);
    return table;
}

LLVMValueRef emit_i32(const struct emit *emit, int32_t value)
{
    return LLVMConstInt(emit->i32, (unsigned long long)(int64_t)value, true);
}

LLVMValueRef emit_i64(const struct emit *emit, int64_t value)
{
    return LLVMConstInt(emit->i64, (unsigned long long)value, true);
}

static LLVMValueRef field(struct emit *emit, LLVMValueRef base, size_t offset)
{
    assert(emit->block);
    if (offset == 0)
        return base;
    LLVMValueRef at = emit_i64(emit, (int64_t)offset);
    return LLVMBuildInBoundsGEP2(emit->builder, emit->i8, base, &at, 1, "field");
}

LLVMValueRef emit_load(struct emit *emit, LLVMTypeRef type, LLVMValueRef base, size_t offset,
                       const char *name)
{
    return LLVMBuildLoad2(emit->builder, type, field(emit, base, offset), name);
}

void emit_store(struct emit *emit, LLVMValueRef value, LLVMValueRef base, size_t offset)
{
    LLVMBuildStore(emit->builder, value, field(emit, base, offset));
}

void emit_prefetch(struct emit *emit, LLVMValueRef address)
{
    static const char name[] = "llvm.prefetch";
    unsigned id = LLVMLookupIntrinsicID(name, sizeof name - 1);
    LLVMValueRef function = LLVMGetIntrinsicDeclaration(emit->module, id, &emit->ptr, 1);
    LLVMTypeRef type = LLVMIntrinsicGetType(emit->context, id, &emit->ptr, 1);
    LLVMValueRef args[] = {address, emit_i32(emit, 1), emit_i32(emit, 3), emit_i32(emit, 1)};
    LLVMBuildCall2(emit->builder, type, function, args, 4, ""); /* to write, to keep, data */
}

LLVMValueRef emit_call(struct emit *emit, enum emit_rt which, LLVMValueRef *args, const char *name)
{
    assert(emit->block);
    return LLVMBuildCall2(emit->builder, emit->runtime[which].type, emit->runtime[which].function,
                          args, LLVMCountParamTypes(emit->runtime[which].type), name);
}

LLVMValueRef emit_checked(struct emit *emit, enum emit_checked_op op, LLVMValueRef left,
                          LLVMValueRef right, LLVMValueRef *overflow)
{
    assert(emit->block);
    LLVMValueRef args[] = {left, right};
    LLVMValueRef pair = LLVMBuildCall2(emit->builder, emit->overflow[op].type,
                                       emit->overflow[op].function, args, 2, "checked");
    *overflow = LLVMBuildExtractValue(emit->builder, pair, 1, "overflow");
    return LLVMBuildExtractValue(emit->builder, pair, 0, "result");
}
