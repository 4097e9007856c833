/* parse_dump.c - reads one file and prints its written tree, or its diagnostics.
 *
 *     parse_dump [--fmt-en | --fmt-zh | --json] [--use VOCABULARY] FILE
 *
 * Exit status: 0 fine, 1 diagnostics, 3 unreadable file. */
#include <stdio.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/json_out.h"
#include "lang/syntax/dump.h"
#include "lang/syntax/fmt.h"
#include "lang/syntax/parse.h"

static struct source *read_or_complain(const char *path)
{
    struct buf error;
    buf_init(&error);
    struct source *source = source_read(path, &error);
    if (!source)
        fprintf(stderr, "parse_dump: %s\n", error.data);
    buf_release(&error);
    return source;
}

int main(int argc, char **argv)
{
    const char *mode = "", *vocabulary = NULL, *path = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--use") == 0 && i + 1 < argc)
            vocabulary = argv[++i];
        else if (strncmp(argv[i], "--", 2) == 0)
            mode = argv[i] + 2;
        else
            path = argv[i];
    }
    if (!path) {
        fprintf(stderr, "usage: parse_dump [--fmt-en|--fmt-zh|--json] [--use VOCABULARY] FILE\n");
        return 2;
    }
    struct arena arena;
    struct diags diags;
    arena_init(&arena);
    diags_init(&diags, &arena);
    struct intern *intern = intern_new();
    struct lexicon *lexicon = lexicon_new(intern);
    struct parse_options options = {.arena = &arena, .intern = intern, .lexicon = lexicon};
    struct source *used = vocabulary ? read_or_complain(vocabulary) : NULL;
    struct source *source = read_or_complain(path);
    int status = 3;
    if (source && (used || !vocabulary)) {
        struct buf out;
        buf_init(&out);
        if (used)
            parse_source(used, &options, &diags);
        struct ast_file *file = parse_source(source, &options, &diags);
        bool has_errors = diags_have_errors(&diags);
        if (strcmp(mode, "json") == 0) {
            struct json_out json;
            json_out_init(&json, &out, JSON_OUT_PRETTY);
            diags_json(&diags, &json);
            json_out_finish(&json);
        } else if (has_errors) {
            diags_print(&diags, &out, false);
        } else if (strcmp(mode, "fmt-en") == 0 || strcmp(mode, "fmt-zh") == 0) {
            fmt_file(file, strcmp(mode, "fmt-zh") == 0 ? FMT_CHINESE : FMT_ENGLISH, &out);
        } else {
            dump_file(file, &out);
        }
        fwrite(out.data, 1, out.len, stdout);
        buf_release(&out);
        status = has_errors ? 1 : 0;
    }
    source_free(source);
    source_free(used);
    lexicon_free(lexicon);
    intern_free(intern);
    arena_release(&arena);
    return status;
}
