/* paper.c - which renderer answers to which format. */
#include "compiler/driver/paper.h"

#include <stdio.h>
#include <string.h>

#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/driver/tracking.h"
#include "compiler/ir/eval.h"
#include "lang/base/buf.h"

typedef void renderer(struct buf *out, const struct report_model *model,
                      const struct report_options *options);

struct format {
    const char *name;
    renderer *render;
};

static const struct format formats[] = {
    {"human", report_table}, {"table", report_table}, {"md", report_checklist_md},
    {"html", report_html},   {"csv", report_csv},     {"json", report_json},
    {"ics", report_ics},     {"svg", report_svg},
};

const char *paper_program(void)
{
    return "hetong " HETONG_VERSION;
}

enum exit_status paper_of_contract(struct report_model *model, struct load *load, struct st *st)
{
    struct engine engine = eval_engine(&load->nm);
    engine_start(&engine, st);
    enum exit_status status = EXIT_FINE;
    if (engine_advance(&engine, st, load->nm.head.start, 0) < 0) {
        fprintf(stderr, "hetong: the contract has more duties than can be tracked\n");
        status = EXIT_FINDINGS;
    } else {
        struct fill_input input = {
            .nm = &load->nm,
            .st = st,
            .as_of = NM_NEVER,
            .known_at = NM_NEVER,
            .ask = eval_ask,
            .ask_ctx = &engine,
            .hash = contract_hash(load),
            .program = paper_program(),
        };
        fill_model(model, &input, &load->front.arena);
    }
    engine_close(&engine);
    return status;
}

/* The party of --for in any of its spellings, or REPORT_ALL_PARTIES. */
static enum exit_status find_party(const struct options *options, const struct nm *nm,
                                   const struct report_model *model, int *party)
{
    const char *wanted = options->value[OPT_FOR];
    *party = REPORT_ALL_PARTIES;
    if (!wanted)
        return EXIT_FINE;
    for (uint32_t i = 0; i < nm->word_count; i++) {
        const struct nm_word *word = &nm->word[i];
        if (word->what == NM_WORD_PARTY && (size_t)word->index < model->party_count &&
            strcmp(nm_str(nm, word->text), wanted) == 0) {
            *party = word->index;
            return EXIT_FINE;
        }
    }
    fprintf(stderr, "hetong: --for: '%s' is no party of the contract; its parties are", wanted);
    for (size_t i = 0; i < model->party_count; i++)
        fprintf(stderr, "%s %s", i == 0 ? "" : ",", model->parties[i].name);
    fprintf(stderr, "\n");
    return EXIT_USAGE;
}

static enum report_language language_of(const struct options *options)
{
    if (options_is(options, OPT_LANG, "zh"))
        return REPORT_ZH;
    return options_is(options, OPT_LANG, "both") ? REPORT_BOTH : REPORT_EN;
}

enum exit_status paper_write(const struct options *options, const struct nm *nm,
                             const struct report_model *model, enum report_view view)
{
    struct report_options wanted = {
        .language = language_of(options), .view = view, .is_brief = !options_has(options, OPT_ALL_ROWS)};
    enum exit_status status = find_party(options, nm, model, &wanted.party);
    if (status != EXIT_FINE)
        return status;
    struct buf out;
    buf_init(&out);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (options_is(options, OPT_FORMAT, formats[i].name))
            formats[i].render(&out, model, &wanted);
    }
    status = output_write(options->value[OPT_OUTPUT], &out);
    buf_release(&out);
    return status;
}
