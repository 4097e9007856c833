/* json.c - status, schedule and checklist as one JSON object each.
 *
 * Keys stand in the order of the calls; every key is always there, null where there is nothing to
 * say, so that readers need no guesses. Texts are {"en","zh"}; parties are their names in the
 * contract; quantities are numbers in the row's unit, written exactly; dates are strings.
 *
 *     {"format": "hetong-status", "version": 1, "contract": {...}, "parties": [...],
 *      "counts": {...}, "instances": [ {"id": "1.1", "clause": "1.1", ...} ], "journal": [...] } */
#include "runtime/report/report.h"

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/json_out.h"
#include "lang/base/vec.h"
#include "runtime/report/choose.h"
#include "runtime/report/owners.h"
#include "runtime/report/phrase.h"

enum { FORMAT_VERSION = 1 };

static void put_text(struct json_out *json, struct report_text text)
{
    json_out_object(json);
    json_out_key_text(json, "en", text.en);
    json_out_key_text(json, "zh", text.zh);
    json_out_end(json);
}

static void key_text(struct json_out *json, const char *key, struct report_text text)
{
    json_out_key(json, key);
    if (text_is_empty(text))
        json_out_null(json);
    else
        put_text(json, text);
}

static void key_moment(struct json_out *json, const char *key, struct report_moment moment)
{
    json_out_key(json, key);
    if (!moment_is_set(moment)) {
        json_out_null(json);
        return;
    }
    struct buf text;
    buf_init(&text);
    phrase_moment(&text, moment);
    json_out_text(json, text.data);
    buf_release(&text);
}

static void key_quantity(struct json_out *json, const char *key, int64_t value,
                         struct report_unit unit)
{
    json_out_key(json, key);
    if (value == REPORT_NO_QUANTITY) {
        json_out_null(json);
        return;
    }
    struct buf digits;
    buf_init(&digits);
    phrase_digits(&digits, value, unit);
    json_out_number(json, digits.data);
    buf_release(&digits);
}

static void key_slack(struct json_out *json, const char *key, int64_t days)
{
    json_out_key(json, key);
    if (days == REPORT_NO_SLACK)
        json_out_null(json);
    else
        json_out_int(json, days);
}

static void key_parties(struct json_out *json, const char *key, const struct report_model *model,
                        uint64_t mask)
{
    json_out_key(json, key);
    json_out_array(json);
    for (size_t i = 0; i < model->party_count; i++) {
        if (mask >> i & 1)
            json_out_text(json, model->parties[i].name);
    }
    json_out_end(json);
}

static void put_contract(struct json_out *json, const struct report_identity *identity)
{
    json_out_key(json, "contract");
    json_out_object(json);
    json_out_key_text(json, "name", identity->name);
    key_text(json, "title", identity->title);
    json_out_key_text(json, "hash", identity->hash);
    key_text(json, "amended", identity->amended);
    key_text(json, "renewal", identity->renewal);
    json_out_key_text(json, "program", identity->program);
    key_text(json, "calendar", identity->calendar);
    json_out_key_text(json, "zone", identity->zone);
    json_out_key_text(json, "phase", name_of_phase(identity->phase));
    key_text(json, "phase_reason", identity->phase_reason);
    key_moment(json, "signed", identity->signed_on);
    key_moment(json, "in_force", identity->in_force);
    key_moment(json, "expires", identity->expires);
    key_moment(json, "horizon_from", identity->horizon_from);
    key_moment(json, "horizon_to", identity->horizon_to);
    json_out_key_int(json, "warning_days", identity->warning_days);
    json_out_key(json, "notices");
    json_out_array(json);
    for (size_t i = 0; i < identity->notice_count; i++)
        put_text(json, identity->notices[i]);
    json_out_end(json);
    json_out_key(json, "clauses");
    json_out_object(json);
    json_out_key_int(json, "tracked", identity->clauses_tracked);
    json_out_key_int(json, "soft", identity->clauses_soft);
    json_out_key_int(json, "text_only", identity->clauses_text_only);
    json_out_end(json);
    json_out_end(json);
    key_moment(json, "as_of", identity->as_of);
    json_out_key_bool(json, "as_of_closed", identity->as_of_closed);
    key_moment(json, "known_at", identity->known_at);
    json_out_key_int(json, "known_record", (int64_t)identity->known_seq);
}

static void put_parties(struct json_out *json, const struct report_model *model)
{
    json_out_key(json, "parties");
    json_out_array(json);
    for (size_t i = 0; i < model->party_count; i++) {
        json_out_object(json);
        json_out_key_text(json, "name", model->parties[i].name);
        key_text(json, "label", model->parties[i].label);
        json_out_key_bool(json, "third", model->parties[i].is_third);
        json_out_end(json);
    }
    json_out_end(json);
}

static void put_counts(struct json_out *json, const struct report_model *model, int party)
{
    struct report_counts counts = choose_counts(model, party);
    json_out_key(json, "counts");
    json_out_object(json);
    json_out_key_int(json, "instances", (int64_t)counts.rows);
    json_out_key_int(json, "open", (int64_t)counts.live);
    json_out_key_int(json, "pending", (int64_t)counts.pending);
    json_out_key_int(json, "fulfilled", (int64_t)counts.fulfilled);
    json_out_key_int(json, "breached", (int64_t)counts.breached);
    json_out_key_int(json, "doomed", (int64_t)counts.doomed);
    json_out_key_int(json, "at_risk", (int64_t)counts.at_risk);
    json_out_key_int(json, "due_in_30_days", (int64_t)counts.due_soon);
    json_out_end(json);
}

/* Who, what and how much: the part that every view has. */
static void put_subject(struct json_out *json, const struct report_model *model,
                        const struct report_row *row)
{
    json_out_key_text(json, "id", row->id);
    json_out_key_text(json, "clause", model->clauses[row->clause].number);
    json_out_key_text(json, "instance", row->instance);
    key_text(json, "instance_label", row->instance_label);
    json_out_key_text(json, "form", row->form == REPORT_ROW_INSTANCE ? "instance" : "when");
    key_parties(json, "bearer", model, row->bearers);
    json_out_key_bool(json, "joint", row->is_joint);
    key_parties(json, "counterparty", model, row->counterparties);
    json_out_key_text(json, "kind", name_of_kind(row->kind));
    json_out_key_text(json, "modality", name_of_modality(row->modality));
    key_text(json, "action", row->action);
    key_text(json, "object", row->object);
    json_out_key_text(json, "status", name_of_status(row->status));
    json_out_key_text(json, "forecast", name_of_forecast(row->forecast));
    json_out_key_bool(json, "at_risk", row->at_risk);
    key_quantity(json, "done", row->done, row->unit);
    key_quantity(json, "required", row->required, row->unit);
    key_quantity(json, "pending", row->pending, row->unit);
    key_quantity(json, "shortfall", row->shortfall, row->unit);
    json_out_key_text(json, "unit", row->unit.code);
}

static void put_window(struct json_out *json, const struct report_row *row)
{
    key_moment(json, "from", row->from);
    key_moment(json, "due", row->due);
    key_moment(json, "act_by", row_due(row));
    key_moment(json, "suspended_since", row->suspended_since);
    key_moment(json, "suspended_until", row->suspended_until);
    key_text(json, "rule", row->due_rule);
    key_text(json, "trigger", row->trigger);
    key_moment(json, "triggered", row->triggered);
    key_moment(json, "last_start", row->last_start);
    key_moment(json, "reminder", row->reminder);
    json_out_key_bool(json, "soft", row->is_soft);
    json_out_key_bool(json, "vague", row->is_vague);
    json_out_key_bool(json, "unfounded", row->is_unfounded);
    json_out_key_bool(json, "no_longer_owed", row->is_unowed);
    key_text(json, "mark", row->mark);
    json_out_key(json, "remarks");
    json_out_array(json);
    for (size_t i = 0; i < row->remark_count; i++)
        put_text(json, row->remarks[i]);
    json_out_end(json);
}

static void put_breaches(struct json_out *json, const struct report_model *model,
                         const struct report_row *row)
{
    json_out_key(json, "breaches");
    json_out_array(json);
    for (size_t i = 0; i < row->breach_count; i++) {
        const struct report_breach *breach = &row->breaches[i];
        json_out_object(json);
        json_out_key_text(json, "id", breach->id);
        json_out_key_text(json, "status", name_of_breach(breach->status));
        key_moment(json, "certain", breach->certain);
        key_moment(json, "due", breach->due);
        key_moment(json, "ended", breach->ended);
        key_quantity(json, "shortfall", breach->shortfall, row->unit);
        key_parties(json, "blame", model, breach->blame);
        key_text(json, "cause", breach->cause);
        key_text(json, "remedy", breach->remedy);
        json_out_end(json);
    }
    json_out_end(json);
}

static void put_standing(struct json_out *json, const struct report_model *model,
                         const struct report_row *row)
{
    key_slack(json, "slack_days", row->slack_days);
    key_quantity(json, "slack_units", row->slack_units, row->unit);
    key_parties(json, "needs", model, row->awaited);
    key_moment(json, "needs_by", row->needs_by);
    key_moment(json, "doom_day", row->doom_day);
    key_text(json, "why", row->forecast_why);
    key_moment(json, "since", row->since);
    key_moment(json, "performed", row->performed);
    key_moment(json, "known", row->known);
    json_out_key_bool(json, "deemed", row->is_deemed);
    json_out_key_bool(json, "suspended", row->is_suspended);
    json_out_key_bool(json, "disputed", row->is_disputed);
    json_out_key_bool(json, "idle", row->is_idle);
    json_out_key_bool(json, "beyond_checked", row->is_beyond_checked);
    key_parties(json, "blame", model, row->blame);
    put_breaches(json, model, row);
}

static void put_proof(struct json_out *json, const struct report_row *row)
{
    key_text(json, "evidence", row->evidence);
    json_out_key_text(json, "evidence_ref", row->evidence_ref);
    json_out_key(json, "acceptance");
    if (!row->needs_acceptance) {
        json_out_null(json);
    } else {
        json_out_object(json);
        key_text(json, "by", row->acceptor);
        key_text(json, "limit", row->answer_limit);
        key_text(json, "silence", row->silence);
        json_out_end(json);
    }
    key_text(json, "remedy", row->remedy);
    key_text(json, "depends_on", row->depends_on);
}

static void put_depends(struct json_out *json, const struct report_model *model,
                        const struct report_row *row)
{
    json_out_key(json, "depends");
    json_out_array(json);
    for (size_t i = 0; i < row->depends_count; i++)
        json_out_text(json, model->rows[row->depends_rows[i]].id);
    json_out_end(json);
}

static void put_items(struct json_out *json, const struct report_row *row)
{
    json_out_key(json, "items");
    json_out_array(json);
    for (size_t i = 0; i < row->item_count; i++) {
        const struct report_item *item = &row->items[i];
        json_out_object(json);
        key_text(json, "name", item->name);
        json_out_key_text(json, "state", name_of_item(item->state));
        key_moment(json, "done", item->done);
        key_moment(json, "confirmed", item->confirmed);
        json_out_key_bool(json, "deemed", item->is_deemed);
        json_out_key_text(json, "evidence_ref", item->evidence);
        json_out_end(json);
    }
    json_out_end(json);
}

static void put_instances(struct json_out *json, const struct report_model *model,
                          const struct report_options *options)
{
    struct row_list rows = {0};
    choose_view(&rows, model, options);
    json_out_key(json, "instances");
    json_out_array(json);
    for (size_t i = 0; i < rows.count; i++) {
        const struct report_row *row = &model->rows[rows.items[i]];
        json_out_object(json);
        put_subject(json, model, row);
        put_window(json, row);
        if (options->view == REPORT_VIEW_STATUS) {
            put_standing(json, model, row);
            put_items(json, row);
        }
        put_depends(json, model, row);
        json_out_end(json);
    }
    json_out_end(json);
    vec_release(&rows);
}

static void put_journal(struct json_out *json, const struct report_model *model)
{
    json_out_key(json, "journal");
    json_out_array(json);
    for (size_t i = 0; i < model->fact_count; i++) {
        const struct report_fact *fact = &model->facts[i];
        json_out_object(json);
        json_out_key_int(json, "record", (int64_t)fact->seq);
        json_out_key_text(json, "source", fact->source);
        json_out_key_text(json, "id", fact->id);
        key_moment(json, "at", fact->at);
        key_moment(json, "recorded", fact->recorded);
        key_parties(json, "actors", model, fact->actors);
        key_text(json, "what", fact->what);
        json_out_key_text(json, "judgement", name_of_judgement(fact->judgement));
        json_out_key_text(json, "reason", fact->reason);
        key_text(json, "why", fact->why);
        json_out_key_text(json, "evidence", fact->evidence);
        json_out_key_text(json, "corrects", fact->corrects);
        json_out_end(json);
    }
    json_out_end(json);
    json_out_key(json, "revisions");
    json_out_array(json);
    for (size_t i = 0; i < model->revision_count; i++) {
        const struct report_revision *revision = &model->revisions[i];
        json_out_object(json);
        json_out_key_int(json, "record", (int64_t)revision->seq);
        json_out_key_text(json, "subject", revision->subject);
        key_text(json, "before", revision->before);
        key_text(json, "after", revision->after);
        json_out_end(json);
    }
    json_out_end(json);
}

/* ORDER list kinds. */
static const char *const list_names[LIST_COUNT] = {
    "my_duties", "my_when", "their_duties", "their_when", "rights", "their_rights", "may", "must_not", "soft",
};

static void put_list(struct json_out *json, const struct report_model *model, size_t party,
                     enum list_kind list)
{
    struct row_list rows = {0};
    choose_list(&rows, model, party, list);
    json_out_key(json, list_names[list]);
    json_out_array(json);
    for (size_t i = 0; i < rows.count; i++) {
        const struct report_row *row = &model->rows[rows.items[i]];
        json_out_object(json);
        put_subject(json, model, row);
        json_out_key_text(json, "owner", row_owner(row, party));
        put_window(json, row);
        put_proof(json, row);
        key_moment(json, "performed", row->performed);
        key_moment(json, "known", row->known);
        json_out_key_bool(json, "deemed", row->is_deemed);
        put_items(json, row);
        json_out_end(json);
    }
    json_out_end(json);
    vec_release(&rows);
}

static void put_checklists(struct json_out *json, const struct report_model *model,
                           const struct report_options *options)
{
    json_out_key(json, "checklists");
    json_out_array(json);
    for (size_t party = 0; party < model->party_count; party++) {
        if (!party_has_checklist(model, options, party))
            continue;
        json_out_object(json);
        json_out_key_text(json, "for", model->parties[party].name);
        for (int list = 0; list < LIST_COUNT; list++)
            put_list(json, model, party, (enum list_kind)list);
        json_out_end(json);
    }
    json_out_end(json);
    json_out_key(json, "text_only");
    json_out_array(json);
    for (size_t i = 0; i < model->clause_count; i++) {
        if (model->clauses[i].class == REPORT_CLAUSE_TEXT_ONLY)
            json_out_text(json, model->clauses[i].number);
    }
    json_out_end(json);
}

static void put_definitions(struct json_out *json, const struct report_model *model)
{
    json_out_key(json, "definitions");
    json_out_array(json);
    for (size_t i = 0; i < model->definition_count; i++)
        put_text(json, model->definitions[i]);
    json_out_end(json);
}

static const char *format_name(enum report_view view)
{
    switch (view) {
    case REPORT_VIEW_STATUS: return "hetong-status";
    case REPORT_VIEW_SCHEDULE: return "hetong-schedule";
    case REPORT_VIEW_CHECKLIST: return "hetong-checklist";
    }
    UNREACHABLE();
}

void report_json(struct buf *out, const struct report_model *model,
                 const struct report_options *options)
{
    struct json_out json;
    json_out_init(&json, out, JSON_OUT_PRETTY);
    json_out_object(&json);
    json_out_key_text(&json, "format", format_name(options->view));
    json_out_key_int(&json, "version", FORMAT_VERSION);
    put_contract(&json, &model->identity);
    put_parties(&json, model);
    put_counts(&json, model, options->party);
    switch (options->view) {
    case REPORT_VIEW_STATUS:
        put_instances(&json, model, options);
        put_journal(&json, model);
        break;
    case REPORT_VIEW_SCHEDULE: put_instances(&json, model, options); break;
    case REPORT_VIEW_CHECKLIST: put_checklists(&json, model, options); break;
    }
    put_definitions(&json, model);
    json_out_end(&json);
    json_out_finish(&json);
}
