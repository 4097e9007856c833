/* scenario.c - tells a scenario's events to a journal in memory, each on its day of recording, and
 * asks for each expectation in its place. */
#include "compiler/driver/scenario.h"

#include <string.h>

#include "compiler/driver/scenario_internal.h"
#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/value/tick.h"
#include "runtime/change.h"

int32_t scenario_word(const struct nm *nm, enum nm_word_what what, const char *text)
{
    for (uint32_t i = 0; i < nm->word_count; i++) {
        if (nm->word[i].what == (int32_t)what && strcmp(nm_str(nm, nm->word[i].text), text) == 0)
            return nm->word[i].index;
    }
    return NM_NONE;
}

static struct text keep(struct scenario *scenario, const char *text, size_t len)
{
    return (struct text){arena_text(&scenario->load->front.arena, text, len), len};
}

static struct text keep_buf(struct scenario *scenario, struct buf *buf)
{
    struct text text = keep(scenario, buf->data ? buf->data : "", buf->len);
    buf_release(buf);
    return text;
}

static enum granularity granularity_of(const struct nm *nm)
{
    return (enum granularity)nm->head.granularity;
}

static struct text date_text(struct scenario *scenario, int64_t tick)
{
    struct buf buf;
    buf_init(&buf);
    tick_print(&buf, granularity_of(scenario->nm), tick);
    return keep_buf(scenario, &buf);
}

int64_t scenario_tick(const struct nm *nm, const struct ast_time *time)
{
    if (time->seconds < 0)
        return tick_of_day_end(granularity_of(nm), time->day);
    return tick_of_day_start(granularity_of(nm), time->day) + time->seconds / tick_seconds(granularity_of(nm));
}

static struct text parties_text(struct scenario *scenario, uint64_t parties)
{
    struct buf buf;
    buf_init(&buf);
    for (uint32_t i = 0; i < scenario->nm->party_count && i < 64; i++) {
        if (scenario->nm->party[i].kind == NM_GROUP || !(parties >> i & 1))
            continue;
        if (buf.len)
            buf_puts(&buf, " + ");
        buf_puts(&buf, nm_str(scenario->nm, scenario->nm->party[i].name));
    }
    return keep_buf(scenario, &buf);
}

/* The parties that a phrase names: a party, a group, for `the other` those beside who acts; 0 if it is
 * none of these. */
static uint64_t parties_of(const struct scenario *scenario, const struct ast_np *np, uint64_t actors)
{
    uint64_t others = 0;
    for (uint32_t i = 0; np->kind == NP_OTHER && i < scenario->nm->party_count && i < 64; i++) {
        if (scenario->nm->party[i].kind == NM_PARTY)
            others |= scenario->nm->party[i].members & ~actors;
    }
    if (np->kind == NP_OTHER)
        return others;
    if (np->kind != NP_NAME || !np->name.noun.text)
        return 0;
    int32_t row = scenario_word(scenario->nm, NM_WORD_PARTY, np->name.noun.text->text);
    return row == NM_NONE ? 0 : scenario->nm->party[row].members;
}

static bool is_kind(const struct scenario *scenario, const char *word)
{
    return scenario_word(scenario->nm, NM_WORD_KIND, word) != NM_NONE;
}

static void set_object(struct scenario *scenario, struct report_event *event, const struct ast_np *np)
{
    struct buf buf;
    switch (np->kind) {
    case NP_AMOUNT: {
        buf_init(&buf);
        decimal_print(&buf, np->amount->low.value);
        event->quantity = keep_buf(scenario, &buf);
        if (np->amount->kind == AMOUNT_PERCENT)
            event->unit = TEXT_OF("percent");
        if (!np->amount->unit.text)
            return;
        const char *word = np->amount->unit.text->text;
        *(is_kind(scenario, word) ? &event->object : &event->unit) = text_from(word);
        if (np->amount->has_per && np->amount->per.text) { /* yuan per kilogram */
            buf_init(&buf);
            buf_printf(&buf, "%s per %s", word, np->amount->per.text->text);
            event->unit = keep_buf(scenario, &buf);
        }
        for (uint32_t i = 0; i < np->tails.count; i++) { /* 500 pieces of brackets */
            const struct ast_np *of = np->tails.items[i].np;
            bool is_thing = np->tails.items[i].kind == TAIL_OF && of->kind == NP_NAME &&
                            of->name.noun.text && is_kind(scenario, of->name.noun.text->text);
            if (is_thing && event->object.len == 0)
                event->object = text_from(of->name.noun.text->text);
        }
        return;
    }
    case NP_NAME:
        if (!np->name.noun.text)
            return;
        if (event->object.len > 0 && is_kind(scenario, event->object.text)) { /* drawing d1 */
            buf_init(&buf);
            buf_printf(&buf, "%s %s", event->object.text, np->name.noun.text->text);
            event->object = keep_buf(scenario, &buf);
            return;
        }
        event->object = text_from(np->name.noun.text->text);
        return;
    case NP_CLAUSE:
        buf_init(&buf);
        buf_printf(&buf, "clause %s", np->clause.text->text);
        event->object = keep_buf(scenario, &buf);
        return;
    case NP_OWNED:
    case NP_OTHER:
    case NP_PRONOUN:
    case NP_EACH:
    case NP_EARLIER:
    case NP_LATER:
    case NP_COUNTED:
    case NP_TIME: return;
    }
    UNREACHABLE();
}

/* The words of the column `period`; a period without its year is the one of the term. */
static struct text period_text(struct scenario *scenario, const struct ast_time *time)
{
    struct buf buf;
    buf_init(&buf);
    const struct nm_head *head = &scenario->nm->head;
    if (time->kind == AST_TIME_DATE) {
        date_print(&buf, time->day);
        return keep_buf(scenario, &buf);
    }
    enum granularity granularity = granularity_of(scenario->nm);
    int64_t start = tick_day(granularity, head->start);
    int last = head->end == NM_NEVER ? LIMIT_YEAR_LAST : date_from_day(tick_day(granularity, head->end)).year;
    struct period period = {0, 0};
    bool is_found = time->year && period_of_year(&period, time->period, time->year, time->index);
    for (int year = date_from_day(start).year; !time->year && !is_found && year <= last; year++)
        is_found = period_of_year(&period, time->period, year, time->index) &&
                   period.last >= start;
    if (is_found)
        period_print(&buf, time->period, period.first);
    return keep_buf(scenario, &buf);
}

struct columns {
    VEC(struct report_attribute) list;
};

/* `500 pieces of brackets with order PO-17`: what stands behind a noun, and behind the nouns of that. */
static void add_columns(struct scenario *scenario, struct columns *columns, const struct ast_np *np)
{
    for (uint32_t i = 0; i < np->tails.count; i++) {
        const struct ast_tail *tail = &np->tails.items[i];
        if (tail->kind == TAIL_WITH && tail->value.kind == VALUE_NAME)
            vec_push(&columns->list, (struct report_attribute){text_from(tail->name.text->text),
                                                               text_from(tail->value.name.text->text)});
        else if (tail->kind == TAIL_WITH && tail->value.kind == VALUE_TIME)
            vec_push(&columns->list, (struct report_attribute){text_from(tail->name.text->text),
                                                               period_text(scenario, &tail->value.time)});
        else if (tail->kind == TAIL_OF)
            add_columns(scenario, columns, tail->np);
    }
}

/* `for clause 2.1`, and of an act by a power `under clause 5.1`: the clause; else NULL. */
static const struct ast_np *clause_told(const struct ast_adverb *adverb)
{
    bool is_one = adverb && adverb->kind == ADV_NPS && adverb->nps->count == 1 &&
                  (adverb->prep == PREP_FOR || adverb->prep == PREP_UNDER);
    return is_one && adverb->nps->items[0]->kind == NP_CLAUSE ? adverb->nps->items[0] : NULL;
}

bool scenario_is_word(const char *word, const char *en, const char *zh)
{
    return strcmp(word, en) == 0 || strcmp(word, zh) == 0;
}

bool scenario_is_remedy(const struct nm *nm, const struct nm_norm *norm)
{
    bool is = false;
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        const struct nm_trigger *trigger = &nm->trigger[norm->first_trigger + i];
        is |= trigger->kind == NM_ON_BREACH && nm->norm[trigger->norm].clause == norm->clause;
    }
    return is;
}

/* `for clause 2.1 for 2026-02 for remedy`: the name of what the breach has brought; else what is said. */
static struct text remedy_told(const struct nm *nm, struct text clause, const struct columns *columns)
{
    const struct text *period = NULL;
    for (size_t i = 0; i < columns->list.count; i++)
        period = text_equal(columns->list.items[i].name, text_from("period")) ? &columns->list.items[i].value : period;
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        if (text_equal(clause, text_from(nm_str(nm, nm->clause[norm->clause].number))) &&
            scenario_is_remedy(nm, norm) &&
            (!period || norm->series == NM_NONE || text_equal(*period, text_from(nm_str(nm, norm->period)))))
            return text_from(nm_str(nm, norm->name));
    }
    return clause;
}

/* `with trade rolling`, `for clause 2.1`: further columns. */
static void set_attributes(struct scenario *scenario, struct report_event *event,
                           const struct ast_act *act)
{
    struct columns columns = {0};
    bool is_of_remedy = false;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        for (uint32_t k = 0; nps && k < nps->count; k++)
            add_columns(scenario, &columns, nps->items[k]);
        if (adverb && adverb->kind == ADV_TIME && adverb->prep == PREP_FOR)
            vec_push(&columns.list, (struct report_attribute){text_from("period"),
                                                              period_text(scenario, &adverb->time)});
        const struct ast_np *clause = clause_told(adverb);
        if (clause)
            event->for_what = keep(scenario, clause->clause.text->text, clause->clause.text->len);
        if (!clause && adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_FOR && adverb->nps->count == 1) {
            const struct ast_np *np = adverb->nps->items[0];
            bool is_it = np->kind == NP_NAME && np->name.noun.text && event->for_what.len > 0 &&
                         scenario_is_word(np->name.noun.text->text, "remedy", "补救");
            is_of_remedy |= is_it;
            if (!is_it && np->kind == NP_NAME && np->name.noun.text && !parties_of(scenario, np, 0))
                event->for_what = text_from(np->name.noun.text->text);
        }
    }
    for (uint32_t i = 0; i < act->mids.count; i++) { /* 根据 第5.1条 */
        const struct ast_np *clause = clause_told(act->mids.items[i]);
        if (clause)
            event->for_what = keep(scenario, clause->clause.text->text, clause->clause.text->len);
    }
    if (is_of_remedy)
        event->for_what = remedy_told(scenario->nm, event->for_what, &columns);
    for (size_t i = 1; i < columns.list.count; i++) { /* sorted by name, as records are */
        struct report_attribute one = columns.list.items[i];
        size_t k = i;
        for (; k > 0 && text_compare(columns.list.items[k - 1].name, one.name) > 0; k--)
            columns.list.items[k] = columns.list.items[k - 1];
        columns.list.items[k] = one;
    }
    event->attribute_count = columns.list.count;
    event->attributes = arena_copy(&scenario->load->front.arena, columns.list.items,
                                   columns.list.count * sizeof *columns.list.items);
    vec_release(&columns.list);
}

static void refuse_line(struct scenario *scenario, struct span span, const char *what)
{
    struct diag *diag = diag_add(&scenario->load->front.diags, E_SCENARIO_ACT,
                                 scenario->source, span, "%s", what);
    diag_help(diag, "write `On 1956-12-20 Fushun taught Benxi 10 experiences.`");
}

/* `measured the scrap-rate at 2.8 percent in November 1956`: value and period; `set the delivery-date to
 * 2026-05-20`: the day. */
static void set_measurement(struct scenario *scenario, struct report_event *event,
                            const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (!adverb)
            continue;
        if (adverb->kind == ADV_NPS && adverb->prep == PREP_AT && adverb->nps->count == 1)
            set_object(scenario, event, adverb->nps->items[0]);
        bool is_date = adverb->kind == ADV_TIME && (adverb->prep == PREP_TO || adverb->prep == PREP_AT) &&
                       adverb->time.kind == AST_TIME_DATE;
        if (!is_date &&
            (adverb->kind != ADV_TIME || (adverb->prep != PREP_IN && adverb->prep != PREP_FOR)))
            continue;
        struct report_attribute *period =
            arena_alloc(&scenario->load->front.arena, sizeof *period);
        *period = is_date ? (struct report_attribute){TEXT_OF("date"), period_text(scenario, &adverb->time)}
                          : (struct report_attribute){TEXT_OF("period"), period_text(scenario, &adverb->time)};
        if (period->value.len == 0 || event->attribute_count > 0)
            continue;
        event->attributes = period;
        event->attribute_count = 1;
    }
}

static uint64_t actors_of(const struct scenario *scenario, const struct ast_act *act)
{
    uint64_t actors = 0;
    for (uint32_t i = 0; act->subject && i < act->subject->count; i++)
        actors |= parties_of(scenario, act->subject->items[i], 0);
    return actors;
}

/* How many things the phrase names, beside parties: `clauses 1.1 and 1.2`. */
static uint32_t things_in(const struct scenario *scenario, const struct ast_nps *nps, uint64_t actors)
{
    uint32_t count = 0;
    for (uint32_t i = 0; nps && i < nps->count; i++)
        count += !parties_of(scenario, nps->items[i], actors);
    return count;
}

/* Of how many things the line tells: each is an act of its own. */
static uint32_t told_count(const struct scenario *scenario, const struct ast_act *act)
{
    uint32_t most = 1;
    uint64_t actors = actors_of(scenario, act);
    for (uint32_t i = 0; i < act->args.count; i++) {
        uint32_t count = things_in(scenario, ast_arg_nps(&act->args.items[i]), actors);
        most = count > most ? count : most;
    }
    return most;
}

/* The reported event that an act of the scenario is, of its thing number `which`. False after a message. */
static bool event_of(struct scenario *scenario, const struct ast_act *act, uint32_t which,
                     struct report_event *event)
{
    uint64_t actors = actors_of(scenario, act), to = 0, addressees = 0;
    if (!actors || !act->verb.text || (act->pred != PRED_VERB && act->pred != PRED_STARTS)) {
        refuse_line(scenario, act->span, "a scenario tells what a party did");
        return false;
    }
    event->actor = parties_text(scenario, actors);
    event->act = act->pred == PRED_VERB
                     ? text_from(act->verb.text->text)
                     : text_from(arena_printf(&scenario->load->front.arena, "start %s",
                                              act->verb.text->text));
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = ast_arg_nps(&act->args.items[i]);
        bool is_to = ast_is_to(&act->args.items[i]), is_list = things_in(scenario, nps, actors) > 1;
        uint32_t thing = 0;
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            uint64_t parties = parties_of(scenario, nps->items[k], actors);
            if (parties && ast_is_addressee(act, i))
                addressees |= parties;
            else if (parties)
                to |= parties;
            else if (is_list && thing++ != which)
                continue;
            else if (!is_to || nps->items[k]->kind == NP_CLAUSE) /* releases Seller from clause 1 */
                set_object(scenario, event, nps->items[k]);
        }
        const struct ast_adverb *adverb = act->args.items[i].adverb; /* performed a show for Organiser */
        for (uint32_t k = 0; adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_FOR && k < adverb->nps->count;
             k++)
            to |= parties_of(scenario, adverb->nps->items[k], actors);
    }
    event->to = parties_text(scenario, to ? to : addressees);
    set_attributes(scenario, event, act);
    if (event->object.len &&
        scenario_word(scenario->nm, NM_WORD_INDICATOR, event->object.text) != NM_NONE)
        set_measurement(scenario, event, act);
    return true;
}

/* `Buyer disputed d1`: an act that is told is meant by its id, where the verb speaks of acts. */
static void set_referent(const struct scenario *scenario, struct report_event *event)
{
    static const char *const acts[] = {"dispute", "admit", "uphold", "overturn"};
    int32_t act = scenario_word(scenario->nm, NM_WORD_ACT, event->act.text);
    const char *name = act == NM_NONE ? "" : nm_str(scenario->nm, scenario->nm->act[act].name);
    bool speaks = false;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        speaks |= strcmp(name, acts[i]) == 0;
    for (size_t i = 0; speaks && i < scenario->told.count; i++) {
        if (event->object.len && text_equal(scenario->told.items[i].event.id, event->object)) {
            event->re = event->object;
            event->object = TEXT_NONE;
        }
    }
}

/* The id that is written, else one by the line: of one length, for where the id decides, it goes by its bytes, and is
 * to go by the order in which the acts are told. */
static struct text id_told(struct scenario *scenario, const struct ast_mark *mark, uint32_t line)
{
    return text_from(mark && mark->id.text ? mark->id.text->text
                                           : arena_printf(&scenario->load->front.arena, "line-%010u", line));
}

static void tell(struct scenario *scenario, struct report_event event, const struct ast_mark *mark,
                 int64_t tick, uint32_t line)
{
    set_referent(scenario, &event);
    if (!event.id.len)
        event.id = id_told(scenario, mark, line);
    event.at = date_text(scenario, tick);
    event.tick = tick;
    vec_push(&scenario->told, (struct told){
        .event = event, .line = line, .sentence = scenario->telling,
        .recorded = mark && mark->has_recorded ? scenario_tick(scenario->nm, &mark->recorded) : tick});
}

/* `…, confirmed`: the answer on the same day by whoever may give it. */
static void tell_answer(struct scenario *scenario, const struct ast_act *act,
                        const struct report_event *event, int64_t tick, uint32_t line)
{
    const struct nm *nm = scenario->nm;
    int32_t verb = scenario_word(nm, NM_WORD_ACT, act->more->answer.text->text);
    int32_t answered = scenario_word(nm, NM_WORD_ACT, event->act.text);
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        if (norm->answer == NM_NONE || nm->pattern[norm->pattern].act != answered)
            continue;
        const struct nm_answer *answer = &nm->answer[norm->answer];
        int32_t actor = scenario_word(nm, NM_WORD_PARTY, event->actor.text);
        bool is_his = actor != NM_NONE && nm->party[actor].members == norm->bearers;
        if ((answer->accept != verb && answer->reject != verb) || !is_his)
            continue;
        struct report_event reply = {
            .source = TEXT_NONE, .actor = parties_text(scenario, answer->acceptors),
            .act = text_from(nm_str(nm, nm->act[verb].name)), .re = event->id,
            .at = TEXT_NONE, .to = TEXT_NONE, .object = TEXT_NONE, .quantity = TEXT_NONE,
            .unit = TEXT_NONE, .by = TEXT_NONE, .evidence = TEXT_NONE, .for_what = TEXT_NONE,
            .corrects = TEXT_NONE,
            .id = text_from(arena_printf(&scenario->load->front.arena, "%s-answer", event->id.text)),
        };
        tell(scenario, reply, NULL, tick, line);
        return;
    }
    struct diag *diag = diag_add(&scenario->load->front.diags, E_SCENARIO_ACT, scenario->source,
                                 act->more->answer.span, "nobody may answer this act with `%s`",
                                 act->more->answer.text->text);
    diag_help(diag, "leave it out, or let the contract say who answers: `Buyer accepts or rejects the lathes "
                    "within 10 days, otherwise the lathes are accepted`");
}

static const struct report_event nothing = {
    .source = {"", 0}, .id = {"", 0}, .at = {"", 0}, .actor = {"", 0}, .act = {"", 0},
    .to = {"", 0}, .object = {"", 0}, .quantity = {"", 0}, .unit = {"", 0}, .by = {"", 0},
    .evidence = {"", 0}, .re = {"", 0}, .for_what = {"", 0}, .corrects = {"", 0},
};

static void tell_line(struct scenario *scenario, const struct ast_sentence *sentence, uint32_t line)
{
    struct report_event event = nothing;
    struct text first_id = TEXT_NONE;
    scenario->telling = sentence;
    if (sentence->kind == SENT_HAPPENED) {
        const struct ast_act *act = sentence->happened.act;
        const struct ast_adverb *on = sentence->happened.on;
        int64_t tick = scenario_tick(scenario->nm, &on->time);
        for (uint32_t i = 0, count = act ? told_count(scenario, act) : 0; i < count; i++) {
            event = nothing;
            if (!event_of(scenario, act, i, &event))
                return;
            if (i > 0)
                event.id = text_from(arena_printf(&scenario->load->front.arena, "%s-%u",
                                                  first_id.text, i + 1));
            tell(scenario, event, on->mark, tick, line);
            vec_last(&scenario->told).is_of_several = count > 1;
            vec_last(&scenario->told).is_first = i == 0;
            if (i == 0)
                first_id = vec_last(&scenario->told).event.id;
            if (act->more->answer.text)
                tell_answer(scenario, act, &vec_last(&scenario->told).event, tick, line);
        }
        return;
    }
    /* a correction: of the id it names, under its own id, on its own day of recording */
    const struct ast_mark *mark = sentence->correct.mark;
    event.corrects = text_from(sentence->correct.id.text->text);
    int64_t tick = mark && mark->has_recorded ? scenario_tick(scenario->nm, &mark->recorded) : 0;
    if (sentence->kind == SENT_CORRECT) {
        if (!sentence->correct.act || !event_of(scenario, sentence->correct.act, 0, &event))
            return;
        tick = scenario_tick(scenario->nm, &sentence->correct.on->time);
    } else {
        event.act = TEXT_OF("void");
    }
    event.id = id_told(scenario, mark, line);
    tell(scenario, event, mark, tick, line);
    if (sentence->kind == SENT_VOID) {
        vec_last(&scenario->told).event.at = TEXT_NONE;
        vec_last(&scenario->told).event.tick = 0;
    }
}

/* Which of the events not yet taken arrives next: the one recorded first, ties as told; or, with a
 * seed, any. */
static size_t next_arrival(const struct scenario *scenario, const bool *is_done, uint64_t *seed)
{
    size_t count = scenario->told.count, next = count, open = 0;
    for (size_t i = 0; i < count; i++)
        open += !is_done[i];
    size_t skip = 0;
    if (*seed) { /* xorshift: any fixed source of variety will do */
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        skip = *seed % open;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_done[i])
            continue;
        if (*seed && skip-- == 0)
            return i;
        if (!*seed && (next == count ||
                       scenario->told.items[i].recorded < scenario->told.items[next].recorded))
            next = i;
    }
    return next;
}

/* A look and a commit between arrivals: neither may change what comes out. */
static bool look_around(struct scenario *scenario, uint64_t seed, int64_t last, struct rt_error *err)
{
    int64_t tick = scenario->nm->head.start + (int64_t)(seed >> 32) % (last - scenario->nm->head.start + 1);
    struct track_when when = {.tick = tick, .is_closed = seed & 1, .known = TRACK_ALL};
    if (seed & 2 && tracker_go(scenario->tracker, when, err) != RT_OK)
        return false;
    return !(seed & 4) || tracker_commit(scenario->tracker, err) == RT_OK;
}

/* Puts the events into the journal. */
static bool record_all(struct scenario *scenario, const struct ast_sentence *heading, uint64_t seed)
{
    struct rt_error err = {0};
    size_t count = scenario->told.count;
    bool *is_done = arena_array(&scenario->load->front.arena, count, sizeof *is_done);
    int64_t last = scenario->nm->head.start;
    for (size_t i = 0; i < count; i++)
        last = last > scenario->told.items[i].recorded ? last : scenario->told.items[i].recorded;
    for (size_t round = 0; round < count; round++) {
        size_t next = next_arrival(scenario, is_done, &seed);
        struct told *told = &scenario->told.items[next];
        is_done[next] = true;
        bool is_taken = tracker_take(scenario->tracker, &told->event, seed ? last : told->recorded,
                                     &told->answer, &err) == RT_OK;
        if (!is_taken || (seed && !look_around(scenario, seed, last, &err))) {
            refuse_line(scenario, heading->span, "the scenario is too large to be run");
            return false;
        }
    }
    return true;
}

/* True if the scenario is about the order of arrival itself. */
static bool is_about_arrival(const struct load *load, const struct ast_part *part)
{
    for (uint32_t i = 0; i < load->nm.power_count; i++)
        if (load->nm.power[i].conclusive)
            return true;
    for (uint32_t i = 1; i < part->count; i++) {
        const struct ast_sentence *sentence = load->file->sentences[part->first + i];
        bool is_marked = sentence->kind == SENT_HAPPENED && sentence->happened.on->mark &&
                         sentence->happened.on->mark->has_recorded;
        bool is_refusal = sentence->kind == SENT_EXPECT && (sentence->expect->kind == EXPECT_REFUSED ||
                                                            sentence->expect->known);
        if (is_marked || is_refusal || sentence->kind == SENT_CORRECT || sentence->kind == SENT_VOID)
            return true;
    }
    return false;
}

static bool tells(enum sentence_kind kind)
{
    return kind == SENT_HAPPENED || kind == SENT_CORRECT || kind == SENT_VOID;
}

struct scenario_result scenario_run(struct load *load, const struct engine *engine, uint32_t part_index,
                                    uint64_t seed)
{
    const struct ast_part *part = &load->file->parts[part_index];
    if (is_about_arrival(load, part))
        seed = 0;
    const struct ast_sentence *heading = load->file->sentences[part->first];
    struct scenario_result result = {.title = ""};
    if (heading->scenario.titles.count)
        result.title = arena_text(&load->front.arena, heading->scenario.titles.items[0].text,
                                  heading->scenario.titles.items[0].len);
    struct scenario scenario = {.load = load, .nm = &load->nm, .engine = engine, .heading = heading,
                                .source = heading->source};
    struct store_meta meta = {
        .contract = text_from(nm_str(&load->nm, load->nm.head.name)), .contract_hash = TEXT_OF("0"),
        .semantics = TEXT_OF("1"), .tables = TEXT_NONE,
        .granularity = (enum granularity)load->nm.head.granularity};
    struct store *store = store_memory_new(&meta);
    struct rt_error err = {0};
    uint32_t errors_before = load->front.diags.error_count;
    if (tracker_open(store, engine, &scenario.tracker, &err) != RT_OK)
        BUG("a tracker over an empty store does not open");
    for (uint32_t i = 1; i < part->count; i++) {
        const struct ast_sentence *sentence = load->file->sentences[part->first + i];
        if (tells(sentence->kind))
            tell_line(&scenario, sentence, i);
    }
    bool is_told = load->front.diags.error_count == errors_before && record_all(&scenario, heading, seed);
    int64_t tick = load->nm.head.start;
    bool is_cut = false;
    for (uint32_t i = 1; i < part->count; i++) {
        const struct ast_sentence *sentence = load->file->sentences[part->first + i];
        if (sentence->kind == SENT_HAPPENED || sentence->kind == SENT_NOTHING)
            tick = scenario_tick(scenario.nm, &sentence->happened.on->time);
        if (sentence->kind != SENT_EXPECT)
            continue;
        result.expectations++;
        if (!is_told || !expect_holds(&scenario, sentence, tick, i))
            result.failed++;
        is_cut |= st_told_flags(scenario.nm, tracker_state(scenario.tracker)) & ST_CUT;
    }
    if (is_cut) {
        struct diag *diag = diag_add(&load->front.diags, E_EXPECTATION, scenario.source, heading->span,
                                     "in this scenario an amount leaves its range");
        diag_note(diag, "%s", change_notice(ST_CUT, false));
    }
    tracker_close(scenario.tracker);
    store_close(store);
    vec_release(&scenario.told);
    return result;
}
