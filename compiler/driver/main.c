/* main.c - the hetong program: reads the command line and runs one command. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "compiler/driver/help.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "lang/base/buf.h"

/* BUG() and assert() have said what is wrong and then abort; the shell gets the promised status. */
static void on_abort(int signal_number)
{
    (void)signal_number;
    static const char text[] = "hetong: this is a fault of the program, not of your input\n";
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
        _exit(EXIT_OUR_BUG);
    _exit(EXIT_OUR_BUG);
}

static enum exit_status run(const struct options *options)
{
    if (!options_has(options, OPT_VERSION) && !options_has(options, OPT_HELP))
        return commands[options->command].run(options);
    struct buf out;
    buf_init(&out);
    if (options_has(options, OPT_VERSION))
        buf_puts(&out, "hetong " HETONG_VERSION "\n");
    else
        help_add(&out, options->command);
    enum exit_status status = output_write_to("-", &out);
    buf_release(&out);
    return status;
}

int main(int argc, char **argv)
{
    struct sigaction action = {.sa_handler = on_abort};
    sigaction(SIGABRT, &action, NULL);

    struct options options;
    enum exit_status status = options_parse(&options, argc, argv);
    if (status == EXIT_FINE)
        status = run(&options);
    options_release(&options);
    return (int)status;
}
