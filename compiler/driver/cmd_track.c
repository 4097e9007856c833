/* cmd_track.c - takes reports into the store of a contract and says what they changed.
 * The one idea: rows go in by whole batches, each one transaction, so that an interrupted run
 * leaves whole batches behind; running it again takes the rest, for what is known already is only
 * acknowledged. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compiler/driver/engines.h"
#include "compiler/driver/loading.h"
#include "compiler/driver/options.h"
#include "compiler/driver/output.h"
#include "compiler/driver/progress.h"
#include "compiler/driver/track_tell.h"
#include "compiler/driver/tracking.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "runtime/read.h"

/* ---- reading --------------------------------------------------------------------------------- */

struct intake {
    struct tracker *tracker;
    struct track_telling *telling;
    struct event_reader *reader; /* NULL: no events are given */
    struct progress progress;
    int64_t recorded; /* of rows that do not say it */
    size_t batch;     /* rows since the last commit */
};

static void show_progress(void *ctx, uint64_t bytes, uint64_t rows, uint64_t total_bytes)
{
    struct progress *progress = ctx;
    (void)rows;
    progress->total = total_bytes;
    progress_update(progress, bytes);
}

/* Texts as one, on the heap. */
static char *join(const char *first, const char *joint, const char *second)
{
    struct buf text;
    buf_init(&text);
    buf_reserve(&text, 1);
    buf_printf(&text, "%s%s%s", first, joint, second);
    return text.data;
}

static MUST_USE enum rt_status take_row(struct intake *intake, const struct read_row *row,
                                        struct rt_error *err)
{
    struct journal_answer answer;
    enum rt_status status =
        tracker_take(intake->tracker, &row->event,
                     row->has_recorded ? row->recorded : intake->recorded, &answer, err);
    if (status != RT_OK) {
        return status;
    }
    struct track_row told = {.line = row->line, .seq = answer.seq, .arrival = answer.arrival};
    if (answer.arrival != ARRIVAL_TAKEN && answer.arrival != ARRIVAL_DUPLICATE) {
        told.why = join(answer.detail, "", "");
    }
    vec_push(&intake->telling->rows, told);
    return RT_OK;
}

/* Of a broken row the journal keeps that there was one, where, and why. */
static MUST_USE enum rt_status take_fault(struct intake *intake, const struct read_fault *fault,
                                          struct rt_error *err)
{
    struct journal_answer answer;
    char where[64];
    snprintf(where, sizeof where, "line %" PRIu64, fault->line);
    enum rt_status status = tracker_refuse(intake->tracker, TEXT_NONE, text_from(where),
                                           text_from(fault->what), intake->recorded, &answer, err);
    if (status == RT_OK) {
        struct track_row told = {.line = fault->line, .arrival = ARRIVAL_MALFORMED};
        told.why = join(fault->what, fault->mend[0] != '\0' ? "; " : "", fault->mend);
        vec_push(&intake->telling->rows, told);
    }
    return status;
}

static MUST_USE enum rt_status commit(struct intake *intake, struct rt_error *err)
{
    intake->batch = 0;
    enum rt_status status = tracker_commit(intake->tracker, err);
    if (status == RT_CONFLICT) {
        return rt_wrap(err, "another program has written to the store meanwhile; run this again");
    }
    return status;
}

static MUST_USE enum rt_status read_rows(struct intake *intake, struct event_reader *reader,
                                         struct rt_error *err)
{
    struct read_row row;
    struct read_fault fault;
    enum rt_status status = RT_OK;
    while (status == RT_OK) {
        switch (reader_next(reader, &row, &fault, err)) {
        case READ_ROW: status = take_row(intake, &row, err); break;
        case READ_FAULT: status = take_fault(intake, &fault, err); break;
        case READ_END: return commit(intake, err);
        case READ_FAILED: return err->status;
        }
        if (status == RT_OK && ++intake->batch >= LIMIT_BATCH_EVENTS) {
            status = commit(intake, err);
        }
    }
    return status;
}

/* Opens the events, of which the head is then known to be readable. */
static MUST_USE enum rt_status open_events(struct intake *intake, const struct options *options,
                                           const struct nm *nm, struct rt_error *err)
{
    struct read_options how = {
        .format = READ_BY_NAME,
        .source = text_from(options->value[OPT_SOURCE]),
        .granularity = (enum granularity)nm->head.granularity,
        .clock = nm_clock(nm),
        .has_recorded_limit = true,
        .recorded_limit = intake->recorded,
        .progress = show_progress,
        .progress_ctx = &intake->progress,
    };
    return reader_open(options->value[OPT_EVENTS], &how, &intake->reader, err);
}

static MUST_USE enum rt_status read_events(struct intake *intake, struct rt_error *err)
{
    progress_start(&intake->progress, "reading events, bytes", 0);
    enum rt_status status = read_rows(intake, intake->reader, err);
    progress_end(&intake->progress);
    return status;
}

/* ---- comparing ------------------------------------------------------------------------------- */

static MUST_USE enum rt_status look(struct tracker *tracker, struct track_when when,
                                    struct track_view *view, struct rt_error *err)
{
    enum rt_status status = tracker_go(tracker, when, err);
    if (status == RT_OK) {
        tracker_keep(tracker, view);
    }
    return status;
}

static bool is_before(struct track_when left, struct track_when right)
{
    return left.tick < right.tick || (left.tick == right.tick && left.is_closed < right.is_closed);
}

/* Three views tell everything: what was reported, the same day as now known, and the day asked for.
 */
static MUST_USE enum rt_status compare(struct track_telling *telling, struct tracker *tracker,
                                       struct rt_error *err)
{
    struct track_view reported = {0};
    struct track_view revised = {0};
    struct track_view now = {0};
    struct track_when again = telling->revisions_of;
    again.known = telling->when.known;
    enum rt_status status = look(tracker, telling->revisions_of, &reported, err);
    if (status == RT_OK) {
        status = look(tracker, again, &revised, err);
    }
    if (status == RT_OK) {
        status = look(tracker, telling->when, &now, err);
    }
    if (status == RT_OK) {
        telling->when = now.when;
        telling->flags = st_told_flags(tracker_machine(tracker), &now.st);
        changes_find(&telling->revisions, &reported, &revised, true);
        if (!is_before(telling->when, telling->revisions_of)) {
            changes_find(&telling->news, &revised, &now, false);
        }
    }
    track_view_release(&reported);
    track_view_release(&revised);
    track_view_release(&now);
    return status;
}

/* ---- the command ----------------------------------------------------------------------------- */

static bool has_breach(const struct st *st)
{
    for (uint32_t i = 0; i < st->breach_count; i++) {
        if (st->breach[i].status != ST_BREACH_WAIVED && st->breach[i].status != ST_EXCUSED) {
            return true;
        }
    }
    return false;
}

/* Tells everything since the state before the first day. */
static void start_afresh(struct track_telling *telling, const struct nm *nm)
{
    telling->has_revisions_of = false;
    telling->revisions_of = (struct track_when){.tick = nm->head.start - 1, .is_closed = true};
}

/* Where the last report ended. */
static MUST_USE enum rt_status last_report(struct track_telling *telling, struct tracker *tracker,
                                           struct rt_error *err)
{
    enum rt_status status = tracker_reported(tracker, &telling->revisions_of, err);
    telling->has_revisions_of = status == RT_OK;
    if (status != RT_NOT_FOUND) {
        return status;
    }
    start_afresh(telling, tracker_machine(tracker));
    return RT_OK;
}

static enum exit_status tell(const struct options *options, const struct load *load,
                             struct track_telling *telling, struct tracker *tracker)
{
    struct rt_error err = {0};
    struct buf out;
    buf_init(&out);
    bool is_json = options_is(options, OPT_FORMAT, "json");
    enum rt_status status = is_json ? track_tell_json(telling, tracker, &out, &err)
                                    : track_tell_human(telling, tracker, &out, &err);
    enum exit_status written = EXIT_INPUT;
    if (status == RT_OK) {
        written = out.len > 0 ? output_write(options, &load->front, &out) : EXIT_FINE;
    }
    buf_release(&out);
    return status == RT_OK ? written : tracking_failed(&err);
}

/* Notes how far this report went, unless an earlier one went further. */
static MUST_USE enum rt_status note_report(const struct track_telling *telling,
                                           struct tracker *tracker, struct rt_error *err)
{
    enum rt_status status = tracker_go(tracker, telling->when, err);
    bool is_news = telling->when.known == journal_last(tracker_journal(tracker)) &&
                   !is_before(telling->when, telling->revisions_of);
    return status == RT_OK && is_news ? tracker_set_reported(tracker, err) : status;
}

/* A record that is asked for, where neither a store nor events have any: told before a store is made. */
static bool asks_for_nothing(const struct options *options, const struct intake *intake)
{
    const char *known = options->value[OPT_KNOWN_AT];
    bool is_record = known != NULL && known[0] != '\0' && strspn(known, "0123456789") == strlen(known) &&
                     strspn(known, "0") != strlen(known);
    if (!is_record || intake->telling->path != NULL || access(options->value[OPT_STORE], F_OK) == 0) {
        return false;
    }
    fprintf(stderr, "hetong: --known-at: the journal ends with record 0\n");
    return true;
}

/* What can be seen to be wrong before there is a store: days that are none, events that cannot be read. */
static enum exit_status prepare(const struct options *options, const struct load *load,
                                struct intake *intake)
{
    struct rt_error err = {0};
    const char *recorded = options->value[OPT_RECORDED];
    int64_t first = 0;
    intake->recorded = tracking_today(&load->nm);
    if (recorded != NULL &&
        tick_parse_on(nm_clock(&load->nm), (enum granularity)load->nm.head.granularity, recorded,
                      strlen(recorded), &first, &intake->recorded) != TICK_OK) {
        fprintf(stderr, "hetong track: --recorded: '%s' is not a date such as 1956-12-31\n",
                recorded);
        return EXIT_USAGE;
    }
    enum exit_status status =
        tracking_as_of(options, &load->nm, &intake->telling->when.tick, &intake->telling->when.is_closed);
    if (status == EXIT_FINE) {
        status = tracking_check_known_at(options, &load->nm);
    }
    if (status == EXIT_FINE && asks_for_nothing(options, intake)) {
        status = EXIT_USAGE;
    }
    if (status == EXIT_FINE && intake->telling->path != NULL &&
        open_events(intake, options, &load->nm, &err) != RT_OK) {
        status = tracking_failed(&err);
    }
    return status;
}

static enum exit_status track(const struct options *options, struct load *load,
                              struct tracking *tracking, struct intake *intake)
{
    struct track_telling *telling = intake->telling;
    struct tracker *tracker = intake->tracker = tracking->tracker;
    struct rt_error err = {0};
    if (last_report(telling, tracker, &err) != RT_OK ||
        (intake->reader != NULL && read_events(intake, &err) != RT_OK)) {
        return tracking_failed(&err);
    }
    int64_t known_tick = 0;
    enum exit_status status = tracking_known_at(options, tracking, &load->nm, &telling->when.known, &known_tick);
    if (status != EXIT_FINE) {
        return status;
    }
    if (telling->when.known < telling->revisions_of.known) { /* a look back, not news */
        start_afresh(telling, &load->nm);
    }
    if (compare(telling, tracker, &err) != RT_OK) {
        return tracking_failed(&err);
    }
    bool is_in_breach = has_breach(tracker_state(tracker));
    status = tell(options, load, telling, tracker);
    if (status == EXIT_FINE && note_report(telling, tracker, &err) != RT_OK) {
        status = tracking_failed(&err);
    }
    if (status == EXIT_FINE && (telling->flags & ST_CUT || track_failed_rows(telling) > 0 || telling->faulty > 0)) {
        status = EXIT_FINDINGS;
    }
    if (status == EXIT_FINE && options_has(options, OPT_FAIL_ON) && is_in_breach) {
        status = EXIT_BREACH;
    }
    return status;
}

enum exit_status cmd_track(const struct options *options)
{
    if (!options_has(options, OPT_STORE)) {
        fprintf(stderr, "hetong track: say with --store DB where the journal is kept\n");
        return EXIT_USAGE;
    }
    struct load load;
    struct engine engine = {0};
    struct tracking tracking = {0};
    struct track_telling telling = {
        .path = options->value[OPT_EVENTS],
        .is_quiet = options_has(options, OPT_QUIET),
        .is_chinese = options_is(options, OPT_LANG, "zh"),
    };
    struct intake intake = {.telling = &telling};
    enum exit_status status = load_or_explain(&load, options, options->operand[0]);
    if (status == EXIT_FINE) {
        status = engine_choose(options, &load.nm, &engine);
    }
    if (status == EXIT_FINE) {
        status = prepare(options, &load, &intake);
    }
    if (status == EXIT_FINE) {
        status = tracking_open(&tracking, &load, &engine, options->value[OPT_STORE], STORE_CREATE);
    }
    if (status == EXIT_FINE) {
        status = track(options, &load, &tracking, &intake);
    }
    reader_close(intake.reader);
    track_telling_release(&telling);
    tracking_close(&tracking);
    engine_close(&engine);
    load_release(&load);
    return status;
}
