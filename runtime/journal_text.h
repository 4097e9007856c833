/* journal_text.h - the canonical text of a record: one line of JSON in one fixed form.
 *
 *   {"seq":3,"recorded":-4759,"kind":"event","at":"1956-12-20","tick":-4761,"id":"e3",
 *    "actor":"Fushun","act":"teach","to":"Benxi","object":"lining"}          (on one line)
 *
 * No blanks, members in the order below, what was not given is left out, and only '"', '\' and
 * control characters are escaped. So equal records have equal bytes, and the chain can be checked
 * by a stranger with any JSON reader and b2sum.
 *
 *   head      seq, recorded, kind; verdict ("held"/"not-held"); target, undoes (correction);
 *             closed-to (close); refused, detail, conflicts-with (refusal); at
 *   content   tick, ord, source, id, actor, act, to, object, quantity, unit, by, evidence, re, for,
 *             corrects, attributes
 *
 * The content is what an event says; its digest decides whether two reports are the same. `at` as
 * written stands in the head: 1956-12-20 with or without "T00:00" is one content. */
#ifndef RUNTIME_JOURNAL_TEXT_H
#define RUNTIME_JOURNAL_TEXT_H

#include "lang/base/check.h"
#include "lang/base/limits.h"
#include "runtime/record.h"

struct buf;

/* Adds the content of an event: the members without the braces. */
void journal_write_content(struct buf *out, const struct report_event *event);

/* Adds the whole record around the content, as journal_write_content wrote it. */
void journal_write_record(struct buf *out, const struct record *record, struct text content);

/* Room for the texts of one decoded record. Zero-initialise; release with journal_scratch_release. */
struct journal_scratch {
    char *bytes;
    size_t cap;
    struct report_attribute attributes[LIMIT_EVENT_COLUMNS];
};

void journal_scratch_release(struct journal_scratch *scratch);

/* Reads a record's text. Its texts live in the scratch until the next call with it; *content is
 * the part of the body that journal_write_content wrote. False if the text is not of the form. */
MUST_USE bool journal_read_record(struct text body, struct record *record, struct text *content,
                                  struct journal_scratch *scratch);

#endif
