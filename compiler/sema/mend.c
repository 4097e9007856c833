/* mend.c - mends in the author's own words: the sentence turned round, in its language, with its parties. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

bool sema_reads_chinese(const struct source *source, struct span span)
{
    static const char full_stop[] = "。";
    for (uint32_t at = span.end; at < source->len; at++) { /* the stop of the sentence says it, where there is one */
        if (at + sizeof full_stop - 1 <= source->len && memcmp(source->text + at, full_stop, sizeof full_stop - 1) == 0)
            return true;
        bool is_end = at + 1 == source->len || source->text[at + 1] == ' ' || source->text[at + 1] == '\n';
        if (source->text[at] == '.' && is_end)
            return false;
    }
    uint32_t chinese = 0, english = 0;
    for (uint32_t i = span.start; i < span.end; i++) {
        unsigned char c = (unsigned char)source->text[i];
        chinese += c >= 0x80;
        english += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    return chinese > english;
}

bool sema_is_in_chinese(const struct sema *sema, struct span span)
{
    return sema_reads_chinese(sema->source, span);
}

bool sema_refuse(struct sema *sema, enum diag_code code, struct span span, const struct refusal *refusal)
{
    struct diag *diag = diag_add(sema->diags, code, sema->source, span, "%s", refusal->what);
    diag_help(diag, "%s", sema_is_in_chinese(sema, span) ? refusal->help_zh : refusal->help);
    return false;
}

const char *sema_triggered_words(struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        const struct ast_adverb *anchor = adverb ? adverb->anchor : NULL;
        if (!anchor || anchor->kind != ADV_ACT || anchor->prep != PREP_AFTER || anchor->span.end != act->span.end ||
            sema_is_in_chinese(sema, act->span))
            continue;
        uint32_t end = anchor->span.start;
        while (end > act->span.start && sema->source->text[end - 1] == ' ')
            end--;
        struct span event = {anchor->act->span.start, anchor->span.end};
        return arena_printf(sema->arena, "When %s, %s", source_words(sema->source, sema->arena, event),
                            source_words(sema->source, sema->arena, (struct span){act->span.start, end}));
    }
    return NULL;
}

/* Whether an article stands before the word. */
static bool has_article(const struct source *source, struct span word)
{
    static const char *const articles[] = {" a", " an", " the", " each", " every", " another"};
    uint32_t end = word.start;
    while (end > 0 && source->text[end - 1] == ' ')
        end--;
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
        size_t len = strlen(articles[i]);
        if (end >= len && memcmp(source->text + end - len, articles[i], len) == 0)
            return true;
    }
    return false;
}

const char *sema_item_declaration(struct sema *sema, const struct ast_name *noun)
{
    const char *word = noun->text->text;
    size_t len = strlen(word);
    bool is_many = len > 3 && word[len - 1] == 's' && word[len - 2] != 's';
    if ((unsigned char)word[0] >= 0x80)
        return sema_words(sema, "项目 ", word, "。", "");
    if (noun->is_quoted || strchr(word, ' ')) /* as it is written, in quotes */
        return arena_printf(sema->arena, "item \"%s\".", word);
    if (is_many || has_article(sema->source, noun->span))
        return arena_printf(sema->arena, "item %s, %s.", is_many ? forms_base(sema->arena, word) : word,
                            is_many ? word : forms_third(sema->arena, word));
    return arena_printf(sema->arena, "item %s.", word);
}

/* Currencies that appendix I does not have, and their hundredths; a yen has none. */
static const struct currency {
    const char *name, *plural, *code, *part, *name_zh, *part_zh;
} currencies[] = {
    {"pound", "pounds", "GBP", "penny, pence", "英镑", "便士"},
    {"franc", "francs", "CHF", "rappen", "瑞士法郎", "生丁"},
    {"yen", "yen", "JPY", NULL, "日元", NULL},
    {"HKD", "HKD", "HKD", "HKD-cent", "港元", "港分"},
};

static const struct currency *currency_of(const char *word)
{
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        const struct currency *known = &currencies[i];
        if (strcmp(word, known->name) == 0 || strcmp(word, known->plural) == 0 || strcmp(word, known->code) == 0 ||
            strcmp(word, known->name_zh) == 0)
            return known;
    }
    return NULL;
}

const char *sema_currency_declaration(struct sema *sema, const struct ast_name *noun, bool is_money)
{
    enum { CODE_LETTERS = 3 };
    const char *word = noun->text->text;
    const struct currency *known = currency_of(word);
    bool is_code = strlen(word) == CODE_LETTERS && strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == CODE_LETTERS;
    if (!known && !is_code && !is_money)
        return NULL;
    if (sema_is_in_chinese(sema, noun->span)) {
        const char *part = known ? known->part_zh : sema_words(sema, "“", word, "分”", "");
        return part ? arena_printf(sema->arena, "单位 %s，货币。单位 %s = 0.01 %s。", word, part, word)
                    : sema_words(sema, "单位 ", word, "，货币。", "");
    }
    size_t len = strlen(word);
    bool is_many = !known && !is_code && len > 3 && word[len - 1] == 's' && word[len - 2] != 's';
    const char *one = is_many ? forms_base(sema->arena, word) : known ? known->name : word;
    const char *many = is_many ? word : known ? known->plural : word;
    const char *names = strcmp(one, many) == 0 ? one : sema_words(sema, one, ", ", many, "");
    if (known && strcmp(one, known->code) != 0)
        names = sema_words(sema, names, ", ", known->code, "");
    const char *part = known ? known->part : sema_words(sema, one, "-cent", "", "");
    return part ? arena_printf(sema->arena, "unit %s, a currency. unit %s = 0.01 %s.", names, part, one)
                : sema_words(sema, "unit ", names, ", a currency.", "");
}

/* ---- within 7 days after Seller delivers the lathes ---------------------------------------------------------- */

/* The words of the act without one of its adverbials: what stands before and behind it. */
static const char *words_without(struct sema *sema, const struct ast_act *act, struct span left_out)
{
    const char *text = sema->source->text;
    uint32_t end = left_out.start, next = left_out.end;
    while (next < act->span.end && (text[next] == ' ' || text[next] == ','))
        next++;
    if (strncmp(text + next, "，", strlen("，")) == 0)
        next += (uint32_t)strlen("，");
    while (end > act->span.start && text[end - 1] == ' ')
        end--;
    struct span before = {act->span.start, end}, behind = {next, act->span.end};
    bool has_before = before.end > before.start, has_behind = behind.end > behind.start;
    return arena_printf(sema->arena, "%s%s%s", has_before ? source_words(sema->source, sema->arena, before) : "",
                        has_before && has_behind ? " " : "",
                        has_behind ? source_words(sema->source, sema->arena, behind) : "");
}

/* With all that stands behind the verb. */
static struct span whole_span(const struct ast_act *act)
{
    const struct ast_arg *last = act->args.count ? &act->args.items[act->args.count - 1] : NULL;
    return last ? span_join(act->span, last->nps ? last->nps->span : last->adverb->span) : act->span;
}

/* `after Seller delivers lathes to Buyer`: whom it is for was read as said of the act itself. Where that ends, or
 * `end`. */
static uint32_t receiver_end(const struct ast_act *act, const struct ast_adverb *before, uint32_t end)
{
    for (uint32_t i = 0; i + 1 < act->args.count; i++) {
        const struct ast_adverb *next = act->args.items[i + 1].adverb;
        if (act->args.items[i].adverb == before && next && next->kind == ADV_NPS && next->prep == PREP_TO)
            return next->span.end;
    }
    return end;
}

/* An event as it stands: who does what, in the present tense, and no number, which an event does not take. */
static bool is_event(const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        for (uint32_t k = 0; nps && k < nps->count; k++)
            if (nps->items[k]->kind == NP_AMOUNT)
                return false;
    }
    return act->pred == PRED_VERB && act->subject && act->modal == MODAL_NONE;
}

/* The clause in which that is owed; NULL if there is none, or several. */
static const char *clause_of_act(const struct sema *sema, const struct ast_act *act)
{
    const struct meant_verb *verb = act->verb.text ? sema_verb(sema, act->verb.text) : NULL;
    const char *number = NULL;
    for (size_t i = 0; verb && i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        bool is_owed = (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT) && norm->pattern.act.verb == verb;
        if (is_owed && number)
            return NULL;
        number = is_owed ? sema->meaning->clauses.items[norm->clause]->number : number;
    }
    return number;
}

bool sema_help_anchor(struct sema *sema, struct diag *diag, const struct ast_act *act, const struct ast_adverb *anchor)
{
    const struct ast_adverb *adverb = NULL;
    for (uint32_t i = 0; i < ast_adverb_count(act) && !adverb; i++) {
        const struct ast_adverb *one = ast_adverb_at(act, i);
        bool is_limit = one && (one->kind == ADV_WITHIN || (one->kind == ADV_NPS && one->prep == PREP_NO_LATER_THAN));
        adverb = is_limit && one->anchor == anchor ? one : NULL;
    }
    if (!adverb || anchor->kind != ADV_ACT || anchor->prep == PREP_BEFORE)
        return false;
    bool is_zh = sema_is_in_chinese(sema, anchor->span);
    const char *length = source_words(sema->source, sema->arena,
                                      adverb->kind == ADV_WITHIN ? adverb->duration->span : adverb->nps->span);
    const char *number = clause_of_act(sema, anchor->act), *turned = NULL, *done = NULL;
    struct span event = whole_span(anchor->act), left_out = adverb->span;
    event.end = receiver_end(act, adverb, event.end);
    left_out.end = receiver_end(act, adverb, left_out.end);
    if (is_event(anchor->act))
        turned = arena_printf(sema->arena, is_zh ? "当 %s 时，%s 限 %s 内" : "When %s, %s within %s",
                              source_words(sema->source, sema->arena, event), words_without(sema, act, left_out),
                              length);
    if (number)
        done = is_zh ? arena_printf(sema->arena, "在 第%s条 被 履行 后 %s 内", number, length)
                     : arena_printf(sema->arena, "within %s after clause %s is fulfilled", length, number);
    if (turned && done)
        diag_help(diag, is_zh ? "每做一次即如此，写“%s”；全部做完之后，写“%s”"
                              : "write `%s`, for each such act; or `%s`, once all of it is done", turned, done);
    else if (turned || done)
        diag_help(diag, is_zh ? "写“%s”" : "write `%s`", turned ? turned : done);
    if (turned)
        diag_replace(diag, act->span, "%s", turned);
    return turned || done;
}
