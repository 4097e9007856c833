/* fill_coming.c - rows of norms that something may still call forth: an act, a breach, a day. */
#include "runtime/machine_io.h"
#include "runtime/report/fill_internal.h"

/* ---- what the end has left ----------------------------------------------------------------------- */

/* What the trigger may still bring, once the contract or the norm's clause was ended. Spec 24.2. */
static bool may_still_fire(const struct fill *fill, const struct nm_norm *norm, const struct nm_trigger *trigger)
{
    bool survives = norm->fate == NM_SURVIVES, runs_on = survives || norm->fate == NM_ACCRUED;
    switch ((enum nm_trigger_kind)trigger->kind) {
    case NM_ON_BREACH:
    case NM_ON_SILENCE: return fill->lives_on[trigger->norm];
    case NM_ON_STATUS:
    case NM_ON_TENDER:
    case NM_ON_LOSS: return runs_on && fill->lives_on[trigger->norm];
    case NM_AT_TICK: return survives;
    case NM_ON_EVENT: { /* an act that performs, answers or breaks something, or a figure */
        const struct nm_pattern *pattern = &fill->nm->pattern[trigger->pattern];
        return survives || (runs_on && (pattern->indicator != NM_NONE || fill->may_do[pattern->act]));
    }
    case NM_AT_START:
    case NM_AT_END: return false; /* it was there when they came */
    }
    UNREACHABLE();
}

static bool is_ended(const struct fill *fill, int32_t norm)
{
    bool ended = fill->st->head.phase == ST_WINDING_UP;
    for (; norm != NM_NONE && !ended; norm = fill->nm->norm[norm].parent) { /* with the whole its parts */
        for (uint32_t i = 0; i < fill->st->ending_count; i++)
            ended |= fill->st->ending[i].norm == norm && fill->st->ending[i].key == -1;
    }
    return ended;
}

static bool is_left(const struct fill *fill, int32_t norm)
{
    const struct nm_norm *row = &fill->nm->norm[norm];
    bool may_fire = !is_ended(fill, norm);
    for (int32_t i = 0; i < row->trigger_count && !may_fire; i++)
        may_fire = may_still_fire(fill, row, &fill->nm->trigger[row->first_trigger + i]);
    return may_fire;
}

static void keep_alive(struct fill *fill, int32_t norm)
{
    const struct nm_norm *row = &fill->nm->norm[norm];
    const struct nm_answer *answer = row->answer == NM_NONE ? NULL : &fill->nm->answer[row->answer];
    int32_t acts[] = {row->pattern == NM_NONE ? NM_NONE : fill->nm->pattern[row->pattern].act, /* a memory has none */
                      answer ? answer->accept : NM_NONE, answer ? answer->reject : NM_NONE};
    fill->lives_on[norm] = true;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (acts[i] != NM_NONE)
            fill->may_do[acts[i]] = true;
}

void fill_living(struct fill *fill)
{
    const struct nm *nm = fill->nm;
    fill->lives_on = arena_array(fill->arena, nm->norm_count, sizeof *fill->lives_on);
    fill->may_do = arena_array(fill->arena, nm->act_count, sizeof *fill->may_do);
    if (fill->st->head.phase != ST_WINDING_UP && fill->st->ending_count == 0)
        return; /* nobody asks */
    for (uint32_t i = 0; i < fill->st->inst_count; i++) {
        const struct st_inst *inst = &fill->st->inst[i];
        if (st_is_live(inst) || inst->flags & ST_OWED || inst->pend > 0)
            keep_alive(fill, inst->norm);
    }
    for (bool is_new = true; is_new;) { /* and what may come of these */
        is_new = false;
        for (int32_t norm = 0; norm < (int32_t)nm->norm_count; norm++) {
            if (fill->lives_on[norm] || !is_left(fill, norm))
                continue;
            keep_alive(fill, norm);
            is_new = true;
        }
    }
}

bool fill_can_be_made(const struct fill *fill, const struct nm_norm *norm)
{
    enum st_phase phase = (enum st_phase)fill->st->head.phase;
    return phase != ST_CLOSED && (phase == ST_DRAFT || is_left(fill, (int32_t)(norm - fill->nm->norm)));
}

/* ---- what a day or a figure calls forth ---------------------------------------------------------- */

/* The day that alone calls it forth: NULL if anything else does. */
static const struct nm_trigger *day_of(const struct fill *fill, const struct nm_norm *norm)
{
    const struct nm_trigger *trigger = norm->trigger_count == 1 ? &fill->nm->trigger[norm->first_trigger] : NULL;
    return trigger && trigger->kind == NM_AT_TICK ? trigger : NULL;
}

/* Of a sum for a period, the value that calls it forth once it is measured; NULL. */
static const struct nm_expr *measured_in(const struct nm *nm, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    if (expr->op == NM_OP_MEASURED)
        return expr;
    const struct nm_expr *left = expr->op == NM_OP_AND ? measured_in(nm, expr->a) : NULL;
    return left || expr->op != NM_OP_AND ? left : measured_in(nm, expr->b);
}

static const struct nm_expr *value_of(const struct fill *fill, const struct nm_norm *norm)
{
    const struct nm_trigger *trigger = norm->trigger_count > 0 ? &fill->nm->trigger[norm->first_trigger] : NULL;
    return trigger && trigger->guard != NM_NONE ? measured_in(fill->nm, trigger->guard) : NULL;
}

/* Its day has come, or the value of its period, and did not call it forth. */
bool fill_is_past(const struct fill *fill, const struct nm_norm *norm)
{
    const struct st_head *head = &fill->st->head;
    const struct nm_trigger *day = day_of(fill, norm);
    const struct nm_expr *value = value_of(fill, norm);
    if (value && fill_is_measured(fill, (int32_t)value->imm, value->b))
        return true;
    return day && head->phase != ST_DRAFT &&
           (day->tick < head->now || (day->tick == head->now && (head->closed || !day->closing)));
}

/* Of a series one row stands for all that may still be made: that of its first such norm. */
bool fill_is_first_to_come(const struct fill *fill, int32_t norm)
{
    int32_t series = fill->nm->norm[norm].series;
    for (int32_t other = series; other < norm && series != NM_NONE; other++) {
        if (fill->nm->norm[other].series != series || fill_is_past(fill, &fill->nm->norm[other]))
            continue;
        bool is_made = false;
        for (uint32_t i = 0; i < fill->st->inst_count && !is_made; i++)
            is_made = fill->st->inst[i].norm == other;
        if (!is_made)
            return false;
    }
    return true;
}

static const char *period_zh(const struct nm *nm, const struct nm_norm *norm)
{
    const char *zh = nm_str(nm, norm->period_zh);
    return zh[0] ? zh : nm_str(nm, norm->period);
}

/* "when 2026-02 ends; likewise for 35 more, to 2029-01; from 2027-02 if the term is renewed" */
static void say_series(const struct fill *fill, const struct nm_norm *norm, struct report_row *row)
{
    const struct nm *nm = fill->nm;
    const struct nm_norm *last = NULL;
    const struct nm_norm *marked = NULL; /* the first that the end of the term may cut off */
    struct report_text mark = {0};
    uint32_t more = 0;
    for (uint32_t i = (uint32_t)(norm - nm->norm) + 1; norm->series != NM_NONE && i < nm->norm_count; i++) {
        if (nm->norm[i].series != norm->series)
            continue;
        last = &nm->norm[i];
        more++;
        if (text_is_empty(mark)) {
            mark = fill_if_reached(fill, last, last->in_term);
            marked = last;
        }
    }
    if (!last || text_is_empty(row->trigger))
        return;
    struct phrases words;
    phrases_init(&words);
    buf_printf(&words.en, "%s; likewise for %u more, to %s", text_pick(row->trigger, REPORT_EN), more,
               nm_str(nm, last->period));
    buf_printf(&words.zh, "%s；其后%u期同，至%s", text_pick(row->trigger, REPORT_ZH), more, period_zh(nm, last));
    if (!text_is_empty(mark)) {
        buf_printf(&words.en, "; from %s %s", nm_str(nm, marked->period), mark.en);
        buf_printf(&words.zh, "；自%s起，%s", period_zh(nm, marked), mark.zh);
    }
    row->trigger = fill_keep(fill, &words);
}

bool fill_is_of_day(const struct nm *nm, int32_t row)
{
    static const bool is_of_time[NM_OP_COUNT] = {
        [NM_OP_CONST] = true,      [NM_OP_TERM_START] = true, [NM_OP_TERM_END] = true,  [NM_OP_AT] = true,
        [NM_OP_TRIGGER] = true,    [NM_OP_ADD_TICKS] = true,  [NM_OP_ADD_DAYS] = true,  [NM_OP_ADD_WORK] = true,
        [NM_OP_ADD_MONTHS] = true, [NM_OP_ROLL] = true,       [NM_OP_DAY_START] = true, [NM_OP_DAY_END] = true,
        [NM_OP_MIN] = true,        [NM_OP_MAX] = true,        [NM_OP_SINCE] = true,     [NM_OP_ADD_MONTH_ENDS] = true};
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    return is_of_time[expr->op] && (arity < 1 || fill_is_of_day(nm, expr->a)) &&
           (arity < 2 || fill_is_of_day(nm, expr->b));
}

/* A day that is the same whenever it is asked, and whatever asks. */
static bool is_written_day(const struct nm *nm, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    bool is_moving = expr->op == NM_OP_TRIGGER || expr->op == NM_OP_AT || expr->op == NM_OP_SINCE;
    return !is_moving && fill_is_of_day(nm, row) && (arity < 1 || is_written_day(nm, expr->a)) &&
           (arity < 2 || is_written_day(nm, expr->b));
}

/* What arises on a written day has its dates before it does; what waits for the value of a period, its last day if
 * that counts from the end of the period. */
static void take_coming_dates(const struct fill *fill, const struct nm_norm *norm, struct report_row *row)
{
    const struct nm_trigger *day = day_of(fill, norm);
    if (!day && value_of(fill, norm) && norm->due != NM_NONE && is_written_day(fill->nm, norm->due))
        row->due = fill_moment(fill, fill_ask(fill, FILL_NO_INST, norm->due, fill->st->head.now, NM_NEVER));
    if (!day || (norm->from != NM_NONE && !fill_is_of_day(fill->nm, norm->from)))
        return;
    int64_t from = norm->from == NM_NONE ? day->tick : fill_ask(fill, FILL_NO_INST, norm->from, day->tick, day->tick);
    row->from = fill_beginning(fill, from > day->tick ? from : day->tick);
    if (norm->due != NM_NONE && fill_is_of_day(fill->nm, norm->due))
        row->due = fill_moment(fill, fill_ask(fill, FILL_NO_INST, norm->due, day->tick, NM_NEVER));
}

void fill_when_row(struct fill *fill, const struct nm_norm *norm)
{
    struct report_row row = fill_norm_row(fill, norm);
    row.form = REPORT_ROW_WHEN;
    row.status = REPORT_DORMANT;
    if (text_is_empty(row.trigger) && norm->trigger_count > 0)
        row.trigger = fill_trigger_text(fill, norm);
    take_coming_dates(fill, norm, &row);
    row.comes_once = norm->trigger_count > 0 && fill->nm->trigger[norm->first_trigger].kind == NM_AT_END;
    say_series(fill, norm, &row);
    if (norm->replaced != NM_NONE || norm->since != NM_NONE)
        row.mark = fill_text_of(fill, norm);
    struct report_text unknown = fill_unknown(fill, norm);
    if (!text_is_empty(unknown))
        row.mark = unknown;
    vec_push(&fill->rows, row);
}
