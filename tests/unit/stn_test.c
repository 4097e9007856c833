/* stn_test.c - the time network against oracles that are too slow and too simple to be wrong:
 * Floyd-Warshall for differences, all assignments for functions, all subsets for the smallest
 * conflict, all simple cycles for the shortest one. */
#include "tests/unit/unit.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/prove/certify.h"
#include "compiler/prove/stn.h"
#include "compiler/prove/stn_words.h"

enum { POINTS = 8, CONSTRAINTS = 24, CLAUSES = 6, TABLE = 12 };
#define FAR (INT64_C(1) << 40)

/* A random network, kept beside the real one. */
struct sample {
    uint32_t points, count;
    struct stn_constraint list[CONSTRAINTS];
    struct stn *net;
};

/* Bit i of `clauses` says whether clause i + 1 is in; `by` changes number `number`. */
static bool floyd_warshall(const struct sample *sample, uint32_t clauses, uint32_t number,
                           int64_t by, int64_t dist[POINTS][POINTS])
{
    for (uint32_t a = 0; a < POINTS; a++)
        for (uint32_t b = 0; b < POINTS; b++)
            dist[a][b] = a == b ? 0 : FAR;
    for (uint32_t index = 0; index < sample->count; index++) {
        const struct stn_constraint *one = &sample->list[index];
        if (one->clause && !(clauses >> (one->clause - 1) & 1))
            continue;
        bool gives = one->relax != STN_FIXED && one->number && one->number == number;
        int64_t amount = one->amount + (gives ? by : 0);
        if (amount < dist[one->y][one->x])
            dist[one->y][one->x] = amount; /* x <= y + amount */
    }
    for (uint32_t via = 0; via < sample->points; via++)
        for (uint32_t a = 0; a < sample->points; a++)
            for (uint32_t b = 0; b < sample->points; b++)
                if (dist[a][via] < FAR && dist[via][b] < FAR &&
                    dist[a][via] + dist[via][b] < dist[a][b])
                    dist[a][b] = dist[a][via] + dist[via][b];
    for (uint32_t point = 0; point < sample->points; point++)
        if (dist[point][point] < 0)
            return false;
    return true;
}

static bool oracle_fits(const struct sample *sample, uint32_t clauses, uint32_t number, int64_t by)
{
    int64_t dist[POINTS][POINTS];
    return floyd_warshall(sample, clauses, number, by, dist);
}

static void make_sample(struct sample *sample, uint64_t *seed)
{
    sample->points = (uint32_t)test_between(seed, 2, POINTS);
    sample->count = (uint32_t)test_between(seed, 2, CONSTRAINTS);
    sample->net = stn_new(-1000, 1000);
    for (uint32_t point = 1; point < sample->points; point++)
        stn_point(sample->net, "a point", point);
    int64_t low = test_between(seed, -8, 0);
    for (uint32_t index = 0; index < sample->count; index++) {
        uint32_t x = (uint32_t)test_between(seed, 0, (int64_t)sample->points - 1);
        uint32_t y = (uint32_t)test_between(seed, 0, (int64_t)sample->points - 1);
        sample->list[index] = (struct stn_constraint){
            .form = STN_DIFFERENCE,
            .x = x,
            .y = y,
            .amount = test_between(seed, x == y ? 0 : low, 12),
            .clause = (uint32_t)test_between(seed, 0, CLAUSES),
            .relax = test_between(seed, 0, 3) ? STN_GIVE_MORE : STN_FIXED,
            .number = (uint32_t)test_between(seed, 0, 9),
            .relax_max = test_between(seed, 0, 2) ? 0 : test_between(seed, 1, 9),
            .text = "some days",
        };
        assert_int_equal(stn_add(sample->net, &sample->list[index]), index);
    }
}

static uint32_t bits(uint32_t set)
{
    uint32_t count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

/* The fewest arcs of a negative simple cycle through `at`, going on from a walk. */
static void shortest_cycle(const struct sample *sample, uint32_t clauses, uint32_t start,
                           uint32_t at, uint32_t seen, uint32_t arcs, int64_t sum, uint32_t *best)
{
    for (uint32_t index = 0; index < sample->count && arcs < *best; index++) {
        const struct stn_constraint *one = &sample->list[index];
        if (one->x != at || (one->clause && !(clauses >> (one->clause - 1) & 1)))
            continue;
        if (one->y == start && sum + one->amount < 0 && arcs + 1 < *best)
            *best = arcs + 1;
        if (one->y > start && !(seen >> one->y & 1))
            shortest_cycle(sample, clauses, start, one->y, seen | 1u << one->y, arcs + 1,
                           sum + one->amount, best);
    }
}

static void check_conflict(const struct sample *sample)
{
    struct stn_conflict *conflict = stn_explain(sample->net);
    assert_true(stn_certify_conflict(sample->net, conflict));
    assert_true(conflict->fewest_clauses);
    assert_true(conflict->fewest_steps);
    assert_false(conflict->has_functions);

    uint32_t fewest = CLAUSES + 1, told = 0, arcs = UINT32_MAX;
    for (uint32_t set = 0; set < 1u << CLAUSES; set++)
        if (bits(set) < fewest && !oracle_fits(sample, set, 0, 0))
            fewest = bits(set);
    assert_int_equal(conflict->clause_count, fewest);
    for (uint32_t index = 0; index < conflict->clause_count; index++)
        told |= 1u << (conflict->clauses[index] - 1);
    assert_int_equal(bits(told), fewest);
    assert_false(oracle_fits(sample, told, 0, 0));
    for (uint32_t start = 0; start < sample->points; start++)
        shortest_cycle(sample, told, start, start, 1u << start, 0, 0, &arcs);
    assert_int_equal(conflict->step_count, arcs);
    assert_int_equal(conflict->core_count, arcs);

    struct sample rest = *sample;
    for (uint32_t out = 0; out < conflict->core_count; out++) {
        rest.count = 0;
        for (uint32_t index = 0; index < conflict->core_count; index++)
            if (index != out)
                rest.list[rest.count++] = sample->list[conflict->core[index]];
        assert_true(oracle_fits(&rest, UINT32_MAX, 0, 0));
    }

    rest.count = 0;
    for (uint32_t index = 0; index < conflict->core_count; index++)
        rest.list[rest.count++] = sample->list[conflict->core[index]];
    for (uint32_t index = 0; index < conflict->repair_count; index++) {
        const struct stn_repair *repair = &conflict->repairs[index];
        const struct sample *whole = repair->mends_all ? sample : &rest;
        assert_true(repair->change > 0);
        assert_true(oracle_fits(whole, UINT32_MAX, repair->number, repair->change));
        assert_false(oracle_fits(whole, UINT32_MAX, repair->number, repair->change - 1));
    }
    stn_conflict_free(conflict);
}

static void check_schedule(const struct sample *sample, int64_t dist[POINTS][POINTS])
{
    int64_t earliest[POINTS], latest[POINTS];
    uint32_t broken;
    stn_schedule(sample->net, earliest, latest);
    assert_true(stn_certify_schedule(sample->net, earliest, (struct stn_change){0}, &broken));
    assert_true(stn_certify_schedule(sample->net, latest, (struct stn_change){0}, &broken));
    for (uint32_t point = 0; point < sample->points; point++) {
        if (dist[point][STN_ORIGIN] < FAR)
            assert_true(earliest[point] >= -dist[point][STN_ORIGIN]);
        if (dist[STN_ORIGIN][point] < FAR)
            assert_true(latest[point] <= dist[STN_ORIGIN][point]);
        /* Bounded by the origin alone, it is exactly there. */
        bool is_bounded = true;
        for (uint32_t other = 0; other < sample->points; other++)
            is_bounded =
                is_bounded && dist[other][STN_ORIGIN] < FAR && dist[STN_ORIGIN][other] < FAR;
        if (is_bounded) {
            assert_int_equal(earliest[point], -dist[point][STN_ORIGIN]);
            assert_int_equal(latest[point], dist[STN_ORIGIN][point]);
        }
    }
}

static void random_networks_agree_with_floyd_warshall(void **state)
{
    (void)state;
    uint64_t seed = 1956;
    uint32_t conflicts = 0, rounds = 6000;
    for (uint32_t round = 0; round < rounds; round++) {
        struct sample sample;
        int64_t dist[POINTS][POINTS];
        make_sample(&sample, &seed);
        bool fits = floyd_warshall(&sample, UINT32_MAX, 0, 0, dist);
        assert_int_equal(stn_check(sample.net), fits ? STN_CONSISTENT : STN_CONFLICT);
        if (fits)
            check_schedule(&sample, dist);
        else
            check_conflict(&sample);
        conflicts += fits ? 0 : 1;
        stn_free(sample.net);
    }
    assert_in_range(conflicts, rounds / 4, rounds * 3 / 4);
}

static void constraints_one_by_one_in_and_out(void **state)
{
    (void)state;
    uint64_t seed = 26;
    for (uint32_t round = 0; round < 1000; round++) {
        struct sample sample;
        make_sample(&sample, &seed);
        for (uint32_t index = 0; index < sample.count; index++)
            stn_set_active(sample.net, index, false);
        for (uint32_t step = 0; step < 40; step++) {
            uint32_t index = (uint32_t)test_between(&seed, 0, (int64_t)sample.count - 1);
            stn_set_active(sample.net, index, !stn_is_active(sample.net, index));
            struct sample now = sample;
            now.count = 0;
            for (uint32_t kept = 0; kept < sample.count; kept++)
                if (stn_is_active(sample.net, kept))
                    now.list[now.count++] = sample.list[kept];
            bool fits = oracle_fits(&now, UINT32_MAX, 0, 0);
            assert_int_equal(stn_check(sample.net), fits ? STN_CONSISTENT : STN_CONFLICT);
        }
        stn_free(sample.net);
    }
}

/* What was added and taken out again has left no trace, whatever the verdict was meanwhile. */
static void a_rewound_network_is_as_before(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (uint32_t round = 0; round < 1000; round++) {
        struct sample sample;
        make_sample(&sample, &seed);
        bool fits = oracle_fits(&sample, UINT32_MAX, 0, 0);
        assert_int_equal(stn_check(sample.net), fits ? STN_CONSISTENT : STN_CONFLICT);
        for (uint32_t turn = 0; turn < 3; turn++) {
            uint32_t point = stn_point(sample.net, "one more", 0);
            for (uint32_t more = 0; more < 4; more++)
                stn_add(sample.net,
                        &(struct stn_constraint){
                            .x = more & 1 ? point : (uint32_t)test_between(&seed, 0, point - 1),
                            .y = more & 1 ? (uint32_t)test_between(&seed, 0, point - 1) : point,
                            .amount = test_between(&seed, -9, 9),
                            .clause = 7,
                            .text = "more"});
            enum stn_verdict verdict = stn_check(sample.net);
            assert_true(fits || verdict == STN_CONFLICT);
            stn_rewind(sample.net, sample.points, sample.count);
        }
        assert_int_equal(stn_check(sample.net), fits ? STN_CONSISTENT : STN_CONFLICT);
        if (fits) {
            int64_t ticks[POINTS];
            stn_schedule(sample.net, ticks, NULL);
            assert_true(stn_certify_schedule(sample.net, ticks, (struct stn_change){0}, NULL));
        }
        stn_free(sample.net);
    }
}

/* A function of time by a table on 0 .. TABLE - 1, moved by the amount. */
static int64_t by_table(const void *ctx, int64_t amount, int64_t tick)
{
    const int64_t *table = ctx;
    assert_in_range(tick, 0, TABLE - 1);
    return table[tick] + amount;
}

struct function_sample {
    uint32_t points, count;
    struct stn_constraint list[CONSTRAINTS];
    int64_t tables[CONSTRAINTS][TABLE];
};

static bool tick_fits(const struct stn_constraint *one, const int64_t *ticks, int64_t by)
{
    int64_t x = ticks[one->x], y = ticks[one->y];
    switch (one->form) {
    case STN_DIFFERENCE: return x - y <= one->amount + by;
    case STN_NOT_AFTER: return x <= by_table(one->fn_ctx, one->amount + by, y);
    case STN_NOT_BEFORE: return x >= by_table(one->fn_ctx, one->amount - by, y);
    }
    return false;
}

/* Is there an assignment of ticks to the points from `point` on? */
static bool assignment_exists(const struct function_sample *sample, uint32_t clauses,
                              uint32_t number, int64_t by, int64_t *ticks, uint32_t point)
{
    if (point == sample->points) {
        for (uint32_t index = 0; index < sample->count; index++) {
            const struct stn_constraint *one = &sample->list[index];
            bool gives = one->relax != STN_FIXED && one->number && one->number == number;
            if ((!one->clause || clauses >> (one->clause - 1) & 1) &&
                !tick_fits(one, ticks, gives ? by : 0))
                return false;
        }
        return true;
    }
    for (ticks[point] = 0; ticks[point] < TABLE; ticks[point]++)
        if (assignment_exists(sample, clauses, number, by, ticks, point + 1))
            return true;
    return false;
}

static bool functions_fit(const struct function_sample *sample, uint32_t clauses, uint32_t number,
                          int64_t by)
{
    int64_t ticks[POINTS] = {0};
    return assignment_exists(sample, clauses, number, by, ticks, 1);
}

static struct stn *make_function_sample(struct function_sample *sample, uint64_t *seed)
{
    struct stn *net = stn_new(0, TABLE - 1);
    sample->points = (uint32_t)test_between(seed, 2, 4);
    sample->count = (uint32_t)test_between(seed, 2, 9);
    for (uint32_t point = 1; point < sample->points; point++)
        stn_point(net, "a point", point);
    for (uint32_t index = 0; index < sample->count; index++) {
        int64_t *table = sample->tables[index];
        table[0] = test_between(seed, -2, 3);
        for (uint32_t tick = 1; tick < TABLE; tick++)
            table[tick] = table[tick - 1] + test_between(seed, 0, 2);
        enum stn_form form = (enum stn_form)test_between(seed, 0, 2);
        uint32_t x = (uint32_t)test_between(seed, 0, (int64_t)sample->points - 1);
        uint32_t y = (uint32_t)test_between(seed, 0, (int64_t)sample->points - 1);
        sample->list[index] = (struct stn_constraint){
            .form = form,
            .x = x,
            .y = y,
            .amount = test_between(seed, form == STN_DIFFERENCE ? -4 : -3, 4),
            .clause = (uint32_t)test_between(seed, 0, 4),
            .relax = test_between(seed, 0, 1) ? STN_GIVE_MORE : STN_FIXED,
            .number = (uint32_t)test_between(seed, 0, 5),
            .fn = form == STN_DIFFERENCE ? NULL : by_table,
            .fn_ctx = table,
            .text = "some working days",
        };
        stn_add(net, &sample->list[index]);
    }
    return net;
}

static void check_function_conflict(const struct function_sample *sample, struct stn *net)
{
    struct stn_conflict *conflict = stn_explain(net);
    assert_true(stn_certify_conflict(net, conflict));
    uint32_t told = 0, fewest = 5;
    for (uint32_t index = 0; index < conflict->clause_count; index++)
        told |= 1u << (conflict->clauses[index] - 1);
    for (uint32_t set = 0; set < 16; set++)
        if (bits(set) < fewest && !functions_fit(sample, set, 0, 0))
            fewest = bits(set);
    assert_true(conflict->fewest_clauses);
    assert_int_equal(conflict->clause_count, fewest);
    assert_false(functions_fit(sample, told, 0, 0));
    for (uint32_t out = 0; out < conflict->core_count && conflict->has_functions; out++) {
        struct function_sample rest = {.points = sample->points};
        for (uint32_t index = 0; index < conflict->core_count; index++)
            if (index != out)
                rest.list[rest.count++] = sample->list[conflict->core[index]];
        assert_true(functions_fit(&rest, UINT32_MAX, 0, 0));
    }
    for (uint32_t index = 0; index < conflict->repair_count; index++) {
        const struct stn_repair *repair = &conflict->repairs[index];
        if (!repair->mends_all)
            continue;
        assert_true(functions_fit(sample, UINT32_MAX, repair->number, repair->change));
        assert_false(functions_fit(sample, UINT32_MAX, repair->number, repair->change - 1));
    }
    stn_conflict_free(conflict);
}

static void functions_agree_with_all_assignments(void **state)
{
    (void)state;
    uint64_t seed = 39;
    uint32_t conflicts = 0, rounds = 3000;
    for (uint32_t round = 0; round < rounds; round++) {
        struct function_sample sample = {0};
        struct stn *net = make_function_sample(&sample, &seed);
        sample.list[sample.count++] = (struct stn_constraint){
            .form = STN_DIFFERENCE, .x = 1, .y = 1, .fn = NULL, .text = "nothing"};
        stn_add(net, &sample.list[sample.count - 1]);
        bool has_functions = false;
        for (uint32_t index = 0; index < sample.count; index++)
            has_functions = has_functions || sample.list[index].form != STN_DIFFERENCE;
        if (has_functions) {
            bool fits = functions_fit(&sample, UINT32_MAX, 0, 0);
            assert_int_equal(stn_check(net), fits ? STN_CONSISTENT : STN_CONFLICT);
            if (fits) {
                int64_t earliest[POINTS], latest[POINTS];
                stn_schedule(net, earliest, latest);
                assert_true(stn_certify_schedule(net, earliest, (struct stn_change){0}, NULL));
                assert_true(stn_certify_schedule(net, latest, (struct stn_change){0}, NULL));
            } else {
                check_function_conflict(&sample, net);
                conflicts++;
            }
        }
        stn_free(net);
    }
    assert_in_range(conflicts, rounds / 5, rounds * 4 / 5);
}

static void write_clause(struct buf *out, const void *ctx, uint32_t clause)
{
    (void)ctx;
    buf_printf(out, "clause %u.%u", clause / 10, clause % 10);
}

static void write_day(struct buf *out, const void *ctx, int64_t tick)
{
    (void)ctx;
    buf_printf(out, "day %d", (int)tick);
}

static void drawings_too_late_for_mastery_are_told_with_both_mends(void **state)
{
    (void)state;
    struct stn *net = stn_new(0, 1000);
    uint32_t drawings = stn_point(net, "the drawings", 31), mastery = stn_point(net, "mastery", 11);
    const struct stn_constraint list[] = {
        {.x = drawings,
         .y = STN_ORIGIN,
         .amount = 92,
         .clause = 31,
         .relax = STN_GIVE_MORE,
         .number = 1,
         .text = "in the quarter"},
        {.x = STN_ORIGIN,
         .y = drawings,
         .amount = -70,
         .clause = 31,
         .relax = STN_DO_EARLIER,
         .number = 2,
         .relax_max = 70,
         .text = "not before day 70"},
        {.x = drawings,
         .y = mastery,
         .amount = -40,
         .clause = 12,
         .relax = STN_TAKE_SHORTER,
         .number = 3,
         .relax_max = 39,
         .text = "40 days after the drawings"},
        {.x = mastery,
         .y = STN_ORIGIN,
         .amount = 92,
         .clause = 11,
         .relax = STN_GIVE_MORE,
         .number = 4,
         .text = "by the end of the quarter"},
        {.x = STN_ORIGIN, .y = mastery, .amount = 0, .clause = 51, .text = "in the term"},
    };
    for (size_t index = 0; index < sizeof list / sizeof *list; index++)
        stn_add(net, &list[index]);
    assert_int_equal(stn_check(net), STN_CONFLICT);
    struct stn_conflict *conflict = stn_explain(net);
    assert_true(stn_certify_conflict(net, conflict));
    struct buf out;
    buf_init(&out);
    stn_write_conflict(
        &out, net, conflict,
        &(struct stn_words){
            .clause = write_clause, .tick = write_day, .unit_one = "day", .unit_many = "days"});
    assert_string_equal(
        out.data, "clause 3.1, not before day 70: the drawings on day 70 at the earliest\n"
                  "clause 1.2, 40 days after the drawings: mastery on day 110 at the earliest\n"
                  "clause 1.1, by the end of the quarter: 18 days too late\n"
                  "mend: let clause 3.1 be done 18 days earlier\n"
                  "or let clause 1.2 take 18 days less\n"
                  "or give clause 1.1 18 days more\n");
    buf_release(&out);
    stn_conflict_free(conflict);
    stn_free(net);
}

static void a_false_certificate_is_refused(void **state)
{
    (void)state;
    struct stn *net = stn_new(0, 100);
    uint32_t start = stn_point(net, "start", 0);
    stn_add(net, &(struct stn_constraint){
                     .x = STN_ORIGIN, .y = start, .amount = -10, .clause = 1, .text = "late"});
    stn_add(net, &(struct stn_constraint){
                     .x = start, .y = STN_ORIGIN, .amount = 5, .clause = 2, .text = "soon"});
    assert_int_equal(stn_check(net), STN_CONFLICT);
    struct stn_conflict *conflict = stn_explain(net);
    assert_int_equal(conflict->shortfall, 5);
    assert_true(stn_certify_conflict(net, conflict));
    conflict->shortfall = 6;
    assert_false(stn_certify_conflict(net, conflict));
    conflict->shortfall = 5;
    conflict->clauses[0] = 7;
    assert_false(stn_certify_conflict(net, conflict));
    conflict->clauses[0] = 1;
    conflict->steps[0].tick++;
    assert_false(stn_certify_conflict(net, conflict));
    int64_t ticks[] = {0, 7};
    uint32_t broken;
    assert_false(stn_certify_schedule(net, ticks, (struct stn_change){0}, &broken));
    assert_int_equal(broken, 0);
    stn_conflict_free(conflict);
    stn_free(net);
}

/* A long chain of windows with random further ones that its own schedule keeps. */
static void ten_thousand_constraints_and_one_bad_deadline(void **state)
{
    (void)state;
    enum { MANY = 10000, CHAIN = MANY / 4 };
    uint64_t seed = 10000;
    struct stn *net = stn_new(0, 1000000);
    int64_t *planned = calloc(CHAIN + 1, sizeof *planned);
    int64_t *ticks = calloc(CHAIN + 1, sizeof *ticks);
    for (uint32_t point = 1; point <= CHAIN; point++) {
        stn_point(net, "a step", point);
        planned[point] = planned[point - 1] + test_between(&seed, 1, 9);
    }
    for (uint32_t index = 0; index < MANY - 1; index++) {
        uint32_t x = index < CHAIN ? index : (uint32_t)test_between(&seed, 0, CHAIN);
        uint32_t y = index < CHAIN ? index + 1 : (uint32_t)test_between(&seed, 0, CHAIN);
        stn_add(net, &(struct stn_constraint){.x = x,
                                              .y = y,
                                              .amount =
                                                  planned[x] - planned[y] + (index < CHAIN ? 0 : 3),
                                              .clause = index / 20 + 1,
                                              .text = "a window"});
    }
    assert_int_equal(stn_check(net), STN_CONSISTENT);
    stn_schedule(net, ticks, NULL);
    assert_true(stn_certify_schedule(net, ticks, (struct stn_change){0}, NULL));

    stn_add(net, &(struct stn_constraint){.x = CHAIN,
                                          .y = STN_ORIGIN,
                                          .amount = planned[CHAIN] - 30,
                                          .clause = 9999,
                                          .relax = STN_GIVE_MORE,
                                          .number = 1,
                                          .text = "the deadline"});
    assert_int_equal(stn_check(net), STN_CONFLICT);
    struct stn_conflict *conflict = stn_explain(net);
    assert_true(stn_certify_conflict(net, conflict));
    assert_int_equal(conflict->repair_count, 1);
    assert_true(conflict->repairs[0].mends_all);
    assert_true(conflict->repairs[0].change <= 30);
    stn_conflict_free(conflict);
    free(planned);
    free(ticks);
    stn_free(net);
}

/* y is the working day after x, x is y: each round is a day later, to the end of the calendar. */
static int64_t next_even(const void *ctx, int64_t amount, int64_t tick)
{
    (void)ctx;
    return (tick / 2 + amount) * 2;
}

static void a_climb_without_end_is_told_by_its_first_round(void **state)
{
    (void)state;
    struct stn *net = stn_new(0, 5000);
    uint32_t one = stn_point(net, "one", 0), other = stn_point(net, "the other", 0);
    stn_add(net, &(struct stn_constraint){.form = STN_NOT_BEFORE,
                                          .x = other,
                                          .y = one,
                                          .amount = 1,
                                          .fn = next_even,
                                          .clause = 1,
                                          .relax = STN_DO_EARLIER,
                                          .number = 1,
                                          .text = "next"});
    stn_add(net, &(struct stn_constraint){
                     .x = other, .y = one, .amount = 0, .clause = 2, .text = "no later than"});
    assert_int_equal(stn_check(net), STN_CONFLICT);
    struct stn_conflict *conflict = stn_explain(net);
    assert_true(stn_certify_conflict(net, conflict));
    assert_true(conflict->climbs);
    assert_int_equal(conflict->clause_count, 2);
    assert_int_equal(conflict->step_count, 2);
    assert_int_equal(conflict->repair_count, 1);
    assert_int_equal(conflict->repairs[0].change, 1);
    stn_conflict_free(conflict);
    stn_free(net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawings_too_late_for_mastery_are_told_with_both_mends),
        cmocka_unit_test(random_networks_agree_with_floyd_warshall),
        cmocka_unit_test(constraints_one_by_one_in_and_out),
        cmocka_unit_test(a_rewound_network_is_as_before),
        cmocka_unit_test(functions_agree_with_all_assignments),
        cmocka_unit_test(a_false_certificate_is_refused),
        cmocka_unit_test(ten_thousand_constraints_and_one_bad_deadline),
        cmocka_unit_test(a_climb_without_end_is_told_by_its_first_round),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
