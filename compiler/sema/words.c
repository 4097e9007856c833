/* words.c - a norm in words, in both languages, for the papers: the predicate without its subject,
 * who accepts, what follows a breach. */
#include <stdio.h>
#include <string.h>

#include "compiler/sema/manner.h"
#include "compiler/sema/said.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"

/* A copy without a call for what is short. */
static inline void copy_piece(char *to, const char *from, size_t len)
{
    if (len > 16) {
        memcpy(to, from, len);
    } else if (len >= 8) {
        memcpy(to, from, 8);
        memcpy(to + len - 8, from + len - 8, 8);
    } else if (len >= 4) {
        memcpy(to, from, 4);
        memcpy(to + len - 4, from + len - 4, 4);
    } else if (len > 0) {
        to[0] = from[0];
        to[len / 2] = from[len / 2];
        to[len - 1] = from[len - 1];
    }
}

const char *sema_join_all(struct arena *arena, const struct piece *pieces, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += pieces[i].len;
    char *joined = arena_bytes(arena, len + 1), *at = joined;
    for (size_t i = 0; i < count; i++) {
        copy_piece(at, pieces[i].text, pieces[i].len);
        at += pieces[i].len;
    }
    *at = '\0';
    return joined;
}

static const char *written(struct sema *sema, struct span span)
{
    return source_words(sema->source, sema->arena, span);
}

/* What the sum is called, with its share: 月费（按公式计算，元）, 货款的30%, 第1.1条累计额的5%; a price: 300元/吨×数量. */
static const char *formula_zh(struct sema *sema, const struct meant_norm *norm)
{
    const struct ast_np *np = norm->formula;
    const struct ast_amount *amount = np && np->kind == NP_AMOUNT ? np->amount : NULL;
    const char *unit = sema->meaning->units.items[norm->unit]->label_zh;
    if (amount && amount->has_per)
        return sema_join(sema, norm->is_least ? "至少" : "", sema_bound_zh(sema, np), "×数量");
    bool is_named = amount ? amount->percent_of != NULL : np && np->kind == NP_NAME && np->name.noun.text;
    return is_named ? sema_join(sema, sema_said_np_zh(sema, np), "（按公式计算，", unit, "）")
                    : sema_join(sema, "按公式计算的", unit);
}

/* 第3.1条, 合同: what is no kind of thing and may be cured, or assigned; "" if the act is about nothing. */
static const char *named_zh(struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        const struct ast_np *np = nps && nps->count == 1 ? nps->items[0] : NULL;
        if (np && np->kind == NP_CLAUSE)
            return sema_join(sema, "第", np->clause.text->text, "条");
        if (np && np->kind == NP_NAME && np->name.noun.text && sema_is_noun(np, "contract", "合同"))
            return "合同";
    }
    return "";
}

/* What an act speaks of, as it is written. */
static const char *written_zh(struct sema *sema, const struct ast_act *act)
{
    const char *words = "";
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        for (uint32_t k = 0; nps && k < nps->count; k++)
            if (!sema_is_party(sema, nps->items[k]) && nps->items[k]->kind != NP_OTHER)
                words = sema_join(sema, words, *words ? "、" : "", sema_said_np_zh(sema, nps->items[k]));
    }
    return words;
}

/* The thing a norm is about, in Chinese: 26项先进经验, 144000元, 技术资料. */
static const char *object_zh(struct sema *sema, const struct meant_norm *norm, const struct ast_act *act)
{
    const struct meaning *meaning = sema->meaning;
    if (norm->quantity)
        return norm->quantity_zh;
    if (norm->kind == NM_AT_MOST)
        return arena_printf(sema->arena, "超过%s", sema_counted_zh(sema, norm, norm->most));
    if (norm->need_parts && !norm->by_act)
        return sema_join(sema,
                         norm->kind == NM_PERMIT              ? "至多"
                         : norm->is_least || norm->is_minimum ? "至少"
                                                              : "",
                         sema_counted_zh(sema, norm, norm->need_parts),
                         norm->is_part ? "" : sema_tests_zh(sema, &norm->pattern));
    const char *choice = "";
    for (size_t i = 0; norm->choice && i < meaning->kinds.count && i < 64; i++) {
        if (norm->choice >> i & 1)
            choice = arena_printf(sema->arena, "%s%s%s", choice, *choice ? "或" : "",
                                  meaning->kinds.items[i]->label_zh);
    }
    if (norm->choice)
        return choice;
    if (norm->kind == NM_EFFORT) /* of whatever it speaks, nothing counts it */
        return written_zh(sema, act);
    if (norm->unit != NM_NONE && !norm->is_told)
        return formula_zh(sema, norm);
    return norm->item == NM_NONE ? named_zh(sema, act)
                                 : sema_words(sema, meaning->kinds.items[norm->item]->label_zh,
                                              sema_tests_zh(sema, &norm->pattern));
}

/* 1 份 报告: so many of a thing and nothing else, which the English paper says by its English name. */
static bool is_counted_in_chinese(const struct meant_norm *norm, const struct ast_np *np)
{
    const struct ast_amount *amount = np->kind == NP_AMOUNT && np->amount == norm->amount ? np->amount : NULL;
    return amount && amount->kind == AMOUNT_NAME && amount->quant == QUANT_NONE && !amount->has_range &&
           !np->tails.count && norm->need_parts && meant_thing(norm) != NM_NONE && norm->unit == NM_NONE &&
           amount->unit.text && (unsigned char)amount->unit.text->text[0] >= 0x80;
}

/* The written object of this norm: the one argument that is it, without the receivers. */
static const char *object_en(struct sema *sema, const struct meant_norm *norm,
                             const struct pending *pending)
{
    const char *tail = norm->part_tail ? norm->part_tail : "";
    if (norm->quantity)
        return norm->quantity_en;
    if (norm->kind == NM_AT_MOST)
        return arena_printf(sema->arena, "more than %s%s", sema_counted(sema, norm, norm->most), tail);
    if (norm->is_part || (norm->parent && norm->amount && norm->amount->kind == AMOUNT_PERCENT))
        return arena_printf(sema->arena, "%s%s", sema_counted(sema, norm, norm->need_parts), tail);
    struct arguments arguments;
    sema_arguments(sema, pending->act, &pending->scope, &arguments);
    const char *text = "", *last = NULL; /* operation, systems and equipment */
    for (size_t i = 0; i < arguments.objects.count; i++) {
        const struct ast_np *np = arguments.objects.items[i];
        const char *slice = is_counted_in_chinese(norm, np) ? sema_counted(sema, norm, norm->need_parts)
                                                            : sema_said_np(sema, np);
        bool is_this = arguments.objects.count == 1 || norm->kind == NM_EFFORT || norm->choice ||
                       (np->kind == NP_AMOUNT && np->amount == norm->amount) ||
                       (np->kind == NP_NAME && np->name.noun.text && norm->item != NM_NONE &&
                        sema_kind(sema, np->name.noun.text) == norm->item);
        if (is_this && last)
            text = *text ? arena_printf(sema->arena, "%s, %s", text, last) : last;
        last = is_this ? slice : last;
    }
    return !last ? "" : *text ? arena_printf(sema->arena, "%s %s %s", text, norm->choice ? "or" : "and", last) : last;
}

/* `orders a part from Works`: the other side gives. */
static bool is_from(const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_FROM && !sema_period_phrase(adverb))
            return true;
    }
    return false;
}

/* Behind an action: ` in addition to clauses 1.1 and 2.1`; ，另加于第1.1条、第2.1条. */
static void add_clauses(struct sema *sema, struct meant_norm *norm, const struct meant_norm *const *others,
                        size_t count, const char *before, const char *before_zh, const char *behind_zh)
{
    const char *last = "", *en = "", *zh = "";
    bool is_one = true;
    for (size_t i = 0; i < count; i++) {
        const char *number = sema->meaning->clauses.items[others[i]->clause]->number;
        if (strcmp(number, last) == 0)
            continue;
        is_one = *last == '\0';
        en = sema_join(sema, en, is_one ? "" : " and ", number);
        zh = sema_join(sema, zh, is_one ? "第" : "、第", number, "条");
        last = number;
    }
    if (!count)
        return;
    norm->action_en = sema_join(sema, norm->action_en, before, is_one ? " clause " : " clauses ", en);
    norm->action_zh = sema_join(sema, norm->action_zh, before_zh, zh, behind_zh);
}

/* Behind a permission: how often, and what it is an exception to. */
static void permit_words(struct sema *sema, struct meant_norm *norm)
{
    if (norm->by_act && norm->need_parts > 0 && norm->need_parts <= INT32_MAX) {
        int times = (int)norm->need_parts;
        norm->action_en = times == 1   ? sema_join(sema, norm->action_en, " at most once")
                          : times == 2 ? sema_join(sema, norm->action_en, " at most twice")
                                       : arena_printf(sema->arena, "%s at most %d times", norm->action_en, times);
        norm->action_zh = arena_printf(sema->arena, "%s，至多%d次", norm->action_zh, times);
    }
    add_clauses(sema, norm, norm->excepts.items, norm->excepts.count, ", despite", "，不受", "限制");
}

/* Behind an amount: where a sum that is reckoned is cut, and what it counts with. Of a bound that is its duty's. */
static void counting_words(struct sema *sema, struct meant_norm *norm)
{
    const struct meant_norm *const whole = norm->parent;
    if (norm->need_most) {
        norm->action_en =
            sema_join(sema, norm->action_en, ", but at most ", sema_counted(sema, norm, norm->need_most));
        norm->action_zh = sema_join(sema, norm->action_zh, "，但至多", sema_counted_zh(sema, norm, norm->need_most));
    }
    if (whole && !(norm->is_part && norm->kind == NM_AT_MOST))
        add_clauses(sema, norm, &whole, 1, " as part of", "，计入", "");
    add_clauses(sema, norm, norm->beside.items, norm->beside.count, " in addition to", "，另加于", "");
}

/* `to Buyer or Bank`, as written; NULL if nothing is written so. */
static const struct ast_nps *receivers_of(const struct sema *sema, const struct ast_act *act)
{
    bool is_by_letter = sema_letter_names_receiver(sema, act);
    for (uint32_t i = 0; i < act->args.count; i++) {
        if (ast_is_to(&act->args.items[i]) && (is_by_letter || !ast_is_addressee(act, i)))
            return act->args.items[i].adverb->nps;
    }
    return NULL;
}

/* A verb that does it to somebody: trains Works. */
static bool is_whom(const struct sema *sema, const struct meant_norm *norm, const struct ast_act *act)
{
    return norm->pattern.to && !receivers_of(sema, act) && norm->pattern.act.verb->frame.object == MEANT_WHOM;
}

/* ` to Buyer`, ` from Works`, ` Works`. */
static const char *to_words(struct sema *sema, const struct meant_norm *norm, const struct ast_act *act)
{
    const struct ast_nps *nps = receivers_of(sema, act);
    if (!norm->pattern.to)
        return "";
    const char *who = nps && nps->is_or ? sema_said_nps(sema, nps) : sema_labels(sema, norm->pattern.to, false);
    return sema_join(sema, is_whom(sema, norm, act) ? " " : is_from(act) ? " from " : " to ", who);
}

/* 买方或银行, as `to Buyer or Bank` names them; else all of them. */
static const char *to_words_zh(struct sema *sema, const struct meant_norm *norm, const struct ast_act *act)
{
    const struct ast_nps *nps = receivers_of(sema, act);
    const char *words = "";
    if (!norm->pattern.to || !nps || !nps->is_or)
        return norm->pattern.to ? sema_labels(sema, norm->pattern.to, true) : "";
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        if (norm->pattern.to >> i & 1)
            words = sema_join(sema, words, *words ? "或" : "", sema->meaning->parties.items[i]->label_zh);
    }
    return words;
}

/* 为买方, of `for Buyer`; "" if nothing is done for a party. */
static const char *for_words_zh(struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct meant_party *party = sema_done_for(sema, act->args.items[i].adverb);
        if (party)
            return sema_join(sema, "为", party->label_zh);
    }
    return "";
}

/* When something may be done, and not how. */
static bool is_time(const struct ast_adverb *adverb)
{
    return adverb->kind == ADV_WITHIN || adverb->kind == ADV_TIME ||
           (adverb->kind == ADV_NPS && (adverb->prep == PREP_NO_EARLIER_THAN || adverb->prep == PREP_NO_LATER_THAN));
}

/* The words of a power but for its time, which its rule says. */
static const char *without_time(struct sema *sema, const struct meant_norm *norm, const struct ast_act *act,
                                const char *words)
{
    for (uint32_t i = act->fronts.count; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        const char *time = adverb && is_time(adverb) ? sema_said_adverb(sema, adverb) : "";
        const char *at = *time ? strstr(words, time) : NULL;
        if (!at || at == words || at[-1] != ' ')
            continue;
        bool is_from = adverb->kind == ADV_TIME && adverb->prep == PREP_NO_EARLIER_THAN; /* `from D` in the rule */
        if (!is_from && !strstr(norm->rule_en, time))
            continue;
        const char *rest = at + strlen(time);
        bool has_comma = at - words > 2 && at[-2] == ',';
        words = sema_join(sema, arena_text(sema->arena, words, (size_t)(at - 1 - has_comma - words)), rest);
    }
    return words;
}

/* And but for a condition, which stands beside the trigger. */
static const char *without_condition(struct sema *sema, const struct ast_cond *cond, const char *join,
                                     const char *words)
{
    const char *said = cond ? sema_words(sema, join, sema_said_cond(sema, cond)) : "";
    const char *at = *said ? strstr(words, said) : NULL;
    if (!at)
        return words;
    bool has_comma = at > words && at[-1] == ',';
    return sema_join(sema, arena_text(sema->arena, words, (size_t)(at - has_comma - words)), at + strlen(said));
}

static void action(struct sema *sema, struct meant_norm *norm, const struct pending *pending)
{
    const struct meant_verb *verb = norm->pattern.act.verb;
    struct arena *arena = sema->arena;
    if (norm->kind == NM_POWER && (norm->power->effect == NM_CHOOSE || norm->power->effect == NM_RENEW))
        return; /* elect.c, renewal.c */
    if (norm->kind == NM_POWER) {
        bool is_joint = norm->joint == NM_TOGETHER;
        struct span behind = {pending->act->verb.span.start, pending->act->span.end};
        const char *said = without_time(sema, norm, pending->act,
                                        sema_said_behind(sema, pending->act, behind, " may "));
        said = without_condition(sema, pending->act->more->only_if, " if ", said);
        said = without_condition(sema, pending->act->more->unless, " unless ", said);
        size_t len = strlen(said), tail = strlen(" together");
        if (is_joint && len > tail && strcmp(said + len - tail, " together") == 0) /* said before `may` */
            said = arena_text(arena, said, len - tail);
        const char *terms = norm->power->terms_en; /* of a Chinese sentence they stand in it by now */
        norm->action_en = arena_printf(arena, "%s%s%s", is_joint ? "together may " : "may ", said,
                                       strstr(said, terms) ? "" : terms);
        const struct meant_norm *stopped =
            norm->power->effect == NM_SUSPEND_NORMS && norm->power->scope.count ? norm->power->scope.items[0] : NULL;
        if (stopped && stopped->clock_said)
            norm->action_en =
                sema_join(sema, norm->action_en, stopped->clock_runs ? " (the clock runs on)" : " (the clock stops)");
        const char *scope = norm->power->whole_contract ? "合同" : "";
        if (norm->power->is_of_key)
            scope = sema->meaning->kinds.items[norm->key_kind]->label_zh;
        else if (norm->power->scope.count && norm->power->scope_zh)
            scope = norm->power->scope_zh;
        const char *to_zh = norm->pattern.to ? sema_join(sema, "向", sema_labels(sema, norm->pattern.to, true)) : "";
        const char *how_zh = sema_manner(sema, norm, pending->act, true);
        norm->action_zh = sema_join(sema, is_joint ? "可以共同" : "可以", to_zh,
                                    sema_power_zh(sema, verb, pending->act, &pending->scope, scope),
                                    norm->power->terms_zh,
                                    *how_zh ? "（" : "", how_zh, *how_zh ? "）" : "",
                                    norm->power->until_zh ? norm->power->until_zh : "");
        if (stopped && stopped->clock_said)
            norm->action_zh = sema_join(sema, norm->action_zh, stopped->clock_runs ? "（期限继续计算）" : "（期限停止计算）");
        return;
    }
    const char *object = object_en(sema, norm, pending);
    uint64_t to = norm->pattern.to;
    bool is_many = (norm->bearers & (norm->bearers - 1)) != 0;
    const char *how_done = sema_manner(sema, norm, pending->act, false);
    const char *how_done_zh = sema_manner(sema, norm, pending->act, true);
    bool is_forbidden = norm->kind == NM_FORBID || norm->kind == NM_AT_MOST;
    bool is_permit = norm->kind == NM_PERMIT;
    const char *how = is_permit ? norm->is_freedom ? "need not " : "may "
                      : is_forbidden ? "must not " : norm->kind != NM_EFFORT ? ""
                      : is_many ? "do their best to " : "does its best to ";
    const char *form = *how || is_many ? verb->base : verb->third;
    norm->action_en = arena_printf(arena, "%s%s%s%s%s%s%s%s", how, form, *object ? " " : "", object,
                                   norm->is_again ? " again" : "", to_words(sema, norm, pending->act),
                                   how_done,
                                   norm->joint == NM_EITHER ? ", any of them"
                                   : norm->joint == NM_TOGETHER && norm->kind != NM_EFFORT
                                       ? ", together" : "");
    const char *part_zh = norm->part_zh ? norm->part_zh : "";
    const char *how_zh = is_permit ? norm->is_freedom ? "不必" : "可以"
                         : is_forbidden ? "不得" : norm->kind == NM_EFFORT ? "尽力" : "";
    bool is_after = is_whom(sema, norm, pending->act); /* 培训乙方, and not 向乙方培训 */
    const char *to_zh = to_words_zh(sema, norm, pending->act);
    const char *for_zh = for_words_zh(sema, pending->act);
    int32_t kind = meant_thing(norm);
    const char *thing_zh = object_zh(sema, norm, pending->act);
    const char *kind_zh = kind == NM_NONE ? thing_zh : sema->meaning->kinds.items[kind]->label_zh;
    norm->action_zh = arena_printf(arena, "%s%s%s%s%s%s%s%s%s%s%s%s%s%s",
                                   norm->joint == NM_TOGETHER ? "共同"
                                   : norm->joint == NM_EITHER ? "任一方" : "", how_zh,
                                   norm->is_again ? "再次" : "", for_zh, to && !is_after ? "向" : "",
                                   is_after ? "" : to_zh,
                                   meant_verb_zh(verb, kind_zh), is_after ? to_zh : "",
                                   sema_owner_zh(sema, pending->act, &pending->scope, norm->item), thing_zh, part_zh,
                                   *how_done_zh ? "（" : "", how_done_zh, *how_done_zh ? "）" : "");
    if (is_permit && !norm->is_freedom)
        permit_words(sema, norm);
}

static void acceptance(struct sema *sema, struct meant_norm *norm)
{
    const struct meant_answer *answer = sema_answer_to(norm);
    if (!answer || !answer->limit_en || !answer->reject)
        return;
    const struct meant_verb *deemed =
        answer->silence == NM_SILENCE_REJECTS ? answer->reject : answer->accept;
    bool breaks = answer->silence == NM_SILENCE_BREACHES;
    const char *who = sema_labels(sema, answer->acceptors, false);
    const char *who_zh = sema_labels(sema, answer->acceptors, true);
    norm->accept_en = arena_printf(sema->arena,
                                   "%s %s or %s within %s of each performance; silence: %s%s%s%s", who,
                                   answer->accept->third, answer->reject->third, answer->limit_en,
                                   deemed->participle, breaks ? ", and " : "", breaks ? who : "",
                                   breaks ? " is in breach" : "");
    norm->accept_zh = arena_printf(sema->arena, "%s于每次履行后%s内%s或%s；逾期视为%s%s%s%s", who_zh,
                                   answer->limit_zh, answer->accept->label_zh,
                                   answer->reject->label_zh, deemed->label_zh,
                                   breaks ? "，且" : "", breaks ? who_zh : "",
                                   breaks ? "违约" : "");
    if (!answer->rework)
        return;
    char times[32];
    (void)snprintf(times, sizeof times, "at most %d times", answer->rounds);
    norm->accept_en = arena_printf(sema->arena, "%s; if %s: again by the due day, after it within %s, %s",
                                   norm->accept_en, answer->reject->participle, answer->rework_en,
                                   answer->rounds == 1 ? "once" : answer->rounds == 2 ? "at most twice" : times);
    norm->accept_zh = arena_printf(sema->arena, "%s；%s后可于期限届满前重新履行，届满后于%s内重新履行，至多%d次", norm->accept_zh,
                                   answer->reject->label_zh, answer->rework_zh, answer->rounds);
}

/* "on evidence of a certificate" */
static void evidence(struct sema *sema, struct meant_norm *norm, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        if (adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_ON_EVIDENCE_OF) {
            norm->evidence_en = sema_said_nps(sema, adverb->nps);
            norm->evidence_zh = written(sema, adverb->nps->span);
        }
    }
    const struct meant_answer *answer = sema_answer_to(norm);
    if (*norm->evidence_en == '\0' && answer && answer->accept) {
        norm->evidence_en = arena_printf(sema->arena, "that %s %s it",
                                         sema_labels(sema, answer->acceptors, false),
                                         answer->accept->third);
        norm->evidence_zh = arena_printf(sema->arena, "%s的%s",
                                         sema_labels(sema, answer->acceptors, true),
                                         answer->accept->label_zh);
    }
}

/* What a norm that follows a breach is called where the breach may happen. */
struct remedy_words {
    const char *en, *zh;
};

static void remedy(struct sema *sema, struct meant_norm *norm, struct remedy_words *words)
{
    const struct meant_norm *breached = norm->remedies;
    if (!breached || norm->is_part)
        return;
    const char *number = sema->meaning->clauses.items[breached->clause]->number;
    bool is_link = breached->remedies != NULL;
    norm->trigger_en = arena_printf(sema->arena, is_link ? "when the remedy before it under clause %s is breached"
                                                         : "when clause %s is breached", number);
    norm->trigger_zh = arena_printf(sema->arena, is_link ? "当第%s条的前一项补救违约时" : "当第%s条违约时", number);
    bool has_rule = *norm->rule_en != '\0', has_rule_zh = *norm->rule_zh != '\0';
    words->en = sema_join(sema, sema_labels(sema, norm->bearers, false), " ", norm->action_en, has_rule ? ", " : "",
                          norm->rule_en);
    words->zh = sema_join(sema, sema_labels(sema, norm->bearers, true), norm->action_zh, has_rule_zh ? "，" : "",
                          norm->rule_zh);
}

static void say_norm(struct sema *sema, struct meant_norm *norm, const struct pending *pending,
                     struct remedy_words *words)
{
    if (norm->indicator) {
        sema_kept_words(sema, norm, pending->act);
        return;
    }
    if (norm->warranted) {
        sema_warranty_words(sema, norm, pending->act);
    } else if (norm->shown) {
        action(sema, norm->shown, pending);
        norm->action_en = norm->shown->action_en;
        norm->action_zh = norm->shown->action_zh;
    } else
        action(sema, norm, pending);
    if (norm->instead && norm->remedies) {
        const char *number = sema->meaning->clauses.items[norm->remedies->clause]->number;
        norm->action_en = sema_join(sema, norm->action_en, " in place of clause ", number);
        norm->action_zh = sema_join(sema, norm->action_zh, "，代替第", number, "条");
    }
    counting_words(sema, norm);
    acceptance(sema, norm);
    evidence(sema, norm, pending->act);
    remedy(sema, norm, words);
}

/* `fee means 3 percent of the price, but at most 9_000 euros`: what a name in a duty comes to. */
static void say_definitions(struct sema *sema)
{
    for (size_t i = 0; i < sema->definitions.count; i++) {
        const struct ast_act *act = sema->definitions.items[i].act;
        list_push(sema->arena, &sema->meaning->definitions,
                  ((struct meant_definition){sema_said_act(sema, act), sema_said_definition_zh(sema, act)}));
    }
    for (size_t i = 0; i < sema->facts.count; i++) { /* and what it is reckoned by, until that is measured */
        const struct ast_act *act = sema->facts.items[i];
        const int32_t row = sema->meaning->baselines.items[i].indicator;
        uint64_t measurers = sema->meaning->indicators.items[row]->measurers;
        const char *en = sema_words(sema, sema_said_act(sema, act), ", and is measured by ",
                                    sema_labels(sema, measurers, false));
        const char *zh = sema_words(sema, sema_said_definition_zh(sema, act), "，其后由",
                                    sema_labels(sema, measurers, true), "测量");
        list_push(sema->arena, &sema->meaning->definitions, ((struct meant_definition){en, zh}));
    }
}

/* Last, for what is said of one norm is put together of what is said of others. */
static void say_names(struct sema *sema, struct meant_norm *norm)
{
    const char **const texts[] = {&norm->action_en, &norm->rule_en,     &norm->trigger_en,
                                  &norm->accept_en, &norm->evidence_en, &norm->remedy_en};
    const char **const texts_zh[] = {&norm->action_zh, &norm->rule_zh,     &norm->trigger_zh,
                                     &norm->accept_zh, &norm->evidence_zh, &norm->remedy_zh};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (*texts[i])
            *texts[i] = sema_said_numbers(sema, sema_said_names(sema, *texts[i]));
        if (*texts_zh[i])
            *texts_zh[i] = sema_said_numbers(sema, *texts_zh[i]);
    }
}

void sema_all_words(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    for (size_t i = 0; i < meaning->clauses.count; i++) {
        struct meant_clause *clause = meaning->clauses.items[i];
        if (!clause->sentence)
            clause->sentence = source_words(clause->words_in, sema->arena, clause->words);
    }
    struct remedy_words *words = arena_array(sema->arena, meaning->norms.count, sizeof *words);
    for (size_t i = 0; i < meaning->norms.count; i++) {
        struct meant_norm *norm = meaning->norms.items[i];
        norm->index = (int32_t)i;
        norm->evidence_en = norm->evidence_zh = norm->accept_en = norm->accept_zh = "";
        norm->remedy_en = norm->remedy_zh = "";
    }
    for (size_t i = 0; i < sema->pending.count; i++) {
        struct meant_norm *norm = sema->pending.items[i].norm;
        sema->source = norm->source;
        say_norm(sema, norm, &sema->pending.items[i], &words[norm->index]);
    }
    for (size_t i = 0; i < meaning->norms.count; i++) {
        struct meant_norm *norm = meaning->norms.items[i];
        const struct remedy_words *said = norm->remedy ? &words[norm->remedy->index] : NULL;
        if (said && said->en) {
            norm->remedy_en = said->en;
            norm->remedy_zh = said->zh;
        }
    }
    sema_say_consequences(sema);
    for (size_t i = 0; i < meaning->norms.count; i++)
        say_names(sema, meaning->norms.items[i]);
    say_definitions(sema);
}
