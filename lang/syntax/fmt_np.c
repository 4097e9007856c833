/* fmt_np.c - the formatter's noun phrases, amounts and adverbials. */
#include <string.h>

#include "lang/syntax/fmt_internal.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/token.h"

static bool is_one(struct ast_number low, bool has_range)
{
    return !has_range && decimal_compare(low.value, decimal_of(1)) == 0;
}

static void put_quant(struct writer *writer, enum quant quant)
{
    if (quant == QUANT_AT_MOST)
        put_keyword(writer, TOK_AT_MOST, QUANT_AT_MOST);
    else if (quant != QUANT_NONE)
        put_keyword(writer, TOK_QUANT, (int)quant);
}

/* A word that is a name here, and with a number behind it would name a clause: `keeps the section between 2 and 3`. */
static bool is_behind_reference(const struct writer *writer)
{
    static const char *const words[] = {"clause", "clauses", "article", "articles", "section", "sections"};
    const struct buf *out = writer->out;
    bool is_it = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !is_it; i++) {
        size_t len = strlen(words[i]);
        is_it = out->len > len && memcmp(out->data + out->len - len, words[i], len) == 0 &&
                out->data[out->len - len - 1] == ' ';
    }
    return is_it;
}

static void put_range(struct writer *writer, enum quant quant, struct ast_number low,
                      struct ast_number high, bool has_range)
{
    bool is_between = has_range && is_behind_reference(writer);
    put_quant(writer, quant);
    if (is_between)
        put_keyword(writer, TOK_BETWEEN, 0);
    put_number(writer, low);
    if (is_between)
        put_keyword(writer, TOK_AND, 0);
    else if (has_range)
        put_prep(writer, PREP_TO, true);
    if (has_range)
        put_number(writer, high);
}

void put_duration(struct writer *writer, const struct ast_duration *duration)
{
    if (duration->named.text) {
        put_form(writer, TOK_DET, DET_THE, 0);
        put_name(writer, duration->named);
        return;
    }
    put_range(writer, duration->quant, duration->low, duration->high, duration->has_range);
    put_counted_unit(writer, duration->unit, !is_one(duration->low, duration->has_range));
}

/* 10 台 车床: it means nothing, but the papers count by it, so it stays in the file. */
static void put_measure_word(struct writer *writer, const struct ast_amount *amount)
{
    if (!writer->source)
        return;
    struct span word = ast_measure_word(amount, writer->source->text);
    if (word.start < word.end)
        put_word(writer, writer->source->text + word.start, word.end - word.start);
}

void put_amount(struct writer *writer, const struct ast_amount *amount)
{
    if (amount->is_all) {
        put_quant(writer, amount->quant);
        put_np(writer, amount->percent_of);
        return;
    }
    put_range(writer, amount->quant, amount->low, amount->high, amount->has_range);
    switch (amount->kind) {
    case AMOUNT_BARE: break;
    case AMOUNT_NAME:
        put_measure_word(writer, amount);
        put_name(writer, amount->unit);
        break;
    case AMOUNT_TIME:
        put_counted_unit(writer, amount->time_unit, !is_one(amount->low, amount->has_range));
        break;
    case AMOUNT_PERCENT: put_keyword(writer, TOK_PERCENT, 0); break;
    }
    if (amount->percent_of) {
        put_keyword(writer, TOK_OF, 0);
        put_np(writer, amount->percent_of);
    }
    if (amount->has_per) {
        put_keyword(writer, TOK_PER, 0);
        if (amount->per.text)
            put_name(writer, amount->per);
        else
            put_time_unit(writer, amount->per_unit, false);
    }
}

/* clause 3.1, 第3.1条 */
void put_label_reference(struct writer *writer, struct ast_label label)
{
    put_keyword(writer, TOK_CLAUSE, 0);
    if (writer->language == FMT_CHINESE)
        writer->needs_blank = false;
    put_text(writer, label.text->text);
    if (writer->language == FMT_CHINESE)
        buf_puts(writer->out, "条");
}

/* ---- noun phrases ------------------------------------------------------------------------------ */

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* `an` before what is spoken with a vowel; a rule of thumb that the words of contracts obey. */
static bool takes_an(const char *word)
{
    if (begins(word, "hour") || begins(word, "honest"))
        return true;
    if (begins(word, "one") || begins(word, "eu") || begins(word, "uni") || begins(word, "use") ||
        begins(word, "util"))
        return false;
    return strchr("aeiouAEIO", word[0]) != NULL;
}

static void put_det(struct writer *writer, enum det det, const char *next)
{
    if (det == DET_NONE)
        return;
    if (det == DET_EACH)
        put_keyword(writer, TOK_EACH, DET_EACH);
    else
        put_form(writer, TOK_DET, (int)det, det == DET_A && takes_an(next) ? 1 : 0);
}

/* Is it one of the spellings of a row? */
static bool is_spelling(const char *spellings, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = spellings; (at = strstr(at, word)) != NULL; at++)
        if ((at == spellings || at[-1] == '|') && (at[len] == '|' || at[len] == '\0'))
            return true;
    return false;
}

/* Before what may be a keyword an ordinal in words is not read as one (filter_word.c). */
static bool may_be_keyword(const struct writer *writer, struct ast_name noun)
{
    bool may = false;
    for (uint32_t i = 0; noun.text && *noun.text->text && i < keyword_count && !may; i++)
        may = is_spelling(keywords[i].english, noun.text->text) || is_spelling(keywords[i].chinese, noun.text->text);
    return may && !is_own(writer->file, noun.text->text);
}

static void put_ordinal(struct writer *writer, const struct ast_np *np)
{
    int ordinal = np->name.ordinal;
    if (ordinal == 0)
        return;
    bool has_word = writer->language == FMT_CHINESE ? ordinal <= 12 : ordinal <= 4 && ordinal != 2;
    if (has_word && (ordinal < 0 || !may_be_keyword(writer, np->name.noun))) {
        put_keyword(writer, TOK_ORDINAL, ordinal); /* 2nd, for a second is a length of time, too */
        return;
    }
    char text[32];
    struct buf digits;
    buf_init(&digits);
    int last = ordinal % 10, teens = ordinal % 100;
    bool is_teen = teens >= 11 && teens <= 13;
    buf_printf(&digits, "%d%s", ordinal,
               is_teen     ? "th"
               : last == 1 ? "st"
               : last == 2 ? "nd"
               : last == 3 ? "rd"
                           : "th");
    memcpy(text, digits.data, digits.len + 1);
    buf_release(&digits);
    put_text(writer, text);
}

static const char *first_word(const struct ast_np *np)
{
    if (np->name.ordinal > 0)
        return "x";
    if (np->name.ordinal < 0)
        return "last";
    if (np->name.adjective.text)
        return np->name.adjective.text->text;
    return np->name.noun.text ? np->name.noun.text->text : time_unit_word(np->name.time_unit);
}

/* An adjective's text is its English keyword; in Chinese its row is found by it. */
static void put_listed_word(struct writer *writer, struct ast_name word, int token)
{
    if (writer->language == FMT_CHINESE)
        for (uint32_t i = 0; i < keyword_count; i++)
            if (keywords[i].token == token && keywords[i].chinese[0] &&
                strcmp(keywords[i].english, word.text->text) == 0) {
                put_chinese(writer, &keywords[i], 0);
                return;
            }
    put_text(writer, word.text->text);
}

/* A late delivery: the adjective may begin a sentence. */
static void put_adjective(struct writer *writer, struct ast_name adjective)
{
    bool is_capital = writer->needs_capital && writer->language == FMT_ENGLISH;
    size_t at = writer->out->len + (writer->needs_blank ? 1 : 0);
    put_listed_word(writer, adjective, TOK_ADJ);
    if (is_capital)
        writer->out->data[at] = (char)(adjective.text->text[0] - 'a' + 'A');
}

static void put_np_name(struct writer *writer, const struct ast_np *np)
{
    bool is_zh_first = writer->language == FMT_CHINESE && np->name.det == DET_THE && np->name.noun.text &&
                       (np->name.ordinal == 1 || np->name.ordinal == -1) && !np->name.adjective.text &&
                       !np->name.named.text;
    if (!is_zh_first) /* 首个 期 */
        put_det(writer, np->name.det, first_word(np));
    put_ordinal(writer, np);
    bool is_notice = np->name.noun.text && writer->language == FMT_CHINESE &&
                     strcmp(np->name.noun.text->text, "notice") == 0 && !is_own(writer->file, "notice") &&
                     !is_own(writer->file, "通知");
    bool is_means = is_notice && writer->is_means && np->name.det == DET_NONE;
    bool is_one_word = is_means && np->name.adjective.text && strcmp(np->name.adjective.text->text, "written") == 0;
    if (np->name.adjective.text && !is_one_word)
        put_adjective(writer, np->name.adjective);
    if (is_one_word)
        put_text(writer, "书面通知");
    else if (is_notice && (ast_is_written(np->name.adjective) || is_means))
        put_text(writer, "通知"); /* 书面 通知, and not 书面 书面通知 */
    else if (np->name.noun.text)
        put_name(writer, np->name.noun);
    else
        put_time_unit(writer, np->name.time_unit,
                      np->name.det == DET_ALL || np->name.det == DET_BOTH);
    if (np->name.named.text) {
        put_text(writer, writer->language == FMT_ENGLISH ? "(" : "（");
        writer->needs_blank = false;
        put_keyword(writer, TOK_DET, DET_THE);
        put_name(writer, np->name.named);
        put_punctuation(writer, ")", "）");
        writer->needs_blank = true;
    }
}

static void put_comparison(struct writer *writer, enum comparison cmp)
{
    put_keyword(writer, TOK_COMPARE, (int)cmp);
}

static void put_value(struct writer *writer, const struct ast_value *value)
{
    switch (value->kind) {
    case VALUE_NAME: put_name(writer, value->name); break;
    case VALUE_NUMBER: put_number(writer, value->number); break;
    case VALUE_STRING: put_string(writer, value->string); break;
    case VALUE_TIME: put_time(writer, &value->time); break;
    }
}

/* STATUS words, in hand …: listed under several tokens. */
static const struct keyword *status_row(const char *word)
{
    for (uint32_t i = 0; i < keyword_count; i++) {
        int token = keywords[i].token;
        bool is_listed = token == TOK_STATUS || token == TOK_IN_FORCE || token == TOK_AT_RISK || token == TOK_IN_HAND;
        if (is_listed && strcmp(keywords[i].english, word) == 0)
            return &keywords[i];
    }
    return NULL;
}

bool is_status(const char *word)
{
    return status_row(word) || strcmp(word, "short") == 0 || strcmp(word, "long") == 0 || strcmp(word, "skipped") == 0;
}

void put_status(struct writer *writer, struct ast_name word, bool is_of_clause)
{
    const struct keyword *row = writer->language == FMT_CHINESE ? status_row(word.text->text) : NULL;
    if (row) /* a contract is 生效, what it asks for 履行中 */
        put_chinese(writer, row, row->token == TOK_IN_FORCE && is_of_clause ? 1 : 0);
    else
        put_name(writer, word);
}

void put_reach(struct writer *writer, enum ast_reach reach)
{
    if (reach != REACH_EXACT)
        put_keyword(writer, TOK_OR_BETTER, (int)reach);
}

static void put_tail(struct writer *writer, const struct ast_tail *tail)
{
    switch (tail->kind) {
    case TAIL_OF:
        put_keyword(writer, TOK_OF, 0);
        put_np(writer, tail->np);
        break;
    case TAIL_WITH:
        put_keyword(writer, TOK_WITH, 0);
        put_name(writer, tail->name);
        put_value(writer, &tail->value);
        put_reach(writer, tail->reach);
        break;
    case TAIL_WITH_CMP:
        put_keyword(writer, TOK_WITH, 0);
        put_det(writer, DET_A, tail->name.text->text);
        put_name(writer, tail->name);
        put_comparison(writer, tail->cmp);
        put_np(writer, tail->np);
        break;
    case TAIL_COMPARED:
        put_comparison(writer, tail->cmp);
        put_np(writer, tail->np);
        break;
    case TAIL_WHOSE:
        put_keyword(writer, TOK_WHOSE, 0);
        put_name(writer, tail->name);
        put_keyword(writer, TOK_IS, 0);
        put_comparison(writer, tail->cmp);
        put_np(writer, tail->np);
        break;
    case TAIL_THAT_IS:
        put_keyword(writer, TOK_THAT, 0);
        put_form(writer, tail->is_negated ? TOK_IS_NOT : TOK_IS, 0, tail->form);
        put_status(writer, tail->word, true);
        break;
    case TAIL_THAT_HAS:
    case TAIL_THAT_DONE:
        put_keyword(writer, TOK_THAT, 0);
        if (tail->np)
            put_np(writer, tail->np);
        put_form(writer, tail->is_negated ? TOK_HAS_NOT : TOK_HAS, 0, tail->form);
        put_name(writer, tail->word);
        break;
    }
}

static void put_rhythm(struct writer *writer, struct ast_number count, enum time_unit unit)
{
    bool is_single = decimal_compare(count.value, decimal_of(1)) == 0;
    if (is_single) {
        put_time_unit(writer, unit, false);
        return;
    }
    put_number(writer, count);
    put_counted_unit(writer, unit, true);
}

/* each month, 每月, 每 3 个月 */
static void put_each(struct writer *writer, struct ast_number count, enum time_unit unit)
{
    put_keyword(writer, TOK_EACH, DET_EACH);
    bool is_joined = writer->language == FMT_CHINESE && is_one(count, false);
    if (is_joined)
        writer->needs_blank = false;
    put_rhythm(writer, count, unit);
}

/* The fifth day of each month, the end of each quarter: a time, though it is written as a thing. */
static bool is_day_in(const struct ast_np *np)
{
    while (np->kind == NP_NAME && np->tails.count == 1 && np->tails.items[0].kind == TAIL_OF)
        np = np->tails.items[0].np;
    return np->kind == NP_EACH || np->kind == NP_EARLIER || np->kind == NP_LATER;
}

/* The fourth day of each week is each Thursday. */
static bool put_weekday(struct writer *writer, const struct ast_np *np)
{
    if (np->kind != NP_NAME || np->name.det != DET_THE || np->name.noun.text || np->name.adjective.text ||
        np->name.ordinal < 1 || np->name.ordinal > 7 || np->name.time_unit != TIME_DAY ||
        np->tails.count != 1 || np->tails.items[0].kind != TAIL_OF)
        return false;
    const struct ast_np *each = np->tails.items[0].np;
    if (each->kind != NP_EACH || each->each.unit != TIME_WEEK || !is_one(each->each.count, false))
        return false;
    put_keyword(writer, TOK_EACH, DET_EACH);
    put_keyword(writer, TOK_EACH_WEEKDAY, np->name.ordinal);
    return true;
}

/* 每 季度 第 2 个月 15 日: the day of a month that is the nth of each period. */
static bool put_chinese_day_in_part(struct writer *writer, const struct ast_np *np)
{
    const struct ast_np *part = np->tails.items[0].np;
    if (np->name.ordinal <= 0 || (np->name.noun.text && *np->name.noun.text->text) || part->kind != NP_NAME ||
        part->name.ordinal == 0 || part->name.adjective.text || part->name.det != DET_THE ||
        part->name.time_unit == TIME_DAY || np->name.time_unit != TIME_DAY || part->tails.count != 1 ||
        part->tails.items[0].kind != TAIL_OF || part->tails.items[0].np->kind != NP_EACH)
        return false;
    put_np(writer, part);
    put_number(writer, (struct ast_number){.value = decimal_of(np->name.ordinal)});
    put_time_unit(writer, np->name.time_unit, true);
    return true;
}

/* 每 月 5 日, 每 季度 最后一个 工作日, 每 年 末: the nth of a unit of each period stands behind the period. */
static bool put_chinese_day_in(struct writer *writer, const struct ast_np *np)
{
    if (writer->language != FMT_CHINESE || np->kind != NP_NAME || np->name.adjective.text ||
        np->name.det != DET_THE || np->tails.count != 1 || np->tails.items[0].kind != TAIL_OF)
        return false;
    if (put_chinese_day_in_part(writer, np))
        return true;
    const char *noun = np->name.noun.text ? np->name.noun.text->text : "";
    bool is_end = strcmp(noun, "end") == 0, is_edge = is_end || strcmp(noun, "beginning") == 0;
    if (is_edge ? np->name.ordinal != 0 : *noun || np->name.ordinal == 0)
        return false;
    const struct ast_np *each = np->tails.items[0].np;
    if (each->kind != NP_EACH || decimal_compare(each->each.count.value, decimal_of(1)) != 0)
        return false;
    put_each(writer, each->each.count, each->each.unit);
    if (is_edge) {
        put_keyword(writer, TOK_EDGE, is_end);
        return true;
    }
    if (np->name.ordinal < 0)
        put_keyword(writer, TOK_ORDINAL, np->name.ordinal);
    else if (np->name.time_unit != TIME_DAY)
        put_text(writer, "第");
    if (np->name.ordinal > 0)
        put_number(writer, (struct ast_number){.value = decimal_of(np->name.ordinal)});
    if (np->name.ordinal > 0 && np->name.time_unit == TIME_MONTH)
        put_text(writer, "个月");
    else
        put_time_unit(writer, np->name.time_unit, np->name.ordinal > 0);
    return true;
}

void put_np(struct writer *writer, const struct ast_np *np)
{
    if (put_weekday(writer, np) || put_chinese_day_in(writer, np))
        return;
    switch (np->kind) {
    case NP_NAME: put_np_name(writer, np); break;
    case NP_OWNED:
        put_np(writer, np->owned.owner);
        if (writer->language == FMT_ENGLISH)
            buf_puts(writer->out, "'s");
        else
            put_keyword(writer, TOK_POSS, 0);
        if (np->owned.adjective.text)
            put_adjective(writer, np->owned.adjective);
        put_name(writer, np->owned.noun);
        break;
    case NP_OTHER:
        put_keyword(writer, TOK_OTHER, np->other.is_mutual ? 2 : np->other.is_plural ? 1 : 0);
        break;
    case NP_PRONOUN: put_keyword(writer, TOK_PRONOUN, np->pronoun.is_plural ? 1 : 0); break;
    case NP_CLAUSE: put_label_reference(writer, np->clause); break;
    case NP_AMOUNT: put_amount(writer, np->amount); break;
    case NP_EACH: put_each(writer, np->each.count, np->each.unit); break;
    case NP_EARLIER:
    case NP_LATER:
        put_keyword(writer, np->kind == NP_EARLIER ? TOK_EARLIER_OF : TOK_LATER_OF, 0);
        put_np(writer, np->extreme.left);
        put_keyword(writer, TOK_AND, 0);
        put_np(writer, np->extreme.right);
        break;
    case NP_COUNTED:
        put_duration(writer, np->counted.duration);
        put_adverb(writer, np->counted.anchor);
        break;
    case NP_TIME: put_time(writer, &np->time); break;
    }
    for (uint32_t i = 0; i < np->tails.count; i++)
        put_tail(writer, &np->tails.items[i]);
}

void put_nps(struct writer *writer, const struct ast_nps *nps)
{
    for (uint32_t i = 0; i < nps->count; i++) {
        if (i > 0 && i + 1 < nps->count && !writer->is_flat)
            put_punctuation(writer, ",", "、");
        else if (i > 0)
            put_keyword(writer, nps->is_or ? TOK_OR : TOK_AND, 0);
        put_np(writer, nps->items[i]);
    }
}

/* ---- adverbials -------------------------------------------------------------------------------- */

void put_prep(struct writer *writer, enum prep prep, bool is_time)
{
    switch (prep) {
    case PREP_NONE: break;
    case PREP_IN: put_keyword(writer, TOK_IN, PREP_IN); break;
    case PREP_ON: put_keyword(writer, TOK_ON, PREP_ON); break;
    case PREP_BY:
        if (is_time && writer->language == FMT_CHINESE)
            put_text(writer, "至迟"); /* 以 is for the way in which, 至迟 for the deadline */
        else
            put_keyword(writer, TOK_BY, PREP_BY);
        break;
    case PREP_FROM: put_keyword(writer, TOK_FROM, PREP_FROM); break;
    case PREP_TO:
        if (is_time && writer->language == FMT_CHINESE)
            put_text(writer, "至");
        else
            put_keyword(writer, TOK_TO, PREP_TO);
        break;
    case PREP_FOR: put_keyword(writer, TOK_FOR, PREP_FOR); break;
    case PREP_WHILE: put_keyword(writer, TOK_WHILE, PREP_WHILE); break;
    case PREP_AFTER:
    case PREP_BEFORE:
    case PREP_UNTIL:
    case PREP_SINCE:
    case PREP_NO_LATER_THAN:
    case PREP_NO_EARLIER_THAN:
    case PREP_BUT_NO_LATER: put_keyword(writer, TOK_EPREP, (int)prep); break;
    case PREP_AT:
    case PREP_AMONG:
    case PREP_AGAINST:
    case PREP_UNDER:
    case PREP_WITHOUT:
    case PREP_DURING:
    case PREP_DESPITE:
    case PREP_SUBJECT_TO:
    case PREP_ON_EVIDENCE_OF:
    case PREP_IN_ADDITION_TO:
    case PREP_AS_PART_OF:
    case PREP_INSTEAD_OF: put_keyword(writer, TOK_PREP, (int)prep); break;
    }
}

/* (a, recorded 1956-10-14) */
void put_mark(struct writer *writer, const struct ast_mark *mark)
{
    bool is_english = writer->language == FMT_ENGLISH;
    put_text(writer, is_english ? "(" : "（");
    writer->needs_blank = false;
    if (mark->id.text)
        put_text(writer, mark->id.text->text);
    if (mark->has_recorded) {
        if (mark->id.text)
            put_comma(writer);
        put_keyword(writer, TOK_RECORDED, 0);
        put_time(writer, &mark->recorded);
    }
    put_punctuation(writer, ")", "）");
    writer->needs_blank = true;
}

/* `after 12 months`, which itself counts from something: its length; or NULL. */
static const struct ast_amount *length_of(const struct ast_adverb *anchor)
{
    const struct ast_np *np = anchor->kind == ADV_NPS && anchor->nps->count == 1 ? anchor->nps->items[0] : NULL;
    bool is_length = np && anchor->anchor && np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_TIME;
    return is_length && !np->tails.count ? np->amount : NULL;
}

/* 自 甲方 交付 货物 之日起 30 日 内, 自 验收 之日起 12 个月 届满 后 14 日 内, 在 每 月 后 5 日 内: the anchor stands in front. */
static bool put_chinese_limit(struct writer *writer, const struct ast_adverb *adverb)
{
    const struct ast_adverb *anchor = adverb->anchor;
    if (adverb->kind != ADV_WITHIN || !anchor || anchor->prep != PREP_AFTER)
        return false;
    const struct ast_amount *length = length_of(anchor);
    if (length)
        anchor = anchor->anchor;
    if (anchor->prep != PREP_AFTER || anchor->anchor || anchor->each || anchor->until || anchor->mark ||
        (length && anchor->kind == ADV_TIME))
        return false;
    if (anchor->kind == ADV_NPS && anchor->nps->count != 1)
        return false;
    bool is_each = anchor->kind == ADV_NPS && anchor->nps->items[0]->kind == NP_EACH;
    if (is_each && length)
        return false;
    put_keyword(writer, is_each ? TOK_IN : TOK_FROM, is_each ? PREP_IN : PREP_FROM);
    if (anchor->kind == ADV_NPS)
        put_nps(writer, anchor->nps);
    else if (anchor->kind == ADV_TIME)
        put_time(writer, &anchor->time);
    else
        put_act(writer, anchor->act);
    put_keyword(writer, is_each ? TOK_HOU : TOK_QI, 0);
    if (length) {
        put_amount(writer, length);
        put_keyword(writer, TOK_PASSED, 0);
        put_keyword(writer, TOK_HOU, 0);
    }
    put_duration(writer, adverb->duration);
    put_keyword(writer, TOK_NEI, 0);
    return true;
}

/* 不早于 第1.1条 被 到期 后 60 日 */
static bool put_chinese_bound(struct writer *writer, const struct ast_adverb *adverb)
{
    const struct ast_adverb *anchor = adverb->anchor;
    bool is_one = anchor && (anchor->kind == ADV_TIME || anchor->kind == ADV_ACT ||
                             (anchor->kind == ADV_NPS && anchor->nps->count == 1));
    if (adverb->kind != ADV_NPS || !is_one || anchor->prep != PREP_AFTER || anchor->anchor || anchor->each ||
        anchor->until)
        return false;
    put_prep(writer, adverb->prep, false);
    if (anchor->kind == ADV_TIME)
        put_time(writer, &anchor->time);
    else if (anchor->kind == ADV_NPS)
        put_nps(writer, anchor->nps);
    else
        put_act(writer, anchor->act);
    put_keyword(writer, TOK_HOU, 0);
    put_nps(writer, adverb->nps);
    return true;
}

/* with 30 days' notice, 提前 30 日 通知 */
static void put_notice(struct writer *writer, const struct ast_duration *duration, bool is_written)
{
    put_keyword(writer, TOK_NOTICE, 0);
    put_duration(writer, duration);
    if (writer->language == FMT_ENGLISH)
        buf_puts(writer->out, is_one(duration->low, duration->has_range) ? "'s" : "'");
    put_keyword(writer, TOK_NOTICE_END, is_written);
}

/* once, twice, at most 3 times */
static void put_times(struct writer *writer, const struct ast_duration *times)
{
    bool is_once = times->quant == QUANT_AT_MOST && !times->has_range &&
                   decimal_compare(times->low.value, decimal_of(1)) == 0;
    if (is_once)
        put_keyword(writer, TOK_AT_MOST, QUANT_AT_MOST);
    for (int n = 1; n <= 2 && (is_once || times->quant == QUANT_NONE) && !times->has_range; n++)
        if (decimal_compare(times->low.value, decimal_of(n)) == 0) {
            put_keyword(writer, TOK_ONCE_TWICE, n);
            return;
        }
    put_range(writer, times->quant, times->low, times->high, times->has_range);
    if (writer->language == FMT_ENGLISH)
        put_keyword(writer, TOK_COUNTED_TIMES, 0);
    else
        put_text(writer, "次");
}

void put_adverb(struct writer *writer, const struct ast_adverb *adverb)
{
    bool is_chinese = writer->language == FMT_CHINESE;
    if (is_chinese && (put_chinese_limit(writer, adverb) || put_chinese_bound(writer, adverb)))
        return;
    switch (adverb->kind) {
    case ADV_TIME:
        put_prep(writer, adverb->prep, true);
        put_time(writer, &adverb->time);
        if (adverb->each) {
            put_keyword(writer, TOK_AND_EACH, 0);
            put_rhythm(writer, adverb->each->count, adverb->each->unit);
            if (!is_chinese)
                put_keyword(writer, TOK_THEREAFTER, 0);
        }
        if (adverb->mark)
            put_mark(writer, adverb->mark);
        break;
    case ADV_WITHIN:
        put_keyword(writer, TOK_WITHIN, 0);
        put_duration(writer, adverb->duration);
        if (is_chinese)
            put_keyword(writer, TOK_NEI, 0);
        break;
    case ADV_EACH: put_each(writer, adverb->count, adverb->unit); break;
    case ADV_NPS:
        put_prep(writer, adverb->prep, is_day_in(adverb->nps->items[0]));
        writer->is_means = (adverb->prep == PREP_BY || adverb->prep == PREP_ON) && adverb->nps->count == 1;
        put_nps(writer, adverb->nps);
        writer->is_means = false;
        break;
    case ADV_ACT:
        put_prep(writer, adverb->prep, false);
        put_act(writer, adverb->act);
        break;
    case ADV_PROMPTLY: put_keyword(writer, TOK_PROMPTLY, 0); break;
    case ADV_TOGETHER: put_keyword(writer, TOK_TOGETHER, 0); break;
    case ADV_THEN: put_keyword(writer, TOK_THEN, 0); break;
    case ADV_AGAIN: put_keyword(writer, TOK_AGAIN, 0); break;
    case ADV_NOTICE: put_notice(writer, adverb->duration, adverb->is_written); break;
    case ADV_TIMES:
        put_times(writer, adverb->duration);
        if (adverb->in_any) {
            put_keyword(writer, TOK_IN_ANY, 0);
            put_duration(writer, adverb->in_any);
        }
        break;
    case ADV_REMINDER:
    case ADV_REPORTED:
        put_keyword(writer, adverb->kind == ADV_REMINDER ? TOK_REMINDER : TOK_REPORTED, 0);
        put_duration(writer, adverb->duration);
        break;
    }
    if (adverb->until) {
        put_prep(writer, PREP_TO, true);
        put_time(writer, adverb->until);
    }
    if (adverb->anchor)
        put_adverb(writer, adverb->anchor);
}
