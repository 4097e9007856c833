/* cmd_help.c - the help of the program and of each command, and the words of the language, from the
 * tables and nothing else. */
#include <string.h>

#include "compiler/driver/help.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/library/front.h"
#include "lang/base/buf.h"
#include "lang/base/suggest.h"
#include "lang/syntax/wordlist.h"

enum { NAME_COLUMNS = 12, OPTION_COLUMNS = 34 };

const struct help_topic_row help_topics[HELP_TOPIC_COUNT] = {
    [HELP_VERBS] = {"verbs", "the standard verbs: forms, who does what to whom, and in Chinese"},
    [HELP_UNITS] = {"units", "units, currencies, units of time, Chinese measure words"},
    [HELP_KEYWORDS] = {"keywords", "the words of the language in English and Chinese"},
    [HELP_STATUSES] = {"statuses", "what a scenario can expect, in English and Chinese"},
};

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
    buf_puts(out, "\nthe words of the language, by `hetong help TOPIC`:\n");
    for (enum help_topic topic = 0; topic < HELP_TOPIC_COUNT; topic++) {
        buf_printf(out, "  %s", help_topics[topic].name);
        buf_pad(out, ' ', NAME_COLUMNS - strlen(help_topics[topic].name));
        buf_printf(out, "%s\n", help_topics[topic].summary);
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

static enum help_topic find_topic(const struct options *options)
{
    enum help_topic topic = 0;
    while (topic < HELP_TOPIC_COUNT && (options->operand_count == 0 ||
                                        strcmp(help_topics[topic].name, options->operand[0]) != 0))
        topic++;
    return topic;
}

static void add_topic(struct buf *out, enum help_topic topic)
{
    struct front front;
    front_init(&front, &(struct front_settings){0});
    switch (topic) {
    case HELP_VERBS: wordlist_verbs(front.standard, out); break;
    case HELP_UNITS: wordlist_units(front.standard, out); break;
    case HELP_KEYWORDS: wordlist_keywords(out); break;
    case HELP_STATUSES: wordlist_statuses(out); break;
    case HELP_TOPIC_COUNT: break;
    }
    front_release(&front);
}

enum exit_status cmd_help(const struct options *options)
{
    enum command_id id = CMD_ALL;
    enum help_topic topic = find_topic(options);
    if (options->operand_count == 1 && topic == HELP_TOPIC_COUNT) {
        struct suggest suggest;
        id = options_find_command(options->operand[0], &suggest);
        for (topic = 0; topic < HELP_TOPIC_COUNT; topic++)
            suggest_offer(&suggest, help_topics[topic].name, strlen(help_topics[topic].name));
        if (id == CMD_ALL) {
            options_tell_unknown("command or topic", options->operand[0], &suggest);
            return EXIT_USAGE;
        }
    }
    struct buf out;
    buf_init(&out);
    if (topic < HELP_TOPIC_COUNT)
        add_topic(&out, topic);
    else if (options_is(options, OPT_FORMAT, "man"))
        help_add_man(&out, id);
    else if (options_is(options, OPT_FORMAT, "bash"))
        help_add_bash(&out);
    else
        help_add(&out, id);
    enum exit_status status = output_write_to("-", &out);
    buf_release(&out);
    return status;
}
