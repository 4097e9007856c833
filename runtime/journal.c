/* journal.c - taking events in, numbering and chaining them, reading them back (calculus B2).
 *
 * It is not the fold: whether an event has any effect is decided elsewhere and again and again.
 * The one idea: what arrives is turned into its canonical content first; everything that can be
 * asked on arrival (known? the same? what does it correct?) is asked of digests of that content and
 * of an index of small entries, so that a journal of millions needs no words in memory. */
#include "runtime/journal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/clean.h"
#include "runtime/journal_internal.h"

enum { SLOTS_FIRST = 64, CLIP = 60 };

/* ---- the table of keys -------------------------------------------------------------------------- */

/* A key is a digest of what must be unique. The first byte keeps events and refusals apart. */
static void event_key(struct buf *scratch, struct text source, struct text id,
                      unsigned char key[DIGEST_SHORT_LEN])
{
    buf_clear(scratch);
    buf_printf(scratch, "e%zu:", source.len);
    buf_add(scratch, source.text, source.len);
    buf_add(scratch, id.text, id.len);
    digest_short(key, scratch->data, scratch->len);
}

static void refusal_key(struct buf *scratch, enum arrival reason, struct text content,
                        struct text detail, unsigned char key[DIGEST_SHORT_LEN])
{
    buf_clear(scratch);
    buf_printf(scratch, "r%s:%zu:", arrival_word(reason), content.len);
    buf_add(scratch, content.text, content.len);
    buf_add(scratch, detail.text, detail.len);
    digest_short(key, scratch->data, scratch->len);
}

/* Keys are digests, so any part of one is a hash: the low half chooses the slot, the high half is
 * kept there so that a probe seldom has to look at another record's entry. */
static uint64_t hash_of(const unsigned char key[DIGEST_SHORT_LEN])
{
    uint64_t hash = 0;
    memcpy(&hash, key, sizeof hash);
    return hash;
}

static uint32_t tag_of(const unsigned char key[DIGEST_SHORT_LEN])
{
    return (uint32_t)(hash_of(key) >> 32);
}

static size_t slot_of(const struct journal *journal, const unsigned char key[DIGEST_SHORT_LEN])
{
    size_t slot = (size_t)hash_of(key) & (journal->slot_count - 1);
    uint32_t tag = tag_of(key);
    while (journal->slots[slot].seq != 0 &&
           (journal->slots[slot].tag != tag ||
            memcmp(journal->entries.items[journal->slots[slot].seq - 1].key, key,
                   DIGEST_SHORT_LEN) != 0)) {
        slot = (slot + 1) & (journal->slot_count - 1);
    }
    return slot;
}

static uint32_t find_key(const struct journal *journal, const unsigned char key[DIGEST_SHORT_LEN])
{
    return journal->slot_count == 0 ? 0 : journal->slots[slot_of(journal, key)].seq;
}

static void grow_slots(struct journal *journal)
{
    free(journal->slots);
    journal->slot_count = journal->slot_count == 0 ? SLOTS_FIRST : journal->slot_count * 2;
    journal->slots = calloc(journal->slot_count, sizeof *journal->slots);
    if (journal->slots == NULL) {
        BUG("out of memory for an index of %zu records", journal->slot_count);
    }
    for (size_t i = 0; i < journal->entries.count; i++) {
        const unsigned char *key = journal->entries.items[i].key;
        journal->slots[slot_of(journal, key)] =
            (struct journal_slot){.seq = (uint32_t)(i + 1), .tag = tag_of(key)};
    }
}

/* The entry stands in the entries already, as the last one. */
static void add_key(struct journal *journal)
{
    size_t seq = journal->entries.count;
    if (seq * 2 >= journal->slot_count) {
        grow_slots(journal);
        return;
    }
    const unsigned char *key = journal->entries.items[seq - 1].key;
    journal->slots[slot_of(journal, key)] =
        (struct journal_slot){.seq = (uint32_t)seq, .tag = tag_of(key)};
}

/* Taking away in the opposite order of adding leaves no hole that a later probe would need. */
static void remove_last_key(struct journal *journal)
{
    size_t slot = slot_of(journal, vec_last(&journal->entries).key);
    if (journal->slots[slot].seq != journal->entries.count) {
        BUG("the index has lost record %zu", journal->entries.count);
    }
    journal->slots[slot] = (struct journal_slot){0};
}

/* ---- adding to the index ------------------------------------------------------------------------ */

static int64_t last_recorded(const struct journal *journal)
{
    return journal->entries.count == 0 ? INT64_MIN : vec_last(&journal->entries).recorded;
}

/* A refusal is known by its reason and by what the row said; of a malformed row nothing can be relied
 * on, so what was wrong with it and where counts too. */
static void record_key(struct journal *journal, const struct record *record, struct text content,
                       unsigned char key[DIGEST_SHORT_LEN])
{
    if (record->kind != RECORD_REFUSAL) {
        event_key(&journal->body, record->event.source, record->event.id, key);
        return;
    }
    bool has_detail = record->refusal == ARRIVAL_MALFORMED;
    refusal_key(&journal->body, record->refusal, content, has_detail ? record->detail : TEXT_NONE,
                key);
}

static void index_record(struct journal *journal, const struct record *record,
                         struct text content, const unsigned char key[DIGEST_SHORT_LEN])
{
    struct journal_entry entry = {
        .recorded = record->recorded,
        .tick = record->event.at.len > 0 ? record->event.tick : 0,
        .target = (uint32_t)record->target,
        .kind = record->kind,
        .is_void = record->kind == RECORD_CORRECTION && event_is_void(&record->event),
        .is_undo = record->is_undo,
    };
    memcpy(entry.key, key, DIGEST_SHORT_LEN);
    digest(entry.content, content.text, content.len);
    vec_push(&journal->entries, entry);
    add_key(journal);
    uint32_t seq = (uint32_t)journal->entries.count;
    if (record->kind == RECORD_CORRECTION) {
        vec_push(&journal->corrections, seq);
        journal_apply_correction(journal, seq);
    }
    if (record->kind == RECORD_CLOSE) {
        vec_push(&journal->closings,
                 (struct journal_closing){.seq = seq, .closed_to = record->closed_to});
    }
}

/* ---- reading the store -------------------------------------------------------------------------- */

/* Checks one record of the store against everything before it, and adds it to the index. */
static enum rt_status load_record(void *ctx, const struct store_record *stored,
                                  struct rt_error *err)
{
    struct journal *journal = ctx;
    unsigned char chain[DIGEST_LEN];
    digest_link(chain, journal->chain, stored->body.text, stored->body.len);
    if (memcmp(chain, stored->chain, DIGEST_LEN) != 0) {
        return rt_fail(err, RT_CORRUPT,
                       "record %" PRIu64 " does not fit the hash chain: it or one before it was changed",
                       stored->seq);
    }
    struct record record;
    struct text content;
    if (!journal_read_record(stored->body, &record, &content, &journal->scratch)) {
        return rt_fail(err, RT_CORRUPT, "record %" PRIu64 " is not of the known form", stored->seq);
    }
    buf_clear(&journal->content);
    journal_write_content(&journal->content, &record.event);
    struct text rewritten = {.text = journal->content.data, .len = journal->content.len};
    buf_clear(&journal->body);
    journal_write_record(&journal->body, &record, rewritten);
    struct text body = {.text = journal->body.data, .len = journal->body.len};
    bool is_canonical = text_equal(body, stored->body);
    bool is_in_order = record.seq == stored->seq && record.seq == journal->entries.count + 1 &&
                       record.recorded >= last_recorded(journal) &&
                       record.seq < UINT32_MAX;
    bool is_target_sound = record.kind != RECORD_CORRECTION || /* its number is not yet to be relied on */
                           (record.target >= 1 && record.target <= journal->entries.count &&
                            journal_may_correct(journal, (uint32_t)record.target, record.is_undo));
    if (!is_canonical || !is_in_order || !is_target_sound) {
        return rt_fail(err, RT_CORRUPT, "record %" PRIu64 " %s", stored->seq,
                       !is_canonical  ? "is not in the canonical form"
                       : !is_in_order ? "is out of order"
                                      : "corrects what it cannot correct");
    }
    unsigned char key[DIGEST_SHORT_LEN];
    record_key(journal, &record, content, key);
    if (find_key(journal, key) != 0) {
        return rt_fail(err, RT_CORRUPT, "record %" PRIu64 " repeats record %" PRIu32, stored->seq,
                       find_key(journal, key));
    }
    index_record(journal, &record, content, key);
    memcpy(journal->chain, chain, DIGEST_LEN);
    return RT_OK;
}

static enum rt_status load_from(struct journal *journal, uint64_t from_seq, struct rt_error *err)
{
    enum rt_status status =
        store_iterate(journal->store, from_seq, UINT64_MAX, load_record, journal, err);
    journal->committed = journal->entries.count;
    memcpy(journal->committed_chain, journal->chain, DIGEST_LEN);
    return status;
}

enum rt_status journal_open(struct store *store, const struct journal_policy *policy,
                            struct journal **journal, struct rt_error *err)
{
    struct journal *fresh = calloc(1, sizeof *fresh);
    if (fresh == NULL) {
        BUG("out of memory");
    }
    fresh->store = store;
    if (policy != NULL) {
        fresh->policy = *policy;
    }
    buf_init(&fresh->pending_bodies);
    buf_init(&fresh->content);
    buf_init(&fresh->body);
    store_meta_hash(store_meta(store), fresh->chain);
    enum rt_status status = load_from(fresh, 1, err);
    if (status != RT_OK) {
        journal_close(fresh);
        *journal = NULL;
        return status;
    }
    *journal = fresh;
    return RT_OK;
}

void journal_close(struct journal *journal)
{
    if (journal == NULL) {
        return;
    }
    vec_release(&journal->entries);
    vec_release(&journal->corrections);
    vec_release(&journal->closings);
    vec_release(&journal->pending);
    buf_release(&journal->pending_bodies);
    buf_release(&journal->content);
    buf_release(&journal->body);
    journal_scratch_release(&journal->scratch);
    free(journal->slots);
    free(journal);
}

enum rt_status journal_refresh(struct journal *journal, struct rt_error *err)
{
    if (journal->pending.count > 0) {
        BUG("refreshing a journal with uncommitted records");
    }
    return load_from(journal, journal->committed + 1, err);
}

/* ---- taking in ---------------------------------------------------------------------------------- */

/* Seals the record (number, text, chain) and puts it with those that wait for the commit. Its
 * content stands in journal->content. */
static void add_record(struct journal *journal, struct record *record,
                       const unsigned char key[DIGEST_SHORT_LEN], struct journal_answer *answer)
{
    struct text content = {.text = journal->content.data, .len = journal->content.len};
    record->seq = journal->entries.count + 1;
    bool is_act = record->kind == RECORD_EVENT ||
                  (record->kind == RECORD_CORRECTION && !event_is_void(&record->event));
    if (is_act && journal->policy.verdict != NULL) {
        record->verdict = journal->policy.verdict(journal->policy.ctx, record);
    }
    buf_clear(&journal->body);
    journal_write_record(&journal->body, record, content);
    struct journal_pending pending = {.start = journal->pending_bodies.len,
                                      .len = journal->body.len};
    buf_add(&journal->pending_bodies, journal->body.data, journal->body.len);
    digest_link(pending.chain, journal->chain, journal->body.data, journal->body.len);
    memcpy(journal->chain, pending.chain, DIGEST_LEN);
    vec_push(&journal->pending, pending);
    index_record(journal, record, content, key);
    answer->seq = record->seq;
    answer->kind = record->kind;
    answer->recorded = record->recorded;
}

/* Keeps a Refusal of the event in journal->content, or points to the one kept before. */
static void refuse(struct journal *journal, const struct report_event *event, enum arrival reason,
                   int64_t recorded, struct journal_answer *answer)
{
    struct record record = {
        .recorded = recorded,
        .kind = RECORD_REFUSAL,
        .event = *event,
        .refusal = reason,
        .detail = text_from(answer->detail),
        .conflicts_with = answer->conflicts_with,
    };
    answer->arrival = reason;
    struct text content = {.text = journal->content.data, .len = journal->content.len};
    unsigned char key[DIGEST_SHORT_LEN];
    record_key(journal, &record, content, key);
    uint32_t known = find_key(journal, key);
    if (known != 0) {
        answer->seq = known;
        answer->kind = RECORD_REFUSAL;
        answer->recorded = journal->entries.items[known - 1].recorded;
        return;
    }
    add_record(journal, &record, key, answer);
}

/* An event without any word: the texts point to "", as everywhere. */
static struct report_event blank_event(void)
{
    return (struct report_event){
        .source = TEXT_NONE, .id = TEXT_NONE, .at = TEXT_NONE, .actor = TEXT_NONE,
        .act = TEXT_NONE, .to = TEXT_NONE, .object = TEXT_NONE, .quantity = TEXT_NONE,
        .unit = TEXT_NONE, .by = TEXT_NONE, .evidence = TEXT_NONE, .re = TEXT_NONE,
        .for_what = TEXT_NONE, .corrects = TEXT_NONE,
    };
}

static bool is_keepable(struct text text)
{
    return text.len <= LIMIT_ID_BYTES && text_is_clean(text.text, text.len, NULL, NULL);
}

/* Of what cannot be read, only the source and the id are kept, and these only if they can be. */
static void refuse_malformed(struct journal *journal, struct text source, struct text id,
                             int64_t recorded, struct journal_answer *answer)
{
    struct report_event kept = blank_event();
    kept.source = is_keepable(source) ? source : TEXT_NONE;
    kept.id = is_keepable(id) ? id : TEXT_NONE;
    buf_clear(&journal->content);
    journal_write_content(&journal->content, &kept);
    refuse(journal, &kept, ARRIVAL_MALFORMED, recorded, answer);
}

static bool has_assents(const struct journal *journal, const struct report_event *event)
{
    return journal->policy.has_assents != NULL &&
           journal->policy.has_assents(journal->policy.ctx, event);
}

/* The record that `corrects` names: an id of the same source, or "source:id" of another one. */
static uint32_t find_target(const struct journal *journal, const struct report_event *event,
                            bool *is_same_source)
{
    *is_same_source = true;
    uint64_t seq = journal_find(journal, event->source, event->corrects);
    const char *colon = memchr(event->corrects.text, ':', event->corrects.len);
    if (seq == 0 && colon != NULL) {
        size_t source_len = (size_t)(colon - event->corrects.text);
        struct text source = {.text = event->corrects.text, .len = source_len};
        struct text id = {.text = colon + 1, .len = event->corrects.len - source_len - 1};
        *is_same_source = text_equal(source, event->source);
        seq = journal_find(journal, source, id);
    }
    return (uint32_t)seq;
}

/* True if the correction would change what the books have closed: its own day, the day of what it
 * replaces, voids or brings back, or a closing itself. */
static bool touches_closed_books(const struct journal *journal, const struct record *record)
{
    int64_t closed_to = journal_closed_to(journal, journal->entries.count);
    if (closed_to == INT64_MIN) {
        return false;
    }
    if (record->event.at.len > 0 && record->event.tick <= closed_to) {
        return true;
    }
    uint32_t seq = (uint32_t)record->target;
    while (seq != 0) {
        const struct journal_entry *entry = &journal->entries.items[seq - 1];
        bool has_day = !entry->is_void && entry->kind != RECORD_CLOSE;
        if (entry->kind == RECORD_CLOSE || (has_day && entry->tick <= closed_to)) {
            return true;
        }
        seq = record->is_undo ? entry->target : 0;
    }
    return false;
}

/* The checks of a correction; ARRIVAL_TAKEN and the target in the record, or why not. */
static enum arrival judge_correction(struct journal *journal, struct record *record,
                                     struct journal_answer *answer)
{
    const struct report_event *event = &record->event;
    int clip = text_clip(event->corrects, CLIP);
    bool is_same_source = true;
    uint32_t target = find_target(journal, event, &is_same_source);
    if (target == 0) {
        snprintf(answer->detail, sizeof answer->detail, "there is no record '%.*s' to correct",
                 clip, event->corrects.text);
        return ARRIVAL_UNKNOWN_TARGET;
    }
    answer->conflicts_with = target;
    record->target = target;
    record->is_undo = event_is_void(event) &&
                      journal->entries.items[target - 1].kind == RECORD_CORRECTION;
    if (!journal_may_correct(journal, target, record->is_undo)) {
        snprintf(answer->detail, sizeof answer->detail,
                 "'%.*s' (record %" PRIu32 ") no longer stands: correct what stands in its place",
                 clip, event->corrects.text, target);
        return ARRIVAL_STALE_CORRECTION;
    }
    bool has_all_assents = has_assents(journal, event);
    if (!is_same_source && !has_all_assents) {
        snprintf(answer->detail, sizeof answer->detail,
                 "'%.*s' was reported by another source; its correction needs the assents", clip,
                 event->corrects.text);
        return ARRIVAL_NO_AUTHORITY;
    }
    if (!has_all_assents && touches_closed_books(journal, record)) {
        snprintf(answer->detail, sizeof answer->detail,
                 "correcting '%.*s' would change closed books; it needs the assents of all parties",
                 clip, event->corrects.text);
        return ARRIVAL_BOOKS_CLOSED;
    }
    answer->conflicts_with = 0;
    return ARRIVAL_TAKEN;
}

/* `close books` with the last day in the column `to`: an agreement, so it needs the assents. */
static enum arrival judge_closing(struct journal *journal, struct record *record,
                                  struct journal_answer *answer)
{
    enum granularity granularity = store_meta(journal->store)->granularity;
    int64_t first = 0;
    if (tick_parse(granularity, record->event.to.text, record->event.to.len, &first,
                   &record->closed_to) != TICK_OK) {
        snprintf(answer->detail, sizeof answer->detail,
                 "closing the books needs the last closed day in the column 'to'");
        return ARRIVAL_MALFORMED;
    }
    if (record->closed_to > record->event.tick) {
        snprintf(answer->detail, sizeof answer->detail,
                 "books cannot be closed beyond the day on which that is agreed");
        return ARRIVAL_MALFORMED;
    }
    if (!has_assents(journal, &record->event)) {
        snprintf(answer->detail, sizeof answer->detail,
                 "closing the books needs the assents of all parties");
        return ARRIVAL_NO_AUTHORITY;
    }
    return ARRIVAL_TAKEN;
}

/* Everything that the bytes and the journal rule out; the record's kind is set on the way. */
static enum arrival judge(struct journal *journal, struct record *record,
                          struct journal_answer *answer)
{
    const struct report_event *event = &record->event;
    if (event->at.len > 0 && event->tick > record->recorded) {
        snprintf(answer->detail, sizeof answer->detail,
                 "it is dated %.*s, after the day of its recording; a plan is no event",
                 text_clip(event->at, CLIP), event->at.text);
        return ARRIVAL_FROM_THE_FUTURE;
    }
    if (event->corrects.len > 0) {
        record->kind = RECORD_CORRECTION;
        return judge_correction(journal, record, answer);
    }
    if (text_equal(event->act, TEXT_OF("close books"))) {
        record->kind = RECORD_CLOSE;
        return judge_closing(journal, record, answer);
    }
    if (text_equal(event->act, TEXT_OF("adopt calendar")) ||
        text_equal(event->act, TEXT_OF("adopt zones"))) {
        record->kind = RECORD_ADOPT;
    }
    return ARRIVAL_TAKEN;
}

/* A known id: the same content is acknowledged, other content is refused loudly. */
static void answer_known(struct journal *journal, const struct record *record, uint32_t known,
                         struct journal_answer *answer)
{
    const struct journal_entry *entry = &journal->entries.items[known - 1];
    unsigned char content[DIGEST_LEN];
    digest(content, journal->content.data, journal->content.len);
    const struct report_event *event = &record->event;
    if (memcmp(entry->content, content, DIGEST_LEN) == 0) {
        *answer = (struct journal_answer){
            .arrival = ARRIVAL_DUPLICATE,
            .seq = known,
            .kind = entry->kind,
            .recorded = entry->recorded,
        };
        snprintf(answer->detail, sizeof answer->detail, "it is record %" PRIu32 " already", known);
        return;
    }
    answer->conflicts_with = known;
    snprintf(answer->detail, sizeof answer->detail,
             "the id '%.*s' belongs to record %" PRIu32 ", which says something else",
             text_clip(event->id, CLIP), event->id.text, known);
    refuse(journal, event, ARRIVAL_ID_CONFLICT, record->recorded, answer);
}

static MUST_USE enum rt_status check_room(const struct journal *journal, struct rt_error *err)
{
    return journal->entries.count < UINT32_MAX - 1
               ? RT_OK
               : rt_fail(err, RT_LIMIT, "a journal holds at most %" PRIu32 " records",
                         UINT32_MAX - 1);
}

enum rt_status journal_append(struct journal *journal, const struct report_event *event,
                              int64_t recorded, struct journal_answer *answer,
                              struct rt_error *err)
{
    enum rt_status status = check_room(journal, err);
    if (status != RT_OK) {
        return status;
    }
    *answer = (struct journal_answer){.arrival = ARRIVAL_TAKEN};
    struct record record = {
        .recorded = recorded > last_recorded(journal) ? recorded : last_recorded(journal),
        .kind = RECORD_EVENT,
        .event = *event,
        .detail = TEXT_NONE,
    };
    if (!event_check(event, answer->detail, sizeof answer->detail)) {
        refuse_malformed(journal, event->source, event->id, record.recorded, answer);
        return RT_OK;
    }
    buf_clear(&journal->content);
    journal_write_content(&journal->content, event);
    if (!text_is_clean(journal->content.data, journal->content.len, NULL, NULL) ||
        !text_is_clean(event->at.text, event->at.len, NULL, NULL)) {
        snprintf(answer->detail, sizeof answer->detail,
                 "a text is not UTF-8, or has a character that hides or turns what is read");
        refuse_malformed(journal, event->source, event->id, record.recorded, answer);
        return RT_OK;
    }
    unsigned char key[DIGEST_SHORT_LEN];
    event_key(&journal->body, event->source, event->id, key);
    uint32_t known = find_key(journal, key);
    if (known != 0) {
        answer_known(journal, &record, known, answer);
        return RT_OK;
    }
    enum arrival arrival = judge(journal, &record, answer);
    if (arrival != ARRIVAL_TAKEN) {
        refuse(journal, event, arrival, record.recorded, answer);
        return RT_OK;
    }
    add_record(journal, &record, key, answer);
    return RT_OK;
}

enum rt_status journal_refuse(struct journal *journal, struct text source, struct text where,
                              struct text why, int64_t recorded, struct journal_answer *answer,
                              struct rt_error *err)
{
    enum rt_status status = check_room(journal, err);
    if (status != RT_OK) {
        return status;
    }
    *answer = (struct journal_answer){.arrival = ARRIVAL_MALFORMED};
    bool is_text = text_is_clean(where.text, where.len, NULL, NULL) &&
                   text_is_clean(why.text, why.len, NULL, NULL);
    snprintf(answer->detail, sizeof answer->detail, "%.*s: %.*s", text_clip(where, CLIP),
             is_text ? where.text : "a row",
             is_text ? text_clip(why, (int)sizeof answer->detail - CLIP - 4) : CLIP,
             is_text ? why.text : "it cannot be read");
    refuse_malformed(journal, source, TEXT_NONE,
                     recorded > last_recorded(journal) ? recorded : last_recorded(journal), answer);
    return RT_OK;
}

/* ---- committing --------------------------------------------------------------------------------- */

void journal_rollback(struct journal *journal)
{
    if (journal->pending.count == 0) {
        return;
    }
    while (journal->entries.count > journal->committed) {
        remove_last_key(journal);
        journal->entries.count--;
    }
    while (journal->corrections.count > 0 &&
           vec_last(&journal->corrections) > journal->committed) {
        journal->corrections.count--;
    }
    while (journal->closings.count > 0 && vec_last(&journal->closings).seq > journal->committed) {
        journal->closings.count--;
    }
    journal_remark(journal);
    vec_clear(&journal->pending);
    buf_clear(&journal->pending_bodies);
    memcpy(journal->chain, journal->committed_chain, DIGEST_LEN);
}

enum rt_status journal_commit(struct journal *journal, const struct store_batch *caches,
                              struct rt_error *err)
{
    if (journal->pending.count == 0 && caches == NULL) {
        return RT_OK;
    }
    struct store_batch batch = {.drop_snapshots_from = INT64_MAX};
    if (caches != NULL) {
        batch = *caches;
    }
    VEC(struct store_record) records = {0};
    vec_reserve(&records, journal->pending.count);
    for (size_t i = 0; i < journal->pending.count; i++) {
        const struct journal_pending *pending = &journal->pending.items[i];
        struct store_record record = {
            .seq = journal->committed + i + 1,
            .body = {.text = journal->pending_bodies.data + pending->start, .len = pending->len},
        };
        memcpy(record.chain, pending->chain, DIGEST_LEN);
        vec_push(&records, record);
    }
    batch.after_seq = journal->committed;
    batch.records = records.items;
    batch.record_count = records.count;
    enum rt_status status = store_append(journal->store, &batch, err);
    vec_release(&records);
    if (status != RT_OK) {
        journal_rollback(journal);
        return status;
    }
    journal->committed = journal->entries.count;
    memcpy(journal->committed_chain, journal->chain, DIGEST_LEN);
    vec_clear(&journal->pending);
    buf_clear(&journal->pending_bodies);
    return RT_OK;
}

/* ---- asking --------------------------------------------------------------------------------------- */

uint64_t journal_last(const struct journal *journal)
{
    return journal->entries.count;
}

uint64_t journal_committed(const struct journal *journal)
{
    return journal->committed;
}

uint64_t journal_known_at(const struct journal *journal, int64_t recorded)
{
    size_t low = 0;
    size_t high = journal->entries.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (journal->entries.items[middle].recorded <= recorded) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static const struct journal_entry *entry_at(const struct journal *journal, uint64_t seq)
{
    if (seq < 1 || seq > journal->entries.count) {
        BUG("there is no record %" PRIu64, seq);
    }
    return &journal->entries.items[seq - 1];
}

int64_t journal_recorded(const struct journal *journal, uint64_t seq)
{
    return entry_at(journal, seq)->recorded;
}

int64_t journal_tick(const struct journal *journal, uint64_t seq)
{
    return entry_at(journal, seq)->tick;
}

enum record_kind journal_kind(const struct journal *journal, uint64_t seq)
{
    return entry_at(journal, seq)->kind;
}

int64_t journal_closed_to(const struct journal *journal, uint64_t seq)
{
    int64_t closed_to = INT64_MIN;
    if (journal->closings.count == 0) {
        return closed_to;
    }
    struct liveness *live = journal_liveness(journal, seq);
    for (size_t i = 0; i < journal->closings.count; i++) {
        const struct journal_closing *closing = &journal->closings.items[i];
        if (closing->closed_to > closed_to && liveness_event(live, closing->seq)) {
            closed_to = closing->closed_to;
        }
    }
    liveness_free(live);
    return closed_to;
}

uint64_t journal_find(const struct journal *journal, struct text source, struct text id)
{
    struct buf scratch;
    buf_init(&scratch);
    unsigned char key[DIGEST_SHORT_LEN];
    event_key(&scratch, source, id, key);
    buf_release(&scratch);
    return find_key(journal, key);
}

void journal_chain(const struct journal *journal, unsigned char hash[STORE_HASH_LEN])
{
    memcpy(hash, journal->chain, STORE_HASH_LEN);
}
