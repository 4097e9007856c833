/* Closure: what follows, without time passing, from what has just happened. It goes in rounds; a
 * round sees what happened before it began, and what happens in it is left to the next. Triggers of
 * one instant form no circle, so the rounds end. Calculus B4; spec 21.3. */
#include "compiler/ir/eval_internal.h"

/* What a round looks at. */
struct round {
    VEC(struct change) changes;
    VEC(struct acceptance) accepted;
};

void drop_changes(struct fold *fold)
{
    vec_clear(&fold->changes);
    vec_clear(&fold->accepted);
}

/* ---- triggers -------------------------------------------------------------------------------- */

/* When what has been fulfilled was performed; an acceptance reaches back. */
static int64_t performed_at(const struct st_inst *inst)
{
    bool is_in_time = inst->status == ST_FULFILLED && inst->performed != NM_NEVER;
    return is_in_time ? inst->performed : inst->settled;
}

static bool fire_on_status(struct fold *fold, int32_t norm, const struct nm_trigger *trigger,
                           const struct change *change)
{
    const struct st_inst *watched = &fold->st->inst[change->inst];
    if (watched->norm != trigger->norm || !(trigger->statuses >> change->status & 1))
        return false;
    const struct nm_norm *row = &fold->nm->norm[norm];
    bool is_same_kind = row->key_kind != NM_NONE &&
                        row->key_kind == fold->nm->norm[trigger->norm].key_kind;
    bool is_minimum = fold->nm->norm[trigger->norm].minimum;
    struct origin origin = {
        .key = is_same_kind ? watched->key : -1,
        .qty = is_choice(fold, trigger->norm) ? watched->trigger_qty /* nobody has chosen of so many */
               : is_minimum                   ? eval_add(fold, watched->got, watched->surplus)
                                              : watched->got,
        .event = -1,
        .breach = -1,
        .at = performed_at(watched),
    };
    return make_instance(fold, norm, trigger, origin) >= 0;
}

/* The key of the tendering instance, or the item that was tendered. */
static int32_t tendered_key(const struct fold *fold, const struct nm_norm *row,
                            const struct nm_norm *watched, const struct acceptance *accepted)
{
    if (row->key_kind == NM_NONE)
        return -1;
    if (row->key_kind == watched->key_kind)
        return fold->st->inst[accepted->inst].key;
    if (accepted->item >= 0 && watched->pattern != NM_NONE &&
        fold->nm->pattern[watched->pattern].kind == row->key_kind)
        return fold->st->item[accepted->item].name;
    return -1;
}

static bool fire_on_tender(struct fold *fold, int32_t norm, const struct nm_trigger *trigger,
                           const struct acceptance *accepted)
{
    if (fold->st->inst[accepted->inst].norm != trigger->norm || (trigger->closing && !accepted->is_deemed))
        return false;
    const struct nm_norm *row = &fold->nm->norm[norm];
    struct origin origin = {
        .key = tendered_key(fold, row, &fold->nm->norm[trigger->norm], accepted),
        .qty = accepted->qty,
        .event = accepted->event,
        .breach = -1,
    };
    return make_instance(fold, norm, trigger, origin) >= 0;
}

static bool fire_triggers(struct fold *fold, int32_t norm, const struct round *round)
{
    const struct nm_norm *row = &fold->nm->norm[norm];
    bool did = false;
    for (int32_t i = 0; i < row->trigger_count; i++) {
        const struct nm_trigger *trigger = &fold->nm->trigger[row->first_trigger + i];
        if (trigger->kind == NM_ON_STATUS)
            for (size_t n = 0; n < round->changes.count; n++)
                did |= fire_on_status(fold, norm, trigger, &round->changes.items[n]);
        if (trigger->kind == NM_ON_TENDER)
            for (size_t n = 0; n < round->accepted.count; n++)
                did |= fire_on_tender(fold, norm, trigger, &round->accepted.items[n]);
    }
    return did;
}

/* ---- instances ------------------------------------------------------------------------------- */

/* Calculus B5, row `until`; a prohibition that reaches it was kept or not (spec, appendix C). */
static bool test_until(struct fold *fold, int32_t inst)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    const struct st_inst *record = &fold->st->inst[inst];
    if (norm->until == NM_NONE || !is_live(record) ||
        !eval_expr(fold, norm->until, record, fold->st->head.now))
        return false;
    if (goes_on_after_breach(norm))
        end_prohibition(fold, inst);
    else
        set_status(fold, inst, norm->releases ? ST_RELEASED : ST_LAPSED);
    return true;
}

/* So does a window that has not opened yet: it opens when the other due day says. What is open stays open. */
static bool follow_opening(struct fold *fold, int32_t inst)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    struct st_inst *record = &fold->st->inst[inst];
    bool end_moves = fold->nm->renewal_count > 0 && fold->st->head.phase == ST_RUNNING;
    if (record->status != ST_DORMANT || norm->accrual || record->flags & ST_QUEUED ||
        !eval_is_linked(fold->nm, norm->from, end_moves))
        return false;
    int64_t from = eval_expr(fold, norm->from, record, terms_at(fold, record));
    if (from == record->from)
        return false;
    record->from = from;
    if (from == NM_UNKNOWN) {
        record->due = record->base_due = NM_UNKNOWN;
    } else if (record->base_due == NM_UNKNOWN) {
        record->base_due = eval_or(fold, norm->due, record, terms_at(fold, record), NM_NEVER);
        if (record->suspensions == 0)
            st_move_due(record, eval_moved_due(fold, record));
    }
    record->flags &= (uint8_t)~ST_IMPOSSIBLE;
    if (record->due < record->from)
        record->flags |= ST_IMPOSSIBLE;
    if (from <= fold->st->head.now)
        set_status(fold, inst, ST_IN_FORCE);
    return true;
}

/* A due day that hangs on another one moves with it (calculus B7.4), and with the end of a term that may be
 * renewed, until it has ended. */
static bool follow_link(struct fold *fold, int32_t inst)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    struct st_inst *record = &fold->st->inst[inst];
    bool end_moves = fold->nm->renewal_count > 0 && fold->st->head.phase == ST_RUNNING;
    if ((record->status != ST_DORMANT && record->status != ST_IN_FORCE) || norm->accrual ||
        record->flags & (ST_EXTENDED | ST_QUEUED) || !eval_is_linked(fold->nm, norm->due, end_moves))
        return false;
    int64_t base_due = eval_expr(fold, norm->due, record, terms_at(fold, record));
    if (base_due == record->base_due)
        return false;
    record->base_due = base_due;
    if (record->suspensions == 0)
        st_move_due(record, eval_moved_due(fold, record));
    return true;
}

/* An accrual becomes owed, once, when the delay that it counts is over (spec 13.4). */
static bool make_liquid(struct fold *fold, int32_t inst)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    struct st_inst *record = &fold->st->inst[inst];
    int64_t now = fold->st->head.now;
    if (!norm->accrual || record->status != ST_DORMANT)
        return false;
    if (record->trigger_breach >= 0 &&
        is_owed(&fold->st->inst[fold->st->breach[record->trigger_breach].inst]))
        return false;
    record->need = eval_capped(fold, record, eval_or(fold, norm->need, record, now, 1));
    if (record->need <= 0) {
        set_status(fold, inst, ST_LAPSED);
        remedy_kept(fold, inst);
        return true;
    }
    record->from = record->trigger_at = now;
    record->due = record->base_due = eval_or(fold, norm->due, record, now, NM_NEVER);
    set_status(fold, inst, ST_IN_FORCE);
    return true;
}

/* Puts the instances that have arisen since behind those of their norms. */
static void note_instances(struct fold *fold)
{
    while (fold->first_of.count < fold->nm->norm_count) {
        vec_push(&fold->first_of, NM_NONE);
        vec_push(&fold->last_of, NM_NONE);
    }
    for (size_t i = fold->next_of.count; i < fold->st->inst_count; i++) {
        int32_t norm = fold->st->inst[i].norm, last = fold->last_of.items[norm];
        vec_push(&fold->next_of, NM_NONE);
        if (last == NM_NONE)
            fold->first_of.items[norm] = (int32_t)i;
        else
            fold->next_of.items[last] = (int32_t)i;
        fold->last_of.items[norm] = (int32_t)i;
    }
}

/* Those that arise meanwhile are tested, too. */
static bool test_instances(struct fold *fold, int32_t norm)
{
    bool did = false;
    note_instances(fold);
    for (int32_t i = fold->first_of.items[norm]; i != NM_NONE; i = fold->next_of.items[i]) {
        did |= test_until(fold, i);
        did |= take_turn(fold, i);
        did |= follow_opening(fold, i);
        did |= follow_link(fold, i);
        did |= make_liquid(fold, i);
        did |= drop_cut(fold, i);
        note_instances(fold);
    }
    return did;
}

static bool run_round(struct fold *fold)
{
    struct round round = {0};
    for (size_t i = 0; i < fold->changes.count; i++)
        vec_push(&round.changes, fold->changes.items[i]);
    for (size_t i = 0; i < fold->accepted.count; i++)
        vec_push(&round.accepted, fold->accepted.items[i]);
    drop_changes(fold);
    bool did = false;
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        did |= fire_triggers(fold, (int32_t)norm, &round);
        did |= test_instances(fold, (int32_t)norm);
        did |= lift_suspensions(fold, (int32_t)norm);
    }
    vec_release(&round.changes);
    vec_release(&round.accepted);
    return did;
}

void run_closure(struct fold *fold)
{
    do {
        while (run_round(fold))
            continue;
    } while (apply_credits(fold));
    drop_changes(fold);
}
