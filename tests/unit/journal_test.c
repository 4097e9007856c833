/* The journal: arrival, corrections, liveness at any known-at, chain, commits (calculus B2, case 6). */
#include "runtime/journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/buf.h"
#include "runtime/digest.h"
#include "runtime/journal_internal.h"
#include "runtime/journal_text.h"
#include "tests/unit/unit.h"

static const struct store_meta meta = {
    .contract = {.text = "test", .len = 4},
    .contract_hash = {.text = "00ff", .len = 4},
    .semantics = {.text = "1", .len = 1},
    .tables = {.text = "", .len = 0},
};

struct desk {
    struct store *store;
    struct journal *journal;
};

static bool all_assent(void *ctx, const struct report_event *event)
{
    (void)ctx;
    for (size_t i = 0; i < event->attribute_count; i++) {
        if (text_equal(event->attributes[i].name, TEXT_OF("assents"))) {
            return text_equal(event->attributes[i].value, TEXT_OF("A+B"));
        }
    }
    return false;
}

static struct desk open_desk(const struct journal_policy *policy)
{
    struct desk desk = {.store = store_memory_new(&meta)};
    struct rt_error err = {0};
    assert_int_equal(journal_open(desk.store, policy, &desk.journal, &err), RT_OK);
    return desk;
}

static void close_desk(struct desk *desk)
{
    uint64_t count = 0;
    struct rt_error err = {0};
    assert_int_equal(journal_commit(desk->journal, NULL, &err), RT_OK);
    if (journal_verify(desk->store, &count, &err) != RT_OK) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(count, journal_last(desk->journal));
    journal_close(desk->journal);
    store_close(desk->store);
}

static const struct report_attribute assents = {
    .name = {.text = "assents", .len = 7}, .value = {.text = "A+B", .len = 3}};

static struct report_event event_of(const char *id, int64_t tick, const char *act,
                                    const char *quantity)
{
    return (struct report_event){
        .source = TEXT_OF("clerk"), .id = text_from(id), .at = TEXT_OF("some day"), .tick = tick,
        .actor = TEXT_OF("A"), .act = text_from(act), .to = TEXT_NONE, .object = TEXT_NONE,
        .quantity = text_from(quantity), .unit = TEXT_NONE, .by = TEXT_NONE,
        .evidence = TEXT_NONE, .re = TEXT_NONE, .for_what = TEXT_NONE, .corrects = TEXT_NONE,
    };
}

static struct journal_answer append(struct desk *desk, struct report_event event, int64_t recorded)
{
    struct journal_answer answer;
    struct rt_error err = {0};
    assert_int_equal(journal_append(desk->journal, &event, recorded, &answer, &err), RT_OK);
    return answer;
}

static struct journal_answer report(struct desk *desk, const char *id, int64_t tick,
                                    const char *quantity, int64_t recorded)
{
    return append(desk, event_of(id, tick, "deliver", quantity), recorded);
}

static struct journal_answer replace(struct desk *desk, const char *id, const char *target,
                                     int64_t tick, const char *quantity, int64_t recorded)
{
    struct report_event event = event_of(id, tick, "deliver", quantity);
    event.corrects = text_from(target);
    return append(desk, event, recorded);
}

static struct journal_answer undo(struct desk *desk, const char *id, const char *target,
                                  int64_t recorded)
{
    struct report_event event = event_of(id, 0, "void", "");
    event.at = event.actor = TEXT_NONE;
    event.corrects = text_from(target);
    return append(desk, event, recorded);
}

static enum rt_status add_quantity(void *ctx, const struct record *record, struct rt_error *err)
{
    (void)err;
    *(int64_t *)ctx += strtoll(record->event.quantity.text, NULL, 10);
    return RT_OK;
}

/* The sum of the live quantities known at a sequence. */
static int64_t sum_at(struct desk *desk, uint64_t seq)
{
    int64_t sum = 0;
    struct rt_error err = {0};
    assert_int_equal(journal_each_live(desk->journal, seq, add_quantity, &sum, &err), RT_OK);
    return sum;
}

static void case_6_of_the_calculus(void **state)
{
    (void)state;
    struct desk desk = open_desk(NULL);
    assert_int_equal(report(&desk, "e", 3, "10", 3).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 10);
    assert_int_equal(replace(&desk, "c1", "e", 3, "12", 4).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 12);
    struct journal_answer answer = replace(&desk, "c2", "e", 3, "13", 5);
    assert_int_equal(answer.arrival, ARRIVAL_STALE_CORRECTION);
    assert_int_equal(answer.seq, 3);
    assert_int_equal(answer.conflicts_with, 1);
    assert_int_equal(undo(&desk, "c3", "c1", 6).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 10);
    assert_int_equal(sum_at(&desk, journal_known_at(desk.journal, 5)), 12);
    assert_int_equal(sum_at(&desk, journal_known_at(desk.journal, 3)), 10);
    assert_int_equal(sum_at(&desk, journal_known_at(desk.journal, 2)), 0);

    answer = report(&desk, "e", 3, "10", 7);
    assert_int_equal(answer.arrival, ARRIVAL_DUPLICATE);
    assert_int_equal(answer.seq, 1);
    assert_int_equal(answer.recorded, 3);
    answer = report(&desk, "e", 3, "11", 7);
    assert_int_equal(answer.arrival, ARRIVAL_ID_CONFLICT);
    assert_int_equal(answer.conflicts_with, 1);
    assert_int_equal(report(&desk, "f", 9, "1", 8).arrival, ARRIVAL_FROM_THE_FUTURE);
    assert_int_equal(report(&desk, "f", 9, "1", 9).arrival, ARRIVAL_TAKEN);
    close_desk(&desk);
}

static void a_repeated_report_or_refusal_changes_nothing(void **state)
{
    (void)state;
    struct desk desk = open_desk(NULL);
    report(&desk, "e", 3, "10", 3);
    struct journal_answer first = report(&desk, "e", 3, "11", 4);
    uint64_t last = journal_last(desk.journal);
    assert_int_equal(first.seq, last);
    struct journal_answer again = report(&desk, "e", 3, "11", 9);
    assert_int_equal(again.arrival, ARRIVAL_ID_CONFLICT);
    assert_int_equal(again.seq, first.seq);
    assert_int_equal(again.recorded, 4);
    assert_int_equal(report(&desk, "e", 3, "10", 9).arrival, ARRIVAL_DUPLICATE);
    assert_int_equal(journal_last(desk.journal), last);
    close_desk(&desk);
}

static void ids_are_scoped_by_their_source(void **state)
{
    (void)state;
    struct desk desk = open_desk(NULL);
    report(&desk, "77", 3, "10", 3);
    struct report_event event = event_of("77", 3, "deliver", "12");
    event.source = TEXT_OF("gateway");
    assert_int_equal(append(&desk, event, 3).arrival, ARRIVAL_TAKEN);
    assert_int_equal(journal_find(desk.journal, TEXT_OF("gateway"), TEXT_OF("77")), 2);
    assert_int_equal(journal_find(desk.journal, TEXT_OF("clerk"), TEXT_OF("77")), 1);
    assert_int_equal(journal_find(desk.journal, TEXT_NONE, TEXT_OF("77")), 0);
    close_desk(&desk);
}

static void corrections_form_a_chain_of_heads(void **state)
{
    (void)state;
    struct desk desk = open_desk(NULL);
    report(&desk, "e", 3, "10", 3);
    assert_int_equal(replace(&desk, "c1", "e", 3, "12", 4).arrival, ARRIVAL_TAKEN);
    assert_int_equal(replace(&desk, "c2", "c1", 3, "15", 4).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, 3), 15);
    /* c1 cannot be undone under c2, which stands on it: else 10 and 15 would both count. */
    assert_int_equal(undo(&desk, "c3", "c1", 4).arrival, ARRIVAL_STALE_CORRECTION);
    assert_int_equal(undo(&desk, "c4", "c2", 5).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 12);
    assert_int_equal(undo(&desk, "c5", "c1", 5).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 10);
    /* Undoing the undoing brings 12 back; but not once e has another replacement. */
    assert_int_equal(undo(&desk, "c6", "c5", 5).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 12);
    assert_int_equal(undo(&desk, "c7", "c6", 5).arrival, ARRIVAL_TAKEN);
    assert_int_equal(replace(&desk, "c8", "e", 3, "20", 5).arrival, ARRIVAL_TAKEN);
    assert_int_equal(undo(&desk, "c9", "c7", 5).arrival, ARRIVAL_STALE_CORRECTION);
    assert_int_equal(undo(&desk, "c10", "c5", 5).arrival, ARRIVAL_STALE_CORRECTION);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 20);
    assert_int_equal(undo(&desk, "v1", "c8", 6).arrival, ARRIVAL_TAKEN);
    assert_int_equal(undo(&desk, "v2", "e", 6).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 0);
    assert_int_equal(replace(&desk, "v3", "v2", 3, "5", 6).arrival, ARRIVAL_STALE_CORRECTION);
    assert_int_equal(undo(&desk, "v4", "v2", 6).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 10);
    close_desk(&desk);
}

static void a_correction_needs_a_target_and_the_right_hand(void **state)
{
    (void)state;
    struct journal_policy policy = {.has_assents = all_assent};
    struct desk desk = open_desk(&policy);
    report(&desk, "e", 3, "10", 3);
    assert_int_equal(replace(&desk, "c1", "none", 3, "12", 4).arrival, ARRIVAL_UNKNOWN_TARGET);
    struct report_event event = event_of("c2", 3, "deliver", "12");
    event.source = TEXT_OF("gateway");
    event.corrects = TEXT_OF("clerk:e");
    assert_int_equal(append(&desk, event, 4).arrival, ARRIVAL_NO_AUTHORITY);
    event.id = TEXT_OF("c3");
    event.attributes = &assents;
    event.attribute_count = 1;
    assert_int_equal(append(&desk, event, 4).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 12);
    event = event_of("c4", 3, "void", "");
    event.corrects = TEXT_OF("e");
    event.source = TEXT_OF("gateway");
    assert_int_equal(append(&desk, event, 4).arrival, ARRIVAL_UNKNOWN_TARGET);
    close_desk(&desk);
}

static void closed_books_are_corrected_only_by_all(void **state)
{
    (void)state;
    struct journal_policy policy = {.has_assents = all_assent};
    struct desk desk = open_desk(&policy);
    report(&desk, "e", 3, "10", 3);
    struct report_event closing = event_of("k1", 6, "close books", "");
    closing.to = TEXT_OF("1970-01-06"); /* tick 5 */
    assert_int_equal(append(&desk, closing, 6).arrival, ARRIVAL_NO_AUTHORITY);
    closing.attributes = &assents;
    closing.attribute_count = 1;
    assert_int_equal(journal_closed_to(desk.journal, journal_last(desk.journal)), INT64_MIN);
    struct journal_answer answer = append(&desk, closing, 6);
    assert_int_equal(answer.arrival, ARRIVAL_TAKEN);
    assert_int_equal(answer.kind, RECORD_CLOSE);
    assert_int_equal(journal_closed_to(desk.journal, journal_last(desk.journal)), 5);
    assert_int_equal(journal_closed_to(desk.journal, answer.seq - 1), INT64_MIN);
    /* An event below closed books is journaled; judging it is the fold's. */
    assert_int_equal(report(&desk, "f", 4, "1", 6).arrival, ARRIVAL_TAKEN);
    assert_int_equal(replace(&desk, "c1", "e", 7, "12", 7).arrival, ARRIVAL_BOOKS_CLOSED);
    assert_int_equal(undo(&desk, "c2", "e", 7).arrival, ARRIVAL_BOOKS_CLOSED);
    assert_int_equal(undo(&desk, "c3", "k1", 7).arrival, ARRIVAL_BOOKS_CLOSED);
    report(&desk, "g", 7, "1", 7);
    assert_int_equal(replace(&desk, "c4", "g", 7, "2", 7).arrival, ARRIVAL_TAKEN);
    assert_int_equal(replace(&desk, "c5", "c4", 4, "2", 7).arrival, ARRIVAL_BOOKS_CLOSED);
    struct report_event reopening = event_of("c6", 0, "void", "");
    reopening.at = TEXT_NONE;
    reopening.corrects = TEXT_OF("k1");
    reopening.attributes = &assents;
    reopening.attribute_count = 1;
    assert_int_equal(append(&desk, reopening, 8).arrival, ARRIVAL_TAKEN);
    assert_int_equal(journal_closed_to(desk.journal, journal_last(desk.journal)), INT64_MIN);
    assert_int_equal(undo(&desk, "c7", "e", 8).arrival, ARRIVAL_TAKEN);
    close_desk(&desk);
}

static void what_cannot_be_read_is_kept_as_a_refusal(void **state)
{
    (void)state;
    struct desk desk = open_desk(NULL);
    struct report_event event = event_of("", 3, "deliver", "1");
    assert_int_equal(append(&desk, event, 3).arrival, ARRIVAL_MALFORMED);
    event = event_of("q", 3, "deliver", "ten");
    assert_int_equal(append(&desk, event, 3).arrival, ARRIVAL_MALFORMED);
    event = event_of("u", 3, "deliver", "1");
    event.object = TEXT_OF("\xff");
    assert_int_equal(append(&desk, event, 3).arrival, ARRIVAL_MALFORMED);
    event.id = TEXT_OF("\xff");
    assert_int_equal(append(&desk, event, 3).arrival, ARRIVAL_MALFORMED);
    struct journal_answer answer;
    struct rt_error err = {0};
    assert_int_equal(journal_refuse(desk.journal, TEXT_OF("clerk"), TEXT_OF("line 7"),
                                    TEXT_OF("there is no date 1956-02-30"), 3, &answer, &err),
                     RT_OK);
    assert_int_equal(answer.arrival, ARRIVAL_MALFORMED);
    assert_int_equal(answer.seq, 5);
    assert_string_equal(answer.detail, "line 7: there is no date 1956-02-30");
    assert_int_equal(journal_refuse(desk.journal, TEXT_OF("clerk"), TEXT_OF("line 7"),
                                    TEXT_OF("there is no date 1956-02-30"), 4, &answer, &err),
                     RT_OK);
    assert_int_equal(answer.seq, 5);
    assert_int_equal(sum_at(&desk, 5), 0);
    close_desk(&desk);
}

static void recording_ticks_never_go_back(void **state)
{
    (void)state;
    struct desk desk = open_desk(NULL);
    assert_int_equal(report(&desk, "a", 1, "1", 10).recorded, 10);
    assert_int_equal(report(&desk, "b", 1, "1", 4).recorded, 10);
    assert_int_equal(report(&desk, "c", 10, "1", 4).arrival, ARRIVAL_TAKEN);
    assert_int_equal(report(&desk, "d", 1, "1", 12).recorded, 12);
    assert_int_equal(journal_known_at(desk.journal, 9), 0);
    assert_int_equal(journal_known_at(desk.journal, 10), 3);
    assert_int_equal(journal_known_at(desk.journal, 11), 3);
    assert_int_equal(journal_known_at(desk.journal, 12), 4);
    close_desk(&desk);
}

static enum conclusive_verdict held_if_first(void *ctx, const struct record *record)
{
    *(uint64_t *)ctx = record->seq;
    return record->seq == 1 ? VERDICT_HELD : VERDICT_NOT_HELD;
}

static enum rt_status see_verdict(void *ctx, const struct record *record, struct rt_error *err)
{
    (void)err;
    (void)ctx;
    assert_int_equal(record->verdict, record->seq == 1 ? VERDICT_HELD : VERDICT_NOT_HELD);
    return RT_OK;
}

static void a_conclusive_verdict_is_sealed_with_its_record(void **state)
{
    (void)state;
    uint64_t asked = 0;
    struct journal_policy policy = {.ctx = &asked, .verdict = held_if_first};
    struct desk desk = open_desk(&policy);
    report(&desk, "a", 1, "1", 1);
    assert_int_equal(asked, 1);
    report(&desk, "b", 1, "1", 1);
    struct rt_error err = {0};
    assert_int_equal(journal_each(desk.journal, 1, UINT64_MAX, see_verdict, NULL, &err), RT_OK);
    close_desk(&desk);
}

static void a_rollback_forgets_exactly_what_was_not_committed(void **state)
{
    (void)state;
    struct desk desk = open_desk(NULL);
    struct rt_error err = {0};
    report(&desk, "e", 3, "10", 3);
    replace(&desk, "c1", "e", 3, "12", 3);
    assert_int_equal(journal_commit(desk.journal, NULL, &err), RT_OK);
    unsigned char before[STORE_HASH_LEN];
    unsigned char after[STORE_HASH_LEN];
    journal_chain(desk.journal, before);
    for (int i = 0; i < 300; i++) {
        char id[16];
        snprintf(id, sizeof id, "x%d", i);
        report(&desk, id, 3, "1", 5);
    }
    undo(&desk, "c2", "c1", 5);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 310);
    journal_rollback(desk.journal);
    journal_chain(desk.journal, after);
    assert_memory_equal(before, after, STORE_HASH_LEN);
    assert_int_equal(journal_last(desk.journal), 2);
    assert_int_equal(sum_at(&desk, 2), 12);
    assert_int_equal(report(&desk, "x7", 3, "1", 5).arrival, ARRIVAL_TAKEN);
    assert_int_equal(undo(&desk, "c2", "c1", 5).arrival, ARRIVAL_TAKEN);
    assert_int_equal(sum_at(&desk, journal_last(desk.journal)), 11);
    close_desk(&desk);
}

static void two_writers_never_overwrite_each_other(void **state)
{
    (void)state;
    struct desk desk = open_desk(NULL);
    struct desk other = {.store = desk.store};
    struct rt_error err = {0};
    assert_int_equal(journal_open(desk.store, NULL, &other.journal, &err), RT_OK);
    report(&desk, "a", 1, "1", 1);
    report(&other, "b", 1, "2", 1);
    report(&other, "a", 1, "1", 1);
    assert_int_equal(journal_commit(desk.journal, NULL, &err), RT_OK);
    assert_int_equal(journal_commit(other.journal, NULL, &err), RT_CONFLICT);
    rt_clear(&err);
    assert_int_equal(journal_last(other.journal), 0);
    assert_int_equal(journal_refresh(other.journal, &err), RT_OK);
    assert_int_equal(report(&other, "b", 1, "2", 1).arrival, ARRIVAL_TAKEN);
    assert_int_equal(report(&other, "a", 1, "1", 1).arrival, ARRIVAL_DUPLICATE);
    assert_int_equal(journal_commit(other.journal, NULL, &err), RT_OK);
    assert_int_equal(journal_refresh(desk.journal, &err), RT_OK);
    assert_int_equal(sum_at(&desk, 2), 3);
    journal_close(other.journal);
    close_desk(&desk);
}

/* The text of a record, byte for byte: it is what auditors recompute. */
static void the_canonical_text_and_the_chain_are_fixed(void **state)
{
    (void)state;
    struct desk desk = open_desk(NULL);
    struct report_event event = event_of("e\"1\\", 3, "teach", "10");
    static const struct report_attribute attributes[] = {
        {.name = {.text = "experience", .len = 10}, .value = {.text = "a\tb", .len = 3}}};
    event.attributes = attributes;
    event.attribute_count = 1;
    event.ord = 2;
    append(&desk, event, 4);
    struct rt_error err = {0};
    assert_int_equal(journal_commit(desk.journal, NULL, &err), RT_OK);
    static const char want[] =
        "{\"seq\":1,\"recorded\":4,\"kind\":\"event\",\"at\":\"some day\",\"tick\":3,\"ord\":2,"
        "\"source\":\"clerk\",\"id\":\"e\\\"1\\\\\",\"actor\":\"A\",\"act\":\"teach\","
        "\"quantity\":\"10\",\"attributes\":{\"experience\":\"a\\u0009b\"}}";
    static const char header[] = "hetong journal 1\ntest\n00ff\n1\n\nday\n";
    unsigned char start[DIGEST_LEN];
    unsigned char link[DIGEST_LEN];
    unsigned char chain[DIGEST_LEN];
    digest(start, header, sizeof header - 1);
    digest_link(link, start, want, sizeof want - 1);
    journal_chain(desk.journal, chain);
    assert_memory_equal(chain, link, DIGEST_LEN);
    close_desk(&desk);
}

/* Random reports and corrections: the marks kept along agree with B2's walk over each prefix. */
static void marks_agree_with_the_walk_over_random_corrections(void **state)
{
    (void)state;
    for (uint64_t round = 1; round <= 60; round++) {
        uint64_t seed = round;
        struct desk desk = open_desk(NULL);
        char ids[120][16];
        int count = 0;
        while (count < 120) {
            snprintf(ids[count], sizeof ids[count], "r%d", count);
            int64_t pick = test_between(&seed, 0, 3);
            const char *target = count > 0 ? ids[test_between(&seed, 0, count - 1)] : "none";
            if (pick == 0) {
                report(&desk, ids[count], 1, "1", count);
            } else if (pick == 1) {
                replace(&desk, ids[count], target, 1, "1", count);
            } else {
                undo(&desk, ids[count], target, count);
            }
            uint64_t known = journal_last(desk.journal);
            struct liveness *live = journal_liveness(desk.journal, known);
            for (uint64_t seq = 1; seq <= known; seq++) {
                assert_int_equal(journal_is_event_live(desk.journal, (uint32_t)seq),
                                 liveness_event(live, seq));
            }
            liveness_free(live);
            if (test_between(&seed, 0, 9) == 0) {
                struct rt_error err = {0};
                assert_int_equal(journal_commit(desk.journal, NULL, &err), RT_OK);
            } else if (test_between(&seed, 0, 30) == 0) {
                journal_rollback(desk.journal);
            }
            count++;
        }
        /* At most one thing of each chain counts: never more than there were plain reports. */
        uint64_t last = journal_last(desk.journal);
        int64_t reports = 0;
        for (uint64_t seq = 1; seq <= last; seq++) {
            reports += journal_kind(desk.journal, seq) == RECORD_EVENT;
        }
        assert_true(sum_at(&desk, last) <= reports);
        close_desk(&desk);
    }
}

/* The record as the journal writes it; both buffers are to be released. */
static void write_record(struct buf *content, struct buf *body, const struct record *record)
{
    buf_init(content);
    buf_init(body);
    journal_write_content(content, &record->event);
    journal_write_record(body, record, (struct text){.text = content->data, .len = content->len});
}

/* Any changed byte of a record's text is either no record, or not the same bytes again. */
static void a_changed_text_is_never_taken_for_the_written_one(void **state)
{
    (void)state;
    struct report_event event = event_of("e1", 3, "teach", "10");
    struct record record = {.seq = 12, .recorded = -4, .kind = RECORD_CORRECTION, .target = 7,
                            .event = event, .detail = TEXT_NONE};
    struct buf content;
    struct buf body;
    write_record(&content, &body, &record);
    struct journal_scratch scratch = {0};
    struct record back;
    struct text seen;
    assert_true(journal_read_record((struct text){.text = body.data, .len = body.len}, &back, &seen,
                                    &scratch));
    assert_int_equal(back.target, 7);
    assert_int_equal(back.recorded, -4);
    for (size_t i = 0; i < body.len; i++) {
        for (int byte = 1; byte < 256; byte += 7) {
            char kept = body.data[i];
            body.data[i] = (char)byte;
            struct text changed = {.text = body.data, .len = body.len};
            if ((char)byte != kept && journal_read_record(changed, &back, &seen, &scratch)) {
                struct buf again;
                struct buf again_content;
                write_record(&again_content, &again, &back);
                body.data[i] = kept;
                assert_false(again.len == body.len &&
                             memcmp(again.data, body.data, body.len) == 0);
                buf_release(&again);
                buf_release(&again_content);
            }
            body.data[i] = kept;
        }
        struct text cut = {.text = body.data, .len = i};
        assert_false(journal_read_record(cut, &back, &seen, &scratch));
    }
    journal_scratch_release(&scratch);
    buf_release(&content);
    buf_release(&body);
}

/* The chain of hashes fits, so it is the journal that must see that what is corrected is not there. */
static void a_store_of_one_correction_is_damaged(void **state)
{
    (void)state;
    static const struct {
        uint64_t seq, target;
    } cases[] = {{12, 7}, {1, 1}, {1, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct report_event event = event_of("e1", 3, "teach", "10");
        struct record record = {.seq = cases[i].seq, .recorded = 4, .kind = RECORD_CORRECTION,
                                .target = cases[i].target, .event = event, .detail = TEXT_NONE};
        struct buf content;
        struct buf body;
        write_record(&content, &body, &record);
        unsigned char start[DIGEST_LEN];
        struct store_record stored = {.seq = 1, .body = {.text = body.data, .len = body.len}};
        store_meta_hash(&meta, start);
        digest_link(stored.chain, start, body.data, body.len);
        struct store *store = store_memory_new(&meta);
        struct store_batch batch = {.records = &stored, .record_count = 1,
                                    .drop_snapshots_from = INT64_MAX};
        struct rt_error err = {0};
        struct journal *journal = NULL;
        assert_int_equal(store_append(store, &batch, &err), RT_OK);
        assert_int_equal(journal_open(store, NULL, &journal, &err), RT_CORRUPT);
        store_close(store);
        buf_release(&body);
        buf_release(&content);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_6_of_the_calculus),
        cmocka_unit_test(a_repeated_report_or_refusal_changes_nothing),
        cmocka_unit_test(ids_are_scoped_by_their_source),
        cmocka_unit_test(corrections_form_a_chain_of_heads),
        cmocka_unit_test(a_correction_needs_a_target_and_the_right_hand),
        cmocka_unit_test(closed_books_are_corrected_only_by_all),
        cmocka_unit_test(what_cannot_be_read_is_kept_as_a_refusal),
        cmocka_unit_test(recording_ticks_never_go_back),
        cmocka_unit_test(a_conclusive_verdict_is_sealed_with_its_record),
        cmocka_unit_test(a_rollback_forgets_exactly_what_was_not_committed),
        cmocka_unit_test(two_writers_never_overwrite_each_other),
        cmocka_unit_test(the_canonical_text_and_the_chain_are_fixed),
        cmocka_unit_test(marks_agree_with_the_walk_over_random_corrections),
        cmocka_unit_test(a_changed_text_is_never_taken_for_the_written_one),
        cmocka_unit_test(a_store_of_one_correction_is_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
