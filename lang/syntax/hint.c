/* hint.c - a table of words and their mends, and a walk over the sentence of a message. */
#include "lang/syntax/hint.h"

#include <ctype.h>
#include <string.h>

#include "lang/syntax/diag.h"
#include "lang/value/numeral.h"

/* Where the words count: only if the message is about them, as they may be names elsewhere; or
 * anywhere before the place of the message in its sentence. */
enum hint_reach { HINT_HERE, HINT_BEFORE };

static const char duty[] = "a duty is the plain sentence, with `must` if you like: `Seller delivers …`, "
                           "`Seller must deliver …`";
static const char breach[] = "what was not done is a breach: `When clause 1.1 is breached, …`";
static const char each_period[] = "write `each month`, `each week`, `by the 5th of each month`";
static const char by_the_day[] = "a sum by the day is a formula: `penalty means 100 yuan per day * days-late`, and "
                                 "`…, otherwise Seller pays Buyer the penalty within 10 days`";
static const char next_period[] = "count from the end of the month: `within 15 days after the end of each month`";
static const char so_often[] = "what is late is a breach: `When clause 2.1 is breached 3 times in any 12 months, …`";
static const char weekday[] = "write `on each Thursday`, `by 12:00 on each Thursday`";
static const char weekdays[] = "of the days that are worked write `each working day`; of others each by itself: `on each "
                               "Saturday`";
static const char leave_out[] = "leave it out; cross-references name a clause: `under clause 3`";
static const char when[] = "write `When …, …`; for a condition that is looked at then, `If …, …`";
static const char kept_back[] = "what is kept back is paid later: `Buyer pays Seller the retention within "
                                "28 days after …` (13.8)";
static const char kept_on[] = "of money, what is kept back is paid later: `Buyer pays Seller the retention within 28 "
                              "days after …` (13.8); a thing is kept: `Seller keeps the drawings until 2026-11-30`";
static const char cap[] = "a cap is a sentence of its own: `Seller's liability under the contract is at most 30 "
                          "percent of the price`";
static const char not_yet[] = "what has not come about is asked of the clause that brings it: `While clause 1.1 is not "
                              "fulfilled, Buyer may terminate the contract after 2026-06-30`";
static const char who_does[] = "say who does it: `Buyer reports a claim to Seller within 30 days`";
static const char excess[] = "what lies above a bound is a sum with a name: `excess means the profit - 3_000_000 "
                             "euros`; where it comes to nothing, nothing is owed";
static const char counted[] = "write `within 10 days after …`, or `before`";

const char hint_on_or_before[] = "“… 前”是否含当日有歧义：含当日写“至迟 2026-03-31”或“于 2026-03-31 前（含当日）”，不含当日写“先于 "
                                 "2026-03-31”；每月写“至迟 每月 5 日”";
static const char next_month_zh[] = "count from the end of the month: `在 每月 末 后 15 日 内`; by a day of each month: "
                                    "`至迟 每月 5 日`";
static const char clause_digits[] = "clauses are numbered in digits: `第1条`";
static const char chinese_digits[] = "numbers are written in digits: `30日`, `500元`; Chinese numerals stand in "
                                     "quoted text only";

static const char working_hours[] = "what is done on each of them is `each working day`, `from 09:00 to 17:00 each "
                                    "working day`; when a right may be used in the day stands in a text only";
static const char two_stubs[] = "of each a sentence: `The first period is short.`, `The last period is skipped.`";
static const char in_full[] = "each condition is said in full: `if the uptime is at least 90 percent and the uptime is "
                              "less than 95 percent, …`";
static const char late_zh[] = "逾期即违约：“当 第2.1条 被 违约 时，…”；逾期多日者：“凡在 第2.1条 被 违约，买方 可以 解除 合同 不早于 第2.1条 到期 后 "
                              "30 日”；违约金写在该条之后：“，否则 买方 支付 卖方 逾期违约金 限 10 日 内”";
static const char cap_zh[] = "“总额不超过”是一个词，中间不空格，写在所限之后：“卖方 的 违约金 根据 合同 总额不超过 500 元”";
static const char breach_zh[] = "未做即违约：“当 第1.1条 被 违约 时，…”";
static const char received_zh[] =
    "何时收到由交付或报告而知：“自 该 交付 之日起 30 日 内”，“当 卖方 提交 发票 给 买方 时，买方 限 30 日 内 …”";
static const char effect_zh[] = "写明由谁解除：“当 买方 解除 合同 时，卖方 自 该 解除 生效 之日起 14 日 内 …”；无论合同如何终止：“当 合同 终止 时，…”";
static const char by_the_day_zh[] = "按日计的款额写公式：“违约金 指 500 元 每一日 * 逾期天数。”，再写“…，否则 卖方 支付 买方 该 违约金 限 10 日 内”";
static const char before_zh[] =
    "在何事之前，写“先于 2026-03-31”，行为写在句末：“支付 卖方 5 元 先于 该 交付”；含当日写“至迟 2026-03-31”；每期开始后，写“在 每季度 初 后 5 日 内”";
static const char instalment_zh[] = "每期各写一句，或写“至迟 每月 5 日 支付 卖方 100 元，自 2026-02-01 至 2026-11-30”";
static const char to_thing_zh[] = "对谁写“向 买方 …”；对何物做什么，动词后写其名：“卖方 修理 车床”";
static const char agreed_zh[] = "此处删去；引用条款写“根据 第2条”";
static const char signed_zh[] = "合同何时生效写在开头：“签订于 2026-01-12。生效 自 2026-01-12 至 2026-12-31。”";
static const char penalty_zh[] = "款名与数额只写其一：“支付 买方 500 元”，或先写“违约金 指 500 元。”，再写“支付 买方 该 违约金”";
static const char manner_zh[] = "怎样做不能核验，此处删去；要保留原话，写“仅存原文：“…””";
static const char length_zh[] = "期限从何时起写明：“自 验收 之日起 12 个月 届满 后 14 日 内”";
static const char notice_zh[] = "a notice has no form here: `可以 解除 该 合同 提前 30 日 通知`";

static const struct {
    const char *words; /* a blank stands for any, `~` for any or none, `#` for a number */
    enum hint_reach reach;
    const char *help;
} hints[] = {
    {"during working days", HINT_BEFORE, working_hours},
    {"during business days", HINT_BEFORE, working_hours},
    {"on working days", HINT_BEFORE, working_hours},
    {"on business days", HINT_BEFORE, working_hours},
    {"if not", HINT_BEFORE, not_yet},
    {"is short and", HINT_BEFORE, two_stubs},
    {"is long and", HINT_BEFORE, two_stubs},
    {"is skipped and", HINT_BEFORE, two_stubs},
    {"for each day late", HINT_BEFORE, by_the_day},
    {"for each day of", HINT_BEFORE, by_the_day},
    {"for every day", HINT_BEFORE, by_the_day},
    {"of the following month", HINT_BEFORE, next_period},
    {"of the next month", HINT_BEFORE, next_period},
    {"misses", HINT_HERE, breach},
    {"liability of", HINT_BEFORE, cap},
    {"not exceed", HINT_BEFORE, cap},
    {"limited to", HINT_BEFORE, cap},
    {"happened", HINT_HERE, not_yet},
    {"occurred", HINT_HERE, not_yet},
    {"taken place", HINT_BEFORE, not_yet},
    {"must be", HINT_BEFORE, who_does},
    {"shall be", HINT_BEFORE, who_does},
    {"is to be", HINT_BEFORE, who_does},
    {"above", HINT_HERE, excess},
    {"exceeding", HINT_HERE, excess},
    {"in excess of", HINT_BEFORE, excess},
    {"holds back", HINT_BEFORE, kept_back},
    {"on closing", HINT_BEFORE, "say the day: `by 2026-06-30`, or `within 5 days after clause 1.1 is fulfilled`"},
    {"at closing", HINT_BEFORE, "say the day: `by 2026-06-30`, or `within 5 days after clause 1.1 is fulfilled`"},
    {"with effect from", HINT_BEFORE, "a notice takes effect so long after it was given, `with 30 days' notice`; a "
                                      "clause so: `from 2026-07-01 to 2026-12-31`"},
    {"with effect as of", HINT_BEFORE, "a notice takes effect so long after it was given, `with 30 days' notice`"},
    {"as of the", HINT_BEFORE, "write `from`, or of a notice how long after it was given it takes effect: `with 30 "
                               "days' notice`"},
    {"end of a", HINT_HERE, "a day that recurs is `by the end of each quarter`; a notice takes effect so long after it "
                            "was given, `with 3 months' notice`, and not at which end of a period"},
    {"pays late", HINT_BEFORE, so_often},
    {"delivers late", HINT_BEFORE, so_often},
    {"is late", HINT_BEFORE, so_often},
    {"should", HINT_HERE, duty},
    {"ought to", HINT_BEFORE, duty},
    {"promises to", HINT_BEFORE, duty},
    {"promise to", HINT_BEFORE, duty},
    {"agrees to", HINT_HERE, duty},
    {"agree to", HINT_HERE, duty},
    {"agrees", HINT_HERE, duty},
    {"agree", HINT_HERE, duty},
    {"commits to", HINT_HERE, duty},
    {"covenants to", HINT_BEFORE, duty},
    {"cannot", HINT_BEFORE, "write `must not`"},
    {"can not", HINT_BEFORE, "write `must not`"},
    {"must not to", HINT_BEFORE, "behind `must not` the verb stands alone: `must not disclose`"},
    {"must to", HINT_BEFORE, "behind `must` the verb stands alone: `must deliver`"},
    {"may to", HINT_BEFORE, "behind `may` the verb stands alone: `may terminate`"},
    {"does not", HINT_BEFORE, breach},
    {"do not", HINT_BEFORE, breach},
    {"did not", HINT_BEFORE, breach},
    {"fails to", HINT_BEFORE, breach},
    {"fail to", HINT_BEFORE, breach},
    {"failed to", HINT_BEFORE, breach},
    {"failure", HINT_HERE, breach},
    {"half of", HINT_HERE, "write `50 percent of the price`"},
    {"third of", HINT_HERE, "write the share in percent, or the sum: `40 percent of the price`"},
    {"per day of", HINT_BEFORE, by_the_day},
    {"percent per", HINT_BEFORE, "a rate is a formula with a name: `interest means 6 percent of the price / 12`, and "
                                 "`Buyer pays Seller the interest by the 5th of each month`"},
    {"is renewed", HINT_BEFORE, "the sentence of the term says it: `in force from 2026-01-01 to 2026-12-31, renewed "
                                "for 12 months each time unless Buyer gives notice at least 3 months before the "
                                "end, at most 4 times`"},
    {"upon", HINT_BEFORE, "write `When …, …`, or `within 5 days after the delivery`"},
    {"as soon as", HINT_BEFORE, when},
    {"in the event of", HINT_BEFORE, when},
    {"in the event that", HINT_BEFORE, when},
    {"in case of", HINT_BEFORE, when},
    {"in case", HINT_BEFORE, when},
    {"provided that", HINT_BEFORE, when},
    {"provided", HINT_HERE, when},
    {"on condition that", HINT_BEFORE, when},
    {"as long as", HINT_BEFORE, "write `While …, …`"},
    {"so long as", HINT_BEFORE, "write `While …, …`"},
    {"except", HINT_BEFORE, "write `unless …`, or a right of its own: `Despite clause 3.1, Seller may …`"},
    {"notwithstanding", HINT_BEFORE, "write `Despite clause 3.1, …`"},
    {"by monday", HINT_BEFORE, weekday},
    {"by tuesday", HINT_BEFORE, weekday},
    {"by wednesday", HINT_BEFORE, weekday},
    {"by thursday", HINT_BEFORE, weekday},
    {"by friday", HINT_BEFORE, weekday},
    {"by saturday", HINT_BEFORE, weekday},
    {"by sunday", HINT_BEFORE, weekday},
    {"from monday", HINT_BEFORE, weekdays},
    {"from tuesday", HINT_BEFORE, weekdays},
    {"from wednesday", HINT_BEFORE, weekdays},
    {"from thursday", HINT_BEFORE, weekdays},
    {"from friday", HINT_BEFORE, weekdays},
    {"from saturday", HINT_BEFORE, weekdays},
    {"from sunday", HINT_BEFORE, weekdays},
    {"mondays", HINT_HERE, weekday},
    {"tuesdays", HINT_HERE, weekday},
    {"wednesdays", HINT_HERE, weekday},
    {"thursdays", HINT_HERE, weekday},
    {"fridays", HINT_HERE, weekday},
    {"saturdays", HINT_HERE, weekday},
    {"sundays", HINT_HERE, weekday},
    {"monthly", HINT_HERE, each_period},
    {"weekly", HINT_HERE, each_period},
    {"daily", HINT_HERE, "write `each day`, `each working day`"},
    {"quarterly", HINT_HERE, "write `each quarter`, `by the end of each quarter`"},
    {"yearly", HINT_HERE, "write `each year`, `by the end of each year`"},
    {"annually", HINT_HERE, "write `each year`, `by the end of each year`"},
    {"per annum", HINT_BEFORE, "write `each year`; a rate of interest is a formula (13.3)"},
    {"he", HINT_HERE, "write `it`, or name the party"},
    {"she", HINT_HERE, "write `it`, or name the party"},
    {"him", HINT_HERE, "write `it`, or name the party"},
    {"his", HINT_HERE, "write `its`"},
    {"her", HINT_HERE, "write `its`"},
    {"this", HINT_HERE, "write `the`"},
    {"these", HINT_HERE, "write `the`"},
    {"those", HINT_HERE, "write `the`"},
    {"such", HINT_HERE, "write `the`"},
    {"hereby", HINT_BEFORE, leave_out},
    {"herein", HINT_BEFORE, leave_out},
    {"hereof", HINT_BEFORE, leave_out},
    {"hereto", HINT_BEFORE, leave_out},
    {"hereunder", HINT_BEFORE, leave_out},
    {"thereof", HINT_BEFORE, leave_out},
    {"however", HINT_BEFORE, leave_out},
    {"furthermore", HINT_BEFORE, leave_out},
    {"pursuant to", HINT_BEFORE, "write `under clause 3`"},
    {"in accordance with", HINT_BEFORE, "write `under clause 3`"},
    {"according to", HINT_BEFORE, "write `under clause 3`"},
    {"as per", HINT_BEFORE, "write `under clause 3`"},
    {"and / or", HINT_BEFORE, "say which: `and` (both) or `or` (one of them)"},
    {"and/or", HINT_BEFORE, "say which: `and` (both) or `or` (one of them)"},
    {"till", HINT_HERE, "write `until`"},
    {"throughout", HINT_HERE, "write `during`, or `from 2026-01-01 to 2026-12-31`"},
    {"starting", HINT_HERE, "write `from 2026-01-01`"},
    {"beginning", HINT_HERE, "write `from 2026-01-01`"},
    {"commencing", HINT_HERE, "write `from 2026-01-01`"},
    {"effective as of", HINT_BEFORE, "write `from 2026-01-01`"},
    {"days of", HINT_HERE, counted},
    {"weeks of", HINT_HERE, counted},
    {"months of", HINT_HERE, counted},
    {"minimum", HINT_HERE, "write `at least`"},
    {"maximum", HINT_HERE, "write `at most`"},
    {"not exceeding", HINT_BEFORE, "write `at most`"},
    {"guarantees", HINT_HERE, "a statement of fact is warranted: `Seller warrants that \"…\", as judged by Buyer`"},
    {"guarantee", HINT_HERE, "a statement of fact is warranted: `Seller warrants that \"…\", as judged by Buyer`"},
    {"retains", HINT_HERE, kept_on},
    {"retain", HINT_HERE, kept_on},
    {"payable", HINT_HERE, "say who pays whom: `Buyer pays Seller 500 yuan by 2026-03-31`"},
    {"due", HINT_HERE, "say who does it: `Buyer pays Seller 500 yuan by 2026-03-31`"},
    {"failing which", HINT_BEFORE, "write `, otherwise …`"},
    {"by giving", HINT_BEFORE, "write `by notice to Seller`, `with 30 days' notice`"},
    {"third party", HINT_HERE, "declare it: `party Bank, an outsider.`"},
    {"everybody", HINT_HERE, "write `each party`"},
    {"everyone", HINT_HERE, "write `each party`"},
    {"and less than", HINT_BEFORE, in_full},
    {"and more than", HINT_BEFORE, in_full},
    {"and at least", HINT_BEFORE, in_full},
    {"and at most", HINT_BEFORE, in_full},
    {"and below", HINT_BEFORE, in_full},
    {"and above", HINT_BEFORE, in_full},
    {"提前", HINT_HERE, notice_zh},
    {"解除~生效", HINT_BEFORE, effect_zh},
    {"终止~生效", HINT_BEFORE, effect_zh},
    {"元~/~日", HINT_BEFORE, by_the_day_zh},
    {"元~/~天", HINT_BEFORE, by_the_day_zh},
    {"每~逾期", HINT_BEFORE, by_the_day_zh},
    {"每逾期", HINT_BEFORE, by_the_day_zh},
    {"指~每~日", HINT_BEFORE, by_the_day_zh},
    {"违约金", HINT_HERE, penalty_zh},
    {"违约", HINT_HERE, "of a clause write `被 违约`: `当 第1.1条 被 违约 时，…`; of silence `，否则 买方 是 违约方`"},
    {"因不可抗力", HINT_BEFORE, "what hinders is told by an act: `当 卖方 通知 买方 时，…`, or gives a right: `卖方 可 中止 第1.1条，为 "
                                "至多 60 日`"},
    {"首日", HINT_HERE, "one sentence alone: `首日计入`, or `首日不计入`"},
    {"每~月~#~日~前", HINT_HERE, hint_on_or_before},
    {"每~月~#~日~之前", HINT_HERE, hint_on_or_before},
    {"值~计", HINT_BEFORE, "write `否则 最后一个 测得值 为准`"},
    {"日~前", HINT_BEFORE, hint_on_or_before},
    {"日~以前", HINT_BEFORE, hint_on_or_before},
    {"日~之前", HINT_BEFORE, hint_on_or_before},
    {"次月", HINT_BEFORE, next_month_zh},
    {"下月", HINT_BEFORE, next_month_zh},
    {"下个月", HINT_BEFORE, next_month_zh},
    {"收到", HINT_BEFORE, received_zh},
    {"前", HINT_HERE, before_zh},
    {"分", HINT_HERE, instalment_zh},
    {"对", HINT_HERE, to_thing_zh},
    {"的~约定", HINT_BEFORE, agreed_zh},
    {"签字", HINT_BEFORE, signed_zh},
    {"盖章", HINT_BEFORE, signed_zh},
    {"负责", HINT_HERE, "直接写做什么：“卖方 发运 车床”"},
    {"预先", HINT_HERE, manner_zh},
    {"及时", HINT_HERE, manner_zh},
    {"在~收到", HINT_BEFORE, received_zh},
    {"自~收到", HINT_BEFORE, received_zh},
    {"在~接到", HINT_BEFORE, received_zh},
    {"逾期", HINT_HERE, late_zh},
    {"逾期~超过", HINT_BEFORE, late_zh},
    {"到期~后~#~日~后", HINT_BEFORE, late_zh},
    {"总额~不超过", HINT_BEFORE, cap_zh},
    {"总额~至多", HINT_BEFORE, cap_zh},
    {"未能", HINT_BEFORE, breach_zh},
    {"未按", HINT_BEFORE, breach_zh},
    {"未~按时", HINT_BEFORE, breach_zh},
    {"未~按期", HINT_BEFORE, breach_zh},
    {"不合格", HINT_HERE, "不合格者由 拒收 说出：“买方 限 10 日 内 验收 或 拒收 该 车床，否则 该 车床 被 验收”，“卖方 限 15 日 内 返工 该 被拒 车床”"},
    {"保证", HINT_HERE, "指标写“卖方 保持 该 完好率 不低于 99 %”，事实写“卖方 保证如下属实 “车床系全新”，认定者 买方”"},
    {"届满", HINT_HERE, length_zh},
    {"期满", HINT_HERE, length_zh},
    {"签订", HINT_HERE, "自合同生效起算者只写“限 10 日 内”；自签订起算者写日期：“自 2026-01-12 之日起 10 日 内”"},
    {"不可抗力", HINT_HERE, "阻碍履行者由行为告知：“当 卖方 通知 买方 时，…”，或给予权利：“卖方 可以 中止 第1.1条，为 至多 60 日”"},
    {"妥善", HINT_HERE, manner_zh},
    {"随时", HINT_HERE, manner_zh},
    {"按时", HINT_HERE, manner_zh},
    {"按期", HINT_HERE, manner_zh},
    {"第一条", HINT_BEFORE, clause_digits},
    {"第二条", HINT_BEFORE, clause_digits},
    {"第三条", HINT_BEFORE, clause_digits},
    {"第四条", HINT_BEFORE, clause_digits},
    {"第五条", HINT_BEFORE, clause_digits},
    {"第六条", HINT_BEFORE, clause_digits},
    {"第七条", HINT_BEFORE, clause_digits},
    {"第八条", HINT_BEFORE, clause_digits},
    {"第九条", HINT_BEFORE, clause_digits},
    {"第十条", HINT_BEFORE, clause_digits},
    {"十", HINT_HERE, chinese_digits},
    {"壹", HINT_HERE, chinese_digits},
    {"贰", HINT_HERE, chinese_digits},
    {"叁", HINT_HERE, chinese_digits},
    {"肆", HINT_HERE, chinese_digits},
    {"柒", HINT_HERE, chinese_digits},
    {"捌", HINT_HERE, chinese_digits},
    {"玖", HINT_HERE, chinese_digits},
    {"拾", HINT_HERE, chinese_digits},
    {"佰", HINT_HERE, chinese_digits},
    {"仟", HINT_HERE, chinese_digits},
    {"伍元", HINT_HERE, chinese_digits},
    {"陆元", HINT_HERE, chinese_digits},
    {"百", HINT_HERE, chinese_digits},
    {"千", HINT_HERE, chinese_digits},
    {"万", HINT_HERE, chinese_digits},
    {"nobody", HINT_HERE, "write `Each party must not …`"},
};

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '-' || (unsigned char)c >= 0x80;
}

/* The offset at which the sentence of the place begins. */
static uint32_t sentence_start(const struct source *source, uint32_t at)
{
    const char *text = source->text;
    for (uint32_t i = at; i > 0; i--) {
        char c = text[i - 1], next = text[i];
        bool is_blank = next == ' ' || next == '\t' || next == '\n' || next == '\r';
        bool is_chinese = i >= 3 && (memcmp(text + i - 3, "。", 3) == 0 || memcmp(text + i - 3, "；", 3) == 0);
        if (c == ';' || c == '"' || (c == '.' && is_blank) || is_chinese)
            return i;
    }
    return 0;
}

/* The length of the words if they stand at the offset, as whole words; else 0. */
static uint32_t length_at(const struct source *source, uint32_t at, const char *words)
{
    const char *text = source->text;
    uint32_t i = at;
    for (; *words; words++) {
        if (*words == ' ') {
            if (i >= source->len || !isspace((unsigned char)text[i]))
                return 0;
            while (i < source->len && isspace((unsigned char)text[i]))
                i++;
        } else if (*words == '~') {
            while (i < source->len && isspace((unsigned char)text[i]))
                i++;
        } else if (*words == '#') {
            uint32_t first = i;
            while (i < source->len && (isdigit((unsigned char)text[i]) || text[i] == '_'))
                i++;
            if (i == first)
                return 0;
        } else if (i >= source->len || tolower((unsigned char)text[i++]) != (unsigned char)*words) {
            return 0;
        }
    }
    bool is_english = (unsigned char)text[at] < 0x80; /* Chinese has no blanks between words */
    return is_english && i < source->len && is_letter(text[i]) ? 0 : i - at;
}

static bool overlaps(struct span one, struct span other)
{
    return one.start < other.end && other.start < one.end;
}

/* The last such words up to the end of the place; -1 if there are none. */
static int find(const struct source *source, struct span at, struct span *where)
{
    int found = -1;
    for (uint32_t i = sentence_start(source, at.start); i <= at.end && i < source->len; i++) {
        bool is_chinese = (unsigned char)source->text[i] >= 0x80; /* 31|日前: they touch */
        if (i == at.end && !is_chinese)
            continue;
        if (i > 0 && is_letter(source->text[i - 1]) && !is_chinese)
            continue;
        for (size_t k = 0; k < sizeof hints / sizeof *hints; k++) {
            uint32_t len = length_at(source, i, hints[k].words);
            struct span span = {i, i + len};
            if (len == 0 || (hints[k].reach == HINT_HERE && !overlaps(span, at)))
                continue;
            *where = span;
            found = (int)k;
            break;
        }
    }
    return found;
}

/* `ten lathes`: a number in words at the place, or just before it. */
static bool give_number(struct diag *diag, const struct source *source, struct span at)
{
    uint32_t start = at.start;
    size_t end = start;
    int64_t value;
    if (!numeral_in_words(source->text, source->len, &end, &value)) {
        while (start > 0 && isspace((unsigned char)source->text[start - 1]))
            start--;
        while (start > 0 && is_letter(source->text[start - 1]))
            start--;
        end = start;
        if (start == at.start || !numeral_in_words(source->text, source->len, &end, &value))
            return false;
    }
    struct span words = {start, (uint32_t)end};
    diag_help(diag, "numbers are written in digits: `%lld`", (long long)value);
    diag_replace(diag, words, "%lld", (long long)value);
    return true;
}

bool hint_give(struct diag *diag, const struct source *source, struct span at)
{
    struct span where;
    if (at.start > at.end || at.end > source->len)
        return false;
    int found = find(source, at, &where);
    bool is_late = found >= 0 && hints[found].help == so_often;
    if (!is_late && give_number(diag, source, at))
        return true;
    if (found < 0)
        return false;
    diag_help(diag, "%s", hints[found].help);
    if (!overlaps(where, at))
        diag_label(diag, source, where, "the language says this otherwise");
    return true;
}
