/* tracker.c - the tracker's face: taking events in, asking the view.
 * The one idea: everything that is known of a record without the fold is worked out once, when the
 * record is met, and kept beside its number; the plan and the state are made from that alone. */
#include "runtime/tracker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/machine_io.h"
#include "runtime/tracker_internal.h"

enum {
    SAVE_EVERY = 4096, /* records between snapshots in the store */
};

static const char REPORTED[] = "reported";
static const char REPORTED_CLOSED[] = "reported-closed"; /* tick 1: the tick was closed */

/* ---- words of the judgements ----------------------------------------------------------------- */

const char *judgement_word(enum judgement judgement)
{
    switch (judgement) {
#define JUDGE(id, word, en, zh)                                                                    \
    case JUDGE_##id: return word;
        JUDGEMENTS(JUDGE)
#undef JUDGE
    case JUDGE_COUNT: break;
    }
    UNREACHABLE();
}

const char *judgement_sentence(enum judgement judgement, bool chinese)
{
    switch (judgement) {
#define JUDGE(id, word, en, zh)                                                                    \
    case JUDGE_##id: return chinese ? zh : en;
        JUDGEMENTS(JUDGE)
#undef JUDGE
    case JUDGE_COUNT: break;
    }
    UNREACHABLE();
}

bool judgement_is_inert(enum judgement judgement)
{
    return judgement != JUDGE_EFFECTIVE && judgement != JUDGE_NOTED;
}

bool judgement_blames_report(enum judgement judgement)
{
    return judgement == JUDGE_UNKNOWN_WORD || judgement == JUDGE_NOT_A_MEMBER ||
           judgement == JUDGE_INCOMPLETE || judgement == JUDGE_UNIT_MISSING ||
           judgement == JUDGE_KIND_MISSING || judgement == JUDGE_INEXACT_UNIT || judgement == JUDGE_OVERFLOW;
}

/* ---- meeting records ------------------------------------------------------------------------- */

static struct text keep_text(struct tracker *tracker, struct text text)
{
    return text.len == 0 ? TEXT_NONE
                         : (struct text){.text = arena_text(&tracker->texts, text.text, text.len),
                                         .len = text.len};
}

static sym keep_name(struct tracker *tracker, struct text name)
{
    return name.len == 0 ? NULL : intern_add(tracker->intern, name.text, name.len);
}

static struct text text_of(sym name)
{
    return name == NULL ? TEXT_NONE : (struct text){.text = name->text, .len = name->len};
}

/* The parties whose assents make an agreement: all but third parties and the environment. */
static uint64_t all_parties(const struct nm *nm)
{
    uint64_t all = 0;
    for (uint32_t i = 0; i < nm->party_count; i++) {
        if (nm->party[i].kind == NM_PARTY) {
            all |= nm->party[i].members;
        }
    }
    return all;
}

/* True if the attribute `assents` names every party. */
static bool carries_assents(void *ctx, const struct report_event *event)
{
    const struct tracker *tracker = ctx;
    uint64_t all = all_parties(tracker->engine->nm);
    for (size_t i = 0; i < event->attribute_count; i++) {
        uint64_t assents = 0;
        if (text_equal(event->attributes[i].name, TEXT_OF("assents")) &&
            resolve_parties(tracker->resolver, event->attributes[i].value, &assents, NULL)) {
            return (all & ~assents) == 0;
        }
    }
    return false;
}

/* Notes which ids the record refers to, so that their late arrival is noticed. */
static void want_referents(struct tracker *tracker, const struct tracked *record)
{
    struct text sources[2];
    struct text ids[2];
    size_t count = record->re.len == 0 ? 0 : plan_referents(record, sources, ids);
    for (size_t i = 0; i < count; i++) {
        struct text key = plan_id_key(tracker, sources[i], ids[i]);
        (void)map_put(&tracker->wanted, key.text, key.len, 1);
    }
}

/* Adds what must be known of the record; its number is the next one. */
static void add_record(struct tracker *tracker, const struct record *record)
{
    struct tracked tracked = {
        .kind = record->kind,
        .target = (uint32_t)record->target,
        .place = PLAN_NOWHERE,
        .closed_to = record->closed_to,
        .is_undo = record->is_undo,
        .is_void = record->kind == RECORD_CORRECTION && event_is_void(&record->event),
        .re = TEXT_NONE,
        .key = {.source = TEXT_NONE, .id = TEXT_NONE},
    };
    const struct report_event *report = &record->event;
    if (record->kind != RECORD_REFUSAL) {
        sym source = keep_name(tracker, report->source);
        tracked.key.source = text_of(source);
        tracked.key.id = keep_text(tracker, report->id);
        tracked.key.at = report->tick;
        tracked.key.ord = report->ord;
        tracked.re = keep_text(tracker, report->re);
        tracked.has_assents = carries_assents(tracker, report);
        want_referents(tracker, &tracked);
        struct text key = plan_id_key(tracker, report->source, report->id);
        uint32_t wanted = 0;
        tracked.is_wanted = map_get(&tracker->wanted, key.text, key.len, &wanted);
        (void)map_put(&tracker->ids, key.text, key.len, (uint32_t)record->seq);
    }
    if (record->kind == RECORD_EVENT || (record->kind == RECORD_CORRECTION && !tracked.is_void)) {
        struct resolved resolved;
        resolve_event(tracker->resolver, report, &resolved);
        tracked.event = resolved.event;
        tracked.fault = resolved.event.fault;
        tracked.is_rival = resolved.is_rival;
        tracked.object = keep_name(tracker, resolved.key);
        tracked.bound = keep_name(tracker, resolved.bind);
        tracked.document = keep_name(tracker, resolved.document);
        if (tracked.re.len > 0) {
            tracked.says = standing_said(tracker->engine->nm, tracked.event.act);
        }
    }
    vec_push(&tracker->records, tracked);
}

static enum rt_status add_visited(void *ctx, const struct record *record, struct rt_error *err)
{
    (void)err;
    add_record(ctx, record);
    return RT_OK;
}

/* Meets the records that the journal has and the tracker not yet. */
static MUST_USE enum rt_status catch_up(struct tracker *tracker, struct rt_error *err)
{
    if (tracker->records.count == journal_last(tracker->journal)) {
        return RT_OK;
    }
    return journal_each(tracker->journal, tracker->records.count + 1, TRACK_ALL, add_visited,
                        tracker, err);
}

/* ---- opening --------------------------------------------------------------------------------- */

/* Snapshots of another machine have another name. */
static void name_cache(struct tracker *tracker)
{
    unsigned char hash[DIGEST_LEN];
    nm_hash(tracker->engine->nm, hash);
    char hex[DIGEST_HEX_CAP];
    digest_hex(hex, hash, DIGEST_LEN);
    snprintf(tracker->cache_name, sizeof tracker->cache_name, "state-%s", hex);
}

enum rt_status tracker_open(struct store *store, const struct engine *engine,
                            struct tracker **tracker, struct rt_error *err)
{
    struct tracker *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        BUG("out of memory");
    }
    fresh->engine = engine;
    fresh->store = store;
    fresh->resolver = resolver_new(engine->nm);
    arena_init(&fresh->texts);
    fresh->intern = intern_new();
    map_init(&fresh->ids, &fresh->texts);
    map_init(&fresh->wanted, &fresh->texts);
    buf_init(&fresh->scratch);
    fresh->lowest_pending = INT64_MAX;
    fold_init(fresh);
    name_cache(fresh);
    for (uint32_t i = 0; i < engine->nm->power_count; i++) {
        fresh->has_precedence |= engine->nm->power[i].precedence > 0;
        fresh->has_conclusive |= engine->nm->power[i].conclusive != 0;
    }
    struct journal_policy policy = {.ctx = fresh, .has_assents = carries_assents};
    enum rt_status status = journal_open(store, &policy, &fresh->journal, err);
    if (status == RT_OK) {
        status = catch_up(fresh, err);
    }
    if (status != RT_OK) {
        tracker_close(fresh);
        *tracker = NULL;
        return status;
    }
    fresh->saved_seq = fresh->records.count;
    *tracker = fresh;
    return RT_OK;
}

void tracker_close(struct tracker *tracker)
{
    if (tracker == NULL) {
        return;
    }
    journal_close(tracker->journal);
    fold_release(tracker);
    vec_release(&tracker->records);
    vec_release(&tracker->plan);
    vec_release(&tracker->closings);
    map_release(&tracker->ids);
    map_release(&tracker->wanted);
    buf_release(&tracker->scratch);
    intern_free(tracker->intern);
    arena_release(&tracker->texts);
    resolver_free(tracker->resolver);
    free(tracker);
}

struct journal *tracker_journal(const struct tracker *tracker)
{
    return tracker->journal;
}

const struct nm *tracker_machine(const struct tracker *tracker)
{
    return tracker->engine->nm;
}

/* ---- taking in ------------------------------------------------------------------------------- */

/* Stored snapshots from this tick on no longer hold once the new record is committed. */
static void note_touched(struct tracker *tracker, const struct tracked *record)
{
    int64_t tick = INT64_MAX;
    switch (record->kind) {
    case RECORD_EVENT: tick = record->event.at; break;
    case RECORD_CORRECTION:
    case RECORD_CLOSE:
    case RECORD_ADOPT: tick = INT64_MIN; break;
    case RECORD_REFUSAL: break;
    case RECORD_KIND_COUNT: UNREACHABLE();
    }
    if (tick < tracker->lowest_pending) {
        tracker->lowest_pending = tick;
    }
}

static MUST_USE enum rt_status meet_new(struct tracker *tracker, const struct report_event *event,
                                        const struct journal_answer *answer, struct rt_error *err)
{
    size_t met = tracker->records.count;
    if (journal_last(tracker->journal) == met) {
        return RT_OK;
    }
    enum rt_status status = RT_OK;
    if (answer->arrival == ARRIVAL_TAKEN && answer->kind == RECORD_EVENT) {
        struct record record = {.seq = answer->seq, .kind = RECORD_EVENT, .event = *event};
        add_record(tracker, &record);
    } else {
        status = catch_up(tracker, err);
    }
    if (status == RT_OK) {
        note_touched(tracker, &vec_last(&tracker->records));
    }
    return status;
}

enum rt_status tracker_take(struct tracker *tracker, const struct report_event *event,
                            int64_t recorded, struct journal_answer *answer, struct rt_error *err)
{
    enum rt_status status = journal_append(tracker->journal, event, recorded, answer, err);
    return status == RT_OK ? meet_new(tracker, event, answer, err) : status;
}

enum rt_status tracker_refuse(struct tracker *tracker, struct text source, struct text where,
                              struct text why, int64_t recorded, struct journal_answer *answer,
                              struct rt_error *err)
{
    enum rt_status status =
        journal_refuse(tracker->journal, source, where, why, recorded, answer, err);
    return status == RT_OK ? catch_up(tracker, err) : status;
}

/* Forgets records that the journal no longer has: their numbers will be given to others. */
static void drop_lost(struct tracker *tracker)
{
    size_t left = (size_t)journal_last(tracker->journal);
    size_t good = tracker->done;
    while (tracker->records.count > left) {
        const struct tracked *record = &vec_last(&tracker->records);
        if (record->kind != RECORD_REFUSAL) {
            struct text key = plan_id_key(tracker, record->key.source, record->key.id);
            (void)map_put(&tracker->ids, key.text, key.len, 0);
        }
        if (record->place < good) {
            good = record->place;
        }
        tracker->is_stale = true;
        tracker->records.count--;
    }
    fold_keep(tracker, good);
    if (tracker->decided > left) {
        tracker->decided = left;
    }
    if (tracker->planned > left) {
        tracker->planned = left;
        tracker->plan.count = tracker->done;
    }
    tracker->lowest_pending = INT64_MAX;
}

/* Commits with the caches given, and with a snapshot if the journal has grown by much since the
 * last one. */
static MUST_USE enum rt_status commit(struct tracker *tracker, struct store_batch caches,
                                      struct rt_error *err)
{
    struct buf bytes;
    buf_init(&bytes);
    struct store_snapshot snapshot = {.name = text_from(tracker->cache_name),
                                      .seq = journal_last(tracker->journal)};
    bool is_up_to_date = tracker->planned == snapshot.seq && !tracker->is_stale;
    if (is_up_to_date && snapshot.seq >= tracker->saved_seq + SAVE_EVERY &&
        fold_save(tracker, &bytes, &snapshot.tick)) {
        snapshot.bytes = bytes.data;
        snapshot.len = bytes.len;
        caches.snapshots = &snapshot;
        caches.snapshot_count = 1;
    }
    enum rt_status status = journal_commit(tracker->journal, &caches, err);
    buf_release(&bytes);
    if (status != RT_OK) {
        drop_lost(tracker);
        return status;
    }
    tracker->lowest_pending = INT64_MAX;
    if (caches.snapshot_count > 0) {
        tracker->saved_seq = snapshot.seq;
    }
    return RT_OK;
}

enum rt_status tracker_commit(struct tracker *tracker, struct rt_error *err)
{
    if (journal_last(tracker->journal) == journal_committed(tracker->journal)) {
        return RT_OK;
    }
    return commit(tracker, (struct store_batch){.drop_snapshots_from = tracker->lowest_pending},
                  err);
}

void tracker_rollback(struct tracker *tracker)
{
    journal_rollback(tracker->journal);
    drop_lost(tracker);
}

enum rt_status tracker_refresh(struct tracker *tracker, struct rt_error *err)
{
    enum rt_status status = journal_refresh(tracker->journal, err);
    return status == RT_OK ? catch_up(tracker, err) : status;
}

/* ---- conclusive powers ----------------------------------------------------------------------- */

static bool may_be_conclusive(const struct nm *nm, const struct tracked *record)
{
    bool is_act = record->kind == RECORD_EVENT ||
                  (record->kind == RECORD_CORRECTION && !record->is_void);
    for (uint32_t i = 0; is_act && i < nm->power_count; i++) {
        if (nm->power[i].conclusive && nm->power[i].act == record->event.act) {
            return true;
        }
    }
    return false;
}

/* Whether such a power was held is judged once, on the records up to the act's own, and kept: what
 * arrives later neither gives nor takes it. In order of recording, since one verdict may hang on an
 * earlier one. */
static MUST_USE enum rt_status decide(struct tracker *tracker, uint64_t known, struct rt_error *err)
{
    for (; tracker->has_conclusive && tracker->decided < known; tracker->decided++) {
        uint64_t seq = tracker->decided + 1;
        struct tracked *record = &tracker->records.items[seq - 1];
        if (!may_be_conclusive(tracker->engine->nm, record)) {
            continue;
        }
        fold_keep(tracker, plan_make(tracker, seq));
        if (record->place == PLAN_NOWHERE) {
            continue;
        }
        enum rt_status status = fold_to(tracker, record->event.at, false, err);
        if (status != RT_OK) {
            return status;
        }
        enum judgement judgement = (enum judgement)tracker->judged.items[record->place];
        bool is_refused = judgement == JUDGE_POWER_NOT_HELD || judgement == JUDGE_CONTRACT_ENDED;
        record->event.verdict = is_refused                     ? RT_NOT_HELD
                                : judgement == JUDGE_EFFECTIVE ? RT_HELD
                                                               : RT_NO_VERDICT;
    }
    return RT_OK;
}

/* What is said of the plan's event at `place`, which the fold has gone past. An act that says something of
 * another act on record changes that, though no norm mentions it. */
static enum judgement judgement_at(const struct tracker *tracker, size_t place)
{
    enum judgement judgement = st_judgement(&tracker->st, (int32_t)place, (enum judgement)tracker->judged.items[place]);
    const struct tracked *record = &tracker->records.items[tracker->plan.items[place] - 1];
    return judgement == JUDGE_NOTED && record->says != SAYS_NOTHING ? JUDGE_EFFECTIVE : judgement;
}

enum rt_status tracker_judge(struct tracker *tracker, uint64_t seq, enum judgement *judgement,
                             struct rt_error *err)
{
    *judgement = JUDGE_COUNT;
    enum rt_status decided = decide(tracker, tracker->records.count, err);
    if (decided != RT_OK) {
        return decided;
    }
    fold_keep(tracker, plan_make(tracker, tracker->records.count));
    uint32_t place = tracker->records.items[seq - 1].place;
    if (place == PLAN_NOWHERE) {
        return RT_OK;
    }
    if (place >= tracker->done) {
        struct track_when when = {.tick = tracker->records.items[seq - 1].event.at,
                                  .known = TRACK_ALL};
        enum rt_status status = tracker_go(tracker, when, err);
        if (status != RT_OK) {
            return status;
        }
    }
    *judgement = judgement_at(tracker, place);
    return RT_OK;
}

/* ---- the view -------------------------------------------------------------------------------- */

enum rt_status tracker_go(struct tracker *tracker, struct track_when when, struct rt_error *err)
{
    if (when.known > tracker->records.count) {
        when.known = tracker->records.count;
    }
    enum rt_status decided = decide(tracker, when.known, err);
    if (decided != RT_OK) {
        return decided;
    }
    fold_keep(tracker, plan_make(tracker, when.known));
    if (tracker->done == 0 && tracker->plan.count > 0) {
        fold_load(tracker, when.tick);
    }
    enum rt_status status = fold_to(tracker, when.tick, when.is_closed, err);
    if (status == RT_OK) {
        tracker->when = when;
    }
    return status;
}

struct track_when tracker_when(const struct tracker *tracker)
{
    return tracker->when;
}

const struct st *tracker_state(const struct tracker *tracker)
{
    return &tracker->st;
}

size_t tracker_event_count(const struct tracker *tracker)
{
    return tracker->done;
}

struct track_event tracker_event(const struct tracker *tracker, size_t index)
{
    if (index >= tracker->done) {
        BUG("there is no event %zu in the view", index);
    }
    uint32_t seq = tracker->plan.items[index];
    return (struct track_event){
        .seq = seq,
        .judgement = judgement_at(tracker, index),
        .event = &tracker->records.items[seq - 1].event,
    };
}

size_t tracker_find(const struct tracker *tracker, uint64_t seq)
{
    if (seq < 1 || seq > tracker->planned) {
        return SIZE_MAX;
    }
    uint32_t place = tracker->records.items[seq - 1].place;
    return place < tracker->done ? place : SIZE_MAX;
}

struct text tracker_name(const struct tracker *tracker, int32_t index)
{
    if (index < 0) {
        return TEXT_NONE;
    }
    if ((size_t)index >= tracker->names.count) {
        BUG("there is no name %d in the view", index);
    }
    return text_of(tracker->names.items[index]);
}

size_t tracker_name_count(const struct tracker *tracker)
{
    return tracker->names.count;
}

void tracker_encode(const struct tracker *tracker, struct buf *out)
{
    uint32_t count = (uint32_t)tracker->names.count;
    buf_add(out, &count, sizeof count);
    for (uint32_t i = 0; i < count; i++) {
        buf_add(out, &tracker->names.items[i]->len, sizeof tracker->names.items[i]->len);
        buf_add(out, tracker->names.items[i]->text, tracker->names.items[i]->len);
    }
    st_encode(&tracker->st, out);
}

/* ---- a view kept ----------------------------------------------------------------------------- */

void tracker_keep(const struct tracker *tracker, struct track_view *view)
{
    *view = (struct track_view){.when = tracker->when,
                                .name_count = tracker->names.count,
                                .record_count = tracker->when.known};
    st_init(&view->st);
    st_copy(&view->st, &tracker->st);
    view->phase = st_told_phase(tracker_machine(tracker), &view->st);
    view->names = calloc(view->name_count + 1, sizeof *view->names);
    view->judgements = malloc(view->record_count + 1);
    if (view->names == NULL || view->judgements == NULL) {
        BUG("out of memory for a view of %zu names", view->name_count);
    }
    for (size_t i = 0; i < view->name_count; i++) {
        view->names[i] = text_of(tracker->names.items[i]);
    }
    memset(view->judgements, JUDGE_COUNT, view->record_count + 1);
    for (size_t i = 0; i < tracker->done; i++) {
        view->judgements[tracker->plan.items[i] - 1] = (unsigned char)judgement_at(tracker, i);
    }
}

void track_view_release(struct track_view *view)
{
    st_release(&view->st);
    free(view->names);
    free(view->judgements);
    *view = (struct track_view){0};
}

/* ---- what was reported ----------------------------------------------------------------------- */

enum rt_status tracker_reported(struct tracker *tracker, struct track_when *when,
                                struct rt_error *err)
{
    struct store_cursor reported;
    struct store_cursor closed;
    enum rt_status status = store_load_cursor(tracker->store, text_from(REPORTED), &reported, err);
    if (status == RT_OK) {
        status = store_load_cursor(tracker->store, text_from(REPORTED_CLOSED), &closed, err);
    }
    if (status == RT_OK) {
        *when = (struct track_when){
            .tick = reported.tick, .is_closed = closed.tick != 0, .known = reported.seq};
    }
    return status;
}

enum rt_status tracker_set_reported(struct tracker *tracker, struct rt_error *err)
{
    uint64_t known = tracker->when.known;
    struct store_cursor cursors[] = {
        {.name = text_from(REPORTED), .seq = known, .tick = tracker->when.tick},
        {.name = text_from(REPORTED_CLOSED), .seq = known, .tick = tracker->when.is_closed},
    };
    struct store_batch caches = {
        .drop_snapshots_from = tracker->lowest_pending, .cursors = cursors, .cursor_count = 2};
    return commit(tracker, caches, err);
}
