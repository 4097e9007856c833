/* Opening and closing a tick. At a closing all time-outs are judged on one state and then
 * committed, so that of two duties due today neither can save or spoil the other. Calculus B4;
 * spec 21.3. */
#include <stdlib.h>

#include "compiler/ir/eval_internal.h"
#include "lang/base/check.h"
#include "lang/value/tick.h"

/* ---- opening --------------------------------------------------------------------------------- */

/* What is there from the start: the caps, or all else. */
static void start_norms(struct fold *fold, bool is_caps)
{
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        const struct nm_norm *row = &fold->nm->norm[norm];
        for (int32_t i = 0; i < row->trigger_count && (row->kind == NM_CAP) == is_caps; i++) {
            const struct nm_trigger *trigger = &fold->nm->trigger[row->first_trigger + i];
            struct origin origin = {.key = -1, .qty = 0, .event = -1, .breach = -1};
            if (trigger->kind == NM_AT_START)
                make_instance(fold, (int32_t)norm, trigger, origin);
        }
    }
}

static void start_contract(struct fold *fold)
{
    fold->st->head.phase = ST_RUNNING;
    take_baselines(fold);
    start_norms(fold, true);
    start_norms(fold, false);
}

/* When a month ends, on 2026-05-01: triggers of the tick itself. */
static bool fire_dated(struct fold *fold, bool is_closing)
{
    bool did = false, is_there = false;
    for (uint32_t i = 0; i < fold->nm->trigger_count; i++)
        is_there |= fold->nm->trigger[i].kind == NM_AT_TICK && fold->nm->trigger[i].tick == fold->st->head.now;
    for (uint32_t norm = 0; is_there && norm < fold->nm->norm_count; norm++) {
        const struct nm_norm *row = &fold->nm->norm[norm];
        for (int32_t i = 0; i < row->trigger_count; i++) {
            const struct nm_trigger *trigger = &fold->nm->trigger[row->first_trigger + i];
            struct origin origin = {.key = -1, .qty = 0, .event = -1, .breach = -1};
            if (trigger->kind == NM_AT_TICK && trigger->tick == fold->st->head.now &&
                (trigger->closing != 0) == is_closing)
                did |= make_instance(fold, (int32_t)norm, trigger, origin) >= 0;
        }
    }
    return did;
}

void fire_at_end(struct fold *fold)
{
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        const struct nm_norm *row = &fold->nm->norm[norm];
        for (int32_t i = 0; i < row->trigger_count; i++) {
            const struct nm_trigger *trigger = &fold->nm->trigger[row->first_trigger + i];
            struct origin origin = {.key = -1, .qty = 0, .event = -1, .breach = -1};
            if (trigger->kind == NM_AT_END)
                make_instance(fold, (int32_t)norm, trigger, origin);
        }
    }
}

void open_tick(struct fold *fold, int64_t tick)
{
    struct st *st = fold->st;
    st->head.now = tick;
    st->head.closed = 0;
    if (st->head.phase == ST_CLOSED)
        return;
    end_suspensions(fold);
    if (tick == fold->nm->head.start)
        start_contract(fold);
    take_new_terms(fold);
    fire_dated(fold, false);
    for (uint32_t i = 0; i < st->inst_count; i++)
        if (st->inst[i].status == ST_DORMANT && st->inst[i].from <= tick)
            set_status(fold, (int32_t)i, ST_IN_FORCE);
    run_closure(fold);
}

/* ---- time-outs ------------------------------------------------------------------------------- */

enum ending { RUNS_ON, CURE_ENDS, GETS_FULFILLED, GETS_PENDING, GETS_BREACHED, PROHIBITION_ENDS,
              GETS_LAPSED };

enum check { NOT_CHECKED, HOLDS, FAILS }; /* of what is to be maintained */

struct outcome { /* what the closing brings to one instance */
    int32_t inst, norm, stratum;
    enum ending ending;
    enum check check;
    bool is_cure_over;
    int64_t shortfall;
};

/* A duty whose due day closes. */
static void judge_duty(struct fold *fold, const struct st_inst *inst, int64_t cure,
                       struct outcome *outcome)
{
    int64_t hope = inst->got;
    if (!fold->nm->norm[inst->norm].by_answer) /* what is unanswered, or may be reworked, counts so far */
        hope = eval_add(fold, eval_add(fold, inst->got, inst->pend), cure);
    if (inst->got >= inst->need) {
        outcome->ending = GETS_FULFILLED;
    } else if (hope >= inst->need) {
        outcome->ending = GETS_PENDING;
    } else {
        outcome->ending = GETS_BREACHED;
        outcome->shortfall = eval_sub(fold, inst->need, hope);
    }
}

/* A target at its due, or at the end of the wait for what it asks about. */
static void judge_due_target(struct fold *fold, const struct st_inst *inst, struct outcome *outcome)
{
    const struct nm_norm *norm = &fold->nm->norm[inst->norm];
    int64_t now = fold->st->head.now;
    int32_t asked = norm->holds;
    if (!eval_expr(fold, norm->known, inst, now)) {
        if (norm->wait == NM_NONE || eval_expr(fold, norm->wait, inst, inst->trigger_at) > now) {
            outcome->ending = inst->status == ST_PENDING ? RUNS_ON : GETS_PENDING;
            return;
        }
        asked = norm->deemed;
    }
    if (asked == NM_NONE)
        outcome->ending = GETS_LAPSED;
    else
        outcome->ending = eval_expr(fold, asked, inst, now) ? GETS_FULFILLED : GETS_BREACHED;
}

static void judge_end(struct fold *fold, const struct st_inst *inst, int64_t cure,
                      struct outcome *outcome)
{
    switch ((enum nm_norm_kind)fold->nm->norm[inst->norm].kind) {
    case NM_ACHIEVE:
    case NM_AMOUNT:
    case NM_ASSUME:
        judge_duty(fold, inst, cure, outcome);
        return;
    case NM_FORBID:
    case NM_AT_MOST:
    case NM_MAINTAIN:
        outcome->ending = PROHIBITION_ENDS;
        return;
    case NM_TARGET:
        judge_due_target(fold, inst, outcome);
        return;
    case NM_POWER:
    case NM_PERMIT:
    case NM_VAGUE:
    case NM_MEMORY:
    case NM_CAP:
        outcome->ending = GETS_LAPSED;
        return;
    case NM_EFFORT:
        return;
    }
    UNREACHABLE();
}

static struct outcome judge_instance(struct fold *fold, int32_t index)
{
    const struct st_inst *inst = &fold->st->inst[index];
    int64_t now = fold->st->head.now;
    struct outcome outcome = {
        .inst = index,
        .norm = inst->norm,
        .stratum = norm_of(fold, index)->trigger_stratum,
        .ending = RUNS_ON,
    };
    outcome.is_cure_over = inst->cure > 0 && inst->cure_due <= now && !is_tolling(fold, inst);
    int64_t cure = outcome.is_cure_over ? 0 : inst->cure;
    const struct nm_norm *norm = norm_of(fold, index);
    if (norm->kind == NM_MAINTAIN && inst->status == ST_IN_FORCE && inst->suspensions == 0)
        outcome.check = eval_expr(fold, norm->holds, inst, now) ? HOLDS : FAILS;
    if (norm->kind == NM_TARGET && inst->status == ST_PENDING && inst->suspensions == 0 &&
        (norm->wait == NM_NONE || eval_expr(fold, norm->wait, inst, inst->trigger_at) <= now))
        judge_due_target(fold, inst, &outcome);
    bool is_open = inst->status == ST_IN_FORCE ||
                   (inst->status == ST_DORMANT && inst->flags & ST_IMPOSSIBLE);
    if (is_open && inst->suspensions == 0 && limit_of(fold, inst) <= now) {
        judge_end(fold, inst, cure, &outcome);
    } else if (outcome.is_cure_over && inst->status == ST_PENDING) {
        int64_t hope = eval_add(fold, inst->got, inst->pend);
        if (hope < inst->need) {
            outcome.ending = GETS_BREACHED;
            outcome.shortfall = eval_sub(fold, inst->need, hope);
        }
    }
    if (outcome.ending == RUNS_ON && outcome.is_cure_over)
        outcome.ending = CURE_ENDS;
    return outcome;
}

static void end_cure(struct fold *fold, int32_t index)
{
    struct st_inst *inst = &fold->st->inst[index];
    bool was_hoped = !fold->nm->norm[inst->norm].by_answer; /* the shortfall was a lower bound */
    if (inst->status == ST_BREACHED && inst->breach >= 0 && was_hoped) {
        struct st_breach *record = &fold->st->breach[inst->breach];
        record->shortfall = eval_add(fold, record->shortfall, inst->cure);
    }
    inst->cure = 0;
    inst->cure_due = NM_NEVER;
}

/* An episode of bad closings is one breach, unless each of them is (spec 9.7). */
static void note_check(struct fold *fold, int32_t index, enum check check)
{
    struct st_inst *inst = &fold->st->inst[index];
    int64_t now = fold->st->head.now;
    if (check == HOLDS)
        inst->flags = (uint8_t)(inst->flags & ~ST_EPISODE);
    if (check != FAILS)
        return;
    int32_t record = inst->breach;
    if (!(inst->flags & ST_EPISODE) || norm_of(fold, index)->each_day)
        record = add_record(fold, index, now, 0, -1);
    fold->st->inst[index].flags |= ST_EPISODE;
    fold->st->breach[record].last_bad = now;
    fold->st->breach[record].bad++;
}

static void commit(struct fold *fold, const struct outcome *outcome)
{
    int32_t inst = outcome->inst;
    note_check(fold, inst, outcome->check);
    if (outcome->is_cure_over)
        end_cure(fold, inst);
    switch (outcome->ending) {
    case RUNS_ON:
    case CURE_ENDS:
        return;
    case GETS_FULFILLED:
        conclude(fold, inst, fold->st->head.now);
        return;
    case GETS_PENDING:
        set_status(fold, inst, ST_PENDING);
        return;
    case GETS_BREACHED:
        breach_instance(fold, inst, outcome->shortfall, -1);
        return;
    case PROHIBITION_ENDS:
        end_prohibition(fold, inst);
        return;
    case GETS_LAPSED:
        set_status(fold, inst, ST_LAPSED);
        return;
    }
    UNREACHABLE();
}

static int compare_outcomes(const void *left, const void *right)
{
    const struct outcome *one = left, *other = right;
    if (one->stratum != other->stratum)
        return one->stratum < other->stratum ? -1 : 1;
    if (one->norm != other->norm)
        return one->norm < other->norm ? -1 : 1;
    return (one->inst > other->inst) - (one->inst < other->inst);
}

/* Only instances that were there when the closing began: what it makes, it does not end. */
static bool run_timeouts(struct fold *fold, uint32_t inst_count)
{
    VEC(struct outcome) outcomes = {0};
    for (uint32_t i = 0; i < inst_count; i++) {
        struct outcome outcome = judge_instance(fold, (int32_t)i);
        if (outcome.ending != RUNS_ON || outcome.check != NOT_CHECKED)
            vec_push(&outcomes, outcome);
    }
    if (outcomes.count)
        qsort(outcomes.items, outcomes.count, sizeof *outcomes.items, compare_outcomes);
    uint32_t first_record = fold->st->breach_count;
    for (size_t i = 0; i < outcomes.count; i++)
        commit(fold, &outcomes.items[i]);
    bool did = outcomes.count > 0;
    vec_release(&outcomes);
    uint32_t record_count = fold->st->breach_count;
    for (uint32_t record = first_record; record < record_count; record++)
        settle_record(fold, (int32_t)record);
    return did;
}

/* ---- counting days --------------------------------------------------------------------------- */

static bool is_day_over(const struct fold *fold)
{
    enum granularity granularity = (enum granularity)fold->nm->head.granularity;
    int64_t now = fold->st->head.now;
    return now == tick_of_day_end(granularity, tick_day(granularity, now));
}

/* What ends with a day loses days, each as it is over. */
static bool counts_now(struct fold *fold, const struct nm_norm *norm)
{
    if (norm->due_unit == NM_TICKS)
        return true;
    return is_day_over(fold) &&
           (norm->due_unit == NM_DAYS || eval_is_working(fold, norm->calendar, fold->st->head.now));
}

/* The ticks that the closing gives back to what ends with a day, or with a tick. */
static int64_t given_back(const struct fold *fold, bool by_day)
{
    if (!by_day)
        return 1;
    return is_day_over(fold) ? tick_per_day((enum granularity)fold->nm->head.granularity) : 0;
}

/* The tick, or the day, from which time is counted is none of those that are counted, and is not given back. */
static bool is_first(const struct fold *fold, int64_t tick, bool by_day)
{
    enum granularity granularity = (enum granularity)fold->nm->head.granularity;
    int64_t now = fold->st->head.now;
    return tick == now || (by_day && tick_in_range(granularity, tick) &&
                           tick_day(granularity, tick) == tick_day(granularity, now));
}

static bool is_first_of_due(const struct fold *fold, const struct st_inst *inst)
{
    const struct nm_norm *norm = &fold->nm->norm[inst->norm];
    return is_first(fold, inst->trigger_at, norm->due_unit != NM_TICKS) &&
           eval_contains(fold->nm, norm->due, NM_OP_TRIGGER);
}

static bool is_first_of_answer(const struct fold *fold, const struct st_tender *tender)
{
    const struct nm_answer *answer = answer_of(fold, fold->st->inst[tender->inst].norm);
    return is_first(fold, tender->at, answer->limit_by_day) && eval_contains(fold->nm, answer->limit, NM_OP_AT);
}

/* Is this when the rejection came from which the time of its rework is counted? */
static bool is_first_of_rework(const struct fold *fold, int32_t inst, const struct nm_answer *answer)
{
    bool is_rejected = false;
    for (uint32_t i = 0; i < fold->st->tender_count; i++) {
        const struct st_tender *tender = &fold->st->tender[i];
        is_rejected |= tender->inst == inst && is_first(fold, tender->rework_at, answer->rework_by_day);
    }
    return is_rejected && eval_contains(fold->nm, answer->rework, NM_OP_AT);
}

/* A covered closing is given back later, to the duty and those who must answer (calculus B7.5). */
static bool toll(struct fold *fold)
{
    struct st *st = fold->st;
    bool did = false;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        struct st_inst *inst = &st->inst[i];
        if (!is_tolling(fold, inst))
            continue;
        did = true;
        if (inst->status == ST_IN_FORCE && inst->from <= st->head.now && !is_first_of_due(fold, inst) &&
            counts_now(fold, norm_of(fold, (int32_t)i)))
            inst->tolled++;
        const struct nm_answer *answer = answer_of(fold, inst->norm);
        if (inst->cure > 0 && inst->cure_due < NM_UNKNOWN && !is_first_of_rework(fold, (int32_t)i, answer))
            inst->cure_due += given_back(fold, answer->rework_by_day);
    }
    for (uint32_t i = 0; i < st->tender_count; i++) {
        struct st_tender *tender = &st->tender[i];
        if (tender->open > 0 && tender->limit < NM_UNKNOWN &&
            is_tolling(fold, &st->inst[tender->inst]) && !is_first_of_answer(fold, tender)) {
            tender->limit += given_back(fold, answer_of(fold, st->inst[tender->inst].norm)->limit_by_day);
            did = true;
        }
    }
    return did;
}

/* ---- ends ------------------------------------------------------------------------------------ */

/* A choice that is under way goes on to its last day. */
static bool goes_on_choosing(const struct fold *fold, const struct st_inst *inst)
{
    return is_choice(fold, inst->norm) && inst->due < NM_UNKNOWN;
}

bool is_behind_term(const struct nm_norm *norm, int64_t end)
{
    return norm->in_term != NM_NEVER && norm->in_term > end;
}

static void wind_up(struct fold *fold, enum st_reason reason)
{
    struct st *st = fold->st;
    st->head.phase = ST_WINDING_UP;
    st->head.reason = (uint8_t)reason;
    st->head.ended = st->head.now;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        const struct nm_norm *norm = norm_of(fold, (int32_t)i);
        if (!is_live(&st->inst[i]) || norm->fate == NM_SURVIVES)
            continue;
        bool is_clockless = (norm->kind == NM_POWER && !goes_on_choosing(fold, &st->inst[i])) ||
                            norm->kind == NM_PERMIT || norm->kind == NM_VAGUE || norm->kind == NM_EFFORT ||
                            norm->kind == NM_MEMORY || norm->kind == NM_CAP;
        bool is_unborn = st->inst[i].status == ST_DORMANT &&
                         (norm->fate == NM_RELEASED || norm->fate == NM_EARNED);
        bool ends = norm->fate == NM_ENDS || is_behind_term(norm, st->head.now);
        if (goes_on_after_breach(norm) && !is_unborn && (st->inst[i].due == NM_NEVER || ends))
            end_prohibition(fold, (int32_t)i);
        else if (is_clockless || is_unborn || ends)
            set_status(fold, (int32_t)i, ST_LAPSED);
    }
    fire_at_end(fold);
}

/* A right is there whose lapse is waited for. */
static bool awaits_lapse(const struct fold *fold, const struct nm_trigger *trigger)
{
    if (trigger->kind != NM_ON_STATUS || !(trigger->statuses & 1u << ST_LAPSED))
        return false;
    int32_t kind = fold->nm->norm[trigger->norm].kind;
    for (uint32_t i = 0; (kind == NM_POWER || kind == NM_PERMIT) && i < fold->st->inst_count; i++)
        if (fold->st->inst[i].norm == trigger->norm && is_live(&fold->st->inst[i]))
            return true;
    return false;
}

/* Whether an act, a day to come or a right that runs out may still make something. */
static bool can_fire(const struct fold *fold, const struct nm_trigger *trigger)
{
    return awaits_lapse(fold, trigger) || trigger->kind == NM_ON_EVENT || trigger->kind == NM_ON_LOSS ||
           (trigger->kind == NM_AT_TICK && trigger->tick > fold->st->head.now);
}

/* A condition of the contract's coming into force is met if its norm has been kept, even if late, or
 * was waived. */
static bool is_met(const struct fold *fold, int32_t norm)
{
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (inst->norm == norm && (inst->status == ST_FULFILLED || inst->status == ST_WAIVED ||
                                   (inst->status == ST_BREACHED && inst->flags & ST_LATE)))
            return true;
    }
    return false;
}

bool awaits_conditions(const struct fold *fold)
{
    const struct nm_head *head = &fold->nm->head;
    for (int32_t i = 0; i < head->condition_count; i++)
        if (!is_met(fold, fold->nm->scope[head->first_condition + i].norm))
            return true;
    return false;
}

/* The last day on which the contract could have come into force has passed. */
static void give_up_conditions(struct fold *fold)
{
    if (fold->st->head.phase != ST_RUNNING || fold->st->head.now < fold->nm->head.effect_by ||
        !awaits_conditions(fold))
        return;
    terminate_contract(fold, ST_NOT_EFFECTIVE);
    run_closure(fold);
}

static bool asks_surplus(const struct nm *nm)
{
    for (uint32_t i = 0; i < nm->expr_count; i++)
        if (nm->expr[i].op == NM_OP_GOT_IN_ALL)
            return true;
    return false;
}

/* What was tendered is still to be answered, whatever has become of its duty. */
static bool awaits_answers(const struct fold *fold)
{
    for (uint32_t i = 0; i < fold->st->tender_count; i++) {
        const struct st_tender *tender = &fold->st->tender[i];
        if (tender->open > 0 && norm_of(fold, tender->inst)->parent == NM_NONE)
            return true;
    }
    return false;
}

/* Nothing is left to do and nothing can come (calculus A56). A debt still owed can be paid. */
static bool is_complete(const struct fold *fold)
{
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        int32_t kind = norm_of(fold, (int32_t)i)->kind;
        bool is_idle = kind == NM_POWER || kind == NM_PERMIT || kind == NM_EFFORT ||
                       kind == NM_MEMORY || kind == NM_CAP;
        if ((is_live(&fold->st->inst[i]) && !is_idle) || is_owed(&fold->st->inst[i]))
            return false;
    }
    for (uint32_t i = 0; i < fold->nm->norm_count; i++) {
        const struct nm_norm *norm = &fold->nm->norm[i];
        for (int32_t t = 0; t < norm->trigger_count; t++)
            if (can_fire(fold, &fold->nm->trigger[norm->first_trigger + t]))
                return false;
    }
    return !asks_surplus(fold->nm) && !awaits_answers(fold);
}

static bool is_waiting_accrual(const struct fold *fold, int32_t inst)
{
    return norm_of(fold, inst)->accrual && fold->st->inst[inst].status == ST_DORMANT;
}

/* What is still owed can be paid, and what hangs on that arises then (spec 24.2). */
static void close_contract(struct fold *fold)
{
    struct st *st = fold->st;
    if (awaits_answers(fold))
        return;
    for (uint32_t i = 0; i < st->inst_count; i++)
        if ((is_live(&st->inst[i]) && !is_waiting_accrual(fold, (int32_t)i)) || is_owed(&st->inst[i]))
            return;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        if (!is_waiting_accrual(fold, (int32_t)i))
            continue;
        int64_t need = eval_or(fold, norm_of(fold, (int32_t)i)->need, &st->inst[i], st->head.now, 1);
        st->inst[i].need = eval_capped(fold, &st->inst[i], need);
        set_status(fold, (int32_t)i, ST_LAPSED);
    }
    st->head.phase = ST_CLOSED;
}

/* ---- closing --------------------------------------------------------------------------------- */

/* A closure ends where nothing follows any more: without a change since, there is nothing to look for. */
static void close_over(struct fold *fold, bool did)
{
    if (did)
        run_closure(fold);
}

static bool is_end(const struct fold *fold)
{
    bool may_be = fold->st->head.now == fold->nm->head.end;
    for (uint32_t i = 0; i < fold->nm->renewal_count; i++)
        may_be |= fold->st->head.now == fold->nm->renewal[i].end;
    return may_be && fold->st->head.now == eval_term_end(fold);
}

void close_tick(struct fold *fold)
{
    struct st *st = fold->st;
    uint32_t inst_count = st->inst_count;
    st->head.closed = 1;
    if (st->head.phase == ST_DRAFT || st->head.phase == ST_CLOSED)
        return;
    bool did = run_dated_effects(fold);
    did |= answer_by_silence(fold);
    close_over(fold, did);
    give_up_conditions(fold);
    close_over(fold, run_timeouts(fold, inst_count));
    close_over(fold, toll(fold));
    close_over(fold, fire_dated(fold, true));
    if (st->head.phase == ST_RUNNING && is_end(fold)) {
        wind_up(fold, ST_EXPIRED);
        run_closure(fold);
    }
    if (st->head.phase == ST_RUNNING && is_complete(fold) && !awaits_conditions(fold)) {
        wind_up(fold, ST_COMPLETED);
        run_closure(fold);
    }
    if (st->head.phase == ST_WINDING_UP)
        close_contract(fold);
    drop_changes(fold);
}
