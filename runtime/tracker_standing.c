/* tracker_standing.c - what the parties say of acts that are on record: they dispute and admit them,
 * and who stands outside determines them. A disputed act counts; one that is overturned does not,
 * as if it had been voided. It is a layer over the record: the fold knows nothing of it. Spec 20.10. */
#include <string.h>

#include "runtime/tracker_internal.h"

enum says standing_said(const struct nm *nm, int32_t act)
{
    static const struct {
        const char *act;
        enum says says;
    } acts[] = {{"dispute", SAYS_DISPUTED}, {"admit", SAYS_ADMITTED}, {"uphold", SAYS_UPHELD},
                {"overturn", SAYS_OVERTURNED}};
    for (size_t i = 0; act != EVENT_NONE && i < sizeof acts / sizeof *acts; i++) {
        if (strcmp(nm_str(nm, nm->act[act].name), acts[i].act) == 0) {
            return acts[i].says;
        }
    }
    return SAYS_NOTHING;
}

/* Those who have signed, as a mask. */
static uint64_t parties_of(const struct nm *nm)
{
    uint64_t parties = 0;
    for (uint32_t i = 0; i < nm->party_count; i++) {
        if (nm->party[i].kind == NM_PARTY) {
            parties |= nm->party[i].members;
        }
    }
    return parties;
}

/* An outsider determines; or all parties do, who agree. */
static bool may_determine(const struct nm *nm, uint64_t actors)
{
    uint64_t parties = parties_of(nm);
    return actors != 0 && ((actors & parties) == 0 || (parties & ~actors) == 0);
}

static void withdraw(struct tracked *fact, uint64_t actors)
{
    fact->disputed_by &= ~actors;
    if (fact->disputed_by == 0) {
        fact->dispute = 0;
    }
}

/* Who admits a dispute, gives up what is disputed. */
static enum judgement admit_dispute(struct tracker *tracker, const struct tracked *record,
                                    const struct tracked *dispute,
                                    struct tracked *(*referent)(struct tracker *, const struct tracked *))
{
    struct tracked *fact = referent(tracker, dispute);
    uint64_t others = parties_of(tracker->engine->nm) & ~dispute->event.actors;
    if (fact == NULL || dispute->says_fault != JUDGE_EFFECTIVE) {
        return JUDGE_NOTHING_TO_ANSWER;
    }
    if (record->event.actors == 0 || (others & ~record->event.actors) != 0) {
        return JUDGE_NO_AUTHORITY;
    }
    fact->determined = SAYS_OVERTURNED;
    return JUDGE_EFFECTIVE;
}

static enum judgement say(struct tracker *tracker, uint32_t seq,
                          struct tracked *(*referent)(struct tracker *, const struct tracked *))
{
    struct tracked *record = &tracker->records.items[seq - 1];
    const struct nm *nm = tracker->engine->nm;
    uint64_t actors = record->event.actors;
    struct tracked *fact = referent(tracker, record);
    if (fact == NULL || fact == record) {
        return JUDGE_NOTHING_TO_ANSWER;
    }
    if (fact->says == SAYS_DISPUTED && record->says == SAYS_ADMITTED) {
        return admit_dispute(tracker, record, fact, referent);
    }
    if (fact->says != SAYS_NOTHING) {
        return JUDGE_NOTHING_TO_ANSWER;
    }
    switch (record->says) {
    case SAYS_DISPUTED:
        if (actors == 0 || (actors & ~parties_of(nm)) != 0) {
            return JUDGE_NO_AUTHORITY;
        }
        if (fact->dispute == 0) {
            fact->dispute = seq;
        }
        fact->disputed_by |= actors;
        return JUDGE_EFFECTIVE;
    case SAYS_ADMITTED:
        if (actors == 0 || (actors & ~parties_of(nm)) != 0) {
            return JUDGE_NO_AUTHORITY;
        }
        withdraw(fact, actors);
        return JUDGE_EFFECTIVE;
    case SAYS_UPHELD:
    case SAYS_OVERTURNED:
        if (!may_determine(nm, actors)) {
            return JUDGE_NO_AUTHORITY;
        }
        fact->determined = record->says;
        return JUDGE_EFFECTIVE;
    case SAYS_NOTHING: break;
    }
    UNREACHABLE();
}

bool standing_settle(struct tracker *tracker,
                     struct tracked *(*referent)(struct tracker *, const struct tracked *))
{
    size_t count = tracker->plan.count, kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct tracked *record = &tracker->records.items[tracker->plan.items[i] - 1];
        if (record->says != SAYS_NOTHING && record->fault == JUDGE_EFFECTIVE) {
            record->says_fault = (int16_t)say(tracker, tracker->plan.items[i], referent);
        }
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t seq = tracker->plan.items[i];
        struct tracked *record = &tracker->records.items[seq - 1];
        if (record->determined == SAYS_OVERTURNED || seq == tracker->without) {
            record->place = PLAN_NOWHERE;
        } else {
            tracker->plan.items[kept++] = seq;
        }
    }
    tracker->plan.count = kept;
    return kept < count;
}

struct track_standing tracker_standing(const struct tracker *tracker, uint64_t seq)
{
    struct track_standing standing = {0};
    if (seq < 1 || seq > tracker->planned) {
        return standing;
    }
    const struct tracked *fact = &tracker->records.items[seq - 1];
    standing.is_upheld = fact->determined == SAYS_UPHELD;
    standing.is_overturned = fact->determined == SAYS_OVERTURNED;
    if (fact->determined == SAYS_NOTHING && fact->dispute != 0) {
        standing.disputed_by = fact->disputed_by;
        standing.dispute = fact->dispute;
        standing.since = tracker->records.items[fact->dispute - 1].event.at;
    }
    return standing;
}

void tracker_leave_out(struct tracker *tracker, uint64_t seq)
{
    tracker->without = seq;
    tracker->is_stale = true;
}
