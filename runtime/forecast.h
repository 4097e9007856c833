/* forecast.h - what can still become of each live instance, taken alone (calculus B10; spec 25.1).
 *
 * A pure function of the machine, the state, the events folded so far and the day st->head.now. Acts
 * that change the terms (extend, waive, suspend, terminate …) are no part of any continuation.
 *
 * A forecast speaks of openings, so it is the same before and after the closing of the day: doomed
 * from day D means that at the opening of D, and at no opening before, no continuation fulfils the
 * instance. What is done on `now` itself therefore still counts. Quantities are in the smallest
 * parts of the norm's unit; spans of time are in ticks. */
#ifndef RUNTIME_FORECAST_H
#define RUNTIME_FORECAST_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/event.h"
#include "runtime/machine.h"
#include "runtime/state.h"
#include "runtime/workday.h"

struct arena;

enum forecast_verdict {
    FORECAST_NONE, /* final, or no duty: a power, a permission, best effort */
    FORECAST_SECURED,
    FORECAST_IN_HAND,
    FORECAST_NEEDS,
    FORECAST_DOOMED,
    FORECAST_UNKNOWN,
};

/* Which argument the verdict rests on, for the words of the papers. */
enum forecast_reason {
    FORECAST_BY_NOTHING,  /* nothing to say */
    FORECAST_BY_WINDOW,   /* no duration is known: it can be done until its last day */
    FORECAST_BY_PLACES,   /* so many at a time, so many days each */
    FORECAST_BY_RATE,     /* so much a day */
    FORECAST_BY_ANSWER,   /* all is done; an answer is awaited */
    FORECAST_BY_OTHERS,   /* others than the bearer have to act */
    FORECAST_BY_KEEPING,  /* a prohibition, or maintenance: kept so far */
    FORECAST_BY_BROKEN,   /* a prohibition: broken, and so never fulfilled */
    FORECAST_BY_MEASURE,  /* a target: for those who measure to say */
    FORECAST_BY_CALENDAR, /* unknown: the calendar does not reach so far */
};

#define FORECAST_UNBOUNDED INT64_MAX /* as a quantity: no bound is known */
#define FORECAST_NO_SLACK  INT64_MIN

struct forecast {
    enum forecast_verdict verdict;
    enum forecast_reason reason;
    int32_t at_risk;
    int64_t doom;        /* D as above; NM_NEVER: doing nothing does not doom it */
    int64_t slack;       /* D - 1 - now; FORECAST_NO_SLACK where there is no D */
    int64_t due;         /* last tick, if the suspensions that cover it run their full length; NM_NEVER, NM_UNKNOWN */
    int64_t grace;       /* last tick on which it counts though late; NM_NEVER: no such thing */
    int64_t end;         /* last tick on which performance counts; NM_NEVER */
    int64_t left;        /* units that must still be performed (answers outstanding count as done) */
    int64_t under_way;   /* reported as started and not finished */
    int64_t most, least; /* units that can still be performed by `end`: at best, and at worst */
    int64_t slack_units; /* most - left; FORECAST_NO_SLACK while most is unbounded */
    int64_t short_by;    /* doomed: units certain to be missing; else 0 */
    int64_t last_start;  /* with a duration: last day to begin, D - 1; else NM_NEVER */
    uint64_t needs;      /* FORECAST_NEEDS: parties whose act is awaited; none: only that things take
                          * less than the longest time they may take (at risk and nobody's act) */
    int64_t needs_by;    /* … and the last tick on which it helps; NM_NEVER: no limit */
};

/* The value of row `expr` of the machine for instance `inst`, asked at tick `at`: an engine's. */
typedef int64_t forecast_ask(void *ctx, const struct st *st, int32_t inst, int32_t expr,
                             int64_t at);

struct forecaster {
    const struct nm *nm;
    const struct workdays *calendars; /* one per calendar of the machine, and one of all days */
    forecast_ask *ask;                /* for the end of a period of grace; NULL: its due is taken */
    void *ask_ctx;
};

/* Whether the suspension covers the norm. */
bool forecast_covers(const struct nm *nm, const struct st_suspension *suspension, int32_t norm);

/* What is taken from the machine alone; set `ask` afterwards. Lives in the arena. */
struct forecaster forecaster_new(const struct nm *nm, struct arena *arena);

/* The forecast of instance `inst`. events[i] is the event of serial i and judgements[i] (enum
 * judgement) what the fold said of it, for i < event_count; they tell what has been started. */
struct forecast forecast_of(const struct forecaster *forecaster, const struct st *st, int32_t inst,
                            const struct rt_event *events, const uint8_t *judgements,
                            uint32_t event_count);

#endif
