/* documents.c - papers by which acts are told apart: `Seller delivers 500 tonnes to Buyer, by waybill`. What is said
 * of a verb in one clause holds for its acts wherever they count, for an act is one act. Spec 12.6. */
#include "compiler/sema/manner.h"

/* The kind of thing that such a phrase names, declared by the contract; or NM_NONE. */
static int32_t document_kind(const struct sema *sema, const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->nps->items[0];
    if (adverb->prep != PREP_BY || adverb->nps->count != 1 || np->kind != NP_NAME || np->name.det != DET_NONE ||
        np->tails.count || np->name.adjective.text || !np->name.noun.text)
        return NM_NONE;
    int32_t kind = sema_kind(sema, np->name.noun.text);
    return kind >= (int32_t)sema->meaning->shared.kinds ? kind : NM_NONE;
}

void sema_read_document(struct sema *sema, const struct ast_act *act, const struct ast_adverb *adverb)
{
    int32_t kind = document_kind(sema, adverb);
    const struct meant_verb *verb = act->pred == PRED_VERB ? sema_verb(sema, act->verb.text) : NULL;
    struct meaning *meaning = sema->meaning;
    if (kind == NM_NONE || !verb)
        return;
    for (size_t i = 0; i < meaning->documents.count; i++) {
        const struct meant_document *known = &meaning->documents.items[i];
        if (known->verb != verb)
            continue;
        if (known->kind == kind)
            return;
        const char *was = meaning->kinds.items[known->kind]->names.items[0];
        struct diag *diag = diag_add(sema->diags, E_TWO_DOCUMENTS, sema->source, adverb->span,
                                     "acts of `%s` are told apart by the %s already", verb->base, was);
        diag_label(diag, known->source, known->said, "here");
        diag_help(diag, "one act has one number, whichever clause counts it: write `by %s` here too, or leave it out",
                  was);
        return;
    }
    struct meant_document document = {verb, kind, adverb->span, sema->source};
    list_push(sema->arena, &meaning->documents, document);
}
