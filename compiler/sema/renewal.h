/* renewal.h - what the files of sema ask of renewal.c: the possible ends of a term that may be renewed. */
#ifndef SEMA_RENEWAL_H
#define SEMA_RENEWAL_H

#include <stdbool.h>
#include <stdint.h>

#include "lang/syntax/span.h"

struct ast_sentence;
struct meant_expr;
struct sema;

/* From the sentence of the term: the possible ends; that of the term becomes the last of them. */
void sema_declare_renewal(struct sema *sema, const struct ast_sentence *sentence);

/* Who may give notice, in clause 0, which is `clause`, or is made; returns it. */
int32_t sema_read_renewal(struct sema *sema, int32_t clause);

/* The first possible end that lies in these days and before the last of them; NM_NEVER if there is none. */
int64_t sema_end_within(const struct sema *sema, int64_t first, int64_t last);

/* Whether no possible end but the last cuts the period, of which something is owed; false after a message. */
bool sema_check_uncut(struct sema *sema, struct span span, const char *period, int64_t first, int64_t last);

/* Warns of duties that would stay owed. */
void sema_check_renewal(struct sema *sema);

/* The end as it was written for the time in which the contract ended, or as things stand. */
struct meant_expr *sema_written_end(struct sema *sema);

#endif
