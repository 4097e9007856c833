/* cmd_help.c - the help of the program and of each command, from the tables and nothing else. */
#include <string.h>

#include "compiler/driver/help.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "lang/base/buf.h"

enum { NAME_COLUMNS = 12, OPTION_COLUMNS = 34 };

static void add_option(struct buf *out, const struct option_row *row)
{
    const struct option_name *name = &option_names[row->option];
    size_t start = out->len;
    if (name->letter)
        buf_printf(out, "  -%c, --%s", name->letter, name->name);
    else
        buf_printf(out, "      --%s", name->name);
    if (row->value[0] != '\0')
        buf_printf(out, " %s", row->value);
    size_t len = out->len - start;
    if (len < OPTION_COLUMNS) {
        buf_pad(out, ' ', OPTION_COLUMNS - len);
    } else {
        buf_putc(out, '\n');
        buf_pad(out, ' ', OPTION_COLUMNS);
    }
    buf_printf(out, "%s", row->summary);
    if (row->otherwise)
        buf_printf(out, " (%s)", row->otherwise);
    buf_putc(out, '\n');
}

static void add_options(struct buf *out, enum command_id command)
{
    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].command == command)
            add_option(out, &option_rows[i]);
}

static void add_program(struct buf *out)
{
    buf_puts(out, "usage: hetong COMMAND [options] [operands]\n\ncommands:\n");
    for (enum command_id id = CMD_ALL + 1; id < CMD_COUNT; id++) {
        buf_printf(out, "  %s", commands[id].name);
        buf_pad(out, ' ', NAME_COLUMNS - strlen(commands[id].name));
        buf_printf(out, "%s\n", commands[id].summary);
    }
    buf_puts(out, "\noptions of every command:\n");
    add_options(out, CMD_ALL);
    buf_puts(out, "\nResults go to standard output, messages to standard error.\n"
                  "Exit status: 0 fine, 1 findings, 2 wrong usage, 3 unreadable or unsyntactic "
                  "input or a failed\nwrite, 4 a breach is on record (with --fail-on breach), "
                  "70 a fault of this program.\n");
}

void help_add(struct buf *out, enum command_id id)
{
    if (id == CMD_ALL) {
        add_program(out);
        return;
    }
    const struct command *command = &commands[id];
    buf_printf(out, "usage: hetong %s [options] %s\n\n%s\n\noptions:\n", command->name,
               command->operands, command->summary);
    add_options(out, id);
    add_options(out, CMD_ALL);
}

enum exit_status cmd_help(const struct options *options)
{
    enum command_id id = CMD_ALL;
    if (options->operand_count == 1) {
        id = options_find_command(options->operand[0]);
        if (id == CMD_ALL)
            return EXIT_USAGE;
    }
    struct buf out;
    buf_init(&out);
    if (options_is(options, OPT_FORMAT, "man"))
        help_add_man(&out, id);
    else if (options_is(options, OPT_FORMAT, "bash"))
        help_add_bash(&out);
    else
        help_add(&out, id);
    enum exit_status status = output_write(NULL, &out);
    buf_release(&out);
    return status;
}
