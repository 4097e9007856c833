/* Powers: acts that change norms. The ground must hold at the act's place in the fold; with notice
 * it must hold again when the effect comes. Calculus B8.1, B7.5, B9.4; spec 14, 24.2. */
#include <string.h>

#include "compiler/ir/eval_internal.h"
#include "lang/base/check.h"

static const struct nm_power *power_of(const struct fold *fold, int32_t norm)
{
    return &fold->nm->power[fold->nm->norm[norm].power];
}

static bool ground_holds(struct fold *fold, int32_t inst)
{
    const struct nm_power *power = power_of(fold, fold->st->inst[inst].norm);
    return eval_or(fold, power->ground, &fold->st->inst[inst], fold->st->head.now, 1) != 0;
}

/* ---- waiving, extending, releasing ----------------------------------------------------------- */

static bool is_waivable(const struct st_breach *record)
{
    return record->status == ST_BREACH_OPEN || record->status == ST_REMEDYING ||
           record->status == ST_UNREMEDIED;
}

/* Waives the records of an instance and releases what remedies them. */
static bool waive_records(struct fold *fold, int32_t inst)
{
    struct st *st = fold->st;
    bool did = false;
    for (uint32_t r = 0; r < st->breach_count; r++) {
        if (st->breach[r].inst != inst || !is_waivable(&st->breach[r]))
            continue;
        st->breach[r].status = ST_BREACH_WAIVED;
        did = true;
        for (uint32_t i = 0; i < st->inst_count; i++)
            if (st->inst[i].trigger_breach == (int32_t)r && is_live(&st->inst[i]))
                set_status(fold, (int32_t)i, ST_RELEASED);
    }
    return did;
}

static void end_debt(struct st_inst *inst)
{
    inst->flags = (uint8_t)(inst->flags & ~ST_OWED);
}

/* Calculus A46: before the breach the duty is waived, after it the record. */
static bool waive(struct fold *fold, int32_t inst)
{
    struct st_inst *record = &fold->st->inst[inst];
    bool goes_on = is_live(record) && goes_on_after_breach(norm_of(fold, inst));
    if (record->status == ST_BREACHED || goes_on) {
        if (waive_records(fold, inst)) {
            end_debt(record);
            return true;
        }
    }
    if (!is_live(record))
        return false;
    set_status(fold, inst, ST_WAIVED);
    return true;
}

static bool release(struct fold *fold, int32_t inst)
{
    struct st_inst *record = &fold->st->inst[inst];
    if (is_live(record)) {
        set_status(fold, inst, ST_RELEASED);
        return true;
    }
    bool did = is_owed(record);
    end_debt(record);
    return did;
}

/* A step in time that leads nowhere is never reached (fold 15.4). */
static int64_t later_by(int64_t tick, int64_t amount)
{
    int64_t later = NM_NEVER;
    return ckd_add_i64(&later, tick, amount) ? later : NM_NEVER;
}

/* What is broken already has no day to move. */
static bool extend(struct fold *fold, int32_t inst, int64_t amount)
{
    struct st_inst *record = &fold->st->inst[inst];
    if (!is_live(record))
        return false;
    const struct nm_norm *norm = norm_of(fold, inst);
    if (record->due < NM_UNKNOWN)
        st_move_due(record, eval_rolled(fold, norm, later_by(record->due, amount)));
    if (record->base_due < NM_UNKNOWN)
        record->base_due = eval_rolled(fold, norm, later_by(record->base_due, amount));
    record->flags |= ST_EXTENDED;
    return true;
}

/* What would be due later is due sooner, and may be done from now on. */
static bool accelerate(struct fold *fold, int32_t inst, int64_t due)
{
    struct st_inst *record = &fold->st->inst[inst];
    const struct nm_norm *norm = norm_of(fold, inst);
    int64_t now = fold->st->head.now;
    if (!is_live(record) || (norm->kind != NM_ACHIEVE && norm->kind != NM_AMOUNT) ||
        record->due >= NM_UNKNOWN || record->due <= due)
        return false;
    st_move_due(record, due);
    record->base_due = due;
    record->flags |= ST_EXTENDED; /* its own rule no longer moves it */
    if (record->from > now)
        record->from = now;
    if (record->status == ST_DORMANT)
        set_status(fold, inst, ST_IN_FORCE);
    return true;
}

/* Who owes it names another in its place, or to whom it is owed; records made before stay as they
 * are (spec 14.5). */
static bool assign(struct fold *fold, int32_t inst, const struct rt_event *event, uint64_t to)
{
    struct st_inst *record = &fold->st->inst[inst];
    const struct nm_norm *norm = norm_of(fold, inst);
    uint64_t bearers = bearers_of(fold, inst), claimants = claimants_of(fold, inst);
    if (!is_live(record) && !is_owed(record))
        return false;
    if (!(event->actors & ~bearers)) {
        uint64_t heirs = (bearers & ~event->actors) | to;
        record->bearers = heirs == norm->bearers ? 0 : heirs;
        return heirs != bearers;
    }
    if (event->actors & ~claimants)
        return false;
    uint64_t heirs = (claimants & ~event->actors) | to;
    record->claimants = heirs == norm->creditors ? 0 : heirs;
    return heirs != claimants;
}

/* May its creditor have earned it by an act of the kind that calls it forth? */
static bool is_called_by_performance(const struct fold *fold, int32_t inst)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        const struct nm_trigger *trigger = &fold->nm->trigger[norm->first_trigger + i];
        int32_t act = trigger->kind == NM_ON_EVENT ? fold->nm->pattern[trigger->pattern].act : NM_NONE;
        if (act == NM_NONE)
            return true;
        for (uint32_t k = 0; k < fold->nm->norm_count; k++) {
            const struct nm_norm *duty = &fold->nm->norm[k];
            if (is_performable(duty) && duty->pattern != NM_NONE && fold->nm->pattern[duty->pattern].act == act &&
                duty->bearers & claimants_of(fold, inst))
                return true;
        }
    }
    return false;
}

/* Called forth by the act that gave the power, or about the same thing as the power. */
static bool is_beside(const struct fold *fold, int32_t holder, int32_t inst)
{
    const struct st_inst *by = &fold->st->inst[holder], *record = &fold->st->inst[inst];
    int32_t kind = norm_of(fold, holder)->key_kind;
    bool is_alike = kind != NM_NONE && by->key >= 0 && norm_of(fold, inst)->key_kind == kind && record->key == by->key;
    return is_alike || (by->trigger_event >= 0 && record->trigger_event == by->trigger_event);
}

/* Is it what the creditors of `inst` have to do for it? */
static bool is_in_return(const struct fold *fold, int32_t holder, int32_t inst, int32_t other)
{
    const struct nm_norm *norm = norm_of(fold, other);
    return is_beside(fold, holder, other) && fold->st->inst[other].trigger_breach < 0 && is_performable(norm) &&
           norm->pattern != NM_NONE && bearers_of(fold, other) & claimants_of(fold, inst);
}

/* Have its creditors begun to perform? To acknowledge the order is not much, while the rest of it is to be done. */
static bool is_earned(const struct fold *fold, int32_t holder, int32_t inst)
{
    bool is_begun = false, is_left = false;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *other = &fold->st->inst[i];
        if (!is_in_return(fold, holder, inst, (int32_t)i))
            continue;
        const struct nm_norm *norm = norm_of(fold, (int32_t)i);
        bool is_done = other->got > 0 || other->pend > 0;
        if (is_done && (norm->key_kind == NM_NONE || fold->nm->pattern[norm->pattern].kind != norm->key_kind))
            return true;
        is_begun |= is_done;
        is_left |= !is_done;
    }
    return is_begun && !is_left;
}

/* What an act called forth that performs nothing, and nobody has earned, falls away with the rest (spec 17.4). */
static bool is_called_off(const struct fold *fold, int32_t holder, int32_t inst)
{
    const struct st_inst *record = &fold->st->inst[inst];
    return norm_of(fold, inst)->fate == NM_ACCRUED && record->trigger_event >= 0 && record->trigger_breach < 0 &&
           is_beside(fold, holder, inst) && !is_called_by_performance(fold, inst) && !is_earned(fold, holder, inst);
}

/* What an end by an act does to one instance (spec 24.2): what has accrued runs on. `holder` is the power over clauses
 * by which it ends; -1: the contract does. */
static void terminate(struct fold *fold, int32_t holder, int32_t inst)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    struct st_inst *record = &fold->st->inst[inst];
    bool goes_on = is_choice(fold, record->norm) && record->due < NM_UNKNOWN; /* it is future performance, or is not */
    bool is_right = (norm->kind == NM_POWER && !goes_on) || norm->kind == NM_PERMIT || norm->kind == NM_CAP;
    bool is_unearned = norm->fate == NM_EARNED && record->status == ST_DORMANT;
    if (norm->kind == NM_TARGET && record->status == ST_PENDING && norm->fate == NM_RELEASED)
        return; /* its period is over: only the figure is wanting */
    bool is_future = norm->fate == NM_RELEASED || norm->fate == NM_ENDS ||
                     (holder >= 0 && is_called_off(fold, holder, inst));
    bool is_over = is_right ? norm->fate != NM_SURVIVES : is_future || is_unearned;
    if (is_live(record) && is_over) /* a cap cuts what is still owed: released it would leave room */
        set_status(fold, inst, norm->kind == NM_CAP ? ST_LAPSED : ST_RELEASED);
    else if (is_future)
        end_debt(record);
}

/* ---- suspending ------------------------------------------------------------------------------ */

bool is_covered(const struct fold *fold, const struct st_suspension *suspension, int32_t norm)
{
    if (suspension->only < 0)
        return norm == -1 - suspension->only;
    return has_scope(fold, power_of(fold, suspension->power), norm) &&
           (suspension->only == 0 || fold->nm->norm[norm].clause == suspension->only - 1);
}

static void add_suspension(struct fold *fold, struct st_suspension suspension)
{
    int32_t index = st_add_suspension(fold->st);
    if (index < 0)
        longjmp(fold->full, 1);
    fold->st->suspension[index] = suspension;
}

/* The act names this power by its norm, or by a clause with such powers. Those of the periods of what recurs stand in
 * one clause, and who names that means whichever of them it holds (spec 14.4). */
static bool names_power(const struct fold *fold, int32_t power, const struct rt_event *event)
{
    bool is_by_clause = event->for_norm != EVENT_NONE && event->for_clause > 0 &&
                        fold->nm->norm[event->for_norm].kind == NM_POWER;
    return event->for_norm == power || (is_by_clause && is_designated(fold, power, event));
}

/* The act names some of what the power reaches, and neither nothing nor the power. */
static bool names_part(const struct fold *fold, int32_t power, const struct rt_event *event)
{
    return event && event->for_norm != EVENT_NONE && !names_power(fold, power, event);
}

/* Does the act name what the norm stands under? With what is whole it names what is part of it; but each has a day
 * of its own, which is extended alone (spec 14.2). */
static bool is_named_for(const struct fold *fold, const struct nm_power *power, int32_t norm,
                         const struct rt_event *event)
{
    bool is_alone = power->effect == NM_EXTEND || power->effect == NM_ACCELERATE;
    while (!is_designated(fold, norm, event)) {
        norm = is_alone ? NM_NONE : fold->nm->norm[norm].parent;
        if (norm == NM_NONE)
            return false;
    }
    return true;
}

/* Is the norm of the part of the suspension that the event names, or (is_rest) of the rest of it? */
static bool is_in_part(const struct fold *fold, const struct st_suspension *whole, int32_t norm,
                       const struct rt_event *event, bool is_rest)
{
    return is_covered(fold, whole, norm) && is_named_for(fold, power_of(fold, whole->power), norm, event) != is_rest;
}

/* Records the part of a suspension by as few as say it: a clause of which all is in the part, else norm
 * by norm. Nothing is counted here. */
static void add_pieces(struct fold *fold, struct st_suspension whole, const struct rt_event *event,
                       bool is_rest)
{
    const struct nm_power *power = power_of(fold, whole.power);
    const struct nm_scope *scope = fold->nm->scope + power->first_scope;
    for (int32_t i = 0; i < power->scope_count; i++) {
        int32_t norm = scope[i].norm, clause = fold->nm->norm[norm].clause;
        bool is_whole_clause = true, is_first = true;
        if (!is_in_part(fold, &whole, norm, event, is_rest))
            continue;
        for (int32_t k = 0; k < power->scope_count; k++) {
            int32_t other = scope[k].norm;
            if (fold->nm->norm[other].clause != clause)
                continue;
            if (!is_in_part(fold, &whole, other, event, is_rest))
                is_whole_clause = false;
            else if (k < i)
                is_first = false;
        }
        struct st_suspension piece = whole;
        piece.only = is_whole_clause ? clause + 1 : -1 - norm;
        if (!is_whole_clause || is_first)
            add_suspension(fold, piece);
    }
}

static void suspend(struct fold *fold, int32_t inst, int32_t serial, const struct rt_event *event)
{
    int32_t norm = fold->st->inst[inst].norm;
    int64_t now = fold->st->head.now;
    struct st_suspension whole = {.event = serial, .power = norm, .at = now, .live = 1};
    whole.until =
        eval_or(fold, power_of(fold, norm)->until, &fold->st->inst[inst], now, NM_NEVER);
    bool is_part = names_part(fold, norm, event);
    if (is_part)
        add_pieces(fold, whole, event, false);
    else
        add_suspension(fold, whole);
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        struct st_inst *covered = &fold->st->inst[i];
        if (is_live(covered) && is_covered(fold, &whole, covered->norm) &&
            (!is_part || is_named_for(fold, power_of(fold, norm), covered->norm, event)))
            covered->suspensions++;
    }
}

/* Ends a suspension, or only the part of it that the event names. */
static void end_suspension(struct fold *fold, uint32_t index, const struct rt_event *event)
{
    struct st_suspension ended = fold->st->suspension[index];
    fold->st->suspension[index].live = 0;
    if (event)
        add_pieces(fold, ended, event, true);
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        struct st_inst *inst = &fold->st->inst[i];
        if (!is_live(inst) || !is_covered(fold, &ended, inst->norm) ||
            (event && !is_named_for(fold, power_of(fold, ended.power), inst->norm, event)))
            continue;
        inst->suspensions--;
        if (inst->suspensions == 0)
            st_move_due(inst, eval_moved_due(fold, inst));
    }
}

void end_suspensions(struct fold *fold)
{
    for (uint32_t i = 0; i < fold->st->suspension_count; i++)
        if (fold->st->suspension[i].live && fold->st->suspension[i].until < fold->st->head.now)
            end_suspension(fold, i, NULL);
}

bool lift_suspensions(struct fold *fold, int32_t norm)
{
    const struct nm_norm *row = &fold->nm->norm[norm];
    int32_t ends = row->power == NM_NONE ? NM_NONE : fold->nm->power[row->power].ends, last = -1;
    bool is_asked = false, did = false;
    for (uint32_t i = 0; ends != NM_NONE && i < fold->st->suspension_count; i++)
        is_asked |= fold->st->suspension[i].live && fold->st->suspension[i].power == norm;
    for (uint32_t i = 0; is_asked && i < fold->st->inst_count; i++)
        last = fold->st->inst[i].norm == norm ? (int32_t)i : last;
    if (last < 0 || !eval_expr(fold, ends, &fold->st->inst[last], fold->st->head.now))
        return false;
    for (uint32_t i = 0; i < fold->st->suspension_count; i++) {
        if (!fold->st->suspension[i].live || fold->st->suspension[i].power != norm)
            continue;
        end_suspension(fold, i, NULL);
        did = true;
    }
    return did;
}

/* ---- effects --------------------------------------------------------------------------------- */

/* What survives "until 30 days after the end" now knows the end. */
static void date_survivor(struct fold *fold, int32_t inst)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    struct st_inst *record = &fold->st->inst[inst];
    bool is_waiting = (norm->accrual || record->flags & ST_QUEUED) && record->status == ST_DORMANT;
    if (norm->fate != NM_SURVIVES || !is_live(record) || is_waiting || norm->due == NM_NONE)
        return;
    record->base_due = eval_expr(fold, norm->due, record, terms_at(fold, record));
    if (record->suspensions == 0)
        st_move_due(record, eval_moved_due(fold, record));
}

void terminate_contract(struct fold *fold, enum st_reason reason)
{
    int64_t end = eval_term_end(fold); /* that it would have had */
    fold->st->head.phase = ST_WINDING_UP;
    fold->st->head.reason = (uint8_t)reason;
    fold->st->head.ended = fold->st->head.now;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        terminate(fold, -1, (int32_t)i);
        const struct nm_norm *norm = norm_of(fold, (int32_t)i);
        if (is_live(&fold->st->inst[i]) && norm->fate != NM_SURVIVES && is_behind_term(norm, end))
            set_status(fold, (int32_t)i, ST_RELEASED);
        date_survivor(fold, (int32_t)i);
    }
    fire_at_end(fold);
}

/* To whom the act assigns: whom it names, else whom the power names; 0 if neither does. */
static uint64_t assignees(const struct fold *fold, int32_t power, const struct rt_event *event)
{
    int32_t pattern = fold->nm->norm[power].pattern;
    return event->to || pattern == NM_NONE ? event->to : fold->nm->pattern[pattern].to;
}

/* Changes one instance in the scope of the power that `holder` is, by an act or after a notice (then
 * event is NULL). True if there was something to change. */
static bool change_instance(struct fold *fold, int32_t holder, int32_t inst,
                            const struct rt_event *event)
{
    int32_t norm = fold->st->inst[holder].norm;
    const struct nm_power *power = power_of(fold, norm);
    switch ((enum nm_effect)power->effect) {
    case NM_WAIVE: return waive(fold, inst);
    case NM_RELEASE: return release(fold, inst);
    case NM_EXTEND: return extend(fold, inst, power->amount);
    case NM_TERMINATE: terminate(fold, holder, inst); return true;
    case NM_ASSIGN: {
        uint64_t to = assignees(fold, norm, event);
        return to && assign(fold, inst, event, to);
    }
    case NM_ACCELERATE:
        return accelerate(fold, inst, eval_or(fold, power->until, &fold->st->inst[holder],
                                              fold->st->head.now, fold->st->head.now));
    case NM_SUSPEND_NORMS:
    case NM_RESUME_NORMS:
    case NM_CHOOSE:
    case NM_RENEW: break;
    }
    UNREACHABLE();
}

/* The act speaks of this instance: of its norm or clause, and of its key, where it names any. It
 * may also name the power itself, which means all of its scope. */
static bool is_meant(const struct fold *fold, int32_t holder, int32_t inst,
                     const struct rt_event *event)
{
    const struct st_inst *record = &fold->st->inst[inst];
    const struct nm_norm *norm = norm_of(fold, inst);
    int32_t power = fold->st->inst[holder].norm;
    bool is_named = event->for_norm == EVENT_NONE || names_power(fold, power, event) ||
                    is_named_for(fold, power_of(fold, power), record->norm, event);
    if (!is_named || record->key < 0 || norm->key_kind == NM_NONE)
        return is_named;
    if (event->bind != EVENT_NONE && event->bind_kind == norm->key_kind)
        return event->bind == record->key;
    return event->key == EVENT_NONE || event->kind != norm->key_kind || event->key == record->key;
}

/* A power that arose about one thing acts on what arose about the same thing. */
static bool is_kin(const struct fold *fold, int32_t power, int32_t inst)
{
    int32_t kind = norm_of(fold, power)->key_kind;
    int32_t one = fold->st->inst[power].key, other = fold->st->inst[inst].key;
    return kind == NM_NONE || kind != norm_of(fold, inst)->key_kind || one < 0 || other < 0 ||
           one == other;
}

/* `event` narrows what a power relieves; NULL: the whole scope. */
static bool change_scope(struct fold *fold, int32_t holder, const struct rt_event *event)
{
    const struct nm_power *power = power_of(fold, fold->st->inst[holder].norm);
    bool did = power->effect == NM_TERMINATE;
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        if (has_scope(fold, power, fold->st->inst[i].norm) && is_kin(fold, holder, (int32_t)i) &&
            (!event || is_meant(fold, holder, (int32_t)i, event)))
            did |= change_instance(fold, holder, (int32_t)i, event);
    }
    return did;
}

/* What the act means of the scope of the clause's power and has not ended yet; with `ends` it is ended now. */
static bool end_norms(struct fold *fold, int32_t holder, const struct rt_event *event, bool ends)
{
    const struct st_inst *by = &fold->st->inst[holder];
    const struct nm_power *power = power_of(fold, by->norm);
    bool did = false;
    for (int32_t i = 0; i < power->scope_count; i++) {
        int32_t norm = fold->nm->scope[power->first_scope + i].norm;
        int32_t kind = fold->nm->norm[norm].key_kind, key = -1;
        if (kind != NM_NONE && event->bind != EVENT_NONE && event->bind_kind == kind)
            key = event->bind;
        else if (kind != NM_NONE && event->key != EVENT_NONE && event->kind == kind)
            key = event->key;
        if (kind != NM_NONE && fold->nm->norm[by->norm].key_kind == kind && by->key >= 0) {
            if (key >= 0 && key != by->key)
                continue;
            key = by->key;
        }
        bool is_named = event->for_norm == EVENT_NONE || names_power(fold, by->norm, event) ||
                        is_named_for(fold, power, norm, event);
        if (!is_named || ending_of(fold, norm, key) >= 0)
            continue;
        did = true;
        int32_t row = ends ? st_add_ending(fold->st) : -1;
        if (ends && row < 0)
            longjmp(fold->full, 1);
        if (ends)
            fold->st->ending[row] = (struct st_ending){.norm = norm, .key = key, .at = fold->st->head.now};
    }
    return did;
}

/* Lets the power of the instance take effect now, by the act of that serial; `event` narrows its
 * scope, or is NULL. False if there is nothing it could change. */
static bool take_effect(struct fold *fold, int32_t inst, int32_t serial,
                        const struct rt_event *event)
{
    const struct nm_power *power = power_of(fold, fold->st->inst[inst].norm);
    switch ((enum nm_effect)power->effect) {
    case NM_SUSPEND_NORMS:
        suspend(fold, inst, serial, event);
        return true;
    case NM_TERMINATE:
        if (power->scope_count == 0) {
            if (fold->st->head.phase == ST_RUNNING) /* what has ended is not ended again */
                terminate_contract(fold, ST_TERMINATED);
            return true;
        }
        change_scope(fold, inst, event);
        (void)end_norms(fold, inst, event, true); /* what has ended is not ended again */
        return true;
    case NM_WAIVE:
    case NM_EXTEND:
    case NM_RELEASE:
    case NM_ASSIGN:
    case NM_ACCELERATE:
        return change_scope(fold, inst, event);
    case NM_CHOOSE: /* what is chosen the act calls forth; there is no second choice */
    case NM_RENEW:  /* whoever asks for the end of the term sees that it was used */
        set_status(fold, inst, ST_FULFILLED);
        return true;
    case NM_RESUME_NORMS:
        break;
    }
    UNREACHABLE();
}

static void give_notice(struct fold *fold, int32_t inst, const struct rt_event *event)
{
    const struct nm_power *power = power_of(fold, fold->st->inst[inst].norm);
    int64_t at = eval_expr(fold, power->notice, &fold->st->inst[inst], fold->st->head.now);
    int32_t index = st_add_effect(fold->st);
    if (index < 0)
        longjmp(fold->full, 1);
    struct st_effect *effect = &fold->st->effect[index];
    effect->event = event->serial;
    effect->power = fold->st->inst[inst].norm;
    effect->at = at;
    effect->live = 1;
    effect->inst = inst;
    effect->for_norm = event->for_norm;
    effect->for_clause = event->for_clause;
    effect->givers = event->actors;
}

static void count_use(struct fold *fold, int32_t inst)
{
    const struct nm_power *power = power_of(fold, fold->st->inst[inst].norm);
    fold->st->inst[inst].uses++;
    if (power->uses > 0 && fold->st->inst[inst].uses >= power->uses &&
        is_live(&fold->st->inst[inst]))
        set_status(fold, inst, ST_LAPSED);
}

/* ---- who may --------------------------------------------------------------------------------- */

static bool is_held_by(const struct fold *fold, int32_t inst, const struct rt_event *event)
{
    const struct st_inst *record = &fold->st->inst[inst];
    const struct nm_norm *norm = norm_of(fold, inst);
    return norm->kind == NM_POWER && record->status == ST_IN_FORCE &&
           power_of(fold, record->norm)->act == event->act && event->actors != 0 &&
           !(event->actors & ~norm->bearers) &&
           (norm->pattern == NM_NONE || match_event(fold, norm->pattern, norm, record->key, event));
}

/* The act names nothing, the power, or what lies in its scope; `the contract` is no clause's. Who
 * chooses says what. */
static bool reaches(const struct fold *fold, int32_t power, const struct rt_event *event)
{
    int16_t for_norm = event->for_norm;
    if (power_of(fold, power)->effect == NM_CHOOSE)
        return for_norm != EVENT_NONE && has_scope(fold, power_of(fold, power), for_norm);
    if (event->for_clause == RT_WHOLE_CONTRACT && power_of(fold, power)->scope_count > 0)
        return false;
    return for_norm == EVENT_NONE || names_power(fold, power, event) ||
           has_scope(fold, power_of(fold, power), for_norm);
}

/* Of a conclusive power the verdict stands that was given on the record as it was then. */
static bool may_be_exercised(struct fold *fold, int32_t inst, const struct rt_event *event)
{
    if (power_of(fold, fold->st->inst[inst].norm)->conclusive && event->verdict != RT_NO_VERDICT)
        return event->verdict == RT_HELD;
    return ground_holds(fold, inst);
}

/* The instance of the power that this act exercises, or -1. */
static int32_t find_power(struct fold *fold, const struct rt_event *event)
{
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        if (!is_held_by(fold, (int32_t)i, event))
            continue;
        const struct nm_power *power = power_of(fold, fold->st->inst[i].norm);
        bool is_over = power->effect == NM_TERMINATE && power->scope_count == 0 &&
                       fold->st->head.phase != ST_RUNNING;
        if (power->effect != NM_RESUME_NORMS && reaches(fold, fold->st->inst[i].norm, event) && !is_over &&
            (power->uses == 0 || fold->st->inst[i].uses < power->uses) &&
            (power->effect != NM_TERMINATE || power->scope_count == 0 || end_norms(fold, (int32_t)i, event, false)) &&
            may_be_exercised(fold, (int32_t)i, event))
            return (int32_t)i;
    }
    return -1;
}

static bool shares_scope(const struct fold *fold, const struct nm_power *one,
                         const struct nm_power *other)
{
    for (int32_t i = 0; i < one->scope_count; i++)
        if (has_scope(fold, other, fold->nm->scope[one->first_scope + i].norm))
            return true;
    return false;
}

/* A power to resume what this one has suspended; the instance, or -1. */
static int32_t find_resumer(struct fold *fold, const struct nm_power *suspended,
                            const struct rt_event *event, bool is_part)
{
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        if (!is_held_by(fold, (int32_t)i, event))
            continue;
        const struct nm_power *power = power_of(fold, fold->st->inst[i].norm);
        if (power->effect == NM_RESUME_NORMS && shares_scope(fold, power, suspended) &&
            (!is_part || reaches(fold, fold->st->inst[i].norm, event)) &&
            (power->uses == 0 || fold->st->inst[i].uses < power->uses) && ground_holds(fold, (int32_t)i))
            return (int32_t)i;
    }
    return -1;
}

/* Does the suspension cover something that the event names? */
static bool is_about_part(const struct fold *fold, const struct st_suspension *suspension,
                          const struct rt_event *event)
{
    const struct nm_power *power = power_of(fold, suspension->power);
    for (int32_t i = 0; i < power->scope_count; i++)
        if (is_in_part(fold, suspension, fold->nm->scope[power->first_scope + i].norm, event, false))
            return true;
    return false;
}

/* Ends what one act has suspended, or the part of it that the event names. */
static void end_what_was_suspended(struct fold *fold, int32_t serial, const struct rt_event *part)
{
    for (uint32_t i = 0, count = fold->st->suspension_count; i < count; i++) {
        const struct st_suspension *suspension = &fold->st->suspension[i];
        if (suspension->live && suspension->event == serial &&
            (!part || is_about_part(fold, suspension, part)))
            end_suspension(fold, i, part);
    }
}

/* Who has suspended may resume; calculus A44: the suspension it names, else the latest. */
static enum judgement resume(struct fold *fold, const struct rt_event *event, struct exercise *by)
{
    bool is_there = false; /* something that another might resume */
    for (uint32_t i = fold->st->suspension_count; i-- > 0;) {
        const struct st_suspension *suspension = &fold->st->suspension[i];
        int32_t suspender = suspension->power;
        bool is_part = names_part(fold, suspender, event);
        bool is_own = event->actors != 0 && !(event->actors & ~fold->nm->norm[suspender].bearers);
        if (!suspension->live || !reaches(fold, suspender, event) ||
            (event->re != EVENT_NONE && suspension->event != event->re) ||
            (is_part && !is_about_part(fold, suspension, event)))
            continue;
        int32_t resumer = is_own ? -1 : find_resumer(fold, power_of(fold, suspender), event, is_part);
        is_there = true;
        if (!is_own && resumer < 0)
            continue;
        end_what_was_suspended(fold, suspension->event, is_part ? event : NULL);
        if (!is_own)
            count_use(fold, resumer);
        by->power = suspender;
        return JUDGE_EFFECTIVE;
    }
    return is_there ? JUDGE_POWER_NOT_HELD : JUDGE_NOTHING_TO_ANSWER;
}

/* Who gave a notice, and all who gave it together, may withdraw it until it takes effect: the one that the act names,
 * else the latest. */
static enum judgement withdraw_notice(struct fold *fold, const struct rt_event *event, struct exercise *by)
{
    bool is_there = false; /* something that another might withdraw */
    for (uint32_t i = fold->st->effect_count; i-- > 0;) {
        struct st_effect *effect = &fold->st->effect[i];
        bool is_own = !(event->actors & ~fold->nm->norm[effect->power].bearers) && !(effect->givers & ~event->actors);
        if (!effect->live || !reaches(fold, effect->power, event) ||
            (event->re != EVENT_NONE && event->re != effect->event))
            continue;
        is_there = true;
        if (!is_own)
            continue;
        effect->live = 0;
        by->power = effect->power;
        lapse_called(fold, effect->event);
        return JUDGE_EFFECTIVE;
    }
    return is_there ? JUDGE_POWER_NOT_HELD : JUDGE_NOTHING_TO_ANSWER;
}

static bool has_above(const struct nm *nm, int32_t clause, int32_t above)
{
    while (clause != NM_NONE && clause != above)
        clause = nm->clause[clause].parent;
    return clause != NM_NONE;
}

/* An act that is done by no power concerns the clause that it names: what is above that, and what is below it. */
static bool names_clause(const struct fold *fold, const struct nm_trigger *trigger, const struct rt_event *event)
{
    const struct nm *nm = fold->nm;
    if (trigger->by != NM_NONE || trigger->clause == NM_NONE || event->for_norm == EVENT_NONE)
        return false;
    bool is_whole = event->for_clause > 0; /* else one of its norms is named */
    int32_t named = is_whole ? event->for_clause - 1 : nm->norm[event->for_norm].clause;
    return has_above(nm, named, trigger->clause) || (is_whole && has_above(nm, trigger->clause, named));
}

bool concerns_clause(const struct fold *fold, int32_t power, const struct nm_trigger *trigger,
                     const struct rt_event *event)
{
    if (power == NM_NONE)
        return names_clause(fold, trigger, event);
    const struct nm_power *row = power_of(fold, power);
    if (trigger->by != NM_NONE && !has_above(fold->nm, fold->nm->norm[power].clause, trigger->by))
        return false;
    if (trigger->whole)
        return row->scope_count == 0;
    if (trigger->clause == NM_NONE)
        return true;
    for (int32_t i = 0; i < row->scope_count; i++) {
        int32_t norm = fold->nm->scope[row->first_scope + i].norm;
        bool is_meant = event->for_norm == EVENT_NONE || names_power(fold, power, event) ||
                        is_named_for(fold, row, norm, event);
        if (is_meant && has_above(fold->nm, fold->nm->norm[norm].clause, trigger->clause))
            return true;
    }
    return false;
}

int exercise_power(struct fold *fold, const struct rt_event *event, struct exercise *by)
{
    const struct nm_act *act = &fold->nm->act[event->act];
    bool is_revocation = act->class == NM_END && strcmp(nm_str(fold->nm, act->name), "revoke") == 0;
    enum judgement withdrawn = is_revocation ? withdraw_notice(fold, event, by) : JUDGE_NOTED;
    if (withdrawn == JUDGE_EFFECTIVE)
        return JUDGE_EFFECTIVE;
    if (fold->nm->act[event->act].class == NM_RESUME)
        return (int)resume(fold, event, by);
    int32_t inst = find_power(fold, event);
    if (inst < 0 && is_revocation)
        return (int)withdrawn;
    if (inst < 0)
        return fold->st->head.phase == ST_WINDING_UP ? JUDGE_CONTRACT_ENDED : JUDGE_POWER_NOT_HELD;
    by->power = fold->st->inst[inst].norm;
    if (power_of(fold, by->power)->effect == NM_CHOOSE) {
        by->key = fold->st->inst[inst].key;
        by->qty = fold->st->inst[inst].trigger_qty;
    }
    if (power_of(fold, fold->st->inst[inst].norm)->notice != NM_NONE)
        give_notice(fold, inst, event);
    else if (!take_effect(fold, inst, event->serial, event))
        return JUDGE_POWER_NOT_HELD;
    count_use(fold, inst);
    return JUDGE_EFFECTIVE;
}

bool run_dated_effects(struct fold *fold)
{
    bool did = false;
    for (uint32_t i = 0; i < fold->st->effect_count; i++) {
        struct st_effect *effect = &fold->st->effect[i];
        if (!effect->live || effect->at > fold->st->head.now)
            continue;
        did = true;
        effect->live = 0;
        struct rt_event named = {.for_norm = effect->for_norm, .for_clause = effect->for_clause,
                                 .key = EVENT_NONE, .kind = EVENT_NONE, .bind = EVENT_NONE,
                                 .bind_kind = EVENT_NONE};
        bool is_held = power_of(fold, effect->power)->conclusive || ground_holds(fold, effect->inst);
        if (is_held && take_effect(fold, effect->inst, effect->event, &named))
            continue;
        effect->lapsed = 1;
        lapse_called(fold, effect->event);
    }
    return did;
}
