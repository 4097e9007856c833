/* Any bytes at all may be given as a contract: no stage may crash or hang, and a contract without
 * errors gives a sound norm machine, which the interpreter takes from its first day to its last. */
#include <stdint.h>
#include <string.h>

#include "compiler/ir/eval.h"
#include "compiler/ir/lower.h"
#include "compiler/ir/verify.h"
#include "compiler/sema/sema.h"
#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/intern.h"
#include "lang/base/limits.h"
#include "lang/syntax/parse.h"
#include "lang/vocabulary/embedded.h"
#include "runtime/engine.h"

enum { MOST_DAYS = 2000 }; /* the interpreter looks at each day; a century of them takes too long */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

struct run {
    struct arena arena;
    struct intern *intern;
    struct lexicon *lexicon;
    struct diags diags;
};

static struct ast_file *read_text(struct run *run, struct source *source)
{
    struct parse_options options = {
        .arena = &run->arena, .intern = run->intern, .lexicon = run->lexicon};
    return parse_source(source, &options, &run->diags);
}

static struct source *standard_source(void)
{
    for (size_t i = 0; i < vocabulary_file_count; i++)
        if (strcmp(vocabulary_files[i].name, "standard.ht") == 0)
            return source_new("standard.ht", vocabulary_files[i].text, vocabulary_files[i].len);
    BUG("there is no standard vocabulary");
}

static void fold(const struct nm *nm)
{
    struct engine engine = eval_engine(nm);
    struct st st;
    st_init(&st);
    engine_start(&engine, &st);
    int64_t last = nm->head.horizon;
    if (last > nm->head.start + MOST_DAYS)
        last = nm->head.start + MOST_DAYS;
    if (engine_advance(&engine, &st, last, 1) == 0 && st.head.now != last)
        BUG("the fold stands on day %lld", (long long)st.head.now);
    st_release(&st);
    engine_close(&engine);
}

static void lower_and_fold(struct run *run, struct meaning *meaning)
{
    struct nm_builder builder;
    struct nm nm;
    nmb_init(&builder);
    lower(meaning, &builder);
    nmb_finish(&builder, &nm);
    const char *fault = nm_verify(&nm, &run->arena);
    if (fault)
        BUG("the norm machine is not sound: %s", fault);
    fold(&nm);
    nmb_release(&builder);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    if (len > LIMIT_SOURCE_BYTES)
        return 0;
    struct run run;
    arena_init(&run.arena);
    run.intern = intern_new();
    run.lexicon = lexicon_new(run.intern);
    diags_init(&run.diags, &run.arena);

    struct source *sources[] = {standard_source(), source_new("fuzz.ht", (const char *)data, len)};
    const struct ast_file *standard = read_text(&run, sources[0]);
    struct ast_file *file = read_text(&run, sources[1]);
    if (!file->has_errors) {
        struct meaning *meaning = sema_run(&standard, 1, file, &run.arena, &run.diags);
        if (!diags_have_errors(&run.diags))
            lower_and_fold(&run, meaning);
        sema_release(meaning);
    }
    source_free(sources[0]);
    source_free(sources[1]);
    lexicon_free(run.lexicon);
    intern_free(run.intern);
    arena_release(&run.arena);
    return 0;
}
