/* forecast.c - foresight for one instance at a time.
 *
 * Everything rests on one question, asked of the opening of a tick t: if nothing more is done
 * before t, can what is missing still be performed from t on? As t grows the answer turns from yes
 * to no once, so the doom day is found by bisection; and the verdict is the same question asked
 * today, with the shortest durations (doomed if even they do not suffice) and with the longest (in
 * hand if even they do). Answers that are outstanding count as done for as long as they can come. */
#include "runtime/forecast.h"

#include "lang/base/arena.h"
#include "lang/base/check.h"
#include "lang/base/vec.h"
#include "lang/value/tick.h"
#include "runtime/forecast_room.h"
#include "runtime/machine_io.h"

struct task { /* what is asked of one instance */
    const struct forecaster *forecaster;
    const struct st *st;
    const struct st_inst *inst;
    const struct nm_norm *norm;
    const struct nm_answer *answer; /* NULL: counts by the act */
    int32_t index;
    int64_t now;
    int64_t due_end;  /* last tick for what is not rework; NM_NEVER: no end */
    int64_t cure_end; /* last tick for all of it, rework included */
    int64_t grace;    /* last tick that counts though late; NM_NEVER: none */
    struct room room; /* capacity NULL: no duration is known */
    VEC(struct room_start) starts;
    VEC(int32_t) tenders; /* open ones of this instance */
};

struct forecaster forecaster_new(const struct nm *nm, struct arena *arena)
{
    struct workdays *calendars =
        arena_array(arena, (size_t)nm->calendar_count + 1, sizeof *calendars);
    for (uint32_t i = 0; i < nm->calendar_count; i++)
        calendars[i] = workdays_new(nm, (int32_t)i, arena);
    calendars[nm->calendar_count] = workdays_new(nm, NM_NONE, arena);
    return (struct forecaster){.nm = nm, .calendars = calendars};
}

static enum granularity granularity_of(const struct nm *nm)
{
    return (enum granularity)nm->head.granularity;
}

static int64_t saturating_add(int64_t left, int64_t right)
{
    int64_t sum;
    if (left >= NM_UNKNOWN || right >= NM_UNKNOWN || !ckd_add_i64(&sum, left, right))
        return NM_NEVER;
    return sum;
}

static int64_t least_of(int64_t left, int64_t right)
{
    return left < right ? left : right;
}

static int64_t most_of(int64_t left, int64_t right)
{
    return left > right ? left : right;
}

/* ---- when it ends ------------------------------------------------------------------------------ */

bool forecast_covers(const struct nm *nm, const struct st_suspension *suspension, int32_t norm)
{
    const struct nm_power *power = &nm->power[nm->norm[suspension->power].power];
    if (suspension->only < 0 ? norm != -1 - suspension->only
                             : suspension->only > 0 && nm->norm[norm].clause != suspension->only - 1)
        return false;
    for (int32_t i = 0; i < power->scope_count; i++) {
        if (nm->scope[power->first_scope + i].norm == norm)
            return true;
    }
    return false;
}

/* Last tick on which a suspension stops the instance's clock; now - 1 if none does. */
static int64_t stopped_until(const struct task *task)
{
    const struct nm *nm = task->forecaster->nm;
    int64_t until = task->now - 1;
    if (task->inst->suspensions == 0)
        return until;
    for (uint32_t i = 0; i < task->st->suspension_count; i++) {
        const struct st_suspension *suspension = &task->st->suspension[i];
        const struct nm_power *power = &nm->power[nm->norm[suspension->power].power];
        if (suspension->live && !power->clock_runs && forecast_covers(nm, suspension, task->inst->norm))
            until = most_of(until, suspension->until);
    }
    return until;
}

/* A due day that was moved leaves a free day as the norm's deadlines do. */
static int64_t rolled(const struct task *task, int64_t tick)
{
    enum granularity granularity = granularity_of(task->forecaster->nm);
    if (task->norm->roll == 0 || task->norm->calendar == NM_NONE || tick >= NM_UNKNOWN ||
        !tick_in_range(granularity, tick))
        return tick;
    int64_t from = tick_day(granularity, tick), day;
    const struct workdays *workdays = &task->forecaster->calendars[task->norm->calendar];
    bool is_known = workdays_roll(workdays, task->norm->roll - 1, from, &day);
    return is_known ? tick + (day - from) * tick_per_day(granularity) : NM_UNKNOWN;
}

/* The due with what was tolled and with what a suspension that runs its full length will toll. */
static int64_t moved_due(const struct task *task)
{
    const struct nm *nm = task->forecaster->nm;
    const struct st_inst *inst = task->inst;
    int64_t until = stopped_until(task);
    if (inst->due >= NM_UNKNOWN || inst->base_due >= NM_UNKNOWN)
        return inst->due;
    if (until >= NM_UNKNOWN)
        return until;
    /* The closing of `now` has been counted already if it is over. */
    int64_t first = most_of(task->now + (task->st->head.closed ? 1 : 0), inst->from);
    enum granularity granularity = granularity_of(nm);
    int64_t first_day = tick_day(granularity, first), days = tick_day(granularity, until + 1) - first_day;
    bool by_workdays = task->norm->due_unit == NM_WORKDAYS && task->norm->calendar != NM_NONE;
    if (!by_workdays) {
        bool by_day = task->norm->due_unit == NM_DAYS;
        int64_t tolled = inst->tolled + most_of(by_day ? days : until - first + 1, 0);
        int64_t ticks = by_day ? tolled * tick_per_day(granularity) : tolled;
        return tolled > 0 ? rolled(task, saturating_add(inst->base_due, ticks)) : inst->due;
    }
    const struct workdays *workdays = &task->forecaster->calendars[task->norm->calendar];
    int64_t more = 0, day;
    if (days > 0 && !workdays_count(workdays, first_day, first_day + days - 1, &more))
        return NM_UNKNOWN;
    if (inst->tolled + more == 0)
        return inst->due;
    int64_t base_day = tick_day(granularity, inst->base_due);
    if (!workdays_nth(workdays, base_day + 1, inst->tolled + more, &day))
        return NM_UNKNOWN;
    return inst->base_due + (day - base_day) * tick_per_day(granularity);
}

/* When the terms of the instance were last taken: at its trigger, or with a version. */
static int64_t terms_at(const struct task *task)
{
    const struct nm *nm = task->forecaster->nm;
    int64_t at = task->inst->trigger_at;
    for (uint32_t i = 0; i < nm->version_count; i++) {
        int64_t from = nm->version[i].from;
        if (task->norm->follows >> i & 1 && from <= task->now && from > at)
            at = from;
    }
    return at;
}

static void find_ends(struct task *task)
{
    const struct st_inst *inst = task->inst;
    task->due_end = moved_due(task);
    task->grace = NM_NEVER;
    if (task->norm->grace != NM_NONE && task->forecaster->ask) {
        int64_t grace = task->forecaster->ask(task->forecaster->ask_ctx, task->st, task->index,
                                              task->norm->grace,
                                              terms_at(task));
        task->grace = grace;
        task->due_end = most_of(task->due_end, grace);
    }
    if (inst->status == ST_PENDING) /* only rework counts once due is over */
        task->due_end = inst->from - 1;
    task->cure_end = inst->cure > 0 ? most_of(task->due_end, inst->cure_due) : task->due_end;
    if (task->due_end == NM_UNKNOWN || task->cure_end == NM_UNKNOWN) {
        task->due_end = task->cure_end = NM_NEVER;
        task->room.is_lost = true;
    }
}

/* ---- what is under way ------------------------------------------------------------------------- */

/* What is begun may say of which part it is. */
static bool is_of_part(const struct nm *nm, const struct nm_pattern *pattern,
                       const struct rt_event *event)
{
    for (int32_t i = 0; i < pattern->test_count; i++) {
        const struct nm_test *test = &nm->test[pattern->first_test + i];
        int16_t value = test->attr == NM_NONE ? event->kind : event->attrs[test->attr];
        if (value != EVENT_NONE && (value >= 64 || !(test->values >> value & 1)))
            return false;
    }
    return true;
}

static bool is_of_instance(const struct task *task, const struct rt_event *event)
{
    const struct nm_norm *norm = task->norm;
    uint64_t bearers = task->inst->bearers ? task->inst->bearers : norm->bearers;
    if (event->actors == 0 || (event->actors & ~bearers) != 0)
        return false;
    const struct nm *nm = task->forecaster->nm;
    if (norm->pattern != NM_NONE && !is_of_part(nm, &nm->pattern[norm->pattern], event))
        return false;
    if (norm->key_kind == NM_NONE || task->inst->key < 0)
        return true;
    if (event->bind != EVENT_NONE && event->bind_kind == norm->key_kind)
        return event->bind == task->inst->key;
    if (event->key == EVENT_NONE || (event->kind != EVENT_NONE && event->kind != norm->key_kind))
        return true;
    return event->key == task->inst->key;
}

static void begin_units(struct task *task, const struct rt_event *event)
{
    if (event->key != EVENT_NONE) {
        for (size_t i = 0; i < task->starts.count; i++) {
            if (task->starts.items[i].key == event->key)
                return; /* reported twice */
        }
    }
    int64_t units = event->key != EVENT_NONE || event->qty < 1 ? 1 : event->qty;
    for (int64_t i = 0; i < least_of(units, LIMIT_ITEMS); i++)
        vec_push(&task->starts, (struct room_start){.at = event->at, .key = event->key});
}

static void drop_start(struct task *task, size_t index)
{
    for (size_t i = index + 1; i < task->starts.count; i++)
        task->starts.items[i - 1] = task->starts.items[i];
    task->starts.count--;
}

/* A unit that is finished was under way: the one of its name, else the oldest without a name, else
 * the oldest. */
static void finish_unit(struct task *task, int32_t key)
{
    size_t found = task->starts.count;
    for (size_t i = task->starts.count; i-- > 0;) {
        if (task->starts.items[i].key == key)
            found = i;
    }
    if (found == task->starts.count && key == EVENT_NONE && found > 0)
        found = 0;
    if (found < task->starts.count)
        drop_start(task, found);
}

static void find_starts(struct task *task, const struct rt_event *events,
                        const uint8_t *judgements, uint32_t event_count)
{
    if (!task->room.capacity || task->room.capacity->start_act == NM_NONE)
        return;
    const struct nm *nm = task->forecaster->nm;
    int32_t start_act = task->room.capacity->start_act;
    int32_t act = task->norm->pattern == NM_NONE ? NM_NONE : nm->pattern[task->norm->pattern].act;
    for (uint32_t i = 0; i < event_count; i++) {
        const struct rt_event *event = &events[i];
        bool is_start = event->act == start_act, is_finish = event->act == act;
        if ((!is_start && !is_finish) || !is_of_instance(task, event))
            continue;
        if (is_start && (judgements[i] == JUDGE_EFFECTIVE || judgements[i] == JUDGE_NOTED)) {
            begin_units(task, event);
        } else if (is_finish && judgements[i] == JUDGE_EFFECTIVE) {
            int64_t units = event->key != EVENT_NONE || event->qty < 1 ? 1 : event->qty;
            for (int64_t k = 0; k < units && task->starts.count > 0; k++)
                finish_unit(task, event->key);
        }
    }
    task->room.starts = task->starts.items;
    task->room.start_count = task->starts.count;
}

/* ---- what can be done -------------------------------------------------------------------------- */

/* Durations bound units that are counted in pieces. Of tonnes or yuan one act may bring any amount:
 * there only a rate is a bound, and of the duration that one act must fit. */
static bool has_pieces(const struct nm *nm, const struct nm_norm *norm)
{
    if (norm->unit == NM_NONE)
        return true;
    const struct nm_unit *unit = &nm->unit[nm->unit[norm->unit].base];
    return unit->dimension == NM_COUNT && unit->places == 0;
}

static int64_t units_by(struct task *task, enum room_luck luck, int64_t now, int64_t end)
{
    if (end == NM_NEVER)
        return FORECAST_UNBOUNDED;
    if (now > end)
        return 0;
    if (!task->room.capacity)
        return FORECAST_UNBOUNDED;
    int64_t units = room_units(&task->room, luck, now, end);
    bool is_rate = task->room.capacity->per_day > 0;
    if (units > 0 && !is_rate && !has_pieces(task->forecaster->nm, task->norm))
        return FORECAST_UNBOUNDED;
    return units;
}

/* True if silence lets the tender count. */
static bool silence_helps(const struct task *task, const struct st_tender *tender)
{
    if (task->answer->silence == NM_SILENCE_REJECTS)
        return false;
    return !task->norm->by_answer || tender->limit <= task->due_end;
}

/* The last tick on which an answer to the tender helps. */
static int64_t answer_end(const struct task *task, const struct st_tender *tender)
{
    if (task->norm->by_answer)
        return least_of(tender->limit, task->due_end);
    return tender->limit;
}

static bool has_rework_left(const struct task *task)
{
    return task->answer->rework != NM_NONE && task->inst->rounds < task->answer->rounds;
}

/* Tendered units that may still come to count at the opening of t. */
static int64_t alive_at(const struct task *task, int64_t t)
{
    int64_t alive = 0;
    for (size_t i = 0; i < task->tenders.count; i++) {
        const struct st_tender *tender = &task->st->tender[task->tenders.items[i]];
        if (silence_helps(task, tender) || has_rework_left(task) || t <= answer_end(task, tender))
            alive = saturating_add(alive, tender->open);
    }
    return alive;
}

struct missing {
    int64_t by_due; /* units that must be performed by due_end */
    int64_t in_all; /* by cure_end, those included */
};

static struct missing missing_at(const struct task *task, int64_t t)
{
    const struct st_inst *inst = task->inst;
    int64_t in_all = inst->need - inst->got - alive_at(task, t);
    return (struct missing){
        .by_due = most_of(in_all - inst->cure, 0),
        .in_all = most_of(in_all, 0),
    };
}

static int64_t shortfall_at(struct task *task, enum room_luck luck, int64_t t)
{
    struct missing missing = missing_at(task, t);
    int64_t by_due = missing.by_due - units_by(task, luck, t, task->due_end);
    int64_t in_all = missing.in_all - units_by(task, luck, t, task->cure_end);
    return most_of(most_of(by_due, in_all), 0);
}

/* The first opening at which the instance is doomed if nothing more is done. */
static int64_t doom_day(struct task *task)
{
    int64_t low = least_of(task->inst->made, task->now), high = task->now + 1;
    if (task->due_end != NM_NEVER)
        high = most_of(high, task->due_end + 1);
    if (task->cure_end != NM_NEVER)
        high = most_of(high, task->cure_end + 1);
    for (size_t i = 0; i < task->tenders.count; i++) {
        int64_t end = answer_end(task, &task->st->tender[task->tenders.items[i]]);
        if (end != NM_NEVER)
            high = most_of(high, end + 1);
    }
    if (shortfall_at(task, ROOM_BEST, high) == 0)
        return NM_NEVER;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (shortfall_at(task, ROOM_BEST, middle) > 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* ---- verdicts ---------------------------------------------------------------------------------- */

/* All is performed: what the open answers make of it. */
static void judge_answers(const struct task *task, struct forecast *forecast)
{
    bool is_safe = true;
    forecast->reason = FORECAST_BY_ANSWER;
    forecast->verdict = FORECAST_IN_HAND;
    for (size_t i = 0; i < task->tenders.count; i++) {
        const struct st_tender *tender = &task->st->tender[task->tenders.items[i]];
        is_safe = is_safe && silence_helps(task, tender) && task->answer->reject == NM_NONE;
        if (silence_helps(task, tender))
            continue;
        forecast->verdict = FORECAST_NEEDS;
        forecast->needs = task->answer->acceptors;
        forecast->needs_by = least_of(forecast->needs_by, answer_end(task, tender));
    }
    if (is_safe)
        forecast->verdict = FORECAST_SECURED;
}

static void judge_work(struct task *task, struct forecast *forecast)
{
    const struct nm_norm *norm = task->norm;
    const struct nm_capacity *capacity = task->room.capacity;
    uint64_t performers =
        norm->pattern == NM_NONE ? 0 : task->forecaster->nm->pattern[norm->pattern].actors;
    forecast->reason = !capacity               ? FORECAST_BY_WINDOW
                       : capacity->per_day > 0 ? FORECAST_BY_RATE
                                               : FORECAST_BY_PLACES;
    if (forecast->doom <= task->now) {
        forecast->verdict = FORECAST_DOOMED;
    } else if (performers != 0 && (performers & norm->bearers) == 0) {
        forecast->verdict = FORECAST_NEEDS;
        forecast->reason = FORECAST_BY_OTHERS;
        forecast->needs = performers;
        forecast->needs_by = forecast->doom == NM_NEVER ? NM_NEVER : forecast->doom - 1;
    } else if (shortfall_at(task, ROOM_WORST, task->now) == 0) {
        forecast->verdict = FORECAST_IN_HAND;
    } else {
        forecast->verdict = FORECAST_NEEDS; /* nobody but luck */
        forecast->needs_by = forecast->doom == NM_NEVER ? NM_NEVER : forecast->doom - 1;
    }
}

static void forecast_amount(struct task *task, struct forecast *forecast)
{
    forecast->end = task->cure_end;
    forecast->doom = doom_day(task);
    struct missing missing = missing_at(task, task->now);
    forecast->left = missing.in_all;
    forecast->under_way = (int64_t)task->starts.count;
    forecast->most = units_by(task, ROOM_BEST, task->now, task->cure_end);
    forecast->least = units_by(task, ROOM_WORST, task->now, task->cure_end);
    if (missing.in_all == 0 && task->tenders.count > 0)
        judge_answers(task, forecast);
    else
        judge_work(task, forecast);
    if (forecast->verdict == FORECAST_DOOMED)
        forecast->short_by = shortfall_at(task, ROOM_BEST, task->now);
    if (task->room.capacity && forecast->most != FORECAST_UNBOUNDED)
        forecast->slack_units = forecast->most - forecast->left;
    if (task->room.capacity && task->room.capacity->per_day == 0 && forecast->doom != NM_NEVER &&
        missing.in_all > 0)
        forecast->last_start = forecast->doom - 1;
    if (task->room.is_lost) {
        *forecast = (struct forecast){
            .verdict = FORECAST_UNKNOWN, .reason = FORECAST_BY_CALENDAR, .doom = NM_NEVER,
            .slack = FORECAST_NO_SLACK, .end = task->cure_end, .left = missing.in_all,
            .under_way = forecast->under_way, .most = FORECAST_UNBOUNDED, .least = 0,
            .slack_units = FORECAST_NO_SLACK, .last_start = NM_NEVER, .needs_by = NM_NEVER};
    }
}

/* The tick of the first record of an instance; it has one. */
static int64_t first_record(const struct st *st, int32_t inst)
{
    for (uint32_t i = 0; i < st->breach_count; i++) {
        if (st->breach[i].inst == inst)
            return st->breach[i].certain;
    }
    return st->inst[inst].made;
}

/* Who can say the values that an expression asks about, or answers what it waits for. */
static uint64_t measurers_of(const struct nm *nm, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    if (expr->op == NM_OP_KNOWN || expr->op == NM_OP_VALUE)
        return nm->indicator[expr->imm].measurers;
    const struct nm_answer *answer = expr->op == NM_OP_UNCURABLE ? nm_answer_to(nm, &nm->norm[expr->imm]) : NULL;
    if (answer)
        return answer->acceptors;
    return (arity > 0 ? measurers_of(nm, expr->a) : 0) | (arity > 1 ? measurers_of(nm, expr->b) : 0);
}

/* Until its value is known nothing is certain; then it is for those who measure. */
static void forecast_target(struct task *task, struct forecast *forecast)
{
    forecast->end = moved_due(task);
    forecast->verdict = FORECAST_UNKNOWN;
    forecast->reason = FORECAST_BY_MEASURE;
    if (task->inst->status != ST_PENDING)
        return;
    forecast->verdict = FORECAST_NEEDS;
    forecast->needs = measurers_of(task->forecaster->nm, task->norm->known);
    if (task->forecaster->ask && task->norm->wait != NM_NONE)
        forecast->needs_by =
            task->forecaster->ask(task->forecaster->ask_ctx, task->st, task->index,
                                  task->norm->wait, task->inst->trigger_at);
}

static void forecast_forbid(struct task *task, struct forecast *forecast)
{
    int64_t end = moved_due(task);
    forecast->end = end == NM_UNKNOWN ? NM_NEVER : end; /* until then at least it binds */
    forecast->reason = FORECAST_BY_KEEPING;
    if (task->inst->breach >= 0) {
        forecast->verdict = FORECAST_DOOMED;
        forecast->reason = FORECAST_BY_BROKEN;
        forecast->doom = first_record(task->st, task->index);
    } else if (forecast->end != NM_NEVER && forecast->end < task->now) {
        forecast->verdict = FORECAST_SECURED;
    } else {
        forecast->verdict = FORECAST_IN_HAND;
    }
}

static void find_capacity(struct task *task)
{
    const struct forecaster *forecaster = task->forecaster;
    const struct nm *nm = forecaster->nm;
    task->room.granularity = granularity_of(nm);
    task->room.from = task->inst->from;
    if (task->norm->capacity == NM_NONE)
        return;
    const struct nm_capacity *capacity = &nm->capacity[task->norm->capacity];
    task->room.capacity = capacity;
    if (capacity->calendar != NM_NONE)
        task->room.workdays = &forecaster->calendars[capacity->calendar];
    else if (capacity->per_day > 0)
        task->room.workdays = &forecaster->calendars[nm->calendar_count];
}

static void find_tenders(struct task *task)
{
    if (!task->answer)
        return;
    for (uint32_t i = 0; i < task->st->tender_count; i++) {
        if (task->st->tender[i].inst == task->index && task->st->tender[i].open > 0)
            vec_push(&task->tenders, (int32_t)i);
    }
}

static void finish(const struct forecaster *forecaster, int64_t now, struct forecast *forecast)
{
    if (forecast->doom != NM_NEVER)
        forecast->slack = forecast->doom - 1 - now;
    bool is_close = forecast->slack != FORECAST_NO_SLACK &&
                    forecast->slack <= forecaster->nm->head.warning;
    bool is_lost = forecast->verdict == FORECAST_UNKNOWN && forecast->reason == FORECAST_BY_CALENDAR;
    forecast->at_risk = forecast->verdict == FORECAST_NEEDS || is_lost ||
                        (forecast->verdict == FORECAST_IN_HAND && is_close);
}

struct forecast forecast_of(const struct forecaster *forecaster, const struct st *st, int32_t inst,
                            const struct rt_event *events, const uint8_t *judgements,
                            uint32_t event_count)
{
    const struct nm *nm = forecaster->nm;
    struct forecast forecast = {
        .doom = NM_NEVER, .slack = FORECAST_NO_SLACK, .end = NM_NEVER, .most = FORECAST_UNBOUNDED,
        .least = FORECAST_UNBOUNDED, .slack_units = FORECAST_NO_SLACK, .last_start = NM_NEVER,
        .needs_by = NM_NEVER, .due = NM_NEVER, .grace = NM_NEVER};
    struct task task = {.forecaster = forecaster, .st = st, .inst = &st->inst[inst], .index = inst};
    task.norm = &nm->norm[task.inst->norm];
    /* Before the start nothing counts: the question is asked of the first day. */
    task.now = most_of(st->head.now, nm->head.start);
    if (!st_is_live(task.inst))
        return forecast;
    forecast.due = moved_due(&task);
    switch ((enum nm_norm_kind)task.norm->kind) {
    case NM_ACHIEVE:
    case NM_AMOUNT:
        if (task.norm->accrual && task.inst->status == ST_DORMANT) {
            forecast.verdict = FORECAST_IN_HAND; /* nothing is owed yet */
            return forecast;
        }
        task.answer = nm_answer_to(nm, task.norm);
        find_capacity(&task);
        find_starts(&task, events, judgements, event_count);
        find_tenders(&task);
        find_ends(&task);
        forecast.grace = task.grace;
        forecast_amount(&task, &forecast);
        vec_release(&task.starts);
        vec_release(&task.tenders);
        break;
    case NM_AT_MOST:
    case NM_FORBID: forecast_forbid(&task, &forecast); break;
    case NM_VAGUE: forecast.verdict = FORECAST_IN_HAND; break;
    case NM_MAINTAIN: forecast_forbid(&task, &forecast); break;
    case NM_TARGET: forecast_target(&task, &forecast); break;
    case NM_ASSUME: forecast.verdict = FORECAST_UNKNOWN; break;
    case NM_POWER:
    case NM_PERMIT:
    case NM_EFFORT:
    case NM_MEMORY:
    case NM_CAP: break;
    }
    finish(forecaster, st->head.now, &forecast);
    return forecast;
}
