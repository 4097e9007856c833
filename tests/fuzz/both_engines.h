/* both_engines.h - a machine folded by the interpreter and by the tracker's kernel, compared byte for
 * byte. */
#ifndef TESTS_FUZZ_BOTH_ENGINES_H
#define TESTS_FUZZ_BOTH_ENGINES_H

#include <stdint.h>

#include "runtime/machine.h"

/* Folds a log that is made of the machine's own words from the seed. BUG at the first difference. A
 * machine with very many norms is left alone: the interpreter would take too long. */
void fold_both(const struct nm *nm, uint64_t seed);

#endif
