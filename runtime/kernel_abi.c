/* What compiled expressions ask of the kernel: days, money, what the state says, what was measured. */
#include "lang/base/check.h"
#include "lang/value/calendar.h"
#include "lang/value/tick.h"
#include "runtime/kernel_internal.h"

/* ---- days ------------------------------------------------------------------------------------ */

static enum granularity granularity_of(const struct kernel *kernel)
{
    return (enum granularity)kernel->nm->head.granularity;
}

/* The tick at the same time of day, on another day. */
static int64_t on_day(const struct kernel *kernel, int64_t tick, int64_t day)
{
    int64_t per_day = tick_per_day(granularity_of(kernel));
    return tick + (day - tick_day(granularity_of(kernel), tick)) * per_day;
}

/* What comes of a tick that is no day: never, or unknown. */
static int64_t no_day(int64_t tick)
{
    return tick == NM_UNKNOWN ? NM_UNKNOWN : NM_NEVER;
}

static bool is_dated(const struct kernel *kernel, int64_t tick)
{
    return tick < NM_UNKNOWN && tick_in_range(granularity_of(kernel), tick);
}

int64_t rt_add_days(const struct rt_scope *scope, int64_t tick, int64_t days)
{
    int64_t result;
    if (!is_dated(scope->kernel, tick) ||
        !tick_add_days(&result, granularity_of(scope->kernel), tick, days))
        return no_day(tick);
    return result;
}

int64_t rt_add_ticks(const struct rt_scope *scope, int64_t tick, int64_t ticks)
{
    const struct kernel *kernel = scope->kernel;
    int64_t result;
    if (tick >= NM_UNKNOWN)
        return tick;
    if (!zone_add_ticks(nm_clock(kernel->nm), tick_seconds(granularity_of(kernel)), tick, ticks, &result))
        return NM_NEVER;
    return result;
}

int64_t kernel_after_work(const struct kernel *kernel, int32_t calendar, int64_t tick, int64_t days)
{
    int64_t day;
    if (!is_dated(kernel, tick))
        return no_day(tick);
    if (calendar == NM_NONE)
        return tick_add_days(&day, granularity_of(kernel), tick, days) ? day : NM_NEVER;
    if (calendar_add(kernel->calendars[calendar], tick_day(granularity_of(kernel), tick), days,
                     &day) != CALENDAR_OK)
        return NM_UNKNOWN;
    return on_day(kernel, tick, day);
}

int64_t rt_add_work(const struct rt_scope *scope, int64_t tick, int32_t calendar, int64_t days)
{
    return kernel_after_work(scope->kernel, calendar, tick, days);
}

int64_t rt_add_months(const struct rt_scope *scope, int64_t tick, int64_t months)
{
    int64_t result;
    if (!is_dated(scope->kernel, tick) ||
        !tick_add_months(&result, granularity_of(scope->kernel), tick, months))
        return no_day(tick);
    return result;
}

int64_t rt_add_month_ends(const struct rt_scope *scope, int64_t tick, int64_t months)
{
    int64_t result;
    if (!is_dated(scope->kernel, tick) ||
        !tick_add_month_ends(&result, granularity_of(scope->kernel), tick, months))
        return no_day(tick);
    return result;
}

int64_t kernel_rolled(const struct kernel *kernel, int32_t calendar, int64_t tick, int32_t roll)
{
    static const enum roll rolls[] = {ROLL_FORWARD, ROLL_BACKWARD, ROLL_MODIFIED};
    int64_t day;
    if (!is_dated(kernel, tick))
        return no_day(tick);
    if (calendar == NM_NONE)
        return tick;
    if (calendar_roll(kernel->calendars[calendar], rolls[roll],
                      tick_day(granularity_of(kernel), tick), &day) != CALENDAR_OK)
        return NM_UNKNOWN;
    return on_day(kernel, tick, day);
}

int64_t rt_roll(const struct rt_scope *scope, int64_t tick, int32_t calendar, int32_t roll)
{
    return kernel_rolled(scope->kernel, calendar, tick, roll);
}

int64_t rt_day_start(const struct rt_scope *scope, int64_t tick)
{
    enum granularity granularity = granularity_of(scope->kernel);
    return is_dated(scope->kernel, tick) ? tick_of_day_start(granularity, tick_day(granularity, tick))
                                         : no_day(tick);
}

int64_t rt_day_end(const struct rt_scope *scope, int64_t tick)
{
    enum granularity granularity = granularity_of(scope->kernel);
    return is_dated(scope->kernel, tick) ? tick_of_day_end(granularity, tick_day(granularity, tick))
                                         : no_day(tick);
}

int64_t kernel_day_ends(const struct kernel *kernel, int64_t first, int64_t last)
{
    enum granularity granularity = granularity_of(kernel);
    return tick_day(granularity, last + 1) - tick_day(granularity, first);
}

bool kernel_knows(const struct kernel *kernel, int32_t calendar, int64_t tick)
{
    return calendar == NM_NONE || !is_dated(kernel, tick) ||
           tick_day(granularity_of(kernel), tick) <= calendar_last(kernel->calendars[calendar]);
}

int64_t kernel_days_worked(const struct run *run, int32_t calendar, int64_t first, int64_t last)
{
    enum granularity granularity = granularity_of(run->kernel);
    const struct calendar *days = run->kernel->calendars[calendar];
    int64_t count = 0, end = tick_day(granularity, last + 1);
    for (int64_t day = tick_day(granularity, first); day < end; day++) { /* jumps are short while suspended */
        bool works = false;
        count += calendar_is_working(days, day, &works) == CALENDAR_OK && works;
    }
    return count;
}

/* ---- money ----------------------------------------------------------------------------------- */

int64_t rt_scale(const struct rt_scope *scope, int64_t value, int32_t row)
{
    static const enum rounding roundings[] = {ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN,
                                              ROUND_UP, ROUND_FLOOR, ROUND_CEILING};
    const struct nm_ratio *ratio = &scope->kernel->nm->ratio[row];
    int128 steps = round_div_i128((int128)value * ratio->num, (int128)ratio->den * ratio->step,
                                  roundings[ratio->rounding], NULL);
    int64_t whole, result;
    if (ckd_narrow_i64(&whole, steps) && ckd_mul_i64(&result, whole, ratio->step))
        return result;
    *scope->overflow |= OVERFLOW_REFUSES;
    return steps < 0 ? INT64_MIN : INT64_MAX;
}

/* ---- what the state says --------------------------------------------------------------------- */

static const struct index *index_of(const struct rt_scope *scope)
{
    return (const struct index *)scope->st->index;
}

int64_t rt_term_end(const struct rt_scope *scope)
{
    return index_term_end(scope->kernel->nm, scope->st, index_of(scope));
}

/* The last made instance of the norm that goes with this one; NULL if there is none. */
static const struct st_inst *counterpart(const struct rt_scope *scope, int32_t norm)
{
    const struct index *index = index_of(scope);
    int32_t found = index->all[norm].last;
    if (scope->key >= 0) {
        const struct slot *own = table_find(&index->keys, table_key(norm, scope->key));
        const struct slot *any = table_find(&index->keys, table_key(norm, -1));
        found = own ? own->last : -1;
        if (any && any->last > found)
            found = any->last;
    }
    return found < 0 ? NULL : &scope->st->inst[found];
}

int64_t rt_due_of(const struct rt_scope *scope, int32_t norm)
{
    const struct st_inst *inst = counterpart(scope, norm);
    if (!inst || inst_is_tolled(scope->kernel->nm, scope->st, inst))
        return NM_NEVER; /* unknown until its clock runs again */
    return inst->due;
}

int64_t rt_done_of(const struct rt_scope *scope, int32_t norm)
{
    const struct st_inst *inst = counterpart(scope, norm);
    bool is_done = inst && (inst->status == ST_FULFILLED || (inst->flags & ST_LATE));
    return is_done ? inst->settled : NM_NEVER;
}

int64_t rt_performed_of(const struct rt_scope *scope, int32_t norm)
{
    const struct st_inst *inst = counterpart(scope, norm);
    if (!inst || (inst->status != ST_FULFILLED && !(inst->flags & ST_LATE)))
        return NM_NEVER;
    bool is_dated = inst->status == ST_FULFILLED && inst->performed != NM_NEVER;
    return is_dated ? inst->performed : inst->settled;
}

int64_t rt_shortfall(const struct rt_scope *scope)
{
    return scope->breach < 0 ? 0 : scope->st->breach[scope->breach].shortfall;
}

/* The delay of which the subject is the remedy: from the due to the late performance, or until now. */
static bool find_delay(const struct rt_scope *scope, int64_t *due, int64_t *until)
{
    if (scope->breach < 0)
        return false;
    const struct st_breach *breach = &scope->st->breach[scope->breach];
    const struct st_inst *inst = &scope->st->inst[breach->inst];
    *due = breach->due;
    *until = inst->flags & ST_LATE ? inst->settled : scope->at;
    return *until > *due;
}

int64_t rt_days_late(const struct rt_scope *scope)
{
    int64_t due, until;
    enum granularity granularity = granularity_of(scope->kernel);
    return find_delay(scope, &due, &until) ? tick_day(granularity, until) - tick_day(granularity, due) : 0;
}

int64_t rt_ticks_late(const struct rt_scope *scope)
{
    int64_t due, until;
    if (!find_delay(scope, &due, &until))
        return 0;
    const struct kernel *kernel = scope->kernel;
    return zone_ticks_between(nm_clock(kernel->nm), tick_seconds(granularity_of(kernel)), due, until);
}

int64_t rt_amount_days(const struct rt_scope *scope)
{
    if (scope->breach < 0)
        return 0;
    const struct st_inst *inst = &scope->st->inst[scope->st->breach[scope->breach].inst];
    int32_t kind = scope->kernel->nm->norm[inst->norm].kind;
    if (kind != NM_ACHIEVE && kind != NM_AMOUNT)
        return 0;
    int128 sum = inst->late_days;
    if (inst->got < inst->need) /* what is open counts on */
        sum += ((int128)inst->need - inst->got) * rt_days_late(scope);
    int64_t result = sum > 0 ? INT64_MAX : INT64_MIN;
    if (!ckd_narrow_i64(&result, sum))
        *scope->overflow |= OVERFLOW_CUTS;
    return result;
}

/* The bits of a mask of STATUS that the instance answers to. */
static int32_t standing(const struct st_inst *inst)
{
    int32_t bits = 1 << inst->status;
    if (inst->flags & ST_LATE)
        bits |= 1 << ST_DONE_LATE;
    else if (inst->status == ST_FULFILLED)
        bits |= 1 << ST_DONE_IN_TIME;
    return bits;
}

int64_t rt_status(const struct rt_scope *scope, int32_t norm, int32_t mask)
{
    const struct index *index = index_of(scope);
    for (int32_t row = index->all[norm].first; row >= 0; row = index->all_next.items[row]) {
        const struct st_inst *inst = &scope->st->inst[row];
        if ((mask & standing(inst)) &&
            (scope->key < 0 || inst->key < 0 || inst->key == scope->key))
            return 1;
    }
    return 0;
}

int64_t rt_breached(const struct rt_scope *scope, int32_t norm)
{
    const struct st *st = scope->st;
    for (uint32_t i = 0; i < st->breach_count; i++) {
        if (st->inst[st->breach[i].inst].norm == norm && st->breach[i].status != ST_EXCUSED &&
            st->breach[i].status != ST_BREACH_WAIVED)
            return 1;
    }
    return 0;
}

int64_t rt_in_breach(const struct rt_scope *scope, int32_t norm)
{
    const struct index *index = index_of(scope);
    for (int32_t row = index->all[norm].first; row >= 0; row = index->all_next.items[row]) {
        const struct st_inst *inst = &scope->st->inst[row];
        bool is_excused =
            inst->breach >= 0 && scope->st->breach[inst->breach].status == ST_EXCUSED;
        if (is_owed(inst) && !is_excused)
            return 1;
    }
    return 0;
}

/* Does what is owed stay more than what was performed by then, with all of it accepted that is unanswered? */
static bool falls_short(const struct st *st, int32_t row, int64_t by)
{
    const struct st_inst *inst = &st->inst[row];
    int64_t left = inst->need - inst->got;
    for (uint32_t i = 0; i < st->tender_count && left > 0 && inst->pend > 0; i++) {
        const struct st_tender *tender = &st->tender[i];
        if (tender->inst == row && tender->at <= by)
            left -= tender->open;
    }
    return left > 0;
}

/* Whether the debt is one that the cure is about, which an act made: it was in breach when the act came. */
static bool was_before(const struct rt_scope *cure, const struct st_breach *record)
{
    if (cure->event < 0 || record->certain < cure->trigger_at)
        return true;
    return record->certain == cure->trigger_at && record->cause >= 0 && record->cause < cure->event;
}

static bool is_to_cure(const struct rt_scope *cure, int32_t row)
{
    const struct st *st = cure->st;
    const struct st_inst *inst = &st->inst[row];
    if (!is_owed(inst) || inst->breach < 0 || st->breach[inst->breach].status == ST_EXCUSED)
        return false;
    return cure->breach >= 0 || was_before(cure, &st->breach[inst->breach]);
}

/* Of the debts of the norm one that is to be cured; at best: with all accepted that was performed in time. */
static int64_t some_is_to_cure(const struct rt_scope *cure, int32_t norm, bool at_best)
{
    const struct index *index = index_of(cure);
    bool is_of_breach = cure->breach >= 0; /* about one debt */
    int32_t row = is_of_breach ? cure->st->breach[cure->breach].inst : index->all[norm].first;
    if (is_of_breach && cure->st->inst[row].norm != norm)
        return 0;
    for (; row >= 0; row = is_of_breach ? -1 : index->all_next.items[row])
        if (is_to_cure(cure, row) && (!at_best || falls_short(cure->st, row, cure->due)))
            return 1;
    return 0;
}

int64_t rt_uncured(const struct rt_scope *scope, int32_t norm)
{
    return some_is_to_cure(scope, norm, false);
}

int64_t rt_uncurable(const struct rt_scope *scope, int32_t norm)
{
    return some_is_to_cure(scope, norm, true);
}

int64_t rt_suspended(const struct rt_scope *scope, int32_t norm)
{
    const struct index *index = index_of(scope);
    for (int32_t row = index->all[norm].first; row >= 0; row = index->all_next.items[row]) {
        if (is_live(&scope->st->inst[row]) && scope->st->inst[row].suspensions > 0)
            return 1;
    }
    return 0;
}

int64_t rt_item_held(const struct rt_scope *scope, int32_t norm)
{
    if (scope->key < 0)
        return 0;
    const struct index *index = index_of(scope);
    int32_t row = index_last_item(index, scope->kernel->nm->norm[norm].pool, scope->key);
    while (row >= 0 && scope->st->item[row].status != ST_HELD)
        row = index->item_before.items[row];
    return row >= 0;
}

static void add_counted(const struct rt_scope *scope, int64_t *total, int64_t counted)
{
    if (!ckd_add_i64(total, *total, counted)) {
        *scope->overflow |= OVERFLOW_REFUSES;
        *total = INT64_MAX;
    }
}

static int64_t counted(const struct rt_scope *scope, int32_t norm, bool with_surplus)
{
    const struct index *index = index_of(scope);
    int64_t total = 0;
    for (int32_t row = index->all[norm].first; row >= 0; row = index->all_next.items[row]) {
        const struct st_inst *inst = &scope->st->inst[row];
        if (scope->key >= 0 && inst->key >= 0 && inst->key != scope->key)
            continue;
        add_counted(scope, &total, inst->got);
        if (with_surplus)
            add_counted(scope, &total, inst->surplus);
    }
    return total;
}

int64_t rt_got(const struct rt_scope *scope, int32_t norm)
{
    return counted(scope, norm, false);
}

int64_t rt_got_in_all(const struct rt_scope *scope, int32_t norm)
{
    return counted(scope, norm, true);
}

/* What a penalty that still grows would come to by now. */
static int64_t grown(const struct rt_scope *asking, const struct st_inst *inst, int32_t need)
{
    struct rt_scope scope = *asking;
    if (need == NM_NONE)
        return 1;
    scope.trigger_at = inst->trigger_at;
    scope.trigger_qty = inst->trigger_qty;
    scope.text = kernel_text_of(scope.kernel->nm, scope.st, inst);
    scope.key = inst->key;
    scope.breach = inst->trigger_breach;
    scope.event = inst->trigger_event;
    const struct nm_expr *expr = &scope.kernel->nm->expr[need];
    int64_t amount = expr->op == NM_OP_CONST ? expr->imm : scope.kernel->module->expr(need, &scope);
    return amount > 0 ? amount : 0;
}

int64_t rt_owed(const struct rt_scope *scope, int32_t norm)
{
    const struct kernel *kernel = scope->kernel;
    const struct index *index = index_of(scope);
    const struct nm_norm *row = &kernel->nm->norm[norm];
    int64_t total = 0;
    for (int32_t i = index->all[norm].first; i >= 0; i = index->all_next.items[i]) {
        const struct st_inst *inst = &scope->st->inst[i];
        bool is_growing = row->accrual && inst->status == ST_DORMANT;
        add_counted(scope, &total, is_growing ? grown(scope, inst, row->need) : kernel_owed_of(kernel->nm, inst));
    }
    return total;
}

int64_t rt_records(const struct rt_scope *scope, int32_t norm, int64_t since)
{
    const struct st *st = scope->st;
    int64_t count = 0;
    for (uint32_t i = 0; i < st->breach_count; i++) {
        const struct st_breach *breach = &st->breach[i];
        if (breach->certain >= since && breach->status != ST_EXCUSED &&
            breach->status != ST_BREACH_WAIVED && st->inst[breach->inst].norm == norm)
            count++;
    }
    return count;
}

int64_t rt_made(const struct rt_scope *scope, int32_t norm, int64_t since)
{
    const struct index *index = index_of(scope);
    int64_t count = 0;
    for (int32_t row = index->all[norm].first; row >= 0; row = index->all_next.items[row]) {
        const struct st_inst *inst = &scope->st->inst[row];
        bool is_other = scope->key >= 0 && inst->key >= 0 && inst->key != scope->key;
        if (!is_other && inst->made >= since)
            count++;
    }
    return count;
}

/* The due instances of a norm that are in one of the statuses; with `in_time` not those done late. */
static int64_t count_due(const struct rt_scope *scope, int32_t norm, int64_t first, int64_t last,
                         uint32_t statuses, bool in_time)
{
    const struct index *index = index_of(scope);
    int64_t count = 0;
    for (int32_t row = index->all[norm].first; row >= 0; row = index->all_next.items[row]) {
        const struct st_inst *inst = &scope->st->inst[row];
        bool is_late = inst->status == ST_FULFILLED && (inst->flags & ST_LATE);
        if (first <= inst->due && inst->due <= last && (statuses >> inst->status & 1) &&
            !(in_time && is_late))
            count++;
    }
    return count;
}

int64_t rt_due_in(const struct rt_scope *scope, int32_t norm, int64_t first, int64_t last)
{
    uint32_t gone = 1u << ST_WAIVED | 1u << ST_RELEASED | 1u << ST_LAPSED;
    return count_due(scope, norm, first, last, ~gone, false);
}

int64_t rt_kept_in(const struct rt_scope *scope, int32_t norm, int64_t first, int64_t last)
{
    return count_due(scope, norm, first, last, 1u << ST_FULFILLED | 1u << ST_PENDING, true);
}

/* The measured value, as its record, or NULL. */
static const struct st_measure *measured(const struct rt_scope *scope, int32_t indicator,
                                         int32_t first, int32_t last)
{
    const struct st *st = scope->st;
    const struct st_measure *cause = NULL; /* the first that the event has measured */
    bool is_asked = (first == NM_TRIGGERING || first == NM_THEN) && scope->event >= 0;
    for (uint32_t i = is_asked ? st->measure_count : 0; i-- > 0;) {
        if (st->measure[i].event != scope->event)
            continue;
        cause = &st->measure[i];
        if (cause->indicator == indicator)
            return cause;
    }
    if (cause && first == NM_TRIGGERING) { /* another indicator's: of that period */
        first = cause->first;
        last = cause->last;
    }
    if (first == NM_THEN)
        return NULL;
    if (first == NM_TRIGGERING || first == NM_LATEST || first == NM_SAID) {
        int32_t latest = index_of(scope)->latest[indicator];
        return latest < 0 ? NULL : &st->measure[latest];
    }
    int32_t found = kernel_find_measure(scope->kernel, st, indicator, first, last);
    return found < 0 ? NULL : &st->measure[found];
}

int64_t rt_known(const struct rt_scope *scope, int32_t indicator, int32_t first, int32_t last)
{
    return measured(scope, indicator, first, last) != NULL;
}

/* The measures stand in the order of their events. */
int64_t rt_measured(const struct rt_scope *scope, int32_t indicator, int32_t first, int32_t last)
{
    const struct st_measure *measure = scope->st->measure;
    bool is_it = false;
    for (uint32_t i = scope->event < 0 ? 0 : scope->st->measure_count;
         i > 0 && !is_it && measure[i - 1].event >= scope->event; i--)
        is_it = measure[i - 1].event == scope->event && measure[i - 1].indicator == indicator &&
                measure[i - 1].first == first && measure[i - 1].last == last;
    return is_it;
}

int64_t rt_value(const struct rt_scope *scope, int32_t indicator, int32_t first, int32_t last)
{
    const struct st_measure *measure = measured(scope, indicator, first, last);
    if (first == NM_THEN)
        return measure ? tick_of_day_end(granularity_of(scope->kernel), measure->value) : NM_NEVER;
    if (first == NM_SAID) {
        int64_t day = measure ? measure->value : last;
        return day == NM_NO_DAY ? NM_NEVER : tick_of_day_end(granularity_of(scope->kernel), day);
    }
    return measure ? measure->value : 0;
}
