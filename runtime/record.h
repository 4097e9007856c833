/* record.h - an event as it was reported, and the record that the journal keeps of it.
 *
 * Everything here is words: what a row of a file said, trimmed and checked, but not yet matched
 * with any contract. Matching (a later version of the contract may know more words) is done by the
 * tracker at each fold; see event.h for what comes out of that.
 *
 * A struct text is never NULL: what was not given has len 0 and points to "". It is NUL-terminated
 * strict UTF-8 without NUL inside, and is borrowed: each function that hands one out says how long
 * it lives. */
#ifndef RUNTIME_RECORD_H
#define RUNTIME_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    const char *text;
    size_t len;
};

#define TEXT_NONE ((struct text){.text = "", .len = 0})
#define TEXT_OF(literal) ((struct text){.text = (literal), .len = sizeof(literal) - 1})

/* From a NUL-terminated string, which must outlive the result; NULL gives TEXT_NONE. */
struct text text_from(const char *string);

/* Equality and order by bytes (the order of the calculus: never by locale). */
bool text_equal(struct text left, struct text right);
int text_compare(struct text left, struct text right);

/* How many bytes of the text can be shown in at most `max`, ending at a whole character: for
 * printf("%.*s", text_clip(id, 60), id.text). */
int text_clip(struct text text, int max);

/* One further column: experience=lining. */
struct report_attribute {
    struct text name;
    struct text value;
};

/* One event as reported. The identity is (source, id). */
struct report_event {
    struct text source;   /* who sends: a clerk's file, a gateway; ids are scoped by it; may be "" */
    struct text id;
    struct text at;       /* as written: "1956-12-20" */
    int64_t tick;         /* `at` in the contract's granularity; 0 if `at` is "" (a void only) */
    int64_t ord;          /* order within the tick as the reporter states it; 0 = not stated */
    struct text actor;    /* "Fushun", or several joined by + or "and", as written */
    struct text act;      /* "teach", "start teaching" */
    struct text to;
    struct text object;   /* "lining", "drawings", "drawing D7" */
    struct text quantity; /* a decimal as written: "10", "480_000.50" */
    struct text unit;
    struct text by;       /* who reports, if not the actor */
    struct text evidence;
    struct text re;       /* id of the event that this one answers or undoes */
    struct text for_what; /* column `for`: what a payment or performance is designated for */
    struct text corrects; /* id of the event (or correction) that this one replaces or voids */
    const struct report_attribute *attributes; /* sorted by name, names distinct, values not "" */
    size_t attribute_count;
};

/* Kinds of record. RECORD_KIND(suffix, word in the journal). */
#define RECORD_KINDS(RECORD_KIND)                                                                  \
    RECORD_KIND(EVENT, "event")           /* something happened */                                 \
    RECORD_KIND(CORRECTION, "correction") /* voids or replaces `target` */                         \
    RECORD_KIND(ADOPT, "adopt")           /* act "adopt calendar"/"adopt zones": object, from at */ \
    RECORD_KIND(CLOSE, "close")           /* act "close books": the column `to` is the last day */ \
    RECORD_KIND(REFUSAL, "refusal")       /* refused on arrival; no part of the event set */

enum record_kind {
#define RECORD_KIND(id, word) RECORD_##id,
    RECORD_KINDS(RECORD_KIND)
#undef RECORD_KIND
    RECORD_KIND_COUNT
};

/* What is said of a row on arrival. ARRIVAL(suffix, stable word, English, Chinese). */
#define ARRIVALS(ARRIVAL)                                                                          \
    ARRIVAL(TAKEN, "taken", "taken into the journal", "已记入日志")                                \
    ARRIVAL(DUPLICATE, "duplicate", "already in the journal with the same content",                \
            "日志中已有相同内容")                                                                  \
    ARRIVAL(MALFORMED, "malformed", "the row cannot be read", "该行无法读取")                      \
    ARRIVAL(ID_CONFLICT, "id-conflict", "the id is taken by an event of other content",            \
            "编号已被内容不同的事件占用")                                                          \
    ARRIVAL(FROM_THE_FUTURE, "from-the-future", "dated after the day of its recording",            \
            "日期晚于记录日")                                                                      \
    ARRIVAL(UNKNOWN_TARGET, "unknown-target", "what it corrects is not in the journal",            \
            "所更正的事件不在日志中")                                                              \
    ARRIVAL(STALE_CORRECTION, "stale-correction", "what it corrects was corrected already",        \
            "所更正的事件已被更正")                                                                \
    ARRIVAL(NO_AUTHORITY, "no-authority", "this source may not correct it without assents",        \
            "该来源未经同意无权更正")                                                              \
    ARRIVAL(BOOKS_CLOSED, "books-closed", "the books are closed to that day", "账目已结至该日")

enum arrival {
#define ARRIVAL(id, word, en, zh) ARRIVAL_##id,
    ARRIVALS(ARRIVAL)
#undef ARRIVAL
    ARRIVAL_COUNT
};

/* The stable words above; static text. */
const char *record_kind_word(enum record_kind kind);
const char *arrival_word(enum arrival arrival);
/* The sentence, in Chinese if `chinese`. Static text. */
const char *arrival_sentence(enum arrival arrival, bool chinese);

/* The verdict on a `conclusive` power, given once, on intake, on the record as it then stood. */
enum conclusive_verdict {
    VERDICT_NONE, /* the act is no conclusive power */
    VERDICT_HELD,
    VERDICT_NOT_HELD
};

/* One record of the journal. */
struct record {
    uint64_t seq;      /* from 1, without gaps */
    int64_t recorded;  /* tick of recording; never less than that of the record before it */
    enum record_kind kind;
    enum conclusive_verdict verdict;
    /* EVENT, ADOPT, CLOSE: what happened. CORRECTION: the replacement, or act "void".
     * REFUSAL: what was refused, as far as it could be read (id may be ""). */
    struct report_event event;
    uint64_t target;        /* CORRECTION: seq of the record corrected; else 0 */
    bool is_undo;           /* CORRECTION: it undoes the correction `target` (what that one had
                             * corrected stands again) instead of replacing or voiding an event */
    int64_t closed_to;      /* CLOSE: the last closed tick */
    enum arrival refusal;   /* REFUSAL: why; else ARRIVAL_TAKEN */
    struct text detail;     /* REFUSAL: a sentence with the particulars, in English */
    uint64_t conflicts_with; /* REFUSAL: seq of the record it clashed with, or 0 */
};

/* True if the event is a correction without replacement: `corrects` is given, its act is "void". */
bool event_is_void(const struct report_event *event);

/* What every event must be, whoever made it: an id, an act, an actor and a date (both not for a
 * void), lengths within the limits, a quantity that is a number, attributes sorted and distinct. True if it is; else
 * false with a sentence in `why`. That the texts are strict UTF-8 is checked where they become bytes. */
bool event_check(const struct report_event *event, char *why, size_t why_cap);

#endif
