/* said.c - parts of sentences as the papers say them. In English: what was written in English stays as it was, of
 * what was written in Chinese the words of the language are put into English, with the standard verbs and units;
 * the author's own words stay. In Chinese: as the formatter would put them, with the Chinese labels of what is
 * declared. */
#include <string.h>

#include "compiler/sema/said.h"
#include "lang/base/buf.h"
#include "lang/value/decimal.h"
#include "lang/syntax/fmt.h"

bool sema_is_chinese_name(const char *name)
{
    const unsigned char *at = (const unsigned char *)name;
    while (*at && *at != ' ' && (*at < 0xE3 || (*at > 0xE9 && *at != 0xF0))) /* up to the first ideograph or blank */
        at++;
    return *at && *at != ' ';
}

static bool is_english(const char *words)
{
    while (*words && (unsigned char)*words < 0x80)
        words++;
    return !*words;
}

static bool is_word(const char *word, const char *text, size_t len)
{
    return word && strlen(word) == len && memcmp(word, text, len) == 0;
}

static bool is_verb(const struct meant_verb *verb, const char *text, size_t len)
{
    bool is = is_word(verb->label_zh, text, len);
    for (size_t i = 0; i < verb->forms.count && !is; i++)
        is = is_word(verb->forms.items[i], text, len);
    return is;
}

static bool ends_in(const struct buf *buf, const char *word)
{
    size_t len = strlen(word);
    return buf->len >= len && memcmp(buf->data + buf->len - len, word, len) == 0;
}

/* `termination`: the form behind that in -ing; without one the base. */
static const char *noun_of(const struct meant_verb *verb)
{
    for (size_t i = 0; verb->ing && i + 1 < verb->forms.count; i++) {
        if (strcmp(verb->forms.items[i], verb->ing) == 0)
            return is_english(verb->forms.items[i + 1]) ? verb->forms.items[i + 1] : verb->base;
    }
    return verb->base;
}

/* One word that no keyword is: a verb of the vocabulary, a unit of it, or a name. */
static void put_word(const struct sema *sema, struct buf *out, const char *text, size_t len)
{
    const struct meaning *meaning = sema->meaning;
    bool is_english_word = (unsigned char)text[0] < 0x80; /* `written` of a consent is no form of `write` */
    for (size_t i = 0; i < meaning->shared.verbs && !is_english_word; i++) {
        const struct meant_verb *verb = meaning->verbs.items[i];
        if (!is_verb(verb, text, len))
            continue;
        bool is_noun =
            ends_in(out, "the ") || ends_in(out, "'s ") || ends_in(out, "prior ") || ends_in(out, "written ");
        bool is_base = ends_in(out, "may ") || ends_in(out, "not ");
        buf_puts(out, is_noun ? noun_of(verb) : is_base ? verb->base : verb->third);
        return;
    }
    for (size_t i = 0; i < meaning->shared.units; i++) {
        const struct meant_unit *unit = meaning->units.items[i];
        if (!is_word(unit->label_zh, text, len))
            continue;
        bool is_many = unit->names.count > 1 && unit->dimension != NM_MONEY && !ends_in(out, "per ") &&
                       !(ends_in(out, "1 ") && (out->len == 2 || out->data[out->len - 3] == ' '));
        buf_puts(out, unit->names.items[is_many ? 1 : 0]);
        return;
    }
    if (is_word("contract", text, len) && (ends_in(out, "terminate ") || ends_in(out, "terminates ") ||
                                           ends_in(out, "assign ") || ends_in(out, "assigns ")))
        buf_puts(out, "the ");
    buf_add(out, text, len);
}

/* What the formatter printed, with the words of the vocabulary in English, too. */
static const char *finish(const struct sema *sema, struct buf *printed)
{
    struct buf out;
    buf_init(&out);
    for (const char *at = printed->data; *at;) {
        size_t len = strcspn(at, " ,.;:()'");
        if (len == 0)
            buf_putc(&out, *at++);
        else
            put_word(sema, &out, at, len);
        at += len;
    }
    const char *words = arena_text(sema->arena, out.data, out.len);
    buf_release(&out);
    buf_release(printed);
    return words;
}

/* The words as they are written, if they are English; else NULL. */
static const char *written_in_english(const struct sema *sema, struct span span)
{
    const char *words = source_words(sema->source, sema->arena, span);
    return is_english(words) ? words : NULL;
}

const char *sema_said_np(struct sema *sema, const struct ast_np *np)
{
    const char *words = written_in_english(sema, np->span);
    if (words)
        return words;
    struct buf buf;
    buf_init(&buf);
    fmt_np(np, FMT_ENGLISH, &buf);
    words = finish(sema, &buf);
    return strcmp(words, "contract") == 0 ? "the contract" : words;
}

const char *sema_said_nps(struct sema *sema, const struct ast_nps *nps)
{
    const char *words = written_in_english(sema, nps->span);
    if (words)
        return words;
    struct buf buf;
    buf_init(&buf);
    fmt_nps(nps, FMT_ENGLISH, &buf);
    return finish(sema, &buf);
}

const char *sema_said_adverb(struct sema *sema, const struct ast_adverb *adverb)
{
    const char *words = written_in_english(sema, adverb->span);
    if (words)
        return words;
    struct buf buf;
    buf_init(&buf);
    fmt_adverb(adverb, FMT_ENGLISH, &buf);
    return finish(sema, &buf);
}

const char *sema_said_cond(struct sema *sema, const struct ast_cond *cond)
{
    const char *words = written_in_english(sema, cond->span);
    if (words)
        return words;
    struct buf buf;
    buf_init(&buf);
    fmt_cond(cond, FMT_ENGLISH, &buf);
    return finish(sema, &buf);
}

const char *sema_said_act(struct sema *sema, const struct ast_act *act)
{
    struct buf buf;
    buf_init(&buf);
    fmt_act(act, FMT_ENGLISH, &buf);
    return finish(sema, &buf);
}

/* What Chinese says between subject and verb stands behind all else in English. */
static struct ast_act in_english_order(struct sema *sema, const struct ast_act *act)
{
    struct ast_act other = *act;
    if (act->mids.count == 0)
        return other;
    uint32_t count = act->args.count;
    other.args.items = arena_array(sema->arena, count + act->mids.count, sizeof *other.args.items);
    if (count > 0)
        memcpy(other.args.items, act->args.items, count * sizeof *other.args.items);
    for (uint32_t i = 0; i < act->mids.count; i++)
        other.args.items[count + i] = (struct ast_arg){.adverb = act->mids.items[i]};
    other.args.count += act->mids.count;
    other.mids = (struct ast_adverbs){0};
    return other;
}

const char *sema_said_behind(struct sema *sema, const struct ast_act *act, struct span rest, const char *word)
{
    const char *words = source_words(sema->source, sema->arena, rest);
    if (is_english(words))
        return words;
    struct ast_act ordered = in_english_order(sema, act);
    const char *all = sema_said_act(sema, &ordered), *found = strstr(all, word);
    return found ? found + strlen(word) : words;
}

/* What is called otherwise in English than in the contract: a party by its label, a thing by its title. */
static const char *english_name(const struct sema *sema, const char *text, size_t len)
{
    const struct meaning *meaning = sema->meaning;
    for (size_t i = 0; i < meaning->parties.count; i++) {
        if (is_word(meaning->parties.items[i]->name, text, len))
            return meaning->parties.items[i]->label_en;
    }
    for (size_t i = 0; i < meaning->kinds.count; i++) {
        const struct meant_kind *kind = meaning->kinds.items[i];
        for (size_t k = 0; kind->titles.count && k < kind->names.count; k++) {
            if (is_word(kind->names.items[k], text, len))
                return kind->titles.items[0];
        }
    }
    return NULL;
}

const char *sema_said_names(struct sema *sema, const char *words)
{
    if (is_english(words))
        return words;
    struct buf out;
    buf_init(&out);
    for (const char *at = words; *at;) {
        size_t len = strcspn(at, " ,.;:()'");
        const char *name = len && (unsigned char)at[0] >= 0x80 ? english_name(sema, at, len) : NULL;
        bool is_said = name && is_english(name);
        bool has_the = is_said && strncmp(name, "the ", 4) == 0 && ends_in(&out, "the ");
        if (is_said)
            buf_puts(&out, has_the ? name + 4 : name);
        else
            buf_add(&out, at, len ? len : 1);
        at += len ? len : 1;
    }
    const char *said = arena_text(sema->arena, out.data, out.len);
    buf_release(&out);
    return said;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether a run of digits is a number that is written otherwise: neither a date nor a name nor behind a point. */
static bool is_ungrouped(const char *words, const char *at, size_t len)
{
    char before = at > words ? at[-1] : ' ', behind = at[len];
    bool is_alone = before != '-' && before != '.' && before != ':' && before != '_' &&
                    !(before >= 'A' && before <= 'Z') &&
                    !(before >= 'a' && before <= 'z') && behind != '-' && behind != ':' && behind != '_' &&
                    !(behind >= 'A' && behind <= 'Z') && !(behind >= 'a' && behind <= 'z');
    return is_alone && (len > DECIMAL_UNGROUPED || memchr(at, '_', len));
}

/* What is quoted stays as it was written; 0 if nothing is. */
static size_t quoted_len(const char *at)
{
    static const char *const opens[] = {"\"", "“"}, *const closes[] = {"\"", "”"};
    for (size_t i = 0; i < 2; i++) {
        size_t open = strlen(opens[i]);
        const char *end = strncmp(at, opens[i], open) == 0 ? strstr(at + open, closes[i]) : NULL;
        if (end)
            return (size_t)(end - at) + strlen(closes[i]);
    }
    return 0;
}

/* Whether the name, 第10086厂, stands in the words where these digits do. */
static bool stands_around(const char *name, const char *words, const char *at, size_t len)
{
    for (const char *part = name ? name : ""; *part; part++) {
        size_t before = (size_t)(part - name);
        if (before <= (size_t)(at - words) && strncmp(part, at, len) == 0 &&
            strncmp(at - before, name, strlen(name)) == 0)
            return true;
    }
    return false;
}

/* Whether the digits are part of a name for people, which papers leave as it is. */
static bool is_in_name(const struct sema *sema, const char *words, const char *at, size_t len)
{
    const struct meaning *meaning = sema->meaning;
    bool is_in = false;
    for (size_t i = 0; i < meaning->parties.count && !is_in; i++)
        is_in = stands_around(meaning->parties.items[i]->label_en, words, at, len) ||
                stands_around(meaning->parties.items[i]->label_zh, words, at, len);
    for (size_t i = 0; i < meaning->kinds.count && !is_in; i++)
        is_in = stands_around(meaning->kinds.items[i]->label_zh, words, at, len);
    return is_in;
}

const char *sema_said_numbers(struct sema *sema, const char *words)
{
    struct buf out, plain;
    bool is_other = false;
    buf_init(&out);
    buf_init(&plain);
    for (const char *at = words; *at;) {
        size_t quoted = quoted_len(at), len = is_digit(*at) ? strspn(at, "0123456789_") : quoted ? quoted : 1;
        if (!is_digit(*at) || !is_ungrouped(words, at, len) || is_in_name(sema, words, at, len)) {
            buf_add(&out, at, len);
            at += len;
            continue;
        }
        buf_clear(&plain);
        for (size_t i = 0; i < len; i++)
            if (at[i] != '_')
                buf_putc(&plain, at[i]);
        decimal_group(&out, plain.data, DECIMAL_UNGROUPED);
        is_other = true;
        at += len;
    }
    const char *said = is_other ? arena_text(sema->arena, out.data, out.len) : words;
    buf_release(&out);
    buf_release(&plain);
    return said;
}

/* ---- in Chinese ---------------------------------------------------------------------------------- */

/* By the end of their name, as it is for what is not declared either. */
static bool is_of_people(const char *what)
{
    static const char *const ends[] = {"人", "员", "师", "者", "队", "团", "家", "技工", "学生", "代表", "干部", "顾问"};
    size_t len = strlen(what);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = strlen(ends[i]);
        if (len >= end && memcmp(what + len - end, ends[i], end) == 0)
            return true;
    }
    return false;
}

const char *meant_verb_zh(const struct meant_verb *verb, const char *what)
{
    return verb->people_zh && is_of_people(what) ? verb->people_zh : verb->label_zh;
}

/* A name as the Chinese papers say it: the label of a party, a kind, an indicator or a unit. */
static const char *label_of(const struct sema *sema, const char *text, size_t len)
{
    const struct meaning *meaning = sema->meaning;
    for (size_t i = 0; i < meaning->parties.count; i++) {
        if (is_word(meaning->parties.items[i]->name, text, len))
            return meaning->parties.items[i]->label_zh;
    }
    for (size_t i = 0; i < meaning->kinds.count; i++) {
        for (size_t k = 0; k < meaning->kinds.items[i]->names.count; k++) {
            if (is_word(meaning->kinds.items[i]->names.items[k], text, len))
                return meaning->kinds.items[i]->label_zh;
        }
    }
    for (size_t i = 0; i < meaning->indicators.count; i++) {
        if (is_word(meaning->indicators.items[i]->name, text, len))
            return meaning->indicators.items[i]->label_zh;
    }
    for (size_t i = 0; i < meaning->units.count; i++) {
        for (size_t k = 0; k < meaning->units.items[i]->names.count; k++) {
            if (is_word(meaning->units.items[i]->names.items[k], text, len))
                return meaning->units.items[i]->label_zh;
        }
    }
    return NULL;
}

/* How much of the text is a name of several words, `new results`; 0 if none is. */
static size_t name_at(const struct sema *sema, const char *text)
{
    const struct meaning *meaning = sema->meaning;
    size_t longest = 0;
    for (size_t i = 0; i < meaning->kinds.count; i++) {
        for (size_t k = 0; k < meaning->kinds.items[i]->names.count; k++) {
            const char *name = meaning->kinds.items[i]->names.items[k];
            size_t len = strlen(name);
            bool is_here = len > longest && strchr(name, ' ') && strncmp(text, name, len) == 0 &&
                           (text[len] == '\0' || text[len] == ' ' || (unsigned char)text[len] >= 0x80);
            longest = is_here ? len : longest;
        }
    }
    return longest;
}

/* The words with their labels; no blank stands beside a Chinese character, but where it is asked for. */
static const char *finish_zh(const struct sema *sema, struct buf *printed, bool is_spaced)
{
    struct buf out;
    buf_init(&out);
    bool has_blank = false;
    for (const char *at = printed->data; *at;) {
        size_t word_len = strcspn(at, " ");
        const char *comma = strstr(at, "，"); /* `20_000 yuan，舍入至 0.01 元` */
        size_t len = comma && comma > at && comma < at + word_len ? (size_t)(comma - at) : word_len;
        size_t named = name_at(sema, at);
        len = named > len ? named : len;
        const char *label = label_of(sema, at, len);
        size_t shown = label ? strlen(label) : len;
        const char *word = label ? label : at;
        bool is_tight = out.len == 0 || !has_blank || (!is_spaced && ((unsigned char)out.data[out.len - 1] >= 0x80 ||
                                                        (shown > 0 && (unsigned char)word[0] >= 0x80)));
        if (!is_tight)
            buf_putc(&out, ' ');
        buf_add(&out, word, shown);
        at += len;
        has_blank = *at == ' ';
        at += strspn(at, " ");
    }
    const char *words = arena_text(sema->arena, out.data, out.len);
    buf_release(&out);
    buf_release(printed);
    return words;
}

/* As the formatter puts it. */
static const char *formatted_zh(struct sema *sema, const struct ast_np *np)
{
    static const char the[] = "该";
    struct buf buf;
    buf_init(&buf);
    fmt_np(np, FMT_CHINESE, &buf);
    const char *words = finish_zh(sema, &buf, false);
    return strncmp(words, the, strlen(the)) == 0 ? words + strlen(the) : words;
}

const char *sema_said_np_zh(struct sema *sema, const struct ast_np *np)
{
    const struct ast_amount *amount = np->kind == NP_AMOUNT ? np->amount : NULL;
    const struct ast_np *of =
        amount && amount->quant == QUANT_NONE && !amount->has_range ? amount->percent_of : NULL;
    if (np->kind == NP_CLAUSE)
        return sema_join(sema, "第", np->clause.text->text, "条");
    if (of) /* 价款的30% */
        return sema_join(sema, sema_said_np_zh(sema, of), "的",
                         source_words(sema->source, sema->arena, np->amount->low.span), "%");
    bool is_of = np->kind == NP_NAME && np->tails.count == 1 && np->tails.items[0].kind == TAIL_OF;
    if (!is_of)
        return formatted_zh(sema, np);
    struct ast_np alone = *np; /* 第1.2条累计额, 卖方的图纸 */
    alone.tails.count = 0;
    of = np->tails.items[0].np;
    return sema_join(sema, sema_said_np_zh(sema, of), of->kind == NP_CLAUSE ? "" : "的", formatted_zh(sema, &alone));
}

const char *sema_said_adverb_zh(struct sema *sema, const struct ast_adverb *adverb)
{
    const char *words = source_words(sema->source, sema->arena, adverb->span);
    if (is_english(words))
        return words; /* there is no telling what these words are in Chinese */
    struct buf buf;
    buf_init(&buf);
    fmt_adverb(adverb, FMT_CHINESE, &buf);
    return finish_zh(sema, &buf, false);
}

const char *sema_said_definition_zh(struct sema *sema, const struct ast_act *act)
{
    struct buf buf;
    buf_init(&buf);
    fmt_act(act, FMT_CHINESE, &buf);
    return finish_zh(sema, &buf, true);
}
