/* Permissions. An exception takes an act out of named prohibitions, a counted one until it is used up.
 * A right allows an act up to an amount; what goes beyond it is inert. */
#include "lang/base/check.h"
#include "runtime/kernel_internal.h"

static bool excepts(const struct run *run, int32_t permit, int32_t prohibition)
{
    const struct nm_norm *norm = &run->nm->norm[permit];
    const struct nm_scope *scope = &run->nm->scope[norm->first_except];
    for (int32_t i = 0; i < norm->except_count; i++) {
        if (scope[i].norm == prohibition)
            return true;
    }
    return false;
}

static int64_t units_for(const struct nm_norm *norm, const struct rt_event *event)
{
    if (norm->by_act || (norm->distinct && event->key >= 0))
        return 1;
    return event_units(event);
}

/* In force, its window open, and room for so much; an unlimited permission always has room. */
static bool allows(const struct run *run, const struct st_inst *inst, int64_t qty)
{
    int64_t now = run->st->head.now;
    if (inst->status != ST_IN_FORCE || inst->suspensions > 0 || inst->from > now || now > inst->due)
        return false;
    return run->nm->norm[inst->norm].need == NM_NONE ||
           (int128)inst->got + qty <= inst->need;
}

/* ---- exceptions ----------------------------------------------------------------------------- */

bool kernel_permits(struct run *run, int32_t prohibition, const struct rt_event *event)
{
    struct index *index = run->index;
    int32_t forbidden = run->st->inst[prohibition].norm, found = -1;
    for (size_t i = 0; i < index->permits.count; i++) {
        if (excepts(run, run->st->inst[index->permits.items[i]].norm, forbidden))
            return true;
    }
    const struct lists *permitted = &run->kernel->permitted;
    for (int32_t i = permitted->start[event->act]; i < permitted->start[event->act + 1]; i++) {
        int32_t norm = permitted->items[i];
        const struct nm_norm *row = &run->nm->norm[norm];
        if (!excepts(run, norm, forbidden) || !kernel_match_unit(run, row, event) ||
            !kernel_match_pattern(run, row->pattern, event))
            continue;
        for (int32_t at = index->all[norm].first; at >= 0; at = index->all_next.items[at]) {
            const struct st_inst *inst = &run->st->inst[at];
            if ((found < 0 || at < found) && allows(run, inst, units_for(row, event)) &&
                kernel_match_key(run, inst, event))
                found = at;
        }
    }
    if (found < 0)
        return false;
    struct st_inst *inst = &run->st->inst[found];
    index_add_total(run, &inst->got, units_for(&run->nm->norm[inst->norm], event));
    vec_push(&index->permits, found);
    return true;
}

bool kernel_end_permits(struct run *run)
{
    struct index *index = run->index;
    bool was_used = index->permits.count > 0;
    for (size_t i = 0; i < index->permits.count; i++) {
        const struct st_inst *inst = &run->st->inst[index->permits.items[i]];
        bool is_counted = run->nm->norm[inst->norm].need != NM_NONE;
        if (is_live(inst) && is_counted && inst->got >= inst->need)
            inst_set_status(run, index->permits.items[i], ST_LAPSED);
    }
    vec_clear(&index->permits);
    return was_used;
}

/* ---- rights --------------------------------------------------------------------------------- */

enum judgement kernel_right(struct run *run, const struct rt_event *event, struct excess *use)
{
    const struct lists *rights = &run->kernel->rights;
    bool is_needed = false;
    *use = (struct excess){-1, 0};
    for (int32_t i = rights->start[event->act]; i < rights->start[event->act + 1]; i++) {
        int32_t norm = rights->items[i];
        const struct nm_norm *row = &run->nm->norm[norm];
        if (!kernel_match_unit(run, row, event) || !kernel_match_pattern(run, row->pattern, event))
            continue;
        is_needed = true;
        int64_t qty = units_for(row, event);
        bool is_item = row->distinct && event->key >= 0;
        for (int32_t at = run->index->all[norm].first; at >= 0; at = run->index->all_next.items[at]) {
            const struct st_inst *inst = &run->st->inst[at];
            int64_t taken =
                is_item && kernel_item_barred(run, row->pool, event->key, at) ? 0 : qty; /* 0: it has been counted */
            if ((use->inst < 0 || at < use->inst) && allows(run, inst, taken) &&
                kernel_match_key(run, inst, event))
                *use = (struct excess){at, taken};
        }
    }
    if (!is_needed)
        return JUDGE_COUNT;
    if (use->inst >= 0)
        return JUDGE_EFFECTIVE;
    return run->st->head.phase == ST_WINDING_UP ? JUDGE_CONTRACT_ENDED : JUDGE_RIGHT_EXCEEDED;
}

void kernel_use_right(struct run *run, const struct rt_event *event, struct excess use)
{
    struct st_inst *inst = &run->st->inst[use.inst];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    index_add_total(run, &inst->got, use.qty);
    if (use.qty > 0 && norm->distinct && event->key >= 0)
        kernel_hold_item(run, norm->pool, event, use.inst);
}
