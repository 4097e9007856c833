/* Random logs: events of all acts and parties, with keys, quantities, references and designations
 * that mostly make sense, on every machine of the cases; two engines side by side. */
#include "lang/base/buf.h"
#include "tests/unit/case_world.h"
#include "tests/unit/unit.h"

enum { LAST_DAY = 70, EVENTS = 24 };

/* One chance in n. */
static bool one_in(uint64_t *seed, int64_t n)
{
    return test_between(seed, 1, n) == 1;
}

static struct rt_event random_event(uint64_t *seed, const struct nm *nm, int64_t day,
                                    int32_t serial)
{
    struct rt_event event = act_on(day, (uint64_t)test_between(seed, 1, 3),
                                   (enum case_act)test_between(seed, 0, ACT_COUNT - 1));
    if (one_in(seed, 2)) { /* half of them do what some norm is about */
        const struct nm_norm *norm = &nm->norm[test_between(seed, 0, nm->norm_count - 1)];
        event.act = nm->pattern[norm->pattern].act;
        event.actors = norm->bearers;
    }
    if (one_in(seed, 2))
        event.key = (int32_t)test_between(seed, 0, 3);
    if (one_in(seed, 8)) {
        event.bind = (int32_t)test_between(seed, 0, 3);
        event.bind_kind = KIND_ITEM;
    }
    if (one_in(seed, 8))
        event.kind = (int16_t)test_between(seed, 0, 1);
    if (one_in(seed, 2))
        event.qty = one_in(seed, 4) ? test_between(seed, 1, 120) : test_between(seed, 1, 30);
    if (one_in(seed, 40))
        event.qty = INT64_MAX - test_between(seed, 0, 2);
    if (one_in(seed, 6) && serial > 0)
        event.re = (int32_t)test_between(seed, 0, serial - 1);
    if (one_in(seed, 8))
        event.for_norm = (int16_t)test_between(seed, 0, nm->norm_count - 1);
    if (one_in(seed, 30))
        event.fault = JUDGE_UNKNOWN_WORD;
    return event;
}

static void assert_same(const struct st *left, const struct st *right)
{
    struct buf left_bytes, right_bytes;
    buf_init(&left_bytes);
    buf_init(&right_bytes);
    st_encode(left, &left_bytes);
    st_encode(right, &right_bytes);
    assert_int_equal(left_bytes.len, right_bytes.len);
    assert_memory_equal(left_bytes.data, right_bytes.data, left_bytes.len);
    buf_release(&left_bytes);
    buf_release(&right_bytes);
}

static void step_both(struct world *left, struct world *right, uint64_t *seed, int64_t day,
                      int is_closed)
{
    if (one_in(seed, 4)) { /* from a copy instead of the state itself */
        struct st copy;
        st_init(&copy);
        st_copy(&copy, &right->st);
        st_release(&right->st);
        right->st = copy;
    }
    assert_int_equal(engine_advance(&left->engine, &left->st, day, is_closed), 0);
    assert_int_equal(engine_advance(&right->engine, &right->st, day, is_closed), 0);
    assert_same(&left->st, &right->st);
}

static void play_log(case_maker *left_maker, case_maker *right_maker, enum case_machine_id machine,
                     uint64_t seed)
{
    struct world left, right;
    world_open(&left, left_maker, machine);
    world_open(&right, right_maker, machine);
    int64_t day = 0;
    for (int i = 0; i < EVENTS; i++) {
        if (!one_in(&seed, 3))
            day += test_between(&seed, 0, 6);
        step_both(&left, &right, &seed, day, 0);
        struct rt_event event = random_event(&seed, &left.nm, day, left.st.head.serial);
        event.serial = left.st.head.serial;
        int judgement = engine_apply(&left.engine, &left.st, &event);
        assert_int_equal(engine_apply(&right.engine, &right.st, &event), judgement);
        assert_same(&left.st, &right.st);
        if (one_in(&seed, 4))
            step_both(&left, &right, &seed, day++, 1);
    }
    step_both(&left, &right, &seed, day > LAST_DAY ? day : LAST_DAY, 1);
    world_release(&left);
    world_release(&right);
}

void play_random_logs(case_maker *left, case_maker *right, enum case_machine_id machine, int count)
{
    for (int i = 0; i < count; i++)
        play_log(left, right, machine, (uint64_t)machine * 1000003 + (uint64_t)i);
}
