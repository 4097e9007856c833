/* Amendments in the fold: on the tick with which a version begins, terms are asked anew for what runs.
 * Between these ticks nothing depends on versions, so the jump over quiet ticks only stops at them. */
#include "runtime/kernel_internal.h"

int64_t kernel_next_version(const struct run *run)
{
    const struct st_head *head = &run->st->head;
    for (uint32_t i = 0; i < run->nm->version_count; i++) { /* in the order of their ticks */
        int64_t from = run->nm->version[i].from;
        if (from > head->now || (from == head->now && !head->closed))
            return from;
    }
    return NM_NEVER;
}

static int64_t ask(const struct run *run, int32_t expr, const struct rt_scope *scope, int64_t otherwise)
{
    return expr == NM_NONE ? otherwise : run_eval(run, expr, scope);
}

static void renew(struct run *run, int32_t row)
{
    struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    struct rt_scope scope = scope_of(run, inst, run->st->head.now);
    if (inst->status == ST_DORMANT)
        inst->from = ask(run, norm->from, &scope, inst->made);
    if (!(inst->flags & ST_EXTENDED)) {
        inst->base_due = ask(run, norm->due, &scope, NM_NEVER);
        if (inst->suspensions == 0)
            inst_set_due(run, inst);
    }
    if (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_AT_MOST)
        inst->need = kernel_capped(run, inst, ask(run, norm->need, &scope, 1));
    bool is_enough = (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT) &&
                     inst->status == ST_IN_FORCE && inst->got >= inst->need;
    if (is_enough)
        inst_set_status(run, row, ST_FULFILLED);
    else
        index_inst_timer(run, row);
}

void kernel_new_terms(struct run *run, int64_t tick)
{
    uint32_t begins = 0;
    for (uint32_t i = 0; i < run->nm->version_count; i++)
        begins |= run->nm->version[i].from == tick ? UINT32_C(1) << i : 0;
    for (uint32_t i = 0; begins && i < run->nm->norm_count; i++) { /* a longer grace: more may count */
        if (run->nm->norm[i].grace != NM_NONE && run->nm->norm[i].follows)
            index_revive(run, (int32_t)i);
    }
    for (uint32_t i = 0; begins && i < run->st->inst_count; i++) {
        const struct st_inst *inst = &run->st->inst[i];
        const struct nm_norm *norm = &run->nm->norm[inst->norm];
        bool runs = inst->status == ST_DORMANT || inst->status == ST_IN_FORCE;
        if (norm->follows & begins && !norm->accrual && !(inst->flags & ST_QUEUED) && runs && inst->made < tick)
            renew(run, (int32_t)i);
    }
}
