/* paper.c - the papers that a command line asks for. */
#include "compiler/driver/paper.h"

#include <stdio.h>

#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/library/signed.h"
#include "lang/base/buf.h"

enum exit_status paper_of_contract(struct report_model *model, struct load *load, struct st *st)
{
    if (papers_of_contract(model, &load->nm, signed_digest(load), &load->front.arena, st))
        return EXIT_FINE;
    fprintf(stderr, "hetong: the contract has more duties than can be tracked\n");
    return EXIT_FINDINGS;
}

/* The party of --for in any of its spellings, or REPORT_ALL_PARTIES. */
static enum exit_status find_party(const struct options *options, const struct nm *nm,
                                   const struct report_model *model, int *party)
{
    const char *wanted = options->value[OPT_FOR];
    *party = REPORT_ALL_PARTIES;
    if (!wanted)
        return EXIT_FINE;
    *party = papers_party(nm, model, wanted);
    if (*party >= 0)
        return EXIT_FINE;
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
    if (!papers_print(&out, model, options->value[OPT_FORMAT], &wanted))
        BUG("no paper answers to --format %s", options->value[OPT_FORMAT]);
    status = output_write(options->value[OPT_OUTPUT], &out);
    buf_release(&out);
    return status;
}
