/* The filler: a machine made by hand, folded by the interpreter, and what the papers say of it.
 *
 * With a folder as argument it writes the JSON of each view there, for tests/check-schemas. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <string.h>

#include "compiler/ir/builder.h"
#include "compiler/ir/eval.h"
#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/base/file.h"
#include "lang/value/date.h"
#include "runtime/report/fill.h"
#include "runtime/report/phrase.h"
#include "runtime/report/report.h"

enum { FUSHUN = 1, BENXI = 2, EVENTS_MAX = 32, PLACES = 6 };

enum { ACT_TEACH, ACT_START, ACT_CONFIRM, ACT_REFUSE, ACT_SUPPLY, ACT_WITHDRAW, ACT_STUDY, ACT_FIND,
       ACT_PAY, ACT_DELIVER, ACT_TERMINATE };
enum { KIND_EXPERIENCE, KIND_TECHNICIAN, KIND_DRAWING, KIND_PROBLEM };
enum { CLAUSE_1, CLAUSE_11, CLAUSE_13, CLAUSE_3, CLAUSE_31, CLAUSE_33, CLAUSE_4, CLAUSE_5, CLAUSE_6,
       CLAUSE_61, CLAUSE_7, CLAUSE_8 };
enum { NORM_TEACH, NORM_SUPPLY, NORM_STAY, NORM_EFFORT, NORM_STUDY, NORM_DELIVER, NORM_INTEREST,
       NORM_TERMINATE };
enum { NAME_LINING, NAME_FORGING, NAME_CRACKS };

static const char *const names[] = {"lining", "forging", "cracks"};

struct fixture {
    struct nm_builder builder;
    struct nm nm;
    struct engine engine;
    struct st st;
    struct arena arena;
    struct rt_event events[EVENTS_MAX];
    uint8_t judgements[EVENTS_MAX];
    struct fill_record records[EVENTS_MAX];
    uint32_t count;
    struct report_model model;
};

static int64_t day(const char *text)
{
    int64_t number = 0;
    assert_int_equal(date_parse(text, strlen(text), &number), DATE_OK);
    return number;
}

static nm_text text(struct fixture *fixture, const char *string)
{
    return nmb_str(&fixture->builder, string);
}

static void add_words(struct fixture *fixture)
{
    static const struct { const char *name, *past, *zh; int32_t class; } acts[] = {
        [ACT_TEACH] = {"teach", "taught", "传授", NM_PERFORM},
        [ACT_START] = {"start teach", "started teaching", "开始传授", NM_FACT},
        [ACT_CONFIRM] = {"confirm", "confirmed", "确认", NM_ACCEPT},
        [ACT_REFUSE] = {"refuse", "refused", "拒绝", NM_REJECT},
        [ACT_SUPPLY] = {"supply", "supplied", "提供", NM_PERFORM},
        [ACT_WITHDRAW] = {"withdraw", "withdrew", "撤回", NM_PERFORM},
        [ACT_STUDY] = {"study", "studied", "研究", NM_PERFORM},
        [ACT_FIND] = {"find", "found", "发现", NM_FACT},
        [ACT_PAY] = {"pay", "paid", "支付", NM_PERFORM},
        [ACT_DELIVER] = {"deliver", "delivered", "交付", NM_PERFORM},
        [ACT_TERMINATE] = {"terminate", "terminated", "解除", NM_END},
    };
    static const struct { const char *name, *plural, *zh; } kinds[] = {
        {"experience", "experiences", "先进经验"}, {"technician", "technicians", "技术员"},
        {"drawing", "drawings", "图纸"}, {"problem", "problems", "问题"}};
    struct nm_builder *builder = &fixture->builder;
    nmb_add_party(builder, (struct nm_party){text(fixture, "Fushun"),
        text(fixture, "Fushun Steel Plant"), text(fixture, "抚顺钢厂"), NM_PARTY, FUSHUN});
    nmb_add_party(builder, (struct nm_party){text(fixture, "Benxi"),
        text(fixture, "Benxi Steel Plant"), text(fixture, "本溪钢厂"), NM_PARTY, BENXI});
    nmb_add_party(builder, (struct nm_party){text(fixture, "plants"), 0, 0, NM_GROUP,
                                             FUSHUN | BENXI});
    nmb_add_unit(builder, (struct nm_unit){text(fixture, "yuan"), 0, text(fixture, "元"), NM_MONEY, 2,
                                           0, 1, 1});
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        struct nm_act act = nmb_blank_act();
        act.name = text(fixture, acts[i].name);
        act.past_en = text(fixture, acts[i].past);
        act.label_zh = text(fixture, acts[i].zh);
        act.class = acts[i].class;
        nmb_add_act(builder, act);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        nmb_add_kind(builder, (struct nm_kind){text(fixture, kinds[i].name),
            text(fixture, kinds[i].plural), text(fixture, kinds[i].zh), NM_NONE});
}

static void add_clauses(struct fixture *fixture)
{
    static const struct { const char *number, *title, *sentence; int32_t parent, coverage; } rows[] = {
        [CLAUSE_1] = {"1", "Fushun helps Benxi", "", NM_NONE, NM_TRACKED},
        [CLAUSE_11] = {"1.1", "", "Fushun teaches Benxi 26 items in Q4.", CLAUSE_1, NM_TRACKED},
        [CLAUSE_13] = {"1.3", "", "Benxi confirms or refuses …", CLAUSE_1, NM_TRACKED},
        [CLAUSE_3] = {"3", "Means", "", NM_NONE, NM_TRACKED},
        [CLAUSE_31] = {"3.1", "", "it supplies drawings …", CLAUSE_3, NM_TRACKED},
        [CLAUSE_33] = {"3.3", "", "it must not withdraw …", CLAUSE_3, NM_TRACKED},
        [CLAUSE_4] = {"4", "Equipment", "Each plant does its best …", NM_NONE, NM_SOFT},
        [CLAUSE_5] = {"5", "Problems", "When a plant finds a problem …", NM_NONE, NM_TRACKED},
        [CLAUSE_6] = {"6", "Delivery", "Fushun delivers 10 …", NM_NONE, NM_TRACKED},
        [CLAUSE_61] = {"6.1", "", "late-interest …", CLAUSE_6, NM_TRACKED},
        [CLAUSE_7] = {"7", "Ways out", "Benxi may terminate …", NM_NONE, NM_TRACKED},
        [CLAUSE_8] = {"8", "Spirit", "…", NM_NONE, NM_TEXT_ONLY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nm_clause clause = nmb_blank_clause();
        clause.number = text(fixture, rows[i].number);
        clause.title_en = text(fixture, rows[i].title);
        clause.sentence = text(fixture, rows[i].sentence);
        clause.parent = rows[i].parent;
        clause.coverage = rows[i].coverage;
        nmb_add_clause(&fixture->builder, clause);
    }
}

static int32_t add_pattern(struct fixture *fixture, int32_t act, uint64_t actors, int32_t kind)
{
    struct nm_pattern pattern = nmb_blank_pattern();
    pattern.act = act;
    pattern.actors = actors;
    pattern.kind = kind;
    return nmb_add_pattern(&fixture->builder, pattern);
}

static int32_t add_trigger(struct fixture *fixture, enum nm_trigger_kind kind, int32_t of)
{
    struct nm_trigger trigger = nmb_blank_trigger();
    trigger.kind = (int32_t)kind;
    if (kind == NM_ON_EVENT)
        trigger.pattern = of;
    if (kind == NM_ON_BREACH)
        trigger.norm = of;
    return nmb_add_trigger(&fixture->builder, trigger);
}

static struct nm_norm norm_of(struct fixture *fixture, const char *name, int32_t clause,
                              enum nm_norm_kind kind, int32_t trigger)
{
    struct nm_norm norm = nmb_blank_norm();
    norm.name = text(fixture, name);
    norm.clause = clause;
    norm.kind = (int32_t)kind;
    norm.bearers = FUSHUN;
    norm.creditors = BENXI;
    norm.first_trigger = trigger;
    norm.trigger_count = 1;
    norm.pool = fixture->builder.head.pools++;
    return norm;
}

static int32_t days_after(struct fixture *fixture, enum nm_op from, int64_t days)
{
    int32_t tick = nmb_expr(&fixture->builder, from, NM_NONE, NM_NONE, 0);
    return nmb_expr(&fixture->builder, NM_OP_ADD_DAYS, tick, NM_NONE, days);
}

static void add_teaching(struct fixture *fixture)
{
    struct nm_builder *builder = &fixture->builder;
    struct nm_answer answer = nmb_blank_answer();
    answer.clause = CLAUSE_13;
    answer.acceptors = BENXI;
    answer.accept = ACT_CONFIRM;
    answer.reject = ACT_REFUSE;
    answer.limit = days_after(fixture, NM_OP_AT, 5);
    answer.silence = NM_SILENCE_ACCEPTS;
    nmb_add_answer(builder, answer);
    nmb_add_capacity(builder, (struct nm_capacity){.clause = CLAUSE_11, .places = PLACES,
        .shortest = 3, .longest = 6, .calendar = 0, .start_act = ACT_START});
    struct nm_norm norm = norm_of(fixture, "1.1", CLAUSE_11, NM_AMOUNT,
                                  add_trigger(fixture, NM_AT_START, NM_NONE));
    norm.pattern = add_pattern(fixture, ACT_TEACH, FUSHUN, KIND_EXPERIENCE);
    norm.due = nmb_expr(builder, NM_OP_TERM_END, NM_NONE, NM_NONE, 0);
    norm.need = nmb_const(builder, 26);
    norm.distinct = 1;
    norm.answer = 0;
    norm.capacity = 0;
    norm.action_en = text(fixture, "teaches Benxi 26 experiences");
    norm.action_zh = text(fixture, "向本溪传授二十六项先进经验");
    norm.rule_en = text(fixture, "in Q4 1956: by 1956-12-31");
    norm.accept_en = text(fixture, "Benxi confirms within 5 days");
    nmb_add_norm(builder, norm);
}

static void add_means(struct fixture *fixture)
{
    struct nm_builder *builder = &fixture->builder;
    int32_t start = add_pattern(fixture, ACT_START, FUSHUN, KIND_EXPERIENCE);
    struct nm_norm norm = norm_of(fixture, "3.1[Fushun]", CLAUSE_31, NM_ACHIEVE,
                                  add_trigger(fixture, NM_ON_EVENT, start));
    norm.key_kind = KIND_EXPERIENCE;
    norm.pattern = add_pattern(fixture, ACT_SUPPLY, FUSHUN, KIND_DRAWING);
    builder->pattern.items[norm.pattern].key = NM_KEY_BOUND;
    norm.due = days_after(fixture, NM_OP_TRIGGER, 7);
    norm.action_en = text(fixture, "supplies drawings to Benxi");
    norm.trigger_en = text(fixture, "when Fushun starts teaching an experience");
    norm.trigger_zh = text(fixture, "抚顺开始传授时");
    norm.rule_en = text(fixture, "within 7 days after the start");
    nmb_add_norm(builder, norm);

    norm = norm_of(fixture, "3.3[Fushun]", CLAUSE_33, NM_FORBID,
                   add_trigger(fixture, NM_ON_EVENT, start));
    norm.key_kind = KIND_EXPERIENCE;
    norm.pattern = add_pattern(fixture, ACT_WITHDRAW, FUSHUN, KIND_TECHNICIAN);
    norm.due = nmb_expr(builder, NM_OP_TERM_END, NM_NONE, NM_NONE, 0);
    norm.action_en = text(fixture, "must not withdraw the technicians");
    norm.trigger_en = text(fixture, "when Fushun starts teaching an experience");
    nmb_add_norm(builder, norm);

    norm = norm_of(fixture, "4", CLAUSE_4, NM_EFFORT, add_trigger(fixture, NM_AT_START, NM_NONE));
    norm.action_en = text(fixture, "gives equipment to Benxi");
    nmb_add_norm(builder, norm);

    norm = norm_of(fixture, "5", CLAUSE_5, NM_VAGUE,
                   add_trigger(fixture, NM_ON_EVENT,
                               add_pattern(fixture, ACT_FIND, FUSHUN | BENXI, KIND_PROBLEM)));
    norm.bearers = FUSHUN | BENXI;
    norm.creditors = 0;
    norm.joint = NM_TOGETHER;
    norm.key_kind = KIND_PROBLEM;
    norm.pattern = add_pattern(fixture, ACT_STUDY, FUSHUN | BENXI, KIND_PROBLEM);
    norm.reminder = days_after(fixture, NM_OP_TRIGGER, 30);
    norm.action_en = text(fixture, "together study the problem");
    norm.trigger_en = text(fixture, "when a plant finds a problem");
    nmb_add_norm(builder, norm);
}

/* Fushun pays 480000.00 yuan by 1956-11-10, otherwise 0.05 percent of the overdue amount a day. */
static void add_payment(struct fixture *fixture)
{
    struct nm_builder *builder = &fixture->builder;
    struct nm_norm norm = norm_of(fixture, "6", CLAUSE_6, NM_AMOUNT,
                                  add_trigger(fixture, NM_AT_START, NM_NONE));
    norm.pattern = add_pattern(fixture, ACT_PAY, FUSHUN, NM_NONE);
    norm.due = nmb_const(builder, day("1956-11-10"));
    norm.need = nmb_const(builder, 48000000);
    norm.unit = 0;
    norm.remedy = NORM_INTEREST;
    norm.action_en = text(fixture, "pays Benxi 480000 yuan");
    norm.remedy_en = text(fixture, "late interest");
    nmb_add_norm(builder, norm);

    nmb_add_ratio(builder, (struct nm_ratio){.num = 5, .den = 10000, .step = 1,
                                             .rounding = NM_HALF_UP});
    int32_t overdue = nmb_expr(builder, NM_OP_AMOUNT_DAYS, NM_NONE, NM_NONE, 0);
    norm = norm_of(fixture, "6.1", CLAUSE_61, NM_AMOUNT,
                   add_trigger(fixture, NM_ON_BREACH, NORM_DELIVER));
    norm.pattern = add_pattern(fixture, ACT_PAY, FUSHUN, NM_NONE);
    norm.need = nmb_expr(builder, NM_OP_SCALE, overdue, NM_NONE, 0);
    norm.due = days_after(fixture, NM_OP_AT, 10);
    norm.unit = 0;
    norm.accrual = 1;
    norm.fate = NM_ACCRUED;
    norm.action_en = text(fixture, "pays Benxi the late interest");
    norm.trigger_en = text(fixture, "when clause 6 is breached");
    nmb_add_norm(builder, norm);

    struct nm_power power = nmb_blank_power();
    power.effect = NM_TERMINATE;
    power.act = ACT_TERMINATE;
    nmb_add_power(builder, power);
    norm = norm_of(fixture, "7", CLAUSE_7, NM_POWER, add_trigger(fixture, NM_AT_START, NM_NONE));
    norm.bearers = BENXI;
    norm.creditors = FUSHUN;
    norm.power = 0;
    norm.action_en = text(fixture, "terminates the contract by notice");
    nmb_add_norm(builder, norm);
}

static void set_up(struct fixture *fixture)
{
    memset(fixture, 0, sizeof *fixture);
    nmb_init(&fixture->builder);
    arena_init(&fixture->arena);
    st_init(&fixture->st);
    struct nm_head *head = &fixture->builder.head;
    head->name = text(fixture, "mutual-help");
    head->title_en = text(fixture, "Benxi and Fushun improve their technique together");
    head->title_zh = text(fixture, "本溪、抚顺两钢厂互相帮助、共同提高");
    head->signed_on = head->start = day("1956-10-10");
    head->end = day("1956-12-31");
    head->horizon = day("1957-03-31");
    head->calendar = 0;
    nmb_add_calendar(&fixture->builder, (struct nm_calendar){.name = text(fixture, "six-day-week"),
                                                             .week = 0x3f, .first_day = 1});
    add_words(fixture);
    add_clauses(fixture);
    add_teaching(fixture);
    add_means(fixture);
    add_payment(fixture);
    nmb_finish(&fixture->builder, &fixture->nm);
    fixture->engine = eval_engine(&fixture->nm);
    engine_start(&fixture->engine, &fixture->st);
}

static void tear_down(struct fixture *fixture)
{
    engine_close(&fixture->engine);
    st_release(&fixture->st);
    nmb_release(&fixture->builder);
    arena_release(&fixture->arena);
}

static struct rt_event *tell(struct fixture *fixture, const char *at, uint64_t actors, int32_t act,
                             int32_t kind, int32_t key, int64_t qty)
{
    uint32_t serial = fixture->count++;
    fixture->events[serial] = (struct rt_event){
        .at = day(at), .qty = qty, .actors = actors, .key = key, .bind = EVENT_NONE,
        .bind_kind = EVENT_NONE, .document = EVENT_NONE, .re = EVENT_NONE, .serial = (int32_t)serial, .act = act,
        .kind = (int16_t)kind, .unit = EVENT_NONE, .by = EVENT_NONE, .for_norm = EVENT_NONE, .indicator = EVENT_NONE};
    for (size_t i = 0; i < LIMIT_EVENT_ATTRS; i++)
        fixture->events[serial].attrs[i] = EVENT_NONE;
    fixture->records[serial] = (struct fill_record){
        .seq = serial + 1, .at = day(at), .recorded = day(at), .fate = FILL_FOLDED,
        .serial = (int32_t)serial, .source = "fushun",
        .id = arena_printf(&fixture->arena, "f-%03u", serial + 1)};
    return &fixture->events[serial];
}

/* Folds what was told, to the closing of the day (or its opening), and fills the model. */
static void look(struct fixture *fixture, const char *on, int closed)
{
    const struct engine *engine = &fixture->engine;
    for (uint32_t i = 0; i < fixture->count; i++) {
        assert_int_equal(engine_advance(engine, &fixture->st, fixture->events[i].at, 0), 0);
        int judgement = engine_apply(engine, &fixture->st, &fixture->events[i]);
        assert_true(judgement >= 0);
        fixture->judgements[i] = (uint8_t)judgement;
    }
    assert_int_equal(engine_advance(engine, &fixture->st, day(on), closed), 0);
    struct fill_input input = {
        .nm = &fixture->nm, .st = &fixture->st, .names = names,
        .name_count = sizeof names / sizeof *names, .events = fixture->events,
        .judgements = fixture->judgements, .event_count = fixture->count,
        .records = fixture->records, .record_count = fixture->count, .known_seq = fixture->count,
        .as_of = NM_NEVER, .known_at = NM_NEVER, .ask = eval_ask, .ask_ctx = &fixture->engine,
        .hash = "00ff", .program = "hetong 0.1.0"};
    fill_model(&fixture->model, &input, &fixture->arena);
}

static const struct report_row *row_of(const struct fixture *fixture, const char *id)
{
    for (size_t i = 0; i < fixture->model.row_count; i++) {
        if (strcmp(fixture->model.rows[i].id, id) == 0)
            return &fixture->model.rows[i];
    }
    fail_msg("there is no row %s", id);
    return NULL;
}

static void before_any_event(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    look(&fixture, "1956-10-10", 0);
    const struct report_identity *identity = &fixture.model.identity;
    assert_int_equal(identity->phase, REPORT_PHASE_IN_FORCE);
    assert_int_equal(identity->clauses_tracked, 8);
    assert_int_equal(identity->clauses_soft, 1);
    assert_int_equal(identity->clauses_text_only, 1);
    assert_string_equal(identity->calendar.en, "six-day-week");
    assert_int_equal(fixture.model.party_count, 2);

    const struct report_row *teach = row_of(&fixture, "1.1");
    assert_int_equal(teach->form, REPORT_ROW_INSTANCE);
    assert_int_equal(teach->kind, REPORT_KIND_AMOUNT);
    assert_string_equal(teach->unit.code, "experience");
    assert_int_equal(teach->required, 26);
    assert_int_equal(teach->due.day, day("1956-12-31"));
    assert_string_equal(teach->due_rule.en, "in Q4 1956: by 1956-12-31");
    assert_int_equal(teach->forecast, REPORT_IN_HAND);
    assert_string_equal(teach->forecast_why.en,
                        "26 to go, 6 at a time, 3 to 6 working days each: at worst 66 more by "
                        "1956-12-31");
    assert_string_equal(teach->forecast_why.zh,
                        "尚余 26 项，每次 6 项，每项 3 至 6 个工作日：至 1956-12-31 最少还可完成 66 项");
    const struct report_row *when = row_of(&fixture, "3.1[Fushun]");
    assert_int_equal(when->form, REPORT_ROW_WHEN);
    assert_false(moment_is_set(when->due));
    assert_true(row_of(&fixture, "4")->is_soft);
    assert_int_equal(row_of(&fixture, "7")->kind, REPORT_KIND_POWER);
    tear_down(&fixture);
}

static void answers_items_and_keys(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    tell(&fixture, "1956-10-15", FUSHUN, ACT_START, KIND_EXPERIENCE, NAME_LINING, 0);
    tell(&fixture, "1956-10-20", FUSHUN, ACT_TEACH, KIND_EXPERIENCE, NAME_LINING, 1);
    fixture.records[1].evidence = "certificate 1";
    tell(&fixture, "1956-10-21", FUSHUN, ACT_CONFIRM, KIND_EXPERIENCE, NAME_LINING, 0);
    tell(&fixture, "1956-10-22", BENXI, ACT_CONFIRM, KIND_EXPERIENCE, NAME_LINING, 0);
    tell(&fixture, "1956-10-24", FUSHUN, ACT_TEACH, KIND_EXPERIENCE, NAME_FORGING, 1);
    tell(&fixture, "1956-10-25", FUSHUN | BENXI, ACT_FIND, KIND_PROBLEM, NAME_CRACKS, 0);
    look(&fixture, "1956-10-26", 1);

    const struct report_row *teach = row_of(&fixture, "1.1");
    assert_int_equal(teach->done, 1);
    assert_int_equal(teach->pending, 1);
    assert_int_equal(teach->item_count, 2);
    assert_string_equal(teach->items[0].name.en, "lining");
    assert_int_equal(teach->items[0].state, REPORT_ITEM_HELD);
    assert_int_equal(teach->items[0].done.day, day("1956-10-20"));
    assert_int_equal(teach->items[0].confirmed.day, day("1956-10-22"));
    assert_string_equal(teach->items[0].evidence, "certificate 1");
    assert_int_equal(teach->items[1].state, REPORT_ITEM_TENDERED);
    assert_false(moment_is_set(teach->items[1].confirmed));

    const struct report_row *answer = row_of(&fixture, "1.1/answer=f-005");
    assert_int_equal(answer->kind, REPORT_KIND_ANSWER);
    assert_int_equal(answer->bearers, BENXI);
    assert_int_equal(answer->due.day, day("1956-10-29"));
    assert_int_equal(answer->slack_days, 3);
    assert_string_equal(answer->action.en, "confirms or refuses");
    assert_string_equal(answer->action.zh, "确认或拒绝");
    assert_string_equal(answer->instance_label.en, "forging");
    assert_string_equal(answer->trigger.en, "Fushun taught: forging");
    assert_string_equal(fixture.model.clauses[answer->clause].number, "1.3");

    const struct report_row *supply = row_of(&fixture, "3.1[Fushun]/experience=lining");
    assert_int_equal(supply->status, REPORT_BREACHED);
    assert_string_equal(supply->instance, "experience=lining");
    assert_int_equal(supply->triggered.day, day("1956-10-15"));
    assert_int_equal(supply->breach_count, 1);
    assert_string_equal(supply->breaches[0].id, "3.1[Fushun]/experience=lining#1");
    assert_string_equal(supply->breaches[0].cause.en,
                        "Fushun did not supply drawings by 1956-10-22");
    assert_string_equal(supply->breaches[0].cause.zh, "至 1956-10-22，抚顺钢厂未提供图纸");
    assert_int_equal(supply->blame, FUSHUN);

    const struct report_row *study = row_of(&fixture, "5/problem=cracks");
    assert_true(study->is_vague);
    assert_true(study->is_joint);
    assert_false(moment_is_set(study->due));
    assert_int_equal(study->reminder.day, day("1956-11-24"));
    assert_false(moment_is_set(study->doom_day));

    assert_int_equal(fixture.model.fact_count, 6);
    assert_int_equal(fixture.model.facts[2].judgement, REPORT_INERT);
    assert_string_equal(fixture.model.facts[2].reason, "no-authority");
    assert_string_equal(fixture.model.facts[2].why.zh, "无权为此行为或报告");
    assert_string_equal(fixture.model.facts[1].what.en, "taught: lining");
    assert_string_equal(fixture.model.facts[1].what.zh, "传授：lining");
    tear_down(&fixture);
}

static void doom_and_breach_of_the_count(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    tell(&fixture, "1956-12-20", FUSHUN, ACT_TEACH, KIND_EXPERIENCE, EVENT_NONE, 10);
    tell(&fixture, "1956-12-20", BENXI, ACT_CONFIRM, KIND_EXPERIENCE, EVENT_NONE, 10);
    look(&fixture, "1956-12-20", 1);
    const struct report_row *teach = row_of(&fixture, "1.1");
    assert_int_equal(teach->forecast, REPORT_NEEDS);
    assert_true(teach->at_risk);
    assert_string_equal(teach->forecast_why.en,
                        "16 to go, 6 at a time, 3 to 6 working days each: at best 18, at worst 6 "
                        "more by 1956-12-31");
    assert_int_equal(teach->doom_day.day, day("1956-12-22"));
    assert_int_equal(teach->last_start.day, day("1956-12-21"));
    assert_int_equal(teach->slack_units, 2);

    fixture.count = 0;
    look(&fixture, "1956-12-24", 1);
    teach = row_of(&fixture, "1.1");
    assert_int_equal(teach->forecast, REPORT_DOOMED);
    assert_int_equal(teach->shortfall, 4);
    assert_int_equal(teach->slack_days, -3);
    assert_string_equal(teach->forecast_why.en,
                        "16 to go, 6 at a time, 3 to 6 working days each: at best 12 more by "
                        "1956-12-31");

    look(&fixture, "1956-12-31", 1);
    teach = row_of(&fixture, "1.1");
    assert_int_equal(teach->status, REPORT_BREACHED);
    assert_int_equal(teach->forecast, REPORT_FORECAST_NONE);
    assert_int_equal(teach->shortfall, 16);
    assert_string_equal(teach->breaches[0].cause.en,
                        "Fushun had 10 of the 26 experiences due by 1956-12-31 confirmed; 16 are short");
    assert_string_equal(teach->breaches[0].cause.zh,
                        "至 1956-12-31，抚顺钢厂应传授先进经验 26 项，已确认 10 项，欠 16 项");
    assert_int_equal(fixture.model.identity.phase, REPORT_PHASE_CLOSED);
    assert_string_equal(fixture.model.identity.phase_reason.en, "the term has expired");
    tear_down(&fixture);
}

static void money_accrues(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    struct rt_event *paid =
        tell(&fixture, "1956-11-01", FUSHUN, ACT_PAY, EVENT_NONE, EVENT_NONE, 30000000);
    paid->unit = 0;
    look(&fixture, "1956-11-14", 1);
    const struct report_row *price = row_of(&fixture, "6");
    assert_int_equal(price->kind, REPORT_KIND_PAYMENT);
    assert_string_equal(price->breaches[0].cause.en,
                        "Fushun paid 300_000.00 of 480_000.00 yuan by 1956-11-10; 180_000.00 yuan are "
                        "short");
    assert_string_equal(price->breaches[0].cause.zh, "至 1956-11-10，抚顺钢厂应支付 480_000.00 元，"
                                                     "已支付 300_000.00 元，欠 180_000.00 元");
    assert_string_equal(price->breaches[0].remedy.en, "late interest");

    const struct report_row *interest = row_of(&fixture, "6.1");
    assert_int_equal(interest->status, REPORT_DORMANT);
    int64_t accrued = interest->required;
    assert_true(accrued == 4 * 9000 || accrued == 5 * 9000);
    assert_non_null(strstr(interest->forecast_why.en, "yuan accrued by 1956-11-14"));
    assert_int_equal(interest->depends_count, 1);
    assert_string_equal(fixture.model.rows[interest->depends_rows[0]].id, "6");
    tear_down(&fixture);
}

static void forbidden_acts(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    tell(&fixture, "1956-10-15", FUSHUN, ACT_START, KIND_EXPERIENCE, NAME_LINING, 0);
    tell(&fixture, "1956-11-02", FUSHUN, ACT_WITHDRAW, KIND_TECHNICIAN, EVENT_NONE, 2);
    fixture.records[1].quantity = "2";
    look(&fixture, "1956-11-03", 1);
    const struct report_row *stay = row_of(&fixture, "3.3[Fushun]/experience=lining");
    assert_int_equal(stay->modality, REPORT_SHALL_NOT);
    assert_int_equal(stay->status, REPORT_IN_FORCE);
    assert_int_equal(stay->breach_count, 1);
    assert_string_equal(stay->breaches[0].cause.en,
                        "Fushun withdrew: 2 technicians on 1956-11-02");
    assert_int_equal(stay->forecast, REPORT_DOOMED);
    tear_down(&fixture);
}

/* A record that was refused, one that was replaced, one that concerns the record itself. */
static void journal_of_all_sorts(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture);
    look(&fixture, "1956-11-03", 1);
    const struct fill_record records[] = {
        {.seq = 1, .at = day("1956-10-20"), .recorded = day("1956-10-21"), .fate = FILL_REFUSED,
         .reason = "id-conflict", .why = {"the id is taken", "编号已被占用"}, .act = "teach",
         .quantity = "3", .unit = "experiences", .to = "Benxi"},
        {.seq = 2, .at = NM_NEVER, .recorded = day("1956-10-22"), .fate = FILL_ASIDE,
         .act = "void", .corrects = "f-001"},
        {.seq = 3, .at = day("1956-10-20"), .recorded = day("1956-10-22"), .fate = FILL_CORRECTED,
         .act = "teach"}};
    const struct fill_revision revisions[] = {
        {.seq = 2, .subject = "1.1", .before = {"done 1", "已完成 1"}, .after = {"done 0", NULL}}};
    struct fill_input input = {.nm = &fixture.nm, .st = &fixture.st, .records = records,
                               .record_count = 3, .revisions = revisions, .revision_count = 1,
                               .known_seq = 3, .as_of = NM_NEVER, .known_at = day("1956-11-03")};
    fill_model(&fixture.model, &input, &fixture.arena);
    const struct report_fact *facts = fixture.model.facts;
    assert_int_equal(facts[0].judgement, REPORT_REFUSED);
    assert_string_equal(facts[0].what.en, "teach 3 experiences to Benxi");
    assert_int_equal(facts[1].judgement, REPORT_EFFECTIVE);
    assert_string_equal(facts[1].corrects, "f-001");
    assert_false(moment_is_set(facts[1].at));
    assert_int_equal(facts[2].judgement, REPORT_CORRECTED);
    assert_int_equal(fixture.model.revision_count, 1);
    assert_int_equal(fixture.model.identity.known_at.day, day("1956-11-03"));
    tear_down(&fixture);
}

static void the_same_input_gives_the_same_bytes(void **state)
{
    (void)state;
    struct buf first, second;
    buf_init(&first);
    buf_init(&second);
    for (int round = 0; round < 2; round++) {
        struct fixture fixture;
        set_up(&fixture);
        tell(&fixture, "1956-10-20", FUSHUN, ACT_TEACH, KIND_EXPERIENCE, NAME_LINING, 1);
        look(&fixture, "1956-11-14", 1);
        struct report_options options = {.language = REPORT_BOTH, .party = REPORT_ALL_PARTIES};
        report_json(round == 0 ? &first : &second, &fixture.model, &options);
        tear_down(&fixture);
    }
    assert_string_equal(first.data, second.data);
    buf_release(&first);
    buf_release(&second);
}

static int write_views(const char *folder)
{
    static const char *const names_of_views[] = {"status", "schedule", "checklist"};
    struct fixture fixture;
    set_up(&fixture);
    tell(&fixture, "1956-10-15", FUSHUN, ACT_START, KIND_EXPERIENCE, NAME_LINING, 0);
    tell(&fixture, "1956-10-20", FUSHUN, ACT_TEACH, KIND_EXPERIENCE, NAME_LINING, 1);
    tell(&fixture, "1956-10-21", FUSHUN, ACT_CONFIRM, KIND_EXPERIENCE, NAME_LINING, 0);
    tell(&fixture, "1956-11-12", BENXI, ACT_FIND, KIND_PROBLEM, NAME_CRACKS, 0);
    tell(&fixture, "1956-11-13", FUSHUN, ACT_TEACH, KIND_EXPERIENCE, NAME_FORGING, 1);
    look(&fixture, "1956-11-14", 1);
    bool is_written = true;
    for (int view = 0; view < 3; view++) {
        struct report_options options = {.language = REPORT_BOTH, .view = (enum report_view)view,
                                         .party = REPORT_ALL_PARTIES};
        struct buf out, path, error;
        buf_init(&out);
        buf_init(&path);
        buf_init(&error);
        report_json(&out, &fixture.model, &options);
        buf_printf(&path, "%s/filled-%s.json", folder, names_of_views[view]);
        is_written = file_write(path.data, out.data, out.len, &error) && is_written;
        buf_release(&out);
        buf_release(&path);
        buf_release(&error);
    }
    tear_down(&fixture);
    return is_written ? 0 : 1;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(before_any_event),
        cmocka_unit_test(answers_items_and_keys),
        cmocka_unit_test(doom_and_breach_of_the_count),
        cmocka_unit_test(money_accrues),
        cmocka_unit_test(forbidden_acts),
        cmocka_unit_test(journal_of_all_sorts),
        cmocka_unit_test(the_same_input_gives_the_same_bytes),
    };
    if (argc > 1)
        return write_views(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
