/* Writes what the front end is measured on: contracts of several kinds, each unlike the others in its
 * names, figures and length, in the forms that people use; and journals of as many lines for the
 * programs that it is measured against. The same arguments write the same bytes.
 *
 *     front_write FOLDER LINES
 *
 * FOLDER/many/00000.ht …   contracts of some hundred lines, LINES lines in all
 * FOLDER/large/00000.ht …  contracts of some ten thousand lines, LINES lines in all
 * FOLDER/journal.ledger    LINES lines for ledger
 * FOLDER/journal.beancount LINES lines for beancount
 *
 * The mix of lines follows the contracts under examples/: of a hundred lines some fourteen are empty,
 * ten are comments, seven are quoted texts, twenty belong to scenarios. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lang/base/check.h"
#include "tests/differential/generate.h"

struct writer {
    FILE *file;
    struct dice dice;
    size_t lines;
};

static PRINTF_LIKE(2, 3) void say(struct writer *writer, const char *fmt, ...)
{
    va_list values;
    va_start(values, fmt);
    vfprintf(writer->file, fmt, values);
    va_end(values);
    fputc('\n', writer->file);
    writer->lines++;
}

static int roll(struct writer *writer, int low, int high)
{
    return dice_in(&writer->dice, low, high);
}

#define PICK(writer, words) ((words)[roll((writer), 0, (int)(sizeof(words) / sizeof *(words)) - 1)])

/* ---- names --------------------------------------------------------------------------------------- */

struct pair {
    const char *one, *many, *zh;
};

static const struct pair goods[] = {
    {"lathe", "lathes", "车床"},      {"drill", "drills", "钻床"},     {"pump", "pumps", "水泵"},
    {"motor", "motors", "电动机"},    {"valve", "valves", "阀门"},     {"bearing", "bearings", "轴承"},
    {"gauge", "gauges", "量规"},      {"boiler", "boilers", "锅炉"},   {"furnace", "furnaces", "电炉"},
    {"crane", "cranes", "起重机"},    {"press", "presses", "压力机"},  {"mould", "moulds", "模具"},
    {"conveyor", "conveyors", "输送机"}, {"switch", "switches", "开关"}, {"cable", "cables", "电缆"},
    {"instrument", "instruments", "仪表"},
};
static const char *const places[] = {"Fushun",  "Benxi",   "Anshan",  "Shenyang", "Dalian", "Harbin",
                                     "Tianjin", "Taiyuan", "Wuhan",   "Datong",   "Jilin",  "Luoyang",
                                     "Chengdu", "Lanzhou", "Baotou",  "Nanjing"};
static const char *const places_zh[] = {"抚顺", "本溪", "鞍山", "沈阳", "大连", "天津", "太原", "武汉"};

static void blank(struct writer *writer)
{
    say(writer, "%s", "");
}

static void remark(struct writer *writer)
{
    static const char *const remarks[] = {
        "assumed: the day; the letter of intent names the month only",
        "the figure is that of the offer, see its annex 2",
        "assumed: what silence means, and how long it may last",
        "agreed at the meeting; the minutes are kept with the contract",
    };
    say(writer, "  # %s", PICK(writer, remarks));
}

/* A day of the term, in the second half of it if so asked. */
static const char *day(struct writer *writer, bool is_late)
{
    static char text[4][16];
    static int turn;
    turn = (turn + 1) % 4;
    snprintf(text[turn], sizeof text[turn], "2026-%02d-%02d",
             is_late ? roll(writer, 7, 12) : roll(writer, 2, 6), roll(writer, 1, 28));
    return text[turn];
}

/* ---- a sale in parts ------------------------------------------------------------------------------- */

static void sale_clause(struct writer *writer, int clause, const struct pair *good, int no)
{
    int count = roll(writer, 2, 90), price = roll(writer, 3, 900), limit = roll(writer, 3, 10);
    const char *due = day(writer, true);
    say(writer, "clause %d \"Delivery of %s %d\" \"交付%s%d\".", clause, good->many, no, good->zh, no);
    say(writer,
        "  text in Chinese: \"卖方应于%s前交付%s%d台。买方应在%d个工作日内验收，逾期未答复视为验收合格\".",
        due, good->zh, count, limit);
    say(writer, "  %d.1 Seller delivers %d %s-%d to Buyer by %s.", clause, count, good->many, no, due);
    if (roll(writer, 0, 1))
        remark(writer);
    say(writer,
        "  %d.2 Buyer accepts or rejects the %s-%d within %d working days, otherwise the %s-%d are accepted.",
        clause, good->many, no, limit, good->many, no);
    if (roll(writer, 0, 2))
        say(writer, "  %d.3 Seller reworks the rejected %s-%d within %d days.", clause, good->many, no,
            roll(writer, 10, 40));
    say(writer,
        "  %d.4 Buyer pays Seller %d_000 yuan by %s, otherwise Buyer pays Seller the late-interest within %d days.",
        clause, price, day(writer, false), roll(writer, 5, 30));
    say(writer, "  %d.5 Buyer pays Seller %d_500 yuan within %d days after clause %d.1 is fulfilled.",
        clause, price * 2, roll(writer, 10, 60), clause);
    if (roll(writer, 0, 3) == 0)
        say(writer, "  %d.6 When Seller starts making a %s-%d, it supplies drawings to Buyer within %d days.",
            clause, good->one, no, roll(writer, 5, 20));
    blank(writer);
}

static void sale_scenario(struct writer *writer, const struct pair *good, int no, int clause)
{
    int count = roll(writer, 2, 90);
    say(writer, "scenario \"delivery of %s %d, told by the buyer\".", good->many, no);
    say(writer, "  On %s Buyer paid Seller %d_000 yuan.", day(writer, false), roll(writer, 3, 900));
    say(writer, "  Expect clause %d.4 in force.", clause);
    say(writer, "  On %s Seller delivered %d %s-%d to Buyer.", day(writer, true), count, good->many, no);
    say(writer, "  On 2027-01-04 Buyer rejected %d %s-%d.", count, good->many, no);
    say(writer, "  On 2027-01-05 nothing more happened.");
    say(writer, "  Expect clause %d.1 breached, short by %d %s-%d.", clause, count, good->many, no);
    blank(writer);
}

static void write_sale(struct writer *writer, int parts)
{
    int first = roll(writer, 0, (int)(sizeof goods / sizeof *goods) - 1);
    say(writer, "# A sale in parts: deliveries, inspection, rework, advance and balance, interest on what is late,");
    say(writer, "# suspension with a stopped clock, termination, secrecy that survives.");
    say(writer, "contract sale-%d \"Sale of %s\" \"%s买卖合同\".", roll(writer, 1, 9999), goods[first].many,
        goods[first].zh);
    say(writer, "party Seller \"%s Machine Works\" \"卖方\".", PICK(writer, places));
    say(writer, "party Buyer \"%s Trading Company\" \"买方\".", PICK(writer, places));
    blank(writer);
    say(writer, "signed 2026-01-%02d.", roll(writer, 5, 12));
    say(writer, "in force from 2026-01-12 to 2026-12-31.");
    say(writer, "calendar %s-day-week.", roll(writer, 0, 1) ? "five" : "six");
    blank(writer);
    say(writer, "item drawing, drawings \"图纸\".");
    for (int i = 0; i < parts; i++) {
        const struct pair *good = &goods[(first + i) % 16];
        say(writer, "item %s-%d, %s-%d \"%s%d\".", good->one, i, good->many, i, good->zh, i);
    }
    blank(writer);
    remark(writer);
    say(writer, "price means %d_000 yuan.", roll(writer, 100, 900));
    say(writer,
        "late-interest means 0.0%d percent of the overdue-amount * days-late, but at most %d percent of the price, rounded to 0.01 yuan.",
        roll(writer, 2, 9), roll(writer, 3, 9));
    blank(writer);
    for (int i = 0; i < parts; i++)
        sale_clause(writer, i + 1, &goods[(first + i) % 16], i);
    int next = parts + 1;
    say(writer, "clause %d \"Suspension\" \"中止履行\".", next);
    say(writer, "  %d.1 While clause 1.4 is breached, Seller may suspend clause 1.1 by notice to Buyer, for at most %d days.",
        next, roll(writer, 20, 90));
    say(writer, "  %d.2 While clause 1.1 is suspended, the clock of clause 1.1 stops.", next);
    blank(writer);
    say(writer, "clause %d \"Termination\" \"解除合同\".", next + 1);
    say(writer, "  %d.1 When clause 1.1 is breached, Buyer may terminate the contract by notice to Seller.", next + 1);
    blank(writer);
    say(writer, "clause %d \"Confidentiality\" \"保密\".", next + 2);
    say(writer, "  Each party must not disclose the drawings of the other.");
    say(writer, "  Clause %d survives termination for %d months.", next + 2, roll(writer, 3, 24));
    blank(writer);
    for (int i = 0; i < parts; i += 2 + roll(writer, 0, 1))
        sale_scenario(writer, &goods[(first + i) % 16], i, i + 1);
}

/* ---- mutual help ------------------------------------------------------------------------------------- */

static void help_clause(struct writer *writer, int clause, const char *teacher, const char *learner, int kind)
{
    int count = roll(writer, 5, 60);
    say(writer, "clause %d \"%s helps %s\" \"帮助%d\".", clause, teacher, learner, clause);
    say(writer, "  text in Chinese: \"要在轧钢、炼钢、锻钢、热处理等方面帮助对方学习%d种先进经验\".", count);
    say(writer, "  %d.1 %s teaches %s %d experiences-%d in Q%d.", clause, teacher, learner, count, kind,
        roll(writer, 2, 4));
    remark(writer);
    say(writer, "  %d.2 An experience-%d counts once %s confirms the mastery-%d.", clause, kind, learner, kind);
    say(writer,
        "  %d.3 %s confirms or refuses the mastery-%d within %d days, otherwise the mastery-%d is confirmed.",
        clause, learner, kind, roll(writer, 3, 14), kind);
    say(writer, "  %d.4 %s must not withdraw the technicians-%d until clause %d.1 is fulfilled.", clause, teacher,
        kind, clause);
    blank(writer);
}

static void write_help(struct writer *writer, int rounds)
{
    const char *a = PICK(writer, places), *b = PICK(writer, places);
    while (b == a)
        b = PICK(writer, places);
    say(writer, "# Two plants improve together: each teaches the other, sends people and papers, and reports what is new.");
    say(writer, "contract mutual-help-%d \"%s and %s improve their technique together\" \"互相帮助、共同提高\".",
        roll(writer, 1, 999), a, b);
    say(writer, "party %s \"%s Steel Plant\" \"甲厂\".", a, a);
    say(writer, "party %s \"%s Steel Plant\" \"乙厂\".", b, b);
    say(writer, "group plants, plant: %s and %s.", a, b);
    blank(writer);
    say(writer, "signed 2026-01-10.");
    say(writer, "in force from 2026-01-12 to 2026-12-31.");
    say(writer, "calendar six-day-week.");
    blank(writer);
    for (int i = 0; 2 * i < rounds; i++) {
        say(writer, "item experience-%d, experiences-%d, mastery-%d \"先进经验%d\".", i, i, i, i);
        say(writer, "item technician-%d, technicians-%d \"技术员%d\".", i, i, i);
    }
    say(writer, "item material, materials \"技术资料\".");
    say(writer, "item drawing, drawings \"图纸\".");
    say(writer, "item \"new result\", \"new results\" \"新的技术成就\".");
    say(writer, "item tool, tools \"工具\".");
    say(writer, "item equipment \"设备\".");
    blank(writer);
    for (int i = 0; i < rounds; i++)
        help_clause(writer, i + 1, i % 2 ? b : a, i % 2 ? a : b, i / 2);
    int next = rounds + 1;
    say(writer, "clause %d \"Means\" \"方法\".", next);
    say(writer, "  When a plant starts teaching an experience-0:");
    say(writer, "    %d.1 it supplies materials and drawings to the other within %d days;", next, roll(writer, 3, 14));
    say(writer, "    %d.2 it sends the other at least %d technicians-1 within %d days;", next, roll(writer, 2, 4),
        roll(writer, 7, 30));
    say(writer, "    %d.3 it must not withdraw the drawings until the experience-0 is confirmed.", next);
    say(writer, "  %d.4 Both plants together do their best to study tools and equipment.", next);
    say(writer, "  %d.5 Each plant does its best to give equipment and tools to the other.", next);
    say(writer,
        "  %d.6 When a plant achieves a new result, it reports the new result to the other promptly, by post or telephone, reminder after %d days.",
        next, roll(writer, 5, 30));
    blank(writer);
    for (int i = 0; i < rounds; i += 3) {
        say(writer, "scenario \"round %d is kept\".", i + 1);
        say(writer, "  On 2026-11-30 %s taught %s %d experiences-%d, confirmed.", i % 2 ? b : a, i % 2 ? a : b,
            roll(writer, 60, 90), i / 2);
        say(writer, "  Expect clause %d.1 fulfilled.", i + 1);
        say(writer, "  On 2026-12-31 nothing more happened.");
        blank(writer);
    }
}

/* ---- a supply by the month, with penalties and rights to extend ------------------------------------------- */

static void write_supply(struct writer *writer, int months)
{
    const struct pair *good = &PICK(writer, goods);
    say(writer, "contract supply-%d \"Supply of %s by the month\" \"按月供应%s\".", roll(writer, 1, 9999), good->many,
        good->zh);
    say(writer, "party Supplier \"%s Works\" \"供方\".", PICK(writer, places));
    say(writer, "party Customer \"%s Mills\" \"需方\".", PICK(writer, places));
    say(writer, "party Inspector \"%s Inspection Office\" \"检验方\", an outsider.", PICK(writer, places));
    say(writer, "signed 2026-01-05.");
    say(writer, "in force from 2026-01-12 to 2027-06-30.");
    say(writer, "calendar five-day-week.");
    blank(writer);
    for (int i = 1; i <= months; i++)
        say(writer, "item lot-%d, lots-%d \"第%d批%s\".", i, i, i, good->zh);
    say(writer, "item report, reports \"报告\".");
    say(writer, "item certificate, certificates \"合格证\".");
    blank(writer);
    say(writer, "clause 1 \"Deliveries\" \"交货\".");
    say(writer, "  text in English: \"The Supplier shall deliver the lots named below, each on or before its day.\".");
    for (int i = 1; i <= months; i++) {
        say(writer,
            "  1.%d Supplier delivers %d lots-%d to Customer by 2026-%02d-%02d, otherwise Supplier pays Customer %d yuan within %d days.",
            i, roll(writer, 2, 40), i, 2 + i % 11, roll(writer, 1, 28), roll(writer, 200, 9000),
            roll(writer, 5, 30));
        if (roll(writer, 0, 4) == 0)
            remark(writer);
    }
    blank(writer);
    say(writer, "clause 2 \"Payment\" \"付款\".");
    for (int i = 1; i <= months; i++)
        say(writer, "  2.%d Customer pays Supplier %d.%02d yuan within %d days after clause 1.%d is fulfilled.", i,
            roll(writer, 500, 90000), roll(writer, 0, 99), roll(writer, 10, 60), i);
    blank(writer);
    say(writer, "clause 3 \"Papers\" \"单证\".");
    say(writer, "  3.1 Supplier submits reports to Customer within %d days after clause 1.%d is fulfilled.",
        roll(writer, 3, 20), roll(writer, 1, months));
    say(writer, "  3.2 When Customer orders a report, Supplier supplies the report to Customer within %d days.",
        roll(writer, 3, 20));
    say(writer, "  3.3 Supplier does its best to supply certificates to Customer.");
    blank(writer);
    say(writer, "clause 4 \"Relief\" \"宽限\".");
    for (int i = 1; i <= months; i += 3)
        say(writer, "  4.%d Customer may extend clause 1.%d by %d days.", i, i, roll(writer, 3, 20));
    say(writer, "  4.%d Time is essential for clause 1.%d.", months + 1, roll(writer, 1, months));
    blank(writer);
    for (int i = 1; i <= months; i += 4) {
        say(writer, "scenario \"lot %d is late\".", i);
        say(writer, "  On 2027-01-04 Supplier delivered %d lots-%d to Customer.", roll(writer, 2, 40), i);
        say(writer, "  Expect clause 1.%d breached.", i);
        blank(writer);
    }
}

/* ---- a sale in Chinese --------------------------------------------------------------------------------- */

static void write_chinese(struct writer *writer, int parts)
{
    const char *place = PICK(writer, places_zh);
    say(writer, "# 分批买卖：交货、验收、返工、付款、解除");
    say(writer, "合同 买卖-%d “%s设备买卖合同”。", roll(writer, 1, 9999), place);
    say(writer, "当事人 卖方 “%s机器厂”。", place);
    say(writer, "当事人 买方 “%s贸易公司”。", PICK(writer, places_zh));
    blank(writer);
    say(writer, "签订于 2026-01-%02d。", roll(writer, 5, 12));
    say(writer, "生效 自 2026-01-12 至 2026-12-31。");
    say(writer, "日历 五天工作周。");
    blank(writer);
    say(writer, "项目 图纸。");
    for (int i = 0; i < parts; i++)
        say(writer, "项目 %s-%d。", goods[i % 16].zh, i);
    blank(writer);
    say(writer, "# 价款为假定数字");
    say(writer, "价款 指 %d_000 元。", roll(writer, 100, 900));
    blank(writer);
    for (int i = 0; i < parts; i++) {
        const char *good = goods[i % 16].zh;
        int clause = i + 1, count = roll(writer, 2, 90);
        const char *due = day(writer, true);
        say(writer, "第%d条 “交付%s”。", clause, good);
        say(writer, "  原文 中文：“卖方应于%s前交付%s%d台，买方应及时验收；逾期未答复的，视为验收合格”。", due, good,
            count);
        say(writer, "  %d.1 卖方 交付 %d %s-%d 给 买方 至迟 %s。", clause, count, good, i, due);
        say(writer, "  %d.2 买方 验收 或 拒收 该 %s-%d 限 %d 工作日 内，否则 该 %s-%d 被 验收。", clause, good, i,
            roll(writer, 3, 10), good, i);
        say(writer, "  %d.3 买方支付卖方 %d_000 元 至迟 %s，否则买方支付卖方 %d 元 限 %d 日 内。", clause,
            roll(writer, 3, 900), day(writer, false), roll(writer, 200, 900), roll(writer, 5, 30));
        say(writer, "  %d.4 买方支付卖方 %d 元 自 第%d.1条 被 已履行 之日起 %d 日 内。", clause, roll(writer, 3, 900),
            clause, roll(writer, 10, 60));
        blank(writer);
    }
    int next = parts + 1;
    say(writer, "第%d条 “解除合同”。", next);
    say(writer, "  %d.1 当 第1.1条 被 违约 时，买方 可以 解除 该 合同 以 通知 给 卖方。", next);
    say(writer, "  每 当事人 不得 披露 该 图纸 之 对方。");
    blank(writer);
    for (int i = 0; i < parts; i += 2) {
        say(writer, "情景 “第%d批”。", i + 1);
        say(writer, "  于 %s，买方支付卖方 %d_000 元。", day(writer, false), roll(writer, 3, 900));
        say(writer, "  预期 第%d.3条 生效。", i + 1);
        say(writer, "  于 %s，卖方 交付 %d %s-%d 给 买方。", day(writer, true), roll(writer, 2, 90), goods[i % 16].zh, i);
        say(writer, "  于 2027-01-05，再无他事。");
        blank(writer);
    }
}

/* ---- the folders ------------------------------------------------------------------------------------- */

static FILE *create(const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file) {
        perror(path);
        exit(1);
    }
    return file;
}

static void write_contracts(const char *folder, size_t lines, bool is_large)
{
    struct writer writer = {.dice = {1956}};
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, is_large ? "large" : "many");
    mkdir(path, 0777);
    for (int i = 0; writer.lines < lines; i++) {
        snprintf(path, sizeof path, "%s/%s/%05d.ht", folder, is_large ? "large" : "many", i);
        writer.file = create(path);
        int few = roll(&writer, 4, 14), many = roll(&writer, 900, 990);
        switch (i % 4) {
        case 0: write_sale(&writer, is_large ? many : few); break;
        case 1: is_large ? write_sale(&writer, many) : write_help(&writer, few); break;
        case 2: is_large ? write_chinese(&writer, many) : write_supply(&writer, few + 4); break;
        default: write_chinese(&writer, is_large ? many : few); break;
        }
        fclose(writer.file);
    }
}

/* Transactions of two or three postings and an empty line, as the books of a firm are kept. */
static void write_journals(const char *folder, size_t lines)
{
    struct writer ledger = {.dice = {1956}}, beancount = {.dice = {1956}};
    static const char *const payees[] = {"Wholesale Market", "Railway", "Post Office", "Machine Works",
                                         "Power Station"};
    static const char *const costs[] = {"Expenses:Goods:Steel", "Expenses:Travel:Rail",
                                        "Expenses:Office:Post", "Expenses:Goods:Tools",
                                        "Expenses:Power:Current"};
    char path[4096];
    snprintf(path, sizeof path, "%s/journal.ledger", folder);
    ledger.file = create(path);
    snprintf(path, sizeof path, "%s/journal.beancount", folder);
    beancount.file = create(path);
    say(&beancount, "1999-01-01 open Assets:Bank:Current");
    say(&beancount, "1999-01-01 open Expenses:Fees");
    for (size_t i = 0; i < sizeof costs / sizeof *costs; i++)
        say(&beancount, "1999-01-01 open %s", costs[i]);
    for (size_t i = 0; ledger.lines < lines; i++) {
        int kind = roll(&ledger, 0, 4), yuan = roll(&ledger, 1, 9999), fen = roll(&ledger, 0, 99);
        int fee = roll(&ledger, 0, 2) ? 0 : roll(&ledger, 1, 20);
        int year = 2000 + (int)(i * 27 / (lines / 4 + 1));
        int month = (int)(i / 28 % 12) + 1, date = (int)(i % 28) + 1;
        say(&ledger, "%04d/%02d/%02d * (%d) %s", year, month, date, (int)i % 1000, payees[kind]);
        say(&ledger, "    %-28s  %8d.%02d CNY", costs[kind], yuan, fen);
        if (fee)
            say(&ledger, "    %-28s  %8d.00 CNY", "Expenses:Fees", fee);
        say(&ledger, "    Assets:Bank:Current");
        blank(&ledger);
        if (beancount.lines + 5 > lines)
            continue;
        say(&beancount, "%04d-%02d-%02d * \"%s\" \"No. %d\"", year, month, date, payees[kind],
            (int)i % 1000);
        say(&beancount, "  %-28s  %8d.%02d CNY", costs[kind], yuan, fen);
        if (fee)
            say(&beancount, "  %-28s  %8d.00 CNY", "Expenses:Fees", fee);
        say(&beancount, "  Assets:Bank:Current");
        blank(&beancount);
    }
    fclose(ledger.file);
    fclose(beancount.file);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    size_t lines = (size_t)strtoull(argv[2], NULL, 10);
    mkdir(argv[1], 0777);
    write_contracts(argv[1], lines, false);
    write_contracts(argv[1], lines, true);
    write_journals(argv[1], lines);
    return 0;
}
