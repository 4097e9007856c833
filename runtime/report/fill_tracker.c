/* fill_tracker.c - from the tracker's view to plain arrays. A revision is found by looking at the
 * day twice: as it was known then, and as each later record made it known. */
#include "runtime/report/fill_tracker.h"

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/value/tick.h"
#include "runtime/change.h"
#include "runtime/report/phrase.h"

/* Beyond so many late records they are looked at together, not one by one. */
enum { REVISIONS_SINGLY = 200 };

/* ---- records ----------------------------------------------------------------------------------- */

struct taking {
    const struct tracker *tracker;
    const struct liveness *live;
    struct arena *arena;
    struct fill_record *records;
    uint32_t count;
};

static const char *keep(struct arena *arena, struct text text)
{
    return text.len == 0 ? NULL : arena_text(arena, text.text, text.len);
}

/* False if the record is about a day that the view has not reached. */
static bool find_fate(const struct taking *taking, const struct record *record,
                      struct fill_record *out)
{
    size_t serial = tracker_find(taking->tracker, record->seq);
    switch (record->kind) {
    case RECORD_REFUSAL:
        out->fate = FILL_REFUSED;
        out->reason = arrival_word(record->refusal);
        out->why.en = record->detail.len > 0 ? keep(taking->arena, record->detail)
                                             : arrival_sentence(record->refusal, false);
        out->why.zh = arrival_sentence(record->refusal, true);
        return true;
    case RECORD_EVENT:
    case RECORD_CORRECTION:
        if (serial != SIZE_MAX) {
            out->fate = FILL_FOLDED;
            out->serial = (int32_t)serial;
            return true;
        }
        if (tracker_standing(taking->tracker, record->seq).is_overturned) {
            out->fate = FILL_CORRECTED;
            out->why = (struct report_text){"it was overturned", "已被推翻"};
            return true;
        }
        if (liveness_event(taking->live, record->seq))
            return false;
        if (record->kind == RECORD_CORRECTION && liveness_correction(taking->live, record->seq)) {
            out->fate = FILL_ASIDE;
            return true;
        }
        out->fate = FILL_CORRECTED;
        out->why = (struct report_text){"a later record replaces or voids it", "已被后来的记录更正"};
        return true;
    case RECORD_ADOPT:
    case RECORD_CLOSE: out->fate = FILL_ASIDE; return true;
    case RECORD_KIND_COUNT: break;
    }
    UNREACHABLE();
}

static enum rt_status take_record(void *ctx, const struct record *record, struct rt_error *err)
{
    (void)err;
    struct taking *taking = ctx;
    struct arena *arena = taking->arena;
    const struct report_event *event = &record->event;
    struct fill_record out = {
        .seq = record->seq,
        .at = event->at.len > 0 ? event->tick : NM_NEVER,
        .recorded = record->recorded,
        .source = keep(arena, event->source),
        .id = keep(arena, event->id),
        .evidence = keep(arena, event->evidence),
        .corrects = keep(arena, event->corrects),
        .actor = keep(arena, event->actor),
        .act = keep(arena, event->act),
        .to = keep(arena, event->to),
        .object = keep(arena, event->object),
        .quantity = keep(arena, event->quantity),
        .unit = keep(arena, event->unit),
    };
    if (find_fate(taking, record, &out))
        taking->records[taking->count++] = out;
    return RT_OK;
}

/* What the tracker can add to the bare judgement of an event without effect. */
static enum rt_status explain(struct fill_input *input, struct fill_record *records,
                              struct tracker *tracker, struct arena *arena, struct rt_error *err)
{
    struct buf text;
    buf_init(&text);
    enum rt_status status = RT_OK;
    for (uint32_t i = 0; i < input->record_count && status == RT_OK; i++) {
        if (records[i].fate != FILL_FOLDED)
            continue;
        enum judgement judgement = (enum judgement)input->judgements[records[i].serial];
        if (!judgement_is_inert(judgement))
            continue;
        buf_clear(&text);
        status = tracker_explain(tracker, records[i].seq, judgement, &text, err);
        if (status != RT_OK || text.len == 0)
            continue;
        records[i].why.en =
            arena_printf(arena, "%s: %s", judgement_sentence(judgement, false), text.data);
        records[i].why.zh = judgement_sentence(judgement, true);
    }
    buf_release(&text);
    return status;
}

enum rt_status fill_from_tracker(struct fill_input *input, struct tracker *tracker,
                                 struct arena *arena, struct rt_error *err)
{
    struct journal *journal = tracker_journal(tracker);
    uint64_t known = tracker_when(tracker).known;
    size_t event_count = tracker_event_count(tracker), name_count = tracker_name_count(tracker);
    struct rt_event *events = arena_array(arena, event_count, sizeof *events);
    uint8_t *judgements = arena_array(arena, event_count, sizeof *judgements);
    for (size_t i = 0; i < event_count; i++) {
        struct track_event event = tracker_event(tracker, i);
        events[i] = *event.event;
        judgements[i] = (uint8_t)event.judgement;
    }
    const char **names = arena_array(arena, name_count, sizeof *names);
    for (size_t i = 0; i < name_count; i++) {
        struct text name = tracker_name(tracker, (int32_t)i);
        names[i] = arena_text(arena, name.text, name.len);
    }
    input->nm = tracker_machine(tracker);
    input->st = tracker_state(tracker);
    input->names = names;
    input->name_count = (uint32_t)name_count;
    input->events = events;
    input->judgements = judgements;
    input->event_count = (uint32_t)event_count;
    input->as_of = tracker_when(tracker).tick;
    input->known_seq = known;

    struct liveness *live = journal_liveness(journal, known);
    struct taking taking = {
        .tracker = tracker,
        .live = live,
        .arena = arena,
        .records = arena_array(arena, (size_t)known, sizeof *taking.records),
    };
    enum rt_status status =
        known == 0 ? RT_OK : journal_each(journal, 1, known, take_record, &taking, err);
    liveness_free(live);
    if (status != RT_OK)
        return status;
    input->records = taking.records;
    input->record_count = taking.count;
    return explain(input, taking.records, tracker, arena, err);
}

/* ---- revisions --------------------------------------------------------------------------------- */

struct revising {
    struct tracker *tracker;
    const struct nm *nm;
    struct arena *arena;
    VEC(struct fill_revision) list;
};

typedef const char *word_in(int64_t value, bool chinese);

static struct report_text words_of(word_in *word, int64_t value)
{
    return (struct report_text){word(value, false), word(value, true)};
}

static struct report_text judgement_text(int64_t judgement)
{
    if (judgement == JUDGE_COUNT)
        return (struct report_text){0};
    return (struct report_text){judgement_sentence((enum judgement)judgement, false),
                                judgement_sentence((enum judgement)judgement, true)};
}

static struct report_text number_text(const struct revising *revising, const struct change *change,
                                      int64_t value, const char *en, const char *zh)
{
    const struct nm *nm = revising->nm;
    int32_t unit = change->norm == NM_NONE ? NM_NONE : nm->norm[change->norm].unit;
    struct report_unit shown = {0};
    if (unit != NM_NONE) {
        const struct nm_unit *row = &nm->unit[unit];
        shown.decimals = row->num == row->den ? row->places : nm->unit[row->base].places;
    }
    struct buf digits;
    buf_init(&digits);
    phrase_quantity(&digits, value, shown);
    struct report_text text = {arena_printf(revising->arena, "%s %s", en, digits.data),
                               arena_printf(revising->arena, "%s %s", zh, digits.data)};
    buf_release(&digits);
    return text;
}

static struct report_text tick_text(const struct revising *revising, int64_t tick, const char *en,
                                    const char *zh)
{
    if (tick == NM_NEVER)
        return (struct report_text){"without a date", "无日期"};
    struct buf date;
    buf_init(&date);
    tick_print(&date, (enum granularity)revising->nm->head.granularity, tick);
    struct report_text text = {arena_printf(revising->arena, "%s %s", en, date.data),
                               arena_printf(revising->arena, "%s %s", zh, date.data)};
    buf_release(&date);
    return text;
}

static void put_change(const struct revising *revising, const struct change *change,
                       struct fill_revision *out)
{
    switch (change->kind) {
    case CHANGE_PHASE:
        out->before = words_of(change_phase_word, change->before);
        out->after = words_of(change_phase_word, change->after);
        return;
    case CHANGE_CREATED: out->after = words_of(change_status_word, change->after); return;
    case CHANGE_GONE:
        out->before = (struct report_text){"on the list", "列入"};
        out->after = (struct report_text){"never arose", "并未产生"};
        return;
    case CHANGE_STATUS:
        out->before = words_of(change_status_word, change->before);
        out->after = words_of(change_status_word, change->after);
        return;
    case CHANGE_COUNT:
        out->before = number_text(revising, change, change->before, "done", "已完成");
        out->after = number_text(revising, change, change->after, "done", "已完成");
        return;
    case CHANGE_CUT:
        out->before = number_text(revising, change, change->before, "cut", "扣减");
        out->after = number_text(revising, change, change->after, "cut", "扣减");
        return;
    case CHANGE_PENDING:
        out->before = number_text(revising, change, change->before, "awaiting answer", "待确认");
        out->after = number_text(revising, change, change->after, "awaiting answer", "待确认");
        return;
    case CHANGE_PERFORMED_LATE:
        out->after = tick_text(revising, change->after, "performed late on", "逾期履行于");
        return;
    case CHANGE_DUE:
        out->before = tick_text(revising, change->before, "due", "期限");
        out->after = tick_text(revising, change->after, "due", "期限");
        return;
    case CHANGE_SUSPENDED:
        out->after = change->after ? word_text(WORD_SUSPENDED)
                                   : (struct report_text){"not suspended", "未中止"};
        return;
    case CHANGE_NOTICE:
    case CHANGE_NOTICE_LAPSED: {
        struct report_text none = {"no notice runs", "无待生效的通知"};
        out->before = change->before == NM_NEVER
                          ? none : tick_text(revising, change->before, "notice, takes effect on", "通知生效于");
        out->after = change->after == NM_NEVER
                         ? none : tick_text(revising, change->after, "notice, takes effect on", "通知生效于");
        return;
    }
    case CHANGE_BEARERS:
    case CHANGE_CLAIMANTS:
        out->before = change->before ? (struct report_text){"assigned", "已转让"}
                                     : (struct report_text){"not assigned", "未转让"};
        out->after = change->after ? (struct report_text){"assigned", "已转让"}
                                   : (struct report_text){"not assigned", "未转让"};
        return;
    case CHANGE_BREACH_OPENED:
        out->after = number_text(revising, change, change->after, "breach on record, short by",
                                 "记录违约，欠缺");
        return;
    case CHANGE_BREACH_GONE:
        out->before = (struct report_text){"breach on record", "记录违约"};
        out->after = (struct report_text){"no breach", "无违约"};
        return;
    case CHANGE_BREACH_STATUS:
        out->before = words_of(change_breach_word, change->before);
        out->after = words_of(change_breach_word, change->after);
        return;
    case CHANGE_SHORTFALL:
        out->before = number_text(revising, change, change->before, "short by", "欠缺");
        out->after = number_text(revising, change, change->after, "short by", "欠缺");
        return;
    case CHANGE_JUDGEMENT:
        out->before = judgement_text(change->before);
        out->after = judgement_text(change->after);
        return;
    case CHANGE_KIND_COUNT: break;
    }
    UNREACHABLE();
}

struct wanted_id {
    struct arena *arena;
    const char *id;
};

static enum rt_status take_id(void *ctx, const struct record *record, struct rt_error *err)
{
    (void)err;
    struct wanted_id *wanted = ctx;
    wanted->id = keep(wanted->arena, record->event.id);
    return RT_OK;
}

/* What a change is about: an event's id, the contract, or norm and key as in the rows' ids. */
static enum rt_status find_subject(const struct revising *revising, const struct change *change,
                                   const char **subject, struct rt_error *err)
{
    const struct nm *nm = revising->nm;
    if (change->kind == CHANGE_JUDGEMENT) {
        struct wanted_id wanted = {.arena = revising->arena};
        enum rt_status status = journal_each(tracker_journal(revising->tracker), change->seq,
                                             change->seq, take_id, &wanted, err);
        *subject = wanted.id;
        return status;
    }
    if (change->norm == NM_NONE) {
        *subject = nm_str(nm, nm->head.name);
        return RT_OK;
    }
    const struct nm_norm *norm = &nm->norm[change->norm];
    *subject = nm_str(nm, norm->name);
    if (change->key.len > 0) {
        const char *kind =
            norm->key_kind == NM_NONE ? "" : nm_str(nm, nm->kind[norm->key_kind].name);
        *subject = arena_printf(revising->arena, "%s/%s%s%s", *subject, kind,
                                kind[0] == '\0' ? "" : "=", change->key.text);
    }
    return RT_OK;
}

static enum rt_status compare(struct revising *revising, uint64_t seq,
                              const struct track_view *before, const struct track_view *after,
                              struct rt_error *err)
{
    struct changes changes = {0};
    changes_find(&changes, before, after, true);
    enum rt_status status = RT_OK;
    for (size_t i = 0; i < changes.list.count && status == RT_OK; i++) {
        const struct change *change = &changes.list.items[i];
        /* That the new record itself now counts is no revision of what was said. */
        if (change->kind == CHANGE_JUDGEMENT && change->before == JUDGE_COUNT)
            continue;
        struct fill_revision revision = {.seq = seq};
        put_change(revising, change, &revision);
        status = find_subject(revising, change, &revision.subject, err);
        vec_push(&revising->list, revision);
    }
    changes_release(&changes);
    return status;
}

/* Whether the record can change what is said of the day: it has an act of that day or before, or it
 * corrects something. */
static bool can_revise(const struct journal *journal, uint64_t seq, int64_t day)
{
    enum record_kind kind = journal_kind(journal, seq);
    return kind == RECORD_CORRECTION ||
           (kind == RECORD_EVENT && journal_tick(journal, seq) <= day);
}

static enum rt_status revise(struct revising *revising, uint64_t from, struct track_when when,
                             struct rt_error *err)
{
    const struct journal *journal = tracker_journal(revising->tracker);
    uint64_t late = 0;
    for (uint64_t seq = from + 1; seq <= when.known; seq++)
        late += can_revise(journal, seq, when.tick);
    if (late == 0)
        return RT_OK;
    bool is_singly = late <= REVISIONS_SINGLY;

    struct track_when then = when;
    then.known = from;
    enum rt_status status = tracker_go(revising->tracker, then, err);
    if (status != RT_OK)
        return status;
    struct track_view before, after;
    tracker_keep(revising->tracker, &before);
    for (uint64_t seq = from + 1; seq <= when.known && status == RT_OK; seq++) {
        if (seq < when.known && (!is_singly || !can_revise(journal, seq, when.tick)))
            continue;
        then.known = seq;
        status = tracker_go(revising->tracker, then, err);
        if (status != RT_OK)
            break;
        tracker_keep(revising->tracker, &after);
        status = compare(revising, seq, &before, &after, err);
        track_view_release(&before);
        before = after;
    }
    track_view_release(&before);
    return status == RT_OK ? tracker_go(revising->tracker, when, err) : status;
}

enum rt_status fill_revisions(struct fill_input *input, struct tracker *tracker,
                              struct arena *arena, struct rt_error *err)
{
    struct track_when when = tracker_when(tracker);
    struct revising revising = {
        .tracker = tracker, .nm = tracker_machine(tracker), .arena = arena};
    uint64_t then = journal_known_at(tracker_journal(tracker), when.tick);
    enum rt_status status = then < when.known ? revise(&revising, then, when, err) : RT_OK;
    input->revisions = arena_copy(arena, revising.list.items,
                                  revising.list.count * sizeof *revising.list.items);
    input->revision_count = (uint32_t)revising.list.count;
    vec_release(&revising.list);
    return status;
}
