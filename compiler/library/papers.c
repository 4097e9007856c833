/* papers.c - which renderer answers to which format, and which model is shown. */
#include "compiler/library/papers.h"

#include <string.h>

#include "compiler/ir/eval.h"
#include "lang/base/buf.h"
#include "runtime/report/fill_tracker.h"

typedef void renderer(struct buf *out, const struct report_model *model,
                      const struct report_options *options);

static const struct format {
    const char *name;
    renderer *render;
} formats[] = {
    {"human", report_table}, {"table", report_table}, {"md", report_checklist_md},
    {"html", report_html},   {"csv", report_csv},     {"json", report_json},
    {"ics", report_ics},     {"svg", report_svg},
};

const char *papers_program(void)
{
    return "hetong " HETONG_VERSION;
}

bool papers_of_contract(struct report_model *model, const struct nm *nm, const char *digest, const char *first_digest,
                        struct arena *arena, struct st *st)
{
    struct engine engine = eval_engine(nm);
    engine_start(&engine, st);
    bool fits = engine_advance(&engine, st, nm->head.start, 0) >= 0;
    if (fits) {
        struct fill_input input = {
            .nm = nm,
            .st = st,
            .as_of = NM_NEVER,
            .known_at = NM_NEVER,
            .ask = eval_ask,
            .ask_ctx = &engine,
            .hash = digest,
            .first_hash = first_digest,
            .program = papers_program(),
        };
        fill_model(model, &input, arena);
    }
    engine_close(&engine);
    return fits;
}

enum rt_status papers_of_tracker(struct report_model *model, struct tracker *tracker, const char *digest,
                                 const char *first_digest, int64_t known_at, struct arena *arena, struct rt_error *err)
{
    struct fill_input input = {.ask = eval_ask, .known_at = known_at};
    enum rt_status status = fill_revisions(&input, tracker, arena, err);
    if (status == RT_OK)
        status = fill_disputes(&input, tracker, arena, err);
    if (status == RT_OK)
        status = fill_from_tracker(&input, tracker, arena, err);
    if (status != RT_OK)
        return status;
    struct engine asked = eval_engine(tracker_machine(tracker));
    input.ask_ctx = &asked;
    input.hash = digest;
    input.first_hash = first_digest;
    input.program = papers_program();
    fill_model(model, &input, arena);
    engine_close(&asked);
    return RT_OK;
}

int papers_party(const struct nm *nm, const struct report_model *model, const char *name)
{
    for (uint32_t i = 0; i < nm->word_count; i++) {
        const struct nm_word *word = &nm->word[i];
        if (word->what == NM_WORD_PARTY && (size_t)word->index < model->party_count &&
            strcmp(nm_str(nm, word->text), name) == 0)
            return word->index;
    }
    return -1;
}

bool papers_print(struct buf *out, const struct report_model *model, const char *format,
                  const struct report_options *wanted)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(format, formats[i].name) == 0) {
            formats[i].render(out, model, wanted);
            return true;
        }
    }
    return false;
}
