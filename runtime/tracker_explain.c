/* tracker_explain.c - why an event is judged as it is, beyond the judgement's own words: a word that is
 * not declared, with what may have been meant; who holds a power, and when; what told an act before. */
#include <string.h>

#include "lang/base/suggest.h"
#include "runtime/tracker_internal.h"

/* ---- a word that is not known ------------------------------------------------------------------ */

struct explaining {
    struct tracker *tracker;
    struct buf *out;
};

/* The word that is at fault, and what may have been meant. */
static enum rt_status explain_visited(void *ctx, const struct record *record, struct rt_error *err)
{
    (void)err;
    const struct explaining *explaining = ctx;
    const struct nm *nm = explaining->tracker->engine->nm;
    struct resolved resolved;
    resolve_event(explaining->tracker->resolver, &record->event, &resolved);
    if (resolved.culprit.len == 0) {
        return RT_OK;
    }
    buf_printf(explaining->out, "'%.*s'", text_clip(resolved.culprit, 60), resolved.culprit.text);
    if (resolve_names_several(nm, resolved.culprit)) {
        buf_puts(explaining->out, "; an event names one clause: write a row for each");
        return RT_OK;
    }
    struct suggest suggest;
    suggest_init(&suggest, resolved.culprit.text, resolved.culprit.len);
    bool is_word =
        resolved.event.fault == JUDGE_UNKNOWN_WORD || resolved.event.fault == JUDGE_NOT_A_MEMBER;
    for (uint32_t i = 0; i < nm->word_count && is_word; i++) {
        const char *word = nm_str(nm, nm->word[i].text);
        suggest_offer(&suggest, word, strlen(word));
    }
    if (suggest.best != NULL) {
        buf_printf(explaining->out, "; did you mean '%.*s'?", (int)suggest.best_len, suggest.best);
    }
    return RT_OK;
}

/* ---- a power that is not held ------------------------------------------------------------------ */

static void put_parties(struct buf *out, const struct nm *nm, uint64_t parties)
{
    bool is_first = true;
    for (uint32_t i = 0; i < nm->party_count; i++) {
        if (nm->party[i].kind != NM_GROUP && (nm->party[i].members & parties) != 0) {
            buf_printf(out, "%s%s", is_first ? "" : " and ", nm_str(nm, nm->party[i].name));
            is_first = false;
        }
    }
}

/* When, how long and how often a power may be used, as far as the contract has words for it. */
static void put_terms(struct buf *out, const struct nm *nm, const struct nm_norm *norm)
{
    const char *trigger = nm_str(nm, norm->trigger_en), *rule = nm_str(nm, norm->rule_en);
    int32_t uses = nm->power[norm->power].uses;
    if (*trigger) {
        buf_printf(out, " %s", trigger);
    }
    if (*rule) {
        buf_printf(out, "%s %s", *trigger ? "," : "", rule);
    }
    if (uses > 0) {
        buf_printf(out, "%s at most %d time%s", *trigger || *rule ? "," : "", uses,
                   uses == 1 ? "" : "s");
    }
}

static bool reaches(const struct nm *nm, const struct nm_power *power, const struct rt_event *event)
{
    bool is_reached = event->for_norm == EVENT_NONE;
    for (int32_t i = 0; i < power->scope_count; i++) {
        is_reached |= nm->scope[power->first_scope + i].norm == event->for_norm;
    }
    return is_reached && (event->for_clause != RT_WHOLE_CONTRACT || power->scope_count == 0);
}

/* Who holds such a power, and on what terms. */
static void explain_power(const struct nm *nm, const struct rt_event *event, struct buf *out)
{
    const char *start = "";
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        if (norm->power == NM_NONE || nm->power[norm->power].act != event->act ||
            !reaches(nm, &nm->power[norm->power], event)) {
            continue;
        }
        bool is_own = (event->actors & ~norm->bearers) == 0;
        buf_printf(out, "%sclause %s gives it", start, nm_str(nm, nm->clause[norm->clause].number));
        if (!is_own) {
            buf_puts(out, " to ");
            put_parties(out, nm, norm->bearers);
        }
        put_terms(out, nm, norm);
        if (is_own && nm_may_be_void(&nm->power[norm->power]))
            buf_puts(out, ", where something is left to change");
        start = "; ";
    }
    const struct nm_act *act = &nm->act[event->act];
    bool is_of_notice = act->class == NM_END && strcmp(nm_str(nm, act->name), "revoke") == 0;
    if (!*start) {
        buf_puts(out, is_of_notice ? "a notice is withdrawn by all who gave it" : "no clause gives it");
    }
}

/* ---- an act that is on record under its number -------------------------------------------------- */

static void explain_document(const struct tracker *tracker, const struct rt_event *event, struct buf *out)
{
    const struct st *st = &tracker->st;
    for (uint32_t i = 0; i < st->document_count; i++) {
        const struct st_document *known = &st->document[i];
        if (known->act != event->act || known->name != event->document || known->actors != event->actors ||
            known->kind != event->kind || known->key != event->key) {
            continue;
        }
        const struct tracked *first = &tracker->records.items[tracker->plan.items[known->event] - 1];
        buf_printf(out, "%.*s was told by '%.*s'", text_clip(text_from(tracker->names.items[known->name]->text), 60),
                   tracker->names.items[known->name]->text, text_clip(first->key.id, 60), first->key.id.text);
        return;
    }
}

enum rt_status tracker_explain(struct tracker *tracker, uint64_t seq, enum judgement judgement,
                               struct buf *out, struct rt_error *err)
{
    const struct tracked *record = &tracker->records.items[seq - 1];
    if (judgement == JUDGE_POWER_NOT_HELD) {
        explain_power(tracker->engine->nm, &record->event, out);
    }
    if (judgement == JUDGE_DOCUMENT_KNOWN || judgement == JUDGE_DOCUMENT_CONFLICT) {
        explain_document(tracker, &record->event, out);
    }
    if (record->fault == JUDGE_EFFECTIVE) {
        return RT_OK; /* the words are known: there is nothing to add */
    }
    struct explaining explaining = {.tracker = tracker, .out = out};
    return journal_each(tracker->journal, seq, seq, explain_visited, &explaining, err);
}
