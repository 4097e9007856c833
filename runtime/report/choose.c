/* choose.c - sorts rows into lists. A checklist has three lists and not one: what we owe, what is
 * owed to us, and the rights that we lose by silence; the rest is reference, not a thing to tick.
 *
 * Order is by a stable merge, so rows that tie stay as the model has them. */
#include "runtime/report/choose.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/vec.h"
#include "lang/value/date.h"
#include "runtime/report/owners.h"
#include "runtime/report/phrase.h"

bool row_is_live(const struct report_row *row)
{
    return row->status == REPORT_DORMANT || row->status == REPORT_IN_FORCE ||
           row->status == REPORT_PENDING;
}

bool row_is_owed(const struct report_row *row)
{
    return row_is_live(row) || (row->status == REPORT_BREACHED && !row->is_unowed && !row->is_late);
}

struct report_moment row_due(const struct report_row *row)
{
    return row->is_moved ? row->act_by : row->due;
}

struct report_moment row_date(const struct report_row *row)
{
    return moment_is_set(row->due) ? row_due(row) : row->reminder;
}

struct report_moment row_last_act(const struct report_row *row)
{
    return moment_is_set(row->last_start) ? row->last_start : row_date(row);
}

static bool has_open_breach(const struct report_row *row)
{
    for (size_t i = 0; i < row->breach_count; i++) {
        enum report_breach_status status = row->breaches[i].status;
        if (status == REPORT_BREACH_OPEN || status == REPORT_BREACH_REMEDYING ||
            status == REPORT_BREACH_UNREMEDIED)
            return true;
    }
    return false;
}

static bool is_soon(struct report_moment moment, struct report_moment as_of)
{
    return moment_is_set(moment) && moment_is_set(as_of) && moment.day >= as_of.day &&
           moment.day - as_of.day <= ATTENTION_DAYS;
}

enum attention row_attention(const struct report_row *row, struct report_moment as_of)
{
    if (row->form != REPORT_ROW_INSTANCE)
        return ATTENTION_NONE;
    if (has_open_breach(row) || (row->status == REPORT_BREACHED && row->breach_count == 0))
        return ATTENTION_BREACHED;
    if (!row_is_live(row))
        return ATTENTION_NONE;
    if (row->forecast == REPORT_DOOMED)
        return ATTENTION_DOOMED;
    if (row->at_risk)
        return ATTENTION_AT_RISK;
    bool is_forbidding = row->modality == REPORT_SHALL_NOT || row->kind == REPORT_KIND_ASSUMPTION;
    if (!is_forbidding && (is_soon(row_date(row), as_of) || is_soon(row->last_start, as_of)))
        return ATTENTION_DUE_SOON;
    return ATTENTION_NONE;
}

bool row_concerns(const struct report_row *row, int party)
{
    if (party == REPORT_ALL_PARTIES || row->kind == REPORT_KIND_ASSUMPTION)
        return true; /* the coming into force is everybody's */
    return ((row->bearers | row->counterparties) >> party & 1) != 0;
}

bool party_has_checklist(const struct report_model *model, const struct report_options *options,
                         size_t party)
{
    if (options->party == REPORT_ALL_PARTIES)
        return !model->parties[party].is_third;
    return (int)party == options->party;
}

void row_group(struct buf *out, const struct report_model *model, const struct report_row *row,
               size_t party, enum report_language language)
{
    buf_clear(out);
    const char *owner = row_owner(row, party);
    if (owner)
        buf_printf(out, "%s · ", owner);
    if (row_attention(row, model->identity.as_of) == ATTENTION_BREACHED) {
        phrase_word(out, WORD_BREACHED_HEAD, language);
    } else if (!row_is_live(row)) {
        phrase_word(out, WORD_SETTLED_ROWS, language);
    } else if (moment_is_set(row_date(row))) {
        struct civil civil = date_from_day(row_date(row).day);
        buf_printf(out, "%04d-%02d", civil.year, civil.month);
    } else {
        phrase_word(out, WORD_UNDATED, language);
    }
}

void list_head(enum list_kind list, enum word head[LIST_COLUMNS])
{
    bool is_theirs = list == LIST_THEIR_DUTIES, is_right = list == LIST_RIGHTS;
    const enum word words[LIST_COLUMNS] = {
        WORD_NUMBER,      WORD_CLAUSE,
        is_right ? WORD_RIGHT : WORD_DUTY, is_theirs ? WORD_DEBTOR : is_right ? WORD_TO_WHOM : WORD_CREDITOR,
        WORD_TRIGGER,     WORD_DUE,
        WORD_LAST_START,  WORD_EVIDENCE,
        WORD_ACCEPTED_BY, is_theirs ? WORD_IF_LATE_I : WORD_IF_MISSED,
        WORD_DONE_ON,     WORD_CONFIRMED_ON};
    memcpy(head, words, sizeof words);
}

uint64_t list_whom(enum list_kind list, const struct report_row *row)
{
    return list == LIST_THEIR_DUTIES ? row->bearers : row->counterparties;
}

int row_blank_lines(const struct report_row *row)
{
    return row->comes_once ? 1 : 3;
}

struct report_text row_if_missed(const struct report_row *row)
{
    bool is_said = row->kind == REPORT_KIND_ANSWER && !text_is_empty(row->due_rule);
    return is_said ? (struct report_text){0} : row->remedy;
}

/* A right that is lost where nobody uses it by a day. */
static bool lapses(const struct report_row *row)
{
    return moment_is_set(row->due) || row->is_timed;
}

enum list_kind row_list_for(const struct report_row *row, size_t party)
{
    bool is_mine = (row->bearers >> party & 1) != 0;
    bool is_theirs = !is_mine && ((row->counterparties >> party & 1) != 0 || row->kind == REPORT_KIND_ASSUMPTION);
    if (!is_mine && !is_theirs)
        return LIST_NONE;
    switch (row->kind) {
    case REPORT_KIND_ASSUMPTION: return is_mine ? LIST_MY_DUTIES : LIST_THEIR_DUTIES; /* of coming into force */
    case REPORT_KIND_PROHIBITION: return LIST_MUST_NOT;
    case REPORT_KIND_PERMISSION: return is_mine && lapses(row) ? LIST_RIGHTS : LIST_MAY;
    case REPORT_KIND_POWER: return !is_mine ? LIST_THEIR_RIGHTS : lapses(row) ? LIST_RIGHTS : LIST_MAY;
    case REPORT_KIND_ANSWER:
    case REPORT_KIND_ACHIEVEMENT:
    case REPORT_KIND_AMOUNT:
    case REPORT_KIND_MAINTENANCE:
    case REPORT_KIND_RATIO:
    case REPORT_KIND_PAYMENT: break;
    }
    if (row->is_soft)
        return LIST_SOFT;
    if (row->form == REPORT_ROW_WHEN)
        return is_mine ? LIST_MY_WHEN : LIST_THEIR_WHEN;
    return is_mine ? LIST_MY_DUTIES : LIST_THEIR_DUTIES;
}

/* 0 what is breached, 1 what is open, 2 what is settled. */
static int urgency(const struct report_model *model, const struct report_row *row)
{
    if (row_attention(row, model->identity.as_of) == ATTENTION_BREACHED)
        return 0;
    return row_is_live(row) ? 1 : 2;
}

/* Owners by name, then what nobody owns. */
static int compare_owners(const char *left, const char *right)
{
    if (!left || !right)
        return (left == NULL) - (right == NULL);
    return strcmp(left, right);
}

/* By owner, urgency, dated before undated, then by date, clause and creation. */
static bool stands_before(const struct report_model *model, size_t party, size_t left_index,
                          size_t right_index)
{
    const struct report_row *left = &model->rows[left_index];
    const struct report_row *right = &model->rows[right_index];
    int owners = party < model->party_count
                     ? compare_owners(row_owner(left, party), row_owner(right, party))
                     : 0;
    if (owners != 0)
        return owners < 0;
    int left_urgency = urgency(model, left), right_urgency = urgency(model, right);
    if (left_urgency != right_urgency)
        return left_urgency < right_urgency;
    struct report_moment left_date = row_date(left), right_date = row_date(right);
    if (moment_is_set(left_date) != moment_is_set(right_date))
        return moment_is_set(left_date);
    if (moment_is_set(left_date)) {
        int order = moment_compare(left_date, right_date);
        if (order != 0)
            return order < 0;
    }
    if (left->clause != right->clause)
        return left->clause < right->clause;
    return left_index < right_index;
}

/* By date alone, whatever the status: the order of a schedule. */
static bool falls_before(const struct report_model *model, size_t party, size_t left_index,
                         size_t right_index)
{
    (void)party;
    struct report_moment left = row_date(&model->rows[left_index]);
    struct report_moment right = row_date(&model->rows[right_index]);
    if (moment_is_set(left) != moment_is_set(right))
        return moment_is_set(left);
    int order = moment_is_set(left) ? moment_compare(left, right) : 0;
    return order != 0 ? order < 0 : left_index < right_index;
}

/* party: whose list it is; the number of parties: nobody's. */
typedef bool row_order(const struct report_model *model, size_t party, size_t left, size_t right);

/* Merge sort by runs of doubling length: stable, and fast enough for thousands of instances. */
static void sort_rows(struct row_list *rows, const struct report_model *model, size_t party,
                      row_order *before)
{
    struct row_list merged = {0};
    for (size_t run = 1; run < rows->count; run *= 2) {
        vec_clear(&merged);
        for (size_t start = 0; start < rows->count; start += 2 * run) {
            size_t left = start;
            size_t middle = start + run < rows->count ? start + run : rows->count;
            size_t end = middle + run < rows->count ? middle + run : rows->count;
            size_t right = middle;
            while (left < middle || right < end) {
                bool take_right =
                    left == middle ||
                    (right < end && before(model, party, rows->items[right], rows->items[left]));
                vec_push(&merged, rows->items[take_right ? right++ : left++]);
            }
        }
        struct row_list spare = *rows;
        *rows = merged;
        merged = spare;
    }
    vec_release(&merged);
}

void choose_list(struct row_list *rows, const struct report_model *model, size_t party,
                 enum list_kind list)
{
    for (size_t i = 0; i < model->row_count; i++) {
        if (row_list_for(&model->rows[i], party) == list)
            vec_push(rows, i);
    }
    sort_rows(rows, model, party, stands_before);
}

void choose_view(struct row_list *rows, const struct report_model *model,
                 const struct report_options *options)
{
    for (size_t i = 0; i < model->row_count; i++) {
        if (row_concerns(&model->rows[i], options->party))
            vec_push(rows, i);
    }
    if (options->view == REPORT_VIEW_SCHEDULE)
        sort_rows(rows, model, model->party_count, falls_before);
}

void choose_attention(struct row_list *rows, const struct report_model *model, int party,
                      enum attention attention)
{
    for (size_t i = 0; i < model->row_count; i++) {
        const struct report_row *row = &model->rows[i];
        if (row_concerns(row, party) && row_attention(row, model->identity.as_of) == attention)
            vec_push(rows, i);
    }
    sort_rows(rows, model, model->party_count, stands_before);
}

/* The last day for which what recurs is listed row by row; REPORT_NO_DAY: for ever. */
static int64_t near_until(const struct report_model *model, const struct report_options *options)
{
    if (options->has_until)
        return options->until;
    struct report_moment from =
        moment_is_set(model->identity.as_of) ? model->identity.as_of : model->identity.in_force;
    if (!moment_is_set(from))
        return REPORT_NO_DAY;
    struct civil civil = date_from_day(from.day);
    bool is_leap_day = civil.month == 2 && civil.day == 29;
    return date_to_day((struct civil){civil.year + 1, civil.month, is_leap_day ? 28 : civil.day});
}

bool row_is_far(const struct report_row *row, const struct report_model *model,
                const struct report_options *options)
{
    int64_t until = near_until(model, options);
    return row->recurs && row->status == REPORT_DORMANT && row->form == REPORT_ROW_INSTANCE &&
           until != REPORT_NO_DAY && moment_is_set(row_date(row)) && row_date(row).day > until;
}

void choose_near(struct row_list *rows, struct row_list *rest, const struct report_model *model,
                 const struct report_options *options)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++) {
        if (row_is_far(&model->rows[rows->items[i]], model, options))
            vec_push(rest, rows->items[i]);
        else
            rows->items[kept++] = rows->items[i];
    }
    rows->count = kept;
}

bool row_is_like(const struct report_row *left, const struct report_row *right)
{
    return left->clause == right->clause && left->kind == right->kind && left->bearers == right->bearers &&
           strcmp(text_pick(left->action, REPORT_EN), text_pick(right->action, REPORT_EN)) == 0;
}

bool row_goes_with(const struct report_row *left, const struct report_row *right)
{
    return row_is_like(left, right) &&
           strcmp(text_pick(left->mark, REPORT_EN), text_pick(right->mark, REPORT_EN)) == 0;
}

size_t rest_like(const struct row_list *rest, const struct report_model *model, size_t index,
                 struct report_moment *last)
{
    const struct report_row *row = &model->rows[rest->items[index]];
    size_t count = 0;
    for (size_t i = 0; i < rest->count; i++) {
        const struct report_row *other = &model->rows[rest->items[i]];
        if (!row_goes_with(row, other))
            continue;
        if (i < index)
            return 0;
        *last = row_date(other);
        count++;
    }
    return count;
}

bool clause_quotes(const struct report_clause *clause)
{
    return clause->class != REPORT_CLAUSE_TEXT_ONLY && !text_is_empty(clause->authentic);
}

bool row_has_tally(const struct report_row *row)
{
    return row->form == REPORT_ROW_INSTANCE && row->kind == REPORT_KIND_AMOUNT && !row->is_soft &&
           row->required != REPORT_NO_QUANTITY && row->required > 1;
}

size_t row_tally_lines(const struct report_row *row)
{
    if (row->unit.decimals > 0 || row->required > TALLY_LINES)
        return 0;
    size_t required = (size_t)row->required;
    return required > row->item_count ? required : row->item_count;
}

struct report_item row_tally_item(const struct report_row *row, size_t index)
{
    if (index < row->item_count)
        return row->items[index];
    int64_t held = row->done == REPORT_NO_QUANTITY ? 0 : row->done;
    int64_t tendered = row->pending == REPORT_NO_QUANTITY ? 0 : row->pending;
    for (size_t i = 0; i < row->item_count; i++) {
        held -= row->items[i].state == REPORT_ITEM_HELD;
        tendered -= row->items[i].state == REPORT_ITEM_TENDERED;
    }
    held = held < 0 ? 0 : held;
    int64_t place = (int64_t)(index - row->item_count);
    struct report_item item = {
        .state = REPORT_ITEM_FREE, .done = REPORT_NEVER, .confirmed = REPORT_NEVER};
    if (place < held)
        item.state = REPORT_ITEM_HELD;
    else if (place < held + tendered)
        item.state = REPORT_ITEM_TENDERED;
    return item;
}

struct report_counts choose_counts(const struct report_model *model, int party)
{
    struct report_counts counts = {0};
    for (size_t i = 0; i < model->row_count; i++) {
        const struct report_row *row = &model->rows[i];
        if (!row_concerns(row, party) || row->form != REPORT_ROW_INSTANCE)
            continue;
        counts.rows++;
        counts.live += row->status == REPORT_IN_FORCE || row->status == REPORT_DORMANT;
        counts.pending += row->status == REPORT_PENDING;
        counts.fulfilled += row->status == REPORT_FULFILLED;
        counts.other += row->status == REPORT_LAPSED || row->status == REPORT_WAIVED ||
                        row->status == REPORT_RELEASED;
        switch (row_attention(row, model->identity.as_of)) {
        case ATTENTION_NONE: break;
        case ATTENTION_DUE_SOON: counts.due_soon++; break;
        case ATTENTION_AT_RISK: counts.at_risk++; break;
        case ATTENTION_DOOMED: counts.doomed++; break;
        case ATTENTION_BREACHED: counts.breached++; break;
        }
    }
    return counts;
}
