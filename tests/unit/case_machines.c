/* The machines of the conformance cases. Ticks are days, d1 is tick 1; parties A and B are bits 1
 * and 2. Each builder writes one small contract; the cases themselves are in case_runs.c. */
#include "tests/unit/case_machines.h"

#include "tests/unit/case_world.h"

/* ---- rows --------------------------------------------------------------------------------------- */

static int32_t add_act(struct nm_builder *builder, const char *name, enum nm_act_class class)
{
    struct nm_act act = nmb_blank_act();
    act.name = act.past_en = nmb_str(builder, name);
    act.class = (int32_t)class;
    return nmb_add_act(builder, act);
}

static int32_t add_kind(struct nm_builder *builder, const char *name)
{
    nm_text text = nmb_str(builder, name);
    return nmb_add_kind(builder, (struct nm_kind){.name = text, .plural = text, .unit = NM_NONE});
}

/* A contract of A and B from d1, with the acts of enum case_act and kinds `item`, `problem`. */
void case_begin(struct nm_builder *builder, int64_t end)
{
    static const struct {
        const char *name;
        enum nm_act_class class;
    } acts[ACT_COUNT] = {
        [ACT_DELIVER] = {"deliver", NM_PERFORM},   [ACT_PAY] = {"pay", NM_PERFORM},
        [ACT_ACCEPT] = {"accept", NM_ACCEPT},      [ACT_REJECT] = {"reject", NM_REJECT},
        [ACT_START] = {"start teach", NM_FACT},    [ACT_REPORT] = {"report", NM_PERFORM},
        [ACT_DISCLOSE] = {"disclose", NM_PERFORM}, [ACT_FIND] = {"find", NM_FACT},
        [ACT_STUDY] = {"study", NM_PERFORM},       [ACT_OFFER] = {"offer", NM_FACT},
        [ACT_CONSENT] = {"consent", NM_ENABLE},    [ACT_WAIVE] = {"waive", NM_RELIEVE},
        [ACT_EXTEND] = {"extend", NM_RELIEVE},     [ACT_SUSPEND] = {"suspend", NM_SUSPEND},
        [ACT_RESUME] = {"resume", NM_RESUME},      [ACT_TERMINATE] = {"terminate", NM_END},
        [ACT_INVOICE] = {"invoice", NM_FACT},
    };
    builder->head.name = nmb_str(builder, "case");
    builder->head.start = 1;
    builder->head.end = end;
    builder->head.horizon = 100;
    nm_text name_a = nmb_str(builder, "A"), name_b = nmb_str(builder, "B");
    nmb_add_party(builder, (struct nm_party){.name = name_a, .kind = NM_PARTY, .members = A});
    nmb_add_party(builder, (struct nm_party){.name = name_b, .kind = NM_PARTY, .members = B});
    for (int i = 0; i < ACT_COUNT; i++)
        add_act(builder, acts[i].name, acts[i].class);
    add_kind(builder, "item");
    add_kind(builder, "problem");
    struct nm_clause clause = nmb_blank_clause();
    clause.number = nmb_str(builder, "0");
    nmb_add_clause(builder, clause);
}

int32_t case_add_pattern(struct nm_builder *builder, enum case_act act, uint64_t actors,
                           int32_t kind)
{
    struct nm_pattern pattern = nmb_blank_pattern();
    pattern.act = (int32_t)act;
    pattern.actors = actors;
    pattern.kind = kind;
    return nmb_add_pattern(builder, pattern);
}

/* A duty from the start, due on a day (NM_NEVER: without), in a pool of its own. */
struct nm_norm case_blank(struct nm_builder *builder, const char *name, enum nm_norm_kind kind,
                            enum case_act act, uint64_t bearers, int64_t due)
{
    struct nm_norm norm = nmb_blank_norm();
    norm.name = nmb_str(builder, name);
    norm.clause = 0;
    norm.kind = (int32_t)kind;
    norm.bearers = bearers;
    norm.creditors = (A | B) & ~bearers;
    norm.pattern = case_add_pattern(builder, act, bearers, NM_NONE);
    norm.first_trigger = nmb_add_trigger(builder, nmb_blank_trigger());
    norm.trigger_count = 1;
    norm.due = due == NM_NEVER ? NM_NONE : nmb_const(builder, due);
    if (kind == NM_ACHIEVE || kind == NM_AMOUNT || kind == NM_VAGUE)
        norm.pool = builder->head.pools++;
    if (kind == NM_AMOUNT)
        norm.need = nmb_const(builder, 1);
    return norm;
}

struct nm_trigger *case_trigger_of(struct nm_builder *builder, const struct nm_norm *norm)
{
    return &builder->trigger.items[norm->first_trigger];
}

void case_trigger_by(struct nm_builder *builder, const struct nm_norm *norm,
                       enum nm_trigger_kind kind, int32_t watched, uint32_t statuses)
{
    struct nm_trigger *trigger = case_trigger_of(builder, norm);
    trigger->kind = (int32_t)kind;
    trigger->norm = watched;
    trigger->statuses = statuses;
}

void case_trigger_by_act(struct nm_builder *builder, const struct nm_norm *norm,
                           enum case_act act, uint64_t actors)
{
    int32_t pattern = case_add_pattern(builder, act, actors, NM_NONE);
    struct nm_trigger *trigger = case_trigger_of(builder, norm);
    trigger->kind = NM_ON_EVENT;
    trigger->pattern = pattern;
}

/* `days` after what made the instance. */
int32_t case_after_trigger(struct nm_builder *builder, int64_t days)
{
    int32_t trigger = nmb_expr(builder, NM_OP_TRIGGER, NM_NONE, NM_NONE, 0);
    return nmb_expr(builder, NM_OP_ADD_DAYS, trigger, NM_NONE, days);
}

int32_t case_after_asking(struct nm_builder *builder, int64_t days)
{
    int32_t at = nmb_expr(builder, NM_OP_AT, NM_NONE, NM_NONE, 0);
    return nmb_expr(builder, NM_OP_ADD_DAYS, at, NM_NONE, days);
}

int32_t case_add_answer(struct nm_builder *builder, int64_t days, int64_t rework_days)
{
    struct nm_answer answer = nmb_blank_answer();
    answer.clause = 0;
    answer.acceptors = B;
    answer.accept = ACT_ACCEPT;
    answer.reject = ACT_REJECT;
    answer.limit = case_after_asking(builder, days);
    answer.silence = NM_SILENCE_ACCEPTS;
    if (rework_days > 0) {
        answer.rework = case_after_asking(builder, rework_days);
        answer.rounds = 1;
    }
    return nmb_add_answer(builder, answer);
}

/* A right of the holder to change the norms first … last (last < first: the contract). */
struct nm_norm case_power_over(struct nm_builder *builder, const char *name, uint64_t holder,
                                 enum case_act act, enum nm_effect effect, int32_t first,
                                 int32_t last)
{
    struct nm_norm norm = case_blank(builder, name, NM_POWER, act, holder, NM_NEVER);
    struct nm_power power = nmb_blank_power();
    power.effect = (int32_t)effect;
    power.act = (int32_t)act;
    power.first_scope = (int32_t)builder->scope.count;
    for (int32_t i = first; i <= last; i++) {
        nmb_add_scope(builder, (struct nm_scope){.norm = i});
        power.scope_count++;
    }
    power.amount = 5;
    norm.power = nmb_add_power(builder, power);
    return norm;
}

void case_add_power(struct nm_builder *builder, const char *name, uint64_t holder,
                      enum case_act act, enum nm_effect effect, int32_t first, int32_t last)
{
    nmb_add_norm(builder, case_power_over(builder, name, holder, act, effect, first, last));
}

/* Keeps the contract running until d60, so that late answers are judged by their own rules. */
void case_add_keeper(struct nm_builder *builder)
{
    nmb_add_norm(builder, case_blank(builder, "keeper", NM_FORBID, ACT_DISCLOSE, A | B, 60));
}

/* ---- machines ----------------------------------------------------------------------------------- */

/* 1: A teaches (delivers) one item by d10; B answers within 5 days, else accepted. */
static void build_item(struct nm_builder *builder)
{
    case_begin(builder, NM_NEVER);
    struct nm_norm norm = case_blank(builder, "1", NM_AMOUNT, ACT_DELIVER, A, 10);
    norm.distinct = 1;
    norm.answer = case_add_answer(builder, 5, 0);
    nmb_add_norm(builder, norm);
    case_add_keeper(builder);
}

/* 2: deliver by d10, report by d20, payment within 10 days of the delivery; powers of both. */
static void build_powers(struct nm_builder *builder)
{
    case_begin(builder, NM_NEVER);
    nmb_add_norm(builder, case_blank(builder, "D1", NM_ACHIEVE, ACT_DELIVER, A, 10));
    nmb_add_norm(builder, case_blank(builder, "D2", NM_ACHIEVE, ACT_REPORT, A, 20));
    struct nm_norm pay = case_blank(builder, "P", NM_AMOUNT, ACT_PAY, B, NM_NEVER);
    case_trigger_by(builder, &pay, NM_ON_STATUS, 0, 1u << ST_FULFILLED);
    pay.trigger_stratum = 1;
    pay.due = case_after_trigger(builder, 10);
    pay.need = nmb_const(builder, 5);
    pay.fate = NM_ACCRUED;
    nmb_add_norm(builder, pay);
    case_add_power(builder, "TA", A, ACT_TERMINATE, NM_TERMINATE, 0, -1);
    case_add_power(builder, "TB", B, ACT_TERMINATE, NM_TERMINATE, 0, -1);
    case_add_power(builder, "E", B, ACT_EXTEND, NM_EXTEND, 0, 0);
}

/* 3: A delivers by d10. */
static void build_deadline(struct nm_builder *builder)
{
    case_begin(builder, NM_NEVER);
    nmb_add_norm(builder, case_blank(builder, "1", NM_ACHIEVE, ACT_DELIVER, A, 10));
}

/* 4, 15: … otherwise pays 5 within 10 days; B may waive. */
static void build_otherwise(struct nm_builder *builder)
{
    case_begin(builder, NM_NEVER);
    struct nm_norm duty = case_blank(builder, "1", NM_ACHIEVE, ACT_DELIVER, A, 10);
    duty.remedy = 1;
    nmb_add_norm(builder, duty);
    struct nm_norm remedy = case_blank(builder, "1.otherwise", NM_AMOUNT, ACT_PAY, A, NM_NEVER);
    case_trigger_by(builder, &remedy, NM_ON_BREACH, 0, 0);
    remedy.trigger_stratum = 1;
    remedy.due = case_after_trigger(builder, 10);
    remedy.need = nmb_const(builder, 5);
    remedy.fate = NM_ACCRUED;
    nmb_add_norm(builder, remedy);
    case_add_power(builder, "W", B, ACT_WAIVE, NM_WAIVE, 0, 0);
}

/* 6: A delivers 12 t by d10. */
static void build_amount(struct nm_builder *builder)
{
    case_begin(builder, NM_NEVER);
    nm_text tonne = nmb_str(builder, "t");
    struct nm_norm norm = case_blank(builder, "1", NM_AMOUNT, ACT_DELIVER, A, 10);
    norm.unit = nmb_add_unit(
        builder, (struct nm_unit){.name = tonne, .dimension = NM_MEASURE, .num = 1, .den = 1});
    norm.need = nmb_const(builder, 12);
    nmb_add_norm(builder, norm);
}

/* 7: A delivers 1 by d10; B accepts or rejects within 7 days, else accepted. */
static void build_answer(struct nm_builder *builder)
{
    case_begin(builder, NM_NEVER);
    struct nm_norm norm = case_blank(builder, "1", NM_ACHIEVE, ACT_DELIVER, A, 10);
    norm.answer = case_add_answer(builder, 7, 0);
    nmb_add_norm(builder, norm);
    case_add_keeper(builder);
}

/* 8: A delivers 100 by d10; answer within 7 days; rework within 15 days of a rejection. */
static void build_rework(struct nm_builder *builder)
{
    case_begin(builder, NM_NEVER);
    struct nm_norm norm = case_blank(builder, "1", NM_AMOUNT, ACT_DELIVER, A, 10);
    norm.need = nmb_const(builder, 100);
    norm.answer = case_add_answer(builder, 7, 15);
    nmb_add_norm(builder, norm);
    case_add_keeper(builder);
}

/* 9: A teaches 26 distinct items in [d11, d20]. */
static void build_items(struct nm_builder *builder)
{
    case_begin(builder, 60);
    struct nm_norm norm = case_blank(builder, "1", NM_AMOUNT, ACT_DELIVER, A, 20);
    norm.from = nmb_const(builder, 11);
    norm.need = nmb_const(builder, 26);
    norm.distinct = 1;
    nmb_add_norm(builder, norm);
}

/* 10: 100 t by d30, and 40 t by d10 as part of them, answered by B within 7 days. */
static void build_part(struct nm_builder *builder)
{
    case_begin(builder, 60);
    struct nm_norm year = case_blank(builder, "Y", NM_AMOUNT, ACT_DELIVER, A, 30);
    year.need = nmb_const(builder, 100);
    year.answer = case_add_answer(builder, 7, 0);
    nmb_add_norm(builder, year);
    struct nm_norm month = case_blank(builder, "M", NM_AMOUNT, ACT_DELIVER, A, 10);
    month.need = nmb_const(builder, 40);
    month.parent = 0;
    nmb_add_norm(builder, month);
}

/* 10: the same without answers, in addition to each other: one pool. */
static void build_addition(struct nm_builder *builder)
{
    case_begin(builder, 60);
    struct nm_norm year = case_blank(builder, "Y", NM_AMOUNT, ACT_DELIVER, A, 30);
    year.need = nmb_const(builder, 100);
    nmb_add_norm(builder, year);
    struct nm_norm month = case_blank(builder, "M", NM_AMOUNT, ACT_DELIVER, A, 10);
    month.need = nmb_const(builder, 40);
    month.pool = year.pool;
    nmb_add_norm(builder, month);
}

/* 11: B pays 100 by d10, 50 by d8, and 30 within 5 days of an invoice, from one pool. */
static void build_payments(struct nm_builder *builder)
{
    static const int64_t dues[] = {10, 8, NM_NEVER}, needs[] = {100, 50, 30};
    static const char *const names[] = {"I1", "I2", "I3"};
    case_begin(builder, 60);
    for (int i = 0; i < 3; i++) {
        struct nm_norm norm = case_blank(builder, names[i], NM_AMOUNT, ACT_PAY, B, dues[i]);
        norm.need = nmb_const(builder, needs[i]);
        norm.pool = 0;
        if (i == 2) {
            case_trigger_by_act(builder, &norm, ACT_INVOICE, A);
            norm.due = case_after_trigger(builder, 5);
        }
        nmb_add_norm(builder, norm);
    }
}

/* 12: A delivers by d10, B pays within 5 days after that is due; B may suspend 1 (twice), for 30
 * days at most; the clock stops. */
static void build_suspension(struct nm_builder *builder)
{
    case_begin(builder, 60);
    nmb_add_norm(builder, case_blank(builder, "1", NM_ACHIEVE, ACT_DELIVER, A, 10));
    struct nm_norm pay = case_blank(builder, "2", NM_ACHIEVE, ACT_PAY, B, NM_NEVER);
    pay.due = nmb_expr(builder, NM_OP_ADD_DAYS,
                       nmb_expr(builder, NM_OP_DUE_OF, NM_NONE, NM_NONE, 0), NM_NONE, 5);
    nmb_add_norm(builder, pay);
    struct nm_norm suspend =
        case_power_over(builder, "S", B, ACT_SUSPEND, NM_SUSPEND_NORMS, 0, 0);
    builder->power.items[suspend.power].until = case_after_asking(builder, 30);
    nmb_add_norm(builder, suspend);
}

/* 12, in working days of a five-day week, and on a clock that runs on for a second power. */
static void build_working_days(struct nm_builder *builder)
{
    build_suspension(builder);
    nm_text name = nmb_str(builder, "five-day-week");
    int32_t calendar = nmb_add_calendar(
        builder, (struct nm_calendar){.name = name, .week = 0x1f, .first_day = 0, .last_day = -1});
    builder->norm.items[0].due_unit = NM_WORKDAYS;
    builder->norm.items[0].calendar = calendar;
    builder->head.calendar = calendar;
    struct nm_norm running = case_power_over(builder, "R", A, ACT_SUSPEND, NM_SUSPEND_NORMS, 0, 0);
    builder->power.items[running.power].until = case_after_asking(builder, 4);
    builder->power.items[running.power].clock_runs = 1;
    nmb_add_norm(builder, running);
}

/* 14: A must not disclose before d20; once B consents, on that day, it may. */
static void build_permission(struct nm_builder *builder)
{
    case_begin(builder, 60);
    nmb_add_norm(builder, case_blank(builder, "1", NM_FORBID, ACT_DISCLOSE, A, 20));
    struct nm_norm permit = case_blank(builder, "2", NM_PERMIT, ACT_DISCLOSE, A, NM_NEVER);
    case_trigger_by_act(builder, &permit, ACT_CONSENT, B);
    permit.due = nmb_expr(builder, NM_OP_TRIGGER, NM_NONE, NM_NONE, 0);
    nmb_add_norm(builder, permit);
}

/* 16: A delivers by d10, excused by B's breach of payment, and the reverse. */
static void build_excuse(struct nm_builder *builder, int64_t pay_due)
{
    case_begin(builder, 60);
    struct nm_norm deliver = case_blank(builder, "1", NM_ACHIEVE, ACT_DELIVER, A, 10);
    deliver.excused_by = 1;
    nmb_add_norm(builder, deliver);
    struct nm_norm pay = case_blank(builder, "2", NM_ACHIEVE, ACT_PAY, B, pay_due);
    pay.excused_by = 0;
    nmb_add_norm(builder, pay);
}

static void build_excuse_same_day(struct nm_builder *builder)
{
    build_excuse(builder, 10);
}

static void build_excuse_later(struct nm_builder *builder)
{
    build_excuse(builder, 12);
}

/* 17: both together study by d10. */
static void build_joint(struct nm_builder *builder)
{
    case_begin(builder, 60);
    struct nm_norm norm = case_blank(builder, "1", NM_ACHIEVE, ACT_STUDY, A | B, 10);
    norm.joint = NM_TOGETHER;
    builder->pattern.items[norm.pattern].all_hands = 1;
    nmb_add_norm(builder, norm);
}

/* 18: on a start of item x, supply drawings of x within 7 days; on a problem, both study within 30
 * (checked for 1 at a time). */
static void build_keys(struct nm_builder *builder)
{
    case_begin(builder, 60);
    struct nm_norm supply = case_blank(builder, "1", NM_ACHIEVE, ACT_DELIVER, A, NM_NEVER);
    case_trigger_by_act(builder, &supply, ACT_START, A);
    supply.key_kind = KIND_ITEM;
    builder->pattern.items[supply.pattern].key = NM_KEY_BOUND;
    supply.due = case_after_trigger(builder, 7);
    nmb_add_norm(builder, supply);
    struct nm_norm study = case_blank(builder, "2", NM_ACHIEVE, ACT_STUDY, A | B, NM_NEVER);
    case_trigger_by_act(builder, &study, ACT_FIND, A | B);
    study.due = case_after_trigger(builder, 30);
    study.joint = NM_TOGETHER;
    study.bound = 1;
    nmb_add_norm(builder, study);
}

/* 20: term to d20; supply within 7 days of a start; report by d25; not to disclose until d40
 * (survives); B may terminate. */
static void build_end(struct nm_builder *builder)
{
    case_begin(builder, 20);
    struct nm_norm supply = case_blank(builder, "1", NM_ACHIEVE, ACT_DELIVER, A, NM_NEVER);
    case_trigger_by_act(builder, &supply, ACT_START, A);
    supply.key_kind = KIND_ITEM;
    builder->pattern.items[supply.pattern].key = NM_KEY_BOUND;
    supply.due = case_after_trigger(builder, 7);
    nmb_add_norm(builder, supply);
    nmb_add_norm(builder, case_blank(builder, "2", NM_ACHIEVE, ACT_REPORT, A, 25));
    struct nm_norm secret = case_blank(builder, "3", NM_FORBID, ACT_DISCLOSE, A, 40);
    secret.fate = NM_SURVIVES;
    nmb_add_norm(builder, secret);
    case_add_power(builder, "T", B, ACT_TERMINATE, NM_TERMINATE, 0, -1);
}

/* 24: B pays 333.33 by d10, otherwise 0.1 percent of it a day, at most 5 percent, once it is paid. */
static void build_penalty(struct nm_builder *builder)
{
    case_begin(builder, 60);
    struct nm_norm duty = case_blank(builder, "1", NM_AMOUNT, ACT_PAY, B, 10);
    duty.need = nmb_const(builder, 33333);
    duty.remedy = 1;
    nmb_add_norm(builder, duty);
    struct nm_norm interest = case_blank(builder, "1.otherwise", NM_AMOUNT, ACT_DELIVER, B, NM_NEVER);
    case_trigger_by(builder, &interest, NM_ON_BREACH, 0, 0);
    interest.trigger_stratum = 1;
    interest.accrual = 1;
    interest.fate = NM_ACCRUED;
    interest.due = case_after_trigger(builder, 10);
    int32_t daily = nmb_add_ratio(builder, (struct nm_ratio){.num = 1, .den = 1000, .step = 1});
    int32_t cap = nmb_add_ratio(builder, (struct nm_ratio){.num = 5, .den = 100, .step = 1});
    int32_t sum = nmb_expr(builder, NM_OP_AMOUNT_DAYS, NM_NONE, NM_NONE, 0);
    int32_t grown = nmb_expr(builder, NM_OP_SCALE, sum, NM_NONE, daily);
    int32_t most = nmb_expr(builder, NM_OP_SCALE, duty.need, NM_NONE, cap);
    interest.need = nmb_expr(builder, NM_OP_MIN, grown, most, 0);
    nmb_add_norm(builder, interest);
}

/* On an invoice of q, B pays q times 10^6 within 5 days. */
static void build_product(struct nm_builder *builder)
{
    case_begin(builder, 60);
    struct nm_norm norm = case_blank(builder, "1", NM_AMOUNT, ACT_PAY, B, NM_NEVER);
    case_trigger_by_act(builder, &norm, ACT_INVOICE, A);
    norm.due = case_after_trigger(builder, 5);
    int32_t qty = nmb_expr(builder, NM_OP_TRIGGER_QTY, NM_NONE, NM_NONE, 0);
    norm.need = nmb_expr(builder, NM_OP_MUL, qty, nmb_const(builder, 1000000), 0);
    nmb_add_norm(builder, norm);
}

const struct case_machine case_machines[] = {
    [MACHINE_ITEM] = {"item", build_item},
    [MACHINE_POWERS] = {"powers", build_powers},
    [MACHINE_DEADLINE] = {"deadline", build_deadline},
    [MACHINE_OTHERWISE] = {"otherwise", build_otherwise},
    [MACHINE_AMOUNT] = {"amount", build_amount},
    [MACHINE_ANSWER] = {"answer", build_answer},
    [MACHINE_REWORK] = {"rework", build_rework},
    [MACHINE_ITEMS] = {"items", build_items},
    [MACHINE_PART] = {"part", build_part},
    [MACHINE_ADDITION] = {"addition", build_addition},
    [MACHINE_PAYMENTS] = {"payments", build_payments},
    [MACHINE_SUSPENSION] = {"suspension", build_suspension},
    [MACHINE_WORKING_DAYS] = {"working-days", build_working_days},
    [MACHINE_PERMISSION] = {"permission", build_permission},
    [MACHINE_EXCUSE_SAME_DAY] = {"excuse-same-day", build_excuse_same_day},
    [MACHINE_EXCUSE_LATER] = {"excuse-later", build_excuse_later},
    [MACHINE_JOINT] = {"joint", build_joint},
    [MACHINE_KEYS] = {"keys", build_keys},
    [MACHINE_END] = {"end", build_end},
    [MACHINE_PENALTY] = {"penalty", build_penalty},
    [MACHINE_PRODUCT] = {"product", build_product},
};
const size_t case_machine_count = MACHINE_COUNT;
