/* help_man.c - manual pages, from the tables of commands.h and nothing else but the lines that every
 * page shares. */
#include <string.h>

#include "compiler/driver/help.h"
#include "lang/base/buf.h"

/* Text for groff: a backslash or a hyphen is escaped, and no line begins as a request. */
static void add_text(struct buf *out, const char *text)
{
    for (const char *at = text; *at; at++) {
        if (*at == '\\')
            buf_puts(out, "\\e");
        else if (*at == '-')
            buf_puts(out, "\\-");
        else if ((*at == '.' || *at == '\'') && (at == text || at[-1] == '\n'))
            buf_printf(out, "\\&%c", *at);
        else
            buf_putc(out, *at);
    }
}

static void add_heading(struct buf *out, const char *command, const char *summary)
{
    buf_puts(out, ".TH HETONG");
    if (command) {
        buf_puts(out, "\\-");
        for (const char *at = command; *at; at++)
            buf_putc(out, (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at));
    }
    buf_puts(out, " 1 \"\" \"hetong " HETONG_VERSION "\" \"User Commands\"\n.SH NAME\nhetong");
    if (command)
        buf_printf(out, "\\-%s", command);
    buf_puts(out, " \\- ");
    add_text(out, summary);
    buf_putc(out, '\n');
}

static void add_option(struct buf *out, const struct option_row *row)
{
    const struct option_name *name = &option_names[row->option];
    buf_puts(out, ".TP\n");
    if (name->letter)
        buf_printf(out, "\\fB\\-%c\\fR, ", name->letter);
    buf_puts(out, "\\fB\\-\\-");
    add_text(out, name->name);
    buf_puts(out, "\\fR");
    if (row->value[0] != '\0') {
        buf_puts(out, " \\fI");
        add_text(out, row->value);
        buf_puts(out, "\\fR");
    }
    buf_putc(out, '\n');
    add_text(out, row->summary);
    if (row->otherwise) {
        buf_puts(out, " (default: ");
        add_text(out, row->otherwise);
        buf_putc(out, ')');
    }
    buf_putc(out, '\n');
}

static void add_options(struct buf *out, enum command_id command)
{
    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].command == command)
            add_option(out, &option_rows[i]);
}

static void add_exit_status(struct buf *out)
{
    static const char *const rows[][2] = {
        {"0", "fine"},
        {"1", "findings"},
        {"2", "wrong usage"},
        {"3", "unreadable or unsyntactic input, or a failed write"},
        {"4", "a breach is on record (with \\-\\-fail\\-on breach)"},
        {"70", "a fault of the program"},
    };
    buf_puts(out, ".SH EXIT STATUS\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        buf_printf(out, ".TP\n%s\n%s\n", rows[i][0], rows[i][1]);
}

static void add_program(struct buf *out)
{
    add_heading(out, NULL, "check, compile and track contracts written as text");
    buf_puts(out, ".SH SYNOPSIS\n.B hetong\n.I COMMAND\n[options] [operands]\n.SH COMMANDS\n");
    for (enum command_id id = CMD_ALL + 1; id < CMD_COUNT; id++) {
        buf_printf(out, ".TP\n.BR hetong\\-%s (1)\n", commands[id].name);
        add_text(out, commands[id].summary);
        buf_putc(out, '\n');
    }
    buf_puts(out, ".SH OPTIONS OF EVERY COMMAND\n");
    add_options(out, CMD_ALL);
    add_exit_status(out);
    buf_puts(out, ".SH SEE ALSO\n.BR hetong (3)\n");
}

void help_add_man(struct buf *out, enum command_id id)
{
    if (id == CMD_ALL) {
        add_program(out);
        return;
    }
    const struct command *command = &commands[id];
    add_heading(out, command->name, command->summary);
    buf_printf(out, ".SH SYNOPSIS\n.B hetong %s\n[options] ", command->name);
    add_text(out, command->operands);
    buf_puts(out, "\n.SH OPTIONS\n");
    add_options(out, id);
    add_options(out, CMD_ALL);
    add_exit_status(out);
    buf_puts(out, ".SH SEE ALSO\n.BR hetong (1)\n");
}
