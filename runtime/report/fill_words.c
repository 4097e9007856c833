/* fill_words.c - the sentences of the papers that depend on what happened: why a breach is on record,
 * why a forecast is what it is, what an event was. Both languages are written side by side, so that
 * they say the same. */
#include <string.h>

#include "lang/base/check.h"
#include "lang/value/date.h"
#include "lang/value/decimal.h"
#include "lang/value/tick.h"
#include "runtime/report/fill_internal.h"

static void put_date(const struct fill *fill, struct phrases *out, int64_t tick)
{
    struct report_moment moment = fill_moment(fill, tick);
    phrase_moment(&out->en, moment);
    phrase_moment(&out->zh, moment);
}

static void put(struct phrases *out, const char *en, const char *zh)
{
    buf_puts(&out->en, en);
    buf_puts(&out->zh, zh);
}

static void put_number(struct phrases *out, int64_t value, struct report_unit unit)
{
    phrase_quantity(&out->en, value, unit);
    phrase_quantity(&out->zh, value, unit);
}

/* In Chinese a number of distinct things takes 项; a unit of its own stands for itself. */
static void put_counted(const struct fill *fill, struct phrases *out, const struct nm_norm *norm,
                        int64_t value)
{
    struct report_unit unit = fill_unit(fill, norm);
    put_number(out, value, unit);
    if (norm->unit == NM_NONE) {
        buf_puts(&out->zh, " 项");
        return;
    }
    buf_putc(&out->zh, ' ');
    buf_puts(&out->zh, text_pick(unit.label, REPORT_ZH));
    if (unit.decimals > 0) { /* 480000.00 yuan: a sum is said with its unit */
        buf_putc(&out->en, ' ');
        bool is_one = value == decimal_power10(unit.decimals) || text_is_empty(unit.plural);
        buf_puts(&out->en, text_pick(is_one ? unit.label : unit.plural, REPORT_EN));
    }
}

static const char *act_zh(const struct fill *fill, const struct nm_act *act)
{
    const char *label = nm_str(fill->nm, act->label_zh);
    return label[0] != '\0' ? label : nm_str(fill->nm, act->name);
}

/* ---- events ------------------------------------------------------------------------------------ */

/* The unit in which the number of the record is the quantity of the event: that is kept in the smallest parts of the
 * unit on which all of its kind are founded. EVENT_NONE: none is known. */
static int32_t unit_told(const struct fill *fill, const struct rt_event *event, const struct fill_record *record)
{
    const struct nm *nm = fill->nm;
    struct decimal value;
    if (event->unit == EVENT_NONE || decimal_parse(record->quantity, strlen(record->quantity), &value) != DECIMAL_OK)
        return EVENT_NONE;
    for (uint32_t i = 0; i < nm->unit_count; i++) {
        const struct nm_unit *unit = &nm->unit[i];
        int64_t parts, told, kept;
        if (unit->base == event->unit && decimal_to_parts(value, unit->places, &parts) == DECIMAL_OK &&
            ckd_mul_i64(&told, parts, unit->num) && ckd_mul_i64(&kept, event->qty, unit->den) && told == kept)
            return (int32_t)i;
    }
    return EVENT_NONE;
}

static void put_object(const struct fill *fill, struct phrases *out, const struct rt_event *event,
                       const struct fill_record *record)
{
    const struct nm *nm = fill->nm;
    bool has_quantity = record && record->quantity && record->quantity[0] != '\0';
    bool has_name = event->key >= 0 && (uint32_t)event->key < fill->input->name_count;
    if (!has_quantity && !has_name && event->kind == EVENT_NONE)
        return;
    int32_t unit = has_quantity ? unit_told(fill, event, record) : EVENT_NONE;
    bool is_one = has_quantity && strcmp(record->quantity, "1") == 0;
    put(out, ": ", "：");
    if (has_quantity) {
        put(out, record->quantity, record->quantity);
        if (unit != EVENT_NONE) {
            bool is_many = !is_one && nm_str(nm, nm->unit[unit].plural)[0] != '\0';
            struct report_text label = fill_text(fill, is_many ? nm->unit[unit].plural : nm->unit[unit].name,
                                                 nm->unit[unit].label_zh);
            put(out, " ", " ");
            put(out, text_pick(label, REPORT_EN), text_pick(label, REPORT_ZH));
        } else if (event->unit != EVENT_NONE && record->unit && record->unit[0] != '\0') {
            put(out, " ", " ");
            put(out, record->unit, record->unit);
        }
    }
    if (has_name) {
        const char *name = fill->input->names[event->key];
        put(out, has_quantity ? " " : "", has_quantity ? " " : "");
        put(out, name, name);
    } else if (event->kind != EVENT_NONE) {
        const struct nm_kind *kind = &nm->kind[event->kind];
        const char *plural = nm_str(nm, kind->plural);
        const char *name = nm_str(nm, kind->name);
        const char *label = nm_str(nm, kind->label_zh);
        put(out, unit != EVENT_NONE ? " of " : has_quantity ? " " : "", has_quantity ? " " : "");
        put(out, (is_one && unit == EVENT_NONE) || plural[0] == '\0' ? name : plural, label[0] != '\0' ? label : name);
    }
}

/* " (clause 1.1)", " (the contract)": what it was said to be about. */
static void put_clause(const struct fill *fill, struct phrases *out, const struct rt_event *event)
{
    const struct nm *nm = fill->nm;
    if (event->for_clause == RT_WHOLE_CONTRACT) {
        put(out, " (the contract)", "（合同）");
        return;
    }
    int32_t clause = event->for_clause > 0          ? event->for_clause - 1
                     : event->for_norm != EVENT_NONE ? nm->norm[event->for_norm].clause
                                                     : NM_NONE;
    if (clause == NM_NONE)
        return;
    const char *number = nm_str(nm, nm->clause[clause].number);
    buf_printf(&out->en, " (clause %s)", number);
    buf_printf(&out->zh, "（第%s条）", number);
}

struct report_text fill_what(const struct fill *fill, int32_t serial)
{
    const struct nm *nm = fill->nm;
    const struct rt_event *event = &fill->input->events[serial];
    const struct fill_record *record = fill_record_of(fill, serial);
    if (event->act == EVENT_NONE)
        return (struct report_text){0};
    const struct nm_act *act = &nm->act[event->act];
    const char *past = nm_str(nm, act->past_en);
    struct phrases out;
    phrases_init(&out);
    put(&out, past[0] != '\0' ? past : nm_str(nm, act->name), act_zh(fill, act));
    if (event->to != 0) {
        put(&out, " (to ", "（对");
        fill_parties(fill, &out, event->to);
        put(&out, ")", "）");
    }
    put_clause(fill, &out, event);
    if (event->indicator != EVENT_NONE)
        fill_measurement(fill, &out, event);
    else
        put_object(fill, &out, event, record);
    return fill_keep(fill, &out);
}

/* ---- breaches ---------------------------------------------------------------------------------- */

static void cause_by_act(const struct fill *fill, struct phrases *out,
                         const struct st_breach *breach)
{
    struct report_text what = fill_what(fill, breach->cause);
    fill_parties(fill, out, fill->input->events[breach->cause].actors);
    put(out, " ", "于 ");
    buf_puts(&out->en, text_pick(what, REPORT_EN));
    buf_puts(&out->en, " on ");
    put_date(fill, out, breach->certain);
    buf_putc(&out->zh, ' ');
    buf_puts(&out->zh, text_pick(what, REPORT_ZH));
}

/* The kind of thing that the act is about, as a word to stand behind the verb. */
static void put_kind(const struct fill *fill, struct phrases *out, const struct nm_pattern *pattern)
{
    if (pattern->kind == NM_NONE)
        return;
    const struct nm_kind *kind = &fill->nm->kind[pattern->kind];
    struct report_text one = fill_text(fill, kind->name, kind->label_zh);
    struct report_text many = fill_text(fill, kind->plural, kind->label_zh);
    buf_putc(&out->en, ' ');
    buf_puts(&out->en, text_is_empty(many) || !many.en ? text_pick(one, REPORT_EN) : many.en);
    buf_puts(&out->zh, text_pick(one, REPORT_ZH));
}

/* What was performed in time, or as rework, and has no answer yet. */
static int64_t unanswered(const struct st *st, const struct st_breach *breach)
{
    int64_t open = 0;
    for (uint32_t i = 0; i < st->tender_count; i++) {
        const struct st_tender *tender = &st->tender[i];
        if (tender->inst == breach->inst && (tender->in_cure || tender->at <= breach->due) &&
            !ckd_add_i64(&open, open, tender->open))
            return INT64_MAX;
    }
    return open;
}

/* ", 6 not answered yet": a part of what is not short. */
static void put_part(const struct fill *fill, struct phrases *out, const struct nm_norm *norm, int64_t part,
                     struct report_text state)
{
    if (part == 0)
        return;
    put(out, ", ", "，");
    buf_printf(&out->zh, "%s ", state.zh);
    put_counted(fill, out, norm, part);
    buf_printf(&out->en, " %s", state.en);
}

/* "Fushun had 16 of the 26 experiences due by 1956-12-31 confirmed; 10 are short": what was done in time may have its
 * answer later, and is not short while it awaits it or may be done again. */
static void cause_by_count(const struct fill *fill, struct phrases *out, const struct nm_norm *norm,
                           const struct st_breach *breach)
{
    const struct nm *nm = fill->nm;
    const struct nm_pattern *pattern = &nm->pattern[norm->pattern];
    const struct nm_act *act = &nm->act[pattern->act];
    int64_t need = fill->st->inst[breach->inst].need;
    int64_t had = need - breach->shortfall, open = 0, again = 0;
    struct report_unit unit = fill_unit(fill, norm);
    const struct nm_answer *answer = nm_answer_to(nm, norm);
    bool has_answer = answer && answer->accept != NM_NONE, is_due_first = has_answer && !norm->by_answer;
    if (is_due_first) {
        int64_t cure = fill->st->inst[breach->inst].cure;
        open = unanswered(fill->st, breach);
        open = open < had ? open : had;
        again = cure < had - open ? cure : had - open;
        had -= open + again;
    }
    const struct nm_act *counting = has_answer ? &nm->act[answer->accept] : act;

    buf_puts(&out->zh, "至 ");
    struct report_moment due = fill_moment(fill, breach->due);
    phrase_moment(&out->zh, due);
    buf_puts(&out->zh, "，");
    fill_parties(fill, out, breach->blame ? breach->blame : norm->bearers);
    buf_printf(&out->zh, "应%s", act_zh(fill, act));
    buf_printf(&out->en, " %s ", has_answer ? "had" : nm_str(nm, act->past_en));
    phrase_quantity(&out->en, had, unit);
    buf_puts(&out->en, is_due_first ? " of the " : " of ");
    phrase_amount(&out->en, need, unit, REPORT_EN);
    if (norm->unit != NM_NONE || unit.code == NULL) {
        struct phrases kind;
        phrases_init(&kind);
        put_kind(fill, &kind, pattern);
        buf_printf(&out->en, "%s%s", norm->unit != NM_NONE && kind.en.len > 0 ? " of" : "", /* 5 tonnes of steel */
                   kind.en.data);
        buf_puts(&out->zh, kind.zh.data);
        phrases_release(&kind);
    } else {
        buf_puts(&out->zh, text_pick(unit.label, REPORT_ZH));
    }
    if (has_answer && !is_due_first)
        buf_printf(&out->en, " %s", nm_str(nm, counting->past_en));
    buf_puts(&out->en, is_due_first ? " due by " : " by ");
    phrase_moment(&out->en, due);
    if (is_due_first)
        buf_printf(&out->en, " %s", nm_str(nm, counting->past_en));

    struct phrases numbers; /* the Chinese repeats the unit, the English does not */
    phrases_init(&numbers);
    buf_putc(&numbers.zh, ' ');
    put_counted(fill, &numbers, norm, need);
    buf_printf(&numbers.zh, "，已%s ", act_zh(fill, counting));
    put_counted(fill, &numbers, norm, had);
    buf_clear(&numbers.en);
    put_part(fill, &numbers, norm, again, (struct report_text){"to be done again", "待重做"});
    put_part(fill, &numbers, norm, open, (struct report_text){"not answered yet", "待答复"});
    buf_puts(&out->en, numbers.en.data);
    buf_puts(&numbers.zh, "，欠 ");
    buf_clear(&numbers.en);
    put_counted(fill, &numbers, norm, breach->shortfall);
    buf_puts(&out->zh, numbers.zh.data);
    bool is_one = breach->shortfall == 1 && unit.decimals == 0;
    buf_printf(&out->en, "; %s %s short", numbers.en.data, is_one ? "is" : "are");
    phrases_release(&numbers);
}

/* ` a lunch to Client` of `serves a lunch to Client`, the words behind the verb; "" if the paper has other words. */
static const char *behind_verb(const struct fill *fill, const struct nm_norm *norm, const struct nm_act *act)
{
    const char *action = nm_str(fill->nm, norm->action_en), *verb = nm_str(fill->nm, act->name);
    if (strncmp(action, verb, 2) != 0)
        return "";
    for (; *verb != '\0'; verb += *verb == ' ') { /* as many words as the verb has: hands over the painting */
        verb += strcspn(verb, " ");
        action += strcspn(action + (*action == ' '), " ") + (*action == ' ');
    }
    return action;
}

/* "Fushun did not supply drawings by 1956-11-10", "Seller did not deliver 1 lathe by 1956-11-10" */
static void cause_by_absence(const struct fill *fill, struct phrases *out,
                             const struct nm_norm *norm, const struct st_breach *breach)
{
    buf_puts(&out->zh, "至 ");
    struct report_moment due = fill_moment(fill, breach->due);
    phrase_moment(&out->zh, due);
    buf_puts(&out->zh, "，");
    fill_parties(fill, out, breach->blame ? breach->blame : norm->bearers);
    const struct nm_pattern *pattern = &fill->nm->pattern[norm->pattern];
    const struct nm_act *act = &fill->nm->act[pattern->act];
    buf_printf(&out->en, " did not %s", nm_str(fill->nm, act->name));
    const char *rest = norm->kind == NM_ACHIEVE ? behind_verb(fill, norm, act) : "";
    const char *action_zh = nm_str(fill->nm, norm->action_zh);
    if (*rest != '\0' && *action_zh != '\0' && norm->joint == NM_SINGLE) {
        buf_puts(&out->en, rest);
        buf_printf(&out->zh, "未%s", action_zh);
        buf_puts(&out->en, " by ");
        phrase_moment(&out->en, due);
        return;
    }
    buf_printf(&out->zh, "未%s", act_zh(fill, act));
    if (norm->kind == NM_AMOUNT) {
        struct report_unit unit = fill_unit(fill, norm);
        buf_putc(&out->en, ' ');
        phrase_amount(&out->en, breach->shortfall, unit, REPORT_EN);
        buf_puts(&out->zh, text_pick(unit.label, REPORT_ZH));
    } else {
        put_kind(fill, out, pattern);
    }
    buf_puts(&out->en, " by ");
    phrase_moment(&out->en, due);
}

/* Of what was performed in time, or as rework: what came later was rejected when the breach was there. */
static bool is_rejected(const struct st *st, const struct st_breach *breach)
{
    for (uint32_t i = 0; i < st->tender_count; i++) {
        const struct st_tender *tender = &st->tender[i];
        if (tender->inst == breach->inst && tender->rejected > 0 && (tender->in_cure || tender->at <= breach->due))
            return true;
    }
    return false;
}

/* "What Seller delivered was rejected, and not done again by 2026-05-15" */
static void cause_by_rejection(const struct fill *fill, struct phrases *out, const struct nm_norm *norm,
                               const struct st_breach *breach, bool is_by_rejection)
{
    const struct nm_act *act = &fill->nm->act[fill->nm->pattern[norm->pattern].act];
    put(out, "what ", "");
    fill_parties(fill, out, breach->blame ? breach->blame : norm->bearers);
    buf_printf(&out->en, " %s was rejected", nm_str(fill->nm, act->past_en));
    buf_printf(&out->zh, "%s者被拒收", act_zh(fill, act));
    if (is_by_rejection)
        return;
    put(out, ", and not done again by ", "，至 ");
    put_date(fill, out, breach->certain);
    put(out, "", " 未重新履行");
}

struct report_text fill_cause(const struct fill *fill, const struct st_breach *breach)
{
    const struct st_inst *inst = &fill->st->inst[breach->inst];
    const struct nm_norm told = fill_told(fill, breach->inst), *norm = &told;
    bool has_cause = breach->cause >= 0 && (uint32_t)breach->cause < fill->input->event_count;
    struct phrases out;
    phrases_init(&out);
    if (norm->kind == NM_FORBID || norm->kind == NM_AT_MOST) {
        if (has_cause)
            cause_by_act(fill, &out, breach);
        if (norm->kind == NM_AT_MOST) {
            put(&out, "; beyond the bound by ", "；超出 ");
            put_counted(fill, &out, norm, breach->shortfall);
        }
        return fill_keep(fill, &out);
    }
    if (norm->kind == NM_TARGET || norm->kind == NM_MAINTAIN) {
        fill_value_cause(fill, &out, norm, breach);
        bool is_act = norm->pattern != NM_NONE && fill->nm->pattern[norm->pattern].act != NM_NONE;
        if (out.en.len == 0 && is_act) /* what was to be so by then is no value */
            cause_by_absence(fill, &out, norm, breach);
        return fill_keep(fill, &out);
    }
    if (norm->pattern == NM_NONE)
        return fill_keep(fill, &out);
    bool is_single = inst->need == 1 && breach->shortfall == 1; /* of one, none is done */
    bool was_rejected = is_rejected(fill->st, breach);
    bool is_counted = norm->kind == NM_AMOUNT && !is_single; /* and where the answer had to be there, what has it */
    if (is_counted || norm->by_answer)
        cause_by_count(fill, &out, norm, breach);
    else if (was_rejected)
        cause_by_rejection(fill, &out, norm, breach, has_cause);
    else
        cause_by_absence(fill, &out, norm, breach);
    if (has_cause) { /* a rejection made it certain */
        struct report_text what = fill_what(fill, breach->cause);
        put(&out, " (", "（");
        fill_parties(fill, &out, fill->input->events[breach->cause].actors);
        buf_printf(&out.en, " %s on ", text_pick(what, REPORT_EN));
        buf_puts(&out.zh, "于 ");
        put_date(fill, &out, breach->certain);
        buf_printf(&out.zh, " %s", text_pick(what, REPORT_ZH));
        put(&out, ")", "）");
    }
    if (inst->flags & ST_LATE) {
        put(&out, "; done on ", "；已于 ");
        put_date(fill, &out, inst->settled);
        put(&out, "", " 补行");
    }
    return fill_keep(fill, &out);
}

/* ---- forecasts --------------------------------------------------------------------------------- */

static void put_span(const struct fill *fill, struct phrases *out,
                     const struct nm_capacity *capacity)
{
    static const char *const units_en[] = {"day", "hour", "minute", "second"};
    static const char *const units_zh[] = {"日", "小时", "分钟", "秒"};
    bool is_worked = capacity->calendar != NM_NONE;
    int32_t granularity = is_worked ? 0 : fill->nm->head.granularity;
    if (capacity->shortest != capacity->longest) {
        buf_printf(&out->en, "%lld to ", (long long)capacity->shortest);
        buf_printf(&out->zh, "%lld 至 ", (long long)capacity->shortest);
    }
    buf_printf(&out->en, "%lld %s%s%s", (long long)capacity->longest, is_worked ? "working " : "",
               units_en[granularity], capacity->longest == 1 ? "" : "s");
    buf_printf(&out->zh, "%lld %s", (long long)capacity->longest,
               is_worked ? "个工作日" : units_zh[granularity]);
}

/* "at best 12 more by 1956-12-31", and at worst if that is what matters. */
static void put_room(const struct fill *fill, struct phrases *out, const struct nm_norm *norm,
                     const struct forecast *forecast)
{
    bool is_sure = forecast->verdict == FORECAST_IN_HAND;
    put(out, ": ", "：至 ");
    struct report_moment end = fill_moment(fill, forecast->end);
    phrase_moment(&out->zh, end);
    buf_putc(&out->zh, ' ');
    if (!is_sure) {
        put(out, "at best ", "最多还可完成 ");
        put_counted(fill, out, norm, forecast->most);
    }
    if (forecast->verdict == FORECAST_NEEDS)
        put(out, ", ", "，");
    if (forecast->verdict != FORECAST_DOOMED) {
        put(out, "at worst ", "最少还可完成 ");
        put_counted(fill, out, norm, forecast->least);
    }
    buf_puts(&out->en, " more by ");
    phrase_moment(&out->en, end);
}

static void why_work(const struct fill *fill, struct phrases *out, const struct nm_norm *norm,
                     const struct forecast *forecast)
{
    const struct nm_capacity *capacity =
        norm->capacity == NM_NONE ? NULL : &fill->nm->capacity[norm->capacity];
    buf_puts(&out->zh, "尚余 ");
    put_counted(fill, out, norm, forecast->left);
    buf_puts(&out->en, " to go");
    if (forecast->under_way > 0) {
        buf_printf(&out->en, ", %lld of them under way", (long long)forecast->under_way);
        buf_printf(&out->zh, "，进行中 %lld 项", (long long)forecast->under_way);
    }
    if (!capacity)
        return;
    if (capacity->per_day > 0) {
        put(out, ", at most ", "，每");
        put(out, "", capacity->calendar != NM_NONE ? "工作日最多 " : "日最多 ");
        put_counted(fill, out, norm, capacity->per_day);
        put(out, capacity->calendar != NM_NONE ? " a working day" : " a day", "");
    } else {
        if (capacity->places > 0) {
            buf_printf(&out->en, ", %lld at a time", (long long)capacity->places);
            buf_printf(&out->zh, "，每次 %lld 项", (long long)capacity->places);
        }
        put(out, ", ", "，每项 ");
        put_span(fill, out, capacity);
        put(out, " each", "");
    }
    if (forecast->most != FORECAST_UNBOUNDED)
        put_room(fill, out, norm, forecast);
}

static void why_answer(const struct fill *fill, struct phrases *out, const struct nm_norm *norm,
                       const struct st_inst *inst, const struct forecast *forecast)
{
    const struct nm_answer *answer = nm_answer_to(fill->nm, norm);
    put(out, "all is done; ", "已全部完成；");
    put_counted(fill, out, norm, inst->pend);
    put(out, inst->pend == 1 ? " awaits the answer of " : " await the answer of ", " 待");
    fill_parties(fill, out, answer->acceptors);
    buf_puts(&out->zh, "答复");
    if (forecast->verdict == FORECAST_NEEDS && forecast->needs_by != NM_NEVER) {
        put(out, " by ", "，最迟 ");
        put_date(fill, out, forecast->needs_by);
    } else if (forecast->verdict != FORECAST_NEEDS) {
        put(out, ", and silence accepts", "，逾期视为接受");
    }
}

/* A claim that grows until the delay ends: what it comes to so far. */
static void why_accrual(const struct fill *fill, struct phrases *out, const struct nm_norm *norm,
                        int32_t index)
{
    int64_t amount = fill_ask_so_far(fill, index, norm->need, REPORT_NO_QUANTITY);
    if (amount == REPORT_NO_QUANTITY)
        return;
    struct report_unit unit = fill_unit(fill, norm);
    phrase_amount(&out->en, amount, unit, REPORT_EN);
    buf_puts(&out->en, " accrued by ");
    buf_puts(&out->zh, "至 ");
    put_date(fill, out, fill->st->head.now);
    buf_puts(&out->zh, " 累计 ");
    phrase_amount(&out->zh, amount, unit, REPORT_ZH);
    put(out, "; payable when the delay ends", "，迟延结束时应付");
}

struct report_text fill_coverage(const struct fill *fill, const struct nm_norm *norm)
{
    int32_t row = norm->capacity != NM_NONE ? fill->nm->capacity[norm->capacity].calendar : NM_NONE;
    row = row == NM_NONE ? norm->calendar : row;
    if (row == NM_NONE)
        return (struct report_text){"the calendar does not reach so far", "日历未覆盖该期间"};
    const struct nm_calendar *calendar = &fill->nm->calendar[row];
    const char *name = nm_str(fill->nm, calendar->name);
    struct phrases out;
    phrases_init(&out);
    buf_printf(&out.en, "no day can be told: calendar %s is known to ", name);
    buf_printf(&out.zh, "日期无法确定：日历%s仅知至", name);
    date_print(&out.en, calendar->last_day);
    date_print(&out.zh, calendar->last_day);
    return fill_keep(fill, &out);
}

struct report_text fill_why(const struct fill *fill, int32_t index, const struct forecast *forecast)
{
    const struct st_inst *inst = &fill->st->inst[index];
    const struct nm_norm *norm = &fill->nm->norm[inst->norm];
    struct phrases out;
    phrases_init(&out);
    if (norm->accrual && inst->status == ST_DORMANT) {
        why_accrual(fill, &out, norm, index);
        return fill_keep(fill, &out);
    }
    if (inst->flags & ST_QUEUED && inst->status == ST_DORMANT) {
        put(&out, "it waits until those before it are done", "待在先各项完成");
        return fill_keep(fill, &out);
    }
    if (forecast->verdict == FORECAST_DOOMED && (inst->flags & ST_IMPOSSIBLE)) {
        put(&out, "its time was over when it began", "产生时期限已过");
        return fill_keep(fill, &out);
    }
    switch (forecast->reason) {
    case FORECAST_BY_NOTHING:
    case FORECAST_BY_KEEPING: break;
    case FORECAST_BY_WINDOW:
        if (norm->kind == NM_AMOUNT)
            why_work(fill, &out, norm, forecast);
        break;
    case FORECAST_BY_PLACES:
    case FORECAST_BY_RATE: why_work(fill, &out, norm, forecast); break;
    case FORECAST_BY_ANSWER: why_answer(fill, &out, norm, inst, forecast); break;
    case FORECAST_BY_OTHERS:
        put(&out, "others have to act: ", "有待他方行为：");
        fill_parties(fill, &out, forecast->needs);
        break;
    case FORECAST_BY_MEASURE:
        if (inst->status == ST_PENDING && norm->wait == NM_NONE) {
            put(&out, "what was done in time awaits the answer of ", "按时履行的，有待答复：");
            fill_parties(fill, &out, forecast->needs);
        } else if (inst->status == ST_PENDING) {
            put(&out, "its value has not been measured yet", "尚未测量");
        }
        break;
    case FORECAST_BY_BROKEN: put(&out, "it has been broken", "已被违反"); break;
    case FORECAST_BY_CALENDAR:
        phrases_release(&out);
        return fill_coverage(fill, norm);
    }
    return fill_keep(fill, &out);
}

/* ---- answers ----------------------------------------------------------------------------------- */

/* The third person of a base verb: confirm, confirms; try, tries; pass, passes. */
static void put_third_person(struct buf *out, const char *base)
{
    size_t len = strlen(base);
    char last = len > 0 ? base[len - 1] : '\0', before = len > 1 ? base[len - 2] : '\0';
    bool takes_es = last == 's' || last == 'x' || last == 'z' ||
                    (last == 'h' && (before == 's' || before == 'c'));
    if (last == 'y' && before != '\0' && !strchr("aeiou", before)) {
        buf_add(out, base, len - 1);
        buf_puts(out, "ies");
        return;
    }
    buf_puts(out, base);
    buf_puts(out, takes_es ? "es" : "s");
}

struct report_text fill_answer_action(const struct fill *fill, const struct nm_answer *answer)
{
    const struct nm *nm = fill->nm;
    const int32_t acts[] = {answer->accept, answer->reject};
    struct phrases out;
    phrases_init(&out);
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (acts[i] == NM_NONE)
            continue;
        if (out.en.len > 0)
            put(&out, " or ", "或");
        put_third_person(&out.en, nm_str(nm, nm->act[acts[i]].name));
        buf_puts(&out.zh, act_zh(fill, &nm->act[acts[i]]));
    }
    return fill_keep(fill, &out);
}
