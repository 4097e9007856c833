/* The hand-written loop: a table look-up from act and kind to duty, an addition, two compares; one
 * compare a day for the deadlines, and a pass over the duties when one has come. */
#include "tests/bench/ceiling.h"

/* Closes all days before `day`. */
static void pass_days(struct ceiling_contract *contract, int64_t day)
{
    if (contract->next_due < day) {
        contract->next_due = INT64_MAX;
        for (int i = 0; i < CEILING_DUTIES; i++) {
            struct ceiling_duty *duty = &contract->duties[i];
            if (duty->status != CEILING_IN_FORCE)
                continue;
            if (duty->due < day) {
                duty->status = CEILING_BREACHED;
                duty->settled = duty->due;
            } else if (duty->due < contract->next_due) {
                contract->next_due = duty->due;
            }
        }
    }
    contract->now = day;
}

static void count(struct ceiling_contract *contract, const struct rt_event *event)
{
    struct ceiling_duty *duty = &contract->duties[event->act * CEILING_KINDS + event->kind];
    if (event->at > contract->now)
        pass_days(contract, event->at);
    int64_t qty = event->qty == 0 ? 1 : event->qty;
    if (duty->status == CEILING_FULFILLED) {
        if (event->at <= duty->due)
            duty->surplus += qty;
        return;
    }
    if (duty->is_late)
        return;
    int64_t room = duty->need - duty->got;
    if (qty > room) {
        if (event->at <= duty->due)
            duty->surplus += qty - room;
        qty = room;
    }
    duty->got += qty;
    if (duty->status == CEILING_IN_FORCE)
        duty->performed = event->at;
    if (duty->got < duty->need)
        return;
    if (duty->status == CEILING_IN_FORCE)
        duty->status = CEILING_FULFILLED;
    else
        duty->is_late = 1;
    duty->settled = event->at;
}

void ceiling_run(struct ceiling_contract *contracts, size_t contract_count, const uint32_t *which,
                 const struct rt_event *events, size_t count_of_events, int64_t last)
{
    for (size_t i = 0; i < count_of_events; i++) {
        const struct rt_event *event = &events[i];
        /* the party, and that the words are ours: what any reader of foreign events checks */
        if (event->fault == JUDGE_EFFECTIVE && event->actors == 1 &&
            (uint32_t)event->act < CEILING_ACTS && (uint16_t)event->kind < CEILING_KINDS)
            count(&contracts[which[i]], event);
    }
    for (size_t i = 0; i < contract_count; i++)
        pass_days(&contracts[i], last + 1);
}
