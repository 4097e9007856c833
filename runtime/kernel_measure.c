/* Measured values: one for an indicator and a period, found by a hash; the facts of the contract
 * stand first and are looked through. */
#include "lang/value/date.h"
#include "lang/value/tick.h"
#include "runtime/indicator.h"
#include "runtime/kernel_internal.h"

static bool is_of(const struct st_measure *measure, int32_t indicator, int64_t first, int64_t last)
{
    return measure->indicator == indicator && measure->first == first && measure->last == last;
}

int32_t kernel_find_measure(const struct kernel *kernel, const struct st *st, int32_t indicator,
                            int32_t first, int32_t last)
{
    const struct index *index = (const struct index *)st->index;
    const struct slot *slot = table_find(&index->measures, table_key(indicator, first));
    if (slot && is_of(&st->measure[slot->last], indicator, first, last))
        return slot->last;
    for (uint32_t i = 0; i < kernel->nm->baseline_count && i < st->measure_count; i++) {
        if (is_of(&st->measure[i], indicator, first, last))
            return (int32_t)i;
    }
    return -1;
}

/* Adds it to the state. False: full. */
static bool add_measure(struct run *run, int32_t indicator, int32_t event, struct period period,
                        int64_t value)
{
    int32_t row = st_add_measure(run->st);
    if (row < 0) {
        run->is_full = true;
        return false;
    }
    run->st->measure[row] = (struct st_measure){.indicator = indicator,
                                                .event = event,
                                                .first = (int32_t)period.first,
                                                .last = (int32_t)period.last,
                                                .at = run->st->head.now,
                                                .value = value};
    index_add_measure(run, row);
    return true;
}

void kernel_tell(struct run *run, const struct rt_event *event)
{
    int64_t today = tick_day((enum granularity)run->nm->head.granularity, event->at);
    struct period period = {today, today};
    for (uint32_t i = run->st->measure_count; i-- > 0 && run->st->measure[i].event == event->serial;) {
        if (run->st->measure[i].indicator + 1 == event->told)
            return;
    }
    (void)add_measure(run, event->told - 1, event->serial, period, event->period);
}

void kernel_take_baselines(struct run *run)
{
    for (uint32_t i = 0; i < run->nm->baseline_count; i++) {
        const struct nm_baseline *fact = &run->nm->baseline[i];
        struct period period = {fact->first, fact->last};
        if (!add_measure(run, fact->indicator, -1, period, fact->value))
            return;
    }
}

/* Targets that waited for a value and have it now; instances ascending. */
static void judge_targets(struct run *run, int32_t cause)
{
    uint32_t count = run->st->inst_count;
    for (uint32_t i = 0; i < count && !run->is_full; i++) {
        const struct st_inst *inst = &run->st->inst[i];
        const struct nm_norm *norm = &run->nm->norm[inst->norm];
        if (norm->kind != NM_TARGET || norm->wait == NM_NONE || inst->status != ST_PENDING || inst->suspensions > 0)
            continue;
        struct rt_scope scope = scope_of(run, inst, run->st->head.now);
        if (!run_eval(run, norm->known, &scope))
            continue;
        if (run_eval(run, norm->holds, &scope))
            inst_set_status(run, (int32_t)i, ST_FULFILLED);
        else
            breach_follow_up(run, inst_breach(run, (int32_t)i, cause, 0));
    }
}

/* Whether a day may be set for a date: JUDGE_EFFECTIVE, or why not. */
static enum judgement may_set(const struct run *run, const struct rt_event *event, int64_t today)
{
    const struct nm *nm = run->nm;
    const struct nm_indicator *date = &nm->indicator[event->indicator];
    int64_t last = DATE_DAY_LAST, first;
    if (date->all_hands && date->measurers != event->actors)
        return JUDGE_NO_AUTHORITY;
    if (run->index->latest[event->indicator] < 0) {
        if (date->limit < run->st->head.now)
            return JUDGE_POWER_NOT_HELD;
    } else if (!date->all_hands) {
        return JUDGE_ALREADY_ANSWERED;
    }
    if (nm->head.end != NM_NEVER)
        last = tick_day((enum granularity)nm->head.granularity, nm->head.end);
    if (!ckd_add_i64(&first, today, date->ahead) || event->qty < first || event->qty < today || event->qty > last)
        return JUDGE_RIGHT_EXCEEDED;
    return JUDGE_EFFECTIVE;
}

enum judgement kernel_measure(struct run *run, const struct rt_event *event)
{
    const struct nm_indicator *indicator = &run->nm->indicator[event->indicator];
    int64_t today = tick_day((enum granularity)run->nm->head.granularity, event->at);
    bool has_rhythm = indicator->rhythm != NM_RHYTHM_NONE;
    struct period period;
    if (event->actors == 0 || !set_has(indicator->measurers, event->actors))
        return JUDGE_NO_AUTHORITY;
    if (!indicator_period(run->nm, event->indicator, has_rhythm ? event->period : today, &period) ||
        today < period.last)
        return JUDGE_NOTHING_TO_ANSWER;
    if (has_rhythm && kernel_find_measure(run->kernel, run->st, event->indicator,
                                          (int32_t)period.first, (int32_t)period.last) >= 0)
        return JUDGE_ALREADY_ANSWERED;
    if (indicator->is_date) {
        enum judgement judgement = may_set(run, event, today);
        if (judgement != JUDGE_EFFECTIVE)
            return judgement;
    }
    if (add_measure(run, event->indicator, event->serial, period, event->qty))
        judge_targets(run, event->serial);
    run->measured_since = period.first;
    return JUDGE_EFFECTIVE;
}
