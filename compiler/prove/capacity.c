/* capacity.c - more to do than the days allow: the arithmetic of amounts.
 *
 * Places in parallel, each busy for so many days with one piece: in N days one place does N / days
 * pieces, rounded down, and all of them so many times the places (calculus B10). Exact for one norm
 * alone; norms that share people are not looked at here. The days are those between the earliest
 * and the latest performance that the network of deadlines allows, so a start or an end that other
 * clauses set counts too, and those clauses are named. */
#include "compiler/prove/feasible_internal.h"
#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/value/decimal.h"

struct job {
    struct feasibility *check;
    uint32_t instance;
    const struct nm_norm *norm;
    const struct nm_capacity *capacity;
    int64_t need;
    int64_t places, shortest, per_day; /* as written, or changed on trial */
    int64_t extra;                     /* days more at the end, on trial */
    bool is_held_back;   /* set by most_of(): the window opens after the first start */
    int64_t first, last; /* set by most_of(): ticks of the network */
    int64_t days;        /* set by most_of(): days or ticks in which it counts */
};

/* The tick on which a piece is done that is begun on `start`; or, for a negative amount, the tick
 * on which to begin what is to be done on `start`. Both ends are counted. */
static int64_t after_work(const struct job *job, int64_t start, int64_t amount)
{
    const struct time_net *net = &job->check->net;
    int64_t day = time_table_day(net->table), sign = amount < 0 ? -1 : 1;
    if (job->capacity->calendar == NM_NONE)
        return start + amount - sign;
    struct time_fn fn = {
        .table = net->table,
        .ops = {{.kind = TIME_ADD, .amount = -sign * day},
                {.kind = TIME_ADD_WORK, .calendar = job->capacity->calendar, .amount = amount}},
        .count = 2,
        .number = 1,
    };
    return time_apply(&fn, amount, start);
}

/* How much can be done; everything that it rests on is left in the job. */
static int64_t most_of(struct job *job)
{
    const struct time_net *net = &job->check->net;
    const struct time_instance *one = &net->instances.items[job->instance];
    int32_t calendar = job->capacity->calendar;
    int64_t begin = job->check->earliest[one->start], most;
    job->first = job->check->earliest[one->performed];
    job->last = job->check->latest[one->completed];
    if (job->per_day == 0) {
        /* Work begun before the window opens counts if it is done in the window. */
        job->is_held_back = job->first > after_work(job, begin, job->capacity->shortest);
        job->first = job->is_held_back ? after_work(job, job->first, -job->shortest) : begin;
        job->first = job->first > begin ? job->first : begin;
    }
    if (job->per_day == 0 && calendar == NM_NONE)
        job->days = job->last - job->first + 1;
    else
        job->days = time_count_days(net->table, calendar, job->first, job->last);
    job->days = (job->days < 0 ? 0 : job->days) + job->extra;
    int64_t times = job->per_day ? job->days : job->days / job->shortest;
    if (!ckd_mul_i64(&most, job->per_day ? job->per_day : job->places, times))
        most = INT64_MAX;
    return most;
}

/* In what the days count. */
static const char *day_word(const struct job *job, int64_t count)
{
    bool is_work = job->capacity->calendar != NM_NONE;
    int64_t day = time_table_day(job->check->net.table);
    if (is_work)
        return count == 1 ? "working day" : "working days";
    if (day == 1 || job->per_day)
        return count == 1 ? "day" : "days";
    return day == 24 ? "hours" : day == 1440 ? "minutes" : "seconds";
}

static void write_amount(struct buf *out, const struct job *job, int64_t amount)
{
    const struct nm *nm = job->check->net.nm;
    if (job->norm->unit != NM_NONE) {
        const struct nm_unit *unit = &nm->unit[job->norm->unit];
        decimal_print(out, (struct decimal){.digits = amount, .scale = unit->places});
        buf_printf(out, " %s", nm_str(nm, unit->name));
        return;
    }
    buf_put_i64(out, amount);
    int32_t kind = job->norm->pattern == NM_NONE ? NM_NONE : nm->pattern[job->norm->pattern].kind;
    if (kind != NM_NONE)
        buf_printf(out, " %s",
                   nm_str(nm, amount == 1 ? nm->kind[kind].name : nm->kind[kind].plural));
}

static void add_clause(struct feasible_finding *finding, int32_t clause)
{
    for (uint32_t index = 0; index < finding->clause_count; index++)
        if (finding->clauses[index] == clause)
            return;
    if (clause != NM_NONE)
        finding->clauses[finding->clause_count++] = clause;
}

/* Why the work is not earlier (or not later) than it is: the clauses of the conflict that a day
 * earlier (later) would make. One line for each of their rules. */
static void tell_bound(struct job *job, struct feasible_finding *finding, bool is_start)
{
    struct feasibility *check = job->check;
    struct stn *stn = check->net.stn;
    const struct time_instance *one = &check->net.instances.items[job->instance];
    bool is_begin = is_start && job->per_day == 0 && !job->is_held_back;
    uint32_t first = is_begin ? one->start : one->performed;
    uint32_t point = is_start ? first : one->completed;
    uint32_t artificial =
        stn_add(stn, &(struct stn_constraint){.form = STN_DIFFERENCE,
                                              .x = is_start ? point : STN_ORIGIN,
                                              .y = is_start ? STN_ORIGIN : point,
                                              .amount = is_start ? check->earliest[point] - 1
                                                                 : -check->latest[point] - 1,
                                              .text = "a day beyond"});
    if (artificial == STN_NONE)
        return;
    if (stn_check(stn) != STN_CONFLICT) { /* the end of the horizon alone bounds it */
        stn_rewind(stn, stn_point_count(stn), artificial);
        return;
    }
    struct stn_conflict *conflict = feasible_explain(check);
    for (uint32_t index = 0; index < conflict->step_count; index++) {
        const struct stn_step *step = &conflict->steps[index];
        const struct stn_constraint *rule = stn_constraint_at(stn, step->constraint);
        int32_t clause = time_net_clause(rule->clause);
        if (clause == NM_NONE)
            continue;
        add_clause(finding, clause);
        const struct nm *nm = check->net.nm;
        finding->lines[finding->line_count++] = (struct feasible_line){
            .clause = clause,
            .gain = step->gain,
            .rule = rule->text,
            .text = arena_printf(check->arena, "clause %s, %s",
                                 nm_str(nm, nm->clause[clause].number), rule->text),
        };
    }
    stn_conflict_free(conflict);
    stn_rewind(stn, stn_point_count(stn), artificial);
    if (stn_check(stn) != STN_CONSISTENT)
        BUG("a time network changed by being asked");
}

/* The arithmetic itself. */
static void tell_amounts(struct job *job, struct feasible_finding *finding)
{
    struct feasibility *check = job->check;
    const struct nm *nm = check->net.nm;
    struct buf out;
    buf_init(&out);
    finding->most = most_of(job);
    finding->need = job->need;
    finding->shortfall = job->need - finding->most;
    finding->days = job->days;
    time_write(&out, check->net.table, job->first);
    buf_puts(&out, " to ");
    time_write(&out, check->net.table, job->last);
    buf_printf(&out, " has %lld %s; ", (long long)job->days, day_word(job, job->days));
    if (job->per_day) {
        write_amount(&out, job, job->per_day);
        buf_puts(&out, " a day make at most ");
    } else {
        buf_printf(&out, "%lld at a time, %lld %s each, make at most ", (long long)job->places,
                   (long long)job->shortest, day_word(job, job->shortest));
    }
    write_amount(&out, job, finding->most);
    buf_puts(&out, ", of ");
    write_amount(&out, job, job->need);
    add_clause(finding, job->norm->clause);
    add_clause(finding, nm->capacity[job->norm->capacity].clause);
    finding->lines[finding->line_count++] = (struct feasible_line){
        .clause = job->norm->clause,
        .tick = time_table_tick(check->net.table, job->last),
        .is_date = true,
        .rule = "as many as can be done in the time there is",
        .text = arena_text(check->arena, out.data, out.len),
    };
    buf_clear(&out);
    write_amount(&out, job, job->need);
    buf_puts(&out, " cannot be done in time, at most ");
    write_amount(&out, job, finding->most);
    finding->message = arena_printf(check->arena, "clause %s: %s",
                                    nm_str(nm, nm->clause[job->norm->clause].number), out.data);
    buf_release(&out);
}

/* Adds a mend after trying it. */
static void add_mend(const struct job *changed, struct feasible_finding *finding, int64_t change,
                     const char *unit, const char *text)
{
    struct job trial = *changed;
    if (most_of(&trial) < trial.need)
        return;
    finding->mends[finding->mend_count++] = (struct feasible_mend){
        .clause = changed->norm->clause,
        .change = change,
        .unit = unit,
        .text = text,
        .mends_all = true,
    };
}

static void tell_mends(const struct job *job, struct feasible_finding *finding)
{
    struct arena *arena = job->check->arena;
    const struct nm *nm = job->check->net.nm;
    const char *clause = nm_str(nm, nm->clause[job->norm->clause].number);
    struct job more = *job, longer = *job, shorter = *job;
    finding->mends = arena_array(arena, 3, sizeof *finding->mends);
    if (job->per_day) {
        longer.extra = (job->need + job->per_day - 1) / job->per_day - job->days;
    } else {
        int64_t rounds = (job->need + job->places - 1) / job->places, days;
        if (ckd_mul_i64(&days, rounds, job->shortest))
            longer.extra = days - job->days;
    }
    add_mend(&longer, finding, longer.extra, day_word(job, longer.extra),
             arena_printf(arena, "give clause %s %lld %s more", clause, (long long)longer.extra,
                          day_word(job, longer.extra)));
    int64_t rounds = job->per_day ? job->days : job->days / job->shortest;
    if (job->per_day && rounds > 0) {
        more.per_day = (job->need + rounds - 1) / rounds;
        struct buf out;
        buf_init(&out);
        buf_printf(&out, "let clause %s do ", clause);
        write_amount(&out, job, more.per_day);
        buf_puts(&out, " a day");
        add_mend(&more, finding, more.per_day - job->per_day, "a day",
                 arena_text(arena, out.data, out.len));
        buf_release(&out);
    } else if (rounds > 0) {
        more.places = (job->need + rounds - 1) / rounds;
        add_mend(
            &more, finding, more.places - job->places, "at a time",
            arena_printf(arena, "let clause %s do %lld at a time", clause, (long long)more.places));
    }
    /* Shorter ones never make less: halve towards the longest that suffices. */
    int64_t good = 0, bad = job->shortest;
    while (!job->per_day && bad - good > 1) {
        shorter.shortest = good + (bad - good) / 2;
        if (most_of(&shorter) >= shorter.need)
            good = shorter.shortest;
        else
            bad = shorter.shortest;
    }
    shorter.shortest = good;
    int64_t less = job->shortest - good;
    if (good > 0)
        add_mend(&shorter, finding, less, day_word(job, less),
                 arena_printf(arena, "let clause %s take %lld %s less each", clause,
                              (long long)less, day_word(job, less)));
}

static void check_amount(struct feasibility *check, uint32_t instance)
{
    const struct time_net *net = &check->net;
    const struct nm_norm *norm = &net->nm->norm[net->instances.items[instance].norm];
    if (norm->capacity == NM_NONE)
        return;
    const struct nm_capacity *capacity = &net->nm->capacity[norm->capacity];
    struct job job = {
        .check = check,
        .instance = instance,
        .norm = norm,
        .capacity = capacity,
        .need = 1,
        .places = capacity->places,
        .shortest = capacity->shortest > 0 ? capacity->shortest : 1,
        .per_day = capacity->per_day,
    };
    if (!check->is_bounded[net->instances.items[instance].completed] ||
        (job.places <= 0 && job.per_day <= 0))
        return;
    if (norm->need != NM_NONE && !time_net_constant(net->nm, norm->need, &job.need))
        return;
    if (capacity->calendar != NM_NONE)
        time_table_use(net->table, capacity->calendar, net->arena);
    if (most_of(&job) >= job.need)
        return;
    struct feasible_finding *finding = feasible_add(check, FEASIBLE_CAPACITY);
    if (!finding)
        return;
    uint32_t lines_max = 2 * stn_constraint_count(net->stn) + 3;
    finding->clauses = arena_array(check->arena, lines_max, sizeof *finding->clauses);
    finding->lines = arena_array(check->arena, lines_max, sizeof *finding->lines);
    finding->is_smallest = true;
    tell_bound(&job, finding, true);
    tell_bound(&job, finding, false);
    tell_amounts(&job, finding);
    tell_mends(&job, finding);
}

void feasible_check_amounts(struct feasibility *check)
{
    for (uint32_t index = 0; index < check->net.instances.count; index++)
        check_amount(check, index);
}
