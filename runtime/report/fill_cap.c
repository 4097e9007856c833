/* fill_cap.c - caps on paper: how much of a cap is used, what one has cut, what it leaves of what still
 * grows. */
#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "runtime/report/fill_internal.h"

static bool caps(const struct nm *nm, const struct nm_norm *cap, int32_t norm)
{
    for (int32_t i = 0; cap->kind == NM_CAP && i < cap->except_count; i++) {
        if (nm->scope[cap->first_except + i].norm == norm)
            return true;
    }
    return false;
}

/* Of what a cap for each period speaks (fold 20.1). */
static bool is_of_period(const struct fill *fill, const struct nm_norm *cap, const struct st_inst *inst)
{
    const struct nm_norm *norm = &fill->nm->norm[inst->norm];
    int64_t from = inst->from == NM_NEVER ? fill->st->head.now : inst->from;
    if (norm->series != NM_NONE && inst->trigger_breach < 0)
        from = norm->period_first;
    return cap->series == NM_NONE || (from >= cap->period_first && from <= cap->period_last);
}

/* What is owed or was done of the instance (fold 20.2). */
static int64_t owed_of(const struct nm *nm, const struct st_inst *inst)
{
    bool is_live = st_is_live(inst);
    bool is_owed = inst->status == ST_BREACHED && inst->flags & ST_OWED;
    bool is_claim = inst->status == ST_LAPSED && nm->norm[inst->norm].accrual;
    return is_live || is_owed || is_claim ? inst->need : inst->got;
}

int64_t fill_cap_used(const struct fill *fill, int32_t cap)
{
    int64_t used = 0;
    for (uint32_t i = 0; i < fill->st->inst_count; i++) {
        const struct st_inst *inst = &fill->st->inst[i];
        if (caps(fill->nm, &fill->nm->norm[cap], inst->norm) &&
            is_of_period(fill, &fill->nm->norm[cap], inst) &&
            !ckd_add_i64(&used, used, owed_of(fill->nm, inst)))
            return INT64_MAX; /* the state says that it is out of range */
    }
    return used;
}

int64_t fill_cap_left(const struct fill *fill, int32_t index, int64_t need)
{
    const struct st *st = fill->st;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        int32_t cap = st->inst[i].norm;
        bool is_void = st->inst[i].status == ST_WAIVED || st->inst[i].status == ST_RELEASED;
        if (is_void || !caps(fill->nm, &fill->nm->norm[cap], st->inst[index].norm) ||
            !is_of_period(fill, &fill->nm->norm[cap], &st->inst[index]))
            continue;
        int64_t limit = fill_ask(fill, (int32_t)i, fill->nm->norm[cap].need, st->head.now, INT64_MAX);
        int64_t used = fill_cap_used(fill, cap), room = limit > used ? limit - used : 0;
        need = need < room ? need : room;
    }
    return need;
}

struct report_text fill_cut(const struct fill *fill, const struct st_inst *inst)
{
    struct phrases out;
    phrases_init(&out);
    struct report_unit unit = fill_unit(fill, &fill->nm->norm[inst->norm]);
    phrase_amount(&out.en, inst->cut, unit, REPORT_EN);
    buf_puts(&out.en, " cut by clause ");
    bool is_first = true;
    for (uint32_t i = 0; i < fill->nm->norm_count; i++) {
        const struct nm_norm *cap = &fill->nm->norm[i];
        if (!caps(fill->nm, cap, inst->norm) || !is_of_period(fill, cap, inst))
            continue;
        const char *number = nm_str(fill->nm, fill->nm->clause[cap->clause].number);
        buf_printf(&out.en, "%s%s", is_first ? "" : ", ", number);
        buf_printf(&out.zh, "%s第%s条", is_first ? "依" : "、", number);
        is_first = false;
    }
    buf_puts(&out.zh, "扣减 ");
    phrase_amount(&out.zh, inst->cut, unit, REPORT_ZH);
    return fill_keep(fill, &out);
}
