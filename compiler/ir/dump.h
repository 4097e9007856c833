/* dump.h - a norm machine as text: one line for each row, names in place of numbers. */
#ifndef IR_DUMP_H
#define IR_DUMP_H

#include "runtime/machine.h"

struct buf;
struct nm_field;

/* Adds the dump. The machine has been verified. Fields that hold nothing (0, "", NM_NONE) are left
 * out; equal machines give equal text. */
void nm_dump(const struct nm *nm, struct buf *out);

/* The words of an enum field, in its order; NULL for the operators, which have nm_op_word. */
const char *const *nm_enum_words(const struct nm_field *field);

#endif
