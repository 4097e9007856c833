/* Powers: acts by which a party changes what is owed. A power is found by its act, its holder and
 * its ground; it takes effect at once, or at the closing on which its notice runs out. */
#include "lang/base/check.h"
#include "runtime/kernel_internal.h"

static const struct nm_power *power_of(const struct run *run, int32_t norm)
{
    return &run->nm->power[run->nm->norm[norm].power];
}

static bool has_scope(const struct run *run, int32_t power_norm, int32_t norm)
{
    const struct nm_power *power = power_of(run, power_norm);
    for (int32_t i = 0; i < power->scope_count; i++) {
        if (run->nm->scope[power->first_scope + i].norm == norm)
            return true;
    }
    return false;
}

/* Whether the act names the power itself: its norm, or the clause in which it stands with others, of other periods. */
static bool is_itself_named(const struct run *run, int32_t power_norm, const struct rt_event *event)
{
    return event->for_norm == power_norm ||
           (event->for_norm >= 0 && event->for_clause > 0 && run->nm->norm[event->for_norm].kind == NM_POWER &&
            kernel_is_named(run->nm, power_norm, event));
}

/* Whether the act, if it names a norm, names one that the power reaches, or the power. A choice names
 * what is chosen. */
static bool is_reached(const struct run *run, int32_t power_norm, const struct rt_event *event)
{
    if (power_of(run, power_norm)->effect == NM_CHOOSE)
        return event->for_norm != EVENT_NONE && has_scope(run, power_norm, event->for_norm);
    if (event->for_clause == RT_WHOLE_CONTRACT && power_of(run, power_norm)->scope_count > 0)
        return false;
    return event->for_norm == EVENT_NONE || is_itself_named(run, power_norm, event) ||
           has_scope(run, power_norm, event->for_norm);
}

static bool ground_holds(const struct run *run, int32_t row)
{
    const struct st_inst *inst = &run->st->inst[row];
    const struct nm_power *power = power_of(run, inst->norm);
    if (power->ground == NM_NONE)
        return true;
    struct rt_scope scope = scope_of(run, inst, run->st->head.now);
    return run_eval(run, power->ground, &scope) != 0;
}

/* ---- suspensions ----------------------------------------------------------------------------- */

/* Whether the act names a part of what the power reaches. */
static bool is_partial(const struct run *run, int32_t power_norm, const struct rt_event *event)
{
    return event && event->for_norm != EVENT_NONE && !is_itself_named(run, power_norm, event);
}

/* Whether the act, if it names a norm, names this one or, for a power that does not move a day, what it is part of. */
static bool is_named(const struct run *run, int32_t power_norm, int32_t norm, const struct rt_event *event)
{
    int32_t effect = power_of(run, power_norm)->effect;
    if (effect == NM_EXTEND || effect == NM_ACCELERATE)
        return kernel_is_named(run->nm, norm, event);
    for (; norm != NM_NONE; norm = run->nm->norm[norm].parent) {
        if (kernel_is_named(run->nm, norm, event))
            return true;
    }
    return false;
}

/* How many norms of the scope, of the clause, are covered by `whole` and named (or, with `is_left`,
 * not named) by the event; *others of them are not. *first is the first that is. */
static int32_t count_of_clause(const struct run *run, const struct st_suspension *whole, int32_t clause,
                               const struct rt_event *event, bool is_left, int32_t *others,
                               int32_t *first)
{
    const struct nm_power *power = power_of(run, whole->power);
    int32_t count = 0;
    *others = 0;
    for (int32_t i = 0; i < power->scope_count; i++) {
        int32_t norm = run->nm->scope[power->first_scope + i].norm;
        if (run->nm->norm[norm].clause != clause)
            continue;
        bool is_it = kernel_covers(run->nm, whole, norm) &&
                     is_named(run, whole->power, norm, event) != is_left;
        if (is_it && count == 0)
            *first = i;
        count += is_it;
        *others += !is_it;
    }
    return count;
}

static void add_suspension(struct run *run, struct st_suspension suspension)
{
    int32_t row = st_add_suspension(run->st);
    if (row < 0) {
        run->is_full = true;
        return;
    }
    run->st->suspension[row] = suspension;
    run->index->live_suspensions++;
    if (suspension.until < NM_UNKNOWN)
        index_timer(run->index, &run->index->openings, suspension.until + 1, TIMER_OPENING, -1);
}

/* Records, in the place of `whole`, what the event names of it (or leaves): whole clauses where it can,
 * else one norm each. */
static void divide(struct run *run, const struct st_suspension *whole, const struct rt_event *event,
                   bool is_left)
{
    const struct nm_power *power = power_of(run, whole->power);
    for (int32_t i = 0; i < power->scope_count && !run->is_full; i++) {
        int32_t norm = run->nm->scope[power->first_scope + i].norm;
        int32_t clause = run->nm->norm[norm].clause;
        if (!kernel_covers(run->nm, whole, norm) ||
            is_named(run, whole->power, norm, event) == is_left)
            continue;
        int32_t others, first = i;
        count_of_clause(run, whole, clause, event, is_left, &others, &first);
        struct st_suspension piece = *whole;
        piece.only = others > 0 ? -1 - norm : clause + 1;
        if (others > 0 || first == i)
            add_suspension(run, piece);
    }
}

/* Ends the suspension, or what `part` (if not NULL) names of it; the rest goes on. */
static void end_suspension(struct run *run, int32_t row, const struct rt_event *part)
{
    struct st_suspension ended = run->st->suspension[row];
    run->st->suspension[row].live = 0;
    run->index->live_suspensions--;
    for (uint32_t i = 0; i < run->st->inst_count; i++) {
        struct st_inst *inst = &run->st->inst[i];
        if (!is_live(inst) || inst->suspensions == 0 || !kernel_covers(run->nm, &ended, inst->norm) ||
            (part && !is_named(run, ended.power, inst->norm, part)))
            continue;
        inst->suspensions--;
        if (inst->suspensions == 0)
            inst_set_due(run, inst);
    }
    if (part)
        divide(run, &ended, part, true);
    index_timers_rebuild(run);
}

void kernel_end_suspensions(struct run *run, int64_t tick)
{
    if (run->index->live_suspensions == 0)
        return;
    for (uint32_t i = 0; i < run->st->suspension_count; i++) {
        if (run->st->suspension[i].live && run->st->suspension[i].until < tick)
            end_suspension(run, (int32_t)i, NULL);
    }
}

bool kernel_lift(struct run *run, int32_t norm)
{
    const struct nm_power *power = power_of(run, norm);
    bool is_asked = false, did = false;
    for (uint32_t i = 0; run->index->live_suspensions > 0 && i < run->st->suspension_count; i++)
        is_asked |= run->st->suspension[i].live && run->st->suspension[i].power == norm;
    int32_t last = is_asked ? run->index->all[norm].first : -1;
    for (int32_t row = last; row >= 0; row = run->index->all_next.items[row])
        last = row;
    if (last < 0)
        return false;
    struct rt_scope scope = scope_of(run, &run->st->inst[last], run->st->head.now);
    if (!run_eval(run, power->ends, &scope))
        return false;
    for (uint32_t i = 0; i < run->st->suspension_count; i++) {
        if (!run->st->suspension[i].live || run->st->suspension[i].power != norm)
            continue;
        end_suspension(run, (int32_t)i, NULL);
        did = true;
    }
    return did;
}

static void suspend(struct run *run, int32_t power_row, int32_t serial, const struct rt_event *event)
{
    const struct st_inst *holder = &run->st->inst[power_row];
    int32_t norm = holder->norm;
    const struct nm_power *power = power_of(run, norm);
    struct rt_scope scope = scope_of(run, holder, run->st->head.now);
    struct st_suspension made = {.event = serial, .power = norm, .at = run->st->head.now, .live = 1};
    made.until = power->until == NM_NONE ? NM_NEVER : run_eval(run, power->until, &scope);
    bool is_part = is_partial(run, norm, event);
    if (is_part)
        divide(run, &made, event, false);
    else
        add_suspension(run, made);
    for (uint32_t i = 0; i < run->st->inst_count && !run->is_full; i++) {
        struct st_inst *inst = &run->st->inst[i];
        if (is_live(inst) && has_scope(run, norm, inst->norm) &&
            (!is_part || is_named(run, norm, inst->norm, event)))
            inst->suspensions++;
    }
}

/* A RESUME_NORMS power, held by the actors, that shares a norm with the suspension, and reaches what
 * the act names; -1 if none. */
static int32_t find_resume_power(const struct run *run, const struct rt_event *event,
                                 const struct st_suspension *suspension)
{
    const struct lists *exercised = &run->kernel->exercised;
    bool is_part = is_partial(run, suspension->power, event);
    int32_t found = -1;
    for (int32_t i = exercised->start[event->act]; i < exercised->start[event->act + 1]; i++) {
        int32_t norm = exercised->items[i];
        const struct nm_power *power = power_of(run, norm);
        bool is_shared = false;
        for (int32_t j = 0; j < power->scope_count; j++)
            is_shared |= has_scope(run, suspension->power, run->nm->scope[power->first_scope + j].norm);
        int32_t pattern = run->nm->norm[norm].pattern;
        if (power->effect != NM_RESUME_NORMS || !is_shared || (is_part && !is_reached(run, norm, event)) ||
            !set_has(run->nm->norm[norm].bearers, event->actors) ||
            (pattern != NM_NONE && !kernel_match_pattern(run, pattern, event)))
            continue;
        for (int32_t row = run->index->all[norm].first; row >= 0; row = run->index->all_next.items[row]) {
            const struct st_inst *inst = &run->st->inst[row];
            if (inst->status == ST_IN_FORCE && (power->uses == 0 || inst->uses < power->uses) &&
                kernel_match_key(run, inst, event) && ground_holds(run, row) &&
                (found < 0 || row < found))
                found = row;
        }
    }
    return found;
}

static void use_power(struct run *run, int32_t row)
{
    struct st_inst *inst = &run->st->inst[row];
    const struct nm_power *power = power_of(run, inst->norm);
    inst->uses++;
    if (power->uses > 0 && inst->uses >= power->uses && is_live(inst))
        inst_set_status(run, row, ST_LAPSED);
}

/* Whether the event names something that the suspension covers. */
static bool touches(const struct run *run, const struct st_suspension *suspension,
                    const struct rt_event *event)
{
    const struct nm_power *power = power_of(run, suspension->power);
    for (int32_t i = 0; i < power->scope_count; i++) {
        int32_t norm = run->nm->scope[power->first_scope + i].norm;
        if (kernel_covers(run->nm, suspension, norm) && is_named(run, suspension->power, norm, event))
            return true;
    }
    return false;
}

static enum judgement resume(struct run *run, const struct rt_event *event, struct exercise *by)
{
    const struct st *st = run->st;
    enum judgement judgement = JUDGE_NOTHING_TO_ANSWER;
    for (int32_t i = (int32_t)st->suspension_count - 1; i >= 0; i--) {
        const struct st_suspension *suspension = &st->suspension[i];
        bool is_part = is_partial(run, suspension->power, event);
        if (!suspension->live || (event->re >= 0 && suspension->event != event->re) ||
            !is_reached(run, suspension->power, event) || (is_part && !touches(run, suspension, event)))
            continue;
        bool is_own = set_has(run->nm->norm[suspension->power].bearers, event->actors);
        int32_t power = is_own ? -1 : find_resume_power(run, event, suspension);
        if (!is_own && power < 0) {
            judgement = JUDGE_POWER_NOT_HELD;
            continue;
        }
        int32_t serial = suspension->event;
        by->power = suspension->power;
        for (int32_t k = 0, count = (int32_t)st->suspension_count; k < count; k++) {
            if (st->suspension[k].live && st->suspension[k].event == serial &&
                (!is_part || touches(run, &st->suspension[k], event)))
                end_suspension(run, k, is_part ? event : NULL);
        }
        if (power >= 0)
            use_power(run, power);
        return JUDGE_EFFECTIVE;
    }
    return judgement;
}

/* ---- the other effects ----------------------------------------------------------------------- */

static bool waive_records(struct run *run, int32_t row)
{
    struct st *st = run->st;
    bool did = false;
    for (uint32_t i = 0; st->inst[row].breach >= 0 && i < st->breach_count; i++) {
        struct st_breach *breach = &st->breach[i];
        if (breach->inst != row ||
            (breach->status != ST_BREACH_OPEN && breach->status != ST_REMEDYING &&
             breach->status != ST_UNREMEDIED))
            continue;
        breach->status = ST_BREACH_WAIVED;
        did = true;
        for (uint32_t j = 0; j < st->inst_count; j++) {
            if (st->inst[j].trigger_breach == (int32_t)i && is_live(&st->inst[j]))
                inst_set_status(run, (int32_t)j, ST_RELEASED);
        }
    }
    return did;
}

static bool waive(struct run *run, int32_t row)
{
    struct st_inst *inst = &run->st->inst[row];
    bool goes_on = norm_goes_on(&run->nm->norm[inst->norm]);
    if (is_live(inst)) {
        if (goes_on && waive_records(run, row))
            return true;
        inst_set_status(run, row, ST_WAIVED);
        return true;
    }
    if (inst->status != ST_BREACHED || !waive_records(run, row))
        return false;
    inst_clear_owed(run, inst);
    return true;
}

static bool release(struct run *run, int32_t row)
{
    struct st_inst *inst = &run->st->inst[row];
    bool did = is_live(inst) || is_owed(inst);
    if (is_live(inst))
        inst_set_status(run, row, ST_RELEASED);
    else
        inst_clear_owed(run, inst);
    return did;
}

/* False if its day can no longer be moved. */
static bool extend(struct run *run, int32_t row, int64_t amount)
{
    struct st_inst *inst = &run->st->inst[row];
    if (!is_live(inst))
        return false;
    inst->flags |= ST_EXTENDED;
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    int64_t due = inst->due, *days[] = {&due, &inst->base_due};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        if (*days[i] >= NM_UNKNOWN)
            continue;
        if (!ckd_add_i64(days[i], *days[i], amount))
            *days[i] = NM_NEVER;
        *days[i] = inst_rolled(run, norm, *days[i]);
    }
    st_move_due(inst, due);
    index_inst_timer(run, row);
    return true;
}

/* Makes it due sooner, and its window open. */
static bool accelerate(struct run *run, int32_t row, int64_t due)
{
    struct st_inst *inst = &run->st->inst[row];
    int32_t kind = run->nm->norm[inst->norm].kind;
    int64_t now = run->st->head.now;
    if (!is_live(inst) || (kind != NM_ACHIEVE && kind != NM_AMOUNT) || inst->due >= NM_UNKNOWN ||
        inst->due <= due)
        return false;
    st_move_due(inst, due);
    inst->base_due = due;
    inst->from = inst->from > now ? now : inst->from;
    inst->flags |= ST_EXTENDED;
    if (inst->status == ST_DORMANT)
        inst_set_status(run, row, ST_IN_FORCE);
    index_inst_timer(run, row);
    return true;
}

/* Puts others in the place of those who act: where these owe it, else where it is owed to them. */
static bool assign(struct run *run, int32_t row, const struct rt_event *event, uint64_t to)
{
    struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (to == 0 || (!is_live(inst) && !is_owed(inst)))
        return false;
    bool is_debt = set_has(inst->bearers != 0 ? inst->bearers : norm->bearers, event->actors);
    uint64_t *place = is_debt ? &inst->bearers : &inst->claimants;
    uint64_t own = is_debt ? norm->bearers : norm->creditors;
    uint64_t before = *place != 0 ? *place : own;
    if (!set_has(before, event->actors))
        return false;
    uint64_t after = (before & ~event->actors) | to;
    bool was_assigned = (inst->bearers | inst->claimants) != 0;
    *place = after == own ? 0 : after;
    run->index->assigned += ((inst->bearers | inst->claimants) != 0) - was_assigned;
    return after != before;
}

static bool is_performable(const struct nm_norm *norm)
{
    return norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_VAGUE || norm->kind == NM_ASSUME;
}

/* Whether all that makes the norm are acts by which `creditors` perform no duty. */
static bool is_by_mere_acts(const struct run *run, const struct nm_norm *norm, uint64_t creditors)
{
    const struct nm *nm = run->nm;
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        const struct nm_trigger *trigger = &nm->trigger[norm->first_trigger + i];
        if (trigger->kind != NM_ON_EVENT || nm->pattern[trigger->pattern].act == NM_NONE)
            return false;
        for (uint32_t j = 0; j < nm->norm_count; j++) {
            const struct nm_norm *duty = &nm->norm[j];
            if (is_performable(duty) && (duty->bearers & creditors) != 0 && duty->pattern != NM_NONE &&
                nm->pattern[duty->pattern].act == nm->pattern[trigger->pattern].act)
                return false;
        }
    }
    return true;
}

/* Whether one act made both, or both are about one thing, of the kind of the power that `holder` is. */
static bool is_beside(const struct run *run, const struct st_inst *holder, const struct st_inst *inst)
{
    int32_t kind = holder->key < 0 ? NM_NONE : run->nm->norm[holder->norm].key_kind;
    return (holder->trigger_event >= 0 && inst->trigger_event == holder->trigger_event) ||
           (kind != NM_NONE && run->nm->norm[inst->norm].key_kind == kind && inst->key == holder->key);
}

/* Whether the instance, though in money, ends with what the power that `holder` is ends beside it: a mere act made it,
 * and its creditors have not begun to perform what is beside it, too. What is done to the thing itself (an order that
 * is acknowledged) counts only if nothing else is left that is not begun. */
static bool is_called_off(const struct run *run, const struct st_inst *holder, const struct st_inst *inst)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    uint64_t creditors = inst->claimants != 0 ? inst->claimants : norm->creditors;
    if (norm->fate != NM_ACCRUED || inst->trigger_event < 0 || inst->trigger_breach >= 0 ||
        !is_beside(run, holder, inst) || !is_by_mere_acts(run, norm, creditors))
        return false;
    bool is_begun = false, is_left = false;
    for (uint32_t i = 0; i < run->st->inst_count; i++) {
        const struct st_inst *other = &run->st->inst[i];
        const struct nm_norm *duty = &run->nm->norm[other->norm];
        uint64_t bearers = other->bearers != 0 ? other->bearers : duty->bearers;
        if (!is_beside(run, holder, other) || (bearers & creditors) == 0 || !is_performable(duty) ||
            duty->pattern == NM_NONE || other->trigger_breach >= 0)
            continue;
        bool is_done = other->got > 0 || other->pend > 0;
        bool is_itself = duty->key_kind != NM_NONE && run->nm->pattern[duty->pattern].kind == duty->key_kind;
        if (is_done && !is_itself)
            return false;
        is_begun |= is_done;
        is_left |= !is_done;
    }
    return is_left || !is_begun;
}

/* Ends one instance, with the contract or, where there is a `holder`, by its power over clauses. */
static void end_inst(struct run *run, int32_t row, const struct st_inst *holder)
{
    struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    bool ends = norm->fate == NM_RELEASED || norm->fate == NM_ENDS || (holder && is_called_off(run, holder, inst));
    if (norm->kind == NM_TARGET && inst->status == ST_PENDING && norm->fate == NM_RELEASED)
        return; /* its period is over: only the figure is wanting */
    if (is_owed(inst) && ends)
        inst_clear_owed(run, inst);
    if (!is_live(inst))
        return;
    bool is_choosing = kernel_is_choice(run->nm, inst->norm) && inst->due < NM_UNKNOWN;
    bool is_right = (norm->kind == NM_POWER && !is_choosing) || norm->kind == NM_PERMIT || norm->kind == NM_CAP;
    bool is_over = is_right ? norm->fate != NM_SURVIVES
                            : ends || (norm->fate == NM_EARNED && inst->status == ST_DORMANT);
    if (is_over) /* a cap cuts what is still owed: released it would leave room */
        inst_set_status(run, row, norm->kind == NM_CAP ? ST_LAPSED : ST_RELEASED);
}

/* What survives may be due some time after the end, which has come. */
static void renew_survivor(struct run *run, int32_t row)
{
    struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (!is_live(inst) || norm->fate != NM_SURVIVES || norm->due == NM_NONE ||
        ((norm->accrual || (inst->flags & ST_QUEUED)) && inst->status == ST_DORMANT))
        return;
    struct rt_scope scope = scope_of(run, inst, inst_asked_at(run, inst));
    inst->base_due = run_eval(run, norm->due, &scope);
    if (inst->suspensions == 0)
        inst_set_due(run, inst);
    index_inst_timer(run, row);
}

/* Whether a power relieves this instance: `only` (if not NULL) may name a norm, a clause, a thing, or
 * the power. */
static bool is_narrowed_to(const struct run *run, int32_t power, const struct st_inst *inst,
                           const struct rt_event *only)
{
    if (!only)
        return true;
    if (!is_itself_named(run, power, only) && !is_named(run, power, inst->norm, only))
        return false;
    int32_t kind = run->nm->norm[inst->norm].key_kind;
    if (kind == NM_NONE || inst->key < 0)
        return true;
    if (only->bind >= 0 && only->bind_kind == kind)
        return only->bind == inst->key;
    return only->key < 0 || only->kind != kind || only->key == inst->key;
}

/* Whether the power that instance `holder` holds is about another thing than `inst`. */
static bool is_of_another(const struct run *run, const struct st_inst *holder,
                          const struct st_inst *inst)
{
    int32_t kind = run->nm->norm[holder->norm].key_kind;
    return kind != NM_NONE && kind == run->nm->norm[inst->norm].key_kind && holder->key >= 0 &&
           inst->key >= 0 && holder->key != inst->key;
}

void kernel_terminate(struct run *run, enum st_reason reason)
{
    struct st *st = run->st;
    int64_t end = index_term_end(run->nm, st, run->index); /* without the termination */
    st->head.phase = ST_WINDING_UP;
    st->head.reason = (uint8_t)reason;
    st->head.ended = st->head.now;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        end_inst(run, (int32_t)i, NULL);
        const struct nm_norm *norm = &run->nm->norm[st->inst[i].norm];
        if (is_live(&st->inst[i]) && norm->fate != NM_SURVIVES && kernel_is_behind(norm, end))
            inst_set_status(run, (int32_t)i, ST_RELEASED);
        renew_survivor(run, (int32_t)i);
    }
    index_time_graces(run);
    kernel_fire_at_end(run);
}

/* Whether an act ends a norm that the power held by instance `row` reaches: it means it, and it has not ended
 * before. *key: the thing for which alone it does, or -1. */
static bool is_to_end(const struct run *run, int32_t row, int32_t norm, const struct rt_event *only, int32_t *key)
{
    const struct st_inst *holder = &run->st->inst[row];
    int32_t kind = run->nm->norm[norm].key_kind, told = -1;
    bool is_alike = kind != NM_NONE && run->nm->norm[holder->norm].key_kind == kind;
    if (kind != NM_NONE && only->bind >= 0 && only->bind_kind == kind)
        told = only->bind;
    else if (kind != NM_NONE && only->key >= 0 && only->kind == kind)
        told = only->key;
    *key = is_alike && holder->key >= 0 ? holder->key : told;
    bool is_meant = is_itself_named(run, holder->norm, only) || is_named(run, holder->norm, norm, only);
    return (told < 0 || told == *key) && is_meant && inst_ending(run, norm, *key) < 0;
}

static bool has_to_end(const struct run *run, int32_t row, const struct rt_event *only)
{
    const struct nm_power *power = power_of(run, run->st->inst[row].norm);
    for (int32_t i = 0; i < power->scope_count; i++) {
        int32_t key;
        if (is_to_end(run, row, run->nm->scope[power->first_scope + i].norm, only, &key))
            return true;
    }
    return false;
}

/* Ends what the power held by instance `row` reaches, as far as `only` narrows it: its scope, or the
 * contract if it has none. */
static void terminate(struct run *run, int32_t row, const struct rt_event *only)
{
    int32_t norm = run->st->inst[row].norm;
    struct st *st = run->st;
    if (power_of(run, norm)->scope_count == 0) {
        if (st->head.phase == ST_RUNNING) /* else it has ended */
            kernel_terminate(run, ST_TERMINATED);
        return;
    }
    for (uint32_t i = 0; i < st->inst_count; i++) {
        if (has_scope(run, norm, st->inst[i].norm) && is_narrowed_to(run, norm, &st->inst[i], only) &&
            !is_of_another(run, &st->inst[row], &st->inst[i]))
            end_inst(run, (int32_t)i, &st->inst[row]);
    }
    const struct nm_power *power = power_of(run, norm);
    for (int32_t i = 0; i < power->scope_count; i++) {
        int32_t key, over = run->nm->scope[power->first_scope + i].norm;
        if (!is_to_end(run, row, over, only, &key))
            continue;
        int32_t ending = st_add_ending(st);
        if (ending < 0) {
            run->is_full = true;
            return;
        }
        st->ending[ending] = (struct st_ending){.norm = over, .key = key, .at = st->head.now};
    }
}

/* The effect of the power held by instance `row`. `only` narrows what it relieves, or is NULL.
 * Returns 0 if there was nothing to act on where something must be. */
static bool take_effect(struct run *run, int32_t row, int32_t event, const struct rt_event *only)
{
    int32_t norm = run->st->inst[row].norm;
    const struct nm_power *power = power_of(run, norm);
    enum nm_effect effect = (enum nm_effect)power->effect;
    if (effect == NM_SUSPEND_NORMS) {
        suspend(run, row, event, only);
        return true;
    }
    if (effect == NM_TERMINATE) {
        terminate(run, row, only);
        return true;
    }
    if (effect == NM_CHOOSE || effect == NM_RENEW) {
        inst_set_status(run, row, ST_FULFILLED);
        if (effect == NM_RENEW) /* the end of the term may have moved */
            index_time_graces(run);
        return true;
    }
    uint64_t to = only ? only->to : 0; /* whom the act names, else whom the power names */
    if (to == 0 && run->nm->norm[norm].pattern != NM_NONE)
        to = run->nm->pattern[run->nm->norm[norm].pattern].to;
    int64_t due = run->st->head.now;
    if (effect == NM_ACCELERATE && power->until != NM_NONE) {
        struct rt_scope scope = scope_of(run, &run->st->inst[row], due);
        due = run_eval(run, power->until, &scope);
    }
    bool did = false;
    for (uint32_t i = 0; i < run->st->inst_count; i++) {
        const struct st_inst *inst = &run->st->inst[i];
        if (!has_scope(run, norm, inst->norm) || !is_narrowed_to(run, norm, inst, only) ||
            is_of_another(run, &run->st->inst[row], inst))
            continue;
        if (effect == NM_EXTEND)
            did |= extend(run, (int32_t)i, power->amount);
        else if (effect == NM_WAIVE)
            did |= waive(run, (int32_t)i);
        else if (effect == NM_RELEASE)
            did |= release(run, (int32_t)i);
        else if (effect == NM_ACCELERATE)
            did |= accelerate(run, (int32_t)i, due);
        else if (effect == NM_ASSIGN)
            did |= assign(run, (int32_t)i, only, to);
    }
    return did;
}

/* The lowest instance through which the actors hold such a power here and now; -1 if none. */
static int32_t find_power(const struct run *run, const struct rt_event *event)
{
    const struct lists *exercised = &run->kernel->exercised;
    int32_t found = -1;
    for (int32_t i = exercised->start[event->act]; i < exercised->start[event->act + 1]; i++) {
        int32_t norm = exercised->items[i];
        const struct nm_norm *row = &run->nm->norm[norm];
        const struct nm_power *power = power_of(run, norm);
        bool is_contract = power->effect == NM_TERMINATE && power->scope_count == 0;
        if (power->effect == NM_RESUME_NORMS || !set_has(row->bearers, event->actors) ||
            (row->pattern != NM_NONE && !kernel_match_pattern(run, row->pattern, event)) ||
            !is_reached(run, norm, event) ||
            (is_contract && run->st->head.phase != ST_RUNNING))
            continue;
        bool is_decided = power->conclusive && event->verdict != RT_NO_VERDICT;
        for (int32_t held = run->index->all[norm].first; held >= 0;
             held = run->index->all_next.items[held]) {
            const struct st_inst *inst = &run->st->inst[held];
            if (inst->status == ST_IN_FORCE && kernel_match_key(run, inst, event) &&
                (power->uses == 0 || inst->uses < power->uses) && (found < 0 || held < found) &&
                (power->effect != NM_TERMINATE || is_contract || has_to_end(run, held, event)) &&
                (is_decided ? event->verdict == RT_HELD : ground_holds(run, held)))
                found = held;
        }
    }
    return found;
}

/* Takes back the notice that the act names, or the last one that these actors gave and that has not
 * taken effect. */
static enum judgement revoke(struct run *run, const struct rt_event *event, struct exercise *by)
{
    struct st *st = run->st;
    enum judgement judgement = JUDGE_NOTHING_TO_ANSWER;
    for (int32_t i = (int32_t)st->effect_count - 1; i >= 0; i--) {
        struct st_effect *effect = &st->effect[i];
        if (!effect->live || (event->re >= 0 && event->re != effect->event) || !is_reached(run, effect->power, event))
            continue;
        judgement = JUDGE_POWER_NOT_HELD; /* it is another's, or not this one's alone */
        if (!set_has(run->nm->norm[effect->power].bearers, event->actors) || !set_has(event->actors, effect->givers))
            continue;
        effect->live = 0;
        by->power = effect->power;
        kernel_undo(run, effect->event);
        return JUDGE_EFFECTIVE;
    }
    return judgement;
}

static bool is_below(const struct nm *nm, int32_t clause, int32_t above)
{
    for (; clause != NM_NONE; clause = nm->clause[clause].parent) {
        if (clause == above)
            return true;
    }
    return false;
}

/* Done by no power: what the event names has the trigger's clause above it, or is a clause above that. */
static bool is_about_named(const struct nm *nm, int32_t clause, const struct rt_event *event)
{
    if (event->for_norm < 0)
        return false;
    if (event->for_clause <= 0)
        return is_below(nm, nm->norm[event->for_norm].clause, clause);
    return is_below(nm, event->for_clause - 1, clause) || is_below(nm, clause, event->for_clause - 1);
}

bool kernel_is_about(const struct run *run, int32_t power, const struct nm_trigger *trigger,
                     const struct rt_event *event)
{
    bool is_about_any = !trigger->whole && trigger->clause == NM_NONE;
    if (is_about_any && trigger->by == NM_NONE)
        return true;
    if (power == NM_NONE)
        return !trigger->whole && trigger->by == NM_NONE && is_about_named(run->nm, trigger->clause, event);
    if (trigger->by != NM_NONE && !is_below(run->nm, run->nm->norm[power].clause, trigger->by))
        return false;
    if (is_about_any)
        return true;
    const struct nm_power *row = power_of(run, power);
    if (trigger->whole)
        return row->scope_count == 0;
    bool is_all = event->for_norm < 0 || is_itself_named(run, power, event);
    for (int32_t i = 0; i < row->scope_count; i++) {
        int32_t norm = run->nm->scope[row->first_scope + i].norm;
        if (is_below(run->nm, run->nm->norm[norm].clause, trigger->clause) &&
            (is_all || is_named(run, power, norm, event)))
            return true;
    }
    return false;
}

enum judgement kernel_power(struct run *run, const struct rt_event *event, struct exercise *by)
{
    bool is_revoke = event->act == run->kernel->revoke_act;
    if (run->nm->act[event->act].class == NM_RESUME)
        return resume(run, event, by);
    enum judgement revoked = is_revoke ? revoke(run, event, by) : JUDGE_COUNT;
    if (revoked == JUDGE_EFFECTIVE)
        return revoked;
    int32_t row = find_power(run, event);
    if (row < 0 && is_revoke)
        return revoked;
    if (row < 0)
        return run->st->head.phase == ST_WINDING_UP ? JUDGE_CONTRACT_ENDED : JUDGE_POWER_NOT_HELD;
    const struct st_inst *inst = &run->st->inst[row];
    const struct nm_power *power = power_of(run, inst->norm);
    by->power = inst->norm;
    by->key = power->effect == NM_CHOOSE ? inst->key : -1;
    by->qty = power->effect == NM_CHOOSE ? inst->trigger_qty : 0;
    if (power->notice == NM_NONE) {
        if (!take_effect(run, row, event->serial, event))
            return JUDGE_POWER_NOT_HELD;
    } else {
        struct rt_scope scope = scope_of(run, inst, run->st->head.now);
        int64_t at = run_eval(run, power->notice, &scope);
        int32_t effect = st_add_effect(run->st);
        if (effect < 0) {
            run->is_full = true;
            return JUDGE_EFFECTIVE;
        }
        run->st->effect[effect] =
            (struct st_effect){.event = event->serial, .power = inst->norm, .at = at, .live = 1,
                               .inst = row, .for_norm = event->for_norm,
                               .for_clause = event->for_clause, .givers = event->actors};
        index_timer(run->index, &run->index->closings, at, TIMER_EFFECT, effect);
    }
    use_power(run, row);
    return JUDGE_EFFECTIVE;
}

void kernel_effect_due(struct run *run, int32_t row)
{
    struct st_effect *effect = &run->st->effect[row];
    effect->live = 0;
    struct rt_event named = {.for_norm = effect->for_norm, .for_clause = effect->for_clause, .key = -1,
                             .kind = -1, .bind = -1, .bind_kind = -1};
    bool is_held = power_of(run, effect->power)->conclusive || ground_holds(run, effect->inst);
    if (is_held && take_effect(run, effect->inst, effect->event, &named))
        return;
    effect->lapsed = 1;
    kernel_undo(run, effect->event);
}
