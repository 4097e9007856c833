/* emit.h - native code for contracts: the only door to LLVM.
 *
 * Built as a shared object of its own, hetong-emit.so, so that loading LLVM costs nobody who does not
 * make code. Its one entry is `hetong_emit`; a program opens it with dlopen and asks for that symbol,
 * tests link it. It carries the tracker that its code calls (runtime/abi.def).
 *
 * All functions return true, or false with a sentence in `error`. Same machine, same level: same bytes. */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include <stdbool.h>

#include "lang/base/buf.h"
#include "runtime/engine.h"
#include "runtime/machine.h"

enum { EMIT_VERSION = 1 };
#define EMIT_ENTRY "hetong_emit"

enum emit_level {
    EMIT_QUICK, /* -O0: for short logs; a hundred duties take some milliseconds */
    EMIT_BEST,  /* -O2: for long logs and for what is built to stay */
};

struct emit_ops {
    uint32_t version; /* EMIT_VERSION */

    /* Compiles in memory; *engine (closed with engine_close) runs it. `nm` outlives the engine. */
    bool (*jit)(const struct nm *nm, enum emit_level level, struct engine *engine,
                struct buf *error);

    /* Writes a native object file. Exported: <prefix>_module (struct rt_module, runtime/abi.h),
     * <prefix>_describe; undefined: the functions of runtime/abi.def. */
    bool (*object)(const struct nm *nm, enum emit_level level, const char *prefix, const char *path,
                   struct buf *error);

    /* Writes a shared library by running `cc` (the command in $CC, if set). `runtime` is the path of
     * libhetong_rt.a, or NULL: then the program that loads the library has the runtime in it. */
    bool (*library)(const struct nm *nm, enum emit_level level, const char *prefix, const char *path,
                    const char *runtime, struct buf *error);

    /* Writes the C header that a program needs to use the object or library. */
    bool (*header)(const struct nm *nm, const char *prefix, const char *path, struct buf *error);

    /* Adds the module as LLVM assembler text, for people. */
    bool (*text)(const struct nm *nm, enum emit_level level, const char *prefix, struct buf *out,
                 struct buf *error);
};

const struct emit_ops *hetong_emit(void);

#endif
