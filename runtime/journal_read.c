/* journal_read.c - iterating over the records of a journal, and checking a whole store.
 * The one idea: committed records are read from the store, uncommitted ones from the batch that
 * waits; the visitor sees no difference. */
#include <inttypes.h>

#include "runtime/journal_internal.h"

struct reading {
    struct journal_scratch scratch; /* of its own: a visitor may append to the same journal */
    const struct liveness *live;    /* NULL: every record */
    journal_visit *visit;
    void *ctx;
};

static MUST_USE enum rt_status show_body(struct reading *reading, uint64_t seq, struct text body,
                                         struct rt_error *err)
{
    if (reading->live != NULL && !liveness_event(reading->live, seq)) {
        return RT_OK;
    }
    struct record record;
    struct text content;
    if (!journal_read_record(body, &record, &content, &reading->scratch) || record.seq != seq) {
        return rt_fail(err, RT_CORRUPT, "record %" PRIu64 " is not of the known form", seq);
    }
    return reading->visit(reading->ctx, &record, err);
}

static enum rt_status show_stored(void *ctx, const struct store_record *stored,
                                  struct rt_error *err)
{
    return show_body(ctx, stored->seq, stored->body, err);
}

static MUST_USE enum rt_status read_all(struct journal *journal, uint64_t from_seq, uint64_t to_seq,
                                        struct reading *reading, struct rt_error *err)
{
    uint64_t last = to_seq < journal->entries.count ? to_seq : journal->entries.count;
    uint64_t first = from_seq == 0 ? 1 : from_seq;
    uint64_t committed = journal->committed;
    enum rt_status status = store_iterate(journal->store, first,
                                          last < committed ? last : committed, show_stored,
                                          reading, err);
    struct buf body;
    buf_init(&body);
    for (uint64_t seq = first > committed ? first : committed + 1; status == RT_OK && seq <= last;
         seq++) {
        const struct journal_pending *pending = &journal->pending.items[seq - committed - 1];
        /* A copy, because a visitor's append may move the bodies. */
        buf_clear(&body);
        buf_add(&body, journal->pending_bodies.data + pending->start, pending->len);
        status = show_body(reading, seq, (struct text){.text = body.data, .len = body.len}, err);
    }
    buf_release(&body);
    journal_scratch_release(&reading->scratch);
    return status;
}

enum rt_status journal_each(struct journal *journal, uint64_t from_seq, uint64_t to_seq,
                            journal_visit *visit, void *ctx, struct rt_error *err)
{
    struct reading reading = {.visit = visit, .ctx = ctx};
    return read_all(journal, from_seq, to_seq, &reading, err);
}

enum rt_status journal_each_live(struct journal *journal, uint64_t known_seq, journal_visit *visit,
                                 void *ctx, struct rt_error *err)
{
    struct liveness *live = journal_liveness(journal, known_seq);
    struct reading reading = {.live = live, .visit = visit, .ctx = ctx};
    enum rt_status status = read_all(journal, 1, known_seq, &reading, err);
    liveness_free(live);
    return status;
}

enum rt_status journal_verify(struct store *store, uint64_t *record_count, struct rt_error *err)
{
    *record_count = 0;
    enum rt_status status = store_verify(store, err);
    struct journal *journal = NULL;
    if (status == RT_OK) {
        status = journal_open(store, NULL, &journal, err);
    }
    if (status == RT_OK) {
        *record_count = journal_last(journal);
    }
    journal_close(journal);
    return status;
}
