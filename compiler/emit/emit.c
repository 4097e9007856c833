/* The one entry of the shared object. */
#include "compiler/emit/emit_internal.h"

const struct emit_ops *hetong_emit(void)
{
    static const struct emit_ops ops = {EMIT_VERSION, emit_jit,    emit_object,
                                        emit_library, emit_header, emit_text};
    return &ops;
}
