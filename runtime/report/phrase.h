/* phrase.h - how single values are put into words: texts in one or both languages, dates,
 * quantities, sets of parties. All of them append to a buffer; what is absent appends nothing. */
#ifndef RUNTIME_REPORT_PHRASE_H
#define RUNTIME_REPORT_PHRASE_H

#include "lang/base/buf.h"
#include "runtime/report/report.h"
#include "runtime/report/words.h"

bool moment_is_set(struct report_moment moment);

/* Before, equal, after: -1, 0, 1. Both are set. "The day" stands for its end. */
int moment_compare(struct report_moment left, struct report_moment right);

/* True if neither language says anything. */
bool text_is_empty(struct report_text text);

/* The text in the language, or in the other one if it is missing; "" if both are. REPORT_BOTH
 * picks English. */
const char *text_pick(struct report_text text, enum report_language language);

/* The text in the language; for REPORT_BOTH "English / 中文", once if there is only one of them. */
void phrase_text(struct buf *out, struct report_text text, enum report_language language);
void phrase_word(struct buf *out, enum word word, enum report_language language);

/* 1956-12-31, or with a time of day 1956-12-31 17:00 and, if need be, seconds. */
void phrase_moment(struct buf *out, struct report_moment moment);
/* "1956-11-10 Asia/Shanghai (day still open)", in the head of a paper. */
void phrase_as_of(struct buf *out, const struct report_identity *identity, enum report_language language);

/* The number with the unit's decimals, without the unit: as digits for other programs, and in groups for people. */
void phrase_digits(struct buf *out, int64_t value, struct report_unit unit);
void phrase_quantity(struct buf *out, int64_t value, struct report_unit unit);

/* The number and the unit's label: "26 experiences", "26 先进经验". */
void phrase_amount(struct buf *out, int64_t value, struct report_unit unit,
                   enum report_language language);

/* Names of the parties of a mask, joined with a comma (、 in Chinese). */
void phrase_parties(struct buf *out, const struct report_model *model, uint64_t mask,
                    enum report_language language);

/* The action and, after a colon, what the instance is about: "sends a technician: lining". */
void phrase_action(struct buf *out, const struct report_row *row, enum report_language language);

/* Bearers and action as one sentence: "Benxi Steel Plant visits the shops",
 * "本溪钢厂到各车间参观". */
void phrase_sentence(struct buf *out, const struct report_model *model,
                     const struct report_row *row, enum report_language language);

/* The number of a clause; what stands in the head of the contract has none, and is said to stand there. */
const char *phrase_clause(const struct report_clause *clause, enum report_language language);

/* Where it stands in a word or two: "in force", "suspended", "breached, disputed". */
void phrase_status(struct buf *out, const struct report_row *row, enum report_language language);

/* A phrase in both languages, for pieces that must not be mixed word by word: fill both, then use
 * phrases_text, which borrows. */
struct phrases {
    struct buf en, zh;
};
void phrases_init(struct phrases *phrases);
void phrases_release(struct phrases *phrases);
void phrases_clear(struct phrases *phrases);
struct report_text phrases_text(const struct phrases *phrases);
/* and so many more of what recurs, to that day; with their mark, if they have one */
void phrase_more(struct phrases *phrases, size_t count, struct report_moment last, struct report_text mark);

/* Why a breach is on record: its cause, or where none is said, "Short by 16 experiences." */
void phrase_cause(struct buf *out, const struct report_row *row, const struct report_breach *breach,
                  enum report_language language);
/* Its standing: "Since 1956-11-10 · being remedied · Answerable: Fushun Steel Plant". */
void phrase_breach(struct buf *out, const struct report_model *model,
                   const struct report_breach *breach, enum report_language language);
/* What the forecast is, with whom it waits for and the day that decides it. */
void phrase_forecast(struct buf *out, const struct report_model *model,
                     const struct report_row *row, enum report_language language);
/* Why: the shortfall, if it is certain, and the arithmetic. */
void phrase_forecast_why(struct buf *out, const struct report_row *row,
                         enum report_language language);

/* Machine names, as they stand in JSON: "in-force", "amount", "doomed" ... */
const char *name_of_phase(enum report_phase phase);
const char *name_of_kind(enum report_kind kind);
const char *name_of_modality(enum report_modality modality);
const char *name_of_status(enum report_status status);
const char *name_of_forecast(enum report_forecast forecast);
const char *name_of_breach(enum report_breach_status status);
const char *name_of_judgement(enum report_judgement judgement);
const char *name_of_item(enum report_item_state state);
const char *name_of_class(enum report_clause_class class);

#endif
