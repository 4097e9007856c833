/* Ten million events in memory, 1,000 contracts of 100 duties each: compiled code against the
 * hand-written loop of ceiling.c, in one process, in turn. Prints medians and the ratio, and fails if
 * the two do not agree about every duty.
 *
 *     tracker_bench [millions of events] [contracts]
 *
 * Each duty needs 100 units by a day of its own. Two duties in a hundred are late: half of their units
 * come in the days after. The events of all contracts are mixed, ordered by day only. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compiler/emit/emit.h"
#include "compiler/ir/builder.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "runtime/kernel.h"
#include "tests/bench/ceiling.h"
#include "tests/differential/generate.h"

enum { START = 20454, DAYS = 1000, LATE_PERCENT = 2, LATE_DAYS = 10, ROUNDS = 7 };

struct log {
    struct rt_event *events;
    uint32_t *which;
    size_t count, contracts, units; /* units a duty needs */
};

static void *fresh(size_t count, size_t len)
{
    void *memory = calloc(count, len);
    if (!memory)
        BUG("out of memory");
    return memory;
}

static int64_t due_of(int duty)
{
    return START + (int64_t)(duty + 1) * (DAYS - LATE_DAYS) / CEILING_DUTIES - 1;
}

/* ---- the contract ---------------------------------------------------------------------------- */

static void build_machine(struct nm_builder *builder, size_t units)
{
    nmb_init(builder);
    builder->head.name = nmb_str(builder, "bench");
    builder->head.signed_on = builder->head.start = START;
    builder->head.end = START + 2 * DAYS; /* later than all that happens */
    builder->head.horizon = START + 3 * DAYS;
    builder->head.pools = CEILING_DUTIES;
    struct nm_clause clause = nmb_blank_clause();
    nmb_add_clause(builder, clause);
    struct nm_party party = {.kind = NM_PARTY, .members = 1};
    nmb_add_party(builder, party);
    for (int i = 0; i < CEILING_ACTS; i++)
        nmb_add_act(builder, nmb_blank_act());
    for (int i = 0; i < CEILING_KINDS; i++) {
        struct nm_kind kind = {.unit = NM_NONE};
        nmb_add_kind(builder, kind);
    }
    for (int i = 0; i < CEILING_DUTIES; i++) {
        struct nm_pattern pattern = nmb_blank_pattern();
        pattern.act = i / CEILING_KINDS;
        pattern.kind = i % CEILING_KINDS;
        pattern.actors = 1;
        struct nm_norm norm = nmb_blank_norm();
        norm.clause = 0;
        norm.kind = NM_AMOUNT;
        norm.bearers = 1;
        norm.pattern = nmb_add_pattern(builder, pattern);
        norm.first_trigger = nmb_add_trigger(builder, nmb_blank_trigger());
        norm.trigger_count = 1;
        norm.due = nmb_const(builder, due_of(i));
        norm.need = nmb_const(builder, (int64_t)units);
        norm.pool = i;
        nmb_add_norm(builder, norm);
    }
}

/* ---- the log --------------------------------------------------------------------------------- */

/* Events by day: first the days are counted, then each event takes its place in its day, and the
 * events of a day are shuffled. */
static void make_log(struct log *log)
{
    struct dice dice = {1956};
    size_t duties = log->contracts * CEILING_DUTIES;
    uint16_t *days = fresh(log->count, sizeof *days);
    size_t *start = fresh(DAYS + 1, sizeof *start);
    for (size_t i = 0; i < log->count; i++) {
        size_t duty = i % duties, unit = i / duties;
        int32_t due = (int32_t)(due_of((int)(duty % CEILING_DUTIES)) - START);
        bool is_late = duty * 7919 % 100 < LATE_PERCENT && unit * 2 >= log->units;
        days[i] = (uint16_t)(is_late ? due + dice_in(&dice, 1, LATE_DAYS) : dice_in(&dice, 0, due));
        start[days[i] + 1]++;
    }
    for (int day = 0; day < DAYS; day++)
        start[day + 1] += start[day];
    size_t *fill = fresh(DAYS, sizeof *fill);
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
        event->act = (int32_t)(duty % CEILING_DUTIES / CEILING_KINDS);
        event->kind = (int16_t)(duty % CEILING_KINDS);
        log->which[swap] = (uint32_t)(duty / CEILING_DUTIES);
    }
    int32_t *serials = fresh(log->contracts, sizeof *serials);
    for (size_t i = 0; i < log->count; i++)
        log->events[i].serial = serials[log->which[i]]++;
    free(serials);
    free(fill);
    free(start);
    free(days);
}

/* ---- the runs -------------------------------------------------------------------------------- */

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double run_compiled(const struct engine *engine, const struct log *log, struct st *states,
                           struct st **pointers)
{
    for (size_t i = 0; i < log->contracts; i++) {
        engine_start(engine, &states[i]);
        if (engine_advance(engine, &states[i], START, 0) < 0)
            BUG("a state is full");
        pointers[i] = &states[i];
    }
    double before = seconds();
    size_t effective = 0;
    if (kernel_run(engine, pointers, log->which, log->events, log->count, &effective) < 0)
        BUG("a state is full");
    for (size_t i = 0; i < log->contracts; i++) {
        if (engine_advance(engine, &states[i], START + DAYS, 1) < 0)
            BUG("a state is full");
    }
    double after = seconds();
    if (effective != log->count)
        printf("effective: %zu of %zu\n", effective, log->count);
    return after - before;
}

static double run_ceiling(const struct log *log, struct ceiling_contract *contracts)
{
    for (size_t i = 0; i < log->contracts; i++) {
        contracts[i].now = START;
        contracts[i].next_due = due_of(0);
        for (int duty = 0; duty < CEILING_DUTIES; duty++)
            contracts[i].duties[duty] = (struct ceiling_duty){.due = due_of(duty),
                                                              .need = (int64_t)log->units,
                                                              .performed = INT64_MAX,
                                                              .settled = INT64_MAX};
    }
    double before = seconds();
    ceiling_run(contracts, log->contracts, log->which, log->events, log->count, START + DAYS);
    return seconds() - before;
}

/* Compares every duty; returns how many differ. */
static size_t compare(const struct log *log, const struct st *states,
                      const struct ceiling_contract *contracts, size_t totals[3])
{
    size_t wrong = 0;
    totals[0] = totals[1] = totals[2] = 0;
    for (size_t i = 0; i < log->contracts; i++) {
        for (int duty = 0; duty < CEILING_DUTIES; duty++) {
            const struct st_inst *inst = &states[i].inst[duty];
            const struct ceiling_duty *own = &contracts[i].duties[duty];
            int status = inst->status == ST_FULFILLED  ? CEILING_FULFILLED
                         : inst->status == ST_BREACHED ? CEILING_BREACHED
                                                       : CEILING_IN_FORCE;
            wrong += status != own->status || inst->got != own->got ||
                     inst->performed != own->performed || inst->settled != own->settled ||
                     inst->surplus != own->surplus || !(inst->flags & ST_LATE) != !own->is_late;
            totals[own->is_late ? 2 : own->status == CEILING_BREACHED]++;
        }
    }
    return wrong;
}

static int by_value(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static double median(double *values)
{
    qsort(values, ROUNDS, sizeof *values, by_value);
    return values[ROUNDS / 2];
}

int main(int argc, char **argv)
{
    size_t millions = argc > 1 ? (size_t)strtoull(argv[1], NULL, 10) : 10;
    struct log log = {.contracts = argc > 2 ? (size_t)strtoull(argv[2], NULL, 10) : 1000};
    size_t duties = log.contracts * CEILING_DUTIES;
    log.units = millions * 1000000 / duties;
    log.count = log.units * duties;
    log.events = fresh(log.count, sizeof *log.events);
    log.which = fresh(log.count, sizeof *log.which);
    make_log(&log);

    struct nm_builder builder;
    struct nm nm;
    build_machine(&builder, log.units);
    nmb_finish(&builder, &nm);
    struct engine engine;
    struct buf error;
    buf_init(&error);
    if (!hetong_emit()->jit(&nm, EMIT_BEST, &engine, &error))
        BUG("%s", error.data);
    struct st *states = fresh(log.contracts, sizeof *states);
    struct st **pointers = fresh(log.contracts, sizeof(struct st *));
    struct ceiling_contract *contracts = fresh(log.contracts, sizeof *contracts);
    double compiled[ROUNDS], ceiling[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        compiled[i] = run_compiled(&engine, &log, states, pointers);
        ceiling[i] = run_ceiling(&log, contracts);
    }
    size_t totals[3];
    size_t wrong = compare(&log, states, contracts, totals);
    double own = median(compiled), bound = median(ceiling);
    printf("tracker: %zu events, %zu contracts x %d duties: %zu in time, %zu breached, %zu late\n",
           log.count, log.contracts, CEILING_DUTIES, totals[0], totals[1], totals[2]);
    printf("  compiled     %6.1f ms  %5.1f ns an event  %5.1f M events/s\n", own * 1e3,
           own * 1e9 / (double)log.count, (double)log.count / own * 1e-6);
    printf("  hand-written %6.1f ms  %5.1f ns an event  %5.1f M events/s\n", bound * 1e3,
           bound * 1e9 / (double)log.count, (double)log.count / bound * 1e-6);
    printf("  ratio %.2f (target 0.5), %zu of %zu duties differ\n", bound / own, wrong, duties);
    for (size_t i = 0; i < log.contracts; i++)
        st_release(&states[i]);
    free(states);
    free(pointers);
    free(contracts);
    engine_close(&engine);
    buf_release(&error);
    nmb_release(&builder);
    free(log.events);
    free(log.which);
    return wrong > 0;
}
