/* emit_internal.h - what the files of emit share: the module under construction. */
#ifndef EMIT_EMIT_INTERNAL_H
#define EMIT_EMIT_INTERNAL_H

#include <llvm-c/Core.h>
#include <llvm-c/TargetMachine.h>

#include "compiler/emit/emit.h"
#include "runtime/abi.h"

enum emit_type { EMIT_VOID, EMIT_BOOL, EMIT_I32, EMIT_I64, EMIT_PTR };

struct emit_value {
    enum emit_type type;
    LLVMValueRef llvm;
};

/* A function of runtime/abi.def. */
enum emit_rt {
#define ABI_FN1(ret, name, a) EMIT_##name,
#define ABI_FN2(ret, name, a, b) EMIT_##name,
#define ABI_FN3(ret, name, a, b, c) EMIT_##name,
#define ABI_FN4(ret, name, a, b, c, d) EMIT_##name,
#include "runtime/abi.def"
#undef ABI_FN1
#undef ABI_FN2
#undef ABI_FN3
#undef ABI_FN4
    EMIT_RT_COUNT
};

struct emit {
    const struct nm *nm;
    const char *prefix;
    LLVMContextRef context;  /* the caller's */
    LLVMModuleRef module;
    LLVMBuilderRef builder;
    LLVMTypeRef void_type, bool_type, i8, i16, i32, i64, ptr;
    LLVMValueRef function;   /* under construction */
    LLVMBasicBlockRef block; /* NULL after a terminator */
    struct {
        LLVMValueRef function;
        LLVMTypeRef type;
    } runtime[EMIT_RT_COUNT], overflow[3]; /* checked add, sub, mul: use emit_checked */
};

/* What the host calls a function of the runtime, for the JIT: its name and address. */
struct emit_symbol {
    const char *name;
    void (*address)(void);
};
extern const struct emit_symbol emit_symbols[EMIT_RT_COUNT];

/* Makes the module of a machine, verified. `context`, `nm` and `prefix` outlive it. */
void emit_module_make(struct emit *emit, LLVMContextRef context, const struct nm *nm,
                      const char *prefix);
/* Frees the builder, and the module unless it was handed on (set to NULL). */
void emit_module_free(struct emit *emit);

/* ---- building blocks (build.c) -------------------------------------------------------------- */

void emit_open(struct emit *emit, LLVMContextRef context, const struct nm *nm, const char *prefix);
LLVMTypeRef emit_llvm_type(const struct emit *emit, enum emit_type type);

/* Starts a function with its entry block; `is_public` gives it an outside name, else it is internal. */
LLVMValueRef emit_function(struct emit *emit, const char *name, LLVMTypeRef type, bool is_public);
LLVMBasicBlockRef emit_new_block(struct emit *emit, const char *name);
void emit_enter(struct emit *emit, LLVMBasicBlockRef block); /* the last one has its terminator */
void emit_br(struct emit *emit, LLVMBasicBlockRef to);
void emit_cond(struct emit *emit, LLVMValueRef condition, LLVMBasicBlockRef yes, LLVMBasicBlockRef no);
void emit_ret(struct emit *emit, LLVMValueRef value);

/* A switch, to which cases are added with LLVMAddCase; about `count` of them. */
LLVMValueRef emit_switch(struct emit *emit, LLVMValueRef value, LLVMBasicBlockRef otherwise,
                         unsigned count);

/* A constant array, known to this module only. */
LLVMValueRef emit_table(struct emit *emit, const char *name, LLVMTypeRef type, LLVMValueRef *values,
                        unsigned count);

LLVMValueRef emit_i32(const struct emit *emit, int32_t value);
LLVMValueRef emit_i64(const struct emit *emit, int64_t value);

/* Loads or stores the field at `offset` bytes behind `base`. */
LLVMValueRef emit_load(struct emit *emit, LLVMTypeRef type, LLVMValueRef base, size_t offset,
                       const char *name);
void emit_store(struct emit *emit, LLVMValueRef value, LLVMValueRef base, size_t offset);

/* Fetches the cache line of an address, to be written soon. */
void emit_prefetch(struct emit *emit, LLVMValueRef address);

/* Calls a function of the runtime with as many values as it takes. */
LLVMValueRef emit_call(struct emit *emit, enum emit_rt which, LLVMValueRef *args, const char *name);

/* Checked add (0), subtract (1), multiply (2): the wrapped result and, in *overflow, whether it is wrong. */
enum emit_checked_op { EMIT_ADD, EMIT_SUB, EMIT_MUL };
LLVMValueRef emit_checked(struct emit *emit, enum emit_checked_op op, LLVMValueRef left,
                          LLVMValueRef right, LLVMValueRef *overflow);

/* ---- parts of the module -------------------------------------------------------------------- */

LLVMValueRef emit_expr(struct emit *emit);  /* expr.c: the function of all expressions */
LLVMValueRef emit_match(struct emit *emit); /* match.c: the function of all patterns */

struct emit_steps {
    LLVMValueRef init, advance, step, run;
};
struct emit_steps emit_steps(struct emit *emit); /* step.c */

/* ---- the machine (target.c) ----------------------------------------------------------------- */

/* A target machine for the host's architecture; position-independent. */
LLVMTargetMachineRef emit_target(enum emit_level level, bool is_jit, struct buf *error);

/* Runs the passes of the level. */
void emit_optimize(struct emit *emit, LLVMTargetMachineRef target, enum emit_level level);

/* What struct emit_ops promises (jit.c, output.c). */
bool emit_jit(const struct nm *nm, enum emit_level level, struct engine *engine, struct buf *error);
bool emit_object(const struct nm *nm, enum emit_level level, const char *prefix, const char *path,
                 struct buf *error);
bool emit_library(const struct nm *nm, enum emit_level level, const char *prefix, const char *path,
                  const char *runtime, struct buf *error);
bool emit_header(const struct nm *nm, const char *prefix, const char *path, struct buf *error);
bool emit_text(const struct nm *nm, enum emit_level level, const char *prefix, struct buf *out,
               struct buf *error);

#endif
