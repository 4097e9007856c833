/* tracker: the state is a function of the live events and of nothing else: not of the order of
 * arrival, the cut of batches, snapshots or earlier looks. Calculus B2-B4, B12, cases 4 and 6. */
#include "runtime/tracker.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/ir/builder.h"
#include "compiler/ir/eval.h"
#include "runtime/change.h"
#include "runtime/tracker_internal.h"
#include "tests/unit/unit.h"

enum { A = 1, B = 2 };
enum { TEACH, CONFIRM, DELIVER, PAY, SUPPLY, TERMINATE, NOTE };
enum { TAUGHT, DELIVERED, PENALTY, SUPPLIED, POWER };

/* ---- the contract ---------------------------------------------------------------------------- */

static void word(struct nm_builder *builder, int32_t what, int32_t index, const char *text)
{
    nmb_add_word(builder,
                 (struct nm_word){
                     .text = nmb_str(builder, text), .what = what, .index = index, .of = NM_NONE});
}

static void add_act(struct nm_builder *builder, const char *name, int32_t class, int32_t rank)
{
    struct nm_act act = nmb_blank_act();
    act.name = nmb_str(builder, name);
    act.class = class;
    act.rank = rank;
    act.kind = strcmp(name, "deliver") == 0 || strcmp(name, "pay") == 0 ? NM_NONE : 0;
    word(builder, NM_WORD_ACT, nmb_add_act(builder, act), name);
}

static int32_t pattern_of(struct nm_builder *builder, int32_t act, uint64_t actors, int32_t key)
{
    struct nm_pattern pattern = nmb_blank_pattern();
    pattern.act = act;
    pattern.actors = actors;
    pattern.key = key;
    return nmb_add_pattern(builder, pattern);
}

static void trigger(struct nm_builder *builder, struct nm_norm *norm, struct nm_trigger trigger)
{
    norm->first_trigger = nmb_add_trigger(builder, trigger);
    norm->trigger_count = 1;
}

/* A duty of A, in a pool of its own. */
static struct nm_norm duty(struct nm_builder *builder, const char *name, int32_t act, int64_t need)
{
    struct nm_norm norm = nmb_blank_norm();
    norm.name = nmb_str(builder, name);
    norm.clause = 0;
    norm.kind = NM_AMOUNT;
    norm.bearers = A;
    norm.creditors = B;
    norm.pattern = pattern_of(builder, act, A, NM_KEY_FREE);
    norm.need = nmb_const(builder, need);
    norm.pool = builder->head.pools++;
    trigger(builder, &norm, nmb_blank_trigger());
    return norm;
}

static int32_t ticks_after(struct nm_builder *builder, enum nm_op op, int64_t ticks)
{
    int32_t from = nmb_expr(builder, op, NM_NONE, NM_NONE, 0);
    return nmb_expr(builder, NM_OP_ADD_TICKS, from, NM_NONE, ticks);
}

/* A teaches 3 items by d20, B confirms within 3 days, else confirmed. A delivers 12 by d10,
 * otherwise pays 5 within 10 days. When A teaches an item it supplies it within 5 days. While A is
 * in breach of the delivery, A or B may terminate. Term d1 to d30. */
static void build(struct nm_builder *builder)
{
    builder->head.start = 1;
    builder->head.end = 30;
    builder->head.horizon = 60;
    for (int32_t i = 0; i < 2; i++) {
        const char *name = i == 0 ? "A" : "B";
        nmb_add_party(builder,
                      (struct nm_party){.name = nmb_str(builder, name), .members = 1u << i});
        word(builder, NM_WORD_PARTY, i, name);
    }
    nmb_add_kind(builder, (struct nm_kind){.name = nmb_str(builder, "item"), .unit = NM_NONE});
    word(builder, NM_WORD_KIND, 0, "item");
    struct nm_clause clause = nmb_blank_clause();
    clause.number = nmb_str(builder, "1");
    nmb_add_clause(builder, clause);
    add_act(builder, "teach", NM_PERFORM, 1);
    add_act(builder, "confirm", NM_ACCEPT, 2);
    add_act(builder, "deliver", NM_PERFORM, 1);
    add_act(builder, "pay", NM_PERFORM, 1);
    add_act(builder, "supply", NM_PERFORM, 2);
    add_act(builder, "terminate", NM_END, 5);
    add_act(builder, "note", NM_FACT, 1);

    struct nm_answer answer = nmb_blank_answer();
    answer.clause = 0;
    answer.acceptors = B;
    answer.accept = CONFIRM;
    answer.limit = ticks_after(builder, NM_OP_AT, 3);
    answer.silence = NM_SILENCE_ACCEPTS;
    struct nm_norm taught = duty(builder, "taught", TEACH, 3);
    taught.due = nmb_const(builder, 20);
    taught.distinct = 1;
    taught.answer = nmb_add_answer(builder, answer);
    nmb_add_norm(builder, taught);

    struct nm_norm delivered = duty(builder, "delivered", DELIVER, 12);
    delivered.due = nmb_const(builder, 10);
    delivered.remedy = PENALTY;
    nmb_add_norm(builder, delivered);

    struct nm_norm penalty = duty(builder, "penalty", PAY, 5);
    struct nm_trigger breach = nmb_blank_trigger();
    breach.kind = NM_ON_BREACH;
    breach.norm = DELIVERED;
    trigger(builder, &penalty, breach);
    penalty.trigger_stratum = 1;
    penalty.due = ticks_after(builder, NM_OP_TRIGGER, 10);
    penalty.fate = NM_ACCRUED;
    nmb_add_norm(builder, penalty);

    struct nm_norm supplied = duty(builder, "supplied", SUPPLY, 1);
    supplied.kind = NM_ACHIEVE;
    supplied.need = NM_NONE;
    supplied.key_kind = 0;
    supplied.pattern = pattern_of(builder, SUPPLY, A, NM_KEY_BOUND);
    struct nm_trigger teaching = nmb_blank_trigger();
    teaching.kind = NM_ON_EVENT;
    teaching.pattern = pattern_of(builder, TEACH, A, NM_KEY_FREE);
    trigger(builder, &supplied, teaching);
    supplied.due = ticks_after(builder, NM_OP_TRIGGER, 5);
    nmb_add_norm(builder, supplied);

    struct nm_power power = nmb_blank_power();
    power.effect = NM_TERMINATE;
    power.act = TERMINATE;
    power.ground = nmb_expr(builder, NM_OP_IN_BREACH, NM_NONE, NM_NONE, DELIVERED);
    struct nm_norm ending = nmb_blank_norm();
    ending.name = nmb_str(builder, "ending");
    ending.clause = 0;
    ending.kind = NM_POWER;
    ending.bearers = A | B;
    ending.power = nmb_add_power(builder, power);
    trigger(builder, &ending, nmb_blank_trigger());
    nmb_add_norm(builder, ending);
}

/* ---- the desk -------------------------------------------------------------------------------- */

static struct nm_builder builder;
static struct nm nm;
static struct engine engine;

static int set_up_machine(void **state)
{
    (void)state;
    nmb_init(&builder);
    build(&builder);
    nmb_finish(&builder, &nm);
    engine = eval_engine(&nm);
    return 0;
}

static int tear_down_machine(void **state)
{
    (void)state;
    engine_close(&engine);
    nmb_release(&builder);
    return 0;
}

static struct store *new_store(void)
{
    struct store_meta meta = {
        .contract = TEXT_OF("sample"),
        .contract_hash = TEXT_OF("00"),
        .semantics = TEXT_OF("1"),
        .tables = TEXT_NONE,
        .granularity = GRANULARITY_DAY,
    };
    return store_memory_new(&meta);
}

static struct tracker *open_on(struct store *store)
{
    struct rt_error err = {0};
    struct tracker *tracker = NULL;
    assert_int_equal(tracker_open(store, &engine, &tracker, &err), RT_OK);
    return tracker;
}

struct line { /* one row of a log */
    char id[24], act[12], object[12], quantity[8], re[24], corrects[24];
    const char *actor, *source;
    int64_t at, ord;
    bool has_assents;
};

static struct report_event report_of(const struct line *line)
{
    static const struct report_attribute assents = {TEXT_OF("assents"), TEXT_OF("A and B")};
    bool is_void = strcmp(line->act, "void") == 0;
    return (struct report_event){
        .source = text_from(line->source == NULL ? "" : line->source),
        .id = text_from(line->id),
        .at = is_void ? TEXT_NONE : TEXT_OF("some day"),
        .tick = is_void ? 0 : line->at,
        .ord = line->ord,
        .actor = is_void ? TEXT_NONE : text_from(line->actor),
        .act = text_from(line->act),
        .to = strcmp(line->act, "close books") == 0 ? text_from(line->object) : TEXT_NONE,
        .object = text_from(line->object),
        .quantity = text_from(line->quantity),
        .unit = TEXT_NONE,
        .by = TEXT_NONE,
        .evidence = TEXT_NONE,
        .re = text_from(line->re),
        .for_what = TEXT_NONE,
        .corrects = text_from(line->corrects),
        .attributes = &assents,
        .attribute_count = line->has_assents,
    };
}

static struct journal_answer take(struct tracker *tracker, const struct line *line,
                                  int64_t recorded)
{
    struct rt_error err = {0};
    struct journal_answer answer;
    struct report_event event = report_of(line);
    assert_int_equal(tracker_take(tracker, &event, recorded, &answer, &err), RT_OK);
    return answer;
}

static struct line line_of(const char *id, int64_t at, const char *actor, const char *act,
                           const char *object)
{
    struct line line = {.at = at, .actor = actor};
    snprintf(line.id, sizeof line.id, "%s", id);
    snprintf(line.act, sizeof line.act, "%s", act);
    snprintf(line.object, sizeof line.object, "%s", object);
    return line;
}

static struct line deliver(const char *id, int64_t at, const char *quantity)
{
    struct line line = line_of(id, at, "A", "deliver", "");
    snprintf(line.quantity, sizeof line.quantity, "%s", quantity);
    return line;
}

static struct line correct(const char *id, const char *target, struct line replacement)
{
    snprintf(replacement.id, sizeof replacement.id, "%s", id);
    snprintf(replacement.corrects, sizeof replacement.corrects, "%s", target);
    return replacement;
}

static void go(struct tracker *tracker, int64_t tick, bool is_closed, uint64_t known)
{
    struct rt_error err = {0};
    struct track_when when = {.tick = tick, .is_closed = is_closed, .known = known};
    assert_int_equal(tracker_go(tracker, when, &err), RT_OK);
}

static void commit(struct tracker *tracker)
{
    struct rt_error err = {0};
    assert_int_equal(tracker_commit(tracker, &err), RT_OK);
}

static enum judgement judge(struct tracker *tracker, uint64_t seq)
{
    struct rt_error err = {0};
    enum judgement judgement = JUDGE_COUNT;
    assert_int_equal(tracker_judge(tracker, seq, &judgement, &err), RT_OK);
    return judgement;
}

static const struct st_inst *inst_of(const struct tracker *tracker, int32_t norm)
{
    const struct st *st = tracker_state(tracker);
    for (uint32_t i = 0; i < st->inst_count; i++) {
        if (st->inst[i].norm == norm) {
            return &st->inst[i];
        }
    }
    return NULL;
}

/* The view's bytes and judgements in fold order, by id. */
static void picture(struct tracker *tracker, struct buf *out)
{
    tracker_encode(tracker, out);
    for (size_t i = 0; i < tracker_event_count(tracker); i++) {
        struct track_event event = tracker_event(tracker, i);
        assert_int_equal(event.event->serial, i);
        assert_int_equal(tracker_find(tracker, event.seq), i);
        struct text id = tracker->records.items[event.seq - 1].key.id;
        buf_printf(out, "%s:%d;", id.text, (int)event.judgement);
    }
}

static void assert_same_picture(struct tracker *left, struct tracker *right)
{
    struct buf one;
    struct buf other;
    buf_init(&one);
    buf_init(&other);
    picture(left, &one);
    picture(right, &other);
    assert_int_equal(one.len, other.len);
    assert_memory_equal(one.data, other.data, one.len);
    buf_release(&one);
    buf_release(&other);
}

/* ---- random logs ----------------------------------------------------------------------------- */

enum { LOG_MAX = 40 };

static struct line random_line(uint64_t *seed, int number)
{
    static const char *const acts[] = {"teach",  "teach", "confirm",   "deliver", "pay",
                                       "supply", "note",  "terminate", "dance"};
    static const char *const objects[] = {"x", "y", "z", "w", ""};
    struct line line = {.at = test_between(seed, -1, 34)};
    line.actor = test_between(seed, 0, 5) == 0 ? "B" : "A";
    snprintf(line.id, sizeof line.id, "%c%d", (char)('a' + test_between(seed, 0, 5)), number);
    snprintf(line.act, sizeof line.act, "%s", acts[test_between(seed, 0, 8)]);
    if (strcmp(line.act, "confirm") == 0) {
        line.actor = test_between(seed, 0, 5) == 0 ? "A" : "B";
    }
    bool is_counted = strcmp(line.act, "deliver") == 0 || strcmp(line.act, "pay") == 0;
    if (is_counted) {
        snprintf(line.quantity, sizeof line.quantity, "%d", (int)test_between(seed, 1, 7));
    } else {
        snprintf(line.object, sizeof line.object, "%s", objects[test_between(seed, 0, 4)]);
    }
    line.ord = test_between(seed, 0, 3) == 0 ? test_between(seed, 0, 2) : 0;
    return line;
}

/* Lines that already refer to each other may so come to refer in a circle. */
static void refer(struct line *line, const struct line *target)
{
    memcpy(line->re, target->id, sizeof target->id);
}

static void shuffle(uint64_t *seed, struct line *lines, int count)
{
    for (int i = count; i-- > 1;) {
        int k = (int)test_between(seed, 0, i);
        struct line kept = lines[i];
        lines[i] = lines[k];
        lines[k] = kept;
    }
}

static void random_look(struct tracker *tracker, uint64_t *seed)
{
    go(tracker, test_between(seed, -3, 40), test_between(seed, 0, 1) == 1,
       (uint64_t)test_between(seed, 0, (int64_t)journal_last(tracker_journal(tracker))));
}

static void any_order_of_arrival_gives_one_state(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int round = 0; round < 60; round++) {
        struct line lines[LOG_MAX];
        int count = (int)test_between(&seed, 4, LOG_MAX);
        for (int i = 0; i < count; i++) {
            lines[i] = random_line(&seed, i);
            if (i > 0 && test_between(&seed, 0, 2) == 0) {
                refer(&lines[i], &lines[test_between(&seed, 0, i)]);
            }
        }
        struct store *one_store = new_store();
        struct tracker *one = open_on(one_store);
        for (int i = 0; i < count; i++) {
            assert_int_equal(take(one, &lines[i], 50).arrival, ARRIVAL_TAKEN);
        }
        for (int turn = 0; turn < 4; turn++) {
            shuffle(&seed, lines, count);
            struct store *store = new_store();
            struct tracker *tracker = open_on(store);
            for (int i = 0; i < count; i++) {
                uint64_t seq = take(tracker, &lines[i], 50).seq;
                if (turn > 0 && test_between(&seed, 0, turn) > 0) {
                    random_look(tracker, &seed);
                    (void)judge(tracker, seq);
                }
                if (test_between(&seed, 0, 3) == 0) {
                    commit(tracker);
                }
            }
            for (int look = 0; look < 4; look++) {
                int64_t tick = look == 3 ? 40 : test_between(&seed, -2, 36);
                bool is_closed = look % 2 == 1;
                go(one, tick, is_closed, TRACK_ALL);
                go(tracker, tick, is_closed, TRACK_ALL);
                assert_same_picture(one, tracker);
            }
            tracker_close(tracker);
            store_close(store);
        }
        tracker_close(one);
        store_close(one_store);
    }
}

/* A correction of some earlier row: a replacement, a void, or an undo. */
static struct line random_correction(uint64_t *seed, const struct line *lines, int number)
{
    const struct line *target = &lines[test_between(seed, 0, number - 1)];
    struct line line = random_line(seed, number);
    if (test_between(seed, 0, 1) == 0) {
        snprintf(line.act, sizeof line.act, "void");
    }
    return correct(line.id, target->id, line);
}

static void any_view_equals_a_fold_from_scratch(void **state)
{
    (void)state;
    uint64_t seed = 2;
    for (int round = 0; round < 60; round++) {
        struct line lines[LOG_MAX];
        struct store *store = new_store();
        struct tracker *tracker = open_on(store);
        for (int i = 0; i < LOG_MAX; i++) {
            lines[i] = i > 2 && test_between(&seed, 0, 4) == 0 ? random_correction(&seed, lines, i)
                                                               : random_line(&seed, i);
            if (i > 0 && test_between(&seed, 0, 3) == 0) {
                refer(&lines[i], &lines[test_between(&seed, 0, i - 1)]);
            }
            if (i == 20) {
                lines[i] = line_of("close", 40, "A", "close books", "1970-01-09");
                lines[i].has_assents = true;
            }
            (void)take(tracker, &lines[i], 50);
            if (test_between(&seed, 0, 2) == 0) {
                continue;
            }
            commit(tracker);
            random_look(tracker, &seed);
            struct tracker *scratch = open_on(store);
            struct track_when when = tracker_when(tracker);
            go(scratch, when.tick, when.is_closed, when.known);
            assert_same_picture(tracker, scratch);
            tracker_close(scratch);
        }
        tracker_close(tracker);
        store_close(store);
    }
}

static void long_logs_are_cached_and_caches_are_never_trusted(void **state)
{
    (void)state;
    enum { COUNT = 9000 };
    uint64_t seed = 3;
    struct store *store = new_store();
    struct tracker *tracker = open_on(store);
    for (int i = 0; i < COUNT; i++) {
        struct line line = line_of("", 1 + i / (COUNT / 29), "A", i % 200 ? "note" : "teach", "");
        snprintf(line.id, sizeof line.id, "n%05d", i);
        snprintf(line.object, sizeof line.object, "o%d", (int)test_between(&seed, 0, 60));
        (void)take(tracker, &line, 50);
    }
    go(tracker, 30, true, TRACK_ALL);
    commit(tracker);
    struct store_snapshot snapshot;
    assert_int_equal(
        store_load_snapshot(store, text_from(tracker->cache_name), COUNT, 30, &snapshot, NULL),
        RT_OK);
    struct tracker *reopened = open_on(store);
    go(reopened, 30, true, TRACK_ALL);
    assert_true(reopened->snapshots.items[1].done > COUNT / 2); /* it began with the cache */
    assert_same_picture(tracker, reopened);
    /* Late events rewind to snapshots, which have been thinned out meanwhile; the cache is passed
     * by. */
    for (int i = 0; i < 40; i++) {
        struct line line = deliver("", test_between(&seed, 1, 29), "1");
        snprintf(line.id, sizeof line.id, "late%d", i);
        (void)take(tracker, &line, 50);
        go(tracker, test_between(&seed, 1, 31), i % 2 == 0, TRACK_ALL);
    }
    commit(tracker);
    struct tracker *scratch = open_on(store);
    go(scratch, 12, true, TRACK_ALL);
    go(tracker, 12, true, TRACK_ALL);
    assert_same_picture(tracker, scratch);
    go(scratch, 33, false, TRACK_ALL);
    go(tracker, 33, false, TRACK_ALL);
    assert_same_picture(tracker, scratch);
    go(reopened, 33, false, COUNT);
    go(tracker, 33, false, COUNT);
    assert_same_picture(tracker, reopened);
    tracker_close(scratch);
    tracker_close(reopened);
    tracker_close(tracker);
    store_close(store);
}

/* ---- conformance ----------------------------------------------------------------------------- */

static void assert_change(const struct changes *changes, const char *line)
{
    struct buf out;
    buf_init(&out);
    bool is_found = false;
    for (size_t i = 0; i < changes->list.count; i++) {
        buf_clear(&out);
        change_print(&out, &nm, &changes->list.items[i], false);
        is_found = is_found || strcmp(out.data, line) == 0;
    }
    if (!is_found) {
        fail_msg("no change '%s'; the last is '%s'", line, out.len > 0 ? out.data : "");
    }
    buf_release(&out);
}

static void case_4_a_late_report_revises(void **state)
{
    (void)state;
    struct store *store = new_store();
    struct tracker *tracker = open_on(store);
    struct line note = line_of("n", 13, "A", "note", "x");
    (void)take(tracker, &note, 13);
    go(tracker, 13, true, TRACK_ALL);
    assert_int_equal(inst_of(tracker, DELIVERED)->status, ST_BREACHED);
    assert_int_equal(tracker_state(tracker)->breach[0].status, ST_REMEDYING);
    assert_int_equal(inst_of(tracker, PENALTY)->status, ST_IN_FORCE);
    assert_int_equal(inst_of(tracker, PENALTY)->due, 20);
    struct track_view before;
    tracker_keep(tracker, &before);
    struct line late = deliver("d", 9, "12");
    uint64_t seq = take(tracker, &late, 14).seq;
    assert_int_equal(judge(tracker, seq), JUDGE_EFFECTIVE);
    go(tracker, 13, true, TRACK_ALL);
    assert_int_equal(inst_of(tracker, DELIVERED)->status, ST_FULFILLED);
    assert_int_equal(tracker_state(tracker)->breach_count, 0);
    assert_null(inst_of(tracker, PENALTY));
    struct track_view after;
    tracker_keep(tracker, &after);
    struct changes changes = {0};
    changes_find(&changes, &before, &after, true);
    assert_int_equal(changes.list.count, 3);
    assert_change(&changes, "delivered: breached → fulfilled");
    assert_change(&changes, "delivered: no breach any more, short by 12, blame A");
    assert_change(&changes, "penalty: no longer arises");
    changes_release(&changes);
    track_view_release(&before);
    track_view_release(&after);
    go(tracker, 13, true, 1); /* as it was known then */
    assert_int_equal(inst_of(tracker, DELIVERED)->status, ST_BREACHED);
    tracker_close(tracker);
    store_close(store);
}

static void case_6_the_record_is_corrected(void **state)
{
    (void)state;
    struct store *store = new_store();
    struct tracker *tracker = open_on(store);
    struct line event = deliver("e", 3, "10");
    (void)take(tracker, &event, 3);
    struct line first = correct("c1", "e", deliver("", 3, "12"));
    assert_int_equal(take(tracker, &first, 4).arrival, ARRIVAL_TAKEN);
    go(tracker, 5, true, TRACK_ALL);
    assert_int_equal(inst_of(tracker, DELIVERED)->got, 12);
    assert_int_equal(inst_of(tracker, DELIVERED)->status, ST_FULFILLED);
    struct line second = correct("c2", "e", deliver("", 3, "12"));
    assert_int_equal(take(tracker, &second, 5).arrival, ARRIVAL_STALE_CORRECTION);
    struct line undo = correct("c3", "c1", line_of("", 0, "", "void", ""));
    assert_int_equal(take(tracker, &undo, 6).arrival, ARRIVAL_TAKEN);
    go(tracker, 5, true, TRACK_ALL);
    assert_int_equal(inst_of(tracker, DELIVERED)->got, 10);
    assert_int_equal(inst_of(tracker, DELIVERED)->status, ST_IN_FORCE);
    struct journal *journal = tracker_journal(tracker);
    go(tracker, 5, true, journal_known_at(journal, 5));
    assert_int_equal(inst_of(tracker, DELIVERED)->got, 12);
    go(tracker, 5, true, journal_known_at(journal, 3));
    assert_int_equal(inst_of(tracker, DELIVERED)->got, 10);
    struct line teach = line_of("t1", 5, "A", "teach", "x");
    struct line again = line_of("t2", 6, "A", "teach", "x");
    assert_int_equal(judge(tracker, take(tracker, &teach, 6).seq), JUDGE_EFFECTIVE);
    assert_int_equal(judge(tracker, take(tracker, &again, 6).seq), JUDGE_ITEM_KNOWN);
    tracker_close(tracker);
    store_close(store);
}

static void an_answer_finds_what_replaced_its_event(void **state)
{
    (void)state;
    struct store *store = new_store();
    struct tracker *tracker = open_on(store);
    struct line answer = line_of("b", 6, "B", "confirm", "");
    snprintf(answer.re, sizeof answer.re, "a");
    uint64_t seq = take(tracker, &answer, 9).seq; /* before what it answers is known */
    assert_int_equal(judge(tracker, seq), JUDGE_NOTHING_TO_ANSWER);
    struct line teach = line_of("a", 5, "A", "teach", "x");
    (void)take(tracker, &teach, 9);
    assert_int_equal(judge(tracker, seq), JUDGE_EFFECTIVE);
    struct line other = correct("c", "a", line_of("", 6, "A", "teach", "y"));
    (void)take(tracker, &other, 9); /* same day now, and still before its answer */
    assert_int_equal(judge(tracker, seq), JUDGE_EFFECTIVE);
    struct line later = correct("d", "c", line_of("", 7, "A", "teach", "y"));
    (void)take(tracker, &later, 9);
    assert_int_equal(judge(tracker, seq), JUDGE_NOTHING_TO_ANSWER);
    struct line undo = correct("v", "d", line_of("", 0, "", "void", ""));
    (void)take(tracker, &undo, 9); /* c stands again */
    assert_int_equal(judge(tracker, seq), JUDGE_EFFECTIVE);
    tracker_close(tracker);
    store_close(store);
}

static void circles_closed_books_and_unknown_words_are_inert(void **state)
{
    (void)state;
    struct store *store = new_store();
    struct tracker *tracker = open_on(store);
    struct line one = deliver("p", 5, "1");
    struct line two = deliver("q", 5, "1");
    snprintf(one.re, sizeof one.re, "q");
    snprintf(two.re, sizeof two.re, "p");
    uint64_t first = take(tracker, &one, 9).seq;
    assert_int_equal(judge(tracker, first), JUDGE_EFFECTIVE);
    uint64_t second = take(tracker, &two, 9).seq;
    assert_int_equal(judge(tracker, first), JUDGE_REFERENCE_CYCLE);
    assert_int_equal(judge(tracker, second), JUDGE_REFERENCE_CYCLE);
    struct line closing = line_of("k", 9, "A", "close books", "1970-01-09"); /* tick 8 */
    closing.has_assents = true;
    assert_int_equal(take(tracker, &closing, 9).kind, RECORD_CLOSE);
    struct line late = deliver("r", 8, "1");
    assert_int_equal(judge(tracker, take(tracker, &late, 10).seq), JUDGE_BOOKS_CLOSED);
    struct line agreed = deliver("s", 8, "1");
    agreed.has_assents = true;
    assert_int_equal(judge(tracker, take(tracker, &agreed, 10).seq), JUDGE_EFFECTIVE);
    struct line open_day = deliver("t", 9, "1");
    assert_int_equal(judge(tracker, take(tracker, &open_day, 10).seq), JUDGE_EFFECTIVE);
    struct line unknown = line_of("u", 9, "A", "delivr", "");
    uint64_t seq = take(tracker, &unknown, 10).seq;
    assert_int_equal(judge(tracker, seq), JUDGE_UNKNOWN_WORD);
    struct buf why;
    buf_init(&why);
    struct rt_error err = {0};
    assert_int_equal(tracker_explain(tracker, seq, JUDGE_UNKNOWN_WORD, &why, &err), RT_OK);
    assert_string_equal(why.data, "'delivr'; did you mean 'deliver'?");
    buf_release(&why);
    tracker_close(tracker);
    store_close(store);
}

static void rival_powers_of_one_day_are_flagged(void **state)
{
    (void)state;
    struct store *store = new_store();
    struct tracker *tracker = open_on(store);
    struct line one = line_of("a", 12, "A", "terminate", "contract");
    struct line two = line_of("b", 12, "B", "terminate", "contract");
    assert_int_equal(judge(tracker, take(tracker, &two, 12).seq), JUDGE_EFFECTIVE);
    assert_int_equal(tracker_state(tracker)->head.flags & ST_DECIDED_BY_ID, 0);
    (void)take(tracker, &one, 12);
    assert_int_equal(judge(tracker, 1), JUDGE_CONTRACT_ENDED);
    go(tracker, 12, true, TRACK_ALL);
    assert_int_equal(tracker_state(tracker)->head.flags & ST_DECIDED_BY_ID, ST_DECIDED_BY_ID);
    tracker_close(tracker);
    store_close(store);
}

static void what_is_rolled_back_leaves_no_trace(void **state)
{
    (void)state;
    struct store *store = new_store();
    struct tracker *tracker = open_on(store);
    struct line kept = deliver("a", 3, "4");
    (void)take(tracker, &kept, 9);
    commit(tracker);
    struct line lost = line_of("x", 2, "A", "teach", "lost");
    struct line void_kept = correct("v", "a", line_of("", 0, "", "void", ""));
    (void)take(tracker, &lost, 9);
    (void)take(tracker, &void_kept, 9);
    go(tracker, 9, true, TRACK_ALL);
    assert_int_equal(inst_of(tracker, DELIVERED)->got, 0);
    tracker_rollback(tracker);
    struct line next = deliver("x", 4, "5"); /* the id is free again */
    assert_int_equal(take(tracker, &next, 9).arrival, ARRIVAL_TAKEN);
    go(tracker, 9, true, TRACK_ALL);
    assert_int_equal(inst_of(tracker, DELIVERED)->got, 9);
    assert_int_equal(tracker_name_count(tracker), 0);
    commit(tracker);
    struct tracker *scratch = open_on(store);
    go(scratch, 9, true, TRACK_ALL);
    assert_same_picture(tracker, scratch);
    tracker_close(scratch);
    tracker_close(tracker);
    store_close(store);
}

static void the_last_report_is_remembered(void **state)
{
    (void)state;
    struct store *store = new_store();
    struct tracker *tracker = open_on(store);
    struct rt_error err = {0};
    struct track_when when;
    assert_int_equal(tracker_reported(tracker, &when, &err), RT_NOT_FOUND);
    struct line line = deliver("a", 3, "4");
    (void)take(tracker, &line, 9);
    go(tracker, 7, true, TRACK_ALL);
    assert_int_equal(tracker_set_reported(tracker, &err), RT_OK);
    assert_int_equal(tracker_reported(tracker, &when, &err), RT_OK);
    assert_int_equal(when.tick, 7);
    assert_true(when.is_closed);
    assert_int_equal(when.known, 1);
    tracker_close(tracker);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_of_arrival_gives_one_state),
        cmocka_unit_test(any_view_equals_a_fold_from_scratch),
        cmocka_unit_test(long_logs_are_cached_and_caches_are_never_trusted),
        cmocka_unit_test(case_4_a_late_report_revises),
        cmocka_unit_test(case_6_the_record_is_corrected),
        cmocka_unit_test(an_answer_finds_what_replaced_its_event),
        cmocka_unit_test(circles_closed_books_and_unknown_words_are_inert),
        cmocka_unit_test(rival_powers_of_one_day_are_flagged),
        cmocka_unit_test(what_is_rolled_back_leaves_no_trace),
        cmocka_unit_test(the_last_report_is_remembered),
    };
    return cmocka_run_group_tests(tests, set_up_machine, tear_down_machine);
}
