/* cmd_fmt.c - contracts in canonical form. A file in error is left alone: what could not be read
 * could not be laid out. Each file is read on its own: none lends names to the next. */
#include <stdio.h>
#include <string.h>

#include "compiler/driver/loading.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/library/amended.h"
#include "lang/base/buf.h"
#include "lang/syntax/fmt.h"

/* The language of the keywords: what was asked for, or else the one the contract is written in,
 * which its first word shows. */
static enum fmt_language language_of(const struct options *options, const struct ast_file *file)
{
    if (options_has(options, OPT_KEYWORDS))
        return options_is(options, OPT_KEYWORDS, "zh") ? FMT_CHINESE : FMT_ENGLISH;
    if (file->sentence_count == 0)
        return FMT_ENGLISH;
    unsigned char first = (unsigned char)file->sentences[0]->source->text[file->sentences[0]->span.start];
    return first < 0x80 ? FMT_ENGLISH : FMT_CHINESE;
}

/* Does with one formatted text what the options ask for. */
static enum exit_status deliver(const struct options *options, const struct front *front, const char *path,
                                const struct source *source, const struct buf *text)
{
    bool is_same = text->len == source->len && memcmp(text->data, source->text, text->len) == 0;
    if (options_has(options, OPT_CHECK)) {
        if (is_same)
            return EXIT_FINE;
        fprintf(stderr, "%s: not in canonical form\n", source->name);
        return EXIT_FINDINGS;
    }
    if (options_has(options, OPT_WRITE))
        return is_same ? EXIT_FINE : output_write_to(path, text);
    return output_write(options, front, text);
}

/* The text of a contract as amended, instead of what stands in the file. */
static enum exit_status conform_file(const struct options *options, const char *path)
{
    int64_t day = NM_NEVER;
    const char *date = options->value[OPT_AS_OF];
    if (date && date_parse(date, strlen(date), &day) != DATE_OK) {
        fprintf(stderr, "hetong: --as-of: '%s' is not a date such as 1956-12-31\n", date);
        return EXIT_USAGE;
    }
    struct load load;
    struct front_settings settings = loading_settings(options);
    load_init(&load, &settings);
    enum exit_status status = loading_exit(amended_text(&load, path, day));
    if (status == EXIT_FINE) {
        struct buf text;
        buf_init(&text);
        fmt_file(load.conformed, language_of(options, load.conformed), &text);
        status = output_write(options, &load.front, &text);
        buf_release(&text);
    }
    front_print_diags(&load.front);
    load_release(&load);
    return status;
}

static enum exit_status format_file(const struct options *options, const char *path)
{
    struct front front;
    struct front_settings settings = loading_settings(options);
    front_init(&front, &settings);
    struct ast_file *file = front_read(&front, path);
    enum exit_status status = EXIT_INPUT;
    if (file && !file->has_errors) {
        struct buf text;
        buf_init(&text);
        fmt_file(file, language_of(options, file), &text);
        status = deliver(options, &front, path, file->source, &text);
        buf_release(&text);
    }
    front_print_diags(&front);
    front_release(&front);
    return status;
}

enum exit_status cmd_fmt(const struct options *options)
{
    if (options_has(options, OPT_OUTPUT) && options->operand_count > 1) {
        fprintf(stderr, "hetong fmt: --output takes the text of one FILE, not of several\n");
        return EXIT_USAGE;
    }
    bool is_conformed = options_has(options, OPT_CONFORMED);
    if (is_conformed ? options_has(options, OPT_CHECK) || options_has(options, OPT_WRITE)
                     : options_has(options, OPT_AS_OF)) {
        fprintf(stderr, is_conformed ? "hetong fmt: --conformed writes no file and checks none\n"
                                     : "hetong fmt: --as-of asks for --conformed\n");
        return EXIT_USAGE;
    }
    enum exit_status worst = EXIT_FINE;
    for (size_t i = 0; i < options->operand_count; i++) {
        enum exit_status status = options_has(options, OPT_CONFORMED)
                                      ? conform_file(options, options->operand[i])
                                      : format_file(options, options->operand[i]);
        if (status > worst)
            worst = status;
    }
    return worst;
}
