/* fmt_sentence.c - the formatter's sentences. */
#include <string.h>

#include "lang/syntax/fmt_internal.h"
#include "lang/syntax/grammar.h"

static bool is_wide(const char *text)
{
    return ((unsigned char)text[0] & 0xF0) >= 0xE0;
}

/* Forms are separated by commas; a quoted name follows without one, unless it is a further form of
 * the same sort: "new result", "new results" "新成就". */
static void put_names(struct writer *writer, const struct ast_names *names)
{
    for (uint32_t i = 0; i < names->count; i++) {
        const struct ast_name *name = &names->items[i];
        const struct ast_name *last = i > 0 ? &names->items[i - 1] : NULL;
        bool is_same_sort = last && last->is_quoted && name->is_quoted &&
                            is_wide(name->text->text) == is_wide(last->text->text) &&
                            !is_wide(name->text->text);
        if (last && (!name->is_quoted || is_same_sort))
            put_comma(writer);
        put_declared(writer, *name);
    }
}

static void put_titles(struct writer *writer, const struct ast_strings *titles)
{
    for (uint32_t i = 0; i < titles->count; i++)
        put_string(writer, titles->items[i]);
}

static void put_colon(struct writer *writer)
{
    put_punctuation(writer, ":", "：");
}

static void put_facets(struct writer *writer, const struct ast_facets *facets)
{
    static const char *const chinese[] = {
#define AST_FACET(id, word, zh) zh,
#include "lang/syntax/ast.def"
    };
    for (uint32_t i = 0; i < facets->count; i++) {
        const struct ast_facet *facet = &facets->items[i];
        const char *word = facet_word(facet->facet);
        bool takes_an = strchr("aeiou", word[0]) != NULL;
        put_comma(writer);
        if (writer->language != FMT_CHINESE || facet->facet != FACET_THIRD)
            put_form(writer, TOK_DET, DET_A, takes_an ? 1 : 0);
        put_text(writer, writer->language == FMT_CHINESE ? chinese[facet->facet] : word);
    }
}

static void put_adverbs(struct writer *writer, const struct ast_adverbs *adverbs)
{
    bool was_flat = writer->is_flat;
    writer->is_flat = true;
    for (uint32_t i = 0; i < adverbs->count; i++)
        put_adverb(writer, adverbs->items[i]);
    writer->is_flat = was_flat;
}

static void put_or_list(struct writer *writer, const struct ast_names *values, int last_joiner)
{
    for (uint32_t i = 0; i < values->count; i++) {
        if (i > 0 && i + 1 == values->count)
            put_keyword(writer, last_joiner, 0);
        else if (i > 0)
            put_comma(writer);
        put_declared(writer, values->items[i]);
    }
}

static void put_determined(struct writer *writer, struct ast_name name)
{
    put_form(writer, TOK_DET, DET_A, strchr("aeiou", name.text->text[0]) ? 1 : 0);
    put_text(writer, name.text->text);
}

static void put_parenthesised(struct writer *writer, struct ast_name name)
{
    put_text(writer, "(");
    writer->needs_blank = false;
    put_name(writer, name);
    buf_putc(writer->out, ')');
}

static void put_attrs(struct writer *writer, const struct ast_attrs *attrs)
{
    for (uint32_t i = 0; i < attrs->count; i++) {
        const struct ast_attr *attr = &attrs->items[i];
        if (i == 0) {
            put_comma(writer);
            put_keyword(writer, TOK_WITH, 0);
        } else {
            put_keyword(writer, TOK_AND, 0);
        }
        put_determined(writer, attr->name);
        if (attr->type.text)
            put_parenthesised(writer, attr->type);
        if (attr->is_ordered)
            put_keyword(writer, TOK_BEST_FIRST, 0);
        if (attr->values.count > 0) {
            put_colon(writer);
            put_or_list(writer, &attr->values, TOK_OR);
        }
    }
}

static void put_params(struct writer *writer, const struct ast_params *params)
{
    for (uint32_t i = 0; i < params->count; i++) {
        if (i == 0)
            put_keyword(writer, TOK_FOR, PREP_FOR);
        else if (i + 1 == params->count)
            put_keyword(writer, TOK_AND, 0);
        else
            put_comma(writer);
        put_determined(writer, params->items[i].name);
        if (params->items[i].plural.text) {
            put_comma(writer);
            put_text(writer, params->items[i].plural.text->text);
        }
        put_parenthesised(writer, params->items[i].type);
    }
}

static void put_use(struct writer *writer, const struct ast_sentence *sentence)
{
    const struct ast_bindings *bindings = &sentence->use.bindings;
    put_keyword(writer, TOK_USE, 0);
    put_name(writer, sentence->use.template_);
    if (bindings->count > 0)
        put_keyword(writer, TOK_WITH, 0);
    for (uint32_t i = 0; i < bindings->count; i++) {
        if (i > 0 && i + 1 == bindings->count)
            put_keyword(writer, TOK_AND, 0);
        else if (i > 0)
            put_comma(writer);
        if (bindings->items[i].np)
            put_np(writer, bindings->items[i].np);
        else
            put_string(writer, bindings->items[i].string);
        put_keyword(writer, TOK_AS, 0);
        put_name(writer, bindings->items[i].param);
    }
}

static void put_requires(struct writer *writer, const struct ast_sentence *sentence)
{
    put_keyword(writer, TOK_REQUIRES, 0);
    put_np(writer, sentence->requires.left);
    if (sentence->requires.prep != PREP_NONE)
        put_prep(writer, sentence->requires.prep, false);
    if (sentence->requires.is_not && writer->language == FMT_CHINESE)
        put_text(writer, "不是"); /* the first spelling is for participles */
    else if (sentence->requires.is_not)
        put_keyword(writer, TOK_IS_NOT, 0);
    if (sentence->requires.right)
        put_np(writer, sentence->requires.right);
    if (sentence->requires.expr) {
        put_comparison_sign(writer, sentence->requires.cmp);
        put_expr(writer, sentence->requires.expr);
    }
}

static void put_days(struct writer *writer, int token, const struct ast_days *days)
{
    for (uint32_t i = 0; i < days->count; i++) {
        bool is_last = i + 1 == days->count;
        if (i == 0) {
            put_comma(writer);
            put_keyword(writer, token, 0);
        } else if (is_last) {
            put_keyword(writer, TOK_AND, 0);
        } else {
            put_comma(writer);
        }
        put_time(writer, &days->items[i].first);
        if (days->items[i].last.day != days->items[i].first.day) {
            put_prep(writer, PREP_TO, true);
            put_time(writer, &days->items[i].last);
        }
    }
}

/* Years are numbers without `_`. */
static void put_year(struct writer *writer, struct ast_number number)
{
    struct buf text;
    buf_init(&text);
    decimal_print(&text, number.value);
    put_word(writer, text.data, text.len);
    buf_release(&text);
}

static void put_calendar(struct writer *writer, const struct ast_calendar *calendar)
{
    if (calendar->like.text) {
        put_keyword(writer, TOK_LIKE, 0);
        put_text(writer, calendar->like.text->text);
    }
    for (uint32_t i = 0; i < calendar->known.count; i++) {
        const struct ast_year_span *known = &calendar->known.items[i];
        put_comma(writer);
        put_keyword(writer, TOK_KNOWN_FOR, 0);
        put_year(writer, known->first);
        if (decimal_compare(known->first.value, known->last.value) != 0) {
            put_prep(writer, PREP_TO, true);
            put_year(writer, known->last);
        }
    }
    for (uint32_t i = 0; i < calendar->data.count; i++) {
        put_comma(writer);
        put_keyword(writer, TOK_WITH_DAYS, 0);
        put_string(writer, calendar->data.items[i]);
    }
    put_days(writer, TOK_HOLIDAYS, &calendar->holidays);
    put_days(writer, TOK_MAKE_UP_DAYS, &calendar->make_up_days);
}

static void put_named_date(struct writer *writer, const struct ast_sentence *sentence)
{
    put_keyword(writer, TOK_DATE_NAME, 0);
    put_names(writer, &sentence->names);
    put_comma(writer);
    put_keyword(writer, TOK_SET_BY, 0);
    writer->is_flat = true;
    put_nps(writer, sentence->indicator.measured_by);
    writer->is_flat = false;
    if (sentence->indicator.is_together)
        put_keyword(writer, TOK_TOGETHER, 0);
    put_adverbs(writer, &sentence->indicator.adverbs);
    if (sentence->indicator.otherwise) {
        put_comma(writer);
        put_keyword(writer, TOK_OTHERWISE, 0);
        put_time(writer, sentence->indicator.otherwise);
    }
}

static void put_indicator(struct writer *writer, const struct ast_sentence *sentence)
{
    if (sentence->indicator.is_date) {
        put_named_date(writer, sentence);
        return;
    }
    put_keyword(writer, TOK_INDICATOR, 0);
    put_names(writer, &sentence->names);
    if (sentence->indicator.unit.text || sentence->indicator.is_percent) {
        put_comma(writer);
        put_keyword(writer, TOK_IN, PREP_IN);
        if (sentence->indicator.is_percent)
            put_keyword(writer, TOK_PERCENT, 0);
        else
            put_name(writer, sentence->indicator.unit);
        if (sentence->indicator.per.text) {
            put_keyword(writer, TOK_PER, 0);
            put_name(writer, sentence->indicator.per);
        }
    }
    if (sentence->indicator.direction != DIRECTION_NONE) {
        bool is_higher = sentence->indicator.direction == DIRECTION_HIGHER;
        put_comma(writer);
        put_keyword(writer, is_higher ? TOK_HIGHER : TOK_LOWER,
                    (int)sentence->indicator.direction);
    }
    if (sentence->indicator.measured_by) {
        put_comma(writer);
        put_keyword(writer, TOK_MEASURED_BY, 0);
        writer->is_flat = true;
        put_nps(writer, sentence->indicator.measured_by);
        writer->is_flat = false;
    }
    put_adverbs(writer, &sentence->indicator.adverbs);
}

static void put_measure(struct writer *writer, const struct ast_measure *measure)
{
    if (measure->label.text)
        put_text(writer, measure->label.text->text);
    put_name(writer, measure->name);
    if (measure->direction != DIRECTION_NONE) {
        put_comma(writer);
        put_keyword(writer, measure->direction == DIRECTION_HIGHER ? TOK_HIGHER : TOK_LOWER,
                    (int)measure->direction);
    }
    if (measure->has_weight) {
        put_comma(writer);
        put_keyword(writer, TOK_WEIGHT, 0);
        put_number(writer, measure->weight);
    }
    if (measure->is_same_last_year) {
        put_comma(writer);
        put_keyword(writer, TOK_AGAINST_SAME, 0);
        put_time_unit(writer, measure->same_unit, false);
        if (writer->language == FMT_ENGLISH)
            put_keyword(writer, TOK_LAST_YEAR, 0);
    }
    if (measure->against) {
        put_comma(writer);
        put_prep(writer, PREP_AGAINST, false);
        put_np(writer, measure->against);
    }
}

static void put_competition(struct writer *writer, const struct ast_sentence *sentence)
{
    const struct ast_measures *measures = &sentence->competition.measures;
    put_keyword(writer, TOK_COMPETITION, 0);
    put_names(writer, &sentence->names);
    put_adverbs(writer, &sentence->competition.adverbs);
    put_colon(writer);
    writer->indent += 2;
    for (uint32_t i = 0; i < measures->count; i++) {
        if (i > 0)
            put_punctuation(writer, ";", "；");
        put_line(writer);
        put_measure(writer, &measures->items[i]);
    }
    writer->indent -= 2;
}

static void put_happened(struct writer *writer, const struct ast_adverb *on,
                         const struct ast_act *act)
{
    if (on)
        put_adverb(writer, on);
    if (on && writer->language == FMT_CHINESE)
        put_comma(writer);
    if (act)
        put_act(writer, act);
}

static void put_event_judgement(struct writer *writer, const struct ast_expect *expect)
{
    if (expect->event.text) {
        put_keyword(writer, TOK_EVENT, 0);
        put_text(writer, expect->event.text->text);
    }
    put_keyword(writer, TOK_JUDGED, (int)expect->kind);
    if (expect->reason.text)
        put_name(writer, expect->reason);
}

static void put_expect(struct writer *writer, const struct ast_expect *expect)
{
    put_keyword(writer, TOK_EXPECT, 0);
    if (expect->kind != EXPECT_STATUS) {
        put_event_judgement(writer, expect);
        return;
    }
    writer->is_flat = true;
    put_np(writer, expect->np);
    if (expect->key) {
        put_keyword(writer, TOK_FOR, PREP_FOR);
        put_nps(writer, expect->key);
    }
    const struct ast_status *last =
        expect->statuses.count ? &expect->statuses.items[expect->statuses.count - 1] : NULL;
    for (uint32_t i = 0; i < expect->statuses.count; i++) {
        if (i > 0)
            put_comma(writer);
        put_status(writer, expect->statuses.items[i].word, expect->np->kind == NP_CLAUSE);
        if (expect->statuses.items[i].on) {
            put_keyword(writer, TOK_ON, PREP_ON);
            put_time(writer, expect->statuses.items[i].on);
        }
    }
    if (expect->by) {
        if (last && strcmp(last->word.text->text, "short") == 0) /* no status; but `short by` is a keyword */
            put_comma(writer);
        put_keyword(writer, TOK_BY, PREP_BY);
        put_nps(writer, expect->by);
    }
    if (expect->due) {
        put_comma(writer);
        put_keyword(writer, TOK_DUE, 0);
        put_time(writer, expect->due);
    }
    if (expect->short_by) {
        put_comma(writer);
        put_keyword(writer, TOK_SHORT_BY, 0);
        put_amount(writer, expect->short_by);
    }
    if (expect->owing) {
        put_comma(writer);
        put_keyword(writer, TOK_OWING, 0);
        put_amount(writer, expect->owing);
    }
    if (expect->done) {
        put_comma(writer);
        put_keyword(writer, TOK_DONE, 0);
        put_amount(writer, expect->done);
    }
    if (expect->slack) {
        put_comma(writer);
        put_keyword(writer, TOK_SLACK, 0);
        put_duration(writer, expect->slack);
    }
    if (expect->needs) {
        put_comma(writer);
        put_keyword(writer, TOK_NEEDS, 0);
        put_nps(writer, expect->needs);
    }
    if (expect->known) {
        put_comma(writer);
        put_keyword(writer, TOK_AS_KNOWN_ON, 0);
        put_time(writer, expect->known);
    }
    if (expect->is_before_closing) {
        put_comma(writer);
        put_keyword(writer, TOK_BEFORE_CLOSING, 0);
    }
    writer->is_flat = false;
}

static void put_correction(struct writer *writer, const struct ast_sentence *sentence)
{
    put_keyword(writer, sentence->kind == SENT_CORRECT ? TOK_CORRECT : TOK_VOID, 0);
    put_text(writer, sentence->correct.id.text->text);
    if (sentence->correct.mark)
        put_mark(writer, sentence->correct.mark);
    if (sentence->kind == SENT_VOID)
        return;
    put_colon(writer);
    put_happened(writer, sentence->correct.on, sentence->correct.act);
}

static void put_amendment(struct writer *writer, const struct ast_sentence *sentence)
{
    put_keyword(writer, TOK_AMENDMENT, 0);
    put_number(writer, sentence->amendment->no);
    put_titles(writer, &sentence->amendment->titles);
    put_keyword(writer, TOK_TO, PREP_TO);
    put_text(writer, sentence->amendment->to.text->text);
    if (sentence->amendment->digest.text) {
        put_keyword(writer, TOK_WITH_DIGEST, 0);
        put_string(writer, sentence->amendment->digest);
    }
    put_comma(writer);
    put_keyword(writer, TOK_SIGNED, 0);
    put_time(writer, &sentence->amendment->signed_on);
    put_comma(writer);
    put_keyword(writer, TOK_EFFECTIVE_FROM, 0);
    put_time(writer, &sentence->amendment->effective_from);
}

static void put_running(struct writer *writer, enum ast_running running)
{
    if (running == RUNNING_UNSAID)
        return;
    put_comma(writer);
    put_keyword(writer, TOK_RUNNING, (int)running);
}

static void put_clause(struct writer *writer, const struct ast_sentence *sentence)
{
    if (sentence->clause.is_new) {
        put_keyword(writer, TOK_NEW_CLAUSE, 0);
        if (writer->language == FMT_ENGLISH)
            put_text(writer, sentence->clause.no.text->text);
        else
            put_label_reference(writer, sentence->clause.no);
    } else {
        put_label_reference(writer, sentence->clause.no);
    }
    put_titles(writer, &sentence->clause.titles);
}

static void put_sample(struct writer *writer, const struct ast_act *sample)
{
    if (!sample)
        return;
    put_colon(writer);
    put_act(writer, sample);
}

static void put_named(struct writer *writer, int token, const struct ast_sentence *sentence)
{
    put_keyword(writer, token, 0);
    put_names(writer, &sentence->names);
}

static void put_opened_string(struct writer *writer, int token, struct ast_string string)
{
    put_keyword(writer, token, 0);
    if (token == TOK_TEXT_ONLY)
        put_colon(writer);
    put_string(writer, string);
}

static void put_claim(struct writer *writer, const struct ast_sentence *sentence)
{
    put_keyword(writer, TOK_CLAIM, 0);
    put_titles(writer, &sentence->claim.titles);
    put_colon(writer);
    if (sentence->claim.is_whatever_happens) {
        put_keyword(writer, TOK_WHATEVER, 0);
        put_comma(writer);
    }
    put_chain(writer, sentence->claim.chain);
}

/* , renewed for 12 months each time unless Buyer gives notice at least 3 months before the end, at most 4
 * times: in Chinese, 每次 comes first. */
static void put_renewal(struct writer *writer, const struct ast_renewal *renewal)
{
    bool is_chinese = writer->language == FMT_CHINESE;
    put_comma(writer);
    if (renewal->is_each && is_chinese)
        put_keyword(writer, TOK_EACH_RENEWAL, 0);
    put_keyword(writer, TOK_RENEWED, 0);
    put_duration(writer, renewal->length);
    if (renewal->is_each && !is_chinese)
        put_keyword(writer, TOK_EACH_RENEWAL, 0);
    if (renewal->holders) {
        if (is_chinese)
            put_comma(writer);
        put_keyword(writer, renewal->is_unless ? TOK_UNLESS : TOK_IF,
                    renewal->is_unless ? TRIGGER_UNLESS : TRIGGER_IF);
        put_nps(writer, renewal->holders);
        put_keyword(writer, TOK_GIVES_NOTICE, renewal->is_written && !is_chinese);
        put_duration(writer, renewal->notice);
        put_keyword(writer, TOK_BEFORE_END, renewal->is_written && is_chinese);
    }
    if (renewal->times) {
        put_comma(writer);
        put_adverb(writer, renewal->times);
    }
}

/* Everything but the full stop. */
void put_sentence(struct writer *writer, const struct ast_sentence *sentence)
{
    bool starts_capital = sentence->kind == SENT_STATEMENT || sentence->kind >= SENT_HAPPENED;
    writer->needs_capital = starts_capital && sentence->kind != SENT_CORRECT &&
                            sentence->kind != SENT_VOID;
    writer->needs_blank = writer->is_flat = false;
    switch (sentence->kind) {
    case SENT_CONTRACT: put_named(writer, TOK_CONTRACT, sentence); break;
    case SENT_TEMPLATE:
        put_named(writer, TOK_TEMPLATE, sentence);
        put_params(writer, &sentence->template_.params);
        break;
    case SENT_AMENDMENT: put_amendment(writer, sentence); break;
    case SENT_CLAUSE: put_clause(writer, sentence); break;
    case SENT_SCENARIO:
        put_keyword(writer, TOK_SCENARIO, 0);
        put_titles(writer, &sentence->scenario.titles);
        break;
    case SENT_PARTY:
        put_named(writer, TOK_PARTY, sentence);
        put_facets(writer, &sentence->party.facets);
        if (sentence->party.in.text) {
            put_keyword(writer, TOK_IN, PREP_IN);
            put_text(writer, sentence->party.in.text->text);
        }
        break;
    case SENT_GROUP:
        put_named(writer, TOK_GROUP, sentence);
        put_colon(writer);
        put_nps(writer, sentence->group.members);
        break;
    case SENT_ITEM:
        put_named(writer, TOK_ITEM, sentence);
        put_attrs(writer, &sentence->item.attrs);
        break;
    case SENT_UNIT:
        put_named(writer, TOK_UNIT, sentence);
        put_facets(writer, &sentence->unit.facets);
        if (sentence->unit.expr) {
            put_text(writer, "=");
            put_expr(writer, sentence->unit.expr);
        }
        break;
    case SENT_VERB:
        put_named(writer, TOK_VERB, sentence);
        put_facets(writer, &sentence->verb.facets);
        put_sample(writer, sentence->verb.sample);
        break;
    case SENT_INDICATOR: put_indicator(writer, sentence); break;
    case SENT_SIGNED:
        put_keyword(writer, TOK_SIGNED, 0);
        put_time(writer, &sentence->signed_.on);
        break;
    case SENT_IN_FORCE:
        put_keyword(writer, sentence->in_force.once ? TOK_IN_FORCE_ONCE : TOK_IN_FORCE, 0);
        if (sentence->in_force.once) {
            put_cond(writer, sentence->in_force.once);
            put_keyword(writer, TOK_AT_LATEST, 0);
        }
        put_adverbs(writer, &sentence->in_force.adverbs);
        if (sentence->in_force.renewal)
            put_renewal(writer, sentence->in_force.renewal);
        break;
    case SENT_CALENDAR:
        put_named(writer, TOK_CALENDAR, sentence);
        put_sample(writer, sentence->calendar->sample);
        put_calendar(writer, sentence->calendar);
        break;
    case SENT_COUNTING: put_keyword(writer, TOK_COUNTING, (int)sentence->counting.rule); break;
    case SENT_WARNING:
        put_keyword(writer, TOK_WARNING, 0);
        put_duration(writer, sentence->warning.duration);
        break;
    case SENT_GRANULARITY:
        put_keyword(writer, TOK_GRANULARITY, 0);
        put_keyword(writer, TOK_TIME_UNIT, (int)sentence->granularity.unit);
        break;
    case SENT_TIME_ZONE: put_opened_string(writer, TOK_TIME_ZONE, sentence->string.text); break;
    case SENT_USE_FILE: put_opened_string(writer, TOK_USE, sentence->string.text); break;
    case SENT_USE_TEMPLATE: put_use(writer, sentence); break;
    case SENT_REQUIRES: put_requires(writer, sentence); break;
    case SENT_TEXT:
        put_keyword(writer, TOK_TEXT_IN, 0);
        put_name(writer, sentence->text.language);
        put_colon(writer);
        put_string(writer, sentence->text.text);
        break;
    case SENT_TEXT_ONLY: put_opened_string(writer, TOK_TEXT_ONLY, sentence->string.text); break;
    case SENT_BALANCE:
        put_keyword(writer, TOK_BALANCE, 0);
        put_or_list(writer, &sentence->names, TOK_THEN);
        break;
    case SENT_COMPETITION: put_competition(writer, sentence); break;
    case SENT_PROGRAMME:
        put_named(writer, TOK_PROGRAMME, sentence);
        put_adverbs(writer, &sentence->programme.adverbs);
        put_colon(writer);
        put_items(writer, &sentence->programme.items);
        break;
    case SENT_CLAIM: put_claim(writer, sentence); break;
    case SENT_ASSUME:
        put_keyword(writer, TOK_ASSUME, 0);
        put_chain(writer, sentence->assume.chain);
        break;
    case SENT_NOW_READS:
        put_label_reference(writer, sentence->now_reads.no);
        put_keyword(writer, TOK_NOW_READS, 0);
        put_running(writer, sentence->now_reads.running);
        put_colon(writer);
        put_items(writer, &sentence->now_reads.items);
        break;
    case SENT_DELETED:
        put_label_reference(writer, sentence->deleted.no);
        put_keyword(writer, TOK_IS_DELETED, 0);
        put_running(writer, sentence->deleted.running);
        break;
    case SENT_STATEMENT: put_items(writer, &sentence->statement.items); break;
    case SENT_HAPPENED: put_happened(writer, sentence->happened.on, sentence->happened.act); break;
    case SENT_NOTHING:
        put_happened(writer, sentence->happened.on, NULL);
        put_keyword(writer, TOK_NOTHING, 0);
        break;
    case SENT_CORRECT:
    case SENT_VOID: put_correction(writer, sentence); break;
    case SENT_EXPECT: put_expect(writer, sentence->expect); break;
    case SENT_COUNT: UNREACHABLE();
    }
}
