/* hetong.h - libhetong: contracts read, checked, printed and tracked by another program.
 *
 *     struct hetong_contract *contract = hetong_contract_read("contract.ht", NULL);
 *     if (hetong_contract_prove(contract) != HETONG_FINE)
 *         fputs(hetong_contract_messages(contract), stderr);
 *     struct hetong_tracker *tracker = hetong_tracker_open(contract, "contract.db", 0);
 *     hetong_tracker_take(tracker, HETONG_JSON_LINES, line, strlen(line), "1956-11-02", NULL, NULL);
 *     hetong_tracker_commit(tracker);
 *     hetong_tracker_look(tracker, "1956-11-02", HETONG_DAY_CLOSED);
 *     for (size_t i = 0; i < hetong_tracker_duty_count(tracker); i++)
 *         puts(hetong_tracker_duty(tracker, i).status);
 *     hetong_tracker_close(tracker);
 *     hetong_contract_free(contract);
 *
 * Objects are never NULL: one that could not be made says so when its status is asked, and every
 * other call on it is harmless. Once a tracker's status is not HETONG_FINE it stays so until it is
 * closed, unless the call says otherwise; hetong_tracker_error says why.
 *
 * Texts are UTF-8 and NUL-terminated, never NULL, and belong to the object that gave them; those of
 * a `char *` are the caller's, who gives them to free(). Dates are "1956-12-31". The library reads no
 * clock: the caller says which day it is. It writes to no stream, has no state but its objects, and
 * an object (with the contract of a tracker) belongs to one thread at a time. Out of memory ends the
 * process, with a message. */
#ifndef HETONG_H
#define HETONG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HETONG_VERSION_MAJOR 0
#define HETONG_VERSION_MINOR 1
#define HETONG_VERSION_PATCH 0

/* "0.1.0", of the library that is linked. */
const char *hetong_version(void);

enum hetong_status {
    HETONG_FINE = 0,
    HETONG_FINDINGS = 1,   /* something is wrong with the contract: errors of meaning, a conflict */
    HETONG_MISUSE = 2,     /* a call out of order, or an argument that is no such thing */
    HETONG_UNREADABLE = 3, /* a text that cannot be read or parsed */
    HETONG_FAILED = 4,     /* the store or the code generator failed; hetong_tracker_error says how */
};

/* ---- contracts ---------------------------------------------------------------------------------- */

struct hetong_contract;

/* Reads the file. What it uses is looked for beside it, then in the folders of search_path (separated
 * by colons; may be NULL), those of the environment's HETONG_PATH, and the installed ones. The path "-" is
 * standard input. */
struct hetong_contract *hetong_contract_read(const char *path, const char *search_path);

/* The same of a text in memory, which messages call `name`. */
struct hetong_contract *hetong_contract_parse(const char *name, const char *text, size_t length,
                                              const char *search_path);

/* All its trackers are closed. NULL is allowed. */
void hetong_contract_free(struct hetong_contract *contract);

/* HETONG_FINE, HETONG_FINDINGS, HETONG_UNREADABLE: as far as reading shows it. */
enum hetong_status hetong_contract_status(const struct hetong_contract *contract);

/* Asks whether all that is due can be done in time and with what there is, as `hetong check`
 * does; adds what is found to the messages. HETONG_FINE: nothing was found that cannot be done. A
 * contract that was not read gives its status. */
enum hetong_status hetong_contract_prove(struct hetong_contract *contract);

/* "mutual-help"; "" if it was not read. */
const char *hetong_contract_name(const struct hetong_contract *contract);

/* Digest of what is signed, lower-case hexadecimal; "" if it was not read. */
const char *hetong_contract_digest(const struct hetong_contract *contract);

enum hetong_severity { HETONG_ERROR, HETONG_WARNING };

struct hetong_message {
    const char *code; /* "E0201"; `hetong explain` knows it. "": the file could not be read */
    enum hetong_severity severity;
    const char *text;
    const char *file; /* "" if it is about no place */
    unsigned line;    /* from 1; 0 if it is about no place */
    unsigned column;  /* in characters, from 1 */
    const char *mend; /* what to write instead; "" if nothing is proposed */
};

size_t hetong_contract_message_count(const struct hetong_contract *contract);
/* index < hetong_contract_message_count, in the order of their places. */
struct hetong_message hetong_contract_message(const struct hetong_contract *contract, size_t index);

/* All of them with their places underlined, as `hetong check` prints them. */
const char *hetong_contract_messages(struct hetong_contract *contract);

/* ---- trackers ----------------------------------------------------------------------------------- */

struct hetong_tracker;

enum hetong_tracker_option {
    HETONG_READ_ONLY = 1,   /* the store is there, and is not changed */
    HETONG_INTERPRETED = 2, /* no code is made: for short logs, or where LLVM is not installed */
};

/* Opens the journal of a contract in the file `store`, which is made if it is not there; NULL: in
 * memory. The options are a sum. The contract outlives the tracker. */
struct hetong_tracker *hetong_tracker_open(struct hetong_contract *contract, const char *store,
                                           unsigned options);

/* What was not committed is gone. NULL is allowed. */
void hetong_tracker_close(struct hetong_tracker *tracker);

enum hetong_status hetong_tracker_status(const struct hetong_tracker *tracker);
/* A sentence; "" while all is well. */
const char *hetong_tracker_error(const struct hetong_tracker *tracker);

enum hetong_format {
    HETONG_CSV,       /* with a header row */
    HETONG_JSON_LINES /* one object a line */
};

/* What became of one row. */
struct hetong_answer {
    uint64_t line;       /* of the row among those that were given, from 1 */
    bool is_taken;       /* it is in the journal, now or before */
    uint64_t record;     /* its number there, or that of the note that it was refused */
    const char *word;    /* "taken", "duplicate", "malformed", "id-conflict" … */
    const char *details; /* a sentence; "" if it was taken */
};

/* Lives until the function returns. */
typedef void hetong_answer_fn(void *context, const struct hetong_answer *answer);

/* Takes in events as they stand in event files, recorded on the day `recorded` unless a row says
 * otherwise. Each row is answered (answer may be NULL); a broken or refused one changes nothing but that the
 * journal keeps a note of it, and is no failure. HETONG_UNREADABLE: the bytes are no such file.
 * HETONG_MISUSE: no date. Neither ends the tracker. */
enum hetong_status hetong_tracker_take(struct hetong_tracker *tracker, enum hetong_format format,
                                       const char *bytes, size_t length, const char *recorded,
                                       hetong_answer_fn *answer, void *context);

/* Makes what was taken durable, in one transaction. If another program has written to the store
 * meanwhile: HETONG_FAILED, and the tracker has to be opened again. */
enum hetong_status hetong_tracker_commit(struct hetong_tracker *tracker);

enum hetong_day {
    HETONG_DAY_OPEN,  /* its events are in, its time-outs are not: "today" */
    HETONG_DAY_CLOSED /* it is over */
};

/* Moves the tracker's view to a day, with all that is known. HETONG_MISUSE: no date; the view stays. */
enum hetong_status hetong_tracker_look(struct hetong_tracker *tracker, const char *date,
                                       enum hetong_day day);

/* One norm instance of the view: a duty, a prohibition, a right. The words are those of
 * `hetong status --format json`. */
struct hetong_duty {
    const char *id;        /* stable: "1.1", "3.1[Fushun]/experience=lining" */
    const char *clause;    /* "1.1" */
    const char *bearers;   /* names, separated by ", " */
    const char *action_en; /* "teaches Benxi 26 experiences"; one of the two may be "" */
    const char *action_zh;
    const char *kind;      /* "amount", "payment", "prohibition" … */
    const char *status;    /* "pending", "fulfilled", "breached" … */
    const char *forecast;  /* "in-hand", "needs", "doomed" …; "none" where all is settled */
    const char *from, *due; /* the window, both days in it; "" if it is not known */
    const char *required, *done, *open; /* decimals in `unit`; "" where there is nothing to count */
    const char *unit;      /* "experience"; "" if none */
    size_t breaches;       /* on record, whatever became of them */
};

/* 0 before the first look. */
size_t hetong_tracker_duty_count(const struct hetong_tracker *tracker);
/* index < hetong_tracker_duty_count. The texts live until the view moves. */
struct hetong_duty hetong_tracker_duty(const struct hetong_tracker *tracker, size_t index);

/* ---- papers ------------------------------------------------------------------------------------- */

enum hetong_view { HETONG_STATUS_REPORT, HETONG_SCHEDULE, HETONG_CHECKLIST };
enum hetong_language { HETONG_ENGLISH, HETONG_CHINESE, HETONG_BILINGUAL };

struct hetong_paper {
    enum hetong_view view;
    enum hetong_language language;
    const char *format; /* "table", "md", "html", "csv", "json", "ics", "svg" */
    const char *party;  /* whose paper; NULL: everyone's */
};

/* Of a contract before anything has happened. NULL if there is no such format or party, or if the
 * contract was not read. */
char *hetong_contract_print(struct hetong_contract *contract, const struct hetong_paper *paper);

/* Of the tracker's view. NULL also before the first look. */
char *hetong_tracker_print(struct hetong_tracker *tracker, const struct hetong_paper *paper);

#ifdef __cplusplus
}
#endif

#endif
