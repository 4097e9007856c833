/* load_emit.c - finds hetong-emit.so beside the program and opens it. */
#include "compiler/driver/load_emit.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

/* The folder that the program stands in. */
static bool program_folder(char folder[PATH_BYTES])
{
    ssize_t len = readlink("/proc/self/exe", folder, PATH_BYTES - 1);
    if (len <= 0)
        return false;
    folder[len] = '\0';
    char *slash = strrchr(folder, '/');
    if (!slash)
        return false;
    *slash = '\0';
    return true;
}

bool find_installed(struct buf *path)
{
    char program[PATH_BYTES];
    if (!program_folder(program))
        return false;
    buf_printf(path, "%s/../share/hetong", program);
    return access(path->data, R_OK) == 0;
}

bool find_beside(const char *name, struct buf *path)
{
    char program[PATH_BYTES];
    if (!program_folder(program))
        return false;
    static const char *const folders[] = {"", "/../lib/hetong", "/../lib"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        buf_clear(path);
        buf_printf(path, "%s%s/%s", program, folders[i], name);
        if (access(path->data, R_OK) == 0)
            return true;
    }
    return false;
}

const struct emit_ops *load_emit(void)
{
    struct buf path;
    buf_init(&path);
    const struct emit_ops *ops = NULL;
    if (!find_beside("hetong-emit.so", &path)) {
        fprintf(stderr, "hetong: hetong-emit.so, which makes native code, is not installed beside the "
                        "program; build it with `make`, or use --engine interpreter\n");
    } else {
        void *library = dlopen(path.data, RTLD_NOW | RTLD_LOCAL);
        const struct emit_ops *(*entry)(void) = NULL;
        void *symbol = library ? dlsym(library, EMIT_ENTRY) : NULL;
        memcpy(&entry, &symbol, sizeof entry);
        if (entry)
            ops = entry();
        if (!entry)
            fprintf(stderr, "hetong: cannot load %s: %s\n", path.data, dlerror());
        else if (ops->version != EMIT_VERSION) {
            fprintf(stderr, "hetong: %s is of another version of the program\n", path.data);
            ops = NULL;
        }
    }
    buf_release(&path);
    return ops;
}
