/* fill.c - the filler's outside: identity, parties, clauses, the order of the rows, and the single
 * values that its other parts are made of. */
#include "runtime/report/fill.h"

#include <string.h>

#include "lang/base/check.h"
#include "lang/value/tick.h"
#include "runtime/change.h"
#include "runtime/report/fill_internal.h"

enum { SECONDS_PER_DAY = 86400, PARTIES_MAX = 64 };

static enum granularity granularity_of(const struct fill *fill)
{
    return (enum granularity)fill->nm->head.granularity;
}

static const char *text_or_null(const struct nm *nm, nm_text text)
{
    const char *string = nm_str(nm, text);
    return string[0] == '\0' ? NULL : string;
}

struct report_text fill_text(const struct fill *fill, nm_text en, nm_text zh)
{
    return (struct report_text){.en = text_or_null(fill->nm, en), .zh = text_or_null(fill->nm, zh)};
}

struct report_moment fill_moment(const struct fill *fill, int64_t tick)
{
    enum granularity granularity = granularity_of(fill);
    if (tick == NM_NEVER || !tick_in_range(granularity, tick))
        return REPORT_NEVER;
    struct report_moment moment = REPORT_DAY(tick_day(granularity, tick));
    if (tick != tick_of_day_end(granularity, moment.day)) {
        int64_t in_day = tick - tick_of_day_start(granularity, moment.day);
        moment.second = (int32_t)(in_day * (SECONDS_PER_DAY / tick_per_day(granularity)));
    }
    return moment;
}

struct report_moment fill_beginning(const struct fill *fill, int64_t tick)
{
    enum granularity granularity = granularity_of(fill);
    struct report_moment moment = fill_moment(fill, tick);
    if (moment_is_set(moment) && tick == tick_of_day_start(granularity, moment.day))
        moment.second = -1;
    return moment;
}

struct report_unit fill_unit(const struct fill *fill, const struct nm_norm *norm)
{
    const struct nm *nm = fill->nm;
    if (norm->unit != NM_NONE) {
        /* Totals are kept in parts of the base; a unit of other parts cannot show them exactly. */
        const struct nm_unit *unit = &nm->unit[norm->unit];
        if (unit->num != unit->den)
            unit = &nm->unit[unit->base];
        struct report_unit out = {.code = nm_str(nm, unit->name),
                                  .label = fill_text(fill, unit->name, unit->label_zh),
                                  .decimals = unit->places,
                                  .is_trimmed = unit->dimension != NM_MONEY};
        if (nm_str(nm, unit->plural)[0] != '\0')
            out.plural = fill_text(fill, unit->plural, unit->label_zh);
        return out;
    }
    int32_t kind = norm->pattern == NM_NONE ? NM_NONE : nm->pattern[norm->pattern].kind;
    if (norm->kind != NM_AMOUNT || kind == NM_NONE)
        return (struct report_unit){0};
    const struct nm_kind *item = &nm->kind[kind];
    return (struct report_unit){.code = nm_str(nm, item->name),
                                .label = fill_text(fill, item->name, item->label_zh),
                                .plural = fill_text(fill, item->plural, item->label_zh)};
}

struct nm_norm fill_told(const struct fill *fill, int32_t index)
{
    const struct st_inst *inst = &fill->st->inst[index];
    struct nm_norm norm = fill->nm->norm[inst->norm];
    bool is_told = norm.kind == NM_AMOUNT && norm.by_act && inst->trigger_event >= 0;
    int32_t unit = is_told ? fill->input->events[inst->trigger_event].unit : EVENT_NONE;
    if (unit != EVENT_NONE)
        norm.unit = unit;
    return norm;
}

struct report_text fill_keep(const struct fill *fill, struct phrases *phrases)
{
    struct report_text text = {0};
    if (phrases->en.len > 0)
        text.en = arena_text(fill->arena, phrases->en.data, phrases->en.len);
    if (phrases->zh.len > 0)
        text.zh = arena_text(fill->arena, phrases->zh.data, phrases->zh.len);
    phrases_release(phrases);
    return text;
}

void fill_parties(const struct fill *fill, struct phrases *out, uint64_t parties)
{
    const struct nm *nm = fill->nm;
    bool is_first = true;
    for (size_t i = 0; i < fill->model->party_count; i++) {
        if (!(parties >> i & 1))
            continue;
        const char *label = text_or_null(nm, nm->party[i].label_zh), *name = nm_str(nm, nm->party[i].name);
        const char *label_en = (unsigned char)name[0] < 0x80 ? NULL : text_or_null(nm, nm->party[i].label_en);
        buf_puts(&out->en, is_first ? "" : " and ");
        buf_puts(&out->zh, is_first ? "" : "、");
        buf_puts(&out->en, label_en ? label_en : name);
        buf_puts(&out->zh, label ? label : name);
        is_first = false;
    }
}

const char *fill_name(const struct fill *fill, int32_t index)
{
    return index >= 0 && (uint32_t)index < fill->input->name_count ? fill->input->names[index] : NULL;
}

int64_t fill_days(const struct fill *fill, int64_t ticks)
{
    int64_t per_day = tick_per_day(granularity_of(fill));
    int64_t days = ticks / per_day;
    return ticks % per_day < 0 ? days - 1 : days;
}

int64_t fill_ask(const struct fill *fill, int32_t inst, int32_t expr, int64_t at,
                 int64_t otherwise)
{
    if (expr == NM_NONE || !fill->input->ask)
        return otherwise;
    return fill->input->ask(fill->input->ask_ctx, fill->st, inst, expr, at);
}

int64_t fill_ask_so_far(const struct fill *fill, int32_t inst, int32_t expr, int64_t otherwise)
{
    const struct st_head *head = &fill->st->head;
    return fill_ask(fill, inst, expr, head->now + (head->closed ? 1 : 0), otherwise);
}

const struct fill_record *fill_record_of(const struct fill *fill, int32_t serial)
{
    if (serial < 0 || (uint32_t)serial >= fill->input->event_count)
        return NULL;
    uint32_t record = fill->record_of[serial];
    return record == FILL_NO_RECORD ? NULL : &fill->input->records[record];
}

/* ---- parts of the model ------------------------------------------------------------------------ */

static void take_parties(struct fill *fill)
{
    const struct nm *nm = fill->nm;
    struct report_party *parties = arena_array(fill->arena, PARTIES_MAX, sizeof *parties);
    size_t count = 0;
    for (uint32_t i = 0; i < nm->party_count && i < PARTIES_MAX; i++) {
        const struct nm_party *party = &nm->party[i];
        if (party->kind == NM_GROUP)
            break;
        parties[count++] = (struct report_party){
            .name = nm_str(nm, party->name),
            .label = fill_text(fill, party->label_en, party->label_zh),
            .is_third = party->kind != NM_PARTY,
        };
    }
    fill->model->parties = parties;
    fill->model->party_count = count;
}

/* Clauses under it, or parts of it: 4.1(a) of 4.1. */
static bool has_children(const struct nm *nm, int32_t clause)
{
    const char *number = nm_str(nm, nm->clause[clause].number);
    size_t len = strlen(number);
    for (uint32_t i = 0; i < nm->clause_count; i++) {
        const char *other = nm_str(nm, nm->clause[i].number);
        if (nm->clause[i].parent == clause || (strncmp(other, number, len) == 0 && other[len] == '('))
            return true;
    }
    return false;
}

static bool has_norm(const struct nm *nm, int32_t clause)
{
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        if (nm->norm[i].clause == clause)
            return true;
    }
    return false;
}

static enum report_clause_class class_of(const struct nm *nm, int32_t clause)
{
    if (!has_norm(nm, clause) && has_children(nm, clause))
        return REPORT_CLAUSE_HEADING;
    switch ((enum nm_coverage)nm->clause[clause].coverage) {
    case NM_TRACKED: return REPORT_CLAUSE_TRACKED;
    case NM_SOFT: return REPORT_CLAUSE_SOFT;
    case NM_TEXT_ONLY: return REPORT_CLAUSE_TEXT_ONLY;
    }
    UNREACHABLE();
}

static void take_clauses(struct fill *fill)
{
    const struct nm *nm = fill->nm;
    struct report_identity *identity = &fill->model->identity;
    struct report_clause *clauses = arena_array(fill->arena, nm->clause_count, sizeof *clauses);
    for (uint32_t i = 0; i < nm->clause_count; i++) {
        const struct nm_clause *row = &nm->clause[i];
        int depth = 0;
        for (int32_t up = row->parent; up != NM_NONE; up = nm->clause[up].parent)
            depth++;
        clauses[i] = (struct report_clause){
            .number = nm_str(nm, row->number),
            .depth = depth,
            .title = fill_text(fill, row->title_en, row->title_zh),
            .authentic = fill_text(fill, row->text_en, row->text_zh),
            .sentence = text_or_null(nm, row->sentence),
            .class = class_of(nm, (int32_t)i),
        };
        identity->clauses_tracked += clauses[i].class == REPORT_CLAUSE_TRACKED;
        identity->clauses_soft += clauses[i].class == REPORT_CLAUSE_SOFT;
        identity->clauses_text_only += clauses[i].class == REPORT_CLAUSE_TEXT_ONLY;
    }
    fill->model->clauses = clauses;
    fill->model->clause_count = nm->clause_count;
}

static void take_definitions(struct fill *fill)
{
    const struct nm *nm = fill->nm;
    struct report_text *definitions =
        arena_array(fill->arena, nm->definition_count, sizeof *definitions);
    for (uint32_t i = 0; i < nm->definition_count; i++) {
        const struct nm_definition *row = &nm->definition[i];
        definitions[i] = fill_text(fill, row->en, row->zh);
        if (row->since == NM_NONE)
            continue;
        struct phrases words;
        phrases_init(&words);
        buf_printf(&words.en, "%s (from amendment %s on)", definitions[i].en,
                   nm_str(nm, nm->version[row->since].number));
        buf_printf(&words.zh, "%s（自修订%s起）", definitions[i].zh,
                   nm_str(nm, nm->version[row->since].number));
        definitions[i] = fill_keep(fill, &words);
    }
    fill->model->definitions = definitions;
    fill->model->definition_count = nm->definition_count;
}

static struct report_text phase_reason(const struct st *st)
{
    switch ((enum st_reason)st->head.reason) {
    case ST_NO_REASON: return (struct report_text){0};
    case ST_EXPIRED: return (struct report_text){"the term has expired", "期限届满"};
    case ST_TERMINATED: return (struct report_text){"the contract was terminated", "合同已解除"};
    case ST_COMPLETED: return (struct report_text){"all of it is done", "履行完毕"};
    case ST_NOT_EFFECTIVE:
        return (struct report_text){"it never came into force", "未能生效"};
    }
    UNREACHABLE();
}

/* What the fold has marked on the whole: sentences of the paper's head. */
static void take_notices(struct fill *fill)
{
    static const enum st_head_flag flags[] = {ST_CUT, ST_DECIDED_BY_ID};
    enum { COUNT = sizeof flags / sizeof *flags };
    struct report_text *texts =
        arena_array(fill->arena,
                    COUNT + fill->input->dispute_count + fill->st->effect_count + fill->st->suspension_count +
                        FILL_LOST_ROOM,
                    sizeof *texts);
    size_t count = 0;
    unsigned told = st_told_flags(fill->nm, fill->st);
    for (size_t i = 0; i < COUNT; i++) {
        if (told & flags[i])
            texts[count++] = (struct report_text){change_notice(flags[i], false),
                                                  change_notice(flags[i], true)};
    }
    for (uint32_t i = 0; i < fill->st->effect_count; i++) {
        texts[count] = fill_notice_running(fill, i);
        count += !text_is_empty(texts[count]);
    }
    for (uint32_t i = 0; i < fill->st->suspension_count; i++) {
        texts[count] = fill_vain_suspension(fill, i);
        count += !text_is_empty(texts[count]);
    }
    for (uint32_t i = 0; i < fill->input->dispute_count; i++)
        texts[count++] = fill_dispute_notice(fill, &fill->input->disputes[i]);
    count += fill_lost_money(fill, texts + count);
    fill->model->identity.notices = texts;
    fill->model->identity.notice_count = count;
}

/* Who is meant by a short name that does not stand in the full one. */
static const char *called(const struct fill *fill)
{
    const char *text = NULL;
    for (size_t i = 0; i < fill->model->party_count; i++) {
        const struct report_party *party = &fill->model->parties[i];
        if (party->label.en && (unsigned char)party->name[0] < 0x80 && !strstr(party->label.en, party->name))
            text = arena_printf(fill->arena, "%s%s%s is %s", text ? text : "", text ? ", " : "", party->name,
                                party->label.en);
    }
    return text;
}

static void take_identity(struct fill *fill)
{
    int64_t effect = st_effect(fill->nm, fill->st);
    bool is_waiting = fill->st->head.phase == ST_RUNNING && effect == NM_NEVER;
    static const enum report_phase phases[] = {
        [ST_DRAFT] = REPORT_PHASE_DRAFT,
        [ST_RUNNING] = REPORT_PHASE_IN_FORCE,
        [ST_WINDING_UP] = REPORT_PHASE_WINDING_UP,
        [ST_CLOSED] = REPORT_PHASE_CLOSED,
    };
    const struct fill_input *input = fill->input;
    const struct nm_head *head = &fill->nm->head;
    int64_t warning_days = head->warning / tick_per_day(granularity_of(fill));
    fill->model->identity = (struct report_identity){
        .name = nm_str(fill->nm, head->name),
        .title = fill_text(fill, head->title_en, head->title_zh),
        .hash = input->hash,
        .first_hash = input->first_hash ? input->first_hash : input->hash,
        .called = called(fill),
        .amended = fill_amended(fill),
        .program = input->program,
        .phase = is_waiting ? REPORT_PHASE_AWAITING : phases[st_told_phase(fill->nm, fill->st)],
        .phase_reason = phase_reason(fill->st),
        .signed_on = fill_beginning(fill, head->signed_on),
        .in_force = fill_beginning(fill, effect),
        .renewal = fill_renewal(fill),
        .expires = fill_moment(fill, st_term_end(fill->nm, fill->st)),
        .as_of = fill_moment(fill, input->as_of == NM_NEVER ? fill->st->head.now : input->as_of),
        .as_of_closed = fill->st->head.closed != 0,
        .known_seq = input->known_seq,
        .known_at = fill_moment(fill, input->known_at),
        .horizon_from = fill_beginning(fill, head->start),
        .horizon_to = fill_moment(fill, head->horizon),
        .warning_days = warning_days > INT32_MAX ? INT32_MAX : (int)warning_days,
        .zone = text_or_null(fill->nm, head->zone),
        .clock = nm_clock(fill->nm),
    };
    if (head->calendar != NM_NONE)
        fill->model->identity.calendar.en =
            text_or_null(fill->nm, fill->nm->calendar[head->calendar].name);
}

static void take_marks(struct fill *fill)
{
    const struct report_identity *identity = &fill->model->identity;
    struct report_mark *marks = arena_array(fill->arena, 3, sizeof *marks);
    size_t count = 0;
    if (moment_is_set(identity->signed_on))
        marks[count++] = (struct report_mark){identity->signed_on, {"signed", "签订"}};
    if (moment_is_set(identity->in_force) &&
        (count == 0 || moment_compare(identity->signed_on, identity->in_force) != 0))
        marks[count++] = (struct report_mark){identity->in_force, {"in force", "生效"}};
    if (moment_is_set(identity->expires))
        marks[count++] = (struct report_mark){identity->expires, {"end of the term", "期满"}};
    fill->model->timeline = (struct report_timeline){
        .from = REPORT_NEVER, .to = REPORT_NEVER, .marks = marks, .mark_count = count};
}

/* A remedy waits for the breach of the instance that it makes good. */
static void take_dependences(struct fill *fill)
{
    const struct st *st = fill->st;
    for (uint32_t i = 0; i < st->inst_count; i++) {
        if (st->inst[i].trigger_breach < 0)
            continue;
        size_t *on = arena_array(fill->arena, 1, sizeof *on);
        *on = fill->row_of[st->breach[st->inst[i].trigger_breach].inst];
        struct report_row *row = &fill->rows.items[fill->row_of[i]];
        row->depends_rows = on;
        row->depends_count = 1;
        row->depends_on = (struct report_text){
            arena_printf(fill->arena, "the breach of %s", fill->rows.items[*on].id),
            arena_printf(fill->arena, "%s 的违约", fill->rows.items[*on].id)};
    }
}

void fill_model(struct report_model *model, const struct fill_input *input, struct arena *arena)
{
    memset(model, 0, sizeof *model);
    struct fill fill = {
        .input = input, .nm = input->nm, .st = input->st, .arena = arena, .model = model};
    fill.forecaster = forecaster_new(input->nm, arena);
    fill.forecaster.ask = input->ask;
    fill.forecaster.ask_ctx = input->ask_ctx;
    fill.record_of = arena_array(arena, input->event_count, sizeof *fill.record_of);
    for (uint32_t i = 0; i < input->event_count; i++)
        fill.record_of[i] = FILL_NO_RECORD;
    for (uint32_t i = 0; i < input->record_count; i++) {
        if (input->records[i].fate == FILL_FOLDED)
            fill.record_of[input->records[i].serial] = i;
    }
    fill.row_of = arena_array(arena, input->st->inst_count, sizeof *fill.row_of);
    fill_living(&fill);

    take_parties(&fill);
    take_identity(&fill);
    take_notices(&fill);
    take_clauses(&fill);
    take_definitions(&fill);
    for (uint32_t i = 0; i < input->nm->clause_count; i++)
        fill_clause_rows(&fill, (int32_t)i);
    take_dependences(&fill);
    model->rows = arena_copy(arena, fill.rows.items, fill.rows.count * sizeof *fill.rows.items);
    model->row_count = fill.rows.count;
    vec_release(&fill.rows);
    fill_journal(&fill);
    take_marks(&fill);
}
