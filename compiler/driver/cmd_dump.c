/* cmd_dump.c - what a stage of the compiler made of a contract, as text for tests and for the
 * curious. */
#include <stdio.h>
#include <string.h>

#include "compiler/driver/front.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "lang/base/buf.h"
#include "lang/syntax/dump.h"

static enum exit_status dump_tree(struct front *front, const char *path, struct buf *out)
{
    struct ast_file *file = front_read(front, path);
    if (!file || file->has_errors)
        return EXIT_INPUT;
    dump_file(file, out);
    return EXIT_FINE;
}

/* In the order in which the compiler comes to them. */
static const struct stage {
    const char *name;
    enum exit_status (*dump)(struct front *front, const char *path, struct buf *out);
} stages[] = {
    {"tree", dump_tree},
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
    struct front front;
    front_init(&front, options);
    struct buf text;
    buf_init(&text);
    enum exit_status status = stage->dump(&front, options->operand[1], &text);
    front_print_diags(&front);
    if (status != EXIT_INPUT) {
        enum exit_status written = output_write(options->value[OPT_OUTPUT], &text);
        if (written != EXIT_FINE)
            status = written;
    }
    buf_release(&text);
    front_release(&front);
    return status;
}
