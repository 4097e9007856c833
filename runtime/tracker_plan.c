/* tracker_plan.c - which events are live at a sequence number, and in which order they are folded.
 * The one idea: a plan that only gained events without references is merged with them; whatever may
 * change the place, the reference or the liveness of an earlier event (a correction, a closing of
 * the books, an event that others already refer to) makes the plan anew. Either way the beginning
 * that stayed the same is found by comparing, so no rule has to say what a change may touch. */
#include <stdlib.h>
#include <string.h>

#include "runtime/tracker_internal.h"

static struct tracked *record_at(const struct tracker *tracker, uint32_t seq)
{
    return &tracker->records.items[seq - 1];
}

static bool is_act(const struct tracked *record)
{
    return record->kind == RECORD_EVENT || (record->kind == RECORD_CORRECTION && !record->is_void);
}

/* ---- ids and references ---------------------------------------------------------------------- */

struct text plan_id_key(struct tracker *tracker, struct text source, struct text id)
{
    buf_clear(&tracker->scratch);
    buf_add(&tracker->scratch, source.text, source.len);
    buf_putc(&tracker->scratch, '\0');
    buf_add(&tracker->scratch, id.text, id.len);
    return (struct text){.text = tracker->scratch.data, .len = tracker->scratch.len};
}

size_t plan_referents(const struct tracked *record, struct text sources[2], struct text ids[2])
{
    sources[0] = record->key.source;
    ids[0] = record->re;
    const char *colon = memchr(record->re.text, ':', record->re.len);
    if (colon == NULL) {
        return 1;
    }
    size_t source_len = (size_t)(colon - record->re.text);
    sources[1] = (struct text){.text = record->re.text, .len = source_len};
    ids[1] = (struct text){.text = colon + 1, .len = record->re.len - source_len - 1};
    return 2;
}

/* The record in the plan that stands for what `record` refers to: the event of that id, or what
 * replaced it. NULL if none does. */
static struct tracked *referent(struct tracker *tracker, const struct tracked *record)
{
    struct text sources[2];
    struct text ids[2];
    size_t count = record->re.len == 0 ? 0 : plan_referents(record, sources, ids);
    uint32_t seq = 0;
    for (size_t i = 0; i < count && seq == 0; i++) {
        struct text key = plan_id_key(tracker, sources[i], ids[i]);
        if (!map_get(&tracker->ids, key.text, key.len, &seq) || seq > tracker->planned) {
            seq = 0;
        }
    }
    while (seq != 0 && seq <= tracker->planned) {
        struct tracked *target = record_at(tracker, seq);
        if (target->place != PLAN_NOWHERE) {
            return target;
        }
        seq = target->heir;
    }
    return NULL;
}

/* ---- sorting --------------------------------------------------------------------------------- */

struct seat {
    const struct order_key *key;
    uint32_t seq;
};

static int compare_seats(const void *left, const void *right)
{
    return order_compare(((const struct seat *)left)->key, ((const struct seat *)right)->key);
}

/* Sorts record numbers by the keys of their records. */
static void sort_seqs(const struct tracker *tracker, uint32_t *seqs, size_t count)
{
    struct seat *seats = malloc((count + 1) * sizeof *seats);
    if (seats == NULL) {
        BUG("out of memory for the order of %zu events", count);
    }
    for (size_t i = 0; i < count; i++) {
        seats[i] = (struct seat){.key = &record_at(tracker, seqs[i])->key, .seq = seqs[i]};
    }
    qsort(seats, count, sizeof *seats, compare_seats);
    for (size_t i = 0; i < count; i++) {
        seqs[i] = seats[i].seq;
    }
    free(seats);
}

/* ---- settling -------------------------------------------------------------------------------- */

/* Of the powers that these actors may mean by the act, the one that prevails. */
static int32_t precedence_of(const struct nm *nm, const struct rt_event *event)
{
    int32_t lowest = INT32_MAX;
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        if (norm->power != NM_NONE && nm->power[norm->power].act == event->act &&
            (event->actors & ~norm->bearers) == 0 && nm->power[norm->power].precedence < lowest) {
            lowest = nm->power[norm->power].precedence;
        }
    }
    return lowest == INT32_MAX ? 0 : lowest;
}

static int32_t rank_of(const struct nm *nm, const struct rt_event *event)
{
    const struct nm_place act = {.act = event->act,
                                 .kind = event->kind,
                                 .indicator = event->indicator,
                                 .actors = event->actors,
                                 .to = event->to};
    return event->act == EVENT_NONE ? 0 : order_rank(nm, &act);
}

static void reset_key(const struct tracker *tracker, struct tracked *record)
{
    const struct nm *nm = tracker->engine->nm;
    record->key.rank = rank_of(nm, &record->event);
    record->key.depth = 0;
    record->key.precedence =
        tracker->has_precedence ? precedence_of(nm, &record->event) : 0;
    record->is_in_cycle = false;
}

static int16_t fault_of(const struct tracker *tracker, const struct tracked *record, uint32_t seq)
{
    if (record->fault != JUDGE_EFFECTIVE) {
        return record->fault;
    }
    if (record->is_in_cycle) {
        return JUDGE_REFERENCE_CYCLE;
    }
    if (record->says_fault != JUDGE_EFFECTIVE) {
        return record->says_fault;
    }
    for (size_t i = 0; i < tracker->closings.count && !record->has_assents; i++) {
        uint32_t closing = tracker->closings.items[i];
        if (closing < seq && record_at(tracker, closing)->closed_to >= record->event.at) {
            return JUDGE_BOOKS_CLOSED;
        }
    }
    return JUDGE_EFFECTIVE;
}

/* True if nothing but the id puts `record` behind `before`, and that may matter. */
static bool is_raced(const struct tracker *tracker, const struct tracked *before,
                     const struct tracked *record)
{
    return before->is_rival && record->is_rival && before->event.fault == JUDGE_EFFECTIVE &&
           record->event.fault == JUDGE_EFFECTIVE && before->event.actors != record->event.actors &&
           record->event.at >= tracker->engine->nm->head.start &&
           order_by_id_alone(&before->key, &record->key);
}

/* Gives the events from plan[from] on their places, references and faults. Returns the first place
 * at which one of these is not what it was, at least `from`. */
static size_t settle(struct tracker *tracker, size_t from)
{
    size_t same = tracker->plan.count;
    for (size_t i = from; i < tracker->plan.count; i++) {
        record_at(tracker, tracker->plan.items[i])->place = (uint32_t)i;
    }
    for (size_t i = tracker->plan.count; i-- > from;) {
        uint32_t seq = tracker->plan.items[i];
        struct tracked *record = record_at(tracker, seq);
        int32_t re = EVENT_NONE;
        if (record->re.len > 0) {
            /* What does not stand before it cannot be answered: its own serial is no tender's. */
            const struct tracked *target = referent(tracker, record);
            re = target != NULL && target->place < i ? (int32_t)target->place : (int32_t)i;
        }
        int16_t fault = fault_of(tracker, record, seq);
        if (re != record->event.re || fault != record->event.fault) {
            same = i;
        }
        record->event.re = re;
        record->event.fault = fault;
    }
    for (size_t i = from; i < tracker->plan.count; i++) {
        struct tracked *record = record_at(tracker, tracker->plan.items[i]);
        bool raced =
            i > 0 && is_raced(tracker, record_at(tracker, tracker->plan.items[i - 1]), record);
        if (raced != record->is_raced && i < same) {
            same = i;
        }
        record->is_raced = raced;
    }
    return same;
}

/* ---- making a plan anew ---------------------------------------------------------------------- */

/* Marks what is live: the places of live events are set to 0, closings listed, heirs named. */
static void mark_live(struct tracker *tracker, uint64_t known)
{
    struct liveness *live = journal_liveness(tracker->journal, known);
    vec_clear(&tracker->closings);
    for (size_t i = 0; i < tracker->records.count; i++) {
        tracker->records.items[i].place = PLAN_NOWHERE;
        tracker->records.items[i].heir = 0;
        tracker->records.items[i].determined = SAYS_NOTHING;
        tracker->records.items[i].disputed_by = 0;
        tracker->records.items[i].dispute = 0;
        tracker->records.items[i].says_fault = JUDGE_EFFECTIVE;
    }
    for (uint32_t seq = 1; seq <= known; seq++) {
        struct tracked *record = record_at(tracker, seq);
        if (is_act(record) && liveness_event(live, seq)) {
            record->place = 0;
        }
        if (record->kind == RECORD_CLOSE && liveness_event(live, seq)) {
            vec_push(&tracker->closings, seq);
        }
        if (record->kind == RECORD_CORRECTION && !record->is_undo && !record->is_void &&
            liveness_correction(live, seq)) {
            record_at(tracker, record->target)->heir = seq;
        }
    }
    liveness_free(live);
}

/* Ranks and depths of the events of the plan, which stand in order of recording. */
static void settle_references(struct tracker *tracker)
{
    size_t count = tracker->plan.count;
    struct order_node *nodes = calloc(count + 1, sizeof *nodes);
    if (nodes == NULL) {
        BUG("out of memory for the references of %zu events", count);
    }
    for (size_t i = 0; i < count; i++) {
        struct tracked *record = record_at(tracker, tracker->plan.items[i]);
        record->place = (uint32_t)i;
        reset_key(tracker, record);
    }
    for (size_t i = 0; i < count; i++) {
        struct tracked *record = record_at(tracker, tracker->plan.items[i]);
        const struct tracked *target = referent(tracker, record);
        nodes[i] = (struct order_node){
            .key = &record->key,
            .refers_to = target == NULL ? ORDER_NOWHERE : target->place,
        };
    }
    order_references(nodes, count);
    for (size_t i = 0; i < count; i++) {
        record_at(tracker, tracker->plan.items[i])->is_in_cycle = nodes[i].is_in_cycle;
    }
    free(nodes);
}

static size_t make_anew(struct tracker *tracker, uint64_t known)
{
    VEC(uint32_t) before = {0};
    vec_reserve(&before, tracker->done);
    for (size_t i = 0; i < tracker->done; i++) {
        vec_push(&before, tracker->plan.items[i]);
    }
    mark_live(tracker, known);
    tracker->planned = known;
    tracker->is_stale = false;
    vec_clear(&tracker->plan);
    for (uint32_t seq = 1; seq <= known; seq++) {
        if (record_at(tracker, seq)->place != PLAN_NOWHERE) {
            vec_push(&tracker->plan, seq);
        }
    }
    settle_references(tracker);
    sort_seqs(tracker, tracker->plan.items, tracker->plan.count);
    if (standing_settle(tracker, referent)) {
        settle_references(tracker);
        sort_seqs(tracker, tracker->plan.items, tracker->plan.count);
    }
    size_t same = settle(tracker, 0);
    size_t common = 0;
    while (common < before.count && common < tracker->plan.count &&
           before.items[common] == tracker->plan.items[common]) {
        common++;
    }
    vec_release(&before);
    return common < same ? common : same;
}

/* ---- merging new events ---------------------------------------------------------------------- */

/* True if records planned + 1 .. known can only add events, and leave the others as they are. */
static bool is_plain_growth(const struct tracker *tracker, uint64_t known)
{
    if (tracker->is_stale || known < tracker->planned) {
        return false;
    }
    for (uint64_t seq = tracker->planned + 1; seq <= known; seq++) {
        const struct tracked *record = record_at(tracker, (uint32_t)seq);
        bool is_harmless = record->kind == RECORD_REFUSAL || record->kind == RECORD_ADOPT ||
                           (record->kind == RECORD_EVENT && !record->is_wanted &&
                            record->says == SAYS_NOTHING);
        if (!is_harmless) {
            return false;
        }
    }
    return true;
}

/* Nobody refers to the new events, so each key depends on the keys of older records only. */
static size_t merge(struct tracker *tracker, uint64_t known)
{
    size_t old_count = tracker->plan.count;
    uint64_t first = tracker->planned + 1;
    tracker->planned = known;
    for (uint64_t seq = first; seq <= known; seq++) {
        struct tracked *record = record_at(tracker, (uint32_t)seq);
        record->heir = 0;
        record->place = PLAN_NOWHERE;
        if (record->kind != RECORD_EVENT) {
            continue;
        }
        reset_key(tracker, record);
        const struct tracked *target = referent(tracker, record);
        if (target != NULL) {
            order_refer(&record->key, &target->key);
        }
        record->place = 0;
        vec_push(&tracker->plan, (uint32_t)seq);
    }
    size_t fresh_count = tracker->plan.count - old_count;
    if (fresh_count == 0) {
        return old_count;
    }
    uint32_t *fresh = malloc(fresh_count * sizeof *fresh);
    if (fresh == NULL) {
        BUG("out of memory for %zu events", fresh_count);
    }
    memcpy(fresh, tracker->plan.items + old_count, fresh_count * sizeof *fresh);
    sort_seqs(tracker, fresh, fresh_count);
    size_t to = tracker->plan.count;
    size_t old = old_count;
    for (size_t left = fresh_count; left > 0;) {
        bool is_old_later =
            old > 0 && order_compare(&record_at(tracker, tracker->plan.items[old - 1])->key,
                                     &record_at(tracker, fresh[left - 1])->key) > 0;
        uint32_t seq = is_old_later ? tracker->plan.items[--old] : fresh[--left];
        tracker->plan.items[--to] = seq;
    }
    free(fresh);
    (void)settle(tracker, to);
    return to;
}

size_t plan_make(struct tracker *tracker, uint64_t known)
{
    size_t same = tracker->done;
    if (!is_plain_growth(tracker, known)) {
        same = make_anew(tracker, known);
    } else if (known > tracker->planned) {
        same = merge(tracker, known);
    }
    return same < tracker->done ? same : tracker->done;
}

size_t plan_count_to(const struct tracker *tracker, int64_t tick)
{
    size_t low = 0;
    size_t high = tracker->plan.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (record_at(tracker, tracker->plan.items[middle])->event.at <= tick) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
