/* filter_word.c - the words of the token filter: which of them are names and which are keywords where
 * they stand, and phrases and declared names of several words. */
#include "lang/syntax/filter_internal.h"

#include <string.h>

#include "lang/base/limits.h"

/* ---- names -------------------------------------------------------------------------------------- */

static void report_long_name(struct filter *filter, struct span span, sym text)
{
    struct diag *diag = parse_error(filter->parse, E_TOO_BIG, span, "a name of %u bytes; at most %d fit",
                                    text->len, LIMIT_NAME_BYTES);
    diag_help(diag, "give it a short name and put the long one in quotes");
}

/* Field by field, for the parser moves it so. */
static inline void make_name(struct filter *filter, struct ast_name *name, struct span span, sym text)
{
    if (text->len > LIMIT_NAME_BYTES)
        report_long_name(filter, span, text);
    name->span = span;
    name->text = text;
    name->is_quoted = false;
}

/* The words of a quoted text with single blanks between them; of a long one a byte too many. */
static size_t put_words(struct ast_string string, char text[LIMIT_NAME_BYTES + 2])
{
    size_t len = 0;
    bool has_blank = false;
    for (uint32_t i = 0; i < string.len && len <= LIMIT_NAME_BYTES; i++) {
        char c = string.text[i];
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            has_blank = len > 0;
            continue;
        }
        if (has_blank)
            text[len++] = ' ';
        has_blank = false;
        if (len <= LIMIT_NAME_BYTES)
            text[len++] = c;
    }
    return len;
}

/* True if no blank stands in it. */
static bool is_one_word(struct ast_string string)
{
    uint32_t i = 0;
    while (i < string.len && (unsigned char)string.text[i] > ' ')
        i++;
    return i == string.len && i <= LIMIT_NAME_BYTES;
}

struct ast_name filter_quoted_name(struct filter *filter, struct ast_string string)
{
    char words[LIMIT_NAME_BYTES + 2];
    bool is_whole = is_one_word(string);
    size_t len = is_whole ? string.len : put_words(string, words);
    sym text = intern_add(lexicon_intern(filter->parse->lexicon), is_whole ? string.text : words, len);
    struct ast_name name;
    make_name(filter, &name, string.span, text);
    name.is_quoted = true;
    return name;
}

struct ast_name filter_label_name(struct filter *filter, struct ast_label label)
{
    sym text = intern_add(lexicon_intern(filter->parse->lexicon), label.text->text + 1,
                          label.text->len - 2);
    return (struct ast_name){.span = label.span, .text = text};
}

struct ast_name filter_answer(struct filter *filter, struct ast_name name)
{
    static const char has[] = "已";
    size_t len = sizeof has - 1;
    if (name.text->len > len && memcmp(name.text->text, has, len) == 0)
        name.text = intern_add(lexicon_intern(filter->parse->lexicon), name.text->text + len,
                               name.text->len - len);
    return name;
}

/* ---- looking ahead ----------------------------------------------------------------------------- */

bool filter_matches_phrase(const struct filter *filter, size_t at, const struct phrase *phrase)
{
    for (uint32_t i = 1; i < phrase->count; i++) {
        const struct raw_token *token = &filter->tokens[at + i];
        if (!filter_is_word(token) || token->word != phrase->words[i])
            return false;
    }
    return true;
}

const struct keyword *filter_keyword_at(const struct filter *filter, size_t at, int token)
{
    if (!filter_is_word(&filter->tokens[at]))
        return NULL;
    const struct word *word = filter->tokens[at].word;
    for (const struct word_row *row = word->rows; row; row = row->next)
        if (row->keyword->token == token)
            return row->keyword;
    for (const struct phrase *phrase = word->phrases; phrase; phrase = phrase->next)
        if (phrase->keyword && phrase->keyword->token == token &&
            filter_matches_phrase(filter, at, phrase))
            return phrase->keyword;
    return NULL;
}

bool filter_is_plain_word(const struct raw_token *token)
{
    return filter_is_word(token) && (token->marks & MARK_NAME || !token->word->rows);
}

/* Of `the other hall` the last two, where an `other hall` is declared; of `the rejected first report`. */
static bool is_name_ahead(const struct filter *filter, size_t at)
{
    if (!filter_is_word(&filter->tokens[at]))
        return false;
    for (const struct phrase *phrase = filter->tokens[at].word->phrases; phrase; phrase = phrase->next)
        if (!phrase->keyword && filter_matches_phrase(filter, at, phrase))
            return true;
    return false;
}

static bool is_amount_ahead(const struct filter *filter, size_t at)
{
    const struct raw_token *token = &filter->tokens[at];
    return token->kind == RAW_NUMBER || token->kind == RAW_GROUPED ||
           filter_keyword_at(filter, at, TOK_QUANT) || filter_keyword_at(filter, at, TOK_AT_MOST) ||
           filter_keyword_at(filter, at, TOK_BETWEEN);
}

bool filter_is_date_ahead(const struct filter *filter, size_t at)
{
    const struct raw_token *token = &filter->tokens[at];
    return token->kind == RAW_DATE || token->kind == RAW_SLASHED ||
           filter_keyword_at(filter, at, TOK_MONTH) ||
           (token->kind == RAW_NUMBER && (filter_keyword_at(filter, at + 1, TOK_MONTH) ||
                                          filter_keyword_at(filter, at + 1, TOK_TIME_UNIT)));
}

static bool is_time_unit_ahead(const struct filter *filter, size_t at)
{
    return filter->tokens[at].kind == RAW_NUMBER || filter_keyword_at(filter, at, TOK_TIME_UNIT);
}

/* `30 days' notice`: a duration, and the word that ends it. */
static bool is_notice_ahead(const struct filter *filter, size_t at)
{
    if (filter->tokens[at].kind != RAW_NUMBER || !filter_keyword_at(filter, at + 1, TOK_TIME_UNIT))
        return false;
    for (size_t i = at + 2; i < at + 5 && filter->tokens[i].kind != RAW_END; i++)
        if (filter_keyword_at(filter, i, TOK_NOTICE_END))
            return true;
    return false;
}

/* 每 月 | 5 日, 最后一个 工作日, 第 3 个工作日 */
static bool is_day_ahead(const struct filter *filter, size_t at)
{
    enum raw_kind kind = filter->tokens[at].kind;
    return kind == RAW_NUMBER || kind == RAW_ORDINAL ||
           filter_keyword_at(filter, at, TOK_ORDINAL) || filter_keyword_at(filter, at, TOK_CLAUSE) ||
           filter_keyword_at(filter, at, TOK_EDGE);
}

/* 每 季度 | 第 2 个月 15 日, 首个 月 15 日: the day of a month that is picked out first. */
static bool is_part_ahead(const struct filter *filter, size_t at)
{
    if (filter_keyword_at(filter, at, TOK_ORDINAL))
        return filter_keyword_at(filter, at + 1, TOK_TIME_UNIT) && filter->tokens[at + 2].kind == RAW_NUMBER &&
               filter_keyword_at(filter, at + 3, TOK_TIME_UNIT);
    bool is_ahead = filter_keyword_at(filter, at, TOK_CLAUSE) != NULL; /* 每 年 3 月 10 日 is no such day */
    for (int i = 0; i < 2 && is_ahead; i++, at += 2) {
        at += filter_keyword_at(filter, at, TOK_CLAUSE) != NULL;
        is_ahead = filter->tokens[at].kind == RAW_NUMBER && filter_keyword_at(filter, at + 1, TOK_TIME_UNIT) != NULL;
    }
    return is_ahead;
}

/* The noun that may be `prior` or `written`. */
static bool is_consent(const struct raw_token *token)
{
    static const char *const nouns[] = {"consent", "notice", "approval", "同意", "通知", "批准"};
    for (size_t i = 0; filter_is_word(token) && i < sizeof nouns / sizeof *nouns; i++)
        if (strcmp(token->word->name->text, nouns[i]) == 0)
            return true;
    return false;
}

/* The fifth working day, the fifth of each month, 每 月 第五个 工作日: where no plain word follows. */
static bool is_ordinal_here(const struct filter *filter, size_t next)
{
    if (filter->prev == TOK_TIME_UNIT)
        return filter->prev_2 == TOK_EACH_DATE || filter->prev_2 == TOK_EACH_PART;
    if (filter->prev != TOK_DET && filter->prev != TOK_EACH)
        return false;
    return filter_keyword_at(filter, next, TOK_TIME_UNIT) || filter_keyword_at(filter, next, TOK_EACH_WEEKDAY) ||
           (filter_keyword_at(filter, next, TOK_OF) && filter_keyword_at(filter, next + 1, TOK_EACH));
}

/* Does the row count as a keyword for a word that ends before token `next`? */
static bool applies_here(const struct filter *filter, const struct keyword *keyword, size_t next)
{
    const struct raw_token *ahead = &filter->tokens[next];
    switch (keyword->where) {
    case WHERE_ALL: return true;
    case WHERE_START: return filter->open & AT_SENTENCE;
    case WHERE_ITEM: return filter->open & AT_ITEM && filter_is_plain_word(ahead);
    case WHERE_EXPECT: return filter->opener == TOK_EXPECT && !(filter->open & AT_SENTENCE);
    case WHERE_JUDGED: return filter->prev == TOK_EXPECT || filter->prev_2 == TOK_EVENT;
    case WHERE_INDICATOR:
        return filter->opener == TOK_INDICATOR || filter->opener == TOK_COMPETITION ||
               filter->opener == TOK_DATE_NAME;
    case WHERE_CALENDAR: return filter->opener == TOK_CALENDAR;
    case WHERE_CLAIM: return filter->opener == TOK_CLAIM;
    case WHERE_TERM_LENGTH:
    case WHERE_TERM:
        return (filter->opener == TOK_IN_FORCE || filter->opener == TOK_IN_FORCE_ONCE) &&
               (keyword->where == WHERE_TERM || filter->prev == TOK_TIME_UNIT);
    case WHERE_CLOCK: return filter->has_clock;
    case WHERE_NUMBER: return is_amount_ahead(filter, next);
    case WHERE_REF: return ahead->kind == RAW_NUMBER || ahead->kind == RAW_DOTTED;
    case WHERE_DATE: return filter_is_date_ahead(filter, next);
    case WHERE_MONTH:
        return ahead->kind == RAW_NUMBER || filter->prev == TOK_IN || filter->prev == TOK_BY ||
               filter->prev == TOK_FROM || filter->prev == TOK_TO || filter->prev == TOK_EPREP;
    case WHERE_EDGE: return filter->prev == TOK_TIME_UNIT && filter->prev_2 == TOK_EACH_DATE;
    case WHERE_DAY: return filter->prev == TOK_DATE || filter->prev == TOK_TIME_UNIT;
    case WHERE_NUMERAL: return filter->prev == TOK_NUMBER;
    case WHERE_WEEKDAY: /* TOK_EACH takes it */
    case WHERE_NOWHERE: return false;
    case WHERE_TIME: return is_time_unit_ahead(filter, next);
    case WHERE_STATUS:
        return filter->opener == TOK_EXPECT || filter->prev == TOK_IS || filter->prev == TOK_IS_NOT;
    case WHERE_NOTICE: return is_notice_ahead(filter, next);
    case WHERE_NOTICE_END: return filter->has_notice;
    case WHERE_COUNTED: return filter->prev != TOK_DET;
    case WHERE_CONSENT: return is_consent(ahead);
    case WHERE_PASSED: return filter->prev == TOK_TIME_UNIT && filter_keyword_at(filter, next, TOK_HOU);
    case WHERE_TIMES:
        return filter->prev == TOK_ONCE_TWICE || filter->prev == TOK_MOST_ONCE || filter->prev == TOK_COUNTED_TIMES;
    case WHERE_AFTER_DET:
        if (keyword->token == TOK_ORDINAL && is_ordinal_here(filter, next))
            return true;
        return (filter->prev == TOK_DET || filter->prev == TOK_EACH) &&
               (filter_is_plain_word(ahead) || is_name_ahead(filter, next));
    }
    UNREACHABLE();
}

static inline bool applies(const struct filter *filter, const struct keyword *keyword, size_t next)
{
    return keyword->where == WHERE_ALL || applies_here(filter, keyword, next);
}

/* ---- words ------------------------------------------------------------------------------------- */

/* 自 验收 之日起: what is counted from stands between; 自 2026-02-01 至 2026-11-30 is none. */
static bool is_counted_from(const struct filter *filter)
{
    enum raw_kind first = filter->tokens[filter->pos].kind;
    bool is_date = first == RAW_DATE || first == RAW_NUMBER;
    for (size_t i = filter->pos; filter->tokens[i].kind != RAW_END; i++) {
        enum raw_kind kind = filter->tokens[i].kind;
        if (kind == RAW_STOP || kind == RAW_COMMA || kind == RAW_SEMICOLON || filter_keyword_at(filter, i, TOK_FROM) ||
            (is_date && filter_keyword_at(filter, i, TOK_TO)))
            return false; /* 自 卖方 自 验收 之日起 10 日 内: from Seller */
        if (filter_keyword_at(filter, i, TOK_QI))
            return true;
    }
    return false;
}

static inline void set_name(struct filter *filter, struct filter_token *out, struct span span, sym text)
{
    out->kind = TOK_NAME;
    out->pause = PAUSE_NEVER;
    out->span = span;
    make_name(filter, &out->value.name, span, text);
}

/* 如果 该 完好率 低于 99 %: Chinese compares without `is`. The bound was taken, and ends before
 * filter->pos; it stands in a condition, behind what is compared, and does not count times. */
static bool is_bare_comparison(const struct filter *filter)
{
    const struct raw_token *tokens = filter->tokens;
    if (filter->prev != TOK_NAME && filter->prev != TOK_REF_NO && filter->prev != TOK_PERIOD)
        return false;
    if (filter->prev == TOK_NAME && (filter->prev_2 == TOK_NAME || filter->prev_2 == TOK_REF_NO))
        return false; /* who, and the verb: 买方 订购 超过 5 图纸 */
    if (tokens[filter->pos].kind == RAW_NUMBER &&
        filter_keyword_at(filter, filter->pos + 1, TOK_MEASURE) &&
        filter_keyword_at(filter, filter->pos + 2, TOK_IN_ANY))
        return false;
    for (size_t i = filter->pos - 1; i-- > 0;) {
        enum raw_kind kind = tokens[i].kind;
        if (kind == RAW_STOP || kind == RAW_COMMA || kind == RAW_SEMICOLON || kind == RAW_COLON)
            return false;
        if (filter_keyword_at(filter, i, TOK_IF) || filter_keyword_at(filter, i, TOK_UNLESS))
            return true;
    }
    return false;
}

/* `at most` was taken, and `once` or `twice` stands behind it. */
static bool at_most_once(struct filter *filter, struct filter_token *out)
{
    const struct keyword *often = filter_keyword_at(filter, filter->pos, TOK_ONCE_TWICE);
    if (!often)
        return false;
    out->kind = TOK_MOST_ONCE;
    out->value.code = often->value;
    out->pause = PAUSE_ADVERB;
    out->span.end = filter->tokens[filter->pos++].span.end;
    return true;
}

/* 第 3.1 条、第 4 条 和 …: the number is at filter->pos. */
static bool is_clause_enumerated(const struct filter *filter)
{
    size_t at = filter->pos + 1;
    at += filter_keyword_at(filter, at, TOK_CLAUSE_END) != NULL;
    return filter_is_enumeration(filter, at) && filter_keyword_at(filter, at + 1, TOK_CLAUSE);
}

/* What the words from filter->pos on spell. */
struct match {
    const struct keyword *keyword; /* NULL: a declared name */
    sym name;                      /* it, or the first spelling of the keyword */
    int code;                      /* what the token carries */
    int form;                      /* which of its spellings this is */
    uint32_t count;                /* of words */
};

/* Before the word at `at` two words or a number and a word stand together: the verb has come. */
static bool is_behind_things(const struct filter *filter, size_t at)
{
    return at >= 2 && filter_is_plain_word(&filter->tokens[at - 1]) &&
           (filter_is_plain_word(&filter->tokens[at - 2]) ||
            (filter->tokens[at - 2].kind == RAW_NUMBER && !(filter->tokens[at - 2].marks & MARK_LINE_START)));
}

/* 不迟于 and 先于 were taken, and the verb comes behind what they say: 每 月 5 日 支付, 该 交货日 向 卖方 支付. What may end
 * in a clause, 该 交付 被 验收, does not stand there. */
static bool is_before_verb(const struct filter *filter, enum prep prep)
{
    size_t at = filter->pos;
    if (prep != PREP_BEFORE && prep != PREP_NO_LATER_THAN && prep != PREP_NO_EARLIER_THAN)
        return false;
    if (filter_keyword_at(filter, at, TOK_EACH))
        return true;
    if (!filter_keyword_at(filter, at, TOK_DET) || !filter_is_plain_word(&filter->tokens[at + 1]) ||
        is_behind_things(filter, at - 1))
        return false;
    if (!filter_is_plain_word(&filter->tokens[at + 2]))
        return filter_keyword_at(filter, at + 2, TOK_TO);
    enum raw_kind behind = filter->tokens[at + 3].kind;
    return behind != RAW_STOP && behind != RAW_COMMA && behind != RAW_SEMICOLON && behind != RAW_COLON;
}

/* Takes it; false if it is a keyword that is dropped. */
static bool take_match(struct filter *filter, const struct match *match, struct filter_token *out)
{
    const struct keyword *keyword = match->keyword;
    struct span span = filter->tokens[filter->pos].span;
    int form = match->form;
    filter->pos += match->count;
    span.end = filter->tokens[filter->pos - 1].span.end;
    if (!keyword) {
        set_name(filter, out, span, match->name);
        return true;
    }
    out->kind = keyword->token;
    out->pause = keyword->pause;
    out->span = span;
    out->value.code = match->code;
    if (!(filter_traits[keyword->token] & IS_VARIED))
        return true;
    bool is_chinese = (unsigned char)filter->text[span.start] >= 0x80;
    switch (keyword->token) {
    case TOK_EACH:
        if (filter_weekday(filter, out))
            break;
        if (!is_time_unit_ahead(filter, filter->pos))
            out->pause = PAUSE_NEVER;
        else if (!is_chinese || !is_day_ahead(filter, filter->pos + 1))
            out->kind = TOK_EACH_TIME;
        else
            out->kind = is_part_ahead(filter, filter->pos + 1) ? TOK_EACH_PART : TOK_EACH_DATE;
        break;
    case TOK_FROM:
        if (is_chinese && is_counted_from(filter))
            out->kind = TOK_ZI;
        else if (filter_are_days_ahead(filter))
            out->kind = TOK_DAYS_FROM;
        break;
    case TOK_IN:
        if (is_chinese && filter_is_limit_ahead(filter))
            out->kind = TOK_WITHIN;
        break;
    case TOK_EPREP:
        if (is_chinese && filter->prev != TOK_TIME_UNIT && is_before_verb(filter, (enum prep)keyword->value))
            out->kind = TOK_PREP;
        break;
    case TOK_HOU: return filter->prev != TOK_QI; /* 之日起 满 12 个月 后 */
    case TOK_PREP:
        if (is_chinese && keyword->value == PREP_AT && filter_is_rhythm_ahead(filter))
            out->kind = TOK_EACH_TIME;
        /* 2026-03-31 at 17:00: it says the same without */
        return keyword->value != PREP_AT || filter->prev != TOK_DATE || filter->tokens[filter->pos].kind != RAW_CLOCK;
    case TOK_CLAUSE:
        filter->open &= ~(unsigned)(OPEN_CLAUSE | OPEN_CLAUSES);
        if (!is_chinese)
            filter->open |= form % 2 == 1 ? OPEN_CLAUSES : OPEN_CLAUSE; /* clauses, articles, sections */
        else if (is_clause_enumerated(filter))
            filter->open |= OPEN_CLAUSES;
        return filter->prev_2 != TOK_EACH_DATE && filter->prev_2 != TOK_EACH_PART; /* 每 季度 第 3 个工作日 */
    case TOK_EVENT: /* `Expect event effective.`, the one that was told last */
        return !filter_keyword_at(filter, filter->pos, TOK_JUDGED) ||
               filter_keyword_at(filter, filter->pos + 1, TOK_JUDGED);
    case TOK_BA: /* 6 把 钥匙 */
        return filter->prev != TOK_NUMBER || !filter_is_plain_word(&filter->tokens[filter->pos]);
    case TOK_CLAUSE_END:
    case TOK_MEASURE:
        if (filter->prev == TOK_REF_NO)
            return false;
        if (filter->prev == TOK_NUMBER &&
            (filter_is_plain_word(&filter->tokens[filter->pos]) || filter->has_of_which))
            return false; /* 其中 4 台 至迟 2026-06-30 */
        if (filter->prev == TOK_NUMBER && span.end - span.start == strlen("次") &&
            memcmp(filter->text + span.start, "次", strlen("次")) == 0) {
            out->kind = TOK_COUNTED_TIMES;
            break;
        }
        set_name(filter, out, span, filter->tokens[filter->pos - 1].word->text);
        out->pause = keyword->pause;
        break;
    case TOK_ZH_QUARTER:
    case TOK_ZH_HALF:
    case TOK_MONTH: filter_period_word(filter, keyword, span, out); break;
    case TOK_IN_FORCE:
    case TOK_AT_RISK:
    case TOK_IN_HAND:
    case TOK_STATUS:
        if (filter->prev == TOK_JUDGED) { /* inert lapsed: why */
            set_name(filter, out, span, match->name);
            break;
        }
        make_name(filter, &out->value.name, span, match->name);
        break;
    case TOK_ADJ: make_name(filter, &out->value.name, span, match->name); break;
    case TOK_IN_ANY:
        if (filter->prev != TOK_ONCE_TWICE && filter->prev != TOK_COUNTED_TIMES)
            out->kind = TOK_IN_ANY_FIRST;
        break;
    case TOK_LATEST: /* by 2026-09-30 at the latest: it says the same without */
        return filter->prev != TOK_DATE && filter->prev != TOK_PERIOD && filter->prev != TOK_TIME_UNIT &&
               filter->prev != TOK_CLOCK;
    case TOK_AT_MOST:
        if (at_most_once(filter, out))
            break;
        /* fall through */
    case TOK_QUANT:
    case TOK_COMPARE:
        if (is_chinese && is_bare_comparison(filter)) {
            filter->pos--;
            *out = (struct filter_token){.kind = TOK_IS, .span = span};
        }
        break;
    case TOK_PASSED: return false; /* 12 个月 届满 后 says no more than 12 个月 后 */
    case TOK_CLOCK_OF: filter->has_clock = true; break;
    case TOK_NOTICE: filter->has_notice = true; break;
    case TOK_NOTICE_END: filter->has_notice = false; break;
    default: break;
    }
    return true;
}

/* The longest phrase or declared name that begins with the word, or what it is by itself. */
static bool find_match(const struct filter *filter, const struct word *word, struct match *match)
{
    size_t at = filter->pos;
    const struct raw_token *next = &filter->tokens[at + 1];
    bool may_go_on = filter_is_word(next) && next->word->is_second;
    for (const struct phrase *phrase = may_go_on ? word->phrases : NULL; phrase; phrase = phrase->next) {
        if (!filter_matches_phrase(filter, at, phrase))
            continue;
        if (phrase->keyword && !applies(filter, phrase->keyword, at + phrase->count))
            continue;
        if (phrase->keyword && phrase->keyword->token == TOK_OTHER && is_name_ahead(filter, at + 1))
            continue;
        *match = (struct match){phrase->keyword, phrase->name, phrase->code, phrase->form, phrase->count};
        return true;
    }
    for (const struct word_row *row = word->rows; row; row = row->next) {
        if (!applies(filter, row->keyword, at + 1))
            continue;
        *match = (struct match){row->keyword, row->name, row->code, row->form, 1};
        return true;
    }
    return false;
}

/* `under Clause 3.1`: before a number it can be nothing else, capital or not. */
static bool take_reference_word(struct filter *filter, const struct word *word,
                                struct filter_token *out)
{
    const struct word_row *row = word->lower->rows;
    if (word->lower == word || word->is_declared || !row || row->keyword->token != TOK_CLAUSE)
        return false;
    *out = (struct filter_token){.kind = TOK_CLAUSE, .span = filter->tokens[filter->pos++].span};
    return true;
}

/* Places in which a word is a name whatever it is elsewhere. */
static bool is_name_place(const struct filter *filter, const struct raw_token *token)
{
    if (token->marks & MARK_NAME)
        return true;
    if (!(filter->open & AT_NAME))
        return false;
    if (filter->prev == TOK_OPEN)
        return token[1].kind == RAW_CLOSE || token[1].kind == RAW_COMMA;
    if (filter->prev == TOK_CORRECT || filter->prev == TOK_VOID || filter->prev == TOK_EVENT)
        return true;
    /* a parameter may be called `start`, as nothing else can stand there */
    return token->word->is_declared && !filter_is_plain_word(&token[1]) &&
           !is_name_ahead(filter, filter->pos + 1) &&
           (filter->prev != TOK_EPREP || filter->opener == TOK_REQUIRES);
}

static inline void take_name(struct filter *filter, const struct raw_token *token,
                             struct filter_token *out)
{
    set_name(filter, out, token->span, token->word->name);
    filter->pos++;
}

bool filter_word(struct filter *filter, const struct raw_token *token, struct filter_token *out)
{
    const struct word *word = token->word;
    enum raw_kind next = token[1].kind;
    if (!is_name_place(filter, token)) {
        if (next == RAW_ORDINAL && filter_ordinal_date(filter, out))
            return true;
        struct match match;
        bool may_be_small = filter->open & AT_ITEM && word->lower != word && !word->is_declared;
        for (const struct word *as = word; as; as = as == word && may_be_small ? word->lower : NULL)
            if (find_match(filter, as, &match))
                return take_match(filter, &match, out);
        if ((next == RAW_NUMBER || next == RAW_DOTTED) && take_reference_word(filter, word, out))
            return true;
        if (word->is_numeral && filter_figure(filter, out))
            return true;
        if ((next == RAW_NUMBER || next == RAW_GROUPED) && filter_currency(filter, out))
            return true;
    }
    take_name(filter, token, out);
    return true;
}
