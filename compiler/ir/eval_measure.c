/* Measurements: an answer for an indicator and a period, given once, by its measurer. What a target
 * asks is judged at its due day, or as soon afterwards as it is known. Calculus A35, B5; spec 17.1. */
#include "compiler/ir/eval_internal.h"
#include "lang/base/check.h"
#include "lang/value/date.h"
#include "lang/value/tick.h"
#include "runtime/indicator.h"

static void add_measure(struct fold *fold, int32_t indicator, int32_t event, struct period period,
                        int64_t value)
{
    int32_t index = st_add_measure(fold->st);
    if (index < 0)
        longjmp(fold->full, 1);
    struct st_measure *measure = &fold->st->measure[index];
    measure->indicator = indicator;
    measure->event = event;
    measure->first = (int32_t)period.first;
    measure->last = (int32_t)period.last;
    measure->at = fold->st->head.now;
    measure->value = value;
}

/* The day that the event tells, once. */
void note_told_day(struct fold *fold, const struct rt_event *event)
{
    int64_t today = tick_day((enum granularity)fold->nm->head.granularity, event->at);
    for (uint32_t i = 0; i < fold->st->measure_count; i++) {
        const struct st_measure *measure = &fold->st->measure[i];
        if (measure->event == event->serial && measure->indicator == event->told - 1)
            return;
    }
    add_measure(fold, event->told - 1, event->serial, (struct period){today, today}, event->period);
}

void take_baselines(struct fold *fold)
{
    for (uint32_t i = 0; i < fold->nm->baseline_count; i++) {
        const struct nm_baseline *fact = &fold->nm->baseline[i];
        add_measure(fold, fact->indicator, -1, (struct period){fact->first, fact->last},
                    fact->value);
    }
}

static bool is_measured(const struct fold *fold, int32_t indicator, struct period period)
{
    for (uint32_t i = 0; i < fold->st->measure_count; i++) {
        const struct st_measure *measure = &fold->st->measure[i];
        if (measure->indicator == indicator && measure->first == period.first &&
            measure->last == period.last)
            return true;
    }
    return false;
}

void judge_target(struct fold *fold, int32_t inst, int32_t cause)
{
    const struct st_inst *record = &fold->st->inst[inst];
    if (eval_expr(fold, norm_of(fold, inst)->holds, record, fold->st->head.now))
        set_status(fold, inst, ST_FULFILLED);
    else
        settle_record(fold, breach_instance(fold, inst, 0, cause));
}

/* A date is set once, in time, for a day that is still to come and lies in the term; together it may be
 * moved. */
static int judge_date(const struct fold *fold, const struct rt_event *event, int64_t today)
{
    const struct nm_indicator *date = &fold->nm->indicator[event->indicator];
    const struct nm_head *head = &fold->nm->head;
    bool is_set = false;
    for (uint32_t i = 0; i < fold->st->measure_count; i++)
        is_set |= fold->st->measure[i].indicator == event->indicator;
    if (date->all_hands && event->actors != date->measurers)
        return JUDGE_NO_AUTHORITY;
    if (is_set && !date->all_hands)
        return JUDGE_ALREADY_ANSWERED;
    if (!is_set && fold->st->head.now > date->limit)
        return JUDGE_POWER_NOT_HELD;
    if (!date_in_range(event->qty) || event->qty < today || event->qty - today < date->ahead ||
        (head->end != NM_NEVER && event->qty > tick_day((enum granularity)head->granularity, head->end)))
        return JUDGE_RIGHT_EXCEEDED;
    return NO_JUDGEMENT;
}

int measure_event(struct fold *fold, const struct rt_event *event)
{
    if (event->indicator == EVENT_NONE)
        return NO_JUDGEMENT;
    const struct nm_indicator *indicator = &fold->nm->indicator[event->indicator];
    int64_t today = tick_day((enum granularity)fold->nm->head.granularity, event->at);
    bool is_lasting = indicator->rhythm == NM_RHYTHM_NONE;
    struct period period;
    if (event->actors == 0 || event->actors & ~indicator->measurers)
        return JUDGE_NO_AUTHORITY;
    if (!indicator_period(fold->nm, event->indicator, is_lasting ? today : event->period, &period) ||
        period.last > today)
        return JUDGE_NOTHING_TO_ANSWER;
    if (!is_lasting && is_measured(fold, event->indicator, period))
        return JUDGE_ALREADY_ANSWERED;
    int fault = indicator->is_date ? judge_date(fold, event, today) : NO_JUDGEMENT;
    if (fault != NO_JUDGEMENT)
        return fault;
    add_measure(fold, event->indicator, event->serial, period, event->qty);
    fold->measured_since = period.first;

    uint32_t count = fold->st->inst_count;
    for (uint32_t i = 0; i < count; i++) {
        const struct nm_norm *norm = norm_of(fold, (int32_t)i);
        const struct st_inst *inst = &fold->st->inst[i];
        if (norm->kind == NM_TARGET && norm->wait != NM_NONE && inst->status == ST_PENDING && inst->suspensions == 0 &&
            eval_expr(fold, norm->known, inst, fold->st->head.now))
            judge_target(fold, (int32_t)i, event->serial);
    }
    return JUDGE_EFFECTIVE;
}
