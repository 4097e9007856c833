/* generate.h - random norm machines and random logs for them, from a seed: the same everywhere. */
#ifndef TESTS_DIFFERENTIAL_GENERATE_H
#define TESTS_DIFFERENTIAL_GENERATE_H

#include "compiler/ir/builder.h"
#include "runtime/event.h"

/* A repeatable source of numbers (splitmix64). */
struct dice {
    uint64_t state;
};

static inline uint64_t dice_roll(struct dice *dice)
{
    uint64_t mixed = (dice->state += UINT64_C(0x9e3779b97f4a7c15));
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

/* A number in [low, high]. */
static inline int32_t dice_in(struct dice *dice, int32_t low, int32_t high)
{
    return low + (int32_t)(dice_roll(dice) % (uint64_t)(high - low + 1));
}

/* True in `percent` of a hundred. */
static inline int dice_is(struct dice *dice, int32_t percent)
{
    return dice_in(dice, 1, 100) <= percent;
}

/* Fills an initialised builder with a machine of 1 to 10 norms; references go to norms above only, so
 * that triggers and links have no cycle. */
void generate_machine(struct dice *dice, struct nm_builder *builder);

/* Fills `events` with a log of `count` events in fold order; their serials are their places. */
void generate_log(struct dice *dice, const struct nm *nm, struct rt_event *events, size_t count);

#endif
