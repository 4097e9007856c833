/* Triggers of days: the ends of months, written dates. They are known with the machine, so they are
 * kept sorted beside it and a state needs no timers for them. */
#include "runtime/kernel_internal.h"

/* The first that is not before the opening (or closing) of the tick. */
static size_t first_from(const struct kernel *kernel, int64_t tick, int32_t closing)
{
    size_t low = 0, high = kernel->dated.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct dated *dated = &kernel->dated.items[middle];
        if (dated->tick < tick || (dated->tick == tick && dated->closing < closing))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool kernel_fire_dated(struct run *run, int64_t tick, int32_t closing)
{
    const struct kernel *kernel = run->kernel;
    struct origin origin = {.at = tick, .key = -1, .event = -1, .breach = -1};
    size_t first = first_from(kernel, tick, closing), i = first;
    for (; i < kernel->dated.count && !run->is_full; i++) {
        const struct dated *dated = &kernel->dated.items[i];
        if (dated->tick != tick || dated->closing != closing)
            break;
        inst_make(run, &kernel->watches.items[dated->watch], &origin);
    }
    return i > first;
}

bool kernel_can_arise(const struct kernel *kernel, int64_t now)
{
    return kernel->stays_open ||
           (kernel->dated.count > 0 && vec_last(&kernel->dated).tick > now);
}

int64_t kernel_next_dated(const struct kernel *kernel, int64_t now, bool is_closed)
{
    size_t next = is_closed ? first_from(kernel, now + 1, 0) : first_from(kernel, now, 1);
    return next < kernel->dated.count ? kernel->dated.items[next].tick : NM_NEVER;
}
