/* build_sentence.c - sentences: their constructors, and the one decision that depends on the part
 * in which a sentence stands: in a scenario, a norm on a date tells what happened. */
#include <string.h>

#include "lang/syntax/build.h"

/* A contract, party or group is called by a name; a quoted title alone is for people. */
static void check_name(struct parse *parse, const struct ast_sentence *sentence)
{
    bool is_called = sentence->kind == SENT_CONTRACT || sentence->kind == SENT_PARTY ||
                     sentence->kind == SENT_GROUP;
    if (!is_called || !sentence->names.items[0].is_quoted)
        return;
    const char *word = sentence_kind_word(sentence->kind);
    struct diag *diag = parse_error(parse, E_NO_NAME, sentence->names.items[0].span,
                                    "a name is missing before the quoted one");
    diag_help(diag, "give the %s a name, by which sentences and events call it: `%s %s \"…\"`", word,
              word, sentence->kind == SENT_CONTRACT ? "sale" : "Seller");
}

struct ast_sentence *sentence_new(struct parse *parse, enum sentence_kind kind,
                                  const struct ast_names *names)
{
    struct ast_sentence *sentence = NEW(parse, struct ast_sentence);
    sentence->kind = kind;
    sentence->source = parse->source;
    if (kind == SENT_CALENDAR)
        sentence->calendar = NEW(parse, struct ast_calendar);
    if (kind == SENT_AMENDMENT)
        sentence->amendment = NEW(parse, struct ast_amendment);
    if (names)
        sentence->names = *names;
    check_name(parse, sentence);
    return sentence;
}

struct ast_sentence *sentence_clause(struct parse *parse, struct ast_label no,
                                     const struct ast_strings *titles, bool is_new)
{
    struct ast_sentence *sentence = sentence_new(parse, SENT_CLAUSE, NULL);
    sentence->clause.no = no;
    sentence->clause.titles = *titles;
    sentence->clause.is_new = is_new;
    return sentence;
}

struct ast_renewal *renewal_noticed(struct ast_renewal *renewal, struct span span, bool is_unless,
                                    struct ast_nps *holders, struct ast_duration *notice, bool is_written)
{
    renewal->span = span;
    renewal->is_written = is_written;
    renewal->is_unless = is_unless;
    renewal->holders = holders;
    renewal->notice = notice;
    return renewal;
}

struct ast_renewal *renewal_times(struct ast_renewal *renewal, struct span span, struct ast_adverb *times)
{
    renewal->span = span;
    renewal->times = times;
    return renewal;
}

struct ast_sentence *calendar_years(struct parse *parse, struct ast_sentence *sentence,
                                    struct ast_number first, struct ast_number last)
{
    LIST_ADD(parse->arena, &sentence->calendar->known, (struct ast_year_span){first, last});
    return sentence;
}

struct ast_days *days_add(struct parse *parse, struct ast_days *days, const struct ast_time *first,
                          const struct ast_time *last)
{
    if (!days)
        days = NEW(parse, struct ast_days);
    LIST_ADD(parse->arena, days, (struct ast_day_span){*first, *last});
    return days;
}

void days_append(struct parse *parse, struct ast_days *days, const struct ast_days *more)
{
    for (uint32_t i = 0; i < more->count; i++)
        LIST_ADD(parse->arena, days, more->items[i]);
}

struct ast_bindings *binding_add(struct parse *parse, struct ast_bindings *bindings,
                                 struct ast_binding *bound, struct ast_name param)
{
    if (!bindings)
        bindings = NEW(parse, struct ast_bindings);
    bound->param = param;
    LIST_ADD(parse->arena, bindings, *bound);
    return bindings;
}

struct ast_sentence *sentence_requires(struct parse *parse, struct ast_np *left)
{
    struct ast_sentence *sentence = sentence_new(parse, SENT_REQUIRES, NULL);
    sentence->requires.left = left;
    return sentence;
}

void expect_key(struct parse *parse, struct ast_expect *expect, struct ast_nps *key)
{
    if (!expect->key) {
        expect->key = key;
        return;
    }
    for (uint32_t i = 0; i < key->count; i++)
        expect->key = nps_join(parse, expect->key, key->items[i], false);
}

struct ast_expect *expect_judged(struct parse *parse, int kind, struct ast_name event,
                                 struct ast_name reason)
{
    struct ast_expect *expect = NEW(parse, struct ast_expect);
    *expect = (struct ast_expect){
        .kind = (enum expect_kind)kind, .event = event, .reason = reason};
    return expect;
}

enum facet facet_said(const char *word)
{
    static const struct {
        const char *english, *chinese;
        enum facet facet;
    } facets[] = {
#define AST_FACET(id, english, chinese) {english, chinese, id},
#include "lang/syntax/ast.def"
        {"outsider", "局外人", FACET_THIRD},
        {"currency", "货币", FACET_CURRENCY},
    };
    for (size_t i = 0; i < sizeof facets / sizeof facets[0]; i++)
        if (strcmp(word, facets[i].english) == 0 || strcmp(word, facets[i].chinese) == 0)
            return facets[i].facet;
    return FACET_UNKNOWN;
}

struct ast_facet *facet_of(struct parse *parse, struct ast_name name)
{
    struct ast_facet *facet = NEW(parse, struct ast_facet);
    *facet = (struct ast_facet){.name = name, .facet = facet_said(name.text->text)};
    if (facet->facet == FACET_UNKNOWN) {
        struct diag *diag = parse_error(parse, E_UNKNOWN_FACET, name.span,
                                        "`%s` is no class of words", name.text->text);
        diag_help(diag, "a verb is an acceptance, a rejection, an enabling, a relief, a suspension, "
                        "a resumption, an ending or a fact; a unit may be a currency, a party an outsider");
    }
    return facet;
}

struct ast_sentence *sentence_classed(struct parse *parse, enum sentence_kind kind,
                                      struct ast_names *names, const struct ast_facets *facets)
{
    bool is_unit = kind == SENT_UNIT;
    struct ast_facets all = facets ? *facets : (struct ast_facets){0};
    uint32_t kept = 1;
    for (uint32_t i = 1; i < names->count; i++) {
        struct ast_facet facet = {.name = names->items[i],
                                  .facet = is_unit ? FACET_CURRENCY : FACET_THIRD};
        if (!facet.name.is_quoted && facet_said(facet.name.text->text) == facet.facet)
            LIST_ADD(parse->arena, &all, facet);
        else
            names->items[kept++] = names->items[i];
    }
    names->count = kept;
    struct ast_sentence *sentence = sentence_new(parse, kind, names);
    *(is_unit ? &sentence->unit.facets : &sentence->party.facets) = all;
    return sentence;
}

/* Takes the date of a scenario line out of the act's front adverbials; NULL if there is none. */
static struct ast_adverb *take_date(struct ast_act *act)
{
    if (act->fronts.count == 0)
        return NULL;
    struct ast_adverb *on = act->fronts.items[0];
    if (on->kind != ADV_TIME || on->time.kind != AST_TIME_DATE ||
        (on->prep != PREP_ON && on->prep != PREP_IN))
        return NULL;
    on->prep = PREP_ON;
    act->fronts.items++;
    act->fronts.count--;
    return on;
}

static void report_line(struct parse *parse, struct span span, const char *message)
{
    if (parse->is_error_open)
        return; /* the rest of a sentence that could not be read */
    struct diag *diag = parse_error(parse, E_NO_SCENARIO_LINE, span, "%s", message);
    diag_help(diag, "write `On 1956-12-20 Fushun taught Benxi 10 experiences.` or `Expect clause "
                    "1.1 breached.`");
}

/* The single act that a statement consists of, or NULL. */
static struct ast_act *only_act(const struct ast_sentence *sentence)
{
    const struct ast_items *items = &sentence->statement.items;
    if (items->count != 1 || items->items[0]->kind != ITEM_CHAIN ||
        items->items[0]->label.text || items->items[0]->lead != LEAD_NONE ||
        items->items[0]->chain->count != 1)
        return NULL;
    return items->items[0]->chain->norms[0];
}

static void tell_happened(struct parse *parse, struct ast_sentence *sentence, struct span span)
{
    struct ast_act *act = only_act(sentence);
    struct ast_adverb *on = act ? take_date(act) : NULL;
    if (!on) {
        report_line(parse, span, "a line of a scenario begins with the date on which it happened");
        sentence->has_error = true;
        return;
    }
    bool is_nothing = act->pred == PRED_NOTHING;
    sentence->kind = is_nothing ? SENT_NOTHING : SENT_HAPPENED;
    sentence->happened.on = on;
    sentence->happened.act = is_nothing ? NULL : act;
}

struct ast_sentence *sentence_correct(struct parse *parse, struct ast_name id,
                                      struct ast_mark *mark, struct ast_act *act)
{
    struct ast_sentence *sentence = sentence_new(parse, SENT_CORRECT, NULL);
    sentence->correct.id = id;
    sentence->correct.mark = mark;
    sentence->correct.on = take_date(act);
    sentence->correct.act = act;
    if (!sentence->correct.on)
        report_line(parse, act->span,
                    "a correction says what happened instead, beginning with its date");
    return sentence;
}

/* Headings that end a scenario, and the one that begins it. */
static void enter_part(struct parse *parse, enum sentence_kind kind)
{
    if (kind == SENT_SCENARIO)
        parse->is_in_scenario = true;
    else if (kind <= SENT_CLAUSE || kind == SENT_NOW_READS)
        parse->is_in_scenario = false;
    if (kind == SENT_SCENARIO || kind <= SENT_CLAUSE || kind == SENT_NOW_READS)
        parse->is_part_unsure = false;
}

static bool belongs_in_scenario(const struct ast_sentence *sentence)
{
    if (sentence->kind == SENT_EXPECT || sentence->kind == SENT_CORRECT ||
        sentence->kind == SENT_VOID)
        return true;
    const struct ast_act *act = sentence->kind == SENT_STATEMENT ? only_act(sentence) : NULL;
    return act && act->pred == PRED_NOTHING;
}

void sentence_add(struct parse *parse, struct ast_sentence *sentence, struct span span)
{
    if (parse->is_too_deep) {
        sentence_add_broken(parse, span);
        return;
    }
    sentence->span = span;
    sentence->has_named_length = parse->has_named_length;
    sentence->preds = parse->preds;
    parse->has_named_length = false;
    parse->preds = 0;
    parse->said.preds |= sentence->preds;
    parse->said.has_named_length |= sentence->has_named_length;
    enter_part(parse, sentence->kind);
    if (!parse->is_in_scenario && belongs_in_scenario(sentence)) {
        if (!parse->is_part_unsure)
            report_line(parse, span, "this stands only in a scenario");
        sentence->has_error = true;
    }
    if (parse->is_in_scenario && sentence->kind == SENT_STATEMENT)
        tell_happened(parse, sentence, span);
    vec_push(&parse->sentences, sentence);
    parse->said.sentences |= AST_BIT(sentence->kind);
    if (ast_has_pred(sentence, PRED_MEANS))
        parse->said.means_end = (uint32_t)parse->sentences.count;
}

void sentence_add_broken(struct parse *parse, struct span span)
{
    parse->is_too_deep = parse->has_named_length = false;
    parse->is_part_unsure = true;
    struct ast_sentence *sentence = sentence_new(parse, SENT_STATEMENT, NULL);
    sentence->span = span;
    sentence->preds = parse->preds;
    parse->said.preds |= parse->preds;
    parse->said.sentences |= AST_BIT(SENT_STATEMENT);
    parse->said.means_end = UINT32_MAX;
    sentence->has_error = true;
    vec_push(&parse->sentences, sentence);
}
