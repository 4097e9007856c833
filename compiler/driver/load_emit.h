/* The code generator, opened when it is first needed: loading LLVM would cost every other command
 * some 16 ms. */
#ifndef DRIVER_LOAD_EMIT_H
#define DRIVER_LOAD_EMIT_H

#include "compiler/emit/emit.h"

/* The generator, or NULL; then stderr says why. It stays loaded. */
const struct emit_ops *load_emit(void);

/* Adds the path of a file that is installed beside the program: next to it in a build folder, or in
 * ../lib/hetong. False if it is in neither. */
bool find_beside(const char *name, struct buf *path);

/* Adds the folder of the installed files that contracts may use, ../share/hetong. False if there is
 * none. */
bool find_installed(struct buf *path);

#endif
