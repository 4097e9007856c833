/* event.h - one event as the fold sees it: words resolved to the machine's indices.
 *
 * The host (tracker, tests, benchmarks) resolves words, sorts the live events into fold order
 * (spec: order within a tick) and hands them one by one to an engine. Nothing in here is text. */
#ifndef RUNTIME_EVENT_H
#define RUNTIME_EVENT_H

#include <stdint.h>

#include "lang/base/limits.h"

enum { EVENT_NONE = -1 }; /* "not given" in every index field below */

enum { RT_WHOLE_CONTRACT = -1 };

enum rt_verdict { RT_NO_VERDICT, RT_HELD, RT_NOT_HELD };

struct rt_event {
    int64_t at;              /* tick on which it happened */
    int64_t qty;             /* in smallest parts of `unit`; a named item is 1; 0 = not given */
    uint64_t actors;         /* parties that act; more than one bit for an act of several hands */
    uint64_t to;             /* receivers; 0 = not given */
    int32_t key;             /* name index (fold order) of the object, or EVENT_NONE */
    int32_t bind;            /* name index of a further key given as an attribute named like an
                              * item kind (`experience=lining`), or EVENT_NONE */
    int32_t bind_kind;       /* the item kind of `bind` */
    int32_t re;              /* serial of the event that this one answers or undoes */
    int32_t serial;          /* position in fold order, from 0; counts inert events too */
    int32_t act;             /* index into the acts, or EVENT_NONE for a word unknown here */
    int32_t document;        /* name index of the paper that tells this act from others of the same
                              * kind (the act's document), or EVENT_NONE */
    int32_t period;          /* a measurement: a civil day of the period that it is of; else the day `told` */
    int32_t for_day;         /* civil day + 1 on which what is meant in the clause of for_norm arose; 0 = not said */
    int16_t kind;            /* item kind of the object, or EVENT_NONE if it was not said */
    int16_t unit;            /* unit of qty, or EVENT_NONE */
    int16_t by;              /* reporter: party index, or EVENT_NONE */
    int16_t for_norm;        /* the norm it is designated for, or EVENT_NONE */
    int16_t fault;           /* a judgement (enum judgement) already due to resolution alone, such
                              * as unknown-word or inexact-unit; JUDGE_EFFECTIVE otherwise */
    int16_t indicator;       /* what is measured, and the act measures it; or EVENT_NONE. Then qty is
                              * the value, any number, and the act itself counts once */
    int16_t for_clause;      /* row + 1 of the clause that was named, of whose norms for_norm is one; 0 =
                              * none; RT_WHOLE_CONTRACT for an act that ends */
    int16_t told;            /* row + 1 of the date of which the act, no measurement, tells the day; 0 = none */
    int16_t verdict;         /* enum rt_verdict: of a conclusive power, on the record as it stood */
    int16_t attrs[LIMIT_EVENT_ATTRS]; /* value index per declared attribute, or EVENT_NONE */
};

/* What the fold says of an event. JUDGE(enum suffix, stable word, words in English, in Chinese). */
#define JUDGEMENTS(JUDGE)                                                                          \
    JUDGE(EFFECTIVE, "effective", "effective", "生效")                                             \
    JUDGE(NOTED, "noted", "noted; no norm mentions it", "已记录，无条款涉及")                      \
    JUDGE(UNKNOWN_WORD, "unknown-word", "a word is not declared in the contract", "合同未声明此词") \
    JUDGE(NOT_A_MEMBER, "not-a-member", "the actor is not a member", "行为人不是成员")             \
    JUDGE(NO_AUTHORITY, "no-authority", "the actor may not do or report this", "无权为此行为或报告") \
    JUDGE(OUTSIDE_TERM, "outside-term", "before the contract is in force", "合同尚未生效")         \
    JUDGE(CONTRACT_ENDED, "contract-ended", "the contract has ended", "合同已终止")                \
    JUDGE(POWER_NOT_HELD, "power-not-held", "the power is not held", "不享有该权力")               \
    JUDGE(NOTHING_TO_ANSWER, "nothing-to-answer", "there is nothing to answer", "无可答复之事")    \
    JUDGE(ALREADY_ANSWERED, "already-answered", "it has been answered", "已答复")                  \
    JUDGE(EXCESS, "excess", "more than is open", "超过未决数量")                                   \
    JUDGE(ITEM_KNOWN, "item-known", "the item has been counted or is awaiting its answer",         \
          "该项已计入或待确认")                                                                    \
    JUDGE(ATTRIBUTE_CONFLICT, "attribute-conflict", "an attribute differs from the item's first",  \
          "属性与首次记录不符")                                                                    \
    JUDGE(RIGHT_EXCEEDED, "right-exceeded", "more than the right allows", "超出权利范围")          \
    JUDGE(INEXACT_UNIT, "inexact-unit", "the quantity is not exact in the unit", "数量不能以该单位精确表示") \
    JUDGE(REPORTED_TOO_LATE, "reported-too-late", "reported too late", "报告逾期")                 \
    JUDGE(BOOKS_CLOSED, "books-closed", "the books are closed to that day", "账目已结")            \
    JUDGE(REFERENCE_CYCLE, "reference-cycle", "the events refer to each other in a circle", "循环引用") \
    JUDGE(MERGE_CONFLICT, "merge-conflict", "two journals disagree on it", "日志合并冲突")         \
    JUDGE(OVERFLOW, "overflow", "a total would leave its range", "数值超出范围")                   \
    JUDGE(LAPSED, "lapsed", "the ground of the power fell away", "权力依据已消失")                  \
    JUDGE(INCOMPLETE, "incomplete", "a value, a period or a date is missing", "缺少数值、期间或日期") \
    JUDGE(DOCUMENT_KNOWN, "document-known", "an act under that number has been counted", "该编号的行为已计入") \
    JUDGE(DOCUMENT_CONFLICT, "document-conflict", "another amount is on record under that number",       \
          "该编号下已有不同数量")                                                                    \
    JUDGE(UNIT_MISSING, "unit-missing", "a number without its unit, where clauses count in several",      \
          "数量未注明单位，而条款所用单位不一")                                                      \
    JUDGE(KIND_MISSING, "kind-missing", "how much, but not of which kind, where clauses name several",     \
          "数量未注明品种，而条款涉及多种")

enum judgement {
#define JUDGE(id, word, en, zh) JUDGE_##id,
    JUDGEMENTS(JUDGE)
#undef JUDGE
    JUDGE_COUNT
};

#endif
