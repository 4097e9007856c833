/* filter.c - what each raw token is where it stands.
 *
 * Two layers. resolve() turns raw tokens into grammar tokens by what stands before (prev, whether a
 * sentence or item starts, which word opened the sentence) and a few tokens ahead. filter_next()
 * looks one resolved token ahead to judge commas and semicolons. Number-like tokens are in
 * filter_number.c. */
#include "lang/syntax/filter_internal.h"

#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/limits.h"
#include "lang/syntax/prepass.h"

/* What a token does to what follows it. */
enum trait {
    ENDS_SENTENCE = AT_SENTENCE,
    OPENS_ITEM = AT_ITEM,
    IS_NOTED = 1 << 2,       /* see note() */
    SHAPES_ELEMENT = 1 << 3, /* see follow() */
    MAY_NAME = 1 << 4,       /* see is_name_place() */
    MAY_JOIN = 1 << 5,       /* see joins_events() */
};
static const unsigned char traits_of[256] = {
    [TOK_END] = ENDS_SENTENCE,
    [TOK_STOP] = ENDS_SENTENCE | OPENS_ITEM | IS_NOTED | SHAPES_ELEMENT,
    [TOK_COLON] = OPENS_ITEM | SHAPES_ELEMENT,
    [TOK_SEMICOLON] = OPENS_ITEM | SHAPES_ELEMENT,
    [TOK_ITEM_NO] = OPENS_ITEM | SHAPES_ELEMENT,
    [TOK_OPEN] = IS_NOTED | MAY_NAME,
    [TOK_CLOSE] = IS_NOTED,
    [TOK_WITHIN] = IS_NOTED,
    [TOK_COMMA] = SHAPES_ELEMENT,
    [TOK_THEN] = SHAPES_ELEMENT,
    [TOK_OTHERWISE] = SHAPES_ELEMENT,
    [TOK_OF_WHICH] = SHAPES_ELEMENT,
    [TOK_AND] = MAY_JOIN,
    [TOK_OR] = MAY_JOIN,
    [TOK_DET] = MAY_NAME,
    [TOK_AS] = MAY_NAME,
    [TOK_REQUIRES] = MAY_NAME,
    [TOK_EPREP] = MAY_NAME,
    [TOK_CORRECT] = MAY_NAME,
    [TOK_VOID] = MAY_NAME,
    [TOK_EVENT] = MAY_NAME,
};

struct filter *filter_new(struct parse *parse, const struct scan *scan)
{
    struct filter *filter = arena_alloc(parse->arena, sizeof *filter);
    filter->parse = parse;
    filter->scan = scan;
    filter->tokens = scan->tokens.items;
    filter->text = parse->source->text;
    filter->place = AT_SENTENCE | AT_ITEM;
    filter->at_element = true;
    return filter;
}

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

struct ast_name filter_quoted_name(struct filter *filter, struct ast_string string)
{
    char text[LIMIT_NAME_BYTES + 2];
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
    sym symbol = intern_add(lexicon_intern(filter->parse->lexicon), text, len);
    struct ast_name name;
    make_name(filter, &name, string.span, symbol);
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

static bool matches_phrase(const struct filter *filter, size_t at, const struct phrase *phrase)
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
            matches_phrase(filter, at, phrase))
            return phrase->keyword;
    return NULL;
}

static bool is_plain_word(const struct raw_token *token)
{
    return filter_is_word(token) && (token->marks & MARK_NAME || !token->word->rows);
}

static bool is_amount_ahead(const struct filter *filter, size_t at)
{
    const struct raw_token *token = &filter->tokens[at];
    return token->kind == RAW_NUMBER || token->kind == RAW_GROUPED ||
           filter_keyword_at(filter, at, TOK_QUANT) || filter_keyword_at(filter, at, TOK_AT_MOST) ||
           filter_keyword_at(filter, at, TOK_BETWEEN);
}

static bool is_date_ahead(const struct filter *filter, size_t at)
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

/* Does the row count as a keyword for a word that ends before token `next`? */
static bool applies_here(const struct filter *filter, const struct keyword *keyword, size_t next)
{
    const struct raw_token *ahead = &filter->tokens[next];
    switch (keyword->where) {
    case WHERE_ALL: return true;
    case WHERE_START: return filter->place & AT_SENTENCE;
    case WHERE_ITEM: return filter->place & AT_ITEM && is_plain_word(ahead);
    case WHERE_EXPECT: return filter->opener == TOK_EXPECT && !(filter->place & AT_SENTENCE);
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
    case WHERE_DATE: return is_date_ahead(filter, next);
    case WHERE_MONTH:
        return ahead->kind == RAW_NUMBER || filter->prev == TOK_IN || filter->prev == TOK_BY ||
               filter->prev == TOK_FROM || filter->prev == TOK_TO || filter->prev == TOK_EPREP;
    case WHERE_EDGE: return filter->prev == TOK_TIME_UNIT && filter->prev_2 == TOK_EACH_DATE;
    case WHERE_WEEKDAY: return false; /* TOK_EACH takes it */
    case WHERE_TIME: return is_time_unit_ahead(filter, next);
    case WHERE_STATUS:
        return filter->opener == TOK_EXPECT || filter->prev == TOK_IS || filter->prev == TOK_IS_NOT;
    case WHERE_NOTICE: return is_notice_ahead(filter, next);
    case WHERE_NOTICE_END: return filter->has_notice;
    case WHERE_AFTER_DET:
        return (filter->prev == TOK_DET || filter->prev == TOK_EACH) &&
               (is_plain_word(ahead) || (keyword->token == TOK_ORDINAL &&
                                         filter_keyword_at(filter, next, TOK_TIME_UNIT)));
    }
    UNREACHABLE();
}

static inline bool applies(const struct filter *filter, const struct keyword *keyword, size_t next)
{
    return keyword->where == WHERE_ALL || applies_here(filter, keyword, next);
}

/* ---- words ------------------------------------------------------------------------------------- */

static bool run_ahead(const struct filter *filter, int token)
{
    for (size_t i = filter->pos; filter->tokens[i].kind != RAW_END; i++) {
        enum raw_kind kind = filter->tokens[i].kind;
        if (kind == RAW_STOP || kind == RAW_COMMA || kind == RAW_SEMICOLON)
            return false;
        if (filter_keyword_at(filter, i, token))
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
    if (filter->prev == TOK_NAME && filter->prev_2 == TOK_NAME)
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

/* What the words from filter->pos on spell. */
struct match {
    const struct keyword *keyword; /* NULL: a declared name */
    sym name;                      /* it, or the first spelling of the keyword */
    int form;                      /* which of its spellings this is */
    uint32_t count;                /* of words */
};

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
    out->value.code = keyword->value;
    bool is_chinese = (unsigned char)filter->text[span.start] >= 0x80;
    switch (keyword->token) {
    case TOK_EACH:
        if (filter_weekday(filter, out))
            break;
        if (is_time_unit_ahead(filter, filter->pos))
            out->kind = is_chinese && is_day_ahead(filter, filter->pos + 1) ? TOK_EACH_DATE
                                                                            : TOK_EACH_TIME;
        else
            out->pause = PAUSE_NEVER;
        break;
    case TOK_FROM:
        if (is_chinese && run_ahead(filter, TOK_QI))
            out->kind = TOK_ZI;
        else if (filter_are_days_ahead(filter))
            out->kind = TOK_DAYS_FROM;
        break;
    case TOK_IN: out->kind = is_chinese && filter_is_limit_ahead(filter) ? TOK_WITHIN : TOK_IN; break;
    case TOK_PREP:
        if (is_chinese && keyword->value == PREP_AT && filter_is_rhythm_ahead(filter))
            out->kind = TOK_EACH_TIME;
        break;
    case TOK_CLAUSE:
        filter->clauses = is_chinese ? 0 : form % 2 == 1 ? 2 : 1; /* clauses, articles, sections */
        return filter->prev_2 != TOK_EACH_DATE; /* 每 季度 第 3 个工作日 */
    case TOK_CLAUSE_END:
    case TOK_MEASURE:
        if (filter->prev == TOK_REF_NO)
            return false;
        if (filter->prev == TOK_NUMBER && is_plain_word(&filter->tokens[filter->pos]))
            return false;
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
    case TOK_ADJ: make_name(filter, &out->value.name, span, match->name); break;
    case TOK_QUANT:
    case TOK_AT_MOST:
    case TOK_COMPARE:
        if (is_chinese && is_bare_comparison(filter)) {
            filter->pos--;
            *out = (struct filter_token){.kind = TOK_IS, .span = span};
        }
        break;
    case TOK_CLOCK_OF: filter->has_clock = true; break;
    case TOK_NOTICE: filter->has_notice = true; break;
    case TOK_NOTICE_END: filter->has_notice = false; break;
    case TOK_IS:
    case TOK_IS_NOT:
    case TOK_HAS:
    case TOK_HAS_NOT:
    case TOK_WAS:
    case TOK_TAKES:
    case TOK_COUNTS_ONCE:
    case TOK_COUNTS_NO_LONGER:
    case TOK_COUNTS_UNTIL:
    case TOK_STARTS:
    case TOK_SURVIVES:
    case TOK_SURVIVES_ONLY:
    case TOK_ENDS_WITH:
    case TOK_OUTLASTS:
    case TOK_FROM_SIGNATURE:
    case TOK_WARRANTS:
    case TOK_WARRANTS_ALWAYS:
    case TOK_CAPPED:
    case TOK_PREVAILS: out->value.code = is_chinese ? 0 : form; break;
    case TOK_MODAL:
        if (keyword->value == MODAL_DOES_ITS_BEST)
            out->value.code |= (is_chinese ? 0 : form) << MODAL_FORM_SHIFT;
        break;
    default: break;
    }
    return true;
}

/* The longest phrase or declared name that begins with the word, or what it is by itself. */
static bool find_match(const struct filter *filter, const struct word *word, struct match *match)
{
    size_t at = filter->pos;
    for (const struct phrase *phrase = word->phrases; phrase; phrase = phrase->next) {
        if (!matches_phrase(filter, at, phrase))
            continue;
        if (phrase->keyword && !applies(filter, phrase->keyword, at + phrase->count))
            continue;
        *match = (struct match){phrase->keyword, phrase->name, phrase->form, phrase->count};
        return true;
    }
    for (const struct word_row *row = word->rows; row; row = row->next) {
        if (!applies(filter, row->keyword, at + 1))
            continue;
        *match = (struct match){row->keyword, row->name, row->form, 1};
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
    if (!(traits_of[filter->prev] & MAY_NAME))
        return false;
    if (filter->prev == TOK_OPEN)
        return token[1].kind == RAW_CLOSE || token[1].kind == RAW_COMMA;
    if (filter->prev == TOK_CORRECT || filter->prev == TOK_VOID || filter->prev == TOK_EVENT)
        return true;
    /* a parameter may be called `start`, as nothing else can stand there */
    return token->word->is_declared && !is_plain_word(&token[1]) &&
           (filter->prev != TOK_EPREP || filter->opener == TOK_REQUIRES);
}

static inline void take_name(struct filter *filter, const struct raw_token *token,
                             struct filter_token *out)
{
    const struct word *word = token->word;
    set_name(filter, out, token->span, word->alias && !word->is_declared ? word->alias : word->text);
    filter->pos++;
}

/* A word that is a name wherever it stands, small or capital; only before a number it may be more. */
static inline bool is_only_name(const struct raw_token *token)
{
    enum raw_kind next = token[1].kind;
    bool is_before_number = next == RAW_NUMBER || next == RAW_DOTTED || next == RAW_GROUPED;
    return !token->word->is_special && !token->word->lower->is_special && !is_before_number;
}

/* False if the word was dropped (a Chinese measure word). */
static bool resolve_word(struct filter *filter, const struct raw_token *token, struct filter_token *out)
{
    const struct word *word = token->word;
    enum raw_kind next = token[1].kind;
    if (!is_name_place(filter, token)) {
        if (next == RAW_ORDINAL && filter_ordinal_date(filter, out))
            return true;
        struct match match;
        bool may_be_small = filter->place & AT_ITEM && word->lower != word && !word->is_declared;
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

/* ---- where sentences start and end -------------------------------------------------------------- */

static bool ends_declared(enum raw_kind kind)
{
    return kind == RAW_COMMA || kind == RAW_STRING || kind == RAW_COLON || kind == RAW_STOP ||
           kind == RAW_EQUAL;
}

/* True if the token at `pos`, the first of its line, plainly begins a new sentence. */
static bool looks_like_opening(struct filter *filter)
{
    size_t at = filter->pos;
    const struct raw_token *tokens = filter->tokens;
    bool is_awaited = at > 0 && (tokens[at - 1].kind == RAW_COLON ||
                                 tokens[at - 1].kind == RAW_SEMICOLON ||
                                 tokens[at - 1].kind == RAW_COMMA);
    if (tokens[at].kind == RAW_NUMBER && is_awaited)
        return false; /* `When Buyer orders a lathe:` goes on with its items */
    if (tokens[at].kind == RAW_NUMBER)
        return memchr(filter->text + tokens[at].span.start, '.',
                      tokens[at].span.end - tokens[at].span.start) &&
               tokens[at + 1].kind == RAW_WORD && tokens[at + 1].word->lower != tokens[at + 1].word;
    if (!filter_is_word(&tokens[at]))
        return false;
    const struct word *word = tokens[at].word->lower;
    for (const struct phrase *phrase = word->phrases; phrase; phrase = phrase->next)
        if (phrase->keyword && phrase->keyword->where == WHERE_START &&
            matches_phrase(filter, at, phrase))
            return true;
    for (const struct word_row *row = word->rows; row; row = row->next) {
        const struct keyword *keyword = row->keyword;
        if (keyword->token == TOK_CLAUSE)
            return (tokens[at + 1].kind == RAW_NUMBER || tokens[at + 1].kind == RAW_DOTTED) &&
                   tokens[at + 2].kind == RAW_STRING;
        if (keyword->token == TOK_ON)
            return tokens[at].word != word && tokens[at + 1].kind == RAW_DATE;
        if (keyword->token == TOK_EXPECT)
            return tokens[at].word != word || filter_keyword_at(filter, at + 1, TOK_CLAUSE);
        if (keyword->token == TOK_SIGNED)
            return tokens[at + 1].kind == RAW_DATE && filter->opener != TOK_AMENDMENT;
        if (keyword->where == WHERE_START)
            return tokens[at + 1].kind == RAW_STRING ||
                   (is_plain_word(&tokens[at + 1]) &&
                    (ends_declared(tokens[at + 2].kind) || tokens[at + 2].marks & MARK_LINE_START));
    }
    return false;
}

/* True if the stop was swallowed by a quotation that is never closed, which has been reported. */
static bool is_stop_in_quote(const struct filter *filter)
{
    for (size_t i = 0; i < filter->scan->strays.count; i++) {
        const struct scan_stray *stray = &filter->scan->strays.items[i];
        if (stray->is_open_quote && stray->span.start >= filter->prev_span.start &&
            stray->span.start < filter->tokens[filter->pos].span.end)
            return true;
    }
    return false;
}

static void missing_stop(struct filter *filter, struct filter_token *stop)
{
    uint32_t end = filter->prev_span.end;
    *stop = (struct filter_token){.kind = TOK_STOP, .span = {end, end}};
    if (!filter->parse->is_error_open && !is_stop_in_quote(filter)) {
        struct diag *diag = parse_error(filter->parse, E_MISSING_STOP, filter->prev_span,
                                        "the sentence is not finished: a full stop is missing "
                                        "here");
        diag_replace(diag, stop->span, ".");
        diag_help(diag, "put `.` behind it");
        filter->parse->is_error_open = true; /* what else is amiss came of it */
    }
}

/* The sentence exceeds a bound: report it once, and give up the rest of it. */
static void give_up(struct filter *filter, enum diag_code code, const char *what,
                    struct filter_token *out)
{
    struct span span = filter->tokens[filter->pos].span;
    if (!filter->parse->is_error_open && !filter->parse->is_too_deep) {
        struct diag *diag = parse_error(filter->parse, code, span, "%s", what);
        diag_help(diag, "split the sentence");
    }
    while (filter->tokens[filter->pos].kind != RAW_STOP &&
           filter->tokens[filter->pos].kind != RAW_END)
        filter->pos++;
    *out = (struct filter_token){.kind = TOK_TOO_MUCH, .span = span};
}

/* ---- the first layer --------------------------------------------------------------------------- */

/* What is the same token wherever it stands. */
static const short punctuation_of[] = {
    [RAW_STOP] = TOK_STOP, [RAW_COMMA] = TOK_COMMA, [RAW_SEMICOLON] = TOK_SEMICOLON,
    [RAW_COLON] = TOK_COLON, [RAW_OPEN] = TOK_OPEN, [RAW_CLOSE] = TOK_CLOSE,
    [RAW_POSSESSIVE] = TOK_POSS, [RAW_PERCENT] = TOK_PERCENT, [RAW_PLUS] = TOK_PLUS,
    [RAW_MINUS] = TOK_MINUS, [RAW_TIMES] = TOK_TIMES, [RAW_DIVIDE] = TOK_DIVIDE,
    [RAW_LESS] = TOK_LESS, [RAW_LESS_EQUAL] = TOK_LESS_EQUAL, [RAW_EQUAL] = TOK_EQUAL,
    [RAW_GREATER_EQUAL] = TOK_GREATER_EQUAL, [RAW_GREATER] = TOK_GREATER, [RAW_END] = TOK_END,
};

static void resolve_string(struct filter *filter, struct filter_token *out)
{
    struct span span = filter->tokens[filter->pos++].span;
    out->kind = TOK_STRING;
    out->pause = PAUSE_NEVER;
    out->span = span;
    out->value.string = string_inside(filter->parse->source, span);
    if (out->value.string.len > LIMIT_TEXT_BYTES) {
        struct diag *diag = parse_error(filter->parse, E_TOO_BIG,
                                        (struct span){span.start, span.start + 1},
                                        "a quoted text of %u bytes; at most %d fit",
                                        out->value.string.len, LIMIT_TEXT_BYTES);
        diag_note(diag, "is a closing quote missing further up?");
    }
}

/* The stop that is missing before the token, or the end of a sentence that exceeds a bound. */
static bool is_cut_off(struct filter *filter, const struct raw_token *token, struct filter_token *out)
{
    bool is_end = token->kind == RAW_END;
    if (!(filter->place & AT_SENTENCE) && (is_end || (token->marks & MARK_LINE_START && looks_like_opening(filter))))
        missing_stop(filter, out);
    else if (!is_end && token->kind != RAW_STOP && filter->sentence_tokens >= LIMIT_SENTENCE_TOKENS)
        give_up(filter, E_TOO_BIG, "the sentence is too long", out);
    else if (filter->paren_depth > LIMIT_DEPTH) {
        filter->paren_depth = 0;
        give_up(filter, E_TOO_DEEP, "the parentheses are nested too deeply", out);
    } else
        return false;
    return true;
}

/* One grammar token, without regard to pauses. */
__attribute__((always_inline)) static inline void resolve_plainly(struct filter *filter, struct filter_token *out)
{
    if (filter->held_unit) {
        *out = filter_held_unit(filter);
        return;
    }
    for (;;) {
        const struct raw_token *token = &filter->tokens[filter->pos];
        if (token->marks & MARK_BROKEN)
            filter->parse->is_error_open = true;
        bool may_be_cut_off = token->marks & (MARK_LINE_START | MARK_END) ||
                              filter->sentence_tokens >= LIMIT_SENTENCE_TOKENS ||
                              filter->paren_depth > LIMIT_DEPTH;
        if (may_be_cut_off && is_cut_off(filter, token, out))
            return;
        switch (token->kind) {
        case RAW_WORD:
        case RAW_RUN:
            if (is_only_name(token))
                take_name(filter, token, out);
            else if (!resolve_word(filter, token, out))
                continue; /* a dropped word is followed by a name or the like */
            return;
        case RAW_POSSESSIVE:
            if (filter->has_notice) { /* of `30 days' notice` */
                filter->pos++;
                continue;
            }
            break;
        case RAW_STRING: resolve_string(filter, out); return;
        case RAW_NUMBER:
        case RAW_DOTTED:
        case RAW_GROUPED:
        case RAW_LABEL:
        case RAW_ORDINAL:
        case RAW_DATE:
        case RAW_SLASHED:
        case RAW_CLOCK:
        case RAW_PERIOD: *out = filter_number(filter); return;
        case RAW_END:
        case RAW_STOP:
        case RAW_COMMA:
        case RAW_SEMICOLON:
        case RAW_COLON:
        case RAW_OPEN:
        case RAW_CLOSE:
        case RAW_PERCENT:
        case RAW_PLUS:
        case RAW_MINUS:
        case RAW_TIMES:
        case RAW_DIVIDE:
        case RAW_LESS:
        case RAW_LESS_EQUAL:
        case RAW_EQUAL:
        case RAW_GREATER_EQUAL:
        case RAW_GREATER: break;
        }
        out->kind = punctuation_of[token->kind];
        out->pause = PAUSE_NEVER;
        out->span = token->span;
        filter->pos += token->kind != RAW_END;
        return;
    }
}

static void resolve_one(struct filter *filter, struct filter_token *out)
{
    resolve_plainly(filter, out);
}

/* What a token starts or ends for those behind it. */
static void note(struct filter *filter, int kind)
{
    if (kind == TOK_OPEN)
        filter->paren_depth++;
    else if (kind == TOK_CLOSE && filter->paren_depth > 0)
        filter->paren_depth--;
    else if (kind == TOK_WITHIN)
        filter->is_limit = true;
    else if (kind == TOK_STOP) {
        filter->sentence_tokens = 0;
        filter->paren_depth = 0;
        filter->has_clock = filter->has_notice = false;
    }
}

/* In `clauses 3.1, 3.2 and 4` what joins the numbers. */
static void join_clauses(struct filter *filter, struct filter_token *out)
{
    bool joins = (out->kind == TOK_COMMA && filter->clauses == 2) || out->kind == TOK_AND ||
                 out->kind == TOK_OR;
    if (joins && out->kind == TOK_COMMA && (filter_keyword_at(filter, filter->pos, TOK_AND) ||
                                   filter_keyword_at(filter, filter->pos, TOK_OR)) &&
        filter_is_one_more_clause(filter, filter->pos + 1))
        resolve_one(filter, out);
    if (!joins || !filter_is_one_more_clause(filter, filter->pos))
        return;
    out->value.code = out->kind == TOK_COMMA ? 0 : out->kind == TOK_AND ? 1 : 2;
    out->kind = TOK_CLAUSE_JOIN;
    out->pause = PAUSE_NEVER;
}

/* Whether the word, capital or small, opens an element as that token: `When`, `each time`. */
static bool opens_as(const struct filter *filter, size_t at, int token)
{
    if (!filter_is_word(&filter->tokens[at]))
        return false;
    const struct word *word = filter->tokens[at].word->lower;
    for (const struct word_row *row = word->rows; row; row = row->next)
        if (row->keyword->token == token)
            return true;
    for (const struct phrase *phrase = word->phrases; phrase; phrase = phrase->next)
        if (phrase->keyword && phrase->keyword->token == token && matches_phrase(filter, at, phrase))
            return true;
    return false;
}

/* `when Buyer orders a lathe or clause 4.3 is breached`: what was taken joins two events, as `or when`
 * does. Behind `if` it joins conditions. */
static bool joins_events(const struct filter *filter)
{
    const struct raw_token *tokens = filter->tokens;
    size_t at = filter->pos;
    if (filter->prev == TOK_REF_NO || filter->prev == TOK_MARK_LABEL || /* `clause 4.2 or clause 4.3` */
        !filter_keyword_at(filter, at, TOK_CLAUSE))
        return false;
    at += 2; /* the number, with a letter or without */
    while (tokens[at].kind == RAW_LABEL || filter_keyword_at(filter, at, TOK_CLAUSE_END))
        at++;
    if (!filter_keyword_at(filter, at, TOK_IS))
        return false;
    for (at = filter->pos; at-- > 0;) {
        enum raw_kind kind = tokens[at].kind;
        if (kind == RAW_STOP || kind == RAW_COMMA || kind == RAW_SEMICOLON || kind == RAW_COLON ||
            opens_as(filter, at, TOK_IF) || opens_as(filter, at, TOK_UNLESS))
            return false;
        if (opens_as(filter, at, TOK_WHEN) || opens_as(filter, at, TOK_WHILE) ||
            opens_as(filter, at, TOK_EACH_WHEN))
            return true;
    }
    return false;
}

/* Reads the token by the limit, clauses or statuses that it may go on with; ends those that it does not. */
static void go_on(struct filter *filter, struct filter_token *out)
{
    if (filter->clauses && filter->prev == TOK_REF_NO)
        join_clauses(filter, out);
    if ((out->kind == TOK_OR || out->kind == TOK_AND) && joins_events(filter))
        out->kind = out->kind == TOK_OR ? TOK_OR_WHEN : TOK_AND_WHEN;
    if (out->kind == TOK_FROM && filter->is_limit && filter->prev == TOK_TIME_UNIT) {
        out->kind = TOK_EPREP;
        out->value.code = PREP_AFTER;
    }
    int kind = out->kind;
    filter->is_limit &= kind == TOK_NUMBER || kind == TOK_TIME_UNIT;
    if (kind != TOK_CLAUSE && kind != TOK_REF_NO && kind != TOK_CLAUSE_JOIN)
        filter->clauses = 0;
}

__attribute__((always_inline)) static inline void resolve(struct filter *filter,
                                                          struct filter_token *out)
{
    resolve_plainly(filter, out);
    if (filter->is_limit || filter->clauses || traits_of[out->kind] & MAY_JOIN)
        go_on(filter, out);
    int kind = out->kind;
    unsigned traits = traits_of[kind];
    if (filter->place & AT_SENTENCE)
        filter->opener = kind;
    filter->sentence_tokens++;
    filter->place = traits & (AT_SENTENCE | AT_ITEM);
    if (traits & IS_NOTED)
        note(filter, kind);
    filter->prev_2 = filter->prev;
    filter->prev = kind;
    filter->prev_span = out->span;
}

/* ---- the second layer: pauses ------------------------------------------------------------------ */

static void take_pending(struct filter *filter, struct filter_token *token)
{
    *token = filter->pending;
    filter->has_pending = false;
}

static const struct filter_token *peek(struct filter *filter)
{
    if (!filter->has_pending)
        resolve(filter, &filter->pending);
    filter->has_pending = true;
    return &filter->pending;
}

/* accepted, confirmed, 已验收: before `by` and a date it is no member of a list. */
static bool is_participle(sym word)
{
    static const char has[] = "已";
    bool is_english = word->len > 2 && memcmp(word->text + word->len - 2, "ed", 2) == 0;
    return is_english || memcmp(word->text, has, sizeof has - 1) == 0;
}

/* `…, confirmed.` at the end of a sentence that is no declaration: not a list, which ends with
 * `and` or `or` and its last member. Or `…, confirmed by 2026-03-31`. */
static bool is_participle_ahead(struct filter *filter, struct span comma)
{
    bool is_declaration = filter->opener >= TOK_CONTRACT && filter->opener <= TOK_EXPECT;
    bool only_joins = (unsigned char)filter->text[comma.start] == 0xE3; /* 、 */
    if (filter->pending.kind != TOK_NAME || is_declaration || filter->is_trigger_open || only_joins)
        return false;
    enum raw_kind after = filter->tokens[filter->pos].kind;
    return after == RAW_STOP || after == RAW_SEMICOLON ||
           (is_participle(filter->pending.value.name.text) &&
            filter_keyword_at(filter, filter->pos, TOK_BY) &&
            is_date_ahead(filter, filter->pos + 1));
}

/* The comma itself, or what stands behind it if the comma is only a pause. */
static void judge_comma(struct filter *filter, struct filter_token *token)
{
    const struct filter_token *next = peek(filter);
    if (next->pause == PAUSE_ALWAYS || (next->pause == PAUSE_ADVERB && !filter->is_trigger_open)) {
        take_pending(filter, token);
    } else if (next->kind == TOK_AT_MOST && !filter->has_of_which && !filter->is_trigger_open) {
        take_pending(filter, token);
        token->kind = TOK_BUT_AT_MOST;
    } else if (is_participle_ahead(filter, token->span)) {
        token->kind = TOK_PARTICIPLE_COMMA;
    }
}

static bool opens_clause(int kind)
{
    return kind == TOK_WHEN || kind == TOK_IF || kind == TOK_UNLESS || kind == TOK_WHILE ||
           kind == TOK_EPREP;
}

/* Keeps track of whether a trigger (or a front clause) waits for the comma that ends it. */
static void follow(struct filter *filter, int kind)
{
    if (kind == TOK_STOP || kind == TOK_SEMICOLON) {
        filter->is_trigger_open = filter->has_of_which = false;
        filter->at_element = true;
        return;
    }
    if (kind == TOK_COLON || (filter->is_trigger_open && (kind == TOK_COMMA || kind == TOK_THEN))) {
        filter->is_trigger_open = false;
        filter->at_element = true;
        return;
    }
    if (kind == TOK_OF_WHICH)
        filter->has_of_which = true;
    if (!filter->at_element || kind == TOK_ITEM_NO || kind == TOK_THEN || kind == TOK_OTHERWISE)
        return;
    filter->is_trigger_open = opens_clause(kind);
    filter->at_element = false;
}

/* A comma or semicolon and what follows it. */
static void judge(struct filter *filter, struct filter_token *token)
{
    if (token->kind == TOK_COMMA)
        judge_comma(filter, token);
    else if (token->kind == TOK_SEMICOLON && peek(filter)->kind == TOK_OTHERWISE)
        take_pending(filter, token);
    if (filter->at_element || traits_of[token->kind] & SHAPES_ELEMENT)
        follow(filter, token->kind);
}

void filter_next(struct filter *filter, struct filter_token *token)
{
    if (filter->has_pending)
        take_pending(filter, token);
    else
        resolve(filter, token);
    if (filter->at_element || traits_of[token->kind] & SHAPES_ELEMENT)
        judge(filter, token);
}
