/* lower.c - norms, triggers, answers, powers and expressions become rows. Nothing is decided here:
 * the meant tree already says everything, rows only refer to each other by index. */
#include "compiler/ir/lower.h"

#include <assert.h>
#include <stdlib.h>

#include "compiler/ir/lower_internal.h"
#include "compiler/sema/meaning.h"
#include "compiler/sema/sema.h"
#include "lang/base/arena.h"
#include "lang/syntax/source.h"
#include "lang/value/tick.h"
#include "runtime/machine_io.h"

/* The one calendar that the contract has chosen; of the others it asks nothing. */
static void lower_calendar(struct lowering *lowering)
{
    const struct meaning *meaning = lowering->meaning;
    struct nm_builder *builder = lowering->builder;
    if (meaning->calendar == NM_NONE)
        return;
    const struct meant_calendar *calendar = meaning->calendars.items[meaning->calendar];
    struct nm_calendar row = {.name = nmb_str(builder, calendar->name), .week = calendar->week,
                              .first_day = 1, .last_day = 0,
                              .first_exception = (int32_t)builder->exception.count,
                              .exception_count = (int32_t)calendar->day_count};
    if (calendar->has_years) {
        row.first_day = date_to_day((struct civil){calendar->first_year, 1, 1});
        row.last_day = date_to_day((struct civil){calendar->last_year, 12, 31});
    }
    for (uint32_t i = 0; i < calendar->day_count; i++)
        nmb_add_exception(builder, (struct nm_exception){.day = calendar->days[i].day,
                                                         .worked = calendar->days[i].is_worked});
    builder->head.calendar = nmb_add_calendar(builder, row);
}

/* Its row. */
static int32_t calendar_row(const struct lowering *lowering, int32_t calendar)
{
    assert(calendar == NM_NONE || calendar == lowering->meaning->calendar);
    return calendar == NM_NONE ? NM_NONE : lowering->builder->head.calendar;
}

/* `is breached` of what is not owed any more once it is broken asks for the record. */
static enum nm_op breach_asked(const struct meant_norm *norm)
{
    bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    bool lives_on = is_duty && norm->late != NM_LATE_ESSENTIAL &&
                    !(norm->remedy && norm->remedy->instead);
    return lives_on ? NM_OP_IN_BREACH : NM_OP_BREACHED;
}

int32_t lower_row(struct lowering *lowering, const struct meant_expr *expr, int32_t a, int32_t b)
{
    struct nm_builder *builder = lowering->builder;
    if (expr->op == NM_OP_TRIGGER && lowering->known_day != NM_NEVER)
        return nmb_expr(builder, NM_OP_CONST, NM_NONE, NM_NONE,
                        lower_day(lowering, lowering->known_day, lowering->known_edge));
    if (expr->op == NM_OP_STATUS)
        a = (int32_t)expr->statuses;
    switch (nm_op_operand(expr->op)) {
    case NM_OPERAND_NOTHING:
    case NM_OPERAND_NUMBER:
    case NM_OPERAND_TICK: return nmb_expr(builder, expr->op, a, b, expr->imm);
    case NM_OPERAND_NORM: {
        bool asks_breach = expr->op == NM_OP_IN_BREACH || expr->op == NM_OP_UNCURED || expr->op == NM_OP_UNCURABLE;
        enum nm_op op = asks_breach && breach_asked(expr->norm) == NM_OP_BREACHED ? NM_OP_BREACHED : expr->op;
        return nmb_expr(builder, op, a, b, expr->norm->index);
    }
    case NM_OPERAND_INDICATOR:
        return nmb_expr(builder, expr->op, expr->first, expr->last, expr->imm);
    case NM_OPERAND_RATIO:
        return nmb_expr(builder, expr->op, a, NM_NONE, nmb_add_ratio(builder, expr->ratio));
    case NM_OPERAND_CALENDAR:
        return nmb_expr(builder, expr->op, a, calendar_row(lowering, expr->calendar), expr->imm);
    }
    UNREACHABLE();
}

static bool asks_end(const struct meant_expr *expr)
{
    return expr && (expr->op == NM_OP_TERM_END || asks_end(expr->a) || asks_end(expr->b));
}

/* An expression that is no time; the windows in which it counts are. */
static int32_t lower_expr(struct lowering *lowering, const struct meant_expr *expr)
{
    if (!expr)
        return NM_NONE;
    if (expr->op == NM_OP_RECORDS || expr->op == NM_OP_MADE || expr->op == NM_OP_DUE_IN ||
        expr->op == NM_OP_KEPT_IN) {
        int32_t first = lower_time(lowering, expr->a, DAY_FIRST);
        return lower_row(lowering, expr, first, lower_time(lowering, expr->b, DAY_LAST));
    }
    if ((expr->op == NM_OP_LE || expr->op == NM_OP_LT) && (asks_end(expr->a) || asks_end(expr->b))) /* of two ends */
        return lower_time(lowering, expr, DAY_LAST);
    return lower_row(lowering, expr, lower_expr(lowering, expr->a), lower_expr(lowering, expr->b));
}

static int32_t lower_pattern(struct lowering *lowering, const struct meant_pattern *pattern)
{
    struct nm_pattern row = nmb_blank_pattern();
    row.act = lower_act(lowering, pattern->act);
    row.actors = pattern->actors;
    row.to = pattern->to;
    row.all_hands = pattern->all_hands;
    row.kind = pattern->kind;
    row.indicator = pattern->indicator ? pattern->indicator->index : NM_NONE;
    row.key = pattern->key_bound ? NM_KEY_BOUND : NM_KEY_FREE;
    row.first_test = (int32_t)lowering->builder->test.count;
    row.test_count = (int32_t)pattern->test_count;
    for (uint32_t i = 0; i < pattern->test_count; i++)
        nmb_add_test(lowering->builder, (struct nm_test){.attr = pattern->tests[i].attr,
                                                         .known = pattern->tests[i].is_known,
                                                         .values = pattern->tests[i].values});
    return nmb_add_pattern(lowering->builder, row);
}

static bool waits(const struct lowering *lowering, const struct meant_norm *norm)
{
    return lowering->meaning->conditions.count && !norm->is_before_effect;
}

/* What makes a norm that is there from the start. */
static void lower_start(struct lowering *lowering, const struct meant_norm *norm, struct nm_norm *row)
{
    struct nm_trigger start = nmb_blank_trigger();
    if (waits(lowering, norm)) {
        row->trigger_count = (int32_t)lowering->meaning->conditions.count;
        lower_effect(lowering, norm->of_period || lowering->known_day != NM_NEVER, row->due);
        return;
    }
    row->trigger_count = 1;
    start.kind = NM_AT_START;
    nmb_add_trigger(lowering->builder, start);
}

/* Acts, days and changes from before the contract is in force make nothing; what follows from what
 * there is needs not be looked at. */
static bool is_guarded(const struct lowering *lowering, const struct meant_norm *norm,
                       enum nm_trigger_kind kind)
{
    return waits(lowering, norm) && !norm->remedies &&
           (kind == NM_ON_EVENT || kind == NM_AT_TICK || kind == NM_ON_STATUS || kind == NM_ON_BREACH);
}

/* What survives for a time calls nothing forth after it, but at the end of a period that has begun by then. */
static int32_t guard_of(struct lowering *lowering, const struct meant_norm *norm, const struct meant_trigger *trigger)
{
    struct nm_builder *builder = lowering->builder;
    int32_t guard = lower_expr(lowering, trigger->guard);
    if (!trigger->until)
        return guard;
    int32_t is_in_time;
    if (trigger->kind == NM_AT_TICK && norm->gone)
        is_in_time = nmb_expr(builder, NM_OP_NOT, lower_expr(lowering, norm->gone), NM_NONE, 0);
    else
        is_in_time = nmb_expr(builder, NM_OP_LE, nmb_expr(builder, NM_OP_AT, NM_NONE, NM_NONE, 0),
                              lower_time(lowering, trigger->until, DAY_LAST), 0);
    return guard == NM_NONE ? is_in_time : nmb_expr(builder, NM_OP_AND, guard, is_in_time, 0);
}

static void lower_triggers(struct lowering *lowering, const struct meant_norm *norm,
                           struct nm_norm *row)
{
    struct nm_builder *builder = lowering->builder;
    row->first_trigger = (int32_t)builder->trigger.count;
    bool is_from_start = !norm->triggers.count || lowering->known_day != NM_NEVER;
    row->trigger_count = (int32_t)norm->triggers.count;
    if (is_from_start)
        lower_start(lowering, norm, row);
    for (size_t i = 0; !is_from_start && i < norm->triggers.count; i++) {
        const struct meant_trigger *trigger = &norm->triggers.items[i];
        struct nm_trigger out = nmb_blank_trigger();
        out.kind = (int32_t)trigger->kind;
        out.pattern = trigger->kind == NM_ON_EVENT ? lower_pattern(lowering, &trigger->pattern) : NM_NONE;
        out.norm = trigger->norm ? trigger->norm->index : NM_NONE;
        out.statuses = trigger->kind == NM_ON_STATUS ? trigger->statuses : 0;
        out.guard = guard_of(lowering, norm, trigger);
        if (is_guarded(lowering, norm, trigger->kind))
            out.guard = lower_in_force(lowering, out.guard);
        out.repeat = (int32_t)trigger->repeat;
        out.tick = trigger->kind == NM_AT_TICK
                       ? lower_day(lowering, trigger->tick, trigger->is_closing ? DAY_LAST : DAY_FIRST)
                       : trigger->tick;
        out.closing = trigger->is_closing;
        out.told = trigger->told ? trigger->told->index : NM_NONE;
        out.measured = trigger->has_unit;
        out.unit = trigger->has_unit ? trigger->unit : NM_NONE;
        out.performed = trigger->is_by_performance;
        out.clause = trigger->clause - 1;
        out.whole = trigger->is_whole;
        out.by = trigger->by - 1;
        nmb_add_trigger(builder, out);
    }
}

static int32_t lower_answer(struct lowering *lowering, const struct meant_answer *answer)
{
    if (!answer)
        return NM_NONE;
    struct nm_answer row = nmb_blank_answer();
    row.clause = answer->clause;
    row.acceptors = answer->acceptors;
    row.accept = lower_act(lowering, (struct meant_act){answer->accept, false});
    row.reject = lower_act(lowering, (struct meant_act){answer->reject, false});
    row.limit = lower_time(lowering, answer->limit, DAY_LAST);
    row.silence = (int32_t)answer->silence;
    row.rework = lower_time(lowering, answer->rework, DAY_LAST);
    row.rounds = answer->rework ? answer->rounds : 0;
    row.limit_by_day = lower_is_by_day(lowering, answer->limit);
    row.rework_by_day = lower_is_by_day(lowering, answer->rework);
    return nmb_add_answer(lowering->builder, row);
}

static int32_t lower_power(struct lowering *lowering, const struct meant_norm *norm)
{
    const struct meant_power *power = norm->power;
    if (!power)
        return NM_NONE;
    struct nm_power row = nmb_blank_power();
    row.effect = (int32_t)power->effect;
    row.act = lower_act(lowering, norm->pattern.act);
    row.ground = lower_expr(lowering, power->ground);
    row.notice = lower_time(lowering, power->notice, DAY_LAST);
    row.until = lower_time(lowering, power->until, DAY_LAST);
    row.ends = lower_expr(lowering, power->ends);
    row.amount = lower_days(lowering, power->amount);
    row.clock_runs = power->scope.count && power->scope.items[0]->clock_runs; /* alike for all: E0761 */
    row.uses = power->uses;
    row.conclusive = power->conclusive;
    row.precedence = power->precedence;
    row.first_scope = (int32_t)lowering->builder->scope.count;
    row.scope_count = (int32_t)power->scope.count;
    for (size_t i = 0; i < power->scope.count; i++)
        nmb_add_scope(lowering->builder, (struct nm_scope){.norm = power->scope.items[i]->index});
    return nmb_add_power(lowering->builder, row);
}

static int32_t lower_capacity(struct lowering *lowering, const struct meant_norm *norm)
{
    if (!norm->capacity)
        return NM_NONE;
    struct nm_capacity row = *norm->capacity;
    row.calendar = calendar_row(lowering, row.calendar);
    if (row.calendar == NM_NONE) {
        row.shortest = lower_days(lowering, row.shortest);
        row.longest = lower_days(lowering, row.longest);
    }
    row.start_act = lower_act(lowering, norm->capacity_start);
    return nmb_add_capacity(lowering->builder, row);
}

/* The window opens no earlier than the known day. */
static int32_t lower_from(struct lowering *lowering, const struct meant_norm *norm)
{
    int32_t from = lower_time(lowering, norm->from, DAY_FIRST);
    if (lowering->known_day == NM_NEVER)
        return from;
    int32_t day = nmb_expr(lowering->builder, NM_OP_CONST, NM_NONE, NM_NONE,
                           lower_day(lowering, lowering->known_day, DAY_FIRST));
    return from == NM_NONE ? day : nmb_expr(lowering->builder, NM_OP_MAX, day, from, 0);
}

/* Whether it arises from a breach, behind `otherwise` or `when clause 1.1 is breached`. */
static bool follows_breach(const struct meant_norm *norm)
{
    bool follows = norm->remedies != NULL;
    for (size_t i = 0; i < norm->triggers.count; i++)
        follows |= norm->triggers.items[i].kind == NM_ON_BREACH;
    return follows;
}

static bool is_in_money(const struct lowering *lowering, const struct meant_norm *norm)
{
    return norm->unit != NM_NONE && lowering->meaning->units.items[norm->unit]->dimension == NM_MONEY;
}

/* What is to be chosen is a debt, or follows from a breach: it runs on after a termination, and so does the choice. */
static bool is_between_debts(const struct lowering *lowering, const struct meant_norm *choice)
{
    bool is = follows_breach(choice);
    for (size_t i = 0; i < choice->power->scope.count; i++) {
        const struct meant_norm *norm = choice->power->scope.items[i];
        is |= is_in_money(lowering, norm) || (norm->chosen_by && follows_breach(norm->chosen_by));
    }
    return is;
}

/* Whether it arises from what becomes of another norm, or of its period: it is owed then, whatever its day. */
static bool follows_another(const struct meant_norm *norm)
{
    bool follows = norm->remedies != NULL;
    for (size_t i = 0; i < norm->triggers.count; i++)
        follows |= norm->triggers.items[i].kind != NM_ON_EVENT && norm->triggers.items[i].kind != NM_AT_TICK;
    return follows;
}

static void lower_norm(struct lowering *lowering, const struct meant_norm *norm)
{
    struct nm_builder *builder = lowering->builder;
    struct nm_norm row = nmb_blank_norm();
    lowering->known_day = meant_known_day(norm);
    lowering->known_edge = norm->triggers.count && norm->triggers.items[0].is_closing ? DAY_LAST : DAY_FIRST;
    row.name = nmb_str(builder, norm->name);
    row.clause = norm->clause;
    row.kind = (int32_t)norm->kind;
    row.bearers = norm->bearers;
    row.joint = (int32_t)norm->joint;
    row.creditors = norm->creditors;
    row.due = lower_time(lowering, norm->due, DAY_LAST);
    lower_triggers(lowering, norm, &row);
    row.key_kind = norm->key_kind;
    row.pattern = norm->kind == NM_CAP ? NM_NONE : lower_pattern(lowering, &norm->pattern);
    row.from = lower_from(lowering, norm);
    bool by_day = norm->due_unit == NM_TICKS && lower_is_by_day(lowering, norm->due);
    row.due_unit = by_day ? NM_DAYS : (int32_t)norm->due_unit;
    row.roll = norm->due ? norm->roll : 0;
    row.calendar = lowering->builder->head.calendar;
    row.grace = lower_time(lowering, norm->grace, DAY_LAST);
    row.late = (int32_t)norm->late;
    bool has_need = norm->kind == NM_AMOUNT || norm->kind == NM_ASSUME || norm->kind == NM_AT_MOST ||
                    norm->kind == NM_PERMIT || norm->kind == NM_CAP;
    row.need = has_need ? lower_expr(lowering, norm->need) : NM_NONE;
    row.unit = norm->unit_as != NM_NONE ? norm->unit_as : norm->unit;
    row.distinct = norm->distinct;
    row.pool = norm->pool;
    row.parent = norm->parent ? norm->parent->index : NM_NONE;
    row.answer = lower_answer(lowering, norm->answer);
    row.by_answer = norm->by_answer;
    row.named = norm->warranted || norm->shown;
    row.loss = norm->loss ? lower_pattern(lowering, norm->loss) : NM_NONE;
    row.until = lower_expr(lowering, norm->until);
    row.holds = lower_expr(lowering, norm->holds);
    row.each_day = norm->each_day;
    row.known = lower_expr(lowering, norm->known);
    row.wait = lower_time(lowering, norm->wait, DAY_LAST);
    row.deemed = lower_expr(lowering, norm->deemed);
    const struct meant_norm *remedy = norm->remedy; /* a right makes nothing good */
    bool is_right = remedy && (remedy->kind == NM_POWER || remedy->kind == NM_PERMIT);
    row.remedy = remedy && !is_right ? remedy->index : NM_NONE;
    row.instead = norm->instead;
    row.regardless = norm->regardless;
    row.accrual = norm->accrual && follows_breach(norm);
    bool is_made = norm->triggers.count != 0 && lowering->known_day == NM_NEVER;
    row.first_excuse = (int32_t)builder->scope.count;
    row.excuse_count = (int32_t)norm->excuses.count;
    for (size_t i = 0; i < norm->excuses.count; i++)
        nmb_add_scope(builder, (struct nm_scope){norm->excuses.items[i]->index});
    row.first_except = (int32_t)builder->scope.count;
    row.except_count = (int32_t)norm->excepts.count;
    for (size_t i = 0; i < norm->excepts.count; i++)
        nmb_add_scope(builder, (struct nm_scope){norm->excepts.items[i]->index});
    row.by_act = norm->by_act;
    row.minimum = norm->is_minimum;
    bool is_money = is_in_money(lowering, norm);
    row.fate = (int32_t)(norm->fate == NM_RELEASED && is_made && is_money ? NM_ACCRUED : norm->fate);
    if (norm->fate == NM_RELEASED && norm->power && norm->power->effect == NM_CHOOSE &&
        is_between_debts(lowering, norm))
        row.fate = NM_ACCRUED;
    bool is_earned = (norm->of_period && !norm->of_period->is_day) || lowering->known_day != NM_NEVER;
    if (row.fate == NM_RELEASED && is_earned && is_money)
        row.fate = NM_EARNED;
    if (norm->of_period) {
        row.series = norm->series->index;
        row.period = nmb_str(builder, norm->of_period->name);
        row.period_zh = nmb_str(builder, norm->of_period->label_zh);
        row.period_first = lower_day(lowering, norm->of_period->first, DAY_FIRST);
        row.period_last = lower_day(lowering, norm->of_period->last, DAY_LAST);
        if (!follows_another(norm) && norm->of_period->day != NM_NEVER)
            row.in_term = lower_day(lowering, norm->of_period->day, DAY_LAST);
    }
    row.power = lower_power(lowering, norm);
    row.capacity = lower_capacity(lowering, norm);
    row.reminder = lower_time(lowering, norm->reminder, DAY_LAST);
    row.action_en = nmb_str(builder, norm->action_en);
    row.action_zh = nmb_str(builder, norm->action_zh);
    row.trigger_en = nmb_str(builder, norm->trigger_en);
    row.trigger_zh = nmb_str(builder, norm->trigger_zh);
    row.rule_en = nmb_str(builder, norm->rule_en);
    row.rule_zh = nmb_str(builder, norm->rule_zh);
    row.evidence_en = nmb_str(builder, norm->evidence_en);
    row.evidence_zh = nmb_str(builder, norm->evidence_zh);
    row.accept_en = nmb_str(builder, norm->accept_en);
    row.accept_zh = nmb_str(builder, norm->accept_zh);
    row.remedy_en = nmb_str(builder, norm->remedy_en);
    row.remedy_zh = nmb_str(builder, norm->remedy_zh);
    nmb_add_norm(builder, row);
}

/* Norms stand in the order of their clauses; those of one clause as they were read. */
static void order_norms(struct meaning *meaning)
{
    size_t count = meaning->norms.count;
    struct meant_norm **sorted = arena_array(meaning->arena, count, sizeof *sorted);
    size_t next = 0;
    for (size_t clause = 0; clause < meaning->clauses.count; clause++) {
        for (size_t i = 0; i < count; i++) {
            if ((size_t)meaning->norms.items[i]->clause == clause)
                sorted[next++] = meaning->norms.items[i];
        }
    }
    assert(next == count);
    for (size_t i = 0; i < count; i++) {
        meaning->norms.items[i] = sorted[i];
        sorted[i]->index = (int32_t)i;
    }
}

/* A norm that arises from another's change stands one stratum behind it. Circles need an act in
 * between, so the count of rounds is bounded by the number of norms. */
static void set_strata(struct nm_builder *builder)
{
    for (size_t round = 0; round < builder->norm.count; round++) {
        int changed = 0;
        for (size_t i = 0; i < builder->norm.count; i++) {
            struct nm_norm *norm = &builder->norm.items[i];
            for (int32_t k = 0; k < norm->trigger_count; k++) {
                const struct nm_trigger *trigger = &builder->trigger.items[norm->first_trigger + k];
                if (trigger->norm == NM_NONE || trigger->kind == NM_ON_LOSS)
                    continue;
                int32_t behind = builder->norm.items[trigger->norm].trigger_stratum + 1;
                if (norm->trigger_stratum < behind && behind <= (int32_t)builder->norm.count) {
                    norm->trigger_stratum = behind;
                    changed = 1;
                }
            }
        }
        if (!changed)
            return;
    }
}

/* No date lies later than the last written one plus all durations in a row. */
static int64_t horizon_of(const struct nm_builder *builder)
{
    int64_t last = builder->head.end == NM_NEVER ? builder->head.start : builder->head.end;
    int64_t days = 0, ticks = 0, free_days = (int64_t)builder->exception.count;
    for (size_t i = 0; i < builder->expr.count; i++) {
        const struct nm_expr *expr = &builder->expr.items[i];
        int64_t length = expr->imm < 0 ? -expr->imm : expr->imm;
        if (expr->op == NM_OP_ADD_TICKS)
            ticks += length;
        else if (expr->op == NM_OP_ADD_DAYS || expr->op == NM_OP_DAY_END)
            days += expr->op == NM_OP_DAY_END ? 1 : length;
        else if (expr->op == NM_OP_ADD_WORK)
            days += 7 * length + 7 + free_days;
        else if (expr->op == NM_OP_ROLL)
            days += 7 + free_days;
        else if (expr->op == NM_OP_ADD_MONTHS || expr->op == NM_OP_ADD_MONTH_ENDS)
            days += 31 * length;
    }
    return last + days * tick_per_day((enum granularity)builder->head.granularity) + ticks + 1;
}

void lower_orders(struct nm_builder *builder)
{
    set_strata(builder);
    lower_ranks(builder);
    builder->head.horizon = horizon_of(builder);
}

/* The row of the file in which a clause stands. */
static int32_t file_of(const struct meaning *meaning, const struct source *source)
{
    for (size_t i = 0; i < meaning->sources.count; i++) {
        if (meaning->sources.items[i] == source)
            return (int32_t)i;
    }
    BUG("a clause in no file");
}

static void lower_texts(struct lowering *lowering)
{
    const struct meaning *meaning = lowering->meaning;
    struct nm_builder *builder = lowering->builder;
    for (size_t i = 0; i < meaning->sources.count; i++)
        nmb_add_file(builder, (struct nm_file){nmb_str(builder, meaning->sources.items[i]->name)});
    for (size_t i = 0; i < meaning->clauses.count; i++) {
        const struct meant_clause *clause = meaning->clauses.items[i];
        struct nm_clause row = nmb_blank_clause();
        row.number = nmb_str(builder, clause->number);
        row.title_en = nmb_str(builder, clause->title_en);
        row.title_zh = nmb_str(builder, clause->title_zh);
        row.sentence = nmb_str(builder, clause->sentence);
        row.text_en = nmb_str(builder, clause->text_en);
        row.text_zh = nmb_str(builder, clause->text_zh);
        row.parent = clause->within == NM_NONE ? clause->parent : clause->within;
        row.coverage = (int32_t)clause->coverage;
        row.file = file_of(meaning, clause->source);
        row.start = clause->span.start;
        row.end = clause->span.end;
        nmb_add_clause(builder, row);
    }
}

/* What stands there twice, as in a template that is used twice, is said once. */
static void lower_definitions(const struct meaning *meaning, struct nm_builder *builder)
{
    for (size_t i = 0; i < meaning->definitions.count; i++) {
        nm_text en = nmb_str(builder, meaning->definitions.items[i].en);
        bool is_known = false;
        for (size_t k = 0; k < builder->definition.count && !is_known; k++)
            is_known = builder->definition.items[k].en == en;
        if (!is_known)
            nmb_add_definition(
                builder,
                (struct nm_definition){.en = en,
                                       .zh = nmb_str(builder, meaning->definitions.items[i].zh),
                                       .since = NM_NONE});
    }
}

/* Pools that no norm is left in have no number; the others keep their order. */
static void number_pools(struct nm_builder *builder, int32_t pools)
{
    int32_t *number = calloc((size_t)pools + 1, sizeof *number);
    if (!number)
        BUG("out of memory");
    for (size_t i = 0; i < builder->norm.count; i++) {
        if (builder->norm.items[i].pool != NM_NONE)
            number[builder->norm.items[i].pool] = 1;
    }
    int32_t next = 0;
    for (int32_t i = 0; i < pools; i++)
        number[i] = number[i] ? next++ : NM_NONE;
    for (size_t i = 0; i < builder->norm.count; i++) {
        if (builder->norm.items[i].pool != NM_NONE)
            builder->norm.items[i].pool = number[builder->norm.items[i].pool];
    }
    builder->head.pools = next;
    free(number);
}

void lower(struct meaning *meaning, struct nm_builder *builder)
{
    struct lowering lowering = {.meaning = meaning, .builder = builder};
    sema_say(meaning);
    order_norms(meaning);
    builder->head.granularity = (int32_t)meaning->granularity;
    builder->head.name = nmb_str(builder, meaning->name);
    builder->head.title_en = nmb_str(builder, meaning->title_en);
    builder->head.title_zh = nmb_str(builder, meaning->title_zh);
    if (meaning->zone) {
        builder->head.zone = nmb_str(builder, meaning->zone);
        builder->head.zone_offset = meaning->clock.offset;
        for (size_t i = 0; i < meaning->clock.count; i++)
            nmb_add_shift(builder, meaning->clock.shifts[i]);
    }
    builder->head.signed_on = lower_day(&lowering, meaning->signed_on, DAY_FIRST);
    builder->head.start = lower_day(&lowering, meaning->start, DAY_FIRST);
    builder->head.end = lower_day(&lowering, meaning->end, DAY_LAST);
    builder->head.warning = lower_days(&lowering, meaning->warning);
    lower_names(&lowering);
    lower_texts(&lowering);
    lower_definitions(meaning, builder);
    lower_calendar(&lowering);
    for (size_t i = 0; i < meaning->norms.count; i++)
        lower_norm(&lowering, meaning->norms.items[i]);
    number_pools(builder, meaning->pools);
    builder->head.effect_by = lower_day(&lowering, meaning->effect_by, DAY_LAST);
    builder->head.first_condition = (int32_t)builder->scope.count;
    builder->head.condition_count = (int32_t)meaning->conditions.count;
    for (size_t i = 0; i < meaning->conditions.count; i++)
        nmb_add_scope(builder, (struct nm_scope){meaning->conditions.items[i]->index});
    for (size_t i = 0; i < meaning->renewals.count; i++)
        nmb_add_renewal(builder, (struct nm_renewal){
            .end = lower_day(&lowering, meaning->renewals.items[i].end, DAY_LAST),
            .norm = meaning->renewals.items[i].norm->index, .by_use = meaning->renewal->is_unless});
    lower_orders(builder);
    free(lowering.start_act);
}
