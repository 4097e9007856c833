/* case_world.h - what the conformance cases are played in: one machine, one engine, one state.
 * After every step the state goes through its bytes and back, so that nothing hides beside it. */
#ifndef UNIT_CASE_WORLD_H
#define UNIT_CASE_WORLD_H

#include "tests/unit/case_machines.h"

enum { A = 1, B = 2 }; /* parties, as bits */

enum case_kind { KIND_ITEM, KIND_PROBLEM };

enum case_act {
    ACT_DELIVER, ACT_PAY, ACT_ACCEPT, ACT_REJECT, ACT_START, ACT_REPORT, ACT_DISCLOSE, ACT_FIND,
    ACT_STUDY, ACT_OFFER, ACT_CONSENT, ACT_WAIVE, ACT_EXTEND, ACT_SUSPEND, ACT_RESUME,
    ACT_TERMINATE, ACT_INVOICE, ACT_COUNT
};

enum case_machine_id {
    MACHINE_ITEM, MACHINE_POWERS, MACHINE_DEADLINE, MACHINE_OTHERWISE, MACHINE_AMOUNT,
    MACHINE_ANSWER, MACHINE_REWORK, MACHINE_ITEMS, MACHINE_PART, MACHINE_ADDITION,
    MACHINE_PAYMENTS, MACHINE_SUSPENSION, MACHINE_WORKING_DAYS, MACHINE_PERMISSION,
    MACHINE_EXCUSE_SAME_DAY, MACHINE_EXCUSE_LATER, MACHINE_JOINT, MACHINE_KEYS, MACHINE_END,
    MACHINE_PENALTY, MACHINE_PRODUCT, MACHINE_LESSONS, MACHINE_SALE, MACHINE_RIGHTS, MACHINE_COUNT
};

struct world {
    struct nm_builder builder;
    struct nm nm;
    struct engine engine;
    struct st st;
};

void world_open(struct world *world, case_maker *make, enum case_machine_id machine);
void world_release(struct world *world);

/* An event with everything else not given. */
struct rt_event act_on(int64_t day, uint64_t actors, enum case_act act);

/* Advances to the event's day, applies it as the next one, and returns the judgement. */
int play(struct world *world, struct rt_event event);

/* The same in short. Key -1 and re -1: not given; qty 0: not given. */
int play_act(struct world *world, int64_t day, uint64_t actors, enum case_act act, int64_t qty);
int play_key(struct world *world, int64_t day, uint64_t actors, enum case_act act, int32_t key);
int play_re(struct world *world, int64_t day, uint64_t actors, enum case_act act, int32_t re);

void close_day(struct world *world, int64_t day); /* as of that day, closed */
void open_day(struct world *world, int64_t day);

/* Plays `count` random logs on a machine with two engines at once, and asserts that judgements and
 * states are equal, byte for byte, after every step. One engine gets a copy of its state now and
 * then, so that what it keeps beside the state cannot help it. */
void play_random_logs(case_maker *left, case_maker *right, enum case_machine_id machine, int count);

#endif
