/* cmd_build.c - a contract as a native object file or shared library, with its C header. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "compiler/driver/loading.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/library/installed.h"
#include "compiler/library/load_emit.h"
#include "lang/base/buf.h"
#include "runtime/state.h"

static bool ends_in(const char *path, const char *ending)
{
    size_t len = strlen(path), tail = strlen(ending);
    return len > tail && strcmp(path + len - tail, ending) == 0;
}

/* The contract's name as a C identifier. */
static void prefix_of(const struct nm *nm, struct buf *prefix)
{
    for (const char *c = nm_str(nm, nm->head.name); *c; c++)
        buf_putc(prefix, isalnum((unsigned char)*c) ? *c : '_');
    if (!prefix->len || isdigit((unsigned char)prefix->data[0]))
        buf_clear(prefix), buf_puts(prefix, "contract");
}

static bool write_all(const struct emit_ops *emit, const struct options *options, const struct nm *nm,
                      struct buf *error)
{
    const char *path = options->value[OPT_OUTPUT];
    enum emit_level level = options_is(options, OPT_OPTIMISE, "quick") ? EMIT_QUICK : EMIT_BEST;
    struct buf prefix, header, runtime;
    buf_init(&prefix);
    buf_init(&header);
    buf_init(&runtime);
    prefix_of(nm, &prefix);
    output_header(path, &header);
    bool is_object = ends_in(path, ".o");
    bool has_runtime = !is_object && find_beside("libhetong_rt.a", &runtime);
    bool is_done = is_object ? emit->object(nm, level, prefix.data, path, error)
                             : emit->library(nm, level, prefix.data, path,
                                             has_runtime ? runtime.data : NULL, error);
    is_done = is_done && emit->header(nm, prefix.data, header.data, error);
    if (is_done)
        printf("%s\n%s\n%u norms; %zu bytes of state for each instance\n", path, header.data,
               nm->norm_count, sizeof(struct st_inst));
    buf_release(&prefix);
    buf_release(&header);
    buf_release(&runtime);
    return is_done;
}

enum exit_status cmd_build(const struct options *options)
{
    const char *path = options->value[OPT_OUTPUT];
    if (!path || (!ends_in(path, ".o") && !ends_in(path, ".so"))) {
        fprintf(stderr, "hetong build: say what to write: -o NAME.o (an object) or -o NAME.so "
                        "(a shared library)\n");
        return EXIT_USAGE;
    }
    struct load load;
    enum exit_status status = load_or_explain(&load, options, options->operand[0]);
    if (status == EXIT_FINE) {
        struct buf error;
        buf_init(&error);
        const struct emit_ops *emit = load_emit(&error);
        if (!emit || !write_all(emit, options, &load.nm, &error)) {
            fprintf(stderr, "hetong build: %s\n", error.data);
            status = EXIT_INPUT;
        }
        buf_release(&error);
    }
    load_release(&load);
    return status;
}
