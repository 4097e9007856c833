/* Code to files: an object, a shared library, the header that goes with them. Every file is made in
 * memory and appears whole or not at all (lang/base/file.h). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <llvm-c/Core.h>

#include "compiler/emit/emit_internal.h"
#include "lang/base/check.h"
#include "lang/base/file.h"
#include "lang/base/vec.h"

/* Compiles to an object in memory. */
static LLVMMemoryBufferRef make_object(const struct nm *nm, enum emit_level level,
                                       const char *prefix, struct buf *error)
{
    LLVMTargetMachineRef target = emit_target(level, false, error);
    if (!target)
        return NULL;
    LLVMContextRef context = LLVMContextCreate();
    struct emit emit;
    emit_module_make(&emit, context, nm, prefix);
    emit_optimize(&emit, target, level);
    LLVMMemoryBufferRef object = NULL;
    char *message = NULL;
    if (LLVMTargetMachineEmitToMemoryBuffer(target, emit.module, LLVMObjectFile, &message, &object))
        BUG("LLVM cannot write an object: %s", message);
    LLVMDisposeMessage(message);
    emit_module_free(&emit);
    LLVMContextDispose(context);
    LLVMDisposeTargetMachine(target);
    return object;
}

bool emit_object(const struct nm *nm, enum emit_level level, const char *prefix, const char *path,
                 struct buf *error)
{
    LLVMMemoryBufferRef object = make_object(nm, level, prefix, error);
    if (!object)
        return false;
    bool is_done = file_write(path, LLVMGetBufferStart(object), LLVMGetBufferSize(object), error);
    LLVMDisposeMemoryBuffer(object);
    return is_done;
}

/* Runs a program and waits for it; true if it ended with status 0. */
static bool run_program(char *const *args, struct buf *error)
{
    pid_t child = fork();
    if (child < 0) {
        buf_printf(error, "cannot run '%s': %s", args[0], strerror(errno));
        return false;
    }
    if (child == 0) {
        execvp(args[0], args);
        _exit(127);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            BUG("waitpid: %s", strerror(errno));
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return true;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        buf_printf(error, "cannot run '%s', which links libraries", args[0]);
    else
        buf_printf(error, "'%s' could not link the library", args[0]);
    return false;
}

typedef VEC(char *) args_list;

/* The words of a command such as `ccache gcc`; it is cut into them. */
static void add_words(args_list *args, char *command)
{
    char *rest = NULL;
    for (char *word = strtok_r(command, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest))
        vec_push(args, word);
}

static char *copy(const char *text)
{
    char *copied = strdup(text);
    if (!copied)
        BUG("out of memory");
    return copied;
}

/* By $CC, which may be several words, or by cc. */
static bool link_library(char *object, char *library, const char *runtime, struct buf *error)
{
    const char *chosen = getenv("CC");
    char cc[] = "cc", shared[] = "-shared", out[] = "-o", no_id[] = "-Wl,--build-id=none";
    char whole[] = "-Wl,--whole-archive", not_whole[] = "-Wl,--no-whole-archive";
    char *command = copy(chosen ? chosen : ""), *archive = copy(runtime ? runtime : "");
    args_list args = {0};
    add_words(&args, command);
    if (args.count == 0)
        vec_push(&args, cc);
    char *const own[] = {shared, no_id, out, library, object};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        vec_push(&args, own[i]);
    if (runtime) {
        vec_push(&args, whole);
        vec_push(&args, archive);
        vec_push(&args, not_whole);
    }
    vec_push(&args, NULL);
    bool is_done = run_program(args.items, error);
    vec_release(&args);
    free(command);
    free(archive);
    return is_done;
}

bool emit_library(const struct nm *nm, enum emit_level level, const char *prefix, const char *path,
                  const char *runtime, struct buf *error)
{
    struct buf object, library;
    buf_init(&object);
    buf_init(&library);
    buf_printf(&object, "%s.%ld.o", path, (long)getpid());
    buf_printf(&library, "%s.%ld.tmp", path, (long)getpid());
    bool is_done = emit_object(nm, level, prefix, object.data, error);
    if (is_done) {
        is_done = link_library(object.data, library.data, runtime, error);
        unlink(object.data);
    }
    if (is_done && rename(library.data, path) != 0) {
        buf_printf(error, "cannot write '%s': %s", path, strerror(errno));
        is_done = false;
    }
    if (!is_done)
        unlink(library.data);
    buf_release(&object);
    buf_release(&library);
    return is_done;
}

bool emit_header(const struct nm *nm, const char *prefix, const char *path, struct buf *error)
{
    struct buf text;
    buf_init(&text);
    buf_printf(&text, "/* The contract '%s', compiled. Made by hetong build; do not edit.\n *\n",
               nm_str(nm, nm->head.name));
    buf_printf(&text,
               " * Load the norm machine from %s_describe (runtime/machine_io.h), make an engine of it\n"
               " * and of %s_module (runtime/kernel.h), and hand events to it (runtime/engine.h).\n"
               " * Acts by index, for struct rt_event: */\n",
               prefix, prefix);
    buf_printf(&text, "#ifndef HETONG_%s_H\n#define HETONG_%s_H\n\n#include <stdint.h>\n\n"
                      "#include \"runtime/abi.h\"\n\n",
               prefix, prefix);
    buf_printf(&text, "extern const struct rt_module %s_module;\n"
                      "const unsigned char *%s_describe(uint64_t *len);\n\n",
               prefix, prefix);
    buf_printf(&text, "static const char *const %s_acts[] = {", prefix);
    for (uint32_t i = 0; i < nm->act_count; i++)
        buf_printf(&text, "%s\n    \"%s\"", i ? "," : "", nm_str(nm, nm->act[i].name));
    buf_printf(&text, "%s};\n\n#endif\n", nm->act_count ? "\n" : "0");
    bool is_done = file_write(path, text.data, text.len, error);
    buf_release(&text);
    return is_done;
}

bool emit_text(const struct nm *nm, enum emit_level level, const char *prefix, struct buf *out,
               struct buf *error)
{
    LLVMTargetMachineRef target = emit_target(level, false, error);
    if (!target)
        return false;
    LLVMContextRef context = LLVMContextCreate();
    struct emit emit;
    emit_module_make(&emit, context, nm, prefix);
    emit_optimize(&emit, target, level);
    char *text = LLVMPrintModuleToString(emit.module);
    buf_puts(out, text);
    LLVMDisposeMessage(text);
    emit_module_free(&emit);
    LLVMContextDispose(context);
    LLVMDisposeTargetMachine(target);
    return true;
}
