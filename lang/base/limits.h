/* Every bound of the project, in one place. Reaching a bound is an error with a message, never a
 * crash and never a silent cut. -DLIMITS_TINY makes a test build in which every bound is near; the
 * standard vocabulary must still load there. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#ifdef LIMITS_TINY
#define LIMIT_PICK(normal, tiny) (tiny)
#else
#define LIMIT_PICK(normal, tiny) (normal)
#endif

/* Text of contracts */
#define LIMIT_SOURCE_BYTES    LIMIT_PICK(67108864, 131072) /* bytes of one source file */
#define LIMIT_AMENDMENTS      LIMIT_PICK(31, 4)            /* of one contract */
#define LIMIT_SOURCE_FILES    LIMIT_PICK(256, 8)           /* files of one compilation */
#define LIMIT_NAME_BYTES      LIMIT_PICK(200, 64)          /* bytes of a name or word */
#define LIMIT_TEXT_BYTES      LIMIT_PICK(65536, 1024)      /* bytes of a quoted text */
#define LIMIT_NUMBER_BYTES    LIMIT_PICK(64, 32)           /* bytes of a number as written */
#define LIMIT_EXPANSIONS      LIMIT_PICK(10000, 8)         /* uses of templates in one contract */
#define LIMIT_SENTENCE_TOKENS LIMIT_PICK(10000, 200)       /* tokens of one sentence */
#define LIMIT_DEPTH           LIMIT_PICK(500, 20)          /* nesting of any tree */
#define LIMIT_DIAGS           LIMIT_PICK(100, 5)           /* diagnostics kept of one run */
#define LIMIT_DIAG_NOTES      LIMIT_PICK(20, 3)            /* notes under one diagnostic */

/* Meaning of contracts */
#define LIMIT_PARTIES         LIMIT_PICK(64, 8)       /* sets of parties are uint64 masks */
#define LIMIT_GROUPS          LIMIT_PICK(256, 8)      /* declared groups of parties */
#define LIMIT_CLAUSES         LIMIT_PICK(10000, 64)   /* clauses and sub-clauses */
#define LIMIT_VALUES          64                      /* values of an attribute: sets are masks */
#define LIMIT_KINDS           LIMIT_PICK(1000, 32)    /* declared item kinds */
#define LIMIT_ITEMS           LIMIT_PICK(100000, 256) /* items named one by one */
#define LIMIT_UNITS           LIMIT_PICK(500, 64)     /* declared units */
#define LIMIT_INDICATORS      LIMIT_PICK(256, 8)      /* declared indicators */
#define LIMIT_CALENDAR_YEARS  LIMIT_PICK(400, 20)     /* years of one holiday calendar */
#define LIMIT_PERIODS         LIMIT_PICK(4000, 100)   /* instances of one periodic norm */
#define LIMIT_TIMES           LIMIT_PICK(1000, 10)    /* rounds of rework, uses of a power */
#define LIMIT_RENEWALS        LIMIT_PICK(100, 4)      /* possible ends of a term but the last */
#define LIMIT_HORIZON_DAYS    LIMIT_PICK(73050, 4000) /* start to last date: 200 years */

/* The norm machine */
#define LIMIT_NORMS        LIMIT_PICK(10000, 64)         /* norms of one contract */
#define LIMIT_CODE         LIMIT_PICK(1000000, 10000)    /* instructions of one machine */
#define LIMIT_INSTANCES    LIMIT_PICK(65536, 80)         /* instances of one contract */
#define LIMIT_TENDERS      LIMIT_PICK(65536, 32)         /* tenders that wait for an answer */
#define LIMIT_BREACHES     LIMIT_PICK(65536, 64)         /* breach records of one contract */
#define LIMIT_MEASURES     LIMIT_PICK(65536, 32)         /* measured values of one contract */
#define LIMIT_EFFECTS      LIMIT_PICK(1024, 8)           /* dated effects still to come */

/* Events and the store */
#define LIMIT_EVENT_LINE_BYTES LIMIT_PICK(1048576, 1024)     /* one line of an event file */
#define LIMIT_EVENT_COLUMNS    LIMIT_PICK(64, 20)            /* columns of a CSV file */
#define LIMIT_EVENT_ATTRS      LIMIT_PICK(8, 3)              /* attributes of one event */
#define LIMIT_FIELD_BYTES      LIMIT_PICK(4096, 200)         /* one field of an event */
#define LIMIT_ID_BYTES         LIMIT_PICK(200, 64)           /* an event's id or source */
#define LIMIT_BATCH_EVENTS     LIMIT_PICK(10000, 4)          /* events written in one transaction */
#define LIMIT_SNAPSHOTS        LIMIT_PICK(64, 3)             /* snapshots kept of one contract */
#define LIMIT_ROW_FAULTS       LIMIT_PICK(1000, 3)           /* broken rows listed of one file */

/* Proving and planning */
#define LIMIT_PROVE_NODES  LIMIT_PICK(20000, 200)     /* time points of a temporal network */

/* Values. These are facts of the arithmetic, so a test build does not change them. */
#define LIMIT_YEAR_FIRST     1    /* first civil year */
#define LIMIT_YEAR_LAST      9999 /* last civil year */
#define LIMIT_DECIMAL_PLACES 18   /* 10^18 is the last power in int64 */
/* A formula is checked to stay in range for quantities of up to so many smallest parts. */
#define LIMIT_FORMULA_QUANTITY INT64_C(1000000000000)
/* … and for measured prices of up to so many of theirs, 100 yuan: what is more is still reckoned, as long as the sum
 * itself stays in range. */
#define LIMIT_FORMULA_PRICE INT64_C(1000000)

#endif
