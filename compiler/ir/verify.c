/* Verifying, in three sweeps: the shape of every row (runtime/machine_io.h), each row by itself,
 * and what rows make together: the orders that must have no circle. The first fault ends it. */
#include "compiler/ir/verify.h"

#include <stdbool.h>
#include <string.h>

#include "compiler/ir/calendar_of.h"
#include "lang/base/arena.h"
#include "lang/base/limits.h"
#include "lang/base/vec.h"
#include "lang/value/date.h"
#include "lang/value/tick.h"
#include "runtime/machine_io.h"
#include "runtime/state.h"

struct verify {
    const struct nm *nm;
    struct arena *arena;
    const char *fault;
};

/* Notes the first fault; false, so that `return fail(…)` reads well. */
static bool fail(struct verify *verify, const char *table, size_t row, nm_text name,
                 const char *what)
{
    if (verify->fault)
        return false;
    const char *text = nm_str(verify->nm, name);
    verify->fault = *text ? arena_printf(verify->arena, "%s %zu (%s): %s", table, row, text, what)
                          : arena_printf(verify->arena, "%s %zu: %s", table, row, what);
    return false;
}

static bool check_shape(struct verify *verify)
{
    const struct nm_field *field = NULL;
    uint32_t row = 0;
    if (nm_check_shape(verify->nm, &field, &row))
        return true;
    if (!field) {
        verify->fault = "the pool of texts does not begin and end with NUL";
        return false;
    }
    struct nm_rows rows = nm_rows_of(verify->nm, (enum nm_table)field->table);
    int64_t value = nm_field_value(field, rows.rows + row * rows.row_len);
    if (field->table == NM_TABLE_expr && value >= 0 && value < NM_OP_COUNT)
        return fail(verify, "expr", row, 0, "a child, or what it asks about, leads nowhere");
    verify->fault = arena_printf(verify->arena, "%s %u: `%s` is %lld, which leads nowhere",
                                 rows.name, row, field->name, (long long)value);
    return false;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* All bits that are parties. */
static uint64_t all_parties(const struct nm *nm)
{
    uint64_t all = 0;
    for (uint32_t i = 0; i < nm->party_count && i < LIMIT_PARTIES; i++)
        if (nm->party[i].kind != NM_GROUP)
            all |= UINT64_C(1) << i;
    return all;
}

static bool check_parties(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    for (uint32_t i = 0; i < nm->party_count; i++) {
        const struct nm_party *party = &nm->party[i];
        bool is_group = party->kind == NM_GROUP;
        if (!is_group && i > 0 && nm->party[i - 1].kind == NM_GROUP)
            return fail(verify, "party", i, party->name, "it stands behind a group");
        if (!is_group && (i >= LIMIT_PARTIES || party->members != UINT64_C(1) << i))
            return fail(verify, "party", i, party->name, "its members are not itself alone");
    }
    return true;
}

/* Every set of parties, wherever it stands, holds parties only. */
static bool check_sets(struct verify *verify)
{
    uint64_t all = all_parties(verify->nm);
    for (size_t i = 0; i < nm_field_count; i++) {
        const struct nm_field *field = &nm_fields[i];
        if (field->role != NM_ROLE_SET)
            continue;
        struct nm_rows rows = nm_rows_of(verify->nm, (enum nm_table)field->table);
        for (uint32_t row = 0; row < rows.count; row++) {
            uint64_t set = (uint64_t)nm_field_value(field, rows.rows + row * rows.row_len);
            if (set & ~all)
                return fail(verify, rows.name, row, 0, "a set of parties names one that is not");
        }
    }
    return true;
}

static bool check_units(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    for (uint32_t i = 0; i < nm->unit_count; i++) {
        const struct nm_unit *unit = &nm->unit[i];
        if (unit->num <= 0 || unit->den <= 0 || unit->places > LIMIT_DECIMAL_PLACES)
            return fail(verify, "unit", i, unit->name, "its factor or places are out of range");
        if (nm->unit[unit->base].base != unit->base ||
            nm->unit[unit->base].dimension != unit->dimension)
            return fail(verify, "unit", i, unit->name, "its base is none or of another dimension");
    }
    if (nm->attr_count > LIMIT_EVENT_ATTRS)
        return fail(verify, "attr", nm->attr_count, 0, "an event has no room for so many");
    for (uint32_t i = 0; i < nm->attr_count; i++)
        if (nm->attr[i].value_count > 64)
            return fail(verify, "attr", i, nm->attr[i].name, "it has more than 64 values");
    return true;
}

static uint32_t count_of_word(const struct nm *nm, enum nm_word_what what)
{
    switch (what) {
    case NM_WORD_PARTY: return nm->party_count;
    case NM_WORD_ACT: return nm->act_count;
    case NM_WORD_KIND: return nm->kind_count;
    case NM_WORD_UNIT: return nm->unit_count;
    case NM_WORD_ATTR: return nm->attr_count;
    case NM_WORD_VALUE: return nm->value_count;
    case NM_WORD_INDICATOR: return nm->indicator_count;
    }
    UNREACHABLE();
}

static bool check_words(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    for (uint32_t i = 0; i < nm->word_count; i++) {
        const struct nm_word *word = &nm->word[i], *before = i ? word - 1 : NULL;
        if (word->index < 0 ||
            (uint32_t)word->index >= count_of_word(nm, (enum nm_word_what)word->what))
            return fail(verify, "word", i, word->text, "it means a row that is not");
        if (word->what == NM_WORD_VALUE && (word->of < 0 || (uint32_t)word->of >= nm->attr_count))
            return fail(verify, "word", i, word->text, "it is a value of no attribute");
        if (before && (before->what > word->what ||
                       (before->what == word->what &&
                        strcmp(nm_str(nm, before->text), nm_str(nm, word->text)) > 0)))
            return fail(verify, "word", i, word->text, "the words are not sorted");
    }
    return true;
}

static bool check_head(struct verify *verify)
{
    const struct nm_head *head = &verify->nm->head;
    if (head->version != NM_VERSION)
        return fail(verify, "head", 0, head->name, "its version is another one");
    if (head->start == NM_NEVER || head->end < head->start)
        return fail(verify, "head", 0, head->name, "its term ends before it starts");
    if ((uint32_t)head->pools > verify->nm->norm_count)
        return fail(verify, "head", 0, head->name, "it has more pools than norms");
    if (head->condition_count > 0 && (head->effect_by < head->start || head->effect_by == NM_NEVER))
        return fail(verify, "head", 0, head->name, "it waits for ever to come into force");
    return true;
}

/* Possible ends lie in the term, one behind the other, and each hangs on a power of its own kind. */
static bool check_renewals(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    for (uint32_t i = 0; i < nm->renewal_count; i++) {
        const struct nm_renewal *row = &nm->renewal[i];
        const struct nm_norm *norm = &nm->norm[row->norm];
        if (row->end < nm->head.start || row->end >= nm->head.end || nm->head.end == NM_NEVER)
            return fail(verify, "renewal", i, 0, "it does not lie in the term");
        if (i > 0 && row->end <= nm->renewal[i - 1].end)
            return fail(verify, "renewal", i, 0, "it is not later than the one before");
        if (norm->power == NM_NONE || nm->power[norm->power].effect != NM_RENEW)
            return fail(verify, "renewal", i, norm->name, "its norm does not renew");
    }
    return true;
}

/* Changes follow each other on the clock as they do in time, and none leads out of all dates. */
static bool check_clock(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    const int64_t day = tick_per_day(GRANULARITY_SECOND);
    if (nm->head.zone_offset < -2 * day || nm->head.zone_offset > 2 * day)
        return fail(verify, "head", 0, nm->head.zone, "its clock is days ahead");
    if (nm->shift_count > 0 && nm->head.zone == 0)
        return fail(verify, "shift", 0, 0, "no zone is named");
    for (uint32_t i = 0; i < nm->shift_count; i++) {
        const struct nm_shift *row = &nm->shift[i], *before = &nm->shift[i > 0 ? i - 1 : 0];
        if (row->shift < -4 * day || row->shift > 4 * day || row->from < DATE_DAY_FIRST * day ||
            row->from > DATE_DAY_LAST * day)
            return fail(verify, "shift", i, 0, "it is out of range");
        if (i > 0 && (row->from <= before->from || row->from - row->shift <= before->from - before->shift))
            return fail(verify, "shift", i, 0, "it is not later than the one before");
    }
    return true;
}

static bool check_calendars(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    for (uint32_t i = 0; i < nm->calendar_count; i++) {
        const struct nm_calendar *row = &nm->calendar[i];
        struct calendar *calendar = NULL;
        if (row->week < 0 || row->week > CALENDAR_SEVEN_DAY_WEEK)
            return fail(verify, "calendar", i, row->name, "its week has more than seven days");
        enum calendar_status status = calendar_of(nm, i, &calendar);
        bool is_whole = status == CALENDAR_OK &&
                        (row->first_day > row->last_day ||
                         (calendar_first(calendar) == row->first_day &&
                          calendar_last(calendar) == row->last_day));
        calendar_free(calendar);
        if (status != CALENDAR_OK)
            return fail(verify, "calendar", i, row->name, calendar_status_text(status));
        if (!is_whole)
            return fail(verify, "calendar", i, row->name, "it does not cover whole years");
    }
    return true;
}

/* ---- expressions and patterns ---------------------------------------------------------------- */

/* Shared rows are walked once for each use: what must be bounded is the walk, not the table. What was
 * written within the bounds of a formula is scaled and rounded beside; hence more room here. */
static bool check_exprs(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    enum { ROOM = 4 };
    struct walk {
        int32_t depth, steps;
    } *walks = arena_array(verify->arena, nm->expr_count, sizeof *walks);
    for (uint32_t i = 0; i < nm->expr_count; i++) {
        const struct nm_expr *expr = &nm->expr[i];
        int arity = nm_op_arity((enum nm_op)expr->op);
        struct walk none = {0, 0};
        struct walk a = arity > 0 ? walks[expr->a] : none, b = arity > 1 ? walks[expr->b] : none;
        walks[i].depth = 1 + (a.depth > b.depth ? a.depth : b.depth);
        walks[i].steps = 1 + a.steps + b.steps; /* both at most ROOM * LIMIT_CODE */
        if (walks[i].depth > ROOM * LIMIT_DEPTH || walks[i].steps > ROOM * LIMIT_CODE)
            return fail(verify, "expr", i, 0, "it is too deep or too long");
        if (expr->op == NM_OP_STATUS && expr->a >> ST_ASKED_COUNT)
            return fail(verify, "expr", i, 0, "it asks for a status that is not");
    }
    for (uint32_t i = 0; i < nm->ratio_count; i++)
        if (nm->ratio[i].den <= 0 || nm->ratio[i].den > INT64_MAX / 2 || nm->ratio[i].step <= 0)
            return fail(verify, "ratio", i, 0, "its divisor or step is out of range");
    return true;
}

/* What an expression may ask where the answer must be the same on every day. */
static bool reads_state(const struct nm *nm, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    if (expr->op == NM_OP_RECORDS || expr->op == NM_OP_MADE || expr->op == NM_OP_DUE_IN ||
        expr->op == NM_OP_KEPT_IN)
        return true;
    if (arity == 0)
        return expr->op != NM_OP_CONST && expr->op != NM_OP_TERM_START &&
               expr->op != NM_OP_TRIGGER && expr->op != NM_OP_TRIGGER_QTY;
    return reads_state(nm, expr->a) || (arity > 1 && reads_state(nm, expr->b));
}

static bool check_indicators(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    for (uint32_t i = 0; i < nm->indicator_count; i++) {
        const struct nm_indicator *indicator = &nm->indicator[i];
        bool is_counted = indicator->rhythm == NM_RHYTHM_DAYS || indicator->rhythm == NM_RHYTHM_MONTHS;
        if ((indicator->measurers == 0 && !indicator->is_date) || nm->act[indicator->act].class != NM_PERFORM)
            return fail(verify, "indicator", i, indicator->name, "nobody can measure it");
        if (is_counted && (indicator->every < 1 || indicator->every > LIMIT_HORIZON_DAYS))
            return fail(verify, "indicator", i, indicator->name, "its periods are out of range");
        if (indicator->is_date && indicator->rhythm != NM_RHYTHM_NONE)
            return fail(verify, "indicator", i, indicator->name, "it is a date and has periods");
        if (indicator->places > LIMIT_DECIMAL_PLACES)
            return fail(verify, "indicator", i, indicator->name, "it has too many places");
    }
    for (uint32_t i = 0; i < nm->baseline_count; i++) {
        const struct nm_baseline *fact = &nm->baseline[i];
        if (!date_in_range(fact->first) || !date_in_range(fact->last) || fact->last < fact->first)
            return fail(verify, "baseline", i, 0, "its period is none");
        for (uint32_t k = 0; k < i; k++)
            if (nm->baseline[k].indicator == fact->indicator &&
                nm->baseline[k].first == fact->first && nm->baseline[k].last == fact->last)
                return fail(verify, "baseline", i, 0, "it is there twice");
    }
    return true;
}

static bool begins(const struct nm *nm, int64_t tick)
{
    for (uint32_t i = 0; i < nm->version_count; i++) {
        if (nm->version[i].from == tick)
            return true;
    }
    return false;
}

/* Terms change with a version, and on no other tick: the kernel jumps to these. */
static bool check_versions(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    for (uint32_t i = 0; i < nm->version_count; i++) {
        const struct nm_version *version = &nm->version[i];
        if (version->from < nm->head.start || version->from >= NM_UNKNOWN)
            return fail(verify, "version", i, version->number, "it begins before the contract");
        if (i > 0 && version->from < nm->version[i - 1].from)
            return fail(verify, "version", i, version->number, "it begins before an earlier one");
    }
    for (uint32_t i = 0; i < nm->expr_count; i++)
        if ((nm->expr[i].op == NM_OP_SINCE || nm->expr[i].op == NM_OP_ARISEN) && !begins(nm, nm->expr[i].imm))
            return fail(verify, "expr", i, 0, "no version begins on its tick");
    return true;
}

static bool check_patterns(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    for (uint32_t i = 0; i < nm->test_count; i++) {
        int32_t attr = nm->test[i].attr;
        uint32_t values = attr == NM_NONE ? nm->kind_count : (uint32_t)nm->attr[attr].value_count;
        uint64_t known = values >= 64 ? UINT64_MAX : (UINT64_C(1) << values) - 1;
        if (nm->test[i].values == 0 || nm->test[i].values & ~known)
            return fail(verify, "test", i, 0, "it asks for a value that its attribute has not");
    }
    for (uint32_t i = 0; i < nm->pattern_count; i++)
        if (nm->pattern[i].all_hands && nm->pattern[i].actors == 0)
            return fail(verify, "pattern", i, 0, "all hands of nobody");
    return true;
}

static bool check_answers(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    for (uint32_t i = 0; i < nm->answer_count; i++) {
        const struct nm_answer *answer = &nm->answer[i];
        if (answer->acceptors == 0 || (answer->accept == NM_NONE && answer->reject == NM_NONE))
            return fail(verify, "answer", i, 0, "nobody can give it");
        if (answer->accept != NM_NONE && answer->accept == answer->reject)
            return fail(verify, "answer", i, 0, "one act both accepts and rejects");
        if (answer->limit == NM_NONE)
            return fail(verify, "answer", i, 0, "it has no limit");
    }
    return true;
}

static bool is_performable(const struct nm_norm *norm)
{
    return norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_VAGUE ||
           norm->kind == NM_ASSUME;
}

static bool check_powers(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    for (uint32_t i = 0; i < nm->power_count; i++) {
        const struct nm_power *power = &nm->power[i];
        bool needs_none = power->effect == NM_TERMINATE || power->effect == NM_RENEW;
        if (power->scope_count == 0 && !needs_none)
            return fail(verify, "power", i, 0, "it acts on nothing");
        if (power->effect != NM_SUSPEND_NORMS && power->ends != NM_NONE)
            return fail(verify, "power", i, 0, "it suspends nothing that could end");
        if (power->effect == NM_ASSIGN && power->notice != NM_NONE)
            return fail(verify, "power", i, 0, "it assigns with notice");
        if (power->effect == NM_CHOOSE && (power->notice != NM_NONE || power->uses > 0))
            return fail(verify, "power", i, 0, "it chooses with notice, or so many times");
        if (power->effect == NM_RENEW &&
            (power->notice != NM_NONE || power->uses > 0 || power->scope_count > 0))
            return fail(verify, "power", i, 0, "it renews with notice, so many times, or some norms alone");
        for (int32_t k = 0; k < power->scope_count && power->effect == NM_ASSIGN; k++) {
            const struct nm_norm *norm = &nm->norm[nm->scope[power->first_scope + k].norm];
            if (!is_performable(norm) || norm->joint == NM_TOGETHER)
                return fail(verify, "power", i, 0, "it assigns what is no duty of one");
        }
    }
    for (uint32_t i = 0; i < nm->capacity_count; i++) {
        const struct nm_capacity *capacity = &nm->capacity[i];
        if (capacity->shortest < 1 || capacity->longest < capacity->shortest ||
            (capacity->places < 1 && capacity->per_day < 1))
            return fail(verify, "capacity", i, 0, "its durations or places are out of range");
    }
    return true;
}

/* ---- norms ----------------------------------------------------------------------------------- */

/* What is wrong with a trigger of the norm, or NULL. */
static const char *trigger_fault(const struct nm *nm, const struct nm_norm *norm,
                                 const struct nm_trigger *trigger)
{
    if (trigger->repeat > NM_REPEAT_EACH && (trigger->kind == NM_ON_SILENCE || norm->accrual))
        return "it waits for an earlier one, and is an accrual or a breach";
    if ((trigger->clause != NM_NONE || trigger->whole || trigger->by != NM_NONE) && trigger->kind != NM_ON_EVENT)
        return "it is triggered by no act, and by one that concerns a clause";
    if (trigger->performed &&
        (trigger->kind != NM_ON_STATUS || trigger->statuses != 1u << ST_FULFILLED))
        return "it counts from the performance of what it does not watch";
    if (trigger->kind == NM_ON_EVENT)
        return trigger->pattern == NM_NONE ? "it is triggered by an event of no pattern"
               : trigger->unit != NM_NONE && nm->unit[trigger->unit].base != trigger->unit
                   ? "its trigger measures in no base unit" : NULL;
    if (trigger->kind == NM_AT_START || trigger->kind == NM_AT_TICK ||
        trigger->kind == NM_AT_END)
        return NULL;
    if (trigger->norm == NM_NONE)
        return "it is triggered by no norm";
    const struct nm_norm *watched = &nm->norm[trigger->norm];
    if (trigger->kind == NM_ON_STATUS &&
        (trigger->statuses == 0 || trigger->statuses >> ST_STATUS_COUNT))
        return "it is triggered by a status that is not";
    if (trigger->kind == NM_ON_TENDER && watched->answer == NM_NONE && watched->parent == NM_NONE)
        return "it is triggered by an acceptance that nobody gives";
    if (trigger->kind == NM_ON_SILENCE &&
        (watched->answer == NM_NONE || nm->answer[watched->answer].silence != NM_SILENCE_BREACHES))
        return "it is broken by a silence that breaks nothing";
    if (trigger->kind == NM_ON_SILENCE && (norm->kind != NM_ACHIEVE || norm->accrual))
        return "it is broken by silence, and is no duty to be done once";
    if (trigger->kind == NM_ON_LOSS) /* an act stands between: no order is needed */
        return watched->loss == NM_NONE ? "it is triggered by a loss that cannot be" : NULL;
    if (norm->trigger_stratum <= watched->trigger_stratum)
        return "it does not stand behind the norm that triggers it (strata)";
    return NULL;
}

/* The unit in which quantities of the unit are kept. */
static int32_t base_of(const struct nm *nm, int32_t unit)
{
    return unit == NM_NONE ? NM_NONE : nm->unit[unit].base;
}

/* It forbids to pay debts, in the currency in which they are owed. */
static bool is_money_of(const struct nm *nm, const struct nm_norm *norm)
{
    bool is_money = norm->unit != NM_NONE && nm->unit[norm->unit].dimension == NM_MONEY;
    for (int32_t i = 0; is_money && i < norm->except_count; i++) {
        const struct nm_norm *debt = &nm->norm[nm->scope[norm->first_except + i].norm];
        is_money = is_performable(debt) && base_of(nm, debt->unit) == base_of(nm, norm->unit);
    }
    return is_money;
}

/* What is owed grows with time, and is asked by acts and days, not at each closing. */
static bool asks_owed(const struct nm *nm, int32_t row)
{
    if (row == NM_NONE)
        return false;
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    return expr->op == NM_OP_OWED || (arity > 0 && asks_owed(nm, expr->a)) || (arity > 1 && asks_owed(nm, expr->b));
}

static bool grows_with_owed(const struct nm *nm, const struct nm_norm *norm)
{
    const int32_t terms[] = {norm->need, norm->from, norm->due, norm->until, norm->holds, norm->known, norm->wait,
                             norm->deemed, norm->grace, norm->reminder,
                             norm->power == NM_NONE ? NM_NONE : nm->power[norm->power].ends};
    bool asks = false;
    for (size_t i = 0; i < sizeof terms / sizeof *terms && !asks; i++)
        asks = asks_owed(nm, terms[i]);
    return asks;
}

/* What is wrong with the norm's own fields, or NULL. */
static const char *norm_fault(const struct nm *nm, const struct nm_norm *norm)
{
    if (norm->bearers == 0 && norm->kind != NM_ASSUME && norm->kind != NM_MEMORY)
        return "nobody bears it";
    if ((norm->kind == NM_POWER) != (norm->power != NM_NONE))
        return "it is a power without effect, or has one and is none";
    if (norm->kind == NM_AMOUNT && norm->need == NM_NONE)
        return "its amount is not given";
    if (norm->minimum && norm->kind != NM_ACHIEVE && norm->kind != NM_AMOUNT && norm->kind != NM_ASSUME)
        return "it is a minimum of what is not counted up to an amount";
    if (grows_with_owed(nm, norm))
        return "its terms ask what others come to";
    if (norm->pool >= nm->head.pools)
        return "its pool does not exist";
    if (is_performable(norm) && (norm->pattern == NM_NONE || norm->pool == NM_NONE))
        return "it has no pattern or no pool, and is to be performed";
    if (norm->kind == NM_FORBID && norm->pattern == NM_NONE)
        return "it forbids nothing";
    if (norm->kind == NM_AT_MOST &&
        (norm->pattern == NM_NONE || norm->pool == NM_NONE || norm->need == NM_NONE))
        return "it bounds nothing";
    if (norm->kind == NM_PERMIT && norm->pattern == NM_NONE)
        return "it permits nothing";
    bool is_payment = norm->kind == NM_FORBID && norm->except_count > 0;
    if (norm->kind != NM_PERMIT && norm->kind != NM_CAP && !is_payment && norm->except_count > 0)
        return "it is an exception and no permission";
    if (is_payment && !is_money_of(nm, norm))
        return "it forbids to pay what is no sum of money that is owed";
    if (norm->kind == NM_CAP && (norm->need == NM_NONE || norm->pattern != NM_NONE))
        return "it caps nothing, or is to be performed";
    for (int32_t i = 0; norm->kind == NM_CAP && i < norm->except_count; i++) {
        const struct nm_norm *capped = &nm->norm[nm->scope[norm->first_except + i].norm];
        if ((capped->kind != NM_AMOUNT && capped->kind != NM_ACHIEVE) ||
            base_of(nm, capped->unit) != base_of(nm, norm->unit))
            return "it caps what is no amount of its unit";
    }
    if (norm->kind == NM_PERMIT && norm->need != NM_NONE && norm->pool == NM_NONE)
        return "it is counted in no pool";
    bool is_target = norm->kind == NM_TARGET;
    if ((is_target || norm->kind == NM_MAINTAIN) != (norm->holds != NM_NONE))
        return "it asks for nothing that could hold, or is no norm that does";
    if (is_target != (norm->known != NM_NONE) || (!is_target && norm->wait != NM_NONE))
        return "it does not say for what it waits, or is no target";
    if (norm->wait != NM_NONE && reads_state(nm, norm->wait))
        return "how long it waits depends on what happens";
    if (norm->answer != NM_NONE && nm->answer[norm->answer].rounds > UINT16_MAX)
        return "its rounds of rework are too many";
    if (norm->answer != NM_NONE && (!is_performable(norm) || norm->parent != NM_NONE))
        return "it has an answer and is not performed by itself";
    if (norm->roll && norm->calendar == NM_NONE)
        return "its due leaves free days and it has no calendar";
    if (norm->due_unit == NM_WORKDAYS && norm->calendar == NM_NONE)
        return "it is tolled in working days of no calendar";
    if (norm->loss != NM_NONE &&
        (!norm->distinct || norm->parent != NM_NONE || !is_performable(norm) ||
         nm->pattern[norm->loss].act == NM_NONE))
        return "it loses what it does not count one by one, or by no act";
    if (norm->parent != NM_NONE && nm->norm[norm->parent].loss != NM_NONE)
        return "it is part of what may be lost again";
    if (norm->parent != NM_NONE && !is_performable(&nm->norm[norm->parent]))
        return "its parent is not performed";
    return NULL;
}

static bool is_triggered_by_breach(const struct nm *nm, const struct nm_norm *norm, int32_t of)
{
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        const struct nm_trigger *trigger = &nm->trigger[norm->first_trigger + i];
        if (trigger->kind == NM_ON_BREACH && (of == NM_NONE || trigger->norm == of))
            return true;
    }
    return false;
}

static bool check_norms(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    if (nm->norm_count > LIMIT_NORMS)
        return fail(verify, "norm", nm->norm_count, 0, "there are too many");
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        const char *fault = norm_fault(nm, norm);
        for (int32_t t = 0; t < norm->trigger_count && !fault; t++)
            fault = trigger_fault(nm, norm, &nm->trigger[norm->first_trigger + t]);
        if (!fault && norm->remedy != NM_NONE &&
            !is_triggered_by_breach(nm, &nm->norm[norm->remedy], (int32_t)i))
            fault = "its remedy is not triggered by its breach";
        if (!fault && norm->accrual && !is_triggered_by_breach(nm, norm, NM_NONE))
            fault = "it accrues on no breach";
        if (fault)
            return fail(verify, "norm", i, norm->name, fault);
    }
    return true;
}

/* What one pool counts is counted in one way. */
static bool check_pools(struct verify *verify)
{
    const struct nm *nm = verify->nm;
    const struct nm_norm **firsts =
        arena_array(verify->arena, (size_t)nm->head.pools, sizeof *firsts);
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        bool is_right = norm->kind == NM_PERMIT && norm->need != NM_NONE && norm->except_count == 0;
        bool is_bound = norm->kind == NM_AT_MOST || is_right;
        if ((!is_performable(norm) && !is_bound) || norm->parent != NM_NONE)
            continue;
        const struct nm_norm **first = &firsts[norm->pool];
        if (!*first)
            *first = norm;
        if (*first != norm && (is_bound || !is_performable(*first)))
            return fail(verify, "norm", i, norm->name, "an upper bound or a right shares its pool");
        if ((*first)->distinct != norm->distinct)
            return fail(verify, "norm", i, norm->name,
                        "its pool counts distinct items and plain quantities");
    }
    return true;
}

/* ---- orders without circles ------------------------------------------------------------------ */

struct edge {
    int32_t from, to; /* norms */
};

struct graph {
    VEC(struct edge) edges;
};

/* An edge to each norm whose due day the expression asks for. */
static void add_due_edges(const struct nm *nm, struct graph *graph, int32_t norm, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    if (expr->op == NM_OP_DUE_OF)
        vec_push(&graph->edges, (struct edge){norm, (int32_t)expr->imm});
    if (arity > 0)
        add_due_edges(nm, graph, norm, expr->a);
    if (arity > 1)
        add_due_edges(nm, graph, norm, expr->b);
}

/* A norm that lies on a circle, or is led to by one; or NM_NONE. Norms to which nothing leads are
 * taken away until none is left, or only such as hang on a circle. */
static int32_t find_circle(struct verify *verify, const struct graph *graph)
{
    uint32_t count = verify->nm->norm_count;
    uint32_t *led_to = arena_array(verify->arena, count, sizeof *led_to);
    int32_t *queue = arena_array(verify->arena, count, sizeof *queue);
    int32_t *first = arena_array(verify->arena, count, sizeof *first); /* edge + 1 */
    int32_t *next = arena_array(verify->arena, graph->edges.count, sizeof *next);
    for (size_t i = 0; i < graph->edges.count; i++) {
        const struct edge *edge = &graph->edges.items[i];
        led_to[edge->to]++;
        next[i] = first[edge->from];
        first[edge->from] = (int32_t)i + 1;
    }
    uint32_t queued = 0;
    for (uint32_t i = 0; i < count; i++)
        if (led_to[i] == 0)
            queue[queued++] = (int32_t)i;
    for (uint32_t done = 0; done < queued; done++)
        for (int32_t edge = first[queue[done]]; edge > 0; edge = next[edge - 1]) {
            int32_t to = graph->edges.items[edge - 1].to;
            if (--led_to[to] == 0)
                queue[queued++] = to;
        }
    for (uint32_t i = 0; i < count; i++)
        if (led_to[i] > 0)
            return (int32_t)i;
    return NM_NONE;
}

enum order { BY_PARENT, BY_REMEDY, BY_DUE };

static bool check_order(struct verify *verify, enum order order, const char *what)
{
    const struct nm *nm = verify->nm;
    struct graph graph = {0};
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        int32_t to = order == BY_PARENT ? norm->parent : norm->remedy;
        if (order == BY_DUE && norm->due != NM_NONE)
            add_due_edges(nm, &graph, (int32_t)i, norm->due);
        else if (order != BY_DUE && to != NM_NONE)
            vec_push(&graph.edges, (struct edge){(int32_t)i, to});
    }
    int32_t norm = find_circle(verify, &graph);
    vec_release(&graph.edges);
    return norm == NM_NONE || fail(verify, "norm", (size_t)norm, nm->norm[norm].name, what);
}

const char *nm_verify(const struct nm *nm, struct arena *arena)
{
    struct verify verify = {nm, arena, NULL};
    bool is_good = check_shape(&verify) && check_head(&verify) && check_parties(&verify) &&
                   check_sets(&verify) && check_units(&verify) && check_words(&verify) &&
                   check_clock(&verify) && check_calendars(&verify) && check_renewals(&verify) &&
                   check_indicators(&verify) && check_versions(&verify) && check_exprs(&verify) &&
                   check_patterns(&verify) &&
                   check_answers(&verify) && check_powers(&verify) && check_norms(&verify) &&
                   check_pools(&verify) &&
                   check_order(&verify, BY_PARENT, "it is part of itself") &&
                   check_order(&verify, BY_REMEDY, "it remedies itself") &&
                   check_order(&verify, BY_DUE, "its due day hangs on itself");
    return is_good ? NULL : verify.fault;
}
