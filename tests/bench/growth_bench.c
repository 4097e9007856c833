/* What an event costs in contracts of 10, 100 and 1,000 duties: compiled code, events in memory, as many
 * duties in all each time (so that the states take the same room), in several shapes:
 *
 *     kinds      one verb, a kind of item for each duty (delivers 3 lathes, delivers 5 pumps, …)
 *     verbs      ten kinds for each verb
 *     payments   sums of money from one debtor to one creditor, which share what is paid
 *     windows    the same, each payable in a window of its own
 *     orders     one clause, of which an order makes one duty each
 *
 *     growth_bench [thousands of duties] [events a duty]
 *
 * Prints nanoseconds an event and how much they grow from 10 to 1,000 duties. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compiler/emit/emit.h"
#include "compiler/ir/builder.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "runtime/kernel.h"
#include "tests/differential/generate.h"

enum { START = 20454, DAYS = 1000, ROUNDS = 5 };

enum shape { SHAPE_KINDS, SHAPE_VERBS, SHAPE_PAYMENTS, SHAPE_WINDOWS, SHAPE_ORDERS, SHAPE_COUNT };
static const char *const shape_words[] = {"kinds", "verbs", "payments", "windows", "orders"};
enum { ORDER_ACT = 1 }; /* the act that makes a duty in SHAPE_ORDERS */

struct log {
    struct rt_event *events;
    uint32_t *which;
    size_t count, contracts, units; /* units a duty needs */
    int duties;
};

static void *fresh(size_t count, size_t len)
{
    void *memory = calloc(count, len);
    if (!memory)
        BUG("out of memory");
    return memory;
}

static int act_of(enum shape shape, int duty)
{
    return shape == SHAPE_VERBS ? duty / 10 : 0;
}

static int kind_of(enum shape shape, int duty)
{
    return shape == SHAPE_KINDS ? duty : shape == SHAPE_VERBS ? duty % 10 : NM_NONE;
}

static int64_t due_of(const struct log *log, int duty)
{
    return START + (int64_t)(duty + 1) * DAYS / log->duties - 1;
}

/* The day behind the due day before; the first day for the first. */
static int64_t opens_on(const struct log *log, int duty)
{
    int64_t before = duty == 0 ? START : due_of(log, duty - 1) + 1;
    int64_t due = due_of(log, duty);
    return before < due ? before : due;
}

/* When A orders a thing, B owes so many units of it. */
static void add_ordered(struct nm_builder *builder, const struct log *log)
{
    struct nm_pattern ordered = nmb_blank_pattern(), delivered = nmb_blank_pattern();
    ordered.act = ORDER_ACT;
    ordered.actors = delivered.actors = 1;
    ordered.kind = delivered.kind = 0;
    delivered.act = 0;
    delivered.key = NM_KEY_BOUND;
    struct nm_trigger trigger = nmb_blank_trigger();
    trigger.kind = NM_ON_EVENT;
    trigger.pattern = nmb_add_pattern(builder, ordered);
    struct nm_norm norm = nmb_blank_norm();
    norm.clause = 0;
    norm.kind = NM_AMOUNT;
    norm.bearers = 1;
    norm.pattern = nmb_add_pattern(builder, delivered);
    norm.first_trigger = nmb_add_trigger(builder, trigger);
    norm.trigger_count = 1;
    norm.key_kind = 0;
    norm.due = nmb_const(builder, START + DAYS - 1);
    norm.need = nmb_const(builder, (int64_t)log->units - 1); /* one event is the order */
    norm.pool = 0;
    nmb_add_norm(builder, norm);
}

static void build_machine(struct nm_builder *builder, const struct log *log, enum shape shape)
{
    nmb_init(builder);
    builder->head.name = nmb_str(builder, "bench");
    builder->head.signed_on = builder->head.start = START;
    builder->head.end = START + 2 * DAYS; /* later than all that happens */
    builder->head.horizon = START + 3 * DAYS;
    builder->head.pools = log->duties;
    struct nm_clause clause = nmb_blank_clause();
    nmb_add_clause(builder, clause);
    struct nm_party party = {.kind = NM_PARTY, .members = 1};
    nmb_add_party(builder, party);
    for (int i = 0; i <= act_of(shape, log->duties - 1) || i <= ORDER_ACT; i++)
        nmb_add_act(builder, nmb_blank_act());
    for (int i = 0; i < log->duties; i++) {
        struct nm_kind kind = {.unit = NM_NONE};
        nmb_add_kind(builder, kind);
    }
    if (shape == SHAPE_ORDERS) {
        add_ordered(builder, log);
        return;
    }
    for (int i = 0; i < log->duties; i++) {
        struct nm_pattern pattern = nmb_blank_pattern();
        pattern.act = act_of(shape, i);
        pattern.kind = kind_of(shape, i);
        pattern.actors = 1;
        struct nm_norm norm = nmb_blank_norm();
        norm.clause = 0;
        norm.kind = NM_AMOUNT;
        norm.bearers = 1;
        norm.pattern = nmb_add_pattern(builder, pattern);
        norm.first_trigger = nmb_add_trigger(builder, nmb_blank_trigger());
        norm.trigger_count = 1;
        norm.due = nmb_const(builder, due_of(log, i));
        norm.need = nmb_const(builder, (int64_t)log->units);
        norm.pool = shape == SHAPE_PAYMENTS || shape == SHAPE_WINDOWS ? 0 : i;
        if (shape == SHAPE_WINDOWS)
            norm.from = nmb_const(builder, opens_on(log, i));
        nmb_add_norm(builder, norm);
    }
}

/* Every duty gets its units, all in time, in the order of the days; the contracts are mixed. */
static void make_log(struct log *log, enum shape shape)
{
    struct dice dice = {1956};
    size_t duties = log->contracts * (size_t)log->duties;
    size_t *start = fresh(DAYS + 1, sizeof *start), *fill = fresh(DAYS, sizeof *fill);
    uint16_t *days = fresh(log->count, sizeof *days);
    for (size_t i = 0; i < log->count; i++) {
        int32_t due = (int32_t)(due_of(log, (int)(i % duties % (size_t)log->duties)) - START);
        if (shape == SHAPE_PAYMENTS || shape == SHAPE_WINDOWS) { /* they come in turn */
            int32_t first = (int32_t)(opens_on(log, (int)(i % duties % (size_t)log->duties)) - START);
            days[i] = (uint16_t)dice_in(&dice, first, due);
        } else if (shape == SHAPE_ORDERS) { /* all orders on the first day, then in any order */
            days[i] = (uint16_t)(i < duties ? 0 : dice_in(&dice, 1, DAYS - 1));
        } else {
            days[i] = (uint16_t)dice_in(&dice, 0, due);
        }
        start[days[i] + 1]++;
    }
    for (int day = 0; day < DAYS; day++)
        start[day + 1] += start[day];
    for (size_t i = 0; i < log->count; i++) {
        size_t duty = i % duties;
        size_t first = start[days[i]], place = first + fill[days[i]]++;
        size_t swap = first + dice_roll(&dice) % (place - first + 1);
        log->events[place] = log->events[swap];
        log->which[place] = log->which[swap];
        struct rt_event *event = &log->events[swap];
        memset(event, 0xff, sizeof *event); /* every index not given */
        event->at = START + days[i];
        event->qty = 1;
        event->actors = 1;
        event->to = 0;
        event->fault = JUDGE_EFFECTIVE;
        event->act = act_of(shape, (int)(duty % (size_t)log->duties));
        event->kind = (int16_t)kind_of(shape, (int)(duty % (size_t)log->duties));
        if (shape == SHAPE_ORDERS) {
            event->act = i < duties ? ORDER_ACT : 0;
            event->kind = 0;
            event->key = (int32_t)(duty % (size_t)log->duties);
        }
        log->which[swap] = (uint32_t)(duty / (size_t)log->duties);
    }
    int32_t *serials = fresh(log->contracts, sizeof *serials);
    for (size_t i = 0; i < log->count; i++)
        log->events[i].serial = serials[log->which[i]]++;
    free(serials);
    free(days);
    free(fill);
    free(start);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* Median nanoseconds an event. */
static double measure(enum shape shape, int duties, size_t total, size_t units)
{
    struct log log = {.contracts = total / (size_t)duties, .units = units, .duties = duties};
    log.count = log.contracts * (size_t)duties * units;
    log.events = fresh(log.count, sizeof *log.events);
    log.which = fresh(log.count, sizeof *log.which);
    make_log(&log, shape);
    struct nm_builder builder;
    struct nm nm;
    build_machine(&builder, &log, shape);
    nmb_finish(&builder, &nm);
    struct engine engine;
    struct buf error;
    buf_init(&error);
    if (!hetong_emit()->jit(&nm, EMIT_BEST, &engine, &error))
        BUG("%s", error.data);
    struct st *states = fresh(log.contracts, sizeof *states);
    struct st **pointers = fresh(log.contracts, sizeof(struct st *));
    double times[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < log.contracts; i++) {
            engine_start(&engine, &states[i]);
            if (engine_advance(&engine, &states[i], START, 0) < 0)
                BUG("a state is full");
            pointers[i] = &states[i];
        }
        size_t effective = 0;
        double before = seconds();
        if (kernel_run(&engine, pointers, log.which, log.events, log.count, &effective) < 0)
            BUG("a state is full");
        for (size_t i = 0; i < log.contracts; i++) {
            if (engine_advance(&engine, &states[i], START + DAYS, 1) < 0)
                BUG("a state is full");
        }
        times[round] = seconds() - before;
        if (effective != log.count)
            BUG("%zu of %zu events were effective", effective, log.count);
    }
    for (size_t i = 0; i < log.contracts; i++) {
        for (int duty = 0; duty < duties; duty++) {
            if (states[i].inst[duty].status != ST_FULFILLED)
                BUG("duty %d of contract %zu is not fulfilled", duty, i);
        }
        st_release(&states[i]);
    }
    free(states);
    free(pointers);
    engine_close(&engine);
    buf_release(&error);
    nmb_release(&builder);
    free(log.events);
    free(log.which);
    qsort(times, ROUNDS, sizeof *times, by_value);
    return times[ROUNDS / 2] * 1e9 / (double)log.count;
}

int main(int argc, char **argv)
{
    size_t total = 1000 * (argc > 1 ? (size_t)strtoull(argv[1], NULL, 10) : 100);
    size_t units = argc > 2 ? (size_t)strtoull(argv[2], NULL, 10) : 20;
    printf("growth: what an event costs, %zu duties in all, %zu events each\n", total, units);
    for (int shape = 0; shape < SHAPE_COUNT; shape++) {
        double few = measure((enum shape)shape, 10, total, units);
        double some = measure((enum shape)shape, 100, total, units);
        double many = measure((enum shape)shape, 1000, total, units);
        printf("  %-9s 10 duties %6.1f ns  100 duties %6.1f ns  1,000 duties %6.1f ns  growth %.2f "
               "(target 1.3)\n", shape_words[shape], few, some, many, many / few);
    }
    return 0;
}
