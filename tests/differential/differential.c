/* The interpreter against compiled code, on random machines and logs.
 *
 *     differential [pairs] [seed]
 *
 * What the pairs contained is printed; a long run fails if something was never generated.
 *
 * Each pair is a machine and a log; four logs share a machine, for compiling takes longest. After every
 * event and closing the judgements and the bytes of the states are compared. At a difference the log is
 * shrunk as long as one remains, and machine, log and the two states are printed. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/emit/emit.h"
#include "compiler/ir/eval.h"
#include "compiler/ir/verify.h"
#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "runtime/kernel.h"
#include "runtime/machine_io.h"
#include "tests/differential/coverage.h"
#include "tests/differential/generate.h"

enum { LOGS_OF_A_MACHINE = 4, EVENTS = 40, RUN_OFF = 90 };

/* Runs of so many pairs fail if they lack a construct of the machine, and of the fold, in which some
 * come in one pair of some hundreds. */
enum { COVERS_MACHINE = 2000, COVERS_FOLD = 10000 };

struct pair {
    struct engine compiled, interpreted;
    const struct nm *nm;
    uint64_t habits; /* seed of how the engines are driven: the same for a shrunk log */
    struct coverage *coverage; /* NULL while a log is shrunk */
};

struct difference { /* where two runs part */
    bool is_any;
    size_t event;  /* count of events taken by then */
    int compiled_answer, interpreted_answer;
    struct buf compiled, interpreted; /* bytes of the states */
};

static void note(const struct pair *pair, struct difference *difference, size_t event,
                 const struct st *compiled, const struct st *interpreted, int compiled_answer,
                 int interpreted_answer)
{
    if (pair->coverage)
        coverage_state(pair->coverage, pair->nm, interpreted);
    buf_clear(&difference->compiled);
    buf_clear(&difference->interpreted);
    st_encode(compiled, &difference->compiled);
    st_encode(interpreted, &difference->interpreted);
    difference->event = event;
    difference->compiled_answer = compiled_answer;
    difference->interpreted_answer = interpreted_answer;
    difference->is_any =
        compiled_answer != interpreted_answer ||
        difference->compiled.len != difference->interpreted.len ||
        memcmp(difference->compiled.data, difference->interpreted.data, difference->compiled.len) != 0;
}

/* Runs a log on both; stops at the first difference. The compiled side is driven in different ways:
 * by single steps or by jumps, with what it remembers of the state or without. */
static void run(const struct pair *pair, const struct rt_event *events, size_t count,
                struct difference *difference)
{
    struct dice habits = {pair->habits};
    struct st compiled, interpreted;
    st_init(&compiled);
    st_init(&interpreted);
    engine_start(&pair->compiled, &compiled);
    engine_start(&pair->interpreted, &interpreted);
    difference->is_any = false;
    for (size_t i = 0; i < count && !difference->is_any; i++) {
        struct rt_event event = events[i];
        event.serial = interpreted.head.serial;
        int64_t closing = event.at - 1;
        if (dice_is(&habits, 20)) {
            int left = engine_advance(&pair->compiled, &compiled, closing, 1);
            int right = engine_advance(&pair->interpreted, &interpreted, closing, 1);
            note(pair, difference, i, &compiled, &interpreted, left, right);
            if (difference->is_any)
                break;
        }
        int right = engine_advance(&pair->interpreted, &interpreted, event.at, 0);
        if (right >= 0)
            right = engine_apply(&pair->interpreted, &interpreted, &event);
        if (pair->coverage)
            coverage_answer(pair->coverage, right);
        int left = kernel_step(&pair->compiled, &compiled, &event);
        note(pair, difference, i + 1, &compiled, &interpreted, left, right);
        if (dice_is(&habits, 15))
            st_drop_index(&compiled);
    }
    int64_t last = count > 0 ? events[count - 1].at : pair->nm->head.start;
    for (int64_t tick = last; tick < last + RUN_OFF && !difference->is_any;) {
        int left = engine_advance(&pair->compiled, &compiled, tick, 1);
        int right = engine_advance(&pair->interpreted, &interpreted, tick, 1);
        note(pair, difference, count, &compiled, &interpreted, left, right);
        tick += dice_is(&habits, 80) ? 1 : dice_in(&habits, 2, 9);
    }
    st_release(&compiled);
    st_release(&interpreted);
}

/* ---- showing a difference -------------------------------------------------------------------- */

static void print_machine(const struct nm *nm)
{
    for (int table = 0; table < NM_TABLE_COUNT; table++) {
        struct nm_rows rows = nm_rows_of(nm, (enum nm_table)table);
        for (uint32_t row = 0; row < rows.count; row++) {
            printf("  %s %u:", rows.name, row);
            for (size_t i = 0; i < nm_field_count; i++) {
                const struct nm_field *field = &nm_fields[i];
                if (field->table != table)
                    continue;
                int64_t value = nm_field_value(field, rows.rows + row * rows.row_len);
                if (value == 0 && field->role != NM_ROLE_OPT && field->role != NM_ROLE_REF)
                    continue;
                if (value == -1)
                    continue;
                if (field->role == NM_ROLE_TEXT)
                    printf(" %s '%s'", field->name, nm_str(nm, (nm_text)value));
                else
                    printf(" %s %lld", field->name, (long long)value);
            }
            printf("\n");
        }
    }
}

static void print_event(const struct nm *nm, const struct rt_event *event)
{
    printf("  %d: at %+lld %s actors %llx to %llx qty %lld key %d kind %d bind %d/%d re %d unit %d for %d of %d"
           " attr %d fault %d\n",
           event->serial, (long long)(event->at - nm->head.start),
           event->act < 0 ? "?" : nm_str(nm, nm->act[event->act].name), (unsigned long long)event->actors,
           (unsigned long long)event->to, (long long)event->qty, event->key, event->kind, event->bind,
           event->bind_kind, event->re, event->unit, event->for_norm, event->for_clause, event->attrs[0], event->fault);
}

/* Prints the words in which two records differ, by offset. */
static void print_record(const char *pool, uint32_t row, const void *left, const void *right, size_t len)
{
    if (left && right && memcmp(left, right, len) == 0)
        return;
    printf("  %s %u: %s\n", pool, row, !left ? "interpreted only" : !right ? "compiled only" : "differs");
    for (size_t offset = 0; offset + 4 <= len; offset += 4) {
        int32_t a = 0, b = 0;
        if (left)
            memcpy(&a, (const char *)left + offset, 4);
        if (right)
            memcpy(&b, (const char *)right + offset, 4);
        if (a != b)
            printf("    +%zu: compiled %d, interpreted %d\n", offset, a, b);
    }
}

static void print_states(const struct difference *difference)
{
    struct st left, right;
    st_init(&left);
    st_init(&right);
    if (!st_decode(&left, difference->compiled.data, difference->compiled.len) ||
        !st_decode(&right, difference->interpreted.data, difference->interpreted.len))
        BUG("a state does not read back");
    printf("answers: compiled %d, interpreted %d; now %lld\n", difference->compiled_answer,
           difference->interpreted_answer, (long long)right.head.now);
    print_record("head", 0, &left.head, &right.head, sizeof left.head);
#define P(name)                                                                                    \
    for (uint32_t i = 0; i < left.name##_count || i < right.name##_count; i++)                     \
        print_record(#name, i, i < left.name##_count ? &left.name[i] : NULL,                       \
                     i < right.name##_count ? &right.name[i] : NULL, sizeof *left.name);
    ST_POOLS(P)
#undef P
    st_release(&left);
    st_release(&right);
}

/* Takes events away as long as the two still differ. Returns how many remain. */
static size_t shrink(const struct pair *pair, struct rt_event *events, size_t count,
                     struct difference *difference)
{
    count = difference->event < count ? difference->event : count;
    for (bool did = true; did;) {
        did = false;
        for (size_t i = 0; i < count; i++) {
            struct rt_event shorter[EVENTS];
            memcpy(shorter, events, i * sizeof *events);
            memcpy(shorter + i, events + i + 1, (count - i - 1) * sizeof *events);
            for (size_t j = i; j < count - 1; j++) {
                shorter[j].serial--;
                if (shorter[j].re > (int32_t)i)
                    shorter[j].re--;
                else if (shorter[j].re == (int32_t)i)
                    shorter[j].re = EVENT_NONE;
            }
            run(pair, shorter, count - 1, difference);
            if (!difference->is_any)
                continue;
            count--;
            memcpy(events, shorter, count * sizeof *events);
            did = true;
            break;
        }
    }
    run(pair, events, count, difference);
    return count;
}

static void show(const struct pair *pair, struct rt_event *events, size_t count,
                 struct difference *difference, uint64_t seed)
{
    struct pair uncounted = *pair;
    uncounted.coverage = NULL;
    count = shrink(&uncounted, events, count, difference);
    printf("compiled code and interpreter differ; run again with: differential %d %llu\n", LOGS_OF_A_MACHINE,
           (unsigned long long)seed);
    print_machine(pair->nm);
    for (size_t i = 0; i < count; i++)
        print_event(pair->nm, &events[i]);
    print_states(difference);
}

/* ---- the run --------------------------------------------------------------------------------- */

struct tally {
    size_t pairs;
    struct coverage coverage;
};

/* One machine and its logs. Returns false after a difference. */
static bool try_machine(uint64_t seed, size_t logs, enum emit_level level, struct tally *tally)
{
    struct dice dice = {seed};
    struct nm_builder builder;
    struct nm nm;
    nmb_init(&builder);
    generate_machine(&dice, &builder);
    nmb_finish(&builder, &nm);
    struct arena arena;
    arena_init(&arena);
    const char *fault = nm_verify(&nm, &arena);
    if (fault)
        BUG("seed %llu made no machine: %s", (unsigned long long)seed, fault);
    arena_release(&arena);
    struct pair pair = {.nm = &nm, .coverage = &tally->coverage};
    coverage_machine(&tally->coverage, &nm);
    struct buf error;
    buf_init(&error);
    if (!hetong_emit()->jit(&nm, level, &pair.compiled, &error))
        BUG("%s", error.data);
    pair.interpreted = eval_engine(&nm);
    struct difference difference = {0};
    buf_init(&difference.compiled);
    buf_init(&difference.interpreted);
    for (size_t i = 0; i < logs && !difference.is_any; i++) {
        struct rt_event events[EVENTS];
        size_t count = (size_t)dice_in(&dice, 1, EVENTS);
        generate_log(&dice, &nm, events, count);
        pair.habits = dice_roll(&dice);
        run(&pair, events, count, &difference);
        tally->pairs++;
        coverage_pair(&tally->coverage);
        if (difference.is_any)
            show(&pair, events, count, &difference, seed);
    }
    bool is_same = !difference.is_any;
    buf_release(&difference.compiled);
    buf_release(&difference.interpreted);
    buf_release(&error);
    engine_close(&pair.compiled);
    engine_close(&pair.interpreted);
    nmb_release(&builder);
    return is_same;
}

int main(int argc, char **argv)
{
    size_t pairs = argc > 1 ? (size_t)strtoull(argv[1], NULL, 10) : 2000;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1956;
    struct tally tally = {0};
    size_t failed = 0;
    coverage_init(&tally.coverage);
    for (uint64_t next = seed; tally.pairs < pairs && failed < 1; next++) {
        size_t logs = pairs - tally.pairs < LOGS_OF_A_MACHINE ? pairs - tally.pairs : LOGS_OF_A_MACHINE;
        /* -O2 takes longer to compile: now and then */
        failed += !try_machine(next, logs, next % 16 == 0 ? EMIT_BEST : EMIT_QUICK, &tally);
    }
    struct missing missing = coverage_print(&tally.coverage);
    failed += (missing.of_machine > 0 && tally.pairs >= COVERS_MACHINE) ||
              (missing.of_fold > 0 && tally.pairs >= COVERS_FOLD);
    coverage_release(&tally.coverage);
    printf("seed %llu\n", (unsigned long long)seed);
    printf("differential: %zu passed, %zu failed\n", tally.pairs - failed, failed);
    return failed > 0;
}
