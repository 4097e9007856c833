/* Acts that are told with a document: what has had an effect under a number has none again. */
#include "runtime/kernel_internal.h"

/* Enters the record, the last one so far, under its act and name. */
void index_document(struct index *index, const struct st *st, int32_t row)
{
    const struct st_document *document = &st->document[row];
    struct slot *slot = table_put(&index->documents, table_key(document->act, document->name));
    vec_push(&index->document_before, slot->last);
    slot->last = row;
}

static bool is_told_by(const struct run *run, const struct rt_event *event)
{
    return event->document >= 0 && run->nm->act[event->act].document >= 0;
}

static bool is_same(const struct st_document *document, const struct rt_event *event)
{
    return document->actors == event->actors && document->kind == event->kind && document->key == event->key;
}

enum judgement kernel_document(const struct run *run, const struct rt_event *event)
{
    if (!is_told_by(run, event))
        return JUDGE_COUNT;
    const struct slot *slot = table_find(&run->index->documents, table_key(event->act, event->document));
    int32_t row = slot ? slot->last : -1;
    while (row >= 0 && !is_same(&run->st->document[row], event))
        row = run->index->document_before.items[row];
    if (row < 0)
        return JUDGE_COUNT;
    bool is_as_before = run->st->document[row].qty == event->qty && run->st->document[row].unit == event->unit;
    return is_as_before ? JUDGE_DOCUMENT_KNOWN : JUDGE_DOCUMENT_CONFLICT;
}

void kernel_keep_document(struct run *run, const struct rt_event *event)
{
    if (!is_told_by(run, event))
        return;
    int32_t row = st_add_document(run->st);
    if (row < 0) {
        run->is_full = true;
        return;
    }
    struct st_document *document = &run->st->document[row];
    document->act = event->act;
    document->name = event->document;
    document->key = event->key;
    document->event = event->serial;
    document->actors = event->actors;
    document->qty = event->qty;
    document->kind = event->kind;
    document->unit = event->unit;
    index_document(run->index, run->st, row);
}
