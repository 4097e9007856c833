/* fill_answer.c - rows of those who answer: one for each answer that is awaited, one for each sentence by which
 * answers will be, and one for each value that somebody has to measure for others to be judged by. */
#include <string.h>

#include "lang/base/buf.h"
#include "runtime/report/choose.h"
#include "runtime/report/fill_internal.h"

/* ---- answers that are awaited ------------------------------------------------------------------ */

/* "silence: approved", by the verb of the contract. */
static struct report_text silence_of(const struct fill *fill, const struct nm_answer *answer)
{
    bool rejects = answer->silence == NM_SILENCE_REJECTS;
    int32_t act = rejects ? answer->reject : answer->accept;
    if (act == NM_NONE)
        return rejects ? (struct report_text){"silence refuses", "逾期视为拒绝"}
                       : (struct report_text){"silence accepts", "逾期视为接受"};
    const struct nm_act *row = &fill->nm->act[act];
    return (struct report_text){arena_printf(fill->arena, "silence: %s", nm_str(fill->nm, row->past_en)),
                                arena_printf(fill->arena, "逾期视为%s", text_pick(fill_text(fill, row->name, row->label_zh),
                                                                              REPORT_ZH))};
}

static uint32_t sequence_of(const struct fill *fill)
{
    return fill->input->known_seq > UINT32_MAX ? UINT32_MAX : (uint32_t)fill->input->known_seq;
}

static void add_answer(struct fill *fill, const struct st_tender *tender)
{
    const struct st_inst *inst = &fill->st->inst[tender->inst];
    const struct nm_norm *norm = &fill->nm->norm[inst->norm];
    const struct nm_answer *answer = &fill->nm->answer[norm->answer];
    const struct fill_record *record = fill_record_of(fill, tender->event);
    struct report_row row = REPORT_ROW_EMPTY;
    row.clause = (size_t)answer->clause;
    row.instance = record && record->id
                       ? record->id
                       : arena_printf(fill->arena, "event %d", tender->event + 1);
    row.id = arena_printf(fill->arena, "%s/answer=%s", nm_str(fill->nm, norm->name), row.instance);
    uint32_t before = 0; /* other answers to the same event under this norm */
    for (const struct st_tender *other = fill->st->tender; other < tender; other++)
        before += other->event == tender->event && fill->st->inst[other->inst].norm == inst->norm;
    if (before > 0)
        row.id = arena_printf(fill->arena, "%s/%u", row.id, before + 1);
    row.form = REPORT_ROW_INSTANCE;
    row.kind = REPORT_KIND_ANSWER;
    row.modality = REPORT_MAY;
    row.bearers = answer->acceptors;
    row.counterparties = inst->bearers ? inst->bearers : norm->bearers;
    row.action = fill_answer_action(fill, answer);
    int32_t kind = norm->pattern == NM_NONE ? NM_NONE : fill->nm->pattern[norm->pattern].kind;
    if (kind != NM_NONE)
        row.object =
            fill_text(fill, fill->nm->kind[kind].name, fill->nm->kind[kind].label_zh);
    row.unit = fill_unit(fill, norm);
    row.required = tender->qty;
    row.done = tender->qty - tender->open;
    if (tender->item >= 0) {
        row.instance_label.en = fill_name(fill, fill->st->item[tender->item].name);
    } else {
        struct phrases amount;
        phrases_init(&amount);
        phrase_amount(&amount.en, tender->open, row.unit, REPORT_EN);
        phrase_amount(&amount.zh, tender->open, row.unit, REPORT_ZH);
        row.instance_label = fill_keep(fill, &amount);
    }
    struct phrases trigger;
    phrases_init(&trigger);
    fill_parties(fill, &trigger, fill->input->events[tender->event].actors);
    struct report_text what = fill_what(fill, tender->event);
    buf_printf(&trigger.en, " %s", text_pick(what, REPORT_EN));
    buf_puts(&trigger.zh, text_pick(what, REPORT_ZH));
    row.trigger = fill_keep(fill, &trigger);
    row.triggered = row.from = row.since = fill_moment(fill, tender->at);
    row.due = fill_moment(fill, tender->limit);
    row.due_rule = fill_text(fill, norm->accept_en, norm->accept_zh);
    row.silence = row.remedy = silence_of(fill, answer);
    row.status = REPORT_IN_FORCE;
    row.is_suspended = inst->suspensions > 0;
    fill_suspended(fill, tender->inst, NULL, &row);
    row.forecast = REPORT_IN_HAND;
    if (tender->limit == NM_UNKNOWN) {
        row.forecast = REPORT_FORECAST_UNKNOWN;
        row.at_risk = true;
        row.forecast_why = fill_coverage(fill, norm);
    } else if (tender->limit != NM_NEVER) {
        row.doom_day = fill_beginning(fill, tender->limit + 1);
        row.slack_days = fill_days(fill, tender->limit - fill->st->head.now);
    }
    row.sequence = sequence_of(fill);
    vec_push(&fill->rows, row);
}

static void add_open(struct fill *fill, int32_t clause)
{
    const struct nm *nm = fill->nm;
    for (uint32_t i = 0; i < fill->st->tender_count; i++) {
        const struct st_tender *tender = &fill->st->tender[i];
        const struct nm_norm *norm = &nm->norm[fill->st->inst[tender->inst].norm];
        /* A part of a parent's count is answered with it. */
        if (tender->open > 0 && norm->answer != NM_NONE && norm->parent == NM_NONE &&
            nm->answer[norm->answer].clause == clause)
            add_answer(fill, tender);
    }
}

/* ---- answers to come --------------------------------------------------------------------------- */

/* Whether something may still be performed that this norm's acceptors will have to answer. */
static bool awaits_more(const struct fill *fill, int32_t index)
{
    const struct nm_norm *norm = &fill->nm->norm[index];
    bool has_instance = false;
    for (uint32_t i = 0; i < fill->st->inst_count; i++) {
        const struct st_inst *inst = &fill->st->inst[i];
        if (inst->norm != index)
            continue;
        has_instance = true;
        bool is_open = st_is_live(inst) || inst->flags & ST_OWED;
        if (is_open && inst->need > inst->got + inst->pend)
            return true;
    }
    return !has_instance && fill_can_be_made(fill, norm) && !fill_is_replaced(fill, norm);
}

static int32_t kind_of(const struct fill *fill, const struct nm_norm *norm)
{
    return norm->pattern == NM_NONE ? NM_NONE : fill->nm->pattern[norm->pattern].kind;
}

/* An answering sentence of this clause to which no norm gives a duty: its own by silence, or none. */
static const struct nm_answer *answer_said(const struct fill *fill, int32_t index, int32_t clause)
{
    const struct nm_norm *norm = &fill->nm->norm[index];
    if (norm->answer == NM_NONE || norm->parent != NM_NONE)
        return NULL;
    const struct nm_answer *answer = &fill->nm->answer[norm->answer];
    return answer->clause == clause && answer->silence != NM_SILENCE_BREACHES ? answer : NULL;
}

/* One row for all norms of one sentence that are about one kind of thing. */
static bool is_said_already(const struct fill *fill, int32_t index, const struct nm_answer *answer)
{
    for (int32_t before = 0; before < index; before++) {
        const struct nm_answer *other = answer_said(fill, before, answer->clause);
        if (other && other->acceptors == answer->acceptors &&
            kind_of(fill, &fill->nm->norm[before]) == kind_of(fill, &fill->nm->norm[index]) &&
            awaits_more(fill, before))
            return true;
    }
    return false;
}

/* "for each performance of clauses 1.1, 1.4" */
static struct report_text performances(const struct fill *fill, int32_t index, const struct nm_answer *answer)
{
    const struct nm *nm = fill->nm;
    int32_t last = NM_NONE, count = 0;
    struct phrases numbers;
    phrases_init(&numbers);
    for (int32_t i = index; i < (int32_t)nm->norm_count; i++) {
        const struct nm_answer *other = answer_said(fill, i, answer->clause);
        if (!other || other->acceptors != answer->acceptors || nm->norm[i].clause == last ||
            kind_of(fill, &nm->norm[i]) != kind_of(fill, &nm->norm[index]) || !awaits_more(fill, i))
            continue;
        last = nm->norm[i].clause;
        const char *number = nm_str(nm, nm->clause[last].number);
        buf_printf(&numbers.en, "%s%s", count ? ", " : "", number);
        buf_printf(&numbers.zh, "%s第%s条", count ? "、" : "", number);
        count++;
    }
    struct report_text list = fill_keep(fill, &numbers);
    return (struct report_text){
        arena_printf(fill->arena, "for each performance of clause%s %s", count == 1 ? "" : "s", list.en),
        arena_printf(fill->arena, "就%s的每次履行", list.zh)};
}

/* Whether a word stands among others by itself. */
static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = words; len > 0 && (at = strstr(at, word)); at += len) {
        bool is_alone = (at == words || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' ' || at[len] == ',');
        if (is_alone)
            return true;
    }
    return false;
}

/* Whether the duty speaks of several: by its number, or as it names what is not counted. */
static bool is_of_many(const struct fill *fill, const struct nm_norm *norm, const char *plural)
{
    const struct nm_expr *need = norm->need == NM_NONE ? NULL : &fill->nm->expr[norm->need];
    if (norm->kind == NM_AMOUNT && norm->unit == NM_NONE && need)
        return plural[0] != '\0' && !(need->op == NM_OP_CONST && need->imm == 1);
    return has_word(nm_str(fill->nm, norm->action_en), plural);
}

static void add_answer_to_come(struct fill *fill, int32_t index, const struct nm_answer *answer)
{
    const struct nm *nm = fill->nm;
    const struct nm_norm *norm = &nm->norm[index];
    int32_t kind = kind_of(fill, norm);
    struct report_row row = REPORT_ROW_EMPTY;
    row.clause = (size_t)answer->clause;
    row.id = arena_printf(fill->arena, "%s/answers", nm_str(nm, norm->name));
    row.form = REPORT_ROW_WHEN;
    row.kind = REPORT_KIND_ANSWER;
    row.modality = REPORT_MAY;
    row.bearers = answer->acceptors;
    row.counterparties = norm->bearers;
    row.action = fill_answer_action(fill, answer);
    if (kind != NM_NONE) {
        row.object = fill_text(fill, nm->kind[kind].name, nm->kind[kind].label_zh);
        const char *plural = nm_str(nm, nm->kind[kind].plural);
        bool is_many = is_of_many(fill, norm, plural);
        row.action = (struct report_text){
            arena_printf(fill->arena, "%s the %s", row.action.en,
                         is_many ? plural : text_pick(row.object, REPORT_EN)),
            arena_printf(fill->arena, "%s%s", row.action.zh, text_pick(row.object, REPORT_ZH))};
    }
    row.trigger = performances(fill, index, answer);
    row.due_rule = fill_text(fill, norm->accept_en, norm->accept_zh);
    row.silence = row.remedy = silence_of(fill, answer);
    row.status = REPORT_DORMANT;
    row.sequence = sequence_of(fill);
    vec_push(&fill->rows, row);
}

/* ---- values that others are judged by ---------------------------------------------------------- */

bool fill_is_measured(const struct fill *fill, int32_t indicator, int64_t last)
{
    for (uint32_t i = 0; i < fill->st->measure_count; i++) {
        if (fill->st->measure[i].indicator == indicator && fill->st->measure[i].last == last)
            return true;
    }
    return false;
}

/* Whether the value of that period has a row already: of a duty to measure it, or of another target. */
static bool is_listed(const struct fill *fill, int32_t index, int32_t indicator)
{
    const struct nm *nm = fill->nm;
    const struct st_inst *inst = &fill->st->inst[index];
    for (uint32_t i = 0; i < fill->st->inst_count; i++) {
        const struct st_inst *other = &fill->st->inst[i];
        const struct nm_norm *norm = &nm->norm[other->norm];
        if (norm->kind == NM_TARGET && (int32_t)i != index && other->base_due == inst->base_due &&
            (nm_is_measuring(nm, norm) || (int32_t)i < index) && fill_indicator(nm, norm->known) == indicator)
            return true;
    }
    return false;
}

/* Who measures has a day of its own for it, and the silence of that day has a meaning. */
static void add_measuring(struct fill *fill, int32_t index)
{
    const struct nm *nm = fill->nm;
    const struct st_inst *inst = &fill->st->inst[index];
    const struct nm_norm *norm = &nm->norm[inst->norm];
    int32_t indicator = norm->known == NM_NONE ? NM_NONE : fill_indicator(nm, norm->known);
    if (norm->kind != NM_TARGET || nm_is_measuring(nm, norm) || norm->wait == NM_NONE || indicator == NM_NONE ||
        !st_is_live(inst) || fill_is_measured(fill, indicator, fill_value_day(fill, inst)) ||
        is_listed(fill, index, indicator))
        return;
    const struct nm_indicator *measured = &nm->indicator[indicator];
    struct report_text name = fill_text(fill, measured->name, measured->label_zh);
    struct report_row row = REPORT_ROW_EMPTY;
    row.clause = (size_t)norm->clause;
    row.id = arena_printf(fill->arena, "%s/measured", nm_str(nm, norm->name));
    row.form = REPORT_ROW_INSTANCE;
    row.kind = REPORT_KIND_ANSWER;
    row.modality = REPORT_SHALL;
    row.recurs = true;
    row.bearers = measured->measurers;
    row.counterparties = norm->bearers & ~measured->measurers;
    row.action = (struct report_text){
        arena_printf(fill->arena, "measures the %s", text_pick(name, REPORT_EN)),
        arena_printf(fill->arena, "测量%s", text_pick(name, REPORT_ZH))};
    row.instance_label = fill_value_period(fill, norm);
    row.due_rule = (struct report_text){
        arena_printf(fill->arena, "%s: %s", nm_str(nm, norm->rule_en), nm_str(nm, norm->accept_en)),
        arena_printf(fill->arena, "%s：%s", nm_str(nm, norm->rule_zh), nm_str(nm, norm->accept_zh))};
    int64_t limit = fill_ask(fill, index, norm->wait, inst->trigger_at, NM_NEVER);
    row.from = fill_beginning(fill, inst->base_due + 1);
    row.due = fill_moment(fill, limit);
    bool is_open = fill->st->head.now > inst->base_due;
    row.status = is_open ? REPORT_IN_FORCE : REPORT_DORMANT;
    row.since = is_open ? row.from : fill_moment(fill, inst->made);
    row.forecast = REPORT_IN_HAND;
    if (limit < NM_UNKNOWN) {
        row.doom_day = fill_beginning(fill, limit + 1);
        row.slack_days = fill_days(fill, limit - fill->st->head.now);
    }
    row.sequence = sequence_of(fill);
    vec_push(&fill->rows, row);
}

/* ---- all of a clause --------------------------------------------------------------------------- */

void fill_answers(struct fill *fill, int32_t clause)
{
    add_open(fill, clause);
    for (int32_t norm = 0; norm < (int32_t)fill->nm->norm_count; norm++) {
        const struct nm_answer *answer = answer_said(fill, norm, clause);
        if (answer && awaits_more(fill, norm) && !is_said_already(fill, norm, answer))
            add_answer_to_come(fill, norm, answer);
    }
    for (int32_t i = 0; i < (int32_t)fill->st->inst_count; i++) {
        if (fill->nm->norm[fill->st->inst[i].norm].clause == clause)
            add_measuring(fill, i);
    }
}
