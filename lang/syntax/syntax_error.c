/* syntax_error.c - syntax errors in words. The parser knows exactly which of some hundred tokens
 * could stand at the place; a reader wants one of five ideas: the verb, who or what, a date or
 * period, a comma, a full stop. */
#include "lang/syntax/syntax_error.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"
#include "lang/base/suggest.h"
#include "lang/syntax/build.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/hint.h"

struct idea {
    int token; /* if this token is expected, so is the idea */
    const char *text;
};

/* The order is that of the message; a later idea is left out if an earlier one has its text. */
static const struct idea ideas[] = {
    {TOK_MODAL, "the verb"},
    {TOK_PRONOUN, "who or what"},
    {TOK_DATE, "a date or period"},
    {TOK_PERIOD, "a date or period"},
    {TOK_TIME_UNIT, "a unit"},
    {TOK_REF_NO, "the number of a clause"},
    {TOK_STRING, "a quoted text"},
    {TOK_COLON, "a colon"},
    {TOK_COMMA, "a comma"},
    {TOK_CLOSE, "a closing parenthesis"},
    {TOK_STOP, "a full stop"},
};

static void add_idea(struct buf *out, const char *text)
{
    if (strstr(out->data, text))
        return;
    if (out->len > 0)
        buf_puts(out, ", ");
    buf_puts(out, text);
}

/* "the verb, a date or period or a full stop" */
static void describe_expected(const bool *is_expected, struct buf *out)
{
    for (size_t i = 0; i < sizeof ideas / sizeof ideas[0]; i++)
        if (is_expected[ideas[i].token])
            add_idea(out, ideas[i].text);
    bool is_other_name = is_expected[TOK_NAME] && !is_expected[TOK_MODAL] &&
                         !is_expected[TOK_PRONOUN];
    if (is_other_name)
        add_idea(out, "a name");
    if (is_expected[TOK_NUMBER] && !is_expected[TOK_PRONOUN])
        add_idea(out, "a number");
    for (size_t i = out->len; i-- > 1;)
        if (out->data[i] == ' ' && out->data[i - 1] == ',') {
            struct buf tail;
            buf_init(&tail);
            buf_puts(&tail, out->data + i + 1);
            buf_truncate(out, i - 1);
            buf_puts(out, " or ");
            buf_puts(out, tail.data);
            buf_release(&tail);
            break;
        }
}

static void describe_found(const struct parse *parse, int token, struct span span, struct buf *out)
{
    if (token == TOK_STOP || token == TOK_END || span.start == span.end) {
        buf_puts(out, "the end of the sentence");
        return;
    }
    const char *text = parse->source->text + span.start;
    size_t len = span.end - span.start;
    size_t shown = 0; /* up to the end of the line, and whole characters */
    while (shown < len && text[shown] != '\n' &&
           (shown < 40 || ((unsigned char)text[shown] & 0xC0) == 0x80))
        shown++;
    buf_putc(out, '`');
    buf_add(out, text, shown);
    buf_puts(out, shown < len ? "…`" : "`");
}

static bool is_keyword(int token)
{
    return token >= TOK_CONTRACT && token != TOK_PERCENT;
}

/* Advice for mistakes that the place and the token tell. */
static void advise(struct diag *diag, int token, const bool *is_expected, bool is_behind_article)
{
    bool starts_noun = token == TOK_NUMBER || token == TOK_DET || token == TOK_QUANT ||
                       token == TOK_AT_MOST;
    bool is_sign = token == TOK_PLUS || token == TOK_MINUS || token == TOK_SIGN || token == TOK_TIMES ||
                   token == TOK_DIVIDE;
    if (is_sign && is_expected[TOK_STOP])
        diag_help(diag, "give the sum a name: `the-rest means the advance - the total of clause 3.2.`, and "
                        "then `pays Seller the-rest`");
    else if (is_expected[TOK_COMPARE] && token == TOK_BETWEEN)
        diag_help(diag, "write two conditions: `the uptime is at least 95 percent and the uptime is at most "
                        "99 percent`");
    else if (is_expected[TOK_COMPARE] && is_expected[TOK_STATUS] && !is_expected[TOK_MODAL] &&
             starts_noun)
        diag_help(diag, "`is` takes one word (`is accepted`); define with `means`: `the-price "
                        "means 480_000 yuan`");
    else if ((token == TOK_AND || token == TOK_OR) && is_expected[TOK_AND_WHEN])
        diag_help(
            diag,
            token == TOK_AND
                ? "of two things that must be so, the act comes first, and what is asked then behind `if`: `When "
                  "Buyer rejects the lathe if clause 1.1 is breached, …`; two events are joined by `and when`"
                : "events are joined by `or when`: `When clause 1.1 is breached or when Buyer orders a lathe, …`");
    else if (is_expected[TOK_COMMA] && is_expected[TOK_COLON] && is_expected[TOK_THEN] &&
             (token == TOK_UNLESS || token == TOK_IF))
        diag_help(diag, "one condition says both: `if clause 1.1 is breached and not (clause 1.2 is fulfilled)`");
    else if (is_expected[TOK_COMMA] && is_expected[TOK_COLON] && is_expected[TOK_THEN])
        diag_help(diag, "a comma ends the condition: `When …, …`");
    else if (token == TOK_WHILE || token == TOK_WHEN)
        diag_help(diag, "put the condition in front, with a comma behind it, or join events by "
                        "`or when`");
    else if (token == TOK_NAME && is_expected[TOK_HAS] && !is_expected[TOK_IS])
        diag_help(diag, "say what was done to it: `goods that Buyer has rejected`, `goods that are "
                        "rejected`");
    else if (is_expected[TOK_NAME] && !is_expected[TOK_MODAL] && !is_expected[TOK_STOP] &&
             is_keyword(token) && !is_behind_article)
        diag_help(diag,
                  "this is a word of the language, and has no place here: a full stop, a comma or a word before it may "
                  "be missing, or it is said otherwise (`hetong help keywords`)");
    else if (is_expected[TOK_NAME] && !is_expected[TOK_MODAL] && !is_expected[TOK_STOP] &&
             is_keyword(token))
        diag_help(diag, "this is a word of the language; a name that contains it is written with a "
                        "hyphen or declared in quotes");
    else if (token == TOK_NAME && is_expected[TOK_STOP] && !is_expected[TOK_NAME])
        diag_help(diag, "a comma, a preposition or a full stop may be missing before it");
    else if ((token == TOK_OR || token == TOK_AND) && is_expected[TOK_STOP])
        diag_help(diag, "a second act is a sentence or an item of its own (`…; it pays …`); what follows "
                        "a breach is said with `, otherwise …`");
    else if (token == TOK_STOP && is_expected[TOK_PRONOUN])
        diag_help(diag, "say who, what or when behind the last word, or leave that word out");
    else if (token == TOK_COMMA && is_expected[TOK_STOP])
        diag_help(diag, "long sentences are cut: end it here, or begin a new item with `;`");
}

/* Whether the word stands right before the place. */
static bool is_behind(const struct parse *parse, struct span span, const char *word)
{
    uint32_t at = span.start;
    while (at > 0 && strchr(" \t\r\n", parse->source->text[at - 1]))
        at--;
    size_t len = strlen(word);
    return at >= len && memcmp(parse->source->text + at - len, word, len) == 0;
}

/* Whether the words stand right behind the place. */
static bool is_before(const struct parse *parse, struct span span, const char *words)
{
    uint32_t at = span.end;
    while (at < parse->source->len && strchr(" \t\r\n", parse->source->text[at]))
        at++;
    size_t len = strlen(words);
    return at + len <= parse->source->len && memcmp(parse->source->text + at, words, len) == 0;
}

/* Whether one word, the first of its line, stands before the place. */
static bool is_first_word(const struct parse *parse, struct span span)
{
    uint32_t at = span.start;
    while (at > 0 && !strchr(" \t\r\n", parse->source->text[at - 1]))
        at--;
    return at == 0 || parse->source->text[at - 1] == '\n';
}

/* Where the sentence of the place begins: behind `. ` or `;`, which no number has. */
static uint32_t sentence_before(const struct parse *parse, struct span span)
{
    static const char stop[] = "。", semicolon[] = "；";
    const char *text = parse->source->text;
    uint32_t at = span.start;
    for (; at > 0 && text[at - 1] != ';'; at--) {
        bool is_stop = at > 1 && text[at - 2] == '.' && strchr(" \r\n", text[at - 1]);
        bool is_chinese = at > 3 && (memcmp(text + at - 3, stop, 3) == 0 || memcmp(text + at - 3, semicolon, 3) == 0);
        if (is_stop || is_chinese)
            break;
    }
    return at;
}

/* Where the words were last written in the sentence before the end of the place; the end if they were not. */
static uint32_t last_said(const struct parse *parse, struct span span, const char *words)
{
    size_t len = strlen(words);
    uint32_t start = sentence_before(parse, span);
    for (uint32_t at = span.end; at > start; at--)
        if (at - 1 + len <= span.end && memcmp(parse->source->text + at - 1, words, len) == 0)
            return at - 1;
    return span.end;
}

/* The last number that begins between the two; 0 if there is none, or it is no day of a month. */
static int number_between(const char *text, uint32_t from, uint32_t to)
{
    int number = 0;
    for (uint32_t at = from; at < to; at++) {
        bool is_digit = text[at] >= '0' && text[at] <= '9';
        bool is_first = at == from || text[at - 1] < '0' || text[at - 1] > '9';
        if (is_digit && number < 100)
            number = (is_first ? 0 : number * 10) + text[at] - '0';
    }
    return number <= 31 ? number : 0;
}

/* 1st of, first of */
static bool is_ordinal_of(const char *text, uint32_t end)
{
    static const char *const all[] = {"st of ", "nd of ", "rd of ", "th of "};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (end >= strlen(all[i]) && memcmp(text + end - strlen(all[i]), all[i], strlen(all[i])) == 0)
            return true;
    return false;
}

/* May 2026, May 1, 2026 */
static bool has_year(const char *text, uint32_t behind)
{
    enum { DIGITS = 4, FAR = 12 };
    int digits = 0;
    for (uint32_t at = behind; at < behind + FAR && text[at] && digits < DIGITS; at++)
        digits = text[at] >= '0' && text[at] <= '9' ? digits + 1 : 0;
    return digits == DIGITS;
}

/* `by the 1st of May`, `by May 1st`: a day without a year, in words that only a whole date has. */
static bool advise_about_day(const struct parse *parse, struct diag *diag, struct span span)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    enum { NEAR = 24 }; /* `September the 30th` */
    const char *text = parse->source->text;
    for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
        uint32_t month = last_said(parse, span, months[i]);
        uint32_t behind = month + (uint32_t)strlen(months[i]);
        if (month == span.end || month + NEAR < span.start || has_year(text, behind) ||
            !(is_ordinal_of(text, month) || number_between(text, behind, span.end)))
            continue;
        int day = number_between(text, month > NEAR / 2 ? month - NEAR / 2 : 0, month); /* the 1st of May */
        if (day == 0)
            day = number_between(text, behind, span.end); /* May the 1st */
        day = day ? day : 1;
        diag_help(diag, "write the day with its year, `%d %s 2026`, `2026-%02d-%02d`; behind `by` and `on` it may "
                        "stand without: `by %d %s`, `by %d %s of each year`",
                  day, months[i], (int)i + 1, day, day, months[i], day, months[i]);
        return true;
    }
    return false;
}

/* `within 14 dyas`: a time is expected, and a word stands there that is none. */
static bool advise_about_unit(const struct parse *parse, struct diag *diag, int token, struct span span,
                              const bool *is_expected)
{
    static const char *const units[] = {"days",  "day",  "weeks",    "week",    "months", "month",   "years",  "year",
                                        "hours", "hour", "quarters", "quarter", "halves", "minutes", "minute", "working"};
    const char *word = parse->source->text + span.start;
    if (token != TOK_NAME || !is_expected[TOK_TIME_UNIT] || is_expected[TOK_NAME] || (unsigned char)word[0] >= 0x80)
        return false;
    struct suggest suggest;
    suggest_init(&suggest, word, span.end - span.start);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        suggest_offer(&suggest, units[i], strlen(units[i]));
    if (suggest.best) {
        diag_help(diag, "did you mean `%s`?", suggest.best);
        diag_replace(diag, span, "%s", suggest.best);
    } else {
        diag_help(diag, "a time is so many days, working days, weeks, months, quarters, years, hours or minutes");
    }
    return true;
}

/* 卖方 向 买方 交付 车床 后 30 日 内: 向 stands there, and 后 and 内 behind it in the same part of the sentence. */
static bool is_in_chinese_limit(const struct parse *parse, struct span span)
{
    static const char hou[] = "后", nei[] = "内", comma[] = "，", stop[] = "。";
    const char *text = parse->source->text;
    bool has_hou = false;
    for (uint32_t at = span.end; at + 3 <= parse->source->len; at++) {
        if (memcmp(text + at, comma, 3) == 0 || memcmp(text + at, stop, 3) == 0)
            return false;
        if (has_hou && memcmp(text + at, nei, 3) == 0)
            return true;
        has_hou |= memcmp(text + at, hou, 3) == 0;
    }
    return false;
}

/* Mistakes that the words beside the place tell. */
static bool advise_about_words(struct parse *parse, struct diag *diag, int token, struct span span)
{
    if (token == TOK_AND && (is_before(parse, span, "not cured") || is_before(parse, span, "is not cured") ||
                             is_before(parse, span, "not remedied") ||
                             is_before(parse, span, "is not remedied"))) {
        diag_help(diag, "a last chance is a duty of its own (13.6): `When Seller gives notice of default to "
                        "Buyer if clause 1.1 is breached, Buyer cures clause 1.1 within 30 days, otherwise "
                        "Seller may terminate the contract`");
        return true;
    }
    if (span.start < parse->source->len && parse->source->text[span.start] == '\'' &&
        (is_before(parse, span, "notice") || is_before(parse, span, "written notice"))) {
        diag_help(diag, "write `with 60 days' notice`");
        return true;
    }
    if (token == TOK_NUMBER && (is_behind(parse, span, "percent of") || is_behind(parse, span, "% of"))) {
        diag_help(
            diag,
            "of what is reckoned a share is taken in parentheses: `80 percent of (900 yuan per lathe * the quantity)`");
        return true;
    }
    if (token == TOK_TIME_UNIT && (is_behind(parse, span, "in") || is_behind(parse, span, "在")) &&
        (last_said(parse, span, "indicator ") < span.end || last_said(parse, span, "指标") < span.end)) {
        diag_help(diag, "%s", parse->source->text[span.start] & 0x80
                                  ? "“小时”“分钟”“日”只计期限；所测者另立单位：“单位 停机分钟。单位 停机小时 = 60 停机分钟。”，再写“指标 停机时间，在 停机小时，…”"
                                  : "deadlines run in these; what is measured has a unit of its own: `unit outage-minute, "
                                    "outage-minutes. unit outage-hour, outage-hours = 60 outage-minutes.`, and then "
                                    "`indicator downtime, in outage-hours, …`");
        return true;
    }
    if (token == TOK_ROUNDED || token == TOK_ROUNDED_TO) {
        diag_help(diag, "%s", parse->source->text[span.start] & 0x80
                                  ? "先给款额以名称并在其中舍入：“费用 指 该 单价 * 该 数量，舍入至 0.01 元。”，再写“支付 卖方 该 费用”"
                                  : "what is rounded has a name: `fee means 5 percent of the price, rounded to 1 yuan.`, "
                                    "and then `pays Seller the fee`");
        return true;
    }
    if ((token == TOK_OR || token == TOK_OR_WHEN) &&
        (last_said(parse, span, "until clause") < span.end || last_said(parse, span, "直至") < span.end)) {
        diag_help(diag, "`until` takes one end: of two acts `until the earlier of the delivery and the payment`; "
                        "of two clauses under one heading `until clause 4 is fulfilled` (one of them is); what "
                        "ends a prohibition "
                        "besides is an exception, `When clause 1.2 is fulfilled, despite clause 2.1 Seller may …`");
        return true;
    }
    uint32_t after = last_said(parse, span, " after ");
    if (token == TOK_TO && after < span.end && last_said(parse, span, "ithin ") < after) {
        diag_help(diag, "behind `after` stands the name of the act, `within 7 days after the delivery`; what is "
                        "said in full stands in front: `When Seller delivers lathes to Buyer, Buyer pays … within 7 "
                        "days`");
        return true;
    }
    if (token == TOK_TO && is_in_chinese_limit(parse, span)) {
        diag_help(diag, "“后”之前写行为之名，“在 该 交付 后 7 日 内”；整句写在前面：“当 卖方 向 买方 交付 车床 时，买方 限 7 日 内 …”");
        return true;
    }
    if (token == TOK_COMMA && is_before(parse, span, "逾期")) {
        diag_help(diag, "答复的期限过后如何，以“否则”说出：“买方 限 10 日 内 验收 或 拒收 该 车床，否则 该 车床 被 验收”");
        return true;
    }
    if (token == TOK_MODAL && is_behind(parse, span, "，")) {
        diag_help(diag, "条件之后写明由谁：“当 第1.1条 被 违约 时，卖方 应 …”");
        return true;
    }
    if (token == TOK_QIAN) {
        diag_help(diag, "%s", hint_on_or_before);
        return true;
    }
    if (token == TOK_COLON && is_behind(parse, span, "text only")) {
        diag_help(diag, "a text has no number: write `text only: \"…\"` alone");
        return true;
    }
    if (token == TOK_COLON && is_behind(parse, span, "仅存原文")) {
        diag_help(diag, "原文不编号：只写“仅存原文：“…”。”");
        return true;
    }
    if (token == TOK_COLON && is_first_word(parse, span)) {
        diag_help(diag, "a party is declared: `party Seller \"Fushun Steel Plant\".`, 当事人 卖方 “抚顺钢厂”。");
        return true;
    }
    if (token == TOK_COLON) {
        diag_help(diag, "only a condition ends with a colon (`When Buyer orders a lathe: …`); each item says "
                        "who acts: `(a) Seller delivers …; (b) Seller supplies …`");
        return true;
    }
    if ((token == TOK_NUMBER || token == TOK_REF_NO || token == TOK_ITEM_NO) &&
        (is_behind(parse, span, "Chapter") || is_behind(parse, span, "Part") ||
         is_behind(parse, span, "Paragraph"))) {
        diag_help(diag, "a heading is `clause 1 \"Delivery\".`");
        return true;
    }
    return false;
}

void syntax_error_report(struct parse *parse, int token, struct span span, const bool *is_expected)
{
    bool was_open = parse->is_error_open;
    parse->is_error_open = true;
    if (token == TOK_TOO_MUCH || was_open)
        return; /* the reason was given */
    if (token == TOK_STOP && is_expected[TOK_COLON] && is_expected[TOK_THEN]) {
        struct diag *diag = parse_error(parse, E_NO_CONSEQUENCE, span,
                                        "the condition is not followed by what happens then");
        if (!hint_give(diag, parse->source, span))
            diag_help(diag, "write a comma and what happens: `When …, Seller replaces the lathe within "
                        "15 days.`");
        return;
    }
    if (token == TOK_STOP && is_expected[TOK_MODAL]) {
        struct diag *diag = parse_error(parse, E_NO_VERB, span, "this sentence has no verb");
        if (!hint_give(diag, parse->source, span))
            diag_help(diag, "say who does what: `Buyer pays Seller the price by 2026-03-31.`");
        return;
    }
    if (is_expected[TOK_TIME_UNIT] && is_expected[TOK_PERCENT] && !is_expected[TOK_MODAL]) {
        struct diag *diag = parse_error(parse, E_NO_UNIT, span, "the number before this has no unit");
        diag_help(diag, "say of what: `16 yuan`, `26 items`, `10 days`, `5 percent`");
        return;
    }
    struct buf found, expected;
    buf_init(&found);
    buf_init(&expected);
    describe_found(parse, token, span, &found);
    describe_expected(is_expected, &expected);
    struct diag *diag =
        expected.len > 0
            ? parse_error(parse, E_SYNTAX, span, "%s cannot stand here", found.data)
            : parse_error(parse, E_SYNTAX, span, "%s makes no sense here", found.data);
    if (expected.len > 0)
        diag_primary(diag, "expected %s", expected.data);
    bool is_told = token == TOK_QIAN ? advise_about_words(parse, diag, token, span)
                                     : advise_about_day(parse, diag, span) || hint_give(diag, parse->source, span) ||
                                           advise_about_words(parse, diag, token, span) ||
                                           advise_about_unit(parse, diag, token, span, is_expected);
    if (!is_told)
        advise(diag, token, is_expected,
               is_behind(parse, span, " the") || is_behind(parse, span, " a") || is_behind(parse, span, " an") ||
                   is_behind(parse, span, "该") || is_behind(parse, span, " each"));
    buf_release(&found);
    buf_release(&expected);
}

bool syntax_goes_on(const struct parse *parse, struct span stop)
{
    const struct source *source = parse->source;
    uint32_t at = stop.end;
    while (at < source->len && (source->text[at] == ' ' || source->text[at] == '\t'))
        at++;
    return stop.start < stop.end && at < source->len && !strchr("\r\n#", source->text[at]);
}

void syntax_error_extra_stop(struct parse *parse, struct span span)
{
    struct diag *diag = parse_error(parse, E_EXTRA_STOP, span, "a full stop too many");
    diag_help(diag, "remove it");
    diag_replace(diag, span, "%s", "");
}

void syntax_error_may_not(struct parse *parse, struct span span)
{
    struct diag *diag = parse_error(parse, E_MAY_NOT, span, "`may not` can be read in two ways");
    diag_help(diag, "write `must not` to forbid it, `need not` to lift a duty");
    diag_replace(diag, span, "must not");
}

void syntax_error_is_exactly(struct parse *parse, struct span span)
{
    struct diag *diag = parse_error(parse, E_SYNTAX, span, "`is exactly` is not taken");
    diag_help(diag, "write the sign: `if the uptime = 99 percent`");
}

void syntax_error_two_bounds(struct parse *parse, struct span span)
{
    struct diag *diag = parse_error(parse, E_SYNTAX, span, "two bounds, one upon the other");
    diag_help(diag, "write one of them: `is at least 99 percent`");
}

void syntax_error_mixed(struct parse *parse, struct span joiner, struct span before)
{
    struct diag *diag = parse_error(parse, E_MIXED_AND_OR, joiner, "`and` is mixed with `or`");
    diag_label(diag, parse->source, before, "joined by the other word");
    diag_help(diag, "put parentheses around the part that belongs together");
}

void syntax_error_too_deep(struct parse *parse, struct span span)
{
    parse->is_error_open = true;
    struct diag *diag = parse_error(parse, E_TOO_DEEP, span, "the sentence is nested too deeply");
    diag_help(diag, "split it");
}

void syntax_first_arg(struct parse *parse, struct ast_act *act, struct ast_nps *first)
{
    struct ast_args args = {0};
    LIST_ADD(parse->arena, &args, (struct ast_arg){.nps = first});
    for (uint32_t i = 0; i < act->args.count; i++)
        LIST_ADD(parse->arena, &args, act->args.items[i]);
    act->args = args;
}

void syntax_expect_on(struct parse *parse, struct ast_expect *expect, struct ast_time *time,
                      struct span span)
{
    if (expect->statuses.count == 0) {
        struct diag *diag = parse_error(parse, E_SYNTAX, span, "a date without a status before it");
        diag_help(diag, "write `expect clause 1.1 breached on 1956-12-31`");
        return;
    }
    expect->statuses.items[expect->statuses.count - 1].on = time;
}
