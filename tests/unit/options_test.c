/* The command line: what is accepted, what is refused. The messages themselves are golden tests. */
#include "compiler/driver/options.h"

#include <stdlib.h>
#include <string.h>

#include "tests/unit/unit.h"

enum { WORDS_MAX = 8 };

/* Parses "hetong" and the words of `line`, split at spaces. */
static enum exit_status parse(struct options *options, char *line)
{
    static char program[] = "hetong";
    char *argv[WORDS_MAX] = {program};
    int argc = 1;
    for (char *word = strtok(line, " "); word; word = strtok(NULL, " ")) {
        assert_true(argc < WORDS_MAX);
        argv[argc++] = word;
    }
    return options_parse(options, argc, argv);
}

static void a_command_and_its_operand(void **state)
{
    (void)state;
    char line[] = "help help";
    struct options options;
    assert_int_equal(parse(&options, line), EXIT_FINE);
    assert_int_equal(options.command, CMD_HELP);
    assert_int_equal(options.operand_count, 1);
    assert_string_equal(options.operand[0], "help");
    options_release(&options);
}

static void options_stand_anywhere_and_the_last_one_counts(void **state)
{
    (void)state;
    char line[] = "--color=never help --color always help";
    struct options options;
    assert_int_equal(parse(&options, line), EXIT_FINE);
    assert_true(options_is(&options, OPT_COLOR, "always"));
    assert_true(options_color(&options, stderr));
    assert_int_equal(options.operand_count, 1);
    options_release(&options);
}

static void what_is_not_given_has_its_default(void **state)
{
    (void)state;
    char line[] = "help";
    struct options options;
    assert_int_equal(parse(&options, line), EXIT_FINE);
    assert_true(options_is(&options, OPT_COLOR, "auto"));
    assert_false(options_has(&options, OPT_HELP));
    options_release(&options);
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    char line[] = "help -- --color";
    struct options options;
    assert_int_equal(parse(&options, line), EXIT_FINE);
    assert_int_equal(options.operand_count, 1);
    assert_string_equal(options.operand[0], "--color");
    options_release(&options);
}

static void a_single_dash_is_an_operand(void **state)
{
    (void)state;
    char line[] = "help -";
    struct options options;
    assert_int_equal(parse(&options, line), EXIT_FINE);
    assert_string_equal(options.operand[0], "-");
    options_release(&options);
}

static void help_and_version_need_nothing_else(void **state)
{
    (void)state;
    char help[] = "-h";
    char version[] = "--version";
    struct options options;
    assert_int_equal(parse(&options, help), EXIT_FINE);
    assert_true(options_has(&options, OPT_HELP));
    options_release(&options);
    assert_int_equal(parse(&options, version), EXIT_FINE);
    assert_true(options_has(&options, OPT_VERSION));
    options_release(&options);
}

static void mistakes_are_refused(void **state)
{
    (void)state;
    static const char *const lines[] = {"",         "halp",         "help one two",
                                        "--colour", "help --color", "help --color=red",
                                        "help -x",  "--help=yes",   "help --colo=never"};
    /* The messages are not wanted in the log of the tests. */
    assert_non_null(freopen("/dev/null", "w", stderr));
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char line[64];
        assert_true(strlen(lines[i]) < sizeof line);
        strcpy(line, lines[i]);
        struct options options;
        if (parse(&options, line) != EXIT_USAGE)
            fail_msg("accepted: %s", lines[i]);
        options_release(&options);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_command_and_its_operand),
        cmocka_unit_test(options_stand_anywhere_and_the_last_one_counts),
        cmocka_unit_test(what_is_not_given_has_its_default),
        cmocka_unit_test(two_dashes_end_the_options),
        cmocka_unit_test(a_single_dash_is_an_operand),
        cmocka_unit_test(help_and_version_need_nothing_else),
        cmocka_unit_test(mistakes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
