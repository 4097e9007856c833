/* The conformance cases of the fold, as calculus part C states them: a log, and what it comes to.
 * A letter in a name is the letter of the case. */
#include "tests/unit/case_world.h"
#include "tests/unit/unit.h"

static const struct st_inst *inst(const struct world *world, uint32_t index)
{
    assert_true(index < world->st.inst_count);
    return &world->st.inst[index];
}

static void assert_status(const struct world *world, uint32_t index, enum st_status status)
{
    assert_int_equal(inst(world, index)->status, status);
}

static void assert_record(const struct world *world, uint32_t index, int64_t certain, int64_t due,
                          int64_t shortfall, uint64_t blame, enum st_breach_status status)
{
    assert_true(index < world->st.breach_count);
    const struct st_breach *record = &world->st.breach[index];
    assert_int_equal(record->certain, certain);
    assert_int_equal(record->due, due);
    assert_int_equal(record->shortfall, shortfall);
    assert_int_equal(record->blame, blame);
    assert_int_equal(record->status, status);
}

enum { X = 0, Y = 1 }; /* names of items */

void case_1_answer_on_the_same_day(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_ITEM); /* (a); the host hands the acts over in rank order */
    assert_int_equal(play_key(&world, 10, A, ACT_DELIVER, X), JUDGE_EFFECTIVE);
    assert_int_equal(play_key(&world, 10, B, ACT_ACCEPT, X), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_FULFILLED);
    close_day(&world, 10);
    assert_status(&world, 0, ST_FULFILLED);
    assert_int_equal(play_key(&world, 11, A, ACT_DELIVER, X), JUDGE_ITEM_KNOWN);
    world_release(&world);

    world_open(&world, make, MACHINE_ITEM); /* (b) */
    assert_int_equal(play_key(&world, 9, B, ACT_ACCEPT, X), JUDGE_NOTHING_TO_ANSWER);
    assert_int_equal(play_key(&world, 10, A, ACT_DELIVER, X), JUDGE_EFFECTIVE);
    assert_int_equal(play_key(&world, 10, A, ACT_DELIVER, X), JUDGE_ITEM_KNOWN);
    assert_int_equal(play_key(&world, 10, A, ACT_ACCEPT, X), JUDGE_NO_AUTHORITY);
    close_day(&world, 10);
    assert_status(&world, 0, ST_PENDING);
    open_day(&world, 15);
    assert_status(&world, 0, ST_PENDING);
    close_day(&world, 15);
    assert_status(&world, 0, ST_FULFILLED);
    assert_int_equal(world.st.tender[0].deemed, 1);
    world_release(&world);
}

void case_2_powers_on_one_day(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_POWERS); /* (a) */
    assert_int_equal(play_act(&world, 5, A, ACT_DELIVER, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 5, B, ACT_TERMINATE, 0), JUDGE_EFFECTIVE);
    close_day(&world, 5);
    assert_status(&world, 0, ST_FULFILLED);
    assert_status(&world, 1, ST_RELEASED);
    assert_status(&world, 5, ST_IN_FORCE); /* the payment, made after the start's five */
    assert_int_equal(world.st.head.phase, ST_WINDING_UP);
    assert_int_equal(play_act(&world, 6, B, ACT_PAY, 5), JUDGE_EFFECTIVE);
    close_day(&world, 6);
    assert_int_equal(world.st.head.phase, ST_CLOSED);
    world_release(&world);

    world_open(&world, make, MACHINE_POWERS); /* (b) */
    assert_int_equal(play_act(&world, 5, B, ACT_TERMINATE, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 6, A, ACT_DELIVER, 0), JUDGE_CONTRACT_ENDED);
    assert_status(&world, 0, ST_RELEASED);
    world_release(&world);

    world_open(&world, make, MACHINE_POWERS); /* (c), (d) */
    assert_int_equal(play_act(&world, 10, B, ACT_EXTEND, 0), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->due, 15);
    assert_int_equal(play_act(&world, 10, A, ACT_TERMINATE, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 10, B, ACT_TERMINATE, 0), JUDGE_CONTRACT_ENDED);
    close_day(&world, 10);
    assert_status(&world, 0, ST_RELEASED);
    assert_int_equal(world.st.breach_count, 0);
    world_release(&world);

    world_open(&world, make, MACHINE_POWERS); /* (e) */
    assert_int_equal(play_act(&world, 10, A, ACT_EXTEND, 0), JUDGE_POWER_NOT_HELD);
    assert_int_equal(play_act(&world, 10, B, ACT_EXTEND, 0), JUDGE_EFFECTIVE);
    close_day(&world, 10);
    assert_status(&world, 0, ST_IN_FORCE);
    assert_int_equal(inst(&world, 0)->due, 15);
    world_release(&world);
}

void case_3_inclusive_deadline(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_DEADLINE);
    struct rt_event early = act_on(0, A, ACT_DELIVER);
    assert_int_equal(engine_apply(&world.engine, &world.st, &early), JUDGE_OUTSIDE_TERM);
    open_day(&world, 10);
    assert_status(&world, 0, ST_IN_FORCE);
    close_day(&world, 10);
    assert_status(&world, 0, ST_BREACHED);
    assert_record(&world, 0, 10, 10, 1, A, ST_BREACH_OPEN);
    assert_int_equal(play_act(&world, 12, B, ACT_DELIVER, 0), JUDGE_NOTED);
    assert_int_equal(play_act(&world, 12, A, ACT_DELIVER, 0), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_BREACHED);
    assert_int_equal(inst(&world, 0)->flags, ST_LATE);
    assert_int_equal(inst(&world, 0)->settled, 12);
    assert_record(&world, 0, 10, 10, 1, A, ST_BREACH_OPEN);
    close_day(&world, 12);
    assert_int_equal(world.st.head.phase, ST_CLOSED);
    assert_int_equal(world.st.head.reason, ST_COMPLETED);
    world_release(&world);
}

void case_4_late_report(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_OTHERWISE); /* known at d13 */
    close_day(&world, 13);
    assert_status(&world, 0, ST_BREACHED);
    assert_record(&world, 0, 10, 10, 1, A, ST_REMEDYING);
    assert_status(&world, 2, ST_IN_FORCE); /* 1 is the power to waive */
    assert_int_equal(inst(&world, 2)->due, 20);
    assert_int_equal(inst(&world, 2)->need, 5);
    assert_int_equal(play_act(&world, 14, A, ACT_PAY, 5), JUDGE_EFFECTIVE);
    assert_record(&world, 0, 10, 10, 1, A, ST_REMEDIED);
    world_release(&world);

    world_open(&world, make, MACHINE_OTHERWISE); /* known at d14 */
    assert_int_equal(play_act(&world, 9, A, ACT_DELIVER, 0), JUDGE_EFFECTIVE);
    close_day(&world, 13);
    assert_status(&world, 0, ST_FULFILLED);
    assert_int_equal(world.st.breach_count, 0);
    assert_int_equal(world.st.inst_count, 2);
    world_release(&world);

    world_open(&world, make, MACHINE_OTHERWISE); /* nothing is done at all */
    close_day(&world, 20);
    assert_record(&world, 0, 10, 10, 1, A, ST_UNREMEDIED);
    assert_record(&world, 1, 20, 20, 5, A, ST_BREACH_OPEN);
    world_release(&world);
}

void case_6_counts(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_AMOUNT);
    assert_int_equal(play_act(&world, 3, A, ACT_DELIVER, 12), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_FULFILLED);
    assert_int_equal(inst(&world, 0)->got, 12);
    world_release(&world);

    world_open(&world, make, MACHINE_AMOUNT);
    assert_int_equal(play_act(&world, 3, A, ACT_DELIVER, 10), JUDGE_EFFECTIVE);
    close_day(&world, 6);
    assert_status(&world, 0, ST_IN_FORCE);
    assert_int_equal(inst(&world, 0)->got, 10);
    world_release(&world);
}

static void tender_on_9(struct world *world, case_maker *make)
{
    world_open(world, make, MACHINE_ANSWER);
    assert_int_equal(play_act(world, 9, A, ACT_DELIVER, 0), JUDGE_EFFECTIVE);
}

void case_7_acceptance_and_silence(case_maker *make)
{
    struct world world;
    tender_on_9(&world, make); /* (a) */
    close_day(&world, 10);
    assert_status(&world, 0, ST_PENDING);
    close_day(&world, 15);
    assert_status(&world, 0, ST_PENDING);
    open_day(&world, 16);
    assert_status(&world, 0, ST_PENDING);
    close_day(&world, 16);
    assert_status(&world, 0, ST_FULFILLED);
    assert_int_equal(inst(&world, 0)->performed, 9);
    assert_int_equal(inst(&world, 0)->settled, 16);
    assert_int_equal(play_act(&world, 17, B, ACT_REJECT, 0), JUDGE_ALREADY_ANSWERED); /* (e) */
    assert_status(&world, 0, ST_FULFILLED);
    world_release(&world);

    tender_on_9(&world, make); /* (b) */
    assert_int_equal(play_act(&world, 14, B, ACT_ACCEPT, 2), JUDGE_EXCESS);
    assert_int_equal(play_act(&world, 14, B, ACT_ACCEPT, 0), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_FULFILLED);
    assert_int_equal(inst(&world, 0)->performed, 9);
    assert_int_equal(inst(&world, 0)->settled, 14);
    world_release(&world);

    tender_on_9(&world, make); /* (c) */
    assert_int_equal(play_act(&world, 14, B, ACT_REJECT, 0), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_BREACHED);
    assert_record(&world, 0, 14, 10, 1, A, ST_BREACH_OPEN);
    world_release(&world);

    tender_on_9(&world, make); /* (d) */
    assert_int_equal(play_act(&world, 16, B, ACT_REJECT, 0), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_BREACHED);
    world_release(&world);

    tender_on_9(&world, make); /* (f) */
    assert_int_equal(play_re(&world, 9, B, ACT_REJECT, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 10, A, ACT_DELIVER, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_re(&world, 12, B, ACT_ACCEPT, 2), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_FULFILLED);
    world_release(&world);
}

static void reject_40(struct world *world, case_maker *make)
{
    world_open(world, make, MACHINE_REWORK);
    assert_int_equal(play_act(world, 10, A, ACT_DELIVER, 100), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(world, 12, B, ACT_ACCEPT, 60), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(world, 12, B, ACT_REJECT, 40), JUDGE_EFFECTIVE);
    close_day(world, 12);
    assert_status(world, 0, ST_PENDING);
    assert_int_equal(inst(world, 0)->got, 60);
    assert_int_equal(inst(world, 0)->cure, 40);
    assert_int_equal(inst(world, 0)->cure_due, 27);
}

void case_8_parts_and_rework(case_maker *make)
{
    struct world world;
    reject_40(&world, make); /* (c), (a) */
    struct rt_event answer = act_on(13, B, ACT_ACCEPT);
    answer.re = 0;
    answer.qty = 1;
    assert_int_equal(play(&world, answer), JUDGE_ALREADY_ANSWERED);
    assert_int_equal(play_act(&world, 25, A, ACT_DELIVER, 40), JUDGE_EFFECTIVE);
    close_day(&world, 27);
    assert_status(&world, 0, ST_PENDING);
    assert_int_equal(play_re(&world, 28, B, ACT_ACCEPT, 4), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_FULFILLED);
    assert_int_equal(inst(&world, 0)->got, 100);
    assert_int_equal(inst(&world, 0)->flags, ST_CURED);
    world_release(&world);

    reject_40(&world, make); /* (b) */
    close_day(&world, 26);
    assert_status(&world, 0, ST_PENDING);
    close_day(&world, 27);
    assert_status(&world, 0, ST_BREACHED);
    assert_record(&world, 0, 27, 10, 40, A, ST_BREACH_OPEN);
    world_release(&world);

    reject_40(&world, make); /* the second round is not given */
    assert_int_equal(play_act(&world, 25, A, ACT_DELIVER, 40), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 26, B, ACT_REJECT, 0), JUDGE_EFFECTIVE);
    assert_record(&world, 0, 26, 10, 40, A, ST_BREACH_OPEN);
    world_release(&world);
}

static void play_items(struct world *world, int64_t day, int32_t first, int32_t last)
{
    for (int32_t name = first; name <= last; name++)
        assert_int_equal(play_key(world, day, A, ACT_DELIVER, name), JUDGE_EFFECTIVE);
}

void case_9_window_and_surplus(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_ITEMS); /* (a) */
    assert_int_equal(play_key(&world, 5, A, ACT_DELIVER, 0), JUDGE_NOTED);
    play_items(&world, 12, 1, 27);
    assert_status(&world, 0, ST_FULFILLED);
    assert_int_equal(inst(&world, 0)->got, 26);
    assert_int_equal(inst(&world, 0)->surplus, 1);
    world_release(&world);

    world_open(&world, make, MACHINE_ITEMS); /* (b) */
    assert_int_equal(play_key(&world, 5, A, ACT_DELIVER, 0), JUDGE_NOTED);
    play_items(&world, 12, 1, 25);
    assert_int_equal(play_key(&world, 21, A, ACT_DELIVER, 26), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_BREACHED);
    assert_record(&world, 0, 20, 20, 1, A, ST_BREACH_OPEN);
    assert_int_equal(inst(&world, 0)->flags, ST_LATE);
    assert_int_equal(inst(&world, 0)->settled, 21);
    world_release(&world);
}

void case_10_shared_or_disjoint(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_PART);
    assert_int_equal(play_act(&world, 5, A, ACT_DELIVER, 60), JUDGE_EFFECTIVE);
    assert_int_equal(world.st.tender_count, 2);
    assert_int_equal(play_act(&world, 6, B, ACT_ACCEPT, 30), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->got, 30);
    assert_int_equal(inst(&world, 1)->got, 30);
    assert_int_equal(play_act(&world, 6, B, ACT_ACCEPT, 0), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->got, 60);
    assert_status(&world, 0, ST_IN_FORCE);
    assert_status(&world, 1, ST_FULFILLED);
    world_release(&world);

    world_open(&world, make, MACHINE_ADDITION);
    assert_int_equal(play_act(&world, 5, A, ACT_DELIVER, 60), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->got, 20);
    assert_int_equal(inst(&world, 1)->got, 40);
    assert_status(&world, 1, ST_FULFILLED);
    world_release(&world);
}

void case_11_payments(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_PAYMENTS); /* (a) */
    assert_int_equal(play_act(&world, 7, B, ACT_PAY, 120), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->got, 70);
    assert_int_equal(inst(&world, 1)->got, 50);
    world_release(&world);

    world_open(&world, make, MACHINE_PAYMENTS); /* (b) */
    struct rt_event event = act_on(7, B, ACT_PAY);
    event.qty = 120;
    event.unit = 0;
    event.for_norm = 0;
    assert_int_equal(play(&world, event), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->got, 100);
    assert_int_equal(inst(&world, 1)->got, 20);
    world_release(&world);

    world_open(&world, make, MACHINE_PAYMENTS); /* (c): the rest is credit */
    assert_int_equal(play_act(&world, 9, B, ACT_PAY, 170), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 1)->flags, ST_LATE);
    assert_status(&world, 0, ST_FULFILLED);
    assert_int_equal(inst(&world, 0)->surplus, 20);
    assert_int_equal(play_act(&world, 12, A, ACT_INVOICE, 0), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 2)->due, 17);
    assert_int_equal(inst(&world, 2)->got, 20); /* the credit is applied to the next debt */
    assert_int_equal(inst(&world, 0)->surplus, 0);
    world_release(&world);
}

void case_12_suspension(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_SUSPENSION); /* (a): the two suspensions are events 0 and 1 */
    assert_int_equal(play_act(&world, 4, B, ACT_SUSPEND, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 6, B, ACT_SUSPEND, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_re(&world, 8, B, ACT_RESUME, 0), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->suspensions, 1);
    assert_int_equal(play_re(&world, 9, A, ACT_RESUME, 1), JUDGE_POWER_NOT_HELD);
    assert_int_equal(play_re(&world, 9, B, ACT_RESUME, 1), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->due, 15);
    assert_int_equal(inst(&world, 1)->due, 20);
    world_release(&world);

    world_open(&world, make, MACHINE_SUSPENSION); /* (b) */
    assert_int_equal(play_act(&world, 10, B, ACT_SUSPEND, 0), JUDGE_EFFECTIVE);
    close_day(&world, 11);
    assert_status(&world, 0, ST_IN_FORCE);
    assert_int_equal(inst(&world, 0)->suspensions, 1);
    assert_int_equal(play_act(&world, 12, B, ACT_RESUME, 0), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->due, 12);
    close_day(&world, 12);
    assert_status(&world, 0, ST_BREACHED);
    world_release(&world);

    world_open(&world, make, MACHINE_SUSPENSION); /* (c) */
    assert_int_equal(play_act(&world, 4, B, ACT_SUSPEND, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 5, A, ACT_DELIVER, 0), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_FULFILLED);
    world_release(&world);

    world_open(&world, make, MACHINE_SUSPENSION); /* no one resumes: d4 … d34 are covered */
    assert_int_equal(play_act(&world, 4, B, ACT_SUSPEND, 0), JUDGE_EFFECTIVE);
    close_day(&world, 34);
    assert_status(&world, 1, ST_IN_FORCE);
    open_day(&world, 35);
    assert_int_equal(inst(&world, 0)->due, 41);
    assert_int_equal(inst(&world, 1)->due, 46);
    world_release(&world);

    /* d4 is a Monday: d4 … d8 are five worked days; after d10, a Sunday, the fifth is d15. */
    world_open(&world, make, MACHINE_WORKING_DAYS);
    assert_int_equal(play_act(&world, 4, B, ACT_SUSPEND, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 9, B, ACT_RESUME, 0), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->tolled, 5);
    assert_int_equal(inst(&world, 0)->due, 15);
    assert_int_equal(play_act(&world, 12, A, ACT_SUSPEND, 0), JUDGE_EFFECTIVE); /* the clock runs */
    open_day(&world, 17);
    assert_int_equal(inst(&world, 0)->due, 15);
    close_day(&world, 17);
    assert_record(&world, 0, 17, 15, 1, A, ST_BREACH_OPEN);
    world_release(&world);
}

void case_14_permission(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_PERMISSION); /* (a): enabling ranks first */
    assert_int_equal(play_act(&world, 5, B, ACT_CONSENT, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 5, A, ACT_DISCLOSE, 0), JUDGE_EFFECTIVE);
    assert_int_equal(world.st.breach_count, 0);
    world_release(&world);

    world_open(&world, make, MACHINE_PERMISSION); /* (b), with a permission for the day */
    assert_int_equal(play_act(&world, 4, A, ACT_DISCLOSE, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 5, B, ACT_CONSENT, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 5, A, ACT_DISCLOSE, 0), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 7, A, ACT_DISCLOSE, 0), JUDGE_EFFECTIVE);
    assert_record(&world, 0, 4, 4, 0, A, ST_BREACH_OPEN);
    assert_record(&world, 1, 7, 7, 0, A, ST_BREACH_OPEN);
    assert_int_equal(world.st.breach[1].episode, 1);
    assert_int_equal(world.st.breach[1].cause, 3);
    assert_status(&world, 0, ST_IN_FORCE);
    close_day(&world, 20);
    assert_status(&world, 0, ST_BREACHED);
    assert_int_equal(world.st.breach_count, 2);
    world_release(&world);
}

void case_15_waiver(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_OTHERWISE); /* (a) */
    assert_int_equal(play_act(&world, 12, B, ACT_WAIVE, 0), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_BREACHED);
    assert_record(&world, 0, 10, 10, 1, A, ST_BREACH_WAIVED);
    assert_status(&world, 2, ST_RELEASED);
    assert_int_equal(play_act(&world, 12, B, ACT_WAIVE, 0), JUDGE_POWER_NOT_HELD);
    world_release(&world);

    world_open(&world, make, MACHINE_OTHERWISE); /* before the breach: the duty itself */
    assert_int_equal(play_act(&world, 10, B, ACT_WAIVE, 0), JUDGE_EFFECTIVE);
    close_day(&world, 10);
    assert_status(&world, 0, ST_WAIVED);
    assert_int_equal(world.st.breach_count, 0);
    world_release(&world);
}

void case_16_excuse(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_EXCUSE_SAME_DAY);
    close_day(&world, 10);
    assert_record(&world, 0, 10, 10, 1, A, ST_BREACH_OPEN);
    assert_record(&world, 1, 10, 10, 1, B, ST_BREACH_OPEN);
    world_release(&world);

    world_open(&world, make, MACHINE_EXCUSE_LATER);
    close_day(&world, 12);
    assert_record(&world, 0, 10, 10, 1, A, ST_BREACH_OPEN);
    assert_record(&world, 1, 12, 12, 1, B, ST_EXCUSED);
    assert_int_equal(world.st.breach[1].excuse, 0);
    world_release(&world);
}

void case_17_joint_duty(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_JOINT);
    close_day(&world, 10);
    assert_record(&world, 0, 10, 10, 1, A | B, ST_BREACH_OPEN);
    world_release(&world);

    world_open(&world, make, MACHINE_JOINT);
    assert_int_equal(play_act(&world, 8, A, ACT_OFFER, 0), JUDGE_EFFECTIVE);
    close_day(&world, 10);
    assert_record(&world, 0, 10, 10, 1, B, ST_BREACH_OPEN);
    world_release(&world);

    world_open(&world, make, MACHINE_JOINT); /* acting alone is an offer */
    assert_int_equal(play_act(&world, 8, B, ACT_STUDY, 0), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->offered, B);
    assert_int_equal(play_act(&world, 9, A | B, ACT_STUDY, 0), JUDGE_EFFECTIVE);
    assert_status(&world, 0, ST_FULFILLED);
    world_release(&world);
}

void case_18_keys(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_KEYS);
    assert_int_equal(play_key(&world, 3, A, ACT_START, X), JUDGE_EFFECTIVE);
    assert_int_equal(play_key(&world, 3, A, ACT_DELIVER, Y), JUDGE_NOTED);
    assert_int_equal(play_key(&world, 3, A, ACT_DELIVER, X), JUDGE_EFFECTIVE);
    assert_int_equal(play_key(&world, 5, A, ACT_START, X), JUDGE_EFFECTIVE);
    assert_int_equal(world.st.inst_count, 1);
    assert_status(&world, 0, ST_FULFILLED);
    assert_int_equal(inst(&world, 0)->key, X);
    assert_int_equal(inst(&world, 0)->performed, 3);

    assert_int_equal(play_act(&world, 6, A, ACT_FIND, 0), JUDGE_EFFECTIVE);
    assert_int_equal(world.st.head.flags, 0);
    assert_int_equal(play_act(&world, 6, B, ACT_FIND, 0), JUDGE_EFFECTIVE);
    assert_status(&world, 1, ST_IN_FORCE);
    assert_status(&world, 2, ST_IN_FORCE);
    assert_int_equal(inst(&world, 2)->flags, ST_BEYOND);
    assert_int_equal(world.st.head.flags, ST_BEYOND_CHECKED);
    world_release(&world);
}

void case_20_end(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_END); /* (a); 0 report, 1 secret, 2 power, 3 supply[x] */
    assert_int_equal(play_key(&world, 18, A, ACT_START, X), JUDGE_EFFECTIVE);
    assert_int_equal(play_key(&world, 21, A, ACT_START, Y), JUDGE_CONTRACT_ENDED);
    close_day(&world, 21);
    assert_int_equal(world.st.head.phase, ST_WINDING_UP);
    assert_int_equal(world.st.head.reason, ST_EXPIRED);
    assert_int_equal(world.st.head.ended, 20);
    assert_int_equal(world.st.inst_count, 4);
    assert_status(&world, 2, ST_LAPSED);
    assert_status(&world, 3, ST_IN_FORCE);
    assert_int_equal(inst(&world, 3)->due, 25);
    close_day(&world, 25);
    assert_status(&world, 0, ST_BREACHED);
    assert_status(&world, 3, ST_BREACHED);
    close_day(&world, 39);
    assert_int_equal(world.st.head.phase, ST_WINDING_UP);
    close_day(&world, 40);
    assert_status(&world, 1, ST_FULFILLED);
    assert_int_equal(st_told_phase(&world.nm, &world.st), ST_CLOSED); /* and what is owed can be done */
    assert_int_equal(play_key(&world, 41, A, ACT_START, Y), JUDGE_CONTRACT_ENDED);
    assert_int_equal(play_act(&world, 42, A, ACT_REPORT, 0), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->flags & ST_LATE, ST_LATE);
    assert_int_equal(inst(&world, 0)->settled, 42);
    close_day(&world, 42);
    assert_int_equal(world.st.head.phase, ST_WINDING_UP); /* what x called for is still owed */
    world_release(&world);

    world_open(&world, make, MACHINE_END); /* (b) */
    assert_int_equal(play_key(&world, 5, A, ACT_START, X), JUDGE_EFFECTIVE);
    assert_int_equal(play_act(&world, 14, B, ACT_TERMINATE, 0), JUDGE_EFFECTIVE);
    close_day(&world, 14);
    assert_status(&world, 3, ST_BREACHED);
    assert_int_equal(inst(&world, 3)->flags, 0);
    assert_record(&world, 0, 12, 12, 1, A, ST_BREACH_OPEN);
    assert_status(&world, 0, ST_RELEASED);
    assert_status(&world, 1, ST_IN_FORCE);
    assert_int_equal(world.st.head.reason, ST_TERMINATED);
    world_release(&world);
}

static void pay_after(case_maker *make, int64_t days, int64_t want)
{
    struct world world;
    world_open(&world, make, MACHINE_PENALTY);
    close_day(&world, 10);
    assert_status(&world, 1, ST_DORMANT);
    assert_record(&world, 0, 10, 10, 33333, B, ST_REMEDYING);
    assert_int_equal(play_act(&world, 10 + days, B, ACT_PAY, 33333), JUDGE_EFFECTIVE);
    assert_status(&world, 1, ST_IN_FORCE);
    assert_int_equal(inst(&world, 1)->need, want);
    assert_int_equal(inst(&world, 1)->due, 20 + days);
    assert_int_equal(play_act(&world, 10 + days, B, ACT_DELIVER, want), JUDGE_EFFECTIVE);
    assert_record(&world, 0, 10, 10, 33333, B, ST_REMEDIED);
    world_release(&world);
}

void case_24_penalty(case_maker *make)
{
    pay_after(make, 7, 233);
    pay_after(make, 49, 1633);
    struct world world;
    world_open(&world, make, MACHINE_PENALTY); /* paid after the end: the claim has grown until then */
    close_day(&world, 60);
    assert_int_equal(st_told_phase(&world.nm, &world.st), ST_CLOSED);
    assert_status(&world, 1, ST_DORMANT);
    assert_int_equal(play_act(&world, 80, B, ACT_PAY, 33333), JUDGE_EFFECTIVE);
    assert_status(&world, 1, ST_IN_FORCE);
    assert_int_equal(inst(&world, 1)->need, 1667);
    assert_int_equal(play_act(&world, 81, B, ACT_DELIVER, 1667), JUDGE_EFFECTIVE);
    close_day(&world, 81);
    assert_int_equal(world.st.head.phase, ST_CLOSED);
    world_release(&world);
}

void case_overflow(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_PRODUCT);
    assert_int_equal(play_act(&world, 2, A, ACT_INVOICE, INT64_C(1) << 50), JUDGE_OVERFLOW);
    assert_int_equal(world.st.inst_count, 0);
    assert_int_equal(world.st.head.serial, 1);
    assert_int_equal(play_act(&world, 2, A, ACT_INVOICE, 3), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->need, 3000000);
    world_release(&world);
}

/* What was paid late times its days may neither wrap nor be cut in silence, and is no reason to refuse the act. */
void case_cut(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_PRODUCT);
    int64_t need = INT64_MAX / 1000000 * 1000000;
    assert_int_equal(play_act(&world, 2, A, ACT_INVOICE, need / 1000000), JUDGE_EFFECTIVE);
    assert_int_equal(inst(&world, 0)->need, need);
    close_day(&world, 8); /* due on day 7 */
    assert_int_equal(world.st.head.flags, 0);
    assert_int_equal(play_act(&world, 9, B, ACT_PAY, need), JUDGE_EFFECTIVE); /* two days late: twice does not fit */
    assert_int_equal(inst(&world, 0)->late_days, INT64_MAX);
    assert_int_equal(world.st.head.flags, ST_CUT);
    close_day(&world, 20);
    assert_int_equal(world.st.head.flags, ST_CUT); /* what was cut stays cut */
    world_release(&world);
}

void case_late_by_parts(case_maker *make)
{
    struct world world;
    world_open(&world, make, MACHINE_PENALTY);
    assert_int_equal(play_act(&world, 12, B, ACT_PAY, 10000), JUDGE_EFFECTIVE); /* 2 days late */
    assert_int_equal(inst(&world, 0)->late_days, 20000);
    assert_int_equal(play_act(&world, 15, B, ACT_PAY, 23333), JUDGE_EFFECTIVE); /* 5 days late */
    assert_int_equal(inst(&world, 0)->late_days, 136665);
    assert_int_equal(inst(&world, 1)->need, 137); /* 0.1 percent of it */
    world_release(&world);
}
