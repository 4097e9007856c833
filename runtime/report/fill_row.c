/* fill_row.c - one row per instance of a norm, and what a norm itself says of its row. */
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/value/date.h"
#include "lang/value/tick.h"
#include "runtime/report/fill_internal.h"

static bool is_money(const struct nm *nm, const struct nm_norm *norm)
{
    return norm->unit != NM_NONE && nm->unit[norm->unit].dimension == NM_MONEY;
}

/* A statement, or what must go on: broken by a finding that names its clause. */
static bool is_kept(const struct nm_norm *norm)
{
    return norm->kind == NM_FORBID && norm->named;
}

static enum report_kind kind_of(const struct nm *nm, const struct nm_norm *norm)
{
    if (is_kept(norm))
        return REPORT_KIND_MAINTENANCE;
    switch ((enum nm_norm_kind)norm->kind) {
    case NM_ACHIEVE: return is_money(nm, norm) ? REPORT_KIND_PAYMENT : REPORT_KIND_ACHIEVEMENT;
    case NM_AMOUNT: return is_money(nm, norm) ? REPORT_KIND_PAYMENT : REPORT_KIND_AMOUNT;
    case NM_FORBID:
    case NM_AT_MOST: return REPORT_KIND_PROHIBITION;
    case NM_MAINTAIN: return REPORT_KIND_MAINTENANCE;
    case NM_POWER: return REPORT_KIND_POWER;
    case NM_PERMIT:
    case NM_CAP: return REPORT_KIND_PERMISSION;
    case NM_VAGUE:
    case NM_EFFORT:
    case NM_MEMORY: return REPORT_KIND_ACHIEVEMENT;
    case NM_ASSUME: return REPORT_KIND_ASSUMPTION;
    case NM_TARGET: return REPORT_KIND_RATIO;
    }
    UNREACHABLE();
}

static enum report_modality modality_of(const struct nm_norm *norm)
{
    if ((norm->kind == NM_FORBID && !is_kept(norm)) || norm->kind == NM_AT_MOST)
        return REPORT_SHALL_NOT;
    bool is_right = norm->kind == NM_POWER || norm->kind == NM_PERMIT || norm->kind == NM_CAP;
    return is_right ? REPORT_MAY : REPORT_SHALL;
}

static bool is_counted(const struct nm_norm *norm)
{
    return norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_ASSUME ||
           (norm->kind == NM_PERMIT && norm->need != NM_NONE);
}

static uint64_t all_parties(const struct nm *nm)
{
    uint64_t parties = 0;
    for (uint32_t i = 0; i < nm->party_count && i < 64; i++)
        parties |= nm->party[i].kind == NM_PARTY ? (uint64_t)1 << i : 0;
    return parties;
}

/* Whoever owes, or is owed, what the power acts on, as it stands today, and of whom it is told. */
static uint64_t concerned_by(const struct fill *fill, const struct nm_norm *norm)
{
    const struct nm *nm = fill->nm;
    const struct nm_power *power = &nm->power[norm->power];
    uint64_t others = all_parties(nm) & ~norm->bearers;
    uint64_t parties = norm->creditors; /* of whom it is told */
    if (norm->pattern != NM_NONE)
        parties |= nm->pattern[norm->pattern].to;
    if (power->scope_count == 0)
        return others | norm->creditors;
    for (int32_t i = 0; i < power->scope_count; i++) {
        int32_t other = nm->scope[power->first_scope + i].norm;
        parties |= nm->norm[other].bearers | nm->norm[other].creditors;
        for (uint32_t k = 0; k < fill->st->inst_count; k++)
            if (fill->st->inst[k].norm == other)
                parties |= fill->st->inst[k].bearers | fill->st->inst[k].claimants;
    }
    parties &= ~norm->bearers;
    return parties ? parties : others;
}

/* What is promised towards an outsider alone is promised to the others who have signed. */
static uint64_t owed_to(const struct nm *nm, const struct nm_norm *norm)
{
    uint64_t parties = all_parties(nm);
    return norm->creditors & parties ? norm->creditors : norm->creditors | (parties & ~norm->bearers);
}

/* What the norm itself says, whatever happened. */
struct report_row fill_norm_row(const struct fill *fill, const struct nm_norm *norm)
{
    const struct nm *nm = fill->nm;
    struct report_row row = REPORT_ROW_EMPTY;
    int32_t kind = norm->pattern == NM_NONE ? NM_NONE : nm->pattern[norm->pattern].kind;
    row.id = nm_str(nm, norm->name);
    row.clause = (size_t)norm->clause;
    row.kind = kind_of(nm, norm);
    row.modality = modality_of(norm);
    row.bearers = norm->bearers;
    row.is_joint = norm->joint == NM_TOGETHER;
    row.counterparties = norm->power == NM_NONE ? owed_to(nm, norm) : concerned_by(fill, norm);
    row.action = fill_text(fill, norm->action_en, norm->action_zh);
    if (kind != NM_NONE)
        row.object = fill_text(fill, nm->kind[kind].name, nm->kind[kind].label_zh);
    row.unit = fill_unit(fill, norm);
    row.trigger = fill_text(fill, norm->trigger_en, norm->trigger_zh);
    row.due_rule = fill_text(fill, norm->rule_en, norm->rule_zh);
    row.evidence = fill_text(fill, norm->evidence_en, norm->evidence_zh);
    row.needs_acceptance = nm_answer_to(nm, norm) != NULL;
    row.acceptor = fill_text(fill, norm->accept_en, norm->accept_zh);
    row.remedy = fill_text(fill, norm->remedy_en, norm->remedy_zh);
    row.is_opening = norm->due == NM_NONE && norm->until == NM_NONE && norm->from != NM_NONE &&
                     (norm->kind == NM_POWER || norm->kind == NM_PERMIT);
    row.is_timed = (norm->kind == NM_PERMIT || norm->kind == NM_POWER) && norm->due != NM_NONE;
    row.is_soft = norm->kind == NM_EFFORT;
    row.is_vague = norm->kind == NM_VAGUE;
    if (row.is_soft)
        row.mark = (struct report_text){"best effort: never a breach", "尽力条款，不构成违约"};
    else if (norm->kind == NM_ASSUME)
        row.mark = (struct report_text){"else the contract does not come into force", "否则合同不生效"};
    else if (row.is_vague)
        row.mark = (struct report_text){"no fixed time: never late", "期限不定，不计逾期"};
    /* No number falls when the journal grows. */
    row.sequence = fill->input->known_seq > UINT32_MAX ? UINT32_MAX
                                                       : (uint32_t)fill->input->known_seq;
    return row;
}

/* ---- what happened ----------------------------------------------------------------------------- */

static enum report_breach_status breach_status(const struct st_breach *breach)
{
    switch ((enum st_breach_status)breach->status) {
    case ST_BREACH_OPEN: return REPORT_BREACH_OPEN;
    case ST_REMEDYING: return REPORT_BREACH_REMEDYING;
    case ST_REMEDIED: return REPORT_BREACH_REMEDIED;
    case ST_UNREMEDIED: return REPORT_BREACH_UNREMEDIED;
    case ST_BREACH_WAIVED: return REPORT_BREACH_WAIVED;
    case ST_EXCUSED: return REPORT_BREACH_EXCUSED;
    }
    UNREACHABLE();
}

static void take_breaches(const struct fill *fill, int32_t index, struct report_row *row)
{
    const struct st *st = fill->st;
    const struct st_inst *inst = &st->inst[index];
    if (inst->breach < 0)
        return;
    size_t count = 0;
    for (uint32_t i = 0; i < st->breach_count; i++)
        count += st->breach[i].inst == index;
    struct report_breach *breaches = arena_array(fill->arena, count, sizeof *breaches);
    count = 0;
    for (uint32_t i = 0; i < st->breach_count; i++) {
        const struct st_breach *record = &st->breach[i];
        if (record->inst != index)
            continue;
        int32_t kind = fill->nm->norm[inst->norm].kind;
        bool is_forbid = kind == NM_FORBID || kind == NM_AT_MOST; /* nothing is short */
        breaches[count++] = (struct report_breach){
            .id = arena_printf(fill->arena, "%s#%d", row->id, record->episode + 1),
            .status = breach_status(record),
            .certain = fill_moment(fill, record->certain),
            .due = fill_moment(fill, nm_is_measuring(fill->nm, &fill->nm->norm[inst->norm]) ? record->certain
                                                                                             : record->due),
            .ended = inst->flags & ST_LATE ? fill_moment(fill, inst->settled) : REPORT_NEVER,
            .shortfall = is_forbid ? REPORT_NO_QUANTITY : record->shortfall,
            .blame = record->blame,
            .cause = fill_cause(fill, record),
            .remedy = row->remedy,
        };
        if (record->status != ST_BREACH_WAIVED && record->status != ST_EXCUSED)
            row->blame |= record->blame;
        row->shortfall = is_forbid ? REPORT_NO_QUANTITY : record->shortfall;
    }
    row->breaches = breaches;
    row->breach_count = count;
}

static const struct st_tender *tender_of_item(const struct fill *fill, int32_t item)
{
    for (uint32_t i = fill->st->tender_count; i-- > 0;) {
        if (fill->st->tender[i].item == item)
            return &fill->st->tender[i];
    }
    return NULL;
}

static const char *evidence_of(const struct fill *fill, int32_t serial)
{
    const struct fill_record *record = fill_record_of(fill, serial);
    return record && record->evidence && record->evidence[0] != '\0' ? record->evidence : NULL;
}

static void take_items(const struct fill *fill, int32_t index, struct report_row *row)
{
    const struct st *st = fill->st;
    size_t count = 0;
    for (uint32_t i = 0; i < st->item_count; i++)
        count += st->item[i].inst == index && st->item[i].status != ST_FREE;
    struct report_item *items = arena_array(fill->arena, count, sizeof *items);
    count = 0;
    for (uint32_t i = 0; i < st->item_count; i++) {
        const struct st_item *item = &st->item[i];
        if (item->inst != index || item->status == ST_FREE)
            continue;
        const struct st_tender *tender = tender_of_item(fill, (int32_t)i);
        bool is_held = item->status == ST_HELD;
        struct report_item out = {
            .state = is_held ? REPORT_ITEM_HELD : REPORT_ITEM_TENDERED,
            .done = fill_moment(fill, tender ? tender->at : item->at),
            .confirmed = is_held ? fill_moment(fill, item->at) : REPORT_NEVER,
            .is_deemed = is_held && tender && tender->deemed,
            .evidence = tender ? evidence_of(fill, tender->event) : NULL,
        };
        if ((uint32_t)item->name < fill->input->name_count)
            out.name.en = fill->input->names[item->name];
        items[count++] = out;
    }
    row->items = items;
    row->item_count = count;
}

/* The last effective act that performed the instance, or -1. */
static int32_t performing_event(const struct fill *fill, int32_t index)
{
    const struct st *st = fill->st;
    const struct st_inst *inst = &st->inst[index];
    const struct nm_norm *norm = &fill->nm->norm[inst->norm];
    for (uint32_t i = st->tender_count; i-- > 0;) {
        if (st->tender[i].inst == index && st->tender[i].accepted > 0)
            return st->tender[i].event;
    }
    if (norm->pattern == NM_NONE || nm_answer_to(fill->nm, norm))
        return -1;
    int64_t done = inst->flags & ST_LATE ? inst->settled : inst->performed;
    for (uint32_t i = fill->input->event_count; i-- > 0;) {
        const struct rt_event *event = &fill->input->events[i];
        bool is_mine = event->bind == EVENT_NONE ? event->key == inst->key || inst->key < 0 ||
                                                       event->key == EVENT_NONE
                                                 : event->bind == inst->key || inst->key < 0;
        if (event->at == done && event->act == fill->nm->pattern[norm->pattern].act &&
            fill->input->judgements[i] == JUDGE_EFFECTIVE && is_mine &&
            (event->actors & (norm->bearers | inst->bearers)) != 0)
            return (int32_t)i;
    }
    return -1;
}

static bool was_deemed(const struct st *st, int32_t index)
{
    for (uint32_t i = st->tender_count; i-- > 0;) {
        if (st->tender[i].inst == index && st->tender[i].accepted > 0)
            return st->tender[i].deemed != 0;
    }
    return false;
}

static int64_t since(const struct fill *fill, const struct st_inst *inst)
{
    switch ((enum st_status)inst->status) {
    case ST_DORMANT: return inst->made;
    case ST_IN_FORCE:
        return inst->from != NM_NEVER && inst->from > inst->made ? inst->from : inst->made;
    case ST_PENDING: return inst->due;
    case ST_BREACHED:
        return inst->breach >= 0 ? fill->st->breach[inst->breach].certain : inst->settled;
    case ST_FULFILLED:
    case ST_LAPSED:
    case ST_WAIVED:
    case ST_RELEASED: return inst->settled;
    case ST_STATUS_COUNT: break;
    }
    UNREACHABLE();
}

static enum report_forecast verdict_of(const struct forecast *forecast)
{
    switch (forecast->verdict) {
    case FORECAST_NONE: return REPORT_FORECAST_NONE;
    case FORECAST_SECURED: return REPORT_SECURED;
    case FORECAST_IN_HAND: return REPORT_IN_HAND;
    case FORECAST_NEEDS: return REPORT_NEEDS;
    case FORECAST_DOOMED: return REPORT_DOOMED;
    case FORECAST_UNKNOWN: return REPORT_FORECAST_UNKNOWN;
    }
    UNREACHABLE();
}

static void take_forecast(const struct fill *fill, int32_t index, struct report_row *row)
{
    const struct fill_input *input = fill->input;
    struct forecast forecast = forecast_of(&fill->forecaster, fill->st, index, input->events,
                                           input->judgements, input->event_count);
    row->forecast = verdict_of(&forecast);
    row->at_risk = forecast.at_risk != 0;
    row->doom_day = fill_beginning(fill, forecast.doom);
    row->needs_by = fill_moment(fill, forecast.needs_by);
    row->awaited = forecast.needs;
    row->last_start = fill_beginning(fill, forecast.last_start);
    if (forecast.slack != FORECAST_NO_SLACK && forecast.reason != FORECAST_BY_BROKEN) /* the act is done */
        row->slack_days = fill_days(fill, forecast.slack);
    if (forecast.slack_units != FORECAST_NO_SLACK)
        row->slack_units = forecast.slack_units;
    if (forecast.verdict == FORECAST_DOOMED && row->breach_count == 0 && forecast.short_by > 0)
        row->shortfall = forecast.short_by;
    if (forecast.verdict != FORECAST_NONE)
        row->forecast_why = fill_why(fill, index, &forecast);
    fill_standing(fill, index, &forecast, row);
}

/* `600 kilograms beyond it`; of money that is credit. */
static struct report_text beyond_it(const struct fill *fill, const struct st_inst *inst, const struct nm_norm *norm)
{
    struct phrases out;
    phrases_init(&out);
    struct report_unit unit = fill_unit(fill, norm);
    phrase_amount(&out.en, inst->surplus, unit, REPORT_EN);
    buf_puts(&out.en, " beyond it");
    buf_puts(&out.zh, "另超出 ");
    phrase_amount(&out.zh, inst->surplus, unit, REPORT_ZH);
    return fill_keep(fill, &out);
}

static void take_quantities(const struct fill *fill, const struct st_inst *inst,
                            const struct nm_norm *norm, int32_t index, struct report_row *row)
{
    if (norm->kind == NM_CAP) {
        row->required = inst->need;
        row->done = fill_cap_used(fill, inst->norm);
        if (norm->series != NM_NONE && norm->period_first > fill->st->head.now)
            row->status = REPORT_DORMANT; /* it cuts nothing yet */
    }
    if (!is_counted(norm))
        return;
    row->is_cut = inst->cut > 0;
    if (row->is_cut)
        row->mark = fill_cut(fill, inst);
    else if (inst->surplus > 0 && !is_money(fill->nm, norm))
        row->mark = beyond_it(fill, inst, norm);
    row->required = inst->need;
    row->done = inst->got;
    row->pending = inst->pend;
    if (inst->flags & ST_QUEUED && inst->status == ST_DORMANT) {
        row->required = norm->need == NM_NONE ? 1 : fill_ask(fill, index, norm->need, fill->st->head.now, 0);
        row->mark = (struct report_text){"waits until those before it are done", "待在先各项完成"};
    }
    if (!norm->accrual)
        return;
    if (inst->status == ST_DORMANT) /* nothing is due yet: what it comes to so far */
        row->required = fill_cap_left(fill, index, fill_ask_so_far(fill, index, norm->need, inst->need));
    if (inst->status == ST_DORMANT)
        row->mark = (struct report_text){"grows until the delay ends", "迟延结束前持续增加"};
}

static void take_dates(const struct fill *fill, const struct st_inst *inst,
                       const struct nm_norm *norm, int32_t index, struct report_row *row)
{
    bool is_cap_of_period = norm->kind == NM_CAP && norm->series != NM_NONE;
    row->from = fill_beginning(fill, is_cap_of_period ? norm->period_first : inst->from);
    row->due = fill_moment(fill, inst->due);
    if (nm_is_measuring(fill->nm, norm)) /* the period is behind it */
        row->due = fill_moment(fill, fill_ask(fill, index, norm->wait, inst->trigger_at, inst->due));
    if (!text_is_empty(row->trigger))
        row->triggered = fill_moment(fill, inst->trigger_at);
    row->since = since(fill, inst) == inst->from ? row->from : fill_moment(fill, since(fill, inst));
    row->reminder =
        fill_moment(fill, fill_ask(fill, index, norm->reminder, inst->trigger_at, NM_NEVER));
    bool is_late = (inst->flags & ST_LATE) != 0;
    if (inst->status != ST_FULFILLED && !is_late)
        return;
    bool has_act = is_counted(norm) || norm->kind == NM_VAGUE;
    int64_t performed = is_late ? inst->settled : inst->performed;
    row->performed = has_act ? fill_moment(fill, performed) : REPORT_NEVER;
    row->known = fill_moment(fill, inst->settled);
    row->is_deemed = was_deemed(fill->st, index);
    row->evidence_ref = has_act ? evidence_of(fill, performing_event(fill, index)) : NULL;
}

/* "when 2026-05-31 ends" */
static struct report_text dated_text(const struct fill *fill, const struct nm_trigger *trigger)
{
    struct buf day;
    buf_init(&day);
    date_print(&day, tick_day((enum granularity)fill->nm->head.granularity, trigger->tick));
    struct report_text text = {
        arena_printf(fill->arena, trigger->closing ? "when %s ends" : "on %s", day.data),
        arena_printf(fill->arena, trigger->closing ? "%s终了时" : "于%s", day.data)};
    buf_release(&day);
    return text;
}

/* What wakes a norm of which the contract has no words for it. */
struct report_text fill_trigger_text(const struct fill *fill, const struct nm_norm *norm)
{
    static const struct report_text statuses[] = {
#define S(id, en, zh) {en, zh},
        ST_STATUSES(S)
#undef S
    };
    const struct nm_trigger *trigger = &fill->nm->trigger[norm->first_trigger];
    const char *watched =
        trigger->norm == NM_NONE ? "" : nm_str(fill->nm, fill->nm->norm[trigger->norm].name);
    int status = 0;
    switch ((enum nm_trigger_kind)trigger->kind) {
    case NM_AT_START:
        return (struct report_text){"when the contract comes into force", "合同生效时"};
    case NM_ON_EVENT: return (struct report_text){"when it happens", "发生时"};
    case NM_ON_STATUS:
        while (status < ST_STATUS_COUNT - 1 && !(trigger->statuses >> status & 1))
            status++;
        return (struct report_text){
            arena_printf(fill->arena, "when clause %s is %s", watched, statuses[status].en),
            arena_printf(fill->arena, "第%s条%s时", watched, statuses[status].zh)};
    case NM_ON_BREACH:
        return (struct report_text){
            arena_printf(fill->arena, "when clause %s is breached", watched),
            arena_printf(fill->arena, "第%s条违约时", watched)};
    case NM_AT_TICK: return dated_text(fill, trigger);
    case NM_AT_END: return (struct report_text){"when the contract ends", "合同终止时"};
    case NM_ON_TENDER:
        return (struct report_text){
            arena_printf(fill->arena, "when performance of clause %s is accepted", watched),
            arena_printf(fill->arena, "第%s条的履行获接受时", watched)};
    case NM_ON_SILENCE:
        return (struct report_text){
            arena_printf(fill->arena, "for each performance of clause %s", watched),
            arena_printf(fill->arena, "就第%s条的每次履行", watched)};
    case NM_ON_LOSS:
        return (struct report_text){
            arena_printf(fill->arena, "when what clause %s had counted is lost", watched),
            arena_printf(fill->arena, "第%s条已计入者丧失时", watched)};
    }
    UNREACHABLE();
}

const char *fill_row_id(const struct nm *nm, const struct st *st, int32_t index,
                        const char *const *names, uint32_t name_count, struct arena *arena)
{
    const struct st_inst *inst = &st->inst[index];
    const struct nm_norm *norm = &nm->norm[inst->norm];
    const char *key = inst->key >= 0 && (uint32_t)inst->key < name_count ? names[inst->key] : NULL;
    const char *norm_name = nm_str(nm, norm->name);
    const char *kind = norm->key_kind == NM_NONE ? "" : nm_str(nm, nm->kind[norm->key_kind].name);
    int generation = inst->generation;
    if (!key) { /* no key: numbered in the order of their making */
        generation = 0;
        for (int32_t i = 0; i < index; i++)
            generation += st->inst[i].norm == inst->norm && st->inst[i].key == inst->key;
    }
    const char *id = norm_name;
    if (key)
        id = arena_printf(arena, "%s/%s%s%s", norm_name, kind, kind[0] == '\0' ? "" : "=", key);
    return generation == 0 ? id : arena_printf(arena, "%s/%d", id, generation + 1);
}

static bool is_day(const char *period)
{
    int64_t day;
    return date_parse(period, strlen(period), &day) == DATE_OK;
}

/* The period tells the rows of a series apart; a key stands behind it. */
static void take_period(const struct fill *fill, const struct nm_norm *norm, struct report_row *row)
{
    if (norm->series == NM_NONE) {
        if (norm->kind == NM_TARGET && text_is_empty(row->instance_label))
            row->instance_label = fill_value_period(fill, norm);
        return;
    }
    const char *en = nm_str(fill->nm, norm->period), *zh = nm_str(fill->nm, norm->period_zh);
    const char *key = row->instance, *name = row->instance_label.en;
    row->instance = key ? arena_printf(fill->arena, "%s/%s", en, key) : en;
    enum granularity granularity = (enum granularity)fill->nm->head.granularity;
    bool is_one_day = tick_day(granularity, norm->period_first) == tick_day(granularity, norm->period_last);
    if (is_day(en) && !is_one_day) { /* a year of the contract, or so many days: named by its first day */
        en = arena_printf(fill->arena, "from %s", en);
        zh = arena_printf(fill->arena, "自%s起", zh);
    }
    row->instance_label.en = name ? arena_printf(fill->arena, "%s, %s", en, name) : en;
    row->instance_label.zh = name ? arena_printf(fill->arena, "%s，%s", zh, name) : zh;
}

static void add_instance(struct fill *fill, int32_t index)
{
    const struct fill_input *input = fill->input;
    const struct st_inst *inst = &fill->st->inst[index];
    const struct nm_norm *norm = &fill->nm->norm[inst->norm];
    struct report_row row = fill_norm_row(fill, norm);
    row.id = fill_row_id(fill->nm, fill->st, index, input->names, input->name_count, fill->arena);
    row.instance_label.en = fill_name(fill, inst->key);
    const char *norm_name = nm_str(fill->nm, norm->name);
    size_t prefix = 0;
    while (norm_name[prefix] != '\0' && row.id[prefix] == norm_name[prefix])
        prefix++;
    if (row.id[prefix] != '\0')
        row.instance = row.id + prefix + 1;
    take_period(fill, norm, &row);
    row.form = REPORT_ROW_INSTANCE;
    if (norm->replaced != NM_NONE || norm->since != NM_NONE)
        row.mark = fill_text_of(fill, norm);
    if (inst->bearers | inst->claimants)
        row.mark = (struct report_text){"assigned", "已转让"};
    row.recurs = norm->series != NM_NONE || norm->kind == NM_TARGET;
    row.is_disputed = fill->input->disputed && fill->input->disputed[index];
    if (row.is_disputed && text_is_empty(row.mark))
        row.mark = (struct report_text){"rests on a disputed act", "所据行为有争议"};
    row.bearers = inst->bearers ? inst->bearers : norm->bearers;
    row.counterparties = inst->claimants ? inst->claimants : row.counterparties;
    row.status = (enum report_status)inst->status;
    row.is_suspended = inst->suspensions > 0;
    row.is_unfounded = norm->power != NM_NONE && fill->nm->power[norm->power].ground != NM_NONE &&
                       fill_ask(fill, index, fill->nm->power[norm->power].ground, fill->st->head.now, 1) == 0;
    bool is_done_by_act = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    row.is_late = is_done_by_act && inst->status == ST_BREACHED && (inst->flags & ST_LATE) != 0;
    row.is_unowed = is_done_by_act && inst->status == ST_BREACHED && !(inst->flags & (ST_OWED | ST_LATE));
    row.is_beyond_checked = (inst->flags & ST_BEYOND) != 0;
    if (text_is_empty(row.trigger) && norm->trigger_count > 0 &&
        fill->nm->trigger[norm->first_trigger].kind != NM_AT_START)
        row.trigger = fill_trigger_text(fill, norm);
    struct nm_norm told = fill_told(fill, index);
    row.unit = fill_unit(fill, &told);
    take_quantities(fill, inst, norm, index, &row);
    if (text_is_empty(row.mark))
        row.mark = fill_if_renewed(fill, inst);
    take_dates(fill, inst, norm, index, &row);
    take_breaches(fill, index, &row);
    take_items(fill, index, &row);
    take_forecast(fill, index, &row);
    fill->row_of[index] = fill->rows.count;
    vec_push(&fill->rows, row);
}

/* ---- all rows of a clause ------------------------------------------------------------------------ */

void fill_clause_rows(struct fill *fill, int32_t clause)
{
    const struct nm *nm = fill->nm;
    for (uint32_t norm = 0; norm < nm->norm_count; norm++) {
        if (nm->norm[norm].clause != clause || nm->norm[norm].kind == NM_MEMORY)
            continue;
        bool has_instance = false;
        for (uint32_t i = 0; i < fill->st->inst_count; i++) {
            if (fill->st->inst[i].norm != (int32_t)norm)
                continue;
            has_instance = true;
            add_instance(fill, (int32_t)i);
        }
        if (!has_instance && fill_can_be_made(fill, &nm->norm[norm]) &&
            !fill_is_replaced(fill, &nm->norm[norm]) && !fill_is_past(fill, &nm->norm[norm]) &&
            fill_is_first_to_come(fill, (int32_t)norm))
            fill_when_row(fill, &nm->norm[norm]);
    }
    fill_answers(fill, clause);
}
