/* signed.h - what the parties sign: the text with everything that it uses (spec 20.9). */
#ifndef LIBRARY_SIGNED_H
#define LIBRARY_SIGNED_H

#include "runtime/store/store.h"

struct buf;
struct load;
struct nm;

/* Digest of what the contract and the files that it uses say, lower-case hexadecimal. Lives in the
 * load's arena. */
const char *signed_digest(struct load *load);

/* That of the text before any amendment; NULL if there is none. */
const char *signed_first(const struct load *load);

/* The same of the text that the load is at, whose machine is `nm`, with more that is signed. */
const char *signed_text(struct load *load, const struct nm *nm, const struct buf *more);

/* The header of the contract's store; its texts live as long as the load. */
struct store_meta signed_meta(struct load *load);

#endif
