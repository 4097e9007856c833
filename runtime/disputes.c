/* What hangs on a disputed act is found by leaving it out: whatever is then otherwise rests on it. */
#include "runtime/disputes.h"

#include <stdlib.h>

static void find_disputed(struct disputes *disputes, const struct tracker *tracker)
{
    int64_t now = tracker_when(tracker).tick;
    for (size_t i = 0; i < tracker_event_count(tracker); i++) {
        struct disputed act = {.seq = tracker_event(tracker, i).seq};
        act.standing = tracker_standing(tracker, act.seq);
        if (act.standing.disputed_by != 0 && act.standing.since <= now) {
            vec_push(&disputes->acts, act);
        }
    }
}

static enum rt_status compare(struct disputes *disputes, struct disputed *act, struct tracker *tracker,
                              const struct track_view *with, struct rt_error *err)
{
    struct track_view without;
    tracker_leave_out(tracker, act->seq);
    enum rt_status status = tracker_go(tracker, with->when, err);
    if (status != RT_OK) {
        return status;
    }
    tracker_keep(tracker, &without);
    changes_find(&act->changes, with, &without, false);
    struct changes back = {0};
    changes_find(&back, &without, with, false);
    for (size_t i = 0; i < back.list.count; i++) {
        const struct change *change = &back.list.items[i];
        if (change->inst >= 0 && change->kind != CHANGE_GONE && change->kind != CHANGE_BREACH_GONE) {
            disputes->rests[change->inst] = 1;
        }
    }
    changes_release(&back);
    track_view_release(&without);
    return RT_OK;
}

enum rt_status disputes_find(struct disputes *disputes, struct tracker *tracker, struct rt_error *err)
{
    *disputes = (struct disputes){0};
    find_disputed(disputes, tracker);
    if (disputes->acts.count == 0) {
        return RT_OK;
    }
    disputes->rests = calloc(tracker_state(tracker)->inst_count + 1, 1);
    if (disputes->rests == NULL) {
        BUG("out of memory for %u instances", tracker_state(tracker)->inst_count);
    }
    struct track_view with;
    tracker_keep(tracker, &with);
    enum rt_status status = RT_OK;
    for (size_t i = 0; i < disputes->acts.count && status == RT_OK; i++) {
        status = compare(disputes, &disputes->acts.items[i], tracker, &with, err);
    }
    tracker_leave_out(tracker, 0);
    if (status == RT_OK) {
        status = tracker_go(tracker, with.when, err);
    }
    track_view_release(&with);
    return status;
}

void disputes_release(struct disputes *disputes)
{
    for (size_t i = 0; i < disputes->acts.count; i++) {
        changes_release(&disputes->acts.items[i].changes);
    }
    vec_release(&disputes->acts);
    free(disputes->rests);
    disputes->rests = NULL;
}
