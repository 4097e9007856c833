/* cmd_dump.c - what a stage of the compiler made of a contract, as text for tests and for the
 * curious. */
#include <stdio.h>
#include <string.h>

#include "compiler/driver/loading.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/ir/dump.h"
#include "compiler/library/load_emit.h"
#include "lang/base/buf.h"
#include "lang/syntax/dump.h"

static enum exit_status dump_tree(const struct options *options, const char *path, struct buf *out)
{
    struct front front;
    struct front_settings settings = loading_settings(options);
    front_init(&front, &settings);
    struct ast_file *file = front_read(&front, path);
    bool is_good = file && !file->has_errors;
    if (is_good)
        dump_file(file, out);
    front_print_diags(&front);
    enum exit_status status = is_good ? output_write(options, &front, out) : EXIT_INPUT;
    front_release(&front);
    return status;
}

static enum exit_status dump_machine(const struct options *options, const char *path, struct buf *out)
{
    struct load load;
    enum exit_status status = load_or_explain(&load, options, path);
    if (status == EXIT_FINE) {
        nm_dump(&load.nm, out);
        status = output_write(options, &load.front, out);
    }
    load_release(&load);
    return status;
}

/* What native code is made of: LLVM's assembler text, unoptimised. */
static enum exit_status dump_code(const struct options *options, const char *path, struct buf *out)
{
    struct load load;
    struct buf error;
    buf_init(&error);
    enum exit_status status = load_or_explain(&load, options, path);
    const struct emit_ops *emit = status == EXIT_FINE ? load_emit(&error) : NULL;
    if (status == EXIT_FINE && (!emit || !emit->text(&load.nm, EMIT_QUICK, "contract", out, &error))) {
        fprintf(stderr, "hetong dump: %s\n", error.data);
        status = EXIT_INPUT;
    }
    if (status == EXIT_FINE)
        status = output_write(options, &load.front, out);
    buf_release(&error);
    load_release(&load);
    return status;
}

/* In the order in which the compiler comes to them. */
static const struct stage {
    const char *name;
    enum exit_status (*dump)(const struct options *options, const char *path, struct buf *out);
} stages[] = {
    {"tree", dump_tree},
    {"machine", dump_machine},
    {"code", dump_code},
};

enum { STAGE_COUNT = sizeof stages / sizeof stages[0] };

static const struct stage *find_stage(const char *name)
{
    for (size_t i = 0; i < STAGE_COUNT; i++)
        if (strcmp(stages[i].name, name) == 0)
            return &stages[i];
    fprintf(stderr, "hetong dump: there is no stage '%s'; there is", name);
    for (size_t i = 0; i < STAGE_COUNT; i++)
        fprintf(stderr, "%s '%s'", i == 0 ? "" : ",", stages[i].name);
    fprintf(stderr, "\n");
    return NULL;
}

enum exit_status cmd_dump(const struct options *options)
{
    const struct stage *stage = find_stage(options->operand[0]);
    if (!stage)
        return EXIT_USAGE;
    struct buf text;
    buf_init(&text);
    enum exit_status status = stage->dump(options, options->operand[1], &text);
    buf_release(&text);
    return status;
}
