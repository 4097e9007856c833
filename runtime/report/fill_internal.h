/* fill_internal.h - what the parts of the filler share. */
#ifndef RUNTIME_REPORT_FILL_INTERNAL_H
#define RUNTIME_REPORT_FILL_INTERNAL_H

#include "lang/base/arena.h"
#include "lang/base/vec.h"
#include "runtime/report/fill.h"
#include "runtime/report/phrase.h"

#define FILL_NO_RECORD UINT32_MAX

struct fill {
    const struct fill_input *input;
    const struct nm *nm;
    const struct st *st;
    struct arena *arena;
    struct report_model *model;
    struct forecaster forecaster;
    uint32_t *record_of; /* by serial: its record, or FILL_NO_RECORD */
    VEC(struct report_row) rows;
    size_t *row_of; /* by instance */
    bool *lives_on; /* by norm, once anything was ended: something of it is under way, or may still come */
    bool *may_do;   /* by act: it would perform, answer or break some of that */
};

/* ---- fill.c: single values ---------------------------------------------------------------------- */

/* Texts of the machine; an empty one is NULL. */
struct report_text fill_text(const struct fill *fill, nm_text en, nm_text zh);

/* That the norm's calendar does not know the day in question. */
struct report_text fill_coverage(const struct fill *fill, const struct nm_norm *norm);
/* A tick as papers print it, the last of a day as the day; NM_NEVER: not set. */
struct report_moment fill_moment(const struct fill *fill, int64_t tick);
/* Where something begins: the first tick of a day as the day. */
struct report_moment fill_beginning(const struct fill *fill, int64_t tick);

/* The name of that index, of a thing or a key; NULL: none. */
const char *fill_name(const struct fill *fill, int32_t index);
/* Whole days of so many ticks, rounded down. */
int64_t fill_days(const struct fill *fill, int64_t ticks);

/* The unit in which the norm counts: its unit, else its items; blank for plain acts. */
struct report_unit fill_unit(const struct fill *fill, const struct nm_norm *norm);

/* The instance's norm, in the unit of the act that told how much is owed. */
struct nm_norm fill_told(const struct fill *fill, int32_t index);

/* What both buffers hold, kept in the arena. The buffers are released. */
struct report_text fill_keep(const struct fill *fill, struct phrases *phrases);

/* Adds the parties, by their short names in English and their labels in Chinese. */
void fill_parties(const struct fill *fill, struct phrases *out, uint64_t parties);

/* The value of an expression for the instance; `otherwise` where nobody can say. FILL_NO_INST: for one that is made
 * then, of expressions that ask for nothing but its day. */
enum { FILL_NO_INST = -1 };
int64_t fill_ask(const struct fill *fill, int32_t inst, int32_t expr, int64_t at,
                 int64_t otherwise);

/* Of a sum that grows: the tick that has closed has passed unpaid, and is counted. */
int64_t fill_ask_so_far(const struct fill *fill, int32_t inst, int32_t expr, int64_t otherwise);

/* The record of an event of the fold, or NULL. */
const struct fill_record *fill_record_of(const struct fill *fill, int32_t serial);

/* ---- fill_words.c: sentences -------------------------------------------------------------------- */

/* "taught Benxi: lining" */
struct report_text fill_what(const struct fill *fill, int32_t serial);

/* Payments that count for nothing, as sentences for the head, at most so many; how many there are. */
enum { FILL_LOST_ROOM = 21 };
size_t fill_lost_money(const struct fill *fill, struct report_text *texts);

/* "Fushun had 16 of the 26 experiences due by 1956-12-31 confirmed; 10 are short" */
struct report_text fill_cause(const struct fill *fill, const struct st_breach *breach);

/* "16 to go, 6 at a time, 3 to 6 working days each: at best 12 more by 1956-12-31" */
struct report_text fill_why(const struct fill *fill, int32_t inst,
                            const struct forecast *forecast);

/* "confirms or refuses" */
struct report_text fill_answer_action(const struct fill *fill, const struct nm_answer *answer);

/* ---- fill_measure.c: values ---------------------------------------------------------------------- */

/* " scrap-rate: 3.2 percent in 1956-11", behind the verb. */
void fill_measurement(const struct fill *fill, struct phrases *out, const struct rt_event *event);

/* Whether the indicator has a value of the period that ends on that civil day. */
bool fill_is_measured(const struct fill *fill, int32_t indicator, int64_t last);
/* What a condition behind the norm's trigger asks about and nobody has measured yet; empty: nothing. */
struct report_text fill_unknown(const struct fill *fill, const struct nm_norm *norm);

/* The indicator that an expression asks about, or NM_NONE. */
int32_t fill_indicator(const struct nm *nm, int32_t row);

/* The last day of the period by whose value a target is judged. */
int64_t fill_value_day(const struct fill *fill, const struct st_inst *inst);

/* The period of a target, or of a duty to measure, as its rows are told apart; empty: none. */
struct report_text fill_value_period(const struct fill *fill, const struct nm_norm *norm);

/* Why a target was missed, or how long something was not kept. */
void fill_value_cause(const struct fill *fill, struct phrases *out, const struct nm_norm *norm,
                      const struct st_breach *breach);

/* ---- fill_dispute.c ------------------------------------------------------------------------------ */

/* A sentence for the paper's head. */
struct report_text fill_dispute_notice(const struct fill *fill, const struct fill_dispute *dispute);

/* ---- fill_version.c: amendments ------------------------------------------------------------------- */

/* The text in force on the day looked at, and the next one; empty: there are no amendments. */
struct report_text fill_amended(const struct fill *fill);

/* Whether an amendment has taken the norm out of the text. */
bool fill_is_replaced(const struct fill *fill, const struct nm_norm *norm);

/* "text before amendment 1", of a norm that one takes out; "text of amendment 1", of one that it puts in. */
struct report_text fill_text_of(const struct fill *fill, const struct nm_norm *norm);

/* ---- fill_renewal.c --------------------------------------------------------------------------------- */

/* What the next notice would do, and by when; that none is left; empty: the term is not renewed. */
struct report_text fill_renewal(const struct fill *fill);

/* Of what lies behind an end on which the term may expire, or will; empty: it is not so. Of a norm that the term must
 * reach that day for, and of an instance. */
struct report_text fill_if_reached(const struct fill *fill, const struct nm_norm *norm, int64_t day);
struct report_text fill_if_renewed(const struct fill *fill, const struct st_inst *inst);

/* ---- fill_notice.c ---------------------------------------------------------------------------------- */

/* Who gave that notice, when, by which power, and when it takes effect; empty: it does not run any more. */
struct report_text fill_notice_running(const struct fill *fill, uint32_t index);

/* That a suspension stops nothing, since what it covers is breached already; empty: it does not, or is over. */
struct report_text fill_vain_suspension(const struct fill *fill, uint32_t index);

/* The same of the last notice that runs by that instance of a power, without naming this; false: none does. */
bool fill_notice_of(const struct fill *fill, int32_t inst, struct phrases *out);

/* ---- fill_standing.c -------------------------------------------------------------------------------- */

/* Since when, until when, and what becomes of the day. forecast: NULL for an answer that is awaited. */
void fill_suspended(const struct fill *fill, int32_t index, const struct forecast *forecast,
                    struct report_row *row);

/* That, what was rejected and is to be done again, until when it counts though late. */
void fill_standing(const struct fill *fill, int32_t index, const struct forecast *forecast,
                   struct report_row *row);

/* ---- fill_answer.c ---------------------------------------------------------------------------------- */

/* Adds the rows of those who answer, or measure, under one clause. */
void fill_answers(struct fill *fill, int32_t clause);

/* ---- fill_row.c, fill_journal.c ------------------------------------------------------------------ */

/* Adds the rows of one clause: instances, what may still be triggered, answers that are open. */
void fill_clause_rows(struct fill *fill, int32_t clause);
/* What the norm itself says, whatever happened; what wakes one of which the contract has no words for it. */
struct report_row fill_norm_row(const struct fill *fill, const struct nm_norm *norm);
struct report_text fill_trigger_text(const struct fill *fill, const struct nm_norm *norm);

/* ---- fill_coming.c ------------------------------------------------------------------------------------ */

/* Looks what lives on, before rows are made. */
void fill_living(struct fill *fill);
/* Whether instances of the norm may still arise in the phase that the contract is in, under a clause that was ended. */
bool fill_can_be_made(const struct fill *fill, const struct nm_norm *norm);
/* Its day has come, or the value of its period, and did not call it forth. */
bool fill_is_past(const struct fill *fill, const struct nm_norm *norm);
/* Of a series one row stands for all that may still be made: that of its first such norm. */
bool fill_is_first_to_come(const struct fill *fill, int32_t norm);
/* Whether an expression hangs on the day of the trigger alone, whatever happens. */
bool fill_is_of_day(const struct nm *nm, int32_t row);
void fill_when_row(struct fill *fill, const struct nm_norm *norm);

void fill_journal(struct fill *fill);

/* ---- fill_cap.c ------------------------------------------------------------------------------- */

/* What is owed, or was paid, under a norm that caps; what the caps over an instance leave of a need; how
 * much they cut, and which. */
int64_t fill_cap_used(const struct fill *fill, int32_t cap);
int64_t fill_cap_left(const struct fill *fill, int32_t index, int64_t need);
struct report_text fill_cut(const struct fill *fill, const struct st_inst *inst);

#endif
