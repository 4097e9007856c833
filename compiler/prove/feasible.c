/* feasible.c - findings about time: from conflicts of the network to clauses, dates and mends.
 *
 * First what must be kept. Each conflict found is told, then the constraints of its core are set
 * aside and the rest is looked at again, so that one cause gives one finding. Then, one by one, the
 * clauses that may arise, on top of the rest; then the amounts (capacity.c). */
#include "compiler/prove/feasible.h"

#include <assert.h>

#include "compiler/prove/certify.h"
#include "compiler/prove/feasible_internal.h"
#include "compiler/prove/stn_words.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"

enum { FINDINGS_MAX = 20 }; /* of one contract; more would hide the first ones */

static void write_clause(struct buf *out, const void *ctx, uint32_t clause)
{
    const struct time_net *net = ctx;
    int32_t row = time_net_clause(clause);
    buf_printf(out, "clause %s", nm_str(net->nm, net->nm->clause[row].number));
}

static void write_tick(struct buf *out, const void *ctx, int64_t tick)
{
    const struct time_net *net = ctx;
    time_write(out, net->table, tick);
}

/* Words for ticks: days, or at a finer granularity its own unit. */
static struct stn_words words_of(const struct time_net *net)
{
    int64_t day = time_table_day(net->table);
    struct stn_words words = {.clause = write_clause, .tick = write_tick, .ctx = net};
    words.unit_one = day == 1 ? "day" : day == 24 ? "hour" : day == 1440 ? "minute" : "second";
    words.unit_many = day == 1 ? "days" : day == 24 ? "hours" : day == 1440 ? "minutes" : "seconds";
    return words;
}

static const char *keep(struct feasibility *check, struct buf *text)
{
    const char *kept = arena_text(check->arena, text->data, text->len);
    buf_clear(text);
    return kept;
}

/* A mend in the unit of its number: "10 working days", and whole days where ticks make them up. */
static struct feasible_mend tell_mend(struct feasibility *check, const struct stn_repair *repair)
{
    const struct time_number *number = &check->net.numbers.items[repair->number - 1];
    struct stn_words words = words_of(&check->net);
    struct stn_repair told = *repair;
    int64_t day = time_table_day(check->net.table);
    switch (number->unit) {
    case TIME_UNIT_TICKS:
        if (repair->change % day == 0) {
            told.change = repair->change / day;
            words.unit_one = "day";
            words.unit_many = "days";
        }
        break;
    case TIME_UNIT_WORKING_DAYS:
        words.unit_one = "working day";
        words.unit_many = "working days";
        break;
    case TIME_UNIT_MONTHS:
        words.unit_one = "month";
        words.unit_many = "months";
        break;
    }
    struct buf text;
    buf_init(&text);
    stn_write_repair(&text, &told, &words);
    struct feasible_mend mend = {
        .clause = time_net_clause(repair->clause),
        .change = told.change,
        .unit = told.change == 1 ? words.unit_one : words.unit_many,
        .text = keep(check, &text),
        .mends_all = repair->mends_all,
    };
    buf_release(&text);
    return mend;
}

void feasible_tell_conflict(struct feasibility *check, const struct stn_conflict *conflict,
                            struct feasible_finding *finding)
{
    struct stn_words words = words_of(&check->net);
    struct buf text;
    buf_init(&text);
    finding->clauses = arena_array(check->arena, conflict->clause_count, sizeof *finding->clauses);
    for (uint32_t index = 0; index < conflict->clause_count; index++)
        finding->clauses[finding->clause_count++] = time_net_clause(conflict->clauses[index]);
    finding->lines = arena_array(check->arena, conflict->step_count, sizeof *finding->lines);
    bool is_date = conflict->steps[0].from == STN_ORIGIN || conflict->has_functions;
    for (uint32_t index = 0; index < conflict->step_count; index++) {
        const struct stn_step *step = &conflict->steps[index];
        const struct stn_constraint *constraint =
            stn_constraint_at(check->net.stn, step->constraint);
        stn_write_step(&text, check->net.stn, conflict, index, &words);
        finding->lines[finding->line_count++] = (struct feasible_line){
            .clause = time_net_clause(constraint->clause),
            .gain = step->gain,
            .tick = is_date ? time_table_tick(check->net.table, step->tick) : step->tick,
            .is_date = is_date,
            .rule = constraint->text,
            .text = keep(check, &text),
        };
    }
    finding->mends = arena_array(check->arena, conflict->repair_count, sizeof *finding->mends);
    for (uint32_t index = 0; index < conflict->repair_count; index++)
        finding->mends[finding->mend_count++] = tell_mend(check, &conflict->repairs[index]);
    finding->shortfall = conflict->shortfall;
    finding->is_smallest = conflict->fewest_clauses;
    buf_release(&text);
}

/* "clauses 3.1, 1.4 and 1.1" */
static void write_clauses(struct buf *out, const struct nm *nm,
                          const struct feasible_finding *finding)
{
    buf_puts(out, finding->clause_count == 1 ? "clause " : "clauses ");
    for (uint32_t index = 0; index < finding->clause_count; index++) {
        if (index)
            buf_puts(out, index + 1 == finding->clause_count ? " and " : ", ");
        buf_puts(out, nm_str(nm, nm->clause[finding->clauses[index]].number));
    }
}

struct feasible_finding *feasible_add(struct feasibility *check, enum feasible_kind kind)
{
    if (check->findings.count == FINDINGS_MAX)
        return NULL;
    vec_push(&check->findings, (struct feasible_finding){.kind = kind});
    return &vec_last(&check->findings);
}

/* Explains the present conflict, lets the certifier look, and returns it. */
struct stn_conflict *feasible_explain(struct feasibility *check)
{
    struct stn_conflict *conflict = stn_explain(check->net.stn);
    if (!stn_certify_conflict(check->net.stn, conflict))
        BUG("the certifier refuses a conflict of the time network");
    return conflict;
}

/* What must be kept: finding after finding until the rest fits. */
static void check_certain(struct feasibility *check)
{
    struct stn *stn = check->net.stn;
    struct buf text;
    buf_init(&text);
    enum stn_verdict verdict;
    while ((verdict = stn_check(stn)) == STN_CONFLICT) {
        struct stn_conflict *conflict = feasible_explain(check);
        struct feasible_finding *finding = feasible_add(check, FEASIBLE_DEADLINES);
        if (finding) {
            feasible_tell_conflict(check, conflict, finding);
            write_clauses(&text, check->net.nm, finding);
            buf_puts(&text, finding->clause_count == 1 ? " cannot be kept in time"
                                                       : " cannot all be kept in time");
            finding->message = keep(check, &text);
        }
        /* A core without a clause would be a fault of the building, and no end to this loop. */
        assert(conflict->clause_count > 0);
        for (uint32_t index = 0; index < conflict->core_count; index++)
            if (stn_constraint_at(stn, conflict->core[index])->clause != STN_NO_CLAUSE)
                stn_set_active(stn, conflict->core[index], false);
        stn_conflict_free(conflict);
    }
    check->result->is_undecided = verdict == STN_UNDECIDED;
    buf_release(&text);
}

/* A norm that may arise: can it then be kept, the rest being kept too? */
static void check_branch(struct feasibility *check, int32_t norm)
{
    if (!time_net_add_branch(&check->net, norm))
        return;
    check->result->norms_looked_at++;
    enum stn_verdict verdict = stn_check(check->net.stn);
    struct feasible_finding *finding =
        verdict == STN_CONFLICT ? feasible_add(check, FEASIBLE_NEVER) : NULL;
    if (finding) {
        struct stn_conflict *conflict = feasible_explain(check);
        const struct nm *nm = check->net.nm;
        feasible_tell_conflict(check, conflict, finding);
        finding->message =
            arena_printf(check->arena, "clause %s can never be kept in time once it arises",
                         nm_str(nm, nm->clause[nm->norm[norm].clause].number));
        stn_conflict_free(conflict);
    }
    check->result->is_undecided = check->result->is_undecided || verdict == STN_UNDECIDED;
    time_net_drop_branch(&check->net);
}

static void add_window(struct feasibility *check, uint32_t point, int32_t norm)
{
    const struct time_net *net = &check->net;
    bool is_bounded = check->is_bounded[point];
    check->result->windows[check->result->window_count++] = (struct feasible_window){
        .norm = norm,
        .name = stn_point_name(net->stn, point),
        .earliest = time_table_tick(net->table, check->earliest[point]),
        .latest = is_bounded ? time_table_tick(net->table, check->latest[point]) : NM_NEVER,
    };
}

/* The schedule of what must be kept (or of what is left of it), accepted by the certifier. */
static void take_schedule(struct feasibility *check)
{
    struct stn *stn = check->net.stn;
    uint32_t points = stn_point_count(stn);
    check->earliest = arena_array(check->arena, points, sizeof *check->earliest);
    check->latest = arena_array(check->arena, points, sizeof *check->latest);
    check->is_bounded = arena_array(check->arena, points, sizeof *check->is_bounded);
    stn_schedule(stn, check->earliest, check->latest);
    stn_bounded_above(stn, check->is_bounded);
    if (!stn_certify_schedule(stn, check->earliest, (struct stn_change){0}, NULL) ||
        !stn_certify_schedule(stn, check->latest, (struct stn_change){0}, NULL))
        BUG("the certifier refuses a schedule of the time network");
    if (check->findings.count)
        return;
    check->result->windows = arena_array(check->arena, points, sizeof *check->result->windows);
    for (uint32_t index = 0; index < check->net.instances.count; index++) {
        const struct time_instance *one = &check->net.instances.items[index];
        if (one->start != one->performed)
            add_window(check, one->start, one->norm);
        add_window(check, one->performed, one->norm);
        if (one->completed != one->performed)
            add_window(check, one->completed, one->norm);
        if (one->accepted != one->performed)
            add_window(check, one->accepted, one->norm);
        if (one->settled != one->accepted && one->settled != one->completed)
            add_window(check, one->settled, one->norm);
    }
}

struct feasible *feasible_check(const struct nm *nm, struct arena *arena)
{
    struct feasibility check = {.arena = arena, .result = arena_alloc(arena, sizeof *check.result)};
    time_net_init(&check.net, nm, arena);
    check.result->norms_looked_at = (uint32_t)check.net.instances.count;
    check_certain(&check);
    if (!check.result->is_undecided) {
        take_schedule(&check);
        feasible_check_amounts(&check);
        for (uint32_t norm = 0; norm < nm->norm_count; norm++)
            check_branch(&check, (int32_t)norm);
    }
    check.result->omitted = check.net.omitted;
    check.result->left_out = check.net.left_out;
    check.result->is_undecided |= check.net.left_out != NM_NONE;
    check.result->finding_count = (uint32_t)check.findings.count;
    check.result->findings =
        arena_array(arena, check.findings.count, sizeof *check.result->findings);
    for (size_t index = 0; index < check.findings.count; index++)
        check.result->findings[index] = check.findings.items[index];
    vec_release(&check.findings);
    time_net_release(&check.net);
    return check.result;
}

void feasible_write(struct buf *out, const struct feasible_finding *finding)
{
    buf_printf(out, "%s\n", finding->message);
    for (uint32_t index = 0; index < finding->line_count; index++)
        buf_printf(out, "  %s\n", finding->lines[index].text);
    for (uint32_t index = 0; index < finding->mend_count; index++)
        buf_printf(out, "  %s%s%s\n", index ? "or " : "mend: ", finding->mends[index].text,
                   finding->mends[index].mends_all ? "" : " (another conflict then remains)");
}
