/* read_internal.h - what the two formats of event files share: bytes in, rows out. */
#ifndef RUNTIME_READ_INTERNAL_H
#define RUNTIME_READ_INTERNAL_H

#include "lang/base/arena.h"
#include "lang/base/limits.h"
#include "runtime/clean.h"
#include "runtime/read.h"

/* ---- bytes (read_input.c) ----------------------------------------------------------------------- */

struct read_input {
    int fd;          /* -1: all bytes are in data already */
    bool owns_fd;
    bool is_at_end;  /* nothing more will come behind data[end) */
    char *data;      /* not yet taken: data[start..end); data[end] may be written */
    size_t start, end, cap;
    uint64_t taken;  /* bytes taken so far */
    uint64_t total;  /* of the file, or 0 */
};

enum line_end {
    LINE_FOUND,    /* a newline stands at *offset */
    LINE_LAST,     /* the input ends at *offset without one */
    LINE_TOO_LONG, /* none within LIMIT_EVENT_LINE_BYTES */
    LINE_FAILED    /* err is filled */
};

/* Finds the end of the line that goes on at data[start + from]; offsets are from start, which may
 * move to another place of data. */
enum line_end input_line_end(struct read_input *input, size_t from, size_t *offset,
                             struct rt_error *err);

/* Takes bytes away from the front. */
void input_take(struct read_input *input, size_t len);

/* Takes everything up to and with the next newline, however far it is. False: err is filled. */
MUST_USE bool input_skip_line(struct read_input *input, struct rt_error *err);

void input_release(struct read_input *input);

/* ---- rows (read_row.c) ---------------------------------------------------------------------------- */

/* The columns with a meaning of their own. ROLE(suffix, name). ORDER roles in read_row.c. */
#define READ_ROLES(ROLE)                                                                           \
    ROLE(ID, "id")                                                                                 \
    ROLE(AT, "at")                                                                                 \
    ROLE(ACTOR, "actor")                                                                           \
    ROLE(ACT, "act")                                                                               \
    ROLE(TO, "to")                                                                                 \
    ROLE(OBJECT, "object")                                                                         \
    ROLE(QUANTITY, "quantity")                                                                     \
    ROLE(UNIT, "unit")                                                                             \
    ROLE(BY, "by")                                                                                 \
    ROLE(EVIDENCE, "evidence")                                                                     \
    ROLE(RE, "re")                                                                                 \
    ROLE(FOR, "for")                                                                               \
    ROLE(SOURCE, "source")                                                                         \
    ROLE(ORD, "ord")                                                                               \
    ROLE(CORRECTS, "corrects")                                                                     \
    ROLE(RECORDED, "recorded")

enum read_role {
#define ROLE(id, name) ROLE_##id,
    READ_ROLES(ROLE)
#undef ROLE
    ROLE_COUNT /* an attribute */
};

#define ROLE_LAST_REQUIRED ROLE_ACT /* id, at, actor, act must be there */

const char *read_role_name(enum read_role role);

/* The role of a column of this name (ASCII capitals allowed), or ROLE_COUNT for an attribute. */
enum read_role read_role_of(struct text name);

/* The cells of one row, trimmed; TEXT_NONE where nothing was given. */
struct read_cells {
    struct text roles[ROLE_COUNT];
    struct report_attribute attributes[LIMIT_EVENT_COLUMNS]; /* sorted by name, filled ones only */
    size_t attribute_count;
};

/* Makes the row of the cells, whose attributes it borrows; row->line is the caller's. False: what
 * and mend of the fault are filled, and *role is the cell at fault (ROLE_COUNT: the row). */
MUST_USE bool read_row_finish(const struct read_options *options, const struct read_cells *cells,
                              struct read_row *row, struct read_fault *fault,
                              enum read_role *role);

/* Without the blanks and tabs around it. */
struct text text_trim(struct text text);

/* Fills what and mend; line and column are the caller's. */
void fault_set(struct read_fault *fault, const char *mend, const char *what, ...)
    PRINTF_LIKE(3, 4);

/* ---- formats ---------------------------------------------------------------------------------------- */

struct csv_column {
    struct text name; /* in the reader's arena */
    enum read_role role;
};

struct event_reader {
    struct read_options options;
    struct read_input input;
    struct arena names;  /* the reader's own texts: file name, source, column names */
    const char *path;    /* for messages */
    uint64_t line;       /* of the next byte, from 1 */
    uint64_t rows, faults;
    uint64_t next_progress; /* bytes */
    struct read_cells cells;
    /* CSV */
    struct csv_column columns[LIMIT_EVENT_COLUMNS];
    size_t column_count;
    size_t attribute_columns[LIMIT_EVENT_COLUMNS]; /* indices, sorted by name */
    size_t attribute_column_count;
    /* JSON Lines */
    void *document;      /* the parsed line that the row's texts point into */
    struct arena made;   /* texts of the row that were made from numbers and lists */
};

MUST_USE enum rt_status csv_open(struct event_reader *reader, struct rt_error *err);
enum read_result csv_next(struct event_reader *reader, struct read_row *row,
                          struct read_fault *fault, struct rt_error *err);

MUST_USE enum rt_status jsonl_open(struct event_reader *reader, struct rt_error *err);
enum read_result jsonl_next(struct event_reader *reader, struct read_row *row,
                            struct read_fault *fault, struct rt_error *err);
void jsonl_close(struct event_reader *reader);

#endif
