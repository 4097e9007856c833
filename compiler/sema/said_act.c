/* said_act.c - what is done, in Chinese, as it stands behind who does it: 向工厂订购图纸, 中止第1.1条和第1.2条,
 * 解除代理第1.3条的义务. */
#include <string.h>

#include "compiler/sema/said.h"

const char *sema_clauses_zh(struct sema *sema, const struct ast_nps *nps)
{
    const char *words = "";
    for (uint32_t i = 0; i < nps->count; i++)
        words = sema_join(sema, words, i == 0 ? "" : i + 1 < nps->count ? "、" : "和", "第",
                          nps->items[i]->clause.text->text, "条");
    return words;
}

const char *sema_owner_zh(struct sema *sema, const struct ast_act *act, const struct scope *scope, int32_t kind)
{
    struct arguments arguments;
    sema_arguments(sema, act, scope, &arguments);
    for (size_t i = 0; i < arguments.objects.count; i++) {
        const struct ast_np *np = arguments.objects.items[i];
        bool is_owned = np->kind == NP_OWNED; /* Buyer's drawings */
        sym noun = is_owned ? np->owned.noun.text : np->kind == NP_NAME ? np->name.noun.text : NULL;
        if (!noun || kind == NM_NONE || sema_kind(sema, noun) != kind)
            continue;
        for (uint32_t k = 0; k < (is_owned ? 1 : np->tails.count); k++) {
            const struct ast_np *of = is_owned ? np->owned.owner
                                      : np->tails.items[k].kind == TAIL_OF ? np->tails.items[k].np : NULL;
            if (of && of->kind == NP_OTHER)
                return of->other.is_plural ? "其他各方的" : "对方的";
            if (of && sema_is_party(sema, of))
                return sema_join(sema, sema_labels(sema, sema_parties(sema, of, scope), true), "的");
        }
    }
    return "";
}

/* Whom it concerns beside the clauses: `release Agent from clause 1.3`. */
static const char *released_zh(struct sema *sema, const struct ast_act *act, const struct scope *scope)
{
    const struct ast_nps *nps = act->args.count > 1 ? act->args.items[0].nps : NULL;
    const struct ast_np *np = nps && nps->count == 1 ? nps->items[0] : NULL;
    if (np && np->kind == NP_OTHER)
        return np->other.is_plural ? "其他各方" : "对方";
    return np && sema_is_party(sema, np) ? sema_labels(sema, sema_parties(sema, np, scope), true) : "";
}

const char *sema_power_zh(struct sema *sema, const struct meant_verb *verb, const struct ast_act *act,
                          const struct scope *scope, const char *what)
{
    /* These close around what they are about. */
    static const struct { const char *verb, *before, *after; } around[] = {
        {"解除义务", "解除", "的义务"}, {"宣布提前到期", "宣布", "提前到期"}};
    for (size_t i = 0; *what && i < sizeof around / sizeof *around; i++) {
        if (strcmp(verb->label_zh, around[i].verb) == 0)
            return sema_join(sema, around[i].before, released_zh(sema, act, scope), what, around[i].after);
    }
    return sema_join(sema, verb->label_zh, what);
}

/* 第1.1条, 合同, 通知: what an act is about that is no kind of thing. */
static const char *about_zh(struct sema *sema, const struct ast_act *act)
{
    const struct ast_nps *objects = sema_power_objects(act);
    const struct ast_np *np = objects ? objects->items[0] : NULL;
    if (!np || np->kind == NP_OTHER || sema_is_party(sema, np))
        return "";
    return np->kind == NP_CLAUSE    ? sema_clauses_zh(sema, objects)
           : sema_is_contract(np) ? "合同"
                                    : sema_said_np_zh(sema, np);
}

/* （该订单）: `When Buyer orders a part (the order)` */
static const char *key_zh(struct sema *sema, const struct ast_act *act)
{
    const struct ast_np *np = sema_np_with_key(act);
    int32_t kind = np ? sema_kind(sema, np->name.named.text) : NM_NONE;
    return kind == NM_NONE ? "" : sema_join(sema, "（该", sema->meaning->kinds.items[kind]->label_zh, "）");
}

const char *sema_event_zh(struct sema *sema, const struct ast_act *act, const struct scope *scope,
                          const struct meant_pattern *pattern, bool is_of_each)
{
    const struct meant_verb *verb = pattern->act.verb;
    const char *to = pattern->to ? sema_labels(sema, pattern->to, true) : "";
    bool is_power = sema_is_power_verb(verb) && pattern->kind == NM_NONE;
    bool is_whom = *to && verb->frame.object == MEANT_WHOM; /* 培训乙方, and not 向乙方培训 */
    const char *start = pattern->act.is_start ? "开始" : "", *toward = *to && !is_whom ? "向" : "";
    const struct ast_adverb *by = sema_by_clause(sema, act);
    if (is_power)
        return sema_join(sema, by ? "根据" : "", by ? sema_clauses_zh(sema, by->nps) : "",
                         sema_power_zh(sema, verb, act, scope, about_zh(sema, act)));
    const char *what = pattern->indicator          ? pattern->indicator->label_zh
                       : pattern->kind == NM_NONE ? about_zh(sema, act)
                                                  : sema->meaning->kinds.items[pattern->kind]->label_zh;
    return sema_join(sema, toward, is_whom ? "" : to, start, meant_verb_zh(verb, what), is_whom ? to : "",
                     sema_owner_zh(sema, act, scope, pattern->kind), is_of_each ? "同一" : "", what,
                     sema_tests_zh(sema, pattern), key_zh(sema, act));
}
