/* The machines of the conformance cases. Ticks are days, d1 is tick 1; parties A and B are bits 1
 * and 2. Each builder writes one small contract; the cases themselves are in case_runs.c. */
#include "tests/unit/case_machines.h"

#include "tests/unit/case_mix.h"
#include "tests/unit/case_rows.h"
#include "tests/unit/case_world.h"

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
    int32_t yuan = nmb_add_unit(
        builder, (struct nm_unit){.dimension = NM_MONEY, .num = 1, .den = 1,
                                  .base = (int32_t)builder->unit.count});
    for (int i = 0; i < 3; i++) {
        struct nm_norm norm = case_blank(builder, names[i], NM_AMOUNT, ACT_PAY, B, dues[i]);
        norm.unit = yuan;
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
    int32_t forbidden =
        nmb_add_norm(builder, case_blank(builder, "1", NM_FORBID, ACT_DISCLOSE, A, 20));
    struct nm_norm permit = case_blank(builder, "2", NM_PERMIT, ACT_DISCLOSE, A, NM_NEVER);
    permit.first_except = nmb_add_scope(builder, (struct nm_scope){forbidden});
    permit.except_count = 1;
    case_trigger_by_act(builder, &permit, ACT_CONSENT, B);
    permit.due = nmb_expr(builder, NM_OP_TRIGGER, NM_NONE, NM_NONE, 0);
    nmb_add_norm(builder, permit);
}

/* 16: A delivers by d10, excused by B's breach of payment, and the reverse. */
static void build_excuse(struct nm_builder *builder, int64_t pay_due)
{
    case_begin(builder, 60);
    struct nm_norm deliver = case_blank(builder, "1", NM_ACHIEVE, ACT_DELIVER, A, 10);
    case_excuse_by(builder, &deliver, 1);
    nmb_add_norm(builder, deliver);
    struct nm_norm pay = case_blank(builder, "2", NM_ACHIEVE, ACT_PAY, B, pay_due);
    case_excuse_by(builder, &pay, 0);
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

/* 24: B pays 333.33 by d10, otherwise 0.1 percent of it a day, at most 5 percent, once paid. */
static void build_penalty(struct nm_builder *builder)
{
    case_begin(builder, 60);
    struct nm_norm duty = case_blank(builder, "1", NM_AMOUNT, ACT_PAY, B, 10);
    duty.need = nmb_const(builder, 33333);
    duty.remedy = 1;
    nmb_add_norm(builder, duty);
    struct nm_norm interest =
        case_blank(builder, "1.otherwise", NM_AMOUNT, ACT_DELIVER, B, NM_NEVER);
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
    [MACHINE_LESSONS] = {"lessons", case_build_lessons},
    [MACHINE_SALE] = {"sale", case_build_sale},
    [MACHINE_RIGHTS] = {"rights", case_build_rights},
};
const size_t case_machine_count = MACHINE_COUNT;
