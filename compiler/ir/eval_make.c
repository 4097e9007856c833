/* Instances come into being and change their status; every change is remembered for the next
 * closure, where it may trigger others. Calculus B5, B9.1; spec 22.1, 22.4. */
#include <string.h>

#include "compiler/ir/eval_internal.h"
#include "lang/base/check.h"
#include "lang/value/tick.h"

bool is_choice(const struct fold *fold, int32_t norm)
{
    const struct nm_norm *row = norm == NM_NONE ? NULL : &fold->nm->norm[norm];
    return row && row->kind == NM_POWER && fold->nm->power[row->power].effect == NM_CHOOSE;
}

/* Spec 24.2: only what survives is triggered; what has accrued runs on. */
static bool is_left_by_end(const struct fold *fold, const struct nm_norm *norm, const struct nm_trigger *trigger,
                           int64_t end)
{
    int64_t last_day = tick_day((enum granularity)fold->nm->head.granularity, end);
    switch ((enum nm_trigger_kind)trigger->kind) {
    case NM_AT_END:
    case NM_ON_BREACH:
    case NM_ON_SILENCE:
        return true;
    case NM_ON_EVENT:
        return norm->fate == NM_SURVIVES ||
               (norm->fate == NM_ACCRUED && (fold->is_of_living || fold->measured_since <= last_day));
    case NM_ON_STATUS:
        return norm->fate == NM_SURVIVES || norm->fate == NM_ACCRUED ||
               is_choice(fold, trigger->norm); /* nobody has chosen */
    case NM_AT_TICK:
        return norm->fate == NM_SURVIVES;
    case NM_AT_START:
    case NM_ON_TENDER:
    case NM_ON_LOSS:
        return norm->fate == NM_SURVIVES || norm->fate == NM_ACCRUED;
    }
    UNREACHABLE();
}

int32_t ending_of(const struct fold *fold, int32_t norm, int32_t key)
{
    for (uint32_t i = 0; i < fold->st->ending_count; i++) {
        const struct st_ending *ending = &fold->st->ending[i];
        if (ending->norm == norm && (ending->key == -1 || ending->key == key))
            return (int32_t)i;
    }
    return -1;
}

bool may_arise(const struct fold *fold, int32_t norm, const struct nm_trigger *trigger, int32_t key)
{
    const struct nm_norm *row = &fold->nm->norm[norm];
    const struct st_head *head = &fold->st->head;
    if (head->phase == ST_DRAFT || head->phase == ST_CLOSED)
        return false;
    if (head->phase == ST_WINDING_UP && !fold->is_ending_act && !is_left_by_end(fold, row, trigger, head->ended))
        return false;
    for (; norm != NM_NONE; norm = fold->nm->norm[norm].parent) { /* with the whole its parts */
        int32_t ending = ending_of(fold, norm, key);
        if (ending < 0 || (fold->is_ending_act && ending >= (int32_t)fold->old_endings))
            continue;
        if (!is_left_by_end(fold, row, trigger, fold->st->ending[ending].at))
            return false;
    }
    return true;
}

static int32_t count_with_key(const struct fold *fold, int32_t norm, int32_t key)
{
    int32_t count = 0;
    for (uint32_t i = 0; i < fold->st->inst_count; i++)
        count += fold->st->inst[i].norm == norm && fold->st->inst[i].key == key;
    return count;
}

/* A key is used once in the contract's life; an event without a key is one of its own, and so is a
 * breach record. */
static bool key_is_free(const struct fold *fold, int32_t norm, const struct nm_trigger *trigger,
                        int32_t key)
{
    if (trigger->repeat || trigger->kind == NM_ON_BREACH || trigger->kind == NM_ON_SILENCE ||
        (trigger->kind == NM_ON_EVENT && key < 0))
        return true;
    return count_with_key(fold, norm, key) == 0;
}

static int32_t count_suspensions(const struct fold *fold, int32_t norm)
{
    int32_t count = 0;
    for (uint32_t i = 0; i < fold->st->suspension_count; i++) {
        const struct st_suspension *suspension = &fold->st->suspension[i];
        count += suspension->live && is_covered(fold, suspension, norm);
    }
    return count;
}

static int64_t first_need(struct fold *fold, const struct nm_norm *norm, struct st_inst *inst)
{
    switch ((enum nm_norm_kind)norm->kind) {
    case NM_ACHIEVE:
    case NM_AMOUNT:
        return eval_capped(fold, inst, eval_or(fold, norm->need, inst, fold->st->head.now, 1));
    case NM_ASSUME:
    case NM_AT_MOST:
    case NM_CAP:
        return eval_or(fold, norm->need, inst, fold->st->head.now, 1);
    case NM_PERMIT:
        return eval_or(fold, norm->need, inst, fold->st->head.now, 0);
    case NM_FORBID:
    case NM_MAINTAIN:
    case NM_POWER:
    case NM_VAGUE:
    case NM_EFFORT:
    case NM_MEMORY:
    case NM_TARGET:
        return 0;
    }
    UNREACHABLE();
}

/* Window and need, asked now. An accrual has none until the delay ends, a queued one until its turn. */
static void fill_terms(struct fold *fold, const struct nm_norm *norm, struct st_inst *inst)
{
    int64_t now = fold->st->head.now;
    if (norm->accrual || inst->flags & ST_QUEUED) {
        inst->status = ST_DORMANT;
        inst->from = inst->due = inst->base_due = NM_NEVER;
        return;
    }
    inst->from = eval_or(fold, norm->from, inst, now, now);
    inst->due = inst->base_due = eval_or(fold, norm->due, inst, now, NM_NEVER);
    if (inst->from == NM_UNKNOWN)
        inst->due = inst->base_due = NM_UNKNOWN;
    inst->need = first_need(fold, norm, inst);
    inst->status = inst->from > now ? ST_DORMANT : ST_IN_FORCE;
    if (inst->due < inst->from)
        inst->flags |= ST_IMPOSSIBLE;
}

int64_t terms_at(const struct fold *fold, const struct st_inst *inst)
{
    const struct nm *nm = fold->nm;
    int64_t at = inst->trigger_at;
    for (uint32_t i = 0; i < nm->version_count; i++) {
        int64_t from = nm->version[i].from;
        bool takes = nm->norm[inst->norm].follows >> i & 1;
        if (takes && from > at && from <= fold->st->head.now)
            at = from;
    }
    return at;
}

/* Whether what runs of the norm takes the terms of a version that begins on this tick. */
static bool takes_version(const struct fold *fold, const struct nm_norm *norm, int64_t tick)
{
    for (uint32_t i = 0; i < fold->nm->version_count; i++) {
        if (fold->nm->version[i].from == tick && norm->follows >> i & 1)
            return true;
    }
    return false;
}

static void take_terms(struct fold *fold, int32_t index)
{
    struct st_inst *inst = &fold->st->inst[index];
    const struct nm_norm *norm = norm_of(fold, index);
    int64_t now = fold->st->head.now;
    if (inst->status == ST_DORMANT)
        inst->from = eval_or(fold, norm->from, inst, now, inst->made);
    if (!(inst->flags & ST_EXTENDED)) {
        inst->base_due = eval_or(fold, norm->due, inst, now, NM_NEVER);
        if (inst->suspensions == 0)
            st_move_due(inst, eval_moved_due(fold, inst));
    }
    bool is_counted = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_AT_MOST;
    if (!is_counted)
        return;
    inst->need = eval_capped(fold, inst, eval_or(fold, norm->need, inst, now, 1));
    if (norm->kind != NM_AT_MOST && inst->status == ST_IN_FORCE && inst->got >= inst->need)
        set_status(fold, index, ST_FULFILLED);
}

void take_new_terms(struct fold *fold)
{
    for (uint32_t i = 0; i < fold->st->inst_count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        const struct nm_norm *norm = norm_of(fold, (int32_t)i);
        if (takes_version(fold, norm, fold->st->head.now) && !norm->accrual &&
            !(inst->flags & ST_QUEUED) && inst->made < fold->st->head.now &&
            (inst->status == ST_DORMANT || inst->status == ST_IN_FORCE))
            take_terms(fold, (int32_t)i);
    }
}

static void check_bound(struct fold *fold, int32_t inst)
{
    struct st *st = fold->st;
    const struct nm_norm *norm = norm_of(fold, inst);
    int32_t live = 0;
    for (uint32_t i = 0; i < st->inst_count; i++)
        live += st->inst[i].norm == st->inst[inst].norm && is_live(&st->inst[i]);
    if (norm->bound > 0 && live > norm->bound) {
        st->inst[inst].flags |= ST_BEYOND;
        st->head.flags |= ST_BEYOND_CHECKED;
    }
}

void note_change(struct fold *fold, int32_t inst, enum st_status status)
{
    vec_push(&fold->changes, (struct change){inst, (uint8_t)status});
}

/* ---- again (spec 10.1) ------------------------------------------------------------------------- */

static bool is_open(const struct st_inst *inst)
{
    return is_live(inst) || is_owed(inst);
}

/* The last of the first `count` instances that is of the norm and key and not done; or -1. */
static int32_t earlier_one(const struct fold *fold, int32_t norm, int32_t key, uint32_t count)
{
    for (uint32_t i = count; i-- > 0;) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (inst->norm == norm && inst->key == key && is_open(inst))
            return (int32_t)i;
    }
    return -1;
}

/* Its clock runs from now, as if nothing had moved its due day before. */
static void restart(struct fold *fold, int32_t index)
{
    struct st_inst *inst = &fold->st->inst[index];
    int64_t now = fold->st->head.now;
    inst->trigger_at = now;
    if (inst->flags & ST_QUEUED)
        return;
    inst->base_due = eval_or(fold, norm_of(fold, index)->due, inst, now, NM_NEVER);
    if (inst->from == NM_UNKNOWN)
        inst->base_due = NM_UNKNOWN;
    st_move_due(inst, inst->base_due);
    inst->tolled = 0;
    inst->flags &= (uint8_t)~(ST_EXTENDED | ST_IMPOSSIBLE);
    if (inst->due < inst->from)
        inst->flags |= ST_IMPOSSIBLE;
}

bool take_turn(struct fold *fold, int32_t index)
{
    struct st_inst *inst = &fold->st->inst[index];
    if (!(inst->flags & ST_QUEUED) || inst->status != ST_DORMANT ||
        earlier_one(fold, inst->norm, inst->key, (uint32_t)index) >= 0)
        return false;
    inst->flags &= (uint8_t)~ST_QUEUED;
    inst->trigger_at = fold->st->head.now;
    fill_terms(fold, norm_of(fold, index), inst);
    if (inst->status == ST_IN_FORCE)
        note_change(fold, index, ST_IN_FORCE);
    return true;
}

int32_t make_instance(struct fold *fold, int32_t norm, const struct nm_trigger *trigger,
                      struct origin origin)
{
    struct st *st = fold->st;
    const struct nm_norm *row = &fold->nm->norm[norm];
    struct st_inst inst;
    memset(&inst, 0, sizeof inst); /* its padding too: the record is copied as bytes */
    inst.norm = (int16_t)norm;
    inst.key = origin.key;
    inst.made = st->head.now;
    inst.trigger_at = trigger->performed ? origin.at : inst.made;
    inst.trigger_qty = origin.qty;
    inst.trigger_event = origin.event;
    inst.trigger_breach = origin.breach;
    inst.performed = inst.settled = inst.cure_due = NM_NEVER;
    inst.breach = -1;
    struct fold *asked = fold->past ? fold->past : fold;
    if (!may_arise(fold, norm, trigger, origin.key) || !key_is_free(fold, norm, trigger, origin.key) ||
        !eval_or(asked, trigger->guard, &inst, st->head.now, 1))
        return -1;
    bool is_alone = trigger->repeat <= NM_REPEAT_EACH;
    int32_t earlier = is_alone ? -1 : earlier_one(fold, norm, origin.key, st->inst_count);
    if (earlier >= 0 && trigger->repeat == NM_REPEAT_RESTARTS && is_live(&st->inst[earlier]))
        restart(fold, earlier);
    if (earlier >= 0 && trigger->repeat != NM_REPEAT_QUEUES)
        return -1;
    inst.flags = earlier >= 0 ? ST_QUEUED : 0;
    inst.generation = (uint16_t)(origin.key < 0 ? 0 : count_with_key(fold, norm, origin.key));
    inst.suspensions = count_suspensions(fold, norm);
    fill_terms(fold, row, &inst);

    int32_t index = st_add_inst(st);
    if (index < 0)
        longjmp(fold->full, 1);
    memcpy(&st->inst[index], &inst, sizeof inst);
    check_bound(fold, index);
    note_change(fold, index, (enum st_status)inst.status);
    return index;
}

void set_status(struct fold *fold, int32_t inst, enum st_status status)
{
    struct st_inst *record = &fold->st->inst[inst];
    record->status = (uint8_t)status;
    if (!is_live(record))
        record->settled = fold->st->head.now;
    note_change(fold, inst, status);
    if (status == ST_FULFILLED)
        remedy_kept(fold, inst);
    else if (status == ST_BREACHED && norm_of(fold, inst)->remedy == NM_NONE)
        remedy_broken(fold, inst);
}

/* Also of maintenance: what was kept throughout. */
void end_prohibition(struct fold *fold, int32_t inst)
{
    set_status(fold, inst, fold->st->inst[inst].breach < 0 ? ST_FULFILLED : ST_BREACHED);
}
