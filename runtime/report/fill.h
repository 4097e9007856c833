/* fill.h - the one place that turns a machine, a state and a journal into the data of the papers.
 *
 * A pure function of its input: equal input gives an equal model. Nothing here decides what is owed;
 * statuses come from the state, foresight from runtime/forecast.h, words from the machine. */
#ifndef RUNTIME_REPORT_FILL_H
#define RUNTIME_REPORT_FILL_H

#include <stdbool.h>
#include <stdint.h>

#include "runtime/event.h"
#include "runtime/forecast.h"
#include "runtime/machine.h"
#include "runtime/report/model.h"
#include "runtime/state.h"

struct arena;

/* What became of a record of the journal. */
enum fill_fate {
    FILL_FOLDED,    /* an event of the fold: `serial` says which */
    FILL_REFUSED,   /* not taken on arrival */
    FILL_CORRECTED, /* replaced or voided by a later record */
    FILL_ASIDE,     /* no event of the contract: a void, a closing of the books, an adoption */
};

/* One record of the journal: what was reported, in the reporter's words. Texts may be NULL. */
struct fill_record {
    uint64_t seq;
    int64_t at, recorded; /* ticks; NM_NEVER = none */
    enum fill_fate fate;
    int32_t serial;       /* FILL_FOLDED */
    const char *source, *id, *evidence, *corrects;
    const char *actor, *act, *to, *object, *quantity, *unit;
    const char *reason; /* FILL_REFUSED: the stable word of the refusal */
    struct report_text why;
};

struct fill_revision { /* what a record changed in what was said before */
    uint64_t seq;
    const char *subject;
    struct report_text before, after;
};

struct fill_dispute { /* of an act that counts, and that somebody disputes */
    int32_t serial;
    uint64_t by;
    int64_t since;
    struct report_text otherwise; /* what would be otherwise if it fell; empty: nothing */
};

struct fill_input {
    const struct nm *nm;
    const struct st *st;           /* says the day (head.now) and whether it was closed */
    const char *const *names;      /* by name index: keys of instances, items */
    uint32_t name_count;
    const struct rt_event *events; /* by serial */
    const uint8_t *judgements;     /* enum judgement, by serial */
    uint32_t event_count;
    const struct fill_record *records; /* by seq */
    uint32_t record_count;
    const struct fill_revision *revisions;
    uint32_t revision_count;
    const unsigned char *disputed; /* by instance: 1 = it rests on a disputed act; NULL: none does */
    const struct fill_dispute *disputes;
    uint32_t dispute_count;
    uint64_t known_seq;            /* last record read; 0 = none */
    int64_t as_of;                 /* the day looked at; NM_NEVER = head.now (a draft stands still) */
    int64_t known_at;              /* tick, or NM_NEVER = the whole journal */
    forecast_ask *ask;             /* values of the machine's expressions: reminders, what has */
    void *ask_ctx;                 /* accrued. NULL: such values stay blank */
    const char *hash;              /* of the contract; NULL = unknown */
    const char *first_hash;        /* of its text before any amendment; NULL = `hash` */
    const char *program;           /* "hetong 0.1.0" */
};

/* Fills *model; all it points to lives in the arena or in the input. */
void fill_model(struct report_model *model, const struct fill_input *input, struct arena *arena);

/* The stable id of an instance's row: norm, key, and generation from the second one on:
 * "1.1", "3.1[Fushun]/experience=lining", "3.1[Fushun]/experience=lining/2". Lives in the arena. */
const char *fill_row_id(const struct nm *nm, const struct st *st, int32_t inst,
                        const char *const *names, uint32_t name_count, struct arena *arena);

#endif
