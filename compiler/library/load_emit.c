/* load_emit.c - finds hetong-emit.so where it was built or installed, and opens it. */
#include "compiler/library/load_emit.h"

#include <dlfcn.h>
#include <string.h>

#include "compiler/library/installed.h"
#include "lang/base/buf.h"

const struct emit_ops *load_emit(struct buf *error)
{
    struct buf path;
    buf_init(&path);
    const struct emit_ops *ops = NULL;
    if (!find_beside("hetong-emit.so", &path)) {
        buf_puts(error, "hetong-emit.so, which makes native code, is not installed; build it with "
                        "`make`, or ask for the interpreter");
    } else {
        void *library = dlopen(path.data, RTLD_NOW | RTLD_LOCAL);
        const struct emit_ops *(*entry)(void) = NULL;
        void *symbol = library ? dlsym(library, EMIT_ENTRY) : NULL;
        memcpy(&entry, &symbol, sizeof entry);
        if (entry)
            ops = entry();
        if (!entry)
            buf_printf(error, "cannot load %s: %s", path.data, dlerror());
        else if (ops->version != EMIT_VERSION) {
            buf_printf(error, "%s is of another version of the program", path.data);
            ops = NULL;
        }
    }
    buf_release(&path);
    return ops;
}
