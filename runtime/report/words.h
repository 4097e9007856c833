/* words.h - the message catalogue of the papers: every fixed word in English and Chinese. */
#ifndef RUNTIME_REPORT_WORDS_H
#define RUNTIME_REPORT_WORDS_H

#include "runtime/report/model.h"

enum word {
#define WORD(name, en, zh) WORD_##name,
#include "runtime/report/words.def"
#undef WORD
    WORD_COUNT
};

/* Both languages of a word, never NULL. */
struct report_text word_text(enum word word);

/* The word that an enum of the model prints as. */
enum word word_of_phase(enum report_phase phase);
enum word word_of_kind(enum report_kind kind);
enum word word_of_modality(enum report_modality modality);
enum word word_of_status(enum report_status status);
enum word word_of_forecast(enum report_forecast forecast);
enum word word_of_breach(enum report_breach_status status);
enum word word_of_judgement(enum report_judgement judgement);
enum word word_of_item(enum report_item_state state);

#endif
