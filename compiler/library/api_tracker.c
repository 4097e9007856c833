/* api_tracker.c - hetong.h: trackers. */
#include <stdlib.h>
#include <string.h>

#include "compiler/ir/eval.h"
#include "compiler/library/api.h"
#include "compiler/library/duties.h"
#include "compiler/library/load_emit.h"
#include "compiler/library/papers.h"
#include "compiler/library/signed.h"
#include "lang/base/check.h"
#include "lang/value/tick.h"
#include "runtime/read.h"
#include "runtime/store/store.h"
#include "runtime/tracker.h"

static enum granularity granularity_of(const struct hetong_tracker *tracker)
{
    return (enum granularity)tracker->contract->load.nm.head.granularity;
}

static enum hetong_status fail(struct hetong_tracker *tracker)
{
    return tracker->status = HETONG_FAILED;
}

/* ---- opening -------------------------------------------------------------------------------------- */

static bool make_engine(struct hetong_tracker *tracker, bool is_interpreted)
{
    const struct nm *nm = &tracker->contract->load.nm;
    if (is_interpreted) {
        tracker->engine = eval_engine(nm);
        return true;
    }
    struct buf why;
    buf_init(&why);
    const struct emit_ops *emit = load_emit(&why);
    bool is_made = emit && emit->jit(nm, EMIT_QUICK, &tracker->engine, &why);
    if (!is_made)
        rt_fail(&tracker->error, RT_NOT_FOUND, "no code can be made: %s", why.data);
    buf_release(&why);
    return is_made;
}

struct hetong_tracker *hetong_tracker_open(struct hetong_contract *contract, const char *store,
                                           unsigned options)
{
    struct hetong_tracker *tracker = calloc(1, sizeof *tracker);
    if (!tracker)
        BUG("out of memory");
    tracker->contract = contract;
    struct rt_error *error = &tracker->error;
    if (hetong_contract_digest(contract)[0] == '\0') {
        rt_fail(error, RT_INPUT, "the contract was not read");
        tracker->status = HETONG_MISUSE;
        return tracker;
    }
    struct store_meta meta = signed_meta(&contract->load);
    enum store_mode mode = options & HETONG_READ_ONLY ? STORE_READ_ONLY : STORE_CREATE;
    bool is_open = make_engine(tracker, (options & HETONG_INTERPRETED) != 0);
    if (is_open && store)
        is_open = store_sqlite_open(store, mode, &meta, &tracker->store, error) == RT_OK;
    else if (is_open)
        tracker->store = store_memory_new(&meta);
    if (!is_open || tracker_open(tracker->store, &tracker->engine, &tracker->tracker, error) != RT_OK)
        fail(tracker);
    return tracker;
}

void hetong_tracker_close(struct hetong_tracker *tracker)
{
    if (!tracker)
        return;
    tracker_close(tracker->tracker);
    if (tracker->store)
        store_close(tracker->store);
    engine_close(&tracker->engine);
    arena_release(&tracker->arena);
    free(tracker);
}

enum hetong_status hetong_tracker_status(const struct hetong_tracker *tracker)
{
    return tracker->status;
}

const char *hetong_tracker_error(const struct hetong_tracker *tracker)
{
    return tracker->error.text;
}

/* ---- taking in ------------------------------------------------------------------------------------ */

/* The last tick of a date. */
static bool read_date(const struct hetong_tracker *tracker, const char *date, int64_t *tick)
{
    int64_t first;
    struct zone_clock clock = nm_clock(&tracker->contract->load.nm);
    return date && tick_parse_on(clock, granularity_of(tracker), date, strlen(date), &first, tick) == TICK_OK;
}

struct intake {
    struct hetong_tracker *tracker;
    int64_t recorded;
    hetong_answer_fn *answer;
    void *context;
};

static void tell(const struct intake *intake, uint64_t line, enum arrival arrival, uint64_t record,
                 const char *details)
{
    struct hetong_answer answer = {
        .line = line,
        .is_taken = arrival == ARRIVAL_TAKEN || arrival == ARRIVAL_DUPLICATE,
        .record = record,
        .word = arrival_word(arrival),
        .details = details,
    };
    if (intake->answer)
        intake->answer(intake->context, &answer);
}

static enum rt_status take_row(const struct intake *intake, const struct read_row *row)
{
    struct journal_answer answer;
    enum rt_status status =
        tracker_take(intake->tracker->tracker, &row->event,
                     row->has_recorded ? row->recorded : intake->recorded, &answer,
                     &intake->tracker->error);
    if (status == RT_OK)
        tell(intake, row->line, answer.arrival, answer.seq, answer.detail);
    return status;
}

/* Of a broken row the journal keeps where it stood and why. */
static enum rt_status take_fault(const struct intake *intake, const struct read_fault *fault)
{
    struct journal_answer answer;
    struct buf text;
    buf_init(&text);
    buf_printf(&text, "line %llu", (unsigned long long)fault->line);
    enum rt_status status =
        tracker_refuse(intake->tracker->tracker, TEXT_NONE, text_from(text.data),
                       text_from(fault->what), intake->recorded, &answer, &intake->tracker->error);
    buf_clear(&text);
    buf_printf(&text, "%s%s%s", fault->what, fault->mend[0] ? "; " : "", fault->mend);
    if (status == RT_OK)
        tell(intake, fault->line, ARRIVAL_MALFORMED, answer.seq, text.data);
    buf_release(&text);
    return status;
}

/* HETONG_UNREADABLE if the bytes are no event file: the error then is of the reader alone. */
static enum hetong_status take_rows(const struct intake *intake, struct event_reader *reader)
{
    struct rt_error error = {0};
    struct read_row row;
    struct read_fault fault;
    for (;;) {
        enum rt_status status = RT_OK;
        switch (reader_next(reader, &row, &fault, &error)) {
        case READ_ROW: status = take_row(intake, &row); break;
        case READ_FAULT: status = take_fault(intake, &fault); break;
        case READ_END: return HETONG_FINE;
        case READ_FAILED: return HETONG_UNREADABLE;
        }
        if (status != RT_OK)
            return fail(intake->tracker);
    }
}

enum hetong_status hetong_tracker_take(struct hetong_tracker *tracker, enum hetong_format format,
                                       const char *bytes, size_t length, const char *recorded,
                                       hetong_answer_fn *answer, void *context)
{
    struct intake intake = {.tracker = tracker, .answer = answer, .context = context};
    if (tracker->status != HETONG_FINE)
        return tracker->status;
    if (!read_date(tracker, recorded, &intake.recorded))
        return HETONG_MISUSE;
    struct read_options how = {
        .format = format == HETONG_CSV ? READ_CSV : READ_JSONL,
        .granularity = granularity_of(tracker),
        .clock = nm_clock(&tracker->contract->load.nm),
        .source = TEXT_NONE,
    };
    struct event_reader *reader = NULL;
    struct rt_error error = {0};
    enum hetong_status status = HETONG_UNREADABLE;
    if (reader_open_bytes(bytes, length, &how, &reader, &error) == RT_OK)
        status = take_rows(&intake, reader);
    reader_close(reader);
    return status;
}

enum hetong_status hetong_tracker_commit(struct hetong_tracker *tracker)
{
    if (tracker->status == HETONG_FINE && tracker_commit(tracker->tracker, &tracker->error) != RT_OK)
        fail(tracker);
    return tracker->status;
}

/* ---- looking -------------------------------------------------------------------------------------- */

enum hetong_status hetong_tracker_look(struct hetong_tracker *tracker, const char *date,
                                       enum hetong_day day)
{
    struct track_when when = {.is_closed = day == HETONG_DAY_CLOSED, .known = TRACK_ALL};
    if (tracker->status != HETONG_FINE)
        return tracker->status;
    if (!read_date(tracker, date, &when.tick))
        return HETONG_MISUSE;
    tracker->has_view = false;
    arena_clear(&tracker->arena);
    if (tracker_go(tracker->tracker, when, &tracker->error) != RT_OK ||
        papers_of_tracker(&tracker->model, tracker->tracker, tracker->contract->digest,
                          signed_first(&tracker->contract->load), NM_NEVER,
                          &tracker->arena, &tracker->error) != RT_OK)
        return fail(tracker);
    tracker->duties = duties_of(&tracker->model, &tracker->arena);
    tracker->has_view = true;
    return HETONG_FINE;
}

size_t hetong_tracker_duty_count(const struct hetong_tracker *tracker)
{
    return tracker->has_view ? tracker->model.row_count : 0;
}

struct hetong_duty hetong_tracker_duty(const struct hetong_tracker *tracker, size_t index)
{
    return tracker->duties[index];
}

char *hetong_tracker_print(struct hetong_tracker *tracker, const struct hetong_paper *paper)
{
    if (!tracker->has_view)
        return NULL;
    return api_print(&tracker->contract->load.nm, &tracker->model, paper);
}
