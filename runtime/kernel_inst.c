/* Instances and breach records: how they come to be and change status. Every change of status goes
 * through inst_set_status, which keeps the counters, the timers and the list for closure. */
#include <string.h>

#include "lang/base/check.h"
#include "lang/value/tick.h"
#include "runtime/kernel_internal.h"

int64_t kernel_text_of(const struct nm *nm, const struct st *st, const struct st_inst *inst)
{
    uint32_t follows = nm->norm[inst->norm].follows;
    for (uint32_t i = nm->version_count; follows && i-- > 0;) { /* the last comes first */
        int64_t from = nm->version[i].from;
        if (follows >> i & 1 && from <= st->head.now)
            return from > inst->made ? from : inst->made;
    }
    return inst->made;
}

struct rt_scope scope_of(const struct run *run, const struct st_inst *inst, int64_t at)
{
    return (struct rt_scope){.kernel = run->kernel,
                             .st = run->st,
                             .at = at,
                             .trigger_at = inst->trigger_at,
                             .trigger_qty = inst->trigger_qty,
                             .due = inst->due,
                             .text = kernel_text_of(run->nm, run->st, inst),
                             .key = inst->key,
                             .breach = inst->trigger_breach,
                             .event = inst->trigger_event,
                             .overflow = &run->index->overflow};
}

int64_t run_eval(const struct run *run, int32_t expr, const struct rt_scope *scope)
{
    const struct nm_expr *row = &run->nm->expr[expr];
    if (row->op == NM_OP_CONST)
        return row->imm;
    return run->kernel->module->expr(expr, scope);
}

int64_t inst_asked_at(const struct run *run, const struct st_inst *inst)
{
    uint32_t follows = run->nm->norm[inst->norm].follows;
    for (uint32_t i = run->nm->version_count; follows && i-- > 0;) { /* the last comes first */
        int64_t from = run->nm->version[i].from;
        if (follows >> i & 1 && from <= run->st->head.now)
            return from > inst->trigger_at ? from : inst->trigger_at;
    }
    return inst->trigger_at;
}

int64_t inst_limit(const struct run *run, const struct st_inst *inst)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (norm->grace == NM_NONE)
        return inst->due;
    struct rt_scope scope = scope_of(run, inst, inst_asked_at(run, inst));
    int64_t grace = run_eval(run, norm->grace, &scope);
    return grace > inst->due ? grace : inst->due;
}

bool inst_in_window(const struct run *run, const struct st_inst *inst)
{
    int64_t now = run->st->head.now;
    return inst->from <= now && (inst->suspensions > 0 || now <= inst_limit(run, inst));
}

int64_t inst_wanted(const struct run *run, const struct st_inst *inst)
{
    return run->nm->norm[inst->norm].kind == NM_VAGUE ? 1 : inst->need;
}

int64_t inst_short_by(struct run *run, const struct st_inst *inst, int64_t pend, int64_t cure)
{
    int64_t hope = inst->got;
    index_add_total(run, &hope, pend);
    index_add_total(run, &hope, cure);
    int64_t least = INT64_MIN + hope; /* hope is not negative */
    return inst->need < least ? INT64_MIN : inst->need - hope;
}

bool kernel_covers(const struct nm *nm, const struct st_suspension *suspension, int32_t norm)
{
    if (suspension->only < 0)
        return suspension->only == -1 - norm;
    if (suspension->only > 0 && nm->norm[norm].clause != suspension->only - 1)
        return false;
    const struct nm_power *power = &nm->power[nm->norm[suspension->power].power];
    for (int32_t i = 0; i < power->scope_count; i++) {
        if (nm->scope[power->first_scope + i].norm == norm)
            return true;
    }
    return false;
}

bool inst_is_tolled(const struct nm *nm, const struct st *st, const struct st_inst *inst)
{
    if (inst->suspensions == 0 || !is_live(inst))
        return false;
    for (uint32_t i = 0; i < st->suspension_count; i++) {
        const struct st_suspension *suspension = &st->suspension[i];
        if (suspension->live && kernel_covers(nm, suspension, inst->norm) &&
            !nm->power[nm->norm[suspension->power].power].clock_runs)
            return true;
    }
    return false;
}

/* Adds `by` to the counters of live instances. A dormant accrual holds nothing open. */
static void count_live(struct run *run, const struct st_inst *inst, int32_t by)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (!is_live(inst) || (inst->status == ST_DORMANT && norm->accrual))
        return;
    run->index->live += by;
    if (run->kernel->holds_open[inst->norm])
        run->index->live_duties += by;
}

static void note_change(struct run *run, int32_t row, int32_t norm, enum st_status status)
{
    if (run->kernel->on_status.start[norm] == run->kernel->on_status.start[norm + 1])
        return;
    struct change change = {row, norm, (int32_t)status};
    vec_push(&run->index->changes, change);
}

void inst_set_status(struct run *run, int32_t row, enum st_status status)
{
    struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    count_live(run, inst, -1);
    inst->status = (uint8_t)status;
    count_live(run, inst, 1);
    if (!is_live(inst))
        inst->settled = run->st->head.now;
    note_change(run, row, inst->norm, status);
    if (status == ST_FULFILLED)
        breach_resolve(run, row, ST_REMEDIED);
    else if (status == ST_BREACHED && norm->remedy == NM_NONE)
        breach_resolve(run, row, ST_UNREMEDIED);
}

int64_t inst_rolled(const struct run *run, const struct nm_norm *norm, int64_t due)
{
    return norm->roll == 0 ? due : kernel_rolled(run->kernel, norm->calendar, due, norm->roll - 1);
}

static int64_t due_now(const struct run *run, const struct st_inst *inst)
{
    int64_t due = inst->base_due;
    if (inst->tolled == 0 || due >= NM_UNKNOWN)
        return due;
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (norm->due_unit == NM_WORKDAYS)
        return kernel_knows(run->kernel, norm->calendar, run->st->head.now)
                   ? kernel_after_work(run->kernel, norm->calendar, due, inst->tolled)
                   : NM_UNKNOWN;
    if (norm->due_unit == NM_DAYS)
        due = kernel_after_work(run->kernel, NM_NONE, due, inst->tolled);
    else if (!ckd_add_i64(&due, due, inst->tolled))
        due = NM_NEVER;
    return inst_rolled(run, norm, due);
}

void inst_set_due(struct run *run, struct st_inst *inst)
{
    st_move_due(inst, due_now(run, inst));
}

void inst_note_late(struct run *run, struct st_inst *inst, int64_t qty, int64_t at)
{
    enum granularity granularity = (enum granularity)run->nm->head.granularity;
    if (inst->due >= NM_UNKNOWN || at <= inst->due)
        return;
    int128 days = tick_day(granularity, at) - tick_day(granularity, inst->due), sum = inst->late_days + qty * days;
    if (!ckd_narrow_i64(&inst->late_days, sum)) {
        inst->late_days = sum > 0 ? INT64_MAX : INT64_MIN;
        run->index->overflow |= OVERFLOW_CUTS;
    }
}

void inst_set_cure(struct st_inst *inst, int64_t cure)
{
    inst->cure = cure;
    if (cure == 0)
        inst->cure_due = NM_NEVER;
}

bool kernel_is_choice(const struct nm *nm, int32_t norm)
{
    return norm != NM_NONE && nm->norm[norm].kind == NM_POWER && nm->power[nm->norm[norm].power].effect == NM_CHOOSE;
}

/* Whether what ended on that tick leaves the trigger (spec 24.2). */
static bool outlives(const struct run *run, const struct watch *watch, int64_t ended)
{
    int32_t fate = run->nm->norm[watch->norm].fate, kind = run->nm->trigger[watch->trigger].kind;
    bool is_of_living = run->is_of_living ||
                        run->measured_since <= tick_day((enum granularity)run->nm->head.granularity, ended);
    bool is_earned = fate == NM_ACCRUED && kind != NM_AT_TICK && (kind != NM_ON_EVENT || is_of_living);
    bool is_left = kind == NM_ON_STATUS && kernel_is_choice(run->nm, run->nm->trigger[watch->trigger].norm);
    return fate == NM_SURVIVES || is_earned || is_left || kind == NM_AT_END || kind == NM_ON_BREACH ||
           kind == NM_ON_SILENCE;
}

int32_t inst_ending(const struct run *run, int32_t norm, int32_t key)
{
    const struct st *st = run->st;
    for (uint32_t i = 0; i < st->ending_count; i++) {
        if (st->ending[i].norm == norm && (st->ending[i].key < 0 || st->ending[i].key == key))
            return (int32_t)i;
    }
    return -1;
}

bool inst_may_be_made(const struct run *run, const struct watch *watch, int32_t key)
{
    const struct st *st = run->st;
    if (st->head.phase != ST_RUNNING && !run->is_ending_act &&
        (st->head.phase != ST_WINDING_UP || !outlives(run, watch, st->head.ended)))
        return false;
    if (st->ending_count == 0)
        return true;
    for (int32_t norm = watch->norm; norm != NM_NONE; norm = run->nm->norm[norm].parent) {
        int32_t row = inst_ending(run, norm, key);
        bool is_by_it = row >= 0 && run->is_ending_act && (uint32_t)row >= run->endings_before;
        if (row >= 0 && !is_by_it && !outlives(run, watch, st->ending[row].at))
            return false;
    }
    return true;
}

/* Whether the norm has had an instance of that key, where one is all it may have. */
static bool is_used(const struct run *run, const struct watch *watch, int32_t key)
{
    const struct nm_trigger *trigger = &run->nm->trigger[watch->trigger];
    if (trigger->repeat || trigger->kind == NM_ON_BREACH || trigger->kind == NM_ON_SILENCE ||
        (trigger->kind == NM_ON_EVENT && key < 0))
        return false;
    return table_find(&run->index->keys, table_key(watch->norm, key)) != NULL;
}

/* Its window, amount and first status; key, trigger fields and flags are set. */
static void open_inst(struct run *run, struct st_inst *inst)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    int64_t now = run->st->head.now;
    inst->from = inst->due = inst->base_due = NM_NEVER;
    inst->status = ST_DORMANT;
    if (norm->accrual || (inst->flags & ST_QUEUED))
        return;
    struct rt_scope scope = scope_of(run, inst, now);
    inst->from = norm->from == NM_NONE ? now : run_eval(run, norm->from, &scope);
    if (norm->due != NM_NONE)
        inst->due = inst->base_due = run_eval(run, norm->due, &scope);
    if (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_ASSUME ||
        norm->kind == NM_AT_MOST || norm->kind == NM_CAP)
        inst->need = norm->need == NM_NONE ? 1 : run_eval(run, norm->need, &scope);
    if (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT)
        inst->need = kernel_capped(run, inst, inst->need);
    if (norm->kind == NM_PERMIT && norm->need != NM_NONE)
        inst->need = run_eval(run, norm->need, &scope);
    if (inst->from == NM_UNKNOWN)
        inst->due = inst->base_due = NM_UNKNOWN;
    if (inst->from <= now)
        inst->status = ST_IN_FORCE;
    if (inst->due < inst->from)
        inst->flags |= ST_IMPOSSIBLE;
}

static int32_t count_live_of(const struct run *run, int32_t norm)
{
    int32_t live = 0;
    for (int32_t row = run->index->all[norm].first; row >= 0; row = run->index->all_next.items[row])
        live += is_live(&run->st->inst[row]);
    return live;
}

/* The last instance of the norm and key before `row` that is live or owed; or -1. */
static int32_t find_earlier(const struct run *run, int32_t norm, int32_t key, int32_t row)
{
    int32_t earlier = -1;
    const struct index *index = run->index;
    for (int32_t i = index->active[norm].first; i >= 0 && i < row; i = index->active_next.items[i]) {
        const struct st_inst *inst = &run->st->inst[i];
        if (inst->key == key && (is_live(inst) || is_owed(inst)))
            earlier = i;
    }
    return earlier;
}

/* Lets its clock run from now. */
static void restart_clock(struct run *run, int32_t row)
{
    struct st_inst *inst = &run->st->inst[row];
    int32_t due = run->nm->norm[inst->norm].due;
    inst->trigger_at = run->st->head.now;
    if (inst->flags & ST_QUEUED)
        return;
    struct rt_scope scope = scope_of(run, inst, inst->trigger_at);
    inst->base_due = due == NM_NONE ? NM_NEVER : run_eval(run, due, &scope);
    if (inst->from == NM_UNKNOWN)
        inst->base_due = NM_UNKNOWN;
    st_move_due(inst, inst->base_due);
    inst->tolled = 0;
    inst->flags &= (uint8_t)~(ST_EXTENDED | ST_IMPOSSIBLE);
    inst->flags |= inst->due < inst->from ? ST_IMPOSSIBLE : 0;
    index_inst_timer(run, row);
}

bool inst_take_turn(struct run *run, int32_t row)
{
    struct st_inst *inst = &run->st->inst[row];
    if (!(inst->flags & ST_QUEUED) || inst->status != ST_DORMANT ||
        find_earlier(run, inst->norm, inst->key, row) >= 0)
        return false;
    inst->flags &= (uint8_t)~ST_QUEUED;
    inst->trigger_at = run->st->head.now;
    open_inst(run, inst);
    if (inst->status == ST_IN_FORCE)
        note_change(run, row, inst->norm, ST_IN_FORCE);
    index_inst_timer(run, row);
    return true;
}

int32_t inst_make(struct run *run, const struct watch *watch, const struct origin *origin)
{
    const struct nm_norm *norm = &run->nm->norm[watch->norm];
    const struct nm_trigger *trigger = &run->nm->trigger[watch->trigger];
    struct st_inst made = {.norm = (int16_t)watch->norm,
                           .key = origin->key,
                           .made = run->st->head.now,
                           .performed = NM_NEVER,
                           .settled = NM_NEVER,
                           .cure_due = NM_NEVER,
                           .trigger_at = origin->at,
                           .trigger_qty = origin->qty,
                           .trigger_event = origin->event,
                           .trigger_breach = origin->breach,
                           .breach = -1};
    if (!inst_may_be_made(run, watch, origin->key) || is_used(run, watch, origin->key))
        return -1;
    if (trigger->guard != NM_NONE) {
        const struct run *asked = run->past ? run->past : run;
        struct rt_scope scope = scope_of(asked, &made, made.made);
        if (!run_eval(asked, trigger->guard, &scope))
            return -1;
    }
    if (trigger->repeat > NM_REPEAT_EACH) {
        index_prune(run, watch->norm);
        int32_t earlier = find_earlier(run, watch->norm, origin->key, (int32_t)run->st->inst_count);
        if (earlier >= 0 && trigger->repeat != NM_REPEAT_QUEUES) {
            if (trigger->repeat == NM_REPEAT_RESTARTS && is_live(&run->st->inst[earlier]))
                restart_clock(run, earlier);
            return -1;
        }
        made.flags = earlier >= 0 ? ST_QUEUED : 0;
    }
    const struct slot *slot = table_find(&run->index->keys, table_key(watch->norm, origin->key));
    if (origin->key >= 0 && slot)
        made.generation = (uint16_t)slot->count;
    for (uint32_t i = 0; i < run->st->suspension_count; i++)
        made.suspensions += run->st->suspension[i].live &&
                            kernel_covers(run->nm, &run->st->suspension[i], watch->norm);
    open_inst(run, &made);
    int32_t row = st_add_inst(run->st);
    if (row < 0) {
        run->is_full = true;
        return -1;
    }
    struct st_inst *inst = &run->st->inst[row];
    *inst = made;
    count_live(run, inst, 1);
    index_add_inst(run, row);
    if (norm->bound > 0 && count_live_of(run, watch->norm) > norm->bound) {
        inst->flags |= ST_BEYOND;
        run->st->head.flags |= ST_BEYOND_CHECKED;
    }
    note_change(run, row, watch->norm, (enum st_status)inst->status);
    return row;
}

/* ---- breach records -------------------------------------------------------------------------- */

static uint64_t blame_of(const struct run *run, const struct st_inst *inst)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (norm->kind == NM_ASSUME)
        return 0;
    uint64_t bearers = inst->bearers != 0 ? inst->bearers : norm->bearers;
    uint64_t idle = bearers & ~inst->offered;
    return norm->joint == NM_TOGETHER && idle != 0 ? idle : bearers;
}

int32_t breach_add(struct run *run, int32_t row, int64_t due, int32_t cause, int64_t shortfall)
{
    int32_t record = st_add_breach(run->st);
    if (record < 0) {
        run->is_full = true;
        return -1;
    }
    struct st_inst *inst = &run->st->inst[row];
    int64_t now = run->st->head.now;
    run->st->breach[record] = (struct st_breach){
        .inst = row,
        .episode = inst->breach < 0 ? 0 : run->st->breach[inst->breach].episode + 1,
        .certain = now,
        .due = due,
        .last_bad = now,
        .shortfall = shortfall,
        .blame = blame_of(run, inst),
        .status = ST_BREACH_OPEN,
        .cause = cause,
        .remedy = -1,
        .excuse = -1};
    inst->breach = record;
    return record;
}

void inst_clear_owed(struct run *run, struct st_inst *inst)
{
    if (is_owed(inst))
        run->index->owing--;
    inst->flags &= (uint8_t)~ST_OWED;
}

bool inst_is_debt(const struct run *run, const struct st_inst *inst)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    bool is_replaced = norm->remedy != NM_NONE && run->nm->norm[norm->remedy].instead;
    return (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT) && norm->late != NM_LATE_ESSENTIAL && !is_replaced;
}

int32_t inst_breach(struct run *run, int32_t row, int32_t cause, int64_t shortfall)
{
    struct st_inst *inst = &run->st->inst[row];
    inst_set_status(run, row, ST_BREACHED);
    if (inst_is_debt(run, inst)) {
        inst->flags |= ST_OWED;
        run->index->owing++;
        queue_note(run, row);
    }
    return breach_add(run, row, inst->due, cause, shortfall);
}

void inst_perform_late(struct run *run, int32_t row, int64_t settled)
{
    struct st_inst *inst = &run->st->inst[row];
    inst_clear_owed(run, inst);
    inst->flags |= ST_LATE;
    inst->settled = settled;
    note_change(run, row, inst->norm, ST_FULFILLED); /* "after the delivery": in time or late */
    breach_resolve(run, row, ST_REMEDIED);
}

void inst_end_forbid(struct run *run, int32_t row)
{
    inst_set_status(run, row, run->st->inst[row].breach < 0 ? ST_FULFILLED : ST_BREACHED);
}

void breach_resolve(struct run *run, int32_t row, enum st_breach_status status)
{
    struct st *st = run->st;
    for (;;) {
        int32_t record = st->inst[row].trigger_breach;
        if (record < 0 || st->breach[record].remedy != row)
            return;
        struct st_breach *breach = &st->breach[record];
        if (breach->status != ST_BREACH_OPEN && breach->status != ST_REMEDYING &&
            breach->status != ST_UNREMEDIED)
            return;
        breach->status = (int32_t)status;
        row = breach->inst;
    }
}

/* Whether a breach of `other` may excuse one of `inst`: the norms are linked, and where both are keyed
 * by one kind of thing, it is the same thing. */
static bool may_excuse(const struct run *run, const struct st_inst *inst, const struct st_inst *other)
{
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    const struct nm_norm *other_norm = &run->nm->norm[other->norm];
    bool is_linked = false;
    for (int32_t i = 0; i < norm->excuse_count; i++)
        is_linked |= run->nm->scope[norm->first_excuse + i].norm == other->norm;
    if (!is_linked || norm->key_kind == NM_NONE || norm->key_kind != other_norm->key_kind)
        return is_linked;
    return inst->key < 0 || other->key < 0 || inst->key == other->key;
}

/* The first earlier record of an excusing norm that itself stands. */
static int32_t find_excuse(const struct run *run, const struct st_breach *breach)
{
    const struct st *st = run->st;
    const struct st_inst *inst = &st->inst[breach->inst];
    if (run->nm->norm[inst->norm].excuse_count == 0)
        return -1;
    for (uint32_t i = 0; i < st->breach_count; i++) {
        const struct st_breach *other = &st->breach[i];
        if (other->certain < breach->certain && other->status != ST_EXCUSED &&
            other->status != ST_BREACH_WAIVED && may_excuse(run, inst, &st->inst[other->inst]))
            return (int32_t)i;
    }
    return -1;
}

void breach_follow_up(struct run *run, int32_t record)
{
    if (record < 0)
        return;
    struct st *st = run->st;
    st->breach[record].excuse = find_excuse(run, &st->breach[record]);
    if (st->breach[record].excuse >= 0) {
        st->breach[record].status = ST_EXCUSED;
        return;
    }
    const struct st_inst *inst = &st->inst[st->breach[record].inst];
    struct origin origin = {.at = st->breach[record].certain,
                            .qty = st->breach[record].shortfall,
                            .key = inst->key,
                            .event = st->breach[record].cause,
                            .breach = record};
    const struct lists *watches = &run->kernel->on_breach;
    int32_t norm = inst->norm; /* the pool may move below */
    for (int32_t i = watches->start[norm]; i < watches->start[norm + 1]; i++) {
        const struct watch *watch = &run->kernel->watches.items[watches->items[i]];
        int32_t remedy = inst_make(run, watch, &origin);
        if (remedy >= 0 && watch->norm == run->nm->norm[norm].remedy &&
            st->breach[record].remedy < 0) {
            st->breach[record].remedy = remedy;
            st->breach[record].status = ST_REMEDYING;
        }
    }
}
