/* The sample model. Days are day numbers through OCT, NOV and DEC (of 1956), so that the tables stay
 * constants; 1956-10-01 is day -4840. */
#include "tests/unit/report_sample.h"

enum { OCT_1 = -4840, NOV_1 = OCT_1 + 31, DEC_1 = NOV_1 + 30 };

#define OCT(day) REPORT_DAY(OCT_1 + (day) - 1)
#define NOV(day) REPORT_DAY(NOV_1 + (day) - 1)
#define DEC(day) REPORT_DAY(DEC_1 + (day) - 1)

enum { FUSHUN = 1, BENXI = 2, BUREAU = 4 };

#define NO_DATES                                                                                   \
    .triggered = REPORT_NEVER, .from = REPORT_NEVER, .due = REPORT_NEVER,                          \
    .last_start = REPORT_NEVER, .reminder = REPORT_NEVER, .doom_day = REPORT_NEVER,                \
    .needs_by = REPORT_NEVER, .since = REPORT_NEVER, .performed = REPORT_NEVER,                    \
    .known = REPORT_NEVER
#define NO_NUMBERS                                                                                 \
    .required = REPORT_NO_QUANTITY, .done = REPORT_NO_QUANTITY, .pending = REPORT_NO_QUANTITY,     \
    .shortfall = REPORT_NO_QUANTITY, .slack_days = REPORT_NO_SLACK,                                \
    .slack_units = REPORT_NO_QUANTITY

/* A row begins with every absent value said to be absent; what follows overrides it. */
#define ABSENT NO_DATES, NO_NUMBERS
#pragma GCC diagnostic ignored "-Woverride-init"

static const struct report_party parties[] = {
    {.name = "Fushun", .label = {"Fushun Steel Plant", "抚顺钢厂"}},
    {.name = "Benxi", .label = {"Benxi Steel Plant", "本溪钢厂"}},
    {.name = "Bureau", .label = {"Iron and Steel Bureau", "钢铁局"}, .is_third = true},
};

static const struct report_clause clauses[] = {
    {.number = "1",
     .title = {"Fushun helps Benxi", "抚顺帮助本溪"},
     .authentic = {.zh = "抚顺钢厂要帮助本溪钢厂在轧钢、炼钢、锻钢、热处理等方面，学习二十六种先进经验"},
     .class = REPORT_CLAUSE_HEADING},
    {.number = "1.1", .depth = 1, .sentence = "Fushun teaches Benxi 26 items in Q4."},
    {.number = "1.3", .depth = 1,
     .sentence = "Benxi confirms or refuses the mastery within 5 days, otherwise the mastery is "
                 "confirmed."},
    {.number = "2", .title = {"Benxi helps Fushun", "本溪帮助抚顺"},
     .sentence = "Benxi teaches Fushun 15 items in Q4."},
    {.number = "3", .title = {"Means", "方法"}, .class = REPORT_CLAUSE_HEADING},
    {.number = "3.1", .depth = 1,
     .sentence = "it supplies materials and drawings to the other within 7 days;"},
    {.number = "3.2", .depth = 1,
     .sentence = "it sends the other at least 1 technician within 14 days;"},
    {.number = "3.3", .depth = 1,
     .sentence = "it must not withdraw the technicians until the experience is confirmed."},
    {.number = "4", .title = {"Equipment", "设备"}, .class = REPORT_CLAUSE_SOFT,
     .sentence = "Each plant does its best to give equipment and tools to the other."},
    {.number = "5", .title = {"Unsolved problems", "未解决的问题"},
     .sentence = "When a plant finds an unsolved problem, both plants together study the unsolved "
                 "problem promptly, reminder after 30 days."},
    {.number = "6", .title = {"New results", "新成就"},
     .sentence = "When a plant achieves a new result, it reports the new result to the other "
                 "promptly, by post or telephone, reminder after 10 days."},
    {.number = "7", .title = {"Costs and ways out", "费用与解除"}},
    {.number = "8", .title = {"Spirit of the contract", "合同精神"},
     .class = REPORT_CLAUSE_TEXT_ONLY},
};

enum {
    C_1, C_11, C_13, C_2, C_3, C_31, C_32, C_33, C_4, C_5, C_6, C_7, C_8,
};

static const struct report_unit experience = {
    .code = "experience", .label = {"experience", "项经验"}, .plural = {"experiences", "项经验"}};
static const struct report_unit technician = {
    .code = "technician", .label = {"technician", "名技术员"}, .plural = {"technicians", "名技术员"}};
static const struct report_unit yuan = {
    .code = "yuan", .label = {"yuan", "元"}, .plural = {"yuan", "元"}, .decimals = 2};

#define DONE_ITEM(english, chinese, day_done, day_held)                                            \
    {.name = {english, chinese}, .state = REPORT_ITEM_HELD, .done = day_done,                      \
     .confirmed = day_held}

static const struct report_item taught[] = {
    DONE_ITEM("furnace lining", "炉衬砌筑", OCT(20), OCT(23)),
    DONE_ITEM("quick tapping", "快速出钢", OCT(24), OCT(27)),
    DONE_ITEM("oxygen blowing", "吹氧炼钢", OCT(29), NOV(1)),
    DONE_ITEM("roll pass design", "孔型设计", NOV(3), NOV(6)),
    DONE_ITEM("hot-top practice", "保温帽", NOV(7), NOV(9)),
    DONE_ITEM("ingot soaking", "钢锭均热", NOV(12), NOV(15)),
    DONE_ITEM("die forging", "模锻", NOV(16), NOV(21)),
    {.name = {"annealing", "退火工艺"}, .state = REPORT_ITEM_HELD, .done = NOV(20),
     .confirmed = NOV(25), .is_deemed = true},
    DONE_ITEM("slag control", "造渣", NOV(26), NOV(29)),
    DONE_ITEM("quench baths", "淬火槽", DEC(1), DEC(4)),
    {.name = {"bloom scarfing", "火焰清理"}, .state = REPORT_ITEM_TENDERED, .done = DEC(7),
     .confirmed = REPORT_NEVER},
    {.name = {"fuel saving", "节约燃料"}, .state = REPORT_ITEM_TENDERED, .done = DEC(8),
     .confirmed = REPORT_NEVER},
};

static const struct report_breach drawings_breach[] = {
    {.id = "3.1/experience=roll-pass#1", .status = REPORT_BREACH_REMEDYING, .certain = NOV(10),
     .due = NOV(10), .ended = REPORT_NEVER, .shortfall = 1, .blame = FUSHUN,
     .cause = {"No drawings reached Benxi by 1956-11-10.", "至 1956-11-10 本溪未收到图纸。"},
     .remedy = {"supply within 10 days", "十日内补交"}},
};

static const size_t after_drawings[] = {SAMPLE_DRAWINGS};

static const struct report_row rows[SAMPLE_ROWS] = {
    [SAMPLE_TEACH] = {
        ABSENT, .id = "1.1", .clause = C_11, .kind = REPORT_KIND_AMOUNT, .bearers = FUSHUN,
        .counterparties = BENXI,
        .action = {"teaches Benxi 26 experiences", "向本溪传授二十六项先进经验"},
        .object = {"experience", "先进经验"}, .unit = experience, .required = 26, .done = 10,
        .pending = 2, .shortfall = 14, .from = OCT(10), .due = DEC(31),
        .due_rule = {"in Q4 1956: last day of the quarter", "一九五六年第四季度：季度最后一日"},
        .last_start = DEC(14), .evidence = {"mastery certificate", "掌握证明"},
        .needs_acceptance = true, .acceptor = {"Benxi confirms the mastery", "本溪确认已掌握"},
        .answer_limit = {"within 5 days", "五日内"},
        .silence = {"silence confirms", "逾期视为确认"},
        .remedy = {"joint review by the bureau", "由钢铁局会同检查"},
        .status = REPORT_IN_FORCE, .forecast = REPORT_IN_HAND, .at_risk = true, .slack_days = 3,
        .slack_units = 4,
        .forecast_why = {"14 to go, 6 at a time, 3 to 6 days each",
                         "尚余十四项，每次六项，每项三至六日"},
        .since = OCT(10), .items = taught, .item_count = sizeof taught / sizeof *taught,
        .sequence = 12,
    },
    [SAMPLE_TEACH_BACK] = {
        ABSENT, .id = "2", .clause = C_2, .kind = REPORT_KIND_AMOUNT, .bearers = BENXI,
        .counterparties = FUSHUN,
        .action = {"teaches Fushun 15 experiences", "向抚顺传授十五项先进经验"},
        .object = {"experience", "先进经验"}, .unit = experience, .required = 15, .done = 15,
        .pending = 0, .shortfall = 0, .from = OCT(10), .due = DEC(31),
        .due_rule = {"in Q4 1956: last day of the quarter", "一九五六年第四季度：季度最后一日"},
        .evidence = {"mastery certificate", "掌握证明"}, .needs_acceptance = true,
        .acceptor = {"Fushun confirms the mastery", "抚顺确认已掌握"},
        .status = REPORT_FULFILLED, .since = NOV(28), .performed = NOV(28), .known = DEC(1),
        .evidence_ref = "certificate 15/56", .sequence = 15,
    },
    [SAMPLE_DRAWINGS] = {
        ABSENT, .id = "3.1/experience=roll-pass", .clause = C_31,
        .instance = "experience=roll-pass", .instance_label = {"roll pass design", "孔型设计"},
        .kind = REPORT_KIND_ACHIEVEMENT, .bearers = FUSHUN, .counterparties = BENXI,
        .action = {"supplies materials and drawings to Benxi", "向本溪提供资料图纸"},
        .trigger = {"when Fushun starts teaching it", "抚顺开始传授时"}, .triggered = NOV(3),
        .from = NOV(3), .due = NOV(10),
        .due_rule = {"within 7 days after the start, 1956-11-03", "开始后七日内（1956-11-03 起）"},
        .evidence = {"receipt", "收据"},
        .remedy = {"supply within 10 days and inform the bureau", "十日内补交并报钢铁局"},
        .status = REPORT_BREACHED, .since = NOV(10), .blame = FUSHUN, .breaches = drawings_breach,
        .breach_count = 1, .sequence = 4,
    },
    [SAMPLE_TECHNICIAN] = {
        ABSENT, .id = "3.2/experience=annealing", .clause = C_32,
        .instance = "experience=annealing", .instance_label = {"annealing", "退火工艺"},
        .kind = REPORT_KIND_AMOUNT, .bearers = FUSHUN, .counterparties = BENXI,
        .action = {"sends Benxi at least 1 technician", "向本溪派出至少一名技术员"},
        .unit = technician, .required = 1, .done = 0, .pending = 0, .shortfall = 1,
        .trigger = {"when Fushun starts teaching it", "抚顺开始传授时"}, .triggered = DEC(1),
        .from = DEC(1), .due = DEC(15),
        .due_rule = {"within 14 days after the start, 1956-12-01",
                     "开始后十四日内（1956-12-01 起）"},
        .last_start = DEC(9), .evidence = {"letter of assignment", "派遣函"},
        .status = REPORT_IN_FORCE, .forecast = REPORT_DOOMED, .doom_day = DEC(10),
        .slack_days = -1,
        .forecast_why = {"the journey takes 6 days and nobody had left by 1956-12-09",
                         "路程需六日，至 1956-12-09 无人出发"},
        .since = DEC(1), .sequence = 9, .depends_rows = after_drawings, .depends_count = 1,
    },
    [SAMPLE_STAY] = {
        ABSENT, .id = "3.3/experience=annealing", .clause = C_33,
        .instance = "experience=annealing", .instance_label = {"annealing", "退火工艺"},
        .kind = REPORT_KIND_PROHIBITION, .modality = REPORT_SHALL_NOT, .bearers = FUSHUN,
        .counterparties = BENXI,
        .action = {"must not withdraw the technicians", "不得撤回技术员"}, .from = DEC(1),
        .due_rule = {"until the experience is confirmed", "至该经验确认为止"},
        .status = REPORT_IN_FORCE, .forecast = REPORT_IN_HAND, .since = DEC(1),
    },
    [SAMPLE_DRAWINGS_NEXT] = {
        ABSENT, .id = "3.1/experience=fuel", .clause = C_31, .instance = "experience=fuel",
        .instance_label = {"fuel saving", "节约燃料"}, .kind = REPORT_KIND_ACHIEVEMENT,
        .bearers = FUSHUN, .counterparties = BENXI,
        .action = {"supplies materials and drawings to Benxi", "向本溪提供资料图纸"},
        .trigger = {"when Fushun starts teaching it", "抚顺开始传授时"}, .triggered = DEC(8),
        .from = DEC(8), .due = DEC(15),
        .due_rule = {"within 7 days after the start, 1956-12-08", "开始后七日内（1956-12-08 起）"},
        .evidence = {"receipt", "收据"}, .status = REPORT_IN_FORCE, .forecast = REPORT_IN_HAND,
        .slack_days = 5, .since = DEC(8), .sequence = 11,
    },
    [SAMPLE_ANSWER] = {
        ABSENT, .id = "1.3/fuel", .clause = C_13, .instance = "experience=fuel",
        .instance_label = {"fuel saving", "节约燃料"}, .kind = REPORT_KIND_ANSWER,
        .modality = REPORT_MAY, .bearers = BENXI, .counterparties = FUSHUN,
        .action = {"confirms or refuses the mastery", "确认或拒绝已掌握"},
        .trigger = {"when the teaching is reported", "报告传授完成时"}, .triggered = DEC(8),
        .from = DEC(8), .due = DEC(13),
        .due_rule = {"within 5 days after the report", "报告后五日内"},
        .silence = {"otherwise the mastery is confirmed", "逾期视为确认"},
        .status = REPORT_IN_FORCE, .forecast = REPORT_IN_HAND, .slack_days = 3, .since = DEC(8),
    },
    [SAMPLE_EQUIPMENT] = {
        ABSENT, .id = "4[Fushun]", .clause = C_4, .kind = REPORT_KIND_ACHIEVEMENT,
        .bearers = FUSHUN, .counterparties = BENXI, .is_soft = true,
        .action = {"gives equipment and tools to Benxi", "尽力支援本溪设备工具"},
        .mark = {"does its best: never a breach", "尽力条款，不构成违约"},
        .status = REPORT_IN_FORCE,
    },
    [SAMPLE_PROBLEM] = {
        ABSENT, .id = "5/cracks", .clause = C_5, .instance = "problem=cracks",
        .instance_label = {"edge cracks", "边裂"}, .kind = REPORT_KIND_ACHIEVEMENT,
        .bearers = FUSHUN | BENXI, .is_joint = true, .is_vague = true,
        .action = {"study the unsolved problem", "共同研究未解决的问题"}, .triggered = NOV(20),
        .from = NOV(20), .reminder = DEC(20),
        .mark = {"promptly; reminder agreed after 30 days", "及时；约定三十日后提醒"},
        .status = REPORT_IN_FORCE, .since = NOV(20),
    },
    [SAMPLE_WHEN] = {
        ABSENT, .id = "6[Benxi]", .clause = C_6, .form = REPORT_ROW_WHEN,
        .kind = REPORT_KIND_ACHIEVEMENT, .bearers = BENXI, .counterparties = FUSHUN,
        .is_vague = true,
        .action = {"reports the new result to Fushun", "将新成就通知抚顺"},
        .trigger = {"when Benxi achieves a new result", "本溪取得新成就时"},
        .mark = {"promptly, by post or telephone; reminder after 10 days",
                 "及时，以信函或电话；十日后提醒"},
        .evidence = {"letter or telephone note", "信函或电话记录"}, .status = REPORT_DORMANT,
    },
    [SAMPLE_TERMINATE] = {
        ABSENT, .id = "7.1", .clause = C_7, .kind = REPORT_KIND_POWER, .modality = REPORT_MAY,
        .bearers = BENXI, .counterparties = FUSHUN,
        .action = {"terminates by notice", "以通知解除合同"},
        .trigger = {"when clause 3.1 is breached", "第 3.1 条被违反时"}, .triggered = NOV(10),
        .from = NOV(11), .due = REPORT_DAY(DEC_1 + 38),
        .due_rule = {"within 60 days after the breach", "违约后六十日内"},
        .status = REPORT_IN_FORCE, .since = NOV(11), .sequence = 4,
    },
    [SAMPLE_VISIT] = {
        ABSENT, .id = "7.2", .clause = C_7, .kind = REPORT_KIND_PERMISSION,
        .modality = REPORT_MAY, .bearers = BENXI, .counterparties = FUSHUN,
        .action = {"visits the shops of Fushun", "到抚顺各车间参观"}, .from = OCT(10),
        .due = DEC(31), .due_rule = {"in Q4 1956", "一九五六年第四季度"},
        .status = REPORT_IN_FORCE, .since = OCT(10),
    },
    [SAMPLE_PAY] = {
        ABSENT, .id = "7.3/款", .clause = C_7, .kind = REPORT_KIND_PAYMENT, .bearers = BENXI,
        .counterparties = FUSHUN,
        .action = {SAMPLE_FORMULA, "支付差旅费"}, .object = {"travel costs", "差旅费"},
        .unit = yuan, .required = 48000050, .done = 12000000, .pending = 0, .shortfall = 36000050,
        .from = DEC(1), .due = DEC(31),
        .due_rule = {"within 30 days; \"not, later\"\nthan the year", "三十日内"},
        .evidence = {SAMPLE_TAG, "银行回单｜*"}, .remedy = {"-1+1", "＝计算"},
        .status = REPORT_IN_FORCE, .forecast = REPORT_NEEDS, .awaited = FUSHUN, .needs_by = DEC(20),
        .slack_days = 21, .since = DEC(1), .sequence = 8,
    },
    [SAMPLE_WAIVED] = {
        ABSENT, .id = "7.4", .clause = C_7, .kind = REPORT_KIND_ACHIEVEMENT, .bearers = FUSHUN,
        .counterparties = BENXI, .action = {"repairs the borrowed lathe", "修理借用车床"},
        .from = OCT(20), .due = NOV(20), .due_rule = {"by 1956-11-20", "1956-11-20 前"},
        .status = REPORT_WAIVED, .since = NOV(18), .sequence = 6,
    },
};

static const struct report_fact facts[] = {
    {.seq = 1, .source = "fushun", .id = "f-001", .at = OCT(17), .recorded = OCT(17),
     .actors = FUSHUN, .what = {"started teaching Benxi: furnace lining", "开始向本溪传授：炉衬砌筑"},
     .judgement = REPORT_EFFECTIVE, .evidence = "order 112"},
    {.seq = 2, .source = "fushun", .id = "f-002", .at = OCT(20), .recorded = OCT(21),
     .actors = FUSHUN, .what = {"taught Benxi: furnace lining", "向本溪传授：炉衬砌筑"},
     .judgement = REPORT_EFFECTIVE},
    {.seq = 3, .source = "bureau", .id = "b-001", .at = OCT(21), .recorded = OCT(22),
     .actors = BUREAU, .what = {"confirmed the mastery: furnace lining", "确认已掌握：炉衬砌筑"},
     .judgement = REPORT_INERT, .reason = "no-authority",
     .why = {"only Benxi can confirm", "只有本溪可以确认"}},
    {.seq = 4, .source = "benxi", .id = "x-001", .at = OCT(23), .recorded = OCT(23),
     .actors = BENXI, .what = {"confirmed the mastery: furnace lining", "确认已掌握：炉衬砌筑"},
     .judgement = REPORT_EFFECTIVE, .evidence = SAMPLE_TAG},
    {.seq = 5, .source = "fushun", .id = "f-002", .at = NOV(2), .recorded = NOV(2),
     .actors = FUSHUN, .what = {"taught Benxi: quick tapping", "向本溪传授：快速出钢"},
     .judgement = REPORT_REFUSED, .reason = "id-conflict",
     .why = {"another event has this id", "该编号已有另一事件"}},
    {.seq = 6, .source = "benxi", .id = "x-009", .at = NOV(18), .recorded = NOV(30),
     .actors = BENXI, .what = {"waived clause 7.4", "放弃第 7.4 条"},
     .judgement = REPORT_EFFECTIVE, .corrects = "x-008"},
};

static const struct report_revision revisions[] = {
    {.seq = 6, .subject = "7.4", .before = {"breached on 1956-11-20", "1956-11-20 违约"},
     .after = {"waived on 1956-11-18", "1956-11-18 放弃"}},
};

static const struct report_mark marks[] = {
    {.at = OCT(10), .label = {"signed", "签订"}},
    {.at = DEC(31), .label = {"end of the quarter", "季度末"}},
};

const struct report_model *report_sample(void)
{
    static const struct report_model model = {
        .identity = {
            .name = "mutual-help",
            .title = {"Benxi and Fushun improve their technique together",
                      "本溪、抚顺两钢厂互相帮助、共同提高"},
            .hash = "9f2c3a51d07be4486c1f0e9ab35d7724c8816fa02b9e4d53e7a10c6b5d2f8893",
            .first_hash = "9f2c3a51d07be4486c1f0e9ab35d7724c8816fa02b9e4d53e7a10c6b5d2f8893",
            .program = "hetong 0.1.0",
            .calendar = {"six-day week, edition 1956", "六日工作制（一九五六年版）"},
            .phase = REPORT_PHASE_IN_FORCE,
            .signed_on = OCT(10), .in_force = OCT(10), .expires = DEC(31), .as_of = DEC(10),
            .as_of_closed = true, .known_seq = 6, .known_at = REPORT_NEVER,
            .horizon_from = OCT(10), .horizon_to = REPORT_DAY(DEC_1 + 90),
            .clauses_tracked = 10, .clauses_soft = 1, .clauses_text_only = 1, .warning_days = 10,
        },
        .parties = parties, .party_count = sizeof parties / sizeof *parties,
        .clauses = clauses, .clause_count = sizeof clauses / sizeof *clauses,
        .rows = rows, .row_count = SAMPLE_ROWS,
        .facts = facts, .fact_count = sizeof facts / sizeof *facts,
        .revisions = revisions, .revision_count = sizeof revisions / sizeof *revisions,
        .timeline = {.from = OCT(1), .to = REPORT_DAY(DEC_1 + 40), .marks = marks,
                     .mark_count = sizeof marks / sizeof *marks},
    };
    return &model;
}
