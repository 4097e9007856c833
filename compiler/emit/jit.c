/* Compiling in memory, with ORC's LLJIT. The functions of the runtime are given by address, so the
 * program need not export them to the code that is made here. */
#include <llvm-c/Error.h>
#include <llvm-c/LLJIT.h>
#include <llvm-c/Orc.h>

#include "compiler/emit/emit_internal.h"
#include "lang/base/check.h"
#include "runtime/kernel.h"

static bool failed(LLVMErrorRef status, struct buf *error)
{
    if (!status)
        return false;
    char *message = LLVMGetErrorMessage(status);
    buf_printf(error, "cannot compile in memory: %s", message);
    LLVMDisposeErrorMessage(message);
    return true;
}

static LLVMErrorRef define_runtime(LLVMOrcLLJITRef jit)
{
    LLVMOrcCSymbolMapPair pairs[EMIT_RT_COUNT];
    for (int i = 0; i < EMIT_RT_COUNT; i++) {
        LLVMJITEvaluatedSymbol symbol = {
            .Address = (LLVMOrcJITTargetAddress)(uintptr_t)emit_symbols[i].address,
            .Flags = {LLVMJITSymbolGenericFlagsExported | LLVMJITSymbolGenericFlagsCallable, 0}};
        pairs[i] = (LLVMOrcCSymbolMapPair){LLVMOrcLLJITMangleAndIntern(jit, emit_symbols[i].name),
                                           symbol};
    }
    return LLVMOrcJITDylibDefine(LLVMOrcLLJITGetMainJITDylib(jit),
                                 LLVMOrcAbsoluteSymbols(pairs, EMIT_RT_COUNT));
}

static void release(void *owner)
{
    LLVMErrorRef status = LLVMOrcDisposeLLJIT(owner);
    if (status)
        BUG("LLVM cannot let go of code: %s", LLVMGetErrorMessage(status));
}

/* Hands the module to the JIT. */
static LLVMErrorRef add_module(LLVMOrcLLJITRef jit, struct emit *emit,
                               LLVMOrcThreadSafeContextRef context)
{
    LLVMOrcThreadSafeModuleRef module = LLVMOrcCreateNewThreadSafeModule(emit->module, context);
    emit->module = NULL;
    return LLVMOrcLLJITAddLLVMIRModule(jit, LLVMOrcLLJITGetMainJITDylib(jit), module);
}

bool emit_jit(const struct nm *nm, enum emit_level level, struct engine *engine, struct buf *error)
{
    LLVMTargetMachineRef target = emit_target(level, true, error);
    LLVMTargetMachineRef jit_target = target ? emit_target(level, true, error) : NULL;
    if (!jit_target) {
        if (target)
            LLVMDisposeTargetMachine(target);
        return false;
    }
    struct emit emit;
    LLVMOrcThreadSafeContextRef context = LLVMOrcCreateNewThreadSafeContext();
    emit_module_make(&emit, LLVMOrcThreadSafeContextGetContext(context), nm, "ht");
    emit_optimize(&emit, target, level);
    LLVMDisposeTargetMachine(target);
    LLVMOrcLLJITBuilderRef builder = LLVMOrcCreateLLJITBuilder();
    LLVMOrcLLJITBuilderSetJITTargetMachineBuilder(
        builder, LLVMOrcJITTargetMachineBuilderCreateFromTargetMachine(jit_target));
    LLVMOrcLLJITRef jit = NULL;
    LLVMOrcExecutorAddress module = 0;
    bool is_bad = failed(LLVMOrcCreateLLJIT(&jit, builder), error) ||
                  failed(define_runtime(jit), error) || failed(add_module(jit, &emit, context), error) ||
                  failed(LLVMOrcLLJITLookup(jit, &module, "ht_module"), error);
    emit_module_free(&emit);
    LLVMOrcDisposeThreadSafeContext(context);
    if (is_bad) {
        if (jit)
            release(jit);
        return false;
    }
    *engine = kernel_engine(nm, (const struct rt_module *)(uintptr_t)module, release, jit);
    return true;
}
