/* help_bash.c - bash completions, from the tables of commands.h: commands, the options of each, the
 * words of a choice, and file names for the rest. */
#include <stdbool.h>

#include "compiler/driver/help.h"
#include "lang/base/buf.h"

static void add_long_names(struct buf *out, enum command_id command)
{
    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].command == command)
            buf_printf(out, " --%s", option_names[option_rows[i].option].name);
}

static bool is_choice(const char *value)
{
    return value[0] >= 'a' && value[0] <= 'z';
}

/* A case for each option with a value: its words, or else file names. */
static void add_values(struct buf *out, enum command_id command)
{
    const char *name = command == CMD_ALL ? "*" : commands[command].name;
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        if (row->command != command || row->value[0] == '\0')
            continue;
        buf_printf(out, "    %s,--%s) ", name, option_names[row->option].name);
        if (is_choice(row->value)) {
            buf_puts(out, "words=\"");
            for (const char *at = row->value; *at; at++)
                buf_putc(out, *at == '|' ? ' ' : *at);
            buf_puts(out, "\" ;;\n");
        } else {
            buf_puts(out, "files ;;\n");
        }
    }
}

void help_add_bash(struct buf *out)
{
    buf_puts(out, "# bash completion for hetong\n"
                  "_hetong() {\n"
                  "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
                  "  local command=${COMP_WORDS[1]} words=\n"
                  "  files() { compopt -o default; COMPREPLY=(); }\n"
                  "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                  "    COMPREPLY=($(compgen -W \"");
    for (enum command_id id = CMD_ALL + 1; id < CMD_COUNT; id++)
        buf_printf(out, "%s ", commands[id].name);
    buf_puts(out, "--help --version\" -- \"$word\"))\n    return\n  fi\n  case $command,$before in\n");
    for (enum command_id id = CMD_ALL + 1; id < CMD_COUNT; id++)
        add_values(out, id);
    add_values(out, CMD_ALL);
    buf_puts(out, "    *) case $word in\n      -*) case $command in\n");
    for (enum command_id id = CMD_ALL + 1; id < CMD_COUNT; id++) {
        buf_printf(out, "          %s) words=\"", commands[id].name);
        add_long_names(out, id);
        buf_puts(out, "\" ;;\n");
    }
    buf_puts(out, "        esac\n        words=\"$words");
    add_long_names(out, CMD_ALL);
    buf_puts(out, "\" ;;\n      *) [ \"$command\" = help ] && words=\"");
    for (enum command_id id = CMD_ALL + 1; id < CMD_COUNT; id++)
        buf_printf(out, "%s ", commands[id].name);
    for (enum help_topic topic = 0; topic < HELP_TOPIC_COUNT; topic++)
        buf_printf(out, "%s ", help_topics[topic].name);
    buf_puts(out, "\" || files ;;\n    esac ;;\n  esac\n"
                  "  [ -n \"$words\" ] && COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                  "  unset -f files\n"
                  "  return 0\n"
                  "}\n"
                  "complete -F _hetong hetong\n");
}
