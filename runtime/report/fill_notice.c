/* fill_notice.c - notices that are running: an act by a power that takes effect on a day to come. They stand in
 * the head of the papers and beside the right, for until then nothing else shows them. Spec 14.4. So does a suspension
 * of what is broken already, which stops nothing. Spec 14.3. */
#include <string.h>

#include "runtime/report/fill_internal.h"

/* What has ended is not ended again. */
static bool is_running(const struct fill *fill, const struct st_effect *effect)
{
    bool is_whole = fill->nm->power[fill->nm->norm[effect->power].power].scope_count == 0;
    return effect->live && (fill->st->head.phase == ST_RUNNING || !is_whole);
}

static void put_day(const struct fill *fill, struct phrases *out, int64_t tick)
{
    struct report_moment moment = fill_moment(fill, tick);
    phrase_moment(&out->en, moment);
    phrase_moment(&out->zh, moment);
}

/* ": takes effect on 2026-05-20, unless it is revoked before or its ground is gone then" */
static void put_effect(const struct fill *fill, struct phrases *out, const struct st_effect *effect)
{
    const struct nm_power *power = &fill->nm->power[fill->nm->norm[effect->power].power];
    bool hangs_on_ground = power->ground != NM_NONE && !power->conclusive;
    buf_puts(&out->en, ": takes effect on ");
    buf_puts(&out->zh, "，");
    put_day(fill, out, effect->at);
    buf_puts(&out->en, ", unless it is revoked before");
    buf_puts(&out->zh, "生效，此前撤回");
    if (hangs_on_ground) {
        buf_puts(&out->en, " or its ground is gone then");
        buf_puts(&out->zh, "或届时事由已消失");
    }
    if (nm_may_be_void(power)) {
        buf_puts(&out->en, " or nothing is left to change then");
        buf_puts(&out->zh, "或届时已无可变更");
    }
    buf_puts(&out->zh, "的除外");
}

static void put_given(const struct fill *fill, struct phrases *out, const struct st_effect *effect)
{
    const struct rt_event *event = &fill->input->events[effect->event];
    const struct fill_record *record = fill_record_of(fill, effect->event);
    const char *id = record ? record->id : NULL;
    fill_parties(fill, out, event->actors);
    buf_puts(&out->en, " gave notice on ");
    buf_puts(&out->zh, "于 ");
    put_day(fill, out, event->at);
    buf_puts(&out->zh, " 发出通知");
    if (!id)
        return;
    buf_printf(&out->en, " (%s)", id);
    buf_printf(&out->zh, "（%s）", id);
}

/* "Owner gave notice on 2026-04-20 (t) under clause 2.1, may terminate the contract, with 30 days' notice: takes …" */
struct report_text fill_notice_running(const struct fill *fill, uint32_t index)
{
    const struct nm *nm = fill->nm;
    const struct st_effect *effect = &fill->st->effect[index];
    if (!is_running(fill, effect))
        return (struct report_text){0};
    const struct nm_norm *norm = &nm->norm[effect->power];
    struct report_text action = fill_text(fill, norm->action_en, norm->action_zh);
    const char *number = nm_str(nm, nm->clause[norm->clause].number);
    struct phrases out;
    phrases_init(&out);
    put_given(fill, &out, effect);
    if (strcmp(number, "0") != 0) {
        buf_printf(&out.en, " under clause %s", number);
        buf_printf(&out.zh, "，依据第%s条", number);
    }
    buf_printf(&out.en, " (%s)", text_pick(action, REPORT_EN));
    buf_printf(&out.zh, "（%s）", text_pick(action, REPORT_ZH));
    int32_t of = NM_NONE;
    if (effect->for_clause > 0)
        of = effect->for_clause - 1;
    else if (effect->for_norm != EVENT_NONE && effect->for_norm != effect->power)
        of = nm->norm[effect->for_norm].clause;
    if (of != NM_NONE) { /* it named one of several */
        const char *named = nm_str(nm, nm->clause[of].number);
        buf_printf(&out.en, ", for clause %s", named);
        buf_printf(&out.zh, "，就第%s条", named);
    }
    put_effect(fill, &out, effect);
    return fill_keep(fill, &out);
}

bool fill_notice_of(const struct fill *fill, int32_t inst, struct phrases *out)
{
    for (uint32_t i = fill->st->effect_count; i-- > 0;) {
        const struct st_effect *effect = &fill->st->effect[i];
        if (effect->inst != inst || !is_running(fill, effect))
            continue;
        put_given(fill, out, effect);
        put_effect(fill, out, effect);
        return true;
    }
    return false;
}

struct report_text fill_vain_suspension(const struct fill *fill, uint32_t index)
{
    const struct nm *nm = fill->nm;
    const struct st_suspension *suspension = &fill->st->suspension[index];
    bool is_vain = false;
    if (!suspension->live || fill->st->head.phase != ST_RUNNING)
        return (struct report_text){0};
    for (uint32_t i = 0; i < fill->st->inst_count; i++) {
        const struct st_inst *inst = &fill->st->inst[i];
        if (!forecast_covers(nm, suspension, inst->norm))
            continue;
        if (inst->suspensions > 0)
            return (struct report_text){0};
        is_vain |= inst->status == ST_BREACHED;
    }
    if (!is_vain)
        return (struct report_text){0};
    const char *number = nm_str(nm, nm->clause[nm->norm[suspension->power].clause].number);
    struct phrases out;
    phrases_init(&out);
    buf_puts(&out.en, "the suspension of ");
    buf_puts(&out.zh, "于 ");
    put_day(fill, &out, suspension->at);
    buf_printf(&out.en, " under clause %s stops nothing: what it covers is breached already", number);
    buf_printf(&out.zh, " 依据第%s条作出的中止不停止任何义务：所涉义务已违约", number);
    return fill_keep(fill, &out);
}
