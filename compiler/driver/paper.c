/* paper.c - the papers that a command line asks for. */
#include "compiler/driver/paper.h"

#include <stdio.h>
#include <string.h>

#include "compiler/driver/engines.h"
#include "compiler/driver/loading.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/driver/tracking.h"
#include "compiler/library/papers.h"
#include "compiler/library/signed.h"
#include "lang/base/buf.h"
#include "lang/value/date.h"
#include "runtime/report/owners.h"

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

/* Writes the view as --format, --lang, --for and -o ask. */
static enum exit_status write_paper(const struct options *options, const struct load *load,
                                    const struct report_model *model, enum report_view view)
{
    struct report_options wanted = {
        .language = language_of(options), .view = view, .is_brief = !options_has(options, OPT_ALL_ROWS)};
    const char *until = options->value[OPT_UNTIL];
    wanted.has_until = until != NULL;
    if (until && date_parse(until, strlen(until), &wanted.until) != DATE_OK) {
        fprintf(stderr, "hetong: --until: '%s' is not a date such as 1956-12-31\n", until);
        return EXIT_USAGE;
    }
    if (until && !options_is(options, OPT_FORMAT, "md") && !options_is(options, OPT_FORMAT, "html")) {
        fprintf(stderr, "hetong: --until is for --format md and html: the others list all that recurs\n");
        return EXIT_USAGE;
    }
    enum exit_status status = find_party(options, &load->nm, model, &wanted.party);
    if (status != EXIT_FINE)
        return status;
    struct buf out;
    buf_init(&out);
    if (!papers_print(&out, model, options->value[OPT_FORMAT], &wanted))
        BUG("no paper answers to --format %s", options->value[OPT_FORMAT]);
    status = output_write(options, &load->front, &out);
    buf_release(&out);
    return status;
}

/* Gives the rows their owners and writes the paper. */
static enum exit_status finish(const struct options *options, struct load *load,
                               struct report_model *model, enum report_view view)
{
    struct rt_error err = {0};
    const char *owners = options->value[OPT_OWNERS];
    if (owners && owners_assign(owners, model, &load->front.arena, &err) != RT_OK)
        return tracking_failed(&err);
    return write_paper(options, load, model, view);
}

/* ---- as it was signed ------------------------------------------------------------------------------- */

static enum exit_status print_signed(const struct options *options, struct load *load,
                                     enum report_view view)
{
    struct report_model model;
    struct st st;
    st_init(&st);
    enum exit_status status = EXIT_FINDINGS;
    if (papers_of_contract(&model, &load->nm, signed_digest(load), signed_first(load),
                           &load->front.arena, &st))
        status = finish(options, load, &model, view);
    else
        fprintf(stderr, "hetong: the contract has more duties than can be tracked\n");
    st_release(&st);
    return status;
}

/* ---- as it stands ----------------------------------------------------------------------------------- */

static bool has_breach(const struct st *st)
{
    for (uint32_t i = 0; i < st->breach_count; i++) {
        if (st->breach[i].status != ST_BREACH_WAIVED && st->breach[i].status != ST_EXCUSED)
            return true;
    }
    return false;
}

static enum exit_status print_view(const struct options *options, struct load *load,
                                   struct tracking *tracking, enum report_view view)
{
    struct track_when when;
    int64_t known_at;
    enum exit_status status = tracking_as_of(options, &load->nm, &when.tick, &when.is_closed);
    if (status == EXIT_FINE)
        status = tracking_known_at(options, tracking, &load->nm, &when.known, &known_at);
    if (status != EXIT_FINE)
        return status;

    struct rt_error err = {0};
    struct report_model model;
    struct tracker *tracker = tracking->tracker;
    if (tracker_go(tracker, when, &err) != RT_OK ||
        papers_of_tracker(&model, tracker, signed_digest(load), signed_first(load), known_at,
                          &load->front.arena, &err) !=
            RT_OK)
        return tracking_failed(&err);
    if (!when.is_closed)
        model.identity.now = tracking_now(&load->nm);
    if (options_has(options, OPT_EVENTS))
        status = tracking_tell_faulty(tracking, options->value[OPT_EVENTS]);
    if (status == EXIT_FINE)
        status = finish(options, load, &model, view);
    bool is_cut = st_told_flags(&load->nm, tracker_state(tracker)) & ST_CUT;
    if (status == EXIT_FINE && (is_cut || tracking->broken_rows > 0 || tracking->refused_rows > 0 ||
                                tracking->faulty_rows > 0))
        status = EXIT_FINDINGS;
    if (status == EXIT_FINE && options_has(options, OPT_FAIL_ON) && has_breach(tracker_state(tracker)))
        status = EXIT_BREACH;
    return status;
}

static enum exit_status print_tracked(const struct options *options, struct load *load,
                                      enum report_view view)
{
    const char *events = options->value[OPT_EVENTS];
    struct engine engine = {0};
    struct tracking tracking = {0};
    enum exit_status status = engine_choose(options, &load->nm, &engine);
    if (status == EXIT_FINE)
        status = tracking_open(&tracking, load, &engine, options->value[OPT_STORE], STORE_READ_ONLY);
    if (status == EXIT_FINE && events)
        status = tracking_read(&tracking, load, events, TRACKING_ON_ITS_DAY);
    if (status == EXIT_FINE)
        status = print_view(options, load, &tracking, view);
    tracking_close(&tracking);
    engine_close(&engine);
    return status;
}

enum exit_status paper_command(const struct options *options, enum report_view view)
{
    bool has_events = options_has(options, OPT_EVENTS), has_store = options_has(options, OPT_STORE);
    if (has_events && has_store) {
        fprintf(stderr, "hetong: give either --store DB or --events LOG\n");
        return EXIT_USAGE;
    }
    bool is_tracked = has_events || has_store;
    if (!is_tracked && (options_has(options, OPT_AS_OF) || options_has(options, OPT_KNOWN_AT))) {
        fprintf(stderr, "hetong: --as-of and --known-at are asked of what happened: give --store DB or "
                        "--events LOG\n");
        return EXIT_USAGE;
    }
    struct load load;
    enum exit_status status = load_or_explain(&load, options, options->operand[0]);
    if (status == EXIT_FINE)
        status = is_tracked ? print_tracked(options, &load, view) : print_signed(options, &load, view);
    load_release(&load);
    return status;
}
