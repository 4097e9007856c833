/* feasible_test.c - time findings on small norm machines that are put together by hand. */
#include "tests/unit/unit.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/prove/feasible.h"
#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/value/calendar.h"
#include "lang/value/date.h"
#include "runtime/machine.h"

enum { ROWS = 256 };

/* A machine under construction: tables of fixed size, texts one after the other. */
struct made {
    struct nm nm;
    struct nm_party party[2];
    struct nm_kind kind[4];
    struct nm_act act[16];
    struct nm_clause clause[32];
    struct nm_expr expr[ROWS];
    struct nm_pattern pattern[ROWS];
    struct nm_trigger trigger[ROWS];
    struct nm_answer answer[8];
    struct nm_capacity capacity[8];
    struct nm_norm norm[32];
    struct nm_calendar calendar[2];
    struct nm_exception exception[4];
    char pool[4096];
};

static int64_t day_of(const char *text)
{
    int64_t day = 0;
    assert_int_equal(date_parse(text, strlen(text), &day), DATE_OK);
    return day;
}

static nm_text text_of(struct made *made, const char *text)
{
    nm_text at = made->nm.pool_len;
    size_t len = strlen(text) + 1;
    assert_true(at + len <= sizeof made->pool);
    memcpy(made->pool + at, text, len);
    made->nm.pool_len += (uint32_t)len;
    return at;
}

static void make(struct made *made, const char *start, const char *end)
{
    memset(made, 0, sizeof *made);
    made->nm.pool = made->pool;
    made->nm.pool_len = 1;
    made->nm.party = made->party;
    made->nm.party_count = 2;
    made->nm.kind = made->kind;
    made->nm.act = made->act;
    made->nm.clause = made->clause;
    made->nm.expr = made->expr;
    made->nm.pattern = made->pattern;
    made->nm.trigger = made->trigger;
    made->nm.answer = made->answer;
    made->nm.capacity = made->capacity;
    made->nm.norm = made->norm;
    made->nm.calendar = made->calendar;
    made->nm.exception = made->exception;
    made->nm.head.version = NM_VERSION;
    made->nm.head.start = day_of(start);
    made->nm.head.end = day_of(end);
    made->nm.head.horizon = made->nm.head.end + 100;
    made->nm.head.calendar = NM_NONE;
}

static int32_t expr(struct made *made, enum nm_op op, int32_t left, int32_t right, int64_t imm)
{
    made->expr[made->nm.expr_count] =
        (struct nm_expr){.op = (int32_t)op, .a = left, .b = right, .imm = imm};
    return (int32_t)made->nm.expr_count++;
}

static int32_t date(struct made *made, const char *text)
{
    return expr(made, NM_OP_CONST, NM_NONE, NM_NONE, day_of(text));
}

static int32_t days_after(struct made *made, int32_t of, int64_t days)
{
    return expr(made, NM_OP_ADD_DAYS, of, NM_NONE, days);
}

static int32_t trigger_tick(struct made *made)
{
    return expr(made, NM_OP_TRIGGER, NM_NONE, NM_NONE, 0);
}

/* A norm of a clause of its own, in force from the start, performed by an act of its own. */
static int32_t norm(struct made *made, const char *number, const char *act)
{
    int32_t index = (int32_t)made->nm.norm_count++;
    made->clause[made->nm.clause_count++] =
        (struct nm_clause){.number = text_of(made, number), .parent = NM_NONE};
    made->act[made->nm.act_count++] =
        (struct nm_act){.name = text_of(made, act), .kind = NM_NONE, .unit = NM_NONE, .document = NM_NONE};
    made->pattern[made->nm.pattern_count++] =
        (struct nm_pattern){.act = (int32_t)made->nm.act_count - 1, .actors = 1, .kind = NM_NONE};
    made->trigger[made->nm.trigger_count++] = (struct nm_trigger){
        .kind = NM_AT_START, .pattern = NM_NONE, .norm = NM_NONE, .guard = NM_NONE};
    made->norm[index] = (struct nm_norm){
        .name = text_of(made, number),
        .clause = (int32_t)made->nm.clause_count - 1,
        .kind = NM_ACHIEVE,
        .bearers = 1,
        .first_trigger = (int32_t)made->nm.trigger_count - 1,
        .trigger_count = 1,
        .key_kind = NM_NONE,
        .pattern = (int32_t)made->nm.pattern_count - 1,
        .from = NM_NONE,
        .due = NM_NONE,
        .calendar = NM_NONE,
        .grace = NM_NONE,
        .need = NM_NONE,
        .unit = NM_NONE,
        .parent = NM_NONE,
        .answer = NM_NONE,
        .until = NM_NONE,
        .remedy = NM_NONE,
        .power = NM_NONE,
        .capacity = NM_NONE,
        .reminder = NM_NONE,
    };
    return index;
}

/* Makes `index` arise from the act `act` of party 0. */
static void arises_from(struct made *made, int32_t index, int32_t act)
{
    made->pattern[made->nm.pattern_count++] =
        (struct nm_pattern){.act = act, .actors = 1, .kind = NM_NONE};
    struct nm_trigger *trigger = &made->trigger[made->norm[index].first_trigger];
    trigger->kind = NM_ON_EVENT;
    trigger->pattern = (int32_t)made->nm.pattern_count - 1;
}

static int32_t act_of(const struct made *made, int32_t index)
{
    return made->pattern[made->norm[index].pattern].act;
}

/* Clause 1.1 teaches 26 in Q4, reporting starts; 3.1 supplies drawings when it starts. */
static void make_mutual_help(struct made *made, int32_t *teach, int32_t *drawings)
{
    make(made, "1956-10-01", "1956-12-31");
    *teach = norm(made, "1.1", "teach");
    *drawings = norm(made, "3.1", "supply");
    made->act[made->nm.act_count++] = (struct nm_act){.name = text_of(made, "start teach"), .document = NM_NONE};
    int32_t start_act = (int32_t)made->nm.act_count - 1;
    made->capacity[made->nm.capacity_count++] = (struct nm_capacity){
        .places = 6, .shortest = 3, .longest = 6, .calendar = NM_NONE, .start_act = start_act};
    made->norm[*teach].kind = NM_AMOUNT;
    made->norm[*teach].need = expr(made, NM_OP_CONST, NM_NONE, NM_NONE, 26);
    made->norm[*teach].capacity = 0;
    made->norm[*teach].from = date(made, "1956-10-01");
    made->norm[*teach].due = date(made, "1956-12-31");
    arises_from(made, *drawings, start_act);
    made->norm[*drawings].due = days_after(made, trigger_tick(made), 7);
}

static void assert_finding(const struct made *made, const struct feasible_finding *finding,
                           const char *wanted_clauses, const char *wanted_text)
{
    struct buf out;
    buf_init(&out);
    for (uint32_t index = 0; index < finding->clause_count; index++)
        buf_printf(&out, "%s%s", index ? " " : "",
                   nm_str(&made->nm, made->clause[finding->clauses[index]].number));
    assert_string_equal(out.data, wanted_clauses);
    buf_clear(&out);
    feasible_write(&out, finding);
    assert_string_equal(out.data, wanted_text);
    buf_release(&out);
}

static void deadlines_that_fit_give_a_schedule(void **state)
{
    (void)state;
    struct made made;
    struct arena arena = {0};
    int32_t teach, drawings;
    make_mutual_help(&made, &teach, &drawings);
    struct feasible *result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 0);
    assert_int_equal(result->norms_looked_at, 2);
    assert_int_equal(result->window_count, 4);
    assert_int_equal(result->omitted, 0);
    assert_string_equal(result->windows[0].name, "the start of clause 1.1");
    assert_int_equal(result->windows[0].earliest, day_of("1956-10-01"));
    assert_int_equal(result->windows[0].latest, day_of("1956-12-29"));
    assert_int_equal(result->windows[1].earliest, day_of("1956-10-03"));
    assert_int_equal(result->windows[1].latest, day_of("1956-12-31"));
    assert_string_equal(result->windows[2].name, "the completion of clause 1.1");
    assert_string_equal(result->windows[3].name, "the performance of clause 3.1");
    assert_int_equal(result->windows[3].latest, day_of("1957-01-05"));
    arena_release(&arena);
}

/* Drawings not earlier than the 70th day of the quarter, mastery 40 days after
 * them, by the end of the quarter: 70 + 40 days do not go into 92, by 18. */
static void mastery_after_late_drawings_names_the_clauses_of_the_cycle(void **state)
{
    (void)state;
    struct made made;
    struct arena arena = {0};
    int32_t teach, drawings;
    make_mutual_help(&made, &teach, &drawings);
    made.norm[drawings].from = date(&made, "1956-12-09");
    int32_t mastery = norm(&made, "1.2", "master");
    made.norm[mastery].from =
        days_after(&made, expr(&made, NM_OP_DONE_OF, NM_NONE, NM_NONE, drawings), 40);
    made.norm[mastery].due = date(&made, "1956-12-31");
    int32_t other = norm(&made, "6", "report");
    made.norm[other].due = date(&made, "1956-12-31");

    struct feasible *result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 1);
    const struct feasible_finding *finding = &result->findings[0];
    assert_int_equal(finding->kind, FEASIBLE_DEADLINES);
    assert_int_equal(finding->shortfall, 18);
    assert_true(finding->is_smallest);
    assert_finding(
        &made, finding, "3.1 1.2",
        "clauses 3.1 and 1.2 cannot all be kept in time\n"
        "  clause 3.1, not before 1956-12-09: the performance of clause 3.1 on 1956-12-09 at the "
        "earliest\n"
        "  clause 1.2, at least 40 days after the performance of clause 3.1: the performance of "
        "clause 1.2 on 1957-01-18 at the earliest\n"
        "  clause 1.2, by 1956-12-31: 18 days too late\n"
        "  mend: let clause 3.1 be done 18 days earlier\n"
        "  or let clause 1.2 take 18 days less\n"
        "  or give clause 1.2 18 days more\n");
    arena_release(&arena);
}

/* An amount may be performed bit by bit: the first act triggers, the last one completes. Drawings
 * come with the first start; the last item not before 40 days after them. */
static void bit_by_bit_the_first_act_triggers_and_the_last_completes(void **state)
{
    (void)state;
    struct made made;
    struct arena arena = {0};
    int32_t teach, drawings;
    make_mutual_help(&made, &teach, &drawings);
    int32_t master = norm(&made, "1.2", "master");
    made.norm[master].from = expr(&made, NM_OP_DONE_OF, NM_NONE, NM_NONE, teach);
    made.norm[drawings].from = days_after(&made, expr(&made, NM_OP_TRIGGER, 0, 0, 0), 5);
    made.norm[teach].from = NM_NONE;
    made.norm[master].due = date(&made, "1956-12-31");
    assert_int_equal(feasible_check(&made.nm, &arena)->finding_count, 0);

    made.norm[teach].from =
        days_after(&made, expr(&made, NM_OP_DONE_OF, NM_NONE, NM_NONE, drawings), 40);
    made.norm[drawings].from = date(&made, "1956-12-09");
    struct feasible *result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 1);
    assert_finding(
        &made, &result->findings[0], "3.1 1.1",
        "clauses 3.1 and 1.1 cannot all be kept in time\n"
        "  clause 3.1, not before 1956-12-09: the performance of clause 3.1 on 1956-12-09 at the "
        "earliest\n"
        "  clause 1.1, at least 40 days after the performance of clause 3.1: the first act of "
        "clause 1.1 on 1957-01-18 at the earliest\n"
        "  the last act is not before the first: the completion of clause 1.1 on 1957-01-18 at "
        "the earliest\n"
        "  clause 1.1, by 1956-12-31: 18 days too late\n"
        "  mend: let clause 3.1 be done 18 days earlier\n"
        "  or let clause 1.1 take 18 days less\n"
        "  or give clause 1.1 18 days more (another conflict then remains)\n");
    arena_release(&arena);
}

/* Start, drawings and their return interlock through what triggers what. */
static void an_interlocked_cycle_is_found_through_the_trigger(void **state)
{
    (void)state;
    struct made made;
    struct arena arena = {0};
    int32_t teach, drawings;
    make_mutual_help(&made, &teach, &drawings);
    made.norm[drawings].from = days_after(&made, trigger_tick(&made), 5);
    int32_t return_them = norm(&made, "3.2", "return");
    arises_from(&made, return_them, act_of(&made, drawings));
    made.norm[return_them].from = days_after(&made, trigger_tick(&made), 10);
    made.norm[return_them].due =
        days_after(&made, expr(&made, NM_OP_DUE_OF, NM_NONE, NM_NONE, drawings), 2);
    struct feasible *result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 1);
    assert_finding(
        &made, &result->findings[0], "3.1 3.2",
        "clauses 3.1 and 3.2 cannot all be kept in time\n"
        "  clause 3.1, at least 5 days after the start of clause 1.1: the performance of clause "
        "3.1 5 days after the start of clause 1.1 at the earliest\n"
        "  clause 3.2, at least 10 days after the performance of clause 3.1: the performance of "
        "clause 3.2 15 days after the start of clause 1.1 at the earliest\n"
        "  clause 3.2, within 7 days and 2 days after the start of clause 1.1: 6 days too late\n"
        "  mend: let clause 3.2 take 6 days less\n"
        "  or give clause 3.2 6 days more\n");
    arena_release(&arena);
}

static void an_answer_may_take_its_time_only_as_far_as_the_deadline(void **state)
{
    (void)state;
    struct made made;
    struct arena arena = {0};
    make(&made, "2026-01-01", "2026-03-31");
    int32_t deliver = norm(&made, "1.1", "deliver"), pay = norm(&made, "2.1", "pay");
    made.answer[made.nm.answer_count++] = (struct nm_answer){
        .acceptors = 2,
        .accept = NM_NONE,
        .reject = NM_NONE,
        .limit = days_after(&made, expr(&made, NM_OP_AT, NM_NONE, NM_NONE, 0), 10),
        .rework = NM_NONE,
    };
    made.norm[deliver].answer = 0;
    made.norm[deliver].from = date(&made, "2026-03-01");
    made.trigger[made.norm[pay].first_trigger] = (struct nm_trigger){
        .kind = NM_ON_TENDER, .pattern = NM_NONE, .norm = deliver, .guard = NM_NONE};
    made.norm[pay].due = date(&made, "2026-03-31");
    struct feasible *result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 0);
    assert_int_equal(result->window_count, 3);
    assert_string_equal(result->windows[1].name, "the acceptance under clause 1.1");
    assert_int_equal(result->windows[1].latest, day_of("2026-03-31"));

    made.norm[pay].due = date(&made, "2026-02-20");
    result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 1);
    assert_int_equal(result->findings[0].shortfall, 9);
    assert_int_equal(result->findings[0].clause_count, 2);
    assert_int_equal(result->findings[0].mend_count, 2);
    arena_release(&arena);
}

static void working_days_are_counted_by_the_calendar(void **state)
{
    (void)state;
    struct made made;
    struct arena arena = {0};
    make(&made, "2026-01-01", "2026-12-31");
    made.calendar[0] = (struct nm_calendar){
        .week = 0x1f, .first_day = 1, .last_day = 0, .first_exception = 0, .exception_count = 1};
    made.exception[0] = (struct nm_exception){.day = day_of("2026-05-01"), .worked = 0};
    made.nm.calendar_count = 1;
    made.nm.exception_count = 1;
    int32_t order = norm(&made, "1", "order"), ship = norm(&made, "2", "ship");
    made.norm[order].from = date(&made, "2026-04-27"); /* a Monday */
    made.norm[ship].from =
        expr(&made, NM_OP_ADD_WORK, expr(&made, NM_OP_DONE_OF, NM_NONE, NM_NONE, order), 0, 5);
    made.norm[ship].due = date(&made, "2026-05-01");
    struct feasible *result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 1);
    assert_finding(
        &made, &result->findings[0], "1 2",
        "clauses 1 and 2 cannot all be kept in time\n"
        "  clause 1, not before 2026-04-27: the performance of clause 1 on 2026-04-27 at the "
        "earliest\n"
        "  clause 2, at least 5 working days after the performance of clause 1: the performance "
        "of clause 2 on 2026-05-05 at the earliest\n"
        "  clause 2, by 2026-05-01: 4 days too late\n"
        "  mend: let clause 1 be done 4 days earlier\n"
        "  or let clause 2 take 2 working days less\n"
        "  or give clause 2 4 days more\n");
    made.norm[ship].due = date(&made, "2026-05-05");
    assert_int_equal(feasible_check(&made.nm, &arena)->finding_count, 0);
    arena_release(&arena);
}

static void a_clause_that_may_arise_but_never_be_kept_is_told_apart(void **state)
{
    (void)state;
    struct made made;
    struct arena arena = {0};
    int32_t teach, drawings;
    make_mutual_help(&made, &teach, &drawings);
    int32_t study = norm(&made, "5", "study");
    made.act[made.nm.act_count++] = (struct nm_act){.name = text_of(&made, "find"), .document = NM_NONE};
    arises_from(&made, study, (int32_t)made.nm.act_count - 1);
    made.norm[study].from = days_after(&made, trigger_tick(&made), 20);
    made.norm[study].due = days_after(&made, trigger_tick(&made), 30);
    struct feasible *result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 0);
    assert_int_equal(result->norms_looked_at, 3);
    made.norm[study].due = date(&made, "1956-10-15");
    result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 1);
    assert_int_equal(result->findings[0].kind, FEASIBLE_NEVER);
    assert_int_equal(result->findings[0].shortfall, 6);
    assert_string_equal(result->findings[0].message,
                        "clause 5 can never be kept in time once it arises");
    assert_int_equal(result->window_count, 4);
    arena_release(&arena);
}

static void too_many_items_for_the_places_and_days(void **state)
{
    (void)state;
    struct made made;
    struct arena arena = {0};
    int32_t teach, drawings;
    make_mutual_help(&made, &teach, &drawings);
    made.kind[0] = (struct nm_kind){.name = text_of(&made, "experience"),
                                    .plural = text_of(&made, "experiences"),
                                    .unit = NM_NONE};
    made.nm.kind_count = 1;
    made.pattern[made.norm[teach].pattern].kind = 0;
    made.capacity[0].places = 2;
    made.capacity[0].shortest = 10;
    struct feasible *result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 1);
    const struct feasible_finding *finding = &result->findings[0];
    assert_int_equal(finding->kind, FEASIBLE_CAPACITY);
    assert_int_equal(finding->need, 26);
    assert_int_equal(finding->most, 18);
    assert_int_equal(finding->days, 92);
    assert_int_equal(finding->shortfall, 8);
    assert_finding(
        &made, finding, "1.1",
        "clause 1.1: 26 experiences cannot be done in time, at most 18 experiences\n"
        "  clause 1.1, by 1956-12-31\n"
        "  1956-10-01 to 1956-12-31 has 92 days; 2 at a time, 10 days each, make at most 18 "
        "experiences, of 26 experiences\n"
        "  mend: give clause 1.1 38 days more\n"
        "  or let clause 1.1 do 3 at a time\n"
        "  or let clause 1.1 take 3 days less each\n");
    /* 26 at 6 at a time, 3 days each: 15 days are just enough (conformance case 25). */
    made.capacity[0].places = 6;
    made.capacity[0].shortest = 3;
    made.norm[teach].from = date(&made, "1956-12-19");
    assert_int_equal(feasible_check(&made.nm, &arena)->finding_count, 0);
    made.norm[teach].from = date(&made, "1956-12-20");
    result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 1);
    assert_int_equal(result->findings[0].most, 24);
    arena_release(&arena);
}

static void two_causes_give_two_findings(void **state)
{
    (void)state;
    struct made made;
    struct arena arena = {0};
    make(&made, "2026-01-01", "2026-12-31");
    for (int index = 0; index < 2; index++) {
        int32_t one = norm(&made, index ? "2" : "1", index ? "pay" : "deliver");
        made.norm[one].from = date(&made, "2026-06-10");
        made.norm[one].due = date(&made, "2026-06-01");
    }
    struct feasible *result = feasible_check(&made.nm, &arena);
    assert_int_equal(result->finding_count, 2);
    assert_int_equal(result->window_count, 0);
    for (uint32_t index = 0; index < 2; index++) {
        assert_int_equal(result->findings[index].clause_count, 1);
        assert_int_equal(result->findings[index].shortfall, 9);
        assert_int_equal(result->findings[index].mend_count, 2);
    }
    /* Each mends its own conflict; the other then remains, and that is said. */
    assert_false(result->findings[0].mends[0].mends_all);
    assert_true(result->findings[1].mends[0].mends_all);
    arena_release(&arena);
}

/* ---- random machines against all assignments ---- */

enum { NORMS = 3, DAYS = 12, ANSWER_DAYS = 2 };

/* One assignment: ticks from the start of the term. */
struct run {
    const struct made *made;
    const struct calendar *calendar;
    int64_t trigger[NORMS], performed[NORMS], settled[NORMS];
};

static int64_t value_of(const struct run *run, int32_t index, int32_t self)
{
    const struct nm_expr *row = &run->made->expr[index];
    int64_t left = 0, right = 0, result = 0;
    if (row->op == NM_OP_CONST)
        return row->imm;
    if (row->op == NM_OP_TRIGGER)
        return run->trigger[self];
    if (row->op == NM_OP_DONE_OF)
        return run->settled[row->imm];
    if (row->op == NM_OP_DUE_OF)
        return value_of(run, run->made->norm[row->imm].due, (int32_t)row->imm);
    left = value_of(run, row->a, self);
    if (row->op == NM_OP_MIN || row->op == NM_OP_MAX) {
        right = value_of(run, row->b, self);
        return (row->op == NM_OP_MIN) == (left < right) ? left : right;
    }
    if (row->op == NM_OP_ADD_WORK)
        assert_int_equal(calendar_add(run->calendar, left, row->imm, &result), CALENDAR_OK);
    else if (row->op == NM_OP_ROLL)
        assert_int_equal(calendar_roll(run->calendar,
                                       row->imm == NM_ROLL_FORWARD ? ROLL_FORWARD : ROLL_BACKWARD,
                                       left, &result),
                         CALENDAR_OK);
    else if (row->op == NM_OP_ADD_MONTHS)
        assert_true(date_add_months(&result, left, row->imm));
    else
        result = left + row->imm;
    return result;
}

/* Can the norms from `index` on be placed so that all are kept? */
static bool placement_exists(struct run *run, int32_t index)
{
    const struct made *made = run->made;
    if (index == (int32_t)made->nm.norm_count) {
        for (int32_t self = 0; self < index; self++) {
            const struct nm_norm *one = &made->norm[self];
            if ((one->from != NM_NONE && run->performed[self] < value_of(run, one->from, self)) ||
                run->performed[self] > value_of(run, one->due, self))
                return false;
        }
        return true;
    }
    const struct nm_trigger *trigger = &made->trigger[made->norm[index].first_trigger];
    int64_t start = made->nm.head.start;
    run->trigger[index] = start;
    for (int32_t cause = 0; cause < index && trigger->kind == NM_ON_EVENT; cause++)
        if (act_of(made, cause) == made->pattern[trigger->pattern].act)
            run->trigger[index] = run->performed[cause];
    int64_t answer_days = made->norm[index].answer == NM_NONE ? 0 : ANSWER_DAYS;
    for (int64_t day = run->trigger[index]; day <= start + DAYS; day++)
        for (int64_t answer = 0; answer <= answer_days; answer++) {
            run->performed[index] = day;
            run->settled[index] = day + answer;
            if (placement_exists(run, index + 1))
                return true;
        }
    return false;
}

/* A tick expression for norm `self`; DUE_OF looks back only, so that no circle arises. */
static int32_t random_tick(struct made *made, uint64_t *seed, int32_t self, int depth)
{
    int32_t left = NM_NONE, right = NM_NONE;
    int64_t other = test_between(seed, 0, (int64_t)made->nm.norm_count - 1);
    switch (test_between(seed, 0, depth > 2 ? 3 : 9)) {
    case 0:
        return expr(made, NM_OP_CONST, NM_NONE, NM_NONE,
                    made->nm.head.start + test_between(seed, 0, DAYS));
    case 1: return trigger_tick(made);
    case 2:
        if (other != self)
            return expr(made, NM_OP_DONE_OF, NM_NONE, NM_NONE, other);
        return trigger_tick(made);
    case 3:
        if (other < self)
            return expr(made, NM_OP_DUE_OF, NM_NONE, NM_NONE, other);
        return trigger_tick(made);
    case 4:
        left = random_tick(made, seed, self, depth + 1);
        right = random_tick(made, seed, self, depth + 1);
        return expr(made, test_between(seed, 0, 1) ? NM_OP_MIN : NM_OP_MAX, left, right, 0);
    case 5:
        left = random_tick(made, seed, self, depth + 1);
        return expr(made, NM_OP_ADD_WORK, left, 0, test_between(seed, -3, 6));
    case 6:
        left = random_tick(made, seed, self, depth + 1);
        return expr(made, NM_OP_ROLL, left, 0,
                    test_between(seed, 0, 1) ? NM_ROLL_FORWARD : NM_ROLL_BACKWARD);
    case 7:
        if (test_between(seed, 0, 3) == 0) {
            left = random_tick(made, seed, self, depth + 1);
            return expr(made, NM_OP_ADD_MONTHS, left, NM_NONE, test_between(seed, -1, 1));
        }
        break;
    default: break;
    }
    left = random_tick(made, seed, self, depth + 1);
    return expr(made, NM_OP_ADD_DAYS, left, NM_NONE, test_between(seed, -3, 6));
}

static void make_random(struct made *made, uint64_t *seed)
{
    static const char *const names[NORMS] = {"1", "2", "3"};
    make(made, "2026-01-28", "2026-02-09");
    made->calendar[0] = (struct nm_calendar){.week = 0x1f, .first_day = 1, .last_day = 0};
    made->nm.calendar_count = 1;
    int64_t count = test_between(seed, 1, NORMS);
    for (int64_t index = 0; index < count; index++) {
        int32_t self = norm(made, names[index], names[index]);
        if (self > 0 && test_between(seed, 0, 1))
            arises_from(made, self, act_of(made, (int32_t)test_between(seed, 0, self - 1)));
    }
    if (test_between(seed, 0, 1)) {
        int32_t at = expr(made, NM_OP_AT, NM_NONE, NM_NONE, 0);
        made->answer[made->nm.answer_count++] =
            (struct nm_answer){.acceptors = 2,
                               .accept = NM_NONE,
                               .reject = NM_NONE,
                               .limit = days_after(made, at, ANSWER_DAYS),
                               .rework = NM_NONE};
        made->norm[0].answer = 0;
    }
    for (int32_t self = 0; self < count; self++) {
        int32_t last = expr(made, NM_OP_CONST, NM_NONE, NM_NONE,
                            made->nm.head.start + test_between(seed, DAYS / 2, DAYS));
        if (test_between(seed, 0, 3))
            made->norm[self].from = random_tick(made, seed, self, 0);
        made->norm[self].due = last;
        if (test_between(seed, 0, 3)) {
            int32_t due = random_tick(made, seed, self, 0);
            made->norm[self].due = expr(made, NM_OP_MIN, due, last, 0);
        }
    }
}

static void random_machines_agree_with_all_placements(void **state)
{
    (void)state;
    uint64_t seed = 92, exact = 0, conflicts = 0;
    struct calendar *calendar = NULL;
    assert_int_equal(calendar_new(&(struct calendar_spec){.weekly = 0x1f}, &calendar, NULL),
                     CALENDAR_OK);
    for (int round = 0; round < 1000; round++) {
        struct made made;
        struct arena arena = {0};
        make_random(&made, &seed);
        struct run run = {.made = &made, .calendar = calendar};
        bool is_possible = placement_exists(&run, 0);
        struct feasible *result = feasible_check(&made.nm, &arena);
        assert_false(result->is_undecided);
        if (result->finding_count)
            assert_false(is_possible);
        if (result->omitted == 0) {
            assert_int_equal(result->finding_count == 0, is_possible);
            exact++;
        }
        conflicts += result->finding_count ? 1 : 0;
        arena_release(&arena);
    }
    calendar_free(calendar);
    assert_in_range(exact, 400, 1000);
    assert_in_range(conflicts, 200, 800);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines_that_fit_give_a_schedule),
        cmocka_unit_test(mastery_after_late_drawings_names_the_clauses_of_the_cycle),
        cmocka_unit_test(bit_by_bit_the_first_act_triggers_and_the_last_completes),
        cmocka_unit_test(an_interlocked_cycle_is_found_through_the_trigger),
        cmocka_unit_test(an_answer_may_take_its_time_only_as_far_as_the_deadline),
        cmocka_unit_test(working_days_are_counted_by_the_calendar),
        cmocka_unit_test(a_clause_that_may_arise_but_never_be_kept_is_told_apart),
        cmocka_unit_test(too_many_items_for_the_places_and_days),
        cmocka_unit_test(random_machines_agree_with_all_placements),
        cmocka_unit_test(two_causes_give_two_findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
