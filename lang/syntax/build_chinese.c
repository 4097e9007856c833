/* build_chinese.c - what Chinese says without a copula, and how often before the verb: 第1.1条 违约, 首个 期 按短期,
 * 在任何 12 个月 被 违约 两次. The tree is that of 第1.1条 被 违约, 该 首个 期 是 按短期, 被 违约 两次 在任何 12 个月. */
#include <string.h>

#include "lang/syntax/build.h"
#include "lang/syntax/grammar.h"
#include "lang/syntax/token.h"

/* The status that the Chinese word is, in English; or NULL. Of a clause 到期 and 验收 are said as a status is. */
static const char *status_of(const char *word)
{
    static const char *const said[][2] = {{"到期", "due"}, {"已到期", "due"}, {"验收", "accepted"}, {"已验收", "accepted"}};
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (strcmp(word, said[i][0]) == 0)
            return said[i][1];
    for (uint32_t i = 0; i < keyword_count; i++)
        if (keywords[i].token == TOK_STATUS && keyword_is_spelled(keywords[i].chinese, word))
            return keywords[i].english;
    return NULL;
}

static bool is_period(const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.ordinal != 0 && np->name.noun.text && !np->tails.count &&
           (strcmp(np->name.noun.text->text, "period") == 0 || strcmp(np->name.noun.text->text, "期") == 0);
}

/* 合同 终止: the word, which is `termination` as a name, is said of the contract as `ends` is. */
static bool is_contract_end(const struct parse *parse, const struct ast_act *act, const struct ast_np *np)
{
    bool is_chinese = (unsigned char)parse->source->text[act->verb.span.start] >= 0x80;
    return is_chinese && np->kind == NP_NAME && np->name.noun.text && !act->args.count &&
           strcmp(np->name.noun.text->text, "contract") == 0 && strcmp(act->verb.text->text, "termination") == 0;
}

static void make_is(struct parse *parse, struct ast_act *act, const char *word)
{
    act->pred = PRED_IS;
    parse->preds |= AST_BIT(PRED_IS);
    if (word)
        act->verb.text = intern_add(lexicon_intern(parse->lexicon), word, strlen(word));
}

void act_without_copula(struct parse *parse, struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    if ((act->pred != PRED_VERB && act->pred != PRED_IS) || !np || !act->verb.text || act->modal != MODAL_NONE ||
        act->more->verb_2.text)
        return;
    const char *word = act->verb.text->text;
    if (is_period(np) && (strcmp(word, "short") == 0 || strcmp(word, "long") == 0 || strcmp(word, "skipped") == 0))
        make_is(parse, act, NULL);
    else if (is_contract_end(parse, act, np))
        act->verb.text = intern_add(lexicon_intern(parse->lexicon), "ends", strlen("ends"));
    else if ((unsigned char)word[0] < 0x80)
        return;
    else if (np->kind == NP_CLAUSE && status_of(word))
        make_is(parse, act, status_of(word));
    else if (np->kind != NP_CLAUSE && strcmp(word, "违约") == 0 && !act->args.count)
        make_is(parse, act, "in breach");
}

static struct ast_name named(struct parse *parse, struct span span, const char *text)
{
    return (struct ast_name){.span = span, .text = intern_add(lexicon_intern(parse->lexicon), text, strlen(text))};
}

void np_notice(struct parse *parse, struct ast_np *np)
{
    static const struct { const char *chinese, *adjective; } words[] = {
        {"通知", NULL}, {"书面通知", "written"}, {"事先书面通知", "prior written"}};
    const struct ast_name noun = np->name.noun;
    if (np->kind != NP_NAME || np->name.det != DET_NONE || np->name.adjective.text || !noun.text)
        return;
    const char *text = parse->source->text + noun.span.start;
    size_t len = noun.span.end - noun.span.start;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i].chinese) != len || memcmp(text, words[i].chinese, len) != 0)
            continue;
        const struct word *word = lexicon_word(parse->lexicon, text, len); /* 通知 is a verb of the vocabulary */
        if (words[i].adjective ? word->is_declared : word->declared_again > 0)
            continue;
        np->name.noun = named(parse, noun.span, "notice");
        if (words[i].adjective)
            np->name.adjective = named(parse, noun.span, words[i].adjective);
    }
}

/* The word of a noun phrase that is one word; or NULL. */
static const struct ast_name *only_word(const struct ast_arg *arg)
{
    const struct ast_np *np = arg->nps && arg->nps->count == 1 ? arg->nps->items[0] : NULL;
    bool is_bare = np && np->kind == NP_NAME && np->name.noun.text && np->name.det == DET_NONE &&
                   !np->name.ordinal && !np->name.adjective.text && !np->name.named.text && !np->tails.count;
    return is_bare ? &np->name.noun : NULL;
}

static bool is_ending(const struct ast_name *name)
{
    return name && (strcmp(name->text->text, "解除") == 0 || strcmp(name->text->text, "终止") == 0 ||
                    strcmp(name->text->text, "termination") == 0);
}

/* Takes the first arguments out, and adds the adverbials behind the objects that are left. */
static void end_by(struct parse *parse, struct ast_act *act, uint32_t taken, struct ast_adverb *how,
                   struct ast_adverb *to)
{
    struct ast_args args = {0};
    uint32_t at = taken;
    for (; at < act->args.count && act->args.items[at].nps; at++)
        LIST_ADD(parse->arena, &args, act->args.items[at]);
    LIST_ADD(parse->arena, &args, (struct ast_arg){.adverb = how});
    LIST_ADD(parse->arena, &args, (struct ast_arg){.adverb = to});
    for (; at < act->args.count; at++)
        LIST_ADD(parse->arena, &args, act->args.items[at]);
    act->args = args;
}

/* The notice of 提前 30 日 通知, taken out of what stands before the verb; or NULL. */
static struct ast_adverb *take_notice(struct ast_act *act)
{
    struct ast_adverbs *mids = &act->mids;
    if (mids->count == 0 || mids->items[mids->count - 1]->kind != ADV_NOTICE)
        return NULL;
    return mids->items[--mids->count];
}

/* 书面通知 卖方 解除 合同, 提前 30 日 通知 卖方 解除 合同: the one who is told stands before what is done. */
static void by_notice(struct parse *parse, struct ast_act *act)
{
    if (act->args.count < 2 || act->more->verb_2.text)
        return;
    const struct ast_arg *args = act->args.items;
    bool is_notice = strcmp(act->verb.text->text, "notice") == 0 || strcmp(act->verb.text->text, "通知") == 0;
    if (is_notice && args[0].nps && args[0].nps->count == 1 && is_ending(only_word(&args[1])) &&
        act->args.count > 2 && args[2].nps) {
        struct span span = act->verb.span;
        struct ast_np *notice = np_noun(np_name(parse, DET_NONE, 0), span, named(parse, span, "notice"));
        struct ast_adverb *to = adverb_nps(parse, args[0].nps->span, PREP_TO, args[0].nps);
        act->verb = *only_word(&args[1]);
        end_by(parse, act, 2, adverb_nps(parse, span, PREP_BY, nps_one(parse, notice)), to);
    } else if (!is_notice && is_ending(only_word(&args[0])) && args[1].nps) {
        struct ast_adverb *notice = take_notice(act);
        if (!notice)
            return;
        struct ast_np *whom = np_noun(np_name(parse, DET_NONE, 0), act->verb.span, act->verb);
        struct ast_adverb *to = adverb_nps(parse, act->verb.span, PREP_TO, nps_one(parse, whom));
        act->verb = *only_word(&args[0]);
        end_by(parse, act, 1, notice, to);
    }
}

/* 延长 第1.1条 5 日 says by how much. */
static void extends(struct parse *parse, struct ast_act *act)
{
    for (uint32_t i = 1; i < act->args.count; i++) {
        struct ast_nps *nps = act->args.items[i].nps;
        struct ast_np *np = nps && nps->count == 1 ? nps->items[0] : NULL;
        if (np && np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_TIME && !np->tails.count)
            act->args.items[i] = (struct ast_arg){.adverb = adverb_nps(parse, nps->span, PREP_BY, nps)};
    }
}

/* 终止 合同, 终止 第1.1条: the word, which is `termination` as a name, is said of who does it as 解除 is. */
static void ends(struct parse *parse, struct ast_act *act)
{
    const struct ast_np *np = act->args.count && act->args.items[0].nps ? act->args.items[0].nps->items[0] : NULL;
    bool is_contract = np && np->kind == NP_NAME && np->name.noun.text &&
                       strcmp(np->name.noun.text->text, "contract") == 0;
    if (is_contract || (np && np->kind == NP_CLAUSE))
        act->verb = named(parse, act->verb.span, "解除");
}

void act_in_chinese(struct parse *parse, struct ast_act *act)
{
    if (act->pred != PRED_VERB || !act->verb.text || (unsigned char)parse->source->text[act->verb.span.start] < 0x80)
        return;
    by_notice(parse, act);
    if (strcmp(act->verb.text->text, "延长") == 0)
        extends(parse, act);
    else if (strcmp(act->verb.text->text, "termination") == 0)
        ends(parse, act);
}

/* `in any 12 months` that stands before how often. */
static bool is_window(const struct ast_adverb *adverb)
{
    return adverb && adverb->kind == ADV_TIMES && !adverb->duration;
}

/* Takes it out of the act; or NULL. */
static struct ast_duration *take_window(struct ast_act *act)
{
    struct ast_duration *window = NULL;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < act->mids.count; i++) {
        if (is_window(act->mids.items[i]))
            window = act->mids.items[i]->in_any;
        else
            act->mids.items[kept++] = act->mids.items[i];
    }
    act->mids.count = kept;
    kept = 0;
    for (uint32_t i = 0; i < act->args.count; i++) {
        if (is_window(act->args.items[i].adverb))
            window = act->args.items[i].adverb->in_any;
        else
            act->args.items[kept++] = act->args.items[i];
    }
    act->args.count = kept;
    return window;
}

void act_counted_in(struct parse *parse, struct ast_act *act)
{
    struct ast_duration *window = parse->has_window ? take_window(act) : NULL;
    for (uint32_t i = 0; window && i < act->args.count; i++) {
        struct ast_adverb *adverb = act->args.items[i].adverb;
        if (!adverb || adverb->kind != ADV_TIMES || adverb->in_any)
            continue;
        adverb->in_any = window;
        return;
    }
    if (!window)
        return;
    struct diag *diag = parse_error(parse, E_SYNTAX, window->span, "it is not said how often in this time");
    diag_help(diag, "say how often: `breached 3 times in any 12 months`, 被 违约 3 次 在任何 12 个月");
}
