/* manner.h - phrases that tell how something is done: which are printed, which narrow a prohibition. */
#ifndef SEMA_MANNER_H
#define SEMA_MANNER_H

#include "compiler/sema/sema_internal.h"

/* `Funder may audit the accounts, with 10 days' notice`: of a right it is told, and not watched. */
bool sema_is_announced(const struct meant_norm *norm, const struct ast_adverb *adverb);

/* `by post or telephone`, `in writing`: what of an act is printed and not read, each phrase with a blank before
 * it; "" if nothing. In Chinese without the blanks, and without the party for whom it is done. */
const char *sema_manner(struct sema *sema, const struct meant_norm *norm, const struct ast_act *act, bool is_zh);
/* Of a power, behind what it does: ，须通知卖方; "" if no notice is said, or its length is (with 30 days' notice). */
const char *sema_power_notice_zh(struct sema *sema, const struct ast_act *act);
/* 通知, 书面通知, 书面通知卖方: a notice, `by notice` or `with 30 days' notice`, in Chinese. */
const char *sema_notice_zh(struct sema *sema, const struct ast_act *act, const struct ast_adverb *notice);
/* The party of `for Buyer`; NULL if the phrase is another. */
const struct meant_party *sema_done_for(struct sema *sema, const struct ast_adverb *adverb);
/* Refuses such a phrase where it would have to be read: a prohibition forbids the act however it is done. */
void sema_check_manner(struct sema *sema, const struct pending *pending, const struct ast_adverb *adverb);

/* ---- documents.c */
/* `by waybill`, where that is a declared thing: its number tells the acts of the verb apart. */
void sema_read_document(struct sema *sema, const struct ast_act *act, const struct ast_adverb *adverb);

/* ---- consent.c */
/* `without the consent of Owner`: the phrase whose consent is meant; NULL if it is another. */
const struct ast_np *sema_consenting(const struct ast_adverb *adverb);
/* That phrase among those of the act, or NULL. */
const struct ast_adverb *sema_consent_in(const struct ast_act *act);
/* What was just read of the act is forbidden without the consent of somebody: the exceptions, which arise by it. */
void sema_read_consents(struct sema *sema, const struct reading *reading, const struct ast_act *act,
                        size_t first_norm);
/* Once all norms have their triggers. */
void sema_apply_consents(struct sema *sema);

#endif
