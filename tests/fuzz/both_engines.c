/* The kernel runs here without compiled code: its module asks the interpreter for the value of an
 * expression and for what an event looks like. So this holds counting, timers, closings, powers of the
 * two against each other on any contract that the compiler takes; the code itself is held against
 * the interpreter by tests/differential. */
#include "tests/fuzz/both_engines.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/ir/calendar_of.h"
#include "compiler/ir/eval.h"
#include "compiler/ir/eval_internal.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/value/tick.h"
#include "runtime/kernel.h"
#include "tests/differential/generate.h"

/* Norms that call for each other make ever more instances, and each step compares them all. At each
 * closing the interpreter asks every instance for every norm. */
enum { EVENTS = 24, RUN_OFF = 200, NAMES = 4, MOST_INSTANCES = 200, MOST_NORMS = 400 };

/* ---- a module without code ------------------------------------------------------------------- */

/* The machine at hand: the functions of a module are made for one, and are not told which. */
static const struct nm *machine;
static struct calendar **calendars;

static void take_machine(const struct nm *nm)
{
    machine = nm;
    calendars = calloc(nm->calendar_count + 1, sizeof(struct calendar *));
    if (!calendars)
        BUG("out of memory: calendars");
    for (uint32_t i = 0; i < nm->calendar_count; i++)
        if (calendar_of(nm, i, &calendars[i]) != CALENDAR_OK)
            BUG("calendar %u was not verified", i);
}

static void drop_machine(void)
{
    for (uint32_t i = 0; i < machine->calendar_count; i++)
        calendar_free(calendars[i]);
    free(calendars);
}

static int64_t ask_expr(int32_t row, const struct rt_scope *scope)
{
    const struct st_inst subject = {
        .norm = NM_NONE, /* what it follows is in `text` */
        .made = scope->text,
        .key = scope->key,
        .trigger_at = scope->trigger_at,
        .trigger_qty = scope->trigger_qty,
        .trigger_event = scope->event,
        .trigger_breach = scope->breach,
    };
    /* Expressions only read the state; a fold may write it, hence the cast. */
    struct fold fold = {.nm = machine, .st = (struct st *)scope->st, .calendars = calendars};
    int64_t value = eval_expr(&fold, row, &subject, scope->at);
    if (fold.is_overflow)
        *scope->overflow |= OVERFLOW_REFUSES;
    if (fold.is_cut)
        *scope->overflow |= OVERFLOW_CUTS;
    return value;
}

static int32_t ask_match(int32_t pattern, const struct rt_event *event)
{
    const struct fold fold = {.nm = machine};
    return match_event(&fold, pattern, NULL, EVENT_NONE, event);
}

static int32_t step(struct kernel *kernel, struct st *st, const struct rt_event *event)
{
    if (event->at > st->head.now && rt_advance(kernel, st, event->at, 0) < 0)
        return ENGINE_FULL;
    return rt_apply(kernel, st, event);
}

static int32_t run(struct kernel *kernel, struct st *const *states, const uint32_t *which,
                   const struct rt_event *events, uint64_t count, uint64_t *effective)
{
    *effective = 0;
    for (uint64_t i = 0; i < count; i++) {
        int32_t answer = step(kernel, states[which[i]], &events[i]);
        if (answer < 0)
            return answer;
        *effective += answer == JUDGE_EFFECTIVE;
    }
    return 0;
}

/* ---- logs ------------------------------------------------------------------------------------ */

static int16_t some(struct dice *dice, uint32_t count, int32_t percent)
{
    bool is_given = count > 0 && dice_is(dice, percent);
    return (int16_t)(is_given ? dice_in(dice, 0, (int32_t)count - 1) : EVENT_NONE);
}

static uint64_t some_of(struct dice *dice, uint64_t parties)
{
    uint64_t chosen = parties & dice_roll(dice);
    return chosen && dice_is(dice, 30) ? chosen : parties & (~parties + 1);
}

/* What performs a norm, answers what performed it, or uses the power that it gives. */
static void aim(struct dice *dice, const struct nm *nm, const struct nm_norm *norm,
                struct rt_event *event)
{
    const struct nm_answer *answer = nm_answer_to(nm, norm);
    if (norm->power != NM_NONE) {
        event->act = nm->power[norm->power].act;
        event->actors = norm->joint == NM_TOGETHER ? norm->bearers : some_of(dice, norm->bearers);
        event->verdict = (int16_t)dice_in(dice, RT_NO_VERDICT, RT_NOT_HELD);
        return;
    }
    if (answer && dice_is(dice, 40)) {
        event->act = dice_is(dice, 50) ? answer->accept : answer->reject;
        event->actors = some_of(dice, answer->acceptors);
        event->re = dice_is(dice, 50) ? event->serial - 1 : EVENT_NONE;
        return;
    }
    bool is_loss = norm->loss != NM_NONE && dice_is(dice, 25);
    int32_t row = is_loss ? norm->loss : norm->pattern;
    if (row == NM_NONE)
        return;
    const struct nm_pattern *pattern = &nm->pattern[row];
    event->act = pattern->act;
    event->actors = pattern->all_hands ? pattern->actors
                                       : some_of(dice, pattern->actors ? pattern->actors : norm->bearers);
    event->to = dice_is(dice, 50) ? pattern->to : 0;
    event->kind = (int16_t)pattern->kind;
    event->unit = (int16_t)(dice_is(dice, 90) ? norm->unit : EVENT_NONE);
    for (int32_t i = 0; i < pattern->test_count; i++) {
        const struct nm_test *test = &nm->test[pattern->first_test + i];
        int16_t value = 0;
        while (value < 63 && !(test->values >> value & 1))
            value++;
        if (test->attr != NM_NONE)
            event->attrs[test->attr] = value;
        else
            event->kind = value;
    }
    if (norm->distinct)
        event->key = dice_in(dice, 0, NAMES - 1);
}

static void fill_measurement(struct dice *dice, const struct nm *nm, struct rt_event *event)
{
    event->indicator = some(dice, nm->indicator_count, 100);
    const struct nm_indicator *indicator = &nm->indicator[event->indicator];
    event->act = indicator->act;
    event->actors = some_of(dice, indicator->measurers);
    event->qty = dice_in(dice, -3, 100);
    event->period = (int32_t)tick_day((enum granularity)nm->head.granularity, event->at) -
                    dice_in(dice, -5, 40);
}

static void fill(struct dice *dice, const struct nm *nm, struct rt_event *event)
{
    uint64_t everybody = nm->party_count < 64 ? (UINT64_C(1) << nm->party_count) - 1 : UINT64_MAX;
    event->act = some(dice, nm->act_count, 95);
    event->actors = some_of(dice, everybody);
    event->to = dice_is(dice, 20) ? some_of(dice, everybody) : 0;
    event->qty = dice_is(dice, 50) ? 0 : dice_in(dice, 1, 100);
    if (dice_is(dice, 2))
        event->qty = INT64_MAX - dice_in(dice, 0, 3);
    event->key = some(dice, NAMES, 40);
    event->kind = some(dice, nm->kind_count, 50);
    event->bind = event->bind_kind = EVENT_NONE;
    if (dice_is(dice, 15) && nm->kind_count > 0) {
        event->bind = some(dice, NAMES, 100);
        event->bind_kind = some(dice, nm->kind_count, 100);
    }
    event->document = some(dice, NAMES, 20);
    event->re = dice_is(dice, 15) ? dice_in(dice, 0, event->serial) - 1 : EVENT_NONE;
    event->unit = some(dice, nm->unit_count, 20);
    event->by = EVENT_NONE;
    event->for_norm = some(dice, nm->norm_count, 10);
    event->indicator = EVENT_NONE;
    for (int i = 0; i < LIMIT_EVENT_ATTRS; i++)
        event->attrs[i] = EVENT_NONE;
    for (uint32_t i = 0; i < nm->attr_count; i++)
        event->attrs[i] = some(dice, (uint32_t)nm->attr[i].value_count, 50);
    if (nm->norm_count > 0 && dice_is(dice, 80))
        aim(dice, nm, &nm->norm[dice_in(dice, 0, (int32_t)nm->norm_count - 1)], event);
    if (nm->indicator_count > 0 && dice_is(dice, 20))
        fill_measurement(dice, nm, event);
}

/* ---- the two, side by side ------------------------------------------------------------------- */

struct sides {
    struct engine interpreter, kernel;
    struct st interpreted, kept;
    struct buf left, right;
};

static void compare(struct sides *sides, const char *step_name, int left, int right)
{
    buf_clear(&sides->left);
    buf_clear(&sides->right);
    st_encode(&sides->interpreted, &sides->left);
    st_encode(&sides->kept, &sides->right);
    if (left != right)
        BUG("%s on tick %lld: the interpreter answers %d, the kernel %d", step_name,
            (long long)sides->interpreted.head.now, left, right);
    if (left != ENGINE_FULL && (sides->left.len != sides->right.len ||
                                memcmp(sides->left.data, sides->right.data, sides->left.len) != 0))
        BUG("%s on tick %lld: the states differ", step_name, (long long)sides->interpreted.head.now);
}

static int advance(struct sides *sides, int64_t tick, int closed)
{
    int left = engine_advance(&sides->interpreter, &sides->interpreted, tick, closed);
    int right = engine_advance(&sides->kernel, &sides->kept, tick, closed);
    compare(sides, closed ? "the closing" : "the opening", left, right);
    return sides->interpreted.inst_count > MOST_INSTANCES ? ENGINE_FULL : left;
}

static int apply(struct sides *sides, const struct rt_event *event)
{
    int left = engine_apply(&sides->interpreter, &sides->interpreted, event);
    int right = engine_apply(&sides->kernel, &sides->kept, event);
    compare(sides, "an event", left, right);
    return left;
}

static void fold(struct sides *sides, const struct nm *nm, struct dice *dice)
{
    engine_start(&sides->interpreter, &sides->interpreted);
    engine_start(&sides->kernel, &sides->kept);
    compare(sides, "the start", 0, 0);
    int64_t tick = nm->head.start - dice_in(dice, 0, 1);
    int32_t pace = dice_in(dice, 1, 40);
    for (int i = 0; i < EVENTS; i++) {
        struct rt_event event = {.serial = sides->interpreted.head.serial, .at = tick};
        fill(dice, nm, &event);
        if (advance(sides, tick, 0) < 0 || apply(sides, &event) < 0)
            return;
        if (dice_is(dice, 60))
            tick += dice_in(dice, 1, pace);
        if (dice_is(dice, 10))
            st_drop_index(&sides->kept);
    }
    for (int64_t last = tick + RUN_OFF; tick < last; tick += dice_in(dice, 1, 30))
        if (advance(sides, tick, 1) < 0)
            return;
}

void fold_both(const struct nm *nm, uint64_t seed)
{
    if (nm->norm_count > MOST_NORMS)
        return;
    const struct rt_module module = {
        .abi_version = RT_ABI_VERSION,
        .expr_count = nm->expr_count,
        .pattern_count = nm->pattern_count,
        .expr = ask_expr,
        .match = ask_match,
        .init = rt_start,
        .advance = rt_advance,
        .step = step,
        .run = run,
    };
    struct dice dice = {seed};
    struct sides sides = {.interpreter = eval_engine(nm),
                          .kernel = kernel_engine(nm, &module, NULL, NULL)};
    take_machine(nm);
    st_init(&sides.interpreted);
    st_init(&sides.kept);
    buf_init(&sides.left);
    buf_init(&sides.right);
    fold(&sides, nm, &dice);
    buf_release(&sides.left);
    buf_release(&sides.right);
    st_release(&sides.interpreted);
    st_release(&sides.kept);
    engine_close(&sides.interpreter);
    engine_close(&sides.kernel);
    drop_machine();
}
