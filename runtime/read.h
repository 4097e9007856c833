/* read.h - event files: CSV with a header row, or JSON Lines, from a file or standard input.
 *
 * Both formats give the same rows. Reading is by pull: call reader_next until READ_END. A broken
 * row is a READ_FAULT with its line, its column and the mend, and reading goes on behind it.
 *
 * Columns (names in lower case; spaces and tabs around a value are trimmed; an empty value is "not
 * given"):  id, at, actor, act (required), to, object, quantity, unit, by, evidence, re, for,
 * source, ord, corrects, recorded. Every other column becomes an attribute of its name. A row with
 * act `void` and `corrects` needs neither at nor actor.
 *
 * A date is 1956-12-20; with a time 1956-12-20T14:05 or 1956-12-20 14:05:30, civil in the
 * contract's zone. A time finer than the tick says the order within it, unless `ord` is given. */
#ifndef RUNTIME_READ_H
#define RUNTIME_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lang/base/check.h"
#include "lang/value/tick.h"
#include "runtime/record.h"
#include "runtime/rt_error.h"

enum read_format {
    READ_BY_NAME, /* .jsonl, .ndjson, .json: JSON Lines; anything else: CSV */
    READ_CSV,
    READ_JSONL
};

struct read_options {
    enum read_format format;
    struct text source;   /* for rows that name none; may be TEXT_NONE */
    enum granularity granularity;
    struct zone_clock clock; /* of the contract: what times with an offset are read by */
    /* With has_recorded_limit a row whose column `recorded` is later is broken: a slip of the pen
     * there would otherwise move the recording date of all that follows. */
    bool has_recorded_limit;
    int64_t recorded_limit;
    /* Called now and then on long input, with bytes and rows read so far and the file's size (0 if
     * unknown). May be NULL. */
    void (*progress)(void *ctx, uint64_t bytes, uint64_t rows, uint64_t total_bytes);
    void *progress_ctx;
};

struct read_row {
    struct report_event event; /* texts live until the next call of reader_next */
    bool has_recorded;
    int64_t recorded;          /* tick of the column `recorded` */
    uint64_t line;             /* of its first byte, from 1 */
};

/* What is wrong with a row. */
struct read_fault {
    uint64_t line;
    uint64_t column;     /* in characters, from 1; 0 = the whole row */
    char what[192];      /* "there is no date 1956-02-30" */
    char mend[192];      /* "write the date as year-month-day, such as 1956-12-20"; may be "" */
};

enum read_result {
    READ_ROW,    /* *row is filled */
    READ_FAULT,  /* *fault is filled; go on */
    READ_END,    /* no more rows */
    READ_FAILED  /* err is filled: the file cannot be read, or is no event file at all; stop */
};

struct event_reader;

/* Opens a file, or standard input for "-". The CSV header row is read here: RT_INPUT if a required
 * column is missing (all of them in one message) or stands twice; RT_NOT_FOUND, RT_IO else. */
MUST_USE enum rt_status reader_open(const char *path, const struct read_options *options,
                                    struct event_reader **reader, struct rt_error *err);

/* Reads from memory (tests, standard input already read); the bytes are copied. */
MUST_USE enum rt_status reader_open_bytes(const void *bytes, size_t len,
                                          const struct read_options *options,
                                          struct event_reader **reader, struct rt_error *err);

enum read_result reader_next(struct event_reader *reader, struct read_row *row,
                             struct read_fault *fault, struct rt_error *err);

/* Rows given, rows broken, bytes read so far. */
uint64_t reader_rows(const struct event_reader *reader);
uint64_t reader_faults(const struct event_reader *reader);
uint64_t reader_bytes(const struct event_reader *reader);

/* Closes and frees. NULL is allowed. */
void reader_close(struct event_reader *reader);

#endif
