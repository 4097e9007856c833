/* resolve.c - phrases to things: who is meant by `the other`, which norms `clause 1.1` names, which
 * of an act's arguments receives and which is the object. */
#include <string.h>

#include "compiler/sema/renewal.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/suggest.h"
#include "lang/base/limits.h"
#include "lang/base/buf.h"

/* All parties that promise: neither groups nor third parties nor the environment. */
static uint64_t all_parties(const struct sema *sema)
{
    uint64_t all = 0;
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        if (sema->meaning->parties.items[i]->kind == NM_PARTY)
            all |= sema->meaning->parties.items[i]->members;
    }
    return all;
}

/* Two bytes tell most nouns from these words: `price` and 卖方 have the first one only. */
static inline bool may_be_word_party(const char *text)
{
    unsigned char second;
    if (text[0] == 'p')
        return text[1] == 'a';
    second = (unsigned char)text[0] == 0xE5 ? (unsigned char)text[1] : 0;
    return second == 0xBD || second == 0x90; /* 当, 各 */
}

static bool is_word_party(sym word)
{
    static const char *const words[] = {"party", "parties", "当事人", "各方"};
    static const uint32_t lens[] = {5, 7, 9, 6};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (word->len == lens[i] && word->text[0] == words[i][0] &&
            memcmp(word->text, words[i], word->len) == 0)
            return true;
    }
    return false;
}

/* The members that a bare noun stands for: a party, a group, a member noun, `party`. */
static inline uint64_t members_of_noun(const struct sema *sema, sym noun)
{
    if (may_be_word_party(noun->text) && is_word_party(noun))
        return all_parties(sema);
    const struct named *named = named_by(&sema->names, COLUMN_NOUN, noun);
    if (named && (named->kind == NAMED_PARTY || named->kind == NAMED_MEMBER))
        return sema->meaning->parties.items[named->index]->members;
    return 0;
}

bool sema_is_party(const struct sema *sema, const struct ast_np *np)
{
    if (np->kind == NP_NAME)
        return np->name.noun.text && np->tails.count == 0 &&
               members_of_noun(sema, np->name.noun.text) != 0;
    return np->kind == NP_OTHER;
}

/* `Buyer` or `Bank` */
static const char *names_of(struct sema *sema, uint64_t parties)
{
    const char *names = "";
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        if (parties & sema->meaning->parties.items[i]->members)
            names = arena_printf(sema->arena, "%s%s`%s`", names, *names ? " or " : "",
                                 sema->meaning->parties.items[i]->name);
    }
    return names;
}

static uint64_t the_others(struct sema *sema, const struct ast_np *np, const struct scope *scope)
{
    uint64_t self = scope->subject ? scope->subject : scope->it;
    uint64_t rest = (scope->circle ? scope->circle : all_parties(sema)) & ~self;
    bool is_one = rest && (rest & (rest - 1)) == 0;
    if (scope->is_either && !scope->circle && (self & (self - 1)) && is_one && !np->other.is_plural) {
        struct diag *either = diag_add(sema->diags, E_UNCLEAR_REFERENCE, sema->source, np->span,
                                       "who acts is one of several, and so is not known who `the other` is");
        diag_help(either, "write a sentence for each of them, with both named; if %s is meant, name it",
                  names_of(sema, rest));
        return 0;
    }
    if (self && (is_one || (rest && np->other.is_plural)))
        return rest;
    struct diag *diag = diag_add(sema->diags, E_UNCLEAR_REFERENCE, sema->source, np->span,
                                 self ? "`the other` could be several parties"
                                      : "it is not said whose counterpart `the other` is");
    if (self && rest)
        diag_help(diag, "name the party: %s; or, if all of them are meant, write `the others`",
                  names_of(sema, rest));
    else
        diag_help(diag, "name the party");
    return 0;
}

static uint64_t meant_by_pronoun(struct sema *sema, const struct ast_np *np, const struct scope *scope)
{
    uint64_t who = scope->it ? scope->it : scope->subject;
    if (who)
        return who;
    struct diag *diag = diag_add(sema->diags, E_UNCLEAR_REFERENCE, sema->source, np->span,
                                 "it is not said who is meant");
    diag_help(diag, "name the party");
    return 0;
}

/* What is named there is no party. */
static uint64_t not_a_party(struct sema *sema, const struct ast_np *np)
{
    sym noun = np->name.noun.text;
    bool is_known = sema_find(sema, noun) != NULL;
    if (!is_known && !sema_is_news(sema, noun->text))
        return 0;
    struct diag *diag = diag_add(sema->diags, is_known ? E_NOT_A_PARTY : E_UNKNOWN_NAME,
                                 sema->source, np->span,
                                 is_known ? "`%s` is not a party" : "`%s` is not declared",
                                 noun->text);
    const char *near = sema_suggest(sema, noun, NAMED_PARTY);
    if (hint_give(diag, sema->source, np->span))
        return 0;
    bool is_zh = sema_is_in_chinese(sema, np->span);
    if (near)
        diag_help(diag, is_zh ? "是否应为“%s”？" : "did you mean `%s`?", near);
    else if (is_known)
        diag_help(diag, is_zh ? "写已声明的当事人或团体" : "name one that is declared with `party` or `group`");
    else if (sema_is_contract(np))
        diag_help(diag, is_zh ? "合同自己不做什么：无论到期还是解除，写“当 合同 终止 时，…”；由谁解除，写“当 买方 解除 合同 时，…”；续期写在生效一句：“…，每次 期满续期 12 个月，"
                                "除非 …”%s"
                              : "the contract does nothing by itself: of each of its ends write `When the contract "
                                "ends, …`, else say what a party does; %s",
                  is_zh ? "" : sema_renewal_help);
    else
        diag_help(diag, is_zh ? "先声明：`当事人 %s。`" : "declare it: `party %s`", noun->text);
    return 0;
}

static uint64_t no_party(struct sema *sema, const struct ast_np *np)
{
    struct diag *diag = diag_add(sema->diags, E_NOT_A_PARTY, sema->source, np->span,
                                 "a party is expected here");
    if (np->kind == NP_NAME && np->tails.count)
        diag_help(diag, "what recurs is done by a day, or within days: `by the 5th of each month` (`至迟 每月 5 "
                        "日`), `each month`; `from … to …` stands before dates");
    else
        diag_help(diag, "name one that is declared with `party`");
    return 0;
}

/* `the plant` under `when a plant …` is that plant. */
static inline uint64_t meant_of(const struct ast_np *np, uint64_t members, const struct scope *scope)
{
    bool is_that = np->name.det == DET_THE && scope->it && (members & scope->it) == scope->it;
    return is_that ? scope->it : members;
}

uint64_t sema_parties(struct sema *sema, const struct ast_np *np, const struct scope *scope)
{
    if (np->kind == NP_NAME && np->name.noun.text) {
        uint64_t members = members_of_noun(sema, np->name.noun.text);
        return members ? meant_of(np, members, scope) : not_a_party(sema, np);
    }
    if (np->kind == NP_OTHER)
        return the_others(sema, np, scope);
    return np->kind == NP_PRONOUN ? meant_by_pronoun(sema, np, scope) : no_party(sema, np);
}

/* Does it name whom it is done to, or for, beside whom a notice of it goes to? */
static bool names_receiver(const struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = ast_arg_nps(&act->args.items[i]);
        const struct ast_np *np = nps && !ast_is_addressee(act, i) ? nps->items[0] : NULL;
        if (np && (np->kind == NP_OTHER || sema_is_party(sema, np)))
            return true;
    }
    return false;
}

bool sema_letter_names_receiver(const struct sema *sema, const struct ast_act *act)
{
    const struct meant_verb *verb = act->verb.text ? sema_verb(sema, act->verb.text) : NULL;
    bool takes_one = verb && (!verb->frame.is_said || verb->frame.has_receiver);
    bool is_owed = act->modal == MODAL_NONE || act->modal == MODAL_MUST; /* else it may be left out */
    return takes_one && is_owed && !names_receiver(sema, act);
}

uint64_t sema_addressees(struct sema *sema, const struct ast_act *act, uint32_t i, const struct scope *scope)
{
    const struct ast_adverb *to = ast_addressee(act, i);
    uint64_t whom = 0;
    for (uint32_t k = 0; to && k < to->nps->count; k++) {
        const struct ast_np *np = to->nps->items[k];
        bool is_party = np->kind == NP_OTHER ? scope != NULL : sema_is_party(sema, np);
        whom |= is_party ? sema_parties(sema, np, scope) : 0;
    }
    return whom;
}

/* `Seller sends a report by letter to Works` */
static void receivers_by_letter(struct sema *sema, const struct ast_act *act, const struct scope *scope,
                                struct arguments *arguments)
{
    for (uint32_t i = act->fronts.count; i < ast_adverb_count(act); i++) {
        if (ast_addressee(act, i) && sema_letter_names_receiver(sema, act)) /* few letters name anybody */
            arguments->receivers |= sema_addressees(sema, act, i, scope);
    }
}

void sema_arguments(struct sema *sema, const struct ast_act *act, const struct scope *scope,
                    struct arguments *arguments)
{
    arguments->receivers = 0;
    arguments->objects.items = arguments->few;
    arguments->objects.count = 0;
    arguments->objects_or = false;
    const struct ast_nps *before = NULL;
    size_t most = 0;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *written = act->args.items[i].nps;
        if (!written)
            continue;
        if (before && !sema_is_party(sema, before->items[0])) {
            /* two phrases side by side are receiver and object */
            arguments->receivers |= sema_parties(sema, before->items[0], scope);
            return;
        }
        most += written->count;
        before = written;
    }
    if (most > FEW_OBJECTS)
        arguments->objects.items = arena_array(sema->arena, most, sizeof *arguments->objects.items);
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = ast_arg_nps(&act->args.items[i]);
        bool is_to = ast_is_to(&act->args.items[i]);
        bool is_told = ast_is_addressee(act, i) && sema_is_party(sema, nps->items[0]);
        if (is_told || (is_to && sema_period_phrase(act->args.items[i].adverb)))
            continue; /* from the 1st of each month to the 5th of each month */
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            const struct ast_np *np = nps->items[k];
            if (is_to && np->kind == NP_CLAUSE) /* release Seller from clause 1 */
                continue;
            bool is_name = np->kind == NP_NAME && np->name.noun.text;
            uint64_t members = is_name ? members_of_noun(sema, np->name.noun.text) : 0;
            if (members && (is_to || np->tails.count == 0))
                arguments->receivers |= meant_of(np, members, scope);
            else if (is_to || np->kind == NP_OTHER)
                arguments->receivers |= sema_parties(sema, np, scope);
            else
                arguments->objects.items[arguments->objects.count++] = np;
        }
        if (nps && !is_to && nps->is_or)
            arguments->objects_or = true;
    }
    receivers_by_letter(sema, act, scope, arguments);
}

bool sema_known_norms(struct sema *sema, const struct ast_label *label, norm_list *norms)
{
    *norms = (norm_list){0};
    bool exists = sema_norms_below(sema, label->text, norms);
    size_t kept = 0;
    for (size_t i = 0; i < norms->count; i++) {
        if (!norms->items[i]->remedies && !norms->items[i]->is_part &&
            norms->items[i]->kind != NM_MEMORY)
            norms->items[kept++] = norms->items[i];
    }
    norms->count = kept;
    return exists;
}

/* 41, where there is a 4.1. */
static const char *number_with_dot(const struct sema *sema, const char *written)
{
    for (size_t i = 0; i < sema->meaning->clauses.count; i++) {
        const char *number = sema->meaning->clauses.items[i]->number, *rest = written, *at = number;
        while (*at && (*at == '.' || *at == *rest))
            rest += *at++ != '.';
        if (!*at && !*rest && strchr(number, '.'))
            return number;
    }
    return NULL;
}

static void no_such_clause(struct sema *sema, const struct ast_label *label)
{
    struct diag *diag = diag_add(sema->diags, E_NO_SUCH_CLAUSE, sema->source, label->span,
                                 "there is no clause %s", label->text->text);
    struct suggest best;
    suggest_init(&best, label->text->text, label->text->len);
    for (size_t i = 0; i < sema->meaning->clauses.count; i++) {
        const char *number = sema->meaning->clauses.items[i]->number;
        suggest_offer(&best, number, strlen(number));
    }
    const char *dotted = number_with_dot(sema, label->text->text);
    if (dotted)
        diag_help(diag, "did you mean `clause %s`?", dotted);
    else if (best.best)
        diag_help(diag, "did you mean `clause %.*s`?", (int)best.best_len, best.best);
    else
        diag_help(diag, "name a clause by the number that stands before it");
}

/* The indicator that the clause says is measured, where nobody owes that; or NULL. */
static const struct meant_indicator *measured_by_clause(const struct sema *sema, const struct ast_label *label)
{
    for (size_t i = 0; i < sema->meaning->indicators.count; i++) {
        const struct meant_indicator *indicator = sema->meaning->indicators.items[i];
        if (indicator->rule &&
            strcmp(sema->meaning->clauses.items[indicator->rule_clause]->number, label->text->text) == 0)
            return indicator;
    }
    return NULL;
}

static void nothing_promised(struct sema *sema, const struct ast_label *label)
{
    struct diag *diag = diag_add(sema->diags, E_NO_SUCH_CLAUSE, sema->source, label->span,
                                 "clause %s has no duty, right or prohibition of its own", label->text->text);
    const struct meant_indicator *indicator = measured_by_clause(sema, label);
    if (!indicator)
        diag_help(diag, "name the clause that promises something");
    else if (sema_is_in_chinese(sema, label->span))
        diag_help(diag, "该条写明“否则 %s 违约方”的，测量才是义务", sema_labels(sema, indicator->measurers, true));
    else
        diag_help(diag, "measuring is owed where that clause says so: `…, otherwise %s is in breach`",
                  sema_labels(sema, indicator->measurers, false));
}

void sema_clause_norms(struct sema *sema, const struct ast_label *label, norm_list *norms)
{
    bool exists = sema_known_norms(sema, label, norms);
    if (norms->count)
        return;
    if (exists && sema_has_hole(sema, NM_NONE))
        sema->silenced++;
    else if (exists)
        nothing_promised(sema, label);
    else
        no_such_clause(sema, label);
}

struct meant_norm *sema_norm_by_noun(struct sema *sema, sym noun, int32_t clause, bool *is_answer)
{
    const struct meant_verb *verb = sema_verb(sema, noun);
    struct meant_norm *found = NULL, *here = NULL;
    uint32_t count = 0, near = 0;
    int32_t top = sema->meaning->clauses.items[clause]->parent;
    for (size_t i = 0; verb && i < sema->meaning->norms.count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        bool answers = norm->answer && norm->answer->accept == verb;
        bool performs = norm->pattern.act.verb == verb && !norm->pattern.act.is_start &&
                        (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT);
        if (norm->remedies || norm->is_answer || norm->is_part || !(answers || performs))
            continue;
        found = norm;
        count++;
        if (sema->meaning->clauses.items[norm->clause]->parent == top) {
            here = norm;
            near++;
        }
    }
    struct meant_norm *meant = count == 1 ? found : near == 1 ? here : NULL;
    *is_answer = meant && meant->answer && meant->answer->accept == verb;
    return meant;
}

const char *sema_labels(struct sema *sema, uint64_t parties, bool is_zh)
{
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        const struct meant_party *party = sema->meaning->parties.items[i];
        if (parties == UINT64_C(1) << i)
            return is_zh ? party->label_zh : party->name;
    }
    struct buf buf;
    buf_init(&buf);
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        if (!(parties >> i & 1))
            continue;
        if (buf.len)
            buf_puts(&buf, is_zh ? "和" : " and ");
        const struct meant_party *party = sema->meaning->parties.items[i];
        buf_puts(&buf, is_zh ? party->label_zh : party->name);
    }
    const char *text = arena_text(sema->arena, buf.data, buf.len);
    buf_release(&buf);
    return text;
}
