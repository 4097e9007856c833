/* options.c - reads argv by the tables. Options may stand before, between and after the operands;
 * those of one command must follow its name. `--` ends the options, `-` is an operand. */
#include "compiler/driver/options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lang/base/suggest.h"

static enum exit_status usage_error(const struct options *options)
{
    if (options->command == CMD_ALL)
        fprintf(stderr, "'hetong help' lists the commands.\n");
    else
        fprintf(stderr, "'hetong help %s' lists its options.\n", commands[options->command].name);
    return EXIT_USAGE;
}

/* Begins a complaint: "hetong: " or "hetong fmt: ". */
static void complain(const struct options *options)
{
    if (options->command == CMD_ALL)
        fprintf(stderr, "hetong: ");
    else
        fprintf(stderr, "hetong %s: ", commands[options->command].name);
}

enum command_id options_find_command(const char *name, struct suggest *suggest)
{
    suggest_init(suggest, name, strlen(name));
    for (enum command_id id = CMD_ALL + 1; id < CMD_COUNT; id++) {
        if (strcmp(commands[id].name, name) == 0)
            return id;
        suggest_offer(suggest, commands[id].name, strlen(commands[id].name));
    }
    return CMD_ALL;
}

void options_tell_unknown(const char *what, const char *name, const struct suggest *suggest)
{
    fprintf(stderr, "hetong: there is no %s '%s'", what, name);
    if (suggest->best)
        fprintf(stderr, "; did you mean '%s'?", suggest->best);
    fprintf(stderr, "\n");
}

static bool applies(const struct option_row *row, const struct options *options)
{
    return row->command == CMD_ALL || row->command == options->command;
}

static const struct option_row *find_letter(const struct options *options, char letter)
{
    for (size_t i = 0; i < option_row_count; i++)
        if (applies(&option_rows[i], options) &&
            option_names[option_rows[i].option].letter == letter)
            return &option_rows[i];
    complain(options);
    fprintf(stderr, "there is no option '-%c'\n", letter);
    return NULL;
}

static const struct option_row *find_long(const struct options *options, const char *name,
                                          size_t len)
{
    struct suggest suggest;
    suggest_init(&suggest, name, len);
    for (size_t i = 0; i < option_row_count; i++) {
        if (!applies(&option_rows[i], options))
            continue;
        const char *candidate = option_names[option_rows[i].option].name;
        if (strlen(candidate) == len && memcmp(candidate, name, len) == 0)
            return &option_rows[i];
        suggest_offer(&suggest, candidate, strlen(candidate));
    }
    complain(options);
    fprintf(stderr, "there is no option '--%.*s'", (int)len, name);
    if (suggest.best)
        fprintf(stderr, "; did you mean '--%s'?", suggest.best);
    fprintf(stderr, "\n");
    return NULL;
}

static bool is_choice(const char *value)
{
    return value[0] >= 'a' && value[0] <= 'z';
}

/* True if `word` is one of the words of "one|two|three". */
static bool choice_has(const char *choice, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = choice;; at += strcspn(at, "|") + 1) {
        if (strcspn(at, "|") == len && memcmp(at, word, len) == 0)
            return true;
        if (at[strcspn(at, "|")] == '\0')
            return false;
    }
}

static bool set_value(struct options *options, const struct option_row *row, const char *value)
{
    if (is_choice(row->value) && !choice_has(row->value, value)) {
        complain(options);
        fprintf(stderr, "--%s is one of %s, not '%s'\n", option_names[row->option].name, row->value,
                value);
        return false;
    }
    if (row->option == OPT_INCLUDE)
        options->folder[options->folder_count++] = value;
    options->value[row->option] = value;
    return true;
}

/* Reads the option at argv[*at], and its value if that is the next argument. */
static bool read_option(struct options *options, int argc, char **argv, int *at)
{
    const char *word = argv[*at];
    const char *value = NULL;
    const struct option_row *row;
    if (word[1] == '-') {
        size_t len = strcspn(word + 2, "=");
        row = find_long(options, word + 2, len);
        if (word[2 + len] == '=')
            value = word + 2 + len + 1;
    } else {
        row = find_letter(options, word[1]);
        if (word[2] != '\0')
            value = word + 2;
    }
    if (!row)
        return false;

    const char *name = option_names[row->option].name;
    if (row->value[0] == '\0') {
        if (value) {
            complain(options);
            fprintf(stderr, "--%s takes no value\n", name);
            return false;
        }
        return set_value(options, row, "");
    }
    if (!value && *at + 1 < argc)
        value = argv[++*at];
    if (!value) {
        complain(options);
        fprintf(stderr, "--%s needs a value: %s\n", name, row->value);
        return false;
    }
    return set_value(options, row, value);
}

/* Values that were not given get the command's default. */
static void set_defaults(struct options *options)
{
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        if (applies(row, options) && !options->value[row->option])
            options->value[row->option] = row->otherwise;
    }
}

static enum exit_status check_operands(const struct options *options)
{
    const struct command *command = &commands[options->command];
    if (options->operand_count < command->fewest) {
        complain(options);
        fprintf(stderr, "missing operand: hetong %s %s\n", command->name, command->operands);
        return usage_error(options);
    }
    if (options->operand_count > command->most) {
        complain(options);
        fprintf(stderr, "one operand too many: '%s'\n", options->operand[command->most]);
        return usage_error(options);
    }
    return EXIT_FINE;
}

enum exit_status options_parse(struct options *options, int argc, char **argv)
{
    *options = (struct options){
        .operand = calloc((size_t)argc + 1, sizeof *options->operand),
        .folder = calloc((size_t)argc + 1, sizeof *options->folder),
    };
    if (!options->operand || !options->folder)
        BUG("out of memory");

    bool is_ended = false;
    for (int at = 1; at < argc; at++) {
        const char *word = argv[at];
        if (!is_ended && strcmp(word, "--") == 0) {
            is_ended = true;
        } else if (!is_ended && word[0] == '-' && word[1] != '\0') {
            if (!read_option(options, argc, argv, &at))
                return usage_error(options);
        } else if (options->command == CMD_ALL) {
            struct suggest suggest;
            options->command = options_find_command(word, &suggest);
            if (options->command == CMD_ALL) {
                options_tell_unknown("command", word, &suggest);
                return usage_error(options);
            }
        } else {
            options->operand[options->operand_count++] = word;
        }
    }
    set_defaults(options);
    if (options_has(options, OPT_HELP) || options_has(options, OPT_VERSION))
        return EXIT_FINE;
    if (options->command == CMD_ALL) {
        fprintf(stderr, "hetong: which command?\n");
        return usage_error(options);
    }
    return check_operands(options);
}

void options_release(struct options *options)
{
    free(options->operand);
    free(options->folder);
    *options = (struct options){0};
}

bool options_has(const struct options *options, enum option_id option)
{
    return options->value[option] != NULL;
}

bool options_is(const struct options *options, enum option_id option, const char *word)
{
    return options->value[option] && strcmp(options->value[option], word) == 0;
}

bool options_color(const struct options *options, FILE *stream)
{
    if (!options_is(options, OPT_COLOR, "auto"))
        return options_is(options, OPT_COLOR, "always");
    const char *no_color = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return (!no_color || no_color[0] == '\0') && term && strcmp(term, "dumb") != 0 &&
           isatty(fileno(stream));
}
