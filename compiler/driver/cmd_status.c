/* cmd_status.c - where every duty stands on a day, with what is known at a record of the journal. The
 * journal is a store's, or that of an event file folded in memory. */
#include <stdio.h>

#include "compiler/driver/engines.h"
#include "compiler/driver/loading.h"
#include "compiler/driver/options.h"
#include "compiler/driver/paper.h"
#include "compiler/driver/tracking.h"

static bool has_breach(const struct st *st)
{
    for (uint32_t i = 0; i < st->breach_count; i++) {
        if (st->breach[i].status != ST_BREACH_WAIVED && st->breach[i].status != ST_EXCUSED)
            return true;
    }
    return false;
}

static enum exit_status report(const struct options *options, struct load *load,
                               struct tracking *tracking)
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
    if (tracker_go(tracking->tracker, when, &err) != RT_OK ||
        papers_of_tracker(&model, tracking->tracker, signed_digest(load), known_at,
                          &load->front.arena, &err) != RT_OK)
        return tracking_failed(&err);
    status = paper_write(options, &load->nm, &model, REPORT_VIEW_STATUS);
    if (status == EXIT_FINE && tracking->broken_rows > 0)
        status = EXIT_FINDINGS;
    if (status == EXIT_FINE && options_has(options, OPT_FAIL_ON) && has_breach(tracker_state(tracking->tracker)))
        status = EXIT_BREACH;
    return status;
}

enum exit_status cmd_status(const struct options *options)
{
    const char *events = options->value[OPT_EVENTS];
    const char *store = options->value[OPT_STORE];
    if ((events != NULL) == (store != NULL)) {
        fprintf(stderr, "hetong status: give either --store DB or --events LOG\n");
        return EXIT_USAGE;
    }
    struct load load;
    struct engine engine = {0};
    struct tracking tracking = {0};
    enum exit_status status = load_or_explain(&load, options, options->operand[0]);
    if (status == EXIT_FINE)
        status = engine_choose(options, &load.nm, &engine);
    if (status == EXIT_FINE)
        status = tracking_open(&tracking, &load, &engine, store, STORE_READ_ONLY);
    if (status == EXIT_FINE && events)
        status = tracking_read(&tracking, &load, events, TRACKING_ON_ITS_DAY);
    if (status == EXIT_FINE)
        status = report(options, &load, &tracking);
    tracking_close(&tracking);
    engine_close(&engine);
    load_release(&load);
    return status;
}
