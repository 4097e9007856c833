/* Playing a case: each step advances or applies, and then takes the state through its bytes. */
#include "tests/unit/case_world.h"

#include "lang/base/buf.h"
#include "tests/unit/unit.h"

void world_open(struct world *world, case_maker *make, enum case_machine_id machine)
{
    nmb_init(&world->builder);
    case_machines[machine].build(&world->builder);
    nmb_finish(&world->builder, &world->nm);
    world->engine = make(&world->nm);
    st_init(&world->st);
    engine_start(&world->engine, &world->st);
}

void world_release(struct world *world)
{
    st_release(&world->st);
    engine_close(&world->engine);
    nmb_release(&world->builder);
}

static void through_bytes(struct world *world)
{
    struct buf bytes, again;
    buf_init(&bytes);
    buf_init(&again);
    st_encode(&world->st, &bytes);
    assert_true(st_decode(&world->st, bytes.data, bytes.len));
    st_encode(&world->st, &again);
    assert_int_equal(bytes.len, again.len);
    assert_memory_equal(bytes.data, again.data, bytes.len);
    buf_release(&bytes);
    buf_release(&again);
}

struct rt_event act_on(int64_t day, uint64_t actors, enum case_act act)
{
    struct rt_event event = {
        .at = day,
        .actors = actors,
        .key = EVENT_NONE,
        .bind = EVENT_NONE,
        .bind_kind = EVENT_NONE,
        .document = EVENT_NONE,
        .re = EVENT_NONE,
        .act = (int32_t)act,
        .kind = EVENT_NONE,
        .unit = EVENT_NONE,
        .by = EVENT_NONE,
        .for_norm = EVENT_NONE, .indicator = EVENT_NONE,
        .fault = JUDGE_EFFECTIVE,
    };
    for (int i = 0; i < LIMIT_EVENT_ATTRS; i++)
        event.attrs[i] = EVENT_NONE;
    return event;
}

int play(struct world *world, struct rt_event event)
{
    event.serial = world->st.head.serial;
    assert_int_equal(engine_advance(&world->engine, &world->st, event.at, 0), 0);
    through_bytes(world);
    int judgement = engine_apply(&world->engine, &world->st, &event);
    through_bytes(world);
    return judgement;
}

int play_act(struct world *world, int64_t day, uint64_t actors, enum case_act act, int64_t qty)
{
    struct rt_event event = act_on(day, actors, act);
    event.qty = qty;
    if (qty > 0 && world->engine.nm->unit_count > 0)
        event.unit = 0;
    return play(world, event);
}

int play_key(struct world *world, int64_t day, uint64_t actors, enum case_act act, int32_t key)
{
    struct rt_event event = act_on(day, actors, act);
    event.key = key;
    return play(world, event);
}

int play_re(struct world *world, int64_t day, uint64_t actors, enum case_act act, int32_t re)
{
    struct rt_event event = act_on(day, actors, act);
    event.re = re;
    return play(world, event);
}

void close_day(struct world *world, int64_t day)
{
    assert_int_equal(engine_advance(&world->engine, &world->st, day, 1), 0);
    through_bytes(world);
}

void open_day(struct world *world, int64_t day)
{
    assert_int_equal(engine_advance(&world->engine, &world->st, day, 0), 0);
    through_bytes(world);
}
