/* Random machines: every kind of norm, trigger, answer, remedy, accrual and power, in combinations
 * that a contract would hardly hold. What a verified machine never has (cycles, rows that lead
 * nowhere) is left out; all else is fair. */
#include "tests/differential/generate_internal.h"

#include <string.h>

#include "lang/base/check.h"
#include "lang/value/tick.h"
#include "runtime/state.h"

static const struct {
    const char *name;
    enum nm_act_class class;
} acts[ACTS] = {
    {"do", NM_PERFORM},      {"make", NM_PERFORM},      {"bring", NM_PERFORM},  {"pay", NM_PERFORM},
    {"measure", NM_PERFORM},
    {"begin", NM_ENABLE},    {"accept", NM_ACCEPT},     {"reject", NM_REJECT},  {"waive", NM_RELIEVE},
    {"extend", NM_RELIEVE},  {"release", NM_RELIEVE},   {"suspend", NM_SUSPEND}, {"resume", NM_RESUME},
    {"terminate", NM_END},   {"offer", NM_FACT},        {"revoke", NM_END},
    {"lose", NM_FACT},       {"assign", NM_ENABLE},
};

/* ---- rows ------------------------------------------------------------------------------------ */

uint64_t some_parties(struct dice *dice)
{
    return dice_is(dice, 60) ? UINT64_C(1) << dice_in(dice, 0, PARTIES - 1)
                             : (uint64_t)dice_in(dice, 1, ALL);
}

static int32_t some_pattern(struct making *making, int32_t act, uint64_t actors, bool all_hands)
{
    struct dice *dice = making->dice;
    struct nm_pattern pattern = nmb_blank_pattern();
    pattern.act = act;
    pattern.actors = actors;
    pattern.all_hands = all_hands;
    pattern.to = dice_is(dice, 30) ? some_parties(dice) : 0;
    if (act == MEASURE)
        pattern.indicator = dice_in(dice, NM_NONE, DATE);
    pattern.kind = dice_is(dice, 60) ? dice_in(dice, 0, KINDS - 1) : NM_NONE;
    pattern.key = dice_is(dice, 40) ? NM_KEY_BOUND : NM_KEY_FREE;
    bool is_choice = pattern.kind == NM_NONE && dice_is(dice, 25); /* of several kinds */
    if (is_choice) {
        struct nm_test test = {.attr = NM_NONE, .values = (uint64_t)dice_in(dice, 1, 7)};
        pattern.first_test = nmb_add_test(making->builder, test);
        pattern.test_count = 1;
    } else if (dice_is(dice, 15)) {
        struct nm_test test = {.attr = 0, .known = dice_is(dice, 50), .values = (uint64_t)dice_in(dice, 1, 7)};
        pattern.first_test = nmb_add_test(making->builder, test);
        pattern.test_count = 1;
    }
    return nmb_add_pattern(making->builder, pattern);
}

/* What looks like `whole` and has one of some values besides: a part by its attribute. */
static int32_t part_pattern(struct making *making, int32_t whole)
{
    struct nm_pattern pattern = making->builder->pattern.items[whole];
    struct nm_test test = {
        .attr = 0, .known = dice_is(making->dice, 30), .values = (uint64_t)dice_in(making->dice, 1, 7)};
    pattern.first_test = nmb_add_test(making->builder, test);
    pattern.test_count = 1;
    return nmb_add_pattern(making->builder, pattern);
}

static void add_trigger(struct making *making, struct nm_norm *norm, enum nm_trigger_kind kind,
                        int32_t watched)
{
    struct dice *dice = making->dice;
    struct nm_trigger trigger = nmb_blank_trigger();
    trigger.kind = (int32_t)kind;
    trigger.norm = watched;
    trigger.repeat = dice_is(dice, 50) ? NM_REPEAT_NOT : dice_in(dice, NM_REPEAT_EACH, NM_REPEAT_QUEUES);
    if (kind == NM_ON_SILENCE && trigger.repeat > NM_REPEAT_EACH)
        trigger.repeat = NM_REPEAT_EACH;
    if (kind == NM_ON_EVENT)
        trigger.pattern = some_pattern(making, dice_in(dice, DO_ONE, BEGIN), (uint64_t)ALL, false);
    if (kind == NM_ON_EVENT && dice_is(dice, 15)) { /* by an act of a power */
        trigger.pattern = some_pattern(making, dice_in(dice, WAIVE, TERMINATE), (uint64_t)ALL, false);
        trigger.whole = dice_is(dice, 15);
        trigger.clause = !trigger.whole && dice_is(dice, 60) ? dice_in(dice, 0, 1) : NM_NONE;
        trigger.by = dice_is(dice, 30) ? dice_in(dice, 0, 1) : NM_NONE;
    } else if (kind == NM_ON_EVENT && dice_is(dice, 20)) { /* by one that names a clause */
        trigger.clause = dice_in(dice, 0, 1);
    }
    trigger.told = kind == NM_ON_EVENT && dice_is(dice, 30) ? DATE : NM_NONE;
    if (kind == NM_ON_EVENT && dice_is(dice, 30)) {
        trigger.measured = 1;
        trigger.unit = dice_is(dice, 50) ? 0 : NM_NONE;
    }
    if (kind == NM_ON_STATUS)
        trigger.statuses = (uint32_t)(dice_is(dice, 50) ? 1 << ST_FULFILLED : dice_in(dice, 1, 255));
    trigger.performed = trigger.statuses == 1u << ST_FULFILLED && dice_is(dice, 50);
    if (kind == NM_AT_TICK) {
        trigger.tick = making->start + dice_in(dice, 0, 60);
        trigger.closing = dice_is(dice, 60);
    }
    if (kind != NM_AT_START && dice_is(dice, kind == NM_AT_TICK ? 50 : 20))
        trigger.guard = some_asked(making);
    else if (kind == NM_AT_START && making->norm > 0 && dice_is(dice, 5))
        trigger.guard = some_truth(making, 0);
    if (watched != NM_NONE) {
        int32_t stratum = making->builder->norm.items[watched].trigger_stratum;
        if (norm->trigger_stratum <= stratum)
            norm->trigger_stratum = stratum + 1;
    }
    int32_t row = nmb_add_trigger(making->builder, trigger);
    if (norm->trigger_count++ == 0)
        norm->first_trigger = row;
}

/* The last norm above that counts what can be lost, or where silence breaches; or NM_NONE. */
static int32_t last_of(const struct making *making, enum nm_trigger_kind kind)
{
    const struct nm_builder *builder = making->builder;
    int32_t last = NM_NONE;
    for (int32_t i = 0; i < making->norm; i++) {
        const struct nm_norm *row = &builder->norm.items[i];
        bool is_silent = row->answer != NM_NONE && row->kind != NM_AT_MOST &&
                         builder->answer.items[row->answer].silence == NM_SILENCE_BREACHES;
        if (kind == NM_ON_LOSS ? row->loss != NM_NONE : is_silent)
            last = i;
    }
    return last;
}

static void add_some_trigger(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    int32_t watched = above(making);
    int32_t lost = last_of(making, NM_ON_LOSS), silent = last_of(making, NM_ON_SILENCE);
    const struct nm_norm *row = &making->builder->norm.items[watched];
    if (silent != NM_NONE && norm->kind == NM_ACHIEVE && dice_is(dice, 70))
        add_trigger(making, norm, NM_ON_SILENCE, silent);
    else if (lost != NM_NONE && dice_is(dice, 45))
        add_trigger(making, norm, NM_ON_LOSS, lost);
    else if (dice_is(dice, 40))
        add_trigger(making, norm, NM_ON_EVENT, NM_NONE);
    else if (dice_is(dice, 20))
        add_trigger(making, norm, NM_AT_TICK, NM_NONE);
    else if (dice_is(making->dice, 15))
        add_trigger(making, norm, NM_AT_END, NM_NONE);
    else if (row->answer == NM_NONE && row->parent == NM_NONE)
        add_trigger(making, norm, NM_ON_STATUS, watched);
    else
        add_trigger(making, norm, dice_is(dice, 50) ? NM_ON_TENDER : NM_ON_STATUS, watched);
}

static int32_t some_answer(struct making *making)
{
    struct dice *dice = making->dice;
    struct nm_answer answer = nmb_blank_answer();
    int32_t at = op(making, NM_OP_AT, NM_NONE, NM_NONE, 0);
    answer.acceptors = dice_is(dice, 70) ? ALL : some_parties(dice);
    answer.accept = ACCEPT;
    answer.reject = dice_is(dice, 90) ? REJECT : NM_NONE;
    answer.limit = dice_is(dice, 70)
                       ? op(making, NM_OP_ADD_TICKS, at, NM_NONE, dice_in(dice, 0, 8))
                       : op(making, NM_OP_ADD_WORK, at, making->calendar, dice_in(dice, 0, 6));
    answer.silence = dice_in(dice, NM_SILENCE_ACCEPTS, NM_SILENCE_BREACHES);
    answer.limit_by_day = dice_is(dice, 50);
    answer.rework_by_day = dice_is(dice, 50);
    if (dice_is(dice, 50)) {
        answer.rework = op(making, NM_OP_ADD_TICKS, at, NM_NONE, dice_in(dice, 0, 10));
        answer.rounds = dice_in(dice, 1, 2);
    }
    return nmb_add_answer(making->builder, answer);
}

static void make_power(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    struct nm_builder *builder = making->builder;
    static const struct {
        enum nm_effect effect;
        enum act act;
    } effects[] = {{NM_WAIVE, WAIVE},          {NM_EXTEND, EXTEND},
                   {NM_SUSPEND_NORMS, SUSPEND}, {NM_RESUME_NORMS, RESUME},
                   {NM_TERMINATE, TERMINATE},   {NM_RELEASE, RELEASE},
                   {NM_ASSIGN, ASSIGN},         {NM_ACCELERATE, EXTEND},
                   {NM_CHOOSE, WAIVE},          {NM_RENEW, EXTEND}};
    int32_t suspended = NM_NONE; /* by the last power above that does so */
    for (int32_t i = 0; i < making->norm; i++) {
        int32_t row = builder->norm.items[i].power;
        if (row != NM_NONE && builder->power.items[row].effect == NM_SUSPEND_NORMS)
            suspended = i;
    }
    int which = dice_in(dice, 0, 18);
    if (which > 16) /* of the contract, and more often of some norms, under which triggers go on to fire */
        which = 4;
    else if (which >= 14)
        which = which == 14 ? 8 : 9;
    else if (which > 11) /* suspensions meet everything else; the others of these need what fits them */
        which = 2;
    else if (which > 7)
        which = which > 9 ? 7 : 6;
    if (suspended != NM_NONE && dice_is(dice, 45))
        which = 3;
    struct nm_power power = nmb_blank_power();
    power.effect = (int32_t)effects[which].effect;
    power.act = (int32_t)effects[which].act;
    if (power.effect == NM_RESUME_NORMS && suspended != NM_NONE) {
        const struct nm_norm *row = &builder->norm.items[suspended];
        power.first_scope = builder->power.items[row->power].first_scope;
        power.scope_count = builder->power.items[row->power].scope_count;
        if (row->bearers != ALL) /* who suspended may resume without a power */
            norm->bearers = ALL & ~row->bearers;
    } else if (power.effect == NM_RENEW) {
        power.act = dice_is(dice, 50) ? EXTEND : TERMINATE;
    } else if (power.effect != NM_TERMINATE || dice_is(dice, 60)) {
        power.first_scope = (int32_t)builder->scope.count;
        for (int32_t i = 0; i < making->norm; i++) {
            const struct nm_norm *row = &builder->norm.items[i];
            bool is_duty = row->kind == NM_ACHIEVE || row->kind == NM_AMOUNT ||
                           row->kind == NM_VAGUE || row->kind == NM_ASSUME;
            bool is_assignable = is_duty && row->joint != NM_TOGETHER;
            if (dice_is(dice, 60) && (power.effect != NM_ASSIGN || is_assignable)) {
                struct nm_scope scope = {i};
                nmb_add_scope(builder, scope);
                power.scope_count++;
            }
        }
    }
    if (power.effect == NM_ASSIGN && power.scope_count == 0) {
        power.effect = NM_TERMINATE;
        power.act = TERMINATE;
    }
    if (power.effect != NM_TERMINATE && power.effect != NM_RENEW && power.scope_count == 0) {
        struct nm_scope scope = {making->norm > 0 ? 0 : making->norm};
        power.first_scope = nmb_add_scope(builder, scope);
        power.scope_count = 1;
    }
    if (power.effect == NM_ASSIGN && dice_is(dice, 80)) { /* one who may: the debtor, or the creditor */
        int32_t which_norm = builder->scope.items[power.first_scope].norm;
        const struct nm_norm *row = &builder->norm.items[which_norm];
        norm->bearers = dice_is(dice, 50) || row->creditors == 0 ? row->bearers : row->creditors;
        if (norm->joint == NM_SINGLE && (norm->bearers & (norm->bearers - 1)))
            norm->joint = NM_EITHER;
    }
    int32_t at = op(making, NM_OP_AT, NM_NONE, NM_NONE, 0);
    power.ground = dice_is(dice, 30) ? some_asked(making) : NM_NONE;
    bool is_at_once = power.effect == NM_RESUME_NORMS || power.effect == NM_ASSIGN ||
                      power.effect == NM_CHOOSE || power.effect == NM_RENEW;
    power.notice = dice_is(dice, 25) && !is_at_once
                       ? op(making, NM_OP_ADD_TICKS, at, NM_NONE, dice_in(dice, 0, 7))
                       : NM_NONE;
    power.until = (power.effect == NM_SUSPEND_NORMS || power.effect == NM_ACCELERATE) && dice_is(dice, 80)
                      ? op(making, NM_OP_ADD_TICKS, at, NM_NONE, dice_in(dice, 0, 20))
                      : NM_NONE;
    power.ends = power.effect == NM_SUSPEND_NORMS && making->norm > 0 && dice_is(dice, 40) ? some_truth(making, 1)
                                                                                            : NM_NONE;
    power.amount = dice_in(dice, 1, 10);
    power.clock_runs = dice_is(dice, 25);
    bool is_once = power.effect == NM_CHOOSE || power.effect == NM_RENEW;
    power.uses = !is_once && dice_is(dice, 30) ? dice_in(dice, 1, 2) : 0;
    power.conclusive = dice_is(dice, 15);
    norm->power = nmb_add_power(builder, power);
    norm->pattern = -1;
    if (dice_is(dice, 50)) {
        struct nm_pattern pattern = nmb_blank_pattern();
        pattern.act = power.act;
        pattern.actors = norm->bearers;
        pattern.kind = NM_NONE;
        pattern.to = dice_is(dice, 50) && power.effect == NM_ASSIGN ? some_parties(dice) : 0;
        norm->pattern = nmb_add_pattern(builder, pattern);
    }
}

/* One more of what a plain norm above asks for, in one pool with it: the next instalment. */
static bool make_instalment(struct making *making, struct nm_norm *norm)
{
    const struct nm_builder *builder = making->builder;
    for (int32_t i = 0; i < making->norm; i++) {
        const struct nm_norm *other = &builder->norm.items[i];
        if ((other->kind != NM_AMOUNT && other->kind != NM_ACHIEVE) || other->pattern == NM_NONE ||
            other->answer != NM_NONE || other->distinct || other->accrual || other->parent != NM_NONE ||
            other->joint == NM_TOGETHER || builder->pattern.items[other->pattern].key == NM_KEY_BOUND)
            continue;
        norm->bearers = other->bearers;
        norm->joint = other->joint;
        norm->pattern = other->pattern;
        norm->unit = other->unit;
        norm->pool = other->pool;
        if (norm->kind == NM_AMOUNT)
            norm->need = some_amount(making);
        return true;
    }
    return false;
}

/* A debt of money beside others of that debtor: what is overpaid is credit for the next. */
static void make_debt(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    norm->bearers = 1;
    norm->joint = NM_SINGLE;
    norm->unit = YUAN;
    struct nm_pattern pattern = nmb_blank_pattern();
    pattern.act = PAY;
    pattern.actors = norm->bearers;
    norm->pattern = nmb_add_pattern(making->builder, pattern);
    if (norm->kind == NM_AMOUNT)
        norm->need = some_amount(making);
    if (making->debts < 0)
        making->debts = making->pools++;
    norm->pool = making->debts;
    if (dice_is(dice, 10))
        norm->answer = some_answer(making);
    if (dice_is(dice, 10))
        norm->late = NM_LATE_ESSENTIAL;
}

/* A duty as a contract has it: of one party, soon due, answered with rework, sometimes of items that
 * can be lost. Most of what follows from an answer needs several steps that fit. */
static void make_plain_duty(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    norm->bearers = UINT64_C(1) << dice_in(dice, 0, PARTIES - 1);
    norm->joint = NM_SINGLE;
    norm->from = norm->until = NM_NONE;
    norm->due = constant(making, making->start + dice_in(dice, 3, dice_is(dice, 50) ? 12 : 30));
    norm->distinct = dice_is(dice, 50);
    norm->pool = making->pools++;
    struct nm_pattern pattern = nmb_blank_pattern();
    pattern.act = dice_in(dice, DO_ONE, DO_THREE);
    pattern.actors = norm->bearers;
    norm->pattern = nmb_add_pattern(making->builder, pattern);
    if (norm->kind == NM_AMOUNT)
        norm->need = constant(making, dice_in(dice, 1, 3));
    if (norm->distinct && dice_is(dice, 80)) {
        struct nm_pattern loss = nmb_blank_pattern();
        loss.act = LOSE;
        norm->loss = nmb_add_pattern(making->builder, loss);
    }
    if (dice_is(dice, 40))
        return;
    struct nm_answer answer = nmb_blank_answer();
    int32_t at = op(making, NM_OP_AT, NM_NONE, NM_NONE, 0);
    answer.acceptors = ALL;
    answer.accept = ACCEPT;
    answer.reject = REJECT;
    answer.limit = op(making, NM_OP_ADD_TICKS, at, NM_NONE, dice_in(dice, 2, 8));
    answer.silence = dice_in(dice, NM_SILENCE_ACCEPTS, NM_SILENCE_BREACHES);
    answer.rework = op(making, NM_OP_ADD_TICKS, at, NM_NONE, dice_in(dice, 3, 15));
    answer.rounds = 2;
    answer.limit_by_day = dice_is(dice, 50);
    answer.rework_by_day = dice_is(dice, 50);
    norm->answer = nmb_add_answer(making->builder, answer);
}

/* The same duty in another period. */
static void join_series(struct making *making, struct nm_norm *norm, int32_t first)
{
    struct nm_norm *other = &making->builder->norm.items[first];
    if (other->series == NM_NONE)
        other->series = first;
    norm->series = other->series;
    norm->period_first = making->start + dice_in(making->dice, -5, 60);
    norm->bearers = other->bearers;
    norm->joint = other->joint;
    norm->pattern = other->pattern;
    norm->key_kind = other->key_kind;
}

/* What performs it, how much of it, whether someone answers. */
static void make_duty(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    bool is_together = norm->joint == NM_TOGETHER;
    if (dice_is(dice, 30)) {
        make_plain_duty(making, norm);
        return;
    }
    if (dice_is(dice, 40) && make_instalment(making, norm))
        return;
    if (dice_is(dice, 25)) {
        make_debt(making, norm);
        return;
    }
    norm->pattern = some_pattern(making, dice_in(dice, DO_ONE, PAY), norm->bearers,
                                 is_together && dice_is(dice, 70));
    if (norm->kind == NM_AMOUNT)
        norm->need = some_amount(making);
    if (dice_is(dice, 30))
        norm->unit = dice_in(dice, BOX, YUAN);
    norm->distinct = norm->unit == NM_NONE && dice_is(dice, 40);
    norm->pool = making->pools++;
    if (making->norm > 0 && dice_is(dice, 30)) { /* in one pool with another, or a part of it */
        const struct nm_norm *other = &making->builder->norm.items[above(making)];
        if (other->pool >= 0 && other->kind != NM_AT_MOST && other->kind != NM_PERMIT) {
            norm->pool = other->pool;
            norm->distinct = other->distinct;
            norm->unit = other->unit;
            if (other->loss == NM_NONE && dice_is(dice, 50)) {
                norm->parent = (int32_t)(other - making->builder->norm.items);
                norm->bearers = other->bearers;
                norm->joint = other->joint;
                norm->pattern = dice_is(dice, 50) ? other->pattern
                                                  : part_pattern(making, other->pattern);
                norm->key_kind = other->key_kind;
            } else if (dice_is(dice, 60)) {
                join_series(making, norm, (int32_t)(other - making->builder->norm.items));
            }
        }
    }
    norm->by_act = norm->kind == NM_AMOUNT && norm->unit == NM_NONE && dice_is(dice, 20);
    norm->minimum = norm->kind != NM_VAGUE && dice_is(dice, 30);
    if (norm->parent == NM_NONE && dice_is(dice, 45))
        norm->answer = some_answer(making);
    norm->by_answer = (norm->parent != NM_NONE || norm->answer != NM_NONE) && dice_is(dice, 15);
    if (norm->parent == NM_NONE && norm->distinct && dice_is(dice, 70)) {
        struct nm_pattern loss = nmb_blank_pattern();
        loss.act = LOSE;
        loss.actors = dice_is(dice, 80) ? (uint64_t)ALL : some_parties(dice);
        loss.kind = dice_is(dice, 20) ? dice_in(dice, 0, KINDS - 1) : NM_NONE;
        norm->loss = nmb_add_pattern(making->builder, loss);
    }
    if (dice_is(dice, 20)) {
        norm->late = dice_is(dice, 50) ? NM_LATE_ESSENTIAL : NM_LATE_OWED;
        if (norm->due != NM_NONE && (norm->late == NM_LATE_OWED || dice_is(dice, 40)))
            norm->grace = op(making, NM_OP_ADD_TICKS, norm->due, NM_NONE, dice_in(dice, 0, 6));
    }
    for (int32_t i = 0; making->norm > 0 && dice_is(dice, 30) && i < 2; i++) {
        struct nm_scope scope = {above(making)};
        int32_t row = nmb_add_scope(making->builder, scope);
        if (norm->excuse_count++ == 0)
            norm->first_excuse = row;
    }
}

/* How much of what is counted above, or of some act, is allowed. */
static void make_bound(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    norm->need = some_amount(making);
    int32_t whole = above(making);
    const struct nm_norm *row = &making->builder->norm.items[whole];
    bool is_whole = row->loss == NM_NONE && (row->kind == NM_AMOUNT || row->kind == NM_ACHIEVE ||
                                            row->kind == NM_VAGUE);
    if (!is_whole || dice_is(dice, 30)) {
        norm->pattern = some_pattern(making, dice_in(dice, DO_ONE, PAY), norm->bearers, false);
        norm->distinct = dice_is(dice, 40);
        norm->pool = making->pools++;
        return;
    }
    norm->parent = whole;
    norm->pool = row->pool;
    norm->distinct = row->distinct;
    norm->unit = row->unit;
    norm->bearers = row->bearers;
    norm->key_kind = dice_is(dice, 80) ? row->key_kind : norm->key_kind;
    norm->pattern = dice_is(dice, 60) ? row->pattern : part_pattern(making, row->pattern);
}

/* An exception to some of what is above, or a right up to an amount. */
static void make_permit(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    struct nm_builder *builder = making->builder;
    int32_t forbidden = NM_NONE; /* the last one above */
    for (int32_t i = 0; i < making->norm; i++) {
        int32_t kind = builder->norm.items[i].kind;
        forbidden = kind == NM_FORBID || kind == NM_AT_MOST ? i : forbidden;
    }
    if (forbidden != NM_NONE && dice_is(dice, 75)) {
        norm->first_except = nmb_add_scope(builder, (struct nm_scope){forbidden});
        norm->except_count = 1;
        if (dice_is(dice, 30)) {
            nmb_add_scope(builder, (struct nm_scope){above(making)});
            norm->except_count++;
        }
        int32_t act = builder->pattern.items[builder->norm.items[forbidden].pattern].act;
        norm->pattern = some_pattern(making, act, dice_is(dice, 60) ? ALL : norm->bearers, false);
    } else {
        norm->pattern = some_pattern(making, dice_in(dice, DO_ONE, BEGIN), norm->bearers, false);
    }
    if (dice_is(dice, 60))
        norm->need = some_amount(making);
    norm->distinct = dice_is(dice, 40);
    norm->by_act = !norm->distinct && dice_is(dice, 30);
    norm->pool = making->pools++;
}

/* Some of the debts above must not be paid. */
static void forbid_debts(struct making *making, struct nm_norm *norm)
{
    struct nm_builder *builder = making->builder;
    norm->first_except = (int32_t)builder->scope.count;
    for (int32_t i = 0; i < making->norm; i++) {
        const struct nm_norm *row = &builder->norm.items[i];
        bool is_debt =
            row->kind == NM_AMOUNT || row->kind == NM_ACHIEVE || row->kind == NM_VAGUE || row->kind == NM_ASSUME;
        if (!is_debt || row->unit != YUAN || !dice_is(making->dice, 70))
            continue;
        norm->unit = YUAN;
        norm->pattern = row->pattern;
        nmb_add_scope(builder, (struct nm_scope){i});
        norm->except_count++;
    }
}

/* What is owed under some of the amounts above is cut. */
static void make_cap(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    struct nm_builder *builder = making->builder;
    norm->need = dice_is(dice, 80) ? constant(making, dice_in(dice, 0, 9)) : some_amount(making);
    norm->first_except = (int32_t)builder->scope.count;
    for (int32_t i = 0; i < making->norm; i++) {
        const struct nm_norm *row = &builder->norm.items[i];
        bool is_first = norm->except_count == 0;
        if ((row->kind != NM_AMOUNT && row->kind != NM_ACHIEVE) || !dice_is(dice, 75) ||
            (!is_first && row->unit != norm->unit))
            continue;
        norm->unit = row->unit;
        nmb_add_scope(builder, (struct nm_scope){i});
        norm->except_count++;
    }
    if (dice_is(dice, 40)) { /* of a period */
        norm->series = making->norm;
        norm->period_first = making->start + dice_in(dice, -5, 25);
        norm->period_last = dice_is(dice, 30) ? NM_NEVER : norm->period_first + dice_in(dice, 0, 40);
    }
}

/* A remedy for a norm above that has none yet; otherwise it is made by its own triggers. */
static void make_remedy(struct making *making, struct nm_norm *norm)
{
    struct dice *dice = making->dice;
    int32_t broken = above(making);
    struct nm_norm *row = &making->builder->norm.items[broken];
    add_trigger(making, norm, NM_ON_BREACH, broken);
    if (row->remedy != NM_NONE)
        return;
    row->remedy = making->norm;
    norm->instead = dice_is(dice, 20);
    if (dice_is(dice, 40) && (norm->kind == NM_AMOUNT || norm->kind == NM_ACHIEVE)) {
        making->builder->trigger.items[norm->first_trigger].repeat = NM_REPEAT_EACH;
        norm->accrual = 1;
        if (dice_is(dice, 30)) /* so much that its days leave the range */
            row->need = constant(making, INT64_MAX / dice_in(dice, 1, 20));
        norm->need = some_interest(making);
        norm->grace = NM_NONE;
        norm->late = NM_LATE_OWED;
        norm->due = some_days_after(making, op(making, NM_OP_AT, NM_NONE, NM_NONE, 0));
    }
}

/* So much for each of what is done under a norm above that is answered: what is rejected is not owed. */
static bool make_price(struct making *making, struct nm_norm *norm)
{
    struct nm_builder *builder = making->builder;
    int32_t answered = NM_NONE;
    for (int32_t i = 0; i < making->norm; i++) {
        const struct nm_norm *other = &builder->norm.items[i];
        if (other->answer != NM_NONE && other->pattern != NM_NONE && other->parent == NM_NONE && !other->distinct)
            answered = i;
    }
    if (answered == NM_NONE || norm->parent != NM_NONE || dice_is(making->dice, 40))
        return false;
    if (builder->norm.items[answered].kind == NM_AMOUNT)
        builder->norm.items[answered].need = constant(making, dice_in(making->dice, 2, 9));
    add_trigger(making, norm, NM_ON_EVENT, NM_NONE);
    struct nm_trigger *trigger = &builder->trigger.items[norm->first_trigger];
    trigger->pattern = builder->norm.items[answered].pattern;
    trigger->guard = trigger->told = trigger->clause = trigger->by = NM_NONE;
    trigger->measured = trigger->whole = 0;
    norm->regardless = dice_is(making->dice, 10);
    norm->until = NM_NONE;
    norm->need = op(making, NM_OP_MUL, op(making, NM_OP_TRIGGER_QTY, NM_NONE, NM_NONE, 0),
                    constant(making, dice_in(making->dice, 1, 3)), 0);
    return true;
}

/* By a power above: of one with a notice it falls away with the notice. Its guard asks what the act may change. */
static bool make_called_by_power(struct making *making, struct nm_norm *norm)
{
    struct nm_builder *builder = making->builder;
    struct nm_power *giving = NULL;
    bool has_notice = dice_is(making->dice, 50);
    for (int32_t i = 0; i < making->norm; i++) {
        int32_t power = builder->norm.items[i].power;
        if (power != NM_NONE && (builder->power.items[power].notice != NM_NONE || !has_notice))
            giving = &builder->power.items[power];
    }
    if (!giving || norm->parent != NM_NONE || dice_is(making->dice, 60))
        return false;
    if (giving->ground == NM_NONE && dice_is(making->dice, 50)) /* one that will be gone */
        giving->ground = op(making, NM_OP_LT, op(making, NM_OP_AT, NM_NONE, NM_NONE, 0),
                            constant(making, making->start + dice_in(making->dice, 5, 20)), 0);
    struct nm_pattern pattern = nmb_blank_pattern();
    pattern.act = giving->act;
    pattern.actors = ALL;
    struct nm_trigger trigger = nmb_blank_trigger();
    trigger.kind = NM_ON_EVENT;
    trigger.repeat = NM_REPEAT_EACH;
    trigger.pattern = nmb_add_pattern(builder, pattern);
    if (dice_is(making->dice, 60))
        trigger.guard = dice_is(making->dice, 60)
                            ? op(making, NM_OP_STATUS, 1 << dice_in(making->dice, 0, ST_ASKED_COUNT - 1), NM_NONE,
                                 above(making))
                            : some_truth(making, 1);
    norm->first_trigger = nmb_add_trigger(builder, trigger);
    norm->trigger_count = 1;
    return true;
}

static void make_norm(struct making *making)
{
    struct dice *dice = making->dice;
    struct nm_norm norm = nmb_blank_norm();
    char name[16] = {'n', (char)('0' + making->norm % 10), '\0'};
    static const enum nm_norm_kind kinds[] = {
        NM_ACHIEVE, NM_ACHIEVE, NM_AMOUNT,  NM_AMOUNT,  NM_AMOUNT, NM_FORBID, NM_FORBID, NM_POWER,    NM_POWER,
        NM_POWER,   NM_POWER,   NM_POWER,   NM_PERMIT,  NM_VAGUE,  NM_EFFORT, NM_ASSUME, NM_MAINTAIN, NM_MAINTAIN,
        NM_TARGET,  NM_TARGET,  NM_AT_MOST, NM_AT_MOST, NM_MEMORY, NM_CAP,    NM_CAP};
    norm.name = nmb_str(making->builder, name);
    norm.kind = (int32_t)kinds[dice_in(dice, 0, making->norm == 0 ? 6 : 24)];
    norm.bearers = some_parties(dice);
    norm.creditors = some_parties(dice);
    norm.pool = -1;
    norm.clause = dice_in(dice, 0, 1);
    norm.trigger_stratum = dice_in(dice, 0, 2);
    norm.key_kind = dice_is(dice, 50) ? dice_in(dice, 0, KINDS - 1) : NM_NONE;
    norm.regardless = dice_is(dice, 15);
    norm.fate = dice_in(dice, NM_RELEASED, NM_ENDS);
    norm.bound = dice_is(dice, 20) ? dice_in(dice, 1, 2) : 0;
    norm.calendar = making->calendar;
    norm.due_unit = dice_in(dice, NM_TICKS, NM_DAYS);
    norm.roll = making->calendar != NM_NONE && dice_is(dice, 30)
                    ? dice_in(dice, 1 + NM_ROLL_FORWARD, 1 + NM_ROLL_MODIFIED) : 0;
    if (norm.bearers & (norm.bearers - 1))
        norm.joint = dice_is(dice, 60) ? NM_TOGETHER : NM_EITHER;
    norm.from = dice_is(dice, 25) ? some_tick(making) : NM_NONE;
    norm.due = dice_is(dice, 88) ? some_tick(making) : NM_NONE;
    norm.until = making->norm > 0 && dice_is(dice, 12) ? some_truth(making, 1) : NM_NONE;
    if (making->norm > 0 && changes(making) && dice_is(dice, 40)) /* struck out */
        norm.until = op(making, NM_OP_SINCE, constant(making, 0), constant(making, 1),
                        some_change(making));
    norm.in_term = dice_is(dice, 25) ? making->start + dice_in(dice, 3, 60) : NM_NEVER;
    norm.releases = dice_is(dice, 40);
    norm.follows = (uint32_t)dice_in(dice, 0, 3) & ((UINT32_C(1) << making->builder->version.count) - 1);
    switch ((enum nm_norm_kind)norm.kind) {
    case NM_ACHIEVE:
    case NM_AMOUNT:
    case NM_VAGUE:
    case NM_ASSUME:
        make_duty(making, &norm);
        break;
    case NM_AT_MOST:
        make_bound(making, &norm);
        break;
    case NM_PERMIT:
        make_permit(making, &norm);
        break;
    case NM_FORBID:
        norm.named = dice_is(dice, 25);
        norm.pattern = some_pattern(making, dice_in(dice, DO_ONE, PAY), norm.bearers, false);
        if (dice_is(dice, 40))
            forbid_debts(making, &norm);
        break;
    case NM_CAP:
        make_cap(making, &norm);
        break;
    case NM_EFFORT:
    case NM_MEMORY:
        norm.pattern = some_pattern(making, dice_in(dice, DO_ONE, PAY), norm.bearers, false);
        break;
    case NM_POWER:
        make_power(making, &norm);
        if (dice_is(dice, 50)) /* held long enough to be used */
            norm.due = op(making, NM_OP_TERM_END, NM_NONE, NM_NONE, 0);
        if (dice_is(dice, 50))
            norm.from = NM_NONE;
        break;
    case NM_MAINTAIN:
        norm.holds = dice_is(dice, 70) ? some_measure(making) : some_truth(making, 1);
        norm.each_day = dice_is(dice, 20);
        break;
    case NM_TARGET:
        make_target(making, &norm);
        break;
    }
    if ((norm.kind == NM_AMOUNT && make_price(making, &norm)) ||
        (norm.kind == NM_POWER && make_given_beside(making, &norm))) {
        /* called forth by what it is the price of, or by what calls forth what it ends, and by nothing else */
    } else if ((norm.kind == NM_AMOUNT || norm.kind == NM_ACHIEVE) && make_called_by_power(making, &norm)) {
        /* by the notice alone */
    } else if (making->norm > 0 && dice_is(dice, 25) && norm.kind != NM_POWER) {
        make_remedy(making, &norm);
    } else if (making->norm == 0 || dice_is(dice, norm.kind == NM_POWER || norm.kind == NM_CAP ? 80 : 50)) {
        add_trigger(making, &norm, NM_AT_START, NM_NONE);
    } else {
        for (int i = dice_in(dice, 1, 2); i > 0; i--)
            add_some_trigger(making, &norm);
    }
    nmb_add_norm(making->builder, norm);
}

static void make_words(struct making *making)
{
    struct nm_builder *builder = making->builder;
    for (int i = 0; i < PARTIES; i++) {
        struct nm_party party = {.kind = NM_PARTY, .members = UINT64_C(1) << i};
        nmb_add_party(builder, party);
    }
    for (int i = 0; i < KINDS; i++) {
        struct nm_kind kind = {.unit = NM_NONE};
        nmb_add_kind(builder, kind);
    }
    for (int i = 0; i < ACTS; i++) {
        struct nm_act act = nmb_blank_act();
        act.name = nmb_str(builder, acts[i].name);
        act.class = (int32_t)acts[i].class;
        act.document =
            making->has_documents && dice_is(making->dice, 40) ? dice_in(making->dice, 0, KINDS - 1) : NM_NONE;
        nmb_add_act(builder, act);
    }
    struct nm_unit box = {.dimension = NM_COUNT, .base = BOX, .num = 1, .den = 1};
    struct nm_unit dozen = {.dimension = NM_COUNT, .base = BOX, .num = 12, .den = 1};
    struct nm_unit yuan = {.dimension = NM_MONEY, .places = 2, .base = YUAN, .num = 1, .den = 1};
    nmb_add_unit(builder, box);
    nmb_add_unit(builder, dozen);
    nmb_add_unit(builder, yuan);
    struct nm_attr attr = {.first_value = 0, .value_count = 3};
    nmb_add_attr(builder, attr);
    for (int i = 0; i < 3; i++) {
        struct nm_value value = {0};
        nmb_add_value(builder, value);
    }
}

static void make_calendar(struct making *making)
{
    struct dice *dice = making->dice;
    struct nm_calendar calendar = {.week = dice_is(dice, 50) ? 0x1f : 0x3f, .first_day = 1};
    if (dice_is(dice, 50)) { /* 2025 to 2027, with a holiday and a make-up day */
        calendar.first_day = START - 365;
        /* what is asked of days beyond is unknown */
        calendar.last_day = START + (dice_is(dice, 15) ? -1 : dice_is(dice, 50) ? 364 : 365 + 364);
    }
    if (calendar.last_day > START) {
        struct nm_exception holiday = {START + dice_in(dice, 1, 20), 0};
        struct nm_exception makeup = {START + dice_in(dice, 21, 40), 1};
        calendar.first_exception = nmb_add_exception(making->builder, holiday);
        nmb_add_exception(making->builder, makeup);
        calendar.exception_count = 2;
    }
    making->calendar = nmb_add_calendar(making->builder, calendar);
}

/* No amendment, one, or two. */
static void make_versions(struct making *making)
{
    struct dice *dice = making->dice;
    int64_t from = making->start;
    for (int i = dice_is(dice, 60) ? 0 : dice_in(dice, 1, 2); i > 0; i--) {
        from += dice_in(dice, 0, 25);
        nmb_add_version(making->builder, (struct nm_version){.from = from, .signed_on = making->start});
    }
}

/* What must be kept, of whatever kind, before the contract is in force: one or two norms. */
static void make_conditions(struct making *making)
{
    struct nm_builder *builder = making->builder;
    builder->head.first_condition = (int32_t)builder->scope.count;
    builder->head.condition_count = dice_in(making->dice, 1, 2);
    builder->head.effect_by = making->start + dice_in(making->dice, 0, 40);
    for (int32_t i = 0; i < builder->head.condition_count; i++)
        nmb_add_scope(builder, (struct nm_scope){dice_in(making->dice, 0, making->norm - 1)});
}

/* A clock that is put forward and back every few days, at some hour. */
static void make_clock(struct making *making)
{
    struct dice *dice = making->dice;
    int64_t seconds = tick_seconds(making->granularity);
    int64_t from = making->start * seconds, shift = 0;
    making->builder->head.zone = nmb_str(making->builder, "Some/Where");
    making->builder->head.zone_offset = 900 * dice_in(dice, -40, 40);
    for (int32_t count = dice_in(dice, 0, 6); count > 0; count--) {
        from += 1800 * dice_in(dice, 20, 500);
        shift += 1800 * dice_in(dice, -3, 3);
        nmb_add_shift(making->builder, (struct nm_shift){from, shift});
    }
}

void generate_machine(struct dice *dice, struct nm_builder *builder)
{
    struct making making = {.dice = dice, .builder = builder, .debts = -1, .has_documents = dice_is(dice, 20)};
    making.granularity = dice_is(dice, 75) ? GRANULARITY_DAY
                         : dice_is(dice, 70) ? GRANULARITY_HOUR : GRANULARITY_MINUTE;
    making.start = tick_of_day_start(making.granularity, START) +
                   (making.granularity == GRANULARITY_DAY ? 0 : dice_in(dice, 0, 30));
    struct nm_clause clause = nmb_blank_clause();
    nmb_add_clause(builder, clause);
    clause.parent = 0;
    nmb_add_clause(builder, clause);
    make_words(&making);
    make_calendar(&making);
    make_indicators(&making);
    make_versions(&making);
    int32_t norms = dice_in(dice, 1, 10);
    for (; making.norm < norms; making.norm++)
        make_norm(&making);
    builder->head.name = nmb_str(builder, "random");
    builder->head.granularity = (int32_t)making.granularity;
    builder->head.signed_on = builder->head.start = making.start;
    if (dice_is(dice, 30))
        make_clock(&making);
    builder->head.end = dice_is(dice, 85) ? making.start + dice_in(dice, 10, 70) : NM_NEVER;
    make_renewals(&making);
    builder->head.horizon = making.start + 200;
    builder->head.calendar = making.calendar;
    builder->head.pools = making.pools;
    if (dice_is(dice, 20))
        make_conditions(&making);
}
