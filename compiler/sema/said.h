/* said.h - parts of sentences as the papers say them. */
#ifndef SEMA_SAID_H
#define SEMA_SAID_H

#include "compiler/sema/sema_internal.h"

const char *sema_said_np(struct sema *sema, const struct ast_np *np);
const char *sema_said_nps(struct sema *sema, const struct ast_nps *nps);
const char *sema_said_adverb(struct sema *sema, const struct ast_adverb *adverb);
const char *sema_said_cond(struct sema *sema, const struct ast_cond *cond);
const char *sema_said_act(struct sema *sema, const struct ast_act *act);

/* The words of `rest` if they are English, else what stands behind `word` in the act as it would be in English. */
const char *sema_said_behind(struct sema *sema, const struct ast_act *act, struct span rest, const char *word);

/* English words with the English names of what is called in Chinese in the contract, where it has one. */
const char *sema_said_names(struct sema *sema, const char *words);

/* Words with the digits of their numbers in groups as the formatter puts them: 7_800 and 480000 -> 7800 and 480_000. */
const char *sema_said_numbers(struct sema *sema, const char *words);

/* In Chinese; a `the` before it is left out. An adverbial that was written in English stays English. */
const char *sema_said_np_zh(struct sema *sema, const struct ast_np *np);
const char *sema_said_adverb_zh(struct sema *sema, const struct ast_adverb *adverb);

/* `fee means 3 percent of the price` as it is written in Chinese, with the labels of what is declared. */
const char *sema_said_definition_zh(struct sema *sema, const struct ast_act *act);

/* ---- said_act.c: what is done, in Chinese, behind who does it */

/* 第1.1条、第1.2条和第1.3条, of phrases that all are clauses. */
const char *sema_clauses_zh(struct sema *sema, const struct ast_nps *nps);

/* Whose the thing is: 对方的, 甲方的; "" if that is not said. */
const char *sema_owner_zh(struct sema *sema, const struct ast_act *act, const struct scope *scope, int32_t kind);

/* What changes clauses: 中止第1.1条, 解除代理第1.3条的义务. what: those clauses, or 合同. */
const char *sema_power_zh(struct sema *sema, const struct meant_verb *verb, const struct ast_act *act,
                          const struct scope *scope, const char *what);

/* An act that calls something forth: 向工厂订购图纸. is_of_each: of the same thing, if it has to come more than once. */
const char *sema_event_zh(struct sema *sema, const struct ast_act *act, const struct scope *scope,
                          const struct meant_pattern *pattern, bool is_of_each);

#endif
