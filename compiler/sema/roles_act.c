/* roles_act.c - one act, in the order in which it is written: who, the verb and its form, what follows
 * it, what bounds it. */
#include <string.h>

#include "compiler/sema/renewal.h"
#include "compiler/sema/roles_internal.h"
#include "lang/base/suggest.h"

/* ---- the verb ---------------------------------------------------------------------------------------- */

enum form { FORM_PRESENT, FORM_THIRD, FORM_BASE, FORM_PAST, FORM_PARTICIPLE, FORM_ING };

static bool is_form(const struct meant_verb *verb, const char *word, enum form form)
{
    switch (form) {
    case FORM_PRESENT: return sema_is(word, verb->base) || sema_is(word, verb->third);
    case FORM_THIRD: return sema_is(word, verb->third);
    case FORM_BASE: return sema_is(word, verb->base);
    case FORM_PAST: return sema_is(word, verb->past);
    case FORM_PARTICIPLE: return sema_is(word, verb->participle);
    case FORM_ING: return sema_is(word, verb->ing);
    }
    UNREACHABLE();
}

static const char *word_in(const struct meant_verb *verb, enum form form)
{
    switch (form) {
    case FORM_PRESENT:
    case FORM_THIRD: return verb->third;
    case FORM_BASE: return verb->base;
    case FORM_PAST: return verb->past;
    case FORM_PARTICIPLE: return verb->participle;
    case FORM_ING: return verb->ing;
    }
    UNREACHABLE();
}

/* The tense does not fit the place, or the person its subject. */
static bool wrong_form(struct sema *sema, const struct ast_name *word, const struct meant_verb *verb,
                       enum form form, const struct ast_act *act)
{
    static const char *const why[] = {
        [FORM_PRESENT] = "the verb stands in the present tense here",
        [FORM_THIRD] = "the verb stands in the present tense here",
        [FORM_BASE] = "the verb stands in the present tense here",
        [FORM_PAST] = "what happened is told in the past tense",
        [FORM_PARTICIPLE] = "behind `has` and `is` stands the participle",
        [FORM_ING] = "behind `starts` the verb ends in -ing"};
    const char *right = word_in(verb, form);
    bool is_person = (form == FORM_THIRD || form == FORM_BASE) && is_form(verb, word->text->text, FORM_PRESENT);
    bool is_zh = sema_is_in_chinese(sema, word->span);
    bool is_ending = is_zh && act->subject && act->subject->count == 1 && sema_is_contract(act->subject->items[0]);
    struct diag *diag;
    if (is_person && act->modal != MODAL_NONE)
        diag = diag_add(sema->diags, E_VERB_FORM, sema->source, word->span,
                        "behind `%s` the verb stands without an ending", modal_word(act->modal));
    else if (is_person)
        diag = diag_add(sema->diags, E_VERB_PERSON, sema->source, word->span,
                        "the verb does not go with who acts: %s",
                        form == FORM_THIRD ? "that is one" : "they are several");
    else if (is_ending)
        diag =
            diag_add(sema->diags, E_VERB_FORM, sema->source, word->span, "`%s` is what a party does; the contract ends",
                     source_words(sema->source, sema->arena, word->span));
    else
        diag = diag_add(sema->diags, E_VERB_FORM, sema->source, word->span, "%s", why[form]);
    if (is_person && act->modal == MODAL_NONE && act->subject)
        diag_label(diag, sema->source, act->subject->span, "who acts");
    if (is_zh) {
        if (is_ending)
            diag_help(diag, "合同到期或被解除，写“合同 结束”：`当 合同 结束 时，…`；谁解除，写`当 买方 解除 合同 时，"
                            "…`");
        return false;
    }
    if (is_person && act->modal == MODAL_NONE && form == FORM_THIRD)
        diag_help(diag, "write `%s`; or is `may`, `must not` or another word missing before it?", right);
    else
        diag_help(diag, "write `%s`", right);
    diag_replace(diag, word->span, "%s", right);
    return false;
}

/* What Chinese drafters call a standard verb. One letter in two is no likeness: for others nothing is guessed. */
static const char *chinese_verb(const char *text)
{
    static const char *const same[][2] = {
        {"供应", "供给"}, {"供货", "供给"}, {"维修", "修理"}, {"修复", "修理"}, {"返还", "退还"}, {"归还", "退还"},
        {"运送", "发运"}, {"运输", "发运"}, {"发货", "发运"}, {"送达", "交付"}, {"交货", "交付"}, {"移送", "移交"},
        {"转交", "移交"}, {"派遣", "派出"}, {"派", "派出"},   {"付款", "支付"}, {"给付", "支付"}, {"缴纳", "支付"},
        {"赔偿", "支付"}, {"清偿", "偿还"}, {"还款", "偿还"}, {"发放", "支付"}, {"终止", "解除"}, {"暂停", "中止"},
        {"提取", "领取"}, {"检查", "检验"}, {"测试", "试验"}, {"检测", "试验"}, {"采购", "购买"}, {"出具", "提供"},
        {"开具", "提供"}, {"递交", "提交"}, {"报送", "提交"}, {"顺延", "延长"}, {"抵销", "抵扣"}, {"加工制作", "加工"},
        {"寄送", "发送"}, {"寄出", "发送"}, {"送交", "发送"}, {"拒接", "拒收"}, {"拒绝接收", "拒收"}, {"拒绝验收", "拒收"}};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (strcmp(text, same[i][0]) == 0)
            return same[i][1];
    return NULL;
}

/* What drafters call a standard verb in English, in the form that stands there. */
static const char *english_verb(const struct sema *sema, const char *text, enum form form)
{
    static const char *const same[][2] = {
        {"purchase", "buy"},    {"reimburse", "refund"}, {"compensate", "pay"}, {"remit", "pay"},   {"rent", "lease"},
        {"hire", "lease"},      {"fix", "repair"},       {"mend", "repair"},    {"furnish", "supply"},
        {"dispatch", "ship"},   {"verify", "test"},      {"check", "inspect"},  {"rescind", "terminate"},
        {"prolong", "extend"},  {"warehouse", "store"},  {"hand", "deliver"}};
    const char *base = form == FORM_BASE ? text : forms_base(sema->arena, text);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        bool is_same = sema_is(base, same[i][0]);
        const struct meant_verb *verb = is_same ? sema_verb(sema, intern_text(sema->intern, same[i][1])) : NULL;
        if (verb)
            return word_in(verb, form);
    }
    return NULL;
}

/* `verb claim, claims, claimed, claiming: a party claims an item`, from the form that stands there. */
static const char *declaration(struct sema *sema, const char *word, enum form form, const struct ast_act *act)
{
    struct arena *arena = sema->arena;
    const char *particle = roles_particle(sema, act);
    const char *base = form == FORM_BASE ? word : forms_base(arena, word), *quote = particle ? "\"" : "";
    if (particle)
        base = arena_printf(arena, "%s %s", base, particle);
    const char *third = forms_third(arena, base), *past = forms_past(arena, base), *ing = forms_ing(arena, base);
    return arena_printf(arena, "verb %s%s%s, %s%s%s, %s%s%s, %s%s%s: %s.", quote, base, quote, quote, third, quote,
                        quote, past, quote, quote, ing, quote, roles_sample(sema, act, third, false));
}

/* What stands behind it is a clause: of clauses and of the contract only the standard verbs say anything. */
static bool is_of_clause(const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        if (nps && (nps->items[0]->kind == NP_CLAUSE || sema_is_contract(nps->items[0])))
            return true;
    }
    return false;
}

/* `When the termination takes effect, …` */
static bool takes_effect(const struct ast_act *act)
{
    const struct ast_nps *nps = act->args.count ? act->args.items[0].nps : NULL;
    const struct ast_np *np = nps && nps->count == 1 ? nps->items[0] : NULL;
    return (sema_is(act->verb.text->text, "takes") || sema_is(act->verb.text->text, "take")) && np &&
           np->kind == NP_NAME && np->name.noun.text && sema_is(np->name.noun.text->text, "effect");
}

/* What people say of a contract that ends. */
static bool is_end_word(const char *word)
{
    static const char *const all[] = {"expires", "expired", "expire", "lapses", "lapse", "finishes", "finish",
                                      "concludes", "expiry", "到期", "届满", "期满", "结束", "失效", "完毕"};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(word, all[i]) == 0)
            return true;
    return false;
}

/* `after the warranty-period expires`: a length has a name, and counts from an act. */
static bool help_length(struct sema *sema, struct diag *diag, const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    if (!np || np->kind != NP_NAME || !np->name.noun.text || sema_is_contract(np))
        return false;
    const char *name = np->name.noun.text->text;
    const struct named *named = sema_find(sema, np->name.noun.text);
    if (named && (named->kind == NAMED_PARTY || named->kind == NAMED_KIND))
        return false;
    if (sema_is_in_chinese(sema, act->verb.span))
        diag_help(diag, "%s写明从何时起：“在 该 交付 后 该 %s 后 30 日 内”",
                  named ? "" : arena_printf(sema->arena, "先定其长：“%s 指 12 个月。”，再", name), name);
    else
        diag_help(diag, "%ssay from when it runs: `within 30 days after the %s after the delivery`",
                  named ? "" : arena_printf(sema->arena, "say how long it is, `%s means 12 months.`, and ", name), name);
    return true;
}

/* Another verb is a slip of the pen away. */
static bool is_slip(sym word, const char *near)
{
    enum { LONG_WORD = 6 };
    struct suggest suggest;
    suggest_init(&suggest, word->text, word->len);
    suggest_offer(&suggest, near, strlen(near));
    return suggest.best && suggest.best_distance == 1 && word->len >= LONG_WORD;
}

/* A word in the place of the verb that is none. */
static bool no_verb(struct sema *sema, const struct ast_name *word, enum form form, const struct ast_act *act)
{
    const char *text = word->text->text;
    if (sema_find(sema, word->text)) {
        struct diag *diag = diag_add(sema->diags, E_NO_VERB, sema->source, word->span,
                                     "`%s` stands where the verb should stand", text);
        const struct ast_np *who = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
        if (who && who->kind == NP_CLAUSE)
            diag_help(diag, "the number of an item stands alone: `%s %s …`", who->clause.text->text, text);
        else if (!hint_give(diag, sema->source, word->span))
            diag_help(diag, "say who does what: `Buyer pays Seller the price by 2026-03-31.`");
        return false;
    }
    if (!sema_is_news(sema, text))
        return false;
    struct diag *diag = diag_add(sema->diags, E_UNKNOWN_VERB, sema->source, word->span,
                                 "`%s` is not a declared verb", text);
    enum { SHORT_WORD = 6 }; /* bytes: two letters of Chinese */
    bool is_zh = sema_is_in_chinese(sema, word->span);
    const char *near = is_zh ? chinese_verb(text) : english_verb(sema, text, form);
    if (!near && !roles_particle(sema, act) && (!is_zh || strlen(text) > SHORT_WORD))
        near = sema_suggest(sema, word->text, NAMED_VERB);
    const struct meant_verb *meant = near ? sema_verb(sema, intern_text(sema->intern, near)) : NULL;
    if (meant && !is_zh)
        near = word_in(meant, form);
    if (sema_is(text, "notice")) {
        diag_help(diag, "%s",
                  is_zh
                      ? "通知是方式：“可以 解除 合同 以 书面通知 给 卖方”"
                      : "a notice is a way: `may terminate the contract by notice to Seller`");
        return false;
    }
    if (is_end_word(text) && help_length(sema, diag, act))
        return false;
    if (hint_give(diag, sema->source, word->span))
        return false;
    if (takes_effect(act)) {
        diag_help(diag, "name who terminates, `When Buyer terminates the contract, … within 14 days after the "
                        "termination takes effect`; of each end of the contract write `When the contract ends, …`");
        return false;
    }
    if (act->subject && act->subject->count == 1 && sema_is_contract(act->subject->items[0])) {
        const char *help = is_end_word(text) ? (is_zh ? "无论到期还是解除，写“当 合同 终止 时，…”"
                                                      : "however it ends, write `When the contract ends, …`")
                           : is_zh           ? "合同自己不做什么；要保留原话，写“仅存原文：“…””"
                                             : "the contract does nothing by itself; what is to be kept in words is "
                                               "`text only: \"…\"`";
        diag_help(diag, "%s", help);
        return false;
    }
    if (near && (is_zh || (is_slip(word->text, near)))) {
        diag_help(diag, is_zh ? "是否应为“%s”？" : "did you mean `%s`?", near);
        diag_replace(diag, word->span, "%s", near);
    } else if (near && is_of_clause(act)) {
        diag_help(diag, "did you mean `%s`?", near);
    } else if (is_of_clause(act)) {
        diag_help(diag, "%s", is_zh ? "对条款和合同只能用：解除、中止、恢复、延长、转让、免除、宣布提前到期、补正"
                                    : "of a clause or the contract only these are said: terminate, suspend, resume, "
                                      "extend, assign, waive, accelerate, cure, renew");
    } else if (is_zh) {
        diag_help(diag, "先声明：`动词 %s：%s。`", text, roles_sample(sema, act, text, true));
    } else if (near) {
        diag_help(diag, "did you mean `%s`? else declare it: `%s`", near, declaration(sema, text, form, act));
    } else {
        diag_help(diag, "declare it, with its forms and a sample: `%s`", declaration(sema, text, form, act));
    }
    return false;
}

static bool check_verb(struct sema *sema, const struct ast_name *word, const struct meant_verb *verb,
                       enum form form, const struct ast_act *act)
{
    if (!verb)
        return no_verb(sema, word, form, act);
    if (sema_is_chinese_name(word->text->text) || is_form(verb, word->text->text, form))
        return true;
    return wrong_form(sema, word, verb, form, act);
}

static enum form form_of_norm(const struct sema *sema, const struct ast_act *act)
{
    if (act->modal != MODAL_NONE)
        return FORM_BASE;
    if (!act->subject)
        return FORM_PRESENT;
    switch (roles_number(sema, act->subject)) {
    case ROLE_ONE: return FORM_THIRD;
    case ROLE_MANY: return FORM_BASE;
    case ROLE_ANY: return FORM_PRESENT;
    }
    UNREACHABLE();
}

/* `is accepted`, `are delivered`; other words are statuses, which are read where they are used. */
static bool check_state(struct sema *sema, const struct ast_act *act)
{
    const struct meant_verb *verb = sema_verb(sema, act->verb.text);
    const char *word = act->verb.text->text;
    if (!verb || sema_is_chinese_name(word) || is_form(verb, word, FORM_PARTICIPLE))
        return true;
    bool is_other = is_form(verb, word, FORM_PRESENT) || is_form(verb, word, FORM_ING) ||
                    is_form(verb, word, FORM_PAST);
    return !is_other || wrong_form(sema, &act->verb, verb, FORM_PARTICIPLE, act);
}

/* `verb`: that of PRED_VERB, or NULL. */
static bool check_word(struct sema *sema, const struct ast_act *act, const struct meant_verb *verb,
                       enum role_place place)
{
    switch ((int)act->pred) {
    case PRED_VERB: {
        enum form form = place == ROLE_TOLD ? FORM_PAST : form_of_norm(sema, act);
        const struct ast_name *other = &act->more->verb_2;
        return check_verb(sema, &act->verb, verb, form, act) &&
               (!other->text || check_verb(sema, other, sema_verb(sema, other->text), form, act));
    }
    case PRED_PERFECT:
        return check_verb(sema, &act->verb, sema_verb(sema, act->verb.text), FORM_PARTICIPLE, act);
    case PRED_STARTS: return check_verb(sema, &act->verb, sema_verb(sema, act->verb.text), FORM_ING, act);
    case PRED_IS: return check_state(sema, act);
    }
    return true;
}

/* ---- what stands around it --------------------------------------------------------------------------- */

/* `by telephone`, `in writing`: what is named there has no article, and need not be declared. */
static bool is_manner(enum prep prep)
{
    return prep == PREP_BY || prep == PREP_AT || prep == PREP_IN || prep == PREP_ON ||
           prep == PREP_UNDER || prep == PREP_WITHOUT || prep == PREP_AGAINST || prep == PREP_DURING;
}

bool roles_adverb(struct sema *sema, const struct ast_adverb *adverb)
{
    if (adverb->kind == ADV_NPS && !is_manner(adverb->prep) && !roles_nps(sema, adverb->nps, NULL))
        return false;
    if (adverb->kind == ADV_ACT && !roles_act(sema, adverb->act, ROLE_EVENT))
        return false;
    return !adverb->anchor || roles_adverb(sema, adverb->anchor);
}

static bool check_adverbs(struct sema *sema, const struct ast_adverbs *adverbs)
{
    for (uint32_t i = 0; i < adverbs->count; i++) {
        if (!roles_adverb(sema, adverbs->items[i]))
            return false;
    }
    return true;
}

/* `To Buyer, Seller delivers 10 lathes`: who gets it is looked for behind the verb; so it is who gets the notice of
 * `By notice to Seller, Buyer may …`. */
static bool check_fronts(struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->fronts.count; i++) {
        const struct ast_adverb *front = act->fronts.items[i];
        bool is_lost = front->kind == ADV_NPS && (front->prep == PREP_TO || front->prep == PREP_FROM) &&
                       !sema_period_phrase(front) && !sema_named_date(sema, front->nps->items[0]);
        if (!is_lost)
            continue;
        const char *words = source_words(sema->source, sema->arena, front->span);
        struct diag *diag = diag_add(sema->diags, E_UNREAD, sema->source, front->span,
                                     "`%s` is read by nobody before the subject", words);
        if (i > 0 && ast_addressee(act, i - 1))
            diag_help(diag, "how it is told stands behind what is done: `Buyer may terminate the contract by written notice "
                            "to Seller`");
        else
            diag_help(diag, "put it behind the verb and its object: `Seller delivers 10 lathes to Buyer`");
        return false;
    }
    return check_adverbs(sema, &act->fronts);
}

static uint32_t line_of(const struct sema *sema, uint32_t offset)
{
    return source_place(sema->source, offset).line;
}

/* A verb behind the verb: `Seller delivers the lathes Buyer pays …`. */
static bool second_verb(struct sema *sema, const struct ast_act *act, uint32_t at)
{
    const struct ast_np *np = act->args.items[at].nps->items[0];
    const struct ast_nps *who = at > 0 ? act->args.items[at - 1].nps : NULL;
    bool is_party = who && who->count == 1 && sema_is_party(sema, who->items[0]);
    if (!is_party)
        return roles_verb_as_noun(sema, np);
    struct span end = act->verb.span;
    if (at > 1)
        end = act->args.items[at - 2].nps ? act->args.items[at - 2].nps->span
                                          : act->args.items[at - 2].adverb->span;
    if (line_of(sema, who->span.start) > line_of(sema, end.end)) {
        struct diag *diag = diag_add(sema->diags, E_MISSING_STOP, sema->source, end,
                                     "the sentence is not finished: a full stop is missing here");
        diag_label(diag, sema->source, who->span, "the next one begins here");
        diag_replace(diag, (struct span){end.end, end.end}, ".");
        diag_help(diag, "put `.` behind it");
        return false;
    }
    struct diag *diag = diag_add(sema->diags, E_VERB_AS_NOUN, sema->source, np->span,
                                 "`%s` is a second verb: `%s %s …` is a sentence of its own",
                                 np->name.noun.text->text,
                                 source_words(sema->source, sema->arena, who->span),
                                 np->name.noun.text->text);
    diag_label(diag, sema->source, act->verb.span, "the verb of this sentence");
    diag_help(diag, "put a full stop or a `;` before `%s`",
              source_words(sema->source, sema->arena, who->span));
    return false;
}

static const struct ast_np *single(const struct ast_act *act, uint32_t at)
{
    const struct ast_nps *nps = at < act->args.count ? act->args.items[at].nps : NULL;
    return nps && nps->count == 1 && nps->items[0]->kind == NP_NAME && nps->items[0]->name.noun.text
               ? nps->items[0] : NULL;
}

static bool is_name_of_one(const struct sema *sema, const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.noun.text && np->name.det == DET_NONE &&
           !sema_find(sema, np->name.noun.text) && !roles_is_verb(sema, np);
}

bool roles_is_named(const struct sema *sema, const struct ast_act *act, uint32_t at)
{
    const struct ast_np *kind = single(act, at);
    const struct ast_nps *names = at + 1 < act->args.count ? act->args.items[at + 1].nps : NULL;
    if (!kind || !names || names->is_or || (kind->name.det != DET_NONE && kind->name.det != DET_THE) ||
        sema_kind(sema, kind->name.noun.text) == NM_NONE)
        return false;
    for (uint32_t i = 0; i < names->count; i++) {
        if (!is_name_of_one(sema, names->items[i]))
            return false;
    }
    return true;
}

bool roles_is_thing_by_name(const struct sema *sema, const struct ast_act *act, enum role_place place)
{
    for (uint32_t i = 0; place == ROLE_TOLD && i < act->args.count; i++) {
        if (roles_is_named(sema, act, i))
            return true;
    }
    return false;
}

static bool check_args(struct sema *sema, const struct ast_act *act, enum role_place place)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        if (place == ROLE_TOLD && roles_is_named(sema, act, i))
            continue;
        bool is_verb = false;
        if (nps && !roles_nps(sema, nps, &is_verb))
            return is_verb && second_verb(sema, act, i);
        if (nps && !roles_is_amount_of_one(sema, nps))
            return false;
        if (act->args.items[i].adverb && !roles_adverb(sema, act->args.items[i].adverb))
            return false;
    }
    return true;
}

static bool check_behind(struct sema *sema, const struct ast_act *act)
{
    return (!act->more->compared || roles_np(sema, act->more->compared)) &&
           (!act->more->once || roles_act(sema, act->more->once, ROLE_EVENT)) &&
           (!act->more->until || roles_adverb(sema, act->more->until)) &&
           (!act->more->only_if || roles_cond(sema, act->more->only_if)) &&
           (!act->more->unless || roles_cond(sema, act->more->unless)) &&
           (!act->more->when || roles_event(sema, act->more->when));
}

static bool check_act(struct sema *sema, const struct ast_act *act, enum role_place place, bool may_name)
{
    bool is_end;
    if (act->pred == PRED_MEANS || act->pred == PRED_COMPARED)
        return true; /* formulas are read where they are used */
    if (place == ROLE_EVENT && sema_is_period_event(act, &is_end))
        return roles_rest_of_period(sema, act); /* no act of anybody, and no verb of the vocabulary */
    if (place == ROLE_EVENT && (sema_is_contract_end(act) || sema_is_taking_effect(act)))
        return true;
    struct meant_verb *verb = act->pred == PRED_VERB ? sema_verb(sema, act->verb.text) : NULL;
    roles_join_amounts(sema, (struct ast_args *)&act->args);
    sema->may_renew |= act->modal == MODAL_MAY && sema_is_renewing(verb);
    return check_fronts(sema, act) && (!act->subject || roles_nps(sema, act->subject, NULL)) &&
           check_adverbs(sema, &act->mids) && check_word(sema, act, verb, place) && check_args(sema, act, place) &&
           (!verb || roles_frame(sema, act, verb, place)) && check_behind(sema, act) &&
           roles_key(sema, act, may_name) && (place != ROLE_EVENT || roles_rest(sema, act));
}

bool roles_act(struct sema *sema, const struct ast_act *act, enum role_place place)
{
    return check_act(sema, act, place, false);
}

bool roles_cond(struct sema *sema, const struct ast_cond *cond)
{
    if (cond->kind == COND_ACT)
        return roles_act(sema, cond->act, ROLE_EVENT);
    for (uint32_t i = 0; i < cond->count; i++) {
        if (!roles_cond(sema, cond->items[i]))
            return false;
    }
    return true;
}

bool roles_event(struct sema *sema, const struct ast_event *event)
{
    for (uint32_t i = 0; i < event->count; i++) {
        if (!check_act(sema, event->items[i], ROLE_EVENT, true))
            return false;
    }
    return true;
}
