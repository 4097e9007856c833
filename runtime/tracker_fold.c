/* tracker_fold.c - moving the state along the plan: forward by the engine, back by snapshots.
 * The one idea: a snapshot is the state behind a beginning of the plan, with the tick of its last
 * event open. Whatever comes later in the order comes at that tick or after it, so a snapshot is
 * good for every plan that has the same beginning, whenever its events arrived. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "runtime/tracker_internal.h"

enum {
    FIRST_INTERVAL = 64,
    LOAD_TRIES = 4, /* stored snapshots looked at before folding from the start */
    CACHE_FORMAT =
        61, /* of fold_save; to be raised whenever state.h or the rules of the fold change */
};

/* ---- names ----------------------------------------------------------------------------------- */

static int32_t name_index(struct tracker *tracker, sym name)
{
    while (tracker->name_of_symbol.count <= name->id) {
        vec_push(&tracker->name_of_symbol, EVENT_NONE);
    }
    int32_t *index = &tracker->name_of_symbol.items[name->id];
    if (*index == EVENT_NONE) {
        *index = (int32_t)tracker->names.count;
        vec_push(&tracker->names, name);
    }
    return *index;
}

static void keep_names(struct tracker *tracker, size_t count)
{
    for (size_t i = count; i < tracker->names.count; i++) {
        tracker->name_of_symbol.items[tracker->names.items[i]->id] = EVENT_NONE;
    }
    tracker->names.count = count;
}

/* ---- snapshots ------------------------------------------------------------------------------- */

static void push_snapshot(struct tracker *tracker)
{
    vec_push(&tracker->snapshots,
             (struct snapshot){.done = tracker->done, .name_count = tracker->names.count});
    struct snapshot *snapshot = &vec_last(&tracker->snapshots);
    st_init(&snapshot->st);
    st_copy(&snapshot->st, &tracker->st);
}

static void drop_last_snapshot(struct tracker *tracker)
{
    st_release(&vec_last(&tracker->snapshots).st);
    tracker->snapshots.count--;
}

/* Keeps the start and every second one of the others, and from now on takes half as many. */
static void thin_snapshots(struct tracker *tracker)
{
    size_t kept = 1;
    for (size_t i = 1; i < tracker->snapshots.count; i++) {
        if (i % 2 == 0) {
            tracker->snapshots.items[kept++] = tracker->snapshots.items[i];
        } else {
            st_release(&tracker->snapshots.items[i].st);
        }
    }
    tracker->snapshots.count = kept;
    tracker->interval *= 2;
}

static void take_snapshot(struct tracker *tracker)
{
    if (tracker->done < vec_last(&tracker->snapshots).done + tracker->interval) {
        return;
    }
    if (tracker->snapshots.count >= LIMIT_SNAPSHOTS) {
        thin_snapshots(tracker);
    }
    push_snapshot(tracker);
}

/* The state of the last snapshot behind at most `count` events. */
static void restore(struct tracker *tracker, size_t count)
{
    size_t last = tracker->snapshots.count - 1;
    while (tracker->snapshots.items[last].done > count) {
        last--;
    }
    const struct snapshot *snapshot = &tracker->snapshots.items[last];
    st_copy(&tracker->st, &snapshot->st);
    tracker->done = snapshot->done;
    tracker->judged.count = snapshot->done;
    keep_names(tracker, snapshot->name_count);
}

static void start_again(struct tracker *tracker)
{
    st_release(&tracker->st);
    engine_start(tracker->engine, &tracker->st);
    tracker->done = 0;
    vec_clear(&tracker->judged);
    keep_names(tracker, 0);
    while (tracker->snapshots.count > 0) {
        drop_last_snapshot(tracker);
    }
    tracker->interval = FIRST_INTERVAL;
    push_snapshot(tracker);
    tracker->when = (struct track_when){
        .tick = tracker->st.head.now,
        .is_closed = true,
        .known = tracker->when.known,
    };
}

void fold_init(struct tracker *tracker)
{
    st_init(&tracker->st);
    start_again(tracker);
}

void fold_release(struct tracker *tracker)
{
    while (tracker->snapshots.count > 0) {
        drop_last_snapshot(tracker);
    }
    st_release(&tracker->st);
    vec_release(&tracker->snapshots);
    vec_release(&tracker->judged);
    vec_release(&tracker->names);
    vec_release(&tracker->name_of_symbol);
}

void fold_keep(struct tracker *tracker, size_t count)
{
    while (vec_last(&tracker->snapshots).done > count) {
        drop_last_snapshot(tracker);
    }
    if (tracker->done > count) {
        restore(tracker, count);
    }
}

/* ---- moving ---------------------------------------------------------------------------------- */

static MUST_USE enum rt_status fail_full(struct tracker *tracker, struct rt_error *err)
{
    uint32_t limit;
    const char *what = st_full(&tracker->st, &limit);
    if (!what)
        BUG("an engine says that a state is full, and none of its pools is");
    start_again(tracker);
    return rt_fail(err, RT_LIMIT, "the contract has come to more than %u %s; split the contract", limit,
                   what);
}

static struct tracked *planned(struct tracker *tracker, size_t index)
{
    return &tracker->records.items[tracker->plan.items[index] - 1];
}

/* Numbers the plan's event at `index` and its names, all before it having theirs. */
static void name_event(struct tracker *tracker, size_t index)
{
    struct tracked *record = planned(tracker, index);
    struct rt_event *event = &record->event;
    event->serial = (int32_t)index;
    event->key = event->bind = event->document = EVENT_NONE;
    if (event->fault == JUDGE_EFFECTIVE) {
        event->key = record->object == NULL ? EVENT_NONE : name_index(tracker, record->object);
        event->bind = record->bound == NULL ? EVENT_NONE : name_index(tracker, record->bound);
        event->document = record->document == NULL ? EVENT_NONE : name_index(tracker, record->document);
    }
}

static MUST_USE enum rt_status apply_next(struct tracker *tracker, struct rt_error *err)
{
    struct tracked *record = planned(tracker, tracker->done);
    const struct rt_event *event = &record->event;
    struct st *st = &tracker->st;
    bool is_in_term = event->at >= tracker->engine->nm->head.start;
    name_event(tracker, tracker->done);
    if (is_in_term && engine_advance(tracker->engine, st, event->at, 0) < 0) {
        return fail_full(tracker, err);
    }
    if (record->is_raced) {
        st->head.flags |= ST_DECIDED_BY_ID;
    }
    int judgement = engine_apply(tracker->engine, st, event);
    if (judgement < 0) {
        return fail_full(tracker, err);
    }
    vec_push(&tracker->judged, (unsigned char)judgement);
    tracker->done++;
    take_snapshot(tracker);
    return RT_OK;
}

/* True if the state has gone past what is wanted: beyond the tick, or into the tick of an event
 * that is still to come. */
static bool is_beyond(struct tracker *tracker, size_t count, int64_t tick, bool is_closed)
{
    const struct st_head *head = &tracker->st.head;
    int64_t start = tracker->engine->nm->head.start;
    if (tracker->done > count) {
        return true;
    }
    if (tracker->done < count) {
        tick = planned(tracker, tracker->done)->event.at;
        is_closed = false;
    }
    if (tick < start) {
        return head->now >= start;
    }
    return head->now > tick || (head->now == tick && head->closed && !is_closed);
}

enum rt_status fold_to(struct tracker *tracker, int64_t tick, bool is_closed, struct rt_error *err)
{
    size_t count = plan_count_to(tracker, tick);
    if (is_beyond(tracker, count, tick, is_closed)) {
        restore(tracker, count);
    }
    enum rt_status status = RT_OK;
    while (status == RT_OK && tracker->done < count) {
        status = apply_next(tracker, err);
    }
    if (status == RT_OK && tick >= tracker->engine->nm->head.start &&
        engine_advance(tracker->engine, &tracker->st, tick, is_closed) < 0) {
        status = fail_full(tracker, err);
    }
    return status;
}

/* ---- snapshots in the store ------------------------------------------------------------------ */

struct cache_head {
    uint64_t format, done, name_count;
    unsigned char plan[DIGEST_LEN]; /* of the beginning of the plan that was folded */
};

/* What of the plan's first events the state depends on, beside their records. */
static void digest_plan(struct tracker *tracker, size_t count, unsigned char out[DIGEST_LEN])
{
    struct buf bytes;
    buf_init(&bytes);
    for (size_t i = 0; i < count; i++) {
        const struct tracked *record = planned(tracker, i);
        int64_t row[5] = {tracker->plan.items[i], record->event.re, record->event.fault,
                          record->is_raced, record->event.verdict};
        buf_add(&bytes, row, sizeof row);
    }
    digest(out, bytes.len > 0 ? bytes.data : "", bytes.len);
    buf_release(&bytes);
}

bool fold_save(struct tracker *tracker, struct buf *out, int64_t *tick)
{
    const struct snapshot *last = &vec_last(&tracker->snapshots);
    if (last->done == 0) {
        return false;
    }
    struct cache_head head = {
        .format = CACHE_FORMAT, .done = last->done, .name_count = last->name_count};
    digest_plan(tracker, last->done, head.plan);
    buf_add(out, &head, sizeof head);
    buf_add(out, tracker->judged.items, last->done);
    st_encode(&last->st, out);
    *tick = planned(tracker, last->done - 1)->event.at;
    return true;
}

/* Cuts `len` bytes off the front; NULL if there are not so many. */
static const void *cut(struct text *bytes, size_t len)
{
    if (len > bytes->len) {
        return NULL;
    }
    const void *front = bytes->text;
    bytes->text += len;
    bytes->len -= len;
    return front;
}

static bool is_of_machine(const struct nm *nm, const struct st *st)
{
    for (uint32_t i = 0; i < st->inst_count; i++) {
        if ((uint32_t)st->inst[i].norm >= nm->norm_count) {
            return false;
        }
    }
    return true;
}

/* Takes the snapshot over if it is one of the present plan's beginning. */
static bool adopt(struct tracker *tracker, const struct store_snapshot *stored)
{
    struct text bytes = {.text = stored->bytes, .len = stored->len};
    struct cache_head head;
    const void *front = cut(&bytes, sizeof head);
    if (front == NULL) {
        return false;
    }
    memcpy(&head, front, sizeof head);
    if (head.format != CACHE_FORMAT || head.done > tracker->plan.count) {
        return false;
    }
    unsigned char plan[DIGEST_LEN];
    digest_plan(tracker, (size_t)head.done, plan);
    const unsigned char *judged = cut(&bytes, (size_t)head.done);
    struct st st;
    st_init(&st);
    if (memcmp(plan, head.plan, sizeof plan) != 0 || judged == NULL ||
        !st_decode(&st, bytes.text, bytes.len) || !is_of_machine(tracker->engine->nm, &st) ||
        st.head.serial != (int32_t)head.done) {
        st_release(&st);
        return false;
    }
    st_copy(&tracker->st, &st);
    st_release(&st);
    tracker->done = (size_t)head.done;
    vec_clear(&tracker->judged);
    for (size_t i = 0; i < tracker->done; i++) {
        vec_push(&tracker->judged, judged[i]);
    }
    keep_names(tracker, 0);
    for (size_t i = 0; i < tracker->done; i++) {
        name_event(tracker, i);
    }
    if (tracker->names.count != head.name_count) {
        start_again(tracker);
        return false;
    }
    push_snapshot(tracker);
    return true;
}

void fold_load(struct tracker *tracker, int64_t tick)
{
    bool is_worth_it = tracker->snapshots.count == 1 && tracker->plan.count > FIRST_INTERVAL;
    for (int tries = 0; is_worth_it && tries < LOAD_TRIES; tries++) {
        struct store_snapshot stored;
        enum rt_status status = store_load_snapshot(tracker->store, text_from(tracker->cache_name),
                                                    tracker->planned, tick, &stored, NULL);
        if (status != RT_OK) {
            return;
        }
        if (adopt(tracker, &stored)) {
            return;
        }
        if (stored.tick == INT64_MIN) {
            return;
        }
        tick = stored.tick - 1;
    }
}
