/* Closing a tick: notices and answers that run out, time-outs, expiry, completion, the end. And the
 * jump over ticks on which nothing happens but that suspended time adds up. */
#include <stdlib.h>

#include "lang/base/check.h"
#include "lang/value/tick.h"
#include "runtime/kernel_internal.h"

/* ---- what adds up at every closing ----------------------------------------------------------- */

/* The first tick behind that from which time is counted: where days are, none of its day counts. */
static int64_t behind(const struct run *run, int64_t tick, bool by_day)
{
    enum granularity granularity = (enum granularity)run->nm->head.granularity;
    return 1 + (by_day ? tick_of_day_end(granularity, tick_day(granularity, tick)) : tick);
}

static int64_t later(int64_t one, int64_t other)
{
    return one > other ? one : other;
}

/* Of the ticks up to `last` the first that counts for rework. */
static int64_t first_of_rework(const struct run *run, const struct st_inst *inst, bool by_day, int64_t first,
                               int64_t last)
{
    int32_t row = (int32_t)(inst - run->st->inst);
    for (uint32_t i = 0; run->kernel->is_rework_relative[inst->norm] && i < run->st->tender_count; i++) {
        const struct st_tender *tender = &run->st->tender[i];
        if (tender->inst == row && tender->rework_at <= last)
            first = later(first, behind(run, tender->rework_at, by_day));
    }
    return first;
}

/* The ticks that a stopped clock gives back to what ends with a day, or with a tick. */
static int64_t given_back(const struct run *run, bool by_day, int64_t first, int64_t last)
{
    if (first > last)
        return 0;
    return by_day ? kernel_day_ends(run->kernel, first, last) *
                        tick_per_day((enum granularity)run->nm->head.granularity)
                  : last - first + 1;
}

static void toll(struct run *run, struct st_inst *inst, int64_t first, int64_t last)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    const struct nm_answer *answer = nm_answer_to(run->nm, norm);
    int64_t from = later(first, inst->from);
    if (run->kernel->is_relative[inst->norm])
        from = later(from, behind(run, inst->trigger_at, norm->due_unit != NM_TICKS));
    if (inst->status == ST_IN_FORCE && from <= last) {
        inst->tolled += norm->due_unit == NM_WORKDAYS ? kernel_days_worked(run, norm->calendar, from, last)
                        : norm->due_unit == NM_DAYS   ? kernel_day_ends(run->kernel, from, last)
                                                      : last - from + 1;
    }
    if (inst->cure > 0 && inst->cure_due < NM_UNKNOWN)
        inst->cure_due +=
            given_back(run, answer->rework_by_day,
                       first_of_rework(run, inst, answer->rework_by_day, first, last), last);
}

static void toll_answer(struct run *run, struct st_tender *tender, int64_t first, int64_t last)
{
    int32_t norm = run->st->inst[tender->inst].norm;
    bool by_day = nm_answer_to(run->nm, &run->nm->norm[norm])->limit_by_day;
    int64_t from = run->kernel->is_answer_relative[norm] ? later(first, behind(run, tender->at, by_day)) : first;
    tender->limit += given_back(run, by_day, from, last);
}

/* An episode that lasts: nothing has been measured since. */
static void add_bad(struct run *run, const struct st_inst *inst, int64_t first, int64_t last)
{
    if (inst->status != ST_IN_FORCE || inst->suspensions > 0 || !(inst->flags & ST_EPISODE))
        return;
    struct st_breach *record = &run->st->breach[inst->breach];
    record->bad += last - first + 1;
    record->last_bad = last;
}

void kernel_accumulate(struct run *run, int64_t first, int64_t last)
{
    struct st *st = run->st;
    bool is_over = st->head.phase == ST_DRAFT || st->head.phase == ST_CLOSED;
    if (first > last || is_over || run->index->live_suspensions == 0)
        return;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        if (inst_is_tolled(run->nm, run->st, &st->inst[i]))
            toll(run, &st->inst[i], first, last);
    }
    for (uint32_t i = 0; i < st->tender_count; i++) {
        struct st_tender *tender = &st->tender[i];
        if (tender->open > 0 && tender->limit < NM_UNKNOWN && inst_is_tolled(run->nm, run->st, &st->inst[tender->inst]))
            toll_answer(run, tender, first, last);
    }
}

void kernel_skip(struct run *run, int64_t first, int64_t last)
{
    kernel_accumulate(run, first, last);
    for (size_t i = 0; first <= last && i < run->kernel->maintained.count; i++) {
        int32_t norm = run->kernel->maintained.items[i];
        for (int32_t row = run->index->all[norm].first; row >= 0;
             row = run->index->all_next.items[row])
            add_bad(run, &run->st->inst[row], first, last);
    }
}

/* ---- time-outs ------------------------------------------------------------------------------- */

enum verdict { VERDICT_NONE, VERDICT_FULFILLED, VERDICT_PENDING, VERDICT_BREACHED, VERDICT_ENDED,
               VERDICT_LAPSED };

enum found { FOUND_NOTHING, FOUND_GOOD, FOUND_BAD }; /* of what is to be maintained */

struct timeout {
    int32_t row, stratum, norm;
    enum verdict verdict;
    enum found found;
    bool ends_cure;
    int64_t shortfall;
};

/* A target whose due, or the wait for what it asks about, has come. */
static enum verdict judge_target(const struct run *run, const struct st_inst *inst, int64_t tick)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    struct rt_scope born = scope_of(run, inst, inst->trigger_at);
    struct rt_scope scope = scope_of(run, inst, run->st->head.now);
    bool is_pending = inst->status == ST_PENDING, is_asked = norm->wait == NM_NONE;
    bool is_over = !is_asked && run_eval(run, norm->wait, &born) <= tick;
    if (is_pending && !is_over && !is_asked)
        return VERDICT_NONE;
    int32_t asked = norm->holds;
    if (!run_eval(run, norm->known, &scope)) {
        if (!is_over)
            return is_pending ? VERDICT_NONE : VERDICT_PENDING;
        asked = norm->deemed;
    }
    if (asked == NM_NONE)
        return VERDICT_LAPSED;
    return run_eval(run, asked, &scope) ? VERDICT_FULFILLED : VERDICT_BREACHED;
}

/* What the closing of `tick` brings the instance, computed on the state before any of it is done. */
static struct timeout judge(struct run *run, int32_t row, int64_t tick)
{
    const struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    struct timeout out = {.row = row, .stratum = norm->trigger_stratum, .norm = inst->norm};
    out.ends_cure = inst->cure > 0 && inst->cure_due <= tick && !inst_is_tolled(run->nm, run->st, inst);
    int64_t cure = out.ends_cure ? 0 : inst->cure;
    if (inst->status == ST_PENDING && out.ends_cure) {
        out.shortfall = inst_short_by(run, inst, inst->pend, 0);
        if (out.shortfall > 0) {
            out.verdict = VERDICT_BREACHED;
            return out;
        }
    }
    if (norm->kind == NM_TARGET && inst->status == ST_PENDING && (uint32_t)row < run->born &&
        inst->suspensions == 0) {
        out.verdict = judge_target(run, inst, tick);
        return out;
    }
    if (norm->kind == NM_MAINTAIN && inst->status == ST_IN_FORCE && (uint32_t)row < run->born &&
        inst->suspensions == 0) {
        struct rt_scope scope = scope_of(run, inst, run->st->head.now);
        out.found = run_eval(run, norm->holds, &scope) ? FOUND_GOOD : FOUND_BAD;
    }
    bool may_end = inst->status == ST_IN_FORCE ||
                   (inst->status == ST_DORMANT && (inst->flags & ST_IMPOSSIBLE));
    if (!may_end || (uint32_t)row >= run->born || inst->suspensions > 0 ||
        inst_limit(run, inst) > tick)
        return out;
    switch ((enum nm_norm_kind)norm->kind) {
    case NM_ACHIEVE:
    case NM_AMOUNT:
    case NM_ASSUME:
        out.shortfall = inst_short_by(run, inst, norm->by_answer ? 0 : inst->pend, norm->by_answer ? 0 : cure);
        if (inst->got >= inst->need)
            out.verdict = VERDICT_FULFILLED;
        else
            out.verdict = out.shortfall <= 0 ? VERDICT_PENDING : VERDICT_BREACHED;
        break;
    case NM_FORBID:
    case NM_AT_MOST:
    case NM_MAINTAIN:
        out.verdict = VERDICT_ENDED;
        break;
    case NM_TARGET:
        out.verdict = judge_target(run, inst, tick);
        break;
    case NM_POWER:
    case NM_PERMIT:
    case NM_VAGUE:
    case NM_MEMORY:
    case NM_CAP:
        out.verdict = VERDICT_LAPSED;
        break;
    case NM_EFFORT:
        break;
    }
    return out;
}

/* A bad closing goes on with the episode, or begins one. Returns the record that it made, or -1. */
static int32_t take_found(struct run *run, int32_t row, enum found found)
{
    struct st_inst *inst = &run->st->inst[row];
    int64_t now = run->st->head.now;
    if (found == FOUND_NOTHING)
        return -1;
    if (found == FOUND_GOOD) {
        inst->flags &= (uint8_t)~ST_EPISODE;
        return -1;
    }
    bool is_new = !(inst->flags & ST_EPISODE) || run->nm->norm[inst->norm].each_day;
    inst->flags |= ST_EPISODE;
    int32_t record = is_new ? breach_add(run, row, now, -1, 0) : inst->breach;
    if (record < 0)
        return -1;
    run->st->breach[record].last_bad = now;
    run->st->breach[record].bad++;
    return is_new ? record : -1;
}

/* Does it. Returns the breach record that it made, or -1. */
static int32_t commit(struct run *run, const struct timeout *out)
{
    int32_t record = take_found(run, out->row, out->found);
    struct st_inst *inst = &run->st->inst[out->row];
    if (out->ends_cure) {
        bool was_hoped = !run->nm->norm[inst->norm].by_answer; /* else it was short at once */
        if (inst->status == ST_BREACHED && inst->breach >= 0 && was_hoped)
            index_add_total(run, &run->st->breach[inst->breach].shortfall, inst->cure);
        inst_set_cure(inst, 0);
    }
    switch (out->verdict) {
    case VERDICT_NONE:
        break;
    case VERDICT_FULFILLED:
        inst_set_status(run, out->row, ST_FULFILLED);
        break;
    case VERDICT_PENDING:
        inst_set_status(run, out->row, ST_PENDING);
        break;
    case VERDICT_BREACHED:
        return inst_breach(run, out->row, -1, out->shortfall);
    case VERDICT_ENDED:
        inst_end_forbid(run, out->row);
        break;
    case VERDICT_LAPSED:
        inst_set_status(run, out->row, ST_LAPSED);
        break;
    }
    return record;
}

static int by_stratum(const void *left_row, const void *right_row)
{
    const struct timeout *left = left_row, *right = right_row;
    if (left->stratum != right->stratum)
        return left->stratum < right->stratum ? -1 : 1;
    if (left->norm != right->norm)
        return left->norm < right->norm ? -1 : 1;
    return left->row < right->row ? -1 : left->row > right->row;
}

static int by_number(const void *left_row, const void *right_row)
{
    int32_t left = *(const int32_t *)left_row, right = *(const int32_t *)right_row;
    return left < right ? -1 : left > right;
}

/* Rows sorted, each once. Returns how many remain. */
static size_t sort_rows(int32_t *rows, size_t count)
{
    if (count < 2)
        return count;
    qsort(rows, count, sizeof *rows, by_number);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (rows[i] != rows[kept - 1])
            rows[kept++] = rows[i];
    }
    return kept;
}

struct due_rows { /* what the timers say is due at a closing */
    VEC(int32_t) insts;
    VEC(int32_t) tenders;
    VEC(int32_t) effects;
    VEC(int32_t) judged; /* insts, and what is looked at at every closing; each once */
};

static void collect(struct run *run, int64_t tick, struct due_rows *rows)
{
    struct timer timer;
    while (index_due(&run->index->closings, tick, &timer)) {
        if (timer.kind == TIMER_INST)
            vec_push(&rows->insts, timer.row);
        else if (timer.kind == TIMER_TENDER)
            vec_push(&rows->tenders, timer.row);
        else
            vec_push(&rows->effects, timer.row);
    }
    rows->insts.count = sort_rows(rows->insts.items, rows->insts.count);
    rows->tenders.count = sort_rows(rows->tenders.items, rows->tenders.count);
    rows->effects.count = sort_rows(rows->effects.items, rows->effects.count);
}

static void close_effects(struct run *run, int64_t tick, const struct due_rows *rows)
{
    for (size_t i = 0; i < rows->effects.count && !run->is_full; i++) {
        const struct st_effect *effect = &run->st->effect[rows->effects.items[i]];
        if (effect->live && effect->at <= tick)
            kernel_effect_due(run, rows->effects.items[i]);
    }
}

static void close_answers(struct run *run, int64_t tick, const struct due_rows *rows)
{
    VEC(int32_t) due = {0};
    for (size_t i = 0; i < rows->tenders.count; i++) {
        const struct st_tender *tender = &run->st->tender[rows->tenders.items[i]];
        int16_t norm = run->st->inst[tender->inst].norm;
        bool is_child = run->nm->norm[norm].parent != NM_NONE; /* answered with its parent's */
        if (!is_child && tender->open > 0 && tender->limit <= tick &&
            !inst_is_tolled(run->nm, run->st, &run->st->inst[tender->inst]))
            vec_push(&due, rows->tenders.items[i]);
    }
    if (due.count > 0)
        kernel_answer_deemed(run, due.items, due.count);
    vec_release(&due);
}

static void find_judged(const struct run *run, struct due_rows *rows)
{
    for (size_t i = 0; i < rows->insts.count; i++)
        vec_push(&rows->judged, rows->insts.items[i]);
    for (size_t i = 0; i < run->kernel->maintained.count; i++) {
        int32_t norm = run->kernel->maintained.items[i];
        for (int32_t row = run->index->all[norm].first; row >= 0;
             row = run->index->all_next.items[row]) {
            if (kernel_is_looked_at(run, row))
                vec_push(&rows->judged, row);
        }
    }
    rows->judged.count = sort_rows(rows->judged.items, rows->judged.count);
}

static void close_timeouts(struct run *run, int64_t tick, struct due_rows *rows)
{
    VEC(struct timeout) outs = {0};
    VEC(int32_t) records = {0};
    find_judged(run, rows);
    for (size_t i = 0; i < rows->judged.count; i++) {
        struct timeout out = judge(run, rows->judged.items[i], tick);
        if (out.verdict != VERDICT_NONE || out.found != FOUND_NOTHING || out.ends_cure)
            vec_push(&outs, out);
    }
    if (outs.count > 1)
        qsort(outs.items, outs.count, sizeof *outs.items, by_stratum);
    for (size_t i = 0; i < outs.count && !run->is_full; i++) {
        int32_t record = commit(run, &outs.items[i]);
        if (record >= 0)
            vec_push(&records, record);
    }
    for (size_t i = 0; i < records.count && !run->is_full; i++)
        breach_follow_up(run, records.items[i]);
    vec_release(&outs);
    vec_release(&records);
}

/* ---- the end --------------------------------------------------------------------------------- */

static void lapse_at_end(struct run *run)
{
    struct st *st = run->st;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        const struct st_inst *inst = &st->inst[i];
        const struct nm_norm *norm = &run->nm->norm[inst->norm];
        if (!is_live(inst))
            continue;
        bool is_choosing = kernel_is_choice(run->nm, inst->norm) && inst->due < NM_UNKNOWN;
        bool ends = norm->fate == NM_ENDS || (norm->fate != NM_SURVIVES && kernel_is_behind(norm, st->head.now));
        bool is_passive = (norm->kind == NM_POWER && (!is_choosing || ends)) ||
                          norm->kind == NM_PERMIT || norm->kind == NM_VAGUE || norm->kind == NM_EFFORT ||
                          norm->kind == NM_MEMORY || norm->kind == NM_CAP;
        if ((is_passive && norm->fate != NM_SURVIVES) ||
            (inst->status == ST_DORMANT &&
             (norm->fate == NM_RELEASED || norm->fate == NM_EARNED)) ||
            (!norm_goes_on(norm) && ends))
            inst_set_status(run, (int32_t)i, ST_LAPSED);
        else if (norm_goes_on(norm) && (ends || (inst->due == NM_NEVER && norm->fate != NM_SURVIVES)))
            inst_end_forbid(run, (int32_t)i);
    }
}

void kernel_fire_at_end(struct run *run)
{
    struct origin origin = {.at = run->st->head.now, .key = -1, .event = -1, .breach = -1};
    for (size_t i = 0; i < run->kernel->at_end.count && !run->is_full; i++)
        (void)inst_make(run, &run->kernel->watches.items[run->kernel->at_end.items[i]], &origin);
}

static void wind_up(struct run *run, enum st_reason reason)
{
    struct st_head *head = &run->st->head;
    head->phase = ST_WINDING_UP;
    head->reason = (uint8_t)reason;
    head->ended = head->now;
    lapse_at_end(run);
    index_time_graces(run);
    kernel_fire_at_end(run);
}

/* Claims still growing are frozen at what they are. */
static void shut(struct run *run)
{
    struct st *st = run->st;
    st->head.phase = ST_CLOSED;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        struct st_inst *inst = &st->inst[i];
        if (!is_live(inst))
            continue;
        const struct nm_norm *norm = &run->nm->norm[inst->norm];
        struct rt_scope scope = scope_of(run, inst, st->head.now);
        inst->need = kernel_capped(run, inst, norm->need == NM_NONE ? 1 : run_eval(run, norm->need, &scope));
        inst_set_status(run, (int32_t)i, ST_LAPSED);
    }
}

/* Whether a norm that the contract's coming into force hangs on has been neither kept nor waived. */
bool kernel_is_waiting(const struct run *run)
{
    const struct nm_head *head = &run->nm->head;
    for (int32_t i = 0; i < head->condition_count; i++) {
        int32_t norm = run->nm->scope[head->first_condition + i].norm;
        bool is_met = false;
        for (int32_t row = run->index->all[norm].first; row >= 0 && !is_met;
             row = run->index->all_next.items[row]) {
            const struct st_inst *inst = &run->st->inst[row];
            bool is_late = inst->status == ST_BREACHED && (inst->flags & ST_LATE);
            is_met = inst->status == ST_FULFILLED || inst->status == ST_WAIVED || is_late;
        }
        if (!is_met)
            return true;
    }
    return false;
}

void kernel_close_tick(struct run *run)
{
    struct st *st = run->st;
    struct index *index = run->index;
    int64_t tick = st->head.now;
    st->head.closed = 1;
    if (st->head.phase == ST_DRAFT || st->head.phase == ST_CLOSED)
        return;
    run->born = st->inst_count;
    struct due_rows rows = {0};
    collect(run, tick, &rows);
    close_effects(run, tick, &rows);
    close_answers(run, tick, &rows);
    kernel_closure(run);
    if (st->head.phase == ST_RUNNING && tick >= run->nm->head.effect_by && kernel_is_waiting(run)) {
        kernel_terminate(run, ST_NOT_EFFECTIVE);
        kernel_closure(run);
    }
    /* what notices, answers or the closure made due at this very closing */
    collect(run, tick, &rows);
    close_timeouts(run, tick, &rows);
    kernel_closure(run);
    kernel_accumulate(run, tick, tick);
    kernel_closure(run);
    if (kernel_fire_dated(run, tick, 1))
        kernel_closure(run);
    if (st->head.phase == ST_RUNNING && tick == index_term_end(run->nm, st, index)) {
        wind_up(run, ST_EXPIRED);
        kernel_closure(run);
    }
    if (st->head.phase == ST_RUNNING && !kernel_can_arise(run->kernel, tick) &&
        index->live_duties == 0 && index->owing == 0 && !kernel_is_waiting(run) && !kernel_awaits_answers(run)) {
        wind_up(run, ST_COMPLETED);
        kernel_closure(run);
    }
    if (st->head.phase == ST_WINDING_UP && index->live == 0 && index->owing == 0 && !kernel_awaits_answers(run))
        shut(run);
    for (size_t i = 0; i < rows.insts.count; i++) /* what could not end yet */
        index_inst_timer(run, rows.insts.items[i]);
    for (size_t i = 0; i < rows.tenders.count; i++) {
        const struct st_tender *tender = &st->tender[rows.tenders.items[i]];
        if (tender->open > 0)
            index_timer(index, &index->closings, tender->limit, TIMER_TENDER, rows.tenders.items[i]);
    }
    vec_release(&rows.insts);
    vec_release(&rows.tenders);
    vec_release(&rows.effects);
    vec_release(&rows.judged);
}
