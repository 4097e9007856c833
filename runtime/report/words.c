/* words.c - looks words up in the one table of words.def.
 *
 * Words that belong to an enum stand in that enum's order, so the lookup is an addition; the
 * asserts below notice when an enum grows and the table does not. */
#include "runtime/report/words.h"

#include <assert.h>

static const struct report_text words[] = {
#define WORD(name, en, zh) {en, zh},
#include "runtime/report/words.def"
#undef WORD
};

static_assert(WORD_PHASE_CLOSED - WORD_PHASE_DRAFT == (int)REPORT_PHASE_CLOSED, "ORDER phases");
static_assert(WORD_KIND_ASSUMPTION - WORD_KIND_ACHIEVEMENT == (int)REPORT_KIND_ASSUMPTION,
              "ORDER kinds");
static_assert(WORD_SHALL_NOT - WORD_SHALL == (int)REPORT_SHALL_NOT, "ORDER modalities");
static_assert(WORD_STATUS_RELEASED - WORD_STATUS_DORMANT == (int)REPORT_RELEASED, "ORDER statuses");
static_assert(WORD_FORECAST_UNKNOWN - WORD_FORECAST_NONE == (int)REPORT_FORECAST_UNKNOWN,
              "ORDER forecasts");
static_assert(WORD_BREACH_EXCUSED - WORD_BREACH_OPEN == (int)REPORT_BREACH_EXCUSED,
              "ORDER breach statuses");
static_assert(WORD_CORRECTED - WORD_EFFECTIVE == (int)REPORT_CORRECTED, "ORDER judgements");
static_assert(WORD_ITEM_LOST - WORD_ITEM_FREE == (int)REPORT_ITEM_LOST, "ORDER item states");

struct report_text word_text(enum word word)
{
    assert(word < WORD_COUNT);
    return words[word];
}

enum word word_of_phase(enum report_phase phase)
{
    return (enum word)(WORD_PHASE_DRAFT + (int)phase);
}

enum word word_of_kind(enum report_kind kind)
{
    return (enum word)(WORD_KIND_ACHIEVEMENT + (int)kind);
}

enum word word_of_modality(enum report_modality modality)
{
    return (enum word)(WORD_SHALL + (int)modality);
}

enum word word_of_status(enum report_status status)
{
    return (enum word)(WORD_STATUS_DORMANT + (int)status);
}

enum word word_of_forecast(enum report_forecast forecast)
{
    return (enum word)(WORD_FORECAST_NONE + (int)forecast);
}

enum word word_of_breach(enum report_breach_status status)
{
    return (enum word)(WORD_BREACH_OPEN + (int)status);
}

enum word word_of_judgement(enum report_judgement judgement)
{
    return (enum word)(WORD_EFFECTIVE + (int)judgement);
}

enum word word_of_item(enum report_item_state state)
{
    return (enum word)(WORD_ITEM_FREE + (int)state);
}
