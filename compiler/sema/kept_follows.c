/* kept_follows.c - what follows when a target is missed, or a period is not measured: for each period norms of its
 * own, so that it is told apart which period is paid for. Spec 9.8, 17.1. */
#include "compiler/sema/awaited.h"
#include "compiler/sema/indicators_internal.h"
#include "compiler/sema/sema_internal.h"

/* A right does not recur: its ground looks at all of them. A choice knows one breach only. */
static bool is_of_all(struct sema *sema, const struct ast_act *act)
{
    return act->modal == MODAL_MAY || sema_is_election(sema, act);
}

void sema_follow_kept(struct sema *sema, const struct reading *reading, const struct ast_chain *chain, uint32_t link,
                      size_t first, size_t end)
{
    struct meaning *meaning = sema->meaning;
    if (chain->count <= link || first == end)
        return;
    if (is_of_all(sema, chain->norms[link])) {
        sema_links(sema, reading, chain, link, meaning->norms.items[first]);
        for (size_t i = first; i < end; i++)
            meaning->norms.items[i]->remedy = meaning->norms.items[first]->remedy;
        return;
    }
    uint32_t faults = sema_faults(sema);
    for (size_t i = first; i < end && sema_faults(sema) == faults; i++) {
        struct meant_norm *norm = meaning->norms.items[i];
        const struct meant_period *period = sema_rhythm_period(sema, norm->indicator, norm->period);
        struct reading one = sema_for_period(sema, reading, period, false);
        sema_links(sema, &one, chain, link, norm);
    }
}

void sema_add_silence(struct sema *sema, const struct reading *reading, const struct ast_chain *chain,
                      struct meant_indicator *indicator)
{
    list_push(sema->arena, &sema->silences, (struct silence){*reading, chain, indicator, sema->source});
}

void sema_read_silences(struct sema *sema)
{
    for (size_t i = 0; i < sema->silences.count; i++) {
        struct silence *silence = &sema->silences.items[i];
        const struct meant_indicator *indicator = silence->indicator;
        size_t first = sema->meaning->norms.count;
        uint32_t faults = sema_faults(sema);
        sema->source = silence->source;
        if (sema_make_measuring(sema, silence->indicator)) {
            silence->reading.scope.subject = indicator->measurers;
            sema_follow_kept(sema, &silence->reading, silence->chain, 2, first, sema->meaning->norms.count);
        } else if (sema_faults(sema) == faults) {
            struct diag *diag = diag_add(sema->diags, E_UNMEASURED, sema->source, silence->chain->norms[0]->span,
                                         "no whole period of `%s` lies within the term, so nothing can follow here",
                                         indicator->name);
            diag_help(diag, "measure it in shorter periods, or leave out what follows");
        }
    }
}

bool sema_follows_kept(const struct meant_norm *norm)
{
    while (norm->remedies)
        norm = norm->remedies;
    return norm->kind == NM_TARGET && norm->has_period;
}

const struct meant_period *sema_kept_period(const struct sema *sema, const struct meant_norm *norm,
                                            const struct meant_indicator *indicator)
{
    bool is = sema_follows_kept(norm) && sema_is_measured_for(sema, indicator, norm->of_period);
    return is ? norm->of_period : NULL;
}
