/* renewal.h - what the files of sema ask of renewal.c: the possible ends of a term that may be renewed. */
#ifndef SEMA_RENEWAL_H
#define SEMA_RENEWAL_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/syntax/span.h"

struct ast_act;
struct ast_file;
struct ast_renewal;
struct meant_expr;
struct meant_norm;
struct meant_verb;
struct reading;
struct sema;

/* How a term that is renewed is written. */
extern const char sema_renewal_help[];

/* The possible ends; that of the term becomes the last of them. First by the sentence of the term; then,
 * before the sentences are read, by `Buyer may renew the contract for 12 months …`. */
void sema_declare_renewal(struct sema *sema, const struct ast_renewal *renewal);
void sema_begin_renewal(struct sema *sema, const struct ast_file *file);

/* `may renew`: the powers. */
bool sema_is_renewing(const struct meant_verb *verb);
struct meant_norm *sema_read_option(struct sema *sema, const struct reading *reading,
                                    const struct ast_act *act);

/* By the sentence of the term: who may give notice, in clause 0, which is `clause`, or is made; returns it. */
int32_t sema_read_renewal(struct sema *sema, int32_t clause);

/* The first possible end that lies in these days and before the last of them; NM_NEVER if there is none. */
int64_t sema_end_within(const struct sema *sema, int64_t first, int64_t last);

/* The day, if the term may end before it: then it must be reached (nm_norm.in_term); else NM_NEVER. */
int64_t sema_reached_day(const struct sema *sema, int64_t day);

/* Whether no possible end but the last cuts the period, of which something is owed; false after a message. */
bool sema_check_uncut(struct sema *sema, struct span span, const char *period, int64_t first, int64_t last,
                      const char *mend);

/* Warns of duties that would stay owed. */
void sema_check_renewal(struct sema *sema);

/* The end as it was written for the time in which the contract ended, or as things stand. */
struct meant_expr *sema_written_end(struct sema *sema);

#endif
