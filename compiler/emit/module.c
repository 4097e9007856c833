/* The module of a contract: constant tables around the functions, one public struct rt_module, and
 * `describe`, which gives the norm machine back. Everything is emitted in table order. */
#include <stdio.h>

#include <llvm-c/Analysis.h>

#include "compiler/emit/emit_internal.h"
#include "lang/base/check.h"
#include "runtime/machine_io.h"

static LLVMValueRef blob_table(struct emit *emit, const struct buf *blob)
{
    LLVMValueRef bytes = LLVMConstStringInContext2(emit->context, blob->data, blob->len, true);
    LLVMValueRef table = LLVMAddGlobal(emit->module, LLVMTypeOf(bytes), "machine");
    LLVMSetInitializer(table, bytes);
    LLVMSetGlobalConstant(table, true);
    LLVMSetLinkage(table, LLVMInternalLinkage);
    LLVMSetAlignment(table, 16);
    return table;
}

/* const unsigned char *<prefix>_describe(uint64_t *len) */
static void emit_describe(struct emit *emit, LLVMValueRef table, uint64_t len)
{
    char name[300];
    snprintf(name, sizeof name, "%.200s_describe", emit->prefix);
    LLVMTypeRef type = LLVMFunctionType(emit->ptr, &emit->ptr, 1, false);
    LLVMValueRef function = emit_function(emit, name, type, true);
    emit_store(emit, emit_i64(emit, (int64_t)len), LLVMGetParam(function, 0), 0);
    emit_ret(emit, table);
}

static void emit_module_struct(struct emit *emit, LLVMValueRef table, uint64_t blob_len)
{
    LLVMValueRef expr = emit_expr(emit);
    LLVMValueRef match = emit_match(emit);
    struct emit_steps steps = emit_steps(emit);
    LLVMValueRef fields[] = {
        emit_i32(emit, RT_ABI_VERSION),
        emit_i32(emit, (int32_t)emit->nm->expr_count),
        emit_i32(emit, (int32_t)emit->nm->pattern_count),
        emit_i32(emit, 0),
        table,
        emit_i64(emit, (int64_t)blob_len),
        expr,
        match,
        steps.init,
        steps.advance,
        steps.step,
        steps.run,
    };
    LLVMValueRef whole = LLVMConstStructInContext(emit->context, fields,
                                                  sizeof fields / sizeof *fields, false);
    char name[300];
    snprintf(name, sizeof name, "%.200s_module", emit->prefix);
    LLVMValueRef global = LLVMAddGlobal(emit->module, LLVMTypeOf(whole), name);
    LLVMSetInitializer(global, whole);
    LLVMSetGlobalConstant(global, true);
}

static void verify(struct emit *emit)
{
    char *message = NULL;
    if (LLVMVerifyModule(emit->module, LLVMReturnStatusAction, &message))
        BUG("the module of '%s' is not sound: %s", emit->prefix, message);
    LLVMDisposeMessage(message);
}

void emit_module_make(struct emit *emit, LLVMContextRef context, const struct nm *nm,
                      const char *prefix)
{
    struct buf blob;
    buf_init(&blob);
    nm_save(nm, &blob);
    emit_open(emit, context, nm, prefix);
    LLVMValueRef table = blob_table(emit, &blob);
    emit_module_struct(emit, table, blob.len);
    emit_describe(emit, table, blob.len);
    buf_release(&blob);
    verify(emit);
}

void emit_module_free(struct emit *emit)
{
    LLVMDisposeBuilder(emit->builder);
    if (emit->module)
        LLVMDisposeModule(emit->module);
}
