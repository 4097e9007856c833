/* expect.c - one expectation of a scenario against the fold: what was asked, what was found. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "compiler/driver/scenario_internal.h"
#include "compiler/ir/eval.h"
#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/value/tick.h"
#include "runtime/change.h"
#include "runtime/disputes.h"

struct diag *expect_failed(struct scenario *scenario, const struct ast_sentence *sentence, int64_t tick,
                           const char *found, const char *word)
{
    const struct ast_strings *titles = &scenario->heading->scenario.titles;
    struct buf day;
    buf_init(&day);
    tick_print(&day, (enum granularity)scenario->nm->head.granularity, tick);
    int title_len = titles->count ? (int)titles->items[0].len : 0;
    struct diag *diag = diag_add(&scenario->load->front.diags, E_EXPECTATION,
                                 sentence->source, sentence->span,
                                 "scenario%s%.*s%s, %s: %s", title_len ? " `" : "", title_len,
                                 title_len ? titles->items[0].text : "", title_len ? "`" : "", day.data,
                                 found);
    diag_primary(diag, "expected here");
    buf_release(&day);
    if (word)
        diag_help(diag, "what holds: `%s`", word);
    return diag;
}

static const char *status_word(const struct st_inst *inst)
{
    static const char *const words[] = {
#define S(id, en, zh) [ST_##id] = en,
        ST_STATUSES(S)
#undef S
    };
    return words[inst->status];
}

/* Its status for the message, and the word of an expectation that says so. */
static const char *standing(const struct st_inst *inst, const char **word)
{
    bool is_late = (inst->flags & ST_LATE) != 0;
    *word = is_late ? "fulfilled late" : status_word(inst);
    if (is_late)
        return "fulfilled late";
    if (inst->status == ST_FULFILLED)
        return "fulfilled on time";
    if (inst->status == ST_BREACHED && inst->flags & ST_OWED)
        return "breached and still owed";
    return status_word(inst);
}

static const char *forecast_word(const struct forecast *forecast)
{
    switch (forecast->verdict) {
    case FORECAST_NONE: return "no forecast";
    case FORECAST_SECURED: return "secured";
    case FORECAST_IN_HAND: return forecast->at_risk ? "at risk" : "in hand";
    case FORECAST_NEEDS: return forecast->at_risk ? "at risk" : "needs another";
    case FORECAST_DOOMED: return "doomed";
    case FORECAST_UNKNOWN: return "unknown";
    }
    UNREACHABLE();
}

static struct forecast forecast_at(struct scenario *scenario, int32_t index)
{
    size_t count = tracker_event_count(scenario->tracker);
    struct arena *arena = &scenario->load->front.arena;
    struct rt_event *events = arena_array(arena, count, sizeof *events);
    uint8_t *judgements = arena_array(arena, count, sizeof *judgements);
    for (size_t i = 0; i < count; i++) {
        struct track_event event = tracker_event(scenario->tracker, i);
        events[i] = *event.event;
        judgements[i] = (uint8_t)event.judgement;
    }
    struct forecaster forecaster = forecaster_new(scenario->nm, arena);
    struct engine interpreter = eval_engine(scenario->nm);
    forecaster.ask = eval_ask;
    forecaster.ask_ctx = &interpreter;
    struct forecast forecast = forecast_of(&forecaster, tracker_state(scenario->tracker), index,
                                           events, judgements, (uint32_t)count);
    engine_close(&interpreter);
    return forecast;
}

/* The unit that the amount names, if what is owed in `of` can be told in it; else NM_NONE. */
static int32_t unit_told(const struct nm *nm, const struct ast_amount *amount, int32_t of)
{
    int32_t unit = amount->unit.text ? scenario_word(nm, NM_WORD_UNIT, amount->unit.text->text) : NM_NONE;
    bool is_own = unit != NM_NONE && (of == NM_NONE ? nm->unit[unit].dimension != NM_MONEY /* acts are no money */
                                                    : nm->unit[unit].base == nm->unit[of].base);
    return is_own ? unit : NM_NONE;
}

/* The amount in smallest parts of its unit, or in pieces. False, too, if what is owed in `of` is never told in its
 * unit, unless it is nothing. */
static bool amount_parts(const struct scenario *scenario, const struct ast_amount *amount, int32_t of, int64_t *parts)
{
    const struct nm *nm = scenario->nm;
    const char *word = amount->unit.text ? amount->unit.text->text : NULL;
    bool is_unit = word && scenario_word(nm, NM_WORD_KIND, word) == NM_NONE &&
                   scenario_word(nm, NM_WORD_UNIT, word) != NM_NONE;
    if (!is_unit)
        return decimal_to_parts(amount->low.value, 0, parts) == DECIMAL_OK;
    int32_t unit = unit_told(nm, amount, of);
    if (unit == NM_NONE) {
        *parts = 0;
        return amount->low.value.digits == 0;
    }
    int64_t own;
    bool is_exact;
    return decimal_to_parts(amount->low.value, nm->unit[unit].places, &own) == DECIMAL_OK &&
           muldiv_i64(parts, own, nm->unit[unit].num, nm->unit[unit].den, ROUND_DOWN, &is_exact) &&
           is_exact;
}

struct found { /* what does not hold, for the message */
    struct buf text;
    const char *name; /* of what is looked at: clause 1.1[Seller] */
    const char *word; /* that would have held; or NULL */
    const char *pick; /* clause 1.1 for f1: the first of several that fails, as an expectation names it; or NULL */
    bool holds, is_named;
};

/* Adds `clause 1.1 ` for the first thing that is said of it, `; ` before each further one. */
static void begin_note(struct found *found)
{
    found->holds = false;
    if (found->text.len)
        buf_puts(&found->text, "; ");
    if (!found->is_named && found->name)
        buf_printf(&found->text, "%s ", found->name);
    found->is_named = true;
}

static void note(struct found *found, bool holds, const char *fmt, ...) PRINTF_LIKE(3, 4);
static void note(struct found *found, bool holds, const char *fmt, ...)
{
    if (holds)
        return;
    begin_note(found);
    va_list values;
    va_start(values, fmt);
    buf_vprintf(&found->text, fmt, values);
    va_end(values);
}

/* An amount as it is written, in the unit of the expectation: 500.00 of 50000 parts, 30000 of as many kilograms in
 * grams. Where that is no unit of the clause, in the clause's, which is named. */
static void print_amount(const struct scenario *scenario, struct buf *text, int32_t unit, int64_t parts,
                         const struct ast_amount *written)
{
    const struct nm *nm = scenario->nm;
    int32_t told = unit_told(nm, written, unit);
    bool is_own = told != NM_NONE;
    const struct nm_unit *as = is_own ? &nm->unit[told] : unit == NM_NONE ? NULL : &nm->unit[unit];
    int64_t own;
    if (!as || !muldiv_i64(&own, parts, as->den, as->num, ROUND_HALF_UP, NULL))
        own = parts;
    struct decimal amount = {own, as ? (uint8_t)as->places : 0};
    decimal_print(text, as && as->dimension == NM_MONEY ? amount : decimal_trim(amount));
    if (as && !is_own)
        buf_printf(text, " %s", nm_str(nm, *nm_str(nm, as->plural) ? as->plural : as->name));
}

static void note_amount(const struct scenario *scenario, struct found *found, bool holds, int32_t unit,
                        const char *what, int64_t parts, const struct ast_amount *written, const char *expected)
{
    if (holds)
        return;
    begin_note(found);
    buf_printf(&found->text, "%s ", what);
    print_amount(scenario, &found->text, unit, parts, written);
    buf_printf(&found->text, ", not %s", expected);
}

static void note_tick(const struct scenario *scenario, struct found *found, bool holds,
                      const char *what, int64_t tick, const char *expected)
{
    enum granularity granularity = (enum granularity)scenario->nm->head.granularity;
    if (holds)
        return;
    begin_note(found);
    buf_printf(&found->text, "%s ", what);
    if (tick_in_range(granularity, tick))
        tick_print(&found->text, granularity, tick);
    else
        buf_puts(&found->text, "never");
    buf_printf(&found->text, ", not %s", expected);
}

/* The words of a date, an amount … in the expectation. */
static const char *words_at(struct scenario *scenario, struct span span)
{
    return source_words(scenario->source, &scenario->load->front.arena, span);
}

static const char *const record_words[] = {
    [ST_BREACH_OPEN] = "open",     [ST_REMEDYING] = "remedying",    [ST_REMEDIED] = "remedied",
    [ST_UNREMEDIED] = "unremedied", [ST_BREACH_WAIVED] = "waived", [ST_EXCUSED] = "excused",
};

/* Whether the word is the status of the breach record. */
static bool has_record_status(const struct st_breach *breach, const char *word)
{
    return breach && strcmp(word, record_words[breach->status]) == 0;
}

static const char *record_word(const struct st_breach *breach)
{
    return record_words[breach->status];
}

/* Whether the word is one of a breach record alone. */
static bool is_of_record(const char *word)
{
    bool is = false;
    for (size_t i = 0; i < sizeof record_words / sizeof *record_words; i++)
        is |= strcmp(word, record_words[i]) == 0 && i != ST_BREACH_WAIVED;
    return is;
}

static const struct st_breach *breach_of(const struct st *st, const struct st_inst *inst)
{
    return inst->breach >= 0 ? &st->breach[inst->breach] : NULL;
}

/* Whether it is expected, and is so, that it rests on an act that somebody disputes. The view moves
 * while this is found out: the state is looked at afterwards. */
static bool is_disputed(struct scenario *scenario, const struct ast_expect *expect, int32_t index)
{
    bool is_asked = false;
    for (uint32_t i = 0; i < expect->statuses.count; i++)
        is_asked |= strcmp(expect->statuses.items[i].word.text->text, "disputed") == 0;
    if (!is_asked)
        return false;
    struct disputes disputes;
    struct rt_error err = {0};
    bool is = disputes_find(&disputes, scenario->tracker, &err) == RT_OK && disputes.rests &&
              disputes.rests[index];
    disputes_release(&disputes);
    return is;
}

/* A prohibition goes on when it has been broken. */
static bool is_broken(const struct scenario *scenario, const struct st_inst *inst)
{
    const struct nm_norm *norm = &scenario->nm->norm[inst->norm];
    return (norm->kind == NM_FORBID || norm->kind == NM_AT_MOST) && inst->breach >= 0;
}

/* Whether the instance has the status that a word asks for. */
static bool has_status(struct scenario *scenario, int32_t index, const char *word,
                       const struct forecast *forecast)
{
    const struct st *st = tracker_state(scenario->tracker);
    const struct st_inst *inst = &st->inst[index];
    if (strcmp(word, "suspended") == 0)
        return inst->suspensions > 0;
    bool is_late = (inst->flags & ST_LATE) != 0;
    if (strcmp(word, "late") == 0 || strcmp(word, "fulfilled late") == 0)
        return is_late;
    if (strcmp(word, "breached") == 0 && is_broken(scenario, inst))
        return true;
    if (strcmp(word, "fulfilled") == 0)
        return is_late || inst->status == ST_FULFILLED;
    if (strcmp(word, "fulfilled on time") == 0)
        return !is_late && inst->status == ST_FULFILLED;
    if (strcmp(word, "cured") == 0)
        return (inst->flags & ST_CURED) != 0;
    if (strcmp(word, "performed") == 0)
        return inst->performed != NM_NEVER;
    if (strcmp(word, "surplus") == 0)
        return inst->surplus > 0;
    if (strcmp(word, "at risk") == 0)
        return forecast->at_risk != 0;
    if (strcmp(word, "secured") == 0)
        return forecast->verdict == FORECAST_SECURED;
    if (strcmp(word, "in hand") == 0)
        return (forecast->verdict == FORECAST_IN_HAND || forecast->verdict == FORECAST_SECURED) &&
               !forecast->at_risk;
    if (strcmp(word, "doomed") == 0)
        return forecast->verdict == FORECAST_DOOMED;
    return strcmp(word, status_word(inst)) == 0 || has_record_status(breach_of(st, inst), word);
}

/* Whether the tick lies within the written day, or is that of the written time of day. */
static bool covers(const struct nm *nm, const struct ast_time *time, int64_t tick)
{
    enum granularity granularity = (enum granularity)nm->head.granularity;
    if (time->seconds < 0 && tick_in_range(granularity, tick))
        return tick_day(granularity, tick) == time->day;
    return tick == scenario_tick(nm, time);
}

/* When it came to have the status. */
static int64_t tick_of(const struct st_inst *inst, const struct st_breach *breach, const char *word)
{
    bool is_waived = inst->status == ST_WAIVED; /* the instance, and not its record */
    if (breach && (strcmp(word, "breached") == 0 ||
                   (has_record_status(breach, word) && !is_waived)))
        return breach->certain;
    return strcmp(word, "performed") == 0 ? inst->performed : inst->settled;
}

static uint64_t parties_of(const struct scenario *scenario, const struct ast_nps *nps)
{
    uint64_t parties = 0;
    for (uint32_t i = 0; i < nps->count; i++) {
        if (nps->items[i]->kind != NP_NAME || !nps->items[i]->name.noun.text)
            continue;
        int32_t row = scenario_word(scenario->nm, NM_WORD_PARTY, nps->items[i]->name.noun.text->text);
        if (row != NM_NONE)
            parties |= scenario->nm->party[row].members;
    }
    return parties;
}

/* `Seller`, `Seller and Buyer`, `nobody`. */
static const char *names_of(const struct scenario *scenario, uint64_t parties)
{
    const struct nm *nm = scenario->nm;
    const char *text = "";
    for (uint32_t i = 0; i < nm->party_count && i < 64; i++) {
        if (nm->party[i].kind != NM_GROUP && (parties >> i & 1))
            text = arena_printf(&scenario->load->front.arena, "%s%s%s", text, *text ? " and " : "",
                                nm_str(nm, nm->party[i].name));
    }
    return *text ? text : "nobody";
}

/* `clause 1.1[Seller]`, `clause 1.1 for lining`, `clause 1.1, remedy`. */
static const char *instance_name(struct scenario *scenario, const struct st_inst *inst)
{
    struct arena *arena = &scenario->load->front.arena;
    struct text key = tracker_name(scenario->tracker, inst->key);
    struct buf name;
    buf_init(&name);
    buf_puts(&name, "clause ");
    change_norm_name(&name, nm_str(scenario->nm, scenario->nm->norm[inst->norm].name), false);
    if (key.len)
        buf_printf(&name, " for %.*s", (int)key.len, key.text);
    const char *text = arena_text(arena, name.data, name.len);
    buf_release(&name);
    return text;
}

/* `clause 1.1 for Seller`, `clause 1.2 for lining`, `clause 1.3 for 2026-02`: how an expectation picks it; NULL if
 * there is but one. */
static const char *picked_by(struct scenario *scenario, const struct st_inst *inst)
{
    const struct nm *nm = scenario->nm;
    const struct nm_norm *norm = &nm->norm[inst->norm];
    struct text by = tracker_name(scenario->tracker, inst->key);
    if (!by.len)
        by = text_from(nm_str(nm, norm->period));
    const char *member = strchr(nm_str(nm, norm->name), '[');
    if (!by.len && member)
        by = (struct text){member + 1, strcspn(member + 1, ",]")};
    if (!by.len)
        return NULL;
    return arena_printf(&scenario->load->front.arena, "clause %s for %.*s", nm_str(nm, nm->clause[norm->clause].number),
                        (int)by.len, by.text);
}

/* Slack in whole units, rounded down. */
static int64_t slack_in(const struct nm *nm, enum time_unit unit, int64_t ticks)
{
    int64_t per_day = tick_per_day((enum granularity)nm->head.granularity);
    int64_t per_unit = unit == TIME_HOUR     ? per_day / 24
                       : unit == TIME_MINUTE ? per_day / 1440
                       : unit == TIME_WEEK   ? 7 * per_day
                                             : per_day;
    if (per_unit == 0 || ticks == FORECAST_NO_SLACK)
        return ticks;
    return ticks / per_unit - (ticks % per_unit < 0);
}

/* What is still to be done, in parts of the norm's unit: with what awaits its answer, and with what a
 * sum that grows comes to now. A tick that has closed has passed unpaid, and counts. */
static int64_t owing(struct scenario *scenario, int32_t index, bool is_closed)
{
    const struct nm *nm = scenario->nm;
    const struct st *st = tracker_state(scenario->tracker);
    const struct st_inst *inst = &st->inst[index];
    const struct nm_norm *norm = &nm->norm[inst->norm];
    bool is_owed = inst->status == ST_DORMANT || inst->status == ST_IN_FORCE ||
                   inst->status == ST_PENDING || inst->flags & ST_OWED;
    if (!is_owed || (norm->kind != NM_ACHIEVE && norm->kind != NM_AMOUNT))
        return 0;
    int64_t need = inst->need;
    bool is_asked = inst->status == ST_DORMANT && (norm->accrual || inst->flags & ST_QUEUED);
    if (is_asked && norm->need != NM_NONE) {
        struct engine interpreter = eval_engine(nm);
        need = eval_ask_need(&interpreter, st, index, st->head.now + (is_closed && norm->accrual));
        engine_close(&interpreter);
    }
    return need > inst->got ? need - inst->got : 0;
}

/* The day that the papers print: a value is measured by the last day for it, not by the end of its period. */
static int64_t due_of(const struct scenario *scenario, int32_t index)
{
    const struct nm *nm = scenario->nm;
    const struct st *st = tracker_state(scenario->tracker);
    const struct nm_norm *norm = &nm->norm[st->inst[index].norm];
    if (!nm_is_measuring(nm, norm))
        return st->inst[index].due;
    struct engine interpreter = eval_engine(nm);
    int64_t due = eval_ask(&interpreter, st, index, norm->wait, st->inst[index].trigger_at);
    engine_close(&interpreter);
    return due;
}

static void hold_instance(struct scenario *scenario, const struct ast_expect *expect, int32_t index,
                          struct found *found)
{
    bool has_dispute = is_disputed(scenario, expect, index);
    const struct st *st = tracker_state(scenario->tracker);
    const struct st_inst *inst = &st->inst[index];
    const struct st_breach *breach = breach_of(st, inst);
    struct forecast forecast = forecast_at(scenario, index);
    for (uint32_t i = 0; i < expect->statuses.count; i++) {
        const struct ast_status *status = &expect->statuses.items[i];
        const char *word = status->word.text->text;
        bool is = strcmp(word, "disputed") == 0 ? has_dispute
                                                : has_status(scenario, index, word, &forecast);
        const char *said = NULL;
        if (!is && breach && is_of_record(word)) {
            note(found, false, "has a breach that is %s, not %s", record_word(breach), word);
            found->word = record_word(breach);
            continue;
        }
        bool is_about_future = strcmp(word, "at risk") == 0 || strcmp(word, "secured") == 0 ||
                               strcmp(word, "in hand") == 0 || strcmp(word, "doomed") == 0;
        note(found, is, "is %s, not %s",
             is_about_future ? forecast_word(&forecast) : standing(inst, &said), word);
        found->word = is || is_about_future ? found->word : said;
        if (is && status->on) {
            int64_t tick = tick_of(inst, breach, word);
            note_tick(scenario, found, covers(scenario->nm, status->on, tick),
                      arena_printf(&scenario->load->front.arena, "is %s since", word), tick,
                      words_at(scenario, status->on->span));
        }
    }
    int64_t parts;
    int32_t unit = scenario->nm->norm[inst->norm].unit;
    if (expect->short_by) {
        int64_t shortfall = breach ? breach->shortfall : forecast.short_by;
        bool is = amount_parts(scenario, expect->short_by, unit, &parts) && parts == shortfall;
        note_amount(scenario, found, is, unit, "is short by", shortfall,
                    expect->short_by, words_at(scenario, expect->short_by->span));
    }
    if (expect->owing) {
        int64_t left = owing(scenario, index, !expect->is_before_closing);
        bool is = amount_parts(scenario, expect->owing, unit, &parts) && parts == left;
        note_amount(scenario, found, is, unit, "is owing", left,
                    expect->owing, words_at(scenario, expect->owing->span));
    }
    if (expect->done) {
        bool is = amount_parts(scenario, expect->done, unit, &parts) && parts == inst->got;
        note_amount(scenario, found, is, unit, "has done", inst->got,
                    expect->done, words_at(scenario, expect->done->span));
    }
    if (expect->due) {
        int64_t due = due_of(scenario, index);
        note_tick(scenario, found, scenario_tick(scenario->nm, expect->due) == due, "is due", due,
                  words_at(scenario, expect->due->span));
    }
    if (expect->slack) {
        bool is = decimal_to_parts(expect->slack->high.value, 0, &parts) == DECIMAL_OK &&
                  slack_in(scenario->nm, expect->slack->unit, forecast.slack) == parts;
        note(found, is, "has a slack of %lld, not %s",
             (long long)slack_in(scenario->nm, expect->slack->unit, forecast.slack),
             words_at(scenario, expect->slack->span));
    }
    if (expect->by) {
        uint64_t blame = breach ? breach->blame : 0;
        note(found, blame == parties_of(scenario, expect->by), "is blamed on %s, not on %s",
             names_of(scenario, blame), words_at(scenario, expect->by->span));
    }
    if (expect->needs)
        note(found, forecast.verdict == FORECAST_NEEDS &&
                        forecast.needs == parties_of(scenario, expect->needs),
             "has the forecast %s, and does not need %s alone", forecast_word(&forecast),
             words_at(scenario, expect->needs->span));
}

static bool is_under(const char *number, const char *label)
{
    size_t len = strlen(label);
    return strncmp(number, label, len) == 0 &&
           (number[len] == '\0' || number[len] == '.' || number[len] == '(');
}

/* A written period as norms have it in their names: 2027-02, 2027-Q1, 2027-01-05; "" of none. */
static void print_period(const struct nm *nm, const struct ast_time *time, struct buf *name)
{
    struct period period;
    int64_t start = tick_day((enum granularity)nm->head.granularity, nm->head.start);
    int year = time->year ? time->year : date_from_day(start).year;
    if (time->kind == AST_TIME_DATE)
        date_print(name, time->day);
    else if (time->kind == AST_TIME_PERIOD &&
             period_of_year(&period, time->period, year, time->index))
        period_print(name, time->period, period.first);
}

/* Whether the norm's name holds that of the period. */
static bool is_of_period(const struct nm *nm, const char *norm_name, const struct ast_time *time)
{
    struct buf name;
    buf_init(&name);
    print_period(nm, time, &name);
    bool is_it = name.len > 0 && strstr(norm_name, name.data);
    buf_release(&name);
    return is_it;
}

/* Whether the norm is that of the period: `for 2027-02`, `for Q1 2027`, `for 2027-01-31`. */
static bool is_in_series(const struct scenario *scenario, const struct nm_norm *norm,
                         const struct ast_time *time)
{
    struct buf name;
    buf_init(&name);
    print_period(scenario->nm, time, &name);
    bool is_it = text_equal(text_from(nm_str(scenario->nm, norm->period)),
                            (struct text){name.data, name.len});
    buf_release(&name);
    return is_it;
}

static const struct nm_trigger *norm_trigger(const struct nm *nm, int32_t norm)
{
    return &nm->trigger[nm->norm[norm].first_trigger];
}

static bool is_from_start(const struct nm *nm, const struct st_inst *inst)
{
    return norm_trigger(nm, inst->norm)->kind == NM_AT_START;
}

/* Whether it is what arose on that day; a remedy, what the breach of the duty of that day has brought. A duty from the
 * start has no such day: what its breaches have brought is told apart by its own. */
static bool has_arisen_in(const struct scenario *scenario, const struct st_inst *inst, bool is_remedy,
                          const struct ast_time *time)
{
    const struct st *st = tracker_state(scenario->tracker);
    if (is_remedy && inst->trigger_breach >= 0) {
        const struct st_inst *duty = &st->inst[st->breach[inst->trigger_breach].inst];
        if (!is_from_start(scenario->nm, duty))
            inst = duty;
    }
    return !is_from_start(scenario->nm, inst) && covers(scenario->nm, time, inst->made);
}

/* Whether one of them is this word, in English or Chinese. */
static bool is_asked_for(const struct ast_nps *keys, const char *en, const char *zh)
{
    for (uint32_t i = 0; keys && i < keys->count; i++) {
        const struct ast_np *np = keys->items[i];
        const char *word = np->kind == NP_NAME && np->name.noun.text ? np->name.noun.text->text : "";
        if (scenario_is_word(word, en, zh))
            return true;
    }
    return false;
}

/* Whether the instance is the one that is picked: by its item, by a word of its norm's name, or, as
 * `remedy`, what its duty's breach has brought. */
static bool has_key(struct scenario *scenario, const struct st_inst *inst, bool is_remedy,
                    const struct ast_sentence *sentence)
{
    const struct ast_nps *keys = sentence->expect->key;
    struct text name = tracker_name(scenario->tracker, inst->key);
    const char *member = nm_str(scenario->nm, scenario->nm->norm[inst->norm].name);
    if (is_remedy && !is_asked_for(keys, "remedy", "补救"))
        return false; /* `for 2027-02`, `for Buyer`, `for lining`: not what follows */
    for (uint32_t i = 0; i < keys->count; i++) {
        const struct ast_np *np = keys->items[i];
        if (np->kind == NP_TIME && scenario->nm->norm[inst->norm].series != NM_NONE) {
            if (!is_in_series(scenario, &scenario->nm->norm[inst->norm], &np->time))
                return false;
            continue;
        }
        if (np->kind == NP_TIME && np->time.kind == AST_TIME_DATE &&
            has_arisen_in(scenario, inst, is_remedy, &np->time))
            continue;
        if (np->kind != NP_TIME && (np->kind != NP_NAME || !np->name.noun.text))
            return false;
        const char *word =
            np->kind != NP_TIME ? np->name.noun.text->text
                                : arena_text(&scenario->load->front.arena,
                                             sentence->source->text + np->span.start,
                                             np->span.end - np->span.start);
        if (scenario_is_word(word, "earlier", "原文"))
            continue;
        if (is_remedy && scenario_is_word(word, "remedy", "补救"))
            continue;
        if (!text_equal(name, text_from(word)) && !strstr(member, word) &&
            !(np->kind == NP_TIME && is_of_period(scenario->nm, member, &np->time)))
            return false;
    }
    return true;
}

/* `expect clause 1.1` is asked of the text in force on that day, `for earlier` of those before it. */
static bool is_in_text(const struct scenario *scenario, const struct nm_norm *norm,
                       const struct ast_nps *keys, int64_t tick)
{
    const struct nm_version *versions = scenario->nm->version;
    bool has_come = norm->since == NM_NONE || versions[norm->since].from <= tick;
    bool has_gone = norm->replaced != NM_NONE && versions[norm->replaced].from <= tick;
    for (uint32_t i = 0; keys && i < keys->count; i++) {
        const struct ast_np *np = keys->items[i];
        if (np->kind == NP_NAME && np->name.noun.text && scenario_is_word(np->name.noun.text->text, "earlier", "原文"))
            return has_gone;
    }
    return keys || (has_come && !has_gone);
}

/* `expect clause 1.1 for y absent`: nothing of that name has arisen. */
static bool is_absence(const struct ast_expect *expect)
{
    return expect->statuses.count == 1 &&
           strcmp(expect->statuses.items[0].word.text->text, "absent") == 0;
}

/* The contract itself: its phase and the reason. */
static void hold_contract(struct scenario *scenario, const struct ast_expect *expect,
                          struct found *found)
{
    static const char *const phases[] = {"draft", "in force", "winding up", "closed"};
    static const char *const reasons[] = {"", "expired", "terminated", "completed", "lapsed"};
    const struct st *st = tracker_state(scenario->tracker);
    const struct st_head *head = &st->head;
    bool is_waiting = head->phase == ST_RUNNING && st_effect(scenario->nm, st) == NM_NEVER;
    const char *phase = is_waiting ? "dormant" : phases[st_told_phase(scenario->nm, st)];
    for (uint32_t i = 0; i < expect->statuses.count; i++) {
        const char *word = expect->statuses.items[i].word.text->text;
        bool is_open_claim = head->phase == ST_WINDING_UP && strcmp(word, phases[ST_WINDING_UP]) == 0;
        bool is = strcmp(word, phase) == 0 || is_open_claim || strcmp(word, reasons[head->reason]) == 0;
        note(found, is, "the contract is %s, not %s", phase, word);
    }
}

/* What an expectation without `for` is asked of, where that is more than one. */
static void help_to_pick(struct diag *diag, const struct found *found, uint32_t count)
{
    if (found->word)
        diag_help(diag, "it is asked of all %u that have arisen; of one alone: `Expect %s %s`", count, found->pick,
                  found->word);
    else
        diag_help(diag, "it is asked of all %u that have arisen; of one alone: `Expect %s …`", count, found->pick);
}

/* What the scenario has told and no clause took may be why: it is shown beside the expectation. */
static void show_inert(struct scenario *scenario, struct diag *diag)
{
    enum { SHOWN_MAX = 3 };
    const struct ast_sentence *last = NULL;
    int shown = 0;
    for (size_t i = 0; i < scenario->told.count && shown < SHOWN_MAX; i++) {
        const struct told *told = &scenario->told.items[i];
        size_t index =
            told->answer.arrival == ARRIVAL_TAKEN ? tracker_find(scenario->tracker, told->answer.seq) : SIZE_MAX;
        if (index == SIZE_MAX || told->sentence == last)
            continue;
        enum judgement judgement = tracker_event(scenario->tracker, index).judgement;
        if (judgement == JUDGE_EFFECTIVE)
            continue;
        last = told->sentence;
        if (judgement == JUDGE_NOTED)
            diag_label(diag, last->source, last->span, "noted: no clause takes it");
        else
            diag_label(diag, last->source, last->span, "inert: %s", judgement_word(judgement));
        shown++;
    }
}

static bool hold_status(struct scenario *scenario, const struct ast_sentence *sentence, int64_t tick)
{
    const struct ast_expect *expect = sentence->expect;
    struct rt_error err = {0};
    struct track_when when = {.tick = tick, .is_closed = !expect->is_before_closing, .known = TRACK_ALL};
    if (expect->known)
        when.known = journal_known_at(tracker_journal(scenario->tracker), scenario_tick(scenario->nm, expect->known));
    if (tracker_go(scenario->tracker, when, &err) != RT_OK) {
        expect_failed(scenario, sentence, tick, "the scenario is too large to be run", NULL);
        return false;
    }
    struct found found = {.holds = true};
    buf_init(&found.text);
    const struct ast_np *np = expect->np;
    uint32_t instances = 0;
    bool is_contract = np->kind == NP_NAME && np->name.noun.text &&
                       (strcmp(np->name.noun.text->text, "contract") == 0 ||
                        strcmp(np->name.noun.text->text, "合同") == 0);
    if (is_contract) {
        hold_contract(scenario, expect, &found);
        instances = 1;
    }
    const struct st *st = tracker_state(scenario->tracker);
    for (uint32_t i = 0; !is_contract && np->kind == NP_CLAUSE && i < st->inst_count; i++) {
        const struct nm_norm *norm = &scenario->nm->norm[st->inst[i].norm];
        const char *number = nm_str(scenario->nm, scenario->nm->clause[norm->clause].number);
        /* `clause 2.1` is the duty; a remedy is asked for by its key */
        bool is_remedy = scenario_is_remedy(scenario->nm, norm);
        if (!is_under(number, np->clause.text->text) || norm->kind == NM_MEMORY ||
            !is_in_text(scenario, norm, expect->key, tick))
            continue;
        /* and the whole of an amount: its parts, too, are asked for by their names */
        bool is_part = norm->parent != NM_NONE &&
                       (norm->kind == NM_AT_MOST ||
                        scenario->nm->norm[norm->parent].clause == norm->clause);
        if (expect->key ? !has_key(scenario, &st->inst[i], is_remedy, sentence)
                        : is_remedy || is_part)
            continue;
        if (norm->kind == NM_PERMIT && norm->except_count && !is_asked_for(expect->key, "consent", "同意") &&
            scenario->nm->norm[scenario->nm->scope[norm->first_except].norm].clause == norm->clause)
            continue; /* `without the consent of Owner`: the prohibition is meant */
        instances++;
        found.name = instance_name(scenario, &st->inst[i]);
        found.is_named = false;
        const char *word = found.word;
        bool is_first = found.holds;
        if (is_absence(expect))
            note(&found, false, "has arisen, and is %s", status_word(&st->inst[i]));
        else
            hold_instance(scenario, expect, (int32_t)i, &found);
        if (is_first && !found.holds && !expect->key)
            found.pick = picked_by(scenario, &tracker_state(scenario->tracker)->inst[i]);
        if (!is_first)
            found.word = word;
    }
    if (!instances && !is_absence(expect))
        note(&found, false, "nothing has arisen that is called %s%s%s", words_at(scenario, np->span),
             expect->key ? " for " : "", expect->key ? words_at(scenario, expect->key->span) : "");
    if (!found.holds) {
        bool is_of_many = instances > 1 && found.pick && !is_absence(expect);
        struct diag *diag = expect_failed(scenario, sentence, tick, found.text.data, is_of_many ? NULL : found.word);
        if (is_of_many)
            help_to_pick(diag, &found, instances);
        show_inert(scenario, diag);
    }
    buf_release(&found.text);
    return found.holds;
}

/* What is expected of an event, in words. */
static const char *judged_as(const struct ast_expect *expect)
{
    switch (expect->kind) {
    case EXPECT_EFFECTIVE: return "effective";
    case EXPECT_NOTED: return "noted";
    case EXPECT_REFUSED: return expect->reason.text ? expect->reason.text->text : "refused";
    case EXPECT_INERT: return expect->reason.text ? expect->reason.text->text : "inert";
    case EXPECT_STATUS: break;
    }
    UNREACHABLE();
}

/* What is said of a told event, on arrival or in the fold; NULL if it cannot be found out. */
static const char *judgement_of(struct scenario *scenario, const struct told *told, int64_t tick)
{
    struct rt_error err = {0};
    if (told->answer.arrival != ARRIVAL_TAKEN)
        return arrival_word(told->answer.arrival);
    struct track_when when = {.tick = tick, .is_closed = true, .known = TRACK_ALL};
    if (tracker_go(scenario->tracker, when, &err) != RT_OK)
        return NULL;
    size_t index = tracker_find(scenario->tracker, told->answer.seq);
    return index == SIZE_MAX ? "corrected away"
                             : judgement_word(tracker_event(scenario->tracker, index).judgement);
}

static bool hold_one(struct scenario *scenario, const struct ast_sentence *sentence, int64_t tick,
                     const struct told *told)
{
    const struct ast_expect *expect = sentence->expect;
    bool is_refused = told->answer.arrival != ARRIVAL_TAKEN;
    const char *word = judgement_of(scenario, told, tick);
    if (!word)
        return false;
    bool is_inert = !is_refused && strcmp(word, "effective") != 0 && strcmp(word, "noted") != 0;
    bool holds = false;
    switch (expect->kind) {
    case EXPECT_EFFECTIVE: holds = !is_refused && strcmp(word, "effective") == 0; break;
    case EXPECT_NOTED: holds = !is_refused && strcmp(word, "noted") == 0; break;
    case EXPECT_INERT: holds = is_inert; break;
    case EXPECT_REFUSED: holds = is_refused; break;
    case EXPECT_STATUS: UNREACHABLE();
    }
    if (holds && expect->reason.text)
        holds = strcmp(word, expect->reason.text->text) == 0;
    if (!holds)
        expect_failed(scenario, sentence, tick,
                      arena_printf(&scenario->load->front.arena, "the event %s%s is %s%s, not %s",
                                   expect->event.text ? told->event.id.text : "told last before",
                                   expect->event.text ? "" : " it",
                                   is_refused ? "refused: " : is_inert ? "inert: " : "", word,
                                   judged_as(expect)),
                      NULL);
    return holds;
}

/* `expect inert nothing-to-answer`: of the event named, or told last; of each that its line tells of. */
static bool hold_judgement(struct scenario *scenario, const struct ast_sentence *sentence, int64_t tick,
                           uint32_t line)
{
    const struct ast_expect *expect = sentence->expect;
    const struct told *told = NULL;
    for (size_t i = 0; i < scenario->told.count; i++) {
        const struct told *one = &scenario->told.items[i];
        bool is_it = expect->event.text ? text_equal(one->event.id, text_from(expect->event.text->text))
                                        : one->line < line;
        told = is_it ? one : told;
    }
    if (!told) {
        expect_failed(scenario, sentence, tick, "no such event is told", NULL);
        return false;
    }
    bool holds = hold_one(scenario, sentence, tick, told), is_whole = !expect->event.text || told->is_first;
    for (size_t i = 0; is_whole && holds && i < scenario->told.count; i++) {
        const struct told *one = &scenario->told.items[i];
        if (one != told && one->is_of_several && one->line == told->line)
            holds = hold_one(scenario, sentence, tick, one);
    }
    return holds;
}

bool expect_holds(struct scenario *scenario, const struct ast_sentence *sentence, int64_t tick,
                  uint32_t line)
{
    return sentence->expect->kind == EXPECT_STATUS ? hold_status(scenario, sentence, tick)
                                                  : hold_judgement(scenario, sentence, tick, line);
}
