/* fill_journal.c - the journal on paper: what was reported, what the fold said of it, and what later
 * records changed. */
#include "lang/base/check.h"
#include "runtime/report/fill_internal.h"

struct judgement_words {
    const char *word, *en, *zh;
};

static const struct judgement_words judgement_words[] = {
#define JUDGE(id, word, en, zh) [JUDGE_##id] = {word, en, zh},
    JUDGEMENTS(JUDGE)
#undef JUDGE
};

/* What was reported, word for word, where the fold has nothing better. */
static struct report_text reported(const struct fill *fill, const struct fill_record *record)
{
    struct phrases out;
    phrases_init(&out);
    const char *const words[] = {record->act,      record->quantity, record->unit,
                                 record->object, record->to};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!words[i] || words[i][0] == '\0')
            continue;
        buf_puts(&out.en, out.en.len > 0 ? (words[i] == record->to ? " to " : " ") : "");
        buf_puts(&out.en, words[i]);
    }
    return fill_keep(fill, &out);
}

static void judge_folded(const struct fill *fill, const struct fill_record *record,
                         struct report_fact *fact)
{
    uint8_t judgement = fill->input->judgements[record->serial];
    const struct judgement_words *words = &judgement_words[judgement];
    fact->actors = fill->input->events[record->serial].actors;
    fact->judgement = judgement == JUDGE_EFFECTIVE ? REPORT_EFFECTIVE
                      : judgement == JUDGE_NOTED   ? REPORT_NOTED
                                                   : REPORT_INERT;
    if (judgement == JUDGE_EFFECTIVE)
        return;
    fact->why = text_is_empty(record->why) ? (struct report_text){words->en, words->zh}
                                           : record->why;
    if (fact->judgement == REPORT_INERT)
        fact->reason = words->word;
}

static struct report_fact fact_of(const struct fill *fill, const struct fill_record *record)
{
    struct report_fact fact = {
        .seq = record->seq,
        .source = record->source,
        .id = record->id,
        .at = fill_moment(fill, record->at),
        .recorded = fill_moment(fill, record->recorded),
        .evidence = record->evidence,
        .corrects = record->corrects,
    };
    switch (record->fate) {
    case FILL_FOLDED:
        fact.what = fill_what(fill, record->serial);
        judge_folded(fill, record, &fact);
        break;
    case FILL_REFUSED:
        fact.judgement = REPORT_REFUSED;
        fact.reason = record->reason;
        fact.why = record->why;
        break;
    case FILL_CORRECTED:
        fact.judgement = REPORT_CORRECTED;
        fact.why = record->why;
        break;
    case FILL_ASIDE: fact.judgement = REPORT_EFFECTIVE; break;
    }
    if (text_is_empty(fact.what))
        fact.what = reported(fill, record);
    return fact;
}

/* "2026-03-20 Seller paid (to Buyer): 100 euros: this money counts for nothing, no clause owes it" */
static struct report_text lost_notice(const struct fill *fill, const struct rt_event *event, int32_t serial)
{
    struct report_text what = fill_what(fill, serial);
    struct phrases out;
    phrases_init(&out);
    phrase_moment(&out.en, fill_moment(fill, event->at));
    phrase_moment(&out.zh, fill_moment(fill, event->at));
    buf_putc(&out.en, ' ');
    buf_putc(&out.zh, ' ');
    fill_parties(fill, &out, event->actors);
    buf_printf(&out.en, " %s: this money counts for nothing, no clause owes it", text_pick(what, REPORT_EN));
    buf_printf(&out.zh, " %s：该款项不计入任何条款", text_pick(what, REPORT_ZH));
    return fill_keep(fill, &out);
}

size_t fill_lost_money(const struct fill *fill, struct report_text *texts)
{
    const struct fill_input *input = fill->input;
    size_t count = 0, more = 0;
    for (uint32_t i = 0; i < input->record_count; i++) {
        if (input->records[i].fate != FILL_FOLDED)
            continue;
        int32_t serial = input->records[i].serial;
        const struct rt_event *event = &input->events[serial];
        if (input->judgements[serial] != JUDGE_NOTED || event->unit < 0 ||
            fill->nm->unit[event->unit].dimension != NM_MONEY)
            continue;
        if (count + 1 < FILL_LOST_ROOM)
            texts[count++] = lost_notice(fill, event, serial);
        else
            more++;
    }
    if (more)
        texts[count++] = (struct report_text){
            arena_printf(fill->arena, "%zu more payments count for nothing: no clause owes them", more),
            arena_printf(fill->arena, "另有%zu笔款项不计入任何条款", more)};
    return count;
}

void fill_journal(struct fill *fill)
{
    const struct fill_input *input = fill->input;
    struct report_fact *facts = arena_array(fill->arena, input->record_count, sizeof *facts);
    for (uint32_t i = 0; i < input->record_count; i++)
        facts[i] = fact_of(fill, &input->records[i]);
    fill->model->facts = facts;
    fill->model->fact_count = input->record_count;

    struct report_revision *revisions =
        arena_array(fill->arena, input->revision_count, sizeof *revisions);
    for (uint32_t i = 0; i < input->revision_count; i++) {
        const struct fill_revision *revision = &input->revisions[i];
        revisions[i] = (struct report_revision){.seq = revision->seq,
                                                .subject = revision->subject,
                                                .before = revision->before,
                                                .after = revision->after};
    }
    fill->model->revisions = revisions;
    fill->model->revision_count = input->revision_count;
}
