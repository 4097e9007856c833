/* Machines in which many rules meet. No one case pins them; two engines must agree on them. */
#include "tests/unit/case_mix.h"

#include "tests/unit/case_rows.h"

static int32_t status_of(struct nm_builder *builder, int32_t norm, enum st_status status)
{
    return nmb_expr(builder, NM_OP_STATUS, (int32_t)(1u << status), NM_NONE, norm);
}

/* Whatever `what` answers of a norm. */
static int32_t ask(struct nm_builder *builder, enum nm_op what, int32_t norm)
{
    return nmb_expr(builder, what, NM_NONE, NM_NONE, norm);
}

static int32_t days_after(struct nm_builder *builder, int32_t tick, int64_t days)
{
    return nmb_expr(builder, NM_OP_ADD_DAYS, tick, NM_NONE, days);
}

void case_build_lessons(struct nm_builder *builder)
{
    case_begin(builder, 30);
    struct nm_norm teach = case_blank(builder, "1", NM_AMOUNT, ACT_DELIVER, A, 20);
    teach.from = nmb_const(builder, 3);
    teach.need = nmb_const(builder, 4);
    teach.distinct = 1;
    teach.answer = case_add_answer(builder, 5, 4);
    builder->pattern.items[teach.pattern].kind = KIND_ITEM;
    int32_t main_duty = nmb_add_norm(builder, teach);

    struct nm_norm early = case_blank(builder, "1.of-which", NM_AMOUNT, ACT_DELIVER, A, 12);
    early.need = nmb_const(builder, 2);
    early.parent = main_duty;
    nmb_add_norm(builder, early);

    struct nm_norm supply = case_blank(builder, "2", NM_ACHIEVE, ACT_REPORT, A, NM_NEVER);
    case_trigger_by_act(builder, &supply, ACT_START, A);
    supply.key_kind = KIND_ITEM;
    builder->pattern.items[supply.pattern].key = NM_KEY_BOUND;
    supply.due = case_after_trigger(builder, 4);
    supply.bound = 2;
    int32_t supply_row = nmb_add_norm(builder, supply);

    struct nm_norm secret = case_blank(builder, "3", NM_FORBID, ACT_DISCLOSE, A | B, NM_NEVER);
    case_trigger_by_act(builder, &secret, ACT_START, A);
    secret.key_kind = KIND_ITEM;
    builder->pattern.items[secret.pattern].key = NM_KEY_BOUND;
    secret.until = ask(builder, NM_OP_ITEM_HELD, main_duty);
    nmb_add_norm(builder, secret);

    struct nm_norm pay = case_blank(builder, "4", NM_AMOUNT, ACT_PAY, B, NM_NEVER);
    case_trigger_by(builder, &pay, NM_ON_TENDER, main_duty, 0);
    case_trigger_of(builder, &pay)->repeat = 1;
    pay.key_kind = KIND_ITEM;
    pay.trigger_stratum = 1;
    pay.due = case_after_trigger(builder, 3);
    pay.need = nmb_expr(builder, NM_OP_MUL,
                        ask(builder, NM_OP_TRIGGER_QTY, 0), nmb_const(builder, 7), 0);
    pay.fate = NM_ACCRUED;
    nmb_add_norm(builder, pay);

    struct nm_norm praise = case_blank(builder, "5", NM_VAGUE, ACT_STUDY, B, NM_NEVER);
    case_trigger_by(builder, &praise, NM_ON_STATUS, supply_row,
                    1u << ST_FULFILLED | 1u << ST_BREACHED);
    praise.trigger_stratum = 1;
    praise.key_kind = KIND_ITEM;
    nmb_add_norm(builder, praise);

    struct nm_norm effort = case_blank(builder, "6", NM_EFFORT, ACT_STUDY, A, NM_NEVER);
    nmb_add_norm(builder, effort);

    struct nm_norm again = case_blank(builder, "7", NM_ACHIEVE, ACT_STUDY, A | B, NM_NEVER);
    case_trigger_by_act(builder, &again, ACT_FIND, A | B);
    case_trigger_of(builder, &again)->repeat = 1;
    case_trigger_of(builder, &again)->guard =
        nmb_expr(builder, NM_OP_NOT, ask(builder, NM_OP_BREACHED, supply_row), NM_NONE, 0);
    again.key_kind = KIND_PROBLEM;
    again.joint = NM_TOGETHER;
    builder->pattern.items[again.pattern].all_hands = 1;
    again.due = case_after_trigger(builder, 6);
    again.late = NM_LATE_ESSENTIAL;
    nmb_add_norm(builder, again);
}

void case_build_sale(struct nm_builder *builder)
{
    case_begin(builder, 45);
    struct nm_norm goods = case_blank(builder, "1", NM_AMOUNT, ACT_DELIVER, A, 10);
    goods.need = nmb_const(builder, 40);
    goods.answer = case_add_answer(builder, 3, 6);
    builder->answer.items[goods.answer].rounds = 2;
    builder->answer.items[goods.answer].silence = NM_SILENCE_REJECTS;
    goods.grace = nmb_const(builder, 12);
    int32_t goods_row = nmb_add_norm(builder, goods);

    struct nm_norm more = case_blank(builder, "2", NM_AMOUNT, ACT_DELIVER, A, 25);
    more.need = nmb_const(builder, 30);
    more.pool = goods.pool;
    more.answer = case_add_answer(builder, 4, 0);
    more.by_answer = 1;
    nmb_add_norm(builder, more);

    struct nm_norm price = case_blank(builder, "3", NM_AMOUNT, ACT_PAY, B, NM_NEVER);
    case_trigger_by(builder, &price, NM_ON_STATUS, goods_row, 1u << ST_FULFILLED);
    price.trigger_stratum = 1;
    price.need = nmb_const(builder, 90);
    price.due = days_after(builder, ask(builder, NM_OP_DONE_OF, goods_row), 5);
    price.fate = NM_ACCRUED;
    price.remedy = 3;
    int32_t price_row = nmb_add_norm(builder, price);

    struct nm_norm interest = case_blank(builder, "3.otherwise", NM_AMOUNT, ACT_PAY, B, NM_NEVER);
    case_trigger_by(builder, &interest, NM_ON_BREACH, price_row, 0);
    interest.trigger_stratum = 2;
    interest.accrual = 1;
    interest.fate = NM_ACCRUED;
    interest.pool = price.pool;
    interest.due = case_after_asking(builder, 5);
    int32_t daily = nmb_add_ratio(builder, (struct nm_ratio){.num = 1, .den = 50, .step = 2});
    interest.need = nmb_expr(builder, NM_OP_SCALE, ask(builder, NM_OP_AMOUNT_DAYS, 0), NM_NONE,
                             daily);
    nmb_add_norm(builder, interest);

    struct nm_norm replace = case_blank(builder, "1.otherwise", NM_AMOUNT, ACT_REPORT, A, NM_NEVER);
    case_trigger_by(builder, &replace, NM_ON_BREACH, goods_row, 0);
    replace.trigger_stratum = 1;
    replace.need = ask(builder, NM_OP_SHORTFALL, 0);
    replace.due = case_after_trigger(builder, 4);
    replace.fate = NM_ACCRUED;
    case_excuse_by(builder, &replace, price_row);
    int32_t replace_row = nmb_add_norm(builder, replace);
    builder->norm.items[goods_row].remedy = replace_row;

    struct nm_norm hang = case_blank(builder, "4", NM_ACHIEVE, ACT_INVOICE, A, NM_NEVER);
    hang.due = days_after(builder, ask(builder, NM_OP_DUE_OF, goods_row), 3);
    int32_t hang_row = nmb_add_norm(builder, hang);

    struct nm_norm suspend =
        case_power_over(builder, "S", B, ACT_SUSPEND, NM_SUSPEND_NORMS, goods_row, goods_row + 1);
    builder->power.items[suspend.power].until = case_after_asking(builder, 4);
    builder->power.items[suspend.power].uses = 3;
    nmb_add_norm(builder, suspend);
    struct nm_norm hold =
        case_power_over(builder, "H", A, ACT_SUSPEND, NM_SUSPEND_NORMS, price_row, price_row);
    builder->power.items[hold.power].until = case_after_asking(builder, 6);
    builder->power.items[hold.power].clock_runs = 1;
    nmb_add_norm(builder, hold);
    case_add_power(builder, "E", B, ACT_EXTEND, NM_EXTEND, goods_row, hang_row);
    case_add_power(builder, "W", B, ACT_WAIVE, NM_WAIVE, goods_row, hang_row);
    struct nm_norm end = case_power_over(builder, "T", B, ACT_TERMINATE, NM_TERMINATE, 0, -1);
    builder->power.items[end.power].ground = ask(builder, NM_OP_IN_BREACH, goods_row);
    builder->power.items[end.power].notice = case_after_asking(builder, 5);
    nmb_add_norm(builder, end);
}

void case_build_rights(struct nm_builder *builder)
{
    case_begin(builder, 40);
    struct nm_norm work = case_blank(builder, "1", NM_AMOUNT, ACT_DELIVER, A, 15);
    work.need = nmb_const(builder, 20);
    int32_t work_row = nmb_add_norm(builder, work);
    struct nm_norm secret = case_blank(builder, "2", NM_FORBID, ACT_DISCLOSE, A | B, NM_NEVER);
    secret.due = days_after(builder, ask(builder, NM_OP_TERM_END, 0), 10);
    secret.fate = NM_SURVIVES;
    int32_t secret_row = nmb_add_norm(builder, secret);
    struct nm_norm fine = case_blank(builder, "2.otherwise", NM_AMOUNT, ACT_PAY, A | B, NM_NEVER);
    case_trigger_by(builder, &fine, NM_ON_BREACH, secret_row, 0);
    fine.trigger_stratum = 1;
    fine.need = nmb_const(builder, 9);
    fine.due = case_after_trigger(builder, 4);
    fine.fate = NM_ACCRUED;
    int32_t fine_row = nmb_add_norm(builder, fine);
    builder->norm.items[secret_row].remedy = fine_row;
    struct nm_norm permit = case_blank(builder, "3", NM_PERMIT, ACT_DISCLOSE, A, NM_NEVER);
    permit.first_except = nmb_add_scope(builder, (struct nm_scope){secret_row});
    permit.except_count = 1;
    case_trigger_by_act(builder, &permit, ACT_CONSENT, B);
    permit.due = case_after_trigger(builder, 2);
    nmb_add_norm(builder, permit);
    struct nm_norm owed = case_blank(builder, "4", NM_ACHIEVE, ACT_STUDY, B, NM_NEVER);
    owed.from = nmb_const(builder, 8);
    owed.due = days_after(builder, ask(builder, NM_OP_DUE_OF, work_row), 6);
    owed.remedy = 5;
    int32_t owed_row = nmb_add_norm(builder, owed);
    struct nm_norm instead = case_blank(builder, "4.otherwise", NM_AMOUNT, ACT_PAY, B, NM_NEVER);
    case_trigger_by(builder, &instead, NM_ON_BREACH, owed_row, 0);
    instead.trigger_stratum = 1;
    instead.instead = 1;
    instead.need = nmb_expr(builder, NM_OP_MAX, nmb_const(builder, 3),
                            ask(builder, NM_OP_DAYS_LATE, 0), 0);
    instead.due = case_after_trigger(builder, 5);
    nmb_add_norm(builder, instead);

    struct nm_norm stop =
        case_power_over(builder, "S", A, ACT_SUSPEND, NM_SUSPEND_NORMS, work_row, secret_row);
    builder->power.items[stop.power].until = case_after_asking(builder, 9);
    nmb_add_norm(builder, stop);
    case_add_power(builder, "R", B, ACT_RESUME, NM_RESUME_NORMS, work_row, work_row);
    case_add_power(builder, "F", B, ACT_EXTEND, NM_RELEASE, fine_row, owed_row);
    struct nm_norm part = case_power_over(builder, "P", A, ACT_TERMINATE, NM_TERMINATE, work_row,
                                          work_row);
    builder->power.items[part.power].ground = status_of(builder, owed_row, ST_BREACHED);
    nmb_add_norm(builder, part);
    struct nm_norm end = case_power_over(builder, "T", B, ACT_TERMINATE, NM_TERMINATE, 0, -1);
    builder->power.items[end.power].ground =
        nmb_expr(builder, NM_OP_OR, ask(builder, NM_OP_IN_BREACH, work_row),
                 ask(builder, NM_OP_SUSPENDED, work_row), 0);
    nmb_add_norm(builder, end);
}
