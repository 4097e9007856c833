/* Forecasts: conformance case 25, answers, calendars, rates, suspensions, and a brute-force search
 * over small systems that plays out every way of filling the places day by day. */
#include "tests/unit/unit.h"

#include <string.h>

#include "lang/base/arena.h"
#include "runtime/forecast.h"
#include "runtime/forecast_room.h"

enum { PARTY_A = 1, PARTY_B = 2, PARTY_C = 4 };
enum { ACT_TEACH, ACT_START, ACT_CONFIRM, ACT_REFUSE };

/* One contract with one norm and one instance, to be changed by each test. */
struct fixture {
    struct arena arena;
    struct nm nm;
    struct nm_norm norms[2];
    struct nm_pattern pattern;
    struct nm_capacity capacity;
    struct nm_answer answer;
    struct nm_calendar calendar;
    struct nm_exception exceptions[4];
    struct nm_power power;
    struct nm_scope scope;
    struct nm_unit unit;
    struct st st;
    struct st_inst inst;
    struct st_tender tenders[2];
    struct st_suspension suspension;
    struct st_breach breach;
    struct rt_event events[64];
    uint8_t judgements[64];
    uint32_t event_count;
    int64_t grace;
};

static void blank_norm(struct nm_norm *norm)
{
    memset(norm, 0, sizeof *norm);
    norm->key_kind = norm->from = norm->due = norm->calendar = norm->grace = norm->need = NM_NONE;
    norm->unit = norm->parent = norm->answer = norm->until = norm->remedy = NM_NONE;
    norm->power = norm->capacity = norm->reminder = NM_NONE;
}

/* 26 items by A in days 1 to 92, six at a time, 3 to 6 days each. */
static void set_up(struct fixture *fixture)
{
    memset(fixture, 0, sizeof *fixture);
    arena_init(&fixture->arena);
    blank_norm(&fixture->norms[0]);
    blank_norm(&fixture->norms[1]);
    fixture->norms[0].kind = NM_AMOUNT;
    fixture->norms[0].bearers = PARTY_A;
    fixture->norms[0].capacity = 0;
    fixture->norms[1].kind = NM_POWER;
    fixture->norms[1].bearers = PARTY_B;
    fixture->norms[1].power = 0;
    fixture->norms[1].pattern = NM_NONE;
    fixture->pattern = (struct nm_pattern){.act = ACT_TEACH, .actors = PARTY_A, .kind = NM_NONE};
    fixture->capacity = (struct nm_capacity){
        .places = 6, .shortest = 3, .longest = 6, .calendar = NM_NONE, .start_act = ACT_START};
    fixture->answer = (struct nm_answer){.acceptors = PARTY_B, .accept = ACT_CONFIRM,
                                         .reject = ACT_REFUSE, .limit = NM_NONE, .rework = NM_NONE};
    fixture->power = (struct nm_power){.effect = NM_EXTEND, .ground = NM_NONE, .scope_count = 1,
                                       .notice = NM_NONE, .until = NM_NONE, .ends = NM_NONE, .amount = 10};
    fixture->nm.head = (struct nm_head){.start = 1, .end = 92, .calendar = NM_NONE};
    fixture->nm.norm = fixture->norms;
    fixture->nm.norm_count = 2;
    fixture->nm.pattern = &fixture->pattern;
    fixture->nm.pattern_count = 1;
    fixture->nm.capacity = &fixture->capacity;
    fixture->nm.capacity_count = 1;
    fixture->nm.answer = &fixture->answer;
    fixture->nm.answer_count = 1;
    fixture->nm.calendar = &fixture->calendar;
    fixture->nm.exception = fixture->exceptions;
    fixture->nm.power = &fixture->power;
    fixture->nm.power_count = 1;
    fixture->nm.scope = &fixture->scope;
    fixture->nm.scope_count = 1;
    fixture->nm.unit = &fixture->unit;
    fixture->inst = (struct st_inst){.status = ST_IN_FORCE, .key = -1, .from = 1, .due = 92,
                                     .base_due = 92, .need = 26, .made = 1, .breach = -1,
                                     .cure_due = NM_NEVER, .trigger_at = 1};
    fixture->st.head = (struct st_head){.phase = ST_RUNNING, .now = 1};
    fixture->st.inst = &fixture->inst;
    fixture->st.inst_count = 1;
    fixture->st.tender = fixture->tenders;
    fixture->st.suspension = &fixture->suspension;
    fixture->st.breach = &fixture->breach;
}

static void tear_down(struct fixture *fixture)
{
    arena_release(&fixture->arena);
}

static int64_t ask_grace(void *ctx, const struct st *st, int32_t inst, int32_t expr, int64_t at)
{
    (void)st, (void)inst, (void)expr, (void)at;
    return ((struct fixture *)ctx)->grace;
}

static struct forecast forecast_on(struct fixture *fixture, int64_t day)
{
    fixture->st.head.now = day;
    struct forecaster forecaster = forecaster_new(&fixture->nm, &fixture->arena);
    forecaster.ask = ask_grace;
    forecaster.ask_ctx = fixture;
    struct forecast open = forecast_of(&forecaster, &fixture->st, 0, fixture->events,
                                       fixture->judgements, fixture->event_count);
    uint8_t closed = fixture->st.head.closed;
    if (fixture->inst.suspensions == 0) {
        fixture->st.head.closed = 1;
        struct forecast after = forecast_of(&forecaster, &fixture->st, 0, fixture->events,
                                            fixture->judgements, fixture->event_count);
        fixture->st.head.closed = closed;
        assert_memory_equal(&open, &after, sizeof open);
    }
    return open;
}

static void tell(struct fixture *fixture, int64_t at, int32_t act, int32_t key, int64_t qty)
{
    struct rt_event event = {.at = at, .qty = qty, .actors = PARTY_A, .key = key,
                             .bind = EVENT_NONE, .bind_kind = EVENT_NONE, .document = EVENT_NONE, .re = EVENT_NONE,
                             .serial = (int32_t)fixture->event_count, .act = act,
                             .kind = EVENT_NONE, .unit = EVENT_NONE, .by = EVENT_NONE,
                             .for_norm = EVENT_NONE, .indicator = EVENT_NONE};
    fixture->judgements[fixture->event_count] = JUDGE_EFFECTIVE;
    fixture->events[fixture->event_count++] = event;
}

static void hand_over(struct fixture *fixture, int64_t qty, int64_t limit)
{
    fixture->norms[0].answer = 0;
    fixture->tenders[fixture->st.tender_count++] = (struct st_tender){
        .item = -1, .qty = qty, .open = qty, .limit = limit, .at = fixture->st.head.now};
    fixture->inst.pend += qty;
}

static void test_case_25(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    for (int64_t day = 1; day <= 92; day++) {
        struct forecast forecast = forecast_on(&fixture, day);
        assert_int_equal(forecast.doom, 79);
        assert_int_equal(forecast.slack, 78 - day);
        assert_int_equal(forecast.last_start, 78);
        assert_int_equal(forecast.at_risk, day >= 64 && day < 79);
        if (day <= 63)
            assert_int_equal(forecast.verdict, FORECAST_IN_HAND);
        else if (day < 79)
            assert_int_equal(forecast.verdict, FORECAST_NEEDS);
        else
            assert_int_equal(forecast.verdict, FORECAST_DOOMED);
    }
    struct forecast first = forecast_on(&fixture, 1);
    assert_int_equal(first.slack, 77);
    assert_int_equal(first.most, 6 * (92 / 3));
    assert_int_equal(first.least, 6 * (92 / 6));
    assert_int_equal(first.slack_units, 6 * (92 / 3) - 26);
    struct forecast doomed = forecast_on(&fixture, 79);
    assert_int_equal(doomed.short_by, 2);
    assert_int_equal(doomed.slack_units, -2);

    /* Ten are done by day 81. */
    fixture.inst.got = 10;
    for (int64_t day = 81; day <= 92; day++) {
        struct forecast forecast = forecast_on(&fixture, day);
        assert_int_equal(forecast.left, 16);
        assert_int_equal(forecast.doom, 85);
        assert_int_equal(forecast.at_risk, day < 85);
        assert_int_equal(forecast.verdict, day < 85 ? FORECAST_NEEDS : FORECAST_DOOMED);
    }
    assert_int_equal(forecast_on(&fixture, 85).short_by, 4);
    assert_int_equal(forecast_on(&fixture, 84).needs, 0);
    assert_int_equal(forecast_on(&fixture, 84).needs_by, 84);
    tear_down(&fixture);
}

/* With the power of B to extend, and without it. */
static void test_extension_power_changes_nothing(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    for (int64_t day = 1; day <= 92; day++) {
        fixture.nm.norm_count = 2;
        struct forecast with = forecast_on(&fixture, day);
        fixture.nm.norm_count = 1;
        struct forecast without = forecast_on(&fixture, day);
        assert_memory_equal(&with, &without, sizeof with);
    }
    tear_down(&fixture);
}

static void test_last_item_awaits_answer(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.inst.got = 25;
    fixture.st.head.now = 90;
    hand_over(&fixture, 1, 95);

    fixture.answer.silence = NM_SILENCE_REJECTS;
    struct forecast forecast = forecast_on(&fixture, 90);
    assert_int_equal(forecast.verdict, FORECAST_NEEDS);
    assert_int_equal(forecast.needs, PARTY_B);
    assert_int_equal(forecast.needs_by, 95);
    assert_int_equal(forecast.doom, 96);
    assert_true(forecast.at_risk);

    fixture.answer.silence = NM_SILENCE_ACCEPTS;
    forecast = forecast_on(&fixture, 90);
    assert_int_equal(forecast.verdict, FORECAST_IN_HAND);
    assert_int_equal(forecast.doom, NM_NEVER);
    assert_false(forecast.at_risk);

    fixture.answer.reject = NM_NONE;
    assert_int_equal(forecast_on(&fixture, 90).verdict, FORECAST_SECURED);

    /* Due is over; only the answer is open. */
    fixture.inst.status = ST_PENDING;
    assert_int_equal(forecast_on(&fixture, 93).verdict, FORECAST_SECURED);
    fixture.answer.silence = NM_SILENCE_REJECTS;
    forecast = forecast_on(&fixture, 93);
    assert_int_equal(forecast.verdict, FORECAST_NEEDS);
    assert_int_equal(forecast.slack, 2);

    /* `accepted by`: the answer itself must come by the due day. */
    fixture.inst.status = ST_IN_FORCE;
    fixture.answer.silence = NM_SILENCE_ACCEPTS;
    fixture.norms[0].by_answer = 1;
    forecast = forecast_on(&fixture, 90);
    assert_int_equal(forecast.verdict, FORECAST_NEEDS);
    assert_int_equal(forecast.needs_by, 92);
    tear_down(&fixture);
}

/* While own work is left, an answer that is awaited counts as done only as long as it can come. */
static void test_answers_and_work(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.inst.got = 8;
    fixture.st.head.now = 60;
    hand_over(&fixture, 6, 70);
    fixture.answer.silence = NM_SILENCE_REJECTS;
    struct forecast forecast = forecast_on(&fixture, 60);
    assert_int_equal(forecast.left, 12);
    assert_int_equal(forecast.verdict, FORECAST_IN_HAND);
    /* Refused on 70 by silence, 18 are left: three rounds of three days from 84 on. */
    assert_int_equal(forecast.doom, 85);
    fixture.answer.silence = NM_SILENCE_ACCEPTS;
    assert_int_equal(forecast_on(&fixture, 60).doom, 88);
    tear_down(&fixture);
}

static void test_rework(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.norms[0].capacity = NM_NONE;
    fixture.inst.status = ST_PENDING;
    fixture.inst.due = fixture.inst.base_due = 10;
    fixture.inst.need = 100;
    fixture.inst.got = 60;
    fixture.inst.cure = 40;
    fixture.inst.cure_due = 27;
    struct forecast forecast = forecast_on(&fixture, 12);
    assert_int_equal(forecast.verdict, FORECAST_IN_HAND);
    assert_int_equal(forecast.left, 40);
    assert_int_equal(forecast.doom, 28);
    assert_int_equal(forecast.slack, 15);
    fixture.norms[0].capacity = 0;
    fixture.inst.need = 64;
    fixture.inst.cure = 4;
    assert_int_equal(forecast_on(&fixture, 12).doom, 26);
    tear_down(&fixture);
}

static void test_plain_duty(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.norms[0].kind = NM_ACHIEVE;
    fixture.norms[0].capacity = NM_NONE;
    fixture.inst.need = 1;
    fixture.inst.due = fixture.inst.base_due = 10;
    fixture.nm.head.warning = 3;
    struct forecast forecast = forecast_on(&fixture, 4);
    assert_int_equal(forecast.verdict, FORECAST_IN_HAND);
    assert_int_equal(forecast.slack, 6);
    assert_int_equal(forecast.slack_units, FORECAST_NO_SLACK);
    assert_int_equal(forecast.last_start, NM_NEVER);
    assert_false(forecast.at_risk);
    assert_false(forecast_on(&fixture, 6).at_risk);
    assert_true(forecast_on(&fixture, 7).at_risk);
    assert_int_equal(forecast_on(&fixture, 10).verdict, FORECAST_IN_HAND);

    /* One that takes 3 to 6 days. */
    fixture.norms[0].capacity = 0;
    fixture.capacity.places = 1;
    fixture.nm.head.warning = 0;
    assert_int_equal(forecast_on(&fixture, 5).verdict, FORECAST_IN_HAND);
    assert_int_equal(forecast_on(&fixture, 6).verdict, FORECAST_NEEDS);
    assert_int_equal(forecast_on(&fixture, 8).verdict, FORECAST_NEEDS);
    assert_int_equal(forecast_on(&fixture, 9).verdict, FORECAST_DOOMED);
    tell(&fixture, 6, ACT_START, EVENT_NONE, 0);
    assert_int_equal(forecast_on(&fixture, 9).verdict, FORECAST_NEEDS);
    assert_int_equal(forecast_on(&fixture, 9).under_way, 1);
    assert_int_equal(forecast_on(&fixture, 9).doom, 11);

    /* A window that was empty at birth. */
    fixture.inst.from = 20;
    assert_int_equal(forecast_on(&fixture, 9).verdict, FORECAST_DOOMED);

    /* Others perform it. */
    fixture.inst.from = 1;
    fixture.pattern.actors = PARTY_C;
    fixture.event_count = 0;
    forecast = forecast_on(&fixture, 4);
    assert_int_equal(forecast.verdict, FORECAST_NEEDS);
    assert_int_equal(forecast.needs, PARTY_C);
    assert_int_equal(forecast.needs_by, 8);
    tear_down(&fixture);
}

static void test_grace(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.norms[0].capacity = NM_NONE;
    fixture.norms[0].grace = 0;
    fixture.grace = 99;
    assert_int_equal(forecast_on(&fixture, 4).doom, 100);
    tear_down(&fixture);
}

static void test_under_way(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.inst.need = 7;
    fixture.capacity.places = 2;
    for (int32_t key = 0; key < 3; key++) /* one more than there are places */
        tell(&fixture, 80 + key, ACT_START, key, 0);
    tell(&fixture, 81, ACT_START, 0, 0); /* told twice */
    tell(&fixture, 85, ACT_TEACH, 1, 0);
    fixture.inst.got = 1;
    struct forecast forecast = forecast_on(&fixture, 86);
    assert_int_equal(forecast.under_way, 2);
    /* Both finish on 86; 87 to 92 are two rounds on two places. */
    assert_int_equal(forecast.most, 6);
    assert_int_equal(forecast.left, 6);
    assert_int_equal(forecast.doom, 87);
    fixture.judgements[4] = JUDGE_ITEM_KNOWN; /* what had no effect finished nothing */
    assert_int_equal(forecast_on(&fixture, 86).under_way, 3);
    tell(&fixture, 86, ACT_TEACH, EVENT_NONE, 2);
    assert_int_equal(forecast_on(&fixture, 86).under_way, 1);
    tear_down(&fixture);
}

/* Days are civil day numbers: day 4 is a Monday (1970-01-05). */
static void test_calendar(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.nm.calendar_count = 1;
    fixture.calendar = (struct nm_calendar){.week = 0x3f, .first_day = 1, .exception_count = 2};
    fixture.exceptions[0] = (struct nm_exception){.day = 13, .worked = 0};
    fixture.exceptions[1] = (struct nm_exception){.day = 17, .worked = 1};
    fixture.capacity.calendar = 0;
    fixture.capacity.places = 1;
    fixture.inst.need = 2;
    fixture.inst.from = 4;
    fixture.inst.due = fixture.inst.base_due = 17; /* Sunday, a make-up day */
    /* Worked: 4 … 9, 11, 12, 14, 15, 16, 17. Six of them are left on 11, three on 15. */
    struct forecast forecast = forecast_on(&fixture, 4);
    assert_int_equal(forecast.most, 4);
    assert_int_equal(forecast.least, 2);
    assert_int_equal(forecast.verdict, FORECAST_IN_HAND);
    assert_int_equal(forecast.doom, 12);
    assert_int_equal(forecast_on(&fixture, 5).verdict, FORECAST_NEEDS);

    fixture.calendar.last_day = 10; /* the calendar ends before the due day */
    forecast = forecast_on(&fixture, 4);
    assert_int_equal(forecast.verdict, FORECAST_UNKNOWN);
    assert_true(forecast.at_risk);
    assert_int_equal(forecast.doom, NM_NEVER);
    tear_down(&fixture);
}

static void test_rate(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.nm.calendar_count = 1;
    fixture.calendar = (struct nm_calendar){.week = 0x1f, .first_day = 1};
    fixture.capacity = (struct nm_capacity){.per_day = 500, .calendar = 0, .start_act = NM_NONE};
    fixture.unit = (struct nm_unit){.dimension = NM_MEASURE, .places = 2};
    fixture.nm.unit_count = 1;
    fixture.norms[0].unit = 0;
    fixture.inst.from = 4;
    fixture.inst.due = fixture.inst.base_due = 22; /* a Friday: 15 working days */
    fixture.inst.need = 2600;                      /* six days */
    struct forecast forecast = forecast_on(&fixture, 4);
    assert_int_equal(forecast.most, 7500);
    assert_int_equal(forecast.slack_units, 4900);
    assert_int_equal(forecast.doom, 16); /* 15 is a Friday, then a week is left */
    assert_int_equal(forecast.reason, FORECAST_BY_RATE);
    fixture.capacity.calendar = NM_NONE;
    assert_int_equal(forecast_on(&fixture, 4).doom, 18);
    tear_down(&fixture);
}

static void test_suspended(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.norms[0].capacity = NM_NONE;
    fixture.inst.due = fixture.inst.base_due = 10;
    fixture.inst.suspensions = 1;
    fixture.st.suspension_count = 1;
    fixture.suspension = (struct st_suspension){.power = 1, .at = 4, .until = 20, .live = 1};
    /* Opened on 6 with two closings tolled; 6 to 20 will be. */
    fixture.inst.tolled = 2;
    assert_int_equal(forecast_on(&fixture, 6).doom, 10 + 2 + 15 + 1);
    fixture.inst.tolled = 3;
    fixture.st.head.closed = 1;
    assert_int_equal(forecast_on(&fixture, 6).doom, 10 + 2 + 15 + 1);
    fixture.st.head.closed = 0;
    fixture.power.clock_runs = 1;
    fixture.inst.tolled = 0;
    assert_int_equal(forecast_on(&fixture, 6).doom, 11);
    fixture.power.clock_runs = 0;
    fixture.suspension.until = NM_NEVER;
    assert_int_equal(forecast_on(&fixture, 6).doom, NM_NEVER);
    /* Resumed; the due moves at the next opening. */
    fixture.inst.suspensions = 0;
    fixture.inst.tolled = 5;
    assert_int_equal(forecast_on(&fixture, 9).doom, 16);
    tear_down(&fixture);
}

static void test_other_kinds(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.norms[0].kind = NM_FORBID;
    struct forecast forecast = forecast_on(&fixture, 50);
    assert_int_equal(forecast.verdict, FORECAST_IN_HAND);
    assert_int_equal(forecast.doom, NM_NEVER);
    assert_false(forecast.at_risk);
    assert_int_equal(forecast_on(&fixture, 93).verdict, FORECAST_SECURED);
    fixture.st.breach_count = 1;
    fixture.breach = (struct st_breach){.inst = 0, .certain = 7};
    fixture.inst.breach = 0;
    forecast = forecast_on(&fixture, 50);
    assert_int_equal(forecast.verdict, FORECAST_DOOMED);
    assert_int_equal(forecast.doom, 7);
    fixture.norms[0].kind = NM_POWER;
    assert_int_equal(forecast_on(&fixture, 50).verdict, FORECAST_NONE);
    fixture.norms[0].kind = NM_VAGUE;
    assert_int_equal(forecast_on(&fixture, 50).verdict, FORECAST_IN_HAND);
    fixture.norms[0].kind = NM_AMOUNT;
    fixture.inst.status = ST_BREACHED;
    assert_int_equal(forecast_on(&fixture, 50).verdict, FORECAST_NONE);
    tear_down(&fixture);
}

/* ---- brute force ------------------------------------------------------------------------------- */

enum { SEARCH_DAYS = 10, SEARCH_PLACES = 2, IDLE = -1 };

/* A small system: day d is worked if bit d of `worked`; begun[i] is how many worked days the unit on
 * place i has had before `now`, or IDLE. */
struct small {
    int from, due, shortest, longest, worked;
    int begun[SEARCH_PLACES];
    int places;
};

/* What a place may do on a day: go on, and if it is old enough, finish. A unit begun before the
 * search may finish on a free day too, once it has had its shortest time. */
static int search_best(const struct small *small, int day, const int *age, const bool *is_old)
{
    if (day > small->due)
        return 0;
    int best = 0;
    bool is_worked = (small->worked >> day & 1) != 0;
    /* Each place: bit 0 begin if idle, bit 1 finish if possible. */
    for (int choice = 0; choice < 1 << (2 * SEARCH_PLACES); choice++) {
        int next[SEARCH_PLACES], units = 0;
        bool next_old[SEARCH_PLACES], is_allowed = true;
        for (int place = 0; place < SEARCH_PLACES; place++) {
            int mine = choice >> (2 * place) & 3, had = age[place];
            bool begins = (mine & 1) != 0, finishes = (mine & 2) != 0, old = is_old[place];
            if (begins) {
                is_allowed = is_allowed && had == IDLE && place < small->places && is_worked;
                had = 0;
                old = false;
            }
            if (had != IDLE && is_worked)
                had++;
            if (finishes) {
                is_allowed = is_allowed && had >= small->shortest && (is_worked || old);
                units += day >= small->from;
                had = IDLE;
            }
            next[place] = had > small->shortest ? small->shortest : had;
            next_old[place] = old && had != IDLE;
        }
        if (!is_allowed)
            continue;
        units += search_best(small, day + 1, next, next_old);
        best = units > best ? units : best;
    }
    return best;
}

/* The bearer begins units, the other side lets each take from shortest to longest: how many are
 * certain. The window is open already. */
static int search_sure(const struct small *small, int day, const int *age)
{
    if (day > small->due)
        return 0;
    if (!(small->worked >> day & 1))
        return search_sure(small, day + 1, age);
    int best = -1;
    for (int begin = 0; begin < 1 << SEARCH_PLACES; begin++) {
        int worst = INT32_MAX;
        bool is_allowed = true;
        for (int place = 0; place < SEARCH_PLACES; place++)
            is_allowed = is_allowed && (!(begin >> place & 1) ||
                                        (age[place] == IDLE && place < small->places));
        for (int end = 0; is_allowed && end < 1 << SEARCH_PLACES; end++) {
            int next[SEARCH_PLACES], units = 0;
            bool is_possible = true;
            for (int place = 0; place < SEARCH_PLACES; place++) {
                int had = begin >> place & 1 ? 1 : age[place] == IDLE ? IDLE : age[place] + 1;
                bool may_end = had != IDLE && had >= small->shortest;
                bool must_end = had != IDLE && had >= small->longest;
                bool ends = (end >> place & 1) != 0;
                is_possible = is_possible && (!ends || may_end) && (ends || !must_end);
                units += ends;
                next[place] = ends ? IDLE : had;
            }
            if (!is_possible)
                continue;
            units += search_sure(small, day + 1, next);
            worst = units < worst ? units : worst;
        }
        if (is_allowed && worst > best)
            best = worst;
    }
    return best;
}

static struct room room_of(const struct small *small, struct fixture *fixture,
                           struct room_start *starts, const struct workdays *workdays, int now)
{
    fixture->capacity.places = small->places;
    fixture->capacity.shortest = small->shortest;
    fixture->capacity.longest = small->longest;
    struct room room = {.capacity = &fixture->capacity, .workdays = workdays,
                        .granularity = GRANULARITY_DAY, .from = small->from, .starts = starts};
    for (int place = 0; place < SEARCH_PLACES; place++) {
        if (small->begun[place] == IDLE)
            continue;
        int day = now; /* the day on which it began: as many worked days before now */
        for (int had = 0; had < small->begun[place];)
            had += small->worked >> --day & 1;
        starts[room.start_count++] = (struct room_start){.at = day, .key = -1};
    }
    return room;
}

/* Days 10 … 19 stand for 0 … 9 and the days before them are worked, so that units can be old. */
static void test_brute_force(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    fixture.nm.calendar_count = 1;
    fixture.nm.exception = arena_array(&fixture.arena, 32, sizeof *fixture.nm.exception);
    fixture.calendar.week = 0x7f;
    fixture.calendar.first_day = 1;
    uint64_t seed = 25;
    for (int round = 0; round < 3000; round++) {
        struct small small = {.shortest = (int)test_between(&seed, 1, 3),
                              .places = (int)test_between(&seed, 1, SEARCH_PLACES)};
        small.longest = small.shortest + (int)test_between(&seed, 0, 2);
        int now = 10;
        small.due = now + (int)test_between(&seed, 0, 5);
        small.from = (int)test_between(&seed, now - 2, small.due);
        small.worked = 0x3ff | (int)test_between(&seed, 0, 0x3ff) << 10;
        if (round % 3 == 0)
            small.worked = 0xfffff;
        for (int place = 0; place < SEARCH_PLACES; place++)
            small.begun[place] = (int)test_between(&seed, IDLE, small.longest - 1);
        fixture.calendar.exception_count = 0;
        for (int day = 10; day < 20; day++) {
            if (!(small.worked >> day & 1))
                fixture.nm.exception[fixture.calendar.exception_count++] =
                    (struct nm_exception){.day = day};
        }
        struct workdays workdays = workdays_new(&fixture.nm, 0, &fixture.arena);
        struct room_start starts[SEARCH_PLACES];
        bool is_all_worked = small.worked == 0xfffff;
        struct room room =
            room_of(&small, &fixture, starts, is_all_worked ? NULL : &workdays, now);
        /* More under way than places: whoever is beyond cannot begin again in the search. */
        bool is_old[SEARCH_PLACES];
        int running = 0;
        for (int place = 0; place < SEARCH_PLACES; place++) {
            is_old[place] = small.begun[place] != IDLE;
            running += is_old[place];
        }
        bool is_over = running > small.places;
        if (small.begun[0] == IDLE && small.begun[1] != IDLE && small.places == 1)
            continue; /* the same as place 0 running */
        if (is_over)
            continue;
        int best = search_best(&small, now, small.begun, is_old);
        assert_int_equal(room_units(&room, ROOM_BEST, now, small.due), best);
        if (small.from <= now) {
            int sure = search_sure(&small, now, small.begun);
            assert_int_equal(room_units(&room, ROOM_WORST, now, small.due), sure);
        }
        assert_false(room.is_lost);
    }
    tear_down(&fixture);
}

/* The doom day is the first opening at which the search finds no way, for every small need. */
static void test_brute_force_doom_day(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    const bool nothing_old[SEARCH_PLACES] = {false};
    for (int places = 1; places <= SEARCH_PLACES; places++) {
        for (int shortest = 1; shortest <= 3; shortest++) {
            for (int due = 10; due <= 16; due++) {
                for (int need = 1; need <= 5; need++) {
                    struct small small = {.from = 10, .due = due, .shortest = shortest,
                                          .longest = shortest, .worked = 0xfffff,
                                          .begun = {IDLE, IDLE}, .places = places};
                    int doom = 10;
                    while (doom <= due && search_best(&small, doom, small.begun, nothing_old) >= need)
                        doom++;
                    fixture.capacity.places = places;
                    fixture.capacity.shortest = fixture.capacity.longest = shortest;
                    fixture.inst.made = fixture.inst.from = 10;
                    fixture.inst.due = fixture.inst.base_due = due;
                    fixture.inst.need = need;
                    struct forecast forecast = forecast_on(&fixture, 10);
                    assert_int_equal(forecast.doom, doom);
                    assert_int_equal(forecast.verdict,
                                     doom > 10 ? FORECAST_IN_HAND : FORECAST_DOOMED);
                }
            }
        }
    }
    tear_down(&fixture);
}

static void test_workdays(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena);
    struct nm_calendar calendar = {.week = 0x3f, .first_day = 1, .exception_count = 40};
    struct nm_exception exceptions[40];
    struct nm nm = {.calendar = &calendar, .calendar_count = 1, .exception = exceptions};
    uint64_t seed = 1956;
    for (int i = 0; i < 40; i++)
        exceptions[i] = (struct nm_exception){.day = test_between(&seed, -60, 60),
                                              .worked = i % 2};
    for (int i = 1; i < 40; i++) { /* one word per day */
        for (int k = 0; k < i; k++) {
            if (exceptions[k].day == exceptions[i].day)
                exceptions[i].worked = exceptions[k].worked;
        }
    }
    struct workdays workdays = workdays_new(&nm, 0, &arena);
    int64_t count = 0, day = 0, expected = 0;
    for (int64_t last = -100; last <= 100; last++) {
        bool works = (0x3f >> (((last + 3) % 7 + 7) % 7) & 1) != 0;
        for (int i = 0; i < 40; i++)
            works = exceptions[i].day == last ? exceptions[i].worked != 0 : works;
        expected += works;
        assert_true(workdays_count(&workdays, -100, last, &count));
        assert_int_equal(count, expected);
        if (works) {
            assert_true(workdays_nth(&workdays, -100, expected, &day));
            assert_int_equal(day, last);
        }
    }
    assert_true(workdays_count(&workdays, 5, 4, &count));
    assert_int_equal(count, 0);
    calendar.first_day = 0;
    calendar.last_day = 30;
    workdays = workdays_new(&nm, 0, &arena);
    assert_false(workdays_count(&workdays, 0, 31, &count));
    assert_false(workdays_count(&workdays, -1, 3, &count));
    assert_false(workdays_nth(&workdays, 0, 40, &day));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_case_25),
        cmocka_unit_test(test_extension_power_changes_nothing),
        cmocka_unit_test(test_last_item_awaits_answer),
        cmocka_unit_test(test_answers_and_work),
        cmocka_unit_test(test_rework),
        cmocka_unit_test(test_plain_duty),
        cmocka_unit_test(test_grace),
        cmocka_unit_test(test_under_way),
        cmocka_unit_test(test_calendar),
        cmocka_unit_test(test_rate),
        cmocka_unit_test(test_suspended),
        cmocka_unit_test(test_other_kinds),
        cmocka_unit_test(test_brute_force),
        cmocka_unit_test(test_brute_force_doom_day),
        cmocka_unit_test(test_workdays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
