/* Breach records: who is to blame, what excuses, what remedies. A record is not a status: a
 * prohibition goes on after it, a debt stays owed. Calculus B8.3-B8.5; spec 22.2, 13. */
#include "compiler/ir/eval_internal.h"

/* The bearers; of a joint duty those who did not offer to perform, unless none or all did. */
static uint64_t blame_of(const struct fold *fold, int32_t inst)
{
    const struct nm_norm *norm = norm_of(fold, inst);
    if (norm->kind == NM_ASSUME)
        return 0; /* what the environment does is nobody's fault */
    uint64_t bearers = bearers_of(fold, inst), idle = bearers & ~fold->st->inst[inst].offered;
    return norm->joint == NM_TOGETHER && idle ? idle : bearers;
}

int32_t add_record(struct fold *fold, int32_t inst, int64_t due, int64_t shortfall, int32_t cause)
{
    struct st *st = fold->st;
    int32_t episode = 0;
    for (uint32_t i = 0; i < st->breach_count; i++)
        episode += st->breach[i].inst == inst;
    int32_t index = st_add_breach(st);
    if (index < 0)
        longjmp(fold->full, 1);
    struct st_breach *record = &st->breach[index];
    record->inst = inst;
    record->episode = episode;
    record->certain = record->last_bad = st->head.now;
    record->due = due;
    record->shortfall = shortfall;
    record->blame = blame_of(fold, inst);
    record->status = ST_BREACH_OPEN;
    record->cause = cause;
    record->remedy = record->excuse = -1;
    st->inst[inst].breach = index;
    return index;
}

bool debt_lives_on(const struct fold *fold, const struct nm_norm *norm)
{
    if (norm->kind != NM_ACHIEVE && norm->kind != NM_AMOUNT)
        return false;
    return norm->late != NM_LATE_ESSENTIAL &&
           (norm->remedy == NM_NONE || !fold->nm->norm[norm->remedy].instead);
}

int32_t breach_instance(struct fold *fold, int32_t inst, int64_t shortfall, int32_t cause)
{
    set_status(fold, inst, ST_BREACHED);
    if (debt_lives_on(fold, norm_of(fold, inst)))
        fold->st->inst[inst].flags |= ST_OWED;
    return add_record(fold, inst, fold->st->inst[inst].due, shortfall, cause);
}

/* There is a written link, and where both are keyed by one kind of thing it is the same thing. */
static bool is_excuse_for(const struct fold *fold, int32_t inst, int32_t other)
{
    const struct nm_norm *norm = norm_of(fold, inst), *other_norm = norm_of(fold, other);
    const struct st_inst *one = &fold->st->inst[inst], *two = &fold->st->inst[other];
    for (int32_t i = 0; i < norm->excuse_count; i++)
        if (fold->nm->scope[norm->first_excuse + i].norm == two->norm)
            return norm->key_kind == NM_NONE || norm->key_kind != other_norm->key_kind ||
                   one->key < 0 || two->key < 0 || one->key == two->key;
    return false;
}

/* The earlier record that excuses this one (calculus B8.4), or -1. */
static int32_t excuse_of(const struct fold *fold, int32_t record)
{
    const struct st *st = fold->st;
    for (uint32_t i = 0; i < st->breach_count; i++) {
        const struct st_breach *other = &st->breach[i];
        if (is_excuse_for(fold, st->breach[record].inst, other->inst) &&
            other->certain < st->breach[record].certain && other->status != ST_EXCUSED &&
            other->status != ST_BREACH_WAIVED)
            return (int32_t)i;
    }
    return -1;
}

static void make_remedies(struct fold *fold, int32_t record)
{
    struct st *st = fold->st;
    struct origin origin = {
        .key = st->inst[st->breach[record].inst].key,
        .qty = st->breach[record].shortfall,
        .event = st->breach[record].cause,
        .breach = record,
    };
    int32_t broken = st->inst[st->breach[record].inst].norm;
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        const struct nm_norm *row = &fold->nm->norm[norm];
        for (int32_t i = 0; i < row->trigger_count; i++) {
            const struct nm_trigger *trigger = &fold->nm->trigger[row->first_trigger + i];
            if (trigger->kind != NM_ON_BREACH || trigger->norm != broken)
                continue;
            int32_t remedy = make_instance(fold, (int32_t)norm, trigger, origin);
            if (remedy >= 0 && st->breach[record].remedy < 0 &&
                fold->nm->norm[broken].remedy == (int32_t)norm) {
                st->breach[record].remedy = remedy;
                st->breach[record].status = ST_REMEDYING;
            }
        }
    }
}

void settle_record(struct fold *fold, int32_t record)
{
    int32_t excuse = excuse_of(fold, record);
    if (excuse >= 0) {
        fold->st->breach[record].excuse = excuse;
        fold->st->breach[record].status = ST_EXCUSED;
    } else {
        make_remedies(fold, record);
    }
}

/* Remedies may themselves be remedied: the outcome of the last one settles all before it. */
static void settle_chain(struct fold *fold, int32_t inst, enum st_breach_status status)
{
    struct st *st = fold->st;
    for (int32_t record = st->inst[inst].trigger_breach; record >= 0;) {
        struct st_breach *breach = &st->breach[record];
        if (breach->remedy != inst)
            return;
        if (breach->status == ST_BREACH_OPEN || breach->status == ST_REMEDYING ||
            breach->status == ST_UNREMEDIED)
            breach->status = (int32_t)status;
        inst = breach->inst;
        record = st->inst[inst].trigger_breach;
    }
}

void remedy_kept(struct fold *fold, int32_t inst)
{
    settle_chain(fold, inst, ST_REMEDIED);
}

void remedy_broken(struct fold *fold, int32_t inst)
{
    settle_chain(fold, inst, ST_UNREMEDIED);
}
