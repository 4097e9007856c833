/* choose.h - which rows stand in which list, and in what order. The lists of every checklist
 * renderer come from here, so that paper, screen and spreadsheet hold the same rows. */
#ifndef RUNTIME_REPORT_CHOOSE_H
#define RUNTIME_REPORT_CHOOSE_H

#include "runtime/report/report.h"
#include "runtime/report/words.h"

/* Indices into model->rows; grows with vec_push, freed with vec_release. */
struct row_list {
    size_t *items;
    size_t count, cap;
};

enum list_kind {
    LIST_MY_DUTIES,    /* what the party owes, with a date or none, made already */
    LIST_MY_WHEN,      /* what it will owe when something happens */
    LIST_THEIR_DUTIES, /* what others owe it */
    LIST_THEIR_WHEN,
    LIST_RIGHTS, /* powers, and what may be done by a day only */
    LIST_THEIR_RIGHTS, /* powers of others over what it owes or is owed */
    LIST_MAY,
    LIST_MUST_NOT,
    LIST_SOFT, /* duties of effort, its own and those of others towards it */
    LIST_COUNT,
    LIST_NONE = LIST_COUNT,
};

/* Why a row needs a reader today; the gravest reason. */
enum attention {
    ATTENTION_NONE,
    ATTENTION_DUE_SOON, /* a date to act on in the next 30 days */
    ATTENTION_AT_RISK,
    ATTENTION_DOOMED,
    ATTENTION_BREACHED, /* a breach that is neither remedied, waived nor excused */
};

enum { ATTENTION_DAYS = 30 };

/* Numbers for the tiles. A row counts once in each number that is true of it. */
struct report_counts {
    size_t rows, live, fulfilled, pending, breached, doomed, at_risk, due_soon, other;
};

/* Dormant, in force or pending. */
bool row_is_live(const struct report_row *row);

/* Live, or breached and not yet performed: something is still to be ticked. */
bool row_is_owed(const struct report_row *row);

/* The last day as things stand: due, or what a suspension or a rejection has made of it. */
struct report_moment row_due(const struct report_row *row);

/* The day a row is ordered and reminded by: row_due, else the reminder, else REPORT_NEVER. */
struct report_moment row_date(const struct report_row *row);

/* The last day to act: last day to start if there is one, else row_date. */
struct report_moment row_last_act(const struct report_row *row);

enum attention row_attention(const struct report_row *row, struct report_moment as_of);

/* The list of a party's checklist in which the row stands; LIST_NONE if in none. */
enum list_kind row_list_for(const struct report_row *row, size_t party);

/* What the columns of a list are called, and whom the fourth one names. */
enum { LIST_COLUMNS = 12 };
void list_head(enum list_kind list, enum word head[LIST_COLUMNS]);
uint64_t list_whom(enum list_kind list, const struct report_row *row);

/* How many empty lines a row has that waits for what calls it forth. */
int row_blank_lines(const struct report_row *row);

/* What follows if it is missed; nothing of an answer whose rule says what silence means. */
struct report_text row_if_missed(const struct report_row *row);

/* True if the options ask for a checklist of this party; third parties only by name. */
bool party_has_checklist(const struct report_model *model, const struct report_options *options,
                         size_t party);

/* Sets `out` to the name of the group under which the party's list prints the row: its owner, if
 * told; breached, the month of its date, without a date, or settled. Rows of one list with one group stand together. */
void row_group(struct buf *out, const struct report_model *model, const struct report_row *row,
               size_t party, enum report_language language);

/* True if the row concerns the party as bearer or counterparty, or party is REPORT_ALL_PARTIES. */
bool row_concerns(const struct report_row *row, int party);

/* Each appends row indices to the list.
 * _list: one list of one party: by owner, breached, open, settled; in each by date, clause, creation.
 * _view: all rows that concern options->party; the schedule by date, all else in model order.
 * _attention: rows with exactly this reason, by date. */
void choose_list(struct row_list *rows, const struct report_model *model, size_t party,
                 enum list_kind list);
void choose_view(struct row_list *rows, const struct report_model *model,
                 const struct report_options *options);
void choose_attention(struct row_list *rows, const struct report_model *model, int party,
                      enum attention attention);

/* Takes out of the list what recurs and lies behind the day up to which the options ask for it, and puts
 * it into `rest`. */
void choose_near(struct row_list *rows, struct row_list *rest, const struct report_model *model,
                 const struct report_options *options);
bool row_is_far(const struct report_row *row, const struct report_model *model,
                const struct report_options *options);
/* Whether both are of one row of what recurs. */
bool row_is_like(const struct report_row *left, const struct report_row *right);
/* And are marked alike, `if the term is renewed`: one line may stand for both. */
bool row_goes_with(const struct report_row *left, const struct report_row *right);
/* Those of the rest that go with the one at `index`: how many, and the last day. 0 if an earlier one goes with it,
 * too. */
size_t rest_like(const struct row_list *rest, const struct report_model *model, size_t index,
                 struct report_moment *last);

/* Whether the clause quotes words of the paper beside what is tracked; where nothing is, they are its text. */
bool clause_quotes(const struct report_clause *clause);

/* A counted duty has a tally: one line per unit if they are at most TALLY_LINES whole ones (then
 * row_tally_lines > 0), else lots. Line `index` is the item as the model names it; beyond these, a
 * nameless one, ticked as far as the counts go beyond what the named ones account for. */
enum { TALLY_LINES = 60 };
bool row_has_tally(const struct report_row *row);
size_t row_tally_lines(const struct report_row *row);
struct report_item row_tally_item(const struct report_row *row, size_t index);

struct report_counts choose_counts(const struct report_model *model, int party);

#endif
