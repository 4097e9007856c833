/* reword.c - what Chinese drafters say with other words than the grammar has: raw tokens are put in, replaced or left
 * out before the filter reads them. 卖方 交付 车床 后， is 当 卖方 交付 车床 时，; 在 卖方 交付 车床 后 30 日 内 is 自 卖方 交付
 * 车床 之日起 30 日 内; 于 2026-03-31 前（含当日） is 至迟 2026-03-31. Only what has one meaning is reworded. */
#include <string.h>

#include "lang/syntax/grammar.h"
#include "lang/syntax/lexicon_table.h"
#include "lang/syntax/prepass.h"

/* The words that are put in. */
enum put { PUT_WHEN, PUT_SHI, PUT_FROM, PUT_QI, PUT_IN, PUT_BY, PUT_BEFORE, PUT_OF, PUT_EACH, PUT_PARTY,
           PUT_WAN, PUT_YI, PUT_YUAN, PUT_SOME, PUT_END, PUT_PER, PUT_BY_WHOM,
           PUT_SURVIVES, PUT_UNTIL, PUT_THE, PUT_FIRST, PUT_LAST, PUT_MONTH, PUT_COUNT };
static const char *const put_texts[PUT_COUNT] = {"当", "时", "自",     "之日起", "在", "至迟", "先于", "的",   "每",
                                                 "当事人", "万", "亿", "元",     "某", "末",   "每一", "经",
                                                 "存续于", "直至", "该", "首个",   "最后一个", "月"};

/* The words that are looked for by their letters, for no keyword says them alone; with the room behind them that
 * lexicon_find() asks for. */
enum said { SAID_BEFORE, SAID_BEFORE_IT, SAID_PREVIOUS, SAID_CONSENT, SAID_APPROVAL, SAID_PERMIT, SAID_WITHOUT,
            SAID_ANY_PARTY, SAID_ANY_ONE, SAID_WAN_YUAN, SAID_YI_YUAN, SAID_YUAN_WHOLE, SAID_SINCE, SAID_UNTIL,
            SAID_RENMINBI, SAID_END, SAID_OVER, SAID_DONE, SAID_BY_WHOM, SAID_SURVIVES, SAID_UP_TO,
            SAID_STILL, SAID_THIS, SAID_FIRST_MONTH, SAID_LAST_MONTH, SAID_COUNT };
static const char said_texts[SAID_COUNT][24] = {"前",       "之前", "以前", "同意", "批准", "许可", "未经",   "任何一方",
                                                "任意一方", "万元", "亿元", "元整", "起",   "止",   "人民币", "末",
                                                "结束",     "终了", "由",   "存续", "至",   "直至", "本合同", "首月", "末月"};

struct rewording {
    struct lexicon *lexicon;
    const char *text;
    VEC(struct raw_token) out;
    struct word *words[PUT_COUNT];       /* looked up once they are needed */
    const struct word *said[SAID_COUNT]; /* NULL: no word of this text */
};

static bool is_word(const struct raw_token *token)
{
    return token->kind == RAW_WORD || token->kind == RAW_RUN;
}

static bool is_said(const struct rewording *rewording, const struct raw_token *token, enum said said)
{
    return is_word(token) && token->word == rewording->said[said];
}

static bool is_keyword(const struct raw_token *token, int kind)
{
    if (!is_word(token) || token->marks & MARK_NAME)
        return false;
    for (const struct word_row *row = token->word->rows; row; row = row->next)
        if (row->keyword->token == kind)
            return true;
    return false;
}

/* A name, and a keyword at most in some places: 合同, which opens a contract, 到期 and 违约 in expectations. */
static bool is_name(const struct raw_token *token)
{
    if (!is_word(token))
        return false;
    for (const struct word_row *row = token->marks & MARK_NAME ? NULL : token->word->rows; row; row = row->next)
        if (row->keyword->where == WHERE_ALL || row->keyword->where == WHERE_EDGE)
            return false;
    return true;
}

static struct word *word_of(struct rewording *rewording, enum put put)
{
    if (!rewording->words[put])
        rewording->words[put] = lexicon_word(rewording->lexicon, put_texts[put], strlen(put_texts[put]));
    return rewording->words[put];
}

static void replace(struct rewording *rewording, size_t at, enum put put)
{
    rewording->out.items[at].word = word_of(rewording, put);
    rewording->out.items[at].marks &= ~(unsigned)MARK_NAME;
}

/* Puts the word before the token, where its text begins. */
static void insert(struct rewording *rewording, size_t at, enum put put)
{
    struct raw_token token = rewording->out.items[at];
    token.kind = RAW_RUN;
    token.word = word_of(rewording, put);
    token.marks &= ~(unsigned)MARK_NAME;
    vec_reserve(&rewording->out, 1);
    memmove(rewording->out.items + at + 1, rewording->out.items + at,
            (rewording->out.count - at) * sizeof token);
    rewording->out.items[at] = token;
    rewording->out.items[at + 1].marks &= ~(unsigned)MARK_LINE_START;
    rewording->out.count++;
}

static bool ends_element(enum raw_kind kind)
{
    return kind == RAW_STOP || kind == RAW_SEMICOLON || kind == RAW_COLON || kind == RAW_COMMA;
}

/* 3.1, (a) */
static bool is_label(const struct raw_token *token)
{
    return token->kind == RAW_NUMBER || token->kind == RAW_DOTTED || token->kind == RAW_LABEL;
}

/* The first word of the element that ends before `end`; `end` if it begins behind a comma. */
static size_t element_start(const struct rewording *rewording, size_t end)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t at = end;
    while (at > 0 && !ends_element(tokens[at - 1].kind))
        at--;
    if (at > 0 && tokens[at - 1].kind == RAW_COMMA)
        return end;
    while (at < end && is_label(&tokens[at]))
        at++;
    return at;
}

/* Who or what acts may begin here: a name, a clause, 该 …, 对方. */
static bool begins_thing(const struct raw_token *token)
{
    return is_name(token) || is_keyword(token, TOK_CLAUSE) || is_keyword(token, TOK_DET) ||
           is_keyword(token, TOK_OTHER) || is_keyword(token, TOK_EACH) || is_keyword(token, TOK_PARTY);
}

/* Whether a whole event stands there, who and what is done: 卖方 交付 车床, 第1.1条 被 履行; and not the name of one
 * alone: 该 交付, 卖方 的 交付. */
static bool is_event(const struct rewording *rewording, size_t from, size_t to)
{
    const struct raw_token *tokens = rewording->out.items;
    int names = 0;
    for (size_t i = from; i < to; i++)
        if (is_keyword(&tokens[i], TOK_EARLIER_OF) || is_keyword(&tokens[i], TOK_LATER_OF) ||
            is_keyword(&tokens[i], TOK_QI))
            return false; /* 较晚者 该 交付 和 2026-03-31; 自 验收 之日起 12 个月 */
    for (size_t i = from; i < to; i++) {
        if (is_keyword(&tokens[i], TOK_IS) || is_keyword(&tokens[i], TOK_IS_NOT))
            return true;
        if (is_keyword(&tokens[i], TOK_CLAUSE))
            names++;
        else if (is_keyword(&tokens[i], TOK_POSS))
            names--;
        else if (is_name(&tokens[i]))
            names++;
    }
    return names >= 2;
}

/* `12 个月`, 该 保修期 ends before `end`: where it begins; or `end`. */
static size_t length_before(const struct rewording *rewording, size_t end)
{
    const struct raw_token *tokens = rewording->out.items;
    bool is_length = end >= 2 && ((is_keyword(&tokens[end - 1], TOK_TIME_UNIT) && tokens[end - 2].kind == RAW_NUMBER) ||
                                  (is_name(&tokens[end - 1]) && is_keyword(&tokens[end - 2], TOK_DET)));
    return is_length ? end - 2 : end;
}

/* The 后 from which the limit counts that ends before `end`: 后 14 日, 后 12 个月 届满 后 14 日; or `end`. */
static size_t anchor_end(const struct rewording *rewording, size_t end)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t found = end;
    for (size_t at = end;;) {
        size_t length = length_before(rewording, at);
        if (length == at || length == 0 || !is_keyword(&tokens[length - 1], TOK_HOU))
            return found;
        at = found = length - 1;
        if (at > 0 && is_keyword(&tokens[at - 1], TOK_PASSED))
            at--;
    }
}

/* 内 was taken: 每 季度 末 后 10 日 内 is 在 每 季度 末 后 10 日 内, and so is 每 季度 结束 后 …. */
static void reword_period_limit(struct rewording *rewording, size_t hou)
{
    struct raw_token *tokens = rewording->out.items;
    size_t unit = hou;
    if (hou > 0 && (is_said(rewording, &tokens[hou - 1], SAID_OVER) ||
                    is_said(rewording, &tokens[hou - 1], SAID_DONE) ||
                    is_keyword(&tokens[hou - 1], TOK_PASSED)))
        unit = hou - 1;
    size_t end = unit > 0 && is_said(rewording, &tokens[unit - 1], SAID_END) ? unit - 1 : unit;
    if (end < 2 || !is_keyword(&tokens[end - 1], TOK_TIME_UNIT) || !is_keyword(&tokens[end - 2], TOK_EACH))
        return;
    if (unit < hou)
        replace(rewording, unit, PUT_END);
    size_t each = end - 2;
    if (each == 0 || (!is_keyword(&tokens[each - 1], TOK_IN) && !is_keyword(&tokens[each - 1], TOK_ON) &&
                      !is_keyword(&tokens[each - 1], TOK_WITHIN)))
        insert(rewording, each, PUT_IN);
}

/* 内 was taken: 在 卖方 交付 车床 后 30 日 内. */
static void reword_limit(struct rewording *rewording)
{
    size_t length = length_before(rewording, rewording->out.count - 1);
    if (length < rewording->out.count - 1 && length > 0 && is_keyword(&rewording->out.items[length - 1], TOK_HOU))
        reword_period_limit(rewording, length - 1);
    const struct raw_token *tokens = rewording->out.items;
    size_t nei = rewording->out.count - 1, hou = anchor_end(rewording, nei), at = hou;
    while (at > 0 && !ends_element(tokens[at - 1].kind) && !is_keyword(&tokens[at - 1], TOK_WITHIN)) {
        at--;
        if (!is_keyword(&tokens[at], TOK_IN) && !is_keyword(&tokens[at], TOK_FROM) &&
            !is_keyword(&tokens[at], TOK_WHEN))
            continue;
        if (hou < nei && is_event(rewording, at + 1, hou)) {
            replace(rewording, at, PUT_FROM);
            replace(rewording, hou, PUT_QI);
        }
        return;
    }
}

/* A comma is next, behind 内: in front of all, 合同 终止 后 30 日 内，买方 …, 验收 后 30 日 内，买方 …. */
static void reword_front(struct rewording *rewording)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t nei = rewording->out.count - 1, hou = anchor_end(rewording, nei), at = element_start(rewording, hou);
    if (hou == nei || at == hou || !begins_thing(&tokens[at]))
        return;
    for (size_t i = at; i < hou; i++)
        if (is_keyword(&tokens[i], TOK_WITHIN) || is_keyword(&tokens[i], TOK_IN) || is_keyword(&tokens[i], TOK_FROM) ||
            is_keyword(&tokens[i], TOK_QI))
            return;
    if (!is_event(rewording, at, hou)) {
        insert(rewording, at, PUT_IN);
        return;
    }
    replace(rewording, hou, PUT_QI);
    insert(rewording, at, PUT_FROM);
}

/* A comma is next: 当 … 后，; 如果 … 的，; 卖方 交付 车床 后，; 第1.1条 被 违约 的，. */
static void reword_trigger(struct rewording *rewording)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t last = rewording->out.count - 1;
    bool is_shi = is_keyword(&tokens[last], TOK_SHI);
    if (!is_shi && !is_keyword(&tokens[last], TOK_HOU) && !is_keyword(&tokens[last], TOK_POSS))
        return;
    size_t at = element_start(rewording, last);
    if (at == last)
        return;
    bool is_trigger = is_keyword(&tokens[at], TOK_WHEN) || is_keyword(&tokens[at], TOK_EACH_WHEN) ||
                      is_keyword(&tokens[at], TOK_IF);
    bool is_bare = begins_thing(&tokens[at]) && is_event(rewording, at, last);
    if (!is_trigger && !is_bare)
        return;
    replace(rewording, last, PUT_SHI);
    if (is_bare && !is_trigger)
        insert(rewording, at, PUT_WHEN);
}

/* 之日起 was taken: 在 该 交付 之日起 3 日 内 is 自 该 交付 之日起 3 日 内. */
static void reword_since(struct rewording *rewording)
{
    const struct raw_token *tokens = rewording->out.items;
    for (size_t at = rewording->out.count - 1; at > 0 && !ends_element(tokens[at - 1].kind); at--) {
        if (is_keyword(&tokens[at - 1], TOK_FROM))
            return;
        if (is_keyword(&tokens[at - 1], TOK_IN)) {
            replace(rewording, at - 1, PUT_FROM);
            return;
        }
    }
}

/* 自 2026-04-01 至 2026-11-30, or 自 2026-04-01 起 alone, stands there, and a comma or colon behind it. */
static bool is_range(const struct rewording *rewording, const struct raw_token *token)
{
    if (!is_keyword(token, TOK_FROM))
        return false;
    for (token++; token->kind == RAW_DATE || token->kind == RAW_NUMBER || token->kind == RAW_PERIOD ||
                  is_keyword(token, TOK_TIME_UNIT) || is_keyword(token, TOK_TO) ||
                  is_said(rewording, token, SAID_SINCE) || is_said(rewording, token, SAID_UNTIL);)
        token++;
    return token->kind == RAW_COMMA || token->kind == RAW_COLON;
}

/* A comma is next: 当 月 终了 时，自 2026-04-01 至 2026-11-30， is 当 某 月 终了 自 2026-04-01 至 2026-11-30，. True: the comma
 * falls away. */
static bool reword_rhythm(struct rewording *rewording, const struct raw_token *behind)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t shi = rewording->out.count - 1;
    if (shi < 3 || !is_keyword(&tokens[shi], TOK_SHI) || !is_name(&tokens[shi - 1]) ||
        !is_keyword(&tokens[shi - 2], TOK_TIME_UNIT) || !is_range(rewording, behind))
        return false;
    rewording->out.count--;
    if (is_keyword(&tokens[shi - 3], TOK_WHEN) || is_keyword(&tokens[shi - 3], TOK_EACH_WHEN))
        insert(rewording, shi - 2, PUT_SOME);
    return true;
}

/* 2026-03-31, 2026 年 3 月 31 日, 3 月 31 日 ends before `end`: where it begins; or `end`. */
static size_t date_before(const struct rewording *rewording, size_t end)
{
    static const enum time_unit units[] = {TIME_DAY, TIME_MONTH, TIME_YEAR};
    const struct raw_token *tokens = rewording->out.items;
    if (end > 0 && tokens[end - 1].kind == RAW_DATE)
        return end - 1;
    size_t at = end;
    for (size_t i = 0; i < 3 && at >= 2 && tokens[at - 2].kind == RAW_NUMBER; i++) {
        const struct word_row *row = is_word(&tokens[at - 1]) ? tokens[at - 1].word->rows : NULL;
        if (!row || row->keyword->token != TOK_TIME_UNIT || row->keyword->value != (int)units[i])
            break;
        at -= 2;
    }
    return end - at >= 4 ? at : end;
}

/* 每 月 5 日, 每 季度 第 2 个月 15 日, 每 季度 首个 月 15 日 ends before `end`: where it begins; or `end`. */
static size_t day_in_period(const struct rewording *rewording, size_t end)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t at = end;
    while (at >= 2 && is_keyword(&tokens[at - 1], TOK_TIME_UNIT) &&
           (tokens[at - 2].kind == RAW_NUMBER || is_keyword(&tokens[at - 2], TOK_ORDINAL))) {
        at -= 2;
        at -= at > 0 && is_keyword(&tokens[at - 1], TOK_CLAUSE);
    }
    bool is_it = at < end && at >= 2 && is_keyword(&tokens[at - 1], TOK_TIME_UNIT) &&
                 is_keyword(&tokens[at - 2], TOK_EACH);
    return is_it ? at - 2 : end;
}

/* 每 季度 第 2 个月 was taken, and 第 is next: 每 季度 第 2 个月 第 15 日 is 每 季度 第 2 个月 15 日. */
static bool is_second_count(const struct rewording *rewording, const struct raw_token *token)
{
    size_t end = rewording->out.count;
    return is_keyword(token, TOK_CLAUSE) && token[1].kind == RAW_NUMBER && is_keyword(&token[2], TOK_TIME_UNIT) &&
           end > 0 && day_in_period(rewording, end) < end;
}

/* A parenthesis was closed: 于 2026-03-31 前（含当日）, and （不含当日）. */
static void reword_bound(struct rewording *rewording)
{
    static const char *const with[] = {"含当日", "含本日", "含该日", "含当天"};
    static const char *const without[] = {"不含当日", "不含本日", "不含该日", "不含当天"};
    const struct raw_token *tokens = rewording->out.items;
    size_t close = rewording->out.count - 1, open = close;
    while (open > 0 && close - open < 4 && tokens[open].kind != RAW_OPEN)
        open--;
    if (open < 3 || tokens[open].kind != RAW_OPEN || close - open < 2)
        return;
    size_t date = day_in_period(rewording, open - 1);
    if (date == open - 1)
        date = date_before(rewording, open - 1);
    if (date == open - 1 || date == 0 ||
        (!is_keyword(&tokens[date - 1], TOK_IN) && !is_keyword(&tokens[date - 1], TOK_ON)) ||
        (!is_said(rewording, &tokens[open - 1], SAID_BEFORE) &&
         !is_said(rewording, &tokens[open - 1], SAID_BEFORE_IT) &&
         !is_said(rewording, &tokens[open - 1], SAID_PREVIOUS)))
        return;
    char said[64];
    size_t len = 0;
    for (size_t i = open + 1; i < close; i++) {
        uint32_t start = tokens[i].span.start, word_len = tokens[i].span.end - start;
        if (len + word_len >= sizeof said)
            return;
        memcpy(said + len, rewording->text + start, word_len);
        len += word_len;
    }
    said[len] = '\0';
    for (size_t i = 0; i < sizeof with / sizeof *with; i++) {
        bool is_with = strcmp(said, with[i]) == 0;
        if (!is_with && strcmp(said, without[i]) != 0)
            continue;
        replace(rewording, date - 1, is_with ? PUT_BY : PUT_BEFORE);
        rewording->out.count = open - 1;
        return;
    }
}

static bool is_consent(const struct rewording *rewording, const struct raw_token *token)
{
    return is_said(rewording, token, SAID_CONSENT) || is_said(rewording, token, SAID_APPROVAL) ||
           is_said(rewording, token, SAID_PERMIT);
}

/* 同意 was taken: 未经 卖方 书面 同意 is 未经 卖方 的 书面 同意. */
static void reword_consent(struct rewording *rewording)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t at = rewording->out.count - 1;
    while (at > 0 && is_keyword(&tokens[at - 1], TOK_ADJ))
        at--;
    if (at >= 2 && (is_name(&tokens[at - 1]) || is_keyword(&tokens[at - 1], TOK_OTHER)) &&
        is_said(rewording, &tokens[at - 2], SAID_WITHOUT))
        insert(rewording, at, PUT_OF);
}

/* 任何一方 was taken, which is 每 当事人. */
static void reword_party(struct rewording *rewording)
{
    size_t at = rewording->out.count - 1;
    const struct raw_token *token = &rewording->out.items[at];
    if (!is_said(rewording, token, SAID_ANY_PARTY) && !is_said(rewording, token, SAID_ANY_ONE))
        return;
    replace(rewording, at, PUT_PARTY);
    insert(rewording, at, PUT_EACH);
}

/* 每 was taken behind a sum of a definition: 罚金 指 500 元 每 日 is 500 元 每一日. */
static void reword_price(struct rewording *rewording)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t each = rewording->out.count - 1, at = each;
    if (each < 2 || !is_name(&tokens[each - 1]) ||
        (tokens[each - 2].kind != RAW_NUMBER && !is_keyword(&tokens[each - 2], TOK_MANY)))
        return;
    while (at > 0 && !ends_element(tokens[at - 1].kind) && !is_keyword(&tokens[at], TOK_MEANS))
        at--;
    if (is_keyword(&tokens[at], TOK_MEANS))
        replace(rewording, each, PUT_PER);
}

/* 由 was taken in an expectation: 预期 第1.1条 违约，由 卖方. */
static void reword_whom(struct rewording *rewording)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t at = rewording->out.count - 1;
    while (at > 0 && (!ends_element(tokens[at - 1].kind) || tokens[at - 1].kind == RAW_COMMA))
        at--;
    if (is_keyword(&tokens[at], TOK_EXPECT))
        replace(rewording, rewording->out.count - 1, PUT_BY_WHOM);
}

/* 本合同 was taken: where a sentence begins, 合同 alone would open another contract. */
static void reword_this(struct rewording *rewording)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t at = rewording->out.count - 1, start = at;
    while (start > 0 && is_label(&tokens[start - 1]))
        start--;
    if (start == 0 || (ends_element(tokens[start - 1].kind) && tokens[start - 1].kind != RAW_COMMA))
        insert(rewording, at, PUT_THE);
}

/* 直至 or 至 was taken behind what a clause does: 第8.1条 存续 至 2027-12-31. */
static void reword_survival(struct rewording *rewording)
{
    size_t at = rewording->out.count - 1;
    if (at < 2 || !is_said(rewording, &rewording->out.items[at - 1], SAID_SURVIVES) ||
        !is_keyword(&rewording->out.items[at - 1], TOK_REWORDED))
        return;
    replace(rewording, at - 1, PUT_SURVIVES);
    replace(rewording, at, PUT_UNTIL);
}

/* 每 季度 首月 5 日 is 每 季度 首个 月 5 日. */
static void reword_month(struct rewording *rewording)
{
    size_t at = rewording->out.count - 1;
    const struct raw_token *tokens = rewording->out.items;
    bool is_first = is_said(rewording, &tokens[at], SAID_FIRST_MONTH);
    if ((!is_first && !is_said(rewording, &tokens[at], SAID_LAST_MONTH)) || at < 2 ||
        !is_keyword(&tokens[at - 1], TOK_TIME_UNIT) || !is_keyword(&tokens[at - 2], TOK_EACH))
        return;
    replace(rewording, at, PUT_MONTH);
    insert(rewording, at, is_first ? PUT_FIRST : PUT_LAST);
}

/* 48 万元 and 500 元整 were taken: the unit apart from what it is multiplied by, and as it is declared. */
static void reword_money(struct rewording *rewording)
{
    size_t at = rewording->out.count - 1;
    struct raw_token *token = &rewording->out.items[at];
    bool is_wan = is_said(rewording, token, SAID_WAN_YUAN);
    if (at == 0 || (token[-1].kind != RAW_NUMBER && !is_keyword(&token[-1], TOK_MANY)))
        return;
    if (is_said(rewording, token, SAID_YUAN_WHOLE)) {
        replace(rewording, at, PUT_YUAN);
    } else if (is_wan || is_said(rewording, token, SAID_YI_YUAN)) {
        replace(rewording, at, PUT_YUAN);
        insert(rewording, at, is_wan ? PUT_WAN : PUT_YI);
    }
}

/* 提前 30 日 书面通知 对方 解除 合同: to whom else. */
static bool is_notified(const struct rewording *rewording, const struct raw_token *token)
{
    const struct raw_token *tokens = rewording->out.items;
    size_t end = rewording->out.count;
    return end >= 4 && is_keyword(token, TOK_OTHER) && is_keyword(&tokens[end - 1], TOK_NOTICE_END) &&
           length_before(rewording, end - 1) == end - 3 && is_keyword(&tokens[end - 4], TOK_NOTICE);
}

/* 自 2026-02-01 起 至 2026-11-30 止, 人民币 500 元: said already, or of no weight. */
static bool is_idle(const struct rewording *rewording, const struct raw_token *token)
{
    bool is_start = is_said(rewording, token, SAID_SINCE);
    if (is_said(rewording, token, SAID_RENMINBI))
        return token[1].kind == RAW_NUMBER;
    if ((!is_start && !is_said(rewording, token, SAID_UNTIL)) ||
        date_before(rewording, rewording->out.count) == rewording->out.count)
        return false;
    bool is_limit = token[1].kind == RAW_NUMBER && is_keyword(&token[2], TOK_TIME_UNIT) &&
                    is_keyword(&token[3], TOK_NEI);
    return !is_start || !is_limit;
}

/* False at most tokens: at names and figures, and at keywords that are none of these. */
static bool may_be_reworded(const struct raw_token *token)
{
    return is_word(token) ? token->word->is_reworded : token->kind == RAW_COMMA || token->kind == RAW_CLOSE;
}

void prepass_reword(struct scan *scan)
{
    if (!scan->has_runs)
        return;
    struct rewording rewording = {.lexicon = scan->lexicon, .text = scan->source->text};
    for (size_t i = 0; i < SAID_COUNT; i++) {
        struct word *word = lexicon_find(scan->lexicon, said_texts[i], strlen(said_texts[i]));
        rewording.said[i] = word;
        if (word)
            word->is_reworded = true;
    }
    vec_reserve(&rewording.out, scan->tokens.count + 16);
    for (size_t i = 0;; i++) {
        size_t first = i;
        while (i < scan->tokens.count && !may_be_reworded(&scan->tokens.items[i]))
            i++;
        vec_reserve(&rewording.out, i - first);
        memcpy(rewording.out.items + rewording.out.count, scan->tokens.items + first,
               (i - first) * sizeof *rewording.out.items);
        rewording.out.count += i - first;
        if (i >= scan->tokens.count)
            break;
        const struct raw_token *token = &scan->tokens.items[i];
        if (is_word(token) && (is_idle(&rewording, token) || is_notified(&rewording, token) ||
                               is_second_count(&rewording, token)))
            continue;
        if (token->kind == RAW_COMMA && rewording.out.count > 1) {
            if (reword_rhythm(&rewording, token + 1))
                continue;
            if (is_keyword(&vec_last(&rewording.out), TOK_NEI))
                reword_front(&rewording);
            else
                reword_trigger(&rewording);
        }
        vec_push(&rewording.out, *token);
        if (token->kind == RAW_CLOSE) {
            reword_bound(&rewording);
        } else if (is_keyword(token, TOK_NEI)) {
            reword_limit(&rewording);
        } else if (is_keyword(token, TOK_QI)) {
            reword_since(&rewording);
        } else if (is_keyword(token, TOK_EACH) || is_keyword(token, TOK_PER)) {
            reword_price(&rewording);
            bool is_piece = is_keyword(&vec_last(&rewording.out), TOK_PER) && is_keyword(token + 1, TOK_MEASURE);
            i += is_piece && is_name(token + 2); /* 30 元 每一 台 车床 is 30 元 每一 车床 */
        } else if (is_said(&rewording, token, SAID_BY_WHOM)) {
            reword_whom(&rewording);
        } else if (is_said(&rewording, token, SAID_UP_TO) || is_said(&rewording, token, SAID_STILL)) {
            reword_survival(&rewording);
        } else if (is_said(&rewording, token, SAID_THIS)) {
            reword_this(&rewording);
        } else if (is_consent(&rewording, token)) {
            reword_consent(&rewording);
        } else if (is_keyword(token, TOK_REWORDED)) {
            reword_party(&rewording);
            reword_month(&rewording);
            reword_money(&rewording);
        }
    }
    vec_release(&scan->tokens);
    scan->tokens.items = rewording.out.items;
    scan->tokens.count = rewording.out.count;
    scan->tokens.cap = rewording.out.cap;
}
