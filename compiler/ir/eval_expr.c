/* Expressions: a recursive walk over the rows. Values are ticks, amounts or truth; sums are cut at
 * the ends of int64 and say so; a date beyond the calendar is a tick that never comes. Spec 23. */
#include <stddef.h>

#include "compiler/ir/eval_internal.h"
#include "lang/base/check.h"
#include "lang/value/calendar.h"
#include "lang/value/tick.h"
#include "runtime/machine_io.h"

static enum granularity granularity_of(const struct fold *fold)
{
    return (enum granularity)fold->nm->head.granularity;
}

int64_t eval_add(struct fold *fold, int64_t left, int64_t right)
{
    int64_t sum = right > 0 ? INT64_MAX : INT64_MIN;
    if (!ckd_add_i64(&sum, left, right))
        fold->is_overflow = true;
    return sum;
}

int64_t eval_sub(struct fold *fold, int64_t left, int64_t right)
{
    int64_t difference = right < 0 ? INT64_MAX : INT64_MIN;
    if (!ckd_sub_i64(&difference, left, right))
        fold->is_overflow = true;
    return difference;
}

static int64_t narrow(struct fold *fold, int128 value)
{
    int64_t result = value > 0 ? INT64_MAX : INT64_MIN;
    if (!ckd_narrow_i64(&result, value))
        fold->is_overflow = true;
    return result;
}

/* The same where no act is to be refused for it, for days went by. */
static int64_t narrow_days(struct fold *fold, int128 value)
{
    int64_t result = value > 0 ? INT64_MAX : INT64_MIN;
    if (!ckd_narrow_i64(&result, value))
        fold->is_cut = true;
    return result;
}

static enum rounding rounding_of(int32_t rounding)
{
    switch ((enum nm_rounding)rounding) {
    case NM_HALF_UP: return ROUND_HALF_UP;
    case NM_HALF_EVEN: return ROUND_HALF_EVEN;
    case NM_ROUND_DOWN: return ROUND_DOWN;
    case NM_ROUND_UP: return ROUND_UP;
    case NM_FLOOR: return ROUND_FLOOR;
    case NM_CEILING: return ROUND_CEILING;
    }
    UNREACHABLE();
}

/* value * num / den, rounded once to a multiple of step (spec 13.4). */
static int64_t scale(struct fold *fold, int64_t value, const struct nm_ratio *ratio)
{
    int128 steps = round_div_i128((int128)value * ratio->num, (int128)ratio->den * ratio->step,
                                  rounding_of(ratio->rounding), NULL);
    return narrow(fold, (int128)narrow(fold, steps) * ratio->step);
}

/* ---- time ------------------------------------------------------------------------------------ */

/* The tick on `day` at the same time of day as `tick`. */
static int64_t on_day(const struct fold *fold, int64_t tick, int64_t day)
{
    int64_t moved = 0;
    int64_t days = day - tick_day(granularity_of(fold), tick);
    return tick_add_days(&moved, granularity_of(fold), tick, days) ? moved : NM_NEVER;
}

/* What hangs on an unknown day is unknown; beyond the years of dates a tick never comes. */
static bool is_a_day(const struct fold *fold, int64_t tick, int64_t *otherwise)
{
    *otherwise = tick == NM_UNKNOWN ? NM_UNKNOWN : NM_NEVER;
    return tick < NM_UNKNOWN && tick_in_range(granularity_of(fold), tick);
}

static int64_t add_working_days(const struct fold *fold, int64_t tick, int32_t calendar, int64_t n)
{
    int64_t day = 0, otherwise;
    if (!is_a_day(fold, tick, &otherwise))
        return otherwise;
    if (calendar_add(fold->calendars[calendar], tick_day(granularity_of(fold), tick), n, &day) !=
        CALENDAR_OK)
        return NM_UNKNOWN;
    return on_day(fold, tick, day);
}

static int64_t roll_tick(const struct fold *fold, int64_t tick, int32_t calendar, int64_t how)
{
    static const enum roll rolls[] = {
        [NM_ROLL_FORWARD] = ROLL_FORWARD,
        [NM_ROLL_BACKWARD] = ROLL_BACKWARD,
        [NM_ROLL_MODIFIED] = ROLL_MODIFIED,
    };
    int64_t day = 0, otherwise;
    if (!is_a_day(fold, tick, &otherwise))
        return otherwise;
    if (calendar_roll(fold->calendars[calendar], rolls[how], tick_day(granularity_of(fold), tick),
                      &day) != CALENDAR_OK)
        return NM_UNKNOWN;
    return on_day(fold, tick, day);
}

static int64_t add_ticks(const struct fold *fold, int64_t tick, int64_t n)
{
    int64_t sum = NM_NEVER;
    if (tick >= NM_UNKNOWN)
        return tick;
    return zone_add_ticks(nm_clock(fold->nm), tick_seconds(granularity_of(fold)), tick, n, &sum)
               ? sum : NM_NEVER;
}

/* Ticks of the clock, whatever time has passed. */
static int64_t plain_sum(int64_t tick, int64_t n)
{
    int64_t sum = NM_NEVER;
    if (tick >= NM_UNKNOWN)
        return tick;
    return ckd_add_i64(&sum, tick, n) ? sum : NM_NEVER;
}

static int64_t add_days(const struct fold *fold, int64_t tick, int64_t n)
{
    int64_t sum, otherwise;
    bool is_day = is_a_day(fold, tick, &otherwise);
    return is_day && tick_add_days(&sum, granularity_of(fold), tick, n) ? sum : otherwise;
}

static int64_t add_months(const struct fold *fold, int64_t tick, int64_t n)
{
    int64_t sum, otherwise;
    bool is_day = is_a_day(fold, tick, &otherwise);
    return is_day && tick_add_months(&sum, granularity_of(fold), tick, n) ? sum : otherwise;
}

static int64_t add_month_ends(const struct fold *fold, int64_t tick, int64_t n)
{
    int64_t sum, otherwise;
    bool is_day = is_a_day(fold, tick, &otherwise);
    return is_day && tick_add_month_ends(&sum, granularity_of(fold), tick, n) ? sum : otherwise;
}

/* The first or the last tick of the day that a tick lies in. */
static int64_t day_edge(const struct fold *fold, int64_t tick, bool is_end)
{
    int64_t otherwise;
    if (!is_a_day(fold, tick, &otherwise))
        return otherwise;
    int64_t day = tick_day(granularity_of(fold), tick);
    return is_end ? tick_of_day_end(granularity_of(fold), day)
                  : tick_of_day_start(granularity_of(fold), day);
}

static int64_t lesser(int64_t a, int64_t b)
{
    if (a == NM_UNKNOWN || b == NM_UNKNOWN)
        return NM_UNKNOWN;
    return a < b ? a : b;
}

/* Later than all that the calendar knows. */
static bool is_beyond(const struct fold *fold, int32_t calendar, int64_t tick)
{
    return tick_in_range(granularity_of(fold), tick) &&
           tick_day(granularity_of(fold), tick) > calendar_last(fold->calendars[calendar]);
}

int64_t eval_rolled(const struct fold *fold, const struct nm_norm *norm, int64_t tick)
{
    return norm->roll == 0 ? tick : roll_tick(fold, tick, norm->calendar, norm->roll - 1);
}

int64_t eval_moved_due(struct fold *fold, const struct st_inst *inst)
{
    const struct nm_norm *norm = &fold->nm->norm[inst->norm];
    if (inst->tolled == 0)
        return inst->base_due;
    if (norm->due_unit == NM_WORKDAYS && inst->base_due < NM_UNKNOWN &&
        is_beyond(fold, norm->calendar, fold->st->head.now))
        return NM_UNKNOWN;
    if (norm->due_unit == NM_WORKDAYS)
        return add_working_days(fold, inst->base_due, norm->calendar, inst->tolled);
    bool by_day = norm->due_unit == NM_DAYS;
    return eval_rolled(fold, norm, by_day ? add_days(fold, inst->base_due, inst->tolled)
                                          : plain_sum(inst->base_due, inst->tolled));
}

bool eval_is_working(struct fold *fold, int32_t calendar, int64_t tick)
{
    bool is_working = false;
    return calendar_is_working(fold->calendars[calendar], tick_day(granularity_of(fold), tick),
                               &is_working) == CALENDAR_OK &&
           is_working;
}

/* ---- what it reads of the state -------------------------------------------------------------- */

static bool keys_agree(const struct st_inst *subject, const struct st_inst *inst)
{
    return subject->key < 0 || inst->key < 0 || subject->key == inst->key;
}

/* The instance of the norm made last, of the subject's key where both have keys; or NULL. */
static const struct st_inst *latest_of(const struct fold *fold, int64_t norm,
                                       const struct st_inst *subject)
{
    for (uint32_t i = fold->st->inst_count; i-- > 0;) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (inst->norm == norm && keys_agree(subject, inst))
            return inst;
    }
    return NULL;
}

/* While its clock is stopped nobody knows its due day; what hangs on it waits (calculus A42). */
static int64_t due_of(const struct fold *fold, int64_t norm, const struct st_inst *subject)
{
    const struct st_inst *inst = latest_of(fold, norm, subject);
    return inst && !is_tolling(fold, inst) ? inst->due : NM_NEVER;
}

static int64_t done_of(const struct fold *fold, int64_t norm, const struct st_inst *subject)
{
    const struct st_inst *inst = latest_of(fold, norm, subject);
    bool is_done = inst && (inst->status == ST_FULFILLED || inst->flags & ST_LATE);
    return is_done ? inst->settled : NM_NEVER;
}

/* An acceptance reaches back. */
static int64_t performed_of(const struct fold *fold, int64_t norm, const struct st_inst *subject)
{
    const struct st_inst *inst = latest_of(fold, norm, subject);
    if (inst && inst->status == ST_FULFILLED && inst->performed != NM_NEVER)
        return inst->performed;
    return done_of(fold, norm, subject);
}

/* The delay of what the subject remedies: false if there is none, or none yet. */
static bool find_delay(const struct fold *fold, const struct st_inst *subject, int64_t at, int64_t *due, int64_t *until)
{
    if (subject->trigger_breach < 0)
        return false;
    const struct st_breach *record = &fold->st->breach[subject->trigger_breach];
    const struct st_inst *inst = &fold->st->inst[record->inst];
    *due = record->due;
    *until = inst->flags & ST_LATE ? inst->settled : at;
    return *due < NM_UNKNOWN && *until > *due;
}

/* The civil days from one tick to another; 0 if there is none between them, or the first never comes. */
static int64_t days_between(const struct fold *fold, int64_t from, int64_t to)
{
    enum granularity granularity = granularity_of(fold);
    return from < NM_UNKNOWN && to > from ? tick_day(granularity, to) - tick_day(granularity, from) : 0;
}

static int64_t days_late(const struct fold *fold, const struct st_inst *subject, int64_t at)
{
    int64_t due, until;
    return find_delay(fold, subject, at, &due, &until) ? days_between(fold, due, until) : 0;
}

static int64_t ticks_late(const struct fold *fold, const struct st_inst *subject, int64_t at)
{
    int64_t due, until;
    if (!find_delay(fold, subject, at, &due, &until))
        return 0;
    return zone_ticks_between(nm_clock(fold->nm), tick_seconds(granularity_of(fold)), due, until);
}

/* What was done late counts its own days, what is open those until now. */
static int64_t amount_days(struct fold *fold, const struct st_inst *subject, int64_t at)
{
    if (subject->trigger_breach < 0)
        return 0;
    const struct st_inst *inst = &fold->st->inst[fold->st->breach[subject->trigger_breach].inst];
    enum nm_norm_kind kind = (enum nm_norm_kind)fold->nm->norm[inst->norm].kind;
    if (kind != NM_ACHIEVE && kind != NM_AMOUNT)
        return 0;
    int128 open = inst->got < inst->need ? (int128)inst->need - inst->got : 0;
    return narrow_days(fold, inst->late_days + open * days_late(fold, subject, at));
}

void eval_note_late(struct fold *fold, struct st_inst *inst, int64_t qty, int64_t at)
{
    int128 days = days_between(fold, inst->due, at);
    inst->late_days = narrow_days(fold, inst->late_days + qty * days);
}

/* Of the statuses that are asked, and how it was done. */
static bool has_asked(const struct st_inst *inst, int32_t asked)
{
    bool is_late = (inst->flags & ST_LATE) != 0;
    return (asked >> inst->status & 1) || (is_late && asked >> ST_DONE_LATE & 1) ||
           (inst->status == ST_FULFILLED && !is_late && asked >> ST_DONE_IN_TIME & 1);
}

static bool some_has_status(const struct fold *fold, int64_t norm, int32_t statuses,
                            const struct st_inst *subject)
{
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (inst->norm == norm && keys_agree(subject, inst) && has_asked(inst, statuses))
            return true;
    }
    return false;
}

static bool some_record_stands(const struct fold *fold, int64_t norm)
{
    for (uint32_t i = 0; i < fold->st->breach_count; i++) {
        const struct st_breach *record = &fold->st->breach[i];
        if (fold->st->inst[record->inst].norm == norm && record->status != ST_BREACH_WAIVED &&
            record->status != ST_EXCUSED)
            return true;
    }
    return false;
}

/* Broken, not pardoned, and still owed. */
static bool some_is_in_breach(const struct fold *fold, int64_t norm)
{
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (inst->norm == norm && is_owed(inst) &&
            (inst->breach < 0 || fold->st->breach[inst->breach].status != ST_EXCUSED))
            return true;
    }
    return false;
}

/* Owed still, if all of it were accepted that was performed by then and is unanswered? */
static bool would_be_owed(const struct fold *fold, int32_t index, int64_t by)
{
    const struct st_inst *inst = &fold->st->inst[index];
    int64_t missing = inst->need - inst->got;
    for (uint32_t i = 0; i < fold->st->tender_count && missing > 0; i++) {
        const struct st_tender *tender = &fold->st->tender[i];
        if (tender->inst == index && tender->at <= by)
            missing -= tender->open;
    }
    return missing > 0;
}

/* What a cure is about: the instance whose breach called for it; by an act, what was broken when the act came. At
 * best: with all accepted that was performed in its time. */
static bool some_is_uncured(const struct fold *fold, int64_t norm, const struct st_inst *cure, bool at_best)
{
    int32_t own = cure->trigger_breach < 0 ? -1 : fold->st->breach[cure->trigger_breach].inst;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (inst->norm != norm || !is_owed(inst) || inst->breach < 0 || (own >= 0 && own != (int32_t)i))
            continue;
        const struct st_breach *record = &fold->st->breach[inst->breach];
        bool is_later = own < 0 && cure->trigger_event >= 0 && record->certain >= cure->trigger_at;
        bool is_by_act = record->certain == cure->trigger_at && record->cause >= 0 &&
                         record->cause < cure->trigger_event;
        if (record->status != ST_EXCUSED && (!is_later || is_by_act) &&
            (!at_best || would_be_owed(fold, (int32_t)i, cure->due)))
            return true;
    }
    return false;
}

static bool some_is_suspended(const struct fold *fold, int64_t norm)
{
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (inst->norm == norm && is_live(inst) && inst->suspensions > 0)
            return true;
    }
    return false;
}

static bool item_is_held(const struct fold *fold, int64_t norm, const struct st_inst *subject)
{
    for (uint32_t i = 0; i < fold->st->item_count && subject->key >= 0; i++) {
        const struct st_item *item = &fold->st->item[i];
        if (item->pool == fold->nm->norm[norm].pool && item->name == subject->key && item->status == ST_HELD)
            return true;
    }
    return false;
}

static int64_t got_of(struct fold *fold, int64_t norm, const struct st_inst *subject, bool with_surplus)
{
    int64_t got = 0;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (inst->norm != norm || !keys_agree(subject, inst))
            continue;
        got = eval_add(fold, got, inst->got);
        if (with_surplus)
            got = eval_add(fold, got, inst->surplus);
    }
    return got;
}

/* What it comes to, whatever has been done of it; of what grows, by now. */
static int64_t owed_under(struct fold *fold, int64_t norm, int64_t at)
{
    int64_t total = 0;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (inst->norm != norm)
            continue;
        int64_t come_to = eval_owed_of(fold, inst);
        if (fold->nm->norm[norm].accrual && inst->status == ST_DORMANT) {
            come_to = eval_or(fold, fold->nm->norm[norm].need, inst, at, 1);
            come_to = come_to > 0 ? come_to : 0;
        }
        total = eval_add(fold, total, come_to);
    }
    return total;
}

static int64_t count_records(const struct fold *fold, int64_t norm, int64_t since)
{
    int64_t count = 0;
    for (uint32_t i = 0; i < fold->st->breach_count; i++) {
        const struct st_breach *record = &fold->st->breach[i];
        count += fold->st->inst[record->inst].norm == norm && record->certain >= since &&
                 record->status != ST_BREACH_WAIVED && record->status != ST_EXCUSED;
    }
    return count;
}

static int64_t count_made(const struct fold *fold, int64_t norm, int64_t since,
                          const struct st_inst *subject)
{
    int64_t count = 0;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        count += inst->norm == norm && keys_agree(subject, inst) && inst->made >= since;
    }
    return count;
}

/* How many are due from first to last; only those that were performed in time. */
static int64_t count_due(const struct fold *fold, int64_t norm, int64_t first, int64_t last, bool is_kept)
{
    int64_t due = 0, kept = 0;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        bool is_gone = inst->status == ST_WAIVED || inst->status == ST_RELEASED || inst->status == ST_LAPSED;
        if (inst->norm != norm || inst->due < first || inst->due > last || is_gone)
            continue;
        due++;
        kept += inst->status == ST_PENDING || (inst->status == ST_FULFILLED && !(inst->flags & ST_LATE));
    }
    return is_kept ? kept : due;
}

/* What was measured, of the indicator or (NM_NONE) of whichever first, by the event from which the subject
 * arose; NULL if nothing was. */
static const struct st_measure *triggering(const struct fold *fold, const struct st_inst *subject,
                                           int64_t indicator)
{
    for (uint32_t i = 0; subject->trigger_event >= 0 && i < fold->st->measure_count; i++) {
        const struct st_measure *measure = &fold->st->measure[i];
        if (measure->event == subject->trigger_event && (indicator == NM_NONE || measure->indicator == indicator))
            return measure;
    }
    return NULL;
}

/* Whether it was the indicator that the event measured, for that very period. */
static bool has_measured(const struct fold *fold, const struct nm_expr *expr, const struct st_inst *subject)
{
    const struct st_measure *measure = triggering(fold, subject, expr->imm);
    return measure && measure->first == expr->a && measure->last == expr->b;
}

/* The value that VALUE and KNOWN speak of; NULL if it has not been measured. */
static const struct st_measure *measured(const struct fold *fold, const struct nm_expr *expr,
                                         const struct st_inst *subject)
{
    const struct st *st = fold->st;
    const struct st_measure *latest = NULL;
    const struct st_measure *own = NULL, *cause = NULL;
    if (expr->a == NM_TRIGGERING || expr->a == NM_THEN)
        own = triggering(fold, subject, expr->imm);
    if (expr->a == NM_TRIGGERING && !own)
        cause = triggering(fold, subject, NM_NONE);
    if (own)
        return own;
    bool is_dated =
        cause || (expr->a != NM_LATEST && expr->a != NM_TRIGGERING && expr->a != NM_SAID && expr->a != NM_THEN);
    int32_t first = cause ? cause->first : expr->a, last = cause ? cause->last : expr->b;
    for (uint32_t i = 0; i < st->measure_count; i++) {
        const struct st_measure *measure = &st->measure[i];
        if (measure->indicator != expr->imm)
            continue;
        if (is_dated ? measure->first == first && measure->last == last
                     : !latest || measure->first >= latest->first)
            latest = measure;
    }
    return latest;
}

static int64_t said_day(const struct fold *fold, const struct nm_expr *expr, const struct st_measure *said)
{
    if (!said && expr->b == NM_NO_DAY)
        return NM_NEVER;
    return tick_of_day_end(granularity_of(fold), said ? said->value : expr->b);
}

int64_t eval_term_end(const struct fold *fold)
{
    const struct st *st = fold->st;
    if (st->head.ended != NM_NEVER)
        return st->head.ended;
    for (uint32_t i = 0; i < fold->nm->renewal_count; i++) {
        const struct nm_renewal *renewal = &fold->nm->renewal[i];
        bool is_used = false;
        if (renewal->end < st->head.now)
            continue;
        for (uint32_t k = 0; k < st->inst_count; k++)
            is_used |= st->inst[k].norm == renewal->norm && st->inst[k].status == ST_FULFILLED;
        if (is_used == (renewal->by_use != 0))
            return renewal->end;
    }
    return fold->nm->head.end;
}

/* The tick by whose text it goes: that on which it arose, or of the last version that it follows. */
static int64_t text_of(const struct fold *fold, const struct st_inst *subject)
{
    int64_t text = subject->made;
    for (uint32_t i = 0; i < fold->nm->version_count && subject->norm != NM_NONE; i++) {
        int64_t from = fold->nm->version[i].from;
        bool takes = fold->nm->norm[subject->norm].follows >> i & 1;
        if (takes && from > text && from <= fold->st->head.now)
            text = from;
    }
    return text;
}

/* ---- the walk -------------------------------------------------------------------------------- */

int64_t eval_expr(struct fold *fold, int32_t row, const struct st_inst *subject, int64_t at)
{
    static const int arities[] = {
#define OP(id, word, arity, operand) arity,
        NM_OPS(OP)
#undef OP
    };
    const struct nm_expr *expr = &fold->nm->expr[row];
    const struct st *st = fold->st;
    int64_t a = arities[expr->op] > 0 ? eval_expr(fold, expr->a, subject, at) : 0;
    int64_t b = arities[expr->op] > 1 ? eval_expr(fold, expr->b, subject, at) : 0;
    int32_t breach = subject->trigger_breach;
    switch ((enum nm_op)expr->op) {
    case NM_OP_CONST: return expr->imm;
    case NM_OP_TERM_START: return fold->nm->head.start;
    case NM_OP_TERM_END: return eval_term_end(fold);
    case NM_OP_AT: return at;
    case NM_OP_TRIGGER: return subject->trigger_at;
    case NM_OP_TRIGGER_QTY: return subject->trigger_qty;
    case NM_OP_DUE_OF: return due_of(fold, expr->imm, subject);
    case NM_OP_PERFORMED_OF: return performed_of(fold, expr->imm, subject);
    case NM_OP_DONE_OF: return done_of(fold, expr->imm, subject);
    case NM_OP_ADD_TICKS: return add_ticks(fold, a, expr->imm);
    case NM_OP_ADD_DAYS: return add_days(fold, a, expr->imm);
    case NM_OP_ADD_WORK: return add_working_days(fold, a, expr->b, expr->imm);
    case NM_OP_ADD_MONTHS: return add_months(fold, a, expr->imm);
    case NM_OP_ADD_MONTH_ENDS: return add_month_ends(fold, a, expr->imm);
    case NM_OP_ROLL: return roll_tick(fold, a, expr->b, expr->imm);
    case NM_OP_DAY_START: return day_edge(fold, a, false);
    case NM_OP_DAY_END: return day_edge(fold, a, true);
    case NM_OP_SINCE: return at >= expr->imm ? b : a;
    case NM_OP_ARISEN: return text_of(fold, subject) >= expr->imm ? b : a;
    case NM_OP_MIN: return lesser(a, b);
    case NM_OP_MAX: return a > b ? a : b;
    case NM_OP_ADD: return a == NM_NEVER || b == NM_NEVER ? NM_NEVER : eval_add(fold, a, b);
    case NM_OP_SUB: return eval_sub(fold, a, b);
    case NM_OP_MUL: return narrow(fold, (int128)a * b);
    case NM_OP_SCALE: return scale(fold, a, &fold->nm->ratio[expr->imm]);
    case NM_OP_SHORTFALL: return breach < 0 ? 0 : st->breach[breach].shortfall;
    case NM_OP_DAYS_LATE: return days_late(fold, subject, at);
    case NM_OP_TICKS_LATE: return ticks_late(fold, subject, at);
    case NM_OP_AMOUNT_DAYS: return amount_days(fold, subject, at);
    case NM_OP_STATUS: return some_has_status(fold, expr->imm, expr->a, subject);
    case NM_OP_BREACHED: return some_record_stands(fold, expr->imm);
    case NM_OP_IN_BREACH: return some_is_in_breach(fold, expr->imm);
    case NM_OP_UNCURED: return some_is_uncured(fold, expr->imm, subject, false);
    case NM_OP_UNCURABLE: return some_is_uncured(fold, expr->imm, subject, true);
    case NM_OP_SUSPENDED: return some_is_suspended(fold, expr->imm);
    case NM_OP_ITEM_HELD: return item_is_held(fold, expr->imm, subject);
    case NM_OP_GOT: return got_of(fold, expr->imm, subject, false);
    case NM_OP_GOT_IN_ALL: return got_of(fold, expr->imm, subject, true);
    case NM_OP_OWED: return owed_under(fold, expr->imm, at);
    case NM_OP_RECORDS: return count_records(fold, expr->imm, a);
    case NM_OP_MADE: return count_made(fold, expr->imm, a, subject);
    case NM_OP_DUE_IN: return count_due(fold, expr->imm, a, b, false);
    case NM_OP_KEPT_IN: return count_due(fold, expr->imm, a, b, true);
    case NM_OP_KNOWN: return measured(fold, expr, subject) != NULL;
    case NM_OP_MEASURED: return has_measured(fold, expr, subject);
    case NM_OP_VALUE: {
        const struct st_measure *measure = measured(fold, expr, subject);
        if (expr->a == NM_THEN) /* of the event that made it, and of no other */
            return measure && measure->event >= 0 && measure->event == subject->trigger_event
                       ? tick_of_day_end(granularity_of(fold), measure->value) : NM_NEVER;
        if (expr->a == NM_SAID)
            return said_day(fold, expr, measure);
        return measure ? measure->value : 0;
    }
    case NM_OP_AND: return a && b;
    case NM_OP_OR: return a || b;
    case NM_OP_NOT: return !a;
    case NM_OP_EQ: return a == b;
    case NM_OP_LT: return a < b;
    case NM_OP_LE: return a <= b;
    case NM_OP_COUNT: break;
    }
    UNREACHABLE();
}

int64_t eval_or(struct fold *fold, int32_t row, const struct st_inst *subject, int64_t at,
                int64_t otherwise)
{
    return row == NM_NONE ? otherwise : eval_expr(fold, row, subject, at);
}

bool eval_contains(const struct nm *nm, int32_t row, enum nm_op op)
{
    if (row == NM_NONE)
        return false;
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    return expr->op == (int32_t)op || (arity > 0 && eval_contains(nm, expr->a, op)) ||
           (arity > 1 && eval_contains(nm, expr->b, op));
}

bool eval_is_linked(const struct nm *nm, int32_t row, bool to_end)
{
    if (row == NM_NONE)
        return false;
    const struct nm_expr *expr = &nm->expr[row];
    switch ((enum nm_op)expr->op) {
    case NM_OP_DUE_OF:
    case NM_OP_PERFORMED_OF:
    case NM_OP_DONE_OF:
        return true;
    case NM_OP_VALUE:
        return expr->a == NM_SAID;
    case NM_OP_TERM_END:
        return to_end;
    case NM_OP_ADD_TICKS:
    case NM_OP_ADD_DAYS:
    case NM_OP_ADD_WORK:
    case NM_OP_ADD_MONTHS:
    case NM_OP_ADD_MONTH_ENDS:
    case NM_OP_ROLL:
    case NM_OP_DAY_START:
    case NM_OP_DAY_END:
    case NM_OP_SCALE:
    case NM_OP_NOT:
    case NM_OP_RECORDS:
    case NM_OP_MADE:
        return eval_is_linked(nm, expr->a, to_end);
    case NM_OP_SINCE:
    case NM_OP_ARISEN:
    case NM_OP_MIN:
    case NM_OP_MAX:
    case NM_OP_ADD:
    case NM_OP_SUB:
    case NM_OP_MUL:
    case NM_OP_AND:
    case NM_OP_OR:
    case NM_OP_EQ:
    case NM_OP_LT:
    case NM_OP_LE:
    case NM_OP_DUE_IN:
    case NM_OP_KEPT_IN:
        return eval_is_linked(nm, expr->a, to_end) || eval_is_linked(nm, expr->b, to_end);
    case NM_OP_CONST:
    case NM_OP_TERM_START:
    case NM_OP_AT:
    case NM_OP_TRIGGER:
    case NM_OP_TRIGGER_QTY:
    case NM_OP_SHORTFALL:
    case NM_OP_DAYS_LATE:
    case NM_OP_TICKS_LATE:
    case NM_OP_AMOUNT_DAYS:
    case NM_OP_STATUS:
    case NM_OP_BREACHED:
    case NM_OP_IN_BREACH:
    case NM_OP_UNCURED:
    case NM_OP_UNCURABLE:
    case NM_OP_SUSPENDED:
    case NM_OP_ITEM_HELD:
    case NM_OP_GOT:
    case NM_OP_GOT_IN_ALL:
    case NM_OP_OWED:
    case NM_OP_KNOWN:
    case NM_OP_MEASURED:
        return false;
    case NM_OP_COUNT:
        break;
    }
    UNREACHABLE();
}
