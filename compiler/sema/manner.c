/* manner.c - how something is done: by which means, where, for whom, in which form. Of a duty and a right it is
 * printed, and nothing reads it; of a prohibition, an exception and a power it would have to be read, so there it
 * is refused, and so is what looks like manner and is an amount, a number of times or a condition. Spec 4.4, 11.6. */
#include <string.h>

#include "compiler/sema/manner.h"
#include "compiler/sema/said.h"
#include "compiler/sema/window.h"

static bool is_one_of(const char *word, const char *const *words)
{
    while (*words && strcmp(word, *words) != 0)
        words++;
    return *words;
}

static const char *noun_of(const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.noun.text ? np->name.noun.text->text : "";
}

/* `by notice`, `on written notice` */
static bool names_notice(const struct ast_adverb *adverb)
{
    return adverb->kind == ADV_NPS && (adverb->prep == PREP_BY || adverb->prep == PREP_ON) &&
           sema_is_noun(adverb->nps->items[0], "notice", "书面通知");
}

/* Its phrases may tell how; whether they do is for who reads times and receivers first. */
static bool is_manner(struct sema *sema, const struct ast_adverb *adverb)
{
    if (adverb->kind != ADV_NPS || adverb->anchor || adverb->nps->items[0]->kind == NP_AMOUNT)
        return false;
    switch (adverb->prep) {
    case PREP_AT:
    case PREP_FOR:
    case PREP_AMONG:
    case PREP_AGAINST:
    case PREP_UNDER:
    case PREP_WITHOUT: return true;
    case PREP_BY:
    case PREP_IN:
    case PREP_ON:
        return adverb->nps->items[0]->kind == NP_NAME && !sema_period_phrase(adverb) &&
               !window_is_end_of_period(adverb) && !sema_is_deadline_act(sema, adverb) &&
               !sema_named_date(sema, adverb->nps->items[0]);
    case PREP_NONE:
    case PREP_FROM:
    case PREP_TO:
    case PREP_DURING:
    case PREP_DESPITE:
    case PREP_SUBJECT_TO:
    case PREP_ON_EVIDENCE_OF:
    case PREP_IN_ADDITION_TO:
    case PREP_AS_PART_OF:
    case PREP_INSTEAD_OF:
    case PREP_AFTER:
    case PREP_BEFORE:
    case PREP_UNTIL:
    case PREP_SINCE:
    case PREP_WHILE:
    case PREP_NO_LATER_THAN:
    case PREP_NO_EARLIER_THAN:
    case PREP_BUT_NO_LATER: return false;
    }
    UNREACHABLE();
}

bool sema_is_announced(const struct meant_norm *norm, const struct ast_adverb *adverb)
{
    return adverb->kind == ADV_NOTICE && norm->kind == NM_PERMIT && !norm->is_exception;
}

const struct meant_party *sema_done_for(struct sema *sema, const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_FOR && adverb->nps->count == 1
                                  ? adverb->nps->items[0] : NULL;
    const struct named *named = np && np->kind == NP_NAME && np->name.noun.text && !np->tails.count
                                    ? sema_find(sema, np->name.noun.text) : NULL;
    return named && named->kind == NAMED_PARTY ? sema->meaning->parties.items[named->index] : NULL;
}

/* 事先书面: how the consent is given, which is printed and read by nobody. */
static const char *consent_zh(const struct ast_np *consent)
{
    const struct ast_name *noun = consent->kind == NP_OWNED ? &consent->owned.noun : &consent->name.noun;
    sym adjective = consent->kind == NP_OWNED ? consent->owned.adjective.text : consent->name.adjective.text;
    const char *how = adjective ? adjective->text : "";
    bool is_prior = strncmp(how, "prior", strlen("prior")) == 0;
    bool is_written = strstr(how, "written") || sema_is(noun->text->text, "书面同意");
    return is_prior && is_written ? "事先书面" : is_prior ? "事先" : is_written ? "书面" : "";
}

/* The customary ways to do something; what else is said of it keeps the author's words. */
static const struct phrase {
    const char *en, *zh;
} phrases[] = {{"in writing", "书面"},
               {"without notice", "无须通知"},
               {"without cause", "无须理由"},
               {"without reason", "无须理由"},
               {"without reasons", "无须理由"},
               {"for any reason", "不论何种理由"},
               {"for convenience", "无须理由"},
               {"at any time", "随时"},
               {"at all times", "始终"},
               {"in full", "全部"},
               {"in whole", "全部"},
               {"in person", "当面"},
               {"in cash", "现金"},
               {NULL, NULL}};
static const struct phrase means[] = {{"post", "邮寄"},           {"mail", "邮寄"},
                                      {"registered-post", "挂号邮寄"}, {"registered-mail", "挂号邮寄"},
                                      {"letter", "信函"},         {"registered-letter", "挂号信"},
                                      {"email", "电子邮件"},      {"e-mail", "电子邮件"},
                                      {"telephone", "电话"},      {"phone", "电话"},
                                      {"fax", "传真"},            {"telegram", "电报"},
                                      {"courier", "快递"},        {"bank-transfer", "银行转账"},
                                      {"cheque", "支票"},         {NULL, NULL}};

static const char *phrase_zh(const struct phrase *phrase, const char *words)
{
    while (phrase->en && strcmp(phrase->en, words) != 0 && strcmp(phrase->zh, words) != 0)
        phrase++;
    return phrase->zh;
}

/* 邮寄或电话, of `by post or telephone`; NULL if one of them is no customary means. */
static const char *means_zh(struct sema *sema, const struct ast_adverb *adverb)
{
    const char *all = "";
    for (uint32_t i = 0; all && adverb->prep == PREP_BY && i < adverb->nps->count; i++) {
        const char *words = sema_said_np(sema, adverb->nps->items[i]), *one = phrase_zh(means, words);
        const char *join = i == 0 ? "" : i + 1 < adverb->nps->count ? "、" : adverb->nps->is_or ? "或" : "和";
        all = one ? sema_join(sema, all, join, one) : NULL;
    }
    return all && *all ? all : NULL;
}

/* `by written notice`, 以书面通知 */
static bool is_written_word(const struct sema *sema, const struct ast_adverb *notice)
{
    const char *words = source_words(sema->source, sema->arena, notice->span); /* 书面通知 is the keyword `notice`, too */
    return strstr(words, "written") || strstr(words, "书面");
}

/* ---- the notice of a power ---- */

/* `with 30 days' notice`, `by notice`: what behind the verb says that it is given; NULL if nothing does. */
static const struct ast_adverb *notice_in(const struct ast_act *act)
{
    for (uint32_t i = act->fronts.count; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (adverb && (adverb->kind == ADV_NOTICE || names_notice(adverb)))
            return adverb;
    }
    return NULL;
}

/* `with 30 days' prior written notice`, `by written notice`, `by notice in writing` */
static bool is_written_notice(struct sema *sema, const struct ast_act *act, const struct ast_adverb *notice)
{
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (adverb && adverb->kind == ADV_NPS && ast_is_in_writing(adverb))
            return true;
    }
    return is_written_word(sema, notice);
}

const char *sema_notice_zh(struct sema *sema, const struct ast_act *act, const struct ast_adverb *notice)
{
    uint64_t whom = 0;
    for (uint32_t i = 0; i < ast_adverb_count(act); i++)
        whom |= sema_addressees(sema, act, i, NULL);
    const char *who = whom ? sema_labels(sema, whom, true) : notice->kind == ADV_NOTICE ? "" : "对方";
    return sema_join(sema, is_written_notice(sema, act, notice) ? "书面通知" : "通知", who);
}

const char *sema_power_notice_zh(struct sema *sema, const struct ast_act *act)
{
    const struct ast_adverb *notice = notice_in(act);
    bool is_told = notice && notice->kind == ADV_NPS; /* its length is among the terms */
    return is_told ? sema_join(sema, "，须", sema_notice_zh(sema, act, notice)) : "";
}

static const char *manner_zh(struct sema *sema, const struct ast_act *act, const struct ast_adverb *adverb)
{
    if (adverb->kind == ADV_NOTICE) {
        const char *en, *zh;
        sema_duration_words(sema, &adverb->duration->high, adverb->duration->unit, &en, &zh);
        return sema_join(sema, "提前", zh, sema_notice_zh(sema, act, adverb));
    }
    const struct ast_np *whose = sema_consenting(adverb);
    const struct named *named = whose && whose->kind == NP_NAME && whose->name.noun.text
                                    ? sema_find(sema, whose->name.noun.text) : NULL;
    if (named && named->kind == NAMED_PARTY)
        return sema_join(sema, "未经", sema->meaning->parties.items[named->index]->label_zh,
                         consent_zh(adverb->nps->items[0]), "同意");
    if (names_notice(adverb) && adverb->nps->count == 1 && !adverb->nps->items[0]->tails.count)
        return is_written_word(sema, adverb) ? "书面通知" : "通知";
    bool is_one = adverb->prep == PREP_IN && adverb->nps && adverb->nps->count == 1; /* in yuan */
    const struct ast_np *np = is_one ? adverb->nps->items[0] : NULL;
    int32_t unit = np && np->kind == NP_NAME && np->name.noun.text && !np->tails.count
                       ? sema_unit(sema, np->name.noun.text) : NM_NONE;
    if (unit != NM_NONE)
        return sema_join(sema, "以", sema->meaning->units.items[unit]->label_zh, "计");
    const char *words = sema_said_adverb_zh(sema, adverb), *customary = phrase_zh(phrases, words);
    customary = customary ? customary : means_zh(sema, adverb);
    return customary ? customary : words;
}

/* ` to Works` of `by notice to Works`, unless that is who receives the thing, which is said before; 通知工厂, 信函致工厂. */
static const char *with_addressee(struct sema *sema, const struct ast_act *act, uint32_t i, bool is_zh, const char *how)
{
    bool is_said = sema_letter_names_receiver(sema, act) || (is_zh && ast_adverb_at(act, i)->kind == ADV_NOTICE);
    uint64_t whom = is_said ? 0 : sema_addressees(sema, act, i, NULL);
    if (!whom)
        return how;
    const char *join = !is_zh ? " to " : names_notice(ast_adverb_at(act, i)) ? "" : "致";
    return sema_join(sema, how, join, sema_labels(sema, whom, is_zh));
}

const char *sema_manner(struct sema *sema, const struct meant_norm *norm, const struct ast_act *act, bool is_zh)
{
    const char *said = "";
    uint32_t behind_verb = act->fronts.count + act->mids.count;
    bool is_power_zh = is_zh && norm->kind == NM_POWER; /* its notice is said by itself */
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        bool is_told = adverb && (is_manner(sema, adverb) || sema_is_announced(norm, adverb));
        bool is_in_notice = is_told && is_power_zh && (names_notice(adverb) || (ast_is_in_writing(adverb) && notice_in(act)));
        if (!is_told || is_in_notice || (norm->consent_of && sema_consenting(adverb)) ||
            (is_zh && i >= behind_verb && sema_done_for(sema, adverb)))
            continue;
        const char *how = is_zh ? manner_zh(sema, act, adverb) : sema_said_adverb(sema, adverb);
        said = sema_join(sema, said, !is_zh ? " " : *said ? "，" : "", with_addressee(sema, act, i, is_zh, how));
    }
    return said;
}

/* ---- what cannot only be printed ------------------------------------------------------------------- */

/* `in the amount of 10 percent`, `for each storm`: it says how much, or how often. */
static bool counts(const struct ast_np *np)
{
    if (np->kind == NP_AMOUNT || np->kind == NP_EACH)
        return true;
    if (np->kind == NP_NAME && (np->name.det == DET_EACH || np->name.det == DET_ANY))
        return true;
    for (uint32_t i = 0; i < np->tails.count; i++)
        if (np->tails.items[i].kind != TAIL_OF || counts(np->tails.items[i].np))
            return true;
    return false;
}

static void refuse(struct sema *sema, const struct ast_adverb *adverb, const char *help)
{
    struct diag *diag = diag_add(sema->diags, E_UNREAD, sema->source, adverb->span, "`%s` is read by nobody here",
                                 source_words(sema->source, sema->arena, adverb->span));
    diag_help(diag, "%s", help);
}

/* `in case of delay`, `in the event of loss`, `on the condition of clause 1.1`, 在违约的情况 */
static bool says_in_case(const struct ast_adverb *adverb)
{
    static const char *const cases[] = {"case", "event", "absence", "exchange", "情况", "情形", NULL};
    static const char *const proofs[] = {"condition", "presentation", "production", "条件", NULL};
    const char *noun = noun_of(adverb->nps->items[0]);
    return (adverb->prep == PREP_IN && is_one_of(noun, cases)) || (adverb->prep == PREP_ON && is_one_of(noun, proofs));
}

/* `for breach of clause 1.1`, `on default`: what is done because of a breach, unless the sentence itself
 * arises by something, which is what `the breach` then speaks of. */
static bool says_because_of_breach(const struct meant_norm *norm, const struct pending *pending,
                                   const struct ast_adverb *adverb)
{
    static const char *const faults[] = {"breach", "breaches", "default", "defaults", "delay", "delays", "lateness",
                                         "non-performance", "nonperformance", "non-payment", "failure", "violation",
                                         "infringement", "违约", "违反", "迟延", "延迟", "逾期", "延误", NULL};
    if (norm->remedies || pending->trigger || adverb->prep == PREP_WITHOUT || adverb->prep == PREP_BY)
        return false;
    for (uint32_t i = 0; i < adverb->nps->count; i++) {
        if (is_one_of(noun_of(adverb->nps->items[i]), faults))
            return true;
    }
    return false;
}

/* A condition in the form of a phrase: owed or not would hang on it, and nobody would look. */
static bool refuse_condition(struct sema *sema, const struct pending *pending, const struct ast_adverb *adverb)
{
    if (!says_in_case(adverb) && !says_because_of_breach(pending->norm, pending, adverb))
        return false;
    struct diag *diag = diag_add(sema->diags, E_DISGUISED, sema->source, adverb->span,
                                 "`%s` is a condition, and nobody would look whether it holds",
                                 source_words(sema->source, sema->arena, adverb->span));
    if (pending->norm->kind == NM_POWER)
        diag_help(diag,
                  "say when the power is there: `When clause 1.1 is breached, Buyer may terminate the contract`, "
                  "`While clause 1.1 is breached, Seller may suspend clause 2.1 …`, `When Buyer reports a fault, …`");
    else if (pending->norm->kind == NM_PERMIT)
        diag_help(
            diag,
            "say when the right is there: `When Seller reports a delay, Buyer may inspect the lathes`, `While clause "
            "1.1 is breached, …`");
    else
        diag_help(diag,
                  "hang what follows on the duty, `…, otherwise Seller pays Buyer 500 yuan within 10 days`, or say "
                  "when it arises: `When clause 1.1 is breached, …`, `When Buyer reports a fault, …`");
    return true;
}

/* What a power may say without changing it: how it is used (`by notice to Buyer`, `in writing`), that it is there
 * without more (`without notice`, `for any reason`), of whom and what (`release Seller from clause 1.1`). */
static bool is_manner_of_power(const struct ast_adverb *adverb)
{
    static const char *const forms[] = {"writing", "full", "whole", "书面", NULL};
    static const char *const freely[] = {"notice", "cause", "reason", "reasons", "理由", NULL};
    const struct ast_np *np = adverb->nps->items[0];
    enum prep prep = adverb->prep;
    bool is_any = np->kind == NP_NAME && (np->name.det == DET_ANY || np->name.det == DET_ALL);
    bool is_how = prep == PREP_BY || (prep == PREP_IN && is_one_of(noun_of(np), forms)) ||
                  (prep == PREP_ON && strcmp(noun_of(np), "notice") == 0);
    bool is_free = (prep == PREP_AT && is_any) ||
                   (prep == PREP_WITHOUT && is_one_of(noun_of(np), freely) && !np->tails.count) ||
                   (prep == PREP_FOR && ((is_any && is_one_of(noun_of(np), freely)) ||
                                         strcmp(noun_of(np), "convenience") == 0));
    return is_how || is_free || (prep == PREP_FOR && np->kind == NP_AMOUNT);
}

/* `at any time`, `at all times` */
static bool is_whenever(const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->nps->items[0];
    return adverb->prep == PREP_AT && np->kind == NP_NAME &&
           (np->name.det == DET_ANY || np->name.det == DET_ALL) && strncmp(noun_of(np), "time", 4) == 0;
}

/* `by notice of 30 days`: it would take effect at once. */
static bool refuse_length_of_notice(struct sema *sema, const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->nps->items[0];
    bool has_length = false;
    for (uint32_t i = 0; i < np->tails.count; i++)
        has_length |= np->tails.items[i].np && np->tails.items[i].np->kind == NP_AMOUNT;
    if (!names_notice(adverb) || !has_length)
        return false;
    refuse(sema, adverb, "a notice that runs is `with 30 days' notice`; `by notice` takes effect at once");
    return true;
}

/* `for cause`, `under law`: on what it hangs whether the power is there is its ground. */
static void refuse_in_power(struct sema *sema, const struct ast_adverb *adverb)
{
    struct diag *diag = diag_add(sema->diags, E_UNREAD, sema->source, adverb->span, "`%s` is read by nobody here",
                                 source_words(sema->source, sema->arena, adverb->span));
    diag_help(diag,
              "a power is there at any time, or on a ground that is said: `When clause 1.1 is breached, Buyer may "
              "terminate the contract`, `While clause 1.1 is breached, …`, `When Buyer reports a fault, …`; how it is "
              "used is `by notice to Seller`");
}

/* `in the first quarter`, `by the due-date`, `in time`: a time by its words, and none that is declared. */
static bool is_undeclared_time(struct sema *sema, const struct ast_adverb *adverb)
{
    static const char *const units[] = {"day", "days", "date", "dates", "week", "month", "quarter", "year",
                                        "time", "end", "deadline", NULL};
    const struct ast_np *np = adverb->nps->items[0];
    bool is_at =
        adverb->prep == PREP_IN || adverb->prep == PREP_ON || adverb->prep == PREP_BY || adverb->prep == PREP_AT;
    if (!is_at || np->kind != NP_NAME || np->name.det == DET_ANY || np->name.det == DET_ALL)
        return false;
    if (!np->name.noun.text)
        return np->name.ordinal || np->name.det == DET_THE;
    const char *noun = noun_of(np), *last = strrchr(noun, '-');
    return is_one_of(last ? last + 1 : noun, units) && !sema_find(sema, np->name.noun.text);
}

/* `by the delivery-dya`: whatever it is, it is not declared, and a means has no article. */
static bool is_unknown_limit(struct sema *sema, const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->nps->items[0];
    return adverb->prep == PREP_BY && np->kind == NP_NAME && np->name.det == DET_THE && np->name.noun.text &&
           !np->tails.count && !sema_find(sema, np->name.noun.text);
}

/* `500 euros in dollars`: what is owed is in the unit that it is counted in, and nobody would convert it. */
static bool refuse_other_unit(struct sema *sema, const struct meant_norm *norm, const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->nps->items[0];
    bool is_in = (adverb->prep == PREP_IN || adverb->prep == PREP_BY) && np->kind == NP_NAME && np->name.noun.text;
    int32_t unit = is_in && norm->unit != NM_NONE ? sema_unit(sema, np->name.noun.text) : NM_NONE;
    if (unit == NM_NONE || sema->meaning->units.items[unit]->base == norm->unit)
        return false;
    const char *owed = sema->meaning->units.items[norm->unit]->names.items[0];
    refuse(sema, adverb,
           sema_join(sema, "it is owed and counted in ", owed,
                     ": write the amount in the unit in which it is "
                     "owed; nothing is converted"));
    return true;
}

/* `pays the price in instalments`: how many, of how much, by which days? */
static bool refuse_instalments(struct sema *sema, const struct meant_norm *norm, const struct ast_adverb *adverb)
{
    static const char *const parts[] = {"instalments", "installments", "tranches", "portions", "分期", NULL};
    bool is_money = sema_is_money(sema, norm->unit);
    if (!is_money || !is_one_of(noun_of(adverb->nps->items[0]), parts))
        return false;
    refuse(sema, adverb, "each instalment has its sum and its day: `pays Seller 100 yuan by 2026-03-31 and each month "
                         "thereafter`, or an item for each; as it stands the whole is owed on the last day");
    return true;
}

/* `at night`, `on weekends`, `on average`, `at the earliest`: it says when, or how much, and nobody would read it. */
static bool refuse_time(struct sema *sema, const struct meant_norm *norm, const struct ast_adverb *adverb)
{
    static const char *const earliest[] = {"earliest", "最早", NULL};
    static const char *const average[] = {"average", "平均", NULL};
    static const char *const acts[] = {"delivery", "acceptance", "hand-over", "handover", NULL};
    static const char *const times[] = {
        "night", "nights", "day", "daytime", "daylight", "noon", "midnight", "dawn", "weekend", "weekends", "weekdays",
        "holidays", "spring", "summer", "autumn", "winter", "夜间", "夜晚", "白天", "周末", "节假日", "春季", "夏季", "秋季",
        "冬季", NULL};
    const struct ast_np *np = adverb->nps->items[0];
    const char *noun = noun_of(np);
    bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    if (is_one_of(noun, earliest))
        refuse(sema, adverb, "not before a day is `no earlier than 2026-09-30`");
    else if (is_one_of(noun, average))
        refuse(sema, adverb,
               "what is to be so on average is measured: an indicator (17.1), `Seller keeps the uptime at "
               "least 99 percent`");
    else if (is_one_of(noun, times) && !sema_find(sema, np->name.noun.text))
        refuse(sema, adverb,
               "a time is a day, a period or a length: `each working day`, `each Saturday`, `from 18:00 to 22:00 "
               "each day`, `from 2026-12-01 to 2026-12-31`; what is so only at some times is an item of its own");
    else if (is_duty && adverb->prep == PREP_AT && np->kind == NP_NAME && np->name.det == DET_ALL &&
             strcmp(noun, "times") == 0)
        refuse(sema, adverb, "this act is done once: say how often, `each month`; what must be so at all times is kept "
                             "(`insures`, `maintains`, `keeps`), forbidden (`must not`) or warranted (9.7, 9.4, 9.12)");
    else if (is_undeclared_time(sema, adverb) || is_unknown_limit(sema, adverb))
        refuse(sema, adverb,
               "write the day or the period, `by 2026-03-31`, `in Q1 2026`, `by the last day of each month`, or "
               "declare it: `delivery-day means 2026-03-31`");
    else if (is_duty && adverb->prep == PREP_BY && np->kind == NP_NAME && np->name.det == DET_NONE &&
             !np->tails.count && is_one_of(noun, acts))
        refuse(sema, adverb, sema_join(sema, "until the act is `by the ", noun, "`"));
    else
        return false;
    return true;
}

void sema_check_manner(struct sema *sema, const struct pending *pending, const struct ast_adverb *adverb)
{
    const struct meant_norm *norm = pending->norm;
    bool is_power = norm->kind == NM_POWER;
    bool is_forbidden = (norm->kind == NM_FORBID && !norm->shown) || norm->kind == NM_AT_MOST;
    if (!is_manner(sema, adverb))
        return;
    bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    if (refuse_condition(sema, pending, adverb) || refuse_time(sema, norm, adverb) ||
        refuse_other_unit(sema, norm, adverb) || refuse_instalments(sema, norm, adverb) ||
        (is_power && (refuse_length_of_notice(sema, adverb) || is_manner_of_power(adverb))) ||
        (!is_duty && is_whenever(adverb)))
        return;
    for (uint32_t i = 0; i < adverb->nps->count; i++) {
        norm_list norms = {0};
        const struct ast_np *one = adverb->nps->items[i];
        if (one->kind == NP_CLAUSE && !sema_norms_below(sema, one->clause.text, &norms))
            sema_clause_norms(sema, &one->clause, &norms); /* says that it is not there */
        if (counts(one)) {
            refuse(sema, adverb,
                   "how much and how often stand with what is owed: `pays Seller 100 yuan per lathe`, `30 percent of "
                   "the price`, `once`; what arises each time is said by `Each time Buyer orders a lathe, …`");
            return;
        }
    }
    if (is_power) {
        refuse_in_power(sema, adverb);
        return;
    }
    bool is_narrow = norm->kind == NM_PERMIT && (norm->is_exception || norm->has_most || norm->need);
    if ((!is_forbidden && !is_narrow) || norm->warranted || norm->is_part || sema_consenting(adverb) ||
        (ast_is_in_writing(adverb) && sema_consent_in(pending->act)))
        return;
    if (adverb->prep == PREP_WITHOUT)
        refuse(sema, adverb,
               "what is forbidden without a consent is `without the consent of Owner`; anything else that "
               "makes it lawful is an exception: `When Buyer inspects, despite clause 3.1 Seller may …`");
    else if (is_forbidden)
        refuse(sema, adverb, "a prohibition forbids the act, in whatever way it is done: leave it out, or name the act "
                             "that is forbidden by a verb of its own");
    else
        refuse(sema, adverb, "what is allowed is the act, in whatever way it is done: leave it out");
}
