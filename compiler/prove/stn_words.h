/* stn_words.h - a conflict of the time network told in English, line by line. */
#ifndef COMPILER_PROVE_STN_WORDS_H
#define COMPILER_PROVE_STN_WORDS_H

#include "compiler/prove/stn.h"
#include "lang/base/buf.h"

/* How the caller names what is opaque to the network. */
struct stn_words {
    void (*clause)(struct buf *out, const void *ctx, uint32_t clause); /* "clause 3.1" */
    void (*tick)(struct buf *out, const void *ctx, int64_t tick);      /* "1956-12-31" */
    const void *ctx;
    const char *unit_one, *unit_many; /* of one tick: "day", "days" */
};

/* One line of the arithmetic, without a line end: who says what, and where that puts a point:
 * "clause 3.1, not before day 70 of Q4: the drawings on 1956-12-09 at the earliest". The last line
 * says by how much it fails. Ticks are told as dates if the arithmetic starts at the origin, else
 * as ticks after its first point. */
void stn_write_step(struct buf *out, const struct stn *net, const struct stn_conflict *conflict,
                    uint32_t step, const struct stn_words *words);

/* One mend, without a line end: "give clause 1.1 18 days more". */
void stn_write_repair(struct buf *out, const struct stn_repair *repair,
                      const struct stn_words *words);

/* All lines and all mends, each line ended. */
void stn_write_conflict(struct buf *out, const struct stn *net, const struct stn_conflict *conflict,
                        const struct stn_words *words);

#endif
