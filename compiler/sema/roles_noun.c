/* roles_noun.c - words in the place of a noun: no verb among them, an article where English has one,
 * one thing or several. Whether a noun is declared is asked where it is read. */
#include <string.h>

#include "compiler/sema/roles_internal.h"

/* A kind with a singular and a plural, or NULL: one with one name only is a mass noun. */
static const struct meant_kind *counted_kind(const struct sema *sema, const struct named *named)
{
    bool is_kind = named && named->kind == NAMED_KIND;
    const struct meant_kind *kind = is_kind ? sema->meaning->kinds.items[named->index] : NULL;
    bool is_counted = kind && kind->names.count > 1 && !sema_is_chinese_name(kind->names.items[0]) &&
                      !sema_is_chinese_name(kind->names.items[1]);
    return is_counted ? kind : NULL;
}

/* The number of a word by itself, and of what it names, or NULL. Names of kinds are the words themselves:
 * texts are the same where they stand at one place. */
static enum role_number number_of_word(const struct sema *sema, sym word, const struct named *named)
{
    const struct meant_kind *kind = counted_kind(sema, named);
    bool is_mass = kind && strcmp(kind->names.items[0], kind->names.items[1]) == 0; /* item flour, flour */
    if (kind && word->text == kind->names.items[0])
        return is_mass ? ROLE_ANY : ROLE_ONE;
    if (kind && word->text == kind->names.items[1])
        return is_mass ? ROLE_ANY : ROLE_MANY;
    if (word->text[0] == 'c' && strcmp(word->text, "contract") == 0)
        return ROLE_ONE;
    if (word->text[0] == 'p' && strcmp(word->text, "party") == 0)
        return ROLE_ONE;
    if (word->text[0] == 'p' && strcmp(word->text, "parties") == 0)
        return ROLE_MANY;
    if (named && named->kind == NAMED_MEMBER)
        return sema_is_chinese_name(word->text) ? ROLE_ANY : ROLE_ONE;
    return ROLE_ANY;
}

static enum role_number number_of_noun(const struct sema *sema, sym word)
{
    const struct named *named = sema_find(sema, word);
    bool is_party = named && named->kind == NAMED_PARTY && named->index < sema->meaning->single_count;
    return is_party ? ROLE_ONE : number_of_word(sema, word, named);
}

static enum role_number number_of(const struct sema *sema, const struct ast_np *np)
{
    switch (np->kind) {
    case NP_NAME:
        if (np->name.det == DET_BOTH || np->name.det == DET_ALL)
            return ROLE_MANY;
        if (np->name.det == DET_A || np->name.det == DET_EACH || np->name.det == DET_EITHER ||
            np->name.det == DET_NEITHER || np->name.det == DET_ANOTHER)
            return ROLE_ONE;
        if (!np->name.noun.text || sema_is_chinese_name(np->name.noun.text->text))
            return ROLE_ANY;
        return number_of_noun(sema, np->name.noun.text);
    case NP_OTHER: return np->other.is_plural || np->other.is_mutual ? ROLE_MANY : ROLE_ONE;
    case NP_PRONOUN: return np->pronoun.is_plural ? ROLE_MANY : ROLE_ONE;
    case NP_OWNED:
    case NP_CLAUSE:
    case NP_AMOUNT:
    case NP_EACH:
    case NP_COUNTED:
    case NP_EARLIER:
    case NP_LATER:
    case NP_TIME: return ROLE_ANY;
    }
    UNREACHABLE();
}

enum role_number roles_number(const struct sema *sema, const struct ast_nps *nps)
{
    if (nps->count > 1)
        return nps->is_or ? ROLE_ANY : ROLE_MANY;
    return number_of(sema, nps->items[0]);
}

/* Whether the noun, or the word before it, is written in Chinese, which has no articles: 合同 is read
 * as `contract`, and 解除 合同 may be laid out as `解除 contract`. */
static bool is_in_chinese(const struct sema *sema, struct span noun)
{
    const char *text = sema->source->text;
    uint32_t before = noun.start;
    while (before > 0 && text[before - 1] == ' ')
        before--;
    return (unsigned char)text[noun.start] >= 0x80 ||
           (before > 0 && (unsigned char)text[before - 1] >= 0x80);
}

/* The same for a noun that names nothing. */
static bool is_verb_form(const struct sema *sema, const struct ast_np *np)
{
    const struct meant_verb *verb = np->name.adjective.text ? NULL : sema_verb(sema, np->name.noun.text);
    if (!verb)
        return false;
    const char *word = np->name.noun.text->text;
    if (strcmp(word, "damages") == 0 && (np->name.det == DET_THE || is_in_chinese(sema, np->name.noun.span)))
        return false; /* what is owed for a breach: spec 13.10 */
    if (strcmp(word, verb->base) == 0 || strcmp(word, verb->ing) == 0)
        return false;
    return strcmp(word, verb->third) == 0 || strcmp(word, verb->past) == 0 ||
           strcmp(word, verb->participle) == 0;
}

bool roles_is_verb(const struct sema *sema, const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.noun.text && !sema_find(sema, np->name.noun.text) &&
           is_verb_form(sema, np);
}

bool roles_verb_as_noun(struct sema *sema, const struct ast_np *np)
{
    struct diag *diag = diag_add(sema->diags, E_VERB_AS_NOUN, sema->source, np->name.noun.span,
                                 "`%s` is a verb, and stands where a thing or a party should stand",
                                 np->name.noun.text->text);
    diag_help(diag, "one sentence has one verb: end it before this act, or give the act an item of its "
                    "own with `;`");
    return false;
}

/* `lathe` alone: which one? The words before it tell. */
static bool has_article(struct sema *sema, const struct ast_np *np, const struct named *named)
{
    sym word = np->name.noun.text;
    bool is_bare = np->name.det == DET_NONE && np->name.ordinal == 0 && !np->name.adjective.text;
    if (!is_bare || sema_is_chinese_name(word->text) || number_of_word(sema, word, named) != ROLE_ONE ||
        is_in_chinese(sema, np->name.noun.span) ||
        sema->source->is_template) /* there the article went with the name of the parameter */
        return true;
    bool is_vowel = strchr("aeioAEIO", word->text[0]) != NULL;
    bool is_contract = strcmp(word->text, "contract") == 0;
    struct diag *diag = diag_add(sema->diags, E_NO_ARTICLE, sema->source, np->name.noun.span,
                                 "`%s` has no article%s", word->text,
                                 is_contract ? "" : ": a new one, or one that was named?");
    if (is_contract) {
        diag_help(diag, "write `the contract`");
        diag_replace(diag, np->name.noun.span, "the contract");
    } else {
        diag_help(diag, "write `%s %s`, or `the %s`", is_vowel ? "an" : "a", word->text, word->text);
    }
    return false;
}

static bool not_so_many(struct sema *sema, struct span span, sym word, const char *right)
{
    struct diag *diag = diag_add(sema->diags, E_NUMBER, sema->source, span,
                                 "one thing or several? `%s` does not go with the word before it",
                                 word->text);
    if (right) {
        diag_help(diag, "write `%s`", right);
        diag_replace(diag, span, "%s", right);
    }
    return false;
}

/* `each lathe`, `both plants`. */
static bool agrees_with_determiner(struct sema *sema, const struct ast_np *np, const struct named *named)
{
    sym word = np->name.noun.text;
    bool is_one = np->name.det == DET_A || np->name.det == DET_EACH || np->name.det == DET_EITHER ||
                  np->name.det == DET_NEITHER || np->name.det == DET_ANOTHER;
    bool is_many = np->name.det == DET_BOTH || np->name.det == DET_ALL;
    if (!is_one && !is_many)
        return true;
    enum role_number number = number_of_word(sema, word, named);
    if (number == (is_one ? ROLE_ONE : ROLE_MANY) || number == ROLE_ANY)
        return true;
    const struct meant_kind *kind = counted_kind(sema, named);
    const char *right = kind ? kind->names.items[is_one ? 0 : 1]
                             : strncmp(word->text, "part", 4) == 0 ? is_one ? "party" : "parties" : NULL;
    return not_so_many(sema, np->name.noun.span, word, right);
}

/* 10 台 车床: the papers count lathes by 台, too. */
static void learn_measure(struct sema *sema, const struct ast_amount *amount, int32_t kind)
{
    struct span word = ast_measure_word(amount, sema->source->text);
    struct meant_kind *meant = sema->meaning->kinds.items[kind];
    if (word.start < word.end && !meant->measure_zh)
        meant->measure_zh = source_words(sema->source, sema->arena, word);
}

/* `26 experiences`, `1 lathe`. In a template the number is not known. */
static bool agrees_with_count(struct sema *sema, const struct ast_amount *amount)
{
    sym word = amount->kind == AMOUNT_NAME ? amount->unit.text : NULL;
    if (!word || sema->source->is_template)
        return true;
    const struct named *named = sema_find(sema, word);
    if (!named || named->kind != NAMED_KIND)
        return true;
    learn_measure(sema, amount, (int32_t)named->index);
    const struct meant_kind *kind = counted_kind(sema, named);
    enum role_number number = kind ? number_of_word(sema, word, named) : ROLE_ANY;
    if (number == ROLE_ANY)
        return true;
    bool is_one = decimal_compare(amount->high.value, decimal_of(1)) == 0;
    if (number == (is_one ? ROLE_ONE : ROLE_MANY))
        return true;
    return not_so_many(sema, amount->unit.span, word, kind->names.items[is_one ? 0 : 1]);
}

static bool check_tail(struct sema *sema, const struct ast_tail *tail)
{
    if (tail->np && !roles_np(sema, tail->np))
        return false;
    bool is_done = tail->kind == TAIL_THAT_HAS || tail->kind == TAIL_THAT_DONE;
    const struct meant_verb *verb = is_done ? sema_verb(sema, tail->word.text) : NULL;
    if (!verb || sema_is_chinese_name(tail->word.text->text) ||
        strcmp(tail->word.text->text, verb->participle) == 0)
        return true;
    struct diag *diag = diag_add(sema->diags, E_VERB_FORM, sema->source, tail->word.span,
                                 "behind `has` stands the participle");
    diag_help(diag, "write `%s`", verb->participle);
    diag_replace(diag, tail->word.span, "%s", verb->participle);
    return false;
}

/* A noun, and what it names. */
static bool check_noun(struct sema *sema, const struct ast_np *np, const struct named *named)
{
    return np->name.det == DET_NONE ? has_article(sema, np, named)
                                    : agrees_with_determiner(sema, np, named);
}

static bool check_base(struct sema *sema, const struct ast_np *np)
{
    switch (np->kind) {
    case NP_NAME: {
        sym noun = np->name.noun.text;
        const struct named *named = noun ? sema_find(sema, noun) : NULL;
        if (noun && !named && is_verb_form(sema, np))
            return roles_verb_as_noun(sema, np);
        return !noun || check_noun(sema, np, named);
    }
    case NP_OWNED: return roles_np(sema, np->owned.owner);
    case NP_AMOUNT:
        return agrees_with_count(sema, np->amount) &&
               (!np->amount->percent_of || roles_np(sema, np->amount->percent_of));
    case NP_COUNTED: return roles_adverb(sema, np->counted.anchor);
    case NP_EARLIER:
    case NP_LATER: return roles_np(sema, np->extreme.left) && roles_np(sema, np->extreme.right);
    case NP_OTHER:
    case NP_PRONOUN:
    case NP_CLAUSE:
    case NP_EACH:
    case NP_TIME: return true;
    }
    UNREACHABLE();
}

static bool check_tails(struct sema *sema, const struct ast_np *np)
{
    for (uint32_t i = 0; i < np->tails.count; i++) {
        if (!check_tail(sema, &np->tails.items[i]))
            return false;
    }
    return true;
}

bool roles_np(struct sema *sema, const struct ast_np *np)
{
    return check_base(sema, np) && check_tails(sema, np);
}

/* `delivers the lathes and sends an invoice`, `when Buyer orders or rejects a lathe`. */
static bool joined_verb(struct sema *sema, const struct ast_np *np, bool is_or)
{
    const char *word = np->name.noun.text->text;
    struct diag *diag = diag_add(sema->diags, E_VERB_AS_NOUN, sema->source, np->span,
                                 "`%s` begins a second act", word);
    if (is_or)
        diag_help(diag, "join events by `or when` and say who acts: `… or when Buyer %s …`", word);
    else
        diag_help(diag, "give it a sentence or an item of its own: `…; it %s …`", word);
    return false;
}

bool roles_nps(struct sema *sema, const struct ast_nps *nps, bool *begins_with_verb)
{
    for (uint32_t i = 0; i < nps->count; i++) {
        const struct ast_np *np = nps->items[i];
        if (np->kind != NP_NAME || !np->name.noun.text) {
            if (!roles_np(sema, np))
                return false;
            continue;
        }
        const struct named *named = sema_find(sema, np->name.noun.text);
        if (!named && is_verb_form(sema, np)) {
            if (i > 0)
                return joined_verb(sema, np, nps->is_or);
            if (!begins_with_verb)
                return roles_verb_as_noun(sema, np);
            *begins_with_verb = true;
            return false;
        }
        if (!check_noun(sema, np, named) || !check_tails(sema, np))
            return false;
    }
    return true;
}

static const struct ast_np *named_among(const struct ast_nps *nps, const struct ast_np *but)
{
    for (uint32_t i = 0; nps && i < nps->count; i++) {
        if (nps->items[i]->kind == NP_NAME && nps->items[i]->name.named.text && nps->items[i] != but)
            return nps->items[i];
    }
    return NULL;
}

bool roles_key(struct sema *sema, const struct ast_act *act, bool may_name)
{
    if (!sema->said.has_named)
        return true;
    const struct ast_np *key = may_name ? sema_np_with_key(act) : NULL;
    const struct ast_np *other = named_among(act->subject, NULL);
    for (uint32_t i = 0; !other && i < act->args.count; i++)
        other = named_among(act->args.items[i].nps, key);
    for (uint32_t i = 0; !other && i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        other = adverb && adverb->kind == ADV_NPS ? named_among(adverb->nps, key) : NULL;
    }
    if (!other)
        return true;
    struct diag *diag = diag_add(sema->diags, E_UNREAD, sema->source, other->name.named.span,
                                 "a name in parentheses is read by nobody here");
    diag_help(diag, "one of them, behind the verb of an act that calls something forth, says by which number such "
                    "acts are told apart: `When Buyer orders materials (the order), …`; leave this one out");
    return false;
}
