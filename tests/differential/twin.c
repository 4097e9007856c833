/* The twin: before each call the state is copied; the second engine works on the copy. Copying a state
 * drops what the engines keep beside it, so the copy also tests that nothing is hidden there. */
#include "tests/differential/twin.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"

struct twin {
    struct engine first, second;
    void (*differ)(const char *what, const struct st *first, const struct st *second);
};

/* Says where two states differ first: "inst 3". The buffer is the caller's. */
static void compare(const struct twin *twin, const char *step, const struct st *first,
                    const struct st *second, int first_answer, int second_answer)
{
    struct buf left, right, what;
    buf_init(&left);
    buf_init(&right);
    buf_init(&what);
    st_encode(first, &left);
    st_encode(second, &right);
    bool is_same = left.len == right.len && memcmp(left.data, right.data, left.len) == 0;
    if (first_answer != second_answer)
        buf_printf(&what, "%s: answers %d and %d", step, first_answer, second_answer);
    else if (!is_same)
        buf_printf(&what, "%s: states", step);
    if (what.len > 0)
        twin->differ(what.data, first, second);
    buf_release(&left);
    buf_release(&right);
    buf_release(&what);
}

static void twin_start(const struct engine *engine, struct st *st)
{
    struct twin *twin = engine->self;
    struct st copy;
    st_init(&copy);
    engine_start(&twin->first, st);
    engine_start(&twin->second, &copy);
    compare(twin, "start", st, &copy, 0, 0);
    st_release(&copy);
}

static int twin_advance(const struct engine *engine, struct st *st, int64_t tick, int closed)
{
    struct twin *twin = engine->self;
    struct st copy;
    st_init(&copy);
    st_copy(&copy, st);
    int first = engine_advance(&twin->first, st, tick, closed);
    int second = engine_advance(&twin->second, &copy, tick, closed);
    compare(twin, "advance", st, &copy, first, second);
    st_release(&copy);
    return first;
}

static int twin_apply(const struct engine *engine, struct st *st, const struct rt_event *event)
{
    struct twin *twin = engine->self;
    struct st copy;
    st_init(&copy);
    st_copy(&copy, st);
    int first = engine_apply(&twin->first, st, event);
    int second = engine_apply(&twin->second, &copy, event);
    compare(twin, "apply", st, &copy, first, second);
    st_release(&copy);
    return first;
}

static void twin_close(struct engine *engine)
{
    struct twin *twin = engine->self;
    engine_close(&twin->first);
    engine_close(&twin->second);
    free(twin);
}

struct engine twin_engine(struct engine first, struct engine second,
                          void (*differ)(const char *what, const struct st *first,
                                         const struct st *second))
{
    static const struct engine_ops ops = {twin_start, twin_advance, twin_apply, twin_close};
    struct twin *twin = malloc(sizeof *twin);
    if (!twin)
        BUG("out of memory");
    *twin = (struct twin){first, second, differ};
    return (struct engine){first.nm, &ops, twin};
}
