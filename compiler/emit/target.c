/* The machine that code is made for: the host's architecture, its plainest processor for what is
 * written to a file (so that the same input gives the same bytes anywhere), the host's own for what
 * runs at once. */
#include <llvm-c/Target.h>
#include <llvm-c/Transforms/PassBuilder.h>

#include "compiler/emit/emit_internal.h"
#include "lang/base/check.h"

LLVMTargetMachineRef emit_target(enum emit_level level, bool is_jit, struct buf *error)
{
    if (LLVMInitializeNativeTarget() || LLVMInitializeNativeAsmPrinter()) {
        buf_puts(error, "LLVM cannot make code for this machine");
        return NULL;
    }
    char *triple = LLVMGetDefaultTargetTriple(), *message = NULL;
    LLVMTargetRef target = NULL;
    LLVMTargetMachineRef machine = NULL;
    if (LLVMGetTargetFromTriple(triple, &target, &message)) {
        buf_printf(error, "LLVM cannot make code for %s: %s", triple, message);
        LLVMDisposeMessage(message);
    } else {
        LLVMCodeGenOptLevel effort =
            level == EMIT_QUICK ? LLVMCodeGenLevelNone : LLVMCodeGenLevelDefault;
        char *cpu = is_jit ? LLVMGetHostCPUName() : NULL;
        machine = LLVMCreateTargetMachine(target, triple, cpu ? cpu : "", "", effort, LLVMRelocPIC,
                                          LLVMCodeModelDefault);
        LLVMDisposeMessage(cpu);
    }
    LLVMDisposeMessage(triple);
    return machine;
}

void emit_optimize(struct emit *emit, LLVMTargetMachineRef target, enum emit_level level)
{
    char *triple = LLVMGetTargetMachineTriple(target);
    LLVMTargetDataRef layout = LLVMCreateTargetDataLayout(target);
    LLVMSetTarget(emit->module, triple);
    LLVMSetModuleDataLayout(emit->module, layout);
    LLVMDisposeTargetData(layout);
    LLVMDisposeMessage(triple);
    if (level == EMIT_QUICK)
        return;
    LLVMPassBuilderOptionsRef options = LLVMCreatePassBuilderOptions();
    LLVMErrorRef failed = LLVMRunPasses(emit->module, "default<O2>", target, options);
    LLVMDisposePassBuilderOptions(options);
    if (failed)
        BUG("LLVM's passes failed: %s", LLVMGetErrorMessage(failed));
}
