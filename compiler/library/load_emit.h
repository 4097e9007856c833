/* The code generator, opened when it is first needed: loading LLVM would cost everyone else some
 * 16 ms. */
#ifndef LIBRARY_LOAD_EMIT_H
#define LIBRARY_LOAD_EMIT_H

#include "compiler/emit/emit.h"

/* The generator, or NULL; then *error says why. It stays loaded. */
const struct emit_ops *load_emit(struct buf *error);

#endif
