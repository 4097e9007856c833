/* cmd_explain.c - what a message means, by its code. */
#include <stdio.h>
#include <string.h>

#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "lang/base/buf.h"
#include "lang/base/suggest.h"
#include "lang/syntax/diag.h"

static void say_unknown(const char *text)
{
    struct suggest suggest;
    suggest_init(&suggest, text, strlen(text));
    for (enum diag_code code = 0; code < DIAG_CODE_COUNT; code++)
        suggest_offer(&suggest, diag_info(code)->code, strlen(diag_info(code)->code));
    fprintf(stderr, "hetong explain: there is no message '%s'", text);
    if (suggest.best)
        fprintf(stderr, "; did you mean '%s'?", suggest.best);
    fprintf(stderr, "\n'hetong explain' lists them all.\n");
}

static void add_list(struct buf *out)
{
    for (enum diag_code code = 0; code < DIAG_CODE_COUNT; code++)
        buf_printf(out, "%s  %s\n", diag_info(code)->code, diag_info(code)->title);
}

enum exit_status cmd_explain(const struct options *options)
{
    struct buf out;
    buf_init(&out);
    enum exit_status status = EXIT_FINE;
    if (options->operand_count == 0)
        add_list(&out);
    for (size_t i = 0; i < options->operand_count; i++) {
        enum diag_code code;
        if (diag_find(options->operand[i], &code)) {
            if (out.len > 0)
                buf_putc(&out, '\n');
            diag_print_explanation(code, &out);
        } else {
            say_unknown(options->operand[i]);
            status = EXIT_USAGE;
        }
    }
    enum exit_status written = output_write_to("-", &out);
    buf_release(&out);
    return written == EXIT_FINE ? status : written;
}
