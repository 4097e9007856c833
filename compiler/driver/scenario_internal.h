/* scenario_internal.h - what telling (scenario.c) and expecting (expect.c) share. */
#ifndef DRIVER_SCENARIO_INTERNAL_H
#define DRIVER_SCENARIO_INTERNAL_H

#include "compiler/driver/scenario.h"
#include "lang/base/vec.h"
#include "runtime/forecast.h"
#include "runtime/journal.h"
#include "runtime/tracker.h"

struct told { /* one event of the scenario */
    struct report_event event;
    int64_t recorded;
    struct journal_answer answer;
    uint32_t line; /* sentence that tells it */
    const struct ast_sentence *sentence;
    bool is_of_several, is_first; /* of the several things that it names, the first: it stands for all */
};

struct scenario {
    struct load *load;
    const struct nm *nm;
    const struct engine *engine;
    const struct ast_sentence *heading;
    const struct source *source; /* in which it stands */
    struct tracker *tracker;
    const struct ast_sentence *telling; /* while its lines are read */
    VEC(struct told) told; /* in the order of telling */
};

/* The last tick that a written date, or a time of a day, covers. */
int64_t scenario_tick(const struct nm *nm, const struct ast_time *time);

/* Reports an expectation that does not hold on a day, at its sentence. word: that would hold, or NULL. */
struct diag *expect_failed(struct scenario *scenario, const struct ast_sentence *sentence, int64_t tick,
                           const char *found, const char *word);

/* Holds one expectation, read at the closing of `tick`, after sentence number `line`. True if it
 * holds; else it is in the diagnostics. */
bool expect_holds(struct scenario *scenario, const struct ast_sentence *sentence, int64_t tick,
                  uint32_t line);

/* Row of a word of the machine, or NM_NONE. */
int32_t scenario_word(const struct nm *nm, enum nm_word_what what, const char *text);
/* It is what a breach of its clause has brought. */
bool scenario_is_remedy(const struct nm *nm, const struct nm_norm *norm);
/* The word is the one or the other, by its letters. */
bool scenario_is_word(const char *word, const char *en, const char *zh);

#endif
