/* filter.c - what each raw token is where it stands.
 *
 * Two layers. resolve() turns raw tokens into grammar tokens by what stands before (prev, whether a
 * sentence or item starts, which word opened the sentence) and a few tokens ahead. filter_next()
 * looks one resolved token ahead to judge commas and semicolons. Words are in filter_word.c, number-like
 * tokens in filter_number.c. */
#include "lang/syntax/filter_step.h"

#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/limits.h"
#include "lang/syntax/prepass.h"

const unsigned char filter_traits[256] = {
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
    [TOK_EPREP] = MAY_NAME | OPENS_CLAUSE | IS_VARIED,
    [TOK_WHEN] = OPENS_CLAUSE,
    [TOK_IF] = OPENS_CLAUSE,
    [TOK_UNLESS] = OPENS_CLAUSE,
    [TOK_WHILE] = OPENS_CLAUSE,
    [TOK_CORRECT] = MAY_NAME,
    [TOK_VOID] = MAY_NAME,
    [TOK_EVENT] = MAY_NAME | IS_VARIED,
    [TOK_EACH] = IS_VARIED,
    [TOK_FROM] = IS_VARIED,
    [TOK_IN] = IS_VARIED,
    [TOK_PREP] = IS_VARIED,
    [TOK_CLAUSE] = IS_VARIED,
    [TOK_CLAUSE_END] = IS_VARIED,
    [TOK_BA] = IS_VARIED,
    [TOK_LATEST] = IS_VARIED,
    [TOK_IN_ANY] = IS_VARIED,
    [TOK_MEASURE] = IS_VARIED,
    [TOK_ZH_QUARTER] = IS_VARIED,
    [TOK_ZH_HALF] = IS_VARIED,
    [TOK_MONTH] = IS_VARIED,
    [TOK_IN_FORCE] = IS_VARIED,
    [TOK_AT_RISK] = IS_VARIED,
    [TOK_IN_HAND] = IS_VARIED,
    [TOK_STATUS] = IS_VARIED,
    [TOK_ADJ] = IS_VARIED,
    [TOK_QUANT] = IS_VARIED,
    [TOK_AT_MOST] = IS_VARIED,
    [TOK_COMPARE] = IS_VARIED,
    [TOK_CLOCK_OF] = IS_VARIED,
    [TOK_HOU] = IS_VARIED,
    [TOK_PASSED] = IS_VARIED,
    [TOK_NOTICE] = IS_VARIED,
    [TOK_NOTICE_END] = IS_VARIED,
};

struct filter *filter_new(struct parse *parse, const struct scan *scan)
{
    struct filter *filter = arena_alloc(parse->arena, sizeof *filter);
    filter->parse = parse;
    filter->scan = scan;
    filter->tokens = scan->tokens.items;
    filter->text = parse->source->text;
    filter->open = AT_SENTENCE | AT_ITEM | OPEN_ELEMENT;
    filter->tokens_left = LIMIT_SENTENCE_TOKENS;
    return filter;
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
            filter_matches_phrase(filter, at, phrase))
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
                   (filter_is_plain_word(&tokens[at + 1]) &&
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

/* The marks from RAW_STOP on, which are the same tokens wherever they stand. */
const short filter_punctuation[] = {
    [RAW_STOP] = TOK_STOP, [RAW_COMMA] = TOK_COMMA, [RAW_SEMICOLON] = TOK_SEMICOLON,
    [RAW_COLON] = TOK_COLON, [RAW_OPEN] = TOK_OPEN, [RAW_CLOSE] = TOK_CLOSE,
    [RAW_PERCENT] = TOK_PERCENT, [RAW_PLUS] = TOK_PLUS, [RAW_MINUS] = TOK_MINUS,
    [RAW_SIGN] = TOK_SIGN,
    [RAW_TIMES] = TOK_TIMES, [RAW_DIVIDE] = TOK_DIVIDE, [RAW_LESS] = TOK_LESS,
    [RAW_LESS_EQUAL] = TOK_LESS_EQUAL, [RAW_EQUAL] = TOK_EQUAL,
    [RAW_GREATER_EQUAL] = TOK_GREATER_EQUAL, [RAW_GREATER] = TOK_GREATER,
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
    if (!(filter->open & AT_SENTENCE) &&
        (is_end || (token->marks & MARK_LINE_START && looks_like_opening(filter))))
        missing_stop(filter, out);
    else if (!is_end && token->kind != RAW_STOP && filter->tokens_left <= 0)
        give_up(filter, E_TOO_BIG, "the sentence is too long", out);
    else if (filter->paren_depth > LIMIT_DEPTH) {
        filter->paren_depth = 0;
        give_up(filter, E_TOO_DEEP, "the parentheses are nested too deeply", out);
    } else
        return false;
    return true;
}

static inline bool may_be_cut_off(const struct filter *filter, const struct raw_token *token)
{
    return (token->marks & (MARK_LINE_START | MARK_END) && !(filter->open & AT_SENTENCE)) ||
           filter->open & OPEN_EXCESS;
}

/* A token that is not the same everywhere; false if it was dropped. */
static inline bool take_other(struct filter *filter, const struct raw_token *token, struct filter_token *out)
{
    if (filter_is_word(token))
        return filter_word(filter, token, out);
    if (token->kind == RAW_STRING) {
        resolve_string(filter, out);
    } else if (token->kind == RAW_END || token->kind == RAW_POSSESSIVE) {
        out->kind = token->kind == RAW_END ? TOK_END : TOK_POSS;
        out->pause = PAUSE_NEVER;
        out->span = token->span;
        filter->pos += token->kind != RAW_END;
        return token->kind == RAW_END || !filter->has_notice; /* of `30 days' notice` */
    } else {
        filter_number(filter, out);
    }
    return true;
}

/* One grammar token, without regard to pauses. */
static void resolve_one(struct filter *filter, struct filter_token *out)
{
    if (filter->open & OPEN_UNIT) {
        filter_held_unit(filter, out);
        return;
    }
    for (;;) {
        const struct raw_token *token = &filter->tokens[filter->pos];
        if (token->marks & MARK_BROKEN)
            filter->parse->is_error_open = true;
        if (may_be_cut_off(filter, token) && is_cut_off(filter, token, out))
            return;
        if (filter_take_plain(filter, token, out) || take_other(filter, token, out))
            return; /* a dropped word is followed by a name or the like */
    }
}

void filter_take_other(struct filter *filter, const struct raw_token *token, struct filter_token *out)
{
    if (!take_other(filter, token, out))
        resolve_one(filter, out);
}

void filter_note(struct filter *filter, int kind)
{
    if (filter->tokens_left <= 0)
        filter->open |= OPEN_EXCESS;
    if (kind == TOK_OPEN) {
        if (++filter->paren_depth > LIMIT_DEPTH)
            filter->open |= OPEN_EXCESS;
    } else if (kind == TOK_CLOSE && filter->paren_depth > 0) {
        filter->paren_depth--;
    } else if (kind == TOK_WITHIN) {
        filter->open |= OPEN_LIMIT;
    } else if (kind == TOK_STOP) {
        filter->tokens_left = LIMIT_SENTENCE_TOKENS;
        filter->paren_depth = 0;
        filter->open &= ~(unsigned)OPEN_EXCESS;
        filter->has_clock = filter->has_notice = false;
    }
}

/* In `clauses 3.1, 3.2 and 4`, and in 第 3.1 条、第 3.2 条 和 第 4 条, what joins the numbers. */
static void join_clauses(struct filter *filter, struct filter_token *out)
{
    bool has_word = filter->open & OPEN_CLAUSES && filter_keyword_at(filter, filter->pos, TOK_CLAUSE);
    bool joins = (out->kind == TOK_COMMA && filter->open & OPEN_CLAUSES) || out->kind == TOK_AND ||
                 out->kind == TOK_OR;
    if (joins && out->kind == TOK_COMMA && (filter_keyword_at(filter, filter->pos, TOK_AND) ||
                                   filter_keyword_at(filter, filter->pos, TOK_OR)) &&
        filter_is_one_more_clause(filter, filter->pos + 1))
        resolve_one(filter, out);
    if (!joins || !filter_is_one_more_clause(filter, filter->pos + has_word))
        return;
    filter->pos += has_word;
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
        if (phrase->keyword && phrase->keyword->token == token && filter_matches_phrase(filter, at, phrase))
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
    if (!filter_keyword_at(filter, at, TOK_IS) && !filter_keyword_at(filter, at, TOK_IS_NOT)) /* 未被 is one word */
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

void filter_go_on(struct filter *filter, struct filter_token *out)
{
    if (filter->open & (OPEN_CLAUSE | OPEN_CLAUSES) && filter->prev == TOK_REF_NO)
        join_clauses(filter, out);
    if ((out->kind == TOK_OR || out->kind == TOK_AND) && joins_events(filter))
        out->kind = out->kind == TOK_OR ? TOK_OR_WHEN : TOK_AND_WHEN;
    if (out->kind == TOK_FROM && filter->open & OPEN_LIMIT && filter->prev == TOK_TIME_UNIT) {
        out->kind = TOK_EPREP;
        out->value.code = PREP_AFTER;
    }
    int kind = out->kind;
    if (kind != TOK_NUMBER && kind != TOK_TIME_UNIT)
        filter->open &= ~(unsigned)OPEN_LIMIT;
    if (kind != TOK_CLAUSE && kind != TOK_REF_NO && kind != TOK_CLAUSE_JOIN)
        filter->open &= ~(unsigned)(OPEN_CLAUSE | OPEN_CLAUSES);
}

static void resolve(struct filter *filter, struct filter_token *out)
{
    resolve_one(filter, out);
    filter_settle(filter, out);
}

/* ---- the second layer: pauses ------------------------------------------------------------------ */

static void take_pending(struct filter *filter, struct filter_token *token)
{
    *token = filter->pending;
    filter->open &= ~(unsigned)OPEN_PENDING;
}

static const struct filter_token *peek(struct filter *filter)
{
    if (!(filter->open & OPEN_PENDING))
        resolve(filter, &filter->pending);
    filter->open |= OPEN_PENDING;
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
    bool only_joins = (unsigned char)filter->text[comma.start] == ENUMERATES;
    if (filter->pending.kind != TOK_NAME || is_declaration || filter->is_trigger_open || only_joins)
        return false;
    enum raw_kind after = filter->tokens[filter->pos].kind;
    return after == RAW_STOP || after == RAW_SEMICOLON ||
           (is_participle(filter->pending.value.name.text) &&
            filter_keyword_at(filter, filter->pos, TOK_BY) &&
            filter_is_date_ahead(filter, filter->pos + 1));
}

static bool ends_in(const char *text, uint32_t len, const char *word)
{
    size_t word_len = strlen(word);
    return len >= word_len && memcmp(text + len - word_len, word, word_len) == 0;
}

/* `When a month ends, from 2026-02-01 to 2026-10-31, …`: between two commas, or before the colon, the bounds of what
 * recurs, and no front of the norm; so it is before `if` and `unless`, behind whatever event. */
static bool is_bound_of_event(const struct filter *filter, struct span comma)
{
    enum { LONGEST = 9 }; /* from 1 February 2026 to 31 October 2026 */
    size_t first = filter->pos, at = first;
    while (at < first + LONGEST && (filter->tokens[at].kind == RAW_DATE || filter->tokens[at].kind == RAW_NUMBER ||
                                    filter->tokens[at].kind == RAW_PERIOD || filter_keyword_at(filter, at, TOK_MONTH) ||
                                    filter_keyword_at(filter, at, TOK_TO) || filter_keyword_at(filter, at, TOK_EPREP)))
        at++;
    enum raw_kind after = filter->tokens[at].kind;
    if (at == first || (after != RAW_COMMA && after != RAW_COLON))
        return false;
    bool is_period =
        ends_in(filter->text, comma.start, " ends") && !ends_in(filter->text, comma.start, "contract ends");
    bool is_condition = after == RAW_COMMA && (filter_keyword_at(filter, at + 1, TOK_IF) ||
                                               filter_keyword_at(filter, at + 1, TOK_UNLESS));
    return is_period || is_condition || ends_in(filter->text, comma.start, " begins");
}

/* `From 1 October to 31 October, while …`: only a time has been said in this element. */
static bool is_behind_time(const struct filter *filter, struct span comma)
{
    const struct raw_token *tokens = filter->tokens;
    size_t at = filter->pos;
    if (filter->opener == TOK_IN_FORCE || filter->opener == TOK_IN_FORCE_ONCE)
        return false;
    while (at > 0 && tokens[at].span.start > comma.start)
        at--;
    bool has_words = false;
    while (at-- > 0) {
        enum raw_kind kind = tokens[at].kind;
        if (kind == RAW_STOP || kind == RAW_SEMICOLON || kind == RAW_COLON)
            break;
        bool is_figure = kind == RAW_NUMBER || kind == RAW_DOTTED || kind == RAW_DATE || kind == RAW_CLOCK ||
                         kind == RAW_PERIOD || kind == RAW_LABEL || kind == RAW_ORDINAL || kind == RAW_COMMA;
        if (!is_figure &&
            (!filter_is_word(&tokens[at]) || !tokens[at].word->lower->is_special || tokens[at].marks & MARK_NAME))
            return false;
        has_words = true;
    }
    return has_words;
}

static bool opens_trigger(int kind)
{
    return kind == TOK_WHEN || kind == TOK_WHILE || kind == TOK_IF || kind == TOK_UNLESS || kind == TOK_EACH_WHEN;
}

/* The comma itself, or what stands behind it if the comma is only a pause. */
static void judge_comma(struct filter *filter, struct filter_token *token)
{
    const struct filter_token *next = peek(filter);
    const struct span comma = token->span;
    bool is_pause = next->pause == PAUSE_ADVERB && (!filter->is_trigger_open || is_bound_of_event(filter, token->span));
    if (next->pause == PAUSE_ALWAYS || is_pause) {
        take_pending(filter, token);
        if (opens_trigger(token->kind) && !filter->is_trigger_open && is_behind_time(filter, comma))
            filter->open |= OPEN_ELEMENT;
    } else if (next->kind == TOK_AT_MOST && !filter->has_of_which && !filter->is_trigger_open) {
        take_pending(filter, token);
        token->kind = TOK_BUT_AT_MOST;
    } else if (next->kind == TOK_MARK_LABEL && filter->is_trigger_open) {
        token->kind = TOK_COLON; /* `When Buyer orders a lathe, (a) Seller delivers …` */
        filter->pending.kind = TOK_ITEM_NO;
    } else if (is_participle_ahead(filter, token->span)) {
        token->kind = TOK_PARTICIPLE_COMMA;
    }
}

/* Keeps track of whether a trigger (or a front clause) waits for the comma that ends it. */
static void follow(struct filter *filter, int kind)
{
    if (kind == TOK_STOP || kind == TOK_SEMICOLON) {
        filter->is_trigger_open = filter->has_of_which = false;
        filter->open |= OPEN_ELEMENT;
        return;
    }
    if (kind == TOK_COLON || (filter->is_trigger_open && (kind == TOK_COMMA || kind == TOK_THEN))) {
        filter->is_trigger_open = false;
        filter->open |= OPEN_ELEMENT;
        return;
    }
    if (kind == TOK_OF_WHICH)
        filter->has_of_which = true;
    if (filter->open & OPEN_ELEMENT && kind != TOK_ITEM_NO && kind != TOK_THEN && kind != TOK_OTHERWISE)
        filter_begin_element(filter, kind);
}

void filter_judge(struct filter *filter, struct filter_token *token)
{
    if (token->kind == TOK_COMMA)
        judge_comma(filter, token);
    else if (token->kind == TOK_SEMICOLON && peek(filter)->kind == TOK_OTHERWISE)
        take_pending(filter, token);
    follow(filter, token->kind);
}

void filter_take_odd(struct filter *filter, struct filter_token *token)
{
    if (filter->open & OPEN_PENDING)
        take_pending(filter, token);
    else
        resolve(filter, token);
}

void filter_next(struct filter *filter, struct filter_token *token)
{
    filter_step(filter, token);
}
