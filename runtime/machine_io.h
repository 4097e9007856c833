/* machine_io.h - the norm machine as one blob of bytes, and what its tables look like from outside.
 *
 * A blob holds the rows as they lie in memory, so that loading copies nothing; it is good for
 * programs of the same byte order and version, which it says. nm_load looks at every index and text
 * of a blob before anything else does; what the rows mean is judged by compiler/ir/verify. */
#ifndef RUNTIME_MACHINE_IO_H
#define RUNTIME_MACHINE_IO_H

#include <stddef.h>
#include <stdint.h>

#include "runtime/digest.h"
#include "runtime/machine.h"

struct buf;

/* Adds the blob: equal machines give equal bytes, whatever lies in the gaps of their rows. A blob
 * is to be kept at an address that is a multiple of 8, so `out` is empty before (or 8-aligned). */
void nm_save(const struct nm *nm, struct buf *out);

/* Lets *nm point into the blob, which lies at a multiple of 8 and outlives the machine. Returns
 * NULL, or what is wrong with it as static text; *nm is then zero. */
const char *nm_load(struct nm *nm, const void *blob, size_t len);

/* BLAKE2b-256 of the blob: the machine's name in signatures and stores. */
void nm_hash(const struct nm *nm, unsigned char out[DIGEST_LEN]);

/* ---- the tables as data ---------------------------------------------------------------------- */

#define NM_ALL_TABLES(T) T(head) NM_TABLES(T)

enum nm_table {
#define T(name) NM_TABLE_##name,
    NM_ALL_TABLES(T)
#undef T
    NM_TABLE_COUNT
};

enum nm_role { /* see machine_fields.def */
    NM_ROLE_TEXT, NM_ROLE_REF, NM_ROLE_OPT, NM_ROLE_FIRST, NM_ROLE_COUNT, NM_ROLE_ENUM,
    NM_ROLE_BOOL, NM_ROLE_NUMBER, NM_ROLE_INDEX, NM_ROLE_AMOUNT, NM_ROLE_TICK, NM_ROLE_SET,
    NM_ROLE_MASK
};

struct nm_field {
    const char *name;
    uint16_t table, offset, len; /* enum nm_table; bytes */
    uint16_t role;               /* enum nm_role */
    int32_t what;                /* enum nm_table of a reference, last value of an enum */
};

/* All fields, table by table, in the order of the structs. */
extern const struct nm_field nm_fields[];
extern const size_t nm_field_count;

struct nm_rows { /* the rows of a table as bytes */
    const char *name;
    const unsigned char *rows;
    uint32_t count;
    size_t row_len;
};

struct nm_rows nm_rows_of(const struct nm *nm, enum nm_table table);

/* The value of a field of a row, widened; sets and masks as their bits. */
int64_t nm_field_value(const struct nm_field *field, const unsigned char *row);

/* Checks every text, reference, span, enum and expression child. True if all lead somewhere; else
 * *field, *row name the first fault (field NULL: the texts, or their pool, are damaged). */
int nm_check_shape(const struct nm *nm, const struct nm_field **field, uint32_t *row);

/* How many of a, b are children of the operator; what else it has; its word for dumps. */
int nm_op_arity(enum nm_op op);
enum nm_operand nm_op_operand(enum nm_op op);
const char *nm_op_word(enum nm_op op);

#endif
