/* owners.h - who minds which duty: a file beside the contract, outside what is signed.
 *
 *     clause,owner,party
 *     1,Steelmaking section,Benxi
 *     1.2,Chief inspector
 *     "3.1[Fushun]/experience=lining",Lining crew,Fushun
 *
 * CSV (RFC 4180, UTF-8) with a header; further columns are for people. `clause` is a number, whose
 * sub-clauses it covers, or the id of one row of the papers. Without a party the owner is the bearer's. Of
 * several lines that fit, the longest clause counts; of these, one that names the party. */
#ifndef RUNTIME_REPORT_OWNERS_H
#define RUNTIME_REPORT_OWNERS_H

#include "lang/base/check.h"
#include "runtime/report/model.h"
#include "runtime/rt_error.h"

struct arena;

/* Reads the file and gives the rows of the model their owners; texts live in the arena. Lines that fit no row become a
 * notice in the head. RT_INPUT
 * names the line and the mend: no such clause or party, told twice, a broken line. The model is then as
 * it was. */
MUST_USE enum rt_status owners_assign(const char *path, struct report_model *model,
                                      struct arena *arena, struct rt_error *err);

/* The owner of a row on this party's side; NULL if there is none. */
const char *row_owner(const struct report_row *row, size_t party);

#endif
