/* tracking.c - stores, trackers and event files, as the commands need them. */
#include "compiler/driver/tracking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/driver/options.h"
#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "lang/value/tick.h"
#include "runtime/clock.h"
#include "runtime/read.h"

/* A contract without a zone is read on the clock of Peking; spec 6.3. The papers say so. */
enum { CLOCK_OFFSET_SECONDS = 8 * 3600 };
#define CLOCK_EN "by the clock of UTC+8; the contract names no time zone"
#define CLOCK_ZH "按 UTC+8 时钟；合同未指明时区"

static enum granularity granularity_of(const struct nm *nm)
{
    return (enum granularity)nm->head.granularity;
}

enum exit_status tracking_failed(const struct rt_error *err)
{
    fprintf(stderr, "hetong: %s\n", err->text);
    return EXIT_INPUT;
}

/* ---- the store --------------------------------------------------------------------------------- */

enum exit_status tracking_open(struct tracking *tracking, struct load *load,
                               const struct engine *engine, const char *path,
                               enum store_mode mode)
{
    *tracking = (struct tracking){0};
    struct store_meta meta = signed_meta(load);
    struct rt_error err = {0};
    if (!path)
        tracking->store = store_memory_new(&meta);
    else if (store_sqlite_open(path, mode, &meta, &tracking->store, &err) != RT_OK)
        return tracking_failed(&err);
    if (tracker_open(tracking->store, engine, &tracking->tracker, &err) != RT_OK)
        return tracking_failed(&err);
    return EXIT_FINE;
}

void tracking_close(struct tracking *tracking)
{
    tracker_close(tracking->tracker);
    store_close(tracking->store);
    vec_release(&tracking->rows);
    *tracking = (struct tracking){0};
}

/* ---- event files ------------------------------------------------------------------------------- */

static void tell_fault(struct tracking *tracking, const char *path, const struct read_fault *fault)
{
    tracking->broken_rows++;
    fprintf(stderr, "%s:%llu: %s%s%s\n", path, (unsigned long long)fault->line, fault->what,
            fault->mend[0] != '\0' ? "; " : "", fault->mend);
}

static enum rt_status take_row(struct tracking *tracking, const char *path,
                               const struct read_row *row, int64_t recorded, struct rt_error *err)
{
    if (row->has_recorded)
        recorded = row->recorded;
    else if (recorded == TRACKING_ON_ITS_DAY)
        recorded = row->event.tick;
    struct journal_answer answer;
    enum rt_status status =
        tracker_take(tracking->tracker, &row->event, recorded, &answer, err);
    if (status == RT_OK && answer.arrival != ARRIVAL_TAKEN &&
        answer.arrival != ARRIVAL_DUPLICATE) {
        tracking->refused_rows++;
        fprintf(stderr, "%s:%llu: refused (%s): %s\n", path, (unsigned long long)row->line,
                arrival_word(answer.arrival), answer.detail);
    } else if (status == RT_OK && answer.arrival == ARRIVAL_TAKEN) {
        vec_push(&tracking->rows, (struct tracking_row){answer.seq, row->line});
    }
    return status;
}

enum exit_status tracking_tell_faulty(struct tracking *tracking, const char *path)
{
    struct rt_error err = {0};
    uint64_t told = 0;
    for (size_t i = 0; i < tracking->rows.count; i++) {
        uint64_t line = tracking->rows.items[i].line;
        size_t index = tracker_find(tracking->tracker, tracking->rows.items[i].seq);
        if (index == SIZE_MAX)
            continue;
        struct track_event event = tracker_event(tracking->tracker, index);
        if (!judgement_blames_report(event.judgement) || ++told > LIMIT_ROW_FAULTS)
            continue;
        struct buf why;
        buf_init(&why);
        if (tracker_explain(tracking->tracker, event.seq, event.judgement, &why, &err) == RT_OK)
            fprintf(stderr, "%s:%llu: without effect (%s): %s%s%s\n", path, (unsigned long long)line,
                    judgement_word(event.judgement), judgement_sentence(event.judgement, false),
                    why.len ? ": " : "", why.len ? why.data : "");
        buf_release(&why);
        if (err.status != RT_OK)
            return tracking_failed(&err);
    }
    if (told > LIMIT_ROW_FAULTS)
        fprintf(stderr, "%s: %llu more rows without effect\n", path,
                (unsigned long long)(told - LIMIT_ROW_FAULTS));
    tracking->faulty_rows += told;
    return EXIT_FINE;
}

enum exit_status tracking_read(struct tracking *tracking, const struct load *load, const char *path,
                               int64_t recorded)
{
    struct read_options options = {.granularity = granularity_of(&load->nm),
                                   .clock = nm_clock(&load->nm),
                                   .source = TEXT_NONE};
    struct event_reader *reader = NULL;
    struct rt_error err = {0};
    if (reader_open(path, &options, &reader, &err) != RT_OK)
        return tracking_failed(&err);
    struct read_row row;
    struct read_fault fault;
    for (;;) {
        enum read_result result = reader_next(reader, &row, &fault, &err);
        if (result == READ_FAULT) {
            tell_fault(tracking, path, &fault);
            continue;
        }
        if (result != READ_ROW || take_row(tracking, path, &row, recorded, &err) != RT_OK)
            break;
    }
    reader_close(reader);
    return err.status == RT_OK ? EXIT_FINE : tracking_failed(&err);
}

/* ---- which day, known when --------------------------------------------------------------------- */

static enum exit_status read_date(const struct nm *nm, const char *option, const char *text,
                                  int64_t *tick)
{
    int64_t first;
    if (tick_parse_on(nm_clock(nm), granularity_of(nm), text, strlen(text), &first, tick) == TICK_OK)
        return EXIT_FINE;
    fprintf(stderr, "hetong: --%s: '%s' is not a date such as 1956-12-31\n", option, text);
    return EXIT_USAGE;
}

int64_t tracking_today(const struct nm *nm)
{
    struct zone_clock clock = nm_clock(nm);
    if (!clock.is_known)
        clock.offset = CLOCK_OFFSET_SECONDS;
    return clock_tick(granularity_of(nm), clock);
}

struct report_text tracking_now(const struct nm *nm)
{
    return nm_clock(nm).is_known ? (struct report_text){"day still open", "当日未终"}
                                 : (struct report_text){"day still open, " CLOCK_EN, "当日未终，" CLOCK_ZH};
}

enum exit_status tracking_as_of(const struct options *options, const struct nm *nm, int64_t *tick,
                                bool *is_closed)
{
    *is_closed = options_has(options, OPT_AS_OF);
    if (*is_closed)
        return read_date(nm, "as-of", options->value[OPT_AS_OF], tick);
    *tick = tracking_today(nm);
    return EXIT_FINE;
}

enum exit_status tracking_check_known_at(const struct options *options, const struct nm *nm)
{
    const char *text = options->value[OPT_KNOWN_AT];
    int64_t tick;
    if (!text || (text[0] != '\0' && strspn(text, "0123456789") == strlen(text)))
        return EXIT_FINE;
    return read_date(nm, "known-at", text, &tick);
}

enum exit_status tracking_known_at(const struct options *options, const struct tracking *tracking,
                                   const struct nm *nm, uint64_t *known, int64_t *known_tick)
{
    *known = TRACK_ALL;
    *known_tick = NM_NEVER;
    const char *text = options->value[OPT_KNOWN_AT];
    if (!text)
        return EXIT_FINE;
    const struct journal *journal = tracker_journal(tracking->tracker);
    if (text[0] != '\0' && strspn(text, "0123456789") == strlen(text)) {
        *known = strtoull(text, NULL, 10);
        if (*known > journal_last(journal)) {
            fprintf(stderr, "hetong: --known-at: the journal ends with record %llu\n",
                    (unsigned long long)journal_last(journal));
            return EXIT_USAGE;
        }
        if (*known > 0)
            *known_tick = journal_recorded(journal, *known);
        return EXIT_FINE;
    }
    enum exit_status status = read_date(nm, "known-at", text, known_tick);
    if (status == EXIT_FINE)
        *known = journal_known_at(journal, *known_tick);
    return status;
}
