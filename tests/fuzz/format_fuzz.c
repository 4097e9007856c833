/* What the parser accepts must survive the formatter: the formatted text parses to the same tree, and
 * formatting that changes nothing more. */
#include <stdint.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/intern.h"
#include "lang/base/limits.h"
#include "lang/syntax/dump.h"
#include "lang/syntax/fmt.h"
#include "lang/syntax/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

struct reading {
    struct lexicon *lexicon;
    struct diags diags;
    struct source *source;
    struct ast_file *file;
};

static void read_text(struct reading *reading, struct arena *arena, struct intern *intern,
                      const char *text, size_t len)
{
    reading->lexicon = lexicon_new(intern);
    diags_init(&reading->diags, arena);
    reading->source = source_new("fuzz.ht", text, len);
    struct parse_options options = {
        .arena = arena,
        .intern = intern,
        .lexicon = reading->lexicon,
    };
    reading->file = parse_source(reading->source, &options, &reading->diags);
}

static void release(struct reading *reading)
{
    source_free(reading->source);
    lexicon_free(reading->lexicon);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    if (len > LIMIT_SOURCE_BYTES)
        return 0;
    struct arena arena;
    arena_init(&arena);
    struct intern *intern = intern_new();
    struct buf once, twice;
    buf_init(&once);
    buf_init(&twice);

    struct reading first, second;
    read_text(&first, &arena, intern, (const char *)data, len);
    if (!first.file->has_errors) {
        fmt_file(first.file, FMT_ENGLISH, &once);
        read_text(&second, &arena, intern, once.data, once.len);
        if (second.file->has_errors || !ast_equal(first.file, second.file))
            BUG("the formatted text says something else:\n%s", once.data);
        fmt_file(second.file, FMT_ENGLISH, &twice);
        if (once.len != twice.len || memcmp(once.data, twice.data, once.len) != 0)
            BUG("formatting twice differs from once:\n%s", once.data);
        release(&second);
    }
    release(&first);
    buf_release(&once);
    buf_release(&twice);
    intern_free(intern);
    arena_release(&arena);
    return 0;
}
