/* dump_sentence.c - sentences, statements and whole files as lines; see dump.c. */
#include "lang/syntax/dump_internal.h"

#include <string.h>

static void dump_names(struct dump *dump, const char *what, const struct ast_names *names)
{
    for (uint32_t i = 0; i < names->count; i++)
        dump_name(dump, what, names->items[i]);
}

static void dump_titles(struct dump *dump, const struct ast_strings *titles)
{
    for (uint32_t i = 0; i < titles->count; i++)
        dump_string(dump, "title", titles->items[i]);
}

static void dump_facets(struct dump *dump, const struct ast_facets *facets)
{
    for (uint32_t i = 0; i < facets->count; i++)
        dump_line(dump, "facet %s", facet_word(facets->items[i].facet));
}

static void dump_chain(struct dump *dump, const struct ast_chain *chain)
{
    for (uint32_t i = 0; i < chain->count; i++)
        dump_act(dump, i == 0 ? "norm" : "otherwise", chain->norms[i]);
}

static void dump_running(struct dump *dump, enum ast_running running)
{
    switch (running) {
    case RUNNING_UNSAID: return;
    case RUNNING_ALSO: dump_line(dump, "running also"); return;
    case RUNNING_DROPS: dump_line(dump, "running dropped"); return;
    case RUNNING_RUNS_ON: dump_line(dump, "running runs-on"); return;
    }
    UNREACHABLE();
}

static void dump_items(struct dump *dump, const struct ast_items *items)
{
    static const char *const leads[] = {"", " then", " otherwise"};
    static const char *const triggers[] = {"when",  "each time", "if",
                                           "unless", "while",    "on"};
    for (uint32_t i = 0; i < items->count; i++) {
        const struct ast_item *item = items->items[i];
        const char *label = item->label.text ? item->label.text->text : "-";
        dump_line(dump, "item %s%s", label, leads[item->lead]);
        dump->indent++;
        if (item->kind == ITEM_CHAIN) {
            dump_chain(dump, item->chain);
        } else {
            const struct ast_trigger *trigger = item->trigger;
            if (trigger->event)
                dump_event(dump, triggers[trigger->kind], trigger->event);
            static const char *const repeats[] = {"", "one at a time", "restarting the clock", "in turn"};
            if (trigger->repeat)
                dump_line(dump, "repeat %s", repeats[trigger->repeat]);
            if (trigger->is_regardless)
                dump_line(dump, "whether or not accepted");
            if (trigger->on)
                dump_adverb(dump, trigger->on);
            if (trigger->guard)
                dump_cond(dump, !trigger->event       ? triggers[trigger->kind]
                                : trigger->is_unless ? "guard-unless"
                                                     : "guard",
                          trigger->guard);
            dump_items(dump, &item->items);
        }
        dump->indent--;
    }
}

static void dump_attrs(struct dump *dump, const struct ast_attrs *attrs)
{
    for (uint32_t i = 0; i < attrs->count; i++) {
        const struct ast_attr *attr = &attrs->items[i];
        dump_name(dump, "attr", attr->name);
        dump->indent++;
        dump_name(dump, "type", attr->type);
        if (attr->is_ordered)
            dump_line(dump, "from best to worst");
        dump_names(dump, "value", &attr->values);
        dump->indent--;
    }
}

static void dump_competition(struct dump *dump, const struct ast_sentence *sentence)
{
    dump_adverbs(dump, "adverbs", &sentence->competition.adverbs);
    for (uint32_t i = 0; i < sentence->competition.measures.count; i++) {
        const struct ast_measure *measure = &sentence->competition.measures.items[i];
        dump_line(dump, "measure %s `%s`%s", measure->label.text ? measure->label.text->text : "-",
                  measure->name.text->text,
                  measure->direction == DIRECTION_HIGHER  ? " higher"
                  : measure->direction == DIRECTION_LOWER ? " lower"
                                                          : "");
        dump->indent++;
        if (measure->has_weight)
            dump_number(dump, "weight", measure->weight);
        if (measure->is_same_last_year)
            dump_line(dump, "against the same %s last year", time_unit_word(measure->same_unit));
        if (measure->against)
            dump_np(dump, measure->against);
        dump->indent--;
    }
}

static void dump_happened(struct dump *dump, const struct ast_adverb *on,
                          const struct ast_act *act)
{
    if (on)
        dump_adverb(dump, on);
    if (act)
        dump_act(dump, "act", act);
}

static void dump_expect(struct dump *dump, const struct ast_expect *expect)
{
    static const char *const kinds[] = {"status", "inert", "noted", "effective", "refused"};
    dump_line(dump, "%s", kinds[expect->kind]);
    dump_name(dump, "event", expect->event);
    dump_name(dump, "reason", expect->reason);
    if (expect->np)
        dump_np(dump, expect->np);
    if (expect->key)
        dump_nps(dump, "for", expect->key);
    for (uint32_t i = 0; i < expect->statuses.count; i++) {
        dump_name(dump, "is", expect->statuses.items[i].word);
        if (expect->statuses.items[i].on)
            dump_time(dump, "  on", expect->statuses.items[i].on);
    }
    if (expect->due)
        dump_time(dump, "due", expect->due);
    if (expect->short_by)
        dump_amount(dump, "short-by", expect->short_by);
    if (expect->owing)
        dump_amount(dump, "owing", expect->owing);
    if (expect->done)
        dump_amount(dump, "done", expect->done);
    if (expect->slack)
        dump_duration(dump, "slack", expect->slack);
    if (expect->by)
        dump_nps(dump, "by", expect->by);
    if (expect->needs)
        dump_nps(dump, "needs", expect->needs);
    if (expect->known)
        dump_time(dump, "known", expect->known);
    if (expect->is_before_closing)
        dump_line(dump, "before-closing");
}

static void dump_indicator(struct dump *dump, const struct ast_sentence *sentence)
{
    dump_name(dump, "unit", sentence->indicator.unit);
    if (sentence->indicator.per.text)
        dump_name(dump, "per", sentence->indicator.per);
    if (sentence->indicator.is_percent)
        dump_line(dump, "percent");
    if (sentence->indicator.direction != DIRECTION_NONE)
        dump_line(dump, sentence->indicator.direction == DIRECTION_HIGHER ? "higher" : "lower");
    if (sentence->indicator.is_date)
        dump_line(dump, sentence->indicator.is_together ? "date together" : "date");
    if (sentence->indicator.measured_by)
        dump_nps(dump, "measured-by", sentence->indicator.measured_by);
    dump_adverbs(dump, "adverbs", &sentence->indicator.adverbs);
    if (sentence->indicator.otherwise)
        dump_time(dump, "otherwise", sentence->indicator.otherwise);
}

static void dump_days(struct dump *dump, const char *what, const struct ast_days *days)
{
    for (uint32_t i = 0; i < days->count; i++) {
        dump_time(dump, what, &days->items[i].first);
        if (days->items[i].last.day != days->items[i].first.day)
            dump_time(dump, "to", &days->items[i].last);
    }
}

static void dump_calendar(struct dump *dump, const struct ast_calendar *calendar)
{
    if (calendar->sample)
        dump_act(dump, "sample", calendar->sample);
    dump_name(dump, "like", calendar->like);
    for (uint32_t i = 0; i < calendar->known.count; i++) {
        const struct ast_year_span *known = &calendar->known.items[i];
        dump_number(dump, "known", known->first);
        if (decimal_compare(known->first.value, known->last.value) != 0)
            dump_number(dump, "to", known->last);
    }
    for (uint32_t i = 0; i < calendar->data.count; i++)
        dump_string(dump, "data", calendar->data.items[i]);
    dump_days(dump, "holiday", &calendar->holidays);
    dump_days(dump, "make-up-day", &calendar->make_up_days);
}

static void dump_renewal(struct dump *dump, const struct ast_renewal *renewal)
{
    dump_line(dump, "renewed%s", renewal->is_each ? " each time" : "");
    dump->indent++;
    dump_duration(dump, "for", renewal->length);
    if (renewal->holders) {
        dump_nps(dump, renewal->is_unless ? "unless" : "if", renewal->holders);
        dump_duration(dump, renewal->is_written ? "written notice" : "notice", renewal->notice);
    }
    if (renewal->times)
        dump_adverb(dump, renewal->times);
    dump->indent--;
}

static void dump_body(struct dump *dump, const struct ast_sentence *sentence)
{
    switch (sentence->kind) {
    case SENT_CONTRACT: break;
    case SENT_TEMPLATE:
        for (uint32_t i = 0; i < sentence->template_.params.count; i++)
            dump_line(dump, "param `%s`%s%s `%s`",
                      sentence->template_.params.items[i].name.text->text,
                      sentence->template_.params.items[i].plural.text ? ", " : "",
                      sentence->template_.params.items[i].plural.text
                          ? sentence->template_.params.items[i].plural.text->text : "",
                      sentence->template_.params.items[i].type.text->text);
        break;
    case SENT_AMENDMENT:
        dump_number(dump, "no", sentence->amendment->no);
        dump_titles(dump, &sentence->amendment->titles);
        dump_name(dump, "to", sentence->amendment->to);
        if (sentence->amendment->digest.text)
            dump_string(dump, "digest", sentence->amendment->digest);
        dump_time(dump, "signed", &sentence->amendment->signed_on);
        dump_time(dump, "effective-from", &sentence->amendment->effective_from);
        break;
    case SENT_CLAUSE:
        dump_line(dump, "no %s%s", sentence->clause.no.text->text,
                  sentence->clause.is_new ? " new" : "");
        dump_titles(dump, &sentence->clause.titles);
        break;
    case SENT_SCENARIO: dump_titles(dump, &sentence->scenario.titles); break;
    case SENT_PARTY:
        dump_name(dump, "in", sentence->party.in);
        dump_facets(dump, &sentence->party.facets);
        break;
    case SENT_GROUP: dump_nps(dump, "members", sentence->group.members); break;
    case SENT_ITEM: dump_attrs(dump, &sentence->item.attrs); break;
    case SENT_UNIT:
        dump_facets(dump, &sentence->unit.facets);
        if (sentence->unit.expr)
            dump_expr(dump, sentence->unit.expr);
        break;
    case SENT_VERB:
        dump_facets(dump, &sentence->verb.facets);
        if (sentence->verb.sample)
            dump_act(dump, "sample", sentence->verb.sample);
        break;
    case SENT_INDICATOR: dump_indicator(dump, sentence); break;
    case SENT_SIGNED: dump_time(dump, "on", &sentence->signed_.on); break;
    case SENT_IN_FORCE:
        if (sentence->in_force.once)
            dump_cond(dump, "once", sentence->in_force.once);
        dump_adverbs(dump, "adverbs", &sentence->in_force.adverbs);
        if (sentence->in_force.renewal)
            dump_renewal(dump, sentence->in_force.renewal);
        break;
    case SENT_CALENDAR:
        dump_calendar(dump, sentence->calendar);
        break;
    case SENT_COUNTING: dump_line(dump, "%s", counting_word(sentence->counting.rule)); break;
    case SENT_WARNING: dump_duration(dump, "for", sentence->warning.duration); break;
    case SENT_GRANULARITY: dump_line(dump, "%s", time_unit_word(sentence->granularity.unit)); break;
    case SENT_TIME_ZONE:
    case SENT_USE_FILE:
    case SENT_TEXT_ONLY: dump_string(dump, "text", sentence->string.text); break;
    case SENT_USE_TEMPLATE:
        dump_name(dump, "template", sentence->use.template_);
        for (uint32_t i = 0; i < sentence->use.bindings.count; i++) {
            dump_name(dump, "as", sentence->use.bindings.items[i].param);
            if (sentence->use.bindings.items[i].np)
                dump_np(dump, sentence->use.bindings.items[i].np);
            else
                dump_string(dump, "text", sentence->use.bindings.items[i].string);
        }
        break;
    case SENT_REQUIRES:
        dump_np(dump, sentence->requires.left);
        if (sentence->requires.prep != PREP_NONE)
            dump_line(dump, "%s", prep_word(sentence->requires.prep));
        if (sentence->requires.is_not)
            dump_line(dump, "is not");
        if (sentence->requires.right)
            dump_np(dump, sentence->requires.right);
        if (sentence->requires.expr) {
            dump_line(dump, "%s", comparison_word(sentence->requires.cmp));
            dump_expr(dump, sentence->requires.expr);
        }
        break;
    case SENT_TEXT:
        dump_name(dump, "in", sentence->text.language);
        dump_string(dump, "text", sentence->text.text);
        break;
    case SENT_BALANCE: break;
    case SENT_COMPETITION: dump_competition(dump, sentence); break;
    case SENT_PROGRAMME:
        dump_adverbs(dump, "adverbs", &sentence->programme.adverbs);
        dump_items(dump, &sentence->programme.items);
        break;
    case SENT_CLAIM:
        dump_titles(dump, &sentence->claim.titles);
        if (sentence->claim.is_whatever_happens)
            dump_line(dump, "whatever-happens");
        dump_chain(dump, sentence->claim.chain);
        break;
    case SENT_ASSUME: dump_chain(dump, sentence->assume.chain); break;
    case SENT_NOW_READS:
        dump_line(dump, "no %s", sentence->now_reads.no.text->text);
        dump_running(dump, sentence->now_reads.running);
        dump_items(dump, &sentence->now_reads.items);
        break;
    case SENT_DELETED:
        dump_line(dump, "no %s", sentence->deleted.no.text->text);
        dump_running(dump, sentence->deleted.running);
        break;
    case SENT_STATEMENT: dump_items(dump, &sentence->statement.items); break;
    case SENT_HAPPENED:
    case SENT_NOTHING: dump_happened(dump, sentence->happened.on, sentence->happened.act); break;
    case SENT_CORRECT:
    case SENT_VOID:
        dump_name(dump, "event", sentence->correct.id);
        if (sentence->correct.mark)
            dump_mark(dump, sentence->correct.mark);
        if (sentence->kind == SENT_CORRECT)
            dump_happened(dump, sentence->correct.on, sentence->correct.act);
        break;
    case SENT_EXPECT: dump_expect(dump, sentence->expect); break;
    case SENT_COUNT: UNREACHABLE();
    }
}

void dump_file(const struct ast_file *file, struct buf *out)
{
    struct dump dump = {.out = out};
    for (uint32_t i = 0; i < file->sentence_count; i++) {
        const struct ast_sentence *sentence = file->sentences[i];
        dump_line(&dump, "%s%s", sentence_kind_word(sentence->kind),
                  sentence->has_error ? " (in error)" : "");
        dump.indent++;
        dump_names(&dump, "name", &sentence->names);
        dump_body(&dump, sentence);
        dump.indent--;
    }
}

bool ast_equal(const struct ast_file *left, const struct ast_file *right)
{
    struct buf left_text, right_text;
    buf_init(&left_text);
    buf_init(&right_text);
    dump_file(left, &left_text);
    dump_file(right, &right_text);
    bool is_equal = left_text.len == right_text.len &&
                    (left_text.len == 0 ||
                     memcmp(left_text.data, right_text.data, left_text.len) == 0);
    buf_release(&left_text);
    buf_release(&right_text);
    return is_equal;
}
